/*-------------------------------------------------------------------------
 *
 * journey_text.c
 *		Reading and writing the text form of journeys.
 *
 *	journey	:= '{' [ step ( ',' step )* ] '}'
 *	step	:= moment name ':' name [ '"' label '"' ] [ '=' decimal ]
 *	moment	:= [-]YYYY-MM-DD ('T'|' ') hh:mm[:ss[.ffffff]] ( 'Z' | (+|-)hh[[:]mm] )
 *	name	:= plain characters, or "..." with \" \\ \n \r \t
 *
 * Years are astronomical (0000 is 1 BC).  Steps come in any order; what is
 * written is in order, in UTC and without trailing zeros in fractions of a
 * second.  Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/journey_text.h"

#define USEC_PER_SECOND INT64_C(1000000)
#define USEC_PER_DAY    (INT64_C(86400) * USEC_PER_SECOND)
#define TEXT_MAX_YEAR   300000 /* beyond timestamptz, within our arithmetic */

/* --- calendar ------------------------------------------------------------ */

/* Days from 2000-01-01 to a date of the proleptic Gregorian calendar. */
static int64_t
journey_days_from_date(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era =
		year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 730425;
}

/* The inverse.  Eras begin on 1 March, so that leap days come last. */
static void
journey_date_from_days(int64_t days, int64_t *year, int *month, int *day)
{
	int64_t z = days + 730425;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted = (int) ((5 * day_of_year + 2) / 153);

	*day = (int) (day_of_year - (153 * shifted + 2) / 5 + 1);
	*month = shifted < 10 ? shifted + 3 : shifted - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

static int
journey_days_in_month(int64_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

static char *
journey_put_number(char *out, int64_t number, int width)
{
	for (int i = width - 1; i >= 0; i--)
	{
		out[i] = (char) ('0' + number % 10);
		number /= 10;
	}
	return out + width;
}

/*
 * profile_journey_time_print
 *
 * Write a moment (microseconds since 2000-01-01 UTC, finite) without a
 * terminator; returns the length, at most JOURNEY_TIME_WIDTH.
 */
size_t
profile_journey_time_print(int64_t at, char *out)
{
	char *p = out;
	int64_t days = at / USEC_PER_DAY;
	int64_t rest = at % USEC_PER_DAY;
	int64_t year;
	int month;
	int day;

	if (rest < 0)
	{
		rest += USEC_PER_DAY;
		days--;
	}
	journey_date_from_days(days, &year, &month, &day);
	if (year < 0)
	{
		*p++ = '-';
		year = -year;
	}
	p = journey_put_number(p, year, year > 99999 ? 6 : year > 9999 ? 5 : 4);
	*p++ = '-';
	p = journey_put_number(p, month, 2);
	*p++ = '-';
	p = journey_put_number(p, day, 2);
	*p++ = 'T';
	p = journey_put_number(p, rest / (3600 * USEC_PER_SECOND), 2);
	*p++ = ':';
	p = journey_put_number(p, rest / (60 * USEC_PER_SECOND) % 60, 2);
	*p++ = ':';
	p = journey_put_number(p, rest / USEC_PER_SECOND % 60, 2);
	if (rest % USEC_PER_SECOND != 0)
	{
		*p++ = '.';
		p = journey_put_number(p, rest % USEC_PER_SECOND, 6);
		while (p[-1] == '0')
			p--;
	}
	*p++ = 'Z';
	return (size_t) (p - out);
}

/* --- scanner ------------------------------------------------------------- */

static bool
journey_text_fail(JourneyTextScanner *s, JourneyTextProblem problem, const char *where,
				  const char *what)
{
	s->problem = problem;
	s->where = where;
	s->what = what;
	return false;
}

static void
journey_text_skip(JourneyTextScanner *s)
{
	while (s->p < s->end && journey_is_space((unsigned char) *s->p))
		s->p++;
}

static bool
journey_text_at(const JourneyTextScanner *s, char c)
{
	return s->p < s->end && *s->p == c;
}

/* Read between min and max digits. */
static bool
journey_text_number(JourneyTextScanner *s, int min, int max, int *number)
{
	int n = 0;

	*number = 0;
	while (n < max && s->p < s->end && journey_is_digit((unsigned char) *s->p))
	{
		*number = *number * 10 + (*s->p++ - '0');
		n++;
	}
	return n >= min;
}

static bool
journey_text_expect(JourneyTextScanner *s, char c)
{
	if (!journey_text_at(s, c))
		return false;
	s->p++;
	return true;
}

static bool
journey_text_date(JourneyTextScanner *s, int64_t *days)
{
	const char *start = s->p;
	bool negative = journey_text_expect(s, '-');
	int year;
	int month;
	int day;

	if (!journey_text_number(s, 4, 6, &year) || !journey_text_expect(s, '-') ||
		!journey_text_number(s, 2, 2, &month) || !journey_text_expect(s, '-') ||
		!journey_text_number(s, 2, 2, &day))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "a date YYYY-MM-DD is expected");
	if (negative)
		year = -year;
	if (month < 1 || month > 12 || day < 1 || day > journey_days_in_month(year, month) ||
		year > TEXT_MAX_YEAR || year < -TEXT_MAX_YEAR)
		return journey_text_fail(s, JOURNEY_TEXT_RANGE, start, "there is no such date");
	*days = journey_days_from_date(year, month, day);
	return true;
}

static bool
journey_text_fraction(JourneyTextScanner *s, int64_t *usec)
{
	const char *start = s->p;
	int fraction;

	if (!journey_text_number(s, 1, 6, &fraction) ||
		(s->p < s->end && journey_is_digit((unsigned char) *s->p)))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, start,
								 "one to six digits of a second are expected");
	*usec = fraction;
	for (long n = s->p - start; n < 6; n++)
		*usec *= 10;
	return true;
}

