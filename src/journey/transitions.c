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

#include "common/int.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "journey/journey.h"

PG_FUNCTION_INFO_V1(profile_journey_transitions);

typedef enum JourneyTransitionKey
{
	BY_CHANNEL,
	BY_EVENT,
	BY_CHANNEL_EVENT
} JourneyTransitionKey;

/* Keys are channel << 16 | event, with 0 for what is not looked at. */
typedef struct JourneyTransition
{
	uint32 from;
	uint32 to;
	int64 gap; /* microseconds */
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

static JourneyTransitionKey
journey_transition_key_arg(const text *by)
{
	const char *data = VARDATA_ANY(by);
	int len = (int) VARSIZE_ANY_EXHDR(by);

	if (len == 7 && memcmp(data, "channel", 7) == 0)
		return BY_CHANNEL;
	if (len == 5 && memcmp(data, "event", 5) == 0)
		return BY_EVENT;
	if (len == 13 && memcmp(data, "channel:event", 13) == 0)
		return BY_CHANNEL_EVENT;
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("\"%s\" is not a key of transitions", text_to_cstring(by)),
					errhint("Keys are \"channel\", \"event\" and \"channel:event\".")));
}

static uint32
journey_transition_key(const JourneyStep *step, JourneyTransitionKey by)
{
	return by == BY_CHANNEL ? step->channel << 16
		   : by == BY_EVENT ? step->event
							: step->channel << 16 | step->event;
}

/* All transitions of a journey, unsorted. */
static uint32
journey_transition_collect(const JourneyView *view, JourneyTransitionKey by,
						   bool collapse, JourneyTransition *out)
{
	JourneyCursor cursor;
	JourneyStep step;
	uint32 n = 0;
	uint32 last_key = 0;
	TimestampTz last_at = 0;

	profile_journey_cursor(&cursor, view);
	while (profile_journey_next(&cursor, &step))
	{
		uint32 key = journey_transition_key(&step, by);

		CHECK_FOR_INTERRUPTS();
		if (cursor.next > 1)
		{
			if (collapse && key == last_key)
				continue;
			out[n].from = last_key;
			out[n].to = key;
			if (pg_sub_s64_overflow(step.at, last_at, &out[n].gap))
				out[n].gap = PG_INT64_MAX; /* only from one end of time to the other */
			n++;
		}
		last_key = key;
		last_at = step.at;
	}
	return n;
}

/*
 * The key in words.  A channel that would blur where the event begins is
 * quoted, so that different keys have different texts.
 */
static Datum
journey_transition_text(uint32 key, JourneyTransitionKey by, JourneyName **names)
{
	const JourneyName *channel = &names[JOURNEY_CHANNEL][key >> 16];
	const JourneyName *event = &names[JOURNEY_EVENT][key & 0xffff];
	StringInfoData out;
	bool quote;

	if (by == BY_CHANNEL)
		return PointerGetDatum(
			cstring_to_text_with_len(channel->data, (int) channel->len));
	if (by == BY_EVENT)
		return PointerGetDatum(cstring_to_text_with_len(event->data, (int) event->len));
	quote = memchr(channel->data, ':', channel->len) != NULL ||
			(channel->len > 0 && channel->data[0] == '"');
	initStringInfo(&out);
	if (quote)
		profile_journey_append_name(&out, channel->data, channel->len, false);
	else
		appendBinaryStringInfo(&out, channel->data, (int) channel->len);
	appendStringInfoChar(&out, ':');
	appendBinaryStringInfo(&out, event->data, (int) event->len);
	return PointerGetDatum(cstring_to_text_with_len(out.data, out.len));
}

/* The middle gap, or the mean of the two in the middle, in whole microseconds. */
static Datum
journey_transition_median(const JourneyTransition *sorted, uint32 n)
{
	int64 low = sorted[(n - 1) / 2].gap;
	int64 high = sorted[n / 2].gap;
	Interval *interval = palloc0(sizeof(Interval));

	/* The same shape that subtracting two times gives. */
	interval->time = low + (high - low) / 2;
	return DirectFunctionCall1(interval_justify_hours, IntervalPGetDatum(interval));
}

/*
 * journey_transitions(journey, by text, collapse boolean)
 *		returns table (from_step text, to_step text, transitions integer,
 *					   median_gap interval)
 *
 * Ordered by the keys, bytewise.
 */
Datum
profile_journey_transitions(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	JourneyTransitionKey by = journey_transition_key_arg(PG_GETARG_TEXT_PP(1));
	JourneyName *names[JOURNEY_KINDS];
	JourneyView view;
	JourneyTransition *all;
	uint32 n;

	InitMaterializedSRF(fcinfo, 0);
	profile_journey_view(&view, PG_GETARG_JOURNEY(0));
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = profile_journey_names(&view, kind);
	all = palloc(sizeof(JourneyTransition) * Max(view.n, 1));
	n = journey_transition_collect(&view, by, PG_GETARG_BOOL(2), all);
	journey_transition_sort(all, n);
	for (uint32 first = 0, next; first < n; first = next)
	{
		Datum values[4];
		bool nulls[4] = {false};

		CHECK_FOR_INTERRUPTS();
		for (next = first + 1; next < n && all[next].from == all[first].from &&
							   all[next].to == all[first].to;)
			next++;
		values[0] = journey_transition_text(all[first].from, by, names);
		values[1] = journey_transition_text(all[first].to, by, names);
		values[2] = Int32GetDatum((int32) (next - first));
		values[3] = journey_transition_median(all + first, next - first);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
