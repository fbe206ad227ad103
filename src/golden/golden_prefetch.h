/*-------------------------------------------------------------------------
 *
 * golden_prefetch.h
 *		Asking the processor for the states of a group before they are needed.
 *
 * Where rows come in no order, every row meets a group whose states are in no
 * cache: each aggregate of the query waits for memory in turn, and with an
 * aggregate per column that waiting is most of the work.  The first of them to
 * be called for a row therefore asks for the states of all of them at once.
 *
 * Where they are stands in the executor's array of transition values, which is
 * the same in all supported majors and declared in its public headers (compiled
 * expressions rely on it, too).  It is read and never followed: a hint, and no
 * result depends on it.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_GOLDEN_PREFETCH_H
#define PROFILE_GOLDEN_GOLDEN_PREFETCH_H

#include "executor/nodeAgg.h"
#include "nodes/execnodes.h"

#define GOLDEN_CACHE_LINE 64

#if defined(__GNUC__)
#define GOLDEN_PREFETCH(address) __builtin_prefetch((address))
#else
#define GOLDEN_PREFETCH(address) ((void) (address))
#endif

/*
 * Is this the call whose business it is: the first transition of several, in a
 * plan node that hashes by one set of columns?  Does not change between the
 * calls of one function: ask once.
 */
extern bool profile_golden_prefetch_leads(FunctionCallInfo fcinfo);

/* For a call that leads: asks for the states of the row's group. */
static inline void
golden_prefetch_states(FunctionCallInfo fcinfo)
{
	const AggState *agg = (const AggState *) fcinfo->context;
	const AggStatePerGroupData *group = agg->all_pergroups[0];
	int i;

	/* A row that is put aside for a later pass has no group. */
	if (group == NULL)
		return;
	for (i = 0; i < agg->numtrans; i++)
		if (!group[i].transValueIsNull && !agg->pertrans[i].transtypeByVal)
			GOLDEN_PREFETCH(DatumGetPointer(group[i].transValue));
}

/* So much of a larger state, and no more, is asked for. */
#define GOLDEN_PREFETCHED 2048

static inline uint32
golden_prefetched(Size size)
{
	return (uint32) Min(size, GOLDEN_PREFETCHED);
}

/*
 * Asks for the state of a function whose state is large, before anything of it is
 * read: how much, is what was in use the last time (NULL: never yet).
 */
static inline void
golden_prefetch_state(const uint32 *size, const NullableDatum *state)
{
	uint32 place;

	if (size == NULL || state->isnull)
		return;
	for (place = 0; place < *size; place += GOLDEN_CACHE_LINE)
		GOLDEN_PREFETCH(DatumGetPointer(state->value) + place);
}

/* Remembers how much to ask for in fn_extra. */
static inline void
golden_prefetch_next(FmgrInfo *flinfo, Size size)
{
	if (flinfo->fn_extra == NULL)
		flinfo->fn_extra = MemoryContextAlloc(flinfo->fn_mcxt, sizeof(uint32));
	*(uint32 *) flinfo->fn_extra = golden_prefetched(size);
}

#endif /* PROFILE_GOLDEN_GOLDEN_PREFETCH_H */
