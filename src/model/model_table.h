/*-------------------------------------------------------------------------
 *
 * model_table.h
 *		The tables of a model, read by key without a plan.
 *
 * A statement that fetches one row by its key spends most of its time in
 * starting and ending the executor.  Where a customer waits (identify()) or
 * records arrive by the thousand (take_record()), rows are fetched here as
 * contrib and the catalogs' own code fetch them: an index, a key, the heap.
 *
 *	ModelShape	the columns of a table that a piece of code uses, by name, and of
 *				which type they must be, since anybody may make a table that is
 *				named alike (InvalidOid: it is not looked at); its own numbers for
 *				them are the places in this list
 *	ModelPath	by which of these columns, and how compared, rows are sought; a
 *				valid B-tree over them, in this order, must be there
 *	ModelTable	an open table.  Locks stay until the transaction ends, as a
 *				plan's do, or, once release says so, until the scan and the table
 *				are closed, as those of the catalogs do: who looks at many tables
 *				once holds few locks at a time, and those are the cheap ones
 *	ModelScan	rows by a path, for one key after another
 *
 * Shapes and paths are static: what the catalogs say of them (attribute
 * numbers, the index, its operators) is kept for the session under their
 * addresses, until the table changes.
 *
 * What a plan would see to is seen to: the right to read, for whoever the
 * current user is, and that no policy of row-level security is passed over.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_TABLE_H
#define PROFILE_MODEL_TABLE_H

#include "extension/compat.h"
#include "access/genam.h"
#include "access/relscan.h"
#include "access/stratnum.h"
#include "executor/tuptable.h"
#include "nodes/parsenodes.h"
#include "storage/lockdefs.h"
#include "utils/rel.h"

#define MODEL_MAX_COLUMNS 24
#define MODEL_MAX_KEYS    3

/*
 * Whoever may make a schema may make tables of these names in it, with whatever
 * columns: what is read as a type must be of that type.  Types that are given are
 * looked at when the table is learnt.
 */
typedef struct ModelShape
{
	const char *table;
	int ncolumns;
	const char *columns[MODEL_MAX_COLUMNS];
	Oid types[MODEL_MAX_COLUMNS];
} ModelShape;

/* Types of ours, in a shape: no type of the server's has such an OID. */
#define MODEL_IDENTIFIER 1
#define MODEL_GOLDEN     2
#define MODEL_JOURNEY    3

/* A column of the shape, and BTEqualStrategyNumber or another of a B-tree's. */
typedef struct ModelKey
{
	int column;
	StrategyNumber strategy;
} ModelKey;

typedef struct ModelPath
{
	int nkeys;
	ModelKey keys[MODEL_MAX_KEYS];
	/* of a partial index that serves as well, as pg_get_expr() writes it */
	const char *condition;
} ModelPath;

typedef struct ModelTable
{
	const ModelShape *shape;
	Relation rel;
	LOCKMODE release; /* what closing gives back: NoLock, unless the caller says */
	AttrNumber attnums[MODEL_MAX_COLUMNS];
} ModelTable;

typedef struct ModelScan
{
	const ModelTable *table;
	Relation index;
	IndexScanDesc scan;
	TupleTableSlot *slot; /* the present row */
	ScanDirection direction;
	int nkeys;
	ScanKeyData keys[MODEL_MAX_KEYS];
} ModelScan;

extern void profile_model_open(ModelTable *table, Oid model, const ModelShape *shape,
							   LOCKMODE lock, AclMode rights);
extern void profile_model_open_relation(ModelTable *table, Oid relation,
										const ModelShape *shape, LOCKMODE lock,
										AclMode rights);
extern void profile_model_close(ModelTable *table);
extern int profile_model_partitions(const ModelTable *table, int column, Datum from,
									Datum to, Oid *oids, int room);

extern void profile_model_scan(ModelScan *scan, const ModelTable *table,
							   const ModelPath *path);
extern void profile_model_seek(ModelScan *scan, const Datum *values);
extern bool profile_model_next(ModelScan *scan);
extern void profile_model_scan_end(ModelScan *scan);

/* The table setting, by the name of a setting. */
enum
{
	SETTING_NAME,
	SETTING_VALUE
};
extern const ModelShape profile_model_setting;
extern const ModelPath profile_model_setting_by_name;

extern char *profile_model_expression(Datum stored, Oid relation);
extern bool profile_model_type_is(Oid type, Oid wanted);
pg_noreturn extern void profile_model_is_null(const ModelScan *scan, int column);

/* The first row by a path of one key; false where there is none. */
static inline bool
profile_model_find(ModelScan *scan, Datum value)
{
	profile_model_seek(scan, &value);
	return profile_model_next(scan);
}

/* A column of the present row; what is not passed by value stays until the next. */
static inline Datum
profile_model_get(const ModelScan *scan, int column, bool *isnull)
{
	return slot_getattr(scan->slot, scan->table->attnums[column], isnull);
}

/* A column that is NOT NULL; 23502 where it is NULL all the same. */
static inline Datum
profile_model_value(const ModelScan *scan, int column)
{
	bool isnull;
	Datum value = profile_model_get(scan, column, &isnull);

	if (unlikely(isnull))
		profile_model_is_null(scan, column);
	return value;
}

#endif /* PROFILE_MODEL_TABLE_H */
