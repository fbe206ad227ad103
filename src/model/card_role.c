/*-------------------------------------------------------------------------
 *
 * card_role.c
 *		In which role somebody calls.  Most have none but the private one; of others
 *		the model's function calling_as() judges.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"

#include "model/card.h"

PG_FUNCTION_INFO_V1(profile_private_caller);

static void
card_call_as_private(JsonbValue *to)
{
	JsonbValue *why;

	card_object(to, 7);
	why = card_member(to, "why");
	card_array(why, 1);
	card_word(card_element(why), "no_other_role");
	card_word(card_member(to, "role"), "private");
	card_null(card_member(to, "role_id"));
	card_null(card_member(to, "position"));
	profile_card_decimal(card_member(to, "confidence"), 10, 1);
	card_null(card_member(to, "organization"));
	card_null(card_member(to, "organization_id"));
	profile_card_object_end(to);
}

/*
 * private_caller() returns jsonb: in which role somebody calls who has no other
 */
Datum
profile_private_caller(PG_FUNCTION_ARGS)
{
	JsonbValue caller;

	card_call_as_private(&caller);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(&caller));
}

void
profile_card_call_as(Card *card, const CardWay *way)
{
	const JsonbValue *line = &card->parts[CARD_LINE];
	CardArgument arguments[5];

	if (card->parts[CARD_ROLES].val.array.nElems == 0)
	{
		card_call_as_private(&card->parts[CARD_CALLING_AS]);
		return;
	}
	arguments[0] = card_argument(
		JSONBOID, JsonbPGetDatum(JsonbValueToJsonb(&card->parts[CARD_ROLES])));
	arguments[1] = card_argument(
		JSONBOID, JsonbPGetDatum(JsonbValueToJsonb(&card->parts[CARD_CASES])));
	arguments[2] =
		line->type == jbvString
			? card_argument(TEXTOID, PointerGetDatum(cstring_to_text_with_len(
										 line->val.string.val, line->val.string.len)))
			: card_argument_null(TEXTOID);
	arguments[3] = profile_card_ids(way->records, way->nrecords);
	arguments[4] = way->organization != NULL
					   ? card_argument(INT8OID, Int64GetDatum(*way->organization))
					   : card_argument_null(INT8OID);
	(void) profile_card_call_jsonb(card, "calling_as", arguments, 5,
								   &card->parts[CARD_CALLING_AS]);
}

/* A member of calling_as as text; NULL where it has none. */
text *
profile_card_calling_as(const Card *card, const char *name)
{
	const JsonbValue *as = &card->parts[CARD_CALLING_AS];

	for (int i = 0; as->type == jbvObject && i < as->val.object.nPairs; i++)
	{
		const JsonbPair *pair = &as->val.object.pairs[i];

		if (pair->key.val.string.len == (int) strlen(name) &&
			memcmp(pair->key.val.string.val, name, strlen(name)) == 0)
			return pair->value.type != jbvString
					   ? NULL
					   : cstring_to_text_with_len(pair->value.val.string.val,
												  pair->value.val.string.len);
	}
	return NULL;
}
