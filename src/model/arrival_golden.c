/*-------------------------------------------------------------------------
 *
 * arrival_golden.c
 *		The golden record of one profile, from its records.
 *
 * What golden_of() says for many profiles in one statement: versions of records
 * are brought into canonical form and compete; what is garbage of its kind takes
 * part where no version has anything better.  A record whose attributes came one
 * by one is as many versions as it has moments.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "miscadmin.h"
#include "utils/acl.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/memutils.h"

#include "golden/golden_row.h"
#include "identifier/attributes.h"
#include "model/arrival.h"
#include "model/arrival_tables.h"

PG_FUNCTION_INFO_V1(profile_golden_of_profile);

/* Garbage of a version, which waits for what the others know. */
typedef struct ArrivalDoubt
{
	Jsonb *attributes;
	GoldenString source;
	int64 at;
	struct ArrivalDoubt *next;
} ArrivalDoubt;

/* The name of an attribute of which some version has a value. */
typedef struct ArrivalKnown
{
	const char *name;
	int length;
} ArrivalKnown;

/*
 * A golden record in the making.  What a record is read into goes with the next
 * one (scratch); what has to stay is in own.
 */
typedef struct ArrivalGolden
{
	const ArrivalGoldenRules *rules;
	MemoryContext own;
	MemoryContext scratch;
	GoldenState *state; /* NULL: no version yet */
	ArrivalDoubt *doubts;
	ArrivalKnown *known;
	int nknown;
	int room;
} ArrivalGolden;

/* ---- the rules ---- */

static Jsonb *
arrival_member(const Jsonb *object, const char *name)
{
	JsonbValue key = {.type = jbvString};
	JsonbValue *found;

	if (object == NULL || !JB_ROOT_IS_OBJECT(object))
		return NULL;
	key.val.string.val = unconstify(char *, name);
	key.val.string.len = (int) strlen(name);
	found = findJsonbValueFromContainer(unconstify(JsonbContainer *, &object->root),
										JB_FOBJECT, &key);
	return found == NULL || found->type != jbvBinary ? NULL : JsonbValueToJsonb(found);
}

/*
 * Rules are compiled when they have changed, not for every record.  The last ones
 * are kept for the session: what they were made of, and what was made.
 */
static const Survivorship *
arrival_compiled(Jsonb *setting)
{
	static Jsonb *made_of = NULL;
	static Survivorship *made = NULL;
	MemoryContext caller;
	Survivorship *rules;

	if (made != NULL && VARSIZE(made_of) == VARSIZE(setting) &&
		memcmp(made_of, setting, VARSIZE(setting)) == 0)
		return made;
	rules = DatumGetSurvivorship(
		DirectFunctionCall1(profile_survivorship_from_jsonb, JsonbPGetDatum(setting)));
	caller = MemoryContextSwitchTo(TopMemoryContext);
	if (made != NULL)
	{
		pfree(made);
		pfree(made_of);
		made = NULL;
	}
	made_of = memcpy(palloc(VARSIZE(setting)), setting, VARSIZE(setting));
	made = memcpy(palloc(VARSIZE(rules)), rules, VARSIZE(rules));
	MemoryContextSwitchTo(caller);
	return made;
}

/*
 * profile_arrival_golden_rules: the rules of the model's own golden records, as
 * the active snapshot shows them.
 */
void
profile_arrival_golden_rules(ArrivalGoldenRules *rules, Oid model)
{
	Jsonb *survivorship = profile_arrival_setting(model, "survivorship");
	Jsonb *kinds = profile_arrival_setting(model, "value_kinds");

	rules->rules = survivorship == NULL ? NULL : arrival_compiled(survivorship);
	rules->kinds = arrival_member(kinds, "kinds");
	rules->organization_kinds = arrival_member(kinds, "organization");
	rules->hidden = NULL;
}

/* ---- versions ---- */

static Jsonb *
arrival_without(Jsonb *attributes, ArrayType *names)
{
	if (attributes == NULL || names == NULL)
		return attributes;
	return DatumGetJsonbP(DirectFunctionCall2(
		jsonb_delete_array, JsonbPGetDatum(attributes), PointerGetDatum(names)));
}

