/*-------------------------------------------------------------------------
 *
 * survivorship_parse.c
 *		Reads survivorship rules: a JSON parser that knows what it expects.
 *
 * The language is described in survivorship_parse.h.  Only the standard library
 * is used.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "golden/survivorship_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct SurvivorshipWord
{
	int number;
	const char *name;
} SurvivorshipWord;

static const SurvivorshipWord survivorship_strategies[] = {
	{STRATEGY_LATEST, "latest"},
	{STRATEGY_OLDEST, "oldest"},
	{STRATEGY_SOURCE, "source"},
	{STRATEGY_TRUST, "trust"},
	{STRATEGY_MOST_FREQUENT, "most_frequent"},
	{STRATEGY_MIN, "min"},
	{STRATEGY_MAX, "max"},
	{STRATEGY_LONGEST, "longest"},
	{STRATEGY_VERIFIED, "verified"},
	{STRATEGY_QUALITY, "quality"},
	{STRATEGY_UNION, "union"},
	{STRATEGY_SAME_SOURCE_AS, "same_source_as"},
	{STRATEGY_PINNED, "pinned"},
	{STRATEGY_TIE_BREAK, "tie_break"},
	{0, NULL},
};

static const SurvivorshipWord survivorship_compares[] = {
	{COMPARE_VALUE, "value"},         {COMPARE_TEXT, "text"},
	{COMPARE_NUMERIC, "numeric"},     {COMPARE_DATE, "date"},
	{COMPARE_TIMESTAMP, "timestamp"}, {0, NULL},
};

static const SurvivorshipWord survivorship_decays[] = {
	{DECAY_LINEAR, "linear"},
	{DECAY_HALF_LIFE, "half-life"},
	{DECAY_RAPID_SLOW, "rapid-then-slow"},
	{DECAY_SLOW_RAPID, "slow-then-rapid"},
	{0, NULL},
};

static const SurvivorshipWord survivorship_blanks[] = {
	{0, "ignore"},
	{1, "value"},
	{0, NULL},
};

static const SurvivorshipWord survivorship_counts[] = {
	{0, "records"},
	{1, "sources"},
	{0, NULL},
};

static const SurvivorshipWord survivorship_futures[] = {
	{0, "clamp"},
	{1, "allow"},
	{0, NULL},
};

static const char *
survivorship_name_of(const SurvivorshipWord *words, int number)
{
	for (; words->name != NULL; words++)
		if (words->number == number)
			return words->name;
	return NULL;
}

const char *
profile_strategy_name(int strategy)
{
	return survivorship_name_of(survivorship_strategies, strategy);
}

const char *
profile_compare_name(int compare)
{
	return survivorship_name_of(survivorship_compares, compare);
}

const char *
profile_decay_name(int decay)
{
	return survivorship_name_of(survivorship_decays, decay);
}

static bool
survivorship_is(SurvivorshipString string, const char *word)
{
	return string.length == strlen(word) &&
		   memcmp(string.bytes, word, string.length) == 0;
}

/* Looks a word up; false if it is not in the list. */
static bool
survivorship_find(const SurvivorshipWord *words, SurvivorshipString string, int *number)
{
	for (; words->name != NULL; words++)
		if (survivorship_is(string, words->name))
		{
			*number = words->number;
			return true;
		}
	return false;
}

int
profile_strategy_number(const char *name, size_t length)
{
	int number;

	return survivorship_find(survivorship_strategies, (SurvivorshipString){name, length},
							 &number)
			   ? number
			   : STRATEGY_NONE;
}

/* "WHAT are a, b, c." */
static void
survivorship_hint(char *hint, size_t room, const char *what,
				  const SurvivorshipWord *words)
{
	const char *separator = " ";
	size_t used = (size_t) snprintf(hint, room, "%s", what);

	for (; words->name != NULL && used < room; words++)
		if (words->number != STRATEGY_TIE_BREAK)
		{
			used += (size_t) snprintf(hint + used, room - used, "%s%s", separator,
									  words->name);
			separator = ", ";
		}
	if (used < room)
		snprintf(hint + used, room - used, ".");
}

