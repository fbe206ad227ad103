/*-------------------------------------------------------------------------
 *
 * pattern_matches.c
 *		journey_matches(), journey_match_count(): which steps match a pattern;
 *		check_pattern(): which names of a pattern nobody knows.
 *
 * Matches are those of the pattern's sequences that are not below a !, if the
 * journey matches the pattern as a whole: what is joined by | and & is taken
 * together.  Of all matches that begin after the last one's end the next is the
 * one that begins first; of those that which ends first; of those that whose
 * steps come first, compared one by one; of those that of the sequence which is
 * written first.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"
#include "utils/memutils.h"
#include "utils/varlena.h"

#include "journey/pattern.h"

PG_FUNCTION_INFO_V1(profile_journey_matches);
PG_FUNCTION_INFO_V1(profile_journey_match_count);
PG_FUNCTION_INFO_V1(profile_check_pattern);

/* --- matches ------------------------------------------------------------------------------ */

/* A sequence that takes part, and its next match. */
typedef struct JourneyMatchesPart
{
	JourneyFinder finder;
	JourneyFound found;
	bool any; /* there is a next match */
} JourneyMatchesPart;

typedef struct JourneyMatches
{
	JourneyMatch match;
	JourneyMatchesPart *parts;
	uint32 nparts;
	bool positions; /* asked for */
} JourneyMatches;

static void
journey_matches_next(JourneyMatchesPart *part, uint32 from)
{
	if (part->found.positions != NULL)
		pfree(part->found.positions);
	part->found.positions = NULL;
	part->any = profile_pattern_find(&part->finder, from, &part->found);
}

static void
journey_matches_begin(JourneyMatches *m, JourneyMatcher *matcher, const JourneyView *view)
{
	const JourneyPlan *plan = matcher->plan;

	profile_pattern_match_begin(&m->match, matcher, view);
	m->parts = palloc0(sizeof(JourneyMatchesPart) * plan->nprograms);
	if (view->n == 0 || !profile_pattern_match(&m->match, plan->root))
		return;
	for (uint32 i = 0; i < plan->nprograms; i++)
	{
		const JourneyProgram *program = &plan->programs[i];
		JourneyMatchesPart *part = &m->parts[m->nparts];

		if (!program->positive || !profile_pattern_possible(&m->match, program))
			continue;
		if (program->timed)
			profile_pattern_match_times(&m->match);
		profile_pattern_find_begin(&part->finder, program, &m->match.steps);
		journey_matches_next(part, 0);
		m->nparts++;
	}
}

static void
journey_matches_steps(JourneyMatchesPart *part)
{
	if (part->found.positions == NULL)
		profile_pattern_find_positions(&part->finder, &part->found);
}

/* Does a's next match come before b's? */
static bool
journey_matches_before(JourneyMatches *m, JourneyMatchesPart *a, JourneyMatchesPart *b)
{
	if (!a->any || !b->any)
		return a->any;
	if (a->found.first != b->found.first)
		return a->found.first < b->found.first;
	if (a->found.last != b->found.last)
		return a->found.last < b->found.last;
	if (!m->positions)
		return false;
	journey_matches_steps(a);
	journey_matches_steps(b);
	for (uint32 i = 0; i < a->found.n && i < b->found.n; i++)
	{
		if (a->found.positions[i] != b->found.positions[i])
			return a->found.positions[i] < b->found.positions[i];
	}
	return false;
}

/* The next match; NULL after the last. */
static JourneyMatchesPart *
journey_matches_take(JourneyMatches *m)
{
	JourneyMatchesPart *first = NULL;

	for (uint32 i = 0; i < m->nparts; i++)
	{
		if (m->parts[i].any &&
			(first == NULL || journey_matches_before(m, &m->parts[i], first)))
			first = &m->parts[i];
	}
	if (first != NULL && m->positions)
		journey_matches_steps(first);
	return first;
}

static void
journey_matches_pass(JourneyMatches *m, uint32 last)
{
	for (uint32 i = 0; i < m->nparts; i++)
	{
		if (m->parts[i].any && m->parts[i].found.first <= last)
			journey_matches_next(&m->parts[i], last + 1);
	}
}

