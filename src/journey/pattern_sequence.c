/*-------------------------------------------------------------------------
 *
 * pattern_sequence.c
 *		Sequences of journey_pattern: items, arrows between them, negated steps,
 *		anchors.  The grammar stands at the head of pattern_parse.c.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_text.h"

/*
 * A sequence being read: its items so far, the arrow that leads on, and the
 * negated steps since the last item.
 */
typedef struct JourneySequenceParser
{
	JourneyPatternNode *node;
	JourneyPatternItem **tail;
	JourneyPatternItem *last;
	JourneyPatternArrow arrow;
	JourneyPatternNegation *negations;
	JourneyPatternNegation **negations_tail;
	const char *negated;       /* the place of the last negated step */
	JourneyPatternNode *whole; /* the parentheses, where they come first */
	bool required;             /* there is an item that may not be absent */
} JourneySequenceParser;

/* --- items ------------------------------------------------------------------- */

static bool
journey_sequence_quantifier(JourneyPatternParser *s, JourneyPatternItem *item)
{
	const char *start;

	item->least = item->most = 1;
	profile_pattern_skip(s);
	start = s->p;
	if (profile_pattern_take(s, "+"))
	{
		item->run = true;
		item->most = 0;
	}
	else if (profile_pattern_take(s, "?"))
		item->least = 0;
	else if (!profile_pattern_at(s, "{"))
		return true;
	else if (!profile_pattern_braces(s, item))
		return false;
	if (item->kind == PATTERN_GROUP)
	{
		for (JourneyPatternNode *node = item->group; node != NULL; node = node->next)
		{
			if (node->begins || node->ends)
				return journey_pattern_wrong(
					s, start, "a group with \"^\" or \"$\" has no quantifier", NULL);
		}
	}
	return true;
}

/* '!' step */
static bool
journey_sequence_negation(JourneyPatternParser *s, const JourneyPatternItem *before,
						  const JourneyPatternArrow *arrow,
						  JourneyPatternNegation ***negations)
{
	const char *start = s->p++;
	JourneyPatternNegation *negation = profile_pattern_alloc(sizeof(*negation));

	if (before == NULL || before->least == 0)
		return journey_pattern_wrong(
			s, start, "a negated step stands between two anchors",
			"An anchor is ^, $ or what must be there, e.g. a -> !b -> $.");
	if (arrow->kind != PATTERN_LATER)
		return journey_pattern_wrong(s, start, "only \"->\" leads to a negated step",
									 NULL);
	profile_pattern_skip(s);
	negation->arrow = *arrow;
	if (!profile_pattern_step(s, &negation->step))
		return false;
	profile_pattern_skip(s);
	if (profile_pattern_at(s, "+") || profile_pattern_at(s, "?") ||
		profile_pattern_at(s, "{"))
		return journey_pattern_wrong(s, s->p, "a negated step has no quantifier", NULL);
	**negations = negation;
	*negations = &negation->next;
	return true;
}

/*
 * step | '(' or ')', without quantifier.  *whole is set to the pattern in the
 * parentheses where there are any.
 */
static bool
journey_sequence_operand(JourneyPatternParser *s, JourneyPatternItem *item,
						 JourneyPatternNode **whole)
{
	*whole = NULL;
	if (!profile_pattern_at(s, "(") || profile_pattern_is_list(s))
		return profile_pattern_step(s, &item->step);
	if (!profile_pattern_deeper(s))
		return false;
	s->p++;
	item->kind = PATTERN_GROUP;
	*whole = profile_pattern_or(s);
	if (*whole == NULL)
		return false;
	s->depth--;
	profile_pattern_skip(s);
	return profile_pattern_take(s, ")")
			   ? true
			   : journey_pattern_wrong(
					 s, s->p, "an arrow, \"within\", \"|\", \"&\" or \")\" is expected",
					 NULL);
}

static void
journey_sequence_append(JourneySequenceParser *q, JourneyPatternItem *item)
{
	item->arrow = q->arrow;
	item->negations = q->negations;
	q->negations = NULL;
	q->negations_tail = &q->negations;
	q->negated = NULL;
	if (item->least > 0 && item->kind <= PATTERN_GROUP)
		q->required = true;
	if (profile_pattern_dissolves(item))
	{
		JourneyPatternItem *inner = item->group->items;

		if (inner->next == NULL && !journey_pattern_once(item))
		{
			inner->least = item->least;
			inner->most = item->most;
			inner->run = item->run;
		}
		inner->arrow = item->arrow;
		inner->negations = item->negations;
		item = inner;
	}
	*q->tail = item;
	while (item->next != NULL)
		item = item->next;
	q->last = item;
	q->tail = &item->next;
}

/* ^ and $ within a group are those of the sequence around it. */
static bool
journey_sequence_group_anchors(JourneyPatternParser *s, JourneySequenceParser *q,
							   JourneyPatternItem *item, const char *start)
{
	for (JourneyPatternNode *node = item->group; node != NULL; node = node->next)
	{
		if (node->begins && q->arrow.kind != PATTERN_FIRST)
			return journey_pattern_wrong(s, start, "nothing stands before \"^\"", NULL);
		q->node->begins |= node->begins;
		q->node->ends |= node->ends;
	}
	return true;
}

