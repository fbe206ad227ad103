/*-------------------------------------------------------------------------
 *
 * survivorship.h
 *		The type survivorship: rules in the form in which they are applied.
 *
 * Layout of version 1 (int alignment, native byte order, gaps zeroed):
 *
 *	Survivorship			header, then
 *	SurvivorshipRule[nrules + 1]	the default, then the attributes, sorted
 *	SurvivorshipRange[nlists]	the distinct lists of sources, as ranges of
 *	SurvivorshipRange[]		names, in order of preference, each a range of
 *	bytes				the names of sources and attributes
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

#define SURVIVORSHIP_VERSION  1
#define SURVIVORSHIP_NO_LIST  PG_UINT16_MAX
#define SURVIVORSHIP_UNLISTED PG_UINT16_MAX

/* Names or bytes: "first" counts bytes from the start of the datum. */
typedef struct SurvivorshipRange
{
	uint32 first;
	uint32 count;
} SurvivorshipRange;

typedef struct SurvivorshipRule
{
	SurvivorshipRange name; /* of the attribute, in bytes; {0, 0} for the default */
	uint16 chain;           /* as in survivorship_parse.h; never 0 */
	uint16 list;            /* order of sources, or SURVIVORSHIP_NO_LIST */
	uint8 given;            /* SURVIVORSHIP_GIVEN_... of a rule */
	bool blanks_count;
	uint16 zero;
} SurvivorshipRule;

typedef struct Survivorship
{
	int32 vl_len_;
	uint8 version;
	uint8 given; /* SURVIVORSHIP_GIVEN_... of a document */
	uint16 nlists;
	uint32 nrules;         /* attributes with a rule of their own */
	uint32 lists;          /* offset of the lists */
	uint32 fingerprint[2]; /* hash of all else: are these the same rules? */
	uint16 top_list;       /* "sources" at the top, or SURVIVORSHIP_NO_LIST */
	uint16 zero;
	SurvivorshipRule rules[FLEXIBLE_ARRAY_MEMBER];
} Survivorship;

#define DatumGetSurvivorship(datum) ((Survivorship *) PG_DETOAST_DATUM(datum))

/* The datum of a parsed document. */
extern Survivorship *profile_survivorship_compile(const SurvivorshipDocument *document);

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

#endif /* PROFILE_GOLDEN_SURVIVORSHIP_H */
