/*-------------------------------------------------------------------------
 *
 * transitions_agg.c
 *		transitions_agg and journey_model_agg, counting: what follows what over
 *		many journeys.
 *
 * A key of the tally is (from, to, octave and bucket of the gap), see transitions.h; start
 * and end of a journey are the number 0.  To count a transition is to find one
 * entry: names are looked up once for each journey, and a key, which nearly
 * always has at most seven bytes, is put together as one number.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"

#include "journey/transitions.h"

PG_FUNCTION_INFO_V1(profile_transitions_accum);

/* --- collecting ---------------------------------------------------------------- */

/* The arguments after the journey, as the tally's parameters. */
static void
journey_transitions_args(FunctionCallInfo fcinfo, uint8 *params)
{
	params[0] = BY_CHANNEL;
	params[1] = false;
	for (int i = 2; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("parameters of transitions_agg must not be null")));
	}
	if (PG_NARGS() > 2)
		params[0] = (uint8) profile_journey_by_arg(PG_GETARG_TEXT_PP(2));
	if (PG_NARGS() > 3)
		params[1] = PG_GETARG_BOOL(3);
}

/* Enter the names of a kind. */
static void
journey_transitions_names(JourneyTransitionScan *scan, JourneyKind kind)
{
	const JourneyView *view = scan->view;
	JourneyPart *part = scan->parts[kind];
	const uint8 *p = view->names[kind];

	/* the view has already walked over them: lengths are right */
	for (uint32 i = 0; i < view->count[kind]; i++, part++)
	{
		uint64 len = 0;
		uint64 item;

		p = journey_read_varint(p, view->end, &len);
		item = profile_tally_name(scan->sink, (const char *) p, (uint32) len);
		item = item << 1 | 1;
		p += len;
		part->bytes = 0;
		part->len = 0;
		for (; item >= 0x80; item >>= 7)
			part->bytes |= (uint64) (uint8) (item | 0x80) << (part->len++ * 8);
		part->bytes |= item << (part->len++ * 8);
		scan->narrow = scan->narrow && part->len == 1;
	}
}

static void
journey_transitions_parts(JourneyTransitionScan *scan, JourneyBy by)
{
	uint32 channels = by == BY_EVENT ? 0 : scan->view->count[JOURNEY_CHANNEL];
	uint32 events = by == BY_CHANNEL ? 0 : scan->view->count[JOURNEY_EVENT];

	scan->narrow = true;
	scan->parts[JOURNEY_CHANNEL] =
		channels + events <= TRANSITION_PARTS
			? scan->fixed
			: palloc(sizeof(JourneyPart) * ((Size) channels + events));
	scan->parts[JOURNEY_EVENT] = scan->parts[JOURNEY_CHANNEL] + channels;
	if (channels > 0)
		journey_transitions_names(scan, JOURNEY_CHANNEL);
	if (events > 0)
		journey_transitions_names(scan, JOURNEY_EVENT);
}

/* Count what waits. */
static void
journey_transitions_flush(JourneyTransitionScan *scan)
{
	for (uint32 i = 0; i < scan->waiting; i++)
	{
		uint64 head = scan->wait[i].head;
		JourneyTallyEntry *entry = journey_tally_short_find(
			scan->sink->tally, head, scan->wait[i].hash, TRANSITION_STRIDE);

		journey_transition_add(likely(entry != NULL)
								   ? entry->counters
								   : profile_tally_short_counters(scan->sink, head),
							   scan->wait[i].gap);
	}
	scan->waiting = 0;
}

/*
 * One end of a transition: its part of the key, up to eight bytes of it, and
 * channel << 16 | event.  Start and end of the journey are one byte, zero.
 */
typedef struct JourneyTransitionEnd
{
	uint64 bytes;
	uint32 len;
	uint32 codes;
} JourneyTransitionEnd;

#define JOURNEY_NOWHERE 0xffffffff /* no codes: those are below 65535 */