/* Is it a value that says something? */
static bool
arrival_says(const JsonbValue *value)
{
	if (value->type == jbvString)
		return value->val.string.len > 0;
	if (value->type == jbvBinary)
		return JsonContainerSize(value->val.binary.data) > 0;
	return value->type != jbvNull;
}

static bool
arrival_is_known(const ArrivalGolden *golden, const JsonbValue *name)
{
	for (int i = 0; i < golden->nknown; i++)
		if (golden->known[i].length == name->val.string.len &&
			memcmp(golden->known[i].name, name->val.string.val, name->val.string.len) ==
				0)
			return true;
	return false;
}

static void
arrival_add_known(ArrivalGolden *golden, const JsonbValue *name)
{
	ArrivalKnown *known;

	if (golden->nknown == golden->room)
	{
		golden->room = Max(16, golden->room * 2);
		golden->known =
			golden->known == NULL
				? palloc(sizeof(ArrivalKnown) * golden->room)
				: repalloc(golden->known, sizeof(ArrivalKnown) * golden->room);
	}
	known = &golden->known[golden->nknown++];
	known->name = pnstrdup(name->val.string.val, name->val.string.len);
	known->length = name->val.string.len;
}

/* The attributes of which a version has a value. */
static void
arrival_note_known(ArrivalGolden *golden, Jsonb *sound)
{
	JsonbIterator *entries = JsonbIteratorInit(&sound->root);
	JsonbIteratorToken token;
	JsonbValue name;
	JsonbValue value;

	while ((token = JsonbIteratorNext(&entries, &name, true)) != WJB_DONE)
	{
		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&entries, &value, true);
		if (arrival_says(&value) && !arrival_is_known(golden, &name))
			arrival_add_known(golden, &name);
	}
}

static void
arrival_note_doubt(ArrivalGolden *golden, const Jsonb *doubtful, GoldenString source,
				   int64 at)
{
	ArrivalDoubt *doubt = palloc(sizeof(ArrivalDoubt));

	doubt->attributes = memcpy(palloc(VARSIZE(doubtful)), doubtful, VARSIZE(doubtful));
	doubt->source = source;
	doubt->at = at;
	doubt->next = golden->doubts;
	golden->doubts = doubt;
}

/* One version: what is sound competes at once. */
static void
arrival_take_version(ArrivalGolden *golden, Jsonb *attributes, bool is_organization,
					 const ArrivalSource *source, TimestampTz at)
{
	const ArrivalGoldenRules *rules = golden->rules;
	Jsonb *kinds = is_organization ? rules->organization_kinds : rules->kinds;
	GoldenString name = {VARDATA_ANY(source->name),
						 (int) VARSIZE_ANY_EXHDR(source->name)};
	Jsonb *sound;
	Jsonb *doubtful;
	MemoryContext caller;

	CHECK_FOR_INTERRUPTS();
	if (kinds == NULL)
		return;
	profile_attribute_forms(attributes, kinds, source->region, &sound, &doubtful);
	sound = arrival_without(sound, rules->hidden);
	doubtful = arrival_without(doubtful, rules->hidden);
	caller = MemoryContextSwitchTo(golden->own);
	golden->state = profile_golden_take_record(golden->state, sound, name,
											   golden_moment(at), rules->rules);
	arrival_note_known(golden, sound);
	if (doubtful != NULL)
		arrival_note_doubt(golden, doubtful, name, golden_moment(at));
	MemoryContextSwitchTo(caller);
}

/* ---- attributes that came one by one ---- */

typedef struct ArrivalMoment
{
	TimestampTz at;
	JsonbParseState *attributes;
	struct ArrivalMoment *next;
} ArrivalMoment;

/*
 * profile_arrival_stamp: when an attribute was observed by itself, as stamps say;
 * otherwise where they do not.
 */
