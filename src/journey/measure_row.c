/*-------------------------------------------------------------------------
 *
 * measure_row.c
 *		Arguments and results of the measures: spans of time, what is kept of
 *		arguments, arrays of rows.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/htup_details.h"
#include "common/int.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#include "journey/measure.h"

/*
 * profile_span_arg
 *
 * A span of fixed length in microseconds: a day has 24 hours, and a month has
 * no fixed length.
 */
int64
profile_span_arg(const Interval *span, const char *what)
{
	int64 days;
	int64 result;

	if (span->month != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s must have a fixed length", what),
						errdetail("Months and years differ in length."),
						errhint("Write it in weeks, days or hours.")));
	if (pg_mul_s64_overflow(span->day, USECS_PER_DAY, &days) ||
		pg_add_s64_overflow(days, span->time, &result))
		ereport(ERROR, (errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
						errmsg("%s is out of range", what)));
	if (result < 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("%s must not be negative", what)));
	return result;
}

/* An interval in the same shape that subtracting two times gives. */
Datum
profile_span_datum(int64 microseconds)
{
	Interval *interval = palloc0(sizeof(Interval));

	interval->time = microseconds;
	return DirectFunctionCall1(interval_justify_hours, IntervalPGetDatum(interval));
}

/*
 * profile_arguments_context, profile_arguments_keep
 *
 * Arguments that are compiled once, as long as they stay the same, live in a
 * context of their own: where they come out of a table they are others in each
 * row, and what was kept in fn_extra before goes.  Until they are kept they go
 * with the call, should compiling fail.
 */
MemoryContext
profile_arguments_context(void)
{
	return AllocSetContextCreate(CurrentMemoryContext, "journey arguments",
								 ALLOCSET_SMALL_SIZES);
}

void
profile_arguments_keep(FunctionCallInfo fcinfo, void *arguments)
{
	void *before = fcinfo->flinfo->fn_extra;

	MemoryContextSetParent(GetMemoryChunkContext(arguments), fcinfo->flinfo->fn_mcxt);
	fcinfo->flinfo->fn_extra = arguments;
	if (before != NULL)
		MemoryContextDelete(GetMemoryChunkContext(before));
}

/*
 * profile_rows_begin
 *
 * Start the result of a function that returns an array of a composite type.
 */
void
profile_rows_begin(JourneyRows *rows, FunctionCallInfo fcinfo)
{
	rows->type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	rows->desc = lookup_rowtype_tupdesc(rows->type, -1);
	rows->n = 0;
	rows->room = 64;
	rows->rows = palloc(sizeof(Datum) * rows->room);
}

void
profile_rows_add(JourneyRows *rows, Datum *values, bool *nulls)
{
	if (rows->n == rows->room)
	{
		rows->room *= 2;
		rows->rows = repalloc_huge(rows->rows, sizeof(Datum) * (Size) rows->room);
	}
	rows->rows[rows->n++] = HeapTupleGetDatum(heap_form_tuple(rows->desc, values, nulls));
}

Datum
profile_rows_end(JourneyRows *rows)
{
	ArrayType *array;

	ReleaseTupleDesc(rows->desc);
	if (rows->n == 0)
		array = construct_empty_array(rows->type);
	else
		array = construct_array(rows->rows, (int) rows->n, rows->type, -1, false,
								TYPALIGN_DOUBLE);
	PG_RETURN_ARRAYTYPE_P(array);
}
