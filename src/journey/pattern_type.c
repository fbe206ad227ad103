/*-------------------------------------------------------------------------
 *
 * pattern_type.c
 *		Type journey_pattern: compiling, input and output, comparison.
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
#include "utils/builtins.h"

#include "journey/pattern.h"

PG_FUNCTION_INFO_V1(profile_pattern_in);
PG_FUNCTION_INFO_V1(profile_pattern_out);
PG_FUNCTION_INFO_V1(profile_pattern_recv);
PG_FUNCTION_INFO_V1(profile_pattern_send);

#define PATTERN_WIRE_FORMAT 1

/*
 * profile_pattern_detoast
 *
 * The compiled pattern, aligned.
 */
JourneyPattern *
profile_pattern_detoast(Datum datum)
{
	JourneyPattern *pattern = (JourneyPattern *) PG_DETOAST_DATUM(datum);

	if (pattern->version != PATTERN_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("journey_pattern has format version %d, this library reads %d",
						pattern->version, PATTERN_VERSION),
				 errhint("Install the version of profile that wrote it.")));
	return pattern;
}

/*
 * profile_pattern_names
 *
 * All names as an array, channels before events, palloc'd; they point into the
 * pattern.
 */
JourneyName *
profile_pattern_names(const JourneyPattern *pattern)
{
	int count = pattern->nnames[JOURNEY_CHANNEL] + pattern->nnames[JOURNEY_EVENT];
	JourneyName *names = palloc(sizeof(JourneyName) * Max(count, 1));
	const uint8 *p = (const uint8 *) &pattern->nodes[pattern->nnodes];

	for (int i = 0; i < count; i++)
	{
		names[i].len = *p++;
		names[i].data = (const char *) p;
		p += names[i].len;
	}
	return names;
}

/* --- compiling ------------------------------------------------------------ */

static int
journey_pattern_cmp_names(const void *a, const void *b)
{
	const JourneyName *na = a;
	const JourneyName *nb = b;
	int c = memcmp(na->data, nb->data, Min(na->len, nb->len));

	if (c != 0)
		return c;
	return na->len < nb->len ? -1 : na->len > nb->len;
}

static JourneyName
journey_pattern_parsed_name(const JourneyPatternParsed *node, JourneyKind kind)
{
	JourneyName name = {node->channel, node->channel_len};

	if (kind == JOURNEY_EVENT)
	{
		name.data = node->event;
		name.len = node->event_len;
	}
	return name;
}

/* The distinct names of a kind, sorted; adds their bytes to *size. */
static int
journey_pattern_collect(const JourneyPatternParser *parser, JourneyKind kind,
						JourneyName *names, Size *size)
{
	int count = 0;
	int kept = 0;

	for (uint32 i = 0; i < parser->nnodes; i++)
	{
		names[count] = journey_pattern_parsed_name(&parser->nodes[i], kind);
		if (names[count].data != NULL)
			count++;
	}
	qsort(names, (size_t) count, sizeof(JourneyName), journey_pattern_cmp_names);
	for (int i = 0; i < count; i++)
	{
		if (kept > 0 && journey_pattern_cmp_names(&names[kept - 1], &names[i]) == 0)
			continue;
		names[kept++] = names[i];
		*size += 1 + names[i].len;
	}
	return kept;
}

static uint16
journey_pattern_number(const JourneyPatternParsed *node, JourneyKind kind,
					   const JourneyName *names, int count)
{
	JourneyName name = journey_pattern_parsed_name(node, kind);
	const JourneyName *found;

	if (name.data == NULL)
		return PATTERN_ANY;
	found = bsearch(&name, names, (size_t) count, sizeof(JourneyName),
					journey_pattern_cmp_names);
	return (uint16) (found - names);
}

static JourneyPattern *
journey_pattern_compile(const JourneyPatternParser *parser)
{
	Size size =
		offsetof(JourneyPattern, nodes) + sizeof(JourneyPatternNode) * parser->nnodes;
	JourneyName *names[2];
	int count[2];
	JourneyPattern *pattern;
	uint8 *p;

	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		names[kind] = palloc(sizeof(JourneyName) * (parser->nnodes + 1));
		count[kind] = journey_pattern_collect(parser, kind, names[kind], &size);
	}
	pattern = palloc0(size);
	SET_VARSIZE(pattern, size);
	pattern->version = PATTERN_VERSION;
	pattern->nnodes = (uint16) parser->nnodes;
	for (uint32 i = 0; i < parser->nnodes; i++)
	{
		const JourneyPatternParsed *in = &parser->nodes[i];
		JourneyPatternNode *out = &pattern->nodes[i];

		out->kind = (uint8) in->kind;
		out->arrow = (uint8) in->arrow;
		out->channel = journey_pattern_number(in, JOURNEY_CHANNEL, names[JOURNEY_CHANNEL],
											  count[JOURNEY_CHANNEL]);
		out->event = journey_pattern_number(in, JOURNEY_EVENT, names[JOURNEY_EVENT],
											count[JOURNEY_EVENT]);
		out->children = (uint16) in->children;
		out->window = in->window;
	}
	p = (uint8 *) &pattern->nodes[pattern->nnodes];
	for (int kind = JOURNEY_CHANNEL; kind <= JOURNEY_EVENT; kind++)
	{
		pattern->nnames[kind] = (uint16) count[kind];
		for (int i = 0; i < count[kind]; i++)
		{
			*p++ = (uint8) names[kind][i].len;
			memcpy(p, names[kind][i].data, names[kind][i].len);
			p += names[kind][i].len;
		}
	}
	return pattern;
}

