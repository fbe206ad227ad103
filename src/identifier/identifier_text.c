/*-------------------------------------------------------------------------
 *
 * identifier_text.c
 *		Scanning UTF-8 and the few Unicode operations that identifiers need.
 *
 * Everything Unicode goes through ICU, whose normalization and case folding are
 * stable for assigned characters, so that a stored key stays what it was when
 * the library is upgraded.  ASCII never reaches ICU.
 *
 * ICU objects are opened once per process and kept: normalizers are singletons
 * of the library, the IDNA object is immutable.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier_text.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uidna.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "identifier/reading.h"

/*
 * UTF-16 units of a value under way.  Trimmed values are at most
 * IDENTIFIER_RAW_MAX bytes, and a UTF-8 byte is at most one unit.
 */
#define TEXT_UNITS_MAX IDENTIFIER_RAW_MAX

/* Combining marks that one letter may have. */
#define TEXT_MARKS_MAX 30

/*
 * profile_text_next: decode the character at *at and step over it
 *
 * Returns the code point, or a negative number for a malformed sequence, over
 * which it steps as well.  *at must be below length.
 */
int32_t
profile_text_next(const char *s, size_t length, size_t *at)
{
	int32_t i = (int32_t) *at;
	UChar32 c;

	U8_NEXT(s, i, (int32_t) length, c);
	*at = (size_t) i;
	return c;
}

/*
 * profile_text_is_ascii: no byte above 0x7F
 */
bool
profile_text_is_ascii(const char *s, size_t length)
{
	unsigned char seen = 0;

	for (size_t i = 0; i < length; i++)
		seen |= (unsigned char) s[i];
	return seen < 0x80;
}

/*
 * profile_text_is_utf8: well-formed, without surrogates and overlong forms
 */
bool
profile_text_is_utf8(const char *s, size_t length)
{
	if (profile_text_is_ascii(s, length))
		return true;
	for (size_t at = 0; at < length;)
	{
		if (profile_text_next(s, length, &at) < 0)
			return false;
	}
	return true;
}

/* Stays beside the mark before it, or goes and leaves the next one there. */
static bool
text_is_mark(int32_t c)
{
	if (c < 0x300 || (c >= 0x370 && c < 0x483))
		return c == 0xAD;
	return u_getIntPropertyValue(c, UCHAR_LEAD_CANONICAL_COMBINING_CLASS) != 0 ||
		   u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || c == 0xFF9E ||
		   c == 0xFF9F;
}

/* Marks in a row beyond the limit; of all characters, or only each step-th looked at. */
static bool
text_has_marks(const char *s, size_t length, int step, int limit)
{
	int marks = 0;
	int place = 0;

	for (size_t at = 0; at < length && marks <= limit;)
	{
		int32_t c = profile_text_next(s, length, &at);

		if (++place % step == 0)
			marks = text_is_mark(c) ? marks + 1 : 0;
	}
	return marks > limit;
}

/*
 * profile_text_is_overmarked: more combining marks in a row than any language has
 *
 * Normalization sorts the marks of a letter by insertion, in time that is
 * quadratic in their number.  The limit is that of the Stream-Safe Text Format
 * (UAX #15, section 13).  What is not UTF-8 is not counted.
 *
 * Of more marks in a row than the limit one has a place divisible by the limit
 * and one: where none of those places has a mark, there is nothing to count.
 */
bool
profile_text_is_overmarked(const char *s, size_t length)
{
	/* a mark is two bytes at least */
	return length > 2 * TEXT_MARKS_MAX && !profile_text_is_ascii(s, length) &&
		   text_has_marks(s, length, TEXT_MARKS_MAX + 1, 0) &&
		   text_has_marks(s, length, 1, TEXT_MARKS_MAX);
}

/*
 * profile_text_has_control: holds a control character (C0, DEL or C1)
 */
bool
profile_text_has_control(const char *s, size_t length)
{
	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(s, length, &at);

		if ((c >= 0 && c < 0x20) || (c >= 0x7F && c <= 0x9F))
			return true;
	}
	return false;
}

/*
 * profile_text_digit: value of a decimal digit of any script, or -1
 */
int
profile_text_digit(int32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') ? c - '0' : -1;
	return u_charDigitValue(c);
}

/*
 * profile_text_is_blank: nothing that a person would see or mean
 *
 * White space, and the invisible format characters that come along when text is
 * copied out of web pages, spreadsheets and messengers: zero-width spaces,
 * direction marks, byte order marks, soft hyphens.
 */
bool
profile_text_is_blank(int32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= '\t' && c <= '\r');
	return u_isUWhiteSpace(c) || u_charType(c) == U_FORMAT_CHAR;
}

/*
 * profile_text_trim: narrow a string to what lies between its outermost
 * characters that are not blank
 *
 * Malformed bytes are not blank.
 */
