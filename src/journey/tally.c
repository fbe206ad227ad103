/*-------------------------------------------------------------------------
 *
 * tally.c
 *		The tally as a whole: made, opened for writing, combined; see tally.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/transitions.h"

#define TALLY_FIRST_BYTES 1024

static const JourneyTallyTraits journey_tally_traits[TALLY_KINDS] = {
	{NULL, 0, NULL, NULL, NULL},
	{"transitions", TRANSITION_STRIDE, profile_transitions_params_valid,
	 profile_transitions_key_valid, profile_transitions_settle},
	{"funnel", 1, profile_funnel_params_valid, profile_funnel_key_valid, NULL},
	{"variants", 1, profile_variants_params_valid, profile_variants_key_valid, NULL},
	{"next_steps", 1, profile_next_steps_params_valid, profile_next_steps_key_valid,
	 NULL},
	{"retention", 2, profile_retention_params_valid, profile_retention_key_valid, NULL},
	{"attribution", 2, profile_attribution_params_valid, profile_attribution_key_valid,
	 NULL},
	{"journey_model", 1, profile_transitions_params_valid, profile_model_key_valid, NULL},
	{"pain_points", 2, profile_pain_params_valid, profile_pain_key_valid, NULL},
};

/* What is known of a kind; NULL where there is no such kind. */
const JourneyTallyTraits *
profile_tally_traits(int kind)
{
	return kind > 0 && kind < TALLY_KINDS ? &journey_tally_traits[kind] : NULL;
}

/*
 * profile_tally_allocate
 *
 * Take so many bytes of the arena, zeroed; returns their place.
 */
uint32
profile_tally_allocate(JourneyTallySink *sink, Size bytes)
{
	JourneyTally *tally = sink->tally;
	Size wanted = (Size) tally->used + MAXALIGN(bytes);
	uint32 place = tally->used;

	if (wanted > VARSIZE(tally))
	{
		Size size = Min(Max(MAXALIGN(wanted), (Size) VARSIZE(tally) * 2),
						MAXALIGN_DOWN(MaxAllocSize));
		JourneyTally *grown;

		if (wanted > size)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("state of %s_agg is too large",
							profile_tally_traits(tally->kind)->word),
					 errdetail("What it counts needs more than 1 GB."),
					 errhint("Aggregate fewer journeys at a time, or by fewer names.")));
		grown = palloc(size);
		memcpy(grown, tally, tally->used);
		memset((char *) grown + tally->used, 0, size - tally->used);
		SET_VARSIZE(grown, size);
		if (!sink->borrowed)
			pfree(tally);
		sink->tally = tally = grown;
		sink->borrowed = false;
	}
	tally->used = (uint32) wanted;
	return place;
}

/*
 * profile_tally_create
 *
 * An empty tally for some parameters.
 */
JourneyTally *
profile_tally_create(JourneyTallyKind kind, const void *params, uint32 len)
{
	Size size = MAXALIGN(TALLY_FIRST_BYTES + len);
	JourneyTallySink sink = {palloc0(size), false};
	uint32 place;

	SET_VARSIZE(sink.tally, size);
	sink.tally->version = TALLY_VERSION;
	sink.tally->kind = (uint8) kind;
	sink.tally->stride = profile_tally_traits(kind)->stride;
	sink.tally->used = MAXALIGN(sizeof(JourneyTally));
	place = profile_tally_allocate(&sink, sizeof(uint32) + len);
	sink.tally->params = place;
	memcpy(journey_tally_at(sink.tally, place), &len, sizeof(len));
	memcpy((char *) journey_tally_at(sink.tally, place) + sizeof(len), params, len);
	profile_tally_create_names(&sink);
	profile_tally_create_entries(&sink);
	return sink.tally;
}

const void *
profile_tally_params(const JourneyTally *tally, uint32 *len)
{
	const char *place = journey_tally_at(tally, tally->params);

	memcpy(len, place, sizeof(*len));
	return place + sizeof(*len);
}

/*
 * An argument that is a tally of this kind; the functions are callable by hand.
 * Values of the type come from this library only, hence version and kind are
 * all that is to be looked at.
 */
static const JourneyTally *
journey_tally_given(FunctionCallInfo fcinfo, int n, JourneyTallyKind kind)
{
	const JourneyTally *tally =
		(const JourneyTally *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n));

	if (VARSIZE(tally) < sizeof(JourneyTally) || tally->version != TALLY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("journey_tally_state has an unknown format version"),
				 errhint("Aggregate states are for one version of profile only.")));
	if (kind != 0 && tally->kind != kind)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("journey_tally_state of %s where one of %s is expected",
							   profile_tally_traits(tally->kind)->word,
							   profile_tally_traits(kind)->word)));
	return tally;
}

