/*-------------------------------------------------------------------------
 *
 * survivorship_json.c
 *		The JSON that survivorship rules are written in: tokens and errors.
 *
 * The grammar of rules has no recursion, so nesting is bounded by construction:
 * where a rule expects a string, an object is a mistake and not something to
 * skip.  Only the standard library is used.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "golden/survivorship_json.h"

#include <stdio.h>
#include <string.h>

#define SURVIVORSHIP_QUOTE 60 /* bytes of a foreign string shown in an error */

/* --- errors ---------------------------------------------------------------- */

/* How many bytes of a string to show: at most SURVIVORSHIP_QUOTE, whole characters. */
static int
survivorship_shown(SurvivorshipString string)
{
	size_t n = string.length;

	if (n > SURVIVORSHIP_QUOTE)
	{
		n = SURVIVORSHIP_QUOTE;
		while (n > 0 && ((unsigned char) string.bytes[n] & 0xC0) == 0x80)
			n--;
	}
	return (int) n;
}

/* "attributes.email.strategy: WHAT", or "at byte N: WHAT" outside any member. */
bool
profile_survivorship_fail(SurvivorshipParser *parser, const char *what, const char *hint)
{
	SurvivorshipError *error = parser->error;
	size_t room = sizeof(error->detail);
	size_t used = 0;
	int i;

	for (i = 0; i < parser->depth; i++)
		used += (size_t) snprintf(error->detail + used, room - used, "%s%.*s",
								  i > 0 ? "." : "", survivorship_shown(parser->path[i]),
								  parser->path[i].bytes);
	if (used == 0)
		used += (size_t) snprintf(error->detail, room, "at byte %zu",
								  (size_t) (parser->at - parser->start) + 1);
	snprintf(error->detail + used, room - used, ": %s.", what);
	snprintf(error->hint, sizeof(error->hint), "%s", hint ? hint : "");
	return false;
}

bool
profile_survivorship_fail_quoting(SurvivorshipParser *parser, const char *what,
								  SurvivorshipString string, const char *hint)
{
	char message[160];

	snprintf(message, sizeof(message), "%s \"%.*s\"", what, survivorship_shown(string),
			 string.bytes);
	return profile_survivorship_fail(parser, message, hint);
}

bool
profile_survivorship_fail_limit(SurvivorshipParser *parser, const char *what)
{
	parser->error->limit = true;
	return profile_survivorship_fail(parser, what, NULL);
}

/* --- tokens ---------------------------------------------------------------- */

static void
survivorship_space(SurvivorshipParser *parser)
{
	while (parser->at < parser->end && (*parser->at == ' ' || *parser->at == '\t' ||
										*parser->at == '\n' || *parser->at == '\r'))
		parser->at++;
}

/* Consumes one punctuation character if it is next. */
bool
profile_survivorship_accept(SurvivorshipParser *parser, char c)
{
	survivorship_space(parser);
	if (parser->at >= parser->end || *parser->at != c)
		return false;
	parser->at++;
	return true;
}

