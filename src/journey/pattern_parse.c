/*-------------------------------------------------------------------------
 *
 * pattern_parse.c
 *		Parser of journey_pattern.
 *
 * The grammar; what is marked with a star is recognised and refused as not yet
 * supported, at its place:
 *
 *	pattern := or ;  or := and ('|'* and)* ;  and := unary ('&'* unary)*
 *	unary	:= '!'* unary | seq
 *	seq		:= ['^'* arrow] item (arrow item)* [arrow '$'*] ['within' window]
 *	arrow	:= ('->' | '<->') ['[' bound ']']* | '<' n '>'*
 *	item	:= step [quant]* | '(' or ')'* | '!'* step
 *	step	:= [chan ':'] ev [filter]* | chan ':*' | '.'
 *	chan, ev := name | name'*'* | '(' name ('|' name)* ')'*
 *	window	:= dur | 'session(' dur ')'*
 *	dur		:= n ('s' | 'min' | 'h' | 'd' | 'w')
 *
 * Names are plain characters (journey_text.h) or quoted.  A minus sign before
 * '>' belongs to the arrow.  '.' and 'within' are names only in quotes.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_text.h"

#define USEC_PER_SECOND INT64_C(1000000)

static bool
journey_pattern_fail(JourneyPatternParser *s, JourneyPatternProblem problem,
					 const char *where, const char *what)
{
	s->problem = problem;
	s->where = where;
	s->what = what;
	return false;
}

static bool
journey_pattern_unsupported(JourneyPatternParser *s, const char *what)
{
	return journey_pattern_fail(s, PATTERN_UNSUPPORTED, s->p, what);
}

static void
journey_pattern_skip(JourneyPatternParser *s)
{
	while (s->p < s->end && journey_is_space((unsigned char) *s->p))
		s->p++;
}

static bool
journey_pattern_at(const JourneyPatternParser *s, const char *token)
{
	size_t len = strlen(token);

	return (size_t) (s->end - s->p) >= len && memcmp(s->p, token, len) == 0;
}

static bool
journey_pattern_expect(JourneyPatternParser *s, const char *token)
{
	if (!journey_pattern_at(s, token))
		return false;
	s->p += strlen(token);
	return true;
}

static bool
journey_pattern_name_char(const JourneyPatternParser *s, const char *p)
{
	return p < s->end && journey_plain_char((unsigned char) *p) &&
		   !(*p == '-' && p + 1 < s->end && p[1] == '>');
}

static bool
journey_pattern_is_word(const char *name, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(name, word, len) == 0;
}

/*
 * profile_pattern_name_is_plain
 *
 * May the name stand in a pattern without quotes?
 */
bool
profile_pattern_name_is_plain(const char *name, size_t len)
{
	return profile_journey_name_is_plain(name, len) &&
		   !journey_pattern_is_word(name, len, ".") &&
		   !journey_pattern_is_word(name, len, "within") && name[len - 1] != '-';
}

/* --- names ---------------------------------------------------------------- */

static bool
journey_pattern_quoted(JourneyPatternParser *s, const char **name, uint32_t *len)
{
	const char *open = s->p++;
	char *out = s->scratch;

	while (s->p < s->end && *s->p != '"')
	{
		char c = *s->p++;

		if (c == '\\')
		{
			c = s->p < s->end ? *s->p : 0;
			if (c == 'n' || c == 'r' || c == 't')
				c = c == 'n' ? '\n' : c == 'r' ? '\r' : '\t';
			else if (c != '"' && c != '\\')
				return journey_pattern_fail(
					s, PATTERN_SYNTAX, s->p - 1,
					"only \\\", \\\\, \\n, \\r and \\t are escapes");
			s->p++;
		}
		*out++ = c;
	}
	if (!journey_pattern_expect(s, "\""))
		return journey_pattern_fail(s, PATTERN_SYNTAX, open,
									"the quoted name is not closed");
	*name = s->scratch;
	*len = (uint32_t) (out - s->scratch);
	s->scratch = out;
	return true;
}

/* A channel or event; expected says what is missing where there is none. */
static bool
journey_pattern_name(JourneyPatternParser *s, const char *expected, const char **name,
					 uint32_t *len)
{
	const char *start = s->p;

	if (journey_pattern_at(s, "("))
		return journey_pattern_unsupported(s, "groups and alternatives");
	if (journey_pattern_at(s, "\""))
	{
		if (!journey_pattern_quoted(s, name, len))
			return false;
	}
	else
	{
		while (journey_pattern_name_char(s, s->p))
			s->p++;
		if (s->p == start)
			return journey_pattern_fail(s, PATTERN_SYNTAX, start, expected);
		*name = start;
		*len = (uint32_t) (s->p - start);
	}
	if (*len > JOURNEY_MAX_NAME_LEN)
		return journey_pattern_fail(s, PATTERN_LIMIT, start,
									"a channel or event has at most 255 bytes");
	if (journey_pattern_at(s, "*"))
		return journey_pattern_unsupported(s, "names that end with \"*\"");
	return true;
}

