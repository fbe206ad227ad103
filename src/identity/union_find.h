/*-------------------------------------------------------------------------
 *
 * union_find.h
 *		Disjoint sets over sparse 64-bit node numbers, and the set-returning
 *		plumbing that both component functions need.
 *
 * Node numbers are compacted to 0 .. count-1 in the order in which they are
 * first seen, so that everything kept per node is a plain array:
 *
 *	nodes[i]	the number the caller knows node i by
 *	parent[i]	>= 0: the node above i; < 0: i is a root and its set has
 *				-parent[i] nodes
 *	slots		open addressing, linear probing, load at most 1/2: index + 1,
 *				or 0 where empty
 *
 * That is 20 bytes for each node there is room for (IDENTITY_NODE_BYTES); while an
 * array doubles, old and new are alive together, one array at a time.  All memory
 * belongs to one context, which the owner deletes, and who bounds it by `most`.
 *
 * A look-up misses the processor's caches twice, at the slot and at the node that
 * it names.  Who has many at once warms them up first: the misses then overlap.
 *
 * Sealing ends the look-ups: the hash table is given back, and nameless nodes
 * may be added, which have an index only.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTITY_UNION_FIND_H
#define PROFILE_IDENTITY_UNION_FIND_H

#include "fmgr.h"
#include "funcapi.h"
#include "utils/tuplestore.h"

#define IDENTITY_NODE_BYTES (sizeof(int64) + sizeof(int32) + 2 * sizeof(uint32))
#define IDENTITY_WARM       64 /* nodes that are warmed up together, at most */

typedef struct IdentitySets
{
	MemoryContext context;
	int64 *nodes;
	int32 *parent;
	uint32 *slots;   /* NULL once sealed */
	uint32 count;    /* nodes in use */
	uint32 capacity; /* nodes there is room for */
	uint32 most;     /* nodes there may be room for: a power of 2 */
	uint32 mask;     /* number of slots - 1 */
} IdentitySets;

/* Where a set-returning function puts its rows. */
typedef struct IdentityResult
{
	Tuplestorestate *store;
	TupleDesc desc;
} IdentityResult;

extern void profile_sets_init(IdentitySets *sets, MemoryContext context, uint32 expected);
extern uint32 profile_sets_node(IdentitySets *sets, int64 node);
extern void profile_sets_warm(const IdentitySets *sets, const int64 *nodes, int count);
extern bool profile_sets_lookup(const IdentitySets *sets, int64 node, uint32 *index);
extern void profile_sets_seal(IdentitySets *sets, uint32 nameless);
extern uint32 profile_sets_find(IdentitySets *sets, uint32 index);
extern uint32 profile_sets_union(IdentitySets *sets, uint32 a, uint32 b);
extern IdentityResult profile_identity_result(FunctionCallInfo fcinfo);

#endif /* PROFILE_IDENTITY_UNION_FIND_H */
