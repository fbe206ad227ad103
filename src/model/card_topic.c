/*-------------------------------------------------------------------------
 *
 * card_topic.c
 *		What a customer is likely to want: from open cases, from what has just
 *		happened, and from what people with such a journey asked next.
 *
 * Scores add up: a case weighs by its urgency, a contact halves every three days,
 * a prediction (prepared by refresh_topics()) counts by its share.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "access/xact.h"
#include "catalog/pg_collation.h"
#include "lib/stringinfo.h"
#include "miscadmin.h"
#include "utils/float.h"
#include "utils/fmgrprotos.h"
#include "utils/varlena.h"

#include "model/card.h"

PG_FUNCTION_INFO_V1(profile_likely_topics);

#define TOPIC_MOST      5
#define TOPIC_LEAST     0.01
#define TOPIC_WEIGHT    3.0
#define TOPIC_HALF_LIFE 259200.0 /* seconds */

/* Why, in the order in which it is told. */
#define TOPIC_NEXT_STEP   1
#define TOPIC_OPEN_CASE   2
#define TOPIC_RECENT_STEP 4

enum
{
	NEXT_AFTER_KEY,
	NEXT_TOPIC,
	NEXT_SHARE
};
static const ModelShape topic_next = {
	"next_topic", 3, {"after_key", "topic", "share"}, {TEXTOID, TEXTOID, FLOAT4OID}};
static const ModelPath topic_next_path = {
	1, {{NEXT_AFTER_KEY, BTEqualStrategyNumber}}, NULL};

typedef struct Topic
{
	JourneyName name;
	double score;
	int why;
} Topic;

typedef struct TopicState
{
	Topic *topics;
	int count;
	int room;
} TopicState;

static void
topic_add(TopicState *state, JourneyName name, double weight, int why)
{
	Topic *topic;

	for (int i = 0; i < state->count; i++)
		if (journey_name_same(&state->topics[i].name, &name))
		{
			state->topics[i].score += weight;
			state->topics[i].why |= why;
			return;
		}
	if (state->count == state->room)
	{
		state->room = Max(8, state->room * 2);
		state->topics = state->topics == NULL
							? palloc(sizeof(Topic) * state->room)
							: repalloc(state->topics, sizeof(Topic) * state->room);
	}
	topic = &state->topics[state->count++];
	topic->name = name;
	topic->score = weight;
	topic->why = why;
}

static void
topic_add_recent(TopicState *state, JourneyName name, TimestampTz at, TimestampTz now)
{
	/* (as numbers of type double: infinitely long ago has no difference) */
	double seconds = Max(((double) now - (double) at) / USECS_PER_SEC, 0.0);

	topic_add(state, name, TOPIC_WEIGHT * pow(0.5, seconds / TOPIC_HALF_LIFE),
			  TOPIC_RECENT_STEP);
}

/* --- what others asked next -------------------------------------------------------- */

/* A share as it is written: 0.1 is a tenth, not the float next to it. */
static double
topic_share(Datum share)
{
	return DatumGetFloat8(
		DirectFunctionCall1(float8in, DirectFunctionCall1(float4out, share)));
}

/* By one memory; false where nothing is known after it. */
static bool
topic_add_next_after(TopicState *state, CardLook *look, const JourneyName *last, int n)
{
	StringInfoData key;
	Datum after;
	bool found = false;

	initStringInfo(&key);
	for (int i = n - 1; i >= 0; i--)
	{
		appendBinaryStringInfo(&key, last[i].data, (int) last[i].len);
		appendStringInfoChar(&key, '\n');
	}
	after = PointerGetDatum(cstring_to_text_with_len(key.data, key.len));
	for (profile_model_seek(&look->scan, &after); profile_model_next(&look->scan);)
	{
		(void) profile_model_value(&look->scan, NEXT_TOPIC); /* it is one */
		found = true;
		topic_add(state, card_name(profile_card_look_text(look, NEXT_TOPIC)),
				  TOPIC_WEIGHT *
					  topic_share(profile_model_value(&look->scan, NEXT_SHARE)),
				  TOPIC_NEXT_STEP);
	}
	return found;
}

/* By the longest memory of which anything is known. */
static void
topic_add_next(TopicState *state, const Card *card, const JourneyName *last, int n)
{
	CardLook look;

	if (n == 0)
		return;
	profile_card_look(&look, card, &topic_next, &topic_next_path);
	while (n > 0 && !topic_add_next_after(state, &look, last, n))
		n--;
	profile_card_look_end(&look);
}

/* --- documents --------------------------------------------------------------------- */

static const JsonbValue *
topic_member(const JsonbValue *object, const char *name)
{
	int length = (int) strlen(name);

	for (int i = 0; object->type == jbvObject && i < object->val.object.nPairs; i++)
	{
		const JsonbPair *pair = &object->val.object.pairs[i];

		if (pair->key.val.string.len == length &&
			memcmp(pair->key.val.string.val, name, length) == 0)
			return &pair->value;
	}
	return NULL;
}

/* A member that is a text; data NULL: there is none. */
static JourneyName
topic_text(const JsonbValue *object, const char *name)
{
	const JsonbValue *member = topic_member(object, name);

	if (member == NULL || member->type != jbvString)
		return (JourneyName){NULL, 0};
	return (JourneyName){member->val.string.val, (uint32) member->val.string.len};
}

