/*-------------------------------------------------------------------------
 *
 * golden_row.h
 *		What golden_row borrows from golden_record.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_GOLDEN_ROW_H
#define PROFILE_GOLDEN_GOLDEN_ROW_H

#include "fmgr.h"
#include "golden/golden_prefetch.h"
#include "golden/golden_state.h"

typedef struct GoldenMember
{
	GoldenString name;
	GoldenValue value; /* not null */
} GoldenMember;

/*
 * What one record says: an object, or else members in the order of its keys, which
 * do only where the state keeps winners.  Nothing of it is kept.
 */
typedef struct GoldenContent
{
	const Jsonb *object;
	const GoldenMember *members;
	uint32 count;
	uint32 room; /* members of another record of the kind, at most */
	Size bytes;  /* of names and values */
} GoldenContent;

/* Do states under these rules (NULL: none) keep winners? */
static inline bool
golden_keeps_winners(const Survivorship *rules)
{
	return rules == NULL || rules->simple;
}

/*
 * The rest of a transition function whose arguments are those of golden_record:
 * the state after the record.
 */
extern GoldenState *profile_golden_take(FunctionCallInfo fcinfo,
										const GoldenContent *content);

/*
 * The same for who is no aggregate: a record's object into a state of one's own
 * (NULL: none yet), which may be replaced by a larger copy.  at as golden_moment()
 * has it; rules NULL: the latest.
 */
extern GoldenState *profile_golden_take_record(GoldenState *state,
											   const Jsonb *attributes,
											   GoldenString source, int64 at,
											   const Survivorship *rules);

/* How much of a state the next record is going to need. */
static inline Size
golden_state_reach(const GoldenState *state)
{
	/* To records one is only appended. */
	return state->kind == GOLDEN_RECORDS ? GOLDEN_CACHE_LINE : VARSIZE(state);
}

#endif /* PROFILE_GOLDEN_GOLDEN_ROW_H */
