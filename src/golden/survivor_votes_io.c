/*-------------------------------------------------------------------------
 *
 * survivor_votes_io.c
 *		Input and output of the state of most_frequent().
 *
 *	15:pg_catalog.text 2 820540800000000 "Moscow" 1 - "Tver"
 *
 * the length and the name of the values' type, then for every value its votes,
 * the latest moment (microseconds since 2000; - for NULL) and its text in
 * quotation marks, with a backslash before marks and backslashes.  The rest is
 * as in survivor_io.c.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/survivor_text.h"
#include "golden/survivor_votes.h"
#include "miscadmin.h"
#include "utils/builtins.h"

PG_FUNCTION_INFO_V1(profile_frequency_state_in);
PG_FUNCTION_INFO_V1(profile_frequency_state_out);
PG_FUNCTION_INFO_V1(profile_frequency_state_recv);
PG_FUNCTION_INFO_V1(profile_frequency_state_send);

/* --- out ------------------------------------------------------------------- */

static void
survivor_votes_print_quoted(StringInfo out, const char *string)
{
	appendStringInfoString(out, " \"");
	for (; *string != '\0'; string++)
	{
		if (*string == '"' || *string == '\\')
			appendStringInfoChar(out, '\\');
		appendStringInfoChar(out, *string);
	}
	appendStringInfoChar(out, '"');
}

static char *
survivor_votes_text(const SurvivorVotes *state)
{
	const TypeCacheEntry *type;
	StringInfoData out;

	profile_survivor_votes_check_version(state);
	type = profile_survivor_type(state->type);
	profile_survivor_check_shape(type, state->shape);
	initStringInfo(&out);
	profile_survivor_print_type(&out, state->type);
	out.data[--out.len] = '\0';
	for (uint32 place = state->count > 0 ? SURVIVOR_FIRST_BALLOT : 0; place != 0;
		 place = survivor_ballot(state, place)->next)
	{
		SurvivorVote vote;

		CHECK_FOR_INTERRUPTS();
		profile_survivor_read_ballot(state, type, survivor_ballot(state, place), &vote);
		appendStringInfo(&out, " " INT64_FORMAT, vote.votes);
		profile_survivor_print_moment(&out, vote.at);
		survivor_votes_print_quoted(&out,
									profile_survivor_print(state->type, vote.value));
	}
	return out.data;
}

/* --- in -------------------------------------------------------------------- */

/* A string in quotation marks, and the space behind it unless it is the last. */
static char *
survivor_votes_read_quoted(char **at)
{
	char *from = *at;
	char *result = palloc(strlen(from) + 1);
	char *to = result;

	if (*from++ != '"')
		return NULL;
	for (; *from != '"'; from++)
	{
		if (*from == '\\')
			from++;
		if (*from == '\0')
			return NULL;
		*to++ = *from;
	}
	*to = '\0';
	from++;
	if (*from != '\0' && (*from++ != ' ' || *from == '\0'))
		return NULL;
	*at = from;
	return result;
}

/* All ballots; NULL where the text is not like that, or after a soft error. */
static SurvivorVotes *
survivor_votes_read_ballots(char *at, TypeCacheEntry *type, struct Node *escontext)
{
	SurvivorVotes *state = profile_survivor_votes_make(type);
	SurvivorVote vote;

	do
	{
		char *string;

		CHECK_FOR_INTERRUPTS();
		if (!profile_survivor_read_number(&at, ' ', 1, PG_INT64_MAX, &vote.votes) ||
			!profile_survivor_read_moment(&at, &vote.at) ||
			(string = survivor_votes_read_quoted(&at)) == NULL)
			return NULL;
		if (!profile_survivor_read_value(type->type_id, string, escontext, &vote.value))
			return NULL;
		state = profile_survivor_vote(state, type, &vote);
		pfree(string);
	} while (*at != '\0');
	return state;
}

static SurvivorVotes *
survivor_votes_read(char *string, struct Node *escontext)
{
	char *at = string;
	char *name = profile_survivor_read_type(&at);
	SurvivorVotes *state = NULL;
	TypeCacheEntry *type;

	if (name != NULL)
	{
		type = profile_survivor_type_named(name, escontext);
		if (type == NULL)
			return NULL;
		state = survivor_votes_read_ballots(at, type, escontext);
	}
	if (state == NULL && !SOFT_ERROR_OCCURRED(escontext))
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "frequency_state"),
				 errdetail("Expected is a type and, for each value, votes, moment and "
						   "text, as in \"4:text 2 0 \"Moscow\" 1 - \"Tver\"\".")));
	return state;
}

/* --- SQL ------------------------------------------------------------------- */

/*
 * frequency_state_in(cstring) returns frequency_state
 */
Datum
profile_frequency_state_in(PG_FUNCTION_ARGS)
{
	SurvivorVotes *state = survivor_votes_read(PG_GETARG_CSTRING(0), fcinfo->context);

	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/*
 * frequency_state_out(frequency_state) returns cstring
 */
Datum
profile_frequency_state_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(survivor_votes_text(DatumGetSurvivorVotes(PG_GETARG_DATUM(0))));
}

/*
 * frequency_state_recv(internal) returns frequency_state
 */
Datum
profile_frequency_state_recv(PG_FUNCTION_ARGS)
{
	char *string = profile_survivor_receive_text((StringInfo) PG_GETARG_POINTER(0),
												 "frequency_state");

	PG_RETURN_POINTER(survivor_votes_read(string, NULL));
}

/*
 * frequency_state_send(frequency_state) returns bytea
 */
Datum
profile_frequency_state_send(PG_FUNCTION_ARGS)
{
	char *string = survivor_votes_text(DatumGetSurvivorVotes(PG_GETARG_DATUM(0)));

	PG_RETURN_BYTEA_P(profile_survivor_send_text(string));
}
