/*-------------------------------------------------------------------------
 *
 * attribution_final.c
 *		attribution_agg, the answer; see attribution.h.
 *
 * Counts are whole numbers; the sums of fractions are taken in the order of the
 * sorted keys, so that they are the same to the last bit however the rows came.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include <math.h>

#include "journey/attribution.h"
#include "journey/measure_path.h"

PG_FUNCTION_INFO_V1(profile_attribution_final);

#define ATTRIBUTION_MAX_CHANNELS 2048

typedef struct JourneyCredit
{
	int64 touched;
	double first;
	double last;
	double non_direct;
	double linear;
	double position;
	double decay;
	double markov;
	double shapley;
} JourneyCredit;

typedef struct JourneyCredits
{
	JourneyCredit *by_channel; /* by rank of the name */
	JourneyCredit none;        /* conversions without a touch */
	double conversions;        /* those with one */
	JourneyChain chain;
} JourneyCredits;

static int
journey_credit_key_cmp(const void *left, const void *right)
{
	const JourneyPath *a = left;
	const JourneyPath *b = right;

	return profile_path_cmp(a->items, a->n, b->items, b->n);
}

/* By the position model, an end of a path of min(k, 3) touches. */
static double
journey_credit_end(uint64 k)
{
	return k == 1 ? 0.5 : k == 2 ? 0.5 : 0.4; /* alone it is first and last */
}

static void
journey_credit_edge(JourneyCredits *credits, const uint64 *items, double count)
{
	JourneyChain *chain = &credits->chain;
	Size to = (items[2] & 1) ? items[2] >> 1 : chain->n + (items[2] >> 1);

	if (items[1] & 1)
		chain->edges[(Size) (items[1] >> 1) * (chain->n + 2) + to] += count;
	else if (items[2] & 1)
		chain->starts[to] += count;
}

static void
journey_credit_count(JourneyCredits *credits, const JourneyPath *path)
{
	const uint64 *items = path->items;
	double count = (double) path->count;
	double k = path->n > 2 ? (double) (items[2] >> 1) : 0;
	JourneyCredit *credit = path->n > 1 && (items[1] & 1)
								? &credits->by_channel[items[1] >> 1]
								: &credits->none;

	switch (items[0] >> 1)
	{
		case ATTRIBUTION_NONE:
			credit->touched = path->count;
			credit->first = credit->last = credit->non_direct = credit->linear =
				credit->position = credit->decay = credit->markov = credit->shapley =
					count;
			break;
		case ATTRIBUTION_FIRST:
			credit->first += count;
			credit->position += count * journey_credit_end(items[2] >> 1);
			break;
		case ATTRIBUTION_LAST:
			credit->last += count;
			credit->position += count * journey_credit_end(items[2] >> 1);
			credits->conversions += count;
			break;
		case ATTRIBUTION_NON_DIRECT:
			credit->non_direct += count;
			break;
		case ATTRIBUTION_LINEAR:
			credit->linear += count / k;
			break;
		case ATTRIBUTION_MIDDLE:
			if (k > 2)
				credit->position += count * 0.2 / (k - 2);
			break;
		case ATTRIBUTION_SHAPLEY:
			credit->touched = profile_tally_sum(credit->touched, path->count);
			credit->shapley += count / k;
			break;
		case ATTRIBUTION_EDGE:
			journey_credit_edge(credits, items, count);
			break;
		default:
			break;
	}
}

/* DECAY needs both counters, which paths do not have. */
static void
journey_credit_decay(JourneyCredits *credits, const JourneyTally *tally,
					 const uint32 *ranks)
{
	for (uint32 code = 0; code < tally->nnames; code++)
	{
		JourneyTallyKey key;
		const int64 *counters;

		journey_key_begin(&key);
		journey_key_number(&key, ATTRIBUTION_DECAY);
		journey_key_name(&key, code);
		counters = profile_tally_find(tally, key.data, key.len);
		if (counters != NULL)
			credits->by_channel[ranks[code]].decay =
				ldexp((double) counters[0], -ATTRIBUTION_HALF_BITS) +
				ldexp((double) counters[1], -2 * ATTRIBUTION_HALF_BITS);
	}
}

static void
journey_credit_markov(JourneyCredits *credits)
{
	uint32 n = credits->chain.n;
	double *effects = palloc(sizeof(double) * ((Size) n + 1));
	double total = 0;

	profile_markov_removal(&credits->chain, effects);
	for (uint32 i = 0; i < n; i++)
		total += effects[i];
	for (uint32 i = 0; i < n && total > 0; i++)
		credits->by_channel[i].markov = credits->conversions * effects[i] / total;
}

static void
journey_credit_row(JourneyRows *rows, const JourneyName *name,
				   const JourneyCredit *credit)
{
	Datum values[10] = {0};
	bool nulls[10] = {false};

	nulls[0] = name == NULL;
	if (name != NULL)
		values[0] = profile_journey_text_datum(name);
	values[1] = Int64GetDatum(credit->touched);
	values[2] = Float8GetDatum(credit->first);
	values[3] = Float8GetDatum(credit->last);
	values[4] = Float8GetDatum(credit->non_direct);
	values[5] = Float8GetDatum(credit->linear);
	values[6] = Float8GetDatum(credit->position);
	values[7] = Float8GetDatum(credit->decay);
	values[8] = Float8GetDatum(credit->markov);
	values[9] = Float8GetDatum(credit->shapley);
	profile_rows_add(rows, values, nulls);
}

static void
journey_credits_begin(JourneyCredits *credits, uint32 n)
{
	if (n > ATTRIBUTION_MAX_CHANNELS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("attribution to more than %d channels", ATTRIBUTION_MAX_CHANNELS),
				 errdetail("There are %u.", n)));
	memset(credits, 0, sizeof(*credits));
	credits->by_channel = palloc0(sizeof(JourneyCredit) * ((Size) n + 1));
	credits->chain.n = n;
	credits->chain.starts = palloc0(sizeof(double) * ((Size) n + 1));
	credits->chain.edges = palloc0(sizeof(double) * ((Size) n + 1) * (n + 2));
}

/*
 * attribution_final(journey_tally_state) returns journey_attribution[]
 *
 * By channel, bytewise; last, without a channel, the conversions that have no
 * touch, where there are any.
 */
Datum
profile_attribution_final(PG_FUNCTION_ARGS)
{
	const JourneyTally *tally = profile_tally_arg(fcinfo, 0, TALLY_ATTRIBUTION);
	JourneyCredits credits;
	JourneyPaths paths;
	JourneyRows rows;
	uint32 *ranks;

	journey_credits_begin(&credits, tally->nnames);
	profile_paths(&paths, tally);
	qsort(paths.paths, paths.n, sizeof(JourneyPath), journey_credit_key_cmp);
	for (uint32 i = 0; i < paths.n; i++)
		journey_credit_count(&credits, &paths.paths[i]);
	(void) profile_tally_ranks(tally, &ranks);
	journey_credit_decay(&credits, tally, ranks);
	journey_credit_markov(&credits);
	profile_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < tally->nnames; i++)
		journey_credit_row(&rows, &paths.names[i], &credits.by_channel[i]);
	if (credits.none.touched > 0)
		journey_credit_row(&rows, NULL, &credits.none);
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
