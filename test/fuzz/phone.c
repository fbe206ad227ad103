/*-------------------------------------------------------------------------
 *
 * phone.c
 *		Fuzzing the reading of telephone numbers outside the server.
 *
 * Whatever the text, what is read must keep the promises of reading.h, phone.h
 * and phone_parse.h; a broken one stops the run just as a bad memory access does.
 *
 *		cc -g -O1 -fsanitize=address,undefined -Isrc -o fuzz_out/phone \
 *			test/fuzz/phone.c src/identifier/phone.c src/identifier/phone_{float,garbage,\
 *			match,mend,metadata,parse,repair,runs,symbol,text}.c \
 *			src/identifier/identifier_text.c -licuuc -licui18n
 *		fuzz_out/phone 1000000 7			(mutations, seed of the generator)
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

#include "identifier/identifier_text.h"
#include "identifier/phone.h"

static const char *const fuzz_regions[] = {
	NULL, "RU", "US", "DE", "IT", "BY", "UA", "ZZ", "KZ", "GG", "AX", "CX", "SJ",
	"VA", "BQ", "TA", "YT", "JP", "IN", "HU", "MX", "LT", "TM", "AG", "ID", "KR",
	"AR", "BR", "SM", "UY", "CN", "AU", "NA", "MG", "CO", "CR", "SH", "UZ", "FI",
};

#define FUZZ_COUNT(a) ((int) (sizeof(a) / sizeof(*(a))))

static void
fuzz_fail(const char *what, const char *raw, size_t length, const char *region)
{
	fprintf(stderr, "%s, region %s:", what, region == NULL ? "none" : region);
	for (size_t i = 0; i < length; i++)
		fprintf(stderr, " %02x", (unsigned char) raw[i]);
	fprintf(stderr, "\n%.*s\n", (int) length, raw);
	abort();
}

/* A number is itself wherever it is read. */
static int
fuzz_is_itself(const char *e164, const char *region)
{
	PhoneReading again;

	profile_phone_read_number(e164, strlen(e164), region, &again);
	return again.quality == IDENTIFIER_SURE && strcmp(again.e164, e164) == 0 &&
		   again.number.valid && again.number.extension_length == 0;
}

static int
fuzz_is_e164(const char *s)
{
	size_t n = strlen(s);

	return s[0] == '+' && s[1] != '0' && n >= 4 && n < PHONE_E164_SIZE &&
		   strspn(s + 1, "0123456789") == n - 1;
}

/* The faithful reading, from the exact bytes. */
static void
fuzz_parse(const char *raw, size_t length, const char *region)
{
	uint8_t buffer[PHONE_TEXT_MAX];
	PhoneSymbols text;
	PhoneNumber n;

	profile_phone_symbols(raw, length, buffer, PHONE_TEXT_MAX, &text);
	profile_phone_parse(text, profile_phone_region(region), &n);
	if (n.extension_length > PHONE_EXTENSION_MAX ||
		(int) strlen(n.extension) != n.extension_length)
		fuzz_fail("extension", raw, length, region);
	if (n.error != PHONE_OK)
	{
		if (n.valid || n.main != NULL || n.length != 0)
			fuzz_fail("error with a number", raw, length, region);
		return;
	}
	if (n.length < PHONE_NATIONAL_MIN || n.length > PHONE_NATIONAL_MAX ||
		(int) strspn(n.national, "0123456789") != n.length ||
		n.national[n.length] != '\0')
		fuzz_fail("national number", raw, length, region);
	if (n.valid != (n.type != PHONE_UNKNOWN) || (n.valid && n.region == NULL) ||
		(n.region != NULL && n.region->code != n.main->code))
		fuzz_fail("validity", raw, length, region);
}

static void
fuzz_find(const char *raw, size_t length, const char *region, const PhoneReading *one)
{
	static PhoneFound found;

	profile_phone_find(raw, length, region, &found);
	for (int i = 0; i < found.count; i++)
	{
		if (!fuzz_is_e164(found.e164[i]) || !fuzz_is_itself(found.e164[i], NULL))
			fuzz_fail("candidate that is none", raw, length, region);
		for (int j = 0; j < i; j++)
		{
			if (strcmp(found.e164[i], found.e164[j]) == 0)
				fuzz_fail("candidate twice", raw, length, region);
		}
	}
	if (one->quality != IDENTIFIER_GARBAGE &&
		(found.count == 0 || strcmp(found.e164[0], one->e164) != 0))
		fuzz_fail("candidates without the number", raw, length, region);
}

