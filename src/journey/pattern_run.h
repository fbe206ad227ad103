/*-------------------------------------------------------------------------
 *
 * pattern_run.h
 *		Running the automata of a journey_pattern over the steps of a journey.
 *
 * Pure C.  Steps are counted from 0 here, and from 1 in SQL.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_PATTERN_RUN_H
#define PROFILE_JOURNEY_PATTERN_RUN_H

#include "journey/journey_codes.h"
#include "journey/pattern_program.h"

#define PATTERN_NO_STEP    UINT32_MAX
#define PATTERN_NO_TIME    INT64_MIN           /* no run is here */
#define PATTERN_MAX_MEMORY (UINT64_C(1) << 30) /* of one match, bytes */

/*
 * The steps of a journey.  fits[kind] has, for each code of a channel or of an
 * event, the plan's words: what the step fits is what both fit, without those
 * bits whose filter it does not pass.
 */
typedef struct JourneySteps
{
	uint32_t n;
	uint8_t channel_bits; /* of a code; see journey_codes.h */
	uint8_t event_bits;
	uint32_t count[2]; /* codes */
	const uint8_t *channels;
	const uint8_t *events;
	const uint64_t *fits[2];
	uint32_t words;
	const uint64_t *filtered; /* bits that have a filter, or NULL */
	const uint8_t *filter_of; /* by bit: the number of its filter */
	const uint64_t *passes;   /* per step: a bit for each filter that it passes */
	const int64_t *at;        /* where the plan is timed */
} JourneySteps;

/* The steps at which each condition of a program holds: a bit each. */
typedef struct JourneyHolds
{
	uint64_t **begins;
	uint64_t **ends;
} JourneyHolds;

/* A position that a run came to at a step, and what it remembers. */
typedef struct JourneyReached
{
	uint32_t position;
	int64_t value;
} JourneyReached;

/*
 * What a run is to do: from one step to another (backwards where to < from).
 * It begins at `only` alone, unless that is PATTERN_NO_STEP.  Of what it finds,
 * the caller says by setting them where it goes: all steps at which a match
 * ends, or all that was reached; otherwise the run ends with the first match.
 */
typedef struct JourneyRun
{
	const JourneyProgram *program;
	const JourneySteps *steps;
	const JourneyHolds *holds;
	bool backwards;
	uint32_t from;
	uint32_t to;
	uint32_t only;
	uint64_t *marks;         /* a bit for each step at which a match ends */
	JourneyReached *reached; /* all, grouped by step */
	uint32_t nreached;
	uint32_t reached_room;
	uint32_t *reached_at; /* by distance from `from`: the first; one more */
	uint64_t memory;
} JourneyRun;

/* A match: what it looks like is in positions, where they are asked for. */
typedef struct JourneyFound
{
	uint32_t first;
	uint32_t last;
	uint32_t *positions; /* of the matched steps */
	uint32_t n;
} JourneyFound;

extern bool profile_pattern_run_chain(const JourneyProgram *program,
									  const JourneySteps *steps);
extern bool profile_pattern_run_bits(const JourneyProgram *program,
									 const JourneySteps *steps,
									 const JourneyHolds *holds);
extern uint32_t profile_pattern_run(JourneyRun *run);
extern void profile_pattern_holds(const JourneyProgram *program,
								  const JourneySteps *steps, JourneyHolds *holds);
extern bool profile_pattern_matches(const JourneyProgram *program,
									const JourneySteps *steps);

/* --- one match after the other (pattern_find.c) ------------------------------- */

typedef struct JourneyFinder
{
	const JourneyProgram *program;
	const JourneySteps *steps;
	JourneyHolds holds;
	uint64_t *firsts; /* a bit for each step at which a match begins, or NULL */
} JourneyFinder;

extern void profile_pattern_find_begin(JourneyFinder *finder,
									   const JourneyProgram *program,
									   const JourneySteps *steps);
extern bool profile_pattern_find(const JourneyFinder *finder, uint32_t from,
								 JourneyFound *found);
extern void profile_pattern_find_positions(const JourneyFinder *finder,
										   JourneyFound *found);

/* What the surroundings provide; neither returns. */
extern void profile_pattern_corrupted(void);
extern void profile_pattern_exhausted(void);

/* --- reading steps ------------------------------------------------------------- */

static inline uint32_t
journey_steps_channel(const JourneySteps *steps, uint32_t i)
{
	return journey_packed_code(steps->channels, steps->channel_bits, i);
}

static inline uint32_t
journey_steps_event(const JourneySteps *steps, uint32_t i)
{
	return journey_packed_code(steps->events, steps->event_bits, i);
}

/* Without those bits of a word whose filter the step does not pass. */
static inline uint64_t
journey_steps_filter(const JourneySteps *steps, uint32_t i, uint32_t w, uint64_t fits)
{
	for (uint64_t left = fits & steps->filtered[w]; left != 0; left &= left - 1)
	{
		uint32_t bit = w * 64 + (uint32_t) __builtin_ctzll(left);

		if ((steps->passes[i] >> steps->filter_of[bit] & 1) == 0)
			fits &= ~(left & -left);
	}
	return fits;
}

/* The bits among the w-th 64 of the plan that the step fits. */
static inline uint64_t
journey_steps_fits(const JourneySteps *steps, uint32_t i, uint32_t w)
{
	uint32_t channel = journey_steps_channel(steps, i);
	uint32_t event = journey_steps_event(steps, i);
	uint64_t fits;

	if (__builtin_expect(channel >= steps->count[0] || event >= steps->count[1], 0))
		profile_pattern_corrupted();
	fits = steps->fits[0][(size_t) channel * steps->words + w] &
		   steps->fits[1][(size_t) event * steps->words + w];
	if (fits != 0 && steps->filtered != NULL)
		fits = journey_steps_filter(steps, i, w, fits);
	return fits;
}

#endif /* PROFILE_JOURNEY_PATTERN_RUN_H */
