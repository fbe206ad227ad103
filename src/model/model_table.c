/*-------------------------------------------------------------------------
 *
 * model_table.c
 *		The tables of a model, read by key without a plan: see model_table.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/htup_details.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_am.h"
#include "catalog/pg_class.h"
#include "catalog/pg_index.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "partitioning/partbounds.h"
#include "partitioning/partdesc.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/partcache.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

#include "golden/golden.h"
#include "identifier/identifier.h"
#include "journey/journey.h"
#include "model/model_fact.h"
#include "model/model_table.h"

const ModelShape profile_model_setting = {
	"setting", 2, {"name", "value"}, {TEXTOID, JSONBOID}};
const ModelPath profile_model_setting_by_name = {
	1, {{SETTING_NAME, BTEqualStrategyNumber}}, NULL};

/* A type of ours is one that our function reads. */
static bool
model_type_is_read_by(Oid type, PGFunction input)
{
	Oid function;
	Oid ioparam;
	FmgrInfo info;

	getTypeInputInfo(type, &function, &ioparam);
	fmgr_info(function, &info);
	return info.fn_addr == input;
}

/*
 * profile_model_type_is: whether a type is the one that a shape wants: an OID of
 * the server's, or one of ours; any, for InvalidOid.
 */
bool
profile_model_type_is(Oid type, Oid wanted)
{
	switch (wanted)
	{
		case InvalidOid:
			return true;
		case MODEL_IDENTIFIER:
			return model_type_is_read_by(type, profile_identifier_in);
		case MODEL_GOLDEN:
			return model_type_is_read_by(type, profile_golden_in);
		case MODEL_JOURNEY:
			return model_type_is_read_by(type, profile_journey_in);
		default:
			return type == wanted;
	}
}

static void
model_check_type(Relation rel, AttrNumber attnum, Oid wanted)
{
	Form_pg_attribute column = TupleDescAttr(RelationGetDescr(rel), attnum - 1);

	if (!profile_model_type_is(column->atttypid, wanted))
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("column \"%s\" of table \"%s\" is of type %s",
							   NameStr(column->attname), RelationGetRelationName(rel),
							   format_type_be(column->atttypid)),
						errdetail("In a model it is of another type.")));
}

static void
model_learn_shape(ModelFact *fact, Relation rel, const ModelShape *shape)
{
	for (int i = 0; i < shape->ncolumns; i++)
	{
		fact->attnums[i] = get_attnum(RelationGetRelid(rel), shape->columns[i]);
		if (fact->attnums[i] == InvalidAttrNumber)
			ereport(ERROR,
					(errcode(ERRCODE_UNDEFINED_COLUMN),
					 errmsg("table \"%s\" of the model has no column \"%s\"",
							RelationGetRelationName(rel), shape->columns[i]),
					 errhint("The model and the extension may be of different versions: "
							 "see upgrade_profile_model().")));
		if (fact->attnums[i] > 0)
			model_check_type(rel, fact->attnums[i], shape->types[i]);
	}
	fact->valid = true;
}

/* ---- finding the index of a path ---- */

/* The columns of the index that the keys go to, where they are its first ones. */
static bool
model_index_fits(ModelFact *fact, const Form_pg_index index, const ModelTable *table,
				 const ModelPath *path)
{
	int last = 0;

	for (int i = 0; i < path->nkeys; i++)
	{
		AttrNumber wanted = table->attnums[path->keys[i].column];

		/* two bounds of one column stand side by side */
		if (last == 0 || index->indkey.values[last - 1] != wanted)
			last++;
		if (last > index->indnkeyatts || index->indkey.values[last - 1] != wanted)
			return false;
		fact->place[i] = (AttrNumber) last;
	}
	return true;
}

/*
 * profile_model_expression: as pg_get_expr() writes it, whatever the session says of
 * quotation marks.
 */
char *
profile_model_expression(Datum stored, Oid relation)
{
	bool quotes_all = quote_all_identifiers;
	char *volatile written = NULL;

	quote_all_identifiers = false;
	PG_TRY();
	{
		written = TextDatumGetCString(
			DirectFunctionCall2(pg_get_expr, stored, ObjectIdGetDatum(relation)));
	}
	PG_FINALLY();
	{
		quote_all_identifiers = quotes_all;
	}
	PG_END_TRY();
	return written;
}

/* A condition of the index, if it has one, must be the one that the path names. */
static bool
model_index_holds(Relation index, const ModelPath *path)
{
	bool isnull;
	Datum predicate =
		SysCacheGetAttr(INDEXRELID, index->rd_indextuple, Anum_pg_index_indpred, &isnull);
	char *condition;

	if (isnull)
		return true;
	if (path->condition == NULL)
		return false;
	condition = profile_model_expression(predicate, index->rd_index->indrelid);
	return strcmp(condition, path->condition) == 0;
}

