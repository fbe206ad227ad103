/*-------------------------------------------------------------------------
 *
 * journey_contains.c
 *		Does a journey contain every (channel, event) of another?
 *
 * The names of the right journey become codes of the left one; usually one is
 * missing, which the header already says.  Otherwise the pairs of the right are
 * looked for among the steps of the left until all are found.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/journey_names.h"

PG_FUNCTION_INFO_V1(profile_journey_contains);
PG_FUNCTION_INFO_V1(profile_journey_contained);

#define CONTAINS_INTERRUPT 0xffff

static inline int
journey_cmp_pairs(uint32 a, uint32 b)
{
	return a < b ? -1 : a > b;
}

#define ST_SORT          journey_sort_pairs
#define ST_ELEMENT_TYPE  uint32
#define ST_COMPARE(a, b) journey_cmp_pairs(*(a), *(b))
#define ST_SCOPE         static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/*
 * The left journey's codes of the right one's names, palloc'd; NULL where one is
 * missing.  Both lists are sorted and without repetition.
 */
static uint32 *
journey_contains_codes(const JourneyView *left, const JourneyView *right,
					   JourneyKind kind)
{
	JourneyName *theirs = profile_journey_names(left, kind);
	JourneyName *names = profile_journey_names(right, kind);
	uint32 *codes = palloc(sizeof(uint32) * right->count[kind]);
	uint32 code = 0;
	bool found = true;

	for (uint32 i = 0; i < right->count[kind] && found; i++)
	{
		while (code < left->count[kind] && !journey_name_same(&theirs[code], &names[i]))
			code++;
		found = code < left->count[kind];
		codes[i] = code++;
	}
	pfree(theirs);
	pfree(names);
	if (found)
		return codes;
	pfree(codes);
	return NULL;
}

/* The pairs of a journey, sorted, each once; with codes, those instead. */
static uint32 *
journey_contains_pairs(const JourneyView *view, uint32 *const *codes, uint32 *count)
{
	uint32 *pairs = palloc_extended(sizeof(uint32) * (Size) view->n, MCXT_ALLOC_HUGE);
	uint32 n = 0;

	for (uint32 i = 0; i < view->n; i++)
	{
		uint32 channel = journey_channel_code(view, i);
		uint32 event = journey_event_code(view, i);

		if ((i & CONTAINS_INTERRUPT) == CONTAINS_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		if (channel >= view->count[JOURNEY_CHANNEL] ||
			event >= view->count[JOURNEY_EVENT])
			profile_journey_corrupted();
		pairs[i] = codes[JOURNEY_CHANNEL][channel] << 16 | codes[JOURNEY_EVENT][event];
	}
	journey_sort_pairs(pairs, view->n);
	for (uint32 i = 0; i < view->n; i++)
	{
		if (n == 0 || pairs[n - 1] != pairs[i])
			pairs[n++] = pairs[i];
	}
	*count = n;
	return pairs;
}

/* Are all the pairs, which are sorted, among the steps? */
static bool
journey_contains_all(const JourneyView *view, const uint32 *pairs, uint32 count)
{
	bool *found = palloc0(count);
	uint32 missing = count;

	for (uint32 i = 0; i < view->n && missing > 0; i++)
	{
		uint32 pair = journey_channel_code(view, i) << 16 | journey_event_code(view, i);
		uint32 low = 0;
		uint32 high = count;

		if ((i & CONTAINS_INTERRUPT) == CONTAINS_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		while (low < high)
		{
			uint32 middle = (low + high) / 2;

			if (pairs[middle] < pair)
				low = middle + 1;
			else
				high = middle;
		}
		if (low < count && pairs[low] == pair && !found[low])
		{
			found[low] = true;
			missing--;
		}
	}
	pfree(found);
	return missing == 0;
}

/*
 * profile_journey_has_steps_of
 *
 * Does the left journey have every (channel, event) of the right one?
 */
bool
profile_journey_has_steps_of(const JourneyView *left, const JourneyView *right)
{
	uint32 *codes[2] = {NULL, NULL};
	bool contains = true;

	if (right->n == 0 || left->n == 0)
		return right->n == 0;
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT && contains; kind++)
	{
		codes[kind] = journey_contains_codes(left, right, kind);
		contains = codes[kind] != NULL;
	}
	if (contains)
	{
		uint32 count;
		uint32 *pairs = journey_contains_pairs(right, codes, &count);

		contains = journey_contains_all(left, pairs, count);
		pfree(pairs);
	}
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		if (codes[kind] != NULL)
			pfree(codes[kind]);
	}
	return contains;
}

static bool
journey_contains_args(FunctionCallInfo fcinfo, int left, int right)
{
	struct varlena *a = PG_GETARG_JOURNEY(left);
	struct varlena *b = PG_GETARG_JOURNEY(right);
	JourneyView va;
	JourneyView vb;
	bool contains;

	profile_journey_view(&va, a);
	profile_journey_view(&vb, b);
	contains = profile_journey_has_steps_of(&va, &vb);
	PG_FREE_IF_COPY(a, left);
	PG_FREE_IF_COPY(b, right);
	return contains;
}

/*
 * journey_contains(journey, journey) returns boolean, operator @>
 *
 * Does the left one have every (channel, event) of the right, in any order and
 * at any time?
 */
Datum
profile_journey_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_contains_args(fcinfo, 0, 1));
}

/* journey_contained(journey, journey) returns boolean, operator <@ */
Datum
profile_journey_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_contains_args(fcinfo, 1, 0));
}
