/*-------------------------------------------------------------------------
 *
 * mask.c
 *		Contacts kept back: in a value that is one, and within words.
 *
 * A value of which it is known that it identifies is hidden but for what lets
 * somebody ask "is this you?": the first letter of an address, the last two
 * digits of a number, the first letter of each word of a name.  In words of which
 * nothing is known, what looks like an address or like a number of ten digits and
 * more is hidden.
 *
 * Of an agent's card there are a hundred such words, so they are looked through
 * byte by byte: every server encoding writes ASCII's characters as ASCII's bytes,
 * and no other with them.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_collation.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "model/mask.h"

PG_FUNCTION_INFO_V1(profile_mask_contact);
PG_FUNCTION_INFO_V1(profile_mask_contacts);

#define MASK_WORDS_LENGTH 10000 /* characters: nobody reads more */
#define MASK_RUN_SHORTEST 10    /* bytes of a number, with its spaces and brackets */
#define MASK_DIGITS       10

static inline bool
mask_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Letters of whatever script, as far as bytes tell, whatever the locale. */
static inline bool
mask_is_word(char c)
{
	return IS_HIGHBIT_SET(c) || mask_is_digit(c) || (c >= 'a' && c <= 'z') ||
		   (c >= 'A' && c <= 'Z');
}

/* Where its domain ends; at: there is none. */
static int
mask_domain(const char *data, int length, int at)
{
	int end = at + 1;

	if (end == length || !mask_is_word(data[end]))
		return at;
	while (end < length &&
		   (mask_is_word(data[end]) || data[end] == '.' || data[end] == '-'))
		end++;
	return end;
}

/* ---- a value that is a contact ---- */

static text *mask_numbers(text *words);

static text *
mask_replace(text *value, const char *pattern, const char *replacement)
{
	return DatumGetTextPP(DirectFunctionCall4Coll(
		textregexreplace, DEFAULT_COLLATION_OID, PointerGetDatum(value),
		CStringGetTextDatum(pattern), CStringGetTextDatum(replacement),
		CStringGetTextDatum("g")));
}

/* Does it have a digit, of whatever script? */
static bool
mask_has_digit(text *value)
{
	const char *data = VARDATA_ANY(value);
	int length = (int) VARSIZE_ANY_EXHDR(value);
	bool is_ascii = true;

	for (int i = 0; i < length; i++)
	{
		if (mask_is_digit(data[i]))
			return true;
		is_ascii = is_ascii && !IS_HIGHBIT_SET(data[i]);
	}
	return !is_ascii && DatumGetBool(DirectFunctionCall2Coll(
							textregexeq, DEFAULT_COLLATION_OID, PointerGetDatum(value),
							CStringGetTextDatum("\\d")));
}

/*
 * The first character and the domain of an address; of a name in a network
 * (@somebody) the first character.  What stands behind the domain is hidden.
 */
static text *
mask_address(const char *data, int length)
{
	int at = length - 1;
	int first;
	int end;
	StringInfoData masked;

	while (data[at] != '@')
		at--;
	first = at == 0 && length > 1 ? 1 : 0;
	end = at == 0 ? at : mask_domain(data, length, at);
	initStringInfo(&masked);
	appendBinaryStringInfo(&masked, data,
						   first + Min(pg_mblen(data + first), length - first));
	appendStringInfoString(&masked, "***");
	if (at > 0)
	{
		text *domain =
			mask_numbers(cstring_to_text_with_len(data + at, Max(end, at + 1) - at));

		appendBinaryStringInfo(&masked, VARDATA_ANY(domain), VARSIZE_ANY_EXHDR(domain));
		if (Max(end, at + 1) < length)
			appendStringInfoString(&masked, "***");
	}
	return cstring_to_text_with_len(masked.data, masked.len);
}

