/*-------------------------------------------------------------------------
 *
 * journey_summary.c
 *		What somebody did, in one look: see journey_summary.h.
 *
 * It is asked while a telephone rings, so the journeys (one of a record for
 * each month, say) are read once, as they are, and neither put together nor
 * unpacked into rows.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "journey/journey_summary.h"

#define SUMMARY_FIRST_LATEST 64

/* The codes of a journey's names; tallies of new ones are empty. */
static uint32 *
summary_codes(JourneySummarySide *side, const JourneyName *names, uint32 count)
{
	uint32 *codes = palloc(sizeof(uint32) * Max(count, 1));

	for (uint32 i = 0; i < count; i++)
		codes[i] = journey_names_code(&side->names, &names[i]);
	if (side->names.count > side->room)
	{
		uint32 room = Max(side->names.count, side->room * 2);
		JourneySummaryName *tallies = palloc0(sizeof(JourneySummaryName) * room);

		if (side->room > 0)
			memcpy(tallies, side->tallies, sizeof(JourneySummaryName) * side->room);
		side->tallies = tallies;
		side->room = room;
	}
	return codes;
}

static void
summary_count(JourneySummaryName *tally, TimestampTz at)
{
	if (tally->steps == 0 || at < tally->first)
		tally->first = at;
	if (tally->steps == 0 || at > tally->last)
		tally->last = at;
	tally->steps++;
}

/* New channels are told apart once: do their events count? */
static void
summary_judge_channels(JourneySummary *s, uint32 from)
{
	for (uint32 i = from; s->left_out != NULL && i < s->channels.names.count; i++)
		s->channels.tallies[i].left_out =
			s->left_out(s->left_out_arg, &s->channels.names.entries[i].name);
}

static Datum
summary_plus(Datum total, Datum value)
{
	return total == (Datum) 0 ? value : DirectFunctionCall2(numeric_add, total, value);
}

static void
summary_add_step(JourneySummary *s, const JourneyStep *step, uint32 channel, uint32 event)
{
	JourneySummaryName *in = &s->channels.tallies[channel];
	JourneySummaryName *did = &s->events.tallies[event];
	const JourneyNameEntry *names = s->events.names.entries;

	if (in->steps == 0 || step->at > in->last ||
		(step->at == in->last &&
		 journey_name_order(&names[event].name, &names[in->last_event].name) > 0))
		in->last_event = event;
	summary_count(in, step->at);
	if (in->left_out)
		return;
	summary_count(did, step->at);
	if (step->has_value)
	{
		Datum value = profile_journey_value_to_numeric(&step->value);

		did->total = summary_plus(did->total, value);
		if (s->has_since && step->at >= s->since)
			did->total_since = summary_plus(did->total_since, value);
	}
}

static void
summary_remember(JourneySummary *s, const JourneyStep *step, JourneyName *const *names)
{
	JourneySummaryStep *latest;

	if (s->nlatest == s->latest_room)
	{
		s->latest_room *= 2;
		s->latest = repalloc_huge(s->latest, sizeof(JourneySummaryStep) * s->latest_room);
	}
	latest = &s->latest[s->nlatest++];
	latest->at = step->at;
	latest->channel = names[JOURNEY_CHANNEL][step->channel];
	latest->event = names[JOURNEY_EVENT][step->event];
	latest->label.data = NULL;
	latest->label.len = 0;
	if (step->label != 0)
		latest->label = names[JOURNEY_LABEL][step->label - 1];
	latest->has_value = step->has_value;
	if (step->has_value)
		latest->value = step->value;
}

/* profile_journey_summary_start: values add up in total_since once since is set. */
void
profile_journey_summary_start(JourneySummary *s, uint32 wanted,
							  JourneySummaryLeftOut left_out, void *arg)
{
	memset(s, 0, sizeof(*s));
	journey_names_init(&s->channels.names);
	journey_names_init(&s->events.names);
	s->wanted = wanted;
	s->latest_room = SUMMARY_FIRST_LATEST;
	s->latest = palloc(sizeof(JourneySummaryStep) * s->latest_room);
	s->left_out = left_out;
	s->left_out_arg = arg;
}

void
profile_journey_summary_add(JourneySummary *s, const struct varlena *journey)
{
	JourneyView view;
	JourneyCursor cursor;
	JourneyStep step;
	JourneyName *names[JOURNEY_KINDS];
	uint32 *channels;
	uint32 *events;
	uint32 known = s->channels.names.count;

	profile_journey_view(&view, journey);
	if (view.n == 0)
		return;
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = profile_journey_names(&view, kind);
	channels =
		summary_codes(&s->channels, names[JOURNEY_CHANNEL], view.count[JOURNEY_CHANNEL]);
	summary_judge_channels(s, known);
	events = summary_codes(&s->events, names[JOURNEY_EVENT], view.count[JOURNEY_EVENT]);
	profile_journey_cursor(&cursor, &view);
	while (profile_journey_next(&cursor, &step))
	{
		CHECK_FOR_INTERRUPTS();
		summary_add_step(s, &step, channels[step.channel], events[step.event]);
		if (view.n - cursor.next < s->wanted)
			summary_remember(s, &step, names);
	}
}

/* The latest first; where several tie, the greatest first. */
static int
summary_step_cmp(const void *a, const void *b)
{
	const JourneySummaryStep *x = a;
	const JourneySummaryStep *y = b;
	int c = x->at < y->at ? 1 : x->at > y->at ? -1 : 0;

	if (c == 0)
		c = journey_name_order(&y->channel, &x->channel);
	if (c == 0)
		c = journey_name_order(&y->event, &x->event);
	if (c == 0)
		c = (int) (y->label.data != NULL) - (int) (x->label.data != NULL);
	if (c == 0 && x->label.data != NULL)
		c = journey_name_order(&y->label, &x->label);
	if (c == 0)
		c = (int) y->has_value - (int) x->has_value;
	if (c == 0 && x->has_value)
		c = profile_journey_value_cmp(&y->value, &x->value);
	return c;
}

uint32
profile_journey_summary_latest(JourneySummary *s)
{
	qsort(s->latest, s->nlatest, sizeof(JourneySummaryStep), summary_step_cmp);
	return Min(s->nlatest, s->wanted);
}

static int
summary_by_name(const void *a, const void *b)
{
	return journey_name_order(((const JourneySummaryOrder *) a)->name,
							  ((const JourneySummaryOrder *) b)->name);
}

static int
summary_by_last(const void *a, const void *b)
{
	TimestampTz x = ((const JourneySummaryOrder *) a)->tally->last;
	TimestampTz y = ((const JourneySummaryOrder *) b)->tally->last;

	return x != y ? (x < y ? 1 : -1) : summary_by_name(a, b);
}

JourneySummaryOrder *
profile_journey_summary_order(const JourneySummarySide *side, bool by_last, uint32 *count)
{
	JourneySummaryOrder *order =
		palloc(sizeof(JourneySummaryOrder) * Max(side->names.count, 1));
	uint32 n = 0;

	for (uint32 i = 0; i < side->names.count; i++)
		if (side->tallies[i].steps > 0)
		{
			order[n].name = &side->names.entries[i].name;
			order[n++].tally = &side->tallies[i];
		}
	qsort(order, n, sizeof(JourneySummaryOrder),
		  by_last ? summary_by_last : summary_by_name);
	*count = n;
	return order;
}
