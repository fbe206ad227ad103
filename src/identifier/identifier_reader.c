/*-------------------------------------------------------------------------
 *
 * identifier_reader.c
 *		Which parser reads which kind of identifier.
 *
 * A kind without a parser is a namespace of the application's own: its values
 * are trimmed and composed (NFC), and nothing else.
 *
 * Free of the server, allocates nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/address.h"
#include "identifier/card.h"
#include "identifier/email.h"
#include "identifier/identifier_text.h"
#include "identifier/name.h"
#include "identifier/number_text.h"
#include "identifier/phone.h"
#include "identifier/web.h"

static const struct
{
	const char *kind;
	IdentifierReader read;
} identifier_readers[] = {
	{"account_ru", profile_account_ru_read},
	{"address", profile_address_read},
	{"bic", profile_bic_read},
	{"card", profile_card_read},
	{"cookie", profile_cookie_read},
	{"device", profile_device_read},
	{"domain", profile_domain_read},
	{"email", profile_email_read},
	{"iban", profile_iban_read},
	{"inn", profile_inn_read},
	{"ip", profile_ip_read},
	{"kpp", profile_kpp_read},
	{"lei", profile_lei_read},
	{"login", profile_login_read},
	{"loyalty", profile_loyalty_read},
	{"name", profile_name_read},
	{"ogrn", profile_ogrn_read},
	{"passport_ru", profile_passport_ru_read},
	{"phone", profile_phone_read},
	{"snils", profile_snils_read},
	{"swift", profile_swift_read},
	{"telegram", profile_telegram_read},
	{"url", profile_url_read},
	{"vat", profile_vat_read},
	{"vk", profile_vk_read},
};

#define IDENTIFIER_READERS (sizeof(identifier_readers) / sizeof(*identifier_readers))

static IdentifierReader
identifier_reader(const char *kind, size_t length)
{
	for (size_t i = 0; i < IDENTIFIER_READERS; i++)
	{
		if (strlen(identifier_readers[i].kind) == length &&
			memcmp(identifier_readers[i].kind, kind, length) == 0)
			return identifier_readers[i].read;
	}
	return profile_namespace_read;
}

/*
 * profile_identifier_read_as: read trimmed, well-formed text that is not empty
 * as a kind
 */
void
profile_identifier_read_as(const char *kind, size_t kind_length, const char *raw,
						   size_t length, const char *region, IdentifierReading *reading)
{
	if (profile_text_is_placeholder(raw, length))
		identifier_reject(reading, "placeholder");
	else
		identifier_reader(kind, kind_length)(raw, length, region, reading);
}
