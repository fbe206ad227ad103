/*-------------------------------------------------------------------------
 *
 * journey_draft.c
 *		Filling a draft; see journey_draft.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/journey_draft.h"

#define DRAFT_CHUNK_BYTES 8192

/*
 * profile_journey_draft_init
 *
 * An empty draft with room for so many steps; more is made where needed.
 */
void
profile_journey_draft_init(JourneyDraft *draft, uint32 room)
{
	draft->n = 0;
	draft->room = Max(room, 8);
	draft->steps =
		palloc_extended(sizeof(JourneyDraftStep) * (Size) draft->room, MCXT_ALLOC_HUGE);
	draft->chunks = NULL;
	draft->free = NULL;
	draft->left = 0;
	draft->ranked = false;
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		journey_names_init(&draft->names[kind]);
}

void
profile_journey_draft_free(JourneyDraft *draft)
{
	pfree(draft->steps);
	while (draft->chunks != NULL)
	{
		JourneyDraftChunk *chunk = draft->chunks;

		draft->chunks = chunk->next;
		pfree(chunk);
	}
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		journey_names_free(&draft->names[kind]);
}

void
profile_journey_draft_enlarge(JourneyDraft *draft)
{
	CHECK_FOR_INTERRUPTS();
	draft->room *= 2;
	draft->steps =
		repalloc_huge(draft->steps, sizeof(JourneyDraftStep) * (Size) draft->room);
}

/*
 * profile_journey_draft_value
 *
 * Keep a value; returns where it is encoded with its own scale.
 */
const uint8 *
profile_journey_draft_value(JourneyDraft *draft, const JourneyValue *value)
{
	Size bytes = profile_journey_value_size(value);
	const uint8 *place;

	if (bytes > draft->left)
	{
		Size size = Max(bytes, DRAFT_CHUNK_BYTES);
		JourneyDraftChunk *chunk = palloc(offsetof(JourneyDraftChunk, data) + size);

		chunk->next = draft->chunks;
		draft->chunks = chunk;
		draft->free = chunk->data;
		draft->left = size;
	}
	place = draft->free;
	draft->free = profile_journey_write_value(draft->free, value);
	draft->left -= bytes;
	return place;
}

static bool
journey_too_long(Node *context, const char *what, uint32 len, int limit)
{
	ereturn(context, false,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("%s of a journey's step is too long", what),
			 errdetail("It has %u bytes, at most %d are possible.", len, limit)));
}

/*
 * profile_journey_acceptable
 *
 * Can a journey hold this step?  False after a soft error.
 */
bool
profile_journey_acceptable(const JourneyInput *input, Node *context)
{
	if (!IS_VALID_TIMESTAMP(input->at) || TIMESTAMP_NOT_FINITE(input->at))
		ereturn(context, false,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a journey's step must have a finite time")));
	if (input->channel.len > JOURNEY_MAX_NAME_LEN)
		return journey_too_long(context, "channel", input->channel.len,
								JOURNEY_MAX_NAME_LEN);
	if (input->event.len > JOURNEY_MAX_NAME_LEN)
		return journey_too_long(context, "event", input->event.len, JOURNEY_MAX_NAME_LEN);
	if (input->label.data != NULL && input->label.len > JOURNEY_MAX_LABEL_LEN)
		return journey_too_long(context, "label", input->label.len,
								JOURNEY_MAX_LABEL_LEN);
	return true;
}

/*
 * profile_journey_steps_fit, profile_journey_names_fit
 *
 * Are there at most as many steps, or names in the draft, as a journey can hold?
 * False after a soft error.
 */
bool
profile_journey_steps_fit(uint64 steps, Node *context)
{
	if (likely(steps <= JOURNEY_MAX_STEPS))
		return true;
	ereturn(context, false,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a journey has at most %d steps", JOURNEY_MAX_STEPS)));
}

bool
profile_journey_names_fit(const JourneyDraft *draft, Node *context)
{
	if (likely(draft->names[JOURNEY_CHANNEL].count <= JOURNEY_MAX_NAMES &&
			   draft->names[JOURNEY_EVENT].count <= JOURNEY_MAX_NAMES))
		return true;
	ereturn(context, false,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a journey has at most %d distinct channels and events",
					JOURNEY_MAX_NAMES)));
}

