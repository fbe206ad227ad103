-- Pictures: SVG that any browser opens.

CREATE FUNCTION @extschema@.journey_svg(j @extschema@.journey) RETURNS text
AS 'MODULE_PATHNAME', 'profile_journey_svg' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.journey_svg(@extschema@.journey) IS
'The journey as an SVG picture: a lane for each channel, steps from left to right, times in UTC; of a long one the last 500 steps.';

CREATE FUNCTION @extschema@.transitions_svg(transitions @extschema@.journey_transition[]) RETURNS text
AS 'MODULE_PATHNAME', 'profile_transitions_svg' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.transitions_svg(@extschema@.journey_transition[]) IS
'The flows that transitions_agg has counted as an SVG picture, from where to where; the 24 busiest names.';
