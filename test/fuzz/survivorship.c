/*-------------------------------------------------------------------------
 *
 * survivorship.c
 *		Fuzzing the reading of survivorship rules.
 *
 * Input: the text.  The promises of survivorship_parse.h: a mistake is told in
 * words that end; attributes come sorted and once, chains hold strategies that are
 * known, limits are kept, every string is text; and rules that are written again
 * are read as the same.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "golden/survivorship_parse.h"

#define WHOSE "survivorship"

/* What one run allocated, to be freed after it. */
#define FUZZ_BLOCKS_MAX 65536
static void *fuzz_blocks[FUZZ_BLOCKS_MAX];
static int fuzz_block_count;

static void *
fuzz_alloc(size_t size)
{
	if (fuzz_block_count == FUZZ_BLOCKS_MAX)
		abort();
	return fuzz_blocks[fuzz_block_count++] = malloc(size > 0 ? size : 1);
}

static void
fuzz_string(SurvivorshipString string, const char *raw, size_t length)
{
	if (string.length == 0)
		return; /* of the default it is not even set */
	fuzz_check(string.length <= UINT16_MAX &&
				   profile_text_is_utf8(string.bytes, string.length) &&
				   memchr(string.bytes, '\0', string.length) == NULL,
			   WHOSE, "a string is no text", raw, length);
}

static void
fuzz_list(const SurvivorshipList *list, const char *raw, size_t length)
{
	fuzz_check(list->count <= SURVIVORSHIP_MAX_SOURCES, WHOSE, "too many sources", raw,
			   length);
	for (size_t i = 0; i < list->count; i++)
		fuzz_string(list->names[i], raw, length);
}

static void
fuzz_clause(const SurvivorshipClause *clause, const char *raw, size_t length)
{
	fuzz_string(clause->name, raw, length);
	fuzz_list(&clause->sources, raw, length);
	fuzz_check(((clause->given & SURVIVORSHIP_GIVEN_STRATEGY) != 0) ==
				   (clause->chain != 0),
			   WHOSE, "a chain that nobody gave", raw, length);
	fuzz_check((clause->given & SURVIVORSHIP_GIVEN_SOURCES) != 0 ||
				   clause->sources.count == 0,
			   WHOSE, "sources that nobody gave", raw, length);
	for (uint16_t chain = clause->chain; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
		fuzz_check(profile_strategy_name(chain & SURVIVORSHIP_STEP_MASK) != NULL &&
					   (chain & SURVIVORSHIP_STEP_MASK) != STRATEGY_TIE_BREAK,
				   WHOSE, "a strategy that is none", raw, length);
}

/* --- writing rules again ------------------------------------------------- */

static char *
fuzz_put(char *out, const char *s)
{
	return strcpy(out, s) + strlen(s);
}

/* Six bytes for one at most, and quotes. */
static char *
fuzz_put_string(char *out, SurvivorshipString string)
{
	*out++ = '"';
	for (size_t i = 0; i < string.length; i++)
	{
		unsigned char c = (unsigned char) string.bytes[i];

		if (c < 0x20 || c == '"' || c == '\\')
			out += sprintf(out, "\\u%04x", c);
		else
			*out++ = (char) c;
	}
	*out++ = '"';
	return out;
}

static char *
fuzz_put_sources(char *out, const SurvivorshipList *list)
{
	out = fuzz_put(out, "\"sources\":[");
	for (size_t i = 0; i < list->count; i++)
	{
		if (i > 0)
			*out++ = ',';
		out = fuzz_put_string(out, list->names[i]);
	}
	return fuzz_put(out, "]");
}

static char *
fuzz_put_clause(char *out, const SurvivorshipClause *clause)
{
	const char *sign = "[";

	out = fuzz_put(out, "{");
	if (clause->given & SURVIVORSHIP_GIVEN_STRATEGY)
	{
		out = fuzz_put(out, "\"strategy\":");
		for (uint16_t chain = clause->chain; chain != 0;
			 chain >>= SURVIVORSHIP_STEP_BITS, sign = ",")
			out += sprintf(out, "%s\"%s\"", sign,
						   profile_strategy_name(chain & SURVIVORSHIP_STEP_MASK));
		out = fuzz_put(out, "],");
	}
	if (clause->given & SURVIVORSHIP_GIVEN_SOURCES)
		out = fuzz_put(fuzz_put_sources(out, &clause->sources), ",");
	if (clause->given & SURVIVORSHIP_GIVEN_BLANKS)
		out +=
			sprintf(out, "\"blanks\":\"%s\",", clause->blanks_count ? "value" : "ignore");
	if (out[-1] == ',')
		out--;
	return fuzz_put(out, "}");
}

static char *
fuzz_write(const SurvivorshipDocument *document, char *out)
{
	out = fuzz_put(out, "{");
	if (document->given & SURVIVORSHIP_GIVEN_DEFAULT)
		out = fuzz_put(
			fuzz_put_clause(fuzz_put(out, "\"default\":"), &document->fallback), ",");
	if (document->given & SURVIVORSHIP_GIVEN_TOP)
		out = fuzz_put(fuzz_put_sources(out, &document->sources), ",");
	if (document->given & SURVIVORSHIP_GIVEN_ATTRIBUTES)
	{
		out = fuzz_put(out, "\"attributes\":{");
		for (size_t i = 0; i < document->nattributes; i++)
		{
			if (i > 0)
				*out++ = ',';
			out = fuzz_put(fuzz_put_string(out, document->attributes[i].name), ":");
			out = fuzz_put_clause(out, &document->attributes[i]);
		}
		out = fuzz_put(out, "},");
	}
	if (out[-1] == ',')
		out--;
	return fuzz_put(out, "}");
}

static void
fuzz_document(const SurvivorshipDocument *document, const char *raw, size_t length)
{
	/* whatever a byte of the text says takes less than 32 when it is written */
	char *once = fuzz_alloc(32 * length + 256);
	char *twice = fuzz_alloc(32 * length + 256);
	SurvivorshipDocument again;
	SurvivorshipError error;
	size_t n = (size_t) (fuzz_write(document, once) - once);

	fuzz_clause(&document->fallback, raw, length);
	fuzz_list(&document->sources, raw, length);
	for (size_t i = 0; i < document->nattributes; i++)
	{
		const SurvivorshipClause *clause = &document->attributes[i];

		fuzz_clause(clause, raw, length);
		fuzz_check(i == 0 || profile_survivorship_compare_names(
								 clause[-1].name.bytes, clause[-1].name.length,
								 clause->name.bytes, clause->name.length) < 0,
				   WHOSE, "attributes are not sorted", raw, length);
	}
	fuzz_check(profile_survivorship_parse(once, n, fuzz_alloc, &again, &error), WHOSE,
			   "written rules are refused", once, n);
	fuzz_check(fuzz_equal(once, n, twice, (size_t) (fuzz_write(&again, twice) - twice)),
			   WHOSE, "written rules read otherwise", once, n);
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
					   memchr(error.hint, '\0', sizeof(error.hint)) != NULL &&
					   *error.detail != '\0' &&
					   profile_text_is_utf8(error.detail, strlen(error.detail)) &&
					   profile_text_is_utf8(error.hint, strlen(error.hint)),
				   WHOSE, "a mistake is not told", text, length);
	while (fuzz_block_count > 0)
		free(fuzz_blocks[--fuzz_block_count]);
	free(text);
	return 0;
}
