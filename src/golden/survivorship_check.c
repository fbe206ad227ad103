/*-------------------------------------------------------------------------
 *
 * survivorship_check.c
 *		What can be seen only of survivorship rules as a whole.
 *
 * Every strategy must have what it needs, everything written must have an
 * effect, an attribute belongs to one rule, and "same_source_as" leads nowhere
 * back to itself.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "golden/survivorship_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SURVIVORSHIP_ATTRIBUTES "attributes"
#define SURVIVORSHIP_GROUPS     "groups"

/* Makes the path lead to a member of a clause ("" for none). */
static void
survivorship_at(SurvivorshipParser *parser, const char *section,
				const SurvivorshipClause *clause, const char *member)
{
	parser->depth = 0;
	parser->path[parser->depth++] = (SurvivorshipString){section, strlen(section)};
	if (strcmp(section, "default") != 0)
		parser->path[parser->depth++] = clause->name;
	if (member[0] != '\0')
		parser->path[parser->depth++] = (SurvivorshipString){member, strlen(member)};
}

/* --- needs and effects ----------------------------------------------------- */

/* What a strategy goes by, and what is of no use without one of the strategies. */
static const struct
{
	uint16_t flag;
	const char *member;
	int strategy;
	int other; /* another strategy that uses it */
	bool needed;
} survivorship_uses[] = {
	{SURVIVORSHIP_GIVEN_TRUST, "trust", STRATEGY_TRUST, STRATEGY_NONE, true},
	{SURVIVORSHIP_GIVEN_VERIFIED_FROM, "verified_from", STRATEGY_VERIFIED, STRATEGY_NONE,
	 true},
	{SURVIVORSHIP_GIVEN_QUALITY_FROM, "quality_from", STRATEGY_QUALITY, STRATEGY_NONE,
	 true},
	{SURVIVORSHIP_GIVEN_SAME_SOURCE_AS, "same_source_as", STRATEGY_SAME_SOURCE_AS,
	 STRATEGY_NONE, true},
	{SURVIVORSHIP_GIVEN_PINNED_FROM, "pinned_from", STRATEGY_PINNED, STRATEGY_NONE,
	 false},
	{SURVIVORSHIP_GIVEN_PINNED_SOURCES, "pinned_sources", STRATEGY_PINNED, STRATEGY_NONE,
	 false},
	{SURVIVORSHIP_GIVEN_COMPARE, "compare", STRATEGY_MIN, STRATEGY_MAX, false},
	{SURVIVORSHIP_GIVEN_COUNT, "count", STRATEGY_MOST_FREQUENT, STRATEGY_NONE, false},
	{SURVIVORSHIP_GIVEN_TOP, "top", STRATEGY_UNION, STRATEGY_NONE, false},
};

#define SURVIVORSHIP_NUSES (sizeof(survivorship_uses) / sizeof(survivorship_uses[0]))

static bool
survivorship_fail_need(SurvivorshipParser *parser, int strategy, const char *member,
					   const char *hint)
{
	char what[100];

	snprintf(what, sizeof(what), "the strategy \"%s\" needs %s",
			 profile_strategy_name(strategy), member);
	return profile_survivorship_fail(parser, what, hint);
}

