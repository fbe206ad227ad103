/*-------------------------------------------------------------------------
 *
 * retention.c
 *		retention and retention_agg: who comes back.
 *
 * A customer enters with the first step that is one of "first", and is back in
 * period p where a later step, one of "again", lies p whole periods after that.
 * Of a period that is not over as of the given moment nothing is known: the
 * customer does not count in it (right censoring).
 *
 * A key of the tally is the period; the counters are the customers observed and
 * those who were back.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "journey/measure.h"

PG_FUNCTION_INFO_V1(profile_retention);
PG_FUNCTION_INFO_V1(profile_retention_accum);
PG_FUNCTION_INFO_V1(profile_retention_final);

#define RETENTION_MAX_PERIODS 1000

/* --- retention ------------------------------------------------------------------ */

/*
 * retention(journey, steps text[]) returns boolean[]
 *
 * The first: is there such a step?  Each other: is there, and one of the first?
 * Order does not matter.  The definition is ClickHouse's function of this name.
 */
Datum
profile_retention(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	ArrayType *steps = PG_GETARG_ARRAYTYPE_P(1);
	JourneyStepMasks masks;
	JourneyStepName *names;
	JourneyView view;
	JourneyCursor cursor;
	JourneyStep step;
	uint64 seen = 0;
	Datum *texts;
	Datum *flags;
	int count;

	if (ARR_NDIM(steps) > 1 || ArrayGetNItems(ARR_NDIM(steps), ARR_DIMS(steps)) < 1 ||
		ARR_DIMS(steps)[0] > STEP_NAMES_MAX || array_contains_nulls(steps))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("retention is for 1 to %d steps, none of them null",
							   STEP_NAMES_MAX)));
	deconstruct_array(steps, TEXTOID, -1, false, TYPALIGN_INT, &texts, NULL, &count);
	names = palloc(sizeof(JourneyStepName) * (Size) count);
	flags = palloc(sizeof(Datum) * (Size) count);
	for (int i = 0; i < count; i++)
	{
		text *t = DatumGetTextPP(texts[i]);

		profile_step_name_arg(&names[i], VARDATA_ANY(t), (uint32) VARSIZE_ANY_EXHDR(t),
							  "step of retention");
	}
	profile_journey_view(&view, journey);
	profile_step_masks(&masks, &view, names, (uint32) count);
	profile_journey_cursor(&cursor, &view);
	while (profile_journey_next(&cursor, &step))
		seen |= journey_step_mask(&masks, &step);
	for (int i = 0; i < count; i++)
		flags[i] = BoolGetDatum((seen & 1) != 0 && (seen >> i & 1) != 0);
	PG_RETURN_ARRAYTYPE_P(construct_array(flags, count, BOOLOID, 1, true, TYPALIGN_CHAR));
}

/* --- retention_agg --------------------------------------------------------------- */

/* The arguments after the journey, compiled once as long as they stay the same. */
typedef struct JourneyRetention
{
	JourneyStepName names[2]; /* first, again */
	int64 period;
	int32 periods;
	TimestampTz as_of;
	uint32 params_len;
	uint8 *params;
} JourneyRetention;

static void
journey_retention_spell(FunctionCallInfo fcinfo, JourneyTallyKey *out)
{
	int64 period = profile_span_arg(PG_GETARG_INTERVAL_P(4), "period");
	int32 periods = PG_GETARG_INT32(5);

	if (period == 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("period must not be empty")));
	if (periods < 1 || periods > RETENTION_MAX_PERIODS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of periods must be 1 to %d", RETENTION_MAX_PERIODS)));
	journey_key_begin(out);
	journey_key_item(out, (uint64) period);
	journey_key_item(out, (uint64) periods);
	journey_key_item(out, journey_zigzag(PG_GETARG_TIMESTAMPTZ(6)));
	for (int i = 2; i < 4; i++)
	{
		text *t = PG_GETARG_TEXT_PP(i);

		journey_key_bytes(out, VARDATA_ANY(t), (uint32) VARSIZE_ANY_EXHDR(t));
	}
}

static bool
journey_retention_unspell(const uint8 *p, uint32 len, JourneyRetention *retention,
						  JourneyName *names)
{
	const uint8 *end = p + len;
	uint64 head[3];

	for (int i = 0; i < 3; i++)
	{
		p = journey_read_varint(p, end, &head[i]);
		if (p == NULL)
			return false;
	}
	if (head[0] < 1 || head[0] > (uint64) PG_INT64_MAX || head[1] < 1 ||
		head[1] > RETENTION_MAX_PERIODS)
		return false;
	retention->period = (int64) head[0];
	retention->periods = (int32) head[1];
	retention->as_of = journey_unzigzag(head[2]);
	for (int i = 0; i < 2; i++)
	{
		p = journey_take_key_bytes(p, end, &names[i]);
		if (p == NULL)
			return false;
	}
	return p == end;
}

bool
profile_retention_params_valid(const uint8 *params, uint32 len)
{
	JourneyName names[2];
	JourneyRetention *retention = palloc(sizeof(JourneyRetention));
	bool valid = journey_retention_unspell(params, len, retention, names);

	pfree(retention);
	return valid;
}

