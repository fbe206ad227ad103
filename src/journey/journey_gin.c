/*-------------------------------------------------------------------------
 *
 * journey_gin.c
 *		From patterns to formulas over keys, for both GIN operator classes.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "journey/journey_gin.h"

PG_FUNCTION_INFO_V1(profile_journey_gin_consistent);
PG_FUNCTION_INFO_V1(profile_journey_gin_triconsistent);

/* --- building ------------------------------------------------------------------------------ */

static JourneyFormulaNode *
journey_formula_new(JourneyQuery *query, JourneyFormulaKind kind)
{
	JourneyFormula *f = query->formula;

	if (f->n == f->room)
	{
		f->room = f->room == 0 ? 16 : f->room * 2;
		f->nodes = f->nodes == NULL ? palloc(sizeof(*f->nodes) * f->room)
									: repalloc(f->nodes, sizeof(*f->nodes) * f->room);
	}
	memset(&f->nodes[f->n], 0, sizeof(*f->nodes));
	f->nodes[f->n].kind = kind;
	return &f->nodes[f->n++];
}

/* Begin a node with children; *place is where they are counted. */
void
profile_formula_open(JourneyQuery *query, JourneyFormulaKind kind, uint32 *place)
{
	*place = query->formula->n;
	(void) journey_formula_new(query, kind);
}

/* A child follows. */
void
profile_formula_add(JourneyQuery *query, uint32 place)
{
	query->formula->nodes[place].children++;
}

void
profile_formula_maybe(JourneyQuery *query, uint32 place)
{
	profile_formula_add(query, place);
	(void) journey_formula_new(query, FORMULA_MAYBE);
}

/* A key as child of a node; MAYBE where there are too many. */
void
profile_formula_key(JourneyQuery *query, uint32 place, Datum key, bool partial,
					int64 most)
{
	if (query->nkeys == JOURNEY_GIN_MAX_KEYS)
	{
		profile_formula_maybe(query, place);
		return;
	}
	profile_formula_add(query, place);
	journey_formula_new(query, FORMULA_KEY)->key = query->nkeys;
	query->keys[query->nkeys] = key;
	query->partial[query->nkeys] = partial;
	query->most[query->nkeys] = most;
	query->nkeys++;
}

static void journey_formula_sequence(JourneyQuery *query,
									 const JourneyPatternNode *sequence, uint32 place);

/* What a sequence needs: each item that may not be absent. */
static void
journey_formula_items(JourneyQuery *query, const JourneyPatternNode *sequence,
					  uint32 place)
{
	for (const JourneyPatternItem *item = sequence->items; item != NULL;
		 item = item->next)
	{
		uint32 group;

		if (item->least == 0 || item->kind > PATTERN_GROUP)
			continue;
		profile_formula_add(query, place);
		if (item->kind == PATTERN_STEP)
		{
			query->step(query, item->step);
			continue;
		}
		profile_formula_open(query, FORMULA_OR, &group);
		for (const JourneyPatternNode *node = item->group; node != NULL;
			 node = node->next)
			journey_formula_sequence(query, node, group);
	}
}

/* Is the sequence nothing but one step, whose names say it all? */
static bool
journey_formula_is_step(const JourneyPatternNode *sequence)
{
	const JourneyPatternItem *item = sequence->items;

	return item->next == NULL && item->kind == PATTERN_STEP && item->least == 1 &&
		   item->step->filter == NULL;
}

static void
journey_formula_sequence(JourneyQuery *query, const JourneyPatternNode *sequence,
						 uint32 place)
{
	uint32 all;

	profile_formula_add(query, place);
	profile_formula_open(query, FORMULA_AND, &all);
	journey_formula_items(query, sequence, all);
	if (query->sequence != NULL)
	{
		profile_formula_add(query, all);
		query->sequence(query, sequence);
	}
	if (!query->exact || !journey_formula_is_step(sequence))
		profile_formula_maybe(query, all);
}

static void
journey_formula_node(JourneyQuery *query, const JourneyPatternNode *node, uint32 place)
{
	uint32 inner;

	if (node->kind == PATTERN_SEQUENCE)
	{
		journey_formula_sequence(query, node, place);
		return;
	}
	profile_formula_add(query, place);
	profile_formula_open(query,
						 node->kind == PATTERN_OR    ? FORMULA_OR
						 : node->kind == PATTERN_AND ? FORMULA_AND
													 : FORMULA_NOT,
						 &inner);
	for (const JourneyPatternNode *child = node->children; child != NULL;
		 child = child->next)
		journey_formula_node(query, child, inner);
}

/*
 * profile_formula_pattern
 *
 * The formula of a pattern; steps and what is said of sequences by the query's
 * functions.
 */
void
profile_formula_pattern(JourneyQuery *query, const JourneyPatternNode *root)
{
	uint32 all;

	profile_formula_open(query, FORMULA_AND, &all);
	journey_formula_node(query, root, all);
}

/* --- evaluating ------------------------------------------------------------------------------ */

static GinTernaryValue
journey_formula_not(GinTernaryValue value)
{
	return value == GIN_MAYBE ? GIN_MAYBE : value == GIN_TRUE ? GIN_FALSE : GIN_TRUE;
}

