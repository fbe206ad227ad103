/*-------------------------------------------------------------------------
 *
 * deduplicate_rule.c
 *		What a deduplicate() trigger was told, resolved against its table and
 *		cached by the trigger's oid.
 *
 *	key=COLUMN, ...		the columns that make a row; quoted as in SQL
 *	time=COLUMN			timestamptz, timestamp or date
 *	within=INTERVAL		rows further apart than this are no duplicates
 *	on_duplicate=skip|count|error
 *	dropped_into=TABLE	keeps what is dropped; see deduplicate_dropped.c
 *	nulls=distinct|same
 *
 * Relations that a rule depends on are watched: a relcache message for one of
 * them makes every rule stale.  That is coarse, but such messages are rare beside
 * rows, and a rule costs tens of microseconds.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/genam.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "catalog/indexing.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/fmgroids.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"
#include "utils/typcache.h"
#include "utils/varlena.h"

#include "interaction/deduplicate.h"

/* The arguments as they were written; NULL where left out. */
typedef enum InteractionArgument
{
	INTERACTION_ARG_KEY,
	INTERACTION_ARG_TIME,
	INTERACTION_ARG_WITHIN,
	INTERACTION_ARG_ON_DUPLICATE,
	INTERACTION_ARG_NULLS,
	INTERACTION_ARG_DROPPED_INTO,
	INTERACTION_ARGS
} InteractionArgument;

static const char *const interaction_arg_names[INTERACTION_ARGS] = {
	"key", "time", "within", "on_duplicate", "nulls", "dropped_into"};

typedef struct InteractionCached
{
	Oid trigger; /* hash key */
	InteractionRule *rule;
} InteractionCached;

static HTAB *interaction_rules = NULL;
static HTAB *interaction_watched = NULL;
static uint64 interaction_generation = 1;

/* ---- staleness ---- */

/* profile_deduplicate_generation: rules of an earlier generation are stale. */
uint64
profile_deduplicate_generation(void)
{
	return interaction_generation;
}

/* profile_deduplicate_watch: a change of this relation makes the rules stale. */
void
profile_deduplicate_watch(Oid relation)
{
	(void) hash_search(interaction_watched, &relation, HASH_ENTER, NULL);
}

static void
interaction_on_relcache(Datum argument, Oid relation)
{
	(void) argument;
	/* a server that forgets its caches at every turn, for a test, has changed nothing */
	if (relation == InvalidOid && debug_discard_caches > 0)
		return;
	if (relation == InvalidOid ||
		hash_search(interaction_watched, &relation, HASH_FIND, NULL) != NULL)
		interaction_generation++;
}

static void
interaction_start_cache(void)
{
	HASHCTL control = {0};

	if (interaction_rules != NULL)
		return;
	control.keysize = sizeof(Oid);
	control.entrysize = sizeof(Oid);
	interaction_watched =
		hash_create("deduplicate() relations", 16, &control, HASH_ELEM | HASH_BLOBS);
	control.entrysize = sizeof(InteractionCached);
	interaction_rules =
		hash_create("deduplicate() rules", 16, &control, HASH_ELEM | HASH_BLOBS);
	CacheRegisterRelcacheCallback(interaction_on_relcache, (Datum) 0);
}

/* ---- arguments ---- */

/*
 * profile_deduplicate_bad_argument: the error for a bad argument, inside ereport();
 * the DETAIL and HINT are the caller's.
 */
int
profile_deduplicate_bad_argument(const char *argument, const char *trigger)
{
	errcode(ERRCODE_INVALID_PARAMETER_VALUE);
	return errmsg("invalid argument \"%s\" of trigger \"%s\"", argument, trigger);
}

