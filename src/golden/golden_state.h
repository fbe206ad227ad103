/*-------------------------------------------------------------------------
 *
 * golden_state.h
 *		The state of golden_record: what is known of one customer so far.
 *
 * One flat block with spare capacity, grown in place: with many groups anything
 * else (a context or an expanded object per group) costs tens of times more.
 * There are two kinds.
 *
 * Where every candidate can be judged by itself (Survivorship.simple), the state
 * keeps the winners:
 *
 *	GoldenState		header
 *	GoldenEntry[nentries]		one per attribute met, sorted as jsonb sorts keys, so
 *					that a row, whose keys are sorted likewise, is merged in one
 *					walk
 *	spare			zeroes
 *	heap			from "heap" up to VARSIZE: slots, sources and rivals, each a
 *					multiple of four bytes, the newest first; what is replaced is
 *					garbage until the block is full and rebuilt
 *
 * Small on purpose: with many groups, what a row costs is above all fetching the
 * lines of its group's state, so an entry is half a line, the name of an attribute
 * lies beside its value, and both ends of the block grow into one spare.
 *
 * Otherwise it keeps the records, and decides when the group is complete
 * (golden_group.h):
 *
 *	GoldenState		header
 *	Survivorship	the rules, since whoever finishes a state that came from
 *					elsewhere has no other way to know them
 *	GoldenRecord[]	"nentries" of them, up to "used"; what was delivered twice is
 *					dropped whenever the block is full
 *	spare			zeroes, up to VARSIZE
 *
 * Places are offsets from the start of the block; 0 is nothing.
 *
 * A winner's chain, and the rank of a source in it, are kept with the entry, so
 * combining and finishing need no rules.  Every step keeps the least upper bound
 * of what it has seen, so neither the order of rows nor a row delivered again
 * changes the result:
 *	- the winner is the maximum of a total order (golden_contest.c);
 *	- "decided", the step of the chain at which the strongest other value fell,
 *	  is the maximum over the losers of the first step at which they differ from
 *	  the winner; since the order is lexicographic, a new winner makes it the
 *	  step at which the old one fell, as nobody fell later than that one;
 *	- rivals are the set of the hashes of all values but the winner's (32 bits: of
 *	  99 values two are taken for one in one group of a million).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_GOLDEN_STATE_H
#define PROFILE_GOLDEN_GOLDEN_STATE_H

#include "golden/golden.h"
#include "golden/survivorship.h"

#define GOLDEN_STATE_VERSION 1

/* "decided": 0 uncontested, 1..8 a step of the chain, then what follows it. */
#define GOLDEN_DECIDED_NEVER  0
#define GOLDEN_DECIDED_LATEST (SURVIVORSHIP_CHAIN_MAX + 1)
#define GOLDEN_DECIDED_TIE    (SURVIVORSHIP_CHAIN_MAX + 2)

/* nrivals of an entry that has met GOLDEN_RIVALS_MAX; the set is given up. */
#define GOLDEN_RIVALS_MANY PG_UINT8_MAX

typedef struct GoldenEntry
{
	int64 at;      /* of the winner */
	uint32 hash;   /* of the winner's value */
	JEntry entry;  /* of the winner */
	uint32 slot;   /* place of the winner's GoldenSlot */
	uint32 rivals; /* the rival's hash if there is one, else place of the hashes */
	uint16 name_length;
	uint16 chain; /* as in survivorship_parse.h: three steps fill it */
	uint16 rank;  /* of the winner's source */
	uint8 decided;
	uint8 nrivals;
} GoldenEntry;

/*
 * An attribute's name and the winner's value.  The value begins behind the name,
 * at a multiple of four, and may be replaced by one of as many words.
 */
typedef struct GoldenSlot
{
	uint32 source; /* place of the winner's GoldenSource */
	char name[FLEXIBLE_ARRAY_MEMBER];
} GoldenSlot;

/*
 * A record as it came: its attributes (a jsonb container), its source, and zeroes
 * up to a multiple of eight.
 */
typedef struct GoldenRecord
{
	int64 at;
	uint32 size;            /* of all of it */
	uint32 attributes_size; /* in bytes */
	int32 source_length;    /* -1: NULL */
	uint32 zero;
} GoldenRecord;

/* A source's name, shared by whatever came from it. */
typedef struct GoldenSource
{
	uint32 next; /* place */
	uint32 length;
	char bytes[FLEXIBLE_ARRAY_MEMBER];
} GoldenSource;

typedef enum GoldenStateKind
{
	GOLDEN_WINNERS = 0,
	GOLDEN_RECORDS = 1
} GoldenStateKind;

typedef struct GoldenState
{
	int32 vl_len_; /* covers the spare, too */
	uint8 version;
	uint8 kind;
	bool clamps; /* of winners: no moment counts as later than as_of */
	uint8 zero;
	uint32 nentries;       /* or records */
	uint32 heap;           /* of winners: place where it begins */
	uint32 sources;        /* of winners: place of the source met last */
	uint32 used;           /* of records: bytes in use */
	uint32 fingerprint[2]; /* of the rules: one group, one set of rules */
	int64 as_of;           /* of winners, if it clamps; else 0 */
	GoldenEntry entries[FLEXIBLE_ARRAY_MEMBER];
} GoldenState;

#define DatumGetGoldenState(datum) ((GoldenState *) PG_DETOAST_DATUM(datum))

