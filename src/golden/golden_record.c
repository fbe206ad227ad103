/*-------------------------------------------------------------------------
 *
 * golden_record.c
 *		The aggregate golden_record(attributes, source, observed_at, rules).
 *
 * The members of a record's object compete one by one, whole, except where rules
 * look inside an object.  JSON null is no value; blanks (empty or white strings,
 * empty arrays and objects) are none either unless the rule says so.  A record
 * whose attributes are NULL is passed over; rules that are NULL mean the latest
 * value of every attribute.
 *
 * The state is described in golden_state.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_prefetch.h"
#include "golden/golden_row.h"
#include "miscadmin.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(profile_golden_record_accum);
PG_FUNCTION_INFO_V1(profile_golden_record_combine);
PG_FUNCTION_INFO_V1(profile_golden_record_final);

/*
 * A state of records is made with room for so many more like the first, and so
 * many bytes at most.  Hashing counts the memory of its groups only until it is
 * full and takes no new ones; what they grow by later, with the blocks that they
 * leave behind, comes on top of work_mem.
 */
#define GOLDEN_RECORDS_ROOM      3
#define GOLDEN_RECORDS_ROOM_MOST 8192

static const SurvivorshipRule golden_latest_rule = {.chain = STRATEGY_LATEST,
													.list = SURVIVORSHIP_NONE};
static const uint32 golden_no_rules[2] = {0, 0};

/*
 * One record on its way into a state.  Names come sorted, so the rule of each is
 * found by walking on; a source's rank is kept for the list asked for last.
 */
typedef struct GoldenRow
{
	const Survivorship *rules; /* NULL: latest */
	GoldenString source;
	int64 at;
	uint32 next_rule;
	uint16 ranked_list;
	uint16 rank;
} GoldenRow;

static const SurvivorshipRule *
golden_rule_of(GoldenRow *row, GoldenString name)
{
	const Survivorship *rules = row->rules;

	if (rules == NULL)
		return &golden_latest_rule;
	for (; row->next_rule <= rules->nrules; row->next_rule++)
	{
		const SurvivorshipRule *rule = &rules->rules[row->next_rule];
		int order = profile_survivorship_compare_names(
			(const char *) rules + rule->name.first, rule->name.count, name.bytes,
			(size_t) name.length);

		if (order == 0)
			return rule;
		if (order > 0)
			break;
	}
	return &rules->rules[0];
}

static uint16
golden_rank_of(GoldenRow *row, const SurvivorshipRule *rule)
{
	if (rule->list != row->ranked_list)
	{
		row->ranked_list = rule->list;
		row->rank = profile_survivorship_rank(row->rules, rule->list, row->source.bytes,
											  row->source.length);
	}
	return row->rank;
}

/*
 * Is the attribute in the state?  Walks on from *index to where it is, or else to
 * the first that sorts after it.
 */
static bool
golden_locate(const GoldenState *state, uint32 *index, GoldenString name)
{
	for (; *index < state->nentries; (*index)++)
	{
		GoldenString other = golden_entry_name(state, &state->entries[*index]);
		int order = profile_survivorship_compare_names(other.bytes, (size_t) other.length,
													   name.bytes, (size_t) name.length);

		if (order >= 0)
			return order == 0;
	}
	return false;
}

static void
golden_take_member(GoldenState **state, uint32 *index, GoldenRow *row, GoldenString name,
				   GoldenValue value)
{
	const SurvivorshipRule *rule = golden_rule_of(row, name);
	GoldenCandidate candidate;

	if (!rule->blanks_count && profile_golden_value_is_blank(value))
		return;
	candidate.value = value;
	candidate.source = row->source;
	candidate.at = row->at;
	candidate.rank = golden_rank_of(row, rule);
	candidate.hash = profile_golden_value_hash(value);
	if (golden_locate(*state, index, name))
		profile_golden_state_offer(state, *index, &candidate, GOLDEN_DECIDED_NEVER);
	else
		profile_golden_state_insert(state, *index, name, rule->chain, &candidate);
}

static void
golden_take_object(GoldenState **state, GoldenRow *row, const Jsonb *object)
{
	GoldenMembers members;
	GoldenString name;
	GoldenValue value;
	uint32 index = 0;

	profile_golden_members_start(&members, &object->root);
	while (profile_golden_members_next(&members, &name, &value))
	{
		CHECK_FOR_INTERRUPTS();
		if (GOLDEN_VALUE_KIND(value) != JENTRY_ISNULL)
			golden_take_member(state, &index, row, name, value);
	}
}

static void
golden_take_members(GoldenState **state, GoldenRow *row, const GoldenContent *content)
{
	uint32 index = 0;
	uint32 i;

	for (i = 0; i < content->count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		golden_take_member(state, &index, row, content->members[i].name,
						   content->members[i].value);
	}
}

