/*-------------------------------------------------------------------------
 *
 * name_chars.c
 *		The characters of a raw name: compatibility forms, what separates words,
 *		and letters of one script that stand in for those of another.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/name.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "identifier/identifier_text.h"

/* Precomposed characters that compatibility normalization leaves alone. */
static bool
name_is_settled(int32_t c)
{
	if (c < 0x80)
		return c >= 0;
	if (c < 0x0180)
		return c >= 0xC0 && c != 0x0132 && c != 0x0133 && c != 0x013F && c != 0x0140 &&
			   c != 0x0149 && c != 0x017F;
	return (c >= 0x0400 && c <= 0x0481) || (c >= 0x048A && c <= 0x052F);
}

/*
 * Old shapes of Cyrillic letters, whose capitals are those of the usual ones; they
 * are no compatibility characters, but nobody means another name by them.
 */
#define NAME_VARIANT_FIRST 0x1C80
#define NAME_VARIANT_LAST  0x1C88

/*
 * profile_name_normalize: NFKC of a raw name
 *
 * Full-width and presentation forms become ordinary letters.  The acute accent,
 * which keyboards offer for an apostrophe, becomes one first: NFKC would make it
 * a blank.  What is invisible goes first as well, because what it keeps apart
 * may compose.  Returns bytes or a code.
 */
int
profile_name_normalize(const char *raw, size_t length, char *out, size_t size)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar source[NAME_RAW_MAX];
	UChar target[NAME_TEXT_MAX];
	char plain[NAME_RAW_MAX];
	size_t n = 0;
	int32_t units;
	int32_t bytes;
	const UNormalizer2 *nfkc;
	bool settled = true;

	for (size_t at = 0; at < length;)
	{
		size_t from = at;
		int32_t c = profile_text_next(raw, length, &at);

		if (c < 0)
			return IDENTIFIER_TEXT_MALFORMED;
		if (!name_is_settled(c))
		{
			settled = false;
			if (profile_name_role(c) == NAME_ROLE_NOTHING)
				continue;
		}
		if (c == 0xB4)
			plain[n++] = '\'';
		else if (c >= NAME_VARIANT_FIRST && c <= NAME_VARIANT_LAST)
		{
			c = u_tolower(u_toupper(c));
			U8_APPEND_UNSAFE(plain, n, c);
		}
		else
		{
			memcpy(plain + n, raw + from, at - from);
			n += at - from;
		}
	}
	if (settled)
	{
		memcpy(out, plain, n);
		return (int) n;
	}
	nfkc = unorm2_getNFKCInstance(&status);
	if (U_FAILURE(status))
		return IDENTIFIER_TEXT_UNAVAILABLE;
	u_strFromUTF8(source, NAME_RAW_MAX, &units, plain, (int32_t) n, &status);
	units = unorm2_normalize(nfkc, source, units, target, NAME_TEXT_MAX, &status);
	u_strToUTF8(out, (int32_t) size, &bytes, target, units, &status);
	return U_FAILURE(status) ? IDENTIFIER_TEXT_TOO_LONG : bytes;
}

static NameRole
name_role_of_ascii(int32_t c)
{
	if (identifier_ascii_letter((char) c))
		return NAME_ROLE_LETTER;
	if (identifier_ascii_digit((char) c))
		return NAME_ROLE_DIGIT;
	switch (c)
	{
		case '\'':
		case '`':
			return NAME_ROLE_APOSTROPHE;
		case '-':
			return NAME_ROLE_HYPHEN;
		case '.':
			return NAME_ROLE_DOT;
		case ',':
			return NAME_ROLE_COMMA;
		case '(':
			return NAME_ROLE_OPEN;
		case ')':
		case '"':
			return NAME_ROLE_BLANK;
		case '@':
			return NAME_ROLE_AT;
		default:
			return profile_text_is_blank(c) ? NAME_ROLE_BLANK : NAME_ROLE_STRAY;
	}
}

/*
 * profile_name_role: what a character does in a name
 */
