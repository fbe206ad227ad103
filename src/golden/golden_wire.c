/*-------------------------------------------------------------------------
 *
 * golden_wire.c
 *		Portable bytes for the pieces of golden records and of their states.
 *
 * jsonb's binary form is never sent: whoever could send a forged one could make
 * the server read anywhere.  Strings go as UTF-8 whatever the encodings of
 * server and client, so that the text form of a state (which no client encoding
 * touches) and its binary form are the same bytes; numbers go in their decimal
 * spelling (which keeps the scale), arrays and objects as JSON.
 *
 *	string	int32 length (-1: NULL), bytes
 *	value	kind byte, then a string for s n j:
 *			'0' null, 't' true, 'f' false, 's' string, 'n' number, 'j' JSON
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#define GOLDEN_BAD_MESSAGE(what)                                                         \
	ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),                      \
					errmsg("invalid binary golden record: %s", what)))

void
profile_golden_send_string(StringInfo out, GoldenString string)
{
	char *utf8;
	int length;

	if (string.length <= 0)
	{
		pq_sendint32(out, (uint32) string.length);
		return;
	}
	utf8 = pg_server_to_any(string.bytes, string.length, PG_UTF8);
	length = utf8 == string.bytes ? string.length : (int) strlen(utf8);
	pq_sendint32(out, (uint32) length);
	pq_sendbytes(out, utf8, length);
	if (utf8 != string.bytes)
		pfree(utf8);
}

static void
golden_send_cstring(StringInfo out, char kind, char *string)
{
	pq_sendbyte(out, (uint8) kind);
	profile_golden_send_string(out, (GoldenString){string, (int) strlen(string)});
	pfree(string);
}

void
profile_golden_send_value(StringInfo out, GoldenValue value)
{
	StringInfoData json;

	switch (GOLDEN_VALUE_KIND(value))
	{
		case JENTRY_ISNULL:
			pq_sendbyte(out, '0');
			break;
		case JENTRY_ISBOOL_TRUE:
			pq_sendbyte(out, 't');
			break;
		case JENTRY_ISBOOL_FALSE:
			pq_sendbyte(out, 'f');
			break;
		case JENTRY_ISSTRING:
			pq_sendbyte(out, 's');
			profile_golden_send_string(
				out, (GoldenString){value.bytes, (int) GOLDEN_VALUE_LENGTH(value)});
			break;
		default:
			initStringInfo(&json);
			profile_golden_value_print(&json, value);
			golden_send_cstring(
				out, GOLDEN_VALUE_KIND(value) == JENTRY_ISNUMERIC ? 'n' : 'j', json.data);
	}
}

static const char *
golden_take(StringInfo in, int bytes)
{
	if (bytes > in->len - in->cursor)
		GOLDEN_BAD_MESSAGE("it ends too early");
	return pq_getmsgbytes(in, bytes);
}

uint32
profile_golden_read_int(StringInfo in, int bytes)
{
	const unsigned char *from = (const unsigned char *) golden_take(in, bytes);
	uint32 result = 0;

	while (bytes-- > 0)
		result = result << 8 | *from++;
	return result;
}

int64
profile_golden_read_int64(StringInfo in)
{
	uint64 high = profile_golden_read_int(in, 4);

	return (int64) (high << 32 | profile_golden_read_int(in, 4));
}

GoldenString
profile_golden_read_string(StringInfo in)
{
	int32 length = (int32) profile_golden_read_int(in, 4);
	GoldenString string = {NULL, -1};
	const char *utf8;

	if (length == -1)
		return string;
	if (length < 0 || length > in->len - in->cursor)
		GOLDEN_BAD_MESSAGE("a string is longer than the message");
	utf8 = pq_getmsgbytes(in, length);
	string.bytes = pg_any_to_server(utf8, length, PG_UTF8);
	string.length = string.bytes == utf8 ? length : (int) strlen(string.bytes);
	if (memchr(string.bytes, '\0', string.length) != NULL)
		GOLDEN_BAD_MESSAGE("a string contains a zero byte");
	return string;
}

uint32
profile_golden_read_count(StringInfo in, Size least)
{
	uint32 count = profile_golden_read_int(in, 4);

	if (count > (uint32) (in->len - in->cursor) / least)
		GOLDEN_BAD_MESSAGE("a count is larger than the message");
	return count;
}

/* A string whose text an input function can take. */
static char *
golden_read_cstring(StringInfo in)
{
	GoldenString string = profile_golden_read_string(in);

	if (string.length < 0)
		GOLDEN_BAD_MESSAGE("a value is missing");
	return pnstrdup(string.bytes, string.length);
}

/* jsonb_in reads the number, so that NaN, infinity and hexadecimals stay out. */
static GoldenValue
golden_read_json(StringInfo in, JEntry kind)
{
	char *string = golden_read_cstring(in);
	GoldenValue value = profile_golden_value_of(
		DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(string))));

	if (GOLDEN_VALUE_KIND(value) != kind)
		GOLDEN_BAD_MESSAGE("a value is not of the kind it says");
	return value;
}

GoldenValue
profile_golden_read_value(StringInfo in)
{
	GoldenValue value = {JENTRY_ISNULL, ""};
	GoldenString string;

	switch (profile_golden_read_int(in, 1))
	{
		case '0':
			break;
		case 't':
			value.entry = JENTRY_ISBOOL_TRUE;
			break;
		case 'f':
			value.entry = JENTRY_ISBOOL_FALSE;
			break;
		case 's':
			string = profile_golden_read_string(in);
			if (string.length < 0)
				GOLDEN_BAD_MESSAGE("a value is missing");
			if (string.length > (int) JENTRY_OFFLENMASK)
				GOLDEN_BAD_MESSAGE("a string is too long for jsonb");
			value.entry = JENTRY_ISSTRING | (uint32) string.length;
			value.bytes = string.bytes;
			break;
		case 'n':
			return golden_read_json(in, JENTRY_ISNUMERIC);
		case 'j':
			return golden_read_json(in, JENTRY_ISCONTAINER);
		default:
			GOLDEN_BAD_MESSAGE("unknown kind of value");
	}
	return value;
}
