/*-------------------------------------------------------------------------
 *
 * journey_bag.c
 *		Collecting steps in any order; see journey_bag.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/journey_bag.h"
#include "journey/journey_draft.h"

#define BAG_HEADER offsetof(JourneyBag, log)

/*
 * A log of this size that spends more than so much on a step is made a journey
 * before it grows.
 */
#define BAG_COMPACT_BYTES (1024 * 1024)
#define BAG_COMPACT_STEP  32

/* --- dictionary ------------------------------------------------------------- */

/*
 * profile_journey_dictionary
 *
 * An empty dictionary in this context.
 */
JourneyDictionary *
profile_journey_dictionary(MemoryContext context)
{
	JourneyDictionary *dictionary =
		MemoryContextAlloc(context, sizeof(JourneyDictionary));

	if (!pg_strong_random(&dictionary->owner, sizeof(dictionary->owner)))
		ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR),
						errmsg("could not generate a random number")));
	dictionary->owner |= 1;
	dictionary->context = context;
	journey_names_init(&dictionary->names[JOURNEY_CHANNEL]);
	journey_names_init(&dictionary->names[JOURNEY_EVENT]);
	return dictionary;
}

static uint32
journey_dictionary_add(JourneyDictionary *dictionary, JourneyKind kind,
					   const JourneyName *name, uint32 hash)
{
	JourneyNames *names = &dictionary->names[kind];
	JourneyName own = {NULL, name->len};
	MemoryContext old;
	uint32 code;

	if (names->count >= (kind == JOURNEY_CHANNEL ? BAG_CHANNELS : BAG_EVENTS))
		return JOURNEY_NO_CODE;
	old = MemoryContextSwitchTo(dictionary->context);
	own.data = memcpy(palloc(Max(name->len, 1)), name->data, name->len);
	code = profile_journey_names_add(names, &own, hash);
	MemoryContextSwitchTo(old);
	return code;
}

static inline uint32
journey_dictionary_code(JourneyDictionary *dictionary, JourneyKind kind,
						const JourneyName *name)
{
	uint32 hash = journey_name_hash(name);
	uint32 code = journey_names_find(&dictionary->names[kind], name, hash);

	return likely(code != JOURNEY_NO_CODE)
			   ? code
			   : journey_dictionary_add(dictionary, kind, name, hash);
}

/*
 * profile_journey_dictionary_codes
 *
 * The codes of a step's channel and event, or JOURNEY_NO_CODE.
 */
void
profile_journey_dictionary_codes(JourneyDictionary *dictionary, const JourneyInput *input,
								 uint32 *codes)
{
	(void) profile_journey_acceptable(input, NULL);
	codes[JOURNEY_CHANNEL] =
		journey_dictionary_code(dictionary, JOURNEY_CHANNEL, &input->channel);
	codes[JOURNEY_EVENT] =
		journey_dictionary_code(dictionary, JOURNEY_EVENT, &input->event);
}

/* --- room ------------------------------------------------------------------- */

/*
 * profile_journey_bag_create
 *
 * An empty bag of about the given size in bytes.
 */
JourneyBag *
profile_journey_bag_create(Size capacity)
{
	Size size = MAXALIGN(Max(capacity, BAG_HEADER + 64));
	JourneyBag *bag;

	if (size > MaxAllocSize)
		size = MAXALIGN_DOWN(MaxAllocSize);
	bag = palloc0(size);
	SET_VARSIZE(bag, size);
	bag->version = JOURNEY_BAG_VERSION;
	return bag;
}

/*
 * profile_journey_bag_check
 *
 * A bag that comes from SQL was made by this library; only its version is to
 * be checked.
 */
void
profile_journey_bag_check(const JourneyBag *bag)
{
	if (unlikely(VARSIZE(bag) < BAG_HEADER || bag->version != JOURNEY_BAG_VERSION ||
				 bag->used > VARSIZE(bag) - BAG_HEADER))
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("journey_state has an unknown format version"),
				 errhint("Aggregate states are for one version of profile only.")));
}

/* Go on with another bag. */
static void
journey_bag_replace(JourneySink *sink, JourneyBag *bag)
{
	if (!sink->borrowed)
		pfree(sink->bag);
	sink->bag = bag;
	sink->borrowed = false;
}

/* Write the log anew, as one journey, where that saves at least half of it. */
static void
journey_bag_compact(JourneySink *sink)
{
	struct varlena *journey = profile_journey_bag_build(sink->bag);
	Size size = VARSIZE(sink->bag);
	JourneySink fresh = {NULL, false};

	if (VARSIZE(journey) <= size / 2)
	{
		fresh.bag = profile_journey_bag_create(size);
		profile_journey_bag_add_journey(&fresh, journey);
		journey_bag_replace(sink, fresh.bag);
	}
	pfree(journey);
}

