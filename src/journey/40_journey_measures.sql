-- Measures of journeys.

CREATE FUNCTION @extschema@.journey_transitions(
	j @extschema@.journey, by text DEFAULT 'channel', collapse boolean DEFAULT false)
RETURNS TABLE (from_step text, to_step text, transitions integer, median_gap interval)
AS 'MODULE_PATHNAME', 'profile_journey_transitions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION @extschema@.journey_transitions(@extschema@.journey, text, boolean) IS
'Pairs of consecutive steps by channel, event or channel:event, with number and median gap; collapse takes a run of one key as its first step.';
