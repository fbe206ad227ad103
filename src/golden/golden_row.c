/*-------------------------------------------------------------------------
 *
 * golden_row.c
 *		The aggregate golden_row(record, source, observed_at, rules): golden_record
 *		for tables with columns.
 *
 * A row says what the object would say that to_jsonb makes of it.  Where the state
 * keeps winners its columns are handed on one by one, in the order of that
 * object's keys, and text is not copied before it wins.  Where the state keeps
 * records the object is written, directly in the binary form; names and order of
 * the columns are the same in every row, so the part of the object that says them
 * is made once, and NULL columns stay in as JSON nulls, which survivorship passes
 * over.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "golden/golden.h"
#include "golden/golden_prefetch.h"
#include "golden/golden_row.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "utils/builtins.h"
#include "utils/fmgroids.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

PG_FUNCTION_INFO_V1(profile_golden_row_accum);

typedef struct GoldenColumn
{
	int attribute; /* index in the row */
	Oid type;      /* below domains */
	char *name;    /* in UTF-8 or not: as the database has it */
	int length;
	FmgrInfo to_jsonb; /* for types without a way of their own */
} GoldenColumn;

/* What is kept between rows, in fn_extra. */
typedef struct GoldenRowShape
{
	Oid type;
	int32 typmod;
	uint64 identifier; /* of the type as it is: ALTER TABLE gives it another */
	TupleDesc desc;
	Datum *values;
	bool *nulls;
	int count;
	GoldenColumn *columns; /* in jsonb's order of keys */
	char *head;            /* the object up to and including the keys' JEntries */
	char *keys;            /* their bytes */
	uint32 keys_length;
	GoldenMember *members; /* room for a row's */
	StringInfoData object;
	uint32 prefetched; /* as in golden_prefetch.h */
} GoldenRowShape;

/* --- the shape ------------------------------------------------------------- */

/* As jsonb sorts keys: by length, then bytes. */
static int
golden_row_compare(const void *a, const void *b)
{
	const GoldenColumn *x = a;
	const GoldenColumn *y = b;

	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return memcmp(x->name, y->name, (size_t) x->length);
}

static void
golden_row_prepare_type(GoldenColumn *column, Form_pg_attribute attribute,
						MemoryContext context)
{
	column->type = getBaseType(attribute->atttypid);
	fmgr_info_cxt(F_TO_JSONB, &column->to_jsonb, context);
	fmgr_info_set_expr(
		(Node *) makeFuncExpr(
			F_TO_JSONB, JSONBOID,
			list_make1(makeNullConst(attribute->atttypid, -1, attribute->attcollation)),
			InvalidOid, InvalidOid, COERCE_EXPLICIT_CALL),
		&column->to_jsonb);
}

static void
golden_row_check_names(const GoldenRowShape *shape)
{
	for (int i = 1; i < shape->count; i++)
		if (golden_row_compare(&shape->columns[i - 1], &shape->columns[i]) == 0)
			ereport(ERROR, (errcode(ERRCODE_DUPLICATE_COLUMN),
							errmsg("a row of golden_row has two columns named \"%s\"",
								   shape->columns[i].name)));
}

/* The constant part of the object: its header, the keys' JEntries, the keys. */
static void
golden_row_make_head(GoldenRowShape *shape)
{
	Size size = sizeof(uint32) + sizeof(JEntry) * (Size) shape->count;
	JEntry *entries;
	uint32 offset = 0;

	shape->head = palloc0(size);
	*(uint32 *) shape->head = (uint32) shape->count | JB_FOBJECT;
	entries = (JEntry *) (shape->head + sizeof(uint32));
	for (int i = 0; i < shape->count; i++)
	{
		uint32 length = (uint32) shape->columns[i].length;

		offset += length;
		entries[i] = i % JB_OFFSET_STRIDE == 0 ? JENTRY_ISSTRING | JENTRY_HAS_OFF | offset
											   : JENTRY_ISSTRING | length;
	}
	shape->keys = palloc(offset + 1);
	shape->keys_length = offset;
	offset = 0;
	for (int i = 0; i < shape->count; i++)
	{
		memcpy(shape->keys + offset, shape->columns[i].name,
			   (size_t) shape->columns[i].length);
		offset += (uint32) shape->columns[i].length;
	}
}

