/*-------------------------------------------------------------------------
 *
 * phone_sql.c
 *		SQL functions for telephone numbers.
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
#include "identifier/phone.h"

PG_FUNCTION_INFO_V1(profile_normalize_phone);
PG_FUNCTION_INFO_V1(profile_examine_phone);

static const char *const phone_type_names[] = {
	[PHONE_UNKNOWN] = "unknown",
	[PHONE_FIXED_LINE] = "fixed_line",
	[PHONE_MOBILE] = "mobile",
	[PHONE_TOLL_FREE] = "toll_free",
};

/* Read arguments (raw, region). */
static void
phone_read_arguments(FunctionCallInfo fcinfo, PhoneReading *phone)
{
	char region[3];
	RawText raw;

	profile_raw_text(fcinfo, 0, &raw);
	if (raw.problem == NULL && profile_text_is_placeholder(raw.utf8, raw.length))
		raw.problem = "placeholder";
	if (raw.problem == NULL)
		profile_phone_read_number(raw.utf8, raw.length,
								  profile_raw_region(fcinfo, 1, region), phone);
	else
	{
		memset(phone, 0, sizeof(*phone));
		phone->quality = IDENTIFIER_GARBAGE;
		phone->problem = raw.problem;
	}
}

/*
 * profile_normalize_phone(raw text, region text) returns text
 */
Datum
profile_normalize_phone(PG_FUNCTION_ARGS)
{
	PhoneReading phone;

	phone_read_arguments(fcinfo, &phone);
	if (phone.quality == IDENTIFIER_GARBAGE)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(phone.e164));
}

/* A string into a result column; NULL or empty is NULL. */
static void
phone_set_text(Datum *value, bool *null, const char *s)
{
	*null = s == NULL || *s == '\0';
	if (!*null)
		*value = CStringGetTextDatum(s);
}

/*
 * profile_examine_phone(raw text, region text)
 *		returns (e164 text, valid boolean, type text, region text,
 *				 country_code integer, national_number text, extension text,
 *				 quality smallint, problem text)
 *
 * What a number is not trusted for is still shown, except its E.164 form.
 */
Datum
profile_examine_phone(PG_FUNCTION_ARGS)
{
	PhoneReading phone;
	Datum values[9] = {0};
	bool nulls[9] = {false};

	phone_read_arguments(fcinfo, &phone);
	phone_set_text(&values[0], &nulls[0], phone.e164);
	values[1] = BoolGetDatum(phone.valid);
	phone_set_text(&values[2], &nulls[2], phone_type_names[phone.type]);
	phone_set_text(&values[3], &nulls[3], phone.plan == NULL ? NULL : phone.plan->region);
	nulls[4] = phone.plan == NULL;
	if (phone.plan != NULL)
		values[4] = Int32GetDatum(phone.plan->code);
	phone_set_text(&values[5], &nulls[5], phone.national);
	phone_set_text(&values[6], &nulls[6], phone.extension);
	values[7] = Int16GetDatum((int16) phone.quality);
	phone_set_text(&values[8], &nulls[8], phone.problem);
	PG_RETURN_DATUM(HeapTupleGetDatum(
		heap_form_tuple(profile_identifier_row(fcinfo), values, nulls)));
}
