/*-------------------------------------------------------------------------
 *
 * survivor_value.h
 *		Values of any type, as the scalar aggregates compare, keep and print them.
 *
 * Values compare by the default btree order of their type.  Text, alone or in an
 * array, compares by bytes (collation "C") whatever the collation of the column,
 * so that no collation's version changes who survives and values that a
 * nondeterministic collation holds to be equal are different values.  (Fields of
 * composite types and bounds of ranges follow the collation that their type
 * declares.)  Of values equal in that order but not the same, as the numeric 1
 * and 1.0 are, the one whose text has the greater bytes is above.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_SURVIVOR_VALUE_H
#define PROFILE_GOLDEN_SURVIVOR_VALUE_H

#include "catalog/pg_type.h"
#include "golden/golden_prefetch.h"
#include "utils/typcache.h"

/*
 * What is needed of a type; error where there is no btree order to break ties
 * with, whether or not there is a tie.  The entry lives as long as the backend.
 */
extern TypeCacheEntry *profile_survivor_type(Oid type);

/* The same for a type that some text names: the error is soft, and then NULL. */
extern TypeCacheEntry *profile_survivor_type_named(const char *name,
												   struct Node *escontext);

/*
 * What is kept between the calls of one function, in fn_extra.  A small state that
 * is new is made in "fresh", since the executor copies it at once.
 */
#define SURVIVOR_FRESH 64
typedef struct SurvivorCall
{
	TypeCacheEntry *type;
	bool leads; /* as in golden_prefetch.h */
	int64 fresh[SURVIVOR_FRESH / sizeof(int64)];
} SurvivorCall;

/*
 * The same, kept between the calls of one function.  Argument 1 of a transition
 * or final function is of one type in all its calls.
 */
extern TypeCacheEntry *profile_survivor_cached_type(FunctionCallInfo fcinfo, Oid type);
extern TypeCacheEntry *profile_survivor_argument_type(FunctionCallInfo fcinfo);

static inline TypeCacheEntry *
survivor_argument_type(FunctionCallInfo fcinfo)
{
	const SurvivorCall *call = fcinfo->flinfo->fn_extra;

	return call != NULL && call->type != NULL ? call->type
											  : profile_survivor_argument_type(fcinfo);
}

/*
 * What a value was written as: 0 where the type says it all, else a hash of the
 * columns of the row types in it (alone, or in arrays, ranges and domains).  A table
 * with a column of such a type keeps it from being altered; one with states in which
 * such values lie does not.
 */
extern uint32 profile_survivor_row_shape(Oid type);

static inline uint32
survivor_shape(const TypeCacheEntry *type)
{
	if (type->typtype == TYPTYPE_ENUM ||
		(type->typtype == TYPTYPE_BASE && !OidIsValid(type->typelem)))
		return 0;
	return profile_survivor_row_shape(type->type_id);
}

/* Error unless values that were written as that can be read. */
extern void profile_survivor_check_shape(const TypeCacheEntry *type, uint32 shape);

/* To be called first in a transition function, even for a NULL. */
static inline void
survivor_prefetch(FunctionCallInfo fcinfo)
{
	const SurvivorCall *call = fcinfo->flinfo->fn_extra;

	if (call != NULL && call->leads)
		golden_prefetch_states(fcinfo);
}

/* A varlena that is kept with a header of one byte, as in a table. */
static inline bool
survivor_is_short(const TypeCacheEntry *type, Datum value)
{
	return type->typlen == -1 && (VARATT_IS_SHORT(DatumGetPointer(value)) ||
								  (type->typstorage != TYPSTORAGE_PLAIN &&
								   VARATT_CAN_MAKE_SHORT(DatumGetPointer(value))));
}

/* Bytes that a (detoasted) value takes in a state; short ones as in a table. */
static inline Size
survivor_length(const TypeCacheEntry *type, Datum value)
{
	if (survivor_is_short(type, value))
		return VARSIZE_ANY_EXHDR(DatumGetPointer(value)) + VARHDRSZ_SHORT;
	if (type->typbyval)
		return sizeof(Datum);
	if (type->typlen > 0)
		return (Size) type->typlen;
	if (type->typlen == -1)
		return VARSIZE(DatumGetPointer(value));
	return strlen(DatumGetCString(value)) + 1;
}

static inline Datum
survivor_detoast(const TypeCacheEntry *type, Datum value)
{
	if (type->typlen == -1 && (VARATT_IS_EXTERNAL(DatumGetPointer(value)) ||
							   VARATT_IS_COMPRESSED(DatumGetPointer(value))))
		return PointerGetDatum(PG_DETOAST_DATUM_PACKED(value));
	return value;
}

/* Must it be kept at a multiple of eight bytes? */
static inline bool
survivor_is_aligned(const TypeCacheEntry *type, Datum value)
{
	return !type->typbyval && type->typalign != TYPALIGN_CHAR &&
		   !survivor_is_short(type, value);
}

/* Puts a detoasted value of that length at a place; gets it back. */
static inline void
survivor_store(const TypeCacheEntry *type, char *place, Datum value, Size length)
{
	if (survivor_is_short(type, value))
	{
		SET_VARSIZE_SHORT(place, length);
		memcpy(place + VARHDRSZ_SHORT, VARDATA_ANY(DatumGetPointer(value)),
			   length - VARHDRSZ_SHORT);
	}
	else if (type->typbyval)
		memcpy(place, &value, sizeof(Datum));
	else
		memcpy(place, DatumGetPointer(value), length);
}

static inline Datum
survivor_load(const TypeCacheEntry *type, const char *place)
{
	Datum value;

	if (!type->typbyval)
		return PointerGetDatum(place);
	memcpy(&value, place, sizeof(Datum));
	return value;
}

/*
 * Both detoasted.  identical: the same bytes.  order: 0 where the type's order
 * holds them to be equal.  compare: 0 only where they are the same.
 */
extern bool profile_survivor_identical(const TypeCacheEntry *type, Datum a, Datum b);
extern int profile_survivor_order(TypeCacheEntry *type, Datum a, Datum b);
extern int profile_survivor_compare(TypeCacheEntry *type, Datum a, Datum b);

/* Equal for values of one order; 0 for all where the type has no hash. */
extern uint32 profile_survivor_hash(TypeCacheEntry *type, Datum value);

/*
 * Settings under which text forms are printed and read, so that they are those
 * of any session: pin, and release what pin returned.
 */
extern int profile_survivor_pin_settings(Oid type);
extern void profile_survivor_release_settings(int nest);

/* A value out of its text form, under the settings pinned; false: a soft error. */
extern bool profile_survivor_read_value(Oid type, char *string, struct Node *escontext,
										Datum *value);

/* A value's text under these settings. */
extern char *profile_survivor_print(Oid type, Datum value);

#endif /* PROFILE_GOLDEN_SURVIVOR_VALUE_H */