NameRole
profile_name_role(int32_t c)
{
	uint32_t category;

	if (c < 0x80)
		return name_role_of_ascii(c);
	if (c >= 0x0400 && c <= 0x0481)
		return NAME_ROLE_LETTER;
	if (c == 0x0345) /* an iota that folding makes a letter */
		return NAME_ROLE_NOTHING;
	if (c == 0x2018 || c == 0x2019 || c == 0x201B || c == 0x2032 ||
		(c >= 0x02B9 && c <= 0x02BF) || c == 0x02C8)
		return NAME_ROLE_APOSTROPHE;
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
		return NAME_ROLE_HYPHEN;
	category = U_GET_GC_MASK(c);
	if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
		return NAME_ROLE_NOTHING;
	if (category & U_GC_L_MASK)
		return NAME_ROLE_LETTER;
	if (category & U_GC_M_MASK)
		return NAME_ROLE_MARK;
	if (category & U_GC_ND_MASK)
		return NAME_ROLE_DIGIT;
	if (category & U_GC_CF_MASK)
		return NAME_ROLE_NOTHING;
	return (category &
			(U_GC_Z_MASK | U_GC_PI_MASK | U_GC_PF_MASK | U_GC_PS_MASK | U_GC_PE_MASK))
			   ? NAME_ROLE_BLANK
			   : NAME_ROLE_STRAY;
}

/* Letters that look the same in both scripts, small. */
static const struct
{
	uint16_t latin;
	uint16_t cyrillic;
} name_twins[] = {
	{'a', 0x0430}, {'b', 0x0432},  {'c', 0x0441},  {'e', 0x0435},
	{'h', 0x043D}, {'i', 0x0456},  {'k', 0x043A},  {'m', 0x043C},
	{'o', 0x043E}, {'p', 0x0440},  {'t', 0x0442},  {'x', 0x0445},
	{'y', 0x0443}, {0xEB, 0x0451}, {0xEF, 0x0457}, {0x0131, 0x0456},
};

/* The twin of c in the other script, in the same case, or 0. */
static int32_t
name_twin(int32_t c)
{
	int32_t small = u_tolower(c);

	for (size_t i = 0; i < sizeof(name_twins) / sizeof(*name_twins); i++)
	{
		int32_t twin = small == name_twins[i].latin      ? name_twins[i].cyrillic
					   : small == name_twins[i].cyrillic ? name_twins[i].latin
														 : 0;

		if (twin != 0)
			return small == c ? twin : u_toupper(twin);
	}
	return 0;
}

/*
 * profile_name_unmix: one script for a word
 *
 * Rewrite a word that mixes Latin and Cyrillic in one of them, if the letters
 * of the other all have twins; with a choice, the one that has more letters.
 * Returns the bytes written, or 0.
 */
size_t
profile_name_unmix(const char *s, size_t length, char *out, size_t size)
{
	int letters[3] = {0, 0, 0};
	bool alien[3] = {false, false, false}; /* has a letter without a twin */
	NameScript to;
	int32_t written = 0;
	UBool overflow = false;

	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(s, length, &at);
		NameScript script = profile_name_script(c);

		letters[script]++;
		alien[script] = alien[script] || name_twin(c) == 0;
	}
	if (letters[NAME_LATIN] == 0 || letters[NAME_CYRILLIC] == 0)
		return 0;
	to = letters[NAME_LATIN] > letters[NAME_CYRILLIC] ? NAME_LATIN : NAME_CYRILLIC;
	if (alien[NAME_LATIN] || alien[NAME_CYRILLIC])
		to = alien[NAME_LATIN] ? NAME_LATIN : NAME_CYRILLIC;
	if (alien[NAME_LATIN] && alien[NAME_CYRILLIC])
		return 0;
	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(s, length, &at);
		NameScript script = profile_name_script(c);

		if (script != NAME_OTHER && script != to)
			c = name_twin(c);
		if (written >= (int32_t) size)
			return 0;
		U8_APPEND(out, written, (int32_t) size, c, overflow);
		if (overflow)
			return 0;
	}
	return (size_t) written;
}
