/*-------------------------------------------------------------------------
 *
 * url.c
 *		Addresses of pages.
 *
 * What differs between two links to one page and means nothing is taken off: the
 * case of scheme and host, the default port, a fragment, dot segments, needless
 * percent signs (RFC 3986, section 6.2), and parameters that only say where a
 * visitor came from.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/web.h"
#include "identifier/identifier_text.h"

/* Longest URL that is read, bytes; the normalized one must fit a key. */
#define URL_RAW_MAX 4096

/* Output under way. */
typedef struct UrlText
{
	size_t length;
	bool full; /* something did not fit */
	char text[IDENTIFIER_KEY_MAX];
} UrlText;

/* Parameters of campaigns and clicks; a star stands for any ending. */
static const char *const url_tracking[] = {
	"_ga",    "_gl",        "_openstat", "dclid",   "epik",      "fbclid",  "from_ad",
	"gad_*",  "gbraid",     "gclid",     "gclsrc",  "igsh",      "igshid",  "irclickid",
	"mc_cid", "mc_eid",     "mkt_tok",   "msclkid", "s_cid",     "srsltid", "ttclid",
	"twclid", "utm_*",      "vero_*",    "wbraid",  "yclid",     "ysclid",  "yclid_*",
	"ymclid", "rb_clickid", "_hsenc",    "_hsmi",   "li_fat_id", "erid",
};

static void
url_put(UrlText *out, char c)
{
	if (out->length < sizeof(out->text))
		out->text[out->length++] = c;
	else
		out->full = true;
}

static void
url_put_all(UrlText *out, const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
		url_put(out, s[i]);
}

/*
 * profile_url_scheme: bytes of http:// or https:// at the beginning, or 0
 */
size_t
profile_url_scheme(const char *s, size_t length)
{
	static const char scheme[] = "https://";
	size_t at = 0;
	size_t i = 0;

	while (scheme[i] != '\0')
	{
		if (scheme[i] == 's' && (at >= length || identifier_ascii_lower(s[at]) != 's'))
			i++;
		if (at >= length || identifier_ascii_lower(s[at]) != scheme[i])
			return 0;
		at++;
		i++;
	}
	return at;
}

/* Begins with the scheme of something else: ftp://, mailto:. */
static bool
url_has_other_scheme(const char *s, size_t length)
{
	size_t n = 0;

	while (n < length && (identifier_ascii_letter(s[n]) || identifier_ascii_digit(s[n]) ||
						  s[n] == '+' || s[n] == '-'))
		n++;
	/* behind a host's colon stands a port */
	return n < length && s[n] == ':' &&
		   (n + 1 == length || !identifier_ascii_digit(s[n + 1]));
}

static int
url_nibble(char c)
{
	if (identifier_ascii_digit(c))
		return c - '0';
	c = identifier_ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Means the same with and without percent signs. */
static bool
url_is_unreserved(int c)
{
	return c > 0 && c < 0x80 &&
		   (identifier_ascii_letter((char) c) || identifier_ascii_digit((char) c) ||
			strchr("-._~", c) != NULL);
}

static void
url_put_percent(UrlText *out, unsigned char c)
{
	url_put(out, '%');
	url_put(out, "0123456789ABCDEF"[c >> 4]);
	url_put(out, "0123456789ABCDEF"[c & 15]);
}

/* Copy with percent signs where they must be, and only there. */
static void
url_put_escaped(UrlText *out, const char *s, size_t length)
{
	for (size_t i = 0; i < length && !out->full; i++)
	{
		unsigned char c = (unsigned char) s[i];

		if (c == '%' && i + 2 < length && url_nibble(s[i + 1]) >= 0 &&
			url_nibble(s[i + 2]) >= 0)
		{
			int code = url_nibble(s[i + 1]) * 16 + url_nibble(s[i + 2]);

			if (url_is_unreserved(code))
				url_put(out, (char) code);
			else
				url_put_percent(out, (unsigned char) code);
			i += 2;
		}
		else if (url_is_unreserved(c) || (c < 0x80 && strchr("!$&'()*+,;=:@/?", c)))
			url_put(out, (char) c);
		else
			url_put_percent(out, c);
	}
}

/* Take the last segment off a path that starts at base. */
static void
url_drop_segment(UrlText *out, size_t base)
{
	if (out->length > base)
		out->length--; /* the slash behind it */
	while (out->length > base && out->text[out->length - 1] != '/')
		out->length--;
}

/* A path without dot segments; writes at least a slash. */
static void
url_put_path(UrlText *out, const char *s, size_t length)
{
	size_t base;
	size_t at = length > 0 && s[0] == '/' ? 1 : 0;

	url_put(out, '/');
	base = out->length;
	while (at < length && !out->full)
	{
		size_t end = at;
		size_t from = out->length;

		while (end < length && s[end] != '/')
			end++;
		url_put_escaped(out, s + at, end - at);
		if (!out->full && out->length - from == 1 && out->text[from] == '.')
			out->length = from;
		else if (!out->full && out->length - from == 2 &&
				 memcmp(out->text + from, "..", 2) == 0)
		{
			out->length = from;
			url_drop_segment(out, base);
		}
		else if (end < length)
			url_put(out, '/');
		at = end + 1;
	}
}

/* The parameter name says only where the visitor came from. */
static bool
url_is_tracking(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(url_tracking) / sizeof(*url_tracking); i++)
	{
		const char *word = url_tracking[i];
		size_t n = strlen(word);
		bool open = word[n - 1] == '*';
		bool equal;

		n -= open ? 1 : 0;
		equal = open ? length >= n : length == n;
		for (size_t k = 0; k < n && equal; k++)
			equal = identifier_ascii_lower(name[k]) == word[k];
		if (equal)
			return true;
	}
	return false;
}

