/*-------------------------------------------------------------------------
 *
 * atypicality.c
 *		journey_model_agg and atypicality: how surprising a journey is among
 *		many.
 *
 * The model holds how often which step follows which, start and end included.
 * The atypicality of a journey is the mean number of bits that it takes to say
 * what comes next: -log2 p for each transition, with
 *
 *	p(to | from) = (count(from, to) + 1/2) / (count(from) + (V + 1) / 2)
 *
 * where V is the number of distinct targets in the model: what has never been
 * seen is improbable, not impossible (Krichevsky and Trofimov, 1981).
 *
 * A model is a tally of its own: a number 0 | step is how often a step was
 * left, 1 | from | to how often for which, and 2 is V.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"

#include <math.h>

#include "journey/transitions.h"

PG_FUNCTION_INFO_V1(profile_model_final);
PG_FUNCTION_INFO_V1(profile_atypicality);

enum
{
	MODEL_LEFT,
	MODEL_PAIR,
	MODEL_TARGETS
};

bool
profile_model_key_valid(const uint8 *params, uint32 len, const uint64 *items, uint32 n)
{
	JourneyBy by = (JourneyBy) params[0];
	uint32 from;
	uint32 to;

	(void) len;
	if (n == 0 || (items[0] & 1) || items[0] >> 1 > MODEL_TARGETS)
		return false;
	if (items[0] >> 1 == MODEL_TARGETS)
		return n == 1;
	from = profile_journey_by_items(by, items + 1, n - 1);
	if (from == 0 || items[0] >> 1 == MODEL_LEFT)
		return from > 0 && n == from + 1;
	to = profile_journey_by_items(by, items + 1 + from, n - 1 - from);
	return to > 0 && n == from + to + 1;
}

/* --- the model --------------------------------------------------------------- */

static void
journey_model_items(JourneyTallyKey *key, const uint64 *items, uint32 n)
{
	for (uint32 i = 0; i < n; i++)
		journey_key_item(key, items[i]);
}

/* Count one entry of the transitions. */
static void
journey_model_count(JourneyTallySink *sink, JourneyBy by, const uint64 *items, uint32 n,
					int64 count)
{
	uint32 from = profile_journey_by_items(by, items, n);
	uint32 to = profile_journey_by_items(by, items + from, n - from);
	JourneyTallyKey key;

	journey_key_begin(&key);
	journey_key_number(&key, MODEL_LEFT);
	journey_model_items(&key, items, from);
	profile_tally_add(sink, &key, count);
	key.len = 0;
	journey_key_number(&key, MODEL_PAIR);
	journey_model_items(&key, items, from + to);
	profile_tally_add(sink, &key, count);
}

/* Distinct targets: every step that was left was come to, and the end was. */
static void
journey_model_targets(JourneyTallySink *sink)
{
	const JourneyTallyEntry **entries = profile_tally_entries(sink->tally);
	uint32 n = sink->tally->nentries;
	uint64 *items = NULL;
	uint32 room = 0;
	int64 targets = 0;
	JourneyTallyKey key;

	for (uint32 i = 0; i < n; i++)
	{
		(void) profile_tally_items(sink->tally, entries[i], &items, &room);
		targets += items[0] >> 1 == MODEL_LEFT;
	}
	journey_key_begin(&key);
	journey_key_number(&key, MODEL_TARGETS);
	profile_tally_add(sink, &key, targets);
}

/*
 * model_final(journey_tally_state) returns journey_tally_state
 *
 * The model of the transitions counted.
 */