/* A string that must be one of a few words. */
static bool
survivorship_word(SurvivorshipParser *parser, const char *unknown, const char *what,
				  const SurvivorshipWord *words, int *number)
{
	SurvivorshipString string;
	char hint[200];

	if (!profile_survivorship_string(parser, &string))
		return false;
	if (survivorship_find(words, string, number))
		return true;
	survivorship_hint(hint, sizeof(hint), what, words);
	return profile_survivorship_fail_quoting(parser, unknown, string, hint);
}

/* --- trust ----------------------------------------------------------------- */

/* Durations have one fixed length: months and years have not. */
static const struct
{
	const char *unit;
	int64_t microseconds;
} survivorship_units[] = {
	{"s", INT64_C(1000000)},     {"min", INT64_C(60000000)},   {"h", INT64_C(3600000000)},
	{"d", INT64_C(86400000000)}, {"w", INT64_C(604800000000)},
};

/* "90d": a whole number above 0 and a unit. */
static bool
survivorship_duration(SurvivorshipParser *parser, int64_t *microseconds)
{
	SurvivorshipString string;
	int64_t number = 0;
	size_t digits = 0;
	size_t i;

	if (!profile_survivorship_string(parser, &string))
		return false;
	while (digits < string.length && digits < 9 && string.bytes[digits] >= '0' &&
		   string.bytes[digits] <= '9')
		number = number * 10 + (string.bytes[digits++] - '0');
	for (i = 0; i < sizeof(survivorship_units) / sizeof(survivorship_units[0]); i++)
		if (number > 0 && survivorship_is((SurvivorshipString){string.bytes + digits,
															   string.length - digits},
										  survivorship_units[i].unit))
		{
			*microseconds = number * survivorship_units[i].microseconds;
			return true;
		}
	return profile_survivorship_fail_quoting(
		parser, "not a duration:", string,
		"Write a whole number and one of s, min, h, d, w, such as \"90d\".");
}

#define SURVIVORSHIP_WEIGHT_MAX   0x01
#define SURVIVORSHIP_WEIGHT_MIN   0x02
#define SURVIVORSHIP_WEIGHT_DECAY 0x04
#define SURVIVORSHIP_WEIGHT_OVER  0x08

typedef struct SurvivorshipWeight
{
	SurvivorshipTrusted *trusted;
	unsigned given;
} SurvivorshipWeight;

static bool
survivorship_mark(SurvivorshipParser *parser, unsigned *given, unsigned flag)
{
	if (*given & flag)
		return profile_survivorship_fail(parser, "key given twice", NULL);
	*given |= flag;
	return true;
}

static bool
survivorship_percent(SurvivorshipParser *parser, uint8_t *weight)
{
	int number;

	if (!profile_survivorship_number(parser, 0, SURVIVORSHIP_MAX_WEIGHT, &number))
		return false;
	*weight = (uint8_t) number;
	return true;
}

static bool
survivorship_weight_member(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipWeight *weight = into;
	int decay;

	if (survivorship_is(key, "max"))
		return survivorship_mark(parser, &weight->given, SURVIVORSHIP_WEIGHT_MAX) &&
			   survivorship_percent(parser, &weight->trusted->max);
	if (survivorship_is(key, "min"))
		return survivorship_mark(parser, &weight->given, SURVIVORSHIP_WEIGHT_MIN) &&
			   survivorship_percent(parser, &weight->trusted->min);
	if (survivorship_is(key, "over"))
		return survivorship_mark(parser, &weight->given, SURVIVORSHIP_WEIGHT_OVER) &&
			   survivorship_duration(parser, &weight->trusted->over);
	if (survivorship_is(key, "decay"))
	{
		if (!survivorship_mark(parser, &weight->given, SURVIVORSHIP_WEIGHT_DECAY) ||
			!survivorship_word(parser, "unknown decay", "Trust decays",
							   survivorship_decays, &decay))
			return false;
		weight->trusted->decay = (uint8_t) decay;
		return true;
	}
	return profile_survivorship_fail(parser, "unknown key",
									 "A weight has max, min, decay and over.");
}

