/*-------------------------------------------------------------------------
 *
 * identifier_raw.c
 *		Between the server's text and the parsers' UTF-8.
 *
 * Parsers work on UTF-8.  In another server encoding a value is converted on
 * the way in and the result on the way out, without raising: what cannot be
 * converted is garbage with the problem bad_encoding, not an error that would
 * stop a load.  In SQL_ASCII, where nobody knows what the bytes mean, valid
 * UTF-8 is taken for what it is and anything else for garbage.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "access/detoast.h"
#include "catalog/pg_conversion.h"
#include "catalog/pg_namespace.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "identifier/identifier_text.h"

/*
 * Convert without raising; NULL where some character has no counterpart.  The
 * result is palloc'd.
 *
 * Always by the server's own conversion: the one that the session's search_path
 * finds may be another, and what is immutable must not depend on that.
 */
static char *
identifier_convert(const char *s, size_t length, int from, int to, size_t *converted)
{
	Oid proc = FindDefaultConversion(PG_CATALOG_NAMESPACE, from, to);
	size_t room = length * MAX_CONVERSION_GROWTH + 1;
	char *out;

	if (!OidIsValid(proc))
		return NULL;
	out = palloc(room);
	if (pg_do_encoding_conversion_buf(
			proc, from, to, (unsigned char *) unconstify(char *, s), (int) length,
			(unsigned char *) out, (int) room, true) != (int) length)
	{
		pfree(out);
		return NULL;
	}
	*converted = strlen(out);
	return out;
}

/*
 * profile_raw_bytes: bytes in the server's encoding as a raw value, trimmed
 */
void
profile_raw_bytes(const char *s, size_t length, RawText *raw)
{
	int encoding = GetDatabaseEncoding();

	raw->problem = "too_long";
	raw->utf8 = s;
	raw->length = length;
	if (length > IDENTIFIER_RAW_MAX)
		return;
	if (encoding != PG_UTF8 && !profile_text_is_ascii(raw->utf8, raw->length))
	{
		if (encoding != PG_SQL_ASCII)
			raw->utf8 = identifier_convert(raw->utf8, raw->length, encoding, PG_UTF8,
										   &raw->length);
		if (raw->utf8 == NULL || !profile_text_is_utf8(raw->utf8, raw->length))
		{
			raw->problem = "bad_encoding";
			return;
		}
	}
	profile_text_trim(&raw->utf8, &raw->length);
	if (raw->length == 0)
		raw->problem = "empty";
	else if (raw->length <= IDENTIFIER_RAW_MAX)
		raw->problem =
			profile_text_is_overmarked(raw->utf8, raw->length) ? "bad_format" : NULL;
}

/*
 * profile_raw_text: the raw value in argument argno, trimmed
 *
 * NULL reads as empty.  A value beyond IDENTIFIER_RAW_MAX is not detoasted.
 */
void
profile_raw_text(FunctionCallInfo fcinfo, int argno, RawText *raw)
{
	text *value;

	raw->problem = "empty";
	raw->utf8 = "";
	raw->length = 0;
	if (PG_ARGISNULL(argno))
		return;
	if (toast_raw_datum_size(PG_GETARG_DATUM(argno)) - VARHDRSZ > IDENTIFIER_RAW_MAX)
	{
		raw->problem = "too_long";
		return;
	}
	value = PG_GETARG_TEXT_PP(argno);
	profile_raw_bytes(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), raw);
}

/*
 * profile_raw_region_of: a region as the parsers want it
 *
 * Writes two upper-case letters into region (3 bytes) and returns it; NULL for
 * what cannot be an ISO 3166 alpha-2 code.
 */
const char *
profile_raw_region_of(const text *value, char *region)
{
	const char *s = VARDATA_ANY(value);

	if (VARSIZE_ANY_EXHDR(value) != 2 || !identifier_ascii_letter(s[0]) ||
		!identifier_ascii_letter(s[1]))
		return NULL;
	region[0] = pg_ascii_toupper((unsigned char) s[0]);
	region[1] = pg_ascii_toupper((unsigned char) s[1]);
	region[2] = '\0';
	return region;
}

/* profile_raw_region: likewise the one in argument argno; NULL for NULL */
const char *
profile_raw_region(FunctionCallInfo fcinfo, int argno, char *region)
{
	return PG_ARGISNULL(argno) ? NULL
							   : profile_raw_region_of(PG_GETARG_TEXT_PP(argno), region);
}

/*
 * profile_raw_result: a parser's result as text of the server
 *
 * NULL where the server's encoding has no such characters.
 */
text *
profile_raw_result(const char *utf8, size_t length)
{
	int encoding = GetDatabaseEncoding();
	text *result;

	if (encoding != PG_UTF8 && encoding != PG_SQL_ASCII &&
		!profile_text_is_ascii(utf8, length))
	{
		char *converted = identifier_convert(utf8, length, PG_UTF8, encoding, &length);

		if (converted == NULL)
			return NULL;
		result = cstring_to_text_with_len(converted, (int) length);
		pfree(converted);
		return result;
	}
	return cstring_to_text_with_len(utf8, (int) length);
}

/*
 * profile_identifier_row: row type that the called function returns
 *
 * Looked up once per call site.
 */
TupleDesc
profile_identifier_row(FunctionCallInfo fcinfo)
{
	TupleDesc row = fcinfo->flinfo->fn_extra;
	MemoryContext old;

	if (row != NULL)
		return row;
	if (get_call_result_type(fcinfo, NULL, &row) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	row = BlessTupleDesc(CreateTupleDescCopy(row));
	MemoryContextSwitchTo(old);
	fcinfo->flinfo->fn_extra = row;
	return row;
}
