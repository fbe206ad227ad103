/*-------------------------------------------------------------------------
 *
 * phone.h
 *		Reading telephone numbers: text to digits (phone_scan.c), digits to a
 *		number of a numbering plan (phone.c, phone_plan.c).
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_PHONE_H
#define PROFILE_IDENTIFIER_PHONE_H

#include "identifier/reading.h"

/*
 * E.164 allows 15 digits, plans in use have up to 17 behind a calling code of
 * up to 3; an international prefix of up to 4 may stand before them.
 */
#define PHONE_NATIONAL_MAX  17
#define PHONE_DIGITS_MAX    24
#define PHONE_EXTENSION_MAX 20

/* Longest text that is read, bytes, after trimming. */
#define PHONE_RAW_MAX 250

/* What a text holds: digits of any script as ASCII, and what stood around them. */
typedef struct PhoneScan
{
	bool plus;          /* written with a plus */
	bool trailing_text; /* words behind the number were left out */
	int count;
	int extension_length;
	const char *problem; /* why this cannot be a number, or NULL */
	char digits[PHONE_DIGITS_MAX];
	char extension[PHONE_EXTENSION_MAX];
} PhoneScan;

/* One region's numbering plan. */
typedef struct PhonePlan
{
	char region[4]; /* ISO 3166 alpha-2; 001 for no country */
	int code;       /* calling code */
	char trunk[3];  /* dialled before a national number, often empty */
	char trunk_old[3];
	char abroad[5];        /* dialled before a calling code */
	uint32_t lengths;      /* bit n: a national number may have n digits */
	uint32_t first_digits; /* bit n: may begin with digit n */
} PhonePlan;

typedef enum PhoneType
{
	PHONE_UNKNOWN,
	PHONE_FIXED_LINE,
	PHONE_MOBILE,
	PHONE_TOLL_FREE,
} PhoneType;

/*
 * A number as read.  Fields are filled as far as reading came, also for
 * garbage: quality and problem (see reading.h) say what they are worth.
 */
typedef struct PhoneReading
{
	int quality;
	const char *problem;
	const PhonePlan *plan; /* of the region it belongs to; NULL where not known */
	bool valid;            /* the plan has such numbers */
	PhoneType type;
	int national_length;
	int extension_length;
	char national[PHONE_NATIONAL_MAX + 1];     /* digits, NUL-terminated */
	char extension[PHONE_EXTENSION_MAX + 1];   /* digits, NUL-terminated */
	char e164[1 + 3 + PHONE_NATIONAL_MAX + 1]; /* empty for garbage */
} PhoneReading;

extern void profile_phone_scan(const char *raw, size_t length, PhoneScan *scan);
extern const PhonePlan *profile_phone_plan(const char *region);
extern const PhonePlan *profile_phone_plan_of_code(const char *digits, int count);
extern bool profile_phone_plan_accepts(const PhonePlan *plan, const char *national,
									   int length);
extern const PhonePlan *profile_phone_plan_of_number(const PhonePlan *plan,
													 const char *national, int length);
extern PhoneType profile_phone_type(const PhonePlan *plan, const char *national,
									int length);
extern void profile_phone_read_number(const char *raw, size_t length, const char *region,
									  PhoneReading *phone);
extern void profile_phone_read(const char *raw, size_t length, const char *region,
							   IdentifierReading *reading);

#endif /* PROFILE_IDENTIFIER_PHONE_H */