/* The last two characters of a number. */
static text *
mask_number(const char *data, int length)
{
	int characters = pg_mbstrlen_with_len(data, length);
	StringInfoData masked;
	int hidden;

	if (characters <= 4)
		return cstring_to_text("***");
	hidden = pg_mbcharcliplen(data, length, characters - 2);
	initStringInfo(&masked);
	for (int i = 0; i < characters - 2; i++)
		appendStringInfoChar(&masked, '*');
	appendBinaryStringInfo(&masked, data + hidden, length - hidden);
	return cstring_to_text_with_len(masked.data, masked.len);
}

/* profile_mask_value: a name, address or number with most of it hidden. */
text *
profile_mask_value(text *value)
{
	const char *data = VARDATA_ANY(value);
	int length = (int) VARSIZE_ANY_EXHDR(value);

	if (length > 0 && memchr(data, '@', (size_t) length) != NULL)
		return mask_address(data, length);
	if (!mask_has_digit(value))
		return mask_replace(value, "(\\S)\\S+", "\\1***");
	return mask_number(data, length);
}

/* ---- words ---- */

/*
 * Bytes of the blank, bracket or hyphen that may stand within a number; 0: it is
 * none.  Telephones come from pages, with blanks and hyphens that do not break.
 */
static inline int
mask_filler(const char *data, int length)
{
	unsigned char c = (unsigned char) data[0];

	if (!IS_HIGHBIT_SET(c))
		return c == ' ' || c == '(' || c == ')' || c == '-' || c == '\t' ? 1 : 0;
	if (GetDatabaseEncoding() != PG_UTF8)
		return c == 0xA0 && pg_database_encoding_max_length() == 1 ? 1 : 0;
	if (length >= 2 && c == 0xC2)
		return (unsigned char) data[1] == 0xA0 ? 2 : 0;
	if (length >= 3 && c == 0xE2)
	{
		unsigned char d = (unsigned char) data[1];
		unsigned char e = (unsigned char) data[2];

		/* U+2000 ... U+2015, U+202F, U+2212 */
		return (d == 0x80 && (e <= 0x95 || e == 0xAF)) || (d == 0x88 && e == 0x92) ? 3
																				   : 0;
	}
	return 0;
}

/* The run of digits and what may stand among them, to its last digit; 0: none. */
static int
mask_run(const char *data, int length)
{
	int longest = 0;

	for (int i = 0; i < length;)
	{
		int filler = 0;

		if (mask_is_digit(data[i]))
			longest = i + 1;
		else if ((filler = mask_filler(data + i, length - i)) == 0)
			break;
		i += Max(filler, 1);
	}
	return longest >= MASK_RUN_SHORTEST ? longest : 0;
}

/* 2026-11-22, with the hour or without */
static bool
mask_is_day(const char *data, int length)
{
	static const char form[] = "9999-99-99 99";

	if (length != 10 && length != 12 && length != 13)
		return false;
	for (int i = 0; i < length; i++)
		if (form[i] == '9' ? !mask_is_digit(data[i]) : data[i] != form[i])
			return false;
	return true;
}

/* A run in its place: a number, or what only looks like one. */
static void
mask_write_run(StringInfo masked, const char *data, int length)
{
	int digits = 0;
	char last[2] = {0, 0};

	for (int i = 0; i < length; i++)
		if (mask_is_digit(data[i]))
		{
			digits++;
			last[0] = last[1];
			last[1] = data[i];
		}
	if (digits < MASK_DIGITS || mask_is_day(data, length))
		appendBinaryStringInfo(masked, data, length);
	else
	{
		appendStringInfoString(masked, "********");
		appendBinaryStringInfo(masked, last, 2);
	}
}

static text *
mask_numbers(text *words)
{
	const char *data = VARDATA_ANY(words);
	int length = (int) VARSIZE_ANY_EXHDR(words);
	StringInfoData masked;

	initStringInfo(&masked);
	for (int i = 0; i < length;)
	{
		int run = mask_is_digit(data[i]) ? mask_run(data + i, length - i) : 0;

		if (run > 0)
			mask_write_run(&masked, data + i, run);
		else
			appendStringInfoChar(&masked, data[i]);
		i += Max(run, 1);
	}
	return cstring_to_text_with_len(masked.data, masked.len);
}

