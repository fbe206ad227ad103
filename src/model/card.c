/*-------------------------------------------------------------------------
 *
 * card.c
 *		The card of a customer: doc/card.schema.json says what is in it, card.h
 *		who finds it out.
 *
 * Nothing here writes, so all of it runs on a hot standby.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/xact.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/fmgrprotos.h"

#include "model/card.h"

PG_FUNCTION_INFO_V1(profile_customer_card);
PG_FUNCTION_INFO_V1(profile_identified_card);
PG_FUNCTION_INFO_V1(profile_private_caller);

enum
{
	SETTING_NAME,
	SETTING_VALUE
};
static const ModelShape card_setting = {
	"setting", 2, {"name", "value"}, {TEXTOID, JSONBOID}};
static const ModelPath card_setting_path = {
	1, {{SETTING_NAME, BTEqualStrategyNumber}}, NULL};

/* What the settings say of a card. */
typedef struct CardSettings
{
	text *region;    /* that reads telephones; NULL: none */
	bool has_agents; /* there may be somebody from whom contacts are kept */
	bool has_lines;  /* ... or lines of business */
} CardSettings;

/* What a card of nobody has, in the order of CardPart. */
static const struct CardMember
{
	const char *name;
	JsonbIteratorToken empty; /* WJB_DONE: null */
} card_members[CARD_PARTS] = {
	{"why", WJB_BEGIN_ARRAY},
	{"kind", WJB_DONE},
	{"line", WJB_DONE},
	{"name", WJB_DONE},
	{"cases", WJB_BEGIN_ARRAY},
	{"match", WJB_DONE},
	{"roles", WJB_BEGIN_ARRAY},
	{"route", WJB_DONE},
	{"people", WJB_BEGIN_ARRAY},
	{"schema", WJB_DONE},
	{"topics", WJB_BEGIN_ARRAY},
	{"actions", WJB_BEGIN_ARRAY},
	{"channel", WJB_DONE},
	{"metrics", WJB_BEGIN_OBJECT},
	{"records", WJB_BEGIN_ARRAY},
	{"channels", WJB_BEGIN_ARRAY},
	{"consents", WJB_BEGIN_ARRAY},
	{"segments", WJB_BEGIN_ARRAY},
	{"counts_as", WJB_DONE},
	{"household", WJB_BEGIN_ARRAY},
	{"is_masked", WJB_DONE},
	{"attributes", WJB_BEGIN_OBJECT},
	{"calling_as", WJB_DONE},
	{"candidates", WJB_BEGIN_ARRAY},
	{"created_at", WJB_DONE},
	{"data_as_of", WJB_DONE},
	{"profile_id", WJB_DONE},
	{"provenance", WJB_BEGIN_OBJECT},
	{"updated_at", WJB_DONE},
	{"identifiers", WJB_BEGIN_ARRAY},
	{"previous_ids", WJB_BEGIN_ARRAY},
	{"satisfaction", WJB_BEGIN_OBJECT},
	{"last_in_channel", WJB_DONE},
	{"last_interactions", WJB_BEGIN_ARRAY},
};

/* --- the document ------------------------------------------------------------------ */

/* By what it was matched, and how sure that is. */
static void
card_write_match(Card *card, const text *by, int candidates, Datum confidence)
{
	JsonbValue *match = &card->parts[CARD_MATCH];

	card_object(match, 3);
	card_text(card_member(match, "by"), by);
	card_number(card_member(match, "candidates"), candidates);
	card_numeric(card_member(match, "confidence"), confidence);
}

static Datum
card_integer(int64 value)
{
	return NumericGetDatum(int64_to_numeric(value));
}

/* The card of nobody: every member is there, and empty. */
static void
card_start(Card *card, Oid model)
{
	memset(card, 0, offsetof(Card, parts));
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
	memset((char *) card + offsetof(Card, profile), 0,
		   sizeof(Card) - offsetof(Card, profile));
	card->model = model;
	card->now = GetCurrentTransactionStartTimestamp();
	card_word(&card->parts[CARD_SCHEMA], "profile.card/1");
	card_bool(&card->parts[CARD_IS_MASKED], false);
	card_write_match(card, NULL, 0, card_integer(0));
	profile_card_moment(&card->parts[CARD_DATA_AS_OF], card->now);
}

static Jsonb *
card_document(Card *card)
{
	JsonbValue document;

	card_object(&document, CARD_PARTS);
	for (int i = 0; i < CARD_PARTS; i++)
		*card_member(&document, card_members[i].name) = card->parts[i];
	profile_card_object_end(&document);
	return JsonbValueToJsonb(&document);
}

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

