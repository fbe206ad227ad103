/*-------------------------------------------------------------------------
 *
 * arrival_take.c
 *		take_in_record(): a new record whose profile is plain to see.
 *
 * Two arrivals are common: nobody has met any of the identifiers, and the record
 * founds a profile; or all that are known lead to one profile, and it joins that.
 * These are written here, row by row and without plans.  Anything else is the
 * resolver's, which decides from nothing.
 *
 * What an answer rests on is looked at again under the locks that the resolver
 * takes, in its order (50_resolver.sql): first the record's own key, then the
 * rows of identifiers that are new, sorted, then the profile.  Whoever would have
 * to wait for a profile leaves it to the resolver, where it queues up; and a lock
 * on a profile that the record does not join after all is let go of, by rolling a
 * subtransaction back, before others are asked for.
 *
 * Foreign keys: the source and identifiers that were there are locked FOR KEY
 * SHARE, the profile that is joined is locked FOR NO KEY UPDATE, and all other
 * rows that are led to are written here.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/sequence.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "parser/parse_func.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"

#include "model/arrival_take.h"

PG_FUNCTION_INFO_V1(profile_take_in_record);

static const ModelRow *const arrival_rows[TAKE_TABLES] = {
	&profile_arrival_record, &profile_arrival_identity, &profile_arrival_link,
	&profile_arrival_period, &profile_arrival_profile,  &profile_arrival_change};

typedef enum ArrivalAnswer
{
	ARRIVAL_LEFT,      /* nothing was written: the long road */
	ARRIVAL_KNOWN,     /* somebody has just brought the record */
	ARRIVAL_UNDECIDED, /* the record was written, and is to be resolved */
	ARRIVAL_TAKEN
} ArrivalAnswer;

/* ---- getting ready ---- */

static bool
arrival_text_is(const text *value, const char *word)
{
	return VARSIZE_ANY_EXHDR(value) == strlen(word) &&
		   memcmp(VARDATA_ANY(value), word, strlen(word)) == 0;
}

/* The arguments; false where one of them could be no record's. */
static bool
arrival_read_arguments(Arrival *arrival, FunctionCallInfo fcinfo)
{
	ArrivalRecord *record = &arrival->record;

	for (int i = 0; i < 6; i++)
		if (PG_ARGISNULL(i))
			return false;
	arrival->model = PG_GETARG_OID(0);
	record->source = PG_GETARG_INT64(1);
	record->key = PG_GETARG_TEXT_PP(2);
	record->kind = PG_GETARG_TEXT_PP(3);
	record->attributes = PG_GETARG_JSONB_P(4);
	record->at = PG_GETARG_TIMESTAMPTZ(5);
	record->stamps = PG_ARGISNULL(6) ? NULL : PG_GETARG_JSONB_P(6);
	record->is_organization = arrival_text_is(record->kind, "organization");
	return (record->is_organization || arrival_text_is(record->kind, "person")) &&
		   VARSIZE_ANY_EXHDR(record->key) > 0 && JB_ROOT_IS_OBJECT(record->attributes);
}

/* Identifiers are written, and so locked, in one order by everybody. */
static void
arrival_sort_links(ArrivalLinks *links)
{
	for (int i = 1; i < links->count; i++)
	{
		ArrivalLink link = links->links[i];
		int place = i;

		while (place > 0 && DatumGetInt32(DirectFunctionCall2(
								profile_identifier_cmp,
								PointerGetDatum(links->links[place - 1].identifier),
								PointerGetDatum(link.identifier))) > 0)
		{
			links->links[place] = links->links[place - 1];
			place--;
		}
		links->links[place] = link;
	}
}

/* ---- whom do they lead to? ---- */

/*
 * Looks the identifiers up.  False: they lead to several profiles, or are met and
 * lead to none.  profile_id stays 0 where none was met.
 */
