/*-------------------------------------------------------------------------
 *
 * phone_text.c
 *		From a text to the stretch that is a number, and its extension.
 *
 * What libphonenumber does here with regular expressions, written out:
 *
 *		number    := digit digit | plus* (sep* digit){3,} (sep | alpha | digit)* ext?
 *		sep       := punctuation | '*'
 *		ext       := ';ext=' digit{1,20}
 *				   | space* label after digit{1,20} '#'?
 *				   | space* sign after digit{1,9} '#'?
 *				   | [- ]+ digit{1,6} '#'
 *				   | blank* (',,' | ';') after digit{1,15} '#'?
 *				   | blank* ','+ after digit{1,9} '#'?
 *		label     := 'ext', 'xt', 'extension', 'extn', 'доб', 'anexo' ...
 *		sign      := 'x' | '#' | '~' | 'int'
 *		space     := blank | ','
 *		blank     := space, no-break space, tab
 *		after     := [:.]? (blank | ',' | '-')*
 *
 * All forms of an extension end in one run of digits and have none before it,
 * so they are looked for in the gap between the last two runs of digits.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone_parse.h"

#include <string.h>

#include "identifier/identifier_text.h"

/* Longest extensions behind the several labels. */
#define PHONE_EXTENSION_LIKELY    15
#define PHONE_EXTENSION_AMBIGUOUS 9
#define PHONE_EXTENSION_UNSURE    6

static const char phone_context_name[] = ";phone-context=";
static const char phone_scheme_name[] = "tel:";
static const char phone_isub_name[] = ";isub=";

/* Place of an ASCII word in symbols, in this very case, or -1. */
static int
phone_find(PhoneSymbols text, const char *word)
{
	int length = (int) strlen(word);

	for (int i = 0; i + length <= text.count; i++)
	{
		if (text.at[i] == (uint8_t) word[0] &&
			memcmp(text.at + i, word, (size_t) length) == 0)
			return i;
	}
	return -1;
}

/* '+', digits and visual separators, at least one digit (RFC 3966). */
static bool
phone_context_is_number(PhoneSymbols context)
{
	bool digit = false;

	if (context.count == 0 || context.at[0] != '+')
		return false;
	for (int i = 1; i < context.count; i++)
	{
		if (PHONE_SYMBOL_IS(context.at[i], PHONE_IS_DIGIT))
			digit = true;
		else if (context.at[i] == 0 || strchr("-.()", context.at[i]) == NULL)
			return false;
	}
	return digit;
}

/*
 * Labels of letters, digits and hyphens, separated by dots, the last of which
 * begins with a letter (RFC 3966).
 */
static bool
phone_context_is_domain(PhoneSymbols context)
{
	int n = context.count;
	int label = 0;

	if (n > 0 && context.at[n - 1] == '.')
		n--;
	for (int i = 0; i <= n; i++)
	{
		uint8_t c = i < n ? context.at[i] : '.';
		bool edge = i == label || i + 1 == n || (i + 1 < n && context.at[i + 1] == '.');

		if (c == '.')
		{
			if (i == label)
				return false;
			if (i < n)
				label = i + 1;
		}
		else if (c == '-' ? edge
						  : !PHONE_SYMBOL_IS(c, PHONE_IS_DIGIT) &&
								!(c < 0x80 && identifier_ascii_letter((char) c)))
			return false;
	}
	return context.at[label] < 0x80 && identifier_ascii_letter((char) context.at[label]);
}

/*
 * A text with ;phone-context=: the context, if it is a number, with what stands
 * between "tel:" and it.  False if the context is neither number nor domain.
 */
