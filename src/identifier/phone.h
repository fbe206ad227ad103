/*-------------------------------------------------------------------------
 *
 * phone.h
 *		Reading telephone numbers of customer data.
 *
 * The faithful reading (phone_parse.h) comes first.  Only where it finds no
 * valid number is the text repaired (phone_repair.c), and a repair is always an
 * assumption that has a name.  Numbers that nobody has are told apart
 * (phone_garbage.c).
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_PHONE_H
#define PROFILE_IDENTIFIER_PHONE_H

#include "identifier/phone_parse.h"
#include "identifier/reading.h"

/* A number that is not all that a field holds has at least so many digits. */
#define PHONE_PIECE_MIN 7

/* Numbers of one field that are told apart at most. */
#define PHONE_FIND_MAX 100

/*
 * A number as read.  For garbage number is what the faithful reading came to,
 * and e164 is empty; quality and problem (see reading.h) say what it is worth.
 */
typedef struct PhoneReading
{
	int quality;
	const char *problem;
	PhoneNumber number;
	char e164[PHONE_E164_SIZE];
} PhoneReading;

/* Numbers found in a field, each once, in the order in which they stand there. */
typedef struct PhoneFound
{
	int count;
	int room;            /* how many are asked for */
	const char *problem; /* what was assumed for the first one */
	const char *garbage; /* why a number was left out, if any was */
	PhoneNumber first;   /* with count 0 the one that was left out */
	char e164[PHONE_FIND_MAX][PHONE_E164_SIZE];
} PhoneFound;

/* phone.c */
extern bool profile_phone_accept_number(PhoneNumber *number, const char **problem);
extern void profile_phone_read_number(const char *raw, size_t length, const char *region,
									  PhoneReading *phone);
extern void profile_phone_find(const char *raw, size_t length, const char *region,
							   PhoneFound *found);
extern void profile_phone_read(const char *raw, size_t length, const char *region,
							   IdentifierReading *reading);

/* phone_garbage.c */
extern bool profile_phone_is_typed(const char *digits, int count);
extern const char *profile_phone_garbage(const PhoneNumber *number);

/* phone_mend.c */
extern const char *profile_phone_mend(bool plus, const char *digits, int count,
									  const PhoneRegion *home, PhoneNumber *number);

/* phone_repair.c */
extern const char *profile_phone_repair(const char *raw, size_t length,
										const PhoneRegion *home,
										const PhoneNumber *failed, PhoneFound *found);

#endif /* PROFILE_IDENTIFIER_PHONE_H */
