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
#include "access/heapam.h"
#include "access/table.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_namespace.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/nodeModifyTable.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/hsearch.h"
#include "utils/inval.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "model/model_write.h"

/* Whether a table is as the row has it; judged again when the table has changed. */
typedef struct ModelFitKey
{
	Oid relation;
	const ModelRow *row; /* with padding cleared */
} ModelFitKey;

typedef struct ModelFit
{
	ModelFitKey key;
	bool known;
	bool fits;
} ModelFit;

static HTAB *model_fits = NULL;

/* ---- does the table promise nothing but what the writer keeps? ---- */

static void
model_unfit(Datum arg, Oid relation)
{
	HASH_SEQ_STATUS status;
	ModelFit *fit;

	(void) arg;
	hash_seq_init(&status, model_fits);
	while ((fit = hash_seq_search(&status)) != NULL)
		if (relation == InvalidOid || fit->key.relation == relation)
			fit->known = false;
}

static ModelFit *
model_fit(Oid relation, const ModelRow *row)
{
	ModelFitKey key;
	ModelFit *fit;
	bool found;

	if (model_fits == NULL)
	{
		HASHCTL control = {.keysize = sizeof(ModelFitKey),
						   .entrysize = sizeof(ModelFit),
						   .hcxt = TopMemoryContext};

		model_fits = hash_create("model tables that are written", 32, &control,
								 HASH_ELEM | HASH_BLOBS | HASH_CONTEXT);
		CacheRegisterRelcacheCallback(model_unfit, (Datum) 0);
	}
	memset(&key, 0, sizeof(key));
	key.relation = relation;
	key.row = row;
	fit = hash_search(model_fits, &key, HASH_ENTER, &found);
	if (!found)
		fit->known = false;
	return fit;
}

/*
 * Is the expression, as the catalogs keep it, this one?  Functions of the model
 * may be written with its schema, depending on the session's search_path.
 */
static bool
model_expression_is(Relation rel, const char *stored, const char *wanted)
{
	char *found =
		TextDatumGetCString(DirectFunctionCall2(pg_get_expr, CStringGetTextDatum(stored),
												ObjectIdGetDatum(RelationGetRelid(rel))));
	char *schema =
		psprintf("%s.", quote_identifier(get_namespace_name(RelationGetNamespace(rel))));

	if (strncmp(found, schema, strlen(schema)) == 0)
		found += strlen(schema);
	return strcmp(found, wanted) == 0;
}

/* Is it a base type of this name? */
static bool
model_type_is(Oid type, const char *name)
{
	HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	Form_pg_type form;
	bool is;

	if (!HeapTupleIsValid(tuple))
		return false;
	form = (Form_pg_type) GETSTRUCT(tuple);
	is = form->typtype == TYPTYPE_BASE && strcmp(NameStr(form->typname), name) == 0;
	ReleaseSysCache(tuple);
	return is;
}

/* The default or generation expression of a column; NULL: none. */
static const char *
model_preset(Relation rel, AttrNumber attnum)
{
	TupleConstr *constraints = RelationGetDescr(rel)->constr;

	for (int i = 0; constraints != NULL && i < constraints->num_defval; i++)
		if (constraints->defval[i].adnum == attnum)
			return constraints->defval[i].adbin;
	return NULL;
}

static bool
model_column_fits(Relation rel, const ModelRow *row, int column, AttrNumber attnum)
{
	Form_pg_attribute att = TupleDescAttr(RelationGetDescr(rel), attnum - 1);
	const char *preset = model_preset(rel, attnum);

	if (!model_type_is(att->atttypid, row->types[column]) || att->atttypmod != -1)
		return false;
	if (preset == NULL || row->presets[column] == NULL)
		return preset == NULL && row->presets[column] == NULL;
	return model_expression_is(rel, preset, row->presets[column]);
}

/* A column that the model does not know can stay NULL, or there is none. */
static bool
model_columns_fit(Relation rel, const ModelRow *row)
{
	TupleDesc desc = RelationGetDescr(rel);

	for (int i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);
		int column = 0;

		if (att->attisdropped)
			continue;
		while (column < row->shape.ncolumns &&
			   strcmp(row->shape.columns[column], NameStr(att->attname)) != 0)
			column++;
		if (column < row->shape.ncolumns)
		{
			if (!model_column_fits(rel, row, column, (AttrNumber) (i + 1)))
				return false;
		}
		else if (att->attnotnull || att->atthasdef || att->attidentity != '\0' ||
				 get_typtype(att->atttypid) == TYPTYPE_DOMAIN)
			return false;
	}
	return true;
}

