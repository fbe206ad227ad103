/*-------------------------------------------------------------------------
 *
 * phone_float.c
 *		Telephone numbers that a spreadsheet took for floating-point numbers.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone_runs.h"
#include "identifier/identifier_text.h"

/* More exponent than any number has digits. */
#define PHONE_EXPONENT_MAX 99

/* Zeros at the end of a mantissa that programs leave out; more are lost digits. */
#define PHONE_ZEROS_MAX 2

/* The digits in front and behind one point; *whole is how many are in front. */
static int
phone_mantissa(const char *raw, size_t length, size_t *at, char *digits, int room,
			   int *whole)
{
	int count = 0;

	*whole = -1;
	for (; *at < length && count < room; (*at)++)
	{
		if (identifier_ascii_digit(raw[*at]))
			digits[count++] = raw[*at];
		else if ((raw[*at] == '.' || raw[*at] == ',') && *whole < 0 && count > 0)
			*whole = count;
		else
			break;
	}
	return count;
}

/* The exponent that the rest of the text is, or -1. */
static int
phone_exponent(const char *raw, size_t length, size_t at)
{
	int exponent = 0;

	if (raw[at] != 'e' && raw[at] != 'E')
		return -1;
	at++;
	if (at < length && raw[at] == '+')
		at++;
	if (at == length)
		return -1;
	for (; at < length; at++)
	{
		if (!identifier_ascii_digit(raw[at]) || exponent > PHONE_EXPONENT_MAX)
			return -1;
		exponent = exponent * 10 + (raw[at] - '0');
	}
	return exponent;
}

/*
 * profile_phone_float: the integer that a floating-point number is
 *
 * 7.9161234567E+10 and 89161234567.0 are; digits has room for what is written.
 * Returns how many digits, 0 if the text is no such number, -1 if some are lost.
 */
int
profile_phone_float(const char *raw, size_t length, char *digits, int room)
{
	size_t at = 0;
	int whole;
	int count = phone_mantissa(raw, length, &at, digits, room, &whole);
	int exponent;

	if (at == length)
	{
		for (int i = whole; i >= 0 && i < count; i++)
		{
			if (digits[i] != '0')
				return 0;
		}
		return whole >= PHONE_PIECE_MIN && whole < count ? whole : 0;
	}
	if (whole != 1)
		return 0;
	exponent = phone_exponent(raw, length, at);
	if (exponent < PHONE_PIECE_MIN - 1 || exponent >= room)
		return 0;
	if (count < exponent + 1 - PHONE_ZEROS_MAX)
		return -1;
	while (count < exponent + 1)
		digits[count++] = '0';
	return exponent + 1;
}
