/*-------------------------------------------------------------------------
 *
 * golden_score.c
 *		How good a bid is at one step of a chain.
 *
 * A score is a number, or for min and max what the value says as the rule
 * compares it.  Whatever a score is made from lies in the record: no clock, no
 * setting, no collation.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_group.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#include <math.h>

/* Weights are told apart to a millionth, quality to a thousandth. */
#define GOLDEN_WEIGHT_UNIT  1000000.0
#define GOLDEN_QUALITY_UNIT 1000.0
#define GOLDEN_QUALITY_MOST 1000000.0

/* A number that a text can be read as has at most so many characters. */
#define GOLDEN_NUMBER_CHARACTERS 1000

/* --- source and trust ------------------------------------------------------- */

/* Ranks of the records' sources in a list; kept for the list asked for last. */
static const uint16 *
golden_ranks(GoldenGroup *group, uint16 list)
{
	uint32 i;

	if (group->ranks != NULL && group->ranked == list)
		return group->ranks;
	if (group->ranks == NULL)
		group->ranks = MemoryContextAllocHuge(CurrentMemoryContext,
											  (Size) group->nrecords * sizeof(uint16));
	for (i = 0; i < group->nrecords; i++)
		group->ranks[i] =
			profile_survivorship_rank(group->rules, list, group->records[i].source.bytes,
									  group->records[i].source.length);
	group->ranked = list;
	return group->ranks;
}

/*
 * A weight at an age, in millionths.  After "over", or half of what is above the
 * minimum after each "over"; the other curves are parabolas.
 */
static int64
golden_weight_at(const SurvivorshipWeight *weight, int64 now, int64 at)
{
	double range = (double) weight->max - (double) weight->min;
	double x;
	double trust;

	if (weight->decay == DECAY_NONE)
		return (int64) weight->max * (int64) GOLDEN_WEIGHT_UNIT;
	/* Nobody knows when, or before all times. */
	if (at == GOLDEN_AT_UNKNOWN || at == GOLDEN_AT_FIRST)
		return (int64) weight->min * (int64) GOLDEN_WEIGHT_UNIT;
	if (at >= now)
		return (int64) weight->max * (int64) GOLDEN_WEIGHT_UNIT;
	x = ((double) now - (double) at) / (double) weight->over;
	if (x >= 1 && weight->decay != DECAY_HALF_LIFE)
		trust = weight->min;
	else if (weight->decay == DECAY_LINEAR)
		trust = weight->max - range * x;
	else if (weight->decay == DECAY_HALF_LIFE)
		trust = weight->min + range * pow(2.0, -x);
	else if (weight->decay == DECAY_RAPID_SLOW)
		trust = weight->min + range * ((1 - x) * (1 - x));
	else
		trust = weight->min + range * (1 - x * x);
	return (int64) rint(trust * GOLDEN_WEIGHT_UNIT);
}

static const int64 *
golden_weights(GoldenGroup *group, uint16 trust)
{
	uint32 i;

	if (group->weights != NULL && group->weighed == trust)
		return group->weights;
	if (group->weights == NULL)
		group->weights = MemoryContextAllocHuge(CurrentMemoryContext,
												(Size) group->nrecords * sizeof(int64));
	for (i = 0; i < group->nrecords; i++)
	{
		const GoldenSeen *seen = &group->records[i];

		group->weights[i] = golden_weight_at(
			profile_survivorship_weight(group->rules, trust, seen->source.bytes,
										seen->source.length),
			group->now, seen->at);
	}
	group->weighed = trust;
	return group->weights;
}

/* --- what the record says of a value ------------------------------------------ */

/* A path in which the first "*" stands for the attribute's name. */
static GoldenString
golden_path(const GoldenElection *election, const SurvivorshipRange *range)
{
	const char *bytes = (const char *) election->group->rules + range->first;
	const char *star = memchr(bytes, '*', range->count);
	GoldenString path = {bytes, (int) range->count};
	char *filled;
	int before;

	if (star == NULL)
		return path;
	before = (int) (star - bytes);
	filled = palloc((Size) range->count + (Size) election->name.length);
	memcpy(filled, bytes, before);
	memcpy(filled + before, election->name.bytes, election->name.length);
	memcpy(filled + before + election->name.length, star + 1, range->count - before - 1);
	path.bytes = filled;
	path.length += election->name.length - 1;
	return path;
}

