/*-------------------------------------------------------------------------
 *
 * phone_runs.c
 *		Texts as runs of digits (see phone_runs.h).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone_runs.h"
#include "identifier/identifier_text.h"

#include <unicode/uchar.h>

/* Longest word that is looked up, bytes. */
#define PHONE_WORD_MAX 32

static const char *const phone_extension_words[] = {
	"ext", "extn",  "extension", "x",          "xt",
	"int", "anexo", "доб",       "добав",      "добавочный",
	"доп", "вн",    "внутр",     "внутренний", "х" /* Cyrillic */,
};

/* Hide digits beside the place between two runs. */
static void
phone_mask(PhoneRuns *text, PhoneRun *next)
{
	next->masked = true;
	if (text->count > 0 && next->gap <= PHONE_GAP_SLASH)
		text->runs[text->count - 1].masked = true;
}

/* Three x or more, and nothing else. */
static bool
phone_word_masks(const char *word, int length)
{
	return length >= 3 && (int) strspn(word, "x") == length;
}

/* Steps over the letters at *at; what they stand for between two runs. */
static PhoneGap
phone_word(const char *raw, size_t length, size_t *at, PhoneRuns *text, PhoneRun *next)
{
	char word[PHONE_WORD_MAX + 1];
	size_t from = *at;
	int n;

	while (*at < length)
	{
		size_t behind = *at;
		int32_t c = profile_text_next(raw, length, &behind);

		if (c < 0 || !u_isalpha(c))
			break;
		*at = behind;
	}
	n = profile_text_lower(raw + from, *at - from, word, PHONE_WORD_MAX);
	word[n < 0 ? 0 : n] = '\0';
	if (phone_word_masks(word, n))
	{
		phone_mask(text, next);
		return PHONE_GAP_SOFT;
	}
	for (size_t i = 0; i < sizeof(phone_extension_words) / sizeof(*phone_extension_words);
		 i++)
	{
		if (text->count > 0 && strcmp(word, phone_extension_words[i]) == 0)
			return PHONE_GAP_EXTENSION;
	}
	text->last_word = text->count;
	return PHONE_GAP_WORD;
}

/* What a character that is neither digit, letter nor plus stands for. */
static PhoneGap
phone_gap(int32_t c)
{
	switch (c)
	{
		case '/':
		case '\\':
		case 0xFF0F:
			return PHONE_GAP_SLASH;
		case ',':
		case ';':
		case '|':
		case '&':
		case ':':
		case '@':
		case '\n':
		case '\r':
		case 0x2028:
		case 0x2029:
			return PHONE_GAP_HARD;
		case '#':
			return PHONE_GAP_EXTENSION;
		default:
			return PHONE_GAP_SOFT;
	}
}

/* The harder of two gaps.  What hides digits before a hard one is far away. */
static void
phone_widen(PhoneRun *next, PhoneGap gap)
{
	if (gap > next->gap)
		next->gap = (uint8_t) gap;
	if (gap > PHONE_GAP_SLASH)
		next->masked = false;
}

/* The run of digits from at on; steps over it. */
static void
phone_take_run(const char *raw, size_t length, size_t *at, PhoneRuns *text, PhoneRun next,
			   int *digits)
{
	next.first = (int16_t) *digits;
	while (*at < length)
	{
		size_t behind = *at;
		int value = profile_text_digit(profile_text_next(raw, length, &behind));

		if (value < 0)
			break;
		text->digits[(*digits)++] = (char) ('0' + value);
		*at = behind;
	}
	next.count = (int16_t) (*digits - next.first);
	text->runs[text->count++] = next;
}

/* ASCII punctuation that is a soft gap, which changes nothing. */
static const bool phone_means_nothing[0x80] = {
	[' '] = true, ['('] = true, [')'] = true, ['-'] = true,
	['.'] = true, ['['] = true, [']'] = true, ['_'] = true,
};

/*
 * profile_phone_scan: a text as runs of digits
 *
 * raw is well-formed UTF-8 of at most IDENTIFIER_RAW_MAX bytes.
 */
void
profile_phone_scan(const char *raw, size_t length, PhoneRuns *text)
{
	const PhoneRun none = {0};
	PhoneRun next = none;
	int digits = 0;

	text->count = 0;
	text->last_word = -1;
	for (size_t at = 0; at < length;)
	{
		size_t here = at;
		int32_t c = profile_text_next(raw, length, &at);

		if (c >= 0 && c < 0x80 && phone_means_nothing[c])
			continue;
		if (profile_text_digit(c) >= 0)
		{
			at = here;
			phone_take_run(raw, length, &at, text, next, &digits);
			next = none;
		}
		else if (c == '+' || c == 0xFF0B)
			next.plus = true;
		else if (c >= 0 && u_isalpha(c))
		{
			at = here;
			phone_widen(&next, phone_word(raw, length, &at, text, &next));
		}
		else if (c == '?' || (c == '*' && at < length && raw[at] == '*'))
			phone_mask(text, &next);
		else
			phone_widen(&next, phone_gap(c));
	}
	if (next.gap >= PHONE_GAP_WORD)
		text->last_word = text->count;
}
