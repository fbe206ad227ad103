/*-------------------------------------------------------------------------
 *
 * card.c
 *		The card of a customer by its parts, as whoever asks may see it:
 *		doc/card.schema.json says what is in it, card.h who finds it out.
 *
 * Nothing here writes, so all of it runs on a hot standby.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "utils/fmgrprotos.h"

#include "model/card.h"

PG_FUNCTION_INFO_V1(profile_customer_card);

/* --- settings ---------------------------------------------------------------------- */

static Jsonb *
card_read_setting(CardLook *look, const char *name)
{
	if (!profile_model_find(&look->scan, CStringGetTextDatum(name)))
		return NULL;
	return DatumGetJsonbPCopy(profile_model_value(&look->scan, SETTING_VALUE));
}

static text *
card_region(Jsonb *setting)
{
	JsonbValue value;

	if (setting == NULL || !JB_ROOT_IS_SCALAR(setting) ||
		!JsonbExtractScalar(&setting->root, &value) || value.type != jbvString)
		return NULL;
	return cstring_to_text_with_len(value.val.string.val, value.val.string.len);
}

void
profile_card_read_settings(const Card *card, CardSettings *settings)
{
	CardLook look;
	Jsonb *roles;
	Jsonb *lines;
	JsonbValue agent;

	profile_card_look(&look, card, &profile_model_setting,
					  &profile_model_setting_by_name);
	settings->region = card_region(card_read_setting(&look, "region"));
	roles = card_read_setting(&look, "roles");
	settings->has_agents =
		roles != NULL && JB_ROOT_IS_OBJECT(roles) &&
		getKeyJsonValueFromContainer(&roles->root, "agent", 5, &agent) != NULL &&
		agent.type != jbvNull;
	lines = card_read_setting(&look, "lines");
	settings->has_lines =
		lines != NULL && JB_ROOT_IS_OBJECT(lines) && JB_ROOT_COUNT(lines) > 0;
	profile_card_look_end(&look);
}

/* Are contacts kept from whoever asks? */
bool
profile_card_is_masked(Card *card, const CardSettings *settings)
{
	bool is_null;
	bool is_masked;

	if (!settings->has_agents)
		return false;
	is_masked = DatumGetBool(
		profile_card_call(card, "contacts_are_masked", BOOLOID, NULL, 0, &is_null));
	return is_null || is_masked;
}

/* --- cards --------------------------------------------------------------------------- */

/* The card of a profile; false, and it is nobody's, where there is no such profile. */
bool
profile_card_make(Card *card, int64 profile, bool resolve, const CardWay *way)
{
	CardHistory history;
	text *organization = NULL;
	int64 organization_id;

	if (!profile_card_person(card, profile, resolve))
		return false;
	card_bool(&card->parts[CARD_IS_MASKED], card->is_masked);
	profile_card_judge_insider(card);
	profile_card_add_rare(card);
	profile_card_history(card, &history);
	profile_card_topics(card, &history);
	if (!card->is_organization)
	{
		profile_card_call_as(card, way);
		organization = profile_card_calling_as(card, "organization_id");
	}
	if (organization != NULL)
		organization_id = DatumGetInt64(
			DirectFunctionCall1(int8in, CStringGetDatum(text_to_cstring(organization))));
	profile_card_segments(card, organization != NULL ? &organization_id : NULL,
						  profile_card_calling_as(card, "role"));
	profile_card_add_actions(card, &history);
	return true;
}

/* A card as the acting role sees it. */
Datum
profile_card_seen(Card *card, const CardSettings *settings)
{
	Datum document = JsonbPGetDatum(profile_card_document(card));
	CardArgument arguments[2];
	bool is_null;

	if (settings->has_lines || card->is_masked)
	{
		arguments[0] = card_argument(JSONBOID, document);
		arguments[1] = card_argument(BOOLOID, BoolGetDatum(card->is_masked));
		document = profile_card_call(card, "seen_card", JSONBOID, arguments, 2, &is_null);
		if (is_null)
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("function seen_card() of the model returned NULL"),
							errdetail("A card is never NULL.")));
	}
	profile_card_calls_end(card);
	return document;
}

void
profile_card_check_model(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						errmsg("model must not be NULL"),
						errhint("It is the schema of a model's tables.")));
}

/*
 * customer_card(model regnamespace, profile_id bigint, masked boolean) returns jsonb
 *
 * The card of a profile; an absorbed id gives the card of the profile it is seen
 * under, an unknown one and NULL an empty card.  masked NULL: as the acting role
 * sees contacts.
 */
Datum
profile_customer_card(PG_FUNCTION_ARGS)
{
	Card card;
	CardSettings settings;
	CardWay way = {NULL, 0, NULL};

	profile_card_check_model(fcinfo);
	profile_card_start(&card, PG_GETARG_OID(0));
	if (PG_ARGISNULL(1))
		PG_RETURN_JSONB_P(profile_card_document(&card));
	profile_card_read_settings(&card, &settings);
	card.is_masked =
		PG_ARGISNULL(2) ? profile_card_is_masked(&card, &settings) : PG_GETARG_BOOL(2);
	if (!profile_card_make(&card, PG_GETARG_INT64(1), true, &way))
	{
		profile_card_calls_end(&card);
		PG_RETURN_JSONB_P(profile_card_document(&card));
	}
	profile_card_write_match(&card, cstring_to_text("profile_id"), 1,
							 NumericGetDatum(int64_div_fast_to_numeric(10, 1)));
	PG_RETURN_DATUM(profile_card_seen(&card, &settings));
}
