/*-------------------------------------------------------------------------
 *
 * golden_object.c
 *		The values of a golden record as one jsonb object.
 *
 * An attribute that is marked as nested has a path for a name: "address.city" is
 * the member "city" of the object "address".  Where an attribute and an object
 * would have the same key, the object is what is shown.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "miscadmin.h"

/* The attributes to show, in the order of their paths. */
typedef struct GoldenTree
{
	const Golden *golden;
	const uint32 *indexes;
	JsonbParseState *state;
} GoldenTree;

static GoldenString
golden_name(const Golden *golden, uint32 index)
{
	const GoldenAttribute *attribute = &golden->attributes[index];

	return (GoldenString){(const char *) golden + attribute->name,
						  attribute->name_length};
}

/* By bytes, a dot before all: then an object follows the attribute of its name. */
static int
golden_compare_paths(const void *a, const void *b, void *golden)
{
	GoldenString x = golden_name(golden, *(const uint32 *) a);
	GoldenString y = golden_name(golden, *(const uint32 *) b);
	int i;

	for (i = 0; i < Min(x.length, y.length); i++)
	{
		unsigned char c = x.bytes[i] == '.' ? 0 : (unsigned char) x.bytes[i];
		unsigned char d = y.bytes[i] == '.' ? 0 : (unsigned char) y.bytes[i];

		if (c != d)
			return c < d ? -1 : 1;
	}
	return (x.length > y.length) - (x.length < y.length);
}

/* Does a name begin with "prefix."? */
static bool
golden_lies_in(GoldenString name, const char *prefix, int length)
{
	return name.length > length && name.bytes[length] == '.' &&
		   memcmp(name.bytes, prefix, length) == 0;
}

static void
golden_push_member(GoldenTree *tree, GoldenString key, uint32 index)
{
	JsonbValue item;
	GoldenField field;

	profile_golden_value_to_jsonbvalue(
		(GoldenValue){JENTRY_ISSTRING | (uint32) key.length, key.bytes}, &item);
	pushJsonbValue(&tree->state, WJB_KEY, &item);
	profile_golden_field(tree->golden, index, &field);
	profile_golden_value_to_jsonbvalue(field.value, &item);
	pushJsonbValue(&tree->state, WJB_VALUE, &item);
}

static void golden_push_range(GoldenTree *tree, uint32 first, uint32 end, int offset);

/* The attributes whose names go on after "length" bytes, as an object. */
static void
golden_push_object(GoldenTree *tree, GoldenString key, uint32 first, uint32 end,
				   int offset)
{
	JsonbValue item;

	profile_golden_value_to_jsonbvalue(
		(GoldenValue){JENTRY_ISSTRING | (uint32) key.length, key.bytes}, &item);
	pushJsonbValue(&tree->state, WJB_KEY, &item);
	pushJsonbValue(&tree->state, WJB_BEGIN_OBJECT, NULL);
	golden_push_range(tree, first, end, offset);
	pushJsonbValue(&tree->state, WJB_END_OBJECT, NULL);
}

/* End of the run of attributes that lie below the first "length" bytes of a name. */
static uint32
golden_run_below(const GoldenTree *tree, uint32 first, uint32 end, GoldenString name,
				 int length)
{
	while (first < end && golden_lies_in(golden_name(tree->golden, tree->indexes[first]),
										 name.bytes, length))
		first++;
	return first;
}

/* Members of one object: their names are the same up to "offset". */
static void
golden_push_range(GoldenTree *tree, uint32 first, uint32 end, int offset)
{
	check_stack_depth();
	while (first < end)
	{
		GoldenString name = golden_name(tree->golden, tree->indexes[first]);
		GoldenString key = {name.bytes + offset, 0};
		uint32 below;

		CHECK_FOR_INTERRUPTS();
		while (offset + key.length < name.length && key.bytes[key.length] != '.')
			key.length++;
		if (offset + key.length == name.length)
		{
			below = golden_run_below(tree, first + 1, end, name, name.length);
			if (below == first + 1)
				golden_push_member(tree, key, tree->indexes[first]);
			else
				golden_push_object(tree, key, first + 1, below, name.length + 1);
		}
		else
		{
			below = golden_run_below(tree, first, end, name, offset + key.length);
			golden_push_object(tree, key, first, below, offset + key.length + 1);
		}
		first = below;
	}
}

/* Attributes whose names are keys as they are, unless an object has that key. */
static void
golden_push_flat(GoldenTree *tree, uint32 nested)
{
	const Golden *golden = tree->golden;
	uint32 i;
	uint32 j;

	for (i = 0; i < golden->count; i++)
	{
		GoldenString name = golden_name(golden, i);

		CHECK_FOR_INTERRUPTS();
		if (golden->attributes[i].nested)
			continue;
		for (j = 0; j < nested; j++)
			if (golden_lies_in(golden_name(golden, tree->indexes[j]), name.bytes,
							   name.length))
				break;
		if (j == nested)
			golden_push_member(tree, name, i);
	}
}

Jsonb *
profile_golden_to_object(const Golden *golden, const char *prefix, int length)
{
	uint32 *indexes = palloc(golden->count * sizeof(uint32) + 1);
	GoldenTree tree = {golden, indexes, NULL};
	uint32 count = 0;
	Jsonb *result = NULL;
	uint32 i;

	for (i = 0; i < golden->count; i++)
		if (golden->attributes[i].nested &&
			(prefix == NULL || golden_lies_in(golden_name(golden, i), prefix, length)))
			indexes[count++] = i;
	qsort_arg(indexes, count, sizeof(uint32), golden_compare_paths,
			  unconstify(Golden *, golden));
	if (prefix == NULL || count > 0)
	{
		pushJsonbValue(&tree.state, WJB_BEGIN_OBJECT, NULL);
		if (prefix == NULL)
			golden_push_flat(&tree, count);
		golden_push_range(&tree, 0, count, prefix == NULL ? 0 : length + 1);
		result = JsonbValueToJsonb(pushJsonbValue(&tree.state, WJB_END_OBJECT, NULL));
	}
	pfree(indexes);
	return result;
}
