/*-------------------------------------------------------------------------
 *
 * attribution_markov.c
 *		Removal effects in an absorbing Markov chain, exactly.
 *
 * With Q the transitions between channels and r the way to conversion, the
 * fundamental matrix N = (I - Q)^-1 holds the expected visits.  From it follow,
 * for every channel c, without solving again with c removed:
 *
 *	b[c] = sum of N[c][i] r[i]			conversion, once in c
 *	v[c] = sum of s[i] N[i][c]			expected visits of c from the start
 *	h[c] = v[c] / N[c][c]				probability to come to c at all
 *
 * and the conversions that go through c have the share h[c] b[c].
 *
 * Pure C but for memory, errors and interrupts.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include <math.h>

#include "journey/attribution.h"

/*
 * Invert an n x n matrix in place of the unit matrix next to it: Gauss-Jordan
 * with partial pivoting.  False where it is singular.
 */
static bool
journey_invert(double *a, double *inverse, uint32 n)
{
	for (uint32 k = 0; k < n; k++)
	{
		uint32 pivot = k;
		double scale;

		CHECK_FOR_INTERRUPTS();
		for (uint32 i = k + 1; i < n; i++)
		{
			if (fabs(a[(Size) i * n + k]) > fabs(a[(Size) pivot * n + k]))
				pivot = i;
		}
		if (fabs(a[(Size) pivot * n + k]) < 1e-300)
			return false;
		for (uint32 j = 0; pivot != k && j < n; j++)
		{
			double t = a[(Size) k * n + j];

			a[(Size) k * n + j] = a[(Size) pivot * n + j];
			a[(Size) pivot * n + j] = t;
			t = inverse[(Size) k * n + j];
			inverse[(Size) k * n + j] = inverse[(Size) pivot * n + j];
			inverse[(Size) pivot * n + j] = t;
		}
		scale = 1.0 / a[(Size) k * n + k];
		for (uint32 j = 0; j < n; j++)
		{
			a[(Size) k * n + j] *= scale;
			inverse[(Size) k * n + j] *= scale;
		}
		for (uint32 i = 0; i < n; i++)
		{
			double factor = a[(Size) i * n + k];

			if (i == k || factor == 0)
				continue;
			for (uint32 j = 0; j < n; j++)
			{
				a[(Size) i * n + j] -= factor * a[(Size) k * n + j];
				inverse[(Size) i * n + j] -= factor * inverse[(Size) k * n + j];
			}
		}
	}
	return true;
}

/* I - Q, and the probabilities of conversion; r[i] goes along. */
static double *
journey_markov_matrix(const JourneyChain *chain, double *r)
{
	uint32 n = chain->n;
	double *a =
		palloc_extended(sizeof(double) * (Size) n * n, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);

	for (uint32 i = 0; i < n; i++)
	{
		const double *edges = chain->edges + (Size) i * (n + 2);
		double total = 0;

		for (uint32 j = 0; j < n + 2; j++)
			total += edges[j];
		a[(Size) i * n + i] = 1;
		r[i] = total == 0 ? 0 : edges[n + 1] / total;
		for (uint32 j = 0; j < n && total > 0; j++)
			a[(Size) i * n + j] -= edges[j] / total;
	}
	return a;
}

/*
 * profile_markov_removal
 *
 * The share of conversions that would be lost without each channel; zeros where
 * nothing converts.
 */
void
profile_markov_removal(const JourneyChain *chain, double *effects)
{
	uint32 n = chain->n;
	double *r = palloc(sizeof(double) * ((Size) n + 1));
	double *a = journey_markov_matrix(chain, r);
	double *visits =
		palloc_extended(sizeof(double) * (Size) n * n, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	double starts = 0;
	double converts = 0;

	memset(effects, 0, sizeof(double) * n);
	for (uint32 i = 0; i < n; i++)
	{
		visits[(Size) i * n + i] = 1;
		starts += chain->starts[i];
	}
	if (starts == 0 || !journey_invert(a, visits, n))
		return;
	for (uint32 c = 0; c < n; c++)
	{
		double visited = 0;
		double ahead = 0;

		for (uint32 i = 0; i < n; i++)
		{
			visited += chain->starts[i] / starts * visits[(Size) i * n + c];
			ahead += visits[(Size) c * n + i] * r[i];
		}
		effects[c] = visited / visits[(Size) c * n + c] * ahead;
		converts += chain->starts[c] / starts * ahead;
	}
	for (uint32 c = 0; c < n && converts > 0; c++)
		effects[c] /= converts;
	pfree(a);
	pfree(visits);
	pfree(r);
}
