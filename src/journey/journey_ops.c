/*-------------------------------------------------------------------------
 *
 * journey_ops.c
 *		Comparison and hashing of journeys.
 *
 * Equal journeys have equal bytes.  The order is by start, end and length, and
 * by bytes where those are equal: total and cheap, and the earlier journey goes
 * first.  The empty journey goes before all others.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "access/detoast.h"
#include "common/hashfn.h"

#include "journey/journey.h"

PG_FUNCTION_INFO_V1(profile_journey_eq);
PG_FUNCTION_INFO_V1(profile_journey_ne);
PG_FUNCTION_INFO_V1(profile_journey_lt);
PG_FUNCTION_INFO_V1(profile_journey_le);
PG_FUNCTION_INFO_V1(profile_journey_ge);
PG_FUNCTION_INFO_V1(profile_journey_gt);
PG_FUNCTION_INFO_V1(profile_journey_cmp);
PG_FUNCTION_INFO_V1(profile_journey_hash);
PG_FUNCTION_INFO_V1(profile_journey_hash_extended);

/* Other lengths are seen without detoasting. */
static bool
journey_equal(FunctionCallInfo fcinfo)
{
	Datum da = PG_GETARG_DATUM(0);
	Datum db = PG_GETARG_DATUM(1);
	struct varlena *a;
	struct varlena *b;
	bool equal;

	if (toast_raw_datum_size(da) != toast_raw_datum_size(db))
		return false;
	a = PG_GETARG_JOURNEY(0);
	b = PG_GETARG_JOURNEY(1);
	equal = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return equal;
}

static int
journey_compare_bytes(const struct varlena *a, const struct varlena *b)
{
	Size la = VARSIZE_ANY_EXHDR(a);
	Size lb = VARSIZE_ANY_EXHDR(b);
	int c = memcmp(VARDATA_ANY(a), VARDATA_ANY(b), Min(la, lb));

	if (c == 0)
		c = la < lb ? -1 : la > lb;
	return c < 0 ? -1 : c > 0;
}

static int
journey_compare_values(const struct varlena *a, const struct varlena *b)
{
	JourneyView va;
	JourneyView vb;

	profile_journey_view_span(&va, a);
	profile_journey_view_span(&vb, b);
	if (va.n == 0 || vb.n == 0)
		return (va.n > 0) - (vb.n > 0);
	if (va.first != vb.first)
		return va.first < vb.first ? -1 : 1;
	if (va.last != vb.last)
		return va.last < vb.last ? -1 : 1;
	if (va.n != vb.n)
		return va.n < vb.n ? -1 : 1;
	return journey_compare_bytes(a, b);
}

static int
journey_compare(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_GETARG_JOURNEY(0);
	struct varlena *b = PG_GETARG_JOURNEY(1);
	int c = journey_compare_values(a, b);

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return c;
}

/* journey_eq(journey, journey) returns boolean; the others likewise */
Datum
profile_journey_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_equal(fcinfo));
}

Datum
profile_journey_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(!journey_equal(fcinfo));
}

Datum
profile_journey_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_compare(fcinfo) < 0);
}

Datum
profile_journey_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_compare(fcinfo) <= 0);
}

Datum
profile_journey_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_compare(fcinfo) >= 0);
}

Datum
profile_journey_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(journey_compare(fcinfo) > 0);
}

/* journey_cmp(journey, journey) returns integer */
Datum
profile_journey_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(journey_compare(fcinfo));
}

/* journey_hash(journey) returns integer */
Datum
profile_journey_hash(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	Datum hash = hash_any((unsigned char *) VARDATA_ANY(journey),
						  (int) VARSIZE_ANY_EXHDR(journey));

	PG_FREE_IF_COPY(journey, 0);
	PG_RETURN_DATUM(hash);
}

/* journey_hash_extended(journey, bigint) returns bigint */
Datum
profile_journey_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	Datum hash =
		hash_any_extended((unsigned char *) VARDATA_ANY(journey),
						  (int) VARSIZE_ANY_EXHDR(journey), (uint64) PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(journey, 0);
	PG_RETURN_DATUM(hash);
}
