/*-------------------------------------------------------------------------
 *
 * step_name.c
 *		Steps named in the arguments of the measures.
 *
 *	step  := [names ':'] names        without a channel: in any
 *	names := '*' | name | '(' name ('|' name)* ')'
 *	name  := (characters other than : ( ) | " *) ['*'] | '"' ... '"' ['*']
 *
 * As a step of a pattern, but that blanks and other characters may stand in a
 * name without quotes: an argument is one step, there is nothing to mix it up
 * with.  * at the end of a name means every name that begins so.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"

#include "journey/measure.h"

typedef struct JourneyStepScanner
{
	const char *text;
	const char *p;
	const char *end;
	char *out; /* unescaped names */
	const char *problem;
} JourneyStepScanner;

/* A quoted name; a backslash takes the next character as it is. */
static uint32
journey_step_quoted(JourneyStepScanner *s, char *out)
{
	uint32 len = 0;

	for (s->p++; s->p < s->end && *s->p != '"'; s->p++)
	{
		if (*s->p == '\\' && s->p + 1 < s->end)
			s->p++;
		out[len++] = *s->p;
	}
	if (s->p == s->end)
		s->problem = "a quoted name does not end";
	else
		s->p++;
	return len;
}

static void
journey_step_name(JourneyStepScanner *s, JourneyNameSet *set)
{
	char *out = s->out;
	uint32 len = 0;
	bool quoted = s->p < s->end && *s->p == '"';

	if (quoted)
		len = journey_step_quoted(s, out);
	while (!quoted && s->p < s->end && strchr(":()|\"*", *s->p) == NULL)
		out[len++] = *s->p++;
	if (s->problem != NULL)
		return;
	if (set->count == STEP_NAME_ALTERNATIVES)
	{
		s->problem = "there are too many alternatives";
		return;
	}
	set->names[set->count].data = out;
	set->names[set->count].len = len;
	set->names[set->count].prefix = s->p < s->end && *s->p == '*';
	if (set->names[set->count].prefix)
		s->p++;
	else if (len == 0 && !quoted)
		s->problem = "a name is missing";
	s->out += len;
	set->count++;
}

static void
journey_step_names(JourneyStepScanner *s, JourneyNameSet *set)
{
	set->count = 0;
	if (s->p == s->end || *s->p != '(')
		journey_step_name(s, set);
	else
	{
		do
		{
			s->p++;
			journey_step_name(s, set);
		} while (s->problem == NULL && s->p < s->end && *s->p == '|');
		if (s->problem == NULL && (s->p == s->end || *s->p++ != ')'))
			s->problem = "a closing parenthesis is missing";
	}
	/* * among the alternatives: any name */
	for (uint32 i = 0; i < set->count; i++)
	{
		if (set->names[i].prefix && set->names[i].len == 0)
			set->count = 0;
	}
	set->filter = set->count == 0 ? ~UINT64CONST(0) : 0;
	for (uint32 i = 0; i < set->count; i++)
	{
		JourneyName name = {set->names[i].data, set->names[i].len};

		set->filter |= set->names[i].prefix ? ~UINT64CONST(0) : journey_name_bit(&name);
	}
}

/*
 * profile_step_name_parse
 *
 * Read a step; scratch, as long as the text, receives the names.  Returns NULL,
 * or what is wrong, and where.
 */
const char *
profile_step_name_parse(const char *text, uint32 len, char *scratch,
						JourneyStepName *name, uint32 *where)
{
	JourneyStepScanner s = {text, text, text + len, scratch, NULL};

	name->channel.count = 0;
	name->channel.filter = ~UINT64CONST(0);
	journey_step_names(&s, &name->event);
	if (s.problem == NULL && s.p < s.end && *s.p == ':')
	{
		name->channel = name->event;
		s.p++;
		journey_step_names(&s, &name->event);
	}
	if (s.problem == NULL && s.p < s.end)
		s.problem = "something follows the step";
	*where = (uint32) (s.p - text);
	return s.problem;
}

/*
 * profile_step_name_arg
 *
 * Read an argument; what says which, for the message.
 */
void
profile_step_name_arg(JourneyStepName *name, const char *text, uint32 len,
					  const char *what)
{
	uint32 where;
	const char *problem =
		profile_step_name_parse(text, len, palloc(len + 1), name, &where);

	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid %s: \"%s\"", what, pnstrdup(text, len)),
				 errdetail("At byte %u: %s.", where + 1, problem),
				 errhint("Write event, channel:event or channel:*, with alternatives as "
						 "(a|b), and quote names with any of : ( ) | \" * in them.")));
}

bool
profile_name_set_has(const JourneyNameSet *set, const JourneyName *name)
{
	for (uint32 i = 0; i < set->count; i++)
	{
		uint32 len = set->names[i].len;

		/* names often differ in their last byte only */
		if ((set->names[i].prefix ? name->len >= len : name->len == len) &&
			(len == 0 || (name->data[len - 1] == set->names[i].data[len - 1] &&
						  memcmp(name->data, set->names[i].data, len) == 0)))
			return true;
	}
	return set->count == 0;
}

static uint64 *
journey_step_code_masks(const JourneyView *view, JourneyKind kind,
						const JourneyStepName *names, uint32 count)
{
	uint64 *masks = palloc(sizeof(uint64) * Max(view->count[kind], 1));
	const uint8 *p = view->names[kind];

	/* the view has already walked over them: lengths are right */
	for (uint32 code = 0; code < view->count[kind]; code++)
	{
		uint64 len = 0;
		JourneyName name;
		uint64 bit;

		p = journey_read_varint(p, view->end, &len);
		name.data = (const char *) p;
		name.len = (uint32) len;
		p += len;
		bit = journey_name_bit(&name);
		masks[code] = 0;
		for (uint32 i = 0; i < count; i++)
		{
			const JourneyNameSet *set =
				kind == JOURNEY_CHANNEL ? &names[i].channel : &names[i].event;

			if ((set->filter & bit) != 0 &&
				(set->count == 0 || profile_name_set_has(set, &name)))
				masks[code] |= UINT64CONST(1) << i;
		}
	}
	return masks;
}

/*
 * profile_step_masks
 *
 * Which of at most 64 steps each code of a journey means; palloc'd.
 */
void
profile_step_masks(JourneyStepMasks *masks, const JourneyView *view,
				   const JourneyStepName *names, uint32 count)
{
	masks->channels = journey_step_code_masks(view, JOURNEY_CHANNEL, names, count);
	masks->events = journey_step_code_masks(view, JOURNEY_EVENT, names, count);
}

void
profile_step_masks_free(JourneyStepMasks *masks)
{
	pfree(masks->channels);
	pfree(masks->events);
}
