/*-------------------------------------------------------------------------
 *
 * journey_tape.c
 *		Collecting the steps of many groups at once; see journey_tape.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/journey_tape.h"

#define TAPE_REEL_STEPS 62     /* room for the first: just under a kilobyte */
#define TAPE_REELS_MOST 64     /* that are allocated together */
#define TAPE_INTERRUPT  0xffff /* steps between looks at interrupts, less one */
#define TAPE_FETCH      768    /* bytes of a group's steps that are fetched ahead */

StaticAssertDecl(sizeof(JourneyTapeReel) <= TAPE_LINE, "a reel's head is a line");
StaticAssertDecl(sizeof(JourneyTapeStep) == 16, "a step is a quarter of a line");

static void journey_tape_flatten(ExpandedObjectHeader *header, void *result, Size size);

/* --- writing ------------------------------------------------------------------ */

static void
journey_tape_gone(void *tape)
{
	*((JourneyTape *) tape)->holder = NULL;
}

/*
 * profile_journey_tape_create
 *
 * An empty tape in a child of this context.  *holder becomes NULL when the
 * context is reset, and must live until then.
 */
JourneyTape *
profile_journey_tape_create(MemoryContext parent, JourneyTape **holder)
{
	MemoryContext context =
		AllocSetContextCreate(parent, "journey_agg", ALLOCSET_DEFAULT_SIZES);
	JourneyTape *tape = MemoryContextAllocZero(context, sizeof(JourneyTape));

	tape->methods.get_flat_size = profile_journey_tape_flat_size;
	tape->methods.flatten_into = journey_tape_flatten;
	tape->context = context;
	tape->dictionary =
		profile_journey_dictionary(context, JOURNEY_MAX_NAMES, JOURNEY_MAX_NAMES);
	tape->holder = holder;
	tape->gone.func = journey_tape_gone;
	tape->gone.arg = tape;
	MemoryContextRegisterResetCallback(context, &tape->gone);
	*holder = tape;
	return tape;
}

static inline JourneyTapeGroup *
journey_tape_groups(JourneyTapeReel *reel)
{
	return (JourneyTapeGroup *) ((char *) reel + TAPE_LINE);
}

/* The reel of a group, or of its state, which is part of it. */
static inline JourneyTapeReel *
journey_tape_reel(const void *state)
{
	return (JourneyTapeReel *) TYPEALIGN_DOWN(TAPE_REEL_BYTES, state);
}

static inline JourneyTape *
journey_tape_of(const JourneyTapeGroup *group)
{
	return unconstify(JourneyTape *, (const JourneyTape *) group->header.eoh_methods);
}

/*
 * Another reel.  As many are allocated at a time as are an eighth of those that
 * there are: the executor takes all of them for used.
 */
static JourneyTapeReel *
journey_tape_next_reel(JourneyTape *tape)
{
	if (tape->reels_left > 0)
	{
		tape->reel = (JourneyTapeReel *) ((char *) tape->reel + TAPE_REEL_BYTES);
		tape->reels_left--;
	}
	else
	{
		uint32 reels = Min(tape->nreels / 8 + 1, TAPE_REELS_MOST);
		Size bytes = ((Size) reels + 1) * TAPE_REEL_BYTES;

		tape->reel = (JourneyTapeReel *) TYPEALIGN(
			TAPE_REEL_BYTES, MemoryContextAlloc(tape->context, bytes));
		tape->reels_left = reels - 1;
	}
	tape->nreels++;
	memset(tape->reel, 0, sizeof(JourneyTapeReel));
	return tape->reel;
}

/*
 * profile_journey_tape_group
 *
 * The state of a new group, which may be written to.
 */
Datum
profile_journey_tape_group(JourneyTape *tape)
{
	JourneyTapeReel *reel = tape->reel;
	JourneyTapeGroup *group;

	if (reel == NULL || reel->ngroups == TAPE_REEL_GROUPS)
		reel = journey_tape_next_reel(tape);
	group = journey_tape_groups(reel) + reel->ngroups++;
	EOH_init_header(&group->header, &tape->methods, tape->context);
	group->bag = NULL;
	return EOHPGetRWDatum(&group->header);
}

/* More room for steps; there are too many where a group must have too many. */
static pg_noinline void
journey_tape_enlarge(JourneyTape *tape, JourneyTapeReel *reel)
{
	uint64 room = reel->room * 2 + 2;

	CHECK_FOR_INTERRUPTS();
	(void) profile_journey_steps_fit(reel->n / TAPE_REEL_GROUPS, NULL);
	if (reel->steps == NULL)
	{
		room = TAPE_REEL_STEPS;
		reel->steps = MemoryContextAlloc(tape->context, room * sizeof(JourneyTapeStep));
	}
	else
		reel->steps = repalloc_huge(reel->steps, room * sizeof(JourneyTapeStep));
	reel->room = room;
}

