/*-------------------------------------------------------------------------
 *
 * pattern_run.c
 *		Running an automaton over the steps of a journey: the general way.
 *
 * At each step, for each position that the step fits, the gates before it say
 * with which latest start it is reached (pattern_gate.c); then negated steps
 * close gates, and what was reached goes on to the gates behind it.  A position
 * never sees what came to a gate at its own step.
 *
 * With n steps, and m edges of the automaton (about the steps in the pattern, with
 * quantifiers multiplied out), a run takes
 *
 *	time	n * m; with windows within a window n * w * m, where w is how many steps
 *			the outer window holds; with bounds on arrows to negated steps
 *			n * m * b * log n, where b is how many steps the bound to the next
 *			anchor holds
 *	memory	m, and 24 bytes for each arrival that a bound or <n> has still in reach
 *
 * Interrupts are looked at often enough to be answered within a second.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_gate.h"

#define RUN_INTERRUPT 0x3f /* steps between looks at interrupts, less one */

/* --- conditions: ^ and $ --------------------------------------------------------------- */

static inline bool
journey_holds_bit(uint64_t *const *holds, const JourneyList *list, uint32_t step)
{
	for (uint32_t i = 0; i < list->n; i++)
	{
		if (holds[list->v[i]][step / 64] >> (step % 64) & 1)
			return true;
	}
	return false;
}

static inline int64_t
journey_steps_time(const JourneyProgram *p, const JourneySteps *steps, uint32_t i)
{
	return p->timed ? steps->at[i] : 0;
}

static bool
journey_condition_arrow(const JourneyPatternArrow *arrow, uint32_t distance,
						uint64_t since)
{
	if ((arrow->kind == PATTERN_NEXT && distance != 1) ||
		(arrow->kind == PATTERN_EXACT && distance != arrow->distance))
		return false;
	return since >= (uint64_t) arrow->min &&
		   (arrow->max == PATTERN_FOREVER || since <= (uint64_t) arrow->max);
}

static bool
journey_condition_fits(const JourneyProgram *p, const JourneySteps *steps, uint32_t step,
					   uint32_t forbid)
{
	uint32_t bit = p->npositions + forbid;

	return (journey_steps_fits(steps, step, p->word + bit / 64) >> (bit % 64) & 1) != 0;
}

/* After ^: no negated step before this one, within its bound from the beginning. */
static void
journey_condition_begin(const JourneyProgram *p, const JourneySteps *steps,
						const JourneyCondition *c, uint64_t *holds)
{
	bool spoiled = false;

	for (uint32_t i = 0; i < steps->n && !spoiled; i++)
	{
		uint64_t since = (uint64_t) journey_steps_time(p, steps, i) -
						 (uint64_t) journey_steps_time(p, steps, 0);

		if ((i & RUN_INTERRUPT) == RUN_INTERRUPT)
			profile_pattern_interrupt();
		if (journey_condition_arrow(&c->arrow, i + 1, since))
			holds[i / 64] |= UINT64_C(1) << (i % 64);
		for (uint32_t f = c->forbid; f < c->forbid + c->nforbids && !spoiled; f++)
			spoiled = since >= p->forbids[f].min && since <= p->forbids[f].max &&
					  journey_condition_fits(p, steps, i, f);
	}
}

/*
 * Mark the steps after which a negated step comes within its bound.  What comes
 * first after the bound's beginning decides: `next` is that step, going down
 * with the steps.
 */
