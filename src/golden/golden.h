/*-------------------------------------------------------------------------
 *
 * golden.h
 *		Golden records: values with their origin, and the type golden.
 *
 * A value is one jsonb scalar, array or object in jsonb's own binary form: the
 * JEntry that jsonb would give it (kind and length, never an offset) and its
 * bytes.  Numbers, arrays and objects must lie at a multiple of four bytes.
 *
 * Layout of golden, version 1 (double alignment, native byte order, gaps
 * zeroed):
 *
 *	Golden				header
 *	GoldenAttribute[]	sorted as jsonb sorts keys, none twice
 *	GoldenOther[]		the runners-up that were kept, per attribute
 *	bytes				per attribute: value (at a multiple of four), name,
 *						source unless an attribute before has the same; values
 *						and sources of its runners-up likewise
 *
 * The datum is a function of what it says, so equality is equality of bytes.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_GOLDEN_H
#define PROFILE_GOLDEN_GOLDEN_H

#include "lib/stringinfo.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#define GOLDEN_VERSION 1

/*
 * Moments are timestamptz with a place for "not known": NULL is older than all,
 * -infinity included, which moves up by one (no finite moment is near).
 */
#define GOLDEN_AT_UNKNOWN PG_INT64_MIN
#define GOLDEN_AT_FIRST   (PG_INT64_MIN + 1)

/* rivals counts up to here; it means "so many or more". */
#define GOLDEN_RIVALS_MAX 99

#define GOLDEN_NAME_MAX PG_UINT16_MAX

typedef struct GoldenValue
{
	JEntry entry;
	const char *bytes;
} GoldenValue;

/* A name or source: length < 0 stands for NULL. */
typedef struct GoldenString
{
	const char *bytes;
	int length;
} GoldenString;

typedef struct GoldenAttribute
{
	int64 at; /* see GOLDEN_AT_UNKNOWN */
	uint32 value;
	JEntry entry;
	uint32 name;
	uint32 source;
	uint32 source_length; /* PG_UINT32_MAX: NULL */
	uint16 name_length;
	uint8 strategy; /* what decided: SurvivorshipStrategy */
	uint8 rivals;   /* other values seen, up to GOLDEN_RIVALS_MAX */
	uint32 others;  /* place of the runners-up, 0 without */
	uint8 nothers;
	bool nested; /* the name is a path: its dots are levels of objects */
	uint16 zero;
} GoldenAttribute;

/* A value that did not win, kept with where it comes from. */
typedef struct GoldenOther
{
	int64 at;
	uint32 value;
	JEntry entry;
	uint32 source;
	uint32 source_length; /* PG_UINT32_MAX: NULL */
} GoldenOther;

typedef struct Golden
{
	int32 vl_len_;
	uint8 version;
	uint8 zero[3];
	uint32 count;
	uint32 zero_too;
	GoldenAttribute attributes[FLEXIBLE_ARRAY_MEMBER];
} Golden;

#define DatumGetGolden(datum) ((Golden *) PG_DETOAST_DATUM(datum))

/* A value with its origin, unpacked. */
typedef struct GoldenOrigin
{
	GoldenValue value;
	GoldenString source;
	int64 at;
} GoldenOrigin;

/* One attribute of a golden record, unpacked. */
typedef struct GoldenField
{
	GoldenString name;
	GoldenValue value;
	GoldenString source;
	int64 at;
	GoldenOrigin *others; /* to build from; profile_golden_field leaves NULL */
	uint8 strategy;
	uint8 rivals;
	uint8 nothers;
	bool nested;
} GoldenField;

/* --- golden_value.c -------------------------------------------------------- */

/*
 * Walks the members of a jsonb object in the order of its keys, without
 * copying: golden_members_start, then golden_members_next until false.
 */
typedef struct GoldenMembers
{
	const JsonbContainer *container;
	const char *base;
	uint32 count;
	uint32 index;
	uint32 key_offset;
	uint32 value_offset;
} GoldenMembers;

extern void profile_golden_members_start(GoldenMembers *members,
										 const JsonbContainer *container);
extern bool profile_golden_members_next(GoldenMembers *members, GoldenString *name,
										GoldenValue *value);

#define GOLDEN_VALUE_KIND(value)   ((value).entry & JENTRY_TYPEMASK)
#define GOLDEN_VALUE_LENGTH(value) ((value).entry & JENTRY_OFFLENMASK)

/* The elements of a jsonb array: start as with members, then next until false. */
extern void profile_golden_elements_start(GoldenMembers *members,
										  const JsonbContainer *container);
extern bool profile_golden_elements_next(GoldenMembers *members, GoldenValue *value);

/*
 * The value at a path of an object: under that very key, else under the dots'
 * levels.  False if there is none, or null.
 */
extern bool profile_golden_value_at(const JsonbContainer *container, const char *path,
									int length, GoldenValue *value);

