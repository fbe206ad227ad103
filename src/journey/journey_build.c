/*-------------------------------------------------------------------------
 *
 * journey_build.c
 *		From a bag of steps to the one canonical journey of these steps.
 *
 * Names get their rank among the sorted names as code, so that comparing codes
 * compares names; steps are sorted by two integers, and by value only where
 * all else is equal.  Then every section is measured, and written.  The bag is
 * only read: it may be the state of an aggregate that goes on.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "miscadmin.h"
#include "utils/memutils.h"

#include "journey/journey.h"

/* A step with its names as ranks: channel, event and label in one integer. */
typedef struct JourneyBuildStep
{
	TimestampTz at;
	uint64 key; /* channel << 48 | event << 32 | label (0: NULL) */
	uint32 extra;
} JourneyBuildStep;

#define BUILD_CHANNEL(key) ((uint32) ((key) >> 48))
#define BUILD_EVENT(key)   ((uint32) ((key) >> 32) & 0xffff)
#define BUILD_LABEL(key)   ((uint32) (key))

typedef struct JourneyBuild
{
	const JourneyBag *bag;
	JourneyBuildStep *steps;
	uint32 n;
	uint32 count[JOURNEY_KINDS];
	JourneyName *names[JOURNEY_KINDS]; /* sorted */
	uint32 *rank[JOURNEY_KINDS];       /* by the bag's code */
	bool has_label;
	bool has_value;
	uint8 flags;
	int64 unit;
	uint8 scale;
	Size delta_bytes;
	Size value_bytes; /* without scale and bitmap */
} JourneyBuild;

static int
journey_cmp_names(const void *a, const void *b)
{
	const JourneyName *na = *(const JourneyName *const *) a;
	const JourneyName *nb = *(const JourneyName *const *) b;
	int c = memcmp(na->data, nb->data, Min(na->len, nb->len));

	if (c != 0)
		return c;
	return na->len < nb->len ? -1 : na->len > nb->len;
}

/* Sort the names of a kind and note the rank of each of the bag's codes. */
static void
journey_build_rank(JourneyBuild *build, JourneyKind kind, JourneyName *names)
{
	uint32 count = build->bag->count[kind];
	const JourneyName **order = palloc(sizeof(JourneyName *) * Max(count, 1));
	JourneyName *sorted = palloc(sizeof(JourneyName) * Max(count, 1));
	uint32 *rank = palloc(sizeof(uint32) * Max(count, 1));

	for (uint32 i = 0; i < count; i++)
		order[i] = &names[i];
	qsort(order, count, sizeof(JourneyName *), journey_cmp_names);
	for (uint32 i = 0; i < count; i++)
	{
		sorted[i] = *order[i];
		rank[order[i] - names] = i;
	}
	build->count[kind] = count;
	build->names[kind] = sorted;
	build->rank[kind] = rank;
	pfree(order);
}

static int
journey_cmp_extras(const JourneyBag *bag, uint32 a, uint32 b)
{
	JourneyValue va;
	JourneyValue vb;
	bool has_a;
	bool has_b;

	(void) profile_journey_bag_extra(bag, a, &has_a, &va);
	(void) profile_journey_bag_extra(bag, b, &has_b, &vb);
	if (!has_a || !has_b)
		return (int) has_a - (int) has_b;
	return profile_journey_value_cmp(&va, &vb);
}

/* The total order of steps; NULL sorts first. */
static inline int
journey_cmp_steps(const JourneyBuildStep *a, const JourneyBuildStep *b,
				  const JourneyBag *bag)
{
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if ((a->extra | b->extra) == 0)
		return 0;
	return journey_cmp_extras(bag, a->extra, b->extra);
}

#define ST_SORT               journey_sort_steps
#define ST_ELEMENT_TYPE       JourneyBuildStep
#define ST_COMPARE_ARG_TYPE   const JourneyBag
#define ST_COMPARE(a, b, arg) journey_cmp_steps(a, b, arg)
#define ST_SCOPE              static
#define ST_CHECK_FOR_INTERRUPTS
#define ST_DEFINE
#include "lib/sort_template.h"

