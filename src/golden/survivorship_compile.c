/*-------------------------------------------------------------------------
 *
 * survivorship_compile.c
 *		From a parsed document to the flat datum, and looking things up in it.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/hashfn.h"
#include "golden/golden.h"
#include "golden/survivorship.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/memutils.h"

/*
 * Compiling collects the distinct lists, tables and paths first, then lays
 * everything out.  The parser's strings are UTF-8; they become the database's
 * encoding here.
 */
typedef struct SurvivorshipCompiler
{
	const SurvivorshipDocument *document;
	const SurvivorshipList **lists;
	const SurvivorshipTrust **trusts;
	const SurvivorshipClause **paths; /* [0]: the clause, [1]: the default */
	SurvivorshipRule *rules;          /* not yet named */
	SurvivorshipString *names;        /* of rules, in UTF-8 */
	uint32 nlists;
	uint32 ntrusts;
	uint32 npaths;
	uint32 nrules;
	Survivorship *result;
	uint32 weights; /* where the next weight goes */
	uint32 ranges;  /* where the next range of a list goes */
	uint32 bytes;   /* where the next byte goes */
} SurvivorshipCompiler;

/* --- distinct lists and tables ---------------------------------------------- */

static bool
survivorship_same_string(SurvivorshipString a, SurvivorshipString b)
{
	return profile_survivorship_compare_names(a.bytes, a.length, b.bytes, b.length) == 0;
}

static bool
survivorship_same_list(const SurvivorshipList *a, const SurvivorshipList *b)
{
	size_t i;

	if (a->count != b->count)
		return false;
	for (i = 0; i < a->count; i++)
		if (!survivorship_same_string(a->names[i], b->names[i]))
			return false;
	return true;
}

/* The number of a list; equal lists are stored once and ranked once per record. */
static uint16
survivorship_list_number(SurvivorshipCompiler *compiler, const SurvivorshipList *list)
{
	uint32 i;

	if (list->count == 0)
		return SURVIVORSHIP_NONE;
	for (i = 0; i < compiler->nlists; i++)
		if (survivorship_same_list(compiler->lists[i], list))
			return (uint16) i;
	CHECK_FOR_INTERRUPTS();
	compiler->lists[compiler->nlists] = list;
	return (uint16) compiler->nlists++;
}

/* A table belongs to the rule that spells it out: few rules do. */
static uint16
survivorship_trust_number(SurvivorshipCompiler *compiler, const SurvivorshipTrust *trust)
{
	uint32 i;

	for (i = 0; i < compiler->ntrusts; i++)
		if (compiler->trusts[i] == trust)
			return (uint16) i;
	compiler->trusts[compiler->ntrusts] = trust;
	return (uint16) compiler->ntrusts++;
}

/* --- rules ------------------------------------------------------------------ */

#define SURVIVORSHIP_GIVEN_PATHS                                                         \
	(SURVIVORSHIP_GIVEN_VERIFIED_FROM | SURVIVORSHIP_GIVEN_QUALITY_FROM |                \
	 SURVIVORSHIP_GIVEN_PINNED_FROM | SURVIVORSHIP_GIVEN_PINNED_SOURCES |                \
	 SURVIVORSHIP_GIVEN_SAME_SOURCE_AS)

/* The clause that spells a member out: a rule's own, else the default. */
static const SurvivorshipClause *
survivorship_speaker(const SurvivorshipCompiler *compiler,
					 const SurvivorshipClause *clause, uint16 flag)
{
	return clause->given & flag ? clause : &compiler->document->fallback;
}

