/*-------------------------------------------------------------------------
 *
 * opaque.c
 *		Identifiers without inner structure: logins, cookies, devices, and the
 *		free namespaces (any kind of identifier that has no parser of its own).
 *
 * The readers get a trimmed value that is well-formed UTF-8, not empty and no
 * placeholder (see identifier_kinds.c).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/reading.h"
#include "identifier/identifier_text.h"

/* Digits of a UUID, and the places of the hyphens in its usual spelling. */
#define OPAQUE_UUID_DIGITS 32
#define OPAQUE_UUID_LENGTH 36

/* Take what was written into normalized as both forms, once it is presentable. */
static void
opaque_finish(IdentifierReading *reading, int length)
{
	const char *s = reading->normalized;
	size_t bytes = length > 0 ? (size_t) length : 0;

	if (length < 0)
	{
		identifier_reject(reading, profile_text_problem(length));
		return;
	}
	/* Folding can lay bare new blanks at the ends, or leave nothing at all. */
	profile_text_trim(&s, &bytes);
	if (bytes == 0)
		identifier_reject(reading, "empty");
	else if (profile_text_is_placeholder(s, bytes))
		identifier_reject(reading, "placeholder");
	else if (profile_text_has_control(s, bytes))
		identifier_reject(reading, "bad_format");
	else
	{
		memmove(reading->normalized, s, bytes);
		memcpy(reading->key, reading->normalized, bytes);
		reading->normalized_length = reading->key_length = bytes;
	}
}

/*
 * profile_login_read: a user name
 *
 * NFKC_Casefold: case, width and compatibility variants are one login.
 */
void
profile_login_read(const char *raw, size_t length, const char *region,
				   IdentifierReading *reading)
{
	(void) region;
	identifier_begin(reading);
	opaque_finish(reading, profile_text_casefold(raw, length, reading->normalized,
												 IDENTIFIER_KEY_MAX));
}

/*
 * profile_namespace_read: a value of a kind the extension knows nothing about
 *
 * NFC, so that the same characters are the same bytes; case is kept.
 */
void
profile_namespace_read(const char *raw, size_t length, const char *region,
					   IdentifierReading *reading)
{
	(void) region;
	identifier_begin(reading);
	opaque_finish(reading,
				  profile_text_nfc(raw, length, reading->normalized, IDENTIFIER_KEY_MAX));
}

/*
 * profile_cookie_read: a browser's identifier, kept as it is
 */
void
profile_cookie_read(const char *raw, size_t length, const char *region,
					IdentifierReading *reading)
{
	(void) region;
	identifier_begin(reading);
	if (length > IDENTIFIER_KEY_MAX)
	{
		identifier_reject(reading, "too_long");
		return;
	}
	memcpy(reading->normalized, raw, length);
	opaque_finish(reading, (int) length);
}

/* Length of the separator that starts at s (blank, dash), or 0. */
static size_t
opaque_separator(const char *s, size_t length)
{
	static const char *const wide[] = {"\xc2\xa0", "\xe2\x80\x91", "\xe2\x80\x93"};

	if (*s == ' ' || *s == '-')
		return 1;
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
	{
		size_t width = strlen(wide[i]);

		if (length >= width && memcmp(s, wide[i], width) == 0)
			return width;
	}
	return 0;
}

/*
 * profile_loyalty_read: the number of a loyalty card
 *
 * Printed in groups, typed without: blanks and dashes do not count, letters are
 * upper case, leading zeros stay.
 */
void
profile_loyalty_read(const char *raw, size_t length, const char *region,
					 IdentifierReading *reading)
{
	int bytes;
	char *out = reading->normalized;
	char *end;

	(void) region;
	identifier_begin(reading);
	bytes = profile_text_nfc(raw, length, reading->normalized, IDENTIFIER_KEY_MAX);
	if (bytes > 0)
	{
		end = reading->normalized + bytes;
		for (const char *in = reading->normalized; in < end;)
		{
			size_t skip = opaque_separator(in, end - in);

			if (skip == 0)
			{
				*out++ = (*in >= 'a' && *in <= 'z') ? *in - 'a' + 'A' : *in;
				in++;
			}
			in += skip;
		}
		bytes = out - reading->normalized;
	}
	opaque_finish(reading, bytes);
}

/* Value of a hexadecimal digit, or -1. */
static int
opaque_nibble(char c)
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
opaque_uuid(const char *raw, size_t length, char *out)
{
	bool hyphens;
	size_t written = 0;

	if (length >= 2 && raw[0] == '{' && raw[length - 1] == '}')
	{
		raw++;
		length -= 2;
	}
	hyphens = length == OPAQUE_UUID_LENGTH;
	if (!hyphens && length != OPAQUE_UUID_DIGITS)
		return false;
	for (size_t i = 0; i < length; i++)
	{
		bool place = written == 8 || written == 13 || written == 18 || written == 23;

		if (place && hyphens && raw[i++] != '-')
			return false;
		if (place)
			out[written++] = '-';
		if (opaque_nibble(raw[i]) < 0)
			return false;
		out[written++] = identifier_ascii_lower(raw[i]);
	}
	return true;
}

/* Hexadecimal digits that are all the same say "opted out", not who. */
static bool
opaque_is_one_nibble(const char *s, size_t length)
{
	char first = 0;

	for (size_t i = 0; i < length; i++)
	{
		if (s[i] == '-')
			continue;
		if (opaque_nibble(s[i]) < 0)
			return false;
		if (first == 0)
			first = s[i];
		else if (s[i] != first)
			return false;
	}
	return true;
}

/*
 * profile_device_read: an advertising or vendor identifier of a device
 *
 * A UUID in any usual spelling (IDFA, IDFV, GAID, OAID) becomes the lower-case
 * one with hyphens, other runs of hexadecimal digits (Android id) lower case.
 * Anything else may be a token whose case matters: it is kept as it is, and
 * said to be an assumption.
 */
void
profile_device_read(const char *raw, size_t length, const char *region,
					IdentifierReading *reading)
{
	bool hexadecimal = true;
	char *out = reading->normalized;

	(void) region;
	identifier_begin(reading);
	if (length > IDENTIFIER_KEY_MAX)
	{
		identifier_reject(reading, "too_long");
		return;
	}
	if (opaque_uuid(raw, length, out))
		length = OPAQUE_UUID_LENGTH;
	else
	{
		for (size_t i = 0; i < length; i++)
			hexadecimal = hexadecimal && opaque_nibble(raw[i]) >= 0;
		for (size_t i = 0; i < length; i++)
			out[i] = hexadecimal ? identifier_ascii_lower(raw[i]) : raw[i];
	}
	if (opaque_is_one_nibble(out, length))
	{
		identifier_reject(reading, "placeholder");
		return;
	}
	if (!hexadecimal)
		identifier_note(&reading->quality, &reading->problem, "unknown_format");
	opaque_finish(reading, (int) length);
}
