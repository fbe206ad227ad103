/*-------------------------------------------------------------------------
 *
 * name_parse.c
 *		Which words of a name are family, given name and patronymic, and whose
 *		name it is.
 *
 * The words are first tied into units: double names, a particle with what it
 * introduces (van der Waals), a word with its оглы or кызы.  The order is
 * decided by the surest evidence at hand:
 *		a comma after the family;
 *		a patronymic: last after family and given name, or between the two;
 *		initials around one word;
 *		a particle;
 *		the dictionary of given names, then the endings of family names;
 *		the habit of the script: Latin "First Last", Cyrillic "Last First".
 * The last, and contradictions, are assumptions and said to be.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/name.h"

/* Words that are one part of a name. */
typedef struct NameUnit
{
	NameRange range;
	bool initial;
	bool particle;   /* introduced by one: a family name */
	bool certain;    /* a patronymic with оглы or кызы */
	char patronymic; /* formed like one: 'm' or 'f' */
	char family;     /* as profile_name_family_gender */
	bool given;      /* in the dictionary */
} NameUnit;

typedef struct NameUnits
{
	int count;
	bool latin;
	NameUnit unit[NAME_TOKENS_MAX];
} NameUnits;

static bool
name_is_given(const NameScan *scan, int token, char *gender)
{
	const NameToken *word = &scan->token[token];

	return profile_name_given(scan->keys + word->key_at, word->key_length, gender);
}

/* A comma between word i and the one before it: nothing is tied across. */
static bool
name_is_border(const NameScan *scan, int i)
{
	return i == scan->family_at || i == scan->family_end;
}

/* A word introduces the next one. */
static bool
name_introduces(const NameScan *scan, int i, int proper)
{
	const NameToken *token = &scan->token[i];
	char gender;

	if (i + 1 >= proper || token->letters < 2 || name_is_border(scan, i + 1))
		return false;
	if (token->word == NAME_PREPOSITION)
		return true;
	if (token->word != NAME_PARTICLE)
		return false;
	if (i > 0 || (scan->mixed && token->lower))
		return true;
	return !name_is_given(scan, i, &gender) &&
		   (token->script == NAME_CYRILLIC || proper > 2);
}

/* "y" between two family names. */
static bool
name_links(const NameScan *scan, int i, int proper)
{
	const NameToken *token = &scan->token[i];

	return i + 1 < proper && !name_is_border(scan, i + 1) &&
		   token->word == NAME_PARTICLE && token->letters == 1 && token->lower;
}

/* Tie the words from at into one unit; returns the word after it. */
static int
name_tie(const NameScan *scan, int at, int proper, NameUnit *unit)
{
	char gender;
	int last;

	memset(unit, 0, sizeof(*unit));
	unit->range.from = at;
	while (name_introduces(scan, at, proper))
	{
		unit->particle = true;
		at++;
	}
	unit->given = name_is_given(scan, at, &gender);
	unit->initial = scan->token[at].letters == 1;
	last = at++;
	while (at < proper && !name_is_border(scan, at))
	{
		NameWord word = scan->token[at].word;

		if (word == NAME_SON || word == NAME_DAUGHTER)
		{
			unit->certain = true;
			unit->patronymic = word == NAME_SON ? 'm' : 'f';
		}
		else if (name_links(scan, at, proper))
			last = ++at;
		else if (scan->token[at].joined)
			last = at;
		else
			break;
		unit->initial = false;
		at++;
	}
	unit->range.to = at;
	if (!unit->certain && !unit->particle)
		unit->patronymic = profile_name_patronymic(scan, last);
	if (!unit->certain)
		unit->family = profile_name_family_gender(scan, last);
	return at;
}

static void
name_tie_all(const NameScan *scan, int proper, NameUnits *units)
{
	units->count = 0;
	units->latin = scan->token[0].script == NAME_LATIN;
	for (int at = 0; at < proper;)
		at = name_tie(scan, at, proper, &units->unit[units->count++]);
}

/* The words of units [from, to); empty where there are none. */
static NameRange
name_words_of(const NameUnits *units, int from, int to)
{
	if (from >= to)
		return (NameRange){0, 0};
	return (NameRange){units->unit[from].range.from, units->unit[to - 1].range.to};
}

/* The unit that is the patronymic, or -1. */
static int
name_find_patronymic(const NameUnits *units)
{
	const NameUnit *unit = units->unit;
	int count = units->count;
	int last = count - 1;

	for (int i = 0; i < count; i++)
	{
		if (unit[i].certain)
			return i;
	}
	for (int i = 0; i < count; i++)
	{
		if (unit[i].patronymic == 'f')
			return i;
	}
	if (count == 2 && unit[1].patronymic != 0)
		return 1;
	if (count < 3)
		return -1;
	/* Роман Аркадьевич Абрамович, but Абрамович Роман Аркадьевич */
	if (unit[1].patronymic != 0 &&
		(unit[last].patronymic == 0 || (unit[0].given && !unit[1].given)))
		return 1;
	return unit[last].patronymic != 0 ? last : -1;
}

