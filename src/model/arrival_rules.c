/*-------------------------------------------------------------------------
 *
 * arrival_rules.c
 *		What an arriving record carries, and what the rules say of it.
 *
 * As identifiers_of() reads it.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "catalog/pg_collation.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "identifier/attributes.h"
#include "model/arrival.h"
#include "model/model_write.h"

enum
{
	SOURCE_ID,
	SOURCE_NAME,
	SOURCE_REGION,
	SOURCE_KEY_KIND,
	SOURCE_TRUSTED
};
static const ModelShape arrival_source_shape = {
	"source",
	5,
	{"source_id", "name", "region", "key_kind", "is_trusted"},
	{INT8OID, TEXTOID, TEXTOID, TEXTOID, BOOLOID}};
static const ModelPath arrival_source_by_id = {
	1, {{SOURCE_ID, BTEqualStrategyNumber}}, NULL};

enum
{
	KIND_KIND,
	KIND_UNIQUE,
	KIND_LIMIT,
	KIND_WINDOW,
	KIND_THRESHOLD,
	KIND_VERIFIED,
	KIND_RECORD,
	KIND_PATTERN,
	KIND_YIELDS,
	KIND_CONFLICT
};
static const ModelShape arrival_kind_shape = {
	"identifier_kind",
	10,
	{"kind", "is_unique", "limit_count", "limit_window", "generic_threshold",
	 "verified_only", "record_kind", "organization_pattern", "yields_to_organization",
	 "on_conflict"},
	{TEXTOID, BOOLOID, INT4OID, INTERVALOID, INT4OID, BOOLOID, TEXTOID, TEXTOID, BOOLOID,
	 TEXTOID}};
static const ModelPath arrival_kind_by_kind = {
	1, {{KIND_KIND, BTEqualStrategyNumber}}, NULL};

enum
{
	BLOCKED_KIND,
	BLOCKED_VALUE,
	BLOCKED_PATTERN
};
static const ModelShape arrival_blocked_shape = {"blocked_identifier",
												 3,
												 {"kind", "value", "is_pattern"},
												 {TEXTOID, TEXTOID, BOOLOID}};
static const ModelPath arrival_blocked_by_kind = {
	1, {{BLOCKED_KIND, BTEqualStrategyNumber}}, NULL};

/* ---- settings ---- */

/* profile_arrival_setting: the value of a setting, NULL where it is not set. */
Jsonb *
profile_arrival_setting(Oid model, const char *name)
{
	ModelTable table;
	ModelScan scan;
	Jsonb *value = NULL;

	profile_model_open(&table, model, &profile_model_setting, AccessShareLock,
					   ACL_SELECT);
	profile_model_scan(&scan, &table, &profile_model_setting_by_name);
	if (profile_model_find(&scan, CStringGetTextDatum(name)))
		value =
			(Jsonb *) PG_DETOAST_DATUM_COPY(profile_model_value(&scan, SETTING_VALUE));
	profile_model_scan_end(&scan);
	profile_model_close(&table);
	return value;
}

/* profile_arrival_text: a setting as text; NULL where it is not set, or null. */
text *
profile_arrival_text(const Jsonb *setting)
{
	JsonbValue value;

	if (setting == NULL || !JB_ROOT_IS_SCALAR(setting) ||
		!JsonbExtractScalar(unconstify(JsonbContainer *, &setting->root), &value))
		return NULL;
	switch (value.type)
	{
		case jbvString:
			return cstring_to_text_with_len(value.val.string.val, value.val.string.len);
		case jbvNumeric:
			return cstring_to_text(DatumGetCString(
				DirectFunctionCall1(numeric_out, NumericGetDatum(value.val.numeric))));
		default:
			return NULL;
	}
}

/* ---- sources ---- */

/* profile_arrival_sources_open: sources can be asked for until they are closed. */
void
profile_arrival_sources_open(ArrivalSources *sources, Oid model)
{
	/* (a row that is locked here is locked as a foreign key locks it) */
	profile_model_open(&sources->table, model, &arrival_source_shape, RowShareLock,
					   ACL_SELECT);
	profile_model_scan(&sources->scan, &sources->table, &arrival_source_by_id);
	sources->region = profile_arrival_text(profile_arrival_setting(model, "region"));
}

