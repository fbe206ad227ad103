/*-------------------------------------------------------------------------
 *
 * variants.c
 *		variants_agg: the paths that journeys take, and how many take each.
 *
 * A key of the tally is the path and the duration of a journey, so that counts
 * and medians are exact.  The state needs some 50 bytes and one or two bytes a
 * step for every distinct pair of path and duration, at most 1 GB.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/measure_path.h"

PG_FUNCTION_INFO_V1(profile_variants_accum);
PG_FUNCTION_INFO_V1(profile_variants_final);

/* The arguments after the journey as parameters: by, collapse, top (0: all). */
static void
journey_variants_args(FunctionCallInfo fcinfo, JourneyTallyKey *params)
{
	JourneyBy by = BY_EVENT;
	bool collapse = false;
	int32 top = 0;

	for (int i = 2; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("parameters of variants_agg must not be null")));
	}
	if (PG_NARGS() > 2)
		by = profile_journey_by_arg(PG_GETARG_TEXT_PP(2));
	if (PG_NARGS() > 3)
		collapse = PG_GETARG_BOOL(3);
	if (PG_NARGS() > 4)
	{
		top = PG_GETARG_INT32(4);
		if (top < 1)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("number of variants must be positive")));
	}
	journey_key_begin(params);
	journey_key_item(params, by);
	journey_key_item(params, collapse);
	journey_key_item(params, (uint64) top);
}

static bool
journey_variants_params(const uint8 *params, uint32 len, uint64 *values)
{
	const uint8 *end = params + len;

	for (int i = 0; i < 3; i++)
	{
		params = journey_read_varint(params, end, &values[i]);
		if (params == NULL)
			return false;
	}
	return params == end && values[0] >= BY_CHANNEL && values[0] <= BY_BOTH &&
		   values[1] <= 1 && values[2] <= PG_INT32_MAX;
}

bool
profile_variants_params_valid(const uint8 *params, uint32 len)
{
	uint64 values[3];

	return journey_variants_params(params, len, values);
}

bool
profile_variants_key_valid(const uint8 *params, uint32 len, const uint64 *items, uint32 n)
{
	uint64 values[3];

	if (n == 0 || !journey_variants_params(params, len, values) || (items[n - 1] & 1) ||
		(values[0] == BY_BOTH && n % 2 == 0))
		return false;
	for (uint32 i = 0; i + 1 < n; i++)
	{
		if (!(items[i] & 1))
			return false;
	}
	return true;
}

/*
 * variants_accum(journey_tally_state, journey [, by text [, collapse boolean
 *				  [, top integer]]]) returns journey_tally_state
 */