/* One text, as the server would have it read. */
static void
fuzz_one(const char *raw, size_t length, const char *region)
{
	PhoneReading phone;
	IdentifierReading reading;

	if (!profile_text_is_utf8(raw, length))
		return;
	fuzz_parse(raw, length, region);
	profile_text_trim(&raw, &length);
	if (length == 0 || profile_text_is_placeholder(raw, length))
		return;
	profile_phone_read_number(raw, length, region, &phone);
	profile_phone_read(raw, length, region, &reading);
	if ((phone.quality == IDENTIFIER_SURE) != (phone.problem == NULL) ||
		reading.quality != phone.quality || reading.problem != phone.problem)
		fuzz_fail("quality and problem", raw, length, region);
	fuzz_find(raw, length, region, &phone);
	if (phone.quality == IDENTIFIER_GARBAGE)
	{
		if (phone.e164[0] != '\0' || reading.key_length != 0)
			fuzz_fail("garbage with a form", raw, length, region);
		return;
	}
	if (!phone.number.valid || !fuzz_is_e164(phone.e164) ||
		reading.key_length != strlen(phone.e164) ||
		memcmp(reading.key, phone.e164, reading.key_length) != 0)
		fuzz_fail("form", raw, length, region);
	if (!fuzz_is_itself(phone.e164, NULL) || !fuzz_is_itself(phone.e164, region))
		fuzz_fail("E.164 form reads otherwise", raw, length, region);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *region;
	char *copy;

	if (size < 1 || size > IDENTIFIER_RAW_MAX + 1)
		return 0;
	region = fuzz_regions[data[0] % FUZZ_COUNT(fuzz_regions)];
	/* A copy of its exact size lets the sanitizer see the first byte too many. */
	copy = malloc(size > 1 ? size - 1 : 1);
	memcpy(copy, data + 1, size - 1);
	fuzz_one(copy, size - 1, region);
	free(copy);
	return 0;
}

#ifndef PROFILE_LIBFUZZER

static const char *const fuzz_seeds[] = {
	"8 (916) 123-45-67",
	"+7 916 123-45-67 доб. 123",
	"tel:+7-916-123-45-67;ext=5",
	"tel:343641574;phone-context=+56-1;isub=12",
	"00 44 (0) 20 7930 4832 x12",
	"８９１６１２３４５６７",
	"٩١٦١٢٣٤٥٦٧",
	"810 49 30 123456,,42",
	"1-800-FLOWERS",
	"(530) 583-6985 x302/x2303",
	"011 15 2347-6589",
	"+52 1 55 1234 5679",
	"0 15 21 91234-5687",
	"+39 06 6982 1234",
	"8(495)1234567, 8(916)1234567; +7 903 765-43-21 вн. 12",
	"7.9161234567E+10",
	"89161234567.0",
	"80671234567",
	"0079161234567",
	"+1 (246) 234-5678 ext. 4321#",
	"234 5678",
	"030 12345 / 030 54321",
	"+290 8679",
	"0549 886377",
	"１２３４５６ ｅｘｔ 7",
};

static const char *const fuzz_pieces[] = {
	"+",    "＋",   "(",      ")",     "0",      "8",       "00",     "810",    "7",
	"x",    "xxx",  "**",     "доб.",  "вн.",    "#",       ";ext=",  ";isub=", " ",
	"\t",   "\n",   "/",      "\\",    ",",      ";",       ", ",     " x",     "/ x",
	"E+10", ".0",   "e",      "ext",   "anexo",  " int ",   "～",     "－",     "ー",
	"abc",  "Иван", "K",      "ſ",     "\xFF",   "\xC2",    "\u200B", "\u202E", "\u3000",
	"²",    "٣",    "１",     "15",    "044",    "1",       "000",    "52",     "5212",
	"tel:", "@",    "\u2028", "ó",     "o\u0301", "ensi",   "～９",   "#",      "?",
	";phone-context=",        "+7-916", "example.com", "-",  ".",     "~",      "''",
	"999999999999999999999999999999", "8 916 234 56 78 ",  "030 123456 ",
	"                              ", ",,,,,,,,,,,,,,,,",  "1 2 3 4 5 6 7 8 9 0 ",
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

	switch (fuzz_random(6))
	{
		case 0: /* another byte; digits become digits */
			if (length > 0)
				s[at] = (char) (fuzz_random(4) != 0 ? '0' + fuzz_random(10)
													: fuzz_random(256));
			return length;
		case 1:
			if (length > 0)
				memmove(s + at, s + at + 1, length - at - 1);
			return length > 0 ? length - 1 : 0;
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
	static char buffer[1 + IDENTIFIER_RAW_MAX];

	fuzz_state = argc > 2 ? (uint64_t) atol(argv[2]) + 1 : 1;
	for (long run = 0; run < runs; run++)
	{
		const char *seed = fuzz_seeds[fuzz_random(FUZZ_COUNT(fuzz_seeds))];
		size_t length = strlen(seed);

		buffer[0] = (char) fuzz_random(256);
		memcpy(buffer + 1, seed, length);
		for (uint32_t i = fuzz_random(12); i > 0; i--)
			length = fuzz_mutate(buffer + 1, length, IDENTIFIER_RAW_MAX);
		LLVMFuzzerTestOneInput((const uint8_t *) buffer, length + 1);
	}
	printf("%ld mutations\n", runs);
	return 0;
}

#endif