static void
card_read_settings(const Card *card, CardSettings *settings)
{
	CardLook look;
	Jsonb *roles;
	Jsonb *lines;
	JsonbValue agent;

	profile_card_look(&look, card, &card_setting, &card_setting_path);
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
static bool
card_is_masked(Card *card, const CardSettings *settings)
{
	bool is_null;
	bool is_masked;

	if (!settings->has_agents)
		return false;
	is_masked =
		DatumGetBool(profile_card_call(card, "contacts_are_masked", NULL, 0, &is_null));
	return is_null || is_masked;
}

/* --- what is there only sometimes --------------------------------------------------- */

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
static void
card_judge_insider(Card *card)
{
	if (card->has_roles || card->is_organization)
	{
		CardArgument profile = profile_card_ids(&card->profile, 1);
		bool is_null;
		Datum insiders = profile_card_call(card, "insiders_among", &profile, 1, &is_null);

		card->is_insider =
			!is_null && ArrayGetNItems(ARR_NDIM(DatumGetArrayTypeP(insiders)),
									   ARR_DIMS(DatumGetArrayTypeP(insiders))) > 0;
	}
	card_word(&card->parts[CARD_COUNTS_AS], !card->is_insider       ? "customer"
											: card->is_organization ? "company"
																	: "employee");
}

/* Parts that the model's own functions say, where there is anything. */
static void
card_add_rare(Card *card)
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

static void
card_add_actions(Card *card, const CardHistory *history)
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

/* --- in which role they call --------------------------------------------------------- */

/* Through which records and which organisation's identifier they were found. */
typedef struct CardWay
{
	const int64 *records;
	int nrecords;
	const int64 *organization; /* NULL: none */
} CardWay;

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

static void
card_call_as(Card *card, const CardWay *way)
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
static text *
card_calling_as(const Card *card, const char *name)
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

/* --- cards --------------------------------------------------------------------------- */

/* The card of a profile; false, and it is nobody's, where there is no such profile. */
static bool
card_make(Card *card, int64 profile, bool resolve, const CardWay *way)
{
	CardHistory history;
	text *organization = NULL;
	int64 organization_id;

	if (!profile_card_person(card, profile, resolve))
		return false;
	card_bool(&card->parts[CARD_IS_MASKED], card->is_masked);
	card_judge_insider(card);
	card_add_rare(card);
	profile_card_history(card, &history);
	profile_card_topics(card, &history);
	if (!card->is_organization)
	{
		card_call_as(card, way);
		organization = card_calling_as(card, "organization_id");
	}
	if (organization != NULL)
		organization_id = DatumGetInt64(
			DirectFunctionCall1(int8in, CStringGetDatum(text_to_cstring(organization))));
	profile_card_segments(card, organization != NULL ? &organization_id : NULL,
						  card_calling_as(card, "role"));
	card_add_actions(card, &history);
	return true;
}

/* A card as the acting role sees it. */
static Datum
card_seen(Card *card, const CardSettings *settings)
{
	Datum document = JsonbPGetDatum(card_document(card));
	CardArgument arguments[2];
	bool is_null;

	if (settings->has_lines || card->is_masked)
	{
		arguments[0] = card_argument(JSONBOID, document);
		arguments[1] = card_argument(BOOLOID, BoolGetDatum(card->is_masked));
		document = profile_card_call(card, "seen_card", arguments, 2, &is_null);
		if (is_null)
			ereport(ERROR, (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
							errmsg("function seen_card() of the model returned NULL"),
							errdetail("A card is never NULL.")));
	}
	profile_card_calls_end(card);
	return document;
}

static void
card_check_model(FunctionCallInfo fcinfo)
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

	card_check_model(fcinfo);
	card_start(&card, PG_GETARG_OID(0));
	if (PG_ARGISNULL(1))
		PG_RETURN_JSONB_P(card_document(&card));
	card_read_settings(&card, &settings);
	card.is_masked =
		PG_ARGISNULL(2) ? card_is_masked(&card, &settings) : PG_GETARG_BOOL(2);
	if (!card_make(&card, PG_GETARG_INT64(1), true, &way))
	{
		profile_card_calls_end(&card);
		PG_RETURN_JSONB_P(card_document(&card));
	}
	card_write_match(&card, cstring_to_text("profile_id"), 1,
					 NumericGetDatum(int64_div_fast_to_numeric(10, 1)));
	PG_RETURN_DATUM(card_seen(&card, &settings));
}

/* --- who is calling ------------------------------------------------------------------ */

/* The only candidate with a role in one that is an organisation: an employee. */
static bool
card_find_employee(Card *card, const CardMatch *match, int64 *person, int64 *organization)
{
	int64 *profiles = palloc(sizeof(int64) * match->ncandidates);
	int64 *organizations = palloc(sizeof(int64) * match->ncandidates);
	int norganizations = 0;
	CardArgument arguments[2];
	bool is_null;
	bool is_nobody = true;
	bool is_nowhere = true;
	HeapTupleHeader row;

	for (int i = 0; i < match->ncandidates; i++)
	{
		profiles[i] = match->candidates[i].profile;
		if (match->candidates[i].is_organization)
			organizations[norganizations++] = profiles[i];
	}
	if (norganizations == 0 || norganizations == match->ncandidates)
		return false;
	arguments[0] = profile_card_ids(profiles, match->ncandidates);
	arguments[1] = profile_card_ids(organizations, norganizations);
	row = DatumGetHeapTupleHeader(
		profile_card_call(card, "employee_among", arguments, 2, &is_null));
	if (!is_null)
	{
		*person = DatumGetInt64(GetAttributeByNum(row, 1, &is_nobody));
		*organization = DatumGetInt64(GetAttributeByNum(row, 2, &is_nowhere));
	}
	return !is_nobody && !is_nowhere;
}

