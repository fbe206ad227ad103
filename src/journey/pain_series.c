/*-------------------------------------------------------------------------
 *
 * pain_series.c
 *		pain_points_agg: series of days out of what was counted, and the run of
 *		each that stands out; see pain.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/pain.h"
#include "journey/transitions.h"

#define PAIN_OCTAVES      (TRANSITION_OCTAVES + 2)
#define PAIN_DWELL_SAMPLE 50    /* gaps that say what is long */
#define PAIN_LONG_DWELL   0.1   /* the share of gaps that count as long */
#define PAIN_HARM         1.353 /* log likelihood ratio: 5 %, one-sided */

/* The chances of a step, and what came of them. */
typedef struct JourneyPainSeries
{
	JourneyPainDay *days;
	uint32 n;
	const JourneyPainEntry *cases;
	uint32 ncases;
	const JourneyPainEntry *dropped; /* those that missed the goal at all */
	uint32 ndropped;
} JourneyPainSeries;

/* --- entries ---------------------------------------------------------------------- */

/* The kinds of sessions stand together, behind their chances. */
static inline int
journey_pain_group(const JourneyPainEntry *entry)
{
	return entry->kind <= PAIN_DROP_OFF ? PAIN_DROP_OFF : entry->kind;
}

#define COMPARE(x, y)                                                                    \
	if ((x) != (y))                                                                      \
	return (x) < (y) ? -1 : 1

int
profile_pain_entry_cmp(const JourneyPainEntry *a, const JourneyPainEntry *b)
{
	COMPARE(journey_pain_group(a), journey_pain_group(b));
	COMPARE(a->channel, b->channel);
	COMPARE(a->a, b->a);
	COMPARE(a->what != PAIN_CHANCE, b->what != PAIN_CHANCE);
	COMPARE(a->kind, b->kind);
	/* all octaves of one step are one series, by day; behind it who is known */
	if (a->kind == PAIN_DWELL)
	{
		COMPARE(a->what == PAIN_KNOWN, b->what == PAIN_KNOWN);
	}
	else
	{
		COMPARE(a->b, b->b);
	}
	COMPARE(a->day, b->day);
	COMPARE(a->b, b->b);
	COMPARE(a->back, b->back);
	COMPARE(a->any, b->any);
	COMPARE(a->what, b->what);
	return 0;
}

#define ST_SORT          journey_pain_sort
#define ST_ELEMENT_TYPE  JourneyPainEntry
#define ST_COMPARE(a, b) profile_pain_entry_cmp(a, b)
#define ST_SCOPE         static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static uint32
journey_pain_ranked(uint64 item, const uint32 *ranks)
{
	return item & 1 ? ranks[item >> 1] << 1 | 1 : (uint32) item;
}

/*
 * profile_pain_entries
 *
 * The entries of a tally, sorted.  Those of sessions also without their channel, to be
 * summed over all of them.
 */
JourneyPainEntry *
profile_pain_entries(const JourneyTally *tally, const uint32 *ranks, uint32 *n)
{
	const JourneyTallyEntry **entries = profile_tally_entries(tally);
	JourneyPainEntry *all = palloc_extended(
		sizeof(JourneyPainEntry) * ((Size) tally->nentries * 2 + 1), MCXT_ALLOC_HUGE);
	uint64 *items = NULL;
	uint32 room = 0;

	*n = 0;
	for (uint32 i = 0; i < tally->nentries; i++)
	{
		JourneyPainEntry *entry = &all[(*n)++];
		bool chance = profile_tally_items(tally, entries[i], &items, &room) == 5;

		CHECK_FOR_INTERRUPTS();
		entry->kind = (uint8) (items[0] >> 1);
		entry->what = (uint8) (items[1] >> 1);
		entry->channel = journey_pain_ranked(items[2], ranks);
		entry->a = journey_pain_ranked(items[3], ranks);
		entry->b = chance ? 0 : journey_pain_ranked(items[4], ranks);
		entry->day = (int32) (items[chance ? 4 : 5] >> 1);
		entry->back = chance ? 0 : (int32) (items[6] >> 1);
		entry->any = entry->kind == PAIN_DWELL && !chance ? (int32) (items[7] >> 1) : 0;
		entry->count = entries[i]->counters[0];
		entry->seconds = entries[i]->counters[1];
		if (entry->kind > PAIN_DROP_OFF)
			continue;
		all[*n] = *entry;
		all[*n].channel = 0;
		all[*n].back = chance ? 0 : (int32) (items[7] >> 1);
		(*n)++;
	}
	journey_pain_sort(all, *n);
	pfree(entries);
	return all;
}

