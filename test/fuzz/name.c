/*-------------------------------------------------------------------------
 *
 * name.c
 *		Fuzzing the reading of names and addresses outside the server.
 *
 * Besides memory errors, what the keys promise: a form reads as itself, a key is
 * its own key, and the key of a name depends neither on the order of its words
 * nor on their case.
 *
 *		cc -g -O1 -fsanitize=address,undefined -Isrc -o fuzz_out/name \
 *			test/fuzz/name.c src/identifier/{name_*,address*,identifier_text}.c \
 *		  -licuuc -licui18n
 *		(without the files *_sql.c)
 *		fuzz_out/name 1000000 7		(mutations, seed of the generator)
 *
 * With clang, -fsanitize=fuzzer and -DPROFILE_LIBFUZZER the same file is a
 * libFuzzer target.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "identifier/address.h"
#include "identifier/identifier_text.h"
#include "identifier/name.h"

#define FUZZ_COUNT(a) ((int) (sizeof(a) / sizeof(*(a))))

static void
fuzz_fail(const char *what, const char *raw, size_t length)
{
	fprintf(stderr, "%s:", what);
	for (size_t i = 0; i < length; i++)
		fprintf(stderr, " %02x", (unsigned char) raw[i]);
	fprintf(stderr, "\n%.*s\n", (int) length, raw);
	abort();
}

/* A form that may be stored. */
static int
fuzz_presentable(const char *s, size_t length)
{
	return length >= 1 && length <= IDENTIFIER_KEY_MAX &&
		   profile_text_is_utf8(s, length) && !profile_text_has_control(s, length);
}

static int
fuzz_same_key(const IdentifierReading *a, const IdentifierReading *b)
{
	return a->key_length == b->key_length && memcmp(a->key, b->key, a->key_length) == 0;
}

/* As the server would call it; false: not read at all. */
static int
fuzz_read(IdentifierReader read, const char *raw, size_t length,
		  IdentifierReading *reading)
{
	profile_text_trim(&raw, &length);
	if (length == 0 || length > IDENTIFIER_RAW_MAX || !profile_text_is_utf8(raw, length) ||
		profile_text_is_placeholder(raw, length))
		return 0;
	read(raw, length, NULL, reading);
	return 1;
}

/*
 * The invariants of reading.h; false: garbage.  The key of an address is made of
 * parts whose markers it leaves out: it is not promised to be its own key.
 */
static int
fuzz_one(IdentifierReader read, const char *raw, size_t length, int own_key,
		 IdentifierReading *first)
{
	IdentifierReading again;

	if (!fuzz_read(read, raw, length, first))
		return 0;
	if ((first->quality == IDENTIFIER_SURE) != (first->problem == NULL))
		fuzz_fail("quality and problem disagree", raw, length);
	if (first->quality == IDENTIFIER_GARBAGE)
	{
		if (first->normalized_length != 0 || first->key_length != 0)
			fuzz_fail("garbage with a form", raw, length);
		return 0;
	}
	if (!fuzz_presentable(first->normalized, first->normalized_length) ||
		!fuzz_presentable(first->key, first->key_length))
		fuzz_fail("form that cannot be stored", raw, length);
	if (profile_text_is_placeholder(first->key, first->key_length))
		fuzz_fail("placeholder as a key", raw, length);
	if (!fuzz_read(read, first->normalized, first->normalized_length, &again) ||
		again.normalized_length != first->normalized_length ||
		memcmp(again.normalized, first->normalized, first->normalized_length) != 0 ||
		!fuzz_same_key(&again, first))
		fuzz_fail("normalized form reads otherwise", raw, length);
	if (!own_key)
		return 1;
	if (!fuzz_read(read, first->key, first->key_length, &again) ||
		!fuzz_same_key(&again, first))
		fuzz_fail("key is not its own key", raw, length);
	return 1;
}

/* Write a string in one case, character by character. */
static size_t
fuzz_in_case(const char *s, size_t length, int upper, char *out, size_t size)
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

