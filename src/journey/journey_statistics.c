/*-------------------------------------------------------------------------
 *
 * journey_statistics.c
 *		ANALYZE of journeys: counts, over the sample, in how many journeys each
 *		element occurs, and keeps the most common as most_common_elems.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/htup_details.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_operator.h"
#include "catalog/pg_statistic.h"
#include "catalog/pg_type.h"
#include "commands/vacuum.h"
#include "common/hashfn.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/memutils.h"

#include "journey/journey_statistics.h"

PG_FUNCTION_INFO_V1(profile_journey_typanalyze);

#define ELEMENT_MOST 100000 /* distinct ones counted */

/* --- elements -------------------------------------------------------------------------------- */

/* Each pair of a journey once. */
static void
journey_element_pairs(const JourneyView *view, JourneyName **names,
					  JourneyElementVisit visit, void *context)
{
	uint64 events = view->count[JOURNEY_EVENT];
	uint64 bits = view->count[JOURNEY_CHANNEL] * events;
	uint8 *seen = bits <= MaxAllocSize ? palloc0(bits / 8 + 1) : NULL;
	JourneyElement element;

	for (uint32 i = 0; seen != NULL && i < view->n; i++)
	{
		uint32 channel = journey_channel_code(view, i);
		uint32 event = journey_event_code(view, i);
		uint64 bit = channel * events + event;

		if (channel >= view->count[JOURNEY_CHANNEL] || event >= events)
			profile_journey_corrupted();
		if (seen[bit / 8] >> (bit % 8) & 1)
			continue;
		seen[bit / 8] |= (uint8) (1 << (bit % 8));
		journey_element_set(&element, names[JOURNEY_CHANNEL][channel].data,
							names[JOURNEY_CHANNEL][channel].len,
							names[JOURNEY_EVENT][event].data,
							names[JOURNEY_EVENT][event].len);
		visit(context, &element);
	}
}

/*
 * profile_journey_elements
 *
 * Visit each event, channel and channel:event of a journey once.
 */
void
profile_journey_elements(const JourneyView *view, JourneyElementVisit visit,
						 void *context)
{
	JourneyName *names[2];
	JourneyElement element;

	if (view->n == 0)
		return;
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		names[kind] = profile_journey_names(view, kind);
		for (uint32 i = 0; i < view->count[kind]; i++)
		{
			if (kind == JOURNEY_CHANNEL)
				journey_element_set(&element, names[kind][i].data, names[kind][i].len,
									NULL, 0);
			else
				journey_element_set(&element, NULL, 0, names[kind][i].data,
									names[kind][i].len);
			visit(context, &element);
		}
	}
	journey_element_pairs(view, names, visit, context);
}

static uint32
journey_element_hash(const void *key, Size size)
{
	const JourneyElement *element = key;

	Assert(size == sizeof(JourneyElement));
	(void) size;
	return hash_bytes((const unsigned char *) element->data, (int) element->len);
}

static int
journey_element_cmp(const void *a, const void *b)
{
	const JourneyElement *ea = a;
	const JourneyElement *eb = b;

	return profile_pattern_name_cmp(ea->data, ea->len, eb->data, eb->len);
}

static int
journey_element_match(const void *a, const void *b, Size size)
{
	(void) size;
	return journey_element_cmp(a, b);
}

/* --- ANALYZE ---------------------------------------------------------------------------------- */

typedef struct JourneyElementCount
{
	JourneyElement element; /* the key */
	int count;
} JourneyElementCount;

/* What the standard analysis brings along; ours comes after it. */
typedef struct JourneyAnalyze
{
	AnalyzeAttrComputeStatsFunc compute;
	void *extra;
} JourneyAnalyze;

static void
journey_analyze_count(void *context, const JourneyElement *element)
{
	HTAB *counts = context;
	bool found;
	JourneyElementCount *entry;

	if (hash_get_num_entries(counts) >= ELEMENT_MOST)
		entry = hash_search(counts, element, HASH_FIND, &found);
	else
		entry = hash_search(counts, element, HASH_ENTER, &found);
	if (entry != NULL)
		entry->count = found ? entry->count + 1 : 1;
}

static int
journey_analyze_by_count(const void *a, const void *b)
{
	const JourneyElementCount *ca = *(JourneyElementCount *const *) a;
	const JourneyElementCount *cb = *(JourneyElementCount *const *) b;

	if (ca->count != cb->count)
		return ca->count > cb->count ? -1 : 1;
	return journey_element_cmp(ca, cb);
}

static int
journey_analyze_by_element(const void *a, const void *b)
{
	return journey_element_cmp(*(JourneyElementCount *const *) a,
							   *(JourneyElementCount *const *) b);
}

