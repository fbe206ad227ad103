/*-------------------------------------------------------------------------
 *
 * bank_number.c
 *		Numbers of Russian banks and accounts: BIK and the 20 digits of an
 *		account, with the key that ties them together.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/number_text.h"
#include "identifier/identifier_text.h"
#include "identifier/phone_parse.h"

#define BANK_BIK_DIGITS     9
#define BANK_ACCOUNT_DIGITS 20

/* Returns NULL or the problem of nine characters as a BIK. */
static const char *
bank_bik_problem(const char *digits)
{
	if (!profile_number_all_digits(digits, BANK_BIK_DIGITS))
		return "bad_format";
	if (profile_number_is_made_up(digits, BANK_BIK_DIGITS))
		return "placeholder";
	return digits[0] != '0' ? "unknown_region" : NULL;
}

/*
 * profile_bic_read: BIK, the identification code of a bank in Russia
 *
 * Nine digits without a checksum.  The country code comes first: 04 for banks,
 * 00 to 02 for the treasury; other second digits are not in use and read with an
 * assumption.  The SWIFT code of the same English name is the kind swift.
 */
void
profile_bic_read(const char *raw, size_t length, const char *region,
				 IdentifierReading *reading)
{
	NumberText digits;
	const char *assumption = NULL;
	const char *problem =
		profile_number_field_digits(raw, length, BANK_BIK_DIGITS, &digits, &assumption);

	(void) region;
	identifier_begin(reading);
	/* without its zero only a bank's can be told */
	if (problem == NULL && assumption != NULL && digits.text[1] != '4')
		problem = "too_short";
	if (problem == NULL && assumption != NULL)
		identifier_note(&reading->quality, &reading->problem, assumption);
	if (problem == NULL && digits.count < BANK_BIK_DIGITS)
		problem = "too_short";
	else if (problem == NULL && digits.count > BANK_BIK_DIGITS)
		problem = "too_long";
	else if (problem == NULL)
		problem = bank_bik_problem(digits.text);
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (digits.text[1] != '4' && digits.text[1] > '2')
		identifier_note(&reading->quality, &reading->problem, "unknown_region");
	profile_number_finish(digits.text, digits.count, reading);
}

/*
 * profile_swift_read: SWIFT code, the business identifier code of ISO 9362
 *
 * Four letters or digits of the bank, two letters of the country, two characters
 * of the place, three of the branch; a head office has XXX or none.  There is no
 * checksum: the country must be one.  The key has eleven characters.
 */
void
profile_swift_read(const char *raw, size_t length, const char *region,
				   IdentifierReading *reading)
{
	NumberText code;
	const char *problem;
	char country[3] = {0};

	(void) region;
	identifier_begin(reading);
	profile_number_field(&raw, &length);
	problem = profile_number_letters_digits(raw, length, &code);
	if (problem == NULL && code.count != 8 && code.count != 11)
		problem = code.count < 8    ? "too_short"
				  : code.count > 11 ? "too_long"
									: "bad_format";
	if (problem == NULL)
	{
		memcpy(country, code.text + 4, 2);
		if (profile_phone_region(country) == NULL)
			problem = "unknown_region";
		else if (profile_number_is_made_up(code.text, code.count))
			problem = "placeholder";
		else if (code.text[7] == '0')
			problem = "test_number"; /* a code for SWIFT's test system */
	}
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (code.count == 8)
		memcpy(code.text + 8, "XXX", 3);
	memcpy(reading->key, code.text, 11);
	reading->key_length = 11;
	reading->normalized_length = memcmp(code.text + 8, "XXX", 3) == 0 ? 8 : 11;
	memcpy(reading->normalized, code.text, reading->normalized_length);
}

/* The digit that a letter in an account's sixth place stands for, or -1. */
static int
bank_account_digit(char c)
{
	static const char letters[] = "ABCEHKMPTX";
	const char *found;

	if (identifier_ascii_digit(c))
		return c - '0';
	found = strchr(letters, c);
	return found == NULL ? -1 : (int) (found - letters);
}

/*
 * The key of an account (Bank of Russia, order 515 of 8 September 1997): three
 * digits of the bank before the account's twenty, weights 7, 1, 3 over and over;
 * the last digits of the products add up to a multiple of ten.  The bank's three
 * are the last of its BIK; for a correspondent account, and for accounts at the
 * Bank of Russia itself, zero and the fifth and sixth.
 */
