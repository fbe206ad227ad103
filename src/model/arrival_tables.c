/*-------------------------------------------------------------------------
 *
 * arrival_tables.c
 *		The tables that an arriving record is written to: see arrival_tables.h.
 *
 * The part of these triggers is played by whoever writes the rows:
 *	- arrive, resolve (of record): the record is new, and resolved here;
 *	- keep_roles (of record): take_new() does what it does;
 *	- announce_made, announce_changed (of profile): the profile is announced here,
 *	  where they are enabled.
 * Those of record and profile that fire on updates of what is not updated here
 * have no part.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"

#include "model/arrival_tables.h"

#define ARRIVAL_NOW     "now()"
#define ARRIVAL_NOT     "false"
#define ARRIVAL_PERSON  "'person'::text"
#define ARRIVAL_PROFILE "profile.profile_id"
#define ARRIVAL_BY(first)                                                                \
	{                                                                                    \
		1, {{first, BTEqualStrategyNumber}}, NULL                                        \
	}

const ModelRow profile_arrival_profile = {
	.shape = {"profile",
			  9,
			  {"profile_id", "kind", "golden", "created_at", "updated_at", "merged_into",
			   "origin_record_id", "seniority", "is_contested"},
			  {INT8OID, TEXTOID, MODEL_GOLDEN, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID,
			   INT8OID, INT8OID, BOOLOID}},
	.presets = {[PROFILE_KIND] = ARRIVAL_PERSON,
				[PROFILE_CREATED] = ARRIVAL_NOW,
				[PROFILE_UPDATED] = ARRIVAL_NOW,
				[PROFILE_CONTESTED] = ARRIVAL_NOT},
	.checks = {"(merged_into <> profile_id)"},
	.leads = {[PROFILE_MERGED] = ARRIVAL_PROFILE},
	.triggers = {"announce_made", "announce_changed"},
	.updated = true};
const ModelPath profile_arrival_profile_by_id = ARRIVAL_BY(PROFILE_ID);

const ModelRow profile_arrival_record = {
	.shape = {"record",
			  12,
			  {"source_id", "source_key", "record_id", "kind", "attributes",
			   "observed_at", "snapshot_at", "stamps", "problems", "received_at",
			   "profile_id", "is_pending"},
			  {INT8OID, TEXTOID, INT8OID, TEXTOID, JSONBOID, TIMESTAMPTZOID,
			   TIMESTAMPTZOID, JSONBOID, JSONBOID, TIMESTAMPTZOID, INT8OID, BOOLOID}},
	.presets = {[RECORD_KIND] = ARRIVAL_PERSON,
				[RECORD_ATTRIBUTES] = "'{}'::jsonb",
				[RECORD_OBSERVED] = ARRIVAL_NOW,
				[RECORD_SNAPSHOT] = "'-infinity'::timestamp with time zone",
				[RECORD_RECEIVED] = ARRIVAL_NOW,
				[RECORD_PENDING] = ARRIVAL_NOT},
	.checks = {"(source_key <> ''::text)",
			   "(kind = ANY (ARRAY['person'::text, 'organization'::text]))",
			   "(jsonb_typeof(attributes) = 'object'::text)"},
	.leads = {[RECORD_SOURCE] = "source.source_id", [RECORD_PROFILE] = ARRIVAL_PROFILE},
	.triggers = {"arrive", "resolve", "keep_roles"},
	.unique = 2};
const ModelPath profile_arrival_record_by_profile = ARRIVAL_BY(RECORD_PROFILE);

const ModelRow profile_arrival_identity = {
	.shape = {"identity",
			  5,
			  {"identifier", "profile_id", "is_generic", "is_organization", "first_seen"},
			  {MODEL_IDENTIFIER, INT8OID, BOOLOID, BOOLOID, TIMESTAMPTZOID}},
	.presets = {[IDENTITY_GENERIC] = ARRIVAL_NOT,
				[IDENTITY_ORGANIZATION] = ARRIVAL_NOT,
				[IDENTITY_SEEN] = ARRIVAL_NOW},
	.leads = {[IDENTITY_PROFILE] = ARRIVAL_PROFILE},
	.unique = 1,
	.updated = true};
const ModelPath profile_arrival_identity_by_identifier = ARRIVAL_BY(IDENTITY_IDENTIFIER);

const ModelRow profile_arrival_link = {
	.shape = {"record_identifier",
			  8,
			  {"record_id", "identifier", "first_seen", "last_seen", "conducts", "rule",
			   "is_usable", "is_carried"},
			  {INT8OID, MODEL_IDENTIFIER, TIMESTAMPTZOID, TIMESTAMPTZOID, BOOLOID,
			   TEXTOID, BOOLOID, BOOLOID}},
	.presets = {[LINK_CONDUCTS] = ARRIVAL_NOT,
				[LINK_USABLE] = "((rule IS NULL) OR (rule <> ALL (ARRAY['blocked'::text, "
								"'kind'::text, 'conflict'::text, 'generic'::text, "
								"'organization'::text, 'retired'::text])))",
				[LINK_CARRIED] = "((rule IS NULL) OR (rule <> ALL (ARRAY["
								 "'blocked'::text, 'kind'::text, 'conflict'::text, "
								 "'retired'::text])))"},
	.checks = {"(rule = ANY (ARRAY['blocked'::text, 'kind'::text, 'conflict'::text, "
			   "'generic'::text, 'organization'::text, 'retired'::text, 'unique'::text, "
			   "'limit'::text, 'never'::text, 'cap'::text, 'unverified'::text, "
			   "'ambiguous'::text, 'pending'::text]))",
			   "(NOT (conducts AND (rule IS NOT NULL)))"},
	.leads = {
		[LINK_RECORD] = "record.record_id", [LINK_IDENTIFIER] = "identity.identifier"}};
const ModelPath profile_arrival_link_by_identifier = ARRIVAL_BY(LINK_IDENTIFIER);
const ModelPath profile_arrival_link_by_record = ARRIVAL_BY(LINK_RECORD);

const ModelRow profile_arrival_period = {
	.shape = {"profile_period",
			  4,
			  {"record_id", "valid_from", "valid_to", "profile_id"},
			  {INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, INT8OID}},
	.presets = {[PERIOD_TO] = "'infinity'::timestamp with time zone"},
	.checks = {"(valid_from < valid_to)"},
	.leads = {[PERIOD_RECORD] = "record.record_id", [PERIOD_PROFILE] = ARRIVAL_PROFILE}};

const ModelRow profile_arrival_change = {
	.shape = {"profile_change",
			  10,
			  {"change_id", "changed_at", "change", "profile_id", "other_profile_id",
			   "cause", "record_id", "records_moved", "actor", "reason"},
			  {INT8OID, TIMESTAMPTZOID, TEXTOID, INT8OID, INT8OID, TEXTOID, INT8OID,
			   INT8ARRAYOID, TEXTOID, TEXTOID}},
	.presets = {[CHANGE_AT] = ARRIVAL_NOW, [CHANGE_ACTOR] = "acting_role()"},
	.checks = {"(cause = ANY (ARRAY['record'::text, 'manual'::text, 'rules'::text, "
			   "'background'::text]))",
			   "(change = ANY (ARRAY['create'::text, 'merge'::text, 'split'::text, "
			   "'erase'::text]))"},
	.leads = {[CHANGE_PROFILE] = ARRIVAL_PROFILE, [CHANGE_OTHER] = ARRIVAL_PROFILE}};
