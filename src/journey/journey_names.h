/*-------------------------------------------------------------------------
 *
 * journey_names.h
 *		A set of names: from a name to its code, in order of arrival.
 *
 * Open addressing.  Few names, which is what a journey has, need no memory but
 * the table's own.  The table refers to the bytes of its names and does not own
 * them.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_NAMES_H
#define PROFILE_JOURNEY_NAMES_H

#include "journey/journey.h"

#define JOURNEY_NAMES_FIRST 32
#define JOURNEY_NAMES_SLOTS 64 /* twice as many, a power of two */

/*
 * A name with its first and its last eight bytes, which overlap or are padded
 * where it is shorter: up to sixteen bytes these two words are the name.
 */
typedef struct JourneyNameEntry
{
	JourneyName name;
	uint32 hash;
	uint64 head;
	uint64 tail;
} JourneyNameEntry;

#define JOURNEY_NAME_WORDS 16

typedef struct JourneyNames
{
	JourneyNameEntry *entries; /* by code */
	uint32 *slots;             /* code + 1; 0 is free */
	uint32 count;
	uint32 room;
	uint32 mask; /* slots - 1 */
	uint32 first_slots[JOURNEY_NAMES_SLOTS];
	JourneyNameEntry first_entries[JOURNEY_NAMES_FIRST];
} JourneyNames;

#define JOURNEY_NO_CODE PG_UINT32_MAX

extern uint32 profile_journey_names_add(JourneyNames *names,
										const JourneyNameEntry *entry);
extern uint32 *profile_journey_names_rank(const JourneyNames *names, uint32 *order);

static inline void
journey_names_init(JourneyNames *names)
{
	names->entries = names->first_entries;
	names->slots = names->first_slots;
	names->count = 0;
	names->room = JOURNEY_NAMES_FIRST;
	names->mask = JOURNEY_NAMES_SLOTS - 1;
	memset(names->first_slots, 0, sizeof(names->first_slots));
}

static inline void
journey_names_free(JourneyNames *names)
{
	if (names->entries != names->first_entries)
	{
		pfree(names->entries);
		pfree(names->slots);
	}
}

/*
 * Prepare a name to be looked up.  The hash is for this process only: never
 * stored, so it may read words as they come.
 */
static inline void
journey_name_entry(JourneyNameEntry *entry, const JourneyName *name)
{
	const uint64 multiplier = UINT64CONST(0x9E3779B97F4A7C15);
	const char *data = name->data;
	uint32 len = name->len;
	uint64 head = 0;
	uint64 tail = 0;
	uint64 hash = len;

	if (len >= 8)
	{
		memcpy(&head, data, 8);
		memcpy(&tail, data + len - 8, 8);
	}
	else if (len >= 4)
	{
		uint32 word;

		memcpy(&word, data, 4);
		head = word;
		memcpy(&word, data + len - 4, 4);
		tail = word;
	}
	else if (len > 0)
		head = (uint64) (uint8) data[0] << 16 | (uint64) (uint8) data[len / 2] << 8 |
			   (uint8) data[len - 1];
	for (uint32 i = 8; i + 8 < len; i += 8)
	{
		uint64 word;

		memcpy(&word, data + i, 8);
		hash = (hash ^ word) * multiplier;
		hash ^= hash >> 29;
	}
	hash = (hash ^ head) * multiplier;
	hash = (hash ^ hash >> 32 ^ tail) * multiplier;
	entry->name = *name;
	entry->hash = (uint32) (hash >> 32);
	entry->head = head;
	entry->tail = tail;
}

static inline bool
journey_name_same(const JourneyName *a, const JourneyName *b)
{
	return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* Bytewise, the order of names in a journey. */
static inline int
journey_name_order(const JourneyName *a, const JourneyName *b)
{
	int c = memcmp(a->data, b->data, Min(a->len, b->len));

	return c != 0 ? c : a->len < b->len ? -1 : a->len > b->len;
}

static inline bool
journey_entry_same(const JourneyNameEntry *a, const JourneyNameEntry *b)
{
	return a->head == b->head && a->tail == b->tail && a->name.len == b->name.len &&
		   (a->name.len <= JOURNEY_NAME_WORDS ||
			memcmp(a->name.data, b->name.data, a->name.len) == 0);
}

/* The code of a name, or JOURNEY_NO_CODE. */
static inline uint32
journey_names_find(const JourneyNames *names, const JourneyNameEntry *entry)
{
	for (uint32 slot = entry->hash & names->mask; names->slots[slot] != 0;
		 slot = (slot + 1) & names->mask)
	{
		uint32 code = names->slots[slot] - 1;

		if (journey_entry_same(&names->entries[code], entry))
			return code;
	}
	return JOURNEY_NO_CODE;
}

/* The code of a name, entered where it is new. */
static inline uint32
journey_names_code(JourneyNames *names, const JourneyName *name)
{
	JourneyNameEntry entry;
	uint32 code;

	journey_name_entry(&entry, name);
	code = journey_names_find(names, &entry);
	return code != JOURNEY_NO_CODE ? code : profile_journey_names_add(names, &entry);
}

#endif /* PROFILE_JOURNEY_NAMES_H */
