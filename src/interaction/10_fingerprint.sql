-- A digest of what a document says.

CREATE FUNCTION @extschema@.content_fingerprint(document jsonb) RETURNS uuid
AS 'MODULE_PATHNAME', 'profile_content_fingerprint'
LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.content_fingerprint(jsonb) IS
'128-bit digest (a version 8 UUID) of a document: the same for the same content whatever the order of keys, the spelling of numbers (1, 1.0, 1e0), the server, its version or its encoding. Arrays are ordered.';
