/*-------------------------------------------------------------------------
 *
 * deduplicate_dropped.c
 *		dropped_into=TABLE: what deduplicate() drops is kept in a companion table.
 *
 * A dropped row is inserted into the companion by an ordinary INSERT in the same
 * transaction, so what is there is exactly what was dropped: if the transaction
 * rolls back, the companion knows nothing of it.  Columns are matched by name;
 * those that only the companion has get their defaults, such as a column
 * dropped_at with the default now().  The insertion is made with the rights of
 * whoever inserts the row, and the companion's own triggers and constraints hold.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/table.h"
#include "catalog/namespace.h"
#include "catalog/pg_class.h"
#include "executor/spi.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/varlena.h"

#include "interaction/deduplicate.h"

/* Where dropped rows go, and how; lives in its rule's context. */
struct InteractionCompanion
{
	MemoryContextCallback callback;
	Oid relation;
	int columns;        /* that both tables have */
	AttrNumber *attnum; /* by such a column: in the table that the trigger fires on */
	Oid *types;
	char *statement;
	SPIPlanPtr plan; /* NULL until the first row is dropped */
};

/* The rule is freed. */
static void
interaction_companion_gone(void *argument)
{
	struct InteractionCompanion *companion = argument;

	if (companion->plan != NULL)
		SPI_freeplan(companion->plan);
}

/* A name without a schema is looked for beside the table, whatever the path. */
static Oid
interaction_find_companion(const InteractionRule *rule, Trigger *trigger,
						   const char *value)
{
	List *names;
	Oid schema, found;

	if (!SplitIdentifierString(pstrdup(value), '.', &names) || names == NIL ||
		list_length(names) > 2)
		ereport(ERROR, (profile_deduplicate_bad_argument("dropped_into", trigger->tgname),
						errdetail("\"%s\" is not the name of a table.", value),
						errhint("Name a table, with its schema where that is not the "
								"one of the trigger's table.")));
	schema = list_length(names) == 1 ? get_rel_namespace(rule->scope)
									 : get_namespace_oid(linitial(names), true);
	found = OidIsValid(schema) ? get_relname_relid(llast(names), schema) : InvalidOid;
	if (!OidIsValid(found))
		ereport(ERROR, (profile_deduplicate_bad_argument("dropped_into", trigger->tgname),
						errdetail("There is no table %s.", value),
						errhint("Create it, for example with (LIKE %s, dropped_at "
								"timestamptz DEFAULT now()).",
								quote_identifier(get_rel_name(rule->scope)))));
	if (found == rule->scope || found == rule->relation)
		ereport(ERROR, (profile_deduplicate_bad_argument("dropped_into", trigger->tgname),
						errdetail("It is the table that rows are dropped from.")));
	return found;
}

/* Adds the columns of the companion that the table has, too. */
static void
interaction_match_columns(struct InteractionCompanion *companion, StringInfo names,
						  Relation relation, Relation into)
{
	TupleDesc from = RelationGetDescr(relation);
	TupleDesc to = RelationGetDescr(into);
	int i;

	for (i = 0; i < to->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(to, i);
		AttrNumber attnum;

		if (att->attisdropped || att->attgenerated)
			continue;
		attnum = get_attnum(RelationGetRelid(relation), NameStr(att->attname));
		/* a generated column has no value yet */
		if (attnum <= 0 || TupleDescAttr(from, attnum - 1)->attgenerated)
			continue;
		appendStringInfo(names, "%s%s", companion->columns == 0 ? "" : ", ",
						 quote_identifier(NameStr(att->attname)));
		companion->types[companion->columns] = TupleDescAttr(from, attnum - 1)->atttypid;
		companion->attnum[companion->columns] = attnum;
		companion->columns++;
	}
}

static char *
interaction_companion_statement(const struct InteractionCompanion *companion,
								Relation into, const char *names)
{
	StringInfoData statement;
	int i;

	initStringInfo(&statement);
	appendStringInfo(
		&statement, "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (",
		quote_qualified_identifier(get_namespace_name(RelationGetNamespace(into)),
								   RelationGetRelationName(into)),
		names);
	for (i = 1; i <= companion->columns; i++)
		appendStringInfo(&statement, "%s$%d", i == 1 ? "" : ", ", i);
	appendStringInfoChar(&statement, ')');
	return statement.data;
}

/*
 * profile_deduplicate_companion: resolves the argument dropped_into of a rule whose
 * scope is known.  Errors: 22023 if there is no such table, or it has no column of
 * the trigger's.
 */
void
profile_deduplicate_companion(InteractionRule *rule, Relation relation, Trigger *trigger,
							  const char *value)
{
	Oid found = interaction_find_companion(rule, trigger, value);
	MemoryContext caller = MemoryContextSwitchTo(rule->context);
	struct InteractionCompanion *companion = palloc0(sizeof(*companion));
	StringInfoData names;
	Relation into;

	profile_deduplicate_watch(found);
	into = table_open(found, AccessShareLock);
	companion->relation = found;
	companion->attnum = palloc(sizeof(AttrNumber) * RelationGetDescr(into)->natts);
	companion->types = palloc(sizeof(Oid) * RelationGetDescr(into)->natts);
	initStringInfo(&names);
	interaction_match_columns(companion, &names, relation, into);
	if (companion->columns == 0)
		ereport(ERROR, (profile_deduplicate_bad_argument("dropped_into", trigger->tgname),
						errdetail("Tables \"%s\" and \"%s\" have no column in common.",
								  RelationGetRelationName(relation),
								  RelationGetRelationName(into))));
	companion->statement = interaction_companion_statement(companion, into, names.data);
	table_close(into, NoLock);
	companion->callback.func = interaction_companion_gone;
	companion->callback.arg = companion;
	MemoryContextRegisterResetCallback(rule->context, &companion->callback);
	MemoryContextSwitchTo(caller);
	rule->companion = companion;
}

/*
 * profile_deduplicate_keep_dropped: inserts the dropped row into the companion.
 * Errors are those of the INSERT.
 */
void
profile_deduplicate_keep_dropped(const InteractionRule *rule, TupleTableSlot *slot)
{
	struct InteractionCompanion *companion = rule->companion;
	Datum *values;
	char *nulls;
	int i;

	SPI_connect();
	values = palloc(sizeof(Datum) * companion->columns);
	nulls = palloc(companion->columns);
	for (i = 0; i < companion->columns; i++)
	{
		bool null;

		values[i] = slot_getattr(slot, companion->attnum[i], &null);
		nulls[i] = null ? 'n' : ' ';
	}
	if (companion->plan == NULL)
	{
		SPIPlanPtr plan =
			SPI_prepare(companion->statement, companion->columns, companion->types);

		if (plan == NULL)
			elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
		SPI_keepplan(plan);
		companion->plan = plan;
	}
	if ((i = SPI_execute_plan(companion->plan, values, nulls, false, 0)) < 0)
		elog(ERROR, "SPI_execute_plan failed: %s", SPI_result_code_string(i));
	SPI_finish();
}
