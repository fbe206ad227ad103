/*-------------------------------------------------------------------------
 *
 * journey_gin_path.c
 *		GIN operator class journey_path_ops: which event follows which, how soon.
 *
 * Keys are int8: 56 bits of a hash and a byte.
 *
 *	hash of an event, 0xff				the journey has it
 *	hash of a pair of events, bucket	the second follows the first; the bucket is
 *										that of the smallest time between the two
 *	PATH_OVERFLOW						more than PATH_EVENTS events: pairs unknown
 *
 * A journey's keys of a pair are one, that of its smallest gap; so "a, then b
 * within w" is the range of keys from the pair's bucket 0 to that of w: a partial
 * match.  Where w is the end of a bucket the index says it all; hashes may
 * collide, so that the journey is looked at nevertheless.
 *
 * Channels and prefixes are not indexed: events alone narrow down, the rest is
 * looked at.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "journey/journey_gin.h"

PG_FUNCTION_INFO_V1(profile_journey_path_extract);
PG_FUNCTION_INFO_V1(profile_journey_path_query);
PG_FUNCTION_INFO_V1(profile_journey_path_partial);

#define PATH_EVENTS    64   /* distinct, up to which pairs are indexed */
#define PATH_MOST      4096 /* events indexed at all */
#define PATH_LISTS     16   /* pairs of names of two steps */
#define PATH_ITEMS     6    /* of a sequence, up to which all pairs are asked for */
#define PATH_PRESENT   0xff
#define PATH_SEED      UINT64CONST(0x6a6f75726e6579)
#define PATH_OVERFLOW  INT64CONST(0x6f766572666c6f) * 256 + 0xfe
#define PATH_NO_WINDOW UINT64_MAX

/* The ends of buckets, in seconds, included; the last bucket has no end. */
static const uint32 journey_path_buckets[] = {
	0,     60,     300,    900,    1800,    3600,    7200,    14400,   43200,
	86400, 172800, 259200, 604800, 1209600, 2592000, 7776000, 31536000};

static int64
journey_path_bucket(uint64 gap)
{
	int64 bucket = 0;

	while (bucket < (int64) lengthof(journey_path_buckets) &&
		   gap > (uint64) journey_path_buckets[bucket] * USECS_PER_SEC)
		bucket++;
	return bucket;
}

static uint64
journey_path_hash(const char *data, uint32 len)
{
	return hash_bytes_extended((const unsigned char *) data, (int) len, PATH_SEED);
}

static int64
journey_path_key(uint64 hash, int64 low)
{
	return (int64) (hash & ~UINT64CONST(0xff)) | low;
}

static uint64
journey_path_pair(uint64 first, uint64 second)
{
	return hash_combine64(hash_combine64(PATH_SEED, first), second);
}

/* --- keys ------------------------------------------------------------------------------------ */

typedef struct JourneyPathGaps
{
	uint32 n;      /* events */
	int64 *last;   /* when each was met last */
	bool *met;     /* ... if it was */
	uint64 *least; /* n * n: the smallest gap, PATH_NO_WINDOW none */
} JourneyPathGaps;

static void
journey_path_gaps(JourneyPathGaps *gaps, const JourneyView *view)
{
	JourneyCursor cursor;
	JourneyStep step;

	gaps->n = view->count[JOURNEY_EVENT];
	gaps->last = palloc0(sizeof(int64) * gaps->n);
	gaps->met = palloc0(sizeof(bool) * gaps->n);
	gaps->least = palloc(sizeof(uint64) * gaps->n * gaps->n);
	memset(gaps->least, 0xff, sizeof(uint64) * gaps->n * gaps->n);
	profile_journey_cursor(&cursor, view);
	while (profile_journey_next(&cursor, &step))
	{
		if ((cursor.next & 0x3fff) == 0)
			CHECK_FOR_INTERRUPTS();
		for (uint32 first = 0; first < gaps->n; first++)
		{
			uint64 *least = &gaps->least[first * gaps->n + step.event];
			uint64 gap = (uint64) step.at - (uint64) gaps->last[first];

			if (gaps->met[first] && gap < *least)
				*least = gap;
		}
		gaps->met[step.event] = true;
		gaps->last[step.event] = step.at;
	}
}

static int32
journey_path_pairs(const JourneyView *view, const uint64 *hashes, Datum *keys)
{
	JourneyPathGaps gaps;
	int32 n = 0;

	journey_path_gaps(&gaps, view);
	for (uint32 a = 0; a < gaps.n; a++)
	{
		for (uint32 b = 0; b < gaps.n; b++)
		{
			uint64 least = gaps.least[a * gaps.n + b];

			if (least != PATH_NO_WINDOW)
				keys[n++] = Int64GetDatum(journey_path_key(
					journey_path_pair(hashes[a], hashes[b]), journey_path_bucket(least)));
		}
	}
	return n;
}

/* journey_path_extract(journey, internal, internal) returns internal */
Datum
profile_journey_path_extract(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	int32 *count = (int32 *) PG_GETARG_POINTER(1);
	uint64 hashes[PATH_EVENTS];
	JourneyName *names;
	JourneyView view;
	uint32 events;
	Datum *keys;

	profile_journey_view(&view, journey);
	*count = 0;
	if (view.n == 0)
		PG_RETURN_POINTER(NULL);
	events = view.count[JOURNEY_EVENT];
	names = profile_journey_names(&view, JOURNEY_EVENT);
	keys = palloc(sizeof(Datum) * (1 + Min(events, PATH_MOST) +
								   (events <= PATH_EVENTS ? (Size) events * events : 0)));
	if (events > PATH_EVENTS)
		keys[(*count)++] = Int64GetDatum(PATH_OVERFLOW);
	for (uint32 i = 0; i < events && events <= PATH_MOST; i++)
	{
		uint64 hash = journey_path_hash(names[i].data, names[i].len);

		keys[(*count)++] = Int64GetDatum(journey_path_key(hash, PATH_PRESENT));
		if (events <= PATH_EVENTS)
			hashes[i] = hash;
	}
	if (events <= PATH_EVENTS)
		*count += journey_path_pairs(&view, hashes, keys + *count);
	PG_RETURN_POINTER(keys);
}

