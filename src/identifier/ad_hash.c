/*-------------------------------------------------------------------------
 *
 * ad_hash.c
 *		What advertising platforms want hashed: which data, and the spelling of
 *		e-mail addresses, telephone numbers and device identifiers.
 *
 * Each platform publishes how a value is to be written before it is hashed, and
 * no two agree: Google wants a plus before a number, Meta, Snap and Yandex must
 * not see one; Google drops the dots of Gmail's addresses, Meta keeps them.  All
 * start from the deliverable form: our keys go further than any platform does,
 * and would match nobody.
 *
 *		Meta	Conversions API, customer information parameters
 *		Google	Data Manager and Customer Match, formatting of user data
 *		Yandex	Audience and Metrica, requirements to uploaded files
 *		Snap	Conversions API, hashing
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/ad_hash.h"
#include "identifier/email.h"
#include "identifier/identifier_text.h"
#include "identifier/phone.h"

#define AD_COUNT(a) (sizeof(a) / sizeof(*(a)))

static const char *const ad_platforms[] = {
	[AD_META] = "meta",     [AD_GOOGLE] = "google",
	[AD_YANDEX] = "yandex", [AD_YANDEX_MD5] = "yandex_md5",
	[AD_SNAP] = "snap",
};

/* Our words for data, and those of the platforms' own interfaces. */
static const struct
{
	const char *word;
	AdField field;
} ad_fields[] = {
	{"birth_date", AD_BIRTH_DATE},
	{"city", AD_CITY},
	{"country", AD_COUNTRY},
	{"ct", AD_CITY},
	{"db", AD_BIRTH_DATE},
	{"em", AD_EMAIL},
	{"email", AD_EMAIL},
	{"email_address", AD_EMAIL},
	{"external_id", AD_EXTERNAL_ID},
	{"family_name", AD_LAST_NAME},
	{"first_name", AD_FIRST_NAME},
	{"fn", AD_FIRST_NAME},
	{"gaid", AD_GAID},
	{"ge", AD_GENDER},
	{"gender", AD_GENDER},
	{"given_name", AD_FIRST_NAME},
	{"idfa", AD_IDFA},
	{"last_name", AD_LAST_NAME},
	{"ln", AD_LAST_NAME},
	{"mac", AD_MAC},
	{"ph", AD_PHONE},
	{"phone", AD_PHONE},
	{"phone_number", AD_PHONE},
	{"postcode", AD_POSTCODE},
	{"st", AD_STATE},
	{"state", AD_STATE},
	{"zp", AD_POSTCODE},
};

#define AD_BIT(field) (1u << (field))

/* Data that a platform takes hashed; it wants the rest as they are, or not. */
static const unsigned ad_hashed[] = {
	[AD_META] = AD_BIT(AD_EMAIL) | AD_BIT(AD_PHONE) | AD_BIT(AD_FIRST_NAME) |
				AD_BIT(AD_LAST_NAME) | AD_BIT(AD_BIRTH_DATE) | AD_BIT(AD_GENDER) |
				AD_BIT(AD_CITY) | AD_BIT(AD_STATE) | AD_BIT(AD_POSTCODE) |
				AD_BIT(AD_COUNTRY) | AD_BIT(AD_EXTERNAL_ID),
	[AD_GOOGLE] = AD_BIT(AD_EMAIL) | AD_BIT(AD_PHONE) | AD_BIT(AD_FIRST_NAME) |
				  AD_BIT(AD_LAST_NAME),
	[AD_YANDEX] = AD_BIT(AD_EMAIL) | AD_BIT(AD_PHONE) | AD_BIT(AD_IDFA) | AD_BIT(AD_GAID),
	[AD_YANDEX_MD5] = AD_BIT(AD_EMAIL) | AD_BIT(AD_PHONE) | AD_BIT(AD_IDFA) |
					  AD_BIT(AD_GAID) | AD_BIT(AD_MAC),
	[AD_SNAP] = AD_BIT(AD_EMAIL) | AD_BIT(AD_PHONE) | AD_BIT(AD_FIRST_NAME) |
				AD_BIT(AD_LAST_NAME),
};

