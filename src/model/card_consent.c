/*-------------------------------------------------------------------------
 *
 * card_consent.c
 *		The consents that hold: what a customer said last, for each purpose and
 *		channel.
 *
 * Of two statements of one moment the refusal holds.  A statement for no channel
 * is one for all of which nothing else was said; it stands beside the others.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "access/xact.h"
#include "catalog/pg_collation.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/tuplestore.h"
#include "utils/varlena.h"

#include "model/card.h"

PG_FUNCTION_INFO_V1(profile_customer_consents);

enum
{
	CONSENT_RECORD,
	CONSENT_ID,
	CONSENT_PURPOSE,
	CONSENT_CHANNEL,
	CONSENT_STATUS,
	CONSENT_STATED_AT,
	CONSENT_EXPIRES_AT
};
static const ModelShape consent_shape = {
	"consent",
	7,
	{"record_id", "consent_id", "purpose", "channel_id", "status", "stated_at",
	 "expires_at"},
	{INT8OID, INT8OID, TEXTOID, INT8OID, TEXTOID, TIMESTAMPTZOID, TIMESTAMPTZOID}};
static const ModelPath consent_path = {
	1, {{CONSENT_RECORD, BTEqualStrategyNumber}}, NULL};

enum
{
	CHANNEL_ID,
	CHANNEL_NAME
};
static const ModelShape consent_channel = {
	"channel", 2, {"channel_id", "name"}, {INT8OID, TEXTOID}};
static const ModelPath consent_channel_path = {
	1, {{CHANNEL_ID, BTEqualStrategyNumber}}, NULL};

typedef struct Consent
{
	int64 id;
	text *purpose;
	bool has_channel;
	int64 channel_id;
	text *channel; /* NULL: all */
	text *status;
	TimestampTz stated_at;
	TimestampTz expires_at; /* DT_NOEND where expires is false */
	bool expires;
	bool is_granted;
} Consent;

typedef struct ConsentList
{
	Consent *consents;
	int count;
	int room;
} ConsentList;

static int
consent_text_cmp(const text *a, const text *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return varstr_cmp(VARDATA_ANY(a), (int) VARSIZE_ANY_EXHDR(a), VARDATA_ANY(b),
					  (int) VARSIZE_ANY_EXHDR(b), DEFAULT_COLLATION_OID);
}

/* By purpose and channel, what holds first. */
static int
consent_cmp(const void *a, const void *b)
{
	const Consent *x = a;
	const Consent *y = b;
	int c = consent_text_cmp(x->purpose, y->purpose);

	if (c == 0)
		c = consent_text_cmp(x->channel, y->channel);
	if (c == 0 && x->stated_at != y->stated_at)
		c = x->stated_at > y->stated_at ? -1 : 1;
	if (c == 0)
		c = x->is_granted - y->is_granted;
	if (c == 0)
		c = x->id > y->id ? -1 : x->id < y->id;
	return c;
}

static void
consent_read_row(ConsentList *list, const CardLook *look, TimestampTz now)
{
	Consent *consent;
	bool is_null;

	if (list->count == list->room)
	{
		list->room = Max(8, list->room * 2);
		list->consents =
			list->consents == NULL
				? palloc(sizeof(Consent) * list->room)
				: repalloc_huge(list->consents, sizeof(Consent) * (Size) list->room);
	}
	consent = &list->consents[list->count++];
	memset(consent, 0, sizeof(*consent));
	consent->id = card_look_id(look, CONSENT_ID);
	consent->purpose = profile_card_look_text(look, CONSENT_PURPOSE);
	consent->channel_id =
		DatumGetInt64(profile_model_get(&look->scan, CONSENT_CHANNEL, &is_null));
	consent->has_channel = !is_null;
	consent->status = profile_card_look_text(look, CONSENT_STATUS);
	consent->stated_at = profile_card_look_moment(look, CONSENT_STATED_AT);
	(void) profile_model_get(&look->scan, CONSENT_EXPIRES_AT, &is_null);
	consent->expires = !is_null;
	consent->expires_at = profile_card_look_moment(look, CONSENT_EXPIRES_AT);
	consent->is_granted = card_text_is(consent->status, "granted");
	if (consent->is_granted && consent->expires && consent->expires_at <= now)
		consent->status = cstring_to_text("expired");
}

