/*-------------------------------------------------------------------------
 *
 * next_steps.c
 *		next_steps_agg: what comes next after the last one, two or three steps.
 *
 * A key of the tally is the steps before and the step that follows; the number
 * 0 is the end of the journey.  All lengths up to the order are counted, so
 * that one can back off from a context that was seen too seldom.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/measure_path.h"

PG_FUNCTION_INFO_V1(profile_next_steps_accum);
PG_FUNCTION_INFO_V1(profile_next_steps_final);

#define NEXT_STEPS_MAX_ORDER 3

/* The arguments after the journey: order, by. */
static void
journey_next_steps_args(FunctionCallInfo fcinfo, uint8 *params)
{
	int32 order = 1;

	for (int i = 2; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("parameters of next_steps_agg must not be null")));
	}
	if (PG_NARGS() > 2)
		order = PG_GETARG_INT32(2);
	if (order < 1 || order > NEXT_STEPS_MAX_ORDER)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("order of next_steps_agg must be 1 to %d",
							   NEXT_STEPS_MAX_ORDER)));
	params[0] = (uint8) order;
	params[1] = BY_EVENT;
	if (PG_NARGS() > 3)
		params[1] = (uint8) profile_journey_by_arg(PG_GETARG_TEXT_PP(3));
}

bool
profile_next_steps_params_valid(const uint8 *params, uint32 len)
{
	return len == 2 && params[0] >= 1 && params[0] <= NEXT_STEPS_MAX_ORDER &&
		   params[1] >= BY_CHANNEL && params[1] <= BY_BOTH;
}

bool
profile_next_steps_key_valid(const uint8 *params, uint32 len, const uint64 *items,
							 uint32 n)
{
	uint32 width = params[1] == BY_BOTH ? 2 : 1;
	uint32 steps = 0;
	uint32 i = 0;

	(void) len;
	for (; i < n && (items[i] & 1); i += width)
	{
		if (i + width > n || !(items[i + width - 1] & 1))
			return false;
		steps++;
	}
	if (i + 1 == n && items[i] == 0)
		return steps >= 1 && steps <= params[0];
	return i == n && steps >= 2 && steps <= (uint32) params[0] + 1;
}

/* Count one step, or the end (i = n), after each of the contexts before it. */
static void
journey_next_steps_count(JourneyTallySink *sink, const JourneyView *view,
						 const JourneyByCodes *codes, uint32 i, uint32 order)
{
	JourneyTallyKey key;

	journey_key_begin(&key);
	for (uint32 back = 1; back <= order && back <= i; back++)
	{
		key.len = 0;
		for (uint32 k = i - back; k < i; k++)
			journey_key_step(&key, codes, journey_channel_code(view, k),
							 journey_event_code(view, k));
		if (i == view->n)
			journey_key_number(&key, 0);
		else
			journey_key_step(&key, codes, journey_channel_code(view, i),
							 journey_event_code(view, i));
		profile_tally_add(sink, &key, 1);
	}
}

/*
 * next_steps_accum(journey_tally_state, journey [, steps integer [, by text]])
 *		returns journey_tally_state
 */
Datum
profile_next_steps_accum(PG_FUNCTION_ARGS)
{
	uint8 params[2];
	JourneyTallySink sink;
	JourneyByCodes codes;
	JourneyView view;

	journey_next_steps_args(fcinfo, params);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	profile_tally_open(&sink, fcinfo, TALLY_NEXT_STEPS, params, sizeof(params));
	profile_journey_view(&view, PG_GETARG_JOURNEY(1));
	profile_journey_by_codes(&codes, &sink, &view, (JourneyBy) params[1]);
	profile_journey_check_codes(&view);
	for (uint32 i = 1; view.n > 0 && i <= view.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		journey_next_steps_count(&sink, &view, &codes, i, params[0]);
	}
	PG_RETURN_POINTER(sink.tally);
}

/* --- the answer ------------------------------------------------------------------ */

/* Items of a key that are its context. */
static inline uint32
journey_next_context(const JourneyPath *path, JourneyBy by)
{
	return path->n - (path->items[path->n - 1] == 0 ? 1 : by == BY_BOTH ? 2 : 1);
}

/* Shorter contexts first, then by context; the most frequent step first. */
static int
journey_next_cmp(const void *left, const void *right, void *by)
{
	const JourneyPath *a = left;
	const JourneyPath *b = right;
	uint32 na = journey_next_context(a, *(JourneyBy *) by);
	uint32 nb = journey_next_context(b, *(JourneyBy *) by);
	int c = na < nb ? -1 : na > nb;

	if (c == 0)
		c = profile_path_cmp(a->items, na, b->items, nb);
	if (c == 0 && a->count != b->count)
		c = a->count > b->count ? -1 : 1;
	if (c == 0)
		c = profile_path_cmp(a->items + na, a->n - na, b->items + nb, b->n - nb);
	return c;
}

/*
 * next_steps_final(journey_tally_state) returns journey_next_step[]
 */
Datum
profile_next_steps_final(PG_FUNCTION_ARGS)
{
	const JourneyTally *tally = profile_tally_arg(fcinfo, 0, TALLY_NEXT_STEPS);
	uint32 params_len;
	const uint8 *params = profile_tally_params(tally, &params_len);
	JourneyBy by = (JourneyBy) params[1];
	JourneyPaths paths;
	JourneyRows rows;

	profile_paths(&paths, tally);
	qsort_arg(paths.paths, paths.n, sizeof(JourneyPath), journey_next_cmp, &by);
	profile_rows_begin(&rows, fcinfo);
	for (uint32 first = 0, next; first < paths.n; first = next)
	{
		const JourneyPath *path = &paths.paths[first];
		uint32 context = journey_next_context(path, by);
		Datum after = profile_path_array(&paths, by, path->items, context);
		int64 total = 0;

		for (next = first;
			 next < paths.n &&
			 profile_path_cmp(path->items, context, paths.paths[next].items,
							  journey_next_context(&paths.paths[next], by)) == 0;
			 next++)
			total = profile_tally_sum(total, paths.paths[next].count);
		for (uint32 i = first; i < next; i++)
		{
			Datum values[4] = {after, 0, 0, 0};
			bool nulls[4] = {false};

			CHECK_FOR_INTERRUPTS();
			values[1] = profile_path_step(&paths, by, paths.paths[i].items + context);
			nulls[1] = DatumGetPointer(values[1]) == NULL;
			values[2] = Int64GetDatum(paths.paths[i].count);
			values[3] = Float8GetDatum(
				total == 0 ? 0 : (double) paths.paths[i].count / (double) total);
			profile_rows_add(&rows, values, nulls);
		}
	}
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
