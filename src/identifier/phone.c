/*-------------------------------------------------------------------------
 *
 * phone.c
 *		Digits to a telephone number in E.164.
 *
 * Digits that were written with a plus say themselves where they belong.
 * Without one they are tried, in this order, as
 *	 1. an international number behind the region's international prefix,
 *	 2. a national number of the region, with or without its trunk prefix,
 *	 3. a number that lost its plus, or has another region's prefixes.
 * The first reading that its numbering plan accepts is taken.  What only step 3
 * explains is an assumption and says so:
 *
 *		assumed_plus		   calling code without plus
 *		assumed_prefix		   an international prefix of another region
 *		assumed_trunk_prefix   a trunk prefix where there should be none
 *		missing_trunk_prefix   national number without it, in a plan whose
 *							   numbers vary in length
 *		trailing_text		   words behind the number were left out
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone.h"
#include "identifier/identifier_text.h"

/* A run of consecutive digits this long is typed, not assigned. */
#define PHONE_RUN_MAX 9

/* A tail of equal digits this long likewise. */
#define PHONE_TAIL_MAX 7

/*
 * Fewer digits than this behind no plus are never taken for an international
 * number that lost its plus: they are more likely national.
 */
#define PHONE_LOST_PLUS_MIN 11

static void
phone_reject(PhoneReading *phone, const char *problem)
{
	phone->quality = IDENTIFIER_GARBAGE;
	phone->problem = problem;
}

static void
phone_assume(PhoneReading *phone, const char *problem)
{
	identifier_note(&phone->quality, &phone->problem, problem);
}

/* digits begin with prefix, which is not empty; returns its length or 0. */
static int
phone_prefix(const char *digits, int count, const char *prefix)
{
	int length = (int) strlen(prefix);

	return length > 0 && length < count && memcmp(digits, prefix, (size_t) length) == 0
			   ? length
			   : 0;
}

static int
phone_code_length(int code)
{
	return code < 10 ? 1 : code < 100 ? 2 : 3;
}

/*
 * Take a national number of a plan, or of one that shares its calling code.
 * What the plan does not accept is taken all the same, for the complaint.
 */
static bool
phone_take(PhoneReading *phone, const PhonePlan *plan, const char *national, int length)
{
	plan = profile_phone_plan_of_number(plan, national, length);
	phone->plan = plan;
	phone->valid = profile_phone_plan_accepts(plan, national, length);
	if (length > PHONE_NATIONAL_MAX)
		length = PHONE_NATIONAL_MAX;
	memcpy(phone->national, national, (size_t) length);
	phone->national[length] = '\0';
	phone->national_length = length;
	return phone->valid;
}

/*
 * Take digits that may begin with a trunk prefix of 0, as in +44 (0) 20.  Where
 * a plan also has numbers that begin with 0, they are few: zeros are left out as
 * long as a number remains, so that what is read is read so again.
 */
static bool
phone_take_stripped(PhoneReading *phone, const PhonePlan *plan, const char *national,
					int length)
{
	bool accepted = phone_take(phone, plan, national, length);

	while (length > 1 && national[0] == '0' && strcmp(plan->trunk, "0") == 0 &&
		   phone_take(phone, plan, national + 1, length - 1))
	{
		national++;
		length--;
		accepted = true;
	}
	return phone_take(phone, plan, national, length) && accepted;
}

/* The plan's numbers all have one length. */
static bool
phone_has_one_length(const PhonePlan *plan)
{
	return (plan->lengths & (plan->lengths - 1)) == 0;
}

/* Digits that begin with a calling code, and perhaps a trunk prefix behind it. */
static bool
phone_international(PhoneReading *phone, const char *digits, int count)
{
	const PhonePlan *plan = profile_phone_plan_of_code(digits, count);
	int trunk;

	if (plan == NULL)
		return false;
	digits += phone_code_length(plan->code);
	count -= phone_code_length(plan->code);
	if (phone_take_stripped(phone, plan, digits, count))
	{
		if (phone->national_length < count)
			phone_assume(phone, "assumed_trunk_prefix");
		return true;
	}
	trunk = phone_prefix(digits, count, plan->trunk);
	if (trunk > 0 && phone_take(phone, plan, digits + trunk, count - trunk))
	{
		phone_assume(phone, "assumed_trunk_prefix");
		return true;
	}
	return phone_take(phone, plan, digits, count);
}