static GoldenRowShape *
golden_row_make_shape(FunctionCallInfo fcinfo, HeapTupleHeader row)
{
	MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	GoldenRowShape *shape = palloc0(sizeof(GoldenRowShape));
	TupleDesc desc;

	shape->type = HeapTupleHeaderGetTypeId(row);
	shape->typmod = HeapTupleHeaderGetTypMod(row);
	desc = lookup_rowtype_tupdesc(shape->type, shape->typmod);
	shape->desc = CreateTupleDescCopy(desc);
	ReleaseTupleDesc(desc);
	shape->identifier = assign_record_type_identifier(shape->type, shape->typmod);
	shape->values = palloc(sizeof(Datum) * (Size) Max(shape->desc->natts, 1));
	shape->nulls = palloc(sizeof(bool) * (Size) Max(shape->desc->natts, 1));
	shape->columns = palloc0(sizeof(GoldenColumn) * (Size) Max(shape->desc->natts, 1));
	for (int i = 0; i < shape->desc->natts; i++)
	{
		Form_pg_attribute attribute = TupleDescAttr(shape->desc, i);
		GoldenColumn *column = &shape->columns[shape->count];

		if (attribute->attisdropped)
			continue;
		column->attribute = i;
		column->name = pstrdup(NameStr(attribute->attname));
		column->length = (int) strlen(column->name);
		golden_row_prepare_type(column, attribute, fcinfo->flinfo->fn_mcxt);
		shape->count++;
	}
	qsort(shape->columns, (size_t) shape->count, sizeof(GoldenColumn),
		  golden_row_compare);
	golden_row_check_names(shape);
	golden_row_make_head(shape);
	shape->members = palloc(sizeof(GoldenMember) * (Size) Max(shape->count, 1));
	initStringInfo(&shape->object);
	MemoryContextSwitchTo(old);
	return shape;
}

/* --- a row ----------------------------------------------------------------- */

/* A value that is not NULL, as jsonb has it. */
static GoldenValue
golden_row_value(GoldenColumn *column, Datum datum)
{
	switch (column->type)
	{
		case TEXTOID:
		case VARCHAROID:
		case BPCHAROID:
		{
			struct varlena *text = PG_DETOAST_DATUM_PACKED(datum);
			Size length = VARSIZE_ANY_EXHDR(text);

			if (length > JENTRY_OFFLENMASK)
				ereport(ERROR,
						(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						 errmsg("value of column \"%s\" is too long", column->name)));
			return (GoldenValue){JENTRY_ISSTRING | (uint32) length, VARDATA_ANY(text)};
		}
		case BOOLOID:
			return (GoldenValue){
				DatumGetBool(datum) ? JENTRY_ISBOOL_TRUE : JENTRY_ISBOOL_FALSE, ""};
		default:
			return profile_golden_value_of(
				DatumGetJsonbP(FunctionCall1(&column->to_jsonb, datum)));
	}
}

/* The row's columns that have a value. */
static GoldenContent
golden_row_members(GoldenRowShape *shape)
{
	GoldenContent content = {.members = shape->members, .room = (uint32) shape->count};

	content.bytes = shape->keys_length + 2 * sizeof(JEntry) * (Size) shape->count;
	for (int i = 0; i < shape->count; i++)
	{
		GoldenColumn *column = &shape->columns[i];
		GoldenMember *member = &shape->members[content.count];

		if (shape->nulls[column->attribute])
			continue;
		member->value = golden_row_value(column, shape->values[column->attribute]);
		if (GOLDEN_VALUE_KIND(member->value) == JENTRY_ISNULL)
			continue;
		member->name = (GoldenString){column->name, column->length};
		content.bytes += GOLDEN_VALUE_LENGTH(member->value);
		content.count++;
	}
	return content;
}

/* Numbers and containers begin at a multiple of four from the first key on. */
static uint32
golden_row_align(StringInfo out, uint32 start)
{
	uint32 pad = INTALIGN(out->len - start) - (out->len - start);

	for (uint32 i = 0; i < pad; i++)
		appendStringInfoChar(out, '\0');
	return pad;
}