/* The parameters that say which page it is, in their order. */
static void
url_put_query(UrlText *out, const char *s, size_t length)
{
	char mark = '?';

	for (size_t at = 0; at < length && !out->full;)
	{
		size_t end = at;
		size_t name;
		UrlText spelled;

		while (end < length && s[end] != '&')
			end++;
		spelled.length = 0;
		spelled.full = false;
		/* as it will be written: %75tm_source is one as well */
		url_put_escaped(&spelled, s + at, end - at);
		for (name = 0; name < spelled.length && spelled.text[name] != '='; name++)
			;
		if (end > at && !url_is_tracking(spelled.text, name))
		{
			url_put(out, mark);
			url_put_all(out, spelled.text, spelled.length);
			out->full = out->full || spelled.full;
			mark = '&';
		}
		at = end + 1;
	}
}

/* A host and perhaps a port; returns NULL or the problem. */
static const char *
url_put_host(UrlText *out, const char *s, size_t length, bool https,
			 const char **assumption)
{
	char domain[WEB_DOMAIN_MAX + 2];
	WebAddress address;
	size_t n = length;
	size_t port;
	const char *problem;

	for (port = length; port > 0 && identifier_ascii_digit(s[port - 1]); port--)
		;
	if (port > 0 && s[port - 1] == ':' && length - port <= 5)
		n = port - 1;
	else
		port = length;
	if (n > 2 && s[0] == '[' && s[n - 1] == ']')
	{
		char spelled[WEB_ADDRESS_MAX];

		if (!profile_ip_parse(s + 1, n - 2, &address))
			return "bad_domain";
		*assumption = "numeric_domain";
		if (address.v6)
			url_put(out, '[');
		url_put_all(out, spelled, profile_ip_spell(&address, spelled));
		if (address.v6)
			url_put(out, ']');
	}
	else
	{
		problem = profile_domain_parse(s, n, domain, &n, assumption);
		if (problem != NULL)
			return problem;
		/* a machine in somebody's own network; a key without scheme is a word */
		if (memchr(domain, '.', n) == NULL)
			return "bad_domain";
		url_put_all(out, domain, n);
	}
	while (port + 1 < length && s[port] == '0')
		port++;
	if (port < length && !(length - port == (https ? 3 : 2) &&
						   memcmp(s + port, https ? "443" : "80", length - port) == 0))
	{
		url_put(out, ':');
		url_put_all(out, s + port, length - port);
	}
	return NULL;
}

/*
 * The whole behind the scheme.  Returns NULL or the problem.  A name and password
 * before the host are dropped: they must not be stored, and say so.
 */
