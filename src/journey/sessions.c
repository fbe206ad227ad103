/*-------------------------------------------------------------------------
 *
 * sessions.c
 *		journey_sessions and journey_session_count: runs of steps with no long
 *		gap inside.
 *
 * A new session begins where more than the gap has passed since the previous
 * step; a step exactly that much later still belongs to the session.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "funcapi.h"
#include "miscadmin.h"

#include "journey/measure.h"

PG_FUNCTION_INFO_V1(profile_journey_sessions);
PG_FUNCTION_INFO_V1(profile_journey_session_count);

/*
 * journey_session_count(journey, gap interval) returns integer
 *
 * Nothing but the gaps is read.
 */
Datum
profile_journey_session_count(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	int64 gap = profile_span_arg(PG_GETARG_INTERVAL_P(1), "gap");
	int32 sessions = 1;
	const uint8 *p;
	JourneyView view;
	uint64 longest;

	profile_journey_view(&view, journey);
	if (view.n == 0)
		PG_RETURN_INT32(0);
	longest = (uint64) (gap / view.unit);
	p = view.deltas;
	for (uint32 i = 1; i < view.n; i++)
	{
		uint64 delta;

		p = journey_read_gap(p, view.end, &delta);
		if (unlikely(p == NULL))
			profile_journey_corrupted();
		sessions += delta > longest;
		if ((i & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
	}
	PG_RETURN_INT32(sessions);
}

static void
journey_session_put(ReturnSetInfo *rsinfo, int32 session, uint32 first, uint32 after,
					TimestampTz start, TimestampTz end)
{
	bool nulls[5] = {false};
	Datum values[5];

	values[0] = Int32GetDatum(session);
	values[1] = TimestampTzGetDatum(start);
	values[2] = TimestampTzGetDatum(end);
	values[3] = Int32GetDatum((int32) (first + 1));
	values[4] = Int32GetDatum((int32) (after - first));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/*
 * journey_sessions(journey, gap interval)
 *		returns table (session integer, session_start timestamptz,
 *					   session_end timestamptz, first_step integer, steps integer)
 */
Datum
profile_journey_sessions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	int64 gap = profile_span_arg(PG_GETARG_INTERVAL_P(1), "gap");
	int32 session = 1;
	uint32 first = 0;
	TimestampTz start;
	TimestampTz end;
	JourneyView view;
	JourneyCursor cursor;
	JourneyStep step;

	InitMaterializedSRF(fcinfo, 0);
	profile_journey_view(&view, PG_GETARG_JOURNEY(0));
	if (view.n == 0)
		return (Datum) 0;
	start = end = view.first;
	profile_journey_cursor(&cursor, &view);
	while (profile_journey_next(&cursor, &step))
	{
		CHECK_FOR_INTERRUPTS();
		if (journey_gap(end, step.at) > gap)
		{
			journey_session_put(rsinfo, session++, first, cursor.next - 1, start, end);
			first = cursor.next - 1;
			start = step.at;
		}
		end = step.at;
	}
	journey_session_put(rsinfo, session, first, view.n, start, end);
	return (Datum) 0;
}
