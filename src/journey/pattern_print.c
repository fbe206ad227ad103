/*-------------------------------------------------------------------------
 *
 * pattern_print.c
 *		The canonical text of a journey_pattern.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_text.h"

typedef struct JourneyPatternBuffer
{
	char *data;
	size_t len;
	size_t room;
} JourneyPatternBuffer;

static void journey_print_sequence(JourneyPatternBuffer *out,
								   const JourneyPatternNode *sequence);

static char *
journey_print_room(JourneyPatternBuffer *out, size_t bytes)
{
	if (out->room - out->len < bytes)
	{
		size_t room = (out->len + bytes) * 2;
		char *data = profile_pattern_alloc(room);

		memcpy(data, out->data, out->len);
		profile_pattern_free(out->data);
		out->data = data;
		out->room = room;
	}
	return out->data + out->len;
}

static void
journey_print_bytes(JourneyPatternBuffer *out, const char *bytes, size_t len)
{
	memcpy(journey_print_room(out, len), bytes, len);
	out->len += len;
}

static void
journey_print_text(JourneyPatternBuffer *out, const char *text)
{
	journey_print_bytes(out, text, strlen(text));
}

static void
journey_print_count(JourneyPatternBuffer *out, uint32_t number)
{
	char digits[10];
	size_t n = sizeof(digits);

	do
	{
		digits[--n] = (char) ('0' + number % 10);
		number /= 10;
	} while (number > 0);
	journey_print_bytes(out, digits + n, sizeof(digits) - n);
}

static void
journey_print_duration(JourneyPatternBuffer *out, int64_t duration)
{
	out->len += profile_pattern_duration_print(
		duration, journey_print_room(out, PATTERN_TIME_WIDTH));
}

static void
journey_print_quoted(JourneyPatternBuffer *out, const char *data, size_t len)
{
	out->len += profile_journey_quote(data, len, journey_print_room(out, len * 2 + 2));
}

/* --- steps ------------------------------------------------------------------- */

static void
journey_print_name(JourneyPatternBuffer *out, const JourneyPatternName *name)
{
	if (profile_pattern_name_is_plain(name->data, name->len))
		journey_print_bytes(out, name->data, name->len);
	else
		journey_print_quoted(out, name->data, name->len);
	if (name->prefix)
		journey_print_text(out, "*");
}

static void
journey_print_names(JourneyPatternBuffer *out, const JourneyPatternName *names)
{
	bool list = names->next != NULL;

	if (list)
		journey_print_text(out, "(");
	for (const JourneyPatternName *name = names; name != NULL; name = name->next)
	{
		if (name != names)
			journey_print_text(out, "|");
		journey_print_name(out, name);
	}
	if (list)
		journey_print_text(out, ")");
}

static void
journey_print_filter(JourneyPatternBuffer *out, const JourneyPatternCondition *filter)
{
	static const char *const compare[] = {"",     " = ", " <> ", " < ",
										  " <= ", " > ", " >= "};

	for (const JourneyPatternCondition *c = filter; c != NULL; c = c->next)
	{
		journey_print_text(out, c == filter ? "[" : " and ");
		journey_print_text(out, c->label ? "label" : "value");
		journey_print_text(out, compare[c->compare]);
		if (c->label)
			journey_print_quoted(out, c->data, c->len);
		else
			journey_print_bytes(out, c->data, c->len);
	}
	journey_print_text(out, "]");
}

static void
journey_print_step(JourneyPatternBuffer *out, const JourneyPatternStep *step)
{
	if (step->channel != NULL)
	{
		journey_print_names(out, step->channel);
		journey_print_text(out, ":");
	}
	if (step->event != NULL)
		journey_print_names(out, step->event);
	else
		journey_print_text(out, step->channel != NULL ? "*" : ".");
	if (step->filter != NULL)
		journey_print_filter(out, step->filter);
}

/* --- sequences --------------------------------------------------------------- */

