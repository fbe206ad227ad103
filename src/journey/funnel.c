/*-------------------------------------------------------------------------
 *
 * funnel.c
 *		Finding the chain of a funnel in a journey; see funnel.h.
 *
 * Ordered: keeping, for each level, the chain that starts latest is exact,
 * since a chain with a later start can be continued wherever an earlier one
 * can.  Strict: chains that end at the previous step are bits of a word, as in
 * the shift-and algorithm (Baeza-Yates and Gonnet, 1992).  Any: the window that
 * ends at a step holds the latest occurrence of each level that it holds at
 * all.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "journey/funnel.h"

/* Reading no more of a journey than codes and times. */
typedef struct JourneyFunnelScan
{
	const JourneyView *view;
	JourneyStepMasks masks;
	bool channels; /* does any step name a channel? */
	uint32 top;    /* no level above it can be reached, by the names that there are */
	const uint8 *delta;
	uint32 next;
	TimestampTz at;
} JourneyFunnelScan;

/* The next step that is one of the funnel's, and of which levels; 0 at the end. */
static uint64
journey_funnel_next(JourneyFunnelScan *scan, JourneyFunnelStep *step)
{
	const JourneyView *view = scan->view;
	const uint64 *events = scan->masks.events;
	const uint8 *delta = scan->delta;
	uint64 units = 0;

	for (uint32 i = scan->next; i < view->n; i++)
	{
		uint32 event = journey_event_code(view, i);
		uint64 mask;

		if (i > 0)
		{
			uint64 gap;

			delta = journey_read_gap(delta, view->end, &gap);
			if (unlikely(delta == NULL))
				profile_journey_corrupted();
			units += gap;
		}
		if ((i & 0xffff) == 0xffff)
			CHECK_FOR_INTERRUPTS();
		if (unlikely(event >= view->count[JOURNEY_EVENT]))
			profile_journey_corrupted();
		mask = events[event];
		if (mask != 0 && scan->channels)
		{
			uint32 channel = journey_channel_code(view, i);

			if (unlikely(channel >= view->count[JOURNEY_CHANNEL]))
				profile_journey_corrupted();
			mask &= scan->masks.channels[channel];
		}
		if (mask != 0)
		{
			scan->delta = delta;
			scan->next = i + 1;
			scan->at = (TimestampTz) ((uint64) scan->at + units * (uint64) view->unit);
			step->position = (int32) i;
			step->at = scan->at;
			return mask;
		}
	}
	return 0;
}

static void
journey_funnel_better(JourneyFunnel *funnel, const JourneyFunnelStep *chain, uint32 level)
{
	if (level <= funnel->level)
		return;
	funnel->level = level;
	memcpy(funnel->best, chain, sizeof(JourneyFunnelStep) * level);
}

/* Take a step for one level after the chains before it; true at the top level. */
static bool
journey_funnel_extend(JourneyFunnel *funnel, uint32 i, uint32 top,
					  const JourneyFunnelStep *step)
{
	JourneyFunnelStep *chain = funnel->chain[i];

	if (i == 0)
	{
		if (funnel->entry_first && chain[0].position >= 0)
			return false;
	}
	else
	{
		const JourneyFunnelStep *before = funnel->chain[i - 1];

		if (before[0].position < 0 || before[0].position <= chain[0].position ||
			journey_gap(before[0].at, step->at) > funnel->within)
			return false;
		memcpy(chain, before, sizeof(JourneyFunnelStep) * i);
	}
	chain[i] = *step;
	journey_funnel_better(funnel, chain, i + 1);
	return i + 1 == top;
}

static void
journey_funnel_ordered(JourneyFunnel *funnel, JourneyFunnelScan *scan)
{
	JourneyFunnelStep step;
	uint64 mask;

	for (uint32 i = 0; i < funnel->count; i++)
		funnel->chain[i][0].position = -1;
	while ((mask = journey_funnel_next(scan, &step)) != 0)
	{
		/* from the last level down: a step of the journey serves one level */
		while (mask != 0)
		{
			uint32 i = (uint32) pg_leftmost_one_pos64(mask);

			mask &= ~(UINT64CONST(1) << i);
			if (journey_funnel_extend(funnel, i, scan->top, &step))
				return;
		}
	}
}