static void
model_learn_operators(ModelFact *fact, Relation index, const ModelPath *path)
{
	for (int i = 0; i < path->nkeys; i++)
	{
		int column = fact->place[i] - 1;
		Oid type = index->rd_opcintype[column];
		Oid equal_or_bound = get_opfamily_member(index->rd_opfamily[column], type, type,
												 (int16) path->keys[i].strategy);

		fact->collation[i] = index->rd_indcollation[column];
		fact->procedure[i] = get_opcode(equal_or_bound);
	}
}

/*
 * May an index be used by the active snapshot?  One that was made while rows had
 * versions that it does not tell apart (pg_index.indcheckxmin) lacks what snapshots
 * taken before it see.
 */
static bool
model_index_is_seen(Relation index)
{
	TransactionId made;

	if (!index->rd_index->indcheckxmin)
		return true;
	made = HeapTupleHeaderGetXmin(index->rd_indextuple->t_data);
	if (TransactionIdIsCurrentTransactionId(made))
		return !IsolationUsesXactSnapshot();
	return !XidInMVCCSnapshot(made, GetActiveSnapshot());
}

static bool
model_try_index(ModelFact *fact, Oid oid, const ModelTable *table, const ModelPath *path)
{
	Relation index = index_open(oid, AccessShareLock);
	bool fits = index->rd_rel->relam == BTREE_AM_OID && index->rd_index->indisvalid &&
				model_index_fits(fact, index->rd_index, table, path) &&
				model_index_holds(index, path);

	if (fits)
	{
		model_learn_operators(fact, index, path);
		fact->index = oid;
	}
	index_close(index, NoLock);
	return fits;
}

static void
model_learn_path(ModelFact *fact, const ModelTable *table, const ModelPath *path)
{
	char kind = table->rel->rd_rel->relkind;
	List *indexes = RelationGetIndexList(table->rel);
	ListCell *cell;

	if (kind != RELKIND_RELATION && kind != RELKIND_MATVIEW)
		ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
						errmsg("\"%s\" is no table with rows of its own",
							   RelationGetRelationName(table->rel))));
	foreach (cell, indexes)
		if (model_try_index(fact, lfirst_oid(cell), table, path))
		{
			list_free(indexes);
			fact->valid = true;
			return;
		}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_OBJECT),
			 errmsg("table \"%s\" of the model has no index by \"%s\"",
					RelationGetRelationName(table->rel),
					table->shape->columns[path->keys[0].column]),
			 errhint("Create again the index that the model came with, or REINDEX it "
					 "where it is not valid.")));
}

/* ---- tables ---- */

static void
model_check_rights(Relation rel, AclMode rights)
{
	Oid relid = RelationGetRelid(rel);

	if (pg_class_aclmask(relid, GetUserId(), rights, ACLMASK_ALL) != rights)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_TABLE, RelationGetRelationName(rel));
	if (rel->rd_rel->relrowsecurity &&
		check_enable_rls(relid, InvalidOid, false) == RLS_ENABLED)
		ereport(
			ERROR,
			(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
			 errmsg("row-level security of table \"%s\" applies to role \"%s\"",
					RelationGetRelationName(rel), GetUserNameFromId(GetUserId(), false)),
			 errdetail("Functions of the model read its tables as a whole."),
			 errhint("Let them run with the rights of the model's owner (see "
					 "secure_api()), and do not FORCE the policies upon the owner.")));
}

/*
 * profile_model_open_relation: a table by its id, such as a partition.  rights
 * are what the current user must have, all of them (ACL_SELECT, ...).
 */
void
profile_model_open_relation(ModelTable *table, Oid relation, const ModelShape *shape,
							LOCKMODE lock, AclMode rights)
{
	ModelFact *fact;

	table->shape = shape;
	table->release = NoLock;
	table->rel = table_open(relation, lock);
	model_check_rights(table->rel, rights);
	fact = profile_model_fact(relation, shape);
	if (!fact->valid)
		model_learn_shape(fact, table->rel, shape);
	memcpy(table->attnums, fact->attnums, sizeof(table->attnums));
}

/*
 * profile_model_open: a table of a model by its name, model being the schema.
 */
void
profile_model_open(ModelTable *table, Oid model, const ModelShape *shape, LOCKMODE lock,
				   AclMode rights)
{
	Oid relation = get_relname_relid(shape->table, model);

	if (!OidIsValid(relation))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_TABLE),
						errmsg("schema %s has no table \"%s\" of a model",
							   get_namespace_name(model) != NULL
								   ? quote_identifier(get_namespace_name(model))
								   : psprintf("%u", model),
							   shape->table)));
	profile_model_open_relation(table, relation, shape, lock, rights);
}

void
profile_model_close(ModelTable *table)
{
	table_close(table->rel, table->release);
	table->rel = NULL;
}

