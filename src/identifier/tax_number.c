/*-------------------------------------------------------------------------
 *
 * tax_number.c
 *		Numbers that the Russian state gives to people and companies: INN
 *		(taxpayer), KPP (reason of a company's registration with a tax office),
 *		OGRN (entry of a company or an entrepreneur in the state's register) and
 *		SNILS (pension insurance).
 *
 * The readers get a trimmed value that is well-formed UTF-8, not empty and no
 * placeholder (see identifier_kinds.c).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/number_text.h"
#include "identifier/identifier_text.h"

/*
 * INN check digits: weighted sum modulo 11 modulo 10 (order of the Federal Tax
 * Service MMV-7-6/435).  A company's number has one, a person's two.
 */
static bool
tax_inn_checks(const NumberText *digits)
{
	static const int weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
	int last = digits->count - 1;

	if (digits->count == 12 &&
		profile_number_sum(digits->text, weights + 1, 10) % 11 % 10 !=
			digits->text[10] - '0')
		return false;
	return profile_number_sum(digits->text, weights + (11 - last), last) % 11 % 10 ==
		   digits->text[last] - '0';
}

/*
 * "7707083893/770701001", as accounting programs print a company's INN and KPP:
 * narrow the text to the one that is asked for
 */
static void
tax_take_part(const char **raw, size_t *length, bool kpp)
{
	const char *slash;
	NumberText inn;
	NumberText other;

	profile_number_field(raw, length);
	slash = memchr(*raw, '/', *length);
	if (slash != NULL)
	{
		const char *rest = slash + 1;
		size_t size = *length - (size_t) (rest - *raw);

		profile_text_trim(&rest, &size);
		profile_number_field(&rest, &size);
		if (profile_number_digits(*raw, (size_t) (slash - *raw), &inn) != NULL ||
			inn.count != 10 ||
			profile_number_letters_digits(rest, size, &other) != NULL || other.count != 9)
			return;
		*length = kpp ? size : (size_t) (slash - *raw);
		*raw = kpp ? rest : *raw;
	}
}

/*
 * profile_inn_read: taxpayer number, 10 digits of a company or 12 of a person
 *
 * The first two digits are the region's code; there is no region 00, though
 * such numbers can pass the checksum.  A company's that lost its leading zero in a
 * spreadsheet is told by its checksum; a person's would be one of eleven digits.
 */
void
profile_inn_read(const char *raw, size_t length, const char *region,
				 IdentifierReading *reading)
{
	NumberText digits;
	const char *assumption = NULL;
	const char *problem;

	(void) region;
	identifier_begin(reading);
	tax_take_part(&raw, &length, false);
	problem = profile_number_field_digits(raw, length, 10, &digits, &assumption);
	if (problem == NULL && digits.count == 11)
		problem = profile_number_field_digits(raw, length, 12, &digits, &assumption);
	if (problem == NULL && digits.count < 10)
		problem = "too_short";
	else if (problem == NULL && digits.count > 12)
		problem = "too_long";
	else if (problem == NULL && digits.count == 11)
		problem = "bad_format";
	else if (problem == NULL && profile_number_is_made_up(digits.text, digits.count))
		problem = "placeholder";
	else if (problem == NULL && digits.text[0] == '0' && digits.text[1] == '0')
		problem = "unknown_region";
	else if (problem == NULL && !tax_inn_checks(&digits))
		problem = assumption != NULL && strcmp(assumption, "lost_zero") == 0
					  ? "too_short"
					  : "bad_checksum";
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (assumption != NULL)
		identifier_note(&reading->quality, &reading->problem, assumption);
	profile_number_finish(digits.text, digits.count, reading);
}

/*
 * Numbers up to this one were given out before there was a checksum
 * (resolution of the Pension Fund, 23.08.2016 N 711p).
 */
#define TAX_SNILS_UNCHECKED "001001998"

