/*-------------------------------------------------------------------------
 *
 * card_match.c
 *		Who it may be: from identifiers to the profiles that carry them.
 *
 * A value that conducts to one profile but is also carried by records of others
 * (a family's telephone) names them all; one that too many share names nobody.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"

#include "model/card.h"
#include "model/mask.h"

/* More than a desk could know of a caller is an attack. */
#define MATCH_MAX_ASKED 100

enum
{
	IDENTITY_IDENTIFIER,
	IDENTITY_PROFILE,
	IDENTITY_IS_GENERIC
};
static const ModelShape match_identity = {"identity",
										  3,
										  {"identifier", "profile_id", "is_generic"},
										  {MODEL_IDENTIFIER, INT8OID, BOOLOID}};
static const ModelPath match_identity_path = {
	1, {{IDENTITY_IDENTIFIER, BTEqualStrategyNumber}}, NULL};

enum
{
	LINK_IDENTIFIER,
	LINK_RECORD,
	LINK_CONDUCTS,
	LINK_RULE,
	LINK_IS_USABLE
};
static const ModelShape match_link = {
	"record_identifier",
	5,
	{"identifier", "record_id", "conducts", "rule", "is_usable"},
	{MODEL_IDENTIFIER, INT8OID, BOOLOID, TEXTOID, BOOLOID}};
static const ModelPath match_link_path = {
	1, {{LINK_IDENTIFIER, BTEqualStrategyNumber}}, NULL};

enum
{
	RECORD_ID,
	RECORD_PROFILE,
	RECORD_KIND
};
static const ModelShape match_record = {
	"record", 3, {"record_id", "profile_id", "kind"}, {INT8OID, INT8OID, TEXTOID}};
static const ModelPath match_record_path = {
	1, {{RECORD_ID, BTEqualStrategyNumber}}, NULL};

enum
{
	KIND_KIND,
	KIND_PRIORITY,
	KIND_CLASS
};
static const ModelShape match_kind = {
	"identifier_kind", 3, {"kind", "priority", "class"}, {TEXTOID, INT4OID, TEXTOID}};
static const ModelPath match_kind_path = {1, {{KIND_KIND, BTEqualStrategyNumber}}, NULL};

/* One value that was asked for. */
typedef struct MatchAsked
{
	Identifier *identifier;
	bool is_known; /* there is a row of identity */
	bool is_generic;
	bool has_profile;
	text *kind; /* NULL: the model does not know the kind */
	int32 priority;
	bool is_device;
	int profiles; /* that it led to */
} MatchAsked;

typedef struct MatchState
{
	Card *card;
	CardMatch *match;
	MatchAsked *asked;
	int nasked;
	int found_room;
} MatchState;

/* --- what is asked ------------------------------------------------------------ */

/* A member of a document as text, as ->> has it; NULL where it has none. */
static text *
match_member(Jsonb *item, const char *name)
{
	LOCAL_FCINFO(fcinfo, 2);
	Datum value;

	InitFunctionCallInfoData(*fcinfo, NULL, 2, InvalidOid, NULL, NULL);
	fcinfo->args[0].value = JsonbPGetDatum(item);
	fcinfo->args[0].isnull = false;
	fcinfo->args[1].value = CStringGetTextDatum(name);
	fcinfo->args[1].isnull = false;
	value = jsonb_object_field_text(fcinfo);
	return fcinfo->isnull ? NULL : DatumGetTextPP(value);
}

static Identifier *
match_read(text *kind, text *value, const text *region)
{
	LOCAL_FCINFO(fcinfo, 3);
	Datum identifier;

	InitFunctionCallInfoData(*fcinfo, NULL, 3, InvalidOid, NULL, NULL);
	fcinfo->args[0].value = PointerGetDatum(kind);
	fcinfo->args[0].isnull = false;
	fcinfo->args[1].value = PointerGetDatum(value);
	fcinfo->args[1].isnull = false;
	fcinfo->args[2].value = PointerGetDatum(region);
	fcinfo->args[2].isnull = region == NULL;
	identifier = profile_make_identifier(fcinfo);
	return fcinfo->isnull ? NULL : (Identifier *) DatumGetPointer(identifier);
}

/* An element of why; members in jsonb's order. */
static void
match_explain(CardMatch *match, const char *kind, int kind_length, const text *value,
			  const char *outcome, int profiles)
{
	JsonbValue *why = card_element(&match->why);

	card_object(why, 4);
	card_string(card_member(why, "kind"), kind, kind_length);
	card_text(card_member(why, "value"), value);
	card_word(card_member(why, "outcome"), outcome);
	card_number(card_member(why, "profiles"), profiles);
}

static bool
match_is_asked(const MatchState *state, const Identifier *identifier)
{
	for (int i = 0; i < state->nasked; i++)
		if (VARSIZE_ANY_EXHDR(state->asked[i].identifier) ==
				VARSIZE_ANY_EXHDR(identifier) &&
			memcmp(VARDATA_ANY(state->asked[i].identifier), VARDATA_ANY(identifier),
				   VARSIZE_ANY_EXHDR(identifier)) == 0)
			return true;
	return false;
}

