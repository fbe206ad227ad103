/*-------------------------------------------------------------------------
 *
 * card_segment.c
 *		The segments of a customer, and the route that follows.
 *
 * Whoever speaks for an organisation is served as the organisation is; only where
 * it has no route, as the person.  A route may be for callers in some roles only
 * ("roles": ["director"]).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "catalog/pg_collation.h"
#include "miscadmin.h"
#include "utils/fmgrprotos.h"
#include "utils/varlena.h"

#include "model/card.h"

enum
{
	MEMBER_RECORD,
	MEMBER_SEGMENT,
	MEMBER_ENTERED_AT,
	MEMBER_LEFT_AT
};
static const ModelShape segment_member = {
	"segment_member",
	4,
	{"record_id", "segment_id", "entered_at", "left_at"},
	{INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID}};
static const ModelPath segment_member_path = {
	1, {{MEMBER_RECORD, BTEqualStrategyNumber}}, "(left_at IS NULL)"};

enum
{
	SEGMENT_ID,
	SEGMENT_NAME,
	SEGMENT_LABEL,
	SEGMENT_ROUTE
};
static const ModelShape segment_shape = {"segment",
										 4,
										 {"segment_id", "name", "label", "route"},
										 {INT8OID, TEXTOID, TEXTOID, JSONBOID}};
static const ModelPath segment_path = {1, {{SEGMENT_ID, BTEqualStrategyNumber}}, NULL};

enum
{
	RECORD_PROFILE,
	RECORD_ID
};
static const ModelShape segment_record = {
	"record", 2, {"profile_id", "record_id"}, {INT8OID, INT8OID}};
static const ModelPath segment_record_path = {
	1, {{RECORD_PROFILE, BTEqualStrategyNumber}}, NULL};

/* A segment that the customer is in, or the organisation for which they speak. */
typedef struct Segment
{
	int64 id;
	bool is_organization;
	TimestampTz since;
	text *name;
	text *label;
	Jsonb *route;
	/* of the route; NULL and 0: it does not say */
	text *queue;
	text *manager;
	Datum priority;
} Segment;

typedef struct SegmentState
{
	Card *card;
	const int64 *organization;
	Segment *segments;
	int count;
	int room;
} SegmentState;

/* --- reading --------------------------------------------------------------------- */

static void
segment_enter(SegmentState *state, int64 id, bool is_organization, TimestampTz since)
{
	Segment *segment;

	for (int i = 0; i < state->count; i++)
	{
		segment = &state->segments[i];
		if (segment->id == id && segment->is_organization == is_organization)
		{
			segment->since = Min(segment->since, since);
			return;
		}
	}
	if (state->count == state->room)
	{
		state->room = Max(8, state->room * 2);
		state->segments =
			state->segments == NULL
				? palloc(sizeof(Segment) * state->room)
				: repalloc_huge(state->segments, sizeof(Segment) * (Size) state->room);
	}
	segment = &state->segments[state->count++];
	memset(segment, 0, sizeof(*segment));
	segment->id = id;
	segment->is_organization = is_organization;
	segment->since = since;
}

static void
segment_read_record(SegmentState *state, CardLook *members, Datum record,
					bool is_organization)
{
	for (profile_model_seek(&members->scan, &record); profile_model_next(&members->scan);)
	{
		bool is_member;

		(void) profile_model_get(&members->scan, MEMBER_LEFT_AT, &is_member);
		if (is_member)
			segment_enter(state, card_look_id(members, MEMBER_SEGMENT), is_organization,
						  profile_card_look_moment(members, MEMBER_ENTERED_AT));
	}
}

static void
segment_read_organization(SegmentState *state, CardLook *members)
{
	CardLook records;
	Datum id = Int64GetDatum(*state->organization);

	profile_card_look(&records, state->card, &segment_record, &segment_record_path);
	for (profile_model_seek(&records.scan, &id); profile_model_next(&records.scan);)
		segment_read_record(state, members,
							Int64GetDatum(card_look_id(&records, RECORD_ID)), true);
	profile_card_look_end(&records);
}

static void
segment_read_members(SegmentState *state)
{
	CardLook members;
	const Card *card = state->card;

	profile_card_look(&members, card, &segment_member, &segment_member_path);
	/* who belongs to the company itself is not served as a customer */
	for (int i = 0; !card->is_insider && i < card->nrecords; i++)
		segment_read_record(state, &members, Int64GetDatum(card->records[i].id), false);
	if (state->organization != NULL)
		segment_read_organization(state, &members);
	profile_card_look_end(&members);
}

/* A word of a route without blanks around it; NULL where none is left. */
static text *
segment_word(Jsonb *route, const char *name)
{
	JsonbValue value;
	text *word;

	if (getKeyJsonValueFromContainer(&route->root, name, (int) strlen(name), &value) ==
		NULL)
		return NULL;
	if (value.type == jbvString)
		word = cstring_to_text_with_len(value.val.string.val, value.val.string.len);
	else if (value.type == jbvNumeric)
		word = cstring_to_text(DatumGetCString(
			DirectFunctionCall1(numeric_out, NumericGetDatum(value.val.numeric))));
	else
		return NULL;
	word = DatumGetTextPP(DirectFunctionCall1(btrim1, PointerGetDatum(word)));
	return VARSIZE_ANY_EXHDR(word) == 0 ? NULL : word;
}

