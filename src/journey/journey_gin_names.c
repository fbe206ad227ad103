/*-------------------------------------------------------------------------
 *
 * journey_gin_names.c
 *		GIN operator class journey_ops: which events and channels a journey has.
 *
 * Keys are bytes, in their order, so that names with a common beginning are
 * neighbours:
 *
 *	'c' channel | 'e' event | 'p' length of the channel, channel, event | 'o'
 *
 * A journey has at most GIN_NAMES_MOST keys of each kind; beyond that it has 'o'
 * in their place.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"

#include "journey/journey_gin.h"

PG_FUNCTION_INFO_V1(profile_journey_gin_extract);
PG_FUNCTION_INFO_V1(profile_journey_gin_query);
PG_FUNCTION_INFO_V1(profile_journey_gin_partial);

#define GIN_NAMES_MOST  4096
#define GIN_NAMES_LISTS 64 /* channels times events of a step as keys of pairs */

/* --- keys ---------------------------------------------------------------------------------- */

static Datum
journey_key_new(char kind, const char *a, uint32 alen, const char *b, uint32 blen)
{
	bool pair = kind == 'p';
	Size size = VARHDRSZ + 1 + (pair ? 1 : 0) + alen + blen;
	struct varlena *key = palloc(size);
	char *p = VARDATA(key);

	SET_VARSIZE(key, size);
	*p++ = kind;
	if (pair)
		*p++ = (char) alen;
	memcpy(p, a, alen);
	if (blen > 0)
		memcpy(p + alen, b, blen);
	return PointerGetDatum(key);
}

typedef struct JourneyGinKeys
{
	Datum *keys;
	int32 n;
	bool overflow;
} JourneyGinKeys;

static void
journey_keys_of_kind(JourneyGinKeys *out, const JourneyView *view, JourneyKind kind,
					 const JourneyName *names)
{
	if (view->count[kind] > GIN_NAMES_MOST)
	{
		out->overflow = true;
		return;
	}
	for (uint32 i = 0; i < view->count[kind]; i++)
		out->keys[out->n++] = journey_key_new(kind == JOURNEY_CHANNEL ? 'c' : 'e',
											  names[i].data, names[i].len, NULL, 0);
}

/* The pairs that occur: a bit for each that may. */
static void
journey_keys_of_pairs(JourneyGinKeys *out, const JourneyView *view, JourneyName **names)
{
	uint64 events = view->count[JOURNEY_EVENT];
	uint64 bits = view->count[JOURNEY_CHANNEL] * events;
	int32 first = out->n;
	uint8 *seen;

	if (view->count[JOURNEY_CHANNEL] > GIN_NAMES_MOST || events > GIN_NAMES_MOST)
	{
		out->overflow = true;
		return;
	}
	seen = palloc0(bits / 8 + 1);
	for (uint32 i = 0; i < view->n; i++)
	{
		uint32 channel = journey_channel_code(view, i);
		uint32 event = journey_event_code(view, i);
		uint64 bit = channel * events + event;

		if ((i & 0xffff) == 0xffff)
			CHECK_FOR_INTERRUPTS();
		if (channel >= view->count[JOURNEY_CHANNEL] || event >= events)
			profile_journey_corrupted();
		if (seen[bit / 8] >> (bit % 8) & 1)
			continue;
		if (out->n - first == GIN_NAMES_MOST)
		{
			out->overflow = true;
			out->n = first;
			break;
		}
		seen[bit / 8] |= (uint8) (1 << (bit % 8));
		out->keys[out->n++] = journey_key_new('p', names[JOURNEY_CHANNEL][channel].data,
											  names[JOURNEY_CHANNEL][channel].len,
											  names[JOURNEY_EVENT][event].data,
											  names[JOURNEY_EVENT][event].len);
	}
	pfree(seen);
}

static Datum *
journey_keys_of(const JourneyView *view, int32 *count)
{
	JourneyGinKeys out = {NULL, 0, false};
	JourneyName *names[2];

	*count = 0;
	if (view->n == 0)
		return NULL;
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
		names[kind] = profile_journey_names(view, kind);
	out.keys = palloc(sizeof(Datum) * (3 * GIN_NAMES_MOST + 1));
	journey_keys_of_kind(&out, view, JOURNEY_CHANNEL, names[JOURNEY_CHANNEL]);
	journey_keys_of_kind(&out, view, JOURNEY_EVENT, names[JOURNEY_EVENT]);
	journey_keys_of_pairs(&out, view, names);
	if (out.overflow)
		out.keys[out.n++] = journey_key_new('o', NULL, 0, NULL, 0);
	*count = out.n;
	return out.keys;
}

