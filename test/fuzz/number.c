/*-------------------------------------------------------------------------
 *
 * number.c
 *		Fuzzing the reading of registry, bank and document numbers.
 *
 * Input: a byte for the region, the text; every kind reads every text.  Besides
 * what every reading promises: what may not be stored of a payment card is not
 * in its normalized form.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "identifier/card.h"
#include "identifier/number_text.h"

static const struct
{
	const char *kind;
	IdentifierReader read;
	int less;
} fuzz_numbers[] = {
	{"account_ru", profile_account_ru_read, 0},
	{"bic", profile_bic_read, 0},
	{"card", profile_card_read, FUZZ_NO_KEY},
	{"iban", profile_iban_read, 0},
	{"inn", profile_inn_read, 0},
	{"kpp", profile_kpp_read, 0},
	{"lei", profile_lei_read, 0},
	{"loyalty", profile_loyalty_read, 0},
	{"ogrn", profile_ogrn_read, 0},
	{"passport_ru", profile_passport_ru_read, 0},
	{"snils", profile_snils_read, 0},
	{"vat", profile_vat_read, 0},
};

/* ISO/IEC 7813 allows six digits in front and four behind to be shown. */
static void
fuzz_card(const char *raw, size_t length)
{
	IdentifierReading reading;
	CardNumber card;
	int digits = 0;

	profile_text_trim(&raw, &length);
	if (length == 0)
		return;
	profile_card_parse(raw, length, &card);
	fuzz_check(card.count >= 0 && card.count <= CARD_DIGITS_MAX, "card", "digits", raw,
			   length);
	profile_card_read(raw, length, NULL, &reading);
	for (size_t i = 0; i < reading.normalized_length; i++)
		digits += identifier_ascii_digit(reading.normalized[i]);
	fuzz_check(digits <= 10, "card", "shows the number", raw, length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	IdentifierReading reading;
	const char *region;
	size_t length;
	char *raw;

	if (size < 1)
		return 0;
	region = fuzz_region(data[0]);
	raw = fuzz_text(data + 1, size - 1, &length);
	for (int i = 0; i < FUZZ_COUNT(fuzz_numbers); i++)
		fuzz_reading(fuzz_numbers[i].kind, fuzz_numbers[i].read, fuzz_numbers[i].less,
					 raw, length, region, &reading);
	fuzz_card(raw, length);
	free(raw);
	return 0;
}
