/*-------------------------------------------------------------------------
 *
 * mask.h
 *		Values as those see them from whom contacts are kept: see mask.c.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_MASK_H
#define PROFILE_MODEL_MASK_H

#include "c.h"

extern text *profile_mask_value(text *value);
extern text *profile_mask_words(text *words);

#endif /* PROFILE_MODEL_MASK_H */
