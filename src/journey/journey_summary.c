/*-------------------------------------------------------------------------
 *
 * journey_summary.c
 *		journey_summary: what somebody did, in one look: the latest steps, and
 *		how often and when they were in each channel and did each thing.
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
#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"
#include "utils/timestamp.h"

#include "journey/journey_names.h"

PG_FUNCTION_INFO_V1(profile_journey_summary);

#define SUMMARY_MAX_LATEST 1000

/* The latest step of a channel or with an event, and all there are. */
typedef struct SummaryName
{
	int64 steps;
	TimestampTz first;
	TimestampTz last;
	uint32 last_event; /* of a channel: the greatest name where several tie */
	bool left_out;     /* a channel in which events do not count */
	Datum total;       /* numeric, of an event; 0 is none */
	Datum total_since;
} SummaryName;

typedef struct SummarySide
{
	JourneyNames names;
	SummaryName *tallies; /* by code */
	uint32 room;
} SummarySide;

typedef struct SummaryStep
{
	TimestampTz at;
	JourneyName channel;
	JourneyName event;
	JourneyName label; /* data NULL: none */
	bool has_value;
	JourneyValue value;
} SummaryStep;

/*
 * The state of a call.  Names point into the journeys, which stay where they
 * are until the call is over.
 */
typedef struct Summary
{
	SummarySide channels;
	SummarySide events;
	SummaryStep *latest; /* the last steps of each journey, to choose from */
	uint32 nlatest;
	uint32 latest_room;
	uint32 wanted;
	bool has_since;
	TimestampTz since;
	JourneyName *left_out; /* channels */
	int nleft_out;
} Summary;

/* The codes of a journey's names; tallies of new ones are empty. */
static uint32 *
summary_codes(SummarySide *side, const JourneyName *names, uint32 count)
{
	uint32 *codes = palloc(sizeof(uint32) * Max(count, 1));

	for (uint32 i = 0; i < count; i++)
		codes[i] = journey_names_code(&side->names, &names[i]);
	if (side->names.count > side->room)
	{
		uint32 room = Max(side->names.count, side->room * 2);
		SummaryName *tallies = palloc0(sizeof(SummaryName) * room);

		if (side->room > 0)
			memcpy(tallies, side->tallies, sizeof(SummaryName) * side->room);
		side->tallies = tallies;
		side->room = room;
	}
	return codes;
}

static void
summary_count(SummaryName *tally, TimestampTz at)
{
	if (tally->steps == 0 || at < tally->first)
		tally->first = at;
	if (tally->steps == 0 || at > tally->last)
		tally->last = at;
	tally->steps++;
}

static bool
summary_is_left_out(const Summary *s, const JourneyName *channel)
{
	for (int i = 0; i < s->nleft_out; i++)
		if (journey_name_same(&s->left_out[i], channel))
			return true;
	return false;
}

static Datum
summary_plus(Datum total, Datum value)
{
	return total == (Datum) 0 ? value : DirectFunctionCall2(numeric_add, total, value);
}

static void
summary_add_step(Summary *s, const JourneyStep *step, uint32 channel, uint32 event)
{
	SummaryName *in = &s->channels.tallies[channel];
	SummaryName *did = &s->events.tallies[event];
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
summary_remember(Summary *s, const JourneyStep *step, JourneyName *const *names)
{
	SummaryStep *latest;

	if (s->nlatest == s->latest_room)
	{
		s->latest_room *= 2;
		s->latest = repalloc_huge(s->latest, sizeof(SummaryStep) * s->latest_room);
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

static void
summary_add_journey(Summary *s, const struct varlena *journey)
{
	JourneyView view;
	JourneyCursor cursor;
	JourneyStep step;
	JourneyName *names[JOURNEY_KINDS];
	uint32 *channels;
	uint32 *events;

	profile_journey_view(&view, journey);
	if (view.n == 0)
		return;
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = profile_journey_names(&view, kind);
	channels =
		summary_codes(&s->channels, names[JOURNEY_CHANNEL], view.count[JOURNEY_CHANNEL]);
	for (uint32 i = 0; s->nleft_out > 0 && i < view.count[JOURNEY_CHANNEL]; i++)
		s->channels.tallies[channels[i]].left_out =
			summary_is_left_out(s, &names[JOURNEY_CHANNEL][i]);
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
	const SummaryStep *x = a;
	const SummaryStep *y = b;
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

/* --- the answer -------------------------------------------------------------- */

static void
summary_push_string(JsonbParseState **state, JsonbIteratorToken token, const char *data,
					uint32 len)
{
	JsonbValue v;

	v.type = jbvString;
	v.val.string.val = unconstify(char *, data);
	v.val.string.len = (int) len;
	(void) pushJsonbValue(state, token, &v);
}

static void
summary_push_name(JsonbParseState **state, const char *key, const JourneyName *name)
{
	summary_push_string(state, WJB_KEY, key, (uint32) strlen(key));
	summary_push_string(state, WJB_VALUE, name->data, name->len);
}

/* A moment as ISO 8601 in UTC, always with microseconds. */
static JourneyName
summary_moment(TimestampTz at)
{
	struct pg_tm tm;
	fsec_t fraction;
	JourneyName text;

	if (timestamp2tm(at, NULL, &tm, &fraction, NULL, NULL) != 0)
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("timestamp out of range")));
	text.data = psprintf("%04d-%02d-%02dT%02d:%02d:%02d.%06dZ", tm.tm_year, tm.tm_mon,
						 tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, (int) fraction);
	text.len = (uint32) strlen(text.data);
	return text;
}

static Datum
summary_latest(Summary *s)
{
	JsonbParseState *state = NULL;
	uint32 n = Min(s->nlatest, s->wanted);

	qsort(s->latest, s->nlatest, sizeof(SummaryStep), summary_step_cmp);
	(void) pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	for (uint32 i = 0; i < n; i++)
	{
		const SummaryStep *step = &s->latest[i];
		JourneyName at = summary_moment(step->at);

		(void) pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
		summary_push_name(&state, "occurred_at", &at);
		summary_push_name(&state, "channel", &step->channel);
		summary_push_name(&state, "event", &step->event);
		if (step->label.data != NULL)
			summary_push_name(&state, "label", &step->label);
		if (step->has_value)
		{
			JsonbValue v;

			summary_push_string(&state, WJB_KEY, "value", 5);
			v.type = jbvNumeric;
			v.val.numeric =
				DatumGetNumeric(profile_journey_value_to_numeric(&step->value));
			(void) pushJsonbValue(&state, WJB_VALUE, &v);
		}
		(void) pushJsonbValue(&state, WJB_END_OBJECT, NULL);
	}
	return JsonbPGetDatum(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_ARRAY, NULL)));
}