/* Spell one end, name by name. */
static void
journey_transition_spell(JourneyTallyKey *key, const JourneyTransitionScan *scan,
						 JourneyBy by, uint32 codes)
{
	if (codes == JOURNEY_NOWHERE)
	{
		journey_key_number(key, 0);
		return;
	}
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		const JourneyPart *part =
			&scan->parts[kind][kind == JOURNEY_CHANNEL ? codes >> 16 : codes & 0xffff];

		if (by == (kind == JOURNEY_CHANNEL ? BY_EVENT : BY_CHANNEL))
			continue;
		for (uint32 i = 0; i < part->len; i++)
			key->data[key->len++] = (uint8) (part->bytes >> (i * 8));
	}
}

/* Count a transition whose key is long. */
static pg_noinline void
journey_transition_long(JourneyTransitionScan *scan, JourneyBy by, uint32 from, uint32 to,
						uint64 gap)
{
	JourneyTallyKey key; /* four names of at most five bytes, and the gap */
	uint32 bucket;
	uint32 octave = journey_gap_octave((int64) gap, &bucket);

	journey_key_begin(&key);
	journey_transition_spell(&key, scan, by, from);
	journey_transition_spell(&key, scan, by, to);
	journey_key_number(&key, octave);
	journey_key_number(&key, bucket);
	journey_transition_add(profile_tally_counters(scan->sink, key.data, key.len), gap);
}

/*
 * Ends are handed over by value, so that they stay in registers: as written to
 * memory by parts and copied whole, each step would wait for the one before.
 */
static pg_attribute_always_inline void
journey_transition_count(JourneyTransitionScan *scan, JourneyBy by,
						 JourneyTransitionEnd from, JourneyTransitionEnd to, uint64 gap)
{
	uint32 len = from.len + to.len + 2;
	uint32 waiting = scan->waiting;
	uint32 bucket;
	uint32 octave;
	uint64 head;
	uint32 hash;

	gap = Min(gap, (uint64) PG_INT64_MAX);
	if (unlikely(len > TALLY_SHORT_KEY))
	{
		journey_transition_long(scan, by, from.codes, to.codes, gap);
		return;
	}
	octave = journey_gap_octave((int64) gap, &bucket);
	head = journey_tally_head(from.bytes | to.bytes << (from.len * 8) |
								  (uint64) (octave << 1 | bucket << 9)
									  << ((from.len + to.len) * 8),
							  len);
	hash = journey_tally_head_hash(head);
	journey_tally_prefetch(scan->sink->tally, hash, TRANSITION_STRIDE);
	scan->wait[waiting].head = head;
	scan->wait[waiting].gap = gap;
	scan->wait[waiting].hash = hash;
	scan->waiting = waiting + 1;
	if (unlikely(scan->waiting == TRANSITIONS_WAITING))
		journey_transitions_flush(scan);
}

/* The i-th step as an end. */
static pg_attribute_always_inline JourneyTransitionEnd
journey_transition_end(const JourneyTransitionScan *scan, const JourneyView *view,
					   uint32 i, JourneyBy by, bool narrow)
{
	JourneyTransitionEnd end = {0, 0, 0};

	if (by != BY_EVENT)
	{
		uint32 channel = journey_channel_code(view, i);
		const JourneyPart *part = &scan->parts[JOURNEY_CHANNEL][channel];

		if (unlikely(channel >= view->count[JOURNEY_CHANNEL]))
			profile_journey_corrupted();
		end.bytes = part->bytes;
		end.len = narrow ? 1 : part->len;
		end.codes = channel << 16;
	}
	if (by != BY_CHANNEL)
	{
		uint32 event = journey_event_code(view, i);
		const JourneyPart *part = &scan->parts[JOURNEY_EVENT][event];

		if (unlikely(event >= view->count[JOURNEY_EVENT]))
			profile_journey_corrupted();
		end.bytes |= part->bytes << (end.len * 8); /* no name has eight bytes */
		end.len += narrow ? 1 : part->len;
		end.codes |= event;
	}
	return end;
}

