/*-------------------------------------------------------------------------
 *
 * golden_state_io.c
 *		Input and output of the state of golden_record.
 *
 * Planners that spread an aggregate over servers ship its state, some of them as
 * text.  Binary form, all numbers in network order, strings and values as in
 * golden_wire.c:
 *
 *	byte 1, byte kind, then of winners:
 *		int32 fingerprint[2], byte clamps, int64 as_of, int32 attributes; each:
 *			name, int32 chain, candidate, byte decided, byte rivals, int32 hash...
 *		candidate: value, source, int64 at, int16 rank
 *	of records:
 *		string rules, int32 records; each: int64 at, source, value
 *
 * Records are sent sorted and each once, so equal states are equal on the wire
 * however they came about.
 *
 * The text form is that in hexadecimal.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden_group.h"
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(profile_golden_state_in);
PG_FUNCTION_INFO_V1(profile_golden_state_out);
PG_FUNCTION_INFO_V1(profile_golden_state_recv);
PG_FUNCTION_INFO_V1(profile_golden_state_send);

#define GOLDEN_STATE_WIRE_FORMAT 1

/* The least that an attribute and a candidate take. */
#define GOLDEN_WIRE_CANDIDATE (1 + 4 + 8 + 2)
#define GOLDEN_WIRE_ENTRY     (4 + 4 + GOLDEN_WIRE_CANDIDATE + 2)
#define GOLDEN_WIRE_RECORD    (8 + 4 + 1)

#define GOLDEN_BAD_STATE(what)                                                           \
	ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),                      \
					errmsg("invalid state of golden_record: %s", what)))

/* --- out ------------------------------------------------------------------- */

static void
golden_send_candidate(StringInfo out, const GoldenCandidate *candidate)
{
	profile_golden_send_value(out, candidate->value);
	profile_golden_send_string(out, candidate->source);
	pq_sendint64(out, (uint64) candidate->at);
	pq_sendint16(out, candidate->rank);
}

static void
golden_send_winner(StringInfo out, const GoldenState *state, const GoldenEntry *entry)
{
	GoldenCandidate winner;
	const uint32 *rivals = profile_golden_state_rivals(state, entry);
	int i;

	profile_golden_state_winner(state, entry, &winner);
	golden_send_candidate(out, &winner);
	pq_sendbyte(out, entry->decided);
	pq_sendbyte(out, entry->nrivals);
	if (entry->nrivals != GOLDEN_RIVALS_MANY)
		for (i = 0; i < entry->nrivals; i++)
			pq_sendint32(out, rivals[i]);
}

static void
golden_send_winners(StringInfo out, const GoldenState *state)
{
	uint32 i;

	pq_sendint32(out, state->fingerprint[0]);
	pq_sendint32(out, state->fingerprint[1]);
	pq_sendbyte(out, state->clamps);
	pq_sendint64(out, (uint64) state->as_of);
	pq_sendint32(out, state->nentries);
	for (i = 0; i < state->nentries; i++)
	{
		const GoldenEntry *entry = &state->entries[i];

		CHECK_FOR_INTERRUPTS();
		profile_golden_send_string(out, golden_entry_name(state, entry));
		pq_sendint32(out, entry->chain);
		golden_send_winner(out, state, entry);
	}
}

static void
golden_send_records(StringInfo out, const GoldenState *state)
{
	char *rules = profile_survivorship_text(golden_state_rules(state));
	uint32 count;
	GoldenSeen *records = profile_golden_distinct_records(state, &count);
	uint32 i;

	profile_golden_send_string(out, (GoldenString){rules, (int) strlen(rules)});
	pq_sendint32(out, count);
	for (i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		pq_sendint64(out, (uint64) records[i].told);
		profile_golden_send_string(out, records[i].source);
		profile_golden_send_value(out,
								  (GoldenValue){JENTRY_ISCONTAINER | records[i].size,
												(const char *) records[i].attributes});
	}
	pfree(records);
}

static void
golden_send_state(StringInfo out, const GoldenState *state)
{
	profile_golden_state_check_version(state);
	pq_sendbyte(out, GOLDEN_STATE_WIRE_FORMAT);
	pq_sendbyte(out, state->kind);
	if (state->kind == GOLDEN_WINNERS)
		golden_send_winners(out, state);
	else
		golden_send_records(out, state);
}

/* --- in -------------------------------------------------------------------- */

