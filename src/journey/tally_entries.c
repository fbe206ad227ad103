/*-------------------------------------------------------------------------
 *
 * tally_entries.c
 *		The table of a tally: what was seen, and how often; see tally.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "utils/memutils.h"

#include "journey/tally.h"

#define TALLY_FIRST_ENTRIES 16

/* Room for the first entries of an empty tally. */
void
profile_tally_create_entries(JourneyTallySink *sink)
{
	Size bytes = TALLY_FIRST_ENTRIES * journey_tally_entry_size(sink->tally->stride);
	uint32 place = profile_tally_allocate(sink, bytes);

	sink->tally->entries = place;
	sink->tally->entry_mask = TALLY_FIRST_ENTRIES - 1;
}

static inline JourneyTallyEntry *
journey_tally_entry(const JourneyTally *tally, uint32 i)
{
	return journey_tally_at(
		tally, tally->entries + i * (uint32) journey_tally_entry_size(tally->stride));
}

/* --- heads ------------------------------------------------------------------- */

/* What is looked for: all of the head but the place of a long key. */
typedef struct JourneyTallyProbe
{
	const uint8 *key;
	uint32 len;
	uint32 hash;
	uint64 head;
} JourneyTallyProbe;

static inline bool
journey_tally_is_long(uint64 head)
{
	return head >> 56 == TALLY_LONG;
}

static inline const JourneyTallyLongKey *
journey_tally_long_key(const JourneyTally *tally, uint64 head)
{
	return journey_tally_at(tally, (uint32) head);
}

static inline JourneyTallyProbe
journey_tally_probe(const uint8 *key, uint32 len)
{
	JourneyTallyProbe probe = {key, len, 0, 0};

	if (len > 0 && len <= TALLY_SHORT_KEY)
	{
		for (uint32 i = 0; i < len; i++)
			probe.head |= (uint64) key[i] << (i * 8);
		probe.head = journey_tally_head(probe.head, len);
		probe.hash = journey_tally_head_hash(probe.head);
		return probe;
	}
	probe.hash = hash_bytes(key, (int) len);
	probe.head = TALLY_LONG << 56 | (uint64) (probe.hash >> 8) << 32;
	return probe;
}

static inline bool
journey_tally_same(const JourneyTally *tally, uint64 head, const JourneyTallyProbe *probe)
{
	const JourneyTallyLongKey *key;

	if (!journey_tally_is_long(probe->head))
		return head == probe->head;
	if (head >> 32 != probe->head >> 32)
		return false;
	key = journey_tally_long_key(tally, head);
	return key->len == probe->len && memcmp(key->data, probe->key, probe->len) == 0;
}

/* The entry of a key, or the free one where it would be. */
static JourneyTallyEntry *
journey_tally_seek(const JourneyTally *tally, const JourneyTallyProbe *probe)
{
	for (uint32 i = probe->hash & tally->entry_mask;; i = (i + 1) & tally->entry_mask)
	{
		JourneyTallyEntry *entry = journey_tally_entry(tally, i);

		if (entry->head == 0 || journey_tally_same(tally, entry->head, probe))
			return entry;
	}
}

/* --- entering ------------------------------------------------------------------ */

static void
journey_tally_more_entries(JourneyTallySink *sink)
{
	uint32 size = (uint32) journey_tally_entry_size(sink->tally->stride);
	uint32 old_mask = sink->tally->entry_mask;
	uint32 old_place = sink->tally->entries;
	Size count = ((Size) old_mask + 1) * 2;
	uint32 place = profile_tally_allocate(sink, count * size);

	sink->tally->entries = place;
	sink->tally->entry_mask = (uint32) count - 1;
	for (uint32 from = 0; from <= old_mask; from++)
	{
		const JourneyTallyEntry *old =
			journey_tally_at(sink->tally, old_place + from * size);
		uint32 i;

		if (old->head == 0)
			continue;
		i = journey_tally_is_long(old->head)
				? journey_tally_long_key(sink->tally, old->head)->hash
				: journey_tally_head_hash(old->head);
		for (i &= sink->tally->entry_mask;
			 journey_tally_entry(sink->tally, i)->head != 0;)
			i = (i + 1) & sink->tally->entry_mask;
		memcpy(journey_tally_entry(sink->tally, i), old, size);
	}
}

