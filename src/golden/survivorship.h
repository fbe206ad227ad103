/*-------------------------------------------------------------------------
 *
 * survivorship.h
 *		The type survivorship: rules in the form in which they are applied.
 *
 * Layout of version 1 (double alignment, native byte order, gaps zeroed):
 *
 *	Survivorship			header, then
 *	SurvivorshipRule[1 + nrules + ngroups]	the default, then the attributes,
 *					sorted, then the groups, sorted
 *	SurvivorshipWeight[]	the tables of trust, "other" first in each
 *	SurvivorshipPaths[npaths]	the paths of rules that have any
 *	SurvivorshipRange[ntrusts]	the tables of trust, as ranges of weights
 *	SurvivorshipRange[nlists]	the distinct lists of sources and of the members
 *					of groups, as ranges of names
 *	SurvivorshipRange[]		names, in order of preference, each a range of
 *	bytes				the names of sources and attributes, and paths
 *
 * Among the attributes are also those that have no rule of their own: the
 * members of groups, and the objects in whose inside others lie ("address" of
 * "address.city"), so that one search finds what is to be done with a name.
 *
 * A rule is resolved: what it inherits is already in it, "given" remembers what
 * was written, so that the text form can be given back.  The datum is a function
 * of the document alone, so equality is equality of bytes.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_SURVIVORSHIP_H
#define PROFILE_GOLDEN_SURVIVORSHIP_H

#include "golden/survivorship_parse.h"
#include "fmgr.h"
#include "lib/stringinfo.h"

#define SURVIVORSHIP_VERSION  1
#define SURVIVORSHIP_NONE     PG_UINT16_MAX /* no list, table, paths or group */
#define SURVIVORSHIP_UNLISTED PG_UINT16_MAX

/* Names or bytes: "first" counts bytes from the start of the datum. */
typedef struct SurvivorshipRange
{
	uint32 first;
	uint32 count;
} SurvivorshipRange;

/* What an attribute of the table of rules is (SurvivorshipRule.kind). */
#define SURVIVORSHIP_RULE_OWN    0x01 /* written under "attributes" or "groups" */
#define SURVIVORSHIP_RULE_MEMBER 0x02 /* belongs to a group */
#define SURVIVORSHIP_RULE_INSIDE 0x04 /* other rules look inside its object */

typedef struct SurvivorshipRule
{
	SurvivorshipRange name; /* of the attribute, in bytes; {0, 0} for the default */
	uint32 chain;           /* as in survivorship_parse.h; never 0 */
	uint16 given;           /* SURVIVORSHIP_GIVEN_... of a rule */
	uint16 list;            /* order of sources, or SURVIVORSHIP_NONE */
	uint16 trust;           /* table of trust, or SURVIVORSHIP_NONE */
	uint16 paths;           /* or SURVIVORSHIP_NONE */
	uint16 members;         /* of a group: its list; else SURVIVORSHIP_NONE */
	uint16 group;           /* of a member: which group; else SURVIVORSHIP_NONE */
	uint16 top;             /* of a union; 0: SURVIVORSHIP_MAX_TOP */
	uint8 rivals;           /* runners-up to keep */
	uint8 compare;          /* SurvivorshipCompare */
	uint8 kind;             /* SURVIVORSHIP_RULE_... */
	bool blanks_count;
	bool count_sources;
	uint8 zero[5];
} SurvivorshipRule;

/* Ranges of bytes; {0, 0}: not given. */
typedef struct SurvivorshipPaths
{
	SurvivorshipRange verified_from;
	SurvivorshipRange quality_from;
	SurvivorshipRange pinned_from;
	SurvivorshipRange same_source_as;
	uint16 pinned_list;
	uint16 zero[3];
} SurvivorshipPaths;

/* The trust in one source, as in SurvivorshipTrusted. */
typedef struct SurvivorshipWeight
{
	int64 over;
	SurvivorshipRange name; /* {0, 0} for "other" */
	uint8 max;
	uint8 min;
	uint8 decay;
	bool given; /* of "other": was it written? */
	uint32 zero;
} SurvivorshipWeight;

typedef struct Survivorship
{
	int32 vl_len_;
	uint8 version;
	uint8 given; /* SURVIVORSHIP_DOCUMENT_... */
	bool future_allowed;
	bool simple;           /* no rule asks for more than the winner so far: see below */
	int64 as_of;           /* GOLDEN_AT_UNKNOWN: not stated */
	uint32 fingerprint[2]; /* hash of all else: are these the same rules? */
	uint32 nrules;         /* attributes in the table */
	uint16 ngroups;
	uint16 nlists;
	uint16 ntrusts;
	uint16 npaths;
	uint16 top_list;   /* "sources" at the top, or SURVIVORSHIP_NONE */
	bool looks_inside; /* some rule has SURVIVORSHIP_RULE_INSIDE */
	uint8 zero;
	uint32 paths; /* offsets */
	uint32 trusts;
	uint32 lists;
	uint32 zero_too;
	SurvivorshipRule rules[FLEXIBLE_ARRAY_MEMBER];
} Survivorship;

#define DatumGetSurvivorship(datum) ((Survivorship *) PG_DETOAST_DATUM(datum))

/* The datum of a parsed document; as_of as profile_golden_moment has it. */
extern Survivorship *profile_survivorship_compile(const SurvivorshipDocument *document,
												  int64 as_of);

/* The same rules as of another moment. */
extern Survivorship *profile_survivorship_at(const Survivorship *rules, int64 as_of);

/* The input function: a state of records carries its rules as text. */
extern Datum profile_survivorship_in(PG_FUNCTION_ARGS);

/* The cast, for who compiles rules that are kept as jsonb. */
extern Datum profile_survivorship_from_jsonb(PG_FUNCTION_ARGS);

/* Checks the version of a stored value, to be called before it is read. */
extern void profile_survivorship_check_version(const Survivorship *rules);

/* Canonical JSON, exactly as jsonb prints it.  Palloc'd. */
extern char *profile_survivorship_text(const Survivorship *rules);

/*
 * Place of a source in a list: 0 is the best.  SURVIVORSHIP_UNLISTED if it is
 * not in it, or if there is no list or no source (length < 0).
 */
extern uint16 profile_survivorship_rank(const Survivorship *rules, uint16 list,
										const char *source, int length);

/* The rule of a name, NULL if it is not in the table: then the default applies. */
extern const SurvivorshipRule *profile_survivorship_find(const Survivorship *rules,
														 const char *name, size_t length);

/* The trust in a source; never NULL. */
extern const SurvivorshipWeight *profile_survivorship_weight(const Survivorship *rules,
															 uint16 trust,
															 const char *source,
															 int length);

static inline const SurvivorshipRule *
survivorship_group(const Survivorship *rules, uint16 group)
{
	return &rules->rules[1 + rules->nrules + group];
}

static inline const SurvivorshipPaths *
survivorship_paths(const Survivorship *rules, uint16 paths)
{
	return (const SurvivorshipPaths *) ((const char *) rules + rules->paths) + paths;
}

static inline const SurvivorshipRange *
survivorship_list(const Survivorship *rules, uint16 list)
{
	return (const SurvivorshipRange *) ((const char *) rules + rules->lists) + list;
}

#endif /* PROFILE_GOLDEN_SURVIVORSHIP_H */
