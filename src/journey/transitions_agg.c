/*-------------------------------------------------------------------------
 *
 * transitions_agg.c
 *		transitions_agg and journey_model_agg: what follows what over many
 *		journeys.
 *
 * A key of the tally is (from, to, octave of the gap); start and end of a
 * journey are the number 0.  The counters are those of the octave's buckets
 * (transitions.h): so the mean gap is exact, and the median, taken as the mean
 * of the bucket in which it lies, is right to an eighth at worst, and exact
 * where all gaps of the bucket are equal.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/int.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "journey/transitions.h"

PG_FUNCTION_INFO_V1(profile_transitions_accum);
PG_FUNCTION_INFO_V1(profile_transitions_final);

/* --- collecting ---------------------------------------------------------------- */

/* The arguments after the journey, as the tally's parameters. */
static void
journey_transitions_args(FunctionCallInfo fcinfo, uint8 *params)
{
	params[0] = BY_CHANNEL;
	params[1] = false;
	for (int i = 2; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("parameters of transitions_agg must not be null")));
	}
	if (PG_NARGS() > 2)
		params[0] = (uint8) profile_journey_by_arg(PG_GETARG_TEXT_PP(2));
	if (PG_NARGS() > 3)
		params[1] = PG_GETARG_BOOL(3);
}

/* A step's part of a key, spelled once per name of the journey. */
typedef struct JourneyPart
{
	uint64 bytes;
	uint32 len;
} JourneyPart;

typedef struct JourneyParts
{
	JourneyPart *of[2]; /* channels and events; NULL: not looked at */
} JourneyParts;

static void
journey_transitions_parts(JourneyParts *parts, const JourneyByCodes *codes,
						  const JourneyView *view)
{
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		parts->of[kind] = NULL;
		if (codes->codes[kind] == NULL)
			continue;
		parts->of[kind] = palloc(sizeof(JourneyPart) * Max(view->count[kind], 1));
		for (uint32 i = 0; i < view->count[kind]; i++)
		{
			uint8 bytes[10] = {0};
			JourneyPart *part = &parts->of[kind][i];

			part->len = (uint32) (journey_write_varint(
									  bytes, (uint64) codes->codes[kind][i] << 1 | 1) -
								  bytes);
			memcpy(&part->bytes, bytes, sizeof(part->bytes));
		}
	}
}

/*
 * A transition's key in the making: as one number while it has at most eight
 * bytes, which is nearly always.
 */
typedef struct JourneyTransitionKey
{
	uint64 word;
	uint32 len; /* may exceed 8: then the word is not all of it */
} JourneyTransitionKey;

static inline void
journey_transition_part(JourneyTransitionKey *key, const JourneyPart *part)
{
	if (likely(key->len < 8))
		key->word |= part->bytes << (key->len * 8);
	key->len += part->len;
}

static inline void
journey_transition_step(JourneyTransitionKey *key, const JourneyParts *parts,
						uint32 channel, uint32 event)
{
	if (parts->of[JOURNEY_CHANNEL] != NULL)
		journey_transition_part(key, &parts->of[JOURNEY_CHANNEL][channel]);
	if (parts->of[JOURNEY_EVENT] != NULL)
		journey_transition_part(key, &parts->of[JOURNEY_EVENT][event]);
}

/* What a transition leads from and to: codes, or start and end. */
typedef struct JourneyHop
{
	bool starts;
	bool ends;
	uint32 channel[2];
	uint32 event[2];
} JourneyHop;

/* The counters of a hop by the long way: enter the key. */
static int64 *
journey_transition_enter(JourneyTallySink *sink, const JourneyByCodes *codes,
						 const JourneyHop *hop, uint32 octave)
{
	JourneyTallyKey key;

	journey_key_begin(&key);
	if (hop->starts)
		journey_key_number(&key, 0);
	else
		journey_key_step(&key, codes, hop->channel[0], hop->event[0]);
	if (hop->ends)
		journey_key_number(&key, 0);
	else
		journey_key_step(&key, codes, hop->channel[1], hop->event[1]);
	journey_key_number(&key, octave);
	return profile_tally_counters(sink, key.data, key.len);
}

