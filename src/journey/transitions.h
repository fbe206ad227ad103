/*-------------------------------------------------------------------------
 *
 * transitions.h
 *		What a tally of transitions holds; see transitions_agg.c.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_TRANSITIONS_H
#define PROFILE_JOURNEY_TRANSITIONS_H

#include "port/pg_bitutils.h"

#include "journey/measure.h"

/*
 * Gaps are counted by octave, a power of two, in eight buckets each; octave 0
 * has the gaps below eight microseconds.
 */
#define TRANSITION_BUCKETS 8
#define TRANSITION_OCTAVES 62

/*
 * A key of the tally is from, to, octave, bucket.  The counters are the number
 * of gaps and their sum, in units of 2^32 microseconds and microseconds beyond.
 */
#define TRANSITION_STRIDE 3

static inline uint32
journey_gap_octave(int64 gap, uint32 *bucket)
{
	int power;

	if (gap < 8)
	{
		*bucket = (uint32) gap;
		return 0;
	}
	power = pg_leftmost_one_pos64((uint64) gap);
	*bucket = (uint32) (gap >> (power - 3) & 7);
	return (uint32) power - 2;
}

/* --- collecting (transitions_agg.c, transitions_front.c) ------------------------- */

/* A name as it stands in a key, the first byte the least significant. */
typedef struct JourneyPart
{
	uint64 bytes;
	uint32 len;
} JourneyPart;

#define TRANSITION_PARTS    96 /* more names than that are palloc'd */
#define TRANSITIONS_WAITING 32

/*
 * A journey being counted: its names as parts of keys, by code.  A transition
 * waits a little before it is counted, while its entry is fetched from memory.
 */
typedef struct JourneyTransitionScan
{
	JourneyTallySink *sink;
	const JourneyView *view;
	JourneyPart *parts[2]; /* channels and events */
	bool narrow;           /* every name is one byte of a key */
	bool collapse;
	uint32 waiting;
	struct
	{
		uint64 head; /* of the entry, whose key is short */
		uint64 gap;
		uint32 hash;
	} wait[TRANSITIONS_WAITING];
	JourneyPart fixed[TRANSITION_PARTS];
} JourneyTransitionScan;

/* Count a gap by an entry. */
static inline void
journey_transition_add(int64 *counters, uint64 gap)
{
	counters[0] = journey_tally_sum(counters[0], 1);
	counters[1] = journey_tally_sum(counters[1], (int64) (gap >> 32));
	counters[2] = journey_tally_sum(counters[2], (int64) (gap & 0xffffffff));
}

extern bool profile_transitions_front(JourneyTransitionScan *scan, JourneyBy by);

#endif /* PROFILE_JOURNEY_TRANSITIONS_H */
