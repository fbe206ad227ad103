/*-------------------------------------------------------------------------
 *
 * pattern.h
 *		Type journey_pattern: a pattern over journeys, compiled.
 *
 * A varlena of alignment double, after whose header come
 *
 *	u8 version | u8 flags (0) | u16 nodes | u16 channels | u16 events | u32 0
 *	nodes, 16 bytes each, a sequence before its items
 *	names: u8 length, bytes; channels, then events, sorted and distinct
 *
 * Nodes refer to names by number.  A pattern has one compiled form, so that
 * equal patterns have equal bytes; the text form is printed from it.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_PATTERN_H
#define PROFILE_JOURNEY_PATTERN_H

#include "journey/journey.h"
#include "journey/pattern_text.h"

#define PATTERN_VERSION   1
#define PATTERN_ANY       0xffff
#define PATTERN_MAX_NODES 65534

typedef struct JourneyPatternNode
{
	uint8 kind;
	uint8 arrow;
	uint16 channel;  /* number of the name, or PATTERN_ANY */
	uint16 event;    /* likewise */
	uint16 children; /* of a sequence: the nodes that follow */
	int64 window;    /* of a sequence: microseconds, or PATTERN_NO_WINDOW */
} JourneyPatternNode;

typedef struct JourneyPattern
{
	int32 vl_len_;
	uint8 version;
	uint8 flags;
	uint16 nnodes;
	uint16 nnames[2]; /* JOURNEY_CHANNEL, JOURNEY_EVENT */
	uint32 unused;
	JourneyPatternNode nodes[FLEXIBLE_ARRAY_MEMBER];
} JourneyPattern;

#define PG_GETARG_PATTERN(n) profile_pattern_detoast(PG_GETARG_DATUM(n))

extern JourneyPattern *profile_pattern_detoast(Datum datum);
extern JourneyName *profile_pattern_names(const JourneyPattern *pattern);
extern bool profile_pattern_matches(const JourneyView *view,
									const JourneyPattern *pattern);

#endif /* PROFILE_JOURNEY_PATTERN_H */
