/*-------------------------------------------------------------------------
 *
 * identifier_kinds.c
 *		The SQL functions that work for any kind of identifier.
 *
 * Which parser reads which kind is in identifier_reader.c.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(profile_normalize_identifier);
PG_FUNCTION_INFO_V1(profile_examine_identifier);
PG_FUNCTION_INFO_V1(profile_make_identifier);
PG_FUNCTION_INFO_V1(profile_email_domain_identifier);

/*
 * profile_identifier_check: raise where a problem is the server's, not the value's
 */
void
profile_identifier_check(const char *problem)
{
	if (problem != NULL && strcmp(problem, IDENTIFIER_UNICODE_UNAVAILABLE) == 0)
		ereport(ERROR, (errcode(ERRCODE_SYSTEM_ERROR),
						errmsg("could not initialize the Unicode library ICU"),
						errhint("Check the installation of ICU's data files.")));
}

/*
 * profile_identifier_read: read a raw value of any kind
 *
 * kind must be valid; region is two upper-case letters or NULL.  Raises only
 * where the Unicode library does not work at all.
 */
void
profile_identifier_read(const char *kind, int kind_length, const RawText *raw,
						const char *region, IdentifierReading *reading)
{
	if (raw->problem != NULL)
		identifier_reject(reading, raw->problem);
	else
		profile_identifier_read_as(kind, (size_t) kind_length, raw->utf8, raw->length,
								   region, reading);
	profile_identifier_check(reading->problem);
}

/* The kind in argument argno, which must not be NULL; raises if it is none. */
static const char *
identifier_kind_argument(FunctionCallInfo fcinfo, int argno, int *length)
{
	text *kind = PG_GETARG_TEXT_PP(argno);
	const char *s = VARDATA_ANY(kind);

	*length = VARSIZE_ANY_EXHDR(kind);
	if (!profile_identifier_kind_is_valid(s, *length))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid kind of identifier: \"%.*s\"", pg_mbcliplen(s, *length, 64),
					s),
			 errdetail("A kind is a lower-case letter and up to 62 lower-case "
					   "letters, digits and underscores."),
			 errhint("The comment of normalize_identifier() lists the known kinds; any "
					 "other word is a namespace of its own.")));
	return s;
}

/*
 * Read arguments (kind, raw, region) and bring the forms into the server's
 * encoding.  false: garbage, or a NULL kind.  *key is NULL where the kind has no
 * key that may be stored (a payment card).
 */
static bool
identifier_read_arguments(FunctionCallInfo fcinfo, IdentifierReading *reading,
						  text **normalized, text **key)
{
	char region[3];
	const char *kind;
	int kind_length;
	RawText raw;

	identifier_reject(reading, "empty");
	if (PG_ARGISNULL(0))
		return false;
	kind = identifier_kind_argument(fcinfo, 0, &kind_length);
	profile_raw_text(fcinfo, 1, &raw);
	profile_identifier_read(kind, kind_length, &raw,
							profile_raw_region(fcinfo, 2, region), reading);
	if (reading->quality == IDENTIFIER_GARBAGE)
		return false;
	*normalized = profile_raw_result(reading->normalized, reading->normalized_length);
	*key = NULL;
	if (reading->key_length > 0)
		*key = profile_raw_result(reading->key, reading->key_length);
	if (*normalized != NULL && (*key == NULL) == (reading->key_length == 0) &&
		(*key == NULL || VARSIZE_ANY_EXHDR(*key) <= IDENTIFIER_KEY_MAX))
		return true;
	identifier_reject(reading, "bad_encoding");
	return false;
}

/*
 * profile_normalize_identifier(kind text, raw text, region text) returns text
 */
Datum
profile_normalize_identifier(PG_FUNCTION_ARGS)
{
	IdentifierReading reading;
	text *normalized;
	text *key;

	if (!identifier_read_arguments(fcinfo, &reading, &normalized, &key))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(normalized);
}

/*
 * profile_examine_identifier(kind text, raw text, region text)
 *		returns (normalized text, key text, quality smallint, problem text)
 */
Datum
profile_examine_identifier(PG_FUNCTION_ARGS)
{
	IdentifierReading reading;
	text *normalized = NULL;
	text *key = NULL;
	Datum values[4] = {0};
	bool nulls[4] = {false};
	bool read = identifier_read_arguments(fcinfo, &reading, &normalized, &key);
	TupleDesc row = profile_identifier_row(fcinfo);

	nulls[0] = !read;
	nulls[1] = !read || key == NULL;
	if (read)
	{
		values[0] = PointerGetDatum(normalized);
		values[1] = PointerGetDatum(key);
	}
	values[2] = Int16GetDatum((int16) reading.quality);
	nulls[3] = reading.problem == NULL;
	if (reading.problem != NULL)
		values[3] = CStringGetTextDatum(reading.problem);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(row, values, nulls)));
}

/*
 * profile_make_identifier(kind text, raw text, region text) returns identifier
 *
 * NULL where the raw value is garbage or has no key.
 */
Datum
profile_make_identifier(PG_FUNCTION_ARGS)
{
	IdentifierReading reading;
	text *normalized;
	text *key;
	text *kind;

	if (!identifier_read_arguments(fcinfo, &reading, &normalized, &key) || key == NULL)
		PG_RETURN_NULL();
	kind = PG_GETARG_TEXT_PP(0);
	PG_RETURN_POINTER(profile_identifier_make(VARDATA_ANY(kind), VARSIZE_ANY_EXHDR(kind),
											  VARDATA_ANY(key), VARSIZE_ANY_EXHDR(key)));
}

/*
 * profile_identifier_of_domain: of an e-mail address, the domain that it is in, by
 * which an organisation may be known.  NULL where it is none, or of another kind.
 */
Identifier *
profile_identifier_of_domain(const Identifier *address)
{
	LOCAL_FCINFO(fcinfo, 3);
	const char *key = IDENTIFIER_KEY(address);
	int length = IDENTIFIER_KEY_LENGTH(address);
	int at = length;
	Datum domain;

	if (IDENTIFIER_KIND_LENGTH(address) != 5 ||
		memcmp(IDENTIFIER_KIND(address), "email", 5) != 0)
		return NULL;
	while (at > 0 && key[at - 1] != '@')
		at--;
	InitFunctionCallInfoData(*fcinfo, NULL, 3, InvalidOid, NULL, NULL);
	fcinfo->args[0].value = CStringGetTextDatum("domain");
	fcinfo->args[0].isnull = false;
	fcinfo->args[1].value =
		PointerGetDatum(cstring_to_text_with_len(key + at, length - at));
	fcinfo->args[1].isnull = false;
	fcinfo->args[2].value = (Datum) 0;
	fcinfo->args[2].isnull = true;
	domain = profile_make_identifier(fcinfo);
	return fcinfo->isnull ? NULL : (Identifier *) DatumGetPointer(domain);
}

/*
 * email_domain_identifier(identifier) returns identifier
 */
Datum
profile_email_domain_identifier(PG_FUNCTION_ARGS)
{
	Identifier *domain =
		profile_identifier_of_domain(profile_identifier_getarg(fcinfo, 0));

	if (domain == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(domain);
}
