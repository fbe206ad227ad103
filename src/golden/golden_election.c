/*-------------------------------------------------------------------------
 *
 * golden_election.c
 *		Which bid wins a topic, and at which step that was decided.
 *
 * A chain narrows the bids step by step: a step leaves those that no other one
 * beats.  Who remains after the chain is told apart by the later moment, then by
 * the name of the source (the first in byte order, NULL last), then by the
 * greater value (profile_golden_value_compare), at last by the record.
 *
 * "union" ends the narrowing: all values that are left are kept, and the steps
 * after it order them.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_group.h"
#include "miscadmin.h"
#include "utils/memutils.h"

static int
golden_step(uint32 chain, int step)
{
	return (int) ((chain >> ((step - 1) * SURVIVORSHIP_STEP_BITS)) &
				  SURVIVORSHIP_STEP_MASK);
}

/* The order after the chain; *step says which part of it told them apart. */
static int
golden_tie_break(const GoldenElection *election, const GoldenBid *a, const GoldenBid *b,
				 uint8 *step)
{
	const GoldenSeen *x = &election->group->records[a->record];
	const GoldenSeen *y = &election->group->records[b->record];
	int result;

	*step = GOLDEN_DECIDED_LATEST;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	*step = GOLDEN_DECIDED_TIE;
	result = -profile_golden_string_compare(x->source, y->source);
	if (result == 0)
		result = profile_golden_value_compare(a->value, b->value);
	/* Records are sorted: the later of them is the greater one. */
	return result != 0 ? result : (a->record > b->record) - (a->record < b->record);
}

/* Those that are beaten at a step fall; false if that left nobody. */
static bool
golden_narrow(GoldenElection *election, int step, bool last, GoldenScore *scores)
{
	int strategy = golden_step(election->rule->chain, step);
	uint32 best = GOLDEN_NOBODY;
	uint32 i;

	profile_golden_score(election, strategy, scores);
	for (i = 0; i < election->count; i++)
		if (election->fell[i] == 0 &&
			(best == GOLDEN_NOBODY ||
			 profile_golden_score_compare(election, strategy, &scores[i], &scores[best]) >
				 0))
			best = i;
	/* To follow another attribute and nothing else is to have what it has. */
	if (strategy == STRATEGY_SAME_SOURCE_AS && last && scores[best].number == 0)
		return false;
	for (i = 0; i < election->count; i++)
		if (election->fell[i] == 0 &&
			profile_golden_score_compare(election, strategy, &scores[i], &scores[best]) !=
				0)
			election->fell[i] = (uint8) step;
	return true;
}

static uint32
golden_break_ties(GoldenElection *election)
{
	uint32 winner = 0;
	uint8 step;
	uint32 i;

	while (election->fell[winner] != 0)
		winner++;
	for (i = winner + 1; i < election->count; i++)
		if (election->fell[i] == 0 &&
			golden_tie_break(election, &election->bids[i], &election->bids[winner],
							 &step) > 0)
			winner = i;
	for (i = 0; i < election->count; i++)
		if (election->fell[i] == 0 && i != winner)
		{
			golden_tie_break(election, &election->bids[winner], &election->bids[i],
							 &step);
			election->fell[i] = step;
		}
	return winner;
}

/* The step at which the last other value fell. */
static uint8
golden_last_fall(const GoldenElection *election, uint32 winner)
{
	uint8 decided = GOLDEN_DECIDED_NEVER;
	uint32 i;

	for (i = 0; i < election->count; i++)
		if (election->fell[i] > decided && i != winner &&
			!golden_value_identical(election->bids[i].value,
									election->bids[winner].value))
			decided = election->fell[i];
	return decided;
}

/* --- rivals ------------------------------------------------------------------ */

static int
golden_compare_hashes(const void *a, const void *b)
{
	uint32 x = *(const uint32 *) a;
	uint32 y = *(const uint32 *) b;

	return (x > y) - (x < y);
}

uint8
profile_golden_count_rivals(const GoldenBid *bids, uint32 count, uint32 hash)
{
	uint32 few[GOLDEN_RIVALS_MAX];
	uint32 *hashes = few;
	uint32 different = 0;
	uint32 rivals = 0;
	uint32 i;

	if (count > GOLDEN_RIVALS_MAX)
		hashes = MemoryContextAllocHuge(CurrentMemoryContext, count * sizeof(uint32));
	for (i = 0; i < count; i++)
		if (bids[i].hash != hash)
			hashes[different++] = bids[i].hash;
	if (different > 1)
		qsort(hashes, different, sizeof(uint32), golden_compare_hashes);
	for (i = 0; i < different && rivals < GOLDEN_RIVALS_MAX; i++)
		rivals += i == 0 || hashes[i] != hashes[i - 1];
	if (hashes != few)
		pfree(hashes);
	return (uint8) rivals;
}

