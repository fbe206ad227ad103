/*-------------------------------------------------------------------------
 *
 * phone.c
 *		Telephone numbers of customer data: the faithful reading, then repairs.
 *
 * Where this differs from libphonenumber although that finds a valid number:
 *	 - Words read from the keypad count only where numbers are sold as words: in
 *	   North America, and for numbers that are called for their own sake (toll
 *	   free, shared cost, premium rate, UAN).  Elsewhere letters are a remark.
 *	 - Masked digits (**, xxx, ...) are not read.
 *	 - A number that would read otherwise in its E.164 form is read that way.
 *	 - An extension that is a telephone number of its own is a second number.
 *	 - Numbers that nobody has are garbage.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone.h"
#include "identifier/identifier_text.h"

/* Extensions have fewer digits than this. */
#define PHONE_LISTED_MIN 10

static void
phone_reject(PhoneReading *phone, const char *problem)
{
	phone->quality = IDENTIFIER_GARBAGE;
	phone->problem = problem;
	phone->e164[0] = '\0';
}

/* Two asterisks or three x in a row: somebody hid digits. */
static bool
phone_is_masked(PhoneSymbols text)
{
	int asterisks = 0;
	int crosses = 0;

	if (memchr(text.at, '*', (size_t) text.count) == NULL &&
		memchr(text.at, 'x', (size_t) text.count) == NULL &&
		memchr(text.at, 'X', (size_t) text.count) == NULL)
		return false;
	for (int i = 0; i < text.count; i++)
	{
		asterisks = text.at[i] == '*' ? asterisks + 1 : 0;
		crosses = text.at[i] == 'x' || text.at[i] == 'X' ? crosses + 1 : 0;
		if (asterisks == 2 || crosses == 3)
			return true;
	}
	return false;
}

/* Numbers of this kind are written as words. */
static bool
phone_is_vanity(const PhoneNumber *number)
{
	switch (number->type)
	{
		case PHONE_TOLL_FREE:
		case PHONE_SHARED_COST:
		case PHONE_PREMIUM_RATE:
		case PHONE_UAN:
			return true;
		default:
			return number->main->code == 1;
	}
}

/*
 * What was read as an extension is another number: a semicolon makes a telephone
 * dial on, and separates the numbers of a list.
 */
static bool
phone_is_list(const PhoneNumber *number, const PhoneRegion *home)
{
	PhoneNumber second;

	if (number->extension_length < PHONE_LISTED_MIN)
		return false;
	profile_phone_parse_digits(false, number->extension, number->extension_length, home,
							   &second);
	return second.valid;
}

/*
 * profile_phone_accept_number: a reading is one that may be kept
 *
 * Settles it first; *problem names what that took, unless it is set.
 */
bool
profile_phone_accept_number(PhoneNumber *number, const char **problem)
{
	if (!number->valid || (number->letters && !phone_is_vanity(number)))
		return false;
	if (!profile_phone_settle(number))
		return true;
	if (*problem == NULL)
		*problem = "assumed_trunk_prefix";
	return number->valid;
}

/* Why a text with so many digits is no number, from what its faithful reading came to. */
static const char *
phone_complaint(int digits, const PhoneNumber *number)
{
	uint32_t bit;

	switch (number->error)
	{
		case PHONE_NOT_A_NUMBER:
			return "bad_format";
		case PHONE_BAD_CALLING_CODE:
			if (number->plus)
				return "bad_calling_code";
			return digits < 7 ? "too_short" : digits > 15 ? "too_long" : "unknown_region";
		case PHONE_SHORT_AFTER_PREFIX:
		case PHONE_TOO_SHORT:
			return "too_short";
		case PHONE_TOO_LONG:
			return "too_long";
		default:
			break;
	}
	if (number->letters)
		return "bad_format";
	bit = (uint32_t) 1 << number->length;
	if (bit > number->main->lengths)
		return "too_long";
	return (number->main->lengths & (bit * 2 - 1)) == 0 ? "too_short" : "bad_number";
}

/* The digits of a text, of which there is room for PHONE_TEXT_MAX. */
static int
phone_text_digits(PhoneSymbols text, char *digits)
{
	int count = 0;

	for (int i = 0; i < text.count; i++)
	{
		if (PHONE_SYMBOL_IS(text.at[i], PHONE_IS_DIGIT))
			digits[count++] = (char) ('0' + phone_symbol_value(text.at[i]));
	}
	return count;
}

/*
 * A text that no repair can make a number of: too few digits, and no spreadsheet's
 * number either, which leaves digits out.
 */
static bool
phone_is_hopeless(PhoneSymbols text, int digits)
{
	return digits < PHONE_PIECE_MIN &&
		   memchr(text.at, 'e', (size_t) text.count) == NULL &&
		   memchr(text.at, 'E', (size_t) text.count) == NULL;
}

