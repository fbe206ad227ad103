/*-------------------------------------------------------------------------
 *
 * pattern_plan.c
 *		A pattern made ready: its automata, how each is matched, and which names
 *		fit which of their steps.
 *
 * Every position and every negated step of every sequence has a bit; those of a
 * sequence begin at a word of their own.  For each name of the pattern the bits
 * that it fits are worked out here, so that per journey only its own names are
 * looked up.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <stdlib.h>
#include <string.h>

#include "journey/pattern_program.h"

#define PLAN_BITS 64

static void
journey_plan_set(uint64_t *words, uint32_t bit)
{
	words[bit / PLAN_BITS] |= UINT64_C(1) << (bit % PLAN_BITS);
}

/* --- how a sequence is matched -------------------------------------------------- */

/* -> and <-> in a line, at most one window around all. */
static bool
journey_plan_is_chain(const JourneyProgram *p)
{
	if (p->npositions != p->ngates + 1 || p->nforbids > 0 || p->fixed != UINT64_MAX ||
		p->nbegins > 0 || p->nends > 0 || p->nscopes > 1)
		return false;
	for (uint32_t q = 0; q < p->npositions; q++)
	{
		const JourneyPosition *position = &p->positions[q];

		if (position->first.always != (q == 0) ||
			position->last.always != (q == p->npositions - 1) ||
			position->in.n != (q > 0) || position->out.n != (q < p->npositions - 1) ||
			position->scope != p->positions[0].scope)
			return false;
		/* the gate before a position is the one after the position before it */
		if (q > 0 && position->in.v[0] != p->positions[q - 1].out.v[0])
			return false;
	}
	for (uint32_t g = 0; g < p->ngates; g++)
	{
		const JourneyGate *gate = &p->gates[g];

		if (gate->mode > GATE_NEXT || gate->min > 0 || gate->max != UINT64_MAX ||
			gate->session != UINT64_MAX || gate->scope != p->positions[0].scope)
			return false;
	}
	return true;
}

static bool
journey_plan_is_bits(const JourneyProgram *p)
{
	if (p->npositions + p->nforbids > PLAN_BITS || p->ngates > PLAN_BITS ||
		p->fixed != UINT64_MAX || p->nscopes > 0)
		return false;
	for (uint32_t g = 0; g < p->ngates; g++)
	{
		if (p->gates[g].mode > GATE_NEXT || p->gates[g].min > 0 ||
			p->gates[g].max != UINT64_MAX || p->gates[g].session != UINT64_MAX)
			return false;
	}
	return true;
}

static void
journey_plan_bits(JourneyProgram *p)
{
	JourneyBits *bits = profile_pattern_alloc(sizeof(*bits));
	uint64_t to[PLAN_BITS] = {0};
	uint32_t guard[PLAN_BITS] = {0};

	p->bits = bits;
	for (uint32_t q = 0; q < p->npositions; q++)
	{
		if (p->positions[q].first.always)
			bits->first |= UINT64_C(1) << q;
		if (p->positions[q].last.always)
			bits->last |= UINT64_C(1) << q;
	}
	for (uint32_t q = 0; q < p->npositions; q++)
	{
		for (uint32_t i = 0; i < p->positions[q].in.n; i++)
			to[p->positions[q].in.v[i]] |= UINT64_C(1) << q;
	}
	for (uint32_t g = 0; g < p->ngates; g++)
	{
		if (p->gates[g].nforbids == 0)
			continue;
		guard[g] = bits->nguards;
		bits->guard_to[bits->nguards] = to[g];
		for (uint32_t f = 0; f < p->gates[g].nforbids; f++)
			bits->guard_forbid[bits->nguards] |=
				UINT64_C(1) << (p->npositions + p->gates[g].forbid + f);
		bits->nguards++;
	}
	for (uint32_t q = 0; q < p->npositions; q++)
	{
		for (uint32_t i = 0; i < p->positions[q].out.n; i++)
		{
			uint32_t g = p->positions[q].out.v[i];

			if (p->gates[g].nforbids > 0)
				bits->guards[q] |= UINT64_C(1) << guard[g];
			else if (p->gates[g].mode == GATE_NEXT)
				bits->next[q] |= to[g];
			else
				bits->later[q] |= to[g];
		}
	}
}

