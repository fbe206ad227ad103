/*-------------------------------------------------------------------------
 *
 * pattern_find.c
 *		One match of a sequence after the other, and the steps of each.
 *
 * Of all matches that begin at or after a step, the one is found that begins
 * first; of those, that which ends first; of those, that whose second step comes
 * first, then the third, and so on.
 *
 * One run backwards over the journey marks the steps at which a match begins.
 * From such a step a run forwards ends at the first end.  Between the two, a run
 * backwards from the end notes what leads there; from the beginning on, the next
 * matched step then is the first that can be reached and leads to the end.  So
 * all matches together cost three runs over the journey.  Where windows are
 * tried from each first step, so are matches.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_gate.h"

/*
 * profile_pattern_find_begin
 *
 * Get ready to find matches.
 */
void
profile_pattern_find_begin(JourneyFinder *finder, const JourneyProgram *program,
						   const JourneySteps *steps)
{
	JourneyRun run = {.program = program,
					  .steps = steps,
					  .holds = &finder->holds,
					  .backwards = true,
					  .only = PATTERN_NO_STEP};

	memset(finder, 0, sizeof(*finder));
	finder->program = program;
	finder->steps = steps;
	if (steps->n == 0)
		return;
	if (program->nbegins + program->nends > 0)
		profile_pattern_holds(program, steps, &finder->holds);
	if (program->fixed != UINT64_MAX)
		return;
	finder->firsts =
		profile_pattern_alloc(((size_t) steps->n + 63) / 64 * sizeof(uint64_t));
	run.from = steps->n - 1;
	run.marks = finder->firsts;
	(void) profile_pattern_run(&run);
}

static uint32_t
journey_find_end(const JourneyFinder *finder, uint32_t first)
{
	JourneyRun run = {.program = finder->program,
					  .steps = finder->steps,
					  .holds = &finder->holds,
					  .from = first,
					  .to = finder->steps->n - 1,
					  .only = first};

	return profile_pattern_run(&run);
}

/*
 * profile_pattern_find
 *
 * The first match that begins at or after a step; false where there is none.
 * Sets first and last.
 */
bool
profile_pattern_find(const JourneyFinder *finder, uint32_t from, JourneyFound *found)
{
	for (uint32_t i = from; i < finder->steps->n; i++)
	{
		if ((i & 0x3f) == 0)
			profile_pattern_interrupt();
		if (finder->firsts != NULL && (finder->firsts[i / 64] >> (i % 64) & 1) == 0)
			continue;
		found->first = i;
		found->last = journey_find_end(finder, i);
		if (found->last != PATTERN_NO_STEP)
			return true;
	}
	return false;
}

/* --- the steps between ----------------------------------------------------------------- */

/*
 * Going forwards from the steps chosen so far: the positions that they may be
 * at, each with the latest start of its scope.
 */
typedef struct JourneyTrace
{
	const JourneyFinder *finder;
	const JourneyProgram *p;
	const JourneyFound *found;
	JourneyRun back;    /* what leads to the end, by distance from it */
	JourneyReached *at; /* where we are */
	uint32_t nat;
	JourneyReached *next;
	bool *shut; /* by gate: closed since the step that we are at */
	uint32_t step;
} JourneyTrace;

static inline int64_t
journey_trace_time(const JourneyTrace *t, uint32_t step)
{
	return t->p->timed ? t->finder->steps->at[step] : 0;
}

/* Does the scope that began at start end in time, where it ends as noted? */
static bool
journey_trace_in_time(const JourneyTrace *t, const JourneyReached *back, int64_t start)
{
	int32_t scope = t->p->positions[back->position].scope;

	/* noted backwards, times have the other sign */
	return scope == PATTERN_NO_SCOPE ||
		   (uint64_t) -back->value - (uint64_t) start <= t->p->windows[scope];
}

/* Close gates at a step that lies between two matched ones. */
static void
journey_trace_shut(JourneyTrace *t, uint32_t step)
{
	uint64_t since = (uint64_t) journey_trace_time(t, step) -
					 (uint64_t) journey_trace_time(t, t->step);

	for (uint32_t f = 0; f < t->p->nforbids; f++)
	{
		const JourneyForbid *forbid = &t->p->forbids[f];
		uint32_t bit = t->p->npositions + f;

		if (forbid->on_gate && since >= forbid->min && since <= forbid->max &&
			(journey_steps_fits(t->finder->steps, step, t->p->word + bit / 64) >>
				 (bit % 64) &
			 1) != 0)
			t->shut[forbid->owner] = true;
	}
}

static void
journey_trace_gap(JourneyTrace *t, uint32_t step)
{
	uint64_t gap = (uint64_t) journey_trace_time(t, step) -
				   (uint64_t) journey_trace_time(t, step - 1);

	for (uint32_t g = 0; g < t->p->ngates; g++)
		t->shut[g] |= gap > t->p->gates[g].session;
}

