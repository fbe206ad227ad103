/*-------------------------------------------------------------------------
 *
 * opaque.c
 *		Identifiers without inner structure: logins, loyalty cards, and the free
 *		namespaces (any kind of identifier that has no parser of its own).
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

/*
 * profile_opaque_finish: take what was written into normalized as both forms,
 * once it is presentable
 *
 * length is that of the text, or a code of identifier_text.h.
 */
void
profile_opaque_finish(IdentifierReading *reading, int length)
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

/* Logins that many people have the password of, and what is typed for a test. */
static const struct
{
	char login[16];
	const char *problem;
} opaque_logins[] = {
	{"admin", "role"},        {"administrator", "role"},  {"manager", "role"},
	{"operator", "role"},     {"root", "role"},           {"support", "role"},
	{"sysadmin", "role"},     {"system", "role"},         {"123456", "placeholder"},
	{"asdf", "placeholder"},  {"demo", "placeholder"},    {"guest", "placeholder"},
	{"login", "placeholder"}, {"qwerty", "placeholder"},  {"test", "placeholder"},
	{"test1", "placeholder"}, {"test123", "placeholder"}, {"user", "placeholder"},
};

/* What makes a login say little about a person, or NULL. */
static const char *
opaque_judge_login(const char *s, size_t length)
{
	for (size_t i = 0; i < sizeof(opaque_logins) / sizeof(*opaque_logins); i++)
	{
		if (strlen(opaque_logins[i].login) == length &&
			memcmp(opaque_logins[i].login, s, length) == 0)
			return opaque_logins[i].problem;
	}
	return profile_text_is_mixed(s, length) ? "mixed_script" : NULL;
}

/*
 * profile_login_read: a user name
 *
 * NFKC_Casefold: case, width and compatibility variants are one login.  One that
 * many share, and one of Latin and Cyrillic letters that look alike, is read with
 * an assumption.
 */
void
profile_login_read(const char *raw, size_t length, const char *region,
				   IdentifierReading *reading)
{
	(void) region;
	identifier_begin(reading);
	profile_opaque_finish(reading, profile_text_casefold(raw, length, reading->normalized,
														 IDENTIFIER_KEY_MAX));
	if (reading->quality == IDENTIFIER_SURE)
	{
		const char *problem =
			opaque_judge_login(reading->normalized, reading->normalized_length);

		if (problem != NULL)
			identifier_note(&reading->quality, &reading->problem, problem);
	}
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
	profile_opaque_finish(
		reading, profile_text_nfc(raw, length, reading->normalized, IDENTIFIER_KEY_MAX));
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
	char bare[IDENTIFIER_KEY_MAX];
	int written = 0;
	int bytes;

	(void) region;
	identifier_begin(reading);
	bytes = profile_text_nfc(raw, length, reading->normalized, IDENTIFIER_KEY_MAX);
	for (int at = 0; at < bytes;)
	{
		const char *in = reading->normalized + at;
		size_t skip = opaque_separator(in, (size_t) (bytes - at));

		if (skip == 0)
		{
			bare[written++] = (*in >= 'a' && *in <= 'z') ? (char) (*in - 'a' + 'A') : *in;
			skip = 1;
		}
		at += (int) skip;
	}
	/* what stood on both sides of a separator may compose now */
	if (bytes > 0)
		bytes = profile_text_nfc(bare, (size_t) written, reading->normalized,
								 IDENTIFIER_KEY_MAX);
	profile_opaque_finish(reading, bytes);
}