static bool
arrival_probe(Arrival *arrival)
{
	ModelTable table;
	ModelScan identities;
	bool one = true;

	arrival->profile_id = 0;
	profile_model_open(&table, arrival->model, &profile_arrival_identity.shape,
					   AccessShareLock, ACL_SELECT);
	profile_model_scan(&identities, &table, &profile_arrival_identity_by_identifier);
	for (int i = 0; i < arrival->links.count; i++)
	{
		int64 home;

		arrival->is_brought[i] = false;
		arrival->is_met[i] = profile_model_find(
			&identities, PointerGetDatum(arrival->links.links[i].identifier));
		if (!arrival->is_met[i])
			continue;
		home = profile_arrival_home(&identities);
		one =
			one && home != 0 && (arrival->profile_id == 0 || arrival->profile_id == home);
		arrival->profile_id = home;
	}
	profile_model_scan_end(&identities);
	profile_model_close(&table);
	return one;
}

/* ---- announcements ---- */

static bool
arrival_fires(const Trigger *trigger)
{
	if (trigger->tgenabled == TRIGGER_FIRES_ALWAYS)
		return true;
	return trigger->tgenabled ==
		   (SessionReplicationRole == SESSION_REPLICATION_ROLE_REPLICA
				? TRIGGER_FIRES_ON_REPLICA
				: TRIGGER_FIRES_ON_ORIGIN);
}

/* Does anybody listen to what is made, or changed? */
static bool
arrival_is_heard(const Arrival *arrival, const char *name)
{
	TriggerDesc *triggers = arrival->writers[TAKE_PROFILE].table.rel->trigdesc;

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
		if (strcmp(triggers->triggers[i].tgname, name) == 0)
			return arrival_fires(&triggers->triggers[i]);
	return false;
}

/* As profiles_touched() does, with the rights of the model's owner, who this is. */
static void
arrival_announce(const Arrival *arrival)
{
	Oid types[1] = {INT8ARRAYOID};
	Datum profile = Int64GetDatum(arrival->profile_id);
	Oid function =
		LookupFuncName(list_make2(makeString(get_namespace_name(arrival->model)),
								  makeString("announce")),
					   1, types, false);

	CommandCounterIncrement();
	(void) OidFunctionCall1(
		function, PointerGetDatum(construct_array(&profile, 1, INT8OID, sizeof(int64),
												  FLOAT8PASSBYVAL, TYPALIGN_DOUBLE)));
}

/* ---- the tables ---- */

static void
arrival_close(Arrival *arrival)
{
	while (arrival->open > 0)
		profile_model_writer_close(&arrival->writers[--arrival->open]);
	FreeExecutorState(arrival->estate);
}

/* false: some table has rules of its own, and rows have to go by plans. */
static bool
arrival_open(Arrival *arrival, const char *trigger)
{
	int count = arrival->profile_id == 0 ? TAKE_TABLES : TAKE_CHANGE;

	arrival->estate = CreateExecutorState();
	for (arrival->open = 0; arrival->open < count; arrival->open++)
	{
		const ModelRow *row = arrival_rows[arrival->open];

		if (!profile_model_writer_open(
				&arrival->writers[arrival->open], arrival->model, row, arrival->estate,
				ACL_SELECT | ACL_INSERT | (row->updated ? ACL_UPDATE : 0)))
			break;
	}
	arrival->touched = false;
	if (arrival->open == count &&
		(!arrival_is_heard(arrival, trigger) ||
		 profile_is_owner(RelationGetRelid(arrival->writers[TAKE_PROFILE].table.rel),
						  GetUserId())))
		return true;
	arrival_close(arrival);
	return false;
}

static int64
arrival_number(const Arrival *arrival, const char *sequence)
{
	Oid oid = get_relname_relid(sequence, arrival->model);

	if (!OidIsValid(oid))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE),
						errmsg("the model has no sequence \"%s\"", sequence)));
	return nextval_internal(oid, true);
}

/* ---- rows ---- */

