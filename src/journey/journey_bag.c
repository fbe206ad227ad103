/*-------------------------------------------------------------------------
 *
 * journey_bag.c
 *		Collecting steps in any order; see JourneyBag in journey.h.
 *
 * Names become codes when they arrive, through a hash table inside the bag.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "common/hashfn.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/journey.h"

#define BAG_HEADER     offsetof(JourneyBag, steps)
#define BAG_EXTRA_HEAD 5 /* u32 label + 1, u8 has value */

/*
 * profile_journey_bag_create
 *
 * An empty bag of about the given size in bytes.
 */
JourneyBag *
profile_journey_bag_create(Size capacity)
{
	Size size = MAXALIGN(Max(capacity, BAG_HEADER + 256));
	JourneyBag *bag;

	if (size > MaxAllocSize)
		size = MAXALIGN_DOWN(MaxAllocSize);
	bag = palloc0(size);
	SET_VARSIZE(bag, size);
	bag->version = JOURNEY_BAG_VERSION;
	bag->nbuckets = JOURNEY_BAG_BUCKETS;
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
	if (VARSIZE(bag) < BAG_HEADER || bag->version != JOURNEY_BAG_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("journey_state has an unknown format version"),
				 errhint("Aggregate states are for one version of profile only.")));
}

/*
 * profile_journey_bag_room
 *
 * Make sure that so many bytes are free, at least doubling a bag that is full.
 */
void
profile_journey_bag_room(JourneySink *sink, Size bytes)
{
	JourneyBag *old = sink->bag;
	Size size = VARSIZE(old);
	Size front = BAG_HEADER + (Size) old->n * sizeof(JourneyBagStep);
	Size wanted = front + old->heap + bytes;
	JourneyBag *bag;

	if (likely(wanted <= size))
		return;
	if (wanted > MAXALIGN_DOWN(MaxAllocSize))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("journey is too large"),
				 errdetail("Its steps need more than 1 GB while collected.")));
	wanted = Min(MAXALIGN(Max(wanted, size * 2)), MAXALIGN_DOWN(MaxAllocSize));
	bag = palloc(wanted);
	memcpy(bag, old, front);
	memset((char *) bag + front, 0, wanted - front - old->heap);
	memcpy((char *) bag + wanted - old->heap, journey_bag_at(old, old->heap), old->heap);
	SET_VARSIZE(bag, wanted);
	if (!sink->borrowed)
		pfree(old);
	sink->bag = bag;
	sink->borrowed = false;
}

/* Take so many bytes of the heap; returns their place. */
static uint32
journey_bag_allocate(JourneySink *sink, Size bytes)
{
	bytes = TYPEALIGN(4, bytes);
	profile_journey_bag_room(sink, bytes);
	sink->bag->heap += bytes;
	return sink->bag->heap;
}

static inline const uint32 *
journey_bag_buckets(const JourneyBag *bag)
{
	return bag->buckets == 0 ? bag->first_buckets
							 : (const uint32 *) journey_bag_at(bag, bag->buckets);
}

static inline uint32 *
journey_bag_bucket(JourneyBag *bag, uint32 hash)
{
	return unconstify(uint32 *, journey_bag_buckets(bag)) + (hash & (bag->nbuckets - 1));
}

/* Four times the buckets; chains stay short. */
static void
journey_bag_rehash(JourneySink *sink)
{
	uint32 old_count = sink->bag->nbuckets;
	uint32 place = journey_bag_allocate(sink, (Size) old_count * 4 * sizeof(uint32));
	JourneyBag *bag = sink->bag;
	const uint32 *old = journey_bag_buckets(bag);

	bag->buckets = place;
	bag->nbuckets = old_count * 4;
	for (uint32 i = 0; i < old_count; i++)
	{
		uint32 entry = old[i];

		while (entry != 0)
		{
			JourneyBagName *name = (JourneyBagName *) journey_bag_at(bag, entry);
			uint32 *bucket = journey_bag_bucket(bag, name->hash);
			uint32 next = name->next;

			name->next = *bucket;
			*bucket = entry;
			entry = next;
		}
	}
}

