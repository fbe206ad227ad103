/*-------------------------------------------------------------------------
 *
 * email.c
 *		Reading e-mail addresses.
 *
 * The grammar is Mailbox of RFC 5321, section 4.1.2, with UTF-8 as RFC 6531
 * allows it:
 *
 *		Mailbox    := Local-part '@' ( Domain | address-literal )
 *		Local-part := Dot-string | Quoted-string
 *
 * Comments, folding white space and the obsolete forms of RFC 5322 are not
 * addresses that anybody is reached at, and are refused.  Around the address
 * may stand what comes along when one is copied: mailto:, a display name with
 * angle brackets, and punctuation behind (noted as an assumption).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/email.h"
#include "identifier/email_judge.h"
#include "identifier/identifier_text.h"

#include <unicode/uchar.h>

/* Characters of an unquoted local part besides letters and digits, and the dot. */
static bool
email_is_atext(char c)
{
	return identifier_ascii_letter(c) || identifier_ascii_digit(c) ||
		   (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

/*
 * A character beyond ASCII that a local part may hold; steps over it.  Spaces
 * and invisible characters would make two addresses look like one, quotation
 * marks come from the text that it was copied out of.
 */
static bool
email_is_utf8_text(const char *s, size_t length, size_t *at)
{
	int32_t c = profile_text_next(s, length, at);

	return c > 0x9F && !profile_text_is_blank(c) && u_isdefined(c) &&
		   (U_GET_GC_MASK(c) & (U_GC_PI_MASK | U_GC_PF_MASK)) == 0;
}

/* Dot-string: atoms joined by single dots. */
static bool
email_is_dot_string(const char *s, size_t length)
{
	bool atom = false; /* the character before belongs to an atom */

	for (size_t at = 0; at < length;)
	{
		if (s[at] == '.')
		{
			if (!atom)
				return false;
			atom = false;
			at++;
			continue;
		}
		if ((unsigned char) s[at] < 0x80 ? !email_is_atext(s[at++])
										 : !email_is_utf8_text(s, length, &at))
			return false;
		atom = true;
	}
	return atom;
}

/* Narrow *s to what stands between the display name's angle brackets, if any. */
static void
email_unwrap(const char **s, size_t *length, EmailAddress *address)
{
	const char *start = *s;
	size_t n = *length;
	size_t open = 0;
	size_t close = n;
	bool in_quotes = false;

	while (open < n && (in_quotes || start[open] != '<'))
	{
		if (in_quotes && start[open] == '\\' && open + 1 < n)
			open++;
		else if (start[open] == '"')
			in_quotes = !in_quotes;
		open++;
	}
	if (open >= n)
		return;
	while (close > open && start[close - 1] != '>')
		close--;
	if (close > open)
		close--; /* the bracket itself */
	else
	{
		close = n;
		identifier_note(&address->quality, &address->problem, "stray_punctuation");
	}
	*s = start + open + 1;
	*length = close - open - 1;
	profile_text_trim(s, length);
}

/*
 * Narrow *s to what stands between quotation marks or brackets that enclose all of
 * it.  An address begins with a quote in its own right, but ends with its domain.
 */
static void
email_unquote(const char **s, size_t *length, EmailAddress *address)
{
	static const char *const pairs[][2] = {
		{"\"", "\""}, {"'", "'"}, {"`", "`"}, {"(", ")"}, {"[", "]"},
		{"«", "»"},   {"“", "”"}, {"„", "“"}, {"‘", "’"}, {"‹", "›"},
	};

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
	{
		size_t open = strlen(pairs[i][0]);
		size_t close = strlen(pairs[i][1]);

		if (*length <= open + close || memcmp(*s, pairs[i][0], open) != 0 ||
			memcmp(*s + *length - close, pairs[i][1], close) != 0)
			continue;
		*s += open;
		*length -= open + close;
		profile_text_trim(s, length);
		identifier_note(&address->quality, &address->problem, "stray_punctuation");
		return;
	}
}

/* Narrow *s to the address alone. */
static void
email_strip(const char **s, size_t *length, EmailAddress *address)
{
	static const char scheme[] = "mailto:";
	size_t n = *length;
	size_t matched = 0;
	const char *at_sign;
	const char *query;

	email_unquote(s, length, address);
	email_unwrap(s, length, address);
	while (matched < sizeof(scheme) - 1 && matched < *length &&
		   identifier_ascii_lower((*s)[matched]) == scheme[matched])
		matched++;
	if (matched == sizeof(scheme) - 1)
	{
		*s += matched;
		*length -= matched;
		at_sign = memchr(*s, '@', *length);
		query = at_sign == NULL ? NULL
								: memchr(at_sign, '?', *length - (size_t) (at_sign - *s));
		if (query != NULL)
			*length = (size_t) (query - *s);
		profile_text_trim(s, length);
	}
	n = *length;
	while (n > 0 && memchr(".,;>!?", (*s)[n - 1], 6) != NULL)
		n--;
	if (n < *length)
		identifier_note(&address->quality, &address->problem, "stray_punctuation");
	*length = n;
	profile_text_trim(s, length);
}

/*
 * Copy a quoted string's content into the address; s stands behind the opening
 * quote.  Returns the bytes read including the closing quote, or 0.
 */
static size_t
email_quoted(const char *s, size_t length, char *out, size_t *written, size_t size)
{
	size_t at = 0;

	*written = 0;
	while (at < length && s[at] != '"')
	{
		size_t from;

		if (s[at] == '\\')
		{
			at++;
			if (at == length || (unsigned char) s[at] >= 0x80)
				return 0;
		}
		from = at;
		if ((unsigned char) s[at] < 0x80)
		{
			if (s[at] < ' ' || s[at] == 0x7F)
				return 0;
			at++;
		}
		else if (!email_is_utf8_text(s, length, &at))
			return 0;
		if (*written + (at - from) > size)
			return 0;
		memcpy(out + *written, s + from, at - from);
		*written += at - from;
	}
	return at < length ? at + 1 : 0;
}

/*
 * Read the local part into the address; *at is moved to the character behind
 * it.  Returns NULL or the problem.
 */
static const char *
email_local(const char *s, size_t length, size_t *at, EmailAddress *address)
{
	char content[EMAIL_RAW_MAX];
	const char *local = s;
	size_t n;
	int bytes;

	if (length > 0 && s[0] == '"')
	{
		size_t end = email_quoted(s + 1, length - 1, content, &n, sizeof(content));

		if (end == 0)
			return "bad_format";
		*at = end + 1;
		local = content;
	}
	else
	{
		const char *sign = memchr(s, '@', length);

		n = *at = sign == NULL ? length : (size_t) (sign - s);
		if (sign == NULL || !email_is_dot_string(s, n))
			return "bad_format";
	}
	if (n > EMAIL_LOCAL_MAX)
		return "too_long";
	bytes = profile_text_nfc(local, n, address->local, EMAIL_LOCAL_MAX);
	if (bytes < 0)
		return profile_text_problem(bytes);
	address->local_length = (size_t) bytes;
	/* Composition can bring forth ASCII: U+037E is a semicolon. */
	if (!email_is_dot_string(address->local, address->local_length))
	{
		if (s[0] != '"')
			return "bad_format";
		address->quoted = true;
	}
	return NULL;
}

/*
 * profile_email_parse: take an address apart
 *
 * raw is trimmed, well-formed UTF-8.  Every address with a mailbox's grammar is
 * one, whether or not it looks like a real one: see profile_email_read.
 */
void
profile_email_parse(const char *raw, size_t length, EmailAddress *address)
{
	const char *problem;
	char spelled[IDENTIFIER_KEY_MAX];
	size_t at = 0;

	address->quality = IDENTIFIER_SURE;
	address->problem = NULL;
	address->quoted = false;
	address->local_length = address->domain_length = 0;
	problem = length > EMAIL_RAW_MAX ? "too_long" : NULL;
	if (problem == NULL)
	{
		email_strip(&raw, &length, address);
		problem = email_local(raw, length, &at, address);
	}
	if (problem == NULL && (at >= length || raw[at] != '@'))
		problem = "bad_format";
	if (problem == NULL)
		problem = profile_email_domain(raw + at + 1, length - at - 1, address);
	if (problem == NULL &&
		(profile_email_spell(address, spelled) > EMAIL_ADDRESS_MAX ||
		 profile_email_spell(address, spelled) - address->domain_length - 1 >
			 EMAIL_LOCAL_MAX))
		problem = "too_long";
	if (problem != NULL)
	{
		address->quality = IDENTIFIER_GARBAGE;
		address->problem = problem;
	}
}

/*
 * profile_email_spell: write an address; returns its length in bytes
 *
 * out has room for IDENTIFIER_KEY_MAX bytes, which no address needs: a local
 * part at most doubles by escapes.
 */
size_t
profile_email_spell(const EmailAddress *address, char *out)
{
	char *p = out;

	if (address->quoted)
		*p++ = '"';
	for (size_t i = 0; i < address->local_length; i++)
	{
		if (address->quoted && (address->local[i] == '"' || address->local[i] == '\\'))
			*p++ = '\\';
		*p++ = address->local[i];
	}
	if (address->quoted)
		*p++ = '"';
	*p++ = '@';
	memcpy(p, address->domain, address->domain_length);
	return (size_t) (p - out) + address->domain_length;
}

/* Local parts that people type to get past a form. */
static const char *const email_filler[] = {
	"a",   "aa",     "aaa",    "asdf",      "email",  "mail", "na",
	"no",  "nobody", "nomail", "noemail",   "noname", "none", "null",
	"qwe", "qwerty", "test",   "undefined", "user",   "x",    "xx",
	"xxx", "zzz",    "111",    "123",       "12345",
};

/* A filler whose domain begins with the same word: test@test.com, mail@mail.ru. */
static bool
email_is_placeholder(const EmailAddress *address)
{
	const char *dot = memchr(address->domain, '.', address->domain_length);

	if (dot == NULL || (size_t) (dot - address->domain) != address->local_length ||
		memcmp(address->domain, address->local, address->local_length) != 0)
		return false;
	for (size_t i = 0; i < sizeof(email_filler) / sizeof(*email_filler); i++)
	{
		if (strlen(email_filler[i]) == address->local_length &&
			memcmp(email_filler[i], address->local, address->local_length) == 0)
			return true;
	}
	return false;
}

/*
 * profile_email_read: an e-mail address as an identifier
 *
 * Normalized is where one would write to; the key is the mailbox behind it.  At
 * quality 1 the problem is a judgement about that mailbox (email_judge.c) if there
 * is one, and else what was assumed in reading.
 */
void
profile_email_read(const char *raw, size_t length, const char *region,
				   IdentifierReading *reading)
{
	EmailAddress address;

	(void) region;
	identifier_begin(reading);
	profile_email_parse(raw, length, &address);
	if (address.quality == IDENTIFIER_GARBAGE)
	{
		identifier_reject(reading, address.problem);
		return;
	}
	reading->quality = address.quality;
	reading->problem = address.problem;
	reading->normalized_length = profile_email_spell(&address, reading->normalized);
	profile_email_mailbox(&address);
	if (address.quality == IDENTIFIER_GARBAGE)
		identifier_reject(reading, address.problem);
	else if (email_is_placeholder(&address))
		identifier_reject(reading, "placeholder");
	else
	{
		const char *judgement = profile_email_judge(&address);

		if (judgement == NULL && profile_text_is_mixed(raw, length))
			judgement = "mixed_script";

		reading->key_length = profile_email_spell(&address, reading->key);
		/* small letters may be longer than capitals are */
		if (reading->key_length > EMAIL_LOCAL_MAX + 1 + address.domain_length)
			identifier_reject(reading, "too_long");
		/* what stood around it may have hidden that it says nothing: mailto:-@0 */
		else if (profile_text_is_placeholder(reading->normalized,
											 reading->normalized_length) ||
				 profile_text_is_placeholder(reading->key, reading->key_length))
			identifier_reject(reading, "placeholder");
		/* says more than how the address was read */
		else if (judgement != NULL)
		{
			reading->quality = IDENTIFIER_ASSUMED;
			reading->problem = judgement;
		}
	}
}