/* The place of the first bound that lies above the value: what it bounds holds it. */
static int
model_bound_above(PartitionBoundInfo bounds, PartitionKey key, Datum value)
{
	int low = 0;
	int high = bounds->ndatums;

	while (low < high)
	{
		int middle = (low + high) / 2;
		int32 order = (int32) bounds->kind[middle][0]; /* -1 and 1: infinities */

		if (order == PARTITION_RANGE_DATUM_VALUE)
			order = DatumGetInt32(FunctionCall2Coll(&key->partsupfunc[0],
													key->partcollation[0],
													bounds->datums[middle][0], value));
		if (order > 0)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/*
 * profile_model_partitions: the partitions for values from ... to of the column, each
 * once, where the table is partitioned by its ranges and by nothing else (else none).  Returns how many there are;
 * no more than room are told, so that who asks for few may give little room.
 */
int
profile_model_partitions(const ModelTable *table, int column, Datum from, Datum to,
						 Oid *oids, int room)
{
	PartitionDesc partitions;
	PartitionKey key;
	PartitionBoundInfo bounds;
	bool has_default = false;
	int count = 0;
	int last;

	/* (anybody may make a table that is named alike, in whatever parts) */
	if (table->rel->rd_rel->relkind != RELKIND_PARTITIONED_TABLE)
		return 0;
	key = RelationGetPartitionKey(table->rel);
	partitions = RelationGetPartitionDesc(table->rel, true);
	bounds = partitions->boundinfo;
	if (bounds == NULL || key->strategy != PARTITION_STRATEGY_RANGE ||
		key->partnatts != 1 || key->partattrs[0] != table->attnums[column])
		return 0;
	last = model_bound_above(bounds, key, to);
	for (int i = model_bound_above(bounds, key, from); i <= last; i++)
	{
		int found = bounds->indexes[i];

		if (found < 0)
		{
			/* a gap between the ranges is the default partition's */
			found = has_default ? -1 : bounds->default_index;
			has_default = true;
		}
		if (found >= 0 && count++ < room)
			oids[count - 1] = partitions->oids[found];
	}
	return count;
}

/* ---- scans ---- */

/*
 * profile_model_scan: makes ready to seek rows by a path.  Rows are those that the
 * active snapshot sees, in the index's order, or, once direction is
 * BackwardScanDirection, in the opposite one.
 */
void
profile_model_scan(ModelScan *scan, const ModelTable *table, const ModelPath *path)
{
	ModelFact *fact = profile_model_fact(RelationGetRelid(table->rel), path);

	if (!fact->valid)
		model_learn_path(fact, table, path);
	scan->table = table;
	scan->nkeys = path->nkeys;
	scan->direction = ForwardScanDirection;
	scan->index = index_open(fact->index, AccessShareLock);
	if (!model_index_is_seen(scan->index))
		ereport(ERROR, (errcode(ERRCODE_T_R_SERIALIZATION_FAILURE),
						errmsg("index \"%s\" is younger than the transaction's snapshot",
							   RelationGetRelationName(scan->index)),
						errdetail("It lacks versions of rows that this snapshot sees."),
						errhint("Try again in a new transaction.")));
	for (int i = 0; i < path->nkeys; i++)
		ScanKeyEntryInitialize(&scan->keys[i], 0, fact->place[i], path->keys[i].strategy,
							   InvalidOid, fact->collation[i], fact->procedure[i],
							   (Datum) 0);
	scan->slot = table_slot_create(table->rel, NULL);
	scan->scan = profile_index_beginscan(table->rel, scan->index, GetActiveSnapshot(),
										 path->nkeys);
}

/*
 * profile_model_seek: from here on the rows of these values, one for each key of
 * the path, none of them NULL, each of the column's type.
 */
void
profile_model_seek(ModelScan *scan, const Datum *values)
{
	for (int i = 0; i < scan->nkeys; i++)
		scan->keys[i].sk_argument = values[i];
	index_rescan(scan->scan, scan->keys, scan->nkeys, NULL, 0);
}

/* profile_model_is_null: the error of a row that has not what every row has. */
void
profile_model_is_null(const ModelScan *scan, int column)
{
	ereport(ERROR, (errcode(ERRCODE_NOT_NULL_VIOLATION),
					errmsg("column \"%s\" of table \"%s\" is NULL",
						   scan->table->shape->columns[column],
						   RelationGetRelationName(scan->table->rel)),
					errdetail("In a model it never is.")));
}

/* profile_model_next: on to the next row, which is then in slot. */
bool
profile_model_next(ModelScan *scan)
{
	CHECK_FOR_INTERRUPTS();
	return index_getnext_slot(scan->scan, scan->direction, scan->slot);
}

void
profile_model_scan_end(ModelScan *scan)
{
	index_endscan(scan->scan);
	ExecDropSingleTupleTableSlot(scan->slot);
	index_close(scan->index, scan->table->release == NoLock ? NoLock : AccessShareLock);
}