static bool
journey_sequence_item(JourneyPatternParser *s, JourneySequenceParser *q)
{
	JourneyPatternItem *item = profile_pattern_alloc(sizeof(*item));
	JourneyPatternNode *whole;
	const char *start = s->p;

	if (!journey_sequence_operand(s, item, &whole))
		return false;
	profile_pattern_skip(s);
	if (whole != NULL && q->arrow.kind == PATTERN_FIRST &&
		!profile_pattern_is_names(whole) && !profile_pattern_at(s, "+") &&
		!profile_pattern_at(s, "?") && !profile_pattern_at(s, "{") &&
		!profile_pattern_at(s, "->") && !profile_pattern_at(s, "<"))
	{
		JourneyPatternParser look = *s;

		if (!profile_pattern_word(&look, "within"))
		{
			q->whole = whole;
			return true;
		}
	}
	if (whole != NULL && !profile_pattern_group(s, item, whole, start))
		return false;
	if (!journey_sequence_quantifier(s, item))
		return false;
	if (q->negated != NULL && item->least == 0)
		return journey_pattern_wrong(s, start,
									 "a negated step stands between two anchors",
									 "What may be absent is no anchor.");
	if (!journey_sequence_group_anchors(s, q, item, start))
		return false;
	journey_sequence_append(q, item);
	return true;
}

/* --- from item to item -------------------------------------------------------- */

static void
journey_sequence_anchor(JourneySequenceParser *q, JourneyPatternItemKind kind)
{
	JourneyPatternItem *item = profile_pattern_alloc(sizeof(*item));

	item->kind = kind;
	item->least = item->most = 1;
	journey_sequence_append(q, item);
}

/* '^' at the beginning, and the arrow after it. */
static bool
journey_sequence_begin(JourneyPatternParser *s, JourneySequenceParser *q)
{
	if (!profile_pattern_take(s, "^"))
		return true;
	q->node->begins = true;
	journey_sequence_anchor(q, PATTERN_BEGIN);
	if (!profile_pattern_arrow(s, &q->arrow))
		return false;
	return q->arrow.kind != PATTERN_FIRST
			   ? true
			   : journey_pattern_wrong(s, s->p, "an arrow is expected after \"^\"", NULL);
}

/*
 * What follows an arrow: a negated step, '$', or an item; *more says whether an
 * arrow follows.
 */
static bool
journey_sequence_link(JourneyPatternParser *s, JourneySequenceParser *q, bool *more)
{
	const char *arrow;

	profile_pattern_skip(s);
	*more = false;
	if (q->negated != NULL && q->arrow.kind != PATTERN_LATER)
		return journey_pattern_wrong(s, s->p, "only \"->\" leads on from a negated step",
									 NULL);
	if (q->arrow.kind != PATTERN_FIRST && profile_pattern_take(s, "$"))
	{
		q->node->ends = true;
		if (q->negated != NULL && q->last->least == 0)
			return journey_pattern_wrong(
				s, q->negated, "a negated step stands between two anchors", NULL);
		journey_sequence_anchor(q, PATTERN_END);
		profile_pattern_skip(s);
		return !profile_pattern_at(s, "->") && !profile_pattern_at(s, "<")
				   ? true
				   : journey_pattern_wrong(s, s->p, "nothing stands after \"$\"", NULL);
	}
	if (q->arrow.kind != PATTERN_FIRST && profile_pattern_at(s, "!"))
	{
		q->negated = s->p;
		if (!journey_sequence_negation(s, q->last, &q->arrow, &q->negations_tail))
			return false;
	}
	else if (!journey_sequence_item(s, q))
		return false;
	if (q->whole != NULL)
		return true;
	profile_pattern_skip(s);
	arrow = s->p;
	if (!profile_pattern_arrow(s, &q->arrow))
		return false;
	*more = q->arrow.kind != PATTERN_FIRST;
	if (*more && q->node->ends)
		return journey_pattern_wrong(s, arrow, "nothing stands after \"$\"", NULL);
	if (!*more && q->negated != NULL)
		return journey_pattern_wrong(
			s, q->negated, "a negated step stands between two anchors",
			"An anchor is ^, $ or what must be there, e.g. a -> !b -> $.");
	return true;
}

/*
 * profile_pattern_sequence
 *
 * A sequence; or, where it is nothing but parentheses, what they hold.  NULL
 * where the text is wrong.
 */
JourneyPatternNode *
profile_pattern_sequence(JourneyPatternParser *s)
{
	JourneySequenceParser q = {.node = profile_pattern_node(PATTERN_SEQUENCE, s->p)};
	bool more = true;

	q.tail = &q.node->items;
	q.negations_tail = &q.negations;
	q.arrow.max = PATTERN_FOREVER;
	if (!journey_sequence_begin(s, &q))
		return NULL;
	while (more)
	{
		if (!journey_sequence_link(s, &q, &more))
			return NULL;
		if (q.whole != NULL)
			return q.whole;
	}
	if (!q.required)
	{
		(void) journey_pattern_wrong(
			s, q.node->where, "a sequence has a step that must be there",
			"Write !a as a pattern of its own for what must not be.");
		return NULL;
	}
	return profile_pattern_window(s, q.node) ? profile_pattern_bare(q.node) : NULL;
}
