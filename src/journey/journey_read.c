/*-------------------------------------------------------------------------
 *
 * journey_read.c
 *		Taking a stored journey apart: header, names, steps.
 *
 * A stored value was written by our builder, but a damaged page must not crash
 * the server: every read is checked against the end of the value.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "utils/timestamp.h"

#include "journey/journey.h"

#define VIEW_LINE  64  /* bytes of a cache line */
#define VIEW_FETCH 512 /* bytes of a journey that are fetched ahead: most have fewer */

void
profile_journey_corrupted(void)
{
	ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED), errmsg("journey is corrupted")));
}

static const uint8 *
journey_varint_or_fail(const uint8 *p, const uint8 *end, uint64 *value)
{
	p = journey_read_varint(p, end, value);
	if (p == NULL)
		profile_journey_corrupted();
	return p;
}

static const int64 journey_units[] = {
	[JOURNEY_UNIT_US] = 1,
	[JOURNEY_UNIT_MS] = 1000,
	[JOURNEY_UNIT_S] = USECS_PER_SEC,
	[JOURNEY_UNIT_MIN] = USECS_PER_MINUTE,
	[JOURNEY_UNIT_H] = USECS_PER_HOUR,
	[JOURNEY_UNIT_DAY] = USECS_PER_DAY,
};

/* Version, flags, n, first and last; returns the place of the channel names. */
static const uint8 *
journey_view_head(JourneyView *view, const uint8 *p, Size len)
{
	uint64 n;
	uint64 first;
	uint64 span;

	memset(view, 0, sizeof(*view));
	view->end = p + len;
	if (len < 3)
		profile_journey_corrupted();
	if (p[0] != JOURNEY_VERSION)
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("journey has format version %d, this library reads %d",
							   p[0], JOURNEY_VERSION),
						errhint("Install the version of profile that wrote it.")));
	view->flags = p[1];
	if ((p[1] & JOURNEY_UNIT_MASK) >= lengthof(journey_units))
		profile_journey_corrupted();
	view->unit = journey_units[p[1] & JOURNEY_UNIT_MASK];
	p = journey_varint_or_fail(p + 2, view->end, &n);
	if (n > JOURNEY_MAX_STEPS)
		profile_journey_corrupted();
	view->n = (uint32) n;
	if (n == 0)
		return p;
	p = journey_varint_or_fail(p, view->end, &first);
	p = journey_varint_or_fail(p, view->end, &span);
	view->first = (TimestampTz) ((uint64) journey_unzigzag(first) * (uint64) view->unit);
	view->last = (TimestampTz) ((uint64) view->first + span * (uint64) view->unit);
	return p;
}

/*
 * profile_journey_view_span
 *
 * Read what the first JOURNEY_SPAN_BYTES bytes say: n, first, last.
 */
void
profile_journey_view_span(JourneyView *view, const struct varlena *journey)
{
	(void) journey_view_head(view, (const uint8 *) VARDATA_ANY(journey),
							 VARSIZE_ANY_EXHDR(journey));
}

/* Skip a dictionary, remembering where its names start. */
static const uint8 *
journey_view_names(JourneyView *view, JourneyKind kind, const uint8 *p)
{
	uint64 count;

	p = journey_varint_or_fail(p, view->end, &count);
	if (count > view->n)
		profile_journey_corrupted();
	view->count[kind] = (uint32) count;
	view->names[kind] = p;
	for (uint32 i = 0; i < view->count[kind]; i++)
	{
		uint64 len;

		p = journey_read_varint(p, view->end, &len);
		if (unlikely(p == NULL || len > (uint64) (view->end - p)))
			profile_journey_corrupted();
		p += len;
	}
	return p;
}

static const uint8 *
journey_view_section(const JourneyView *view, const uint8 **p, Size bytes)
{
	const uint8 *section = *p;

	if (bytes > (Size) (view->end - section))
		profile_journey_corrupted();
	*p = section + bytes;
	return section;
}

/* The packed codes of a kind. */
static const uint8 *
journey_view_codes(JourneyView *view, JourneyKind kind, uint32 largest, const uint8 **p)
{
	view->bits[kind] = journey_code_bits(largest);
	if (kind != JOURNEY_LABEL && largest >= JOURNEY_MAX_NAMES)
		profile_journey_corrupted();
	return journey_view_section(view, p, ((Size) view->n * view->bits[kind] + 7) / 8);
}

/*
 * profile_journey_view_bytes
 *
 * Take a whole journey apart, given without its varlena header.
 */
void
profile_journey_view_bytes(JourneyView *view, const uint8 *payload, Size len)
{
	const uint8 *p;
	bool labels;
	uint64 times;

	/* names are a chain, each read is told where by the one before */
	for (Size i = VIEW_LINE; i < Min(len, VIEW_FETCH); i += VIEW_LINE)
		__builtin_prefetch(payload + i);
	p = journey_view_head(view, payload, len);
	if (view->n == 0)
		return;
	times = view->n - 1;
	labels = (view->flags & JOURNEY_HAS_LABEL) != 0;
	p = journey_view_names(view, JOURNEY_CHANNEL, p);
	p = journey_view_names(view, JOURNEY_EVENT, p);
	if (view->count[JOURNEY_CHANNEL] == 0 || view->count[JOURNEY_EVENT] == 0)
		profile_journey_corrupted();
	if (labels)
		p = journey_view_names(view, JOURNEY_LABEL, p);
	view->channels =
		journey_view_codes(view, JOURNEY_CHANNEL, view->count[JOURNEY_CHANNEL] - 1, &p);
	view->events =
		journey_view_codes(view, JOURNEY_EVENT, view->count[JOURNEY_EVENT] - 1, &p);
	if (labels)
		view->labels =
			journey_view_codes(view, JOURNEY_LABEL, view->count[JOURNEY_LABEL], &p);
	if (view->flags & JOURNEY_HAS_VALUE)
		p = journey_varint_or_fail(p, view->end, &times);
	/* A time has a byte at least: see journey_packed_code(). */
	if (times < view->n - 1)
		profile_journey_corrupted();
	view->deltas = journey_view_section(view, &p, times);
	if (view->flags & JOURNEY_HAS_VALUE)
		view->values = journey_view_section(view, &p, 1 + ((Size) view->n + 7) / 8);
}

