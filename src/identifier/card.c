/*-------------------------------------------------------------------------
 *
 * card.c
 *		Reading payment card numbers.
 *
 * A card's number is no key: whoever reads the table could pay with it, and its
 * plain hash is reversed by trying all numbers of an issuer.  A reading holds the
 * first six and the last four digits and no key at all; card_token() makes the
 * keyed hash that may be stored and compared.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/card.h"
#include "identifier/identifier_text.h"
#include "identifier/number_text.h"

/* Digits that a masked number shows. */
#define CARD_HEAD 6
#define CARD_TAIL 4

/* A scheme's range of first digits, and which lengths it gives out. */
typedef struct CardRange
{
	int first; /* inclusive, four digits */
	int last;
	int shortest;
	int longest;
} CardRange;

/*
 * Sorted by first; ranges do not overlap.  What is not here is no payment card:
 * one random number in ten passes the checksum.
 */
static const CardRange card_ranges[] = {
	{2200, 2204, 16, 19}, /* Mir */
	{2205, 2205, 16, 19}, /* Borica */
	{2221, 2720, 16, 16}, /* Mastercard */
	{3000, 3059, 14, 19}, /* Diners Club */
	{3095, 3095, 14, 19}, /* Diners Club */
	{3400, 3499, 15, 15}, /* American Express */
	{3528, 3589, 16, 19}, /* JCB */
	{3600, 3699, 14, 19}, /* Diners Club */
	{3700, 3799, 15, 15}, /* American Express */
	{3800, 3999, 14, 19}, /* Diners Club */
	{4000, 4999, 13, 19}, /* Visa */
	{5000, 5099, 12, 19}, /* Maestro, Verve */
	{5100, 5599, 16, 16}, /* Mastercard */
	{5600, 6999, 12, 19}, /* Maestro, UnionPay, Discover, RuPay */
	{8100, 8299, 16, 19}, /* UnionPay, RuPay */
	{8600, 8600, 16, 16}, /* Uzcard */
	{9051, 9051, 16, 16}, /* ArCa */
	{9112, 9112, 16, 16}, /* Belkart */
	{9417, 9417, 16, 16}, /* Elcart */
	{9704, 9704, 16, 19}, /* Napas */
	{9792, 9792, 16, 16}, /* Troy */
	{9860, 9860, 16, 16}, /* Humo */
};

/* Numbers that payment systems publish for tests, and that people copy. */
static const char *const card_tests[] = {
	"2200000000000004", "2222400010000008", "2222400030000004", "2223003122003222",
	"3056930009020004", "30569309025904",   "341111111111111",  "3530111333300000",
	"3566002020360505", "36227206271667",   "36700102000000",   "370000000000002",
	"371449635398431",  "378282246310005",  "378734493671000",  "38520000023237",
	"4000000000000002", "4000000000000077", "4000056655665556", "4007000000027",
	"4012000033330026", "4012888888881881", "4111111111111111", "4222222222222",
	"4242424242424242", "4444333322221111", "5105105105105100", "5200828282828210",
	"5424000000000015", "5454545454545454", "5500000000000004", "5555555555554444",
	"6011000000000004", "6011000990139424", "6011111111111117", "6200000000000005",
	"6304000000000000", "6759649826438453",
};

static bool
card_is_test(const char *digits, int count)
{
	for (size_t i = 0; i < sizeof(card_tests) / sizeof(*card_tests); i++)
	{
		if (strlen(card_tests[i]) == (size_t) count &&
			memcmp(card_tests[i], digits, (size_t) count) == 0)
			return true;
	}
	/* 4100000000000...: nobody is given an account of zeros */
	for (int i = CARD_HEAD; i < count - 1; i++)
	{
		if (digits[i] != digits[CARD_HEAD])
			return false;
	}
	return true;
}

/* The scheme that gives out numbers which begin so, or NULL. */
static const CardRange *
card_issuer(const char *digits)
{
	int first = profile_number_value(digits, 4);

	for (size_t i = 0; i < sizeof(card_ranges) / sizeof(*card_ranges); i++)
	{
		if (first >= card_ranges[i].first && first <= card_ranges[i].last)
			return &card_ranges[i];
	}
	return NULL;
}

/* Some scheme gives out such numbers. */
static bool
card_has_issuer(const char *digits, int count)
{
	const CardRange *range = card_issuer(digits);

	return range != NULL && count >= range->shortest && count <= range->longest;
}

