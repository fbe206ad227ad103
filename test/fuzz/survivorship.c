/*-------------------------------------------------------------------------
 *
 * survivorship.c
 *		Fuzzing the parser of survivorship rules outside the server.
 *
 * Whatever the text, the parser accepts it or says where and what is wrong, in
 * bounded memory; what it accepts keeps the promises of survivorship_parse.h.
 *
 *		cc -g -O1 -fsanitize=address,undefined -Isrc -o fuzz_out/survivorship \
 *			test/fuzz/survivorship.c src/golden/survivorship_{check,json,parse}.c
 *		fuzz_out/survivorship 1000000 7		(mutations, seed of the generator)
 *
 * With clang, -fsanitize=fuzzer and -DPROFILE_LIBFUZZER the same file is a
 * libFuzzer target.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "golden/survivorship_parse.h"

#define FUZZ_COUNT(a) ((int) (sizeof(a) / sizeof(*(a))))

/* What one text may cost: no mutant is longer than a few kilobytes. */
#define FUZZ_MOST_MEMORY 4000000

static void *fuzz_blocks[100000];
static int fuzz_nblocks;
static size_t fuzz_allocated;

static void
fuzz_fail(const char *what, const char *text, size_t length)
{
	fprintf(stderr, "%s:\n%.*s\n", what, (int) length, text);
	abort();
}

static void *
fuzz_alloc(size_t size)
{
	fuzz_allocated += size;
	if (fuzz_nblocks == FUZZ_COUNT(fuzz_blocks))
		abort();
	return fuzz_blocks[fuzz_nblocks++] = malloc(size > 0 ? size : 1);
}

static int
fuzz_in_order(const SurvivorshipClause *clauses, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (profile_survivorship_compare_names(
				clauses[i - 1].name.bytes, clauses[i - 1].name.length,
				clauses[i].name.bytes, clauses[i].name.length) >= 0)
			return 0;
	return 1;
}

/* No gap in a chain, and every number a strategy that rules can name. */
static int
fuzz_is_chain(uint32_t chain)
{
	for (; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
	{
		int step = (int) (chain & SURVIVORSHIP_STEP_MASK);

		if (step == STRATEGY_TIE_BREAK || profile_strategy_name(step) == NULL)
			return 0;
	}
	return 1;
}

static int
fuzz_is_clause(const SurvivorshipClause *clause)
{
	for (size_t i = 0; i < clause->trust.count; i++)
		if (clause->trust.sources[i].max > SURVIVORSHIP_MAX_WEIGHT ||
			(clause->trust.sources[i].decay != DECAY_NONE &&
			 clause->trust.sources[i].over <= 0))
			return 0;
	return fuzz_is_chain(clause->chain) && clause->rivals <= SURVIVORSHIP_MAX_RIVALS &&
		   clause->top <= SURVIVORSHIP_MAX_TOP &&
		   profile_compare_name(clause->compare) != NULL;
}

static void
fuzz_check(const char *text, size_t length)
{
	SurvivorshipDocument document;
	SurvivorshipError error;
	char *exact = malloc(length > 0 ? length : 1); /* so that reading beyond is seen */

	memcpy(exact, text, length);
	fuzz_allocated = 0;
	if (!profile_survivorship_parse(exact, length, fuzz_alloc, &document, &error))
	{
		if (strlen(error.detail) == 0 || error.detail[strlen(error.detail) - 1] != '.')
			if (strlen(error.detail) + 1 < sizeof(error.detail))
				fuzz_fail("no sentence says what is wrong", text, length);
	}
	else
	{
		if (!fuzz_is_clause(&document.fallback) ||
			!fuzz_in_order(document.attributes, document.nattributes) ||
			!fuzz_in_order(document.groups, document.ngroups))
			fuzz_fail("accepted, but broken", text, length);
		for (size_t i = 0; i < document.nattributes; i++)
			if (!fuzz_is_clause(&document.attributes[i]))
				fuzz_fail("accepted, but an attribute is broken", text, length);
		for (size_t i = 0; i < document.ngroups; i++)
			if (!fuzz_is_clause(&document.groups[i]) ||
				document.groups[i].members.count == 0)
				fuzz_fail("accepted, but a group is broken", text, length);
	}
	if (fuzz_allocated > FUZZ_MOST_MEMORY)
		fuzz_fail("takes too much memory", text, length);
	while (fuzz_nblocks > 0)
		free(fuzz_blocks[--fuzz_nblocks]);
	free(exact);
}

#ifdef PROFILE_LIBFUZZER
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	if (size < 4096)
		fuzz_check((const char *) data, size);
	return 0;
}
#else

