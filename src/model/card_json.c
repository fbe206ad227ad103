/*-------------------------------------------------------------------------
 *
 * card_json.c
 *		A JSON document as a tree, put together member by member: see
 *		card_json.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "extension/iso_time.h"
#include "utils/builtins.h"

#include "model/card_json.h"

/* jsonb's order of keys: by length, then by bytes. */
static int
card_key_order(const JsonbValue *a, const JsonbValue *b)
{
	if (a->val.string.len != b->val.string.len)
		return a->val.string.len < b->val.string.len ? -1 : 1;
	return memcmp(a->val.string.val, b->val.string.val, a->val.string.len);
}

static int
card_pair_cmp(const void *a, const void *b)
{
	return card_key_order(&((const JsonbPair *) a)->key, &((const JsonbPair *) b)->key);
}

/* profile_card_object_end: keys are different ones, and nearly always in order. */
void
profile_card_object_end(JsonbValue *object)
{
	JsonbPair *pairs = object->val.object.pairs;

	for (int i = 1; i < object->val.object.nPairs; i++)
		if (card_key_order(&pairs[i - 1].key, &pairs[i].key) > 0)
		{
			qsort(pairs, object->val.object.nPairs, sizeof(JsonbPair), card_pair_cmp);
			return;
		}
}

/* profile_card_id: ids are strings, since they may exceed what a double holds. */
void
profile_card_id(JsonbValue *to, int64 id)
{
	char *digits = palloc(MAXINT8LEN + 1);

	card_string(to, digits, pg_lltoa(id, digits));
}

static int
card_id_cmp(const void *a, const void *b)
{
	int64 x = *(const int64 *) a;
	int64 y = *(const int64 *) b;

	return x < y ? -1 : x > y;
}

/* profile_card_id_list: in order, in which they are brought */
void
profile_card_id_list(JsonbValue *to, int64 *ids, int count)
{
	qsort(ids, count, sizeof(int64), card_id_cmp);
	card_array(to, count);
	for (int i = 0; i < count; i++)
		profile_card_id(card_element(to), ids[i]);
}

/* profile_card_moment: null where it is infinite */
void
profile_card_moment(JsonbValue *to, TimestampTz at)
{
	char *buffer = palloc(ISO_TIME_LENGTH);
	int length = profile_iso_time_print(at, buffer);

	if (length == 0)
		card_null(to);
	else
		card_string(to, buffer, length);
}

void
profile_card_moment_or_null(JsonbValue *to, bool is_null, TimestampTz at)
{
	if (is_null)
		card_null(to);
	else
		profile_card_moment(to, at);
}

/* profile_card_decimal: units of the last of so many decimal places */
void
profile_card_decimal(JsonbValue *to, int64 units, int places)
{
	card_numeric(to, NumericGetDatum(int64_div_fast_to_numeric(units, places)));
}

/* profile_card_jsonb: a document within the document */
void
profile_card_jsonb(JsonbValue *to, Datum jsonb)
{
	Jsonb *document = DatumGetJsonbP(jsonb);
	JsonbIterator *it = JsonbIteratorInit(&document->root);
	JsonbParseState *state = NULL;
	JsonbValue *tree = NULL;
	JsonbIteratorToken token;
	JsonbValue value;

	if (JB_ROOT_IS_SCALAR(document))
	{
		(void) JsonbExtractScalar(&document->root, to);
		return;
	}
	while ((token = JsonbIteratorNext(&it, &value, false)) != WJB_DONE)
		tree = pushJsonbValue(&state, token,
							  token < WJB_BEGIN_ARRAY || (token == WJB_BEGIN_ARRAY &&
														  value.val.array.rawScalar)
								  ? &value
								  : NULL);
	*to = *tree;
}