/* A value that wants to be an attribute's, with all that is compared. */
typedef struct GoldenCandidate
{
	GoldenValue value;
	GoldenString source;
	int64 at;
	uint32 hash;
	uint16 rank;
} GoldenCandidate;

static inline void *
golden_at(const GoldenState *state, uint32 place)
{
	return (char *) unconstify(GoldenState *, state) + place;
}

static inline GoldenSlot *
golden_entry_slot(const GoldenState *state, const GoldenEntry *entry)
{
	return golden_at(state, entry->slot);
}

static inline GoldenString
golden_entry_name(const GoldenState *state, const GoldenEntry *entry)
{
	return (GoldenString){golden_entry_slot(state, entry)->name, entry->name_length};
}

/* Where in its slot a value begins, behind a name of that length. */
#define GOLDEN_SLOT_VALUE(length) INTALIGN(offsetof(GoldenSlot, name) + (Size) (length))

static inline GoldenValue
golden_entry_value(const GoldenState *state, const GoldenEntry *entry)
{
	return (GoldenValue){entry->entry, (char *) golden_entry_slot(state, entry) +
										   GOLDEN_SLOT_VALUE(entry->name_length)};
}

/* Alignment of a record in a state. */
#define GOLDEN_RECORD_ALIGN(size) TYPEALIGN(8, (size))

/* The rules of a state of records. */
static inline const Survivorship *
golden_state_rules(const GoldenState *state)
{
	return golden_at(state, offsetof(GoldenState, entries));
}

static inline const GoldenRecord *
golden_first_record(const GoldenState *state)
{
	return golden_at(state,
					 (uint32) GOLDEN_RECORD_ALIGN(offsetof(GoldenState, entries) +
												  VARSIZE(golden_state_rules(state))));
}

static inline const GoldenRecord *
golden_next_record(const GoldenRecord *record)
{
	return (const GoldenRecord *) ((const char *) record + record->size);
}

static inline const JsonbContainer *
golden_record_attributes(const GoldenRecord *record)
{
	return (const JsonbContainer *) (record + 1);
}

static inline GoldenString
golden_record_source(const GoldenRecord *record)
{
	return (GoldenString){(const char *) (record + 1) + record->attributes_size,
						  record->source_length};
}

/* --- golden_state.c -------------------------------------------------------- */

/*
 * An empty state of winners with room for so many attributes, with so many bytes
 * of names and values; as_of is that of the rules, or GOLDEN_AT_UNKNOWN to take
 * all moments as they are.
 */
extern GoldenState *profile_golden_state_create(const uint32 fingerprint[2], int64 as_of,
												uint32 entries, Size bytes);

/* The size of a block for so many bytes; raises beyond one gigabyte. */
extern Size profile_golden_block_size(Size needed);

/* For a state that was given rather than made: version. */
extern void profile_golden_state_check_version(const GoldenState *state);

extern GoldenString profile_golden_state_source(const GoldenState *state, uint32 place);
extern void profile_golden_state_winner(const GoldenState *state,
										const GoldenEntry *entry,
										GoldenCandidate *winner);

/*
 * What follows may replace *state by a larger copy, and never frees.
 *
 * insert: makes an entry before entries[index], whose winner is the candidate.
 * put: makes the candidate the winner of an entry.
 * add_rival, drop_rival: change the set of other values.
 */
extern void profile_golden_state_insert(GoldenState **state, uint32 index,
										GoldenString name, uint32 chain,
										const GoldenCandidate *candidate);
extern void profile_golden_state_put(GoldenState **state, uint32 index,
									 const GoldenCandidate *candidate);
extern void profile_golden_state_add_rival(GoldenState **state, uint32 index,
										   uint32 hash);
extern void profile_golden_state_drop_rival(GoldenState *state, uint32 index,
											uint32 hash);

/* The hashes of an entry's rivals, nrivals of them unless there are many. */
extern const uint32 *profile_golden_state_rivals(const GoldenState *state,
												 const GoldenEntry *entry);

/* --- golden_records.c ------------------------------------------------------ */

/* An empty state of records. */
extern GoldenState *profile_golden_records_create(const Survivorship *rules, Size bytes);

/* Appends a record; may replace *state by a larger copy. */
extern void profile_golden_records_add(GoldenState **state, GoldenString source, int64 at,
									   const JsonbContainer *attributes, Size size);

/* --- golden_contest.c ------------------------------------------------------ */

/*
 * Which of two candidates wins: > 0 the first.  *step says where they part (0 if
 * they are the same): the chain, then the later moment, then the source whose
 * name comes first, then the greater value, then the later moment as it was told.
 */
extern int profile_golden_contest(const GoldenState *state, uint32 chain,
								  const GoldenCandidate *a, const GoldenCandidate *b,
								  int *step);

/*
 * Lets a candidate with what was known of it ("decided") compete for
 * entries[index].
 */
extern void profile_golden_state_offer(GoldenState **state, uint32 index,
									   const GoldenCandidate *candidate, uint8 decided);

/* The golden record of a state; the state stays as it is. */
extern Golden *profile_golden_state_finish(const GoldenState *state);

/* --- golden_decide.c ------------------------------------------------------- */

/* The same of a state of records. */
extern Golden *profile_golden_decide(const GoldenState *state);

#endif /* PROFILE_GOLDEN_GOLDEN_STATE_H */