/* All counted elements, the most common first. */
static JourneyElementCount **
journey_analyze_sorted(HTAB *counts, int *n)
{
	JourneyElementCount **sorted =
		palloc(sizeof(*sorted) * Max(hash_get_num_entries(counts), 1));
	HASH_SEQ_STATUS scan;
	JourneyElementCount *entry;

	*n = 0;
	hash_seq_init(&scan, counts);
	while ((entry = hash_seq_search(&scan)) != NULL)
		sorted[(*n)++] = entry;
	qsort(sorted, (size_t) *n, sizeof(*sorted), journey_analyze_by_count);
	return sorted;
}

/* The first n elements as a slot of statistics: sorted, with least and most. */
static void
journey_analyze_store(VacAttrStats *stats, JourneyElementCount **sorted, int n, int rows)
{
	MemoryContext old = MemoryContextSwitchTo(stats->anl_context);
	Datum *values = palloc(sizeof(Datum) * n);
	float4 *numbers = palloc(sizeof(float4) * (n + 2));
	int slot = 0;

	while (slot < STATISTIC_NUM_SLOTS && stats->stakind[slot] != 0)
		slot++;
	numbers[n] = (float4) sorted[n - 1]->count / (float4) rows;
	numbers[n + 1] = (float4) sorted[0]->count / (float4) rows;
	qsort(sorted, (size_t) n, sizeof(*sorted), journey_analyze_by_element);
	for (int i = 0; i < n; i++)
	{
		values[i] = PointerGetDatum(cstring_to_text_with_len(
			sorted[i]->element.data, (int) sorted[i]->element.len));
		numbers[i] = (float4) sorted[i]->count / (float4) rows;
	}
	if (slot < STATISTIC_NUM_SLOTS)
	{
		stats->stakind[slot] = STATISTIC_KIND_MCELEM;
		stats->staop[slot] = TextEqualOperator;
		stats->stacoll[slot] = DEFAULT_COLLATION_OID;
		stats->stanumbers[slot] = numbers;
		stats->numnumbers[slot] = n + 2;
		stats->stavalues[slot] = values;
		stats->numvalues[slot] = n;
		stats->statypid[slot] = TEXTOID;
		stats->statyplen[slot] = -1;
		stats->statypbyval[slot] = false;
		stats->statypalign[slot] = 'i';
	}
	MemoryContextSwitchTo(old);
}

static void
journey_analyze_compute(VacAttrStats *stats, AnalyzeAttrFetchFunc fetch, int rows,
						double total)
{
	JourneyAnalyze *ours = stats->extra_data;
	HASHCTL control = {.keysize = sizeof(JourneyElement),
					   .entrysize = sizeof(JourneyElementCount),
					   .hash = journey_element_hash,
					   .match = journey_element_match,
					   .hcxt = CurrentMemoryContext};
	HTAB *counts;
	MemoryContext journey;
	JourneyElementCount **sorted;
	int present = 0;
	int n;

	stats->extra_data = ours->extra;
	ours->compute(stats, fetch, rows, total);
	stats->extra_data = ours;
	counts = hash_create("journey elements", 1024, &control,
						 HASH_ELEM | HASH_FUNCTION | HASH_COMPARE | HASH_CONTEXT);
	journey =
		AllocSetContextCreate(CurrentMemoryContext, "journey", ALLOCSET_DEFAULT_SIZES);
	for (int row = 0; row < rows; row++)
	{
		bool isnull;
		Datum datum = fetch(stats, row, &isnull);
		JourneyView view;
		MemoryContext old;

		profile_analyze_delay_point();
		if (isnull)
			continue;
		present++;
		old = MemoryContextSwitchTo(journey);
		profile_journey_view(&view, DatumGetJourneyPP(datum));
		profile_journey_elements(&view, journey_analyze_count, counts);
		MemoryContextSwitchTo(old);
		MemoryContextReset(journey);
	}
	sorted = journey_analyze_sorted(counts, &n);
	n = Min(n, profile_stattarget(stats) * 10);
	/* what occurs once in a sample says little, unless the sample is all */
	while (n > 0 && rows < total && sorted[n - 1]->count < 2)
		n--;
	if (n > 0 && stats->stats_valid)
		journey_analyze_store(stats, sorted, n, present);
}

/* journey_typanalyze(internal) returns boolean */
Datum
profile_journey_typanalyze(PG_FUNCTION_ARGS)
{
	VacAttrStats *stats = (VacAttrStats *) PG_GETARG_POINTER(0);
	JourneyAnalyze *ours;

	if (!std_typanalyze(stats))
		PG_RETURN_BOOL(false);
	ours = palloc(sizeof(JourneyAnalyze));
	ours->compute = stats->compute_stats;
	ours->extra = stats->extra_data;
	stats->compute_stats = journey_analyze_compute;
	stats->extra_data = ours;
	PG_RETURN_BOOL(true);
}
