/*-------------------------------------------------------------------------
 *
 * pattern_gate.c
 *		What has come to a gate, while an automaton runs.
 *
 * A gate answers: of what came to it and may go on at this step, which has the
 * latest start?  Each mode keeps as little as that takes:
 *
 *	GATE_BEST	one arrival, that with the latest start
 *	GATE_NEXT	the arrival of the step before
 *	GATE_EXACT	the arrivals of the last n steps
 *	GATE_BOUND	arrivals wait until the bound's beginning is past; then they join
 *				a queue from which all that are older without a later start go,
 *				so that its head is the answer until the bound's end takes it
 *				(maximum of a sliding window: each arrival costs constant time)
 *	GATE_RANGED	all arrivals and all negated steps; arrivals are looked through
 *				from the newest on, and for each the negated steps are searched
 *
 * All but the last cost constant time an arrival; that one costs, per question,
 * the arrivals within its bound times the logarithm of the negated steps.
 *
 * Pure C.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_gate.h"

/* --- queues ------------------------------------------------------------------------ */

static inline JourneyArrival *
journey_queue_at(const JourneyQueue *queue, uint32_t i)
{
	return &queue->v[(queue->head + i) & (queue->room - 1)];
}

static void
journey_queue_grow(JourneyQueue *queue, uint64_t *memory)
{
	uint32_t room = queue->room == 0 ? 8 : queue->room * 2;
	JourneyArrival *v;

	*memory += sizeof(*v) * room;
	if (*memory > PATTERN_MAX_MEMORY)
		profile_pattern_exhausted();
	v = profile_pattern_alloc(sizeof(*v) * room);
	for (uint32_t i = 0; i < queue->n; i++)
		v[i] = *journey_queue_at(queue, i);
	if (queue->v != NULL)
	{
		*memory -= sizeof(*v) * queue->room;
		profile_pattern_free(queue->v);
	}
	queue->v = v;
	queue->head = 0;
	queue->room = room;
}

static void
journey_queue_push(JourneyQueue *queue, const JourneyArrival *arrival, uint64_t *memory)
{
	if (queue->n == queue->room)
		journey_queue_grow(queue, memory);
	*journey_queue_at(queue, queue->n++) = *arrival;
}

static inline void
journey_queue_shift(JourneyQueue *queue)
{
	queue->head = (queue->head + 1) & (queue->room - 1);
	queue->n--;
}

/* One arrival for a step: the better of two. */
static void
journey_queue_push_best(JourneyQueue *queue, const JourneyArrival *arrival,
						uint64_t *memory)
{
	JourneyArrival *last = queue->n > 0 ? journey_queue_at(queue, queue->n - 1) : NULL;

	if (last == NULL || last->place != arrival->place)
		journey_queue_push(queue, arrival, memory);
	else if (arrival->value > last->value)
		last->value = arrival->value;
}

/* --- bounds ------------------------------------------------------------------------ */

static inline uint64_t
journey_gate_since(int64_t now, int64_t then)
{
	return (uint64_t) now - (uint64_t) then;
}

/* An arrival comes into reach: none before it with an earlier start matters. */
static void
journey_gate_ready(JourneyQueue *ready, const JourneyArrival *arrival, uint64_t *memory)
{
	while (ready->n > 0 && journey_queue_at(ready, ready->n - 1)->value <= arrival->value)
		ready->n--;
	journey_queue_push(ready, arrival, memory);
}

static void
journey_gate_advance(JourneyGateState *state, int64_t now, uint64_t *memory)
{
	while (state->waiting.n > 0)
	{
		JourneyArrival *first = journey_queue_at(&state->waiting, 0);

		if (journey_gate_since(now, first->at) < state->gate->min)
			break;
		journey_gate_ready(&state->ready, first, memory);
		journey_queue_shift(&state->waiting);
	}
	while (state->ready.n > 0 &&
		   journey_gate_since(now, journey_queue_at(&state->ready, 0)->at) >
			   state->gate->max)
		journey_queue_shift(&state->ready);
}