/* SNILS check number: sum of digit * (9 - position), modulo 101, 100 is 00. */
static bool
tax_snils_checks(const NumberText *digits)
{
	static const int weights[] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
	int sum = profile_number_sum(digits->text, weights, 9) % 101 % 100;

	return sum == (digits->text[9] - '0') * 10 + (digits->text[10] - '0');
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
	NumberText digits;
	const char *assumption = NULL;
	const char *problem =
		profile_number_field_digits(raw, length, 11, &digits, &assumption);
	char *out = reading->normalized;

	(void) region;
	identifier_begin(reading);
	if (problem == NULL && assumption != NULL)
		identifier_note(&reading->quality, &reading->problem, assumption);
	if (problem == NULL && digits.count < 11)
		problem = "too_short";
	else if (problem == NULL && digits.count > 11)
		problem = "too_long";
	else if (problem == NULL && profile_number_is_made_up(digits.text, 9))
		problem = "placeholder";
	else if (problem == NULL && memcmp(digits.text, TAX_SNILS_UNCHECKED, 9) <= 0)
		identifier_note(&reading->quality, &reading->problem, "no_checksum");
	else if (problem == NULL && !tax_snils_checks(&digits))
		problem = assumption != NULL && strcmp(assumption, "lost_zero") == 0
					  ? "too_short"
					  : "bad_checksum";
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
		*out++ = digits.text[i];
	}
	reading->normalized_length = (size_t) (out - reading->normalized);
	memcpy(reading->key, digits.text, 11);
	reading->key_length = 11;
}

/*
 * profile_ogrn_read: number in the register of companies (OGRN, 13 digits) or of
 * entrepreneurs (OGRNIP, 15 digits)
 *
 * The last digit is the last digit of the remainder of all the others by 11 or
 * 13 (order of the Ministry of Finance 165n).  A company's number begins with 1
 * or 5, an entrepreneur's with 3; the other first digits count entries about
 * them, not the companies themselves.
 */
void
profile_ogrn_read(const char *raw, size_t length, const char *region,
				  IdentifierReading *reading)
{
	NumberText digits;
	const char *assumption = NULL;
	const char *problem =
		profile_number_field_digits(raw, length, 0, &digits, &assumption);
	int body = digits.count - 1;
	bool company = digits.count == 13;

	(void) region;
	identifier_begin(reading);
	if (problem == NULL && digits.count < 13)
		problem = "too_short";
	else if (problem == NULL && digits.count > 15)
		problem = "too_long";
	else if (problem == NULL && digits.count == 14)
		problem = "bad_format";
	else if (problem == NULL && profile_number_is_made_up(digits.text, body))
		problem = "placeholder";
	else if (problem == NULL)
	{
		int remainder = 0;

		for (int i = 0; i < body; i++)
			remainder = (remainder * 10 + (digits.text[i] - '0')) % (company ? 11 : 13);
		if (remainder % 10 != digits.text[body] - '0')
			problem = "bad_checksum";
		else if (company ? digits.text[0] != '1' && digits.text[0] != '5'
						 : digits.text[0] != '3')
			problem = "bad_format";
	}
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (assumption != NULL)
		identifier_note(&reading->quality, &reading->problem, assumption);
	profile_number_finish(digits.text, digits.count, reading);
}

/*
 * profile_kpp_read: reason of registration, 9 characters
 *
 * Four digits of the tax office, two digits or letters of the reason, three
 * digits that count (order of the Federal Tax Service MMV-7-6/435).  There is no
 * checksum, and a KPP says nothing without its INN: branches of many companies
 * share one.
 */
void
profile_kpp_read(const char *raw, size_t length, const char *region,
				 IdentifierReading *reading)
{
	NumberText number;
	const char *problem;

	(void) region;
	identifier_begin(reading);
	tax_take_part(&raw, &length, true);
	problem = profile_number_letters_digits(raw, length, &number);
	if (problem == NULL && number.count < 9)
		problem = "too_short";
	else if (problem == NULL && number.count > 9)
		problem = "too_long";
	else if (problem == NULL && (!profile_number_all_digits(number.text, 4) ||
								 !profile_number_all_digits(number.text + 6, 3)))
		problem = "bad_format";
	else if (problem == NULL && profile_number_is_made_up(number.text, 9))
		problem = "placeholder";
	else if (problem == NULL && number.text[0] == '0' && number.text[1] == '0')
		problem = "unknown_region";
	if (problem != NULL)
		identifier_reject(reading, problem);
	else
		profile_number_finish(number.text, number.count, reading);
}
