/*-------------------------------------------------------------------------
 *
 * journey_io.c
 *		Text input and output of journey, and its casts' helpers.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "journey/journey_draft.h"

#define IO_STEP_WIDTH 32 /* about what a step takes in text */

PG_FUNCTION_INFO_V1(profile_journey_in);
PG_FUNCTION_INFO_V1(profile_journey_out);

/* --- values --------------------------------------------------------------- */

/*
 * profile_journey_value_from_numeric
 *
 * Exactly what numeric prints; NaN and infinity are refused.
 */
void
profile_journey_value_from_numeric(Numeric numeric, JourneyValue *value)
{
	char *text;

	if (numeric_is_nan(numeric) || numeric_is_inf(numeric))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("value of a journey's step must be a finite number")));
	text = DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(numeric)));
	if (!profile_journey_value_parse(text, strlen(text), value))
		elog(ERROR, "unexpected text form of numeric: %s", text);
}

/*
 * profile_journey_value_to_numeric
 *
 * The inverse.
 */
Datum
profile_journey_value_to_numeric(const JourneyValue *value)
{
	char *text;
	Datum result;

	if (value->scale != JOURNEY_VALUE_DIGITS)
		return NumericGetDatum(int64_div_fast_to_numeric(value->mantissa, value->scale));
	text = pnstrdup(value->digits, value->len);
	result = DirectFunctionCall3(numeric_in, CStringGetDatum(text),
								 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
	pfree(text);
	return result;
}

/* Bytes of a value that carries its own scale. */
uint32
profile_journey_value_size(const JourneyValue *value)
{
	if (value->scale == JOURNEY_VALUE_DIGITS)
		return 1 + journey_varint_size(value->len) + value->len;
	return 1 + journey_varint_size(journey_zigzag(value->mantissa));
}

/* Write a value that carries its own scale; returns the byte after. */
uint8 *
profile_journey_write_value(uint8 *p, const JourneyValue *value)
{
	*p++ = value->scale;
	if (value->scale != JOURNEY_VALUE_DIGITS)
		return journey_write_varint(p, journey_zigzag(value->mantissa));
	p = journey_write_varint(p, value->len);
	memcpy(p, value->digits, value->len);
	return p + value->len;
}

/* --- printing ------------------------------------------------------------- */

void
profile_journey_append_value(StringInfo out, const JourneyValue *value)
{
	enlargeStringInfo(out, value->scale == JOURNEY_VALUE_DIGITS ? (int) value->len + 1
																: JOURNEY_VALUE_WIDTH);
	out->len += (int) profile_journey_value_print(value, out->data + out->len);
	out->data[out->len] = '\0';
}

/* plain: quotes may be left out where the name allows it. */
void
profile_journey_append_name(StringInfo out, const char *name, uint32 len, bool plain)
{
	if (plain && profile_journey_name_is_plain(name, len))
	{
		appendBinaryStringInfo(out, name, (int) len);
		return;
	}
	enlargeStringInfo(out, (int) len * 2 + 3);
	out->len += (int) profile_journey_quote(name, len, out->data + out->len);
	out->data[out->len] = '\0';
}

static void
journey_append_time(StringInfo out, TimestampTz at)
{
	enlargeStringInfo(out, JOURNEY_TIME_WIDTH);
	out->len += (int) profile_journey_time_print(at, out->data + out->len);
	out->data[out->len] = '\0';
}

static void
journey_print_step(StringInfo out, const JourneyStep *step, JourneyName **names)
{
	const JourneyName *channel = &names[JOURNEY_CHANNEL][step->channel];
	const JourneyName *event = &names[JOURNEY_EVENT][step->event];

	journey_append_time(out, step->at);
	appendStringInfoChar(out, ' ');
	profile_journey_append_name(out, channel->data, channel->len, true);
	appendStringInfoChar(out, ':');
	profile_journey_append_name(out, event->data, event->len, true);
	if (step->label != 0)
	{
		const JourneyName *label = &names[JOURNEY_LABEL][step->label - 1];

		appendStringInfoChar(out, ' ');
		profile_journey_append_name(out, label->data, label->len, false);
	}
	if (step->has_value)
	{
		appendStringInfoString(out, " =");
		profile_journey_append_value(out, &step->value);
	}
}

/*
 * profile_journey_print
 *
 * Append the text form.
 */
void
profile_journey_print(StringInfo out, const struct varlena *journey)
{
	JourneyView view;
	JourneyCursor cursor;
	JourneyStep step;
	JourneyName *names[JOURNEY_KINDS];

	profile_journey_view(&view, journey);
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = profile_journey_names(&view, kind);
	appendStringInfoChar(out, '{');
	profile_journey_cursor(&cursor, &view);
	while (profile_journey_next(&cursor, &step))
	{
		CHECK_FOR_INTERRUPTS();
		if (cursor.next > 1)
			appendStringInfoString(out, ", ");
		journey_print_step(out, &step, names);
	}
	appendStringInfoChar(out, '}');
}

/* --- reading -------------------------------------------------------------- */

/* Report what the scanner found; positions count characters from 1. */
static void
journey_report(const JourneyTextScanner *s, const char *type, Node *context)
{
	int position = pg_mbstrlen_with_len(s->text, (int) (s->where - s->text)) + 1;
	int code = s->problem == JOURNEY_TEXT_SYNTAX  ? ERRCODE_INVALID_TEXT_REPRESENTATION
			   : s->problem == JOURNEY_TEXT_RANGE ? ERRCODE_DATETIME_FIELD_OVERFLOW
												  : ERRCODE_PROGRAM_LIMIT_EXCEEDED;
	int rest = (int) Min(s->end - s->where, 40);

	rest = pg_mbcliplen(s->where, (int) (s->end - s->where), rest);
	if (rest == 0)
		errsave(context,
				(errcode(code), errmsg("invalid input syntax for type %s", type),
				 errdetail("At the end (character %d): %s.", position, s->what)));
	else
		errsave(context, (errcode(code), errmsg("invalid input syntax for type %s", type),
						  errdetail("At character %d, \"%.*s\": %s.", position, rest,
									s->where, s->what)));
}

static void
journey_input_from_text(JourneyInput *input, const JourneyTextStep *step)
{
	input->at = step->at;
	input->channel.data = step->channel;
	input->channel.len = step->channel_len;
	input->event.data = step->event;
	input->event.len = step->event_len;
	input->label.data = step->label;
	input->label.len = step->label_len;
	input->has_value = step->has_value;
	input->value = step->value;
}

/* Add the steps of the text; false after a soft error. */
static bool
journey_parse_steps(JourneyDraft *draft, JourneyTextScanner *scanner, Node *context)
{
	JourneyTextStep step;

	while (profile_journey_text_next(scanner, &step))
	{
		JourneyInput input;

		CHECK_FOR_INTERRUPTS();
		journey_input_from_text(&input, &step);
		if (!profile_journey_draft_add(draft, &input, context))
			return false;
	}
	if (scanner->problem != JOURNEY_TEXT_OK)
		journey_report(scanner, "journey", context);
	return scanner->problem == JOURNEY_TEXT_OK;
}

/*
 * profile_journey_parse
 *
 * Read the text form.  NULL after a soft error.
 */
struct varlena *
profile_journey_parse(const char *text, Node *context)
{
	Size len = strlen(text);
	char *scratch = palloc(len + 1);
	struct varlena *journey = NULL;
	JourneyTextScanner scanner;
	JourneyDraft draft;

	profile_journey_draft_init(&draft, (uint32) (len / IO_STEP_WIDTH));
	profile_journey_text_begin(&scanner, text, len, scratch);
	if (journey_parse_steps(&draft, &scanner, context))
		journey = profile_journey_build(&draft, false);
	else
		profile_journey_draft_free(&draft);
	pfree(scratch);
	return journey;
}

/*
 * journey_in(cstring) returns journey
 */
Datum
profile_journey_in(PG_FUNCTION_ARGS)
{
	struct varlena *journey =
		profile_journey_parse(PG_GETARG_CSTRING(0), fcinfo->context);

	if (journey == NULL)
		PG_RETURN_NULL();
	PG_RETURN_JOURNEY(journey);
}

/*
 * journey_out(journey) returns cstring
 */
Datum
profile_journey_out(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	profile_journey_print(&out, PG_GETARG_JOURNEY(0));
	PG_RETURN_CSTRING(out.data);
}