static void
segment_read_route(Segment *segment, Datum route)
{
	JsonbValue value;

	segment->route = DatumGetJsonbPCopy(route);
	if (!JB_ROOT_IS_OBJECT(segment->route))
		return;
	segment->queue = segment_word(segment->route, "queue");
	segment->manager = segment_word(segment->route, "manager");
	if (getKeyJsonValueFromContainer(&segment->route->root, "priority", 8, &value) !=
			NULL &&
		value.type == jbvNumeric)
		segment->priority = NumericGetDatum(value.val.numeric);
}

static void
segment_read_definitions(SegmentState *state)
{
	CardLook look;

	profile_card_look(&look, state->card, &segment_shape, &segment_path);
	for (int i = 0; i < state->count; i++)
	{
		Segment *segment = &state->segments[i];
		Datum route;
		bool is_null;

		if (!profile_model_find(&look.scan, Int64GetDatum(segment->id)))
			continue;
		segment->name = profile_card_look_text(&look, SEGMENT_NAME);
		segment->label = profile_card_look_text(&look, SEGMENT_LABEL);
		route = profile_model_get(&look.scan, SEGMENT_ROUTE, &is_null);
		if (!is_null)
			segment_read_route(segment, route);
	}
	profile_card_look_end(&look);
}

/* --- order ----------------------------------------------------------------------- */

/* The most urgent first, then by name; without a definition last. */
static int
segment_urgency_cmp(const Segment *x, const Segment *y)
{
	int c;

	if ((x->priority == (Datum) 0) != (y->priority == (Datum) 0))
		return x->priority == (Datum) 0 ? 1 : -1;
	if (x->priority != (Datum) 0)
	{
		c = DatumGetInt32(DirectFunctionCall2(numeric_cmp, x->priority, y->priority));
		if (c != 0)
			return c;
	}
	if (x->name == NULL || y->name == NULL)
		return (x->name == NULL) - (y->name == NULL);
	return varstr_cmp(VARDATA_ANY(x->name), (int) VARSIZE_ANY_EXHDR(x->name),
					  VARDATA_ANY(y->name), (int) VARSIZE_ANY_EXHDR(y->name),
					  DEFAULT_COLLATION_OID);
}

static int
segment_cmp(const void *a, const void *b)
{
	const Segment *x = a;
	const Segment *y = b;

	if (x->is_organization != y->is_organization)
		return x->is_organization ? 1 : -1;
	return segment_urgency_cmp(x, y);
}

/* Does it say how callers in the role are served? */
static bool
segment_has_route(const Segment *segment, const text *role)
{
	JsonbValue roles;

	if (segment->queue == NULL && segment->manager == NULL &&
		segment->priority == (Datum) 0)
		return false;
	if (getKeyJsonValueFromContainer(&segment->route->root, "roles", 5, &roles) == NULL)
		return true;
	return role != NULL && DatumGetBool(DirectFunctionCall2(
							   jsonb_exists, JsonbPGetDatum(JsonbValueToJsonb(&roles)),
							   PointerGetDatum(role)));
}

/* The organisation's first. */
static const Segment *
segment_that_routes(const SegmentState *state, const text *role)
{
	const Segment *best = NULL;

	for (int i = 0; i < state->count; i++)
	{
		const Segment *segment = &state->segments[i];

		if (segment->name != NULL && segment_has_route(segment, role) &&
			(best == NULL || (segment->is_organization && !best->is_organization)))
			best = segment;
	}
	return best;
}

/* --- writing --------------------------------------------------------------------- */

static void
segment_write_route(JsonbValue *to, const SegmentState *state, const Segment *segment)
{
	card_object(to, 5);
	card_text(card_member(to, "queue"), segment->queue);
	card_text(card_member(to, "manager"), segment->manager);
	card_text(card_member(to, "segment"), segment->name);
	if (segment->priority == (Datum) 0)
		card_null(card_member(to, "priority"));
	else
		card_numeric(card_member(to, "priority"), segment->priority);
	profile_card_id(card_member(to, "profile_id"), segment->is_organization
													   ? *state->organization
													   : state->card->profile);
}

static void
segment_write(JsonbValue *to, const SegmentState *state)
{
	card_array(to, state->count);
	for (int i = 0; i < state->count; i++)
	{
		const Segment *segment = &state->segments[i];
		JsonbValue *element;

		if (segment->name == NULL)
			continue;
		element = card_element(to);
		card_object(element, 4);
		card_text(card_member(element, "name"), segment->name);
		card_text(card_member(element, "label"), segment->label);
		profile_card_moment(card_member(element, "since"), segment->since);
		if (segment->is_organization)
			profile_card_id(card_member(element, "organization_id"),
							*state->organization);
		else
			card_null(card_member(element, "organization_id"));
	}
}

/*
 * profile_card_segments: segments and route of the card's profile and, unless it is
 * NULL, of the organisation for which they speak in the role (NULL: in none).
 */
void
profile_card_segments(Card *card, const int64 *organization, const text *role)
{
	SegmentState state = {.card = card, .organization = organization};
	const Segment *route;

	segment_read_members(&state);
	if (state.count == 0)
		return;
	segment_read_definitions(&state);
	qsort(state.segments, state.count, sizeof(Segment), segment_cmp);
	segment_write(&card->parts[CARD_SEGMENTS], &state);
	route = segment_that_routes(&state, role);
	if (route != NULL)
		segment_write_route(&card->parts[CARD_ROUTE], &state, route);
}
