/*-------------------------------------------------------------------------
 *
 * measure_key.c
 *		What the steps of journeys are told apart by: channel, event or both.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "utils/builtins.h"

#include "journey/measure.h"

/*
 * profile_journey_by_arg
 *
 * The argument "by" of the measures.
 */
JourneyBy
profile_journey_by_arg(const text *by)
{
	const char *data = VARDATA_ANY(by);
	int len = (int) VARSIZE_ANY_EXHDR(by);

	if (len == 7 && memcmp(data, "channel", 7) == 0)
		return BY_CHANNEL;
	if (len == 5 && memcmp(data, "event", 5) == 0)
		return BY_EVENT;
	if ((len == 4 && memcmp(data, "both", 4) == 0) ||
		(len == 13 && memcmp(data, "channel:event", 13) == 0))
		return BY_BOTH;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("\"%s\" is not what steps are told apart by", text_to_cstring(by)),
			 errhint("Possible are \"channel\", \"event\" and \"both\".")));
}

/*
 * profile_journey_by_text
 *
 * The key in words, a text.  A channel that would blur where the event begins is
 * quoted, so that different keys have different texts.
 */
Datum
profile_journey_by_text(JourneyBy by, const JourneyName *channel,
						const JourneyName *event)
{
	StringInfoData out;
	Datum words;

	if (by != BY_BOTH)
		return profile_journey_text_datum(by == BY_CHANNEL ? channel : event);
	initStringInfo(&out);
	if (memchr(channel->data, ':', channel->len) != NULL ||
		(channel->len > 0 && channel->data[0] == '"'))
		profile_journey_append_name(&out, channel->data, channel->len, false);
	else
		appendBinaryStringInfo(&out, channel->data, (int) channel->len);
	appendStringInfoChar(&out, ':');
	appendBinaryStringInfo(&out, event->data, (int) event->len);
	words = PointerGetDatum(cstring_to_text_with_len(out.data, out.len));
	pfree(out.data);
	return words;
}

/*
 * profile_journey_by_codes
 *
 * Enter the names of a journey that matter into a tally.
 */
void
profile_journey_by_codes(JourneyByCodes *codes, JourneyTallySink *sink,
						 const JourneyView *view, JourneyBy by)
{
	codes->by = by;
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		const uint8 *p = view->names[kind];
		uint32 count = view->count[kind];

		codes->codes[kind] = NULL;
		if (by == (kind == JOURNEY_CHANNEL ? BY_EVENT : BY_CHANNEL))
			continue;
		codes->codes[kind] = palloc(sizeof(uint32) * Max(count, 1));
		/* the view has already walked over them: lengths are right */
		for (uint32 i = 0; i < count; i++)
		{
			uint64 len = 0;

			p = journey_read_varint(p, view->end, &len);
			codes->codes[kind][i] =
				profile_tally_name(sink, (const char *) p, (uint32) len);
			p += len;
		}
	}
}

/*
 * profile_journey_by_items
 *
 * How many items a step takes in a key: 1 or 2 names, or 1 for the number 0,
 * which is the start or the end of a journey.  0 where neither stands there.
 */
uint32
profile_journey_by_items(JourneyBy by, const uint64 *items, uint32 n)
{
	if (n >= 1 && items[0] == 0)
		return 1;
	if (n >= 1 && (items[0] & 1) && by != BY_BOTH)
		return 1;
	return n >= 2 && (items[0] & 1) && (items[1] & 1) ? 2 : 0;
}

/*
 * profile_journey_by_datum
 *
 * The step of a key as text; 0 (a null pointer) for start and end.
 */
Datum
profile_journey_by_datum(const JourneyTally *tally, JourneyBy by, const uint64 *items)
{
	JourneyName channel;
	JourneyName event;

	if (items[0] == 0)
		return (Datum) 0;
	channel = profile_tally_name_at(tally, (uint32) (items[0] >> 1));
	event = channel;
	if (by == BY_BOTH)
		event = profile_tally_name_at(tally, (uint32) (items[1] >> 1));
	return profile_journey_by_text(by, &channel, &event);
}

/*
 * profile_journey_check_codes
 *
 * Are all codes of a journey names of it?  For those who read them one by one.
 */
void
profile_journey_check_codes(const JourneyView *view)
{
	for (uint32 i = 0; i < view->n; i++)
	{
		if (journey_channel_code(view, i) >= view->count[JOURNEY_CHANNEL] ||
			journey_event_code(view, i) >= view->count[JOURNEY_EVENT])
			profile_journey_corrupted();
	}
}
