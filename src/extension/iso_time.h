/*-------------------------------------------------------------------------
 *
 * iso_time.h
 *		Moments as ISO 8601 in UTC, whatever the session's settings.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_EXTENSION_ISO_TIME_H
#define PROFILE_EXTENSION_ISO_TIME_H

#include "datatype/timestamp.h"

/* a year of up to six digits, and -MM-DDTHH:MM:SS.UUUUUUZ */
#define ISO_TIME_LENGTH 32

extern int profile_iso_time_print(TimestampTz at, char *buffer);

#endif /* PROFILE_EXTENSION_ISO_TIME_H */
