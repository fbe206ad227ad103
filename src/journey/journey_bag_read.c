/*-------------------------------------------------------------------------
 *
 * journey_bag_read.c
 *		From the log of a bag to the journey of its steps; see journey_bag.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/timestamp.h"

#include "journey/journey_bag.h"

#define READ_INTERRUPT 0xffff /* entries between looks at interrupts, less one */

/*
 * A log being read into a draft: by the log's code of a name 1 + the draft's, 0
 * where it is not spelled (yet).  All bytes of events are there, so that what is
 * read need not be checked first.
 */
typedef struct JourneyBagReader
{
	JourneyDraft *draft;
	const uint8 *p;
	const uint8 *end;
	uint32 channels[BAG_CHANNEL_MASK + 1];
	uint32 events[BAG_NO_EVENT + 1];
} JourneyBagReader;

/* The next so many bytes. */
static inline const uint8 *
journey_bag_take(JourneyBagReader *reader, Size bytes)
{
	const uint8 *p = reader->p;

	if (unlikely(bytes > (Size) (reader->end - p)))
		profile_journey_corrupted();
	reader->p = p + bytes;
	return p;
}

/* Read a name that is spelled; returns 1 + the draft's code. */
static uint32
journey_bag_read_name(JourneyBagReader *reader, JourneyKind kind)
{
	JourneyName name;

	name.len = *journey_bag_take(reader, 1);
	name.data = (const char *) journey_bag_take(reader, name.len);
	return journey_names_code(&reader->draft->names[kind], &name) + 1;
}

static uint32
journey_bag_read_label(JourneyBagReader *reader)
{
	JourneyName name;
	uint16 len;

	memcpy(&len, journey_bag_take(reader, sizeof(len)), sizeof(len));
	name.len = len;
	name.data = (const char *) journey_bag_take(reader, len);
	return journey_names_code(&reader->draft->names[JOURNEY_LABEL], &name) + 1;
}

/* The draft refers to the value where it is. */
static const uint8 *
journey_bag_read_value(JourneyBagReader *reader)
{
	const uint8 *place = reader->p;
	JourneyValue value;

	reader->p =
		profile_journey_read_value(place, reader->end, JOURNEY_VALUE_DIGITS, &value);
	return place;
}

/* Read what a step has beside a time and names that are known. */
static uint32
journey_bag_read_more(JourneyBagReader *reader, uint8 more, uint8 channel, uint8 event,
					  const uint8 **value)
{
	uint32 label = 0;

	if (more & BAG_SPELLED(JOURNEY_CHANNEL))
		reader->channels[channel] = journey_bag_read_name(reader, JOURNEY_CHANNEL);
	if (more & BAG_SPELLED(JOURNEY_EVENT))
		reader->events[event] = journey_bag_read_name(reader, JOURNEY_EVENT);
	if (more & BAG_LABEL)
		label = journey_bag_read_label(reader);
	if (more & BAG_VALUE)
		*value = journey_bag_read_value(reader);
	return label;
}

static inline TimestampTz
journey_bag_read_time(JourneyBagReader *reader, uint8 head)
{
	TimestampTz at;
	uint32 low;
	uint16 high;
	const uint8 *p;

	switch (head & BAG_TIME_MASK)
	{
		case BAG_TIME_S:
			memcpy(&low, journey_bag_take(reader, sizeof(low)), sizeof(low));
			return (TimestampTz) low * USECS_PER_SEC;
		case BAG_TIME_MS:
			p = journey_bag_take(reader, sizeof(low) + sizeof(high));
			memcpy(&low, p, sizeof(low));
			memcpy(&high, p + sizeof(low), sizeof(high));
			return ((TimestampTz) high << 32 | low) * 1000;
		default:
			memcpy(&at, journey_bag_take(reader, sizeof(at)), sizeof(at));
			return at;
	}
}

static inline void
journey_bag_read_step(JourneyBagReader *reader, uint8 head, uint8 more)
{
	uint8 channel = head & BAG_CHANNEL_MASK;
	uint8 event = *journey_bag_take(reader, 1);
	TimestampTz at = journey_bag_read_time(reader, head);
	const uint8 *value = NULL;
	uint32 label = 0;

	if (unlikely(more != 0))
		label = journey_bag_read_more(reader, more, channel, event, &value);
	if (unlikely(reader->channels[channel] == 0 || reader->events[event] == 0))
		profile_journey_corrupted();
	journey_draft_push(reader->draft, at,
					   journey_draft_key(reader->channels[channel] - 1,
										 reader->events[event] - 1, label),
					   value);
}

static void
journey_bag_read_journey(JourneyBagReader *reader)
{
	JourneyView view;
	uint32 len;

	memcpy(&len, journey_bag_take(reader, sizeof(len)), sizeof(len));
	profile_journey_view_bytes(&view, journey_bag_take(reader, len), len);
	profile_journey_draft_add_view(reader->draft, &view, 0, view.n);
}

static inline void
journey_bag_reader_forget(JourneyBagReader *reader)
{
	memset(reader->channels, 0, sizeof(reader->channels));
	memset(reader->events, 0, sizeof(reader->events));
}

/*
 * profile_journey_bag_read
 *
 * Add the bag's steps to a draft, which refers to it.  The bag is only read: it
 * may be the state of an aggregate that goes on.
 */
void
profile_journey_bag_read(const JourneyBag *bag, JourneyDraft *draft)
{
	JourneyBagReader reader = {
		.draft = draft, .p = bag->log, .end = bag->log + bag->used};

	for (uint32 i = 0; reader.p < reader.end; i++)
	{
		uint8 head = *reader.p++;
		uint8 more = unlikely(head & BAG_MORE) ? *journey_bag_take(&reader, 1) : 0;

		if ((i & READ_INTERRUPT) == READ_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		if (unlikely(more & BAG_JOURNEY))
			journey_bag_read_journey(&reader);
		else if (unlikely(more & BAG_FORGET))
			journey_bag_reader_forget(&reader);
		else
			journey_bag_read_step(&reader, head, more);
	}
	(void) profile_journey_names_fit(draft, NULL);
}

/*
 * profile_journey_bag_build
 *
 * The journey of the bag's steps, equal ones too.
 */
struct varlena *
profile_journey_bag_build(const JourneyBag *bag)
{
	JourneyDraft draft;

	profile_journey_draft_init(&draft, bag->n);
	profile_journey_bag_read(bag, &draft);
	return profile_journey_build(&draft, false);
}
