/*-------------------------------------------------------------------------
 *
 * card_history.c
 *		What happened, from the journeys: channels, metrics, the last steps.
 *
 * The journeys are read once (journey_summary.h); what their channels and events
 * mean is looked up by name.  What happened in internal channels is counted for
 * employees, and what happened in the others for customers.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "utils/fmgrprotos.h"

#include "journey/journey_summary.h"
#include "model/card.h"
#include "model/customer_stage.h"

#define HISTORY_LATEST 10
#define HISTORY_SPOKEN 3 /* latest channels of which it is told what was said */
#define HISTORY_HOUR   USECS_PER_HOUR
#define HISTORY_MONTH  (31 * USECS_PER_DAY)
#define HISTORY_RECENT (30 * USECS_PER_DAY)
#define HISTORY_YEAR   (365 * USECS_PER_DAY)

enum
{
	JOURNEY_RECORD,
	JOURNEY_JOURNEY
};
static const ModelShape history_journey = {
	"journey", 2, {"record_id", "journey"}, {INT8OID, MODEL_JOURNEY}};
static const ModelPath history_journey_path = {
	1, {{JOURNEY_RECORD, BTEqualStrategyNumber}}, NULL};

enum
{
	EVENT_EVENT,
	EVENT_MEANING
};
static const ModelShape history_event = {
	"event_type", 2, {"event", "meaning"}, {TEXTOID, TEXTOID}};
static const ModelPath history_event_path = {
	1, {{EVENT_EVENT, BTEqualStrategyNumber}}, NULL};

enum
{
	SCALE_SCALE,
	SCALE_FLOORS
};
static const ModelShape history_scale = {
	"segment_scale", 2, {"scale", "floors"}, {TEXTOID, NUMERICARRAYOID}};
static const ModelPath history_scale_path = {
	1, {{SCALE_SCALE, BTEqualStrategyNumber}}, NULL};

typedef struct HistoryState
{
	Card *card;
	CardLook channel_look;
	JourneySummary summary;
	CardChannel *channels; /* by the summary's codes */
	int nchannels;
	int channel_room;
	CardSpan *spans; /* of the journeys */
	int nspans;
	int span_room;
} HistoryState;

/* What events of one meaning add up to. */
typedef struct HistoryTotal
{
	int64 steps;
	TimestampTz first;
	TimestampTz last;
	Datum value; /* numeric; 0 is none */
	Datum value_year;
} HistoryTotal;

/* --- reading --------------------------------------------------------------------- */

/* A channel is met for the first time: do its events count? */
static bool
history_meet_channel(void *arg, const JourneyName *name)
{
	HistoryState *state = arg;
	CardChannel *channel;

	if (state->nchannels == state->channel_room)
		state->channels =
			repalloc(state->channels, sizeof(CardChannel) * (state->channel_room *= 2));
	channel = &state->channels[state->nchannels++];
	profile_card_channel(channel, &state->channel_look, name);
	return channel->is_known &&
		   card_text_is(channel->line, "internal") != state->card->is_insider;
}

static void
history_add_journey(HistoryState *state, int64 record, struct varlena *journey)
{
	JourneyView view;
	CardSpan *span;

	profile_journey_view_span(&view, journey);
	if (state->nspans == state->span_room)
		state->spans = repalloc_huge(state->spans,
									 sizeof(CardSpan) * (Size) (state->span_room *= 2));
	span = &state->spans[state->nspans++];
	span->record = record;
	span->first = view.first;
	span->last = view.last;
	profile_journey_summary_add(&state->summary, journey);
}

static void
history_read(HistoryState *state)
{
	Card *card = state->card;
	CardLook look;
	int record = -1;

	state->channel_room = 8;
	state->channels = palloc(sizeof(CardChannel) * state->channel_room);
	state->span_room = 16;
	state->spans = palloc(sizeof(CardSpan) * state->span_room);
	profile_journey_summary_start(&state->summary, HISTORY_LATEST, history_meet_channel,
								  state);
	state->summary.has_since = true;
	state->summary.since = card->now - HISTORY_YEAR;
	profile_card_look(&look, card, &history_journey, &history_journey_path);
	while (profile_card_look_by_records(&look, card, &record))
		history_add_journey(state, card->records[record].id,
							(struct varlena *) PG_DETOAST_DATUM_COPY(
								profile_model_value(&look.scan, JOURNEY_JOURNEY)));
	profile_card_look_end(&look);
}

/* --- the last steps -------------------------------------------------------------- */

static void
history_name(JsonbValue *to, const JourneyName *name)
{
	card_string(to, name->data, (int) name->len);
}