static bool
journey_text_clock(JourneyTextScanner *s, int64_t *usec)
{
	const char *start = s->p;
	int64_t fraction = 0;
	int hour;
	int minute;
	int second = 0;
	bool seconds;

	if (!journey_text_number(s, 2, 2, &hour) || !journey_text_expect(s, ':') ||
		!journey_text_number(s, 2, 2, &minute))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "a time hh:mm:ss is expected");
	seconds = journey_text_expect(s, ':');
	if (seconds && !journey_text_number(s, 2, 2, &second))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "two digits of seconds are expected");
	if (seconds && journey_text_expect(s, '.') && !journey_text_fraction(s, &fraction))
		return false;
	if (hour > 23 || minute > 59 || second > 59)
		return journey_text_fail(s, JOURNEY_TEXT_RANGE, start, "there is no such time");
	*usec = ((hour * INT64_C(60) + minute) * 60 + second) * USEC_PER_SECOND + fraction;
	return true;
}

/* Microseconds east of UTC. */
static bool
journey_text_zone(JourneyTextScanner *s, int64_t *east)
{
	const char *start = s->p;
	bool west = journey_text_at(s, '-');
	int hour;
	int minute = 0;

	*east = 0;
	if (journey_text_expect(s, 'Z'))
		return true;
	if (!journey_text_at(s, '+') && !west)
		return journey_text_fail(
			s, JOURNEY_TEXT_SYNTAX, s->p,
			"a time zone is expected: Z, or an offset such as +03:00");
	s->p++;
	if (!journey_text_number(s, 2, 2, &hour) ||
		((journey_text_expect(s, ':') ||
		  (s->p < s->end && journey_is_digit((unsigned char) *s->p))) &&
		 !journey_text_number(s, 2, 2, &minute)))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "an offset hh:mm is expected");
	if (hour > 15 || minute > 59)
		return journey_text_fail(s, JOURNEY_TEXT_RANGE, start, "there is no such offset");
	*east = (hour * INT64_C(60) + minute) * 60 * USEC_PER_SECOND * (west ? -1 : 1);
	return true;
}

static bool
journey_text_moment(JourneyTextScanner *s, int64_t *at)
{
	const char *start = s->p;
	int64_t days;
	int64_t clock;
	int64_t east;

	if (!journey_text_date(s, &days))
		return false;
	if (!journey_text_expect(s, 'T') && !journey_text_expect(s, ' '))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "\"T\" and a time are expected");
	if (!journey_text_clock(s, &clock) || !journey_text_zone(s, &east))
		return false;
	if (__builtin_mul_overflow(days, USEC_PER_DAY, at) ||
		__builtin_add_overflow(*at, clock - east, at) || *at < JOURNEY_TIME_MIN ||
		*at >= JOURNEY_TIME_END)
		return journey_text_fail(s, JOURNEY_TEXT_RANGE, start,
								 "the moment is out of the range of timestamptz");
	return true;
}

/* Undo \" \\ \n \r \t into the scratch; the opening quote is behind us. */
static bool
journey_text_quoted(JourneyTextScanner *s, const char **name, uint32_t *len)
{
	const char *open = s->p - 1;
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
				return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p - 1,
										 "only \\\", \\\\, \\n, \\r and \\t are escapes");
			s->p++;
		}
		*out++ = c;
	}
	if (!journey_text_expect(s, '"'))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, open,
								 "the quoted name is not closed");
	*name = s->scratch;
	*len = (uint32_t) (out - s->scratch);
	s->scratch = out;
	return true;
}

