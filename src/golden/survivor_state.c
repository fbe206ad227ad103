/*-------------------------------------------------------------------------
 *
 * survivor_state.c
 *		How values of any type compete in latest(), oldest(), preferred() and
 *		longest().
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "golden/survivor_state.h"
#include "mb/pg_wchar.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

/* The allocator would round a smaller block up to this anyway. */
#define SURVIVOR_STATE_LEAST 64

void
profile_survivor_check_version(const SurvivorState *state)
{
	if (state->version != SURVIVOR_STATE_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("survivor_state has the unknown version %u", state->version),
				 errhint("Upgrade the extension profile.")));
}

int32
profile_survivor_characters(Datum value)
{
	struct varlena *text = (struct varlena *) DatumGetPointer(value);

	return pg_mbstrlen_with_len(VARDATA_ANY(text), (int) VARSIZE_ANY_EXHDR(text));
}

void
profile_survivor_winner(const SurvivorState *state, const TypeCacheEntry *type,
						SurvivorCandidate *winner)
{
	winner->value = profile_survivor_load(type, state->value);
	winner->at = state->at;
	winner->rank = state->rank;
	winner->ranked = state->ranked;
	winner->order = state->order;
}

/* The value must be detoasted and the room sufficient. */
static void
survivor_write(SurvivorState *state, const SurvivorCandidate *candidate,
			   const TypeCacheEntry *type, Datum value, Size length)
{
	state->rank = candidate->ranked ? candidate->rank : 0;
	state->ranked = candidate->ranked;
	state->at = candidate->at;
	profile_survivor_store(type, state->value, value, length);
	if (length < state->length)
		memset(state->value + length, 0, state->length - length);
	state->length = (uint32) length;
}

static SurvivorState *
survivor_allocate(TypeCacheEntry *type, SurvivorOrder order, Size length)
{
	Size size = Max(offsetof(SurvivorState, value) + length, SURVIVOR_STATE_LEAST);
	SurvivorState *state;

	if (size > MaxAllocSize)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("value is too large to survive")));
	if (size <= MaxAllocSize / 2)
		size = pg_nextpower2_32((uint32) size);
	state = palloc0(size);
	SET_VARSIZE(state, size);
	state->version = SURVIVOR_STATE_VERSION;
	state->order = (uint8) order;
	state->type = type->type_id;
	return state;
}

SurvivorState *
profile_survivor_make(TypeCacheEntry *type, const SurvivorCandidate *candidate)
{
	Datum value = profile_survivor_detoast(type, candidate->value);
	Size length = profile_survivor_length(type, value);
	SurvivorState *state = survivor_allocate(type, candidate->order, length);

	survivor_write(state, candidate, type, value, length);
	return state;
}

static inline int
survivor_compare_moments(SurvivorOrder order, int64 a, int64 b)
{
	/* not known is the smallest, and the worst either way */
	if (order == SURVIVOR_OLDEST && a != GOLDEN_AT_UNKNOWN && b != GOLDEN_AT_UNKNOWN)
		return (a < b) - (a > b);
	return (a > b) - (a < b);
}

/* By rank and moment alone: > 0 if the first wins. */
static int
survivor_compare_keys(const SurvivorCandidate *a, const SurvivorCandidate *b)
{
	if (a->order == SURVIVOR_PREFERRED)
	{
		if (a->ranked != b->ranked)
			return a->ranked ? 1 : -1;
		if (a->ranked && a->rank != b->rank)
			return a->rank < b->rank ? 1 : -1;
	}
	else if (a->order == SURVIVOR_LONGEST && a->rank != b->rank)
		return a->rank > b->rank ? 1 : -1;
	return survivor_compare_moments(a->order, a->at, b->at);
}

SurvivorState *
profile_survivor_offer(SurvivorState *state, TypeCacheEntry *type,
					   const SurvivorCandidate *candidate)
{
	SurvivorCandidate winner;
	Datum value;
	Size length;
	int order;

	if (state->type != type->type_id || state->order != candidate->order)
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("survivor_state belongs to another aggregate or type")));
	profile_survivor_winner(state, type, &winner);
	order = survivor_compare_keys(candidate, &winner);
	if (order < 0)
		return state;
	value = profile_survivor_detoast(type, candidate->value);
	if (order == 0 && profile_survivor_compare(type, value, winner.value) <= 0)
		return state;
	length = profile_survivor_length(type, value);
	if (offsetof(SurvivorState, value) + length > VARSIZE(state))
		state = survivor_allocate(type, candidate->order, length);
	survivor_write(state, candidate, type, value, length);
	return state;
}
