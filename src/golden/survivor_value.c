/*-------------------------------------------------------------------------
 *
 * survivor_value.c
 *		Values of any type: how they compare, and what they are as bytes and text.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/tupdesc.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "golden/survivor_value.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

static TypeCacheEntry *
survivor_type(Oid type, struct Node *escontext)
{
	TypeCacheEntry *entry;

	if (!OidIsValid(type))
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("could not determine the type of the value")));
	if (type == RECORDOID || type == RECORDARRAYOID)
		ereturn(escontext, NULL,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("a record without a named type cannot survive"),
				 errhint("Cast it to a composite type or to jsonb.")));
	entry = lookup_type_cache(type, TYPECACHE_CMP_PROC_FINFO | TYPECACHE_HASH_PROC_FINFO);
	if (!OidIsValid(entry->cmp_proc_finfo.fn_oid))
		ereturn(escontext, NULL,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("type %s has no btree order", format_type_be(type)),
				 errdetail("Of values equal in rank and time the greatest one "
						   "survives."),
				 errhint("Cast the value to a type that can be sorted.")));
	return entry;
}

TypeCacheEntry *
profile_survivor_type(Oid type)
{
	return survivor_type(type, NULL);
}

TypeCacheEntry *
profile_survivor_type_named(const char *name, struct Node *escontext)
{
	Datum type;

	if (!DirectInputFunctionCallSafe(regtypein, (char *) name, InvalidOid, -1, escontext,
									 &type))
		return NULL;
	return survivor_type(DatumGetObjectId(type), escontext);
}

static SurvivorCall *
survivor_call(FunctionCallInfo fcinfo)
{
	SurvivorCall *call = fcinfo->flinfo->fn_extra;

	if (call == NULL)
	{
		call = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(SurvivorCall));
		call->leads = profile_golden_prefetch_leads(fcinfo);
		fcinfo->flinfo->fn_extra = call;
	}
	return call;
}

TypeCacheEntry *
profile_survivor_cached_type(FunctionCallInfo fcinfo, Oid type)
{
	SurvivorCall *call = survivor_call(fcinfo);

	if (call->type == NULL || call->type->type_id != type)
		call->type = profile_survivor_type(type);
	return call->type;
}

TypeCacheEntry *
profile_survivor_argument_type(FunctionCallInfo fcinfo)
{
	SurvivorCall *call = survivor_call(fcinfo);

	if (call->type == NULL)
		call->type = profile_survivor_type(get_fn_expr_argtype(fcinfo->flinfo, 1));
	return call->type;
}

/* --- shape ----------------------------------------------------------------- */

static uint32
survivor_columns_shape(Oid type)
{
	TupleDesc desc = lookup_rowtype_tupdesc(type, -1);
	uint32 shape = (uint32) desc->natts;
	int i;

	for (i = 0; i < desc->natts; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);

		shape = hash_combine(shape, hash_bytes_uint32(att->atttypid));
		if (att->attisdropped)
			shape = hash_combine(shape, hash_bytes_uint32((uint32) att->attlen << 8 |
														  (uint8) att->attalign));
		else
			shape = hash_combine(shape, profile_survivor_row_shape(att->atttypid));
	}
	ReleaseTupleDesc(desc);
	return Max(shape, 1);
}

uint32
profile_survivor_row_shape(Oid type)
{
	Oid element;

	check_stack_depth();
	type = getBaseType(type);
	element = get_element_type(type);
	if (OidIsValid(element))
		return profile_survivor_row_shape(element);
	switch (get_typtype(type))
	{
		case TYPTYPE_RANGE:
			return profile_survivor_row_shape(get_range_subtype(type));
		case TYPTYPE_MULTIRANGE:
			return profile_survivor_row_shape(get_multirange_range(type));
		case TYPTYPE_COMPOSITE:
			return survivor_columns_shape(type);
		default:
			return 0;
	}
}

void
profile_survivor_check_shape(const TypeCacheEntry *type, uint32 shape)
{
	if (shape != survivor_shape(type))
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("type %s was altered after the value was kept",
							   format_type_be(type->type_id))));
}

