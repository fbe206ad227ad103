-- journey @> journey: every (channel, event) of the right, in any order.

CREATE FUNCTION @extschema@.journey_contains(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_contains' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_contains(@extschema@.journey, @extschema@.journey) IS 'implementation of @> operator';

CREATE FUNCTION @extschema@.journey_contained(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_contained' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_contained(@extschema@.journey, @extschema@.journey) IS 'implementation of <@ operator';

CREATE OPERATOR @extschema@.@> (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_contains,
	COMMUTATOR = OPERATOR(@extschema@.<@), RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @extschema@.@>(@extschema@.journey, @extschema@.journey) IS 'contains every (channel, event), in any order';

CREATE OPERATOR @extschema@.<@ (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_contained,
	COMMUTATOR = OPERATOR(@extschema@.@>), RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @extschema@.<@(@extschema@.journey, @extschema@.journey) IS 'is contained, every (channel, event), in any order';
