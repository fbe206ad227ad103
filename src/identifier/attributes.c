/*-------------------------------------------------------------------------
 *
 * attributes.c
 *		Identifiers and canonical forms in the attributes of a record.
 *
 * A record is a JSON object, and another object says of which kind its values
 * are: {"phone": "phone", "work_phone": "phone", "name": "name"}.  A value may be
 * an array of values of its kind.  Both functions here walk such a record once,
 * where SQL would call a function for each value and aggregate the results.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"
#include "utils/tuplestore.h"

#include "identifier/attributes.h"
#include "identifier/identifier_text.h"

PG_FUNCTION_INFO_V1(profile_identifiers_in);
PG_FUNCTION_INFO_V1(profile_normalize_attributes);

/* What the walk over a record knows. */
typedef struct AttributeWalk
{
	Jsonb *attributes;
	Jsonb *kinds;
	char region_buffer[3];
	const char *region;
} AttributeWalk;

/* A kind as the object of kinds names it. */
typedef struct AttributeKind
{
	const char *name;
	int length;
} AttributeKind;

static void
attribute_begin(AttributeWalk *walk, Jsonb *attributes, Jsonb *kinds, const text *region)
{
	walk->attributes = attributes;
	walk->kinds = kinds;
	walk->region =
		region == NULL ? NULL : profile_raw_region_of(region, walk->region_buffer);
	if (!JB_ROOT_IS_OBJECT(walk->attributes) || !JB_ROOT_IS_OBJECT(walk->kinds))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be a JSON object",
						JB_ROOT_IS_OBJECT(walk->attributes) ? "kinds" : "attributes")));
}

/* The kind of an attribute; false where it has none. */
static bool
attribute_kind(const AttributeWalk *walk, const JsonbValue *attribute,
			   AttributeKind *kind)
{
	JsonbValue *found = findJsonbValueFromContainer(&walk->kinds->root, JB_FOBJECT,
													unconstify(JsonbValue *, attribute));

	if (found == NULL)
		return false;
	if (found->type != jbvString ||
		!profile_identifier_kind_is_valid(found->val.string.val, found->val.string.len))
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("invalid kind"),
			 errdetail("The kind of attribute \"%.*s\" is not a kind of identifier.",
					   Min(attribute->val.string.len, 128), attribute->val.string.val),
			 errhint("A kind is a lower-case letter and up to 62 lower-case "
					 "letters, digits and underscores.")));
	kind->name = found->val.string.val;
	kind->length = found->val.string.len;
	return true;
}

/*
 * Reads one value; what is no scalar is read as the text it is.  false: null or
 * empty, nothing to read.
 */
