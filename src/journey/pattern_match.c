/*-------------------------------------------------------------------------
 *
 * pattern_match.c
 *		Does a journey match a pattern?  Exact, without backtracking.
 *
 * Once per journey the pattern's names become the journey's codes: for every
 * channel code and every event code a set of bits says which items it fits, and
 * their intersection is what a step fits.
 *
 * A chain of -> without a window is matched greedily.  Otherwise one pass keeps
 * for each item k the latest start of a chain of items 0..k: best[k] over all
 * steps so far, for ->, and here[k] of a chain that ends at step at[k], for
 * <->.  A later start is never worse, since all that is asked of the start is
 * that it be at most the window before the end ("latest start wins").  The cost
 * is at most steps times items.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "port/pg_bitutils.h"

#include "journey/pattern.h"

PG_FUNCTION_INFO_V1(profile_journey_matches_pattern);
PG_FUNCTION_INFO_V1(profile_pattern_matches_journey);

#define MATCH_BITS      64
#define MATCH_INTERRUPT 0x3fff /* steps between looks at interrupts, less one */

/* fits[kind] has, for each of the journey's codes, `words` words of items. */
typedef struct JourneyMatch
{
	const JourneyView *view;
	const JourneyPatternNode *items;
	uint32 nitems;
	uint32 words;
	int64 window;
	bool adjacent; /* any <-> */
	uint64 *fits[2];
} JourneyMatch;

static int
journey_pattern_cmp_name(const JourneyName *a, const uint8 *data, uint32 len)
{
	int c = memcmp(a->data, data, Min(a->len, len));

	if (c != 0)
		return c;
	return a->len < len ? -1 : a->len > len;
}

/*
 * The journey's code of each of the pattern's names of a kind, or -1.  Both
 * lists are sorted.
 */
static int32 *
journey_pattern_resolve(const JourneyView *view, JourneyKind kind,
						const JourneyName *names, int count)
{
	int32 *codes = palloc(sizeof(int32) * Max(count, 1));
	const uint8 *p = view->names[kind];
	int found = 0;

	memset(codes, 0xff, sizeof(int32) * count);
	for (uint32 code = 0; code < view->count[kind] && found < count; code++)
	{
		uint64 len = 0;
		int c;

		p = journey_read_varint(p, view->end, &len);
		if (p == NULL)
			profile_journey_corrupted();
		while (found < count &&
			   (c = journey_pattern_cmp_name(&names[found], p, (uint32) len)) <= 0)
		{
			if (c == 0)
				codes[found] = (int32) code;
			found++;
		}
		p += len;
	}
	return codes;
}

/* Note which items a code fits; false where an item fits none. */
static bool
journey_pattern_fill(JourneyMatch *match, JourneyKind kind, const int32 *codes)
{
	uint32 count = match->view->count[kind];

	match->fits[kind] = palloc0(sizeof(uint64) * count * match->words);
	for (uint32 k = 0; k < match->nitems; k++)
	{
		const JourneyPatternNode *item = &match->items[k];
		uint16 name = kind == JOURNEY_CHANNEL ? item->channel : item->event;
		uint64 *word = match->fits[kind] + k / MATCH_BITS;
		uint64 bit = UINT64CONST(1) << (k % MATCH_BITS);

		if (name != PATTERN_ANY)
		{
			if (codes[name] < 0)
				return false;
			word[(Size) codes[name] * match->words] |= bit;
			continue;
		}
		for (uint32 code = 0; code < count; code++)
			word[(Size) code * match->words] |= bit;
	}
	return true;
}

static bool
journey_pattern_prepare(JourneyMatch *match, const JourneyPattern *pattern)
{
	JourneyName *names = profile_pattern_names(pattern);
	int channels = pattern->nnames[JOURNEY_CHANNEL];
	int32 *codes = journey_pattern_resolve(match->view, JOURNEY_CHANNEL, names, channels);
	bool possible = journey_pattern_fill(match, JOURNEY_CHANNEL, codes);

	pfree(codes);
	if (possible)
	{
		codes = journey_pattern_resolve(match->view, JOURNEY_EVENT, names + channels,
										pattern->nnames[JOURNEY_EVENT]);
		possible = journey_pattern_fill(match, JOURNEY_EVENT, codes);
		pfree(codes);
	}
	pfree(names);
	return possible;
}

/* The items among the w-th 64 that a step fits. */
static inline uint64
journey_pattern_fits(const JourneyMatch *match, uint32 step, uint32 w)
{
	uint32 channel = journey_channel_code(match->view, step);
	uint32 event = journey_event_code(match->view, step);

	if (unlikely(channel >= match->view->count[JOURNEY_CHANNEL] ||
				 event >= match->view->count[JOURNEY_EVENT]))
		profile_journey_corrupted();
	return match->fits[JOURNEY_CHANNEL][(Size) channel * match->words + w] &
		   match->fits[JOURNEY_EVENT][(Size) event * match->words + w];
}

