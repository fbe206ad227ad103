/*-------------------------------------------------------------------------
 *
 * pain.h
 *		Pain points: what went wrong for customers more often than usual, where
 *		and from when to when.
 *
 * Every kind of trouble is made into series of the same shape: by day, how many
 * times it could have happened (chances) and how many times it did (cases).
 *
 *	kind			chance					case
 *	error			a session with step s	... then a complaint
 *	loop			a session with step s	... then back to x, seen before s
 *	drop_off		a session with step s	... and the goal is not reached
 *	ping_pong		channel x to y			... and back to x within a day
 *	repeat_contact	a contact				another within 1, 7, 30 days
 *	dwell			step s, session goes on	the next step takes unusually long
 *
 * What is younger than its window is not looked at (right censoring).  A series
 * is searched for the run of days with the highest likelihood ratio, its share
 * of cases against that of all other days: the binomial scan statistic
 * (Kulldorff, 1997).  Reported is what is significant after allowing for all
 * runs of all series that were tried.  Trouble begins before its first case and
 * ends after the last: a run reaches further at both ends by as many chances as
 * one waits for a case on the average.
 *
 * Keys of the tally (counters: cases, and their time in seconds):
 *
 *	kind 0 channel a day		chances; channel may be the number 0: all
 *	kind 1 channel a b day back	cases; back is how many days ago, plus one, the
 *								same customer's previous case in the series was
 *
 * Cases with back beyond the run's first day are new customers in the run: so
 * distinct customers are counted exactly, without remembering who they were.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_PAIN_H
#define PROFILE_JOURNEY_PAIN_H

#include "journey/measure.h"

typedef enum JourneyPainKind
{
	PAIN_ERROR,
	PAIN_LOOP,
	PAIN_DROP_OFF,
	PAIN_PING_PONG,
	PAIN_REPEAT_1,
	PAIN_REPEAT_7,
	PAIN_REPEAT_30,
	PAIN_DWELL, /* item b is the octave of the gap */
	PAIN_KINDS
} JourneyPainKind;

enum
{
	PAIN_CHANCE,
	PAIN_CASE
};

/* Days are counted from 4714 BC, so that they are not negative. */
#define PAIN_FIRST_DAY (-2451545)
#define PAIN_MAX_DAY   INT64CONST(200000000)

/* One series: by day, in order. */
typedef struct JourneyPainDay
{
	int64 day;
	int64 chances;
	int64 cases;
	int64 seconds;
} JourneyPainDay;

typedef struct JourneyPainRun
{
	uint32 first; /* day of the series with the first and the last case */
	uint32 last;
	double ratio; /* log likelihood ratio */
	int64 since;  /* days, with what was added at both ends */
	int64 until;
	double share; /* of cases in the run, outside, and before */
	double usual;
	double before; /* -1: there is no before */
	int64 cases;
	int64 chances;
	int64 seconds;
} JourneyPainRun;

extern bool profile_pain_scan(const JourneyPainDay *days, uint32 n, double threshold,
							  JourneyPainRun *run, double *tried);

#endif /* PROFILE_JOURNEY_PAIN_H */
