/*-------------------------------------------------------------------------
 *
 * phone_metadata.h
 *		The world's numbering plans as tables.
 *
 * phone_metadata.c is generated from libphonenumber's metadata (see
 * phone_metadata/refresh.sh).  Everything in it is constant and free of
 * pointers, so that all backends share its pages.
 *
 * National numbers are recognised by one automaton for the whole world.  Its
 * states are numbered; state 0 is the one that accepts nothing any more.  The
 * successors of a state are few different ones: its partition says which of them
 * a digit leads to,
 *
 *		next = successors[state.first + partitions[state.partition][digit]]
 *
 * and profile_phone_accepts[state] says what the digits read so far are, for the
 * region whose start state the walk began in (PHONE_GENERAL, PHONE_TYPE).
 *
 * Prefixes are programs for the matcher in phone_match.c; offset 0 means none.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_PHONE_METADATA_H
#define PROFILE_IDENTIFIER_PHONE_METADATA_H

#include <stdint.h>

/* Kinds of line, in the order in which libphonenumber asks for them. */
typedef enum PhoneType
{
	PHONE_UNKNOWN,
	PHONE_PREMIUM_RATE,
	PHONE_TOLL_FREE,
	PHONE_SHARED_COST,
	PHONE_VOIP,
	PHONE_PERSONAL_NUMBER,
	PHONE_PAGER,
	PHONE_UAN,
	PHONE_VOICEMAIL,
	PHONE_FIXED_LINE,
	PHONE_MOBILE,
	PHONE_FIXED_LINE_OR_MOBILE,
} PhoneType;

/* What an accepting byte says. */
#define PHONE_GENERAL      0x10 /* the general pattern matches, whatever the length */
#define PHONE_TYPE(accept) ((PhoneType) ((accept) &0x0F))

/*
 * One region, or one calling code of no region (id 001).
 *
 * Regions of one calling code stand together, the main one first.  Where
 * transform_group is not 0, a national prefix whose group (the second if there
 * are two) took digits is replaced by transform_lead and that group.
 */
typedef struct PhoneRegion
{
	char id[4];
	uint16_t code;
	uint16_t start;         /* state */
	uint16_t international; /* program: prefix for calls abroad */
	uint16_t national;      /* program: national prefix */
	uint16_t leading;       /* program: how the numbers of this region begin */
	uint8_t national_groups;
	uint8_t transform_group;
	uint32_t lengths; /* bit n: a national number may have n digits */
	char transform_lead[6];
	char trunk[6]; /* national prefix as people write it, or empty */
} PhoneRegion;

typedef struct PhoneState
{
	uint16_t first;
	uint16_t partition;
} PhoneState;

extern const char profile_phone_metadata_version[];
/* The first and the last one are no region and have calling code 0. */
extern const PhoneRegion profile_phone_regions[];
extern const uint16_t profile_phone_region_of_code[1000];
extern const uint16_t profile_phone_region_of_letters[26 * 26];
extern const PhoneState profile_phone_states[];
extern const uint8_t profile_phone_accepts[];
extern const uint8_t profile_phone_partitions[][10];
extern const uint16_t profile_phone_successors[];
extern const uint16_t profile_phone_programs[];

#endif /* PROFILE_IDENTIFIER_PHONE_METADATA_H */
