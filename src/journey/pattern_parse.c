/*-------------------------------------------------------------------------
 *
 * pattern_parse.c
 *		Parser of journey_pattern.
 *
 *	pattern := or ;  or := and ('|' and)* ;  and := unary ('&' unary)*
 *	unary	:= '!' unary | seq
 *	seq		:= ['^' arrow] item (arrow item)* [arrow '$'] ['within' window]
 *	arrow	:= '->' [bound] | '<->' [bound] | '<' n '>'
 *	bound	:= '[' dur ']' | '[' dur '..' dur ']' | '[' '>' dur ']'
 *	item	:= step [quant] | '(' or ')' [quant] | '!' step
 *	quant	:= '{' n [',' [m]] '}' | '+' | '?'
 *	step	:= [chan ':'] ev [filter] | chan ':*' [filter] | '.' [filter]
 *	chan, ev := name ['*'] | '(' name ['*'] ('|' name ['*'])* ')'
 *	filter	:= '[' cond ('and' cond)* ']'
 *	cond	:= 'value' ('=' | '<>' | '<' | '<=' | '>' | '>=') number
 *			 | 'label' ('=' | '<>') '"..."'
 *	window	:= dur | 'session' '(' dur ')' ;  dur := n ('s' | 'min' | 'h' | 'd' | 'w')
 *
 * What the grammar does not say, and this file does:
 *
 *	- A group that arrows, a quantifier or a window apply to holds alternative
 *	  sequences; & and ! join whole patterns.
 *	- '^' stands where nothing is before it, '$' where nothing is after it, also
 *	  within groups.
 *	- Negated steps, one or several in a row, stand between two anchors (an item
 *	  that may not be absent, ^ or $), reached and left by '->'.  A bound on the
 *	  arrow to a negated step says when it must not be, one on the arrow to the
 *	  anchor when that must be; both count from the anchor before.
 *	- A sequence has an item that may not be absent.
 *	- A window within a window: only within that of a whole sequence.
 *
 * Pure C; recursion is bounded by PATTERN_MAX_DEPTH.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_text.h"

static JourneyPatternNode *journey_parse_or(JourneyPatternParser *s);

static bool
journey_parse_fail(JourneyPatternParser *s, const char *where, const char *what,
				   const char *hint)
{
	return profile_pattern_fail(s, PATTERN_SYNTAX, where, what, hint);
}

static JourneyPatternNode *
journey_parse_node(JourneyPatternKind kind, const char *where)
{
	JourneyPatternNode *node = profile_pattern_alloc(sizeof(*node));

	node->kind = kind;
	node->where = where;
	node->window = PATTERN_NONE;
	node->session = PATTERN_NONE;
	return node;
}

static bool
journey_parse_deeper(JourneyPatternParser *s)
{
	if (++s->depth <= PATTERN_MAX_DEPTH)
		return true;
	return profile_pattern_fail(s, PATTERN_LIMIT, s->p,
								"parentheses and ! are nested more than 64 deep", NULL);
}

/* --- items ------------------------------------------------------------------ */

static bool
journey_parse_quantifier(JourneyPatternParser *s, JourneyPatternItem *item)
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
				return journey_parse_fail(
					s, start, "a group with \"^\" or \"$\" has no quantifier", NULL);
		}
	}
	return true;
}