/* Make room for so many bytes, at least doubling a bag that is full. */
static void
journey_bag_enlarge(JourneySink *sink, Size bytes)
{
	Size front = BAG_HEADER + sink->bag->used;
	Size size = Max(front + bytes, (Size) VARSIZE(sink->bag) * 2);
	JourneyBag *bag;

	if (size > BAG_COMPACT_BYTES &&
		(sink->bag->used / BAG_COMPACT_STEP > sink->bag->n || size > MaxAllocSize))
	{
		journey_bag_compact(sink);
		front = BAG_HEADER + sink->bag->used;
		if (front + bytes <= VARSIZE(sink->bag))
			return;
		size = Max(front + bytes, (Size) VARSIZE(sink->bag) * 2);
	}
	if (front + bytes > MAXALIGN_DOWN(MaxAllocSize))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("journey is too large"),
				 errdetail("Its steps need more than 1 GB while collected.")));
	size = Min(MAXALIGN(size), MAXALIGN_DOWN(MaxAllocSize));
	bag = palloc(size);
	memcpy(bag, sink->bag, front);
	memset((char *) bag + front, 0, size - front);
	SET_VARSIZE(bag, size);
	journey_bag_replace(sink, bag);
}

/* Where to write so many bytes at the end of the log. */
static inline uint8 *
journey_bag_room(JourneySink *sink, Size bytes)
{
	if (unlikely(BAG_HEADER + sink->bag->used + bytes > VARSIZE(sink->bag)))
		journey_bag_enlarge(sink, bytes);
	return sink->bag->log + sink->bag->used;
}

static inline void
journey_bag_count(JourneyBag *bag, uint64 steps)
{
	if (bag->n + steps > JOURNEY_MAX_STEPS)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("a journey has at most %d steps", JOURNEY_MAX_STEPS)));
	bag->n += (uint32) steps;
}

/* --- writing ---------------------------------------------------------------- */

/* The bit of a code in `known`. */
static inline uint32
journey_bag_bit(JourneyKind kind, uint32 code)
{
	return kind == JOURNEY_CHANNEL ? code : code + BAG_CHANNELS + 1;
}

/* Must the name be spelled? */
static inline bool
journey_bag_spells(const JourneyBag *bag, JourneyKind kind, uint32 code)
{
	uint32 bit = journey_bag_bit(kind, code);

	return code == JOURNEY_NO_CODE || (bag->known[bit / 64] >> (bit % 64) & 1) == 0;
}

/* Spell a name, which is known then if it has a code. */
static uint8 *
journey_bag_spell(JourneyBag *bag, JourneyKind kind, uint32 code, const JourneyName *name,
				  uint8 *p)
{
	uint32 bit = journey_bag_bit(kind, code);

	if (code != JOURNEY_NO_CODE)
		bag->known[bit / 64] |= UINT64CONST(1) << (bit % 64);
	*p++ = (uint8) name->len;
	memcpy(p, name->data, name->len);
	return p + name->len;
}

static uint8 *
journey_bag_write_label(const JourneyName *label, uint8 *p)
{
	uint16 len = (uint16) label->len;

	memcpy(p, &len, sizeof(len));
	memcpy(p + sizeof(len), label->data, len);
	return p + sizeof(len) + len;
}

/* Write a step that has more than a time and names that are known. */
static uint8 *
journey_bag_write_more(JourneyBag *bag, const uint32 *codes, const JourneyInput *input,
					   uint8 *p)
{
	uint32 channel = codes[JOURNEY_CHANNEL];
	uint32 event = codes[JOURNEY_EVENT];
	uint8 *more = p + 1;

	*p = BAG_MORE | (channel == JOURNEY_NO_CODE ? BAG_CHANNEL_MASK : (uint8) channel);
	*more = 0;
	p += 2;
	*p++ = event == JOURNEY_NO_CODE ? BAG_NO_EVENT : (uint8) event;
	memcpy(p, &input->at, sizeof(input->at));
	p += sizeof(input->at);
	if (journey_bag_spells(bag, JOURNEY_CHANNEL, channel))
	{
		*more |= BAG_SPELLED(JOURNEY_CHANNEL);
		p = journey_bag_spell(bag, JOURNEY_CHANNEL, channel, &input->channel, p);
	}
	if (journey_bag_spells(bag, JOURNEY_EVENT, event))
	{
		*more |= BAG_SPELLED(JOURNEY_EVENT);
		p = journey_bag_spell(bag, JOURNEY_EVENT, event, &input->event, p);
	}
	if (input->label.data != NULL)
	{
		*more |= BAG_LABEL;
		p = journey_bag_write_label(&input->label, p);
	}
	if (input->has_value)
	{
		*more |= BAG_VALUE;
		p = profile_journey_write_value(p, &input->value);
	}
	return p;
}