typedef struct SummaryOrder
{
	const JourneyName *name;
	const SummaryName *tally;
} SummaryOrder;

static int
summary_by_name(const void *a, const void *b)
{
	return journey_name_order(((const SummaryOrder *) a)->name,
							  ((const SummaryOrder *) b)->name);
}

static int
summary_by_last(const void *a, const void *b)
{
	TimestampTz x = ((const SummaryOrder *) a)->tally->last;
	TimestampTz y = ((const SummaryOrder *) b)->tally->last;

	return x != y ? (x < y ? 1 : -1) : summary_by_name(a, b);
}

/* The names that count, in order. */
static SummaryOrder *
summary_in_order(const SummarySide *side, int (*cmp)(const void *, const void *),
				 uint32 *count)
{
	SummaryOrder *order = palloc(sizeof(SummaryOrder) * Max(side->names.count, 1));
	uint32 n = 0;

	for (uint32 i = 0; i < side->names.count; i++)
		if (side->tallies[i].steps > 0)
		{
			order[n].name = &side->names.entries[i].name;
			order[n++].tally = &side->tallies[i];
		}
	qsort(order, n, sizeof(SummaryOrder), cmp);
	*count = n;
	return order;
}

static Datum
summary_array(const Datum *values, const bool *nulls, uint32 n, Oid type, int len,
			  bool by_value, char align)
{
	int dims = (int) n;
	int lower = 1;

	if (n == 0)
		return PointerGetDatum(construct_empty_array(type));
	return PointerGetDatum(construct_md_array(unconstify(Datum *, values),
											  unconstify(bool *, nulls), 1, &dims, &lower,
											  type, len, by_value, align));
}

#define SUMMARY_COLUMNS 11

/* Columns of one side, from values[0] on: name, steps, and what cells adds. */
typedef struct SummaryCells
{
	Datum *cells[6];
	bool *nulls[6];
} SummaryCells;

static void
summary_cells(SummaryCells *c, uint32 n)
{
	for (int k = 0; k < 6; k++)
	{
		c->cells[k] = palloc0(sizeof(Datum) * Max(n, 1));
		c->nulls[k] = palloc0(sizeof(bool) * Max(n, 1));
	}
}

static Datum
summary_texts(const SummaryCells *c, int k, uint32 n)
{
	return summary_array(c->cells[k], c->nulls[k], n, TEXTOID, -1, false, TYPALIGN_INT);
}

static Datum
summary_words(const SummaryCells *c, int k, uint32 n, Oid type)
{
	return summary_array(c->cells[k], c->nulls[k], n, type, 8, FLOAT8PASSBYVAL,
						 TYPALIGN_DOUBLE);
}

static Datum
summary_numbers(const SummaryCells *c, int k, uint32 n)
{
	return summary_array(c->cells[k], c->nulls[k], n, NUMERICOID, -1, false,
						 TYPALIGN_INT);
}

/* channels, channel_steps, channel_last, channel_event */
static void
summary_channels(const Summary *s, Datum *values)
{
	uint32 n;
	const SummaryOrder *order = summary_in_order(&s->channels, summary_by_last, &n);
	SummaryCells c;

	summary_cells(&c, n);
	for (uint32 i = 0; i < n; i++)
	{
		const SummaryName *tally = order[i].tally;

		c.cells[0][i] = profile_journey_text_datum(order[i].name);
		c.cells[1][i] = Int64GetDatum(tally->steps);
		c.cells[2][i] = TimestampTzGetDatum(tally->last);
		c.cells[3][i] =
			profile_journey_text_datum(&s->events.names.entries[tally->last_event].name);
	}
	values[0] = summary_texts(&c, 0, n);
	values[1] = summary_words(&c, 1, n, INT8OID);
	values[2] = summary_words(&c, 2, n, TIMESTAMPTZOID);
	values[3] = summary_texts(&c, 3, n);
}

