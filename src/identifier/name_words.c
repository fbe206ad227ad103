/*-------------------------------------------------------------------------
 *
 * name_words.c
 *		Words in a name field that are not names: honorifics, particles,
 *		suffixes, placeholders, forms of companies, runs of keys.
 *
 * Most words are known by their key, so that Cyrillic and Latin spellings are
 * one entry, and so that reading a stored key again finds the same words.  Where
 * the key says too little (the roman II collapses to one letter), the folded
 * word is looked up first.  An entry there that a key can be equal to has itself
 * for a key, for the same reason.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/name.h"

#include "identifier/identifier_text.h"

#define NAME_WORD_MAX 24

/* By folded form, sorted by bytes. */
static const struct
{
	char form[NAME_WORD_MAX];
	NameWord word;
	const char *spelling; /* in the display form; NULL: as a name */
	const char *key;      /* NULL: its own, none for a degree */
} name_folded_words[] = {
	{"e", NAME_PARTICLE, NULL, NULL},      {"esq", NAME_DEGREE, "Esq", NULL},
	{"ii", NAME_SUFFIX, "II", "sekund"},   {"iii", NAME_SUFFIX, "III", "tert"},
	{"iv", NAME_SUFFIX, "IV", "iv"},       {"jnr", NAME_SUFFIX, "Jr", "ml"},
	{"jr", NAME_SUFFIX, "Jr", "ml"},       {"junior", NAME_SUFFIX, "Jr", "ml"},
	{"llc", NAME_COMPANY, NULL, NULL},     {"llp", NAME_COMPANY, NULL, NULL},
	{"ooo", NAME_COMPANY, NULL, NULL},     {"phd", NAME_DEGREE, "PhD", NULL},
	{"pty", NAME_COMPANY, NULL, NULL},     {"sr", NAME_SUFFIX, "Sr", "sr"},
	{"y", NAME_PARTICLE, NULL, NULL},      {"ао", NAME_COMPANY, NULL, NULL},
	{"гбоу", NAME_COMPANY, NULL, NULL},    {"гбу", NAME_COMPANY, NULL, NULL},
	{"гуп", NAME_COMPANY, NULL, NULL},     {"жск", NAME_COMPANY, NULL, NULL},
	{"зао", NAME_COMPANY, NULL, NULL},     {"ип", NAME_COMPANY, NULL, NULL},
	{"кфх", NAME_COMPANY, NULL, NULL},     {"мбоу", NAME_COMPANY, NULL, NULL},
	{"мбу", NAME_COMPANY, NULL, NULL},     {"мл", NAME_SUFFIX, "мл.", "ml"},
	{"младшая", NAME_SUFFIX, "мл.", "ml"}, {"младший", NAME_SUFFIX, "мл.", "ml"},
	{"муп", NAME_COMPANY, NULL, NULL},     {"мупп", NAME_COMPANY, NULL, NULL},
	{"нко", NAME_COMPANY, NULL, NULL},     {"нпо", NAME_COMPANY, NULL, NULL},
	{"оао", NAME_COMPANY, NULL, NULL},     {"ооо", NAME_COMPANY, NULL, NULL},
	{"пао", NAME_COMPANY, NULL, NULL},     {"пбоюл", NAME_COMPANY, NULL, NULL},
	{"снт", NAME_COMPANY, NULL, NULL},     {"ст", NAME_SUFFIX, "ст.", "sr"},
	{"старшая", NAME_SUFFIX, "ст.", "sr"}, {"старший", NAME_SUFFIX, "ст.", "sr"},
	{"тоо", NAME_COMPANY, NULL, NULL},     {"тсж", NAME_COMPANY, NULL, NULL},
	{"тсн", NAME_COMPANY, NULL, NULL},     {"фгбоу", NAME_COMPANY, NULL, NULL},
	{"фгбу", NAME_COMPANY, NULL, NULL},    {"фгуп", NAME_COMPANY, NULL, NULL},
	{"фоп", NAME_COMPANY, NULL, NULL},     {"чп", NAME_COMPANY, NULL, NULL},
	{"чуп", NAME_COMPANY, NULL, NULL},
};

