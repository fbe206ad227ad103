/*-------------------------------------------------------------------------
 *
 * pain_final.c
 *		pain_points_agg, the answer: the runs that stand out, ranked; see pain.h.
 *
 * A finding's weight is the cases beyond what is usual times the mean time that
 * a case takes.  Of findings of one kind that overlap in time and share a step,
 * the one with the highest likelihood ratio says in which channel it is, and
 * among those of its channel that lead to the same, the one with the highest
 * share says where it happens.  The others are echoes.
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
#include "utils/memutils.h"

#include <math.h>

#include "journey/measure_path.h"
#include "journey/pain.h"

PG_FUNCTION_INFO_V1(profile_pain_final);

#define PAIN_SIGNIFICANCE 0.01
#define PAIN_LONG_DWELL   0.1 /* the share of gaps that count as long */

static const char *const journey_pain_words[PAIN_KINDS] = {"error",
														   "loop",
														   "drop_off",
														   "ping_pong",
														   "repeat_contact_1d",
														   "repeat_contact_7d",
														   "repeat_contact_30d",
														   "dwell"};

/* An entry of the tally; names by rank. */
typedef struct JourneyPainEntry
{
	uint64 kind;
	uint64 channel;
	uint64 a;
	uint64 is_case;
	uint64 b;
	int64 day;
	int64 back;
	int64 count;
	int64 seconds;
} JourneyPainEntry;

typedef struct JourneyPainFinding
{
	const JourneyPainEntry *series; /* its first case */
	uint32 ncases;
	uint64 b; /* octave from which on a gap is long, for dwell */
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
	double tried;
} JourneyPainFindings;

/* --- series ----------------------------------------------------------------------- */

#define COMPARE(field)                                                                   \
	if (a->field != b->field)                                                            \
	return a->field < b->field ? -1 : 1

static int
journey_pain_entry_cmp(const void *left, const void *right)
{
	const JourneyPainEntry *a = left;
	const JourneyPainEntry *b = right;

	COMPARE(kind);
	COMPARE(channel);
	COMPARE(a);
	COMPARE(is_case);
	/* all octaves of one step are one series, by day */
	if (a->kind != PAIN_DWELL)
		COMPARE(b);
	COMPARE(day);
	COMPARE(b);
	COMPARE(back);
	return 0;
}

static JourneyPainEntry *
journey_pain_entries(const JourneyTally *tally, const uint32 *ranks)
{
	const JourneyTallyEntry **entries = profile_tally_entries(tally);
	JourneyPainEntry *all = palloc_extended(
		sizeof(JourneyPainEntry) * ((Size) tally->nentries + 1), MCXT_ALLOC_HUGE);
	uint64 *items = NULL;
	uint32 room = 0;

	for (uint32 i = 0; i < tally->nentries; i++)
	{
		JourneyPainEntry *entry = &all[i];
		uint32 n = profile_tally_items(tally, entries[i], &items, &room);

		for (uint32 k = 0; k < n; k++)
		{
			if (items[k] & 1)
				items[k] = (uint64) ranks[items[k] >> 1] << 1 | 1;
		}
		entry->kind = items[0] >> 1;
		entry->is_case = items[1] >> 1;
		entry->channel = items[2];
		entry->a = items[3];
		entry->b = entry->is_case ? items[4] : 0;
		entry->day = (int64) (items[entry->is_case ? 5 : 4] >> 1);
		entry->back = entry->is_case ? (int64) (items[6] >> 1) : 0;
		entry->count = entries[i]->counters[0];
		entry->seconds = entries[i]->counters[1];
	}
	qsort(all, tally->nentries, sizeof(JourneyPainEntry), journey_pain_entry_cmp);
	pfree(entries);
	return all;
}

/* From which octave on are gaps long: at most a tenth of all are. */
static uint64
journey_pain_long(const JourneyPainEntry *cases, uint32 n)
{
	int64 by_octave[64] = {0};
	int64 total = 0;
	int64 above = 0;
	int octave = 63;

	for (uint32 i = 0; i < n; i++)
	{
		by_octave[(cases[i].b >> 1) & 63] += cases[i].count;
		total += cases[i].count;
	}
	while (octave > 0 &&
		   (double) (above + by_octave[octave]) <= PAIN_LONG_DWELL * (double) total)
		above += by_octave[octave--];
	return (uint64) octave + 1;
}

/* The series by day: chances, and the cases that count. */
static JourneyPainDay *
journey_pain_days(const JourneyPainEntry *chances, uint32 nchances,
				  const JourneyPainEntry *cases, uint32 ncases, uint64 from_octave)
{
	JourneyPainDay *days = palloc0(sizeof(JourneyPainDay) * ((Size) nchances + 1));
	uint32 d = 0;

	for (uint32 i = 0; i < nchances; i++)
	{
		days[i].day = chances[i].day;
		days[i].chances = chances[i].count;
	}
	for (uint32 i = 0; i < ncases; i++)
	{
		while (d < nchances && days[d].day < cases[i].day)
			d++;
		if (d == nchances || days[d].day != cases[i].day || cases[i].b >> 1 < from_octave)
			continue;
		days[d].cases += cases[i].count;
		days[d].seconds += cases[i].seconds;
		/* only a state made by hand has more cases than chances */
		days[d].chances = Max(days[d].chances, days[d].cases);
	}
	return days;
}

