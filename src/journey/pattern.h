/*-------------------------------------------------------------------------
 *
 * pattern.h
 *		Type journey_pattern: a pattern over journeys.
 *
 * A varlena: after its header
 *
 *	u8 version | the canonical text, in the server's encoding
 *
 * The canonical text is a pattern's only stored form: equal patterns have equal
 * bytes, and the parser is the one that validates, whatever the bytes come from.
 * Parsing takes about a microsecond, and matching keeps what it made of a
 * pattern for as long as the statement runs (JourneyMatcher).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_PATTERN_H
#define PROFILE_JOURNEY_PATTERN_H

#include "journey/journey.h"
#include "journey/pattern_run.h"

#define PATTERN_VERSION 1

#define DatumGetPatternPP(X) ((struct varlena *) PG_DETOAST_DATUM_PACKED(X))

/*
 * A pattern made ready, in a context of its own; the context work is emptied
 * after each journey.
 */
typedef struct JourneyMatcher
{
	MemoryContext context;
	MemoryContext work;
	struct varlena *pattern; /* a copy */
	JourneyPlan *plan;
} JourneyMatcher;

/* One journey as a matcher reads it; lives in the matcher's work. */
typedef struct JourneyMatch
{
	JourneyMatcher *matcher;
	const JourneyView *view;
	JourneySteps steps;
	uint64 *present; /* the plan's bits that some channel and some event fit */
} JourneyMatch;

extern JourneyPatternNode *profile_pattern_tree(const struct varlena *pattern);
extern JourneyMatcher *profile_pattern_matcher(FunctionCallInfo fcinfo, Datum pattern);
extern void profile_pattern_match_begin(JourneyMatch *match, JourneyMatcher *matcher,
										const JourneyView *view);
extern void profile_pattern_match_times(JourneyMatch *match);
extern bool profile_pattern_match(JourneyMatch *match, const JourneyPatternNode *node);
extern bool profile_pattern_possible(const JourneyMatch *match,
									 const JourneyProgram *program);
extern bool profile_pattern_match_datums(FunctionCallInfo fcinfo, Datum journey,
										 Datum pattern);

#endif /* PROFILE_JOURNEY_PATTERN_H */
