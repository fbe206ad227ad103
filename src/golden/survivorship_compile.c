/*-------------------------------------------------------------------------
 *
 * survivorship_compile.c
 *		From a parsed document to the flat datum, and back to text.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/hashfn.h"
#include "golden/survivorship.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/json.h"

/*
 * Compiling collects the distinct lists first, then lays everything out.  The
 * parser's strings are UTF-8; they become the database's encoding here.
 */
typedef struct SurvivorshipCompiler
{
	const SurvivorshipDocument *document;
	const SurvivorshipList **lists;
	uint32 nlists;
	Survivorship *rules;
	uint32 names; /* where the next range of a list goes */
	uint32 bytes; /* where the next byte goes */
} SurvivorshipCompiler;

static bool
survivorship_same_list(const SurvivorshipList *a, const SurvivorshipList *b)
{
	size_t i;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++)
		if (profile_survivorship_compare_names(a->names[i].bytes, a->names[i].length,
											   b->names[i].bytes,
											   b->names[i].length) != 0)
			return false;
	return true;
}

/* The number of a list; equal lists are stored once and ranked once per record. */
static uint16
survivorship_list_number(SurvivorshipCompiler *compiler, const SurvivorshipList *list)
{
	uint32 i;

	if (list->count == 0)
		return SURVIVORSHIP_NO_LIST;
	for (i = 0; i < compiler->nlists; i++)
		if (survivorship_same_list(compiler->lists[i], list))
			return (uint16) i;
	CHECK_FOR_INTERRUPTS();
	compiler->lists[compiler->nlists] = list;
	return (uint16) compiler->nlists++;
}

/* What a rule leaves out comes from the default, then from the top or built in. */
static void
survivorship_resolve(SurvivorshipCompiler *compiler, const SurvivorshipClause *clause,
					 SurvivorshipRule *rule)
{
	const SurvivorshipClause *fallback = &compiler->document->fallback;
	const SurvivorshipList *list = &compiler->document->sources;

	if (fallback->given & SURVIVORSHIP_GIVEN_SOURCES)
		list = &fallback->sources;
	if (clause->given & SURVIVORSHIP_GIVEN_SOURCES)
		list = &clause->sources;
	rule->list = survivorship_list_number(compiler, list);
	rule->given = clause->given;
	rule->chain = STRATEGY_LATEST;
	if (fallback->given & SURVIVORSHIP_GIVEN_STRATEGY)
		rule->chain = fallback->chain;
	if (clause->given & SURVIVORSHIP_GIVEN_STRATEGY)
		rule->chain = clause->chain;
	rule->blanks_count = fallback->blanks_count;
	if (clause->given & SURVIVORSHIP_GIVEN_BLANKS)
		rule->blanks_count = clause->blanks_count;
}

/* Bytes that a string takes in the database's encoding, at most. */
static Size
survivorship_room(SurvivorshipString string)
{
	return string.length * (GetDatabaseEncoding() == PG_UTF8 ? 1 : MAX_CONVERSION_GROWTH);
}

static Size
survivorship_room_of_document(const SurvivorshipCompiler *compiler)
{
	const SurvivorshipDocument *document = compiler->document;
	Size size =
		sizeof(Survivorship) + (document->nattributes + 1) * sizeof(SurvivorshipRule);
	size_t i;
	size_t j;

	for (i = 0; i < document->nattributes; i++)
		size += survivorship_room(document->attributes[i].name);
	for (i = 0; i < compiler->nlists; i++)
	{
		size += sizeof(SurvivorshipRange) * (1 + compiler->lists[i]->count);
		for (j = 0; j < compiler->lists[i]->count; j++)
			size += survivorship_room(compiler->lists[i]->names[j]);
	}
	return size;
}

static SurvivorshipRange
survivorship_put(SurvivorshipCompiler *compiler, SurvivorshipString string)
{
	SurvivorshipRange range;
	char *bytes =
		pg_any_to_server(string.bytes, (int) string.length, PG_UTF8); /* ends with \0 */

	range.first = compiler->bytes;
	/* Not converted is not terminated: then the length is what it was. */
	range.count = bytes == string.bytes ? (uint32) string.length : (uint32) strlen(bytes);
	memcpy((char *) compiler->rules + compiler->bytes, bytes, range.count);
	compiler->bytes += range.count;
	return range;
}