/* Words that say no; all else that is not blank says yes. */
static bool
golden_says_no(GoldenValue value)
{
	static const char *const words[] = {"false", "f", "no", "n", "off", "0"};
	size_t i;

	for (i = 0; i < lengthof(words); i++)
		if (GOLDEN_VALUE_LENGTH(value) == strlen(words[i]) &&
			pg_strncasecmp(value.bytes, words[i], strlen(words[i])) == 0)
			return true;
	return false;
}

static double
golden_number_of(GoldenValue value)
{
	return DatumGetFloat8(
		DirectFunctionCall1(numeric_float8_no_overflow, PointerGetDatum(value.bytes)));
}

/* Does what stands at the path say yes? */
static bool
golden_is_set(const GoldenSeen *seen, GoldenString path)
{
	GoldenValue value;

	if (!profile_golden_value_at(seen->attributes, path.bytes, path.length, &value) ||
		profile_golden_value_is_blank(value))
		return false;
	switch (GOLDEN_VALUE_KIND(value))
	{
		case JENTRY_ISBOOL_FALSE:
			return false;
		case JENTRY_ISNUMERIC:
			return golden_number_of(value) != 0;
		case JENTRY_ISSTRING:
			return !golden_says_no(value);
		default:
			return true;
	}
}

/* A number given as such or as text; false if it is none. */
static bool golden_read_number(GoldenValue value, GoldenScore *score);

/* 0 is sure; what is not told is held to be. */
static int64
golden_quality(const GoldenSeen *seen, GoldenString path)
{
	GoldenValue value;
	GoldenScore number;
	double quality;

	if (!profile_golden_value_at(seen->attributes, path.bytes, path.length, &value) ||
		!golden_read_number(value, &number))
		return 0;
	quality =
		golden_number_of((GoldenValue){JENTRY_ISNUMERIC | number.length, number.bytes});
	return (int64) rint(Min(Max(quality, 0.0), GOLDEN_QUALITY_MOST) *
						GOLDEN_QUALITY_UNIT);
}

/* --- values as they are compared ---------------------------------------------- */

/* [+-]digits[.digits][e[+-]digits], so that NaN and infinities stay out. */
static bool
golden_spells_number(const char *at, const char *end)
{
	int digits = 0;
	int exponent = 0;

	if (at < end && (*at == '-' || *at == '+'))
		at++;
	for (; at < end && *at >= '0' && *at <= '9'; at++)
		digits++;
	if (at < end && *at == '.')
		for (at++; at < end && *at >= '0' && *at <= '9'; at++)
			digits++;
	if (digits == 0 || at == end)
		return digits > 0;
	if (*at != 'e' && *at != 'E')
		return false;
	at++;
	if (at < end && (*at == '-' || *at == '+'))
		at++;
	for (; at < end && *at >= '0' && *at <= '9'; at++, digits = -1)
		exponent = Min(exponent * 10 + (*at - '0'), 10000);
	return at == end && digits == -1 && exponent <= GOLDEN_NUMBER_CHARACTERS;
}