/* The most that a step takes, with a "forget" before it. */
static inline Size
journey_bag_step_bytes(const JourneyInput *input)
{
	Size bytes = 4 + sizeof(TimestampTz) + 2 + input->channel.len + input->event.len;

	if (input->label.data != NULL)
		bytes += sizeof(uint16) + input->label.len;
	if (input->has_value)
		bytes += profile_journey_value_size(&input->value);
	return bytes;
}

/*
 * profile_journey_bag_add
 *
 * Add a step with the codes that its names have in the dictionary.
 */
void
profile_journey_bag_add(JourneySink *sink, const JourneyDictionary *dictionary,
						const uint32 *codes, const JourneyInput *input)
{
	uint8 *p = journey_bag_room(sink, journey_bag_step_bytes(input));
	JourneyBag *bag = sink->bag;

	journey_bag_count(bag, 1);
	if (unlikely(bag->owner != dictionary->owner))
	{
		if (bag->used > 0)
			*p++ = BAG_FORGET;
		bag->owner = dictionary->owner;
		memset(bag->known, 0, sizeof(bag->known));
	}
	if (input->label.data == NULL && !input->has_value &&
		!journey_bag_spells(bag, JOURNEY_CHANNEL, codes[JOURNEY_CHANNEL]) &&
		!journey_bag_spells(bag, JOURNEY_EVENT, codes[JOURNEY_EVENT]))
	{
		*p++ = (uint8) codes[JOURNEY_CHANNEL];
		*p++ = (uint8) codes[JOURNEY_EVENT];
		memcpy(p, &input->at, sizeof(input->at));
		p += sizeof(input->at);
	}
	else
		p = journey_bag_write_more(bag, codes, input, p);
	bag->used = (uint32) (p - bag->log);
}

/*
 * profile_journey_bag_add_journey
 *
 * Add all steps of a journey: the log takes it as it is.
 */
void
profile_journey_bag_add_journey(JourneySink *sink, const struct varlena *journey)
{
	uint32 len = (uint32) VARSIZE_ANY_EXHDR(journey);
	JourneyView view;
	uint8 *p;

	profile_journey_view_span(&view, journey);
	if (view.n == 0)
		return;
	p = journey_bag_room(sink, 1 + sizeof(len) + len);
	journey_bag_count(sink->bag, view.n);
	*p++ = BAG_JOURNEY;
	memcpy(p, &len, sizeof(len));
	memcpy(p + sizeof(len), VARDATA_ANY(journey), len);
	sink->bag->used += 1 + sizeof(len) + len;
}

/*
 * profile_journey_bag_add_bag
 *
 * Add all steps of another bag, which stays as it is.  What the logs know is
 * not the same: nobody goes on with either's codes.
 */
void
profile_journey_bag_add_bag(JourneySink *sink, const JourneyBag *other)
{
	uint8 *p = journey_bag_room(sink, (Size) other->used + 1);
	JourneyBag *bag = sink->bag;

	journey_bag_count(bag, other->n);
	*p++ = BAG_FORGET;
	memcpy(p, other->log, other->used);
	bag->used += other->used + 1;
	bag->owner = 0;
}

/* --- reading ---------------------------------------------------------------- */

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

static inline void
journey_bag_read_step(JourneyBagReader *reader, uint8 first)
{
	uint8 channel = first & BAG_CHANNEL_MASK;
	uint8 more = unlikely(first & BAG_MORE) ? *journey_bag_take(reader, 1) : 0;
	const uint8 *p = journey_bag_take(reader, 1 + sizeof(TimestampTz));
	const uint8 *value = NULL;
	uint32 label = 0;
	TimestampTz at;

	memcpy(&at, p + 1, sizeof(at));
	if (unlikely(more != 0))
		label = journey_bag_read_more(reader, more, channel, *p, &value);
	if (unlikely(reader->channels[channel] == 0 || reader->events[*p] == 0))
		profile_journey_corrupted();
	journey_draft_push(
		reader->draft, at,
		journey_draft_key(reader->channels[channel] - 1, reader->events[*p] - 1, label),
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
 * profile_journey_bag_build
 *
 * The journey of the bag's steps, equal ones too.  The bag is only read: it may
 * be the state of an aggregate that goes on.
 */
struct varlena *
profile_journey_bag_build(const JourneyBag *bag)
{
	JourneyDraft draft;
	JourneyBagReader reader = {
		.draft = &draft, .p = bag->log, .end = bag->log + bag->used};

	profile_journey_draft_init(&draft, bag->n);
	for (uint32 i = 0; reader.p < reader.end; i++)
	{
		uint8 first = *reader.p++;

		if ((i & 0xffff) == 0xffff)
			CHECK_FOR_INTERRUPTS();
		if (likely((first & 0x80) == 0))
			journey_bag_read_step(&reader, first);
		else if (first == BAG_JOURNEY)
			journey_bag_read_journey(&reader);
		else
			journey_bag_reader_forget(&reader);
	}
	(void) profile_journey_draft_fits(&draft, NULL);
	return profile_journey_build(&draft, false);
}
