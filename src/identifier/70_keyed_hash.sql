-- Hashes of identifiers: tokens of payment cards, and what advertising platforms ask for.

CREATE FUNCTION @extschema@.card_token(raw text, secret text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_card_token' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.card_token(text, text) IS
'Keyed hash of a payment card (HMAC-SHA-256 of its digits, 64 hexadecimal digits), the only form of it to be stored; '
'NULL for what is no card (length, Luhn, issuer) and for test numbers. The secret must be long, random and kept '
'outside the database: card numbers are few enough to be tried. Store it as an identifier of a namespace of its own: '
'make_identifier(''card_token'', card_token(...)).';

CREATE FUNCTION @extschema@.ad_hash(platform text, kind text, raw text, region text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'profile_ad_hash' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.ad_hash(text, text, text, text) IS
'Hash of a person''s data as an advertising platform asks for it: SHA-256 in lower-case hexadecimal of the value in that '
'platform''s own spelling, made from the deliverable form, never from a key. Platforms and kinds: meta (email phone '
'first_name last_name birth_date gender city state postcode country external_id), google (email phone first_name '
'last_name), yandex (email phone idfa gaid), snap (email phone first_name last_name); yandex_md5 is MD5 for audiences '
'loaded before 2025 (email phone idfa gaid mac). Meta''s own names (em ph fn ln db ge ct st zp) and Google''s '
'(email_address phone_number given_name family_name) are understood. NULL for what is empty or unreadable; a value that '
'is a hash already passes. Data that a platform takes unhashed or not at all raise an error.';
