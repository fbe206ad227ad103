/*-------------------------------------------------------------------------
 *
 * web.h
 *		Reading what the web knows somebody by: addresses of machines, domains,
 *		pages, messengers, browsers and devices.
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_WEB_H
#define PROFILE_IDENTIFIER_WEB_H

#include "identifier/reading.h"

/* An address of the Internet Protocol; version 4 in the first four bytes. */
typedef struct WebAddress
{
	bool v6;
	unsigned char bytes[16];
} WebAddress;

/* RFC 5952 never needs more: eight groups of four and seven colons. */
#define WEB_ADDRESS_MAX 40

/* Longest domain, bytes, and one for the terminating zero. */
#define WEB_DOMAIN_MAX 253

/* ip.c */
extern bool profile_ip_parse(const char *s, size_t length, WebAddress *address);
extern size_t profile_ip_spell(const WebAddress *address, char *out);
extern void profile_ip_read(const char *raw, size_t length, const char *region,
							IdentifierReading *reading);

/* domain.c */
extern const char *profile_domain_parse(const char *s, size_t length, char *out,
										size_t *written, const char **assumption);
extern size_t profile_domain_www(const char *domain, size_t length);
extern void profile_domain_read(const char *raw, size_t length, const char *region,
								IdentifierReading *reading);

/* url.c */
extern size_t profile_url_scheme(const char *s, size_t length);
extern void profile_url_read(const char *raw, size_t length, const char *region,
							 IdentifierReading *reading);

/* messenger.c */
extern void profile_telegram_read(const char *raw, size_t length, const char *region,
								  IdentifierReading *reading);
extern void profile_vk_read(const char *raw, size_t length, const char *region,
							IdentifierReading *reading);

/* cookie.c, device.c: declared in reading.h */

#endif /* PROFILE_IDENTIFIER_WEB_H */
