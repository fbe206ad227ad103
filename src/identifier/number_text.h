/*-------------------------------------------------------------------------
 *
 * number_text.h
 *		What the readers of registry, bank and document numbers share: the
 *		characters of a number without its punctuation, checksums in common
 *		use, and the marks of a number that somebody made up.
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_NUMBER_TEXT_H
#define PROFILE_IDENTIFIER_NUMBER_TEXT_H

#include "identifier/reading.h"

/* More characters than any of these numbers has (an IBAN has at most 34). */
#define NUMBER_TEXT_MAX 40

/*
 * A number taken out of its punctuation: digits of any script as ASCII, and
 * letters, where the kind has any, in ASCII upper case.
 */
typedef struct NumberText
{
	int count;
	char text[NUMBER_TEXT_MAX]; /* 0-9 and A-Z; not NUL-terminated */
} NumberText;

extern const char *profile_number_digits(const char *raw, size_t length,
										 NumberText *number);
extern const char *profile_number_letters_digits(const char *raw, size_t length,
												 NumberText *number);
extern bool profile_number_all_digits(const char *s, int count);
extern int profile_number_value(const char *s, int count);
extern int profile_number_sum(const char *digits, const int *weights, int count);
extern bool profile_number_is_made_up(const char *s, int count);
extern int profile_number_luhn(const char *digits, int count);
extern int profile_number_mod97(const char *s, int count);
extern bool profile_number_mod11_10(const char *digits, int count);
extern bool profile_number_date(int year, int month, int day);
extern void profile_number_finish(const char *text, int count,
								  IdentifierReading *reading);

/* number_field.c */
extern void profile_number_field(const char **s, size_t *length);
extern const char *profile_number_field_digits(const char *raw, size_t length, int width,
											   NumberText *number,
											   const char **assumption);

/* Registries of states and companies. */
extern void profile_ogrn_read(const char *raw, size_t length, const char *region,
							  IdentifierReading *reading);
extern void profile_kpp_read(const char *raw, size_t length, const char *region,
							 IdentifierReading *reading);
extern void profile_passport_ru_read(const char *raw, size_t length, const char *region,
									 IdentifierReading *reading);
extern void profile_vat_read(const char *raw, size_t length, const char *region,
							 IdentifierReading *reading);
extern void profile_lei_read(const char *raw, size_t length, const char *region,
							 IdentifierReading *reading);

/* Banks. */
extern void profile_bic_read(const char *raw, size_t length, const char *region,
							 IdentifierReading *reading);
extern void profile_swift_read(const char *raw, size_t length, const char *region,
							   IdentifierReading *reading);
extern void profile_account_ru_read(const char *raw, size_t length, const char *region,
									IdentifierReading *reading);
extern void profile_iban_read(const char *raw, size_t length, const char *region,
							  IdentifierReading *reading);

#endif /* PROFILE_IDENTIFIER_NUMBER_TEXT_H */