static void
history_latest(HistoryState *state, CardHistory *history)
{
	JsonbValue *to = &state->card->parts[CARD_LAST_INTERACTIONS];
	int n = (int) profile_journey_summary_latest(&state->summary);

	card_array(to, n);
	for (int i = 0; i < n; i++)
	{
		const JourneySummaryStep *step = &state->summary.latest[i];
		JsonbValue *element = card_element(to);

		card_object(element, 5);
		history_name(card_member(element, "event"), &step->event);
		if (step->label.data != NULL)
			history_name(card_member(element, "label"), &step->label);
		if (step->has_value)
			card_numeric(card_member(element, "value"),
						 profile_journey_value_to_numeric(&step->value));
		history_name(card_member(element, "channel"), &step->channel);
		profile_card_moment(card_member(element, "occurred_at"), step->at);
		if (i < CARD_MEMORY)
			history->last[history->nlast++] = step->event;
	}
}

/* --- metrics --------------------------------------------------------------------- */

static Datum
history_plus(Datum total, Datum value)
{
	if (total == (Datum) 0 || value == (Datum) 0)
		return total == (Datum) 0 ? value : total;
	return DirectFunctionCall2(numeric_add, total, value);
}

static void
history_count(HistoryTotal *total, const JourneySummaryName *tally)
{
	if (total->steps == 0 || tally->first < total->first)
		total->first = tally->first;
	if (total->steps == 0 || tally->last > total->last)
		total->last = tally->last;
	total->steps += tally->steps;
}

static void
history_first(JsonbValue *to, const HistoryTotal *total)
{
	profile_card_moment_or_null(to, total->steps == 0, total->first);
}

static void
history_last(JsonbValue *to, const HistoryTotal *total)
{
	profile_card_moment_or_null(to, total->steps == 0, total->last);
}

static void
history_money(JsonbValue *to, Datum total)
{
	card_word(to, total == (Datum) 0
					  ? "0"
					  : DatumGetCString(DirectFunctionCall1(numeric_out, total)));
}

/* Least revenue of a year of groups B and A; 0 where nobody has drawn them. */
static Datum
history_floors(const Card *card)
{
	CardLook look;
	Datum floors = (Datum) 0;

	profile_card_look(&look, card, &history_scale, &history_scale_path);
	if (profile_model_find(&look.scan, CStringGetTextDatum("value")))
		floors = PointerGetDatum(
			PG_DETOAST_DATUM_COPY(profile_model_value(&look.scan, SCALE_FLOORS)));
	profile_card_look_end(&look);
	return floors;
}

static void
history_metrics(const Card *card, const HistoryTotal *all, const HistoryTotal *bought,
				const HistoryTotal *contacts, const HistoryTotal *complaints)
{
	JsonbValue *to = unconstify(JsonbValue *, &card->parts[CARD_METRICS]);

	card_object(to, 13);
	history_last(card_member(to, "last_at"), all);
	history_money(card_member(to, "revenue"), bought->value);
	card_number(card_member(to, "contacts"), contacts->steps + complaints->steps);
	history_first(card_member(to, "first_at"), all);
	card_number(card_member(to, "complaints"), complaints->steps);
	/* who works for the company is worth something else */
	if (!card->is_insider)
		card_word(card_member(to, "life_cycle"),
				  profile_customer_stage(bought->steps > 0, bought->first, bought->last,
										 card->now));
	card_number(card_member(to, "conversions"), bought->steps);
	if (!card->is_insider)
	{
		const char *group =
			profile_customer_group(bought->value_year, history_floors(card));

		if (group == NULL)
			card_null(card_member(to, "value_group"));
		else
			card_word(card_member(to, "value_group"), group);
	}
	card_number(card_member(to, "interactions"), all->steps);
	history_money(card_member(to, "revenue_year"), bought->value_year);
	history_last(card_member(to, "last_complaint_at"), complaints);
	history_last(card_member(to, "last_conversion_at"), bought);
	history_first(card_member(to, "first_conversion_at"), bought);
	profile_card_object_end(to);
}

static void
history_remember(CardHistory *history, const JourneyName *topic, TimestampTz at,
				 TimestampTz now)
{
	if (at > now - HISTORY_RECENT)
		history->recent[history->nrecent++] = (CardRecent){*topic, at};
}