static void
journey_print_arrow(JourneyPatternBuffer *out, const JourneyPatternArrow *arrow)
{
	if (arrow->kind == PATTERN_FIRST)
		return;
	if (arrow->kind == PATTERN_EXACT)
	{
		journey_print_text(out, " <");
		journey_print_count(out, arrow->distance);
		journey_print_text(out, "> ");
		return;
	}
	journey_print_text(out, arrow->kind == PATTERN_NEXT ? " <->" : " ->");
	if (arrow->max != PATTERN_FOREVER)
	{
		journey_print_text(out, "[");
		if (arrow->min > 0)
		{
			journey_print_duration(out, arrow->min);
			journey_print_text(out, "..");
		}
		journey_print_duration(out, arrow->max);
		journey_print_text(out, "]");
	}
	else if (arrow->min > 0)
	{
		journey_print_text(out, "[>");
		journey_print_duration(out, arrow->min - 1);
		journey_print_text(out, "]");
	}
	journey_print_text(out, " ");
}

static void
journey_print_quantifier(JourneyPatternBuffer *out, const JourneyPatternItem *item)
{
	if (item->least == 1 && item->most == 1)
		return;
	if (item->run || (item->least == 0 && item->most == 1))
	{
		journey_print_text(out, item->run ? "+" : "?");
		return;
	}
	journey_print_text(out, "{");
	journey_print_count(out, item->least);
	if (item->most != item->least || item->most == 0)
		journey_print_text(out, ",");
	if (item->most != item->least && item->most != 0)
		journey_print_count(out, item->most);
	journey_print_text(out, "}");
}

static void
journey_print_item(JourneyPatternBuffer *out, const JourneyPatternItem *item)
{
	for (const JourneyPatternNegation *n = item->negations; n != NULL; n = n->next)
	{
		journey_print_arrow(out, &n->arrow);
		journey_print_text(out, "!");
		journey_print_step(out, n->step);
	}
	journey_print_arrow(out, &item->arrow);
	if (item->kind == PATTERN_STEP)
		journey_print_step(out, item->step);
	else if (item->kind == PATTERN_GROUP)
	{
		for (const JourneyPatternNode *node = item->group; node != NULL;
			 node = node->next)
		{
			journey_print_text(out, node == item->group ? "(" : " | ");
			journey_print_sequence(out, node);
		}
		journey_print_text(out, ")");
	}
	else
		journey_print_text(out, item->kind == PATTERN_BEGIN ? "^" : "$");
	journey_print_quantifier(out, item);
}

static void
journey_print_sequence(JourneyPatternBuffer *out, const JourneyPatternNode *sequence)
{
	for (const JourneyPatternItem *item = sequence->items; item != NULL;
		 item = item->next)
		journey_print_item(out, item);
	if (sequence->window != PATTERN_NONE)
	{
		journey_print_text(out, " within ");
		journey_print_duration(out, sequence->window);
	}
	if (sequence->session != PATTERN_NONE)
	{
		journey_print_text(out, " within session(");
		journey_print_duration(out, sequence->session);
		journey_print_text(out, ")");
	}
}

/* --- patterns ----------------------------------------------------------------- */

/* Does "!" before it negate just this, without parentheses? */
static bool
journey_print_is_short(const JourneyPatternNode *node)
{
	if (node->kind == PATTERN_NOT)
		return true;
	return node->kind == PATTERN_SEQUENCE && node->items->next == NULL &&
		   node->items->kind == PATTERN_STEP && node->window == PATTERN_NONE &&
		   node->session == PATTERN_NONE && node->items->least == 1 &&
		   node->items->most == 1;
}

static void
journey_print_node(JourneyPatternBuffer *out, const JourneyPatternNode *node,
				   JourneyPatternKind around)
{
	bool parentheses = around == PATTERN_NOT
						   ? !journey_print_is_short(node)
						   : around == PATTERN_AND && node->kind == PATTERN_OR;

	if (parentheses)
		journey_print_text(out, "(");
	if (node->kind == PATTERN_SEQUENCE)
		journey_print_sequence(out, node);
	if (node->kind == PATTERN_NOT)
		journey_print_text(out, "!");
	for (const JourneyPatternNode *child = node->children; child != NULL;
		 child = child->next)
	{
		if (child != node->children)
			journey_print_text(out, node->kind == PATTERN_OR ? " | " : " & ");
		journey_print_node(out, child, node->kind);
	}
	if (parentheses)
		journey_print_text(out, ")");
}

/*
 * profile_pattern_print
 *
 * The canonical text and its length; not terminated.
 */
char *
profile_pattern_print(const JourneyPatternNode *root, size_t *len)
{
	JourneyPatternBuffer out = {profile_pattern_alloc(256), 0, 256};

	journey_print_node(&out, root, PATTERN_OR);
	*len = out.len;
	return out.data;
}
