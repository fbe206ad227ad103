/*-------------------------------------------------------------------------
 *
 * customer_stage.c
 *		What a customer is worth and how far along they are, in a word: of one
 *		on a card, and of all for segments and reports.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

#include "model/customer_stage.h"

PG_FUNCTION_INFO_V1(profile_customer_value_group);
PG_FUNCTION_INFO_V1(profile_customer_life_cycle);

/* Numbers of the array that are no greater than the value. */
static int
stage_floors_reached(Datum value, ArrayType *floors)
{
	Datum *elements;
	bool *nulls;
	int count;
	int reached = 0;

	deconstruct_array(floors, NUMERICOID, -1, false, TYPALIGN_INT, &elements, &nulls,
					  &count);
	for (int i = 0; i < count; i++)
		if (!nulls[i] &&
			DatumGetBool(DirectFunctionCall2(numeric_le, elements[i], value)))
			reached++;
	return reached;
}

/*
 * profile_customer_group: A to D of a customer with this revenue (numeric; 0 is
 * none) by floors, the least revenue of B and of A (numeric[]; 0: nobody has drawn
 * them).  NULL beyond that.
 */
const char *
profile_customer_group(Datum revenue, Datum floors)
{
	static const char *const groups[] = {"C", "B", "A"};
	int reached;

	if (revenue == (Datum) 0 ||
		DatumGetBool(DirectFunctionCall2(numeric_le, revenue,
										 NumericGetDatum(int64_to_numeric(0)))))
		return "D";
	reached = floors == (Datum) 0
				  ? 0
				  : stage_floors_reached(revenue, DatumGetArrayTypeP(floors));
	return reached < (int) lengthof(groups) ? groups[reached] : NULL;
}

/*
 * profile_customer_stage: of a customer whose first and last purchase (if any) was
 * then.  Days are of 24 hours, so that it is the same in every time zone.
 */
const char *
profile_customer_stage(bool has_bought, TimestampTz first, TimestampTz last,
					   TimestampTz now)
{
	if (!has_bought)
		return "prospect";
	if (first > now - 30 * USECS_PER_DAY)
		return "new";
	if (last > now - 90 * USECS_PER_DAY)
		return "active";
	return last > now - 180 * USECS_PER_DAY ? "cooling" : "lapsed";
}

/*
 * customer_value_group(revenue_year numeric, floors numeric[]) returns text
 */
Datum
profile_customer_value_group(PG_FUNCTION_ARGS)
{
	const char *group = profile_customer_group(PG_ARGISNULL(0) ? 0 : PG_GETARG_DATUM(0),
											   PG_ARGISNULL(1) ? 0 : PG_GETARG_DATUM(1));

	if (group == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(group));
}

/*
 * customer_life_cycle(first timestamptz, last timestamptz, now timestamptz)
 *		returns text
 */
Datum
profile_customer_life_cycle(PG_FUNCTION_ARGS)
{
	bool has_bought = !PG_ARGISNULL(1);

	if (PG_ARGISNULL(2) || (has_bought && PG_ARGISNULL(0)))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(profile_customer_stage(
		has_bought, has_bought ? PG_GETARG_TIMESTAMPTZ(0) : 0,
		has_bought ? PG_GETARG_TIMESTAMPTZ(1) : 0, PG_GETARG_TIMESTAMPTZ(2))));
}