/*
 * profile_journey_draft_add
 *
 * Add a step.  False after a soft error.
 */
bool
profile_journey_draft_add(JourneyDraft *draft, const JourneyInput *input, Node *context)
{
	uint32 channel;
	uint32 event;
	uint32 label = 0;

	if (!profile_journey_acceptable(input, context))
		return false;
	channel = journey_names_code(&draft->names[JOURNEY_CHANNEL], &input->channel);
	event = journey_names_code(&draft->names[JOURNEY_EVENT], &input->event);
	if (input->label.data != NULL)
		label = journey_names_code(&draft->names[JOURNEY_LABEL], &input->label) + 1;
	journey_draft_push(
		draft, input->at, journey_draft_key(channel, event, label),
		input->has_value ? profile_journey_draft_value(draft, &input->value) : NULL);
	return profile_journey_steps_fit(draft->n, context) &&
		   profile_journey_names_fit(draft, context);
}

/* A journey's names and, as far as its steps were seen, their codes in a draft. */
typedef struct JourneyDraftMap
{
	JourneyName *names;
	uint32 *codes;
} JourneyDraftMap;

static inline uint32
journey_draft_map(JourneyDraft *draft, JourneyKind kind, const JourneyDraftMap *maps,
				  uint32 code)
{
	const JourneyDraftMap *map = &maps[kind];

	if (map->codes[code] == JOURNEY_NO_CODE)
		map->codes[code] = journey_names_code(&draft->names[kind], &map->names[code]);
	return map->codes[code];
}

/* Add the cursor's steps from..to. */
static void
journey_draft_add_steps(JourneyDraft *draft, JourneyCursor *cursor, uint32 from,
						uint32 to, const JourneyDraftMap *maps)
{
	JourneyStep step;

	while (cursor->next < to && profile_journey_next(cursor, &step))
	{
		uint32 channel;
		uint32 event;
		uint32 label = 0;

		if ((cursor->next & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
		if (cursor->next <= from)
			continue;
		channel = journey_draft_map(draft, JOURNEY_CHANNEL, maps, step.channel);
		event = journey_draft_map(draft, JOURNEY_EVENT, maps, step.event);
		if (step.label != 0)
			label = journey_draft_map(draft, JOURNEY_LABEL, maps, step.label - 1) + 1;
		journey_draft_push(
			draft, step.at, journey_draft_key(channel, event, label),
			step.has_value ? profile_journey_draft_value(draft, &step.value) : NULL);
	}
}

/*
 * profile_journey_draft_add_view
 *
 * Add the steps from..to (0-based, to exclusive) of a journey.  There may be more
 * than a journey can hold, until equal ones are dropped.
 */
void
profile_journey_draft_add_view(JourneyDraft *draft, const JourneyView *view, uint32 from,
							   uint32 to)
{
	JourneyDraftMap maps[JOURNEY_KINDS];
	JourneyCursor cursor;

	if (from >= to)
		return;
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
	{
		maps[kind].names = profile_journey_names(view, kind);
		maps[kind].codes = palloc_extended(
			sizeof(uint32) * ((Size) view->count[kind] + 1), MCXT_ALLOC_HUGE);
		memset(maps[kind].codes, 0xff, sizeof(uint32) * (Size) view->count[kind]);
	}
	profile_journey_cursor(&cursor, view);
	journey_draft_add_steps(draft, &cursor, from, to, maps);
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
	{
		pfree(maps[kind].names);
		pfree(maps[kind].codes);
	}
	(void) profile_journey_names_fit(draft, NULL);
}
