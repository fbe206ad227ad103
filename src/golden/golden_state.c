/*-------------------------------------------------------------------------
 *
 * golden_state.c
 *		Memory of the state of golden_record that keeps winners: entries, heap, growth.
 *
 * The block and its invariants are described in golden_state.h.  Whatever may
 * allocate takes GoldenState **, and no pointer into the block survives it.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_state.h"
#include "miscadmin.h"
#include "port/pg_bitutils.h"
#include "utils/memutils.h"

/*
 * While a block is rebuilt, sources are marked in their length: those that have
 * been counted, and those that have been copied, whose "next" is the copy's place.
 */
#define GOLDEN_SOURCE_COUNTED 0x40000000U
#define GOLDEN_SOURCE_MOVED   0x80000000U
#define GOLDEN_SOURCE_LENGTH  0x3fffffffU

/* Sources looked through before one is stored again. */
#define GOLDEN_SOURCES_LOOKED_AT 8

/* The first block; the allocator rounds up to powers of two, so do blocks. */
#define GOLDEN_STATE_LEAST 256

Size
profile_golden_block_size(Size needed)
{
	if (needed > MaxAllocSize)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("golden record has too many values to compare"),
						errdetail("The values of one group take more than one "
								  "gigabyte.")));
	if (needed <= GOLDEN_STATE_LEAST)
		return GOLDEN_STATE_LEAST;
	if (needed > MaxAllocSize / 2)
		return MaxAllocSize;
	return pg_nextpower2_32((uint32) needed);
}

static GoldenState *
golden_state_allocate(const uint32 fingerprint[2], int64 as_of, Size size)
{
	GoldenState *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->version = GOLDEN_STATE_VERSION;
	state->heap = (uint32) TYPEALIGN_DOWN(4, size);
	state->fingerprint[0] = fingerprint[0];
	state->fingerprint[1] = fingerprint[1];
	state->clamps = as_of != GOLDEN_AT_UNKNOWN;
	state->as_of = state->clamps ? as_of : 0;
	return state;
}

GoldenState *
profile_golden_state_create(const uint32 fingerprint[2], int64 as_of, uint32 entries,
							Size bytes)
{
	Size size =
		offsetof(GoldenState, entries) + (Size) entries * sizeof(GoldenEntry) + bytes;

	/* Room for what the next records bring, lest the second need a new block. */
	if (size <= MaxAllocSize / 2)
		size += size / 4;
	return golden_state_allocate(fingerprint, as_of, profile_golden_block_size(size));
}

void
profile_golden_state_check_version(const GoldenState *state)
{
	if (state->version != GOLDEN_STATE_VERSION)
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
						errmsg("state of golden_record has the unknown version %u",
							   state->version),
						errhint("Upgrade the extension profile.")));
}

GoldenString
profile_golden_state_source(const GoldenState *state, uint32 place)
{
	const GoldenSource *source;

	if (place == 0)
		return (GoldenString){NULL, -1};
	source = golden_at(state, place);
	return (GoldenString){source->bytes, (int) (source->length & GOLDEN_SOURCE_LENGTH)};
}

void
profile_golden_state_winner(const GoldenState *state, const GoldenEntry *entry,
							GoldenCandidate *winner)
{
	winner->value = golden_entry_value(state, entry);
	winner->source =
		profile_golden_state_source(state, golden_entry_slot(state, entry)->source);
	winner->at = entry->at;
	winner->hash = entry->hash;
	winner->rank = entry->rank;
}

/* --- heap: the room has been made sure of ----------------------------------- */

static inline Size
golden_spare(const GoldenState *state)
{
	return state->heap - offsetof(GoldenState, entries) -
		   (Size) state->nentries * sizeof(GoldenEntry);
}

static uint32
golden_heap(GoldenState *state, Size size)
{
	Assert(INTALIGN(size) <= golden_spare(state));
	state->heap -= (uint32) INTALIGN(size);
	return state->heap;
}

static inline Size
golden_slot_size(Size name_length, GoldenValue value)
{
	return GOLDEN_SLOT_VALUE(name_length) + INTALIGN(GOLDEN_VALUE_LENGTH(value));
}

/* A slot with name and value; its source is left to the caller. */
static uint32
golden_heap_slot(GoldenState *state, GoldenString name, GoldenValue value)
{
	uint32 place = golden_heap(state, golden_slot_size((Size) name.length, value));
	GoldenSlot *slot = golden_at(state, place);

	memcpy(slot->name, name.bytes, (size_t) name.length);
	memcpy((char *) slot + GOLDEN_SLOT_VALUE(name.length), value.bytes,
		   GOLDEN_VALUE_LENGTH(value));
	return place;
}

static inline Size
golden_source_size(uint32 length)
{
	return INTALIGN(offsetof(GoldenSource, bytes) + (Size) length);
}

