/*-------------------------------------------------------------------------
 *
 * survivorship_parse.h
 *		Survivorship rules as written: JSON text to a plain document.
 *
 * Free of server types, so that the parser can be compiled and fuzzed outside
 * the server.  All text is UTF-8 here; the caller converts.
 *
 * The language (every member is optional; unknown and repeated keys are
 * refused, so that a misspelt rule never silently does nothing):
 *
 *	{"default":    RULE,
 *	 "sources":    ["crm", "shop"],
 *	 "attributes": {"email": RULE, ...}}
 *
 *	RULE = {"strategy": NAME or [NAME, ...], "sources": [...],
 *	        "blanks": "ignore" or "value"}
 *
 * What an attribute's rule leaves out is taken from "default"; the order of
 * sources is looked for in the rule, in "default", then at the top.
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

/*
 * The strategies.  These numbers are stored in survivorship and golden values:
 * never reuse one.  A chain packs four of them into 16 bits, first in the low
 * bits, 0 ends it.
 */
typedef enum SurvivorshipStrategy
{
	STRATEGY_NONE = 0,
	STRATEGY_LATEST = 1,
	STRATEGY_SOURCE = 2,
	STRATEGY_MOST_FREQUENT = 3,
	STRATEGY_TIE_BREAK = 15 /* not written in rules: what decides at last */
} SurvivorshipStrategy;

#define SURVIVORSHIP_CHAIN_MAX 4
#define SURVIVORSHIP_STEP_BITS 4
#define SURVIVORSHIP_STEP_MASK 0x0f

/* What a value may hold: far beyond use, small enough that nothing overflows. */
#define SURVIVORSHIP_MAX_BYTES      1048576
#define SURVIVORSHIP_MAX_ATTRIBUTES 10000
#define SURVIVORSHIP_MAX_SOURCES    256

/* Which members a rule spells out (SurvivorshipClause.given). */
#define SURVIVORSHIP_GIVEN_STRATEGY 0x01
#define SURVIVORSHIP_GIVEN_SOURCES  0x02
#define SURVIVORSHIP_GIVEN_BLANKS   0x04

/* Which members the document spells out (SurvivorshipDocument.given). */
#define SURVIVORSHIP_GIVEN_DEFAULT    0x01
#define SURVIVORSHIP_GIVEN_TOP        0x02
#define SURVIVORSHIP_GIVEN_ATTRIBUTES 0x04

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

/* One rule as written; members not in "given" are zero. */
typedef struct SurvivorshipClause
{
	SurvivorshipString name; /* the attribute; empty for the default */
	SurvivorshipList sources;
	uint16_t chain;
	uint8_t given;
	bool blanks_count; /* "blanks": "value" */
} SurvivorshipClause;

/* Attributes come sorted as jsonb sorts keys: by length, then by bytes. */
typedef struct SurvivorshipDocument
{
	SurvivorshipClause fallback;
	SurvivorshipList sources;
	SurvivorshipClause *attributes;
	size_t nattributes;
	uint8_t given;
} SurvivorshipDocument;

typedef struct SurvivorshipError
{
	bool limit;       /* too large, rather than wrong */
	char detail[400]; /* where and what, one sentence */
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

/* Order of attribute names everywhere in this room: that of jsonb's keys. */
extern int profile_survivorship_compare_names(const char *a, size_t alen, const char *b,
											  size_t blen);

/* The name of a strategy, NULL if there is none of that number. */
extern const char *profile_strategy_name(int strategy);

/* The number of a strategy (STRATEGY_TIE_BREAK included), STRATEGY_NONE if unknown. */
extern int profile_strategy_number(const char *name, size_t length);

#endif /* PROFILE_GOLDEN_SURVIVORSHIP_PARSE_H */
