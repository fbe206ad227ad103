/*-------------------------------------------------------------------------
 *
 * customer_stage.h
 *		What a customer is worth and how far along they are, in a word.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_CUSTOMER_STAGE_H
#define PROFILE_MODEL_CUSTOMER_STAGE_H

#include "datatype/timestamp.h"

extern const char *profile_customer_group(Datum revenue, Datum floors);
extern const char *profile_customer_stage(bool has_bought, TimestampTz first,
										  TimestampTz last, TimestampTz now);

#endif /* PROFILE_MODEL_CUSTOMER_STAGE_H */
