/*-------------------------------------------------------------------------
 *
 * phone.c
 *		How long a telephone number takes outside the server.
 *
 *		cc -O2 -Isrc -o phone test/bench/phone.c src/identifier/phone.c \
 *			src/identifier/phone_{float,garbage,match,mend,metadata,parse,\
 *			repair,runs,symbol,text}.c src/identifier/identifier_text.c -licuuc -licui18n
 *		phone FILE [rounds]
 *
 * Lines of the file are region, tab, raw text (further columns are ignored).
 * Reports processor time per number for parse, validation and E.164 (what
 * libphonenumber does; phone_oracle.cc "time" measures that one), and for all
 * that normalize_phone does, repairs included.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "identifier/phone.h"

#define LINES_MAX 1000000

static char *raws[LINES_MAX];
static char regions[LINES_MAX][4];
static size_t lengths[LINES_MAX];

static int
load(FILE *file)
{
	static char line[65536];
	int n = 0;

	while (n < LINES_MAX && fgets(line, sizeof(line), file) != NULL)
	{
		char *raw = strchr(line, '\t');

		if (line[0] == '#' || raw == NULL)
			continue;
		*raw++ = '\0';
		raw[strcspn(raw, "\t\n")] = '\0';
		if (strlen(line) == 2)
			memcpy(regions[n], line, 3);
		lengths[n] = strlen(raw);
		raws[n++] = strdup(raw);
	}
	return n;
}

static long
faithful(int i)
{
	uint8_t buffer[PHONE_TEXT_MAX];
	char e164[PHONE_E164_SIZE];
	PhoneSymbols text;
	PhoneNumber number;

	profile_phone_symbols(raws[i], lengths[i], buffer, PHONE_TEXT_MAX, &text);
	profile_phone_parse(text, profile_phone_region(regions[i][0] ? regions[i] : NULL),
						&number);
	if (number.error != PHONE_OK)
		return 0;
	profile_phone_spell(&number, e164);
	return number.valid + (e164[1] == '0');
}

static long
customer(int i)
{
	PhoneReading phone;

	profile_phone_read_number(raws[i], lengths[i], regions[i][0] ? regions[i] : NULL, &phone);
	return phone.quality != IDENTIFIER_GARBAGE;
}

static void
run(const char *what, long (*read)(int), int n, int rounds)
{
	clock_t start = clock();
	long valid = 0;

	for (int r = 0; r < rounds; r++)
	{
		for (int i = 0; i < n; i++)
			valid += read(i);
	}
	printf("%-28s %d numbers, %ld valid, %.0f ns each\n", what, n, valid / rounds,
		   (double) (clock() - start) / CLOCKS_PER_SEC * 1e9 / ((double) n * rounds));
}

int
main(int argc, char **argv)
{
	FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
	int rounds = argc > 2 ? atoi(argv[2]) : 20;
	int n;

	if (file == NULL || (n = load(file)) == 0)
	{
		fprintf(stderr, "usage: phone FILE [rounds]\n");
		return 2;
	}
	run("parse, validate, E.164:", faithful, n, rounds);
	run("with repairs and garbage:", customer, n, rounds);
	return 0;
}
