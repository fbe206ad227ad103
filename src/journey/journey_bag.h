/*-------------------------------------------------------------------------
 *
 * journey_bag.h
 *		The bag: steps in any order, the state of journey_agg.
 *
 * A flat varlena with spare capacity behind its data; VARSIZE covers both.  The
 * data is a log, written at its end and read only when the journey is made:
 *
 *	step	:= u8 head, [u8 more], u8 event code, time, [name], [name],
 *			   [u16 length, label], [value]
 *	name	:= u8 length, bytes
 *	forget	:= u8 BAG_MORE, u8 BAG_FORGET
 *	journey	:= u8 BAG_MORE, u8 BAG_JOURNEY, u32 length, the payload of a journey
 *
 * The head has the channel's code and the form of the time: microseconds in
 * eight bytes or, since 2000 and where that is exact, milliseconds in six or
 * seconds in four.
 *
 * Among hundreds of thousands of groups what costs is cache misses, not work:
 * adding a step touches the header, which is less than a cache line, and the end
 * of the log, and nothing else.  That is why there is no dictionary in the bag.
 * A name is spelled in the log where it first stands, with the code that it has
 * in the dictionary of whoever writes (one per aggregate and process, always in
 * the cache); later its code is enough.  The header says which codes the log has
 * spelled, and whose they are: a writer with another dictionary logs "forget"
 * and starts anew.  Names for which there is no code are spelled each time.
 *
 * So a bag says everything itself: it can be stored, sent to another process,
 * and two bags are put together by copying one log behind the other.  Where
 * spelling grows too much (BAG_COMPACT_BYTES), the log is replaced by the one
 * journey of its steps.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_BAG_H
#define PROFILE_JOURNEY_BAG_H

#include "journey/journey_draft.h"

#define JOURNEY_BAG_VERSION 1

/* Codes: channels in five bits, events in a byte, each with one that says "none". */
#define BAG_CHANNELS 31
#define BAG_EVENTS   192
#define BAG_NO_EVENT 255

/* The head of a step; with MORE a byte of the flags below follows. */
#define BAG_CHANNEL_MASK 0x1f
#define BAG_TIME_MASK    0x60
#define BAG_TIME_US      0x00
#define BAG_TIME_MS      0x20
#define BAG_TIME_S       0x40
#define BAG_MORE         0x80

#define BAG_SPELLED(kind) (1 << (kind)) /* of JOURNEY_CHANNEL, JOURNEY_EVENT */
#define BAG_LABEL         0x04
#define BAG_VALUE         0x08
#define BAG_FORGET        0x10 /* this and the next instead of a step */
#define BAG_JOURNEY       0x20

typedef struct JourneyBag
{
	int32 vl_len_;
	uint32 version;
	uint32 n;        /* steps */
	uint32 used;     /* bytes of the log */
	uint64 owner;    /* the dictionary whose codes are spelled; 0: nobody's */
	uint64 known[4]; /* BAG_CHANNELS and BAG_EVENTS codes that are spelled */
	uint8 log[FLEXIBLE_ARRAY_MEMBER];
} JourneyBag;

/*
 * Codes for names, of channels and of events, while there are any left.  Lives
 * as long as the writer and owns its names.
 */
typedef struct JourneyDictionary
{
	uint64 owner; /* a random number, so that no two dictionaries are taken for one */
	MemoryContext context;
	uint32 most[2]; /* names */
	JourneyNames names[2];
} JourneyDictionary;

/*
 * A bag being filled.  borrowed: the bag is the executor's (an aggregate's
 * state), who frees it when we hand back another.
 */
typedef struct JourneySink
{
	JourneyBag *bag;
	bool borrowed;
} JourneySink;

extern JourneyDictionary *profile_journey_dictionary(MemoryContext context,
													 uint32 channels, uint32 events);
extern void profile_journey_dictionary_codes(JourneyDictionary *dictionary,
											 const JourneyInput *input, uint32 *codes);
extern JourneyBag *profile_journey_bag_create(Size capacity);
extern void profile_journey_bag_check(const JourneyBag *bag);
extern void profile_journey_bag_add(JourneySink *sink,
									const JourneyDictionary *dictionary,
									const uint32 *codes, const JourneyInput *input);
extern void profile_journey_bag_add_journey(JourneySink *sink,
											const struct varlena *journey);
extern void profile_journey_bag_add_bag(JourneySink *sink, const JourneyBag *other);
extern JourneyBag *profile_journey_bag_of(struct varlena *journey);
extern void profile_journey_bag_read(const JourneyBag *bag, JourneyDraft *draft);
extern struct varlena *profile_journey_bag_build(const JourneyBag *bag);

#endif /* PROFILE_JOURNEY_BAG_H */
