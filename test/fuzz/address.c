/*-------------------------------------------------------------------------
 *
 * address.c
 *		Fuzzing the reading of postal addresses.
 *
 * Input: the text.  Besides what every reading promises: the parts of the
 * normalized form are text that may be stored, and have the same key.  The key of an address is made of parts whose markers it leaves
 * out, so it is not promised to be its own key.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "identifier/address.h"

#define WHOSE "address"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static AddressParts parts;
	IdentifierReading reading;
	size_t length;
	char *raw = fuzz_text(data, size, &length);

	if (fuzz_reading(WHOSE, profile_address_read, FUZZ_NOT_ITS_KEY, raw, length, NULL,
					 &reading))
	{
		memset(&parts, 0xA5, sizeof(parts));
		profile_address_parse(reading.normalized, reading.normalized_length, &parts);
		fuzz_check(parts.quality != IDENTIFIER_GARBAGE &&
					   fuzz_equal(parts.key, parts.key_length, reading.key,
								  reading.key_length),
				   WHOSE, "parts are not those of the key", raw, length);
		for (int i = 0; i < ADDRESS_ROLES; i++)
			fuzz_check(parts.part[i].length == 0 ||
						   fuzz_is_storable(parts.part[i].text, parts.part[i].length),
					   WHOSE, "part cannot be stored", raw, length);
	}
	free(raw);
	return 0;
}