static void
journey_matches_put(ReturnSetInfo *rsinfo, const JourneyMatches *m,
					const JourneyFound *found, int32 number)
{
	Datum *positions = palloc(sizeof(Datum) * found->n);
	Datum *times = palloc(sizeof(Datum) * found->n);
	Datum values[3];
	bool nulls[3] = {false, false, false};

	for (uint32 i = 0; i < found->n; i++)
	{
		positions[i] = Int32GetDatum((int32) found->positions[i] + 1);
		times[i] = TimestampTzGetDatum(m->match.steps.at[found->positions[i]]);
	}
	values[0] = Int32GetDatum(number);
	values[1] = PointerGetDatum(construct_array(positions, (int) found->n, INT4OID,
												sizeof(int32), true, TYPALIGN_INT));
	values[2] = PointerGetDatum(construct_array(times, (int) found->n, TIMESTAMPTZOID,
												sizeof(TimestampTz), FLOAT8PASSBYVAL,
												TYPALIGN_DOUBLE));
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
	pfree(DatumGetPointer(values[1]));
	pfree(DatumGetPointer(values[2]));
	pfree(positions);
	pfree(times);
}

/*
 * journey_matches(journey, journey_pattern)
 *		returns table (match integer, positions integer[], times timestamptz[])
 *
 * Positions count from 1, as those of journey_steps().
 */