static void
journey_funnel_strict(JourneyFunnel *funnel, JourneyFunnelScan *scan)
{
	JourneyFunnelStep *recent = funnel->chain[0]; /* the run so far, in a ring */
	JourneyFunnelStep step;
	uint64 alive = 0; /* bit i: a chain of i + 1 steps ends at the last step */
	int32 last = -2;
	bool entered = false;
	uint64 mask;

	while ((mask = journey_funnel_next(scan, &step)) != 0)
	{
		bool enters = (mask & 1) != 0 && !(funnel->entry_first && entered);

		alive = step.position == last + 1 ? alive << 1 : 0;
		alive = (alive | enters) & mask;
		entered = entered || (mask & 1) != 0;
		last = step.position;
		recent[(uint32) step.position % funnel->count] = step;
		for (uint64 chains = alive; chains != 0;)
		{
			uint32 i = (uint32) pg_leftmost_one_pos64(chains);
			uint32 first = (uint32) step.position - i;

			chains &= ~(UINT64CONST(1) << i);
			if (journey_gap(recent[first % funnel->count].at, step.at) > funnel->within)
				alive &= ~(UINT64CONST(1) << i);
			else if (i + 1 > funnel->level)
			{
				funnel->level = i + 1;
				for (uint32 level = 0; level <= i; level++)
					funnel->best[level] = recent[(first + level) % funnel->count];
			}
		}
		if (funnel->level == scan->top)
			return;
	}
}

/* Which of the latest occurrences lie in the window that ends at a step? */
static void
journey_funnel_window(JourneyFunnel *funnel, const JourneyFunnelStep *latest,
					  TimestampTz end)
{
	uint32 level = 0;

	for (uint32 i = 0; i < funnel->count; i++)
		level +=
			latest[i].position >= 0 && journey_gap(latest[i].at, end) <= funnel->within;
	if (level <= funnel->level)
		return;
	funnel->level = level;
	for (uint32 i = 0; i < funnel->count; i++)
	{
		funnel->best[i] = latest[i];
		if (latest[i].position >= 0 && journey_gap(latest[i].at, end) > funnel->within)
			funnel->best[i].position = -1;
	}
}

static void
journey_funnel_any(JourneyFunnel *funnel, JourneyFunnelScan *scan)
{
	JourneyFunnelStep *latest = funnel->chain[0];
	JourneyFunnelStep step;
	JourneyFunnelStep first = {-1, 0};
	uint64 mask;

	for (uint32 i = 0; i < funnel->count; i++)
		latest[i].position = funnel->best[i].position = -1;
	while (funnel->level < scan->top && (mask = journey_funnel_next(scan, &step)) != 0)
	{
		if (first.position < 0)
			first = step;
		if (funnel->entry_first && journey_gap(first.at, step.at) > funnel->within)
			return;
		while (mask != 0)
		{
			uint32 i = (uint32) pg_rightmost_one_pos64(mask);

			mask &= mask - 1;
			if (!funnel->entry_first || latest[i].position < 0)
				latest[i] = step;
		}
		journey_funnel_window(funnel, latest, step.at);
	}
}

/*
 * How far can the journey get, to judge by its names?  Where it is known to come
 * no further the scan ends: of one level the first chain is the answer.
 */
static uint32
journey_funnel_top(const JourneyFunnel *funnel, const JourneyFunnelScan *scan)
{
	uint64 events = 0;
	uint64 channels = 0;

	for (uint32 i = 0; i < scan->view->count[JOURNEY_EVENT]; i++)
		events |= scan->masks.events[i];
	for (uint32 i = 0; i < scan->view->count[JOURNEY_CHANNEL]; i++)
		channels |= scan->masks.channels[i];
	events &= channels;
	if (funnel->ordering == FUNNEL_ANY)
		return (uint32) pg_popcount64(events);
	return events == ~UINT64CONST(0) ? STEP_NAMES_MAX
									 : (uint32) pg_rightmost_one_pos64(~events);
}

/*
 * profile_funnel_run
 *
 * Find the funnel's chain in a journey: level and best.
 */
void
profile_funnel_run(JourneyFunnel *funnel, const JourneyView *view)
{
	JourneyFunnelScan scan = {.view = view, .delta = view->deltas, .at = view->first};

	funnel->level = 0;
	profile_step_masks(&scan.masks, view, funnel->names, funnel->count);
	for (uint32 i = 0; i < funnel->count; i++)
		scan.channels = scan.channels || funnel->names[i].channel.count > 0;
	scan.top = journey_funnel_top(funnel, &scan);
	if (funnel->ordering == FUNNEL_ANY)
		journey_funnel_any(funnel, &scan);
	else if (scan.top > 0 && funnel->ordering == FUNNEL_ORDERED)
		journey_funnel_ordered(funnel, &scan);
	else if (scan.top > 0)
		journey_funnel_strict(funnel, &scan);
	profile_step_masks_free(&scan.masks);
}
