/*-------------------------------------------------------------------------
 *
 * golden_moment.c
 *		Moments of golden records, and their text in UTC.
 *
 * timestamptz_in and timestamptz_out obey DateStyle and TimeZone and know words
 * such as "now"; the text form of golden must not, or its input and output
 * functions could not be IMMUTABLE.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "miscadmin.h"
#include "utils/datetime.h"

/* Not for GOLDEN_AT_UNKNOWN, which no timestamptz says. */
TimestampTz
profile_golden_timestamp(int64 moment)
{
	return moment == GOLDEN_AT_FIRST ? PG_INT64_MIN : moment;
}

bool
profile_golden_moment_is_valid(int64 moment)
{
	return moment == GOLDEN_AT_UNKNOWN || moment == GOLDEN_AT_FIRST ||
		   moment == PG_INT64_MAX || IS_VALID_TIMESTAMP(moment);
}

void
profile_golden_moment_print(int64 moment, char *buffer)
{
	TimestampTz at = profile_golden_timestamp(moment);
	struct pg_tm tm;
	fsec_t fraction;

	if (TIMESTAMP_NOT_FINITE(at))
		EncodeSpecialTimestamp(at, buffer);
	else if (timestamp2tm(at, NULL, &tm, &fraction, NULL, NULL) == 0)
	{
		tm.tm_isdst = 0; /* or no offset would be printed */
		EncodeDateTime(&tm, fraction, true, 0, NULL, USE_XSD_DATES, buffer);
	}
	else
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("timestamp out of range")));
}

/* Takes "least" to "most" digits. */
static bool
golden_digits(const char **at, const char *end, int least, int most, int *number)
{
	int count = 0;

	for (*number = 0; *at < end && count < most && **at >= '0' && **at <= '9'; count++)
		*number = *number * 10 + (*(*at)++ - '0');
	return count >= least;
}

static bool
golden_mark(const char **at, const char *end, char mark)
{
	if (*at >= end || **at != mark)
		return false;
	(*at)++;
	return true;
}

/* ".5" is half a second: microseconds, at most six digits. */
static bool
golden_fraction(const char **at, const char *end, fsec_t *fraction)
{
	const char *begin;
	int number;
	int digits;

	*fraction = 0;
	if (!golden_mark(at, end, '.'))
		return true;
	begin = *at;
	if (!golden_digits(at, end, 1, 6, &number))
		return false;
	for (digits = (int) (*at - begin); digits < 6; digits++)
		number *= 10;
	*fraction = number;
	return true;
}

/* "Z", "+03", "+03:00", "-05:30:00": seconds west of Greenwich, as tm2timestamp asks. */
static bool
golden_offset(const char **at, const char *end, int *west)
{
	int part[3] = {0, 0, 0};
	int sign;
	int i;

	*west = 0;
	if (golden_mark(at, end, 'Z'))
		return true;
	sign = golden_mark(at, end, '-') ? 1 : -1;
	if (sign < 0 && !golden_mark(at, end, '+'))
		return false;
	for (i = 0; i < 3; i++)
	{
		if (i > 0 && !golden_mark(at, end, ':'))
			break;
		if (!golden_digits(at, end, 2, 2, &part[i]))
			return false;
	}
	if (part[0] > 15 || part[1] > 59 || part[2] > 59)
		return false;
	*west = sign * ((part[0] * 60 + part[1]) * 60 + part[2]);
	return true;
}

/* The year of the calendar from what is written: 1 BC is the year 0. */
static bool
golden_era(const char **at, const char *end, struct pg_tm *tm)
{
	if (tm->tm_year == 0)
		return false;
	if (end - *at == 3 && memcmp(*at, " BC", 3) == 0)
	{
		*at += 3;
		tm->tm_year = 1 - tm->tm_year;
	}
	return *at == end;
}

static bool
golden_is_moment(const struct pg_tm *tm)
{
	return tm->tm_mon >= 1 && tm->tm_mon <= 12 && tm->tm_mday >= 1 &&
		   tm->tm_mday <= day_tab[isleap(tm->tm_year)][tm->tm_mon - 1] &&
		   tm->tm_hour <= 23 && tm->tm_min <= 59 && tm->tm_sec <= 59;
}