/* The root of a jsonb as one value; it points into the jsonb. */
extern GoldenValue profile_golden_value_of(const Jsonb *json);

/* An empty or all-white string, an empty array or object.  (null is no value.) */
extern bool profile_golden_value_is_blank(GoldenValue value);

/*
 * A total order of values that depends on neither collation nor locale: kinds
 * as jsonb orders them (null, string, number, boolean, array, object), strings
 * by bytes, numbers by value, arrays and objects by length and bytes of their
 * binary form.  "order" holds numbers of one value to be equal however they are
 * spelled (1 and 1.0); "compare" then puts the one with more decimals above, so
 * that 0 means the same bytes.
 */
extern int profile_golden_value_order(GoldenValue a, GoldenValue b);
extern int profile_golden_value_compare(GoldenValue a, GoldenValue b);

static inline bool
golden_value_identical(GoldenValue a, GoldenValue b)
{
	return a.entry == b.entry && memcmp(a.bytes, b.bytes, GOLDEN_VALUE_LENGTH(a)) == 0;
}

/* Equal for values that profile_golden_value_order finds equal. */
extern uint32 profile_golden_value_hash(GoldenValue value);

/* Characters of a string, or of what ->> shows of another value. */
extern int64 profile_golden_value_characters(GoldenValue value);

/* As jsonb prints it; as a jsonb of its own; as part of one being built. */
extern void profile_golden_value_print(StringInfo out, GoldenValue value);
extern Jsonb *profile_golden_value_to_jsonb(GoldenValue value);
extern void profile_golden_value_to_jsonbvalue(GoldenValue value, JsonbValue *result);

/* NULLs last, then bytes; 0 only for equal. */
extern int profile_golden_string_compare(GoldenString a, GoldenString b);

/* --- golden_wire.c --------------------------------------------------------- */

/*
 * Portable bytes for values, strings and moments.  Readers trust nothing: they
 * raise ERRCODE_INVALID_BINARY_REPRESENTATION.
 */
extern void profile_golden_send_string(StringInfo out, GoldenString string);
extern void profile_golden_send_value(StringInfo out, GoldenValue value);
extern GoldenString profile_golden_read_string(StringInfo in);
extern GoldenValue profile_golden_read_value(StringInfo in);

/*
 * Numbers in network order.  Unlike pq_getmsgint they call a message that ends
 * too early what it is, bad data: it may have come as text.
 */
extern uint32 profile_golden_read_int(StringInfo in, int bytes);
extern int64 profile_golden_read_int64(StringInfo in);

/* Reads a count of things that take at least "least" bytes each. */
extern uint32 profile_golden_read_count(StringInfo in, Size least);

/* --- golden_build.c -------------------------------------------------------- */

/* Fields must be sorted by name; none twice. */
extern Golden *profile_golden_build(const GoldenField *fields, uint32 count);
extern void profile_golden_field(const Golden *golden, uint32 index, GoldenField *field);

/* The "which"-th runner-up of an attribute, counted from 0. */
extern void profile_golden_other(const Golden *golden, uint32 index, uint32 which,
								 GoldenOrigin *other);

/* Values as jsonb: of all attributes, or of those below a path (NULL if none). */
extern Jsonb *profile_golden_to_object(const Golden *golden, const char *prefix,
									   int length);

/* Index of an attribute, or -1. */
extern int profile_golden_find(const Golden *golden, const char *name, int length);

extern void profile_golden_check_version(const Golden *golden);

/* --- SQL functions that others call, too ------------------------------------- */

extern PGDLLEXPORT Datum profile_golden_in(PG_FUNCTION_ARGS);
extern PGDLLEXPORT Datum profile_golden_value_text(PG_FUNCTION_ARGS);

/* --- golden_moment.c ------------------------------------------------------- */

static inline int64
golden_moment(TimestampTz at)
{
	return Max(at, GOLDEN_AT_FIRST);
}

extern TimestampTz profile_golden_timestamp(int64 moment);

/* ISO 8601 in UTC whatever the session's settings; room for MAXDATELEN + 1. */
extern void profile_golden_moment_print(int64 moment, char *buffer);

/* Is it one that profile_golden_moment or GOLDEN_AT_UNKNOWN can be? */
extern bool profile_golden_moment_is_valid(int64 moment);

/* Reads what profile_golden_moment_print writes (any offset); false if it is none. */
extern bool profile_golden_moment_read(const char *string, int length, int64 *moment);

/*
 * Reads a date (days since 2000-01-01), or a time as sources write it: the date
 * alone, "T" or a space, seconds and offset (UTC) optional.
 */
extern bool profile_golden_date_read(const char *string, int length, int64 *day);
extern bool profile_golden_time_read(const char *string, int length, int64 *moment);

#endif /* PROFILE_GOLDEN_GOLDEN_H */
