/*-------------------------------------------------------------------------
 *
 * address_alias.c
 *		Spellings of a postal address that are brought to one before it is cut.
 *
 * Works on folded text, in place.
 *
 *		спб, с.-петербург, мск, ростов н/д		 the city's name in full
 *		а/я 45, p.o. box 45						 one word
 *		б/н, домофон 12к						 nothing: no part of an address
 *		32-а									 32а
 *		16a in Latin, in a Russian address		 16а
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/address.h"

#include <unicode/uchar.h>

#include "identifier/identifier_text.h"

/*
 * A spelling and what stands for it, each between borders of words.  A blank stands
 * for any number of blanks and dots, none as well.  With rest what follows up to the
 * next blank or comma goes too.
 */
static const struct
{
	const char *spelling;
	const char *meaning;
	bool rest;
} address_aliases[] = {
	{"санкт петербург", "санкт-петербург", false},
	{"с -петербург", "санкт-петербург", false},
	{"с -пб", "санкт-петербург", false},
	{"с пб", "санкт-петербург", false},
	{"спб", "санкт-петербург", false},
	{"мск", "москва", false},
	{"екб", "екатеринбург", false},
	{"н новгород", "нижний новгород", false},
	{"ниж новгород", "нижний новгород", false},
	{"ростов н/д", "ростов-на-дону", false},
	{"ростов-н/д", "ростов-на-дону", false},
	{"ростов на дону", "ростов-на-дону", false},
	{"наб челны", "набережные челны", false},
	{"летия", "лет", false},
	{"а/я", "а-я", false},
	{"p o box", "pobox", false},
	{"po box", "pobox", false},
	{"дом б/н", "", false},
	{"д б/н", "", false},
	{"б/н", "", false},
	{"домофон", "", true},
	{"код", "", true},
};

/* Letters that look Cyrillic, and the Cyrillic ones. */
static const char address_lookalikes[][4] = {
	"aа", "cс", "eе", "hн", "kк", "mм", "oо", "pр", "tт", "xх",
};

static bool
address_is_part_of_word(int32_t c)
{
	return c == '-' || c == '/' ||
		   (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0;
}

static bool
address_is_gap(char c)
{
	return c == ' ' || c == '.';
}

/* The character before a place ends a word. */
static bool
address_begins_word(const AddressScan *scan, size_t at)
{
	size_t before = at;

	if (at == 0)
		return true;
	do
		before--;
	while (before > 0 && ((unsigned char) scan->text[before] & 0xC0) == 0x80);
	return !address_is_part_of_word(profile_text_next(scan->text, scan->length, &before));
}

/* The end of a spelling at a place, or 0. */
static size_t
address_spelling_end(const AddressScan *scan, size_t at, const char *spelling)
{
	size_t next;

	for (; *spelling != '\0'; spelling++)
	{
		if (*spelling == ' ')
		{
			while (at < scan->length && address_is_gap(scan->text[at]))
				at++;
			continue;
		}
		if (at == scan->length || scan->text[at] != *spelling)
			return 0;
		at++;
	}
	next = at;
	if (at < scan->length &&
		address_is_part_of_word(profile_text_next(scan->text, scan->length, &next)))
		return 0;
	return at;
}

/* Put a meaning in the place of [from, to); false if there is no room. */
static bool
address_replace(AddressScan *scan, size_t from, size_t to, const char *meaning)
{
	size_t n = strlen(meaning);

	if (scan->length - (to - from) + n > ADDRESS_TEXT_MAX)
		return false;
	memmove(scan->text + from + n, scan->text + to, scan->length - to);
	memcpy(scan->text + from, meaning, n);
	scan->length = scan->length - (to - from) + n;
	return true;
}

/* Replace the alias at a place, if one is there; the place behind it. */
static size_t
address_replace_alias(AddressScan *scan, size_t at)
{
	for (size_t i = 0; i < sizeof(address_aliases) / sizeof(*address_aliases); i++)
	{
		size_t end = address_spelling_end(scan, at, address_aliases[i].spelling);
		size_t word;

		if (end == 0)
			continue;
		word = end;
		while (address_aliases[i].rest && word < scan->length &&
			   (address_is_gap(scan->text[word]) || scan->text[word] == ':'))
			word++;
		while (address_aliases[i].rest && word < scan->length &&
			   scan->text[word] != ' ' && scan->text[word] != ',')
			end = ++word;
		if (address_replace(scan, at, end, address_aliases[i].meaning))
			return at + strlen(address_aliases[i].meaning);
	}
	return at;
}

/*
 * A single letter behind digits: its start and end; false if there is none.  An
 * ordinal's (2-й, 1-я, 3-е) is left alone.
 */
static bool
address_house_letter(const AddressScan *scan, size_t at, size_t *from, size_t *to)
{
	size_t next;
	int32_t c;

	if (at == 0 || !identifier_ascii_digit(scan->text[at - 1]))
		return false;
	*from = scan->text[at] == '-' ? at + 1 : at;
	if (*from >= scan->length)
		return false;
	*to = *from;
	c = profile_text_next(scan->text, scan->length, to);
	if ((U_GET_GC_MASK(c) & U_GC_L_MASK) == 0 ||
		(*from > at && (c == 0x0439 || c == 0x044F || c == 0x0435)))
		return false;
	next = *to;
	return next == scan->length ||
		   !address_is_part_of_word(profile_text_next(scan->text, scan->length, &next));
}

/* The letter of a house's number, without its hyphen and in the address's script. */
static void
address_settle_letter(AddressScan *scan, size_t at, bool cyrillic)
{
	size_t from;
	size_t to;

	if (!address_house_letter(scan, at, &from, &to))
		return;
	for (size_t i = 0; cyrillic && i < sizeof(address_lookalikes) / 4; i++)
	{
		if (to - from == 1 && address_lookalikes[i][0] == scan->text[from] &&
			address_replace(scan, from, to, address_lookalikes[i] + 1))
			break;
	}
	if (from > at)
		address_replace(scan, at, from, "");
}

/*
 * profile_address_settle: bring the folded text's spellings to one
 */
void
profile_address_settle(AddressScan *scan)
{
	bool cyrillic = false;

	for (size_t at = 0; at < scan->length; at++)
		cyrillic = cyrillic || (unsigned char) scan->text[at] == 0xD0 ||
				   (unsigned char) scan->text[at] == 0xD1;
	for (size_t at = 0; at < scan->length;)
	{
		if (address_begins_word(scan, at))
			at = address_replace_alias(scan, at);
		if (at >= scan->length)
			break;
		address_settle_letter(scan, at, cyrillic);
		do
			at++;
		while (at < scan->length && ((unsigned char) scan->text[at] & 0xC0) == 0x80);
	}
}
