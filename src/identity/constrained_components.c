/*-------------------------------------------------------------------------
 *
 * constrained_components.c
 *		Components over links between records and identifiers, under rules
 *		that a component must not break: "constrained Kruskal".
 *
 * Links are taken in the order given, which is a total order that the caller
 * fixes (priority of the kind, first seen, key).  Each joins the component of
 * its record with the component of its identifier, unless the result would break
 * a rule; then it does not conduct.  The outcome depends on the links and their
 * order alone, not on when they arrived.  J. B. Kruskal, "On the shortest
 * spanning subtree of a graph", Proc. AMS 7 (1956), with an admission test at
 * each union.
 *
 * Two sorts of links are taken with more care.  An unverified one attaches and
 * never merges: it joins a record that is alone, or an identifier that nobody
 * has brought yet.  A run of joint links (they follow each other and have one
 * identifier) conducts as a whole or not at all: a device on which persons
 * conflict belongs to none of them.  Such a run is first tried on copies.
 *
 * Nodes are the records, compacted, followed by the identifiers (union_find.h);
 * each component's contents are in the bag at its root (constrained_rules.h).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/timestamp.h"

#include "identity/constrained_rules.h"
#include "identity/union_find.h"

PG_FUNCTION_INFO_V1(profile_constrained_components);

/* The arguments, in the order of the declaration. */
typedef enum IdentityArgument
{
	IDENTITY_LINK_RECORD,
	IDENTITY_LINK_IDENTIFIER,
	IDENTITY_LINK_FORCED,
	IDENTITY_IDENTIFIER_KIND,
	IDENTITY_IDENTIFIER_SEEN,
	IDENTITY_KIND_LIMIT,
	IDENTITY_KIND_WINDOW,
	IDENTITY_NEVER_OVERRIDE,
	IDENTITY_NEVER_RECORD,
	IDENTITY_NEVER_SIDE,
	IDENTITY_RECORD_CAP, /* the one that is no array */
	IDENTITY_LINK_UNVERIFIED,
	IDENTITY_LINK_JOINT,
	IDENTITY_ARGUMENTS /* how many */
} IdentityArgument;

static const struct
{
	const char *name;
	Oid type;
	bool nullable;           /* may elements be NULL? */
	IdentityArgument length; /* the array whose length it must have */
	bool optional;           /* may it be NULL where that one is not? */
} identity_arguments[IDENTITY_ARGUMENTS] = {
	{"link_record", INT8OID, false, IDENTITY_LINK_RECORD, false},
	{"link_identifier", INT4OID, false, IDENTITY_LINK_RECORD, false},
	{"link_forced", BOOLOID, false, IDENTITY_LINK_RECORD, false},
	{"identifier_kind", INT4OID, false, IDENTITY_IDENTIFIER_KIND, false},
	{"identifier_seen", TIMESTAMPTZOID, true, IDENTITY_IDENTIFIER_KIND, false},
	{"kind_limit", INT4OID, true, IDENTITY_KIND_LIMIT, false},
	{"kind_window", INTERVALOID, true, IDENTITY_KIND_LIMIT, false},
	{"never_override", INT4OID, false, IDENTITY_NEVER_OVERRIDE, false},
	{"never_record", INT8OID, false, IDENTITY_NEVER_OVERRIDE, false},
	{"never_side", BOOLOID, false, IDENTITY_NEVER_OVERRIDE, false},
	{NULL, InvalidOid, false, IDENTITY_RECORD_CAP, false},
	{"link_unverified", BOOLOID, false, IDENTITY_LINK_RECORD, true},
	{"link_joint", BOOLOID, false, IDENTITY_LINK_RECORD, true},
};

typedef struct IdentityColumn
{
	Datum *values;
	bool *nulls;
	int count;
} IdentityColumn;

typedef struct IdentityWorld
{
	IdentityColumn column[IDENTITY_ARGUMENTS];
	IdentityRules rules;
	IdentitySets sets;
	uint32 *link_node; /* by link: the node of its record */
	uint32 records;    /* the first identifier's node */
	IdentityBag *bags; /* by node; those at the roots count */
	uint32 *tried;     /* by node: 1 + the first link of the run that tried it last;
						* NULL where no link is joint */
} IdentityWorld;

/* ---- arguments ---- */