/* --- negated steps with a bound ------------------------------------------------------ */

/*
 * Was a negated step met between the arrival and now, at a time that counts?
 * Its bound is from the anchor that comes first in the journey: the arrival, or
 * what is now where the run reads backwards.  Steps are sorted by place and by
 * time, so that the first to be considered is found by bisection.
 */
static bool
journey_gate_spoiled(const JourneyQueue *met, const JourneyForbid *forbid,
					 const JourneyArrival *arrival, int64_t now, bool backwards)
{
	uint32_t low = 0;
	uint32_t high = met->n;

	while (low < high)
	{
		uint32_t mid = (low + high) / 2;
		const JourneyArrival *step = journey_queue_at(met, mid);
		bool reached = backwards
						   ? journey_gate_since(now, step->at) <= forbid->max
						   : journey_gate_since(step->at, arrival->at) >= forbid->min;

		if (step->place > arrival->place && reached)
			high = mid;
		else
			low = mid + 1;
	}
	if (low == met->n)
		return false;
	return backwards
			   ? journey_gate_since(now, journey_queue_at(met, low)->at) >= forbid->min
			   : journey_gate_since(journey_queue_at(met, low)->at, arrival->at) <=
					 forbid->max;
}

static int64_t
journey_gate_get_ranged(const JourneyGateRun *run, const JourneyGateState *state,
						int64_t now)
{
	const JourneyGate *gate = state->gate;
	int64_t best = PATTERN_NO_TIME;

	for (uint32_t i = state->waiting.n; i-- > 0;)
	{
		const JourneyArrival *arrival = journey_queue_at(&state->waiting, i);
		uint64_t since = journey_gate_since(now, arrival->at);
		bool spoiled = false;

		if ((i & 0xfff) == 0)
			profile_pattern_interrupt();
		if (since > gate->max)
			break;
		if (since < gate->min || arrival->value <= best)
			continue;
		for (uint32_t f = 0; f < gate->nforbids && !spoiled; f++)
			spoiled = journey_gate_spoiled(&state->forbids[f],
										   &run->program->forbids[gate->forbid + f],
										   arrival, now, run->backwards);
		if (!spoiled)
			best = arrival->value;
	}
	return best;
}

/* --- gates --------------------------------------------------------------------------- */

/*
 * profile_pattern_gates_open
 *
 * Empty gates for a run; memory is what it has taken so far.
 */
void
profile_pattern_gates_open(JourneyGateRun *run, const JourneyProgram *program,
						   bool backwards, uint64_t *memory)
{
	run->program = program;
	run->backwards = backwards;
	run->memory = memory;
	run->gates = profile_pattern_alloc(sizeof(*run->gates) * program->ngates);
	for (uint32_t g = 0; g < program->ngates; g++)
	{
		JourneyGateState *state = &run->gates[g];

		state->gate = &program->gates[g];
		state->best.value = PATTERN_NO_TIME;
		if (state->gate->mode == GATE_RANGED)
			state->forbids =
				profile_pattern_alloc(sizeof(JourneyQueue) * state->gate->nforbids);
	}
}

static void
journey_queue_free(JourneyQueue *queue, uint64_t *memory)
{
	if (queue->v == NULL)
		return;
	*memory -= sizeof(*queue->v) * queue->room;
	profile_pattern_free(queue->v);
}

void
profile_pattern_gates_close(JourneyGateRun *run)
{
	for (uint32_t g = 0; g < run->program->ngates; g++)
	{
		JourneyGateState *state = &run->gates[g];

		journey_queue_free(&state->waiting, run->memory);
		journey_queue_free(&state->ready, run->memory);
		if (state->forbids == NULL)
			continue;
		for (uint32_t f = 0; f < state->gate->nforbids; f++)
			journey_queue_free(&state->forbids[f], run->memory);
		profile_pattern_free(state->forbids);
	}
	profile_pattern_free(run->gates);
}