static void
journey_build_collect(JourneyBuild *build)
{
	const JourneyBag *bag = build->bag;
	bool sorted = true;

	build->n = bag->n;
	build->steps =
		palloc_extended(sizeof(JourneyBuildStep) * (Size) bag->n, MCXT_ALLOC_HUGE);
	for (uint32 i = 0; i < bag->n; i++)
	{
		const JourneyBagStep *in = &bag->steps[i];
		JourneyBuildStep *out = &build->steps[i];
		uint32 label = 0;

		if ((i & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
		if (in->extra != 0)
		{
			bool has_value;

			label = profile_journey_bag_extra(bag, in->extra, &has_value, NULL);
			if (label != 0)
				label = build->rank[JOURNEY_LABEL][label - 1] + 1;
			build->has_label |= label != 0;
			build->has_value |= has_value;
		}
		out->at = in->at;
		out->key = (uint64) build->rank[JOURNEY_CHANNEL][in->channel] << 48 |
				   (uint64) build->rank[JOURNEY_EVENT][in->event] << 32 | label;
		out->extra = in->extra;
		if (sorted && i > 0 && journey_cmp_steps(out - 1, out, bag) > 0)
			sorted = false;
	}
	if (!sorted)
		journey_sort_steps(build->steps, build->n, bag);
}

static void
journey_build_distinct(JourneyBuild *build)
{
	uint32 kept = 0;

	for (uint32 i = 0; i < build->n; i++)
	{
		if (kept > 0 &&
			journey_cmp_steps(&build->steps[kept - 1], &build->steps[i], build->bag) == 0)
			continue;
		build->steps[kept++] = build->steps[i];
	}
	build->n = kept;
}

/* The coarsest unit in which every moment is exact, and the widths of codes. */
static void
journey_build_flags(JourneyBuild *build)
{
	uint8 unit = JOURNEY_UNIT_S;
	uint32 labels = build->count[JOURNEY_LABEL];

	for (uint32 i = 0; i < build->n && unit != JOURNEY_UNIT_US; i++)
	{
		TimestampTz at = build->steps[i].at;

		if (unit == JOURNEY_UNIT_S && at % 1000000 != 0)
			unit = JOURNEY_UNIT_MS;
		if (unit == JOURNEY_UNIT_MS && at % 1000 != 0)
			unit = JOURNEY_UNIT_US;
	}
	build->unit = unit == JOURNEY_UNIT_S ? 1000000 : unit == JOURNEY_UNIT_MS ? 1000 : 1;
	build->flags = unit;
	build->flags |= build->count[JOURNEY_CHANNEL] <= 16    ? JOURNEY_CHANNEL_4
					: build->count[JOURNEY_CHANNEL] <= 256 ? JOURNEY_CHANNEL_8
														   : JOURNEY_CHANNEL_16;
	if (build->count[JOURNEY_EVENT] > 256)
		build->flags |= JOURNEY_EVENT_16;
	if (build->has_label)
		build->flags |= labels <= 255     ? JOURNEY_LABEL_8
						: labels <= 65535 ? JOURNEY_LABEL_16
										  : JOURNEY_LABEL_32;
	if (build->has_value)
		build->flags |= JOURNEY_HAS_VALUE;
}

static inline uint64
journey_build_delta(const JourneyBuild *build, uint32 i)
{
	uint64 delta = (uint64) build->steps[i].at - (uint64) build->steps[i - 1].at;

	/* Division by a constant is several times faster. */
	return build->unit == 1      ? delta
		   : build->unit == 1000 ? delta / 1000
								 : delta / 1000000;
}

static inline void
journey_build_value(const JourneyBuild *build, uint32 i, bool *has_value,
					JourneyValue *value)
{
	*has_value = false;
	if (build->steps[i].extra != 0)
		(void) profile_journey_bag_extra(build->bag, build->steps[i].extra, has_value,
										 value);
}

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
		bool has_value;

		if ((i & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
		journey_build_value(build, i, &has_value, &value);
		if (!has_value)
			continue;
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
	Size bytes = journey_varint_size(build->count[kind]);

	for (uint32 i = 0; i < build->count[kind]; i++)
		bytes +=
			journey_varint_size(build->names[kind][i].len) + build->names[kind][i].len;
	return bytes;
}

static Size
journey_build_codes_size(const JourneyBuild *build)
{
	Size n = build->n;
	uint8 channel = build->flags & JOURNEY_CHANNEL_MASK;
	uint8 label = build->flags & JOURNEY_LABEL_MASK;
	Size bytes = channel == JOURNEY_CHANNEL_4   ? (n + 1) / 2
				 : channel == JOURNEY_CHANNEL_8 ? n
												: n * 2;

	bytes += (build->flags & JOURNEY_EVENT_16) ? n * 2 : n;
	bytes += label == JOURNEY_LABEL_NONE ? 0
			 : label == JOURNEY_LABEL_8  ? n
			 : label == JOURNEY_LABEL_16 ? n * 2
										 : n * 4;
	return bytes;
}

/* Bytes of the whole payload. */
static Size
journey_build_measure(JourneyBuild *build)
{
	const JourneyBuildStep *steps = build->steps;
	Size bytes = 2 + journey_varint_size(build->n);

	if (build->n == 0)
		return bytes;
	bytes += journey_varint_size(journey_zigzag(steps[0].at / build->unit));
	bytes += journey_varint_size(
		((uint64) steps[build->n - 1].at - (uint64) steps[0].at) / build->unit);
	bytes += journey_build_names_size(build, JOURNEY_CHANNEL);
	bytes += journey_build_names_size(build, JOURNEY_EVENT);
	if (build->has_label)
		bytes += journey_build_names_size(build, JOURNEY_LABEL);
	bytes += journey_build_codes_size(build);
	for (uint32 i = 1; i < build->n; i++)
		build->delta_bytes += journey_varint_size(journey_build_delta(build, i));
	bytes += build->delta_bytes;
	if (build->has_value)
	{
		journey_build_measure_values(build);
		bytes += journey_varint_size(build->delta_bytes) + 1 + (build->n + 7) / 8 +
				 build->value_bytes;
	}
	return bytes;
}

static uint8 *
journey_write_names(const JourneyBuild *build, JourneyKind kind, uint8 *p)
{
	p = journey_write_varint(p, build->count[kind]);
	for (uint32 i = 0; i < build->count[kind]; i++)
	{
		const JourneyName *name = &build->names[kind][i];

		p = journey_write_varint(p, name->len);
		memcpy(p, name->data, name->len);
		p += name->len;
	}
	return p;
}

static inline uint8 *
journey_write_code16(uint8 *p, uint32 code)
{
	uint16 narrow = (uint16) code;

	memcpy(p, &narrow, sizeof(narrow));
	return p + sizeof(narrow);
}

static uint8 *
journey_write_channels(const JourneyBuild *build, uint8 *p)
{
	uint8 width = build->flags & JOURNEY_CHANNEL_MASK;

	for (uint32 i = 0; i < build->n; i++)
	{
		uint32 code = BUILD_CHANNEL(build->steps[i].key);

		if (width == JOURNEY_CHANNEL_16)
			p = journey_write_code16(p, code);
		else if (width == JOURNEY_CHANNEL_8)
			*p++ = (uint8) code;
		else if (i % 2 == 0)
			*p++ = (uint8) code;
		else
			p[-1] |= (uint8) (code << 4);
	}
	return p;
}

static uint8 *
journey_write_events(const JourneyBuild *build, uint8 *p)
{
	for (uint32 i = 0; i < build->n; i++)
	{
		uint32 code = BUILD_EVENT(build->steps[i].key);

		if (build->flags & JOURNEY_EVENT_16)
			p = journey_write_code16(p, code);
		else
			*p++ = (uint8) code;
	}
	return p;
}

static uint8 *
journey_write_labels(const JourneyBuild *build, uint8 *p)
{
	uint8 width = build->flags & JOURNEY_LABEL_MASK;

	for (uint32 i = 0; i < build->n && width != JOURNEY_LABEL_NONE; i++)
	{
		uint32 code = BUILD_LABEL(build->steps[i].key);

		if (width == JOURNEY_LABEL_8)
			*p++ = (uint8) code;
		else if (width == JOURNEY_LABEL_16)
			p = journey_write_code16(p, code);
		else
		{
			memcpy(p, &code, sizeof(code));
			p += sizeof(code);
		}
	}
	return p;
}

static uint8 *
journey_write_values(const JourneyBuild *build, uint8 *p)
{
	uint8 *bitmap = p + 1;

	*p = build->scale;
	p = bitmap + (build->n + 7) / 8;
	memset(bitmap, 0, (build->n + 7) / 8);
	for (uint32 i = 0; i < build->n; i++)
	{
		JourneyValue value;
		bool has_value;

		if ((i & 0xffff) == 0)
			CHECK_FOR_INTERRUPTS();
		journey_build_value(build, i, &has_value, &value);
		if (!has_value)
			continue;
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
	const JourneyBuildStep *steps = build->steps;

	*p++ = JOURNEY_VERSION;
	*p++ = build->n == 0 ? 0 : build->flags;
	p = journey_write_varint(p, build->n);
	if (build->n == 0)
		return p;
	p = journey_write_varint(p, journey_zigzag(steps[0].at / build->unit));
	p = journey_write_varint(p, ((uint64) steps[build->n - 1].at - (uint64) steps[0].at) /
									build->unit);
	p = journey_write_names(build, JOURNEY_CHANNEL, p);
	p = journey_write_names(build, JOURNEY_EVENT, p);
	if (build->has_label)
		p = journey_write_names(build, JOURNEY_LABEL, p);
	p = journey_write_channels(build, p);
	p = journey_write_events(build, p);
	p = journey_write_labels(build, p);
	if (build->has_value)
		p = journey_write_varint(p, build->delta_bytes);
	for (uint32 i = 1; i < build->n; i++)
		p = journey_write_varint(p, journey_build_delta(build, i));
	if (build->has_value)
		p = journey_write_values(build, p);
	return p;
}

/*
 * profile_journey_build
 *
 * The journey of the bag's steps, palloc'd; distinct keeps one of equal steps.
 */
struct varlena *
profile_journey_build(const JourneyBag *bag, bool distinct)
{
	JourneyBuild build = {.bag = bag};
	JourneyName *names[JOURNEY_KINDS];
	struct varlena *journey;
	Size size;

	profile_journey_bag_names(bag, names);
	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
		journey_build_rank(&build, kind, names[kind]);
	journey_build_collect(&build);
	if (distinct)
		journey_build_distinct(&build);
	journey_build_flags(&build);

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

	for (int kind = 0; kind < JOURNEY_KINDS; kind++)
	{
		pfree(names[kind]);
		pfree(build.names[kind]);
		pfree(build.rank[kind]);
	}
	pfree(build.steps);
	return journey;
}
