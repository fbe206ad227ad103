/*-------------------------------------------------------------------------
 *
 * number_field.c
 *		A number as it stands in a field: with its own name in front, in the
 *		quotes of a spreadsheet's text, or as the spreadsheet's idea of a number.
 *
 *		ИНН 7707083893, '7707083893		 the name and the quotes are taken off
 *		7707083893.0, 7.707083893E+09	 spreadsheet_float
 *		105091430 for 0105091430		 lost_zero: a spreadsheet drops leading zeros
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/number_text.h"
#include "identifier/identifier_text.h"
#include "identifier/phone_runs.h"

/* Longest name of a number, bytes. */
#define FIELD_LABEL_MAX 32

/* Digits of the longest number that a spreadsheet keeps (a double has 15). */
#define FIELD_FLOAT_MAX 20

/* Names of the numbers, lower case, longer ones first. */
static const char *const field_labels[] = {
	"огрнип", "ogrnip", "swift", "снилс", "snils", "огрн", "ogrn", "инн",
	"inn",    "кпп",    "kpp",   "бик",   "bik",   "bic",  "lei",
};

/* Length of the label at the start of a text in lower case, or 0. */
static size_t
field_label(const char *lower, size_t length)
{
	for (size_t i = 0; i < sizeof(field_labels) / sizeof(*field_labels); i++)
	{
		size_t n = strlen(field_labels[i]);

		if (n < length && memcmp(lower, field_labels[i], n) == 0)
			return n;
	}
	return 0;
}

/* Step over the number's name and what stands behind it: a blank, : . = or №. */
static void
field_strip_label(const char **s, size_t *length)
{
	char lower[FIELD_LABEL_MAX];
	size_t head = *length < sizeof(lower) ? *length : sizeof(lower);
	size_t at;
	size_t next;
	int n;

	while (head > 0 && head < *length && ((unsigned char) (*s)[head] & 0xC0) == 0x80)
		head--;
	n = profile_text_lower(*s, head, lower, sizeof(lower));
	at = next = n > 0 ? field_label(lower, (size_t) n) : 0;
	if (at == 0)
		return;
	for (;;)
	{
		int32_t c = next < *length ? profile_text_next(*s, *length, &next) : -1;

		if (c != ':' && c != '.' && c != '=' && c != '#' && c != 0x2116 &&
			!(c >= 0 && profile_text_is_blank(c)))
			break;
		at = next;
	}
	/* a code of letters may begin as its name does */
	if (at < *length && profile_text_digit((unsigned char) (*s)[at]) < 0 &&
		identifier_ascii_letter((*s)[at - 1]))
		return;
	*s += at;
	*length -= at;
}

/* An apostrophe in front, which makes a spreadsheet take text; quotes around. */
static void
field_strip_quotes(const char **s, size_t *length)
{
	while (*length > 1 && ((*s)[0] == '\'' || (*s)[0] == '"'))
	{
		if ((*s)[*length - 1] == (*s)[0])
			(*length)--;
		(*s)++;
		(*length)--;
	}
	profile_text_trim(s, length);
}

/* Written with .0 behind, or with an exponent. */
static bool
field_is_float(const char *s, size_t length)
{
	return (length > 2 && (s[length - 2] == '.' || s[length - 2] == ',') &&
			s[length - 1] == '0') ||
		   memchr(s, 'E', length) != NULL || memchr(s, 'e', length) != NULL;
}

/*
 * profile_number_field: narrow a field to its number, without name and quotes
 */
void
profile_number_field(const char **s, size_t *length)
{
	field_strip_quotes(s, length);
	field_strip_label(s, length);
	field_strip_quotes(s, length);
}

/*
 * profile_number_field_digits: the digits of a field
 *
 * width is how many there should be: with one less and nothing between the
 * digits, a zero is put in front.  0: do not.  *assumption is set where something
 * was assumed.  Returns NULL or the problem.
 */
const char *
profile_number_field_digits(const char *raw, size_t length, int width, NumberText *number,
							const char **assumption)
{
	const char *problem;
	char digits[FIELD_FLOAT_MAX];
	int count;

	number->count = 0;
	profile_number_field(&raw, &length);
	if (length > 0 && field_is_float(raw, length))
	{
		count = profile_phone_float(raw, length, digits, (int) sizeof(digits));
		if (count < 0)
			return "lost_digits";
		if (count > 0)
		{
			*assumption = "spreadsheet_float";
			raw = digits;
			length = (size_t) count;
		}
	}
	problem = profile_number_digits(raw, length, number);
	if (problem == NULL && number->count == width - 1 &&
		length == (size_t) number->count && number->text[0] != '0')
	{
		memmove(number->text + 1, number->text, (size_t) number->count++);
		number->text[0] = '0';
		*assumption = "lost_zero";
	}
	return problem;
}
