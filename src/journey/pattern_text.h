/*-------------------------------------------------------------------------
 *
 * pattern_text.h
 *		The text form of journey_pattern, parsed.
 *
 * Pure C, as journey_text.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_PATTERN_TEXT_H
#define PROFILE_JOURNEY_PATTERN_TEXT_H

#include "journey/journey_text.h"

typedef enum JourneyPatternKind
{
	PATTERN_SEQUENCE = 1, /* the next `children` nodes are its items */
	PATTERN_STEP = 2
} JourneyPatternKind;

/* How an item is reached from the one before it. */
typedef enum JourneyPatternArrow
{
	PATTERN_FIRST = 0, /* it is the first */
	PATTERN_LATER = 1, /* -> */
	PATTERN_NEXT = 2   /* <-> */
} JourneyPatternArrow;

#define PATTERN_NO_WINDOW  INT64_C(-1)
#define PATTERN_TIME_WIDTH 24 /* room to print a duration */

/* A node as parsed; names point into text or scratch, NULL is any. */
typedef struct JourneyPatternParsed
{
	JourneyPatternKind kind;
	JourneyPatternArrow arrow;
	uint32_t children;
	int64_t window; /* microseconds, or PATTERN_NO_WINDOW */
	const char *channel;
	const char *event;
	uint32_t channel_len;
	uint32_t event_len;
} JourneyPatternParsed;

typedef enum JourneyPatternProblem
{
	PATTERN_OK = 0,
	PATTERN_SYNTAX,
	PATTERN_UNSUPPORTED, /* of the grammar, but not of this version */
	PATTERN_LIMIT
} JourneyPatternProblem;

/*
 * The caller gives scratch of as many bytes as the text has, and as many nodes
 * and two: the sequence, and an item that turns out to be missing.
 */
typedef struct JourneyPatternParser
{
	const char *text;
	const char *p;
	const char *end;
	char *scratch;
	JourneyPatternParsed *nodes;
	uint32_t nnodes;
	JourneyPatternProblem problem;
	const char *where;
	const char *what;
} JourneyPatternParser;

extern bool profile_pattern_parse(JourneyPatternParser *parser, const char *text,
								  size_t len, char *scratch, JourneyPatternParsed *nodes);
extern bool profile_pattern_name_is_plain(const char *name, size_t len);
extern size_t profile_pattern_duration_print(int64_t duration, char *out);

#endif /* PROFILE_JOURNEY_PATTERN_TEXT_H */
