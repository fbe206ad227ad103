/*-------------------------------------------------------------------------
 *
 * identifier_text.h
 *		Scanning UTF-8 and the few Unicode operations that identifiers need.
 *
 * Free of the server, allocates nothing.  Strings are (pointer, bytes); output
 * goes into the caller's buffer.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_TEXT_H
#define PROFILE_IDENTIFIER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Results of the functions that write into a buffer, besides a length >= 0. */
#define IDENTIFIER_TEXT_TOO_LONG    (-1) /* does not fit */
#define IDENTIFIER_TEXT_MALFORMED   (-2) /* not UTF-8 */
#define IDENTIFIER_TEXT_UNAVAILABLE (-3) /* the Unicode library failed to start */

extern int32_t profile_text_next(const char *s, size_t length, size_t *at);
extern bool profile_text_is_ascii(const char *s, size_t length);
extern bool profile_text_is_utf8(const char *s, size_t length);
extern bool profile_text_is_overmarked(const char *s, size_t length);
extern bool profile_text_has_control(const char *s, size_t length);
extern int profile_text_digit(int32_t c);
extern bool profile_text_is_blank(int32_t c);
extern void profile_text_trim(const char **s, size_t *length);
extern bool profile_text_is_mixed(const char *s, size_t length);
extern bool profile_text_is_placeholder(const char *s, size_t length);
extern int profile_text_nfc(const char *s, size_t length, char *out, size_t size);
extern int profile_text_casefold(const char *s, size_t length, char *out, size_t size);
extern int profile_text_lower(const char *s, size_t length, char *out, size_t size);
extern int profile_text_domain_to_ascii(const char *s, size_t length, char *out,
										size_t size);
extern const char *profile_text_problem(int result);

static inline char
identifier_ascii_lower(char c)
{
	return (c >= 'A' && c <= 'Z') ? (char) (c + ('a' - 'A')) : c;
}

static inline bool
identifier_ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
identifier_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

#endif /* PROFILE_IDENTIFIER_TEXT_H */
