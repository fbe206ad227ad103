/*-------------------------------------------------------------------------
 *
 * golden_decide.c
 *		The golden record of a group whose records are all at hand.
 *
 * Topics are decided one by one; one that follows another ("same_source_as") is
 * decided after it.  A group of attributes is decided as one: the bids are the
 * records, each with the values of all its attributes as one object.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_group.h"
#include "miscadmin.h"
#include "nodes/pg_list.h"
#include "utils/memutils.h"

#define GOLDEN_NOT_YET (GOLDEN_NOBODY - 1)

static uint8 *
golden_fell(uint32 count)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, (Size) count + 1);
}

/* The topic that a rule follows, NULL if there is none or nobody has it. */
static GoldenTopic *
golden_followed_topic(const GoldenGroup *group, const SurvivorshipRule *rule)
{
	const SurvivorshipRange *path;

	if (!survivorship_chain_has(rule->chain, STRATEGY_SAME_SOURCE_AS))
		return NULL;
	path = &survivorship_paths(group->rules, rule->paths)->same_source_as;
	return profile_golden_group_topic(group, (const char *) group->rules + path->first,
									  path->count);
}

/* The record that won it; it has been decided before. */
static uint32
golden_followed(const GoldenGroup *group, const SurvivorshipRule *rule)
{
	const GoldenTopic *topic = golden_followed_topic(group, rule);

	if (topic == NULL)
		return GOLDEN_NOBODY;
	if (topic->rule->kind & SURVIVORSHIP_RULE_MEMBER)
		return group->group_winners[topic->rule->group];
	return topic->winner;
}

static void
golden_set_field(const GoldenGroup *group, GoldenTopic *topic, GoldenValue value,
				 uint32 record, uint8 strategy, uint8 rivals)
{
	topic->field.value = value;
	topic->field.source = group->records[record].source;
	topic->field.at = group->records[record].told;
	topic->field.strategy = strategy;
	topic->field.rivals = rivals;
	topic->winner = record;
	topic->has_field = true;
}

static void
golden_add_other(const GoldenGroup *group, GoldenTopic *topic, const GoldenBid *bid,
				 uint32 most)
{
	GoldenOrigin *other;

	if (topic->field.others == NULL)
		topic->field.others = palloc(most * sizeof(GoldenOrigin));
	other = &topic->field.others[topic->field.nothers++];
	other->value = bid->value;
	other->source = group->records[bid->record].source;
	other->at = group->records[bid->record].told;
}

/* --- single attributes ------------------------------------------------------- */

static void
golden_decide_alone(GoldenGroup *group, GoldenTopic *topic)
{
	GoldenElection election = {group,
							   topic->rule,
							   topic->field.name,
							   &group->bids[topic->first],
							   topic->count,
							   GOLDEN_NOBODY,
							   NULL};
	uint32 runners[SURVIVORSHIP_MAX_RIVALS];
	GoldenOutcome outcome;
	uint32 found;
	uint32 i;

	election.followed = golden_followed(group, topic->rule);
	election.fell = golden_fell(topic->count);
	profile_golden_elect(&election, &outcome);
	if (outcome.winner == GOLDEN_NOBODY)
		return;
	golden_set_field(group, topic, outcome.value, election.bids[outcome.winner].record,
					 outcome.strategy, outcome.rivals);
	/* A union keeps all that its rule wants to keep. */
	if (topic->rule->rivals == 0 || outcome.strategy == STRATEGY_UNION)
		return;
	found = profile_golden_runners_up(&election, outcome.winner, topic->rule->rivals,
									  runners);
	for (i = 0; i < found; i++)
		golden_add_other(group, topic, &election.bids[runners[i]], topic->rule->rivals);
}

/* --- groups of attributes ------------------------------------------------------ */

/* The topics of a group's attributes that were met, each with the next of its bids. */
typedef struct GoldenMembersOfGroup
{
	GoldenTopic *topics[SURVIVORSHIP_MAX_MEMBERS];
	uint32 next[SURVIVORSHIP_MAX_MEMBERS];
	uint32 count;
} GoldenMembersOfGroup;

static void
golden_find_members(const GoldenGroup *group, const SurvivorshipRule *rule,
					GoldenMembersOfGroup *members)
{
	const SurvivorshipRange *list = survivorship_list(group->rules, rule->members);
	const SurvivorshipRange *names =
		(const SurvivorshipRange *) ((const char *) group->rules + list->first);
	uint32 i;

	members->count = 0;
	for (i = 0; i < list->count; i++)
	{
		GoldenTopic *topic = profile_golden_group_topic(
			group, (const char *) group->rules + names[i].first, names[i].count);

		if (topic != NULL && topic->count > 0)
			members->topics[members->count++] = topic;
	}
}