/* --- input and output ----------------------------------------------------- */

/* Report what the parser found; positions count characters from 1. */
static void
journey_pattern_report(const JourneyPatternParser *s, Node *context)
{
	int position = pg_mbstrlen_with_len(s->text, (int) (s->where - s->text)) + 1;
	int rest = pg_mbcliplen(s->where, (int) (s->end - s->where), 40);
	char *place = rest == 0
					  ? psprintf("At the end (character %d)", position)
					  : psprintf("At character %d, \"%.*s\"", position, rest, s->where);

	if (s->problem == PATTERN_UNSUPPORTED)
		errsave(context, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						  errmsg("journey_pattern does not support %s yet", s->what),
						  errdetail("%s.", place)));
	else
		errsave(context, (errcode(s->problem == PATTERN_LIMIT
									  ? ERRCODE_PROGRAM_LIMIT_EXCEEDED
									  : ERRCODE_INVALID_TEXT_REPRESENTATION),
						  errmsg("invalid input syntax for type %s", "journey_pattern"),
						  errdetail("%s: %s.", place, s->what)));
}

static JourneyPattern *
journey_pattern_from_text(const char *text, Node *context)
{
	Size len = strlen(text);
	JourneyPatternParser parser;
	char *scratch = palloc(len + 1);
	JourneyPatternParsed *nodes =
		palloc_extended(sizeof(JourneyPatternParsed) * (len + 2), MCXT_ALLOC_HUGE);

	if (!profile_pattern_parse(&parser, text, len, scratch, nodes))
	{
		journey_pattern_report(&parser, context);
		return NULL;
	}
	if (parser.nnodes > PATTERN_MAX_NODES)
		ereturn(
			context, NULL,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("a journey_pattern has at most %d steps", PATTERN_MAX_NODES - 1)));
	return journey_pattern_compile(&parser);
}

static void
journey_pattern_append_name(StringInfo out, const JourneyName *name)
{
	profile_journey_append_name(out, name->data, name->len,
								profile_pattern_name_is_plain(name->data, name->len));
}

static void
journey_pattern_print_step(StringInfo out, const JourneyPatternNode *node,
						   const JourneyName *names, int channels)
{
	if (node->arrow != PATTERN_FIRST)
		appendStringInfoString(out, node->arrow == PATTERN_NEXT ? " <-> " : " -> ");
	if (node->channel == PATTERN_ANY && node->event == PATTERN_ANY)
		appendStringInfoChar(out, '.');
	if (node->channel != PATTERN_ANY)
	{
		journey_pattern_append_name(out, &names[node->channel]);
		appendStringInfoString(out, node->event == PATTERN_ANY ? ":*" : ":");
	}
	if (node->event != PATTERN_ANY)
		journey_pattern_append_name(out, &names[channels + node->event]);
}

static void
journey_pattern_print(StringInfo out, const JourneyPattern *pattern)
{
	JourneyName *names = profile_pattern_names(pattern);
	int64 window = pattern->nodes[0].window;

	for (int i = 1; i < pattern->nnodes; i++)
		journey_pattern_print_step(out, &pattern->nodes[i], names,
								   pattern->nnames[JOURNEY_CHANNEL]);
	if (window != PATTERN_NO_WINDOW)
	{
		char text[PATTERN_TIME_WIDTH];

		appendStringInfoString(out, " within ");
		appendBinaryStringInfo(out, text,
							   (int) profile_pattern_duration_print(window, text));
	}
}

/* journey_pattern_in(cstring) returns journey_pattern */
Datum
profile_pattern_in(PG_FUNCTION_ARGS)
{
	JourneyPattern *pattern =
		journey_pattern_from_text(PG_GETARG_CSTRING(0), fcinfo->context);

	if (pattern == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(pattern);
}

/* journey_pattern_out(journey_pattern) returns cstring */
Datum
profile_pattern_out(PG_FUNCTION_ARGS)
{
	StringInfoData out;

	initStringInfo(&out);
	journey_pattern_print(&out, PG_GETARG_PATTERN(0));
	PG_RETURN_CSTRING(out.data);
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
	PG_RETURN_POINTER(journey_pattern_from_text(text, NULL));
}

/* journey_pattern_send(journey_pattern) returns bytea */
Datum
profile_pattern_send(PG_FUNCTION_ARGS)
{
	StringInfoData out;
	StringInfoData text;

	initStringInfo(&text);
	journey_pattern_print(&text, PG_GETARG_PATTERN(0));
	pq_begintypsend(&out);
	pq_sendbyte(&out, PATTERN_WIRE_FORMAT);
	pq_sendtext(&out, text.data, text.len);
	PG_RETURN_BYTEA_P(pq_endtypsend(&out));
}
