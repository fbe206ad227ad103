/*-------------------------------------------------------------------------
 *
 * survivorship_type.c
 *		SQL face of the type survivorship: input, output, casts, order, hash.
 *
 * Every way in (text, binary, jsonb) ends in the one parser, so a stored value
 * is always one that the compiler made.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "golden/survivorship.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

PG_FUNCTION_INFO_V1(profile_survivorship_in);
PG_FUNCTION_INFO_V1(profile_survivorship_out);
PG_FUNCTION_INFO_V1(profile_survivorship_recv);
PG_FUNCTION_INFO_V1(profile_survivorship_send);
PG_FUNCTION_INFO_V1(profile_survivorship_from_jsonb);
PG_FUNCTION_INFO_V1(profile_survivorship_to_jsonb);
PG_FUNCTION_INFO_V1(profile_survivorship_as_of);

#define SURVIVORSHIP_WIRE_FORMAT 1

static void *
survivorship_alloc(size_t size)
{
	return palloc(size);
}

/* The parser's sentence in the database's encoding. */
static char *
survivorship_message(char *utf8)
{
	return pg_any_to_server(utf8, (int) strlen(utf8), PG_UTF8);
}

/* What the parser found wrong, softly if it may be. */
static void
survivorship_refuse(SurvivorshipError *error, struct Node *escontext)
{
	errsave(escontext,
			(errcode(error->limit ? ERRCODE_PROGRAM_LIMIT_EXCEEDED
								  : ERRCODE_INVALID_TEXT_REPRESENTATION),
			 error->limit ? errmsg("survivorship rules are too large")
						  : errmsg("invalid input syntax for type %s", "survivorship"),
			 errdetail("%s", survivorship_message(error->detail)),
			 error->hint[0] ? errhint("%s", survivorship_message(error->hint)) : 0));
}

/* The parser cannot read times: the server can. */
static bool
survivorship_read_as_of(const SurvivorshipDocument *document, int64 *as_of)
{
	*as_of = GOLDEN_AT_UNKNOWN;
	return !(document->given & SURVIVORSHIP_DOCUMENT_AS_OF) ||
		   (profile_golden_moment_read(document->as_of.bytes,
									   (int) document->as_of.length, as_of) &&
			!TIMESTAMP_NOT_FINITE(profile_golden_timestamp(*as_of)));
}

/*
 * Reads rules from a string in the database's encoding.  NULL after a soft
 * error, whose DETAIL begins with the path of the offending key.
 */
static Survivorship *
survivorship_read(char *string, struct Node *escontext)
{
	SurvivorshipDocument document;
	SurvivorshipError error;
	int64 as_of;
	char *utf8 = (char *) pg_server_to_any(string, (int) strlen(string), PG_UTF8);

	if (!profile_survivorship_parse(utf8, strlen(utf8), survivorship_alloc, &document,
									&error))
	{
		survivorship_refuse(&error, escontext);
		return NULL;
	}
	if (!survivorship_read_as_of(&document, &as_of))
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "survivorship"),
				 errdetail("as_of: an ISO 8601 time with its offset is expected."),
				 errhint("Write it like \"2026-07-01T00:00:00Z\".")));
	return profile_survivorship_compile(&document, as_of);
}

/*
 * survivorship_in(cstring) returns survivorship
 */
Datum
profile_survivorship_in(PG_FUNCTION_ARGS)
{
	Survivorship *rules = survivorship_read(PG_GETARG_CSTRING(0), fcinfo->context);

	if (rules == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(rules);
}

/*
 * survivorship_out(survivorship) returns cstring
 */
Datum
profile_survivorship_out(PG_FUNCTION_ARGS)
{
	Survivorship *rules = DatumGetSurvivorship(PG_GETARG_DATUM(0));

	profile_survivorship_check_version(rules);
	PG_RETURN_CSTRING(profile_survivorship_text(rules));
}

/*
 * survivorship_recv(internal) returns survivorship
 *
 * Format byte 1, then the text form: like jsonb, so that the wire never sees
 * the stored layout.
 */
Datum
profile_survivorship_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	int format = pq_getmsgbyte(message);
	char *string;
	int length;

	if (format != SURVIVORSHIP_WIRE_FORMAT)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("unknown binary format %d of survivorship", format),
						errhint("Upgrade the extension profile.")));
	string = pq_getmsgtext(message, message->len - message->cursor, &length);
	if (strlen(string) != (size_t) length)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("a binary survivorship contains a zero byte")));
	PG_RETURN_POINTER(survivorship_read(string, NULL));
}

/*
 * survivorship_send(survivorship) returns bytea
 */
Datum
profile_survivorship_send(PG_FUNCTION_ARGS)
{
	Survivorship *rules = DatumGetSurvivorship(PG_GETARG_DATUM(0));
	StringInfoData message;
	char *string;

	profile_survivorship_check_version(rules);
	string = profile_survivorship_text(rules);
	pq_begintypsend(&message);
	pq_sendbyte(&message, SURVIVORSHIP_WIRE_FORMAT);
	pq_sendtext(&message, string, (int) strlen(string));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*
 * survivorship(jsonb) returns survivorship
 */
Datum
profile_survivorship_from_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb *json = PG_GETARG_JSONB_P(0);

	PG_RETURN_POINTER(
		survivorship_read(JsonbToCString(NULL, &json->root, (int) VARSIZE(json)), NULL));
}

/*
 * jsonb(survivorship) returns jsonb
 */
Datum
profile_survivorship_to_jsonb(PG_FUNCTION_ARGS)
{
	Survivorship *rules = DatumGetSurvivorship(PG_GETARG_DATUM(0));

	profile_survivorship_check_version(rules);
	PG_RETURN_DATUM(
		DirectFunctionCall1(jsonb_in, CStringGetDatum(profile_survivorship_text(rules))));
}

/*
 * survivorship_as_of(survivorship, timestamptz) returns survivorship
 */
Datum
profile_survivorship_as_of(PG_FUNCTION_ARGS)
{
	Survivorship *rules = DatumGetSurvivorship(PG_GETARG_DATUM(0));
	TimestampTz as_of = PG_GETARG_TIMESTAMPTZ(1);

	profile_survivorship_check_version(rules);
	if (TIMESTAMP_NOT_FINITE(as_of))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("as_of must be a finite time")));
	PG_RETURN_POINTER(profile_survivorship_at(rules, golden_moment(as_of)));
}
