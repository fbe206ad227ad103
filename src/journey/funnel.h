/*-------------------------------------------------------------------------
 *
 * funnel.h
 *		How far a journey gets through the steps of a funnel.
 *
 * The answer is one defined chain of steps, whatever the mode: the highest
 * level, among those the earliest end, among those the latest start, among
 * those the earliest steps between.  Its span is at most the window, measured
 * from its first step, inclusive.  A step comes later than another where it
 * stands later in the journey, and ties in time have a fixed order there.
 *
 *	ordered		later steps in the given order, anything between; one step of
 *				the journey serves one level
 *	strict		the same, but each the very next step of the journey
 *	any			in any order: as many of the steps as fall into one window; one
 *				step of the journey serves every level it is a step of
 *
 *	entry any	a chain may begin at every step that can begin one
 *	entry first	only at the first of them in the journey
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_FUNNEL_H
#define PROFILE_JOURNEY_FUNNEL_H

#include "journey/measure.h"

typedef enum JourneyOrdering
{
	FUNNEL_ORDERED = 1,
	FUNNEL_STRICT,
	FUNNEL_ANY
} JourneyOrdering;

/* A step of the journey: its position from 0 and its time; position -1: none. */
typedef struct JourneyFunnelStep
{
	int32 position;
	TimestampTz at;
} JourneyFunnelStep;

/*
 * A funnel, compiled once per query.  chain[i] is the chain that reached level
 * i + 1 and starts latest; best is the answer.
 */
typedef struct JourneyFunnel
{
	uint32 count; /* of levels, 1 to 64 */
	int64 within; /* microseconds */
	JourneyOrdering ordering;
	bool entry_first;
	JourneyStepName *names;
	uint32 params_len; /* all arguments as one string of bytes */
	uint8 *params;
	struct varlena *given[3]; /* steps, ordering, entry as they were given */
	Interval given_within;
	TupleDesc desc; /* of funnel's result */
	uint32 level;
	JourneyFunnelStep *best;   /* [count] */
	JourneyFunnelStep **chain; /* [count][count] */
} JourneyFunnel;

extern JourneyFunnel *profile_funnel_arg(FunctionCallInfo fcinfo, int first);
extern void profile_funnel_run(JourneyFunnel *funnel, const JourneyView *view);

#endif /* PROFILE_JOURNEY_FUNNEL_H */