Datum
profile_journey_matches(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	JourneyMatches m = {.positions = true};
	JourneyMatchesPart *part;
	JourneyView view;
	MemoryContext old;
	int32 number = 0;

	InitMaterializedSRF(fcinfo, 0);
	profile_journey_view(&view, journey);
	old = MemoryContextSwitchTo(
		AllocSetContextCreate(CurrentMemoryContext, "matches", ALLOCSET_DEFAULT_SIZES));
	journey_matches_begin(&m, profile_pattern_matcher(fcinfo, PG_GETARG_DATUM(1)), &view);
	if (m.nparts > 0)
		profile_pattern_match_times(&m.match);
	while ((part = journey_matches_take(&m)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		journey_matches_put(rsinfo, &m, &part->found, ++number);
		journey_matches_pass(&m, part->found.last);
	}
	MemoryContextDelete(MemoryContextSwitchTo(old));
	return (Datum) 0;
}

/* journey_match_count(journey, journey_pattern) returns integer */
Datum
profile_journey_match_count(PG_FUNCTION_ARGS)
{
	struct varlena *journey = PG_GETARG_JOURNEY(0);
	JourneyMatcher *matcher = profile_pattern_matcher(fcinfo, PG_GETARG_DATUM(1));
	MemoryContext old = MemoryContextSwitchTo(matcher->work);
	JourneyMatches m = {.positions = false};
	JourneyMatchesPart *part;
	JourneyView view;
	int32 number = 0;

	profile_journey_view(&view, journey);
	journey_matches_begin(&m, matcher, &view);
	while ((part = journey_matches_take(&m)) != NULL)
	{
		CHECK_FOR_INTERRUPTS();
		number++;
		journey_matches_pass(&m, part->found.last);
	}
	MemoryContextSwitchTo(old);
	MemoryContextReset(matcher->work);
	PG_FREE_IF_COPY(journey, 0);
	PG_RETURN_INT32(number);
}

/* --- unknown names -------------------------------------------------------------------------- */

#define CHECK_SUGGESTIONS 3

/* The events that a pattern may name, and what was found. */
typedef struct JourneyVocabulary
{
	Datum *events;
	bool *nulls;
	int n;
	List *problems; /* of cstring */
	JourneyPatternName *told;
} JourneyVocabulary;

static bool
journey_check_knows(const JourneyVocabulary *v, const JourneyPatternName *name)
{
	for (int i = 0; i < v->n; i++)
	{
		const char *data =
			v->nulls[i] ? NULL : VARDATA_ANY(DatumGetPointer(v->events[i]));
		Size len = v->nulls[i] ? 0 : VARSIZE_ANY_EXHDR(DatumGetPointer(v->events[i]));

		if (data != NULL && (name->prefix ? len >= name->len : len == name->len) &&
			memcmp(data, name->data, name->len) == 0)
			return true;
	}
	return false;
}

/* An event that is nearer than what was kept: keep it, the nearest first. */
static void
journey_check_keep(int *kept, int *distances, int *count, int event, int distance)
{
	int at = *count;

	while (at > 0 && distances[at - 1] > distance)
		at--;
	if (at == CHECK_SUGGESTIONS)
		return;
	if (*count < CHECK_SUGGESTIONS)
		(*count)++;
	for (int i = *count - 1; i > at; i--)
	{
		kept[i] = kept[i - 1];
		distances[i] = distances[i - 1];
	}
	kept[at] = event;
	distances[at] = distance;
}

/* Up to three events that differ in few characters, the nearest first. */
static int
journey_check_near(const JourneyVocabulary *v, const JourneyPatternName *name, int *kept)
{
	int distances[CHECK_SUGGESTIONS];
	int most = Max(1, pg_mbstrlen_with_len(name->data, (int) name->len) / 3);
	int count = 0;

	for (int i = 0; i < v->n; i++)
	{
		int len =
			v->nulls[i] ? 0 : (int) VARSIZE_ANY_EXHDR(DatumGetPointer(v->events[i]));
		int distance;

		CHECK_FOR_INTERRUPTS();
		if (len == 0 || len > JOURNEY_MAX_NAME_LEN)
			continue;
		distance = varstr_levenshtein_less_equal(
			name->data, (int) name->len, VARDATA_ANY(DatumGetPointer(v->events[i])), len,
			1, 1, 1, most, true);
		if (distance <= most)
			journey_check_keep(kept, distances, &count, i, distance);
	}
	return count;
}

static void
journey_check_name(JourneyVocabulary *v, const JourneyPatternName *name)
{
	int kept[CHECK_SUGGESTIONS];
	JourneyPatternName **told = &v->told;
	JourneyPatternName *copy;
	StringInfoData line;
	int count;

	while (*told != NULL && (profile_pattern_name_cmp((*told)->data, (*told)->len,
													  name->data, name->len) != 0 ||
							 (*told)->prefix != name->prefix))
		told = &(*told)->next;
	if (*told != NULL || journey_check_knows(v, name))
		return;
	copy = palloc(sizeof(*copy));
	*copy = *name;
	copy->next = NULL;
	*told = copy;

	initStringInfo(&line);
	appendStringInfo(&line, "unknown event \"%.*s\"%s", (int) name->len, name->data,
					 name->prefix ? "*" : "");
	count = journey_check_near(v, name, kept);
	for (int i = 0; i < count; i++)
		appendStringInfo(&line, "%s\"%s\"",
						 i == 0           ? "; did you mean "
						 : i == count - 1 ? " or "
										  : ", ",
						 TextDatumGetCString(v->events[kept[i]]));
	if (count > 0)
		appendStringInfoChar(&line, '?');
	v->problems = lappend(v->problems, line.data);
}

static void
journey_check_step(JourneyVocabulary *v, const JourneyPatternStep *step)
{
	for (const JourneyPatternName *name = step->event; name != NULL; name = name->next)
	{
		CHECK_FOR_INTERRUPTS();
		journey_check_name(v, name);
	}
}

/* All names in the order of the text; recursion is bounded by PATTERN_MAX_DEPTH. */
static void
journey_check_node(JourneyVocabulary *v, const JourneyPatternNode *node)
{
	for (; node != NULL; node = node->next)
	{
		journey_check_node(v, node->children);
		for (const JourneyPatternItem *item = node->items; item != NULL;
			 item = item->next)
		{
			for (const JourneyPatternNegation *n = item->negations; n != NULL;
				 n = n->next)
				journey_check_step(v, n->step);
			if (item->kind == PATTERN_STEP)
				journey_check_step(v, item->step);
			journey_check_node(v, item->group);
		}
	}
}

/*
 * check_pattern(pattern journey_pattern, events text[]) returns setof text
 *
 * A line for each event of the pattern that is none of the events.
 */
Datum
profile_check_pattern(PG_FUNCTION_ARGS)
{
	FuncCallContext *context;
	List *problems;

	if (SRF_IS_FIRSTCALL())
	{
		JourneyVocabulary v = {0};
		MemoryContext old;

		context = SRF_FIRSTCALL_INIT();
		old = MemoryContextSwitchTo(context->multi_call_memory_ctx);
		deconstruct_array(PG_GETARG_ARRAYTYPE_P(1), TEXTOID, -1, false, TYPALIGN_INT,
						  &v.events, &v.nulls, &v.n);
		journey_check_node(&v,
						   profile_pattern_tree(DatumGetPatternPP(PG_GETARG_DATUM(0))));
		context->user_fctx = v.problems;
		MemoryContextSwitchTo(old);
	}
	context = SRF_PERCALL_SETUP();
	problems = context->user_fctx;
	if (context->call_cntr < (uint64) list_length(problems))
	{
		/* the macro counts before it looks at the value */
		Datum line = CStringGetTextDatum(list_nth(problems, (int) context->call_cntr));

		SRF_RETURN_NEXT(context, line);
	}
	SRF_RETURN_DONE(context);
}
