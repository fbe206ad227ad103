/*-------------------------------------------------------------------------
 *
 * phone_runs.h
 *		Texts as runs of digits, for repairs.
 *
 * A text is taken for runs of digits with something between them:
 *
 *		soft	  punctuation, spaces, characters that mean nothing
 *		slash	  / or \, between two numbers or inside one
 *		hard	  , ; | & : @ and the end of a line
 *		word	  letters
 *		extension a label: "доб.", "вн.", "ext.", "x", "#" ...
 *
 * A stretch in which digits are hidden (**, xxx, ?) is left out: in many plans what
 * can be seen of it would be another number.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_PHONE_RUNS_H
#define PROFILE_IDENTIFIER_PHONE_RUNS_H

#include "identifier/phone.h"

typedef enum PhoneGap
{
	PHONE_GAP_SOFT,
	PHONE_GAP_SLASH,
	PHONE_GAP_HARD,
	PHONE_GAP_WORD,
	PHONE_GAP_EXTENSION,
} PhoneGap;

/* A run of digits and what stands before it. */
typedef struct PhoneRun
{
	int16_t first; /* place in digits */
	int16_t count;
	uint8_t gap;
	bool plus;
	bool masked; /* digits are hidden before or behind it */
} PhoneRun;

typedef struct PhoneRuns
{
	int count;
	int last_word; /* runs in front of the last word; -1: no word */
	PhoneRun runs[IDENTIFIER_RAW_MAX / 2 + 1];
	char digits[IDENTIFIER_RAW_MAX];
} PhoneRuns;

/* phone_runs.c */
extern void profile_phone_scan(const char *raw, size_t length, PhoneRuns *text);

/* phone_float.c */
extern int profile_phone_float(const char *raw, size_t length, char *digits, int room);

#endif /* PROFILE_IDENTIFIER_PHONE_RUNS_H */
