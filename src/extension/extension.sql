-- What the extension says of itself.

CREATE FUNCTION @extschema@.profile_version() RETURNS text
AS 'MODULE_PATHNAME' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.profile_version() IS
'Version of the loaded library; differs from pg_extension.extversion until ALTER EXTENSION profile UPDATE has run.';

CREATE FUNCTION @extschema@.utc_iso_time(timestamptz) RETURNS text
AS 'MODULE_PATHNAME', 'profile_iso_time' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.utc_iso_time(timestamptz) IS
'A time as ISO 8601 in UTC with microseconds, whatever the session''s settings; NULL for infinity.';
