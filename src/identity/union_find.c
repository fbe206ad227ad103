/*-------------------------------------------------------------------------
 *
 * union_find.c
 *		Disjoint sets over sparse 64-bit node numbers.
 *
 * Union by size with path halving: R. E. Tarjan and J. van Leeuwen,
 * "Worst-case analysis of set union algorithms", JACM 31 (1984); m operations
 * cost O(m alpha(m)) steps.  The structure is described in union_find.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/memutils.h"

#include "identity/union_find.h"

#define IDENTITY_FIRST_NODES 256
#define IDENTITY_MOST_NODES  ((uint32) 1 << 30)
#define IDENTITY_AHEAD       16 /* nodes between asking for a slot and writing it */

#if defined(__GNUC__) || defined(__clang__)
#define identity_prefetch(address) __builtin_prefetch(address)
#else
#define identity_prefetch(address) ((void) (address))
#endif

/* The finalizer of MurmurHash3, 64 bits: consecutive ids must not cluster. */
static inline uint32
identity_hash(int64 node)
{
	uint64 h = (uint64) node;

	h ^= h >> 33;
	h *= UINT64CONST(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64CONST(0xc4ceb9fe1a85ec53);
	h ^= h >> 33;
	return (uint32) h;
}

static void *
identity_alloc(MemoryContext context, size_t bytes)
{
	return MemoryContextAllocExtended(context, bytes, MCXT_ALLOC_HUGE);
}

/* The slot that holds `node`, or the empty one where it belongs. */
static inline uint32
identity_slot(const IdentitySets *sets, int64 node)
{
	uint32 slot = identity_hash(node) & sets->mask;

	while (sets->slots[slot] != 0 && sets->nodes[sets->slots[slot] - 1] != node)
		slot = (slot + 1) & sets->mask;
	return slot;
}

/* A new hash table for the present capacity (a power of 2), filled from the nodes. */
static void
identity_build_slots(IdentitySets *sets)
{
	uint32 size = sets->capacity * 2;
	uint32 i;

	sets->mask = size - 1;
	sets->slots = MemoryContextAllocExtended(
		sets->context, (size_t) size * sizeof(uint32), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (i = 0; i < sets->count; i++)
	{
		if (i + IDENTITY_AHEAD < sets->count)
			identity_prefetch(
				&sets->slots[identity_hash(sets->nodes[i + IDENTITY_AHEAD]) &
							 sets->mask]);
		sets->slots[identity_slot(sets, sets->nodes[i])] = i + 1;
	}
}

static void
identity_too_many_nodes(const IdentitySets *sets)
{
	ereport(
		ERROR,
		(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED), errmsg("too many nodes"),
		 errdetail("At most %u nodes can be held.", sets->most),
		 sets->most < IDENTITY_MOST_NODES
			 ? errhint("Raise maintenance_work_mem: a node takes %zu bytes, and there "
					   "is room for a power of 2 of them.",
					   IDENTITY_NODE_BYTES)
			 : 0));
}

/* Room for twice as many nodes. */
static void
identity_grow(IdentitySets *sets)
{
	if (sets->capacity >= sets->most)
		identity_too_many_nodes(sets);
	CHECK_FOR_INTERRUPTS();
	sets->capacity *= 2;
	pfree(sets->slots);
	sets->nodes = repalloc_huge(sets->nodes, (size_t) sets->capacity * sizeof(int64));
	sets->parent = repalloc_huge(sets->parent, (size_t) sets->capacity * sizeof(int32));
	identity_build_slots(sets);
}

/*
 * profile_sets_init: no nodes yet; all memory comes from `context`.  `expected`
 * nodes fit without growing.
 */
void
profile_sets_init(IdentitySets *sets, MemoryContext context, uint32 expected)
{
	sets->context = context;
	sets->count = 0;
	sets->most = IDENTITY_MOST_NODES;
	sets->capacity = IDENTITY_FIRST_NODES;
	while (sets->capacity < expected && sets->capacity < IDENTITY_MOST_NODES)
		sets->capacity *= 2;
	sets->nodes = identity_alloc(context, (size_t) sets->capacity * sizeof(int64));
	sets->parent = identity_alloc(context, (size_t) sets->capacity * sizeof(int32));
	identity_build_slots(sets);
}

/* profile_sets_node: the index of `node`, which is added alone if it is new. */
uint32
profile_sets_node(IdentitySets *sets, int64 node)
{
	uint32 slot = identity_slot(sets, node);

	if (sets->slots[slot] != 0)
		return sets->slots[slot] - 1;
	if (sets->count == sets->capacity)
	{
		identity_grow(sets);
		slot = identity_slot(sets, node);
	}
	sets->nodes[sets->count] = node;
	sets->parent[sets->count] = -1;
	sets->slots[slot] = ++sets->count;
	return sets->count - 1;
}

/*
 * profile_sets_warm: these nodes, IDENTITY_WARM of them at most, are about to be
 * asked for.
 */
void
profile_sets_warm(const IdentitySets *sets, const int64 *nodes, int count)
{
	uint32 slot[IDENTITY_WARM];
	int i;

	Assert(count <= IDENTITY_WARM);
	for (i = 0; i < count; i++)
	{
		slot[i] = identity_hash(nodes[i]) & sets->mask;
		identity_prefetch(&sets->slots[slot[i]]);
	}
	for (i = 0; i < count; i++)
	{
		uint32 node = sets->slots[slot[i]];

		if (node == 0)
			continue;
		identity_prefetch(&sets->nodes[node - 1]);
		identity_prefetch(&sets->parent[node - 1]);
	}
}

/* profile_sets_lookup: is `node` there, and if so, at which index? */
bool
profile_sets_lookup(const IdentitySets *sets, int64 node, uint32 *index)
{
	uint32 slot = identity_slot(sets, node);

	if (sets->slots[slot] == 0)
		return false;
	*index = sets->slots[slot] - 1;
	return true;
}

/*
 * profile_sets_seal: no node is looked up by its number from here on; `nameless`
 * nodes are added, with the indexes from sets->count on.
 */
void
profile_sets_seal(IdentitySets *sets, uint32 nameless)
{
	uint32 i;

	pfree(sets->slots);
	sets->slots = NULL;
	if (nameless > IDENTITY_MOST_NODES - sets->count)
		identity_too_many_nodes(sets);
	if (nameless > sets->capacity - sets->count)
	{
		sets->capacity = sets->count + nameless;
		sets->parent =
			repalloc_huge(sets->parent, (size_t) sets->capacity * sizeof(int32));
	}
	for (i = 0; i < nameless; i++)
		sets->parent[sets->count + i] = -1;
	sets->count += nameless;
}

/* profile_sets_find: the root of the set that holds node `index`. */
uint32
profile_sets_find(IdentitySets *sets, uint32 index)
{
	int32 *parent = sets->parent;

	while (parent[index] >= 0)
	{
		uint32 above = (uint32) parent[index];

		if (parent[above] < 0)
			return above;
		parent[index] = parent[above];
		index = (uint32) parent[above];
	}
	return index;
}

/* profile_sets_union: joins two sets, given by any node; returns the root. */
uint32
profile_sets_union(IdentitySets *sets, uint32 a, uint32 b)
{
	a = profile_sets_find(sets, a);
	b = profile_sets_find(sets, b);
	if (a == b)
		return a;
	/* sizes are negative: the smaller number is the larger set */
	if (sets->parent[a] > sets->parent[b])
	{
		uint32 t = a;

		a = b;
		b = t;
	}
	sets->parent[a] += sets->parent[b];
	sets->parent[b] = (int32) a;
	return a;
}

/*
 * profile_identity_result: a tuplestore for the rows of a set-returning
 * function, living as long as the query; it spills beyond work_mem.  Written
 * out because InitMaterializedSRF() is not in every supported major.
 */
IdentityResult
profile_identity_result(FunctionCallInfo fcinfo)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;
	IdentityResult result;
	TupleDesc desc;

	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
		!(rsinfo->allowedModes & SFRM_Materialize))
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("set-valued function called in context that cannot "
							   "accept a set")));
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");

	caller = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	result.desc = CreateTupleDescCopy(desc);
	result.store = tuplestore_begin_heap(
		(rsinfo->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	MemoryContextSwitchTo(caller);
	rsinfo->returnMode = SFRM_Materialize;
	rsinfo->setResult = result.store;
	rsinfo->setDesc = result.desc;
	return result;
}