/* Append the alternatives of a pattern, which holds sequences only. */
static bool
journey_parse_alternatives(JourneyPatternParser *s, JourneyPatternNode *node,
						   JourneyPatternNode ***tail)
{
	if (node->kind == PATTERN_OR)
	{
		JourneyPatternNode *next;

		for (JourneyPatternNode *child = node->children; child != NULL; child = next)
		{
			next = child->next;
			if (!journey_parse_alternatives(s, child, tail))
				return false;
		}
		return true;
	}
	if (node->kind != PATTERN_SEQUENCE)
		return journey_parse_fail(
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
journey_parse_is_name(const JourneyPatternNode *sequence)
{
	const JourneyPatternItem *item = sequence->items;

	return item->next == NULL && item->kind == PATTERN_STEP && item->least == 1 &&
		   item->most == 1 && item->step->channel == NULL && item->step->event != NULL &&
		   item->step->filter == NULL && sequence->window == PATTERN_NONE &&
		   sequence->session == PATTERN_NONE;
}

/* A group of nothing but names is a list of names. */
static bool
journey_parse_merge(JourneyPatternParser *s, JourneyPatternItem *item, const char *start)
{
	uint32_t count = 0;

	for (JourneyPatternNode *node = item->group; node != NULL; node = node->next)
	{
		if (!journey_parse_is_name(node))
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

/* '!' step */
static bool
journey_parse_negation(JourneyPatternParser *s, const JourneyPatternItem *before,
					   const JourneyPatternArrow *arrow,
					   JourneyPatternNegation ***negations)
{
	const char *start = s->p++;
	JourneyPatternNegation *negation = profile_pattern_alloc(sizeof(*negation));

	if (before == NULL || before->least == 0)
		return journey_parse_fail(
			s, start, "a negated step stands between two anchors",
			"An anchor is ^, $ or what must be there, e.g. a -> !b -> $.");
	if (arrow->kind != PATTERN_LATER)
		return journey_parse_fail(s, start, "only \"->\" leads to a negated step", NULL);
	profile_pattern_skip(s);
	negation->arrow = *arrow;
	if (!profile_pattern_step(s, &negation->step))
		return false;
	profile_pattern_skip(s);
	if (profile_pattern_at(s, "+") || profile_pattern_at(s, "?") ||
		profile_pattern_at(s, "{"))
		return journey_parse_fail(s, s->p, "a negated step has no quantifier", NULL);
	**negations = negation;
	*negations = &negation->next;
	return true;
}

/*
 * step | '(' or ')', without quantifier.  *whole is set to the pattern in the
 * parentheses where there are any.
 */
static bool
journey_parse_operand(JourneyPatternParser *s, JourneyPatternItem *item,
					  JourneyPatternNode **whole)
{
	*whole = NULL;
	if (!profile_pattern_at(s, "(") || profile_pattern_is_list(s))
		return profile_pattern_step(s, &item->step);
	if (!journey_parse_deeper(s))
		return false;
	s->p++;
	item->kind = PATTERN_GROUP;
	*whole = journey_parse_or(s);
	if (*whole == NULL)
		return false;
	s->depth--;
	profile_pattern_skip(s);
	return profile_pattern_take(s, ")")
			   ? true
			   : journey_parse_fail(
					 s, s->p, "an arrow, \"within\", \"|\", \"&\" or \")\" is expected",
					 NULL);
}

/* --- sequences -------------------------------------------------------------- */

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

static bool
journey_parse_is_once(const JourneyPatternItem *item)
{
	return item->least == 1 && item->most == 1;
}

/*
 * A group of one sequence dissolves, unless that changes what it says: which
 * arrow goes with what is absent, and what is an anchor.
 */
static bool
journey_parse_dissolves(const JourneyPatternItem *item)
{
	const JourneyPatternNode *only = item->group;
	const JourneyPatternItem *last;

	if (item->kind != PATTERN_GROUP || only->next != NULL ||
		only->window != PATTERN_NONE || only->session != PATTERN_NONE)
		return false;
	for (last = only->items; last->next != NULL;)
		last = last->next;
	if (journey_parse_is_once(item))
		return last->least > 0 &&
			   (only->items->least > 0 || item->arrow.kind == PATTERN_FIRST);
	return last == only->items && journey_parse_is_once(last);
}

static void
journey_parse_append(JourneySequenceParser *q, JourneyPatternItem *item)
{
	item->arrow = q->arrow;
	item->negations = q->negations;
	q->negations = NULL;
	q->negations_tail = &q->negations;
	q->negated = NULL;
	if (item->least > 0 && item->kind <= PATTERN_GROUP)
		q->required = true;
	if (journey_parse_dissolves(item))
	{
		JourneyPatternItem *inner = item->group->items;

		if (inner->next == NULL && !journey_parse_is_once(item))
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
journey_parse_group_anchors(JourneyPatternParser *s, JourneySequenceParser *q,
							JourneyPatternItem *item, const char *start)
{
	for (JourneyPatternNode *node = item->group; node != NULL; node = node->next)
	{
		if (node->begins && q->arrow.kind != PATTERN_FIRST)
			return journey_parse_fail(s, start, "nothing stands before \"^\"", NULL);
		q->node->begins |= node->begins;
		q->node->ends |= node->ends;
	}
	return true;
}

static bool
journey_parse_item(JourneyPatternParser *s, JourneySequenceParser *q)
{
	JourneyPatternItem *item = profile_pattern_alloc(sizeof(*item));
	JourneyPatternNode *whole;
	JourneyPatternNode **alternatives = &item->group;
	const char *start = s->p;

	if (!journey_parse_operand(s, item, &whole))
		return false;
	profile_pattern_skip(s);
	if (whole != NULL && q->arrow.kind == PATTERN_FIRST && !profile_pattern_at(s, "+") &&
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
	if (whole != NULL && (!journey_parse_alternatives(s, whole, &alternatives) ||
						  !journey_parse_merge(s, item, start)))
		return false;
	if (!journey_parse_quantifier(s, item))
		return false;
	if (q->negated != NULL && item->least == 0)
		return journey_parse_fail(s, start, "a negated step stands between two anchors",
								  "What may be absent is no anchor.");
	if (!journey_parse_group_anchors(s, q, item, start))
		return false;
	journey_parse_append(q, item);
	return true;
}

static void
journey_parse_anchor(JourneySequenceParser *q, JourneyPatternItemKind kind)
{
	JourneyPatternItem *item = profile_pattern_alloc(sizeof(*item));

	item->kind = kind;
	item->least = item->most = 1;
	journey_parse_append(q, item);
}

/* '^' at the beginning, and the arrow after it. */
static bool
journey_parse_begin(JourneyPatternParser *s, JourneySequenceParser *q)
{
	if (!profile_pattern_take(s, "^"))
		return true;
	q->node->begins = true;
	journey_parse_anchor(q, PATTERN_BEGIN);
	if (!profile_pattern_arrow(s, &q->arrow))
		return false;
	return q->arrow.kind != PATTERN_FIRST
			   ? true
			   : journey_parse_fail(s, s->p, "an arrow is expected after \"^\"", NULL);
}

/*
 * What follows an arrow: a negated step, '$', or an item; *more says whether an
 * arrow follows.
 */
static bool
journey_parse_link(JourneyPatternParser *s, JourneySequenceParser *q, bool *more)
{
	const char *arrow;

	profile_pattern_skip(s);
	*more = false;
	if (q->negated != NULL && q->arrow.kind != PATTERN_LATER)
		return journey_parse_fail(s, s->p, "only \"->\" leads on from a negated step",
								  NULL);
	if (q->arrow.kind != PATTERN_FIRST && profile_pattern_take(s, "$"))
	{
		q->node->ends = true;
		if (q->negated != NULL && q->last->least == 0)
			return journey_parse_fail(s, q->negated,
									  "a negated step stands between two anchors", NULL);
		journey_parse_anchor(q, PATTERN_END);
		profile_pattern_skip(s);
		return !profile_pattern_at(s, "->") && !profile_pattern_at(s, "<")
				   ? true
				   : journey_parse_fail(s, s->p, "nothing stands after \"$\"", NULL);
	}
	if (q->arrow.kind != PATTERN_FIRST && profile_pattern_at(s, "!"))
	{
		q->negated = s->p;
		if (!journey_parse_negation(s, q->last, &q->arrow, &q->negations_tail))
			return false;
	}
	else if (!journey_parse_item(s, q))
		return false;
	if (q->whole != NULL)
		return true;
	profile_pattern_skip(s);
	arrow = s->p;
	if (!profile_pattern_arrow(s, &q->arrow))
		return false;
	*more = q->arrow.kind != PATTERN_FIRST;
	if (*more && q->node->ends)
		return journey_parse_fail(s, arrow, "nothing stands after \"$\"", NULL);
	if (!*more && q->negated != NULL)
		return journey_parse_fail(
			s, q->negated, "a negated step stands between two anchors",
			"An anchor is ^, $ or what must be there, e.g. a -> !b -> $.");
	return true;
}

/* What a sequence says that is nothing but a group, once: (a -> b | c){1}. */
static JourneyPatternNode *
journey_parse_bare(JourneyPatternNode *sequence)
{
	JourneyPatternItem *item = sequence->items;
	JourneyPatternNode *join;

	if (item->next != NULL || item->kind != PATTERN_GROUP ||
		!journey_parse_is_once(item) || sequence->window != PATTERN_NONE ||
		sequence->session != PATTERN_NONE)
		return sequence;
	if (item->group->next == NULL)
		return item->group;
	join = journey_parse_node(PATTERN_OR, sequence->where);
	join->children = item->group;
	return join;
}

/* A sequence; or, where it is nothing but parentheses, what they hold. */
static JourneyPatternNode *
journey_parse_sequence(JourneyPatternParser *s)
{
	JourneySequenceParser q = {.node = journey_parse_node(PATTERN_SEQUENCE, s->p)};
	bool more = true;

	q.tail = &q.node->items;
	q.negations_tail = &q.negations;
	q.arrow.max = PATTERN_FOREVER;
	if (!journey_parse_begin(s, &q))
		return NULL;
	while (more)
	{
		if (!journey_parse_link(s, &q, &more))
			return NULL;
		if (q.whole != NULL)
			return q.whole;
	}
	if (!q.required)
	{
		(void) journey_parse_fail(
			s, q.node->where, "a sequence has a step that must be there",
			"Write !a as a pattern of its own for what must not be.");
		return NULL;
	}
	return profile_pattern_window(s, q.node) ? journey_parse_bare(q.node) : NULL;
}

/* --- patterns ---------------------------------------------------------------- */

static JourneyPatternNode *
journey_parse_unary(JourneyPatternParser *s)
{
	JourneyPatternNode *node;

	profile_pattern_skip(s);
	node = journey_parse_node(PATTERN_NOT, s->p);
	if (!profile_pattern_take(s, "!"))
		return journey_parse_sequence(s);
	if (!journey_parse_deeper(s))
		return NULL;
	node->children = journey_parse_unary(s);
	s->depth--;
	return node->children == NULL ? NULL : node;
}

/* Append a node to one that joins; one that joins likewise adds its parts. */
static void
journey_parse_join(JourneyPatternNode *join, JourneyPatternNode ***tail,
				   JourneyPatternNode *node)
{
	**tail = node->kind == join->kind ? node->children : node;
	while (**tail != NULL)
		*tail = &(**tail)->next;
}

static JourneyPatternNode *
journey_parse_joined(JourneyPatternParser *s, JourneyPatternKind kind)
{
	JourneyPatternNode *join = NULL;
	JourneyPatternNode **tail = NULL;
	JourneyPatternNode *first = NULL;

	for (;;)
	{
		JourneyPatternNode *node = kind == PATTERN_OR
									   ? journey_parse_joined(s, PATTERN_AND)
									   : journey_parse_unary(s);

		if (node == NULL)
			return NULL;
		if (join != NULL)
			journey_parse_join(join, &tail, node);
		else
			first = node;
		profile_pattern_skip(s);
		if (!profile_pattern_at(s, kind == PATTERN_OR ? "|" : "&"))
			return join != NULL ? join : first;
		if (join == NULL)
		{
			join = journey_parse_node(kind, s->p);
			tail = &join->children;
			journey_parse_join(join, &tail, first);
		}
		s->p++;
	}
}

static JourneyPatternNode *
journey_parse_or(JourneyPatternParser *s)
{
	return journey_parse_joined(s, PATTERN_OR);
}

/*
 * profile_pattern_parse
 *
 * Parse len bytes of text, which the tree (root) keeps pointing into.  False
 * with problem, where, what and hint set; where then is a place of the text.
 */
bool
profile_pattern_parse(JourneyPatternParser *s, const char *text, size_t len)
{
	uint64_t size = 0;

	memset(s, 0, sizeof(*s));
	s->text = s->p = text;
	s->end = text + len;
	if (len > PATTERN_MAX_TEXT)
		return profile_pattern_fail(s, PATTERN_LIMIT, text,
									"a pattern has at most 100000 bytes", NULL);
	s->root = journey_parse_or(s);
	if (s->root == NULL)
		return false;
	if (s->p < s->end)
		return journey_parse_fail(
			s, s->p, "an arrow, \"within\", \"|\", \"&\" or the end is expected", NULL);
	return profile_pattern_check(s, s->root, &size);
}