/* 80, or {"max": 80, "min": 20, "decay": "linear", "over": "90d"}. */
static bool
survivorship_weight(SurvivorshipParser *parser, SurvivorshipTrusted *trusted)
{
	SurvivorshipWeight weight = {trusted, 0};
	unsigned decays = SURVIVORSHIP_WEIGHT_DECAY | SURVIVORSHIP_WEIGHT_OVER;

	if (profile_survivorship_peek(parser) != '{')
		return survivorship_percent(parser, &trusted->max);
	if (!profile_survivorship_object(parser, survivorship_weight_member, &weight))
		return false;
	if (!(weight.given & SURVIVORSHIP_WEIGHT_MAX))
		return profile_survivorship_fail(parser, "max is missing", NULL);
	if ((weight.given & decays) != 0 && (weight.given & decays) != decays)
		return profile_survivorship_fail(parser, "decay and over belong together", NULL);
	if ((weight.given & SURVIVORSHIP_WEIGHT_MIN) && !(weight.given & decays))
		return profile_survivorship_fail(parser, "min has no effect without decay", NULL);
	if ((weight.given & decays) && trusted->min >= trusted->max)
		return profile_survivorship_fail(parser, "min is not below max", NULL);
	return true;
}

typedef struct SurvivorshipTrustRead
{
	SurvivorshipTrust *trust;
	SurvivorshipTrusted sources[SURVIVORSHIP_MAX_SOURCES];
	bool sources_given;
} SurvivorshipTrustRead;

static bool
survivorship_trust_source(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipTrustRead *read = into;
	SurvivorshipTrusted *trusted = &read->sources[read->trust->count];

	if (read->trust->count == SURVIVORSHIP_MAX_SOURCES)
		return profile_survivorship_fail_limit(parser, "more than 256 sources");
	memset(trusted, 0, sizeof(*trusted));
	trusted->name = key;
	read->trust->count++;
	return survivorship_weight(parser, trusted);
}

static bool
survivorship_trust_member(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipTrustRead *read = into;

	if (survivorship_is(key, "other"))
	{
		if (read->trust->other_given)
			return profile_survivorship_fail(parser, "key given twice", NULL);
		read->trust->other_given = true;
		return survivorship_weight(parser, &read->trust->other);
	}
	if (survivorship_is(key, "sources"))
	{
		if (read->sources_given)
			return profile_survivorship_fail(parser, "key given twice", NULL);
		read->sources_given = true;
		return profile_survivorship_object(parser, survivorship_trust_source, read);
	}
	return profile_survivorship_fail(parser, "unknown key",
									 "Trust has sources and other.");
}

static int
survivorship_compare_trusted(const void *a, const void *b)
{
	const SurvivorshipString *x = &((const SurvivorshipTrusted *) a)->name;
	const SurvivorshipString *y = &((const SurvivorshipTrusted *) b)->name;

	return profile_survivorship_compare_names(x->bytes, x->length, y->bytes, y->length);
}

/* {"sources": {"crm": 90, ...}, "other": 10} */
static bool
survivorship_trust(SurvivorshipParser *parser, SurvivorshipTrust *trust)
{
	SurvivorshipTrustRead read;
	size_t i;

	read.trust = trust;
	read.sources_given = false;
	if (!profile_survivorship_object(parser, survivorship_trust_member, &read))
		return false;
	if (trust->count == 0)
		return profile_survivorship_fail(parser, "it weighs no source", NULL);
	qsort(read.sources, trust->count, sizeof(SurvivorshipTrusted),
		  survivorship_compare_trusted);
	for (i = 1; i < trust->count; i++)
		if (survivorship_compare_trusted(&read.sources[i - 1], &read.sources[i]) == 0)
			return profile_survivorship_fail_quoting(
				parser, "source given twice:", read.sources[i].name, NULL);
	trust->sources = parser->alloc(trust->count * sizeof(SurvivorshipTrusted));
	memcpy(trust->sources, read.sources, trust->count * sizeof(SurvivorshipTrusted));
	return true;
}

/* --- rules ----------------------------------------------------------------- */