/* --- names ----------------------------------------------------------------------- */

static int
journey_plan_cmp_name(const void *a, const void *b)
{
	const JourneyAlphabetName *na = a;
	const JourneyAlphabetName *nb = b;

	return profile_pattern_name_cmp(na->data, na->len, nb->data, nb->len);
}

static const JourneyPatternName *
journey_plan_names(const JourneyPatternStep *step, int kind)
{
	return kind == 0 ? step->channel : step->event;
}

/* Sorted names, each once: one that came up again adds its bits. */
static uint32_t
journey_plan_merge(JourneyAlphabetName *names, uint32_t count, uint32_t words)
{
	uint32_t kept = 0;

	if (count > 1)
		qsort(names, count, sizeof(*names), journey_plan_cmp_name);
	for (uint32_t i = 0; i < count; i++)
	{
		if (kept > 0 && journey_plan_cmp_name(&names[kept - 1], &names[i]) == 0)
		{
			for (uint32_t w = 0; w < words; w++)
				names[kept - 1].bits[w] |= names[i].bits[w];
		}
		else
			names[kept++] = names[i];
	}
	return kept;
}

/* The bits of each step: several where a quantifier made copies. */
static void
journey_plan_step_bits(JourneyPlan *plan)
{
	for (uint32_t s = 0; s < plan->nprograms; s++)
	{
		const JourneyProgram *p = &plan->programs[s];

		for (uint32_t bit = 0; bit < p->npositions + p->nforbids; bit++)
		{
			JourneyPatternStep *step = journey_program_step(p, bit);

			if (step->bits == NULL)
				step->bits = profile_pattern_alloc(sizeof(uint64_t) * plan->words);
			journey_plan_set(step->bits, p->word * PLAN_BITS + bit);
		}
	}
}

/*
 * Take the names of a step, the first time that it is met: counted where the
 * alphabet has no room yet, otherwise added with the step's bits.
 */
static void
journey_plan_add_names(JourneyPlan *plan, JourneyPatternStep *step, int kind, bool count)
{
	JourneyAlphabet *alphabet = &plan->kind[kind];
	uint8_t mark = (uint8_t) (1 << (kind * 2 + (count ? 0 : 1)));
	const JourneyPatternName *name = journey_plan_names(step, kind);

	if (step->seen & mark)
		return;
	step->seen |= mark;
	for (uint32_t w = 0; name == NULL && !count && w < plan->words; w++)
		alphabet->any[w] |= step->bits[w];
	for (; name != NULL; name = name->next)
	{
		uint32_t *n = name->prefix ? &alphabet->nprefixes : &alphabet->nexact;
		JourneyAlphabetName *names = name->prefix ? alphabet->prefixes : alphabet->exact;

		if (!count)
		{
			names[*n].data = name->data;
			names[*n].len = name->len;
			names[*n].bits = profile_pattern_alloc(sizeof(uint64_t) * plan->words);
			memcpy(names[*n].bits, step->bits, sizeof(uint64_t) * plan->words);
		}
		(*n)++;
	}
}

static void
journey_plan_all_names(JourneyPlan *plan, int kind, bool count)
{
	for (uint32_t s = 0; s < plan->nprograms; s++)
	{
		const JourneyProgram *p = &plan->programs[s];

		for (uint32_t bit = 0; bit < p->npositions + p->nforbids; bit++)
			journey_plan_add_names(plan, journey_program_step(p, bit), kind, count);
	}
}

static void
journey_plan_alphabet(JourneyPlan *plan, int kind)
{
	JourneyAlphabet *alphabet = &plan->kind[kind];

	journey_plan_all_names(plan, kind, true);
	alphabet->any = profile_pattern_alloc(sizeof(uint64_t) * plan->words);
	alphabet->exact =
		profile_pattern_alloc(sizeof(JourneyAlphabetName) * alphabet->nexact);
	alphabet->prefixes =
		profile_pattern_alloc(sizeof(JourneyAlphabetName) * alphabet->nprefixes);
	alphabet->nexact = 0;
	alphabet->nprefixes = 0;
	journey_plan_all_names(plan, kind, false);
	alphabet->nexact = journey_plan_merge(alphabet->exact, alphabet->nexact, plan->words);
	alphabet->nprefixes =
		journey_plan_merge(alphabet->prefixes, alphabet->nprefixes, plan->words);
}

