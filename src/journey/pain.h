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
 *	detour			a session with step s	... then x
 *	drop_off		a session with step s	... and the goal is not reached
 *	ping_pong		channel x to y			... and back to x within a day
 *	repeat_contact	a contact				another within 1, 7, 30 days
 *	dwell			step s, session goes on	the next step takes unusually long
 *
 * The x of a loop or a detour is neither a complaint nor the goal.  More of x
 * after s is no trouble as such (it may be a new page): a detour counts only if
 * those who took it missed the goal more often than those who did not.
 *
 * What is younger than its window is not looked at (right censoring); for the
 * kinds of sessions these are the sessions that may still go on.  A series
 * is searched for the run of days with the highest likelihood ratio, its share
 * of cases against that of all other days: the binomial scan statistic
 * (Kulldorff, 1997).  Reported is what is significant after allowing for all
 * runs of all series that were tried.  Trouble begins before its first case and
 * ends after the last: a run reaches further at both ends by as many chances as
 * one waits for a case on the average.  Each kind has an equal part of the errors
 * that are allowed, so that kinds with many series do not drown the others.
 *
 * Keys of the tally (counters: cases, and their time in seconds):
 *
 *	kind 0 channel a day				chances
 *	kind 1 channel a b day back any		cases
 *	kind 2 channel a b day back any		cases of a detour that missed the goal, or
 *										of a dwell what makes a customer no new one
 *
 * Channel, a and b are the number 0 where there is none.  back is how many days
 * ago, plus one, the same customer's previous case in the series was; any is the
 * same for the series over all channels.  Cases with back beyond the run's first
 * day are new customers in the run: so distinct customers are counted exactly,
 * without remembering who they were.
 *
 * Of a dwell it is not known before the answer from which octave on it is one: b
 * is an octave, and back counts from the previous dwell of it or a longer one.  So
 * who is new among the dwells of octave o may not be so among those of k and more:
 * with b = k, any says when the latest of these was, and back when the latest of
 * the longer ones.
 *
 * What can be derived is not kept: the kinds of sessions share their chances, a
 * dwell has as many cases, of any length, as chances, and of the kinds of
 * sessions all channels together are their sum.
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
	PAIN_DETOUR,
	PAIN_DROP_OFF, /* up to here the kinds of sessions; their chances are PAIN_ERROR's */
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
	PAIN_CASE,
	PAIN_MISSED,
	PAIN_KNOWN = PAIN_MISSED /* of a dwell */
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
	int64 missed; /* of the cases, those that missed the goal; for detours */
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
	int64 missed;
	int64 seconds;
} JourneyPainRun;

/* --- what stands out (pain_series.c) ---------------------------------------- */

/* An entry of the tally; names are rank << 1 | 1. */
typedef struct JourneyPainEntry
{
	uint8 kind;
	uint8 what;
	uint32 channel;
	uint32 a;
	uint32 b;
	int32 day;
	int32 back;
	int32 any; /* of PAIN_KNOWN */
	int64 count;
	int64 seconds;
} JourneyPainEntry;

typedef struct JourneyPainFinding
{
	const JourneyPainEntry *series; /* its first case */
	uint32 ncases;
	uint32 b;      /* octave from which on a gap is long, for dwell */
	bool harmless; /* a detour that did not cost the goal */
	JourneyPainRun run;
	int64 first_case;
	int64 last_case;
	double excess;
	double weight; /* seconds */
} JourneyPainFinding;

typedef struct JourneyPainFindings
{
	JourneyPainFinding *all;
	uint32 n;
	uint32 room;
	double tried[PAIN_KINDS]; /* runs that were compared */
} JourneyPainFindings;

extern int profile_pain_entry_cmp(const JourneyPainEntry *a, const JourneyPainEntry *b);
extern JourneyPainEntry *profile_pain_entries(const JourneyTally *tally,
											  const uint32 *ranks, uint32 *n);
extern void profile_pain_search(JourneyPainFindings *findings,
								const JourneyPainEntry *all, uint32 n);

/* --- the search in one series (pain_scan.c) ------------------------------------ */

#define PAIN_SIGNIFICANCE 0.01 /* errors allowed in all that is tried */

extern double profile_pain_likelihood(double cases, double chances);
extern double profile_pain_ratio(double cases, double chances, double others_cases,
								 double others_chances);
extern double profile_pain_threshold(double tried);
extern bool profile_pain_scan(const JourneyPainDay *days, uint32 n, double *tried,
							  JourneyPainRun *run);

#endif /* PROFILE_JOURNEY_PAIN_H */
