/*-------------------------------------------------------------------------
 *
 * golden_contest.c
 *		Who wins an attribute, and at which step of the chain that was decided.
 *
 * A chain narrows the candidates step by step: "latest" leaves those with the
 * latest moment, "source" those whose source stands first in the list (sources
 * that are not listed come after all that are), "most_frequent" those whose
 * value has most votes among the candidates still there, a vote being a distinct
 * pair of source and moment.  Who remains after the chain is told apart by the
 * later moment, then by the name of the source (the first in byte order, NULL
 * last), then by the greater value (profile_golden_value_compare).
 *
 * Without most_frequent, narrowing is the maximum of a lexicographic order,
 * which needs no more than the winner so far.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_state.h"
#include "lib/qunique.h"
#include "miscadmin.h"
#include "utils/memutils.h"

static inline int
golden_compare_moments(int64 a, int64 b)
{
	return (a > b) - (a < b);
}

/* The order after the chain. */
static int
golden_break_tie(const GoldenCandidate *a, const GoldenCandidate *b, int *step)
{
	int result = golden_compare_moments(a->at, b->at);

	*step = GOLDEN_DECIDED_LATEST;
	if (result != 0)
		return result;
	*step = GOLDEN_DECIDED_TIE;
	result = -profile_golden_string_compare(a->source, b->source);
	if (result != 0)
		return result;
	result = profile_golden_value_compare(a->value, b->value);
	if (result == 0)
		*step = 0;
	return result;
}

/* One step of a chain that looks at candidates alone: > 0 if a is the better. */
static inline int
golden_compare_step(uint16 strategy, const GoldenCandidate *a, const GoldenCandidate *b)
{
	if (strategy == STRATEGY_LATEST)
		return golden_compare_moments(a->at, b->at);
	return (a->rank < b->rank) - (a->rank > b->rank);
}

