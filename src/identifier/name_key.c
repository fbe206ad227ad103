/*-------------------------------------------------------------------------
 *
 * name_key.c
 *		The key of one word of a name: the same for every case, for Cyrillic and
 *		Latin, and for the usual ways to spell one in the other.
 *
 * A word is case-folded (NFKC_Casefold), written in plain Latin letters by
 * tables of our own, and collapsed: letters that spellings of one name differ
 * in become one.  Words in other scripts are only folded.
 *
 * Collapsing is a rewriting that goes on until no rule applies, checked at
 * every letter that is appended.  Every rule makes the word shorter or replaces
 * a letter by one that no rule replaces, so it ends; and because the outcome
 * holds no left side of any rule, a key is its own key.
 *
 * Nothing here may change without a new IDENTIFIER_KEY_VERSION.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/name.h"

#include <unicode/uchar.h>

#include "identifier/identifier_text.h"

#define NAME_CYRILLIC_FIRST 0x0430
#define NAME_CYRILLIC_LAST  0x052F
#define NAME_LATIN_FIRST    0x00E0
#define NAME_LATIN_LAST     0x024F
#define NAME_VIET_FIRST     0x1E00
#define NAME_VIET_LAST      0x1EFF

/*
 * Small Cyrillic letters, Russian, Ukrainian, Belarusian, South Slavic, Turkic
 * and others.  Capitals never get here, the soft and the hard sign are silent.
 */
/* clang-format off */
static const char name_cyrillic[NAME_CYRILLIC_LAST - NAME_CYRILLIC_FIRST + 1][4] = {
	/* U+0430 */
	"a", "b", "v", "g", "d", "e", "zh", "z",
	"i", "i", "k", "l", "m", "n", "o", "p",
	/* U+0440 */
	"r", "s", "t", "u", "f", "h", "ts", "ch",
	"sh", "sch", "", "i", "", "e", "iu", "ia",
	/* U+0450 */
	"e", "e", "d", "g", "e", "dz", "i", "i",
	"i", "l", "n", "c", "k", "i", "u", "dzh",
	/* U+0460 */
	"", "o", "", "e", "", "e", "", "ia",
	"", "ia", "", "u", "", "iu", "", "ks",
	/* U+0470 */
	"", "ps", "", "f", "", "i", "", "i",
	"", "u", "", "o", "", "o", "", "ot",
	/* U+0480 */
	"", "k", "", "", "", "", "", "",
	"", "", "", "i", "", "", "", "r",
	/* U+0490 */
	"", "g", "", "g", "", "g", "", "zh",
	"", "z", "", "k", "", "g", "", "k",
	/* U+04A0 */
	"", "k", "", "n", "", "n", "", "p",
	"", "o", "", "s", "", "t", "", "u",
	/* U+04B0 */
	"", "u", "", "h", "", "ts", "", "ch",
	"", "ch", "", "h", "", "ch", "", "ch",
	/* U+04C0 */
	"", "", "zh", "", "k", "", "l", "",
	"n", "", "n", "", "ch", "", "m", "",
	/* U+04D0 */
	"", "a", "", "a", "", "a", "", "e",
	"", "a", "", "a", "", "zh", "", "z",
	/* U+04E0 */
	"", "dz", "", "i", "", "i", "", "o",
	"", "o", "", "o", "", "e", "", "u",
	/* U+04F0 */
	"", "u", "", "u", "", "ch", "", "g",
	"", "i", "", "g", "", "h", "", "h",
	/* U+0500 */
	"", "d", "", "d", "", "z", "", "dz",
	"", "l", "", "n", "", "s", "", "t",
	/* U+0510 */
	"", "e", "", "l", "", "l", "", "r",
	"", "ia", "", "k", "", "v", "", "k",
	/* U+0520 */
	"", "l", "", "n", "", "p", "", "h",
	"", "n", "", "dz", "", "ch", "", "l", 
};
/* clang-format on */