/* Enter a name; returns its code. */
static uint32
journey_bag_new_name(JourneySink *sink, JourneyKind kind, const JourneyName *input,
					 uint32 hash)
{
	uint32 place;
	JourneyBag *bag;
	JourneyBagName *name;
	uint32 *bucket;

	if (sink->bag->count[JOURNEY_CHANNEL] + sink->bag->count[JOURNEY_EVENT] +
			sink->bag->count[JOURNEY_LABEL] >=
		sink->bag->nbuckets * 2)
		journey_bag_rehash(sink);
	place = journey_bag_allocate(sink, offsetof(JourneyBagName, data) + input->len);
	bag = sink->bag;
	name = (JourneyBagName *) journey_bag_at(bag, place);
	bucket = journey_bag_bucket(bag, hash);
	name->next = *bucket;
	name->hash = hash;
	name->code = bag->count[kind]++;
	name->len = (uint16) input->len;
	name->kind = (uint8) kind;
	memcpy(name->data, input->data, input->len);
	*bucket = place;
	return name->code;
}

static inline bool
journey_bag_same(const JourneyBagName *name, JourneyKind kind, const JourneyName *input)
{
	return name->len == input->len && name->kind == kind &&
		   memcmp(name->data, input->data, input->len) == 0;
}

static inline uint32
journey_bag_hash(JourneyKind kind, const JourneyName *input)
{
	return hash_bytes((const unsigned char *) input->data, (int) input->len) + kind;
}

/* The code of a name of this hash, entered where it is new. */
static uint32
journey_bag_code(JourneySink *sink, JourneyKind kind, const JourneyName *input,
				 uint32 hash)
{
	uint32 place = *journey_bag_bucket(sink->bag, hash);

	while (place != 0)
	{
		const JourneyBagName *name =
			(const JourneyBagName *) journey_bag_at(sink->bag, place);

		if (name->hash == hash && journey_bag_same(name, kind, input))
			return name->code;
		place = name->next;
	}
	return journey_bag_new_name(sink, kind, input, hash);
}

/* Refuse what no journey can hold; see the limits in journey.h. */
static bool
journey_bag_acceptable(const JourneyInput *input, Node *context)
{
	if (!IS_VALID_TIMESTAMP(input->at) || TIMESTAMP_NOT_FINITE(input->at))
		ereturn(context, false,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("a journey's step must have a finite time")));
	if (input->channel.len > JOURNEY_MAX_NAME_LEN ||
		input->event.len > JOURNEY_MAX_NAME_LEN)
		ereturn(context, false,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("%s of a journey's step is too long",
						input->channel.len > JOURNEY_MAX_NAME_LEN ? "channel" : "event"),
				 errdetail("It has %u bytes, at most %d are possible.",
						   input->channel.len > JOURNEY_MAX_NAME_LEN ? input->channel.len
																	 : input->event.len,
						   JOURNEY_MAX_NAME_LEN)));
	if (input->label.data != NULL && input->label.len > JOURNEY_MAX_LABEL_LEN)
		ereturn(context, false,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("label of a journey's step is too long"),
				 errdetail("It has %u bytes, at most %d are possible.", input->label.len,
						   JOURNEY_MAX_LABEL_LEN)));
	return true;
}

/* Would the bag hold more steps or names than a journey can? */
static bool
journey_bag_fits(const JourneyBag *bag, Node *context)
{
	if (bag->n > JOURNEY_MAX_STEPS)
		ereturn(context, false,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a journey has at most %d steps", JOURNEY_MAX_STEPS)));
	if (bag->count[JOURNEY_CHANNEL] > JOURNEY_MAX_NAMES ||
		bag->count[JOURNEY_EVENT] > JOURNEY_MAX_NAMES)
		ereturn(context, false,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a journey has at most %d distinct channels and events",
						JOURNEY_MAX_NAMES)));
	return true;
}

/* Put label and value of a step into the heap. */
static uint32
journey_bag_extra(JourneySink *sink, uint32 label, const JourneyValue *value)
{
	uint32 bytes = value == NULL ? 0 : profile_journey_value_size(value);
	uint32 place = journey_bag_allocate(sink, BAG_EXTRA_HEAD + bytes);
	uint8 *p = (uint8 *) journey_bag_at(sink->bag, place);

	memcpy(p, &label, sizeof(label));
	p[4] = value != NULL;
	if (value != NULL)
		(void) profile_journey_write_value(p + BAG_EXTRA_HEAD, value);
	return place;
}

