/*-------------------------------------------------------------------------
 *
 * survivor_text.h
 *		Pieces of the text forms of the scalar aggregates' states.
 *
 * Readers take their piece and the space behind it, and leave *at behind that.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_SURVIVOR_TEXT_H
#define PROFILE_GOLDEN_SURVIVOR_TEXT_H

#include "lib/stringinfo.h"

/* A word; false if it is another. */
extern bool profile_survivor_read_word(char **at, const char *word);

/* A whole number between two bounds, with the character behind it. */
extern bool profile_survivor_read_number(char **at, char behind, int64 least, int64 most,
										 int64 *number);

/* Microseconds since 2000, or "-" for a moment that is not known. */
extern void profile_survivor_print_moment(StringInfo out, int64 moment);
extern bool profile_survivor_read_moment(char **at, int64 *moment);

/* "15:pg_catalog.text ": named with its schema, so oids need not agree. */
extern void profile_survivor_print_type(StringInfo out, Oid type);
extern char *profile_survivor_read_type(char **at);

/* The body of the binary form: a format byte and the text. */
extern bytea *profile_survivor_send_text(const char *string);
extern char *profile_survivor_receive_text(StringInfo message, const char *type);

#endif /* PROFILE_GOLDEN_SURVIVOR_TEXT_H */