void
profile_text_trim(const char **s, size_t *length)
{
	const char *start = *s;
	size_t end = *length;
	size_t from = 0;

	while (from < end)
	{
		size_t at = from;

		if (!profile_text_is_blank(profile_text_next(start, end, &at)))
			break;
		from = at;
	}
	while (end > from)
	{
		int32_t at = (int32_t) end;
		UChar32 c;

		U8_PREV(start, (int32_t) from, at, c);
		if (!profile_text_is_blank(c))
			break;
		end = (size_t) at;
	}
	*s = start + from;
	*length = end - from;
}

/*
 * profile_text_is_mixed: one word has letters of both the Latin and the Cyrillic
 * alphabet, which look alike
 *
 * Words end at anything that is neither letter nor digit.
 */
bool
profile_text_is_mixed(const char *s, size_t length)
{
	bool latin = false;
	bool cyrillic = false;

	if (profile_text_is_ascii(s, length))
		return false;
	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(s, length, &at);

		if (c >= 0x400 && c <= 0x52F)
			cyrillic = true;
		else if (c >= 0 && c < 0x250 && u_isalpha(c))
			latin = true;
		else if (profile_text_digit(c) < 0)
			latin = cyrillic = false;
		if (latin && cyrillic)
			return true;
	}
	return false;
}

/* Words that mean "no value", lower case, in any kind of identifier. */
static const char *const text_placeholders[] = {
	"#div/0!",
	"#error!",
	"#n/a",
	"#name?",
	"#null!",
	"#num!",
	"#ref!",
	"#value!",
	"(none)",
	"(not set)",
	"(null)",
	"<null>",
	"[object object]",
	"anonymous",
	"n/a",
	"nan",
	"nil",
	"no data",
	"no value",
	"none",
	"not set",
	"null",
	"undefined",
	"unknown",
	"unspecified",
	"аноним",
	"н/д",
	"не задано",
	"не указан",
	"не указана",
	"не указано",
	"неизвестно",
	"неизвестный",
	"нет",
	"нет адреса",
	"нет данных",
	"нет номера",
	"нет почты",
	"нет телефона",
	"отказался",
	"отказ",
	"отсутствует",
	"пусто",
};

/* The longest of them, bytes, with room to spare. */
#define TEXT_PLACEHOLDER_MAX 32

/*
 * profile_text_is_placeholder: a stand-in that says "no value"
 *
 * A word of the list in any case; zeros only, with or without punctuation; or
 * ASCII punctuation only.  The string must be trimmed.
 */
bool
profile_text_is_placeholder(const char *s, size_t length)
{
	char lower[TEXT_PLACEHOLDER_MAX];
	bool nothing = true;
	int n;

	for (size_t i = 0; i < length && nothing; i++)
	{
		unsigned char c = (unsigned char) s[i];

		if (c >= '1' && c <= '9')
			return false;
		nothing = c < 0x80 && !identifier_ascii_letter(s[i]);
	}
	if (nothing)
		return true;
	if (length > TEXT_PLACEHOLDER_MAX)
		return false;
	n = profile_text_lower(s, length, lower, sizeof(lower));
	for (size_t i = 0; i < sizeof(text_placeholders) / sizeof(*text_placeholders); i++)
	{
		if (n == (int) strlen(text_placeholders[i]) &&
			memcmp(lower, text_placeholders[i], (size_t) n) == 0)
			return true;
	}
	return false;
}

/* Copy ASCII, lower-casing it on request. */
static int
text_copy_ascii(const char *s, size_t length, char *out, size_t size, bool lower)
{
	if (length > size)
		return IDENTIFIER_TEXT_TOO_LONG;
	for (size_t i = 0; i < length; i++)
		out[i] = lower ? identifier_ascii_lower(s[i]) : s[i];
	return (int) length;
}

/* Run one normalizer over UTF-8. */
static int
text_normalize(const UNormalizer2 *normalizer, const char *s, size_t length, char *out,
			   size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar source[TEXT_UNITS_MAX];
	UChar target[TEXT_UNITS_MAX];
	int32_t units;
	int32_t bytes;

	if (length > TEXT_UNITS_MAX)
		return IDENTIFIER_TEXT_TOO_LONG;
	u_strFromUTF8(source, TEXT_UNITS_MAX, &units, s, (int32_t) length, &status);
	if (U_FAILURE(status))
		return IDENTIFIER_TEXT_MALFORMED;
	units = unorm2_normalize(normalizer, source, units, target, TEXT_UNITS_MAX, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR)
		return IDENTIFIER_TEXT_TOO_LONG;
	if (U_FAILURE(status))
		return IDENTIFIER_TEXT_UNAVAILABLE;
	u_strToUTF8(out, (int32_t) size, &bytes, target, units, &status);
	if (U_FAILURE(status))
		return IDENTIFIER_TEXT_TOO_LONG;
	return bytes;
}

/*
 * profile_text_nfc: canonical composition
 *
 * Returns the bytes written, or one of the IDENTIFIER_TEXT_ codes.
 */
