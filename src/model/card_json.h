/*-------------------------------------------------------------------------
 *
 * card_json.h
 *		A JSON document as a tree, put together member by member.
 *
 * pushJsonbValue() looks at a document one token at a time.  Who knows beforehand
 * how many members there are fills them in: an object or array is made with the
 * room it needs at most; card_member() and card_element() give the place of the
 * next value; card_object_end() brings the keys into jsonb's order, in which they
 * best are written to begin with.  What values point to stays where it is until
 * the document is made.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_CARD_JSON_H
#define PROFILE_MODEL_CARD_JSON_H

#include "utils/jsonb.h"
#include "utils/numeric.h"
#include "utils/timestamp.h"

static inline void
card_null(JsonbValue *to)
{
	to->type = jbvNull;
}

static inline void
card_bool(JsonbValue *to, bool value)
{
	to->type = jbvBool;
	to->val.boolean = value;
}

static inline void
card_string(JsonbValue *to, const char *data, int length)
{
	to->type = jbvString;
	to->val.string.val = unconstify(char *, data);
	to->val.string.len = length;
}

static inline void
card_word(JsonbValue *to, const char *word)
{
	card_string(to, word, (int) strlen(word));
}

/* NULL is null. */
static inline void
card_text(JsonbValue *to, const text *value)
{
	if (value == NULL)
		card_null(to);
	else
		card_string(to, VARDATA_ANY(value), (int) VARSIZE_ANY_EXHDR(value));
}

static inline void
card_numeric(JsonbValue *to, Datum value)
{
	to->type = jbvNumeric;
	to->val.numeric = DatumGetNumeric(value);
}

static inline void
card_number(JsonbValue *to, int64 value)
{
	card_numeric(to, NumericGetDatum(int64_to_numeric(value)));
}

static inline void
card_array(JsonbValue *to, int room)
{
	to->type = jbvArray;
	to->val.array.nElems = 0;
	to->val.array.rawScalar = false;
	to->val.array.elems = room > 0 ? palloc(sizeof(JsonbValue) * room) : NULL;
}

static inline JsonbValue *
card_element(JsonbValue *array)
{
	return &array->val.array.elems[array->val.array.nElems++];
}

static inline void
card_object(JsonbValue *to, int room)
{
	to->type = jbvObject;
	to->val.object.nPairs = 0;
	to->val.object.pairs = room > 0 ? palloc(sizeof(JsonbPair) * room) : NULL;
}

static inline JsonbValue *
card_member_of(JsonbValue *object, const char *key, int length)
{
	JsonbPair *pair = &object->val.object.pairs[object->val.object.nPairs++];

	card_string(&pair->key, key, length);
	return &pair->value;
}

static inline JsonbValue *
card_member(JsonbValue *object, const char *key)
{
	return card_member_of(object, key, (int) strlen(key));
}

extern void profile_card_object_end(JsonbValue *object);
extern void profile_card_id(JsonbValue *to, int64 id);
extern void profile_card_id_list(JsonbValue *to, int64 *ids, int count);
extern void profile_card_moment(JsonbValue *to, TimestampTz at);
extern void profile_card_moment_or_null(JsonbValue *to, bool is_null, TimestampTz at);
extern void profile_card_jsonb(JsonbValue *to, Datum jsonb);
extern void profile_card_decimal(JsonbValue *to, int64 units, int places);

#endif /* PROFILE_MODEL_CARD_JSON_H */
