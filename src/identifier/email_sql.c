/*-------------------------------------------------------------------------
 *
 * email_sql.c
 *		SQL functions for e-mail addresses.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "identifier/email.h"

PG_FUNCTION_INFO_V1(profile_normalize_email);
PG_FUNCTION_INFO_V1(profile_email_key);

/*
 * profile_normalize_email(raw text) returns text
 *
 * Where one would write to; NULL for what is no address.  A placeholder such as
 * test@test.com is an address all the same.
 */
Datum
profile_normalize_email(PG_FUNCTION_ARGS)
{
	RawText raw;
	EmailAddress address;
	char spelled[IDENTIFIER_KEY_MAX];
	text *result;

	profile_raw_text(fcinfo, 0, &raw);
	if (raw.problem != NULL)
		PG_RETURN_NULL();
	profile_email_parse(raw.utf8, raw.length, &address);
	profile_identifier_check(address.problem);
	if (address.quality == IDENTIFIER_GARBAGE)
		PG_RETURN_NULL();
	result = profile_raw_result(spelled, profile_email_spell(&address, spelled));
	if (result == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(result);
}

/*
 * profile_email_key(raw text) returns text
 *
 * The mailbox behind the address; NULL for garbage, placeholders included.
 */
Datum
profile_email_key(PG_FUNCTION_ARGS)
{
	RawText raw;
	IdentifierReading reading;
	text *result;

	profile_raw_text(fcinfo, 0, &raw);
	profile_identifier_read("email", 5, &raw, NULL, &reading);
	if (reading.quality == IDENTIFIER_GARBAGE)
		PG_RETURN_NULL();
	result = profile_raw_result(reading.key, reading.key_length);
	if (result == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(result);
}
