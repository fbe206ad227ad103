/*-------------------------------------------------------------------------
 *
 * tally_io.c
 *		Input and output of journey_tally_state, the state of the aggregates over
 *		journeys.
 *
 *	u8 format | u8 kind | u8 encoding | varint length, parameters
 *	| varint count, { varint length, bytes } ...                  -- names
 *	| varint count, { varint length, key, zigzag counters } ...   -- entries
 *
 * That is the binary form; the text form is the same in hexadecimal.  All
 * numbers are varints, so the form is one on all machines.  A state is read
 * only in the encoding in which it was written: states travel between servers
 * that work on one query, and are not kept.
 *
 * Reading trusts nothing: every length is checked against what is left, every
 * key against what its aggregate can have counted.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "journey/measure.h"

PG_FUNCTION_INFO_V1(profile_tally_in);
PG_FUNCTION_INFO_V1(profile_tally_out);
PG_FUNCTION_INFO_V1(profile_tally_recv);
PG_FUNCTION_INFO_V1(profile_tally_send);

#define TALLY_FORMAT 1

/* --- out -------------------------------------------------------------------- */

static void
journey_put_varint(StringInfo out, uint64 value)
{
	uint8 bytes[10];

	appendBinaryStringInfo(out, (const char *) bytes,
						   (int) (journey_write_varint(bytes, value) - bytes));
}

static void
journey_put_bytes(StringInfo out, const void *data, uint32 len)
{
	journey_put_varint(out, len);
	appendBinaryStringInfo(out, data, (int) len);
}

static int
journey_tally_entry_cmp(const void *a, const void *b, void *arg)
{
	const JourneyTally *tally = arg;
	const JourneyTallyEntry *x = *(const JourneyTallyEntry *const *) a;
	const JourneyTallyEntry *y = *(const JourneyTallyEntry *const *) b;
	uint8 bytes[2][TALLY_SHORT_KEY];
	uint32 len[2];
	const uint8 *first = profile_tally_key(tally, x, bytes[0], &len[0]);
	const uint8 *second = profile_tally_key(tally, y, bytes[1], &len[1]);
	int order = memcmp(first, second, Min(len[0], len[1]));

	return order != 0 ? order : (len[0] > len[1]) - (len[0] < len[1]);
}

/* Entries in the order of their keys: what is read again is written the same. */
static void
journey_tally_write(StringInfo out, const JourneyTally *tally)
{
	const JourneyTallyEntry **entries = profile_tally_entries(tally);
	uint32 len;
	const void *params = profile_tally_params(tally, &len);

	appendStringInfoChar(out, TALLY_FORMAT);
	appendStringInfoChar(out, (char) tally->kind);
	appendStringInfoChar(out, (char) GetDatabaseEncoding());
	journey_put_bytes(out, params, len);
	journey_put_varint(out, tally->nnames);
	for (uint32 code = 0; code < tally->nnames; code++)
	{
		JourneyName name = profile_tally_name_at(tally, code);

		journey_put_bytes(out, name.data, name.len);
	}
	qsort_arg(entries, tally->nentries, sizeof(*entries), journey_tally_entry_cmp,
			  unconstify(JourneyTally *, tally));
	journey_put_varint(out, tally->nentries);
	for (uint32 i = 0; i < tally->nentries; i++)
	{
		uint8 bytes[TALLY_SHORT_KEY];
		uint32 key_len;
		const uint8 *key = profile_tally_key(tally, entries[i], bytes, &key_len);

		CHECK_FOR_INTERRUPTS();
		journey_put_bytes(out, key, key_len);
		for (int c = 0; c < tally->stride; c++)
			journey_put_varint(out, journey_zigzag(entries[i]->counters[c]));
	}
	pfree(entries);
}

/* --- in --------------------------------------------------------------------- */

/* What is read; problem is set at the first thing that is wrong. */
typedef struct JourneyTallyReader
{
	const uint8 *p;
	const uint8 *end;
	const char *problem;
} JourneyTallyReader;

static uint64
journey_take_varint(JourneyTallyReader *r)
{
	uint64 value = 0;
	const uint8 *start = r->p;

	if (r->problem != NULL)
		return 0;
	r->p = journey_read_varint(start, r->end, &value);
	if (r->p == NULL || (uint32) (r->p - start) != journey_varint_size(value))
	{
		r->problem = "a number is cut off or not in its shortest form";
		r->p = r->end;
		return 0;
	}
	return value;
}

static const uint8 *
journey_take_bytes(JourneyTallyReader *r, uint32 *len)
{
	uint64 wanted = journey_take_varint(r);
	const uint8 *data = r->p;

	*len = 0;
	if (r->problem != NULL)
		return data;
	if (wanted > (uint64) (r->end - r->p))
	{
		r->problem = "it ends too early";
		return data;
	}
	*len = (uint32) wanted;
	r->p += wanted;
	return data;
}

static void
journey_take_names(JourneyTallyReader *r, JourneyTallySink *sink)
{
	uint64 count = journey_take_varint(r);

	for (uint64 i = 0; i < count && r->problem == NULL; i++)
	{
		uint32 len;
		const char *name = (const char *) journey_take_bytes(r, &len);

		CHECK_FOR_INTERRUPTS();
		if (r->problem != NULL)
			return;
		if (len > JOURNEY_MAX_NAME_LEN || !pg_verifymbstr(name, (int) len, true))
			r->problem = "a name is too long or not in the database's encoding";
		else if (profile_tally_name(sink, name, len) != i)
			r->problem = "a name comes twice";
	}
}

