/*-------------------------------------------------------------------------
 *
 * append_rows.c
 *		Bulk insertion by the owner of a table, without row triggers.
 *
 * INSERT ... SELECT pays for each row separately what could be paid once: most
 * of its time goes into the trigger calls that look up foreign keys.  Here rows
 * go in as COPY puts them in, many at a time, and each foreign key is checked by
 * one query over all new rows.  Nothing that the table promises is given up:
 * defaults, generated columns, NOT NULL, CHECK and the indexes are as ever.
 *
 * What makes that sound:
 *	- the table and those that it references are locked against writers before
 *	  the first row, so that nobody takes a referenced row away in between;
 *	- new rows are those at and behind the block that was the last one, since
 *	  they go into no free space before it;
 *	- a trigger that would have fired is an error, unless the caller names it as
 *	  one whose part is played elsewhere.
 *
 * The source of the rows runs as an ordinary query of the caller: triggers of
 * other tables, which its functions may write, fire.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/heapam.h"
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/pg_class.h"
#include "catalog/pg_constraint.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "executor/nodeModifyTable.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "parser/parse_coerce.h"
#include "rewrite/rewriteHandler.h"
#include "storage/bufmgr.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datum.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/rel.h"
#include "utils/rls.h"
#include "utils/snapmgr.h"
#include "utils/syscache.h"

PG_FUNCTION_INFO_V1(profile_append_rows);

#define IDENTITY_BATCH_ROWS  1000
#define IDENTITY_BATCH_BYTES ((Size) 1024 * 1024)

/*
 * Takes the rows of the query and puts them into the table, a batch at a time.
 *
 *	column[i]	the query's column (from 0) for the table's column i, -1 for none
 *	preset[i]	else the default, NULL where there is none either
 *	rows		what the slots of the present batch point to
 */
typedef struct IdentityAppender
{
	DestReceiver pub;
	Relation table;
	EState *estate;
	ResultRelInfo *target;
	BulkInsertState bulk;
	CommandId command;
	int *column;
	ExprState **preset;
	TupleTableSlot *slot[IDENTITY_BATCH_ROWS];
	int used;
	Size bytes;
	MemoryContext rows;
	int64 appended;
	BlockNumber first; /* the first page with a row of ours */
	bool rebuild;      /* the indexes are made anew afterwards */
} IdentityAppender;

/* ---- may we? ---- */

/* The owner's table, locked against writers; nobody else gets to lock it. */
static Relation
identity_append_open(Oid table)
{
	if (get_rel_name(table) != NULL && !profile_is_owner(table, GetUserId()))
		aclcheck_error(ACLCHECK_NOT_OWNER, OBJECT_TABLE, get_rel_name(table));
	return table_open(table, ShareRowExclusiveLock);
}

/* Is this the name of a trigger that the caller stands in for? */
static bool
identity_append_excused(ArrayType *names, const char *name)
{
	Datum *values;
	bool *nulls;
	int count;
	int i;

	deconstruct_array(names, TEXTOID, -1, false, TYPALIGN_INT, &values, &nulls, &count);
	for (i = 0; i < count; i++)
		if (!nulls[i] && strcmp(TextDatumGetCString(values[i]), name) == 0)
			return true;
	return false;
}

/* No trigger of the user's, other than the excused ones, misses the rows. */
static void
identity_append_triggers(Relation table, ArrayType *excused)
{
	TriggerDesc *triggers = table->trigdesc;
	int i;

	for (i = 0; triggers != NULL && i < triggers->numtriggers; i++)
	{
		Trigger *trigger = &triggers->triggers[i];

		if (trigger->tgisinternal || !TRIGGER_FOR_INSERT(trigger->tgtype) ||
			trigger->tgenabled == TRIGGER_DISABLED ||
			identity_append_excused(excused, trigger->tgname))
			continue;
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("append_rows() would not fire trigger \"%s\" of table \"%s\"",
						trigger->tgname, RelationGetRelationName(table)),
				 errhint("Disable it for the time being, or do without append_rows().")));
	}
}

