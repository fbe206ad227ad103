/*-------------------------------------------------------------------------
 *
 * passport.c
 *		The Russian internal passport: series of four digits, number of six.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/number_text.h"
#include "identifier/identifier_text.h"

#define PASSPORT_DIGITS  10
#define PASSPORT_RAW_MAX 100

/*
 * The first two digits are the region's by OKATO.  These are not given out; all
 * the others are.
 */
static const char *const passport_no_region[] = {
	"00", "02", "06", "09", "13", "16", "31", "39", "48", "51", "55", "59", "62", "72",
};

/* Words that stand before series and number, lower case. */
static const char *const passport_words[] = {
	"паспорт", "серия", "сер.", "сер", "номер",    "ном.",
	"no",      "n",     "№",    "#",   "passport", "рф",
};

/* Length of the word of the list that starts at s, or 0; the longest counts. */
static size_t
passport_word(const char *s, size_t length)
{
	size_t longest = 0;

	for (size_t i = 0; i < sizeof(passport_words) / sizeof(*passport_words); i++)
	{
		size_t n = strlen(passport_words[i]);

		if (n <= length && n > longest && memcmp(s, passport_words[i], n) == 0)
			longest = n;
	}
	return longest;
}

/* The value in lower case with the words blanked out; its length or a code < 0. */
static int
passport_without_words(const char *raw, size_t length, char *out, size_t size)
{
	int n = profile_text_lower(raw, length, out, size);

	for (int at = 0; at < n;)
	{
		size_t word = passport_word(out + at, (size_t) (n - at));

		memset(out + at, ' ', word);
		at += word > 0 ? (int) word : 1;
	}
	return n;
}

static bool
passport_region_is_known(const char *digits)
{
	for (size_t i = 0; i < sizeof(passport_no_region) / sizeof(*passport_no_region); i++)
	{
		if (memcmp(digits, passport_no_region[i], 2) == 0)
			return false;
	}
	return true;
}

/*
 * profile_passport_ru_read: internal passport of Russia
 *
 * No checksum: the region and the year of the blank (third and fourth digit, 97
 * on) are looked at, and what looks unusual is an assumption, since regions get
 * new codes.  Normalized as printed, 45 08 123456; the key is the ten digits.
 */
void
profile_passport_ru_read(const char *raw, size_t length, const char *region,
						 IdentifierReading *reading)
{
	NumberText digits = {0};
	char text[PASSPORT_RAW_MAX];
	int n = length > sizeof(text)
				? IDENTIFIER_TEXT_TOO_LONG
				: passport_without_words(raw, length, text, sizeof(text));
	const char *problem = n < 0 ? profile_text_problem(n)
								: profile_number_digits(text, (size_t) n, &digits);
	char *out = reading->normalized;
	int year;

	(void) region;
	identifier_begin(reading);
	if (problem == NULL && digits.count != PASSPORT_DIGITS)
		problem = digits.count < PASSPORT_DIGITS ? "too_short" : "too_long";
	else if (problem == NULL &&
			 (profile_number_is_made_up(digits.text, PASSPORT_DIGITS) ||
			  profile_number_value(digits.text + 4, 6) == 0))
		problem = "placeholder";
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	year = profile_number_value(digits.text + 2, 2);
	if (!passport_region_is_known(digits.text))
		identifier_note(&reading->quality, &reading->problem, "unknown_region");
	if (year > 50 && year < 97)
		identifier_note(&reading->quality, &reading->problem, "implausible_year");
	for (int i = 0; i < PASSPORT_DIGITS; i++)
	{
		if (i == 2 || i == 4)
			*out++ = ' ';
		*out++ = digits.text[i];
	}
	reading->normalized_length = (size_t) (out - reading->normalized);
	memcpy(reading->key, digits.text, PASSPORT_DIGITS);
	reading->key_length = PASSPORT_DIGITS;
}