/* May this aggregate have counted this key? */
static bool
journey_key_valid(const JourneyTally *tally, const uint8 *key, uint32 len, uint64 **items,
				  uint32 *room)
{
	JourneyTallyReader r = {key, key + len, NULL};
	uint32 params_len;
	const void *params = profile_tally_params(tally, &params_len);
	uint32 n = 0;

	if (*room < len)
	{
		*room = len * 2;
		if (*items != NULL)
			pfree(*items);
		*items = palloc_extended(sizeof(uint64) * (Size) *room, MCXT_ALLOC_HUGE);
	}
	while (r.p < r.end)
	{
		uint64 item = journey_take_varint(&r);

		if (r.problem != NULL || ((item & 1) && item >> 1 >= tally->nnames))
			return false;
		(*items)[n++] = item;
	}
	return profile_tally_traits(tally->kind)
		->key_valid(params, params_len, *items == NULL ? &(uint64){0} : *items, n);
}

static void
journey_take_entries(JourneyTallyReader *r, JourneyTallySink *sink)
{
	uint64 count = journey_take_varint(r);
	uint64 *items = NULL;
	uint32 room = 0;

	for (uint64 i = 0; i < count && r->problem == NULL; i++)
	{
		uint32 len;
		const uint8 *key = journey_take_bytes(r, &len);
		int64 *counters;

		CHECK_FOR_INTERRUPTS();
		if (r->problem != NULL)
			return;
		if (!journey_key_valid(sink->tally, key, len, &items, &room))
		{
			r->problem = "a key is none of its aggregate";
			return;
		}
		counters = profile_tally_counters(sink, key, len);
		for (int c = 0; c < sink->tally->stride; c++)
		{
			int64 counter = journey_unzigzag(journey_take_varint(r));

			if (counter < 0)
				r->problem = "a counter is negative";
			counters[c] = counter;
		}
		if (sink->tally->nentries != i + 1 && r->problem == NULL)
			r->problem = "a key comes twice";
	}
}

/* A state from its bytes; NULL after a soft error. */
static JourneyTally *
journey_tally_read(const uint8 *data, Size len, Node *context)
{
	JourneyTallyReader r = {data, data + len, NULL};
	const JourneyTallyTraits *traits;
	JourneyTallySink sink = {NULL, false};
	const uint8 *params;
	uint32 params_len;

	if (len < 3 || data[0] != TALLY_FORMAT ||
		(traits = profile_tally_traits(data[1])) == NULL)
		r.problem = "it has an unknown format";
	else if (data[2] != GetDatabaseEncoding())
		r.problem = "it was written in another encoding";
	else
	{
		r.p += 3;
		params = journey_take_bytes(&r, &params_len);
		if (r.problem == NULL && !traits->params_valid(params, params_len))
			r.problem = "its parameters are none of its aggregate";
		if (r.problem == NULL)
		{
			sink.tally = profile_tally_create(data[1], params, params_len);
			journey_take_names(&r, &sink);
			journey_take_entries(&r, &sink);
			if (r.problem == NULL && r.p != r.end)
				r.problem = "something follows its end";
		}
	}
	if (r.problem != NULL)
		ereturn(context, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid state of an aggregate over journeys"),
				 errdetail("At byte %d: %s.", (int) (r.p - data), r.problem)));
	return sink.tally;
}

/* --- the functions ----------------------------------------------------------- */

/*
 * journey_tally_state_in(cstring), journey_tally_state_out(journey_tally_state),
 * journey_tally_state_recv(internal), journey_tally_state_send(journey_tally_state)
 */
Datum
profile_tally_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	Size len = strlen(text);
	JourneyTally *tally;
	uint8 *data;

	if (len % 2 != 0 || strspn(text, "0123456789abcdef") != len)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid state of an aggregate over journeys"),
				 errdetail("It is not in hexadecimal.")));
	data = palloc(len / 2 + 1);
	(void) hex_decode(text, len, (char *) data);
	tally = journey_tally_read(data, len / 2, fcinfo->context);
	pfree(data);
	if (tally == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(tally);
}

Datum
profile_tally_out(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	char *text;

	initStringInfo(&out);
	journey_tally_write(&out, profile_tally_arg(fcinfo, 0, 0));
	if ((Size) out.len * 2 + 1 > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("state of an aggregate over journeys is too large to print")));
	text = palloc((Size) out.len * 2 + 1);
	text[hex_encode(out.data, out.len, text)] = '\0';
	PG_RETURN_CSTRING(text);
}

Datum
profile_tally_recv(PG_FUNCTION_ARGS)
{
	StringInfo in = (StringInfo) PG_GETARG_POINTER(0);
	int len = in->len - in->cursor;

	PG_RETURN_POINTER(
		journey_tally_read((const uint8 *) pq_getmsgbytes(in, len), (Size) len, NULL));
}

Datum
profile_tally_send(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	pq_begintypsend(&out);
	journey_tally_write(&out, profile_tally_arg(fcinfo, 0, 0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}
