/*-------------------------------------------------------------------------
 *
 * vat_west.c
 *		Check digits of VAT numbers: Austria, Belgium, Denmark, Finland, France,
 *		Germany, Ireland, Italy, Luxembourg, the Netherlands, Northern Ireland,
 *		Portugal, Spain, Sweden.
 *
 * The rules are the states' own, as published for software that checks numbers
 * (BMF Algorithms for VAT numbers, version of the Commission's TIN and VIES
 * documentation).  See vat.h for what a rule gets.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/vat.h"
#include "identifier/identifier_text.h"

/* Digits only, the first not zero. */
static bool
vat_natural(const char *s, int count)
{
	return profile_number_all_digits(s, count) && s[0] != '0';
}

/* U and 8 digits: Luhn with the second, fourth and sixth doubled, plus 4. */
bool
profile_vat_at(const char *s, int count)
{
	if (s[0] != 'U' || !profile_number_all_digits(s + 1, count - 1))
		return false;
	return (16 - profile_number_luhn(s + 1, 7)) % 10 == s[8] - '0';
}

/* The last two digits are 97 less the remainder of the others. */
bool
profile_vat_be(const char *s, int count)
{
	int body = count - 2;

	if (!profile_number_all_digits(s, count) || (count == 10 && s[0] > '1'))
		return false;
	return 97 - profile_number_value(s, body) % 97 == profile_number_value(s + body, 2);
}

/* ISO 7064, MOD 11,10 */
bool
profile_vat_de(const char *s, int count)
{
	return vat_natural(s, count) && profile_number_mod11_10(s, count);
}

bool
profile_vat_dk(const char *s, int count)
{
	static const int weights[] = {2, 7, 6, 5, 4, 3, 2, 1};

	return vat_natural(s, count) && profile_number_sum(s, weights, 8) % 11 == 0;
}

/* The letter of a Spanish person's number. */
static char
vat_es_letter(int number)
{
	return "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23];
}

/* A person's number, a foreigner's (X, Y, Z), or a company's with its letter. */
bool
profile_vat_es(const char *s, int count)
{
	int check;

	if (!profile_number_all_digits(s + 1, 7))
		return false;
	if (identifier_ascii_digit(s[0]))
		return s[count - 1] == vat_es_letter(profile_number_value(s, 8));
	if (s[0] >= 'X' && s[0] <= 'Z')
		return s[8] ==
			   vat_es_letter((s[0] - 'X') * 10000000 + profile_number_value(s + 1, 7));
	if (s[0] >= 'K' && s[0] <= 'M')
		return s[8] == vat_es_letter(profile_number_value(s + 1, 7));
	if (memchr("ABCDEFGHJNPQRSUVW", s[0], 17) == NULL)
		return false;
	/* Luhn's digit for what stands before it: a zero takes its place */
	check = 0;
	for (int i = 1; i < 8; i++)
	{
		int digit = (s[i] - '0') * (i % 2 == 1 ? 2 : 1);

		check += digit > 9 ? digit - 9 : digit;
	}
	check = (10 - check % 10) % 10;
	return s[8] == (char) ('0' + check) || s[8] == "JABCDEFGHI"[check];
}

bool
profile_vat_fi(const char *s, int count)
{
	static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1};

	return profile_number_all_digits(s, count) &&
		   profile_number_sum(s, weights, 8) % 11 == 0;
}

/* Place of a character in France's alphabet without I and O, or -1. */
static int
vat_fr_place(char c)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
	const char *found = memchr(alphabet, c, sizeof(alphabet) - 1);

	return found == NULL ? -1 : (int) (found - alphabet);
}

/*
 * Two characters of check and the SIREN, which Luhn checks (not in Monaco, whose
 * numbers begin with 000).  Digits are the remainder by 97; with a letter among
 * them, the check of the newer system.
 */
bool
profile_vat_fr(const char *s, int count)
{
	int first = vat_fr_place(s[0]);
	int second = vat_fr_place(s[1]);
	int siren;
	int check;

	if (first < 0 || second < 0 || !profile_number_all_digits(s + 2, count - 2))
		return false;
	if (memcmp(s + 2, "000", 3) != 0 && profile_number_luhn(s + 2, 9) != 0)
		return false;
	siren = profile_number_value(s + 2, 9);
	if (first < 10 && second < 10)
		return first * 10 + second == (int) (((int64_t) siren * 100 + 12) % 97);
	check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
	return check >= 0 && (siren + 1 + check / 11) % 11 == check % 11;
}

