/*-------------------------------------------------------------------------
 *
 * vat_east.c
 *		Check digits of VAT numbers: Bulgaria, Croatia, Cyprus, Czechia, Estonia,
 *		Greece, Hungary, Latvia, Lithuania, Malta, Poland, Romania, Slovakia,
 *		Slovenia.
 *
 * Sources as in vat_west.c; see vat.h for what a rule gets.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/vat.h"
#include "identifier/identifier_text.h"

/* Companies have nine digits. */
static bool
vat_bg_company(const char *s)
{
	static const int weights[] = {1, 2, 3, 4, 5, 6, 7, 8};
	static const int again[] = {3, 4, 5, 6, 7, 8, 9, 10};
	int check = profile_number_sum(s, weights, 8) % 11;

	if (check == 10)
		check = profile_number_sum(s, again, 8) % 11 % 10;
	return check == s[8] - '0';
}

/* The date of birth in a personal number: months 21 on are 18xx, 41 on 20xx. */
static bool
vat_bg_birth(const char *s)
{
	int year = 1900 + profile_number_value(s, 2);
	int month = profile_number_value(s + 2, 2);

	if (month > 40)
	{
		year += 100;
		month -= 40;
	}
	else if (month > 20)
	{
		year -= 100;
		month -= 20;
	}
	return profile_number_date(year, month, profile_number_value(s + 4, 2));
}

/* Ten digits: a citizen's, a foreigner's, or another person's. */
static bool
vat_bg_person(const char *s)
{
	static const int citizen[] = {2, 4, 8, 5, 10, 9, 7, 3, 6};
	static const int foreigner[] = {21, 19, 17, 13, 11, 9, 7, 3, 1};
	static const int other[] = {4, 3, 2, 7, 6, 5, 4, 3, 2};
	int last = s[9] - '0';

	return (profile_number_sum(s, citizen, 9) % 11 % 10 == last && vat_bg_birth(s)) ||
		   profile_number_sum(s, foreigner, 9) % 10 == last ||
		   (11 - profile_number_sum(s, other, 9) % 11) % 11 == last;
}

bool
profile_vat_bg(const char *s, int count)
{
	if (!profile_number_all_digits(s, count))
		return false;
	return count == 9 ? vat_bg_company(s) : vat_bg_person(s);
}

