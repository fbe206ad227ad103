/*-------------------------------------------------------------------------
 *
 * survivor_state.c
 *		How values of any type compete in latest() and preferred().
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "golden/survivor_state.h"
#include "access/htup_details.h"
#include "port/pg_bitutils.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

/* The allocator would round a smaller block up to this anyway. */
#define SURVIVOR_STATE_LEAST 64

TypeCacheEntry *
profile_survivor_type(Oid type)
{
	TypeCacheEntry *entry;

	if (!OidIsValid(type))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("could not determine the type of the value")));
	if (type == RECORDOID)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("a record without a named type cannot survive"),
						errhint("Cast it to a composite type or to jsonb.")));
	entry = lookup_type_cache(type, TYPECACHE_CMP_PROC_FINFO);
	if (!OidIsValid(entry->cmp_proc_finfo.fn_oid))
		ereport(ERROR, (errcode(ERRCODE_UNDEFINED_FUNCTION),
						errmsg("type %s has no btree order", format_type_be(type)),
						errdetail("Of values equal in rank and time the greatest one "
								  "survives."),
						errhint("Cast the value to a type that can be sorted.")));
	return entry;
}

void
profile_survivor_check_version(const SurvivorState *state)
{
	if (state->version != SURVIVOR_STATE_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("survivor_state has the unknown version %u", state->version),
				 errhint("Upgrade the extension profile.")));
}

/* --- values ---------------------------------------------------------------- */

/* Bytes that a (detoasted) value takes in a state. */
static Size
survivor_length(const TypeCacheEntry *type, Datum value)
{
	if (type->typbyval)
		return sizeof(Datum);
	if (type->typlen > 0)
		return (Size) type->typlen;
	if (type->typlen == -1)
		return VARSIZE_ANY(DatumGetPointer(value));
	return strlen(DatumGetCString(value)) + 1;
}

static Datum
survivor_detoast(const TypeCacheEntry *type, Datum value)
{
	return type->typlen == -1 ? PointerGetDatum(PG_DETOAST_DATUM_PACKED(value)) : value;
}

/* Are two detoasted values the same bytes?  How long a header is does not count. */
static bool
survivor_identical(const TypeCacheEntry *type, Datum a, Datum b)
{
	Size length;

	if (type->typbyval)
		return a == b;
	if (type->typlen == -1)
	{
		struct varlena *x = (struct varlena *) DatumGetPointer(a);
		struct varlena *y = (struct varlena *) DatumGetPointer(b);

		length = VARSIZE_ANY_EXHDR(x);
		return length == VARSIZE_ANY_EXHDR(y) &&
			   memcmp(VARDATA_ANY(x), VARDATA_ANY(y), length) == 0;
	}
	length = survivor_length(type, a);
	return length == survivor_length(type, b) &&
		   memcmp(DatumGetPointer(a), DatumGetPointer(b), length) == 0;
}

/* The bytes by which values are told apart that their order holds to be equal. */
static bytea *
survivor_binary_form(Oid type, Datum value)
{
	HeapTuple tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	Form_pg_type form;
	bytea *result;

	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "cache lookup failed for type %u", type);
	form = (Form_pg_type) GETSTRUCT(tuple);
	if (OidIsValid(form->typsend))
		result = OidSendFunctionCall(form->typsend, value);
	else
		result = (bytea *) cstring_to_text(OidOutputFunctionCall(form->typoutput, value));
	ReleaseSysCache(tuple);
	return result;
}

static int
survivor_compare_forms(Oid type, Datum a, Datum b)
{
	bytea *x = survivor_binary_form(type, a);
	bytea *y = survivor_binary_form(type, b);
	Size xlen = VARSIZE_ANY_EXHDR(x);
	Size ylen = VARSIZE_ANY_EXHDR(y);
	int result = memcmp(VARDATA_ANY(x), VARDATA_ANY(y), Min(xlen, ylen));

	return result != 0 ? result : (xlen > ylen) - (xlen < ylen);
}

