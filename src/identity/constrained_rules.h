/*-------------------------------------------------------------------------
 *
 * constrained_rules.h
 *		What a component may hold, and what two would hold together.
 *
 * Every component carries a bag with as much of its contents as the rules ask
 * for, and no more:
 *
 *	records		how many records it has, and the smallest record number
 *	counts		for each kind with a limit for ever: how many identifiers
 *	times		for each identifier of a kind with a limit per window: when it
 *				was first seen, and the end of the window that starts there
 *	sides		for each never-override: the sides it has records of
 *
 * The three lists are sorted by (group, value), group being the kind or the
 * override.  Counts have one item a kind, sides one for each (override, side).
 *
 * A union is judged by what it would bring together: only what comes from both
 * sides can refuse it.  For components that keep the rules this is the same as
 * judging the union alone; for one that was forced to break a rule it means that
 * the rule still holds for what is added, and that nothing else is held against
 * it.
 *
 * Joining two bags costs the shorter of each pair of lists times a binary
 * search, plus moving what lies behind the insertion point.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTITY_CONSTRAINED_RULES_H
#define PROFILE_IDENTITY_CONSTRAINED_RULES_H

#include "datatype/timestamp.h"

typedef struct IdentityItem
{
	int64 value; /* counts: how many; times: first seen; sides: 0 or 1 */
	int64 until; /* times: the last moment of the window that starts at value */
	int32 group; /* kind or override */
} IdentityItem;

typedef struct IdentityItems
{
	IdentityItem *item;
	uint32 count;
	uint32 room;
} IdentityItems;

typedef struct IdentityBag
{
	IdentityItems counts;
	IdentityItems times;
	IdentityItems sides;
	int64 smallest; /* PG_INT64_MAX where there is no record yet */
	uint32 records;
} IdentityBag;

typedef struct IdentityRules
{
	int kinds;
	int32 *limit;      /* by kind - 1; 0: none */
	bool *windowed;    /* by kind - 1 */
	uint32 record_cap; /* 0: none */
} IdentityRules;

/* Why a link does not conduct. */
typedef enum IdentityRefusal
{
	IDENTITY_CONDUCTS = 0,
	IDENTITY_NEVER,
	IDENTITY_UNIQUE,
	IDENTITY_LIMIT,
	IDENTITY_CAP,
	IDENTITY_UNVERIFIED,
	IDENTITY_AMBIGUOUS
} IdentityRefusal;

extern bool profile_bag_add_side(IdentityBag *bag, int32 override, bool side);
extern void profile_bag_add_identifier(IdentityBag *bag, const IdentityRules *rules,
									   int32 kind, TimestampTz seen, TimestampTz until);
extern IdentityRefusal profile_bag_judge(const IdentityBag *a, const IdentityBag *b,
										 const IdentityRules *rules);
extern void profile_bag_join(IdentityBag *into, IdentityBag *from);
extern IdentityBag profile_bag_copy(const IdentityBag *bag);
extern void profile_bag_forget(IdentityBag *bag);

#endif /* PROFILE_IDENTITY_CONSTRAINED_RULES_H */
