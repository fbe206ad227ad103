/*-------------------------------------------------------------------------
 *
 * pattern_match.c
 *		Does a journey match a pattern?
 *
 * Once per statement a pattern becomes a plan (pattern_plan.c); once per journey
 * its channels and events are looked up in the plan, which gives for each code
 * the bits of the steps that it fits.  A step that a pattern cannot do without
 * and that no code fits ends the match there.  Otherwise the plan's programs run
 * over the codes (pattern_bits.c, pattern_run.c).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/pattern.h"

PG_FUNCTION_INFO_V1(profile_journey_matches_pattern);
PG_FUNCTION_INFO_V1(profile_pattern_matches_journey);

/* --- matchers --------------------------------------------------------------------------- */

#define MATCHER_CACHE 8 /* patterns that a call site keeps ready */

typedef struct JourneyMatcherCache
{
	JourneyMatcher *matchers[MATCHER_CACHE]; /* NULL behind the last */
	uint32 next;                             /* to be replaced */
} JourneyMatcherCache;

static bool
journey_matcher_is_for(const JourneyMatcher *matcher, const struct varlena *pattern)
{
	Size len = VARSIZE_ANY_EXHDR(pattern);

	return VARSIZE_ANY_EXHDR(matcher->pattern) == len &&
		   memcmp(VARDATA_ANY(matcher->pattern), VARDATA_ANY(pattern), len) == 0;
}

static JourneyMatcher *
journey_matcher_create(const struct varlena *pattern, MemoryContext parent)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "journey_pattern", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);
	JourneyMatcher *matcher = palloc0(sizeof(JourneyMatcher));
	Size size = VARSIZE_ANY(pattern);

	matcher->context = context;
	matcher->work =
		AllocSetContextCreate(context, "journey_pattern match", ALLOCSET_DEFAULT_SIZES);
	matcher->pattern = palloc(size);
	memcpy(matcher->pattern, pattern, size);
	matcher->plan = profile_pattern_plan(profile_pattern_tree(matcher->pattern));
	if (matcher->plan == NULL)
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
						errmsg("journey_pattern is corrupted")));
	MemoryContextSwitchTo(old);
	return matcher;
}

/*
 * profile_pattern_matcher
 *
 * The matcher of a pattern, kept at the call site.
 */
JourneyMatcher *
profile_pattern_matcher(FunctionCallInfo fcinfo, Datum datum)
{
	struct varlena *pattern = DatumGetPatternPP(datum);
	JourneyMatcherCache *cache = fcinfo->flinfo->fn_extra;
	uint32 slot;

	if (cache == NULL)
	{
		cache =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(JourneyMatcherCache));
		fcinfo->flinfo->fn_extra = cache;
	}
	for (uint32 i = 0; i < MATCHER_CACHE && cache->matchers[i] != NULL; i++)
	{
		if (journey_matcher_is_for(cache->matchers[i], pattern))
			return cache->matchers[i];
	}
	slot = cache->next;
	if (cache->matchers[slot] != NULL)
	{
		JourneyMatcher *oldest = cache->matchers[slot];

		/* a gap would hide what is behind it, should creation fail */
		cache->matchers[slot] = cache->matchers[slot == 0 ? MATCHER_CACHE - 1 : 0];
		MemoryContextDelete(oldest->context);
	}
	cache->matchers[slot] = journey_matcher_create(pattern, fcinfo->flinfo->fn_mcxt);
	cache->next = (slot + 1) % MATCHER_CACHE;
	return cache->matchers[slot];
}

/* --- names to codes ---------------------------------------------------------------------- */

static bool
journey_match_has_prefix(const JourneyAlphabetName *prefix, const uint8 *data, uint64 len)
{
	return prefix->len <= len && memcmp(prefix->data, data, prefix->len) == 0;
}

/* The bits that a name fits. */
static void
journey_match_name(const JourneyPlan *plan, const JourneyAlphabet *alphabet,
				   const uint8 *data, uint64 len, uint64 *bits)
{
	const JourneyAlphabetName *exact =
		profile_pattern_find_name(alphabet, (const char *) data, len);

	memcpy(bits, alphabet->any, sizeof(uint64) * plan->words);
	for (uint32 w = 0; exact != NULL && w < plan->words; w++)
		bits[w] |= exact->bits[w];
	for (uint32 i = 0; i < alphabet->nprefixes; i++)
	{
		if (!journey_match_has_prefix(&alphabet->prefixes[i], data, len))
			continue;
		for (uint32 w = 0; w < plan->words; w++)
			bits[w] |= alphabet->prefixes[i].bits[w];
	}
}

