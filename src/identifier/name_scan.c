/*-------------------------------------------------------------------------
 *
 * name_scan.c
 *		Taking a raw name apart into words, and telling names from what is none.
 *
 * Every decision that changes the key is made on a word's key or folded form,
 * never on its case or place: the key of a name must not depend on either.  One
 * exception: the letters of a Russian degree (к. т. н.) are told from initials by
 * being small and in their order, behind a name or before it.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/name.h"

#include <unicode/uchar.h>

#include "identifier/identifier_text.h"

/* Longest word, bytes; in one piece, so that its key fits as well. */
#define NAME_TOKEN_MAX 240

/* A letter repeated this often is no word. */
#define NAME_REPEATED 3

/* Signs of East Asia. */
static bool
name_is_syllable(int32_t c)
{
	return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7FF) ||
		   (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

/* Letters without marks; a sign that is a syllable or a word counts as several. */
static int
name_letters(const char *s, size_t length)
{
	int letters = 0;

	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(s, length, &at);

		if (c != '\'' && (U_GET_GC_MASK(c) & U_GC_M_MASK) == 0)
			letters += name_is_syllable(c) ? 2 : 1;
	}
	return letters;
}

/* One letter only, several times. */
static bool
name_is_repeated(const char *folded, size_t length)
{
	int count = 0;
	int32_t first = -1;

	for (size_t at = 0; at < length; count++)
	{
		int32_t c = profile_text_next(folded, length, &at);

		if (first >= 0 && c != first)
			return false;
		first = c;
	}
	return count >= NAME_REPEATED;
}

/* Note case and script of a word. */
static void
name_look(const NameScan *scan, NameToken *token)
{
	const char *s = scan->text + token->at;
	bool small = false;
	bool capital = false;

	token->camel = false;
	token->script = NAME_OTHER;
	for (size_t at = 0; at < token->length;)
	{
		int32_t c = profile_text_next(s, token->length, &at);

		if (token->script == NAME_OTHER)
			token->script = profile_name_script(c);
		if (u_isULowercase(c))
			small = true;
		else if (u_isUUppercase(c) || u_istitle(c)) /* ǅ as well */
		{
			token->camel = token->camel || small;
			capital = true;
		}
	}
	token->upper = !small;
	token->lower = !capital;
}

/*
 * Finish a word whose bytes stand at the end of the scan's text: its key, what
 * it is, what it looks like.  Returns the problem or NULL.
 */
static const char *
name_add(NameScan *scan, size_t from, bool joined, int comma)
{
	NameToken *token = &scan->token[scan->count];
	char folded[NAME_FORM_MAX];
	char *text = scan->text + from;
	const char *own_key;
	char *key = scan->keys + scan->keys_length;
	size_t length = scan->text_length - from;
	size_t n = profile_name_unmix(text, length, folded, sizeof(folded));
	int fold;
	int bytes;

	if (n > 0 && n <= NAME_TEXT_MAX - from)
	{
		memcpy(text, folded, n);
		length = n;
		scan->text_length = from + n;
		identifier_note(&scan->quality, &scan->problem, "mixed_script");
	}
	if (length > NAME_TOKEN_MAX || scan->count == NAME_TOKENS_MAX)
		return "too_long";
	fold = profile_name_fold(text, length, folded, sizeof(folded));
	if (fold < 0)
		return profile_text_problem(fold);
	bytes = profile_name_collapse(folded, (size_t) fold, key,
								  NAME_FORM_MAX - scan->keys_length);
	if (bytes < 0)
		return profile_text_problem(bytes);
	if (bytes == 0)
		return NULL;
	token->word = profile_name_word(folded, (size_t) fold, key, (size_t) bytes,
									&token->spelling, &own_key);
	if (token->word == NAME_PARTICLE && memchr(text, '\'', length) != NULL)
		token->word = NAME_PLAIN; /* D'U. is no du */
	if (profile_name_is_keyboard_run(folded, (size_t) fold) ||
		profile_name_is_keyboard_run(key, (size_t) bytes))
		return "keyboard_run";
	if (token->word == NAME_PLAIN && (name_is_repeated(folded, (size_t) fold) ||
									  name_is_repeated(key, (size_t) bytes)))
		token->word = NAME_FILLER;
	if (token->word == NAME_DEGREE)
		bytes = 0;
	else if (own_key != NULL)
	{
		bytes = (int) strlen(own_key);
		if ((size_t) bytes > NAME_FORM_MAX - scan->keys_length)
			return "too_long";
		memcpy(key, own_key, (size_t) bytes);
	}
	token->at = (uint16_t) from;
	token->length = (uint16_t) length;
	token->key_at = (uint16_t) scan->keys_length;
	token->key_length = (uint16_t) bytes;
	token->letters = (uint8_t) name_letters(text, length);
	token->comma = (uint8_t) comma;
	token->joined = joined && scan->count > 0;
	name_look(scan, token);
	scan->keys_length += (size_t) bytes;
	scan->count++;
	return NULL;
}