/* The key of one end of a hop. */
static inline JourneyPart
journey_transition_end(const JourneyParts *parts, uint32 channel, uint32 event)
{
	JourneyTransitionKey key = {0, 0};
	JourneyPart part;

	if (parts->of[JOURNEY_EVENT] == NULL)
		return parts->of[JOURNEY_CHANNEL][channel];
	if (parts->of[JOURNEY_CHANNEL] == NULL)
		return parts->of[JOURNEY_EVENT][event];
	journey_transition_step(&key, parts, channel, event);
	part.bytes = key.word;
	part.len = key.len;
	return part;
}

static pg_attribute_always_inline void
journey_transition_count(JourneyTallySink *sink, const JourneyByCodes *codes,
						 JourneyPart from, JourneyPart to, const JourneyHop *hop,
						 int64 gap)
{
	uint32 len = from.len + to.len + 1;
	int64 *counters = NULL;
	uint32 bucket;
	uint32 octave = journey_gap_octave(gap, &bucket);

	/* the octave, below 128 when shifted, is the last byte */
	if (likely(len <= 8))
		counters = journey_tally_short_find(sink->tally,
											from.bytes | to.bytes << (from.len * 8) |
												(uint64) (octave << 1) << ((len - 1) * 8),
											len);
	if (unlikely(counters == NULL))
		counters = journey_transition_enter(sink, codes, hop, octave);
	counters += bucket * 3;
	counters[0]++;
	counters[1] += (int64) ((uint64) gap / USECS_PER_SEC);
	counters[2] += (int64) ((uint64) gap % USECS_PER_SEC);
}

/* Enter all transitions of a journey that is not empty. */
static void
journey_transitions_collect(JourneyTallySink *sink, const JourneyView *view,
							const JourneyByCodes *codes, const JourneyParts *parts,
							bool collapse)
{
	bool channels = codes->codes[JOURNEY_CHANNEL] != NULL;
	bool events = codes->codes[JOURNEY_EVENT] != NULL;
	static const JourneyPart nowhere = {0, 1}; /* start and end: the number 0 */
	JourneyHop hop = {true, false, {0, 0}, {0, 0}};
	JourneyPart from = nowhere;
	JourneyPart to;
	const uint8 *delta = view->deltas;
	uint64 gap = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		uint32 channel = channels ? journey_channel_code(view, i) : 0;
		uint32 event = events ? journey_event_code(view, i) : 0;

		if (unlikely((channels && channel >= view->count[JOURNEY_CHANNEL]) ||
					 (events && event >= view->count[JOURNEY_EVENT])))
			profile_journey_corrupted();
		if (i > 0)
		{
			uint64 units;

			delta = journey_read_gap(delta, view->end, &units);
			if (unlikely(delta == NULL))
				profile_journey_corrupted();
			gap += units * (uint64) view->unit;
			if (collapse && channel == hop.channel[0] && event == hop.event[0])
				continue;
		}
		if ((i & 0xffff) == 0xffff)
			CHECK_FOR_INTERRUPTS();
		hop.channel[1] = channel;
		hop.event[1] = event;
		to = journey_transition_end(parts, channel, event);
		journey_transition_count(sink, codes, from, to, &hop,
								 (int64) Min(gap, (uint64) PG_INT64_MAX));
		hop.starts = false;
		from = to;
		hop.channel[0] = channel;
		hop.event[0] = event;
		gap = 0;
	}
	hop.ends = true;
	journey_transition_count(sink, codes, from, nowhere, &hop, 0);
}

/*
 * transitions_accum(journey_tally_state, journey [, by text [, collapse boolean]])
 *		returns journey_tally_state
 */
