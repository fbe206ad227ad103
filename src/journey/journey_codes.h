/*-------------------------------------------------------------------------
 *
 * journey_codes.h
 *		Packed codes of a journey's channels and events.
 *
 * Free of the server, because the matcher of patterns is.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_CODES_H
#define PROFILE_JOURNEY_CODES_H

#include <stdint.h>

/*
 * The i-th of packed codes of up to 16 bits.  Reads up to a byte (two, for codes
 * of more than 8 bits) beyond the section, which is never the last of a value:
 * where codes have bits there are two steps (257), so times follow.
 */
static inline uint32_t
journey_packed_code(const uint8_t *codes, uint32_t bits, uint32_t i)
{
	uint64_t position = (uint64_t) i * bits;
	const uint8_t *p = codes + position / 8;
	uint32_t word;

	if (bits == 0)
		return 0;
	word = (uint32_t) p[0] | (uint32_t) p[1] << 8;
	if (bits > 8)
		word |= (uint32_t) p[2] << 16 | (uint32_t) p[3] << 24;
	return word >> (position % 8) & ((1u << bits) - 1);
}

#endif /* PROFILE_JOURNEY_CODES_H */
