/*-------------------------------------------------------------------------
 *
 * phone_match.c
 *		Matching digits against the tables of numbering plans.
 *
 * Whole numbers go through the automaton, one look-up a digit.  Prefixes go
 * through programs that do what a backtracking regular expression does, in its
 * order of preference: the longest match would be another one.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone_parse.h"

#include <string.h>

/*
 * Instructions: operation << 12 | argument.
 *
 *		MATCH		 the program has matched
 *		CLASS mask	 take a digit whose bit is set
 *		SPLIT target go on with the next instruction, failing that with target
 *		JUMP target
 *		SAVE slot	 remember the place: 2 n begins group n, 2 n + 1 ends it
 *		END			 match only at the end
 *
 * Programs have no loops, so a match takes a bounded number of steps.
 */
enum
{
	PHONE_OP_MATCH,
	PHONE_OP_CLASS,
	PHONE_OP_SPLIT,
	PHONE_OP_JUMP,
	PHONE_OP_SAVE,
	PHONE_OP_END,
};

#define PHONE_OP(word)       ((word) >> 12)
#define PHONE_ARGUMENT(word) ((word) &0x0FFF)

/*
 * profile_phone_accept: what digits are as a national number of a region
 *
 * Returns an accepting byte of phone_metadata.h.
 */
uint8_t
profile_phone_accept(const PhoneRegion *region, const char *digits, int count)
{
	unsigned state = region->start;

	for (int i = 0; i < count && state != 0; i++)
	{
		const PhoneState *at = &profile_phone_states[state];
		int digit = digits[i] - '0';

		state = profile_phone_successors[at->first +
										 profile_phone_partitions[at->partition][digit]];
	}
	return profile_phone_accepts[state];
}

static bool
phone_takes(unsigned mask, const char *digits, int count, int at)
{
	return at < count && (mask >> (digits[at] - '0') & 1) != 0;
}

/*
 * Run a program from pc with the digits from at on; returns the end of the match
 * or -1.  Recursion is as deep as a program has splits one behind another.
 */
static int
phone_run(unsigned pc, const char *digits, int count, int at, PhoneGroups *groups)
{
	for (;;)
	{
		unsigned word = profile_phone_programs[pc++];
		unsigned argument = PHONE_ARGUMENT(word);
		unsigned next;

		switch (PHONE_OP(word))
		{
			case PHONE_OP_MATCH:
				return at;
			case PHONE_OP_CLASS:
				if (!phone_takes(argument, digits, count, at))
					return -1;
				at++;
				break;
			case PHONE_OP_SPLIT:
				/* Most branches fail at their first digit. */
				next = profile_phone_programs[pc];
				if (PHONE_OP(next) != PHONE_OP_CLASS ||
					phone_takes(PHONE_ARGUMENT(next), digits, count, at))
				{
					PhoneGroups tried = *groups;
					int end = phone_run(pc, digits, count, at, &tried);

					if (end >= 0)
					{
						*groups = tried;
						return end;
					}
				}
				pc = argument;
				break;
			case PHONE_OP_JUMP:
				pc = argument;
				break;
			case PHONE_OP_SAVE:
				groups->at[argument] = (int16_t) at;
				break;
			default: /* PHONE_OP_END */
				if (at != count)
					return -1;
				break;
		}
	}
}

/*
 * profile_phone_match: how many digits a program matches at the start, or -1
 *
 * Groups that took no part are empty.
 */
int
profile_phone_match(unsigned program, const char *digits, int count, PhoneGroups *groups)
{
	PhoneGroups ignored;

	if (groups == NULL)
		groups = &ignored;
	memset(groups, 0, sizeof(*groups));
	return phone_run(program, digits, count, 0, groups);
}

/*
 * profile_phone_region: the region of that name, or NULL
 *
 * name is two upper-case letters or NULL.
 */
const PhoneRegion *
profile_phone_region(const char *name)
{
	unsigned i;

	if (name == NULL || name[0] < 'A' || name[0] > 'Z' || name[1] < 'A' || name[1] > 'Z')
		return NULL;
	i = profile_phone_region_of_letters[(name[0] - 'A') * 26 + (name[1] - 'A')];
	return i == 0 ? NULL : &profile_phone_regions[i];
}

/*
 * profile_phone_main_region: the main region of the calling code that digits
 * begin with, or NULL
 *
 * No code is the beginning of another one.
 */
const PhoneRegion *
profile_phone_main_region(const char *digits, int count)
{
	int code = 0;

	if (count == 0 || digits[0] == '0')
		return NULL;
	for (int i = 0; i < count && i < 3; i++)
	{
		code = code * 10 + (digits[i] - '0');
		if (profile_phone_region_of_code[code] != 0)
			return &profile_phone_regions[profile_phone_region_of_code[code]];
	}
	return NULL;
}

/*
 * profile_phone_region_of: the region that a national number belongs to, among
 * those that share the calling code of main
 *
 * NULL where none of several knows it; a calling code of one region has all.
 * *type is what the number is there.
 */
const PhoneRegion *
profile_phone_region_of(const PhoneRegion *main, const char *national, int length,
						PhoneType *type)
{
	for (const PhoneRegion *region = main; region->code == main->code; region++)
	{
		bool alone = region == main && main[1].code != main->code;

		if (region->leading != 0 && !alone)
		{
			if (profile_phone_match(region->leading, national, length, NULL) < 0)
				continue;
			alone = true;
		}
		*type = PHONE_TYPE(profile_phone_accept(region, national, length));
		if (alone || *type != PHONE_UNKNOWN)
			return region;
	}
	*type = PHONE_UNKNOWN;
	return NULL;
}
