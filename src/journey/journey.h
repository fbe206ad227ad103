/*-------------------------------------------------------------------------
 *
 * journey.h
 *		Type journey: the time-ordered steps of a customer in one datum.
 *
 * Layout after the varlena header (doc/journey-format.md has it byte by byte):
 *
 *	u8 version | u8 flags | varint n                  -- n = 0: nothing follows
 *	zigzag varint first | varint span                 -- in the time unit
 *	varint count, { varint length, bytes } ...        -- channel names
 *	varint count, { varint length, bytes } ...        -- event names
 *	[varint count, { varint length, bytes } ...]      -- labels
 *	channel codes: 4, 8 or 16 bits each
 *	event codes: 8 or 16 bits each
 *	[label codes: 8, 16 or 32 bits each; 0 is NULL, k the k-th label]
 *	[varint length of the next section]               -- only with values
 *	n - 1 varints: time since the previous step, in the time unit
 *	[u8 scale | bitmap | values]                      -- only with values
 *
 * Invariants: steps are ordered by (at, channel, event, label, value), strings
 * bytewise, NULL first.  Names are sorted, distinct and all used.  The time
 * unit is the coarsest that is exact, codes have the smallest width.  So equal
 * journeys have equal bytes.  What answers start, end, length and alphabet
 * comes first, so that a slice of a TOASTed value is enough for them.
 * Multi-byte codes are in host byte order; values are read with memcpy, since
 * values with short headers are not aligned.
 *
 * Every journey is made by the builder from a bag (JourneyBag); nothing else
 * writes this layout.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_JOURNEY_H
#define PROFILE_JOURNEY_JOURNEY_H

#include "extension/compat.h"
#include "datatype/timestamp.h"
#include "fmgr.h"
#include "lib/stringinfo.h"
#include "nodes/nodes.h"
#include "utils/numeric.h"

#include "journey/journey_text.h"

#define JOURNEY_VERSION   1
#define JOURNEY_MAX_STEPS 10000000
#define JOURNEY_MAX_NAMES 65535 /* channels, and events */

/* Flags: time unit, widths of codes, what there is. */
#define JOURNEY_UNIT_S       0
#define JOURNEY_UNIT_MS      1
#define JOURNEY_UNIT_US      2
#define JOURNEY_UNIT_MASK    0x03
#define JOURNEY_CHANNEL_4    0x00
#define JOURNEY_CHANNEL_8    0x04
#define JOURNEY_CHANNEL_16   0x08
#define JOURNEY_CHANNEL_MASK 0x0c
#define JOURNEY_EVENT_16     0x10
#define JOURNEY_LABEL_NONE   0x00
#define JOURNEY_LABEL_8      0x20
#define JOURNEY_LABEL_16     0x40
#define JOURNEY_LABEL_32     0x60
#define JOURNEY_LABEL_MASK   0x60
#define JOURNEY_HAS_VALUE    0x80

#define DatumGetJourneyPP(X) ((struct varlena *) PG_DETOAST_DATUM_PACKED(X))
#define PG_GETARG_JOURNEY(n) DatumGetJourneyPP(PG_GETARG_DATUM(n))
#define PG_RETURN_JOURNEY(j) PG_RETURN_POINTER(j)

/* Bytes of the slice that certainly holds version to span. */
#define JOURNEY_SPAN_BYTES 32

typedef enum JourneyKind
{
	JOURNEY_CHANNEL,
	JOURNEY_EVENT,
	JOURNEY_LABEL
} JourneyKind;
#define JOURNEY_KINDS 3

typedef struct JourneyName
{
	const char *data;
	uint32 len;
} JourneyName;

/* --- reading (journey_read.c) --------------------------------------------- */

/*
 * A journey's header, taken apart.  names[k] is where the first name of a kind
 * starts; the sections below point into the value.
 */
