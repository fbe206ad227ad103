/*-------------------------------------------------------------------------
 *
 * phone.c
 *		Compares the faithful reading of telephone numbers with given answers.
 *
 *		cc -Isrc -o phone test/conformance/phone.c src/identifier/phone_{match,\
 *			metadata,parse,symbol,text}.c src/identifier/identifier_text.c \
 *			-licuuc -licui18n
 *		phone vectors_libphonenumber_9.0.35.tsv
 *
 * A line of the file is region, raw text, error, E.164, valid, type, extension,
 * region of the number, separated by tabs; error and type are libphonenumber's
 * as numbered in phone_parse.h and phone_metadata.h, ZZ is no region.  Prints
 * every line that is read otherwise, with our answer, and the counts.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "identifier/phone_parse.h"

/* Our answer to one line, in the form of the file. */
static void
answer(const char *raw, const char *region, char *out, size_t size)
{
	uint8_t buffer[PHONE_TEXT_MAX];
	char e164[PHONE_E164_SIZE] = "";
	PhoneSymbols text;
	PhoneNumber number;

	profile_phone_symbols(raw, strlen(raw), buffer, PHONE_TEXT_MAX, &text);
	profile_phone_parse(text, profile_phone_region(region), &number);
	if (number.error != PHONE_OK)
	{
		snprintf(out, size, "%d\t\t0\t0\t\t", number.error);
		return;
	}
	profile_phone_spell(&number, e164);
	snprintf(out, size, "%d\t%s\t%d\t%d\t%s\t%s", number.error, e164, number.valid,
			 number.type, number.extension,
			 number.region == NULL ? "ZZ" : number.region->id);
}

int
main(int argc, char **argv)
{
	static char line[65536];
	char ours[256];
	FILE *file = argc > 1 ? fopen(argv[1], "r") : NULL;
	int rows = 0;
	int differences = 0;

	if (file == NULL)
	{
		fprintf(stderr, "usage: phone FILE\n");
		return 2;
	}
	while (fgets(line, sizeof(line), file) != NULL)
	{
		char *raw = strchr(line, '\t');
		char *theirs = raw == NULL ? NULL : strchr(raw + 1, '\t');

		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || theirs == NULL)
			continue;
		*raw++ = '\0';
		*theirs++ = '\0';
		rows++;
		answer(raw, strlen(line) == 2 ? line : NULL, ours, sizeof(ours));
		if (strcmp(ours, theirs) != 0)
		{
			differences++;
			printf("%s\t%s\t%s\n\t-> %s\n", line, raw, theirs, ours);
		}
	}
	fclose(file);
	printf("%s: %d rows, %d differences\n", profile_phone_metadata_version, rows,
		   differences);
	return 0;
}
