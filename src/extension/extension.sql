-- What the extension says of itself.

CREATE FUNCTION @extschema@.profile_version() RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.profile_version() IS
'Version of the loaded library; differs from pg_extension.extversion until ALTER EXTENSION profile UPDATE has run.';