/*
 * Seven digits and a letter, perhaps with a second one behind it; until 2013 a
 * digit, a letter or sign, five digits and the letter.
 */
bool
profile_vat_ie(const char *s, int count)
{
	static const char alphabet[] = "WABCDEFGHIJKLMNOPQRSTUV";
	static const int weights[] = {8, 7, 6, 5, 4, 3, 2};
	const char *extra =
		count == 9 ? memchr(alphabet, s[8], sizeof(alphabet) - 1) : alphabet;
	char digits[7];

	if (extra == NULL)
		return false;
	memcpy(digits, s, 7);
	if (!profile_number_all_digits(s, 7))
	{
		if (count != 8 || !identifier_ascii_digit(s[0]) || identifier_ascii_digit(s[1]))
			return false;
		digits[0] = '0';
		memcpy(digits + 1, s + 2, 5);
		digits[6] = s[0];
		if (!profile_number_all_digits(digits, 7))
			return false;
	}
	return s[7] ==
		   alphabet[(profile_number_sum(digits, weights, 7) + 9 * (extra - alphabet)) %
					23];
}

/* Company, province (1 to 100, or one of four offices), Luhn. */
bool
profile_vat_it(const char *s, int count)
{
	int province;

	if (!profile_number_all_digits(s, count) || memcmp(s, "0000000", 7) == 0)
		return false;
	province = profile_number_value(s + 7, 3);
	if (province == 0 || (province > 100 && province != 120 && province != 121 &&
						  province != 888 && province != 999))
		return false;
	return profile_number_luhn(s, 11) == 0;
}

bool
profile_vat_lu(const char *s, int count)
{
	return profile_number_all_digits(s, count) &&
		   profile_number_value(s, 6) % 89 == profile_number_value(s + 6, 2);
}

/*
 * Nine digits, B, two digits.  Companies' nine pass the eleven-test; since 2020
 * those of sole traders do not, and the whole passes ISO 7064 instead.
 */
bool
profile_vat_nl(const char *s, int count)
{
	static const int weights[] = {9, 8, 7, 6, 5, 4, 3, 2, -1};
	char whole[14] = "NL";

	if (!profile_number_all_digits(s, 9) || s[9] != 'B' ||
		!profile_number_all_digits(s + 10, 2) || memcmp(s, "000000000", 9) == 0 ||
		memcmp(s + 10, "00", 2) == 0)
		return false;
	memcpy(whole + 2, s, (size_t) count);
	return profile_number_sum(s, weights, 9) % 11 == 0 ||
		   profile_number_mod97(whole, 2 + count) == 1;
}

bool
profile_vat_pt(const char *s, int count)
{
	static const int weights[] = {9, 8, 7, 6, 5, 4, 3, 2};

	return vat_natural(s, count) &&
		   (11 - profile_number_sum(s, weights, 8) % 11) % 11 % 10 == s[8] - '0';
}

/* A company's ten digits, Luhn, and 01. */
bool
profile_vat_se(const char *s, int count)
{
	return profile_number_all_digits(s, count) && memcmp(s + 10, "01", 2) == 0 &&
		   profile_number_luhn(s, 10) == 0;
}

/*
 * As in the United Kingdom: nine digits, perhaps with a branch of three; the
 * government's departments and health authorities have GD or HA and three.
 */
bool
profile_vat_xi(const char *s, int count)
{
	static const int weights[] = {8, 7, 6, 5, 4, 3, 2, 10, 1};
	int sum;

	if (count == 5)
		return profile_number_all_digits(s + 2, 3) &&
			   ((memcmp(s, "GD", 2) == 0 && s[2] < '5') ||
				(memcmp(s, "HA", 2) == 0 && s[2] >= '5'));
	if (!profile_number_all_digits(s, count))
		return false;
	sum = profile_number_sum(s, weights, 9) % 97;
	return sum == 0 || sum == 42;
}
