/*-------------------------------------------------------------------------
 *
 * funnel_sql.c
 *		funnel and funnel_agg.
 *
 * funnel_agg counts (level, time since the level before) of every level that a
 * journey reaches: so the median and the 90th percentile are exact, and its
 * state grows with the number of distinct times.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "journey/funnel.h"

PG_FUNCTION_INFO_V1(profile_funnel);
PG_FUNCTION_INFO_V1(profile_funnel_accum);
PG_FUNCTION_INFO_V1(profile_funnel_final);

/* --- arguments --------------------------------------------------------------- */

static bool
journey_text_is(const text *t, const char *word)
{
	Size len = strlen(word);

	return VARSIZE_ANY_EXHDR(t) == len && memcmp(VARDATA_ANY(t), word, len) == 0;
}

static JourneyOrdering
journey_funnel_ordering(const text *t)
{
	if (t == NULL || journey_text_is(t, "ordered"))
		return FUNNEL_ORDERED;
	if (journey_text_is(t, "strict"))
		return FUNNEL_STRICT;
	if (journey_text_is(t, "any"))
		return FUNNEL_ANY;
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("\"%s\" is not an ordering of a funnel", text_to_cstring(t)),
					errhint("Orderings are \"ordered\", \"strict\" and \"any\".")));
}

static bool
journey_funnel_entry_first(const text *t)
{
	if (t == NULL || journey_text_is(t, "any"))
		return false;
	if (journey_text_is(t, "first"))
		return true;
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("\"%s\" is not an entry of a funnel", text_to_cstring(t)),
					errhint("Entries are \"any\" and \"first\".")));
}

static void
journey_funnel_check_steps(ArrayType *steps)
{
	if (ARR_NDIM(steps) != 1 || ARR_DIMS(steps)[0] > STEP_NAMES_MAX)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("a funnel has 1 to %d steps", STEP_NAMES_MAX)));
	if (array_contains_nulls(steps))
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						errmsg("a step of a funnel must not be null")));
}

/* All arguments as bytes: what they are compared and kept by. */
static void
journey_funnel_spell(JourneyTallyKey *out, ArrayType *steps, int64 within,
					 JourneyOrdering ordering, bool entry_first)
{
	Datum *texts;
	int count;

	deconstruct_array(steps, TEXTOID, -1, false, TYPALIGN_INT, &texts, NULL, &count);
	journey_key_begin(out);
	journey_key_item(out, (uint64) within);
	journey_key_item(out, ordering);
	journey_key_item(out, entry_first);
	journey_key_item(out, (uint64) count);
	for (int i = 0; i < count; i++)
	{
		text *t = DatumGetTextPP(texts[i]);

		journey_key_bytes(out, VARDATA_ANY(t), (uint32) VARSIZE_ANY_EXHDR(t));
	}
}

/* Read back what journey_funnel_spell wrote; false where it is no such thing. */
static bool
journey_funnel_unspell(const uint8 *p, uint32 len, JourneyFunnel *funnel,
					   JourneyName *steps)
{
	const uint8 *end = p + len;
	uint64 head[4];

	for (int i = 0; i < 4; i++)
	{
		p = journey_read_varint(p, end, &head[i]);
		if (p == NULL)
			return false;
	}
	if (head[0] > (uint64) PG_INT64_MAX || head[1] < FUNNEL_ORDERED ||
		head[1] > FUNNEL_ANY || head[2] > 1 || head[3] < 1 || head[3] > STEP_NAMES_MAX)
		return false;
	funnel->within = (int64) head[0];
	funnel->ordering = (JourneyOrdering) head[1];
	funnel->entry_first = head[2] != 0;
	funnel->count = (uint32) head[3];
	for (uint32 i = 0; i < funnel->count; i++)
	{
		p = journey_take_key_bytes(p, end, &steps[i]);
		if (p == NULL)
			return false;
	}
	return p == end;
}

