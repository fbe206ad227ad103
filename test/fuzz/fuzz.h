/*-------------------------------------------------------------------------
 *
 * fuzz.h
 *		What the fuzz targets share: the input as the server would hand it to a
 *		parser, the promises of reading.h, and how a broken one is told.
 *
 * A target is one file that defines LLVMFuzzerTestOneInput; see README.md.  A
 * broken promise aborts, just as a bad memory access does.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_FUZZ_H
#define PROFILE_FUZZ_H

#include <stdio.h>
#include <stdlib.h>

#include "identifier/identifier_text.h"
#include "identifier/reading.h"

#define FUZZ_COUNT(a) ((int) (sizeof(a) / sizeof(*(a))))

extern int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The promise `what` of `whose` is broken by this text. */
static inline _Noreturn void
fuzz_fail(const char *whose, const char *what, const char *s, size_t length)
{
	fprintf(stderr, "BROKEN PROMISE: %s: %s: \"%.*s\"\n", whose, what, (int) length, s);
	abort();
}

static inline void
fuzz_check(bool holds, const char *whose, const char *what, const char *s, size_t length)
{
	if (!holds)
		fuzz_fail(whose, what, s, length);
}

/*
 * The first byte of an input chooses: '0' is choice 0, '1' is 1 and so on, so
 * that seeds can be written by hand.
 */
static inline int
fuzz_choice(uint8_t byte, int count)
{
	return (uint8_t) (byte - '0') % count;
}

/* Regions whose plans differ in kind; the first is none. */
static inline const char *
fuzz_region(uint8_t byte)
{
	static const char *const regions[] = {
		NULL, "RU", "US", "DE", "IT", "BY", "UA", "ZZ", "KZ", "GG", "AX", "CX", "SJ",
		"VA", "BQ", "TA", "YT", "JP", "IN", "HU", "MX", "LT", "TM", "AG", "ID", "KR",
		"AR", "BR", "SM", "UY", "CN", "AU", "NA", "MG", "CO", "CR", "SH", "UZ", "FI",
	};

	return regions[fuzz_choice(byte, FUZZ_COUNT(regions))];
}

/*
 * A text of its own: well-formed and without zeros, because the server passes on
 * nothing else (what is not is left out, so that few runs are wasted), and in
 * memory of its exact size, where the sanitizer sees the first byte too many.  To
 * be freed.
 */
static inline char *
fuzz_text(const uint8_t *data, size_t size, size_t *length)
{
	const char *s = (const char *) data;
	char *text = malloc(size + 1);
	size_t n = 0;

	for (size_t at = 0; at < size;)
	{
		size_t from = at;

		if (profile_text_next(s, size, &at) <= 0)
			continue;
		memcpy(text + n, s + from, at - from);
		n += at - from;
	}
	*length = n;
	return realloc(text, n > 0 ? n : 1);
}

/* What may be stored: see reading.h. */
static inline bool
fuzz_is_storable(const char *s, size_t length)
{
	return length >= 1 && length <= IDENTIFIER_KEY_MAX &&
		   profile_text_is_utf8(s, length) && !profile_text_has_control(s, length);
}

static inline bool
fuzz_is_code(const char *problem)
{
	return *problem != '\0' && strcmp(problem, IDENTIFIER_UNICODE_UNAVAILABLE) != 0 &&
		   strspn(problem, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(problem);
}

static inline bool
fuzz_equal(const char *a, size_t a_length, const char *b, size_t b_length)
{
	return a_length == b_length && memcmp(a, b, a_length) == 0;
}

static inline bool
fuzz_same_key(const IdentifierReading *a, const IdentifierReading *b)
{
	return fuzz_equal(a->key, a->key_length, b->key, b->key_length);
}

static inline bool
fuzz_same_forms(const IdentifierReading *a, const IdentifierReading *b)
{
	return fuzz_same_key(a, b) && fuzz_equal(a->normalized, a->normalized_length,
											 b->normalized, b->normalized_length);
}

/* Read as the server does; false: it would not call the reader at all. */
static inline bool
fuzz_read(IdentifierReader read, const char *raw, size_t length, const char *region,
		  IdentifierReading *reading)
{
	memset(reading, 0xA5, sizeof(*reading)); /* nothing may be left as it was */
	profile_text_trim(&raw, &length);
	if (length == 0 || length > IDENTIFIER_RAW_MAX ||
		profile_text_is_placeholder(raw, length))
		return false;
	read(raw, length, region, reading);
	return true;
}

/* What a kind promises less than the others. */
#define FUZZ_NO_KEY      0x01 /* a payment card has none */
#define FUZZ_NOT_ITS_KEY 0x02 /* a key need not be a raw value that has this key */

/*
 * The promises of reading.h, for one reader and one text; false: garbage.
 *
 *	- quality is 0 to 2, and only 0 has no problem; a problem is a word;
 *	- garbage has no forms; all else has both, storable and no placeholder;
 *	- the normalized form reads as the same two forms, in any region;
 *	- a key has itself for a key.
 */
static inline bool
fuzz_reading(const char *kind, IdentifierReader read, int less, const char *raw,
			 size_t length, const char *region, IdentifierReading *first)
{
	IdentifierReading again;
	const char *regions[] = {NULL, region};

	if (!fuzz_read(read, raw, length, region, first))
		return false;
	fuzz_check(first->quality >= IDENTIFIER_SURE && first->quality <= IDENTIFIER_GARBAGE,
			   kind, "quality out of range", raw, length);
	fuzz_check((first->quality == IDENTIFIER_SURE) == (first->problem == NULL), kind,
			   "quality and problem disagree", raw, length);
	fuzz_check(first->problem == NULL || fuzz_is_code(first->problem), kind,
			   "problem is no code", raw, length);
	if (first->quality == IDENTIFIER_GARBAGE)
	{
		fuzz_check(first->normalized_length == 0 && first->key_length == 0, kind,
				   "garbage with a form", raw, length);
		return false;
	}
	fuzz_check(fuzz_is_storable(first->normalized, first->normalized_length), kind,
			   "normalized form cannot be stored", raw, length);
	if (less & FUZZ_NO_KEY)
		fuzz_check(first->key_length == 0, kind, "has a key", raw, length);
	else
		fuzz_check(fuzz_is_storable(first->key, first->key_length) &&
					   !profile_text_is_placeholder(first->key, first->key_length),
				   kind, "key cannot be stored", raw, length);
	for (int i = region == NULL; i < FUZZ_COUNT(regions); i++)
		fuzz_check(fuzz_read(read, first->normalized, first->normalized_length,
							 regions[i], &again) &&
					   fuzz_same_forms(&again, first),
				   kind, "normalized form reads otherwise", raw, length);
	if ((less & (FUZZ_NO_KEY | FUZZ_NOT_ITS_KEY)) == 0)
		fuzz_check(fuzz_read(read, first->key, first->key_length, NULL, &again) &&
					   fuzz_same_key(&again, first),
				   kind, "key is not its own key", raw, length);
	return true;
}

#endif /* PROFILE_FUZZ_H */
