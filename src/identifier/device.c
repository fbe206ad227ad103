/*-------------------------------------------------------------------------
 *
 * device.c
 *		Identifiers of devices: advertising and vendor ids, Android ids, IMEI,
 *		network cards.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/reading.h"
#include "identifier/identifier_text.h"
#include "identifier/number_text.h"

/* Digits of a UUID, and the length of its usual spelling. */
#define DEVICE_UUID_DIGITS 32
#define DEVICE_UUID_LENGTH 36

#define DEVICE_MAC_DIGITS  12
#define DEVICE_IMEI_DIGITS 15

/* Value of a hexadecimal digit, or -1. */
static int
device_nibble(char c)
{
	if (identifier_ascii_digit(c))
		return c - '0';
	c = identifier_ascii_lower(c);
	return (c >= 'a' && c <= 'f') ? c - 'a' + 10 : -1;
}

/*
 * Read a UUID: 32 hexadecimal digits, bare or with hyphens in the usual places,
 * perhaps in braces.  Writes the usual spelling in lower case.
 */
static bool
device_uuid(const char *raw, size_t length, char *out)
{
	bool hyphens;
	size_t written = 0;

	if (length >= 2 && raw[0] == '{' && raw[length - 1] == '}')
	{
		raw++;
		length -= 2;
	}
	hyphens = length == DEVICE_UUID_LENGTH;
	if (!hyphens && length != DEVICE_UUID_DIGITS)
		return false;
	for (size_t i = 0; i < length; i++)
	{
		bool place = written == 8 || written == 13 || written == 18 || written == 23;

		if (place && hyphens && raw[i++] != '-')
			return false;
		if (place)
			out[written++] = '-';
		if (device_nibble(raw[i]) < 0)
			return false;
		out[written++] = identifier_ascii_lower(raw[i]);
	}
	return true;
}

/*
 * Read a network card's address: twelve hexadecimal digits, bare, in pairs with
 * colons or hyphens, or in fours with dots.  Writes aa:bb:cc:dd:ee:ff.
 */
static size_t
device_mac(const char *raw, size_t length, char *out)
{
	size_t written = 0;
	int digits = 0;
	size_t group = length == 14 ? 4 : 2;
	char separator = length == 14 ? '.' : length == 17 ? raw[2] : '\0';

	if ((length != 12 && length != 14 && length != 17) ||
		(length == 17 && separator != ':' && separator != '-'))
		return 0;
	for (size_t i = 0; i < length; i++)
	{
		if (separator != '\0' && digits > 0 && digits % (int) group == 0 &&
			i == (size_t) digits + (size_t) digits / group - 1)
		{
			if (raw[i] != separator)
				return 0;
			continue;
		}
		if (device_nibble(raw[i]) < 0)
			return 0;
		if (digits > 0 && digits % 2 == 0)
			out[written++] = ':';
		out[written++] = identifier_ascii_lower(raw[i]);
		digits++;
	}
	return digits == DEVICE_MAC_DIGITS ? written : 0;
}

/*
 * Read an IMEI: 15 digits with Luhn's check, perhaps in the groups of its label.
 */
static bool
device_imei(const char *raw, size_t length, char *out)
{
	int digits = 0;

	for (size_t i = 0; i < length; i++)
	{
		if (raw[i] == '-' || raw[i] == ' ' || raw[i] == '/')
			continue;
		if (!identifier_ascii_digit(raw[i]) || digits == DEVICE_IMEI_DIGITS)
			return false;
		out[digits++] = raw[i];
	}
	return digits == DEVICE_IMEI_DIGITS && profile_number_luhn(out, digits) == 0;
}

/* Hexadecimal digits that are all the same say "opted out", not who. */
static bool
device_is_one_nibble(const char *s, size_t length)
{
	char first = 0;

	for (size_t i = 0; i < length; i++)
	{
		if (s[i] == '-' || s[i] == ':')
			continue;
		if (device_nibble(s[i]) < 0)
			return false;
		if (first == 0)
			first = s[i];
		else if (s[i] != first)
			return false;
	}
	return true;
}