static bool
survivorship_check_needs(SurvivorshipParser *parser, const SurvivorshipDocument *document,
						 const char *section, const SurvivorshipClause *clause)
{
	unsigned given = clause->given | document->fallback.given;
	size_t i;

	survivorship_at(parser, section, clause, "strategy");
	if (survivorship_chain_has(clause->chain, STRATEGY_SOURCE) &&
		!(given & SURVIVORSHIP_GIVEN_SOURCES) &&
		!(document->given & SURVIVORSHIP_DOCUMENT_SOURCES))
		return survivorship_fail_need(parser, STRATEGY_SOURCE, "sources",
									  "Give \"sources\" in the rule, in \"default\" or "
									  "beside it.");
	if (survivorship_chain_has(clause->chain, STRATEGY_PINNED) &&
		!(given & (SURVIVORSHIP_GIVEN_PINNED_FROM | SURVIVORSHIP_GIVEN_PINNED_SOURCES)))
		return survivorship_fail_need(parser, STRATEGY_PINNED,
									  "pinned_from or pinned_sources",
									  "Say which attribute or which sources pin.");
	for (i = 0; i < SURVIVORSHIP_NUSES; i++)
		if (survivorship_uses[i].needed && !(given & survivorship_uses[i].flag) &&
			survivorship_chain_has(clause->chain, survivorship_uses[i].strategy))
			return survivorship_fail_need(parser, survivorship_uses[i].strategy,
										  survivorship_uses[i].member, NULL);
	return true;
}

/* What a rule of its own spells out must have an effect there. */
static bool
survivorship_check_effects(SurvivorshipParser *parser,
						   const SurvivorshipDocument *document, const char *section,
						   const SurvivorshipClause *clause)
{
	uint32_t chain = clause->given & SURVIVORSHIP_GIVEN_STRATEGY
						 ? clause->chain
						 : document->fallback.chain;
	char what[100];
	size_t i;

	for (i = 0; i < SURVIVORSHIP_NUSES; i++)
		if ((clause->given & survivorship_uses[i].flag) &&
			!survivorship_chain_has(chain, survivorship_uses[i].strategy) &&
			!survivorship_chain_has(chain, survivorship_uses[i].other))
		{
			survivorship_at(parser, section, clause, survivorship_uses[i].member);
			snprintf(what, sizeof(what), "it has no effect without the strategy \"%s\"",
					 profile_strategy_name(survivorship_uses[i].strategy));
			return profile_survivorship_fail(parser, what, NULL);
		}
	return true;
}

static bool
survivorship_check_default(SurvivorshipParser *parser,
						   const SurvivorshipDocument *document)
{
	const SurvivorshipClause *clause = &document->fallback;

	survivorship_at(parser, "default", clause, "same_source_as");
	if ((clause->given & SURVIVORSHIP_GIVEN_SAME_SOURCE_AS) ||
		survivorship_chain_has(clause->chain, STRATEGY_SAME_SOURCE_AS))
		return profile_survivorship_fail(
			parser, "it cannot be the default",
			"Give it to the attributes that follow another.");
	survivorship_at(parser, "default", clause, "attributes");
	if (clause->given & SURVIVORSHIP_GIVEN_MEMBERS)
		return profile_survivorship_fail(parser, "only a group has attributes", NULL);
	return survivorship_check_needs(parser, document, "default", clause);
}

static bool
survivorship_check_attributes(SurvivorshipParser *parser,
							  const SurvivorshipDocument *document)
{
	size_t i;

	for (i = 0; i < document->nattributes; i++)
	{
		const SurvivorshipClause *clause = &document->attributes[i];

		survivorship_at(parser, SURVIVORSHIP_ATTRIBUTES, clause, "attributes");
		if (clause->given & SURVIVORSHIP_GIVEN_MEMBERS)
			return profile_survivorship_fail(parser, "only a group has attributes", NULL);
		if (!survivorship_check_needs(parser, document, SURVIVORSHIP_ATTRIBUTES,
									  clause) ||
			!survivorship_check_effects(parser, document, SURVIVORSHIP_ATTRIBUTES,
										clause))
			return false;
	}
	return true;
}

/* --- groups ---------------------------------------------------------------- */

/* An attribute that belongs to a group. */
typedef struct SurvivorshipMembership
{
	SurvivorshipString name;
	size_t group;
} SurvivorshipMembership;

typedef struct SurvivorshipMemberships
{
	SurvivorshipMembership *entries;
	size_t count;
} SurvivorshipMemberships;

static int
survivorship_compare_memberships(const void *a, const void *b)
{
	const SurvivorshipString *x = &((const SurvivorshipMembership *) a)->name;
	const SurvivorshipString *y = &((const SurvivorshipMembership *) b)->name;

	return profile_survivorship_compare_names(x->bytes, x->length, y->bytes, y->length);
}

