/*-------------------------------------------------------------------------
 *
 * identifier.h
 *		The SQL type identifier, and what the SQL functions of this room share.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_IDENTIFIER_H
#define PROFILE_IDENTIFIER_IDENTIFIER_H

#include "postgres.h"

#include "extension/compat.h"
#include "access/tupdesc.h"
#include "fmgr.h"

#include "identifier/reading.h"

/*
 * An identifier is one (kind, key), for instance phone and +79161234567.
 *
 *		offset	bytes	field
 *		0		1		version of this layout, IDENTIFIER_VERSION
 *		1		1		length of the kind, 1 to 63
 *		2		n		kind: [a-z][a-z0-9_]*
 *		2 + n	rest	key: 1 to 1024 bytes in the server's encoding, without
 *						control characters
 *
 * Offsets count from VARDATA_ANY; there is no padding, so equal identifiers are
 * equal bytes.  Order is that of kind, then key, both bytewise and independent
 * of any collation: it is the same on every server.
 */
typedef struct varlena Identifier;

#define IDENTIFIER_VERSION  1
#define IDENTIFIER_HEADER   2
#define IDENTIFIER_KIND_MAX 63

#define IDENTIFIER_BYTES(i)       ((const unsigned char *) VARDATA_ANY(i))
#define IDENTIFIER_KIND_LENGTH(i) ((int) IDENTIFIER_BYTES(i)[1])
#define IDENTIFIER_KIND(i)        (VARDATA_ANY(i) + IDENTIFIER_HEADER)
#define IDENTIFIER_KEY(i)         (IDENTIFIER_KIND(i) + IDENTIFIER_KIND_LENGTH(i))
#define IDENTIFIER_KEY_LENGTH(i)                                                         \
	((int) VARSIZE_ANY_EXHDR(i) - IDENTIFIER_HEADER - IDENTIFIER_KIND_LENGTH(i))

#define PG_GETARG_IDENTIFIER_PP(n) ((Identifier *) PG_GETARG_VARLENA_PP(n))

/* identifier_type.c */
extern bool profile_identifier_kind_is_valid(const char *kind, int length);
extern Identifier *profile_identifier_make(const char *kind, int kind_length,
										   const char *key, int key_length);
extern Identifier *profile_identifier_getarg(FunctionCallInfo fcinfo, int argno);

/* identifier_ops.c: the order of the type, for who sorts them */
extern Datum profile_identifier_cmp(PG_FUNCTION_ARGS);

/* A raw value as the parsers want it: trimmed UTF-8. */
typedef struct RawText
{
	const char *problem; /* why there is nothing to parse, or NULL */
	const char *utf8;
	size_t length;
} RawText;

/* SQL functions that others call, too */
extern PGDLLEXPORT Datum profile_identifier_in(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum profile_identifier_cmp(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum profile_identifier_eq(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum profile_make_identifier(PG_FUNCTION_ARGS);

/* identifier_raw.c */
extern void profile_raw_bytes(const char *s, size_t length, RawText *raw);
extern void profile_raw_text(FunctionCallInfo fcinfo, int argno, RawText *raw);
extern const char *profile_raw_region(FunctionCallInfo fcinfo, int argno, char *region);
extern const char *profile_raw_region_of(const text *value, char *region);
extern text *profile_raw_result(const char *utf8, size_t length);
extern TupleDesc profile_identifier_row(FunctionCallInfo fcinfo);

/* identifier_kinds.c */
extern Identifier *profile_identifier_of_domain(const Identifier *address);
extern void profile_identifier_check(const char *problem);
extern void profile_identifier_read(const char *kind, int kind_length, const RawText *raw,
									const char *region, IdentifierReading *reading);

#endif /* PROFILE_IDENTIFIER_IDENTIFIER_H */