/* The bid of a record for one member, NULL if it has none. */
static const GoldenBid *
golden_bid_of(const GoldenGroup *group, const GoldenTopic *topic, uint32 record,
			  uint32 *next)
{
	while (*next < topic->count && group->bids[topic->first + *next].record < record)
		(*next)++;
	if (*next < topic->count && group->bids[topic->first + *next].record == record)
		return &group->bids[topic->first + *next];
	return NULL;
}

/* A record's values of the whole group as one object; false if it has none. */
static bool
golden_bid_together(const GoldenGroup *group, GoldenMembersOfGroup *members,
					uint32 record, bool counted, GoldenBid *together)
{
	JsonbParseState *state = NULL;
	JsonbValue item;
	uint32 i;
	bool any = false;

	together->characters = 0;
	together->record = record;
	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	for (i = 0; i < members->count; i++)
	{
		const GoldenTopic *topic = members->topics[i];
		const GoldenBid *bid = golden_bid_of(group, topic, record, &members->next[i]);

		if (bid == NULL)
			continue;
		any = true;
		profile_golden_value_to_jsonbvalue(
			(GoldenValue){JENTRY_ISSTRING | (uint32) topic->field.name.length,
						  topic->field.name.bytes},
			&item);
		pushJsonbValue(&state, WJB_KEY, &item);
		profile_golden_value_to_jsonbvalue(bid->value, &item);
		pushJsonbValue(&state, WJB_VALUE, &item);
		if (counted)
			together->characters += profile_golden_value_characters(bid->value);
	}
	if (!any)
		return false;
	together->value = profile_golden_value_of(
		JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL)));
	together->hash = profile_golden_value_hash(together->value);
	return true;
}

static GoldenBid *
golden_group_bids(const GoldenGroup *group, const SurvivorshipRule *rule,
				  GoldenMembersOfGroup *members, uint32 *count)
{
	GoldenBid *bids = MemoryContextAllocHuge(
		CurrentMemoryContext, ((Size) group->nrecords + 1) * sizeof(GoldenBid));
	bool counted = survivorship_chain_has(rule->chain, STRATEGY_LONGEST);
	uint32 record;

	*count = 0;
	memset(members->next, 0, sizeof(members->next));
	for (record = 0; record < group->nrecords; record++)
	{
		CHECK_FOR_INTERRUPTS();
		if (golden_bid_together(group, members, record, counted, &bids[*count]))
			(*count)++;
	}
	return bids;
}

/* What the members have in the record that won; what it lacks, they lack. */
static void
golden_settle_members(GoldenGroup *group, GoldenMembersOfGroup *members, uint32 record,
					  uint8 strategy)
{
	uint32 i;

	for (i = 0; i < members->count; i++)
	{
		GoldenTopic *topic = members->topics[i];
		uint32 next = 0;
		const GoldenBid *bid = golden_bid_of(group, topic, record, &next);

		topic->winner = record;
		if (bid != NULL)
			golden_set_field(group, topic, bid->value, record, strategy,
							 profile_golden_count_rivals(&group->bids[topic->first],
														 topic->count, bid->hash));
	}
}

/* A value that the field and its runners-up do not have yet. */
static bool
golden_is_new(const GoldenTopic *topic, GoldenValue value)
{
	uint32 i;

	if (profile_golden_value_order(topic->field.value, value) == 0)
		return false;
	for (i = 0; i < topic->field.nothers; i++)
		if (profile_golden_value_order(topic->field.others[i].value, value) == 0)
			return false;
	return true;
}

/* The runners-up of members are what the next records have there. */
static void
golden_settle_others(GoldenGroup *group, GoldenMembersOfGroup *members,
					 GoldenElection *election, uint32 winner)
{
	uint32 runners[SURVIVORSHIP_MAX_RIVALS];
	uint32 most = election->rule->rivals;
	uint32 found = profile_golden_runners_up(election, winner, most, runners);
	uint32 i;
	uint32 j;

	for (i = 0; i < found; i++)
		for (j = 0; j < members->count; j++)
		{
			GoldenTopic *topic = members->topics[j];
			uint32 next = 0;
			const GoldenBid *bid =
				golden_bid_of(group, topic, election->bids[runners[i]].record, &next);

			if (topic->has_field && bid != NULL && golden_is_new(topic, bid->value))
				golden_add_other(group, topic, bid, most);
		}
}