/*
 * profile_pattern_gate_get
 *
 * The latest start of what may go on from the gate at this step, or
 * PATTERN_NO_TIME.
 */
int64_t
profile_pattern_gate_get(const JourneyGateRun *run, uint32_t gate, uint32_t place,
						 int64_t now)
{
	JourneyGateState *state = &run->gates[gate];
	uint64_t since;

	switch (state->gate->mode)
	{
		case GATE_BEST:
			return state->best.value;
		case GATE_NEXT:
			since = journey_gate_since(now, state->best.at);
			return state->best.place + 1 == place && since >= state->gate->min &&
						   since <= state->gate->max
					   ? state->best.value
					   : PATTERN_NO_TIME;
		case GATE_EXACT:
			while (state->waiting.n > 0 &&
				   place - journey_queue_at(&state->waiting, 0)->place >
					   state->gate->distance)
				journey_queue_shift(&state->waiting);
			return state->waiting.n > 0 &&
						   place - journey_queue_at(&state->waiting, 0)->place ==
							   state->gate->distance
					   ? journey_queue_at(&state->waiting, 0)->value
					   : PATTERN_NO_TIME;
		case GATE_BOUND:
			journey_gate_advance(state, now, run->memory);
			return state->ready.n > 0 ? journey_queue_at(&state->ready, 0)->value
									  : PATTERN_NO_TIME;
		default:
			return journey_gate_get_ranged(run, state, now);
	}
}

/*
 * profile_pattern_gate_put
 *
 * Something comes to the gate at this step.
 */
void
profile_pattern_gate_put(const JourneyGateRun *run, uint32_t gate, uint32_t place,
						 int64_t now, int64_t value)
{
	JourneyGateState *state = &run->gates[gate];
	JourneyArrival arrival = {place, now, value};

	switch (state->gate->mode)
	{
		case GATE_BEST:
			if (value > state->best.value)
				state->best = arrival;
			break;
		case GATE_NEXT:
			if (state->best.value == PATTERN_NO_TIME || state->best.place != place ||
				value > state->best.value)
				state->best = arrival;
			break;
		case GATE_EXACT:
			while (state->waiting.n > 0 &&
				   place - journey_queue_at(&state->waiting, 0)->place >=
					   state->gate->distance)
				journey_queue_shift(&state->waiting);
			journey_queue_push_best(&state->waiting, &arrival, run->memory);
			break;
		case GATE_BOUND:
			journey_gate_advance(state, now, run->memory);
			journey_queue_push_best(&state->waiting, &arrival, run->memory);
			break;
		default:
			journey_queue_push_best(&state->waiting, &arrival, run->memory);
	}
}

/*
 * profile_pattern_gate_forbid
 *
 * A negated step of a gate is met: nothing that came before may go on, or, where
 * it has a bound, not everything.
 */
void
profile_pattern_gate_forbid(const JourneyGateRun *run, uint32_t forbid, uint32_t place,
							int64_t now)
{
	const JourneyForbid *negated = &run->program->forbids[forbid];
	JourneyGateState *state = &run->gates[negated->owner];
	JourneyArrival arrival = {place, now, 0};

	if (negated->ranged)
	{
		if (state->waiting.n > 0)
			journey_queue_push(&state->forbids[forbid - state->gate->forbid], &arrival,
							   run->memory);
		return;
	}
	state->best.value = PATTERN_NO_TIME;
	state->waiting.n = 0;
	state->ready.n = 0;
}

/*
 * profile_pattern_gates_gap
 *
 * Time passed without a step: sessions end.
 */
void
profile_pattern_gates_gap(const JourneyGateRun *run, uint64_t gap)
{
	for (uint32_t g = 0; g < run->program->ngates; g++)
	{
		JourneyGateState *state = &run->gates[g];

		if (gap <= state->gate->session)
			continue;
		state->best.value = PATTERN_NO_TIME;
		state->waiting.n = 0;
		state->ready.n = 0;
	}
}