/* Appends a value that is not NULL; its kind, and its length with padding. */
static JEntry
golden_row_append(StringInfo out, uint32 start, GoldenValue value)
{
	uint32 pad = 0;

	if (GOLDEN_VALUE_KIND(value) == JENTRY_ISNUMERIC ||
		GOLDEN_VALUE_KIND(value) == JENTRY_ISCONTAINER)
		pad = golden_row_align(out, start);
	appendBinaryStringInfo(out, value.bytes, (int) GOLDEN_VALUE_LENGTH(value));
	return value.entry + pad;
}

/* The row as a jsonb object. */
static Jsonb *
golden_row_object(GoldenRowShape *shape)
{
	StringInfo out = &shape->object;
	Size entries = VARHDRSZ + sizeof(uint32) + sizeof(JEntry) * (Size) shape->count;
	uint32 start;
	Jsonb *result;

	resetStringInfo(out);
	enlargeStringInfo(out, (int) (entries + sizeof(JEntry) * (Size) shape->count));
	out->len = VARHDRSZ;
	appendBinaryStringInfo(out, shape->head, (int) (entries - VARHDRSZ));
	out->len += (int) (sizeof(JEntry) * (Size) shape->count);
	start = (uint32) out->len;
	appendBinaryStringInfo(out, shape->keys, (int) shape->keys_length);
	for (int i = 0; i < shape->count; i++)
	{
		GoldenColumn *column = &shape->columns[i];
		JEntry entry = JENTRY_ISNULL;
		uint32 end;

		if (!shape->nulls[column->attribute])
			entry = golden_row_append(
				out, start, golden_row_value(column, shape->values[column->attribute]));
		end = (uint32) out->len - start;
		if (end > JENTRY_OFFLENMASK)
			ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
							errmsg("row of golden_row is too long")));
		if ((shape->count + i) % JB_OFFSET_STRIDE == 0)
			entry = (entry & JENTRY_TYPEMASK) | JENTRY_HAS_OFF | end;
		((JEntry *) (out->data + entries))[i] = entry;
	}
	(void) golden_row_align(out, start);
	result = (Jsonb *) out->data;
	SET_VARSIZE(result, out->len);
	return result;
}

/* The row in argument 1, taken apart. */
static GoldenRowShape *
golden_row_read(FunctionCallInfo fcinfo)
{
	GoldenRowShape *shape = fcinfo->flinfo->fn_extra;
	HeapTupleHeader row = PG_GETARG_HEAPTUPLEHEADER(1);
	HeapTupleData tuple = {0};

	if (shape == NULL || shape->type != HeapTupleHeaderGetTypeId(row) ||
		shape->typmod != HeapTupleHeaderGetTypMod(row) ||
		shape->identifier != assign_record_type_identifier(shape->type, shape->typmod))
		fcinfo->flinfo->fn_extra = shape = golden_row_make_shape(fcinfo, row);
	tuple.t_len = HeapTupleHeaderGetDatumLength(row);
	tuple.t_data = row;
	heap_deform_tuple(&tuple, shape->desc, shape->values, shape->nulls);
	return shape;
}

/*
 * golden_row_accum(golden_state, record, text, timestamptz, survivorship)
 *		returns golden_state
 */
Datum
profile_golden_row_accum(PG_FUNCTION_ARGS)
{
	GoldenRowShape *shape = fcinfo->flinfo->fn_extra;
	GoldenContent content = {0};
	GoldenState *state;

	if (shape != NULL)
		golden_prefetch_state(&shape->prefetched, &fcinfo->args[0]);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	shape = golden_row_read(fcinfo);
	if (PG_ARGISNULL(4) || golden_keeps_winners(DatumGetSurvivorship(PG_GETARG_DATUM(4))))
		content = golden_row_members(shape);
	else
	{
		content.object = golden_row_object(shape);
		content.room = (uint32) shape->count;
		content.bytes = VARSIZE(content.object);
	}
	state = profile_golden_take(fcinfo, &content);
	shape->prefetched = golden_prefetched(golden_state_reach(state));
	PG_RETURN_POINTER(state);
}
