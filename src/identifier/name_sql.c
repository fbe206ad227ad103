/*-------------------------------------------------------------------------
 *
 * name_sql.c
 *		SQL functions for the names of people.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "identifier/identifier_text.h"
#include "identifier/name.h"

PG_FUNCTION_INFO_V1(profile_normalize_name);
PG_FUNCTION_INFO_V1(profile_name_key);
PG_FUNCTION_INFO_V1(profile_parse_name);
PG_FUNCTION_INFO_V1(profile_identifier_key_version);

/* One form of the name in argument 0, or NULL. */
static text *
name_form(FunctionCallInfo fcinfo, bool key)
{
	RawText raw;
	IdentifierReading reading;

	profile_raw_text(fcinfo, 0, &raw);
	profile_identifier_read("name", 4, &raw, NULL, &reading);
	if (reading.quality == IDENTIFIER_GARBAGE)
		return NULL;
	return key ? profile_raw_result(reading.key, reading.key_length)
			   : profile_raw_result(reading.normalized, reading.normalized_length);
}

/*
 * profile_normalize_name(raw text) returns text
 */
Datum
profile_normalize_name(PG_FUNCTION_ARGS)
{
	text *form = name_form(fcinfo, false);

	if (form == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(form);
}

/*
 * profile_name_key(raw text) returns text
 */
Datum
profile_name_key(PG_FUNCTION_ARGS)
{
	text *form = name_form(fcinfo, true);

	if (form == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(form);
}

/* Some words of a name into a result column; none is NULL. */
static void
name_set_words(const NameScan *scan, NameRange range, Datum *value, bool *null)
{
	char spelled[NAME_FORM_MAX];
	text *result = NULL;
	int n = profile_name_spell(scan, range, spelled, sizeof(spelled));

	if (n > 0)
		result = profile_raw_result(spelled, (size_t) n);
	*null = result == NULL;
	*value = PointerGetDatum(result);
}

/*
 * profile_parse_name(raw text)
 *		returns (family text, given text, patronymic text, suffix text,
 *				 gender text, quality smallint, problem text)
 *
 * Agrees with examine_identifier('name', raw) on what is garbage.
 */
Datum
profile_parse_name(PG_FUNCTION_ARGS)
{
	RawText raw;
	IdentifierReading reading;
	NameScan scan;
	NameParts parts;
	Datum values[7] = {0};
	bool nulls[7] = {true, true, true, true, true, false, false};

	profile_raw_text(fcinfo, 0, &raw);
	profile_identifier_read("name", 4, &raw, NULL, &reading);
	parts.quality = reading.quality;
	parts.problem = reading.problem;
	if (reading.quality != IDENTIFIER_GARBAGE)
	{
		profile_name_scan(raw.utf8, raw.length, &scan);
		profile_name_parse(&scan, &parts);
		name_set_words(&scan, parts.family, &values[0], &nulls[0]);
		name_set_words(&scan, parts.given, &values[1], &nulls[1]);
		name_set_words(&scan, parts.patronymic, &values[2], &nulls[2]);
		name_set_words(&scan, parts.suffix, &values[3], &nulls[3]);
		nulls[4] = parts.gender == 0;
		if (parts.gender != 0)
			values[4] = PointerGetDatum(cstring_to_text_with_len(&parts.gender, 1));
	}
	values[5] = Int16GetDatum((int16) parts.quality);
	nulls[6] = parts.problem == NULL;
	if (parts.problem != NULL)
		values[6] = CStringGetTextDatum(parts.problem);
	PG_RETURN_DATUM(HeapTupleGetDatum(
		heap_form_tuple(profile_identifier_row(fcinfo), values, nulls)));
}

/*
 * profile_identifier_key_version() returns integer
 */
Datum
profile_identifier_key_version(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_INT32(IDENTIFIER_KEY_VERSION);
}
