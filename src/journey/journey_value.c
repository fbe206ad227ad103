/*-------------------------------------------------------------------------
 *
 * journey_value.c
 *		Decimal values of journey steps, kept exactly as numeric prints them.
 *
 * Pure C.  The trailing zeros of 1.50 are information (numeric keeps them), so
 * a value is mantissa and scale, not a binary number; see JourneyValue.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/journey_text.h"

#define VALUE_COMPACT_DIGITS 18     /* always fit an int64 */
#define VALUE_COMPACT_SCALE  254    /* 255 says "digits" */
#define VALUE_INT_DIGITS     131072 /* what numeric can hold */
#define VALUE_SCALE          16383

/*
 * profile_journey_value_parse
 *
 * Read -?[0-9]+(.[0-9]+)? of len bytes.  The text is normalised in place
 * (leading zeros and the sign of zero go) and a value held as digits points
 * into it.  False for anything else, or beyond what numeric holds.
 */
bool
profile_journey_value_parse(char *text, size_t len, JourneyValue *value)
{
	char *end = text + len;
	char *p = text;
	char *first;
	char *point = NULL;
	bool negative = false;
	bool zero = true;
	int64_t mantissa = 0;
	size_t digits = 0;
	size_t scale;

	if (p < end && *p == '-')
	{
		negative = true;
		p++;
	}
	while (p + 1 < end && p[0] == '0' && journey_is_digit((unsigned char) p[1]))
		p++;
	first = p;
	for (; p < end; p++)
	{
		if (*p == '.' && point == NULL && p > first)
			point = p;
		else if (!journey_is_digit((unsigned char) *p))
			return false;
		else
		{
			if (*p != '0')
				zero = false;
			if (!zero && ++digits <= VALUE_COMPACT_DIGITS)
				mantissa = mantissa * 10 + (*p - '0');
		}
	}
	if (p == first || (point != NULL && point + 1 == end))
		return false;
	scale = point == NULL ? 0 : (size_t) (end - point - 1);
	if (scale > VALUE_SCALE ||
		(size_t) ((point == NULL ? end : point) - first) > VALUE_INT_DIGITS)
		return false;

	memset(value, 0, sizeof(*value));
	if (digits <= VALUE_COMPACT_DIGITS && scale <= VALUE_COMPACT_SCALE)
	{
		value->scale = (uint8_t) scale;
		value->mantissa = negative ? -mantissa : mantissa;
		return true;
	}
	if (negative && !zero)
		*--first = '-';
	value->scale = JOURNEY_VALUE_DIGITS;
	value->digits = first;
	value->len = (uint32_t) (end - first);
	return true;
}

/*
 * profile_journey_value_print
 *
 * Write the value as numeric prints it, without a terminator; returns the
 * length.  out has room for JOURNEY_VALUE_WIDTH bytes, or for the digits where
 * the value is held as digits.
 */
size_t
profile_journey_value_print(const JourneyValue *value, char *out)
{
	char digits[JOURNEY_VALUE_WIDTH];
	size_t n = 0;
	size_t len = 0;
	uint64_t left;

	if (value->scale == JOURNEY_VALUE_DIGITS)
	{
		memcpy(out, value->digits, value->len);
		return value->len;
	}
	left = value->mantissa < 0 ? (uint64_t) -value->mantissa : (uint64_t) value->mantissa;
	while (left > 0 || n <= value->scale)
	{
		digits[n++] = (char) ('0' + left % 10);
		left /= 10;
	}
	if (value->mantissa < 0)
		out[len++] = '-';
	while (n > 0)
	{
		if (n == value->scale)
			out[len++] = '.';
		out[len++] = digits[--n];
	}
	return len;
}

/* A printed value taken apart for comparison. */
typedef struct JourneyValueParts
{
	bool negative;
	const char *whole;
	size_t whole_len;
	const char *fraction;
	size_t fraction_len;
	char buffer[JOURNEY_VALUE_WIDTH];
} JourneyValueParts;

static void
journey_value_split(const JourneyValue *value, JourneyValueParts *parts)
{
	const char *text = value->digits;
	size_t len = value->len;
	const char *point;

	if (value->scale != JOURNEY_VALUE_DIGITS)
	{
		len = profile_journey_value_print(value, parts->buffer);
		text = parts->buffer;
	}
	parts->negative = text[0] == '-';
	if (parts->negative)
	{
		text++;
		len--;
	}
	point = memchr(text, '.', len);
	parts->whole = text;
	parts->whole_len = point == NULL ? len : (size_t) (point - text);
	parts->fraction = point == NULL ? text + len : point + 1;
	parts->fraction_len = point == NULL ? 0 : len - parts->whole_len - 1;
}

static int
journey_value_cmp_magnitude(const JourneyValueParts *a, const JourneyValueParts *b)
{
	size_t common = a->fraction_len < b->fraction_len ? a->fraction_len : b->fraction_len;
	const JourneyValueParts *longer = a->fraction_len > b->fraction_len ? a : b;
	int c;

	if (a->whole_len != b->whole_len)
		return a->whole_len < b->whole_len ? -1 : 1;
	c = memcmp(a->whole, b->whole, a->whole_len);
	if (c == 0)
		c = memcmp(a->fraction, b->fraction, common);
	for (size_t i = common; c == 0 && i < longer->fraction_len; i++)
	{
		if (longer->fraction[i] != '0')
			c = longer == a ? 1 : -1;
	}
	return c < 0 ? -1 : c > 0;
}

/*
 * profile_journey_value_cmp
 *
 * By size; 1.5 goes before 1.50, so that only identical values compare equal.
 */
int
profile_journey_value_cmp(const JourneyValue *a, const JourneyValue *b)
{
	JourneyValueParts pa;
	JourneyValueParts pb;
	int c;

	if (a->scale == b->scale && a->scale != JOURNEY_VALUE_DIGITS)
		return a->mantissa < b->mantissa ? -1 : a->mantissa > b->mantissa;

	journey_value_split(a, &pa);
	journey_value_split(b, &pb);
	if (pa.negative != pb.negative)
		return pa.negative ? -1 : 1;
	c = journey_value_cmp_magnitude(&pa, &pb);
	if (c != 0)
		return pa.negative ? -c : c;
	return pa.fraction_len < pb.fraction_len ? -1 : pa.fraction_len > pb.fraction_len;
}
