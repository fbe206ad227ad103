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
 *	channel codes, event codes, [label codes]         -- packed, see below
 *	[varint length of the next section]               -- only with values
 *	n - 1 varints: time since the previous step, in the time unit
 *	[u8 scale | bitmap | values]                      -- only with values
 *
 * A code has as many bits as the largest of its kind needs: none where there is
 * one name.  Label code 0 is NULL, k the k-th label.
 *
 * Invariants: steps are ordered by (at, channel, event, label, value), strings
 * bytewise, NULL first.  Names are sorted, distinct and all used.  The time
 * unit is the coarsest that is exact.  So equal journeys have equal bytes.  What
 * answers start, end, length and alphabet comes first, so that a slice of a
 * TOASTed value is enough for them.  No part depends on the host's byte order;
 * nothing is aligned, since values with short headers are not.
 *
 * Every journey is written by journey_build.c from a draft (journey_draft.h);
 * nothing else writes this layout.
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

#include "journey/journey_codes.h"
#include "journey/journey_text.h"

#define JOURNEY_VERSION   1
#define JOURNEY_MAX_STEPS 10000000
#define JOURNEY_MAX_NAMES 65535 /* channels, and events */

/* Flags: the time unit, and what there is. */
#define JOURNEY_UNIT_MASK 0x07 /* of JourneyUnit */
#define JOURNEY_HAS_LABEL 0x08
#define JOURNEY_HAS_VALUE 0x10

typedef enum JourneyUnit
{
	JOURNEY_UNIT_US,
	JOURNEY_UNIT_MS,
	JOURNEY_UNIT_S,
	JOURNEY_UNIT_MIN,
	JOURNEY_UNIT_H,
	JOURNEY_UNIT_DAY
} JourneyUnit;

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
	const uint8 *values;       /* NULL: none */
	uint8 bits[JOURNEY_KINDS]; /* of a code */
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
extern void profile_journey_view_bytes(JourneyView *view, const uint8 *payload, Size len);
extern JourneyName *profile_journey_names(const JourneyView *view, JourneyKind kind);
extern void profile_journey_cursor(JourneyCursor *cursor, const JourneyView *view);
extern bool profile_journey_next(JourneyCursor *cursor, JourneyStep *step);
extern const uint8 *profile_journey_read_value(const uint8 *p, const uint8 *end,
											   uint8 scale, JourneyValue *value);
pg_noreturn extern void profile_journey_corrupted(void);
extern bool profile_journey_has_steps_of(const JourneyView *left,
										 const JourneyView *right);

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

/* Bits of the codes 0..largest. */
static inline uint8
journey_code_bits(uint32 largest)
{
	return largest == 0 ? 0 : (uint8) (32 - __builtin_clz(largest));
}

static inline uint32
journey_channel_code(const JourneyView *view, uint32 i)
{
	return journey_packed_code(view->channels, view->bits[JOURNEY_CHANNEL], i);
}

static inline uint32
journey_event_code(const JourneyView *view, uint32 i)
{
	return journey_packed_code(view->events, view->bits[JOURNEY_EVENT], i);
}

/* --- making ---------------------------------------------------------------- */

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

extern struct varlena *profile_journey_part(const JourneyView *view, uint32 from,
											uint32 to);
extern uint8 *profile_journey_write_value(uint8 *p, const JourneyValue *value);
extern uint32 profile_journey_value_size(const JourneyValue *value);

/* --- values and text shared by several files ------------------------------ */

extern void profile_journey_value_from_numeric(Numeric numeric, JourneyValue *value);
extern Datum profile_journey_value_to_numeric(const JourneyValue *value);
extern Datum profile_journey_text_datum(const JourneyName *name);
extern void profile_journey_append_value(StringInfo out, const JourneyValue *value);
extern void profile_journey_append_name(StringInfo out, const char *name, uint32 len,
										bool plain);
extern void profile_journey_print(StringInfo out, const struct varlena *journey);
extern struct varlena *profile_journey_parse(const char *text, Node *context);
extern void profile_journey_send_to(StringInfo out, const struct varlena *journey);
extern struct varlena *profile_journey_receive(StringInfo in);

/* --- SQL functions that others call, too ------------------------------------ */

extern PGDLLEXPORT Datum profile_journey_in(PG_FUNCTION_ARGS);

#endif /* PROFILE_JOURNEY_JOURNEY_H */
