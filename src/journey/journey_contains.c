/*-------------------------------------------------------------------------
 *
 * journey_contains.c
 *		Does a journey contain another: every (channel, event), in any order?
 *
 * Only the alphabets and codes are read.  A journey's names are sorted, so that
 * two alphabets are matched by merging.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"

#include "journey/measure.h"

PG_FUNCTION_INFO_V1(profile_journey_contains);
PG_FUNCTION_INFO_V1(profile_journey_contained);

/* The codes in one journey of all names of another; false where one is missing. */
static bool
journey_contains_names(const JourneyView *in, const JourneyView *of, JourneyKind kind,
					   uint32 *codes)
{
	JourneyName *all = profile_journey_names(in, kind);
	JourneyName *wanted = profile_journey_names(of, kind);
	uint32 k = 0;

	for (uint32 i = 0; i < of->count[kind]; i++)
	{
		while (k < in->count[kind] &&
			   (all[k].len != wanted[i].len ||
				memcmp(all[k].data, wanted[i].data, wanted[i].len) != 0))
			k++;
		if (k == in->count[kind])
			return false;
		codes[i] = k++;
	}
	return true;
}

static int
journey_contains_cmp(const void *a, const void *b)
{
	uint32 x = *(const uint32 *) a;
	uint32 y = *(const uint32 *) b;

	return x < y ? -1 : x > y;
}

/* The distinct (channel, event) of one journey, in the codes of another, sorted. */
static uint32
journey_contains_wanted(const JourneyView *of, const uint32 *channels,
						const uint32 *events, uint32 *wanted)
{
	uint32 n = 0;

	for (uint32 i = 0; i < of->n; i++)
		wanted[i] = channels[journey_channel_code(of, i)] << 16 |
					events[journey_event_code(of, i)];
	qsort(wanted, of->n, sizeof(uint32), journey_contains_cmp);
	for (uint32 i = 0; i < of->n; i++)
	{
		if (n == 0 || wanted[i] != wanted[n - 1])
			wanted[n++] = wanted[i];
	}
	return n;
}

static bool
journey_contains(const struct varlena *left, const struct varlena *right)
{
	JourneyView in;
	JourneyView of;
	uint32 *channels;
	uint32 *events;
	uint32 *wanted;
	bool *found;
	uint32 n;
	uint32 left_over;

	profile_journey_view(&in, left);
	profile_journey_view(&of, right);
	if (of.n == 0)
		return true;
	channels = palloc(sizeof(uint32) * of.count[JOURNEY_CHANNEL]);
	events = palloc(sizeof(uint32) * of.count[JOURNEY_EVENT]);
	if (!journey_contains_names(&in, &of, JOURNEY_CHANNEL, channels) ||
		!journey_contains_names(&in, &of, JOURNEY_EVENT, events))
		return false;
	profile_journey_check_codes(&of);
	wanted = palloc(sizeof(uint32) * of.n);
	n = left_over = journey_contains_wanted(&of, channels, events, wanted);
	found = palloc0(sizeof(bool) * n);
	for (uint32 i = 0; i < in.n && left_over > 0; i++)
	{
		uint32 pair = journey_channel_code(&in, i) << 16 | journey_event_code(&in, i);
		const uint32 *hit =
			bsearch(&pair, wanted, n, sizeof(uint32), journey_contains_cmp);

		if (hit != NULL && !found[hit - wanted])
		{
			found[hit - wanted] = true;
			left_over--;
		}
	}
	return left_over == 0;
}

/* journey_contains(journey, journey) returns boolean, operator @> */
Datum
profile_journey_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_contains(PG_GETARG_JOURNEY(0), PG_GETARG_JOURNEY(1)));
}

/* journey_contained(journey, journey) returns boolean, operator <@ */
Datum
profile_journey_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_contains(PG_GETARG_JOURNEY(1), PG_GETARG_JOURNEY(0)));
}
