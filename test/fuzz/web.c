/*-------------------------------------------------------------------------
 *
 * web.c
 *		Fuzzing the reading of what the web knows somebody by.
 *
 * Input: the text; every kind reads every text.  Besides what every reading
 * promises: an address of the Internet Protocol and a domain that are written are
 * read as the same.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "identifier/web.h"

static const struct
{
	const char *kind;
	IdentifierReader read;
} fuzz_kinds[] = {
	{"cookie", profile_cookie_read},
	{"device", profile_device_read},
	{"domain", profile_domain_read},
	{"ip", profile_ip_read},
	{"login", profile_login_read},
	{"namespace", profile_namespace_read},
	{"telegram", profile_telegram_read},
	{"url", profile_url_read},
	{"vk", profile_vk_read},
};

static void
fuzz_ip(const char *raw, size_t length)
{
	WebAddress address;
	WebAddress again;
	char spelled[WEB_ADDRESS_MAX];
	size_t n;

	if (!profile_ip_parse(raw, length, &address))
		return;
	n = profile_ip_spell(&address, spelled);
	fuzz_check(n > 0 && n <= WEB_ADDRESS_MAX, "ip", "written form", raw, length);
	fuzz_check(profile_ip_parse(spelled, n, &again) && again.v6 == address.v6 &&
				   memcmp(again.bytes, address.bytes, address.v6 ? 16 : 4) == 0,
			   "ip", "written form reads otherwise", raw, length);
}

static void
fuzz_domain(const char *raw, size_t length)
{
	char *out = malloc(WEB_DOMAIN_MAX + 1);
	char again[WEB_DOMAIN_MAX + 1];
	const char *assumption = NULL;
	size_t n = 0;
	size_t m = 0;

	if (profile_domain_parse(raw, length, out, &n, &assumption) == NULL)
	{
		fuzz_check(n > 0 && n <= WEB_DOMAIN_MAX && profile_domain_www(out, n) < n,
				   "domain", "written form", raw, length);
		fuzz_check(profile_domain_parse(out, n, again, &m, &assumption) == NULL &&
					   fuzz_equal(out, n, again, m),
				   "domain", "written form reads otherwise", raw, length);
	}
	free(out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	IdentifierReading reading;
	size_t length;
	char *text = fuzz_text(data, size, &length);
	const char *raw = text;

	for (int i = 0; i < FUZZ_COUNT(fuzz_kinds); i++)
		fuzz_reading(fuzz_kinds[i].kind, fuzz_kinds[i].read, 0, raw, length, NULL,
					 &reading);
	profile_text_trim(&raw, &length);
	if (length > 0)
	{
		fuzz_ip(raw, length);
		fuzz_domain(raw, length);
	}
	free(text);
	return 0;
}