/*
 * The state to write into: that of the aggregate, or a copy where there is no
 * aggregate around, because then the argument is somebody else's.
 */
static GoldenState *
golden_own_state(FunctionCallInfo fcinfo)
{
	GoldenState *state = (GoldenState *) DatumGetPointer(PG_GETARG_DATUM(0));

	if (VARATT_IS_EXTENDED(state) || !AggCheckCallContext(fcinfo, NULL))
		state = (GoldenState *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
	profile_golden_state_check_version(state);
	return state;
}

static void
golden_check_rules(const GoldenState *state, const uint32 fingerprint[2])
{
	if (state->fingerprint[0] != fingerprint[0] ||
		state->fingerprint[1] != fingerprint[1])
		ereport(
			ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("golden_record needs the same rules for all records of a group"),
			 errhint("Group by the rules as well, or take one survivorship for all.")));
}

static void
golden_do_not_fit(void)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					errmsg("states of golden_record do not fit together")));
}

static Jsonb *
golden_argument_object(Datum argument)
{
	Jsonb *attributes = DatumGetJsonbP(argument);

	if (!JB_ROOT_IS_OBJECT(attributes))
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("golden_record needs a JSON object of attributes"),
						errdetail("It was given %s.", JB_ROOT_IS_SCALAR(attributes)
														  ? "a single JSON value"
														  : "a JSON array")));
	return attributes;
}

/* The state of a group whose first record this is. */
static GoldenState *
golden_begin(const GoldenRow *row, const uint32 fingerprint[2],
			 const GoldenContent *content)
{
	const Survivorship *rules = row->rules;
	Size bytes = content->bytes + (Size) Max(row->source.length, 0);
	int64 as_of = GOLDEN_AT_UNKNOWN;

	if (!golden_keeps_winners(rules))
	{
		bytes += sizeof(GoldenRecord);
		return profile_golden_records_create(
			rules, bytes + Min(GOLDEN_RECORDS_ROOM * bytes, GOLDEN_RECORDS_ROOM_MOST));
	}
	if (rules != NULL && !rules->future_allowed)
		as_of = rules->as_of;
	return profile_golden_state_create(fingerprint, as_of, content->room + 1,
									   bytes + sizeof(GoldenSource));
}

/* Source, moment and rules of a transition function's arguments. */
static void
golden_read_arguments(FunctionCallInfo fcinfo, GoldenRow *row)
{
	row->source.length = -1;
	if (!PG_ARGISNULL(2))
	{
		text *source = PG_GETARG_TEXT_PP(2);

		row->source.bytes = VARDATA_ANY(source);
		row->source.length = (int) VARSIZE_ANY_EXHDR(source);
	}
	row->at =
		PG_ARGISNULL(3) ? GOLDEN_AT_UNKNOWN : golden_moment(PG_GETARG_TIMESTAMPTZ(3));
	row->next_rule = 1;
	row->ranked_list = SURVIVORSHIP_NONE;
	row->rank = SURVIVORSHIP_UNLISTED;
	if (!PG_ARGISNULL(4))
	{
		row->rules = DatumGetSurvivorship(PG_GETARG_DATUM(4));
		profile_survivorship_check_version(row->rules);
	}
}

/* The state after one more record; NULL: before the first. */
static GoldenState *
golden_take(GoldenState *state, GoldenRow *row, const GoldenContent *content)
{
	const uint32 *fingerprint =
		row->rules != NULL ? row->rules->fingerprint : golden_no_rules;

	if (state == NULL)
		state = golden_begin(row, fingerprint, content);
	golden_check_rules(state, fingerprint);
	/* Fingerprints agree, so only rules that share one by chance get here. */
	if (content->object == NULL && state->kind != GOLDEN_WINNERS)
		golden_do_not_fit();
	if (content->object == NULL)
		golden_take_members(&state, row, content);
	else if (state->kind == GOLDEN_WINNERS)
		golden_take_object(&state, row, content->object);
	else
		profile_golden_records_add(&state, row->source, row->at, &content->object->root,
								   VARSIZE(content->object) - VARHDRSZ);
	return state;
}

GoldenState *
profile_golden_take(FunctionCallInfo fcinfo, const GoldenContent *content)
{
	GoldenState *state = NULL;
	GoldenRow row = {0};

	if (!PG_ARGISNULL(0))
		state = golden_own_state(fcinfo);
	golden_read_arguments(fcinfo, &row);
	return golden_take(state, &row, content);
}

static void
golden_content_of(GoldenContent *content, const Jsonb *object)
{
	*content = (GoldenContent){
		.object = object, .room = JB_ROOT_COUNT(object), .bytes = VARSIZE(object)};
}

