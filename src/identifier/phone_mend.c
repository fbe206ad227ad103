/*-------------------------------------------------------------------------
 *
 * phone_mend.c
 *		Digits whose prefixes are not what they should be.
 *
 * Tried in a fixed order, and only after the faithful reading found no valid
 * number:
 *
 *		assumed_trunk_prefix   +8 916 ... for +7 916 ...; 80 67 ... in Ukraine,
 *							   where the Soviet trunk prefix is still written
 *		assumed_prefix		   an international prefix of another region
 *		assumed_plus		   a calling code without plus
 *		stray_plus			   a national number behind a plus
 *		old_prefix			   Mexico's 1, 044 and 045 in front of mobile numbers
 *
 * Nothing here makes a number of fewer digits than a plan asks for, and nothing
 * guesses digits.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone.h"

/*
 * Fewer digits than this without a plus are never taken for a number that lost
 * it: they are more likely national.
 */
#define PHONE_LOST_PLUS_MIN 11

#define PHONE_CODE_RUSSIA  7
#define PHONE_CODE_MEXICO  52
#define PHONE_CODE_UKRAINE 380

static bool
phone_begins(const char *digits, int count, const char *prefix)
{
	int length = (int) strlen(prefix);

	return length > 0 && length < count && memcmp(digits, prefix, (size_t) length) == 0;
}

static bool
phone_is_valid(bool plus, const char *digits, int count, const PhoneRegion *home,
			   PhoneNumber *number)
{
	profile_phone_parse_digits(plus, digits, count, home, number);
	return number->valid;
}

/* Mexican mobile numbers as they were written until 2019; digits begin with 52. */
static bool
phone_mend_mexico(const char *digits, int count, PhoneNumber *number)
{
	char repaired[2 + 10];

	if (count != 2 + 1 + 10 || digits[2] != '1')
		return false;
	memcpy(repaired, digits, 2);
	memcpy(repaired + 2, digits + 3, 10);
	return phone_is_valid(true, repaired, sizeof(repaired), NULL, number);
}

/* Digits that begin with a calling code, as assumption says. */
static const char *
phone_mend_abroad(const char *digits, int count, const char *assumption,
				  PhoneNumber *number)
{
	if (phone_is_valid(true, digits, count, NULL, number))
		return assumption;
	if (phone_begins(digits, count, "52") && phone_mend_mexico(digits, count, number))
		return "old_prefix";
	return NULL;
}

/* Countries where long-distance calls were dialled with 8, and some still write it. */
static bool
phone_wrote_eight(const PhoneRegion *home)
{
	switch (home->code)
	{
		case 373:
		case 374:
		case PHONE_CODE_UKRAINE:
		case 992:
		case 993:
		case 994:
		case 995:
		case 996:
		case 998:
			return true;
		default:
			return false;
	}
}

/* An international prefix that is not the region's own. */
static const char *
phone_mend_prefix(const char *digits, int count, const PhoneRegion *home,
				  PhoneNumber *number)
{
	int prefix = 0;

	if (phone_begins(digits, count, "00"))
		prefix = 2;
	else if (phone_begins(digits, count, "011") && (home == NULL || home->code != 1))
		prefix = 3;
	else if (phone_begins(digits, count, "810") && home == NULL)
		prefix = 3;
	if (prefix == 0)
		return NULL;
	return phone_mend_abroad(digits + prefix, count - prefix, "assumed_prefix", number);
}

/*
 * Digits that may have lost their plus.  A trunk prefix and as many digits as
 * numbers of home have are rather a mistyped number of home; where home is not
 * known, Russia's trunk prefix is the one that also begins calling codes.
 */
static const char *
phone_mend_lost_plus(const char *digits, int count, const PhoneRegion *home,
					 PhoneNumber *number)
{
	const PhoneRegion *doubt = home != NULL ? home : profile_phone_region("RU");
	int rest = count - (int) strlen(doubt->trunk);

	if (count < PHONE_LOST_PLUS_MIN)
		return NULL;
	if (phone_begins(digits, count, doubt->trunk) && rest <= PHONE_NATIONAL_MAX &&
		(doubt->lengths >> rest & 1) != 0 && doubt->code != 1)
		return NULL;
	return phone_mend_abroad(digits, count, "assumed_plus", number);
}

/* Digits behind a plus. */
static const char *
phone_mend_plus(const char *digits, int count, const PhoneRegion *home,
				PhoneNumber *number)
{
	if (count == 11 && digits[0] == '8' &&
		(home == NULL || home->code == PHONE_CODE_RUSSIA) &&
		phone_is_valid(false, digits, count, profile_phone_region("RU"), number))
		return "assumed_trunk_prefix";
	if (count == 11 && phone_begins(digits, count, "80") && home != NULL &&
		phone_wrote_eight(home) &&
		phone_is_valid(false, digits + 1, count - 1, home, number))
		return "assumed_trunk_prefix";
	if (phone_begins(digits, count, "00"))
		return phone_mend_abroad(digits + 2, count - 2, "assumed_prefix", number);
	/* No calling code begins with 0: the number behind is a national one. */
	if (digits[0] == '0' && home != NULL &&
		phone_is_valid(false, digits, count, home, number))
		return "stray_plus";
	return phone_begins(digits, count, "52") && phone_mend_mexico(digits, count, number)
			   ? "old_prefix"
			   : NULL;
}

/* Digits without a plus. */
static const char *
phone_mend_domestic(const char *digits, int count, const PhoneRegion *home,
					PhoneNumber *number)
{
	const char *problem = phone_mend_prefix(digits, count, home, number);

	if (problem != NULL)
		return problem;
	if (home != NULL && count >= 10 && digits[0] == '8' && phone_wrote_eight(home) &&
		phone_is_valid(false, digits + 1, count - 1, home, number))
		return "assumed_trunk_prefix";
	if (home != NULL && home->code == PHONE_CODE_MEXICO &&
		((count == 11 && digits[0] == '1') ||
		 (count == 13 &&
		  (phone_begins(digits, count, "044") || phone_begins(digits, count, "045")))) &&
		phone_is_valid(false, digits + count - 10, 10, home, number))
		return "old_prefix";
	return phone_mend_lost_plus(digits, count, home, number);
}

/*
 * profile_phone_mend: read digits with prefixes that are wrong
 *
 * The faithful reading has found no valid number.  Returns what was assumed, or
 * NULL if there is no valid number that way either.
 */
const char *
profile_phone_mend(bool plus, const char *digits, int count, const PhoneRegion *home,
				   PhoneNumber *number)
{
	if (count == 0)
		return NULL;
	return plus ? phone_mend_plus(digits, count, home, number)
				: phone_mend_domestic(digits, count, home, number);
}