static JourneyFunnel *
journey_funnel_compile(const JourneyTallyKey *params)
{
	JourneyFunnel *funnel = palloc0(sizeof(JourneyFunnel));
	JourneyName steps[STEP_NAMES_MAX];

	funnel->params_len = params->len;
	funnel->params = palloc(params->len);
	memcpy(funnel->params, params->data, params->len);
	if (!journey_funnel_unspell(funnel->params, funnel->params_len, funnel, steps))
		profile_journey_corrupted();
	funnel->names = palloc(sizeof(JourneyStepName) * funnel->count);
	funnel->best = palloc(sizeof(JourneyFunnelStep) * funnel->count);
	funnel->chain = palloc(sizeof(JourneyFunnelStep *) * funnel->count);
	for (uint32 i = 0; i < funnel->count; i++)
	{
		profile_step_name_arg(&funnel->names[i], steps[i].data, steps[i].len,
							  "step of a funnel");
		funnel->chain[i] = palloc(sizeof(JourneyFunnelStep) * funnel->count);
	}
	return funnel;
}

static bool
journey_funnel_same(const struct varlena *given, const void *arg)
{
	return given != NULL && VARSIZE_ANY(given) == VARSIZE_ANY(arg) &&
		   memcmp(given, arg, VARSIZE_ANY(given)) == 0;
}

static struct varlena *
journey_funnel_keep(const void *arg)
{
	struct varlena *copy = palloc(VARSIZE_ANY(arg));

	memcpy(copy, arg, VARSIZE_ANY(arg));
	return copy;
}

/*
 * profile_funnel_arg
 *
 * The funnel of the arguments from this one on: steps, window [, ordering,
 * entry].  Compiled once, as long as the arguments stay the same.
 */
JourneyFunnel *
profile_funnel_arg(FunctionCallInfo fcinfo, int first)
{
	JourneyFunnel *funnel = fcinfo->flinfo->fn_extra;
	ArrayType *steps = PG_GETARG_ARRAYTYPE_P(first);
	Interval *within = PG_GETARG_INTERVAL_P(first + 1);
	bool more = PG_NARGS() > first + 2;
	text *ordering = more ? PG_GETARG_TEXT_PP(first + 2) : NULL;
	text *entry = more ? PG_GETARG_TEXT_PP(first + 3) : NULL;
	JourneyTallyKey params;
	MemoryContext old;

	if (funnel != NULL && journey_funnel_same(funnel->given[0], steps) &&
		memcmp(&funnel->given_within, within, sizeof(Interval)) == 0 &&
		(!more || (journey_funnel_same(funnel->given[1], ordering) &&
				   journey_funnel_same(funnel->given[2], entry))))
		return funnel;
	journey_funnel_check_steps(steps);
	journey_funnel_spell(&params, steps, profile_span_arg(within, "window"),
						 journey_funnel_ordering(ordering),
						 journey_funnel_entry_first(entry));
	old = MemoryContextSwitchTo(profile_arguments_context());
	funnel = journey_funnel_compile(&params);
	funnel->given[0] = journey_funnel_keep(steps);
	if (more)
	{
		funnel->given[1] = journey_funnel_keep(ordering);
		funnel->given[2] = journey_funnel_keep(entry);
	}
	funnel->given_within = *within;
	MemoryContextSwitchTo(old);
	profile_arguments_keep(fcinfo, funnel);
	return funnel;
}

/* The row type of funnel's result, looked up once. */
static TupleDesc
journey_funnel_desc(FunctionCallInfo fcinfo, JourneyFunnel *funnel)
{
	if (funnel->desc == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(GetMemoryChunkContext(funnel));
		TupleDesc desc;

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		funnel->desc = BlessTupleDesc(CreateTupleDescCopy(desc));
		MemoryContextSwitchTo(old);
	}
	return funnel->desc;
}

/* --- funnel ------------------------------------------------------------------ */

/*
 * funnel(journey, steps text[], within interval, ordering text, entry text)
 *		returns (level integer, step_times timestamptz[], positions integer[])
 *
 * Positions count from 1.  In any order the arrays follow the steps of the
 * funnel, with NULL for those that were not reached; otherwise they end with
 * the level.
 */
