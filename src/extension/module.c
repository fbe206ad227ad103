/*-------------------------------------------------------------------------
 *
 * module.c
 *		Entry of the shared library: the module magic and nothing else that
 *		could fail while a server starts.
 *
 * The library needs no shared_preload_libraries and takes no hooks, so that it
 * can be loaded, upgraded and dropped without a restart.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "fmgr.h"
#include "utils/builtins.h"

#if PG_VERSION_NUM >= 180000
PG_MODULE_MAGIC_EXT(.name = "profile", .version = PROFILE_VERSION);
#else
PG_MODULE_MAGIC;
#endif

PG_FUNCTION_INFO_V1(profile_version);

/*
 * profile_version() returns text
 *
 * Version of the loaded shared library.  It differs from pg_extension's
 * extversion between a package upgrade and ALTER EXTENSION ... UPDATE.
 */
Datum
profile_version(PG_FUNCTION_ARGS)
{
	(void) fcinfo;
	PG_RETURN_TEXT_P(cstring_to_text(PROFILE_VERSION));
}
