/*-------------------------------------------------------------------------
 *
 * transitions_front.c
 *		transitions_agg, counting where there are few names.
 *
 * What makes counting slow is fetching counters from memory.  With at most
 * fifteen names, as channels mostly are, the tally has a front (tally.h) that
 * the processor's cache can hold: an array of one word for each from, to, octave
 * and bucket, with the number of gaps in the upper 10 bits and their sum below.
 * Gaps that are too long for that go straight into the table, and so does what
 * is in a word when its number is full.  Names count from 1; 0 is the start or
 * the end.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"

#include "journey/transitions.h"

#define FRONT_ONE   (UINT64CONST(1) << 54)
#define FRONT_FULL  1023
#define FRONT_GAPS  (UINT64CONST(1) << 44) /* below: 1023 of them are less than one */
#define FRONT_PAIR  (TRANSITION_OCTAVES * TRANSITION_BUCKETS)
#define FRONT_NAMES 15

static inline uint64 *
journey_transition_front(const JourneyTally *tally)
{
	return journey_tally_at(tally, tally->front);
}

/*
 * Is there a front for all names?  It is made as soon as it is no larger than the
 * tally has become without it.
 */
static bool
journey_transitions_fronted(JourneyTransitionScan *scan)
{
	JourneyTally *tally = scan->sink->tally;
	uint32 width = (tally->nnames + 4) / 4 * 4;
	uint32 bytes = width * width * FRONT_PAIR * (uint32) sizeof(uint64);
	uint32 place;

	if (likely(tally->front != 0 && tally->nnames < tally->front_width))
		return true;
	if (tally->nnames > FRONT_NAMES || bytes > tally->used)
		return false;
	if (tally->front != 0)
		profile_transitions_settle(scan->sink);
	place = profile_tally_allocate(scan->sink, bytes);
	scan->sink->tally->front = place;
	scan->sink->tally->front_width = width;
	return true;
}

/* The counters of a pair's bucket of all octaves. */
static int64 *
journey_transition_counters(JourneyTallySink *sink, uint32 from, uint32 to, uint32 bucket)
{
	uint64 bytes = (from == 0 ? 0 : (from - 1) << 1 | 1) |
				   (to == 0 ? 0 : (to - 1) << 1 | 1) << 8 |
				   (bucket / TRANSITION_BUCKETS) << 17 |
				   (uint64) (bucket % TRANSITION_BUCKETS) << 25;

	return profile_tally_short_counters(sink, journey_tally_head(bytes, 4));
}

/* Enter a word of the front. */
static pg_noinline void
journey_transition_settle(JourneyTallySink *sink, uint32 from, uint32 to, uint32 bucket)
{
	int64 *counters = journey_transition_counters(sink, from, to, bucket);
	uint64 *word = journey_transition_front(sink->tally) +
				   (Size) (from * sink->tally->front_width + to) * FRONT_PAIR + bucket;

	counters[0] = journey_tally_sum(counters[0], (int64) (*word / FRONT_ONE));
	counters[1] = journey_tally_sum(counters[1], (int64) (*word % FRONT_ONE >> 32));
	counters[2] = journey_tally_sum(counters[2], (int64) (*word & 0xffffffff));
	*word = 0;
}

/*
 * profile_transitions_settle
 *
 * Enter all that is in the front, and leave it behind.
 */
void
profile_transitions_settle(JourneyTallySink *sink)
{
	uint32 width = sink->tally->front_width;

	for (uint32 pair = 0; pair < width * width; pair++)
	{
		for (uint32 bucket = 0; bucket < FRONT_PAIR; bucket++)
		{
			if (journey_transition_front(
					sink->tally)[(Size) pair * FRONT_PAIR + bucket] != 0)
				journey_transition_settle(sink, pair / width, pair % width, bucket);
		}
	}
	sink->tally->front = 0;
	sink->tally->front_width = 0;
}

static pg_attribute_always_inline void
journey_transition_fronted(JourneyTallySink *sink, uint32 from, uint32 to, uint64 gap)
{
	JourneyTally *tally = sink->tally;
	uint32 bucket;
	uint32 octave;
	uint64 *word;

	gap = Min(gap, (uint64) PG_INT64_MAX);
	octave = journey_gap_octave((int64) gap, &bucket);
	bucket += octave * TRANSITION_BUCKETS;
	if (unlikely(gap >= FRONT_GAPS))
	{
		journey_transition_add(journey_transition_counters(sink, from, to, bucket), gap);
		return;
	}
	word = journey_transition_front(tally) +
		   (Size) (from * tally->front_width + to) * FRONT_PAIR + bucket;
	*word += FRONT_ONE + gap;
	if (unlikely(*word / FRONT_ONE == FRONT_FULL))
		journey_transition_settle(sink, from, to, bucket);
}

static pg_attribute_always_inline void
journey_transitions_walk_fronted(JourneyTransitionScan *scan, JourneyKind kind)
{
	const JourneyView *view = scan->view;
	const uint8 *codes = kind == JOURNEY_CHANNEL ? view->channels : view->events;
	const JourneyPart *parts = scan->parts[kind];
	const uint8 *delta = view->deltas;
	uint32 from = 0;
	uint64 gap = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		uint32 code = journey_packed_code(codes, view->bits[kind], i);
		uint32 to;

		if (unlikely(code >= view->count[kind]))
			profile_journey_corrupted();
		to = (uint32) (parts[code].bytes >> 1) + 1;
		if (i > 0)
		{
			uint64 units;

			delta = journey_read_gap(delta, view->end, &units);
			if (unlikely(delta == NULL))
				profile_journey_corrupted();
			gap += units * (uint64) view->unit;
			if (scan->collapse && to == from)
				continue;
		}
		if ((i & 0xffff) == 0xffff)
			CHECK_FOR_INTERRUPTS();
		journey_transition_fronted(scan->sink, from, to, gap);
		from = to;
		gap = 0;
	}
	journey_transition_fronted(scan->sink, from, 0, 0);
}

/*
 * profile_transitions_front
 *
 * Count all transitions of a journey, whose parts are known, by channel or
 * event; false where there is no front for it.
 */
bool
profile_transitions_front(JourneyTransitionScan *scan, JourneyBy by)
{
	if (!journey_transitions_fronted(scan))
		return false;
	if (by == BY_CHANNEL)
		journey_transitions_walk_fronted(scan, JOURNEY_CHANNEL);
	else
		journey_transitions_walk_fronted(scan, JOURNEY_EVENT);
	return true;
}