/* Where the scanner is. */
typedef struct NameCursor
{
	size_t from;      /* start of the word under way in the scan's text */
	bool inside;      /* there is one */
	bool apostrophe;  /* one came after its last letter */
	bool joined;      /* a hyphen came before it */
	bool sticks;      /* a hyphen now would tie the next word to the last */
	bool no_comments; /* no closing parenthesis is left */
	int comma;
} NameCursor;

static const char *
name_end_word(NameScan *scan, NameCursor *cursor)
{
	const char *problem = NULL;

	if (cursor->inside)
	{
		problem = name_add(scan, cursor->from, cursor->joined, cursor->comma);
		cursor->joined = false;
		cursor->sticks = true;
	}
	cursor->inside = cursor->apostrophe = false;
	return problem;
}

static const char *
name_add_letter(NameScan *scan, NameCursor *cursor, const char *s, size_t length)
{
	if (!cursor->inside)
	{
		cursor->from = scan->text_length;
		cursor->inside = true;
	}
	if (scan->text_length + length + 1 > NAME_TEXT_MAX)
		return "too_long";
	if (cursor->apostrophe)
		scan->text[scan->text_length++] = '\'';
	cursor->apostrophe = false;
	memcpy(scan->text + scan->text_length, s, length);
	scan->text_length += length;
	return NULL;
}

/* Step over what stands in parentheses after a name: a remark. */
static void
name_skip_remark(NameScan *scan, NameCursor *cursor, const char *s, size_t length,
				 size_t *at)
{
	const char *end;

	if (scan->count == 0 || cursor->no_comments)
		return;
	end = memchr(s + *at, ')', length - *at);
	cursor->no_comments = end == NULL;
	if (end != NULL)
	{
		*at = (size_t) (end - s) + 1;
		identifier_note(&scan->quality, &scan->problem, "trailing_text");
	}
}

/* Cut normalized text into words; returns the problem or NULL. */
static const char *
name_cut(NameScan *scan, const char *s, size_t length)
{
	NameCursor cursor = {0};
	const char *problem = NULL;

	for (size_t at = 0; at < length && problem == NULL;)
	{
		size_t from = at;
		NameRole role = profile_name_role(profile_text_next(s, length, &at));

		if (role == NAME_ROLE_DIGIT)
			return "digits";
		if (role == NAME_ROLE_AT)
			return "bad_format";
		if (role == NAME_ROLE_NOTHING)
			continue;
		if (role == NAME_ROLE_LETTER || (role == NAME_ROLE_MARK && cursor.inside))
		{
			problem = name_add_letter(scan, &cursor, s + from, at - from);
			continue;
		}
		if (role == NAME_ROLE_MARK)
			continue;
		if (role == NAME_ROLE_APOSTROPHE)
		{
			cursor.apostrophe = cursor.inside;
			continue;
		}
		problem = name_end_word(scan, &cursor);
		cursor.joined = role == NAME_ROLE_HYPHEN && cursor.sticks;
		cursor.sticks = role == NAME_ROLE_DOT && cursor.sticks;
		cursor.comma += role == NAME_ROLE_COMMA && cursor.comma < 2;
		if (role == NAME_ROLE_OPEN)
			name_skip_remark(scan, &cursor, s, length, &at);
		else if (role == NAME_ROLE_STRAY)
			identifier_note(&scan->quality, &scan->problem, "stray_punctuation");
	}
	return problem != NULL ? problem : name_end_word(scan, &cursor);
}