/* --- unions ------------------------------------------------------------------ */

/* The values of a union while they are put in order. */
typedef struct GoldenUnion
{
	const GoldenElection *election; /* over the elements */
	GoldenScore *scores[SURVIVORSHIP_CHAIN_MAX];
	int strategies[SURVIVORSHIP_CHAIN_MAX];
	int steps;
} GoldenUnion;

/* The elements of arrays, and values that are none, of the bids still in. */
static GoldenBid *
golden_elements(const GoldenElection *election, uint32 *count)
{
	uint32 room = 64;
	GoldenBid *elements = palloc(room * sizeof(GoldenBid));
	GoldenMembers members;
	GoldenBid element;
	uint32 i;

	*count = 0;
	for (i = 0; i < election->count; i++)
	{
		bool array =
			GOLDEN_VALUE_KIND(election->bids[i].value) == JENTRY_ISCONTAINER &&
			JsonContainerIsArray((const JsonbContainer *) election->bids[i].value.bytes);

		if (election->fell[i] != 0)
			continue;
		CHECK_FOR_INTERRUPTS();
		element = election->bids[i];
		if (array)
			profile_golden_elements_start(
				&members, (const JsonbContainer *) election->bids[i].value.bytes);
		while (!array || profile_golden_elements_next(&members, &element.value))
		{
			if (array && (GOLDEN_VALUE_KIND(element.value) == JENTRY_ISNULL ||
						  (!election->rule->blanks_count &&
						   profile_golden_value_is_blank(element.value))))
				continue;
			if (*count == room)
			{
				room *= 2;
				elements = repalloc_huge(elements, (Size) room * sizeof(GoldenBid));
			}
			element.hash = profile_golden_value_hash(element.value);
			elements[(*count)++] = element;
			if (!array)
				break;
		}
	}
	return elements;
}

/* By the steps after "union", then as ties are broken: the better first. */
static int
golden_compare_elements(const void *a, const void *b, void *argument)
{
	const GoldenUnion *all = argument;
	uint32 x = *(const uint32 *) a;
	uint32 y = *(const uint32 *) b;
	uint8 step;
	int i;

	for (i = 0; i < all->steps; i++)
	{
		int result = profile_golden_score_compare(all->election, all->strategies[i],
												  &all->scores[i][x], &all->scores[i][y]);

		if (result != 0)
			return -result;
	}
	return -golden_tie_break(all->election, &all->election->bids[x],
							 &all->election->bids[y], &step);
}

/* Equal values together, the best of each first. */
static int
golden_compare_equals(const void *a, const void *b, void *argument)
{
	const GoldenUnion *all = argument;
	const GoldenBid *x = &all->election->bids[*(const uint32 *) a];
	const GoldenBid *y = &all->election->bids[*(const uint32 *) b];
	int result;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	result = profile_golden_value_order(x->value, y->value);
	return result != 0 ? result : golden_compare_elements(a, b, argument);
}

/* The distinct values in order: indexes of elements, and how many. */
static uint32 *
golden_order_elements(GoldenUnion *all, int step, uint32 *kept)
{
	const GoldenElection *election = all->election;
	uint32 *order = MemoryContextAllocHuge(CurrentMemoryContext,
										   ((Size) election->count + 1) * sizeof(uint32));
	uint32 i;

	all->steps = 0;
	while (step <= SURVIVORSHIP_CHAIN_MAX &&
		   golden_step(election->rule->chain, step) != STRATEGY_NONE)
	{
		all->strategies[all->steps] = golden_step(election->rule->chain, step++);
		all->scores[all->steps] = MemoryContextAllocHuge(
			CurrentMemoryContext, ((Size) election->count + 1) * sizeof(GoldenScore));
		profile_golden_score(election, all->strategies[all->steps],
							 all->scores[all->steps]);
		all->steps++;
	}
	for (i = 0; i < election->count; i++)
		order[i] = i;
	qsort_arg(order, election->count, sizeof(uint32), golden_compare_equals, all);
	*kept = 0;
	for (i = 0; i < election->count; i++)
		if (*kept == 0 ||
			election->bids[order[i]].hash != election->bids[order[*kept - 1]].hash ||
			profile_golden_value_order(election->bids[order[i]].value,
									   election->bids[order[*kept - 1]].value) != 0)
			order[(*kept)++] = order[i];
	qsort_arg(order, *kept, sizeof(uint32), golden_compare_elements, all);
	return order;
}