static bool
model_checks_fit(Relation rel, const ModelRow *row)
{
	TupleConstr *constraints = RelationGetDescr(rel)->constr;

	for (int i = 0; constraints != NULL && i < constraints->num_check; i++)
	{
		int known = 0;

		while (known < MODEL_MAX_PROMISES && row->checks[known] != NULL &&
			   !model_expression_is(rel, constraints->check[i].ccbin, row->checks[known]))
			known++;
		if (known == MODEL_MAX_PROMISES || row->checks[known] == NULL)
			return false;
	}
	return true;
}

/* A foreign key is one of those that the row names. */
static bool
model_lead_fits(Relation rel, const ModelRow *row, const ForeignKeyCacheInfo *key)
{
	char *column = get_attname(key->conrelid, key->conkey[0], false);
	char *lead = psprintf("%s.%s", get_rel_name(key->confrelid),
						  get_attname(key->confrelid, key->confkey[0], false));

	if (key->nkeys != 1 || get_rel_namespace(key->confrelid) != RelationGetNamespace(rel))
		return false;
	for (int i = 0; i < row->shape.ncolumns; i++)
		if (row->leads[i] != NULL && strcmp(row->shape.columns[i], column) == 0)
			return strcmp(row->leads[i], lead) == 0;
	return false;
}

static bool
model_leads_fit(Relation rel, const ModelRow *row)
{
	ListCell *cell;

	foreach (cell, RelationGetFKeyList(rel))
		if (!model_lead_fits(rel, row, lfirst(cell)))
			return false;
	return true;
}

/* Triggers of foreign keys are no news: what these promise was looked at. */
static bool
model_triggers_fit(Relation rel, const ModelRow *row)
{
	TriggerDesc *triggers = rel->trigdesc;

	for (int i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		Trigger *trigger = &triggers->triggers[i];
		int known = 0;

		if (trigger->tgisinternal || trigger->tgenabled == TRIGGER_DISABLED ||
			!(TRIGGER_FOR_INSERT(trigger->tgtype) ||
			  (row->updated && TRIGGER_FOR_UPDATE(trigger->tgtype))))
			continue;
		while (known < MODEL_MAX_PROMISES && row->triggers[known] != NULL &&
			   strcmp(row->triggers[known], trigger->tgname) != 0)
			known++;
		if (known == MODEL_MAX_PROMISES || row->triggers[known] == NULL ||
			get_func_namespace(trigger->tgfoid) != RelationGetNamespace(rel))
			return false;
	}
	return true;
}

/* Nobody would come by to judge later what an index has put off. */
static bool
model_indexes_fit(Relation rel)
{
	ListCell *cell;

	foreach (cell, RelationGetIndexList(rel))
	{
		Relation index = index_open(lfirst_oid(cell), AccessShareLock);
		bool immediate = index->rd_index->indimmediate;

		index_close(index, NoLock);
		if (!immediate)
			return false;
	}
	return true;
}

static bool
model_table_fits(Relation rel, const ModelRow *row)
{
	return rel->rd_rel->relkind == RELKIND_RELATION && !rel->rd_rel->relispartition &&
		   !rel->rd_rel->relhassubclass && rel->rd_rules == NULL &&
		   model_columns_fit(rel, row) && model_checks_fit(rel, row) &&
		   model_leads_fit(rel, row) && model_triggers_fit(rel, row) &&
		   model_indexes_fit(rel);
}

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
	ModelFit *fit;
	MemoryContext caller;

	if (!OidIsValid(relation) ||
		pg_class_aclcheck(relation, GetUserId(), rights) != ACLCHECK_OK)
		return false;
	rel = table_open(relation, RowExclusiveLock);
	fit = model_fit(relation, row);
	if (!fit->known)
	{
		bool fits = model_table_fits(rel, row);

		/* (looking may have read news of the catalogs: the entry is there still) */
		fit = model_fit(relation, row);
		fit->fits = fits;
		fit->known = true;
	}
	if (!fit->fits || (rel->rd_rel->relrowsecurity &&
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

/* The row at hand is whole. */
static void
model_store_row(ModelWriter *writer)
{
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
