/*-------------------------------------------------------------------------
 *
 * journey_tape.h
 *		The tape: steps of all groups of a hashing journey_agg, as they come.
 *
 * Among hundreds of thousands of groups whose rows come in no order, what costs
 * is cache misses.  A bag (journey_bag.h) for each group is two of them for each
 * row, and so much memory that the server's hash table is out of the cache, too.
 * So where an aggregate hashes in one go its groups share a tape, in reels of 511
 * groups: a step is written at the end of its reel, with the number of its group
 * and the codes of its names, sixteen bytes in all.  When the first journey of a
 * reel is asked for, its steps are brought together by group.
 *
 * The state of such a group is an expanded object, of which the executor knows
 * no more than a pointer.  Reel and number follow from the pointer, so that the
 * object is not even looked at while rows come.  Flattened, as for anybody who
 * stores or sends it, it is a bag.  A step with a name for which there is no code
 * goes into a bag of its group.
 *
 * A tape lives in a child of the aggregate's context, with which it goes.  Its
 * memory is seen by the server's account of what hashing may use.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_TAPE_H
#define PROFILE_JOURNEY_TAPE_H

#include "utils/expandeddatum.h"

#include "journey/journey_bag.h"

/* A step; channel and event by code, once sorted by rank. */
typedef struct JourneyTapeStep
{
	TimestampTz at;
	uint16 channel;
	uint16 event;
	uint16 group; /* of the reel */
} JourneyTapeStep;

/* The state of a group: a line of the cache. */
typedef struct JourneyTapeGroup
{
	ExpandedObjectHeader header; /* its methods are its tape's */
	uint32 begin;                /* its steps in a sorted reel */
	uint32 n;
	JourneyBag *bag; /* steps that are not on the tape, or NULL */
} JourneyTapeGroup;

/* A reel begins at a multiple of its size, so that its groups can tell it. */
#define TAPE_REEL_BYTES 32768
#define TAPE_LINE       64

typedef struct JourneyTapeReel
{
	JourneyTapeStep *steps;
	uint64 n;
	uint64 room;
	uint32 ngroups;
	bool sorted;
} JourneyTapeReel;

/* Behind it, at a line of their own, its groups. */
#define TAPE_REEL_GROUPS ((TAPE_REEL_BYTES - TAPE_LINE) / sizeof(JourneyTapeGroup))

typedef struct JourneyTape
{
	ExpandedObjectMethods methods; /* first: a group finds its tape by them */
	MemoryContext context;
	struct JourneyTape **holder; /* who is told when the tape goes */
	MemoryContextCallback gone;
	JourneyDictionary *dictionary;
	JourneyTapeReel *reel; /* the one with room for groups */
	uint32 reels_left;     /* behind it in memory */
	uint32 nreels;
	/* known once a journey was made, when nothing can be added any more: ... */
	bool closed;
	uint32 *rank[2];                   /* by code of a name */
	const JourneyNameEntry **names[2]; /* by rank */
	uint32 *codes[2];                  /* the draft's, by rank */
	uint64 *used[2];                   /* ranks, as bits, while a journey is made */
	JourneyTapeStep *spare;            /* a reel being sorted */
	uint64 spare_room;
	/* a state that is being flattened */
	JourneyTapeGroup *flat_of;
	JourneyBag *flat;
} JourneyTape;

extern JourneyTape *profile_journey_tape_create(MemoryContext parent,
												JourneyTape **holder);
extern Datum profile_journey_tape_group(JourneyTape *tape);
extern void profile_journey_tape_add(JourneyTape *tape, Datum state,
									 const JourneyInput *input);
extern struct varlena *profile_journey_tape_build(JourneyTapeGroup *group);
extern Size profile_journey_tape_flat_size(ExpandedObjectHeader *header);

/* The group whose state this is, or NULL where it is a bag. */
static inline JourneyTapeGroup *
journey_tape_group(Datum state)
{
	ExpandedObjectHeader *header;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(state)))
		return NULL;
	header = DatumGetEOHP(state);
	return header->eoh_methods->get_flat_size == profile_journey_tape_flat_size
			   ? (JourneyTapeGroup *) header
			   : NULL;
}

#endif /* PROFILE_JOURNEY_TAPE_H */
