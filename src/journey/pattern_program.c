/*-------------------------------------------------------------------------
 *
 * pattern_program.c
 *		From the tree of a sequence to its automaton; see pattern_program.h.
 *
 * Pure C; recursion is bounded by PATTERN_MAX_DEPTH.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include <string.h>

#include "journey/pattern_program.h"

/*
 * What leads to an item: gates, and the ends of the sequence (first).  Likewise
 * what an item leaves behind: positions, and ^ itself (begin).
 */
typedef struct JourneyEntry
{
	JourneyList gates;
	bool first;
	bool begin_only; /* only through these conditions */
	JourneyList conditions;
} JourneyEntry;

typedef struct JourneyExit
{
	JourneyList positions;
	bool begin;
} JourneyExit;

/* What holds for all that a sequence contains. */
typedef struct JourneySurroundings
{
	int32_t scope;
	uint64_t session;
	bool required;
} JourneySurroundings;

static bool journey_build_sequence(JourneyProgram *p, const JourneyPatternNode *sequence,
								   const JourneyEntry *entry, JourneySurroundings around,
								   JourneyExit *exit);

/* --- lists -------------------------------------------------------------------- */

/* Room for one more in an array that doubles. */
static void *
journey_build_grow(void *array, uint32_t n, size_t size)
{
	void *grown;

	if (n != 0 && (n < 4 || (n & (n - 1)) != 0))
		return array;
	grown = profile_pattern_alloc(size * (n < 4 ? 4 : (size_t) n * 2));
	if (n > 0)
	{
		memcpy(grown, array, size * n);
		profile_pattern_free(array);
	}
	return grown;
}

static void
journey_list_add(JourneyList *list, uint32_t v)
{
	list->v = journey_build_grow(list->v, list->n, sizeof(*list->v));
	list->v[list->n++] = v;
}

static void
journey_list_add_all(JourneyList *list, const JourneyList *other)
{
	for (uint32_t i = 0; i < other->n; i++)
		journey_list_add(list, other->v[i]);
}

/* --- parts -------------------------------------------------------------------- */

static uint64_t
journey_build_max(int64_t max)
{
	return max == PATTERN_FOREVER ? UINT64_MAX : (uint64_t) max;
}

/* The negated steps before an item; returns the first and sets their number. */
static uint32_t
journey_build_forbids(JourneyProgram *p, const JourneyPatternItem *item, bool on_gate,
					  uint32_t owner, uint32_t *count)
{
	uint32_t first = p->nforbids;

	for (const JourneyPatternNegation *n = item->negations; n != NULL; n = n->next)
	{
		JourneyForbid *forbid;

		p->forbids = journey_build_grow(p->forbids, p->nforbids, sizeof(*p->forbids));
		forbid = &p->forbids[p->nforbids++];
		forbid->step = n->step;
		forbid->min = (uint64_t) n->arrow.min;
		forbid->max = journey_build_max(n->arrow.max);
		forbid->ranged = n->arrow.min > 0 || n->arrow.max != PATTERN_FOREVER;
		forbid->on_gate = on_gate;
		forbid->owner = owner;
		p->timed |= forbid->ranged;
	}
	*count = p->nforbids - first;
	return first;
}

static uint32_t
journey_build_gate(JourneyProgram *p, const JourneyPatternArrow *arrow,
				   const JourneyPatternItem *item, const JourneySurroundings *around)
{
	uint32_t number = p->ngates;
	JourneyGate *gate;

	p->gates = journey_build_grow(p->gates, p->ngates, sizeof(*p->gates));
	gate = &p->gates[p->ngates++];
	memset(gate, 0, sizeof(*gate));
	gate->min = (uint64_t) arrow->min;
	gate->max = journey_build_max(arrow->max);
	gate->distance = arrow->distance;
	gate->session = around->session;
	gate->scope = around->scope;
	gate->mode = arrow->kind == PATTERN_NEXT                ? GATE_NEXT
				 : arrow->kind == PATTERN_EXACT             ? GATE_EXACT
				 : gate->min > 0 || gate->max != UINT64_MAX ? GATE_BOUND
															: GATE_BEST;
	p->timed |= gate->min > 0 || gate->max != UINT64_MAX || gate->session != UINT64_MAX;
	if (item != NULL)
		gate->forbid = journey_build_forbids(p, item, true, number, &gate->nforbids);
	for (uint32_t f = 0; f < gate->nforbids; f++)
	{
		if (p->forbids[gate->forbid + f].ranged)
			gate->mode = GATE_RANGED;
	}
	return number;
}