static text *
arrival_source_text(ArrivalSources *sources, int column)
{
	bool isnull;
	Datum value = profile_model_get(&sources->scan, column, &isnull);

	return isnull ? NULL : DatumGetTextPCopy(value);
}

ArrivalSource *
profile_arrival_source(ArrivalSources *sources, int64 source)
{
	ArrivalSource *found;

	if (!profile_model_find(&sources->scan, Int64GetDatum(source)))
		return NULL;
	found = palloc(sizeof(ArrivalSource));
	found->source = source;
	found->name = arrival_source_text(sources, SOURCE_NAME);
	found->region = arrival_source_text(sources, SOURCE_REGION);
	if (found->region == NULL)
		found->region = sources->region;
	found->key_kind = arrival_source_text(sources, SOURCE_KEY_KIND);
	found->is_trusted = DatumGetBool(profile_model_value(&sources->scan, SOURCE_TRUSTED));
	return found;
}

/*
 * profile_arrival_source_lock: the source found last is kept from being deleted,
 * as a foreign key keeps it; false where it is gone.
 */
bool
profile_arrival_source_lock(ArrivalSources *sources)
{
	int64 source = DatumGetInt64(profile_model_value(&sources->scan, SOURCE_ID));

	return profile_model_lock(&sources->scan, LockTupleKeyShare, LockWaitBlock) &&
		   DatumGetInt64(profile_model_value(&sources->scan, SOURCE_ID)) == source;
}

void
profile_arrival_sources_close(ArrivalSources *sources)
{
	profile_model_scan_end(&sources->scan);
	profile_model_close(&sources->table);
}

/* ---- what it carries ---- */

/* Reading it: tables that are asked for each value, and what was found. */
typedef struct ArrivalReading
{
	const ArrivalRecord *record;
	const ArrivalSource *source;
	ArrivalLinks *links;
	ModelScan kinds;
	ModelScan blocked;
	List *problems; /* AttributeIdentifier, each attribute once */
	bool known;     /* all its kinds, and not too many values */
} ArrivalReading;

static bool
arrival_matches(text *key, Datum pattern)
{
	return DatumGetBool(DirectFunctionCall2Coll(textregexeq, DEFAULT_COLLATION_OID,
												PointerGetDatum(key), pattern));
}

static bool
arrival_blocked_as(ArrivalReading *reading, Datum kind, text *key)
{
	profile_model_seek(&reading->blocked, &kind);
	while (profile_model_next(&reading->blocked))
	{
		Datum value = profile_model_value(&reading->blocked, BLOCKED_VALUE);

		if (DatumGetBool(profile_model_value(&reading->blocked, BLOCKED_PATTERN))
				? arrival_matches(key, value)
				: DatumGetBool(DirectFunctionCall2Coll(texteq, DEFAULT_COLLATION_OID,
													   PointerGetDatum(key), value)))
			return true;
	}
	return false;
}

static bool
arrival_word_is(Datum value, const char *word)
{
	text *held = DatumGetTextPP(value);

	return VARSIZE_ANY_EXHDR(held) == strlen(word) &&
		   memcmp(VARDATA_ANY(held), word, strlen(word)) == 0;
}

/* What its kind, in the present row of kinds, says of an identifier. */
static void
arrival_judge_kind(ArrivalReading *reading, ArrivalLink *link, text *key)
{
	ModelScan *kinds = &reading->kinds;
	bool isnull;
	Datum value;

	value = profile_model_get(kinds, KIND_THRESHOLD, &isnull);
	link->threshold = isnull ? 0 : DatumGetInt32(value);
	(void) profile_model_get(kinds, KIND_WINDOW, &isnull);
	link->has_window = !isnull;
	(void) profile_model_get(kinds, KIND_LIMIT, &isnull);
	link->is_unique = DatumGetBool(profile_model_value(kinds, KIND_UNIQUE));
	link->is_limited = !isnull || link->is_unique;
	link->by_last =
		arrival_word_is(profile_model_value(kinds, KIND_CONFLICT), "last_authenticated");
	link->yields = reading->record->is_organization &&
				   DatumGetBool(profile_model_value(kinds, KIND_YIELDS));
	if (DatumGetBool(profile_model_value(kinds, KIND_VERIFIED)) &&
		!reading->source->is_trusted)
		reading->links->unverified = true;
	value = profile_model_get(kinds, KIND_RECORD, &isnull);
	if (!isnull &&
		!DatumGetBool(DirectFunctionCall2Coll(texteq, DEFAULT_COLLATION_OID, value,
											  PointerGetDatum(reading->record->kind))))
		link->rule = "kind";
	value = profile_model_get(kinds, KIND_PATTERN, &isnull);
	if (!isnull && !reading->record->is_organization && arrival_matches(key, value))
		link->rule = "kind";
}

