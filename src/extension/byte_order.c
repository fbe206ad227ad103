/*-------------------------------------------------------------------------
 *
 * byte_order.c
 *		Comparison and hashing of stored values by their bytes.
 *
 * For types whose equal values are equal bytes and whose order has no meaning
 * beyond being total (golden, survivorship, journey_pattern): one set of
 * functions serves the operator classes of all.  They look at no version and
 * cannot fail, so that their operators may be leakproof.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/hashfn.h"
#include "fmgr.h"

PG_FUNCTION_INFO_V1(profile_bytes_eq);
PG_FUNCTION_INFO_V1(profile_bytes_ne);
PG_FUNCTION_INFO_V1(profile_bytes_lt);
PG_FUNCTION_INFO_V1(profile_bytes_le);
PG_FUNCTION_INFO_V1(profile_bytes_gt);
PG_FUNCTION_INFO_V1(profile_bytes_ge);
PG_FUNCTION_INFO_V1(profile_bytes_cmp);
PG_FUNCTION_INFO_V1(profile_bytes_hash);
PG_FUNCTION_INFO_V1(profile_bytes_hash_extended);

/* Bytewise, the shorter of two that begin alike first. */
static int
bytes_compare(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(0));
	struct varlena *b = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(1));
	Size alen = VARSIZE_ANY_EXHDR(a);
	Size blen = VARSIZE_ANY_EXHDR(b);
	int result = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(alen, blen));

	if (result == 0)
		result = (alen > blen) - (alen < blen);
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return (result > 0) - (result < 0);
}

Datum
profile_bytes_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(bytes_compare(fcinfo) == 0);
}

Datum
profile_bytes_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(bytes_compare(fcinfo) != 0);
}

Datum
profile_bytes_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(bytes_compare(fcinfo) < 0);
}

Datum
profile_bytes_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(bytes_compare(fcinfo) <= 0);
}

Datum
profile_bytes_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(bytes_compare(fcinfo) > 0);
}

Datum
profile_bytes_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(bytes_compare(fcinfo) >= 0);
}

Datum
profile_bytes_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(bytes_compare(fcinfo));
}

Datum
profile_bytes_hash(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(0));
	Datum result =
		hash_any((unsigned char *) VARDATA_ANY(value), (int) VARSIZE_ANY_EXHDR(value));

	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_DATUM(result);
}

Datum
profile_bytes_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(0));
	Datum result = hash_any_extended((unsigned char *) VARDATA_ANY(value),
									 (int) VARSIZE_ANY_EXHDR(value), PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(value, 0);
	PG_RETURN_DATUM(result);
}
