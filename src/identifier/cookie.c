/*-------------------------------------------------------------------------
 *
 * cookie.c
 *		Identifiers that web counters give to a browser.
 *
 * Case is kept everywhere: these are tokens.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/reading.h"
#include "identifier/identifier_text.h"

/*
 * Names of the common counters' visitor cookies: what may stand before the value
 * as it is copied out of a header.
 */
static const char *const cookie_names[] = {
	"__utma",
	"_clck",
	"_ct_client_global_id",
	"_fbc",
	"_fbp",
	"_ga",
	"_gaexp",
	"_gcl_au",
	"_gid",
	"_hjid",
	"_pin_unauth",
	"_scid",
	"_tmr_lvid",
	"_ttp",
	"_uetvid",
	"_vwo_uuid",
	"_ym_uid",
	"adrcid",
	"ajs_anonymous_id",
	"amplitude_id",
	"carrotquest_uid",
	"client_id",
	"clientid",
	"mindboxDeviceUUID",
	"optimizelyEndUserId",
	"rutid",
	"tmr_lvid",
	"top100_id",
	"yandexuid",
	"ymclientid",
	"yuid",
};

/* Names with the site's or the counter's number behind. */
static const char *const cookie_families[] = {"_ga_", "_pk_id.", "amplitude_id_"};

static bool
cookie_is_name(const char *s, size_t length)
{
	for (size_t i = 0; i < sizeof(cookie_names) / sizeof(*cookie_names); i++)
	{
		if (strlen(cookie_names[i]) == length && memcmp(cookie_names[i], s, length) == 0)
			return true;
	}
	for (size_t i = 0; i < sizeof(cookie_families) / sizeof(*cookie_families); i++)
	{
		size_t head = strlen(cookie_families[i]);

		if (head < length && memcmp(cookie_families[i], s, head) == 0)
			return true;
	}
	return false;
}

/*
 * Narrow "_ga=GA1.2.3.4; path=/" to its value, if the name is a known one, and
 * the value to what stands between its quotes; false: there was nothing around.
 */
static bool
cookie_unwrap(const char **s, size_t *length)
{
	const char *sign = memchr(*s, '=', *length);
	size_t before = *length;
	const char *end;

	if (sign != NULL && cookie_is_name(*s, (size_t) (sign - *s)))
	{
		*length -= (size_t) (sign + 1 - *s);
		*s = sign + 1;
		end = memchr(*s, ';', *length);
		if (end != NULL)
			*length = (size_t) (end - *s);
		profile_text_trim(s, length);
	}
	if (*length > 6 && memcmp(*s, "%22", 3) == 0 &&
		memcmp(*s + *length - 3, "%22", 3) == 0)
	{
		*s += 3;
		*length -= 6;
	}
	else if (*length > 2 && (*s)[0] == '"' && (*s)[*length - 1] == '"')
	{
		*s += 1;
		*length -= 2;
	}
	profile_text_trim(s, length);
	return *length < before;
}

/* Digits at *at, at least one; steps over them. */
static bool
cookie_digits(const char *s, size_t length, size_t *at)
{
	size_t from = *at;

	while (*at < length && identifier_ascii_digit(s[*at]))
		(*at)++;
	return *at > from;
}

/*
 * Narrow Google's GA1.2.A.B (the number behind GA1 counts the labels of the
 * site's domain, perhaps with the depth of its path) to A.B, which is what its
 * reports and its server side call the client.
 */
static void
cookie_google(const char **s, size_t *length)
{
	const char *p = *s;
	size_t n = *length;
	size_t at = 4;
	size_t client;

	if (n < 4 || memcmp(p, "GA1.", 4) != 0 || !cookie_digits(p, n, &at))
		return;
	if (at < n && p[at] == '-' && (at++, !cookie_digits(p, n, &at)))
		return;
	if (at >= n || p[at++] != '.')
		return;
	client = at;
	if (!cookie_digits(p, n, &at) || at >= n || p[at++] != '.' ||
		!cookie_digits(p, n, &at) || at != n)
		return;
	*s = p + client;
	*length = n - client;
}

