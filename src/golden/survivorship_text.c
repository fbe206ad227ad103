/*-------------------------------------------------------------------------
 *
 * survivorship_text.c
 *		Survivorship rules as canonical JSON: what was written, as jsonb prints it.
 *
 * Members come in jsonb's order of keys: by length, then by bytes.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "golden/survivorship.h"
#include "miscadmin.h"
#include "utils/datetime.h"
#include "utils/json.h"

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
survivorship_print_name(StringInfo out, const Survivorship *rules,
						const SurvivorshipRange *range)
{
	if (out->data[out->len - 1] != '{')
		appendStringInfoString(out, ", ");
	survivorship_print_string(out, rules, range);
	appendStringInfoString(out, ": ");
}

static void
survivorship_print_list(StringInfo out, const Survivorship *rules, const char *key,
						uint16 list)
{
	const SurvivorshipRange *range = survivorship_list(rules, list);
	const SurvivorshipRange *names =
		(const SurvivorshipRange *) ((const char *) rules + range->first);
	uint32 i;

	survivorship_print_key(out, key);
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
survivorship_print_chain(StringInfo out, uint32 chain)
{
	bool several = chain > SURVIVORSHIP_STEP_MASK;

	survivorship_print_key(out, "strategy");
	if (several)
		appendStringInfoChar(out, '[');
	for (; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
		appendStringInfo(out, "\"%s\"%s",
						 profile_strategy_name((int) (chain & SURVIVORSHIP_STEP_MASK)),
						 chain > SURVIVORSHIP_STEP_MASK ? ", " : "");
	if (several)
		appendStringInfoChar(out, ']');
}

/* In the largest unit that says it wholly. */
static void
survivorship_print_duration(StringInfo out, int64 microseconds)
{
	static const struct
	{
		const char *unit;
		int64 microseconds;
	} units[] = {{"w", 7 * USECS_PER_DAY},
				 {"d", USECS_PER_DAY},
				 {"h", USECS_PER_HOUR},
				 {"min", USECS_PER_MINUTE},
				 {"s", USECS_PER_SEC}};
	int i = 0;

	while (microseconds % units[i].microseconds != 0)
		i++;
	appendStringInfo(out, "\"" INT64_FORMAT "%s\"", microseconds / units[i].microseconds,
					 units[i].unit);
}

static void
survivorship_print_weight(StringInfo out, const SurvivorshipWeight *weight)
{
	if (weight->decay == DECAY_NONE)
	{
		appendStringInfo(out, "%d", weight->max);
		return;
	}
	appendStringInfo(out, "{\"max\": %d, \"min\": %d, \"over\": ", weight->max,
					 weight->min);
	survivorship_print_duration(out, weight->over);
	appendStringInfo(out, ", \"decay\": \"%s\"}", profile_decay_name(weight->decay));
}

static void
survivorship_print_trust(StringInfo out, const Survivorship *rules, uint16 trust)
{
	const SurvivorshipRange *table =
		(const SurvivorshipRange *) ((const char *) rules + rules->trusts) + trust;
	const SurvivorshipWeight *weights =
		(const SurvivorshipWeight *) ((const char *) rules + table->first);
	uint32 i;

	survivorship_print_key(out, "trust");
	appendStringInfoChar(out, '{');
	if (weights[0].given)
	{
		survivorship_print_key(out, "other");
		survivorship_print_weight(out, &weights[0]);
	}
	survivorship_print_key(out, "sources");
	appendStringInfoChar(out, '{');
	for (i = 1; i < table->count; i++)
	{
		survivorship_print_name(out, rules, &weights[i].name);
		survivorship_print_weight(out, &weights[i]);
	}
	appendStringInfoString(out, "}}");
}

static void
survivorship_print_path(StringInfo out, const Survivorship *rules,
						const SurvivorshipRule *rule, uint16 flag, const char *key,
						const SurvivorshipRange *path)
{
	if (rule->given & flag)
	{
		survivorship_print_key(out, key);
		survivorship_print_string(out, rules, path);
	}
}

/* The members that follow "strategy" in the order of keys. */
static void
survivorship_print_paths(StringInfo out, const Survivorship *rules,
						 const SurvivorshipRule *rule)
{
	const SurvivorshipPaths *paths;

	if (rule->paths == SURVIVORSHIP_NONE)
		return;
	paths = survivorship_paths(rules, rule->paths);
	survivorship_print_path(out, rules, rule, SURVIVORSHIP_GIVEN_PINNED_FROM,
							"pinned_from", &paths->pinned_from);
	survivorship_print_path(out, rules, rule, SURVIVORSHIP_GIVEN_QUALITY_FROM,
							"quality_from", &paths->quality_from);
	survivorship_print_path(out, rules, rule, SURVIVORSHIP_GIVEN_VERIFIED_FROM,
							"verified_from", &paths->verified_from);
	if (rule->given & SURVIVORSHIP_GIVEN_PINNED_SOURCES)
		survivorship_print_list(out, rules, "pinned_sources", paths->pinned_list);
	survivorship_print_path(out, rules, rule, SURVIVORSHIP_GIVEN_SAME_SOURCE_AS,
							"same_source_as", &paths->same_source_as);
}