/*
 * profile_card_wipe: overwrite a card's digits; the compiler must not leave it
 * out
 */
void
profile_card_wipe(void *memory, size_t length)
{
	volatile unsigned char *p = memory;

	while (length-- > 0)
		*p++ = 0;
}

/*
 * profile_card_parse: the digits of a payment card
 *
 * Returns NULL or the problem: too_short, too_long, placeholder, bad_checksum
 * (Luhn), unknown_issuer.
 */
const char *
profile_card_parse(const char *raw, size_t length, CardNumber *card)
{
	NumberText number;
	const char *problem = profile_number_digits(raw, length, &number);

	card->count = 0;
	if (problem == NULL && number.count < CARD_DIGITS_MIN)
		problem = "too_short";
	else if (problem == NULL && number.count > CARD_DIGITS_MAX)
		problem = "too_long";
	else if (problem == NULL && profile_number_luhn(number.text, number.count) != 0)
		problem = "bad_checksum";
	else if (problem == NULL && card_is_test(number.text, number.count))
		problem = "placeholder";
	else if (problem == NULL && !card_has_issuer(number.text, number.count))
		problem = "unknown_issuer";
	if (problem == NULL)
	{
		card->count = number.count;
		memcpy(card->digits, number.text, (size_t) number.count);
	}
	profile_card_wipe(&number, sizeof(number));
	return problem;
}

/* Write six digits, a star for each hidden one, four digits. */
static void
card_mask(const char *digits, int count, IdentifierReading *reading)
{
	for (int i = 0; i < count; i++)
		reading->normalized[i] =
			i < CARD_HEAD || i >= count - CARD_TAIL ? digits[i] : '*';
	reading->normalized_length = (size_t) count;
}

/*
 * Take a number that is masked already (220012******1234, also with x or X and
 * in groups) into digits with stars.  Returns its length, or 0.
 */
static int
card_masked(const char *raw, size_t length, char *out)
{
	int count = 0;
	int hidden = 0;

	for (size_t i = 0; i < length; i++)
	{
		bool star = raw[i] == '*' || raw[i] == 'x' || raw[i] == 'X';

		if (raw[i] == ' ' || raw[i] == '-')
			continue;
		if ((!star && !identifier_ascii_digit(raw[i])) || count == CARD_DIGITS_MAX)
			return 0;
		hidden += star ? 1 : 0;
		out[count++] = star ? '*' : raw[i];
	}
	if (count < CARD_DIGITS_MIN || hidden != count - CARD_HEAD - CARD_TAIL)
		return 0;
	for (int i = CARD_HEAD; i < count - CARD_TAIL; i++)
	{
		if (out[i] != '*')
			return 0;
	}
	return count;
}

/* Digits with stars among them, of which too few can be seen. */
static bool
card_is_hidden(const char *raw, size_t length)
{
	int stars = 0;
	int digits = 0;

	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(raw, length, &at);

		if (c == '*' || c == 'x' || c == 'X' || c == 0x2022 || c == 0x25CF)
			stars++;
		else if (profile_text_digit(c) >= 0)
			digits++;
		else if (c != ' ' && c != '-' && c != 0xA0)
			return false;
	}
	return stars >= 2 && digits >= CARD_TAIL;
}

/*
 * profile_card_read: payment card
 *
 * Normalized is the masked number, quality 1 with the problem use_card_token;
 * the key is empty: there is no identifier of a card but its token.
 */
void
profile_card_read(const char *raw, size_t length, const char *region,
				  IdentifierReading *reading)
{
	CardNumber card;
	char masked[CARD_DIGITS_MAX];
	const char *problem;
	int count = card_masked(raw, length, masked);

	(void) region;
	identifier_begin(reading);
	identifier_note(&reading->quality, &reading->problem, "use_card_token");
	if (count > 0)
	{
		if (card_issuer(masked) != NULL) /* there may be fewer stars than digits */
			card_mask(masked, count, reading);
		else
			identifier_reject(reading, "unknown_issuer");
		return;
	}
	problem = profile_card_parse(raw, length, &card);
	if (problem != NULL)
		identifier_reject(reading, card_is_hidden(raw, length) ? "masked" : problem);
	else
		card_mask(card.digits, card.count, reading);
	profile_card_wipe(&card, sizeof(card));
}
