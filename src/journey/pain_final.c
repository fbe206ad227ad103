/*-------------------------------------------------------------------------
 *
 * pain_final.c
 *		pain_points_agg, the answer: the runs that stand out, ranked; see pain.h.
 *
 * A finding's weight is the cases beyond what is usual times the mean time that
 * a case takes.  Of findings that overlap in time, are of one kind (or errors,
 * loops and detours, or repeated contacts) and share a step, the one with the
 * highest likelihood ratio is the head, and the others are its echoes.  Told of
 * is not the head, but where it happens: among what leads to the same in its
 * channel the step with the highest share, and instead of all channels the one
 * that has significantly more of it than the others.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"

#include "journey/measure_path.h"
#include "journey/pain.h"

PG_FUNCTION_INFO_V1(profile_pain_final);

#define PAIN_ELSEWHERE 5.4 /* log likelihood ratio: 0.05 %, one-sided */

static const char *const journey_pain_words[PAIN_KINDS] = {"error",
														   "loop",
														   "detour",
														   "drop_off",
														   "ping_pong",
														   "repeat_contact_1d",
														   "repeat_contact_7d",
														   "repeat_contact_30d",
														   "dwell"};

/* --- ranking ---------------------------------------------------------------------- */

static int
journey_pain_ratio_cmp(const void *left, const void *right)
{
	const JourneyPainFinding *a = left;
	const JourneyPainFinding *b = right;

	if (a->run.ratio != b->run.ratio)
		return a->run.ratio > b->run.ratio ? -1 : 1;
	return profile_pain_entry_cmp(a->series, b->series);
}

static int
journey_pain_weight_cmp(const void *left, const void *right)
{
	const JourneyPainFinding *a = left;
	const JourneyPainFinding *b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return journey_pain_ratio_cmp(left, right);
}

/* Do two findings tell of the same days? */
static bool
journey_pain_together(const JourneyPainFinding *a, const JourneyPainFinding *b)
{
	int64 both = Min(a->run.until, b->run.until) - Max(a->run.since, b->run.since) + 1;
	int64 shorter = Min(a->run.until - a->run.since, b->run.until - b->run.since) + 1;

	return both * 2 >= shorter;
}

/* Kinds that may tell the same trouble. */
static JourneyPainKind
journey_pain_family(const JourneyPainFinding *finding)
{
	JourneyPainKind kind = finding->series->kind;

	if (kind <= PAIN_DETOUR)
		return PAIN_DETOUR;
	return kind >= PAIN_REPEAT_1 && kind <= PAIN_REPEAT_30 ? PAIN_REPEAT_1 : kind;
}

/* Do both lead to the same step? */
static bool
journey_pain_same_end(const JourneyPainFinding *a, const JourneyPainFinding *b)
{
	return (a->series->b & 1) && a->series->b == b->series->b;
}

/* Is one finding an echo of another that is more certain? */
static bool
journey_pain_echo(const JourneyPainFinding *echo, const JourneyPainFinding *of)
{
	JourneyPainKind family = journey_pain_family(echo);
	bool same_step = echo->series->a == of->series->a && !of->harmless;

	if (family != journey_pain_family(of) ||
		(family != PAIN_DROP_OFF && !same_step && !journey_pain_same_end(echo, of)))
		return false;
	return journey_pain_together(echo, of);
}

/* Of what leads to the same in the same channel: where is it the most likely? */
static const JourneyPainFinding *
journey_pain_nearest(const JourneyPainFindings *findings, const JourneyPainFinding *of)
{
	const JourneyPainFinding *nearest = of;

	for (uint32 i = 0; i < findings->n; i++)
	{
		const JourneyPainFinding *finding = &findings->all[i];

		if (finding->series->kind == of->series->kind &&
			finding->series->channel == of->series->channel &&
			journey_pain_same_end(finding, of) &&
			finding->run.share > nearest->run.share && journey_pain_together(finding, of))
			nearest = finding;
	}
	return nearest;
}

/* Of the same over all channels: is it that of one of them, above all? */
static const JourneyPainFinding *
journey_pain_channel(const JourneyPainFindings *findings, const JourneyPainFinding *of)
{
	const JourneyPainFinding *where = of;
	double best = PAIN_ELSEWHERE;

	for (uint32 i = 0; i < findings->n && of->series->channel == 0; i++)
	{
		const JourneyPainFinding *finding = &findings->all[i];
		double ratio;

		if (finding->series->kind != of->series->kind ||
			finding->series->a != of->series->a || finding->series->b != of->series->b ||
			finding->series->channel == 0 || !journey_pain_together(finding, of))
			continue;
		ratio =
			profile_pain_ratio((double) finding->run.cases, (double) finding->run.chances,
							   Max((double) (of->run.cases - finding->run.cases), 0),
							   (double) (of->run.chances - finding->run.chances));
		if (ratio > best)
		{
			best = ratio;
			where = finding;
		}
	}
	return where;
}

/* Leave those that are significant, the most certain first. */
static void
journey_pain_significant(JourneyPainFindings *findings)
{
	uint32 n = 0;

	for (uint32 i = 0; i < findings->n; i++)
	{
		const JourneyPainFinding *finding = &findings->all[i];

		if (finding->run.ratio >
			profile_pain_threshold(findings->tried[finding->series->kind]))
			findings->all[n++] = *finding;
	}
	findings->n = n;
	if (n > 0)
		qsort(findings->all, n, sizeof(JourneyPainFinding), journey_pain_ratio_cmp);
}

