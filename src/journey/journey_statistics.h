/*-------------------------------------------------------------------------
 *
 * journey_statistics.h
 *		What ANALYZE keeps of journeys: in how many of them each event, channel and
 *		channel:event occurs.
 *
 * Elements are texts "event", "channel:*" and "channel:event", as they stand in
 * patterns, in the order of their bytes.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_STATISTICS_H
#define PROFILE_JOURNEY_STATISTICS_H

#include "journey/pattern.h"

#define ELEMENT_BYTES 520 /* two names and what joins them */

typedef struct JourneyElement
{
	uint32 len;
	char data[ELEMENT_BYTES];
} JourneyElement;

/* An event, a channel (event NULL), or both. */
static inline void
journey_element_set(JourneyElement *element, const char *channel, uint32 channel_len,
					const char *event, uint32 event_len)
{
	char *p = element->data;

	if (channel != NULL)
	{
		memcpy(p, channel, channel_len);
		p += channel_len;
		*p++ = ':';
	}
	if (event != NULL)
	{
		memcpy(p, event, event_len);
		p += event_len;
	}
	else
		*p++ = '*';
	element->len = (uint32) (p - element->data);
}

/* The elements of a journey, each once, as ANALYZE counts them. */
typedef void (*JourneyElementVisit)(void *context, const JourneyElement *element);

extern void profile_journey_elements(const JourneyView *view, JourneyElementVisit visit,
									 void *context);

#endif /* PROFILE_JOURNEY_STATISTICS_H */
