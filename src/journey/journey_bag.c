/*-------------------------------------------------------------------------
 *
 * journey_bag.c
 *		Collecting steps in any order: the log of a bag is written here; see
 *		journey_bag.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "journey/journey_bag.h"

#define BAG_HEADER       offsetof(JourneyBag, log)
#define BAG_FORGET_BYTES 2

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
 * An empty dictionary in this context, for at most so many channels and events.
 */
JourneyDictionary *
profile_journey_dictionary(MemoryContext context, uint32 channels, uint32 events)
{
	JourneyDictionary *dictionary =
		MemoryContextAlloc(context, sizeof(JourneyDictionary));

	if (!pg_strong_random(&dictionary->owner, sizeof(dictionary->owner)))
		ereport(ERROR, (errcode(ERRCODE_INTERNAL_ERROR),
						errmsg("could not generate a random number")));
	dictionary->owner |= 1;
	dictionary->context = context;
	dictionary->most[JOURNEY_CHANNEL] = channels;
	dictionary->most[JOURNEY_EVENT] = events;
	journey_names_init(&dictionary->names[JOURNEY_CHANNEL]);
	journey_names_init(&dictionary->names[JOURNEY_EVENT]);
	return dictionary;
}

static pg_noinline uint32
journey_dictionary_add(JourneyDictionary *dictionary, JourneyKind kind,
					   JourneyNameEntry *entry)
{
	JourneyNames *names = &dictionary->names[kind];
	uint32 len = entry->name.len;
	MemoryContext old;
	uint32 code;

	if (names->count >= dictionary->most[kind])
		return JOURNEY_NO_CODE;
	old = MemoryContextSwitchTo(dictionary->context);
	entry->name.data = memcpy(palloc(Max(len, 1)), entry->name.data, len);
	code = profile_journey_names_add(names, entry);
	MemoryContextSwitchTo(old);
	return code;
}

static inline uint32
journey_dictionary_code(JourneyDictionary *dictionary, JourneyKind kind,
						const JourneyName *name)
{
	JourneyNameEntry entry;
	uint32 code;

	journey_name_entry(&entry, name);
	code = journey_names_find(&dictionary->names[kind], &entry);
	return likely(code != JOURNEY_NO_CODE)
			   ? code
			   : journey_dictionary_add(dictionary, kind, &entry);
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
	(void) journey_acceptable(input, NULL);
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
	(void) profile_journey_steps_fit(bag->n + steps, NULL);
	bag->n += (uint32) steps;
}

/* --- writing ---------------------------------------------------------------- */

/* The bit of a code in `known`. */
static inline uint32
journey_bag_bit(JourneyKind kind, uint32 code)
{
	return kind == JOURNEY_CHANNEL ? code : code + 64;
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

/* Write a time in the shortest form that is exact; adds the form to the head. */
static inline uint8 *
journey_bag_write_time(TimestampTz at, uint8 *head, uint8 *p)
{
	int64 ms = at / 1000;
	int64 seconds = at / USECS_PER_SEC;

	if (seconds * USECS_PER_SEC == at && seconds >= 0 && seconds <= PG_UINT32_MAX)
	{
		uint32 word = (uint32) seconds;

		*head |= BAG_TIME_S;
		memcpy(p, &word, sizeof(word));
		return p + sizeof(word);
	}
	if (ms * 1000 == at && ms >= 0 && ms >> 48 == 0)
	{
		uint32 low = (uint32) ms;
		uint16 high = (uint16) (ms >> 32);

		*head |= BAG_TIME_MS;
		memcpy(p, &low, sizeof(low));
		memcpy(p + sizeof(low), &high, sizeof(high));
		return p + sizeof(low) + sizeof(high);
	}
	memcpy(p, &at, sizeof(at));
	return p + sizeof(at);
}

/* Write a step that has more than a time and names that are known. */
static uint8 *
journey_bag_write_more(JourneyBag *bag, const uint32 *codes, const JourneyInput *input,
					   uint8 *p)
{
	uint32 channel = codes[JOURNEY_CHANNEL];
	uint32 event = codes[JOURNEY_EVENT];
	uint8 *head = p;
	uint8 *more = p + 1;

	*head = BAG_MORE | (channel == JOURNEY_NO_CODE ? BAG_CHANNEL_MASK : (uint8) channel);
	*more = 0;
	p += 2;
	*p++ = event == JOURNEY_NO_CODE ? BAG_NO_EVENT : (uint8) event;
	p = journey_bag_write_time(input->at, head, p);
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

static inline uint8 *
journey_bag_write_special(uint8 what, uint8 *p)
{
	*p++ = BAG_MORE;
	*p++ = what;
	return p;
}

/* The most that a step takes, with a "forget" before it. */
static inline Size
journey_bag_step_bytes(const JourneyInput *input)
{
	Size bytes = BAG_FORGET_BYTES + 3 + sizeof(TimestampTz) + 2 + input->channel.len +
				 input->event.len;

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
			p = journey_bag_write_special(BAG_FORGET, p);
		bag->owner = dictionary->owner;
		memset(bag->known, 0, sizeof(bag->known));
	}
	if (input->label.data == NULL && !input->has_value &&
		!journey_bag_spells(bag, JOURNEY_CHANNEL, codes[JOURNEY_CHANNEL]) &&
		!journey_bag_spells(bag, JOURNEY_EVENT, codes[JOURNEY_EVENT]))
	{
		p[0] = (uint8) codes[JOURNEY_CHANNEL];
		p[1] = (uint8) codes[JOURNEY_EVENT];
		p = journey_bag_write_time(input->at, p, p + 2);
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
	p = journey_bag_room(sink, 2 + sizeof(len) + len);
	journey_bag_count(sink->bag, view.n);
	p = journey_bag_write_special(BAG_JOURNEY, p);
	memcpy(p, &len, sizeof(len));
	memcpy(p + sizeof(len), VARDATA_ANY(journey), len);
	sink->bag->used += 2 + sizeof(len) + len;
}

/*
 * profile_journey_bag_of
 *
 * A bag of a journey's steps; the journey is freed.
 */
JourneyBag *
profile_journey_bag_of(struct varlena *journey)
{
	JourneySink sink = {profile_journey_bag_create(VARSIZE_ANY(journey) + 128), false};

	profile_journey_bag_add_journey(&sink, journey);
	pfree(journey);
	return sink.bag;
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
	uint8 *p = journey_bag_room(sink, BAG_FORGET_BYTES + (Size) other->used);
	JourneyBag *bag = sink->bag;

	journey_bag_count(bag, other->n);
	p = journey_bag_write_special(BAG_FORGET, p);
	memcpy(p, other->log, other->used);
	bag->used += BAG_FORGET_BYTES + other->used;
	bag->owner = 0;
}