/* Sorts the trigger's arguments; names are checked here, values later. */
static void
interaction_read_arguments(Trigger *trigger, const char **values)
{
	int i, j;

	for (i = 0; i < trigger->tgnargs; i++)
	{
		const char *argument = trigger->tgargs[i];
		const char *equals = strchr(argument, '=');
		size_t length = equals == NULL ? 0 : (size_t) (equals - argument);

		for (j = 0; j < INTERACTION_ARGS; j++)
			if (strlen(interaction_arg_names[j]) == length &&
				memcmp(interaction_arg_names[j], argument, length) == 0)
				break;
		if (equals == NULL || j == INTERACTION_ARGS)
			ereport(ERROR,
					(profile_deduplicate_bad_argument(argument, trigger->tgname),
					 errdetail("Arguments are written 'name=value'; the names are "
							   "key, time, within, on_duplicate, nulls and "
							   "dropped_into."),
					 errhint("For example: deduplicate('key=source,message_id').")));
		if (values[j] != NULL)
			ereport(ERROR,
					(profile_deduplicate_bad_argument(argument, trigger->tgname),
					 errdetail("\"%s\" is given twice.", interaction_arg_names[j])));
		values[j] = equals + 1;
	}
	if (values[INTERACTION_ARG_KEY] == NULL)
		ereport(ERROR, (profile_deduplicate_bad_argument("key", trigger->tgname),
						errdetail("It is missing."),
						errhint("Name the columns that make two rows the same: "
								"deduplicate('key=source,message_id').")));
	if ((values[INTERACTION_ARG_TIME] == NULL) !=
		(values[INTERACTION_ARG_WITHIN] == NULL))
		ereport(ERROR, (profile_deduplicate_bad_argument(
							values[INTERACTION_ARG_TIME] == NULL ? "within" : "time",
							trigger->tgname),
						errdetail("\"time\" and \"within\" are only of use together."),
						errhint("For example: deduplicate('key=customer,event', "
								"'time=occurred_at', 'within=5 seconds').")));
}

/* The column numbers of a list of names, which must be ordinary columns. */
static List *
interaction_read_columns(Relation relation, Trigger *trigger, const char *argument,
						 const char *value)
{
	List *names;
	ListCell *cell;

	if (!SplitIdentifierString(pstrdup(value), ',', &names) || names == NIL)
		ereport(ERROR, (profile_deduplicate_bad_argument(argument, trigger->tgname),
						errdetail("\"%s\" is not a list of column names.", value),
						errhint("Separate names by commas; quote them as in SQL.")));
	foreach (cell, names)
	{
		const char *name = lfirst(cell);
		AttrNumber attnum = get_attnum(RelationGetRelid(relation), name);
		Form_pg_attribute att;

		if (attnum <= 0)
			ereport(ERROR, (profile_deduplicate_bad_argument(argument, trigger->tgname),
							errdetail("Table \"%s\" has no column \"%s\".",
									  RelationGetRelationName(relation), name)));
		att = TupleDescAttr(RelationGetDescr(relation), attnum - 1);
		if (att->attgenerated)
			ereport(
				ERROR,
				(profile_deduplicate_bad_argument(argument, trigger->tgname),
				 errdetail("Column \"%s\" is generated, and gets its value only after "
						   "the trigger.",
						   name),
				 errhint("Name the columns that it is generated from.")));
	}
	return names;
}

static void
interaction_resolve_key(InteractionRule *rule, Relation relation, Trigger *trigger,
						InteractionKey *key, const char *name)
{
	AttrNumber attnum = get_attnum(RelationGetRelid(relation), name);
	Form_pg_attribute att = TupleDescAttr(RelationGetDescr(relation), attnum - 1);
	TypeCacheEntry *type =
		lookup_type_cache(att->atttypid, TYPECACHE_EQ_OPR | TYPECACHE_HASH_PROC);

	if (!OidIsValid(type->eq_opr))
		ereport(ERROR, (profile_deduplicate_bad_argument("key", trigger->tgname),
						errdetail("Column \"%s\" is of type %s, which has no equality.",
								  name, format_type_be(att->atttypid))));
	key->name = MemoryContextStrdup(rule->context, name);
	key->attnum = attnum;
	key->collation = att->attcollation;
	key->equality = type->eq_opr;
	fmgr_info_cxt(get_opcode(type->eq_opr), &key->equal, rule->context);
	key->hashable = OidIsValid(type->hash_proc);
	if (key->hashable)
		fmgr_info_cxt(type->hash_proc, &key->hash, rule->context);
}

