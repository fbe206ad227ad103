/*-------------------------------------------------------------------------
 *
 * tally.c
 *		The tally: what the aggregates over journeys count with; see measure.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/hashfn.h"
#include "common/int.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/transitions.h"

#define TALLY_FIRST_BYTES 1024
#define TALLY_FIRST_SLOTS 16
#define TALLY_FIRST_NAMES 8

static const JourneyTallyTraits journey_tally_traits[TALLY_KINDS] = {
	{NULL, 0, NULL, NULL},
	{"transitions", TRANSITION_COUNTERS, profile_transitions_params_valid,
	 profile_transitions_key_valid},
	{"funnel", 1, profile_funnel_params_valid, profile_funnel_key_valid},
	{"variants", 1, profile_variants_params_valid, profile_variants_key_valid},
	{"next_steps", 1, profile_next_steps_params_valid, profile_next_steps_key_valid},
	{"retention", 2, profile_retention_params_valid, profile_retention_key_valid},
	{"attribution", 2, profile_attribution_params_valid, profile_attribution_key_valid},
	{"journey_model", 1, profile_transitions_params_valid, profile_model_key_valid},
	{"pain_points", 2, profile_pain_params_valid, profile_pain_key_valid},
};

/* What is known of a kind; NULL where there is no such kind. */
const JourneyTallyTraits *
profile_tally_traits(int kind)
{
	return kind > 0 && kind < TALLY_KINDS ? &journey_tally_traits[kind] : NULL;
}

static inline void *
journey_tally_at(const JourneyTally *tally, uint32 place)
{
	return unconstify(char *, (const char *) tally) + place;
}

/* Take so many bytes of the arena, zeroed; returns their place. */
static uint32
journey_tally_allocate(JourneyTallySink *sink, Size bytes)
{
	JourneyTally *tally = sink->tally;
	Size wanted = (Size) tally->used + MAXALIGN(bytes);
	uint32 place = tally->used;

	if (wanted > VARSIZE(tally))
	{
		Size size = Min(Max(MAXALIGN(wanted), (Size) VARSIZE(tally) * 2),
						MAXALIGN_DOWN(MaxAllocSize));
		JourneyTally *grown;

		if (wanted > size)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("state of %s_agg is too large",
							profile_tally_traits(tally->kind)->word),
					 errdetail("What it counts needs more than 1 GB."),
					 errhint("Aggregate fewer journeys at a time, or by fewer names.")));
		grown = palloc(size);
		memcpy(grown, tally, tally->used);
		memset((char *) grown + tally->used, 0, size - tally->used);
		SET_VARSIZE(grown, size);
		if (!sink->borrowed)
			pfree(tally);
		sink->tally = tally = grown;
		sink->borrowed = false;
	}
	tally->used = (uint32) wanted;
	return place;
}

/*
 * profile_tally_create
 *
 * An empty tally for some parameters.
 */
JourneyTally *
profile_tally_create(JourneyTallyKind kind, const void *params, uint32 len)
{
	Size size = MAXALIGN(TALLY_FIRST_BYTES + len);
	JourneyTallySink sink = {palloc0(size), false};
	uint32 place;

	SET_VARSIZE(sink.tally, size);
	sink.tally->version = TALLY_VERSION;
	sink.tally->kind = (uint8) kind;
	sink.tally->stride = profile_tally_traits(kind)->stride;
	sink.tally->used = MAXALIGN(sizeof(JourneyTally));
	place = journey_tally_allocate(&sink, sizeof(uint32) + len);
	sink.tally->params = place;
	memcpy(journey_tally_at(sink.tally, place), &len, sizeof(len));
	memcpy((char *) journey_tally_at(sink.tally, place) + sizeof(len), params, len);
	place = journey_tally_allocate(&sink, TALLY_FIRST_NAMES * sizeof(uint32));
	sink.tally->names = place;
	sink.tally->names_room = TALLY_FIRST_NAMES;
	place = journey_tally_allocate(&sink, TALLY_FIRST_SLOTS * sizeof(uint32));
	sink.tally->name_slots = place;
	sink.tally->name_mask = TALLY_FIRST_SLOTS - 1;
	place = journey_tally_allocate(&sink, TALLY_FIRST_SLOTS * sizeof(JourneyTallySlot));
	sink.tally->entry_slots = place;
	sink.tally->entry_mask = TALLY_FIRST_SLOTS - 1;
	return sink.tally;
}

const void *
profile_tally_params(const JourneyTally *tally, uint32 *len)
{
	const char *place = journey_tally_at(tally, tally->params);

	memcpy(len, place, sizeof(*len));
	return place + sizeof(*len);
}

/*
 * profile_tally_arg
 *
 * An argument that is a tally of this kind; the functions are callable by hand.
 * Values of the type come from this library only, hence version and kind are
 * all that is to be looked at.
 */