static bool
golden_read_number(GoldenValue value, GoldenScore *score)
{
	const char *at = value.bytes;
	const char *end = at + GOLDEN_VALUE_LENGTH(value);
	Numeric number;

	if (GOLDEN_VALUE_KIND(value) == JENTRY_ISNUMERIC)
	{
		score->bytes = value.bytes;
		score->length = GOLDEN_VALUE_LENGTH(value);
		return true;
	}
	if (GOLDEN_VALUE_KIND(value) != JENTRY_ISSTRING)
		return false;
	while (at < end && *at == ' ')
		at++;
	while (end > at && end[-1] == ' ')
		end--;
	if (end - at > GOLDEN_NUMBER_CHARACTERS || !golden_spells_number(at, end))
		return false;
	number = DatumGetNumeric(
		DirectFunctionCall3(numeric_in, CStringGetDatum(pnstrdup(at, end - at)),
							ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
	score->bytes = (const char *) number;
	score->length = VARSIZE_ANY(number);
	return true;
}

/* As ->> shows it. */
static void
golden_read_text(GoldenValue value, GoldenScore *score)
{
	StringInfoData out;

	score->bytes = value.bytes;
	score->length = GOLDEN_VALUE_LENGTH(value);
	if (GOLDEN_VALUE_KIND(value) == JENTRY_ISSTRING)
		return;
	initStringInfo(&out);
	profile_golden_value_print(&out, value);
	score->bytes = out.data;
	score->length = (uint32) out.len;
}

/*
 * For min and max: number 1 if the value can be read as what is compared, else
 * it is 0, which is the worse of the two.  A date or time is in "length" and
 * "bytes" no more than the value itself: its number stands in *moment.
 */
static void
golden_read_value(const SurvivorshipRule *rule, GoldenValue value, GoldenScore *score)
{
	bool readable = true;
	int64 moment = 0;

	score->bytes = value.bytes;
	score->length = value.entry;
	switch (rule->compare)
	{
		case COMPARE_TEXT:
			golden_read_text(value, score);
			break;
		case COMPARE_NUMERIC:
			readable = golden_read_number(value, score);
			break;
		case COMPARE_DATE:
		case COMPARE_TIMESTAMP:
			readable =
				GOLDEN_VALUE_KIND(value) == JENTRY_ISSTRING &&
				(rule->compare == COMPARE_DATE
					 ? profile_golden_date_read(value.bytes,
												(int) GOLDEN_VALUE_LENGTH(value), &moment)
					 : profile_golden_time_read(
						   value.bytes, (int) GOLDEN_VALUE_LENGTH(value), &moment));
			break;
	}
	if (!readable)
		score->bytes = NULL;
	score->number = moment;
}

/* Of two values that can be read: by what they say. */
static int
golden_compare_values(int compare, const GoldenScore *a, const GoldenScore *b)
{
	int result;

	switch (compare)
	{
		case COMPARE_TEXT:
			result = memcmp(a->bytes, b->bytes, Min(a->length, b->length));
			return result != 0 ? result
							   : (a->length > b->length) - (a->length < b->length);
		case COMPARE_NUMERIC:
			return DatumGetInt32(DirectFunctionCall2(
				numeric_cmp, PointerGetDatum(a->bytes), PointerGetDatum(b->bytes)));
		case COMPARE_DATE:
		case COMPARE_TIMESTAMP:
			return (a->number > b->number) - (a->number < b->number);
		default:
			return profile_golden_value_order((GoldenValue){a->length, a->bytes},
											  (GoldenValue){b->length, b->bytes});
	}
}

/* --- votes ------------------------------------------------------------------- */

/* Votes for one value together, then by who gave them. */
static int
golden_compare_votes(const void *a, const void *b, void *argument)
{
	const GoldenElection *election = argument;
	const GoldenBid *x = &election->bids[*(const uint32 *) a];
	const GoldenBid *y = &election->bids[*(const uint32 *) b];
	int result;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	result = profile_golden_value_order(x->value, y->value);
	if (result != 0)
		return result;
	if (election->rule->count_sources)
		return profile_golden_string_compare(election->group->records[x->record].source,
											 election->group->records[y->record].source);
	return (x->record > y->record) - (x->record < y->record);
}

/* Each value's number of records, or of sources, among the bids still in. */
static void
golden_score_votes(const GoldenElection *election, GoldenScore *scores)
{
	uint32 *order = MemoryContextAllocHuge(CurrentMemoryContext,
										   (Size) election->count * sizeof(uint32));
	uint32 count = 0;
	uint32 first;
	uint32 i;

	for (i = 0; i < election->count; i++)
		if (election->fell[i] == 0)
			order[count++] = i;
	qsort_arg(order, count, sizeof(uint32), golden_compare_votes,
			  unconstify(GoldenElection *, election));
	for (first = 0; first < count; first = i)
	{
		const GoldenBid *bid = &election->bids[order[first]];
		int64 votes = 1;
		uint32 j;

		CHECK_FOR_INTERRUPTS();
		for (i = first + 1; i < count; i++)
		{
			const GoldenBid *other = &election->bids[order[i]];

			if (other->hash != bid->hash ||
				profile_golden_value_order(other->value, bid->value) != 0)
				break;
			if (golden_compare_votes(&order[i - 1], &order[i],
									 unconstify(GoldenElection *, election)) != 0)
				votes++;
		}
		for (j = first; j < i; j++)
			scores[order[j]].number = votes;
	}
	pfree(order);
}

/* --- all of them --------------------------------------------------------------- */

/* Steps that look at the record alone. */
static void
golden_score_records(const GoldenElection *election, int strategy, GoldenScore *scores)
{
	GoldenGroup *group = election->group;
	const SurvivorshipRule *rule = election->rule;
	const uint16 *ranks = NULL;
	const int64 *weights = NULL;
	uint32 i;

	if (strategy == STRATEGY_SOURCE)
		ranks = golden_ranks(group, rule->list);
	else if (strategy == STRATEGY_TRUST)
		weights = golden_weights(group, rule->trust);
	for (i = 0; i < election->count; i++)
	{
		uint32 record = election->bids[i].record;
		int64 at = group->records[record].at;

		if (ranks != NULL)
			scores[i].number = -(int64) ranks[record];
		else if (weights != NULL)
			scores[i].number = weights[record];
		else if (strategy == STRATEGY_LATEST)
			scores[i].number = at;
		else if (strategy == STRATEGY_OLDEST)
			/* who does not know when is not the oldest */
			scores[i].number = at == GOLDEN_AT_UNKNOWN ? PG_INT64_MIN : -at;
		else
			scores[i].number = record == election->followed;
	}
}

/* Steps that look at another attribute of the record. */
static void
golden_score_marks(const GoldenElection *election, int strategy, GoldenScore *scores)
{
	const GoldenGroup *group = election->group;
	const SurvivorshipPaths *paths =
		survivorship_paths(group->rules, election->rule->paths);
	const SurvivorshipRange *range = strategy == STRATEGY_VERIFIED ? &paths->verified_from
									 : strategy == STRATEGY_QUALITY ? &paths->quality_from
																	: &paths->pinned_from;
	GoldenString path = golden_path(election, range);
	uint32 i;

	for (i = 0; i < election->count; i++)
	{
		const GoldenSeen *seen = &group->records[election->bids[i].record];

		if (election->fell[i] != 0)
			continue;
		CHECK_FOR_INTERRUPTS();
		if (strategy == STRATEGY_QUALITY)
			scores[i].number = -golden_quality(seen, path);
		else
			scores[i].number = path.length > 0 && golden_is_set(seen, path);
		if (strategy == STRATEGY_PINNED && paths->pinned_list != SURVIVORSHIP_NONE &&
			profile_survivorship_rank(group->rules, paths->pinned_list,
									  seen->source.bytes,
									  seen->source.length) != SURVIVORSHIP_UNLISTED)
			scores[i].number = 1;
	}
}

void
profile_golden_score(const GoldenElection *election, int strategy, GoldenScore *scores)
{
	uint32 i;

	switch (strategy)
	{
		case STRATEGY_MOST_FREQUENT:
			golden_score_votes(election, scores);
			break;
		case STRATEGY_VERIFIED:
		case STRATEGY_QUALITY:
		case STRATEGY_PINNED:
			golden_score_marks(election, strategy, scores);
			break;
		case STRATEGY_MIN:
		case STRATEGY_MAX:
			for (i = 0; i < election->count; i++)
				if (election->fell[i] == 0)
					golden_read_value(election->rule, election->bids[i].value,
									  &scores[i]);
			break;
		case STRATEGY_LONGEST:
			for (i = 0; i < election->count; i++)
				scores[i].number =
					election->bids[i].characters != 0
						? election->bids[i].characters
						: profile_golden_value_characters(election->bids[i].value);
			break;
		default:
			golden_score_records(election, strategy, scores);
	}
}

int
profile_golden_score_compare(const GoldenElection *election, int strategy,
							 const GoldenScore *a, const GoldenScore *b)
{
	int result;

	if (strategy != STRATEGY_MIN && strategy != STRATEGY_MAX)
		return (a->number > b->number) - (a->number < b->number);
	if (a->bytes == NULL || b->bytes == NULL)
		return (a->bytes != NULL) - (b->bytes != NULL);
	result = golden_compare_values(election->rule->compare, a, b);
	return strategy == STRATEGY_MIN ? -result : result;
}
