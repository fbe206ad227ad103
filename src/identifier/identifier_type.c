/*-------------------------------------------------------------------------
 *
 * identifier_type.c
 *		Input, output and parts of the type identifier (layout: identifier.h).
 *
 * Text form:	kind:key, split at the first colon, taken as it is: reading does
 *				not normalize, so that what was written comes back.
 * Binary form:	format (1 byte, 1), length of the kind (1 byte), kind, key in the
 *				client's encoding up to the end of the message.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "identifier/identifier_text.h"

#define IDENTIFIER_SHOWN 256 /* bytes */

PG_FUNCTION_INFO_V1(profile_identifier_in);
PG_FUNCTION_INFO_V1(profile_identifier_out);
PG_FUNCTION_INFO_V1(profile_identifier_recv);
PG_FUNCTION_INFO_V1(profile_identifier_send);
PG_FUNCTION_INFO_V1(profile_identifier_kind);
PG_FUNCTION_INFO_V1(profile_identifier_key);
PG_FUNCTION_INFO_V1(profile_identifier_to_jsonb);

#define IDENTIFIER_FORMAT 1

/*
 * profile_identifier_kind_is_valid: [a-z][a-z0-9_]{0,62}
 */
bool
profile_identifier_kind_is_valid(const char *kind, int length)
{
	if (length < 1 || length > IDENTIFIER_KIND_MAX || kind[0] < 'a' || kind[0] > 'z')
		return false;
	for (int i = 1; i < length; i++)
	{
		if (!(kind[i] >= 'a' && kind[i] <= 'z') && !identifier_ascii_digit(kind[i]) &&
			kind[i] != '_')
			return false;
	}
	return true;
}

/*
 * What is wrong with a key and where, or NULL.
 *
 * Every server encoding keeps ASCII as it is, so C0 and DEL can be looked for
 * bytewise; C1 characters are known in UTF-8 only.
 */
static const char *
identifier_key_complaint(const char *key, int length)
{
	bool utf8 = GetDatabaseEncoding() == PG_UTF8;

	if (length < 1)
		return "The key is empty.";
	if (length > IDENTIFIER_KEY_MAX)
		return "The key is longer than 1024 bytes.";
	for (int i = 0; i < length; i++)
	{
		unsigned char c = (unsigned char) key[i];

		if (c < 0x20 || c == 0x7F ||
			(utf8 && c == 0xC2 && i + 1 < length && (unsigned char) key[i + 1] < 0xA0))
			return psprintf("The key holds a control character at its byte %d.", i + 1);
	}
	return NULL;
}

/*
 * profile_identifier_make: build an identifier of parts that are known valid
 */
Identifier *
profile_identifier_make(const char *kind, int kind_length, const char *key,
						int key_length)
{
	Size size = VARHDRSZ + IDENTIFIER_HEADER + kind_length + key_length;
	Identifier *result = palloc(size);
	char *p = VARDATA(result);

	Assert(profile_identifier_kind_is_valid(kind, kind_length));
	Assert(identifier_key_complaint(key, key_length) == NULL);
	SET_VARSIZE(result, size);
	p[0] = IDENTIFIER_VERSION;
	p[1] = (char) kind_length;
	memcpy(p + IDENTIFIER_HEADER, kind, kind_length);
	memcpy(p + IDENTIFIER_HEADER + kind_length, key, key_length);
	return result;
}

/*
 * Fetch an argument whose inside will be shown: a version of a newer release
 * must not be misread.
 */
Identifier *
profile_identifier_getarg(FunctionCallInfo fcinfo, int argno)
{
	Identifier *value = PG_GETARG_IDENTIFIER_PP(argno);

	if (VARSIZE_ANY_EXHDR(value) < IDENTIFIER_HEADER ||
		IDENTIFIER_BYTES(value)[0] != IDENTIFIER_VERSION)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("unsupported version of type identifier"),
						errdetail("The library knows version %d.", IDENTIFIER_VERSION),
						errhint("Upgrade the extension profile.")));
	if (IDENTIFIER_KEY_LENGTH(value) < 1)
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED), errmsg("corrupted identifier")));
	return value;
}

/* How much of an input a message shows, whole characters: it may be a document. */
static int
identifier_shown(const char *input)
{
	return pg_mbcliplen(input, (int) strnlen(input, 2 * IDENTIFIER_SHOWN),
						IDENTIFIER_SHOWN);
}

/*
 * profile_identifier_in(cstring) returns identifier
 */
