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

#endif /* PROFILE_JOURNEY_TRANSITIONS_H */