/* Values that many devices have: of emulators, faulty makers, examples. */
static const char *const device_shared[] = {
	"004999010640000",
	"012345678912345",
	"0123456789abcdef",
	"02:00:00:00:00:00", /* what systems say instead of the network card */
	"123456789012347",
	"12345678-1234-1234-1234-123456789012",
	"358240051111110",
	"9774d56d682e549c", /* every device of a faulty Android 2.2 */
};

static bool
device_is_shared(const char *s, size_t length)
{
	for (size_t i = 0; i < sizeof(device_shared) / sizeof(*device_shared); i++)
	{
		if (strlen(device_shared[i]) == length &&
			memcmp(device_shared[i], s, length) == 0)
			return true;
	}
	return false;
}

/* Runs of hexadecimal digits that devices have: Android id, MEID, hashes. */
static bool
device_is_run(size_t length)
{
	return length == 14 || length == 15 || length == 16 || length == 32 || length == 40 ||
		   length == 64;
}

/*
 * Write the value in the spelling of its form.  Returns its length; *assumption
 * names what is doubtful about it.
 */
static size_t
device_spell(const char *raw, size_t length, char *out, const char **assumption)
{
	bool hexadecimal = true;
	size_t mac;

	*assumption = NULL;
	if (device_uuid(raw, length, out))
		return DEVICE_UUID_LENGTH;
	mac = device_mac(raw, length, out);
	if (mac > 0)
	{
		/* the bit says that the device made it up, a new one for each network */
		if (device_nibble(out[1]) & 2)
			*assumption = "random_address";
		return mac;
	}
	if (device_imei(raw, length, out))
		return DEVICE_IMEI_DIGITS;
	for (size_t i = 0; i < length; i++)
		hexadecimal = hexadecimal && device_nibble(raw[i]) >= 0;
	for (size_t i = 0; i < length; i++)
		out[i] = hexadecimal ? identifier_ascii_lower(raw[i]) : raw[i];
	if (!hexadecimal || !device_is_run(length))
		*assumption = "unknown_format";
	else if (length == DEVICE_IMEI_DIGITS && profile_number_all_digits(out, (int) length))
		*assumption = "bad_checksum";
	return length;
}

/* Step over what says which identifier it is: "IDFA: ", "urn:uuid:", "IMEI ". */
static void
device_strip_label(const char **s, size_t *length)
{
	static const char *const labels[] = {
		"urn:uuid:", "android_id:", "uuid:", "guid:", "idfa:", "idfv:", "gaid:",
		"aaid:",     "adid:",       "oaid:", "imei:", "imei ", "mac:",
	};

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
	{
		size_t n = strlen(labels[i]);
		size_t at = 0;

		while (at < n && at < *length &&
			   identifier_ascii_lower((*s)[at]) == labels[i][at])
			at++;
		if (at < n || at == *length)
			continue;
		*s += at;
		*length -= at;
		profile_text_trim(s, length);
		return;
	}
}

/*
 * profile_device_read: an identifier of a device
 *
 * A UUID in any usual spelling (IDFA, IDFV, GAID, OAID) becomes the lower-case
 * one with hyphens, a network card's address aa:bb:cc:dd:ee:ff, an IMEI its
 * digits, other runs of hexadecimal digits (Android id) lower case.  Anything
 * else may be a token whose case matters: it is kept as it is, and said to be an
 * assumption.
 */
void
profile_device_read(const char *raw, size_t length, const char *region,
					IdentifierReading *reading)
{
	const char *assumption;
	char *out = reading->normalized;

	(void) region;
	identifier_begin(reading);
	if (length > IDENTIFIER_KEY_MAX)
	{
		identifier_reject(reading, "too_long");
		return;
	}
	device_strip_label(&raw, &length);
	length = device_spell(raw, length, out, &assumption);
	if (device_is_one_nibble(out, length) || device_is_shared(out, length))
	{
		identifier_reject(reading, "placeholder");
		return;
	}
	if (assumption != NULL)
		identifier_note(&reading->quality, &reading->problem, assumption);
	profile_opaque_finish(reading, (int) length);
}
