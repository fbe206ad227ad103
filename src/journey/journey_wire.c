/*-------------------------------------------------------------------------
 *
 * journey_wire.c
 *		Binary form of journey on the wire, and of journey_agg's state.
 *
 *	u8 format (1)
 *	3 times: int32 count, { int32 length, bytes }     -- channels, events, labels
 *	int32 number of steps
 *	steps: int64 at (microseconds since 2000-01-01 UTC), int32 channel,
 *		int32 event, int32 label (0 none, k the k-th),
 *		int32 length of the value's text (-1 none), bytes
 *
 * All in network order, strings in the client's encoding.  What arrives goes
 * through the builder, as text does: order, duplicates and unused
 * names in it do not matter, and nothing in it is trusted.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"

#include "journey/journey_draft.h"

PG_FUNCTION_INFO_V1(profile_journey_recv);
PG_FUNCTION_INFO_V1(profile_journey_send);

#define WIRE_FORMAT     1
#define WIRE_STEP_BYTES 24 /* the least a step takes */

static void
journey_send_string(StringInfo out, const char *data, int len)
{
	char *converted = pg_server_to_client(data, len);

	if (converted != data)
		len = (int) strlen(converted);
	pq_sendint32(out, (uint32) len);
	pq_sendbytes(out, converted, len);
	if (converted != data)
		pfree(converted);
}

static void
journey_send_step(StringInfo out, const JourneyStep *step)
{
	pq_sendint64(out, (uint64) step->at);
	pq_sendint32(out, step->channel);
	pq_sendint32(out, step->event);
	pq_sendint32(out, step->label);
	if (!step->has_value)
		pq_sendint32(out, (uint32) -1);
	else if (step->value.scale == JOURNEY_VALUE_DIGITS)
	{
		pq_sendint32(out, step->value.len);
		pq_sendbytes(out, step->value.digits, (int) step->value.len);
	}
	else
	{
		char text[JOURNEY_VALUE_WIDTH];
		int len = (int) profile_journey_value_print(&step->value, text);

		pq_sendint32(out, (uint32) len);
		pq_sendbytes(out, text, len);
	}
}

/*
 * profile_journey_send_to
 *
 * Append the binary form.
 */
void
profile_journey_send_to(StringInfo out, const struct varlena *journey)
{
	JourneyView view;
	JourneyCursor cursor;
	JourneyStep step;

	profile_journey_view(&view, journey);
	pq_sendbyte(out, WIRE_FORMAT);
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
	{
		JourneyName *names = profile_journey_names(&view, kind);

		pq_sendint32(out, view.count[kind]);
		for (uint32 i = 0; i < view.count[kind]; i++)
			journey_send_string(out, names[i].data, (int) names[i].len);
		pfree(names);
	}
	pq_sendint32(out, view.n);
	profile_journey_cursor(&cursor, &view);
	while (profile_journey_next(&cursor, &step))
	{
		CHECK_FOR_INTERRUPTS();
		journey_send_step(out, &step);
	}
}

pg_noreturn static void journey_bad_message(const char *detail);

static void
journey_bad_message(const char *detail)
{
	ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					errmsg("invalid binary form of journey"), errdetail("%s", detail)));
}

/* A count of things of so many bytes at least, all of them still to come. */
static uint32
journey_receive_count(StringInfo in, int bytes)
{
	int32 count = (int32) pq_getmsgint(in, 4);

	if (count < 0 || count > (in->len - in->cursor) / bytes)
		journey_bad_message("A count exceeds the message.");
	return (uint32) count;
}

static JourneyName *
journey_receive_names(StringInfo in, uint32 *count)
{
	JourneyName *names;

	*count = journey_receive_count(in, 4);
	names = palloc_extended(sizeof(JourneyName) * Max(*count, 1), MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < *count; i++)
	{
		int bytes = (int) journey_receive_count(in, 1);
		int len;

		CHECK_FOR_INTERRUPTS();
		names[i].data = pq_getmsgtext(in, bytes, &len);
		names[i].len = (uint32) len;
		if (memchr(names[i].data, '\0', names[i].len) != NULL)
			journey_bad_message("A name contains a NUL byte.");
	}
	return names;
}

static void
journey_receive_value(StringInfo in, JourneyInput *input)
{
	int32 len = (int32) pq_getmsgint(in, 4);
	char *text;

	input->has_value = len != -1;
	if (!input->has_value)
		return;
	if (len < 0 || len > in->len - in->cursor)
		journey_bad_message("A value's length exceeds the message.");
	text = pnstrdup(pq_getmsgbytes(in, len), (Size) len);
	if (!profile_journey_value_parse(text, (Size) len, &input->value))
		journey_bad_message("A value is not a decimal number.");
	if (input->value.scale != JOURNEY_VALUE_DIGITS)
		pfree(text);
}

static JourneyName
journey_receive_code(StringInfo in, const JourneyName *names, uint32 count)
{
	uint32 code = pq_getmsgint(in, 4);

	if (code >= count)
		journey_bad_message("A step refers to a name that is not there.");
	return names[code];
}

static void
journey_receive_step(StringInfo in, JourneyInput *input, JourneyName **names,
					 const uint32 *count)
{
	uint32 label;

	input->at = pq_getmsgint64(in);
	input->channel =
		journey_receive_code(in, names[JOURNEY_CHANNEL], count[JOURNEY_CHANNEL]);
	input->event = journey_receive_code(in, names[JOURNEY_EVENT], count[JOURNEY_EVENT]);
	label = pq_getmsgint(in, 4);
	if (label > count[JOURNEY_LABEL])
		journey_bad_message("A step refers to a label that is not there.");
	input->label.data = NULL;
	if (label != 0)
		input->label = names[JOURNEY_LABEL][label - 1];
	journey_receive_value(in, input);
}

/*
 * profile_journey_receive
 *
 * Read the binary form.
 */
struct varlena *
profile_journey_receive(StringInfo in)
{
	JourneyName *names[JOURNEY_KINDS];
	uint32 count[JOURNEY_KINDS];
	JourneyDraft draft;
	int format = pq_getmsgbyte(in);
	uint32 n;

	if (format != WIRE_FORMAT)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("unknown binary format %d of journey", format),
				 errhint("This library reads format %d: upgrade profile.", WIRE_FORMAT)));
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		names[kind] = journey_receive_names(in, &count[kind]);
	n = journey_receive_count(in, WIRE_STEP_BYTES);
	(void) profile_journey_steps_fit(n, NULL);
	profile_journey_draft_init(&draft, n);
	for (uint32 i = 0; i < n; i++)
	{
		JourneyInput input;

		CHECK_FOR_INTERRUPTS();
		journey_receive_step(in, &input, names, count);
		(void) profile_journey_draft_add(&draft, &input, NULL);
	}
	return profile_journey_build(&draft, false);
}

/*
 * journey_recv(internal) returns journey
 */
Datum
profile_journey_recv(PG_FUNCTION_ARGS)
{
	PG_RETURN_JOURNEY(profile_journey_receive((StringInfo) PG_GETARG_POINTER(0)));
}

/*
 * journey_send(journey) returns bytea
 */
Datum
profile_journey_send(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	pq_begintypsend(&out);
	profile_journey_send_to(&out, PG_GETARG_JOURNEY(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}