/* A form of address that a hyphen shortens: г-н, гр-ка, д-р. */
static bool
name_is_short_honorific(const NameScan *scan, int i)
{
	const NameToken *first = &scan->token[i];
	const NameToken *second = first + 1;
	char key[8];
	size_t n = first->key_length;

	if (i + 1 >= scan->count || !second->joined || n + second->key_length > sizeof(key))
		return false;
	memcpy(key, scan->keys + first->key_at, n);
	memcpy(key + n, scan->keys + second->key_at, second->key_length);
	return profile_name_is_honorific(key, n + second->key_length);
}

/* Remove forms of address; nothing may be left. */
static void
name_drop_honorifics(NameScan *scan)
{
	int kept = 0;
	bool cut = false;

	for (int i = 0; i < scan->count; i++)
	{
		bool pair = name_is_short_honorific(scan, i);

		if (pair || scan->token[i].word == NAME_HONORIFIC)
		{
			i += pair;
			cut = true;
			continue;
		}
		scan->token[kept] = scan->token[i];
		scan->token[kept++].joined &= !cut;
		cut = false;
	}
	scan->count = kept;
}

/* The word is this letter, without a mark. */
static bool
name_is_letter(const NameScan *scan, const NameToken *token, const char *letter)
{
	return token->length == strlen(letter) &&
		   memcmp(scan->text + token->at, letter, token->length) == 0;
}

/*
 * к.т.н., д. э. н.: three letters of a Russian degree at token i.  Small ones only:
 * К. Т. Н. are initials.
 */
static bool
name_is_degree(const NameScan *scan, int i)
{
	const NameToken *token = &scan->token[i];

	if (i + 2 >= scan->count)
		return false;
	for (int k = 0; k < 3; k++)
	{
		if (token[k].script != NAME_CYRILLIC || !token[k].lower ||
			token[k].letters > (k == 1 ? 2 : 1))
			return false;
	}
	return (name_is_letter(scan, &token[0], "к") ||
			name_is_letter(scan, &token[0], "д")) &&
		   name_is_letter(scan, &token[2], "н");
}

/* Remove degrees that are written as letters; nothing else may be left. */
static void
name_drop_degrees(NameScan *scan)
{
	for (int i = 0; i + 3 <= scan->count && scan->count > 3; i++)
	{
		if (!name_is_degree(scan, i))
			continue;
		memmove(&scan->token[i], &scan->token[i + 3],
				sizeof(NameToken) * (size_t) (scan->count - i - 3));
		scan->count -= 3;
		if (i < scan->count)
			scan->token[i].joined = false;
	}
}

/* A word that is seldom a name stands among those that are. */
static bool
name_has_filler(const NameScan *scan)
{
	for (int i = 0; i < scan->count; i++)
	{
		if (scan->token[i].word == NAME_FILLER && scan->token[i].letters > 2)
			return true;
	}
	return false;
}

/* Why these words are no name, or NULL. */
static const char *
name_judge(const NameScan *scan)
{
	bool junk = false;
	bool company = false;
	bool filler = false;
	bool name = false;
	bool word = false;

	for (int i = 0; i < scan->count; i++)
	{
		const NameToken *token = &scan->token[i];
		const char *key = scan->keys + token->key_at;
		bool several = token->letters > 1 && name_letters(key, token->key_length) > 1;

		junk = junk || token->word == NAME_JUNK;
		company = company || token->word == NAME_COMPANY;
		filler = filler || token->word == NAME_FILLER;
		name = name || (several && token->word != NAME_FILLER);
		word = word || token->letters > 1;
	}
	if (scan->count == 0)
		return "bad_format";
	if (company)
		return "company";
	if (junk || (filler && !name))
		return "placeholder";
	if (name)
		return NULL;
	return word ? "placeholder" : "too_short";
}

