/*-------------------------------------------------------------------------
 *
 * arrival_tables.h
 *		The tables that an arriving record is written to.
 *
 * Each with all that it promises (see model_write.h); whoever changes one of them
 * in 30_profile.sql changes it here.  A test sees to it that they agree.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_ARRIVAL_TABLES_H
#define PROFILE_MODEL_ARRIVAL_TABLES_H

#include "model/model_write.h"

enum
{
	PROFILE_ID,
	PROFILE_KIND,
	PROFILE_GOLDEN,
	PROFILE_CREATED,
	PROFILE_UPDATED,
	PROFILE_MERGED,
	PROFILE_ORIGIN,
	PROFILE_SENIORITY,
	PROFILE_CONTESTED
};

enum
{
	RECORD_SOURCE,
	RECORD_KEY,
	RECORD_ID,
	RECORD_KIND,
	RECORD_ATTRIBUTES,
	RECORD_OBSERVED,
	RECORD_SNAPSHOT,
	RECORD_STAMPS,
	RECORD_PROBLEMS,
	RECORD_RECEIVED,
	RECORD_PROFILE,
	RECORD_PENDING
};

enum
{
	IDENTITY_IDENTIFIER,
	IDENTITY_PROFILE,
	IDENTITY_GENERIC,
	IDENTITY_ORGANIZATION,
	IDENTITY_SEEN
};

enum
{
	LINK_RECORD,
	LINK_IDENTIFIER,
	LINK_SEEN,
	LINK_LAST_SEEN,
	LINK_CONDUCTS,
	LINK_RULE,
	LINK_USABLE,
	LINK_CARRIED
};

enum
{
	PERIOD_RECORD,
	PERIOD_FROM,
	PERIOD_TO,
	PERIOD_PROFILE
};

enum
{
	CHANGE_ID,
	CHANGE_AT,
	CHANGE_CHANGE,
	CHANGE_PROFILE,
	CHANGE_OTHER,
	CHANGE_CAUSE,
	CHANGE_RECORD,
	CHANGE_MOVED,
	CHANGE_ACTOR,
	CHANGE_REASON
};

extern const ModelRow profile_arrival_profile;
extern const ModelRow profile_arrival_record;
extern const ModelRow profile_arrival_identity;
extern const ModelRow profile_arrival_link;
extern const ModelRow profile_arrival_period;
extern const ModelRow profile_arrival_change;

extern const ModelPath profile_arrival_profile_by_id;
extern const ModelPath profile_arrival_record_by_profile;
extern const ModelPath profile_arrival_identity_by_identifier;
extern const ModelPath profile_arrival_link_by_identifier;
extern const ModelPath profile_arrival_link_by_record;

#endif /* PROFILE_MODEL_ARRIVAL_TABLES_H */
