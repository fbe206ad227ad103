/*-------------------------------------------------------------------------
 *
 * phone_parse.c
 *		The faithful reading of digits: calling code, national prefix, validity.
 *
 * Follows ParseHelper and what it calls in libphonenumber's phonenumberutil.cc
 * step by step; the order of its tests is what makes readings equal.  A national
 * number is kept as digits, so that leading zeros need no field of their own.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone_parse.h"

#include <string.h>

/* National prefixes that may stand one behind another; more are no number. */
#define PHONE_SETTLE_MAX 4

/* Digits under way. */
typedef struct PhoneDigits
{
	int count;
	char digits[PHONE_DIGITS_MAX];
} PhoneDigits;

/* How a length stands to those that a region's numbers have. */
typedef enum PhoneLength
{
	PHONE_LENGTH_POSSIBLE,
	PHONE_LENGTH_SHORT,
	PHONE_LENGTH_LONG,
	PHONE_LENGTH_OTHER, /* in between */
} PhoneLength;

/*
 * Lengths that exist only locally are not in the tables.  They are shorter than
 * the others or in between, and so never change what a reading is.
 */
static PhoneLength
phone_length(const PhoneRegion *region, int count)
{
	uint32_t bit;

	if (count > PHONE_NATIONAL_MAX)
		return PHONE_LENGTH_LONG;
	bit = (uint32_t) 1 << count;
	if ((region->lengths & bit) != 0)
		return PHONE_LENGTH_POSSIBLE;
	if (bit > region->lengths)
		return PHONE_LENGTH_LONG;
	return (region->lengths & (bit - 1)) == 0 ? PHONE_LENGTH_SHORT : PHONE_LENGTH_OTHER;
}

static bool
phone_is_general(const PhoneRegion *region, const char *digits, int count)
{
	return (profile_phone_accept(region, digits, count) & PHONE_GENERAL) != 0;
}

static void
phone_drop(PhoneDigits *number, int count)
{
	number->count -= count;
	memmove(number->digits, number->digits + count, (size_t) number->count);
}

/* Replace the first end digits by the region's transform of a group of them. */
static void
phone_transform(const PhoneRegion *region, const PhoneDigits *number,
				const PhoneGroups *groups, int end, PhoneDigits *changed)
{
	int from = groups->at[2 * region->transform_group];
	int size = groups->at[2 * region->transform_group + 1] - from;
	int lead = (int) strlen(region->transform_lead);

	memcpy(changed->digits, region->transform_lead, (size_t) lead);
	memcpy(changed->digits + lead, number->digits + from, (size_t) size);
	memcpy(changed->digits + lead + size, number->digits + end,
		   (size_t) (number->count - end));
	changed->count = lead + size + number->count - end;
}

/*
 * Strip or transform the national prefix, unless that would make a number of the
 * region's general pattern something else.  False: number is as it was.
 */
static bool
phone_strip_national(const PhoneRegion *region, PhoneDigits *number)
{
	PhoneGroups groups;
	PhoneDigits changed;
	int group;
	int end;
	bool was;

	if (number->count == 0 || region->national == 0)
		return false;
	end = profile_phone_match(region->national, number->digits, number->count, &groups);
	if (end < 0)
		return false;
	was = phone_is_general(region, number->digits, number->count);
	group = region->national_groups < 2 ? region->national_groups : 2;
	if (region->transform_group == 0 || group == 0 ||
		groups.at[2 * group] == groups.at[2 * group + 1])
	{
		if (was && !phone_is_general(region, number->digits + end, number->count - end))
			return false;
		phone_drop(number, end);
		return true;
	}
	phone_transform(region, number, &groups, end, &changed);
	if (was && !phone_is_general(region, changed.digits, changed.count))
		return false;
	number->count = changed.count;
	memcpy(number->digits, changed.digits, (size_t) changed.count);
	return true;
}

/* Strip the region's prefix for calls abroad. */
static bool
phone_strip_international(const PhoneRegion *home, PhoneDigits *number)
{
	int end;

	if (home == NULL || home->international == 0)
		return false;
	end = profile_phone_match(home->international, number->digits, number->count, NULL);
	/* No calling code begins with 0. */
	if (end < 0 || (end < number->count && number->digits[end] == '0'))
		return false;
	phone_drop(number, end);
	return true;
}

/*
 * Strip the region's own calling code where the number is none of the region's
 * with it but one without it, or is too long.
 */