/*
 * profile_ad_platform: the platform of a word, or AD_NO_PLATFORM
 */
AdPlatform
profile_ad_platform(const char *word, size_t length)
{
	for (size_t i = 0; i < AD_COUNT(ad_platforms); i++)
	{
		if (strlen(ad_platforms[i]) == length &&
			memcmp(ad_platforms[i], word, length) == 0)
			return (AdPlatform) i;
	}
	return AD_NO_PLATFORM;
}

/*
 * profile_ad_field: the data that a word means, or AD_NO_FIELD
 */
AdField
profile_ad_field(const char *word, size_t length)
{
	for (size_t i = 0; i < AD_COUNT(ad_fields); i++)
	{
		if (strlen(ad_fields[i].word) == length &&
			memcmp(ad_fields[i].word, word, length) == 0)
			return ad_fields[i].field;
	}
	return AD_NO_FIELD;
}

/*
 * profile_ad_is_hashed: the platform takes such data hashed
 */
bool
profile_ad_is_hashed(AdPlatform platform, AdField field)
{
	return (ad_hashed[platform] & AD_BIT(field)) != 0;
}

/* Google: the local part at gmail.com and googlemail.com without tag and dots. */
static void
ad_gmail(EmailAddress *address)
{
	size_t n = 0;

	if (strcmp(address->domain, "gmail.com") != 0 &&
		strcmp(address->domain, "googlemail.com") != 0)
		return;
	for (size_t i = 0; i < address->local_length && address->local[i] != '+'; i++)
	{
		if (address->local[i] != '.')
			address->local[n++] = address->local[i];
	}
	if (n > 0)
		address->local_length = n;
}

/* The deliverable address in lower case. */
static int
ad_email(AdPlatform platform, const char *raw, size_t length, char *out)
{
	EmailAddress address;
	char tight[EMAIL_RAW_MAX];
	char spelled[IDENTIFIER_KEY_MAX];
	char lower[IDENTIFIER_KEY_MAX];
	size_t n = 0;
	int bytes;

	if (length > sizeof(tight))
		return 0;
	/* Google takes out every space, not only those around. */
	for (size_t i = 0; i < length; i++)
	{
		if (platform != AD_GOOGLE || raw[i] != ' ')
			tight[n++] = raw[i];
	}
	profile_email_parse(tight, n, &address);
	if (address.quality == IDENTIFIER_GARBAGE)
		return 0;
	if (platform == AD_GOOGLE)
		ad_gmail(&address);
	n = profile_email_spell(&address, spelled);
	bytes = profile_text_lower(spelled, n, lower, sizeof(lower));
	/* a small letter may compose with a mark that its capital does not: İ */
	if (bytes > 0)
		bytes = profile_text_nfc(lower, (size_t) bytes, out, IDENTIFIER_KEY_MAX);
	return bytes > 0 ? bytes : 0;
}

/* Narrow to what stands between the first digit, plus or bracket and the last digit. */
static void
ad_phone_part(const char **s, size_t *length)
{
	while (*length > 0 && !identifier_ascii_digit(**s) && **s != '+' && **s != '(')
	{
		(*s)++;
		(*length)--;
	}
	while (*length > 0 && !identifier_ascii_digit((*s)[*length - 1]))
		(*length)--;
}

/*
 * The number in E.164, or nothing.  A number set aside for tests identifies
 * nobody, but the platforms hash it all the same: it is in their own examples.
 */
static const char *
ad_phone_number(const char *raw, size_t length, const char *region, PhoneReading *phone)
{
	profile_phone_read_number(raw, length, region, phone);
	if (phone->quality != IDENTIFIER_GARBAGE)
		return phone->e164;
	if (phone->problem == NULL || strcmp(phone->problem, "test_number") != 0)
		return "";
	profile_phone_spell(&phone->number, phone->e164);
	return phone->e164;
}

