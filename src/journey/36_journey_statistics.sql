-- Statistics of journeys, and what they say of patterns.

CREATE FUNCTION @extschema@.journey_typanalyze(internal) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_typanalyze' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_typanalyze(internal) IS
'ANALYZE of journey: the most common events, channel:* and channel:event as most_common_elems.';

ALTER TYPE @extschema@.journey SET (ANALYZE = @extschema@.journey_typanalyze);

CREATE FUNCTION @extschema@.journey_matchsel(internal, oid, internal, integer) RETURNS float8
AS 'MODULE_PATHNAME', 'profile_journey_matchsel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_matchsel(internal, oid, internal, integer) IS 'restriction selectivity of journey @@ journey_pattern';

ALTER OPERATOR @extschema@.@@ (@extschema@.journey, @extschema@.journey_pattern) SET (RESTRICT = @extschema@.journey_matchsel);
ALTER OPERATOR @extschema@.@@ (@extschema@.journey_pattern, @extschema@.journey) SET (RESTRICT = @extschema@.journey_matchsel);

CREATE FUNCTION @extschema@.journey_containsel(internal, oid, internal, integer) RETURNS float8
AS 'MODULE_PATHNAME', 'profile_journey_containsel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_containsel(internal, oid, internal, integer) IS 'restriction selectivity of journey @> journey';

CREATE FUNCTION @extschema@.journey_containedsel(internal, oid, internal, integer) RETURNS float8
AS 'MODULE_PATHNAME', 'profile_journey_containedsel' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_containedsel(internal, oid, internal, integer) IS 'restriction selectivity of journey <@ journey';

ALTER OPERATOR @extschema@.@> (@extschema@.journey, @extschema@.journey) SET (RESTRICT = @extschema@.journey_containsel);
ALTER OPERATOR @extschema@.<@ (@extschema@.journey, @extschema@.journey) SET (RESTRICT = @extschema@.journey_containedsel);