Datum
profile_transitions_accum(PG_FUNCTION_ARGS)
{
	uint8 params[2];
	JourneyTallySink sink;
	JourneyByCodes codes;
	JourneyParts parts;
	JourneyView view;

	journey_transitions_args(fcinfo, params);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	profile_tally_open(&sink, fcinfo, TALLY_TRANSITIONS, params, sizeof(params));
	profile_journey_view(&view, PG_GETARG_JOURNEY(1));
	if (view.n > 0)
	{
		profile_journey_by_codes(&codes, &sink, &view, (JourneyBy) params[0]);
		journey_transitions_parts(&parts, &codes, &view);
		journey_transitions_collect(&sink, &view, &codes, &parts, params[1] != 0);
	}
	PG_RETURN_POINTER(sink.tally);
}

/* --- what a state may hold -------------------------------------------------------- */

bool
profile_transitions_params_valid(const uint8 *params, uint32 len)
{
	return len == 2 && params[0] >= BY_CHANNEL && params[0] <= BY_BOTH && params[1] <= 1;
}

bool
profile_transitions_key_valid(const uint8 *params, uint32 len, const uint64 *items,
							  uint32 n)
{
	JourneyBy by = (JourneyBy) params[0];
	uint32 from = profile_journey_by_items(by, items, n);
	uint32 to = from == 0 ? 0 : profile_journey_by_items(by, items + from, n - from);

	(void) len;
	return to > 0 && from + to + 1 == n && !(items[n - 1] & 1) &&
		   items[n - 1] >> 1 < TRANSITION_OCTAVES;
}

/* --- the answer -------------------------------------------------------------------- */