/* --- steps ---------------------------------------------------------------- */

static bool
journey_pattern_step_name(JourneyPatternParser *s, JourneyPatternParsed *node)
{
	const char *start = s->p;
	const char *expected = "a step is expected";

	if (!journey_pattern_name(s, expected, &node->event, &node->event_len))
		return false;
	if (node->event == start && journey_pattern_is_word(start, node->event_len, "."))
	{
		node->event = NULL;
		node->event_len = 0;
		return journey_pattern_at(s, ":")
				   ? journey_pattern_fail(s, PATTERN_SYNTAX, start,
										  "\".\" is any step; quote it as a name")
				   : true;
	}
	if (node->event == start && journey_pattern_is_word(start, node->event_len, "within"))
		return journey_pattern_fail(s, PATTERN_SYNTAX, start,
									"a step is expected; quote \"within\" as a name");
	if (!journey_pattern_expect(s, ":"))
		return true;
	node->channel = node->event;
	node->channel_len = node->event_len;
	node->event = NULL;
	node->event_len = 0;
	if (journey_pattern_expect(s, "*"))
		return true;
	start = s->p;
	if (!journey_pattern_name(s, "an event or \"*\" is expected after the channel",
							  &node->event, &node->event_len))
		return false;
	if (node->event == start && journey_pattern_is_word(start, node->event_len, "."))
		return journey_pattern_fail(
			s, PATTERN_SYNTAX, start,
			"any event of a channel is \"*\"; quote \".\" as a name");
	return true;
}

/* step, and what may follow one */
static bool
journey_pattern_item(JourneyPatternParser *s, JourneyPatternArrow arrow)
{
	JourneyPatternParsed *node = &s->nodes[s->nnodes++];

	memset(node, 0, sizeof(*node));
	node->kind = PATTERN_STEP;
	node->arrow = arrow;
	node->window = PATTERN_NO_WINDOW;
	journey_pattern_skip(s);
	if (journey_pattern_at(s, "!"))
		return journey_pattern_unsupported(s, "negated steps");
	if (!journey_pattern_step_name(s, node))
		return false;
	journey_pattern_skip(s);
	if (journey_pattern_at(s, "["))
		return journey_pattern_unsupported(s, "filters on value and label");
	if (journey_pattern_at(s, "{") || journey_pattern_at(s, "+") ||
		journey_pattern_at(s, "?"))
		return journey_pattern_unsupported(s, "quantifiers");
	return true;
}

/* --- durations ------------------------------------------------------------ */

typedef struct JourneyPatternUnit
{
	const char *name;
	int64_t seconds;
} JourneyPatternUnit;

