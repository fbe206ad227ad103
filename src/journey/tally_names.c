/*-------------------------------------------------------------------------
 *
 * tally_names.c
 *		The dictionary of a tally; see tally.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"

#include "journey/tally.h"

#define TALLY_FIRST_NAMES 8 /* twice as many slots */

/* Room for the first names of an empty tally. */
void
profile_tally_create_names(JourneyTallySink *sink)
{
	uint32 place = profile_tally_allocate(sink, TALLY_FIRST_NAMES * sizeof(uint32));

	sink->tally->names = place;
	sink->tally->names_room = TALLY_FIRST_NAMES;
	place = profile_tally_allocate(sink, 2 * TALLY_FIRST_NAMES * sizeof(uint32));
	sink->tally->name_slots = place;
	sink->tally->name_mask = 2 * TALLY_FIRST_NAMES - 1;
}

static inline const JourneyTallyName *
journey_tally_name(const JourneyTally *tally, uint32 code)
{
	const uint32 *names = journey_tally_at(tally, tally->names);

	return journey_tally_at(tally, names[code]);
}

JourneyName
profile_tally_name_at(const JourneyTally *tally, uint32 code)
{
	const JourneyTallyName *name = journey_tally_name(tally, code);
	JourneyName result = {name->data, name->len};

	return result;
}

static inline uint64
journey_name_mix(uint64 hash, uint64 word)
{
	hash = (hash ^ word) * UINT64CONST(0x9E3779B97F4A7C15);
	return hash ^ hash >> 29;
}

/*
 * Names are looked up for each journey and are short, for which hash_bytes()
 * is slow.  All of the name counts; the last word overlaps the one before.  The
 * hash never leaves this machine.
 */
static inline uint32
journey_name_hash(const char *data, uint32 len)
{
	uint64 hash = len;
	uint64 word = 0;

	if (len < sizeof(uint32))
	{
		for (uint32 i = 0; i < len; i++)
			word = word << 8 | (uint8) data[i];
	}
	else if (len < sizeof(uint64))
	{
		uint32 first;
		uint32 last;

		memcpy(&first, data, sizeof(first));
		memcpy(&last, data + len - sizeof(last), sizeof(last));
		word = (uint64) first << 32 | last;
	}
	else
	{
		for (uint32 i = 0; i + sizeof(word) < len; i += sizeof(word))
		{
			memcpy(&word, data + i, sizeof(word));
			hash = journey_name_mix(hash, word);
		}
		memcpy(&word, data + len - sizeof(word), sizeof(word));
	}
	hash = journey_name_mix(hash, word) * UINT64CONST(0xD6E8FEB86659FD93);
	return (uint32) (hash >> 32);
}

static void
journey_tally_more_names(JourneyTallySink *sink)
{
	uint32 old_room = sink->tally->names_room;
	uint32 place;
	uint32 *slots;

	place = profile_tally_allocate(sink, (Size) old_room * 4 * sizeof(uint32));
	memcpy(journey_tally_at(sink->tally, place),
		   journey_tally_at(sink->tally, sink->tally->names), old_room * sizeof(uint32));
	sink->tally->names = place;
	sink->tally->names_room = old_room * 4;
	/* twice as many slots as names */
	place = profile_tally_allocate(sink, (Size) old_room * 8 * sizeof(uint32));
	sink->tally->name_slots = place;
	sink->tally->name_mask = old_room * 8 - 1;
	slots = journey_tally_at(sink->tally, place);
	for (uint32 code = 0; code < sink->tally->nnames; code++)
	{
		uint32 i = journey_tally_name(sink->tally, code)->hash;

		for (i &= sink->tally->name_mask; slots[i] != 0;)
			i = (i + 1) & sink->tally->name_mask;
		slots[i] = code + 1;
	}
}

/* The slot of a name, or where it would be. */
static inline uint32 *
journey_tally_name_slot(const JourneyTally *tally, const char *data, uint32 len,
						uint32 hash)
{
	uint32 *slots = journey_tally_at(tally, tally->name_slots);
	uint32 i = hash & tally->name_mask;

	for (; slots[i] != 0; i = (i + 1) & tally->name_mask)
	{
		const JourneyTallyName *name = journey_tally_name(tally, slots[i] - 1);

		if (name->hash == hash && name->len == len && memcmp(name->data, data, len) == 0)
			break;
	}
	return &slots[i];
}

/*
 * profile_tally_look
 *
 * The code of a name; one that no name has where there is none.
 */
uint32
profile_tally_look(const JourneyTally *tally, const char *data, uint32 len)
{
	uint32 slot =
		*journey_tally_name_slot(tally, data, len, journey_name_hash(data, len));

	return slot == 0 ? tally->nnames : slot - 1;
}

/*
 * profile_tally_name
 *
 * The code of a name, entered where it is new.
 */
uint32
profile_tally_name(JourneyTallySink *sink, const char *data, uint32 len)
{
	uint32 hash = journey_name_hash(data, len);
	uint32 *slot = journey_tally_name_slot(sink->tally, data, len, hash);
	JourneyTallyName *name;
	uint32 place;

	if (likely(*slot != 0))
		return *slot - 1;
	if (sink->tally->nnames == sink->tally->names_room)
		journey_tally_more_names(sink);
	place = profile_tally_allocate(sink, offsetof(JourneyTallyName, data) + len);
	name = journey_tally_at(sink->tally, place);
	name->hash = hash;
	name->len = len;
	memcpy(name->data, data, len);
	((uint32 *) journey_tally_at(sink->tally, sink->tally->names))[sink->tally->nnames] =
		place;
	slot = journey_tally_name_slot(sink->tally, data, len, hash);
	*slot = ++sink->tally->nnames;
	return sink->tally->nnames - 1;
}