static inline void
journey_bag_push(JourneySink *sink, TimestampTz at, uint32 channel, uint32 event,
				 uint32 extra)
{
	JourneyBagStep *step;

	profile_journey_bag_room(sink, sizeof(JourneyBagStep));
	step = &sink->bag->steps[sink->bag->n++];
	step->at = at;
	step->channel = (uint16) channel;
	step->event = (uint16) event;
	step->extra = extra;
}

/*
 * profile_journey_bag_add
 *
 * Add a step.  False after a soft error.
 */
bool
profile_journey_bag_add(JourneySink *sink, const JourneyInput *input, Node *context)
{
	uint32 channel_hash = journey_bag_hash(JOURNEY_CHANNEL, &input->channel);
	uint32 event_hash = journey_bag_hash(JOURNEY_EVENT, &input->event);
	uint32 channel;
	uint32 event;
	uint32 extra = 0;

	if (!journey_bag_acceptable(input, context))
		return false;
	/* In a big hash aggregate all three are cache misses: let them overlap. */
	__builtin_prefetch(
		journey_bag_at(sink->bag, *journey_bag_bucket(sink->bag, channel_hash)));
	__builtin_prefetch(
		journey_bag_at(sink->bag, *journey_bag_bucket(sink->bag, event_hash)));
	__builtin_prefetch(&sink->bag->steps[sink->bag->n], 1);
	channel = journey_bag_code(sink, JOURNEY_CHANNEL, &input->channel, channel_hash);
	event = journey_bag_code(sink, JOURNEY_EVENT, &input->event, event_hash);
	if (input->label.data != NULL || input->has_value)
	{
		uint32 label =
			input->label.data == NULL
				? 0
				: journey_bag_code(sink, JOURNEY_LABEL, &input->label,
								   journey_bag_hash(JOURNEY_LABEL, &input->label)) +
					  1;

		extra = journey_bag_extra(sink, label, input->has_value ? &input->value : NULL);
	}
	journey_bag_push(sink, input->at, channel, event, extra);
	return journey_bag_fits(sink->bag, context);
}

/* Codes of another dictionary's names in this bag. */
static uint32 *
journey_bag_map(JourneySink *sink, JourneyKind kind, const JourneyName *names,
				uint32 count)
{
	uint32 *map = palloc(sizeof(uint32) * Max(count, 1));

	for (uint32 i = 0; i < count; i++)
	{
		map[i] =
			journey_bag_code(sink, kind, &names[i], journey_bag_hash(kind, &names[i]));
		if ((i & 0xfff) == 0)
			CHECK_FOR_INTERRUPTS();
	}
	(void) journey_bag_fits(sink->bag, NULL);
	return map;
}

/*
 * The codes, in this bag, of the names that the steps from..to of a journey
 * use: a part of a journey must not bring along names it does not use.
 */
static void
journey_bag_map_used(JourneySink *sink, const JourneyView *view, uint32 from, uint32 to,
					 uint32 **maps)
{
	bool whole = from == 0 && to == view->n;
	JourneyCursor cursor;
	JourneyStep step;
	bool *used[JOURNEY_KINDS];

	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		used[kind] = palloc0(view->count[kind] + 1);
	profile_journey_cursor(&cursor, view);
	while (!whole && cursor.next < to && profile_journey_next(&cursor, &step))
	{
		if (cursor.next <= from)
			continue;
		used[JOURNEY_CHANNEL][step.channel] = true;
		used[JOURNEY_EVENT][step.event] = true;
		if (step.label != 0)
			used[JOURNEY_LABEL][step.label - 1] = true;
	}
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
	{
		JourneyName *names = profile_journey_names(view, kind);

		maps[kind] = palloc(sizeof(uint32) * (view->count[kind] + 1));
		for (uint32 i = 0; i < view->count[kind]; i++)
		{
			if (whole || used[kind][i])
				maps[kind][i] = journey_bag_code(sink, kind, &names[i],
												 journey_bag_hash(kind, &names[i]));
		}
		pfree(names);
		pfree(used[kind]);
	}
	(void) journey_bag_fits(sink->bag, NULL);
}

