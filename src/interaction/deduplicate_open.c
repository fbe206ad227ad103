/*-------------------------------------------------------------------------
 *
 * deduplicate_open.c
 *		What a look into a table needs open: the table, the index, a scan of it,
 *		and a slot for its rows.
 *
 * To open these costs a third of a look, so those of the table that the trigger
 * fires on stay open for the statement, as the executor keeps its own.  Those of
 * other partitions are opened and closed for each look: a trigger of the same
 * statement may drop or alter them, and a table that is open here cannot be.
 *
 * A statement is told by the parent of the per-tuple memory context in which the
 * trigger function runs, the executor's per-query context.  A callback on it
 * closes what was kept.  After an error nothing is closed: the resource owner
 * releases it all, and we only forget.  Between looks neither a page nor a row is
 * pinned.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/genam.h"
#include "access/relation.h"
#include "access/relscan.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "utils/memutils.h"
#include "utils/resowner.h"
#include "utils/snapmgr.h"

#include "interaction/deduplicate.h"

/* What is kept for the statements under way, the latest first. */
static InteractionOpened *interaction_kept = NULL;

static void
interaction_forget(InteractionOpened *opened)
{
	InteractionOpened **link = &interaction_kept;

	while (*link != NULL && *link != opened)
		link = &(*link)->next;
	if (*link == opened)
		*link = opened->next;
	if (opened->access->opened == opened)
		opened->access->opened = NULL;
	opened->kept = false;
}

static void
interaction_close(InteractionOpened *opened)
{
	ResourceOwner current = CurrentResourceOwner;

	CurrentResourceOwner = opened->owner;
	if (opened->index != NULL)
	{
		index_endscan(opened->scan);
		index_close(opened->index, NoLock);
	}
	ExecDropSingleTupleTableSlot(opened->slot);
	relation_close(opened->relation, NoLock);
	CurrentResourceOwner = current;
}

/* The statement's context goes: at its end, or because of an error. */
static void
interaction_statement_done(void *argument)
{
	InteractionOpened *opened = argument;

	if (!opened->kept)
		return;
	interaction_forget(opened);
	if (IsTransactionState())
		interaction_close(opened);
}

/*
 * profile_deduplicate_close_from: the transaction (InvalidSubTransactionId) or
 * subtransaction ends.  At a commit nothing can be open, but if it were, it
 * would have to be closed before its owner goes.
 */
void
profile_deduplicate_close_from(SubTransactionId from, bool commit)
{
	InteractionOpened *opened = interaction_kept, *next;

	for (; opened != NULL; opened = next)
	{
		next = opened->next;
		if (opened->subid < from)
			continue;
		interaction_forget(opened);
		if (commit)
			interaction_close(opened);
	}
}

/* Opens all but the table, which is open; in the memory context of the moment. */
static InteractionOpened *
interaction_open(InteractionAccess *access, Relation relation)
{
	InteractionOpened *opened = palloc0(sizeof(InteractionOpened));

	opened->access = access;
	opened->context = CurrentMemoryContext;
	opened->owner = CurrentResourceOwner;
	opened->subid = GetCurrentSubTransactionId();
	opened->relation = relation;
	opened->slot = table_slot_create(relation, NULL);
	InitDirtySnapshot(opened->dirty);
	if (OidIsValid(access->index))
	{
		opened->index = index_open(access->index, AccessShareLock);
		opened->scan =
			profile_index_beginscan(relation, opened->index, &opened->dirty,
									access->columns + (access->by_time ? 2 : 0));
	}
	return opened;
}

/* Has this statement looked into this table before, in this way? */
static InteractionOpened *
interaction_find(InteractionAccess *access, MemoryContext statement)
{
	InteractionOpened *opened = access->opened;

	if (opened == NULL || opened->context != statement ||
		opened->owner != CurrentResourceOwner)
		for (opened = interaction_kept; opened != NULL; opened = opened->next)
			if (opened->access == access && opened->context == statement &&
				opened->owner == CurrentResourceOwner)
				break;
	return opened;
}

/* The rule was made anew in mid-statement: what was open for the old one goes. */
static void
interaction_close_stale(const InteractionRule *rule, MemoryContext statement)
{
	InteractionOpened *opened = interaction_kept, *next;

	for (; opened != NULL; opened = next)
	{
		next = opened->next;
		if (opened->context != statement || opened->owner != CurrentResourceOwner ||
			opened->trigger != rule->scope_trigger ||
			RelationGetRelid(opened->relation) != rule->relation)
			continue;
		interaction_forget(opened);
		interaction_close(opened);
	}
}

/* Opens what stays open for the statement. */
static InteractionOpened *
interaction_keep(const InteractionRule *rule, InteractionAccess *access,
				 Relation relation, MemoryContext statement)
{
	MemoryContext caller = MemoryContextSwitchTo(statement);
	InteractionOpened *opened;

	interaction_close_stale(rule, statement);
	opened = interaction_open(access, relation);
	opened->trigger = rule->scope_trigger;
	opened->kept = true;
	opened->next = interaction_kept;
	interaction_kept = opened;
	opened->callback.func = interaction_statement_done;
	opened->callback.arg = opened;
	MemoryContextRegisterResetCallback(statement, &opened->callback);
	MemoryContextSwitchTo(caller);
	return opened;
}

/*
 * profile_deduplicate_open: what a look into this table needs; NULL if the table
 * is gone or the rule has changed.  To be called in the memory context in which
 * the trigger function was called, and given back by profile_deduplicate_done.
 */
InteractionOpened *
profile_deduplicate_open(InteractionRule *rule, InteractionTarget *target)
{
	MemoryContext statement = MemoryContextGetParent(CurrentMemoryContext);
	bool keep = target->relation == rule->relation;
	InteractionOpened *opened = NULL;
	Relation relation;

	if (keep && target->access != NULL)
		opened = interaction_find(target->access, statement);
	if (opened == NULL)
	{
		relation = try_relation_open(target->relation, AccessShareLock);
		if (relation == NULL)
			return NULL;
		/* opening it may have brought news; from here on it cannot change */
		if (rule->generation != profile_deduplicate_generation())
		{
			relation_close(relation, NoLock);
			return NULL;
		}
		if (target->access == NULL)
			target->access = profile_deduplicate_access(rule, relation);
		opened = keep ? interaction_keep(rule, target->access, relation, statement)
					  : interaction_open(target->access, relation);
	}
	target->access->opened = opened->kept ? opened : NULL;
	return opened;
}

/* profile_deduplicate_done: the look is over; no page or row stays pinned. */
void
profile_deduplicate_done(InteractionOpened *opened)
{
	if (!opened->kept)
		interaction_close(opened);
	else if (!TTS_EMPTY(opened->slot))
	{
		/* something was found, so the scan may stand in the middle */
		ExecClearTuple(opened->slot);
		if (opened->scan != NULL)
			index_rescan(opened->scan, NULL, opened->scan->numberOfKeys, NULL, 0);
	}
}