/* Both detoasted.  Text by bytes: no collation's version may change who wins. */
static int
survivor_compare_values(TypeCacheEntry *type, Datum a, Datum b)
{
	Oid collation = OidIsValid(type->typcollation) ? C_COLLATION_OID : InvalidOid;
	int result;

	if (survivor_identical(type, a, b))
		return 0;
	result = DatumGetInt32(FunctionCall2Coll(&type->cmp_proc_finfo, collation, a, b));
	return result != 0 ? result : survivor_compare_forms(type->type_id, a, b);
}

/* --- states ---------------------------------------------------------------- */

void
profile_survivor_winner(const SurvivorState *state, const TypeCacheEntry *type,
						SurvivorCandidate *winner)
{
	if (type->typbyval)
		memcpy(&winner->value, state->value, sizeof(Datum));
	else
		winner->value = PointerGetDatum(state->value);
	winner->at = state->at;
	winner->rank = state->rank;
	winner->ranked = state->ranked;
	winner->order = state->order;
}

/* The value must be detoasted and the room sufficient. */
static void
survivor_write(SurvivorState *state, const SurvivorCandidate *candidate,
			   const TypeCacheEntry *type, Datum value, Size length)
{
	state->rank = candidate->ranked ? candidate->rank : 0;
	state->ranked = candidate->ranked;
	state->at = candidate->at;
	if (type->typbyval)
		memcpy(state->value, &value, sizeof(Datum));
	else
		memcpy(state->value, DatumGetPointer(value), length);
	if (length < state->length)
		memset(state->value + length, 0, state->length - length);
	state->length = (uint32) length;
}

static SurvivorState *
survivor_allocate(TypeCacheEntry *type, SurvivorOrder order, Size length)
{
	Size size = Max(offsetof(SurvivorState, value) + length, SURVIVOR_STATE_LEAST);
	SurvivorState *state;

	if (size > MaxAllocSize)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("value is too large to survive")));
	if (size <= MaxAllocSize / 2)
		size = pg_nextpower2_32((uint32) size);
	state = palloc0(size);
	SET_VARSIZE(state, size);
	state->version = SURVIVOR_STATE_VERSION;
	state->order = (uint8) order;
	state->type = type->type_id;
	return state;
}

SurvivorState *
profile_survivor_make(TypeCacheEntry *type, const SurvivorCandidate *candidate)
{
	Datum value = survivor_detoast(type, candidate->value);
	Size length = survivor_length(type, value);
	SurvivorState *state = survivor_allocate(type, candidate->order, length);

	survivor_write(state, candidate, type, value, length);
	return state;
}

/* By rank and moment alone: > 0 if the first wins. */
static int
survivor_compare_keys(const SurvivorCandidate *a, const SurvivorCandidate *b)
{
	if (a->order == SURVIVOR_PREFERRED)
	{
		if (a->ranked != b->ranked)
			return a->ranked ? 1 : -1;
		if (a->ranked && a->rank != b->rank)
			return a->rank < b->rank ? 1 : -1;
	}
	return (a->at > b->at) - (a->at < b->at);
}

SurvivorState *
profile_survivor_offer(SurvivorState *state, TypeCacheEntry *type,
					   const SurvivorCandidate *candidate)
{
	SurvivorCandidate winner;
	Datum value;
	Size length;
	int order;

	if (state->type != type->type_id || state->order != candidate->order)
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("survivor_state belongs to another aggregate or type")));
	profile_survivor_winner(state, type, &winner);
	order = survivor_compare_keys(candidate, &winner);
	if (order < 0)
		return state;
	value = survivor_detoast(type, candidate->value);
	if (order == 0 && survivor_compare_values(type, value, winner.value) <= 0)
		return state;
	length = survivor_length(type, value);
	if (offsetof(SurvivorState, value) + length > VARSIZE(state))
		state = survivor_allocate(type, candidate->order, length);
	survivor_write(state, candidate, type, value, length);
	return state;
}
