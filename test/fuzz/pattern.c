/*-------------------------------------------------------------------------
 *
 * pattern.c
 *		Fuzzing journey_pattern: its parser, its automata, and matching.
 *
 * Input: the pattern up to a line feed, then a byte for each step of a journey:
 * three bits of event, two of channel, three of the time since the step before.
 *
 * Promises:
 *
 *	- what is printed reads as what prints the same, or is too large to be read;
 *	- the fast ways to match and the general one agree;
 *	- a match is found where there is one; its steps rise from its first to its
 *	  last, and the next match begins after it;
 *	- all this takes a time that is bounded whatever the pattern (libFuzzer's
 *	  timeout tells otherwise).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "journey/pattern_run.h"

#define FUZZ_STEPS   256
#define FUZZ_PATTERN 2000

/* --- memory: all of it goes after each input -------------------------------------- */

typedef struct FuzzChunk
{
	struct FuzzChunk *next;
	struct FuzzChunk *previous;
} FuzzChunk;

static FuzzChunk fuzz_chunks = {&fuzz_chunks, &fuzz_chunks};

void *
profile_pattern_alloc(size_t size)
{
	FuzzChunk *chunk = calloc(1, sizeof(FuzzChunk) + size);

	chunk->next = fuzz_chunks.next;
	chunk->previous = &fuzz_chunks;
	chunk->next->previous = chunk;
	fuzz_chunks.next = chunk;
	return chunk + 1;
}

void
profile_pattern_free(void *p)
{
	FuzzChunk *chunk = (FuzzChunk *) p - 1;

	if (p == NULL)
		return;
	chunk->next->previous = chunk->previous;
	chunk->previous->next = chunk->next;
	free(chunk);
}

static void
fuzz_free_all(void)
{
	while (fuzz_chunks.next != &fuzz_chunks)
		profile_pattern_free(fuzz_chunks.next + 1);
}

void
profile_pattern_interrupt(void)
{
}

void
profile_pattern_corrupted(void)
{
	fuzz_fail("pattern", "a code out of range", "", 0);
}

void
profile_pattern_exhausted(void)
{
	fuzz_fail("pattern", "so little takes so much memory", "", 0);
}

/* --- a journey --------------------------------------------------------------------- */

static const char *const fuzz_channels[] = {"w", "we", "c", "d e"};
static const char *const fuzz_events[] = {"a", "b", "ab", "c", "d", "e", "x y", ""};
static const int fuzz_gaps[] = {0, 1, 5, 10, 60, 3600, 90000, 0};

typedef struct FuzzJourney
{
	uint8_t channels[FUZZ_STEPS];
	uint8_t events[FUZZ_STEPS];
	int64_t at[FUZZ_STEPS];
	uint64_t passes[FUZZ_STEPS];
	JourneySteps steps;
} FuzzJourney;

static bool
fuzz_fits(const JourneyPatternName *names, const char *name)
{
	if (names == NULL)
		return true;
	for (; names != NULL; names = names->next)
	{
		if (names->prefix ? strncmp(name, names->data, names->len) == 0 &&
								strlen(name) >= names->len
						  : strlen(name) == names->len &&
								memcmp(name, names->data, names->len) == 0)
			return true;
	}
	return false;
}

/* What each code fits, straight from the lists of names. */
static uint64_t *
fuzz_codes(const JourneyPlan *plan, const char *const *names, uint32_t count, bool channels)
{
	uint64_t *fits = profile_pattern_alloc(sizeof(uint64_t) * plan->words * count);

	for (uint32_t s = 0; s < plan->nprograms; s++)
	{
		const JourneyProgram *p = &plan->programs[s];

		for (uint32_t bit = 0; bit < p->npositions + p->nforbids; bit++)
		{
			const JourneyPatternStep *step = journey_program_step(p, bit);

			for (uint32_t code = 0; code < count; code++)
			{
				if (fuzz_fits(channels ? step->channel : step->event, names[code]))
					fits[(size_t) code * plan->words + p->word + bit / 64] |=
						UINT64_C(1) << (bit % 64);
			}
		}
	}
	return fits;
}

