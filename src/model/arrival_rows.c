/*-------------------------------------------------------------------------
 *
 * arrival_rows.c
 *		The rows of an arriving record, and who is told of them.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/xact.h"
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
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "model/arrival_take.h"

static const ModelRow *const arrival_rows[TAKE_TABLES] = {
	&profile_arrival_record, &profile_arrival_identity, &profile_arrival_link,
	&profile_arrival_period, &profile_arrival_profile,  &profile_arrival_change};

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
bool
profile_arrival_is_heard(const Arrival *arrival, const char *name)
{
	TriggerDesc *triggers = arrival->writers[TAKE_PROFILE].table.rel->trigdesc;

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
		if (strcmp(triggers->triggers[i].tgname, name) == 0)
			return arrival_fires(&triggers->triggers[i]);
	return false;
}

/* As profiles_touched() does, with the rights of the model's owner, who this is. */
void
profile_arrival_announce(const Arrival *arrival)
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

void
profile_arrival_close(Arrival *arrival)
{
	while (arrival->open > 0)
		profile_model_writer_close(&arrival->writers[--arrival->open]);
	FreeExecutorState(arrival->estate);
}

/* false: some table has rules of its own, and rows have to go by plans. */
bool
profile_arrival_open(Arrival *arrival, const char *trigger)
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
		(!profile_arrival_is_heard(arrival, trigger) ||
		 profile_is_owner(RelationGetRelid(arrival->writers[TAKE_PROFILE].table.rel),
						  GetUserId())))
		return true;
	profile_arrival_close(arrival);
	return false;
}

int64
profile_arrival_number(const Arrival *arrival, const char *sequence)
{
	Oid oid = get_relname_relid(sequence, arrival->model);

	if (!OidIsValid(oid))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE),
						errmsg("the model has no sequence \"%s\"", sequence)));
	/* (who may insert may number: as an identity column does it) */
	return nextval_internal(oid, false);
}

/* ---- rows ---- */

/* false: somebody has just brought the record. */
bool
profile_arrival_write_record(Arrival *arrival)
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
void
profile_arrival_identity_row(Arrival *arrival, int i, int64 home)
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

void
profile_arrival_write_link(Arrival *arrival, int i)
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

void
profile_arrival_write_period(Arrival *arrival)
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