static bool
arrival_same_kind(const Identifier *a, const Identifier *b)
{
	return IDENTIFIER_KIND_LENGTH(a) == IDENTIFIER_KIND_LENGTH(b) &&
		   memcmp(IDENTIFIER_KIND(a), IDENTIFIER_KIND(b),
				  (size_t) IDENTIFIER_KIND_LENGTH(a)) == 0;
}

static void
arrival_add_link(ArrivalReading *reading, const AttributeIdentifier *found)
{
	ArrivalLinks *links = reading->links;
	Identifier *identifier = found->identifier;
	text *kind = cstring_to_text_with_len(IDENTIFIER_KIND(identifier),
										  IDENTIFIER_KIND_LENGTH(identifier));
	text *key = cstring_to_text_with_len(IDENTIFIER_KEY(identifier),
										 IDENTIFIER_KEY_LENGTH(identifier));
	ArrivalLink *link;

	if (links->count == ARRIVAL_MAX_LINKS ||
		!profile_model_find(&reading->kinds, PointerGetDatum(kind)))
	{
		reading->known = false;
		return;
	}
	link = &links->links[links->count];
	*link = (ArrivalLink){.identifier = identifier,
						  .attribute = found->attribute,
						  .attribute_length = found->attribute_length};
	arrival_judge_kind(reading, link, key);
	if (arrival_blocked_as(reading, PointerGetDatum(kind), key) ||
		arrival_blocked_as(reading, CStringGetTextDatum("*"), key))
		link->rule = "blocked";
	for (int i = 0; link->is_limited && i < links->count; i++)
		if (arrival_same_kind(links->links[i].identifier, identifier))
			links->crowded = true;
	links->count++;
}

/* Is the code of a problem after the other in the alphabet? */
static bool
arrival_code_follows(const AttributeIdentifier *a, const AttributeIdentifier *b)
{
	return a->problem == NULL ||
		   (b->problem != NULL && strcmp(a->problem, b->problem) > 0);
}

/*
 * A value that should identify and cannot.  Of several of one attribute the code
 * that is last in the alphabet is told (see the column record.problems).
 */
static void
arrival_add_problem(ArrivalReading *reading, const AttributeIdentifier *found)
{
	AttributeIdentifier *problem;
	ListCell *cell;

	foreach (cell, reading->problems)
	{
		problem = lfirst(cell);
		if (problem->attribute_length == found->attribute_length &&
			memcmp(problem->attribute, found->attribute,
				   (size_t) found->attribute_length) == 0)
		{
			if (arrival_code_follows(found, problem))
				*problem = *found;
			return;
		}
	}
	problem = palloc(sizeof(AttributeIdentifier));
	*problem = *found;
	reading->problems = lappend(reading->problems, problem);
}

static void
arrival_push_problem(JsonbParseState **state, const AttributeIdentifier *found)
{
	JsonbValue name = {.type = jbvString};
	JsonbValue problem = {.type = jbvNull};

	name.val.string.val = unconstify(char *, found->attribute);
	name.val.string.len = found->attribute_length;
	if (found->attribute_length == 0)
	{
		name.val.string.val = "source_key";
		name.val.string.len = (int) strlen("source_key");
	}
	if (found->problem != NULL)
	{
		problem.type = jbvString;
		problem.val.string.val = unconstify(char *, found->problem);
		problem.val.string.len = (int) strlen(found->problem);
	}
	pushJsonbValue(state, WJB_KEY, &name);
	pushJsonbValue(state, WJB_VALUE, &problem);
}

