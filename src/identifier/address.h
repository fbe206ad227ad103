/*-------------------------------------------------------------------------
 *
 * address.h
 *		Reading postal addresses, Russian and English: spellings (address_alias.c),
 *		tokens (address_scan.c), abbreviations (address_words.c), parts (address.c), forms (address_spell.c).
 *
 * A light normalizer, not a geocoder: it knows how addresses are written, not
 * which exist.  Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_ADDRESS_H
#define PROFILE_IDENTIFIER_ADDRESS_H

#include "identifier/reading.h"

/* Longest raw address that is read, bytes, and most tokens. */
#define ADDRESS_RAW_MAX    1024
#define ADDRESS_TEXT_MAX   2048
#define ADDRESS_TOKENS_MAX 48

/* Parts of an address, in the order in which it is written. */
typedef enum AddressRole
{
	ADDRESS_POSTCODE,
	ADDRESS_REGION,
	ADDRESS_CITY,
	ADDRESS_STREET,
	ADDRESS_HOUSE,
	ADDRESS_BUILDING,
	ADDRESS_FLAT,
	ADDRESS_ROLES, /* number of parts */
	ADDRESS_NAME,  /* no part by itself: a word of a name, written out */
	ADDRESS_COUNTRY,
	ADDRESS_NONE
} AddressRole;

/* Where a form means what the table says. */
typedef enum AddressRule
{
	ADDRESS_IF_NUMBER, /* before a number, or a single letter */
	ADDRESS_IF_WORD,   /* before a word */
	ADDRESS_IF_AFTER,  /* after a word */
	ADDRESS_IF_ANY
} AddressRule;

/* An abbreviation, or a full word, that says what a part of an address is. */
typedef struct AddressWord
{
	char form[28];
	char canonical[24];
	AddressRole role;
	AddressRule rule;
	bool follows; /* rather after the name than before it */
	bool silent;  /* not in the key: most streets are an улица */
} AddressWord;

/*
 * A word, or a number with its letters (12а, 5/1), in folded text.  A marker is
 * a token with a word: it stands for its canonical form.
 */
typedef struct AddressToken
{
	uint16_t at;
	uint16_t length;
	uint8_t segment; /* commas before it, at most 255 */
	bool number;
	bool hyphen; /* a number tied to the one before: 7-15 */
	AddressRole role;
	const AddressWord *word;
} AddressToken;

typedef struct AddressScan
{
	const char *problem;
	int count;
	bool latin; /* the first letter is */
	size_t postcode_length;
	char postcode[12]; /* of the United Kingdom, cut out before */
	size_t length;
	AddressToken token[ADDRESS_TOKENS_MAX];
	char text[ADDRESS_TEXT_MAX];
} AddressScan;

typedef struct AddressPart
{
	size_t length;
	char text[IDENTIFIER_KEY_MAX];
} AddressPart;

typedef struct AddressParts
{
	int quality;
	const char *problem;
	AddressPart part[ADDRESS_ROLES];
	size_t key_length;
	char key[IDENTIFIER_KEY_MAX];
} AddressParts;

/* address_words.c */
extern const AddressWord *profile_address_word(const char *form, size_t length,
											   bool before_number, bool before_word,
											   bool after_word);

/* address_alias.c */
extern void profile_address_settle(AddressScan *scan);

/* address_scan.c */
extern bool profile_address_goes_on(const AddressScan *scan, int i);
extern void profile_address_scan(const char *raw, size_t length, AddressScan *scan);

/* address_spell.c */
extern const char *profile_address_write(const AddressScan *scan, AddressParts *parts);
extern size_t profile_address_spell(const AddressScan *scan, char *out, size_t size);

/* address.c */
extern void profile_address_parse(const char *raw, size_t length, AddressParts *parts);
extern void profile_address_read(const char *raw, size_t length, const char *region,
								 IdentifierReading *reading);

#endif /* PROFILE_IDENTIFIER_ADDRESS_H */