const JourneyTally *
profile_tally_arg(FunctionCallInfo fcinfo, int n, JourneyTallyKind kind)
{
	const JourneyTally *tally =
		(const JourneyTally *) PG_DETOAST_DATUM(PG_GETARG_DATUM(n));

	if (VARSIZE(tally) < sizeof(JourneyTally) || tally->version != TALLY_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("journey_tally_state has an unknown format version"),
				 errhint("Aggregate states are for one version of profile only.")));
	if (kind != 0 && tally->kind != kind)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("journey_tally_state of %s where one of %s is expected",
							   profile_tally_traits(tally->kind)->word,
							   profile_tally_traits(kind)->word)));
	return tally;
}

static JourneyTally *
journey_tally_copy(const JourneyTally *tally)
{
	JourneyTally *copy = palloc(VARSIZE(tally));

	memcpy(copy, tally, VARSIZE(tally));
	return copy;
}

static void
journey_tally_same_params(const JourneyTally *tally, const void *params, uint32 len)
{
	uint32 old_len;
	const void *old = profile_tally_params(tally, &old_len);

	if (old_len != len || memcmp(old, params, len) != 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("parameters of %s_agg must be the same in all rows",
							   profile_tally_traits(tally->kind)->word)));
}

/*
 * profile_tally_open
 *
 * The tally in argument 0, or a new one where that is NULL, to be written.
 * Only an aggregate's own state may be changed in place; called by hand, the
 * function works on a copy.
 */
void
profile_tally_open(JourneyTallySink *sink, FunctionCallInfo fcinfo, JourneyTallyKind kind,
				   const void *params, uint32 len)
{
	const JourneyTally *tally;

	sink->borrowed = false;
	if (PG_ARGISNULL(0))
	{
		sink->tally = profile_tally_create(kind, params, len);
		return;
	}
	tally = profile_tally_arg(fcinfo, 0, kind);
	journey_tally_same_params(tally, params, len);
	sink->tally = unconstify(JourneyTally *, tally);
	if ((Pointer) sink->tally == DatumGetPointer(PG_GETARG_DATUM(0)))
	{
		if (AggCheckCallContext(fcinfo, NULL))
			sink->borrowed = true;
		else
			sink->tally = journey_tally_copy(tally);
	}
}

/* --- names ------------------------------------------------------------------ */

static inline const JourneyTallyName *
journey_tally_name(const JourneyTally *tally, uint32 code)
{
	const uint32 *names = journey_tally_at(tally, tally->names);

	return journey_tally_at(tally, names[code]);
}

JourneyName
profile_tally_name_at(const JourneyTally *tally, uint32 code)
{
	const JourneyTallyName *name = journey_tally_name(tally, code);
	JourneyName result = {name->data, name->len};

	return result;
}

static void
journey_tally_more_names(JourneyTallySink *sink)
{
	uint32 old_room = sink->tally->names_room;
	uint32 place;
	uint32 *slots;

	place = journey_tally_allocate(sink, (Size) old_room * 4 * sizeof(uint32));
	memcpy(journey_tally_at(sink->tally, place),
		   journey_tally_at(sink->tally, sink->tally->names), old_room * sizeof(uint32));
	sink->tally->names = place;
	sink->tally->names_room = old_room * 4;
	/* twice as many slots as names */
	place = journey_tally_allocate(sink, (Size) old_room * 8 * sizeof(uint32));
	sink->tally->name_slots = place;
	sink->tally->name_mask = old_room * 8 - 1;
	slots = journey_tally_at(sink->tally, place);
	for (uint32 code = 0; code < sink->tally->nnames; code++)
	{
		uint32 i = journey_tally_name(sink->tally, code)->hash;

		for (i &= sink->tally->name_mask; slots[i] != 0;)
			i = (i + 1) & sink->tally->name_mask;
		slots[i] = code + 1;
	}
}

/*
 * profile_tally_look
 *
 * The code of a name; one that no name has where there is none.
 */
uint32
profile_tally_look(const JourneyTally *tally, const char *data, uint32 len)
{
	uint32 hash = hash_bytes((const unsigned char *) data, (int) len);
	const uint32 *slots = journey_tally_at(tally, tally->name_slots);
	uint32 i = hash & tally->name_mask;

	for (; slots[i] != 0; i = (i + 1) & tally->name_mask)
	{
		const JourneyTallyName *name = journey_tally_name(tally, slots[i] - 1);

		if (name->hash == hash && name->len == len && memcmp(name->data, data, len) == 0)
			return slots[i] - 1;
	}
	return tally->nnames;
}

/*
 * profile_tally_name
 *
 * The code of a name, entered where it is new.
 */
