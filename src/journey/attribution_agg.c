/*-------------------------------------------------------------------------
 *
 * attribution_agg.c
 *		attribution_agg, collecting; see attribution.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include <math.h>

#include "journey/attribution.h"

PG_FUNCTION_INFO_V1(profile_attribution_accum);

#define DEFAULT_LOOKBACK  (30 * USECS_PER_DAY)
#define DEFAULT_HALF_LIFE (7 * USECS_PER_DAY)
#define DEFAULT_TOUCH     "*"
#define DEFAULT_DIRECT    "direct"

/* The arguments after the journey, compiled once as long as they stay the same. */
typedef struct JourneyAttribution
{
	JourneyStepName names[2]; /* conversion, touch */
	int64 lookback;
	int64 half_life;
	JourneyName direct;
	uint32 params_len;
	uint8 *params;
} JourneyAttribution;

/* A path in the making: touches since the last conversion. */
typedef struct JourneyTouches
{
	JourneyTallySink *sink;
	const JourneyAttribution *attribution;
	const JourneyView *view;
	uint32 *codes; /* channels in the tally */
	int32 direct;  /* code in the journey; -1: none */
	uint32 n;
	uint32 *channels; /* of the touches */
	TimestampTz *at;
	uint32 *seen; /* by channel: the path in which it was counted last */
	uint32 path;
} JourneyTouches;

/* --- arguments ------------------------------------------------------------------- */

static void
journey_attribution_put_text(JourneyTallyKey *out, const text *t)
{
	journey_key_bytes(out, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
}

/* conversion text [, lookback interval [, touch text, direct text, half_life interval]] */
static void
journey_attribution_spell(FunctionCallInfo fcinfo, JourneyTallyKey *out)
{
	int64 lookback = DEFAULT_LOOKBACK;
	int64 half_life = DEFAULT_HALF_LIFE;
	bool all = PG_NARGS() > 4;

	if (PG_NARGS() > 3)
		lookback = profile_span_arg(PG_GETARG_INTERVAL_P(3), "lookback");
	if (all)
		half_life = profile_span_arg(PG_GETARG_INTERVAL_P(6), "half-life");
	if (half_life == 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("half-life must not be empty")));
	journey_key_begin(out);
	journey_key_item(out, (uint64) lookback);
	journey_key_item(out, (uint64) half_life);
	journey_attribution_put_text(out, PG_GETARG_TEXT_PP(2));
	if (all)
	{
		journey_attribution_put_text(out, PG_GETARG_TEXT_PP(4));
		journey_attribution_put_text(out, PG_GETARG_TEXT_PP(5));
	}
	else
	{
		journey_key_bytes(out, DEFAULT_TOUCH, strlen(DEFAULT_TOUCH));
		journey_key_bytes(out, DEFAULT_DIRECT, strlen(DEFAULT_DIRECT));
	}
}

static bool
journey_attribution_unspell(const uint8 *p, uint32 len, int64 *spans, JourneyName *texts)
{
	const uint8 *end = p + len;
	uint64 number;

	for (int i = 0; i < 5; i++)
	{
		p = journey_read_varint(p, end, &number);
		if (p == NULL || number > (i < 2 ? (uint64) PG_INT64_MAX : (uint64) (end - p)))
			return false;
		if (i < 2)
			spans[i] = (int64) number;
		else
		{
			texts[i - 2].data = (const char *) p;
			texts[i - 2].len = (uint32) number;
			p += number;
		}
	}
	return p == end;
}

bool
profile_attribution_params_valid(const uint8 *params, uint32 len)
{
	JourneyName texts[3];
	int64 spans[2];

	return journey_attribution_unspell(params, len, spans, texts) && spans[1] > 0;
}

bool
profile_attribution_key_valid(const uint8 *params, uint32 len, const uint64 *items,
							  uint32 n)
{
	(void) params;
	(void) len;
	if (n == 0 || (items[0] & 1))
		return false;
	switch (items[0] >> 1)
	{
		case ATTRIBUTION_NONE:
			return n == 1;
		case ATTRIBUTION_NON_DIRECT:
		case ATTRIBUTION_DECAY:
			return n == 2 && (items[1] & 1);
		case ATTRIBUTION_FIRST:
		case ATTRIBUTION_LAST:
		case ATTRIBUTION_LINEAR:
		case ATTRIBUTION_MIDDLE:
		case ATTRIBUTION_SHAPLEY:
			return n == 3 && (items[1] & 1) && !(items[2] & 1) && items[2] >> 1 >= 1 &&
				   items[2] >> 1 <= JOURNEY_MAX_STEPS;
		case ATTRIBUTION_EDGE:
			return n == 3 && ((items[1] & 1) || items[1] == 0) &&
				   ((items[2] & 1) || items[2] <= 1 << 1);
		default:
			return false;
	}
}

