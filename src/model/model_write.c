/*-------------------------------------------------------------------------
 *
 * model_write.c
 *		Rows into a model's tables, without a plan: see model_write.h.
 *
 * Insertion unless a row is there follows nodeModifyTable.c: a look with a dirty
 * snapshot, then a speculative insertion, which is taken back and begun again
 * where another session was faster.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/table.h"
#include "access/xact.h"
#include "executor/executor.h"
#include "executor/nodeModifyTable.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"

#include "model/model_write.h"

/* ---- opening ---- */

/* The unique indexes that decide whether a row is there, as ON CONFLICT infers them. */
static List *
model_arbiters(const ModelWriter *writer)
{
	List *arbiters = NIL;

	for (int i = 0; i < writer->target->ri_NumIndices; i++)
	{
		Relation index = writer->target->ri_IndexRelationDescs[i];
		IndexInfo *info = writer->target->ri_IndexRelationInfo[i];
		int column = 0;

		if (!info->ii_Unique || !index->rd_index->indisvalid ||
			info->ii_Predicate != NIL || info->ii_Expressions != NIL ||
			info->ii_NumIndexKeyAttrs != writer->row->unique)
			continue;
		while (column < writer->row->unique &&
			   info->ii_IndexAttrNumbers[column] == writer->table.attnums[column])
			column++;
		if (column == writer->row->unique)
			arbiters = lappend_oid(arbiters, RelationGetRelid(index));
	}
	return arbiters;
}

/*
 * profile_model_writer_open: a table of a model to be written.  False where its
 * rows have to go by an ordinary INSERT; then nothing is open.  The unique columns
 * of the row, if it has any, are the first ones of its shape.
 */
bool
profile_model_writer_open(ModelWriter *writer, Oid model, const ModelRow *row,
						  EState *estate, AclMode rights)
{
	Oid relation = get_relname_relid(row->shape.table, model);
	Relation rel;
	MemoryContext caller;

	if (!OidIsValid(relation) ||
		pg_class_aclmask(relation, GetUserId(), rights, ACLMASK_ALL) != rights)
		return false;
	rel = table_open(relation, RowExclusiveLock);
	if (!profile_model_fits(rel, row) ||
		(rel->rd_rel->relrowsecurity &&
		 check_enable_rls(relation, InvalidOid, true) == RLS_ENABLED))
	{
		table_close(rel, NoLock);
		return false;
	}
	profile_model_open_relation(&writer->table, relation, &row->shape, NoLock, rights);
	table_close(rel, NoLock);
	writer->row = row;
	writer->estate = estate;
	caller = MemoryContextSwitchTo(estate->es_query_cxt);
	/* (what ExecInsertIndexTuples() asks of it; triggers and constraints are not) */
	writer->target = makeNode(ResultRelInfo);
	writer->target->ri_RelationDesc = writer->table.rel;
	ExecOpenIndices(writer->target, row->unique > 0);
	writer->arbiters = row->unique > 0 ? model_arbiters(writer) : NIL;
	writer->slot = table_slot_create(writer->table.rel, NULL);
	MemoryContextSwitchTo(caller);
	if (row->unique == 0 || writer->arbiters != NIL)
		return true;
	profile_model_writer_close(writer);
	return false;
}

void
profile_model_writer_close(ModelWriter *writer)
{
	ExecDropSingleTupleTableSlot(writer->slot);
	ExecCloseIndices(writer->target);
	profile_model_close(&writer->table);
}

/* ---- a row ---- */

/* profile_model_row: a new row comes to hand, all of it NULL. */
void
profile_model_row(ModelWriter *writer)
{
	TupleTableSlot *slot = ExecClearTuple(writer->slot);

	memset(slot->tts_isnull, true, (size_t) slot->tts_tupleDescriptor->natts);
	memset(slot->tts_values, 0,
		   sizeof(Datum) * (size_t) slot->tts_tupleDescriptor->natts);
}

