/*-------------------------------------------------------------------------
 *
 * measure.h
 *		What the measures of journeys share: the tally, keys of steps, steps
 *		named in arguments, spans of time, rows of results.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_MEASURE_H
#define PROFILE_JOURNEY_MEASURE_H

#include "journey/journey.h"

#include "access/tupdesc.h"
#include "port/pg_bitutils.h"
#include "utils/timestamp.h"

/* --- the tally (tally.c, tally_io.c) --------------------------------------- */

/*
 * A tally counts.  It is the state of every aggregate over journeys: a flat
 * varlena with spare capacity, holding a dictionary of names and a hash table
 * from keys to a few 64-bit counters.  All that an aggregate will answer is in
 * sums of whole numbers, so that neither the order of the rows nor the way in
 * which states were combined can change an answer.
 *
 *	header | arena: parameters, names, entries, bucket arrays | spare |
 *
 * Places in the arena are distances from the start, 0 means none.  Everything
 * in it is aligned to 8 bytes.  An outgrown bucket array is left where it is.
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
	uint32 names;       /* place of the places of the names, by code */
	uint32 names_room;  /* ... and for how many there is room */
	uint32 name_slots;  /* place of u32 code + 1 [name_mask + 1] */
	uint32 name_mask;   /* a power of two, minus one */
	uint32 entry_slots; /* place of JourneyTallySlot[entry_mask + 1] */
	uint32 entry_mask;
} JourneyTally;

typedef struct JourneyTallyName
{
	uint32 hash;
	uint32 len;
	char data[FLEXIBLE_ARRAY_MEMBER];
} JourneyTallyName;

typedef struct JourneyTallySlot
{
	uint32 hash;
	uint32 entry; /* place; 0: free */
} JourneyTallySlot;

/* counters[stride], then the key, padded with zeros */
typedef struct JourneyTallyEntry
{
	uint32 len; /* of the key, in bytes */
	uint32 unused;
	int64 counters[FLEXIBLE_ARRAY_MEMBER];
} JourneyTallyEntry;

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

extern void profile_tally_key_grow(JourneyTallyKey *key);