typedef struct JourneyView
{
	const uint8 *end;
	uint8 flags;
	int64 unit; /* microseconds */
	uint32 n;
	TimestampTz first;
	TimestampTz last;
	uint32 count[JOURNEY_KINDS];
	const uint8 *names[JOURNEY_KINDS];
	const uint8 *channels;
	const uint8 *events;
	const uint8 *labels;
	const uint8 *deltas;
	const uint8 *values; /* NULL: none */
} JourneyView;

/* One step, by codes.  label is 0 for NULL, otherwise 1 + its rank. */
typedef struct JourneyStep
{
	TimestampTz at;
	uint32 channel;
	uint32 event;
	uint32 label;
	bool has_value;
	JourneyValue value;
} JourneyStep;

typedef struct JourneyCursor
{
	const JourneyView *view;
	uint32 next; /* steps read so far */
	TimestampTz at;
	const uint8 *delta;
	const uint8 *value;
	uint8 scale; /* of the value section */
} JourneyCursor;

extern void profile_journey_view_span(JourneyView *view, const struct varlena *journey);
extern void profile_journey_view(JourneyView *view, const struct varlena *journey);
extern JourneyName *profile_journey_names(const JourneyView *view, JourneyKind kind);
extern void profile_journey_cursor(JourneyCursor *cursor, const JourneyView *view);
extern bool profile_journey_next(JourneyCursor *cursor, JourneyStep *step);
extern const uint8 *profile_journey_read_value(const uint8 *p, const uint8 *end,
											   uint8 scale, JourneyValue *value);
pg_noreturn extern void profile_journey_corrupted(void);

/*
 * LEB128: seven bits a byte, least significant first.  Returns the byte after,
 * or NULL where the input ends too early or is no varint of 64 bits.
 */
static inline const uint8 *
journey_read_varint(const uint8 *p, const uint8 *end, uint64 *value)
{
	uint64 result = 0;

	if (likely(p < end && *p < 0x80))
	{
		*value = *p;
		return p + 1;
	}
	for (int shift = 0; shift < 64 && p < end; shift += 7)
	{
		uint8 byte = *p++;

		result |= (uint64) (byte & 0x7f) << shift;
		if (byte < 0x80)
		{
			*value = result;
			return p;
		}
	}
	return NULL;
}

static inline uint8 *
journey_write_varint(uint8 *p, uint64 value)
{
	while (value >= 0x80)
	{
		*p++ = (uint8) (value | 0x80);
		value >>= 7;
	}
	*p++ = (uint8) value;
	return p;
}

static inline uint32
journey_varint_size(uint64 value)
{
	return value == 0 ? 1 : (uint32) (70 - __builtin_clzll(value)) / 7;
}

static inline uint64
journey_zigzag(int64 value)
{
	return ((uint64) value << 1) ^ (uint64) (value >> 63);
}

static inline int64
journey_unzigzag(uint64 value)
{
	return (int64) (value >> 1) ^ -(int64) (value & 1);
}

static inline uint32
journey_code16(const uint8 *codes, uint32 i)
{
	uint16 code;

	memcpy(&code, codes + (Size) i * 2, sizeof(code));
	return code;
}

static inline uint32
journey_channel_code(const JourneyView *view, uint32 i)
{
	switch (view->flags & JOURNEY_CHANNEL_MASK)
	{
		case JOURNEY_CHANNEL_4:
			return (view->channels[i / 2] >> (i % 2 * 4)) & 0x0f;
		case JOURNEY_CHANNEL_8:
			return view->channels[i];
		default:
			return journey_code16(view->channels, i);
	}
}

static inline uint32
journey_event_code(const JourneyView *view, uint32 i)
{
	return (view->flags & JOURNEY_EVENT_16) ? journey_code16(view->events, i)
											: view->events[i];
}

/* --- collecting (journey_bag.c) ------------------------------------------- */

