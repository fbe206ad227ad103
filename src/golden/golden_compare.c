/*-------------------------------------------------------------------------
 *
 * golden_compare.c
 *		Golden records against others: containment, differences, runners-up.
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

PG_FUNCTION_INFO_V1(profile_golden_contains);
PG_FUNCTION_INFO_V1(profile_golden_contained);
PG_FUNCTION_INFO_V1(profile_golden_gin_extract);
PG_FUNCTION_INFO_V1(profile_golden_gin_extract_query);
PG_FUNCTION_INFO_V1(profile_golden_gin_consistent);
PG_FUNCTION_INFO_V1(profile_golden_gin_triconsistent);
PG_FUNCTION_INFO_V1(profile_golden_diff);
PG_FUNCTION_INFO_V1(profile_golden_rivals);

#define GOLDEN_DIFF_COLUMNS   6
#define GOLDEN_RIVALS_COLUMNS 5

static Golden *
golden_argument(FunctionCallInfo fcinfo, int number)
{
	Golden *golden = DatumGetGolden(PG_GETARG_DATUM(number));

	profile_golden_check_version(golden);
	return golden;
}

/* --- containment -------------------------------------------------------------- */

/*
 * golden_contains(golden, jsonb) returns bool: operator @>
 */
Datum
profile_golden_contains(PG_FUNCTION_ARGS)
{
	Jsonb *values = profile_golden_to_object(golden_argument(fcinfo, 0), NULL, 0);

	PG_RETURN_DATUM(
		DirectFunctionCall2(jsonb_contains, JsonbPGetDatum(values), PG_GETARG_DATUM(1)));
}

/*
 * golden_contained(jsonb, golden) returns bool: operator <@
 */
Datum
profile_golden_contained(PG_FUNCTION_ARGS)
{
	Jsonb *values = profile_golden_to_object(golden_argument(fcinfo, 1), NULL, 0);

	PG_RETURN_DATUM(
		DirectFunctionCall2(jsonb_contains, JsonbPGetDatum(values), PG_GETARG_DATUM(0)));
}

/*
 * golden_gin_extract(golden, internal, internal) returns internal
 *
 * The keys are those of jsonb_path_ops: what else that class does, it does here.
 */
Datum
profile_golden_gin_extract(PG_FUNCTION_ARGS)
{
	Jsonb *values = profile_golden_to_object(golden_argument(fcinfo, 0), NULL, 0);

	PG_RETURN_DATUM(DirectFunctionCall2(gin_extract_jsonb_path, JsonbPGetDatum(values),
										PG_GETARG_DATUM(1)));
}

/*
 * golden_gin_extract_query(golden, internal, int2, internal, internal, internal,
 *		internal) returns internal
 *
 * This and the next two are jsonb_path_ops's own, under signatures that the
 * operator class may have: what is asked for is a jsonb, whatever they say.
 */
Datum
profile_golden_gin_extract_query(PG_FUNCTION_ARGS)
{
	return gin_extract_jsonb_query_path(fcinfo);
}

/*
 * golden_gin_consistent(internal, int2, golden, int4, internal, internal, internal,
 *		internal) returns bool
 */
Datum
profile_golden_gin_consistent(PG_FUNCTION_ARGS)
{
	return gin_consistent_jsonb_path(fcinfo);
}

/*
 * golden_gin_triconsistent(internal, int2, golden, int4, internal, internal,
 *		internal) returns "char"
 */
Datum
profile_golden_gin_triconsistent(PG_FUNCTION_ARGS)
{
	return gin_triconsistent_jsonb_path(fcinfo);
}

/* --- rows --------------------------------------------------------------------- */

static void
golden_put_text(Datum *values, bool *nulls, int column, GoldenString string)
{
	nulls[column] = string.length < 0;
	if (!nulls[column])
		values[column] =
			PointerGetDatum(cstring_to_text_with_len(string.bytes, string.length));
}