static int
journey_transition_text_cmp(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int
journey_transition_cell_cmp(const void *left, const void *right)
{
	const JourneyTransitionCell *a = left;
	const JourneyTransitionCell *b = right;
	int c = journey_transition_text_cmp(a->from, b->from);

	if (c == 0)
		c = journey_transition_text_cmp(a->to, b->to);
	if (c == 0)
		c = a->bucket < b->bucket ? -1 : a->bucket > b->bucket;
	return c;
}

static char *
journey_transition_words(const JourneyTally *tally, JourneyBy by, const uint64 *items)
{
	Datum words = profile_journey_by_datum(tally, by, items);

	return DatumGetPointer(words) == NULL ? NULL : TextDatumGetCString(words);
}

/* The cells of one entry's buckets, as far as anything is counted there. */
static uint32
journey_transition_entry(JourneyTransitionCell *cells, const JourneyTally *tally,
						 JourneyBy by, const uint64 *items, uint32 n,
						 const int64 *counters)
{
	char *from = journey_transition_words(tally, by, items);
	char *to = journey_transition_words(tally, by,
										items + profile_journey_by_items(by, items, n));
	uint32 used = 0;

	for (uint32 bucket = 0; bucket < TRANSITION_BUCKETS; bucket++)
	{
		JourneyTransitionCell *cell = &cells[used];

		if (counters[bucket * 3] == 0)
			continue;
		cell->from = from;
		cell->to = to;
		cell->bucket = (uint32) (items[n - 1] >> 1) * TRANSITION_BUCKETS + bucket;
		cell->count = counters[bucket * 3];
		cell->seconds = counters[bucket * 3 + 1];
		cell->micros = counters[bucket * 3 + 2];
		used++;
	}
	return used;
}

/*
 * profile_transition_cells
 *
 * What a tally of transitions has counted, sorted by from, to, bucket; from and
 * to are NULL for start and end.
 */
JourneyTransitionCell *
profile_transition_cells(const JourneyTally *tally, uint32 *n)
{
	const JourneyTallyEntry **entries = profile_tally_entries(tally);
	JourneyTransitionCell *cells = palloc_extended(
		sizeof(JourneyTransitionCell) * ((Size) tally->nentries * TRANSITION_BUCKETS + 1),
		MCXT_ALLOC_HUGE);
	uint32 params_len;
	const uint8 *params = profile_tally_params(tally, &params_len);
	uint64 *items = NULL;
	uint32 room = 0;

	*n = 0;
	for (uint32 i = 0; i < tally->nentries; i++)
	{
		uint32 count = profile_tally_items(tally, entries[i], &items, &room);

		CHECK_FOR_INTERRUPTS();
		*n += journey_transition_entry(cells + *n, tally, (JourneyBy) params[0], items,
									   count, entries[i]->counters);
	}
	qsort(cells, *n, sizeof(*cells), journey_transition_cell_cmp);
	pfree(entries);
	return cells;
}

/* Mean of gaps, rounded down to a microsecond. */
static int64
journey_transition_mean(int64 seconds, int64 micros, int64 count)
{
	int64 rest = seconds % count; /* so that nothing is lost in the division */

	return seconds / count * USECS_PER_SEC +
		   (int64) (((int128) rest * USECS_PER_SEC + micros) / count);
}

/* The gap of a rank, counted from 0: the mean of its bucket. */
static int64
journey_transition_rank(const JourneyTransitionCell *cells, int64 rank)
{
	while (rank >= cells->count)
		rank -= (cells++)->count;
	return journey_transition_mean(cells->seconds, cells->micros, cells->count);
}

static int64
journey_transition_middle(const JourneyTransitionCell *cells, int64 total)
{
	int64 low = journey_transition_rank(cells, (total - 1) / 2);
	int64 high = journey_transition_rank(cells, total / 2);

	return low + (high - low) / 2;
}

/* One row: the cells from..to are one pair's. */
static void
journey_transition_row(JourneyRows *rows, const JourneyTransitionCell *cells, uint32 n,
					   int64 leaving)
{
	int64 total = 0;
	int64 seconds = 0;
	int64 micros = 0;
	Datum values[6] = {0};
	bool nulls[6] = {false};

	for (uint32 i = 0; i < n; i++)
	{
		total = profile_tally_sum(total, cells[i].count);
		seconds = profile_tally_sum(seconds, cells[i].seconds);
		micros = profile_tally_sum(micros, cells[i].micros);
	}
	nulls[0] = cells->from == NULL;
	nulls[1] = cells->to == NULL;
	nulls[4] = nulls[5] = nulls[0] || nulls[1] || total == 0;
	if (!nulls[0])
		values[0] = CStringGetTextDatum(cells->from);
	if (!nulls[1])
		values[1] = CStringGetTextDatum(cells->to);
	values[2] = Int64GetDatum(total);
	values[3] = Float8GetDatum(leaving == 0 ? 0 : (double) total / (double) leaving);
	if (!nulls[4])
	{
		values[4] = profile_span_datum(journey_transition_mean(seconds, micros, total));
		values[5] = profile_span_datum(journey_transition_middle(cells, total));
	}
	profile_rows_add(rows, values, nulls);
}

/*
 * transitions_final(journey_tally_state) returns journey_transition[]
 *
 * Ordered by from and to, bytewise, start and end first.
 */
Datum
profile_transitions_final(PG_FUNCTION_ARGS)
{
	const JourneyTally *tally = profile_tally_arg(fcinfo, 0, TALLY_TRANSITIONS);
	uint32 n;
	JourneyTransitionCell *cells = profile_transition_cells(tally, &n);
	int64 leaving = 0;
	JourneyRows rows;

	profile_rows_begin(&rows, fcinfo);
	for (uint32 first = 0, next; first < n; first = next)
	{
		if (first == 0 ||
			journey_transition_text_cmp(cells[first - 1].from, cells[first].from) != 0)
		{
			leaving = 0;
			for (uint32 i = first; i < n && journey_transition_text_cmp(
												cells[i].from, cells[first].from) == 0;
				 i++)
				leaving = profile_tally_sum(leaving, cells[i].count);
		}
		for (next = first + 1;
			 next < n &&
			 journey_transition_text_cmp(cells[next].from, cells[first].from) == 0 &&
			 journey_transition_text_cmp(cells[next].to, cells[first].to) == 0;)
			next++;
		journey_transition_row(&rows, cells + first, next - first, leaving);
	}
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