static void
topic_add_cases(TopicState *state, const JsonbValue *cases)
{
	for (int i = 0; cases->type == jbvArray && i < cases->val.array.nElems; i++)
	{
		const JsonbValue *one = &cases->val.array.elems[i];
		JourneyName name = topic_text(one, "topic");
		const JsonbValue *priority = topic_member(one, "priority");
		const JsonbValue *overdue = topic_member(one, "is_overdue");
		double weight = 6;

		CHECK_FOR_INTERRUPTS();
		if (name.data == NULL || priority == NULL || priority->type != jbvNumeric)
			continue;
		weight -= DatumGetInt32(
			DirectFunctionCall1(numeric_int4, NumericGetDatum(priority->val.numeric)));
		if (overdue != NULL && overdue->type == jbvBool && overdue->val.boolean)
			weight += 2;
		topic_add(state, name, weight, TOPIC_OPEN_CASE);
	}
}

static void
topic_add_recents(TopicState *state, const JsonbValue *recent, TimestampTz now)
{
	for (int i = 0; recent->type == jbvArray && i < recent->val.array.nElems; i++)
	{
		const JsonbValue *one = &recent->val.array.elems[i];
		JourneyName name = topic_text(one, "topic");
		JourneyName at = topic_text(one, "at");

		CHECK_FOR_INTERRUPTS();
		if (name.data != NULL && at.data != NULL)
			topic_add_recent(
				state, name,
				DatumGetTimestampTz(DirectFunctionCall3(
					timestamptz_in, CStringGetDatum(pnstrdup(at.data, at.len)),
					ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1))),
				now);
	}
}

/* --- the answer -------------------------------------------------------------------- */

static int
topic_cmp(const void *a, const void *b)
{
	const Topic *x = a;
	const Topic *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return varstr_cmp(x->name.data, (int) x->name.len, y->name.data, (int) y->name.len,
					  DEFAULT_COLLATION_OID);
}

static void
topic_write_why(JsonbValue *to, int why)
{
	card_array(to, 3);
	if (why & TOPIC_NEXT_STEP)
		card_word(card_element(to), "next_step");
	if (why & TOPIC_OPEN_CASE)
		card_word(card_element(to), "open_case");
	if (why & TOPIC_RECENT_STEP)
		card_word(card_element(to), "recent_step");
}

/* The likeliest first. */
static void
topic_write(JsonbValue *to, const TopicState *state)
{
	if (state->count > 1)
		qsort(state->topics, state->count, sizeof(Topic), topic_cmp);
	card_array(to, TOPIC_MOST);
	for (int i = 0; i < Min(state->count, TOPIC_MOST); i++)
	{
		const Topic *topic = &state->topics[i];
		JsonbValue *element;

		if (topic->score < TOPIC_LEAST)
			break;
		element = card_element(to);
		card_object(element, 3);
		topic_write_why(card_member(element, "why"), topic->why);
		card_numeric(
			card_member(element, "score"),
			DirectFunctionCall2(
				numeric_round,
				DirectFunctionCall1(float8_numeric, Float8GetDatum(topic->score)),
				Int32GetDatum(2)));
		card_string(card_member(element, "topic"), topic->name.data,
					(int) topic->name.len);
	}
}

/* profile_card_topics: of the card's cases and of what happened */
void
profile_card_topics(Card *card, const CardHistory *history)
{
	TopicState state = {0};

	topic_add_cases(&state, &card->parts[CARD_CASES]);
	for (int i = 0; i < history->nrecent; i++)
		topic_add_recent(&state, history->recent[i].topic, history->recent[i].at,
						 card->now);
	topic_add_next(&state, card, history->last, history->nlast);
	topic_write(&card->parts[CARD_TOPICS], &state);
}

/*
 * likely_topics(model regnamespace, cases jsonb, recent jsonb, last jsonb)
 *		returns jsonb
 *
 * Of open cases as on a card, recent contacts ([{"topic", "at"}]) and the last
 * steps ([{"event"}], the newest first).
 */
Datum
profile_likely_topics(PG_FUNCTION_ARGS)
{
	Card card = {.now = GetCurrentTransactionStartTimestamp()};
	TopicState state = {0};
	JsonbValue document;
	JourneyName last[CARD_MEMORY];
	int nlast = 0;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	card.model = PG_GETARG_OID(0);
	if (!PG_ARGISNULL(1))
	{
		profile_card_jsonb(&document, PG_GETARG_DATUM(1));
		topic_add_cases(&state, &document);
	}
	if (!PG_ARGISNULL(2))
	{
		profile_card_jsonb(&document, PG_GETARG_DATUM(2));
		topic_add_recents(&state, &document, card.now);
	}
	if (!PG_ARGISNULL(3))
	{
		profile_card_jsonb(&document, PG_GETARG_DATUM(3));
		for (; document.type == jbvArray && nlast < CARD_MEMORY &&
			   nlast < document.val.array.nElems;
			 nlast++)
		{
			last[nlast] = topic_text(&document.val.array.elems[nlast], "event");
			if (last[nlast].data == NULL)
				break;
		}
	}
	topic_add_next(&state, &card, last, nlast);
	topic_write(&document, &state);
	PG_RETURN_JSONB_P(JsonbValueToJsonb(&document));
}
