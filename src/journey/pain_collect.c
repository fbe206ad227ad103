/*-------------------------------------------------------------------------
 *
 * pain_collect.c
 *		pain_points_agg, collecting: chances and cases by day; see pain.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "journey/pain.h"
#include "journey/transitions.h"

PG_FUNCTION_INFO_V1(profile_pain_accum);

#define PAIN_SESSION_GAP (30 * USECS_PER_MINUTE)

enum
{
	PAIN_CONTACT_STEP = 1,
	PAIN_COMPLAINT_STEP = 2,
	PAIN_GOAL_STEP = 4
};

/* The arguments after the journey, compiled once as long as they stay the same. */
typedef struct JourneyPain
{
	JourneyStepName names[3]; /* contact, complaint, goal */
	TimestampTz as_of;
	uint32 params_len;
	uint8 *params;
} JourneyPain;

/*
 * One distinct (channel, event) of a session, or (event, complaint or not) over
 * all channels, and where it stands there.
 */
typedef struct JourneyPainStep
{
	uint32 channel;
	uint32 event;
	uint64 mask;
	TimestampTz first;
	TimestampTz last;
	uint32 first_step;
	uint32 last_step;
} JourneyPainStep;

typedef struct JourneyPainSteps
{
	JourneyPainStep *steps;
	uint32 n;
} JourneyPainSteps;

/* Of the dwells of one step: the day of this customer's last one, by octave. */
typedef struct JourneyPainDwells
{
	uint64 octaves; /* a bit for each that there is */
	int64 last[TRANSITION_OCTAVES];
} JourneyPainDwells;

typedef struct JourneyPainScan
{
	JourneyTallySink *sink;
	JourneyTallySink seen; /* by series: the day of this customer's last case */
	JourneyByCodes codes;
	const JourneyPain *pain;
	JourneyStepMasks masks;
	JourneyStep *steps;
	uint32 n;
	JourneyPainSteps distinct; /* of the session looked at: steps */
	JourneyPainSteps events;   /* ... and events */
	JourneyPainDwells *dwells;
	uint32 ndwells;
	uint32 dwells_room;
} JourneyPainScan;

/* --- arguments ------------------------------------------------------------------- */

static void
journey_pain_spell(FunctionCallInfo fcinfo, JourneyTallyKey *out)
{
	journey_key_begin(out);
	journey_key_item(out, journey_zigzag(PG_GETARG_TIMESTAMPTZ(5)));
	for (int i = 2; i < 5; i++)
	{
		text *t = PG_GETARG_TEXT_PP(i);

		journey_key_bytes(out, VARDATA_ANY(t), (uint32) VARSIZE_ANY_EXHDR(t));
	}
}

static bool
journey_pain_unspell(const uint8 *p, uint32 len, TimestampTz *as_of, JourneyName *names)
{
	const uint8 *end = p + len;
	uint64 number;

	p = journey_read_varint(p, end, &number);
	if (p == NULL)
		return false;
	*as_of = journey_unzigzag(number);
	for (int i = 0; i < 3; i++)
	{
		p = journey_take_key_bytes(p, end, &names[i]);
		if (p == NULL)
			return false;
	}
	return p == end;
}

bool
profile_pain_params_valid(const uint8 *params, uint32 len)
{
	JourneyName names[3];
	TimestampTz as_of;

	return journey_pain_unspell(params, len, &as_of, names);
}

bool
profile_pain_key_valid(const uint8 *params, uint32 len, const uint64 *items, uint32 n)
{
	bool chance = n == 5;

	(void) params;
	(void) len;
	if ((n != 5 && n != 8) || (items[0] & 1) || items[0] >> 1 >= PAIN_KINDS ||
		(items[1] & 1) || items[1] >> 1 > PAIN_MISSED ||
		chance != (items[1] >> 1 == PAIN_CHANCE))
		return false;
	for (uint32 i = 2; i < 4; i++)
	{
		if (!(items[i] & 1) && items[i] != 0)
			return false;
	}
	for (uint32 i = chance ? 4 : 5; i < n; i++)
	{
		if ((items[i] & 1) || items[i] >> 1 > PAIN_MAX_DAY)
			return false;
	}
	return chance || (items[4] & 1) || items[4] >> 1 <= TRANSITION_OCTAVES;
}

