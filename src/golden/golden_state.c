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
 * While a block is rebuilt, a source that has been copied is marked in its
 * length, and its "next" is the copy's place.
 */
#define GOLDEN_SOURCE_MOVED 0x80000000U

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
golden_state_allocate(const uint32 fingerprint[2], int64 as_of, uint32 maxentries,
					  Size size)
{
	GoldenState *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->version = GOLDEN_STATE_VERSION;
	state->maxentries = maxentries;
	state->used =
		offsetof(GoldenState, entries) + maxentries * (uint32) sizeof(GoldenEntry);
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

	return golden_state_allocate(fingerprint, as_of, entries,
								 profile_golden_block_size(size));
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
	return (GoldenString){source->bytes, (int) (source->length & ~GOLDEN_SOURCE_MOVED)};
}

void
profile_golden_state_winner(const GoldenState *state, const GoldenEntry *entry,
							GoldenCandidate *winner)
{
	winner->value = (GoldenValue){entry->entry, golden_at(state, entry->value)};
	winner->source = profile_golden_state_source(state, entry->source);
	winner->at = entry->at;
	winner->hash = entry->hash;
	winner->rank = entry->rank;
}

/* --- heap: the room has been made sure of ----------------------------------- */

static uint32
golden_heap(GoldenState *state, Size size, Size alignment)
{
	uint32 place = (uint32) TYPEALIGN(alignment, state->used);

	Assert(place + size <= VARSIZE(state));
	state->used = place + (uint32) size;
	return place;
}

/* A value takes whole words, so that a slot can be given any value of its words. */
static uint32
golden_heap_value(GoldenState *state, GoldenValue value)
{
	uint32 place = golden_heap(state, INTALIGN(GOLDEN_VALUE_LENGTH(value)), 4);

	memcpy(golden_at(state, place), value.bytes, GOLDEN_VALUE_LENGTH(value));
	return place;
}

/* A name, packed. */
static uint32
golden_heap_name(GoldenState *state, const char *bytes, Size length)
{
	uint32 place = golden_heap(state, length, 1);

	memcpy(golden_at(state, place), bytes, length);
	return place;
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
	place = golden_heap(state, offsetof(GoldenSource, bytes) + string.length, 4);
	source = golden_at(state, place);
	source->next = state->sources;
	source->length = (uint32) string.length;
	memcpy(source->bytes, string.bytes, string.length);
	state->sources = place;
	return place;
}

/* Bytes that a candidate may take at most. */
static Size
golden_candidate_room(const GoldenCandidate *candidate)
{
	return GOLDEN_VALUE_LENGTH(candidate->value) + offsetof(GoldenSource, bytes) +
		   (Size) Max(candidate->source.length, 0) + 3 * sizeof(uint32);
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
	uint32 place = golden_heap(state, golden_rivals_room(count) * sizeof(uint32), 4);

	memcpy(golden_at(state, place), hashes, count * sizeof(uint32));
	return place;
}

/* --- rebuilding ------------------------------------------------------------ */

/* The place in "to" of a source in "from": copied once however often it is used. */
static uint32
golden_move_source(GoldenState *to, const GoldenState *from PG_USED_FOR_ASSERTS_ONLY,
				   GoldenString string)
{
	GoldenSource *source;

	if (string.length < 0)
		return 0;
	source = (GoldenSource *) (unconstify(char *, string.bytes) -
							   offsetof(GoldenSource, bytes));
	Assert((char *) source > (const char *) from);
	if (!(source->length & GOLDEN_SOURCE_MOVED))
	{
		source->next = golden_heap_source(to, string);
		source->length |= GOLDEN_SOURCE_MOVED;
	}
	return source->next;
}

static void
golden_copy_entry(GoldenState *to, GoldenEntry *entry, const GoldenState *from,
				  const GoldenEntry *old)
{
	uint32 name = entry->name;

	*entry = *old;
	entry->name = name;
	entry->value =
		golden_heap_value(to, (GoldenValue){old->entry, golden_at(from, old->value)});
	entry->source =
		golden_move_source(to, from, profile_golden_state_source(from, old->source));
	if (old->nrivals > 1 && old->nrivals != GOLDEN_RIVALS_MANY)
		entry->rivals =
			golden_heap_rivals(to, profile_golden_state_rivals(from, old), old->nrivals);
}