/* Appends one strategy to a chain; the same one again could decide nothing. */
static bool
survivorship_step(SurvivorshipParser *parser, uint32_t *chain, int *steps)
{
	SurvivorshipString name;
	int number;
	char hint[200];

	if (!profile_survivorship_string(parser, &name))
		return false;
	number = profile_strategy_number(name.bytes, name.length);
	if (number == STRATEGY_NONE || number == STRATEGY_TIE_BREAK)
	{
		survivorship_hint(hint, sizeof(hint), "Strategies are", survivorship_strategies);
		return profile_survivorship_fail_quoting(parser, "unknown strategy", name, hint);
	}
	if (survivorship_chain_has(*chain, number))
		return profile_survivorship_fail_quoting(parser, "strategy given twice:", name,
												 NULL);
	if (number == STRATEGY_PINNED && *steps > 0)
		return profile_survivorship_fail(
			parser, "\"pinned\" wins over all, so it stands first", NULL);
	if (*steps == SURVIVORSHIP_CHAIN_MAX)
		return profile_survivorship_fail_limit(parser,
											   "more than eight strategies in a chain");
	*chain |= (uint32_t) number << (*steps * SURVIVORSHIP_STEP_BITS);
	(*steps)++;
	return true;
}

static bool
survivorship_chain(SurvivorshipParser *parser, uint32_t *chain)
{
	int steps = 0;

	if (!profile_survivorship_accept(parser, '['))
	{
		if (profile_survivorship_peek(parser) != '"')
			return profile_survivorship_fail(parser,
											 "a strategy or an array of strategies is "
											 "expected",
											 NULL);
		return survivorship_step(parser, chain, &steps);
	}
	do
	{
		if (!survivorship_step(parser, chain, &steps))
			return false;
	} while (profile_survivorship_accept(parser, ','));
	if (!profile_survivorship_accept(parser, ']'))
		return profile_survivorship_fail(parser, "\",\" or \"]\" is expected", NULL);
	return true;
}

/* A path is a name; how deep it leads is bounded. */
static bool
survivorship_path(SurvivorshipParser *parser, SurvivorshipString *path)
{
	size_t dots = 0;
	size_t i;

	if (!profile_survivorship_string(parser, path))
		return false;
	if (path->length == 0)
		return profile_survivorship_fail(parser, "an attribute's path is expected", NULL);
	for (i = 0; i < path->length; i++)
		dots += path->bytes[i] == '.';
	if (path->length > UINT16_MAX || dots > SURVIVORSHIP_MAX_DEPTH)
		return profile_survivorship_fail_limit(parser, "path too long");
	return true;
}

/* Members that are names, words or numbers. */
static bool
survivorship_simple_member(SurvivorshipParser *parser, unsigned flag,
						   SurvivorshipClause *clause)
{
	int number = 0;
	bool read = false;

	switch (flag)
	{
		case SURVIVORSHIP_GIVEN_BLANKS:
			read = survivorship_word(parser, "unknown treatment of blanks",
									 "Blanks can be", survivorship_blanks, &number);
			clause->blanks_count = number == 1;
			break;
		case SURVIVORSHIP_GIVEN_COMPARE:
			read = survivorship_word(parser, "unknown comparison", "Comparisons are",
									 survivorship_compares, &number);
			clause->compare = (uint8_t) number;
			break;
		case SURVIVORSHIP_GIVEN_COUNT:
			read = survivorship_word(parser, "unknown count", "What can be counted are",
									 survivorship_counts, &number);
			clause->count_sources = number == 1;
			break;
		case SURVIVORSHIP_GIVEN_RIVALS:
			read =
				profile_survivorship_number(parser, 0, SURVIVORSHIP_MAX_RIVALS, &number);
			clause->rivals = (uint8_t) number;
			break;
		case SURVIVORSHIP_GIVEN_TOP:
			read = profile_survivorship_number(parser, 1, SURVIVORSHIP_MAX_TOP, &number);
			clause->top = (uint16_t) number;
			break;
	}
	return read;
}

static const struct
{
	const char *name;
	uint16_t flag;
} survivorship_members[] = {
	{"strategy", SURVIVORSHIP_GIVEN_STRATEGY},
	{"sources", SURVIVORSHIP_GIVEN_SOURCES},
	{"blanks", SURVIVORSHIP_GIVEN_BLANKS},
	{"compare", SURVIVORSHIP_GIVEN_COMPARE},
	{"count", SURVIVORSHIP_GIVEN_COUNT},
	{"rivals", SURVIVORSHIP_GIVEN_RIVALS},
	{"top", SURVIVORSHIP_GIVEN_TOP},
	{"trust", SURVIVORSHIP_GIVEN_TRUST},
	{"verified_from", SURVIVORSHIP_GIVEN_VERIFIED_FROM},
	{"quality_from", SURVIVORSHIP_GIVEN_QUALITY_FROM},
	{"pinned_from", SURVIVORSHIP_GIVEN_PINNED_FROM},
	{"pinned_sources", SURVIVORSHIP_GIVEN_PINNED_SOURCES},
	{"same_source_as", SURVIVORSHIP_GIVEN_SAME_SOURCE_AS},
	{"attributes", SURVIVORSHIP_GIVEN_MEMBERS},
};

