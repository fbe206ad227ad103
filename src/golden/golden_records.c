/*-------------------------------------------------------------------------
 *
 * golden_records.c
 *		Memory of the state of golden_record that keeps the records.
 *
 * A record is appended as it comes.  When the block is full, what was delivered
 * twice is dropped; the block is doubled unless that made half of it free.
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

GoldenState *
profile_golden_records_create(const Survivorship *rules, Size bytes)
{
	Size records = GOLDEN_RECORD_ALIGN(offsetof(GoldenState, entries) + VARSIZE(rules));
	Size size = profile_golden_block_size(records + GOLDEN_RECORD_ALIGN(bytes));
	GoldenState *state = palloc0(size);

	SET_VARSIZE(state, size);
	state->version = GOLDEN_STATE_VERSION;
	state->kind = GOLDEN_RECORDS;
	state->used = (uint32) records;
	state->fingerprint[0] = rules->fingerprint[0];
	state->fingerprint[1] = rules->fingerprint[1];
	memcpy(golden_at(state, offsetof(GoldenState, entries)), rules, VARSIZE(rules));
	return state;
}

GoldenSeen *
profile_golden_distinct_records(const GoldenState *state, uint32 *count)
{
	GoldenSeen *records = MemoryContextAllocHuge(
		CurrentMemoryContext, ((Size) state->nentries + 1) * sizeof(GoldenSeen));
	const GoldenRecord *record = golden_first_record(state);
	uint32 i;

	for (i = 0; i < state->nentries; i++, record = golden_next_record(record))
	{
		records[i].attributes = golden_record_attributes(record);
		records[i].size = record->attributes_size;
		records[i].source = golden_record_source(record);
		records[i].at = records[i].told = record->at;
	}
	*count = profile_golden_distinct(records, state->nentries);
	return records;
}

/* The state without repetitions, with at least so many bytes to spare. */
static void
golden_records_rebuild(GoldenState **state, Size bytes)
{
	GoldenState *old = *state;
	GoldenState *new;
	uint32 count;
	GoldenSeen *records = profile_golden_distinct_records(old, &count);
	Size start = (Size) ((const char *) golden_first_record(old) - (const char *) old);
	Size size = start + bytes;
	Size live;
	uint32 i;

	for (i = 0; i < count; i++)
		size += ((const GoldenRecord *) records[i].attributes - 1)->size;
	live = size - bytes;
	/* A block that would soon be full again is doubled; of the last one there is
	 * no double. */
	size = profile_golden_block_size(
		Max(size, live + live / 2 > MaxAllocSize ? size : live + live / 2));
	new = palloc0(Max(size, VARSIZE(old)));
	memcpy(new, old, start);
	new->used = (uint32) start;
	for (i = 0; i < count; i++)
	{
		const GoldenRecord *record = (const GoldenRecord *) records[i].attributes - 1;

		CHECK_FOR_INTERRUPTS();
		memcpy(golden_at(new, new->used), record, record->size);
		new->used += record->size;
	}
	new->nentries = count;
	pfree(records);
	/* If the old size does it, the executor need not copy the block. */
	if (size <= VARSIZE(old))
	{
		memcpy(old, new, VARSIZE(old));
		pfree(new);
		return;
	}
	SET_VARSIZE(new, size);
	*state = new;
}

void
profile_golden_records_add(GoldenState **state, GoldenString source, int64 at,
						   const JsonbContainer *attributes, Size size)
{
	Size bytes =
		GOLDEN_RECORD_ALIGN(sizeof(GoldenRecord) + size + (Size) Max(source.length, 0));
	GoldenRecord *record;

	if ((Size) (*state)->used + bytes > VARSIZE(*state))
		golden_records_rebuild(state, bytes);
	if ((*state)->nentries == PG_INT32_MAX)
		ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						errmsg("golden record has too many values to compare")));
	record = golden_at(*state, (*state)->used);
	record->at = at;
	record->size = (uint32) bytes;
	record->attributes_size = (uint32) size;
	record->source_length = source.length;
	memcpy(record + 1, attributes, size);
	if (source.length > 0)
		memcpy((char *) (record + 1) + size, source.bytes, source.length);
	(*state)->used += (uint32) bytes;
	(*state)->nentries++;
}
