/*-------------------------------------------------------------------------
 *
 * phone_scan.c
 *		Telephone numbers as text: finds the digits, the plus, the extension.
 *
 *		text   := [word] ['+'] digit-or-punctuation* [tail]
 *		tail   := marker digits | word*
 *		word   := a leading "tel:", "тел." and the like
 *		marker := "ext.", "x", "доб.", "вн.", "#", ",,", ";ext=" ...
 *
 * Words behind a complete number are left out and noted; digits after an
 * unknown word, a second plus, or anything that masks digits (*) mean that the
 * text is not one number.  Letters are never read as keypad digits: in customer
 * data they are names and remarks.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone.h"
#include "identifier/identifier_text.h"

#include <unicode/uchar.h>

/* Longest word that is looked up, bytes. */
#define PHONE_WORD_MAX 32

static const char *const phone_lead_words[] = {
	"tel", "telephone", "phone", "mobile",  "mob",     "cell",      "callto",
	"sms", "t",         "тел",   "телефон", "моб",     "мобильный", "сот",
	"т",   "р",         "раб",   "дом",     "сотовый", "whatsapp",  "viber",
};

static const char *const phone_extension_words[] = {
	"ext", "extn",  "extension", "x",          "xt",
	"int", "anexo", "доб",       "добав",      "добавочный",
	"доп", "вн",    "внутр",     "внутренний", "х" /* Cyrillic */,
};

/* The word is in the list. */
static bool
phone_word_in(const char *word, int length, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		if (strlen(list[i]) == (size_t) length &&
			memcmp(list[i], word, (size_t) length) == 0)
			return true;
	}
	return false;
}

#define PHONE_WORD_IN(word, length, list)                                                \
	phone_word_in(word, length, list, sizeof(list) / sizeof(*(list)))

/* Written between the digits of one number, and means nothing. */
static bool
phone_is_punctuation(int32_t c)
{
	if (c < 0x80)
		return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' ||
			   c == '[' || c == ']' || c == '~' || profile_text_is_blank(c);
	switch (c)
	{
		case 0x2212: /* minus sign */
		case 0x30FC: /* long vowel mark, used as a dash */
		case 0xFF08: /* fullwidth parentheses, stop, solidus, brackets, tilde */
		case 0xFF09:
		case 0xFF0E:
		case 0xFF0F:
		case 0xFF3B:
		case 0xFF3D:
		case 0xFF5E:
		case 0x2053: /* swung dash */
		case 0x223C: /* tilde operator */
			return true;
		default:
			return profile_text_is_blank(c) || u_charType(c) == U_DASH_PUNCTUATION;
	}
}

/* Put in front of a number to keep a spreadsheet from reading it as one. */
static bool
phone_is_quote(int32_t c)
{
	return c == '"' || c == '\'' || c == '=';
}

/* Lower-cased run of letters at *at; steps over it and one '.' or ':' behind. */
static int
phone_word(const char *raw, size_t length, size_t *at, char *word)
{
	size_t from = *at;
	size_t end = from;
	int n;

	while (end < length)
	{
		size_t next = end;
		int32_t c = profile_text_next(raw, length, &next);

		if (c < 0 || !u_isalpha(c))
			break;
		end = next;
	}
	*at = end;
	if (end < length && (raw[end] == '.' || raw[end] == ':'))
		(*at)++;
	n = profile_text_lower(raw + from, end - from, word, PHONE_WORD_MAX);
	return n < 0 ? 0 : n;
}

/* Some digit stands at or behind at. */
static bool
phone_digits_follow(const char *raw, size_t length, size_t at)
{
	while (at < length)
	{
		if (profile_text_digit(profile_text_next(raw, length, &at)) >= 0)
			return true;
	}
	return false;
}

/* The digits of an extension, up to the end of the text; false if it is none. */
static bool
phone_scan_extension(const char *raw, size_t length, size_t at, PhoneScan *scan)
{
	scan->extension_length = 0;
	while (at < length)
	{
		int32_t c = profile_text_next(raw, length, &at);
		int value = profile_text_digit(c);

		if (value >= 0)
		{
			if (scan->extension_length == PHONE_EXTENSION_MAX)
				return false;
			scan->extension[scan->extension_length++] = (char) ('0' + value);
		}
		else if (!phone_is_punctuation(c) && c != ':' && c != '=' && c != '#' &&
				 c != 0x2116)
			return false;
	}
	return scan->extension_length > 0;
}

/*
 * What stands behind the digits, from at on: an extension, or words to leave out.
 */
static void
phone_scan_tail(const char *raw, size_t length, size_t at, PhoneScan *scan)
{
	char word[PHONE_WORD_MAX];
	size_t behind = at;
	bool marked;

	if (!phone_digits_follow(raw, length, at))
	{
		/* A masked number is not one with a remark behind it. */
		if (memchr(raw + at, '*', length - at) != NULL)
			scan->problem = "bad_format";
		scan->trailing_text = true;
		return;
	}
	/* Two commas are pauses before dialling on. */
	marked = raw[at] == '#' || (length - at > 2 && memcmp(raw + at, ",,", 2) == 0);
	while (behind < length && strchr("#;,", raw[behind]) != NULL)
		behind++;
	while (behind < length && (raw[behind] == ' ' || raw[behind] == '('))
		behind++;
	if (!marked)
	{
		int n = phone_word(raw, length, &behind, word);

		marked = PHONE_WORD_IN(word, n, phone_extension_words);
	}
	if (!marked || !phone_scan_extension(raw, length, behind, scan))
		scan->problem = "bad_format";
}

/*
 * One character that is no digit, in front of the digits or among them; *at
 * stands behind it.  false: it belongs to the tail.
 */
static bool
phone_scan_other(const char *raw, size_t length, size_t here, size_t *at, int32_t c,
				 PhoneScan *scan)
{
	char word[PHONE_WORD_MAX];
	int n;

	if (c == '+' || c == 0xFF0B)
	{
		if (scan->plus || scan->count > 0)
			scan->problem = "bad_format";
		scan->plus = true;
		return true;
	}
	if (phone_is_punctuation(c) || (scan->count == 0 && phone_is_quote(c)))
		return true;
	if (scan->count > 0)
		return false;
	*at = here;
	n = phone_word(raw, length, at, word);
	if (scan->plus || !PHONE_WORD_IN(word, n, phone_lead_words))
		scan->problem = "bad_format";
	return true;
}

/*
 * profile_phone_scan: find the digits of one telephone number in a text
 *
 * The text must be trimmed and well-formed UTF-8.
 */
void
profile_phone_scan(const char *raw, size_t length, PhoneScan *scan)
{
	size_t at = 0;

	memset(scan, 0, offsetof(PhoneScan, digits));
	if (length > PHONE_RAW_MAX)
		scan->problem = "too_long";
	while (at < length && scan->problem == NULL)
	{
		size_t here = at;
		int32_t c = profile_text_next(raw, length, &at);
		int value = profile_text_digit(c);

		if (value >= 0 && scan->count == PHONE_DIGITS_MAX)
			scan->problem = "too_long";
		else if (value >= 0)
			scan->digits[scan->count++] = (char) ('0' + value);
		else if (!phone_scan_other(raw, length, here, &at, c, scan))
		{
			phone_scan_tail(raw, length, here, scan);
			return;
		}
	}
	if (scan->problem == NULL && scan->count == 0)
		scan->problem = "bad_format";
}
