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

typedef struct JourneyNameEntry
{
	JourneyName name;
	uint32 hash;
} JourneyNameEntry;

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

extern uint32 profile_journey_names_add(JourneyNames *names, const JourneyName *name,
										uint32 hash);
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
 * A hash for this process only: never stored, so it may read words as they come.
 * Names are short; the eights of long ones overlap at the end.
 */
static inline uint32
journey_name_hash(const JourneyName *name)
{
	const uint64 multiplier = UINT64CONST(0x9E3779B97F4A7C15);
	const char *data = name->data;
	uint32 len = name->len;
	uint64 head = 0;
	uint64 tail = 0;

	if (len >= 8)
	{
		for (uint32 i = 0; i + 8 < len; i += 8)
		{
			memcpy(&tail, data + i, 8);
			head = (head ^ tail) * multiplier;
			head ^= head >> 29;
		}
		memcpy(&tail, data + len - 8, 8);
	}
	else if (len >= 4)
	{
		memcpy(&head, data, 4);
		memcpy(&tail, data + len - 4, 4);
	}
	else if (len > 0)
		head = (uint64) (uint8) data[0] << 16 | (uint64) (uint8) data[len / 2] << 8 |
			   (uint8) data[len - 1];
	head = (head ^ (tail << 32 | tail >> 32) ^ len) * multiplier;
	return (uint32) (head >> 32);
}

static inline bool
journey_name_same(const JourneyName *a, const JourneyName *b)
{
	return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

/* The code of a name, or JOURNEY_NO_CODE. */
static inline uint32
journey_names_find(const JourneyNames *names, const JourneyName *name, uint32 hash)
{
	for (uint32 slot = hash & names->mask; names->slots[slot] != 0;
		 slot = (slot + 1) & names->mask)
	{
		uint32 code = names->slots[slot] - 1;

		if (names->entries[code].hash == hash &&
			journey_name_same(&names->entries[code].name, name))
			return code;
	}
	return JOURNEY_NO_CODE;
}

/* The code of a name, entered where it is new. */
static inline uint32
journey_names_code(JourneyNames *names, const JourneyName *name)
{
	uint32 hash = journey_name_hash(name);
	uint32 code = journey_names_find(names, name, hash);

	return code != JOURNEY_NO_CODE ? code : profile_journey_names_add(names, name, hash);
}

#endif /* PROFILE_JOURNEY_NAMES_H */