/* One array; NULL, which is what array_agg makes of no rows, is an empty one. */
static void
identity_get_column(FunctionCallInfo fcinfo, IdentityWorld *world,
					IdentityArgument argument)
{
	IdentityColumn *column = &world->column[argument];
	const char *name = identity_arguments[argument].name;
	Oid type = identity_arguments[argument].type;
	ArrayType *array;
	int16 typlen;
	bool typbyval;
	char typalign;
	int i;

	*column = (IdentityColumn){0};
	if (PG_ARGISNULL(argument))
		return;
	array = PG_GETARG_ARRAYTYPE_P(argument);
	if (ARR_NDIM(array) > 1)
		ereport(ERROR, (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
						errmsg("%s must be a one-dimensional array", name)));
	get_typlenbyvalalign(type, &typlen, &typbyval, &typalign);
	deconstruct_array(array, type, typlen, typbyval, typalign, &column->values,
					  &column->nulls, &column->count);
	if (identity_arguments[argument].nullable || !ARR_HASNULL(array))
		return;
	for (i = 0; i < column->count; i++)
		if (column->nulls[i])
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("%s must not contain NULL", name),
							errdetail("Element %d is NULL.", i + 1)));
}

/* All arrays, each as long as it must be. */
static void
identity_get_columns(FunctionCallInfo fcinfo, IdentityWorld *world)
{
	int i;

	for (i = 0; i < IDENTITY_ARGUMENTS; i++)
		if (identity_arguments[i].name != NULL)
			identity_get_column(fcinfo, world, i);
	for (i = 0; i < IDENTITY_ARGUMENTS; i++)
	{
		IdentityArgument model = identity_arguments[i].length;

		if (identity_arguments[i].name == NULL ||
			(identity_arguments[i].optional && PG_ARGISNULL(i)))
			continue;
		if (world->column[i].count != world->column[model].count)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("%s and %s must have the same length",
							identity_arguments[model].name, identity_arguments[i].name),
					 errdetail("They have %d and %d elements.",
							   world->column[model].count, world->column[i].count)));
	}
}

/* The limits and windows of the kinds, and the cap. */
static void
identity_get_rules(FunctionCallInfo fcinfo, IdentityWorld *world)
{
	IdentityColumn *limit = &world->column[IDENTITY_KIND_LIMIT];
	IdentityColumn *window = &world->column[IDENTITY_KIND_WINDOW];
	IdentityRules *rules = &world->rules;
	Interval zero = {0};
	int i;

	rules->kinds = limit->count;
	rules->limit = palloc0(sizeof(int32) * (rules->kinds + 1));
	rules->windowed = palloc0(sizeof(bool) * (rules->kinds + 1));
	for (i = 0; i < rules->kinds; i++)
	{
		if (limit->nulls[i])
			continue;
		rules->limit[i] = DatumGetInt32(limit->values[i]);
		rules->windowed[i] = !window->nulls[i];
		if (rules->limit[i] < 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a limit must be at least 1"),
					 errdetail("Element %d of kind_limit is %d.", i + 1, rules->limit[i]),
					 errhint("NULL is no limit.")));
		if (rules->windowed[i] &&
			DatumGetBool(DirectFunctionCall2(interval_lt, window->values[i],
											 IntervalPGetDatum(&zero))))
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("a window must not be negative"),
							errdetail("Element %d of kind_window is.", i + 1)));
	}
	rules->record_cap = 0;
	if (!PG_ARGISNULL(IDENTITY_RECORD_CAP))
	{
		int32 cap = PG_GETARG_INT32(IDENTITY_RECORD_CAP);

		if (cap < 1)
			ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
							errmsg("record_cap must be at least 1"),
							errdetail("It is %d.", cap), errhint("NULL is no cap.")));
		rules->record_cap = (uint32) cap;
	}
}

/* ---- nodes ---- */

/* A node for each record, and after them one for each identifier. */
static void
identity_make_nodes(IdentityWorld *world)
{
	IdentityColumn *record = &world->column[IDENTITY_LINK_RECORD];
	IdentityColumn *identifier = &world->column[IDENTITY_LINK_IDENTIFIER];
	IdentityColumn *kind = &world->column[IDENTITY_IDENTIFIER_KIND];
	int i;

	profile_sets_init(&world->sets, CurrentMemoryContext, 0);
	world->link_node = palloc(sizeof(uint32) * (record->count + 1));
	for (i = 0; i < record->count; i++)
	{
		int32 index = DatumGetInt32(identifier->values[i]);

		if (index < 1 || index > kind->count)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("link_identifier must be an index into identifier_kind"),
					 errdetail("Element %d is %d, and there are %d identifiers.", i + 1,
							   index, kind->count)));
		world->link_node[i] =
			profile_sets_node(&world->sets, DatumGetInt64(record->values[i]));
	}
	world->records = world->sets.count;
}