/* The bits that each code of a kind fits; present keeps those of any code. */
static void
journey_match_codes(JourneyMatch *match, JourneyKind kind)
{
	const JourneyPlan *plan = match->matcher->plan;
	const JourneyView *view = match->view;
	Size words = plan->words;
	uint64 *fits = palloc_extended(sizeof(uint64) * words * Max(view->count[kind], 1),
								   MCXT_ALLOC_HUGE);
	uint64 *all = palloc0(sizeof(uint64) * words);
	const uint8 *p = view->names[kind];

	for (uint32 code = 0; code < view->count[kind]; code++)
	{
		uint64 len = 0;

		if ((code & 0xff) == 0xff)
			CHECK_FOR_INTERRUPTS();
		p = journey_read_varint(p, view->end, &len);
		if (p == NULL)
			profile_journey_corrupted();
		journey_match_name(plan, &plan->kind[kind], p, len, fits + code * words);
		for (Size w = 0; w < words; w++)
			all[w] |= fits[code * words + w];
		p += len;
	}
	for (Size w = 0; w < words; w++)
		match->present[w] &= all[w];
	match->steps.fits[kind] = fits;
	match->steps.count[kind] = view->count[kind];
}

/* --- filters ------------------------------------------------------------------------------ */

/* The value without trailing zeros, so that 1.50 equals 1.5. */
static void
journey_match_strip(JourneyValue *value)
{
	if (value->scale == JOURNEY_VALUE_DIGITS)
	{
		if (memchr(value->digits, '.', value->len) == NULL)
			return;
		while (value->digits[value->len - 1] == '0')
			value->len--;
		if (value->digits[value->len - 1] == '.')
			value->len--;
		return;
	}
	while (value->scale > 0 && value->mantissa % 10 == 0)
	{
		value->mantissa /= 10;
		value->scale--;
	}
}

static bool
journey_match_compare(JourneyPatternCompare compare, int c)
{
	switch (compare)
	{
		case PATTERN_EQ:
			return c == 0;
		case PATTERN_NE:
			return c != 0;
		case PATTERN_LT:
			return c < 0;
		case PATTERN_LE:
			return c <= 0;
		case PATTERN_GT:
			return c > 0;
		default:
			return c >= 0;
	}
}

/* What is not there passes no condition. */
static bool
journey_match_condition(const JourneyPatternCondition *condition, const JourneyStep *step,
						const JourneyName *labels)
{
	if (condition->label)
	{
		const JourneyName *label;

		if (step->label == 0)
			return false;
		label = &labels[step->label - 1];
		return journey_match_compare(
			condition->compare,
			label->len != condition->len ||
				memcmp(label->data, condition->data, label->len) != 0);
	}
	else
	{
		JourneyValue value = step->value;

		if (!step->has_value)
			return false;
		journey_match_strip(&value);
		return journey_match_compare(
			condition->compare, profile_journey_value_cmp(&value, &condition->value));
	}
}

