/*-------------------------------------------------------------------------
 *
 * journey_build.c
 *		From a draft to the one canonical journey of its steps.
 *
 * Names get their rank among the sorted names as code, so that comparing codes
 * compares names; steps are sorted by two integers, and by value only where
 * all else is equal.  Then every section is measured, and written.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "journey/journey_draft.h"

#define BUILD_INTERRUPT 0xffff /* steps between looks at interrupts, less one */

typedef struct JourneyBuild
{
	JourneyDraft *draft;
	JourneyDraftStep *steps;
	uint32 n;
	uint32 *order[JOURNEY_KINDS]; /* the draft's code by rank; NULL: the same */
	uint8 bits[JOURNEY_KINDS];
	bool has_label;
	bool has_value;
	JourneyUnit unit;
	uint64 first; /* zigzag, in the unit */
	uint64 span;  /* in the unit */
	uint8 scale;
	Size delta_bytes;
	Size value_bytes; /* without scale and bitmap */
} JourneyBuild;

/* --- order ----------------------------------------------------------------- */

static int
journey_cmp_values(const uint8 *a, const uint8 *b)
{
	JourneyValue va;
	JourneyValue vb;

	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	journey_draft_read_value(a, &va);
	journey_draft_read_value(b, &vb);
	return profile_journey_value_cmp(&va, &vb);
}

/* The total order of steps; NULL sorts first. */
static inline int
journey_cmp_steps(const JourneyDraftStep *a, const JourneyDraftStep *b)
{
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->value == b->value)
		return 0;
	return journey_cmp_values(a->value, b->value);
}

#define ST_SORT          journey_sort_steps
#define ST_ELEMENT_TYPE  JourneyDraftStep
#define ST_COMPARE(a, b) journey_cmp_steps(a, b)
#define ST_SCOPE         static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