/* The bags of the records: one record each, and its sides. */
static void
identity_fill_records(IdentityWorld *world)
{
	IdentityColumn *override = &world->column[IDENTITY_NEVER_OVERRIDE];
	IdentityColumn *record = &world->column[IDENTITY_NEVER_RECORD];
	IdentityColumn *side = &world->column[IDENTITY_NEVER_SIDE];
	uint32 node;
	int i;

	for (node = 0; node < world->records; node++)
	{
		world->bags[node].records = 1;
		world->bags[node].smallest = world->sets.nodes[node];
	}
	for (i = 0; i < override->count; i++)
	{
		int64 number = DatumGetInt64(record->values[i]);

		/* a record without links is nowhere in the result */
		if (!profile_sets_lookup(&world->sets, number, &node))
			continue;
		if (!profile_bag_add_side(&world->bags[node], DatumGetInt32(override->values[i]),
								  DatumGetBool(side->values[i])))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a record cannot be on both sides of an override"),
					 errdetail("Record " INT64_FORMAT " is on both sides of override %d.",
							   number, DatumGetInt32(override->values[i]))));
	}
}

/*
 * The last moment of the window that starts at `seen`.  Days and months are
 * those of UTC, so that the result depends on nothing but the arguments.
 */
static TimestampTz
identity_until(TimestampTz seen, Datum window)
{
	return DatumGetTimestamp(
		DirectFunctionCall2(timestamp_pl_interval, TimestampGetDatum(seen), window));
}

/* The bags of the identifiers. */
static void
identity_fill_identifiers(IdentityWorld *world)
{
	IdentityColumn *kinds = &world->column[IDENTITY_IDENTIFIER_KIND];
	IdentityColumn *seens = &world->column[IDENTITY_IDENTIFIER_SEEN];
	IdentityColumn *windows = &world->column[IDENTITY_KIND_WINDOW];
	const IdentityRules *rules = &world->rules;
	int i;

	for (i = 0; i < kinds->count; i++)
	{
		IdentityBag *bag = &world->bags[world->records + i];
		int32 kind = DatumGetInt32(kinds->values[i]);
		TimestampTz seen = 0, until = 0;

		CHECK_FOR_INTERRUPTS();
		if (kind < 0 || kind > rules->kinds)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("identifier_kind must be 0 or an index into kind_limit"),
					 errdetail("Element %d is %d, and there are %d kinds.", i + 1, kind,
							   rules->kinds)));
		bag->smallest = PG_INT64_MAX;
		if (kind == 0)
			continue;
		if (rules->windowed[kind - 1])
		{
			if (seens->nulls[i])
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("identifier_seen must not be NULL for a kind "
								"with a window"),
						 errdetail("Element %d, of kind %d, is NULL.", i + 1, kind)));
			seen = DatumGetTimestampTz(seens->values[i]);
			until = identity_until(seen, windows->values[kind - 1]);
		}
		profile_bag_add_identifier(bag, rules, kind, seen, until);
	}
}

/* ---- links ---- */

static inline int32
identity_link_identifier(const IdentityWorld *world, int link)
{
	return DatumGetInt32(world->column[IDENTITY_LINK_IDENTIFIER].values[link]);
}

/* A property that links have only where the array is given. */
static inline bool
identity_link_is(const IdentityWorld *world, IdentityArgument property, int link)
{
	return world->column[property].count > 0 &&
		   DatumGetBool(world->column[property].values[link]);
}

/* Roots of the link's two components: of the record and of the identifier. */
static void
identity_link_roots(IdentityWorld *world, int link, uint32 *a, uint32 *b)
{
	*a = profile_sets_find(&world->sets, world->link_node[link]);
	*b = profile_sets_find(&world->sets,
						   world->records + identity_link_identifier(world, link) - 1);
}

/* Joins the two ends of a link, or says why not. */
static IdentityRefusal
identity_take_link(IdentityWorld *world, int link)
{
	uint32 a, b, root;

	identity_link_roots(world, link, &a, &b);
	if (a == b)
		return IDENTITY_CONDUCTS;
	if (!identity_link_is(world, IDENTITY_LINK_FORCED, link))
	{
		IdentityRefusal refusal;

		if (identity_link_is(world, IDENTITY_LINK_UNVERIFIED, link) &&
			world->bags[a].records > 1 && world->bags[b].records > 0)
			return IDENTITY_UNVERIFIED;
		refusal = profile_bag_judge(&world->bags[a], &world->bags[b], &world->rules);
		if (refusal != IDENTITY_CONDUCTS)
			return refusal;
	}
	root = profile_sets_union(&world->sets, a, b);
	profile_bag_join(&world->bags[root], &world->bags[root == a ? b : a]);
	return IDENTITY_CONDUCTS;
}

/* Where the run of joint links that begins here ends (the link after it). */
static int
identity_run_end(const IdentityWorld *world, int from)
{
	int link = from;

	do
		link++;
	while (link < world->column[IDENTITY_LINK_RECORD].count &&
		   identity_link_is(world, IDENTITY_LINK_JOINT, link) &&
		   identity_link_identifier(world, link) ==
			   identity_link_identifier(world, from));
	return link;
}

