/*-------------------------------------------------------------------------
 *
 * name_gender.c
 *		What the endings of patronymics and family names tell.
 *
 * Endings are compared with the folded word, in the script that the name came
 * in: the key no longer tells й from и or ы.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/name.h"

#include "identifier/identifier_text.h"

/* An ending, the letters that a word with it has at least, and the gender. */
typedef struct NameEnding
{
	const char *ending;
	int letters;
	char gender;
} NameEnding;

/*
 * Patronymics: Russian, Ukrainian, Belarusian, Turkic in one word; Latin as in
 * passports.
 */
static const NameEnding name_patronymics[] = {
	{"ович", 6, 'm'},  {"евич", 6, 'm'},  {"авіч", 8, 'm'},  {"евіч", 7, 'm'},
	{"ёвич", 7, 'm'},  {"йович", 7, 'm'}, {"овна", 6, 'f'},  {"евна", 6, 'f'},
	{"івна", 6, 'f'},  {"ївна", 6, 'f'},  {"аўна", 6, 'f'},  {"еўна", 6, 'f'},
	{"ична", 7, 'f'},  {"ічна", 7, 'f'},  {"ұлы", 6, 'm'},   {"улы", 7, 'm'},
	{"уулу", 7, 'm'},  {"қызы", 7, 'f'},  {"кызы", 7, 'f'},  {"гызы", 7, 'f'},
	{"ovich", 7, 'm'}, {"evich", 7, 'm'}, {"ovych", 7, 'm'}, {"evych", 7, 'm'},
	{"ovna", 6, 'f'},  {"evna", 6, 'f'},  {"ivna", 7, 'f'},  {"ichna", 8, 'f'},
	{"yvna", 7, 'f'},
};

/* Patronymics with an ending that is too common elsewhere: by key. */
static const char *const name_short_patronymics[] = {
	"fomich", "ilich", "kuzmich", "lukich", "nikitich", "savich", "silich", "zotich",
};

/*
 * Family names.  0: an ending that tells a family name, but no gender.  The
 * first one that fits decides.
 */
static const NameEnding name_families[] = {
	{"ова", 5, 'f'},    {"ёва", 5, 'f'},   {"ева", 5, 'f'},   {"ина", 5, 'f'},
	{"ына", 5, 'f'},    {"ская", 6, 'f'},  {"цкая", 6, 'f'},  {"ська", 6, 'f'},
	{"цька", 6, 'f'},   {"зька", 6, 'f'},  {"ая", 5, 'f'},    {"яя", 5, 'f'},
	{"ов", 4, 'm'},     {"ёв", 4, 'm'},    {"ев", 4, 'm'},    {"їв", 4, 'm'},
	{"ин", 4, 'm'},     {"ын", 4, 'm'},    {"ский", 6, 'm'},  {"цкий", 6, 'm'},
	{"ський", 7, 'm'},  {"цький", 7, 'm'}, {"зький", 7, 'm'}, {"ний", 5, 'm'},
	{"хий", 5, 'm'},    {"кий", 5, 'm'},   {"ый", 5, 'm'},    {"ой", 6, 'm'},
	{"ко", 5, 0},       {"их", 4, 0},      {"ых", 4, 0},      {"ук", 5, 0},
	{"юк", 4, 0},       {"чак", 5, 0},     {"швили", 7, 0},   {"дзе", 5, 0},
	{"ян", 5, 0},       {"янц", 5, 0},     {"ович", 6, 0},    {"евич", 6, 0},
	{"аго", 5, 0},      {"ия", 5, 0},      {"ман", 5, 0},     {"ова", 4, 0},
	{"ova", 5, 'f'},    {"eva", 5, 'f'},   {"skaya", 7, 'f'}, {"skaia", 7, 'f'},
	{"tskaya", 7, 'f'}, {"ov", 5, 'm'},    {"ev", 5, 'm'},    {"off", 6, 'm'},
	{"sky", 6, 'm'},    {"skiy", 6, 'm'},  {"skii", 6, 'm'},  {"enko", 6, 0},
	{"chuk", 6, 0},     {"shvili", 8, 0},  {"adze", 6, 0},    {"ski", 6, 0},
	{"idze", 6, 0},     {"ovich", 7, 0},   {"son", 6, 0},
};

/*
 * Family names that end like a gendered one and are not: by key.  Both women
 * and men bear them.
 */
static const char *const name_genderless[] = {
	"berdin",    "bilina",   "bova",    "chaplin",   "darvin",  "dolina", "dubina",
	"franklin",  "godina",   "grin",    "gershvin",  "goldvin", "griva",  "kalina",
	"korobeina", "kruchina", "luchina", "malina",    "martin",  "merlin", "morozova",
	"ostin",     "regin",    "riabina", "scherbina", "skorina", "tsin",
};

/* s ends with the ending of e and is long enough. */
static bool
name_has_ending(const NameEnding *e, const char *s, size_t length, int letters)
{
	size_t n = strlen(e->ending);

	return letters >= e->letters && length >= n &&
		   memcmp(s + length - n, e->ending, n) == 0;
}

/* A token's key is one of the words. */
static bool
name_key_among(const NameScan *scan, const NameToken *token, const char *const *words,
			   size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		if (strlen(words[i]) == token->key_length &&
			memcmp(words[i], scan->keys + token->key_at, token->key_length) == 0)
			return true;
	}
	return false;
}

/* The first ending of a list that a token has, or NULL. */
static const NameEnding *
name_find_ending(const NameScan *scan, const NameToken *token, const NameEnding *endings,
				 size_t count)
{
	char folded[NAME_FORM_MAX];
	int n =
		profile_name_fold(scan->text + token->at, token->length, folded, sizeof(folded));

	for (size_t i = 0; i < count && n > 0; i++)
	{
		if (name_has_ending(&endings[i], folded, (size_t) n, token->letters))
			return &endings[i];
	}
	return NULL;
}

#define NAME_COUNT(a) (sizeof(a) / sizeof(*(a)))

/*
 * profile_name_patronymic: 'm' or 'f' for a word that is formed like a
 * patronymic, else 0
 *
 * The male ones may be family names as well.
 */
char
profile_name_patronymic(const NameScan *scan, int token)
{
	const NameToken *word = &scan->token[token];
	const NameEnding *ending;

	if (word->word != NAME_PLAIN)
		return 0;
	if (name_key_among(scan, word, name_short_patronymics,
					   NAME_COUNT(name_short_patronymics)))
		return 'm';
	ending = name_find_ending(scan, word, name_patronymics, NAME_COUNT(name_patronymics));
	return ending == NULL ? 0 : ending->gender;
}

/*
 * profile_name_family_gender: 'm', 'f', 'u' for a word formed like a family
 * name that tells no gender, 0 for any other word
 */
char
profile_name_family_gender(const NameScan *scan, int token)
{
	const NameToken *word = &scan->token[token];
	const NameEnding *ending =
		name_find_ending(scan, word, name_families, NAME_COUNT(name_families));

	if (ending == NULL)
		return 0;
	if (ending->gender == 0 ||
		name_key_among(scan, word, name_genderless, NAME_COUNT(name_genderless)))
		return 'u';
	return ending->gender;
}
