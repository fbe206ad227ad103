/*-------------------------------------------------------------------------
 *
 * email_domain.c
 *		The part of an e-mail address behind the @: a domain or an address
 *		literal.
 *
 * A domain is brought into lower-case A-labels by UTS 46 (non-transitional).
 * Plain letters, digits and hyphens need no Unicode library, and that is what
 * nearly all domains are.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/email.h"
#include "identifier/identifier_text.h"

/*
 * Domain of RFC 5321: labels of letters, digits and inner hyphens.  Says
 * through *numeric whether the last label is a number, and how many labels.
 */
static const char *
email_check_labels(const char *s, size_t length, int *labels, bool *numeric)
{
	size_t start = 0;

	*labels = 0;
	*numeric = false;
	for (size_t i = 0; i <= length; i++)
	{
		if (i < length && s[i] != '.')
		{
			if (!identifier_ascii_letter(s[i]) && !identifier_ascii_digit(s[i]) &&
				s[i] != '-')
				return "bad_domain";
			continue;
		}
		if (i == start || s[start] == '-' || s[i - 1] == '-')
			return "bad_domain";
		if (i - start > EMAIL_LABEL_MAX)
			return "too_long";
		*numeric = true;
		for (size_t k = start; k < i; k++)
			*numeric = *numeric && identifier_ascii_digit(s[k]);
		(*labels)++;
		start = i + 1;
	}
	return NULL;
}

/* Some label begins with the prefix of A-labels, which UTS 46 must verify. */
static bool
email_has_a_label(const char *s, size_t length)
{
	for (size_t i = 0; i + 4 <= length; i++)
	{
		if ((i == 0 || s[i - 1] == '.') && identifier_ascii_lower(s[i]) == 'x' &&
			identifier_ascii_lower(s[i + 1]) == 'n' && s[i + 2] == '-' && s[i + 3] == '-')
			return true;
	}
	return false;
}

/* Decimal number of at most three digits up to 255; steps over it. */
static bool
email_octet(const char *s, size_t length, size_t *at)
{
	int value = 0;
	size_t from = *at;

	while (*at < length && *at - from < 3 && identifier_ascii_digit(s[*at]))
		value = value * 10 + (s[(*at)++] - '0');
	return *at > from && value <= 255;
}

/* Four numbers joined by dots, to the end. */
static bool
email_is_ipv4(const char *s, size_t length)
{
	size_t at = 0;

	for (int i = 0; i < 4; i++)
	{
		if (i > 0 && (at >= length || s[at++] != '.'))
			return false;
		if (!email_octet(s, length, &at))
			return false;
	}
	return at == length;
}

/* One to four hexadecimal digits; steps over them. */
static bool
email_hextet(const char *s, size_t length, size_t *at)
{
	size_t from = *at;

	while (*at < length && *at - from < 4)
	{
		char c = identifier_ascii_lower(s[*at]);

		if (!identifier_ascii_digit(c) && !(c >= 'a' && c <= 'f'))
			break;
		(*at)++;
	}
	return *at > from;
}

/*
 * IPv6 of RFC 5321, section 4.1.3: eight groups, or at most six with one "::"
 * (which stands for two at least); an IPv4 address may stand for the last two.
 */
static bool
email_is_ipv6(const char *s, size_t length)
{
	size_t at = 0;
	int groups = 0;
	bool gap = false;

	if (length >= 2 && s[0] == ':' && s[1] == ':')
	{
		gap = true;
		at = 2;
	}
	while (at < length)
	{
		if (memchr(s + at, ':', length - at) == NULL &&
			memchr(s + at, '.', length - at) != NULL)
		{
			groups += 2;
			return email_is_ipv4(s + at, length - at) &&
				   (gap ? groups <= 6 : groups == 8);
		}
		if (!email_hextet(s, length, &at))
			return false;
		groups++;
		if (at == length)
			break;
		if (s[at++] != ':')
			return false;
		if (at < length && s[at] == ':')
		{
			if (gap)
				return false;
			gap = true;
			at++;
		}
		else if (at == length)
			return false;
	}
	return gap ? groups <= 6 : groups == 8;
}

/* [192.0.2.1] or [IPv6:2001:db8::1]; the brackets are kept. */
static const char *
email_literal(const char *s, size_t length, EmailAddress *address)
{
	static const char tag[] = "ipv6:";
	const char *inside = s + 1;
	size_t n = length - 2;
	size_t tag_length = sizeof(tag) - 1;
	bool ipv6 = n > tag_length;

	if (length < 2 || length > EMAIL_DOMAIN_MAX || s[length - 1] != ']')
		return "bad_domain";
	for (size_t i = 0; ipv6 && i < tag_length; i++)
		ipv6 = identifier_ascii_lower(inside[i]) == tag[i];
	if (ipv6 ? !email_is_ipv6(inside + tag_length, n - tag_length)
			 : !email_is_ipv4(inside, n))
		return "bad_domain";
	for (size_t i = 0; i < length; i++)
		address->domain[i] = identifier_ascii_lower(s[i]);
	if (ipv6)
		memcpy(address->domain + 1, "IPv6:", tag_length);
	address->domain_length = length;
	address->domain[length] = '\0';
	return NULL;
}

/*
 * profile_email_domain: read a domain or an address literal into an address
 *
 * Returns NULL or the problem.  A domain of one label, or with a number at its
 * end, follows the grammar, but nobody has had mail there: an assumption.
 */
const char *
profile_email_domain(const char *s, size_t length, EmailAddress *address)
{
	const char *problem;
	int labels;
	bool numeric;

	if (length > 0 && s[0] == '[')
		return email_literal(s, length, address);
	if (length > EMAIL_RAW_MAX)
		return "too_long";
	if (!profile_text_is_ascii(s, length) || email_has_a_label(s, length))
	{
		int bytes = profile_text_domain_to_ascii(s, length, address->domain,
												 EMAIL_DOMAIN_MAX + 1);

		if (bytes < 0)
			return bytes == IDENTIFIER_TEXT_MALFORMED ? "bad_domain"
													  : profile_text_problem(bytes);
		if (bytes > 0 && address->domain[bytes - 1] == '.')
			bytes--; /* a full stop of another script */
		length = (size_t) bytes;
		s = address->domain;
	}
	problem = email_check_labels(s, length, &labels, &numeric);
	if (problem == NULL && length > EMAIL_DOMAIN_MAX)
		problem = "too_long";
	if (problem != NULL)
		return problem;
	for (size_t i = 0; i < length; i++)
		address->domain[i] = identifier_ascii_lower(s[i]);
	address->domain[length] = '\0';
	address->domain_length = length;
	if (labels == 1)
		identifier_note(&address->quality, &address->problem, "dotless_domain");
	else if (numeric)
		identifier_note(&address->quality, &address->problem, "numeric_domain");
	return NULL;
}