/* Eight digits and a letter; digits in odd places count by a table. */
bool
profile_vat_cy(const char *s, int count)
{
	static const int table[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
	int sum = 0;

	if (!profile_number_all_digits(s, count - 1) || memcmp(s, "12", 2) == 0)
		return false;
	for (int i = 0; i < 8; i++)
		sum += i % 2 == 0 ? table[s[i] - '0'] : s[i] - '0';
	return s[8] == (char) ('A' + sum % 26);
}

/*
 * Birth number of Czechia and Slovakia: women's months are 50 higher, and 20
 * where a day's numbers ran out.  Nine digits until 1953, then ten with a check.
 */
static bool
vat_birth_number(const char *s, int count)
{
	int year = 1900 + profile_number_value(s, 2);
	int month = profile_number_value(s + 2, 2) % 50 % 20;

	if (count == 9 && year >= 1980)
		year -= 100;
	else if (count == 9 && year > 1953)
		return false;
	else if (count == 10 && year < 1954)
		year += 100;
	if (!profile_number_date(year, month, profile_number_value(s + 4, 2)))
		return false;
	return count == 9 || profile_number_value(s, 9) % 11 % 10 == s[9] - '0';
}

/* Companies have eight digits, some persons nine that begin with 6. */
bool
profile_vat_cz(const char *s, int count)
{
	static const int weights[] = {8, 7, 6, 5, 4, 3, 2};
	int check;

	if (!profile_number_all_digits(s, count))
		return false;
	if (count == 8)
	{
		check = (11 - profile_number_sum(s, weights, 7) % 11) % 11;
		return s[0] != '9' && (check == 0 ? 1 : check) % 10 == s[7] - '0';
	}
	if (count == 9 && s[0] == '6')
	{
		check = profile_number_sum(s + 1, weights, 7) % 11;
		return 8 - (21 - check) % 11 == s[8] - '0';
	}
	return vat_birth_number(s, count);
}

bool
profile_vat_ee(const char *s, int count)
{
	static const int weights[] = {3, 7, 1, 3, 7, 1, 3, 7, 1};

	return profile_number_all_digits(s, count) &&
		   profile_number_sum(s, weights, 9) % 10 == 0;
}

bool
profile_vat_el(const char *s, int count)
{
	static const int weights[] = {256, 128, 64, 32, 16, 8, 4, 2};

	return profile_number_all_digits(s, count) &&
		   profile_number_sum(s, weights, 8) % 11 % 10 == s[8] - '0';
}

/* ISO 7064, MOD 11,10 */
bool
profile_vat_hr(const char *s, int count)
{
	return profile_number_all_digits(s, count) && profile_number_mod11_10(s, count);
}

bool
profile_vat_hu(const char *s, int count)
{
	static const int weights[] = {9, 7, 3, 1, 9, 7, 3, 1};

	return profile_number_all_digits(s, count) &&
		   profile_number_sum(s, weights, 8) % 10 == 0;
}

/* Nine digits of a company, twelve of one registered for a while. */
bool
profile_vat_lt(const char *s, int count)
{
	int first = 0;
	int again = 0;

	if (!profile_number_all_digits(s, count) || s[count - 2] != '1')
		return false;
	for (int i = 0; i < count - 1; i++)
	{
		first += (1 + i % 9) * (s[i] - '0');
		again += (1 + (i + 2) % 9) * (s[i] - '0');
	}
	first %= 11;
	return (first == 10 ? again % 11 % 10 : first) == s[count - 1] - '0';
}

/* The date of birth in a personal number; the seventh digit is the century. */
static bool
vat_lv_birth(const char *s)
{
	return profile_number_date(1800 + 100 * (s[6] - '0') + profile_number_value(s + 4, 2),
							   profile_number_value(s + 2, 2),
							   profile_number_value(s, 2));
}

/* Companies begin with 4 to 9, persons with the day of birth or with 32. */
bool
profile_vat_lv(const char *s, int count)
{
	static const int company[] = {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1};
	static const int person[] = {10, 5, 8, 4, 2, 1, 6, 3, 7, 9};

	if (!profile_number_all_digits(s, count))
		return false;
	if (s[0] > '3')
		return profile_number_sum(s, company, 11) % 11 == 3;
	return (memcmp(s, "32", 2) == 0 || vat_lv_birth(s)) &&
		   (1 + profile_number_sum(s, person, 10)) % 11 % 10 == s[10] - '0';
}

bool
profile_vat_mt(const char *s, int count)
{
	static const int weights[] = {3, 4, 6, 7, 8, 9, 10, 1};

	return profile_number_all_digits(s, count) && s[0] != '0' &&
		   profile_number_sum(s, weights, 8) % 37 == 0;
}

bool
profile_vat_pl(const char *s, int count)
{
	static const int weights[] = {6, 5, 7, 2, 3, 4, 5, 6, 7};

	return profile_number_all_digits(s, count) &&
		   profile_number_sum(s, weights, 9) % 11 == s[9] - '0';
}

/* A company's two to ten digits, or a person's thirteen. */
bool
profile_vat_ro(const char *s, int count)
{
	static const int company[] = {7, 5, 3, 2, 1, 7, 5, 3, 2};
	static const int person[] = {2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9};
	int body = count - 1;
	int check;

	if (!profile_number_all_digits(s, count) || s[0] == '0')
		return false;
	if (count == 13)
	{
		check = profile_number_sum(s, person, 12) % 11;
		return (check == 10 ? 1 : check) == s[12] - '0';
	}
	check = profile_number_sum(s, company + 9 - body, body) * 10 % 11 % 10;
	return check == s[body] - '0';
}

bool
profile_vat_si(const char *s, int count)
{
	static const int weights[] = {8, 7, 6, 5, 4, 3, 2};
	int check;

	if (!profile_number_all_digits(s, count) || s[0] == '0')
		return false;
	check = 11 - profile_number_sum(s, weights, 7) % 11;
	return (check == 10 ? 0 : check) == s[7] - '0';
}

/* Ten digits divisible by eleven, or a birth number. */
bool
profile_vat_sk(const char *s, int count)
{
	if (!profile_number_all_digits(s, count))
		return false;
	if (count == 10 && s[0] != '0' && memchr("234789", s[2], 6) != NULL)
	{
		int remainder = 0;

		for (int i = 0; i < count; i++)
			remainder = (remainder * 10 + (s[i] - '0')) % 11;
		if (remainder == 0)
			return true;
	}
	return vat_birth_number(s, count);
}
