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

/*
 * profile_pattern_node
 *
 * A node that stands at where in the text.
 */
JourneyPatternNode *
profile_pattern_node(JourneyPatternKind kind, const char *where)
{
	JourneyPatternNode *node = profile_pattern_alloc(sizeof(*node));

	node->kind = kind;
	node->where = where;
	node->window = PATTERN_NONE;
	node->session = PATTERN_NONE;
	return node;
}

/*
 * profile_pattern_deeper
 *
 * One level more of parentheses or !, which is undone by depth--.
 */
bool
profile_pattern_deeper(JourneyPatternParser *s)
{
	if (++s->depth <= PATTERN_MAX_DEPTH)
		return true;
	return profile_pattern_fail(s, PATTERN_LIMIT, s->p,
								"parentheses and ! are nested more than 64 deep", NULL);
}

/* --- patterns ---------------------------------------------------------------- */

static JourneyPatternNode *
journey_parse_unary(JourneyPatternParser *s)
{
	JourneyPatternNode *node;

	profile_pattern_skip(s);
	node = profile_pattern_node(PATTERN_NOT, s->p);
	if (!profile_pattern_take(s, "!"))
		return profile_pattern_sequence(s);
	if (!profile_pattern_deeper(s))
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
			join = profile_pattern_node(kind, s->p);
			tail = &join->children;
			journey_parse_join(join, &tail, first);
		}
		s->p++;
	}
}

/*
 * profile_pattern_or
 *
 * A pattern, up to where it ends; NULL where the text is wrong.
 */
JourneyPatternNode *
profile_pattern_or(JourneyPatternParser *s)
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
	s->root = profile_pattern_or(s);
	if (s->root == NULL)
		return false;
	if (s->p < s->end)
		return journey_pattern_wrong(
			s, s->p, "an arrow, \"within\", \"|\", \"&\" or the end is expected", NULL);
	return profile_pattern_check(s, s->root, &size);
}
