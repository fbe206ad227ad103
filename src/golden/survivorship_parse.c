/*-------------------------------------------------------------------------
 *
 * survivorship_parse.c
 *		Reads survivorship rules: a JSON parser that knows what it expects.
 *
 * The language is described in survivorship_parse.h.  The grammar has no
 * recursion, so nesting is bounded by construction: where a rule expects a
 * string, an object is a mistake and not something to skip.  Only the standard
 * library is used.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "golden/survivorship_parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SURVIVORSHIP_DEPTH 4
#define SURVIVORSHIP_QUOTE 60 /* bytes of a foreign string shown in an error */

/* path[] names the members that lead to where the parser is, for errors. */
typedef struct SurvivorshipParser
{
	const char *at;
	const char *end;
	const char *start;
	SurvivorshipAlloc alloc;
	SurvivorshipError *error;
	SurvivorshipString path[SURVIVORSHIP_DEPTH];
	int depth;
} SurvivorshipParser;

typedef bool (*SurvivorshipMember)(SurvivorshipParser *parser, SurvivorshipString key,
								   void *into);

static const struct
{
	int number;
	const char *name;
} survivorship_strategies[] = {
	{STRATEGY_LATEST, "latest"},
	{STRATEGY_SOURCE, "source"},
	{STRATEGY_MOST_FREQUENT, "most_frequent"},
	{STRATEGY_TIE_BREAK, "tie_break"},
};

#define SURVIVORSHIP_NSTRATEGIES                                                         \
	(sizeof(survivorship_strategies) / sizeof(survivorship_strategies[0]))

const char *
profile_strategy_name(int strategy)
{
	size_t i;

	for (i = 0; i < SURVIVORSHIP_NSTRATEGIES; i++)
		if (survivorship_strategies[i].number == strategy)
			return survivorship_strategies[i].name;
	return NULL;
}

static bool
survivorship_is(SurvivorshipString string, const char *word)
{
	return string.length == strlen(word) &&
		   memcmp(string.bytes, word, string.length) == 0;
}

int
profile_strategy_number(const char *name, size_t length)
{
	size_t i;
	SurvivorshipString string = {name, length};

	for (i = 0; i < SURVIVORSHIP_NSTRATEGIES; i++)
		if (survivorship_is(string, survivorship_strategies[i].name))
			return survivorship_strategies[i].number;
	return STRATEGY_NONE;
}

int
profile_survivorship_compare_names(const char *a, size_t alen, const char *b, size_t blen)
{
	if (alen != blen)
		return alen < blen ? -1 : 1;
	return alen == 0 ? 0 : memcmp(a, b, alen);
}

/* --- errors ---------------------------------------------------------------- */

/* How many bytes of a string to show: at most SURVIVORSHIP_QUOTE, whole characters. */
static int
survivorship_shown(SurvivorshipString string)
{
	size_t n = string.length;

	if (n > SURVIVORSHIP_QUOTE)
	{
		n = SURVIVORSHIP_QUOTE;
		while (n > 0 && ((unsigned char) string.bytes[n] & 0xC0) == 0x80)
			n--;
	}
	return (int) n;
}

/* "attributes.email.strategy: WHAT", or "at byte N: WHAT" outside any member. */
static bool
survivorship_fail(SurvivorshipParser *parser, const char *what, const char *hint)
{
	SurvivorshipError *error = parser->error;
	size_t room = sizeof(error->detail);
	size_t used = 0;
	int i;

	for (i = 0; i < parser->depth; i++)
		used += (size_t) snprintf(error->detail + used, room - used, "%s%.*s",
								  i > 0 ? "." : "", survivorship_shown(parser->path[i]),
								  parser->path[i].bytes);
	if (used == 0)
		used += (size_t) snprintf(error->detail, room, "at byte %zu",
								  (size_t) (parser->at - parser->start) + 1);
	snprintf(error->detail + used, room - used, ": %s.", what);
	snprintf(error->hint, sizeof(error->hint), "%s", hint ? hint : "");
	return false;
}