TimestampTz
profile_arrival_stamp(const Jsonb *stamps, JsonbValue *name, TimestampTz otherwise)
{
	JsonbValue *found = findJsonbValueFromContainer(
		unconstify(JsonbContainer *, &stamps->root), JB_FOBJECT, name);

	if (found == NULL || found->type != jbvString)
		return otherwise;
	return DatumGetTimestampTz(DirectFunctionCall3(
		timestamptz_in,
		CStringGetDatum(pnstrdup(found->val.string.val, found->val.string.len)),
		ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

static ArrivalMoment *
arrival_moment(ArrivalMoment **moments, TimestampTz at)
{
	ArrivalMoment *moment = *moments;

	while (moment != NULL && moment->at != at)
		moment = moment->next;
	if (moment == NULL)
	{
		moment = palloc(sizeof(ArrivalMoment));
		moment->at = at;
		moment->attributes = NULL;
		moment->next = *moments;
		*moments = moment;
		pushJsonbValue(&moment->attributes, WJB_BEGIN_OBJECT, NULL);
	}
	return moment;
}

static void
arrival_take_moments(ArrivalGolden *golden, Jsonb *attributes, const Jsonb *stamps,
					 bool is_organization, const ArrivalSource *source,
					 TimestampTz snapshot)
{
	ArrivalMoment *moments = NULL;
	JsonbIterator *entries = JsonbIteratorInit(&attributes->root);
	JsonbIteratorToken token;
	JsonbValue name;
	JsonbValue value;

	while ((token = JsonbIteratorNext(&entries, &name, true)) != WJB_DONE)
	{
		ArrivalMoment *moment;

		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&entries, &value, true);
		moment = arrival_moment(&moments, profile_arrival_stamp(stamps, &name, snapshot));
		pushJsonbValue(&moment->attributes, WJB_KEY, &name);
		pushJsonbValue(&moment->attributes, WJB_VALUE, &value);
	}
	for (; moments != NULL; moments = moments->next)
		arrival_take_version(
			golden,
			JsonbValueToJsonb(pushJsonbValue(&moments->attributes, WJB_END_OBJECT, NULL)),
			is_organization, source, moments->at);
}

/* One record: a whole version, or several. */
static void
arrival_take_record(ArrivalGolden *golden, Jsonb *attributes, Jsonb *stamps,
					bool is_organization, const ArrivalSource *source,
					TimestampTz snapshot, TimestampTz observed)
{
	if (!JB_ROOT_IS_OBJECT(attributes))
		return;
	if (stamps != NULL && JB_ROOT_IS_OBJECT(stamps))
		arrival_take_moments(golden, attributes, stamps, is_organization, source,
							 snapshot);
	else
		/* (an interaction may have been observed later and say nothing of them) */
		arrival_take_version(golden, attributes, is_organization, source,
							 snapshot == DT_NOBEGIN ? observed : snapshot);
}

/* ---- the end ---- */

/* Garbage of attributes of which nothing better is known. */
static Jsonb *
arrival_unknown(const ArrivalGolden *golden, Jsonb *doubtful)
{
	JsonbParseState *state = NULL;
	JsonbIterator *entries = JsonbIteratorInit(&doubtful->root);
	JsonbIteratorToken token;
	JsonbValue name;
	JsonbValue value;

	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	while ((token = JsonbIteratorNext(&entries, &name, true)) != WJB_DONE)
	{
		if (token != WJB_KEY)
			continue;
		(void) JsonbIteratorNext(&entries, &value, true);
		if (arrival_is_known(golden, &name))
			continue;
		pushJsonbValue(&state, WJB_KEY, &name);
		pushJsonbValue(&state, WJB_VALUE, &value);
	}
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL));
}

/* NULL where there was no version. */
static Golden *
arrival_finish(ArrivalGolden *golden)
{
	ArrivalDoubt *doubt;

	for (doubt = golden->doubts; doubt != NULL; doubt = doubt->next)
		golden->state = profile_golden_take_record(
			golden->state, arrival_unknown(golden, doubt->attributes), doubt->source,
			doubt->at, golden->rules->rules);
	return golden->state == NULL ? NULL : profile_golden_state_finish(golden->state);
}

/*
 * profile_arrival_golden_lone: of a profile whose only record this is going to be.
 */
Golden *
profile_arrival_golden_lone(const ArrivalGoldenRules *rules, const ArrivalRecord *record,
							const ArrivalSource *source)
{
	ArrivalGolden golden = {
		.rules = rules, .own = CurrentMemoryContext, .scratch = CurrentMemoryContext};

	if (record->stamps == NULL || JB_ROOT_COUNT(record->attributes) > 0)
		arrival_take_record(&golden, record->attributes, NULL, record->is_organization,
							source, record->at, record->at);
	return arrival_finish(&golden);
}