/* Move the words that are wanted to the front, each group in its order. */
static int
name_gather(NameScan *scan, int group,
			int (*group_of)(const NameScan *, const NameToken *))
{
	NameToken sorted[NAME_TOKENS_MAX];
	int count = 0;
	int first = 0;

	for (int g = 0; g <= 1; g++)
	{
		for (int i = 0; i < scan->count; i++)
		{
			if ((group_of(scan, &scan->token[i]) == group) != (g == 0))
				continue;
			sorted[count] = scan->token[i];
			sorted[count].joined &=
				i > 0 && count > 0 &&
				group_of(scan, &scan->token[i - 1]) == group_of(scan, &scan->token[i]);
			count++;
		}
		if (g == 0)
			first = count;
	}
	memcpy(scan->token, sorted, sizeof(*sorted) * (size_t) count);
	return first;
}

static int
name_is_suffix(const NameScan *scan, const NameToken *token)
{
	(void) scan;
	return token->word == NAME_SUFFIX || token->word == NAME_DEGREE;
}

static int
name_after_comma(const NameScan *scan, const NameToken *token)
{
	if (name_is_suffix(scan, token))
		return 2;
	return token->comma > 0;
}

/*
 * Order the words for reading: suffixes last; "Smith, John" as John Smith,
 * while "Иванов, Иван" is the usual order of Cyrillic anyway.
 */
static void
name_arrange(NameScan *scan)
{
	int names = name_gather(scan, 0, name_is_suffix);
	int family = 0;

	scan->family_at = scan->family_end = -1;
	for (int i = 0; i < names; i++)
		family += scan->token[i].comma == 0;
	if (family == 0 || family == names)
		return;
	scan->family_at = 0;
	scan->family_end = family;
	if (scan->token[0].script == NAME_LATIN)
	{
		scan->family_at = name_gather(scan, 1, name_after_comma);
		scan->family_end = names;
	}
}

/* A word whose capital is written whatever it came in: a part of the name proper. */
static bool
name_is_titled(const NameToken *token)
{
	return token->word == NAME_PLAIN || token->word == NAME_FILLER;
}

/*
 * profile_name_scan: take a raw name apart
 *
 * raw is trimmed, not empty and well-formed.
 */
void
profile_name_scan(const char *raw, size_t length, NameScan *scan)
{
	char text[NAME_TEXT_MAX];
	const char *problem = NULL;
	int words = 0;
	bool capital = false;
	bool small = false;
	int n;

	memset(scan, 0, offsetof(NameScan, token));
	n = length > NAME_RAW_MAX ? IDENTIFIER_TEXT_TOO_LONG
							  : profile_name_normalize(raw, length, text, sizeof(text));
	if (n < 0)
		problem = profile_text_problem(n);
	if (problem == NULL)
		problem = name_cut(scan, text, (size_t) n);
	if (problem == NULL && scan->count > 0)
	{
		name_drop_degrees(scan);
		name_drop_honorifics(scan);
		problem = scan->count == 0 ? "placeholder" : NULL;
	}
	if (problem == NULL)
		problem = name_judge(scan);
	if (problem != NULL)
	{
		scan->count = 0;
		scan->quality = IDENTIFIER_GARBAGE;
		scan->problem = problem;
		return;
	}
	name_arrange(scan);
	for (int i = 0; i < scan->count; i++)
	{
		capital = capital || (!scan->token[i].lower && scan->token[i].letters > 1 &&
							  name_is_titled(&scan->token[i]));
		small = small || !scan->token[i].upper;
		words += !scan->token[i].joined && !name_is_suffix(scan, &scan->token[i]);
	}
	scan->mixed = capital && small;
	if (words < 2)
		identifier_note(&scan->quality, &scan->problem, "single_word");
	if (name_has_filler(scan))
		identifier_note(&scan->quality, &scan->problem, "stray_word");
}