/*
 * profile_journey_bag_add_journey
 *
 * Add the steps from..to (0-based, to exclusive) of a journey.
 */
void
profile_journey_bag_add_journey(JourneySink *sink, const JourneyView *view, uint32 from,
								uint32 to)
{
	uint32 *maps[JOURNEY_KINDS];
	JourneyCursor cursor;
	JourneyStep step;

	if (from >= to)
		return;
	profile_journey_bag_room(sink, (Size) (to - from) * sizeof(JourneyBagStep));
	journey_bag_map_used(sink, view, from, to, maps);
	profile_journey_cursor(&cursor, view);
	while (cursor.next < to && profile_journey_next(&cursor, &step))
	{
		uint32 extra = 0;

		if ((cursor.next & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
		if (cursor.next <= from)
			continue;
		if (step.label != 0 || step.has_value)
			extra = journey_bag_extra(
				sink, step.label == 0 ? 0 : maps[JOURNEY_LABEL][step.label - 1] + 1,
				step.has_value ? &step.value : NULL);
		journey_bag_push(sink, step.at, maps[JOURNEY_CHANNEL][step.channel],
						 maps[JOURNEY_EVENT][step.event], extra);
	}
	(void) journey_bag_fits(sink->bag, NULL);
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		pfree(maps[kind]);
}

/* The names of a bag by kind and code. */
void
profile_journey_bag_names(const JourneyBag *bag, JourneyName **names)
{
	const uint32 *buckets = journey_bag_buckets(bag);

	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = palloc(sizeof(JourneyName) * Max(bag->count[kind], 1));
	for (uint32 i = 0; i < bag->nbuckets; i++)
	{
		uint32 place = buckets[i];

		while (place != 0)
		{
			const JourneyBagName *name =
				(const JourneyBagName *) journey_bag_at(bag, place);

			names[name->kind][name->code].data = name->data;
			names[name->kind][name->code].len = name->len;
			place = name->next;
		}
	}
}

/*
 * profile_journey_bag_extra
 *
 * Label (0 none, otherwise code + 1) and value of a bag's step.
 */
uint32
profile_journey_bag_extra(const JourneyBag *bag, uint32 place, bool *has_value,
						  JourneyValue *value)
{
	const uint8 *p = (const uint8 *) journey_bag_at(bag, place);
	uint32 label;

	*has_value = false;
	if (place == 0)
		return 0;
	memcpy(&label, p, sizeof(label));
	*has_value = p[4] != 0;
	if (*has_value && value != NULL)
		(void) profile_journey_read_value(p + BAG_EXTRA_HEAD,
										  (const uint8 *) bag + VARSIZE(bag),
										  JOURNEY_VALUE_DIGITS, value);
	return label;
}

/*
 * profile_journey_bag_add_bag
 *
 * Add all steps of another bag, which stays as it is.
 */
void
profile_journey_bag_add_bag(JourneySink *sink, const JourneyBag *other)
{
	JourneyName *names[JOURNEY_KINDS];
	uint32 *maps[JOURNEY_KINDS];

	profile_journey_bag_room(sink, (Size) other->n * sizeof(JourneyBagStep));
	profile_journey_bag_names(other, names);
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		maps[kind] = journey_bag_map(sink, kind, names[kind], other->count[kind]);
	for (uint32 i = 0; i < other->n; i++)
	{
		const JourneyBagStep *step = &other->steps[i];
		uint32 extra = 0;

		if ((i & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
		if (step->extra != 0)
		{
			JourneyValue value;
			bool has_value;
			uint32 label =
				profile_journey_bag_extra(other, step->extra, &has_value, &value);

			extra = journey_bag_extra(sink,
									  label == 0 ? 0 : maps[JOURNEY_LABEL][label - 1] + 1,
									  has_value ? &value : NULL);
		}
		journey_bag_push(sink, step->at, maps[JOURNEY_CHANNEL][step->channel],
						 maps[JOURNEY_EVENT][step->event], extra);
	}
	(void) journey_bag_fits(sink->bag, NULL);
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
	{
		pfree(names[kind]);
		pfree(maps[kind]);
	}
}
