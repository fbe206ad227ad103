/*-------------------------------------------------------------------------
 *
 * number_text.c
 *		Characters, checksums and junk of registry, bank and document numbers.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/number_text.h"
#include "identifier/identifier_text.h"

/* A full-width or ASCII letter as ASCII upper case, or 0. */
static char
number_letter(int32_t c)
{
	if (c >= 0xFF21 && c <= 0xFF5A)
		c -= 0xFF21 - 'A';
	if (c >= 'a' && c <= 'z')
		return (char) (c - 'a' + 'A');
	return (c >= 'A' && c <= 'Z') ? (char) c : '\0';
}

/* What may stand between the groups of a number and means nothing. */
static bool
number_is_separator(int32_t c)
{
	return c == '-' || c == '.' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
		   profile_text_is_blank(c);
}

/* Collect a number; reading stops at the first character too many. */
static const char *
number_collect(const char *raw, size_t length, bool letters, NumberText *number)
{
	number->count = 0;
	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(raw, length, &at);
		int value = profile_text_digit(c);
		char taken = value >= 0 ? (char) ('0' + value)
					 : letters  ? number_letter(c)
								: '\0';

		if (taken == '\0' && !number_is_separator(c))
			return "bad_format";
		if (taken == '\0')
			continue;
		if (number->count == NUMBER_TEXT_MAX)
			return "too_long";
		number->text[number->count++] = taken;
	}
	return number->count == 0 ? "bad_format" : NULL;
}

/*
 * profile_number_digits: the digits of a number written with spaces, hyphens or
 * dots
 *
 * Returns NULL or the problem: bad_format for any other character, too_long.
 */
const char *
profile_number_digits(const char *raw, size_t length, NumberText *number)
{
	return number_collect(raw, length, false, number);
}

/*
 * profile_number_letters_digits: the same, with the letters A to Z in any case
 */
const char *
profile_number_letters_digits(const char *raw, size_t length, NumberText *number)
{
	return number_collect(raw, length, true, number);
}

/*
 * profile_number_all_digits: no letter among the first count characters
 */
bool
profile_number_all_digits(const char *s, int count)
{
	for (int i = 0; i < count; i++)
	{
		if (!identifier_ascii_digit(s[i]))
			return false;
	}
	return true;
}

/*
 * profile_number_value: decimal value of count digits, at most 9
 */
int
profile_number_value(const char *s, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++)
		value = value * 10 + (s[i] - '0');
	return value;
}

/*
 * profile_number_sum: weighted sum of the first count digits
 */
int
profile_number_sum(const char *digits, const int *weights, int count)
{
	int sum = 0;

	for (int i = 0; i < count; i++)
		sum += weights[i] * (digits[i] - '0');
	return sum;
}

/*
 * profile_number_is_made_up: one character over and over, or digits that count
 * up or down (1234567890, 0987654321), from the first to the last
 */
bool
profile_number_is_made_up(const char *s, int count)
{
	bool same = true;
	bool up = true;
	bool down = true;

	for (int i = 1; i < count; i++)
	{
		int step = (s[i] - s[i - 1] + 10) % 10;
		bool digits = identifier_ascii_digit(s[i]) && identifier_ascii_digit(s[i - 1]);

		same = same && s[i] == s[i - 1];
		up = up && digits && step == 1;
		down = down && digits && step == 9;
	}
	return count > 1 && (same || up || down);
}

/*
 * profile_number_luhn: Luhn's sum modulo 10 (ISO/IEC 7812-1, annex B); a number
 * with its check digit is right at 0
 */
int
profile_number_luhn(const char *digits, int count)
{
	int sum = 0;

	for (int i = 0; i < count; i++)
	{
		int digit = digits[count - 1 - i] - '0';

		if (i % 2 == 1)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10;
}

/*
 * profile_number_mod97: remainder by 97 of a number in which A to Z stand for 10
 * to 35 (ISO/IEC 7064, MOD 97-10)
 */
int
profile_number_mod97(const char *s, int count)
{
	int remainder = 0;

	for (int i = 0; i < count; i++)
	{
		if (identifier_ascii_digit(s[i]))
			remainder = (remainder * 10 + (s[i] - '0')) % 97;
		else
			remainder = (remainder * 100 + (s[i] - 'A' + 10)) % 97;
	}
	return remainder;
}

/*
 * profile_number_mod11_10: digits with a check digit at their end are right
 * (ISO/IEC 7064, MOD 11,10)
 */
bool
profile_number_mod11_10(const char *digits, int count)
{
	int check = 10;

	for (int i = 0; i < count - 1; i++)
	{
		check = (check + (digits[i] - '0')) % 10;
		check = (check == 0 ? 10 : check) * 2 % 11;
	}
	return (check + (digits[count - 1] - '0')) % 10 == 1;
}

/*
 * profile_number_date: a day of the Gregorian calendar
 */
bool
profile_number_date(int year, int month, int day)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/*
 * profile_number_finish: one text as both forms of a reading that is not garbage
 */
void
profile_number_finish(const char *text, int count, IdentifierReading *reading)
{
	memcpy(reading->normalized, text, (size_t) count);
	memcpy(reading->key, text, (size_t) count);
	reading->normalized_length = reading->key_length = (size_t) count;
}