/* Small Latin letters without their marks; a blank is no letter, or no mark. */
static const char name_latin[] = "aaaaaa ceeeeiiiidnooooo ouuuuy y" /* U+00E0 */
								 " a a a c c c c d d e e e e e g g" /* U+0100 */
								 " g g h h i i i i i   j kk l l l " /* U+0120 */
								 "  l n n n  n o o o   r r r s s s" /* U+0140 */
								 " s t t t u u u u u u w y  z z z " /* U+0160 */
								 "b       c   d     f      kl   n " /* U+0180 */
								 " o g p     t t  u   y z        w" /* U+01A0 */
								 "              a i o u u u u ua a" /* U+01C0 */
								 " a   g g k o o  j    g   n a   o" /* U+01E0 */
								 " a a e e i i o o r r u u s t   h" /* U+0200 */
								 " d   z a e o o o o ylntj    c  s" /* U+0220 */
								 "z      e j q r y";                /* U+0240 */

static const char name_viet[] = " a b b b c d d d d d e e e e e f"  /* U+1E00 */
								" g h h h h h i i k k k l l l l m"  /* U+1E20 */
								" m m n n n n o o o o p p r r r r"  /* U+1E40 */
								" s s s s s t t t t u u u u u v v"  /* U+1E60 */
								" w w w w w x x y z z zhtwy      "  /* U+1E80 */
								" a a a a a a a a a a a a e e e e"  /* U+1EA0 */
								" e e e e i i o o o o o o o o o o"  /* U+1EC0 */
								" o o u u u u u u u y y y y      "; /* U+1EE0 */

/* Greek vowels with accents, and what they are without. */
static const struct
{
	uint16_t accented;
	const char *plain;
} name_greek[] = {
	{0x0390, "ι"}, {0x03AC, "α"}, {0x03AD, "ε"}, {0x03AE, "η"},
	{0x03AF, "ι"}, {0x03B0, "υ"}, {0x03CA, "ι"}, {0x03CB, "υ"},
	{0x03CC, "ο"}, {0x03CD, "υ"}, {0x03CE, "ω"},
};

/*
 * profile_name_script: the script of a letter, as far as it matters here; that of
 * its capital is the same
 */
NameScript
profile_name_script(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? NAME_LATIN : NAME_OTHER;
	if (c >= 0x0400 && c <= NAME_CYRILLIC_LAST)
		return NAME_CYRILLIC;
	c = u_tolower(c); /* a letter and its capital may stand in different blocks */
	return (c >= 0xC0 && c <= 0x02AF) || (c >= 0x1D00 && c <= 0x1DBF) ||
				   (c >= NAME_VIET_FIRST && c <= NAME_VIET_LAST) ||
				   (c >= 0x2C60 && c <= 0x2C7F) || (c >= 0xA720 && c <= 0xA7FF) ||
				   (c >= 0xAB30 && c <= 0xAB6F) || (c >= 'a' && c <= 'z')
			   ? NAME_LATIN
			   : NAME_OTHER;
}

/*
 * Fold what this file has no rule of its own for.  The dot that folding leaves
 * of the Turkish capital İ goes, the small letter has it anyway; and the dotless ı
 * becomes i, whose capital it shares.
 */
static int
name_fold_any(const char *s, size_t length, char *out, size_t size)
{
	int n = profile_text_casefold(s, length, out, size);
	int kept = 0;

	for (int i = 0; i < n; i++)
	{
		if (i + 1 < n && kept > 0 && out[kept - 1] == 'i' &&
			memcmp(out + i, "\xCC\x87", 2) == 0)
			i++;
		else if (i + 1 < n && memcmp(out + i, "\xC4\xB1", 2) == 0)
		{
			out[kept++] = 'i';
			i++;
		}
		else
			out[kept++] = out[i];
	}
	return n < 0 ? n : kept;
}

/*
 * profile_name_fold: NFKC_Casefold of a word
 *
 * The letters of Russian and its neighbours, precomposed, are folded here:
 * most words never reach ICU.  Returns bytes or an IDENTIFIER_TEXT_ code.
 */
