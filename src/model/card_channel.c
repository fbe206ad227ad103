/*-------------------------------------------------------------------------
 *
 * card_channel.c
 *		Channels, by name.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"

#include "model/card.h"

enum
{
	CHANNEL_NAME,
	CHANNEL_ID,
	CHANNEL_KIND,
	CHANNEL_LINE
};
const ModelShape profile_card_channel_shape = {"channel",
											   4,
											   {"name", "channel_id", "kind", "line"},
											   {TEXTOID, INT8OID, TEXTOID, TEXTOID}};
const ModelPath profile_card_channel_path = {
	1, {{CHANNEL_NAME, BTEqualStrategyNumber}}, NULL};

/* profile_card_channel: what a channel is; look is into the table of channels. */
void
profile_card_channel(CardChannel *channel, CardLook *look, const JourneyName *name)
{
	memset(channel, 0, sizeof(*channel));
	channel->name = *name;
	if (!profile_model_find(&look->scan, profile_journey_text_datum(name)))
		return;
	channel->is_known = true;
	channel->id = card_look_id(look, CHANNEL_ID);
	channel->kind = profile_card_look_text(look, CHANNEL_KIND);
	channel->line = profile_card_look_text(look, CHANNEL_LINE);
}
