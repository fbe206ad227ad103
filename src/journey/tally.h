/*-------------------------------------------------------------------------
 *
 * tally.h
 *		The tally: what the aggregates over journeys count with.
 *
 *		tally.c has the state as a whole, tally_names.c its dictionary,
 *		tally_entries.c its table, tally_io.c its forms outside.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_TALLY_H
#define PROFILE_JOURNEY_TALLY_H

#include "common/int.h"

#include "journey/journey.h"

/*
 * A tally counts.  It is the state of every aggregate over journeys: a flat
 * varlena with spare capacity, holding a dictionary of names and a hash table
 * from keys to a few 64-bit counters.  All that an aggregate will answer is in
 * sums of whole numbers, so that neither the order of the rows nor the way in
 * which states were combined can change an answer.
 *
 *	header | arena: parameters, names, long keys, tables | spare |
 *
 * An aggregate may count in a front of its own, smaller than the table, and
 * settle it, which is to enter what is there into the table, now and then.  Who
 * reads a tally (profile_tally_arg) is given one that is settled.
 *
 * Places in the arena are distances from the start, 0 means none.  Everything
 * in it is aligned to 8 bytes.  An outgrown table is left where it is.
 *
 * A key is a sequence of varints: code << 1 | 1 is a name of the dictionary,
 * number << 1 is a number.  So two tallies are combined without knowing what
 * they count: names are entered and keys spelled anew.
 */
typedef enum JourneyTallyKind
{
	TALLY_TRANSITIONS = 1,
	TALLY_FUNNEL,
	TALLY_VARIANTS,
	TALLY_NEXT_STEPS,
	TALLY_RETENTION,
	TALLY_ATTRIBUTION,
	TALLY_MODEL,
	TALLY_PAIN
} JourneyTallyKind;
#define TALLY_KINDS 9

#define TALLY_VERSION 1

typedef struct JourneyTally
{
	int32 vl_len_;
	uint8 version;
	uint8 kind;
	uint8 stride; /* counters of an entry */
	uint8 unused;
	uint32 used;   /* bytes from the start */
	uint32 params; /* place of u32 length, bytes */
	uint32 nnames;
	uint32 nentries;
	uint32 names;      /* place of the places of the names, by code */
	uint32 names_room; /* ... and for how many there is room */
	uint32 name_slots; /* place of u32 code + 1 [name_mask + 1] */
	uint32 name_mask;  /* a power of two, minus one */
	uint32 entries;    /* place of the table of entries, entry_mask + 1 of them */
	uint32 entry_mask;
	uint32 front; /* place of what its aggregate has not entered yet, or 0 */
	uint32 front_width;
} JourneyTally;

typedef struct JourneyTallyName
{
	uint32 hash;
	uint32 len;
	char data[FLEXIBLE_ARRAY_MEMBER];
} JourneyTallyName;

/*
 * An entry is a cell of the table, found by open addressing, so that to count
 * is mostly to touch one line of memory.  Its head is 0 where it is free, or the
 * key (up to seven bytes, the first the least significant) under its length; or,
 * for a longer one, TALLY_LONG, 24 bits of its hash and its place.
 */
typedef struct JourneyTallyEntry
{
	uint64 head;
	int64 counters[FLEXIBLE_ARRAY_MEMBER]; /* [stride] */
} JourneyTallyEntry;

#define TALLY_SHORT_KEY 7
#define TALLY_LONG      UINT64CONST(0xff) /* in place of a length */

/* A longer key. */
typedef struct JourneyTallyLongKey
{
	uint32 len;
	uint32 hash;
	uint8 data[FLEXIBLE_ARRAY_MEMBER];
} JourneyTallyLongKey;

/*
 * A tally being written.  borrowed: it is the executor's (an aggregate's
 * state), who frees it when we hand back another.
 */
typedef struct JourneyTallySink
{
	JourneyTally *tally;
	bool borrowed;
} JourneyTallySink;

/* A key being spelled. */
#define TALLY_KEY_BYTES 64
typedef struct JourneyTallyKey
{
	uint8 *data;
	uint32 len;
	uint32 room;
	uint8 fixed[TALLY_KEY_BYTES];
} JourneyTallyKey;

/* What is known of a kind: its word, its counters, and what keys it has. */
typedef struct JourneyTallyTraits
{
	const char *word;
	uint8 stride;
	bool (*params_valid)(const uint8 *params, uint32 len);
	bool (*key_valid)(const uint8 *params, uint32 len, const uint64 *items, uint32 n);
	void (*settle)(JourneyTallySink *sink); /* NULL: has no front */
} JourneyTallyTraits;

extern const JourneyTallyTraits *profile_tally_traits(int kind);
extern JourneyTally *profile_tally_create(JourneyTallyKind kind, const void *params,
										  uint32 len);
extern const JourneyTally *profile_tally_arg(FunctionCallInfo fcinfo, int n,
											 JourneyTallyKind kind);
extern void profile_tally_open(JourneyTallySink *sink, FunctionCallInfo fcinfo,
							   JourneyTallyKind kind, const void *params, uint32 len);
extern const void *profile_tally_params(const JourneyTally *tally, uint32 *len);
extern uint32 profile_tally_name(JourneyTallySink *sink, const char *data, uint32 len);
extern uint32 profile_tally_look(const JourneyTally *tally, const char *data, uint32 len);
extern JourneyName profile_tally_name_at(const JourneyTally *tally, uint32 code);
extern int64 *profile_tally_counters(JourneyTallySink *sink, const uint8 *key,
									 uint32 len);
