/*-------------------------------------------------------------------------
 *
 * transitions.c
 *		journey_transitions: what follows what, how often and how soon.
 *
 * Every pair of consecutive steps is a transition between their keys (channel,
 * event or both).  Collapsed, a run of steps of one key counts as one visit
 * that begins with its first step: only changes of the key remain.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "journey/measure.h"

PG_FUNCTION_INFO_V1(profile_journey_transitions);

/* From and to are 1 + the key of a step, or 0: the journey starts or ends. */
typedef struct JourneyTransition
{
	uint64 from;
	uint64 to;
	int64 gap; /* microseconds; -1 at start and end */
} JourneyTransition;

static inline int
journey_transition_cmp(const JourneyTransition *a, const JourneyTransition *b)
{
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return a->gap < b->gap ? -1 : a->gap > b->gap;
}

#define ST_SORT          journey_transition_sort
#define ST_ELEMENT_TYPE  JourneyTransition
#define ST_COMPARE(a, b) journey_transition_cmp(a, b)
#define ST_SCOPE         static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static inline void
journey_transition_put(JourneyTransition *out, uint32 *n, uint64 from, uint64 to,
					   int64 gap)
{
	out[*n].from = from;
	out[*n].to = to;
	out[(*n)++].gap = gap;
}

/* All transitions of a journey, unsorted: at most n + 1. */
static uint32
journey_transition_collect(const JourneyView *view, JourneyBy by, bool collapse,
						   bool ends, JourneyTransition *out)
{
	JourneyCursor cursor;
	JourneyStep step;
	uint32 n = 0;
	uint64 last = 0;
	TimestampTz last_at = 0;

	profile_journey_cursor(&cursor, view);
	while (profile_journey_next(&cursor, &step))
	{
		uint64 key = (uint64) journey_step_key(&step, by) + 1;

		CHECK_FOR_INTERRUPTS();
		if (collapse && key == last)
			continue;
		if (last != 0)
			journey_transition_put(out, &n, last, key, journey_gap(last_at, step.at));
		else if (ends)
			journey_transition_put(out, &n, 0, key, -1);
		last = key;
		last_at = step.at;
	}
	if (ends && last != 0)
		journey_transition_put(out, &n, last, 0, -1);
	return n;
}

static Datum
journey_transition_text(uint64 key, JourneyBy by, JourneyName **names)
{
	uint32 codes = (uint32) (key - 1);

	return profile_journey_by_text(by, &names[JOURNEY_CHANNEL][codes >> 16],
								   &names[JOURNEY_EVENT][codes & 0xffff]);
}

/* The middle gap, or the mean of the two in the middle, in whole microseconds. */
static Datum
journey_transition_median(const JourneyTransition *sorted, uint32 n)
{
	int64 low = sorted[(n - 1) / 2].gap;
	int64 high = sorted[n / 2].gap;

	return profile_span_datum(low + (high - low) / 2);
}

/*
 * journey_transitions(journey, by text, collapse boolean, ends boolean)
 *		returns table (from_step text, to_step text, transitions integer,
 *					   median_gap interval)
 *
 * Ordered by the keys, bytewise, start and end first.
 */
Datum
profile_journey_transitions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	JourneyBy by = profile_journey_by_arg(PG_GETARG_TEXT_PP(1));
	JourneyName *names[JOURNEY_KINDS];
	JourneyView view;
	JourneyTransition *all;
	uint32 n;

	InitMaterializedSRF(fcinfo, 0);
	profile_journey_view(&view, PG_GETARG_JOURNEY(0));
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = profile_journey_names(&view, kind);
	all = palloc(sizeof(JourneyTransition) * ((Size) view.n + 1));
	n = journey_transition_collect(&view, by, PG_GETARG_BOOL(2), PG_GETARG_BOOL(3), all);
	journey_transition_sort(all, n);
	for (uint32 first = 0, next; first < n; first = next)
	{
		Datum values[4] = {0};
		bool nulls[4] = {all[first].from == 0, all[first].to == 0, false,
						 all[first].gap < 0};

		CHECK_FOR_INTERRUPTS();
		for (next = first + 1; next < n && all[next].from == all[first].from &&
							   all[next].to == all[first].to;)
			next++;
		if (!nulls[0])
			values[0] = journey_transition_text(all[first].from, by, names);
		if (!nulls[1])
			values[1] = journey_transition_text(all[first].to, by, names);
		values[2] = Int32GetDatum((int32) (next - first));
		if (!nulls[3])
			values[3] = journey_transition_median(all + first, next - first);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		if (!nulls[0])
			pfree(DatumGetPointer(values[0]));
		if (!nulls[1])
			pfree(DatumGetPointer(values[1]));
	}
	return (Datum) 0;
}
