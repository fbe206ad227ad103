/*-------------------------------------------------------------------------
 *
 * golden_group.h
 *		Deciding over a group whose records are all at hand.
 *
 * Rules that ask for more than the winner so far (most_frequent, trust, union,
 * groups of attributes, runners-up...) keep the records themselves in the state.
 * When the group is complete, each record's values become bids for topics (the
 * attributes that were met), and each topic is decided by an election:
 *
 *	golden_group.c		records, topics and bids
 *	golden_score.c		how good a bid is at one step of a chain
 *	golden_election.c	steps, ties, rivals, unions
 *	golden_decide.c		attributes, groups of attributes, the golden record
 *
 * All memory is the current context's: the caller's is short-lived.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_GOLDEN_GROUP_H
#define PROFILE_GOLDEN_GOLDEN_GROUP_H

#include "golden/golden_state.h"

#define GOLDEN_NOBODY PG_UINT32_MAX /* no record, no bid, no topic */

/* A record; "at" as it is compared: not later than as_of, unless that is allowed. */
typedef struct GoldenSeen
{
	const JsonbContainer *attributes;
	GoldenString source;
	int64 at;
	int64 told; /* as it was observed */
	uint32 size;
} GoldenSeen;

/* A value that a record offers for a topic. */
typedef struct GoldenBid
{
	GoldenValue value;
	uint32 record;
	uint32 hash;
	int64 characters; /* of a group's values together; else not used */
} GoldenBid;

/* An attribute that some record has. */
typedef struct GoldenTopic
{
	GoldenField field; /* once decided, if has_field */
	const SurvivorshipRule *rule;
	uint32 hash;
	uint32 first; /* of its bids */
	uint32 count;
	uint32 winner; /* the record that won, GOLDEN_NOBODY if there is none */
	bool decided;
	bool blanks_count;
	bool has_field;
} GoldenTopic;

typedef struct GoldenGroup
{
	const Survivorship *rules;
	GoldenSeen *records;
	GoldenTopic *topics;
	GoldenBid *bids;
	uint32 *slots;         /* hash table of topics, by name; GOLDEN_NOBODY is empty */
	uint32 *group_winners; /* per group of the rules; GOLDEN_NOBODY - 1: not yet */
	uint16 *ranks;         /* of the records' sources in "ranked" */
	int64 *weights;        /* of the records' sources in "weighed" */
	int64 now;             /* for trust: as_of, else the newest observation */
	uint32 nrecords;
	uint32 ntopics;
	uint32 maxtopics;
	uint32 nslots;
	uint16 ranked;
	uint16 weighed;
} GoldenGroup;

/* The candidates for one topic while a chain is applied. */
typedef struct GoldenElection
{
	GoldenGroup *group;
	const SurvivorshipRule *rule;
	GoldenString name; /* for "*" in paths */
	const GoldenBid *bids;
	uint32 count;
	uint32 followed; /* same_source_as: the record that won there */
	uint8 *fell;     /* at which step a bid was dropped, 0 while it is in */
} GoldenElection;

/* How good a bid is at one step: see profile_golden_score. */
typedef struct GoldenScore
{
	int64 number;
	const char *bytes;
	uint32 length;
} GoldenScore;

/* --- golden_group.c -------------------------------------------------------- */

/* The records of a state, each once, with their topics and bids. */
extern void profile_golden_group_open(GoldenGroup *group, const GoldenState *state);

extern GoldenTopic *profile_golden_group_topic(const GoldenGroup *group, const char *name,
											   uint32 length);

/* Sorts records and drops repetitions; the number that is left. */
extern uint32 profile_golden_distinct(GoldenSeen *records, uint32 count);

/* The records of a state, sorted, each once. */
extern GoldenSeen *profile_golden_distinct_records(const GoldenState *state,
												   uint32 *count);

/* A total order of records: moment, source, content; 0 only for the same. */
extern int profile_golden_seen_compare(const GoldenSeen *a, const GoldenSeen *b);

/* --- golden_score.c -------------------------------------------------------- */

/*
 * Scores of all bids that are still in.  Compare with the function below: the
 * greater is the better.
 */
extern void profile_golden_score(const GoldenElection *election, int strategy,
								 GoldenScore *scores);
extern int profile_golden_score_compare(const GoldenElection *election, int strategy,
										const GoldenScore *a, const GoldenScore *b);

/* --- golden_election.c ----------------------------------------------------- */

typedef struct GoldenOutcome
{
	GoldenValue value;
	uint32 winner;  /* index of the bid, GOLDEN_NOBODY if there is none */
	uint8 strategy; /* what decided */
	uint8 rivals;
} GoldenOutcome;

extern void profile_golden_elect(GoldenElection *election, GoldenOutcome *outcome);

/*
 * The next values after the winner, at most "most" of them, in the order in which
 * they would win without those before; indexes of bids.  Their number.
 */
extern uint32 profile_golden_runners_up(GoldenElection *election, uint32 winner,
										uint32 most, uint32 *runners);

/* How many other values than that of the winner there are, up to 99. */
extern uint8 profile_golden_count_rivals(const GoldenBid *bids, uint32 count,
										 uint32 hash);

#endif /* PROFILE_GOLDEN_GOLDEN_GROUP_H */
