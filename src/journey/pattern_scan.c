/*-------------------------------------------------------------------------
 *
 * pattern_scan.c
 *		Tokens of journey_pattern: names, numbers, durations, filters.
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

/*
 * profile_pattern_fail
 *
 * Note what is wrong and where; returns false, for the caller to return.
 */
bool
profile_pattern_fail(JourneyPatternParser *s, JourneyPatternProblem problem,
					 const char *where, const char *what, const char *hint)
{
	s->problem = problem;
	s->where = where;
	s->what = what;
	s->hint = hint;
	return false;
}

static bool
journey_scan_fail(JourneyPatternParser *s, const char *where, const char *what)
{
	return profile_pattern_fail(s, PATTERN_SYNTAX, where, what, NULL);
}

void
profile_pattern_skip(JourneyPatternParser *s)
{
	while (s->p < s->end && journey_is_space((unsigned char) *s->p))
		s->p++;
}

bool
profile_pattern_at(const JourneyPatternParser *s, const char *token)
{
	size_t len = strlen(token);

	return (size_t) (s->end - s->p) >= len && memcmp(s->p, token, len) == 0;
}

bool
profile_pattern_take(JourneyPatternParser *s, const char *token)
{
	if (!profile_pattern_at(s, token))
		return false;
	s->p += strlen(token);
	return true;
}

static bool
journey_scan_name_char(const JourneyPatternParser *s, const char *p)
{
	return p < s->end && journey_plain_char((unsigned char) *p) &&
		   !(*p == '-' && p + 1 < s->end && p[1] == '>');
}

static bool
journey_scan_is_word(const char *name, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(name, word, len) == 0;
}

/*
 * profile_pattern_word
 *
 * Take a word of the language, whole, or nothing.
 */
bool
profile_pattern_word(JourneyPatternParser *s, const char *word)
{
	const char *p = s->p;

	while (journey_scan_name_char(s, p))
		p++;
	if (!journey_scan_is_word(s->p, (size_t) (p - s->p), word))
		return false;
	s->p = p;
	return true;
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
		   !journey_scan_is_word(name, len, ".") &&
		   !journey_scan_is_word(name, len, "within") && name[len - 1] != '-';
}

/* --- numbers and durations -------------------------------------------------- */

/*
 * profile_pattern_number
 *
 * Digits, at most `most`.
 */
bool
profile_pattern_number(JourneyPatternParser *s, uint32_t most, uint32_t *number)
{
	const char *start = s->p;
	uint64_t n = 0;

	while (s->p < s->end && journey_is_digit((unsigned char) *s->p))
	{
		if (n <= most)
			n = n * 10 + (uint64_t) (*s->p - '0');
		s->p++;
	}
	if (s->p == start)
		return journey_scan_fail(s, start, "a number is expected");
	if (n > most)
		return profile_pattern_fail(s, PATTERN_LIMIT, start, "the number is too large",
									NULL);
	*number = (uint32_t) n;
	return true;
}

typedef struct JourneyPatternUnit
{
	const char *name;
	int64_t seconds;
} JourneyPatternUnit;

