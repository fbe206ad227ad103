/*-------------------------------------------------------------------------
 *
 * golden_row.h
 *		What golden_row borrows from golden_record.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_GOLDEN_GOLDEN_ROW_H
#define PROFILE_GOLDEN_GOLDEN_ROW_H

/*
 * golden_record's transition (golden_record.c).  It must not keep the object: that
 * is written over for the next row.
 */
extern Datum profile_golden_record_accum(PG_FUNCTION_ARGS);

#endif /* PROFILE_GOLDEN_GOLDEN_ROW_H */