static JourneyAttribution *
journey_attribution_args(FunctionCallInfo fcinfo)
{
	JourneyAttribution *attribution = fcinfo->flinfo->fn_extra;
	JourneyTallyKey params;
	JourneyName texts[3];
	int64 spans[2];
	MemoryContext old;

	journey_attribution_spell(fcinfo, &params);
	if (attribution != NULL && attribution->params_len == params.len &&
		memcmp(attribution->params, params.data, params.len) == 0)
		return attribution;
	old = MemoryContextSwitchTo(profile_arguments_context());
	attribution = palloc(sizeof(JourneyAttribution));
	attribution->params_len = params.len;
	attribution->params = palloc(params.len);
	memcpy(attribution->params, params.data, params.len);
	(void) journey_attribution_unspell(attribution->params, params.len, spans, texts);
	attribution->lookback = spans[0];
	attribution->half_life = spans[1];
	profile_step_name_arg(&attribution->names[0], texts[0].data, texts[0].len,
						  "conversion");
	profile_step_name_arg(&attribution->names[1], texts[1].data, texts[1].len, "touch");
	attribution->direct = texts[2];
	MemoryContextSwitchTo(old);
	profile_arguments_keep(fcinfo, attribution);
	return attribution;
}

/* --- counting -------------------------------------------------------------------- */

static int64 *
journey_attribution_counters(JourneyTallySink *sink, JourneyAttributionTag tag,
							 uint64 first, uint64 second, int items)
{
	JourneyTallyKey key;

	CHECK_FOR_INTERRUPTS();
	journey_key_begin(&key);
	journey_key_number(&key, tag);
	if (items > 0)
		journey_key_item(&key, first);
	if (items > 1)
		journey_key_item(&key, second);
	return profile_tally_counters(sink, key.data, key.len);
}

static void
journey_attribution_add(JourneyTallySink *sink, JourneyAttributionTag tag, uint64 first,
						uint64 second, int items)
{
	int64 *counters = journey_attribution_counters(sink, tag, first, second, items);

	counters[0] = profile_tally_sum(counters[0], 1);
}

/* Channel of a touch as an item of a key. */
static inline uint64
journey_touch_item(const JourneyTouches *touches, uint32 i)
{
	return (uint64) touches->codes[touches->channels[i]] << 1 | 1;
}

/* The chain: start, touches, and how it ended (0 lost, 1 conversion). */
static void
journey_touches_edges(const JourneyTouches *touches, uint32 from, uint64 ended)
{
	uint64 last = 0;

	for (uint32 i = from; i <= touches->n; i++)
	{
		uint64 to = i == touches->n ? ended << 1 : journey_touch_item(touches, i);

		journey_attribution_add(touches->sink, ATTRIBUTION_EDGE, last, to, 2);
		last = to;
	}
}

/*
 * Parts by age.  Weights are relative to the last touch, so that they do not
 * all vanish; the parts are cut to 2^-52, and the last touch takes the rest, so
 * that the sum is one conversion exactly.
 */
static void
journey_touches_decay(const JourneyTouches *touches, uint32 from)
{
	uint32 last = touches->n - 1;
	int64 left = INT64CONST(1) << (2 * ATTRIBUTION_HALF_BITS);
	double total = 0;

	for (uint32 i = from; i <= last; i++)
		total += exp2(-(double) journey_gap(touches->at[i], touches->at[last]) /
					  (double) touches->attribution->half_life);
	for (uint32 i = from; i <= last; i++)
	{
		double weight = exp2(-(double) journey_gap(touches->at[i], touches->at[last]) /
							 (double) touches->attribution->half_life);
		int64 part =
			i == last ? left : (int64) ldexp(weight / total, 2 * ATTRIBUTION_HALF_BITS);
		int64 *counters = journey_attribution_counters(
			touches->sink, ATTRIBUTION_DECAY, journey_touch_item(touches, i), 0, 1);

		part = Min(part, left);
		left -= part;
		counters[0] = profile_tally_sum(counters[0], part >> ATTRIBUTION_HALF_BITS);
		counters[1] = profile_tally_sum(
			counters[1], part & ((INT64CONST(1) << ATTRIBUTION_HALF_BITS) - 1));
	}
}

static void
journey_touches_shapley(JourneyTouches *touches, uint32 from)
{
	uint32 distinct = 0;

	for (int pass = 0; pass < 2; pass++)
	{
		touches->path++;
		for (uint32 i = from; i < touches->n; i++)
		{
			if (touches->seen[touches->channels[i]] == touches->path)
				continue;
			touches->seen[touches->channels[i]] = touches->path;
			if (pass == 0)
				distinct++;
			else
				journey_attribution_add(touches->sink, ATTRIBUTION_SHAPLEY,
										journey_touch_item(touches, i),
										(uint64) distinct << 1, 2);
		}
	}
}