/* Ranks in place of the draft's codes. */
static void
journey_build_rank(JourneyBuild *build)
{
	uint32 *rank[JOURNEY_KINDS];

	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
	{
		const JourneyNames *names = &build->draft->names[kind];

		build->order[kind] = palloc_extended(sizeof(uint32) * Max((Size) names->count, 1),
											 MCXT_ALLOC_HUGE);
		rank[kind] = profile_journey_names_rank(names, build->order[kind]);
	}
	for (uint32 i = 0; i < build->n; i++)
	{
		JourneyDraftStep *step = &build->steps[i];
		uint32 label = DRAFT_LABEL(step->key);

		if ((i & BUILD_INTERRUPT) == BUILD_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		step->key =
			journey_draft_key(rank[JOURNEY_CHANNEL][DRAFT_CHANNEL(step->key)],
							  rank[JOURNEY_EVENT][DRAFT_EVENT(step->key)],
							  label == 0 ? 0 : rank[JOURNEY_LABEL][label - 1] + 1);
		build->has_value |= step->value != NULL;
	}
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		pfree(rank[kind]);
}

/* The steps in order, by rank. */
static void
journey_build_sort(JourneyBuild *build)
{
	uint32 i = 1;

	while (i < build->n && journey_cmp_steps(&build->steps[i - 1], &build->steps[i]) <= 0)
		i++;
	if (i < build->n)
		journey_sort_steps(build->steps, build->n);
}

static void
journey_build_distinct(JourneyBuild *build)
{
	uint32 kept = 0;

	for (uint32 i = 0; i < build->n; i++)
	{
		if (kept > 0 && journey_cmp_steps(&build->steps[kept - 1], &build->steps[i]) == 0)
			continue;
		build->steps[kept++] = build->steps[i];
	}
	build->n = kept;
}

/* --- time unit -------------------------------------------------------------- */

static const int64 journey_unit_usec[] = {
	[JOURNEY_UNIT_US] = 1,
	[JOURNEY_UNIT_MS] = 1000,
	[JOURNEY_UNIT_S] = USECS_PER_SEC,
	[JOURNEY_UNIT_MIN] = USECS_PER_MINUTE,
	[JOURNEY_UNIT_H] = USECS_PER_HOUR,
	[JOURNEY_UNIT_DAY] = USECS_PER_DAY,
};

/* The first step from i on whose time is not whole in this unit, or n. */
static inline uint32
journey_whole_until(const JourneyBuild *build, uint32 i, int64 usec)
{
	while (i < build->n && build->steps[i].at % usec == 0)
		i++;
	return i;
}

/*
 * The coarsest unit in which every moment is exact.  What is whole in one unit
 * is so in all finer ones: no step is looked at again.  Division by constants
 * is several times faster, hence so many words.
 */
static JourneyUnit
journey_build_unit(const JourneyBuild *build)
{
	uint32 i = journey_whole_until(build, 0, USECS_PER_DAY);

	if (i == build->n)
		return JOURNEY_UNIT_DAY;
	i = journey_whole_until(build, i, USECS_PER_HOUR);
	if (i == build->n)
		return JOURNEY_UNIT_H;
	i = journey_whole_until(build, i, USECS_PER_MINUTE);
	if (i == build->n)
		return JOURNEY_UNIT_MIN;
	i = journey_whole_until(build, i, USECS_PER_SEC);
	if (i == build->n)
		return JOURNEY_UNIT_S;
	i = journey_whole_until(build, i, 1000);
	return i == build->n ? JOURNEY_UNIT_MS : JOURNEY_UNIT_US;
}

/*
 * Put the time since the step before, in the unit, in place of all times but the
 * first.  Times span less than 2^64 microseconds, but not always less than 2^63.
 */
static inline void
journey_build_deltas(JourneyBuild *build, uint64 usec)
{
	uint64 before = (uint64) build->steps[0].at;

	for (uint32 i = 1; i < build->n; i++)
	{
		uint64 at = (uint64) build->steps[i].at;
		uint64 delta = (at - before) / usec;

		build->steps[i].at = (TimestampTz) delta;
		build->delta_bytes += journey_varint_size(delta);
		before = at;
	}
}

static void
journey_build_times(JourneyBuild *build)
{
	uint64 span = (uint64) build->steps[build->n - 1].at - (uint64) build->steps[0].at;

	build->unit = journey_build_unit(build);
	build->first = journey_zigzag(build->steps[0].at / journey_unit_usec[build->unit]);
	build->span = span / (uint64) journey_unit_usec[build->unit];
	switch (build->unit)
	{
		case JOURNEY_UNIT_US:
			journey_build_deltas(build, 1);
			break;
		case JOURNEY_UNIT_MS:
			journey_build_deltas(build, 1000);
			break;
		case JOURNEY_UNIT_S:
			journey_build_deltas(build, USECS_PER_SEC);
			break;
		default:
			journey_build_deltas(build, (uint64) journey_unit_usec[build->unit]);
			break;
	}
}

/* --- measuring -------------------------------------------------------------- */

/* Bytes of the values, once with a common scale and once with one each. */
static void
journey_build_measure_values(JourneyBuild *build)
{
	bool common = true;
	bool any = false;
	Size each_bytes = 0;

	for (uint32 i = 0; i < build->n; i++)
	{
		JourneyValue value;

		if ((i & BUILD_INTERRUPT) == BUILD_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		if (build->steps[i].value == NULL)
			continue;
		journey_draft_read_value(build->steps[i].value, &value);
		if (!any)
			build->scale = value.scale;
		any = true;
		if (value.scale != build->scale || value.scale == JOURNEY_VALUE_DIGITS)
			common = false;
		if (value.scale != JOURNEY_VALUE_DIGITS)
			build->value_bytes += journey_varint_size(journey_zigzag(value.mantissa));
		each_bytes += profile_journey_value_size(&value);
	}
	if (!common)
	{
		build->scale = JOURNEY_VALUE_DIGITS;
		build->value_bytes = each_bytes;
	}
}

static Size
journey_build_names_size(const JourneyBuild *build, JourneyKind kind)
{
	const JourneyNames *names = &build->draft->names[kind];
	Size bytes = journey_varint_size(names->count);

	for (uint32 i = 0; i < names->count; i++)
		bytes +=
			journey_varint_size(names->entries[i].name.len) + names->entries[i].name.len;
	return bytes;
}

/* Bytes of the names and codes of a kind, whose codes go from 0 to largest. */
static Size
journey_build_measure_kind(JourneyBuild *build, JourneyKind kind, uint32 largest)
{
	build->bits[kind] = journey_code_bits(largest);
	return journey_build_names_size(build, kind) +
		   ((Size) build->n * build->bits[kind] + 7) / 8;
}

/* Bytes of the whole payload. */
static Size
journey_build_measure(JourneyBuild *build)
{
	const JourneyNames *names = build->draft->names;
	Size bytes = 2 + journey_varint_size(build->n);

	if (build->n == 0)
		return bytes;
	bytes += journey_varint_size(build->first) + journey_varint_size(build->span);
	bytes += journey_build_measure_kind(build, JOURNEY_CHANNEL,
										names[JOURNEY_CHANNEL].count - 1);
	bytes +=
		journey_build_measure_kind(build, JOURNEY_EVENT, names[JOURNEY_EVENT].count - 1);
	if (build->has_label)
		bytes +=
			journey_build_measure_kind(build, JOURNEY_LABEL, names[JOURNEY_LABEL].count);
	bytes += build->delta_bytes;
	if (build->has_value)
	{
		journey_build_measure_values(build);
		bytes += journey_varint_size(build->delta_bytes) + 1 + ((Size) build->n + 7) / 8 +
				 build->value_bytes;
	}
	return bytes;
}

/* --- writing ---------------------------------------------------------------- */

static uint8 *
journey_write_names(const JourneyBuild *build, JourneyKind kind, uint8 *p)
{
	const JourneyNames *names = &build->draft->names[kind];

	p = journey_write_varint(p, names->count);
	for (uint32 i = 0; i < names->count; i++)
	{
		const uint32 *order = build->order[kind];
		const JourneyName *name = &names->entries[order == NULL ? i : order[i]].name;

		p = journey_write_varint(p, name->len);
		memcpy(p, name->data, name->len);
		p += name->len;
	}
	return p;
}

static inline uint32
journey_build_code(uint64 key, JourneyKind kind)
{
	return kind == JOURNEY_CHANNEL ? DRAFT_CHANNEL(key)
		   : kind == JOURNEY_EVENT ? DRAFT_EVENT(key)
								   : DRAFT_LABEL(key);
}

/* Codes of a kind, packed from the lowest bit of each byte. */
static inline uint8 *
journey_write_codes(const JourneyBuild *build, JourneyKind kind, uint8 *p)
{
	uint32 bits = build->bits[kind];
	uint64 word = 0;
	uint32 have = 0;

	if (bits == 0)
		return p;
	for (uint32 i = 0; i < build->n; i++)
	{
		word |= (uint64) journey_build_code(build->steps[i].key, kind) << have;
		for (have += bits; have >= 8; have -= 8)
		{
			*p++ = (uint8) word;
			word >>= 8;
		}
	}
	if (have > 0)
		*p++ = (uint8) word;
	return p;
}

static uint8 *
journey_write_values(const JourneyBuild *build, uint8 *p)
{
	uint8 *bitmap = p + 1;

	*p = build->scale;
	p = bitmap + ((Size) build->n + 7) / 8;
	memset(bitmap, 0, ((Size) build->n + 7) / 8);
	for (uint32 i = 0; i < build->n; i++)
	{
		JourneyValue value;

		if ((i & BUILD_INTERRUPT) == BUILD_INTERRUPT)
			CHECK_FOR_INTERRUPTS();
		if (build->steps[i].value == NULL)
			continue;
		journey_draft_read_value(build->steps[i].value, &value);
		bitmap[i / 8] |= (uint8) (1 << (i % 8));
		if (build->scale == JOURNEY_VALUE_DIGITS)
			p = profile_journey_write_value(p, &value);
		else
			p = journey_write_varint(p, journey_zigzag(value.mantissa));
	}
	return p;
}

static uint8 *
journey_write(const JourneyBuild *build, uint8 *p)
{
	*p++ = JOURNEY_VERSION;
	*p++ = build->n == 0
			   ? 0
			   : (uint8) (build->unit | (build->has_label ? JOURNEY_HAS_LABEL : 0) |
						  (build->has_value ? JOURNEY_HAS_VALUE : 0));
	p = journey_write_varint(p, build->n);
	if (build->n == 0)
		return p;
	p = journey_write_varint(p, build->first);
	p = journey_write_varint(p, build->span);
	p = journey_write_names(build, JOURNEY_CHANNEL, p);
	p = journey_write_names(build, JOURNEY_EVENT, p);
	if (build->has_label)
		p = journey_write_names(build, JOURNEY_LABEL, p);
	p = journey_write_codes(build, JOURNEY_CHANNEL, p);
	p = journey_write_codes(build, JOURNEY_EVENT, p);
	if (build->has_label)
		p = journey_write_codes(build, JOURNEY_LABEL, p);
	if (build->has_value)
		p = journey_write_varint(p, build->delta_bytes);
	for (uint32 i = 1; i < build->n; i++)
		p = journey_write_varint(p, (uint64) build->steps[i].at);
	if (build->has_value)
		p = journey_write_values(build, p);
	return p;
}

/*
 * profile_journey_build
 *
 * The journey of the draft's steps, palloc'd; distinct keeps one of equal steps.
 * Uses the draft up and frees it; what its names refer to is only read.
 */
struct varlena *
profile_journey_build(JourneyDraft *draft, bool distinct)
{
	JourneyBuild build = {.draft = draft,
						  .steps = draft->steps,
						  .n = draft->n,
						  .has_label = draft->names[JOURNEY_LABEL].count > 0};
	struct varlena *journey;
	Size size;

	if (!draft->ranked)
		journey_build_rank(&build);
	journey_build_sort(&build);
	if (distinct)
		journey_build_distinct(&build);
	(void) profile_journey_steps_fit(build.n, NULL);
	if (build.n > 0)
		journey_build_times(&build);
	size = VARHDRSZ + journey_build_measure(&build);
	if (size > MaxAllocSize)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("journey is too large"),
				 errdetail("It needs %zu bytes, at most %zu are possible.", size,
						   (Size) MaxAllocSize)));
	journey = palloc(size);
	SET_VARSIZE(journey, size);
	if (journey_write(&build, (uint8 *) VARDATA(journey)) != (uint8 *) journey + size)
		elog(ERROR, "journey was not measured as it was written");

	for (int kind = 0; kind < JOURNEY_KINDS && !draft->ranked; kind++)
		pfree(build.order[kind]);
	profile_journey_draft_free(draft);
	return journey;
}