/* All values that are left as one array; the winner is who gave the first. */
static void
golden_unite(GoldenElection *election, int step, GoldenOutcome *outcome)
{
	GoldenElection elements = *election;
	GoldenUnion all = {&elements, {NULL}, {0}, 0};
	JsonbParseState *state = NULL;
	JsonbValue item;
	uint32 most = election->rule->top != 0 ? election->rule->top : SURVIVORSHIP_MAX_TOP;
	uint32 kept;
	uint32 *order;
	uint32 i;

	elements.bids = golden_elements(election, &elements.count);
	elements.fell = MemoryContextAllocExtended(CurrentMemoryContext, elements.count + 1,
											   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	outcome->winner = GOLDEN_NOBODY;
	if (elements.count == 0)
		return;
	order = golden_order_elements(&all, step + 1, &kept);
	pushJsonbValue(&state, WJB_BEGIN_ARRAY, NULL);
	for (i = 0; i < Min(kept, most); i++)
	{
		profile_golden_value_to_jsonbvalue(elements.bids[order[i]].value, &item);
		pushJsonbValue(&state, WJB_ELEM, &item);
	}
	outcome->value = profile_golden_value_of(
		JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_ARRAY, NULL)));
	outcome->strategy = STRATEGY_UNION;
	outcome->rivals = (uint8) Min(kept - Min(kept, most), GOLDEN_RIVALS_MAX);
	for (i = 0; i < election->count && outcome->winner == GOLDEN_NOBODY; i++)
		if (election->fell[i] == 0 &&
			election->bids[i].record == elements.bids[order[0]].record)
			outcome->winner = i;
}

/* --- elections --------------------------------------------------------------- */

/* What "decided" is called: the uncontested first strategy decides for itself. */
static uint8
golden_strategy_of(uint32 chain, uint8 decided)
{
	if (decided == GOLDEN_DECIDED_LATEST)
		return STRATEGY_LATEST;
	if (decided == GOLDEN_DECIDED_TIE)
		return STRATEGY_TIE_BREAK;
	return (uint8) golden_step(chain, Max(decided, 1));
}

void
profile_golden_elect(GoldenElection *election, GoldenOutcome *outcome)
{
	uint32 chain = election->rule->chain;
	GoldenScore *scores = MemoryContextAllocHuge(
		CurrentMemoryContext, ((Size) election->count + 1) * sizeof(GoldenScore));
	int step;

	memset(election->fell, 0, election->count);
	outcome->winner = GOLDEN_NOBODY;
	for (step = 1; step <= SURVIVORSHIP_CHAIN_MAX; step++)
	{
		bool last = step == SURVIVORSHIP_CHAIN_MAX ||
					golden_step(chain, step + 1) == STRATEGY_NONE;

		CHECK_FOR_INTERRUPTS();
		if (golden_step(chain, step) == STRATEGY_UNION)
		{
			golden_unite(election, step, outcome);
			return;
		}
		if (!golden_narrow(election, step, last, scores))
			return;
		if (last)
			break;
	}
	outcome->winner = golden_break_ties(election);
	outcome->value = election->bids[outcome->winner].value;
	outcome->strategy =
		golden_strategy_of(chain, golden_last_fall(election, outcome->winner));
	outcome->rivals = profile_golden_count_rivals(election->bids, election->count,
												  election->bids[outcome->winner].hash);
	pfree(scores);
}

uint32
profile_golden_runners_up(GoldenElection *election, uint32 winner, uint32 most,
						  uint32 *runners)
{
	GoldenElection left = *election;
	GoldenBid *bids = MemoryContextAllocHuge(
		CurrentMemoryContext, ((Size) election->count + 1) * sizeof(GoldenBid));
	uint32 *origin = MemoryContextAllocHuge(
		CurrentMemoryContext, ((Size) election->count + 1) * sizeof(uint32));
	GoldenOutcome outcome;
	GoldenBid last = election->bids[winner];
	uint32 found = 0;
	uint32 i;

	memcpy(bids, election->bids, (Size) election->count * sizeof(GoldenBid));
	for (i = 0; i < election->count; i++)
		origin[i] = i;
	left.bids = bids;
	while (found < most)
	{
		uint32 kept = 0;

		for (i = 0; i < left.count; i++)
			if (bids[i].hash != last.hash ||
				profile_golden_value_order(bids[i].value, last.value) != 0)
			{
				bids[kept] = bids[i];
				origin[kept++] = origin[i];
			}
		left.count = kept;
		if (kept == 0)
			break;
		profile_golden_elect(&left, &outcome);
		if (outcome.winner == GOLDEN_NOBODY)
			break;
		last = bids[outcome.winner];
		runners[found++] = origin[outcome.winner];
	}
	pfree(bids);
	pfree(origin);
	return found;
}
