/*-------------------------------------------------------------------------
 *
 * deduplicate_probe.c
 *		Is there a duplicate of a row in these tables?
 *
 * As a unique index does, we look with a dirty snapshot: it shows rows that are
 * committed, our own, and those of transactions in progress, which the caller has
 * to wait for.
 *
 * A dirty scan is not one moment, however.  If somebody updates a duplicate and
 * commits between our reading of the index page and of the row, then the old
 * version is dead when we come to it and the new one was not in the index when we
 * read it.  Whoever keeps a page locked, as a unique index does, cannot be caught
 * by that; we can.  But then we have met an index entry without a live row, which
 * is rare; and in that case, or where the table is read without an index, we look
 * once more with an ordinary snapshot taken afterwards, which shows one version of
 * every committed row.  If that finds anything, the caller starts over.  Rows
 * that are not committed by then were in progress throughout, and the dirty scan
 * shows these whatever their transaction does with them.
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
#include "access/stratnum.h"
#include "access/sysattr.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "executor/tuptable.h"
#include "miscadmin.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/snapmgr.h"

#include "interaction/deduplicate.h"

/* A look at one table. */
typedef struct InteractionScan
{
	InteractionRule *rule;
	InteractionOpened *opened; /* the table at hand */
	const InteractionRow *row;
	Snapshot ordinary;     /* NULL: a dirty one, each table's own */
	bool unsure;           /* out: an ordinary look has to follow */
	InteractionWait *wait; /* out: the first transaction to wait for */
} InteractionScan;

/* ---- one row of the table ---- */

/*
 * profile_deduplicate_match: are these two rows duplicates of each other?
 */
bool
profile_deduplicate_match(const InteractionRule *rule, const InteractionRow *a,
						  const InteractionRow *b)
{
	int i;

	if (rule->time != NULL &&
		(a->time_null || b->time_null || b->time < a->low || b->time > a->high))
		return false;
	for (i = 0; i < rule->keys; i++)
	{
		InteractionKey *key = &rule->key[i];

		if (a->nulls[i] || b->nulls[i])
		{
			if (!rule->nulls_same || a->nulls[i] != b->nulls[i])
				return false;
		}
		else if (!DatumGetBool(FunctionCall2Coll(&key->equal, key->collation,
												 a->values[i], b->values[i])))
			return false;
	}
	return true;
}

/* The same for a row of the table, whose columns may be in another order. */
static bool
interaction_slot_matches(const InteractionScan *scan)
{
	const InteractionRule *rule = scan->rule;
	const InteractionAccess *access = scan->opened->access;
	TupleTableSlot *slot = scan->opened->slot;
	Datum values[INDEX_MAX_KEYS];
	bool nulls[INDEX_MAX_KEYS];
	InteractionRow other = {.values = values, .nulls = nulls};
	int i;

	if (rule->keys > INDEX_MAX_KEYS)
	{
		other.values = palloc(sizeof(Datum) * rule->keys);
		other.nulls = palloc(sizeof(bool) * rule->keys);
	}
	for (i = 0; i < rule->keys; i++)
		other.values[i] = slot_getattr(slot, access->attnum[i], &other.nulls[i]);
	if (rule->time != NULL)
	{
		Datum time = slot_getattr(slot, access->time_attnum, &other.time_null);

		if (!other.time_null)
			other.time = profile_deduplicate_native(rule->time_type, time);
	}
	return profile_deduplicate_match(rule, scan->row, &other);
}

/*
 * In a transaction with one snapshot for all its statements, to be silent about a
 * duplicate that the snapshot does not show would be to act on what cannot be
 * seen.  INSERT ... ON CONFLICT DO NOTHING refuses that, and so do we.
 */
static void
interaction_check_visible(const InteractionScan *scan)
{
	Relation relation = scan->opened->relation;
	TupleTableSlot *slot = scan->opened->slot;
	bool null;
	TransactionId xmin;

	if (!IsolationUsesXactSnapshot() || scan->rule->action == INTERACTION_ERROR)
		return;
	xmin = DatumGetTransactionId(
		slot_getsysattr(slot, MinTransactionIdAttributeNumber, &null));
	if (TransactionIdIsCurrentTransactionId(xmin) ||
		table_tuple_satisfies_snapshot(relation, slot, GetActiveSnapshot()))
		return;
	ereport(
		ERROR,
		(errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
		 errmsg("could not serialize access due to concurrent insert"),
		 errdetail("A duplicate in table \"%s\" was committed after this transaction's "
				   "snapshot was taken.",
				   RelationGetRelationName(relation)),
		 errhint("The transaction might succeed if retried.")));
}

