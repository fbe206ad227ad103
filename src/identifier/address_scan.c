/*-------------------------------------------------------------------------
 *
 * address_scan.c
 *		Cutting a postal address into words and numbers.
 *
 * The text is case-folded (NFKC_Casefold) with ё as е.  Letters and digits are
 * cut apart (д5, 12к2), except where they are one number: a single letter after
 * it (12а), a fraction (5/1), an ordinal (2-й, 42nd).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/address.h"

#include <unicode/uchar.h>

#include "identifier/identifier_text.h"
#include "identifier/name.h"

/* Longest word or number, bytes. */
#define ADDRESS_TOKEN_MAX 120

static bool
address_is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
address_is_letter(int32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z';
	return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

static bool
address_is_hyphen(int32_t c)
{
	return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* The character at a place, or 0 at the end. */
static int32_t
address_peek(const AddressScan *scan, size_t at)
{
	return at < scan->length ? profile_text_next(scan->text, scan->length, &at) : 0;
}

/* The end of the run of letters at a place. */
static size_t
address_letters_end(const AddressScan *scan, size_t at, int *letters)
{
	*letters = 0;
	while (at < scan->length)
	{
		size_t from = at;

		if (!address_is_letter(profile_text_next(scan->text, scan->length, &at)))
			return from;
		(*letters)++;
	}
	return at;
}

static size_t
address_digits_end(const AddressScan *scan, size_t at)
{
	while (at < scan->length && address_is_digit(scan->text[at]))
		at++;
	return at;
}

/* Folded text: №, which folds to letters, is a blank; ё is е. */
static const char *
address_fold(const char *raw, size_t length, AddressScan *scan)
{
	static const char numero[] = "\xE2\x84\x96";
	static const char yo[] = "\xD1\x91";
	char plain[ADDRESS_RAW_MAX];
	size_t kept = 0;
	int n;

	if (length > ADDRESS_RAW_MAX)
		return "too_long";
	for (size_t i = 0; i < length; i++)
	{
		if (length - i >= 3 && memcmp(raw + i, numero, 3) == 0)
		{
			plain[kept++] = ' ';
			i += 2;
		}
		else if (raw[i] == '\n' || raw[i] == '\r')
			plain[kept++] = ',';
		else
			plain[kept++] = raw[i];
	}
	n = profile_text_casefold(plain, kept, scan->text, ADDRESS_TEXT_MAX);
	if (n < 0)
		return profile_text_problem(n);
	for (int i = 0; i + 1 < n; i++)
	{
		if (memcmp(scan->text + i, yo, 2) == 0)
			memcpy(scan->text + i, "\xD0\xB5", 2);
	}
	scan->length = (size_t) n;
	return NULL;
}

/* A postcode of the United Kingdom at a place: its end, or 0. */
static size_t
address_british_postcode(const char *s, size_t length, size_t at)
{
	size_t i = at;
	size_t digits;

	while (i < length && i - at < 2 && s[i] >= 'a' && s[i] <= 'z')
		i++;
	if (i == at)
		return 0;
	digits = i;
	while (i < length && i - digits < 2 && identifier_ascii_digit(s[i]))
		i++;
	if (i == digits)
		return 0;
	if (i - digits == 1 && i < length && s[i] >= 'a' && s[i] <= 'z')
		i++;
	/* E12AA is E1 2AA */
	if (i - digits == 2 && identifier_ascii_digit(s[i - 1]) && length - i >= 2 &&
		s[i] >= 'a' && s[i] <= 'z' && s[i + 1] >= 'a' && s[i + 1] <= 'z')
		i--;
	if (i < length && s[i] == ' ')
		i++;
	if (length - i < 3 || !identifier_ascii_digit(s[i]) || s[i + 1] < 'a' ||
		s[i + 1] > 'z' || s[i + 2] < 'a' || s[i + 2] > 'z')
		return 0;
	i += 3;
	return i == length || s[i] == ' ' || s[i] == ',' ? i : 0;
}

/* Take the postcode of the United Kingdom out of the text. */
static void
address_cut_postcode(AddressScan *scan)
{
	for (size_t at = 0; at < scan->length; at++)
	{
		size_t end;

		if (at > 0 && scan->text[at - 1] != ' ' && scan->text[at - 1] != ',')
			continue;
		end = address_british_postcode(scan->text, scan->length, at);
		if (end == 0)
			continue;
		for (size_t i = at; i < end; i++)
		{
			char c = scan->text[i];

			if (i + 3 == end && scan->postcode[scan->postcode_length - 1] != ' ')
				scan->postcode[scan->postcode_length++] = ' ';
			scan->postcode[scan->postcode_length++] =
				c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
			scan->text[i] = ',';
		}
		return;
	}
}

/* A letter that begins a building's number: 12к2, 12с1. */
static bool
address_is_marker(const AddressScan *scan, size_t at, size_t end)
{
	return address_is_digit(address_peek(scan, end)) &&
		   profile_address_word(scan->text + at, end - at, true, false, false) != NULL;
}

/*
 * The end of the number at a place, with all that belongs to it.  Sets ordinal
 * where it is a word of a name.
 */
static size_t
address_number_end(const AddressScan *scan, size_t at, bool *ordinal)
{
	int letters;
	size_t end = address_digits_end(scan, at);
	size_t after = address_letters_end(scan, end, &letters);
	size_t hyphen = end;

	*ordinal = false;
	if (letters == 2 && (memcmp(scan->text + end, "st", 2) == 0 ||
						 memcmp(scan->text + end, "nd", 2) == 0 ||
						 memcmp(scan->text + end, "rd", 2) == 0 ||
						 memcmp(scan->text + end, "th", 2) == 0))
	{
		*ordinal = true;
		return after;
	}
	if (letters == 0 && end < scan->length &&
		address_is_hyphen(profile_text_next(scan->text, scan->length, &hyphen)))
	{
		after = address_letters_end(scan, hyphen, &letters);
		*ordinal =
			letters > 0 && letters <= 3 && (unsigned char) scan->text[hyphen] >= 0x80;
		/* й, я, е: one letter of an ordinal; а, б: of a house */
		if (letters == 1 && *ordinal)
		{
			int32_t c = address_peek(scan, hyphen);

			*ordinal = c == 0x0439 || c == 0x044F || c == 0x0435;
		}
		if (*ordinal || (letters == 1 && !address_is_digit(address_peek(scan, after))))
			return after;
		letters = 0;
	}
	if (letters == 1 && !address_is_marker(scan, end, after))
		end = after;
	while (end + 1 < scan->length && scan->text[end] == '/')
	{
		after = address_letters_end(scan, end + 1, &letters);
		if (address_is_digit(scan->text[end + 1]))
			after = address_digits_end(scan, end + 1);
		else if (letters != 1 || address_is_digit(address_peek(scan, after)))
			break;
		end = after;
	}
	return end;
}

/* Самал-2, if another number is left for the house: the end, or 0. */
static size_t
address_numbered_end(const AddressScan *scan, size_t at)
{
	size_t end = address_digits_end(scan, at);

	for (size_t i = end; i < scan->length && end > at && end - at <= 2; i++)
	{
		if (address_is_digit(scan->text[i]))
			return end;
	}
	return 0;
}

/*
 * The end of the word at a place: letters, with hyphens and apostrophes inside,
 * or two letters with a dot between (г.о.).
 */
static size_t
address_word_end(const AddressScan *scan, size_t at)
{
	int letters;
	size_t end = address_letters_end(scan, at, &letters);

	if (letters == 1 && address_peek(scan, end) == '.')
	{
		size_t second = address_letters_end(scan, end + 1, &letters);

		if (letters == 1)
			return second;
	}

	while (end < scan->length)
	{
		size_t next = end;
		int32_t c = profile_text_next(scan->text, scan->length, &next);

		if (address_is_hyphen(c) && address_numbered_end(scan, next) > 0)
			return address_numbered_end(scan, next);
		if ((!address_is_hyphen(c) && c != '\'' && c != 0x2019) ||
			!address_is_letter(address_peek(scan, next)))
			break;
		end = address_letters_end(scan, next, &letters);
	}
	return end;
}

static const char *
address_add(AddressScan *scan, size_t at, size_t end, bool number, bool hyphen,
			int segment)
{
	AddressToken *token = &scan->token[scan->count];

	if (scan->count == ADDRESS_TOKENS_MAX || end - at > ADDRESS_TOKEN_MAX)
		return "too_long";
	token->at = (uint16_t) at;
	token->length = (uint16_t) (end - at);
	token->segment = (uint8_t) (segment < 255 ? segment : 255);
	token->number = number;
	token->hyphen = number && hyphen;
	token->role = ADDRESS_NONE;
	token->word = NULL;
	scan->count++;
	return NULL;
}

/* Cut the folded text; returns the problem or NULL. */
static const char *
address_cut(AddressScan *scan)
{
	const char *problem = NULL;
	int segment = 0;
	bool tied = false; /* a hyphen follows the last number at once */
	bool letter = false;

	for (size_t at = 0; at < scan->length && problem == NULL;)
	{
		size_t next = at;
		int32_t c = profile_text_next(scan->text, scan->length, &next);
		bool ordinal = false;

		if (address_is_digit(c))
		{
			next = address_number_end(scan, at, &ordinal);
			problem = address_add(scan, at, next, !ordinal, tied, segment);
			tied = !ordinal && address_is_hyphen(address_peek(scan, next));
			if (tied)
				profile_text_next(scan->text, scan->length, &next);
			at = next;
			continue;
		}
		tied = false;
		if (address_is_letter(c) || c == '#')
		{
			if (c != '#')
				next = address_word_end(scan, at);
			problem = address_add(scan, at, next, false, false, segment);
			if (!letter && c != '#')
				scan->latin = c < 0x80;
			letter = letter || c != '#';
		}
		else if (c == ',' || c == ';')
			segment++;
		at = next;
	}
	if (problem == NULL && !letter)
		return "bad_format";
	return problem;
}

/*
 * profile_address_goes_on: token i stands in the same segment as the one before
 */
bool
profile_address_goes_on(const AddressScan *scan, int i)
{
	return i > 0 && i < scan->count &&
		   scan->token[i].segment == scan->token[i - 1].segment;
}

/* Find the markers among the tokens. */
static void
address_mark(AddressScan *scan)
{
	for (int i = 0; i < scan->count; i++)
	{
		AddressToken *token = &scan->token[i];
		const AddressToken *next = token + 1;
		bool follows = i + 1 < scan->count && next->segment == token->segment;
		bool single = follows && !next->number && next->length <= 2;
		bool after = i > 0 && token[-1].segment == token->segment && !token[-1].number &&
					 (token[-1].word == NULL || token[-1].word->role == ADDRESS_NAME);

		if (!token->number)
			token->word = profile_address_word(scan->text + token->at, token->length,
											   (follows && next->number) || single,
											   follows && !next->number, after);
	}
}

/* What people write for want of an address, folded. */
static const char *const address_fillers[] = {
	"address", "адрес", "в магазине", "до востребования", "доставка",  "курьер",
	"магазин", "почта", "пвз",        "пункт выдачи",     "самовывоз", "test",
	"тест",
};

static bool
address_is_filler(const AddressScan *scan)
{
	for (size_t i = 0; i < sizeof(address_fillers) / sizeof(*address_fillers); i++)
	{
		if (strlen(address_fillers[i]) == scan->length &&
			memcmp(address_fillers[i], scan->text, scan->length) == 0)
			return true;
	}
	return profile_name_is_keyboard_run(scan->text, scan->length);
}

/*
 * profile_address_scan: cut a raw address into tokens and find the markers
 *
 * raw is trimmed, not empty and well-formed.
 */
void
profile_address_scan(const char *raw, size_t length, AddressScan *scan)
{
	memset(scan, 0, offsetof(AddressScan, token));
	scan->problem = address_fold(raw, length, scan);
	if (scan->problem != NULL)
		return;
	profile_address_settle(scan);
	if (address_is_filler(scan))
	{
		scan->problem = "placeholder";
		return;
	}
	address_cut_postcode(scan);
	scan->problem = address_cut(scan);
	if (scan->problem == NULL)
		address_mark(scan);
}
