/*-------------------------------------------------------------------------
 *
 * journey_summary_sql.c
 *		journey_summary(): what somebody did, in one look, for SQL.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "extension/iso_time.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"

#include "journey/journey_summary.h"

PG_FUNCTION_INFO_V1(profile_journey_summary);

#define SUMMARY_MAX_LATEST 1000

/* The channels that the call names. */
typedef struct SummaryLeftOut
{
	JourneyName *names;
	int count;
} SummaryLeftOut;

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

static Datum
summary_latest(JourneySummary *s)
{
	JsonbParseState *state = NULL;
	uint32 n = profile_journey_summary_latest(s);
	char moment[ISO_TIME_LENGTH];

	(void) pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	for (uint32 i = 0; i < n; i++)
	{
		const JourneySummaryStep *step = &s->latest[i];
		uint32 length = (uint32) profile_iso_time_print(step->at, moment);

		(void) pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
		summary_push_string(&state, WJB_KEY, "occurred_at", 11);
		summary_push_string(&state, WJB_VALUE, pnstrdup(moment, length), length);
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
summary_channels(const JourneySummary *s, Datum *values)
{
	uint32 n;
	const JourneySummaryOrder *order =
		profile_journey_summary_order(&s->channels, true, &n);
	SummaryCells c;

	summary_cells(&c, n);
	for (uint32 i = 0; i < n; i++)
	{
		const JourneySummaryName *tally = order[i].tally;

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
summary_events(const JourneySummary *s, Datum *values)
{
	uint32 n;
	const JourneySummaryOrder *order =
		profile_journey_summary_order(&s->events, false, &n);
	SummaryCells c;

	summary_cells(&c, n);
	for (uint32 i = 0; i < n; i++)
	{
		const JourneySummaryName *tally = order[i].tally;

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

static bool
summary_is_left_out(void *arg, const JourneyName *channel)
{
	const SummaryLeftOut *out = arg;

	for (int i = 0; i < out->count; i++)
		if (journey_name_same(&out->names[i], channel))
			return true;
	return false;
}

static void
summary_leave_out(SummaryLeftOut *out, ArrayType *channels)
{
	Datum *elements;
	bool *nulls;
	int n;

	deconstruct_array(channels, TEXTOID, -1, false, TYPALIGN_INT, &elements, &nulls, &n);
	out->names = palloc(sizeof(JourneyName) * Max(n, 1));
	for (int i = 0; i < n; i++)
		if (!nulls[i])
		{
			text *name = DatumGetTextPP(elements[i]);

			out->names[out->count].data = VARDATA_ANY(name);
			out->names[out->count++].len = VARSIZE_ANY_EXHDR(name);
		}
}

static void
summary_start(JourneySummary *s, SummaryLeftOut *out, FunctionCallInfo fcinfo)
{
	int32 wanted = PG_ARGISNULL(1) ? 0 : PG_GETARG_INT32(1);

	if (wanted < 0 || wanted > SUMMARY_MAX_LATEST)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("latest_steps must be between 0 and %d", SUMMARY_MAX_LATEST),
				 errdetail("It is %d.", wanted)));
	if (!PG_ARGISNULL(3))
		summary_leave_out(out, PG_GETARG_ARRAYTYPE_P(3));
	profile_journey_summary_start(s, (uint32) wanted, summary_is_left_out, out);
	s->has_since = !PG_ARGISNULL(2);
	if (s->has_since)
		s->since = PG_GETARG_TIMESTAMPTZ(2);
}

static void
summary_add_journeys(JourneySummary *s, ArrayType *journeys)
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
			profile_journey_summary_add(s, DatumGetJourneyPP(elements[i]));
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
	JourneySummary s;
	SummaryLeftOut out = {NULL, 0};
	TupleDesc desc;
	Datum values[SUMMARY_COLUMNS];
	bool nulls[SUMMARY_COLUMNS] = {false};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	summary_start(&s, &out, fcinfo);
	if (!PG_ARGISNULL(0))
		summary_add_journeys(&s, PG_GETARG_ARRAYTYPE_P(0));
	values[0] = summary_latest(&s);
	summary_channels(&s, &values[1]);
	summary_events(&s, &values[5]);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}