static void
survivorship_resolve_lists(SurvivorshipCompiler *compiler,
						   const SurvivorshipClause *clause, SurvivorshipRule *rule)
{
	const SurvivorshipClause *fallback = &compiler->document->fallback;
	const SurvivorshipClause *speaker;

	speaker = survivorship_speaker(compiler, clause, SURVIVORSHIP_GIVEN_SOURCES);
	rule->list =
		survivorship_list_number(compiler, speaker->given & SURVIVORSHIP_GIVEN_SOURCES
											   ? &speaker->sources
											   : &compiler->document->sources);
	rule->members = survivorship_list_number(compiler, &clause->members);
	speaker = survivorship_speaker(compiler, clause, SURVIVORSHIP_GIVEN_TRUST);
	rule->trust = SURVIVORSHIP_NONE;
	if (speaker->given & SURVIVORSHIP_GIVEN_TRUST)
		rule->trust = survivorship_trust_number(compiler, &speaker->trust);
	rule->paths = SURVIVORSHIP_NONE;
	if (clause != fallback && !(clause->given & SURVIVORSHIP_GIVEN_PATHS))
		rule->paths = compiler->rules[0].paths;
	else if (clause->given & SURVIVORSHIP_GIVEN_PATHS)
	{
		/* The pinned list must be known before the layout is. */
		speaker =
			survivorship_speaker(compiler, clause, SURVIVORSHIP_GIVEN_PINNED_SOURCES);
		survivorship_list_number(compiler, &speaker->pinned_sources);
		compiler->paths[compiler->npaths] = clause;
		rule->paths = (uint16) compiler->npaths++;
	}
}

/* What a rule leaves out comes from the default, then from the top or built in. */
static void
survivorship_resolve(SurvivorshipCompiler *compiler, const SurvivorshipClause *clause,
					 SurvivorshipRule *rule)
{
#define SURVIVORSHIP_SAID(flag) survivorship_speaker(compiler, clause, (flag))
	rule->given = clause->given;
	rule->chain = SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_STRATEGY)->chain;
	if (rule->chain == 0)
		rule->chain = STRATEGY_LATEST;
	rule->blanks_count = SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_BLANKS)->blanks_count;
	rule->count_sources = SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_COUNT)->count_sources;
	rule->compare = SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_COMPARE)->compare;
	rule->rivals = SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_RIVALS)->rivals;
	rule->top = SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_TOP)->top;
	rule->group = SURVIVORSHIP_NONE;
	rule->kind = SURVIVORSHIP_RULE_OWN;
	survivorship_resolve_lists(compiler, clause, rule);
#undef SURVIVORSHIP_SAID
}

/* Adds a rule to the table, whatever is in there already. */
static SurvivorshipRule *
survivorship_add(SurvivorshipCompiler *compiler, SurvivorshipString name)
{
	compiler->names[compiler->nrules] = name;
	return &compiler->rules[compiler->nrules++];
}

/* A name that is in the table only to be found: the default with a mark. */
static void
survivorship_add_mark(SurvivorshipCompiler *compiler, SurvivorshipString name, uint8 kind,
					  uint16 group)
{
	SurvivorshipRule *rule = survivorship_add(compiler, name);

	*rule = compiler->rules[0];
	rule->given = 0;
	rule->kind = kind;
	rule->group = group;
}

/* "a.b.c" lies inside "a.b" and "a". */
static void
survivorship_add_outer(SurvivorshipCompiler *compiler, SurvivorshipString name)
{
	size_t i;

	for (i = 1; i < name.length; i++)
		if (name.bytes[i] == '.')
			survivorship_add_mark(compiler, (SurvivorshipString){name.bytes, i},
								  SURVIVORSHIP_RULE_INSIDE, SURVIVORSHIP_NONE);
}

/* How many rules there will be at most. */
static size_t
survivorship_count_rules(const SurvivorshipDocument *document)
{
	size_t count = 1 + document->nattributes + document->ngroups;
	size_t i;
	size_t j;
	size_t k;

	for (i = 0; i < document->nattributes; i++)
		for (k = 0; k < document->attributes[i].name.length; k++)
			count += document->attributes[i].name.bytes[k] == '.';
	for (i = 0; i < document->ngroups; i++)
		for (j = 0; j < document->groups[i].members.count; j++)
		{
			const SurvivorshipString *name = &document->groups[i].members.names[j];

			count++;
			for (k = 0; k < name->length; k++)
				count += name->bytes[k] == '.';
		}
	return count;
}

typedef struct SurvivorshipNamed
{
	SurvivorshipString name;
	SurvivorshipRule rule;
} SurvivorshipNamed;