static void
journey_pain_try(JourneyPainFindings *findings, const JourneyPainEntry *chances,
				 uint32 nchances, const JourneyPainEntry *cases, uint32 ncases)
{
	bool dwell = cases->kind == PAIN_DWELL;
	uint64 from_octave = dwell ? journey_pain_long(cases, ncases) : 0;
	JourneyPainDay *days =
		journey_pain_days(chances, nchances, cases, ncases, from_octave);
	JourneyPainRun run;

	if (profile_pain_scan(days, nchances, 0, &run, &findings->tried))
	{
		JourneyPainFinding *finding;

		if (findings->n == findings->room)
		{
			findings->room = findings->room * 2 + 64;
			findings->all = findings->all == NULL
								? palloc(sizeof(JourneyPainFinding) * findings->room)
								: repalloc(findings->all,
										   sizeof(JourneyPainFinding) * findings->room);
		}
		finding = &findings->all[findings->n++];
		finding->series = cases;
		finding->ncases = ncases;
		finding->b = from_octave;
		finding->run = run;
		finding->first_case = days[run.first].day;
		finding->last_case = days[run.last].day;
		finding->excess = (double) run.cases - run.usual * (double) run.chances;
		finding->weight = finding->excess * (double) run.seconds / (double) run.cases;
	}
	pfree(days);
}

static void
journey_pain_search(JourneyPainFindings *findings, const JourneyPainEntry *all, uint32 n)
{
	for (uint32 first = 0, chances, next; first < n; first = next)
	{
		const JourneyPainEntry *head = &all[first];

		next = first;
		while (next < n && all[next].kind == head->kind &&
			   all[next].channel == head->channel && all[next].a == head->a)
			next++;
		for (chances = first; chances < next && !all[chances].is_case;)
			chances++;
		for (uint32 from = chances, to; from < next && chances > first; from = to)
		{
			CHECK_FOR_INTERRUPTS();
			for (to = from;
				 to < next && (head->kind == PAIN_DWELL || all[to].b == all[from].b);)
				to++;
			journey_pain_try(findings, head, chances - first, all + from, to - from);
		}
	}
}

/* --- ranking ---------------------------------------------------------------------- */

static int
journey_pain_ratio_cmp(const void *left, const void *right)
{
	const JourneyPainFinding *a = left;
	const JourneyPainFinding *b = right;

	if (a->run.ratio != b->run.ratio)
		return a->run.ratio > b->run.ratio ? -1 : 1;
	return journey_pain_entry_cmp(a->series, b->series);
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

/* Is one finding an echo of another that is more certain? */
static bool
journey_pain_echo(const JourneyPainFinding *echo, const JourneyPainFinding *of)
{
	int64 both =
		Min(echo->run.until, of->run.until) - Max(echo->run.since, of->run.since) + 1;
	int64 shorter =
		Min(echo->run.until - echo->run.since, of->run.until - of->run.since) + 1;
	const JourneyPainEntry *a = echo->series;
	const JourneyPainEntry *b = of->series;

	if (a->kind != b->kind || both * 2 < shorter)
		return false;
	return a->kind == PAIN_DROP_OFF || a->a == b->a || (a->b != 0 && a->b == b->b);
}

/* Of what leads to the same in the same channel: where is it the most likely? */
static const JourneyPainFinding *
journey_pain_nearest(const JourneyPainFinding *all, uint32 n,
					 const JourneyPainFinding *of)
{
	const JourneyPainFinding *nearest = of;

	for (uint32 i = 0; i < n && of->series->b != 0; i++)
	{
		if (all[i].series->channel == of->series->channel &&
			all[i].series->b == of->series->b && journey_pain_echo(&all[i], of) &&
			all[i].run.share > nearest->run.share)
			nearest = &all[i];
	}
	return nearest;
}

/* Keep what is significant and no echo, the costliest first. */
static JourneyPainFinding *
journey_pain_select(JourneyPainFindings *findings, uint32 *n)
{
	double threshold = log(Max(findings->tried, 1) / PAIN_SIGNIFICANCE);
	JourneyPainFinding *heads =
		palloc(sizeof(JourneyPainFinding) * ((Size) findings->n + 1));
	uint32 significant = 0;

	*n = 0;
	if (findings->n > 0)
		qsort(findings->all, findings->n, sizeof(JourneyPainFinding),
			  journey_pain_ratio_cmp);
	while (significant < findings->n && findings->all[significant].run.ratio > threshold)
		significant++;
	for (uint32 i = 0; i < significant; i++)
	{
		bool echo = false;

		for (uint32 k = 0; k < *n && !echo; k++)
			echo = journey_pain_echo(&findings->all[i], &heads[k]);
		if (!echo)
			heads[(*n)++] = findings->all[i];
	}
	for (uint32 i = 0; i < *n; i++)
		heads[i] = *journey_pain_nearest(findings->all, significant, &heads[i]);
	qsort(heads, *n, sizeof(JourneyPainFinding), journey_pain_weight_cmp);
	return heads;
}

/* Distinct customers: cases whose customer had none before in the run. */
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
		if (entry->back == 0 || entry->day - (entry->back - 1) < finding->first_case)
			customers += entry->count;
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
journey_pain_name_value(const JourneyName *names, uint64 item, Datum *value, bool *null)
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
	JourneyPainFindings findings = {NULL, 0, 0, 0};
	JourneyPainFinding *ranked;
	JourneyPainEntry *entries;
	JourneyName *names;
	uint32 *ranks;
	JourneyRows rows;
	uint32 n;

	names = profile_tally_ranks(tally, &ranks);
	entries = journey_pain_entries(tally, ranks);
	journey_pain_search(&findings, entries, tally->nentries);
	ranked = journey_pain_select(&findings, &n);
	profile_rows_begin(&rows, fcinfo);
	for (uint32 i = 0; i < n; i++)
		journey_pain_row(&rows, names, i + 1, &ranked[i]);
	PG_RETURN_DATUM(profile_rows_end(&rows));
}
