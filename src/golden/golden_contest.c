/*-------------------------------------------------------------------------
 *
 * golden_contest.c
 *		Who wins an attribute, and at which step of the chain that was decided.
 *
 * A chain compares step by step: "latest" and "oldest" by moment, "source" by the
 * place of the source in the list (sources that are not listed come after all
 * that are).  What remains undecided goes to the later moment, then to the name
 * of the source (the first in byte order, NULL last), then to the greater value
 * (profile_golden_value_compare).
 *
 * That is a lexicographic order of candidates, so the winner so far is all one
 * needs to know.  Chains that cannot be decided so keep the records
 * (golden_group.h), and agree with this where both can.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_state.h"
#include "miscadmin.h"

static inline int
golden_compare_moments(int64 a, int64 b)
{
	return (a > b) - (a < b);
}

/* A moment as it is compared: none is later than as_of where that is stated. */
static inline int64
golden_clamp(const GoldenState *state, int64 at)
{
	return state->clamps && at > state->as_of ? state->as_of : at;
}

/* The order after the chain. */
static int
golden_break_tie(const GoldenState *state, const GoldenCandidate *a,
				 const GoldenCandidate *b, int *step)
{
	int result =
		golden_compare_moments(golden_clamp(state, a->at), golden_clamp(state, b->at));

	*step = GOLDEN_DECIDED_LATEST;
	if (result != 0)
		return result;
	*step = GOLDEN_DECIDED_TIE;
	result = -profile_golden_string_compare(a->source, b->source);
	if (result == 0)
		result = profile_golden_value_compare(a->value, b->value);
	if (result == 0)
		result = golden_compare_moments(a->at, b->at);
	if (result == 0)
		*step = 0;
	return result;
}

/* One step of a chain: > 0 if a is the better. */
static inline int
golden_compare_step(const GoldenState *state, uint32 strategy, const GoldenCandidate *a,
					const GoldenCandidate *b)
{
	int64 x;
	int64 y;

	if (strategy == STRATEGY_SOURCE)
		return (a->rank < b->rank) - (a->rank > b->rank);
	x = golden_clamp(state, a->at);
	y = golden_clamp(state, b->at);
	if (strategy == STRATEGY_LATEST)
		return golden_compare_moments(x, y);
	/* Who does not know when is not the oldest. */
	if (x == GOLDEN_AT_UNKNOWN || y == GOLDEN_AT_UNKNOWN)
		return (x != GOLDEN_AT_UNKNOWN) - (y != GOLDEN_AT_UNKNOWN);
	return golden_compare_moments(y, x);
}

int
profile_golden_contest(const GoldenState *state, uint32 chain, const GoldenCandidate *a,
					   const GoldenCandidate *b, int *step)
{
	int result;

	for (*step = 1; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS, (*step)++)
	{
		result = golden_compare_step(state, chain & SURVIVORSHIP_STEP_MASK, a, b);
		if (result != 0)
			return result;
	}
	return golden_break_tie(state, a, b, step);
}

/*
 * How far the losers behind a beaten candidate reached, seen from the winner:
 * none later than the step at which that candidate itself fell.  Between equal
 * values there is no contest, only between those who bear them.
 */
static uint8
golden_decided(uint8 winner, uint8 loser, int step, bool same_value)
{
	if (step == 0)
		return Max(winner, loser);
	if (same_value)
		return Max(winner, Min(loser, (uint8) step));
	return Max(winner, (uint8) step);
}

void
profile_golden_state_offer(GoldenState **state, uint32 index,
						   const GoldenCandidate *candidate, uint8 decided)
{
	GoldenEntry *entry = &(*state)->entries[index];
	GoldenCandidate winner;
	uint32 hash = entry->hash;
	int step = 1;
	int result;
	bool same;

	/* The first step decides nearly always, and needs no more than the entry. */
	winner.at = entry->at;
	winner.rank = entry->rank;
	result = golden_compare_step(*state, entry->chain & SURVIVORSHIP_STEP_MASK, candidate,
								 &winner);
	if (result == 0)
	{
		profile_golden_state_winner(*state, entry, &winner);
		result = profile_golden_contest(*state, entry->chain, candidate, &winner, &step);
	}
	same = hash == candidate->hash &&
		   golden_value_identical(golden_entry_value(*state, entry), candidate->value);
	if (result <= 0)
	{
		entry->decided = golden_decided(entry->decided, decided, step, same);
		if (hash != candidate->hash)
			profile_golden_state_add_rival(state, index, candidate->hash);
		return;
	}
	entry->decided = golden_decided(decided, entry->decided, step, same);
	profile_golden_state_put(state, index, candidate);
	if (hash != candidate->hash)
	{
		profile_golden_state_drop_rival(*state, index, candidate->hash);
		profile_golden_state_add_rival(state, index, hash);
	}
}

/* --- the end --------------------------------------------------------------- */

/* What "decided" is called: the uncontested first strategy decides for itself. */
static uint8
golden_decided_strategy(uint32 chain, uint8 decided)
{
	if (decided == GOLDEN_DECIDED_LATEST)
		return STRATEGY_LATEST;
	if (decided == GOLDEN_DECIDED_TIE)
		return STRATEGY_TIE_BREAK;
	if (decided == GOLDEN_DECIDED_NEVER)
		decided = 1;
	return (uint8) ((chain >> ((decided - 1) * SURVIVORSHIP_STEP_BITS)) &
					SURVIVORSHIP_STEP_MASK);
}

static void
golden_finish_winner(const GoldenState *state, const GoldenEntry *entry,
					 GoldenField *field)
{
	field->name = golden_entry_name(state, entry);
	field->value = golden_entry_value(state, entry);
	field->source =
		profile_golden_state_source(state, golden_entry_slot(state, entry)->source);
	field->at = entry->at;
	field->strategy = golden_decided_strategy(entry->chain, entry->decided);
	field->rivals = Min(entry->nrivals, GOLDEN_RIVALS_MAX);
	field->others = NULL;
	field->nothers = 0;
	field->nested = false;
}

Golden *
profile_golden_state_finish(const GoldenState *state)
{
	GoldenField *fields;
	Golden *golden;
	uint32 i;

	if (state->kind == GOLDEN_RECORDS)
		return profile_golden_decide(state);
	fields = palloc(state->nentries * sizeof(GoldenField) + 1);
	for (i = 0; i < state->nentries; i++)
	{
		CHECK_FOR_INTERRUPTS();
		golden_finish_winner(state, &state->entries[i], &fields[i]);
	}
	golden = profile_golden_build(fields, state->nentries);
	pfree(fields);
	return golden;
}