static bool
attribute_read(const AttributeWalk *walk, const AttributeKind *kind,
			   const JsonbValue *value, IdentifierReading *reading)
{
	const char *text;
	size_t length;
	RawText raw;

	switch (value->type)
	{
		case jbvNull:
			return false;
		case jbvString:
			text = value->val.string.val;
			length = value->val.string.len;
			break;
		case jbvNumeric:
			text = DatumGetCString(
				DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
			length = strlen(text);
			break;
		case jbvBool:
			text = value->val.boolean ? "true" : "false";
			length = strlen(text);
			break;
		default:
			text = JsonbToCString(NULL, value->val.binary.data, value->val.binary.len);
			length = strlen(text);
	}
	if (length == 0)
		return false;
	profile_raw_bytes(text, length, &raw);
	profile_identifier_read(kind->name, kind->length, &raw, walk->region, reading);
	return true;
}

/* ---- identifiers ---- */

/*
 * The identifiers found so far, each once, and who is told of them.
 */
typedef struct IdentifierCollection
{
	AttributeWalk walk;
	AttributeIdentifierSink sink;
	void *state;
	Identifier **found;
	int count;
	int room;
} IdentifierCollection;

/* Remembers an identifier; false where it is known already. */
static bool
identifier_is_new(IdentifierCollection *collection, Identifier *identifier)
{
	Size size = VARSIZE(identifier);

	for (int i = 0; i < collection->count; i++)
		if (VARSIZE(collection->found[i]) == size &&
			memcmp(collection->found[i], identifier, size) == 0)
			return false;
	if (collection->count == collection->room)
	{
		collection->room = Max(8, collection->room * 2);
		collection->found =
			collection->found == NULL
				? palloc(sizeof(Identifier *) * collection->room)
				: repalloc(collection->found, sizeof(Identifier *) * collection->room);
	}
	collection->found[collection->count++] = identifier;
	return true;
}

/* The reading as an identifier; NULL where it has no key that can be stored. */
static Identifier *
identifier_of_reading(const AttributeKind *kind, IdentifierReading *reading)
{
	text *key;

	if (reading->quality == IDENTIFIER_GARBAGE || reading->key_length == 0)
		return NULL;
	key = profile_raw_result(reading->key, reading->key_length);
	if (key == NULL || VARSIZE_ANY_EXHDR(key) > IDENTIFIER_KEY_MAX)
	{
		identifier_reject(reading, "bad_encoding");
		return NULL;
	}
	return profile_identifier_make(kind->name, kind->length, VARDATA_ANY(key),
								   VARSIZE_ANY_EXHDR(key));
}

/* One value: its identifier, or why there is none. */
static void
identifier_collect(IdentifierCollection *collection, const JsonbValue *attribute,
				   const AttributeKind *kind, const JsonbValue *value)
{
	IdentifierReading reading;
	AttributeIdentifier found;

	CHECK_FOR_INTERRUPTS();
	if (!attribute_read(&collection->walk, kind, value, &reading))
		return;
	found.identifier = identifier_of_reading(kind, &reading);
	if (found.identifier != NULL && !identifier_is_new(collection, found.identifier))
		return;
	found.attribute = attribute->val.string.val;
	found.attribute_length = attribute->val.string.len;
	found.problem = found.identifier != NULL ? NULL : reading.problem;
	collection->sink(collection->state, &found);
}

/* A value and, where it is an array, its elements. */
static void
identifier_collect_all(IdentifierCollection *collection, const JsonbValue *attribute,
					   const AttributeKind *kind, const JsonbValue *value)
{
	JsonbIterator *elements;
	JsonbIteratorToken token;
	JsonbValue element;

	if (value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data))
	{
		identifier_collect(collection, attribute, kind, value);
		return;
	}
	elements = JsonbIteratorInit(value->val.binary.data);
	while ((token = JsonbIteratorNext(&elements, &element, true)) != WJB_DONE)
		if (token == WJB_ELEM)
			identifier_collect(collection, attribute, kind, &element);
}

void
profile_attribute_identifiers(Jsonb *attributes, Jsonb *kinds, const text *region,
							  AttributeIdentifierSink sink, void *state)
{
	IdentifierCollection collection = {.sink = sink, .state = state};
	JsonbIterator *entries;
	JsonbIteratorToken token;
	JsonbValue attribute;
	JsonbValue value;

	attribute_begin(&collection.walk, attributes, kinds, region);
	entries = JsonbIteratorInit(&attributes->root);
	while ((token = JsonbIteratorNext(&entries, &attribute, true)) != WJB_DONE)
	{
		AttributeKind kind;

		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&entries, &value, true);
		if (attribute_kind(&collection.walk, &attribute, &kind))
			identifier_collect_all(&collection, &attribute, &kind, &value);
	}
}

/* A row for what was found. */
static void
identifier_put_row(void *state, const AttributeIdentifier *found)
{
	ReturnSetInfo *result = state;
	Datum values[3];
	bool nulls[3] = {false, found->identifier == NULL, found->problem == NULL};

	values[0] = PointerGetDatum(
		cstring_to_text_with_len(found->attribute, found->attribute_length));
	values[1] = PointerGetDatum(found->identifier);
	values[2] = nulls[2] ? (Datum) 0 : CStringGetTextDatum(found->problem);
	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/*
 * profile_identifiers_in(attributes jsonb, kinds jsonb, region text)
 *		returns table (attribute text, identifier identifier, problem text)
 *
 * A row for each different identifier, with the first attribute that has it in
 * the order of the object's keys, and one for each value that identifies nothing,
 * with the problem's code.  Attributes without a kind, nulls and empty strings
 * give none.  Errors: 22023 where an argument is no object or a kind none.
 */
Datum
profile_identifiers_in(PG_FUNCTION_ARGS)
{
	InitMaterializedSRF(fcinfo, 0);
	if (!PG_ARGISNULL(0) && !PG_ARGISNULL(1))
		profile_attribute_identifiers(PG_GETARG_JSONB_P(0), PG_GETARG_JSONB_P(1),
									  PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2),
									  identifier_put_row, fcinfo->resultinfo);
	return (Datum) 0;
}

