/*-------------------------------------------------------------------------
 *
 * constrained_rules.c
 *		What a component may hold, and what two would hold together.
 *
 * The lists and the meaning of the rules are described in constrained_rules.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "identity/constrained_rules.h"

/* ---- sorted lists ---- */

static inline int
identity_item_compare(const IdentityItem *a, const IdentityItem *b)
{
	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return 0;
}

/* The index of the first item that is not before (group, value). */
static uint32
identity_lower(const IdentityItems *items, int32 group, int64 value)
{
	IdentityItem wanted = {.group = group, .value = value};
	uint32 low = 0, high = items->count;

	while (low < high)
	{
		uint32 middle = low + (high - low) / 2;

		if (identity_item_compare(&items->item[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The index of the first item that is after (group, value). */
static uint32
identity_upper(const IdentityItems *items, int32 group, int64 value)
{
	if (value == PG_INT64_MAX)
		return group == PG_INT32_MAX ? items->count
									 : identity_lower(items, group + 1, PG_INT64_MIN);
	return identity_lower(items, group, value + 1);
}

/* How many items of the group lie in [from, to]. */
static inline uint32
identity_between(const IdentityItems *items, int32 group, int64 from, int64 to)
{
	uint32 low = identity_lower(items, group, from);
	uint32 high = identity_upper(items, group, to);

	/* a window that ends before it begins holds nothing */
	return high > low ? high - low : 0;
}

static void
identity_reserve(IdentityItems *items, uint32 count)
{
	size_t room = items->room;

	if (count <= room)
		return;
	room = Max(room * 2, count);
	if (items->item == NULL)
		items->item = palloc(room * sizeof(IdentityItem));
	else
		items->item = repalloc_huge(items->item, room * sizeof(IdentityItem));
	items->room = (uint32) room;
}

/*
 * Puts the `count` sorted items at `from` into the list, from the back, so that
 * only what lies behind the first of them moves.
 */
static void
identity_insert(IdentityItems *items, const IdentityItem *from, uint32 count)
{
	uint32 total = items->count + count;

	identity_reserve(items, total);
	for (; count > 0; count--)
	{
		const IdentityItem *last = &from[count - 1];
		uint32 at = identity_upper(items, last->group, last->value);

		memmove(&items->item[at + count], &items->item[at],
				(size_t) (items->count - at) * sizeof(IdentityItem));
		items->item[at + count - 1] = *last;
		items->count = at; /* what lies before is still to be merged */
	}
	items->count = total;
}

/* The list that survives a union is the longer one: `a` afterwards. */
static void
identity_longer_first(IdentityItems *a, IdentityItems *b)
{
	if (a->count < b->count)
	{
		IdentityItems t = *a;

		*a = *b;
		*b = t;
	}
}

static void
identity_forget(IdentityItems *items)
{
	if (items->item != NULL)
		pfree(items->item);
	*items = (IdentityItems){0};
}

/* ---- filling a bag ---- */

static bool
identity_has_side(const IdentityItems *sides, int32 override, int64 side)
{
	uint32 at = identity_lower(sides, override, side);

	return at < sides->count && sides->item[at].group == override &&
		   sides->item[at].value == side;
}

/*
 * profile_bag_add_side: the record in this bag is on that side of the override.
 * False if it is on the other side as well.
 */
bool
profile_bag_add_side(IdentityBag *bag, int32 override, bool side)
{
	IdentityItem item = {.group = override, .value = side};

	if (!identity_has_side(&bag->sides, override, side))
		identity_insert(&bag->sides, &item, 1);
	return !identity_has_side(&bag->sides, override, !side);
}

/*
 * profile_bag_add_identifier: the only identifier of this bag, of a kind from 1
 * on.  `seen` and `until` are used where the kind's limit has a window.
 */
void
profile_bag_add_identifier(IdentityBag *bag, const IdentityRules *rules, int32 kind,
						   TimestampTz seen, TimestampTz until)
{
	if (rules->limit[kind - 1] == 0)
		return;
	if (rules->windowed[kind - 1])
	{
		IdentityItem item = {.group = kind, .value = seen, .until = until};

		identity_insert(&bag->times, &item, 1);
	}
	else
	{
		IdentityItem item = {.group = kind, .value = 1};

		identity_insert(&bag->counts, &item, 1);
	}
}

/* ---- judging a union ---- */

/* Would records of both sides of one override come together? */
static bool
identity_breaks_never(const IdentityItems *a, const IdentityItems *b)
{
	uint32 i;

	if (a->count > b->count)
	{
		const IdentityItems *t = a;

		a = b;
		b = t;
	}
	for (i = 0; i < a->count; i++)
		if (identity_has_side(b, a->item[i].group, 1 - a->item[i].value))
			return true;
	return false;
}

/* Limits for ever.  A limit of one is reported before any other. */
static IdentityRefusal
identity_breaks_counts(const IdentityItems *a, const IdentityItems *b,
					   const IdentityRules *rules)
{
	IdentityRefusal refusal = IDENTITY_CONDUCTS;
	uint32 i = 0, j = 0;

	while (i < a->count && j < b->count)
	{
		int32 kind = a->item[i].group;

		if (kind < b->item[j].group)
			i++;
		else if (kind > b->item[j].group)
			j++;
		else
		{
			if (a->item[i].value + b->item[j].value > rules->limit[kind - 1])
			{
				if (rules->limit[kind - 1] == 1)
					return IDENTITY_UNIQUE;
				refusal = IDENTITY_LIMIT;
			}
			i++;
			j++;
		}
	}
	return refusal;
}

/*
 * Would a window around the moment `at` of list b hold more than `limit`, some
 * of them from list a?  A window starts at an item; those that matter start at
 * `at` itself, or at an item of a from which they reach `at`.
 */
static bool
identity_breaks_window(const IdentityItems *a, const IdentityItems *b,
					   const IdentityItem *at, uint32 limit)
{
	int32 kind = at->group;
	uint32 others = identity_between(a, kind, at->value, at->until);
	uint32 i = identity_upper(a, kind, at->value);

	if (others > 0 && others + identity_between(b, kind, at->value, at->until) > limit)
		return true;
	while (i > 0 && a->item[i - 1].group == kind)
	{
		const IdentityItem *start = &a->item[--i];

		if (start->until < at->value)
		{
			/*
			 * Windows of months may end out of order, by less than a day:
			 * 30 January 23:00 and 31 January 01:00 both reach into the
			 * 28th of February.  Beyond that no earlier one reaches us.
			 */
			if ((uint64) at->value - (uint64) start->until > USECS_PER_DAY)
				break;
			continue;
		}
		if (identity_between(a, kind, start->value, start->until) +
				identity_between(b, kind, start->value, start->until) >
			limit)
			return true;
	}
	return false;
}

/* Limits per window. */
static bool
identity_breaks_times(const IdentityItems *a, const IdentityItems *b,
					  const IdentityRules *rules)
{
	uint32 i;

	if (a->count < b->count)
	{
		const IdentityItems *t = a;

		a = b;
		b = t;
	}
	for (i = 0; i < b->count; i++)
	{
		const IdentityItem *at = &b->item[i];
		uint32 limit = (uint32) rules->limit[at->group - 1];
		uint32 others = identity_between(a, at->group, PG_INT64_MIN, PG_INT64_MAX);

		CHECK_FOR_INTERRUPTS();
		/* few enough even if all fell into one window? */
		if (others == 0 ||
			others + identity_between(b, at->group, PG_INT64_MIN, PG_INT64_MAX) <= limit)
			i = identity_upper(b, at->group, PG_INT64_MAX) - 1;
		else if (identity_breaks_window(a, b, at, limit))
			return true;
	}
	return false;
}

/* profile_bag_judge: may these two components become one? */
IdentityRefusal
profile_bag_judge(const IdentityBag *a, const IdentityBag *b, const IdentityRules *rules)
{
	IdentityRefusal refusal;

	if (identity_breaks_never(&a->sides, &b->sides))
		return IDENTITY_NEVER;
	refusal = identity_breaks_counts(&a->counts, &b->counts, rules);
	if (refusal != IDENTITY_CONDUCTS)
		return refusal;
	if (identity_breaks_times(&a->times, &b->times, rules))
		return IDENTITY_LIMIT;
	if (rules->record_cap > 0 && a->records > 0 && b->records > 0 &&
		a->records + b->records > rules->record_cap)
		return IDENTITY_CAP;
	return IDENTITY_CONDUCTS;
}

/* ---- joining two bags ---- */

/* Adds up the counts that both have, and keeps in `from` what is new. */
static void
identity_add_counts(IdentityItems *into, IdentityItems *from)
{
	uint32 i, kept = 0;

	for (i = 0; i < from->count; i++)
	{
		uint32 at = identity_lower(into, from->item[i].group, PG_INT64_MIN);

		if (at < into->count && into->item[at].group == from->item[i].group)
			into->item[at].value += from->item[i].value;
		else
			from->item[kept++] = from->item[i];
	}
	from->count = kept;
}

/* Keeps in `from` the sides that `into` does not have. */
static void
identity_drop_known_sides(const IdentityItems *into, IdentityItems *from)
{
	uint32 i, kept = 0;

	for (i = 0; i < from->count; i++)
		if (!identity_has_side(into, from->item[i].group, from->item[i].value))
			from->item[kept++] = from->item[i];
	from->count = kept;
}

/* profile_bag_join: everything into one bag; the other one is empty after. */
void
profile_bag_join(IdentityBag *into, IdentityBag *from)
{
	into->records += from->records;
	into->smallest = Min(into->smallest, from->smallest);

	identity_longer_first(&into->counts, &from->counts);
	identity_add_counts(&into->counts, &from->counts);
	identity_insert(&into->counts, from->counts.item, from->counts.count);
	identity_forget(&from->counts);

	identity_longer_first(&into->times, &from->times);
	identity_insert(&into->times, from->times.item, from->times.count);
	identity_forget(&from->times);

	identity_longer_first(&into->sides, &from->sides);
	identity_drop_known_sides(&into->sides, &from->sides);
	identity_insert(&into->sides, from->sides.item, from->sides.count);
	identity_forget(&from->sides);
}

/* ---- copies ---- */

static IdentityItems
identity_copy(const IdentityItems *items)
{
	IdentityItems copy = {0};

	if (items->count > 0)
	{
		identity_reserve(&copy, items->count);
		memcpy(copy.item, items->item, (size_t) items->count * sizeof(IdentityItem));
		copy.count = items->count;
	}
	return copy;
}

/* profile_bag_copy: a bag with the same contents, to try a union with. */
IdentityBag
profile_bag_copy(const IdentityBag *bag)
{
	IdentityBag copy = *bag;

	copy.counts = identity_copy(&bag->counts);
	copy.times = identity_copy(&bag->times);
	copy.sides = identity_copy(&bag->sides);
	return copy;
}

/* profile_bag_forget: gives back what the bag holds. */
void
profile_bag_forget(IdentityBag *bag)
{
	identity_forget(&bag->counts);
	identity_forget(&bag->times);
	identity_forget(&bag->sides);
}