/*
 * Keep what is no echo, the costliest first.  A head is the most certain of what
 * echoes it, and told of is the nearest to where it happens; where that is
 * harmless nobody is told, neither of the echoes that lead to the same.
 */
static JourneyPainFinding *
journey_pain_select(JourneyPainFindings *findings, uint32 *n)
{
	JourneyPainFinding *heads;
	JourneyPainFinding *told;
	uint32 nheads = 0;

	journey_pain_significant(findings);
	heads = palloc_extended(sizeof(JourneyPainFinding) * ((Size) findings->n * 2 + 1),
							MCXT_ALLOC_HUGE);
	told = palloc_extended(sizeof(JourneyPainFinding) * ((Size) findings->n + 1),
						   MCXT_ALLOC_HUGE);
	*n = 0;
	for (uint32 i = 0; i < findings->n; i++)
	{
		const JourneyPainFinding *nearest;
		bool echo = false;

		CHECK_FOR_INTERRUPTS();
		for (uint32 k = 0; k < nheads && !echo; k++)
			echo = journey_pain_echo(&findings->all[i], &heads[k]);
		if (echo)
			continue;
		nearest = journey_pain_channel(findings,
									   journey_pain_nearest(findings, &findings->all[i]));
		heads[nheads] = findings->all[i];
		heads[nheads++].harmless = nearest->harmless;
		if (nearest->harmless)
			continue;
		told[(*n)++] = heads[nheads++] = *nearest;
	}
	qsort(told, *n, sizeof(JourneyPainFinding), journey_pain_weight_cmp);
	return told;
}

/*
 * Distinct customers: cases whose customer had none before in the run.  Of dwells
 * those that are so at their octave, less those who had a shorter one.
 */
static int64
journey_pain_customers(const JourneyPainFinding *finding)
{
	int64 customers = 0;

	for (uint32 i = 0; i < finding->ncases; i++)
	{
		const JourneyPainEntry *entry = &finding->series[i];

		if (entry->day < finding->first_case || entry->day > finding->last_case ||
			entry->b >> 1 < finding->b)
			continue;
		if (entry->back != 0 && entry->day - (entry->back - 1) >= finding->first_case)
			continue;
		if (entry->kind != PAIN_DWELL || entry->what != PAIN_KNOWN)
			customers += entry->count;
		else if (entry->any != 0 && entry->day - (entry->any - 1) >= finding->first_case)
			customers -= entry->count;
	}
	return customers;
}

/* --- the answer ------------------------------------------------------------------- */

static Datum
journey_pain_date(int64 day)
{
	return DateADTGetDatum((DateADT) (day + PAIN_FIRST_DAY));
}

static void
journey_pain_name_value(const JourneyName *names, uint32 item, Datum *value, bool *null)
{
	*null = !(item & 1);
	if (!*null)
		*value = PointerGetDatum(
			cstring_to_text_with_len(names[item >> 1].data, (int) names[item >> 1].len));
}

static void
journey_pain_row(JourneyRows *rows, const JourneyName *names, uint32 rank,
				 const JourneyPainFinding *finding)
{
	const JourneyPainRun *run = &finding->run;
	bool nulls[16] = {false};
	Datum values[16] = {0};

	values[0] = Int32GetDatum((int32) rank);
	values[1] = CStringGetTextDatum(journey_pain_words[finding->series->kind]);
	journey_pain_name_value(names, finding->series->channel, &values[2], &nulls[2]);
	journey_pain_name_value(names, finding->series->a, &values[3], &nulls[3]);
	journey_pain_name_value(names, finding->series->b, &values[4], &nulls[4]);
	values[5] = journey_pain_date(run->since);
	values[6] = journey_pain_date(run->until);
	values[7] = journey_pain_date(finding->first_case);
	values[8] = journey_pain_date(finding->last_case);
	values[9] = Int64GetDatum(journey_pain_customers(finding));
	values[10] = Int64GetDatum(run->cases);
	values[11] = Float8GetDatum(finding->excess);
	values[12] = Float8GetDatum(run->share);
	nulls[13] = run->before < 0;
	values[13] = Float8GetDatum(Max(run->before, 0));
	values[14] = profile_span_datum((int64) finding->weight * USECS_PER_SEC);
	values[15] = Float8GetDatum(run->ratio);
	profile_rows_add(rows, values, nulls);
}

/*
 * pain_final(journey_tally_state) returns journey_pain_point[]
 */
Datum
profile_pain_final(PG_FUNCTION_ARGS)
{
	const JourneyTally *tally = profile_tally_arg(fcinfo, 0, TALLY_PAIN);
	JourneyPainFindings findings = {0};
	JourneyPainFinding *ranked;
	JourneyPainEntry *entries;
	JourneyName *names;
	uint32 *ranks;
	JourneyRows rows;
	uint32 n;

	names = profile_tally_ranks(tally, &ranks);
	entries = profile_pain_entries(tally, ranks, &n);
	profile_pain_search(&findings, entries, n);
	ranked = journey_pain_select(&findings, &n);
	profile_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n; i++)
		journey_pain_row(&rows, names, i + 1, &ranked[i]);
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
