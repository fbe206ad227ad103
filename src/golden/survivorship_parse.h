/*-------------------------------------------------------------------------
 *
 * survivorship_parse.h
 *		Survivorship rules as written: JSON text to a plain document.
 *
 * Free of server types, so that the parser can be compiled and fuzzed outside
 * the server.  All text is UTF-8 here; the caller converts.
 *
 * The language is described in doc/golden-record.md.  Every member is optional;
 * unknown and repeated keys are refused, and so is what could have no effect, so
 * that a misspelt rule never silently does nothing.
 *
 *	{"as_of": TIME, "future": "clamp" or "allow", "sources": ["crm", "shop"],
 *	 "default": RULE, "attributes": {"email": RULE, "address.city": RULE, ...},
 *	 "groups": {"address": {"attributes": ["street", "zip"], ...RULE}, ...}}
 *
 * What a rule leaves out is taken from "default"; the order of sources is looked
 * for in the rule, in "default", then at the top.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_SURVIVORSHIP_PARSE_H
#define PROFILE_GOLDEN_SURVIVORSHIP_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The strategies.  These numbers are stored in survivorship and golden values:
 * never reuse one.  A chain packs eight of them into 32 bits, first in the low
 * bits, 0 ends it.
 */
typedef enum SurvivorshipStrategy
{
	STRATEGY_NONE = 0,
	STRATEGY_LATEST = 1,
	STRATEGY_SOURCE = 2,
	STRATEGY_MOST_FREQUENT = 3,
	STRATEGY_OLDEST = 4,
	STRATEGY_TRUST = 5,
	STRATEGY_MIN = 6,
	STRATEGY_MAX = 7,
	STRATEGY_LONGEST = 8,
	STRATEGY_VERIFIED = 9,
	STRATEGY_UNION = 10,
	STRATEGY_SAME_SOURCE_AS = 11,
	STRATEGY_PINNED = 12,
	STRATEGY_QUALITY = 13,
	STRATEGY_TIE_BREAK = 15 /* not written in rules: what decides at last */
} SurvivorshipStrategy;

#define SURVIVORSHIP_CHAIN_MAX 8
#define SURVIVORSHIP_STEP_BITS 4
#define SURVIVORSHIP_STEP_MASK 0x0f

/* How min and max compare.  Stored: never reuse a number. */
typedef enum SurvivorshipCompare
{
	COMPARE_VALUE = 0, /* as the values are: numbers by value, strings by bytes */
	COMPARE_TEXT = 1,
	COMPARE_NUMERIC = 2,
	COMPARE_DATE = 3,
	COMPARE_TIMESTAMP = 4
} SurvivorshipCompare;

/* How trust falls from its maximum to its minimum.  Stored. */
typedef enum SurvivorshipDecay
{
	DECAY_NONE = 0,
	DECAY_LINEAR = 1,
	DECAY_HALF_LIFE = 2,
	DECAY_RAPID_SLOW = 3,
	DECAY_SLOW_RAPID = 4
} SurvivorshipDecay;

/* What a value may hold: far beyond use, small enough that nothing overflows. */
#define SURVIVORSHIP_MAX_BYTES      1048576
#define SURVIVORSHIP_MAX_ATTRIBUTES 10000
#define SURVIVORSHIP_MAX_GROUPS     1000
#define SURVIVORSHIP_MAX_SOURCES    256
#define SURVIVORSHIP_MAX_MEMBERS    256
#define SURVIVORSHIP_MAX_WEIGHT     100
#define SURVIVORSHIP_MAX_RIVALS     20
#define SURVIVORSHIP_MAX_TOP        1000
#define SURVIVORSHIP_MAX_DEPTH      16 /* dots in a path */

/* Which members a rule spells out (SurvivorshipClause.given). */
#define SURVIVORSHIP_GIVEN_STRATEGY       0x0001
#define SURVIVORSHIP_GIVEN_SOURCES        0x0002
#define SURVIVORSHIP_GIVEN_BLANKS         0x0004
#define SURVIVORSHIP_GIVEN_COMPARE        0x0008
#define SURVIVORSHIP_GIVEN_COUNT          0x0010
#define SURVIVORSHIP_GIVEN_RIVALS         0x0020
#define SURVIVORSHIP_GIVEN_TOP            0x0040
#define SURVIVORSHIP_GIVEN_TRUST          0x0080
#define SURVIVORSHIP_GIVEN_VERIFIED_FROM  0x0100
#define SURVIVORSHIP_GIVEN_QUALITY_FROM   0x0200
#define SURVIVORSHIP_GIVEN_PINNED_FROM    0x0400
#define SURVIVORSHIP_GIVEN_PINNED_SOURCES 0x0800
#define SURVIVORSHIP_GIVEN_SAME_SOURCE_AS 0x1000
#define SURVIVORSHIP_GIVEN_MEMBERS        0x2000

