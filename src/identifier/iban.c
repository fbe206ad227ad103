/*-------------------------------------------------------------------------
 *
 * iban.c
 *		International bank account numbers, and legal entity identifiers, which
 *		have the same checksum.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/number_text.h"
#include "identifier/identifier_text.h"

/* Country and check digits stand before what the country itself decides about. */
#define IBAN_PREFIX  4
#define IBAN_MIN     15
#define IBAN_MAX     34
#define IBAN_LEI_MAX 20

typedef struct IbanCountry
{
	char country[3];
	const char *structure; /* runs of n digits, a letters, c either: "4a6n" */
} IbanCountry;

/* SWIFT, IBAN registry (ISO 13616); sorted by country. */
static const IbanCountry iban_countries[] = {
	{"AD", "8n12c"},    {"AE", "19n"},      {"AL", "8n16c"},    {"AT", "16n"},
	{"AZ", "4a20c"},    {"BA", "16n"},      {"BE", "12n"},      {"BG", "4a6n8c"},
	{"BH", "4a14c"},    {"BI", "23n"},      {"BR", "23n1a1c"},  {"BY", "4c4n16c"},
	{"CH", "5n12c"},    {"CR", "18n"},      {"CY", "8n16c"},    {"CZ", "20n"},
	{"DE", "18n"},      {"DJ", "23n"},      {"DK", "14n"},      {"DO", "4c20n"},
	{"EE", "16n"},      {"EG", "25n"},      {"ES", "20n"},      {"FI", "14n"},
	{"FK", "2a12n"},    {"FO", "14n"},      {"FR", "10n11c2n"}, {"GB", "4a14n"},
	{"GE", "2a16n"},    {"GI", "4a15c"},    {"GL", "14n"},      {"GR", "7n16c"},
	{"GT", "24c"},      {"HN", "4a20n"},    {"HR", "17n"},      {"HU", "24n"},
	{"IE", "4a14n"},    {"IL", "19n"},      {"IQ", "4a15n"},    {"IS", "22n"},
	{"IT", "1a10n12c"}, {"JO", "4a4n18c"},  {"KW", "4a22c"},    {"KZ", "3n13c"},
	{"LB", "4n20c"},    {"LC", "4a24c"},    {"LI", "5n12c"},    {"LT", "16n"},
	{"LU", "3n13c"},    {"LV", "4a13c"},    {"LY", "21n"},      {"MC", "10n11c2n"},
	{"MD", "20c"},      {"ME", "18n"},      {"MK", "3n10c2n"},  {"MN", "16n"},
	{"MR", "23n"},      {"MT", "4a5n18c"},  {"MU", "4a19n3a"},  {"NI", "4a20n"},
	{"NL", "4a10n"},    {"NO", "11n"},      {"OM", "3n16c"},    {"PK", "4a16c"},
	{"PL", "24n"},      {"PS", "4a21c"},    {"PT", "21n"},      {"QA", "4a21c"},
	{"RO", "4a16c"},    {"RS", "18n"},      {"RU", "14n15c"},   {"SA", "2n18c"},
	{"SC", "4a20n3a"},  {"SD", "14n"},      {"SE", "20n"},      {"SI", "15n"},
	{"SK", "20n"},      {"SM", "1a10n12c"}, {"SO", "19n"},      {"ST", "21n"},
	{"SV", "4a20n"},    {"TL", "19n"},      {"TN", "20n"},      {"TR", "6n16c"},
	{"UA", "6n19c"},    {"VA", "18n"},      {"VG", "4a16n"},    {"XK", "16n"},
	{"YE", "4a4n18c"},
};

#define IBAN_COUNTRIES ((int) (sizeof(iban_countries) / sizeof(*iban_countries)))