extern int64 *profile_tally_short_counters(JourneyTallySink *sink, uint64 head);
extern void profile_tally_add(JourneyTallySink *sink, const JourneyTallyKey *key,
							  int64 count);
extern const int64 *profile_tally_find(const JourneyTally *tally, const uint8 *key,
									   uint32 len);
extern const JourneyTallyEntry **profile_tally_entries(const JourneyTally *tally);
extern uint32 profile_tally_items(const JourneyTally *tally,
								  const JourneyTallyEntry *entry, uint64 **items,
								  uint32 *room);
extern void profile_tally_merge(JourneyTallySink *sink, const JourneyTally *other);
extern int64 profile_tally_sum(int64 a, int64 b);

extern uint32 profile_tally_allocate(JourneyTallySink *sink, Size bytes);
extern void profile_tally_create_names(JourneyTallySink *sink);
extern void profile_tally_create_entries(JourneyTallySink *sink);
extern const uint8 *profile_tally_key(const JourneyTally *tally,
									  const JourneyTallyEntry *entry, uint8 *bytes,
									  uint32 *len);
extern void profile_tally_key_grow(JourneyTallyKey *key);

/* profile_tally_sum(), without a call for what is common. */
static inline int64
journey_tally_sum(int64 a, int64 b)
{
	int64 sum;

	return likely(!pg_add_s64_overflow(a, b, &sum)) ? sum : profile_tally_sum(a, b);
}

static inline void *
journey_tally_at(const JourneyTally *tally, uint32 place)
{
	return unconstify(char *, (const char *) tally) + place;
}

static inline Size
journey_tally_entry_size(uint32 stride)
{
	return offsetof(JourneyTallyEntry, counters) + stride * sizeof(int64);
}

static inline void
journey_key_begin(JourneyTallyKey *key)
{
	key->data = key->fixed;
	key->len = 0;
	key->room = TALLY_KEY_BYTES;
}

static inline void
journey_key_item(JourneyTallyKey *key, uint64 item)
{
	if (unlikely(key->len + 10 > key->room))
		profile_tally_key_grow(key);
	key->len = (uint32) (journey_write_varint(key->data + key->len, item) - key->data);
}

static inline void
journey_key_number(JourneyTallyKey *key, uint64 number)
{
	journey_key_item(key, number << 1);
}

static inline void
journey_key_name(JourneyTallyKey *key, uint32 code)
{
	journey_key_item(key, (uint64) code << 1 | 1);
}

/* Bytes of an argument, behind their length. */
static inline void
journey_key_bytes(JourneyTallyKey *key, const char *data, uint32 len)
{
	journey_key_item(key, len);
	while (key->len + len > key->room)
		profile_tally_key_grow(key);
	memcpy(key->data + key->len, data, len);
	key->len += len;
}

/* Read them back: the byte after, or NULL where there are none. */
static inline const uint8 *
journey_take_key_bytes(const uint8 *p, const uint8 *end, JourneyName *bytes)
{
	uint64 len;

	p = journey_read_varint(p, end, &len);
	if (p == NULL || len > (uint64) (end - p))
		return NULL;
	bytes->data = (const char *) p;
	bytes->len = (uint32) len;
	return p + len;
}

static inline uint32
journey_tally_head_hash(uint64 head)
{
	uint64 hash = head * UINT64CONST(0x9E3779B97F4A7C15);

	hash = (hash ^ hash >> 32) * UINT64CONST(0xD6E8FEB86659FD93);
	return (uint32) (hash >> 32);
}

/* The head of a key of one to seven bytes. */
static inline uint64
journey_tally_head(uint64 bytes, uint32 len)
{
	return bytes | (uint64) len << 56;
}

/* Let the entry of this hash be fetched, for one who will ask for it soon. */
static pg_attribute_always_inline void
journey_tally_prefetch(const JourneyTally *tally, uint32 hash, uint32 stride)
{
	const char *entries = journey_tally_at(tally, tally->entries);

	__builtin_prefetch(
		entries + (hash & tally->entry_mask) * journey_tally_entry_size(stride), 1);
}

/*
 * The entry with this head, of a short key, or NULL.  The hash is the head's,
 * the stride the tally's.
 */
static pg_attribute_always_inline JourneyTallyEntry *
journey_tally_short_find(const JourneyTally *tally, uint64 head, uint32 hash,
						 uint32 stride)
{
	char *entries = journey_tally_at(tally, tally->entries);
	uint32 mask = tally->entry_mask;

	for (uint32 i = hash & mask;; i = (i + 1) & mask)
	{
		JourneyTallyEntry *entry =
			(JourneyTallyEntry *) (entries + i * journey_tally_entry_size(stride));

		if (likely(entry->head == head))
			return entry;
		if (entry->head == 0)
			return NULL;
	}
}

/* --- one kind each: what its states may hold ------------------------------- */

#define TALLY_CHECKS(kind)                                                               \
	extern bool profile_##kind##_params_valid(const uint8 *params, uint32 len);          \
	extern bool profile_##kind##_key_valid(const uint8 *params, uint32 len,              \
										   const uint64 *items, uint32 n)

extern void profile_transitions_settle(JourneyTallySink *sink);
TALLY_CHECKS(transitions);
TALLY_CHECKS(funnel);
TALLY_CHECKS(variants);
TALLY_CHECKS(next_steps);
TALLY_CHECKS(retention);
TALLY_CHECKS(attribution);
TALLY_CHECKS(pain);
extern bool profile_model_key_valid(const uint8 *params, uint32 len, const uint64 *items,
									uint32 n);

#endif /* PROFILE_JOURNEY_TALLY_H */
