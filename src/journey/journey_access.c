/*-------------------------------------------------------------------------
 *
 * journey_access.c
 *		What a journey says: span, length, channels, steps.
 *
 * Span, length and channels stand at the front of the value, so that only a
 * slice of a TOASTed journey is read for them.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "journey/journey.h"

PG_FUNCTION_INFO_V1(profile_journey_start);
PG_FUNCTION_INFO_V1(profile_journey_end);
PG_FUNCTION_INFO_V1(profile_journey_length);
PG_FUNCTION_INFO_V1(profile_journey_channels);
PG_FUNCTION_INFO_V1(profile_journey_steps);
PG_FUNCTION_INFO_V1(profile_journey_to_jsonb);

#define ACCESS_FIRST_SLICE 512

/* The first bytes of a journey, or all of it where that costs nothing. */
static struct varlena *
journey_slice(Datum datum, int32 bytes)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(datum);

	if (VARATT_IS_COMPRESSED(raw) || VARATT_IS_EXTERNAL(raw))
		return (struct varlena *) PG_DETOAST_DATUM_SLICE(datum, 0, bytes);
	return raw;
}

static void
journey_span(FunctionCallInfo fcinfo, JourneyView *view)
{
	profile_journey_view_span(view,
							  journey_slice(PG_GETARG_DATUM(0), JOURNEY_SPAN_BYTES));
}

/*
 * journey_start(journey) returns timestamptz; NULL for the empty journey
 */
