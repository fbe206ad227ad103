/*-------------------------------------------------------------------------
 *
 * survivor_io.c
 *		Input and output of the state of latest(), oldest(), preferred() and
 *		longest().
 *
 *	latest 820540800000000 - 15:pg_catalog.text Moscow
 *
 * the aggregate, the moment (microseconds since 2000; - for NULL), the rank (-
 * for NULL; characters for longest), the length and the name of the value's type,
 * and the value in its text form up to the end.  The type is named with its
 * schema, so that oids need not agree where the state is read; nor need settings,
 * since values are printed and read under pinned ones.  The binary form is a
 * format byte and the text.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "golden/golden.h"
#include "golden/survivor_state.h"
#include "golden/survivor_text.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(profile_survivor_state_in);
PG_FUNCTION_INFO_V1(profile_survivor_state_out);
PG_FUNCTION_INFO_V1(profile_survivor_state_recv);
PG_FUNCTION_INFO_V1(profile_survivor_state_send);

static const char *const survivor_order_names[] = {
	[SURVIVOR_LATEST] = "latest",
	[SURVIVOR_PREFERRED] = "preferred",
	[SURVIVOR_OLDEST] = "oldest",
	[SURVIVOR_LONGEST] = "longest",
};

/* --- out ------------------------------------------------------------------- */

static char *
survivor_text(const SurvivorState *state)
{
	SurvivorCandidate winner;
	StringInfoData out;
	Oid type = survivor_state_type(state);

	profile_survivor_check_version(state);
	profile_survivor_winner(state, profile_survivor_type(type), &winner);
	initStringInfo(&out);
	appendStringInfoString(&out, survivor_order_names[winner.order]);
	profile_survivor_print_moment(&out, winner.at);
	if (winner.ranked)
		appendStringInfo(&out, " %d ", winner.rank);
	else
		appendStringInfoString(&out, " - ");
	profile_survivor_print_type(&out, type);
	appendStringInfoString(&out, profile_survivor_print(type, winner.value));
	return out.data;
}

/* --- in -------------------------------------------------------------------- */

static bool
survivor_read_order(char **at, SurvivorOrder *order)
{
	for (int i = SURVIVOR_LATEST; i < (int) lengthof(survivor_order_names); i++)
		if (profile_survivor_read_word(at, survivor_order_names[i]))
		{
			*order = (SurvivorOrder) i;
			return true;
		}
	return false;
}

/* Everything before the value; the name of its type, or NULL. */
static char *
survivor_head(char **at, SurvivorCandidate *candidate)
{
	int64 rank = 0;
	bool rankable;

	memset(candidate, 0, sizeof(*candidate));
	if (!survivor_read_order(at, &candidate->order) ||
		!profile_survivor_read_moment(at, &candidate->at))
		return NULL;
	rankable =
		candidate->order == SURVIVOR_PREFERRED || candidate->order == SURVIVOR_LONGEST;
	candidate->ranked = !profile_survivor_read_word(at, "-");
	if (candidate->ranked &&
		(!rankable ||
		 !profile_survivor_read_number(at, ' ', PG_INT32_MIN, PG_INT32_MAX, &rank)))
		return NULL;
	candidate->rank = (int32) rank;
	return profile_survivor_read_type(at);
}

/* The length is what the value says, not what the text claims. */
static bool
survivor_rank_is_right(const SurvivorCandidate *candidate, Oid type)
{
	return candidate->order != SURVIVOR_LONGEST ||
		   (type == TEXTOID && candidate->ranked &&
			candidate->rank == profile_survivor_characters(candidate->value));
}

static SurvivorState *
survivor_read(char *string, struct Node *escontext)
{
	SurvivorCandidate candidate;
	char *at = string;
	char *name = survivor_head(&at, &candidate);
	TypeCacheEntry *type = NULL;

	if (name != NULL)
	{
		type = profile_survivor_type_named(name, escontext);
		if (type == NULL ||
			!profile_survivor_read_value(type->type_id, at, escontext, &candidate.value))
			return NULL;
	}
	if (name == NULL || !survivor_rank_is_right(&candidate, type->type_id))
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "survivor_state"),
				 errdetail("Expected is aggregate, moment, rank, type and value, as in "
						   "\"latest 0 - 4:text Moscow\".")));
	return profile_survivor_make(type, &candidate, NULL);
}

/* --- SQL ------------------------------------------------------------------- */

/*
 * survivor_state_in(cstring) returns survivor_state
 */
Datum
profile_survivor_state_in(PG_FUNCTION_ARGS)
{
	SurvivorState *state = survivor_read(PG_GETARG_CSTRING(0), fcinfo->context);

	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/*
 * survivor_state_out(survivor_state) returns cstring
 */
Datum
profile_survivor_state_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(survivor_text(DatumGetSurvivorState(PG_GETARG_DATUM(0))));
}

/*
 * survivor_state_recv(internal) returns survivor_state
 */
Datum
profile_survivor_state_recv(PG_FUNCTION_ARGS)
{
	char *string = profile_survivor_receive_text((StringInfo) PG_GETARG_POINTER(0),
												 "survivor_state");

	PG_RETURN_POINTER(survivor_read(string, NULL));
}

/*
 * survivor_state_send(survivor_state) returns bytea
 */
Datum
profile_survivor_state_send(PG_FUNCTION_ARGS)
{
	char *string = survivor_text(DatumGetSurvivorState(PG_GETARG_DATUM(0)));

	PG_RETURN_BYTEA_P(profile_survivor_send_text(string));
}
