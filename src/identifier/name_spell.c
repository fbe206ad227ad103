/*-------------------------------------------------------------------------
 *
 * name_spell.c
 *		Writing a name: its display form and its key.
 *
 * The display form is in the script that the name came in: title case, single
 * blanks, a dot after initials, suffixes last.  What a writer who used both
 * cases wrote is respected where there are several ways (Van Damme, van Gogh).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/name.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "identifier/identifier_text.h"

/* As often is a display form read again until it is at rest. */
#define NAME_SETTLING 4

/* Words of the name proper, without suffixes. */
static int
name_proper(const NameScan *scan)
{
	int count = scan->count;

	while (count > 0 && (scan->token[count - 1].word == NAME_SUFFIX ||
						 scan->token[count - 1].word == NAME_DEGREE))
		count--;
	return count;
}

/* Particles that Russian writes small inside a name whoever typed it. */
static bool
name_is_always_small(const NameScan *scan, const NameToken *token)
{
	static const char *const words[] = {"de", "van", "der", "den"};

	if (token->script != NAME_CYRILLIC)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
	{
		if (strlen(words[i]) == token->key_length &&
			memcmp(words[i], scan->keys + token->key_at, token->key_length) == 0)
			return true;
	}
	return false;
}

/* This word is written without a capital. */
static bool
name_is_small(const NameScan *scan, int i)
{
	const NameToken *token = &scan->token[i];
	bool last = i == name_proper(scan) - 1;

	if (token->word == NAME_SON || token->word == NAME_DAUGHTER)
		return i > 0;
	if (last || (token->word != NAME_PARTICLE && token->word != NAME_PREPOSITION))
		return false;
	if (token->word == NAME_PREPOSITION)
		return true;
	if (token->letters == 1) /* y, but Y. for an initial */
		return i > 0 && token->lower;
	if (scan->mixed)
		return token->lower || (i > 0 && name_is_always_small(scan, token));
	return i > 0;
}

/* A word under way in the caller's buffer. */
typedef struct NameWriter
{
	char *out;
	size_t size;
	int32_t length;
	bool overflow;
	bool marks; /* holds combining characters, which may compose now */
} NameWriter;

static void
name_put(NameWriter *writer, int32_t c)
{
	UBool overflow = false;

	if (writer->length >= (int32_t) writer->size)
		overflow = true;
	else
		U8_APPEND(writer->out, writer->length, (int32_t) writer->size, c, overflow);
	writer->overflow = writer->overflow || overflow;
	writer->marks = writer->marks || (c >= 0x300 && (U_GET_GC_MASK(c) & U_GC_M_MASK));
}

static void
name_put_string(NameWriter *writer, const char *s)
{
	for (size_t at = 0, length = strlen(s); at < length;)
		name_put(writer, profile_text_next(s, length, &at));
}

/*
 * After O', D' and L' the name begins again; Ukrainian has apostrophes after
 * the same letters, but before я, ю, є, ї only.
 */
static bool
name_restarts(int32_t c, int position, int32_t first)
{
	first = u_tolower(first);
	return position == 1 &&
		   (first == 'o' || first == 'd' || first == 'l' || first == 0x043E ||
			first == 0x0434 || first == 0x043B) &&
		   c != 0x044F && c != 0x044E && c != 0x0454 && c != 0x0457;
}

/* McDonald, but not Mc alone; İ is written as an i. */
static bool
name_is_scottish(const char *s, size_t length)
{
	size_t at = 2;
	int32_t third;

	if (length < 4 || identifier_ascii_lower(s[0]) != 'm' ||
		identifier_ascii_lower(s[1]) != 'c')
		return false;
	third = u_tolower(profile_text_next(s, length, &at));
	return at < length && third >= 'a' && third <= 'z';
}

/* Title case of one word. */
static void
name_put_title(NameWriter *writer, const char *s, size_t length)
{
	int position = 0; /* letters so far */
	int32_t first = 0;
	bool apostrophe = false;
	bool scottish = name_is_scottish(s, length);

	for (size_t at = 0; at < length;)
	{
		int32_t c = profile_text_next(s, length, &at);
		int32_t small = u_tolower(c);

		if (c == '\'')
		{
			name_put(writer, c);
			apostrophe = true;
			continue;
		}
		if (position == 0)
			first = c;
		if (position == 0 || (scottish && position == 2) ||
			(apostrophe && name_restarts(small, position, first)))
			name_put(writer, u_totitle(c));
		else
			name_put(writer, small);
		apostrophe = false;
		if (position > 0 || small != c || u_totitle(c) != c)
			position++; /* the first letter that has a capital gets it */
	}
}

/* One word, as it is to be read. */
static void
name_put_word(NameWriter *writer, const NameScan *scan, int i)
{
	const NameToken *token = &scan->token[i];
	const char *s = scan->text + token->at;

	if (token->spelling != NULL)
		name_put_string(writer, token->spelling);
	else if (name_is_small(scan, i))
	{
		for (size_t at = 0; at < token->length;)
			name_put(writer, u_tolower(profile_text_next(s, token->length, &at)));
	}
	else
	{
		if (token->camel && token->script == NAME_LATIN)
		{
			for (size_t at = 0; at < token->length;)
				name_put(writer, profile_text_next(s, token->length, &at));
		}
		else
			name_put_title(writer, s, token->length);
		if (token->letters == 1)
			name_put(writer, '.');
	}
}