/* --- queries ------------------------------------------------------------------------------------ */

/* Names that are whole; the number, or 0 where there are none or prefixes. */
static uint32
journey_path_count(const JourneyPatternName *names)
{
	uint32 count = 0;

	for (; names != NULL; names = names->next)
	{
		if (names->prefix)
			return 0;
		count++;
	}
	return count;
}

static void
journey_path_step(JourneyQuery *query, const JourneyPatternStep *step)
{
	uint32 any;

	profile_formula_open(query, FORMULA_OR, &any);
	if (journey_path_count(step->event) == 0)
	{
		profile_formula_maybe(query, any);
		return;
	}
	for (const JourneyPatternName *name = step->event; name != NULL; name = name->next)
		profile_formula_key(query, any,
							Int64GetDatum(journey_path_key(
								journey_path_hash(name->data, name->len), PATH_PRESENT)),
							false, 0);
}

/* The second step follows the first within the window. */
static void
journey_path_follows(JourneyQuery *query, uint32 place, const JourneyPatternStep *first,
					 const JourneyPatternStep *second, uint64 window)
{
	uint32 pairs = journey_path_count(first->event) * journey_path_count(second->event);
	int64 bucket = journey_path_bucket(window);
	uint32 any;

	if (pairs == 0 || pairs > PATH_LISTS)
		return;
	profile_formula_add(query, place);
	profile_formula_open(query, FORMULA_OR, &any);
	for (const JourneyPatternName *a = first->event; a != NULL; a = a->next)
	{
		for (const JourneyPatternName *b = second->event; b != NULL; b = b->next)
		{
			uint64 hash = journey_path_pair(journey_path_hash(a->data, a->len),
											journey_path_hash(b->data, b->len));

			profile_formula_key(query, any, Int64GetDatum(journey_path_key(hash, 0)),
								true, journey_path_key(hash, bucket));
		}
	}
}

/*
 * What the order of a sequence's items says.  Between neighbours the arrow's
 * bound counts, between all others the window.  Steps may be repeated: the last
 * of one and the first of the next are what the arrow joins.
 */
static void
journey_path_sequence(JourneyQuery *query, const JourneyPatternNode *sequence)
{
	uint64 window =
		sequence->window == PATTERN_NONE ? PATH_NO_WINDOW : (uint64) sequence->window;
	uint32 items = 0;
	uint32 all;

	profile_formula_open(query, FORMULA_AND, &all);
	for (const JourneyPatternItem *a = sequence->items; a != NULL; a = a->next)
	{
		uint32 distance = 0;

		if (a->kind != PATTERN_STEP || a->least == 0)
			continue;
		items++;
		if (a->least > 1)
			journey_path_follows(query, all, a->step, a->step, window);
		for (const JourneyPatternItem *b = a->next; b != NULL; b = b->next)
		{
			uint64 bound = window;

			if (b->kind != PATTERN_STEP || b->least == 0)
				continue;
			if (b == a->next && b->arrow.max != PATTERN_FOREVER)
				bound = Min(bound, (uint64) b->arrow.max);
			if (++distance > 1 && items > PATH_ITEMS)
				break;
			journey_path_follows(query, all, a->step, b->step, bound);
			if (distance > PATH_ITEMS)
				break;
		}
	}
}

/*
 * journey_path_query(journey, internal, smallint, internal, internal, internal,
 *					  internal) returns internal
 */
Datum
profile_journey_path_query(PG_FUNCTION_ARGS)
{
	JourneyQuery query = {.step = journey_path_step, .sequence = journey_path_sequence};
	bool pair = false;

	query.formula = palloc0(sizeof(JourneyFormula));
	query.keys[query.nkeys++] = Int64GetDatum(PATH_OVERFLOW);
	if (PG_GETARG_UINT16(2) == JOURNEY_GIN_CONTAINS)
	{
		JourneyView view;
		JourneyName *names;
		uint32 all;

		profile_journey_view(&view, PG_GETARG_JOURNEY(0));
		names = profile_journey_names(&view, JOURNEY_EVENT);
		profile_formula_open(&query, FORMULA_AND, &all);
		for (uint32 i = 0; i < view.count[JOURNEY_EVENT]; i++)
			profile_formula_key(
				&query, all,
				Int64GetDatum(journey_path_key(
					journey_path_hash(names[i].data, names[i].len), PATH_PRESENT)),
				false, 0);
		profile_formula_maybe(&query, all);
	}
	else
		profile_formula_pattern(
			&query, profile_pattern_tree(DatumGetPatternPP(PG_GETARG_DATUM(0))));
	for (uint32 i = 0; i < query.nkeys; i++)
		pair = pair || query.partial[i];
	query.padding = pair ? 0 : JOURNEY_GIN_NO_PAIR;
	PG_RETURN_POINTER(profile_formula_result(&query, fcinfo));
}

/*
 * journey_path_partial(bigint, bigint, smallint, internal) returns integer
 *
 * Keys of one pair, up to a bucket.
 */
Datum
profile_journey_path_partial(PG_FUNCTION_ARGS)
{
	const JourneyKeyExtra *extra = (const JourneyKeyExtra *) PG_GETARG_POINTER(3);

	PG_RETURN_INT32(PG_GETARG_INT64(1) <= extra->most ? 0 : 1);
}
