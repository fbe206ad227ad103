-- Measures of one journey.

CREATE FUNCTION @extschema@.journey_transitions(
	j @extschema@.journey, by text DEFAULT 'channel', collapse boolean DEFAULT false, ends boolean DEFAULT false)
RETURNS TABLE (from_step text, to_step text, transitions integer, median_gap interval)
AS 'MODULE_PATHNAME', 'profile_journey_transitions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION @extschema@.journey_transitions(@extschema@.journey, text, boolean, boolean) IS
'Pairs of consecutive steps by channel, event or both, with number and median gap; collapse takes a run of one key as its first step; ends adds start (from NULL) and end (to NULL).';

CREATE FUNCTION @extschema@.journey_sessions(j @extschema@.journey, gap interval DEFAULT '30 minutes')
RETURNS TABLE (session integer, session_start timestamptz, session_end timestamptz, first_step integer, steps integer)
AS 'MODULE_PATHNAME', 'profile_journey_sessions' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 5;
COMMENT ON FUNCTION @extschema@.journey_sessions(@extschema@.journey, interval) IS
'Sessions: a new one begins where more than the gap has passed since the previous step.';

CREATE FUNCTION @extschema@.journey_session_count(j @extschema@.journey, gap interval DEFAULT '30 minutes') RETURNS integer
AS 'MODULE_PATHNAME', 'profile_journey_session_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_session_count(@extschema@.journey, interval) IS 'number of sessions, as journey_sessions finds them';

CREATE FUNCTION @extschema@.funnel(
	j @extschema@.journey, steps text[], within interval, ordering text DEFAULT 'ordered', entry text DEFAULT 'any',
	OUT level integer, OUT step_times timestamptz[], OUT positions integer[])
AS 'MODULE_PATHNAME', 'profile_funnel' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.funnel(@extschema@.journey, text[], interval, text, text) IS
'How far the journey gets through the steps within a window from the first of them: ordering ordered, strict (each the very next step) or any; entry any or first. The chain with the highest level, earliest end, latest start.';

CREATE FUNCTION @extschema@.retention(j @extschema@.journey, steps text[]) RETURNS boolean[]
AS 'MODULE_PATHNAME', 'profile_retention' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.retention(@extschema@.journey, text[]) IS
'Is there the first of the steps, and each other one besides it, in any order?';

CREATE FUNCTION @extschema@.journey_distance(a @extschema@.journey, b @extschema@.journey) RETURNS double precision
AS 'MODULE_PATHNAME', 'profile_journey_distance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.journey_distance(@extschema@.journey, @extschema@.journey) IS
'Edit distance of the sequences of (channel, event), as a share of the longer: 0 to 1.';

-- ---- ranges of time

CREATE FUNCTION @extschema@.journey_slice(@extschema@.journey, tstzrange) RETURNS @extschema@.journey
AS 'MODULE_PATHNAME', 'profile_journey_slice' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_slice(@extschema@.journey, tstzrange) IS 'implementation of * operator';

CREATE OPERATOR @extschema@.* (
	LEFTARG = @extschema@.journey, RIGHTARG = tstzrange, FUNCTION = @extschema@.journey_slice
);
COMMENT ON OPERATOR @extschema@.*(@extschema@.journey, tstzrange) IS 'the steps in the range';

CREATE FUNCTION @extschema@.journey_in_range(@extschema@.journey, tstzrange) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_in_range' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_in_range(@extschema@.journey, tstzrange) IS 'implementation of && operator';

CREATE FUNCTION @extschema@.range_has_journey(tstzrange, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_range_has_journey' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.range_has_journey(tstzrange, @extschema@.journey) IS 'implementation of && operator';

CREATE OPERATOR @extschema@.&& (
	LEFTARG = @extschema@.journey, RIGHTARG = tstzrange, FUNCTION = @extschema@.journey_in_range,
	COMMUTATOR = OPERATOR(@extschema@.&&), RESTRICT = areasel, JOIN = areajoinsel
);
COMMENT ON OPERATOR @extschema@.&&(@extschema@.journey, tstzrange) IS 'a step lies in the range';

CREATE OPERATOR @extschema@.&& (
	LEFTARG = tstzrange, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.range_has_journey,
	COMMUTATOR = OPERATOR(@extschema@.&&), RESTRICT = areasel, JOIN = areajoinsel
);
COMMENT ON OPERATOR @extschema@.&&(tstzrange, @extschema@.journey) IS 'a step lies in the range';