static int
survivorship_compare_named(const void *a, const void *b)
{
	const SurvivorshipNamed *x = a;
	const SurvivorshipNamed *y = b;
	int result = profile_survivorship_compare_names(x->name.bytes, x->name.length,
													y->name.bytes, y->name.length);

	/* Own rules and members before marks, which are folded into them. */
	return result != 0 ? result
					   : (x->rule.kind & SURVIVORSHIP_RULE_INSIDE) -
							 (y->rule.kind & SURVIVORSHIP_RULE_INSIDE);
}

/*
 * Sorts the attributes from "first" on by the names they have in the database's
 * encoding, and folds those of one name into one.
 */
static void
survivorship_sort(SurvivorshipCompiler *compiler)
{
	uint32 count = compiler->nrules - 1;
	SurvivorshipNamed *named = palloc((Size) count * sizeof(SurvivorshipNamed) + 1);
	uint32 kept = 0;
	uint32 i;

	for (i = 0; i < count; i++)
	{
		named[i].name = compiler->names[i + 1];
		named[i].rule = compiler->rules[i + 1];
	}
	qsort(named, count, sizeof(SurvivorshipNamed), survivorship_compare_named);
	for (i = 0; i < count; i++)
		if (kept > 0 && survivorship_same_string(compiler->names[kept], named[i].name))
			compiler->rules[kept].kind |= named[i].rule.kind;
		else
		{
			kept++;
			compiler->names[kept] = named[i].name;
			compiler->rules[kept] = named[i].rule;
		}
	compiler->nrules = kept + 1;
	pfree(named);
}

/* A name in the database's encoding, in memory of its own if it changed. */
static SurvivorshipString
survivorship_convert(SurvivorshipString string)
{
	char *bytes = pg_any_to_server(string.bytes, (int) string.length, PG_UTF8);

	/* Not converted is not terminated: then the length is what it was. */
	if (bytes != string.bytes)
		return (SurvivorshipString){bytes, strlen(bytes)};
	return string;
}

/* The default, the attributes with all that is to be found, the groups. */
static void
survivorship_collect(SurvivorshipCompiler *compiler)
{
	const SurvivorshipDocument *document = compiler->document;
	size_t i;
	size_t j;

	survivorship_resolve(compiler, &document->fallback,
						 survivorship_add(compiler, (SurvivorshipString){"", 0}));
	compiler->rules[0].kind = 0;
	for (i = 0; i < document->nattributes; i++)
	{
		SurvivorshipString name = survivorship_convert(document->attributes[i].name);

		survivorship_resolve(compiler, &document->attributes[i],
							 survivorship_add(compiler, name));
		survivorship_add_outer(compiler, name);
	}
	for (i = 0; i < document->ngroups; i++)
		for (j = 0; j < document->groups[i].members.count; j++)
		{
			SurvivorshipString name =
				survivorship_convert(document->groups[i].members.names[j]);

			CHECK_FOR_INTERRUPTS();
			survivorship_add_mark(compiler, name, SURVIVORSHIP_RULE_MEMBER, (uint16) i);
			survivorship_add_outer(compiler, name);
		}
	survivorship_sort(compiler);
	for (i = 0; i < document->ngroups; i++)
		survivorship_resolve(
			compiler, &document->groups[i],
			survivorship_add(compiler, survivorship_convert(document->groups[i].name)));
}

/*
 * Simple rules compare each candidate by itself: a state then needs no more than
 * the winner so far.
 */
