/*-------------------------------------------------------------------------
 *
 * fingerprint.c
 *		content_fingerprint(jsonb): a 128-bit digest of what a document says.
 *
 * The document is written out in one canonical form, which is hashed with
 * SHA-256 as it is written; the first 16 bytes become a version 8 UUID (RFC
 * 9562: the 122 bits that are left are ours to define).  The form, version 1:
 *
 *	document	0x01, value
 *	value		'n' | 't' | 'f' | '#' bytes | 's' bytes | '[' value... ']' |
 *				'{' ('k' bytes value)... '}'
 *	bytes		length (32 bits, network order), then that many bytes
 *
 * Numbers are the shortest plain decimal notation, as numeric_normalize()
 * writes it; strings and keys are UTF-8.  Keys are unique and sorted by length,
 * then bytes, which is jsonb's own order in a UTF-8 database.  Every value begins
 * with its type and strings carry their length, so no two documents share a
 * form.  The form is a promise: fingerprints are stored and compared across
 * servers and years.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "extension/compat.h"
#include "common/cryptohash.h"
#include "common/sha2.h"
#include "fmgr.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "port/pg_bswap.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/uuid.h"

PG_FUNCTION_INFO_V1(profile_content_fingerprint);

#define INTERACTION_FORM_VERSION 1
#define INTERACTION_UUID_VERSION 8

/* Small writes are gathered: a digest call costs more than copying a few bytes. */
typedef struct InteractionDigest
{
	pg_cryptohash_ctx *context;
	int used;
	uint8 pending[1024];
} InteractionDigest;

static void
interaction_digest_flush(InteractionDigest *digest, const void *data, size_t length)
{
	if (pg_cryptohash_update(digest->context, data, length) < 0)
		elog(ERROR, "could not update %s context", "SHA256");
}

static void
interaction_digest_put(InteractionDigest *digest, const void *data, size_t length)
{
	if (length > sizeof(digest->pending) - digest->used)
	{
		interaction_digest_flush(digest, digest->pending, digest->used);
		digest->used = 0;
		if (length > sizeof(digest->pending))
		{
			interaction_digest_flush(digest, data, length);
			return;
		}
	}
	memcpy(digest->pending + digest->used, data, length);
	digest->used += (int) length;
}

static void
interaction_digest_tag(InteractionDigest *digest, char tag)
{
	interaction_digest_put(digest, &tag, 1);
}

static void
interaction_digest_bytes(InteractionDigest *digest, char tag, const char *data,
						 int length)
{
	uint32 network = pg_hton32((uint32) length);

	interaction_digest_tag(digest, tag);
	interaction_digest_put(digest, &network, sizeof(network));
	interaction_digest_put(digest, data, length);
}

/* A scalar other than a container. */
static void
interaction_digest_scalar(InteractionDigest *digest, const JsonbValue *value)
{
	switch (value->type)
	{
		case jbvNull:
			interaction_digest_tag(digest, 'n');
			break;
		case jbvBool:
			interaction_digest_tag(digest, value->val.boolean ? 't' : 'f');
			break;
		case jbvNumeric:
		{
			char *number = numeric_normalize(value->val.numeric);

			interaction_digest_bytes(digest, '#', number, (int) strlen(number));
			pfree(number);
			break;
		}
		case jbvString:
			interaction_digest_bytes(digest, 's', value->val.string.val,
									 value->val.string.len);
			break;
		default:
			elog(ERROR, "unexpected jsonb scalar type: %d", (int) value->type);
	}
}

