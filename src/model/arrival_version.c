/*-------------------------------------------------------------------------
 *
 * arrival_version.c
 *		Does a new version of a record identify as the record does already?
 *
 * Most versions do: somebody moved house.  Then nothing is decided anew.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"

#include "model/arrival.h"
#include "model/arrival_tables.h"

PG_FUNCTION_INFO_V1(profile_identifies_alike);

/* A record as it is going to be, and what it carries. */
typedef struct ArrivalVersion
{
	ArrivalRecord record; /* at: when the version was observed */
	TimestampTz observed; /* attributes that have no stamp */
	ArrivalLinks links;
} ArrivalVersion;

/* When the version saw an identifier. */
static TimestampTz
arrival_seen(const ArrivalVersion *version, const ArrivalLink *link)
{
	JsonbValue name = {.type = jbvString};

	if (version->record.stamps == NULL)
		return version->observed;
	name.val.string.val = unconstify(char *, link->attribute);
	name.val.string.len = link->attribute_length;
	if (link->attribute_length == 0)
	{
		name.val.string.val = "source_key";
		name.val.string.len = (int) strlen("source_key");
	}
	return profile_arrival_stamp(version->record.stamps, &name, version->observed);
}

static const ArrivalLink *
arrival_link_of(const ArrivalLinks *links, Identifier *identifier)
{
	for (int i = 0; i < links->count; i++)
		if (VARSIZE_ANY_EXHDR(links->links[i].identifier) ==
				VARSIZE_ANY_EXHDR(identifier) &&
			memcmp(VARDATA_ANY(links->links[i].identifier), VARDATA_ANY(identifier),
				   VARSIZE_ANY_EXHDR(identifier)) == 0)
			return &links->links[i];
	return NULL;
}

/* A time in the present row; that of another column where it is NULL. */
static TimestampTz
arrival_time(const ModelScan *rows, int column, int other)
{
	bool isnull;
	Datum value = profile_model_get(rows, column, &isnull);

	return DatumGetTimestampTz(isnull ? profile_model_value(rows, other) : value);
}

/* Is the link in the present row judged as the version judges it, and not younger? */
static bool
arrival_link_stays(const ArrivalVersion *version, const ArrivalLink *link,
				   const ModelScan *rows)
{
	TimestampTz first = DatumGetTimestampTz(profile_model_value(rows, LINK_SEEN));
	TimestampTz seen = arrival_seen(version, link);
	bool isnull;
	Datum rule = profile_model_get(rows, LINK_RULE, &isnull);

	if (link->rule == NULL)
	{
		if (!DatumGetBool(profile_model_value(rows, LINK_USABLE)))
			return false;
	}
	else if (isnull || strcmp(TextDatumGetCString(rule), link->rule) != 0)
		return false;
	return first <= version->record.at && first <= seen &&
		   (!link->by_last || seen <= arrival_time(rows, LINK_LAST_SEEN, LINK_SEEN));
}

/* Are the record's links, retired ones aside, those of the version, one for one? */
static bool
arrival_links_stay(Oid model, const ArrivalVersion *version, int64 record)
{
	ModelTable table;
	ModelScan rows;
	Datum key = Int64GetDatum(record);
	int stay = 0;
	bool alike = true;

	profile_model_open(&table, model, &profile_arrival_link.shape, AccessShareLock,
					   ACL_SELECT);
	profile_model_scan(&rows, &table, &profile_arrival_link_by_record);
	profile_model_seek(&rows, &key);
	while (alike && profile_model_next(&rows))
	{
		bool isnull;
		Datum rule = profile_model_get(&rows, LINK_RULE, &isnull);
		const ArrivalLink *link;

		if (!isnull && strcmp(TextDatumGetCString(rule), "retired") == 0)
			continue;
		link = arrival_link_of(&version->links,
							   (Identifier *) PG_DETOAST_DATUM_PACKED(
								   profile_model_value(&rows, LINK_IDENTIFIER)));
		alike = link != NULL && arrival_link_stays(version, link, &rows);
		stay++;
	}
	profile_model_scan_end(&rows);
	profile_model_close(&table);
	return alike && stay == version->links.count;
}

static bool
arrival_version_links(Oid model, ArrivalVersion *version)
{
	ArrivalSources sources;
	ArrivalSource *source;
	bool known;

	profile_arrival_sources_open(&sources, model);
	source = profile_arrival_source(&sources, version->record.source);
	known = source != NULL &&
			profile_arrival_links(model, &version->record, source, &version->links);
	profile_arrival_sources_close(&sources);
	return known;
}

static Jsonb *
arrival_no_problems(void)
{
	JsonbParseState *state = NULL;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL));
}

/*
 * identifies_alike(model regnamespace, record_id bigint, source_id bigint,
 *		source_key text, kind text, attributes jsonb, stamps jsonb,
 *		observed_at timestamptz, at timestamptz) returns jsonb
 *
 * The problems of the attributes that should identify and cannot, an empty object
 * where there are none; NULL where the record would identify otherwise.
 */
Datum
profile_identifies_alike(PG_FUNCTION_ARGS)
{
	ArrivalVersion version;
	Jsonb *problems;

	for (int i = 0; i < 9; i++)
		if (PG_ARGISNULL(i) && i != 6)
			PG_RETURN_NULL();
	version.record.source = PG_GETARG_INT64(2);
	version.record.key = PG_GETARG_TEXT_PP(3);
	version.record.kind = PG_GETARG_TEXT_PP(4);
	version.record.is_organization =
		strcmp(text_to_cstring(version.record.kind), "organization") == 0;
	version.record.attributes = PG_GETARG_JSONB_P(5);
	version.record.stamps = PG_ARGISNULL(6) ? NULL : PG_GETARG_JSONB_P(6);
	version.observed = PG_GETARG_TIMESTAMPTZ(7);
	version.record.at = PG_GETARG_TIMESTAMPTZ(8);
	if (!JB_ROOT_IS_OBJECT(version.record.attributes) ||
		VARSIZE_ANY_EXHDR(version.record.key) == 0 ||
		!arrival_version_links(PG_GETARG_OID(0), &version) ||
		!arrival_links_stay(PG_GETARG_OID(0), &version, PG_GETARG_INT64(1)))
		PG_RETURN_NULL();
	problems = version.links.problems;
	PG_RETURN_JSONB_P(problems != NULL ? problems : arrival_no_problems());
}
