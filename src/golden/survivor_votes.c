/*-------------------------------------------------------------------------
 *
 * survivor_votes.c
 *		The aggregate most_frequent(value, at).
 *
 * The value with most rows wins; of these the one that was seen last, of these
 * the greatest.  Of spellings that the type holds to be one value (numeric 1 and
 * 1.0) the one that came latest is shown, of these the greatest.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/int.h"
#include "golden/golden.h"
#include "golden/survivor_votes.h"
#include "miscadmin.h"
#include "utils/datum.h"
#include "utils/memutils.h"

PG_FUNCTION_INFO_V1(profile_most_frequent_accum);
PG_FUNCTION_INFO_V1(profile_frequency_combine);
PG_FUNCTION_INFO_V1(profile_frequency_final);

/* Two ballots of short values; the allocator's own sizes are powers of two. */
#define SURVIVOR_VOTES_LEAST 256

/* --- state ----------------------------------------------------------------- */

void
profile_survivor_votes_check_version(const SurvivorVotes *state)
{
	if (state->version != SURVIVOR_VOTES_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("frequency_state has the unknown version %u", state->version),
				 errhint("Upgrade the extension profile.")));
}

SurvivorVotes *
profile_survivor_votes_make(const TypeCacheEntry *type)
{
	SurvivorVotes *state = palloc0(SURVIVOR_VOTES_LEAST);

	SET_VARSIZE(state, SURVIVOR_VOTES_LEAST);
	state->version = SURVIVOR_VOTES_VERSION;
	state->type = type->type_id;
	state->shape = survivor_shape(type);
	state->used = SURVIVOR_FIRST_BALLOT;
	return state;
}

/* Room for so many bytes more; what was there keeps its place. */
static SurvivorVotes *
survivor_votes_reserve(SurvivorVotes *state, Size bytes)
{
	Size size = VARSIZE(state);
	SurvivorVotes *larger;

	if (size - state->used >= bytes)
		return state;
	if (bytes > MaxAllocSize - state->used)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many different values in one group of most_frequent"),
				 errdetail("The state would exceed 1 GB after %u values.", state->count),
				 errhint("Count the values with GROUP BY first.")));
	while (size - state->used < bytes)
		size = Min(size * 2, MaxAllocSize);
	larger = palloc0(size);
	memcpy(larger, state, state->used);
	SET_VARSIZE(larger, size);
	return larger;
}

/* The next place of the heap for so many bytes, which are reserved already. */
static uint32
survivor_votes_take(SurvivorVotes *state, Size bytes)
{
	uint32 place = state->used;

	state->used += (uint32) bytes;
	return place;
}

void
profile_survivor_read_ballot(const SurvivorVotes *state, const TypeCacheEntry *type,
							 const SurvivorBallot *ballot, SurvivorVote *vote)
{
	vote->value = survivor_load(type, (const char *) state + ballot->value);
	vote->at = ballot->at;
	vote->votes = ballot->votes;
}

/* A new ballot without votes, for a detoasted value; its place goes to *place. */
static SurvivorVotes *
survivor_votes_add(SurvivorVotes *state, const TypeCacheEntry *type, Datum value,
				   uint32 hash, uint32 *place)
{
	Size length = survivor_length(type, value);
	Size room = MAXALIGN(length);
	SurvivorBallot *ballot;

	state = survivor_votes_reserve(state, sizeof(SurvivorBallot) + room);
	*place = survivor_votes_take(state, sizeof(SurvivorBallot));
	ballot = survivor_ballot(state, *place);
	ballot->value = survivor_votes_take(state, room);
	ballot->length = (uint32) length;
	ballot->room = (uint32) room;
	ballot->hash = hash;
	ballot->at = GOLDEN_AT_UNKNOWN;
	survivor_store(type, (char *) state + ballot->value, value, length);
	if (state->count++ > 0)
		survivor_ballot(state, state->last)->next = *place;
	state->last = *place;
	return state;
}

