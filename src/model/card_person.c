/*-------------------------------------------------------------------------
 *
 * card_person.c
 *		Who it is: the golden record with its origins, the records it is made
 *		of, and the identifiers that hold them together.
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

#include "golden/golden.h"
#include "golden/survivorship_parse.h"
#include "model/card.h"
#include "model/mask.h"

enum
{
	PROFILE_ID,
	PROFILE_KIND,
	PROFILE_GOLDEN,
	PROFILE_CREATED_AT,
	PROFILE_UPDATED_AT,
	PROFILE_MERGED_INTO
};
static const ModelShape person_profile = {
	"profile",
	6,
	{"profile_id", "kind", "golden", "created_at", "updated_at", "merged_into"},
	{INT8OID, TEXTOID, MODEL_GOLDEN, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID}};
static const ModelPath person_profile_path = {
	1, {{PROFILE_ID, BTEqualStrategyNumber}}, NULL};
static const ModelPath person_absorbed_path = {
	1, {{PROFILE_MERGED_INTO, BTEqualStrategyNumber}}, "(merged_into IS NOT NULL)"};

enum
{
	RECORD_PROFILE,
	RECORD_ID,
	RECORD_SOURCE,
	RECORD_SOURCE_KEY,
	RECORD_OBSERVED_AT
};
static const ModelShape person_record = {
	"record",
	5,
	{"profile_id", "record_id", "source_id", "source_key", "observed_at"},
	{INT8OID, INT8OID, INT8OID, TEXTOID, TIMESTAMPTZOID}};
static const ModelPath person_record_path = {
	1, {{RECORD_PROFILE, BTEqualStrategyNumber}}, NULL};

enum
{
	SOURCE_ID,
	SOURCE_NAME
};
static const ModelShape person_source = {
	"source", 2, {"source_id", "name"}, {INT8OID, TEXTOID}};
static const ModelPath person_source_path = {
	1, {{SOURCE_ID, BTEqualStrategyNumber}}, NULL};

enum
{
	LINK_RECORD,
	LINK_IDENTIFIER,
	LINK_FIRST_SEEN,
	LINK_CONDUCTS
};
static const ModelShape person_link = {
	"record_identifier",
	4,
	{"record_id", "identifier", "first_seen", "conducts"},
	{INT8OID, MODEL_IDENTIFIER, TIMESTAMPTZOID, BOOLOID}};
static const ModelPath person_link_path = {
	1, {{LINK_RECORD, BTEqualStrategyNumber}}, NULL};

enum
{
	IDENTITY_IDENTIFIER,
	IDENTITY_PROFILE
};
static const ModelShape person_identity = {
	"identity", 2, {"identifier", "profile_id"}, {MODEL_IDENTIFIER, INT8OID}};
static const ModelPath person_identity_path = {
	1, {{IDENTITY_IDENTIFIER, BTEqualStrategyNumber}}, NULL};

enum
{
	ROLE_RECORD
};
static const ModelShape person_role = {"role", 1, {"record_id"}, {INT8OID}};
static const ModelPath person_role_path = {
	1, {{ROLE_RECORD, BTEqualStrategyNumber}}, NULL};

typedef struct PersonIdentifier
{
	Identifier *identifier;
	TimestampTz first_seen;
} PersonIdentifier;

/* --- the profile --------------------------------------------------------------- */

/* Where each value comes from, by attribute. */
static void
person_provenance(JsonbValue *to, const Golden *golden)
{
	card_object(to, (int) golden->count);
	for (uint32 i = 0; i < golden->count; i++)
	{
		GoldenField field;
		JsonbValue *origin;

		profile_golden_field(golden, i, &field);
		origin = card_member_of(to, field.name.bytes, field.name.length);
		card_object(origin, 4);
		card_number(card_member(origin, "rivals"), field.rivals);
		if (field.source.length < 0)
			card_null(card_member(origin, "source"));
		else
			card_string(card_member(origin, "source"), field.source.bytes,
						field.source.length);
		card_word(card_member(origin, "strategy"), profile_strategy_name(field.strategy));
		profile_card_moment_or_null(card_member(origin, "observed_at"),
									field.at == GOLDEN_AT_UNKNOWN,
									profile_golden_timestamp(field.at));
	}
	profile_card_object_end(to);
}

static void
person_golden(Card *card, Golden *golden)
{
	Jsonb *attributes;
	LOCAL_FCINFO(fcinfo, 2);
	Datum name;

	profile_golden_check_version(golden);
	attributes = profile_golden_to_object(golden, NULL, 0);
	profile_card_jsonb(&card->parts[CARD_ATTRIBUTES], JsonbPGetDatum(attributes));
	person_provenance(&card->parts[CARD_PROVENANCE], golden);
	InitFunctionCallInfoData(*fcinfo, NULL, 2, InvalidOid, NULL, NULL);
	fcinfo->args[0].value = PointerGetDatum(golden);
	fcinfo->args[0].isnull = false;
	fcinfo->args[1].value = CStringGetTextDatum("name");
	fcinfo->args[1].isnull = false;
	name = profile_golden_value_text(fcinfo);
	if (!fcinfo->isnull)
		card_text(&card->parts[CARD_NAME], DatumGetTextPP(name));
}