/* Repairs for a text that is not simply a number; phone holds what it is so far. */
static void
phone_repair(const char *raw, size_t length, const PhoneRegion *home, PhoneSymbols text,
			 PhoneReading *phone)
{
	char digits[PHONE_TEXT_MAX];
	int count = phone_text_digits(text, digits);
	bool typed = count > 0 && profile_phone_is_typed(digits, count);
	PhoneFound found;
	const char *problem = NULL;

	found.count = 0;
	found.room = 2; /* the second one only tells that there is one */
	found.garbage = NULL;
	if ((typed && count <= PHONE_NATIONAL_MAX) ||
		(phone->number.length > 0 &&
		 profile_phone_is_typed(phone->number.national, phone->number.length)))
		problem = "placeholder";
	else if (!phone_is_hopeless(text, count))
		problem = profile_phone_repair(raw, length, home, &phone->number, &found);
	if (found.count > 0)
	{
		phone->number = found.first;
		phone->quality = IDENTIFIER_ASSUMED;
		phone->problem = found.problem;
		return;
	}
	if (found.garbage != NULL)
	{
		phone->number = found.first;
		problem = found.garbage;
	}
	else if (problem == NULL)
		problem = typed ? "placeholder" : phone_complaint(count, &phone->number);
	phone_reject(phone, problem);
}

/*
 * profile_phone_read_number: read one telephone number
 *
 * raw is trimmed, well-formed UTF-8; region is two upper-case letters or NULL.
 */
void
profile_phone_read_number(const char *raw, size_t length, const char *region,
						  PhoneReading *phone)
{
	const PhoneRegion *home = profile_phone_region(region);
	uint8_t buffer[PHONE_TEXT_MAX];
	const char *problem = NULL;
	PhoneSymbols text;

	if ((size_t) profile_phone_symbols(raw, length, buffer, PHONE_TEXT_MAX, &text) <
		length)
	{
		memset(&phone->number, 0, sizeof(phone->number));
		phone_reject(phone, "too_long");
		return;
	}
	profile_phone_parse(text, home, &phone->number);
	phone->quality = IDENTIFIER_SURE;
	phone->problem = NULL;
	if (phone_is_masked(text))
	{
		memset(&phone->number, 0, sizeof(phone->number));
		phone_reject(phone, "masked");
	}
	else if (!phone_is_list(&phone->number, home) &&
			 profile_phone_accept_number(&phone->number, &problem))
	{
		if (problem != NULL)
			identifier_note(&phone->quality, &phone->problem, problem);
	}
	else
		phone_repair(raw, length, home, text, phone);
	if (phone->quality == IDENTIFIER_GARBAGE)
		return;
	problem = profile_phone_garbage(&phone->number);
	if (problem != NULL)
		phone_reject(phone, problem);
	else
		profile_phone_spell(&phone->number, phone->e164);
}

/*
 * profile_phone_find: all telephone numbers of a field
 *
 * Those that are nobody's are left out.  raw is trimmed, well-formed UTF-8 of at
 * most IDENTIFIER_RAW_MAX bytes; the room of found is set here.
 */
void
profile_phone_find(const char *raw, size_t length, const char *region, PhoneFound *found)
{
	const PhoneRegion *home = profile_phone_region(region);
	uint8_t buffer[PHONE_TEXT_MAX];
	PhoneSymbols text;
	PhoneNumber number;
	const PhoneNumber *failed = NULL;
	const char *problem = NULL;

	found->count = 0;
	found->room = PHONE_FIND_MAX;
	found->problem = NULL;
	found->garbage = NULL;
	if ((size_t) profile_phone_symbols(raw, length, buffer, PHONE_TEXT_MAX, &text) ==
		length)
	{
		profile_phone_parse(text, home, &number);
		if (!phone_is_masked(text) && !phone_is_list(&number, home) &&
			profile_phone_accept_number(&number, &problem))
		{
			if (profile_phone_garbage(&number) == NULL)
				profile_phone_spell(&number, found->e164[found->count++]);
			return;
		}
		failed = &number;
	}
	(void) profile_phone_repair(raw, length, home, failed, found);
}

/*
 * profile_phone_read: a telephone number as an identifier
 *
 * Both forms are E.164; the extension is in neither.
 */
void
profile_phone_read(const char *raw, size_t length, const char *region,
				   IdentifierReading *reading)
{
	PhoneReading phone;
	size_t bytes;

	profile_phone_read_number(raw, length, region, &phone);
	identifier_begin(reading);
	if (phone.quality == IDENTIFIER_GARBAGE)
	{
		identifier_reject(reading, phone.problem);
		return;
	}
	reading->quality = phone.quality;
	reading->problem = phone.problem;
	bytes = strlen(phone.e164);
	memcpy(reading->normalized, phone.e164, bytes);
	memcpy(reading->key, phone.e164, bytes);
	reading->normalized_length = reading->key_length = bytes;
}
