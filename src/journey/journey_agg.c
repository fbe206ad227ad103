/*-------------------------------------------------------------------------
 *
 * journey_agg.c
 *		The aggregates journey_agg and journey_append_agg.
 *
 * Their state is type journey_state, a bag (journey_bag.h) or, where many groups
 * are hashed, a group of a tape (journey_tape.h).  Order is made when the journey
 * is built, so that rows may come in any order and from any worker.
 * nodeAgg copies a state only when a transition function returns another
 * pointer: a bag with room is written in place, which is what makes collecting
 * linear.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "executor/nodeAgg.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "nodes/execnodes.h"
#include "utils/timestamp.h"

#include "journey/journey_tape.h"

PG_FUNCTION_INFO_V1(profile_journey_accum);
PG_FUNCTION_INFO_V1(profile_journey_append_accum);
PG_FUNCTION_INFO_V1(profile_journey_combine);
PG_FUNCTION_INFO_V1(profile_journey_final);
PG_FUNCTION_INFO_V1(profile_journey_state_in);
PG_FUNCTION_INFO_V1(profile_journey_state_out);
PG_FUNCTION_INFO_V1(profile_journey_state_recv);
PG_FUNCTION_INFO_V1(profile_journey_state_send);

#define AGG_FIRST_BYTES 256          /* a dozen steps */
#define AGG_TAPE_LEAST  (512 * 1024) /* memory for hashing that makes a tape worth it */

static inline JourneyBag *
journey_state_arg(FunctionCallInfo fcinfo, int n)
{
	JourneyBag *bag = (JourneyBag *) PG_GETARG_POINTER(n);

	if (unlikely(VARATT_IS_EXTENDED(bag)))
		bag = (JourneyBag *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n));

	profile_journey_bag_check(bag);
	return bag;
}

/*
 * The bag to write into.  Only an aggregate's own state may be changed in
 * place; called by hand, the function works on a copy.
 */
static JourneySink
journey_agg_sink(FunctionCallInfo fcinfo, Size room)
{
	JourneySink sink = {NULL, false};
	JourneyBag *bag;

	if (PG_ARGISNULL(0))
	{
		sink.bag = profile_journey_bag_create(Max(room, AGG_FIRST_BYTES));
		return sink;
	}
	bag = journey_state_arg(fcinfo, 0);
	sink.bag = bag;
	if ((Pointer) bag == DatumGetPointer(PG_GETARG_DATUM(0)))
	{
		if (AggCheckCallContext(fcinfo, NULL))
			sink.borrowed = true;
		else
		{
			sink.bag = palloc(VARSIZE(bag));
			memcpy(sink.bag, bag, VARSIZE(bag));
		}
	}
	return sink;
}

/* A name or a label: most are as they are in the row, which needs no call. */
static inline JourneyName
journey_name_arg(FunctionCallInfo fcinfo, int n)
{
	const text *t = (const text *) DatumGetPointer(PG_GETARG_DATUM(n));
	JourneyName name;

	if (unlikely(VARATT_IS_EXTERNAL(t) || VARATT_IS_COMPRESSED(t)))
		t = PG_GETARG_TEXT_PP(n);
	name.data = VARDATA_ANY(t);
	name.len = (uint32) VARSIZE_ANY_EXHDR(t);
	return name;
}

/* What an aggregate has in this process, made where it is wanted. */
typedef struct JourneyAgg
{
	JourneyDictionary *dictionary; /* of its bags */
	JourneyTape *tape;
} JourneyAgg;

static JourneyAgg *
journey_agg_own(FunctionCallInfo fcinfo)
{
	if (unlikely(fcinfo->flinfo->fn_extra == NULL))
		fcinfo->flinfo->fn_extra =
			MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(JourneyAgg));
	return fcinfo->flinfo->fn_extra;
}

static JourneyDictionary *
journey_agg_dictionary(FunctionCallInfo fcinfo)
{
	JourneyAgg *own = journey_agg_own(fcinfo);

	if (unlikely(own->dictionary == NULL))
		own->dictionary =
			profile_journey_dictionary(fcinfo->flinfo->fn_mcxt, BAG_CHANNELS, BAG_EVENTS);
	return own->dictionary;
}

/*
 * The tape of an aggregate that has one: where groups are hashed and begin with
 * nothing, states do not leave the aggregate (partial ones do), and steps have
 * nothing else.  What is asked here does not change between resets of the context
 * that is hashed in, so that all states in there are on the tape, which is in
 * there, too: nobody looks whether they are.
 */
static JourneyTape *
journey_agg_tape(FunctionCallInfo fcinfo)
{
	AggState *aggstate = (AggState *) fcinfo->context;
	JourneyAgg *own;

	if (PG_NARGS() > 4 || aggstate == NULL || !IsA(aggstate, AggState) ||
		aggstate->hashcontext == NULL ||
		aggstate->curaggcontext != aggstate->hashcontext ||
		aggstate->hash_mem_limit < AGG_TAPE_LEAST ||
		!aggstate->curpertrans->initValueIsNull ||
		DO_AGGSPLIT_SKIPFINAL(aggstate->aggsplit))
		return NULL;
	own = journey_agg_own(fcinfo);
	if (unlikely(own->tape == NULL))
		profile_journey_tape_create(aggstate->hashcontext->ecxt_per_tuple_memory,
									&own->tape);
	return own->tape;
}