/* false: somebody has just brought the record. */
static bool
arrival_write_record(Arrival *arrival)
{
	ModelWriter *writer = &arrival->writers[TAKE_RECORD];
	const ArrivalRecord *record = &arrival->record;

	profile_model_row(writer);
	profile_model_set(writer, RECORD_ID, Int64GetDatum(arrival->record_id));
	profile_model_set(writer, RECORD_SOURCE, Int64GetDatum(record->source));
	profile_model_set(writer, RECORD_KEY, PointerGetDatum(record->key));
	profile_model_set(writer, RECORD_KIND, PointerGetDatum(record->kind));
	profile_model_set(writer, RECORD_ATTRIBUTES, JsonbPGetDatum(record->attributes));
	profile_model_set(writer, RECORD_OBSERVED, TimestampTzGetDatum(record->at));
	profile_model_set(
		writer, RECORD_SNAPSHOT,
		TimestampTzGetDatum(record->stamps == NULL ? record->at : DT_NOBEGIN));
	if (record->stamps != NULL)
		profile_model_set(writer, RECORD_STAMPS, JsonbPGetDatum(record->stamps));
	if (arrival->links.problems != NULL)
		profile_model_set(writer, RECORD_PROBLEMS,
						  JsonbPGetDatum(arrival->links.problems));
	profile_model_set(writer, RECORD_RECEIVED,
					  TimestampTzGetDatum(GetCurrentTransactionStartTimestamp()));
	profile_model_set(writer, RECORD_PROFILE, Int64GetDatum(arrival->profile_id));
	profile_model_set(writer, RECORD_PENDING, BoolGetDatum(false));
	return profile_model_insert_new(writer);
}

/* The row of an identifier, with the profile or (home 0) without. */
static void
arrival_identity_row(Arrival *arrival, int i, int64 home)
{
	ModelWriter *writer = &arrival->writers[TAKE_IDENTITY];
	const ArrivalLink *link = &arrival->links.links[i];

	profile_model_row(writer);
	profile_model_set(writer, IDENTITY_IDENTIFIER, PointerGetDatum(link->identifier));
	if (home != 0)
		profile_model_set(writer, IDENTITY_PROFILE, Int64GetDatum(home));
	profile_model_set(writer, IDENTITY_GENERIC, BoolGetDatum(false));
	profile_model_set(writer, IDENTITY_ORGANIZATION,
					  BoolGetDatum(home != 0 && link->yields));
	profile_model_set(writer, IDENTITY_SEEN, TimestampTzGetDatum(arrival->record.at));
}

static void
arrival_write_link(Arrival *arrival, int i)
{
	ModelWriter *writer = &arrival->writers[TAKE_LINK];
	const ArrivalLink *link = &arrival->links.links[i];

	profile_model_row(writer);
	profile_model_set(writer, LINK_RECORD, Int64GetDatum(arrival->record_id));
	profile_model_set(writer, LINK_IDENTIFIER, PointerGetDatum(link->identifier));
	profile_model_set(writer, LINK_SEEN, TimestampTzGetDatum(arrival->record.at));
	profile_model_set(writer, LINK_CONDUCTS, BoolGetDatum(link->rule == NULL));
	if (link->rule != NULL)
		profile_model_set(writer, LINK_RULE, CStringGetTextDatum(link->rule));
	/* (the only rules here are blocked and kind) */
	profile_model_set(writer, LINK_USABLE, BoolGetDatum(link->rule == NULL));
	profile_model_set(writer, LINK_CARRIED, BoolGetDatum(link->rule == NULL));
	profile_model_insert(writer);
}

static void
arrival_write_period(Arrival *arrival)
{
	ModelWriter *writer = &arrival->writers[TAKE_PERIOD];

	profile_model_row(writer);
	profile_model_set(writer, PERIOD_RECORD, Int64GetDatum(arrival->record_id));
	profile_model_set(writer, PERIOD_FROM,
					  TimestampTzGetDatum(GetCurrentTransactionStartTimestamp()));
	profile_model_set(writer, PERIOD_TO, TimestampTzGetDatum(DT_NOEND));
	profile_model_set(writer, PERIOD_PROFILE, Int64GetDatum(arrival->profile_id));
	profile_model_insert(writer);
}