/* Family and given name among units [from, to), neither of them known. */
static void
name_split_two(const NameUnits *units, int from, NameParts *parts)
{
	const NameUnit *first = &units->unit[from];
	const NameUnit *second = first + 1;
	int family;

	if (first->particle != second->particle)
		family = first->particle ? from : from + 1;
	else if (first->given != second->given)
	{
		family = first->given ? from + 1 : from;
		/* English family names are given names as often: Smith John is rare. */
		if (units->latin && family == from && first->family == 0)
			identifier_note(&parts->quality, &parts->problem, "assumed_order");
	}
	else if ((first->family != 0) != (second->family != 0))
		family = first->family != 0 ? from : from + 1;
	else if ((first->family == 'u') != (second->family == 'u'))
		family = first->family == 'u' ? from + 1 : from; /* Сулейман Стальский */
	else
	{
		family = units->latin ? from + 1 : from;
		if (!(units->latin && first->given))
			identifier_note(&parts->quality, &parts->problem, "assumed_order");
	}
	parts->family = name_words_of(units, family, family + 1);
	family = family == from ? from + 1 : from;
	parts->given = name_words_of(units, family, family + 1);
}

/* The same for any number of units. */
static void
name_split(const NameUnits *units, int from, int to, NameParts *parts)
{
	const NameUnit *unit = units->unit;
	int family = -1;

	if (to - from == 1)
	{
		if (unit[from].particle || (!unit[from].given && unit[from].family != 0))
			parts->family = unit[from].range;
		else
			parts->given = unit[from].range;
		return;
	}
	if (to - from == 2)
	{
		name_split_two(units, from, parts);
		return;
	}
	for (int i = from; i < to; i += to - 1 - from)
	{
		if (unit[i].particle)
			family = i;
	}
	if (family < 0 && unit[to - 1].given && !unit[from].given && !unit[from + 1].given)
	{
		parts->family = name_words_of(units, from, to - 1);
		parts->given = unit[to - 1].range;
		return;
	}
	if (family < 0)
	{
		bool first_given = unit[from].given;
		bool second_given = unit[from + 1].given;

		/* Ким Чен Ын: that the first word is given somewhere says little. */
		if (!units->latin && !second_given && unit[to - 1].family == 0)
			first_given = false;
		family = first_given || (units->latin && !second_given) ? to - 1 : from;
		if (!(units->latin ? first_given : second_given && !first_given))
			identifier_note(&parts->quality, &parts->problem, "assumed_order");
	}
	parts->family = unit[family].range;
	if (family == from)
		parts->given = name_words_of(units, from + 1, to);
	else
		parts->given = name_words_of(units, from, to - 1);
}

/* What a patronymic at unit p leaves: family and given name around it. */
static void
name_split_around(const NameUnits *units, int p, NameParts *parts)
{
	const NameUnit *unit = units->unit;
	int count = units->count;

	parts->patronymic = unit[p].range;
	if (p == count - 1)
	{
		bool turned = p == 2 && unit[0].given && !unit[1].given && unit[1].family != 0;

		if (p == 1)
			name_split(units, 0, 1, parts);
		else if (p > 1)
		{
			parts->family = unit[turned].range;
			parts->given = turned ? unit[0].range : name_words_of(units, 1, p);
		}
	}
	else if (p == 0)
		name_split(units, 1, count, parts);
	else
	{
		parts->given = name_words_of(units, 0, p);
		parts->family = name_words_of(units, p + 1, count);
	}
	if (!unit[p].certain && unit[p].patronymic == 'm' && count < 3)
		identifier_note(&parts->quality, &parts->problem, "assumed_patronymic");
}

/* One word with initials: "Иванов И. И."; false if it is not that. */
static bool
name_split_initials(const NameUnits *units, NameParts *parts)
{
	const NameUnit *unit = units->unit;
	int count = units->count;
	int word = -1;
	int first;

	for (int i = 0; i < count; i++)
	{
		if (!unit[i].initial && word >= 0)
			return false;
		if (!unit[i].initial)
			word = i;
	}
	if (word < 0 || count < 2)
		return false;
	if (word != 0 && word != count - 1)
		return false;
	first = word == 0 ? 1 : 0;
	if (count == 2 && unit[word].given && word == 0) /* Мария К. */
	{
		parts->given = unit[word].range;
		parts->family = unit[first].range;
		identifier_note(&parts->quality, &parts->problem, "assumed_order");
		return true;
	}
	parts->family = unit[word].range;
	if (units->latin)
		parts->given = name_words_of(units, first, first + count - 1);
	else
	{
		parts->given = unit[first].range;
		parts->patronymic = name_words_of(units, first + 1, first + count - 1);
	}
	return true;
}