static bool
phone_extract_context(PhoneSymbols text, int place, uint8_t *buffer, PhoneSymbols *number)
{
	int from = place + (int) strlen(phone_context_name);
	int scheme = phone_find(text, phone_scheme_name);
	PhoneSymbols context = {text.at + from, 0};
	int start = scheme < 0 ? 0 : scheme + (int) strlen(phone_scheme_name);
	int end = start <= place ? place : text.count;
	int count = 0;

	while (from + context.count < text.count && context.at[context.count] != ';')
		context.count++;
	if (context.count == 0)
		return false;
	if (!phone_context_is_number(context) && !phone_context_is_domain(context))
		return false;
	if (context.at[0] == '+')
	{
		memcpy(buffer, context.at, (size_t) context.count);
		count = context.count;
	}
	memcpy(buffer + count, text.at + start, (size_t) (end - start));
	number->at = buffer;
	number->count = count + end - start;
	return true;
}

/*
 * Cut before a second number: "/ x" as in "585-6985 x302/x2303".  The first line
 * that has the mark is taken, up to its last one.
 */
static void
phone_cut_second(PhoneSymbols *number)
{
	int line = 0;
	int mark = -1;

	for (int i = 0; i <= number->count; i++)
	{
		uint8_t c = i < number->count ? number->at[i] : '\n';

		if (PHONE_SYMBOL_IS(c, PHONE_IS_LINE))
		{
			if (mark >= 0)
				break;
			line = i + 1;
		}
		else if (c == '/' || c == '\\')
		{
			int next = i + 1;

			while (next < number->count && number->at[next] == ' ')
				next++;
			if (next < number->count && number->at[next] == 'x')
				mark = i;
		}
	}
	if (mark >= 0)
	{
		number->at += line;
		number->count = mark - line;
	}
}

/*
 * profile_phone_extract: the stretch of a text that may be a number
 *
 * buffer has room for PHONE_TEXT_MAX symbols.  False where ;phone-context= is
 * wrong; the stretch may be empty.
 */
bool
profile_phone_extract(PhoneSymbols text, uint8_t *buffer, PhoneSymbols *number)
{
	int context = -1;
	int place;
	bool parameters = memchr(text.at, ';', (size_t) text.count) != NULL;

	if (parameters)
		context = phone_find(text, phone_context_name);
	*number = text;
	if (context >= 0)
	{
		if (!phone_extract_context(text, context, buffer, number))
			return false;
	}
	else
	{
		while (number->count > 0 &&
			   !PHONE_SYMBOL_IS(*number->at, PHONE_IS_DIGIT | PHONE_IS_PLUS))
		{
			number->at++;
			number->count--;
		}
		while (number->count > 0 &&
			   !PHONE_SYMBOL_IS(number->at[number->count - 1], PHONE_IS_KEPT))
			number->count--;
		if (number->count > 0 && memchr(number->at, 'x', (size_t) number->count) != NULL)
			phone_cut_second(number);
	}
	if (parameters)
	{
		place = phone_find(*number, phone_isub_name);
		if (place >= 0)
			number->count = place;
	}
	return true;
}

/* Steps over an ASCII word in any case; returns the place behind it, or -1. */
static int
phone_word_at(const uint8_t *s, int at, int end, const char *word)
{
	for (; *word != '\0'; word++, at++)
	{
		if (at >= end)
			return -1;
		if (s[at] == (uint8_t) *word || s[at] == (uint8_t) (*word - ('a' - 'A')))
			continue;
		if (!(*word == 's' && s[at] == PHONE_SYMBOL_LONG_S))
			return -1;
	}
	return at;
}

/* Steps over "xt", "extension" and the like; returns the place behind, or -1. */
static int
phone_label_ext(const uint8_t *s, int at, int end)
{
	int long_form;

	if (s[at] == 'e' || s[at] == 'E')
		at++;
	at = phone_word_at(s, at, end, "xt");
	if (at < 0)
		return -1;
	long_form = phone_word_at(s, at, end, "ensi");
	if (long_form >= 0 && long_form < end)
	{
		if (s[long_form] == PHONE_SYMBOL_O_ACUTE)
			at = long_form + 1;
		else if (s[long_form] == 'o' || s[long_form] == 'O')
		{
			at = long_form + 1;
			if (at < end && s[at] == PHONE_SYMBOL_ACUTE)
				at++;
		}
	}
	if (at < end && (s[at] == 'n' || s[at] == 'N'))
		at++;
	return at;
}

