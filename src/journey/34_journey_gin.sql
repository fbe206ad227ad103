-- GIN indexes over journeys.

CREATE FUNCTION @extschema@.journey_gin_extract(@extschema@.journey, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'profile_journey_gin_extract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_gin_extract(@extschema@.journey, internal, internal) IS 'support of journey_ops';

CREATE FUNCTION @extschema@.journey_gin_query(@extschema@.journey, internal, smallint, internal, internal, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'profile_journey_gin_query' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_gin_query(@extschema@.journey, internal, smallint, internal, internal, internal, internal) IS 'support of journey_ops';

CREATE FUNCTION @extschema@.journey_gin_partial(bytea, bytea, smallint, internal) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_journey_gin_partial' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_gin_partial(bytea, bytea, smallint, internal) IS 'support of journey_ops';

CREATE FUNCTION @extschema@.journey_gin_consistent(internal, smallint, @extschema@.journey, integer, internal, internal, internal, internal) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_gin_consistent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_gin_consistent(internal, smallint, @extschema@.journey, integer, internal, internal, internal, internal) IS
'support of journey_ops and journey_path_ops';

CREATE FUNCTION @extschema@.journey_gin_triconsistent(internal, smallint, @extschema@.journey, integer, internal, internal, internal) RETURNS "char"
AS 'MODULE_PATHNAME', 'profile_journey_gin_triconsistent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_gin_triconsistent(internal, smallint, @extschema@.journey, integer, internal, internal, internal) IS
'support of journey_ops and journey_path_ops';

CREATE OPERATOR CLASS @extschema@.journey_ops DEFAULT FOR TYPE @extschema@.journey USING gin AS
	OPERATOR 1 @extschema@.@@ (@extschema@.journey, @extschema@.journey_pattern),
	OPERATOR 2 @extschema@.@> (@extschema@.journey, @extschema@.journey),
	FUNCTION 1 pg_catalog.byteacmp(bytea, bytea),
	FUNCTION 2 @extschema@.journey_gin_extract(@extschema@.journey, internal, internal),
	FUNCTION 3 @extschema@.journey_gin_query(@extschema@.journey, internal, smallint, internal, internal, internal, internal),
	FUNCTION 4 @extschema@.journey_gin_consistent(internal, smallint, @extschema@.journey, integer, internal, internal, internal, internal),
	FUNCTION 5 @extschema@.journey_gin_partial(bytea, bytea, smallint, internal),
	FUNCTION 6 @extschema@.journey_gin_triconsistent(internal, smallint, @extschema@.journey, integer, internal, internal, internal),
	STORAGE bytea;
COMMENT ON OPERATOR CLASS @extschema@.journey_ops USING gin IS
'Which events, channels and channel:event a journey has: narrows every pattern down, and answers those of single steps alone.';

CREATE FUNCTION @extschema@.journey_path_extract(@extschema@.journey, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'profile_journey_path_extract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_path_extract(@extschema@.journey, internal, internal) IS 'support of journey_path_ops';

CREATE FUNCTION @extschema@.journey_path_query(@extschema@.journey, internal, smallint, internal, internal, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'profile_journey_path_query' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_path_query(@extschema@.journey, internal, smallint, internal, internal, internal, internal) IS 'support of journey_path_ops';

CREATE FUNCTION @extschema@.journey_path_partial(bigint, bigint, smallint, internal) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_journey_path_partial' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_path_partial(bigint, bigint, smallint, internal) IS 'support of journey_path_ops';

CREATE OPERATOR CLASS @extschema@.journey_path_ops FOR TYPE @extschema@.journey USING gin AS
	OPERATOR 1 @extschema@.@@ (@extschema@.journey, @extschema@.journey_pattern),
	OPERATOR 2 @extschema@.@> (@extschema@.journey, @extschema@.journey),
	FUNCTION 1 pg_catalog.btint8cmp(bigint, bigint),
	FUNCTION 2 @extschema@.journey_path_extract(@extschema@.journey, internal, internal),
	FUNCTION 3 @extschema@.journey_path_query(@extschema@.journey, internal, smallint, internal, internal, internal, internal),
	FUNCTION 4 @extschema@.journey_gin_consistent(internal, smallint, @extschema@.journey, integer, internal, internal, internal, internal),
	FUNCTION 5 @extschema@.journey_path_partial(bigint, bigint, smallint, internal),
	FUNCTION 6 @extschema@.journey_gin_triconsistent(internal, smallint, @extschema@.journey, integer, internal, internal, internal),
	STORAGE bigint;
COMMENT ON OPERATOR CLASS @extschema@.journey_path_ops USING gin IS
'Which event follows which, and how soon: for patterns such as a ->[2d] b; larger, and slower to maintain, than journey_ops.';
