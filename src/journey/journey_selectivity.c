/*-------------------------------------------------------------------------
 *
 * journey_selectivity.c
 *		How many journeys match a pattern: statistics and estimate.
 *
 * ANALYZE counts, over the sample, in how many journeys each event, channel and
 * channel:event occurs, and keeps the most common as most_common_elems: texts
 * "event", "channel:*" and "channel:event", as they stand in patterns.
 *
 * The estimate of a pattern takes its parts for independent, as that of tsquery
 * does: all that a sequence needs must be there.  What order, times and filters
 * rule out is not known, and not guessed.
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
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/hsearch.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/selfuncs.h"

#include "journey/pattern.h"

PG_FUNCTION_INFO_V1(profile_journey_typanalyze);
PG_FUNCTION_INFO_V1(profile_journey_matchsel);

#define ELEMENT_BYTES 520    /* two names and what joins them */
#define ELEMENT_MOST  100000 /* distinct ones counted */
#define SEL_UNKNOWN   0.005  /* of a step that statistics do not know */

/* --- elements -------------------------------------------------------------------------------- */

typedef struct JourneyElement
{
	uint32 len;
	char data[ELEMENT_BYTES];
} JourneyElement;

/* An event, a channel (event NULL), or both. */
static void
journey_element_set(JourneyElement *element, const char *channel, uint32 channel_len,
					const char *event, uint32 event_len)
{
	char *p = element->data;

	if (channel != NULL)
	{
		memcpy(p, channel, channel_len);
		p += channel_len;
		*p++ = ':';
	}
	if (event != NULL)
	{
		memcpy(p, event, event_len);
		p += event_len;
	}
	else
		*p++ = '*';
	element->len = (uint32) (p - element->data);
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
journey_analyze_count(HTAB *counts, const JourneyElement *element)
{
	bool found;
	JourneyElementCount *entry;

	if (hash_get_num_entries(counts) >= ELEMENT_MOST)
		entry = hash_search(counts, element, HASH_FIND, &found);
	else
		entry = hash_search(counts, element, HASH_ENTER, &found);
	if (entry != NULL)
		entry->count = found ? entry->count + 1 : 1;
}

/* Each pair of a journey once. */
static void
journey_analyze_pairs(HTAB *counts, const JourneyView *view, JourneyName **names)
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
		journey_analyze_count(counts, &element);
	}
}

static void
journey_analyze_journey(HTAB *counts, Datum datum)
{
	JourneyView view;
	JourneyName *names[2];
	JourneyElement element;

	profile_journey_view(&view, DatumGetJourneyPP(datum));
	if (view.n == 0)
		return;
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		names[kind] = profile_journey_names(&view, kind);
		for (uint32 i = 0; i < view.count[kind]; i++)
		{
			if (kind == JOURNEY_CHANNEL)
				journey_element_set(&element, names[kind][i].data, names[kind][i].len,
									NULL, 0);
			else
				journey_element_set(&element, NULL, 0, names[kind][i].data,
									names[kind][i].len);
			journey_analyze_count(counts, &element);
		}
	}
	journey_analyze_pairs(counts, &view, names);
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
		MemoryContext old;

		profile_analyze_delay_point();
		if (isnull)
			continue;
		present++;
		old = MemoryContextSwitchTo(journey);
		journey_analyze_journey(counts, datum);
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

/* --- estimates --------------------------------------------------------------------------------- */