/* journey_gin_extract(journey, internal, internal) returns internal */
Datum
profile_journey_gin_extract(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	JourneyView view;

	profile_journey_view(&view, journey);
	PG_RETURN_POINTER(journey_keys_of(&view, (int32 *) PG_GETARG_POINTER(1)));
}

/* --- queries ---------------------------------------------------------------------------------- */

/* The names of a list: one of these keys. */
static void
journey_query_names(JourneyQuery *query, uint32 place, char kind,
					const JourneyPatternName *names)
{
	uint32 any;

	profile_formula_add(query, place);
	profile_formula_open(query, FORMULA_OR, &any);
	for (; names != NULL; names = names->next)
		profile_formula_key(query, any,
							journey_key_new(kind, names->data, names->len, NULL, 0),
							names->prefix, 0);
}

static uint32
journey_query_count(const JourneyPatternName *names, bool *prefix)
{
	uint32 count = 0;

	for (; names != NULL; names = names->next)
	{
		count++;
		*prefix |= names->prefix;
	}
	return count;
}

/* Channels and events of a step; false where pairs cannot say it. */
static bool
journey_query_pairs(JourneyQuery *query, uint32 place, const JourneyPatternStep *step)
{
	bool channel_prefix = false;
	bool event_prefix = false;
	uint32 any;

	if (journey_query_count(step->channel, &channel_prefix) *
				journey_query_count(step->event, &event_prefix) >
			GIN_NAMES_LISTS ||
		channel_prefix)
		return false;
	profile_formula_add(query, place);
	profile_formula_open(query, FORMULA_OR, &any);
	for (const JourneyPatternName *c = step->channel; c != NULL; c = c->next)
	{
		for (const JourneyPatternName *e = step->event; e != NULL; e = e->next)
			profile_formula_key(query, any,
								journey_key_new('p', c->data, c->len, e->data, e->len),
								e->prefix, 0);
	}
	return true;
}

static void
journey_query_step(JourneyQuery *query, const JourneyPatternStep *step)
{
	uint32 all;

	profile_formula_open(query, FORMULA_AND, &all);
	if (step->channel != NULL && step->event != NULL &&
		journey_query_pairs(query, all, step))
		return;
	if (step->channel != NULL)
		journey_query_names(query, all, 'c', step->channel);
	if (step->event != NULL)
		journey_query_names(query, all, 'e', step->event);
	if ((step->channel == NULL) == (step->event == NULL))
		profile_formula_maybe(query, all);
}

/* Every pair of the journey, or what its overflow left. */
static void
journey_query_contains(JourneyQuery *query, struct varlena *journey)
{
	JourneyView view;
	Datum *keys;
	int32 n;
	uint32 all;

	profile_journey_view(&view, journey);
	keys = journey_keys_of(&view, &n);
	profile_formula_open(query, FORMULA_AND, &all);
	for (int32 i = 0; i < n; i++)
	{
		char kind = VARDATA(DatumGetPointer(keys[i]))[0];

		if (kind == 'p')
			profile_formula_key(query, all, keys[i], false, 0);
		else if (kind == 'o')
			profile_formula_maybe(query, all);
	}
}

/*
 * journey_gin_query(journey_pattern, internal, smallint, internal, internal,
 *					 internal, internal) returns internal
 */
Datum
profile_journey_gin_query(PG_FUNCTION_ARGS)
{
	JourneyQuery query = {.step = journey_query_step, .exact = true};

	query.formula = palloc0(sizeof(JourneyFormula));
	query.keys[query.nkeys++] = journey_key_new('o', NULL, 0, NULL, 0);
	if (PG_GETARG_UINT16(2) == JOURNEY_GIN_CONTAINS)
		journey_query_contains(&query, PG_GETARG_JOURNEY(0));
	else
		profile_formula_pattern(
			&query, profile_pattern_tree(DatumGetPatternPP(PG_GETARG_DATUM(0))));
	query.padding = profile_formula_hints(&query) ? JOURNEY_GIN_HINTS : 0;
	PG_RETURN_POINTER(profile_formula_result(&query, fcinfo));
}

/*
 * journey_gin_partial(bytea, bytea, smallint, internal) returns integer
 *
 * Keys that begin as the query's does; behind the last of them it ends.
 */
Datum
profile_journey_gin_partial(PG_FUNCTION_ARGS)
{
	struct varlena *prefix = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(0));
	struct varlena *key = PG_DETOAST_DATUM_PACKED(PG_GETARG_DATUM(1));
	Size len = VARSIZE_ANY_EXHDR(prefix);

	PG_RETURN_INT32(VARSIZE_ANY_EXHDR(key) >= len &&
							memcmp(VARDATA_ANY(key), VARDATA_ANY(prefix), len) == 0
						? 0
						: 1);
}