/*
 * The bag: steps in any order, the state of journey_agg and the only way to
 * make a journey.  A flat varlena with spare capacity: steps grow upwards
 * behind the header, the heap grows downwards from the end.
 *
 *	header | steps ... | spare, zeroed | ... heap |
 *
 * Places in the heap are distances from the end, so that a bag is enlarged by
 * copying both parts; 0 means none.  The heap holds names (each once, in a hash
 * table with chains), bucket arrays (a bigger one replaces the old, which is
 * left where it is) and extras: label and value of the steps that have any.
 * Heap entries are aligned to 4 bytes.
 *
 * Among hundreds of thousands of groups what costs is cache misses: the first
 * buckets lie in the header, so that finding a name touches nothing but the
 * header and the name.
 */
#define JOURNEY_BAG_BUCKETS 16

typedef struct JourneyBagStep
{
	TimestampTz at;
	uint16 channel;
	uint16 event;
	uint32 extra; /* place of u32 label + 1, u8 has value, encoded value */
} JourneyBagStep;

typedef struct JourneyBag
{
	int32 vl_len_;
	uint8 version;
	uint8 unused[3];
	uint32 n;
	uint32 heap;                 /* bytes used from the end */
	uint32 nbuckets;             /* a power of two */
	uint32 buckets;              /* place of the bucket array; 0: the one below */
	uint32 count[JOURNEY_KINDS]; /* names of each kind: codes in order of arrival */
	uint32 first_buckets[JOURNEY_BAG_BUCKETS];
	JourneyBagStep steps[FLEXIBLE_ARRAY_MEMBER];
} JourneyBag;

typedef struct JourneyBagName
{
	uint32 next; /* in its chain */
	uint32 hash;
	uint32 code;
	uint16 len;
	uint8 kind;
	uint8 unused;
	char data[FLEXIBLE_ARRAY_MEMBER];
} JourneyBagName;

/*
 * A bag being filled.  borrowed: the bag is the executor's (an aggregate's
 * state), who frees it when we hand back another.
 */
typedef struct JourneySink
{
	JourneyBag *bag;
	bool borrowed;
} JourneySink;

/* A step to be added; label.data NULL is no label. */
typedef struct JourneyInput
{
	TimestampTz at;
	JourneyName channel;
	JourneyName event;
	JourneyName label;
	bool has_value;
	JourneyValue value;
} JourneyInput;

#define JOURNEY_BAG_VERSION 1

extern JourneyBag *profile_journey_bag_create(Size capacity);
extern void profile_journey_bag_check(const JourneyBag *bag);
extern void profile_journey_bag_room(JourneySink *sink, Size bytes);
extern bool profile_journey_bag_add(JourneySink *sink, const JourneyInput *input,
									Node *context);
extern void profile_journey_bag_add_journey(JourneySink *sink, const JourneyView *view,
											uint32 from, uint32 to);
extern void profile_journey_bag_add_bag(JourneySink *sink, const JourneyBag *other);
extern void profile_journey_bag_names(const JourneyBag *bag, JourneyName **names);
extern uint32 profile_journey_bag_extra(const JourneyBag *bag, uint32 place,
										bool *has_value, JourneyValue *value);

static inline const char *
journey_bag_at(const JourneyBag *bag, uint32 place)
{
	return (const char *) bag + VARSIZE(bag) - place;
}

/* --- building (journey_build.c) ------------------------------------------- */

extern struct varlena *profile_journey_build(const JourneyBag *bag, bool distinct);
extern uint8 *profile_journey_write_value(uint8 *p, const JourneyValue *value);
extern uint32 profile_journey_value_size(const JourneyValue *value);

/* --- values and text shared by several files ------------------------------ */

extern void profile_journey_value_from_numeric(Numeric numeric, JourneyValue *value);
extern Datum profile_journey_value_to_numeric(const JourneyValue *value);
extern void profile_journey_append_value(StringInfo out, const JourneyValue *value);
extern void profile_journey_append_name(StringInfo out, const char *name, uint32 len,
										bool plain);
extern void profile_journey_print(StringInfo out, const struct varlena *journey);
extern JourneyBag *profile_journey_parse(const char *text, Node *context);
extern void profile_journey_send_to(StringInfo out, const struct varlena *journey);
extern JourneyBag *profile_journey_receive(StringInfo in);

#endif /* PROFILE_JOURNEY_JOURNEY_H */