static float4
journey_sel_find(const AttStatsSlot *slot, const JourneyElement *element)
{
	int low = 0;
	int high = slot->nvalues;

	while (low < high)
	{
		int mid = (low + high) / 2;
		struct varlena *value = (struct varlena *) DatumGetPointer(slot->values[mid]);
		int c = profile_pattern_name_cmp(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
										 element->data, element->len);

		if (c == 0)
			return slot->numbers[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	/* rarer than what is kept */
	return slot->nvalues > 0 ? Min((float4) SEL_UNKNOWN, slot->numbers[slot->nvalues] / 2)
							 : (float4) SEL_UNKNOWN;
}

/* Events that begin so: at least the commonest of them, as if independent. */
static double
journey_sel_prefix(const AttStatsSlot *slot, const JourneyElement *prefix)
{
	double none = 1.0 - SEL_UNKNOWN;

	for (int i = 0; i < slot->nvalues; i++)
	{
		struct varlena *value = (struct varlena *) DatumGetPointer(slot->values[i]);

		if (VARSIZE_ANY_EXHDR(value) >= prefix->len &&
			memcmp(VARDATA_ANY(value), prefix->data, prefix->len) == 0)
			none *= 1.0 - slot->numbers[i];
	}
	return 1.0 - none;
}

static double
journey_sel_step(const AttStatsSlot *slot, const JourneyPatternStep *step)
{
	static const JourneyPatternName any = {NULL, 0, false, NULL};
	const JourneyPatternName *channels = step->channel != NULL ? step->channel : &any;
	const JourneyPatternName *events = step->event != NULL ? step->event : &any;
	double none = 1.0;

	if (step->channel == NULL && step->event == NULL)
		return 1.0;
	for (const JourneyPatternName *c = channels; c != NULL; c = c->next)
	{
		for (const JourneyPatternName *e = events; e != NULL; e = e->next)
		{
			JourneyElement element;

			CHECK_FOR_INTERRUPTS();
			/* of a channel's prefix, with whatever event */
			journey_element_set(&element, c->data, c->len, c->prefix ? NULL : e->data,
								e->len);
			if (c->prefix)
				element.len = c->len;
			none *= 1.0 - (c->prefix || e->prefix ? journey_sel_prefix(slot, &element)
												  : journey_sel_find(slot, &element));
		}
	}
	return 1.0 - none;
}

static double
journey_sel_sequence(const AttStatsSlot *slot, const JourneyPatternNode *sequence)
{
	double all = 1.0;

	for (const JourneyPatternItem *item = sequence->items; item != NULL;
		 item = item->next)
	{
		double none = 1.0;

		if (item->least == 0 || item->kind > PATTERN_GROUP)
			continue;
		if (item->kind == PATTERN_STEP)
		{
			all *= journey_sel_step(slot, item->step);
			continue;
		}
		for (const JourneyPatternNode *node = item->group; node != NULL;
			 node = node->next)
			none *= 1.0 - journey_sel_sequence(slot, node);
		all *= 1.0 - none;
	}
	return all;
}

static double
journey_sel_node(const AttStatsSlot *slot, const JourneyPatternNode *node)
{
	double product = 1.0;

	if (node->kind == PATTERN_SEQUENCE)
		return journey_sel_sequence(slot, node);
	for (const JourneyPatternNode *child = node->children; child != NULL;
		 child = child->next)
	{
		double sel = journey_sel_node(slot, child);

		product *= node->kind == PATTERN_AND ? sel : 1.0 - sel;
	}
	return node->kind == PATTERN_OR ? 1.0 - product : product;
}

/* journey_matchsel(internal, oid, internal, integer) returns float8 */
Datum
profile_journey_matchsel(PG_FUNCTION_ARGS)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	List *args = (List *) PG_GETARG_POINTER(2);
	AttStatsSlot slot = {0};
	VariableStatData variable;
	double nulls = 0.0;
	double sel = SEL_UNKNOWN;
	bool on_left;
	Node *other;

	if (!get_restriction_variable(root, args, PG_GETARG_INT32(3), &variable, &other,
								  &on_left))
		PG_RETURN_FLOAT8(SEL_UNKNOWN);
	if (IsA(other, Const) && ((Const *) other)->constisnull)
		sel = 0.0;
	else if (IsA(other, Const) && HeapTupleIsValid(variable.statsTuple) &&
			 ((Const *) other)->consttype != variable.vartype)
	{
		Datum pattern = ((Const *) other)->constvalue;

		nulls = ((Form_pg_statistic) GETSTRUCT(variable.statsTuple))->stanullfrac;
		if (get_attstatsslot(&slot, variable.statsTuple, STATISTIC_KIND_MCELEM,
							 InvalidOid, ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS) &&
			slot.nnumbers == slot.nvalues + 2)
			sel =
				journey_sel_node(&slot, profile_pattern_tree(DatumGetPatternPP(pattern)));
		free_attstatsslot(&slot);
	}
	ReleaseVariableStats(variable);
	sel *= 1.0 - nulls;
	CLAMP_PROBABILITY(sel);
	PG_RETURN_FLOAT8(sel);
}
