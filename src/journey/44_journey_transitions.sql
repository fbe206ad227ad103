-- transitions_agg, journey_model_agg, atypicality, next_steps_agg: what follows what.

CREATE TYPE @extschema@.journey_transition AS (
	from_step text,
	to_step text,
	transitions bigint,
	share double precision,
	mean_gap interval,
	median_gap interval
);
COMMENT ON TYPE @extschema@.journey_transition IS
'Row of transitions_agg: from NULL is the start of journeys, to NULL the end; share of all that leaves from_step.';

CREATE FUNCTION @extschema@.transitions_accum(@extschema@.journey_tally_state, @extschema@.journey) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_transitions_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.transitions_accum(@extschema@.journey_tally_state, @extschema@.journey) IS 'transition of transitions_agg';

CREATE FUNCTION @extschema@.transitions_accum(@extschema@.journey_tally_state, @extschema@.journey, text) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_transitions_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.transitions_accum(@extschema@.journey_tally_state, @extschema@.journey, text) IS 'transition of transitions_agg';

CREATE FUNCTION @extschema@.transitions_accum(@extschema@.journey_tally_state, @extschema@.journey, text, boolean) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_transitions_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.transitions_accum(@extschema@.journey_tally_state, @extschema@.journey, text, boolean) IS 'transition of transitions_agg';

CREATE FUNCTION @extschema@.transitions_final(@extschema@.journey_tally_state) RETURNS @extschema@.journey_transition[]
AS 'MODULE_PATHNAME', 'profile_transitions_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.transitions_final(@extschema@.journey_tally_state) IS 'answer of transitions_agg';

CREATE AGGREGATE @extschema@.transitions_agg(j @extschema@.journey) (
	SFUNC = @extschema@.transitions_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.transitions_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.transitions_agg(@extschema@.journey) IS
'Transitions between channels of all journeys, with start and end, as rows for unnest(). Mean gaps are exact, medians to an eighth.';

CREATE AGGREGATE @extschema@.transitions_agg(j @extschema@.journey, by text) (
	SFUNC = @extschema@.transitions_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.transitions_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.transitions_agg(@extschema@.journey, text) IS
'Transitions by channel, event or both.';

CREATE AGGREGATE @extschema@.transitions_agg(j @extschema@.journey, by text, collapse boolean) (
	SFUNC = @extschema@.transitions_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.transitions_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.transitions_agg(@extschema@.journey, text, boolean) IS
'Transitions by channel, event or both; collapse takes a run of one key as its first step.';

CREATE FUNCTION @extschema@.model_final(@extschema@.journey_tally_state) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_model_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.model_final(@extschema@.journey_tally_state) IS 'answer of journey_model_agg';

CREATE AGGREGATE @extschema@.journey_model_agg(j @extschema@.journey) (
	SFUNC = @extschema@.transitions_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.model_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.journey_model_agg(@extschema@.journey) IS
'Model of what follows what by channel in many journeys, for atypicality().';

CREATE AGGREGATE @extschema@.journey_model_agg(j @extschema@.journey, by text) (
	SFUNC = @extschema@.transitions_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.model_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.journey_model_agg(@extschema@.journey, text) IS
'Model of what follows what by channel, event or both, for atypicality().';

CREATE AGGREGATE @extschema@.journey_model_agg(j @extschema@.journey, by text, collapse boolean) (
	SFUNC = @extschema@.transitions_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.model_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.journey_model_agg(@extschema@.journey, text, boolean) IS
'Model of what follows what, runs of one key taken as one step, for atypicality().';

CREATE FUNCTION @extschema@.atypicality(j @extschema@.journey, model @extschema@.journey_tally_state) RETURNS double precision
AS 'MODULE_PATHNAME', 'profile_atypicality' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION @extschema@.atypicality(@extschema@.journey, @extschema@.journey_tally_state) IS 'How surprising the journey is to a model of journey_model_agg: bits a transition, start and end included; NULL for the empty journey.';

CREATE TYPE @extschema@.journey_next_step AS (
	after text[],
	next_step text,
	times bigint,
	share double precision
);
COMMENT ON TYPE @extschema@.journey_next_step IS
'Row of next_steps_agg: after the steps in after, next_step came so often; NULL is the end of the journey.';

CREATE FUNCTION @extschema@.next_steps_accum(@extschema@.journey_tally_state, @extschema@.journey) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_next_steps_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.next_steps_accum(@extschema@.journey_tally_state, @extschema@.journey) IS 'transition of next_steps_agg';

CREATE FUNCTION @extschema@.next_steps_accum(@extschema@.journey_tally_state, @extschema@.journey, integer) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_next_steps_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.next_steps_accum(@extschema@.journey_tally_state, @extschema@.journey, integer) IS 'transition of next_steps_agg';

CREATE FUNCTION @extschema@.next_steps_accum(@extschema@.journey_tally_state, @extschema@.journey, integer, text) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_next_steps_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.next_steps_accum(@extschema@.journey_tally_state, @extschema@.journey, integer, text) IS 'transition of next_steps_agg';

CREATE FUNCTION @extschema@.next_steps_final(@extschema@.journey_tally_state) RETURNS @extschema@.journey_next_step[]
AS 'MODULE_PATHNAME', 'profile_next_steps_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.next_steps_final(@extschema@.journey_tally_state) IS 'answer of next_steps_agg';

CREATE AGGREGATE @extschema@.next_steps_agg(j @extschema@.journey) (
	SFUNC = @extschema@.next_steps_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 16384,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.next_steps_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.next_steps_agg(@extschema@.journey) IS
'What event comes next after each event, as rows for unnest().';

CREATE AGGREGATE @extschema@.next_steps_agg(j @extschema@.journey, steps integer) (
	SFUNC = @extschema@.next_steps_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 16384,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.next_steps_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.next_steps_agg(@extschema@.journey, integer) IS
'What event comes next after the last 1 to so many (at most 3) events.';

CREATE AGGREGATE @extschema@.next_steps_agg(j @extschema@.journey, steps integer, by text) (
	SFUNC = @extschema@.next_steps_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 16384,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.next_steps_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.next_steps_agg(@extschema@.journey, integer, text) IS
'What comes next after the last 1 to so many (at most 3) steps, by channel, event or both.';
