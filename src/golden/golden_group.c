/*-------------------------------------------------------------------------
 *
 * golden_group.c
 *		The records of a group, and the values they offer for each attribute.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/hashfn.h"
#include "golden/golden_group.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

/* --- distinct records ------------------------------------------------------- */

int
profile_golden_seen_compare(const GoldenSeen *a, const GoldenSeen *b)
{
	int result;

	if (a->told != b->told)
		return a->told < b->told ? -1 : 1;
	result = profile_golden_string_compare(a->source, b->source);
	if (result != 0)
		return result;
	if (a->size != b->size)
		return a->size < b->size ? -1 : 1;
	return memcmp(a->attributes, b->attributes, a->size);
}

static int
golden_compare_seen(const void *a, const void *b)
{
	return profile_golden_seen_compare(a, b);
}

uint32
profile_golden_distinct(GoldenSeen *records, uint32 count)
{
	uint32 kept = 0;
	uint32 i;

	qsort(records, count, sizeof(GoldenSeen), golden_compare_seen);
	for (i = 0; i < count; i++)
		if (i == 0 || profile_golden_seen_compare(&records[kept - 1], &records[i]) != 0)
			records[kept++] = records[i];
	return kept;
}

/* --- topics ----------------------------------------------------------------- */

static void
golden_rehash(GoldenGroup *group)
{
	uint32 i;
	uint32 slot;

	group->nslots = Max(64, group->nslots * 4);
	group->slots = palloc(group->nslots * sizeof(uint32));
	memset(group->slots, 0xff, group->nslots * sizeof(uint32));
	for (i = 0; i < group->ntopics; i++)
	{
		for (slot = group->topics[i].hash;
			 group->slots[slot & (group->nslots - 1)] != GOLDEN_NOBODY;)
			slot++;
		group->slots[slot & (group->nslots - 1)] = i;
	}
}

static inline bool
golden_topic_is(const GoldenTopic *topic, const char *name, uint32 length)
{
	return topic->field.name.length == (int) length &&
		   memcmp(topic->field.name.bytes, name, length) == 0;
}

/* Where a topic is, or would be put. */
static uint32 *
golden_slot(const GoldenGroup *group, const char *name, uint32 length, uint32 hash)
{
	uint32 slot = hash;
	uint32 *place;

	for (;; slot++)
	{
		place = &group->slots[slot & (group->nslots - 1)];
		if (*place == GOLDEN_NOBODY ||
			golden_topic_is(&group->topics[*place], name, length))
			return place;
	}
}

GoldenTopic *
profile_golden_group_topic(const GoldenGroup *group, const char *name, uint32 length)
{
	uint32 place;

	if (group->nslots == 0)
		return NULL;
	place = *golden_slot(group, name, length,
						 hash_bytes((const unsigned char *) name, (int) length));
	return place == GOLDEN_NOBODY ? NULL : &group->topics[place];
}

static void
golden_topic_init(const GoldenGroup *group, GoldenTopic *topic, GoldenString name,
				  bool nested)
{
	const Survivorship *rules = group->rules;
	const SurvivorshipRule *rule;

	if (name.length > GOLDEN_NAME_MAX)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("attribute name of a golden record is longer than %d "
							   "bytes",
							   GOLDEN_NAME_MAX)));
	memset(topic, 0, sizeof(GoldenTopic));
	topic->field.name = name;
	topic->field.nested = nested;
	topic->winner = GOLDEN_NOBODY;
	rule = profile_survivorship_find(rules, name.bytes, (size_t) name.length);
	topic->rule = rule != NULL ? rule : &rules->rules[0];
	topic->blanks_count = topic->rule->blanks_count;
	if (topic->rule->kind & SURVIVORSHIP_RULE_MEMBER)
		topic->blanks_count = survivorship_group(rules, topic->rule->group)->blanks_count;
}

/*
 * The number of a topic, which is made if need be.  Records have their keys in
 * one order, so the topic after the last one is a good guess.
 */
static uint32
golden_topic(GoldenGroup *group, GoldenString name, bool nested, uint32 guess)
{
	uint32 hash;
	uint32 *place;

	if (guess < group->ntopics &&
		golden_topic_is(&group->topics[guess], name.bytes, (uint32) name.length))
		return guess;
	if (group->ntopics * 2 >= group->nslots)
		golden_rehash(group);
	hash = hash_bytes((const unsigned char *) name.bytes, name.length);
	place = golden_slot(group, name.bytes, (uint32) name.length, hash);
	if (*place != GOLDEN_NOBODY)
		return *place;
	if (group->ntopics == group->maxtopics)
	{
		group->maxtopics *= 2;
		group->topics =
			repalloc_huge(group->topics, (Size) group->maxtopics * sizeof(GoldenTopic));
	}
	golden_topic_init(group, &group->topics[group->ntopics], name, nested);
	group->topics[group->ntopics].hash = hash;
	*place = group->ntopics;
	return group->ntopics++;
}

/* --- bids ------------------------------------------------------------------- */

/* A bid before the bids of each topic are put together. */
typedef struct GoldenOffer
{
	GoldenValue value;
	uint32 topic;
	uint32 record;
} GoldenOffer;

typedef struct GoldenOffers
{
	GoldenGroup *group;
	GoldenOffer *offers;
	uint32 count;
	uint32 room;
	uint32 record;
	uint32 guess;
} GoldenOffers;

