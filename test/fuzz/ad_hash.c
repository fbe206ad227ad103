/*-------------------------------------------------------------------------
 *
 * ad_hash.c
 *		Fuzzing the spellings that advertising platforms hash.
 *
 * Input: a byte for the region, a byte for the platform, the text; it is every
 * field of the platform.
 * The promises of ad_hash.h: a spelling fits, is well-formed (only that of a
 * network card's address is bytes), and what a platform is given in its own
 * spelling of a word or a date stays as it is.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "identifier/ad_hash.h"

#define WHOSE "ad_hash"

/* Number and device of a platform are not ours to read: no plus, capitals. */
static bool
fuzz_stands_still(AdField field)
{
	return field != AD_PHONE && field != AD_MAC;
}

static void
fuzz_spell(AdPlatform platform, AdField field, const char *raw, size_t length,
		   const char *region)
{
	char spelled[IDENTIFIER_KEY_MAX];
	char again[IDENTIFIER_KEY_MAX];
	int n = profile_ad_spell(platform, field, raw, length, region, spelled);
	int m;

	fuzz_check(n >= 0 && n <= IDENTIFIER_KEY_MAX, WHOSE, "length", raw, length);
	if (n == 0 || field == AD_MAC)
		return;
	fuzz_check(profile_text_is_utf8(spelled, (size_t) n), WHOSE, "malformed", raw,
			   length);
	if (!fuzz_stands_still(field))
		return;
	m = profile_ad_spell(platform, field, spelled, (size_t) n, region, again);
	if (!fuzz_equal(spelled, (size_t) n, again, (size_t) m))
	{
		fprintf(stderr, "platform %d field %d: \"%.*s\" then \"%.*s\"\n", platform, field,
				n, spelled, m, again);
		fuzz_fail(WHOSE, "spelling reads otherwise", raw, length);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AdPlatform platform;
	size_t length;
	char *text;
	const char *raw;

	if (size < 2)
		return 0;
	platform = (AdPlatform) fuzz_choice(data[1], AD_NO_PLATFORM);
	raw = text = fuzz_text(data + 2, size - 2, &length);
	profile_text_trim(&raw, &length);
	for (int field = 0; length > 0 && field < AD_NO_FIELD; field++)
		fuzz_spell(platform, (AdField) field, raw, length, fuzz_region(data[0]));
	free(text);
	return 0;
}
