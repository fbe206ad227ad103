/*-------------------------------------------------------------------------
 *
 * pattern_type.c
 *		Type journey_pattern: input and output.
 *
 * On the wire a pattern is a format byte and its text.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "journey/pattern.h"

PG_FUNCTION_INFO_V1(profile_pattern_in);
PG_FUNCTION_INFO_V1(profile_pattern_out);
PG_FUNCTION_INFO_V1(profile_pattern_recv);
PG_FUNCTION_INFO_V1(profile_pattern_send);

#define PATTERN_WIRE_FORMAT 1

/* --- what the pure C of patterns asks for --------------------------------------------- */

void *
profile_pattern_alloc(size_t size)
{
	return palloc_extended(Max(size, 1), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

void
profile_pattern_free(void *p)
{
	if (p != NULL)
		pfree(p);
}

void
profile_pattern_interrupt(void)
{
	CHECK_FOR_INTERRUPTS();
}

void
profile_pattern_corrupted(void)
{
	profile_journey_corrupted();
}

void
profile_pattern_exhausted(void)
{
	ereport(ERROR, (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					errmsg("matching a journey_pattern takes too much memory"),
					errdetail("More than 1 GB is needed for one journey."),
					errhint("Bounds on arrows and <n> keep the steps in their reach; use "
							"\"within\", or journeys of fewer steps.")));
}

/* --- stored form ------------------------------------------------------------------------ */

/*
 * profile_pattern_tree
 *
 * The tree of a stored pattern, which it keeps pointing into.
 */
JourneyPatternNode *
profile_pattern_tree(const struct varlena *pattern)
{
	const char *data = VARDATA_ANY(pattern);
	Size len = VARSIZE_ANY_EXHDR(pattern);
	JourneyPatternParser parser;

	if (len > 0 && (uint8) data[0] != PATTERN_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("journey_pattern has format version %d, this library reads %d",
						(uint8) data[0], PATTERN_VERSION),
				 errhint("Install the version of profile that wrote it.")));
	if (len == 0 || !profile_pattern_parse(&parser, data + 1, len - 1))
		ereport(ERROR, (errcode(ERRCODE_DATA_CORRUPTED),
						errmsg("journey_pattern is corrupted")));
	return parser.root;
}

/* Report what the parser found; positions count characters from 1. */
static void
journey_pattern_report(const JourneyPatternParser *s, Node *context)
{
	int position = pg_mbstrlen_with_len(s->text, (int) (s->where - s->text)) + 1;
	int rest = pg_mbcliplen(s->where, (int) (s->end - s->where), 40);
	char *place = rest == 0
					  ? psprintf("At the end (character %d)", position)
					  : psprintf("At character %d, \"%.*s\"", position, rest, s->where);

	errsave(context,
			(errcode(s->problem == PATTERN_LIMIT ? ERRCODE_PROGRAM_LIMIT_EXCEEDED
												 : ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s", "journey_pattern"),
			 errdetail("%s: %s.", place, s->what),
			 s->hint != NULL ? errhint("%s", s->hint) : 0));
}

/*
 * The canonical text may be longer and deeper than what was written: it must be
 * readable, too, and small enough to be matched.
 */
static bool
journey_pattern_check(const char *text, size_t len, Node *context)
{
	JourneyPatternParser parser;

	if (profile_pattern_parse(&parser, text, len) &&
		profile_pattern_plan(parser.root) != NULL)
		return true;
	ereturn(
		context, false,
		(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		 errmsg("invalid input syntax for type %s", "journey_pattern"),
		 errdetail("The pattern is too large: %s.",
				   parser.problem == PATTERN_OK ? "too many items in a row may be absent"
												: parser.what)));
}

static struct varlena *
journey_pattern_from_text(const char *text, size_t len, Node *context)
{
	JourneyPatternParser parser;
	struct varlena *pattern;
	char *canonical;

	if (!profile_pattern_parse(&parser, text, len))
	{
		journey_pattern_report(&parser, context);
		return NULL;
	}
	canonical = profile_pattern_print(parser.root, &len);
	if (!journey_pattern_check(canonical, len, context))
		return NULL;
	pattern = palloc(VARHDRSZ + 1 + len);
	SET_VARSIZE(pattern, VARHDRSZ + 1 + len);
	VARDATA(pattern)[0] = PATTERN_VERSION;
	memcpy(VARDATA(pattern) + 1, canonical, len);
	return pattern;
}

/*
 * What parsing took goes at once; the result lives where it was asked for.  A soft
 * error, too: what it says is kept with what parsing took.
 */
static struct varlena *
journey_pattern_read(const char *text, size_t len, Node *context)
{
	MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "journey_pattern",
											   ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(work);
	struct varlena *pattern = journey_pattern_from_text(text, len, context);
	struct varlena *result;

	MemoryContextSwitchTo(old);
	if (pattern == NULL)
		return NULL;
	result = palloc(VARSIZE(pattern));
	memcpy(result, pattern, VARSIZE(pattern));
	MemoryContextDelete(work);
	return result;
}

/* journey_pattern_in(cstring) returns journey_pattern */
Datum
profile_pattern_in(PG_FUNCTION_ARGS)
{
	const char *text = PG_GETARG_CSTRING(0);
	struct varlena *pattern = journey_pattern_read(text, strlen(text), fcinfo->context);

	if (pattern == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(pattern);
}

static void
journey_pattern_check_version(const struct varlena *pattern)
{
	if (VARSIZE_ANY_EXHDR(pattern) < 2 || VARDATA_ANY(pattern)[0] != PATTERN_VERSION)
		(void) profile_pattern_tree(pattern); /* says what is wrong */
}

/* journey_pattern_out(journey_pattern) returns cstring */
Datum
profile_pattern_out(PG_FUNCTION_ARGS)
{
	struct varlena *pattern = DatumGetPatternPP(PG_GETARG_DATUM(0));

	journey_pattern_check_version(pattern);
	PG_RETURN_CSTRING(pnstrdup(VARDATA_ANY(pattern) + 1, VARSIZE_ANY_EXHDR(pattern) - 1));
}

/* journey_pattern_recv(internal) returns journey_pattern */
Datum
profile_pattern_recv(PG_FUNCTION_ARGS)
{
	StringInfo in = (StringInfo) PG_GETARG_POINTER(0);
	int format = pq_getmsgbyte(in);
	char *text;
	int len;

	if (format != PATTERN_WIRE_FORMAT)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("unknown binary format %d of journey_pattern", format),
						errhint("This library reads format %d: upgrade profile.",
								PATTERN_WIRE_FORMAT)));
	text = pq_getmsgtext(in, in->len - in->cursor, &len);
	if (strlen(text) != (Size) len)
		ereport(ERROR, (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
						errmsg("invalid binary form of journey_pattern"),
						errdetail("It contains a NUL byte.")));
	PG_RETURN_POINTER(journey_pattern_read(text, (size_t) len, NULL));
}

/* journey_pattern_send(journey_pattern) returns bytea */
Datum
profile_pattern_send(PG_FUNCTION_ARGS)
{
	struct varlena *pattern = DatumGetPatternPP(PG_GETARG_DATUM(0));
	StringInfoData out;

	journey_pattern_check_version(pattern);
	pq_begintypsend(&out);
	pq_sendbyte(&out, PATTERN_WIRE_FORMAT);
	pq_sendtext(&out, VARDATA_ANY(pattern) + 1, (int) VARSIZE_ANY_EXHDR(pattern) - 1);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}
