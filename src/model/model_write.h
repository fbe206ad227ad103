/*-------------------------------------------------------------------------
 *
 * model_write.h
 *		Rows into a model's tables, without a plan.
 *
 * Six INSERTs of ready rows cost more in starting executors, queueing triggers
 * that find what was just written, and evaluating CHECKs of values that are made
 * here than in heap and indexes.  Here a row goes into the heap and the indexes,
 * and nothing else is done; so nothing else may be left to do.
 *
 *	ModelRow	all that a table promises and the writer keeps by itself: its
 *				columns with their types, the defaults and generated columns whose
 *				values the writer gives, the CHECKs that these fulfil, the foreign
 *				keys that it holds, the triggers whose part it plays
 *	ModelWriter	an open table with its indexes, and the row at hand
 *
 * What makes that sound is looked at when a table is opened, and again whenever
 * it has changed: every CHECK, every default or generation expression, every
 * foreign key, every trigger of the table must be one of those that the ModelRow
 * names, word for word; indexes may be any that are judged at once.  A column
 * that is not named must be able to stay NULL.  Else, and where row-level
 * security or a missing right concerns the current user,
 * profile_model_writer_open() says false, and the rows are to go by an ordinary
 * INSERT.
 *
 * What the caller keeps:
 *	- a row that a foreign key leads to was written by this very transaction, or
 *	  is locked by it, FOR KEY SHARE at least (profile_model_lock());
 *	- every column has its value, of the type that is named, and those of
 *	  generated columns are what the expressions say.  With assertions on, CHECKs
 *	  and generated columns are evaluated once more.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_MODEL_WRITE_H
#define PROFILE_MODEL_MODEL_WRITE_H

#include "access/tableam.h"
#include "nodes/execnodes.h"
#include "nodes/lockoptions.h"

#include "model/model_table.h"

#define MODEL_MAX_PROMISES 4

/* Unused places are NULL. */
typedef struct ModelRow
{
	ModelShape shape;                         /* all columns, with their types */
	const char *presets[MODEL_MAX_COLUMNS];   /* as pg_get_expr() writes them */
	const char *checks[MODEL_MAX_PROMISES];   /* likewise */
	const char *leads[MODEL_MAX_COLUMNS];     /* of a foreign key: table.column */
	const char *triggers[MODEL_MAX_PROMISES]; /* that would fire */
	bool updated;                             /* or else only inserted */
	int unique; /* first columns of the unique index that decides who is there */
} ModelRow;

typedef struct ModelWriter
{
	const ModelRow *row;
	ModelTable table;
	EState *estate;
	ResultRelInfo *target; /* its indexes */
	List *arbiters;
	TupleTableSlot *slot;
} ModelWriter;

/* --- model_fit.c ----------------------------------------------------------- */

extern bool profile_model_fits(Relation rel, const ModelRow *row);

/* --- model_write.c --------------------------------------------------------- */

extern bool profile_model_writer_open(ModelWriter *writer, Oid model, const ModelRow *row,
									  EState *estate, AclMode rights);
extern void profile_model_writer_close(ModelWriter *writer);

extern void profile_model_row(ModelWriter *writer);
extern void profile_model_copy_row(ModelWriter *writer, const ModelScan *scan);
extern void profile_model_insert(ModelWriter *writer);
extern bool profile_model_insert_new(ModelWriter *writer);
extern void profile_model_update(ModelWriter *writer, ItemPointer tid);
extern bool profile_model_lock(ModelScan *scan, LockTupleMode mode,
							   LockWaitPolicy policy);

/* A column of the row at hand, NULL until it is set. */
static inline void
profile_model_set(ModelWriter *writer, int column, Datum value)
{
	AttrNumber attnum = writer->table.attnums[column];

	writer->slot->tts_values[attnum - 1] = value;
	writer->slot->tts_isnull[attnum - 1] = false;
}

static inline void
profile_model_set_null(ModelWriter *writer, int column)
{
	AttrNumber attnum = writer->table.attnums[column];

	writer->slot->tts_values[attnum - 1] = (Datum) 0;
	writer->slot->tts_isnull[attnum - 1] = true;
}

#endif /* PROFILE_MODEL_MODEL_WRITE_H */
