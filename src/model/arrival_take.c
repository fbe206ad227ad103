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
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/guc.h"

#include "model/arrival_take.h"

PG_FUNCTION_INFO_V1(profile_take_in_record);

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

/* ---- founding ---- */

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
		Int64GetDatum(profile_arrival_number(arrival, "profile_change_change_id_seq")));
	profile_model_set(writer, CHANGE_AT,
					  TimestampTzGetDatum(GetCurrentTransactionStartTimestamp()));
	profile_model_set(writer, CHANGE_CHANGE, CStringGetTextDatum("create"));
	profile_model_set(writer, CHANGE_PROFILE, Int64GetDatum(arrival->profile_id));
	profile_model_set(writer, CHANGE_CAUSE, CStringGetTextDatum("record"));
	profile_model_set(writer, CHANGE_RECORD, Int64GetDatum(arrival->record_id));
	profile_model_set(writer, CHANGE_ACTOR, CStringGetTextDatum(arrival_actor()));
	profile_model_insert(writer);
}

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
	arrival->record_id = profile_arrival_number(arrival, "record_record_id_seq");
	arrival->profile_id = profile_arrival_number(arrival, "profile_profile_id_seq");
	if (!profile_arrival_write_record(arrival))
		return ARRIVAL_KNOWN;
	for (int i = 0; i < arrival->links.count; i++)
	{
		profile_arrival_identity_row(
			arrival, i, arrival->links.links[i].rule == NULL ? arrival->profile_id : 0);
		/* another session brought it a moment ago */
		if (!profile_model_insert_new(&arrival->writers[TAKE_IDENTITY]))
			return ARRIVAL_UNDECIDED;
	}
	arrival_write_profile(arrival, golden);
	for (int i = 0; i < arrival->links.count; i++)
		profile_arrival_write_link(arrival, i);
	profile_arrival_write_period(arrival);
	arrival_write_change(arrival);
	return ARRIVAL_TAKEN;
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
								  &arrival->links) &&
			!arrival->links.crowded && !arrival->links.unverified;
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
	if (!profile_arrival_open(arrival, trigger))
		return ARRIVAL_LEFT;
	answer = founds ? arrival_found(arrival) : profile_arrival_join(arrival);
	if (answer == ARRIVAL_TAKEN && arrival->touched &&
		profile_arrival_is_heard(arrival, trigger))
		profile_arrival_announce(arrival);
	profile_arrival_close(arrival);
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
	PreventCommandIfReadOnly("INSERT");
	answer = arrival_take(&arrival);
	if (answer == ARRIVAL_KNOWN)
		PG_RETURN_NULL();
	if (answer == ARRIVAL_LEFT)
		PG_RETURN_INT64(0);
	CommandCounterIncrement();
	PG_RETURN_INT64(answer == ARRIVAL_TAKEN ? arrival.record_id : -arrival.record_id);
}
