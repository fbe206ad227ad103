/*-------------------------------------------------------------------------
 *
 * name_tables.c
 *		Are the tables of names and addresses what their look-ups rely on?
 *
 * Sorted by bytes without duplicates, and every key its own key: an entry that
 * is none would never be found.  And of every letter that has another case: is a name
 * with it the same in both, and its form one that reads as itself?  No fuzz target: `make fuzz` runs it first.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "../../src/identifier/address_words.c"
#include "../../src/identifier/name_given.c"
#include "../../src/identifier/name_words.c"

#define COUNT(a) ((int) (sizeof(a) / sizeof(*(a))))

static int failures = 0;

static void
check(int holds, const char *what, const char *entry)
{
	if (!holds)
		printf("%s: %s\n", what, entry);
	failures += !holds;
}

static int
is_own_key(const char *s)
{
	char folded[NAME_FORM_MAX];
	char key[NAME_FORM_MAX];
	int n = profile_name_fold(s, strlen(s), folded, sizeof(folded));
	int k = n < 0 ? n : profile_name_collapse(folded, (size_t) n, key, sizeof(key));

	return k == (int) strlen(s) && memcmp(key, s, strlen(s)) == 0;
}

/*
 * The key of a name that is this character between two strings; 0: none.  Its form
 * must read as itself.
 */
static size_t
key_of(const char *before, UChar32 c, const char *after, IdentifierReading *reading)
{
	char text[64];
	int32_t n = (int32_t) strlen(before);

	memcpy(text, before, (size_t) n);
	U8_APPEND_UNSAFE(text, n, c);
	strcpy(text + n, after);
	profile_name_read(text, (size_t) n + strlen(after), NULL, reading);
	if (reading->key_length > 0)
	{
		static IdentifierReading again;

		profile_name_read(reading->normalized, reading->normalized_length, NULL, &again);
		check(again.normalized_length == reading->normalized_length &&
				  memcmp(again.normalized, reading->normalized,
						 again.normalized_length) == 0,
			  "form reads otherwise", text);
	}
	return reading->key_length;
}

/* A letter, its capital and its small letter are of one script and have one key. */
static void
check_letter(UChar32 c)
{
	static const char *const around[][2] = {{"", "\xD1\x8B'h Anna"},
											{"Anna ", "rok"},
											{"Anna \xD0\x91", ""},
											{"Mc", "a Anna"},
											{"i DDI ", "\xD0\xB4"
													   "DII D"},
											{"i ddi ", "dii d"}};
	const UChar32 cases[] = {u_tolower(c), u_toupper(c)};
	char entry[16];

	snprintf(entry, sizeof(entry), "U+%04X", (unsigned) c);
	for (int k = 0; k < COUNT(cases); k++)
	{
		check(profile_name_script(cases[k]) == profile_name_script(c),
			  "script depends on case", entry);
		for (int i = 0; i < COUNT(around); i++)
		{
			static IdentifierReading one;
			static IdentifierReading other;
			size_t n = key_of(around[i][0], c, around[i][1], &one);

			check(key_of(around[i][0], cases[k], around[i][1], &other) == n &&
					  memcmp(one.key, other.key, n) == 0,
				  "key depends on case", entry);
		}
	}
}

int
main(void)
{
	int letters = 0;

	for (UChar32 c = 0; c <= 0x10FFFF; c++)
	{
		/* not the old shapes, whose case is another letter's; nor marks */
		if ((u_tolower(c) != c || u_tolower(u_toupper(c)) == c) &&
			u_toupper(c) != u_tolower(c) && profile_name_role(c) == NAME_ROLE_LETTER)
		{
			check_letter(c);
			letters++;
		}
	}
	for (int i = 0; i < COUNT(name_given); i++)
	{
		const char *key = name_given[i].key;

		check(is_own_key(key), "given name is not its own key", key);
		check(i == 0 || strcmp(name_given[i - 1].key, key) < 0, "not sorted", key);
		check(strchr("mfu", name_given[i].gender) != NULL, "gender", key);
	}
	for (int i = 0; i < COUNT(name_keyed_words); i++)
	{
		const char *key = name_keyed_words[i].key;

		check(is_own_key(key), "word is not its own key", key);
		check(i == 0 || strcmp(name_keyed_words[i - 1].key, key) < 0, "not sorted", key);
	}
	for (int i = 0; i < COUNT(name_folded_words); i++)
	{
		const char *form = name_folded_words[i].form;
		const char *key = name_folded_words[i].key;

		check(key == NULL || is_own_key(key), "key of a word is not its own", form);
		check(i == 0 || strcmp(name_folded_words[i - 1].form, form) < 0, "not sorted",
			  form);
		/* what a key can be equal to must mean the same there */
		check(!is_own_key(form) || key == NULL || strcmp(form, key) == 0,
			  "a key reads as another", form);
	}
	for (int i = 1; i < ADDRESS_WORDS; i++)
	{
		const AddressWord *a = &address_words[i - 1];
		int order = strcmp(a->form, a[1].form);

		check(order < 0 || (order == 0 && a->rule < a[1].rule), "not sorted", a[1].form);
	}
	printf("%d given names, %d + %d words, %d address words, %d letters with case, "
		   "%d failures\n",
		   COUNT(name_given), COUNT(name_keyed_words), COUNT(name_folded_words),
		   ADDRESS_WORDS, letters, failures);
	return failures > 0;
}