/* Is it a table of a kind that can be appended to, and whose rules are ours? */
static void
identity_append_check(Relation table, ArrayType *excused)
{
	if (!table->rd_islocaltemp)
		PreventCommandIfReadOnly("append_rows()");
	if (table->rd_rel->relkind != RELKIND_RELATION || table->rd_rules != NULL)
		ereport(ERROR, (errcode(ERRCODE_WRONG_OBJECT_TYPE),
						errmsg("append_rows() cannot append to \"%s\"",
							   RelationGetRelationName(table)),
						errdetail("It is for plain tables without rules.")));
	if (table->rd_rel->relispartition ||
		check_enable_rls(RelationGetRelid(table), InvalidOid, false) == RLS_ENABLED)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("append_rows() cannot append to \"%s\"",
							   RelationGetRelationName(table)),
						errdetail("Neither partitions nor row-level security are "
								  "looked after here.")));
	identity_append_triggers(table, excused);
}

/* ---- receiving rows ---- */

/* The table's column of this name, from 0. */
static int
identity_append_column(IdentityAppender *appender, Form_pg_attribute source)
{
	TupleDesc desc = RelationGetDescr(appender->table);
	int i;

	for (i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);

		if (att->attisdropped || strcmp(NameStr(att->attname), NameStr(source->attname)))
			continue;
		if (att->attgenerated != '\0')
			ereport(ERROR, (errcode(ERRCODE_GENERATED_ALWAYS),
							errmsg("column \"%s\" is generated", NameStr(att->attname))));
		if (att->atttypid != source->atttypid ||
			(att->atttypmod >= 0 && att->atttypmod != source->atttypmod))
			ereport(
				ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("column \"%s\" is of type %s but the query returns %s",
						NameStr(att->attname),
						format_type_with_typemod(att->atttypid, att->atttypmod),
						format_type_with_typemod(source->atttypid, source->atttypmod)),
				 errhint("Cast it in the query.")));
		if (appender->column[i] >= 0)
			ereport(ERROR, (errcode(ERRCODE_DUPLICATE_COLUMN),
							errmsg("column \"%s\" specified more than once",
								   NameStr(att->attname))));
		return i;
	}
	ereport(ERROR,
			(errcode(ERRCODE_UNDEFINED_COLUMN),
			 errmsg("table \"%s\" has no column \"%s\"",
					RelationGetRelationName(appender->table), NameStr(source->attname))));
}

/*
 * What a column gets that the query does not have: its default.  Where there is
 * none a domain is asked whether it allows NULL; for other types, NULL.
 */
static Node *
identity_append_preset(Relation table, Form_pg_attribute att)
{
	Node *preset = build_column_default(table, att->attnum);
	int32 typmod = -1;
	Oid base;

	if (preset != NULL || get_typtype(att->atttypid) != TYPTYPE_DOMAIN)
		return preset;
	base = getBaseTypeAndTypmod(att->atttypid, &typmod);
	return coerce_to_domain((Node *) makeNullConst(base, typmod, att->attcollation), base,
							typmod, att->atttypid, COERCION_IMPLICIT,
							COERCE_IMPLICIT_CAST, -1, false);
}

/* The query starts: which of its columns goes where, and what of the others? */
static void
identity_append_startup(DestReceiver *self, int operation, TupleDesc source)
{
	IdentityAppender *appender = (IdentityAppender *) self;
	TupleDesc desc = RelationGetDescr(appender->table);
	int i;

	(void) operation;
	for (i = 0; i < desc->natts; i++)
		appender->column[i] = -1;
	for (i = 0; i < source->natts; i++)
		appender->column[identity_append_column(appender, TupleDescAttr(source, i))] = i;
	for (i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);
		Node *preset;

		if (appender->column[i] >= 0 || att->attisdropped || att->attgenerated != '\0')
			continue;
		preset = identity_append_preset(appender->table, att);
		if (preset != NULL)
			appender->preset[i] = ExecPrepareExpr((Expr *) preset, appender->estate);
	}
}