static const char *const fuzz_seeds[] = {
	"{}",
	"{\"default\": {\"strategy\": [\"source\", \"latest\"], \"blanks\": \"value\"}, "
	"\"sources\": [\"crm\", \"\\u043c\\ud83d\\ude00\"]}",
	"{\"as_of\": \"2026-01-02T00:00:00Z\", \"future\": \"allow\", \"default\": "
	"{\"strategy\": \"trust\", \"trust\": {\"other\": 5, \"sources\": {\"crm\": "
	"{\"max\": "
	"90, \"min\": 10, \"decay\": \"half-life\", \"over\": \"90d\"}, \"site\": 50}}}}",
	"{\"attributes\": {\"a\": {\"strategy\": \"same_source_as\", \"same_source_as\": "
	"\"b\"}, \"b\": {\"strategy\": \"same_source_as\", \"same_source_as\": \"c\"}, "
	"\"c.d\": "
	"{\"strategy\": [\"union\", \"max\"], \"compare\": \"numeric\", \"top\": 3, "
	"\"rivals\": 2}}}",
	"{\"groups\": {\"g\": {\"attributes\": [\"e\", \"f\"], \"strategy\": [\"longest\", "
	"\"most_frequent\"], \"count\": \"sources\"}, \"h\": {\"attributes\": [\"i\"], "
	"\"strategy\": [\"pinned\", \"verified\", \"quality\"], \"pinned_sources\": [\"x\"], "
	"\"verified_from\": \"*_ok\", \"quality_from\": \"q\"}}}",
};

static const char *const fuzz_words[] = {
	"{",
	"}",
	"[",
	"]",
	",",
	":",
	"\"",
	"\\",
	"\\u0000",
	"\\ud800",
	"\"strategy\"",
	"\"trust\"",
	"\"a\"",
	"\"b\"",
	"\"sources\"",
	"\"attributes\"",
	"\"union\"",
	"\"pinned\"",
	"0",
	"-1",
	"1e9",
	"99999999999",
	"\"90d\"",
	"null",
	"\"min\"",
	"\"same_source_as\"",
	"\"groups\"",
	"\"default\"",
	" ",
	"\xff",
};

static unsigned long long fuzz_state;

static unsigned
fuzz_random(unsigned below)
{
	fuzz_state = fuzz_state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned) (fuzz_state >> 33) % below;
}

/* Replaces "from" bytes at a place by others. */
static size_t
fuzz_splice(char *text, size_t length, size_t at, size_t from, const char *by, size_t to)
{
	memmove(text + at + to, text + at + from, length - at - from);
	memcpy(text + at, by, to);
	return length - from + to;
}

static size_t
fuzz_mutate(char *text, size_t length)
{
	size_t at = fuzz_random((unsigned) length + 1);
	size_t rest = length - at;
	const char *word = fuzz_words[fuzz_random(FUZZ_COUNT(fuzz_words))];
	char copy[256];
	size_t n;

	switch (fuzz_random(4))
	{
		case 0:
			return fuzz_splice(text, length, at, 0, word, strlen(word));
		case 1:
			n = fuzz_random((unsigned) (rest < 12 ? rest : 12) + 1);
			return fuzz_splice(text, length, at, n, word, strlen(word));
		case 2:
			n = fuzz_random((unsigned) (rest < 40 ? rest : 40) + 1);
			return fuzz_splice(text, length, at, n, "", 0);
		default: /* a piece of it once more, elsewhere */
			n = rest < sizeof(copy) ? rest : sizeof(copy);
			n = fuzz_random((unsigned) n + 1);
			memcpy(copy, text + at, n);
			return fuzz_splice(text, length, fuzz_random((unsigned) length + 1), 0, copy,
							   n);
	}
}

int
main(int argc, char **argv)
{
	long mutations = argc > 1 ? atol(argv[1]) : 100000;
	char text[8192];

	fuzz_state = argc > 2 ? (unsigned long long) atoll(argv[2]) : 1;
	for (long i = 0; i < mutations; i++)
	{
		const char *seed = fuzz_seeds[fuzz_random(FUZZ_COUNT(fuzz_seeds))];
		size_t length = strlen(seed);

		memcpy(text, seed, length);
		for (unsigned n = fuzz_random(6); n > 0 && length < 4096; n--)
			length = fuzz_mutate(text, length);
		fuzz_check(text, length);
	}
	printf("%ld texts\n", mutations);
	return 0;
}
#endif