static void
golden_decide_together(GoldenGroup *group, uint16 number)
{
	const SurvivorshipRule *rule = survivorship_group(group->rules, number);
	GoldenMembersOfGroup members;
	GoldenElection election = {
		.group = group,
		.rule = rule,
		.name = {(const char *) group->rules + rule->name.first, (int) rule->name.count}};
	GoldenOutcome outcome;

	group->group_winners[number] = GOLDEN_NOBODY;
	golden_find_members(group, rule, &members);
	election.bids = golden_group_bids(group, rule, &members, &election.count);
	if (election.count == 0)
		return;
	election.followed = golden_followed(group, rule);
	election.fell = golden_fell(election.count);
	profile_golden_elect(&election, &outcome);
	if (outcome.winner == GOLDEN_NOBODY)
		return;
	group->group_winners[number] = election.bids[outcome.winner].record;
	golden_settle_members(group, &members, group->group_winners[number],
						  outcome.strategy);
	if (rule->rivals > 0)
		golden_settle_others(group, &members, &election, outcome.winner);
}

/* --- the whole ----------------------------------------------------------------- */

static bool
golden_is_decided(const GoldenGroup *group, const GoldenTopic *topic)
{
	if (topic->rule->kind & SURVIVORSHIP_RULE_MEMBER)
		return group->group_winners[topic->rule->group] != GOLDEN_NOT_YET;
	return topic->decided;
}

static void
golden_decide_one(GoldenGroup *group, GoldenTopic *topic)
{
	CHECK_FOR_INTERRUPTS();
	if (golden_is_decided(group, topic))
		return;
	if (topic->rule->kind & SURVIVORSHIP_RULE_MEMBER)
		golden_decide_together(group, topic->rule->group);
	else if (topic->count > 0)
		golden_decide_alone(group, topic);
	topic->decided = true;
}

/* The rule that decides a topic: that of its group if it belongs to one. */
static const SurvivorshipRule *
golden_deciding_rule(const GoldenGroup *group, const GoldenTopic *topic)
{
	return topic->rule->kind & SURVIVORSHIP_RULE_MEMBER
			   ? survivorship_group(group->rules, topic->rule->group)
			   : topic->rule;
}

/*
 * Decides a topic after what it follows.  Rules have no cycles, so the walk ends;
 * it may be long, so there is no recursion.
 */
static void
golden_decide(GoldenGroup *group, GoldenTopic *topic)
{
	GoldenTopic *next;
	List *waiting = NIL;

	for (next = topic; next != NULL && !golden_is_decided(group, next);
		 next = golden_followed_topic(group, golden_deciding_rule(group, next)))
		waiting = lappend(waiting, next);
	while (waiting != NIL)
	{
		golden_decide_one(group, llast(waiting));
		waiting = list_delete_last(waiting);
	}
}

/* Is there a value below a name, in the object that it could be? */
static bool
golden_has_inside(const GoldenGroup *group, const GoldenTopic *outer)
{
	GoldenString name = outer->field.name;
	uint32 i;

	for (i = 0; i < group->ntopics; i++)
	{
		const GoldenTopic *topic = &group->topics[i];

		if (topic->has_field && topic->field.nested &&
			topic->field.name.length > name.length &&
			topic->field.name.bytes[name.length] == '.' &&
			memcmp(topic->field.name.bytes, name.bytes, name.length) == 0)
			return true;
	}
	return false;
}

static int
golden_compare_fields_by_name(const void *a, const void *b)
{
	GoldenString x = ((const GoldenField *) a)->name;
	GoldenString y = ((const GoldenField *) b)->name;

	return profile_survivorship_compare_names(x.bytes, (size_t) x.length, y.bytes,
											  (size_t) y.length);
}

Golden *
profile_golden_decide(const GoldenState *state)
{
	GoldenGroup group;
	GoldenField *fields;
	uint32 count = 0;
	uint32 i;

	profile_golden_group_open(&group, state);
	group.group_winners = palloc((group.rules->ngroups + 1) * sizeof(uint32));
	for (i = 0; i < group.rules->ngroups; i++)
		group.group_winners[i] = GOLDEN_NOT_YET;
	for (i = 0; i < group.ntopics; i++)
		if (survivorship_chain_has(golden_deciding_rule(&group, &group.topics[i])->chain,
								   STRATEGY_SAME_SOURCE_AS))
			golden_decide(&group, &group.topics[i]);
		else
			golden_decide_one(&group, &group.topics[i]);
	fields = MemoryContextAllocHuge(CurrentMemoryContext,
									((Size) group.ntopics + 1) * sizeof(GoldenField));
	for (i = 0; i < group.ntopics; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (group.topics[i].has_field &&
			!((group.topics[i].rule->kind & SURVIVORSHIP_RULE_INSIDE) &&
			  golden_has_inside(&group, &group.topics[i])))
			fields[count++] = group.topics[i].field;
	}
	qsort(fields, count, sizeof(GoldenField), golden_compare_fields_by_name);
	return profile_golden_build(fields, count);
}
