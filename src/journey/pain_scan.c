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

/*
 * profile_pain_likelihood
 *
 * Log likelihood of cases among chances, at their own share.
 */
double
profile_pain_likelihood(double cases, double chances)
{
	double likelihood = 0;

	if (cases > 0)
		likelihood += cases * log(cases / chances);
	if (cases < chances)
		likelihood += (chances - cases) * log((chances - cases) / chances);
	return likelihood;
}

/*
 * profile_pain_ratio
 *
 * The log likelihood ratio of the share of cases being higher than that of
 * others; 0 where it is not.
 */
double
profile_pain_ratio(double cases, double chances, double others_cases,
				   double others_chances)
{
	if (chances <= 0 || others_chances <= 0 ||
		cases * others_chances <= others_cases * chances)
		return 0;
	return profile_pain_likelihood(cases, chances) +
		   profile_pain_likelihood(others_cases, others_chances) -
		   profile_pain_likelihood(cases + others_cases, chances + others_chances);
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
journey_pain_split(const JourneyPainSums *sums, double cases, double chances)
{
	return profile_pain_likelihood(cases, chances) +
		   profile_pain_likelihood((double) sums->cases[sums->n] - cases,
								   (double) sums->chances[sums->n] - chances);
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
 * profile_pain_threshold
 *
 * The log likelihood ratio that is significant among so many tried of one kind.
 */
double
profile_pain_threshold(double tried)
{
	return log(Max(tried, 1) * PAIN_KINDS / PAIN_SIGNIFICANCE);
}

/*
 * The run with the highest likelihood ratio that exceeds the threshold; false
 * where there is none.
 *
 * Logarithms are taken of few: the ratio is at most chi-squared, because the
 * Kullback-Leibler divergence is at most the chi-squared one.
 */
static bool
journey_pain_best(const JourneyPainDay *days, const JourneyPainSums *sums,
				  double threshold, JourneyPainRun *run)
{
	double all_cases = (double) sums->cases[sums->n];
	double all_chances = (double) sums->chances[sums->n];
	double usual = all_cases / all_chances;
	double whole = profile_pain_likelihood(all_cases, all_chances);
	double scale = all_chances / (usual * (1 - usual));
	int64 half = (days[sums->n - 1].day - days[0].day + 1) / 2;

	run->ratio = threshold;
	for (uint32 first = 0; first < sums->n; first++)
	{
		CHECK_FOR_INTERRUPTS();
		if (days[first].cases == 0)
			continue;
		for (uint32 last = first; last < sums->n; last++)
		{
			double chances = (double) (sums->chances[last + 1] - sums->chances[first]);
			double cases = (double) (sums->cases[last + 1] - sums->cases[first]);
			double excess = cases - chances * usual;
			double ratio;

			/* not the greater part of it all, but trouble may bring its own chances */
			if (chances * 2 > all_chances && days[last].day - days[first].day >= half)
				break;
			if (days[last].cases == 0 || cases < PAIN_MIN_CASES || excess <= 0 ||
				excess * excess * scale <= run->ratio * chances * (all_chances - chances))
				continue;
			ratio = journey_pain_split(sums, cases, chances) - whole;
			if (ratio > run->ratio)
			{
				run->ratio = ratio;
				run->first = first;
				run->last = last;
			}
		}
	}
	return run->ratio > threshold;
}

/* What the days first to last of a run say. */
static void
journey_pain_describe(const JourneyPainDay *days, const JourneyPainSums *sums,
					  JourneyPainRun *run)
{
	uint32 n = sums->n;

	run->cases = sums->cases[run->last + 1] - sums->cases[run->first];
	run->chances = sums->chances[run->last + 1] - sums->chances[run->first];
	run->share = (double) run->cases / (double) run->chances;
	run->usual = (double) (sums->cases[n] - run->cases) /
				 (double) (sums->chances[n] - run->chances);
	run->before = sums->chances[run->first] == 0 ? -1
												 : (double) sums->cases[run->first] /
													   (double) sums->chances[run->first];
	run->seconds = run->missed = 0;
	for (uint32 i = run->first; i <= run->last; i++)
	{
		run->seconds += days[i].seconds;
		run->missed += days[i].missed;
	}
	journey_pain_reach(days, n, run);
}

/*
 * profile_pain_scan
 *
 * Find the run of a series of days; false where none is significant even among
 * those tried so far.  Adds to tried the number of runs that are compared.
 */
bool
profile_pain_scan(const JourneyPainDay *days, uint32 n, double *tried,
				  JourneyPainRun *run)
{
	JourneyPainSums sums;
	double with_cases = 0;
	bool found = false;

	journey_pain_sums(&sums, days, n);
	for (uint32 i = 0; i < n; i++)
		with_cases += days[i].cases > 0;
	if (sums.cases[n] >= PAIN_MIN_CASES && sums.cases[n] < sums.chances[n])
	{
		*tried += with_cases * (with_cases + 1) / 2;
		found = journey_pain_best(days, &sums, profile_pain_threshold(*tried), run);
		if (found)
			journey_pain_describe(days, &sums, run);
	}
	pfree(sums.cases);
	pfree(sums.chances);
	return found;
}