/* Into the group's bag, where a name has no code. */
static pg_noinline void
journey_tape_add_apart(JourneyTape *tape, JourneyTapeGroup *group,
					   const JourneyInput *input)
{
	static const uint32 none[] = {JOURNEY_NO_CODE, JOURNEY_NO_CODE};
	MemoryContext old = MemoryContextSwitchTo(tape->context);
	JourneySink sink = {group->bag, false};

	if (sink.bag == NULL)
		sink.bag = profile_journey_bag_create(0);
	profile_journey_bag_add(&sink, tape->dictionary, none, input);
	group->bag = sink.bag;
	MemoryContextSwitchTo(old);
}

/*
 * profile_journey_tape_add
 *
 * Add a step, without label and value, of the group of this tape whose state this
 * is.
 */
void
profile_journey_tape_add(JourneyTape *tape, Datum state, const JourneyInput *input)
{
	const char *place = DatumGetPointer(state);
	JourneyTapeReel *reel = journey_tape_reel(place);
	JourneyTapeStep *step;
	uint32 codes[2];

	if (unlikely(tape->closed))
		elog(ERROR, "a step came after the journeys were made");
	profile_journey_dictionary_codes(tape->dictionary, input, codes);
	if (unlikely(codes[JOURNEY_CHANNEL] == JOURNEY_NO_CODE ||
				 codes[JOURNEY_EVENT] == JOURNEY_NO_CODE))
	{
		journey_tape_add_apart(tape, journey_tape_group(state), input);
		return;
	}
	if (unlikely(reel->n == reel->room))
		journey_tape_enlarge(tape, reel);
	step = &reel->steps[reel->n++];
	step->at = input->at;
	step->channel = (uint16) codes[JOURNEY_CHANNEL];
	step->event = (uint16) codes[JOURNEY_EVENT];
	step->group = (uint16) ((Size) (place - (char *) journey_tape_groups(reel)) /
							sizeof(JourneyTapeGroup));
}

/* --- sorting ------------------------------------------------------------------ */

/* Names have all come: their ranks. */
static void
journey_tape_rank(JourneyTape *tape, JourneyKind kind)
{
	const JourneyNames *names = &tape->dictionary->names[kind];
	Size count = Max(names->count, 1);
	uint32 *order = palloc(sizeof(uint32) * count);

	tape->rank[kind] = profile_journey_names_rank(names, order);
	tape->names[kind] = palloc(sizeof(JourneyNameEntry *) * count);
	for (uint32 i = 0; i < names->count; i++)
		tape->names[kind][i] = &names->entries[order[i]];
	tape->codes[kind] = palloc(sizeof(uint32) * count);
	tape->used[kind] = palloc0(sizeof(uint64) * (names->count / 64 + 1));
	pfree(order);
}

static void
journey_tape_close(JourneyTape *tape)
{
	MemoryContext old = MemoryContextSwitchTo(tape->context);

	journey_tape_rank(tape, JOURNEY_CHANNEL);
	journey_tape_rank(tape, JOURNEY_EVENT);
	tape->closed = true;
	MemoryContextSwitchTo(old);
}