/* -> only, any time apart: the first step that fits is as good as any. */
static bool
journey_pattern_match_greedy(const JourneyMatch *match)
{
	uint32 k = 0;

	for (uint32 i = 0; i < match->view->n; i++)
	{
		if ((i & MATCH_INTERRUPT) == MATCH_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		if ((journey_pattern_fits(match, i, k / MATCH_BITS) >> (k % MATCH_BITS) & 1) !=
				0 &&
			++k == match->nitems)
			return true;
	}
	return false;
}

typedef struct JourneyMatchState
{
	TimestampTz best;
	TimestampTz here;
	uint32 at;  /* 1 + the step at which the chain of here ends, 0 none */
	bool found; /* best is set */
} JourneyMatchState;

/*
 * Item k fits the step: extend the best chain before it.  True when that was
 * the last item.
 */
static bool
journey_pattern_advance(const JourneyMatch *match, JourneyMatchState *states, uint32 k,
						uint32 step, TimestampTz now)
{
	JourneyMatchState *state = &states[k];
	TimestampTz start = now;

	if (k > 0)
	{
		const JourneyMatchState *before = &states[k - 1];
		bool next = match->items[k].arrow == PATTERN_NEXT;

		if (!before->found || (next && before->at != step))
			return false;
		start = next ? before->here : before->best;
		if (match->window != PATTERN_NO_WINDOW &&
			(uint64) now - (uint64) start > (uint64) match->window)
			return false;
	}
	state->here = start;
	state->at = step + 1;
	if (!state->found || start > state->best)
		state->best = start;
	state->found = true;
	return k == match->nitems - 1;
}

/*
 * One pass over the steps.  Items are taken from the last to the first, so that
 * a step extends only chains that end before it.
 */
static bool
journey_pattern_match_states(const JourneyMatch *match)
{
	const JourneyView *view = match->view;
	JourneyMatchState *states = palloc0(sizeof(JourneyMatchState) * match->nitems);
	const uint8 *delta = view->deltas;
	TimestampTz now = view->first;
	bool matched = false;

	for (uint32 i = 0; i < view->n && !matched; i++)
	{
		uint64 gap;

		if ((i & MATCH_INTERRUPT) == MATCH_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		if (i > 0)
		{
			delta = journey_read_varint(delta, view->end, &gap);
			if (unlikely(delta == NULL))
				profile_journey_corrupted();
			now = (TimestampTz) ((uint64) now + gap * (uint64) view->unit);
		}
		for (uint32 w = match->words; w-- > 0 && !matched;)
		{
			uint64 bits = journey_pattern_fits(match, i, w);

			while (bits != 0 && !matched)
			{
				uint32 k = (uint32) pg_leftmost_one_pos64(bits);

				bits &= ~(UINT64CONST(1) << k);
				matched =
					journey_pattern_advance(match, states, w * MATCH_BITS + k, i, now);
			}
		}
	}
	pfree(states);
	return matched;
}

/*
 * profile_pattern_matches
 *
 * Does the journey match the pattern?
 */
bool
profile_pattern_matches(const JourneyView *view, const JourneyPattern *pattern)
{
	JourneyMatch match = {.view = view,
						  .items = pattern->nodes + 1,
						  .nitems = pattern->nodes[0].children,
						  .window = pattern->nodes[0].window};
	bool matched = false;

	if (view->n < match.nitems)
		return false;
	match.words = (match.nitems + MATCH_BITS - 1) / MATCH_BITS;
	for (uint32 k = 0; k < match.nitems; k++)
		match.adjacent |= match.items[k].arrow == PATTERN_NEXT;
	/* A window that the whole journey fits into says nothing. */
	if (match.window != PATTERN_NO_WINDOW &&
		(uint64) view->last - (uint64) view->first <= (uint64) match.window)
		match.window = PATTERN_NO_WINDOW;
	if (journey_pattern_prepare(&match, pattern))
	{
		/* Codes alone are faster to read than codes and times: look first. */
		matched = match.adjacent || journey_pattern_match_greedy(&match);
		if (matched && (match.adjacent || match.window != PATTERN_NO_WINDOW))
			matched = journey_pattern_match_states(&match);
	}
	for (int kind = 0; kind < 2; kind++)
	{
		if (match.fits[kind] != NULL)
			pfree(match.fits[kind]);
	}
	return matched;
}

static bool
journey_pattern_match_datums(Datum journey_datum, Datum pattern_datum)
{
	struct varlena *journey = DatumGetJourneyPP(journey_datum);
	JourneyPattern *pattern = profile_pattern_detoast(pattern_datum);
	JourneyView view;
	bool matched;

	profile_journey_view(&view, journey);
	matched = profile_pattern_matches(&view, pattern);
	if ((Pointer) pattern != DatumGetPointer(pattern_datum))
		pfree(pattern);
	if ((Pointer) journey != DatumGetPointer(journey_datum))
		pfree(journey);
	return matched;
}

/* journey_matches_pattern(journey, journey_pattern) returns boolean, operator @@ */
Datum
profile_journey_matches_pattern(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_pattern_match_datums(PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

/* journey_pattern_matches_journey(journey_pattern, journey) returns boolean, operator @@ */
Datum
profile_pattern_matches_journey(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_pattern_match_datums(PG_GETARG_DATUM(1), PG_GETARG_DATUM(0)));
}