/* Would all links of the run conduct, taken one after the other? */
static bool
identity_run_conducts(IdentityWorld *world, int from, int to)
{
	IdentityBag trial = {0};
	bool conducts = true;
	int link;

	for (link = from; link < to && conducts; link++)
	{
		IdentityBag more;
		uint32 a, b;

		CHECK_FOR_INTERRUPTS();
		identity_link_roots(world, link, &a, &b);
		if (link == from)
		{
			trial = profile_bag_copy(&world->bags[b]);
			world->tried[b] = (uint32) from + 1;
		}
		if (world->tried[a] == (uint32) from + 1)
			continue;
		world->tried[a] = (uint32) from + 1;
		conducts = profile_bag_judge(&trial, &world->bags[a], &world->rules) ==
				   IDENTITY_CONDUCTS;
		more = profile_bag_copy(&world->bags[a]);
		profile_bag_join(&trial, &more);
	}
	profile_bag_forget(&trial);
	return conducts;
}

/* Takes all links, in order; what becomes of each goes into refusals. */
static void
identity_take_links(IdentityWorld *world, uint8 *refusals)
{
	int count = world->column[IDENTITY_LINK_RECORD].count;
	int link = 0;

	while (link < count)
	{
		bool joint = identity_link_is(world, IDENTITY_LINK_JOINT, link);
		int end = joint ? identity_run_end(world, link) : link + 1;
		bool refused = joint && !identity_run_conducts(world, link, end);

		for (; link < end; link++)
		{
			CHECK_FOR_INTERRUPTS();
			refusals[link] =
				(uint8) (refused ? IDENTITY_AMBIGUOUS : identity_take_link(world, link));
		}
	}
}

static void
identity_put_links(IdentityWorld *world, const uint8 *refusals, IdentityResult *result)
{
	static const char *const names[] = {NULL,  "never",      "unique",   "limit",
										"cap", "unverified", "ambiguous"};
	Datum rules[lengthof(names)] = {0};
	int count = world->column[IDENTITY_LINK_RECORD].count;
	int i;

	for (i = 1; i < (int) lengthof(names); i++)
		rules[i] = CStringGetTextDatum(names[i]);
	for (i = 0; i < count; i++)
	{
		uint32 root = profile_sets_find(&world->sets, world->link_node[i]);
		IdentityRefusal refusal = refusals[i];
		Datum values[4];
		bool nulls[4] = {false, false, false, refusal == IDENTITY_CONDUCTS};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int32GetDatum(i + 1);
		values[1] = BoolGetDatum(refusal == IDENTITY_CONDUCTS);
		values[2] = Int64GetDatum(world->bags[root].smallest);
		values[3] = rules[refusal];
		tuplestore_putvalues(result->store, result->desc, values, nulls);
	}
}

/*
 * constrained_components(link_record bigint[], link_identifier int[],
 *		link_forced bool[], identifier_kind int[], identifier_seen timestamptz[],
 *		kind_limit int[], kind_window interval[], never_override int[],
 *		never_record bigint[], never_side bool[], record_cap int,
 *		link_unverified bool[], link_joint bool[])
 *	returns table(link int, conducts bool, component bigint, rule text)
 *
 * One row for every link, in order.  Cost: nearly linear in the links, as long
 * as identifiers of one kind come in the order in which they were seen.
 * Errors: 2202E where lengths and indexes do not fit, 22023 for bad values.
 */
Datum
profile_constrained_components(PG_FUNCTION_ARGS)
{
	IdentityResult result = profile_identity_result(fcinfo);
	MemoryContext context = AllocSetContextCreate(
		CurrentMemoryContext, "constrained components", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(context);
	IdentityWorld world = {0};
	uint32 nodes;
	uint8 *refusals;

	identity_get_columns(fcinfo, &world);
	identity_get_rules(fcinfo, &world);
	identity_make_nodes(&world);
	nodes = world.records + (uint32) world.column[IDENTITY_IDENTIFIER_KIND].count;
	world.bags =
		MemoryContextAllocExtended(context, sizeof(IdentityBag) * ((size_t) nodes + 1),
								   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	identity_fill_records(&world);
	profile_sets_seal(&world.sets, nodes - world.records);
	identity_fill_identifiers(&world);

	if (world.column[IDENTITY_LINK_JOINT].count > 0)
		world.tried =
			MemoryContextAllocExtended(context, sizeof(uint32) * ((size_t) nodes + 1),
									   MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	refusals = palloc(world.column[IDENTITY_LINK_RECORD].count + 1);
	identity_take_links(&world, refusals);
	identity_put_links(&world, refusals, &result);

	MemoryContextSwitchTo(caller);
	MemoryContextDelete(context);
	return (Datum) 0;
}
