/*-------------------------------------------------------------------------
 *
 * journey_draft.h
 *		Steps on their way into a journey, and the builder that writes it.
 *
 * A draft holds steps in any order by codes of its own: the number of a name
 * among those that came.  It refers to the bytes of the names, which must live
 * until the journey is built, and copies values.  Only names of steps enter it.
 *
 * Everything that makes a journey fills a draft (text, wire, other journeys, an
 * aggregate's state) and has it built.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_DRAFT_H
#define PROFILE_JOURNEY_DRAFT_H

#include "utils/memutils.h"

#include "journey/journey.h"
#include "journey/journey_names.h"

/* channel << 48 | event << 32 | label (0: NULL), by code, or by rank. */
typedef struct JourneyDraftStep
{
	TimestampTz at;
	uint64 key;
	const uint8 *value; /* with its own scale, or NULL */
} JourneyDraftStep;

#define DRAFT_CHANNEL(key) ((uint32) ((key) >> 48))
#define DRAFT_EVENT(key)   ((uint32) ((key) >> 32) & 0xffff)
#define DRAFT_LABEL(key)   ((uint32) (key))

/* Memory for values, given back at once. */
typedef struct JourneyDraftChunk
{
	struct JourneyDraftChunk *next;
	uint8 data[FLEXIBLE_ARRAY_MEMBER];
} JourneyDraftChunk;

typedef struct JourneyDraft
{
	JourneyDraftStep *steps;
	uint32 n;
	uint32 room;
	JourneyDraftChunk *chunks;
	uint8 *free; /* in the first chunk */
	Size left;
	bool ranked; /* names were entered in order, so that codes are ranks; no values */
	JourneyNames names[JOURNEY_KINDS];
} JourneyDraft;

extern void profile_journey_draft_init(JourneyDraft *draft, uint32 room);
extern void profile_journey_draft_free(JourneyDraft *draft);
extern void profile_journey_draft_enlarge(JourneyDraft *draft);
extern const uint8 *profile_journey_draft_value(JourneyDraft *draft,
												const JourneyValue *value);
extern bool profile_journey_draft_add(JourneyDraft *draft, const JourneyInput *input,
									  Node *context);
extern void profile_journey_draft_add_view(JourneyDraft *draft, const JourneyView *view,
										   uint32 from, uint32 to);
extern bool profile_journey_acceptable(const JourneyInput *input, Node *context);
extern bool profile_journey_steps_fit(uint64 steps, Node *context);
extern bool profile_journey_names_fit(const JourneyDraft *draft, Node *context);
extern struct varlena *profile_journey_build(JourneyDraft *draft, bool distinct);

static inline uint64
journey_draft_key(uint32 channel, uint32 event, uint32 label)
{
	return (uint64) channel << 48 | (uint64) event << 32 | label;
}

static inline void
journey_draft_push(JourneyDraft *draft, TimestampTz at, uint64 key, const uint8 *value)
{
	JourneyDraftStep *step;

	if (unlikely(draft->n == draft->room))
		profile_journey_draft_enlarge(draft);
	step = &draft->steps[draft->n++];
	step->at = at;
	step->key = key;
	step->value = value;
}

/* The same as profile_journey_acceptable(), without a call for what is common. */
static inline bool
journey_acceptable(const JourneyInput *input, Node *context)
{
	if (likely(IS_VALID_TIMESTAMP(input->at) &&
			   input->channel.len <= JOURNEY_MAX_NAME_LEN &&
			   input->event.len <= JOURNEY_MAX_NAME_LEN && input->label.data == NULL))
		return true;
	return profile_journey_acceptable(input, context);
}

/* What was encoded by profile_journey_write_value() can be read without fear. */
static inline void
journey_draft_read_value(const uint8 *p, JourneyValue *value)
{
	(void) profile_journey_read_value(p, p + MaxAllocSize, JOURNEY_VALUE_DIGITS, value);
}

#endif /* PROFILE_JOURNEY_DRAFT_H */
