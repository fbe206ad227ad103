/*-------------------------------------------------------------------------
 *
 * name_tables.c
 *		Are the tables of names and addresses what their look-ups rely on?
 *
 * Sorted by bytes without duplicates, and every key its own key: an entry that
 * is none would never be found.  No fuzz target: `make fuzz` runs it first.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <stdio.h>

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

int
main(void)
{
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
		check(i == 0 || strcmp(name_folded_words[i - 1].form, form) < 0, "not sorted", form);
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
	printf("%d given names, %d + %d words, %d address words, %d failures\n",
		   COUNT(name_given), COUNT(name_keyed_words), COUNT(name_folded_words),
		   ADDRESS_WORDS, failures);
	return failures > 0;
}