/* What is no question is passed over. */
static void
match_ask(MatchState *state, Jsonb *item, const text *region)
{
	text *value = match_member(item, "value");
	text *kind = value == NULL ? NULL : match_member(item, "kind");
	text *own_region;
	Identifier *identifier;

	if (kind == NULL ||
		!profile_identifier_kind_is_valid(VARDATA_ANY(kind), VARSIZE_ANY_EXHDR(kind)))
		return;
	own_region = match_member(item, "region");
	identifier = match_read(kind, value, own_region != NULL ? own_region : region);
	if (identifier == NULL)
		match_explain(state->match, VARDATA_ANY(kind), VARSIZE_ANY_EXHDR(kind), NULL,
					  "unreadable", 0);
	else if (!match_is_asked(state, identifier))
		state->asked[state->nasked++].identifier = identifier;
}

/* One question, or an array of them. */
static void
match_ask_all(MatchState *state, Jsonb *identifiers, const text *region)
{
	bool is_array = JB_ROOT_IS_ARRAY(identifiers) && !JB_ROOT_IS_SCALAR(identifiers);
	uint32 count = is_array ? JB_ROOT_COUNT(identifiers) : 0;

	if (!is_array && JB_ROOT_IS_OBJECT(identifiers))
		count = 1;
	count = Min(count, MATCH_MAX_ASKED);
	card_array(&state->match->why, (int) count);
	state->asked = palloc0(sizeof(MatchAsked) * Max(count, 1));
	if (!is_array && count == 1)
		match_ask(state, identifiers, region);
	else
		for (uint32 i = 0; i < count; i++)
			match_ask(
				state,
				JsonbValueToJsonb(getIthJsonbValueFromContainer(&identifiers->root, i)),
				region);
}

/* --- who carries it ----------------------------------------------------------- */

static void
match_read_kind(MatchAsked *asked, CardLook *kinds)
{
	text *kind = cstring_to_text_with_len(IDENTIFIER_KIND(asked->identifier),
										  IDENTIFIER_KIND_LENGTH(asked->identifier));

	if (!profile_model_find(&kinds->scan, PointerGetDatum(kind)))
		return;
	asked->kind = kind;
	asked->priority = DatumGetInt32(profile_model_value(&kinds->scan, KIND_PRIORITY));
	asked->is_device = card_text_is(profile_card_look_text(kinds, KIND_CLASS), "device");
}

static void
match_read_identities(MatchState *state)
{
	CardLook identities;
	CardLook kinds;

	profile_card_look(&identities, state->card, &match_identity, &match_identity_path);
	profile_card_look(&kinds, state->card, &match_kind, &match_kind_path);
	for (int i = 0; i < state->nasked; i++)
	{
		MatchAsked *asked = &state->asked[i];
		bool is_null;

		if (!profile_model_find(&identities.scan, PointerGetDatum(asked->identifier)))
		{
			match_read_kind(asked, &kinds);
			continue;
		}
		asked->is_known = true;
		asked->is_generic =
			DatumGetBool(profile_model_value(&identities.scan, IDENTITY_IS_GENERIC));
		(void) profile_model_get(&identities.scan, IDENTITY_PROFILE, &is_null);
		asked->has_profile = !is_null;
		if (!asked->is_generic)
			match_read_kind(asked, &kinds);
	}
	profile_card_look_end(&kinds);
	profile_card_look_end(&identities);
}

static void
match_add(MatchState *state, int asked, const CardLook *links, const CardLook *records)
{
	CardMatch *match = state->match;
	CardFound *found;
	bool is_null;
	Datum profile = profile_model_get(&records->scan, RECORD_PROFILE, &is_null);

	if (is_null)
		return;
	if (match->nfound == state->found_room)
	{
		state->found_room *= 2;
		match->found = repalloc_huge(match->found, sizeof(CardFound) * state->found_room);
	}
	found = &match->found[match->nfound++];
	found->asked = asked;
	found->profile = DatumGetInt64(profile);
	found->record = card_look_id(records, RECORD_ID);
	found->conducts = DatumGetBool(profile_model_value(&links->scan, LINK_CONDUCTS));
	found->is_organization =
		card_text_is(profile_card_look_text(records, RECORD_KIND), "organization");
}

/* Who may be calling from a company's telephone counts, too. */
static bool
match_link_counts(const CardLook *links)
{
	return DatumGetBool(profile_model_value(&links->scan, LINK_IS_USABLE)) ||
		   card_text_is(profile_card_look_text(links, LINK_RULE), "organization");
}

