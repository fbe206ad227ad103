/*-------------------------------------------------------------------------
 *
 * distance.c
 *		journey_distance: how many steps tell two journeys apart.
 *
 * The Levenshtein distance of the sequences of (channel, event), divided by the
 * length of the longer: 0 for the same steps, 1 where nothing is left of one in
 * the other.  Computed 64 steps at a time (Myers 1999, in the form of Hyyrö
 * 2003), so that journeys of thousands of steps take milliseconds.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/journey_names.h"

PG_FUNCTION_INFO_V1(profile_journey_distance);

#define DISTANCE_MAX_BYTES ((Size) 256 * 1024 * 1024)
#define DISTANCE_NO_NAME   PG_UINT32_MAX

/* What the codes of one journey are in the other; both alphabets are sorted. */
static uint32 *
journey_distance_map(const JourneyView *from, const JourneyView *to, JourneyKind kind)
{
	uint32 *map = palloc(sizeof(uint32) * (from->count[kind] + 1));
	JourneyName *a = profile_journey_names(from, kind);
	JourneyName *b = profile_journey_names(to, kind);
	uint32 k = 0;

	for (uint32 i = 0; i < from->count[kind]; i++)
	{
		while (k < to->count[kind] && journey_name_order(&b[k], &a[i]) < 0)
			k++;
		map[i] = k < to->count[kind] && journey_name_order(&b[k], &a[i]) == 0
					 ? k
					 : DISTANCE_NO_NAME;
	}
	return map;
}

static inline uint32
journey_distance_symbol(const JourneyView *view, uint32 i)
{
	uint32 channel = journey_channel_code(view, i);
	uint32 event = journey_event_code(view, i);

	if (channel >= view->count[JOURNEY_CHANNEL] || event >= view->count[JOURNEY_EVENT])
		profile_journey_corrupted();
	return channel << 16 | event;
}

static int
journey_distance_symbol_cmp(const void *a, const void *b)
{
	uint32 x = *(const uint32 *) a;
	uint32 y = *(const uint32 *) b;

	return x < y ? -1 : x > y;
}

/*
 * The distinct symbols of the shorter journey, sorted, and for each the set of
 * its positions as bits.
 */
typedef struct JourneyDistance
{
	uint32 *symbols;
	uint32 nsymbols;
	uint32 blocks; /* of 64 positions */
	uint64 *where; /* [nsymbols][blocks] */
} JourneyDistance;

static const uint64 *
journey_distance_where(const JourneyDistance *d, uint32 symbol)
{
	const uint32 *found = bsearch(&symbol, d->symbols, d->nsymbols, sizeof(uint32),
								  journey_distance_symbol_cmp);

	return found == NULL ? NULL : d->where + (Size) (found - d->symbols) * d->blocks;
}

static void
journey_distance_prepare(JourneyDistance *d, const JourneyView *view)
{
	uint32 distinct = 0;

	d->symbols = palloc(sizeof(uint32) * ((Size) view->n + 1));
	for (uint32 i = 0; i < view->n; i++)
		d->symbols[i] = journey_distance_symbol(view, i);
	qsort(d->symbols, view->n, sizeof(uint32), journey_distance_symbol_cmp);
	for (uint32 i = 0; i < view->n; i++)
	{
		if (i == 0 || d->symbols[i] != d->symbols[distinct - 1])
			d->symbols[distinct++] = d->symbols[i];
	}
	d->nsymbols = distinct;
	d->blocks = (view->n + 63) / 64;
	if ((Size) distinct * d->blocks * sizeof(uint64) > DISTANCE_MAX_BYTES)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("journeys are too long to be compared"),
				 errdetail("The shorter has %u steps of %u kinds.", view->n, distinct)));
	d->where = palloc_extended(sizeof(uint64) * (Size) distinct * d->blocks + 8,
							   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (uint32 i = 0; i < view->n; i++)
	{
		const uint64 *bits = journey_distance_where(d, journey_distance_symbol(view, i));

		unconstify(uint64 *, bits)[i / 64] |= UINT64CONST(1) << (i % 64);
	}
}

/* One block of one column; in and out are the horizontal differences. */
static inline int
journey_distance_block(uint64 eq, uint64 *pv, uint64 *mv, int in, uint64 top)
{
	uint64 xv = eq | *mv;
	uint64 xh;
	uint64 ph;
	uint64 mh;
	int out;

	eq |= in < 0;
	xh = (((eq & *pv) + *pv) ^ *pv) | eq;
	ph = *mv | ~(xh | *pv);
	mh = *pv & xh;
	out = (ph & top) ? 1 : (mh & top) ? -1 : 0;
	ph = ph << 1 | (in > 0);
	mh = mh << 1 | (in < 0);
	*pv = mh | ~(xv | ph);
	*mv = ph & xv;
	return out;
}

/* The distance of the journey prepared, of m steps, to another. */
static int64
journey_distance_run(const JourneyDistance *d, uint32 m, const JourneyView *view,
					 const uint32 *channels, const uint32 *events)
{
	uint64 *pv = palloc(sizeof(uint64) * d->blocks);
	uint64 *mv = palloc0(sizeof(uint64) * d->blocks);
	uint64 last = UINT64CONST(1) << ((m - 1) % 64);
	int64 distance = m;

	memset(pv, 0xff, sizeof(uint64) * d->blocks);
	for (uint32 j = 0; j < view->n; j++)
	{
		uint32 symbol = journey_distance_symbol(view, j);
		uint32 channel = channels[symbol >> 16];
		uint32 event = events[symbol & 0xffff];
		const uint64 *where = channel == DISTANCE_NO_NAME || event == DISTANCE_NO_NAME
								  ? NULL
								  : journey_distance_where(d, channel << 16 | event);
		int carry = 1;

		CHECK_FOR_INTERRUPTS();
		for (uint32 b = 0; b < d->blocks; b++)
			carry = journey_distance_block(
				where == NULL ? 0 : where[b], &pv[b], &mv[b], carry,
				b + 1 == d->blocks ? last : UINT64CONST(1) << 63);
		distance += carry;
	}
	return distance;
}

/*
 * journey_distance(journey, journey) returns double precision, 0 to 1
 */
Datum
profile_journey_distance(PG_FUNCTION_ARGS)
{
	struct varlena *a = PG_GETARG_JOURNEY(0);
	struct varlena *b = PG_GETARG_JOURNEY(1);
	JourneyView shorter;
	JourneyView longer;
	JourneyDistance d;

	profile_journey_view(&shorter, a);
	profile_journey_view(&longer, b);
	if (shorter.n > longer.n)
	{
		JourneyView other = shorter;

		shorter = longer;
		longer = other;
	}
	if (longer.n == 0)
		PG_RETURN_FLOAT8(0);
	if (shorter.n == 0)
		PG_RETURN_FLOAT8(1);
	journey_distance_prepare(&d, &shorter);
	PG_RETURN_FLOAT8((double) journey_distance_run(
						 &d, shorter.n, &longer,
						 journey_distance_map(&longer, &shorter, JOURNEY_CHANNEL),
						 journey_distance_map(&longer, &shorter, JOURNEY_EVENT)) /
					 (double) longer.n);
}