/* Weeks are read, but written as days, like interval does. */
static const JourneyPatternUnit journey_pattern_units[] = {
	{"w", 604800}, {"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}};

#define PATTERN_UNITS (sizeof(journey_pattern_units) / sizeof(journey_pattern_units[0]))

static bool
journey_pattern_duration(JourneyPatternParser *s, int64_t *duration)
{
	const char *start = s->p;
	int64_t number = 0;
	bool overflow = false;
	const char *unit;

	while (s->p < s->end && journey_is_digit((unsigned char) *s->p))
	{
		overflow |= __builtin_mul_overflow(number, 10, &number);
		overflow |= __builtin_add_overflow(number, *s->p - '0', &number);
		s->p++;
	}
	if (s->p == start)
		return journey_pattern_fail(
			s, PATTERN_SYNTAX, start,
			"a duration such as 90s, 30min, 2h, 7d or 4w is expected");
	unit = s->p;
	while (journey_pattern_name_char(s, s->p))
		s->p++;
	for (size_t i = 0; i < PATTERN_UNITS; i++)
	{
		if (!journey_pattern_is_word(unit, (size_t) (s->p - unit),
									 journey_pattern_units[i].name))
			continue;
		overflow |= __builtin_mul_overflow(
			number, journey_pattern_units[i].seconds * USEC_PER_SECOND, duration);
		return !overflow ? true
						 : journey_pattern_fail(s, PATTERN_LIMIT, start,
												"the duration is too long");
	}
	return journey_pattern_fail(s, PATTERN_SYNTAX, unit,
								"the unit of a duration is s, min, h, d or w");
}

/*
 * profile_pattern_duration_print
 *
 * Write a duration (whole seconds, given in microseconds) in the coarsest unit
 * that is exact, at most days; no terminator, returns the length.
 */
size_t
profile_pattern_duration_print(int64_t duration, char *out)
{
	int64_t seconds = duration / USEC_PER_SECOND;
	char digits[PATTERN_TIME_WIDTH];
	size_t n = 0;
	size_t len = 0;
	size_t unit = 1;

	while (unit + 1 < PATTERN_UNITS &&
		   (seconds == 0 || seconds % journey_pattern_units[unit].seconds != 0))
		unit++;
	seconds /= journey_pattern_units[unit].seconds;
	do
	{
		digits[n++] = (char) ('0' + seconds % 10);
		seconds /= 10;
	} while (seconds > 0);
	while (n > 0)
		out[len++] = digits[--n];
	memcpy(out + len, journey_pattern_units[unit].name,
		   strlen(journey_pattern_units[unit].name));
	return len + strlen(journey_pattern_units[unit].name);
}

/* --- sequences ------------------------------------------------------------ */

/* The arrow between two items; PATTERN_FIRST where there is none. */
static bool
journey_pattern_arrow(JourneyPatternParser *s, JourneyPatternArrow *arrow)
{
	*arrow = PATTERN_FIRST;
	journey_pattern_skip(s);
	if (journey_pattern_expect(s, "<->"))
		*arrow = PATTERN_NEXT;
	else if (journey_pattern_expect(s, "->"))
		*arrow = PATTERN_LATER;
	else if (journey_pattern_at(s, "<") && s->p + 1 < s->end &&
			 journey_is_digit((unsigned char) s->p[1]))
		return journey_pattern_unsupported(s, "arrows of exactly n steps");
	if (*arrow == PATTERN_FIRST)
		return true;
	journey_pattern_skip(s);
	if (journey_pattern_at(s, "["))
		return journey_pattern_unsupported(s, "bounds on arrows");
	if (journey_pattern_at(s, "$"))
		return journey_pattern_unsupported(s, "the end anchor \"$\"");
	return true;
}

static bool
journey_pattern_window(JourneyPatternParser *s, JourneyPatternParsed *sequence)
{
	const char *start = s->p;

	while (journey_pattern_name_char(s, s->p))
		s->p++;
	if (!journey_pattern_is_word(start, (size_t) (s->p - start), "within"))
	{
		s->p = start;
		return true;
	}
	journey_pattern_skip(s);
	if (journey_pattern_at(s, "session"))
		return journey_pattern_unsupported(s, "session windows");
	return journey_pattern_duration(s, &sequence->window);
}

static bool
journey_pattern_sequence(JourneyPatternParser *s)
{
	uint32_t sequence = s->nnodes++;
	JourneyPatternArrow arrow = PATTERN_FIRST;

	memset(&s->nodes[sequence], 0, sizeof(JourneyPatternParsed));
	s->nodes[sequence].kind = PATTERN_SEQUENCE;
	s->nodes[sequence].window = PATTERN_NO_WINDOW;
	journey_pattern_skip(s);
	if (journey_pattern_at(s, "^"))
		return journey_pattern_unsupported(s, "the start anchor \"^\"");
	do
	{
		if (!journey_pattern_item(s, arrow) || !journey_pattern_arrow(s, &arrow))
			return false;
		s->nodes[sequence].children++;
	} while (arrow != PATTERN_FIRST);
	return journey_pattern_window(s, &s->nodes[sequence]);
}

static bool
journey_pattern_unary(JourneyPatternParser *s)
{
	journey_pattern_skip(s);
	if (journey_pattern_at(s, "!"))
		return journey_pattern_unsupported(s, "negated patterns");
	return journey_pattern_sequence(s);
}

static bool
journey_pattern_and(JourneyPatternParser *s)
{
	if (!journey_pattern_unary(s))
		return false;
	journey_pattern_skip(s);
	return journey_pattern_at(s, "&")
			   ? journey_pattern_unsupported(s, "patterns joined by \"&\"")
			   : true;
}

static bool
journey_pattern_or(JourneyPatternParser *s)
{
	if (!journey_pattern_and(s))
		return false;
	journey_pattern_skip(s);
	return journey_pattern_at(s, "|")
			   ? journey_pattern_unsupported(s, "patterns joined by \"|\"")
			   : true;
}

/*
 * profile_pattern_parse
 *
 * Parse len bytes of text.  False with problem, where and what set; where then
 * is the place of the problem within the text.
 */
bool
profile_pattern_parse(JourneyPatternParser *s, const char *text, size_t len,
					  char *scratch, JourneyPatternParsed *nodes)
{
	memset(s, 0, sizeof(*s));
	s->text = s->p = text;
	s->end = text + len;
	s->scratch = scratch;
	s->nodes = nodes;
	if (!journey_pattern_or(s))
		return false;
	if (s->p < s->end)
		return journey_pattern_fail(
			s, PATTERN_SYNTAX, s->p,
			s->nodes[0].window == PATTERN_NO_WINDOW
				? "an arrow (-> or <->), \"within\" or the end is expected"
				: "the end is expected");
	return true;
}
