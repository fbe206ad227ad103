/*-------------------------------------------------------------------------
 *
 * golden_value.c
 *		Values in jsonb's binary form: walking, comparing, hashing, printing.
 *
 * jsonb's own comparison goes by the database's collation and its iterator
 * allocates; a golden record must be the same in every database and is built
 * from millions of rows, so both are done here, over the documented layout of
 * utils/jsonb.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/hashfn.h"
#include "golden/golden.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/json.h"
#include "utils/numeric.h"

void
profile_golden_members_start(GoldenMembers *members, const JsonbContainer *container)
{
	members->container = container;
	members->count = JsonContainerSize(container);
	members->base = (const char *) &container->children[members->count * 2];
	members->index = 0;
	members->key_offset = 0;
	members->value_offset =
		members->count > 0 ? getJsonbOffset(container, (int) members->count) : 0;
}

/* Takes the next child whose JEntry is given; moves *offset behind it. */
static inline const char *
golden_child(const char *base, JEntry entry, uint32 *offset, uint32 *length)
{
	uint32 begin = *offset;

	JBE_ADVANCE_OFFSET(*offset, entry);
	*length = *offset - begin;
	return base + begin;
}

/* The value of a child at *offset. */
static inline void
golden_child_value(const char *base, JEntry entry, uint32 *offset, GoldenValue *value)
{
	uint32 length;
	uint32 padding;

	value->bytes = golden_child(base, entry, offset, &length);
	if (JBE_ISNUMERIC(entry) || JBE_ISCONTAINER(entry))
	{
		/* The padding before an aligned child counts as part of it. */
		padding =
			(uint32) (INTALIGN((uintptr_t) value->bytes) - (uintptr_t) value->bytes);
		value->bytes += padding;
		length -= padding;
	}
	value->entry = (entry & JENTRY_TYPEMASK) | length;
}

bool
profile_golden_members_next(GoldenMembers *members, GoldenString *name,
							GoldenValue *value)
{
	const JEntry *children = members->container->children;
	uint32 length;

	if (members->index >= members->count)
		return false;
	name->bytes = golden_child(members->base, children[members->index],
							   &members->key_offset, &length);
	name->length = (int) length;
	golden_child_value(members->base, children[members->index + members->count],
					   &members->value_offset, value);
	members->index++;
	return true;
}

void
profile_golden_elements_start(GoldenMembers *members, const JsonbContainer *container)
{
	members->container = container;
	members->count = JsonContainerSize(container);
	members->base = (const char *) &container->children[members->count];
	members->index = 0;
	members->key_offset = 0;
	members->value_offset = 0;
}

bool
profile_golden_elements_next(GoldenMembers *members, GoldenValue *value)
{
	if (members->index >= members->count)
		return false;
	golden_child_value(members->base, members->container->children[members->index],
					   &members->value_offset, value);
	members->index++;
	return true;
}

/* The member of that very name. */
static bool
golden_member(const JsonbContainer *container, const char *key, int length,
			  GoldenValue *value)
{
	GoldenMembers members;
	GoldenString name;

	profile_golden_members_start(&members, container);
	while (profile_golden_members_next(&members, &name, value))
		if (name.length == length && memcmp(name.bytes, key, length) == 0)
			return GOLDEN_VALUE_KIND(*value) != JENTRY_ISNULL;
	return false;
}

bool
profile_golden_value_at(const JsonbContainer *container, const char *path, int length,
						GoldenValue *value)
{
	int dot;

	if (golden_member(container, path, length, value))
		return true;
	for (dot = 1; dot < length; dot++)
	{
		if (path[dot] != '.')
			continue;
		/* an attribute's name may be full of dots, and the object be large */
		CHECK_FOR_INTERRUPTS();
		check_stack_depth();
		if (golden_member(container, path, dot, value) &&
			GOLDEN_VALUE_KIND(*value) == JENTRY_ISCONTAINER &&
			JsonContainerIsObject((const JsonbContainer *) value->bytes) &&
			profile_golden_value_at((const JsonbContainer *) value->bytes, path + dot + 1,
									length - dot - 1, value))
			return true;
	}
	return false;
}