/* As acting_role() says it. */
static const char *
arrival_actor(void)
{
	const char *role = GetConfigOption("role", false, false);

	return strcmp(role, "none") == 0 ? GetUserNameFromId(GetSessionUserId(), false)
									 : role;
}

static void
arrival_write_change(Arrival *arrival)
{
	ModelWriter *writer = &arrival->writers[TAKE_CHANGE];

	profile_model_row(writer);
	profile_model_set(
		writer, CHANGE_ID,
		Int64GetDatum(arrival_number(arrival, "profile_change_change_id_seq")));
	profile_model_set(writer, CHANGE_AT,
					  TimestampTzGetDatum(GetCurrentTransactionStartTimestamp()));
	profile_model_set(writer, CHANGE_CHANGE, CStringGetTextDatum("create"));
	profile_model_set(writer, CHANGE_PROFILE, Int64GetDatum(arrival->profile_id));
	profile_model_set(writer, CHANGE_CAUSE, CStringGetTextDatum("record"));
	profile_model_set(writer, CHANGE_RECORD, Int64GetDatum(arrival->record_id));
	profile_model_set(writer, CHANGE_ACTOR, CStringGetTextDatum(arrival_actor()));
	profile_model_insert(writer);
}

/* ---- founding ---- */

static void
arrival_write_profile(Arrival *arrival, const Golden *golden)
{
	ModelWriter *writer = &arrival->writers[TAKE_PROFILE];
	Datum now = TimestampTzGetDatum(GetCurrentTransactionStartTimestamp());

	profile_model_row(writer);
	profile_model_set(writer, PROFILE_ID, Int64GetDatum(arrival->profile_id));
	profile_model_set(writer, PROFILE_KIND, PointerGetDatum(arrival->record.kind));
	if (golden != NULL)
		profile_model_set(writer, PROFILE_GOLDEN, PointerGetDatum(golden));
	profile_model_set(writer, PROFILE_CREATED, now);
	profile_model_set(writer, PROFILE_UPDATED, now);
	profile_model_set(writer, PROFILE_ORIGIN, Int64GetDatum(arrival->record_id));
	profile_model_set(writer, PROFILE_SENIORITY, Int64GetDatum(arrival->profile_id));
	profile_model_set(writer, PROFILE_CONTESTED, BoolGetDatum(false));
	profile_model_insert(writer);
	arrival->touched = true;
}

/* Nobody has met any identifier of the record: it founds a profile. */
static ArrivalAnswer
arrival_found(Arrival *arrival)
{
	ArrivalGoldenRules rules;
	Golden *golden;

	profile_arrival_golden_rules(&rules, arrival->model);
	golden = profile_arrival_golden_lone(&rules, &arrival->record, arrival->source);
	arrival->record_id = arrival_number(arrival, "record_record_id_seq");
	arrival->profile_id = arrival_number(arrival, "profile_profile_id_seq");
	if (!arrival_write_record(arrival))
		return ARRIVAL_KNOWN;
	for (int i = 0; i < arrival->links.count; i++)
	{
		arrival_identity_row(
			arrival, i, arrival->links.links[i].rule == NULL ? arrival->profile_id : 0);
		/* another session brought it a moment ago */
		if (!profile_model_insert_new(&arrival->writers[TAKE_IDENTITY]))
			return ARRIVAL_UNDECIDED;
	}
	arrival_write_profile(arrival, golden);
	for (int i = 0; i < arrival->links.count; i++)
		arrival_write_link(arrival, i);
	arrival_write_period(arrival);
	arrival_write_change(arrival);
	return ARRIVAL_TAKEN;
}

/* ---- joining ---- */

/* Identifiers that nobody has met yet: their rows, which lead nowhere for now. */
static void
arrival_bring_identifiers(Arrival *arrival)
{
	for (int i = 0; i < arrival->links.count; i++)
	{
		if (arrival->is_met[i])
			continue;
		arrival_identity_row(arrival, i, 0);
		arrival->is_brought[i] =
			profile_model_insert_new(&arrival->writers[TAKE_IDENTITY]);
	}
}

/* What the transaction has done, and others have committed, is seen from here on. */
static void
arrival_look_again(void)
{
	PopActiveSnapshot();
	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
}