/*
 * Count all transitions of a journey that is not empty.  Compiled for each way
 * of telling steps apart, with lengths that are constant where it is narrow.
 */
static pg_attribute_always_inline void
journey_transitions_walk(JourneyTransitionScan *scan, JourneyBy by, bool narrow)
{
	static const JourneyTransitionEnd nowhere = {0, 1, JOURNEY_NOWHERE};
	const JourneyView *view = scan->view;
	const uint8 *delta = view->deltas;
	JourneyTransitionEnd from = journey_transition_end(scan, view, 0, by, narrow);
	uint64 gap = 0;

	journey_transition_count(scan, by, nowhere, from, 0);
	for (uint32 i = 1; i < view->n; i++)
	{
		JourneyTransitionEnd to = journey_transition_end(scan, view, i, by, narrow);
		uint64 units;

		delta = journey_read_gap(delta, view->end, &units);
		if (unlikely(delta == NULL))
			profile_journey_corrupted();
		gap += units * (uint64) view->unit;
		if ((i & 0xffff) == 0xffff)
			CHECK_FOR_INTERRUPTS();
		if (scan->collapse && to.codes == from.codes)
			continue;
		journey_transition_count(scan, by, from, to, gap);
		from = to;
		gap = 0;
	}
	journey_transition_count(scan, by, from, nowhere, 0);
	journey_transitions_flush(scan);
}

static void
journey_transitions_collect(JourneyTransitionScan *scan, JourneyBy by)
{
	journey_transitions_parts(scan, by);
	if (by != BY_BOTH && profile_transitions_front(scan, by))
		return;
	if (!scan->narrow)
		journey_transitions_walk(scan, by, false);
	else if (by == BY_CHANNEL)
		journey_transitions_walk(scan, BY_CHANNEL, true);
	else if (by == BY_EVENT)
		journey_transitions_walk(scan, BY_EVENT, true);
	else
		journey_transitions_walk(scan, BY_BOTH, true);
}

/*
 * transitions_accum(journey_tally_state, journey [, by text [, collapse boolean]])
 *		returns journey_tally_state
 */
Datum
profile_transitions_accum(PG_FUNCTION_ARGS)
{
	uint8 params[2];
	JourneyTallySink sink;
	JourneyTransitionScan scan;
	JourneyView view;

	journey_transitions_args(fcinfo, params);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	profile_tally_open(&sink, fcinfo, TALLY_TRANSITIONS, params, sizeof(params));
	profile_journey_view(&view, PG_GETARG_JOURNEY(1));
	if (view.n > 0)
	{
		scan.sink = &sink;
		scan.view = &view;
		scan.collapse = params[1] != 0;
		scan.waiting = 0;
		journey_transitions_collect(&scan, (JourneyBy) params[0]);
	}
	PG_RETURN_POINTER(sink.tally);
}

/* --- what a state may hold -------------------------------------------------------- */

bool
profile_transitions_params_valid(const uint8 *params, uint32 len)
{
	return len == 2 && params[0] >= BY_CHANNEL && params[0] <= BY_BOTH && params[1] <= 1;
}

bool
profile_transitions_key_valid(const uint8 *params, uint32 len, const uint64 *items,
							  uint32 n)
{
	JourneyBy by = (JourneyBy) params[0];
	uint32 from = profile_journey_by_items(by, items, n);
	uint32 to = from == 0 ? 0 : profile_journey_by_items(by, items + from, n - from);

	(void) len;
	return to > 0 && from + to + 2 == n && !(items[n - 2] & 1) && !(items[n - 1] & 1) &&
		   items[n - 2] >> 1 < TRANSITION_OCTAVES &&
		   items[n - 1] >> 1 < TRANSITION_BUCKETS;
}