static bool
phone_strip_own_code(const PhoneRegion *home, PhoneDigits *number)
{
	PhoneDigits rest;
	int length = home->code < 10 ? 1 : home->code < 100 ? 2 : 3;
	int code = 0;

	for (int i = 0; i < length && i < number->count; i++)
		code = code * 10 + (number->digits[i] - '0');
	if (code != home->code)
		return false;
	rest.count = number->count - length;
	memcpy(rest.digits, number->digits + length, (size_t) rest.count);
	phone_strip_national(home, &rest);
	if ((phone_is_general(home, number->digits, number->count) ||
		 !phone_is_general(home, rest.digits, rest.count)) &&
		phone_length(home, number->count) != PHONE_LENGTH_LONG)
		return false;
	number->count = rest.count;
	memcpy(number->digits, rest.digits, (size_t) rest.count);
	return true;
}

/*
 * Take the calling code off; *main is the main region of it, NULL where the
 * number has none and is a national one.
 */
static PhoneError
phone_take_code(bool plus, const PhoneRegion *home, PhoneDigits *number,
				const PhoneRegion **main)
{
	*main = NULL;
	if (plus || phone_strip_international(home, number))
	{
		if (number->count <= PHONE_NATIONAL_MIN)
			return PHONE_SHORT_AFTER_PREFIX;
		*main = profile_phone_main_region(number->digits, number->count);
		if (*main == NULL)
			return PHONE_BAD_CALLING_CODE;
		phone_drop(number, (*main)->code < 10 ? 1 : (*main)->code < 100 ? 2 : 3);
	}
	else if (home != NULL && phone_strip_own_code(home, number))
		*main = &profile_phone_regions[profile_phone_region_of_code[home->code]];
	return PHONE_OK;
}

/* Take the national prefix off, unless what remains is no length of the plan. */
static void
phone_take_prefix(const PhoneRegion *plan, PhoneDigits *number)
{
	PhoneDigits rest;
	PhoneLength length;

	if (plan->national == 0)
		return;
	rest.count = number->count;
	memcpy(rest.digits, number->digits, (size_t) number->count);
	if (!phone_strip_national(plan, &rest))
		return;
	length = phone_length(plan, rest.count);
	if (length == PHONE_LENGTH_SHORT || length == PHONE_LENGTH_OTHER)
		return;
	number->count = rest.count;
	memcpy(number->digits, rest.digits, (size_t) rest.count);
}

/* Everything that follows from calling code and national number. */
static void
phone_classify(PhoneNumber *number)
{
	number->region = profile_phone_region_of(number->main, number->national,
											 number->length, &number->type);
	number->valid = number->type != PHONE_UNKNOWN;
}

/* raw is what digits holds, which are worked on. */
static PhoneError
phone_read_digits(bool plus, const char *raw, PhoneDigits *digits,
				  const PhoneRegion *home, PhoneNumber *number)
{
	const PhoneRegion *main;
	PhoneError error;
	int count = digits->count;

	error = phone_take_code(plus, home, digits, &main);
	if (error == PHONE_BAD_CALLING_CODE && plus)
	{
		/* Once more without the plus: it may stand before a prefix. */
		digits->count = count;
		memcpy(digits->digits, raw, (size_t) count);
		(void) phone_take_code(false, home, digits, &main);
		if (main == NULL)
			return PHONE_BAD_CALLING_CODE;
	}
	else if (error != PHONE_OK)
		return error;
	if (digits->count < PHONE_NATIONAL_MIN)
		return PHONE_TOO_SHORT;
	phone_take_prefix(main == NULL ? home : main, digits);
	if (digits->count < PHONE_NATIONAL_MIN)
		return PHONE_TOO_SHORT;
	if (digits->count > PHONE_NATIONAL_MAX)
		return PHONE_TOO_LONG;
	if (main == NULL)
		main = &profile_phone_regions[profile_phone_region_of_code[home->code]];
	number->main = main;
	number->length = digits->count;
	memcpy(number->national, digits->digits, (size_t) digits->count);
	number->national[digits->count] = '\0';
	return PHONE_OK;
}

/*
 * profile_phone_parse_digits: read digits, written with a plus or without
 *
 * home reads what has no plus, NULL where the region is not known.  At most
 * PHONE_TEXT_MAX digits.  The extension and letters of number are left alone.
 */
