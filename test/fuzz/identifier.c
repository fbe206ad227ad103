/*-------------------------------------------------------------------------
 *
 * identifier.c
 *		Fuzzing the parsers of identifiers outside the server.
 *
 * Every parser gets every input; the invariants of reading.h are checked, so
 * that a wrong reading stops the run just as a bad memory access does.
 *
 *		cc -g -O1 -fsanitize=address,undefined -Isrc -o fuzz_out/identifier \
 *			test/fuzz/identifier.c \
 *			$(find src/identifier -name '*.c' | xargs grep -L identifier/identifier.h) \
 *			-licuuc -licui18n
 *		fuzz_out/identifier 1000000 7		(mutations, seed of the generator)
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

#include "identifier/ad_hash.h"
#include "identifier/card.h"
#include "identifier/email.h"
#include "identifier/email_judge.h"
#include "identifier/identifier_text.h"
#include "identifier/number_text.h"
#include "identifier/phone.h"
#include "identifier/reading.h"
#include "identifier/web.h"

static const struct
{
	const char *kind;
	IdentifierReader read;
} fuzz_readers[] = {
	{"phone", profile_phone_read},
	{"email", profile_email_read},
	{"inn", profile_inn_read},
	{"snils", profile_snils_read},
	{"login", profile_login_read},
	{"cookie", profile_cookie_read},
	{"device", profile_device_read},
	{"loyalty", profile_loyalty_read},
	{"namespace", profile_namespace_read},
	{"account_ru", profile_account_ru_read},
	{"bic", profile_bic_read},
	{"card", profile_card_read},
	{"domain", profile_domain_read},
	{"iban", profile_iban_read},
	{"ip", profile_ip_read},
	{"kpp", profile_kpp_read},
	{"lei", profile_lei_read},
	{"ogrn", profile_ogrn_read},
	{"passport_ru", profile_passport_ru_read},
	{"telegram", profile_telegram_read},
	{"url", profile_url_read},
	{"vat", profile_vat_read},
	{"vk", profile_vk_read},
};

static const char *const fuzz_regions[] = {
	NULL, "RU", "US", "DE", "IT", "BY", "UA", "ZZ", "KZ", "GG", "AX", "CX", "SJ",
	"VA", "BQ", "TA", "YT", "JP", "IN", "HU", "MX", "LT", "TM", "AG", "ID", "KR",
};

#define FUZZ_COUNT(a) ((int) (sizeof(a) / sizeof(*(a))))

static void
fuzz_fail(const char *kind, const char *what, const char *raw, size_t length)
{
	fprintf(stderr, "%s: %s:", kind, what);
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

/* One parser, one input: as the server would call it. */
static void
fuzz_one(int which, const char *raw, size_t length, const char *region)
{
	const char *kind = fuzz_readers[which].kind;
	IdentifierReading first;
	IdentifierReading again;

	profile_text_trim(&raw, &length);
	if (length == 0 || !profile_text_is_utf8(raw, length) ||
		profile_text_is_placeholder(raw, length))
		return;
	fuzz_readers[which].read(raw, length, region, &first);
	if ((first.quality == IDENTIFIER_SURE) != (first.problem == NULL))
		fuzz_fail(kind, "quality and problem disagree", raw, length);
	if (first.quality == IDENTIFIER_GARBAGE)
	{
		if (first.normalized_length != 0 || first.key_length != 0)
			fuzz_fail(kind, "garbage with a form", raw, length);
		return;
	}
	if (fuzz_readers[which].read == profile_card_read)
	{
		if (first.key_length != 0)
			fuzz_fail(kind, "card with a key", raw, length);
		memcpy(first.key, first.normalized, first.normalized_length);
		first.key_length = first.normalized_length;
	}
	if (!fuzz_presentable(first.normalized, first.normalized_length) ||
		!fuzz_presentable(first.key, first.key_length))
		fuzz_fail(kind, "form that cannot be stored", raw, length);
	if (profile_text_is_placeholder(first.key, first.key_length))
		fuzz_fail(kind, "placeholder as a key", raw, length);
	fuzz_readers[which].read(first.normalized, first.normalized_length, NULL, &again);
	if (fuzz_readers[which].read == profile_card_read)
	{
		if (again.normalized_length != first.normalized_length ||
			memcmp(again.normalized, first.normalized, first.normalized_length) != 0)
			fuzz_fail(kind, "masked form reads otherwise", raw, length);
		return;
	}
	if (again.normalized_length != first.normalized_length ||
		memcmp(again.normalized, first.normalized, first.normalized_length) != 0 ||
		again.key_length != first.key_length ||
		memcmp(again.key, first.key, first.key_length) != 0)
		fuzz_fail(kind, "normalized form reads otherwise", raw, length);
	fuzz_readers[which].read(first.key, first.key_length, NULL, &again);
	if (again.key_length != first.key_length ||
		memcmp(again.key, first.key, first.key_length) != 0)
		fuzz_fail(kind, "key is not its own key", raw, length);
}

