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
#endif

/* 16 moved varlena and TOAST access out of postgres.h and fmgr.h. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 18 added instrumentation to index_beginscan(). */
#if PG_VERSION_NUM >= 180000
#define profile_index_beginscan(heap, index, snapshot, keys)                             \
	index_beginscan(heap, index, snapshot, NULL, keys, 0)
#else
#define profile_index_beginscan(heap, index, snapshot, keys)                             \
	index_beginscan(heap, index, snapshot, keys, 0)
#endif

#endif /* PROFILE_EXTENSION_COMPAT_H */
