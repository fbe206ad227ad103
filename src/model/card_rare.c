/*-------------------------------------------------------------------------
 *
 * card_rare.c
 *		What is there only sometimes: the model's own functions say it, where there
 *		is something.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "utils/array.h"

#include "model/card.h"

enum
{
	THERE_RECORD,
	THERE_ONE,
	THERE_TWO
};
static const ModelShape card_household = {
	"household_member", 1, {"record_id"}, {INT8OID}};
static const ModelShape card_case = {
	"service_case", 2, {"record_id", "closed_at"}, {INT8OID, TIMESTAMPTZOID}};
static const ModelShape card_survey = {"survey_response", 1, {"record_id"}, {INT8OID}};
static const ModelShape card_action = {"action",
									   3,
									   {"record_id", "status", "expires_at"},
									   {INT8OID, TEXTOID, TIMESTAMPTZOID}};
static const ModelPath card_path_by_record = {
	1, {{THERE_RECORD, BTEqualStrategyNumber}}, NULL};

typedef bool (*CardCounts)(const CardLook *look, const Card *card);

static bool
card_any_counts(const CardLook *look, const Card *card)
{
	(void) look;
	(void) card;
	return true;
}

static bool
card_open_case_counts(const CardLook *look, const Card *card)
{
	bool is_open;

	(void) card;
	(void) profile_model_get(&look->scan, THERE_ONE, &is_open);
	return is_open;
}

static bool
card_waiting_action_counts(const CardLook *look, const Card *card)
{
	return card_text_is(profile_card_look_text(look, THERE_ONE), "waiting") &&
		   profile_card_look_moment(look, THERE_TWO) > card->now;
}

/* Do the records have anything there that counts? */
static bool
card_has(const Card *card, const ModelShape *shape, CardCounts counts)
{
	CardLook look;
	int record = -1;
	bool found = false;

	profile_card_look(&look, card, shape, &card_path_by_record);
	while (!found && profile_card_look_by_records(&look, card, &record))
		found = counts(&look, card);
	profile_card_look_end(&look);
	return found;
}

/* Who belongs to the company itself is no customer, and is not measured as one. */
void
profile_card_judge_insider(Card *card)
{
	if (card->has_roles || card->is_organization)
	{
		CardArgument profile = profile_card_ids(&card->profile, 1);
		bool is_null;
		Datum insiders = profile_card_call(card, "insiders_among", INT8ARRAYOID, &profile,
										   1, &is_null);

		card->is_insider =
			!is_null && ArrayGetNItems(ARR_NDIM(DatumGetArrayTypeP(insiders)),
									   ARR_DIMS(DatumGetArrayTypeP(insiders))) > 0;
	}
	card_word(&card->parts[CARD_COUNTS_AS], !card->is_insider       ? "customer"
											: card->is_organization ? "company"
																	: "employee");
}

/* Parts that the model's own functions say, where there is anything. */
void
profile_card_add_rare(Card *card)
{
	CardArgument arguments[2];

	if (card->has_roles)
	{
		arguments[0] = profile_card_record_ids(card);
		(void) profile_card_call_jsonb(card, "card_roles", arguments, 1,
									   &card->parts[CARD_ROLES]);
	}
	if (card->is_organization)
	{
		arguments[0] = profile_card_record_ids(card);
		(void) profile_card_call_jsonb(card, "card_people", arguments, 1,
									   &card->parts[CARD_PEOPLE]);
	}
	if (card_has(card, &card_household, card_any_counts))
	{
		arguments[0] = card_argument(INT8OID, Int64GetDatum(card->profile));
		arguments[1] = profile_card_record_ids(card);
		(void) profile_card_call_jsonb(card, "card_household", arguments, 2,
									   &card->parts[CARD_HOUSEHOLD]);
	}
	arguments[0] = profile_card_record_ids(card);
	if (card_has(card, &card_case, card_open_case_counts))
		(void) profile_card_call_jsonb(card, "card_cases", arguments, 1,
									   &card->parts[CARD_CASES]);
	profile_card_consents(card);
	/* what employees answered is not for their colleagues at the desk */
	if ((!card->is_insider || !card->is_masked) &&
		card_has(card, &card_survey, card_any_counts))
	{
		arguments[1] = card_argument(BOOLOID, BoolGetDatum(card->is_insider));
		(void) profile_card_call_jsonb(card, "card_satisfaction", arguments, 2,
									   &card->parts[CARD_SATISFACTION]);
	}
}

void
profile_card_add_actions(Card *card, const CardHistory *history)
{
	CardArgument arguments[3];

	if (card->is_insider || !card_has(card, &card_action, card_waiting_action_counts))
		return;
	arguments[0] = card_argument(INT8OID, Int64GetDatum(card->profile));
	arguments[1] = profile_card_record_ids(card);
	arguments[2] =
		history->has_bought
			? card_argument(TIMESTAMPTZOID, TimestampTzGetDatum(history->last_bought))
			: card_argument_null(TIMESTAMPTZOID);
	(void) profile_card_call_jsonb(card, "card_actions", arguments, 3,
								   &card->parts[CARD_ACTIONS]);
}
