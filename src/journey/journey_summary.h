/*-------------------------------------------------------------------------
 *
 * journey_summary.h
 *		What somebody did, in one look: read once, as the journeys are.
 *
 *	profile_journey_summary_start	of nothing
 *	profile_journey_summary_add		and a journey, which stays where it is
 *	profile_journey_summary_order	the channels or the events
 *	profile_journey_summary_latest	the latest steps
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_JOURNEY_SUMMARY_H
#define PROFILE_JOURNEY_JOURNEY_SUMMARY_H

#include "utils/timestamp.h"

#include "journey/journey_names.h"

/* The latest step of a channel or with an event, and all there are. */
typedef struct JourneySummaryName
{
	int64 steps;
	TimestampTz first;
	TimestampTz last;
	uint32 last_event; /* of a channel: the greatest name where several tie */
	bool left_out;     /* a channel in which events do not count */
	Datum total;       /* numeric, of an event; 0 is none */
	Datum total_since;
} JourneySummaryName;

typedef struct JourneySummarySide
{
	JourneyNames names;
	JourneySummaryName *tallies; /* by code */
	uint32 room;
} JourneySummarySide;

typedef struct JourneySummaryStep
{
	TimestampTz at;
	JourneyName channel;
	JourneyName event;
	JourneyName label; /* data NULL: none */
	bool has_value;
	JourneyValue value;
} JourneySummaryStep;

/* Is a channel, met for the first time, one in which events do not count? */
typedef bool (*JourneySummaryLeftOut)(void *arg, const JourneyName *channel);

/*
 * Names point into the journeys, which stay where they are as long as the
 * summary is used.  Codes of channels count them in the order in which they were
 * met.
 */
typedef struct JourneySummary
{
	JourneySummarySide channels;
	JourneySummarySide events;
	JourneySummaryStep *latest; /* the last steps of each journey, to choose from */
	uint32 nlatest;
	uint32 latest_room;
	uint32 wanted; /* how many latest steps */
	bool has_since;
	TimestampTz since; /* values from then on add up in total_since */
	JourneySummaryLeftOut left_out;
	void *left_out_arg;
} JourneySummary;

typedef struct JourneySummaryOrder
{
	const JourneyName *name;
	const JourneySummaryName *tally;
} JourneySummaryOrder;

extern void profile_journey_summary_start(JourneySummary *s, uint32 wanted,
										  JourneySummaryLeftOut left_out, void *arg);
extern void profile_journey_summary_add(JourneySummary *s, const struct varlena *journey);

/* Names that count, by their latest step, the latest first, or else by name. */
extern JourneySummaryOrder *profile_journey_summary_order(const JourneySummarySide *side,
														  bool by_last, uint32 *count);

/* The latest steps, the newest first: sorted in s->latest; returns how many. */
extern uint32 profile_journey_summary_latest(JourneySummary *s);

#endif /* PROFILE_JOURNEY_JOURNEY_SUMMARY_H */