Datum
profile_variants_accum(PG_FUNCTION_ARGS)
{
	JourneyTallyKey params;
	JourneyTallySink sink;
	JourneyTallyKey key;
	JourneyByCodes codes;
	JourneyView view;
	JourneyBy by;
	uint32 last = 0;

	journey_variants_args(fcinfo, &params);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	profile_tally_open(&sink, fcinfo, TALLY_VARIANTS, params.data, params.len);
	profile_journey_view(&view, PG_GETARG_JOURNEY(1));
	by = (JourneyBy) params.data[0];
	profile_journey_by_codes(&codes, &sink, &view, by);
	journey_key_begin(&key);
	for (uint32 i = 0; i < view.n; i++)
	{
		uint32 channel = by == BY_EVENT ? 0 : journey_channel_code(&view, i);
		uint32 event = by == BY_CHANNEL ? 0 : journey_event_code(&view, i);

		if ((i & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
		if ((by != BY_EVENT && channel >= view.count[JOURNEY_CHANNEL]) ||
			(by != BY_CHANNEL && event >= view.count[JOURNEY_EVENT]))
			profile_journey_corrupted();
		if (params.data[1] && i > 0 && (channel << 16 | event) == last)
			continue;
		last = channel << 16 | event;
		journey_key_step(&key, &codes, channel, event);
	}
	journey_key_number(&key,
					   view.n == 0 ? 0 : (uint64) journey_gap(view.first, view.last));
	profile_tally_add(&sink, &key, 1);
	if (key.data != key.fixed)
		pfree(key.data);
	PG_RETURN_POINTER(sink.tally);
}

/* --- the answer ------------------------------------------------------------------ */

/* A path, and where its durations stand among the sorted keys. */
typedef struct JourneyVariant
{
	const JourneyPath *first;
	int64 count;
} JourneyVariant;

static int
journey_variant_key_cmp(const void *left, const void *right)
{
	const JourneyPath *a = left;
	const JourneyPath *b = right;
	int c = profile_path_cmp(a->items, a->n - 1, b->items, b->n - 1);

	if (c == 0)
		c = a->items[a->n - 1] < b->items[b->n - 1]
				? -1
				: a->items[a->n - 1] > b->items[b->n - 1];
	return c;
}

/* The most frequent first, then by path. */
static int
journey_variant_cmp(const void *left, const void *right)
{
	const JourneyVariant *a = left;
	const JourneyVariant *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return journey_variant_key_cmp(a->first, b->first);
}

static int64
journey_variant_rank(const JourneyPath *path, int64 rank)
{
	while (rank >= path->count)
		rank -= (path++)->count;
	return (int64) (path->items[path->n - 1] >> 1);
}

static Datum
journey_variant_median(const JourneyVariant *variant)
{
	int64 low = journey_variant_rank(variant->first, (variant->count - 1) / 2);
	int64 high = journey_variant_rank(variant->first, variant->count / 2);

	return profile_span_datum(low + (high - low) / 2);
}

/* The variants of sorted keys, the most frequent first. */
static JourneyVariant *
journey_variants(const JourneyPaths *paths, uint32 *n, int64 *total)
{
	JourneyVariant *variants =
		palloc_extended(sizeof(JourneyVariant) * ((Size) paths->n + 1), MCXT_ALLOC_HUGE);

	*n = 0;
	*total = 0;
	for (uint32 i = 0; i < paths->n; i++)
	{
		const JourneyPath *path = &paths->paths[i];

		if (*n == 0 ||
			profile_path_cmp(path->items, path->n - 1, variants[*n - 1].first->items,
							 variants[*n - 1].first->n - 1) != 0)
		{
			variants[*n].first = path;
			variants[(*n)++].count = 0;
		}
		variants[*n - 1].count = profile_tally_sum(variants[*n - 1].count, path->count);
		*total = profile_tally_sum(*total, path->count);
	}
	qsort(variants, *n, sizeof(JourneyVariant), journey_variant_cmp);
	return variants;
}

/*
 * variants_final(journey_tally_state) returns journey_variant[]
 *
 * The most frequent first, with what share of all journeys takes one of the
 * variants so far (coverage).
 */
Datum
profile_variants_final(PG_FUNCTION_ARGS)
{
	const JourneyTally *tally = profile_tally_arg(fcinfo, 0, TALLY_VARIANTS);
	JourneyVariant *variants;
	uint64 params[3];
	uint32 params_len;
	const uint8 *p = profile_tally_params(tally, &params_len);
	JourneyPaths paths;
	JourneyRows rows;
	int64 total;
	int64 covered = 0;
	uint32 n;

	if (!journey_variants_params(p, params_len, params))
		profile_journey_corrupted();
	profile_paths(&paths, tally);
	qsort(paths.paths, paths.n, sizeof(JourneyPath), journey_variant_key_cmp);
	variants = journey_variants(&paths, &n, &total);
	profile_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n && (params[2] == 0 || i < params[2]); i++)
	{
		const JourneyVariant *variant = &variants[i];
		bool nulls[5] = {false};
		Datum values[5];

		CHECK_FOR_INTERRUPTS();
		if (variant->count == 0)
			continue; /* only in a state made by hand */
		covered += variant->count;
		values[0] = profile_path_array(&paths, (JourneyBy) params[0],
									   variant->first->items, variant->first->n - 1);
		values[1] = Int64GetDatum(variant->count);
		values[2] = Float8GetDatum((double) variant->count / (double) total);
		values[3] = Float8GetDatum((double) covered / (double) total);
		values[4] = journey_variant_median(variant);
		profile_rows_add(&rows, values, nulls);
		pfree(DatumGetPointer(values[0]));
		pfree(DatumGetPointer(values[4]));
	}
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