Datum
profile_model_final(PG_FUNCTION_ARGS)
{
	const JourneyTally *counted = profile_tally_arg(fcinfo, 0, TALLY_TRANSITIONS);
	const JourneyTallyEntry **entries = profile_tally_entries(counted);
	uint32 len;
	const uint8 *params = profile_tally_params(counted, &len);
	JourneyTallySink sink = {profile_tally_create(TALLY_MODEL, params, len), false};
	uint64 *items = NULL;
	uint32 room = 0;

	/* codes stay what they are */
	for (uint32 code = 0; code < counted->nnames; code++)
	{
		JourneyName name = profile_tally_name_at(counted, code);

		(void) profile_tally_name(&sink, name.data, name.len);
	}
	for (uint32 i = 0; i < counted->nentries; i++)
	{
		uint32 n = profile_tally_items(counted, entries[i], &items, &room);

		CHECK_FOR_INTERRUPTS();
		journey_model_count(&sink, (JourneyBy) params[0], items, n,
							entries[i]->counters[0]);
	}
	journey_model_targets(&sink);
	PG_RETURN_POINTER(sink.tally);
}

/* --- the score --------------------------------------------------------------- */

/* The journey's names in the model; a name it does not know is no code of it. */
static void
journey_model_codes(JourneyByCodes *codes, const JourneyTally *model,
					const JourneyView *view, JourneyBy by)
{
	codes->by = by;
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		JourneyName *names = profile_journey_names(view, kind);

		codes->codes[kind] = palloc(sizeof(uint32) * (view->count[kind] + 1));
		for (uint32 i = 0; i < view->count[kind]; i++)
			codes->codes[kind][i] =
				profile_tally_look(model, names[i].data, names[i].len);
	}
}

static int64
journey_model_look(const JourneyTally *model, const JourneyTallyKey *key)
{
	const int64 *counters = profile_tally_find(model, key->data, key->len);

	return counters == NULL ? 0 : counters[0];
}

/* Spell a step of the journey, or start and end (i outside). */
static void
journey_model_step(JourneyTallyKey *key, const JourneyByCodes *codes,
				   const JourneyView *view, int64 i)
{
	if (i < 0 || i >= view->n)
		journey_key_number(key, 0);
	else
		journey_key_step(key, codes, journey_channel_code(view, (uint32) i),
						 journey_event_code(view, (uint32) i));
}

static double
journey_model_bits(const JourneyTally *model, const JourneyByCodes *codes,
				   const JourneyView *view, int64 from, int64 to, int64 targets)
{
	JourneyTallyKey key;
	int64 left;
	int64 pair;

	journey_key_begin(&key);
	journey_key_number(&key, MODEL_LEFT);
	journey_model_step(&key, codes, view, from);
	left = journey_model_look(model, &key);
	key.len = 0;
	journey_key_number(&key, MODEL_PAIR);
	journey_model_step(&key, codes, view, from);
	journey_model_step(&key, codes, view, to);
	pair = journey_model_look(model, &key);
	return log2(((double) left + ((double) targets + 1) / 2) / ((double) pair + 0.5));
}

/*
 * atypicality(journey, journey_tally_state) returns double precision
 *
 * Bits a transition; NULL for the empty journey.
 */
Datum
profile_atypicality(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	const JourneyTally *model = profile_tally_arg(fcinfo, 1, TALLY_MODEL);
	uint32 len;
	const uint8 *params = profile_tally_params(model, &len);
	JourneyBy by = (JourneyBy) params[0];
	JourneyByCodes codes;
	JourneyTallyKey key;
	JourneyView view;
	int64 targets;
	int64 last = -1;
	double bits = 0;
	uint32 n = 0;

	profile_journey_view(&view, journey);
	if (view.n == 0)
		PG_RETURN_NULL();
	profile_journey_check_codes(&view);
	journey_key_begin(&key);
	journey_key_number(&key, MODEL_TARGETS);
	targets = journey_model_look(model, &key);
	journey_model_codes(&codes, model, &view, by);
	for (int64 i = 0; i <= (int64) view.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i < (int64) view.n && params[1] && last >= 0 &&
			(by == BY_EVENT || journey_channel_code(&view, (uint32) i) ==
								   journey_channel_code(&view, (uint32) last)) &&
			(by == BY_CHANNEL || journey_event_code(&view, (uint32) i) ==
									 journey_event_code(&view, (uint32) last)))
			continue;
		bits += journey_model_bits(model, &codes, &view, last, i, targets);
		last = i;
		n++;
	}
	PG_RETURN_FLOAT8(bits / n);
}