/* --- bytes ----------------------------------------------------------------- */

/* How long a header is does not count. */
bool
profile_survivor_identical(const TypeCacheEntry *type, Datum a, Datum b)
{
	Size length;

	if (type->typbyval)
		return a == b;
	if (type->typlen == -1)
	{
		struct varlena *x = (struct varlena *) DatumGetPointer(a);
		struct varlena *y = (struct varlena *) DatumGetPointer(b);

		length = VARSIZE_ANY_EXHDR(x);
		return length == VARSIZE_ANY_EXHDR(y) &&
			   memcmp(VARDATA_ANY(x), VARDATA_ANY(y), length) == 0;
	}
	length = survivor_length(type, a);
	return length == survivor_length(type, b) &&
		   memcmp(DatumGetPointer(a), DatumGetPointer(b), length) == 0;
}

/* --- order ----------------------------------------------------------------- */

static inline Oid
survivor_collation(const TypeCacheEntry *type)
{
	return OidIsValid(type->typcollation) ? C_COLLATION_OID : InvalidOid;
}

int
profile_survivor_order(TypeCacheEntry *type, Datum a, Datum b)
{
	return DatumGetInt32(
		FunctionCall2Coll(&type->cmp_proc_finfo, survivor_collation(type), a, b));
}

int
profile_survivor_compare(TypeCacheEntry *type, Datum a, Datum b)
{
	int result;

	if (profile_survivor_identical(type, a, b))
		return 0;
	result = profile_survivor_order(type, a, b);
	if (result != 0)
		return result;
	return strcmp(profile_survivor_print(type->type_id, a),
				  profile_survivor_print(type->type_id, b));
}

uint32
profile_survivor_hash(TypeCacheEntry *type, Datum value)
{
	if (!OidIsValid(type->hash_proc_finfo.fn_oid))
		return 0;
	return DatumGetUInt32(
		FunctionCall1Coll(&type->hash_proc_finfo, survivor_collation(type), value));
}

/* --- text ------------------------------------------------------------------ */

/* Types whose text is the same under all settings. */
static bool
survivor_text_is_fixed(Oid type)
{
	switch (type)
	{
		case BOOLOID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case NUMERICOID:
		case TEXTOID:
		case VARCHAROID:
		case BPCHAROID:
		case UUIDOID:
		case JSONBOID:
			return true;
		default:
			return false;
	}
}

int
profile_survivor_pin_settings(Oid type)
{
	static const char *const settings[][2] = {
		{"datestyle", "ISO, YMD"},
		{"intervalstyle", "postgres"},
		{"timezone", "UTC"},
		{"extra_float_digits", "1"},
		{"bytea_output", "hex"},
		{"lc_monetary", "C"},
		{"quote_all_identifiers", "off"},
		{"search_path", "pg_catalog, pg_temp"},
	};
	int nest;

	if (survivor_text_is_fixed(type))
		return -1;
	nest = NewGUCNestLevel();
	for (int i = 0; i < (int) lengthof(settings); i++)
		(void) set_config_option(settings[i][0], settings[i][1], PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	return nest;
}

void
profile_survivor_release_settings(int nest)
{
	if (nest >= 0)
		AtEOXact_GUC(true, nest);
}

char *
profile_survivor_print(Oid type, Datum value)
{
	int nest = profile_survivor_pin_settings(type);
	Oid output;
	bool varlena;
	char *result;

	getTypeOutputInfo(type, &output, &varlena);
	result = OidOutputFunctionCall(output, value);
	profile_survivor_release_settings(nest);
	return result;
}

bool
profile_survivor_read_value(Oid type, char *string, struct Node *escontext, Datum *value)
{
	int nest = profile_survivor_pin_settings(type);
	FmgrInfo function;
	Oid input;
	Oid ioparam;
	bool read;

	getTypeInputInfo(type, &input, &ioparam);
	fmgr_info(input, &function);
	read = InputFunctionCallSafe(&function, string, ioparam, -1, (fmNodePtr) escontext,
								 value);
	profile_survivor_release_settings(nest);
	return read;
}