/* A row came up.  True: no need to look further, it is a duplicate. */
static bool
interaction_consider(InteractionScan *scan)
{
	const SnapshotData *dirty = &scan->opened->dirty;
	TransactionId xid;

	if (!interaction_slot_matches(scan))
		return false;
	if (scan->ordinary != NULL)
		return true;
	xid = TransactionIdIsValid(dirty->xmin) ? dirty->xmin : dirty->xmax;
	if (!TransactionIdIsValid(xid))
	{
		interaction_check_visible(scan);
		return true;
	}
	/* being inserted or deleted by somebody else: another may decide it at once */
	if (!TransactionIdIsValid(scan->wait->xid))
	{
		scan->wait->xid = xid;
		scan->wait->token =
			TransactionIdIsValid(dirty->xmin) ? dirty->speculativeToken : 0;
		scan->wait->relation = RelationGetRelid(scan->opened->relation);
		scan->wait->tid = scan->opened->slot->tts_tid;
	}
	return false;
}

/* ---- one table ---- */

static bool
interaction_read_table(InteractionScan *scan)
{
	InteractionOpened *opened = scan->opened;
	Snapshot snapshot = scan->ordinary != NULL ? scan->ordinary : &opened->dirty;
	TableScanDesc desc = table_beginscan(opened->relation, snapshot, 0, NULL);
	bool found = false;

	while (!found && table_scan_getnextslot(desc, ForwardScanDirection, opened->slot))
	{
		CHECK_FOR_INTERRUPTS();
		found = interaction_consider(scan);
	}
	table_endscan(desc);
	/* a whole table is no moment either */
	scan->unsure = true;
	return found;
}

/* The conditions on the index; returns how many. */
static int
interaction_scan_keys(const InteractionScan *scan, ScanKey keys)
{
	InteractionAccess *access = scan->opened->access;
	Relation index = scan->opened->index;
	const InteractionRow *row = scan->row;
	Oid type = scan->rule->time_type;
	int16 equal = access->hash ? HTEqualStrategyNumber : BTEqualStrategyNumber;
	int i;

	for (i = 0; i < access->columns; i++)
	{
		int key = access->column_key[i];

		if (row->nulls[key])
			ScanKeyEntryInitialize(&keys[i], SK_ISNULL | SK_SEARCHNULL, i + 1,
								   InvalidStrategy, InvalidOid, InvalidOid, InvalidOid,
								   (Datum) 0);
		else
			ScanKeyEntryInitializeWithInfo(&keys[i], 0, i + 1, equal, InvalidOid,
										   index->rd_indcollation[i],
										   &access->column_equal[i], row->values[key]);
	}
	if (!access->by_time)
		return i;
	ScanKeyEntryInitializeWithInfo(&keys[i], 0, i + 1, BTGreaterEqualStrategyNumber,
								   InvalidOid, InvalidOid, &access->time_from,
								   profile_deduplicate_datum(type, row->low));
	ScanKeyEntryInitializeWithInfo(&keys[i + 1], 0, i + 1, BTLessEqualStrategyNumber,
								   InvalidOid, InvalidOid, &access->time_to,
								   profile_deduplicate_datum(type, row->high));
	return i + 2;
}

/*
 * The versions of one index entry, of which several can be in progress.  What is
 * fetched belongs to the scan, which may outlive this row.
 */
static bool
interaction_read_entry(InteractionScan *scan, IndexScanDesc desc)
{
	InteractionOpened *opened = scan->opened;
	bool live = false, found = false;

	do
	{
		MemoryContext caller = MemoryContextSwitchTo(opened->context);
		bool fetched = index_fetch_heap(desc, opened->slot);

		MemoryContextSwitchTo(caller);
		if (!fetched)
			break;
		live = true;
		found = interaction_consider(scan);
	} while (!found && desc->xs_heap_continue);
	if (!live)
		scan->unsure = true;
	return found;
}

static bool
interaction_next_entry(InteractionScan *scan, IndexScanDesc desc)
{
	MemoryContext caller = MemoryContextSwitchTo(scan->opened->context);
	bool found = index_getnext_tid(desc, ForwardScanDirection) != NULL;

	MemoryContextSwitchTo(caller);
	return found;
}