GoldenState *
profile_golden_take_record(GoldenState *state, const Jsonb *attributes,
						   GoldenString source, int64 at, const Survivorship *rules)
{
	GoldenRow row = {.source = source,
					 .at = at,
					 .rules = rules,
					 .next_rule = 1,
					 .ranked_list = SURVIVORSHIP_NONE,
					 .rank = SURVIVORSHIP_UNLISTED};
	GoldenContent content;

	golden_content_of(&content, attributes);
	return golden_take(state, &row, &content);
}

/*
 * golden_record_accum(golden_state, jsonb, text, timestamptz, survivorship)
 *		returns golden_state
 */
Datum
profile_golden_record_accum(PG_FUNCTION_ARGS)
{
	GoldenContent content;
	GoldenState *state;

	golden_prefetch_state(fcinfo->flinfo->fn_extra, &fcinfo->args[0]);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	golden_content_of(&content, golden_argument_object(PG_GETARG_DATUM(1)));
	state = profile_golden_take(fcinfo, &content);
	golden_prefetch_next(fcinfo->flinfo, golden_state_reach(state));
	PG_RETURN_POINTER(state);
}

/* --- combining ------------------------------------------------------------- */

static void
golden_combine_rivals(GoldenState **state, uint32 index, const GoldenState *other,
					  const GoldenEntry *entry)
{
	const uint32 *rivals;
	uint32 winner = (*state)->entries[index].hash;
	int i;

	if (entry->nrivals == GOLDEN_RIVALS_MANY)
	{
		(*state)->entries[index].nrivals = GOLDEN_RIVALS_MANY;
		return;
	}
	rivals = profile_golden_state_rivals(other, entry);
	for (i = 0; i < entry->nrivals; i++)
		if (rivals[i] != winner)
			profile_golden_state_add_rival(state, index, rivals[i]);
}

static void
golden_combine_entry(GoldenState **state, uint32 *index, const GoldenState *other,
					 const GoldenEntry *entry)
{
	GoldenString name = golden_entry_name(other, entry);
	GoldenCandidate candidate;

	profile_golden_state_winner(other, entry, &candidate);
	if (!golden_locate(*state, index, name))
	{
		profile_golden_state_insert(state, *index, name, entry->chain, &candidate);
		(*state)->entries[*index].decided = entry->decided;
	}
	else if ((*state)->entries[*index].chain != entry->chain)
		golden_do_not_fit();
	else
		profile_golden_state_offer(state, *index, &candidate, entry->decided);
	golden_combine_rivals(state, *index, other, entry);
}

static void
golden_combine_winners(GoldenState **state, const GoldenState *other)
{
	uint32 index = 0;
	uint32 i;

	for (i = 0; i < other->nentries; i++)
	{
		CHECK_FOR_INTERRUPTS();
		golden_combine_entry(state, &index, other, &other->entries[i]);
	}
}

static void
golden_combine_records(GoldenState **state, const GoldenState *other)
{
	const GoldenRecord *record = golden_first_record(other);
	uint32 i;

	for (i = 0; i < other->nentries; i++, record = golden_next_record(record))
	{
		CHECK_FOR_INTERRUPTS();
		profile_golden_records_add(state, golden_record_source(record), record->at,
								   golden_record_attributes(record),
								   record->attributes_size);
	}
}

/*
 * golden_record_combine(golden_state, golden_state) returns golden_state
 */
Datum
profile_golden_record_combine(PG_FUNCTION_ARGS)
{
	GoldenState *state;
	const GoldenState *other;

	if (PG_ARGISNULL(0))
	{
		if (PG_ARGISNULL(1))
			PG_RETURN_NULL();
		PG_RETURN_POINTER(DatumGetGoldenState(PG_GETARG_DATUM(1)));
	}
	state = golden_own_state(fcinfo);
	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	other = DatumGetGoldenState(PG_GETARG_DATUM(1));
	profile_golden_state_check_version(other);
	golden_check_rules(state, other->fingerprint);
	if (state->kind != other->kind || state->as_of != other->as_of)
		golden_do_not_fit();
	if (state->kind == GOLDEN_WINNERS)
		golden_combine_winners(&state, other);
	else
		golden_combine_records(&state, other);
	PG_RETURN_POINTER(state);
}

/*
 * golden_record_final(golden_state) returns golden
 */
Datum
profile_golden_record_final(PG_FUNCTION_ARGS)
{
	GoldenState *state;

	golden_prefetch_state(fcinfo->flinfo->fn_extra, &fcinfo->args[0]);
	state = DatumGetGoldenState(PG_GETARG_DATUM(0));
	profile_golden_state_check_version(state);
	golden_prefetch_next(fcinfo->flinfo, VARSIZE(state));
	PG_RETURN_POINTER(profile_golden_state_finish(state));
}