/* Another spelling for a ballot; twice the room if it needs a new place. */
static SurvivorVotes *
survivor_votes_respell(SurvivorVotes *state, const TypeCacheEntry *type, uint32 place,
					   Datum value)
{
	SurvivorBallot *ballot = survivor_ballot(state, place);
	Size length = survivor_length(type, value);

	if (length > ballot->room)
	{
		Size room = MAXALIGN(length + length);

		state = survivor_votes_reserve(state, room);
		ballot = survivor_ballot(state, place);
		ballot->value = survivor_votes_take(state, room);
		ballot->room = (uint32) room;
	}
	survivor_store(type, (char *) state + ballot->value, value, length);
	ballot->length = (uint32) length;
	return state;
}

/* --- counting -------------------------------------------------------------- */

/*
 * The ballot of a detoasted value: its place, or 0; then *branch is where it
 * belongs, the branch of which ballot, or 0 for the root.
 */
static uint32
survivor_votes_find(const SurvivorVotes *state, TypeCacheEntry *type, Datum value,
					uint32 hash, uint32 *parent, int *branch)
{
	uint32 place = state->count > 0 ? SURVIVOR_FIRST_BALLOT : 0;
	uint32 way = hash;

	*parent = 0;
	*branch = 0;
	while (place != 0)
	{
		const SurvivorBallot *ballot = survivor_ballot(state, place);
		int order = 1;

		CHECK_FOR_INTERRUPTS();
		if (ballot->hash == hash)
		{
			Datum other = survivor_load(type, (const char *) state + ballot->value);

			if (profile_survivor_identical(type, value, other))
				return place;
			order = profile_survivor_order(type, value, other);
			if (order == 0)
				return place;
		}
		*parent = place;
		*branch = way != 0 ? (int) (way >> 30) : order > 0;
		way <<= 2;
		place = ballot->branch[*branch];
	}
	return 0;
}

/* Does a ballot, which has grown, win over the winner? */
static bool
survivor_votes_wins(const SurvivorVotes *state, TypeCacheEntry *type,
					const SurvivorBallot *ballot, const SurvivorBallot *winner)
{
	SurvivorVote a;
	SurvivorVote b;

	if (ballot->votes != winner->votes)
		return ballot->votes > winner->votes;
	if (ballot->at != winner->at)
		return ballot->at > winner->at;
	profile_survivor_read_ballot(state, type, ballot, &a);
	profile_survivor_read_ballot(state, type, winner, &b);
	return profile_survivor_compare(type, a.value, b.value) > 0;
}

/* Takes a vote for a ballot that exists; the spelling follows the latest. */
static SurvivorVotes *
survivor_votes_count(SurvivorVotes *state, TypeCacheEntry *type, uint32 place,
					 Datum value, const SurvivorVote *vote)
{
	SurvivorBallot *ballot = survivor_ballot(state, place);
	Datum shown = survivor_load(type, (char *) state + ballot->value);

	if (pg_add_s64_overflow(ballot->votes, vote->votes, &ballot->votes))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("too many votes in one group of most_frequent")));
	if (!profile_survivor_identical(type, value, shown) &&
		(vote->at > ballot->at ||
		 (vote->at == ballot->at && profile_survivor_compare(type, value, shown) > 0)))
	{
		state = survivor_votes_respell(state, type, place, value);
		ballot = survivor_ballot(state, place);
	}
	ballot->at = Max(ballot->at, vote->at);
	return state;
}

