/*-------------------------------------------------------------------------
 *
 * ad_hash.h
 *		What advertising platforms want hashed: one person's data in each
 *		one's own spelling.
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_IDENTIFIER_AD_HASH_H
#define PROFILE_IDENTIFIER_AD_HASH_H

#include "identifier/reading.h"

typedef enum AdPlatform
{
	AD_META,
	AD_GOOGLE,
	AD_YANDEX,
	AD_YANDEX_MD5, /* audiences that were loaded before 2025 */
	AD_SNAP,
	AD_NO_PLATFORM
} AdPlatform;

typedef enum AdField
{
	AD_EMAIL,
	AD_PHONE,
	AD_FIRST_NAME,
	AD_LAST_NAME,
	AD_BIRTH_DATE,
	AD_GENDER,
	AD_CITY,
	AD_STATE,
	AD_POSTCODE,
	AD_COUNTRY,
	AD_EXTERNAL_ID,
	AD_IDFA,
	AD_GAID,
	AD_MAC,
	AD_NO_FIELD
} AdField;

/* ad_hash.c */
extern AdPlatform profile_ad_platform(const char *word, size_t length);
extern AdField profile_ad_field(const char *word, size_t length);
extern bool profile_ad_is_hashed(AdPlatform platform, AdField field);
extern int profile_ad_spell(AdPlatform platform, AdField field, const char *raw,
							size_t length, const char *region, char *out);

/* ad_person.c: returns the bytes written, or 0 */
extern int profile_ad_name(AdPlatform platform, const char *raw, size_t length,
						   char *out);
extern int profile_ad_birth_date(const char *raw, size_t length, const char *region,
								 char *out);
extern int profile_ad_gender(const char *raw, size_t length, char *out);
extern int profile_ad_city(const char *raw, size_t length, char *out);
extern int profile_ad_state(const char *raw, size_t length, char *out);
extern int profile_ad_postcode(const char *raw, size_t length, const char *region,
							   char *out);
extern int profile_ad_country(const char *raw, size_t length, char *out);

#endif /* PROFILE_IDENTIFIER_AD_HASH_H */
