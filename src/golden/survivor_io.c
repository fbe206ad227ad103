/*-------------------------------------------------------------------------
 *
 * survivor_io.c
 *		Input and output of the state of latest() and preferred().
 *
 *	latest 820540800000000 - 15:pg_catalog.text Moscow
 *
 * the aggregate, the moment (microseconds since 2000; - for NULL), the rank (-
 * for NULL), the length and the name of the value's type, and the value in its
 * text form up to the end.  The type is named with its schema, so that oids need
 * not agree where the state is read; nor need settings, since the value is
 * printed in the styles that every server reads.  (Values of the reg... types
 * follow search_path, as they always do.)  The binary form is a format byte and
 * the text.
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
#include "libpq/pqformat.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/regproc.h"

PG_FUNCTION_INFO_V1(profile_survivor_state_in);
PG_FUNCTION_INFO_V1(profile_survivor_state_out);
PG_FUNCTION_INFO_V1(profile_survivor_state_recv);
PG_FUNCTION_INFO_V1(profile_survivor_state_send);

#define SURVIVOR_WIRE_FORMAT 1

/* --- out ------------------------------------------------------------------- */

static void
survivor_set(const char *name, const char *value)
{
	(void) set_config_option(name, value, PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
}

/*
 * The value's text in styles that any session reads and that lose nothing.  The
 * settings are touched only where they differ, which is seldom.
 */
static char *
survivor_value_text(Oid type, Datum value)
{
	int nest = -1;
	Oid output;
	bool varlena;
	char *result;

	if (DateStyle != USE_ISO_DATES || IntervalStyle != INTSTYLE_POSTGRES ||
		extra_float_digits < 1)
	{
		nest = NewGUCNestLevel();
		survivor_set("datestyle", "ISO");
		survivor_set("intervalstyle", "postgres");
		survivor_set("extra_float_digits", "1");
	}
	getTypeOutputInfo(type, &output, &varlena);
	result = OidOutputFunctionCall(output, value);
	if (nest >= 0)
		AtEOXact_GUC(true, nest);
	return result;
}

static char *
survivor_text(const SurvivorState *state)
{
	SurvivorCandidate winner;
	StringInfoData out;
	char *type;

	profile_survivor_check_version(state);
	profile_survivor_winner(state, profile_survivor_type(state->type), &winner);
	initStringInfo(&out);
	appendStringInfoString(&out,
						   state->order == SURVIVOR_LATEST ? "latest" : "preferred");
	if (state->at == GOLDEN_AT_UNKNOWN)
		appendStringInfoString(&out, " -");
	else
		appendStringInfo(&out, " " INT64_FORMAT, state->at);
	if (state->ranked)
		appendStringInfo(&out, " %d ", state->rank);
	else
		appendStringInfoString(&out, " - ");
	type = format_type_extended(state->type, -1, FORMAT_TYPE_FORCE_QUALIFY);
	appendStringInfo(&out, "%zu:%s ", strlen(type), type);
	appendStringInfoString(&out, survivor_value_text(state->type, winner.value));
	return out.data;
}

/* --- in -------------------------------------------------------------------- */

/* Takes a word; what follows must be a space. */
static bool
survivor_word(char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0 || (*at)[length] != ' ')
		return false;
	*at += length + 1;
	return true;
}

/* Takes a whole number between two bounds and the character behind it. */
static bool
survivor_number(char **at, char behind, int64 least, int64 most, int64 *number)
{
	char *end;

	if (**at != '-' && (**at < '0' || **at > '9'))
		return false;
	errno = 0;
	*number = strtoll(*at, &end, 10);
	if (end == *at || *end != behind || errno != 0 || *number < least || *number > most)
		return false;
	*at = end + 1;
	return true;
}

/* Takes "4:text "; NULL if it is not like that. */
static char *
survivor_type_name(char **at)
{
	int64 length;
	char *name;

	if (!survivor_number(at, ':', 1, MaxAllocSize, &length) ||
		(int64) strlen(*at) <= length || (*at)[length] != ' ')
		return NULL;
	name = pnstrdup(*at, (Size) length);
	*at += length + 1;
	return name;
}

/* Everything before the value; the name of its type, or NULL. */
static char *
survivor_head(char **at, SurvivorCandidate *candidate)
{
	int64 rank = 0;

	memset(candidate, 0, sizeof(*candidate));
	if (survivor_word(at, "latest"))
		candidate->order = SURVIVOR_LATEST;
	else if (survivor_word(at, "preferred"))
		candidate->order = SURVIVOR_PREFERRED;
	else
		return NULL;
	candidate->at = GOLDEN_AT_UNKNOWN;
	if (!survivor_word(at, "-") &&
		!survivor_number(at, ' ', GOLDEN_AT_FIRST, PG_INT64_MAX, &candidate->at))
		return NULL;
	candidate->ranked = !survivor_word(at, "-");
	if (candidate->ranked &&
		(candidate->order == SURVIVOR_LATEST ||
		 !survivor_number(at, ' ', PG_INT32_MIN, PG_INT32_MAX, &rank)))
		return NULL;
	candidate->rank = (int32) rank;
	if (!profile_golden_moment_is_valid(candidate->at))
		return NULL;
	return survivor_type_name(at);
}

static SurvivorState *
survivor_read(char *string, struct Node *escontext)
{
	SurvivorCandidate candidate;
	char *at = string;
	char *name = survivor_head(&at, &candidate);
	TypeCacheEntry *type;
	Datum oid;
	Oid input;
	Oid ioparam;

	if (name == NULL)
		ereturn(escontext, NULL,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s", "survivor_state"),
				 errdetail("Expected is aggregate, moment, rank, type and value, as in "
						   "\"latest 0 - 4:text Moscow\".")));
	if (!DirectInputFunctionCallSafe(regtypein, name, InvalidOid, -1, escontext, &oid))
		return NULL;
	type = profile_survivor_type(DatumGetObjectId(oid));
	getTypeInputInfo(type->type_id, &input, &ioparam);
	candidate.value = OidInputFunctionCall(input, at, ioparam, -1);
	return profile_survivor_make(type, &candidate);
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
	StringInfo message = (StringInfo) PG_GETARG_POINTER(0);
	int format = pq_getmsgbyte(message);
	char *string;
	int length;

	if (format != SURVIVOR_WIRE_FORMAT)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("unknown binary format %d of survivor_state", format),
						errhint("Upgrade the extension profile.")));
	string = pq_getmsgtext(message, message->len - message->cursor, &length);
	if (strlen(string) != (size_t) length)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("a binary survivor_state contains a zero byte")));
	PG_RETURN_POINTER(survivor_read(string, NULL));
}

/*
 * survivor_state_send(survivor_state) returns bytea
 */
Datum
profile_survivor_state_send(PG_FUNCTION_ARGS)
{
	char *string = survivor_text(DatumGetSurvivorState(PG_GETARG_DATUM(0)));
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, SURVIVOR_WIRE_FORMAT);
	pq_sendtext(&message, string, (int) strlen(string));
	PG_RETURN_BYTEA_P(pq_endtypsend(&message));
}
