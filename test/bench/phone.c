/*-------------------------------------------------------------------------
 *
 * phone.c
 *		How long a telephone number takes outside the server, beside
 *		libphonenumber in the same process.
 *
 *		phone FILE [rounds]
 *
 * Compiled by phone.sh; with -DLIBRARY and phone_library.cc the library takes
 * part.  Lines of the file are region, tab, raw text (further columns are
 * ignored).  Each round runs all readers over all lines, one after another; the
 * processor time of a reader's best round counts.  Readers:
 *
 *		library		 libphonenumber: Parse, IsValidNumber, Format
 *		faithful	 what is read the same way, by profile's engine
 *		everything	 all that normalize_phone does: repairs, garbage
 *
 * Prints reader, numbers, valid ones, nanoseconds per number and ratio to the
 * library, tab-separated.
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

#ifdef LIBRARY
extern long library_read(const char *raw, size_t length, const char *region);

static long
library(int i)
{
	return library_read(raws[i], lengths[i], regions[i][0] ? regions[i] : "ZZ");
}
#endif

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
everything(int i)
{
	PhoneReading phone;

	profile_phone_read_number(raws[i], lengths[i], regions[i][0] ? regions[i] : NULL,
							  &phone);
	return phone.quality != IDENTIFIER_GARBAGE;
}

static struct
{
	const char *name;
	long (*read)(int i);
	long valid;
	double best; /* nanoseconds of a round */
} readers[] = {
#ifdef LIBRARY
	{"library", library, 0, 0},
#endif
	{"faithful", faithful, 0, 0},
	{"everything", everything, 0, 0},
};

#define READERS ((int) (sizeof(readers) / sizeof(*readers)))

int
main(int argc, char **argv)
{
	FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
	int rounds = argc > 2 ? atoi(argv[2]) : 5;
	int n;

	if (file == NULL || (n = load(file)) == 0)
	{
		fprintf(stderr, "usage: phone FILE [rounds]\n");
		return 2;
	}
	for (int i = 0; i < rounds * READERS; i++)
	{
		int reader = i % READERS;
		clock_t start = clock();
		double took;

		readers[reader].valid = 0;
		for (int line = 0; line < n; line++)
			readers[reader].valid += readers[reader].read(line);
		took = (double) (clock() - start) / CLOCKS_PER_SEC * 1e9;
		if (i < READERS || took < readers[reader].best)
			readers[reader].best = took;
	}
	for (int i = 0; i < READERS; i++)
		printf("%s\t%d\t%ld\t%.0f\t%.1f\n", readers[i].name, n, readers[i].valid,
			   readers[i].best / n, readers[0].best / readers[i].best);
	return 0;
}
