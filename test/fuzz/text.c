/*-------------------------------------------------------------------------
 *
 * text.c
 *		Fuzzing the text operations under all parsers of identifiers.
 *
 * Input: a byte for the room of the output, the bytes, which need not be
 * well-formed.  The promises of identifier_text.h: output fits or is too long, of
 * well-formed text it is well-formed, and every operation done twice is done once.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#define WHOSE "text"

typedef int (*FuzzOperation)(const char *s, size_t length, char *out, size_t size);

static void
fuzz_operation(const char *what, FuzzOperation operation, bool checks, const char *s,
			   size_t length, size_t room)
{
	static char again[4 * IDENTIFIER_RAW_MAX];
	char *out = malloc(room > 0 ? room : 1);
	int n = operation(s, length, out, room);
	int m;

	fuzz_check(n >= IDENTIFIER_TEXT_MALFORMED && n <= (int) room, WHOSE, what, s, length);
	if (n >= 0 && profile_text_is_utf8(s, length))
	{
		fuzz_check(profile_text_is_utf8(out, (size_t) n), WHOSE, what, s, length);
		if (n > IDENTIFIER_RAW_MAX) /* grew beyond what is read at all */
		{
			free(out);
			return;
		}
		m = operation(out, (size_t) n, again, sizeof(again));
		fuzz_check(m >= 0 && fuzz_equal(out, (size_t) n, again, (size_t) m), WHOSE, what,
				   s, length);
	}
	else if (checks)
		fuzz_check(n < 0, WHOSE, what, s, length);
	free(out);
}

static void
fuzz_trim(const char *s, size_t length)
{
	const char *t = s;
	size_t n = length;
	const char *again;
	size_t m;

	profile_text_trim(&t, &n);
	fuzz_check(t >= s && t + n <= s + length, WHOSE, "trim", s, length);
	fuzz_check(!profile_text_is_utf8(s, length) || profile_text_is_utf8(t, n), WHOSE,
			   "trim splits a character", s, length);
	again = t;
	m = n;
	profile_text_trim(&again, &m);
	fuzz_check(again == t && m == n, WHOSE, "trim twice", s, length);
	if (n > 0)
		profile_text_is_placeholder(t, n);
	profile_text_has_control(t, n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t length = size - 1;
	size_t room;
	char *s;

	if (size < 1 || length > IDENTIFIER_RAW_MAX)
		return 0;
	s = malloc(length > 0 ? length : 1);
	memcpy(s, data + 1, length);
	room = data[0] < 0xC0 ? 4 * length : data[0] - 0xC0;
	fuzz_trim(s, length);
	fuzz_operation("nfc", profile_text_nfc, false, s, length, room);
	fuzz_operation("casefold", profile_text_casefold, false, s, length, room);
	fuzz_operation("lower", profile_text_lower, true, s, length, room);
	if (length <= 300)
		fuzz_operation("domain", profile_text_domain_to_ascii, false, s, length, room);
	free(s);
	return 0;
}