static JourneyPain *
journey_pain_args(FunctionCallInfo fcinfo)
{
	static const char *const what[3] = {"contact", "complaint", "goal"};
	JourneyPain *pain = fcinfo->flinfo->fn_extra;
	JourneyTallyKey params;
	JourneyName names[3];
	MemoryContext old;

	journey_pain_spell(fcinfo, &params);
	if (pain != NULL && pain->params_len == params.len &&
		memcmp(pain->params, params.data, params.len) == 0)
		return pain;
	old = MemoryContextSwitchTo(profile_arguments_context());
	pain = palloc(sizeof(JourneyPain));
	pain->params_len = params.len;
	pain->params = palloc(params.len);
	memcpy(pain->params, params.data, params.len);
	(void) journey_pain_unspell(pain->params, params.len, &pain->as_of, names);
	for (int i = 0; i < 3; i++)
		profile_step_name_arg(&pain->names[i], names[i].data, names[i].len, what[i]);
	MemoryContextSwitchTo(old);
	profile_arguments_keep(fcinfo, pain);
	return pain;
}

/* --- counting -------------------------------------------------------------------- */

static int64
journey_pain_day(TimestampTz at)
{
	int64 day = at / USECS_PER_DAY - (at % USECS_PER_DAY < 0);

	return day - PAIN_FIRST_DAY;
}

/* How many days ago, plus one; 0 for never (before < 0). */
static uint64
journey_pain_ago(int64 day, int64 before)
{
	return before < 0 ? 0 : (uint64) (day - before) + 1;
}

static uint64
journey_pain_name(const JourneyPainScan *scan, JourneyKind kind, uint32 code)
{
	return (uint64) scan->codes.codes[kind][code] << 1 | 1;
}

static void
journey_pain_chance(JourneyPainScan *scan, JourneyPainKind kind, uint64 channel, uint64 a,
					TimestampTz at)
{
	JourneyTallyKey key;

	journey_key_begin(&key);
	journey_key_number(&key, kind);
	journey_key_number(&key, PAIN_CHANCE);
	journey_key_item(&key, channel);
	journey_key_item(&key, a);
	journey_key_number(&key, (uint64) journey_pain_day(at));
	profile_tally_add(scan->sink, &key, 1);
}

/* How many days ago, plus one, was this customer's previous case of the series? */
static uint64
journey_pain_back(JourneyPainScan *scan, JourneyPainKind kind, uint64 channel, uint64 a,
				  uint64 b, int64 day)
{
	JourneyTallyKey key;
	int64 *seen;
	uint64 back;

	journey_key_begin(&key);
	journey_key_number(&key, kind);
	journey_key_item(&key, channel);
	journey_key_item(&key, a);
	journey_key_item(&key, b);
	seen = profile_tally_counters(&scan->seen, key.data, key.len);
	back = seen[0] == 0 ? 0 : (uint64) (day - seen[0]) + 1;
	seen[0] = day;
	return back;
}

static int64 *
journey_pain_counters(JourneyPainScan *scan, JourneyPainKind kind, int what,
					  uint64 channel, uint64 a, uint64 b, int64 day, uint64 back,
					  uint64 any)
{
	JourneyTallyKey key;

	journey_key_begin(&key);
	journey_key_number(&key, kind);
	journey_key_number(&key, (uint64) what);
	journey_key_item(&key, channel);
	journey_key_item(&key, a);
	journey_key_item(&key, b);
	journey_key_number(&key, (uint64) day);
	journey_key_number(&key, back);
	journey_key_number(&key, any);
	return profile_tally_counters(scan->sink, key.data, key.len);
}

static void
journey_pain_lose(int64 *counters, int64 lost)
{
	counters[0] = profile_tally_sum(counters[0], 1);
	counters[1] =
		profile_tally_sum(counters[1], Min(lost, PAIN_SESSION_GAP) / USECS_PER_SEC);
}