static bool
arrival_is_organization(Datum kind)
{
	text *word = DatumGetTextPP(kind);

	return VARSIZE_ANY_EXHDR(word) == strlen("organization") &&
		   memcmp(VARDATA_ANY(word), "organization", strlen("organization")) == 0;
}

/* The record in the present row. */
static void
arrival_take_row(ArrivalGolden *golden, const ModelScan *scan, ArrivalSources *sources,
				 ArrivalSource **source)
{
	int64 id = DatumGetInt64(profile_model_value(scan, RECORD_SOURCE));
	bool isnull;
	Datum stamps = profile_model_get(scan, RECORD_STAMPS, &isnull);
	MemoryContext caller;

	if (*source == NULL || (*source)->source != id)
		*source = profile_arrival_source(sources, id);
	if (*source == NULL)
		return;
	caller = MemoryContextSwitchTo(golden->scratch);
	arrival_take_record(
		golden,
		(Jsonb *) PG_DETOAST_DATUM_COPY(profile_model_value(scan, RECORD_ATTRIBUTES)),
		isnull ? NULL : (Jsonb *) PG_DETOAST_DATUM_COPY(stamps),
		arrival_is_organization(profile_model_value(scan, RECORD_KIND)), *source,
		DatumGetTimestampTz(profile_model_value(scan, RECORD_SNAPSHOT)),
		DatumGetTimestampTz(profile_model_value(scan, RECORD_OBSERVED)));
	MemoryContextSwitchTo(caller);
	MemoryContextReset(golden->scratch);
}

/*
 * profile_arrival_golden: of a profile, from the records that the active snapshot
 * shows; NULL where it has none.
 */
Golden *
profile_arrival_golden(const ArrivalGoldenRules *rules, const ModelTable *records,
					   ArrivalSources *sources, int64 profile)
{
	ArrivalGolden golden = {.rules = rules, .own = CurrentMemoryContext};
	ArrivalSource *source = NULL;
	ModelScan scan;
	Datum key = Int64GetDatum(profile);

	golden.scratch = AllocSetContextCreate(CurrentMemoryContext, "record of a profile",
										   ALLOCSET_SMALL_SIZES);

	profile_model_scan(&scan, records, &profile_arrival_record_by_profile);
	profile_model_seek(&scan, &key);
	while (profile_model_next(&scan))
		arrival_take_row(&golden, &scan, sources, &source);
	profile_model_scan_end(&scan);
	MemoryContextDelete(golden.scratch);
	return arrival_finish(&golden);
}

/*
 * golden_of_profile(model regnamespace, profile_id bigint, rules survivorship,
 *		hidden text[]) returns golden
 *
 * NULL where the profile has no records.
 */
Datum
profile_golden_of_profile(PG_FUNCTION_ARGS)
{
	Oid model = PG_ARGISNULL(0) ? InvalidOid : PG_GETARG_OID(0);
	ArrivalGoldenRules rules;
	ArrivalSources sources;
	ModelTable records;
	Golden *golden;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	profile_arrival_golden_rules(&rules, model);
	if (!PG_ARGISNULL(2))
	{
		rules.rules = DatumGetSurvivorship(PG_GETARG_DATUM(2));
		profile_survivorship_check_version(rules.rules);
	}
	if (!PG_ARGISNULL(3) && ArrayGetNItems(ARR_NDIM(PG_GETARG_ARRAYTYPE_P(3)),
										   ARR_DIMS(PG_GETARG_ARRAYTYPE_P(3))) > 0)
		rules.hidden = PG_GETARG_ARRAYTYPE_P(3);
	profile_model_open(&records, model, &profile_arrival_record.shape, AccessShareLock,
					   ACL_SELECT);
	profile_arrival_sources_open(&sources, model);
	golden = profile_arrival_golden(&rules, &records, &sources, PG_GETARG_INT64(1));
	profile_arrival_sources_close(&sources);
	profile_model_close(&records);
	if (golden == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(golden);
}