/* An initial that stands where a Cyrillic name has its patronymic, or -1. */
static int
name_find_initial(const NameUnits *units)
{
	int found = -1;

	for (int i = 1; i < units->count && !units->latin && units->count == 3; i++)
	{
		if (units->unit[i].initial && found >= 0)
			return -1;
		if (units->unit[i].initial)
			found = i;
	}
	return found;
}

/* What follows a comma, or stands before the family: given name, patronymic. */
static void
name_split_given(const NameUnits *units, int from, int to, NameParts *parts)
{
	int end = to;

	if (to - from > 1 && (units->unit[to - 1].patronymic != 0 ||
						  (units->unit[to - 1].initial && !units->latin)))
		end--;
	parts->given = name_words_of(units, from, end);
	parts->patronymic = name_words_of(units, end, to);
}

static void
name_split_comma(const NameScan *scan, const NameUnits *units, NameParts *parts)
{
	int from = 0;
	int to;

	while (from < units->count && units->unit[from].range.from < scan->family_at)
		from++;
	to = from;
	while (to < units->count && units->unit[to].range.from < scan->family_end)
		to++;
	parts->family = name_words_of(units, from, to);
	if (from > 0)
		name_split_given(units, 0, from, parts);
	else
		name_split_given(units, to, units->count, parts);
}

static bool
name_is_empty(NameRange range)
{
	return range.from >= range.to;
}

/* Patronymic, then given name, then family name; the first that tells. */
static char
name_gender(const NameScan *scan, const NameUnits *units, const NameParts *parts)
{
	char gender = 0;

	for (int i = 0; i < units->count && !name_is_empty(parts->patronymic); i++)
	{
		if (units->unit[i].range.from == parts->patronymic.from)
			gender = units->unit[i].patronymic;
	}
	for (int i = parts->given.from; i < parts->given.to && gender == 0; i++)
		name_is_given(scan, i, &gender);
	for (int i = 0; i < units->count && gender == 0 && !name_is_empty(parts->family); i++)
	{
		if (units->unit[i].range.from == parts->family.from && !units->unit[i].particle)
			gender = units->unit[i].family;
		if (gender == 'u')
			gender = 0;
	}
	return gender;
}

/* Words [from, to) hold one of the dictionary's given names. */
static bool
name_holds_given(const NameScan *scan, int from, int to)
{
	char gender;

	for (int i = from; i < to; i++)
	{
		if (name_is_given(scan, i, &gender))
			return true;
	}
	return false;
}

/*
 * More than one person: "Иван и Анна Петровы", or two whole names with a comma
 * between them.
 */
static bool
name_is_of_several(const NameScan *scan, int proper)
{
	int border = scan->family_at > 0 ? scan->family_at : scan->family_end;

	for (int i = 1; i + 1 < proper; i++)
	{
		const NameToken *token = &scan->token[i];
		const char *s = scan->text + token->at;

		if (token->lower && scan->mixed && token[-1].letters > 1 &&
			token[1].letters > 1 &&
			((token->length == 2 && memcmp(s, "и", 2) == 0) ||
			 (token->length == 3 && memcmp(s, "and", 3) == 0)))
			return true;
	}
	return border > 1 && proper - border > 1 && scan->token[0].script == NAME_CYRILLIC &&
		   name_holds_given(scan, 0, border) && name_holds_given(scan, border, proper);
}

/*
 * profile_name_parse: take a scanned name, which must not be garbage, for parts
 */
void
profile_name_parse(const NameScan *scan, NameParts *parts)
{
	NameUnits units;
	int proper = scan->count;
	int p;

	memset(parts, 0, sizeof(*parts));
	parts->quality = scan->quality;
	parts->problem = scan->problem;
	while (proper > 0 && (scan->token[proper - 1].word == NAME_SUFFIX ||
						  scan->token[proper - 1].word == NAME_DEGREE))
		proper--;
	parts->suffix = (NameRange){proper, scan->count};
	if (proper == 0)
		return;
	if (name_is_of_several(scan, proper))
		identifier_note(&parts->quality, &parts->problem, "several_names");
	name_tie_all(scan, proper, &units);
	p = name_find_patronymic(&units);
	if (scan->family_at >= 0)
		name_split_comma(scan, &units, parts);
	else if (p >= 0)
		name_split_around(&units, p, parts);
	else if (!name_split_initials(&units, parts))
	{
		p = name_find_initial(&units);
		if (p >= 0)
			name_split_around(&units, p, parts);
		else
			name_split(&units, 0, units.count, parts);
	}
	parts->gender = name_gender(scan, &units, parts);
}