/*
 * profile_model_copy_row: the present row of a scan of the same table comes to
 * hand; it is there as long as that row is.
 */
void
profile_model_copy_row(ModelWriter *writer, const ModelScan *scan)
{
	TupleTableSlot *slot = ExecClearTuple(writer->slot);
	size_t natts = (size_t) slot->tts_tupleDescriptor->natts;

	slot_getallattrs(scan->slot);
	memcpy(slot->tts_values, scan->slot->tts_values, sizeof(Datum) * natts);
	memcpy(slot->tts_isnull, scan->slot->tts_isnull, sizeof(bool) * natts);
}

#ifdef USE_ASSERT_CHECKING
/* Is it as an INSERT would have made it? */
static void
model_check_row(const ModelWriter *writer)
{
	TupleTableSlot *slot = writer->slot;
	TupleDesc desc = slot->tts_tupleDescriptor;
	ResultRelInfo *target = makeNode(ResultRelInfo);
	Datum *values = palloc(sizeof(Datum) * desc->natts);
	bool *nulls = palloc(sizeof(bool) * desc->natts);

	if (desc->constr == NULL)
		return;
	InitResultRelInfo(target, writer->table.rel, 0, NULL, 0);
	ExecConstraints(target, slot, writer->estate);
	if (!desc->constr->has_generated_stored)
		return;
	memcpy(values, slot->tts_values, sizeof(Datum) * desc->natts);
	memcpy(nulls, slot->tts_isnull, sizeof(bool) * desc->natts);
	ExecComputeStoredGenerated(target, writer->estate, slot, CMD_INSERT);
	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);

		Assert(slot->tts_isnull[i] == nulls[i]);
		Assert(nulls[i] ||
			   datumIsEqual(slot->tts_values[i], values[i], att->attbyval, att->attlen));
	}
}
#endif

/* A column that a model leaves NULL may be NOT NULL in this one. */
static void
model_check_not_null(const ModelWriter *writer)
{
	const TupleTableSlot *slot = writer->slot;

	for (int i = 0; i < slot->tts_tupleDescriptor->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(slot->tts_tupleDescriptor, i);

		if (unlikely(slot->tts_isnull[i] && att->attnotnull))
			ereport(ERROR,
					(errcode(ERRCODE_NOT_NULL_VIOLATION),
					 errmsg("null value in column \"%s\" of relation \"%s\" violates "
							"not-null constraint",
							NameStr(att->attname),
							RelationGetRelationName(writer->table.rel)),
					 errtablecol(writer->table.rel, i + 1)));
	}
}

/* The row at hand is whole. */
static void
model_store_row(ModelWriter *writer)
{
	model_check_not_null(writer);
	PreventCommandIfReadOnly("INSERT");
	PreventCommandIfParallelMode("INSERT");
	ExecStoreVirtualTuple(writer->slot);
	writer->slot->tts_tableOid = RelationGetRelid(writer->table.rel);
#ifdef USE_ASSERT_CHECKING
	model_check_row(writer);
#endif
}

/* profile_model_insert: the row at hand goes into the table. */
void
profile_model_insert(ModelWriter *writer)
{
	model_store_row(writer);
	table_tuple_insert(writer->table.rel, writer->slot, GetCurrentCommandId(true), 0,
					   NULL);
	if (writer->target->ri_NumIndices > 0)
		list_free(
			profile_insert_index_tuples(writer->target, writer->slot, writer->estate));
}

/*
 * In a transaction with one snapshot for all its statements, to be silent about a
 * row that the snapshot does not show would be to act on what cannot be seen.
 */