/* --- series ----------------------------------------------------------------------- */

/* From which octave on at most a tenth of the gaps counted are. */
static uint32
journey_pain_tail(const int64 *by_octave, int64 total)
{
	int64 above = 0;
	uint32 octave = PAIN_OCTAVES;

	while (octave > 0 &&
		   (double) (above + by_octave[octave - 1]) <= PAIN_LONG_DWELL * (double) total)
		above += by_octave[--octave];
	return octave;
}

/*
 * From which octave on a gap is long: the median of what it is in successive
 * days with some gaps each, so that trouble of less than half the time does not
 * pass for usual.
 */
static uint32
journey_pain_long(const JourneyPainEntry *cases, uint32 n)
{
	int64 by_octave[PAIN_OCTAVES] = {0};
	uint32 tails[PAIN_OCTAVES + 1] = {0}; /* how often each octave was it */
	uint32 ntails = 0;
	int64 total = 0;
	uint32 seen = 0;
	uint32 octave = 0;

	for (uint32 i = 0; i < n; i++)
	{
		by_octave[(cases[i].b >> 1) % PAIN_OCTAVES] += cases[i].count;
		total += cases[i].count;
		if (i + 1 < n && (total < PAIN_DWELL_SAMPLE || cases[i].day == cases[i + 1].day))
			continue;
		tails[journey_pain_tail(by_octave, total)]++;
		ntails++;
		memset(by_octave, 0, sizeof(by_octave));
		total = 0;
	}
	while ((seen += tails[octave]) * 2 < ntails)
		octave++;
	return octave;
}

/* The days with chances; series->days has room for as many as there are entries. */
static void
journey_pain_chances(JourneyPainSeries *series, const JourneyPainEntry *chances, uint32 n)
{
	series->n = 0;
	for (uint32 i = 0; i < n; i++)
	{
		if (series->n == 0 || series->days[series->n - 1].day != chances[i].day)
			series->days[series->n++] = (JourneyPainDay){.day = chances[i].day};
		series->days[series->n - 1].chances += chances[i].count;
	}
}

/* The cases of each day. */
static void
journey_pain_cases(JourneyPainSeries *series, const JourneyPainEntry *cases,
				   uint32 ncases, uint32 from_octave)
{
	uint32 d = 0;

	series->cases = cases;
	series->ncases = ncases;
	for (uint32 i = 0; i < series->n; i++)
		series->days[i].cases = series->days[i].missed = series->days[i].seconds = 0;
	for (uint32 i = 0; i < ncases; i++)
	{
		JourneyPainDay *day;

		while (d < series->n && series->days[d].day < cases[i].day)
			d++;
		day = &series->days[d];
		if (d == series->n || day->day != cases[i].day || cases[i].b >> 1 < from_octave)
			continue;
		day->cases += cases[i].count;
		day->missed += cases[i].what == PAIN_MISSED ? cases[i].count : 0;
		day->seconds += cases[i].seconds;
		/* only a state made by hand has more cases than chances */
		day->chances = Max(day->chances, day->cases);
	}
}

/*
 * Did those who took a detour miss the goal more often than those who did not:
 * in the run, and significantly than all others?
 */