/* The display form in the other cases, and backwards, has the same key. */
static void
fuzz_name_variants(const IdentifierReading *first)
{
	char other[2 * IDENTIFIER_KEY_MAX];
	IdentifierReading again;
	size_t length = first->normalized_length;
	size_t n = 0;

	for (int upper = 0; upper <= 1; upper++)
	{
		n = fuzz_in_case(first->normalized, length, upper, other, sizeof(other));
		if (n > 0 && n <= NAME_FORM_MAX && fuzz_read(profile_name_read, other, n, &again) &&
			!(again.quality == IDENTIFIER_GARBAGE &&
			  strcmp(again.problem, "too_long") == 0) &&
			!fuzz_same_key(&again, first))
			fuzz_fail("key depends on case", first->normalized, length);
	}
	n = 0;
	for (size_t end = length; end > 0;)
	{
		size_t from = end;

		while (from > 0 && first->normalized[from - 1] != ' ')
			from--;
		memcpy(other + n, first->normalized + from, end - from);
		n += end - from;
		other[n++] = ' ';
		end = from > 0 ? from - 1 : 0;
	}
	if (fuzz_read(profile_name_read, other, n, &again) && !fuzz_same_key(&again, first))
		fuzz_fail("key depends on order", first->normalized, length);
}

static void
fuzz_name_parts(const char *raw, size_t length)
{
	static NameScan scan;
	NameParts parts;
	char out[NAME_FORM_MAX];
	int words = 0;
	NameRange ranges[4];

	profile_text_trim(&raw, &length);
	profile_name_scan(raw, length, &scan);
	profile_name_parse(&scan, &parts);
	ranges[0] = parts.family;
	ranges[1] = parts.given;
	ranges[2] = parts.patronymic;
	ranges[3] = parts.suffix;
	for (int i = 0; i < 4; i++)
	{
		if (profile_name_spell(&scan, ranges[i], out, sizeof(out)) < 0)
			fuzz_fail("part does not fit", raw, length);
		words += ranges[i].to - ranges[i].from;
		for (int j = 0; j < i; j++)
		{
			if (ranges[i].from < ranges[j].to && ranges[j].from < ranges[i].to)
				fuzz_fail("parts overlap", raw, length);
		}
	}
	if (words != scan.count)
		fuzz_fail("a word is in no part", raw, length);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* A copy of its exact size lets the sanitizer see the first byte too many. */
	char *copy = malloc(size > 0 ? size : 1);
	IdentifierReading reading;

	memcpy(copy, data, size);
	if (fuzz_one(profile_name_read, copy, size, 1, &reading))
	{
		fuzz_name_variants(&reading);
		fuzz_name_parts(copy, size);
	}
	fuzz_one(profile_address_read, copy, size, 0, &reading);
	free(copy);
	return 0;
}

#ifndef PROFILE_LIBFUZZER

static const char *const fuzz_seeds[] = {
	"ИВАНОВ Иван Иванович",
	"Иванов И. И.",
	"И.И. Иванов",
	"г-н Петров-Водкин Кузьма мл.",
	"Mr. Ronald McDonald III, PhD",
	"smith, john, jr.",
	"José Ortega y Gasset",
	"Мамедов Эльчин Джафар оглы",
	"Людвиг ван Бетховен",
	"Иванoв (Петров) Иван",
	"Мар’яна Д'яченко",
	"Нұрсұлтан Әбішұлы Назарбаев",
	"ＩＶＡＮ İlham Ǆ",
	"ООО «Ромашка»",
	"Ж.-К. Иванов",
	"Νίκος Παπαδόπουλος 王芳",
	"Tschaikowsky Schmidt Pyotr Alexander Ivanoff",
	"125009, г. Москва, ул. Тверская, д. 7, корп. 2, кв. 15",
	"Москва Тверская 7-15",
	"обл. Московская, г.о. Химки, мкр. Сходня, пр-кт Мира, вл. 5 стр 1 оф 12",
	"1600 Pennsylvania Ave NW, Washington, DC 20500-0003",
	"Apt 4B, 221 Baker St., London NW1 6XE",
	"с. Красное, пер. 2-й Садовый, 12а/3 литера Б",
};

