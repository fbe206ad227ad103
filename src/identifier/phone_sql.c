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
PG_FUNCTION_INFO_V1(profile_phone_candidates);
PG_FUNCTION_INFO_V1(profile_phone_version);

static const char *const phone_type_names[] = {
	[PHONE_UNKNOWN] = "unknown",
	[PHONE_PREMIUM_RATE] = "premium_rate",
	[PHONE_TOLL_FREE] = "toll_free",
	[PHONE_SHARED_COST] = "shared_cost",
	[PHONE_VOIP] = "voip",
	[PHONE_PERSONAL_NUMBER] = "personal_number",
	[PHONE_PAGER] = "pager",
	[PHONE_UAN] = "uan",
	[PHONE_VOICEMAIL] = "voicemail",
	[PHONE_FIXED_LINE] = "fixed_line",
	[PHONE_MOBILE] = "mobile",
	[PHONE_FIXED_LINE_OR_MOBILE] = "fixed_line_or_mobile",
};

/* Argument raw; its problem is set where there is nothing to read. */
static void
phone_raw_argument(FunctionCallInfo fcinfo, RawText *raw)
{
	profile_raw_text(fcinfo, 0, raw);
	if (raw->problem == NULL && profile_text_is_placeholder(raw->utf8, raw->length))
		raw->problem = "placeholder";
}

/* Read arguments (raw, region). */
static void
phone_read_arguments(FunctionCallInfo fcinfo, PhoneReading *phone)
{
	char region[3];
	RawText raw;

	phone_raw_argument(fcinfo, &raw);
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
	const PhoneNumber *number = &phone.number;
	Datum values[9] = {0};
	bool nulls[9] = {false};

	phone_read_arguments(fcinfo, &phone);
	phone_set_text(&values[0], &nulls[0], phone.e164);
	values[1] = BoolGetDatum(number->valid);
	phone_set_text(&values[2], &nulls[2], phone_type_names[number->type]);
	phone_set_text(&values[3], &nulls[3],
				   number->region == NULL ? NULL : number->region->id);
	nulls[4] = number->main == NULL;
	if (number->main != NULL)
		values[4] = Int32GetDatum(number->main->code);
	phone_set_text(&values[5], &nulls[5], number->national);
	phone_set_text(&values[6], &nulls[6], number->extension);
	values[7] = Int16GetDatum((int16) phone.quality);
	phone_set_text(&values[8], &nulls[8], phone.problem);
	PG_RETURN_DATUM(HeapTupleGetDatum(
		heap_form_tuple(profile_identifier_row(fcinfo), values, nulls)));
}

/*
 * profile_phone_candidates(raw text, region text) returns setof text
 *
 * Every number of a field in E.164, each once, in the order in which they stand
 * there.  Unlike the others this function reads fields of any length up to
 * IDENTIFIER_RAW_MAX.
 */
Datum
profile_phone_candidates(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	PhoneFound *found;

	if (SRF_IS_FIRSTCALL())
	{
		char region[3];
		RawText raw;

		context = SRF_FIRSTCALL_INIT();
		phone_raw_argument(fcinfo, &raw);
		found = MemoryContextAllocZero(context->multi_call_memory_ctx, sizeof(*found));
		if (raw.problem == NULL)
			profile_phone_find(raw.utf8, raw.length,
							   profile_raw_region(fcinfo, 1, region), found);
		context->user_fctx = found;
	}
	context = SRF_PERCALL_SETUP();
	found = context->user_fctx;
	if (context->call_cntr < (uint64) found->count)
	{
		/* The macro counts the call before it looks at the result. */
		Datum result = CStringGetTextDatum(found->e164[context->call_cntr]);

		SRF_RETURN_NEXT(context, result);
	}
	SRF_RETURN_DONE(context);
}

/*
 * profile_phone_version() returns text
 */
Datum
profile_phone_version(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_TEXT_P(cstring_to_text(profile_phone_metadata_version));
}