/* By key, sorted by bytes. */
static const struct
{
	char key[NAME_WORD_MAX];
	NameWord word;
} name_keyed_words[] = {
	{"abc", NAME_FILLER},
	{"abcd", NAME_FILLER},
	{"abcde", NAME_FILLER},
	{"abonent", NAME_FILLER},
	{"abv", NAME_FILLER},
	{"abvgd", NAME_FILLER},
	{"admin", NAME_FILLER},
	{"administrator", NAME_FILLER},
	{"af", NAME_PARTICLE},
	{"akad", NAME_HONORIFIC},
	{"akademik", NAME_HONORIFIC},
	{"al", NAME_PARTICLE},
	{"anonim", NAME_JUNK},
	{"anonimnaia", NAME_JUNK},
	{"anonimni", NAME_JUNK},
	{"anonimous", NAME_JUNK},
	{"asd", NAME_FILLER},
	{"asdasd", NAME_FILLER},
	{"asdf", NAME_FILLER},
	{"av", NAME_PARTICLE},
	{"ben", NAME_PARTICLE},
	{"bez", NAME_FILLER},
	{"bin", NAME_PARTICLE},
	{"bint", NAME_PARTICLE},
	{"bla", NAME_FILLER},
	{"blah", NAME_FILLER},
	{"chastnoe", NAME_FILLER},
	{"clent", NAME_FILLER},
	{"compani", NAME_COMPANY},
	{"contact", NAME_FILLER},
	{"corp", NAME_COMPANY},
	{"corporation", NAME_COMPANY},
	{"customer", NAME_FILLER},
	{"da", NAME_PARTICLE},
	{"das", NAME_PARTICLE},
	{"de", NAME_PARTICLE},
	{"dear", NAME_HONORIFIC},
	{"del", NAME_PARTICLE},
	{"dela", NAME_PARTICLE},
	{"deleted", NAME_FILLER},
	{"demo", NAME_FILLER},
	{"den", NAME_PARTICLE},
	{"der", NAME_PARTICLE},
	{"di", NAME_PARTICLE},
	{"diu", NAME_PARTICLE},
	{"doctor", NAME_HONORIFIC},
	{"doktor", NAME_HONORIFIC},
	{"dos", NAME_PARTICLE},
	{"dots", NAME_HONORIFIC},
	{"dotsent", NAME_HONORIFIC},
	{"dr", NAME_HONORIFIC},
	{"du", NAME_PARTICLE},
	{"dumi", NAME_FILLER},
	{"eksample", NAME_FILLER},
	{"el", NAME_PARTICLE},
	{"empti", NAME_FILLER},
	{"fake", NAME_FILLER},
	{"familia", NAME_FILLER},
	{"fio", NAME_FILLER},
	{"firma", NAME_COMPANY},
	{"firstname", NAME_FILLER},
	{"fiv", NAME_FILLER},
	{"fivfiv", NAME_FILLER},
	{"fiz", NAME_FILLER},
	{"fizlitso", NAME_FILLER},
	{"fon", NAME_PREPOSITION},
	{"frau", NAME_HONORIFIC},
	{"fulname", NAME_FILLER},
	{"ger", NAME_HONORIFIC},
	{"gizi", NAME_DAUGHTER},
	{"gmbh", NAME_COMPANY},
	{"gn", NAME_HONORIFIC},
	{"gospodin", NAME_HONORIFIC},
	{"gospozha", NAME_HONORIFIC},
	{"gost", NAME_FILLER},
	{"gostia", NAME_FILLER},
	{"gr", NAME_HONORIFIC},
	{"grazhdanin", NAME_HONORIFIC},
	{"grazhdanka", NAME_HONORIFIC},
	{"grka", NAME_HONORIFIC},
	{"grn", NAME_HONORIFIC},
	{"gspn", NAME_HONORIFIC},
	{"gspzha", NAME_HONORIFIC},
	{"guest", NAME_FILLER},
	{"gzha", NAME_HONORIFIC},
	{"her", NAME_HONORIFIC},
	{"hz", NAME_FILLER},
	{"ibn", NAME_PREPOSITION},
	{"imeni", NAME_FILLER},
	{"imia", NAME_FILLER},
	{"inc", NAME_COMPANY},
	{"incognito", NAME_FILLER},
	{"incorporated", NAME_COMPANY},
	{"individualni", NAME_COMPANY},
	{"inkognito", NAME_FILLER},
	{"itsu", NAME_FILLER},
	{"itsuitsu", NAME_FILLER},
	{"kizi", NAME_DAUGHTER},
	{"klent", NAME_FILLER},
	{"klentka", NAME_FILLER},
	{"kompania", NAME_COMPANY},
	{"kontakt", NAME_FILLER},
	{"korporatsia", NAME_COMPANY},
	{"ksiz", NAME_FILLER},
	{"kve", NAME_FILLER},
	{"kvekve", NAME_FILLER},
	{"la", NAME_PARTICLE},
	{"lalala", NAME_FILLER},
	{"las", NAME_PARTICLE},
	{"lastname", NAME_FILLER},
	{"le", NAME_PARTICLE},
	{"lead", NAME_FILLER},
	{"lid", NAME_FILLER},
	{"limited", NAME_COMPANY},
	{"litso", NAME_FILLER},
	{"los", NAME_PARTICLE},
	{"ltd", NAME_COMPANY},
	{"madam", NAME_HONORIFIC},
	{"madame", NAME_HONORIFIC},
	{"manager", NAME_FILLER},
	{"me", NAME_HONORIFIC},
	{"menedzher", NAME_FILLER},
	{"mis", NAME_HONORIFIC},
	{"misis", NAME_HONORIFIC},
	{"mister", NAME_HONORIFIC},
	{"mle", NAME_HONORIFIC},
	{"monseur", NAME_HONORIFIC},
	{"mr", NAME_HONORIFIC},
	{"mrs", NAME_HONORIFIC},
	{"ms", NAME_HONORIFIC},
	{"mse", NAME_HONORIFIC},
	{"name", NAME_FILLER},
	{"nan", NAME_FILLER},
	{"ne", NAME_FILLER},
	{"neizvesten", NAME_JUNK},
	{"neizvestnaia", NAME_JUNK},
	{"neizvestni", NAME_JUNK},
	{"neizvestno", NAME_JUNK},
	{"nekto", NAME_FILLER},
	{"net", NAME_FILLER},
	{"neukazano", NAME_JUNK},
	{"nil", NAME_FILLER},
	{"no", NAME_FILLER},
	{"noname", NAME_JUNK},
	{"none", NAME_FILLER},
	{"nul", NAME_FILLER},
	{"oao", NAME_COMPANY},
	{"obschestvo", NAME_COMPANY},
	{"ochestvo", NAME_FILLER},
	{"ogli", NAME_SON},
	{"oglu", NAME_SON},
	{"operator", NAME_FILLER},
	{"otsutstvuet", NAME_FILLER},
	{"pao", NAME_COMPANY},
	{"person", NAME_FILLER},
	{"plc", NAME_COMPANY},
	{"pokupatel", NAME_FILLER},
	{"polzovatel", NAME_FILLER},
	{"predprinimatel", NAME_COMPANY},
	{"primer", NAME_FILLER},
	{"private", NAME_FILLER},
	{"prof", NAME_HONORIFIC},
	{"profesor", NAME_HONORIFIC},
	{"proverka", NAME_FILLER},
	{"pusto", NAME_FILLER},
	{"pustoi", NAME_FILLER},
	{"sample", NAME_FILLER},
	{"senor", NAME_HONORIFIC},
	{"senora", NAME_HONORIFIC},
	{"ser", NAME_HONORIFIC},
	{"shanovni", NAME_HONORIFIC},
	{"signor", NAME_HONORIFIC},
	{"signora", NAME_HONORIFIC},
	{"sir", NAME_HONORIFIC},
	{"sra", NAME_HONORIFIC},
	{"srta", NAME_HONORIFIC},
	{"surname", NAME_FILLER},
	{"ten", NAME_PARTICLE},
	{"ter", NAME_PARTICLE},
	{"test", NAME_JUNK},
	{"tester", NAME_JUNK},
	{"testing", NAME_JUNK},
	{"testirovane", NAME_JUNK},
	{"testovaia", NAME_JUNK},
	{"testovi", NAME_JUNK},
	{"testovoe", NAME_JUNK},
	{"tov", NAME_HONORIFIC},
	{"tovarisch", NAME_HONORIFIC},
	{"tsu", NAME_PREPOSITION},
	{"udalen", NAME_FILLER},
	{"udalena", NAME_FILLER},
	{"ugli", NAME_SON},
	{"ukazan", NAME_FILLER},
	{"ukazana", NAME_FILLER},
	{"ukazano", NAME_FILLER},
	{"uli", NAME_SON},
	{"ulu", NAME_SON},
	{"und", NAME_PARTICLE},
	{"undefined", NAME_JUNK},
	{"unknovn", NAME_JUNK},
	{"user", NAME_FILLER},
	{"username", NAME_FILLER},
	{"uvazhaemaia", NAME_HONORIFIC},
	{"uvazhaemi", NAME_HONORIFIC},
	{"van", NAME_PARTICLE},
	{"von", NAME_PREPOSITION},
	{"zadano", NAME_FILLER},
	{"zakazchik", NAME_FILLER},
	{"zao", NAME_COMPANY},
	{"zksc", NAME_FILLER},
	{"zu", NAME_PREPOSITION},
	{"zur", NAME_PREPOSITION},
};

