/*-------------------------------------------------------------------------
 *
 * card_look.c
 *		Tables that a card looks into, and functions of the model that it calls.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "nodes/makefuncs.h"
#include "parser/parse_func.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#include "model/card.h"

/* --- tables ------------------------------------------------------------------ */

/*
 * profile_card_look: rows of a table by a path.  Nothing stays locked beyond
 * profile_card_look_end: a card looks at more tables than there are cheap locks.
 */
void
profile_card_look(CardLook *look, const Card *card, const ModelShape *shape,
				  const ModelPath *path)
{
	profile_model_open(&look->table, card->model, shape, AccessShareLock, ACL_SELECT);
	look->table.release = AccessShareLock;
	profile_model_scan(&look->scan, &look->table, path);
}

void
profile_card_look_end(CardLook *look)
{
	profile_model_scan_end(&look->scan);
	profile_model_close(&look->table);
}

/*
 * profile_card_look_by_records: on to the next row of any of the card's records,
 * the path being by record; *record counts them and is -1 at first.
 */
bool
profile_card_look_by_records(CardLook *look, const Card *card, int *record)
{
	if (*record >= 0 && profile_model_next(&look->scan))
		return true;
	while (++*record < card->nrecords)
	{
		Datum id = Int64GetDatum(card->records[*record].id);

		if (profile_model_find(&look->scan, id))
			return true;
	}
	return false;
}

/* A column of type text, copied; NULL where it is. */
text *
profile_card_look_text(const CardLook *look, int column)
{
	bool is_null;
	Datum value = profile_model_get(&look->scan, column, &is_null);

	return is_null ? NULL : DatumGetTextPCopy(value);
}

/* A moment; NULL, as what ends has it, is infinity. */
TimestampTz
profile_card_look_moment(const CardLook *look, int column)
{
	bool is_null;
	Datum value = profile_model_get(&look->scan, column, &is_null);

	return is_null ? DT_NOEND : DatumGetTimestampTz(value);
}

/* --- functions ---------------------------------------------------------------- */

/*
 * The model's functions are statements by key.  Plans that read a table whole are
 * switched off, which a session might have made when the tables were empty.
 */
static void
card_calls_begin(Card *card)
{
	static const char *const settings[][2] = {{"enable_seqscan", "off"},
											  {"enable_hashjoin", "off"},
											  {"enable_mergejoin", "off"},
											  {"jit", "off"},
											  {"plan_cache_mode", "force_generic_plan"}};

	card->settings = NewGUCNestLevel();
	for (int i = 0; i < (int) lengthof(settings); i++)
		(void) set_config_option(settings[i][0], settings[i][1], PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
}

/* profile_card_calls_end: the caller's settings hold again. */
void
profile_card_calls_end(Card *card)
{
	if (card->settings != 0)
		AtEOXact_GUC(true, card->settings);
	card->settings = 0;
}

#define CARD_MAX_ARGUMENTS 5

/* Is it of that type?  A record is one of two bigints. */
static bool
card_returns(Oid function, Oid wanted)
{
	TupleDesc desc;
	Oid type;
	TypeFuncClass class = get_func_result_type(function, &type, &desc);

	return type == wanted && !get_func_retset(function) &&
		   (wanted != RECORDOID || (class == TYPEFUNC_COMPOSITE && desc->natts == 2 &&
									TupleDescAttr(desc, 0)->atttypid == INT8OID &&
									TupleDescAttr(desc, 1)->atttypid == INT8OID));
}

/*
 * Whoever may make a schema may make functions of these names in it: what is read
 * as a type must be of that type.
 */
static Oid
card_function(const Card *card, const char *function, Oid type,
			  const CardArgument *arguments, int count)
{
	Oid types[CARD_MAX_ARGUMENTS];
	char *schema = get_namespace_name(card->model);
	Oid oid;

	for (int i = 0; i < count; i++)
		types[i] = arguments[i].type;
	oid = LookupFuncName(list_make2(makeString(schema == NULL ? "" : schema),
									makeString(unconstify(char *, function))),
						 count, types, false);
	if (profile_may_execute(oid, GetUserId()) != ACLCHECK_OK)
		aclcheck_error(ACLCHECK_NO_PRIV, OBJECT_FUNCTION, function);
	if (!card_returns(oid, type))
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("function %s() returns %s", function,
							   format_type_be(get_func_rettype(oid))),
						errdetail("In a model it returns %s.", format_type_be(type))));
	return oid;
}

/* profile_card_call: what a function of the model's schema says, of that type. */
Datum
profile_card_call(Card *card, const char *function, Oid type,
				  const CardArgument *arguments, int count, bool *is_null)
{
	LOCAL_FCINFO(fcinfo, CARD_MAX_ARGUMENTS);
	FmgrInfo info;
	Datum result;

	Assert(count <= CARD_MAX_ARGUMENTS);
	if (card->settings == 0)
		card_calls_begin(card);
	fmgr_info(card_function(card, function, type, arguments, count), &info);
	InitFunctionCallInfoData(*fcinfo, &info, (short) count, InvalidOid, NULL, NULL);
	for (int i = 0; i < count; i++)
	{
		fcinfo->args[i].value = arguments[i].value;
		fcinfo->args[i].isnull = arguments[i].is_null;
		if (arguments[i].is_null && info.fn_strict)
		{
			*is_null = true;
			return (Datum) 0;
		}
	}
	result = FunctionCallInvoke(fcinfo);
	*is_null = fcinfo->isnull;
	return result;
}

/* profile_card_call_jsonb: a part of the card; false, and it stays, where it is NULL */
bool
profile_card_call_jsonb(Card *card, const char *function, const CardArgument *arguments,
						int count, JsonbValue *to)
{
	bool is_null;
	Datum result =
		profile_card_call(card, function, JSONBOID, arguments, count, &is_null);

	if (!is_null)
		profile_card_jsonb(to, result);
	return !is_null;
}

CardArgument
profile_card_ids(const int64 *ids, int count)
{
	Datum *elements = palloc(sizeof(Datum) * Max(count, 1));

	for (int i = 0; i < count; i++)
		elements[i] = Int64GetDatum(ids[i]);
	return card_argument(INT8ARRAYOID, PointerGetDatum(construct_array(
										   elements, count, INT8OID, sizeof(int64),
										   FLOAT8PASSBYVAL, TYPALIGN_DOUBLE)));
}

/* The card's records, as the model's functions want them. */
CardArgument
profile_card_record_ids(Card *card)
{
	if (card->record_ids == (Datum) 0)
	{
		int64 *ids = palloc(sizeof(int64) * Max(card->nrecords, 1));

		for (int i = 0; i < card->nrecords; i++)
			ids[i] = card->records[i].id;
		card->record_ids = profile_card_ids(ids, card->nrecords).value;
	}
	return card_argument(INT8ARRAYOID, card->record_ids);
}