/*
 * profile_journey_view
 *
 * Take a whole journey apart; the view points into it.
 *
 * A page is filled from its end, so that the next journey of a scan mostly lies
 * right before this one: it is fetched from memory while this one is looked at.
 * To prefetch what is something else, or nothing at all, does no harm.
 */
void
profile_journey_view(JourneyView *view, const struct varlena *journey)
{
	for (int i = VIEW_LINE; i <= VIEW_FETCH; i += VIEW_LINE)
		__builtin_prefetch((const char *) journey - i);
	profile_journey_view_bytes(view, (const uint8 *) VARDATA_ANY(journey),
							   VARSIZE_ANY_EXHDR(journey));
}

/*
 * profile_journey_names
 *
 * The names of a kind as an array by code, palloc'd; they point into the value.
 */
JourneyName *
profile_journey_names(const JourneyView *view, JourneyKind kind)
{
	uint32 count = view->count[kind];
	JourneyName *names = palloc(sizeof(JourneyName) * Max(count, 1));
	const uint8 *p = view->names[kind];

	for (uint32 i = 0; i < count; i++)
	{
		uint64 len;

		p = journey_varint_or_fail(p, view->end, &len);
		names[i].data = (const char *) p;
		names[i].len = (uint32) len;
		p += len;
	}
	return names;
}

/*
 * profile_journey_cursor
 *
 * Start reading steps in order.
 */
void
profile_journey_cursor(JourneyCursor *cursor, const JourneyView *view)
{
	cursor->view = view;
	cursor->next = 0;
	cursor->at = view->first;
	cursor->delta = view->deltas;
	cursor->value = NULL;
	cursor->scale = 0;
	if (view->values != NULL)
	{
		cursor->scale = view->values[0];
		cursor->value = view->values + 1 + (view->n + 7) / 8;
	}
}

/*
 * profile_journey_read_value
 *
 * Read one encoded value: scale is the section's, or JOURNEY_VALUE_DIGITS where
 * each value carries its own.  The value may point into the input.
 */
const uint8 *
profile_journey_read_value(const uint8 *p, const uint8 *end, uint8 scale,
						   JourneyValue *value)
{
	uint64 number;

	memset(value, 0, sizeof(*value));
	if (scale == JOURNEY_VALUE_DIGITS)
	{
		if (p >= end)
			profile_journey_corrupted();
		scale = *p++;
	}
	p = journey_varint_or_fail(p, end, &number);
	value->scale = scale;
	if (scale != JOURNEY_VALUE_DIGITS)
		value->mantissa = journey_unzigzag(number);
	else
	{
		if (number > (uint64) (end - p))
			profile_journey_corrupted();
		value->digits = (const char *) p;
		value->len = (uint32) number;
		p += number;
	}
	return p;
}

/* Labels may be millions, and a value may end with their codes: read bytewise. */
static uint32
journey_label_code(const JourneyView *view, uint32 i)
{
	uint32 bits = view->bits[JOURNEY_LABEL];
	uint64 position = (uint64) i * bits;
	const uint8 *p = view->labels + position / 8;
	uint32 word = 0;

	for (uint32 have = 0; have < position % 8 + bits; have += 8)
		word |= (uint32) *p++ << have;
	return word >> (position % 8) & ((1u << bits) - 1);
}

/*
 * profile_journey_next
 *
 * Read the next step; false after the last.
 */
bool
profile_journey_next(JourneyCursor *cursor, JourneyStep *step)
{
	const JourneyView *view = cursor->view;
	uint32 i = cursor->next;

	if (i >= view->n)
		return false;
	if (i > 0)
	{
		uint64 delta;

		cursor->delta = journey_varint_or_fail(cursor->delta, view->end, &delta);
		cursor->at = (TimestampTz) ((uint64) cursor->at + delta * (uint64) view->unit);
	}
	step->at = cursor->at;
	step->channel = journey_channel_code(view, i);
	step->event = journey_event_code(view, i);
	step->label = view->labels == NULL ? 0 : journey_label_code(view, i);
	if (step->channel >= view->count[JOURNEY_CHANNEL] ||
		step->event >= view->count[JOURNEY_EVENT] ||
		step->label > view->count[JOURNEY_LABEL])
		profile_journey_corrupted();
	step->has_value =
		view->values != NULL && (view->values[1 + i / 8] >> (i % 8) & 1) != 0;
	if (step->has_value)
		cursor->value = profile_journey_read_value(cursor->value, view->end,
												   cursor->scale, &step->value);
	cursor->next = i + 1;
	return true;
}