static bool
survivorship_fail_quoting(SurvivorshipParser *parser, const char *what,
						  SurvivorshipString string, const char *hint)
{
	char message[160];

	snprintf(message, sizeof(message), "%s \"%.*s\"", what, survivorship_shown(string),
			 string.bytes);
	return survivorship_fail(parser, message, hint);
}

static bool
survivorship_fail_limit(SurvivorshipParser *parser, const char *what)
{
	parser->error->limit = true;
	return survivorship_fail(parser, what, NULL);
}

static bool
survivorship_fail_strategy(SurvivorshipParser *parser, SurvivorshipString name)
{
	char hint[160] = "Strategies are";
	size_t i;

	for (i = 0; i < SURVIVORSHIP_NSTRATEGIES; i++)
		if (survivorship_strategies[i].number != STRATEGY_TIE_BREAK)
		{
			size_t used = strlen(hint);

			snprintf(hint + used, sizeof(hint) - used, "%s %s", i > 0 ? "," : "",
					 survivorship_strategies[i].name);
		}
	strcat(hint, ".");
	return survivorship_fail_quoting(parser, "unknown strategy", name, hint);
}

/* --- tokens ---------------------------------------------------------------- */

static void
survivorship_space(SurvivorshipParser *parser)
{
	while (parser->at < parser->end && (*parser->at == ' ' || *parser->at == '\t' ||
										*parser->at == '\n' || *parser->at == '\r'))
		parser->at++;
}

/* Consumes one punctuation character if it is next. */
static bool
survivorship_accept(SurvivorshipParser *parser, char c)
{
	survivorship_space(parser);
	if (parser->at >= parser->end || *parser->at != c)
		return false;
	parser->at++;
	return true;
}