/* events, event_steps, event_first, event_last, event_total, event_total_since */
static void
summary_events(const Summary *s, Datum *values)
{
	uint32 n;
	const SummaryOrder *order = summary_in_order(&s->events, summary_by_name, &n);
	SummaryCells c;

	summary_cells(&c, n);
	for (uint32 i = 0; i < n; i++)
	{
		const SummaryName *tally = order[i].tally;

		c.cells[0][i] = profile_journey_text_datum(order[i].name);
		c.cells[1][i] = Int64GetDatum(tally->steps);
		c.cells[2][i] = TimestampTzGetDatum(tally->first);
		c.cells[3][i] = TimestampTzGetDatum(tally->last);
		c.cells[4][i] = tally->total;
		c.nulls[4][i] = tally->total == (Datum) 0;
		c.cells[5][i] = tally->total_since;
		c.nulls[5][i] = tally->total_since == (Datum) 0;
	}
	values[0] = summary_texts(&c, 0, n);
	values[1] = summary_words(&c, 1, n, INT8OID);
	values[2] = summary_words(&c, 2, n, TIMESTAMPTZOID);
	values[3] = summary_words(&c, 3, n, TIMESTAMPTZOID);
	values[4] = summary_numbers(&c, 4, n);
	values[5] = summary_numbers(&c, 5, n);
}

static void
summary_start(Summary *s, FunctionCallInfo fcinfo)
{
	int32 wanted = PG_ARGISNULL(1) ? 0 : PG_GETARG_INT32(1);

	if (wanted < 0 || wanted > SUMMARY_MAX_LATEST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("latest_steps must be between 0 and %d", SUMMARY_MAX_LATEST),
				 errdetail("It is %d.", wanted)));
	memset(s, 0, sizeof(*s));
	journey_names_init(&s->channels.names);
	journey_names_init(&s->events.names);
	s->wanted = (uint32) wanted;
	s->latest_room = 64;
	s->latest = palloc(sizeof(SummaryStep) * s->latest_room);
	s->has_since = !PG_ARGISNULL(2);
	if (s->has_since)
		s->since = PG_GETARG_TIMESTAMPTZ(2);
}

static void
summary_leave_out(Summary *s, ArrayType *channels)
{
	Datum *elements;
	bool *nulls;
	int n;

	deconstruct_array(channels, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &n);
	s->left_out = palloc(sizeof(JourneyName) * Max(n, 1));
	for (int i = 0; i < n; i++)
		if (!nulls[i])
		{
			text *name = DatumGetTextPP(elements[i]);

			s->left_out[s->nleft_out].data = VARDATA_ANY(name);
			s->left_out[s->nleft_out++].len = VARSIZE_ANY_EXHDR(name);
		}
}

static void
summary_add_journeys(Summary *s, ArrayType *journeys)
{
	Datum *elements;
	bool *nulls;
	int n;
	int16 len;
	bool by_value;
	char align;

	get_typlenbyvalalign(ARR_ELEMTYPE(journeys), &len, &by_value, &align);
	deconstruct_array(journeys, ARR_ELEMTYPE(journeys), len, by_value, align, &elements,
					  &nulls, &n);
	for (int i = 0; i < n; i++)
		if (!nulls[i])
			summary_add_journey(s, DatumGetJourneyPP(elements[i]));
}

/*
 * journey_summary(journeys journey[], latest_steps integer, since timestamptz,
 *				   left_out text[])
 *		returns (latest jsonb, channels text[], channel_steps bigint[],
 *				 channel_last timestamptz[], channel_event text[], events text[],
 *				 event_steps bigint[], event_first timestamptz[],
 *				 event_last timestamptz[], event_value numeric[],
 *				 event_value_since numeric[])
 *
 * Arrays stand side by side.  Channels come by their latest step, the latest
 * first; events by name, bytewise.  Sums of values are NULL where there are
 * none; event_value_since sums those at or after since.  NULL journeys count
 * for nothing, and steps in channels that are left_out for nothing among the
 * events.
 */
Datum
profile_journey_summary(PG_FUNCTION_ARGS)
{
	Summary s;
	TupleDesc desc;
	Datum values[SUMMARY_COLUMNS];
	bool nulls[SUMMARY_COLUMNS] = {false};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	summary_start(&s, fcinfo);
	if (!PG_ARGISNULL(3))
		summary_leave_out(&s, PG_GETARG_ARRAYTYPE_P(3));
	if (!PG_ARGISNULL(0))
		summary_add_journeys(&s, PG_GETARG_ARRAYTYPE_P(0));
	values[0] = summary_latest(&s);
	summary_channels(&s, &values[1]);
	summary_events(&s, &values[5]);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}