static void
journey_condition_spoil(const JourneyProgram *p, const JourneySteps *steps, uint32_t f,
						uint64_t *holds)
{
	const JourneyForbid *forbid = &p->forbids[f];
	uint32_t *met = profile_pattern_alloc(sizeof(uint32_t) * steps->n);
	uint32_t nmet = 0;

	for (uint32_t i = steps->n; i-- > 0;)
	{
		int64_t now = journey_steps_time(p, steps, i);
		uint32_t low = 0;
		uint32_t high = nmet;

		if ((i & RUN_INTERRUPT) == RUN_INTERRUPT)
			profile_pattern_interrupt();
		/* met falls: behind the last that is not too soon */
		while (low < high)
		{
			uint32_t mid = (low + high) / 2;

			if ((uint64_t) journey_steps_time(p, steps, met[mid]) - (uint64_t) now >=
				forbid->min)
				low = mid + 1;
			else
				high = mid;
		}
		if (low > 0 &&
			(uint64_t) journey_steps_time(p, steps, met[low - 1]) - (uint64_t) now <=
				forbid->max)
			holds[i / 64] &= ~(UINT64_C(1) << (i % 64));
		if (journey_condition_fits(p, steps, i, f))
			met[nmet++] = i;
	}
	profile_pattern_free(met);
}

static void
journey_condition_end(const JourneyProgram *p, const JourneySteps *steps,
					  const JourneyCondition *c, uint64_t *holds)
{
	int64_t end = journey_steps_time(p, steps, steps->n - 1);

	for (uint32_t i = 0; i < steps->n; i++)
	{
		uint64_t since = (uint64_t) end - (uint64_t) journey_steps_time(p, steps, i);

		if ((i & RUN_INTERRUPT) == RUN_INTERRUPT)
			profile_pattern_interrupt();
		if (journey_condition_arrow(&c->arrow, steps->n - i, since))
			holds[i / 64] |= UINT64_C(1) << (i % 64);
	}
	for (uint32_t f = c->forbid; f < c->forbid + c->nforbids; f++)
		journey_condition_spoil(p, steps, f, holds);
}

/*
 * profile_pattern_holds
 *
 * Work out at which steps the conditions of a program hold.
 */
void
profile_pattern_holds(const JourneyProgram *p, const JourneySteps *steps,
					  JourneyHolds *holds)
{
	size_t bytes = ((size_t) steps->n + 63) / 64 * sizeof(uint64_t);

	if (bytes * ((size_t) p->nbegins + p->nends) > PATTERN_MAX_MEMORY)
		profile_pattern_exhausted();
	holds->begins = profile_pattern_alloc(sizeof(uint64_t *) * p->nbegins);
	holds->ends = profile_pattern_alloc(sizeof(uint64_t *) * p->nends);
	for (uint32_t c = 0; c < p->nbegins; c++)
	{
		holds->begins[c] = profile_pattern_alloc(bytes);
		journey_condition_begin(p, steps, &p->begins[c], holds->begins[c]);
	}
	for (uint32_t c = 0; c < p->nends; c++)
	{
		holds->ends[c] = profile_pattern_alloc(bytes);
		if (steps->n > 0)
			journey_condition_end(p, steps, &p->ends[c], holds->ends[c]);
	}
}

/* --- runs ------------------------------------------------------------------------------ */

/* A run under way. */
typedef struct JourneyRunState
{
	JourneyRun *run;
	const JourneyProgram *p;
	JourneyGateRun gates;
	uint64_t session;        /* the shortest */
	uint32_t step;           /* where it is */
	uint32_t place;          /* how many steps it has come */
	int64_t now;             /* signed, see pattern_gate.h */
	JourneyReached *reached; /* positions reached at this step */
	uint32_t nreached;
	uint32_t *negated; /* forbids that this step fits */
	uint32_t nnegated;
} JourneyRunState;

static inline const JourneyEnds *
journey_run_ends(const JourneyRunState *s, const JourneyPosition *position, bool first)
{
	return first != s->run->backwards ? &position->first : &position->last;
}

static bool
journey_run_end_holds(const JourneyRunState *s, const JourneyPosition *position,
					  bool first)
{
	const JourneyEnds *ends = journey_run_ends(s, position, first);
	const JourneyHolds *holds = s->run->holds;

	return ends->always ||
		   (ends->conditions.n > 0 &&
			journey_holds_bit(first != s->run->backwards ? holds->begins : holds->ends,
							  &ends->conditions, s->step));
}

static inline uint64_t
journey_run_since(const JourneyRunState *s, int64_t then)
{
	return (uint64_t) s->now - (uint64_t) then;
}

