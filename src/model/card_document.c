/*-------------------------------------------------------------------------
 *
 * card_document.c
 *		The document that a card is: its members, and what they are of nobody.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/xact.h"

#include "model/card.h"

/* What a card of nobody has. */
static const struct CardMember
{
	const char *name;
	JsonbIteratorToken empty; /* WJB_DONE: null */
} card_members[CARD_PARTS] = {
	[CARD_WHY] = {"why", WJB_BEGIN_ARRAY},
	[CARD_KIND] = {"kind", WJB_DONE},
	[CARD_LINE] = {"line", WJB_DONE},
	[CARD_NAME] = {"name", WJB_DONE},
	[CARD_CASES] = {"cases", WJB_BEGIN_ARRAY},
	[CARD_MATCH] = {"match", WJB_DONE},
	[CARD_ROLES] = {"roles", WJB_BEGIN_ARRAY},
	[CARD_ROUTE] = {"route", WJB_DONE},
	[CARD_PEOPLE] = {"people", WJB_BEGIN_ARRAY},
	[CARD_SCHEMA] = {"schema", WJB_DONE},
	[CARD_TOPICS] = {"topics", WJB_BEGIN_ARRAY},
	[CARD_ACTIONS] = {"actions", WJB_BEGIN_ARRAY},
	[CARD_CHANNEL] = {"channel", WJB_DONE},
	[CARD_METRICS] = {"metrics", WJB_BEGIN_OBJECT},
	[CARD_RECORDS] = {"records", WJB_BEGIN_ARRAY},
	[CARD_CHANNELS] = {"channels", WJB_BEGIN_ARRAY},
	[CARD_CONSENTS] = {"consents", WJB_BEGIN_ARRAY},
	[CARD_SEGMENTS] = {"segments", WJB_BEGIN_ARRAY},
	[CARD_COUNTS_AS] = {"counts_as", WJB_DONE},
	[CARD_HOUSEHOLD] = {"household", WJB_BEGIN_ARRAY},
	[CARD_IS_MASKED] = {"is_masked", WJB_DONE},
	[CARD_ATTRIBUTES] = {"attributes", WJB_BEGIN_OBJECT},
	[CARD_CALLING_AS] = {"calling_as", WJB_DONE},
	[CARD_CANDIDATES] = {"candidates", WJB_BEGIN_ARRAY},
	[CARD_CREATED_AT] = {"created_at", WJB_DONE},
	[CARD_DATA_AS_OF] = {"data_as_of", WJB_DONE},
	[CARD_PROFILE_ID] = {"profile_id", WJB_DONE},
	[CARD_PROVENANCE] = {"provenance", WJB_BEGIN_OBJECT},
	[CARD_UPDATED_AT] = {"updated_at", WJB_DONE},
	[CARD_IDENTIFIERS] = {"identifiers", WJB_BEGIN_ARRAY},
	[CARD_PREVIOUS_IDS] = {"previous_ids", WJB_BEGIN_ARRAY},
	[CARD_SATISFACTION] = {"satisfaction", WJB_BEGIN_OBJECT},
	[CARD_LAST_IN_CHANNEL] = {"last_in_channel", WJB_DONE},
	[CARD_LAST_INTERACTIONS] = {"last_interactions", WJB_BEGIN_ARRAY},
};

/* By what it was matched, and how sure that is. */
void
profile_card_write_match(Card *card, const text *by, int candidates, Datum confidence)
{
	JsonbValue *match = &card->parts[CARD_MATCH];

	card_object(match, 3);
	card_text(card_member(match, "by"), by);
	card_number(card_member(match, "candidates"), candidates);
	card_numeric(card_member(match, "confidence"), confidence);
}

/* The card of nobody: every member is there, and empty. */
void
profile_card_start(Card *card, Oid model)
{
	memset(card, 0, sizeof(*card));
	for (int i = 0; i < CARD_PARTS; i++)
		switch (card_members[i].empty)
		{
			case WJB_BEGIN_ARRAY:
				card_array(&card->parts[i], 0);
				break;
			case WJB_BEGIN_OBJECT:
				card_object(&card->parts[i], 0);
				break;
			default:
				card_null(&card->parts[i]);
		}
	card->model = model;
	card->now = GetCurrentTransactionStartTimestamp();
	card_word(&card->parts[CARD_SCHEMA], "profile.card/1");
	card_bool(&card->parts[CARD_IS_MASKED], false);
	profile_card_write_match(card, NULL, 0, NumericGetDatum(int64_to_numeric(0)));
	profile_card_moment(&card->parts[CARD_DATA_AS_OF], card->now);
}

Jsonb *
profile_card_document(Card *card)
{
	JsonbValue document;

	card_object(&document, CARD_PARTS);
	for (int i = 0; i < CARD_PARTS; i++)
		*card_member(&document, card_members[i].name) = card->parts[i];
	profile_card_object_end(&document);
	return JsonbValueToJsonb(&document);
}