/* what: PAIN_CASE or PAIN_MISSED. */
static void
journey_pain_case(JourneyPainScan *scan, JourneyPainKind kind, int what, uint64 channel,
				  uint64 a, uint64 b, TimestampTz at, int64 lost)
{
	int64 day = journey_pain_day(at);
	uint64 back = journey_pain_back(scan, kind, channel, a, b, day);
	uint64 any = kind <= PAIN_DROP_OFF ? journey_pain_back(scan, kind, 0, a, b, day) : 0;

	journey_pain_lose(
		journey_pain_counters(scan, kind, what, channel, a, b, day, back, any), lost);
}

/* --- sessions: errors, loops, detours, drop-off ------------------------------------ */

static void
journey_pain_note(JourneyPainSteps *steps, const JourneyStep *step, uint32 i,
				  uint32 channel, uint64 mask)
{
	JourneyPainStep *known = steps->steps;
	JourneyPainStep *end = steps->steps + steps->n;

	while (known < end && (known->event != step->event || known->channel != channel ||
						   known->mask != mask))
		known++;
	if (known == end)
	{
		known->channel = channel;
		known->event = step->event;
		known->mask = mask;
		known->first = step->at;
		known->first_step = i;
		steps->n++;
	}
	known->last = step->at;
	known->last_step = i;
}

/* The distinct steps and events of the steps from..to. */
static void
journey_pain_distinct(JourneyPainScan *scan, uint32 from, uint32 to)
{
	scan->distinct.n = scan->events.n = 0;
	for (uint32 i = from; i < to; i++)
	{
		const JourneyStep *step = &scan->steps[i];
		uint64 mask = journey_step_mask(&scan->masks, step);

		CHECK_FOR_INTERRUPTS();
		journey_pain_note(&scan->distinct, step, i, step->channel, mask);
		/* a complaint is one before it is the goal */
		mask &= mask & PAIN_COMPLAINT_STEP ? PAIN_COMPLAINT_STEP : PAIN_GOAL_STEP;
		journey_pain_note(&scan->events, step, i, 0, mask);
	}
}

/* What x, which came after s in a session that did or did not miss the goal, is. */
static void
journey_pain_followed(JourneyPainScan *scan, const JourneyPainStep *s,
					  const JourneyPainStep *x, bool missed)
{
	uint64 channel = journey_pain_name(scan, JOURNEY_CHANNEL, s->channel);
	uint64 a = journey_pain_name(scan, JOURNEY_EVENT, s->event);
	uint64 b = journey_pain_name(scan, JOURNEY_EVENT, x->event);

	if (x->mask & PAIN_COMPLAINT_STEP)
		journey_pain_case(scan, PAIN_ERROR, PAIN_CASE, channel, a, b, s->first,
						  journey_gap(s->first, x->last));
	if (x->mask != 0)
		return;
	if (x->first_step < s->first_step)
		journey_pain_case(scan, PAIN_LOOP, PAIN_CASE, channel, a, b, s->first,
						  journey_gap(x->first, x->last));
	journey_pain_case(scan, PAIN_DETOUR, missed ? PAIN_MISSED : PAIN_CASE, channel, a, b,
					  s->first, journey_gap(s->first, x->last));
}

/* What followed one step of a session. */
static void
journey_pain_after(JourneyPainScan *scan, const JourneyPainStep *s, TimestampTz end)
{
	uint64 channel = journey_pain_name(scan, JOURNEY_CHANNEL, s->channel);
	uint64 a = journey_pain_name(scan, JOURNEY_EVENT, s->event);
	bool goal = (s->mask & PAIN_GOAL_STEP) != 0;

	for (uint32 k = 0; k < scan->distinct.n && !goal; k++)
		goal = (scan->distinct.steps[k].mask & PAIN_GOAL_STEP) &&
			   scan->distinct.steps[k].last_step > s->first_step;
	journey_pain_chance(scan, PAIN_ERROR, channel, a, s->first);
	if (!goal)
		journey_pain_case(scan, PAIN_DROP_OFF, PAIN_CASE, channel, a, 0, s->first,
						  journey_gap(s->first, end));
	for (uint32 k = 0; k < scan->events.n; k++)
	{
		const JourneyPainStep *x = &scan->events.steps[k];

		CHECK_FOR_INTERRUPTS();
		if (x->event != s->event && x->last_step > s->first_step)
			journey_pain_followed(scan, s, x, !goal);
	}
}