/* "address" and "city" make "address.city". */
static GoldenString
golden_inner_name(GoldenString outer, GoldenString name)
{
	GoldenString inner;
	char *bytes;

	if (outer.length < 0)
		return name;
	inner.length = outer.length + 1 + name.length;
	inner.bytes = bytes = palloc((Size) inner.length + 1);
	memcpy(bytes, outer.bytes, outer.length);
	bytes[outer.length] = '.';
	memcpy(bytes + outer.length + 1, name.bytes, name.length);
	return inner;
}

/* Is the name a path, one that leads into an object that rules look into? */
static bool
golden_is_nested(const GoldenGroup *group, GoldenString name)
{
	int i;

	if (!group->rules->looks_inside)
		return false;
	for (i = 1; i < name.length; i++)
		if (name.bytes[i] == '.')
		{
			const SurvivorshipRule *rule =
				profile_survivorship_find(group->rules, name.bytes, (size_t) i);

			if (rule != NULL && (rule->kind & SURVIVORSHIP_RULE_INSIDE))
				return true;
		}
	return false;
}

static void
golden_offer(GoldenOffers *offers, uint32 topic, GoldenValue value)
{
	GoldenOffer *offer;

	if (offers->count == offers->room)
	{
		offers->room *= 2;
		offers->offers =
			repalloc_huge(offers->offers, (Size) offers->room * sizeof(GoldenOffer));
	}
	offer = &offers->offers[offers->count++];
	offer->value = value;
	offer->topic = topic;
	offer->record = offers->record;
	offers->group->topics[topic].count++;
}

/* Takes the members of an object, and of those inside that rules look into. */
static void
golden_gather(GoldenOffers *offers, const JsonbContainer *container, GoldenString outer)
{
	GoldenGroup *group = offers->group;
	GoldenMembers members;
	GoldenString name;
	GoldenValue value;

	profile_golden_members_start(&members, container);
	while (profile_golden_members_next(&members, &name, &value))
	{
		uint32 topic;

		if (GOLDEN_VALUE_KIND(value) == JENTRY_ISNULL)
			continue;
		name = golden_inner_name(outer, name);
		topic = golden_topic(group, name, golden_is_nested(group, name), offers->guess);
		offers->guess = topic + 1;
		if ((group->topics[topic].rule->kind & SURVIVORSHIP_RULE_INSIDE) &&
			GOLDEN_VALUE_KIND(value) == JENTRY_ISCONTAINER &&
			JsonContainerIsObject((const JsonbContainer *) value.bytes))
		{
			check_stack_depth();
			golden_gather(offers, (const JsonbContainer *) value.bytes, name);
		}
		else if (group->topics[topic].blanks_count ||
				 !profile_golden_value_is_blank(value))
			golden_offer(offers, topic, value);
	}
}

/* The bids of each topic together, in the order of the records. */
static void
golden_distribute(GoldenGroup *group, const GoldenOffers *offers)
{
	uint32 next = 0;
	uint32 i;

	group->bids = MemoryContextAllocHuge(CurrentMemoryContext,
										 ((Size) offers->count + 1) * sizeof(GoldenBid));
	for (i = 0; i < group->ntopics; i++)
	{
		group->topics[i].first = next;
		next += group->topics[i].count;
		group->topics[i].count = 0;
	}
	for (i = 0; i < offers->count; i++)
	{
		const GoldenOffer *offer = &offers->offers[i];
		GoldenTopic *topic = &group->topics[offer->topic];
		GoldenBid *bid = &group->bids[topic->first + topic->count++];

		bid->value = offer->value;
		bid->record = offer->record;
		bid->hash = profile_golden_value_hash(offer->value);
		bid->characters = 0;
	}
}

/* --- records ---------------------------------------------------------------- */

static void
golden_read_records(GoldenGroup *group, const GoldenState *state)
{
	const GoldenRecord *record;
	int64 as_of = group->rules->as_of;
	bool clamps = as_of != GOLDEN_AT_UNKNOWN && !group->rules->future_allowed;
	uint32 i;

	group->records = MemoryContextAllocHuge(
		CurrentMemoryContext, ((Size) state->nentries + 1) * sizeof(GoldenSeen));
	record = golden_first_record(state);
	for (i = 0; i < state->nentries; i++, record = golden_next_record(record))
	{
		GoldenSeen *seen = &group->records[i];

		seen->attributes = golden_record_attributes(record);
		seen->size = record->attributes_size;
		seen->source = golden_record_source(record);
		seen->told = record->at;
		seen->at = clamps && record->at > as_of ? as_of : record->at;
	}
	group->nrecords = profile_golden_distinct(group->records, state->nentries);
	group->now = as_of;
	for (i = 0; i < group->nrecords && as_of == GOLDEN_AT_UNKNOWN; i++)
		if (!TIMESTAMP_NOT_FINITE(profile_golden_timestamp(group->records[i].told)))
			group->now = Max(group->now, group->records[i].told);
}

void
profile_golden_group_open(GoldenGroup *group, const GoldenState *state)
{
	GoldenOffers offers = {group, NULL, 0, 64, 0, 0};

	memset(group, 0, sizeof(GoldenGroup));
	group->rules = golden_state_rules(state);
	group->ranked = group->weighed = SURVIVORSHIP_NONE;
	group->maxtopics = 16;
	group->topics = palloc(group->maxtopics * sizeof(GoldenTopic));
	golden_read_records(group, state);
	offers.offers = palloc(offers.room * sizeof(GoldenOffer));
	for (offers.record = 0; offers.record < group->nrecords; offers.record++)
	{
		CHECK_FOR_INTERRUPTS();
		offers.guess = 0;
		golden_gather(&offers, group->records[offers.record].attributes,
					  (GoldenString){NULL, -1});
	}
	golden_distribute(group, &offers);
	pfree(offers.offers);
}