/* ---- canonical forms ---- */

/* A form of a value as JSON; the text is in the server's encoding. */
static bool
attribute_form(const AttributeWalk *walk, const AttributeKind *kind,
			   const JsonbValue *value, JsonbValue *form)
{
	IdentifierReading reading;
	text *normalized;

	if (value->type != jbvString && value->type != jbvNumeric)
		return false;
	if (!attribute_read(walk, kind, value, &reading) ||
		reading.quality == IDENTIFIER_GARBAGE)
		return false;
	/* mailboxes are not told apart by case */
	if (kind->length == 5 && memcmp(kind->name, "email", 5) == 0)
		for (size_t i = 0; i < reading.normalized_length; i++)
			reading.normalized[i] =
				pg_ascii_tolower((unsigned char) reading.normalized[i]);
	normalized = profile_raw_result(reading.normalized, reading.normalized_length);
	if (normalized == NULL)
		return false;
	form->type = jbvString;
	form->val.string.val = VARDATA_ANY(normalized);
	form->val.string.len = VARSIZE_ANY_EXHDR(normalized);
	return true;
}

static bool
attribute_same_string(const JsonbValue *a, const JsonbValue *b)
{
	return a->type == jbvString && b->type == jbvString &&
		   a->val.string.len == b->val.string.len &&
		   memcmp(a->val.string.val, b->val.string.val, a->val.string.len) == 0;
}

/* The different forms among the elements of an array, in their order. */
static int
attribute_forms(const AttributeWalk *walk, const AttributeKind *kind,
				JsonbContainer *array, JsonbValue *forms)
{
	JsonbIterator *elements = JsonbIteratorInit(array);
	JsonbIteratorToken token;
	JsonbValue element;
	int count = 0;

	while ((token = JsonbIteratorNext(&elements, &element, true)) != WJB_DONE)
	{
		int known = 0;

		CHECK_FOR_INTERRUPTS();
		if (token != WJB_ELEM || !attribute_form(walk, kind, &element, &forms[count]))
			continue;
		while (known < count && !attribute_same_string(&forms[known], &forms[count]))
			known++;
		if (known == count)
			count++;
	}
	return count;
}

static bool
attribute_is_space(char c)
{
	return c == ' ' || (c >= 0x09 && c <= 0x0D);
}

/* Is there nothing in the value but white space? */
static bool
attribute_is_blank(const JsonbValue *value)
{
	JsonbIterator *elements;
	JsonbIteratorToken token;
	JsonbValue element;

	if (value->type == jbvNumeric)
		return false;
	if (value->type == jbvString)
	{
		for (int i = 0; i < value->val.string.len; i++)
			if (!attribute_is_space(value->val.string.val[i]))
				return false;
		return true;
	}
	if (value->type != jbvBinary || !JsonContainerIsArray(value->val.binary.data))
		return true;
	elements = JsonbIteratorInit(value->val.binary.data);
	while ((token = JsonbIteratorNext(&elements, &element, false)) != WJB_DONE)
		if (token == WJB_ELEM && !attribute_is_blank(&element))
			return false;
	return true;
}

static void
attribute_push(JsonbParseState **state, const JsonbValue *attribute,
			   const JsonbValue *value)
{
	pushJsonbValue(state, WJB_KEY, unconstify(JsonbValue *, attribute));
	pushJsonbValue(state, WJB_VALUE, unconstify(JsonbValue *, value));
}

/*
 * Puts the forms of a value, which may be an array, in its place; false where
 * there is none.
 */