static const char *const fuzz_pieces[] = {
	" ",   ".",   ",",	 "-",	 "'",	"’",	"´",	"(",	")",	"/",	"д.",  "г ",
	"ул.", "кв ", "к",	 "1",	 "12а", "№",	"Jr",	"II",	"мл",	"ст.",	"Mr",  "г-н",
	"van", "de",  "y",	 "e",	 "оглы", "кызы", "фон",	"тест", "ooo",	"щщ",	"xx",  "сх",
	"tsch", "sch", "ie", "yo",	 "kh",	"ander", "off", "ь",	"й",	"й",	"é",   "е́",
	"ß",   "ẞ",	  "İ",	 "ı",	 "ﬁ",	"ŉ",	"ſ",	"K",	"\xFF", "\xC2", "\u200D", "\u00AD",
	"\u3000", "\u0345", "ﷺ", "ǆ", "Ⅱ",	"²",	"а",	"a",	"A",	"Б",	"😀",  "\u1100",
	"\u1161", "\u0300", "\u0301", "St", "NW1 6XE", "\n", "\x01", "улица", "ё", "ph", "th", "ck",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"щащащащащащащащащащащащащащащащащащащащащащащащащащащащащащащащащащащащаща",
	". . . . . a. b. c. d. e. f. g. h. i. j. k.",
};

static uint64_t fuzz_state;

/* xorshift64*: the same mutations for the same seed everywhere. */
static uint32_t
fuzz_random(uint32_t below)
{
	fuzz_state ^= fuzz_state >> 12;
	fuzz_state ^= fuzz_state << 25;
	fuzz_state ^= fuzz_state >> 27;
	return (uint32_t) ((fuzz_state * UINT64_C(2685821657736338717)) >> 33) % below;
}

/* Change s in place; returns its new length. */
static size_t
fuzz_mutate(char *s, size_t length, size_t room)
{
	size_t at = length > 0 ? fuzz_random((uint32_t) length) : 0;
	const char *piece = fuzz_pieces[fuzz_random(FUZZ_COUNT(fuzz_pieces))];
	size_t n = strlen(piece);

	/* Mostly between characters, so that the text stays well-formed. */
	while (at > 0 && fuzz_random(8) > 0 && ((unsigned char) s[at] & 0xC0) == 0x80)
		at--;
	switch (fuzz_random(6))
	{
		case 0:
			if (length > 0 && fuzz_random(4) == 0)
				s[at] = (char) fuzz_random(128);
			return length;
		case 1:
			for (n = 1; at + n < length && ((unsigned char) s[at + n] & 0xC0) == 0x80;)
				n++;
			if (length == 0)
				return 0;
			memmove(s + at, s + at + n, length - at - n);
			return length - n;
		case 2: /* double a stretch */
			n = length - at;
			piece = NULL;
			break;
		default:
			break;
	}
	if (length + n > room)
		return length;
	memmove(s + at + n, s + at, length - at);
	if (piece != NULL)
		memcpy(s + at, piece, n);
	return length + n;
}

int
main(int argc, char **argv)
{
	long runs = argc > 1 ? atol(argv[1]) : 100000;
	static char buffer[IDENTIFIER_RAW_MAX];

	fuzz_state = argc > 2 ? (uint64_t) atol(argv[2]) + 1 : 1;
	for (long run = 0; run < runs; run++)
	{
		const char *seed = fuzz_seeds[fuzz_random(FUZZ_COUNT(fuzz_seeds))];
		size_t length = strlen(seed);

		memcpy(buffer, seed, length);
		for (uint32_t i = fuzz_random(10); i > 0; i--)
			length = fuzz_mutate(buffer, length, IDENTIFIER_RAW_MAX);
		LLVMFuzzerTestOneInput((const uint8_t *) buffer, length);
	}
	printf("%ld mutations\n", runs);
	return 0;
}

#endif