static void
interaction_resolve_keys(InteractionRule *rule, Relation relation, Trigger *trigger,
						 const char *value)
{
	List *names = interaction_read_columns(relation, trigger, "key", value);
	ListCell *cell;
	int i;

	rule->key = MemoryContextAllocZero(rule->context,
									   sizeof(InteractionKey) * list_length(names));
	foreach (cell, names)
	{
		const char *name = lfirst(cell);

		for (i = 0; i < rule->keys; i++)
			if (strcmp(rule->key[i].name, name) == 0)
				ereport(ERROR, (profile_deduplicate_bad_argument("key", trigger->tgname),
								errdetail("Column \"%s\" is named twice.", name)));
		interaction_resolve_key(rule, relation, trigger, &rule->key[rule->keys], name);
		rule->keys++;
	}
}

static void
interaction_resolve_time(InteractionRule *rule, Relation relation, Trigger *trigger,
						 const char *value)
{
	List *names = interaction_read_columns(relation, trigger, "time", value);
	const char *name = linitial(names);
	Oid declared;
	int i;

	if (list_length(names) > 1)
		ereport(ERROR, (profile_deduplicate_bad_argument("time", trigger->tgname),
						errdetail("\"%s\" is more than one column.", value)));
	for (i = 0; i < rule->keys; i++)
		if (strcmp(rule->key[i].name, name) == 0)
			ereport(ERROR, (profile_deduplicate_bad_argument("time", trigger->tgname),
							errdetail("Column \"%s\" is a key column as well.", name)));
	rule->time = MemoryContextStrdup(rule->context, name);
	rule->time_attnum = get_attnum(RelationGetRelid(relation), name);
	declared = TupleDescAttr(RelationGetDescr(relation), rule->time_attnum - 1)->atttypid;
	rule->time_type = getBaseType(declared);
	if (rule->time_type != TIMESTAMPTZOID && rule->time_type != TIMESTAMPOID &&
		rule->time_type != DATEOID)
		ereport(ERROR, (profile_deduplicate_bad_argument("time", trigger->tgname),
						errdetail("Column \"%s\" is of type %s.", name,
								  format_type_be(declared)),
						errhint("It must be of type timestamptz, timestamp or date.")));
}

/* An interval; what interval_in() has to say becomes the DETAIL. */
static Interval *
interaction_read_interval(Trigger *trigger, const char *value)
{
	MemoryContext caller = CurrentMemoryContext;
	Interval *volatile span = NULL;

	PG_TRY();
	{
		span = DatumGetIntervalP(DirectFunctionCall3(interval_in, CStringGetDatum(value),
													 ObjectIdGetDatum(InvalidOid),
													 Int32GetDatum(-1)));
	}
	PG_CATCH();
	{
		ErrorData *error;

		MemoryContextSwitchTo(caller);
		error = CopyErrorData();
		if (ERRCODE_TO_CATEGORY(error->sqlerrcode) != ERRCODE_DATA_EXCEPTION)
			PG_RE_THROW();
		FlushErrorState();
		ereport(ERROR, (profile_deduplicate_bad_argument("within", trigger->tgname),
						errdetail_internal("%s", error->message),
						errhint("For example: 'within=5 seconds'.")));
	}
	PG_END_TRY();
	return span;
}

