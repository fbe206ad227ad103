/*-------------------------------------------------------------------------
 *
 * compat.h
 *		The one place that knows how PostgreSQL 14 to 18 differ.
 *
 * Every other file is written against the newest API and includes this header
 * right after postgres.h.  A shim is kept only while a supported major needs
 * it, and says which.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_EXTENSION_COMPAT_H
#define PROFILE_EXTENSION_COMPAT_H

#include "fmgr.h"

/* PROFILE_VERSION comes from the build, which reads it from profile.control. */
#ifndef PROFILE_VERSION
#error "PROFILE_VERSION must be defined by the build"
#endif

/*
 * Soft errors came with 16.  Before, ereturn and errsave throw, and there is no
 * context to pass on: input functions are written once, for both.
 */
#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#else
#define ereturn(context, dummy_value, ...)                                               \
	do                                                                                   \
	{                                                                                    \
		(void) (context);                                                                \
		ereport(ERROR, __VA_ARGS__);                                                     \
		return dummy_value;                                                              \
	} while (0)
#define errsave(context, ...)                                                            \
	do                                                                                   \
	{                                                                                    \
		(void) (context);                                                                \
		ereport(ERROR, __VA_ARGS__);                                                     \
	} while (0)
#define SOFT_ERROR_OCCURRED(context) ((void) (context), false)
/* Calls another type's input function; there it is 16 that made it soft. */
#define DirectInputFunctionCallSafe(function, string, ioparam, typmod, context, result)  \
	((void) (context),                                                                   \
	 (*(result) =                                                                        \
		  DirectFunctionCall3(function, CStringGetDatum(string),                         \
							  ObjectIdGetDatum(ioparam), Int32GetDatum(typmod))),        \
	 true)
#define InputFunctionCallSafe(function, string, ioparam, typmod, context, result)        \
	((void) (context),                                                                   \
	 (*(result) = InputFunctionCall(function, string, ioparam, typmod)), true)
#endif

/* 16 moved varlena and TOAST access out of postgres.h and fmgr.h. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 18 spells the attribute of functions that do not return anew. */
#if PG_VERSION_NUM < 180000
#define pg_noreturn pg_attribute_noreturn()
#endif

/* 15.1 named the helper for functions that return a set as one tuplestore. */
#if PG_VERSION_NUM < 150001
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/tuplestore.h"

static inline void
InitMaterializedSRF(FunctionCallInfo fcinfo, bits32 flags)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext old;

	(void) flags;
	if (rsinfo == NULL || !IsA(rsinfo, ReturnSetInfo) ||
		!(rsinfo->allowedModes & SFRM_Materialize))
		ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
						errmsg("set-valued function called in context that cannot "
							   "accept a set")));
	old = MemoryContextSwitchTo(rsinfo->econtext->ecxt_per_query_memory);
	if (get_call_result_type(fcinfo, NULL, &rsinfo->setDesc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	rsinfo->setResult = tuplestore_begin_heap(
		(rsinfo->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	rsinfo->returnMode = SFRM_Materialize;
	(void) MemoryContextSwitchTo(old);
}
#endif

/* 18 added instrumentation to index_beginscan(). */
#if PG_VERSION_NUM >= 180000
#define profile_index_beginscan(heap, index, snapshot, keys)                             \
	index_beginscan(heap, index, snapshot, NULL, keys, 0)
#else
#define profile_index_beginscan(heap, index, snapshot, keys)                             \
	index_beginscan(heap, index, snapshot, keys, 0)
#endif

/* 18 tells vacuum and analyze apart; 17 moved the target of statistics. */
#if PG_VERSION_NUM >= 180000
#define profile_analyze_delay_point() vacuum_delay_point(true)
#else
#define profile_analyze_delay_point() vacuum_delay_point()
#endif
#if PG_VERSION_NUM >= 170000
#define profile_stattarget(stats) ((stats)->attstattarget)
#else
#define profile_stattarget(stats) ((stats)->attr->attstattarget)
#endif

/* 16 made one check of ownership of many, and index insertion tell summaries apart. */
#if PG_VERSION_NUM >= 160000
#define profile_is_owner(relation, role)                                                 \
	object_ownercheck(RelationRelationId, relation, role)
#define profile_may_execute(function, role)                                              \
	object_aclcheck(ProcedureRelationId, function, role, ACL_EXECUTE)
#define profile_insert_index_tuples(target, slot, estate)                                \
	ExecInsertIndexTuples(target, slot, estate, false, false, NULL, NIL, false)
#define profile_insert_index_tuples_new(target, slot, estate, conflict, arbiters)        \
	ExecInsertIndexTuples(target, slot, estate, false, true, conflict, arbiters, false)
#define profile_update_index_tuples(target, slot, estate, which)                         \
	ExecInsertIndexTuples(target, slot, estate, true, false, NULL, NIL,                  \
						  (which) == TU_Summarizing)
#define ProfileUpdatedIndexes TU_UpdateIndexes
#else
#define profile_is_owner(relation, role)    pg_class_ownercheck(relation, role)
#define profile_may_execute(function, role) pg_proc_aclcheck(function, role, ACL_EXECUTE)
#define profile_insert_index_tuples(target, slot, estate)                                \
	ExecInsertIndexTuples(target, slot, estate, false, false, NULL, NIL)
#define profile_insert_index_tuples_new(target, slot, estate, conflict, arbiters)        \
	ExecInsertIndexTuples(target, slot, estate, false, true, conflict, arbiters)
#define profile_update_index_tuples(target, slot, estate, which)                         \
	((void) (which), ExecInsertIndexTuples(target, slot, estate, true, false, NULL, NIL))
#define ProfileUpdatedIndexes bool
#endif

/* 18 knows foreign keys that are not enforced. */
#if PG_VERSION_NUM >= 180000
#define profile_key_is_enforced(key) ((key)->conenforced)
#else
#define profile_key_is_enforced(key) ((void) (key), true)
#endif

/* 18 has UPDATE say which row it looks for conflicts with. */
#if PG_VERSION_NUM >= 180000
#define profile_check_index_constraints(target, slot, estate, conflict, arbiters)        \
	ExecCheckIndexConstraints(target, slot, estate, conflict,                            \
							  &(ItemPointerData){{0xFFFF, 0xFFFF}, 0}, arbiters)
#else
#define profile_check_index_constraints(target, slot, estate, conflict, arbiters)        \
	ExecCheckIndexConstraints(target, slot, estate, conflict, arbiters)
#endif

#endif /* PROFILE_EXTENSION_COMPAT_H */