/* All of them as an object of attributes; NULL: none. */
static Jsonb *
arrival_problems(const List *problems)
{
	JsonbParseState *state = NULL;
	ListCell *cell;

	if (problems == NIL)
		return NULL;
	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	foreach (cell, problems)
		arrival_push_problem(&state, lfirst(cell));
	return JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL));
}

static void
arrival_take_value(void *state, const AttributeIdentifier *found)
{
	if (found->identifier != NULL)
		arrival_add_link(state, found);
	else
		arrival_add_problem(state, found);
}

/* An object with one more member, whose name is empty: the source's own key. */
static Jsonb *
arrival_with_key(Jsonb *object, text *value)
{
	JsonbParseState *state = NULL;
	JsonbValue name = {.type = jbvString};
	JsonbValue string = {.type = jbvString};
	Jsonb *member;

	name.val.string.val = "";
	string.val.string.val = VARDATA_ANY(value);
	string.val.string.len = (int) VARSIZE_ANY_EXHDR(value);
	pushJsonbValue(&state, WJB_BEGIN_OBJECT, NULL);
	pushJsonbValue(&state, WJB_KEY, &name);
	pushJsonbValue(&state, WJB_VALUE, &string);
	member = JsonbValueToJsonb(pushJsonbValue(&state, WJB_END_OBJECT, NULL));
	return DatumGetJsonbP(DirectFunctionCall2(jsonb_concat, JsonbPGetDatum(object),
											  JsonbPGetDatum(member)));
}

/* Several values of a unique kind that would conduct are in conflict, all of them. */
static void
arrival_judge_conflicts(ArrivalLinks *links)
{
	bool conflict[ARRIVAL_MAX_LINKS];

	for (int i = 0; i < links->count; i++)
	{
		conflict[i] = false;
		for (int j = 0; j < links->count && !conflict[i]; j++)
			conflict[i] =
				i != j && links->links[i].is_unique && links->links[i].rule == NULL &&
				links->links[j].rule == NULL &&
				arrival_same_kind(links->links[i].identifier, links->links[j].identifier);
	}
	for (int i = 0; i < links->count; i++)
		if (conflict[i])
			links->links[i].rule = "conflict";
}

static void
arrival_read(ArrivalReading *reading, Jsonb *kinds)
{
	const ArrivalRecord *record = reading->record;
	Jsonb *attributes = record->attributes;

	/* a key that starts with ~ was made here, for a record whose source gave none */
	if (reading->source->key_kind != NULL && VARDATA_ANY(record->key)[0] != '~')
	{
		attributes = arrival_with_key(attributes, record->key);
		kinds = arrival_with_key(kinds, reading->source->key_kind);
	}
	profile_attribute_identifiers(attributes, kinds, reading->source->region,
								  arrival_take_value, reading);
	if (reading->links->crowded)
		arrival_judge_conflicts(reading->links);
	reading->links->problems = arrival_problems(reading->problems);
}

/*
 * profile_arrival_links: what a record carries.  False where some value is of a
 * kind that the model does not know, or there are very many.
 */
bool
profile_arrival_links(Oid model, const ArrivalRecord *record, const ArrivalSource *source,
					  ArrivalLinks *links)
{
	ArrivalReading reading = {
		.record = record, .source = source, .links = links, .known = true};
	Jsonb *kinds = profile_arrival_setting(model, "identifier_kinds");
	ModelTable kind_table;
	ModelTable blocked_table;

	links->count = 0;
	links->problems = NULL;
	links->crowded = false;
	links->unverified = false;
	if (kinds == NULL)
		return false;
	profile_model_open(&kind_table, model, &arrival_kind_shape, AccessShareLock,
					   ACL_SELECT);
	profile_model_open(&blocked_table, model, &arrival_blocked_shape, AccessShareLock,
					   ACL_SELECT);
	profile_model_scan(&reading.kinds, &kind_table, &arrival_kind_by_kind);
	profile_model_scan(&reading.blocked, &blocked_table, &arrival_blocked_by_kind);
	arrival_read(&reading, kinds);
	profile_model_scan_end(&reading.blocked);
	profile_model_scan_end(&reading.kinds);
	profile_model_close(&blocked_table);
	profile_model_close(&kind_table);
	return reading.known;
}