/* Count the steps of each group: where they will begin. */
static void
journey_tape_count(JourneyTapeReel *reel)
{
	JourneyTapeGroup *groups = journey_tape_groups(reel);
	uint32 count[TAPE_REEL_GROUPS] = {0};
	uint32 begin = 0;

	for (uint64 i = 0; i < reel->n; i++)
	{
		if ((i & TAPE_INTERRUPT) == TAPE_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		count[reel->steps[i].group]++;
	}
	for (uint32 i = 0; i < reel->ngroups; i++)
	{
		groups[i].begin = begin;
		groups[i].n = count[i];
		begin += count[i];
	}
}

/* Room for a reel to be sorted into. */
static void
journey_tape_make_spare(JourneyTape *tape, uint64 n)
{
	uint64 room = n + n / 4;

	if (n <= tape->spare_room)
		return;
	if (tape->spare != NULL)
		pfree(tape->spare);
	tape->spare = NULL;
	tape->spare_room = 0;
	tape->spare = MemoryContextAllocHuge(tape->context, room * sizeof(JourneyTapeStep));
	tape->spare_room = room;
}

/* Bring the steps of each group together, by rank. */
static void
journey_tape_sort(JourneyTape *tape, JourneyTapeReel *reel)
{
	const JourneyTapeGroup *groups = journey_tape_groups(reel);
	const uint32 *channels = tape->rank[JOURNEY_CHANNEL];
	const uint32 *events = tape->rank[JOURNEY_EVENT];
	uint32 next[TAPE_REEL_GROUPS];

	CHECK_FOR_INTERRUPTS();
	journey_tape_make_spare(tape, reel->n);
	journey_tape_count(reel);
	for (uint32 i = 0; i < reel->ngroups; i++)
		next[i] = groups[i].begin;
	for (uint64 i = 0; i < reel->n; i++)
	{
		const JourneyTapeStep *step = &reel->steps[i];
		JourneyTapeStep *place = &tape->spare[next[step->group]++];

		if ((i & TAPE_INTERRUPT) == TAPE_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		place->at = step->at;
		place->channel = (uint16) channels[step->channel];
		place->event = (uint16) events[step->event];
		place->group = step->group;
	}
	memcpy(reel->steps, tape->spare, reel->n * sizeof(JourneyTapeStep));
	reel->sorted = true;
}

/* --- reading ------------------------------------------------------------------ */

/* Enter the names that are used into a draft without any, in order. */
static void
journey_tape_names(JourneyTape *tape, JourneyDraft *draft, JourneyKind kind)
{
	uint32 words = tape->dictionary->names[kind].count / 64 + 1;

	for (uint32 word = 0; word < words; word++)
	{
		uint64 bits = tape->used[kind][word];

		tape->used[kind][word] = 0;
		for (; bits != 0; bits &= bits - 1)
		{
			uint32 rank = word * 64 + (uint32) __builtin_ctzll(bits);

			tape->codes[kind][rank] =
				profile_journey_names_add(&draft->names[kind], tape->names[kind][rank]);
		}
	}
}

/* Enter steps into a draft, whose codes are then ranks. */
static void
journey_tape_steps(JourneyTape *tape, JourneyDraft *draft, const JourneyTapeStep *steps,
				   uint32 n)
{
	uint64 *channels = tape->used[JOURNEY_CHANNEL];
	uint64 *events = tape->used[JOURNEY_EVENT];

	for (uint32 i = 0; i < n; i++)
	{
		channels[steps[i].channel / 64] |= UINT64CONST(1) << (steps[i].channel % 64);
		events[steps[i].event / 64] |= UINT64CONST(1) << (steps[i].event % 64);
	}
	journey_tape_names(tape, draft, JOURNEY_CHANNEL);
	journey_tape_names(tape, draft, JOURNEY_EVENT);
	for (uint32 i = 0; i < n; i++)
		journey_draft_push(
			draft, steps[i].at,
			journey_draft_key(tape->codes[JOURNEY_CHANNEL][steps[i].channel],
							  tape->codes[JOURNEY_EVENT][steps[i].event], 0),
			NULL);
}

/*
 * profile_journey_tape_build
 *
 * The journey of the group's steps, equal ones too.
 */
struct varlena *
profile_journey_tape_build(JourneyTapeGroup *group)
{
	JourneyTape *tape = journey_tape_of(group);
	JourneyTapeReel *reel = journey_tape_reel(group);
	const JourneyTapeStep *steps;
	JourneyDraft draft;

	if (!tape->closed)
		journey_tape_close(tape);
	if (!reel->sorted)
		journey_tape_sort(tape, reel);
	steps = reel->steps + group->begin;
	for (Size i = 0; i < Min(group->n * sizeof(JourneyTapeStep), TAPE_FETCH);
		 i += TAPE_LINE)
		__builtin_prefetch((const char *) steps + i);
	(void) profile_journey_steps_fit(group->n, NULL);
	profile_journey_draft_init(&draft, group->n);
	journey_tape_steps(tape, &draft, steps, group->n);
	draft.ranked = group->bag == NULL;
	if (group->bag != NULL)
		profile_journey_bag_read(group->bag, &draft);
	(void) profile_journey_names_fit(&draft, NULL);
	return profile_journey_build(&draft, false);
}

/* --- flattening --------------------------------------------------------------- */

/*
 * profile_journey_tape_flat_size
 *
 * The size of the bag that a group flattened is.  It is kept until it is asked
 * for.
 */
Size
profile_journey_tape_flat_size(ExpandedObjectHeader *header)
{
	JourneyTapeGroup *group = (JourneyTapeGroup *) header;
	JourneyTape *tape = journey_tape_of(group);

	if (tape->flat_of != group)
	{
		MemoryContext old = MemoryContextSwitchTo(tape->context);
		JourneyBag *flat = profile_journey_bag_of(profile_journey_tape_build(group));

		if (tape->flat != NULL)
			pfree(tape->flat);
		tape->flat = flat;
		tape->flat_of = group;
		MemoryContextSwitchTo(old);
	}
	return VARSIZE(tape->flat);
}

static void
journey_tape_flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	JourneyTape *tape = journey_tape_of((JourneyTapeGroup *) header);

	if (profile_journey_tape_flat_size(header) != size)
		elog(ERROR, "journey_state was not measured as it is flattened");
	memcpy(result, tape->flat, size);
	pfree(tape->flat);
	tape->flat = NULL;
	tape->flat_of = NULL;
}