static void
history_events(HistoryState *state, CardHistory *history)
{
	Card *card = state->card;
	CardLook look;
	HistoryTotal all = {0};
	HistoryTotal bought = {0};
	HistoryTotal contacts = {0};
	HistoryTotal complaints = {0};
	uint32 n;
	const JourneySummaryOrder *events =
		profile_journey_summary_order(&state->summary.events, false, &n);

	history->recent = palloc(sizeof(CardRecent) * Max(n, 1));
	profile_card_look(&look, card, &history_event, &history_event_path);
	for (uint32 i = 0; i < n; i++)
	{
		const JourneySummaryName *tally = events[i].tally;
		text *meaning = NULL;

		history_count(&all, tally);
		if (profile_model_find(&look.scan, profile_journey_text_datum(events[i].name)))
			meaning = profile_card_look_text(&look, EVENT_MEANING);
		if (card_text_is(meaning, "conversion"))
		{
			history_count(&bought, tally);
			bought.value = history_plus(bought.value, tally->total);
			bought.value_year = history_plus(bought.value_year, tally->total_since);
		}
		else if (card_text_is(meaning, "contact") || card_text_is(meaning, "complaint"))
		{
			history_count(card_text_is(meaning, "contact") ? &contacts : &complaints,
						  tally);
			history_remember(history, events[i].name, tally->last, card->now);
		}
	}
	profile_card_look_end(&look);
	history_metrics(card, &all, &bought, &contacts, &complaints);
	history->has_bought = bought.steps > 0;
	history->last_bought = bought.last;
}

/* --- channels -------------------------------------------------------------------- */

static void
history_channel(HistoryState *state, JsonbValue *to, const JourneySummaryOrder *order,
				const CardChannel *channel, bool is_spoken, TimestampTz since)
{
	const JourneySummaryName *tally = order->tally;
	TimestampTz from = Max(tally->last - HISTORY_HOUR, since);

	card_object(to, 7);
	card_text(card_member(to, "kind"), channel->kind);
	card_text(card_member(to, "line"), channel->line);
	history_name(card_member(to, "channel"), order->name);
	profile_card_moment(card_member(to, "last_at"), tally->last);
	history_name(card_member(to, "last_event"),
				 &state->summary.events.names.entries[tally->last_event].name);
	if (is_spoken && channel->is_known && from < tally->last)
		profile_card_said(card_member(to, "conversation"), state->card, state->spans,
						  state->nspans, channel->id, from, tally->last);
	else
		card_array(card_member(to, "conversation"), 0);
	card_number(card_member(to, "interactions"), tally->steps);
	profile_card_object_end(to);
}

/*
 * All channels, the latest first.  What was said is told of the latest ones and of
 * the one in which they turn to us, unless that is more than a month before: nobody
 * should have to say it twice.
 */
static void
history_channels(HistoryState *state)
{
	Card *card = state->card;
	JsonbValue *to = &card->parts[CARD_CHANNELS];
	uint32 n;
	const JourneySummaryOrder *order =
		profile_journey_summary_order(&state->summary.channels, true, &n);

	card_array(to, (int) n);
	for (uint32 i = 0; i < n; i++)
	{
		const CardChannel *channel =
			&state->channels[order[i].tally - state->summary.channels.tallies];
		JourneyName asked = {NULL, 0};
		bool is_asked;

		if (card->channel != NULL)
			asked = card_name(card->channel);
		is_asked = card->channel != NULL && journey_name_same(order[i].name, &asked);
		history_channel(state, card_element(to), &order[i], channel,
						i < HISTORY_SPOKEN || is_asked,
						order[0].tally->last - HISTORY_MONTH - HISTORY_HOUR);
		if (is_asked)
			card->parts[CARD_LAST_IN_CHANNEL] = to->val.array.elems[i];
	}
}

/* The line of the channel in which they turn to us, wherever it is known from. */
static void
history_line(HistoryState *state)
{
	Card *card = state->card;
	JourneyName name;
	CardChannel asked;

	if (card->channel == NULL)
		return;
	name = card_name(card->channel);
	for (int i = 0; i < state->nchannels; i++)
		if (journey_name_same(&state->channels[i].name, &name))
		{
			card_text(&card->parts[CARD_LINE], state->channels[i].line);
			return;
		}
	profile_card_channel(&asked, &state->channel_look, &name);
	card_text(&card->parts[CARD_LINE], asked.line);
}

/*
 * profile_card_history: the parts that say what happened, and what others make of
 * it.  Of nobody, only the line of the channel.
 */
void
profile_card_history(Card *card, CardHistory *history)
{
	HistoryState state = {.card = card};

	memset(history, 0, sizeof(*history));
	profile_card_look(&state.channel_look, card, &profile_card_channel_shape,
					  &profile_card_channel_path);
	history_read(&state);
	history_line(&state);
	profile_card_look_end(&state.channel_look);
	history->is_there = state.nspans > 0;
	if (!history->is_there)
		return;
	history_latest(&state, history);
	history_events(&state, history);
	history_channels(&state);
}