int
profile_text_nfc(const char *s, size_t length, char *out, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc;

	if (profile_text_is_ascii(s, length))
		return text_copy_ascii(s, length, out, size, false);
	nfc = unorm2_getNFCInstance(&status);
	if (U_FAILURE(status))
		return IDENTIFIER_TEXT_UNAVAILABLE;
	return text_normalize(nfc, s, length, out, size);
}

/*
 * profile_text_casefold: NFKC_Casefold (Unicode, section 3.13, R5 + toNFKC)
 *
 * Also drops invisible characters.  Returns as profile_text_nfc does.
 */
int
profile_text_casefold(const char *s, size_t length, char *out, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *fold;

	if (profile_text_is_ascii(s, length))
		return text_copy_ascii(s, length, out, size, true);
	fold = unorm2_getNFKCCasefoldInstance(&status);
	if (U_FAILURE(status))
		return IDENTIFIER_TEXT_UNAVAILABLE;
	return text_normalize(fold, s, length, out, size);
}

/*
 * profile_text_lower: simple lower case, character by character
 *
 * Independent of locale and context.  Returns as profile_text_nfc does.
 */
int
profile_text_lower(const char *s, size_t length, char *out, size_t size)
{
	int32_t written = 0;

	if (profile_text_is_ascii(s, length))
		return text_copy_ascii(s, length, out, size, true);
	for (size_t at = 0; at < length;)
	{
		UBool overflow = false;
		int32_t c = profile_text_next(s, length, &at);

		if (c < 0)
			return IDENTIFIER_TEXT_MALFORMED;
		/* U8_APPEND itself does not check for a single byte. */
		if (written >= (int32_t) size)
			return IDENTIFIER_TEXT_TOO_LONG;
		U8_APPEND(out, written, (int32_t) size, u_tolower(c), overflow);
		if (overflow)
			return IDENTIFIER_TEXT_TOO_LONG;
	}
	return written;
}

/*
 * Errors of UTS 46 that do not make a domain unusable: hyphens in the third and
 * fourth place are what A-labels of future kinds look like.
 */
#define TEXT_IDNA_IGNORED UIDNA_ERROR_HYPHEN_3_4

/*
 * Quotation marks beyond ASCII, which UTS 46 lets pass and no registry gives out:
 * they come along from the text around.
 */
static bool
text_has_quotes(const char *s, size_t length)
{
	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(s, length, &at);

		if (c >= 0x80 && (U_GET_GC_MASK(c) & (U_GC_PI_MASK | U_GC_PF_MASK)) != 0)
			return true;
	}
	return false;
}

/*
 * profile_text_domain_to_ascii: A-label form of a domain by UTS 46
 *
 * Non-transitional processing, named explicitly because UIDNA_DEFAULT means
 * different things in different releases of ICU.  STD3 rules are off: with them
 * ICU writes U+FFFD into the result; the caller checks letters, digits and
 * hyphens itself.  Returns the bytes written, IDENTIFIER_TEXT_MALFORMED for
 * what is no domain, IDENTIFIER_TEXT_TOO_LONG, or IDENTIFIER_TEXT_UNAVAILABLE.
 */
int
profile_text_domain_to_ascii(const char *s, size_t length, char *out, size_t size)
{
	static UIDNA *idna = NULL;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode status = U_ZERO_ERROR;
	int32_t bytes;

	if (text_has_quotes(s, length))
		return IDENTIFIER_TEXT_MALFORMED;
	if (idna == NULL)
		idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII |
								   UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_CHECK_BIDI |
								   UIDNA_CHECK_CONTEXTJ,
							   &status);
	if (U_FAILURE(status))
	{
		idna = NULL;
		return IDENTIFIER_TEXT_UNAVAILABLE;
	}
	bytes = uidna_nameToASCII_UTF8(idna, s, (int32_t) length, out, (int32_t) size, &info,
								   &status);
	if (status == U_BUFFER_OVERFLOW_ERROR ||
		(info.errors & (UIDNA_ERROR_LABEL_TOO_LONG | UIDNA_ERROR_DOMAIN_NAME_TOO_LONG)))
		return IDENTIFIER_TEXT_TOO_LONG;
	if (U_FAILURE(status) || (info.errors & ~(uint32_t) TEXT_IDNA_IGNORED))
		return IDENTIFIER_TEXT_MALFORMED;
	return bytes;
}

/*
 * The problem code for a negative result of the functions above.  A library
 * without its data is no property of the value: the caller raises an error.
 */
const char *
profile_text_problem(int result)
{
	switch (result)
	{
		case IDENTIFIER_TEXT_TOO_LONG:
			return "too_long";
		case IDENTIFIER_TEXT_UNAVAILABLE:
			return IDENTIFIER_UNICODE_UNAVAILABLE;
		default:
			return "bad_encoding";
	}
}
