/*-------------------------------------------------------------------------
 *
 * golden_ops.c
 *		Operators of the type golden: access, provenance, order, hash.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "funcapi.h"
#include "golden/golden.h"
#include "golden/survivorship_parse.h"
#include "miscadmin.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(profile_golden_value);
PG_FUNCTION_INFO_V1(profile_golden_value_text);
PG_FUNCTION_INFO_V1(profile_golden_to_jsonb);
PG_FUNCTION_INFO_V1(profile_golden_provenance);

#define GOLDEN_PROVENANCE_COLUMNS 6

/* The field that the arguments (golden, text) name; false if there is none. */
static bool
golden_argument_field(FunctionCallInfo fcinfo, GoldenField *field)
{
	Golden *golden = DatumGetGolden(PG_GETARG_DATUM(0));
	text *name = PG_GETARG_TEXT_PP(1);
	int index;

	profile_golden_check_version(golden);
	index = profile_golden_find(golden, VARDATA_ANY(name), (int) VARSIZE_ANY_EXHDR(name));
	if (index < 0)
		return false;
	profile_golden_field(golden, (uint32) index, field);
	return true;
}

/* The object that the attributes below the name make up, NULL if there are none. */
static Jsonb *
golden_argument_object_at(FunctionCallInfo fcinfo)
{
	text *name = PG_GETARG_TEXT_PP(1);

	return profile_golden_to_object(DatumGetGolden(PG_GETARG_DATUM(0)), VARDATA_ANY(name),
									(int) VARSIZE_ANY_EXHDR(name));
}

/*
 * golden_value(golden, text) returns jsonb: operator ->, NULL if it is not there
 */
Datum
profile_golden_value(PG_FUNCTION_ARGS)
{
	GoldenField field;
	Jsonb *inside;

	if (golden_argument_field(fcinfo, &field))
		PG_RETURN_JSONB_P(profile_golden_value_to_jsonb(field.value));
	inside = golden_argument_object_at(fcinfo);
	if (inside == NULL)
		PG_RETURN_NULL();
	PG_RETURN_JSONB_P(inside);
}

/*
 * golden_value_text(golden, text) returns text: operator ->>, strings unquoted
 */
Datum
profile_golden_value_text(PG_FUNCTION_ARGS)
{
	GoldenField field;
	StringInfoData out;

	if (!golden_argument_field(fcinfo, &field))
	{
		Jsonb *inside = golden_argument_object_at(fcinfo);

		if (inside == NULL)
			PG_RETURN_NULL();
		field.value = profile_golden_value_of(inside);
	}
	if (GOLDEN_VALUE_KIND(field.value) == JENTRY_ISSTRING)
		PG_RETURN_TEXT_P(cstring_to_text_with_len(
			field.value.bytes, (int) GOLDEN_VALUE_LENGTH(field.value)));
	initStringInfo(&out);
	profile_golden_value_print(&out, field.value);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

/*
 * jsonb(golden) returns jsonb: attribute and value, without where it comes from
 */
Datum
profile_golden_to_jsonb(PG_FUNCTION_ARGS)
{
	Golden *golden = DatumGetGolden(PG_GETARG_DATUM(0));

	profile_golden_check_version(golden);
	PG_RETURN_JSONB_P(profile_golden_to_object(golden, NULL, 0));
}

static HeapTuple
golden_provenance_row(TupleDesc desc, const GoldenField *field)
{
	Datum values[GOLDEN_PROVENANCE_COLUMNS] = {0};
	bool nulls[GOLDEN_PROVENANCE_COLUMNS] = {false};

	values[0] =
		PointerGetDatum(cstring_to_text_with_len(field->name.bytes, field->name.length));
	values[1] = JsonbPGetDatum(profile_golden_value_to_jsonb(field->value));
	nulls[2] = field->source.length < 0;
	if (!nulls[2])
		values[2] = PointerGetDatum(
			cstring_to_text_with_len(field->source.bytes, field->source.length));
	nulls[3] = field->at == GOLDEN_AT_UNKNOWN;
	if (!nulls[3])
		values[3] = TimestampTzGetDatum(profile_golden_timestamp(field->at));
	values[4] = CStringGetTextDatum(profile_strategy_name(field->strategy));
	values[5] = Int32GetDatum(field->rivals);
	return heap_form_tuple(desc, values, nulls);
}

/*
 * golden_provenance(golden) returns TABLE (attribute text, value jsonb,
 *		source text, observed_at timestamptz, strategy text, rivals int)
 */
Datum
profile_golden_provenance(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	Golden *golden;

	if (SRF_IS_FIRSTCALL())
	{
		MemoryContext old;

		context = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		golden = (Golden *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
		profile_golden_check_version(golden);
		context->user_fctx = golden;
		context->max_calls = golden->count;
		if (get_call_result_type(fcinfo, NULL, &context->tuple_desc) !=
			TYPEFUNC_COMPOSITE)
			ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
							errmsg("function returning record called in context that "
								   "cannot accept type record")));
		context->tuple_desc = BlessTupleDesc(context->tuple_desc);
		MemoryContextSwitchTo(old);
	}
	context = SRF_PERCALL_SETUP();
	golden = context->user_fctx;
	if (context->call_cntr < context->max_calls)
	{
		GoldenField field;

		profile_golden_field(golden, (uint32) context->call_cntr, &field);
		SRF_RETURN_NEXT(context, HeapTupleGetDatum(
									 golden_provenance_row(context->tuple_desc, &field)));
	}
	SRF_RETURN_DONE(context);
}