static uint32
golden_heap_source(GoldenState *state, GoldenString string)
{
	GoldenSource *source;
	GoldenSource *before = NULL;
	uint32 place = state->sources;
	int i;

	if (string.length < 0)
		return 0;
	for (i = 0; i < GOLDEN_SOURCES_LOOKED_AT && place != 0; i++)
	{
		source = golden_at(state, place);
		if (source->length == (uint32) string.length &&
			memcmp(source->bytes, string.bytes, string.length) == 0)
		{
			/* To the front: the other values of the record ask for it, too. */
			if (before != NULL)
			{
				before->next = source->next;
				source->next = state->sources;
				state->sources = place;
			}
			return place;
		}
		before = source;
		place = source->next;
	}
	place = golden_heap(state, offsetof(GoldenSource, bytes) + string.length);
	source = golden_at(state, place);
	source->next = state->sources;
	source->length = (uint32) string.length;
	memcpy(source->bytes, string.bytes, string.length);
	state->sources = place;
	return place;
}

/* --- rivals: 1 in place, else an array whose size follows from their number - */

static uint32
golden_rivals_room(uint32 count)
{
	return count <= 4 ? 4 : pg_nextpower2_32(count);
}

const uint32 *
profile_golden_state_rivals(const GoldenState *state, const GoldenEntry *entry)
{
	return entry->nrivals == 1 ? &entry->rivals : golden_at(state, entry->rivals);
}

/* Stores the hashes of a set of at least two in the heap. */
static uint32
golden_heap_rivals(GoldenState *state, const uint32 *hashes, uint32 count)
{
	uint32 place = golden_heap(state, golden_rivals_room(count) * sizeof(uint32));

	memcpy(golden_at(state, place), hashes, count * sizeof(uint32));
	return place;
}

/* --- rebuilding ------------------------------------------------------------ */

/* Does the entry have an array of rivals in the heap? */
static inline bool
golden_has_rivals_array(const GoldenEntry *entry)
{
	return entry->nrivals > 1 && entry->nrivals != GOLDEN_RIVALS_MANY;
}

/* The size of what lives in the heap; marks the sources. */
static Size
golden_count_live(GoldenState *state)
{
	Size size = 0;
	uint32 i;

	for (i = 0; i < state->nentries; i++)
	{
		const GoldenEntry *entry = &state->entries[i];
		uint32 place = golden_entry_slot(state, entry)->source;
		GoldenSource *source = golden_at(state, place);

		size += golden_slot_size(entry->name_length, golden_entry_value(state, entry));
		if (golden_has_rivals_array(entry))
			size += golden_rivals_room(entry->nrivals) * sizeof(uint32);
		if (place == 0 || (source->length & GOLDEN_SOURCE_COUNTED))
			continue;
		size += golden_source_size(source->length);
		source->length |= GOLDEN_SOURCE_COUNTED;
	}
	return size;
}

/* The place in "to" of a source in "from": copied once however often it is used. */
static uint32
golden_move_source(GoldenState *to, const GoldenState *from, uint32 place)
{
	GoldenSource *source = golden_at(from, place);

	if (place == 0)
		return 0;
	if (!(source->length & GOLDEN_SOURCE_MOVED))
	{
		source->next = golden_heap_source(to, profile_golden_state_source(from, place));
		source->length |= GOLDEN_SOURCE_MOVED;
	}
	return source->next;
}

static void
golden_copy_entry(GoldenState *to, GoldenEntry *entry, const GoldenState *from,
				  const GoldenEntry *old)
{
	*entry = *old;
	entry->slot =
		golden_heap_slot(to, golden_entry_name(from, old), golden_entry_value(from, old));
	golden_entry_slot(to, entry)->source =
		golden_move_source(to, from, golden_entry_slot(from, old)->source);
	if (golden_has_rivals_array(old))
		entry->rivals =
			golden_heap_rivals(to, profile_golden_state_rivals(from, old), old->nrivals);
}

/*
 * Copies what lives into a block with so many bytes to spare, and more than a few.
 * If the old size does it, the old block is kept: the executor then need not copy
 * it.  In any case the old block's content is gone, which is why the caller of an
 * aggregate's function owns its state.
 */
static void
golden_rebuild(GoldenState **state, Size bytes)
{
	GoldenState *old = *state;
	Size live = offsetof(GoldenState, entries) + old->nentries * sizeof(GoldenEntry) +
				golden_count_live(old);
	Size size = profile_golden_block_size(live + Max(bytes, live / 16));
	GoldenState *new = golden_state_allocate(
		old->fingerprint, old->clamps ? old->as_of : GOLDEN_AT_UNKNOWN, size);
	uint32 i;

	/* Places of entries count as taken while the heap is filled. */
	new->nentries = old->nentries;
	for (i = 0; i < old->nentries; i++)
		golden_copy_entry(new, &new->entries[i], old, &old->entries[i]);
	if (size == VARSIZE(old))
	{
		memcpy(old, new, size);
		pfree(new);
	}
	else
		*state = new;
}