/*
 * What lives in a block takes at most this in a new one: aligned pieces may lie
 * less well there, which costs an entry less than half its size.
 */
static Size
golden_rebuilt_size(const GoldenState *old)
{
	return (Size) old->used + old->used / 2;
}

/*
 * Copies what lives into a block with room for "entries" more attributes and
 * "bytes" more in the heap.  A block that would be rebuilt again soon is doubled.
 * If the old size does it, the old block is kept: the executor then need not
 * copy it.  In any case the old block's content is gone, which is why the caller
 * of an aggregate's function owns its state.
 */
static void
golden_rebuild(GoldenState **state, uint32 entries, Size bytes)
{
	GoldenState *old = *state;
	uint32 maxentries = old->nentries + entries;
	Size most = golden_rebuilt_size(old) + bytes + (Size) entries * sizeof(GoldenEntry);
	GoldenState *new;
	Size size;
	uint32 i;

	new = golden_state_allocate(old->fingerprint,
								old->clamps ? old->as_of : GOLDEN_AT_UNKNOWN, maxentries,
								profile_golden_block_size(most));
	new->nentries = old->nentries;
	/* Names lie together, since every row is compared with all of them. */
	for (i = 0; i < old->nentries; i++)
		new->entries[i].name = golden_heap_name(new, golden_at(old, old->entries[i].name),
												old->entries[i].name_length);
	for (i = 0; i < old->nentries; i++)
		golden_copy_entry(new, &new->entries[i], old, &old->entries[i]);
	size = profile_golden_block_size((Size) new->used + Max(bytes, new->used / 16));
	if (size > VARSIZE(new))
	{
		new = repalloc(new, size);
		memset(golden_at(new, new->used), 0, size - new->used);
	}
	SET_VARSIZE(new, size);
	if (size == VARSIZE(old))
	{
		memcpy(old, new, size);
		pfree(new);
	}
	else
		*state = new;
}

/* Makes sure of so many bytes in the heap. */
static inline void
golden_reserve(GoldenState **state, Size bytes)
{
	if ((Size) (*state)->used + bytes > VARSIZE(*state))
		golden_rebuild(state, (*state)->maxentries - (*state)->nentries, bytes);
}

/* --- what the rest of the room uses ----------------------------------------- */

void
profile_golden_state_insert(GoldenState **state, uint32 index, GoldenString name,
							uint32 chain)
{
	GoldenEntry *entry;

	if (name.length > GOLDEN_NAME_MAX)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("attribute name of a golden record is longer than %d "
							   "bytes",
							   GOLDEN_NAME_MAX)));
	if ((*state)->nentries == (*state)->maxentries)
		golden_rebuild(state, 1 + (*state)->nentries / 8, (Size) name.length);
	golden_reserve(state, (Size) name.length);
	entry = &(*state)->entries[index];
	memmove(entry + 1, entry, ((*state)->nentries - index) * sizeof(GoldenEntry));
	memset(entry, 0, sizeof(GoldenEntry));
	entry->name = golden_heap_name(*state, name.bytes, (Size) name.length);
	entry->name_length = (uint16) name.length;
	entry->chain = chain;
	(*state)->nentries++;
}

void
profile_golden_state_put(GoldenState **state, uint32 index,
						 const GoldenCandidate *candidate)
{
	Size length = GOLDEN_VALUE_LENGTH(candidate->value);
	GoldenEntry *entry;

	golden_reserve(state, golden_candidate_room(candidate));
	entry = &(*state)->entries[index];
	/* The old bytes are overwritten where the new ones fit. */
	if (entry->value != 0 &&
		INTALIGN(length) <= INTALIGN(entry->entry & JENTRY_OFFLENMASK))
		memcpy(golden_at(*state, entry->value), candidate->value.bytes, length);
	else
		entry->value = golden_heap_value(*state, candidate->value);
	entry->entry = candidate->value.entry;
	entry->source = golden_heap_source(*state, candidate->source);
	entry->at = candidate->at;
	entry->hash = candidate->hash;
	entry->rank = candidate->rank;
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

		golden_reserve(state, golden_rivals_room(count + 1) * sizeof(uint32) + 4);
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
