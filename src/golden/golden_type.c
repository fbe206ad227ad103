/*-------------------------------------------------------------------------
 *
 * golden_type.c
 *		Text and binary input and output of the type golden.
 *
 * Text is JSON, one member per attribute in jsonb's order of keys:
 *
 *	{"email": {"value": "a@b", "source": "crm",
 *	           "observed_at": "2026-01-02T03:04:05.000006+00:00",
 *	           "strategy": "source", "rivals": 1}}
 *
 * and where rules ask for them "others", the runners-up as an array of objects
 * with value, source and observed_at; "nested": true where the dots of the name
 * are levels of objects.  Read as jsonb reads: of a key given twice the last one
 * counts.  source, observed_at and rivals may be left out (NULL, NULL, 0).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "golden/survivorship_parse.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/json.h"
#include "utils/numeric.h"

PG_FUNCTION_INFO_V1(profile_golden_in);
PG_FUNCTION_INFO_V1(profile_golden_out);
PG_FUNCTION_INFO_V1(profile_golden_recv);
PG_FUNCTION_INFO_V1(profile_golden_send);

#define GOLDEN_WIRE_FORMAT 1

/* On the wire an attribute takes at least this: name, value, source, at, four bytes. */
#define GOLDEN_WIRE_LEAST (4 + 1 + 4 + 8 + 4)

/* --- text ------------------------------------------------------------------ */

static void
golden_print_string(StringInfo out, GoldenString string)
{
	if (string.length < 0)
		appendStringInfoString(out, "null");
	else
		profile_golden_value_print(
			out, (GoldenValue){JENTRY_ISSTRING | (uint32) string.length, string.bytes});
}

static void
golden_print_origin(StringInfo out, GoldenValue value, GoldenString source, int64 at)
{
	char moment[MAXDATELEN + 1];

	appendStringInfoString(out, "\"value\": ");
	profile_golden_value_print(out, value);
	appendStringInfoString(out, ", \"source\": ");
	golden_print_string(out, source);
	appendStringInfoString(out, ", \"observed_at\": ");
	if (at == GOLDEN_AT_UNKNOWN)
		appendStringInfoString(out, "null");
	else
	{
		profile_golden_moment_print(at, moment);
		appendStringInfo(out, "\"%s\"", moment);
	}
}

static void
golden_print_field(StringInfo out, const Golden *golden, uint32 index)
{
	GoldenField field;
	GoldenOrigin other;
	uint32 i;

	profile_golden_field(golden, index, &field);
	golden_print_string(out, field.name);
	appendStringInfoString(out, ": {");
	golden_print_origin(out, field.value, field.source, field.at);
	appendStringInfo(out, ", \"strategy\": \"%s\", \"rivals\": %d",
					 profile_strategy_name(field.strategy), field.rivals);
	if (field.nested)
		appendStringInfoString(out, ", \"nested\": true");
	for (i = 0; i < field.nothers; i++)
	{
		profile_golden_other(golden, index, i, &other);
		appendStringInfoString(out, i == 0 ? ", \"others\": [{" : ", {");
		golden_print_origin(out, other.value, other.source, other.at);
		appendStringInfoChar(out, '}');
	}
	appendStringInfoString(out, field.nothers > 0 ? "]}" : "}");
}

/*
 * golden_out(golden) returns cstring
 */
Datum
profile_golden_out(PG_FUNCTION_ARGS)
{
	Golden *golden = DatumGetGolden(PG_GETARG_DATUM(0));
	StringInfoData out;
	uint32 i;

	profile_golden_check_version(golden);
	initStringInfo(&out);
	appendStringInfoChar(&out, '{');
	for (i = 0; i < golden->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendStringInfoString(&out, ", ");
		golden_print_field(&out, golden, i);
	}
	appendStringInfoChar(&out, '}');
	PG_RETURN_CSTRING(out.data);
}

/* Raises, softly if it may be: "email.strategy: what is wrong". */
static bool
golden_refuse(struct Node *escontext, GoldenString name, const char *member,
			  const char *what)
{
	int shown = pg_mbcliplen(name.bytes, name.length, 60);

	ereturn(escontext, false,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s", "golden"),
			 errdetail("%.*s%s%s: %s.", shown, name.bytes, member[0] ? "." : "", member,
					   what)));
}

