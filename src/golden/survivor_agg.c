/*-------------------------------------------------------------------------
 *
 * survivor_agg.c
 *		The aggregates latest(value, at), oldest(value, at),
 *		preferred(value, rank, at) and longest(value, at).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "golden/survivor_state.h"
#include "utils/builtins.h"
#include "utils/datum.h"

PG_FUNCTION_INFO_V1(profile_latest_accum);
PG_FUNCTION_INFO_V1(profile_oldest_accum);
PG_FUNCTION_INFO_V1(profile_preferred_accum);
PG_FUNCTION_INFO_V1(profile_longest_accum);
PG_FUNCTION_INFO_V1(profile_survivor_combine);
PG_FUNCTION_INFO_V1(profile_survivor_final);

/*
 * The states that a group's first row makes lie one behind the other, and are
 * finished in that order: while one is read, what lies so far behind is fetched.
 */
#define SURVIVOR_FINISHED_SOON 192

/*
 * The state to write into: that of the aggregate, or a copy where there is no
 * aggregate around, because then the argument is somebody else's.
 */
static SurvivorState *
survivor_own_state(FunctionCallInfo fcinfo)
{
	SurvivorState *state = (SurvivorState *) DatumGetPointer(PG_GETARG_DATUM(0));

	if (VARATT_IS_EXTENDED(state) || !AggCheckCallContext(fcinfo, NULL))
		state = (SurvivorState *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	profile_survivor_check_version(state);
	return state;
}

/* Where a new state may be made: nowhere in particular outside of an aggregate. */
static inline void *
survivor_fresh(FunctionCallInfo fcinfo)
{
	SurvivorCall *call = fcinfo->flinfo->fn_extra;

	return AggCheckCallContext(fcinfo, NULL) ? call->fresh : NULL;
}

/* Takes argument 1, which is not NULL, with this rank and moment into the state. */
static pg_noinline Datum
survivor_compete(FunctionCallInfo fcinfo, SurvivorOrder order, int64 at, bool ranked,
				 int32 rank)
{
	SurvivorCandidate candidate = {PG_GETARG_DATUM(1), at, rank, ranked, order};
	TypeCacheEntry *type = survivor_argument_type(fcinfo);
	SurvivorState *state;

	if (PG_ARGISNULL(0))
		state = profile_survivor_make(type, &candidate, survivor_fresh(fcinfo));
	else
		state = profile_survivor_offer(survivor_own_state(fcinfo), type, &candidate);
	PG_RETURN_POINTER(state);
}

/*
 * The same for any argument 1.  A query calls this for every row and column, and
 * most values lose by rank and moment: so it is compiled into each transition
 * function with the order as a constant, and keeps what it knows in registers.
 */
static pg_attribute_always_inline Datum
survivor_accum(FunctionCallInfo fcinfo, SurvivorOrder order, int64 at, bool ranked,
			   int32 rank)
{
	const SurvivorCall *call = fcinfo->flinfo->fn_extra;
	const SurvivorState *state = (SurvivorState *) DatumGetPointer(PG_GETARG_DATUM(0));

	survivor_prefetch(fcinfo);
	if (PG_ARGISNULL(1))
	{
		fcinfo->isnull = PG_ARGISNULL(0);
		return PG_GETARG_DATUM(0);
	}
	if (!PG_ARGISNULL(0) && call != NULL && call->type != NULL &&
		!VARATT_IS_EXTENDED(state) && state->version == SURVIVOR_STATE_VERSION &&
		survivor_state_is(state, order, call->type->type_id) &&
		survivor_compare_keys(state, order, at, ranked, rank) > 0)
		return PG_GETARG_DATUM(0);
	return survivor_compete(fcinfo, order, at, ranked, rank);
}

static inline int64
survivor_moment(FunctionCallInfo fcinfo, int argument)
{
	if (PG_ARGISNULL(argument))
		return GOLDEN_AT_UNKNOWN;
	return golden_moment(PG_GETARG_TIMESTAMPTZ(argument));
}

/*
 * latest_accum(survivor_state, anyelement, timestamptz) returns survivor_state
 */
Datum
profile_latest_accum(PG_FUNCTION_ARGS)
{
	return survivor_accum(fcinfo, SURVIVOR_LATEST, survivor_moment(fcinfo, 2), false, 0);
}

/*
 * preferred_accum(survivor_state, anyelement, int, timestamptz)
 *		returns survivor_state
 */
Datum
profile_preferred_accum(PG_FUNCTION_ARGS)
{
	bool ranked = !PG_ARGISNULL(2);

	return survivor_accum(fcinfo, SURVIVOR_PREFERRED, survivor_moment(fcinfo, 3), ranked,
						  ranked ? PG_GETARG_INT32(2) : 0);
}

/*
 * oldest_accum(survivor_state, anyelement, timestamptz) returns survivor_state
 */
Datum
profile_oldest_accum(PG_FUNCTION_ARGS)
{
	return survivor_accum(fcinfo, SURVIVOR_OLDEST, survivor_moment(fcinfo, 2), false, 0);
}

/*
 * longest_accum(survivor_state, text, timestamptz) returns survivor_state
 */
Datum
profile_longest_accum(PG_FUNCTION_ARGS)
{
	int32 characters = 0;

	if (!PG_ARGISNULL(1))
		characters = profile_survivor_characters(PointerGetDatum(PG_GETARG_TEXT_PP(1)));
	return survivor_accum(fcinfo, SURVIVOR_LONGEST, survivor_moment(fcinfo, 2), true,
						  characters);
}

/*
 * survivor_combine(survivor_state, survivor_state) returns survivor_state
 */
Datum
profile_survivor_combine(PG_FUNCTION_ARGS)
{
	SurvivorCandidate candidate;
	SurvivorState *other;
	TypeCacheEntry *type;

	survivor_prefetch(fcinfo);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = DatumGetSurvivorState(PG_GETARG_DATUM(1));
	profile_survivor_check_version(other);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(other);
	type = profile_survivor_cached_type(fcinfo, survivor_state_type(other));
	profile_survivor_winner(other, type, &candidate);
	PG_RETURN_POINTER(
		profile_survivor_offer(survivor_own_state(fcinfo), type, &candidate));
}

/*
 * survivor_final(survivor_state, anyelement, ...) returns anyelement
 *
 * The arguments after the state are there for the type of the result alone.
 */
Datum
profile_survivor_final(PG_FUNCTION_ARGS)
{
	SurvivorCandidate winner;
	SurvivorState *state;
	TypeCacheEntry *type;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = DatumGetSurvivorState(PG_GETARG_DATUM(0));
	GOLDEN_PREFETCH((const char *) state + SURVIVOR_FINISHED_SOON);
	profile_survivor_check_version(state);
	type = survivor_argument_type(fcinfo);
	if (type->type_id != survivor_state_type(state))
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("survivor_state belongs to another aggregate or type")));
	profile_survivor_winner(state, type, &winner);
	PG_RETURN_DATUM(datumCopy(winner.value, type->typbyval, type->typlen));
}