/* The batch goes into the table and its indexes. */
static void
identity_append_flush(IdentityAppender *appender)
{
	MemoryContext caller = CurrentMemoryContext;
	int i;

	CHECK_FOR_INTERRUPTS();
	if (appender->used == 0)
		return;
	/* in a context that is emptied at once: the slots' copies, for the moment */
	MemoryContextSwitchTo(GetPerTupleMemoryContext(appender->estate));
	table_multi_insert(appender->table, appender->slot, appender->used, appender->command,
					   TABLE_INSERT_SKIP_FSM, appender->bulk);
	MemoryContextSwitchTo(caller);
	for (i = 0; i < appender->used; i++)
	{
		BlockNumber page = ItemPointerGetBlockNumber(&appender->slot[i]->tts_tid);

		/* (which may be any that the session has filled before) */
		appender->first = Min(appender->first, page);
		if (!appender->rebuild && appender->target->ri_NumIndices > 0)
			list_free(profile_insert_index_tuples(appender->target, appender->slot[i],
												  appender->estate));
		ExecClearTuple(appender->slot[i]);
	}
	ResetPerTupleExprContext(appender->estate);
	MemoryContextReset(appender->rows);
	appender->appended += appender->used;
	appender->used = 0;
	appender->bytes = 0;
}

/* One value into a slot, copied to where it stays until the batch is in. */
static void
identity_append_value(IdentityAppender *appender, TupleTableSlot *slot, int i,
					  TupleTableSlot *source)
{
	Form_pg_attribute att = TupleDescAttr(slot->tts_tupleDescriptor, i);
	Datum value = (Datum) 0;
	bool isnull = true;

	if (appender->column[i] >= 0)
	{
		value = source->tts_values[appender->column[i]];
		isnull = source->tts_isnull[appender->column[i]];
	}
	else if (appender->preset[i] != NULL)
		value = ExecEvalExprSwitchContext(
			appender->preset[i], GetPerTupleExprContext(appender->estate), &isnull);
	if (!isnull && !att->attbyval)
	{
		MemoryContext caller = MemoryContextSwitchTo(appender->rows);

		appender->bytes += datumGetSize(value, false, att->attlen);
		value = datumCopy(value, false, att->attlen);
		MemoryContextSwitchTo(caller);
	}
	slot->tts_values[i] = value;
	slot->tts_isnull[i] = isnull;
}

/* One row of the query. */
static bool
identity_append_receive(TupleTableSlot *source, DestReceiver *self)
{
	IdentityAppender *appender = (IdentityAppender *) self;
	TupleTableSlot *slot = appender->slot[appender->used];
	TupleConstr *constraints = RelationGetDescr(appender->table)->constr;
	int i;

	if (slot == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(appender->estate->es_query_cxt);

		slot = appender->slot[appender->used] = table_slot_create(appender->table, NULL);
		MemoryContextSwitchTo(caller);
	}
	slot_getallattrs(source);
	for (i = 0; i < slot->tts_tupleDescriptor->natts; i++)
		identity_append_value(appender, slot, i, source);
	ExecStoreVirtualTuple(slot);
	slot->tts_tableOid = RelationGetRelid(appender->table);
	if (constraints != NULL && constraints->has_generated_stored)
		ExecComputeStoredGenerated(appender->target, appender->estate, slot, CMD_INSERT);
	if (constraints != NULL)
		ExecConstraints(appender->target, slot, appender->estate);
	ResetPerTupleExprContext(appender->estate);
	if (++appender->used == IDENTITY_BATCH_ROWS || appender->bytes > IDENTITY_BATCH_BYTES)
		identity_append_flush(appender);
	return true;
}

static void
identity_append_nothing(DestReceiver *self)
{
	(void) self;
}

/* ---- foreign keys ---- */

/*
 * A key that references a partitioned table has a copy for each of its partitions.
 * These say nothing of their own (the table itself is no partition).
 */
static bool
identity_append_is_copy(Oid constraint)
{
	HeapTuple tuple = SearchSysCache1(CONSTROID, ObjectIdGetDatum(constraint));
	bool copy;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for constraint %u", constraint);
	copy = OidIsValid(((Form_pg_constraint) GETSTRUCT(tuple))->conparentid);
	ReleaseSysCache(tuple);
	return copy;
}