/* Writes a document whose strings are UTF-8 already. */
static void
interaction_digest_document(InteractionDigest *digest, Jsonb *document)
{
	JsonbIterator *iterator = JsonbIteratorInit(&document->root);
	bool scalar = JB_ROOT_IS_SCALAR(document);
	JsonbIteratorToken token;
	JsonbValue value;

	interaction_digest_tag(digest, INTERACTION_FORM_VERSION);
	while ((token = JsonbIteratorNext(&iterator, &value, false)) != WJB_DONE)
	{
		CHECK_FOR_INTERRUPTS();
		switch (token)
		{
			case WJB_BEGIN_ARRAY:
			case WJB_END_ARRAY:
				/* jsonb keeps a lone scalar as an array of one */
				if (!scalar)
					interaction_digest_tag(digest, token == WJB_BEGIN_ARRAY ? '[' : ']');
				break;
			case WJB_BEGIN_OBJECT:
				interaction_digest_tag(digest, '{');
				break;
			case WJB_END_OBJECT:
				interaction_digest_tag(digest, '}');
				break;
			case WJB_KEY:
				interaction_digest_bytes(digest, 'k', value.val.string.val,
										 value.val.string.len);
				break;
			case WJB_VALUE:
			case WJB_ELEM:
				interaction_digest_scalar(digest, &value);
				break;
			default:
				elog(ERROR, "unexpected jsonb iterator token: %d", (int) token);
		}
	}
}

/*
 * The document with its strings in UTF-8.  In a database of another encoding it
 * is built anew, because its keys are sorted by their bytes.
 */
static Jsonb *
interaction_to_utf8(Jsonb *document)
{
	int encoding = GetDatabaseEncoding();
	JsonbParseState *state = NULL;
	JsonbValue *built = NULL;
	JsonbIterator *iterator;
	JsonbIteratorToken token;
	JsonbValue value;

	if (encoding == PG_UTF8 || encoding == PG_SQL_ASCII)
		return document;
	iterator = JsonbIteratorInit(&document->root);
	while ((token = JsonbIteratorNext(&iterator, &value, false)) != WJB_DONE)
	{
		bool leaf = token == WJB_KEY || token == WJB_VALUE || token == WJB_ELEM;

		CHECK_FOR_INTERRUPTS();
		if (leaf && value.type == jbvString)
		{
			char *utf8 =
				pg_server_to_any(value.val.string.val, value.val.string.len, PG_UTF8);

			if (utf8 != value.val.string.val)
			{
				value.val.string.val = utf8;
				value.val.string.len = (int) strlen(utf8);
			}
		}
		/* the marks of a lone scalar travel in the value of WJB_BEGIN_ARRAY */
		built = pushJsonbValue(
			&state, token,
			leaf || (token == WJB_BEGIN_ARRAY && value.val.array.rawScalar) ? &value
																			: NULL);
	}
	return JsonbValueToJsonb(built);
}

/*
 * content_fingerprint(jsonb) returns uuid
 *
 * Equal for equal documents, whatever the order of keys, the spelling of
 * numbers, the server, its version or its encoding; arrays are ordered.
 */
Datum
profile_content_fingerprint(PG_FUNCTION_ARGS)
{
	Jsonb *argument = PG_GETARG_JSONB_P(0);
	Jsonb *document = interaction_to_utf8(argument);
	InteractionDigest digest = {.context = pg_cryptohash_create(PG_SHA256)};
	uint8 hash[PG_SHA256_DIGEST_LENGTH];
	pg_uuid_t *uuid = palloc(sizeof(pg_uuid_t));

	if (digest.context == NULL)
		ereport(ERROR, (errcode(ERRCODE_OUT_OF_MEMORY), errmsg("out of memory")));
	PG_TRY();
	{
		if (pg_cryptohash_init(digest.context) < 0)
			elog(ERROR, "could not initialize %s context", "SHA256");
		interaction_digest_document(&digest, document);
		interaction_digest_flush(&digest, digest.pending, digest.used);
		if (pg_cryptohash_final(digest.context, hash, sizeof(hash)) < 0)
			elog(ERROR, "could not finalize %s context", "SHA256");
	}
	PG_FINALLY();
	{
		pg_cryptohash_free(digest.context);
	}
	PG_END_TRY();

	memcpy(uuid->data, hash, UUID_LEN);
	uuid->data[6] = (uuid->data[6] & 0x0f) | (INTERACTION_UUID_VERSION << 4);
	uuid->data[8] = (uuid->data[8] & 0x3f) | 0x80;
	PG_FREE_IF_COPY(argument, 0);
	PG_RETURN_UUID_P(uuid);
}
