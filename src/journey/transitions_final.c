/*-------------------------------------------------------------------------
 *
 * transitions_final.c
 *		transitions_agg, the answer.
 *
 * The mean gap is exact, and the median, taken as the mean of the bucket in
 * which it lies, is right to an eighth at worst, and exact where all gaps of the
 * bucket are equal.
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

#include "journey/transitions.h"

PG_FUNCTION_INFO_V1(profile_transitions_final);

/* --- steps in words ------------------------------------------------------------- */

/* A step of the keys: its names, its words, and where these stand among all. */
typedef struct JourneyTransitionStep
{
	uint64 names; /* 1 + code of the first, code of the second above it */
	text *words;
	uint32 rank; /* from 1 */
	char status; /* of simplehash.h */
} JourneyTransitionStep;

#define SH_PREFIX         journey_step
#define SH_ELEMENT_TYPE   JourneyTransitionStep
#define SH_KEY_TYPE       uint64
#define SH_KEY            names
#define SH_HASH_KEY(t, k) journey_tally_head_hash(k)
#define SH_EQUAL(t, a, b) ((a) == (b))
#define SH_SCOPE          static inline
#define SH_DECLARE
#define SH_DEFINE
#include "lib/simplehash.h"

typedef struct JourneyTransitionWords
{
	const JourneyTally *tally;
	JourneyBy by;
	journey_step_hash *steps;
	text **words; /* by rank, from 1 */
} JourneyTransitionWords;

static inline uint64
journey_transition_names(JourneyBy by, const uint64 *items)
{
	uint64 names = (items[0] >> 1) + 1;

	return by == BY_BOTH ? names | items[1] >> 1 << 32 : names;
}

/* Note a step, spelled at its first occurrence. */
static void
journey_transition_note(JourneyTransitionWords *all, const uint64 *items)
{
	JourneyTransitionStep *step;
	bool found;

	if (items[0] == 0)
		return;
	step =
		journey_step_insert(all->steps, journey_transition_names(all->by, items), &found);
	if (!found)
		step->words =
			DatumGetTextPP(profile_journey_by_datum(all->tally, all->by, items));
}

/* 0 for start and end, so that they come first. */
static inline uint32
journey_transition_rank(const JourneyTransitionWords *all, const uint64 *items)
{
	return items[0] == 0
			   ? 0
			   : journey_step_lookup(all->steps, journey_transition_names(all->by, items))
					 ->rank;
}

static int
journey_transition_words_cmp(const void *left, const void *right)
{
	const text *a = (*(JourneyTransitionStep *const *) left)->words;
	const text *b = (*(JourneyTransitionStep *const *) right)->words;
	Size na = VARSIZE_ANY_EXHDR(a);
	Size nb = VARSIZE_ANY_EXHDR(b);
	int c = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(na, nb));

	return c != 0 ? c : (na > nb) - (na < nb);
}

/* Rank the steps by their words, bytewise. */
static void
journey_transition_order(JourneyTransitionWords *all)
{
	uint32 count = all->steps->members;
	JourneyTransitionStep **order = palloc(sizeof(*order) * ((Size) count + 1));
	JourneyTransitionStep *step;
	journey_step_iterator at;
	uint32 n = 0;

	journey_step_start_iterate(all->steps, &at);
	while ((step = journey_step_iterate(all->steps, &at)) != NULL)
		order[n++] = step;
	qsort(order, n, sizeof(*order), journey_transition_words_cmp);
	all->words = palloc(sizeof(text *) * ((Size) n + 1));
	all->words[0] = NULL;
	for (uint32 i = 0; i < n; i++)
	{
		order[i]->rank = i + 1;
		all->words[i + 1] = order[i]->words;
	}
	pfree(order);
}

/* --- cells -------------------------------------------------------------------------- */

/* An entry, with its steps as ranks; 0: the journey starts or ends. */
typedef struct JourneyTransitionCell
{
	uint32 from;
	uint32 to;
	uint32 bucket;
	int64 count;
	int64 high; /* sum of the gaps, in 2^32 microseconds */
	int64 low;  /* ... and microseconds beyond */
} JourneyTransitionCell;

static inline int
journey_transition_cell_cmp(const JourneyTransitionCell *a,
							const JourneyTransitionCell *b)
{
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return a->bucket < b->bucket ? -1 : a->bucket > b->bucket;
}