Datum
profile_funnel(PG_FUNCTION_ARGS)
{
	JourneyFunnel *funnel = profile_funnel_arg(fcinfo, 1);
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	Datum times[STEP_NAMES_MAX];
	Datum positions[STEP_NAMES_MAX];
	bool missing[STEP_NAMES_MAX];
	Datum values[3];
	bool nulls[3] = {false};
	int lower = 1;
	int count;
	JourneyView view;

	profile_journey_view(&view, journey);
	profile_funnel_run(funnel, &view);
	count = (int) (funnel->ordering == FUNNEL_ANY ? funnel->count : funnel->level);
	for (int i = 0; i < count; i++)
	{
		missing[i] = funnel->best[i].position < 0;
		times[i] = TimestampTzGetDatum(funnel->best[i].at);
		positions[i] = Int32GetDatum(funnel->best[i].position + 1);
	}
	values[0] = Int32GetDatum((int32) funnel->level);
	if (count == 0)
	{
		values[1] = PointerGetDatum(construct_empty_array(TIMESTAMPTZOID));
		values[2] = PointerGetDatum(construct_empty_array(INT4OID));
	}
	else
	{
		values[1] = PointerGetDatum(construct_md_array(times, missing, 1, &count, &lower,
													   TIMESTAMPTZOID, 8, FLOAT8PASSBYVAL,
													   TYPALIGN_DOUBLE));
		values[2] = PointerGetDatum(construct_md_array(
			positions, missing, 1, &count, &lower, INT4OID, 4, true, TYPALIGN_INT));
	}
	PG_RETURN_DATUM(HeapTupleGetDatum(
		heap_form_tuple(journey_funnel_desc(fcinfo, funnel), values, nulls)));
}

/* --- funnel_agg ---------------------------------------------------------------- */

static int
journey_funnel_step_cmp(const void *a, const void *b)
{
	return ((const JourneyFunnelStep *) a)->position -
		   ((const JourneyFunnelStep *) b)->position;
}

/* The steps of the answer in the order of the journey. */
static void
journey_funnel_sort(JourneyFunnel *funnel)
{
	uint32 n = 0;

	if (funnel->ordering != FUNNEL_ANY)
		return;
	for (uint32 i = 0; i < funnel->count; i++)
	{
		if (funnel->best[i].position >= 0)
			funnel->best[n++] = funnel->best[i];
	}
	qsort(funnel->best, n, sizeof(JourneyFunnelStep), journey_funnel_step_cmp);
}

/*
 * funnel_accum(journey_tally_state, journey, steps text[], within interval
 *				[, ordering text, entry text]) returns journey_tally_state
 */
Datum
profile_funnel_accum(PG_FUNCTION_ARGS)
{
	JourneyFunnel *funnel;
	JourneyTallySink sink;
	JourneyTallyKey key;
	JourneyView view;

	for (int i = 2; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("parameters of funnel_agg must not be null")));
	}
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	funnel = profile_funnel_arg(fcinfo, 2);
	profile_tally_open(&sink, fcinfo, TALLY_FUNNEL, funnel->params, funnel->params_len);
	profile_journey_view(&view, PG_GETARG_JOURNEY(1));
	profile_funnel_run(funnel, &view);
	journey_funnel_sort(funnel);
	journey_key_begin(&key);
	for (uint32 i = 0; i < Max(funnel->level, 1); i++)
	{
		key.len = 0;
		journey_key_number(&key, funnel->level == 0 ? 0 : i + 1);
		journey_key_number(&key, i == 0 ? 0
										: (uint64) journey_gap(funnel->best[i - 1].at,
															   funnel->best[i].at));
		profile_tally_add(&sink, &key, 1);
	}
	PG_RETURN_POINTER(sink.tally);
}

bool
profile_funnel_params_valid(const uint8 *params, uint32 len)
{
	JourneyName steps[STEP_NAMES_MAX];
	JourneyFunnel funnel;

	if (!journey_funnel_unspell(params, len, &funnel, steps))
		return false;
	/* the answer shows them */
	for (uint32 i = 0; i < funnel.count; i++)
	{
		if (!pg_verifymbstr(steps[i].data, (int) steps[i].len, true))
			return false;
	}
	return true;
}

bool
profile_funnel_key_valid(const uint8 *params, uint32 len, const uint64 *items, uint32 n)
{
	JourneyName steps[STEP_NAMES_MAX];
	JourneyFunnel funnel;

	return n == 2 && !(items[0] & 1) && !(items[1] & 1) &&
		   journey_funnel_unspell(params, len, &funnel, steps) &&
		   items[0] >> 1 <= funnel.count;
}