/* ^ or $, with the arrow and the negated steps of the item on its right. */
static uint32_t
journey_build_condition(JourneyProgram *p, bool begin, const JourneyPatternItem *item)
{
	JourneyCondition **array = begin ? &p->begins : &p->ends;
	uint32_t *count = begin ? &p->nbegins : &p->nends;
	JourneyCondition *condition;

	*array = journey_build_grow(*array, *count, sizeof(**array));
	condition = &(*array)[*count];
	condition->arrow = item->arrow;
	condition->forbid =
		journey_build_forbids(p, item, false, *count, &condition->nforbids);
	p->timed |= item->arrow.min > 0 || item->arrow.max != PATTERN_FOREVER;
	return (*count)++;
}

/* Lead what an item left behind into a gate. */
static void
journey_build_connect(JourneyProgram *p, const JourneyExit *exit, uint32_t gate)
{
	for (uint32_t i = 0; i < exit->positions.n; i++)
		journey_list_add(&p->positions[exit->positions.v[i]].out, gate);
	p->nedges += exit->positions.n;
}

/* --- items -------------------------------------------------------------------- */

static void
journey_build_step(JourneyProgram *p, const JourneyPatternItem *item,
				   const JourneyEntry *entry, JourneySurroundings around,
				   JourneyExit *exit)
{
	JourneyPosition *position;

	p->positions = journey_build_grow(p->positions, p->npositions, sizeof(*p->positions));
	position = &p->positions[p->npositions];
	memset(position, 0, sizeof(*position));
	position->step = item->step;
	position->scope = around.scope;
	position->required = around.required;
	position->first.always = entry->first;
	journey_list_add_all(&position->in, &entry->gates);
	journey_list_add_all(&position->first.conditions, &entry->conditions);
	p->nedges += entry->gates.n + entry->conditions.n + 1;
	journey_list_add(&exit->positions, p->npositions++);
}

/* An item once, whatever its quantifier. */
static bool
journey_build_once(JourneyProgram *p, const JourneyPatternItem *item,
				   const JourneyEntry *entry, JourneySurroundings around,
				   JourneyExit *exit)
{
	if (p->nedges > PATTERN_MAX_EDGES)
		return false;
	if (item->kind == PATTERN_STEP)
	{
		journey_build_step(p, item, entry, around, exit);
		return true;
	}
	around.required &= item->group->next == NULL;
	for (const JourneyPatternNode *node = item->group; node != NULL; node = node->next)
	{
		if (!journey_build_sequence(p, node, entry, around, exit))
			return false;
	}
	return true;
}

/* An item with its copies: see the head of pattern_program.h. */
static bool
journey_build_copies(JourneyProgram *p, const JourneyPatternItem *item,
					 const JourneyEntry *entry, JourneySurroundings around,
					 JourneyExit *exit)
{
	JourneyPatternArrow arrow = {.kind = item->run ? PATTERN_NEXT : PATTERN_LATER,
								 .max = PATTERN_FOREVER};
	uint32_t copies = item->most > 0 ? item->most : item->least > 0 ? item->least : 1;
	bool required = around.required;
	JourneyEntry in = *entry;

	for (uint32_t copy = 1; copy <= copies; copy++)
	{
		bool loop = item->most == 0 && copy == copies;
		uint32_t back = loop ? journey_build_gate(p, &arrow, NULL, &around) : 0;
		JourneyExit out = {0};

		around.required = required && copy <= item->least;
		if (loop)
		{
			JourneyList gates = {0};

			journey_list_add_all(&gates, &in.gates);
			journey_list_add(&gates, back);
			in.gates = gates;
		}
		if (!journey_build_once(p, item, &in, around, &out))
			return false;
		if (loop)
			journey_build_connect(p, &out, back);
		if (copy >= item->least)
			journey_list_add_all(&exit->positions, &out.positions);
		if (copy < copies)
		{
			memset(&in, 0, sizeof(in));
			journey_list_add(&in.gates, journey_build_gate(p, &arrow, NULL, &around));
			journey_build_connect(p, &out, in.gates.v[0]);
		}
	}
	return true;
}

/*
 * What leads to an item that is not the first: a gate from what came before, or
 * a condition where that is ^; and, where all before may be absent, what leads
 * to the sequence.
 */