static bool
bank_account_checks(const char *bik, const char *account)
{
	static const int weights[] = {7, 1, 3};
	bool central = memcmp(account, "30101", 5) == 0 || memcmp(bik + 6, "000", 3) == 0 ||
				   memcmp(bik + 6, "001", 3) == 0 || memcmp(bik + 6, "002", 3) == 0;
	char bank[3];
	int sum = 0;

	if (central)
	{
		bank[0] = '0';
		memcpy(bank + 1, bik + 4, 2);
	}
	else
		memcpy(bank, bik + 6, 3);
	for (int i = 0; i < 3 + BANK_ACCOUNT_DIGITS; i++)
		sum += weights[i % 3] *
			   (i < 3 ? bank[i] - '0' : bank_account_digit(account[i - 3])) % 10;
	return sum % 10 == 0;
}

/* Returns NULL or the problem of twenty characters as an account. */
static const char *
bank_account_problem(const char *account)
{
	if (!profile_number_all_digits(account, 5) || bank_account_digit(account[5]) < 0 ||
		!profile_number_all_digits(account + 6, BANK_ACCOUNT_DIGITS - 6))
		return "bad_format";
	if (profile_number_is_made_up(account, BANK_ACCOUNT_DIGITS))
		return "placeholder";
	return account[0] == '0' ? "bad_format" : NULL;
}

/*
 * Split at the character that stands between a BIK and an account: a slash,
 * colon, comma, semicolon or vertical bar.  Returns NULL or the problem; without
 * such a character there is no second part.
 */
static const char *
bank_account_split(const char *raw, size_t length, NumberText *first, NumberText *second)
{
	const char *problem;
	size_t at = 0;

	second->count = 0;
	while (at < length && memchr("/:,;|", raw[at], 5) == NULL)
		at++;
	problem = profile_number_letters_digits(raw, at, first);
	/* nothing harder than a blank between the two */
	if (problem == NULL && at == length &&
		first->count == BANK_BIK_DIGITS + BANK_ACCOUNT_DIGITS)
	{
		int head = raw[BANK_BIK_DIGITS] == ' ' ? BANK_BIK_DIGITS : BANK_ACCOUNT_DIGITS;

		if (raw[head] != ' ')
			return NULL;
		second->count = first->count - head;
		memcpy(second->text, first->text + head, (size_t) second->count);
		first->count = head;
	}
	if (problem == NULL && at < length)
		problem = profile_number_letters_digits(raw + at + 1, length - at - 1, second);
	return problem;
}

/*
 * profile_account_ru_read: an account at a Russian bank, with its BIK or without
 *
 * "044525225/40817810..." in either order is checked by its key, and both forms
 * are BIK/account.  An account alone cannot be checked, and another bank may have
 * the same one: it is read with the assumption no_bank, both forms the twenty
 * characters.
 */
void
profile_account_ru_read(const char *raw, size_t length, const char *region,
						IdentifierReading *reading)
{
	NumberText parts[2];
	const NumberText *account = &parts[0];
	const NumberText *bik = &parts[1];
	const char *problem = bank_account_split(raw, length, &parts[0], &parts[1]);
	char text[BANK_BIK_DIGITS + 1 + BANK_ACCOUNT_DIGITS];

	(void) region;
	identifier_begin(reading);
	if (problem == NULL && parts[0].count == BANK_BIK_DIGITS && parts[1].count > 0)
	{
		account = &parts[1];
		bik = &parts[0];
	}
	if (problem == NULL && account->count != BANK_ACCOUNT_DIGITS)
		problem = account->count < BANK_ACCOUNT_DIGITS ? "too_short" : "too_long";
	if (problem == NULL)
		problem = bank_account_problem(account->text);
	if (problem == NULL && bik->count > 0)
		problem =
			bik->count != BANK_BIK_DIGITS ? "bad_format" : bank_bik_problem(bik->text);
	if (problem == NULL && bik->count > 0 &&
		!bank_account_checks(bik->text, account->text))
		problem = "bad_checksum";
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (bik->count == 0)
	{
		identifier_note(&reading->quality, &reading->problem, "no_bank");
		profile_number_finish(account->text, BANK_ACCOUNT_DIGITS, reading);
		return;
	}
	memcpy(text, bik->text, BANK_BIK_DIGITS);
	text[BANK_BIK_DIGITS] = '/';
	memcpy(text + BANK_BIK_DIGITS + 1, account->text, BANK_ACCOUNT_DIGITS);
	profile_number_finish(text, (int) sizeof(text), reading);
}
