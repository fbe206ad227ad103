/*-------------------------------------------------------------------------
 *
 * name.c
 *		Fuzzing the reading of people's names.
 *
 * Input: the text.  Besides what every reading promises: the key of a name
 * depends neither on the order of its words nor on their case, but for initials that
 * are the letters of a degree when they are small, and its parts share out its words.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "identifier/name.h"

#define WHOSE "name"

/* Another way to write the name has the same key, unless it gets too long. */
static void
fuzz_variant(const char *what, const IdentifierReading *first, const char *s,
			 size_t length)
{
	IdentifierReading again;

	if (length == 0 || length > NAME_FORM_MAX ||
		(fuzz_read(profile_name_read, s, length, NULL, &again) &&
		 again.quality == IDENTIFIER_GARBAGE && strcmp(again.problem, "too_long") == 0))
		return;
	fuzz_check(again.quality != IDENTIFIER_GARBAGE && fuzz_same_key(&again, first), WHOSE,
			   what, first->normalized, first->normalized_length);
}

/* Write a string in one case, character by character. */
static size_t
fuzz_in_case(const char *s, size_t length, bool upper, char *out, size_t size)
{
	int32_t written = 0;
	UBool overflow = 0;

	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(s, length, &at);

		if (written + 4 > (int32_t) size)
			return 0;
		U8_APPEND(out, written, (int32_t) size, upper ? u_toupper(c) : u_tolower(c),
				  overflow);
	}
	return overflow ? 0 : (size_t) written;
}

static size_t
fuzz_backwards(const char *s, size_t length, char *out)
{
	size_t n = 0;

	for (size_t end = length; end > 0;)
	{
		size_t from = end;

		while (from > 0 && s[from - 1] != ' ')
			from--;
		memcpy(out + n, s + from, end - from);
		n += end - from;
		out[n++] = ' ';
		end = from > 0 ? from - 1 : 0;
	}
	return n;
}

/* К. Т. Н. are initials, к. т. н. a degree: the one word that case decides. */
static bool
fuzz_may_be_degree(const char *s, size_t length)
{
	char form[NAME_FORM_MAX + 1];
	const char *first;

	memcpy(form, s, length);
	form[length] = '\0';
	first = strstr(form, "К.");
	if (first == NULL || (strstr(form, "Д.") != NULL && strstr(form, "Д.") < first))
		first = strstr(form, "Д.");
	return first != NULL && strstr(first, "Н.") != NULL;
}

/* The display form in the other cases, and backwards. */
static void
fuzz_variants(const IdentifierReading *first)
{
	char other[2 * IDENTIFIER_KEY_MAX];
	const char *s = first->normalized;
	size_t length = first->normalized_length;

	fuzz_variant("key depends on case", first, other,
				 fuzz_in_case(s, length, true, other, sizeof(other)));
	if (!fuzz_may_be_degree(s, length))
		fuzz_variant("key depends on case", first, other,
					 fuzz_in_case(s, length, false, other, sizeof(other)));
	fuzz_variant("key depends on order", first, other, fuzz_backwards(s, length, other));
}

static void
fuzz_parts(const char *raw, size_t length)
{
	static NameScan scan;
	NameParts parts;
	NameRange ranges[4];
	char out[NAME_FORM_MAX];
	int words = 0;

	profile_text_trim(&raw, &length);
	memset(&scan, 0xA5, sizeof(scan));
	profile_name_scan(raw, length, &scan);
	profile_name_parse(&scan, &parts);
	ranges[0] = parts.family;
	ranges[1] = parts.given;
	ranges[2] = parts.patronymic;
	ranges[3] = parts.suffix;
	for (int i = 0; i < 4; i++)
	{
		int n = profile_name_spell(&scan, ranges[i], out, sizeof(out));

		fuzz_check(n >= 0 && profile_text_is_utf8(out, (size_t) n), WHOSE,
				   "part does not fit", raw, length);
		words += ranges[i].to - ranges[i].from;
		for (int j = 0; j < i; j++)
			fuzz_check(ranges[i].from >= ranges[j].to || ranges[j].from >= ranges[i].to,
					   WHOSE, "parts overlap", raw, length);
	}
	fuzz_check(words == scan.count, WHOSE, "a word is in no part", raw, length);
	fuzz_check(parts.gender == 0 || parts.gender == 'm' || parts.gender == 'f', WHOSE,
			   "gender", raw, length);
	fuzz_check(parts.quality >= scan.quality && parts.quality < IDENTIFIER_GARBAGE, WHOSE,
			   "quality of the parts", raw, length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t length;
	char *raw = fuzz_text(data, size, &length);
	IdentifierReading reading;

	if (fuzz_reading(WHOSE, profile_name_read, 0, raw, length, NULL, &reading))
	{
		fuzz_variants(&reading);
		fuzz_parts(raw, length);
	}
	free(raw);
	return 0;
}
