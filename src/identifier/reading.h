/*-------------------------------------------------------------------------
 *
 * reading.h
 *		What a parser says of one raw identifier.
 *
 * Three forms of an identifier are kept apart: raw (as the source sent it),
 * normalized (what one would dial, write to, print) and key (what two records
 * are compared by).  A parser gets raw text in UTF-8 and fills a reading; it
 * allocates nothing, raises nothing and knows nothing of the server, so that it
 * can be fuzzed and linked outside it.
 *
 * Invariants of a finished reading:
 *	 - quality is 0 (sure), 1 (read with an assumption, named by problem) or
 *	   2 (garbage or empty; problem says why, both forms are empty);
 *	 - at quality 0 problem is NULL;
 *	 - below quality 2 both forms hold 1 to IDENTIFIER_KEY_MAX bytes of valid
 *	   UTF-8 without control characters; only of a payment card there is no key
 *	   (its length is 0), because the number itself must not be stored;
 *	 - reading the normalized form again gives the same two forms.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_READING_H
#define PROFILE_IDENTIFIER_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Longest key and normalized form, bytes. */
#define IDENTIFIER_KEY_MAX 1024

/*
 * Longest raw value that is read at all, bytes.  A field that is longer holds a
 * document, not an identifier, and is not even detoasted.
 */
#define IDENTIFIER_RAW_MAX 8192

/*
 * The one problem that is no property of the value: ICU could not load its
 * data.  The SQL layer raises an error instead of showing it, because the same
 * value would read differently on a healthy server.
 */
#define IDENTIFIER_UNICODE_UNAVAILABLE "unicode_unavailable"

#define IDENTIFIER_SURE    0
#define IDENTIFIER_ASSUMED 1
#define IDENTIFIER_GARBAGE 2

typedef struct IdentifierReading
{
	int quality;         /* IDENTIFIER_SURE, _ASSUMED or _GARBAGE */
	const char *problem; /* stable code, static storage; NULL when sure */
	size_t normalized_length;
	size_t key_length;
	char normalized[IDENTIFIER_KEY_MAX]; /* not NUL-terminated */
	char key[IDENTIFIER_KEY_MAX];
} IdentifierReading;

/* Every parser has this shape; region is two upper-case letters or NULL. */
typedef void (*IdentifierReader)(const char *raw, size_t length, const char *region,
								 IdentifierReading *reading);

/* Start a reading that is sure until something is found. */
static inline void
identifier_begin(IdentifierReading *reading)
{
	reading->quality = IDENTIFIER_SURE;
	reading->problem = NULL;
	reading->normalized_length = 0;
	reading->key_length = 0;
}

/* Finish a reading as garbage. */
static inline void
identifier_reject(IdentifierReading *reading, const char *problem)
{
	reading->quality = IDENTIFIER_GARBAGE;
	reading->problem = problem;
	reading->normalized_length = 0;
	reading->key_length = 0;
}

/* Note an assumption; the first one names the problem. */
static inline void
identifier_note(int *quality, const char **problem, const char *assumption)
{
	if (*quality == IDENTIFIER_SURE)
	{
		*quality = IDENTIFIER_ASSUMED;
		*problem = assumption;
	}
}

/* identifier_reader.c */
extern void profile_identifier_read_as(const char *kind, size_t kind_length,
									   const char *raw, size_t length, const char *region,
									   IdentifierReading *reading);

/* opaque.c */
extern void profile_opaque_finish(IdentifierReading *reading, int length);
extern void profile_login_read(const char *raw, size_t length, const char *region,
							   IdentifierReading *reading);
extern void profile_loyalty_read(const char *raw, size_t length, const char *region,
								 IdentifierReading *reading);
extern void profile_cookie_read(const char *raw, size_t length, const char *region,
								IdentifierReading *reading);
extern void profile_device_read(const char *raw, size_t length, const char *region,
								IdentifierReading *reading);
extern void profile_namespace_read(const char *raw, size_t length, const char *region,
								   IdentifierReading *reading);
extern void profile_inn_read(const char *raw, size_t length, const char *region,
							 IdentifierReading *reading);
extern void profile_snils_read(const char *raw, size_t length, const char *region,
							   IdentifierReading *reading);

#endif /* PROFILE_IDENTIFIER_READING_H */