static void
survivorship_put_lists(SurvivorshipCompiler *compiler)
{
	SurvivorshipRange *lists =
		(SurvivorshipRange *) ((char *) compiler->rules + compiler->rules->lists);
	uint32 i;
	size_t j;

	for (i = 0; i < compiler->nlists; i++)
	{
		SurvivorshipRange *names =
			(SurvivorshipRange *) ((char *) compiler->rules + compiler->names);

		lists[i].first = compiler->names;
		lists[i].count = (uint32) compiler->lists[i]->count;
		compiler->names += lists[i].count * sizeof(SurvivorshipRange);
		for (j = 0; j < compiler->lists[i]->count; j++)
			names[j] = survivorship_put(compiler, compiler->lists[i]->names[j]);
	}
}

/* Orders rules by the names they have in the database's encoding. */
static int
survivorship_compare_rules(const void *a, const void *b, void *base)
{
	const SurvivorshipRange *x = &((const SurvivorshipRule *) a)->name;
	const SurvivorshipRange *y = &((const SurvivorshipRule *) b)->name;

	return profile_survivorship_compare_names((const char *) base + x->first, x->count,
											  (const char *) base + y->first, y->count);
}

/* Fixes where lists, ranges and bytes begin; they are filled in that order. */
static void
survivorship_lay_out(SurvivorshipCompiler *compiler)
{
	Survivorship *rules = compiler->rules;
	uint32 i;

	rules->version = SURVIVORSHIP_VERSION;
	rules->given = compiler->document->given;
	rules->nlists = (uint16) compiler->nlists;
	rules->nrules = (uint32) compiler->document->nattributes;
	rules->lists =
		sizeof(Survivorship) + (rules->nrules + 1) * (uint32) sizeof(SurvivorshipRule);
	compiler->names = rules->lists + compiler->nlists * sizeof(SurvivorshipRange);
	compiler->bytes = compiler->names;
	for (i = 0; i < compiler->nlists; i++)
		compiler->bytes += compiler->lists[i]->count * sizeof(SurvivorshipRange);
}

Survivorship *
profile_survivorship_compile(const SurvivorshipDocument *document)
{
	SurvivorshipCompiler compiler = {0};
	SurvivorshipRule *rule;
	uint64 hash;
	uint16 top;
	uint32 i;

	compiler.document = document;
	compiler.lists = palloc((document->nattributes + 2) * sizeof(SurvivorshipList *));
	rule = palloc0((document->nattributes + 1) * sizeof(SurvivorshipRule));
	top = survivorship_list_number(&compiler, &document->sources);
	survivorship_resolve(&compiler, &document->fallback, &rule[0]);
	for (i = 0; i < document->nattributes; i++)
		survivorship_resolve(&compiler, &document->attributes[i], &rule[i + 1]);

	compiler.rules = palloc0(survivorship_room_of_document(&compiler));
	survivorship_lay_out(&compiler);
	compiler.rules->top_list = top;
	survivorship_put_lists(&compiler);
	for (i = 0; i < document->nattributes; i++)
		rule[i + 1].name = survivorship_put(&compiler, document->attributes[i].name);
	/* The parser has sorted them as UTF-8; another encoding may sort otherwise. */
	qsort_arg(&rule[1], document->nattributes, sizeof(SurvivorshipRule),
			  survivorship_compare_rules, compiler.rules);
	memcpy(compiler.rules->rules, rule,
		   (document->nattributes + 1) * sizeof(SurvivorshipRule));
	SET_VARSIZE(compiler.rules, compiler.bytes);
	hash = hash_bytes_extended((unsigned char *) VARDATA(compiler.rules),
							   (int) (compiler.bytes - VARHDRSZ), 0);
	compiler.rules->fingerprint[0] = (uint32) (hash >> 32);
	compiler.rules->fingerprint[1] = (uint32) hash;
	return compiler.rules;
}

void
profile_survivorship_check_version(const Survivorship *rules)
{
	if (rules->version != SURVIVORSHIP_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("survivorship rules have the unknown version %u", rules->version),
				 errhint("Upgrade the extension profile.")));
}

static const SurvivorshipRange *
survivorship_list(const Survivorship *rules, uint16 list)
{
	return (const SurvivorshipRange *) ((const char *) rules + rules->lists) + list;
}

