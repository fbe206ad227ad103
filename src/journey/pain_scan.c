/*-------------------------------------------------------------------------
 *
 * pain_scan.c
 *		The run of days in which a series is worse than otherwise; see pain.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"

#include <math.h>

#include "journey/pain.h"

#define PAIN_MIN_CASES 5

/* Log likelihood of cases among chances, at their own share. */
static double
journey_pain_likelihood(double cases, double chances)
{
	double likelihood = 0;

	if (cases > 0)
		likelihood += cases * log(cases / chances);
	if (cases < chances)
		likelihood += (chances - cases) * log((chances - cases) / chances);
	return likelihood;
}

/* Cases and chances of the days before each day, and of all. */
typedef struct JourneyPainSums
{
	int64 *cases;
	int64 *chances;
	uint32 n;
} JourneyPainSums;

static void
journey_pain_sums(JourneyPainSums *sums, const JourneyPainDay *days, uint32 n)
{
	sums->n = n;
	sums->cases = palloc0(sizeof(int64) * ((Size) n + 1));
	sums->chances = palloc0(sizeof(int64) * ((Size) n + 1));
	for (uint32 i = 0; i < n; i++)
	{
		sums->cases[i + 1] = sums->cases[i] + days[i].cases;
		sums->chances[i + 1] = sums->chances[i] + days[i].chances;
	}
}

/* The log likelihood of the days first..last having a share of their own. */
static double
journey_pain_split(const JourneyPainSums *sums, uint32 first, uint32 last)
{
	double cases = (double) (sums->cases[last + 1] - sums->cases[first]);
	double chances = (double) (sums->chances[last + 1] - sums->chances[first]);
	double other_cases = (double) sums->cases[sums->n] - cases;
	double other_chances = (double) sums->chances[sums->n] - chances;

	/* worse than otherwise, and not the greater part of it all */
	if (chances * 2 > (double) sums->chances[sums->n] || cases < PAIN_MIN_CASES ||
		cases * other_chances <= other_cases * chances)
		return -HUGE_VAL;
	return journey_pain_likelihood(cases, chances) +
		   journey_pain_likelihood(other_cases, other_chances);
}

/*
 * How far the run reaches beyond its first and last case.  With share p, one
 * waits for 1 / p - 1 chances on the average until a case shows: so much is
 * added at both ends.  It is measured by what each day more costs in likelihood
 * with the shares as they are, so that cases outside the run count as well.
 */
static void
journey_pain_reach(const JourneyPainDay *days, uint32 n, JourneyPainRun *run)
{
	double share = Min(run->share, 1 - 1e-9);
	double usual = Max(Min(run->usual, share), 1e-9);
	double per_case = log(share / usual);
	double per_other = log((1 - share) / (1 - usual));
	double limit = (1 / share - 1) * per_other;
	double lost = 0;
	uint32 first = run->first;
	uint32 last = run->last;

	for (uint32 i = run->first; i > 0; i--)
	{
		lost += (double) days[i - 1].cases * per_case +
				(double) (days[i - 1].chances - days[i - 1].cases) * per_other;
		if (lost >= limit)
			first = i - 1;
	}
	lost = 0;
	for (uint32 i = run->last + 1; i < n; i++)
	{
		lost += (double) days[i].cases * per_case +
				(double) (days[i].chances - days[i].cases) * per_other;
		if (lost >= limit)
			last = i;
	}
	/* of days without a chance nothing is known: they go along at the front */
	run->since = first == 0 ? days[0].day : days[first - 1].day + 1;
	run->until = days[last].day;
}

/*
 * profile_pain_scan
 *
 * Find the run of a series of days; false where none exceeds the threshold.
 * Adds to tried the number of runs that were compared.
 */
bool
profile_pain_scan(const JourneyPainDay *days, uint32 n, double threshold,
				  JourneyPainRun *run, double *tried)
{
	JourneyPainSums sums;
	double whole;

	journey_pain_sums(&sums, days, n);
	whole = journey_pain_likelihood((double) sums.cases[n], (double) sums.chances[n]);
	run->ratio = -HUGE_VAL;
	for (uint32 first = 0; first < n; first++)
	{
		CHECK_FOR_INTERRUPTS();
		if (days[first].cases == 0)
			continue;
		for (uint32 last = first; last < n; last++)
		{
			double ratio;

			if (days[last].cases == 0)
				continue;
			*tried += 1;
			ratio = journey_pain_split(&sums, first, last) - whole;
			if (ratio > run->ratio)
			{
				run->ratio = ratio;
				run->first = first;
				run->last = last;
			}
		}
	}
	if (run->ratio <= threshold)
		return false;
	run->cases = sums.cases[run->last + 1] - sums.cases[run->first];
	run->chances = sums.chances[run->last + 1] - sums.chances[run->first];
	run->share = (double) run->cases / (double) run->chances;
	run->usual =
		(double) (sums.cases[n] - run->cases) / (double) (sums.chances[n] - run->chances);
	run->before = sums.chances[run->first] == 0 ? -1
												: (double) sums.cases[run->first] /
													  (double) sums.chances[run->first];
	run->seconds = 0;
	for (uint32 i = run->first; i <= run->last; i++)
		run->seconds += days[i].seconds;
	journey_pain_reach(days, n, run);
	pfree(sums.cases);
	pfree(sums.chances);
	return true;
}
