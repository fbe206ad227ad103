/*-------------------------------------------------------------------------
 *
 * identifier.c
 *		Fuzzing the reading of identifiers of any kind, by the kind's name.
 *
 * Input: a byte for the region, a byte for the kind, the text.  Every kind must
 * keep the promises of reading.h, also one that no parser knows.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

/* Those of normalize_identifier(), and a namespace of somebody's own. */
static const struct
{
	const char *kind;
	int less;
} fuzz_kinds[] = {
	{"account_ru", 0},
	{"address", FUZZ_NOT_ITS_KEY},
	{"bic", 0},
	{"card", FUZZ_NO_KEY},
	{"cookie", 0},
	{"device", 0},
	{"domain", 0},
	{"email", 0},
	{"iban", 0},
	{"inn", 0},
	{"ip", 0},
	{"kpp", 0},
	{"lei", 0},
	{"login", 0},
	{"loyalty", 0},
	{"name", 0},
	{"ogrn", 0},
	{"passport_ru", 0},
	{"phone", 0},
	{"snils", 0},
	{"telegram", 0},
	{"url", 0},
	{"vat", 0},
	{"vk", 0},
	{"club", 0},
};

static const char *fuzz_kind;

static void
fuzz_read_kind(const char *raw, size_t length, const char *region,
			   IdentifierReading *reading)
{
	profile_identifier_read_as(fuzz_kind, strlen(fuzz_kind), raw, length, region,
							   reading);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	IdentifierReading reading;
	size_t length;
	char *raw;
	int which;

	if (size < 2)
		return 0;
	which = fuzz_choice(data[1], FUZZ_COUNT(fuzz_kinds));
	fuzz_kind = fuzz_kinds[which].kind;
	raw = fuzz_text(data + 2, size - 2, &length);
	fuzz_reading(fuzz_kind, fuzz_read_kind, fuzz_kinds[which].less, raw, length,
				 fuzz_region(data[0]), &reading);
	free(raw);
	return 0;
}
