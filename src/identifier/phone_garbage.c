/*-------------------------------------------------------------------------
 *
 * phone_garbage.c
 *		Telephone numbers that nobody has: typed to fill a field, or set aside
 *		for films and tests.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone.h"

/*
 * A run of consecutive digits this long is typed, not assigned.  Shorter ones
 * occur: 1234567 behind an area code is sold as a beautiful number.
 */
#define PHONE_RUN_MAX 9

/* A tail of equal digits this long likewise. */
#define PHONE_TAIL_MAX 7

/*
 * Numbers set aside by the authorities for drama and tests: calling code and how
 * a national number begins.  Ofcom (GB), ACMA (AU), Arcep (FR), Bundesnetzagentur
 * (DE), PTS (SE).
 */
static const struct
{
	uint16_t code;
	char prefix[12];
} phone_test_blocks[] = {
	{33, "19900"},     {33, "26191"},     {33, "35301"},     {33, "46571"},
	{33, "53649"},     {33, "63998"},     {44, "1134960"},   {44, "1144960"},
	{44, "1154960"},   {44, "1164960"},   {44, "1174960"},   {44, "1184960"},
	{44, "1214960"},   {44, "1314960"},   {44, "1414960"},   {44, "1514960"},
	{44, "1614960"},   {44, "1632960"},   {44, "1914980"},   {44, "2079460"},
	{44, "2896496"},   {44, "2920180"},   {44, "3069990"},   {44, "7700900"},
	{44, "8081570"},   {44, "9098790"},   {46, "3139006"},   {46, "4062804"},
	{46, "8465004"},   {46, "9803192"},   {46, "7017406"},   {49, "3023125"},
	{49, "2214710"},   {49, "4066969"},   {49, "6990009"},   {49, "8999998"},
	{61, "25550"},     {61, "35550"},     {61, "75550"},     {61, "85550"},
	{61, "27010"},     {61, "37010"},     {61, "77010"},     {61, "87010"},
	{61, "491570006"}, {61, "491570110"}, {61, "491570156"}, {61, "491570157"},
	{61, "491570158"}, {61, "491570159"}, {61, "13009757"},  {61, "18009757"},
};

/*
 * A cheap look that lets pass most of what is not typed: three different digits,
 * the last two different, and no step of a run in the middle, where
 * every long run has one.
 */
static bool
phone_is_sound(const char *digits, int count)
{
	int middle = count < PHONE_RUN_MAX ? 1 : PHONE_RUN_MAX - 1;
	unsigned seen = 0;
	int step;

	if (count < 7 || count >= 2 * PHONE_RUN_MAX - 1 ||
		digits[count - 1] == digits[count - 2])
		return false;
	step = digits[middle] - digits[middle - 1];
	if (step == 1 || step == -1)
		return false;
	for (int i = 0; i < count; i++)
	{
		seen |= 1U << (digits[i] - '0');
		if (((seen & (seen - 1)) & ((seen & (seen - 1)) - 1)) != 0)
			return true;
	}
	return false;
}

/*
 * profile_phone_is_typed: digits that are typed to fill a field
 *
 * One or two different ones, a long run upwards or downwards, or a long tail of
 * equal ones.
 */
bool
profile_phone_is_typed(const char *digits, int count)
{
	unsigned seen = 0;
	int up = 1;
	int down = 1;
	int same = 1;
	int longest = 1;

	if (phone_is_sound(digits, count))
		return false;
	for (int i = 0; i < count; i++)
	{
		int step = i == 0 ? 10 : digits[i] - digits[i - 1];

		seen |= 1U << (digits[i] - '0');
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
	if (count < 7)
		return false;
	if (longest >= PHONE_RUN_MAX || longest == count || same >= PHONE_TAIL_MAX)
		return true;
	seen &= seen - 1; /* without the smallest digit */
	return count >= 9 && (seen & (seen - 1)) == 0;
}

/*
 * profile_phone_garbage: why a number is nobody's, or NULL
 *
 * The number must be PHONE_OK.
 */
const char *
profile_phone_garbage(const PhoneNumber *number)
{
	const char *national = number->national;

	if (profile_phone_is_typed(national, number->length))
		return "placeholder";
	switch (number->main->code)
	{
		case 1: /* North America: 555-0100 to 555-0199 in every area */
			return number->length == 10 && memcmp(national + 3, "55501", 5) == 0
					   ? "test_number"
					   : NULL;
		case 33:
		case 44:
		case 46:
		case 49:
		case 61:
			break;
		default:
			return NULL;
	}
	for (size_t i = 0; i < sizeof(phone_test_blocks) / sizeof(*phone_test_blocks); i++)
	{
		if (phone_test_blocks[i].code == number->main->code &&
			phone_test_blocks[i].prefix[0] == national[0] &&
			strncmp(national, phone_test_blocks[i].prefix,
					strlen(phone_test_blocks[i].prefix)) == 0)
			return "test_number";
	}
	return NULL;
}