static void
golden_put_moment(Datum *values, bool *nulls, int column, int64 at)
{
	nulls[column] = at == GOLDEN_AT_UNKNOWN;
	if (!nulls[column])
		values[column] = TimestampTzGetDatum(profile_golden_timestamp(at));
}

/*
 * golden_rivals(golden) returns TABLE (attribute text, place int, value jsonb,
 *		source text, observed_at timestamptz)
 */
Datum
profile_golden_rivals(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Golden *golden = golden_argument(fcinfo, 0);
	uint32 i;
	uint32 j;

	InitMaterializedSRF(fcinfo, 0);
	for (i = 0; i < golden->count; i++)
		for (j = 0; j < golden->attributes[i].nothers; j++)
		{
			Datum values[GOLDEN_RIVALS_COLUMNS] = {0};
			bool nulls[GOLDEN_RIVALS_COLUMNS] = {false};
			GoldenField field;
			GoldenOrigin other;

			CHECK_FOR_INTERRUPTS();
			profile_golden_field(golden, i, &field);
			profile_golden_other(golden, i, j, &other);
			golden_put_text(values, nulls, 0, field.name);
			values[1] = Int32GetDatum((int32) j + 1);
			values[2] = JsonbPGetDatum(profile_golden_value_to_jsonb(other.value));
			golden_put_text(values, nulls, 3, other.source);
			golden_put_moment(values, nulls, 4, other.at);
			tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		}
	return (Datum) 0;
}

/* What became of an attribute; either side may be missing. */
static const char *
golden_change(const GoldenField *before, const GoldenField *after)
{
	if (before == NULL)
		return "added";
	if (after == NULL)
		return "removed";
	if (before->value.entry != after->value.entry ||
		!golden_value_identical(before->value, after->value))
		return "changed";
	if (before->at != after->at ||
		profile_golden_string_compare(before->source, after->source) != 0)
		return "origin";
	return NULL;
}

static void
golden_put_change(ReturnSetInfo *result, const GoldenField *before,
				  const GoldenField *after)
{
	const char *change = golden_change(before, after);
	Datum values[GOLDEN_DIFF_COLUMNS] = {0};
	bool nulls[GOLDEN_DIFF_COLUMNS] = {false, false, true, true, true, true};

	if (change == NULL)
		return;
	golden_put_text(values, nulls, 0, before != NULL ? before->name : after->name);
	values[1] = CStringGetTextDatum(change);
	if (before != NULL)
	{
		nulls[2] = false;
		values[2] = JsonbPGetDatum(profile_golden_value_to_jsonb(before->value));
		golden_put_text(values, nulls, 4, before->source);
	}
	if (after != NULL)
	{
		nulls[3] = false;
		values[3] = JsonbPGetDatum(profile_golden_value_to_jsonb(after->value));
		golden_put_text(values, nulls, 5, after->source);
	}
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * golden_diff(golden, golden) returns TABLE (attribute text, change text,
 *		before jsonb, after jsonb, source_before text, source_after text)
 *
 * Both are sorted by name: one walk over the two.
 */
Datum
profile_golden_diff(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	Golden *a = golden_argument(fcinfo, 0);
	Golden *b = golden_argument(fcinfo, 1);
	GoldenField before;
	GoldenField after;
	uint32 i = 0;
	uint32 j = 0;

	InitMaterializedSRF(fcinfo, 0);
	while (i < a->count || j < b->count)
	{
		int order = i < a->count ? -1 : 1;

		CHECK_FOR_INTERRUPTS();
		if (i < a->count)
			profile_golden_field(a, i, &before);
		if (j < b->count)
			profile_golden_field(b, j, &after);
		if (i < a->count && j < b->count)
			order = profile_survivorship_compare_names(
				before.name.bytes, (size_t) before.name.length, after.name.bytes,
				(size_t) after.name.length);
		golden_put_change(result, order <= 0 ? &before : NULL,
						  order >= 0 ? &after : NULL);
		i += order <= 0;
		j += order >= 0;
	}
	return (Datum) 0;
}