static void
match_read_records(MatchState *state)
{
	CardLook links;
	CardLook records;

	state->found_room = 16;
	state->match->found = palloc(sizeof(CardFound) * state->found_room);
	profile_card_look(&links, state->card, &match_link, &match_link_path);
	profile_card_look(&records, state->card, &match_record, &match_record_path);
	for (int i = 0; i < state->nasked; i++)
	{
		Datum identifier = PointerGetDatum(state->asked[i].identifier);

		if (state->asked[i].kind == NULL)
			continue;
		for (profile_model_seek(&links.scan, &identifier);
			 profile_model_next(&links.scan);)
			if (match_link_counts(&links) &&
				profile_model_find(&records.scan,
								   profile_model_value(&links.scan, LINK_RECORD)))
				match_add(state, i, &links, &records);
	}
	profile_card_look_end(&records);
	profile_card_look_end(&links);
}

/* --- the best first ----------------------------------------------------------- */

static int
match_found_cmp(const void *a, const void *b)
{
	const CardFound *x = a;
	const CardFound *y = b;

	if (x->profile != y->profile)
		return x->profile < y->profile ? -1 : 1;
	if (x->asked != y->asked)
		return x->asked < y->asked ? -1 : 1;
	return x->record < y->record ? -1 : x->record > y->record;
}

static int
match_candidate_cmp(const void *a, const void *b)
{
	const CardCandidate *x = a;
	const CardCandidate *y = b;

	if (x->identifiers != y->identifiers)
		return x->identifiers > y->identifiers ? -1 : 1;
	if (x->priority != y->priority)
		return x->priority < y->priority ? -1 : 1;
	if (x->conducts != y->conducts)
		return x->conducts ? -1 : 1;
	return x->profile < y->profile ? -1 : x->profile > y->profile;
}

/* One more record of a candidate; it was found by the strongest that conducts. */
static void
match_weigh(CardCandidate *candidate, const CardFound *found, const MatchAsked *asked)
{
	candidate->priority = Min(candidate->priority, asked->priority);
	candidate->conducts |= found->conducts;
	candidate->is_device &= asked->is_device;
	candidate->is_organization |= found->is_organization;
	if (candidate->kind == NULL || found->conducts > candidate->kind_conducts ||
		(found->conducts == candidate->kind_conducts &&
		 asked->priority < candidate->kind_priority))
	{
		candidate->kind = asked->kind;
		candidate->kind_priority = asked->priority;
		candidate->kind_conducts = found->conducts;
	}
}

static void
match_rank(MatchState *state)
{
	CardMatch *match = state->match;
	CardCandidate *candidate = NULL;
	const CardFound *before = NULL;

	qsort(match->found, match->nfound, sizeof(CardFound), match_found_cmp);
	match->candidates = palloc0(sizeof(CardCandidate) * Max(match->nfound, 1));
	for (int i = 0; i < match->nfound; i++)
	{
		const CardFound *found = &match->found[i];

		if (before == NULL || before->profile != found->profile)
		{
			candidate = &match->candidates[match->ncandidates++];
			candidate->profile = found->profile;
			candidate->priority = PG_INT32_MAX;
			candidate->is_device = true;
		}
		if (candidate->identifiers == 0 || before->asked != found->asked)
		{
			candidate->identifiers++;
			state->asked[found->asked].profiles++;
		}
		match_weigh(candidate, found, &state->asked[found->asked]);
		before = found;
	}
	qsort(match->candidates, match->ncandidates, sizeof(CardCandidate),
		  match_candidate_cmp);
}

/* Why an identifier leads to nobody: blocked, or no longer carried, is nobody's. */
static const char *
match_outcome(const MatchAsked *asked)
{
	if (asked->profiles > 0)
		return "found";
	if (asked->is_generic)
		return "shared_by_too_many";
	if (asked->is_known && !asked->has_profile)
		return "identifies_nobody";
	return asked->is_known || asked->kind != NULL ? "unknown" : "no_such_kind";
}

static void
match_explain_all(MatchState *state)
{
	for (int i = 0; i < state->nasked; i++)
	{
		const MatchAsked *asked = &state->asked[i];
		text *key = cstring_to_text_with_len(IDENTIFIER_KEY(asked->identifier),
											 IDENTIFIER_KEY_LENGTH(asked->identifier));

		if (state->card->is_masked)
			key = profile_mask_value(key);
		match_explain(state->match, IDENTIFIER_KIND(asked->identifier),
					  IDENTIFIER_KIND_LENGTH(asked->identifier), key,
					  match_outcome(asked), asked->profiles);
	}
}

/*
 * profile_card_match: profiles that carry any of the identifiers ([{"kind": ...,
 * "value": ...}], read by the region unless one says its own), those that carry
 * most of them first, with the records that do, and what each identifier led to.
 */
void
profile_card_match(CardMatch *match, Card *card, Jsonb *identifiers, const text *region)
{
	MatchState state = {.card = card, .match = match};

	memset(match, 0, sizeof(*match));
	match_ask_all(&state, identifiers, region);
	if (state.nasked == 0)
		return;
	match_read_identities(&state);
	match_read_records(&state);
	match_rank(&state);
	match_explain_all(&state);
}