/* Finds a profile, or with resolve the one that has absorbed it. */
static bool
person_find(CardLook *look, int64 id, bool resolve)
{
	bool is_null;
	Datum merged_into;

	if (!profile_model_find(&look->scan, Int64GetDatum(id)))
		return false;
	if (!resolve)
		return true;
	merged_into = profile_model_get(&look->scan, PROFILE_MERGED_INTO, &is_null);
	return is_null || profile_model_find(&look->scan, merged_into);
}

static bool
person_profile_row(Card *card, int64 id, bool resolve)
{
	CardLook look;
	bool is_there;
	bool is_null;
	Datum golden;
	text *kind;

	profile_card_look(&look, card, &person_profile, &person_profile_path);
	is_there = person_find(&look, id, resolve);
	if (is_there)
	{
		card->profile = card_look_id(&look, PROFILE_ID);
		profile_card_id(&card->parts[CARD_PROFILE_ID], card->profile);
		kind = profile_card_look_text(&look, PROFILE_KIND);
		card->is_organization = card_text_is(kind, "organization");
		card_text(&card->parts[CARD_KIND], kind);
		profile_card_moment(&card->parts[CARD_CREATED_AT],
							profile_card_look_moment(&look, PROFILE_CREATED_AT));
		profile_card_moment(&card->parts[CARD_UPDATED_AT],
							profile_card_look_moment(&look, PROFILE_UPDATED_AT));
		golden = profile_model_get(&look.scan, PROFILE_GOLDEN, &is_null);
		golden = is_null ? (Datum) 0 : PointerGetDatum(PG_DETOAST_DATUM_COPY(golden));
	}
	profile_card_look_end(&look);
	if (is_there && !is_null)
		person_golden(card, (Golden *) DatumGetPointer(golden));
	return is_there;
}

/* Ids under which the profile was known. */
static void
person_previous_ids(Card *card)
{
	CardLook look;
	Datum id = Int64GetDatum(card->profile);
	int64 *ids = palloc(sizeof(int64));
	int count = 0;
	int room = 1;

	profile_card_look(&look, card, &person_profile, &person_absorbed_path);
	for (profile_model_seek(&look.scan, &id); profile_model_next(&look.scan);)
	{
		if (count == room)
			ids = repalloc_huge(ids, sizeof(int64) * (Size) (room *= 2));
		ids[count++] = card_look_id(&look, PROFILE_ID);
	}
	profile_card_look_end(&look);
	profile_card_id_list(&card->parts[CARD_PREVIOUS_IDS], ids, count);
}

/* --- records ------------------------------------------------------------------- */

static int
person_record_cmp(const void *a, const void *b)
{
	int64 x = ((const CardRecord *) a)->id;
	int64 y = ((const CardRecord *) b)->id;

	return x < y ? -1 : x > y;
}

static void
person_read_records(Card *card)
{
	CardLook look;
	Datum id = Int64GetDatum(card->profile);
	int room = 4;

	card->records = palloc(sizeof(CardRecord) * room);
	profile_card_look(&look, card, &person_record, &person_record_path);
	for (profile_model_seek(&look.scan, &id); profile_model_next(&look.scan);)
	{
		CardRecord *record;

		if (card->nrecords == room)
			card->records =
				repalloc_huge(card->records, sizeof(CardRecord) * (Size) (room *= 2));
		record = &card->records[card->nrecords++];
		record->id = card_look_id(&look, RECORD_ID);
		record->source = card_look_id(&look, RECORD_SOURCE);
		record->source_key = profile_card_look_text(&look, RECORD_SOURCE_KEY);
		record->observed_at = profile_card_look_moment(&look, RECORD_OBSERVED_AT);
	}
	profile_card_look_end(&look);
	qsort(card->records, card->nrecords, sizeof(CardRecord), person_record_cmp);
}

/* The name of a record's source: that of another record, or looked up. */
static void
person_source_name(const Card *card, int place, CardLook *look, JsonbValue *to)
{
	int64 source = card->records[place].source;

	/* (the nearest: of very many records most have a neighbour of their source) */
	for (int i = place - 1; i >= 0; i--)
		if (card->records[i].source == source)
		{
			const JsonbValue *other = &card->parts[CARD_RECORDS].val.array.elems[i];

			*to = other->val.object.pairs[0].value;
			return;
		}
	card_text(to, profile_model_find(&look->scan, Int64GetDatum(source))
					  ? profile_card_look_text(look, SOURCE_NAME)
					  : NULL);
}