/* Does the gate let pass from the step that we are at to another? */
static bool
journey_trace_passes(const JourneyTrace *t, uint32_t gate, uint32_t step)
{
	const JourneyGate *g = &t->p->gates[gate];
	uint64_t since = (uint64_t) journey_trace_time(t, step) -
					 (uint64_t) journey_trace_time(t, t->step);

	if (t->shut[gate] || since < g->min || since > g->max)
		return false;
	return g->mode == GATE_NEXT    ? step == t->step + 1
		   : g->mode == GATE_EXACT ? step - t->step == g->distance
								   : true;
}

/* The latest start with which the position is reached at a step from where we are. */
static int64_t
journey_trace_enter(const JourneyTrace *t, uint32_t position, uint32_t step)
{
	const JourneyPosition *to = &t->p->positions[position];
	int64_t latest = to->scope == PATTERN_NO_SCOPE ? 0 : journey_trace_time(t, step);
	int64_t best = PATTERN_NO_TIME;

	for (uint32_t i = 0; i < to->in.n; i++)
	{
		uint32_t gate = to->in.v[i];

		if (!journey_trace_passes(t, gate, step))
			continue;
		for (uint32_t k = 0; k < t->nat; k++)
		{
			const JourneyPosition *from = &t->p->positions[t->at[k].position];
			int64_t value =
				t->p->gates[gate].scope != to->scope ? latest : t->at[k].value;

			if (value <= best)
				continue;
			for (uint32_t o = 0; o < from->out.n; o++)
			{
				if (from->out.v[o] == gate)
					best = value;
			}
		}
	}
	return best;
}

/*
 * Which positions that lead to the end are reached at a step?  Their number.
 *
 * Who leaves a scope has stayed in its window: that was looked at when it was
 * reached, since the place where it ends was noted on the way back.
 */
static uint32_t
journey_trace_look(JourneyTrace *t, uint32_t step)
{
	uint32_t distance = t->found->last - step;
	uint32_t n = 0;

	for (uint32_t i = t->back.reached_at[distance]; i < t->back.reached_at[distance + 1];
		 i++)
	{
		const JourneyReached *back = &t->back.reached[i];
		int64_t value = PATTERN_NO_TIME;

		if (step > t->found->first)
			value = journey_trace_enter(t, back->position, step);
		else
		{
			const JourneyEnds *first = &t->p->positions[back->position].first;
			bool begins = first->always;

			for (uint32_t c = 0; c < first->conditions.n; c++)
				begins |= (t->finder->holds.begins[first->conditions.v[c]][step / 64] >>
							   (step % 64) &
						   1) != 0;
			if (begins)
				value = t->p->positions[back->position].scope == PATTERN_NO_SCOPE
							? 0
							: journey_trace_time(t, step);
		}
		if (value != PATTERN_NO_TIME && journey_trace_in_time(t, back, value))
			t->next[n++] = (JourneyReached){back->position, value};
	}
	return n;
}

static void
journey_trace_take(JourneyTrace *t, JourneyFound *found, uint32_t step, uint32_t n)
{
	JourneyReached *at = t->at;

	t->at = t->next;
	t->nat = n;
	t->next = at;
	t->step = step;
	memset(t->shut, 0, sizeof(*t->shut) * t->p->ngates);
	found->positions[found->n++] = step;
}

/*
 * profile_pattern_find_positions
 *
 * The steps of a match that was found.
 */
void
profile_pattern_find_positions(const JourneyFinder *finder, JourneyFound *found)
{
	const JourneyProgram *p = finder->program;
	uint32_t span = found->last - found->first + 1;
	JourneyTrace t = {.finder = finder, .p = p, .found = found};

	t.back = (JourneyRun){.program = p,
						  .steps = finder->steps,
						  .holds = &finder->holds,
						  .backwards = true,
						  .from = found->last,
						  .to = found->first,
						  .only = found->last,
						  .reached_room = 16};
	t.back.reached = profile_pattern_alloc(sizeof(JourneyReached) * 16);
	t.back.reached_at = profile_pattern_alloc(sizeof(uint32_t) * ((size_t) span + 1));
	(void) profile_pattern_run(&t.back);

	t.at = profile_pattern_alloc(sizeof(JourneyReached) * p->npositions);
	t.next = profile_pattern_alloc(sizeof(JourneyReached) * p->npositions);
	t.shut = profile_pattern_alloc(sizeof(bool) * p->ngates);
	found->positions = profile_pattern_alloc(sizeof(uint32_t) * span);
	found->n = 0;
	for (uint32_t step = found->first; step <= found->last; step++)
	{
		uint32_t n;

		profile_pattern_interrupt();
		if (step > found->first)
			journey_trace_gap(&t, step);
		n = journey_trace_look(&t, step);
		if (step > found->first)
			journey_trace_shut(&t, step);
		if (n > 0)
			journey_trace_take(&t, found, step, n);
	}
	profile_pattern_free(t.back.reached);
	profile_pattern_free(t.back.reached_at);
	profile_pattern_free(t.at);
	profile_pattern_free(t.next);
	profile_pattern_free(t.shut);
}