/* The dwells of a step. */
static JourneyPainDwells *
journey_pain_dwells(JourneyPainScan *scan, uint64 channel, uint64 a)
{
	JourneyTallyKey key;
	int64 *place;

	journey_key_begin(&key);
	journey_key_number(&key, PAIN_DWELL);
	journey_key_item(&key, channel);
	journey_key_item(&key, a);
	place = profile_tally_counters(&scan->seen, key.data, key.len);
	if (place[0] == 0)
	{
		if (scan->ndwells == scan->dwells_room)
		{
			scan->dwells_room = Max(scan->dwells_room * 2, 8);
			scan->dwells =
				scan->dwells == NULL
					? palloc(sizeof(JourneyPainDwells) * scan->dwells_room)
					: repalloc_huge(scan->dwells,
									sizeof(JourneyPainDwells) * (Size) scan->dwells_room);
		}
		scan->dwells[scan->ndwells].octaves = 0;
		place[0] = ++scan->ndwells;
	}
	return &scan->dwells[place[0] - 1];
}

static void
journey_pain_dwell(JourneyPainScan *scan, uint32 i)
{
	const JourneyStep *step = &scan->steps[i];
	uint64 channel = journey_pain_name(scan, JOURNEY_CHANNEL, step->channel);
	uint64 a = journey_pain_name(scan, JOURNEY_EVENT, step->event);
	JourneyPainDwells *dwells = journey_pain_dwells(scan, channel, a);
	int64 gap = journey_gap(step->at, scan->steps[i + 1].at);
	int64 day = journey_pain_day(step->at);
	uint32 bucket;
	uint32 octave = journey_gap_octave(gap, &bucket);
	uint64 below = dwells->octaves & ((UINT64CONST(1) << octave) - 1);
	int64 before = -1;

	for (uint64 left = dwells->octaves & ~below; left != 0; left &= left - 1)
		before = Max(before, dwells->last[pg_rightmost_one_pos64(left)]);
	journey_pain_lose(journey_pain_counters(scan, PAIN_DWELL, PAIN_CASE, channel, a,
											(uint64) octave << 1, day,
											journey_pain_ago(day, before), 0),
					  gap);
	while (below != 0 && before < day)
	{
		uint32 k = (uint32) pg_leftmost_one_pos64(below);

		below &= ~(UINT64CONST(1) << k);
		if (dwells->last[k] <= before)
			continue;
		journey_pain_lose(journey_pain_counters(scan, PAIN_DWELL, PAIN_KNOWN, channel, a,
												(uint64) k << 1, day,
												journey_pain_ago(day, before),
												journey_pain_ago(day, dwells->last[k])),
						  0);
		before = dwells->last[k];
	}
	dwells->octaves |= UINT64CONST(1) << octave;
	dwells->last[octave] = day;
}

static void
journey_pain_sessions(JourneyPainScan *scan)
{
	uint32 from = 0;

	for (uint32 i = 1; i <= scan->n; i++)
	{
		TimestampTz end = scan->steps[i - 1].at;

		CHECK_FOR_INTERRUPTS();
		if (i < scan->n &&
			journey_gap(scan->steps[i - 1].at, scan->steps[i].at) <= PAIN_SESSION_GAP)
		{
			journey_pain_dwell(scan, i - 1);
			continue;
		}
		/* a session that may go on says nothing yet */
		if (journey_gap(end, scan->pain->as_of) >= PAIN_SESSION_GAP)
		{
			journey_pain_distinct(scan, from, i);
			for (uint32 k = 0; k < scan->distinct.n; k++)
				journey_pain_after(scan, &scan->distinct.steps[k], end);
		}
		from = i;
	}
}

/* --- channels, contacts ----------------------------------------------------------- */