/* Four hexadecimal digits at s, or -1. */
static int
survivorship_hex4(const char *s, const char *end)
{
	int value = 0;
	int i;

	if (end - s < 4)
		return -1;
	for (i = 0; i < 4; i++)
	{
		char c = s[i];

		if (c >= '0' && c <= '9')
			value = value * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			value = value * 16 + (c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			value = value * 16 + (c - 'A' + 10);
		else
			return -1;
	}
	return value;
}

static char *
survivorship_put_utf8(char *out, unsigned code)
{
	if (code < 0x80)
		*out++ = (char) code;
	else if (code < 0x800)
	{
		*out++ = (char) (0xC0 | (code >> 6));
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	else if (code < 0x10000)
	{
		*out++ = (char) (0xE0 | (code >> 12));
		*out++ = (char) (0x80 | ((code >> 6) & 0x3F));
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	else
	{
		*out++ = (char) (0xF0 | (code >> 18));
		*out++ = (char) (0x80 | ((code >> 12) & 0x3F));
		*out++ = (char) (0x80 | ((code >> 6) & 0x3F));
		*out++ = (char) (0x80 | (code & 0x3F));
	}
	return out;
}

/*
 * After "\u": one character, of a surrogate pair if need be.  NULL if it is not
 * a character that text can hold.  It never takes more bytes than its escape.
 */
static char *
survivorship_unicode(SurvivorshipParser *parser, char *out)
{
	int high = survivorship_hex4(parser->at, parser->end);
	unsigned code;

	if (high <= 0 || (high >= 0xDC00 && high <= 0xDFFF))
		return NULL;
	parser->at += 4;
	code = (unsigned) high;
	if (high >= 0xD800 && high <= 0xDBFF)
	{
		int low;

		if (parser->end - parser->at < 6 || parser->at[0] != '\\' || parser->at[1] != 'u')
			return NULL;
		low = survivorship_hex4(parser->at + 2, parser->end);
		if (low < 0xDC00 || low > 0xDFFF)
			return NULL;
		parser->at += 6;
		code = 0x10000 + (((unsigned) high - 0xD800) << 10) + ((unsigned) low - 0xDC00);
	}
	return survivorship_put_utf8(out, code);
}

/* After a backslash; NULL if the escape is not one of JSON's. */
static char *
survivorship_escape(SurvivorshipParser *parser, char *out)
{
	static const char from[] = "\"\\/bfnrt";
	static const char to[] = "\"\\/\b\f\n\r\t";
	const char *found;

	if (parser->at >= parser->end || *parser->at == '\0')
		return NULL;
	if (*parser->at == 'u')
	{
		parser->at++;
		return survivorship_unicode(parser, out);
	}
	found = strchr(from, *parser->at);
	if (found == NULL)
		return NULL;
	parser->at++;
	*out++ = to[found - from];
	return out;
}

bool
profile_survivorship_string(SurvivorshipParser *parser, SurvivorshipString *string)
{
	const char *close;
	char *out;

	if (!profile_survivorship_accept(parser, '"'))
		return profile_survivorship_fail(parser, "a string is expected", NULL);
	for (close = parser->at; close < parser->end && *close != '"'; close++)
		if (*close == '\\' && close + 1 < parser->end)
			close++;
	string->bytes = out = parser->alloc((size_t) (close - parser->at) + 1);
	while (parser->at < parser->end && *parser->at != '"')
	{
		if ((unsigned char) *parser->at < 0x20)
			return profile_survivorship_fail(parser,
											 "a control character in a string must be "
											 "escaped",
											 NULL);
		if (*parser->at != '\\')
		{
			*out++ = *parser->at++;
			continue;
		}
		parser->at++;
		out = survivorship_escape(parser, out);
		if (out == NULL)
			return profile_survivorship_fail(parser, "invalid escape in a string", NULL);
	}
	if (parser->at >= parser->end)
		return profile_survivorship_fail(parser, "a string does not end", NULL);
	parser->at++;
	string->length = (size_t) (out - string->bytes);
	return true;
}

/* {"key": ..., ...}: calls member for each, with the key on the path. */
bool
profile_survivorship_object(SurvivorshipParser *parser, SurvivorshipMember member,
							void *into)
{
	if (!profile_survivorship_accept(parser, '{'))
		return profile_survivorship_fail(parser, "an object is expected", NULL);
	if (profile_survivorship_accept(parser, '}'))
		return true;
	do
	{
		SurvivorshipString key;

		if (!profile_survivorship_string(parser, &key))
			return false;
		parser->path[parser->depth++] = key;
		if (!profile_survivorship_accept(parser, ':'))
			return profile_survivorship_fail(parser, "\":\" is expected", NULL);
		if (!member(parser, key, into))
			return false;
		parser->depth--;
	} while (profile_survivorship_accept(parser, ','));
	if (!profile_survivorship_accept(parser, '}'))
		return profile_survivorship_fail(parser, "\",\" or \"}\" is expected", NULL);
	return true;
}

char
profile_survivorship_peek(SurvivorshipParser *parser)
{
	survivorship_space(parser);
	return parser->at < parser->end ? *parser->at : '\0';
}

bool
profile_survivorship_number(SurvivorshipParser *parser, int least, int most, int *number)
{
	char what[80];
	int digits = 0;

	*number = 0;
	for (survivorship_space(parser); parser->at < parser->end && digits < 9; digits++)
	{
		if (*parser->at < '0' || *parser->at > '9' ||
			(digits == 1 && parser->at[-1] == '0'))
			break;
		*number = *number * 10 + (*parser->at++ - '0');
	}
	/* Neither a fraction nor an exponent nor more digits follow. */
	if (digits > 0 && *number >= least && *number <= most &&
		strchr(",}]", profile_survivorship_peek(parser)) != NULL)
		return true;
	snprintf(what, sizeof(what), "a whole number from %d to %d is expected", least, most);
	return profile_survivorship_fail(parser, what, NULL);
}

bool
profile_survivorship_strings(SurvivorshipParser *parser, const char *what, size_t most,
							 SurvivorshipList *list)
{
	SurvivorshipString names[SURVIVORSHIP_MAX_SOURCES];
	char message[80];
	size_t count = 0;
	size_t i;

	snprintf(message, sizeof(message), "an array of %s names is expected", what);
	if (!profile_survivorship_accept(parser, '['))
		return profile_survivorship_fail(parser, message, NULL);
	do
	{
		snprintf(message, sizeof(message), "more than %zu %ss", most, what);
		if (count == most)
			return profile_survivorship_fail_limit(parser, message);
		if (!profile_survivorship_string(parser, &names[count]))
			return false;
		snprintf(message, sizeof(message), "%s given twice:", what);
		for (i = 0; i < count; i++)
			if (survivorship_equal(names[i], names[count]))
				return profile_survivorship_fail_quoting(parser, message, names[i], NULL);
		count++;
	} while (profile_survivorship_accept(parser, ','));
	if (!profile_survivorship_accept(parser, ']'))
		return profile_survivorship_fail(parser, "\",\" or \"]\" is expected", NULL);
	list->names = parser->alloc(count * sizeof(names[0]));
	memcpy(list->names, names, count * sizeof(names[0]));
	list->count = count;
	return true;
}