static uint16_t
survivorship_member_flag(SurvivorshipString key)
{
	size_t i;

	for (i = 0; i < sizeof(survivorship_members) / sizeof(survivorship_members[0]); i++)
		if (survivorship_is(key, survivorship_members[i].name))
			return survivorship_members[i].flag;
	return 0;
}

static bool
survivorship_clause_member(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipClause *clause = into;
	uint16_t flag = survivorship_member_flag(key);

	if (flag == 0)
		return profile_survivorship_fail(
			parser, "unknown key",
			"A rule has strategy, sources, blanks, compare, count, rivals, top, trust, "
			"verified_from, quality_from, pinned_from, pinned_sources and "
			"same_source_as.");
	if (clause->given & flag)
		return profile_survivorship_fail(parser, "key given twice", NULL);
	clause->given |= flag;
	switch (flag)
	{
		case SURVIVORSHIP_GIVEN_STRATEGY:
			return survivorship_chain(parser, &clause->chain);
		case SURVIVORSHIP_GIVEN_SOURCES:
			return profile_survivorship_strings(
				parser, "source", SURVIVORSHIP_MAX_SOURCES, &clause->sources);
		case SURVIVORSHIP_GIVEN_PINNED_SOURCES:
			return profile_survivorship_strings(
				parser, "source", SURVIVORSHIP_MAX_SOURCES, &clause->pinned_sources);
		case SURVIVORSHIP_GIVEN_MEMBERS:
			return profile_survivorship_strings(
				parser, "attribute", SURVIVORSHIP_MAX_MEMBERS, &clause->members);
		case SURVIVORSHIP_GIVEN_TRUST:
			return survivorship_trust(parser, &clause->trust);
		case SURVIVORSHIP_GIVEN_VERIFIED_FROM:
			return survivorship_path(parser, &clause->verified_from);
		case SURVIVORSHIP_GIVEN_QUALITY_FROM:
			return survivorship_path(parser, &clause->quality_from);
		case SURVIVORSHIP_GIVEN_PINNED_FROM:
			return survivorship_path(parser, &clause->pinned_from);
		case SURVIVORSHIP_GIVEN_SAME_SOURCE_AS:
			return survivorship_path(parser, &clause->same_source_as);
		default:
			return survivorship_simple_member(parser, flag, clause);
	}
}

/* While parsing, clauses are a list, newest first: their number is not known. */
typedef struct SurvivorshipPending
{
	SurvivorshipClause clause;
	struct SurvivorshipPending *next;
} SurvivorshipPending;

typedef struct SurvivorshipClauses
{
	SurvivorshipPending *last;
	size_t count;
	size_t most;
	const char *too_many;
} SurvivorshipClauses;

static bool
survivorship_clause(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipClauses *clauses = into;
	SurvivorshipPending *pending = parser->alloc(sizeof(*pending));
	size_t dots = 0;
	size_t i;

	for (i = 0; i < key.length; i++)
		dots += key.bytes[i] == '.';
	if (key.length > UINT16_MAX || dots > SURVIVORSHIP_MAX_DEPTH)
		return profile_survivorship_fail_limit(parser, "attribute name too long");
	if (clauses->count == clauses->most)
		return profile_survivorship_fail_limit(parser, clauses->too_many);
	memset(pending, 0, sizeof(*pending));
	pending->clause.name = key;
	pending->next = clauses->last;
	clauses->last = pending;
	clauses->count++;
	return profile_survivorship_object(parser, survivorship_clause_member,
									   &pending->clause);
}

static int
survivorship_compare_clauses(const void *a, const void *b)
{
	const SurvivorshipClause *x = a;
	const SurvivorshipClause *y = b;

	return profile_survivorship_compare_names(x->name.bytes, x->name.length,
											  y->name.bytes, y->name.length);
}