static void
interaction_resolve_within(InteractionRule *rule, Trigger *trigger, const char *value)
{
	Interval *span = interaction_read_interval(trigger, value);
	int64 days = 0, within = 0;

	if (span->month != 0)
		ereport(ERROR, (profile_deduplicate_bad_argument("within", trigger->tgname),
						errdetail("\"%s\" has no fixed length.", value),
						errhint("Use days, which count as 24 hours.")));
	if (pg_mul_s64_overflow(span->day, USECS_PER_DAY, &days) ||
		pg_add_s64_overflow(days, span->time, &within) || within < 0)
		ereport(ERROR, (profile_deduplicate_bad_argument("within", trigger->tgname),
						errdetail("\"%s\" is negative or too long.", value)));
	rule->within = rule->time_type == DATEOID ? within / USECS_PER_DAY : within;
}

/* A word out of several; *chosen keeps its default where none was given. */
static int
interaction_read_word(Trigger *trigger, InteractionArgument argument, const char *value,
					  const char *const *words, int count)
{
	StringInfoData list;
	int i;

	for (i = 0; i < count; i++)
		if (value == NULL || strcmp(value, words[i]) == 0)
			return i;
	initStringInfo(&list);
	for (i = 0; i < count; i++)
		appendStringInfo(&list, "%s\"%s\"", i == 0 ? "" : (i < count - 1 ? ", " : " or "),
						 words[i]);
	ereport(ERROR,
			(profile_deduplicate_bad_argument(interaction_arg_names[argument],
											  trigger->tgname),
			 errdetail("It is \"%s\".", value), errhint("It must be %s.", list.data)));
	return 0;
}

/* ---- rules ---- */

/*
 * Row triggers of a partitioned table are cloned to its partitions: the scope is
 * the table that the first of them was created on.
 */
static void
interaction_find_scope(InteractionRule *rule, Oid trigger)
{
	Relation catalog = table_open(TriggerRelationId, AccessShareLock);

	while (OidIsValid(trigger))
	{
		ScanKeyData key;
		SysScanDesc scan;
		HeapTuple tuple;

		ScanKeyInit(&key, Anum_pg_trigger_oid, BTEqualStrategyNumber, F_OIDEQ,
					ObjectIdGetDatum(trigger));
		scan = systable_beginscan(catalog, TriggerOidIndexId, true, NULL, 1, &key);
		tuple = systable_getnext(scan);
		if (!HeapTupleIsValid(tuple))
			elog(ERROR, "could not find trigger %u", trigger);
		rule->scope_trigger = trigger;
		rule->scope = ((Form_pg_trigger) GETSTRUCT(tuple))->tgrelid;
		trigger = ((Form_pg_trigger) GETSTRUCT(tuple))->tgparentid;
		systable_endscan(scan);
	}
	table_close(catalog, AccessShareLock);
}

static void
interaction_resolve_companion(InteractionRule *rule, Relation relation, Trigger *trigger,
							  const char *value)
{
	if (rule->action == INTERACTION_ERROR)
		ereport(ERROR, (profile_deduplicate_bad_argument("dropped_into", trigger->tgname),
						errdetail("With on_duplicate=error nothing is dropped.")));
	profile_deduplicate_companion(rule, relation, trigger, value);
}

/* Everything but the targets. */
static InteractionRule *
interaction_make_rule(Relation relation, Trigger *trigger)
{
	static const char *const actions[] = {"skip", "count", "error"};
	static const char *const nulls[] = {"distinct", "same"};
	const char *values[INTERACTION_ARGS] = {0};
	MemoryContext context = AllocSetContextCreate(
		CurrentMemoryContext, "deduplicate() rule", ALLOCSET_SMALL_SIZES);
	InteractionRule *rule = MemoryContextAllocZero(context, sizeof(InteractionRule));

	rule->context = context;
	rule->relation = RelationGetRelid(relation);
	interaction_read_arguments(trigger, values);
	interaction_resolve_keys(rule, relation, trigger, values[INTERACTION_ARG_KEY]);
	if (values[INTERACTION_ARG_TIME] != NULL)
	{
		interaction_resolve_time(rule, relation, trigger, values[INTERACTION_ARG_TIME]);
		interaction_resolve_within(rule, trigger, values[INTERACTION_ARG_WITHIN]);
	}
	rule->action =
		interaction_read_word(trigger, INTERACTION_ARG_ON_DUPLICATE,
							  values[INTERACTION_ARG_ON_DUPLICATE], actions, 3);
	rule->nulls_same =
		interaction_read_word(trigger, INTERACTION_ARG_NULLS,
							  values[INTERACTION_ARG_NULLS], nulls, 2) == 1;
	interaction_find_scope(rule, trigger->tgoid);
	if (values[INTERACTION_ARG_DROPPED_INTO] != NULL)
		interaction_resolve_companion(rule, relation, trigger,
									  values[INTERACTION_ARG_DROPPED_INTO]);
	return rule;
}

