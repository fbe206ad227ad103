/*-------------------------------------------------------------------------
 *
 * measure.h
 *		What the measures of journeys share: gaps, keys of steps, steps named in
 *		arguments, spans of time, rows of results; the tally is in tally.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_MEASURE_H
#define PROFILE_JOURNEY_MEASURE_H

#include "journey/tally.h"

#include "access/tupdesc.h"
#include "port/pg_bitutils.h"
#include "utils/timestamp.h"

/* --- reading gaps ---------------------------------------------------------- */

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
extern Datum profile_journey_by_text(JourneyBy by, const JourneyName *channel,
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
	uint32 count;  /* 0: any name */
	uint64 filter; /* the bits of its names (journey_name_bit); all, if it cannot tell */
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

/* Names are told apart by length and last byte, before they are compared. */
static inline uint64
journey_name_bit(const JourneyName *name)
{
	uint32 last = name->len == 0 ? 0 : (uint8) name->data[name->len - 1];

	return UINT64CONST(1) << ((name->len * 11 + last) & 63);
}

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

/* --- spans of time, arguments, rows (measure_row.c) ------------------------ */

extern int64 profile_span_arg(const Interval *span, const char *what);
extern Datum profile_span_datum(int64 microseconds);
extern MemoryContext profile_arguments_context(void);
extern void profile_arguments_keep(FunctionCallInfo fcinfo, void *arguments);

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

#endif /* PROFILE_JOURNEY_MEASURE_H */