/* For each step, the filters that it passes. */
static void
journey_match_filters(JourneyMatch *match)
{
	const JourneyPlan *plan = match->matcher->plan;
	uint64 *passes = palloc_extended(sizeof(uint64) * Max(match->view->n, 1),
									 MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	JourneyName *labels = profile_journey_names(match->view, JOURNEY_LABEL);
	JourneyCursor cursor;
	JourneyStep step;

	profile_journey_cursor(&cursor, match->view);
	while (profile_journey_next(&cursor, &step))
	{
		if ((cursor.next & 0xff) == 0)
			CHECK_FOR_INTERRUPTS();
		for (uint32 f = 0; f < plan->nfilters; f++)
		{
			const JourneyPatternCondition *c = plan->filter[f];

			while (c != NULL && journey_match_condition(c, &step, labels))
				c = c->next;
			if (c == NULL)
				passes[cursor.next - 1] |= UINT64CONST(1) << f;
		}
	}
	match->steps.filtered = plan->filtered;
	match->steps.filter_of = plan->filter_of;
	match->steps.passes = passes;
}

/* --- matching ------------------------------------------------------------------------------ */

/*
 * profile_pattern_match_begin
 *
 * Look a journey up in a plan, in the current memory context.
 */
void
profile_pattern_match_begin(JourneyMatch *match, JourneyMatcher *matcher,
							const JourneyView *view)
{
	Size bytes = sizeof(uint64) * matcher->plan->words;

	memset(match, 0, sizeof(*match));
	match->matcher = matcher;
	match->view = view;
	match->steps.n = view->n;
	match->steps.words = matcher->plan->words;
	match->steps.channel_bits = view->bits[JOURNEY_CHANNEL];
	match->steps.event_bits = view->bits[JOURNEY_EVENT];
	match->steps.channels = view->channels;
	match->steps.events = view->events;
	match->present = palloc(bytes);
	memset(match->present, 0xff, bytes);
	journey_match_codes(match, JOURNEY_EVENT);
	journey_match_codes(match, JOURNEY_CHANNEL);
	if (matcher->plan->nfilters > 0)
		journey_match_filters(match);
}

/*
 * profile_pattern_match_times
 *
 * Read the times of all steps, once, before a program that looks at them.
 */
void
profile_pattern_match_times(JourneyMatch *match)
{
	const JourneyView *view = match->view;
	const uint8 *delta = view->deltas;
	TimestampTz now = view->first;
	int64 *at;

	if (match->steps.at != NULL)
		return;
	at = palloc_extended(sizeof(int64) * Max(view->n, 1), MCXT_ALLOC_HUGE);
	at[0] = now;
	for (uint32 i = 1; i < view->n; i++)
	{
		uint64 gap;

		delta = journey_read_varint(delta, view->end, &gap);
		if (unlikely(delta == NULL))
			profile_journey_corrupted();
		now = (TimestampTz) ((uint64) now + gap * (uint64) view->unit);
		at[i] = now;
	}
	match->steps.at = at;
}

/*
 * profile_pattern_possible
 *
 * Does the journey have all that the sequence cannot do without?
 */
bool
profile_pattern_possible(const JourneyMatch *match, const JourneyProgram *program)
{
	const uint64 *required = match->matcher->plan->required;

	if (match->view->n == 0)
		return false;
	for (uint32 w = program->word; w < program->word + program->nwords; w++)
	{
		if ((required[w] & ~match->present[w]) != 0)
			return false;
	}
	return true;
}

/*
 * profile_pattern_match
 *
 * Does the journey match a node of the plan's tree?
 */
bool
profile_pattern_match(JourneyMatch *match, const JourneyPatternNode *node)
{
	if (node->kind == PATTERN_SEQUENCE)
	{
		const JourneyProgram *program = &match->matcher->plan->programs[node->number];

		if (!profile_pattern_possible(match, program))
			return false;
		if (program->timed)
			profile_pattern_match_times(match);
		return profile_pattern_matches(program, &match->steps);
	}
	for (const JourneyPatternNode *child = node->children; child != NULL;
		 child = child->next)
	{
		bool matched = profile_pattern_match(match, child);

		if (node->kind == PATTERN_NOT)
			return !matched;
		if (matched == (node->kind == PATTERN_OR))
			return matched;
	}
	return node->kind == PATTERN_AND;
}

/*
 * profile_pattern_match_datums
 *
 * Does a journey match a pattern?
 */
bool
profile_pattern_match_datums(FunctionCallInfo fcinfo, Datum journey_datum,
							 Datum pattern_datum)
{
	struct varlena *journey = DatumGetJourneyPP(journey_datum);
	JourneyMatcher *matcher = profile_pattern_matcher(fcinfo, pattern_datum);
	MemoryContext old = MemoryContextSwitchTo(matcher->work);
	JourneyView view;
	JourneyMatch match;
	bool matched;

	profile_journey_view(&view, journey);
	profile_pattern_match_begin(&match, matcher, &view);
	matched = profile_pattern_match(&match, matcher->plan->root);
	MemoryContextSwitchTo(old);
	MemoryContextReset(matcher->work);
	if ((Pointer) journey != DatumGetPointer(journey_datum))
		pfree(journey);
	return matched;
}

/* journey_matches_pattern(journey, journey_pattern) returns boolean, operator @@ */
Datum
profile_journey_matches_pattern(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(
		profile_pattern_match_datums(fcinfo, PG_GETARG_DATUM(0), PG_GETARG_DATUM(1)));
}

/* journey_pattern_matches_journey(journey_pattern, journey) returns boolean, operator @@ */
Datum
profile_pattern_matches_journey(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(
		profile_pattern_match_datums(fcinfo, PG_GETARG_DATUM(1), PG_GETARG_DATUM(0)));
}
