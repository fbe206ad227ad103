/*-------------------------------------------------------------------------
 *
 * survivor_state.h
 *		The state of latest(), oldest(), preferred() and longest(): the best value
 *		so far.
 *
 * One flat block, written over in place while the value fits ("VARSIZE" covers
 * the spare behind it):
 *
 *	SurvivorState	18 bytes
 *	int32 rank		where "flags" say so
 *	uint32 shape	of the value where that is not 0, and "flags" say so
 *	value			at once, or at a multiple of eight where "flags" say so
 *
 * Small on purpose, and so unaligned: an aggregation into many groups costs what
 * it takes to fetch its memory, and with this a value of up to 14 bytes makes a
 * block of 32.  The block carries the oid of the value's type as an array
 * carries that of its elements: safe within a database and across pg_upgrade.
 * Text and binary form name the type instead.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_SURVIVOR_STATE_H
#define PROFILE_GOLDEN_SURVIVOR_STATE_H

#include "golden/golden.h"
#include "golden/survivor_value.h"

#define SURVIVOR_STATE_VERSION 1

/*
 * The order by which values compete, the greatest wins:
 *	latest		moment, value
 *	preferred	rank (the smallest is the best, NULL the worst), moment, value
 *	oldest		moment (the smallest is the best), value
 *	longest		length in characters, moment, value
 * A moment that is NULL is not known, and loses to every other.  Values compare
 * as survivor_value.h says.
 */
typedef enum SurvivorOrder
{
	SURVIVOR_LATEST = 1,
	SURVIVOR_PREFERRED = 2,
	SURVIVOR_OLDEST = 3,
	SURVIVOR_LONGEST = 4
} SurvivorOrder;

typedef struct SurvivorState
{
	int32 vl_len_;
	uint8 version;
	uint8 flags;            /* SurvivorOrder, and what follows */
	char at[sizeof(int64)]; /* as in golden.h */
	char type[sizeof(Oid)];
	char rest[FLEXIBLE_ARRAY_MEMBER];
} SurvivorState;

#define SURVIVOR_ORDER_MASK 0x0f
#define SURVIVOR_RANKED     0x10 /* else there is no rank, or it is NULL */
#define SURVIVOR_ALIGNED    0x20
#define SURVIVOR_SHAPED     0x40

#define DatumGetSurvivorState(datum) ((SurvivorState *) PG_DETOAST_DATUM(datum))

/* A value that competes; it may still be toasted. */
typedef struct SurvivorCandidate
{
	Datum value;
	int64 at;
	int32 rank; /* longest: characters */
	bool ranked;
	SurvivorOrder order;
} SurvivorCandidate;

/* What "longest" ranks a detoasted text by. */
extern int32 profile_survivor_characters(Datum value);

/* A new state with that value: in "fresh" if that is not NULL and will do. */
extern SurvivorState *profile_survivor_make(TypeCacheEntry *type,
											const SurvivorCandidate *candidate,
											void *fresh);

/*
 * The state after the candidate has competed: the same, written over if need be,
 * or a larger one.
 */
extern SurvivorState *profile_survivor_offer(SurvivorState *state, TypeCacheEntry *type,
											 const SurvivorCandidate *candidate);

/* The value in a state as a candidate; points into the state. */
extern void profile_survivor_winner(const SurvivorState *state,
									const TypeCacheEntry *type,
									SurvivorCandidate *winner);

static inline Oid
survivor_state_type(const SurvivorState *state)
{
	Oid type;

	memcpy(&type, state->type, sizeof(Oid));
	return type;
}

/* Is it of that aggregate, over values of that type? */
static inline bool
survivor_state_is(const SurvivorState *state, SurvivorOrder order, Oid type)
{
	return (state->flags & SURVIVOR_ORDER_MASK) == order &&
		   survivor_state_type(state) == type;
}

/* > 0 if the first moment wins. */
static inline int
survivor_compare_moments(SurvivorOrder order, int64 a, int64 b)
{
	/* not known is the smallest, and the worst either way */
	if (order == SURVIVOR_OLDEST && a != GOLDEN_AT_UNKNOWN && b != GOLDEN_AT_UNKNOWN)
		return (a < b) - (a > b);
	return (a > b) - (a < b);
}

/*
 * How a state of that order stands against a rank and a moment, without a look at
 * its value: > 0 if the state wins.
 */
static inline int
survivor_compare_keys(const SurvivorState *state, SurvivorOrder order, int64 at,
					  bool ranked, int32 rank)
{
	bool state_ranked = (state->flags & SURVIVOR_RANKED) != 0;
	int32 state_rank;
	int64 state_at;

	if (order == SURVIVOR_PREFERRED && ranked != state_ranked)
		return ranked ? -1 : 1;
	if (ranked && state_ranked)
	{
		memcpy(&state_rank, state->rest, sizeof(int32));
		if (rank != state_rank)
			return (rank < state_rank) == (order == SURVIVOR_PREFERRED) ? -1 : 1;
	}
	memcpy(&state_at, state->at, sizeof(int64));
	return survivor_compare_moments(order, state_at, at);
}

extern void profile_survivor_check_version(const SurvivorState *state);

#endif /* PROFILE_GOLDEN_SURVIVOR_STATE_H */
