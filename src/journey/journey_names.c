/*-------------------------------------------------------------------------
 *
 * journey_names.c
 *		Entering names into a set, and their order.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "port/pg_bswap.h"
#include "utils/memutils.h"

#include "journey/journey_names.h"

/* Four times the room; half of the slots stay free. */
static void
journey_names_enlarge(JourneyNames *names)
{
	uint32 room = names->room * 4;
	Size slots = (Size) room * 2;
	JourneyNameEntry *entries =
		palloc_extended(sizeof(JourneyNameEntry) * (Size) room, MCXT_ALLOC_HUGE);

	memcpy(entries, names->entries, sizeof(JourneyNameEntry) * names->count);
	journey_names_free(names);
	names->entries = entries;
	names->slots =
		palloc_extended(sizeof(uint32) * slots, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	names->room = room;
	names->mask = (uint32) slots - 1;
	for (uint32 code = 0; code < names->count; code++)
	{
		uint32 slot = entries[code].hash & names->mask;

		while (names->slots[slot] != 0)
			slot = (slot + 1) & names->mask;
		names->slots[slot] = code + 1;
	}
}

/*
 * profile_journey_names_add
 *
 * Enter a name that is not there yet; returns its code.  At most 2^30 names.
 */
uint32
profile_journey_names_add(JourneyNames *names, const JourneyNameEntry *entry)
{
	uint32 code = names->count;
	uint32 slot;

	if (code == names->room)
		journey_names_enlarge(names);
	slot = entry->hash & names->mask;
	while (names->slots[slot] != 0)
		slot = (slot + 1) & names->mask;
	names->slots[slot] = code + 1;
	names->entries[code] = *entry;
	names->count++;
	return code;
}

/* A name being sorted: its first eight bytes, big end first, usually decide. */
typedef struct JourneyNameKey
{
	uint64 prefix;
	const JourneyName *name;
	uint32 code;
} JourneyNameKey;

static inline int
journey_name_cmp(const JourneyNameKey *a, const JourneyNameKey *b)
{
	int c;

	if (a->prefix != b->prefix)
		return a->prefix < b->prefix ? -1 : 1;
	c = memcmp(a->name->data, b->name->data, Min(a->name->len, b->name->len));
	if (c != 0)
		return c;
	return a->name->len < b->name->len ? -1 : a->name->len > b->name->len;
}

#define ST_SORT          journey_sort_names
#define ST_ELEMENT_TYPE  JourneyNameKey
#define ST_COMPARE(a, b) journey_name_cmp(a, b)
#define ST_SCOPE         static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "miscadmin.h"
#include "lib/sort_template.h"

/* The same for a few, without the machinery. */
static void
journey_sort_few_names(JourneyNameKey *keys, uint32 count)
{
	for (uint32 i = 1; i < count; i++)
	{
		JourneyNameKey key = keys[i];
		uint32 place = i;

		for (; place > 0 && journey_name_cmp(&keys[place - 1], &key) > 0; place--)
			keys[place] = keys[place - 1];
		keys[place] = key;
	}
}

/*
 * profile_journey_names_rank
 *
 * Sort the names bytewise.  order[rank] becomes the code, and what is returned
 * the rank by code, palloc'd.
 */
uint32 *
profile_journey_names_rank(const JourneyNames *names, uint32 *order)
{
	Size count = names->count;
	uint32 *rank = palloc_extended(sizeof(uint32) * Max(count, 1), MCXT_ALLOC_HUGE);
	JourneyNameKey few[JOURNEY_NAMES_FIRST];
	JourneyNameKey *keys = few;

	if (count > lengthof(few))
		keys = palloc_extended(sizeof(JourneyNameKey) * count, MCXT_ALLOC_HUGE);
	for (uint32 code = 0; code < count; code++)
	{
		const JourneyName *name = &names->entries[code].name;
		uint64 prefix = 0;

		memcpy(&prefix, name->data, Min(name->len, sizeof(prefix)));
		keys[code].name = name;
		keys[code].prefix = pg_hton64(prefix);
		keys[code].code = code;
	}
	if (keys == few)
		journey_sort_few_names(keys, (uint32) count);
	else
		journey_sort_names(keys, count);
	for (uint32 i = 0; i < count; i++)
	{
		order[i] = keys[i].code;
		rank[keys[i].code] = i;
	}
	if (keys != few)
		pfree(keys);
	return rank;
}
