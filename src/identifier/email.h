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

extern void profile_email_parse(const char *raw, size_t length, EmailAddress *address);
extern const char *profile_email_domain(const char *s, size_t length,
										EmailAddress *address);
extern size_t profile_email_spell(const EmailAddress *address, char *out);
extern void profile_email_mailbox(EmailAddress *address);
extern void profile_email_read(const char *raw, size_t length, const char *region,
							   IdentifierReading *reading);

#endif /* PROFILE_IDENTIFIER_EMAIL_H */