/*
 * profile_name_spell: the display form of some words of a name
 *
 * Returns bytes or an IDENTIFIER_TEXT_ code.
 */
int
profile_name_spell(const NameScan *scan, NameRange range, char *out, size_t size)
{
	NameWriter writer = {out, size, 0, false, false};
	char composed[NAME_FORM_MAX];
	int n;

	for (int i = range.from; i < range.to; i++)
	{
		if (i > range.from)
			name_put(&writer, scan->token[i].joined ? '-' : ' ');
		name_put_word(&writer, scan, i);
	}
	if (writer.overflow)
		return IDENTIFIER_TEXT_TOO_LONG;
	if (!writer.marks)
		return writer.length;
	n = profile_text_nfc(out, (size_t) writer.length, composed, sizeof(composed));
	if (n < 0 || (size_t) n > size)
		return n < 0 ? n : IDENTIFIER_TEXT_TOO_LONG;
	memcpy(out, composed, (size_t) n);
	return n;
}

/* Order of two words by their keys, bytewise. */
static int
name_compare_keys(const NameScan *scan, const NameToken *a, const NameToken *b)
{
	size_t shared = a->key_length < b->key_length ? a->key_length : b->key_length;
	int order = memcmp(scan->keys + a->key_at, scan->keys + b->key_at, shared);

	return order != 0 ? order : (int) a->key_length - (int) b->key_length;
}

/*
 * profile_name_join_keys: the key of a whole name
 *
 * The keys of its words in bytewise order, a blank between.  Patronymics,
 * initials and suffixes are words like others: a name with and one without are
 * two keys, and comparing them is the work of a similarity.  Returns bytes or
 * an IDENTIFIER_TEXT_ code.
 */
int
profile_name_join_keys(const NameScan *scan, char *out, size_t size)
{
	uint8_t order[NAME_TOKENS_MAX];
	size_t length = 0;
	int count = 0;

	for (int i = 0; i < scan->count; i++)
	{
		int at = count;

		if (scan->token[i].key_length == 0)
			continue;
		for (; at > 0 &&
			   name_compare_keys(scan, &scan->token[order[at - 1]], &scan->token[i]) > 0;
			 at--)
			order[at] = order[at - 1];
		order[at] = (uint8_t) i;
		count++;
	}
	for (int i = 0; i < count; i++)
	{
		const NameToken *token = &scan->token[order[i]];

		if (length + 1 + token->key_length > size)
			return IDENTIFIER_TEXT_TOO_LONG;
		if (i > 0)
			out[length++] = ' ';
		memcpy(out + length, scan->keys + token->key_at, token->key_length);
		length += token->key_length;
	}
	return (int) length;
}

/* Letters of western Europe or Russian ones, not both, and plain signs. */
static bool
name_is_plain(const char *form, int length)
{
	bool latin = false;
	bool cyrillic = false;

	for (int i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) form[i];

		if (identifier_ascii_letter((char) c) || c == 0xC3) /* U+00C0 to U+00FF */
			latin = true;
		else if (c == 0xD0 || c == 0xD1) /* U+0400 to U+047F */
			cyrillic = true;
		else if (c >= 0xC0)
			return false;
	}
	return !latin || !cyrillic;
}

/*
 * The display form of words in two scripts, with stray signs and letters whose
 * capitals are odd may be spelled otherwise when it is read itself.  It is, until
 * nothing changes; what never comes to rest is no name.
 */
static bool
name_settle(NameScan *scan, char *form, int *length)
{
	char before[NAME_FORM_MAX];

	for (int i = 0; i < NAME_SETTLING; i++)
	{
		int n = *length;

		memcpy(before, form, (size_t) n);
		profile_name_scan(before, (size_t) n, scan);
		if (scan->quality == IDENTIFIER_GARBAGE)
			return false;
		*length =
			profile_name_spell(scan, (NameRange){0, scan->count}, form, NAME_FORM_MAX);
		if (*length == n && memcmp(before, form, (size_t) n) == 0)
			return true;
		if (*length < 0)
			return false;
	}
	return false;
}

/*
 * profile_name_read: the forms of a person's name
 */
void
profile_name_read(const char *raw, size_t length, const char *region,
				  IdentifierReading *reading)
{
	NameScan scan;
	int normalized;
	int key;

	(void) region;
	identifier_begin(reading);
	profile_name_scan(raw, length, &scan);
	reading->quality = scan.quality;
	reading->problem = scan.problem;
	if (scan.quality == IDENTIFIER_GARBAGE)
		return;
	normalized = profile_name_spell(&scan, (NameRange){0, scan.count},
									reading->normalized, NAME_FORM_MAX);
	if (normalized >= 0 &&
		(reading->quality != IDENTIFIER_SURE ||
		 !name_is_plain(reading->normalized, normalized)) &&
		!name_settle(&scan, reading->normalized, &normalized))
	{
		identifier_reject(reading, "bad_format");
		return;
	}
	key = profile_name_join_keys(&scan, reading->key, NAME_FORM_MAX);
	if (normalized < 0 || key < 0)
		identifier_reject(reading,
						  profile_text_problem(normalized < 0 ? normalized : key));
	else if (key == 0)
		identifier_reject(reading, "too_short");
	else if (profile_text_is_placeholder(reading->normalized, (size_t) normalized) ||
			 profile_text_is_placeholder(reading->key, (size_t) key))
		identifier_reject(reading, "placeholder");
	else
	{
		reading->normalized_length = (size_t) normalized;
		reading->key_length = (size_t) key;
	}
}