/* Four hexadecimal digits at s, or -1. */
static int
survivorship_hex4(const char *s, const char *end)
{
	int value = 0;
	int i;

	if (end - s < 4)
		return -1;
	for (i = 0; i < 4; i++)
	{
		char c = s[i];

		if (c >= '0' && c <= '9')
			value = value * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			value = value * 16 + (c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			value = value * 16 + (c - 'A' + 10);
		else
			return -1;
	}
	return value;
}

static char *
survivorship_put_utf8(char *out, unsigned code)
{
	if (code < 0x80)
		*out++ = (char) code;
	else if (code < 0x800)
	{
		*out++ = (char) (0xC0 | (code >> 6));
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	else if (code < 0x10000)
	{
		*out++ = (char) (0xE0 | (code >> 12));
		*out++ = (char) (0x80 | ((code >> 6) & 0x3F));
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	else
	{
		*out++ = (char) (0xF0 | (code >> 18));
		*out++ = (char) (0x80 | ((code >> 12) & 0x3F));
		*out++ = (char) (0x80 | ((code >> 6) & 0x3F));
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	return out;
}

/*
 * After "\u": one character, of a surrogate pair if need be.  NULL if it is not
 * a character that text can hold.  It never takes more bytes than its escape.
 */
static char *
survivorship_unicode(SurvivorshipParser *parser, char *out)
{
	int high = survivorship_hex4(parser->at, parser->end);
	unsigned code;

	if (high <= 0 || (high >= 0xDC00 && high <= 0xDFFF))
		return NULL;
	parser->at += 4;
	code = (unsigned) high;
	if (high >= 0xD800 && high <= 0xDBFF)
	{
		int low;

		if (parser->end - parser->at < 6 || parser->at[0] != '\\' || parser->at[1] != 'u')
			return NULL;
		low = survivorship_hex4(parser->at + 2, parser->end);
		if (low < 0xDC00 || low > 0xDFFF)
			return NULL;
		parser->at += 6;
		code = 0x10000 + (((unsigned) high - 0xD800) << 10) + ((unsigned) low - 0xDC00);
	}
	return survivorship_put_utf8(out, code);
}

/* After a backslash; NULL if the escape is not one of JSON's. */
static char *
survivorship_escape(SurvivorshipParser *parser, char *out)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (parser->at >= parser->end || *parser->at == '\0')
		return NULL;
	if (*parser->at == 'u')
	{
		parser->at++;
		return survivorship_unicode(parser, out);
	}
	found = strchr(from, *parser->at);
	if (found == NULL)
		return NULL;
	parser->at++;
	*out++ = to[found - from];
	return out;
}

static bool
survivorship_string(SurvivorshipParser *parser, SurvivorshipString *string)
{
	const char *close;
	char *out;

	if (!survivorship_accept(parser, '"'))
		return survivorship_fail(parser, "a string is expected", NULL);
	for (close = parser->at; close < parser->end && *close != '"'; close++)
		if (*close == '\\' && close + 1 < parser->end)
			close++;
	string->bytes = out = parser->alloc((size_t) (close - parser->at) + 1);
	while (parser->at < parser->end && *parser->at != '"')
	{
		if ((unsigned char) *parser->at < 0x20)
			return survivorship_fail(parser,
									 "a control character in a string must be "
									 "escaped",
									 NULL);
		if (*parser->at != '\\')
		{
			*out++ = *parser->at++;
			continue;
		}
		parser->at++;
		out = survivorship_escape(parser, out);
		if (out == NULL)
			return survivorship_fail(parser, "invalid escape in a string", NULL);
	}
	if (parser->at >= parser->end)
		return survivorship_fail(parser, "a string does not end", NULL);
	parser->at++;
	string->length = (size_t) (out - string->bytes);
	return true;
}

/* {"key": ..., ...}: calls member for each, with the key on the path. */
static bool
survivorship_object(SurvivorshipParser *parser, SurvivorshipMember member, void *into)
{
	if (!survivorship_accept(parser, '{'))
		return survivorship_fail(parser, "an object is expected", NULL);
	if (survivorship_accept(parser, '}'))
		return true;
	do
	{
		SurvivorshipString key;

		if (!survivorship_string(parser, &key))
			return false;
		parser->path[parser->depth++] = key;
		if (!survivorship_accept(parser, ':'))
			return survivorship_fail(parser, "\":\" is expected", NULL);
		if (!member(parser, key, into))
			return false;
		parser->depth--;
	} while (survivorship_accept(parser, ','));
	if (!survivorship_accept(parser, '}'))
		return survivorship_fail(parser, "\",\" or \"}\" is expected", NULL);
	return true;
}

/* Marks a member as seen; false if it was there before. */
static bool
survivorship_once(SurvivorshipParser *parser, uint8_t *given, uint8_t flag)
{
	if (*given & flag)
		return survivorship_fail(parser, "key given twice", NULL);
	*given |= flag;
	return true;
}

/* --- rules ----------------------------------------------------------------- */

/* ["crm", "shop"]: names in order of preference, none twice. */
static bool
survivorship_sources(SurvivorshipParser *parser, SurvivorshipList *list)
{
	SurvivorshipString names[SURVIVORSHIP_MAX_SOURCES];
	size_t count = 0;
	size_t i;

	if (!survivorship_accept(parser, '['))
		return survivorship_fail(parser, "an array of source names is expected", NULL);
	do
	{
		if (count == SURVIVORSHIP_MAX_SOURCES)
			return survivorship_fail_limit(parser, "more than 256 sources");
		if (!survivorship_string(parser, &names[count]))
			return false;
		for (i = 0; i < count; i++)
			if (names[i].length == names[count].length &&
				memcmp(names[i].bytes, names[count].bytes, names[i].length) == 0)
				return survivorship_fail_quoting(parser, "source given twice:", names[i],
												 NULL);
		count++;
	} while (survivorship_accept(parser, ','));
	if (!survivorship_accept(parser, ']'))
		return survivorship_fail(parser, "\",\" or \"]\" is expected", NULL);
	list->names = parser->alloc(count * sizeof(names[0]));
	memcpy(list->names, names, count * sizeof(names[0]));
	list->count = count;
	return true;
}

/* Appends one strategy to a chain; the same one again could decide nothing. */
static bool
survivorship_step(SurvivorshipParser *parser, uint16_t *chain, int *steps)
{
	SurvivorshipString name;
	int number;
	int i;

	if (!survivorship_string(parser, &name))
		return false;
	number = profile_strategy_number(name.bytes, name.length);
	if (number == STRATEGY_NONE || number == STRATEGY_TIE_BREAK)
		return survivorship_fail_strategy(parser, name);
	for (i = 0; i < *steps; i++)
		if (((*chain >> (i * SURVIVORSHIP_STEP_BITS)) & SURVIVORSHIP_STEP_MASK) == number)
			return survivorship_fail_quoting(parser, "strategy given twice:", name, NULL);
	if (*steps == SURVIVORSHIP_CHAIN_MAX)
		return survivorship_fail_limit(parser, "more than four strategies in a chain");
	*chain |= (uint16_t) (number << (*steps * SURVIVORSHIP_STEP_BITS));
	(*steps)++;
	return true;
}

static bool
survivorship_chain(SurvivorshipParser *parser, uint16_t *chain)
{
	int steps = 0;

	if (!survivorship_accept(parser, '['))
	{
		if (parser->at >= parser->end || *parser->at != '"')
			return survivorship_fail(parser,
									 "a strategy or an array of strategies is "
									 "expected",
									 NULL);
		return survivorship_step(parser, chain, &steps);
	}
	do
	{
		if (!survivorship_step(parser, chain, &steps))
			return false;
	} while (survivorship_accept(parser, ','));
	if (!survivorship_accept(parser, ']'))
		return survivorship_fail(parser, "\",\" or \"]\" is expected", NULL);
	return true;
}

static bool
survivorship_blanks(SurvivorshipParser *parser, bool *blanks_count)
{
	static const char *const hint = "Write \"ignore\" (the default) or \"value\".";
	SurvivorshipString word;

	if (!survivorship_string(parser, &word))
		return false;
	*blanks_count = survivorship_is(word, "value");
	if (!*blanks_count && !survivorship_is(word, "ignore"))
		return survivorship_fail_quoting(parser, "unknown treatment of blanks", word,
										 hint);
	return true;
}

static bool
survivorship_clause_member(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipClause *clause = into;

	if (survivorship_is(key, "strategy"))
		return survivorship_once(parser, &clause->given, SURVIVORSHIP_GIVEN_STRATEGY) &&
			   survivorship_chain(parser, &clause->chain);
	if (survivorship_is(key, "sources"))
		return survivorship_once(parser, &clause->given, SURVIVORSHIP_GIVEN_SOURCES) &&
			   survivorship_sources(parser, &clause->sources);
	if (survivorship_is(key, "blanks"))
		return survivorship_once(parser, &clause->given, SURVIVORSHIP_GIVEN_BLANKS) &&
			   survivorship_blanks(parser, &clause->blanks_count);
	return survivorship_fail(parser, "unknown key",
							 "A rule has strategy, sources and blanks.");
}

/* While parsing, attributes are a list, newest first: their number is not known. */
typedef struct SurvivorshipPending
{
	SurvivorshipClause clause;
	struct SurvivorshipPending *next;
} SurvivorshipPending;

typedef struct SurvivorshipAttributes
{
	SurvivorshipPending *last;
	size_t count;
} SurvivorshipAttributes;

static bool
survivorship_attribute(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipAttributes *attributes = into;
	SurvivorshipPending *pending = parser->alloc(sizeof(*pending));

	if (key.length > UINT16_MAX)
		return survivorship_fail_limit(parser, "attribute name too long");
	if (attributes->count == SURVIVORSHIP_MAX_ATTRIBUTES)
		return survivorship_fail_limit(parser, "more than 10000 attributes");
	memset(pending, 0, sizeof(*pending));
	pending->clause.name = key;
	pending->next = attributes->last;
	attributes->last = pending;
	attributes->count++;
	return survivorship_object(parser, survivorship_clause_member, &pending->clause);
}

static int
survivorship_compare_clauses(const void *a, const void *b)
{
	const SurvivorshipClause *x = a;
	const SurvivorshipClause *y = b;

	return profile_survivorship_compare_names(x->name.bytes, x->name.length,
											  y->name.bytes, y->name.length);
}

/* The attributes read become a sorted array; a name met twice is a mistake. */
static bool
survivorship_sort(SurvivorshipParser *parser, SurvivorshipAttributes *read,
				  SurvivorshipDocument *document)
{
	SurvivorshipClause *clauses =
		parser->alloc((read->count + 1) * sizeof(SurvivorshipClause));
	SurvivorshipPending *pending = read->last;
	size_t i;

	for (i = read->count; i > 0; i--, pending = pending->next)
		clauses[i - 1] = pending->clause;
	qsort(clauses, read->count, sizeof(SurvivorshipClause), survivorship_compare_clauses);
	for (i = 1; i < read->count; i++)
		if (survivorship_compare_clauses(&clauses[i - 1], &clauses[i]) == 0)
		{
			parser->path[parser->depth++] = clauses[i].name;
			return survivorship_fail(parser, "key given twice", NULL);
		}
	document->attributes = clauses;
	document->nattributes = read->count;
	return true;
}

static bool
survivorship_member(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipDocument *document = into;
	SurvivorshipAttributes attributes = {NULL, 0};

	if (survivorship_is(key, "default"))
		return survivorship_once(parser, &document->given, SURVIVORSHIP_GIVEN_DEFAULT) &&
			   survivorship_object(parser, survivorship_clause_member,
								   &document->fallback);
	if (survivorship_is(key, "sources"))
		return survivorship_once(parser, &document->given, SURVIVORSHIP_GIVEN_TOP) &&
			   survivorship_sources(parser, &document->sources);
	if (survivorship_is(key, "attributes"))
		return survivorship_once(parser, &document->given,
								 SURVIVORSHIP_GIVEN_ATTRIBUTES) &&
			   survivorship_object(parser, survivorship_attribute, &attributes) &&
			   survivorship_sort(parser, &attributes, document);
	return survivorship_fail(parser, "unknown key",
							 "Rules have default, sources and attributes.");
}

/* --- the whole ------------------------------------------------------------- */

/* The strategy "source" must find an order of sources somewhere. */
static bool
survivorship_check_clause(SurvivorshipParser *parser,
						  const SurvivorshipDocument *document,
						  const SurvivorshipClause *clause)
{
	bool listed = (document->given & SURVIVORSHIP_GIVEN_TOP) != 0 ||
				  document->fallback.sources.count > 0 || clause->sources.count > 0;
	uint16_t chain = clause->chain;

	for (; chain != 0 && !listed; chain >>= SURVIVORSHIP_STEP_BITS)
		if ((chain & SURVIVORSHIP_STEP_MASK) == STRATEGY_SOURCE)
		{
			parser->path[parser->depth++] = (SurvivorshipString){"strategy", 8};
			return survivorship_fail(parser, "the strategy \"source\" needs sources",
									 "Give \"sources\" in the rule, in \"default\" or "
									 "beside it.");
		}
	return true;
}

static bool
survivorship_check(SurvivorshipParser *parser, const SurvivorshipDocument *document)
{
	size_t i;

	parser->path[0] = (SurvivorshipString){"default", 7};
	parser->depth = 1;
	if (!survivorship_check_clause(parser, document, &document->fallback))
		return false;
	for (i = 0; i < document->nattributes; i++)
	{
		parser->path[0] = (SurvivorshipString){"attributes", 10};
		parser->path[1] = document->attributes[i].name;
		parser->depth = 2;
		if (!survivorship_check_clause(parser, document, &document->attributes[i]))
			return false;
	}
	return true;
}

bool
profile_survivorship_parse(const char *text, size_t length, SurvivorshipAlloc alloc,
						   SurvivorshipDocument *document, SurvivorshipError *error)
{
	SurvivorshipParser parser;

	memset(&parser, 0, sizeof(parser));
	memset(document, 0, sizeof(*document));
	memset(error, 0, sizeof(*error));
	parser.start = parser.at = text;
	parser.end = text + length;
	parser.alloc = alloc;
	parser.error = error;
	if (length > SURVIVORSHIP_MAX_BYTES)
		return survivorship_fail_limit(&parser, "rules are longer than one megabyte");
	if (!survivorship_object(&parser, survivorship_member, document))
		return false;
	survivorship_space(&parser);
	if (parser.at != parser.end)
		return survivorship_fail(&parser, "something follows the rules", NULL);
	return survivorship_check(&parser, document);
}
