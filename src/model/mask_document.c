/*-------------------------------------------------------------------------
 *
 * mask_document.c
 *		A document as those see it from whom contacts are kept.
 *
 * Hidden is what stands under a name that says that it identifies (or is
 * sensitive), and all below it; the value of an identifier, {"kind", "value"}; a
 * source's key where the source's keys identify; and contacts in any words, names
 * of members among them.  names holds such names: attributes, kinds, and, as
 * source:NAME, sources.  camelCase is read as snake_case.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "model/mask.h"

PG_FUNCTION_INFO_V1(profile_mask_document);

#define MASK_VALUE_LENGTH 300  /* characters of a value that is hidden */
#define MASK_KEY_LENGTH   1000 /* of a source's key */
#define MASK_DEPTH        20   /* nobody nests deeper what is to be read */

typedef struct MaskNames
{
	text **names;
	int count;
} MaskNames;

typedef struct MaskState
{
	MaskNames names;
	JsonbParseState *parse;
	JsonbValue *document; /* once it is whole */
} MaskState;

/* ---- names ---- */

static void
mask_read_names(MaskNames *names, ArrayType *array)
{
	Datum *values;
	bool *nulls;
	int count;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &values, &nulls, &count);
	names->names = palloc(sizeof(text *) * Max(count, 1));
	names->count = 0;
	for (int i = 0; i < count; i++)
		if (!nulls[i])
			names->names[names->count++] = DatumGetTextPP(values[i]);
}

static bool
mask_is_named(const MaskNames *names, const char *data, int length)
{
	for (int i = 0; i < names->count; i++)
		if ((int) VARSIZE_ANY_EXHDR(names->names[i]) == length &&
			memcmp(VARDATA_ANY(names->names[i]), data, (size_t) length) == 0)
			return true;
	return false;
}

static inline bool
mask_key_is(const JsonbValue *key, const char *word)
{
	return key->val.string.len == (int) strlen(word) &&
		   memcmp(key->val.string.val, word, strlen(word)) == 0;
}

/* As snake_case() of the model: deviceId is device_id. */
static bool
mask_is_named_in_snake_case(const MaskNames *names, const JsonbValue *key)
{
	const char *data = key->val.string.val;
	char *snake = palloc(2 * (Size) key->val.string.len + 1);
	int length = 0;
	bool follows = false; /* what a capital letter begins a new word after */

	for (int i = 0; i < key->val.string.len; i++)
	{
		bool is_capital = data[i] >= 'A' && data[i] <= 'Z';

		if (is_capital && follows)
			snake[length++] = '_';
		follows =
			(data[i] >= 'a' && data[i] <= 'z') || (data[i] >= '0' && data[i] <= '9');
		snake[length++] = is_capital ? (char) (data[i] + ('a' - 'A')) : data[i];
	}
	return mask_is_named(names, snake, length);
}

/* Does a member of the object, with a prefix, have one of the names as its value? */
static bool
mask_member_is_named(const MaskState *state, JsonbContainer *object, const char *member,
					 const char *prefix)
{
	JsonbValue value;
	char *name;

	if (getKeyJsonValueFromContainer(object, member, (int) strlen(member), &value) ==
			NULL ||
		value.type != jbvString)
		return false;
	if (prefix[0] == '\0')
		return mask_is_named(&state->names, value.val.string.val, value.val.string.len);
	name = psprintf("%s%.*s", prefix, value.val.string.len, value.val.string.val);
	return mask_is_named(&state->names, name, (int) strlen(name));
}

/* Is all hidden that stands under this key of the object? */
static bool
mask_hides(const MaskState *state, JsonbContainer *object, const JsonbValue *key,
		   const JsonbValue *value)
{
	return mask_is_named(&state->names, key->val.string.val, key->val.string.len) ||
		   mask_is_named_in_snake_case(&state->names, key) ||
		   (mask_key_is(key, "value") &&
			mask_member_is_named(state, object, "kind", "")) ||
		   (mask_key_is(key, "values") && value->type == jbvBinary &&
			JsonContainerIsObject(value->val.binary.data));
}

/* ---- values ---- */

static text *
mask_first(const char *data, int length, int characters)
{
	if (length > characters)
		length = pg_mbcharcliplen(data, length, characters);
	return cstring_to_text_with_len(data, length);
}

static void
mask_push_text(MaskState *state, JsonbIteratorToken place, text *value)
{
	JsonbValue string;

	string.type = jbvString;
	string.val.string.val = VARDATA_ANY(value);
	string.val.string.len = (int) VARSIZE_ANY_EXHDR(value);
	(void) pushJsonbValue(&state->parse, place, &string);
}

static void
mask_push_string(MaskState *state, JsonbIteratorToken place, const JsonbValue *value,
				 bool is_hidden)
{
	const char *data = value->val.string.val;
	int length = value->val.string.len;

	mask_push_text(state, place,
				   is_hidden
					   ? profile_mask_value(mask_first(data, length, MASK_VALUE_LENGTH))
					   : profile_mask_words(cstring_to_text_with_len(data, length)));
}

/* A number of ten digits and more is a telephone's, or a document's. */
static void
mask_push_number(MaskState *state, JsonbIteratorToken place, JsonbValue *value,
				 bool is_hidden)
{
	char *number = DatumGetCString(
		DirectFunctionCall1(numeric_out, NumericGetDatum(value->val.numeric)));
	size_t sign = number[0] == '-' ? 1 : 0;

	if (is_hidden || strspn(number + sign, "0123456789") >= 10)
		mask_push_text(state, place,
					   profile_mask_value(
						   mask_first(number, (int) strlen(number), MASK_VALUE_LENGTH)));
	else
		(void) pushJsonbValue(&state->parse, place, value);
}