/*
 * The links.  An identifier that was there is kept there; one that was brought
 * leads to the profile now.  false: one is gone.
 */
static bool
arrival_join_links(Arrival *arrival)
{
	ModelScan identities;
	bool there = true;

	profile_model_scan(&identities, &arrival->writers[TAKE_IDENTITY].table,
					   &profile_arrival_identity_by_identifier);
	for (int i = 0; there && i < arrival->links.count; i++)
	{
		const ArrivalLink *link = &arrival->links.links[i];

		there = profile_model_find(&identities, PointerGetDatum(link->identifier));
		if (!there)
			break;
		if (!arrival->is_brought[i])
			there = profile_model_lock(&identities, LockTupleKeyShare, LockWaitBlock);
		else if (link->rule == NULL)
		{
			arrival_identity_row(arrival, i, arrival->profile_id);
			profile_model_update(&arrival->writers[TAKE_IDENTITY],
								 &identities.slot->tts_tid);
		}
		if (there)
			arrival_write_link(arrival, i);
	}
	profile_model_scan_end(&identities);
	return there;
}

static bool
arrival_same_golden(const ModelScan *profiles, const Golden *golden)
{
	bool isnull;
	Datum held = profile_model_get(profiles, PROFILE_GOLDEN, &isnull);
	Golden *before;

	if (isnull || golden == NULL)
		return isnull && golden == NULL;
	before = DatumGetGolden(held);
	return VARSIZE(before) == VARSIZE(golden) &&
		   memcmp(before, golden, VARSIZE(golden)) == 0;
}

/* The golden record anew, in the locked row of the profile, where it differs. */
static void
arrival_renew_golden(Arrival *arrival, ModelScan *profiles)
{
	ModelWriter *writer = &arrival->writers[TAKE_PROFILE];
	ArrivalGoldenRules rules;
	ArrivalSources sources;
	Golden *golden;

	/* (now that nobody can be about to make the golden record by other ones) */
	profile_arrival_golden_rules(&rules, arrival->model);
	profile_arrival_sources_open(&sources, arrival->model);
	golden = profile_arrival_golden(&rules, &arrival->writers[TAKE_RECORD].table,
									&sources, arrival->profile_id);
	profile_arrival_sources_close(&sources);
	if (arrival_same_golden(profiles, golden))
		return;
	profile_model_copy_row(writer, profiles);
	if (golden != NULL)
		profile_model_set(writer, PROFILE_GOLDEN, PointerGetDatum(golden));
	else
		profile_model_set_null(writer, PROFILE_GOLDEN);
	profile_model_set(writer, PROFILE_UPDATED,
					  TimestampTzGetDatum(GetCurrentTransactionStartTimestamp()));
	profile_model_update(writer, &profiles->slot->tts_tid);
	arrival->touched = true;
}

/* Once the profile is locked, in the present row of profiles. */
static bool
arrival_join_locked(Arrival *arrival, ModelScan *profiles)
{
	arrival_look_again();
	if (!profile_arrival_may_join(arrival, profiles) || !arrival_join_links(arrival))
		return false;
	arrival_write_period(arrival);
	arrival_look_again();
	arrival_renew_golden(arrival, profiles);
	return true;
}

/* Whoever has to wait for the profile queues up on the long road. */
static bool
arrival_join_profile(Arrival *arrival)
{
	ModelScan profiles;
	bool joined;

	CommandCounterIncrement();
	PushActiveSnapshot(GetTransactionSnapshot());
	profile_model_scan(&profiles, &arrival->writers[TAKE_PROFILE].table,
					   &profile_arrival_profile_by_id);
	joined = profile_model_find(&profiles, Int64GetDatum(arrival->profile_id)) &&
			 profile_model_lock(&profiles, LockTupleNoKeyExclusive, LockWaitSkip) &&
			 arrival_join_locked(arrival, &profiles);
	profile_model_scan_end(&profiles);
	PopActiveSnapshot();
	return joined;
}

