/*-------------------------------------------------------------------------
 *
 * pattern_check.c
 *		What only a whole journey_pattern shows: how many steps it has, and which
 *		window is within which.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "journey/pattern_text.h"

static uint64_t journey_check_sequence_size(const JourneyPatternNode *sequence);

/* Steps of an item, its copies multiplied out; never much above the limit. */
static uint64_t
journey_check_item_size(const JourneyPatternItem *item)
{
	uint64_t size = item->kind == PATTERN_STEP ? 1 : 0;
	uint64_t copies = item->most;

	if (item->most == 0)
		copies = item->least == 0 ? 1 : item->least;
	for (JourneyPatternNode *node = item->group; node != NULL; node = node->next)
		size += journey_check_sequence_size(node);
	size *= copies;
	for (JourneyPatternNegation *n = item->negations; n != NULL; n = n->next)
		size++;
	return size > PATTERN_MAX_STEPS ? PATTERN_MAX_STEPS + 1 : size;
}

static uint64_t
journey_check_sequence_size(const JourneyPatternNode *sequence)
{
	uint64_t size = 0;

	for (JourneyPatternItem *item = sequence->items; item != NULL; item = item->next)
		size += journey_check_item_size(item);
	return size;
}

typedef enum JourneyWindowPlace
{
	WINDOW_NONE,
	WINDOW_WHOLE, /* in the window of a whole sequence */
	WINDOW_GROUP  /* in the window of a group */
} JourneyWindowPlace;

static bool
journey_check_check_windows(JourneyPatternParser *s, JourneyPatternNode *sequence,
							JourneyWindowPlace place, bool whole)
{
	if (sequence->window != PATTERN_NONE)
	{
		if (place == WINDOW_GROUP)
			return profile_pattern_fail(
				s, PATTERN_SYNTAX, sequence->where,
				"a window within a window is within that of a whole sequence only", NULL);
		place = whole ? WINDOW_WHOLE : WINDOW_GROUP;
	}
	for (JourneyPatternItem *item = sequence->items; item != NULL; item = item->next)
	{
		for (JourneyPatternNode *node = item->group; node != NULL; node = node->next)
		{
			if (!journey_check_check_windows(s, node, place, false))
				return false;
		}
	}
	return true;
}

/*
 * profile_pattern_check
 *
 * Look at what only the whole pattern shows; *size adds up its steps.
 */
bool
profile_pattern_check(JourneyPatternParser *s, JourneyPatternNode *node, uint64_t *size)
{
	if (node->kind == PATTERN_SEQUENCE)
	{
		*size += journey_check_sequence_size(node);
		if (*size > PATTERN_MAX_STEPS)
			return profile_pattern_fail(
				s, PATTERN_LIMIT, node->where,
				"a pattern has at most 4096 steps, quantifiers multiplied out", NULL);
		return journey_check_check_windows(s, node, WINDOW_NONE, true);
	}
	for (JourneyPatternNode *child = node->children; child != NULL; child = child->next)
	{
		if (!profile_pattern_check(s, child, size))
			return false;
	}
	return true;
}