#define ST_SORT          journey_transition_cell_sort
#define ST_ELEMENT_TYPE  JourneyTransitionCell
#define ST_COMPARE(a, b) journey_transition_cell_cmp(a, b)
#define ST_SCOPE         static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* What a tally has counted, sorted by from, to, bucket. */
static JourneyTransitionCell *
journey_transition_cells(JourneyTransitionWords *all)
{
	uint32 n = all->tally->nentries;
	const JourneyTallyEntry **entries = profile_tally_entries(all->tally);
	JourneyTransitionCell *cells =
		palloc_extended(sizeof(JourneyTransitionCell) * ((Size) n + 1), MCXT_ALLOC_HUGE);
	uint64 *items = NULL;
	uint32 room = 0;

	for (uint32 i = 0; i < n; i++)
	{
		uint32 count = profile_tally_items(all->tally, entries[i], &items, &room);

		CHECK_FOR_INTERRUPTS();
		journey_transition_note(all, items);
		journey_transition_note(all,
								items + profile_journey_by_items(all->by, items, count));
	}
	journey_transition_order(all);
	for (uint32 i = 0; i < n; i++)
	{
		uint32 count = profile_tally_items(all->tally, entries[i], &items, &room);

		cells[i].from = journey_transition_rank(all, items);
		cells[i].to = journey_transition_rank(
			all, items + profile_journey_by_items(all->by, items, count));
		cells[i].bucket = (uint32) (items[count - 2] >> 1) * TRANSITION_BUCKETS +
						  (uint32) (items[count - 1] >> 1);
		cells[i].count = entries[i]->counters[0];
		cells[i].high = entries[i]->counters[1];
		cells[i].low = entries[i]->counters[2];
	}
	journey_transition_cell_sort(cells, n);
	pfree(entries);
	return cells;
}

/* --- the answer ---------------------------------------------------------------------- */

/* Mean of gaps, rounded down to a microsecond. */
static int64
journey_transition_mean(int64 high, int64 low, int64 count)
{
	return (int64) ((((int128) high << 32) + low) / count);
}

/* The gap of a rank, counted from 0: the mean of its bucket. */
static int64
journey_transition_ranked(const JourneyTransitionCell *cells, int64 rank)
{
	while (rank >= cells->count)
		rank -= (cells++)->count;
	return journey_transition_mean(cells->high, cells->low, cells->count);
}

static int64
journey_transition_middle(const JourneyTransitionCell *cells, int64 total)
{
	int64 low = journey_transition_ranked(cells, (total - 1) / 2);
	int64 high = journey_transition_ranked(cells, total / 2);

	return low + (high - low) / 2;
}

/* One row: the cells from..to are one pair's. */
static void
journey_transition_row(JourneyRows *rows, const JourneyTransitionWords *all,
					   const JourneyTransitionCell *cells, uint32 n, int64 leaving)
{
	int64 total = 0;
	int64 high = 0;
	int64 low = 0;
	Datum values[6] = {0};
	bool nulls[6] = {false};

	for (uint32 i = 0; i < n; i++)
	{
		total = profile_tally_sum(total, cells[i].count);
		high = profile_tally_sum(high, cells[i].high);
		low = profile_tally_sum(low, cells[i].low);
	}
	nulls[0] = cells->from == 0;
	nulls[1] = cells->to == 0;
	nulls[4] = nulls[5] = nulls[0] || nulls[1] || total == 0;
	if (!nulls[0])
		values[0] = PointerGetDatum(all->words[cells->from]);
	if (!nulls[1])
		values[1] = PointerGetDatum(all->words[cells->to]);
	values[2] = Int64GetDatum(total);
	values[3] = Float8GetDatum(leaving == 0 ? 0 : (double) total / (double) leaving);
	if (!nulls[4])
	{
		values[4] = profile_span_datum(journey_transition_mean(high, low, total));
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
	JourneyTransitionWords all;
	JourneyTransitionCell *cells;
	uint32 n;
	uint32 len;
	int64 leaving = 0;
	JourneyRows rows;

	all.tally = profile_tally_arg(fcinfo, 0, TALLY_TRANSITIONS);
	all.by = (JourneyBy) * (const uint8 *) profile_tally_params(all.tally, &len);
	all.steps = journey_step_create(CurrentMemoryContext, 256, NULL);
	n = all.tally->nentries;
	cells = journey_transition_cells(&all);
	profile_rows_begin(&rows, fcinfo);
	for (uint32 first = 0, next; first < n; first = next)
	{
		if (first == 0 || cells[first - 1].from != cells[first].from)
		{
			leaving = 0;
			for (uint32 i = first; i < n && cells[i].from == cells[first].from; i++)
				leaving = profile_tally_sum(leaving, cells[i].count);
		}
		for (next = first + 1; next < n && cells[next].from == cells[first].from &&
							   cells[next].to == cells[first].to;)
			next++;
		journey_transition_row(&rows, &all, cells + first, next - first, leaving);
	}
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