/* The state as it is, where there is nothing to add. */
static Datum
journey_agg_unchanged(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/*
 * journey_accum(journey_state, at timestamptz, channel text, event text
 *				 [, label text [, value numeric]]) returns journey_state
 *
 * Adds a step; a row without time, channel or event is skipped.
 */
Datum
profile_journey_accum(PG_FUNCTION_ARGS)
{
	JourneyDictionary *dictionary;
	JourneyTape *tape;
	JourneyInput input;
	JourneySink sink;
	uint32 codes[2];

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return journey_agg_unchanged(fcinfo);
	tape = journey_agg_tape(fcinfo);
	/*
	 * Among many groups the state comes from memory: it may, meanwhile.  Its
	 * header is less than a cache line, but seldom begins with one.
	 */
	if (tape == NULL && !PG_ARGISNULL(0))
	{
		const char *state = DatumGetPointer(PG_GETARG_DATUM(0));

		__builtin_prefetch(state);
		__builtin_prefetch(state + offsetof(JourneyBag, log) - 1);
	}
	input.at = PG_GETARG_TIMESTAMPTZ(1);
	input.channel = journey_name_arg(fcinfo, 2);
	input.event = journey_name_arg(fcinfo, 3);
	input.label.data = NULL;
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
		input.label = journey_name_arg(fcinfo, 4);
	input.has_value = PG_NARGS() > 5 && !PG_ARGISNULL(5);
	if (input.has_value)
		profile_journey_value_from_numeric(PG_GETARG_NUMERIC(5), &input.value);
	if (tape != NULL)
	{
		Datum state =
			PG_ARGISNULL(0) ? profile_journey_tape_group(tape) : PG_GETARG_DATUM(0);

		profile_journey_tape_add(tape, state, &input);
		return state;
	}
	dictionary = journey_agg_dictionary(fcinfo);
	profile_journey_dictionary_codes(dictionary, &input, codes);
	sink = journey_agg_sink(fcinfo, 0);
	profile_journey_bag_add(&sink, dictionary, codes, &input);
	PG_RETURN_POINTER(sink.bag);
}

/*
 * journey_append_accum(journey_state, journey) returns journey_state
 *
 * Adds all steps of a journey.
 */
Datum
profile_journey_append_accum(PG_FUNCTION_ARGS)
{
	struct varlena *journey;
	JourneySink sink;

	if (PG_ARGISNULL(1))
		return journey_agg_unchanged(fcinfo);
	journey = PG_GETARG_JOURNEY(1);
	sink = journey_agg_sink(fcinfo, VARSIZE_ANY(journey) + 128);
	profile_journey_bag_add_journey(&sink, journey);
	PG_RETURN_POINTER(sink.bag);
}

/*
 * journey_combine(journey_state, journey_state) returns journey_state
 */
Datum
profile_journey_combine(PG_FUNCTION_ARGS)
{
	JourneySink sink;

	if (PG_ARGISNULL(1))
		return journey_agg_unchanged(fcinfo);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(journey_state_arg(fcinfo, 1));
	sink = journey_agg_sink(fcinfo, 0);
	profile_journey_bag_add_bag(&sink, journey_state_arg(fcinfo, 1));
	PG_RETURN_POINTER(sink.bag);
}

/*
 * journey_final(journey_state) returns journey
 */
Datum
profile_journey_final(PG_FUNCTION_ARGS)
{
	JourneyTapeGroup *group = journey_tape_group(PG_GETARG_DATUM(0));

	if (group != NULL)
		PG_RETURN_JOURNEY(profile_journey_tape_build(group));
	PG_RETURN_JOURNEY(profile_journey_bag_build(journey_state_arg(fcinfo, 0)));
}

/*
 * journey_state_in(cstring), journey_state_out(journey_state),
 * journey_state_recv(internal), journey_state_send(journey_state)
 *
 * A state travels as the journey of its steps, which is lossless: what a state
 * means is the multiset of its steps.
 */
Datum
profile_journey_state_in(PG_FUNCTION_ARGS)
{
	struct varlena *journey =
		profile_journey_parse(PG_GETARG_CSTRING(0), fcinfo->context);

	if (journey == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(profile_journey_bag_of(journey));
}

Datum
profile_journey_state_out(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	profile_journey_print(&out, profile_journey_bag_build(journey_state_arg(fcinfo, 0)));
	PG_RETURN_CSTRING(out.data);
}

Datum
profile_journey_state_recv(PG_FUNCTION_ARGS)
{
	struct varlena *journey = profile_journey_receive((StringInfo) PG_GETARG_POINTER(0));

	PG_RETURN_POINTER(profile_journey_bag_of(journey));
}

Datum
profile_journey_state_send(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	pq_begintypsend(&out);
	profile_journey_send_to(&out,
							profile_journey_bag_build(journey_state_arg(fcinfo, 0)));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}
