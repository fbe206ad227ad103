/*-------------------------------------------------------------------------
 *
 * domain.c
 *		Domain names.
 *
 * The grammar is that of a host on the web: labels of letters, digits and inner
 * hyphens (RFC 1123), in A-labels and lower case by UTS 46 without transitional
 * processing.  email_domain.c has the same rules for the part behind an @.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/web.h"
#include "identifier/email.h"
#include "identifier/identifier_text.h"

/* Longest text that is read as a domain, bytes, after trimming. */
#define DOMAIN_RAW_MAX 1024

/* Names that no registry gives out (RFC 2606, 6761, 6762, 8375, 9476). */
static const char *const domain_reserved[] = {
	"alt",     "arpa", "corp",  "example",   "home",  "internal", "intranet",
	"invalid", "lan",  "local", "localhost", "onion", "test",
};

/* Registered, but for examples. */
static const char *const domain_examples[] = {
	"example.com", "example.edu", "example.net", "example.org",
	"domain.com",  "domain.ru",   "site.ru",     "yourdomain.com",
};

/* name is domain itself or a parent of it. */
static bool
domain_is_under(const char *domain, size_t length, const char *name)
{
	size_t n = strlen(name);

	return length >= n && memcmp(domain + length - n, name, n) == 0 &&
		   (length == n || domain[length - n - 1] == '.');
}

static bool
domain_is_reserved(const char *domain, size_t length)
{
	for (size_t i = 0; i < sizeof(domain_reserved) / sizeof(*domain_reserved); i++)
	{
		if (domain_is_under(domain, length, domain_reserved[i]))
			return true;
	}
	for (size_t i = 0; i < sizeof(domain_examples) / sizeof(*domain_examples); i++)
	{
		if (domain_is_under(domain, length, domain_examples[i]))
			return true;
	}
	return false;
}

/*
 * profile_domain_parse: a domain in lower-case A-labels
 *
 * out has room for WEB_DOMAIN_MAX + 2 bytes.  Returns NULL or the problem;
 * *assumption names what is odd about a domain that follows the grammar:
 * dotless_domain, numeric_domain, reserved_domain.
 */
const char *
profile_domain_parse(const char *s, size_t length, char *out, size_t *written,
					 const char **assumption)
{
	EmailAddress address = {0};
	const char *problem;

	*assumption = NULL;
	if (length > DOMAIN_RAW_MAX)
		return "too_long";
	while (length > 0 && s[length - 1] == '.')
		length--;
	if (length == 0 || s[0] == '[')
		return "bad_domain";
	problem = profile_email_domain(s, length, &address);
	if (problem != NULL)
		return problem;
	memcpy(out, address.domain, address.domain_length + 1);
	*written = address.domain_length;
	*assumption = address.problem;
	if (domain_is_reserved(out, *written))
		*assumption = "reserved_domain";
	return NULL;
}

/*
 * profile_domain_www: bytes of the labels www at a domain's beginning that say
 * nothing, with their dots; two labels are left at least
 */
size_t
profile_domain_www(const char *domain, size_t length)
{
	size_t skip = 0;

	while (length - skip > 4 && memcmp(domain + skip, "www.", 4) == 0 &&
		   memchr(domain + skip + 4, '.', length - skip - 4) != NULL)
		skip += 4;
	return skip;
}

/* Narrow a URL to its host; false if it is none or has more than a host. */
static bool
domain_of_url(const char **s, size_t *length)
{
	size_t scheme = profile_url_scheme(*s, *length);
	size_t end;

	if (scheme == 0 && *length > 2 && memcmp(*s, "//", 2) == 0)
		scheme = 2;
	for (end = scheme; end < *length && memchr("/?#", (*s)[end], 3) == NULL; end++)
		;
	if (scheme == 0 && (end == *length || (*s)[end] != '/'))
		return false;
	*s += scheme;
	*length = end - scheme;
	for (end = *length; end > 0 && identifier_ascii_digit((*s)[end - 1]); end--)
		;
	if (end > 0 && (*s)[end - 1] == ':')
		*length = end - 1;
	return true;
}

/*
 * profile_domain_read: a domain
 *
 * Of a URL it is the host, with the assumption from_url.  The key is without
 * leading www., which is the same site nearly everywhere.
 */
void
profile_domain_read(const char *raw, size_t length, const char *region,
					IdentifierReading *reading)
{
	char domain[WEB_DOMAIN_MAX + 2];
	size_t n = 0;
	size_t www;
	const char *assumption;
	const char *problem;

	(void) region;
	identifier_begin(reading);
	if (length <= DOMAIN_RAW_MAX && domain_of_url(&raw, &length))
		identifier_note(&reading->quality, &reading->problem, "from_url");
	problem = profile_domain_parse(raw, length, domain, &n, &assumption);
	www = problem == NULL ? profile_domain_www(domain, n) : 0;
	if (problem == NULL && profile_text_is_placeholder(domain + www, n - www))
		problem = "placeholder"; /* 0.0.0.0, none */
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (assumption != NULL)
	{
		reading->quality = IDENTIFIER_ASSUMED;
		reading->problem = assumption;
	}
	memcpy(reading->normalized, domain, n);
	memcpy(reading->key, domain + www, n - www);
	reading->normalized_length = n;
	reading->key_length = n - www;
}
