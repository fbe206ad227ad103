/*-------------------------------------------------------------------------
 *
 * phone_parse.h
 *		The faithful reading of a telephone number: what libphonenumber reads.
 *
 * A text is first narrowed to what may be a number and its extension
 * (phone_text.c), then its digits are read by the rules of numbering plans
 * (phone_parse.c) with tables (phone_match.c, phone_metadata.c).  Error, E.164
 * form, validity, type, extension and region are those of libphonenumber's
 * Parse, IsValidNumber, GetNumberType and GetRegionCodeForNumber on the same
 * metadata, for texts of up to PHONE_TEXT_MAX characters.
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_PHONE_PARSE_H
#define PROFILE_IDENTIFIER_PHONE_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "identifier/phone_metadata.h"

/* Longest text that is read as one number, characters. */
#define PHONE_TEXT_MAX 250

/* A national number has 2 to 17 digits, an extension up to 20. */
#define PHONE_NATIONAL_MIN  2
#define PHONE_NATIONAL_MAX  17
#define PHONE_EXTENSION_MAX 20

/* Plus, calling code, national number, NUL. */
#define PHONE_E164_SIZE (1 + 3 + PHONE_NATIONAL_MAX + 1)

/* Digits under way; a transform may put a few in front. */
#define PHONE_DIGITS_MAX (PHONE_TEXT_MAX + 8)

/*
 * Symbols: one byte for each character of a text, so that the grammar works on
 * bytes.  ASCII is itself; other decimal digits are PHONE_SYMBOL_DIGIT + value;
 * what else the grammar knows by name has a symbol of its own (upper and lower
 * case the same), the rest is told apart by kind.
 */
enum
{
	PHONE_SYMBOL_PUNCTUATION = 0x80, /* dashes, brackets, spaces */
	PHONE_SYMBOL_NBSP,               /* U+00A0 */
	PHONE_SYMBOL_STOP,               /* fullwidth full stop */
	PHONE_SYMBOL_PLUS,               /* fullwidth plus */
	PHONE_SYMBOL_LONG_VOWEL,         /* U+30FC: a dash that is a letter */
	PHONE_SYMBOL_LETTER,
	PHONE_SYMBOL_NUMBER, /* no decimal digit */
	PHONE_SYMBOL_OTHER,
	PHONE_SYMBOL_BLANK,  /* seen by nobody, known to no grammar */
	PHONE_SYMBOL_LINE,   /* U+0085, U+2028, U+2029 */
	PHONE_SYMBOL_HASH,   /* fullwidth number sign */
	PHONE_SYMBOL_TILDE,  /* fullwidth tilde */
	PHONE_SYMBOL_WIDE_E, /* fullwidth letters */
	PHONE_SYMBOL_WIDE_I,
	PHONE_SYMBOL_WIDE_N,
	PHONE_SYMBOL_WIDE_T,
	PHONE_SYMBOL_WIDE_X,
	PHONE_SYMBOL_DE, /* the letters of доб */
	PHONE_SYMBOL_O,
	PHONE_SYMBOL_BE,
	PHONE_SYMBOL_O_ACUTE,
	PHONE_SYMBOL_ACUTE,  /* U+0301 */
	PHONE_SYMBOL_LONG_S, /* folds to s, but is not on a keypad */
	PHONE_SYMBOL_KELVIN, /* folds to k, but is not on a keypad */
	PHONE_SYMBOL_DIGIT = 0xB0,
};

/* What symbols are to the grammar. */
#define PHONE_IS_DIGIT       0x01
#define PHONE_IS_PUNCTUATION 0x02 /* valid inside a number */
#define PHONE_IS_ALPHA       0x04 /* a to z */
#define PHONE_IS_KEPT        0x08 /* not trimmed off the end: letters, numbers, # */
#define PHONE_IS_PLUS        0x10
#define PHONE_IS_LABEL       0x20 /* begins the label of an extension */
#define PHONE_IS_SPACE       0x40 /* beside the label of an extension */
#define PHONE_IS_LINE        0x80 /* ends a line */

extern const uint8_t profile_phone_attributes[256];

#define PHONE_SYMBOL_IS(symbol, what) ((profile_phone_attributes[symbol] & (what)) != 0)

static inline int
phone_symbol_value(uint8_t symbol)
{
	return symbol < 0x80 ? symbol - '0' : symbol - PHONE_SYMBOL_DIGIT;
}

/* libphonenumber's ErrorType. */
typedef enum PhoneError
{
	PHONE_OK,
	PHONE_BAD_CALLING_CODE,
	PHONE_NOT_A_NUMBER,
	PHONE_SHORT_AFTER_PREFIX,
	PHONE_TOO_SHORT,
	PHONE_TOO_LONG,
} PhoneError;

/*
 * A number as read.
 *
 * With PHONE_OK main, national and their like are set; with any error only the
 * extension may be.
 */
typedef struct PhoneNumber
{
	PhoneError error;
	bool plus;    /* was written with a plus */
	bool letters; /* letters were read as keypad digits */
	bool valid;
	PhoneType type;
	const PhoneRegion *main;   /* main region of its calling code */
	const PhoneRegion *region; /* where it belongs, NULL if unknown */
	int digits;                /* how many were read, prefixes included */
	int length;
	int extension_length;
	char national[PHONE_NATIONAL_MAX + 1];   /* NUL-terminated */
	char extension[PHONE_EXTENSION_MAX + 1]; /* NUL-terminated */
} PhoneNumber;

/* A stretch of symbols. */
typedef struct PhoneSymbols
{
	const uint8_t *at;
	int count;
} PhoneSymbols;

/* Groups of a match: group n spans at[2 n] to at[2 n + 1]. */
typedef struct PhoneGroups
{
	int16_t at[8];
} PhoneGroups;

/* phone_match.c */
extern uint8_t profile_phone_accept(const PhoneRegion *region, const char *digits,
									int count);
extern int profile_phone_match(unsigned program, const char *digits, int count,
							   PhoneGroups *groups);
extern const PhoneRegion *profile_phone_region(const char *name);
extern const PhoneRegion *profile_phone_main_region(const char *digits, int count);
extern const PhoneRegion *profile_phone_region_of(const PhoneRegion *main,
												  const char *national, int length,
												  PhoneType *type);

/* phone_symbol.c */
extern int profile_phone_symbols(const char *raw, size_t length, uint8_t *buffer,
								 int room, PhoneSymbols *symbols);

/* phone_text.c */
extern bool profile_phone_extract(PhoneSymbols text, uint8_t *buffer,
								  PhoneSymbols *number);
extern bool profile_phone_is_viable(const uint8_t *s, int count);
extern int profile_phone_strip_extension(PhoneSymbols number, char *extension,
										 int *extension_length);

/* phone_parse.c */
extern void profile_phone_parse_digits(bool plus, const char *digits, int count,
									   const PhoneRegion *home, PhoneNumber *number);
extern void profile_phone_parse(PhoneSymbols text, const PhoneRegion *home,
								PhoneNumber *number);
extern bool profile_phone_settle(PhoneNumber *number);
extern void profile_phone_spell(const PhoneNumber *number, char *e164);

#endif /* PROFILE_IDENTIFIER_PHONE_PARSE_H */