static void
journey_pain_channels(JourneyPainScan *scan)
{
	for (uint32 i = 1; i < scan->n; i++)
	{
		const JourneyStep *x = &scan->steps[i - 1];
		const JourneyStep *y = &scan->steps[i];
		uint32 k = i + 1;
		uint64 a;
		uint64 b;

		CHECK_FOR_INTERRUPTS();
		if (x->channel == y->channel ||
			journey_gap(y->at, scan->pain->as_of) < USECS_PER_DAY)
			continue;
		a = journey_pain_name(scan, JOURNEY_CHANNEL, x->channel);
		b = journey_pain_name(scan, JOURNEY_CHANNEL, y->channel);
		journey_pain_chance(scan, PAIN_PING_PONG, a, b, y->at);
		while (k < scan->n && scan->steps[k].channel == y->channel)
			k++;
		if (k < scan->n && scan->steps[k].channel == x->channel &&
			journey_gap(y->at, scan->steps[k].at) <= USECS_PER_DAY)
			journey_pain_case(scan, PAIN_PING_PONG, PAIN_CASE, a, b, a, y->at,
							  journey_gap(y->at, scan->steps[k].at));
	}
}

static void
journey_pain_contacts(JourneyPainScan *scan)
{
	static const int64 windows[3] = {1, 7, 30};
	const JourneyStep *last = NULL;

	for (uint32 i = 0; i < scan->n; i++)
	{
		const JourneyStep *step = &scan->steps[i];

		if (!(journey_step_mask(&scan->masks, step) & PAIN_CONTACT_STEP))
			continue;
		for (int w = 0; w < 3; w++)
		{
			int64 window = windows[w] * USECS_PER_DAY;

			if (journey_gap(step->at, scan->pain->as_of) >= window)
				journey_pain_chance(scan, PAIN_REPEAT_1 + w, 0, 0, step->at);
			if (last != NULL && journey_gap(last->at, step->at) <= window &&
				journey_gap(last->at, scan->pain->as_of) >= window)
				journey_pain_case(scan, PAIN_REPEAT_1 + w, PAIN_CASE, 0, 0, 0, last->at,
								  journey_gap(last->at, step->at));
		}
		last = step;
	}
}

/*
 * pain_accum(journey_tally_state, journey, contact text, complaint text,
 *			  goal text, as_of timestamptz) returns journey_tally_state
 */
Datum
profile_pain_accum(PG_FUNCTION_ARGS)
{
	JourneyPainScan scan;
	JourneyTallySink sink;
	JourneyCursor cursor;
	JourneyView view;

	for (int i = 2; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("parameters of pain_points_agg must not be null")));
	}
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	scan.pain = journey_pain_args(fcinfo);
	profile_tally_open(&sink, fcinfo, TALLY_PAIN, scan.pain->params,
					   scan.pain->params_len);
	profile_journey_view(&view, PG_GETARG_JOURNEY(1));
	if (view.n == 0)
		PG_RETURN_POINTER(sink.tally);
	scan.sink = &sink;
	scan.seen.tally =
		profile_tally_create(TALLY_PAIN, scan.pain->params, scan.pain->params_len);
	scan.seen.borrowed = false;
	scan.dwells = NULL;
	scan.ndwells = scan.dwells_room = 0;
	profile_journey_by_codes(&scan.codes, &sink, &view, BY_BOTH);
	profile_step_masks(&scan.masks, &view, scan.pain->names, 3);
	scan.steps = palloc_extended(sizeof(JourneyStep) * (Size) view.n, MCXT_ALLOC_HUGE);
	scan.distinct.steps =
		palloc_extended(sizeof(JourneyPainStep) * (Size) view.n, MCXT_ALLOC_HUGE);
	scan.events.steps =
		palloc_extended(sizeof(JourneyPainStep) * (Size) view.n, MCXT_ALLOC_HUGE);
	scan.n = 0;
	profile_journey_cursor(&cursor, &view);
	while (scan.n < view.n && profile_journey_next(&cursor, &scan.steps[scan.n]) &&
		   scan.steps[scan.n].at <= scan.pain->as_of)
		scan.n++;
	if (scan.n > 0)
		journey_pain_sessions(&scan);
	journey_pain_channels(&scan);
	journey_pain_contacts(&scan);
	PG_RETURN_POINTER(sink.tally);
}
