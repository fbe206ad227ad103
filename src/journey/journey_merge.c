/*-------------------------------------------------------------------------
 *
 * journey_merge.c
 *		Journeys out of journeys: merge, append, parts.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "journey/journey_draft.h"

PG_FUNCTION_INFO_V1(profile_journey_merge);
PG_FUNCTION_INFO_V1(profile_journey_append);
PG_FUNCTION_INFO_V1(profile_journey_last);
PG_FUNCTION_INFO_V1(profile_journey_nth);

static struct varlena *
journey_union(FunctionCallInfo fcinfo, bool distinct)
{
	JourneyDraft draft;
	JourneyView va;
	JourneyView vb;

	profile_journey_view(&va, PG_GETARG_JOURNEY(0));
	profile_journey_view(&vb, PG_GETARG_JOURNEY(1));
	profile_journey_draft_init(&draft, va.n + vb.n);
	profile_journey_draft_add_view(&draft, &va, 0, va.n);
	profile_journey_draft_add_view(&draft, &vb, 0, vb.n);
	return profile_journey_build(&draft, distinct);
}

/*
 * journey_merge(journey, journey) returns journey, operator ||
 *
 * The steps of both, equal ones once: what UNION is for rows.
 */
Datum
profile_journey_merge(PG_FUNCTION_ARGS)
{
	PG_RETURN_JOURNEY(journey_union(fcinfo, true));
}

/*
 * journey_append(journey, journey) returns journey
 *
 * All steps of both: what UNION ALL is for rows.
 */
Datum
profile_journey_append(PG_FUNCTION_ARGS)
{
	PG_RETURN_JOURNEY(journey_union(fcinfo, false));
}

/*
 * profile_journey_part
 *
 * The journey of the steps from..to, 0-based, to exclusive.
 */
struct varlena *
profile_journey_part(const JourneyView *view, uint32 from, uint32 to)
{
	JourneyDraft draft;

	profile_journey_draft_init(&draft, to - from);
	profile_journey_draft_add_view(&draft, view, from, to);
	return profile_journey_build(&draft, false);
}

/*
 * journey_last(journey, integer) returns journey
 *
 * The last n steps; all where there are fewer, none for n <= 0.
 */
Datum
profile_journey_last(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	int32 n = Max(PG_GETARG_INT32(1), 0);
	JourneyView view;

	profile_journey_view(&view, journey);
	if ((uint32) n >= view.n)
		PG_RETURN_JOURNEY(journey);
	PG_RETURN_JOURNEY(profile_journey_part(&view, view.n - (uint32) n, view.n));
}

/*
 * journey_nth(journey, integer) returns journey, operator ->
 *
 * The n-th step, counted from 1, or from the end where negative, as a journey
 * of one step; NULL where there is no such step.
 */
Datum
profile_journey_nth(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	int64 n = PG_GETARG_INT32(1);
	JourneyView view;

	profile_journey_view(&view, journey);
	if (n < 0)
		n += (int64) view.n + 1;
	if (n < 1 || n > (int64) view.n)
		PG_RETURN_NULL();
	PG_RETURN_JOURNEY(profile_journey_part(&view, (uint32) n - 1, (uint32) n));
}