/* The same in fullwidth letters. */
static int
phone_label_wide(const uint8_t *s, int at, int end)
{
	if (s[at] == PHONE_SYMBOL_WIDE_E)
		at++;
	if (end - at < 2 || s[at] != PHONE_SYMBOL_WIDE_X || s[at + 1] != PHONE_SYMBOL_WIDE_T)
		return -1;
	at += 2;
	return at < end && s[at] == PHONE_SYMBOL_WIDE_N ? at + 1 : at;
}

/* Steps over a label that means an extension for sure, or -1. */
static int
phone_label(const uint8_t *s, int at, int end)
{
	switch (s[at])
	{
		case 'e':
		case 'E':
		case 'x':
		case 'X':
			return phone_label_ext(s, at, end);
		case 'a':
		case 'A':
			return phone_word_at(s, at, end, "anexo");
		case PHONE_SYMBOL_WIDE_E:
		case PHONE_SYMBOL_WIDE_X:
			return phone_label_wide(s, at, end);
		case PHONE_SYMBOL_DE:
			return end - at >= 3 && s[at + 1] == PHONE_SYMBOL_O &&
						   s[at + 2] == PHONE_SYMBOL_BE
					   ? at + 3
					   : -1;
		default:
			return -1;
	}
}

/* Steps over a sign that may mean an extension, or -1. */
static int
phone_sign(const uint8_t *s, int at, int end)
{
	switch (s[at])
	{
		case 'x':
		case 'X':
		case '#':
		case '~':
		case PHONE_SYMBOL_WIDE_X:
		case PHONE_SYMBOL_HASH:
		case PHONE_SYMBOL_TILDE:
			return at + 1;
		case 'i':
		case 'I':
			return phone_word_at(s, at, end, "int");
		case PHONE_SYMBOL_WIDE_I:
			return end - at >= 3 && s[at + 1] == PHONE_SYMBOL_WIDE_N &&
						   s[at + 2] == PHONE_SYMBOL_WIDE_T
					   ? at + 3
					   : -1;
		default:
			return -1;
	}
}

/* What may stand behind a label, and nothing else, from at to end. */
static bool
phone_after_label(const uint8_t *s, int at, int end)
{
	if (at < 0)
		return false;
	if (at < end && (s[at] == ':' || s[at] == '.' || s[at] == PHONE_SYMBOL_STOP))
		at++;
	while (at < end &&
		   (s[at] == ',' || s[at] == '-' || PHONE_SYMBOL_IS(s[at], PHONE_IS_SPACE)))
		at++;
	return at == end;
}

/* ",,", ";" or commas, which make a telephone dial on. */
static bool
phone_dials_on(const uint8_t *s, int at, int end, int digits)
{
	int commas = 0;

	while (at < end && PHONE_SYMBOL_IS(s[at], PHONE_IS_SPACE))
		at++;
	if (at < end && s[at] == ';')
		return digits <= PHONE_EXTENSION_LIKELY && phone_after_label(s, at + 1, end);
	while (at + commas < end && s[at + commas] == ',')
		commas++;
	if (commas >= 2 && digits <= PHONE_EXTENSION_LIKELY &&
		phone_after_label(s, at + 2, end))
		return true;
	return commas >= 1 && digits <= PHONE_EXTENSION_AMBIGUOUS &&
		   phone_after_label(s, at + commas, end);
}