int
profile_name_fold(const char *s, size_t length, char *out, size_t size)
{
	if (length > size)
		return IDENTIFIER_TEXT_TOO_LONG;
	for (size_t i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) s[i];
		unsigned char d = i + 1 < length ? (unsigned char) s[i + 1] : 0;

		if (c < 0x80)
			out[i] = identifier_ascii_lower(s[i]);
		else if (c == 0xD0 || c == 0xD1) /* U+0400 to U+047F */
		{
			int code = (c & 0x1F) << 6 | (d & 0x3F);

			if (d < 0x80 || d > 0xBF || code > 0x45F)
				return name_fold_any(s, length, out, size);
			code += code < 0x410 ? 0x50 : code < 0x430 ? 0x20 : 0;
			out[i++] = (char) (0xC0 | code >> 6);
			out[i] = (char) (0x80 | (code & 0x3F));
		}
		else
			return name_fold_any(s, length, out, size);
	}
	return (int) length;
}

/* A word under way: ASCII letters so far are collapsed. */
typedef struct NameKey
{
	char *out;
	size_t length;
	size_t size;
	bool overflow;
} NameKey;

static bool
name_ends(const NameKey *key, const char *tail)
{
	size_t n = strlen(tail);

	return key->length >= n && memcmp(key->out + key->length - n, tail, n) == 0;
}

static bool
name_is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

static void name_push(NameKey *key, char c);

/* Take back count letters and append others instead. */
static void
name_replace(NameKey *key, size_t count, const char *with)
{
	key->length -= count;
	while (*with != '\0')
		name_push(key, *with++);
}

/*
 * Append one letter a to z.  Before it the word holds no left side of a rule;
 * afterwards neither.  The recursion is bounded: a rule takes back more letters
 * than it appends, or as many without applying again.
 */
static void
name_push(NameKey *key, char c)
{
	char last = key->length > 0 ? key->out[key->length - 1] : '\0';

	if (c == last)
		return;                                 /* Анна: ana */
	if (c == 'h' && name_ends(key, "shc"))      /* Shcherbakov, Щербаков, */
		name_replace(key, 3, "sch");            /* Scherbakov */
	else if (c == 'h' && name_ends(key, "tsc")) /* Tschaikowsky */
		name_replace(key, 3, "ch");
	else if (c == 'h' && name_ends(key, "tc")) /* Tchaikovsky */
		name_replace(key, 2, "ch");
	else if (c == 'h' && last == 'k') /* Khachaturyan */
		name_replace(key, 1, "h");
	else if (c == 'h' && last == 'p') /* Philip */
		name_replace(key, 1, "f");
	else if (c == 'h' && last == 't') /* Thomas */
		return;
	else if (c == 'k' && last == 'c') /* Dick */
		name_replace(key, 1, "k");
	else if (c == 'z' && last == 't') /* Tzvetaev */
		name_push(key, 's');
	else if (c == 'e' && last == 'i') /* Evgeniev, Yevgeny */
		name_replace(key, 1, "e");
	else if (c != 'h' && !name_is_vowel(c) && name_ends(key, "sch")) /* Schmidt */
	{
		name_replace(key, 3, "sh");
		name_push(key, c);
	}
	else if (key->length < key->size)
		key->out[key->length++] = c;
	else
		key->overflow = true;
}

/* Append a letter as it was typed: some are spellings of others. */
static void
name_push_typed(NameKey *key, char c)
{
	switch (c)
	{
		case 'y':
		case 'j':
			name_push(key, 'i');
			break;
		case 'w':
			name_push(key, 'v');
			break;
		case 'q':
			name_push(key, 'k');
			break;
		case 'x':
			name_push(key, 'k');
			name_push(key, 's');
			break;
		default:
			name_push(key, c);
			break;
	}
}

/* Append a character of a script that has no table. */
static void
name_push_other(NameKey *key, const char *s, size_t length)
{
	if (key->size - key->length < length)
		key->overflow = true;
	else
	{
		memcpy(key->out + key->length, s, length);
		key->length += length;
	}
}

/*
 * Marks on letters, and the apostrophes and primes of transliterations.  A mark of
 * another script has its letter before it, which may be a silent one.
 */