static void
golden_receive_candidate(StringInfo in, GoldenCandidate *candidate)
{
	candidate->value = profile_golden_read_value(in);
	candidate->source = profile_golden_read_string(in);
	candidate->at = profile_golden_read_int64(in);
	candidate->rank = (uint16) profile_golden_read_int(in, 2);
	candidate->hash = profile_golden_value_hash(candidate->value);
	if (GOLDEN_VALUE_KIND(candidate->value) == JENTRY_ISNULL)
		GOLDEN_BAD_STATE("a value is null");
	if (!profile_golden_moment_is_valid(candidate->at))
		GOLDEN_BAD_STATE("a moment is out of range");
}

/* What was known of the winner of an entry, which has been made. */
static void
golden_receive_rivals(StringInfo in, GoldenState **state, uint32 index)
{
	int decided = (int) profile_golden_read_int(in, 1);
	int count = (int) profile_golden_read_int(in, 1);
	int i;

	if (decided > GOLDEN_DECIDED_TIE ||
		(count >= GOLDEN_RIVALS_MAX && count != GOLDEN_RIVALS_MANY))
		GOLDEN_BAD_STATE("a number is out of range");
	(*state)->entries[index].decided = (uint8) decided;
	if (count == GOLDEN_RIVALS_MANY)
		(*state)->entries[index].nrivals = GOLDEN_RIVALS_MANY;
	else
		for (i = 0; i < count; i++)
			profile_golden_state_add_rival(state, index, profile_golden_read_int(in, 4));
}

/* Steps must be those of simple rules, each once, without a gap, and at least one. */
static bool
golden_is_chain(uint32 chain)
{
	uint32 seen = 0;

	if (chain == 0)
		return false;
	for (; chain != 0; chain >>= SURVIVORSHIP_STEP_BITS)
	{
		uint32 step = chain & SURVIVORSHIP_STEP_MASK;

		if ((step != STRATEGY_LATEST && step != STRATEGY_OLDEST &&
			 step != STRATEGY_SOURCE) ||
			(seen & (1U << step)))
			return false;
		seen |= 1U << step;
	}
	return true;
}

/* "decided" may not name a step that the chain does not have. */
static bool
golden_fits_chain(uint32 chain, uint8 decided)
{
	return decided == GOLDEN_DECIDED_NEVER || decided > SURVIVORSHIP_CHAIN_MAX ||
		   (chain >> ((decided - 1) * SURVIVORSHIP_STEP_BITS)) != 0;
}

static void
golden_receive_entry(StringInfo in, GoldenState **state)
{
	uint32 index = (*state)->nentries;
	GoldenString name = profile_golden_read_string(in);
	uint32 chain = profile_golden_read_int(in, 4);
	GoldenCandidate winner;

	if (name.length < 0 || name.length > GOLDEN_NAME_MAX)
		GOLDEN_BAD_STATE("an attribute has no name");
	if (!golden_is_chain(chain))
		GOLDEN_BAD_STATE("unknown strategy");
	if (index > 0)
	{
		GoldenString before = golden_entry_name(*state, &(*state)->entries[index - 1]);

		if (profile_survivorship_compare_names(before.bytes, (size_t) before.length,
											   name.bytes, (size_t) name.length) >= 0)
			GOLDEN_BAD_STATE("attributes are out of order");
	}
	golden_receive_candidate(in, &winner);
	profile_golden_state_insert(state, index, name, chain, &winner);
	golden_receive_rivals(in, state, index);
	if (!golden_fits_chain(chain, (*state)->entries[index].decided))
		GOLDEN_BAD_STATE("a number is out of range");
}

static GoldenState *
golden_receive_winners(StringInfo in)
{
	GoldenState *state;
	uint32 fingerprint[2];
	uint32 clamps;
	uint32 count;
	uint32 i;
	int64 as_of;

	fingerprint[0] = profile_golden_read_int(in, 4);
	fingerprint[1] = profile_golden_read_int(in, 4);
	clamps = profile_golden_read_int(in, 1);
	as_of = profile_golden_read_int64(in);
	if (clamps > 1 ||
		(clamps ? !profile_golden_moment_is_valid(as_of) || as_of == GOLDEN_AT_UNKNOWN
				: as_of != 0))
		GOLDEN_BAD_STATE("a moment is out of range");
	count = profile_golden_read_count(in, GOLDEN_WIRE_ENTRY);
	state = profile_golden_state_create(fingerprint, clamps ? as_of : GOLDEN_AT_UNKNOWN,
										count, (Size) (in->len - in->cursor));
	for (i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		golden_receive_entry(in, &state);
	}
	return state;
}