/*
 * profile_pattern_find_name
 *
 * The name, or NULL where the pattern does not have it.
 */
const JourneyAlphabetName *
profile_pattern_find_name(const JourneyAlphabet *alphabet, const char *data, size_t len)
{
	uint32_t low = 0;
	uint32_t high = alphabet->nexact;

	while (low < high)
	{
		uint32_t mid = (low + high) / 2;
		const JourneyAlphabetName *name = &alphabet->exact[mid];
		int c = profile_pattern_name_cmp(name->data, name->len, data, len);

		if (c == 0)
			return name;
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

/* --- plans ------------------------------------------------------------------------ */

static uint32_t
journey_plan_count(const JourneyPatternNode *node)
{
	uint32_t count = node->kind == PATTERN_SEQUENCE;

	for (const JourneyPatternNode *child = node->children; child != NULL;
		 child = child->next)
		count += journey_plan_count(child);
	return count;
}

/* The programs of all sequences; false where one is too large. */
static bool
journey_plan_programs(JourneyPlan *plan, JourneyPatternNode *node, bool positive)
{
	if (node->kind == PATTERN_SEQUENCE)
	{
		JourneyProgram *p = &plan->programs[plan->nprograms];

		node->number = plan->nprograms++;
		if (!profile_pattern_program(p, node))
			return false;
		p->positive = positive;
		p->word = plan->words;
		p->nwords = (p->npositions + p->nforbids + PLAN_BITS - 1) / PLAN_BITS;
		plan->words += p->nwords;
		plan->timed |= p->timed;
		p->kind = journey_plan_is_chain(p)  ? PROGRAM_CHAIN
				  : journey_plan_is_bits(p) ? PROGRAM_BITS
											: PROGRAM_GENERAL;
		if (p->kind == PROGRAM_BITS)
			journey_plan_bits(p);
		return true;
	}
	for (JourneyPatternNode *child = node->children; child != NULL; child = child->next)
	{
		if (!journey_plan_programs(plan, child, positive && node->kind != PATTERN_NOT))
			return false;
	}
	return true;
}

static void
journey_plan_filter(JourneyPlan *plan, const JourneyPatternStep *step, uint32_t bit)
{
	if (plan->filtered == NULL)
	{
		plan->filtered = profile_pattern_alloc(sizeof(uint64_t) * plan->words);
		plan->filter_of = profile_pattern_alloc(plan->words * PLAN_BITS);
	}
	journey_plan_set(plan->filtered, bit);
	plan->filter_of[bit] = step->number;
	plan->filter[step->number] = step->filter;
	if (plan->nfilters <= step->number)
		plan->nfilters = step->number + 1u;
	for (const JourneyPatternCondition *c = step->filter; c != NULL; c = c->next)
		plan->filters_value |= !c->label;
}

/* Which bits must be there, and which have a filter. */
static void
journey_plan_filters(JourneyPlan *plan)
{
	plan->required = profile_pattern_alloc(sizeof(uint64_t) * plan->words);
	for (uint32_t s = 0; s < plan->nprograms; s++)
	{
		const JourneyProgram *p = &plan->programs[s];

		for (uint32_t b = 0; b < p->npositions + p->nforbids; b++)
		{
			const JourneyPatternStep *step = journey_program_step(p, b);
			uint32_t bit = p->word * PLAN_BITS + b;

			if (b < p->npositions && p->positions[b].required)
				journey_plan_set(plan->required, bit);
			if (step->filter != NULL)
				journey_plan_filter(plan, step, bit);
		}
	}
}

/*
 * profile_pattern_plan
 *
 * Make a pattern ready; the plan points into the tree and its text.  NULL where
 * a sequence has too many edges.
 */
JourneyPlan *
profile_pattern_plan(JourneyPatternNode *root)
{
	JourneyPlan *plan = profile_pattern_alloc(sizeof(*plan));

	plan->root = root;
	plan->programs =
		profile_pattern_alloc(sizeof(JourneyProgram) * journey_plan_count(root));
	if (!journey_plan_programs(plan, root, true))
		return NULL;
	journey_plan_step_bits(plan);
	journey_plan_alphabet(plan, 0);
	journey_plan_alphabet(plan, 1);
	journey_plan_filters(plan);
	return plan;
}
