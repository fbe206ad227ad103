/*-------------------------------------------------------------------------
 *
 * pattern_gate.h
 *		What has come to a gate, while an automaton runs.
 *
 * Pure C.
 *
 * Runs count steps by place, from 0 in the direction in which they read, and
 * times are signed so that they do not decrease in it.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_PATTERN_GATE_H
#define PROFILE_JOURNEY_PATTERN_GATE_H

#include "journey/pattern_run.h"

/* What came to a gate: when, at which place, with which start. */
typedef struct JourneyArrival
{
	uint32_t place;
	int64_t at;
	int64_t value;
} JourneyArrival;

/* A ring; room is 0 or a power of two. */
typedef struct JourneyQueue
{
	JourneyArrival *v;
	uint32_t head;
	uint32_t n;
	uint32_t room;
} JourneyQueue;

typedef struct JourneyGateState
{
	const JourneyGate *gate;
	JourneyArrival best;   /* GATE_BEST, GATE_NEXT; value PATTERN_NO_TIME: none */
	JourneyQueue waiting;  /* GATE_BOUND: too soon as yet; GATE_EXACT, GATE_RANGED: all */
	JourneyQueue ready;    /* GATE_BOUND: in reach, values falling */
	JourneyQueue *forbids; /* GATE_RANGED: of each, the steps met */
} JourneyGateState;

/* What gates ask of the run. */
typedef struct JourneyGateRun
{
	const JourneyProgram *program;
	JourneyGateState *gates;
	bool backwards;
	uint64_t *memory;
} JourneyGateRun;

extern void profile_pattern_gates_open(JourneyGateRun *run, const JourneyProgram *program,
									   bool backwards, uint64_t *memory);
extern void profile_pattern_gates_close(JourneyGateRun *run);
extern int64_t profile_pattern_gate_get(const JourneyGateRun *run, uint32_t gate,
										uint32_t place, int64_t now);
extern void profile_pattern_gate_put(const JourneyGateRun *run, uint32_t gate,
									 uint32_t place, int64_t now, int64_t value);
extern void profile_pattern_gate_forbid(const JourneyGateRun *run, uint32_t forbid,
										uint32_t place, int64_t now);
extern void profile_pattern_gates_gap(const JourneyGateRun *run, uint64_t gap);

#endif /* PROFILE_JOURNEY_PATTERN_GATE_H */
