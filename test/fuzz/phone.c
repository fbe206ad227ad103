/*-------------------------------------------------------------------------
 *
 * phone.c
 *		Fuzzing the reading of telephone numbers.
 *
 * Input: a byte for the region, the text.  Besides what every reading promises,
 * the promises of phone.h and phone_parse.h: what a number may look like after
 * the faithful reading; an E.164 form reads as itself without any assumption; the
 * candidates of a field are numbers, each once, and the first is what the field
 * reads as.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "identifier/phone.h"

#define WHOSE "phone"

/* A number is itself wherever it is read. */
static bool
fuzz_is_itself(const char *e164, const char *region)
{
	PhoneReading again;

	profile_phone_read_number(e164, strlen(e164), region, &again);
	return again.quality == IDENTIFIER_SURE && strcmp(again.e164, e164) == 0 &&
		   again.number.valid && again.number.extension_length == 0;
}

static bool
fuzz_is_e164(const char *s)
{
	size_t n = strlen(s);

	return s[0] == '+' && s[1] != '0' && n >= 4 && n < PHONE_E164_SIZE &&
		   strspn(s + 1, "0123456789") == n - 1;
}

/* The faithful reading. */
static void
fuzz_parse(const char *raw, size_t length, const char *region)
{
	uint8_t buffer[PHONE_TEXT_MAX];
	PhoneSymbols text;
	PhoneNumber n;

	memset(&n, 0xA5, sizeof(n));
	profile_phone_symbols(raw, length, buffer, PHONE_TEXT_MAX, &text);
	profile_phone_parse(text, profile_phone_region(region), &n);
	fuzz_check(n.extension_length >= 0 && n.extension_length <= PHONE_EXTENSION_MAX &&
				   (int) strlen(n.extension) == n.extension_length,
			   WHOSE, "extension", raw, length);
	if (n.error != PHONE_OK)
	{
		fuzz_check(!n.valid && n.main == NULL && n.length == 0, WHOSE,
				   "error with a number", raw, length);
		return;
	}
	fuzz_check(n.length >= PHONE_NATIONAL_MIN && n.length <= PHONE_NATIONAL_MAX &&
				   (int) strspn(n.national, "0123456789") == n.length &&
				   n.national[n.length] == '\0',
			   WHOSE, "national number", raw, length);
	fuzz_check(n.valid == (n.type != PHONE_UNKNOWN) && (!n.valid || n.region != NULL) &&
				   (n.region == NULL || n.region->code == n.main->code),
			   WHOSE, "validity", raw, length);
}

static void
fuzz_find(const char *raw, size_t length, const char *region, const PhoneReading *one)
{
	static PhoneFound found;

	profile_phone_find(raw, length, region, &found);
	fuzz_check(found.count >= 0 && found.count <= PHONE_FIND_MAX, WHOSE,
			   "number of candidates", raw, length);
	for (int i = 0; i < found.count; i++)
	{
		fuzz_check(fuzz_is_e164(found.e164[i]) && fuzz_is_itself(found.e164[i], NULL),
				   WHOSE, "candidate that is none", raw, length);
		for (int j = 0; j < i; j++)
			fuzz_check(strcmp(found.e164[i], found.e164[j]) != 0, WHOSE,
					   "candidate twice", raw, length);
	}
	fuzz_check(one->quality == IDENTIFIER_GARBAGE ||
				   (found.count > 0 && strcmp(found.e164[0], one->e164) == 0),
			   WHOSE, "candidates without the number", raw, length);
}

/* The reading, trimmed and no placeholder, told in full. */
static void
fuzz_number(const char *raw, size_t length, const char *region)
{
	PhoneReading phone;
	IdentifierReading reading;
	bool read;

	profile_phone_read_number(raw, length, region, &phone);
	read = fuzz_reading(WHOSE, profile_phone_read, 0, raw, length, region, &reading);
	fuzz_check(reading.quality == phone.quality && reading.problem == phone.problem,
			   WHOSE, "two readings", raw, length);
	fuzz_find(raw, length, region, &phone);
	if (!read)
	{
		fuzz_check(phone.e164[0] == '\0', WHOSE, "garbage with a form", raw, length);
		return;
	}
	fuzz_check(phone.number.valid && fuzz_is_e164(phone.e164) &&
				   fuzz_equal(reading.key, reading.key_length, phone.e164,
							  strlen(phone.e164)),
			   WHOSE, "form", raw, length);
	fuzz_check(fuzz_is_itself(phone.e164, NULL) && fuzz_is_itself(phone.e164, region),
			   WHOSE, "E.164 form reads otherwise", raw, length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *region;
	size_t length;
	char *text;
	const char *raw;

	if (size < 1 || size > IDENTIFIER_RAW_MAX + 1)
		return 0;
	region = fuzz_region(data[0]);
	raw = text = fuzz_text(data + 1, size - 1, &length);
	fuzz_parse(raw, length, region);
	profile_text_trim(&raw, &length);
	if (length > 0 && !profile_text_is_placeholder(raw, length))
		fuzz_number(raw, length, region);
	free(text);
	return 0;
}