/* A source's key: is it, was it made of, or does it look like a contact? */
static void
mask_push_source_key(MaskState *state, JsonbValue *value, bool identifies)
{
	text *key;
	const char *data;
	const char *colon;
	int length;

	key = mask_first(value->val.string.val, value->val.string.len, MASK_KEY_LENGTH);
	data = VARDATA_ANY(key);
	length = (int) VARSIZE_ANY_EXHDR(key);
	colon = length > 0 && data[0] == '~' ? memchr(data, ':', (size_t) length) : NULL;
	if (colon != NULL)
	{
		text *hidden = profile_mask_value(
			cstring_to_text_with_len(colon + 1, (int) (data + length - colon - 1)));

		key = cstring_to_text(psprintf("%.*s%.*s", (int) (colon + 1 - data), data,
									   (int) VARSIZE_ANY_EXHDR(hidden),
									   VARDATA_ANY(hidden)));
	}
	else
		key = identifies ? profile_mask_value(key) : profile_mask_words(key);
	mask_push_text(state, WJB_VALUE, key);
}

/* ---- documents ---- */

static void mask_push(MaskState *state, JsonbIteratorToken place, JsonbValue *value,
					  bool is_hidden, int depth);

static void
mask_push_member(MaskState *state, JsonbContainer *object, JsonbValue *key,
				 JsonbValue *value, bool is_hidden, int depth)
{
	mask_push_text(state, WJB_KEY,
				   profile_mask_words(cstring_to_text_with_len(key->val.string.val,
															   key->val.string.len)));
	if (mask_key_is(key, "source_key") && value->type == jbvString)
		mask_push_source_key(
			state, value,
			is_hidden || mask_member_is_named(state, object, "source", "source:"));
	else
		mask_push(state, WJB_VALUE, value,
				  is_hidden || mask_hides(state, object, key, value), depth + 1);
}

/* An object or an array, whose parts may be documents again. */
static void
mask_push_container(MaskState *state, JsonbContainer *container, bool is_hidden,
					int depth)
{
	JsonbIterator *iterator = JsonbIteratorInit(container);
	JsonbIteratorToken token;
	JsonbValue key = {.type = jbvNull};
	JsonbValue value;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token == WJB_KEY)
			key = value;
		else if (token == WJB_VALUE)
			mask_push_member(state, container, &key, &value, is_hidden, depth);
		else if (token == WJB_ELEM)
			mask_push(state, WJB_ELEM, &value, is_hidden, depth + 1);
		else
			state->document = pushJsonbValue(&state->parse, token, NULL);
	}
}

static void
mask_push(MaskState *state, JsonbIteratorToken place, JsonbValue *value, bool is_hidden,
		  int depth)
{
	switch (value->type)
	{
		case jbvString:
			mask_push_string(state, place, value, is_hidden);
			break;
		case jbvNumeric:
			mask_push_number(state, place, value, is_hidden);
			break;
		case jbvBinary:
			if (depth < MASK_DEPTH)
				mask_push_container(state, value->val.binary.data, is_hidden, depth);
			else
				mask_push_text(state, place, cstring_to_text("***"));
			break;
		default:
			(void) pushJsonbValue(&state->parse, place, value);
	}
}

/* The members of that name, as documents of their own; the others as they are. */
static void
mask_push_members(MaskState *state, JsonbContainer *object, const MaskNames *members)
{
	JsonbIterator *iterator = JsonbIteratorInit(object);
	JsonbIteratorToken token;
	JsonbValue value;
	bool is_member = false;
	bool is_named = false;

	while ((token = JsonbIteratorNext(&iterator, &value, true)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		if (token == WJB_KEY)
		{
			is_member =
				mask_is_named(members, value.val.string.val, value.val.string.len);
			is_named =
				mask_is_named(&state->names, value.val.string.val, value.val.string.len);
		}
		/* (a card's name is the attribute of that name; lists are only called alike) */
		if (token == WJB_VALUE && is_member)
			mask_push(state, WJB_VALUE, &value, is_named && value.type != jbvBinary, 0);
		else
			state->document =
				pushJsonbValue(&state->parse, token,
							   token == WJB_KEY || token == WJB_VALUE ? &value : NULL);
	}
}

/* A document that is a string, a number, ... */
static Jsonb *
mask_scalar(MaskState *state, Jsonb *document)
{
	JsonbValue value;

	(void) JsonbExtractScalar(&document->root, &value);
	(void) pushJsonbValue(&state->parse, WJB_BEGIN_ARRAY, NULL);
	mask_push(state, WJB_ELEM, &value, false, 0);
	state->parse->contVal.val.array.rawScalar = true;
	return JsonbValueToJsonb(pushJsonbValue(&state->parse, WJB_END_ARRAY, NULL));
}

/*
 * mask_document(document jsonb, names text[], members text[]) returns jsonb
 *
 * members NULL: all of the document; else, of an object, what stands under these.
 */
Datum
profile_mask_document(PG_FUNCTION_ARGS)
{
	Jsonb *document;
	MaskState state = {{NULL, 0}, NULL, NULL};
	MaskNames members;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	document = PG_GETARG_JSONB_P(0);
	if (!PG_ARGISNULL(1))
		mask_read_names(&state.names, PG_GETARG_ARRAYTYPE_P(1));
	if (JB_ROOT_IS_SCALAR(document))
		PG_RETURN_JSONB_P(mask_scalar(&state, document));
	if (PG_ARGISNULL(2) || !JB_ROOT_IS_OBJECT(document))
		mask_push_container(&state, &document->root, false, 0);
	else
	{
		mask_read_names(&members, PG_GETARG_ARRAYTYPE_P(2));
		mask_push_members(&state, &document->root, &members);
	}
	PG_RETURN_JSONB_P(JsonbValueToJsonb(state.document));
}
