/*-------------------------------------------------------------------------
 *
 * funnel_svg.c
 *		funnel_svg: what funnel_agg has counted as a picture.
 *
 * A bar for each level, as wide as its share of the first one, and between two
 * bars the trapezoid that is lost on the way.  Rows are drawn in the order of the
 * array; those without a count are left out.  The shares that are written are
 * computed here, from the counts, so that the picture says the same of rows of
 * any origin.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/htup_details.h"
#include "executor/executor.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "journey/svg.h"

PG_FUNCTION_INFO_V1(profile_funnel_svg);

#define FUNNEL_WIDTH      760
#define FUNNEL_LEFT       190 /* where names end */
#define FUNNEL_SPAN       340 /* width of the first bar */
#define FUNNEL_TOP        16
#define FUNNEL_BAR        30
#define FUNNEL_GAP        26
#define FUNNEL_MAX_LEVELS 40

typedef struct JourneyFunnelBar
{
	const char *step; /* NULL: not said */
	int64 journeys;
	double gap; /* median seconds since the level before; < 0: not known */
} JourneyFunnelBar;

/* The rows that have a count; returns how many. */
static int
journey_funnel_read(ArrayType *rows, JourneyFunnelBar **bars)
{
	Datum *datums;
	bool *nulls;
	int n;
	int used = 0;

	deconstruct_array(rows, ARR_ELEMTYPE(rows), -1, false, TYPALIGN_DOUBLE, &datums,
					  &nulls, &n);
	*bars = palloc(sizeof(JourneyFunnelBar) * ((Size) n + 1));
	for (int i = 0; i < n; i++)
	{
		JourneyFunnelBar *bar = &(*bars)[used];
		HeapTupleHeader row;
		Datum value;
		bool null;

		CHECK_FOR_INTERRUPTS();
		if (nulls[i])
			continue;
		row = DatumGetHeapTupleHeader(datums[i]);
		value = GetAttributeByName(row, "journeys", &null);
		if (null || DatumGetInt64(value) < 0)
			continue;
		bar->journeys = DatumGetInt64(value);
		value = GetAttributeByName(row, "step", &null);
		bar->step = null ? NULL : TextDatumGetCString(value);
		value = GetAttributeByName(row, "median_gap", &null);
		bar->gap = -1;
		if (!null)
		{
			const Interval *gap = DatumGetIntervalP(value);

			bar->gap =
				(double) gap->time / USECS_PER_SEC +
				((double) gap->day + (double) gap->month * DAYS_PER_MONTH) * SECS_PER_DAY;
		}
		used++;
	}
	return used;
}

/* A time in the unit in which people say it. */
static void
journey_funnel_time(StringInfo out, double seconds)
{
	if (seconds < 120)
		appendStringInfo(out, "%.0f s", seconds);
	else if (seconds < 2 * SECS_PER_HOUR)
		appendStringInfo(out, "%.0f min", seconds / SECS_PER_MINUTE);
	else if (seconds < 2 * SECS_PER_DAY)
		appendStringInfo(out, "%.1f h", seconds / SECS_PER_HOUR);
	else
		appendStringInfo(out, "%.1f d", seconds / SECS_PER_DAY);
}

/* What happens between two bars: the loss as a shape, and in words. */
static void
journey_funnel_loss(StringInfo out, const JourneyFunnelBar *from,
					const JourneyFunnelBar *to, double y, double from_width,
					double to_width)
{
	double middle = FUNNEL_LEFT + 10 + FUNNEL_SPAN / 2.0;

	appendStringInfo(out,
					 "<path d=\"M%.1f %.1f L%.1f %.1f L%.1f %.1f L%.1f %.1f Z\" "
					 "fill=\"%s\" fill-opacity=\"0.2\"/>\n",
					 middle - from_width / 2, y, middle + from_width / 2, y,
					 middle + to_width / 2, y + FUNNEL_GAP, middle - to_width / 2,
					 y + FUNNEL_GAP, profile_svg_colour(0));
	appendStringInfo(out, "<text x=\"%d\" y=\"%.1f\" fill=\"#555555\" font-size=\"11\">",
					 FUNNEL_LEFT + 10 + FUNNEL_SPAN + 12, y + FUNNEL_GAP / 2.0 + 4);
	if (from->journeys > 0)
		appendStringInfo(out, "%+.1f %%",
						 100.0 * ((double) to->journeys - (double) from->journeys) /
							 (double) from->journeys);
	if (to->gap >= 0)
	{
		appendStringInfoString(out, from->journeys > 0 ? ", median " : "median ");
		journey_funnel_time(out, to->gap);
	}
	appendStringInfoString(out, "</text>\n");
}

static void
journey_funnel_bar(StringInfo out, const JourneyFunnelBar *bar, double share, double y,
				   double width)
{
	const char *step = bar->step != NULL ? bar->step : "(any)";

	appendStringInfo(
		out,
		"<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>",
		FUNNEL_LEFT + 10 + (FUNNEL_SPAN - width) / 2, y, width, FUNNEL_BAR,
		profile_svg_colour(0));
	profile_svg_text(out, step, strlen(step));
	appendStringInfo(out,
					 ": " INT64_FORMAT "</title></rect>\n"
					 "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">",
					 bar->journeys, FUNNEL_LEFT, y + FUNNEL_BAR / 2.0 + 4);
	profile_svg_name(out, step, strlen(step), 24);
	appendStringInfo(out,
					 "</text>\n<text x=\"%d\" y=\"%.1f\" "
					 "font-weight=\"bold\">" INT64_FORMAT,
					 FUNNEL_LEFT + 10 + FUNNEL_SPAN + 12, y + FUNNEL_BAR / 2.0 + 4,
					 bar->journeys);
	if (share >= 0)
		appendStringInfo(out, " (%.1f %%)", 100.0 * share);
	appendStringInfoString(out, "</text>\n");
}

/*
 * funnel_svg(journey_funnel_level[]) returns text
 */
Datum
profile_funnel_svg(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	JourneyFunnelBar *bars;
	int n = journey_funnel_read(PG_GETARG_ARRAYTYPE_P(0), &bars);
	int drawn = Min(n, FUNNEL_MAX_LEVELS);
	double widest = 0;
	double before = 0;

	for (int i = 0; i < drawn; i++)
		widest = Max(widest, (double) bars[i].journeys);
	initStringInfo(&out);
	profile_svg_open(&out, FUNNEL_WIDTH,
					 FUNNEL_TOP * 2 + drawn * (FUNNEL_BAR + FUNNEL_GAP));
	for (int i = 0; i < drawn; i++)
	{
		double y = FUNNEL_TOP + i * (double) (FUNNEL_BAR + FUNNEL_GAP);
		double width =
			widest > 0 ? Max((double) bars[i].journeys / widest * FUNNEL_SPAN, 2) : 2;

		if (i > 0)
			journey_funnel_loss(&out, &bars[i - 1], &bars[i], y - FUNNEL_GAP, before,
								width);
		journey_funnel_bar(&out, &bars[i],
						   bars[0].journeys > 0
							   ? (double) bars[i].journeys / (double) bars[0].journeys
							   : -1,
						   y, width);
		before = width;
	}
	if (drawn < n)
		appendStringInfo(&out, "<text x=\"8\" y=\"%d\">and %d more</text>\n",
						 FUNNEL_TOP + drawn * (FUNNEL_BAR + FUNNEL_GAP), n - drawn);
	appendStringInfoString(&out, "</svg>\n");
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