static int
survivorship_compare_clause_name(const void *name, const void *clause)
{
	const SurvivorshipString *x = name;
	const SurvivorshipString *y = &((const SurvivorshipClause *) clause)->name;

	return profile_survivorship_compare_names(x->bytes, x->length, y->bytes, y->length);
}

static const SurvivorshipClause *
survivorship_attribute_of(const SurvivorshipDocument *document, SurvivorshipString name)
{
	if (document->nattributes == 0)
		return NULL;
	return bsearch(&name, document->attributes, document->nattributes,
				   sizeof(SurvivorshipClause), survivorship_compare_clause_name);
}

static bool
survivorship_check_group(SurvivorshipParser *parser, const SurvivorshipDocument *document,
						 const SurvivorshipClause *clause)
{
	static const int single[] = {STRATEGY_MIN, STRATEGY_MAX, STRATEGY_UNION};
	uint32_t chain = clause->given & SURVIVORSHIP_GIVEN_STRATEGY
						 ? clause->chain
						 : document->fallback.chain;
	size_t i;

	survivorship_at(parser, SURVIVORSHIP_GROUPS, clause, "attributes");
	if (!(clause->given & SURVIVORSHIP_GIVEN_MEMBERS))
		return profile_survivorship_fail(parser, "a group needs attributes", NULL);
	for (i = 0; i < clause->members.count; i++)
		if (survivorship_attribute_of(document, clause->members.names[i]) != NULL)
			return profile_survivorship_fail_quoting(
				parser, "it has a rule of its own:", clause->members.names[i],
				"An attribute belongs to a group or has a rule.");
	survivorship_at(parser, SURVIVORSHIP_GROUPS, clause, "strategy");
	for (i = 0; i < sizeof(single) / sizeof(single[0]); i++)
		if (survivorship_chain_has(chain, single[i]))
		{
			const char *name = profile_strategy_name(single[i]);

			return profile_survivorship_fail_quoting(
				parser, "not for a group:", (SurvivorshipString){name, strlen(name)},
				"A group chooses a record, not a value.");
		}
	return survivorship_check_needs(parser, document, SURVIVORSHIP_GROUPS, clause) &&
		   survivorship_check_effects(parser, document, SURVIVORSHIP_GROUPS, clause);
}

/* Collects who belongs to which group, sorted; twice is a mistake. */
static bool
survivorship_memberships(SurvivorshipParser *parser, const SurvivorshipDocument *document,
						 SurvivorshipMemberships *all)
{
	size_t count = 0;
	size_t i;
	size_t j;

	for (i = 0; i < document->ngroups; i++)
		count += document->groups[i].members.count;
	all->entries = parser->alloc((count + 1) * sizeof(SurvivorshipMembership));
	all->count = 0;
	for (i = 0; i < document->ngroups; i++)
		for (j = 0; j < document->groups[i].members.count; j++)
			all->entries[all->count++] =
				(SurvivorshipMembership){document->groups[i].members.names[j], i};
	qsort(all->entries, count, sizeof(SurvivorshipMembership),
		  survivorship_compare_memberships);
	for (i = 1; i < count; i++)
		if (survivorship_compare_memberships(&all->entries[i - 1], &all->entries[i]) == 0)
		{
			survivorship_at(parser, SURVIVORSHIP_GROUPS,
							&document->groups[all->entries[i].group], "attributes");
			return profile_survivorship_fail_quoting(
				parser, "it belongs to two groups:", all->entries[i].name, NULL);
		}
	return true;
}

/* --- same_source_as -------------------------------------------------------- */

/* Nodes are the attributes with a rule, then the groups; each follows one or none. */
typedef struct SurvivorshipGraph
{
	const SurvivorshipDocument *document;
	SurvivorshipMemberships memberships;
} SurvivorshipGraph;