/* The country's structure, or NULL. */
static const char *
iban_structure(const char *country)
{
	int low = 0;
	int high = IBAN_COUNTRIES;

	while (low < high)
	{
		int middle = low + (high - low) / 2;
		int order = memcmp(country, iban_countries[middle].country, 2);

		if (order == 0)
			return iban_countries[middle].structure;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static bool
iban_fits(char c, char what)
{
	return what == 'c' || identifier_ascii_digit(c) == (what == 'n');
}

/* Returns NULL or the problem of count characters in a country's structure. */
static const char *
iban_structure_problem(const char *s, int count, const char *structure)
{
	int at = 0;

	while (*structure != '\0')
	{
		int run = 0;

		while (identifier_ascii_digit(*structure))
			run = run * 10 + (*structure++ - '0');
		for (; run > 0; run--)
		{
			if (at == count)
				return "too_short";
			if (!iban_fits(s[at++], *structure))
				return "bad_format";
		}
		structure++;
	}
	return at < count ? "too_long" : NULL;
}

/* Step over a word IBAN and a colon before the number. */
static void
iban_strip_word(const char **s, size_t *length)
{
	static const char word[] = "iban";
	size_t at = 0;

	while (at < 4 && at < *length && identifier_ascii_lower((*s)[at]) == word[at])
		at++;
	if (at < 4)
		return;
	while (at < *length && ((*s)[at] == ':' || (*s)[at] == ' '))
		at++;
	*s += at;
	*length -= at;
}

/* Returns NULL or the problem of a number as an IBAN. */
static const char *
iban_problem(const NumberText *number)
{
	const char *s = number->text;
	char turned[NUMBER_TEXT_MAX];
	const char *structure;
	const char *problem;

	if (number->count < IBAN_PREFIX)
		return "too_short";
	if (identifier_ascii_digit(s[0]) || identifier_ascii_digit(s[1]) ||
		!profile_number_all_digits(s + 2, 2))
		return "bad_format";
	if (number->count < IBAN_MIN || number->count > IBAN_MAX)
		return number->count < IBAN_MIN ? "too_short" : "too_long";
	structure = iban_structure(s);
	if (structure == NULL)
		return "unknown_region";
	problem =
		iban_structure_problem(s + IBAN_PREFIX, number->count - IBAN_PREFIX, structure);
	if (problem != NULL)
		return problem;
	if (profile_number_is_made_up(s + IBAN_PREFIX, number->count - IBAN_PREFIX))
		return "placeholder";
	memcpy(turned, s + IBAN_PREFIX, (size_t) (number->count - IBAN_PREFIX));
	memcpy(turned + number->count - IBAN_PREFIX, s, IBAN_PREFIX);
	return profile_number_mod97(turned, number->count) == 1 ? NULL : "bad_checksum";
}

/*
 * profile_iban_read: international bank account number
 *
 * Country, length and structure of the registry, and ISO 7064 over the whole.
 * Both forms are the bare upper-case characters.
 */
void
profile_iban_read(const char *raw, size_t length, const char *region,
				  IdentifierReading *reading)
{
	NumberText number;
	const char *problem;

	(void) region;
	identifier_begin(reading);
	iban_strip_word(&raw, &length);
	problem = profile_number_letters_digits(raw, length, &number);
	if (problem == NULL)
		problem = iban_problem(&number);
	if (problem != NULL)
		identifier_reject(reading, problem);
	else
		profile_number_finish(number.text, number.count, reading);
}

/*
 * profile_lei_read: legal entity identifier (ISO 17442)
 *
 * Eighteen digits and letters and two check digits, ISO 7064 over the whole.
 */
void
profile_lei_read(const char *raw, size_t length, const char *region,
				 IdentifierReading *reading)
{
	NumberText number;
	const char *problem = profile_number_letters_digits(raw, length, &number);

	(void) region;
	identifier_begin(reading);
	if (problem == NULL && number.count != IBAN_LEI_MAX)
		problem = number.count < IBAN_LEI_MAX ? "too_short" : "too_long";
	else if (problem == NULL && !profile_number_all_digits(number.text + 18, 2))
		problem = "bad_format";
	else if (problem == NULL && profile_number_is_made_up(number.text, 18))
		problem = "placeholder";
	else if (problem == NULL && profile_number_mod97(number.text, IBAN_LEI_MAX) != 1)
		problem = "bad_checksum";
	if (problem != NULL)
		identifier_reject(reading, problem);
	else
		profile_number_finish(number.text, number.count, reading);
}
