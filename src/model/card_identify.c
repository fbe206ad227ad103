/*-------------------------------------------------------------------------
 *
 * card_identify.c
 *		Who is calling?  Of the candidates one is chosen, or nobody is.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/fmgrprotos.h"

#include "model/card.h"

PG_FUNCTION_INFO_V1(profile_identified_card);

static Datum
card_integer(int64 value)
{
	return NumericGetDatum(int64_to_numeric(value));
}

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
		profile_card_call(card, "employee_among", RECORDOID, arguments, 2, &is_null));
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
	profile_card_write_match(card,
							 match->ncandidates == 0 ? NULL : match->candidates[0].kind,
							 match->ncandidates, card_confidence(match, is_chosen));
	card_text(&card->parts[CARD_CHANNEL], card->channel);
	card_way(&way, match, chosen);
	/* nobody is guessed: the desk asks, with masked names to choose from */
	if (!is_chosen || !profile_card_make(card, chosen, false, &way))
		card_make_nobody(card);
	card_bool(&card->parts[CARD_IS_MASKED], card->is_masked);
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

	profile_card_check_model(fcinfo);
	profile_card_start(&card, PG_GETARG_OID(0));
	profile_card_read_settings(&card, &settings);
	card.is_masked = profile_card_is_masked(&card, &settings);
	if (!PG_ARGISNULL(2))
		card.channel = PG_GETARG_TEXT_PP(2);
	profile_card_match(&match, &card,
					   PG_ARGISNULL(1) ? DatumGetJsonbP(DirectFunctionCall1(
											 jsonb_in, CStringGetDatum("[]")))
									   : PG_GETARG_JSONB_P(1),
					   settings.region);
	card_identify(&card, &match);
	PG_RETURN_DATUM(profile_card_seen(&card, &settings));
}