/* Locks the tables that this one references; the list of the keys to be checked. */
static List *
identity_append_references(Relation table)
{
	List *keys = copyObject(RelationGetFKeyList(table));
	List *checked = NIL;
	ListCell *cell;

	foreach (cell, keys)
	{
		ForeignKeyCacheInfo *key = lfirst(cell);
		Relation other;

		if (!profile_key_is_enforced(key))
			continue;
		/* of a partitioned table the partitions, too: they can be written alone */
		other = identity_append_open(key->confrelid);
		if (key->nkeys != 1)
			ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
							errmsg("append_rows() cannot check a foreign key of "
								   "several columns"),
							errdetail("Table \"%s\" has one that references \"%s\".",
									  RelationGetRelationName(table),
									  RelationGetRelationName(other))));
		table_close(other, NoLock);
		if (!identity_append_is_copy(key->conoid))
			checked = lappend(checked, key);
	}
	return checked;
}

/*
 * Does a query find nothing?  As a foreign key must, it sees what is committed by
 * now (what an older snapshot still shows may be gone), and all rows, whatever
 * policies the owner has put upon himself.
 */
static bool
identity_append_finds_none(const char *query)
{
	SPIPlanPtr plan;
	Oid user;
	int context;

	GetUserIdAndSecContext(&user, &context);
	SetUserIdAndSecContext(user, context | SECURITY_NOFORCE_RLS);
	plan = SPI_prepare_cursor(query, 0, NULL, CURSOR_OPT_PARALLEL_OK);
	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	/* run to its end, and so by several workers, where there are many rows */
	if (SPI_execute_snapshot(plan, NULL, NULL, GetLatestSnapshot(), InvalidSnapshot,
							 false, false, 0) != SPI_OK_SELECT)
		elog(ERROR, "SPI_execute_snapshot failed");
	SetUserIdAndSecContext(user, context);
	return SPI_processed == 0;
}

/* Every new row finds what it references. */
static void
identity_append_verify(Relation table, ForeignKeyCacheInfo *key, BlockNumber first)
{
	const char *column =
		quote_identifier(get_attname(key->conrelid, key->conkey[0], false));
	const char *other =
		quote_identifier(get_attname(key->confrelid, key->confkey[0], false));
	StringInfoData query;

	initStringInfo(&query);
	appendStringInfo(
		&query,
		"SELECT 1 FROM ONLY %s n WHERE n.ctid OPERATOR(pg_catalog.>=) "
		"'(%u,0)'::pg_catalog.tid AND n.%s "
		"IS NOT NULL AND NOT EXISTS (SELECT FROM %s%s o WHERE ",
		quote_qualified_identifier(get_namespace_name(RelationGetNamespace(table)),
								   RelationGetRelationName(table)),
		first, column,
		get_rel_relkind(key->confrelid) == RELKIND_PARTITIONED_TABLE ? "" : "ONLY ",
		quote_qualified_identifier(get_namespace_name(get_rel_namespace(key->confrelid)),
								   get_rel_name(key->confrelid)));
	generate_operator_clause(&query, psprintf("o.%s", other),
							 get_atttype(key->confrelid, key->confkey[0]),
							 key->conpfeqop[0], psprintf("n.%s", column),
							 get_atttype(key->conrelid, key->conkey[0]));
	appendStringInfoString(&query, ") LIMIT 1");
	if (!identity_append_finds_none(query.data))
		ereport(ERROR,
				(errcode(ERRCODE_FOREIGN_KEY_VIOLATION),
				 errmsg("append_rows() into table \"%s\" violates foreign key "
						"constraint \"%s\"",
						RelationGetRelationName(table), get_constraint_name(key->conoid)),
				 errdetail("Some \"%s\" is not in \"%s\".", column,
						   get_rel_name(key->confrelid))));
}

/* ---- all of it ---- */

static void
identity_append_begin(IdentityAppender *appender, Relation table)
{
	int columns = RelationGetDescr(table)->natts;

	*appender = (IdentityAppender){.pub.receiveSlot = identity_append_receive,
								   .pub.rStartup = identity_append_startup,
								   .pub.rShutdown = identity_append_nothing,
								   .pub.rDestroy = identity_append_nothing,
								   .pub.mydest = DestNone};
	appender->table = table;
	appender->estate = CreateExecutorState();
	appender->target = makeNode(ResultRelInfo);
	InitResultRelInfo(appender->target, table, 0, NULL, 0);
	ExecOpenIndices(appender->target, false);
	appender->bulk = GetBulkInsertState();
	appender->command = GetCurrentCommandId(true);
	appender->first = InvalidBlockNumber;
	appender->column = palloc(sizeof(int) * (columns + 1));
	appender->preset = palloc0(sizeof(ExprState *) * (columns + 1));
	appender->rows = AllocSetContextCreate(CurrentMemoryContext, "appended rows",
										   ALLOCSET_DEFAULT_SIZES);
}