static bool
interaction_read_index(InteractionScan *scan)
{
	InteractionOpened *opened = scan->opened;
	ScanKeyData keys[INDEX_MAX_KEYS + 1];
	int count = interaction_scan_keys(scan, keys);
	IndexScanDesc desc = opened->scan;
	bool found = false;

	if (scan->ordinary != NULL)
		desc = profile_index_beginscan(opened->relation, opened->index, scan->ordinary,
									   count);
	index_rescan(desc, keys, count, NULL, 0);
	while (!found && interaction_next_entry(scan, desc))
	{
		CHECK_FOR_INTERRUPTS();
		found = interaction_read_entry(scan, desc);
	}
	if (scan->ordinary != NULL)
		index_endscan(desc);
	return found;
}

/* Once per session and table, if the whole table is read for each row. */
static void
interaction_warn_no_index(const InteractionRule *rule)
{
	static HTAB *warned = NULL;
	StringInfoData columns;
	bool found;
	int i;

	if (warned == NULL)
	{
		HASHCTL control = {.keysize = sizeof(Oid), .entrysize = sizeof(Oid)};

		warned =
			hash_create("deduplicate() warnings", 16, &control, HASH_ELEM | HASH_BLOBS);
	}
	(void) hash_search(warned, &rule->scope, HASH_ENTER, &found);
	if (found)
		return;
	initStringInfo(&columns);
	for (i = 0; i < rule->keys; i++)
		appendStringInfo(&columns, "%s%s", i == 0 ? "" : ", ", rule->key[i].name);
	if (rule->time != NULL)
		appendStringInfo(&columns, ", %s", rule->time);
	ereport(WARNING, (errmsg("deduplicate() reads all of table \"%s\" for every new row",
							 get_rel_name(rule->scope)),
					  errhint("Create an index on (%s).", columns.data)));
}

/* A look into one table; AGAIN if it, or the rule, has changed. */
static InteractionVerdict
interaction_probe_target(InteractionScan *scan, InteractionTarget *target)
{
	bool found;

	scan->opened = profile_deduplicate_open(scan->rule, target);
	if (scan->opened == NULL)
		return INTERACTION_AGAIN;
	if (scan->opened->index != NULL)
		found = interaction_read_index(scan);
	else
	{
		interaction_warn_no_index(scan->rule);
		found = interaction_read_table(scan);
	}
	profile_deduplicate_done(scan->opened);
	return found ? INTERACTION_DUPLICATE : INTERACTION_NEW;
}

/* A look into every table where a duplicate may be. */
static InteractionVerdict
interaction_probe_targets(InteractionScan *scan)
{
	const InteractionRow *row = scan->row;
	InteractionRule *rule = scan->rule;
	int i;

	for (i = 0; i < rule->targets; i++)
	{
		InteractionTarget *target = &rule->target[i];
		InteractionVerdict verdict;

		if (rule->time != NULL && (row->high < target->first || row->low > target->last))
			continue;
		verdict = interaction_probe_target(scan, target);
		if (verdict != INTERACTION_NEW)
			return verdict;
	}
	return INTERACTION_NEW;
}

/*
 * profile_deduplicate_probe: is there a duplicate of this row?  The row's key is
 * locked.  WAIT: that depends on the transaction in *wait.  AGAIN: the tables or
 * the rule changed under way.  Errors: 40001 if the transaction's snapshot does
 * not show the duplicate and nobody would be told of it.
 */
InteractionVerdict
profile_deduplicate_probe(InteractionRule *rule, const InteractionRow *row,
						  InteractionWait *wait)
{
	InteractionScan scan = {.rule = rule, .row = row, .wait = wait};
	InteractionVerdict verdict;

	wait->xid = InvalidTransactionId;
	verdict = interaction_probe_targets(&scan);
	if (verdict != INTERACTION_NEW)
		return verdict;
	if (TransactionIdIsValid(wait->xid))
		return INTERACTION_WAIT;
	if (!scan.unsure)
		return INTERACTION_NEW;

	scan.ordinary = RegisterSnapshot(GetLatestSnapshot());
	/*
	 * What this command itself has inserted or deleted counts, as in a dirty scan:
	 * an UPDATE that moves a row to another partition has just deleted it.
	 */
	scan.ordinary->curcid = InvalidCommandId;
	verdict = interaction_probe_targets(&scan);
	UnregisterSnapshot(scan.ordinary);
	return verdict == INTERACTION_NEW ? INTERACTION_NEW : INTERACTION_AGAIN;
}
