/*-------------------------------------------------------------------------
 *
 * arrival_join.c
 *		May a new record join the profile that its identifiers lead to?
 *
 * What attach_alone() asks may_attach() for on the long road, asked here by key:
 * the profile stands, is not contested and of the record's kind; at least one
 * value that conducts leads there, and those that are not new do; no value is one
 * too many, for the profile or for itself.  It is asked when the profile is locked, by a
 * snapshot that was taken afterwards.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_collation.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "model/arrival_take.h"

/* How many there are of the rows that the scan was sent to, up to most. */
static int64
arrival_count(ModelScan *scan, int flag, int64 most)
{
	int64 count = 0;

	while (count < most && profile_model_next(scan))
		if (flag < 0 || DatumGetBool(profile_model_value(scan, flag)))
			count++;
	return count;
}

/* Has the profile room for one more record?  (That is there already.) */
static bool
arrival_has_room(Arrival *arrival)
{
	text *setting = profile_arrival_text(
		profile_arrival_setting(arrival->model, "profile_record_limit"));
	Datum profile = Int64GetDatum(arrival->profile_id);
	ModelScan scan;
	int64 limit;
	int64 count;

	if (setting == NULL)
		return true;
	limit = pg_strtoint32(text_to_cstring(setting));
	if (limit <= 0)
		return false;
	profile_model_scan(&scan, &arrival->writers[TAKE_RECORD].table,
					   &profile_arrival_record_by_profile);
	profile_model_seek(&scan, &profile);
	count = arrival_count(&scan, -1, limit + 1);
	profile_model_scan_end(&scan);
	return count <= limit;
}

/* Would one more record with this value make it generic? */
static bool
arrival_is_shared(ModelScan *links, const ArrivalLink *link)
{
	Datum identifier = PointerGetDatum(link->identifier);

	if (link->threshold == 0)
		return false;
	profile_model_seek(links, &identifier);
	return arrival_count(links, LINK_CARRIED, link->threshold) >= link->threshold;
}

/* Is there a reason against a value that conducts?  Its row is the present one. */
static bool
arrival_is_barred(const ArrivalLink *link, const ModelScan *identities, ModelScan *links)
{
	bool is_home = profile_arrival_home(identities) != 0;

	if (DatumGetBool(profile_model_value(identities, IDENTITY_GENERIC)))
		return true;
	if (is_home && link->yields != DatumGetBool(profile_model_value(
									   identities, IDENTITY_ORGANIZATION)))
		return true;
	/* (an older link may move a value into another window) */
	return (!is_home && link->is_limited) || link->has_window ||
		   arrival_is_shared(links, link);
}

/* Every value leads there, or was brought here; one that leads there conducts. */
static bool
arrival_leads_there(Arrival *arrival, ModelScan *identities, ModelScan *links)
{
	bool led = false;

	for (int i = 0; i < arrival->links.count; i++)
	{
		const ArrivalLink *link = &arrival->links.links[i];
		int64 home;

		if (!profile_model_find(identities, PointerGetDatum(link->identifier)))
			return false;
		home = profile_arrival_home(identities);
		if (arrival->is_brought[i] ? home != 0 : home != arrival->profile_id)
			return false;
		if (link->rule != NULL)
			continue;
		if (arrival_is_barred(link, identities, links))
			return false;
		led = led || home != 0;
	}
	return led;
}

/*
 * profile_arrival_may_join: the row of the profile is the present one of profiles,
 * and locked; the active snapshot was taken since.
 */
bool
profile_arrival_may_join(Arrival *arrival, const ModelScan *profiles)
{
	ModelScan identities;
	ModelScan links;
	bool stands;
	bool may;

	(void) profile_model_get(profiles, PROFILE_MERGED, &stands);
	if (!stands ||
		DatumGetInt64(profile_model_value(profiles, PROFILE_ID)) != arrival->profile_id ||
		DatumGetBool(profile_model_value(profiles, PROFILE_CONTESTED)) ||
		!DatumGetBool(DirectFunctionCall2Coll(texteq, DEFAULT_COLLATION_OID,
											  profile_model_value(profiles, PROFILE_KIND),
											  PointerGetDatum(arrival->record.kind))))
		return false;
	profile_model_scan(&identities, &arrival->writers[TAKE_IDENTITY].table,
					   &profile_arrival_identity_by_identifier);
	profile_model_scan(&links, &arrival->writers[TAKE_LINK].table,
					   &profile_arrival_link_by_identifier);
	may = arrival_leads_there(arrival, &identities, &links);
	profile_model_scan_end(&links);
	profile_model_scan_end(&identities);
	return may && arrival_has_room(arrival);
}