static bool
name_is_silent(int32_t c, bool first)
{
	return (first && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0) ||
		   (c >= 0x02B0 && c <= 0x036F) || (c >= 0x0483 && c <= 0x0489) ||
		   (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
		   (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

/* The plain Latin letters of a folded character, or NULL: it has none. */
static const char *
name_latin_of(int32_t c, char single[2])
{
	char base = ' ';

	if (c < 0x80)
		base = c >= 'a' && c <= 'z' ? (char) c : ' ';
	else if (c >= NAME_CYRILLIC_FIRST && c <= NAME_CYRILLIC_LAST)
		return name_cyrillic[c - NAME_CYRILLIC_FIRST];
	else if (c == 0xE6) /* æ */
		return "ae";
	else if (c == 0x153) /* œ */
		return "oe";
	else if (c == 0xFE) /* þ */
		return "th";
	else if (c >= NAME_LATIN_FIRST && c <= NAME_LATIN_LAST)
		base = name_latin[c - NAME_LATIN_FIRST];
	else if (c == 0x0259) /* ə */
		base = 'a';
	else if (c >= NAME_VIET_FIRST && c <= NAME_VIET_LAST)
		base = name_viet[c - NAME_VIET_FIRST];
	single[0] = base;
	single[1] = '\0';
	return base == ' ' ? NULL : single;
}

/*
 * The y of Pyotr and Fyodor, which Cyrillic writes as ё: between consonants and
 * before o.  The pair stands for e.
 */
static bool
name_is_yo(const char *s, size_t length, size_t at)
{
	return s[at] == 'y' && at > 0 && at + 2 < length && s[at + 1] == 'o' &&
		   identifier_ascii_letter(s[at - 1]) && !name_is_vowel(s[at - 1]) &&
		   identifier_ascii_letter(s[at + 2]) && !name_is_vowel(s[at + 2]);
}

/* Endings that spellings differ in: Alexander, Ivanoff. */
static void
name_finish_word(NameKey *key)
{
	if (key->length > 5 && name_ends(key, "ander"))
		name_replace(key, 2, "r");
	else if (key->length >= 5 && name_ends(key, "of"))
		name_replace(key, 1, "v");
}

/*
 * profile_name_collapse: the key of a folded word
 *
 * Returns bytes, 0 for a word without sound, or an IDENTIFIER_TEXT_ code.
 */
int
profile_name_collapse(const char *folded, size_t length, char *out, size_t size)
{
	NameKey key = {out, 0, size, false};
	int32_t before = 0;
	bool foreign = false;

	for (size_t at = 0; at < length;)
	{
		size_t from = at;
		int32_t c = profile_text_next(folded, length, &at);
		char single[2];
		const char *letters = name_latin_of(c, single);

		if (name_is_yo(folded, length, from))
		{
			name_push(&key, 'e');
			at++;
			c = 'o';
		}
		else if (letters != NULL && c == before)
			continue; /* a doubled letter that has several: щщ, xx */
		else if (letters != NULL)
		{
			while (*letters != '\0')
				name_push_typed(&key, *letters++);
		}
		else if (c >= 0x80 && !name_is_silent(c, key.length == 0))
		{
			const char *plain = NULL;

			for (size_t i = 0; i < sizeof(name_greek) / sizeof(*name_greek); i++)
			{
				if (name_greek[i].accented == c)
					plain = name_greek[i].plain;
			}
			foreign = true;
			if (plain != NULL)
				name_push_other(&key, plain, strlen(plain));
			else
				name_push_other(&key, folded + from, at - from);
		}
		before = c;
	}
	name_finish_word(&key);
	if (key.overflow)
		return IDENTIFIER_TEXT_TOO_LONG;
	if (foreign)
	{
		char composed[NAME_FORM_MAX];
		int n;

		/* What stood apart for a mark between may compose now. */
		n = profile_text_casefold(out, key.length, composed, sizeof(composed));
		if (n < 0 || (size_t) n > size)
			return n < 0 ? n : IDENTIFIER_TEXT_TOO_LONG;
		memcpy(out, composed, (size_t) n);
		return n;
	}
	return (int) key.length;
}