static const char *
url_put_rest(UrlText *out, const char *s, size_t length, bool https,
			 const char **assumption)
{
	const char *fragment = memchr(s, '#', length);
	size_t host = 0;
	size_t path;
	const char *query;
	const char *problem;
	bool credentials;

	if (fragment != NULL)
		length = (size_t) (fragment - s);
	while (host < length && s[host] != '/' && s[host] != '?')
		host++;
	path = host;
	while (host > 0 && s[host - 1] != '@')
		host--;
	credentials = host > 0;
	problem = url_put_host(out, s + host, path - host, https, assumption);
	if (problem != NULL)
		return problem;
	if (credentials)
		*assumption = "credentials";
	query = memchr(s + path, '?', length - path);
	url_put_path(out, s + path,
				 query == NULL ? length - path : (size_t) (query - s) - path);
	if (query != NULL)
		url_put_query(out, query + 1, length - (size_t) (query - s) - 1);
	return out->full ? "too_long" : NULL;
}

/* Length of the port at the end of a host if it is one scheme's usual one, or 0. */
static size_t
url_usual_port(const char *s, size_t length)
{
	if (length > 3 && memcmp(s + length - 3, ":80", 3) == 0)
		return 3;
	return length > 4 && memcmp(s + length - 4, ":443", 4) == 0 ? 4 : 0;
}

/*
 * The key is host, path and query, without www. and the bare root's slash.  It
 * says nothing of the scheme, so it cannot tell http's port 443 from https's own.
 */
static void
url_finish(const UrlText *rest, bool https, IdentifierReading *reading)
{
	const char *scheme = https ? "https://" : "http://";
	size_t host = 0;
	size_t path = 0;
	size_t www;
	size_t end;
	size_t n = rest->length;

	while (host < n && rest->text[host] != '/' && rest->text[host] != ':')
		host++;
	while (path < n && rest->text[path] != '/' && rest->text[path] != '?')
		path++;
	end = path - url_usual_port(rest->text, path);
	www = profile_domain_www(rest->text, host);
	memcpy(reading->normalized, scheme, strlen(scheme));
	memcpy(reading->normalized + strlen(scheme), rest->text, n);
	reading->normalized_length = strlen(scheme) + n;
	if (memchr(rest->text, '/', n) == rest->text + n - 1)
		n--;
	memcpy(reading->key, rest->text + www, end - www);
	memcpy(reading->key + end - www, rest->text + path, n - path);
	reading->key_length = end - www + n - path;
}

/*
 * profile_url_read: address of a page, http or https
 *
 * Without a scheme https is assumed.  The key leaves the scheme out, so that the
 * two addresses of one page are one identifier.
 */
void
profile_url_read(const char *raw, size_t length, const char *region,
				 IdentifierReading *reading)
{
	UrlText rest;
	size_t scheme = profile_url_scheme(raw, length);
	bool https = scheme != 7;
	const char *assumption = NULL;
	const char *problem = NULL;

	(void) region;
	rest.length = 0;
	rest.full = false;
	identifier_begin(reading);
	if (length > URL_RAW_MAX)
		problem = "too_long";
	for (size_t at = 0; problem == NULL && at < length;)
	{
		int32_t c = profile_text_next(raw, length, &at);

		if (profile_text_is_blank(c) || c < 0x20 || (c >= 0x7F && c <= 0x9F))
			problem = "bad_format";
	}
	if (scheme == 0 && length > 2 && memcmp(raw, "//", 2) == 0)
		scheme = 2;
	else if (scheme == 0)
		assumption = "assumed_scheme";
	if (problem == NULL && scheme == 0 && url_has_other_scheme(raw, length))
		problem = "bad_format";
	if (problem == NULL)
	{
		const char *odd = NULL;

		problem = url_put_rest(&rest, raw + scheme, length - scheme, https, &odd);
		/* an e-mail address is no page */
		if (problem == NULL && scheme == 0 && odd != NULL &&
			strcmp(odd, "credentials") == 0)
			problem = "bad_format";
		if (odd != NULL)
			assumption = odd;
	}
	if (problem == NULL && rest.length + 8 > IDENTIFIER_KEY_MAX)
		problem = "too_long";
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (assumption != NULL)
		identifier_note(&reading->quality, &reading->problem, assumption);
	url_finish(&rest, https, reading);
	if (profile_text_is_placeholder(reading->key, reading->key_length))
		identifier_reject(reading, "placeholder"); /* http://0.0.0.0 */
}