int
profile_golden_contest(uint16 chain, const GoldenCandidate *a, const GoldenCandidate *b,
					   int *step)
{
	int result;

	for (*step = 1; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS, (*step)++)
	{
		result = golden_compare_step(chain & SURVIVORSHIP_STEP_MASK, a, b);
		if (result != 0)
			return result;
	}
	return golden_break_tie(a, b, step);
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
	int step;
	int result;
	bool same;

	/* The usual case, without touching more memory than the entry. */
	if (entry->chain == STRATEGY_LATEST && candidate->at < entry->at &&
		candidate->hash != hash)
	{
		entry->decided = Max(entry->decided, 1);
		profile_golden_state_add_rival(state, index, candidate->hash);
		return;
	}
	profile_golden_state_winner(*state, entry, &winner);
	result = profile_golden_contest(entry->chain, candidate, &winner, &step);
	same =
		hash == candidate->hash && golden_value_identical(winner.value, candidate->value);
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

/* --- votes ----------------------------------------------------------------- */

/* Votes for one value together, then by who gave them, then by spelling. */
static int
golden_compare_votes(const void *a, const void *b)
{
	const GoldenCandidate *x = a;
	const GoldenCandidate *y = b;
	int result = profile_golden_value_order(x->value, y->value);

	if (result == 0)
		result = golden_compare_moments(x->at, y->at);
	if (result == 0)
		result = profile_golden_string_compare(x->source, y->source);
	return result != 0 ? result : profile_golden_value_compare(x->value, y->value);
}

uint32
profile_golden_sort_candidates(GoldenCandidate *candidates, uint32 count)
{
	qsort(candidates, count, sizeof(GoldenCandidate), golden_compare_votes);
	return (uint32) qunique(candidates, count, sizeof(GoldenCandidate),
							golden_compare_votes);
}

GoldenCandidate *
profile_golden_supports(const GoldenState *state, const GoldenEntry *entry, uint32 *count)
{
	GoldenCandidate *candidates = MemoryContextAllocHuge(
		CurrentMemoryContext, (Size) (entry->hash + 1) * sizeof(GoldenCandidate));
	uint32 place;

	*count = 0;
	for (place = entry->value; place != 0;)
	{
		const GoldenSupport *support = golden_at(state, place);

		CHECK_FOR_INTERRUPTS();
		profile_golden_state_support(state, support, &candidates[(*count)++]);
		place = support->next;
	}
	*count = profile_golden_sort_candidates(candidates, *count);
	return candidates;
}

/*
 * The candidates for one attribute while a chain is applied.  They are sorted by
 * golden_compare_votes; "votes" is meaningful at the first of a value's run.
 * "fell" says at which step a candidate was dropped, 0 while it is in.
 */
typedef struct GoldenElection
{
	GoldenCandidate *candidates;
	uint32 *votes;
	uint8 *fell;
	uint32 count;
} GoldenElection;

/* End of the run of one value that begins at "first". */
static uint32
golden_run_end(const GoldenElection *election, uint32 first)
{
	uint32 i = first + 1;

	while (i < election->count &&
		   profile_golden_value_order(election->candidates[first].value,
									  election->candidates[i].value) == 0)
		i++;
	return i;
}

/* Votes of a run: distinct pairs of moment and source among those still in. */
static uint32
golden_count_votes(const GoldenElection *election, uint32 first, uint32 end)
{
	const GoldenCandidate *last = NULL;
	uint32 votes = 0;
	uint32 i;

	for (i = first; i < end; i++)
	{
		const GoldenCandidate *candidate = &election->candidates[i];

		CHECK_FOR_INTERRUPTS();
		if (election->fell[i] != 0)
			continue;
		if (last == NULL || last->at != candidate->at ||
			profile_golden_string_compare(last->source, candidate->source) != 0)
			votes++;
		last = candidate;
	}
	return votes;
}

static void
golden_narrow_to_most_frequent(GoldenElection *election, uint8 step)
{
	uint32 most = 0;
	uint32 first;
	uint32 end;
	uint32 i;

	for (first = 0; first < election->count; first = end)
	{
		end = golden_run_end(election, first);
		election->votes[first] = golden_count_votes(election, first, end);
		most = Max(most, election->votes[first]);
	}
	for (first = 0; first < election->count; first = end)
	{
		end = golden_run_end(election, first);
		for (i = first; i < end; i++)
			if (election->fell[i] == 0 && election->votes[first] < most)
				election->fell[i] = step;
	}
}

/* latest and source: those who are not equal to the best fall. */
static void
golden_narrow_to_best(GoldenElection *election, uint16 strategy, uint8 step)
{
	const GoldenCandidate *candidates = election->candidates;
	const GoldenCandidate *best = NULL;
	uint32 i;

	for (i = 0; i < election->count; i++)
		if (election->fell[i] == 0 &&
			(best == NULL || golden_compare_step(strategy, &candidates[i], best) > 0))
			best = &candidates[i];
	for (i = 0; i < election->count; i++)
		if (election->fell[i] == 0 &&
			golden_compare_step(strategy, &candidates[i], best) != 0)
			election->fell[i] = step;
}

/* Applies the chain and the last order; the index of the winner. */
static uint32
golden_elect(GoldenElection *election, uint16 chain)
{
	uint32 winner = 0;
	uint8 step = 1;
	int last;
	uint32 i;

	for (; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS, step++)
	{
		uint16 strategy = chain & SURVIVORSHIP_STEP_MASK;

		if (strategy == STRATEGY_MOST_FREQUENT)
			golden_narrow_to_most_frequent(election, step);
		else
			golden_narrow_to_best(election, strategy, step);
	}
	while (election->fell[winner] != 0)
		winner++;
	for (i = winner + 1; i < election->count; i++)
		if (election->fell[i] == 0 &&
			golden_break_tie(&election->candidates[i], &election->candidates[winner],
							 &last) > 0)
			winner = i;
	for (i = 0; i < election->count; i++)
		if (election->fell[i] == 0 && i != winner)
		{
			golden_break_tie(&election->candidates[winner], &election->candidates[i],
							 &last);
			election->fell[i] = (uint8) last;
		}
	return winner;
}

/* The step at which the last other value fell. */
static uint8
golden_election_decided(const GoldenElection *election, uint32 winner)
{
	uint8 decided = GOLDEN_DECIDED_NEVER;
	uint32 i;

	for (i = 0; i < election->count; i++)
		if (i != winner && !golden_value_identical(election->candidates[i].value,
												   election->candidates[winner].value))
			decided = Max(decided, election->fell[i]);
	return decided;
}

static uint32
golden_election_values(const GoldenElection *election)
{
	uint32 values = 0;
	uint32 first;

	for (first = 0; first < election->count; first = golden_run_end(election, first))
		values++;
	return values;
}

/* --- the end --------------------------------------------------------------- */

/* What "decided" is called: the uncontested first strategy decides for itself. */
static uint8
golden_decided_strategy(uint16 chain, uint8 decided)
{
	if (decided == GOLDEN_DECIDED_LATEST)
		return STRATEGY_LATEST;
	if (decided == GOLDEN_DECIDED_TIE)
		return STRATEGY_TIE_BREAK;
	if (decided == GOLDEN_DECIDED_NEVER)
		decided = 1;
	return (chain >> ((decided - 1) * SURVIVORSHIP_STEP_BITS)) & SURVIVORSHIP_STEP_MASK;
}

static void
golden_finish_votes(const GoldenState *state, const GoldenEntry *entry,
					GoldenField *field)
{
	GoldenElection election;
	const GoldenCandidate *winner;
	uint32 index;

	election.candidates = profile_golden_supports(state, entry, &election.count);
	election.votes =
		MemoryContextAllocHuge(CurrentMemoryContext, election.count * sizeof(uint32));
	election.fell = palloc0(election.count);
	index = golden_elect(&election, entry->chain);
	winner = &election.candidates[index];
	field->value = winner->value;
	field->source = winner->source;
	field->at = winner->at;
	field->strategy =
		golden_decided_strategy(entry->chain, golden_election_decided(&election, index));
	field->rivals = (uint8) Min(golden_election_values(&election) - 1, GOLDEN_RIVALS_MAX);
	pfree(election.candidates);
	pfree(election.votes);
	pfree(election.fell);
}

static void
golden_finish_winner(const GoldenState *state, const GoldenEntry *entry,
					 GoldenField *field)
{
	field->value = (GoldenValue){entry->entry, golden_at(state, entry->value)};
	field->source = profile_golden_state_source(state, entry->source);
	field->at = entry->at;
	field->strategy = golden_decided_strategy(entry->chain, entry->decided);
	field->rivals = Min(entry->nrivals, GOLDEN_RIVALS_MAX);
}

Golden *
profile_golden_state_finish(const GoldenState *state)
{
	GoldenField *fields = palloc(state->nentries * sizeof(GoldenField) + 1);
	Golden *golden;
	uint32 i;

	for (i = 0; i < state->nentries; i++)
	{
		const GoldenEntry *entry = &state->entries[i];

		CHECK_FOR_INTERRUPTS();
		fields[i].name =
			(GoldenString){golden_at(state, entry->name), entry->name_length};
		if (golden_collects(entry->chain))
			golden_finish_votes(state, entry, &fields[i]);
		else
			golden_finish_winner(state, entry, &fields[i]);
	}
	golden = profile_golden_build(fields, state->nentries);
	pfree(fields);
	return golden;
}