/* Digits with a calling code that have lost their plus. */
static bool
phone_lost_plus(PhoneReading *phone, const PhonePlan *plan, const char *digits, int count)
{
	int code_length = phone_code_length(plan->code);

	if (!phone_take_stripped(phone, plan, digits + code_length, count - code_length))
		return false;
	phone_assume(phone, "assumed_plus");
	return true;
}

/*
 * Digits as people of the region write them among themselves.
 *
 * Where numbers vary in length and no trunk prefix tells, the region's own
 * calling code in front of many digits is more likely that than a number.
 */
static bool
phone_national(PhoneReading *phone, const PhonePlan *plan, const char *digits, int count)
{
	int trunk = phone_prefix(digits, count, plan->trunk);
	int trunk_old = phone_prefix(digits, count, plan->trunk_old);
	const PhonePlan *named = profile_phone_plan_of_code(digits, count);
	bool own_code = named != NULL && named->code == plan->code;

	if (trunk_old > 0 && phone_take(phone, plan, digits + trunk_old, count - trunk_old))
		return true;
	if (trunk > 0 && phone_take_stripped(phone, plan, digits + trunk, count - trunk))
		return true;
	if (own_code && count >= PHONE_LOST_PLUS_MIN && !phone_has_one_length(plan) &&
		phone_lost_plus(phone, plan, digits, count))
		return true;
	if (phone_take(phone, plan, digits, count) &&
		(plan->trunk[0] == '\0' || phone_has_one_length(plan)))
		return true;
	if (own_code && phone_lost_plus(phone, plan, digits, count))
		return true;
	if (count > PHONE_LOST_PLUS_MIN || !phone_take(phone, plan, digits, count))
		return false;
	phone_assume(phone, "missing_trunk_prefix");
	return true;
}

/* Digits that name another region by its calling code, without a plus. */
static bool
phone_foreign(PhoneReading *phone, const PhonePlan *home, const char *digits, int count)
{
	const PhonePlan *plan = profile_phone_plan_of_code(digits, count);
	const PhonePlan *doubt = home;
	int trunk;

	if (plan == NULL || count < PHONE_LOST_PLUS_MIN)
		return false;
	/* Trunk prefix and as many digits as at home: a mistyped number of home. */
	if (doubt == NULL)
		doubt = profile_phone_plan("RU"); /* the one whose trunk prefix begins codes */
	trunk = phone_prefix(digits, count, doubt->trunk);
	if (trunk > 0 && count - trunk <= PHONE_NATIONAL_MAX &&
		(doubt->lengths & ((uint32_t) 1 << (count - trunk))) != 0)
		return false;
	return phone_lost_plus(phone, plan, digits, count);
}

/* An international prefix that is not the region's own: 00, or 810. */
static bool
phone_foreign_prefix(PhoneReading *phone, const char *digits, int count)
{
	int prefix = phone_prefix(digits, count, "00");

	if (prefix == 0)
		prefix = phone_prefix(digits, count, "810");
	if (prefix == 0 || !phone_international(phone, digits + prefix, count - prefix))
		return false;
	phone_assume(phone, "assumed_prefix");
	return true;
}

/* Digits written without a plus; false leaves the nearest reading behind. */
static bool
phone_domestic(PhoneReading *phone, const PhonePlan *home, const char *digits, int count)
{
	int abroad;
	int trunk;

	if (home != NULL)
	{
		abroad = phone_prefix(digits, count, home->abroad);
		if (abroad > 0 && phone_international(phone, digits + abroad, count - abroad))
			return true;
		if (phone_national(phone, home, digits, count))
			return true;
	}
	if (phone_foreign_prefix(phone, digits, count) ||
		phone_foreign(phone, home, digits, count))
		return true;
	phone->plan = NULL;
	phone->national[0] = '\0';
	phone->national_length = 0;
	phone->valid = false;
	if (home == NULL)
		return false;
	if (phone_take(phone, home, digits, count))
	{
		phone_assume(phone, "missing_trunk_prefix");
		return true;
	}
	/* For the complaint, the number behind the trunk prefix. */
	trunk = phone_prefix(digits, count, home->trunk);
	if (trunk > 0)
		(void) phone_take(phone, home, digits + trunk, count - trunk);
	return false;
}