/*
 * Rules that have become stale leave the cache, whether or not their triggers are
 * still there; somebody may be using them until the transaction ends.
 */
static void
interaction_drop_stale(void)
{
	HASH_SEQ_STATUS status;
	InteractionCached *cached;

	hash_seq_init(&status, interaction_rules);
	while ((cached = hash_seq_search(&status)) != NULL)
		if (cached->rule->generation != interaction_generation)
		{
			MemoryContextSetParent(cached->rule->context, TopTransactionContext);
			(void) hash_search(interaction_rules, &cached->trigger, HASH_REMOVE, NULL);
		}
}

/*
 * profile_deduplicate_rule: the rule of a trigger on this relation, from the
 * cache if it is not stale.  Errors: 22023 for arguments that make no sense.
 */
InteractionRule *
profile_deduplicate_rule(Relation relation, Trigger *trigger)
{
	InteractionCached *cached;
	InteractionRule *rule;
	uint64 generation;

	interaction_start_cache();
	cached = hash_search(interaction_rules, &trigger->tgoid, HASH_FIND, NULL);
	if (cached != NULL && cached->rule->generation == interaction_generation)
		return cached->rule;

	/* what changes while we look makes us look again */
	do
	{
		CHECK_FOR_INTERRUPTS();
		generation = interaction_generation;
		profile_deduplicate_watch(RelationGetRelid(relation));
		rule = interaction_make_rule(relation, trigger);
		profile_deduplicate_targets(rule);
	} while (generation != interaction_generation);
	rule->generation = generation;

	interaction_drop_stale();
	cached = hash_search(interaction_rules, &trigger->tgoid, HASH_ENTER, NULL);
	MemoryContextSetParent(rule->context, CacheMemoryContext);
	cached->rule = rule;
	return rule;
}

/*
 * profile_deduplicate_row: what the rule looks at of the row in the slot, which
 * is of the rule's relation.
 */
void
profile_deduplicate_row(const InteractionRule *rule, TupleTableSlot *slot,
						InteractionRow *row)
{
	int i;

	memset(row, 0, sizeof(*row));
	row->values = palloc(sizeof(Datum) * rule->keys);
	row->nulls = palloc(sizeof(bool) * rule->keys);
	for (i = 0; i < rule->keys; i++)
	{
		row->values[i] = slot_getattr(slot, rule->key[i].attnum, &row->nulls[i]);
		row->any_null |= row->nulls[i];
	}
	if (rule->time != NULL)
	{
		Datum time = slot_getattr(slot, rule->time_attnum, &row->time_null);
		bool date = rule->time_type == DATEOID;
		int64 first = date ? (int64) DATEVAL_NOBEGIN : DT_NOBEGIN;
		int64 last = date ? (int64) DATEVAL_NOEND : DT_NOEND;

		if (row->time_null)
			return;
		row->time = row->low = row->high =
			profile_deduplicate_native(rule->time_type, time);
		/* infinity is near to nothing but itself */
		if (row->time == first || row->time == last)
			return;
		if (pg_sub_s64_overflow(row->time, rule->within, &row->low) || row->low <= first)
			row->low = first + 1;
		if (pg_add_s64_overflow(row->time, rule->within, &row->high) || row->high >= last)
			row->high = last - 1;
	}
}
