-- The type identifier: one kind of identifier and one key.

CREATE TYPE @extschema@.identifier;

CREATE FUNCTION @extschema@.identifier_in(cstring) RETURNS @extschema@.identifier
AS 'MODULE_PATHNAME', 'profile_identifier_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_in(cstring) IS 'I/O';

CREATE FUNCTION @extschema@.identifier_out(@extschema@.identifier) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_identifier_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_out(@extschema@.identifier) IS 'I/O';

CREATE FUNCTION @extschema@.identifier_recv(internal) RETURNS @extschema@.identifier
AS 'MODULE_PATHNAME', 'profile_identifier_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_recv(internal) IS 'I/O';

CREATE FUNCTION @extschema@.identifier_send(@extschema@.identifier) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_identifier_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_send(@extschema@.identifier) IS 'I/O';

CREATE TYPE @extschema@.identifier (
	INPUT = @extschema@.identifier_in,
	OUTPUT = @extschema@.identifier_out,
	RECEIVE = @extschema@.identifier_recv,
	SEND = @extschema@.identifier_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.identifier IS
'One kind of identifier and the key that records are compared by: phone:+79161234567. '
'Written as kind:key and taken as it is; make_identifier() reads raw values.';

CREATE FUNCTION @extschema@.identifier_kind(@extschema@.identifier) RETURNS text
AS 'MODULE_PATHNAME', 'profile_identifier_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_kind(@extschema@.identifier) IS
'Kind of an identifier: phone of phone:+79161234567.';

CREATE FUNCTION @extschema@.identifier_key(@extschema@.identifier) RETURNS text
AS 'MODULE_PATHNAME', 'profile_identifier_key' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_key(@extschema@.identifier) IS
'Key of an identifier: +79161234567 of phone:+79161234567.';

CREATE FUNCTION @extschema@.identifier_to_jsonb(@extschema@.identifier) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_identifier_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_to_jsonb(@extschema@.identifier) IS
'Text form of an identifier as a JSON string; behind the cast to jsonb.';

CREATE CAST (@extschema@.identifier AS text) WITH INOUT;
CREATE CAST (text AS @extschema@.identifier) WITH INOUT;
CREATE CAST (@extschema@.identifier AS jsonb)
WITH FUNCTION @extschema@.identifier_to_jsonb(@extschema@.identifier);