/*
 * In a subtransaction: if the record does not belong there, the lock goes, since
 * who asks for others must not hold this one.
 */
static bool
arrival_join_or_let_go(Arrival *arrival)
{
	MemoryContext context = CurrentMemoryContext;
	ResourceOwner owner = CurrentResourceOwner;
	volatile bool joined = false;

	BeginInternalSubTransaction(NULL);
	MemoryContextSwitchTo(context);
	PG_TRY();
	{
		joined = arrival_join_profile(arrival);
	}
	PG_CATCH();
	{
		ErrorData *error;

		MemoryContextSwitchTo(context);
		error = CopyErrorData();
		FlushErrorState();
		RollbackAndReleaseCurrentSubTransaction();
		MemoryContextSwitchTo(context);
		CurrentResourceOwner = owner;
		ReThrowError(error);
	}
	PG_END_TRY();
	if (joined)
		ReleaseCurrentSubTransaction();
	else
		RollbackAndReleaseCurrentSubTransaction();
	MemoryContextSwitchTo(context);
	CurrentResourceOwner = owner;
	return joined;
}

/* All identifiers that were met lead to one profile: the record joins it. */
static ArrivalAnswer
arrival_join(Arrival *arrival)
{
	arrival->record_id = arrival_number(arrival, "record_record_id_seq");
	if (!arrival_write_record(arrival))
		return ARRIVAL_KNOWN;
	arrival_bring_identifiers(arrival);
	return arrival_join_or_let_go(arrival) ? ARRIVAL_TAKEN : ARRIVAL_UNDECIDED;
}

/* ---- all of it ---- */

/*
 * All that can be said without writing: the source, what the record carries, to
 * whom that leads.  The source is kept there, as a foreign key keeps it.
 */
static bool
arrival_look(Arrival *arrival)
{
	bool plain;

	profile_arrival_sources_open(&arrival->sources, arrival->model);
	arrival->source = profile_arrival_source(&arrival->sources, arrival->record.source);
	plain = arrival->source != NULL &&
			profile_arrival_links(arrival->model, &arrival->record, arrival->source,
								  &arrival->links);
	if (plain)
	{
		arrival_sort_links(&arrival->links);
		plain = arrival_probe(arrival) && profile_arrival_source_lock(&arrival->sources);
	}
	profile_arrival_sources_close(&arrival->sources);
	return plain;
}

static ArrivalAnswer
arrival_take(Arrival *arrival)
{
	ArrivalAnswer answer;
	const char *trigger;
	bool founds;

	if (!arrival_look(arrival))
		return ARRIVAL_LEFT;
	founds = arrival->profile_id == 0;
	trigger = founds ? "announce_made" : "announce_changed";
	if (!arrival_open(arrival, trigger))
		return ARRIVAL_LEFT;
	answer = founds ? arrival_found(arrival) : arrival_join(arrival);
	if (answer == ARRIVAL_TAKEN && arrival->touched && arrival_is_heard(arrival, trigger))
		arrival_announce(arrival);
	arrival_close(arrival);
	return answer;
}

/*
 * take_in_record(model regnamespace, source_id bigint, source_key text, kind text,
 *		attributes jsonb, observed_at timestamptz, stamps jsonb) returns bigint
 *
 * The record's id where it was taken in; the id with a minus where its row was
 * written, with a profile that it may not belong to and that need not be there:
 * the caller takes that back and resolves it; 0 where nothing was done; NULL where
 * another session has just brought the record.
 */
Datum
profile_take_in_record(PG_FUNCTION_ARGS)
{
	Arrival arrival;
	ArrivalAnswer answer;

	if (!arrival_read_arguments(&arrival, fcinfo))
		PG_RETURN_INT64(0);
	answer = arrival_take(&arrival);
	if (answer == ARRIVAL_KNOWN)
		PG_RETURN_NULL();
	if (answer == ARRIVAL_LEFT)
		PG_RETURN_INT64(0);
	CommandCounterIncrement();
	PG_RETURN_INT64(answer == ARRIVAL_TAKEN ? arrival.record_id : -arrival.record_id);
}