Datum
profile_identifier_in(PG_FUNCTION_ARGS)
{
	char *input = PG_GETARG_CSTRING(0);
	char *colon = strchr(input, ':');
	size_t key_length;
	const char *complaint;

	if (colon == NULL)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%.*s\"", "identifier",
						identifier_shown(input), input),
				 errdetail("There is no colon between kind and key."),
				 errhint("Write kind:key, for instance phone:+79161234567; "
						 "make_identifier() reads raw values.")));
	if (colon - input > IDENTIFIER_KIND_MAX ||
		!profile_identifier_kind_is_valid(input, (int) (colon - input)))
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%.*s\"", "identifier",
						identifier_shown(input), input),
				 errdetail("\"%.*s\" before the colon is not a kind.",
						   pg_mbcliplen(input, (int) Min(colon - input, 256), 64), input),
				 errhint("A kind is a lower-case letter and up to 62 lower-case "
						 "letters, digits and underscores.")));
	key_length = strlen(colon + 1);
	complaint = identifier_key_complaint(colon + 1,
										 (int) Min(key_length, IDENTIFIER_KEY_MAX + 1));
	if (complaint != NULL)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%.*s...\"", "identifier",
						(int) (colon + 1 - input), input),
				 errdetail("%s", complaint)));
	PG_RETURN_POINTER(profile_identifier_make(input, (int) (colon - input), colon + 1,
											  (int) key_length));
}

/*
 * profile_identifier_out(identifier) returns cstring
 */
Datum
profile_identifier_out(PG_FUNCTION_ARGS)
{
	Identifier *value = profile_identifier_getarg(fcinfo, 0);
	int kind_length = IDENTIFIER_KIND_LENGTH(value);
	int key_length = IDENTIFIER_KEY_LENGTH(value);
	char *result = palloc(kind_length + 1 + key_length + 1);

	memcpy(result, IDENTIFIER_KIND(value), kind_length);
	result[kind_length] = ':';
	memcpy(result + kind_length + 1, IDENTIFIER_KEY(value), key_length);
	result[kind_length + 1 + key_length] = '\0';
	PG_RETURN_CSTRING(result);
}

/*
 * profile_identifier_recv(internal) returns identifier
 *
 * pq_getmsgtext verifies the key's encoding, and that it holds no NUL.
 */
Datum
profile_identifier_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	int format = pq_getmsgbyte(message);
	int kind_length;
	const char *kind;
	int rest;
	int key_length;
	char *key;
	const char *complaint;

	if (format != IDENTIFIER_FORMAT)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("unsupported binary format %d of type identifier", format),
						errdetail("The library knows format %d.", IDENTIFIER_FORMAT),
						errhint("Upgrade the extension profile.")));
	kind_length = pq_getmsgbyte(message);
	kind = pq_getmsgbytes(message, kind_length);
	if (!profile_identifier_kind_is_valid(kind, kind_length))
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid kind in external \"identifier\" value")));
	rest = message->len - message->cursor;
	/* No encoding needs four bytes where another needs less than one. */
	if (rest > IDENTIFIER_KEY_MAX * 4)
		complaint = "The key is longer than 1024 bytes.";
	else
	{
		key = pq_getmsgtext(message, rest, &key_length);
		complaint = identifier_key_complaint(key, key_length);
	}
	if (complaint != NULL)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid key in external \"identifier\" value"),
						errdetail("%s", complaint)));
	PG_RETURN_POINTER(profile_identifier_make(kind, kind_length, key, key_length));
}

/*
 * profile_identifier_send(identifier) returns bytea
 */
Datum
profile_identifier_send(PG_FUNCTION_ARGS)
{
	Identifier *value = profile_identifier_getarg(fcinfo, 0);
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, IDENTIFIER_FORMAT);
	pq_sendbyte(&message, IDENTIFIER_KIND_LENGTH(value));
	pq_sendbytes(&message, IDENTIFIER_KIND(value), IDENTIFIER_KIND_LENGTH(value));
	pq_sendtext(&message, IDENTIFIER_KEY(value), IDENTIFIER_KEY_LENGTH(value));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*
 * profile_identifier_kind(identifier) returns text
 */
Datum
profile_identifier_kind(PG_FUNCTION_ARGS)
{
	Identifier *value = profile_identifier_getarg(fcinfo, 0);

	PG_RETURN_TEXT_P(
		cstring_to_text_with_len(IDENTIFIER_KIND(value), IDENTIFIER_KIND_LENGTH(value)));
}

/*
 * profile_identifier_key(identifier) returns text
 */
Datum
profile_identifier_key(PG_FUNCTION_ARGS)
{
	Identifier *value = profile_identifier_getarg(fcinfo, 0);

	PG_RETURN_TEXT_P(
		cstring_to_text_with_len(IDENTIFIER_KEY(value), IDENTIFIER_KEY_LENGTH(value)));
}

/*
 * profile_identifier_to_jsonb(identifier) returns jsonb
 *
 * The text form as a string.
 */
Datum
profile_identifier_to_jsonb(PG_FUNCTION_ARGS)
{
	char *string = DatumGetCString(profile_identifier_out(fcinfo));
	JsonbValue value;

	value.type = jbvString;
	value.val.string.val = string;
	value.val.string.len = (int) strlen(string);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(&value));
}
