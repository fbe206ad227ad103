/*-------------------------------------------------------------------------
 *
 * golden_build.c
 *		Making and reading the datum of a golden record.
 *
 * The layout is described in golden.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "golden/survivorship_parse.h"
#include "utils/memutils.h"

/* A few attributes back is enough to find nearly every repeated source. */
#define GOLDEN_SOURCE_LOOKBACK 8

/* Bytes that the fields take if no source is shared. */
static Size
golden_room(const GoldenField *fields, uint32 count)
{
	Size size = offsetof(Golden, attributes) + count * sizeof(GoldenAttribute);
	uint32 i;
	uint32 j;

	for (i = 0; i < count; i++)
	{
		size = INTALIGN(size) + GOLDEN_VALUE_LENGTH(fields[i].value) +
			   (Size) fields[i].name.length + (Size) Max(fields[i].source.length, 0);
		for (j = 0; j < fields[i].nothers; j++)
			size += sizeof(GoldenOther) + 3 +
					GOLDEN_VALUE_LENGTH(fields[i].others[j].value) +
					(Size) Max(fields[i].others[j].source.length, 0);
		if (size > MaxAllocSize)
			ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
							errmsg("golden record is larger than one gigabyte")));
	}
	return size;
}

static uint32
golden_put(Golden *golden, uint32 *used, const char *bytes, uint32 length)
{
	uint32 at = *used;

	memcpy((char *) golden + at, bytes, length);
	*used += length;
	return at;
}

/* Where the source of an attribute is: with one before it, or new. */
static void
golden_put_source(Golden *golden, uint32 *used, uint32 index, GoldenString source)
{
	GoldenAttribute *attribute = &golden->attributes[index];
	uint32 back;

	if (source.length < 0)
	{
		attribute->source_length = PG_UINT32_MAX;
		return;
	}
	attribute->source_length = (uint32) source.length;
	for (back = 1; back <= GOLDEN_SOURCE_LOOKBACK && back <= index; back++)
	{
		const GoldenAttribute *before = &golden->attributes[index - back];

		if (before->source_length == (uint32) source.length &&
			memcmp((char *) golden + before->source, source.bytes, source.length) == 0)
		{
			attribute->source = before->source;
			return;
		}
	}
	attribute->source = golden_put(golden, used, source.bytes, (uint32) source.length);
}

/* The runners-up of one attribute, whose places are set aside already. */
static void
golden_put_others(Golden *golden, uint32 *used, uint32 place, const GoldenField *field)
{
	GoldenOther *others = (GoldenOther *) ((char *) golden + place);
	uint32 i;

	for (i = 0; i < field->nothers; i++)
	{
		const GoldenOrigin *origin = &field->others[i];

		*used = INTALIGN(*used);
		others[i].at = origin->at;
		others[i].entry = origin->value.entry;
		others[i].value = golden_put(golden, used, origin->value.bytes,
									 GOLDEN_VALUE_LENGTH(origin->value));
		others[i].source_length = PG_UINT32_MAX;
		if (origin->source.length < 0)
			continue;
		others[i].source_length = (uint32) origin->source.length;
		others[i].source =
			golden_put(golden, used, origin->source.bytes, others[i].source_length);
	}
}

Golden *
profile_golden_build(const GoldenField *fields, uint32 count)
{
	Golden *golden = palloc0(golden_room(fields, count));
	uint32 used = offsetof(Golden, attributes) + count * (uint32) sizeof(GoldenAttribute);
	uint32 others = used;
	uint32 i;

	golden->version = GOLDEN_VERSION;
	golden->count = count;
	for (i = 0; i < count; i++)
		used += fields[i].nothers * (uint32) sizeof(GoldenOther);
	for (i = 0; i < count; i++)
	{
		GoldenAttribute *attribute = &golden->attributes[i];
		const GoldenField *field = &fields[i];

		attribute->at = field->at;
		attribute->entry = field->value.entry;
		attribute->strategy = field->strategy;
		attribute->rivals = field->rivals;
		attribute->name_length = (uint16) field->name.length;
		used = INTALIGN(used);
		attribute->value = golden_put(golden, &used, field->value.bytes,
									  GOLDEN_VALUE_LENGTH(field->value));
		attribute->name =
			golden_put(golden, &used, field->name.bytes, (uint32) field->name.length);
		golden_put_source(golden, &used, i, field->source);
		attribute->nested = field->nested;
		attribute->nothers = field->nothers;
		if (field->nothers == 0)
			continue;
		attribute->others = others;
		golden_put_others(golden, &used, others, field);
		others += field->nothers * (uint32) sizeof(GoldenOther);
	}
	SET_VARSIZE(golden, used);
	return golden;
}

void
profile_golden_check_version(const Golden *golden)
{
	if (golden->version != GOLDEN_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("golden record has the unknown version %u", golden->version),
				 errhint("Upgrade the extension profile.")));
}

void
profile_golden_field(const Golden *golden, uint32 index, GoldenField *field)
{
	const GoldenAttribute *attribute = &golden->attributes[index];
	const char *base = (const char *) golden;

	field->name.bytes = base + attribute->name;
	field->name.length = attribute->name_length;
	field->value.bytes = base + attribute->value;
	field->value.entry = attribute->entry;
	field->source.bytes = base + attribute->source;
	field->source.length =
		attribute->source_length == PG_UINT32_MAX ? -1 : (int) attribute->source_length;
	field->at = attribute->at;
	field->others = NULL;
	field->strategy = attribute->strategy;
	field->rivals = attribute->rivals;
	field->nothers = attribute->nothers;
	field->nested = attribute->nested;
}

void
profile_golden_other(const Golden *golden, uint32 index, uint32 which,
					 GoldenOrigin *origin)
{
	const char *base = (const char *) golden;
	const GoldenOther *other =
		(const GoldenOther *) (base + golden->attributes[index].others) + which;

	origin->value = (GoldenValue){other->entry, base + other->value};
	origin->source.bytes = base + other->source;
	origin->source.length =
		other->source_length == PG_UINT32_MAX ? -1 : (int) other->source_length;
	origin->at = other->at;
}

int
profile_golden_find(const Golden *golden, const char *name, int length)
{
	uint32 low = 0;
	uint32 high = golden->count;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;
		const GoldenAttribute *attribute = &golden->attributes[middle];
		int order = profile_survivorship_compare_names(
			name, (size_t) length, (const char *) golden + attribute->name,
			attribute->name_length);

		if (order == 0)
			return (int) middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}
