/*-------------------------------------------------------------------------
 *
 * survivor_text.c
 *		Pieces of the text forms of the scalar aggregates' states.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "golden/golden.h"
#include "golden/survivor_text.h"
#include "golden/survivor_value.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#define SURVIVOR_WIRE_FORMAT 1

bool
profile_survivor_read_word(char **at, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*at, word, length) != 0 || (*at)[length] != ' ')
		return false;
	*at += length + 1;
	return true;
}

bool
profile_survivor_read_number(char **at, char behind, int64 least, int64 most,
							 int64 *number)
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

void
profile_survivor_print_moment(StringInfo out, int64 moment)
{
	if (moment == GOLDEN_AT_UNKNOWN)
		appendStringInfoString(out, " -");
	else
		appendStringInfo(out, " " INT64_FORMAT, moment);
}

bool
profile_survivor_read_moment(char **at, int64 *moment)
{
	*moment = GOLDEN_AT_UNKNOWN;
	return profile_survivor_read_word(at, "-") ||
		   (profile_survivor_read_number(at, ' ', GOLDEN_AT_FIRST, PG_INT64_MAX,
										 moment) &&
			profile_golden_moment_is_valid(*moment));
}

void
profile_survivor_print_type(StringInfo out, Oid type)
{
	/* any type but the plain ones: the name is quoted as the settings say */
	int nest = profile_survivor_pin_settings(InvalidOid);
	char *name = format_type_extended(type, -1, FORMAT_TYPE_FORCE_QUALIFY);

	profile_survivor_release_settings(nest);
	appendStringInfo(out, "%zu:%s ", strlen(name), name);
}

char *
profile_survivor_read_type(char **at)
{
	int64 length;
	char *name;

	if (!profile_survivor_read_number(at, ':', 1, MaxAllocSize, &length) ||
		(int64) strlen(*at) <= length || (*at)[length] != ' ')
		return NULL;
	name = pnstrdup(*at, (Size) length);
	*at += length + 1;
	return name;
}

bytea *
profile_survivor_send_text(const char *string)
{
	StringInfoData message;

	pq_begintypsend(&message);
	pq_sendbyte(&message, SURVIVOR_WIRE_FORMAT);
	pq_sendtext(&message, string, (int) strlen(string));
	return pq_endtypsend(&message);
}

char *
profile_survivor_receive_text(StringInfo message, const char *type)
{
	int format = pq_getmsgbyte(message);
	char *string;
	int length;

	if (format != SURVIVOR_WIRE_FORMAT)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("unknown binary format %d of %s", format, type),
						errhint("Upgrade the extension profile.")));
	string = pq_getmsgtext(message, message->len - message->cursor, &length);
	if (strlen(string) != (size_t) length)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("a binary %s contains a zero byte", type)));
	return string;
}
