/*-------------------------------------------------------------------------
 *
 * deduplicate_lock.c
 *		The short lock of deduplicate().
 *
 * Two sessions that insert equal rows must not both look before either has
 * inserted.  So a row's keys are locked before the look, and stay locked until
 * the row is in the table, where a dirty snapshot finds it.
 *
 * When is it there?  A trigger function runs in the executor's per-tuple memory
 * context, and the executor resets that context when it turns to the next row,
 * or deletes it with everything else at the end of the statement.  A callback on
 * the context is therefore called exactly when the row (with its index entries)
 * is in, or will never be.  A statement that is nested in another trigger, run
 * before the outer row is in, has a context of its own; so the locks of the
 * outer row stay.  The number of locks held is thus at most two for each
 * deduplicate() trigger of a row, times the depth of nesting, and no lock
 * outlives its statement.
 *
 * The locks are ordinary transaction-level heavyweight locks of the type that
 * pg_locks calls "userlock", owned by the resource owner of the moment: deadlocks
 * are detected, waits are visible, and if the transaction or subtransaction
 * aborts the lock manager releases them itself.  Then all that is left to do is
 * to forget them, because the callback may come later.
 *
 * A hold is the list of checks for one row.  It lives in the per-tuple context;
 * live holds are chained, innermost first.  The row is told by its slot: one
 * executor can have two INSERT nodes, in a WITH clause, whose rows take turns.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/xact.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "miscadmin.h"
#include "storage/lock.h"
#include "utils/memutils.h"
#include "utils/resowner.h"

#include "interaction/deduplicate.h"

/* Buckets of time are this many windows wide, so that most windows touch one. */
#define INTERACTION_BUCKET_WINDOWS 16

static InteractionHold *interaction_innermost = NULL;

static void
interaction_unlink(InteractionHold *hold)
{
	InteractionHold **link = &interaction_innermost;

	while (*link != NULL && *link != hold)
		link = &(*link)->outer;
	if (*link == hold)
		*link = hold->outer;
	hold->alive = false;
}

/* The per-tuple context is reset: the row is in, or will never be. */
static void
interaction_row_done(void *argument)
{
	InteractionHold *hold = argument;

	if (hold->alive)
		profile_deduplicate_release(hold);
}

/*
 * A transaction or subtransaction ends.  After an abort the lock manager
 * releases the locks; we only forget.  At a commit no row can be in hand, but if
 * one were, its locks would have to go before their owner does.
 */
static void
interaction_end_holds(SubTransactionId from, bool commit)
{
	while (interaction_innermost != NULL && interaction_innermost->subid >= from)
	{
		if (commit)
			profile_deduplicate_release(interaction_innermost);
		else
			interaction_unlink(interaction_innermost);
	}
	profile_deduplicate_close_from(from, commit);
}

static void
interaction_at_xact(XactEvent event, void *argument)
{
	(void) argument;
	if (event == XACT_EVENT_ABORT)
		interaction_end_holds(InvalidSubTransactionId, false);
	else if (event == XACT_EVENT_PRE_COMMIT || event == XACT_EVENT_PRE_PREPARE)
		interaction_end_holds(InvalidSubTransactionId, true);
}

static void
interaction_at_subxact(SubXactEvent event, SubTransactionId mine, SubTransactionId parent,
					   void *argument)
{
	(void) parent;
	(void) argument;
	if (event == SUBXACT_EVENT_ABORT_SUB)
		interaction_end_holds(mine, false);
	else if (event == SUBXACT_EVENT_PRE_COMMIT_SUB)
		interaction_end_holds(mine, true);
}

/*
 * profile_deduplicate_hold: the hold of the row in this slot, a new one if this
 * is the row's first deduplicate() trigger.  To be called in the memory context
 * in which the trigger function was called.
 */
InteractionHold *
profile_deduplicate_hold(TupleTableSlot *slot)
{
	static bool registered = false;
	InteractionHold *hold;

	if (!registered)
	{
		RegisterXactCallback(interaction_at_xact, NULL);
		RegisterSubXactCallback(interaction_at_subxact, NULL);
		registered = true;
	}
	for (hold = interaction_innermost; hold != NULL; hold = hold->outer)
		if (hold->context == CurrentMemoryContext && hold->slot == slot)
			return hold;

	hold = palloc0(sizeof(InteractionHold));
	hold->context = CurrentMemoryContext;
	hold->slot = slot;
	hold->owner = CurrentResourceOwner;
	hold->subid = GetCurrentSubTransactionId();
	hold->outer = interaction_innermost;
	hold->alive = true;
	interaction_innermost = hold;
	hold->callback.func = interaction_row_done;
	hold->callback.arg = hold;
	MemoryContextRegisterResetCallback(CurrentMemoryContext, &hold->callback);
	return hold;
}

