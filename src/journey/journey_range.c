/*-------------------------------------------------------------------------
 *
 * journey_range.c
 *		Journeys and ranges of time: slices, and whether there is a step.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/rangetypes.h"
#include "utils/timestamp.h"

#include "journey/journey.h"

PG_FUNCTION_INFO_V1(profile_journey_slice);
PG_FUNCTION_INFO_V1(profile_journey_in_range);
PG_FUNCTION_INFO_V1(profile_range_has_journey);

/* A range as its first and last moment; false where it is empty. */
static bool
journey_range_moments(FunctionCallInfo fcinfo, RangeType *range, TimestampTz *first,
					  TimestampTz *last)
{
	TypeCacheEntry *type = range_get_typcache(fcinfo, RangeTypeGetOid(range));
	RangeBound lower;
	RangeBound upper;
	bool empty;

	range_deserialize(type, range, &lower, &upper, &empty);
	if (empty)
		return false;
	*first = lower.infinite ? DT_NOBEGIN : DatumGetTimestampTz(lower.val);
	*last = upper.infinite ? DT_NOEND : DatumGetTimestampTz(upper.val);
	if (!lower.infinite && !lower.inclusive)
	{
		if (*first == DT_NOEND)
			return false;
		(*first)++;
	}
	if (!upper.infinite && !upper.inclusive)
	{
		if (*last == DT_NOBEGIN)
			return false;
		(*last)--;
	}
	return *first <= *last;
}

/* Positions of the steps in a span of time: from, and to exclusive. */
static void
journey_range_steps(const JourneyView *view, TimestampTz first, TimestampTz last,
					uint32 *from, uint32 *to)
{
	JourneyCursor cursor;
	JourneyStep step;

	*from = *to = 0;
	profile_journey_cursor(&cursor, view);
	while (profile_journey_next(&cursor, &step) && step.at <= last)
	{
		if ((cursor.next & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
		if (step.at < first)
			*from = cursor.next;
		*to = cursor.next;
	}
}

/*
 * journey_slice(journey, tstzrange) returns journey, operator *
 *
 * The steps that lie in the range.
 */
Datum
profile_journey_slice(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	RangeType *range = PG_GETARG_RANGE_P(1);
	TimestampTz first;
	TimestampTz last;
	uint32 from = 0;
	uint32 to = 0;
	JourneyView view;

	profile_journey_view(&view, journey);
	if (view.n > 0 && journey_range_moments(fcinfo, range, &first, &last))
	{
		if (first <= view.first && view.last <= last)
			PG_RETURN_JOURNEY(journey);
		journey_range_steps(&view, first, last, &from, &to);
	}
	PG_RETURN_JOURNEY(profile_journey_part(&view, from, to));
}

/* The whole journey is read only where its span does not answer. */
static bool
journey_range_overlaps(FunctionCallInfo fcinfo, int journey, int range)
{
	struct varlena *slice = (struct varlena *) PG_DETOAST_DATUM_SLICE(
		PG_GETARG_DATUM(journey), 0, JOURNEY_SPAN_BYTES);
	TimestampTz first;
	TimestampTz last;
	uint32 from;
	uint32 to;
	JourneyView view;

	profile_journey_view_span(&view, slice);
	if (view.n == 0 ||
		!journey_range_moments(fcinfo, PG_GETARG_RANGE_P(range), &first, &last) ||
		view.last < first || last < view.first)
		return false;
	if ((first <= view.first && view.first <= last) ||
		(first <= view.last && view.last <= last))
		return true;
	profile_journey_view(&view, PG_GETARG_JOURNEY(journey));
	journey_range_steps(&view, first, last, &from, &to);
	return from < to;
}

/*
 * journey_in_range(journey, tstzrange) returns boolean, operator &&
 *
 * Does any step lie in the range?
 */
Datum
profile_journey_in_range(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_range_overlaps(fcinfo, 0, 1));
}

/* range_has_journey(tstzrange, journey) returns boolean, operator && */
Datum
profile_range_has_journey(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_range_overlaps(fcinfo, 1, 0));
}