/* Which members the document spells out (SurvivorshipDocument.given). */
#define SURVIVORSHIP_DOCUMENT_DEFAULT    0x01
#define SURVIVORSHIP_DOCUMENT_SOURCES    0x02
#define SURVIVORSHIP_DOCUMENT_ATTRIBUTES 0x04
#define SURVIVORSHIP_DOCUMENT_AS_OF      0x08
#define SURVIVORSHIP_DOCUMENT_FUTURE     0x10
#define SURVIVORSHIP_DOCUMENT_GROUPS     0x20

typedef struct SurvivorshipString
{
	const char *bytes; /* not terminated */
	size_t length;
} SurvivorshipString;

typedef struct SurvivorshipList
{
	SurvivorshipString *names;
	size_t count;
} SurvivorshipList;

/* The trust in one source: "over" in microseconds, 0 without decay. */
typedef struct SurvivorshipTrusted
{
	SurvivorshipString name;
	int64_t over;
	uint8_t max;
	uint8_t min;
	uint8_t decay;
} SurvivorshipTrusted;

/* Sources come sorted as jsonb sorts keys. */
typedef struct SurvivorshipTrust
{
	SurvivorshipTrusted other; /* of sources that are not named */
	SurvivorshipTrusted *sources;
	size_t count;
	bool other_given;
} SurvivorshipTrust;

/* One rule as written; members not in "given" are zero. */
typedef struct SurvivorshipClause
{
	SurvivorshipString name; /* of the attribute or group; empty for the default */
	SurvivorshipList sources;
	SurvivorshipList pinned_sources;
	SurvivorshipList members; /* of a group */
	SurvivorshipString verified_from;
	SurvivorshipString quality_from;
	SurvivorshipString pinned_from;
	SurvivorshipString same_source_as;
	SurvivorshipTrust trust;
	uint32_t chain;
	uint16_t given;
	uint16_t top;
	uint8_t rivals;
	uint8_t compare;
	bool blanks_count;  /* "blanks": "value" */
	bool count_sources; /* "count": "sources" */
} SurvivorshipClause;

/* Attributes and groups come sorted as jsonb sorts keys: by length, then by bytes. */
typedef struct SurvivorshipDocument
{
	SurvivorshipClause fallback;
	SurvivorshipList sources;
	SurvivorshipClause *attributes;
	SurvivorshipClause *groups;
	size_t nattributes;
	size_t ngroups;
	SurvivorshipString as_of; /* as written */
	bool future_allowed;
	uint8_t given;
} SurvivorshipDocument;

typedef struct SurvivorshipError
{
	bool limit;       /* too large, rather than wrong */
	char detail[600]; /* where and what, one sentence */
	char hint[200];   /* empty if there is nothing to advise */
} SurvivorshipError;

typedef void *(*SurvivorshipAlloc)(size_t size);

/*
 * Reads "length" bytes of JSON.  False on a mistake, with *error filled.  Memory
 * comes from alloc and is never freed here; alloc must not return NULL.  The
 * document points into what was allocated, not into the text.
 */
extern bool profile_survivorship_parse(const char *text, size_t length,
									   SurvivorshipAlloc alloc,
									   SurvivorshipDocument *document,
									   SurvivorshipError *error);

/*
 * Order of attribute names everywhere in this room: that of jsonb's keys.  Most
 * names are too short for a call of memcmp to pay.
 */
static inline int
profile_survivorship_compare_names(const char *a, size_t alen, const char *b, size_t blen)
{
	size_t i;

	if (alen != blen)
		return alen < blen ? -1 : 1;
	if (alen > 8)
		return memcmp(a, b, alen);
	for (i = 0; i < alen; i++)
		if (a[i] != b[i])
			return (unsigned char) a[i] < (unsigned char) b[i] ? -1 : 1;
	return 0;
}

/* The name of a strategy, comparison or curve; NULL if there is none of that number. */
extern const char *profile_strategy_name(int strategy);
extern const char *profile_compare_name(int compare);
extern const char *profile_decay_name(int decay);

/* The number of a strategy (STRATEGY_TIE_BREAK included), STRATEGY_NONE if unknown. */
extern int profile_strategy_number(const char *name, size_t length);

static inline bool
survivorship_chain_has(uint32_t chain, int strategy)
{
	for (; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
		if ((int) (chain & SURVIVORSHIP_STEP_MASK) == strategy)
			return true;
	return false;
}

#endif /* PROFILE_GOLDEN_SURVIVORSHIP_PARSE_H */
