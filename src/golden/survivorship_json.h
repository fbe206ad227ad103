/*-------------------------------------------------------------------------
 *
 * survivorship_json.h
 *		What the files of the parser of survivorship rules share.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_SURVIVORSHIP_JSON_H
#define PROFILE_GOLDEN_SURVIVORSHIP_JSON_H

#include "golden/survivorship_parse.h"

#define SURVIVORSHIP_NESTING 6 /* attributes.NAME.trust.sources.NAME.max */

/* path[] names the members that lead to where the parser is, for errors. */
typedef struct SurvivorshipParser
{
	const char *at;
	const char *end;
	const char *start;
	SurvivorshipAlloc alloc;
	SurvivorshipError *error;
	SurvivorshipString path[SURVIVORSHIP_NESTING];
	int depth;
} SurvivorshipParser;

typedef bool (*SurvivorshipMember)(SurvivorshipParser *parser, SurvivorshipString key,
								   void *into);

/* All of these return false, after filling the error with where and what. */
extern bool profile_survivorship_fail(SurvivorshipParser *parser, const char *what,
									  const char *hint);
extern bool profile_survivorship_fail_quoting(SurvivorshipParser *parser,
											  const char *what, SurvivorshipString string,
											  const char *hint);
extern bool profile_survivorship_fail_limit(SurvivorshipParser *parser, const char *what);

/* Consumes one punctuation character if it is next; white space before it anyway. */
extern bool profile_survivorship_accept(SurvivorshipParser *parser, char c);

/* The next character after white space, '\0' at the end. */
extern char profile_survivorship_peek(SurvivorshipParser *parser);

extern bool profile_survivorship_string(SurvivorshipParser *parser,
										SurvivorshipString *string);

/* A whole number from least to most. */
extern bool profile_survivorship_number(SurvivorshipParser *parser, int least, int most,
										int *number);

/* ["a", "b"]: strings, none twice, at least one and at most "most". */
extern bool profile_survivorship_strings(SurvivorshipParser *parser, const char *what,
										 size_t most, SurvivorshipList *list);

/* {"key": ..., ...}: calls member for each, with the key on the path. */
extern bool profile_survivorship_object(SurvivorshipParser *parser,
										SurvivorshipMember member, void *into);

/* --- survivorship_check.c -------------------------------------------------- */

/* What can be seen only of the whole: needs, effects, groups, cycles. */
extern bool profile_survivorship_check(SurvivorshipParser *parser,
									   const SurvivorshipDocument *document);

static inline bool
survivorship_equal(SurvivorshipString a, SurvivorshipString b)
{
	return profile_survivorship_compare_names(a.bytes, a.length, b.bytes, b.length) == 0;
}

#endif /* PROFILE_GOLDEN_SURVIVORSHIP_JSON_H */