static void
golden_receive_record(StringInfo in, GoldenState **state)
{
	int64 at = profile_golden_read_int64(in);
	GoldenString source = profile_golden_read_string(in);
	GoldenValue value = profile_golden_read_value(in);

	if (!profile_golden_moment_is_valid(at))
		GOLDEN_BAD_STATE("a moment is out of range");
	if (GOLDEN_VALUE_KIND(value) != JENTRY_ISCONTAINER ||
		!JsonContainerIsObject((const JsonbContainer *) value.bytes))
		GOLDEN_BAD_STATE("a record is no object");
	profile_golden_records_add(state, source, at, (const JsonbContainer *) value.bytes,
							   GOLDEN_VALUE_LENGTH(value));
}

static GoldenState *
golden_receive_records(StringInfo in)
{
	GoldenString string = profile_golden_read_string(in);
	const Survivorship *rules;
	GoldenState *state;
	uint32 count;
	uint32 i;

	if (string.length < 0)
		GOLDEN_BAD_STATE("rules are missing");
	rules = DatumGetSurvivorship(DirectFunctionCall1(
		profile_survivorship_in,
		CStringGetDatum(pnstrdup(string.bytes, (Size) string.length))));
	if (rules->simple)
		GOLDEN_BAD_STATE("its rules ask for winners, not for records");
	count = profile_golden_read_count(in, GOLDEN_WIRE_RECORD);
	state = profile_golden_records_create(rules, (Size) (in->len - in->cursor));
	for (i = 0; i < count; i++)
	{
		CHECK_FOR_INTERRUPTS();
		golden_receive_record(in, &state);
	}
	return state;
}

static GoldenState *
golden_receive_state(StringInfo in)
{
	GoldenState *state;
	uint32 format = profile_golden_read_int(in, 1);
	uint32 kind;

	if (format != GOLDEN_STATE_WIRE_FORMAT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown binary format %u of a state of golden_record", format),
				 errhint("Upgrade the extension profile.")));
	kind = profile_golden_read_int(in, 1);
	if (kind > GOLDEN_RECORDS)
		GOLDEN_BAD_STATE("it is of an unknown kind");
	state =
		kind == GOLDEN_WINNERS ? golden_receive_winners(in) : golden_receive_records(in);
	if (in->cursor != in->len)
		GOLDEN_BAD_STATE("something follows it");
	return state;
}

/* --- SQL ------------------------------------------------------------------- */

/*
 * golden_state_send(golden_state) returns bytea
 */
Datum
profile_golden_state_send(PG_FUNCTION_ARGS)
{
	StringInfoData message;

	pq_begintypsend(&message);
	golden_send_state(&message, DatumGetGoldenState(PG_GETARG_DATUM(0)));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}

/*
 * golden_state_recv(internal) returns golden_state
 */
Datum
profile_golden_state_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_POINTER(golden_receive_state((StringInfo) PG_GETARG_POINTER(0)));
}

/*
 * golden_state_out(golden_state) returns cstring
 */
Datum
profile_golden_state_out(PG_FUNCTION_ARGS)
{
	StringInfoData message;
	char *result;

	initStringInfo(&message);
	golden_send_state(&message, DatumGetGoldenState(PG_GETARG_DATUM(0)));
	result = palloc((Size) message.len * 2 + 1);
	result[hex_encode(message.data, (size_t) message.len, result)] = '\0';
	PG_RETURN_CSTRING(result);
}

/*
 * golden_state_in(cstring) returns golden_state
 */
Datum
profile_golden_state_in(PG_FUNCTION_ARGS)
{
	char *string = PG_GETARG_CSTRING(0);
	size_t length = strlen(string);
	StringInfoData message;

	if (length == 0 || length % 2 != 0 ||
		strspn(string, "0123456789abcdefABCDEF") != length)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "golden_state"),
				 errdetail("Pairs of hexadecimal digits are expected.")));
	initStringInfo(&message);
	enlargeStringInfo(&message, (int) (length / 2));
	message.len = (int) hex_decode(string, length, message.data);
	PG_RETURN_POINTER(golden_receive_state(&message));
}