Datum
profile_journey_start(PG_FUNCTION_ARGS)
{
	JourneyView view;

	journey_span(fcinfo, &view);
	if (view.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(view.first);
}

/*
 * journey_end(journey) returns timestamptz; NULL for the empty journey
 */
Datum
profile_journey_end(PG_FUNCTION_ARGS)
{
	JourneyView view;

	journey_span(fcinfo, &view);
	if (view.n == 0)
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(view.last);
}

/*
 * journey_length(journey) returns integer: the number of steps
 */
Datum
profile_journey_length(PG_FUNCTION_ARGS)
{
	JourneyView view;

	journey_span(fcinfo, &view);
	PG_RETURN_INT32((int32) view.n);
}

/* A name as a text. */
Datum
profile_journey_text_datum(const JourneyName *name)
{
	return PointerGetDatum(cstring_to_text_with_len(name->data, (int) name->len));
}

/*
 * Read the channel names out of a prefix of a journey; NULL where the prefix is
 * too short and the value goes on.
 */
static Datum *
journey_channel_datums(const struct varlena *slice, bool whole, uint32 *count)
{
	const uint8 *p = (const uint8 *) VARDATA_ANY(slice);
	const uint8 *end = p + VARSIZE_ANY_EXHDR(slice);
	Datum *names = NULL;
	uint64 number = 0;

	p += 2;
	for (int field = 0; field < 4 && p != NULL; field++)
		p = journey_read_varint(p, end, &number);
	if (p != NULL && number <= JOURNEY_MAX_NAMES)
	{
		*count = (uint32) number;
		names = palloc(sizeof(Datum) * Max(*count, 1));
		for (uint32 i = 0; i < *count && p != NULL; i++)
		{
			JourneyName name;

			p = journey_read_varint(p, end, &number);
			if (p == NULL || number > (uint64) (end - p))
				p = NULL;
			else
			{
				name.data = (const char *) p;
				name.len = (uint32) number;
				names[i] = profile_journey_text_datum(&name);
				p += number;
			}
		}
	}
	if (p == NULL && whole)
		profile_journey_corrupted();
	return p == NULL ? NULL : names;
}

/*
 * journey_channels(journey) returns text[]: the distinct channels, sorted
 */
Datum
profile_journey_channels(PG_FUNCTION_ARGS)
{
	Datum datum = PG_GETARG_DATUM(0);
	int32 bytes = ACCESS_FIRST_SLICE;
	JourneyView view;
	Datum *names = NULL;
	uint32 count = 0;

	journey_span(fcinfo, &view);
	if (view.n == 0)
		PG_RETURN_ARRAYTYPE_P(construct_empty_array(TEXTOID));
	while (names == NULL)
	{
		struct varlena *slice = journey_slice(datum, bytes);

		names = journey_channel_datums(slice, (int32) VARSIZE_ANY_EXHDR(slice) != bytes,
									   &count);
		bytes *= 4;
	}
	PG_RETURN_ARRAYTYPE_P(
		construct_array(names, (int) count, TEXTOID, -1, false, TYPALIGN_INT));
}

/*
 * journey_steps(journey)
 *		returns table (step integer, at timestamptz, channel text, event text,
 *					   label text, value numeric)
 *
 * The steps in order, counted from 1.
 */
Datum
profile_journey_steps(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	JourneyView view;
	JourneyCursor cursor;
	JourneyStep step;
	Datum *texts[JOURNEY_KINDS];

	InitMaterializedSRF(fcinfo, 0);
	profile_journey_view(&view, PG_GETARG_JOURNEY(0));
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
	{
		JourneyName *names = profile_journey_names(&view, kind);

		texts[kind] = palloc(sizeof(Datum) * Max(view.count[kind], 1));
		for (uint32 i = 0; i < view.count[kind]; i++)
			texts[kind][i] = profile_journey_text_datum(&names[i]);
	}
	profile_journey_cursor(&cursor, &view);
	while (profile_journey_next(&cursor, &step))
	{
		Datum values[6] = {0};
		bool nulls[6] = {false, false, false, false, step.label == 0, !step.has_value};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int32GetDatum((int32) cursor.next);
		values[1] = TimestampTzGetDatum(step.at);
		values[2] = texts[JOURNEY_CHANNEL][step.channel];
		values[3] = texts[JOURNEY_EVENT][step.event];
		if (step.label != 0)
			values[4] = texts[JOURNEY_LABEL][step.label - 1];
		if (step.has_value)
			values[5] = profile_journey_value_to_numeric(&step.value);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		if (step.has_value)
			pfree(DatumGetPointer(values[5]));
	}
	return (Datum) 0;
}

static void
journey_json_string(JsonbParseState **state, JsonbIteratorToken token, const char *data,
					uint32 len)
{
	JsonbValue v;

	v.type = jbvString;
	v.val.string.val = unconstify(char *, data);
	v.val.string.len = (int) len;
	pushJsonbValue(state, token, &v);
}

static void
journey_json_step(JsonbParseState **state, const JourneyStep *step, JourneyName **names)
{
	const JourneyName *channel = &names[JOURNEY_CHANNEL][step->channel];
	const JourneyName *event = &names[JOURNEY_EVENT][step->event];
	char *at = palloc(JOURNEY_TIME_WIDTH);

	pushJsonbValue(state, WJB_BEGIN_OBJECT, NULL);
	journey_json_string(state, WJB_KEY, "at", 2);
	journey_json_string(state, WJB_VALUE, at,
						(uint32) profile_journey_time_print(step->at, at));
	journey_json_string(state, WJB_KEY, "channel", 7);
	journey_json_string(state, WJB_VALUE, channel->data, channel->len);
	journey_json_string(state, WJB_KEY, "event", 5);
	journey_json_string(state, WJB_VALUE, event->data, event->len);
	if (step->label != 0)
	{
		const JourneyName *label = &names[JOURNEY_LABEL][step->label - 1];

		journey_json_string(state, WJB_KEY, "label", 5);
		journey_json_string(state, WJB_VALUE, label->data, label->len);
	}
	if (step->has_value)
	{
		JsonbValue v;

		journey_json_string(state, WJB_KEY, "value", 5);
		v.type = jbvNumeric;
		v.val.numeric = DatumGetNumeric(profile_journey_value_to_numeric(&step->value));
		pushJsonbValue(state, WJB_VALUE, &v);
	}
	pushJsonbValue(state, WJB_END_OBJECT, NULL);
}

/*
 * journey_to_jsonb(journey) returns jsonb
 *
 * An array of {"at", "channel", "event"[, "label"][, "value"]}.
 */
Datum
profile_journey_to_jsonb(PG_FUNCTION_ARGS)
{
	JsonbParseState *state = NULL;
	JourneyView view;
	JourneyCursor cursor;
	JourneyStep step;
	JourneyName *names[JOURNEY_KINDS];

	profile_journey_view(&view, PG_GETARG_JOURNEY(0));
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = profile_journey_names(&view, kind);
	pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	profile_journey_cursor(&cursor, &view);
	while (profile_journey_next(&cursor, &step))
	{
		CHECK_FOR_INTERRUPTS();
		journey_json_step(&state, &step, names);
	}
	PG_RETURN_JSONB_P(JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_ARRAY, NULL)));
}