/*
 * With which latest start is the position reached?  Who comes from outside its
 * scope starts now; outside all scopes there is nothing to remember.
 */
static int64_t
journey_run_enter(const JourneyRunState *s, const JourneyPosition *position)
{
	const JourneyList *in = s->run->backwards ? &position->out : &position->in;
	int64_t latest = position->scope == PATTERN_NO_SCOPE ? 0 : s->now;
	int64_t best = PATTERN_NO_TIME;

	if ((s->run->only == PATTERN_NO_STEP || s->run->only == s->step) &&
		journey_run_end_holds(s, position, true))
		return latest;
	for (uint32_t i = 0; i < in->n && best != latest; i++)
	{
		int64_t value = profile_pattern_gate_get(&s->gates, in->v[i], s->place, s->now);

		if (value == PATTERN_NO_TIME)
			continue;
		if (s->p->gates[in->v[i]].scope != position->scope)
			value = latest;
		if (value > best)
			best = value;
	}
	/* the window is past: this start leads nowhere */
	if (best != PATTERN_NO_TIME && position->scope != PATTERN_NO_SCOPE &&
		journey_run_since(s, best) > s->p->windows[position->scope])
		return PATTERN_NO_TIME;
	return best;
}

/* Go on from a position to the gates behind it; true where a match ends here. */
static bool
journey_run_leave(const JourneyRunState *s, const JourneyReached *reached)
{
	const JourneyPosition *position = &s->p->positions[reached->position];
	const JourneyList *out = s->run->backwards ? &position->in : &position->out;

	for (uint32_t i = 0; i < out->n; i++)
	{
		bool same = s->p->gates[out->v[i]].scope == position->scope;

		profile_pattern_gate_put(&s->gates, out->v[i], s->place, s->now,
								 same ? reached->value : 0);
	}
	return journey_run_end_holds(s, position, false);
}

/* What the step fits: positions that are reached, and negated steps. */
static void
journey_run_look(JourneyRunState *s)
{
	s->nreached = 0;
	s->nnegated = 0;
	for (uint32_t w = 0; w < s->p->nwords; w++)
	{
		uint64_t fits = journey_steps_fits(s->run->steps, s->step, s->p->word + w);

		for (; fits != 0; fits &= fits - 1)
		{
			uint32_t bit = w * 64 + (uint32_t) __builtin_ctzll(fits);

			if (bit >= s->p->npositions)
			{
				if (s->p->forbids[bit - s->p->npositions].on_gate)
					s->negated[s->nnegated++] = bit - s->p->npositions;
			}
			else
			{
				int64_t value = journey_run_enter(s, &s->p->positions[bit]);

				if (value != PATTERN_NO_TIME)
					s->reached[s->nreached++] = (JourneyReached){bit, value};
			}
		}
	}
}

/* Hand what was reached at this step to the caller. */
static void
journey_run_keep(JourneyRunState *s)
{
	JourneyRun *run = s->run;

	if (run->nreached + s->nreached > run->reached_room)
	{
		uint32_t room = (run->reached_room + s->nreached) * 2;
		JourneyReached *grown;

		run->memory += sizeof(*grown) * room;
		if (run->memory > PATTERN_MAX_MEMORY)
			profile_pattern_exhausted();
		grown = profile_pattern_alloc(sizeof(*grown) * room);
		memcpy(grown, run->reached, sizeof(*grown) * run->nreached);
		profile_pattern_free(run->reached);
		run->reached = grown;
		run->reached_room = room;
	}
	memcpy(run->reached + run->nreached, s->reached, sizeof(*s->reached) * s->nreached);
	run->nreached += s->nreached;
	run->reached_at[s->place + 1] = run->nreached;
}

/* One step; true where a match ends at it. */
static bool
journey_run_step(JourneyRunState *s)
{
	bool ends = false;

	journey_run_look(s);
	for (uint32_t i = 0; i < s->nnegated; i++)
		profile_pattern_gate_forbid(&s->gates, s->negated[i], s->place, s->now);
	for (uint32_t i = 0; i < s->nreached; i++)
		ends |= journey_run_leave(s, &s->reached[i]);
	if (s->run->reached != NULL)
		journey_run_keep(s);
	return ends;
}

