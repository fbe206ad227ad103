/*-------------------------------------------------------------------------
 *
 * name.h
 *		Reading the names of people: characters (name_chars.c), words
 *		(name_scan.c), their keys (name_key.c), words that are not names (name_words.c), the display form
 *		(name_spell.c), family, given name and patronymic (name_parse.c), and
 *		gender (name_gender.c, name_given.c).
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_NAME_H
#define PROFILE_IDENTIFIER_NAME_H

#include "identifier/reading.h"

/*
 * Version of every key that this room makes.  It grows when a release computes
 * some key otherwise; check_identifier_keys() then lists the stored ones.
 */
#define IDENTIFIER_KEY_VERSION 1

/* Longest raw name that is read, and longest form that is written, bytes. */
#define NAME_RAW_MAX  1024
#define NAME_FORM_MAX 480

/* More words than any name has. */
#define NAME_TOKENS_MAX 20

/* Room for a raw name after compatibility normalization, bytes. */
#define NAME_TEXT_MAX 2048

/* What a word is besides a name.  Only a plain word can be a name. */
typedef enum NameWord
{
	NAME_PLAIN,
	NAME_HONORIFIC,   /* Mr, г-н: no part of the name */
	NAME_PARTICLE,    /* van, де: begins a family name, small inside a name */
	NAME_PREPOSITION, /* von, фон: the same, small at its beginning as well */
	NAME_SON,         /* оглы: makes a patronymic of the word before it */
	NAME_DAUGHTER,    /* кызы */
	NAME_SUFFIX,      /* Jr, мл. */
	NAME_DEGREE,      /* PhD: shown, not compared */
	NAME_JUNK,        /* тест: no name has it */
	NAME_FILLER,      /* клиент: no name consists of it */
	NAME_COMPANY      /* ООО: a company, not a person */
} NameWord;

typedef enum NameScript
{
	NAME_OTHER,
	NAME_LATIN,
	NAME_CYRILLIC
} NameScript;

/*
 * One word of a name, without hyphens.  Offsets count in the scan's text and
 * keys.  Its key depends on the word alone and is its own key, so that the keys
 * of all words, in any order, are the key of the name.
 */
typedef struct NameToken
{
	uint16_t at;
	uint16_t length;
	uint16_t key_at;
	uint16_t key_length;
	uint8_t letters; /* at most 255 */
	uint8_t comma;   /* commas before it */
	bool joined;     /* a hyphen ties it to the word before */
	bool upper;      /* no lower-case letter */
	bool lower;      /* no upper-case letter */
	bool camel;      /* a capital after a small letter */
	NameScript script;
	NameWord word;
	const char *spelling; /* of a suffix; NULL: as written */
} NameToken;

/*
 * A raw name taken apart.  At quality garbage there are no tokens.  Honorifics
 * are gone, unless there is nothing else; suffixes stand last.
 */
typedef struct NameScan
{
	int quality;
	const char *problem;
	int count;
	bool mixed;     /* written in both cases, so that its capitals mean something */
	int family_at;  /* where a comma says which words are the family: the first, */
	int family_end; /* and the one after the last; -1 without a comma */
	size_t text_length;
	size_t keys_length;
	NameToken token[NAME_TOKENS_MAX];
	char text[NAME_TEXT_MAX];
	char keys[NAME_FORM_MAX];
} NameScan;

/* A stretch of words: [from, to). */
typedef struct NameRange
{
	int from;
	int to;
} NameRange;

/* Who is who in a scan; empty ranges where there is none. */
typedef struct NameParts
{
	int quality;
	const char *problem;
	NameRange family;
	NameRange given;
	NameRange patronymic;
	NameRange suffix;
	char gender; /* 'm', 'f', or 0: not known */
} NameParts;

/* What a character does in a name. */
typedef enum NameRole
{
	NAME_ROLE_LETTER,
	NAME_ROLE_MARK,       /* belongs to the letter before it */
	NAME_ROLE_NOTHING,    /* invisible */
	NAME_ROLE_APOSTROPHE, /* part of a word between two letters */
	NAME_ROLE_HYPHEN,
	NAME_ROLE_DOT,
	NAME_ROLE_COMMA,
	NAME_ROLE_OPEN,
	NAME_ROLE_BLANK,
	NAME_ROLE_DIGIT,
	NAME_ROLE_AT,
	NAME_ROLE_STRAY
} NameRole;

/* name_chars.c */
extern int profile_name_normalize(const char *raw, size_t length, char *out, size_t size);
extern NameRole profile_name_role(int32_t c);
extern size_t profile_name_unmix(const char *s, size_t length, char *out, size_t size);

/* name_key.c */
extern int profile_name_fold(const char *s, size_t length, char *out, size_t size);
extern int profile_name_collapse(const char *folded, size_t length, char *out,
								 size_t size);
extern NameScript profile_name_script(int32_t c);

/* name_words.c */
extern NameWord profile_name_word(const char *folded, size_t folded_length,
								  const char *key, size_t key_length,
								  const char **spelling, const char **own_key);
extern bool profile_name_is_keyboard_run(const char *s, size_t length);
extern bool profile_name_is_honorific(const char *key, size_t length);

/* name_scan.c */
extern void profile_name_scan(const char *raw, size_t length, NameScan *scan);

/* name_spell.c */
extern int profile_name_spell(const NameScan *scan, NameRange range, char *out,
							  size_t size);
extern int profile_name_join_keys(const NameScan *scan, char *out, size_t size);
extern void profile_name_read(const char *raw, size_t length, const char *region,
							  IdentifierReading *reading);

/* name_parse.c */
extern void profile_name_parse(const NameScan *scan, NameParts *parts);

/* name_given.c */
extern bool profile_name_given(const char *key, size_t length, char *gender);

/* name_gender.c */
extern char profile_name_patronymic(const NameScan *scan, int token);
extern char profile_name_family_gender(const NameScan *scan, int token);

#endif /* PROFILE_IDENTIFIER_NAME_H */
