/*-------------------------------------------------------------------------
 *
 * iso_time.c
 *		Moments as ISO 8601 in UTC, whatever the session's settings.
 *
 * Documents for applications are full of them, so they are written without a
 * format to be read.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "extension/iso_time.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

PG_FUNCTION_INFO_V1(profile_iso_time);

static char *
iso_digits(char *to, int number, int count, char after)
{
	for (int i = count - 1; i >= 0; i--, number /= 10)
		to[i] = (char) ('0' + number % 10);
	to[count] = after;
	return to + count + 1;
}

/*
 * profile_iso_time_print: YYYY-MM-DDTHH:MM:SS.UUUUUUZ, always with microseconds;
 * years before the first count as to_char() counts them.  Returns the length, 0
 * for infinity, which is no moment.  buffer has room for ISO_TIME_LENGTH.
 */
int
profile_iso_time_print(TimestampTz at, char *buffer)
{
	struct pg_tm tm;
	fsec_t fraction;
	int year;
	char *to = buffer;

	if (TIMESTAMP_NOT_FINITE(at))
		return 0;
	if (timestamp2tm(at, NULL, &tm, &fraction, NULL, NULL) != 0)
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("timestamp out of range")));
	year = tm.tm_year > 0 ? tm.tm_year : 1 - tm.tm_year;
	to = iso_digits(to, year, year > 99999 ? 6 : year > 9999 ? 5 : 4, '-');
	to = iso_digits(to, tm.tm_mon, 2, '-');
	to = iso_digits(to, tm.tm_mday, 2, 'T');
	to = iso_digits(to, tm.tm_hour, 2, ':');
	to = iso_digits(to, tm.tm_min, 2, ':');
	to = iso_digits(to, tm.tm_sec, 2, '.');
	to = iso_digits(to, (int) fraction, 6, 'Z');
	return (int) (to - buffer);
}

/*
 * profile_iso_time(timestamptz) returns text: NULL for infinity
 */
Datum
profile_iso_time(PG_FUNCTION_ARGS)
{
	char buffer[ISO_TIME_LENGTH];
	int length = profile_iso_time_print(PG_GETARG_TIMESTAMPTZ(0), buffer);

	if (length == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buffer, length));
}
