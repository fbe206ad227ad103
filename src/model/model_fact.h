/*-------------------------------------------------------------------------
 *
 * model_fact.h
 *		What the catalogs say of a model's tables, kept for the session.
 *
 * A fact is about one table and one static description of it, by whose address it
 * is found: a ModelShape, a ModelPath, or a ModelRow, which begins with its shape and
 * shares that one's entry.  When the table changes it is to be learnt anew.
 * Entries are never many, and stay where they are.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_MODEL_FACT_H
#define PROFILE_MODEL_MODEL_FACT_H

#include "model/model_table.h"

typedef struct ModelFactKey
{
	Oid relation;
	const void *what; /* with padding cleared */
} ModelFactKey;

typedef struct ModelFact
{
	ModelFactKey key;
	bool valid;                            /* what follows, of a shape or a path */
	AttrNumber attnums[MODEL_MAX_COLUMNS]; /* of a shape */
	Oid index;                             /* of a path, with for each key ... */
	AttrNumber place[MODEL_MAX_KEYS];      /* the column of the index, */
	Oid collation[MODEL_MAX_KEYS];
	RegProcedure procedure[MODEL_MAX_KEYS]; /* and the operator */
	bool judged;                            /* of a row: */
	bool fits;                              /* the table promises what the row keeps */
} ModelFact;

extern ModelFact *profile_model_fact(Oid relation, const void *what);

#endif /* PROFILE_MODEL_MODEL_FACT_H */