static uint32
journey_touches_non_direct(const JourneyTouches *touches, uint32 from)
{
	for (uint32 i = touches->n; i > from; i--)
	{
		if ((int32) touches->channels[i - 1] != touches->direct)
			return i - 1;
	}
	return touches->n - 1;
}

/* A conversion at this moment ends the path. */
static void
journey_touches_convert(JourneyTouches *touches, TimestampTz at)
{
	JourneyTallySink *sink = touches->sink;
	uint32 from = 0;
	uint64 k;

	while (from < touches->n &&
		   journey_gap(touches->at[from], at) > touches->attribution->lookback)
		from++;
	if (from == touches->n)
	{
		journey_attribution_add(sink, ATTRIBUTION_NONE, 0, 0, 0);
		touches->n = 0;
		return;
	}
	k = touches->n - from;
	journey_attribution_add(sink, ATTRIBUTION_FIRST, journey_touch_item(touches, from),
							Min(k, 3) << 1, 2);
	journey_attribution_add(sink, ATTRIBUTION_LAST,
							journey_touch_item(touches, touches->n - 1), Min(k, 3) << 1,
							2);
	journey_attribution_add(
		sink, ATTRIBUTION_NON_DIRECT,
		journey_touch_item(touches, journey_touches_non_direct(touches, from)), 0, 1);
	for (uint32 i = from; i < touches->n; i++)
	{
		journey_attribution_add(sink, ATTRIBUTION_LINEAR, journey_touch_item(touches, i),
								k << 1, 2);
		if (i > from && i + 1 < touches->n)
			journey_attribution_add(sink, ATTRIBUTION_MIDDLE,
									journey_touch_item(touches, i), k << 1, 2);
	}
	journey_touches_shapley(touches, from);
	journey_touches_decay(touches, from);
	journey_touches_edges(touches, from, 1);
	touches->n = 0;
}

static void
journey_touches_begin(JourneyTouches *touches, JourneyTallySink *sink,
					  const JourneyAttribution *attribution, const JourneyView *view)
{
	JourneyName *names = profile_journey_names(view, JOURNEY_CHANNEL);

	touches->sink = sink;
	touches->attribution = attribution;
	touches->view = view;
	touches->n = 0;
	touches->path = 0;
	touches->direct = -1;
	touches->codes = palloc(sizeof(uint32) * (view->count[JOURNEY_CHANNEL] + 1));
	touches->seen = palloc0(sizeof(uint32) * (view->count[JOURNEY_CHANNEL] + 1));
	touches->channels = palloc(sizeof(uint32) * ((Size) view->n + 1));
	touches->at = palloc(sizeof(TimestampTz) * ((Size) view->n + 1));
	for (uint32 i = 0; i < view->count[JOURNEY_CHANNEL]; i++)
	{
		if (names[i].len == attribution->direct.len &&
			memcmp(names[i].data, attribution->direct.data, names[i].len) == 0)
			touches->direct = (int32) i;
		touches->codes[i] = PG_UINT32_MAX; /* entered with the first touch */
	}
}

static void
journey_touches_scan(JourneyTouches *touches, const JourneyView *view)
{
	JourneyName *names = profile_journey_names(view, JOURNEY_CHANNEL);
	JourneyStepMasks masks;
	JourneyCursor cursor;
	JourneyStep step;

	profile_step_masks(&masks, view, touches->attribution->names, 2);
	profile_journey_cursor(&cursor, view);
	while (profile_journey_next(&cursor, &step))
	{
		uint64 mask = journey_step_mask(&masks, &step);

		CHECK_FOR_INTERRUPTS();
		if (mask & 1)
			journey_touches_convert(touches, step.at);
		else if (mask & 2)
		{
			const JourneyName *name = &names[step.channel];

			if (touches->codes[step.channel] == PG_UINT32_MAX)
				touches->codes[step.channel] =
					profile_tally_name(touches->sink, name->data, name->len);
			touches->channels[touches->n] = step.channel;
			touches->at[touches->n++] = step.at;
		}
	}
	if (touches->n > 0)
		journey_touches_edges(touches, 0, 0);
}

/*
 * attribution_accum(journey_tally_state, journey, conversion text [, lookback interval
 *					 [, touch text, direct text, half_life interval]])
 *		returns journey_tally_state
 */
Datum
profile_attribution_accum(PG_FUNCTION_ARGS)
{
	JourneyAttribution *attribution;
	JourneyTallySink sink;
	JourneyTouches touches;
	JourneyView view;

	for (int i = 2; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("parameters of attribution_agg must not be null")));
	}
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	attribution = journey_attribution_args(fcinfo);
	profile_tally_open(&sink, fcinfo, TALLY_ATTRIBUTION, attribution->params,
					   attribution->params_len);
	profile_journey_view(&view, PG_GETARG_JOURNEY(1));
	journey_touches_begin(&touches, &sink, attribution, &view);
	journey_touches_scan(&touches, &view);
	PG_RETURN_POINTER(sink.tally);
}