uint32
profile_tally_name(JourneyTallySink *sink, const char *data, uint32 len)
{
	uint32 code = profile_tally_look(sink->tally, data, len);
	uint32 hash;
	uint32 i;
	JourneyTallyName *name;
	uint32 place;

	if (likely(code < sink->tally->nnames))
		return code;
	hash = hash_bytes((const unsigned char *) data, (int) len);
	if (sink->tally->nnames == sink->tally->names_room)
		journey_tally_more_names(sink);
	place = journey_tally_allocate(sink, offsetof(JourneyTallyName, data) + len);
	name = journey_tally_at(sink->tally, place);
	name->hash = hash;
	name->len = len;
	memcpy(name->data, data, len);
	((uint32 *) journey_tally_at(sink->tally, sink->tally->names))[sink->tally->nnames] =
		place;
	for (i = hash & sink->tally->name_mask;
		 ((uint32 *) journey_tally_at(sink->tally, sink->tally->name_slots))[i] != 0;)
		i = (i + 1) & sink->tally->name_mask;
	((uint32 *) journey_tally_at(sink->tally, sink->tally->name_slots))[i] =
		++sink->tally->nnames;
	return sink->tally->nnames - 1;
}

/* --- entries ---------------------------------------------------------------- */

static inline uint32
journey_tally_hash(const uint8 *key, uint32 len)
{
	uint64 word = 0;

	if (len > sizeof(word))
		return hash_bytes(key, (int) len);
	memcpy(&word, key, len);
	return journey_tally_short_hash(word, len);
}

static inline bool
journey_tally_same(const JourneyTally *tally, const JourneyTallyEntry *entry,
				   const uint8 *key, uint32 len)
{
	return entry->len == len && memcmp(journey_tally_key(tally, entry), key, len) == 0;
}

/* The slot where a key is or would be. */
static JourneyTallySlot *
journey_tally_slot(const JourneyTally *tally, const uint8 *key, uint32 len, uint32 hash)
{
	JourneyTallySlot *slots = journey_tally_at(tally, tally->entry_slots);
	uint32 i = hash & tally->entry_mask;

	while (
		slots[i].entry != 0 &&
		!(slots[i].hash == hash &&
		  journey_tally_same(tally, journey_tally_at(tally, slots[i].entry), key, len)))
		i = (i + 1) & tally->entry_mask;
	return &slots[i];
}

static void
journey_tally_more_slots(JourneyTallySink *sink)
{
	uint32 old_mask = sink->tally->entry_mask;
	uint32 old_place = sink->tally->entry_slots;
	Size count = ((Size) old_mask + 1) * 2;
	uint32 place = journey_tally_allocate(sink, count * sizeof(JourneyTallySlot));
	const JourneyTallySlot *old = journey_tally_at(sink->tally, old_place);
	JourneyTallySlot *slots = journey_tally_at(sink->tally, place);

	sink->tally->entry_slots = place;
	sink->tally->entry_mask = (uint32) count - 1;
	for (uint32 from = 0; from <= old_mask; from++)
	{
		uint32 i = old[from].hash & sink->tally->entry_mask;

		if (old[from].entry == 0)
			continue;
		while (slots[i].entry != 0)
			i = (i + 1) & sink->tally->entry_mask;
		slots[i] = old[from];
	}
}

/*
 * profile_tally_counters
 *
 * The counters of a key, entered where it is new.  They stay where they are
 * until the next name or entry is entered.
 */
int64 *
profile_tally_counters(JourneyTallySink *sink, const uint8 *key, uint32 len)
{
	uint32 hash = journey_tally_hash(key, len);
	JourneyTallySlot *slot = journey_tally_slot(sink->tally, key, len, hash);
	JourneyTallyEntry *entry;
	uint32 place;

	if (likely(slot->entry != 0))
		return ((JourneyTallyEntry *) journey_tally_at(sink->tally, slot->entry))
			->counters;
	/* at most three quarters are taken */
	if (sink->tally->nentries >= sink->tally->entry_mask / 4 * 3)
		journey_tally_more_slots(sink);
	place = journey_tally_allocate(sink, offsetof(JourneyTallyEntry, counters) +
											 sink->tally->stride * sizeof(int64) + len);
	entry = journey_tally_at(sink->tally, place);
	entry->len = len;
	memcpy(unconstify(uint8 *, journey_tally_key(sink->tally, entry)), key, len);
	slot = journey_tally_slot(sink->tally, key, len, hash);
	slot->hash = hash;
	slot->entry = place;
	sink->tally->nentries++;
	return entry->counters;
}

/*
 * profile_tally_find
 *
 * The counters of a key; NULL where there are none.
 */
