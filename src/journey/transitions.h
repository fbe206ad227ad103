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
 * has the gaps below eight microseconds.  A bucket's three counters are the
 * number of gaps and their sum, in whole seconds and microseconds beyond.
 */
#define TRANSITION_BUCKETS  8
#define TRANSITION_COUNTERS (TRANSITION_BUCKETS * 3)
#define TRANSITION_OCTAVES  62

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

typedef struct JourneyTransitionCell
{
	char *from;    /* NULL: the journey starts */
	char *to;      /* NULL: the journey ends */
	uint32 bucket; /* of all octaves */
	int64 count;
	int64 seconds;
	int64 micros;
} JourneyTransitionCell;

extern JourneyTransitionCell *profile_transition_cells(const JourneyTally *tally,
													   uint32 *n);

#endif /* PROFILE_JOURNEY_TRANSITIONS_H */
