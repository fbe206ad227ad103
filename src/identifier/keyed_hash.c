/*-------------------------------------------------------------------------
 *
 * keyed_hash.c
 *		SQL functions that hash: card_token and ad_hash.
 *
 * Hashing is the server's own (cryptohash and HMAC, there since 14): with OpenSSL
 * where the server has it, and without where it has not.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "common/cryptohash.h"
#include "common/hmac.h"
#include "common/sha2.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "identifier/ad_hash.h"
#include "identifier/card.h"
#include "identifier/identifier_text.h"

PG_FUNCTION_INFO_V1(profile_card_token);
PG_FUNCTION_INFO_V1(profile_ad_hash);

#define HASH_MD5_BYTES  16
#define HASH_WORD_SHOWN 64

static text *
hash_hex(const uint8 *digest, int bytes)
{
	text *result = palloc(VARHDRSZ + 2 * bytes);
	char *out = VARDATA(result);

	SET_VARSIZE(result, VARHDRSZ + 2 * bytes);
	for (int i = 0; i < bytes; i++)
	{
		*out++ = "0123456789abcdef"[digest[i] >> 4];
		*out++ = "0123456789abcdef"[digest[i] & 15];
	}
	return result;
}

static void
hash_failed(const char *what)
{
	ereport(ERROR,
			(errcode(ERRCODE_SYSTEM_ERROR), errmsg("could not compute %s", what),
			 errhint("The server's cryptographic library refuses the algorithm.")));
}

/* Digest of some bytes; type is one of the server's. */
static text *
hash_digest(pg_cryptohash_type type, const char *s, int length)
{
	uint8 digest[PG_SHA256_DIGEST_LENGTH];
	size_t bytes = type == PG_MD5 ? HASH_MD5_BYTES : PG_SHA256_DIGEST_LENGTH;
	pg_cryptohash_ctx *context = pg_cryptohash_create(type);
	bool done = context != NULL && pg_cryptohash_init(context) >= 0 &&
				pg_cryptohash_update(context, (const uint8 *) s, (size_t) length) >= 0 &&
				pg_cryptohash_final(context, digest, bytes) >= 0;

	if (context != NULL)
		pg_cryptohash_free(context);
	if (!done)
		hash_failed(type == PG_MD5 ? "MD5" : "SHA-256");
	return hash_hex(digest, (int) bytes);
}

/*
 * profile_card_token(raw text, secret text) returns text
 *
 * HMAC-SHA-256 of the card's digits, 64 hexadecimal digits; NULL for what is no
 * card, and for the numbers that payment systems publish for tests.
 */
Datum
profile_card_token(PG_FUNCTION_ARGS)
{
	text *secret = PG_GETARG_TEXT_PP(1);
	uint8 digest[PG_SHA256_DIGEST_LENGTH];
	CardNumber card;
	RawText raw;
	pg_hmac_ctx *context;
	bool done;

	if (VARSIZE_ANY_EXHDR(secret) == 0)
		ereport(ERROR, (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						errmsg("the secret of a card token must not be empty"),
						errhint("Use a long random secret that is kept outside the "
								"database: without one, trying all card numbers "
								"reverses a token.")));
	profile_raw_text(fcinfo, 0, &raw);
	if (raw.problem != NULL || profile_card_parse(raw.utf8, raw.length, &card) != NULL)
		PG_RETURN_NULL();
	context = pg_hmac_create(PG_SHA256);
	done =
		context != NULL &&
		pg_hmac_init(context, (const uint8 *) VARDATA_ANY(secret),
					 VARSIZE_ANY_EXHDR(secret)) >= 0 &&
		pg_hmac_update(context, (const uint8 *) card.digits, (size_t) card.count) >= 0 &&
		pg_hmac_final(context, digest, sizeof(digest)) >= 0;
	profile_card_wipe(&card, sizeof(card));
	if (context != NULL)
		pg_hmac_free(context);
	if (!done)
		hash_failed("HMAC-SHA-256");
	PG_RETURN_TEXT_P(hash_hex(digest, sizeof(digest)));
}

/* The value is a digest already: it is passed on, in lower case. */
static text *
hash_passed(const char *s, size_t length, size_t digits)
{
	text *result;

	if (length != digits)
		return NULL;
	for (size_t i = 0; i < length; i++)
	{
		char c = identifier_ascii_lower(s[i]);

		if (!identifier_ascii_digit(c) && !(c >= 'a' && c <= 'f'))
			return NULL;
	}
	result = cstring_to_text_with_len(s, (int) length);
	for (size_t i = 0; i < length; i++)
		VARDATA(result)[i] = identifier_ascii_lower(VARDATA(result)[i]);
	return result;
}

/* A word for a message, which must not carry a document. */
static char *
hash_word(const text *word)
{
	const char *s = VARDATA_ANY(word);

	return pnstrdup(s, pg_mbcliplen(s, (int) VARSIZE_ANY_EXHDR(word), HASH_WORD_SHOWN));
}

/* Arguments platform and kind; raises where there is no such pair. */
static void
hash_ad_arguments(FunctionCallInfo fcinfo, AdPlatform *platform, AdField *field)
{
	text *words[2] = {PG_GETARG_TEXT_PP(0), PG_GETARG_TEXT_PP(1)};

	*platform = profile_ad_platform(VARDATA_ANY(words[0]), VARSIZE_ANY_EXHDR(words[0]));
	*field = profile_ad_field(VARDATA_ANY(words[1]), VARSIZE_ANY_EXHDR(words[1]));
	if (*platform == AD_NO_PLATFORM)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown advertising platform: \"%s\"", hash_word(words[0])),
				 errhint("Platforms are meta, google, yandex, yandex_md5 and "
						 "snap.")));
	if (*field == AD_NO_FIELD || !profile_ad_is_hashed(*platform, *field))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("platform \"%s\" takes no hash of \"%s\"", hash_word(words[0]),
						hash_word(words[1])),
				 errhint("Every platform takes email and phone; the comment of ad_hash() "
						 "lists the rest.")));
}

/*
 * profile_ad_hash(platform text, kind text, raw text, region text) returns text
 *
 * NULL where there is nothing to hash.
 */
Datum
profile_ad_hash(PG_FUNCTION_ARGS)
{
	char spelled[IDENTIFIER_KEY_MAX];
	char region[3];
	AdPlatform platform;
	AdField field;
	bool md5;
	RawText raw;
	text *passed;
	int length;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	hash_ad_arguments(fcinfo, &platform, &field);
	md5 = platform == AD_YANDEX_MD5;
	profile_raw_text(fcinfo, 2, &raw);
	if (raw.problem != NULL || profile_text_is_placeholder(raw.utf8, raw.length))
		PG_RETURN_NULL();
	passed = hash_passed(raw.utf8, raw.length,
						 2 * (md5 ? HASH_MD5_BYTES : PG_SHA256_DIGEST_LENGTH));
	/* 32 digits may be a device's own identifier */
	if (passed != NULL && !(md5 && (field == AD_IDFA || field == AD_GAID)))
		PG_RETURN_TEXT_P(passed);
	length = profile_ad_spell(platform, field, raw.utf8, raw.length,
							  profile_raw_region(fcinfo, 3, region), spelled);
	if (length == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(hash_digest(md5 ? PG_MD5 : PG_SHA256, spelled, length));
}