/* profile_deduplicate_innermost: the live holds, innermost first, by ->outer. */
InteractionHold *
profile_deduplicate_innermost(void)
{
	return interaction_innermost;
}

/* ---- lock numbers ---- */

static int64
interaction_add(int64 a, int64 b)
{
	int64 sum;

	if (pg_add_s64_overflow(a, b, &sum))
		return b < 0 ? PG_INT64_MIN : PG_INT64_MAX;
	return sum;
}

static int64
interaction_floor(int64 time, int64 width)
{
	return time / width - (time % width < 0 ? 1 : 0);
}

/*
 * The buckets of time that a row locks: those that half a window to either side
 * touches.  For two rows within one window of each other these stretches meet,
 * so the rows share a bucket; and as a bucket is wider than a window there are at
 * most two.
 */
static void
interaction_buckets(const InteractionRule *rule, int64 time, int64 *from, int64 *to)
{
	int64 half = rule->within / 2 + rule->within % 2;
	int64 width = rule->within > PG_INT64_MAX / INTERACTION_BUCKET_WINDOWS
					  ? PG_INT64_MAX
					  : rule->within * INTERACTION_BUCKET_WINDOWS;

	width = Max(width, 1);
	*from = interaction_floor(interaction_add(time, -half), width);
	*to = interaction_floor(interaction_add(time, half), width);
}

static LOCKTAG
interaction_tag(const InteractionRule *rule, uint64 hash, int64 bucket)
{
	LOCKTAG tag;

	hash = hash_combine64(
		hash, hash_bytes_uint32_extended((uint32) bucket, (uint64) bucket >> 32));
	tag.locktag_field1 = MyDatabaseId;
	tag.locktag_field2 = rule->scope;
	tag.locktag_field3 = (uint32) hash;
	tag.locktag_field4 = (uint16) (hash >> 32);
	tag.locktag_type = LOCKTAG_USERLOCK;
	tag.locktag_lockmethodid = USER_LOCKMETHOD;
	return tag;
}

/* Two keys that share a number only wait for each other in vain. */
static void
interaction_tags(InteractionCheck *check, const InteractionRow *row)
{
	const InteractionRule *rule = check->rule;
	uint64 hash = rule->scope_trigger;
	int64 from = 0, to = 0;
	int i;

	for (i = 0; i < rule->keys; i++)
	{
		uint32 part = 0;

		if (!row->nulls[i] && rule->key[i].hashable)
			part = DatumGetUInt32(FunctionCall1Coll(
				&rule->key[i].hash, rule->key[i].collation, row->values[i]));
		hash = hash_combine64(hash, hash_bytes_uint32_extended(part, row->nulls[i]));
	}
	if (rule->time != NULL)
		interaction_buckets(rule, row->time, &from, &to);
	check->tag[0] = interaction_tag(rule, hash, from);
	check->tag[1] = interaction_tag(rule, hash, to);
	check->tags = from == to ? 1 : 2;
	/* one order for everybody */
	if (check->tags == 2 && memcmp(&check->tag[0], &check->tag[1], sizeof(LOCKTAG)) > 0)
	{
		LOCKTAG t = check->tag[0];

		check->tag[0] = check->tag[1];
		check->tag[1] = t;
	}
}

/*
 * profile_deduplicate_lock: locks the row's key for this check.  The caller holds
 * no lock for it yet.
 */
void
profile_deduplicate_lock(InteractionHold *hold, InteractionCheck *check,
						 const InteractionRow *row)
{
	ResourceOwner current = CurrentResourceOwner;

	Assert(check->held == 0 && hold->alive);
	interaction_tags(check, row);
	CurrentResourceOwner = hold->owner;
	while (check->held < check->tags)
	{
		/* an error aborts the (sub)transaction, and that releases the others */
		(void) LockAcquire(&check->tag[check->held], ExclusiveLock, false, false);
		check->held++;
	}
	CurrentResourceOwner = current;
}

/* profile_deduplicate_unlock: releases all locks of the row, which stays in hand. */
void
profile_deduplicate_unlock(InteractionHold *hold)
{
	ResourceOwner current = CurrentResourceOwner;
	ListCell *cell;

	CurrentResourceOwner = hold->owner;
	foreach (cell, hold->checks)
	{
		InteractionCheck *check = lfirst(cell);

		while (check->held > 0)
			(void) LockRelease(&check->tag[--check->held], ExclusiveLock, false);
	}
	CurrentResourceOwner = current;
}

/* profile_deduplicate_release: done with the row. */
void
profile_deduplicate_release(InteractionHold *hold)
{
	profile_deduplicate_unlock(hold);
	interaction_unlink(hold);
}