static inline const uint8 *
journey_tally_key(const JourneyTally *tally, const JourneyTallyEntry *entry)
{
	return (const uint8 *) (entry->counters + tally->stride);
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

/* Keys up to eight bytes are compared and hashed as one number. */
static inline uint32
journey_tally_short_hash(uint64 word, uint32 len)
{
	uint64 hash = (word ^ len) * UINT64CONST(0x9E3779B97F4A7C15);

	hash = (hash ^ hash >> 32) * UINT64CONST(0xD6E8FEB86659FD93);
	return (uint32) (hash >> 32);
}

/* The counters of a key that is there and is at most eight bytes long, or NULL. */
static inline int64 *
journey_tally_short_find(JourneyTally *tally, uint64 word, uint32 len)
{
	const JourneyTallySlot *slots =
		(const JourneyTallySlot *) ((char *) tally + tally->entry_slots);
	uint32 hash = journey_tally_short_hash(word, len);

	for (uint32 i = hash & tally->entry_mask; slots[i].entry != 0;
		 i = (i + 1) & tally->entry_mask)
	{
		JourneyTallyEntry *entry;
		uint64 key;

		if (slots[i].hash != hash)
			continue;
		entry = (JourneyTallyEntry *) ((char *) tally + slots[i].entry);
		memcpy(&key, entry->counters + tally->stride, sizeof(key));
		if (key == word && entry->len == len)
			return entry->counters;
	}
	return NULL;
}

/*
 * A gap, which as a varint has one to ten bytes without any pattern: eight of
 * them are read at once and squeezed together, so that there is no branch to be
 * predicted wrongly.
 */
static inline const uint8 *
journey_read_gap(const uint8 *p, const uint8 *end, uint64 *value)
{
#ifndef WORDS_BIGENDIAN
	if (likely(end - p >= 8))
	{
		uint64 word;
		uint64 stops;

		memcpy(&word, p, sizeof(word));
		stops = ~word & UINT64CONST(0x8080808080808080);
		if (likely(stops != 0))
		{
			/* what stands behind the last byte, whose high bit is clear, goes */
			word &= stops ^ (stops - 1);
			word = (word & UINT64CONST(0x007f007f007f007f)) |
				   (word & UINT64CONST(0x7f007f007f007f00)) >> 1;
			word = (word & UINT64CONST(0x00003fff00003fff)) |
				   (word & UINT64CONST(0x3fff00003fff0000)) >> 2;
			*value = (word & UINT64CONST(0x000000000fffffff)) |
					 (word & UINT64CONST(0x0fffffff00000000)) >> 4;
			return p + pg_rightmost_one_pos64(stops) / 8 + 1;
		}
	}
#endif
	return journey_read_varint(p, end, value);
}

/* --- what steps are told apart by (measure_key.c) -------------------------- */

typedef enum JourneyBy
{
	BY_CHANNEL = 1,
	BY_EVENT,
	BY_BOTH
} JourneyBy;

extern JourneyBy profile_journey_by_arg(const text *by);
extern char *profile_journey_by_text(JourneyBy by, const JourneyName *channel,
									 const JourneyName *event);

/* Keys inside one journey are channel << 16 | event, 0 for what is not looked at. */
static inline uint32
journey_step_key(const JourneyStep *step, JourneyBy by)
{
	return by == BY_CHANNEL ? step->channel << 16
		   : by == BY_EVENT ? step->event
							: step->channel << 16 | step->event;
}

/*
 * The codes, in a tally, of a journey's names.  Filled lazily: a journey is
 * often shorter than its alphabet is long.
 */
typedef struct JourneyByCodes
{
	JourneyBy by;
	uint32 *codes[2]; /* of channels and events */
} JourneyByCodes;

extern void profile_journey_by_codes(JourneyByCodes *codes, JourneyTallySink *sink,
									 const JourneyView *view, JourneyBy by);
extern void profile_journey_check_codes(const JourneyView *view);
extern uint32 profile_journey_by_items(JourneyBy by, const uint64 *items, uint32 n);
extern Datum profile_journey_by_datum(const JourneyTally *tally, JourneyBy by,
									  const uint64 *items);

static inline void
journey_key_step(JourneyTallyKey *key, const JourneyByCodes *codes, uint32 channel,
				 uint32 event)
{
	if (codes->by != BY_EVENT)
		journey_key_name(key, codes->codes[JOURNEY_CHANNEL][channel]);
	if (codes->by != BY_CHANNEL)
		journey_key_name(key, codes->codes[JOURNEY_EVENT][event]);
}

/* --- steps named in arguments (step_name.c) -------------------------------- */

/*
 * One step of an argument such as funnel's: event, channel:event, channel:*,
 * with alternatives in parentheses and * at the end of a name.
 */
#define STEP_NAME_ALTERNATIVES 32
#define STEP_NAMES_MAX         64

typedef struct JourneyNameSet
{
	uint32 count; /* 0: any name */
	struct
	{
		const char *data;
		uint32 len;
		bool prefix;
	} names[STEP_NAME_ALTERNATIVES];
} JourneyNameSet;

typedef struct JourneyStepName
{
	JourneyNameSet channel;
	JourneyNameSet event;
} JourneyStepName;

extern const char *profile_step_name_parse(const char *text, uint32 len, char *scratch,
										   JourneyStepName *name, uint32 *where);
extern void profile_step_name_arg(JourneyStepName *name, const char *text, uint32 len,
								  const char *what);
extern bool profile_name_set_has(const JourneyNameSet *set, const JourneyName *name);

/* Which codes of a journey a step means: one bit for each step, 64 at most. */
typedef struct JourneyStepMasks
{
	uint64 *channels; /* by code: the steps that may be in this channel */
	uint64 *events;
} JourneyStepMasks;

extern void profile_step_masks(JourneyStepMasks *masks, const JourneyView *view,
							   const JourneyStepName *names, uint32 count);
extern void profile_step_masks_free(JourneyStepMasks *masks);

static inline uint64
journey_step_mask(const JourneyStepMasks *masks, const JourneyStep *step)
{
	return masks->channels[step->channel] & masks->events[step->event];
}

/* --- spans of time, rows (measure_row.c) ----------------------------------- */

extern int64 profile_span_arg(const Interval *span, const char *what);
extern Datum profile_span_datum(int64 microseconds);

static inline int64
journey_gap(TimestampTz from, TimestampTz to)
{
	uint64 gap = (uint64) to - (uint64) from;

	/* Only from one end of time to the other. */
	return gap > (uint64) PG_INT64_MAX ? PG_INT64_MAX : (int64) gap;
}

/* Rows of a composite type, to be returned as an array. */
typedef struct JourneyRows
{
	TupleDesc desc;
	Oid type;
	Datum *rows;
	uint32 n;
	uint32 room;
} JourneyRows;

extern void profile_rows_begin(JourneyRows *rows, FunctionCallInfo fcinfo);
extern void profile_rows_add(JourneyRows *rows, Datum *values, bool *nulls);
extern Datum profile_rows_end(JourneyRows *rows);

/* --- one kind each: what its states may hold ------------------------------- */

#define TALLY_CHECKS(kind)                                                               \
	extern bool profile_##kind##_params_valid(const uint8 *params, uint32 len);          \
	extern bool profile_##kind##_key_valid(const uint8 *params, uint32 len,              \
										   const uint64 *items, uint32 n)

TALLY_CHECKS(transitions);
TALLY_CHECKS(funnel);
TALLY_CHECKS(variants);
TALLY_CHECKS(next_steps);
TALLY_CHECKS(retention);
TALLY_CHECKS(attribution);
TALLY_CHECKS(pain);
extern bool profile_model_key_valid(const uint8 *params, uint32 len, const uint64 *items,
									uint32 n);

#endif /* PROFILE_JOURNEY_MEASURE_H */
