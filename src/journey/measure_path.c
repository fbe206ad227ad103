/*-------------------------------------------------------------------------
 *
 * measure_path.c
 *		Paths out of a tally; see measure_path.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "journey/measure_path.h"

typedef struct JourneyRanked
{
	JourneyName name;
	uint32 code;
} JourneyRanked;

static int
journey_ranked_cmp(const void *left, const void *right)
{
	const JourneyName *a = &((const JourneyRanked *) left)->name;
	const JourneyName *b = &((const JourneyRanked *) right)->name;
	int c = memcmp(a->data, b->data, Min(a->len, b->len));

	return c != 0 ? c : a->len < b->len ? -1 : a->len > b->len;
}

/*
 * profile_tally_ranks
 *
 * The names of a tally, sorted bytewise, and the rank of each code.
 */
JourneyName *
profile_tally_ranks(const JourneyTally *tally, uint32 **ranks)
{
	uint32 n = tally->nnames;
	JourneyRanked *all = palloc(sizeof(JourneyRanked) * ((Size) n + 1));
	JourneyName *names = palloc(sizeof(JourneyName) * ((Size) n + 1));

	*ranks = palloc(sizeof(uint32) * ((Size) n + 1));
	for (uint32 code = 0; code < n; code++)
	{
		all[code].name = profile_tally_name_at(tally, code);
		all[code].code = code;
	}
	qsort(all, n, sizeof(JourneyRanked), journey_ranked_cmp);
	for (uint32 rank = 0; rank < n; rank++)
	{
		names[rank] = all[rank].name;
		(*ranks)[all[rank].code] = rank;
	}
	pfree(all);
	return names;
}

/* Shorter goes first where one begins with the other. */
int
profile_path_cmp(const uint64 *a, uint32 na, const uint64 *b, uint32 nb)
{
	for (uint32 i = 0; i < na && i < nb; i++)
	{
		if (a[i] != b[i])
			return a[i] < b[i] ? -1 : 1;
	}
	return na < nb ? -1 : na > nb;
}

/*
 * profile_paths
 *
 * All keys of a tally with their first counter, in no order.
 */
void
profile_paths(JourneyPaths *paths, const JourneyTally *tally)
{
	const JourneyTallyEntry **entries = profile_tally_entries(tally);
	uint64 *items = NULL;
	uint32 *ranks;
	uint32 room = 0;

	paths->names = profile_tally_ranks(tally, &ranks);
	paths->n = tally->nentries;
	paths->paths =
		palloc_extended(sizeof(JourneyPath) * ((Size) paths->n + 1), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < paths->n; i++)
	{
		JourneyPath *path = &paths->paths[i];
		uint64 *own;

		CHECK_FOR_INTERRUPTS();
		path->n = profile_tally_items(tally, entries[i], &items, &room);
		path->count = entries[i]->counters[0];
		own = palloc_extended(sizeof(uint64) * ((Size) path->n + 1), MCXT_ALLOC_HUGE);
		for (uint32 k = 0; k < path->n; k++)
			own[k] = (items[k] & 1) ? (uint64) ranks[items[k] >> 1] << 1 | 1 : items[k];
		path->items = own;
	}
	pfree(entries);
	pfree(ranks);
}

/* A step as text; a null pointer where it is start or end. */
Datum
profile_path_step(const JourneyPaths *paths, JourneyBy by, const uint64 *items)
{
	const JourneyName *channel;

	if (items[0] == 0)
		return (Datum) 0;
	channel = &paths->names[items[0] >> 1];
	return profile_journey_by_text(
		by, channel, by == BY_BOTH ? &paths->names[items[1] >> 1] : channel);
}

/* Steps as an array of texts. */
Datum
profile_path_array(const JourneyPaths *paths, JourneyBy by, const uint64 *items, uint32 n)
{
	uint32 width = by == BY_BOTH ? 2 : 1;
	uint32 count = n / width;
	Datum array;
	Datum *texts;

	if (count == 0)
		return PointerGetDatum(construct_empty_array(TEXTOID));
	texts = palloc_extended(sizeof(Datum) * (Size) count, MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		texts[i] = profile_path_step(paths, by, items + (Size) i * width);
	}
	array = PointerGetDatum(
		construct_array(texts, (int) count, TEXTOID, -1, false, TYPALIGN_INT));
	/* of many paths they would be more than the answer */
	for (uint32 i = 0; i < count; i++)
		pfree(DatumGetPointer(texts[i]));
	pfree(texts);
	return array;
}