static int64 *
journey_tally_enter(JourneyTallySink *sink, JourneyTallyProbe *probe)
{
	JourneyTallyEntry *entry = journey_tally_seek(sink->tally, probe);

	if (likely(entry->head != 0))
		return entry->counters;
	/* at most five eighths are taken */
	if (sink->tally->nentries >= (sink->tally->entry_mask + 1) / 8 * 5)
		journey_tally_more_entries(sink);
	if (journey_tally_is_long(probe->head))
	{
		uint32 place = profile_tally_allocate(sink, offsetof(JourneyTallyLongKey, data) +
														probe->len);
		JourneyTallyLongKey *kept = journey_tally_at(sink->tally, place);

		kept->len = probe->len;
		kept->hash = probe->hash;
		memcpy(kept->data, probe->key, probe->len);
		probe->head |= place;
	}
	entry = journey_tally_seek(sink->tally, probe);
	entry->head = probe->head;
	sink->tally->nentries++;
	return entry->counters;
}

/*
 * profile_tally_counters
 *
 * The counters of a key, entered where it is new.  They stay where they are
 * until the next name or entry is entered.
 */
int64 *
profile_tally_counters(JourneyTallySink *sink, const uint8 *key, uint32 len)
{
	JourneyTallyProbe probe = journey_tally_probe(key, len);

	return journey_tally_enter(sink, &probe);
}

/* The same of a short key, given by its head. */
int64 *
profile_tally_short_counters(JourneyTallySink *sink, uint64 head)
{
	JourneyTallyProbe probe = {NULL, (uint32) (head >> 56), journey_tally_head_hash(head),
							   head};

	return journey_tally_enter(sink, &probe);
}

/*
 * profile_tally_find
 *
 * The counters of a key; NULL where there are none.
 */
const int64 *
profile_tally_find(const JourneyTally *tally, const uint8 *key, uint32 len)
{
	JourneyTallyProbe probe = journey_tally_probe(key, len);
	const JourneyTallyEntry *entry = journey_tally_seek(tally, &probe);

	return entry->head == 0 ? NULL : entry->counters;
}

int64
profile_tally_sum(int64 a, int64 b)
{
	int64 sum;

	if (unlikely(pg_add_s64_overflow(a, b, &sum)))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("a count of journeys is out of range")));
	return sum;
}

/* Count a key by its first counter. */
void
profile_tally_add(JourneyTallySink *sink, const JourneyTallyKey *key, int64 count)
{
	int64 *counters = profile_tally_counters(sink, key->data, key->len);

	counters[0] = profile_tally_sum(counters[0], count);
}

/* --- reading ------------------------------------------------------------------- */

/* All entries, palloc'd, in no order. */
const JourneyTallyEntry **
profile_tally_entries(const JourneyTally *tally)
{
	const JourneyTallyEntry **entries =
		palloc_extended(sizeof(*entries) * ((Size) tally->nentries + 1), MCXT_ALLOC_HUGE);
	uint32 n = 0;

	for (uint32 i = 0; i <= tally->entry_mask && n < tally->nentries; i++)
	{
		const JourneyTallyEntry *entry = journey_tally_entry(tally, i);

		if (entry->head != 0)
			entries[n++] = entry;
	}
	return entries;
}

/*
 * profile_tally_key
 *
 * The key of an entry; bytes has room for a short one (TALLY_SHORT_KEY).
 */
const uint8 *
profile_tally_key(const JourneyTally *tally, const JourneyTallyEntry *entry, uint8 *bytes,
				  uint32 *len)
{
	if (journey_tally_is_long(entry->head))
	{
		const JourneyTallyLongKey *key = journey_tally_long_key(tally, entry->head);

		*len = key->len;
		return key->data;
	}
	*len = (uint32) (entry->head >> 56);
	for (uint32 i = 0; i < *len; i++)
		bytes[i] = (uint8) (entry->head >> (i * 8));
	return bytes;
}

/*
 * profile_tally_items
 *
 * The key of an entry taken apart, into an array that grows as needed (NULL and
 * 0 at first); returns the number of items.
 */
uint32
profile_tally_items(const JourneyTally *tally, const JourneyTallyEntry *entry,
					uint64 **items, uint32 *room)
{
	uint8 bytes[TALLY_SHORT_KEY];
	uint32 len;
	const uint8 *p = profile_tally_key(tally, entry, bytes, &len);
	const uint8 *end = p + len;
	uint32 n = 0;

	/* every item has at least a byte */
	if (*room < len)
	{
		*room = Max(len * 2, 64);
		if (*items != NULL)
			pfree(*items);
		*items = palloc_extended(sizeof(uint64) * (Size) *room, MCXT_ALLOC_HUGE);
	}
	while (p < end)
	{
		p = journey_read_varint(p, end, &(*items)[n++]);
		if (p == NULL)
			profile_journey_corrupted();
	}
	return n;
}

void
profile_tally_key_grow(JourneyTallyKey *key)
{
	uint8 *data = palloc((Size) key->room * 4);

	memcpy(data, key->data, key->len);
	if (key->data != key->fixed)
		pfree(key->data);
	key->data = data;
	key->room *= 4;
}
