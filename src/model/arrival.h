/*-------------------------------------------------------------------------
 *
 * arrival.h
 *		Records that arrive one by one, and the golden record of one profile.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_ARRIVAL_H
#define PROFILE_MODEL_ARRIVAL_H

#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "golden/survivorship.h"
#include "identifier/identifier.h"
#include "utils/jsonb.h"
#include "utils/timestamp.h"

#include "model/model_table.h"

/* A record that arrives, as take_new() gets it. */
typedef struct ArrivalRecord
{
	int64 source;
	text *key;
	text *kind;
	bool is_organization;
	Jsonb *attributes;
	TimestampTz at;
	Jsonb *stamps; /* NULL: a whole version */
} ArrivalRecord;

/* A row of source. */
typedef struct ArrivalSource
{
	int64 source;
	text *name;
	text *region; /* its own, or the model's; NULL: none */
	text *key_kind;
	bool is_trusted;
} ArrivalSource;

/* An identifier that it carries, with what its kind says of it. */
typedef struct ArrivalLink
{
	Identifier *identifier;
	const char *attribute; /* that has it first */
	int attribute_length;
	const char
		*rule;       /* why it does not conduct: blocked, kind, conflict; NULL: it does */
	bool is_unique;  /* of a kind of which a profile has one value */
	bool is_limited; /* ... or so many */
	bool has_window; /* ... within an interval */
	bool by_last;    /* whose it is depends on who used it last */
	bool yields;     /* it would be an organisation's */
	int threshold;   /* as many may share it; 0: any number */
} ArrivalLink;

#define ARRIVAL_MAX_LINKS 32

/* What it carries. */
typedef struct ArrivalLinks
{
	int count;
	ArrivalLink links[ARRIVAL_MAX_LINKS];
	Jsonb *problems; /* attributes that should identify and cannot; NULL: none */
	bool crowded;    /* two values of a kind that limits them */
	bool unverified; /* one of a kind that has to be verified, by the source */
} ArrivalLinks;

/* What the golden record is made by. */
typedef struct ArrivalGoldenRules
{
	const Survivorship *rules;
	Jsonb *kinds;              /* of the attributes of people, NULL: none are told */
	Jsonb *organization_kinds; /* of organisations */
	ArrayType *hidden;         /* attributes that are left out; NULL: none */
} ArrivalGoldenRules;

/* --- arrival_rules.c ------------------------------------------------------- */

extern Jsonb *profile_arrival_setting(Oid model, const char *name);
extern text *profile_arrival_text(const Jsonb *setting);

/*
 * Sources by key, read for one call: source_row() finds one, NULL where there is
 * none; source_lock() locks the one found last FOR KEY SHARE.
 */
typedef struct ArrivalSources
{
	ModelTable table;
	ModelScan scan;
	text *region; /* the model's */
} ArrivalSources;

extern void profile_arrival_sources_open(ArrivalSources *sources, Oid model);
extern ArrivalSource *profile_arrival_source(ArrivalSources *sources, int64 source);
extern bool profile_arrival_source_lock(ArrivalSources *sources);
extern void profile_arrival_sources_close(ArrivalSources *sources);

extern bool profile_arrival_links(Oid model, const ArrivalRecord *record,
								  const ArrivalSource *source, ArrivalLinks *links);

/* --- arrival_golden.c ------------------------------------------------------ */

extern TimestampTz profile_arrival_stamp(const Jsonb *stamps, JsonbValue *name,
										 TimestampTz otherwise);

extern void profile_arrival_golden_rules(ArrivalGoldenRules *rules, Oid model);
extern Golden *profile_arrival_golden_lone(const ArrivalGoldenRules *rules,
										   const ArrivalRecord *record,
										   const ArrivalSource *source);
extern Golden *profile_arrival_golden(const ArrivalGoldenRules *rules,
									  const ModelTable *records, ArrivalSources *sources,
									  int64 profile);

#endif /* PROFILE_MODEL_ARRIVAL_H */