/* Compare an entry with a string that has a length. */
static int
name_word_compare(const char *entry, const char *s, size_t length)
{
	int order = strncmp(entry, s, length);

	return order != 0 ? order : entry[length] != '\0';
}

/* The entry of name_folded_words, or -1. */
static int
name_find_folded(const char *s, size_t length)
{
	int low = 0;
	int high = (int) (sizeof(name_folded_words) / sizeof(*name_folded_words)) - 1;

	while (length < NAME_WORD_MAX && low <= high)
	{
		int middle = (low + high) / 2;
		int order = name_word_compare(name_folded_words[middle].form, s, length);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

/* What a key says of a word. */
static NameWord
name_find_key(const char *s, size_t length)
{
	int low = 0;
	int high = (int) (sizeof(name_keyed_words) / sizeof(*name_keyed_words)) - 1;

	while (length < NAME_WORD_MAX && low <= high)
	{
		int middle = (low + high) / 2;
		int order = name_word_compare(name_keyed_words[middle].key, s, length);

		if (order == 0)
			return name_keyed_words[middle].word;
		if (order < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return NAME_PLAIN;
}

/* A Latin letter with a mark: such a word is no particle (Văn, Dá). */
static bool
name_has_marks(const char *folded, size_t length)
{
	for (size_t i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) folded[i];

		if ((c >= 0xC3 && c <= 0xCC) || c == 0xE1)
			return true;
	}
	return false;
}

/*
 * profile_name_word: what a word is
 *
 * Sets the spelling of a suffix, and the key that stands for it instead of its
 * own, or NULL.
 */
NameWord
profile_name_word(const char *folded, size_t folded_length, const char *key,
				  size_t key_length, const char **spelling, const char **own_key)
{
	int found = name_find_folded(folded, folded_length);

	*spelling = *own_key = NULL;
	if (found < 0)
	{
		NameWord word = name_find_key(key, key_length);

		return word == NAME_PARTICLE && name_has_marks(folded, folded_length) ? NAME_PLAIN
																			  : word;
	}
	*spelling = name_folded_words[found].spelling;
	*own_key = name_folded_words[found].key;
	return name_folded_words[found].word;
}

/*
 * profile_name_is_honorific: the key of a form of address
 */
bool
profile_name_is_honorific(const char *key, size_t length)
{
	return name_find_key(key, length) == NAME_HONORIFIC;
}

/*
 * The letter rows of keyboards, folded, and how many keys tell a run: Смит and
 * Wert lie in a row as well, but do not begin it.
 */
static const char *const name_keyboard[] = {
	"qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю",
};

#define NAME_RUN_FROM_EDGE 4
#define NAME_RUN           5

/*
 * s, of a letter or more, in a row, from left to right or, letter by letter, from
 * right to left.
 */
static bool
name_runs_along(const char *row, const char *s, size_t length, bool backward)
{
	size_t width = (unsigned char) *row < 0x80 ? 1 : 2;
	size_t end = strlen(row);

	for (size_t from = 0; from < end; from += width)
	{
		size_t i = 0;

		if (row[from + width - 1] != s[width - 1])
			continue;
		while (i < length && (backward ? i <= from : from + i < end) &&
			   length - i >= width &&
			   memcmp(backward ? row + from - i : row + from + i, s + i, width) == 0)
			i += width;
		if (i == length)
			return true;
	}
	return false;
}

/*
 * profile_name_is_keyboard_run: neighbouring keys, one after another
 *
 * s is folded.
 */
bool
profile_name_is_keyboard_run(const char *s, size_t length)
{
	for (size_t i = 0; i < sizeof(name_keyboard) / sizeof(*name_keyboard); i++)
	{
		size_t width = (unsigned char) *name_keyboard[i] < 0x80 ? 1 : 2;

		if (length >= width * NAME_RUN_FROM_EDGE && length <= strlen(name_keyboard[i]) &&
			memcmp(name_keyboard[i], s, length) == 0)
			return true;
		if (length >= width * NAME_RUN &&
			(name_runs_along(name_keyboard[i], s, length, false) ||
			 name_runs_along(name_keyboard[i], s, length, true)))
			return true;
	}
	return false;
}