static void
model_check_visible(const ModelWriter *writer, ItemPointer tid)
{
	Relation rel = writer->table.rel;
	TupleTableSlot *slot;
	bool isnull;

	if (!IsolationUsesXactSnapshot())
		return;
	slot = table_slot_create(rel, NULL);
	if (!table_tuple_fetch_row_version(rel, tid, SnapshotAny, slot))
		elog(ERROR, "failed to fetch conflicting tuple");
	if (!table_tuple_satisfies_snapshot(rel, slot, GetActiveSnapshot()) &&
		!TransactionIdIsCurrentTransactionId(DatumGetTransactionId(
			slot_getsysattr(slot, MinTransactionIdAttributeNumber, &isnull))))
		ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
						errmsg("could not serialize access due to concurrent update")));
	ExecDropSingleTupleTableSlot(slot);
}

/*
 * profile_model_insert_new: likewise, unless a row with its unique columns is
 * there, which is waited for if need be; then false.  Errors: 40001 where the
 * transaction's snapshot does not show that row.
 */
bool
profile_model_insert_new(ModelWriter *writer)
{
	Relation rel = writer->table.rel;
	ItemPointerData there;
	bool conflict;

	model_store_row(writer);
	do
	{
		uint32 token;

		CHECK_FOR_INTERRUPTS();
		if (!profile_check_index_constraints(writer->target, writer->slot, writer->estate,
											 &there, writer->arbiters))
		{
			model_check_visible(writer, &there);
			return false;
		}
		token = SpeculativeInsertionLockAcquire(GetCurrentTransactionId());
		table_tuple_insert_speculative(rel, writer->slot, GetCurrentCommandId(true), 0,
									   NULL, token);
		conflict = false;
		list_free(profile_insert_index_tuples_new(
			writer->target, writer->slot, writer->estate, &conflict, writer->arbiters));
		table_tuple_complete_speculative(rel, writer->slot, token, !conflict);
		SpeculativeInsertionLockRelease(GetCurrentTransactionId());
	} while (conflict);
	return true;
}

/*
 * profile_model_update: the row at hand takes the place of the one at tid, which
 * the transaction has locked or written.
 */
void
profile_model_update(ModelWriter *writer, ItemPointer tid)
{
	Relation rel = writer->table.rel;
	TM_FailureData failure;
	LockTupleMode mode;
	ProfileUpdatedIndexes indexes;

	CheckCmdReplicaIdentity(rel, CMD_UPDATE);
	model_store_row(writer);
	if (table_tuple_update(rel, tid, writer->slot, GetCurrentCommandId(true),
						   GetActiveSnapshot(), InvalidSnapshot, true, &failure, &mode,
						   &indexes) != TM_Ok)
		elog(ERROR, "a locked row of table \"%s\" was changed",
			 RelationGetRelationName(rel));
	if (writer->target->ri_NumIndices > 0 && indexes)
		list_free(profile_update_index_tuples(writer->target, writer->slot,
											  writer->estate, indexes));
}

/*
 * profile_model_lock: locks the present row of a scan, whose newest version is in
 * slot then.  False where it is gone, or is somebody else's and policy says not to
 * wait.  Errors: 40001 where it has changed since the transaction's snapshot.
 */
bool
profile_model_lock(ModelScan *scan, LockTupleMode mode, LockWaitPolicy policy)
{
	ItemPointerData tid = scan->slot->tts_tid;
	TM_FailureData failure;
	uint8 flags = TUPLE_LOCK_FLAG_LOCK_UPDATE_IN_PROGRESS;
	TM_Result result;

	PreventCommandIfReadOnly("SELECT FOR UPDATE");
	PreventCommandIfParallelMode("SELECT FOR UPDATE");
	if (!IsolationUsesXactSnapshot())
		flags |= TUPLE_LOCK_FLAG_FIND_LAST_VERSION;
	result = table_tuple_lock(scan->table->rel, &tid, GetActiveSnapshot(), scan->slot,
							  GetCurrentCommandId(true), mode, policy, flags, &failure);
	if ((result == TM_Updated || result == TM_Deleted) && IsolationUsesXactSnapshot())
		ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
						errmsg("could not serialize access due to concurrent update")));
	return result == TM_Ok;
}