#define SURVIVORSHIP_NOWHERE ((size_t) -1)

static const SurvivorshipClause *
survivorship_node(const SurvivorshipGraph *graph, size_t node)
{
	const SurvivorshipDocument *document = graph->document;

	return node < document->nattributes ? &document->attributes[node]
										: &document->groups[node - document->nattributes];
}

static size_t
survivorship_follows(const SurvivorshipGraph *graph, size_t node)
{
	const SurvivorshipClause *clause = survivorship_node(graph, node);
	const SurvivorshipClause *target;
	SurvivorshipMembership key = {clause->same_source_as, 0};
	const SurvivorshipMembership *found;

	if (!(clause->given & SURVIVORSHIP_GIVEN_SAME_SOURCE_AS))
		return SURVIVORSHIP_NOWHERE;
	target = survivorship_attribute_of(graph->document, clause->same_source_as);
	if (target != NULL)
		return (size_t) (target - graph->document->attributes);
	found = bsearch(&key, graph->memberships.entries, graph->memberships.count,
					sizeof(SurvivorshipMembership), survivorship_compare_memberships);
	return found == NULL ? SURVIVORSHIP_NOWHERE
						 : graph->document->nattributes + found->group;
}

/* "a cycle: phone -> email -> phone" */
static bool
survivorship_fail_cycle(SurvivorshipParser *parser, const SurvivorshipGraph *graph,
						size_t start)
{
	const SurvivorshipClause *clause = survivorship_node(graph, start);
	char what[240] = "a cycle: ";
	size_t used = strlen(what);
	size_t node = start;

	survivorship_at(parser,
					start < graph->document->nattributes ? SURVIVORSHIP_ATTRIBUTES
														 : SURVIVORSHIP_GROUPS,
					clause, "same_source_as");
	do
	{
		clause = survivorship_node(graph, node);
		if (used + clause->name.length > sizeof(what) - 20)
		{
			used += (size_t) snprintf(what + used, sizeof(what) - used, "... -> ");
			break;
		}
		used += (size_t) snprintf(what + used, sizeof(what) - used, "%.*s -> ",
								  (int) clause->name.length, clause->name.bytes);
		node = survivorship_follows(graph, node);
	} while (node != start);
	clause = survivorship_node(graph, start);
	if (used + clause->name.length < sizeof(what))
		snprintf(what + used, sizeof(what) - used, "%.*s", (int) clause->name.length,
				 clause->name.bytes);
	return profile_survivorship_fail(parser, what, NULL);
}

/* Every walk marks what it passes; a walk that meets its own mark is in a cycle. */
static bool
survivorship_check_cycles(SurvivorshipParser *parser, const SurvivorshipGraph *graph)
{
	size_t nodes = graph->document->nattributes + graph->document->ngroups;
	size_t *mark = parser->alloc((nodes + 1) * sizeof(size_t));
	size_t start;
	size_t node;

	memset(mark, 0, (nodes + 1) * sizeof(size_t));
	for (start = 0; start < nodes; start++)
	{
		for (node = start; node != SURVIVORSHIP_NOWHERE && mark[node] == 0;
			 node = survivorship_follows(graph, node))
			mark[node] = start + 1;
		if (node != SURVIVORSHIP_NOWHERE && mark[node] == start + 1)
			return survivorship_fail_cycle(parser, graph, node);
	}
	return true;
}

bool
profile_survivorship_check(SurvivorshipParser *parser,
						   const SurvivorshipDocument *document)
{
	SurvivorshipGraph graph;
	size_t i;

	if (!survivorship_check_default(parser, document) ||
		!survivorship_check_attributes(parser, document))
		return false;
	for (i = 0; i < document->ngroups; i++)
		if (!survivorship_check_group(parser, document, &document->groups[i]))
			return false;
	graph.document = document;
	return survivorship_memberships(parser, document, &graph.memberships) &&
		   survivorship_check_cycles(parser, &graph);
}
