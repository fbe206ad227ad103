/*-------------------------------------------------------------------------
 *
 * identifier_ops.c
 *		Order and hash of the type identifier.
 *
 * Both look at bytes only and never raise: the operators are LEAKPROOF.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "common/hashfn.h"

PG_FUNCTION_INFO_V1(profile_identifier_eq);
PG_FUNCTION_INFO_V1(profile_identifier_ne);
PG_FUNCTION_INFO_V1(profile_identifier_lt);
PG_FUNCTION_INFO_V1(profile_identifier_le);
PG_FUNCTION_INFO_V1(profile_identifier_gt);
PG_FUNCTION_INFO_V1(profile_identifier_ge);
PG_FUNCTION_INFO_V1(profile_identifier_cmp);
PG_FUNCTION_INFO_V1(profile_identifier_hash);
PG_FUNCTION_INFO_V1(profile_identifier_hash_extended);

/* Bytewise order; where one string begins the other, the shorter is first. */
static int
identifier_compare_bytes(const char *a, int a_length, const char *b, int b_length)
{
	int order = memcmp(a, b, Min(a_length, b_length));

	return order != 0 ? order : a_length - b_length;
}

/*
 * Order of two arguments: kind, then key.
 *
 * The parts are found by the lengths the value states itself, cut to its size,
 * so that even a damaged value is compared within its bounds.
 */
static int
identifier_compare(FunctionCallInfo fcinfo)
{
	Identifier *a = PG_GETARG_IDENTIFIER_PP(0);
	Identifier *b = PG_GETARG_IDENTIFIER_PP(1);
	int a_rest = Max((int) VARSIZE_ANY_EXHDR(a) - IDENTIFIER_HEADER, 0);
	int b_rest = Max((int) VARSIZE_ANY_EXHDR(b) - IDENTIFIER_HEADER, 0);
	int a_kind = a_rest == 0 ? 0 : Min(IDENTIFIER_KIND_LENGTH(a), a_rest);
	int b_kind = b_rest == 0 ? 0 : Min(IDENTIFIER_KIND_LENGTH(b), b_rest);
	int order;

	order =
		identifier_compare_bytes(IDENTIFIER_KIND(a), a_kind, IDENTIFIER_KIND(b), b_kind);
	if (order == 0)
		order = identifier_compare_bytes(IDENTIFIER_KIND(a) + a_kind, a_rest - a_kind,
										 IDENTIFIER_KIND(b) + b_kind, b_rest - b_kind);
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return order;
}

/*
 * profile_identifier_eq(identifier, identifier) returns boolean
 */
Datum
profile_identifier_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(identifier_compare(fcinfo) == 0);
}

/*
 * profile_identifier_ne(identifier, identifier) returns boolean
 */
Datum
profile_identifier_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(identifier_compare(fcinfo) != 0);
}

/*
 * profile_identifier_lt(identifier, identifier) returns boolean
 */
Datum
profile_identifier_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(identifier_compare(fcinfo) < 0);
}

/*
 * profile_identifier_le(identifier, identifier) returns boolean
 */
Datum
profile_identifier_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(identifier_compare(fcinfo) <= 0);
}

/*
 * profile_identifier_gt(identifier, identifier) returns boolean
 */
Datum
profile_identifier_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(identifier_compare(fcinfo) > 0);
}

/*
 * profile_identifier_ge(identifier, identifier) returns boolean
 */
Datum
profile_identifier_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(identifier_compare(fcinfo) >= 0);
}

/*
 * profile_identifier_cmp(identifier, identifier) returns integer
 *
 * -1, 0 or 1.
 */
Datum
profile_identifier_cmp(PG_FUNCTION_ARGS)
{
	int order = identifier_compare(fcinfo);

	PG_RETURN_INT32(order < 0 ? -1 : order > 0);
}

/*
 * profile_identifier_hash(identifier) returns integer
 *
 * Of everything behind the version byte: a later layout that says the same must
 * hash the same.
 */
Datum
profile_identifier_hash(PG_FUNCTION_ARGS)
{
	Identifier *value = PG_GETARG_IDENTIFIER_PP(0);
	uint32 hash = hash_bytes(IDENTIFIER_BYTES(value) + 1,
							 Max((int) VARSIZE_ANY_EXHDR(value) - 1, 0));

	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_UINT32(hash);
}

/*
 * profile_identifier_hash_extended(identifier, bigint) returns bigint
 */
Datum
profile_identifier_hash_extended(PG_FUNCTION_ARGS)
{
	Identifier *value = PG_GETARG_IDENTIFIER_PP(0);
	uint64 hash = hash_bytes_extended(IDENTIFIER_BYTES(value) + 1,
									  Max((int) VARSIZE_ANY_EXHDR(value) - 1, 0),
									  (uint64) PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_UINT64(hash);
}