/* Channels by name, each looked up once. */
static void
consent_name_channels(const Card *card, ConsentList *list)
{
	CardLook look;
	bool is_open = false;

	for (int i = 0; i < list->count; i++)
	{
		Consent *consent = &list->consents[i];
		int same = 0;

		CHECK_FOR_INTERRUPTS();
		if (!consent->has_channel)
			continue;
		while (same < i && !(list->consents[same].has_channel &&
							 list->consents[same].channel_id == consent->channel_id))
			same++;
		if (same < i)
		{
			consent->channel = list->consents[same].channel;
			continue;
		}
		if (!is_open)
			profile_card_look(&look, card, &consent_channel, &consent_channel_path);
		is_open = true;
		if (profile_model_find(&look.scan, Int64GetDatum(consent->channel_id)))
			consent->channel = profile_card_look_text(&look, CHANNEL_NAME);
	}
	if (is_open)
		profile_card_look_end(&look);
}

/* Those that hold, by purpose and channel. */
static void
consent_read(ConsentList *list, const Card *card)
{
	CardLook look;
	int record = -1;
	int kept = 0;

	memset(list, 0, sizeof(*list));
	profile_card_look(&look, card, &consent_shape, &consent_path);
	while (profile_card_look_by_records(&look, card, &record))
		consent_read_row(list, &look, card->now);
	profile_card_look_end(&look);
	consent_name_channels(card, list);
	if (list->count > 1)
		qsort(list->consents, list->count, sizeof(Consent), consent_cmp);
	for (int i = 0; i < list->count; i++)
	{
		const Consent *consent = &list->consents[i];
		const Consent *before = kept == 0 ? NULL : &list->consents[kept - 1];

		if (before == NULL || consent_text_cmp(before->purpose, consent->purpose) != 0 ||
			consent_text_cmp(before->channel, consent->channel) != 0)
			list->consents[kept++] = *consent;
	}
	list->count = kept;
}

/* profile_card_consents: the part of the card */
void
profile_card_consents(Card *card)
{
	JsonbValue *to = &card->parts[CARD_CONSENTS];
	ConsentList list;

	consent_read(&list, card);
	card_array(to, list.count);
	for (int i = 0; i < list.count; i++)
	{
		const Consent *consent = &list.consents[i];
		JsonbValue *element = card_element(to);

		card_object(element, 5);
		card_text(card_member(element, "status"), consent->status);
		card_text(card_member(element, "channel"), consent->channel);
		card_text(card_member(element, "purpose"), consent->purpose);
		profile_card_moment(card_member(element, "stated_at"), consent->stated_at);
		profile_card_moment_or_null(card_member(element, "expires_at"), !consent->expires,
									consent->expires_at);
	}
}

/* --- for SQL ------------------------------------------------------------------------- */

/* A card of these records, of which nothing else is known. */
static void
consent_records(Card *card, ArrayType *records)
{
	Datum *elements;
	bool *nulls;
	int count;

	deconstruct_array(records, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
					  &elements, &nulls, &count);
	card->records = palloc0(sizeof(CardRecord) * Max(count, 1));
	for (int i = 0; i < count; i++)
		if (!nulls[i])
			card->records[card->nrecords++].id = DatumGetInt64(elements[i]);
}

/*
 * customer_consents(model regnamespace, records bigint[]) returns TABLE (purpose
 *		text, channel text, status text, stated_at timestamptz, expires_at timestamptz)
 */
Datum
profile_customer_consents(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Card *card = palloc0(sizeof(Card));
	ConsentList list;

	InitMaterializedSRF(fcinfo, 0);
	card->model = PG_GETARG_OID(0);
	card->now = GetCurrentTransactionStartTimestamp();
	consent_records(card, PG_GETARG_ARRAYTYPE_P(1));
	consent_read(&list, card);
	for (int i = 0; i < list.count; i++)
	{
		const Consent *consent = &list.consents[i];
		Datum values[5] = {
			PointerGetDatum(consent->purpose), PointerGetDatum(consent->channel),
			PointerGetDatum(consent->status), TimestampTzGetDatum(consent->stated_at),
			TimestampTzGetDatum(consent->expires_at)};
		bool nulls[5] = {consent->purpose == NULL, consent->channel == NULL,
						 consent->status == NULL, false, !consent->expires};

		CHECK_FOR_INTERRUPTS();
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	}
	return (Datum) 0;
}
