/*-------------------------------------------------------------------------
 *
 * arrival_attach.c
 *		A new record joins the profile that its identifiers lead to.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/xact.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"

#include "model/arrival_take.h"

/* Identifiers that nobody has met yet: their rows, which lead nowhere for now. */
static void
arrival_bring_identifiers(Arrival *arrival)
{
	for (int i = 0; i < arrival->links.count; i++)
	{
		if (arrival->is_met[i])
			continue;
		profile_arrival_identity_row(arrival, i, 0);
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
			profile_arrival_identity_row(arrival, i, arrival->profile_id);
			profile_model_update(&arrival->writers[TAKE_IDENTITY],
								 &identities.slot->tts_tid);
		}
		if (there)
			profile_arrival_write_link(arrival, i);
	}
	profile_model_scan_end(&identities);
	return there;
}

/*
 * The golden record anew, in the locked row of the profile.  The row is written also
 * where it is the same: who goes by an older snapshot must find that somebody joined.
 */
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
	profile_arrival_write_period(arrival);
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
ArrivalAnswer
profile_arrival_join(Arrival *arrival)
{
	arrival->record_id = profile_arrival_number(arrival, "record_record_id_seq");
	if (!profile_arrival_write_record(arrival))
		return ARRIVAL_KNOWN;
	arrival_bring_identifiers(arrival);
	return arrival_join_or_let_go(arrival) ? ARRIVAL_TAKEN : ARRIVAL_UNDECIDED;
}