static void
journey_run_begin(JourneyRunState *s, JourneyRun *run)
{
	const JourneyProgram *p = run->program;

	memset(s, 0, sizeof(*s));
	s->run = run;
	s->p = p;
	s->session = UINT64_MAX;
	for (uint32_t g = 0; g < p->ngates; g++)
	{
		if (p->gates[g].session < s->session)
			s->session = p->gates[g].session;
	}
	s->reached = profile_pattern_alloc(sizeof(*s->reached) * p->npositions);
	s->negated = profile_pattern_alloc(sizeof(*s->negated) * p->nforbids);
	profile_pattern_gates_open(&s->gates, p, run->backwards, &run->memory);
}

static void
journey_run_end(JourneyRunState *s)
{
	profile_pattern_free(s->reached);
	profile_pattern_free(s->negated);
	profile_pattern_gates_close(&s->gates);
}

/* The moment of a step, in the direction of the run; times that pass end sessions. */
static void
journey_run_move(JourneyRunState *s)
{
	int64_t before = s->now;

	s->now = journey_steps_time(s->p, s->run->steps, s->step);
	if (s->run->backwards)
		s->now = -s->now;
	if (s->place > 0 && journey_run_since(s, before) > s->session)
		profile_pattern_gates_gap(&s->gates, journey_run_since(s, before));
}

/*
 * profile_pattern_run
 *
 * Run an automaton; the first step at which a match ends, in the direction of
 * the run, or PATTERN_NO_STEP.  With marks or reached given, all steps are gone
 * through.
 */
uint32_t
profile_pattern_run(JourneyRun *run)
{
	uint32_t distance = run->backwards ? run->from - run->to : run->to - run->from;
	uint32_t found = PATTERN_NO_STEP;
	int64_t start = 0;
	JourneyRunState s;

	journey_run_begin(&s, run);
	for (s.place = 0; s.place <= distance; s.place++)
	{
		bool ends;

		s.step = run->backwards ? run->from - s.place : run->from + s.place;
		if ((s.place & RUN_INTERRUPT) == RUN_INTERRUPT)
			profile_pattern_interrupt();
		journey_run_move(&s);
		if (s.place == 0)
			start = s.now;
		else if (run->only != PATTERN_NO_STEP &&
				 journey_run_since(&s, start) > s.p->fixed)
			break;
		ends = journey_run_step(&s);
		if (ends && found == PATTERN_NO_STEP)
			found = s.step;
		if (ends && run->marks != NULL)
			run->marks[s.step / 64] |= UINT64_C(1) << (s.step % 64);
		if (run->marks == NULL && run->reached == NULL &&
			(ends || (run->only == s.step && s.nreached == 0)))
			break;
	}
	journey_run_end(&s);
	return found;
}

/*
 * profile_pattern_matches
 *
 * Does the sequence match anywhere?
 */
bool
profile_pattern_matches(const JourneyProgram *p, const JourneySteps *steps)
{
	JourneyHolds holds = {NULL, NULL};
	bool matched = false;

	if (steps->n == 0)
		return false;
	if (p->kind == PROGRAM_CHAIN)
		return profile_pattern_run_chain(p, steps);
	if (p->nbegins + p->nends > 0)
		profile_pattern_holds(p, steps, &holds);
	if (p->kind == PROGRAM_BITS)
		return profile_pattern_run_bits(p, steps, &holds);
	for (uint32_t from = 0; from < steps->n && !matched; from++)
	{
		bool fixed = p->fixed != UINT64_MAX;
		JourneyRun run = {.program = p,
						  .steps = steps,
						  .holds = &holds,
						  .from = from,
						  .to = steps->n - 1,
						  .only = fixed ? from : PATTERN_NO_STEP};

		if ((from & RUN_INTERRUPT) == RUN_INTERRUPT)
			profile_pattern_interrupt();
		matched = profile_pattern_run(&run) != PATTERN_NO_STEP;
		if (!fixed)
			break;
	}
	return matched;
}