static void
identity_append_end(IdentityAppender *appender)
{
	int i;

	identity_append_flush(appender);
	FreeBulkInsertState(appender->bulk);
	table_finish_bulk_insert(appender->table, TABLE_INSERT_SKIP_FSM);
	for (i = 0; i < IDENTITY_BATCH_ROWS && appender->slot[i] != NULL; i++)
		ExecDropSingleTupleTableSlot(appender->slot[i]);
	ExecCloseIndices(appender->target);
	FreeExecutorState(appender->estate);
	MemoryContextDelete(appender->rows);
}

/* No constraint is left to be judged later: nobody would come to do so. */
static void
identity_append_immediate(IdentityAppender *appender)
{
	int i;

	for (i = 0; i < appender->target->ri_NumIndices; i++)
		if (!appender->target->ri_IndexRelationDescs[i]->rd_index->indimmediate)
			ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
							errmsg("append_rows() cannot append to \"%s\"",
								   RelationGetRelationName(appender->table)),
							errdetail("It has a deferrable constraint.")));
}

static void
identity_append_run(IdentityAppender *appender, const char *query)
{
	/* read-only: by the caller's snapshot, which does not see the new rows */
	SPIExecuteOptions options = {
		.read_only = true, .must_return_tuples = true, .dest = &appender->pub};
	/* no parallel workers: defaults may draw from sequences */
	SPIPlanPtr plan = SPI_prepare_cursor(query, 0, NULL, 0);
	int code;

	if (plan == NULL)
		elog(ERROR, "SPI_prepare failed: %s", SPI_result_code_string(SPI_result));
	if (list_length(SPI_plan_get_plan_sources(plan)) != 1)
		ereport(ERROR, (errcode(ERRCODE_SYNTAX_ERROR),
						errmsg("the rows must come from one query"),
						errhint("Combine several queries with UNION ALL.")));
	code = SPI_execute_plan_extended(plan, &options);
	if (code < 0)
		elog(ERROR, "SPI_execute_plan failed: %s", SPI_result_code_string(code));
}

/*
 * The indexes as the rows are now: sorting all entries costs less than half of
 * putting as many into their places one by one.  Uniqueness is checked as the
 * index is built.  Until then nobody goes by the indexes: other sessions do not
 * see the rows, and this one is here.
 */
static void
identity_append_rebuild(Relation table)
{
	char *query = psprintf(
		"REINDEX TABLE %s",
		quote_qualified_identifier(get_namespace_name(RelationGetNamespace(table)),
								   RelationGetRelationName(table)));

	if (SPI_execute(query, false, 0) != SPI_OK_UTILITY)
		elog(ERROR, "SPI_execute failed");
}

/*
 * append_rows(target regclass, query text, instead_of text[],
 *		rebuild_indexes bool) returns bigint
 *
 * How many rows of the query went into the table.  Errors: 42501 to who does not
 * own the table and those it references, 42809 and 0A000 for tables of other
 * kinds, 55000 where a trigger would be left out, 23503 where a foreign key finds
 * nothing, and whatever INSERT would say.
 */
Datum
profile_append_rows(PG_FUNCTION_ARGS)
{
	Relation table = identity_append_open(PG_GETARG_OID(0));
	char *query = text_to_cstring(PG_GETARG_TEXT_PP(1));
	IdentityAppender appender;
	List *keys;
	ListCell *cell;

	identity_append_check(table, PG_GETARG_ARRAYTYPE_P(2));
	keys = identity_append_references(table);
	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	identity_append_begin(&appender, table);
	appender.rebuild = PG_GETARG_BOOL(3);
	identity_append_immediate(&appender);
	identity_append_run(&appender, query);
	identity_append_end(&appender);
	if (appender.rebuild && appender.appended > 0)
		identity_append_rebuild(table);
	if (appender.appended > 0)
		foreach (cell, keys)
			identity_append_verify(table, lfirst(cell), appender.first);
	SPI_finish();
	table_close(table, NoLock);
	PG_RETURN_INT64(appender.appended);
}