static JourneyTally *
journey_tally_copy(const JourneyTally *tally)
{
	JourneyTally *copy = palloc(VARSIZE(tally));

	memcpy(copy, tally, VARSIZE(tally));
	return copy;
}

/*
 * profile_tally_arg
 *
 * The same to be read: settled.
 */
const JourneyTally *
profile_tally_arg(FunctionCallInfo fcinfo, int n, JourneyTallyKind kind)
{
	const JourneyTally *tally = journey_tally_given(fcinfo, n, kind);
	JourneyTallySink sink = {NULL, false};

	if (tally->front == 0)
		return tally;
	sink.tally = journey_tally_copy(tally);
	profile_tally_traits(tally->kind)->settle(&sink);
	return sink.tally;
}

static void
journey_tally_same_params(const JourneyTally *tally, const void *params, uint32 len)
{
	uint32 old_len;
	const void *old = profile_tally_params(tally, &old_len);

	if (old_len != len || memcmp(old, params, len) != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("parameters of %s_agg must be the same in all rows",
							   profile_tally_traits(tally->kind)->word)));
}

/*
 * profile_tally_open
 *
 * The tally in argument 0, or a new one where that is NULL, to be written.
 * Only an aggregate's own state may be changed in place; called by hand, the
 * function works on a copy.
 */
void
profile_tally_open(JourneyTallySink *sink, FunctionCallInfo fcinfo, JourneyTallyKind kind,
				   const void *params, uint32 len)
{
	const JourneyTally *tally;

	sink->borrowed = false;
	if (PG_ARGISNULL(0))
	{
		sink->tally = profile_tally_create(kind, params, len);
		return;
	}
	tally = journey_tally_given(fcinfo, 0, kind);
	journey_tally_same_params(tally, params, len);
	sink->tally = unconstify(JourneyTally *, tally);
	if ((Pointer) sink->tally == DatumGetPointer(PG_GETARG_DATUM(0)))
	{
		if (AggCheckCallContext(fcinfo, NULL))
			sink->borrowed = true;
		else
			sink->tally = journey_tally_copy(tally);
	}
}

/* --- combining --------------------------------------------------------------- */

/*
 * profile_tally_merge
 *
 * Add all that another tally has counted.
 */
void
profile_tally_merge(JourneyTallySink *sink, const JourneyTally *other)
{
	uint32 *map = palloc(sizeof(uint32) * ((Size) other->nnames + 1));
	const JourneyTallyEntry **entries = profile_tally_entries(other);
	uint64 *items = NULL;
	uint32 room = 0;
	JourneyTallyKey key;

	for (uint32 code = 0; code < other->nnames; code++)
	{
		JourneyName name = profile_tally_name_at(other, code);

		map[code] = profile_tally_name(sink, name.data, name.len);
	}
	journey_key_begin(&key);
	for (uint32 i = 0; i < other->nentries; i++)
	{
		uint32 n = profile_tally_items(other, entries[i], &items, &room);
		int64 *counters;

		CHECK_FOR_INTERRUPTS();
		key.len = 0;
		for (uint32 k = 0; k < n; k++)
			journey_key_item(&key, (items[k] & 1) ? (uint64) map[items[k] >> 1] << 1 | 1
												  : items[k]);
		counters = profile_tally_counters(sink, key.data, key.len);
		for (int c = 0; c < other->stride; c++)
			counters[c] = profile_tally_sum(counters[c], entries[i]->counters[c]);
	}
	pfree(map);
	pfree(entries);
}

PG_FUNCTION_INFO_V1(profile_tally_combine);

/*
 * journey_tally_state_combine(journey_tally_state, journey_tally_state)
 *		returns journey_tally_state
 *
 * What both have counted; they must be of one aggregate with one set of
 * parameters.
 */
Datum
profile_tally_combine(PG_FUNCTION_ARGS)
{
	const JourneyTally *other;
	const void *params;
	JourneyTallySink sink;
	uint32 len;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = profile_tally_arg(fcinfo, 1, 0);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(other);
	params = profile_tally_params(other, &len);
	profile_tally_open(&sink, fcinfo, other->kind, params, len);
	profile_tally_merge(&sink, other);
	PG_RETURN_POINTER(sink.tally);
}