uint16
profile_survivorship_rank(const Survivorship *rules, uint16 list, const char *source,
						  int length)
{
	const SurvivorshipRange *range;
	const SurvivorshipRange *names;
	uint32 i;

	if (list == SURVIVORSHIP_NO_LIST || length < 0)
		return SURVIVORSHIP_UNLISTED;
	range = survivorship_list(rules, list);
	names = (const SurvivorshipRange *) ((const char *) rules + range->first);
	for (i = 0; i < range->count; i++)
		if (names[i].count == (uint32) length &&
			memcmp((const char *) rules + names[i].first, source, length) == 0)
			return (uint16) i;
	return SURVIVORSHIP_UNLISTED;
}

/* --- text ------------------------------------------------------------------ */

static void
survivorship_print_string(StringInfo out, const Survivorship *rules,
						  const SurvivorshipRange *range)
{
	char *string = pnstrdup((const char *) rules + range->first, range->count);

	escape_json(out, string);
	pfree(string);
}

/* "key": with a comma before it if it is not the first member. */
static void
survivorship_print_key(StringInfo out, const char *key)
{
	if (out->data[out->len - 1] != '{')
		appendStringInfoString(out, ", ");
	appendStringInfo(out, "\"%s\": ", key);
}

static void
survivorship_print_list(StringInfo out, const Survivorship *rules, uint16 list)
{
	const SurvivorshipRange *range = survivorship_list(rules, list);
	const SurvivorshipRange *names =
		(const SurvivorshipRange *) ((const char *) rules + range->first);
	uint32 i;

	survivorship_print_key(out, "sources");
	appendStringInfoChar(out, '[');
	for (i = 0; i < range->count; i++)
	{
		if (i > 0)
			appendStringInfoString(out, ", ");
		survivorship_print_string(out, rules, &names[i]);
	}
	appendStringInfoChar(out, ']');
}

/* A chain of one strategy is written as a string. */
static void
survivorship_print_chain(StringInfo out, uint16 chain)
{
	bool several = chain > SURVIVORSHIP_STEP_MASK;

	survivorship_print_key(out, "strategy");
	if (several)
		appendStringInfoChar(out, '[');
	for (; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
		appendStringInfo(out, "\"%s\"%s",
						 profile_strategy_name(chain & SURVIVORSHIP_STEP_MASK),
						 chain > SURVIVORSHIP_STEP_MASK ? ", " : "");
	if (several)
		appendStringInfoChar(out, ']');
}

static void
survivorship_print_rule(StringInfo out, const Survivorship *rules,
						const SurvivorshipRule *rule)
{
	appendStringInfoChar(out, '{');
	if (rule->given & SURVIVORSHIP_GIVEN_BLANKS)
	{
		survivorship_print_key(out, "blanks");
		appendStringInfoString(out, rule->blanks_count ? "\"value\"" : "\"ignore\"");
	}
	if (rule->given & SURVIVORSHIP_GIVEN_SOURCES)
		survivorship_print_list(out, rules, rule->list);
	if (rule->given & SURVIVORSHIP_GIVEN_STRATEGY)
		survivorship_print_chain(out, rule->chain);
	appendStringInfoChar(out, '}');
}

static void
survivorship_print_attributes(StringInfo out, const Survivorship *rules)
{
	uint32 i;

	survivorship_print_key(out, "attributes");
	appendStringInfoChar(out, '{');
	for (i = 1; i <= rules->nrules; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 1)
			appendStringInfoString(out, ", ");
		survivorship_print_string(out, rules, &rules->rules[i].name);
		appendStringInfoString(out, ": ");
		survivorship_print_rule(out, rules, &rules->rules[i]);
	}
	appendStringInfoChar(out, '}');
}

char *
profile_survivorship_text(const Survivorship *rules)
{
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	if (rules->given & SURVIVORSHIP_GIVEN_DEFAULT)
	{
		survivorship_print_key(&out, "default");
		survivorship_print_rule(&out, rules, &rules->rules[0]);
	}
	if (rules->given & SURVIVORSHIP_GIVEN_TOP)
		survivorship_print_list(&out, rules, rules->top_list);
	if (rules->given & SURVIVORSHIP_GIVEN_ATTRIBUTES)
		survivorship_print_attributes(&out, rules);
	appendStringInfoChar(&out, '}');
	return out.data;
}
