/*-------------------------------------------------------------------------
 *
 * pattern_bits.c
 *		The fast ways to match: chains, and automata without times in one word.
 *
 * A chain of -> without a window is matched greedily.  Otherwise one pass keeps
 * for each position k the latest start of a chain of 0..k: best[k] over all
 * steps so far, for ->, and here[k] of a chain that ends at step at[k], for
 * <->.  A later start is never worse, since all that is asked of the start is
 * that it be at most the window before the end.
 *
 * An automaton without times is a word of positions that the next step may
 * match, one operation for all of them.
 *
 * Costs: steps times positions at most, and for automata steps times the
 * positions that they match.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_run.h"

#define BITS_INTERRUPT 0x3fff /* steps between looks at interrupts, less one */

static inline void
journey_bits_interrupt(uint32_t i)
{
	if ((i & BITS_INTERRUPT) == BITS_INTERRUPT)
		profile_pattern_interrupt();
}

/* -> only, any time apart: the first step that fits is as good as any. */
static bool
journey_chain_greedy(const JourneyProgram *p, const JourneySteps *steps)
{
	uint32_t k = 0;

	for (uint32_t i = 0; i < steps->n; i++)
	{
		journey_bits_interrupt(i);
		if ((journey_steps_fits(steps, i, p->word + k / 64) >> (k % 64) & 1) != 0 &&
			++k == p->npositions)
			return true;
	}
	return false;
}

typedef struct JourneyChainState
{
	int64_t best;
	int64_t here;
	uint32_t at; /* 1 + the step at which the chain of here ends, 0 none */
	bool found;  /* best is set */
} JourneyChainState;

/*
 * Position k fits the step: extend the best chain before it.  True when that was
 * the last.
 */
static bool
journey_chain_advance(const JourneyProgram *p, JourneyChainState *states, uint32_t k,
					  uint32_t step, int64_t now)
{
	JourneyChainState *state = &states[k];
	int64_t start = now;

	if (k > 0)
	{
		const JourneyChainState *before = &states[k - 1];
		bool next = p->gates[p->positions[k].in.v[0]].mode == GATE_NEXT;

		if (!before->found || (next && before->at != step))
			return false;
		start = next ? before->here : before->best;
		if (p->nscopes > 0 && (uint64_t) now - (uint64_t) start > p->windows[0])
			return false;
	}
	state->here = start;
	state->at = step + 1;
	if (!state->found || start > state->best)
		state->best = start;
	state->found = true;
	return k == p->npositions - 1;
}

/*
 * One pass over the steps.  Positions are taken from the last to the first, so
 * that a step extends only chains that end before it.
 */
static bool
journey_chain_latest(const JourneyProgram *p, const JourneySteps *steps)
{
	JourneyChainState *states = profile_pattern_alloc(sizeof(*states) * p->npositions);
	bool matched = false;

	for (uint32_t i = 0; i < steps->n && !matched; i++)
	{
		int64_t now = p->nscopes > 0 ? steps->at[i] : 0;

		journey_bits_interrupt(i);
		for (uint32_t w = p->nwords; w-- > 0 && !matched;)
		{
			uint64_t bits = journey_steps_fits(steps, i, p->word + w);

			while (bits != 0 && !matched)
			{
				uint32_t k = 63 - (uint32_t) __builtin_clzll(bits);

				bits &= ~(UINT64_C(1) << k);
				matched = journey_chain_advance(p, states, w * 64 + k, i, now);
			}
		}
	}
	profile_pattern_free(states);
	return matched;
}

/*
 * profile_pattern_run_chain
 *
 * Does a PROGRAM_CHAIN match?
 */
bool
profile_pattern_run_chain(const JourneyProgram *p, const JourneySteps *steps)
{
	bool adjacent = false;
	bool window = p->nscopes > 0;

	if (steps->n < p->npositions)
		return false;
	for (uint32_t g = 0; g < p->ngates; g++)
		adjacent |= p->gates[g].mode == GATE_NEXT;
	/* Codes alone are faster to read than codes and times: look first. */
	if (!adjacent && !journey_chain_greedy(p, steps))
		return false;
	/* A window that the whole journey fits into says nothing. */
	if (window && !adjacent &&
		(uint64_t) steps->at[steps->n - 1] - (uint64_t) steps->at[0] <= p->windows[0])
		return true;
	return (adjacent || window) ? journey_chain_latest(p, steps) : true;
}

/* --- automata in a word ------------------------------------------------------------ */

static uint64_t
journey_bits_conditions(const JourneyProgram *p, uint64_t *const *holds, bool begins,
						uint32_t step)
{
	uint64_t mask = 0;

	for (uint32_t q = 0; q < p->npositions; q++)
	{
		const JourneyList *list =
			begins ? &p->positions[q].first.conditions : &p->positions[q].last.conditions;

		for (uint32_t i = 0; i < list->n; i++)
		{
			if (holds[list->v[i]][step / 64] >> (step % 64) & 1)
				mask |= UINT64_C(1) << q;
		}
	}
	return mask;
}

/*
 * profile_pattern_run_bits
 *
 * Does a PROGRAM_BITS match?  guarded has a bit for each gate with negated steps
 * that is open.
 */
bool
profile_pattern_run_bits(const JourneyProgram *p, const JourneySteps *steps,
						 const JourneyHolds *holds)
{
	const JourneyBits *bits = p->bits;
	uint64_t next = 0;
	uint64_t later = bits->first;
	uint64_t guarded = 0;

	for (uint32_t i = 0; i < steps->n; i++)
	{
		uint64_t fits = journey_steps_fits(steps, i, p->word);
		uint64_t may = next | later;
		uint64_t closed = 0;

		journey_bits_interrupt(i);
		for (uint64_t left = guarded; left != 0; left &= left - 1)
		{
			uint32_t g = (uint32_t) __builtin_ctzll(left);

			may |= bits->guard_to[g];
			if (fits & bits->guard_forbid[g])
				closed |= UINT64_C(1) << g;
		}
		if (p->nbegins > 0)
			may |= journey_bits_conditions(p, holds->begins, true, i);
		may &= fits;
		guarded &= ~closed;
		next = 0;
		if (may == 0)
			continue;
		if ((may & bits->last) != 0 ||
			(p->nends > 0 &&
			 (may & journey_bits_conditions(p, holds->ends, false, i)) != 0))
			return true;
		for (; may != 0; may &= may - 1)
		{
			uint32_t q = (uint32_t) __builtin_ctzll(may);

			next |= bits->next[q];
			later |= bits->later[q];
			guarded |= bits->guards[q];
		}
	}
	return false;
}
