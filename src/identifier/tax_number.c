/*-------------------------------------------------------------------------
 *
 * tax_number.c
 *		Numbers that the Russian state gives to people and companies: INN
 *		(taxpayer) and SNILS (pension insurance).
 *
 * The readers get a trimmed value that is well-formed UTF-8, not empty and no
 * placeholder (see identifier_kinds.c).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/reading.h"
#include "identifier/identifier_text.h"

/* More digits than any of these numbers has. */
#define TAX_DIGITS_MAX 16

typedef struct TaxDigits
{
	int count;
	char digit[TAX_DIGITS_MAX]; /* '0' to '9' */
} TaxDigits;

/*
 * Collect the digits of a number written with spaces, hyphens or dots.
 *
 * Returns NULL or the problem; more digits than fit are too many for any kind.
 */
static const char *
tax_collect(const char *raw, size_t length, TaxDigits *digits)
{
	digits->count = 0;
	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(raw, length, &at);
		int value = profile_text_digit(c);

		if (value >= 0)
		{
			if (digits->count == TAX_DIGITS_MAX)
				return "too_long";
			digits->digit[digits->count++] = (char) ('0' + value);
		}
		else if (c != '-' && c != '.' && c != 0x2013 && !profile_text_is_blank(c))
			return "bad_format";
	}
	return NULL;
}

/* Weighted sum of the first count digits. */
static int
tax_sum(const TaxDigits *digits, const int *weights, int count)
{
	int sum = 0;

	for (int i = 0; i < count; i++)
		sum += weights[i] * (digits->digit[i] - '0');
	return sum;
}

/* The first count digits are all the same. */
static bool
tax_is_one_digit(const TaxDigits *digits, int count)
{
	for (int i = 1; i < count; i++)
	{
		if (digits->digit[i] != digits->digit[0])
			return false;
	}
	return true;
}

/*
 * INN check digits: weighted sum modulo 11 modulo 10 (order of the Federal Tax
 * Service MMV-7-6/435).  A company's number has one, a person's two.
 */
static bool
tax_inn_checks(const TaxDigits *digits)
{
	static const int weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
	int last = digits->count - 1;

	if (digits->count == 12 &&
		tax_sum(digits, weights + 1, 10) % 11 % 10 != digits->digit[10] - '0')
		return false;
	return tax_sum(digits, weights + (11 - last), last) % 11 % 10 ==
		   digits->digit[last] - '0';
}

/*
 * profile_inn_read: taxpayer number, 10 digits of a company or 12 of a person
 *
 * The first two digits are the region's code; there is no region 00, though
 * such numbers can pass the checksum.
 */
void
profile_inn_read(const char *raw, size_t length, const char *region,
				 IdentifierReading *reading)
{
	TaxDigits digits;
	const char *problem = tax_collect(raw, length, &digits);

	(void) region;
	identifier_begin(reading);
	if (problem == NULL && digits.count < 10)
		problem = "too_short";
	else if (problem == NULL && digits.count > 12)
		problem = "too_long";
	else if (problem == NULL && digits.count == 11)
		problem = "bad_format";
	else if (problem == NULL && tax_is_one_digit(&digits, digits.count))
		problem = "placeholder";
	else if (problem == NULL && digits.digit[0] == '0' && digits.digit[1] == '0')
		problem = "unknown_region";
	else if (problem == NULL && !tax_inn_checks(&digits))
		problem = "bad_checksum";
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	memcpy(reading->normalized, digits.digit, (size_t) digits.count);
	memcpy(reading->key, digits.digit, (size_t) digits.count);
	reading->normalized_length = reading->key_length = (size_t) digits.count;
}

/*
 * Numbers up to this one were given out before there was a checksum
 * (resolution of the Pension Fund, 23.08.2016 N 711p).
 */
#define TAX_SNILS_UNCHECKED "001001998"

/* SNILS check number: sum of digit * (9 - position), modulo 101, 100 is 00. */
static bool
tax_snils_checks(const TaxDigits *digits)
{
	static const int weights[] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
	int sum = tax_sum(digits, weights, 9) % 101 % 100;

	return sum == (digits->digit[9] - '0') * 10 + (digits->digit[10] - '0');
}

/*
 * profile_snils_read: pension insurance number
 *
 * Normalized as printed on the card, 112-233-445 95; the key is the digits.
 */
void
profile_snils_read(const char *raw, size_t length, const char *region,
				   IdentifierReading *reading)
{
	TaxDigits digits;
	const char *problem = tax_collect(raw, length, &digits);
	char *out = reading->normalized;

	(void) region;
	identifier_begin(reading);
	if (problem == NULL && digits.count < 11)
		problem = "too_short";
	else if (problem == NULL && digits.count > 11)
		problem = "too_long";
	else if (problem == NULL && tax_is_one_digit(&digits, 9))
		problem = "placeholder";
	else if (problem == NULL && memcmp(digits.digit, TAX_SNILS_UNCHECKED, 9) <= 0)
		identifier_note(&reading->quality, &reading->problem, "no_checksum");
	else if (problem == NULL && !tax_snils_checks(&digits))
		problem = "bad_checksum";
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	for (int i = 0; i < 11; i++)
	{
		if (i == 3 || i == 6)
			*out++ = '-';
		else if (i == 9)
			*out++ = ' ';
		*out++ = digits.digit[i];
	}
	reading->normalized_length = (size_t) (out - reading->normalized);
	memcpy(reading->key, digits.digit, 11);
	reading->key_length = 11;
}