/* The node at *at, which is moved behind it; depth is that of the pattern. */
static GinTernaryValue
journey_formula_eval(const JourneyFormula *formula, uint32 *at,
					 const GinTernaryValue *check)
{
	const JourneyFormulaNode *node = &formula->nodes[(*at)++];
	GinTernaryValue decisive = node->kind == FORMULA_OR ? GIN_TRUE : GIN_FALSE;
	GinTernaryValue value = node->kind == FORMULA_OR ? GIN_FALSE : GIN_TRUE;

	if (node->kind == FORMULA_MAYBE)
		return GIN_MAYBE;
	if (node->kind == FORMULA_KEY)
	{
		value = check[node->key];
		return value == GIN_FALSE && check[0] != GIN_FALSE ? GIN_MAYBE : value;
	}
	for (uint32 i = 0; i < node->children; i++)
	{
		GinTernaryValue child = journey_formula_eval(formula, at, check);

		if (node->kind == FORMULA_NOT)
			value = journey_formula_not(child);
		else if (child == decisive)
			value = decisive;
		else if (child == GIN_MAYBE && value != decisive)
			value = GIN_MAYBE;
	}
	return value;
}

/*
 * profile_formula_value
 *
 * What the formula says of a journey that has these keys.
 */
GinTernaryValue
profile_formula_value(const JourneyFormula *formula, const GinTernaryValue *check)
{
	uint32 at = 0;

	return journey_formula_eval(formula, &at, check);
}

/* Does the formula leave something to be seen in the journeys? */
bool
profile_formula_hints(const JourneyQuery *query)
{
	for (uint32 i = 0; i < query->formula->n; i++)
	{
		if (query->formula->nodes[i].kind == FORMULA_MAYBE)
			return true;
	}
	return false;
}

/*
 * profile_formula_result
 *
 * Hand the keys of a query to GIN: the result of extractQuery().  A formula that
 * says nothing, or that a journey without any of the keys may satisfy, makes it
 * go through the whole index.
 */
Datum *
profile_formula_result(JourneyQuery *query, FunctionCallInfo fcinfo)
{
	int32 *nkeys = (int32 *) PG_GETARG_POINTER(1);
	bool **partial = (bool **) PG_GETARG_POINTER(3);
	Pointer **extra = (Pointer **) PG_GETARG_POINTER(4);
	int32 *mode = (int32 *) PG_GETARG_POINTER(6);
	GinTernaryValue *none = palloc0(sizeof(GinTernaryValue) * query->nkeys);
	JourneyKeyExtra *extras = palloc(sizeof(JourneyKeyExtra) * query->nkeys);
	uint32 padded = query->nkeys + query->padding;
	Datum *keys = palloc(sizeof(Datum) * padded);

	*nkeys = (int32) padded;
	*partial = palloc0(sizeof(bool) * padded);
	/* what has nothing extra is looked up once, however often it is there */
	*extra = palloc0(sizeof(Pointer) * padded);
	for (uint32 i = query->nkeys; i < padded; i++)
		keys[i] = query->keys[0];
	for (uint32 i = 0; i < query->nkeys; i++)
	{
		keys[i] = query->keys[i];
		(*partial)[i] = query->partial[i];
		extras[i].formula = query->formula;
		extras[i].most = query->most[i];
		(*extra)[i] = (Pointer) &extras[i];
	}
	if (profile_formula_value(query->formula, none) != GIN_FALSE)
		*mode = GIN_SEARCH_MODE_ALL;
	return keys;
}

/*
 * journey_gin_consistent(internal, smallint, internal, integer, internal,
 *						  internal, internal, internal) returns boolean
 */
Datum
profile_journey_gin_consistent(PG_FUNCTION_ARGS)
{
	const bool *check = (const bool *) PG_GETARG_POINTER(0);
	int32 nkeys = PG_GETARG_INT32(3);
	Pointer *extra = (Pointer *) PG_GETARG_POINTER(4);
	bool *recheck = (bool *) PG_GETARG_POINTER(5);
	GinTernaryValue values[JOURNEY_GIN_PADDED];
	GinTernaryValue value;

	for (int32 i = 0; i < nkeys; i++)
		values[i] = check[i] ? GIN_TRUE : GIN_FALSE;
	value = profile_formula_value(((JourneyKeyExtra *) extra[0])->formula, values);
	*recheck = value == GIN_MAYBE;
	PG_RETURN_BOOL(value != GIN_FALSE);
}

/*
 * journey_gin_triconsistent(internal, smallint, internal, integer, internal,
 *							 internal, internal) returns "char"
 */
Datum
profile_journey_gin_triconsistent(PG_FUNCTION_ARGS)
{
	const GinTernaryValue *check = (const GinTernaryValue *) PG_GETARG_POINTER(0);
	Pointer *extra = (Pointer *) PG_GETARG_POINTER(4);

	PG_RETURN_GIN_TERNARY_VALUE(
		profile_formula_value(((JourneyKeyExtra *) extra[0])->formula, check));
}