/* s from at to end, and so many digits behind, with or without #, are an extension. */
static bool
phone_extension_at(const uint8_t *s, int at, int end, int digits, bool hash)
{
	int label = at;

	if (s[at] == ';' && !hash && phone_word_at(s, at + 1, end, "ext") == end - 1 &&
		s[end - 1] == '=')
		return true;
	while (label < end && (s[label] == ',' || PHONE_SYMBOL_IS(s[label], PHONE_IS_SPACE)))
		label++;
	if (label < end && PHONE_SYMBOL_IS(s[label], PHONE_IS_LABEL))
	{
		if (phone_after_label(s, phone_label(s, label, end), end))
			return true;
		if (digits <= PHONE_EXTENSION_AMBIGUOUS &&
			phone_after_label(s, phone_sign(s, label, end), end))
			return true;
	}
	if (phone_dials_on(s, at, end, digits))
		return true;
	if (!hash || digits > PHONE_EXTENSION_UNSURE)
		return false;
	while (at < end && (s[at] == '-' || s[at] == ' '))
		at++;
	return at == end;
}

/*
 * Where the extension at the end of s begins, or -1; *first and *digits tell
 * where its digits are.
 */
static int
phone_extension(const uint8_t *s, int count, int *first, int *digits)
{
	bool hash = count > 0 && s[count - 1] == '#';
	bool label = hash;
	int end = hash ? count - 1 : count;
	int from = end;
	int gap;

	while (from > 0 && PHONE_SYMBOL_IS(s[from - 1], PHONE_IS_DIGIT))
		from--;
	*first = from;
	*digits = end - from;
	if (from == end || end - from > PHONE_EXTENSION_MAX)
		return -1;
	for (gap = from; gap > 0 && !PHONE_SYMBOL_IS(s[gap - 1], PHONE_IS_DIGIT); gap--)
		label |= PHONE_SYMBOL_IS(s[gap - 1], PHONE_IS_LABEL);
	for (; label && gap < from; gap++)
	{
		if (phone_extension_at(s, gap, from, end - from, hash))
			return gap;
	}
	return -1;
}

/*
 * profile_phone_is_viable: symbols could be a number, with or without extension
 */
bool
profile_phone_is_viable(const uint8_t *s, int count)
{
	int at = 0;
	int digits = 0;
	int third;
	int extension;
	int first;

	if (count == 2 && PHONE_SYMBOL_IS(s[0], PHONE_IS_DIGIT) &&
		PHONE_SYMBOL_IS(s[1], PHONE_IS_DIGIT))
		return true;
	while (at < count && PHONE_SYMBOL_IS(s[at], PHONE_IS_PLUS))
		at++;
	for (; at < count && digits < 3; at++)
	{
		if (PHONE_SYMBOL_IS(s[at], PHONE_IS_DIGIT))
			digits++;
		else if (s[at] != '*' && !PHONE_SYMBOL_IS(s[at], PHONE_IS_PUNCTUATION))
			return false;
	}
	if (digits < 3)
		return false;
	third = at;
	while (at < count &&
		   (s[at] == '*' || PHONE_SYMBOL_IS(s[at], PHONE_IS_DIGIT | PHONE_IS_PUNCTUATION |
													   PHONE_IS_ALPHA)))
		at++;
	if (at == count)
		return true;
	extension = phone_extension(s, count, &first, &digits);
	return extension >= third && extension <= at;
}

/*
 * profile_phone_strip_extension: take the extension off a viable number
 *
 * Returns how many symbols are left; they are viable themselves.  The extension
 * is written in ASCII digits, extension has room for PHONE_EXTENSION_MAX.
 */
int
profile_phone_strip_extension(PhoneSymbols number, char *extension, int *extension_length)
{
	int first;
	int digits;
	int at = phone_extension(number.at, number.count, &first, &digits);

	*extension_length = 0;
	if (at < 0 || !profile_phone_is_viable(number.at, at))
		return number.count;
	for (int i = 0; i < digits; i++)
		extension[i] = (char) ('0' + phone_symbol_value(number.at[first + i]));
	*extension_length = digits;
	return at;
}