typedef struct JourneyFunnelGap
{
	uint64 level;
	int64 gap;
	int64 count;
} JourneyFunnelGap;

static int
journey_funnel_gap_cmp(const void *left, const void *right)
{
	const JourneyFunnelGap *a = left;
	const JourneyFunnelGap *b = right;

	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	return a->gap < b->gap ? -1 : a->gap > b->gap;
}

/* The gap of this rank, counted from 0. */
static int64
journey_funnel_rank(const JourneyFunnelGap *gaps, int64 rank)
{
	while (rank >= gaps->count)
		rank -= (gaps++)->count;
	return gaps->gap;
}

/* percentile_cont() in whole microseconds: tenths is 5 for the median. */
static Datum
journey_funnel_percentile(const JourneyFunnelGap *gaps, int64 total, int tenths)
{
	int64 tenth = (total - 1) * tenths;
	int64 low = journey_funnel_rank(gaps, tenth / 10);
	int64 high = journey_funnel_rank(gaps, (tenth + 9) / 10);

	return profile_span_datum(low + (high - low) / 10 * (tenth % 10) +
							  (high - low) % 10 * (tenth % 10) / 10);
}

static JourneyFunnelGap *
journey_funnel_gaps(const JourneyTally *tally)
{
	const JourneyTallyEntry **entries = profile_tally_entries(tally);
	JourneyFunnelGap *gaps = palloc_extended(
		sizeof(JourneyFunnelGap) * ((Size) tally->nentries + 1), MCXT_ALLOC_HUGE);
	uint64 *items = NULL;
	uint32 room = 0;

	for (uint32 i = 0; i < tally->nentries; i++)
	{
		(void) profile_tally_items(tally, entries[i], &items, &room);
		gaps[i].level = items[0] >> 1;
		gaps[i].gap = (int64) (items[1] >> 1);
		gaps[i].count = entries[i]->counters[0];
	}
	qsort(gaps, tally->nentries, sizeof(JourneyFunnelGap), journey_funnel_gap_cmp);
	return gaps;
}

/*
 * funnel_final(journey_tally_state) returns funnel_level[]
 *
 * Every level, also those that no journey reached.
 */
Datum
profile_funnel_final(PG_FUNCTION_ARGS)
{
	const JourneyTally *tally = profile_tally_arg(fcinfo, 0, TALLY_FUNNEL);
	JourneyFunnelGap *gaps = journey_funnel_gaps(tally);
	JourneyName steps[STEP_NAMES_MAX];
	JourneyFunnel funnel;
	uint32 params_len;
	const void *params = profile_tally_params(tally, &params_len);
	int64 first = 0;
	int64 before = 0;
	uint32 at = 0;
	JourneyRows rows;

	if (!journey_funnel_unspell(params, params_len, &funnel, steps))
		profile_journey_corrupted();
	profile_rows_begin(&rows, fcinfo);
	while (at < tally->nentries && gaps[at].level == 0)
		at++;
	for (uint32 level = 1; level <= funnel.count; level++)
	{
		uint32 from = at;
		int64 total = 0;
		Datum values[7] = {0};
		bool nulls[7] = {false};

		for (; at < tally->nentries && gaps[at].level == level; at++)
			total = profile_tally_sum(total, gaps[at].count);
		if (level == 1)
			first = before = total;
		values[0] = Int32GetDatum((int32) level);
		nulls[1] = funnel.ordering == FUNNEL_ANY;
		if (!nulls[1])
			values[1] = PointerGetDatum(cstring_to_text_with_len(
				steps[level - 1].data, (int) steps[level - 1].len));
		values[2] = Int64GetDatum(total);
		nulls[3] = first == 0;
		values[3] = Float8GetDatum(first == 0 ? 0 : (double) total / (double) first);
		nulls[4] = before == 0;
		values[4] = Float8GetDatum(before == 0 ? 0 : (double) total / (double) before);
		nulls[5] = nulls[6] = level == 1 || total == 0;
		if (!nulls[5])
		{
			values[5] = journey_funnel_percentile(gaps + from, total, 5);
			values[6] = journey_funnel_percentile(gaps + from, total, 9);
		}
		profile_rows_add(&rows, values, nulls);
		before = total;
	}
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
