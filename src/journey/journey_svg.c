/*-------------------------------------------------------------------------
 *
 * journey_svg.c
 *		journey_svg: a journey as a picture, a lane for each channel.
 *
 * Steps stand from left to right in their order, the further apart the more
 * time lies between (by its logarithm, so that seconds and weeks fit on one
 * page).  Events are named below, days above.  Times are UTC.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include <math.h>

#include "journey/measure.h"
#include "journey/svg.h"

PG_FUNCTION_INFO_V1(profile_journey_svg);

#define SVG_MAX_STEPS  500
#define SVG_LEFT       150
#define SVG_TOP        44
#define SVG_LANE       34
#define SVG_NAMES      130 /* height of the names of the events */
#define SVG_NAME_CHARS 22

/* From one step to the next: 22 pixels, and 6 more for each factor of ten. */
static int
journey_svg_advance(int64 gap)
{
	double seconds = (double) gap / USECS_PER_SEC;

	return seconds <= 10 ? 22 : Min(22 + (int) (6 * log10(seconds / 10)), 64);
}

/* Where each step from first on stands; returns the last place. */
static int
journey_svg_places(const JourneyStep *steps, uint32 n, int *x)
{
	for (uint32 i = 0; i < n; i++)
		x[i] = i == 0
				   ? SVG_LEFT + 16
				   : x[i - 1] +
						 journey_svg_advance(journey_gap(steps[i - 1].at, steps[i].at));
	return n == 0 ? SVG_LEFT + 16 : x[n - 1];
}

static int
journey_svg_lane(uint32 channel)
{
	return SVG_TOP + SVG_LANE / 2 + (int) channel * SVG_LANE;
}

static void
journey_svg_lanes(StringInfo out, const JourneyView *view, int right)
{
	JourneyName *names = profile_journey_names(view, JOURNEY_CHANNEL);

	for (uint32 i = 0; i < view->count[JOURNEY_CHANNEL]; i++)
	{
		int y = journey_svg_lane(i);

		appendStringInfo(out,
						 "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
						 "stroke=\"#dddddd\"/>\n"
						 "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\" "
						 "font-weight=\"bold\">",
						 SVG_LEFT, y, right, y, SVG_LEFT - 10, y + 4,
						 profile_svg_colour(i));
		profile_svg_name(out, names[i].data, names[i].len, 20);
		appendStringInfoString(out, "</text>\n");
	}
}

/* The day, where another one begins and there is room for it. */
static void
journey_svg_days(StringInfo out, const JourneyStep *steps, uint32 n, const int *x)
{
	int64 last = 0;
	int free = 0;

	for (uint32 i = 0; i < n; i++)
	{
		int64 day = steps[i].at / USECS_PER_DAY - (steps[i].at % USECS_PER_DAY < 0);
		char at[JOURNEY_TIME_WIDTH];
		size_t len;

		if (i > 0 && day == last)
			continue;
		last = day;
		appendStringInfo(out,
						 "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" "
						 "stroke=\"#999999\"/>\n",
						 x[i], SVG_TOP - 12, x[i], SVG_TOP - 4);
		if (x[i] < free)
			continue;
		len = profile_journey_time_print(steps[i].at, at);
		for (size_t k = 0; k < len; k++)
		{
			if (at[k] == 'T')
				len = k;
		}
		appendStringInfo(out,
						 "<text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#555555\">",
						 x[i] - 3, SVG_TOP - 18);
		profile_svg_text(out, at, len);
		appendStringInfoString(out, "</text>\n");
		free = x[i] + 72;
	}
}

static void
journey_svg_path(StringInfo out, const JourneyStep *steps, uint32 n, const int *x)
{
	if (n < 2)
		return;
	appendStringInfoString(out, "<polyline fill=\"none\" stroke=\"#888888\" points=\"");
	for (uint32 i = 0; i < n; i++)
		appendStringInfo(out, "%d,%d ", x[i], journey_svg_lane(steps[i].channel));
	appendStringInfoString(out, "\"/>\n");
}

static void
journey_svg_step(StringInfo out, const JourneyStep *step, JourneyName **names, int x,
				 int bottom)
{
	const JourneyName *channel = &names[JOURNEY_CHANNEL][step->channel];
	const JourneyName *event = &names[JOURNEY_EVENT][step->event];
	int y = journey_svg_lane(step->channel);
	char at[JOURNEY_TIME_WIDTH];

	appendStringInfo(
		out,
		"<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#eeeeee\"/>\n"
		"<circle cx=\"%d\" cy=\"%d\" r=\"6\" fill=\"%s\"><title>",
		x, y + 6, x, bottom, x, y, profile_svg_colour(step->channel));
	profile_svg_text(out, at, profile_journey_time_print(step->at, at));
	appendStringInfoChar(out, ' ');
	profile_svg_text(out, channel->data, channel->len);
	appendStringInfoChar(out, ':');
	profile_svg_text(out, event->data, event->len);
	if (step->label != 0)
	{
		appendStringInfoChar(out, ' ');
		profile_svg_text(out, names[JOURNEY_LABEL][step->label - 1].data,
						 names[JOURNEY_LABEL][step->label - 1].len);
	}
	appendStringInfo(out,
					 "</title></circle>\n<text x=\"%d\" y=\"%d\" font-size=\"11\" "
					 "text-anchor=\"end\" transform=\"rotate(-60 %d %d)\">",
					 x + 4, bottom + 8, x + 4, bottom + 8);
	profile_svg_name(out, event->data, event->len, SVG_NAME_CHARS);
	appendStringInfoString(out, "</text>\n");
}

/*
 * journey_svg(journey) returns text
 *
 * Of a long journey the last 500 steps.
 */
Datum
profile_journey_svg(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	JourneyName *names[JOURNEY_KINDS];
	StringInfoData out;
	JourneyCursor cursor;
	JourneyStep step;
	JourneyView view;
	JourneyStep *steps;
	uint32 skipped;
	uint32 n = 0;
	int *x;
	int right;
	int bottom;

	profile_journey_view(&view, journey);
	skipped = view.n > SVG_MAX_STEPS ? view.n - SVG_MAX_STEPS : 0;
	steps = palloc(sizeof(JourneyStep) * (view.n - skipped + 1));
	x = palloc(sizeof(int) * (view.n - skipped + 1));
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = profile_journey_names(&view, kind);
	profile_journey_cursor(&cursor, &view);
	while (profile_journey_next(&cursor, &step))
	{
		CHECK_FOR_INTERRUPTS();
		if (cursor.next > skipped)
			steps[n++] = step;
	}
	right = journey_svg_places(steps, n, x) + 24;
	bottom = SVG_TOP + (int) view.count[JOURNEY_CHANNEL] * SVG_LANE + 4;
	initStringInfo(&out);
	/* room for the date over the last step */
	profile_svg_open(&out, right + 64, bottom + SVG_NAMES);
	if (skipped > 0)
		appendStringInfo(&out,
						 "<text x=\"8\" y=\"16\" font-size=\"11\">after %u more "
						 "steps</text>\n",
						 skipped);
	journey_svg_lanes(&out, &view, right);
	journey_svg_days(&out, steps, n, x);
	journey_svg_path(&out, steps, n, x);
	for (uint32 i = 0; i < n; i++)
		journey_svg_step(&out, &steps[i], names, x[i], bottom);
	appendStringInfoString(&out, "</svg>\n");
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
