/*-------------------------------------------------------------------------
 *
 * measure_path.h
 *		Keys of a tally that are paths, in an order that does not depend on the
 *		order in which names arrived.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_MEASURE_PATH_H
#define PROFILE_JOURNEY_MEASURE_PATH_H

#include "journey/measure.h"

/*
 * A key taken apart.  Items are as in the key, but that a name's code is its
 * rank among all names, bytewise.
 */
typedef struct JourneyPath
{
	const uint64 *items;
	uint32 n;
	int64 count;
} JourneyPath;

typedef struct JourneyPaths
{
	JourneyPath *paths;
	uint32 n;
	JourneyName *names; /* by rank */
} JourneyPaths;

extern JourneyName *profile_tally_ranks(const JourneyTally *tally, uint32 **ranks);
extern void profile_paths(JourneyPaths *paths, const JourneyTally *tally);
extern int profile_path_cmp(const uint64 *a, uint32 na, const uint64 *b, uint32 nb);
extern Datum profile_path_step(const JourneyPaths *paths, JourneyBy by,
							   const uint64 *items);
extern Datum profile_path_array(const JourneyPaths *paths, JourneyBy by,
								const uint64 *items, uint32 n);

#endif /* PROFILE_JOURNEY_MEASURE_PATH_H */