bool
profile_retention_key_valid(const uint8 *params, uint32 len, const uint64 *items,
							uint32 n)
{
	(void) params;
	(void) len;
	return n == 1 && !(items[0] & 1) && items[0] >> 1 < RETENTION_MAX_PERIODS;
}

static JourneyRetention *
journey_retention_args(FunctionCallInfo fcinfo)
{
	JourneyRetention *retention = fcinfo->flinfo->fn_extra;
	JourneyTallyKey params;
	JourneyName names[2];
	MemoryContext old;

	journey_retention_spell(fcinfo, &params);
	if (retention != NULL && retention->params_len == params.len &&
		memcmp(retention->params, params.data, params.len) == 0)
		return retention;
	old = MemoryContextSwitchTo(profile_arguments_context());
	retention = palloc(sizeof(JourneyRetention));
	retention->params_len = params.len;
	retention->params = palloc(params.len);
	memcpy(retention->params, params.data, params.len);
	(void) journey_retention_unspell(retention->params, params.len, retention, names);
	for (int i = 0; i < 2; i++)
		profile_step_name_arg(&retention->names[i], names[i].data, names[i].len,
							  "step of retention_agg");
	MemoryContextSwitchTo(old);
	profile_arguments_keep(fcinfo, retention);
	return retention;
}

/* In which periods is this customer back?  False where there is no entry. */
static bool
journey_retention_scan(const JourneyRetention *retention, const JourneyView *view,
					   TimestampTz *entry, bool *back)
{
	JourneyStepMasks masks;
	JourneyCursor cursor;
	JourneyStep step;
	bool entered = false;

	profile_step_masks(&masks, view, retention->names, 2);
	profile_journey_cursor(&cursor, view);
	while (profile_journey_next(&cursor, &step) && step.at <= retention->as_of)
	{
		uint64 mask = journey_step_mask(&masks, &step);

		CHECK_FOR_INTERRUPTS();
		if (!entered)
		{
			entered = (mask & 1) != 0;
			*entry = step.at;
		}
		else if (mask & 2)
		{
			int64 period = journey_gap(*entry, step.at) / retention->period;

			if (period >= retention->periods)
				break;
			back[period] = true;
		}
	}
	return entered;
}

/*
 * retention_accum(journey_tally_state, journey, first text, again text,
 *				   period interval, periods integer, as_of timestamptz)
 *		returns journey_tally_state
 */
Datum
profile_retention_accum(PG_FUNCTION_ARGS)
{
	JourneyRetention *retention;
	bool back[RETENTION_MAX_PERIODS] = {false};
	JourneyTallySink sink;
	JourneyView view;
	TimestampTz entry;

	for (int i = 2; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("parameters of retention_agg must not be null")));
	}
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	retention = journey_retention_args(fcinfo);
	profile_tally_open(&sink, fcinfo, TALLY_RETENTION, retention->params,
					   retention->params_len);
	profile_journey_view(&view, PG_GETARG_JOURNEY(1));
	if (journey_retention_scan(retention, &view, &entry, back))
	{
		int64 known = journey_gap(entry, retention->as_of) / retention->period;

		for (int32 i = 0; i < retention->periods && i < known; i++)
		{
			JourneyTallyKey key;
			int64 *counters;

			journey_key_begin(&key);
			journey_key_number(&key, (uint64) i);
			counters = profile_tally_counters(&sink, key.data, key.len);
			counters[0] = profile_tally_sum(counters[0], 1);
			counters[1] = profile_tally_sum(counters[1], back[i]);
		}
	}
	PG_RETURN_POINTER(sink.tally);
}

/*
 * retention_final(journey_tally_state) returns journey_retention[]
 */
Datum
profile_retention_final(PG_FUNCTION_ARGS)
{
	const JourneyTally *tally = profile_tally_arg(fcinfo, 0, TALLY_RETENTION);
	JourneyRetention *retention = palloc(sizeof(JourneyRetention));
	JourneyName names[2];
	uint32 params_len;
	const void *params = profile_tally_params(tally, &params_len);
	JourneyRows rows;

	if (!journey_retention_unspell(params, params_len, retention, names))
		profile_journey_corrupted();
	profile_rows_begin(&rows, fcinfo);
	for (int32 period = 0; period < retention->periods; period++)
	{
		JourneyTallyKey key;
		const int64 *counters;
		Datum values[4];
		bool nulls[4] = {false};

		journey_key_begin(&key);
		journey_key_number(&key, (uint64) period);
		counters = profile_tally_find(tally, key.data, key.len);
		values[0] = Int32GetDatum(period);
		values[1] = Int64GetDatum(counters == NULL ? 0 : counters[0]);
		values[2] = Int64GetDatum(counters == NULL ? 0 : counters[1]);
		nulls[3] = counters == NULL || counters[0] == 0;
		values[3] =
			Float8GetDatum(nulls[3] ? 0 : (double) counters[1] / (double) counters[0]);
		profile_rows_add(&rows, values, nulls);
	}
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