static bool
survivorship_is_simple(const SurvivorshipCompiler *compiler)
{
	uint32 i;
	uint32 chain;

	if (compiler->document->ngroups > 0)
		return false;
	for (i = 0; i < compiler->nrules; i++)
	{
		const SurvivorshipRule *rule = &compiler->rules[i];

		if (rule->rivals > 0 || (rule->kind & SURVIVORSHIP_RULE_INSIDE))
			return false;
		for (chain = rule->chain; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
			switch (chain & SURVIVORSHIP_STEP_MASK)
			{
				case STRATEGY_LATEST:
				case STRATEGY_OLDEST:
				case STRATEGY_SOURCE:
					break;
				default:
					return false;
			}
	}
	return true;
}

/* --- layout ----------------------------------------------------------------- */

/* Bytes that a string takes in the database's encoding, at most. */
static Size
survivorship_room(SurvivorshipString string)
{
	return string.length * (GetDatabaseEncoding() == PG_UTF8 ? 1 : MAX_CONVERSION_GROWTH);
}

static Size
survivorship_room_of_all(const SurvivorshipCompiler *compiler)
{
	Size size = offsetof(Survivorship, rules) +
				compiler->nrules * sizeof(SurvivorshipRule) + MAXIMUM_ALIGNOF;
	uint32 i;
	size_t j;

	for (i = 0; i < compiler->nrules; i++)
		size += compiler->names[i].length;
	for (i = 0; i < compiler->nlists; i++)
	{
		size += sizeof(SurvivorshipRange) * (1 + compiler->lists[i]->count);
		for (j = 0; j < compiler->lists[i]->count; j++)
			size += survivorship_room(compiler->lists[i]->names[j]);
	}
	for (i = 0; i < compiler->ntrusts; i++)
	{
		size += sizeof(SurvivorshipRange) +
				sizeof(SurvivorshipWeight) * (1 + compiler->trusts[i]->count);
		for (j = 0; j < compiler->trusts[i]->count; j++)
			size += survivorship_room(compiler->trusts[i]->sources[j].name);
	}
	for (i = 0; i < compiler->npaths; i++)
	{
		const SurvivorshipClause *clause = compiler->paths[i];
		const SurvivorshipClause *fallback = &compiler->document->fallback;

		size += sizeof(SurvivorshipPaths) + survivorship_room(clause->verified_from) +
				survivorship_room(clause->quality_from) +
				survivorship_room(clause->pinned_from) +
				survivorship_room(clause->same_source_as) +
				survivorship_room(fallback->verified_from) +
				survivorship_room(fallback->quality_from) +
				survivorship_room(fallback->pinned_from);
	}
	if (size > MaxAllocSize)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("survivorship rules are too large")));
	return size;
}

/* Fixes where the parts begin; they are filled in that order. */
static void
survivorship_lay_out(SurvivorshipCompiler *compiler)
{
	Survivorship *result = compiler->result;
	Size at = offsetof(Survivorship, rules) + compiler->nrules * sizeof(SurvivorshipRule);
	uint32 i;

	result->version = SURVIVORSHIP_VERSION;
	result->given = compiler->document->given;
	result->future_allowed = compiler->document->future_allowed;
	result->simple = survivorship_is_simple(compiler);
	result->ngroups = (uint16) compiler->document->ngroups;
	result->nrules = compiler->nrules - 1 - result->ngroups;
	result->nlists = (uint16) compiler->nlists;
	result->ntrusts = (uint16) compiler->ntrusts;
	result->npaths = (uint16) compiler->npaths;
	compiler->weights = (uint32) MAXALIGN(at);
	at = compiler->weights;
	for (i = 0; i < compiler->ntrusts; i++)
		at += (1 + compiler->trusts[i]->count) * sizeof(SurvivorshipWeight);
	result->paths = (uint32) at;
	at += compiler->npaths * sizeof(SurvivorshipPaths);
	result->trusts = (uint32) at;
	at += compiler->ntrusts * sizeof(SurvivorshipRange);
	result->lists = (uint32) at;
	at += compiler->nlists * sizeof(SurvivorshipRange);
	compiler->ranges = (uint32) at;
	for (i = 0; i < compiler->nlists; i++)
		at += compiler->lists[i]->count * sizeof(SurvivorshipRange);
	compiler->bytes = (uint32) at;
}

/* Bytes that are in the database's encoding already. */
static SurvivorshipRange
survivorship_put_bytes(SurvivorshipCompiler *compiler, SurvivorshipString string)
{
	SurvivorshipRange range = {compiler->bytes, (uint32) string.length};

	memcpy((char *) compiler->result + compiler->bytes, string.bytes, string.length);
	compiler->bytes += range.count;
	return range;
}

static SurvivorshipRange
survivorship_put(SurvivorshipCompiler *compiler, SurvivorshipString string)
{
	if (string.length == 0)
		return (SurvivorshipRange){0, 0};
	return survivorship_put_bytes(compiler, survivorship_convert(string));
}