/* {"NAME": RULE, ...}: a sorted array; a name met twice is a mistake. */
static bool
survivorship_clauses(SurvivorshipParser *parser, SurvivorshipClauses *read,
					 SurvivorshipClause **into, size_t *count)
{
	SurvivorshipClause *clauses;
	SurvivorshipPending *pending;
	size_t i;

	if (!profile_survivorship_object(parser, survivorship_clause, read))
		return false;
	clauses = parser->alloc((read->count + 1) * sizeof(SurvivorshipClause));
	pending = read->last;
	for (i = read->count; i > 0; i--, pending = pending->next)
		clauses[i - 1] = pending->clause;
	qsort(clauses, read->count, sizeof(SurvivorshipClause), survivorship_compare_clauses);
	for (i = 1; i < read->count; i++)
		if (survivorship_compare_clauses(&clauses[i - 1], &clauses[i]) == 0)
		{
			parser->path[parser->depth++] = clauses[i].name;
			return profile_survivorship_fail(parser, "key given twice", NULL);
		}
	*into = clauses;
	*count = read->count;
	return true;
}

/* --- the whole ------------------------------------------------------------- */

static bool
survivorship_future(SurvivorshipParser *parser, SurvivorshipDocument *document)
{
	int allowed;

	if (!survivorship_word(parser, "unknown treatment of the future", "The future can be",
						   survivorship_futures, &allowed))
		return false;
	document->future_allowed = allowed == 1;
	return true;
}

static const struct
{
	const char *name;
	uint8_t flag;
} survivorship_document_members[] = {
	{"default", SURVIVORSHIP_DOCUMENT_DEFAULT},
	{"sources", SURVIVORSHIP_DOCUMENT_SOURCES},
	{"attributes", SURVIVORSHIP_DOCUMENT_ATTRIBUTES},
	{"as_of", SURVIVORSHIP_DOCUMENT_AS_OF},
	{"future", SURVIVORSHIP_DOCUMENT_FUTURE},
	{"groups", SURVIVORSHIP_DOCUMENT_GROUPS},
};

static bool
survivorship_member(SurvivorshipParser *parser, SurvivorshipString key, void *into)
{
	SurvivorshipDocument *document = into;
	SurvivorshipClauses attributes = {NULL, 0, SURVIVORSHIP_MAX_ATTRIBUTES,
									  "more than 10000 attributes"};
	SurvivorshipClauses groups = {NULL, 0, SURVIVORSHIP_MAX_GROUPS,
								  "more than 1000 groups"};
	uint8_t flag = 0;
	size_t i;

	for (i = 0; i < sizeof(survivorship_document_members) /
						sizeof(survivorship_document_members[0]);
		 i++)
		if (survivorship_is(key, survivorship_document_members[i].name))
			flag = survivorship_document_members[i].flag;
	if (document->given & flag)
		return profile_survivorship_fail(parser, "key given twice", NULL);
	document->given |= flag;
	switch (flag)
	{
		case SURVIVORSHIP_DOCUMENT_DEFAULT:
			return profile_survivorship_object(parser, survivorship_clause_member,
											   &document->fallback);
		case SURVIVORSHIP_DOCUMENT_SOURCES:
			return profile_survivorship_strings(
				parser, "source", SURVIVORSHIP_MAX_SOURCES, &document->sources);
		case SURVIVORSHIP_DOCUMENT_AS_OF:
			return profile_survivorship_string(parser, &document->as_of);
		case SURVIVORSHIP_DOCUMENT_FUTURE:
			return survivorship_future(parser, document);
		case SURVIVORSHIP_DOCUMENT_ATTRIBUTES:
			return survivorship_clauses(parser, &attributes, &document->attributes,
										&document->nattributes);
		case SURVIVORSHIP_DOCUMENT_GROUPS:
			return survivorship_clauses(parser, &groups, &document->groups,
										&document->ngroups);
		default:
			return profile_survivorship_fail(
				parser, "unknown key",
				"Rules have default, sources, attributes, groups, as_of and future.");
	}
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
		return profile_survivorship_fail_limit(&parser,
											   "rules are longer than one megabyte");
	if (!profile_survivorship_object(&parser, survivorship_member, document))
		return false;
	profile_survivorship_peek(&parser);
	if (parser.at != parser.end)
		return profile_survivorship_fail(&parser, "something follows the rules", NULL);
	return profile_survivorship_check(&parser, document);
}