void
profile_phone_parse_digits(bool plus, const char *digits, int count,
						   const PhoneRegion *home, PhoneNumber *number)
{
	PhoneDigits work;

	number->plus = plus;
	number->digits = count;
	number->valid = false;
	number->type = PHONE_UNKNOWN;
	number->main = number->region = NULL;
	number->length = 0;
	number->national[0] = '\0';
	if (!plus && home == NULL)
	{
		number->error = PHONE_BAD_CALLING_CODE;
		return;
	}
	work.count = count;
	memcpy(work.digits, digits, (size_t) count);
	number->error = phone_read_digits(plus, digits, &work, home, number);
	if (number->error == PHONE_OK)
		phone_classify(number);
}

/*
 * The digits of a number's symbols.  Three letters or more are read from the
 * keypad, and then digits of other scripts are lost.
 */
static int
phone_normalize(PhoneSymbols number, char *digits, bool *letters)
{
	/* ITU-T E.161 */
	static const char keypad[] = "22233344455566677778889999";
	int alphas = 0;
	int count = 0;

	for (int i = 0; i < number.count; i++)
	{
		uint8_t c = number.at[i];

		if (PHONE_SYMBOL_IS(c, PHONE_IS_DIGIT))
			digits[count++] = (char) ('0' + phone_symbol_value(c));
		else if (PHONE_SYMBOL_IS(c, PHONE_IS_ALPHA))
			alphas++;
	}
	*letters = alphas >= 3;
	if (!*letters)
		return count;
	count = 0;
	for (int i = 0; i < number.count; i++)
	{
		uint8_t c = number.at[i];

		if (c >= '0' && c <= '9')
			digits[count++] = (char) c;
		else if (c < 0x80 && PHONE_SYMBOL_IS(c, PHONE_IS_ALPHA))
			digits[count++] = keypad[(c | 0x20) - 'a'];
	}
	return count;
}

/*
 * profile_phone_parse: read a text as one number
 *
 * text has at most PHONE_TEXT_MAX symbols; home is the region it was written in,
 * or NULL.
 */
void
profile_phone_parse(PhoneSymbols text, const PhoneRegion *home, PhoneNumber *number)
{
	uint8_t buffer[PHONE_TEXT_MAX];
	char digits[PHONE_TEXT_MAX];
	PhoneSymbols found;
	int count;
	bool plus;

	memset(number, 0, sizeof(*number));
	number->error = PHONE_NOT_A_NUMBER;
	if (!profile_phone_extract(text, buffer, &found) ||
		!profile_phone_is_viable(found.at, found.count))
		return;
	plus = PHONE_SYMBOL_IS(found.at[0], PHONE_IS_PLUS);
	if (plus || home != NULL)
	{
		found.count = profile_phone_strip_extension(found, number->extension,
													&number->extension_length);
		number->extension[number->extension_length] = '\0';
	}
	count = phone_normalize(found, digits, &number->letters);
	profile_phone_parse_digits(plus, digits, count, home, number);
}

/*
 * profile_phone_settle: make a number read again the same
 *
 * What is left behind a national prefix may begin with another one, and would be
 * read without it when its E.164 form is read.  Strips what such a reading would
 * strip; true if that changed the number, which may be valid no more.
 */
bool
profile_phone_settle(PhoneNumber *number)
{
	PhoneDigits digits;
	bool changed = false;

	if (number->main->national == 0)
		return false;
	for (int rounds = 0;; rounds++)
	{
		digits.count = number->length;
		memcpy(digits.digits, number->national, (size_t) number->length);
		phone_take_prefix(number->main, &digits);
		if (digits.count < PHONE_NATIONAL_MIN || digits.count > PHONE_NATIONAL_MAX ||
			(digits.count == number->length &&
			 memcmp(digits.digits, number->national, (size_t) digits.count) == 0))
			break;
		number->length = digits.count;
		memcpy(number->national, digits.digits, (size_t) digits.count);
		number->national[digits.count] = '\0';
		changed = true;
		if (rounds == PHONE_SETTLE_MAX)
		{
			number->valid = false;
			return true;
		}
	}
	if (changed)
		phone_classify(number);
	return changed;
}

/*
 * profile_phone_spell: write a number in E.164, NUL-terminated
 *
 * e164 has PHONE_E164_SIZE bytes; the number must be PHONE_OK.
 */
void
profile_phone_spell(const PhoneNumber *number, char *e164)
{
	int code = number->main->code;
	int length = code < 10 ? 1 : code < 100 ? 2 : 3;

	e164[0] = '+';
	for (int i = length; i > 0; i--, code /= 10)
		e164[i] = (char) ('0' + code % 10);
	memcpy(e164 + 1 + length, number->national, (size_t) number->length + 1);
}
