/*-------------------------------------------------------------------------
 *
 * email.c
 *		Fuzzing the reading of e-mail addresses, their keys and suggestions.
 *
 * Input: a byte for the rules of a company of its own, the text.  Besides what
 * every reading promises: the parts keep the limits of RFC 5321; an address
 * written is read as the same address, and so is its mailbox, by whatever rules;
 * a suggestion is an address that nothing is suggested for.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "identifier/email.h"
#include "identifier/email_judge.h"

#define WHOSE "email"

static bool
fuzz_same_address(const EmailAddress *a, const EmailAddress *b)
{
	return fuzz_equal(a->local, a->local_length, b->local, b->local_length) &&
		   strcmp(a->domain, b->domain) == 0;
}

/* An address keeps the limits, and reads as itself when it is written. */
static void
fuzz_address(const EmailAddress *address, const char *what, const char *raw,
			 size_t length)
{
	EmailAddress again;
	char spelled[IDENTIFIER_KEY_MAX];
	size_t n;

	fuzz_check(address->local_length <= EMAIL_LOCAL_MAX && /* ""@example.com */
				   address->domain_length >= 1 &&
				   strlen(address->domain) == address->domain_length &&
				   profile_text_is_utf8(address->local, address->local_length) &&
				   profile_text_is_ascii(address->domain, address->domain_length),
			   WHOSE, what, raw, length);
	n = profile_email_spell(address, spelled);
	fuzz_check(fuzz_is_storable(spelled, n), WHOSE, what, raw, length);
	profile_email_parse(spelled, n, &again);
	fuzz_check(again.quality != IDENTIFIER_GARBAGE && fuzz_same_address(&again, address),
			   WHOSE, what, raw, length);
}

/* Rules that a company may have added: any, for any domain. */
static bool
fuzz_rule(void *context, const char *domain, EmailRule *rule)
{
	static const char *const domains[] = {"", "example.com", "a.b.example.org"};
	int choice = *(uint8_t *) context;

	if (domain[0] == '*' && (choice & 0x20))
		return false;
	rule->rules = choice & 0x1F;
	strcpy(rule->canonical, domains[(choice >> 6) % FUZZ_COUNT(domains)]);
	return true;
}

static void
fuzz_suggest(const char *raw, size_t length)
{
	char *suggested = malloc(IDENTIFIER_KEY_MAX);
	char again[IDENTIFIER_KEY_MAX];
	EmailAddress address;
	size_t n = profile_email_suggest(raw, length, suggested);

	if (n > 0)
	{
		profile_email_parse(suggested, n, &address);
		fuzz_check(fuzz_is_storable(suggested, n) &&
					   address.quality != IDENTIFIER_GARBAGE,
				   WHOSE, "suggestion is no address", raw, length);
		fuzz_check(profile_email_suggest(suggested, n, again) == 0, WHOSE,
				   "suggests another thing again", raw, length);
	}
	free(suggested);
}

static void
fuzz_email(const char *raw, size_t length, uint8_t rules)
{
	EmailAddress address;
	const char *judged;

	memset(&address, 0xA5, sizeof(address));
	profile_email_parse(raw, length, &address);
	fuzz_suggest(raw, length);
	if (address.quality == IDENTIFIER_GARBAGE)
		return;
	fuzz_address(&address, "address", raw, length);
	judged = profile_email_judge(&address);
	fuzz_check(judged == NULL || fuzz_is_code(judged), WHOSE, "judgement", raw, length);
	profile_email_mailbox_by(&address, fuzz_rule, &rules);
	fuzz_address(&address, "mailbox by rules", raw, length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	IdentifierReading reading;
	size_t length;
	char *text;
	const char *raw;

	if (size < 1)
		return 0;
	raw = text = fuzz_text(data + 1, size - 1, &length);
	fuzz_reading(WHOSE, profile_email_read, 0, raw, length, NULL, &reading);
	profile_text_trim(&raw, &length);
	if (length > 0)
		fuzz_email(raw, length, data[0]);
	free(text);
	return 0;
}