static bool
golden_is(GoldenString string, const char *word)
{
	return string.length == (int) strlen(word) &&
		   memcmp(string.bytes, word, string.length) == 0;
}

/* A string member; JSON null where that is allowed leaves NULL. */
static bool
golden_as_string(GoldenValue value, bool nullable, GoldenString *string)
{
	if (GOLDEN_VALUE_KIND(value) == JENTRY_ISNULL && nullable)
		*string = (GoldenString){NULL, -1};
	else if (GOLDEN_VALUE_KIND(value) == JENTRY_ISSTRING)
		*string = (GoldenString){value.bytes, (int) GOLDEN_VALUE_LENGTH(value)};
	else
		return false;
	return true;
}

static bool
golden_as_rivals(GoldenValue value, uint8 *rivals)
{
	char *text;
	char *rest;
	long number;

	if (GOLDEN_VALUE_KIND(value) != JENTRY_ISNUMERIC)
		return false;
	text =
		DatumGetCString(DirectFunctionCall1(numeric_out, PointerGetDatum(value.bytes)));
	number = strtol(text, &rest, 10);
	if (*rest != '\0' || number < 0 || number > GOLDEN_RIVALS_MAX)
		return false;
	*rivals = (uint8) number;
	return true;
}

/*
 * "value", "source" or "observed_at"; *known says whether it was one of them.
 * False after a (soft) error.
 */
static bool
golden_read_origin(struct Node *escontext, GoldenString name, GoldenString key,
				   GoldenValue value, GoldenOrigin *origin, bool *known)
{
	GoldenString string;

	*known = true;
	if (golden_is(key, "value"))
	{
		origin->value = value;
		return true;
	}
	if (golden_is(key, "source"))
		return golden_as_string(value, true, &origin->source) ||
			   golden_refuse(escontext, name, "source", "a string or null is expected");
	if (golden_is(key, "observed_at"))
	{
		if (golden_as_string(value, true, &string) &&
			(string.length < 0 ||
			 profile_golden_moment_read(string.bytes, string.length, &origin->at)))
			return true;
		return golden_refuse(escontext, name, "observed_at",
							 "an ISO 8601 time with its offset or null is expected");
	}
	*known = false;
	return true;
}

static const GoldenOrigin golden_no_origin = {
	{JENTRY_ISNULL, ""}, {NULL, -1}, GOLDEN_AT_UNKNOWN};

static bool
golden_is_object(GoldenValue value)
{
	return GOLDEN_VALUE_KIND(value) == JENTRY_ISCONTAINER &&
		   JsonContainerIsObject((const JsonbContainer *) value.bytes);
}

static bool
golden_read_other(struct Node *escontext, GoldenString name, GoldenValue object,
				  GoldenOrigin *other)
{
	GoldenMembers members;
	GoldenString key;
	GoldenValue value;
	bool known = true;

	*other = golden_no_origin;
	if (!golden_is_object(object))
		return golden_refuse(escontext, name, "others", "objects are expected");
	profile_golden_members_start(&members, (const JsonbContainer *) object.bytes);
	while (known && profile_golden_members_next(&members, &key, &value))
		if (!golden_read_origin(escontext, name, key, value, other, &known))
			return false;
	if (!known || GOLDEN_VALUE_KIND(other->value) == JENTRY_ISNULL)
		return golden_refuse(escontext, name, "others",
							 "each has a value, source and observed_at");
	return true;
}

/* The runners-up: an array of one to SURVIVORSHIP_MAX_RIVALS. */
static bool
golden_read_others(struct Node *escontext, GoldenValue value, GoldenField *field)
{
	const JsonbContainer *array = (const JsonbContainer *) value.bytes;
	GoldenMembers elements;
	GoldenValue element;

	if (GOLDEN_VALUE_KIND(value) != JENTRY_ISCONTAINER || !JsonContainerIsArray(array) ||
		JsonContainerSize(array) == 0 ||
		JsonContainerSize(array) > SURVIVORSHIP_MAX_RIVALS)
		return golden_refuse(escontext, field->name, "others",
							 "an array of one to twenty objects is expected");
	field->others = palloc(JsonContainerSize(array) * sizeof(GoldenOrigin));
	field->nothers = 0;
	profile_golden_elements_start(&elements, array);
	while (profile_golden_elements_next(&elements, &element))
		if (!golden_read_other(escontext, field->name, element,
							   &field->others[field->nothers++]))
			return false;
	return true;
}

