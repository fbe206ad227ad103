/*-------------------------------------------------------------------------
 *
 * email.h
 *		Reading e-mail addresses: the address itself (email.c), its domain
 *		(email_domain.c), and what a provider delivers to one mailbox
 *		(email_provider.c).
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_EMAIL_H
#define PROFILE_IDENTIFIER_EMAIL_H

#include "identifier/reading.h"

/* RFC 5321, section 4.5.3.1, and RFC 1035: octets. */
#define EMAIL_LOCAL_MAX   64
#define EMAIL_DOMAIN_MAX  253
#define EMAIL_LABEL_MAX   63
#define EMAIL_ADDRESS_MAX 254

/* Longest text that is read, bytes, after trimming: an address and a name. */
#define EMAIL_RAW_MAX 1024

/*
 * An address taken apart.  The local part is without quotes and escapes, NFC;
 * the domain is in A-labels and lower case, or an address literal in brackets.
 */
typedef struct EmailAddress
{
	int quality;
	const char *problem;
	bool quoted; /* the local part cannot be written without quotes */
	size_t local_length;
	size_t domain_length;
	char local[EMAIL_LOCAL_MAX];
	char domain[EMAIL_DOMAIN_MAX + 2]; /* NUL-terminated */
} EmailAddress;

/* What a provider's mailbox does not tell apart. */
#define EMAIL_PLUS           0x01 /* what follows a plus is a tag */
#define EMAIL_NO_DOTS        0x02 /* dots do not count */
#define EMAIL_DOT_IS_DASH    0x04 /* a dot and a hyphen are the same */
#define EMAIL_NO_PUNCTUATION 0x08 /* dots, hyphens and underscores do not count */
#define EMAIL_USER_DOMAIN    0x10 /* anything@user.domain is user@domain */

typedef struct EmailRule
{
	int rules;
	char canonical[EMAIL_DOMAIN_MAX + 2]; /* domain in keys, "" for its own */
} EmailRule;

/*
 * Fills in the rule of a domain (NUL-terminated, lower-case A-labels, or "*" for
 * those without one); false if there is none.
 */
typedef bool (*EmailRuleFinder)(void *context, const char *domain, EmailRule *rule);

extern void profile_email_parse(const char *raw, size_t length, EmailAddress *address);
extern const char *profile_email_domain(const char *s, size_t length,
										EmailAddress *address);
extern size_t profile_email_spell(const EmailAddress *address, char *out);
extern bool profile_email_provider(void *context, const char *domain, EmailRule *rule);
extern void profile_email_mailbox_by(EmailAddress *address, EmailRuleFinder find,
									 void *context);
extern void profile_email_mailbox(EmailAddress *address);
extern void profile_email_read(const char *raw, size_t length, const char *region,
							   IdentifierReading *reading);

#endif /* PROFILE_IDENTIFIER_EMAIL_H */