/* Of "somebody else"@example.com, where somebody begins; at: it is not such. */
static int
mask_quoted_part(const char *data, int from, int at)
{
	int begin = at - 1;

	if (begin < from || data[begin] != '"')
		return at;
	do
		begin--;
	while (begin >= from && data[begin] != '"');
	return begin >= from && begin + 2 < at ? begin + 1 : at;
}

/* Where the part of an address before its @ begins, not before from; at: nowhere. */
static int
mask_local_part(const char *data, int from, int at)
{
	int begin = at;

	while (begin > from &&
		   (mask_is_word(data[begin - 1]) ||
			(data[begin - 1] != '\0' && strchr("._%+'-", data[begin - 1]) != NULL)))
		begin--;
	while (begin < at && !mask_is_word(data[begin]) && data[begin] != '_')
		begin++;
	return begin < at ? begin : mask_quoted_part(data, from, at);
}

static text *
mask_addresses(text *words)
{
	const char *data = VARDATA_ANY(words);
	int length = (int) VARSIZE_ANY_EXHDR(words);
	int done = 0; /* so much of it is written */
	StringInfoData masked;

	initStringInfo(&masked);
	for (int at = 0; at < length; at++)
	{
		int begin;
		int end;

		if (data[at] != '@')
			continue;
		begin = mask_local_part(data, done, at);
		end = mask_domain(data, length, at);
		if (begin == at || end == at)
			continue;
		appendBinaryStringInfo(&masked, data + done,
							   begin - done + pg_mblen(data + begin));
		appendStringInfoString(&masked, "***");
		/* what another @ follows is the first part of the next one */
		if (end < length && data[end] == '@')
			end = at + 1;
		appendBinaryStringInfo(&masked, data + at, end - at);
		done = end;
		at = end - 1;
	}
	appendBinaryStringInfo(&masked, data + done, length - done);
	return cstring_to_text_with_len(masked.data, masked.len);
}

/* Are there as many digits as a number has, and is there an @? */
static void
mask_look(const char *data, int length, bool *has_address, bool *has_number)
{
	int digits = 0;

	*has_address = false;
	for (int i = 0; i < length; i++)
	{
		if (mask_is_digit(data[i]))
			digits++;
		else if (data[i] == '@')
			*has_address = true;
	}
	*has_number = digits >= MASK_DIGITS;
}

/* Without a number at the end: half of one would no longer look like it. */
static int
mask_whole(const char *data, int length)
{
	int end = length;

	for (int i = length;
		 i > 0 && (mask_is_digit(data[i - 1]) || mask_filler(data + i - 1, 1) > 0); i--)
		if (mask_is_digit(data[i - 1]))
			end = i - 1;
	return end;
}

/*
 * profile_mask_words: words with addresses and numbers hidden, no longer than
 * anybody reads.  What has none is returned as it is.
 */
text *
profile_mask_words(text *words)
{
	int length = (int) VARSIZE_ANY_EXHDR(words);
	bool has_address;
	bool has_number;

	if (length > MASK_WORDS_LENGTH)
	{
		length = pg_mbcharcliplen(VARDATA_ANY(words), length, MASK_WORDS_LENGTH);
		length = mask_whole(VARDATA_ANY(words), length);
		words = cstring_to_text_with_len(VARDATA_ANY(words), length);
	}
	mask_look(VARDATA_ANY(words), length, &has_address, &has_number);
	if (has_address)
		words = mask_addresses(words);
	return has_number ? mask_numbers(words) : words;
}

/*
 * mask_contact(value text) returns text, mask_contacts(words text) returns text
 */
Datum
profile_mask_contact(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(profile_mask_value(PG_GETARG_TEXT_PP(0)));
}

Datum
profile_mask_contacts(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(profile_mask_words(PG_GETARG_TEXT_PP(0)));
}