/* The number in E.164, for Google with its plus. */
static int
ad_phone(AdPlatform platform, const char *raw, size_t length, const char *region,
		 char *out)
{
	PhoneReading phone;
	const char *number = ad_phone_number(raw, length, region, &phone);

	if (*number == '\0')
	{
		ad_phone_part(&raw, &length);
		if (length > 0)
			number = ad_phone_number(raw, length, region, &phone);
	}
	if (platform != AD_GOOGLE && *number == '+')
		number++;
	memcpy(out, number, strlen(number));
	return (int) strlen(number);
}

/* Apple's identifier is written in upper case, Google's in lower. */
static int
ad_device(const char *raw, size_t length, bool upper, char *out)
{
	IdentifierReading reading;

	profile_device_read(raw, length, NULL, &reading);
	/* any other text of that length is read with an assumption */
	if (reading.normalized_length != 36 || reading.quality != IDENTIFIER_SURE)
		return 0;
	for (size_t i = 0; i < reading.normalized_length; i++)
	{
		char c = reading.normalized[i];

		out[i] = upper && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
	}
	return (int) reading.normalized_length;
}

static int
ad_nibble(char c)
{
	return identifier_ascii_digit(c) ? c - '0' : c - 'a' + 10;
}

/* The six bytes of a network card's address themselves. */
static int
ad_mac(const char *raw, size_t length, char *out)
{
	IdentifierReading reading;

	profile_device_read(raw, length, NULL, &reading);
	if (reading.normalized_length != 17 || reading.normalized[2] != ':')
		return 0;
	for (int i = 0; i < 6; i++)
		out[i] = (char) (ad_nibble(reading.normalized[3 * i]) * 16 +
						 ad_nibble(reading.normalized[3 * i + 1]));
	return 6;
}

/* The company's own identifier of a person, as Meta's libraries send it. */
static int
ad_external_id(const char *raw, size_t length, char *out)
{
	int n = profile_text_lower(raw, length, out, IDENTIFIER_KEY_MAX);

	return n > 0 ? n : 0;
}

/*
 * profile_ad_spell: a value as the platform wants it before it is hashed
 *
 * raw is trimmed, well-formed UTF-8 and not empty; region is two upper-case
 * letters or NULL; out has room for IDENTIFIER_KEY_MAX bytes.  Returns the bytes
 * written; 0 where there is nothing to hash.
 */
int
profile_ad_spell(AdPlatform platform, AdField field, const char *raw, size_t length,
				 const char *region, char *out)
{
	if (length > IDENTIFIER_KEY_MAX)
		return 0;
	switch (field)
	{
		case AD_EMAIL:
			return ad_email(platform, raw, length, out);
		case AD_PHONE:
			return ad_phone(platform, raw, length, region, out);
		case AD_FIRST_NAME:
		case AD_LAST_NAME:
			return profile_ad_name(platform, raw, length, out);
		case AD_BIRTH_DATE:
			return profile_ad_birth_date(raw, length, region, out);
		case AD_GENDER:
			return profile_ad_gender(raw, length, out);
		case AD_CITY:
			return profile_ad_city(raw, length, out);
		case AD_STATE:
			return profile_ad_state(raw, length, out);
		case AD_POSTCODE:
			return profile_ad_postcode(raw, length, region, out);
		case AD_COUNTRY:
			return profile_ad_country(raw, length, out);
		case AD_EXTERNAL_ID:
			return ad_external_id(raw, length, out);
		case AD_IDFA:
			return ad_device(raw, length, true, out);
		case AD_GAID:
			return ad_device(raw, length, false, out);
		case AD_MAC:
			return ad_mac(raw, length, out);
		case AD_NO_FIELD:
			break;
	}
	return 0;
}
