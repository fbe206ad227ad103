/*-------------------------------------------------------------------------
 *
 * journey_gin.h
 *		GIN over journeys: keys, and what a query asks of them.
 *
 * A query becomes a formula over keys, with three values: a key is there, is not
 * there, or may be there.  What keys cannot say (order, times, filters) is MAYBE;
 * so the formula is true, false or "look at the journey".
 *
 * A journey of very many names or pairs has the key "overflow" in place of some
 * of its keys: any key that it does not have it may have.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_GIN_H
#define PROFILE_JOURNEY_GIN_H

#include "access/gin.h"
#include "journey/pattern.h"

#define JOURNEY_GIN_MATCHES  1 /* @@ */
#define JOURNEY_GIN_CONTAINS 2 /* @> */

#define JOURNEY_GIN_MAX_KEYS 200 /* of a query; what goes beyond is MAYBE */

/*
 * To choose between two indexes over one column the planner has nothing to go by
 * but the number of keys, because it takes both for equally selective.  So an
 * operator class that leaves much to the journeys asks for its rarest key (that
 * of overflow) some times more: the scan looks it up once.
 */
#define JOURNEY_GIN_HINTS   12 /* names, where order or times matter */
#define JOURNEY_GIN_NO_PAIR 30 /* paths, where they say less than names */
#define JOURNEY_GIN_PADDED  (JOURNEY_GIN_MAX_KEYS + JOURNEY_GIN_NO_PAIR)

typedef enum JourneyFormulaKind
{
	FORMULA_KEY,
	FORMULA_MAYBE,
	FORMULA_AND,
	FORMULA_OR,
	FORMULA_NOT
} JourneyFormulaKind;

/* Nodes stand before their children. */
typedef struct JourneyFormulaNode
{
	JourneyFormulaKind kind;
	uint32 key;      /* of FORMULA_KEY */
	uint32 children; /* of the others: how many */
} JourneyFormulaNode;

typedef struct JourneyFormula
{
	JourneyFormulaNode *nodes;
	uint32 n;
	uint32 room;
} JourneyFormula;

/* What hangs on each key of a query; most bounds a partial match. */
typedef struct JourneyKeyExtra
{
	const JourneyFormula *formula;
	int64 most;
} JourneyKeyExtra;

/* A query being made; key 0 is the overflow key. */
typedef struct JourneyQuery
{
	JourneyFormula *formula;
	Datum keys[JOURNEY_GIN_MAX_KEYS];
	bool partial[JOURNEY_GIN_MAX_KEYS];
	int64 most[JOURNEY_GIN_MAX_KEYS];
	uint32 nkeys;
	/* the keys of a sequence's steps; the operator class knows */
	void (*step)(struct JourneyQuery *query, const JourneyPatternStep *step);
	void (*sequence)(struct JourneyQuery *query, const JourneyPatternNode *sequence);
	bool exact;     /* a key that is there is more than a hint */
	uint32 padding; /* keys that say nothing, to be seen by the planner */
} JourneyQuery;

extern void profile_formula_open(JourneyQuery *query, JourneyFormulaKind kind,
								 uint32 *place);
extern void profile_formula_add(JourneyQuery *query, uint32 place);
extern void profile_formula_maybe(JourneyQuery *query, uint32 place);
extern void profile_formula_key(JourneyQuery *query, uint32 place, Datum key,
								bool partial, int64 most);
extern void profile_formula_pattern(JourneyQuery *query, const JourneyPatternNode *root);
extern GinTernaryValue profile_formula_value(const JourneyFormula *formula,
											 const GinTernaryValue *check);
extern bool profile_formula_hints(const JourneyQuery *query);
extern Datum *profile_formula_result(JourneyQuery *query, FunctionCallInfo fcinfo);

#endif /* PROFILE_JOURNEY_GIN_H */
