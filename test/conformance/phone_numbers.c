/*-------------------------------------------------------------------------
 *
 * phone_numbers.c
 *		Writes telephone numbers of all regions as people write them.
 *
 *		cc -Isrc -o numbers test/conformance/phone_numbers.c \
 *			src/identifier/phone_{match,metadata}.c
 *		numbers 200000 7		(how many, seed)
 *
 * A number is a random walk through the automaton of a region that stops where
 * it accepts; then it is written in one of many styles and sometimes spoiled.
 * Lines are region, tab, raw text; the same seed gives the same lines.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "identifier/phone_parse.h"

#define COUNT(a) ((uint32_t) (sizeof(a) / sizeof(*(a))))

static uint64_t state = 1;

/* xorshift64* */
static uint32_t
below(uint32_t n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (uint32_t) ((state * UINT64_C(2685821657736338717)) >> 33) % n;
}

static const char *const zeros[] = {"0", "٠", "۰", "०", "０", "๐", "߀"};
static const char *const seps[] = {"",  "",  " ",      "-",      ".",        "",
								   "/", "‑", " - ",    "–",      "\xC2\xA0", "  ",
								   "~", "]", "\u200B", "\u3000", ")(",       "x"};
static const char *const exts[] = {
	" ext. %u",    " x%u",       " доб. %u", ";ext=%u",     ", %u",    ",,%u",    "#%u",
	" anexo %u",   "ext:%u",     " int %u",  " - %u#",      ";%u",     " (доб. %u)",
	" extensión %u", " Extn: %u", " ДОБ %u",  "ｅｘｔ %u",  " ＃%u",   "～%u",
	" ext %u / x%u", ";isub=%u",  ", ext %u", "\\ x%u",     " вн. %u", ",%u#",
	" eXtEnSiO\u0301N %u", ";phone-context=+%u", ";phone-context=example%u.com", " тел%u",
};
static const char *const odd[] = {"+", "x", "a", "Call ", "*", "#", "/", "(", "Я", "٣",
								  ",", ";", "\f", "K", "ſ", "ABC", "²", "ー", "00", "'"};

/* A national number of the region that its automaton accepts; "" if none. */
static int
walk(const PhoneRegion *region, char *digits)
{
	unsigned at = region->start;
	int n = 0;

	while (at != 0 && n < PHONE_NATIONAL_MAX)
	{
		const PhoneState *s = &profile_phone_states[at];
		uint32_t first = below(10);
		unsigned next = 0;
		int digit = 0;

		if (PHONE_TYPE(profile_phone_accepts[at]) != 0 && below(3) != 0)
			break;
		for (uint32_t i = 0; i < 10 && next == 0; i++)
		{
			digit = (int) ((first + i) % 10);
			next = profile_phone_successors[s->first +
											profile_phone_partitions[s->partition][digit]];
		}
		if (next == 0)
			break;
		digits[n++] = (char) ('0' + digit);
		at = next;
	}
	digits[n] = '\0';
	return n;
}

/* Appends digits in some script with separators among them. */
static void
write_digits(char *out, const char *digits, uint32_t style)
{
	const char *zero = below(12) == 0 ? zeros[below(COUNT(zeros))] : "0";
	const char *sep = seps[below(COUNT(seps))];
	size_t at = strlen(out);
	size_t bytes = strlen(zero);

	for (int i = 0; digits[i] != '\0'; i++)
	{
		if (i > 0 && style != 0 && below(3) == 0)
			at += (size_t) sprintf(out + at, "%s", sep);
		if (style == 2 && i == 0)
			out[at++] = '(';
		memcpy(out + at, zero, bytes);
		out[at + bytes - 1] = (char) (out[at + bytes - 1] + digits[i] - '0');
		if (below(150) == 0 && bytes == 1)
			out[at] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[below(26)];
		at += bytes;
		if (style == 2 && i == 2)
			out[at++] = ')';
	}
	out[at] = '\0';
}

/* What stands in front of the national number. */
static void
write_prefix(char *out, const PhoneRegion *region)
{
	static const char *const abroad[] = {"00", "011", "810", "8~10", "0011", "010", "119", "009"};

	switch (below(9))
	{
		case 0:
		case 1:
		case 2:
			sprintf(out, "+%d", region->code);
			break;
		case 3:
			sprintf(out, "%s %d", abroad[below(COUNT(abroad))], region->code);
			break;
		case 4:
			sprintf(out, "%s", region->trunk);
			break;
		case 5:
			sprintf(out, "%d", region->code);
			break;
		case 6:
			sprintf(out, "+%d (%s) ", region->code, region->trunk);
			break;
		case 7:
			sprintf(out, "%stel:+%d", below(2) ? "" : "Tel ", region->code);
			break;
		default:
			out[0] = '\0';
			break;
	}
	if (below(12) == 0)
		sprintf(out + strlen(out), "%s", below(2) ? "15" : below(2) ? "0" : "044");
}

/* Removes, doubles or puts in something somewhere, between characters. */
static void
spoil(char *out)
{
	size_t n = strlen(out);
	size_t at = n == 0 ? 0 : below((uint32_t) n);
	const char *piece = odd[below(COUNT(odd))];

	while (at > 0 && ((unsigned char) out[at] & 0xC0) == 0x80)
		at--;
	if (below(3) == 0 && n > 3)
	{
		if ((unsigned char) out[at] < 0x80)
			out[at] = ' ';
		return;
	}
	memmove(out + at + strlen(piece), out + at, n - at + 1);
	memcpy(out + at, piece, strlen(piece));
}

int
main(int argc, char **argv)
{
	long count = argc > 1 ? atol(argv[1]) : 1000;
	uint32_t regions = 0;

	state = argc > 2 ? (uint64_t) atol(argv[2]) * 7919 + 1 : 1;
	while (profile_phone_regions[regions + 1].code != 0)
		regions++;
	for (long i = 0; i < count; i++)
	{
		const PhoneRegion *region = &profile_phone_regions[1 + below(regions)];
		const PhoneRegion *home = below(8) == 0 ? &profile_phone_regions[1 + below(regions)] : region;
		char digits[PHONE_NATIONAL_MAX + 8];
		char out[1024];
		int n = walk(region, digits);

		write_prefix(out, region);
		switch (below(14))
		{
			case 0:
				digits[below((uint32_t) n + 1)] = '\0';
				break;
			case 1:
				sprintf(digits + n, "%u", below(1000));
				break;
			case 2:
				memmove(digits, digits + (n > 3 ? 3 : 0), (size_t) n);
				digits[n > 3 ? n - 3 : n] = '\0';
				break;
			default:
				break;
		}
		write_digits(out, digits, below(4));
		if (below(7) == 0)
		{
			const char *ext = exts[below(COUNT(exts))];
			uint32_t value = below(4) == 0 ? below(2000000000) : below(10000);

			sprintf(out + strlen(out), ext, value, value);
		}
		/* Before 8.13 the library took any context, also a spoiled one. */
		if (strstr(out, "context") == NULL)
			for (uint32_t s = below(5) == 0 ? 1 + below(3) : 0; s > 0; s--)
				spoil(out);
		printf("%s\t%s\n", below(60) == 0 ? "ZZ" : home->id, out);
	}
	return 0;
}