/* Step over numbers with a dot behind each; false if there are fewer. */
static bool
cookie_skip_numbers(const char *s, size_t length, size_t *at, int count)
{
	for (int i = 0; i < count; i++)
	{
		if (!cookie_digits(s, length, at) || *at >= length || s[(*at)++] != '.')
			return false;
	}
	return true;
}

/*
 * Narrow __utma's site.A.B.previous.this.visits to A.B, the client of the older
 * Google Analytics: the rest changes with every visit.
 */
static void
cookie_utma(const char **s, size_t *length)
{
	const char *p = *s;
	size_t at = 0;
	size_t client;
	size_t end;

	if (!cookie_skip_numbers(p, *length, &at, 1))
		return;
	client = at;
	if (!cookie_skip_numbers(p, *length, &at, 2))
		return;
	end = at - 1;
	if (!cookie_skip_numbers(p, *length, &at, 2) || !cookie_digits(p, *length, &at) ||
		at != *length)
		return;
	*s = p + client;
	*length = end - client;
}

/* Letters of a token in front of a character: their number, or 0. */
static size_t
cookie_token(const char *s, size_t length, char behind)
{
	size_t n = 0;

	while (n < length && (identifier_ascii_digit(s[n]) || identifier_ascii_letter(s[n])))
		n++;
	return n < length && s[n] == behind ? n : 0;
}

/*
 * Narrow the values whose first part is the visitor and whose others are times:
 * Matomo's _pk_id (16 hexadecimal digits, a dot, times) and Clarity's _clck (a
 * token, a bar, more).
 */
static void
cookie_first_part(const char **s, size_t *length)
{
	size_t head = cookie_token(*s, *length, '.');
	size_t at = head + 1;

	if (head == 16 && cookie_digits(*s, *length, &at) && at < *length && (*s)[at] == '.')
		*length = head;
	else if ((head = cookie_token(*s, *length, '|')) >= 5 && head + 2 < *length &&
			 (*s)[head + 2] == '|')
		*length = head;
}

/* GS1.1.…, GS2.1.…: a visit, not a visitor. */
static bool
cookie_is_session(const char *s, size_t length)
{
	return length > 6 && memcmp(s, "GS", 2) == 0 && (s[2] == '1' || s[2] == '2') &&
		   s[3] == '.' && identifier_ascii_digit(s[4]) && s[5] == '.';
}

/* Longest run of one character that is taken for a stand-in. */
#define COOKIE_RUN_MAX 64

/* One character only, whatever stands between: nobody's number. */
static bool
cookie_is_one_character(const char *s, size_t length)
{
	char first = 0;
	int seen = 0;

	for (size_t i = 0; i < length; i++)
	{
		if (s[i] == '.' || s[i] == '-')
			continue;
		if (first != 0 && s[i] != first)
			return false;
		first = s[i];
		seen++;
	}
	return seen > 3 && seen <= COOKIE_RUN_MAX && (unsigned char) first < 0x80;
}

/*
 * profile_cookie_read: a browser's identifier
 *
 * Known forms are brought to the part that identifies: A.B of _ga's GA1.x.A.B and
 * of __utma's, the first part of _pk_id and _clck; values that are whole (_ym_uid, _fbp's fb.1.ms.rand) are only freed of their
 * name.  Anything else is kept as it is.
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
	while (cookie_unwrap(&raw, &length)) /* _ga=_ga=GA1...: pasted twice */
		;
	cookie_google(&raw, &length);
	cookie_utma(&raw, &length);
	cookie_first_part(&raw, &length);
	if (length == 0)
		identifier_reject(reading, "empty");
	else if (cookie_is_session(raw, length))
		identifier_reject(reading, "session_cookie");
	else if (cookie_is_one_character(raw, length) ||
			 (length == 7 && memcmp(raw, "deleted", 7) == 0))
		identifier_reject(reading, "placeholder");
	else
	{
		memcpy(reading->normalized, raw, length);
		profile_opaque_finish(reading, (int) length);
	}
}