/* One member of an attribute's object.  False after a (soft) error. */
static bool
golden_read_member(struct Node *escontext, GoldenString key, GoldenValue value,
				   GoldenField *field)
{
	GoldenString string;

	if (golden_is(key, "strategy"))
	{
		if (golden_as_string(value, false, &string))
			field->strategy =
				(uint8) profile_strategy_number(string.bytes, (size_t) string.length);
		return field->strategy != STRATEGY_NONE ||
			   golden_refuse(escontext, field->name, "strategy", "unknown strategy");
	}
	if (golden_is(key, "rivals"))
		return golden_as_rivals(value, &field->rivals) ||
			   golden_refuse(escontext, field->name, "rivals",
							 "a whole number from 0 to 99 is expected");
	if (golden_is(key, "nested"))
	{
		field->nested = GOLDEN_VALUE_KIND(value) == JENTRY_ISBOOL_TRUE;
		return field->nested || GOLDEN_VALUE_KIND(value) == JENTRY_ISBOOL_FALSE ||
			   golden_refuse(escontext, field->name, "nested",
							 "true or false is expected");
	}
	if (golden_is(key, "others"))
		return golden_read_others(escontext, value, field);
	return golden_refuse(escontext, field->name, "",
						 "an attribute has value, source, observed_at, strategy, "
						 "rivals, nested and others");
}

static bool
golden_read_field(struct Node *escontext, GoldenValue object, GoldenField *field)
{
	GoldenOrigin origin = golden_no_origin;
	GoldenMembers members;
	GoldenString key;
	GoldenValue value;
	bool known;

	if (field->name.length > GOLDEN_NAME_MAX)
		return golden_refuse(escontext, field->name, "", "the name is too long");
	if (!golden_is_object(object))
		return golden_refuse(escontext, field->name, "", "an object is expected");
	field->strategy = STRATEGY_NONE;
	field->rivals = 0;
	field->others = NULL;
	field->nothers = 0;
	field->nested = false;
	profile_golden_members_start(&members, (const JsonbContainer *) object.bytes);
	while (profile_golden_members_next(&members, &key, &value))
		if (!golden_read_origin(escontext, field->name, key, value, &origin, &known) ||
			(!known && !golden_read_member(escontext, key, value, field)))
			return false;
	field->value = origin.value;
	field->source = origin.source;
	field->at = origin.at;
	if (GOLDEN_VALUE_KIND(field->value) == JENTRY_ISNULL)
		return golden_refuse(escontext, field->name, "value",
							 "a value other than null is expected");
	if (field->strategy == STRATEGY_NONE)
		return golden_refuse(escontext, field->name, "strategy", "it is missing");
	return true;
}

/*
 * golden_in(cstring) returns golden
 */
Datum
profile_golden_in(PG_FUNCTION_ARGS)
{
	struct Node *escontext = fcinfo->context;
	Datum json;
	Jsonb *object;
	GoldenMembers members;
	GoldenField *fields;
	GoldenValue value;
	uint32 i = 0;

	if (!DirectInputFunctionCallSafe(jsonb_in, PG_GETARG_CSTRING(0), InvalidOid, -1,
									 escontext, &json))
		PG_RETURN_NULL();
	object = DatumGetJsonbP(json);
	if (!JB_ROOT_IS_OBJECT(object))
		ereturn(escontext, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "golden"),
				 errdetail("An object of attributes is expected.")));
	profile_golden_members_start(&members, &object->root);
	fields = palloc(members.count * sizeof(GoldenField) + 1);
	while (profile_golden_members_next(&members, &fields[i].name, &value))
	{
		CHECK_FOR_INTERRUPTS();
		if (!golden_read_field(escontext, value, &fields[i++]))
			PG_RETURN_NULL();
	}
	PG_RETURN_POINTER(profile_golden_build(fields, i));
}

/* --- binary ---------------------------------------------------------------- */

static void
golden_send_others(StringInfo message, const Golden *golden, uint32 index)
{
	GoldenOrigin other;
	uint32 i;

	for (i = 0; i < golden->attributes[index].nothers; i++)
	{
		profile_golden_other(golden, index, i, &other);
		profile_golden_send_value(message, other.value);
		profile_golden_send_string(message, other.source);
		pq_sendint64(message, (uint64) other.at);
	}
}