static void
person_records(Card *card)
{
	CardLook look;
	JsonbValue *to = &card->parts[CARD_RECORDS];

	card_array(to, card->nrecords);
	profile_card_look(&look, card, &person_source, &person_source_path);
	for (int i = 0; i < card->nrecords; i++)
	{
		JsonbValue *record = card_element(to);

		card_object(record, 4);
		person_source_name(card, i, &look, card_member(record, "source"));
		profile_card_id(card_member(record, "record_id"), card->records[i].id);
		card_text(card_member(record, "source_key"), card->records[i].source_key);
		profile_card_moment(card_member(record, "observed_at"),
							card->records[i].observed_at);
	}
	profile_card_look_end(&look);
}

/* --- identifiers --------------------------------------------------------------- */

/* By kind, then key, then time. */
static int
person_identifier_cmp(const void *a, const void *b)
{
	const PersonIdentifier *x = a;
	const PersonIdentifier *y = b;
	int c = DatumGetInt32(DirectFunctionCall2(profile_identifier_cmp,
											  PointerGetDatum(x->identifier),
											  PointerGetDatum(y->identifier)));

	if (c != 0)
		return c;
	return x->first_seen < y->first_seen ? -1 : x->first_seen > y->first_seen;
}

/* The values that hold the records together, each once, and since when. */
static PersonIdentifier *
person_read_identifiers(const Card *card, int *count)
{
	CardLook look;
	int record = -1;
	int room = 8;
	int n = 0;
	int kept = 0;
	PersonIdentifier *all = palloc(sizeof(PersonIdentifier) * room);

	profile_card_look(&look, card, &person_link, &person_link_path);
	while (profile_card_look_by_records(&look, card, &record))
	{
		if (!DatumGetBool(profile_model_value(&look.scan, LINK_CONDUCTS)))
			continue;
		if (n == room)
			all = repalloc_huge(all, sizeof(PersonIdentifier) * (Size) (room *= 2));
		all[n].identifier = (Identifier *) PG_DETOAST_DATUM_COPY(
			profile_model_value(&look.scan, LINK_IDENTIFIER));
		all[n++].first_seen = profile_card_look_moment(&look, LINK_FIRST_SEEN);
	}
	profile_card_look_end(&look);
	qsort(all, n, sizeof(PersonIdentifier), person_identifier_cmp);
	for (int i = 0; i < n; i++)
		if (kept == 0 ||
			!DatumGetBool(DirectFunctionCall2(profile_identifier_eq,
											  PointerGetDatum(all[kept - 1].identifier),
											  PointerGetDatum(all[i].identifier))))
			all[kept++] = all[i];
	*count = kept;
	return all;
}

static void
person_identifiers(Card *card, const PersonIdentifier *identifiers, int count)
{
	JsonbValue *to = &card->parts[CARD_IDENTIFIERS];

	card_array(to, count);
	for (int i = 0; i < count; i++)
	{
		const Identifier *identifier = identifiers[i].identifier;
		JsonbValue *element = card_element(to);
		text *key = cstring_to_text_with_len(IDENTIFIER_KEY(identifier),
											 IDENTIFIER_KEY_LENGTH(identifier));

		card_object(element, 3);
		card_string(card_member(element, "kind"), IDENTIFIER_KIND(identifier),
					IDENTIFIER_KIND_LENGTH(identifier));
		card_text(card_member(element, "value"),
				  card->is_masked ? profile_mask_value(key) : key);
		profile_card_moment(card_member(element, "first_seen"),
							identifiers[i].first_seen);
	}
}

/* --- roles --------------------------------------------------------------------- */

/* Does anybody say so of a record? */
static bool
person_has_stated_role(const Card *card)
{
	CardLook look;
	int record = -1;
	bool found;

	profile_card_look(&look, card, &person_role, &person_role_path);
	found = profile_card_look_by_records(&look, card, &record);
	profile_card_look_end(&look);
	return found;
}

/* Is an e-mail address in the domain of somebody that we know? */
static bool
person_has_known_domain(const Card *card, const PersonIdentifier *identifiers, int count)
{
	CardLook look;
	bool found = false;

	profile_card_look(&look, card, &person_identity, &person_identity_path);
	for (int i = 0; i < count && !found; i++)
	{
		Identifier *domain = profile_identifier_of_domain(identifiers[i].identifier);
		bool is_null = true;

		if (domain != NULL && profile_model_find(&look.scan, PointerGetDatum(domain)))
			(void) profile_model_get(&look.scan, IDENTITY_PROFILE, &is_null);
		found = !is_null;
	}
	profile_card_look_end(&look);
	return found;
}

/*
 * profile_card_person: the profile with this id (with resolve: or the one that has
 * absorbed it), its records and identifiers, and whether there may be roles.
 * False, and the card stays empty, where there is none.
 */
bool
profile_card_person(Card *card, int64 profile, bool resolve)
{
	PersonIdentifier *identifiers;
	int count;

	if (!person_profile_row(card, profile, resolve))
		return false;
	person_previous_ids(card);
	person_read_records(card);
	person_records(card);
	identifiers = person_read_identifiers(card, &count);
	person_identifiers(card, identifiers, count);
	card->has_roles =
		!card->is_organization && (person_has_stated_role(card) ||
								   person_has_known_domain(card, identifiers, count));
	return true;
}