/* "2026-01-02", with a year of four to six digits. */
static bool
golden_read_date(const char **at, const char *end, struct pg_tm *tm)
{
	return golden_digits(at, end, 4, 6, &tm->tm_year) && golden_mark(at, end, '-') &&
		   golden_digits(at, end, 2, 2, &tm->tm_mon) && golden_mark(at, end, '-') &&
		   golden_digits(at, end, 2, 2, &tm->tm_mday);
}

bool
profile_golden_moment_read(const char *string, int length, int64 *moment)
{
	const char *at = string;
	const char *end = string + length;
	struct pg_tm tm = {0};
	fsec_t fraction;
	Timestamp result;
	int west;

	if (length == 8 && memcmp(string, "infinity", 8) == 0)
	{
		*moment = PG_INT64_MAX;
		return true;
	}
	if (length == 9 && memcmp(string, "-infinity", 9) == 0)
	{
		*moment = GOLDEN_AT_FIRST;
		return true;
	}
	if (!golden_read_date(&at, end, &tm) || !golden_mark(&at, end, 'T') ||
		!golden_digits(&at, end, 2, 2, &tm.tm_hour) || !golden_mark(&at, end, ':') ||
		!golden_digits(&at, end, 2, 2, &tm.tm_min) || !golden_mark(&at, end, ':') ||
		!golden_digits(&at, end, 2, 2, &tm.tm_sec) ||
		!golden_fraction(&at, end, &fraction) || !golden_offset(&at, end, &west) ||
		!golden_era(&at, end, &tm) || !golden_is_moment(&tm) ||
		tm2timestamp(&tm, fraction, &west, &result) != 0)
		return false;
	*moment = golden_moment(result);
	return true;
}

/* White space around what a source wrote does not count. */
static void
golden_trim(const char **string, const char **end)
{
	while (*string < *end && **string == ' ')
		(*string)++;
	while (*end > *string && (*end)[-1] == ' ')
		(*end)--;
}

bool
profile_golden_date_read(const char *string, int length, int64 *day)
{
	const char *at = string;
	const char *end = string + length;
	struct pg_tm tm = {0};

	golden_trim(&at, &end);
	if (!golden_read_date(&at, end, &tm) || at != end || tm.tm_year == 0 ||
		!golden_is_moment(&tm))
		return false;
	*day = (int64) date2j(tm.tm_year, tm.tm_mon, tm.tm_mday) - POSTGRES_EPOCH_JDATE;
	return true;
}

/* "12:30", "12:30:15.5", then an offset or nothing. */
static bool
golden_read_clock(const char **at, const char *end, struct pg_tm *tm, fsec_t *fraction,
				  int *west)
{
	*west = 0;
	if (!golden_digits(at, end, 2, 2, &tm->tm_hour) || !golden_mark(at, end, ':') ||
		!golden_digits(at, end, 2, 2, &tm->tm_min))
		return false;
	if (golden_mark(at, end, ':') && (!golden_digits(at, end, 2, 2, &tm->tm_sec) ||
									  !golden_fraction(at, end, fraction)))
		return false;
	return *at == end || golden_offset(at, end, west);
}

bool
profile_golden_time_read(const char *string, int length, int64 *moment)
{
	const char *at = string;
	const char *end = string + length;
	struct pg_tm tm = {0};
	fsec_t fraction = 0;
	Timestamp result;
	int west = 0;

	golden_trim(&at, &end);
	if (!golden_read_date(&at, end, &tm))
		return false;
	if ((golden_mark(&at, end, 'T') || golden_mark(&at, end, ' ')) &&
		!golden_read_clock(&at, end, &tm, &fraction, &west))
		return false;
	if (at != end || tm.tm_year == 0 || !golden_is_moment(&tm) ||
		tm2timestamp(&tm, fraction, &west, &result) != 0)
		return false;
	*moment = golden_moment(result);
	return true;
}