static bool
journey_text_name(JourneyTextScanner *s, const char **name, uint32_t *len)
{
	const char *start = s->p;

	if (journey_text_expect(s, '"'))
	{
		if (!journey_text_quoted(s, name, len))
			return false;
	}
	else
	{
		while (s->p < s->end && journey_plain_char((unsigned char) *s->p))
			s->p++;
		if (s->p == start)
			return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, start, "a name is expected");
		*name = start;
		*len = (uint32_t) (s->p - start);
	}
	if (*len > JOURNEY_MAX_NAME_LEN)
		return journey_text_fail(s, JOURNEY_TEXT_TOO_LONG, start,
								 "a channel or event has at most 255 bytes");
	return true;
}

static bool
journey_text_label(JourneyTextScanner *s, JourneyTextStep *step)
{
	const char *start = s->p;

	if (!journey_text_expect(s, '"'))
		return true;
	if (!journey_text_quoted(s, &step->label, &step->label_len))
		return false;
	if (step->label_len > JOURNEY_MAX_LABEL_LEN)
		return journey_text_fail(s, JOURNEY_TEXT_TOO_LONG, start,
								 "a label has at most 65535 bytes");
	journey_text_skip(s);
	return true;
}

static bool
journey_text_value(JourneyTextScanner *s, JourneyTextStep *step)
{
	const char *start;
	size_t len;

	if (!journey_text_expect(s, '='))
		return true;
	start = s->p;
	while (s->p < s->end &&
		   (journey_is_digit((unsigned char) *s->p) || *s->p == '-' || *s->p == '.'))
		s->p++;
	len = (size_t) (s->p - start);
	memcpy(s->scratch, start, len);
	if (!profile_journey_value_parse(s->scratch, len, &step->value))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, start,
								 "a decimal number such as -12.50 is expected");
	s->scratch += len;
	step->has_value = true;
	journey_text_skip(s);
	return true;
}

/* The braces and commas around steps; false at the end or on a problem. */
static bool
journey_text_separator(JourneyTextScanner *s)
{
	if (s->first)
	{
		s->first = false;
		journey_text_skip(s);
		if (!journey_text_expect(s, '{'))
			return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p, "\"{\" is expected");
		journey_text_skip(s);
		if (!journey_text_at(s, '}'))
			return true;
	}
	else if (journey_text_expect(s, ','))
	{
		journey_text_skip(s);
		return true;
	}
	if (!journey_text_expect(s, '}'))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "\",\" or \"}\" is expected after a step");
	journey_text_skip(s);
	if (s->p < s->end)
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "nothing is expected after \"}\"");
	return false;
}

/*
 * profile_journey_text_begin
 *
 * Start reading len bytes of text; scratch has room for as many.
 */
void
profile_journey_text_begin(JourneyTextScanner *s, const char *text, size_t len,
						   char *scratch)
{
	memset(s, 0, sizeof(*s));
	s->text = s->p = text;
	s->end = text + len;
	s->scratch = scratch;
	s->first = true;
}

/*
 * profile_journey_text_next
 *
 * Read the next step.  False at the end, or with s->problem set.
 */
bool
profile_journey_text_next(JourneyTextScanner *s, JourneyTextStep *step)
{
	memset(step, 0, sizeof(*step));
	if (!journey_text_separator(s) || !journey_text_moment(s, &step->at))
		return false;
	if (s->p < s->end && !journey_is_space((unsigned char) *s->p))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "a space is expected after the moment");
	journey_text_skip(s);
	if (!journey_text_name(s, &step->channel, &step->channel_len))
		return false;
	if (!journey_text_expect(s, ':'))
		return journey_text_fail(s, JOURNEY_TEXT_SYNTAX, s->p,
								 "\":\" is expected after the channel");
	if (!journey_text_name(s, &step->event, &step->event_len))
		return false;
	journey_text_skip(s);
	return journey_text_label(s, step) && journey_text_value(s, step);
}

/* --- names --------------------------------------------------------------- */

/*
 * profile_journey_name_is_plain
 *
 * May the name stand without quotes?
 */
bool
profile_journey_name_is_plain(const char *name, size_t len)
{
	for (size_t i = 0; i < len; i++)
	{
		if (!journey_plain_char((unsigned char) name[i]))
			return false;
	}
	return len > 0;
}

/*
 * profile_journey_quote
 *
 * Write the name in quotes, without a terminator; returns the length, at most
 * twice the name's and two.
 */
size_t
profile_journey_quote(const char *name, size_t len, char *out)
{
	char *p = out;

	*p++ = '"';
	for (size_t i = 0; i < len; i++)
	{
		char c = name[i];

		if (c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t')
			*p++ = '\\';
		*p++ = (char) (c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c);
	}
	*p++ = '"';
	return (size_t) (p - out);
}