static void
survivorship_put_lists(SurvivorshipCompiler *compiler)
{
	char *base = (char *) compiler->result;
	SurvivorshipRange *lists = (SurvivorshipRange *) (base + compiler->result->lists);
	uint32 i;
	size_t j;

	for (i = 0; i < compiler->nlists; i++)
	{
		SurvivorshipRange *names = (SurvivorshipRange *) (base + compiler->ranges);

		CHECK_FOR_INTERRUPTS();
		lists[i].first = compiler->ranges;
		lists[i].count = (uint32) compiler->lists[i]->count;
		compiler->ranges += lists[i].count * sizeof(SurvivorshipRange);
		/* An empty name is a name: its place need not be 0. */
		for (j = 0; j < compiler->lists[i]->count; j++)
			names[j] = survivorship_put_bytes(
				compiler, survivorship_convert(compiler->lists[i]->names[j]));
	}
}

static void
survivorship_put_weight(SurvivorshipCompiler *compiler, SurvivorshipWeight *weight,
						const SurvivorshipTrusted *trusted)
{
	weight->over = trusted->over;
	weight->max = trusted->max;
	weight->min = trusted->min;
	weight->decay = trusted->decay;
	weight->name = survivorship_put(compiler, trusted->name);
}

static void
survivorship_put_trusts(SurvivorshipCompiler *compiler)
{
	char *base = (char *) compiler->result;
	SurvivorshipRange *trusts = (SurvivorshipRange *) (base + compiler->result->trusts);
	uint32 i;
	size_t j;

	for (i = 0; i < compiler->ntrusts; i++)
	{
		const SurvivorshipTrust *trust = compiler->trusts[i];
		SurvivorshipWeight *weights = (SurvivorshipWeight *) (base + compiler->weights);

		trusts[i].first = compiler->weights;
		trusts[i].count = (uint32) trust->count + 1;
		compiler->weights += trusts[i].count * sizeof(SurvivorshipWeight);
		survivorship_put_weight(compiler, &weights[0], &trust->other);
		weights[0].given = trust->other_given;
		for (j = 0; j < trust->count; j++)
			survivorship_put_weight(compiler, &weights[j + 1], &trust->sources[j]);
	}
}

static void
survivorship_put_paths(SurvivorshipCompiler *compiler)
{
	SurvivorshipPaths *paths =
		(SurvivorshipPaths *) ((char *) compiler->result + compiler->result->paths);
	uint32 i;

	for (i = 0; i < compiler->npaths; i++)
	{
		const SurvivorshipClause *clause = compiler->paths[i];

#define SURVIVORSHIP_SAID(flag) survivorship_speaker(compiler, clause, (flag))
		paths[i].verified_from = survivorship_put(
			compiler, SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_VERIFIED_FROM)->verified_from);
		paths[i].quality_from = survivorship_put(
			compiler, SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_QUALITY_FROM)->quality_from);
		paths[i].pinned_from = survivorship_put(
			compiler, SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_PINNED_FROM)->pinned_from);
		paths[i].same_source_as = survivorship_put(compiler, clause->same_source_as);
		paths[i].pinned_list = survivorship_list_number(
			compiler,
			&SURVIVORSHIP_SAID(SURVIVORSHIP_GIVEN_PINNED_SOURCES)->pinned_sources);
#undef SURVIVORSHIP_SAID
	}
}

static void
survivorship_put_rules(SurvivorshipCompiler *compiler)
{
	uint32 i;

	for (i = 0; i < compiler->nrules; i++)
	{
		if (i > 0)
			compiler->rules[i].name =
				survivorship_put_bytes(compiler, compiler->names[i]);
		if (compiler->rules[i].kind & SURVIVORSHIP_RULE_INSIDE)
			compiler->result->looks_inside = true;
	}
	memcpy(compiler->result->rules, compiler->rules,
		   compiler->nrules * sizeof(SurvivorshipRule));
}

