/*-------------------------------------------------------------------------
 *
 * email_judge.h
 *		What an e-mail address says about who is behind it, and what was meant
 *		by one with a typing error.
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_EMAIL_JUDGE_H
#define PROFILE_IDENTIFIER_EMAIL_JUDGE_H

#include "identifier/email.h"

/* disposable_domains.c, generated */
extern const int profile_disposable_count;
extern const char profile_disposable_names[];
extern const uint32_t profile_disposable_offsets[];

/* email_judge.c */
extern bool profile_email_is_disposable(const char *domain);
extern const char *profile_email_judge(const EmailAddress *address);

/* email_suggest.c */
extern size_t profile_email_suggest(const char *raw, size_t length, char *out);

#endif /* PROFILE_IDENTIFIER_EMAIL_JUDGE_H */