static bool
attribute_push_sound(JsonbParseState **state, const AttributeWalk *walk,
					 const AttributeKind *kind, const JsonbValue *attribute,
					 const JsonbValue *value)
{
	JsonbValue *forms;
	int count;

	if (value->type != jbvBinary)
	{
		JsonbValue form;

		if (!attribute_form(walk, kind, value, &form))
			return false;
		attribute_push(state, attribute, &form);
		return true;
	}
	forms = palloc(sizeof(JsonbValue) * (JsonContainerSize(value->val.binary.data) + 1));
	count = attribute_forms(walk, kind, value->val.binary.data, forms);
	if (count == 1)
		attribute_push(state, attribute, &forms[0]);
	else if (count > 1)
	{
		pushJsonbValue(state, WJB_KEY, unconstify(JsonbValue *, attribute));
		pushJsonbValue(state, WJB_BEGIN_ARRAY, NULL);
		for (int i = 0; i < count; i++)
			pushJsonbValue(state, WJB_ELEM, &forms[i]);
		pushJsonbValue(state, WJB_END_ARRAY, NULL);
	}
	return count > 0;
}

/* Has the value a form at all: is it a string, a number or an array? */
static bool
attribute_is_formal(const JsonbValue *value)
{
	return value->type == jbvString || value->type == jbvNumeric ||
		   (value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data));
}

void
profile_attribute_forms(Jsonb *attributes, Jsonb *kinds, const text *region,
						Jsonb **sound_result, Jsonb **doubtful_result)
{
	JsonbParseState *sound = NULL;
	JsonbParseState *doubtful = NULL;
	AttributeWalk walk;
	JsonbIterator *entries;
	JsonbIteratorToken token;
	JsonbValue attribute;
	JsonbValue value;

	attribute_begin(&walk, attributes, kinds, region);
	pushJsonbValue(&sound, WJB_BEGIN_OBJECT, NULL);
	entries = JsonbIteratorInit(&walk.attributes->root);
	while ((token = JsonbIteratorNext(&entries, &attribute, true)) != WJB_DONE)
	{
		AttributeKind kind;

		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&entries, &value, true);
		if (attribute_kind(&walk, &attribute, &kind) && attribute_is_formal(&value))
		{
			if (attribute_push_sound(&sound, &walk, &kind, &attribute, &value))
				continue;
			if (!attribute_is_blank(&value))
			{
				if (doubtful == NULL)
					pushJsonbValue(&doubtful, WJB_BEGIN_OBJECT, NULL);
				attribute_push(&doubtful, &attribute, &value);
				continue;
			}
		}
		attribute_push(&sound, &attribute, &value);
	}
	*sound_result = JsonbValueToJsonb(pushJsonbValue(&sound, WJB_END_OBJECT, NULL));
	*doubtful_result =
		doubtful == NULL
			? NULL
			: JsonbValueToJsonb(pushJsonbValue(&doubtful, WJB_END_OBJECT, NULL));
}

/*
 * profile_normalize_attributes(attributes jsonb, kinds jsonb, region text,
 *		out sound jsonb, out doubtful jsonb)
 *
 * sound: the attributes, those with a kind in canonical form; of an array what is
 * sound, each once, and one alone as a value.  doubtful: what is of some kind and
 * is garbage, as it came, NULL where there is none; it is not in sound.  Blanks
 * stay as they are.  Errors: 22023 where an argument is no object or a kind none.
 */
Datum
profile_normalize_attributes(PG_FUNCTION_ARGS)
{
	TupleDesc row;
	Jsonb *sound;
	Jsonb *doubtful;
	Datum values[2];
	bool nulls[2];

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	profile_attribute_forms(PG_GETARG_JSONB_P(0), PG_GETARG_JSONB_P(1),
							PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2), &sound,
							&doubtful);
	row = profile_identifier_row(fcinfo);
	values[0] = JsonbPGetDatum(sound);
	values[1] = JsonbPGetDatum(doubtful);
	nulls[0] = false;
	nulls[1] = doubtful == NULL;
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(row, values, nulls)));
}
