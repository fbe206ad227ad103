/*-------------------------------------------------------------------------
 *
 * pattern_group.c
 *		Groups of journey_pattern: which sequences they hold, and when they say
 *		nothing and dissolve.  The grammar stands at the head of pattern_parse.c.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_text.h"

/* --- what a group holds ------------------------------------------------------ */

/* Append the alternatives of a pattern, which holds sequences only. */
static bool
journey_group_alternatives(JourneyPatternParser *s, JourneyPatternNode *node,
						   JourneyPatternNode ***tail)
{
	if (node->kind == PATTERN_OR)
	{
		JourneyPatternNode *next;

		for (JourneyPatternNode *child = node->children; child != NULL; child = next)
		{
			next = child->next;
			if (!journey_group_alternatives(s, child, tail))
				return false;
		}
		return true;
	}
	if (node->kind != PATTERN_SEQUENCE)
		return journey_pattern_wrong(
			s, node->where,
			"\"&\" and \"!\" join whole patterns, not parts of a sequence",
			"Within a sequence a group holds alternatives.");
	node->next = NULL;
	**tail = node;
	*tail = &node->next;
	return true;
}

/* Is the sequence nothing but the name of an event, or a list of such? */
static bool
journey_group_is_name(const JourneyPatternNode *sequence)
{
	const JourneyPatternItem *item = sequence->items;

	return item->next == NULL && item->kind == PATTERN_STEP && item->least == 1 &&
		   item->most == 1 && item->step->channel == NULL && item->step->event != NULL &&
		   item->step->filter == NULL && sequence->window == PATTERN_NONE &&
		   sequence->session == PATTERN_NONE;
}

/*
 * profile_pattern_is_names
 *
 * Does the pattern join nothing but names?  In parentheses it is a list, then.
 */
bool
profile_pattern_is_names(const JourneyPatternNode *node)
{
	if (node->kind != PATTERN_OR)
		return false;
	for (const JourneyPatternNode *child = node->children; child != NULL;
		 child = child->next)
	{
		if (child->kind != PATTERN_SEQUENCE || !journey_group_is_name(child))
			return false;
	}
	return true;
}

/* A group of nothing but names is a list of names. */
static bool
journey_group_merge(JourneyPatternParser *s, JourneyPatternItem *item, const char *start)
{
	uint32_t count = 0;

	for (JourneyPatternNode *node = item->group; node != NULL; node = node->next)
	{
		if (!journey_group_is_name(node))
			return true;
	}
	item->kind = PATTERN_STEP;
	item->step = profile_pattern_alloc(sizeof(*item->step));
	for (JourneyPatternNode *node = item->group; node != NULL; node = node->next)
	{
		JourneyPatternName *next;

		for (JourneyPatternName *name = node->items->step->event; name != NULL;
			 name = next)
		{
			next = name->next;
			if (++count > PATTERN_MAX_LIST)
				return profile_pattern_fail(s, PATTERN_LIMIT, start,
											"a list has at most 1000 names", NULL);
			profile_pattern_name_insert(&item->step->event, name);
		}
	}
	item->group = NULL;
	return true;
}

/*
 * profile_pattern_group
 *
 * The item is a group, which holds the pattern whole and begins at start.
 */
bool
profile_pattern_group(JourneyPatternParser *s, JourneyPatternItem *item,
					  JourneyPatternNode *whole, const char *start)
{
	JourneyPatternNode **tail = &item->group;

	return journey_group_alternatives(s, whole, &tail) &&
		   journey_group_merge(s, item, start);
}

/* --- what dissolves ---------------------------------------------------------- */

/*
 * profile_pattern_dissolves
 *
 * A group of one sequence dissolves, unless that changes what it says: which
 * arrow goes with what is absent, and what is an anchor.
 */
bool
profile_pattern_dissolves(const JourneyPatternItem *item)
{
	const JourneyPatternNode *only = item->group;
	const JourneyPatternItem *last;

	if (item->kind != PATTERN_GROUP || only->next != NULL ||
		only->window != PATTERN_NONE || only->session != PATTERN_NONE)
		return false;
	for (last = only->items; last->next != NULL;)
		last = last->next;
	if (journey_pattern_once(item))
		return last->least > 0 &&
			   (only->items->least > 0 || item->arrow.kind == PATTERN_FIRST);
	return last == only->items && journey_pattern_once(last);
}

/*
 * profile_pattern_bare
 *
 * What a sequence says that is nothing but a group, once: (a -> b | c){1}.
 */
JourneyPatternNode *
profile_pattern_bare(JourneyPatternNode *sequence)
{
	JourneyPatternItem *item = sequence->items;
	JourneyPatternNode *join;

	if (item->next != NULL || item->kind != PATTERN_GROUP ||
		!journey_pattern_once(item) || sequence->window != PATTERN_NONE ||
		sequence->session != PATTERN_NONE)
		return sequence;
	if (item->group->next == NULL)
		return item->group;
	join = profile_pattern_node(PATTERN_OR, sequence->where);
	join->children = item->group;
	return join;
}