static bool
journey_pain_harms(const JourneyPainSeries *series, const JourneyPainRun *run)
{
	double missed = (double) run->missed;
	double cases = (double) run->cases;
	int64 first_day = series->days[run->first].day;
	int64 last_day = series->days[run->last].day;
	double all_chances = 0;
	double in_run = 0;
	double in_all = 0;

	for (uint32 i = 0; i < series->n; i++)
		all_chances += (double) series->days[i].chances;
	for (uint32 i = 0; i < series->ndropped; i++)
	{
		in_all += (double) series->dropped[i].count;
		if (series->dropped[i].day >= first_day && series->dropped[i].day <= last_day)
			in_run += (double) series->dropped[i].count;
	}
	if (run->chances > run->cases &&
		profile_pain_ratio(missed, cases, in_run - missed,
						   (double) run->chances - cases) == 0)
		return false;
	return profile_pain_ratio(missed, cases, in_all - missed, all_chances - cases) >
		   PAIN_HARM;
}

static void
journey_pain_try(JourneyPainFindings *findings, const JourneyPainSeries *series,
				 uint32 from_octave)
{
	JourneyPainFinding *finding;
	JourneyPainRun run;

	CHECK_FOR_INTERRUPTS();
	if (!profile_pain_scan(series->days, series->n, &findings->tried[series->cases->kind],
						   &run))
		return;
	if (findings->n == findings->room)
	{
		findings->room = findings->room * 2 + 64;
		findings->all = findings->all == NULL
							? palloc(sizeof(JourneyPainFinding) * findings->room)
							: repalloc_huge(findings->all, sizeof(JourneyPainFinding) *
															   (Size) findings->room);
	}
	finding = &findings->all[findings->n++];
	finding->series = series->cases;
	finding->ncases = series->ncases;
	finding->b = from_octave;
	finding->harmless =
		series->cases->kind == PAIN_DETOUR && !journey_pain_harms(series, &run);
	finding->run = run;
	finding->first_case = series->days[run.first].day;
	finding->last_case = series->days[run.last].day;
	finding->excess = (double) run.cases - run.usual * (double) run.chances;
	finding->weight = finding->excess * (double) run.seconds / (double) run.cases;
}

/* The end of the entries from first on that are of one kind, and, with b, one b. */
static uint32
journey_pain_end(const JourneyPainEntry *all, uint32 first, uint32 n, bool b)
{
	uint32 end = first;

	while (end < n && all[end].kind == all[first].kind &&
		   (!b || all[end].b == all[first].b))
		end++;
	return end;
}

/* All series of one group, channel and step. */
static void
journey_pain_step(JourneyPainFindings *findings, const JourneyPainEntry *all, uint32 n)
{
	JourneyPainSeries series = {0};
	uint32 chances = 0;

	series.days = palloc(sizeof(JourneyPainDay) * (Size) n);
	if (all->kind == PAIN_DWELL)
	{
		uint32 cases = 0;
		uint32 octave;

		while (cases < n && all[cases].what != PAIN_KNOWN)
			cases++;
		octave = journey_pain_long(all, cases);
		journey_pain_chances(&series, all, cases);
		journey_pain_cases(&series, all, cases, octave);
		series.ncases = n;
		journey_pain_try(findings, &series, octave);
	}
	while (chances < n && all[chances].what == PAIN_CHANCE)
		chances++;
	if (chances > 0)
		journey_pain_chances(&series, all, chances);
	for (uint32 from = chances; from < n; from = journey_pain_end(all, from, n, false))
	{
		if (all[from].kind == PAIN_DROP_OFF)
		{
			series.dropped = all + from;
			series.ndropped = n - from;
		}
	}
	for (uint32 from = chances, to; from < n && chances > 0; from = to)
	{
		to = journey_pain_end(all, from, n, true);
		journey_pain_cases(&series, all + from, to - from, 0);
		journey_pain_try(findings, &series, 0);
	}
	pfree(series.days);
}

/*
 * profile_pain_search
 *
 * The run of each series that stands out, of all entries, which are sorted.
 */
void
profile_pain_search(JourneyPainFindings *findings, const JourneyPainEntry *all, uint32 n)
{
	for (uint32 first = 0, next; first < n; first = next)
	{
		next = first;
		while (next < n &&
			   journey_pain_group(&all[next]) == journey_pain_group(&all[first]) &&
			   all[next].channel == all[first].channel && all[next].a == all[first].a)
			next++;
		journey_pain_step(findings, all + first, next - first);
	}
}
