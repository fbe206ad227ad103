/*-------------------------------------------------------------------------
 *
 * pattern_part.c
 *		Parts of journey_pattern that hold no other: steps, arrows, quantifiers,
 *		windows.  The grammar stands at the head of pattern_parse.c.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_text.h"

/* --- steps ------------------------------------------------------------------ */

/*
 * profile_pattern_step
 *
 * [chan ':'] ev | chan ':*' | '.', and a filter.  A single name that is any (an
 * empty prefix) leaves the list NULL, as does what is not written.
 */
bool
profile_pattern_step(JourneyPatternParser *s, JourneyPatternStep **out)
{
	JourneyPatternStep *step = profile_pattern_alloc(sizeof(*step));

	*out = step;
	if (!profile_pattern_word(s, "."))
	{
		if (!profile_pattern_names(s, "a step is expected", &step->event))
			return false;
		if (profile_pattern_take(s, ":"))
		{
			step->channel = step->event;
			step->event = NULL;
			if (!profile_pattern_take(s, "*") &&
				!profile_pattern_names(
					s, "an event or \"*\" is expected after the channel", &step->event))
				return false;
		}
	}
	profile_pattern_skip(s);
	step->number = (uint8_t) s->filters;
	return profile_pattern_at(s, "[") ? profile_pattern_filter(s, &step->filter) : true;
}

/* --- arrows ----------------------------------------------------------------- */

/* '[' dur ']' | '[' dur '..' dur ']' | '[' '>' dur ']' */
static bool
journey_part_bound(JourneyPatternParser *s, JourneyPatternArrow *arrow)
{
	const char *start = s->p++;
	bool more;

	profile_pattern_skip(s);
	more = profile_pattern_take(s, ">");
	profile_pattern_skip(s);
	if (!profile_pattern_duration(s, &arrow->max))
		return false;
	profile_pattern_skip(s);
	if (more)
	{
		arrow->min = arrow->max + 1;
		arrow->max = PATTERN_FOREVER;
	}
	else if (profile_pattern_take(s, ".."))
	{
		arrow->min = arrow->max;
		profile_pattern_skip(s);
		if (!profile_pattern_duration(s, &arrow->max))
			return false;
		if (arrow->min > arrow->max)
			return journey_pattern_wrong(s, start, "the bound ends before it begins",
										 NULL);
		profile_pattern_skip(s);
	}
	return profile_pattern_take(s, "]")
			   ? true
			   : journey_pattern_wrong(s, s->p, "\"]\" is expected", NULL);
}

static bool
journey_part_distance(JourneyPatternParser *s, JourneyPatternArrow *arrow)
{
	const char *start = s->p++;

	if (!profile_pattern_number(s, 10000000, &arrow->distance))
		return false;
	if (arrow->distance == 0)
		return journey_pattern_wrong(s, start, "the next step is <1>, or <->", NULL);
	if (!profile_pattern_take(s, ">"))
		return journey_pattern_wrong(s, s->p, "\">\" is expected", NULL);
	arrow->kind = arrow->distance == 1 ? PATTERN_NEXT : PATTERN_EXACT;
	return true;
}

/*
 * profile_pattern_arrow
 *
 * The arrow, or PATTERN_FIRST where there is none.
 */
bool
profile_pattern_arrow(JourneyPatternParser *s, JourneyPatternArrow *arrow)
{
	memset(arrow, 0, sizeof(*arrow));
	arrow->max = PATTERN_FOREVER;
	profile_pattern_skip(s);
	if (profile_pattern_take(s, "<->"))
		arrow->kind = PATTERN_NEXT;
	else if (profile_pattern_take(s, "->"))
		arrow->kind = PATTERN_LATER;
	else if (profile_pattern_at(s, "<") && s->p + 1 < s->end &&
			 journey_is_digit((unsigned char) s->p[1]))
		return journey_part_distance(s, arrow);
	else
		return true;
	profile_pattern_skip(s);
	return profile_pattern_at(s, "[") ? journey_part_bound(s, arrow) : true;
}

/* --- quantifiers and windows ------------------------------------------------------ */

/*
 * profile_pattern_braces
 *
 * '{' n [',' [m]] '}'
 */
bool
profile_pattern_braces(JourneyPatternParser *s, JourneyPatternItem *item)
{
	const char *start = s->p++;

	profile_pattern_skip(s);
	if (!profile_pattern_number(s, PATTERN_MAX_COUNT, &item->least))
		return false;
	item->most = item->least;
	profile_pattern_skip(s);
	if (profile_pattern_take(s, ","))
	{
		profile_pattern_skip(s);
		item->most = 0;
		if (!profile_pattern_at(s, "}"))
		{
			if (!profile_pattern_number(s, PATTERN_MAX_COUNT, &item->most))
				return false;
			if (item->most == 0 || item->most < item->least)
				return journey_pattern_wrong(
					s, start, "the most is at least one, and not below the least", NULL);
		}
		profile_pattern_skip(s);
	}
	else if (item->least == 0)
		return journey_pattern_wrong(
			s, start, "what occurs 0 times is left out",
			"Write !step between two steps for what must not be.");
	return profile_pattern_take(s, "}")
			   ? true
			   : journey_pattern_wrong(s, s->p, "\"}\" is expected", NULL);
}

/*
 * profile_pattern_window
 *
 * 'within' dur | 'within' 'session' '(' dur ')', or nothing.
 */
bool
profile_pattern_window(JourneyPatternParser *s, JourneyPatternNode *node)
{
	profile_pattern_skip(s);
	if (!profile_pattern_word(s, "within"))
		return true;
	profile_pattern_skip(s);
	if (!profile_pattern_word(s, "session"))
		return profile_pattern_duration(s, &node->window);
	profile_pattern_skip(s);
	if (!profile_pattern_take(s, "("))
		return journey_pattern_wrong(s, s->p, "\"(\" is expected after session", NULL);
	profile_pattern_skip(s);
	if (!profile_pattern_duration(s, &node->session))
		return false;
	profile_pattern_skip(s);
	return profile_pattern_take(s, ")")
			   ? true
			   : journey_pattern_wrong(s, s->p, "\")\" is expected", NULL);
}