/* A suggestion is an address, and nothing to suggest anything about. */
static void
fuzz_suggest(const char *raw, size_t length)
{
	char suggested[IDENTIFIER_KEY_MAX];
	char again[IDENTIFIER_KEY_MAX];
	EmailAddress address;
	size_t n;

	profile_text_trim(&raw, &length);
	if (length == 0 || !profile_text_is_utf8(raw, length))
		return;
	n = profile_email_suggest(raw, length, suggested);
	if (n == 0)
		return;
	profile_email_parse(suggested, n, &address);
	if (!fuzz_presentable(suggested, n) || address.quality == IDENTIFIER_GARBAGE)
		fuzz_fail("suggest", "no address", raw, length);
	if (profile_email_suggest(suggested, n, again) != 0)
		fuzz_fail("suggest", "suggests another thing again", raw, length);
}

/* What is hashed fits, and is text of its own spelling. */
static void
fuzz_ad_hash(const char *raw, size_t length, const char *region)
{
	char spelled[IDENTIFIER_KEY_MAX];

	profile_text_trim(&raw, &length);
	if (length == 0 || !profile_text_is_utf8(raw, length))
		return;
	for (int platform = 0; platform < AD_NO_PLATFORM; platform++)
	{
		for (int field = 0; field < AD_NO_FIELD; field++)
		{
			int n = profile_ad_spell((AdPlatform) platform, (AdField) field, raw, length,
									 region, spelled);

			if (n < 0 || n > IDENTIFIER_KEY_MAX ||
				(field != AD_MAC && !profile_text_is_utf8(spelled, (size_t) n)))
				fuzz_fail("ad_hash", "spelling", raw, length);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *region;
	char *copy;

	if (size < 1)
		return 0;
	region = fuzz_regions[data[0] % FUZZ_COUNT(fuzz_regions)];
	/* A copy of its exact size lets the sanitizer see the first byte too many. */
	copy = malloc(size);
	memcpy(copy, data + 1, size - 1);
	copy = realloc(copy, size > 1 ? size - 1 : 1);
	for (int i = 0; i < FUZZ_COUNT(fuzz_readers); i++)
		fuzz_one(i, copy, size - 1, region);
	fuzz_suggest(copy, size - 1);
	fuzz_ad_hash(copy, size - 1, region);
	free(copy);
	return 0;
}

#ifndef PROFILE_LIBFUZZER

static const char *const fuzz_seeds[] = {
	"8 (916) 123-45-67",
	"+7 916 123-45-67 доб. 123",
	"tel:+7-916-123-45-67;ext=5",
	"00 44 (0) 20 7946 0958 x12",
	"８９１６１２３４５６７",
	"٩١٦١٢٣٤٥٦٧",
	"810 49 30 123456,,42",
	"Ivan Petrov <Ivan.Petrov+shop@Yandex.ru>",
	"\"a \\\"b\\\\\"@example.com",
	"почта@Пример.РФ",
	"user@[IPv6:1111:2222:3333:4444::255.255.255.255]",
	"mailto:Test.User+Tag@Googlemail.com?subject=x",
	"x@user.fastmail.com.",
	"user@faß.de",
	"a@xn--mnchen-3ya.de",
	"İK@ＥＸＡＭＰＬＥ。com",
	"7707083893",
	"500100732259",
	"112-233-445 95",
	"{6D92078A-8246-4BA4-AE5B-76104861E7DC}",
	"Ｉｖａｎ\xC2\xADﬁ ¨x",
	"\xE2\x80\x8B no value ﷺ",
	"1027700220624",
	"315850060115169",
	"0108A4934",
	"044030653/40702810955230165464",
	"Серия 4508 номер 123456",
	"IBAN: DE89 3704 0044 0532 0130 00",
	"GB29NWBK60161331926819",
	"213800WSGIIZCXF1P572",
	"2200 0123 4567 8907",
	"220001******8907",
	"ATU32091624",
	"NL198758273B01",
	"FRK7399859412",
	"CZ7103192745",
	"[2a00:1450:4001:829::200e]:443",
	"::ffff:8.8.8.8",
	"2a00:1450:4001:829::/64",
	"HTTP://u:p@Www.Пример.рф:80/A/./b/../c%7e%2f?utm_source=x&id=1#top",
	"www.www.ya.ru/a//b/",
	"tg://resolve?domain=Durov&start=x",
	"https://t.me/s/durov/15",
	"m.vk.com/id12?w=wall1",
	"_ga=GA1.3-2.1234567890.1600000000; path=/",
	"AC12.3456.D0A1",
	"35-209900-176148-1",
	"Ivan@gamil.con",
	"ivan@mаil, ru",
	"test@sub.mailinator.com",
	"Mrs. Mary-Ann O’Brien, Jr.",
	"2/16/1997",
	"94035-1234",
	"United States",
};

static const char *const fuzz_pieces[] = {
	"+",
	"@",
	"\"",
	"\\",
	"<",
	">",
	".",
	"..",
	"-",
	"(",
	")",
	"0",
	"8",
	"00",
	"810",
	"7",
	"x",
	"доб",
	"#",
	";ext=",
	" ",
	"\t",
	"\n",
	"[",
	"]",
	"::",
	"xn--",
	"é",
	"e\xCC\x81",
	"\xCC\x88",
	"ß",
	"İ",
	"\xFF",
	"\xC2",
	"\xE2\x80",
	"\u200D",
	"\u202E",
	"\u3000",
	"。",
	"\xF0\x9F\x98\x80",
	"gmail.com",
	"me.com",
	"@ya.ru",
	"mailto:",
	"\x7F",
	"\xC2\x85",
	"ﬃ",
	"ẞ",
	"ǆ",
	"K",
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	"яяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяяя",
	"................................",
	"999999999999999999999999999999",
	"İİİİİİİİİİİİİİİİİİİİİİİİİİİİİİİİ",
	"/",
	"?",
	"&",
	"=",
	"%41",
	"%",
	":",
	"*",
	"www.",
	"https://",
	"t.me/",
	"vk.com/",
	"id",
	"GA1.",
	"/64",
	"ffff:",
	"RU",
	"DE",
	".con",
	"mail",
	",",
	"№",
	"а",
	"1111111111",
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

	switch (fuzz_random(5))
	{
		case 0:
			if (length > 0)
				s[at] = (char) fuzz_random(256);
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
		for (uint32_t i = fuzz_random(10); i > 0; i--)
			length = fuzz_mutate(buffer + 1, length, IDENTIFIER_RAW_MAX);
		LLVMFuzzerTestOneInput((const uint8_t *) buffer, length + 1);
	}
	printf("%ld mutations\n", runs);
	return 0;
}

#endif