SurvivorVotes *
profile_survivor_vote(SurvivorVotes *state, TypeCacheEntry *type,
					  const SurvivorVote *vote)
{
	Datum value = survivor_detoast(type, vote->value);
	uint32 hash = profile_survivor_hash(type, value);
	uint32 parent;
	int branch;
	uint32 place;

	if (state->type != type->type_id)
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("frequency_state belongs to another type")));
	profile_survivor_check_shape(type, state->shape);
	place = survivor_votes_find(state, type, value, hash, &parent, &branch);
	if (place == 0)
	{
		state = survivor_votes_add(state, type, value, hash, &place);
		if (parent != 0)
			survivor_ballot(state, parent)->branch[branch] = place;
	}
	state = survivor_votes_count(state, type, place, value, vote);
	if (state->winner == 0 ||
		(place != state->winner &&
		 survivor_votes_wins(state, type, survivor_ballot(state, place),
							 survivor_ballot(state, state->winner))))
		state->winner = place;
	return state;
}

/* --- SQL ------------------------------------------------------------------- */

/* As in survivor_agg.c: the aggregate's own, or a copy. */
static SurvivorVotes *
survivor_votes_own(FunctionCallInfo fcinfo)
{
	SurvivorVotes *state = (SurvivorVotes *) DatumGetPointer(PG_GETARG_DATUM(0));

	if (VARATT_IS_EXTENDED(state) || !AggCheckCallContext(fcinfo, NULL))
		state = (SurvivorVotes *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	profile_survivor_votes_check_version(state);
	return state;
}

/*
 * most_frequent_accum(frequency_state, anyelement, timestamptz)
 *		returns frequency_state
 */
Datum
profile_most_frequent_accum(PG_FUNCTION_ARGS)
{
	SurvivorVotes *state;
	SurvivorVote vote;
	TypeCacheEntry *type;

	survivor_prefetch(fcinfo);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	type = survivor_argument_type(fcinfo);
	vote.value = PG_GETARG_DATUM(1);
	vote.votes = 1;
	vote.at =
		PG_ARGISNULL(2) ? GOLDEN_AT_UNKNOWN : golden_moment(PG_GETARG_TIMESTAMPTZ(2));
	state =
		PG_ARGISNULL(0) ? profile_survivor_votes_make(type) : survivor_votes_own(fcinfo);
	PG_RETURN_POINTER(profile_survivor_vote(state, type, &vote));
}

/*
 * frequency_combine(frequency_state, frequency_state) returns frequency_state
 */
Datum
profile_frequency_combine(PG_FUNCTION_ARGS)
{
	SurvivorVotes *state;
	SurvivorVotes *other;
	TypeCacheEntry *type;

	survivor_prefetch(fcinfo);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = DatumGetSurvivorVotes(PG_GETARG_DATUM(1));
	profile_survivor_votes_check_version(other);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(other);
	type = profile_survivor_cached_type(fcinfo, other->type);
	profile_survivor_check_shape(type, other->shape);
	state = survivor_votes_own(fcinfo);
	for (uint32 place = other->count > 0 ? SURVIVOR_FIRST_BALLOT : 0; place != 0;
		 place = survivor_ballot(other, place)->next)
	{
		SurvivorVote vote;

		profile_survivor_read_ballot(other, type, survivor_ballot(other, place), &vote);
		state = profile_survivor_vote(state, type, &vote);
	}
	PG_RETURN_POINTER(state);
}

/*
 * most_frequent_final(frequency_state, anyelement, timestamptz) returns anyelement
 *
 * The arguments after the state are there for the type of the result alone.
 */
Datum
profile_frequency_final(PG_FUNCTION_ARGS)
{
	SurvivorVotes *state;
	SurvivorVote winner;
	TypeCacheEntry *type;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	state = DatumGetSurvivorVotes(PG_GETARG_DATUM(0));
	profile_survivor_votes_check_version(state);
	type = survivor_argument_type(fcinfo);
	if (type->type_id != state->type)
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("frequency_state belongs to another type")));
	profile_survivor_check_shape(type, state->shape);
	if (state->winner == 0)
		PG_RETURN_NULL();
	profile_survivor_read_ballot(state, type, survivor_ballot(state, state->winner),
								 &winner);
	PG_RETURN_DATUM(datumCopy(winner.value, type->typbyval, type->typlen));
}
