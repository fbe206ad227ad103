/*-------------------------------------------------------------------------
 *
 * golden_state.h
 *		The state of golden_record: what is known of one customer so far.
 *
 * One flat block with spare capacity, grown in place: with many groups anything
 * else (a context or an expanded object per group) costs tens of times more.
 *
 *	GoldenState		header
 *	GoldenEntry[maxentries]		one per attribute met, "nentries" of them used,
 *					sorted as jsonb sorts keys, so that a row, whose keys are
 *					sorted likewise, is merged in one walk
 *	heap			names, values, sources, rivals and supports in order of
 *					arrival, up to "used"; what is replaced is garbage until the
 *					block is full and rebuilt
 *	spare			zeroes, up to VARSIZE
 *
 * Places are offsets from the start of the block; 0 is nothing.
 *
 * An attribute whose chain of strategies is a total order of candidates keeps
 * the one winner.  A chain with most_frequent needs every vote: its entry heads
 * a list of supports (GoldenSupport), and votes given twice are dropped whenever
 * the block is rebuilt.  The chain, and the rank of a source in it, are kept
 * with the entry, so combining and finishing need no rules.
 *
 * Every step keeps the least upper bound of what it has seen, so neither the
 * order of rows nor a row delivered again changes the result:
 *	- the winner is the maximum of a total order (golden_contest.c);
 *	- "decided", the step of the chain at which the strongest other value fell,
 *	  is the maximum over the losers of the first step at which they differ from
 *	  the winner; since the order is lexicographic, a new winner makes it the
 *	  step at which the old one fell, as nobody fell later than that one;
 *	- rivals are the set of the hashes of all values but the winner's (32 bits: of
 *	  99 values two are taken for one in one group of a million).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_GOLDEN_STATE_H
#define PROFILE_GOLDEN_GOLDEN_STATE_H

#include "golden/golden.h"
#include "golden/survivorship.h"

#define GOLDEN_STATE_VERSION 1

/* "decided": 0 uncontested, 1..4 a step of the chain, then what follows it. */
#define GOLDEN_DECIDED_NEVER  0
#define GOLDEN_DECIDED_LATEST (SURVIVORSHIP_CHAIN_MAX + 1)
#define GOLDEN_DECIDED_TIE    (SURVIVORSHIP_CHAIN_MAX + 2)

/* nrivals of an entry that has met GOLDEN_RIVALS_MAX; the set is given up. */
#define GOLDEN_RIVALS_MANY PG_UINT8_MAX

typedef struct GoldenEntry
{
	int64 at;      /* of the winner */
	uint32 name;   /* place */
	uint32 value;  /* place of the winner's bytes, or of the first support */
	JEntry entry;  /* of the winner; 0 with supports */
	uint32 source; /* place of the winner's GoldenSource */
	uint32 rivals; /* the rival's hash if there is one, else place of the hashes */
	uint32 hash;   /* of the winner's value */
	uint16 name_length;
	uint16 rank;  /* of the winner's source */
	uint16 chain; /* as in survivorship_parse.h */
	uint8 decided;
	uint8 nrivals;
} GoldenEntry;

/* One vote for a value, of an attribute that needs all of them. */
typedef struct GoldenSupport
{
	int64 at;
	uint32 next; /* place */
	uint32 value;
	JEntry entry;
	uint32 source;
	uint32 rank;
	uint32 zero;
} GoldenSupport;

/* A source's name, shared by whatever came from it. */
typedef struct GoldenSource
{
	uint32 next; /* place */
	uint32 length;
	char bytes[FLEXIBLE_ARRAY_MEMBER];
} GoldenSource;

typedef struct GoldenState
{
	int32 vl_len_; /* covers the spare, too */
	uint8 version;
	uint8 zero[3];
	uint32 nentries;
	uint32 maxentries;
	uint32 used;
	uint32 sources;        /* place of the source met last */
	uint32 fingerprint[2]; /* of the rules: one group, one set of rules */
	GoldenEntry entries[FLEXIBLE_ARRAY_MEMBER];
} GoldenState;

#define DatumGetGoldenState(datum) ((GoldenState *) PG_DETOAST_DATUM(datum))

/* A value that wants to be an attribute's, with all that is compared. */
typedef struct GoldenCandidate
{
	GoldenValue value;
	GoldenString source;
	int64 at;
	uint32 hash;
	uint16 rank;
} GoldenCandidate;

static inline void *
golden_at(const GoldenState *state, uint32 place)
{
	return (char *) unconstify(GoldenState *, state) + place;
}

/* Does any step of the chain need all votes? */
static inline bool
golden_collects(uint16 chain)
{
	for (; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
		if ((chain & SURVIVORSHIP_STEP_MASK) == STRATEGY_MOST_FREQUENT)
			return true;
	return false;
}

/* --- golden_state.c -------------------------------------------------------- */

/* An empty state with room for so many attributes and so many bytes more. */
extern GoldenState *profile_golden_state_create(const uint32 fingerprint[2],
												uint32 entries, Size bytes);

/* For a state that was given rather than made: version. */
extern void profile_golden_state_check_version(const GoldenState *state);

extern GoldenString profile_golden_state_source(const GoldenState *state, uint32 place);
extern void profile_golden_state_winner(const GoldenState *state,
										const GoldenEntry *entry,
										GoldenCandidate *winner);
extern void profile_golden_state_support(const GoldenState *state,
										 const GoldenSupport *support,
										 GoldenCandidate *candidate);

/*
 * What follows may replace *state by a larger copy, and never frees.
 *
 * insert: makes an entry before entries[index] (its value is still to be set).
 * put: makes the candidate the winner.  vote: adds one to the supports.
 * add_rival, drop_rival: change the set of other values.
 */
extern void profile_golden_state_insert(GoldenState **state, uint32 index,
										GoldenString name, uint16 chain);
extern void profile_golden_state_put(GoldenState **state, uint32 index,
									 const GoldenCandidate *candidate);
extern void profile_golden_state_vote(GoldenState **state, uint32 index,
									  const GoldenCandidate *candidate);
extern void profile_golden_state_add_rival(GoldenState **state, uint32 index,
										   uint32 hash);
extern void profile_golden_state_drop_rival(GoldenState *state, uint32 index,
											uint32 hash);

/* The hashes of an entry's rivals, nrivals of them unless there are many. */
extern const uint32 *profile_golden_state_rivals(const GoldenState *state,
												 const GoldenEntry *entry);

/* --- golden_contest.c ------------------------------------------------------ */

/*
 * Which of two candidates wins: > 0 the first.  *step says where they part (0 if
 * they are the same): the chain, then the later moment, then the source whose
 * name comes first, then the greater value.  Not for chains that collect.
 */
extern int profile_golden_contest(uint16 chain, const GoldenCandidate *a,
								  const GoldenCandidate *b, int *step);

/*
 * Lets a candidate with what was known of it ("decided") compete for
 * entries[index].
 */
extern void profile_golden_state_offer(GoldenState **state, uint32 index,
									   const GoldenCandidate *candidate, uint8 decided);

/* The supports of an entry, sorted so that votes for one value are together. */
extern GoldenCandidate *profile_golden_supports(const GoldenState *state,
												const GoldenEntry *entry, uint32 *count);

/* Same as the former for candidates gathered elsewhere; drops exact repetitions. */
extern uint32 profile_golden_sort_candidates(GoldenCandidate *candidates, uint32 count);

/* The golden record of a state; the state stays as it is. */
extern Golden *profile_golden_state_finish(const GoldenState *state);

#endif /* PROFILE_GOLDEN_GOLDEN_STATE_H */