/* Weeks are read, but written as days, like interval does. */
static const JourneyPatternUnit journey_scan_units[] = {
	{"w", 604800}, {"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}};

#define SCAN_UNITS (sizeof(journey_scan_units) / sizeof(journey_scan_units[0]))

/* Of a unit, "." ends the word where another follows: 1h..2h. */
static size_t
journey_scan_unit(const JourneyPatternParser *s)
{
	const char *p = s->p;

	while (journey_scan_name_char(s, p) && !(*p == '.' && p + 1 < s->end && p[1] == '.'))
		p++;
	return (size_t) (p - s->p);
}

/*
 * profile_pattern_duration
 *
 * 90s, 30min, 2h, 7d, 4w: in microseconds.
 */
bool
profile_pattern_duration(JourneyPatternParser *s, int64_t *duration)
{
	const char *start = s->p;
	int64_t number = 0;
	bool overflow = false;
	size_t len;

	while (s->p < s->end && journey_is_digit((unsigned char) *s->p))
	{
		overflow |= __builtin_mul_overflow(number, 10, &number);
		overflow |= __builtin_add_overflow(number, *s->p - '0', &number);
		s->p++;
	}
	if (s->p == start)
		return journey_scan_fail(
			s, start, "a duration such as 90s, 30min, 2h, 7d or 4w is expected");
	len = journey_scan_unit(s);
	for (size_t i = 0; i < SCAN_UNITS; i++)
	{
		if (!journey_scan_is_word(s->p, len, journey_scan_units[i].name))
			continue;
		s->p += len;
		overflow |= __builtin_mul_overflow(
			number, journey_scan_units[i].seconds * USEC_PER_SECOND, duration);
		return !overflow ? true
						 : profile_pattern_fail(s, PATTERN_LIMIT, start,
												"the duration is too long", NULL);
	}
	return profile_pattern_fail(s, PATTERN_SYNTAX, s->p,
								"the unit of a duration is s, min, h, d or w",
								"Months and years differ in length; write days.");
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

	while (unit + 1 < SCAN_UNITS &&
		   (seconds == 0 || seconds % journey_scan_units[unit].seconds != 0))
		unit++;
	seconds /= journey_scan_units[unit].seconds;
	do
	{
		digits[n++] = (char) ('0' + seconds % 10);
		seconds /= 10;
	} while (seconds > 0);
	while (n > 0)
		out[len++] = digits[--n];
	memcpy(out + len, journey_scan_units[unit].name,
		   strlen(journey_scan_units[unit].name));
	return len + strlen(journey_scan_units[unit].name);
}

/* --- names ------------------------------------------------------------------ */

/* "...", unescaped into memory of its own. */
static bool
journey_scan_quoted(JourneyPatternParser *s, const char **data, uint32_t *len)
{
	const char *open = s->p++;
	const char *close = s->p;
	char *out;

	while (close < s->end && *close != '"')
		close += *close == '\\' ? 2 : 1;
	if (close >= s->end)
		return journey_scan_fail(s, open, "the quoted name is not closed");
	out = profile_pattern_alloc((size_t) (close - open));
	*data = out;
	while (s->p < close)
	{
		char c = *s->p++;

		if (c == '\\')
		{
			c = *s->p;
			if (c == 'n' || c == 'r' || c == 't')
				c = c == 'n' ? '\n' : c == 'r' ? '\r' : '\t';
			else if (c != '"' && c != '\\')
				return journey_scan_fail(s, s->p - 1,
										 "only \\\", \\\\, \\n, \\r and \\t are escapes");
			s->p++;
		}
		*out++ = c;
	}
	s->p++;
	*len = (uint32_t) (out - *data);
	return true;
}

/* A name, plain or quoted, and whether it is a prefix. */
static bool
journey_scan_name(JourneyPatternParser *s, const char *expected, JourneyPatternName **out)
{
	JourneyPatternName *name = profile_pattern_alloc(sizeof(*name));
	const char *start = s->p;

	if (profile_pattern_at(s, "\""))
	{
		if (!journey_scan_quoted(s, &name->data, &name->len))
			return false;
	}
	else
	{
		while (journey_scan_name_char(s, s->p))
			s->p++;
		if (s->p == start)
			return journey_scan_fail(s, start, expected);
		name->data = start;
		name->len = (uint32_t) (s->p - start);
		if (journey_scan_is_word(start, name->len, "."))
			return profile_pattern_fail(s, PATTERN_SYNTAX, start, expected,
										"\".\" is any step; quote it as a name.");
		if (journey_scan_is_word(start, name->len, "within"))
			return profile_pattern_fail(s, PATTERN_SYNTAX, start, expected,
										"Quote \"within\" as a name.");
	}
	if (name->len > JOURNEY_MAX_NAME_LEN)
		return profile_pattern_fail(s, PATTERN_LIMIT, start,
									"a channel or event has at most 255 bytes", NULL);
	name->prefix = profile_pattern_take(s, "*");
	*out = name;
	return true;
}

/*
 * profile_pattern_name_cmp
 *
 * Bytewise, the shorter first.
 */
int
profile_pattern_name_cmp(const char *a, size_t alen, const char *b, size_t blen)
{
	int c = memcmp(a, b, alen < blen ? alen : blen);

	if (c != 0)
		return c;
	return alen < blen ? -1 : alen > blen;
}

/*
 * profile_pattern_name_insert
 *
 * Put a name into its place in a sorted list, once.
 */
void
profile_pattern_name_insert(JourneyPatternName **list, JourneyPatternName *name)
{
	while (*list != NULL)
	{
		JourneyPatternName *at = *list;
		int c = profile_pattern_name_cmp(at->data, at->len, name->data, name->len);

		if (c == 0)
			c = (int) at->prefix - (int) name->prefix;
		if (c == 0)
			return;
		if (c > 0)
			break;
		list = &at->next;
	}
	name->next = *list;
	*list = name;
}

/*
 * profile_pattern_is_list
 *
 * Does "(" name ("|" name)* ")" stand here, and no group?
 */
bool
profile_pattern_is_list(const JourneyPatternParser *s)
{
	JourneyPatternParser look = *s;
	JourneyPatternName *name;

	do
	{
		look.p++;
		profile_pattern_skip(&look);
		if (!journey_scan_name(&look, "", &name))
			return false;
		profile_pattern_skip(&look);
	} while (profile_pattern_at(&look, "|"));
	return profile_pattern_at(&look, ")");
}

/*
 * profile_pattern_names
 *
 * A name, or a list of names in parentheses.  *names NULL is any: a list with
 * the empty prefix.  expected says what is missing where there is none.
 */
bool
profile_pattern_names(JourneyPatternParser *s, const char *expected,
					  JourneyPatternName **names)
{
	JourneyPatternName *name;
	const char *start = s->p;
	bool list = profile_pattern_take(s, "(");
	bool any = false;
	uint32_t count = 0;

	*names = NULL;
	do
	{
		if (list)
			profile_pattern_skip(s);
		if (!journey_scan_name(s, expected, &name))
			return false;
		if (++count > PATTERN_MAX_LIST)
			return profile_pattern_fail(s, PATTERN_LIMIT, start,
										"a list has at most 1000 names", NULL);
		any |= name->prefix && name->len == 0;
		profile_pattern_name_insert(names, name);
		if (list)
			profile_pattern_skip(s);
	} while (list && profile_pattern_take(s, "|"));
	if (list && !profile_pattern_take(s, ")"))
		return journey_scan_fail(s, s->p, "\"|\" or \")\" is expected");
	if (any)
		*names = NULL;
	return true;
}

/* --- filters ---------------------------------------------------------------- */

static bool
journey_scan_compare(JourneyPatternParser *s, bool label, JourneyPatternCompare *compare)
{
	static const char *const tokens[] = {"=", "<>", "<=", "<", ">=", ">"};
	static const JourneyPatternCompare compares[] = {PATTERN_EQ, PATTERN_NE, PATTERN_LE,
													 PATTERN_LT, PATTERN_GE, PATTERN_GT};

	for (int i = 0; i < (label ? 2 : 6); i++)
	{
		if (profile_pattern_take(s, tokens[i]))
		{
			*compare = compares[i];
			return true;
		}
	}
	return journey_scan_fail(
		s, s->p, label ? "= or <> is expected" : "=, <>, <, <=, > or >= is expected");
}

/* -?digits[.digits], its zeros in front and behind taken away. */
static bool
journey_scan_value(JourneyPatternParser *s, JourneyPatternCondition *condition)
{
	const char *start = s->p;
	char *copy;
	size_t len;

	(void) profile_pattern_take(s, "-");
	while (s->p < s->end && (journey_is_digit((unsigned char) *s->p) || *s->p == '.'))
		s->p++;
	len = (size_t) (s->p - start);
	if (len > PATTERN_MAX_NUMBER)
		return profile_pattern_fail(s, PATTERN_LIMIT, start,
									"a number has at most 1000 digits", NULL);
	copy = profile_pattern_alloc(len + 2);
	memcpy(copy, start, len);
	if (memchr(copy, '.', len) != NULL)
	{
		while (len > 1 && copy[len - 1] == '0')
			len--;
		if (len > 1 && copy[len - 1] == '.' && s->p[-1] != '.')
			len--;
	}
	if (!profile_journey_value_parse(copy, len, &condition->value))
		return journey_scan_fail(s, start, "a number such as 100 or -0.5 is expected");
	copy = profile_pattern_alloc(len + JOURNEY_VALUE_WIDTH);
	condition->len = (uint32_t) profile_journey_value_print(&condition->value, copy);
	condition->data = copy;
	return true;
}

static bool
journey_scan_condition(JourneyPatternParser *s, JourneyPatternCondition *condition)
{
	const char *start = s->p;

	condition->label = profile_pattern_word(s, "label");
	if (!condition->label && !profile_pattern_word(s, "value"))
		return journey_scan_fail(s, start, "value or label is expected");
	profile_pattern_skip(s);
	if (!journey_scan_compare(s, condition->label, &condition->compare))
		return false;
	profile_pattern_skip(s);
	if (!condition->label)
		return journey_scan_value(s, condition);
	start = s->p;
	if (!profile_pattern_at(s, "\""))
		return journey_scan_fail(s, start, "a label in double quotes is expected");
	if (!journey_scan_quoted(s, &condition->data, &condition->len))
		return false;
	return condition->len <= JOURNEY_MAX_LABEL_LEN
			   ? true
			   : profile_pattern_fail(s, PATTERN_LIMIT, start,
									  "a label has at most 65535 bytes", NULL);
}

/*
 * profile_pattern_filter
 *
 * '[' condition ('and' condition)* ']'
 */
bool
profile_pattern_filter(JourneyPatternParser *s, JourneyPatternCondition **filter)
{
	const char *start = s->p++;

	if (++s->filters > PATTERN_MAX_FILTERS)
		return profile_pattern_fail(s, PATTERN_LIMIT, start,
									"a pattern has at most 64 steps with a filter", NULL);
	do
	{
		*filter = profile_pattern_alloc(sizeof(**filter));
		profile_pattern_skip(s);
		if (!journey_scan_condition(s, *filter))
			return false;
		profile_pattern_skip(s);
		filter = &(*filter)->next;
	} while (profile_pattern_word(s, "and"));
	return profile_pattern_take(s, "]")
			   ? true
			   : journey_scan_fail(s, s->p, "\"and\" or \"]\" is expected");
}