static void
survivorship_sign(Survivorship *rules)
{
	uint64 hash;

	rules->fingerprint[0] = rules->fingerprint[1] = 0;
	hash = hash_bytes_extended((unsigned char *) VARDATA(rules),
							   (int) (VARSIZE(rules) - VARHDRSZ), 0);
	rules->fingerprint[0] = (uint32) (hash >> 32);
	rules->fingerprint[1] = (uint32) hash;
}

Survivorship *
profile_survivorship_compile(const SurvivorshipDocument *document, int64 as_of)
{
	SurvivorshipCompiler compiler = {0};
	size_t clauses = document->nattributes + document->ngroups + 2;
	size_t rules = survivorship_count_rules(document);
	uint16 top;

	compiler.document = document;
	compiler.lists = palloc(clauses * 3 * sizeof(SurvivorshipList *));
	compiler.trusts = palloc(clauses * sizeof(SurvivorshipTrust *));
	compiler.paths = palloc(clauses * sizeof(SurvivorshipClause *));
	compiler.rules = palloc0(rules * sizeof(SurvivorshipRule));
	compiler.names = palloc(rules * sizeof(SurvivorshipString));
	top = survivorship_list_number(&compiler, &document->sources);
	survivorship_collect(&compiler);

	compiler.result = palloc0(survivorship_room_of_all(&compiler));
	survivorship_lay_out(&compiler);
	compiler.result->as_of = as_of;
	compiler.result->top_list = top;
	survivorship_put_lists(&compiler);
	survivorship_put_trusts(&compiler);
	survivorship_put_paths(&compiler);
	survivorship_put_rules(&compiler);
	SET_VARSIZE(compiler.result, compiler.bytes);
	survivorship_sign(compiler.result);
	return compiler.result;
}

Survivorship *
profile_survivorship_at(const Survivorship *rules, int64 as_of)
{
	Survivorship *copy = palloc(VARSIZE(rules));

	memcpy(copy, rules, VARSIZE(rules));
	copy->as_of = as_of;
	if (as_of == GOLDEN_AT_UNKNOWN)
		copy->given &= ~SURVIVORSHIP_DOCUMENT_AS_OF;
	else
		copy->given |= SURVIVORSHIP_DOCUMENT_AS_OF;
	survivorship_sign(copy);
	return copy;
}

/* --- looking up ------------------------------------------------------------- */

void
profile_survivorship_check_version(const Survivorship *rules)
{
	if (rules->version != SURVIVORSHIP_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("survivorship rules have the unknown version %u", rules->version),
				 errhint("Upgrade the extension profile.")));
}

uint16
profile_survivorship_rank(const Survivorship *rules, uint16 list, const char *source,
						  int length)
{
	const SurvivorshipRange *range;
	const SurvivorshipRange *names;
	uint32 i;

	if (list == SURVIVORSHIP_NONE || length < 0)
		return SURVIVORSHIP_UNLISTED;
	range = survivorship_list(rules, list);
	names = (const SurvivorshipRange *) ((const char *) rules + range->first);
	for (i = 0; i < range->count; i++)
		if (names[i].count == (uint32) length &&
			memcmp((const char *) rules + names[i].first, source, length) == 0)
			return (uint16) i;
	return SURVIVORSHIP_UNLISTED;
}

const SurvivorshipRule *
profile_survivorship_find(const Survivorship *rules, const char *name, size_t length)
{
	uint32 low = 1;
	uint32 high = rules->nrules + 1;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;
		const SurvivorshipRule *rule = &rules->rules[middle];
		int order = profile_survivorship_compare_names(
			name, length, (const char *) rules + rule->name.first, rule->name.count);

		if (order == 0)
			return rule;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const SurvivorshipWeight *
profile_survivorship_weight(const Survivorship *rules, uint16 trust, const char *source,
							int length)
{
	const SurvivorshipRange *table =
		(const SurvivorshipRange *) ((const char *) rules + rules->trusts) + trust;
	const SurvivorshipWeight *weights =
		(const SurvivorshipWeight *) ((const char *) rules + table->first);
	uint32 i;

	for (i = 1; i < table->count && length >= 0; i++)
		if (weights[i].name.count == (uint32) length &&
			memcmp((const char *) rules + weights[i].name.first, source, length) == 0)
			return &weights[i];
	return &weights[0];
}