/* Digits written with a plus. */
static bool
phone_plus(PhoneReading *phone, const PhonePlan *home, const char *digits, int count)
{
	int prefix;

	if (phone_international(phone, digits, count))
		return true;
	/* +8 916 ...: the plus was put before a Russian trunk prefix. */
	if (count == 11 && digits[0] == '8' && phone->plan == NULL &&
		(home == NULL || home->code == 7) &&
		phone_take(phone, profile_phone_plan("RU"), digits + 1, 10))
	{
		phone_assume(phone, "assumed_trunk_prefix");
		return true;
	}
	prefix = phone_prefix(digits, count, "00");
	if (prefix > 0 && phone_international(phone, digits + prefix, count - prefix))
	{
		phone_assume(phone, "assumed_prefix");
		return true;
	}
	return false;
}

/* Why digits that no reading explains are no number. */
static const char *
phone_complaint(const PhoneReading *phone, const PhoneScan *scan)
{
	uint32_t bit = (uint32_t) 1 << phone->national_length;

	if (phone->plan == NULL)
	{
		if (scan->plus)
			return "bad_calling_code";
		if (scan->count < 7)
			return "too_short";
		return scan->count > 15 ? "too_long" : "unknown_region";
	}
	if (bit > phone->plan->lengths)
		return "too_long";
	if ((phone->plan->lengths & (bit - 1)) == 0 && (phone->plan->lengths & bit) == 0)
		return "too_short";
	return "bad_number";
}

/*
 * Digits that are typed to fill a field: one or two different ones, a long run
 * upwards or downwards, or a long tail of equal ones.
 */
static bool
phone_is_placeholder(const char *national, int length)
{
	unsigned seen = 0;
	int up = 1;
	int down = 1;
	int same = 1;
	int longest = 1;

	for (int i = 0; i < length; i++)
	{
		int step = i == 0 ? 10 : national[i] - national[i - 1];

		seen |= 1U << (national[i] - '0');
		up = step == 1 ? up + 1 : 1;
		down = step == -1 ? down + 1 : 1;
		same = step == 0 ? same + 1 : 1;
		if (up > longest)
			longest = up;
		if (down > longest)
			longest = down;
	}
	if ((seen & (seen - 1)) == 0)
		return true;
	if (length < 7)
		return false;
	if (longest >= PHONE_RUN_MAX || longest == length || same >= PHONE_TAIL_MAX)
		return true;
	seen &= seen - 1; /* without the smallest digit */
	return length >= 9 && (seen & (seen - 1)) == 0;
}

/* Spell the number in E.164. */
static void
phone_spell(PhoneReading *phone)
{
	int at = phone_code_length(phone->plan->code);

	phone->e164[0] = '+';
	for (int code = phone->plan->code, i = at; i > 0; i--, code /= 10)
		phone->e164[i] = (char) ('0' + code % 10);
	memcpy(phone->e164 + 1 + at, phone->national, (size_t) phone->national_length);
	phone->e164[1 + at + phone->national_length] = '\0';
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
	const PhonePlan *home = profile_phone_plan(region);
	PhoneScan scan;
	bool read;

	memset(phone, 0, sizeof(*phone));
	profile_phone_scan(raw, length, &scan);
	if (scan.problem != NULL)
	{
		phone_reject(phone, scan.problem);
		return;
	}
	memcpy(phone->extension, scan.extension, (size_t) scan.extension_length);
	phone->extension_length = scan.extension_length;
	read = scan.plus ? phone_plus(phone, home, scan.digits, scan.count)
					 : phone_domestic(phone, home, scan.digits, scan.count);
	if (phone->national_length > 0
			? phone_is_placeholder(phone->national, phone->national_length)
			: phone_is_placeholder(scan.digits, scan.count))
		phone_reject(phone, "placeholder");
	else if (!read)
		phone_reject(phone, phone_complaint(phone, &scan));
	else
	{
		if (scan.trailing_text)
			phone_assume(phone, "trailing_text");
		phone_spell(phone);
	}
	if (phone->valid)
		phone->type =
			profile_phone_type(phone->plan, phone->national, phone->national_length);
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
