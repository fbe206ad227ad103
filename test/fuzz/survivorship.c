/*-------------------------------------------------------------------------
 *
 * survivorship.c
 *		Fuzzing the reading of survivorship rules.
 *
 * Input: the text.  The promises of survivorship_parse.h: a mistake is told in a
 * sentence; attributes and groups come sorted and once, chains hold strategies
 * that are known, limits are kept; and memory stays in proportion to the text.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "golden/survivorship_parse.h"

#define WHOSE "survivorship"

/* What one text may cost: no input is longer than a few kilobytes. */
#define FUZZ_MOST_MEMORY 4000000

/* What one run allocated, to be freed after it. */
#define FUZZ_BLOCKS_MAX 65536
static void *fuzz_blocks[FUZZ_BLOCKS_MAX];
static int fuzz_block_count;
static size_t fuzz_allocated;

static void *
fuzz_alloc(size_t size)
{
	if (fuzz_block_count == FUZZ_BLOCKS_MAX)
		abort();
	fuzz_allocated += size;
	return fuzz_blocks[fuzz_block_count++] = malloc(size > 0 ? size : 1);
}

static void
fuzz_free_all(void)
{
	while (fuzz_block_count > 0)
		free(fuzz_blocks[--fuzz_block_count]);
	fuzz_allocated = 0;
}

static void
fuzz_sorted(const SurvivorshipClause *clauses, size_t count, const char *raw,
			size_t length)
{
	for (size_t i = 1; i < count; i++)
		fuzz_check(profile_survivorship_compare_names(
					   clauses[i - 1].name.bytes, clauses[i - 1].name.length,
					   clauses[i].name.bytes, clauses[i].name.length) < 0,
				   WHOSE, "names are not sorted, or come twice", raw, length);
}

/* No gap in a chain, and every number a strategy that rules can name. */
static void
fuzz_chain(uint32_t chain, const char *raw, size_t length)
{
	for (; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
	{
		int step = (int) (chain & SURVIVORSHIP_STEP_MASK);

		fuzz_check(step != STRATEGY_TIE_BREAK && profile_strategy_name(step) != NULL,
				   WHOSE, "a strategy that is none", raw, length);
	}
}

static void
fuzz_clause(const SurvivorshipClause *clause, const char *raw, size_t length)
{
	fuzz_chain(clause->chain, raw, length);
	fuzz_check(((clause->given & SURVIVORSHIP_GIVEN_STRATEGY) != 0) ==
				   (clause->chain != 0),
			   WHOSE, "a chain that nobody gave", raw, length);
	fuzz_check((clause->given & SURVIVORSHIP_GIVEN_SOURCES) != 0 ||
				   clause->sources.count == 0,
			   WHOSE, "sources that nobody gave", raw, length);
	fuzz_check(clause->rivals <= SURVIVORSHIP_MAX_RIVALS &&
				   clause->top <= SURVIVORSHIP_MAX_TOP &&
				   profile_compare_name(clause->compare) != NULL,
			   WHOSE, "a limit is passed", raw, length);
	for (size_t i = 0; i < clause->trust.count; i++)
	{
		const SurvivorshipTrusted *trusted = &clause->trust.sources[i];

		fuzz_check(trusted->max <= SURVIVORSHIP_MAX_WEIGHT &&
					   trusted->min <= trusted->max &&
					   (trusted->decay == DECAY_NONE || trusted->over > 0),
				   WHOSE, "trust that is none", raw, length);
	}
}

static void
fuzz_document(const SurvivorshipDocument *document, const char *raw, size_t length)
{
	fuzz_clause(&document->fallback, raw, length);
	fuzz_sorted(document->attributes, document->nattributes, raw, length);
	fuzz_sorted(document->groups, document->ngroups, raw, length);
	for (size_t i = 0; i < document->nattributes; i++)
		fuzz_clause(&document->attributes[i], raw, length);
	for (size_t i = 0; i < document->ngroups; i++)
	{
		fuzz_clause(&document->groups[i], raw, length);
		fuzz_check(document->groups[i].members.count > 0, WHOSE, "a group of nothing",
				   raw, length);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	SurvivorshipDocument document;
	SurvivorshipError error;
	size_t length;
	char *text = fuzz_text(data, size, &length);

	memset(&error, 0xA5, sizeof(error));
	if (profile_survivorship_parse(text, length, fuzz_alloc, &document, &error))
		fuzz_document(&document, text, length);
	else
		fuzz_check(memchr(error.detail, '\0', sizeof(error.detail)) != NULL &&
					   error.detail[0] != '\0',
				   WHOSE, "nothing says what is wrong", text, length);
	fuzz_check(fuzz_allocated <= FUZZ_MOST_MEMORY, WHOSE, "too much memory", text,
			   length);
	fuzz_free_all();
	free(text);
	return 0;
}
