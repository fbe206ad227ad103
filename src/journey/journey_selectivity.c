/*-------------------------------------------------------------------------
 *
 * journey_selectivity.c
 *		How many journeys match a pattern, contain another journey, or are
 *		contained in it: estimates from what ANALYZE keeps (journey_statistics.h).
 *
 * The estimate of a pattern takes its parts for independent, as that of tsquery
 * does: all that a sequence needs must be there.  What order, times and filters
 * rule out is not known, and not guessed.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_statistic.h"
#include "miscadmin.h"
#include "utils/lsyscache.h"
#include "utils/selfuncs.h"

#include "journey/journey_statistics.h"

PG_FUNCTION_INFO_V1(profile_journey_matchsel);
PG_FUNCTION_INFO_V1(profile_journey_containsel);
PG_FUNCTION_INFO_V1(profile_journey_containedsel);

#define SEL_UNKNOWN 0.005 /* of a step that statistics do not know */

/* --- patterns --------------------------------------------------------------------------------- */

/* The first of the elements, which are sorted, that is not before this one. */
static int
journey_sel_place(const AttStatsSlot *slot, const JourneyElement *element)
{
	int low = 0;
	int high = slot->nvalues;

	while (low < high)
	{
		int mid = (low + high) / 2;
		struct varlena *value = (struct varlena *) DatumGetPointer(slot->values[mid]);

		if (profile_pattern_name_cmp(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value),
									 element->data, element->len) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Does an element begin so? */
static bool
journey_sel_begins(const AttStatsSlot *slot, int i, const JourneyElement *prefix)
{
	struct varlena *value = (struct varlena *) DatumGetPointer(slot->values[i]);

	return VARSIZE_ANY_EXHDR(value) >= prefix->len &&
		   memcmp(VARDATA_ANY(value), prefix->data, prefix->len) == 0;
}

static float4
journey_sel_find(const AttStatsSlot *slot, const JourneyElement *element)
{
	int place = journey_sel_place(slot, element);

	if (place < slot->nvalues && journey_sel_begins(slot, place, element) &&
		VARSIZE_ANY_EXHDR(DatumGetPointer(slot->values[place])) == element->len)
		return slot->numbers[place];
	/* rarer than what is kept */
	return slot->nvalues > 0 ? Min((float4) SEL_UNKNOWN, slot->numbers[slot->nvalues] / 2)
							 : (float4) SEL_UNKNOWN;
}

/* Events that begin so: at least the commonest of them, as if independent. */
static double
journey_sel_prefix(const AttStatsSlot *slot, const JourneyElement *prefix)
{
	double none = 1.0 - SEL_UNKNOWN;

	for (int i = journey_sel_place(slot, prefix);
		 i < slot->nvalues && journey_sel_begins(slot, i, prefix); i++)
		none *= 1.0 - slot->numbers[i];
	return 1.0 - none;
}

static double
journey_sel_step(const AttStatsSlot *slot, const JourneyPatternStep *step)
{
	static const JourneyPatternName any = {NULL, 0, false, NULL};
	const JourneyPatternName *channels = step->channel != NULL ? step->channel : &any;
	const JourneyPatternName *events = step->event != NULL ? step->event : &any;
	double none = 1.0;

	if (step->channel == NULL && step->event == NULL)
		return 1.0;
	for (const JourneyPatternName *c = channels; c != NULL; c = c->next)
	{
		for (const JourneyPatternName *e = events; e != NULL; e = e->next)
		{
			JourneyElement element;

			CHECK_FOR_INTERRUPTS();
			journey_element_set(&element, c->data, c->len, c->prefix ? NULL : e->data,
								e->len);
			if (c->prefix)
				element.len = c->len;
			none *= 1.0 - (c->prefix || e->prefix ? journey_sel_prefix(slot, &element)
												  : journey_sel_find(slot, &element));
			/* of a channel's prefix nothing is known by event */
			if (c->prefix)
				break;
		}
	}
	return 1.0 - none;
}

static double
journey_sel_sequence(const AttStatsSlot *slot, const JourneyPatternNode *sequence)
{
	double all = 1.0;

	for (const JourneyPatternItem *item = sequence->items; item != NULL;
		 item = item->next)
	{
		double none = 1.0;

		if (item->least == 0 || item->kind > PATTERN_GROUP)
			continue;
		if (item->kind == PATTERN_STEP)
		{
			all *= journey_sel_step(slot, item->step);
			continue;
		}
		for (const JourneyPatternNode *node = item->group; node != NULL;
			 node = node->next)
			none *= 1.0 - journey_sel_sequence(slot, node);
		all *= 1.0 - none;
	}
	return all;
}

static double
journey_sel_node(const AttStatsSlot *slot, const JourneyPatternNode *node)
{
	double product = 1.0;

	if (node->kind == PATTERN_SEQUENCE)
		return journey_sel_sequence(slot, node);
	for (const JourneyPatternNode *child = node->children; child != NULL;
		 child = child->next)
	{
		double sel = journey_sel_node(slot, child);

		product *= node->kind == PATTERN_AND ? sel : 1.0 - sel;
	}
	return node->kind == PATTERN_OR ? 1.0 - product : product;
}

/* --- containment ------------------------------------------------------------------------------- */

/* The elements of a constant. */
typedef struct JourneySelElements
{
	JourneyElement *elements;
	uint32 n;
} JourneySelElements;

static void
journey_sel_count(void *context, const JourneyElement *element)
{
	JourneySelElements *contains = context;

	(void) element;
	contains->n++;
}

static void
journey_sel_collect(void *context, const JourneyElement *element)
{
	JourneySelElements *contains = context;

	contains->elements[contains->n++] = *element;
}

/* The elements of a journey: events and channels, then pairs. */
static void
journey_sel_elements(JourneySelElements *contains, const JourneyView *view)
{
	profile_journey_elements(view, journey_sel_count, contains);
	contains->elements = palloc_extended(
		sizeof(JourneyElement) * ((Size) contains->n + 1), MCXT_ALLOC_HUGE);
	contains->n = 0;
	profile_journey_elements(view, journey_sel_collect, contains);
}

/*
 * All pairs are there.  They are not independent: a journey that has one of them
 * is longer than others and so likelier to have the next.  The geometric mean of
 * what independence says and what the rarest says is between the two.
 */
static double
journey_sel_contains(const AttStatsSlot *slot, const JourneyView *view)
{
	JourneySelElements contains = {0};
	uint32 names = view->count[JOURNEY_CHANNEL] + view->count[JOURNEY_EVENT];
	double product = 1.0;
	double rarest = 1.0;

	journey_sel_elements(&contains, view);
	for (uint32 i = names; i < contains.n; i++)
	{
		double sel = journey_sel_find(slot, &contains.elements[i]);

		product *= sel;
		rarest = Min(rarest, sel);
	}
	pfree(contains.elements);
	return sqrt(product * rarest);
}

static int
journey_sel_cmp(const void *a, const void *b)
{
	const JourneyElement *ea = a;
	const JourneyElement *eb = b;

	return profile_pattern_name_cmp(ea->data, ea->len, eb->data, eb->len);
}

/*
 * No other event is there: again between what independence says and what the
 * commonest of all others says.  Elements with a colon are channels and pairs.
 */
static double
journey_sel_contained(const AttStatsSlot *slot, const JourneyView *view)
{
	JourneySelElements own = {0};
	double commonest = 0.0;
	double product = 1.0;
	uint32 at = 0;

	journey_sel_elements(&own, view);
	if (own.n > 0)
		qsort(own.elements, own.n, sizeof(JourneyElement), journey_sel_cmp);
	for (int i = 0; i < slot->nvalues; i++)
	{
		struct varlena *value = (struct varlena *) DatumGetPointer(slot->values[i]);
		int c = -1;

		while (at < own.n && (c = profile_pattern_name_cmp(
								  own.elements[at].data, own.elements[at].len,
								  VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value))) < 0)
			at++;
		if ((at < own.n && c == 0) ||
			memchr(VARDATA_ANY(value), ':', VARSIZE_ANY_EXHDR(value)) != NULL)
			continue;
		product *= 1.0 - slot->numbers[i];
		commonest = Max(commonest, slot->numbers[i]);
	}
	pfree(own.elements);
	return sqrt(product * (1.0 - commonest));
}

/* --- restrictions ------------------------------------------------------------------------------ */

typedef enum JourneySelKind
{
	SEL_MATCHES,
	SEL_CONTAINS,
	SEL_CONTAINED
} JourneySelKind;

static double
journey_sel_constant(JourneySelKind kind, const AttStatsSlot *slot, Datum constant)
{
	JourneyView view;

	if (kind == SEL_MATCHES)
		return journey_sel_node(slot, profile_pattern_tree(DatumGetPatternPP(constant)));
	profile_journey_view(&view, DatumGetJourneyPP(constant));
	return kind == SEL_CONTAINS ? journey_sel_contains(slot, &view)
								: journey_sel_contained(slot, &view);
}

/*
 * The share of rows for which an operator with a constant holds.  With the column
 * on the right the kind of containment is the other one.
 */
static double
journey_sel_restriction(FunctionCallInfo fcinfo, JourneySelKind kind)
{
	PlannerInfo *root = (PlannerInfo *) PG_GETARG_POINTER(0);
	List *args = (List *) PG_GETARG_POINTER(2);
	AttStatsSlot slot = {0};
	VariableStatData variable;
	double nulls = 0.0;
	double sel = SEL_UNKNOWN;
	bool on_left;
	Node *other;

	if (!get_restriction_variable(root, args, PG_GETARG_INT32(3), &variable, &other,
								  &on_left))
		return SEL_UNKNOWN;
	if (kind != SEL_MATCHES && !on_left)
		kind = kind == SEL_CONTAINS ? SEL_CONTAINED : SEL_CONTAINS;
	if (IsA(other, Const) && ((Const *) other)->constisnull)
		sel = 0.0;
	else if (IsA(other, Const) && HeapTupleIsValid(variable.statsTuple) &&
			 (kind != SEL_MATCHES || ((Const *) other)->consttype != variable.vartype))
	{
		nulls = ((Form_pg_statistic) GETSTRUCT(variable.statsTuple))->stanullfrac;
		if (get_attstatsslot(&slot, variable.statsTuple, STATISTIC_KIND_MCELEM,
							 InvalidOid, ATTSTATSSLOT_VALUES | ATTSTATSSLOT_NUMBERS) &&
			slot.nnumbers == slot.nvalues + 2)
			sel = journey_sel_constant(kind, &slot, ((Const *) other)->constvalue);
		free_attstatsslot(&slot);
	}
	ReleaseVariableStats(variable);
	sel *= 1.0 - nulls;
	CLAMP_PROBABILITY(sel);
	return sel;
}

/* journey_matchsel(internal, oid, internal, integer) returns float8 */
Datum
profile_journey_matchsel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(journey_sel_restriction(fcinfo, SEL_MATCHES));
}

/* journey_containsel(internal, oid, internal, integer) returns float8, of @> */
Datum
profile_journey_containsel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(journey_sel_restriction(fcinfo, SEL_CONTAINS));
}

/* journey_containedsel(internal, oid, internal, integer) returns float8, of <@ */
Datum
profile_journey_containedsel(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(journey_sel_restriction(fcinfo, SEL_CONTAINED));
}