/*
 * golden_send(golden) returns bytea
 */
Datum
profile_golden_send(PG_FUNCTION_ARGS)
{
	Golden *golden = DatumGetGolden(PG_GETARG_DATUM(0));
	StringInfoData message;
	GoldenField field;
	uint32 i;

	profile_golden_check_version(golden);
	pq_begintypsend(&message);
	pq_sendbyte(&message, GOLDEN_WIRE_FORMAT);
	pq_sendint32(&message, golden->count);
	for (i = 0; i < golden->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		profile_golden_field(golden, i, &field);
		profile_golden_send_string(&message, field.name);
		profile_golden_send_value(&message, field.value);
		profile_golden_send_string(&message, field.source);
		pq_sendint64(&message, (uint64) field.at);
		pq_sendbyte(&message, field.strategy);
		pq_sendbyte(&message, field.rivals);
		pq_sendbyte(&message, field.nested);
		pq_sendbyte(&message, field.nothers);
		golden_send_others(&message, golden, i);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

static void
golden_receive_origin(StringInfo message, GoldenOrigin *origin)
{
	origin->value = profile_golden_read_value(message);
	origin->source = profile_golden_read_string(message);
	origin->at = profile_golden_read_int64(message);
	if (GOLDEN_VALUE_KIND(origin->value) == JENTRY_ISNULL ||
		!profile_golden_moment_is_valid(origin->at))
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary golden record: a value is out of range")));
}

static void
golden_receive_field(StringInfo message, GoldenField *field)
{
	GoldenOrigin origin;
	uint32 nested;
	uint32 i;

	field->name = profile_golden_read_string(message);
	golden_receive_origin(message, &origin);
	field->value = origin.value;
	field->source = origin.source;
	field->at = origin.at;
	field->strategy = (uint8) profile_golden_read_int(message, 1);
	field->rivals = (uint8) profile_golden_read_int(message, 1);
	nested = profile_golden_read_int(message, 1);
	field->nested = nested == 1;
	field->nothers = (uint8) profile_golden_read_int(message, 1);
	if (field->name.length < 0 || field->name.length > GOLDEN_NAME_MAX ||
		profile_strategy_name(field->strategy) == NULL ||
		field->rivals > GOLDEN_RIVALS_MAX || nested > 1 ||
		field->nothers > SURVIVORSHIP_MAX_RIVALS)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary golden record: an attribute is out of "
							   "range")));
	field->others =
		field->nothers == 0 ? NULL : palloc(field->nothers * sizeof(GoldenOrigin));
	for (i = 0; i < field->nothers; i++)
		golden_receive_origin(message, &field->others[i]);
}

static int
golden_compare_fields(const void *a, const void *b)
{
	GoldenString x = ((const GoldenField *) a)->name;
	GoldenString y = ((const GoldenField *) b)->name;

	return profile_survivorship_compare_names(x.bytes, (size_t) x.length, y.bytes,
											  (size_t) y.length);
}

/* The sender's encoding may have sorted names otherwise. */
static void
golden_sort_fields(GoldenField *fields, uint32 count)
{
	uint32 i;

	qsort(fields, count, sizeof(GoldenField), golden_compare_fields);
	for (i = 1; i < count; i++)
		if (golden_compare_fields(&fields[i - 1], &fields[i]) == 0)
			ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
							errmsg("invalid binary golden record: an attribute is given "
								   "twice")));
}

/*
 * golden_recv(internal) returns golden
 */
Datum
profile_golden_recv(PG_FUNCTION_ARGS)
{
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	uint32 format = profile_golden_read_int(message, 1);
	GoldenField *fields;
	uint32 count;
	uint32 i;

	if (format != GOLDEN_WIRE_FORMAT)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("unknown binary format %u of golden", format),
						errhint("Upgrade the extension profile.")));
	count = profile_golden_read_count(message, GOLDEN_WIRE_LEAST);
	fields = palloc(count * sizeof(GoldenField) + 1);
	for (i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		golden_receive_field(message, &fields[i]);
	}
	golden_sort_fields(fields, count);
	PG_RETURN_POINTER(profile_golden_build(fields, count));
}
