/*-------------------------------------------------------------------------
 *
 * card_said.c
 *		What was said lately in a channel: interactions with what came along.
 *
 * Only the months (partitions) are opened that hold the hour in question, and only
 * records are asked whose journeys reach into it.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "access/detoast.h"
#include "catalog/pg_class.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "model/card.h"

#define SAID_MOST           5
/* more in the hour of one record is a machine talking */
#define SAID_MAX_LOOKED_AT  500
/* months are what the model makes; whoever cuts finer cuts days */
#define SAID_MAX_PARTITIONS 4
/* a document of unusual size is for the timeline */
#define SAID_MAX_PROPERTIES 4000

enum
{
	SAID_RECORD,
	SAID_OCCURRED_AT,
	SAID_ID,
	SAID_CHANNEL,
	SAID_EVENT,
	SAID_VALUE,
	SAID_PROPERTIES
};
static const ModelShape said_shape = {
	"interaction",
	7,
	{"record_id", "occurred_at", "interaction_id", "channel_id", "event", "value",
	 "properties"},
	{INT8OID, TIMESTAMPTZOID, INT8OID, INT8OID, TEXTOID, NUMERICOID, JSONBOID}};
static const ModelPath said_path = {3,
									{{SAID_RECORD, BTEqualStrategyNumber},
									 {SAID_OCCURRED_AT, BTGreaterStrategyNumber},
									 {SAID_OCCURRED_AT, BTLessEqualStrategyNumber}},
									NULL};

typedef struct SaidStep
{
	TimestampTz at;
	int64 id;
	text *event;
	Datum value;      /* numeric; 0: none */
	Datum properties; /* jsonb; 0: none */
} SaidStep;

typedef struct SaidState
{
	const Card *card;
	const CardSpan *spans;
	int nspans;
	int64 channel;
	TimestampTz from; /* exclusive */
	TimestampTz until;
	SaidStep steps[SAID_MOST]; /* the newest first */
	int nsteps;
} SaidState;

/* Properties without members that are null; 0 where there are none to show. */
static Datum
said_properties(const CardLook *look)
{
	bool is_null;
	Datum value = profile_model_get(&look->scan, SAID_PROPERTIES, &is_null);

	if (is_null || toast_datum_size(value) > SAID_MAX_PROPERTIES)
		return (Datum) 0;
	value = PointerGetDatum(PG_DETOAST_DATUM_COPY(value));
	if (JB_ROOT_IS_SCALAR(DatumGetJsonbP(value)))
	{
		JsonbValue scalar;

		(void) JsonbExtractScalar(&DatumGetJsonbP(value)->root, &scalar);
		return scalar.type == jbvNull ? (Datum) 0 : value;
	}
	return DirectFunctionCall1(jsonb_strip_nulls, value);
}

/* The place of the present row among the newest; SAID_MOST: it is none of them. */
static int
said_place(const SaidState *state, TimestampTz at, int64 id)
{
	int place = state->nsteps;

	while (place > 0 &&
		   (state->steps[place - 1].at < at ||
			(state->steps[place - 1].at == at && state->steps[place - 1].id < id)))
		place--;
	return place;
}

static void
said_add(SaidState *state, const CardLook *look)
{
	TimestampTz at = profile_card_look_moment(look, SAID_OCCURRED_AT);
	int64 id = card_look_id(look, SAID_ID);
	int place = said_place(state, at, id);
	SaidStep *step = &state->steps[place];
	bool is_null;
	Datum value;

	if (place == SAID_MOST)
		return;
	if (state->nsteps < SAID_MOST)
		state->nsteps++;
	memmove(step + 1, step, sizeof(SaidStep) * (state->nsteps - 1 - place));
	step->at = at;
	step->id = id;
	step->event = profile_card_look_text(look, SAID_EVENT);
	value = profile_model_get(&look->scan, SAID_VALUE, &is_null);
	step->value = is_null ? (Datum) 0 : PointerGetDatum(PG_DETOAST_DATUM_COPY(value));
	step->properties = said_properties(look);
}

static void
said_read_record(SaidState *state, CardLook *look, int64 record)
{
	Datum values[3] = {Int64GetDatum(record), TimestampTzGetDatum(state->from),
					   TimestampTzGetDatum(state->until)};
	int looked_at = 0;
	int said = 0;

	profile_model_seek(&look->scan, values);
	while (said < SAID_MOST && looked_at++ < SAID_MAX_LOOKED_AT &&
		   profile_model_next(&look->scan))
		if (card_look_id(look, SAID_CHANNEL) == state->channel)
		{
			said_add(state, look);
			said++;
		}
}

/* Records come in order, each with its journeys side by side. */
static void
said_read_partition(SaidState *state, Oid partition)
{
	CardLook look;
	int64 done = 0;
	bool is_first = true;

	/* what is in parts itself is for the timeline */
	if (get_rel_relkind(partition) != RELKIND_RELATION)
		return;
	profile_model_open_relation(&look.table, partition, &said_shape, AccessShareLock,
								ACL_SELECT);
	look.table.release = AccessShareLock;
	profile_model_scan(&look.scan, &look.table, &said_path);
	look.scan.direction = BackwardScanDirection;
	for (int i = 0; i < state->nspans; i++)
	{
		const CardSpan *span = &state->spans[i];

		if (span->first > state->until || span->last <= state->from ||
			(!is_first && span->record == done))
			continue;
		said_read_record(state, &look, span->record);
		done = span->record;
		is_first = false;
	}
	profile_card_look_end(&look);
}

static void
said_write(JsonbValue *to, const SaidState *state)
{
	card_array(to, state->nsteps);
	for (int i = 0; i < state->nsteps; i++)
	{
		const SaidStep *step = &state->steps[i];
		JsonbValue *element = card_element(to);

		card_object(element, 4);
		card_text(card_member(element, "event"), step->event);
		if (step->value != (Datum) 0)
			card_numeric(card_member(element, "value"), step->value);
		if (step->properties != (Datum) 0)
			profile_card_jsonb(card_member(element, "properties"), step->properties);
		profile_card_moment(card_member(element, "occurred_at"), step->at);
		profile_card_object_end(element);
	}
}

/*
 * profile_card_said: of the card's records, of which the spans are the journeys,
 * the last five interactions in a channel after from and not after until, the
 * newest first.
 */
void
profile_card_said(JsonbValue *to, const Card *card, const CardSpan *spans, int nspans,
				  int64 channel, TimestampTz from, TimestampTz until)
{
	SaidState state = {.card = card,
					   .spans = spans,
					   .nspans = nspans,
					   .channel = channel,
					   .from = from,
					   .until = until};
	ModelTable interactions;
	Oid partitions[SAID_MAX_PARTITIONS];
	int count;

	profile_model_open(&interactions, card->model, &said_shape, AccessShareLock,
					   ACL_SELECT);
	interactions.release = AccessShareLock;
	count = profile_model_partitions(
		&interactions, SAID_OCCURRED_AT, TimestampTzGetDatum(from),
		TimestampTzGetDatum(until), partitions, SAID_MAX_PARTITIONS);
	for (int i = 0; i < Min(count, SAID_MAX_PARTITIONS); i++)
		said_read_partition(&state, partitions[i]);
	profile_model_close(&interactions);
	said_write(to, &state);
}
