/*-------------------------------------------------------------------------
 *
 * connected_components.c
 *		Connected components of a graph whose edges a query delivers.
 *
 * The query runs through SPI into a receiver of our own, so that no row is ever
 * kept: one pass of union-find over compacted node numbers (union_find.h).
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "identity/union_find.h"

PG_FUNCTION_INFO_V1(profile_connected_components);

/*
 * Takes the rows of the edge query and forgets them.  Ends of edges are kept for
 * a moment, two for each edge, so that their look-ups can be warmed up together.
 */
typedef struct IdentityEdgeReceiver
{
	DestReceiver pub;
	IdentitySets *sets;
	int64 ends[IDENTITY_WARM];
	int used;
	bool started; /* a query has begun: there must be only one */
} IdentityEdgeReceiver;

/* A query starts: are its columns what we can use? */
static void
identity_edges_startup(DestReceiver *self, int operation, TupleDesc desc)
{
	IdentityEdgeReceiver *receiver = (IdentityEdgeReceiver *) self;
	int i;

	(void) operation;
	if (receiver->started)
		ereport(ERROR, (errcode(ERRCODE_SYNTAX_ERROR),
						errmsg("the edges must come from one query"),
						errhint("Combine several queries with UNION ALL.")));
	receiver->started = true;

	if (desc->natts != 2)
		ereport(ERROR, (errcode(ERRCODE_DATATYPE_MISMATCH),
						errmsg("the edge query must return two bigint columns"),
						errdetail("It returns %d columns.", desc->natts),
						errhint("Select the two ends of each edge, cast to bigint.")));
	for (i = 0; i < 2; i++)
	{
		Form_pg_attribute att = TupleDescAttr(desc, i);

		if (att->atttypid != INT8OID)
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("the edge query must return two bigint columns"),
					 errdetail("Column %d (\"%s\") is of type %s.", i + 1,
							   NameStr(att->attname), format_type_be(att->atttypid)),
					 errhint("Cast it: \"%s\"::bigint.", NameStr(att->attname))));
	}
}

/* The edges that are waiting join their ends. */
static void
identity_edges_flush(IdentityEdgeReceiver *receiver)
{
	IdentitySets *sets = receiver->sets;
	int i;

	CHECK_FOR_INTERRUPTS();
	profile_sets_warm(sets, receiver->ends, receiver->used);
	for (i = 0; i < receiver->used; i += 2)
	{
		uint32 a = profile_sets_node(sets, receiver->ends[i]);
		uint32 b = profile_sets_node(sets, receiver->ends[i + 1]);

		profile_sets_union(sets, a, b);
	}
	receiver->used = 0;
}

/* One edge.  Where an end is NULL, the other is a node on its own. */
static bool
identity_edges_receive(TupleTableSlot *slot, DestReceiver *self)
{
	IdentityEdgeReceiver *receiver = (IdentityEdgeReceiver *) self;
	int a, b;

	slot_getsomeattrs(slot, 2);
	if (slot->tts_isnull[0] && slot->tts_isnull[1])
		return true;
	a = slot->tts_isnull[0] ? 1 : 0;
	b = slot->tts_isnull[1] ? 0 : 1;
	receiver->ends[receiver->used++] = DatumGetInt64(slot->tts_values[a]);
	receiver->ends[receiver->used++] = DatumGetInt64(slot->tts_values[b]);
	if (receiver->used == IDENTITY_WARM)
		identity_edges_flush(receiver);
	return true;
}

static void
identity_edges_nothing(DestReceiver *self)
{
	(void) self;
}

/* Runs the edge query, as the caller and read-only, into the sets. */
static void
identity_read_edges(const char *query, IdentitySets *sets)
{
	IdentityEdgeReceiver receiver = {.pub.receiveSlot = identity_edges_receive,
									 .pub.rStartup = identity_edges_startup,
									 .pub.rShutdown = identity_edges_nothing,
									 .pub.rDestroy = identity_edges_nothing,
									 .pub.mydest = DestNone,
									 .sets = sets};
	SPIExecuteOptions options = {
		.read_only = true, .must_return_tuples = true, .dest = &receiver.pub};
	int code;

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	code = SPI_execute_extended(query, &options);
	if (code < 0)
		elog(ERROR, "SPI_execute_extended failed: %s", SPI_result_code_string(code));
	identity_edges_flush(&receiver);
	SPI_finish();
}

/* The smallest node number of each set, at the index of its root. */
static int64 *
identity_smallest(IdentitySets *sets)
{
	int64 *smallest = MemoryContextAllocExtended(
		sets->context, ((size_t) sets->count + 1) * sizeof(int64), MCXT_ALLOC_HUGE);
	uint32 i;

	for (i = 0; i < sets->count; i++)
		smallest[i] = PG_INT64_MAX;
	for (i = 0; i < sets->count; i++)
	{
		uint32 root = profile_sets_find(sets, i);

		CHECK_FOR_INTERRUPTS();
		smallest[root] = Min(smallest[root], sets->nodes[i]);
	}
	return smallest;
}

/*
 * connected_components(edges text) returns table(node bigint, component bigint)
 *
 * One row for every node that the edge query names, with the smallest node of
 * its component, in the order of first appearance.  Memory: 20 bytes for each node
 * that there is room for, which doubles as need be within maintenance_work_mem (and
 * never beyond 2^30 nodes); a graph with more nodes is refused (54000).  Edges take
 * none; the result spills beyond work_mem.
 */
Datum
profile_connected_components(PG_FUNCTION_ARGS)
{
	char *query = text_to_cstring(PG_GETARG_TEXT_PP(0));
	IdentityResult result = profile_identity_result(fcinfo);
	MemoryContext context = AllocSetContextCreate(
		CurrentMemoryContext, "connected components", ALLOCSET_DEFAULT_SIZES);
	IdentitySets sets;
	int64 *smallest;
	uint32 i;

	profile_sets_init(&sets, context, 0);
	while (sets.most > sets.capacity && (uint64) sets.most * IDENTITY_NODE_BYTES >
											(uint64) maintenance_work_mem * 1024)
		sets.most /= 2;
	identity_read_edges(query, &sets);

	profile_sets_seal(&sets, 0);
	smallest = identity_smallest(&sets);
	for (i = 0; i < sets.count; i++)
	{
		Datum values[2];
		bool nulls[2] = {false, false};

		CHECK_FOR_INTERRUPTS();
		values[0] = Int64GetDatum(sets.nodes[i]);
		values[1] = Int64GetDatum(smallest[profile_sets_find(&sets, i)]);
		tuplestore_putvalues(result.store, result.desc, values, nulls);
	}
	MemoryContextDelete(context);
	return (Datum) 0;
}
