/*-------------------------------------------------------------------------
 *
 * survivor_votes.h
 *		The state of most_frequent(): every value met, and how often.
 *
 * One flat block with spare capacity, grown in place:
 *
 *	SurvivorVotes	header
 *	heap			ballots and the values of later spellings, in order of arrival,
 *					up to "used"; zeroes behind it, up to VARSIZE
 *
 * A ballot is one value, as the btree order of its type tells values apart.
 * Ballots form a tree of four branches per node.  The way down follows two bits
 * of the value's hash at a time, from the top, so that the tree is balanced
 * whatever comes and nothing is ever rebuilt; where the type has no hash it
 * follows the order.  Places are offsets from the start of the block; 0 is none.
 *
 * "winner" is the ballot that wins so far: a step changes only one of them, and
 * upwards, so it is kept by comparing that one with the winner, and asking for
 * the result at every row of a window costs nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_SURVIVOR_VOTES_H
#define PROFILE_GOLDEN_SURVIVOR_VOTES_H

#include "golden/survivor_value.h"

#define SURVIVOR_VOTES_VERSION 1
#define SURVIVOR_BRANCHES      4

typedef struct SurvivorBallot
{
	int64 at; /* the latest, as in golden.h */
	int64 votes;
	uint32 branch[SURVIVOR_BRANCHES]; /* places */
	uint32 next;                      /* place of the ballot that came after */
	uint32 hash;
	uint32 value;  /* place, maximally aligned: the spelling that came latest */
	uint32 length; /* of the value */
	uint32 room;   /* at its place */
	uint32 zero;
} SurvivorBallot;

typedef struct SurvivorVotes
{
	int32 vl_len_; /* covers the spare, too */
	uint8 version;
	uint8 zero[3];
	Oid type;
	uint32 count; /* of ballots */
	uint32 used;
	uint32 winner;
	uint32 last;                      /* the ballot that came last */
	uint32 shape;                     /* of the values: survivor_value.h */
	char heap[FLEXIBLE_ARRAY_MEMBER]; /* the first ballot is the tree's root */
} SurvivorVotes;

#define DatumGetSurvivorVotes(datum) ((SurvivorVotes *) PG_DETOAST_DATUM(datum))

/* A value with votes for it; it may still be toasted. */
typedef struct SurvivorVote
{
	Datum value;
	int64 at;
	int64 votes;
} SurvivorVote;

static inline SurvivorBallot *
survivor_ballot(const SurvivorVotes *state, uint32 place)
{
	return (SurvivorBallot *) ((char *) unconstify(SurvivorVotes *, state) + place);
}

#define SURVIVOR_FIRST_BALLOT offsetof(SurvivorVotes, heap)

/* An empty state for values of that type. */
extern SurvivorVotes *profile_survivor_votes_make(const TypeCacheEntry *type);

/* The state after the vote: the same, written over, or a larger one. */
extern SurvivorVotes *profile_survivor_vote(SurvivorVotes *state, TypeCacheEntry *type,
											const SurvivorVote *vote);

/* A ballot as a vote; points into the state. */
extern void profile_survivor_read_ballot(const SurvivorVotes *state,
										 const TypeCacheEntry *type,
										 const SurvivorBallot *ballot,
										 SurvivorVote *vote);

extern void profile_survivor_votes_check_version(const SurvivorVotes *state);

#endif /* PROFILE_GOLDEN_SURVIVOR_VOTES_H */