static void
fuzz_journey(FuzzJourney *journey, const JourneyPlan *plan, const char *bytes, size_t n)
{
	JourneySteps *steps = &journey->steps;
	int64_t now = INT64_C(820454400000000);

	memset(journey, 0, sizeof(*journey));
	for (size_t i = 0; i < n; i++)
	{
		uint8_t byte = (uint8_t) bytes[i];

		now += INT64_C(1000000) * fuzz_gaps[byte >> 5];
		journey->events[i] = byte & 7;
		journey->channels[i] = byte >> 3 & 3;
		journey->at[i] = now;
		/* which filters a step passes: as good as any */
		journey->passes[i] = UINT64_C(0x9e3779b97f4a7c15) * (byte + 1u);
	}
	steps->n = (uint32_t) n;
	steps->channel_bits = 8;
	steps->event_bits = 8;
	steps->count[0] = FUZZ_COUNT(fuzz_channels);
	steps->count[1] = FUZZ_COUNT(fuzz_events);
	steps->channels = journey->channels;
	steps->events = journey->events;
	steps->words = plan->words;
	steps->filtered = plan->filtered;
	steps->filter_of = plan->filter_of;
	steps->passes = journey->passes;
	steps->at = journey->at;
	steps->fits[0] = fuzz_codes(plan, fuzz_channels, steps->count[0], true);
	steps->fits[1] = fuzz_codes(plan, fuzz_events, steps->count[1], false);
}

/* --- promises ---------------------------------------------------------------------- */

static bool
fuzz_generally(JourneyProgram *p, const JourneySteps *steps)
{
	JourneyProgramKind kind = p->kind;
	bool matches;

	p->kind = PROGRAM_GENERAL;
	matches = profile_pattern_matches(p, steps);
	p->kind = kind;
	return matches;
}

static void
fuzz_find(const JourneyProgram *p, const JourneySteps *steps, bool matches,
		  const char *text, size_t length)
{
	JourneyFinder finder;
	JourneyFound found = {0};
	uint32_t from = 0;

	profile_pattern_find_begin(&finder, p, steps);
	while (profile_pattern_find(&finder, from, &found))
	{
		fuzz_check(found.first >= from && found.last >= found.first &&
					   found.last < steps->n,
				   "find", "a match out of order", text, length);
		profile_pattern_find_positions(&finder, &found);
		fuzz_check(found.n > 0 && found.positions[0] == found.first &&
					   found.positions[found.n - 1] == found.last,
				   "find", "steps that are not those of the match", text, length);
		for (uint32_t i = 1; i < found.n; i++)
			fuzz_check(found.positions[i] > found.positions[i - 1], "find",
					   "steps that do not rise", text, length);
		profile_pattern_free(found.positions);
		from = found.last + 1;
	}
	fuzz_check(matches == (from > 0), "find", "finding disagrees with matching", text,
			   length);
}

/* The tree of what is printed; NULL where that is too large. */
static JourneyPatternNode *
fuzz_print(const JourneyPatternNode *root, const char *text, size_t length)
{
	JourneyPatternParser again;
	size_t n;
	size_t m;
	char *printed = profile_pattern_print(root, &n);
	char *twice;

	if (!profile_pattern_parse(&again, printed, n))
	{
		fuzz_check(again.problem == PATTERN_LIMIT, "print", "cannot be read", text,
				   length);
		return NULL;
	}
	twice = profile_pattern_print(again.root, &m);
	fuzz_check(fuzz_equal(printed, n, twice, m), "print", "prints otherwise again", text,
			   length);
	return again.root;
}

static void
fuzz_match(JourneyPatternNode *root, const char *bytes, size_t n, const char *text,
		   size_t length)
{
	JourneyPlan *plan = profile_pattern_plan(root);
	FuzzJourney *journey = profile_pattern_alloc(sizeof(*journey));

	if (plan == NULL)
		return;
	fuzz_journey(journey, plan, bytes, n);
	for (uint32_t i = 0; i < plan->nprograms; i++)
	{
		JourneyProgram *p = &plan->programs[i];
		bool matches = profile_pattern_matches(p, &journey->steps);

		fuzz_check(matches == fuzz_generally(p, &journey->steps), "match",
				   "the fast way disagrees", text, length);
		fuzz_find(p, &journey->steps, matches, text, length);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t length;
	char *text = fuzz_text(data, size, &length);
	char *end = memchr(text, '\n', length);
	size_t n = end == NULL ? length : (size_t) (end - text);
	size_t steps = end == NULL ? 0 : length - n - 1;
	JourneyPatternParser parser;

	if (n > FUZZ_PATTERN)
		n = FUZZ_PATTERN;
	if (profile_pattern_parse(&parser, text, n))
	{
		JourneyPatternNode *root = fuzz_print(parser.root, text, n);

		if (root != NULL)
			fuzz_match(root, end == NULL ? "" : end + 1,
					   steps > FUZZ_STEPS ? FUZZ_STEPS : steps, text, n);
	}
	else
		fuzz_check(parser.what != NULL && parser.where >= text && parser.where <= text + n,
				   "parse", "a problem without a place", text, n);
	fuzz_free_all();
	free(text);
	return 0;
}
