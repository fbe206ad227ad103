/*-------------------------------------------------------------------------
 *
 * svg.h
 *		Writing SVG: text that no name can break out of, colours, a frame.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_SVG_H
#define PROFILE_JOURNEY_SVG_H

#include "lib/stringinfo.h"

extern void profile_svg_open(StringInfo out, int width, int height);
extern void profile_svg_text(StringInfo out, const char *data, size_t len);
extern void profile_svg_name(StringInfo out, const char *data, size_t len, int most);
extern const char *profile_svg_colour(uint32 n);

#endif /* PROFILE_JOURNEY_SVG_H */