static void
journey_build_entry(JourneyProgram *p, const JourneyPatternItem *item,
					const JourneyExit *before, const JourneyEntry *sequence, bool leading,
					const JourneySurroundings *around, JourneyEntry *entry)
{
	memset(entry, 0, sizeof(*entry));
	if (leading)
	{
		entry->first = sequence->first;
		journey_list_add_all(&entry->gates, &sequence->gates);
		journey_list_add_all(&entry->conditions, &sequence->conditions);
	}
	if (before->begin)
		journey_list_add(&entry->conditions, journey_build_condition(p, true, item));
	if (before->positions.n > 0)
	{
		uint32_t gate = journey_build_gate(p, &item->arrow, item, around);

		journey_list_add(&entry->gates, gate);
		journey_build_connect(p, before, gate);
	}
}

static void
journey_build_end(JourneyProgram *p, const JourneyPatternItem *item,
				  const JourneyExit *before)
{
	uint32_t condition = journey_build_condition(p, false, item);

	for (uint32_t i = 0; i < before->positions.n; i++)
		journey_list_add(&p->positions[before->positions.v[i]].last.conditions,
						 condition);
	p->nedges += before->positions.n;
}

/* --- sequences ------------------------------------------------------------------ */

static int32_t
journey_build_scope(JourneyProgram *p, int64_t window)
{
	p->windows = journey_build_grow(p->windows, p->nscopes, sizeof(*p->windows));
	p->windows[p->nscopes] = (uint64_t) window;
	p->timed = true;
	return (int32_t) p->nscopes++;
}

static bool
journey_build_sequence(JourneyProgram *p, const JourneyPatternNode *sequence,
					   const JourneyEntry *entry, JourneySurroundings around,
					   JourneyExit *exit)
{
	JourneyExit behind = {0};
	bool leading = true;
	bool required = around.required;

	if (sequence->window != PATTERN_NONE &&
		!(sequence == p->sequence && p->fixed != UINT64_MAX))
		around.scope = journey_build_scope(p, sequence->window);
	if (sequence->session != PATTERN_NONE &&
		(uint64_t) sequence->session < around.session)
		around.session = (uint64_t) sequence->session;
	for (const JourneyPatternItem *item = sequence->items; item != NULL;
		 item = item->next)
	{
		JourneyEntry in;
		JourneyExit out = {0};

		if (item->kind == PATTERN_BEGIN)
		{
			behind.begin = true;
			leading = false;
			continue;
		}
		if (item->kind == PATTERN_END)
		{
			journey_build_end(p, item, &behind);
			return true;
		}
		if (item == sequence->items)
			in = *entry;
		else
			journey_build_entry(p, item, &behind, entry, leading, &around, &in);
		around.required = required && item->least > 0;
		if (!journey_build_copies(p, item, &in, around, &out))
			return false;
		leading &= item->least == 0;
		if (item->least > 0)
			memset(&behind, 0, sizeof(behind));
		journey_list_add_all(&behind.positions, &out.positions);
		p->nedges += out.positions.n;
	}
	journey_list_add_all(&exit->positions, &behind.positions);
	return true;
}

/* Does a group of the sequence have a window? */
static bool
journey_build_has_window(const JourneyPatternNode *sequence)
{
	for (const JourneyPatternItem *item = sequence->items; item != NULL;
		 item = item->next)
	{
		for (const JourneyPatternNode *node = item->group; node != NULL;
			 node = node->next)
		{
			if (node->window != PATTERN_NONE || journey_build_has_window(node))
				return true;
		}
	}
	return false;
}

/*
 * profile_pattern_program
 *
 * Build the automaton of a sequence; false where it has too many edges, which
 * hundreds of optional items in a row can bring about.
 */
bool
profile_pattern_program(JourneyProgram *p, const JourneyPatternNode *sequence)
{
	JourneyEntry entry = {.first = true};
	JourneySurroundings around = {PATTERN_NO_SCOPE, UINT64_MAX, true};
	JourneyExit exit = {0};

	memset(p, 0, sizeof(*p));
	p->sequence = sequence;
	p->fixed = UINT64_MAX;
	if (sequence->window != PATTERN_NONE && journey_build_has_window(sequence))
	{
		p->fixed = (uint64_t) sequence->window;
		p->timed = true;
	}
	if (!journey_build_sequence(p, sequence, &entry, around, &exit) ||
		p->nedges > PATTERN_MAX_EDGES)
		return false;
	for (uint32_t i = 0; i < exit.positions.n; i++)
		p->positions[exit.positions.v[i]].last.always = true;
	return true;
}