/* Makes sure of so many bytes, for entries and in the heap together. */
static inline void
golden_reserve(GoldenState **state, Size bytes)
{
	if (golden_spare(*state) < bytes)
		golden_rebuild(state, bytes);
}

/* --- what the rest of the room uses ----------------------------------------- */

/* All of a candidate but the value, which is in the entry's slot already. */
static void
golden_set_winner(GoldenState *state, GoldenEntry *entry,
				  const GoldenCandidate *candidate)
{
	golden_entry_slot(state, entry)->source =
		golden_heap_source(state, candidate->source);
	entry->entry = candidate->value.entry;
	entry->at = candidate->at;
	entry->hash = candidate->hash;
	entry->rank = candidate->rank;
}

void
profile_golden_state_insert(GoldenState **state, uint32 index, GoldenString name,
							uint32 chain, const GoldenCandidate *candidate)
{
	GoldenEntry *entry;

	if (name.length > GOLDEN_NAME_MAX)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("attribute name of a golden record is longer than %d "
							   "bytes",
							   GOLDEN_NAME_MAX)));
	Assert(chain <= PG_UINT16_MAX);
	golden_reserve(state,
				   sizeof(GoldenEntry) +
					   golden_slot_size((Size) name.length, candidate->value) +
					   golden_source_size((uint32) Max(candidate->source.length, 0)));
	entry = &(*state)->entries[index];
	memmove(entry + 1, entry, ((*state)->nentries - index) * sizeof(GoldenEntry));
	memset(entry, 0, sizeof(GoldenEntry));
	(*state)->nentries++;
	entry->name_length = (uint16) name.length;
	entry->chain = (uint16) chain;
	entry->slot = golden_heap_slot(*state, name, candidate->value);
	golden_set_winner(*state, entry, candidate);
}

void
profile_golden_state_put(GoldenState **state, uint32 index,
						 const GoldenCandidate *candidate)
{
	GoldenEntry *entry = &(*state)->entries[index];
	Size length = GOLDEN_VALUE_LENGTH(candidate->value);
	bool fits = INTALIGN(length) <= INTALIGN(entry->entry & JENTRY_OFFLENMASK);
	Size room = golden_source_size((uint32) Max(candidate->source.length, 0));

	if (!fits)
		room += golden_slot_size(entry->name_length, candidate->value);
	golden_reserve(state, room);
	entry = &(*state)->entries[index];
	/* The old bytes are overwritten where the new ones fit. */
	if (fits)
		memcpy(unconstify(char *, golden_entry_value(*state, entry).bytes),
			   candidate->value.bytes, length);
	else
		entry->slot =
			golden_heap_slot(*state, golden_entry_name(*state, entry), candidate->value);
	golden_set_winner(*state, entry, candidate);
}

static bool
golden_has_rival(const uint32 *rivals, uint32 count, uint32 hash)
{
	uint32 i;

	for (i = 0; i < count; i++)
		if (rivals[i] == hash)
			return true;
	return false;
}

void
profile_golden_state_add_rival(GoldenState **state, uint32 index, uint32 hash)
{
	GoldenEntry *entry = &(*state)->entries[index];
	uint32 count = entry->nrivals;

	if (count == GOLDEN_RIVALS_MANY ||
		(count > 0 &&
		 golden_has_rival(profile_golden_state_rivals(*state, entry), count, hash)))
		return;
	if (count + 1 >= GOLDEN_RIVALS_MAX)
	{
		entry->nrivals = GOLDEN_RIVALS_MANY;
		entry->rivals = 0;
		return;
	}
	if (count == 0)
		entry->rivals = hash;
	else if (count == 1 || count == golden_rivals_room(count))
	{
		uint32 hashes[GOLDEN_RIVALS_MAX];

		golden_reserve(state, golden_rivals_room(count + 1) * sizeof(uint32));
		entry = &(*state)->entries[index];
		memcpy(hashes, profile_golden_state_rivals(*state, entry),
			   count * sizeof(uint32));
		hashes[count] = hash;
		entry->rivals = golden_heap_rivals(*state, hashes, count + 1);
	}
	else
		((uint32 *) golden_at(*state, entry->rivals))[count] = hash;
	entry->nrivals++;
}

void
profile_golden_state_drop_rival(GoldenState *state, uint32 index, uint32 hash)
{
	GoldenEntry *entry = &state->entries[index];
	uint32 *rivals;
	uint32 i;

	if (entry->nrivals == 0 || entry->nrivals == GOLDEN_RIVALS_MANY)
		return;
	rivals = unconstify(uint32 *, profile_golden_state_rivals(state, entry));
	for (i = 0; i < entry->nrivals; i++)
		if (rivals[i] == hash)
		{
			rivals[i] = rivals[entry->nrivals - 1];
			entry->nrivals--;
			if (entry->nrivals == 1)
				entry->rivals = rivals[0];
			return;
		}
}