GoldenValue
profile_golden_value_of(const Jsonb *json)
{
	const JsonbContainer *root = &json->root;
	GoldenValue value;
	uint32 length = VARSIZE(json) - VARHDRSZ;
	JEntry entry;

	if (!JsonContainerIsScalar(root))
	{
		value.bytes = (const char *) root;
		value.entry = JENTRY_ISCONTAINER | length;
		return value;
	}
	/* A lone scalar is an array of one: its only child begins aligned. */
	entry = root->children[0];
	value.bytes = (const char *) &root->children[1];
	value.entry = (entry & JENTRY_TYPEMASK) | getJsonbLength(root, 0);
	return value;
}

/* --- blanks ---------------------------------------------------------------- */

/* Unicode's White_Space beyond ASCII. */
static bool
golden_is_space(pg_wchar c)
{
	return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
		   c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool
golden_is_white(const char *bytes, uint32 length)
{
	const unsigned char *at = (const unsigned char *) bytes;
	const unsigned char *end = at + length;

	while (at < end)
	{
		int size;

		if (*at == ' ' || (*at >= '\t' && *at <= '\r'))
		{
			at++;
			continue;
		}
		if (*at < 0x80 || GetDatabaseEncoding() != PG_UTF8)
			return false;
		size = pg_utf_mblen(at);
		if (size > end - at || !golden_is_space(utf8_to_unicode(at)))
			return false;
		at += size;
	}
	return true;
}

bool
profile_golden_value_is_blank(GoldenValue value)
{
	switch (GOLDEN_VALUE_KIND(value))
	{
		case JENTRY_ISSTRING:
			return golden_is_white(value.bytes, GOLDEN_VALUE_LENGTH(value));
		case JENTRY_ISCONTAINER:
			return JsonContainerSize((const JsonbContainer *) value.bytes) == 0;
		default:
			return false;
	}
}

/* --- order ----------------------------------------------------------------- */

/* jsonb's order of kinds: null, string, number, boolean, array, object. */
static int
golden_value_class(GoldenValue value)
{
	switch (GOLDEN_VALUE_KIND(value))
	{
		case JENTRY_ISNULL:
			return 0;
		case JENTRY_ISSTRING:
			return 1;
		case JENTRY_ISNUMERIC:
			return 2;
		case JENTRY_ISBOOL_FALSE:
			return 3;
		case JENTRY_ISBOOL_TRUE:
			return 4;
		default:
			return JsonContainerIsObject((const JsonbContainer *) value.bytes) ? 6 : 5;
	}
}

static inline int
golden_sign(uint32 a, uint32 b)
{
	return (a > b) - (a < b);
}

static int
golden_compare_bytes(GoldenValue a, GoldenValue b)
{
	uint32 alen = GOLDEN_VALUE_LENGTH(a);
	uint32 blen = GOLDEN_VALUE_LENGTH(b);
	int result = memcmp(a.bytes, b.bytes, Min(alen, blen));

	return result != 0 ? result : golden_sign(alen, blen);
}

static inline Datum
golden_number(GoldenValue value)
{
	return PointerGetDatum(value.bytes);
}

int
profile_golden_value_order(GoldenValue a, GoldenValue b)
{
	int class = golden_value_class(a);
	int other = golden_value_class(b);

	if (class != other)
		return class < other ? -1 : 1;
	if (class == 1)
		return golden_compare_bytes(a, b);
	if (class == 2)
		return DatumGetInt32(
			DirectFunctionCall2(numeric_cmp, golden_number(a), golden_number(b)));
	if (class < 5)
		return 0;
	if (GOLDEN_VALUE_LENGTH(a) != GOLDEN_VALUE_LENGTH(b))
		return golden_sign(GOLDEN_VALUE_LENGTH(a), GOLDEN_VALUE_LENGTH(b));
	return golden_compare_bytes(a, b);
}

int
profile_golden_value_compare(GoldenValue a, GoldenValue b)
{
	int result = profile_golden_value_order(a, b);

	if (result != 0 || GOLDEN_VALUE_KIND(a) != JENTRY_ISNUMERIC)
		return result;
	return DatumGetInt32(DirectFunctionCall1(numeric_scale, golden_number(a))) -
		   DatumGetInt32(DirectFunctionCall1(numeric_scale, golden_number(b)));
}

uint32
profile_golden_value_hash(GoldenValue value)
{
	switch (GOLDEN_VALUE_KIND(value))
	{
		case JENTRY_ISNUMERIC:
			return DatumGetUInt32(
					   DirectFunctionCall1(hash_numeric, golden_number(value))) ^
				   0x6e756d62;
		case JENTRY_ISSTRING:
		case JENTRY_ISCONTAINER:
			return hash_bytes((const unsigned char *) value.bytes,
							  (int) GOLDEN_VALUE_LENGTH(value)) ^
				   GOLDEN_VALUE_KIND(value);
		default:
			return hash_bytes_uint32(GOLDEN_VALUE_KIND(value));
	}
}

int
profile_golden_string_compare(GoldenString a, GoldenString b)
{
	int result;

	if (a.length < 0 || b.length < 0)
		return (a.length < 0) - (b.length < 0);
	result = memcmp(a.bytes, b.bytes, Min(a.length, b.length));
	return result != 0 ? result : (a.length > b.length) - (a.length < b.length);
}

/* --- out of jsonb's form --------------------------------------------------- */

void
profile_golden_value_print(StringInfo out, GoldenValue value)
{
	char *string;

	switch (GOLDEN_VALUE_KIND(value))
	{
		case JENTRY_ISSTRING:
			string = pnstrdup(value.bytes, GOLDEN_VALUE_LENGTH(value));
			escape_json(out, string);
			pfree(string);
			break;
		case JENTRY_ISNUMERIC:
			string =
				DatumGetCString(DirectFunctionCall1(numeric_out, golden_number(value)));
			appendStringInfoString(out, string);
			pfree(string);
			break;
		case JENTRY_ISCONTAINER:
			JsonbToCString(out, (JsonbContainer *) unconstify(char *, value.bytes),
						   (int) GOLDEN_VALUE_LENGTH(value));
			break;
		case JENTRY_ISNULL:
			appendStringInfoString(out, "null");
			break;
		default:
			appendStringInfoString(
				out, GOLDEN_VALUE_KIND(value) == JENTRY_ISBOOL_TRUE ? "true" : "false");
	}
}

int64
profile_golden_value_characters(GoldenValue value)
{
	StringInfoData out;
	int64 characters;

	if (GOLDEN_VALUE_KIND(value) == JENTRY_ISSTRING)
		return pg_mbstrlen_with_len(value.bytes, (int) GOLDEN_VALUE_LENGTH(value));
	initStringInfo(&out);
	profile_golden_value_print(&out, value);
	characters = pg_mbstrlen_with_len(out.data, out.len);
	pfree(out.data);
	return characters;
}

void
profile_golden_value_to_jsonbvalue(GoldenValue value, JsonbValue *result)
{
	char *bytes = unconstify(char *, value.bytes);

	switch (GOLDEN_VALUE_KIND(value))
	{
		case JENTRY_ISSTRING:
			result->type = jbvString;
			result->val.string.val = bytes;
			result->val.string.len = (int) GOLDEN_VALUE_LENGTH(value);
			break;
		case JENTRY_ISNUMERIC:
			result->type = jbvNumeric;
			result->val.numeric = (Numeric) bytes;
			break;
		case JENTRY_ISCONTAINER:
			result->type = jbvBinary;
			result->val.binary.data = (JsonbContainer *) bytes;
			result->val.binary.len = (int) GOLDEN_VALUE_LENGTH(value);
			break;
		case JENTRY_ISNULL:
			result->type = jbvNull;
			break;
		default:
			result->type = jbvBool;
			result->val.boolean = GOLDEN_VALUE_KIND(value) == JENTRY_ISBOOL_TRUE;
	}
}

Jsonb *
profile_golden_value_to_jsonb(GoldenValue value)
{
	JsonbValue converted;

	profile_golden_value_to_jsonbvalue(value, &converted);
	return JsonbValueToJsonb(&converted);
}
