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
#define SURVIVOR_STATE_LEAST 32

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

/* Where the shape lies, with these flags. */
static inline Size
survivor_shape_place(uint8 flags)
{
	return offsetof(SurvivorState, rest) +
		   ((flags & SURVIVOR_RANKED) ? sizeof(int32) : 0);
}

/* Where the value lies, with these flags. */
static inline Size
survivor_place(uint8 flags)
{
	Size place =
		survivor_shape_place(flags) + ((flags & SURVIVOR_SHAPED) ? sizeof(uint32) : 0);

	return (flags & SURVIVOR_ALIGNED) ? TYPEALIGN(8, place) : place;
}

/* To be called before the value is looked at. */
static inline void
survivor_check_shape(const SurvivorState *state, const TypeCacheEntry *type)
{
	uint32 shape = 0;

	if (state->flags & SURVIVOR_SHAPED)
		memcpy(&shape, (const char *) state + survivor_shape_place(state->flags),
			   sizeof(uint32));
	profile_survivor_check_shape(type, shape);
}

static inline Datum
survivor_state_value(const SurvivorState *state, const TypeCacheEntry *type)
{
	return survivor_load(type, (const char *) state + survivor_place(state->flags));
}

void
profile_survivor_winner(const SurvivorState *state, const TypeCacheEntry *type,
						SurvivorCandidate *winner)
{
	survivor_check_shape(state, type);
	winner->value = survivor_state_value(state, type);
	memcpy(&winner->at, state->at, sizeof(int64));
	winner->order = (SurvivorOrder) (state->flags & SURVIVOR_ORDER_MASK);
	winner->ranked = (state->flags & SURVIVOR_RANKED) != 0;
	winner->rank = 0;
	if (winner->ranked)
		memcpy(&winner->rank, state->rest, sizeof(int32));
}

static SurvivorState *
survivor_allocate(Size needed, void *fresh)
{
	Size size = Max(needed, SURVIVOR_STATE_LEAST);
	SurvivorState *state;

	if (size > MaxAllocSize)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("value is too large to survive")));
	if (size <= MaxAllocSize / 2)
		size = pg_nextpower2_32((uint32) size);
	if (fresh != NULL && size <= SURVIVOR_FRESH)
		state = memset(fresh, 0, SURVIVOR_FRESH);
	else
		state = palloc0(size);
	SET_VARSIZE(state, size);
	state->version = SURVIVOR_STATE_VERSION;
	return state;
}

/*
 * Writes a candidate, whose value is detoasted, over a state if it fits, else
 * into a new one.  What is left of a longer value is wiped.
 */
static inline SurvivorState *
survivor_write(SurvivorState *state, const SurvivorCandidate *candidate,
			   const TypeCacheEntry *type, Datum value, void *fresh)
{
	Size length = survivor_length(type, value);
	uint8 flags = (uint8) candidate->order;
	uint32 shape = survivor_shape(type);
	Size place;
	Size end;

	if (candidate->ranked)
		flags |= SURVIVOR_RANKED;
	if (shape != 0)
		flags |= SURVIVOR_SHAPED;
	if (survivor_is_aligned(type, value))
		flags |= SURVIVOR_ALIGNED;
	place = survivor_place(flags);
	end = place + length;
	if (state == NULL || end > VARSIZE(state))
		state = survivor_allocate(end, fresh);
	else
	{
		Size old_end = survivor_place(state->flags) +
					   survivor_length(type, survivor_state_value(state, type));

		if (old_end > end)
			memset((char *) state + end, 0, old_end - end);
	}
	state->flags = flags;
	memcpy(state->at, &candidate->at, sizeof(int64));
	memcpy(state->type, &type->type_id, sizeof(Oid));
	if (candidate->ranked)
		memcpy(state->rest, &candidate->rank, sizeof(int32));
	if (shape != 0)
		memcpy((char *) state + survivor_shape_place(flags), &shape, sizeof(uint32));
	survivor_store(type, (char *) state + place, value, length);
	return state;
}

SurvivorState *
profile_survivor_make(TypeCacheEntry *type, const SurvivorCandidate *candidate,
					  void *fresh)
{
	return survivor_write(NULL, candidate, type, survivor_detoast(type, candidate->value),
						  fresh);
}

SurvivorState *
profile_survivor_offer(SurvivorState *state, TypeCacheEntry *type,
					   const SurvivorCandidate *candidate)
{
	Datum value;
	int order;

	if (!survivor_state_is(state, candidate->order, type->type_id))
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("survivor_state belongs to another aggregate or type")));
	order = survivor_compare_keys(state, candidate->order, candidate->at,
								  candidate->ranked, candidate->rank);
	if (order > 0)
		return state;
	value = survivor_detoast(type, candidate->value);
	if (order == 0)
	{
		survivor_check_shape(state, type);
		if (profile_survivor_compare(type, value, survivor_state_value(state, type)) <= 0)
			return state;
	}
	return survivor_write(state, candidate, type, value, NULL);
}