/* Is the best candidate better than the next? */
static bool
card_is_clear(const CardMatch *match)
{
	const CardCandidate *best = match->candidates;

	return match->ncandidates == 1 ||
		   (match->ncandidates > 1 && (best[0].identifiers > best[1].identifiers ||
									   best[0].priority < best[1].priority));
}

/* How sure it is: one of so many, more where one is chosen, less for a device. */
static Datum
card_confidence(const CardMatch *match, bool is_chosen)
{
	Datum confidence;

	if (match->ncandidates == 0)
		return card_integer(0);
	confidence = DirectFunctionCall2(numeric_div,
									 NumericGetDatum(int64_div_fast_to_numeric(10, 1)),
									 card_integer(match->ncandidates));
	if (match->ncandidates > 1 && is_chosen)
		confidence = DirectFunctionCall2(
			numeric_add, confidence, NumericGetDatum(int64_div_fast_to_numeric(25, 2)));
	/* a device is whose hands it is in */
	if (match->candidates[0].is_device)
		confidence = DirectFunctionCall2(
			numeric_mul, confidence, NumericGetDatum(int64_div_fast_to_numeric(6, 1)));
	return DirectFunctionCall2(numeric_round, confidence, Int32GetDatum(2));
}

/* Who it may be, at most ten. */
static void
card_add_candidates(Card *card, const CardMatch *match)
{
	int count = Min(match->ncandidates, 10);
	int64 ids[10];
	Datum kinds[10];
	CardArgument arguments[2];

	if (count < 2)
		return;
	for (int i = 0; i < count; i++)
	{
		ids[i] = match->candidates[i].profile;
		kinds[i] = PointerGetDatum(match->candidates[i].kind);
	}
	arguments[0] = profile_card_ids(ids, count);
	arguments[1] = card_argument(
		TEXTARRAYOID,
		PointerGetDatum(construct_array(kinds, count, TEXTOID, -1, false, TYPALIGN_INT)));
	(void) profile_card_call_jsonb(card, "card_candidates", arguments, 2,
								   &card->parts[CARD_CANDIDATES]);
}

/* Records of the chosen profile that carry what was asked. */
static void
card_way(CardWay *way, const CardMatch *match, int64 chosen)
{
	int64 *records = palloc(sizeof(int64) * Max(match->nfound, 1));

	for (int i = 0; i < match->nfound; i++)
		if (match->found[i].profile == chosen)
			records[way->nrecords++] = match->found[i].record;
	way->records = records;
}

/* Of nobody, the line of the channel at least is known. */
static void
card_make_nobody(Card *card)
{
	CardHistory history;

	profile_card_history(card, &history);
}

static void
card_identify(Card *card, const CardMatch *match)
{
	CardWay way = {NULL, 0, NULL};
	int64 chosen = 0;
	int64 organization;
	bool is_chosen = false;

	if (card_find_employee(card, match, &chosen, &organization))
	{
		is_chosen = true;
		way.organization = &organization;
	}
	else if (card_is_clear(match))
	{
		is_chosen = true;
		chosen = match->candidates[0].profile;
	}
	card->parts[CARD_WHY] = match->why;
	card_write_match(card, match->ncandidates == 0 ? NULL : match->candidates[0].kind,
					 match->ncandidates, card_confidence(match, is_chosen));
	card_text(&card->parts[CARD_CHANNEL], card->channel);
	card_way(&way, match, chosen);
	/* nobody is guessed: the desk asks, with masked names to choose from */
	if (!is_chosen || !card_make(card, chosen, false, &way))
		card_make_nobody(card);
	card_add_candidates(card, match);
}

/*
 * identified_card(model regnamespace, identifiers jsonb, channel text) returns jsonb
 *
 * Who is this?  The card of whom the identifiers lead to; where they lead to
 * several alike, masked candidates; where to nobody, an empty card.
 */
Datum
profile_identified_card(PG_FUNCTION_ARGS)
{
	Card card;
	CardSettings settings;
	CardMatch match;

	card_check_model(fcinfo);
	card_start(&card, PG_GETARG_OID(0));
	card_read_settings(&card, &settings);
	card.is_masked = card_is_masked(&card, &settings);
	if (!PG_ARGISNULL(2))
		card.channel = PG_GETARG_TEXT_PP(2);
	profile_card_match(&match, &card,
					   PG_ARGISNULL(1) ? DatumGetJsonbP(DirectFunctionCall1(
											 jsonb_in, CStringGetDatum("[]")))
									   : PG_GETARG_JSONB_P(1),
					   settings.region);
	card_identify(&card, &match);
	PG_RETURN_DATUM(card_seen(&card, &settings));
}