const int64 *
profile_tally_find(const JourneyTally *tally, const uint8 *key, uint32 len)
{
	const JourneyTallySlot *slot =
		journey_tally_slot(tally, key, len, journey_tally_hash(key, len));

	return slot->entry == 0
			   ? NULL
			   : ((const JourneyTallyEntry *) journey_tally_at(tally, slot->entry))
					 ->counters;
}

int64
profile_tally_sum(int64 a, int64 b)
{
	int64 sum;

	if (unlikely(pg_add_s64_overflow(a, b, &sum)))
		ereport(ERROR, (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						errmsg("a count of journeys is out of range")));
	return sum;
}

/* Count a key by its first counter. */
void
profile_tally_add(JourneyTallySink *sink, const JourneyTallyKey *key, int64 count)
{
	int64 *counters = profile_tally_counters(sink, key->data, key->len);

	counters[0] = profile_tally_sum(counters[0], count);
}

/* All entries, palloc'd, in no order. */
const JourneyTallyEntry **
profile_tally_entries(const JourneyTally *tally)
{
	const JourneyTallySlot *slots = journey_tally_at(tally, tally->entry_slots);
	const JourneyTallyEntry **entries =
		palloc_extended(sizeof(*entries) * ((Size) tally->nentries + 1), MCXT_ALLOC_HUGE);
	uint32 n = 0;

	for (uint32 i = 0; i <= tally->entry_mask && n < tally->nentries; i++)
	{
		if (slots[i].entry != 0)
			entries[n++] = journey_tally_at(tally, slots[i].entry);
	}
	return entries;
}

/*
 * profile_tally_items
 *
 * The key of an entry taken apart, into an array that grows as needed (NULL and
 * 0 at first); returns the number of items.
 */
uint32
profile_tally_items(const JourneyTally *tally, const JourneyTallyEntry *entry,
					uint64 **items, uint32 *room)
{
	const uint8 *p = journey_tally_key(tally, entry);
	const uint8 *end = p + entry->len;
	uint32 n = 0;

	/* every item has at least a byte */
	if (*room < entry->len)
	{
		*room = Max(entry->len * 2, 64);
		if (*items != NULL)
			pfree(*items);
		*items = palloc_extended(sizeof(uint64) * (Size) *room, MCXT_ALLOC_HUGE);
	}
	while (p < end)
	{
		p = journey_read_varint(p, end, &(*items)[n++]);
		if (p == NULL)
			profile_journey_corrupted();
	}
	return n;
}

void
profile_tally_key_grow(JourneyTallyKey *key)
{
	uint8 *data = palloc((Size) key->room * 4);

	memcpy(data, key->data, key->len);
	if (key->data != key->fixed)
		pfree(key->data);
	key->data = data;
	key->room *= 4;
}

/*
 * profile_tally_merge
 *
 * Add all that another tally has counted.
 */
void
profile_tally_merge(JourneyTallySink *sink, const JourneyTally *other)
{
	uint32 *map = palloc(sizeof(uint32) * ((Size) other->nnames + 1));
	const JourneyTallyEntry **entries = profile_tally_entries(other);
	uint64 *items = NULL;
	uint32 room = 0;
	JourneyTallyKey key;

	for (uint32 code = 0; code < other->nnames; code++)
	{
		const JourneyTallyName *name = journey_tally_name(other, code);

		map[code] = profile_tally_name(sink, name->data, name->len);
	}
	journey_key_begin(&key);
	for (uint32 i = 0; i < other->nentries; i++)
	{
		uint32 n = profile_tally_items(other, entries[i], &items, &room);
		int64 *counters;

		CHECK_FOR_INTERRUPTS();
		key.len = 0;
		for (uint32 k = 0; k < n; k++)
			journey_key_item(&key, (items[k] & 1) ? (uint64) map[items[k] >> 1] << 1 | 1
												  : items[k]);
		counters = profile_tally_counters(sink, key.data, key.len);
		for (int c = 0; c < other->stride; c++)
			counters[c] = profile_tally_sum(counters[c], entries[i]->counters[c]);
	}
	pfree(map);
	pfree(entries);
}

PG_FUNCTION_INFO_V1(profile_tally_combine);

/*
 * journey_tally_state_combine(journey_tally_state, journey_tally_state)
 *		returns journey_tally_state
 *
 * What both have counted; they must be of one aggregate with one set of
 * parameters.
 */
Datum
profile_tally_combine(PG_FUNCTION_ARGS)
{
	const JourneyTally *other;
	const void *params;
	JourneyTallySink sink;
	uint32 len;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	other = profile_tally_arg(fcinfo, 1, 0);
	if (PG_ARGISNULL(0))
		PG_RETURN_POINTER(other);
	params = profile_tally_params(other, &len);
	profile_tally_open(&sink, fcinfo, other->kind, params, len);
	profile_tally_merge(&sink, other);
	PG_RETURN_POINTER(sink.tally);
}