static void
survivorship_print_rule(StringInfo out, const Survivorship *rules,
						const SurvivorshipRule *rule)
{
	appendStringInfoChar(out, '{');
	if (rule->given & SURVIVORSHIP_GIVEN_TOP)
	{
		survivorship_print_key(out, "top");
		appendStringInfo(out, "%d", rule->top);
	}
	if (rule->given & SURVIVORSHIP_GIVEN_COUNT)
	{
		survivorship_print_key(out, "count");
		appendStringInfoString(out, rule->count_sources ? "\"sources\"" : "\"records\"");
	}
	if (rule->given & SURVIVORSHIP_GIVEN_TRUST)
		survivorship_print_trust(out, rules, rule->trust);
	if (rule->given & SURVIVORSHIP_GIVEN_BLANKS)
	{
		survivorship_print_key(out, "blanks");
		appendStringInfoString(out, rule->blanks_count ? "\"value\"" : "\"ignore\"");
	}
	if (rule->given & SURVIVORSHIP_GIVEN_RIVALS)
	{
		survivorship_print_key(out, "rivals");
		appendStringInfo(out, "%d", rule->rivals);
	}
	if (rule->given & SURVIVORSHIP_GIVEN_COMPARE)
	{
		survivorship_print_key(out, "compare");
		appendStringInfo(out, "\"%s\"", profile_compare_name(rule->compare));
	}
	if (rule->given & SURVIVORSHIP_GIVEN_SOURCES)
		survivorship_print_list(out, rules, "sources", rule->list);
	if (rule->given & SURVIVORSHIP_GIVEN_STRATEGY)
		survivorship_print_chain(out, rule->chain);
	if (rule->given & SURVIVORSHIP_GIVEN_MEMBERS)
		survivorship_print_list(out, rules, "attributes", rule->members);
	survivorship_print_paths(out, rules, rule);
	appendStringInfoChar(out, '}');
}

/* {"NAME": RULE, ...} of those that were written */
static void
survivorship_print_rules(StringInfo out, const Survivorship *rules, const char *key,
						 uint32 first, uint32 count)
{
	uint32 i;

	survivorship_print_key(out, key);
	appendStringInfoChar(out, '{');
	for (i = first; i < first + count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!(rules->rules[i].kind & SURVIVORSHIP_RULE_OWN))
			continue;
		survivorship_print_name(out, rules, &rules->rules[i].name);
		survivorship_print_rule(out, rules, &rules->rules[i]);
	}
	appendStringInfoChar(out, '}');
}

static void
survivorship_print_time(StringInfo out, const Survivorship *rules)
{
	char moment[MAXDATELEN + 1];

	if (rules->given & SURVIVORSHIP_DOCUMENT_AS_OF)
	{
		profile_golden_moment_print(rules->as_of, moment);
		survivorship_print_key(out, "as_of");
		appendStringInfo(out, "\"%s\"", moment);
	}
	if (rules->given & SURVIVORSHIP_DOCUMENT_FUTURE)
	{
		survivorship_print_key(out, "future");
		appendStringInfoString(out, rules->future_allowed ? "\"allow\"" : "\"clamp\"");
	}
}

char *
profile_survivorship_text(const Survivorship *rules)
{
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	survivorship_print_time(&out, rules);
	if (rules->given & SURVIVORSHIP_DOCUMENT_GROUPS)
		survivorship_print_rules(&out, rules, "groups", 1 + rules->nrules,
								 rules->ngroups);
	if (rules->given & SURVIVORSHIP_DOCUMENT_DEFAULT)
	{
		survivorship_print_key(&out, "default");
		survivorship_print_rule(&out, rules, &rules->rules[0]);
	}
	if (rules->given & SURVIVORSHIP_DOCUMENT_SOURCES)
		survivorship_print_list(&out, rules, "sources", rules->top_list);
	if (rules->given & SURVIVORSHIP_DOCUMENT_ATTRIBUTES)
		survivorship_print_rules(&out, rules, "attributes", 1, rules->nrules);
	appendStringInfoChar(&out, '}');
	return out.data;
}
