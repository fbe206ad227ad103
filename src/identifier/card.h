/*-------------------------------------------------------------------------
 *
 * card.h
 *		Reading payment card numbers, which must never be stored.
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_CARD_H
#define PROFILE_IDENTIFIER_CARD_H

#include "identifier/reading.h"

/* ISO/IEC 7812-1 */
#define CARD_DIGITS_MIN 12
#define CARD_DIGITS_MAX 19

/* The digits of a card: to be hashed, and wiped by whoever asked for them. */
typedef struct CardNumber
{
	int count;
	char digits[CARD_DIGITS_MAX];
} CardNumber;

extern const char *profile_card_parse(const char *raw, size_t length, CardNumber *card);
extern void profile_card_wipe(void *memory, size_t length);
extern void profile_card_read(const char *raw, size_t length, const char *region,
							  IdentifierReading *reading);

#endif /* PROFILE_IDENTIFIER_CARD_H */
