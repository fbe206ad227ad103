-- journey_agg and journey_append_agg, over one state type.

CREATE TYPE @extschema@.journey_state;

CREATE FUNCTION @extschema@.journey_state_in(cstring) RETURNS @extschema@.journey_state
AS 'MODULE_PATHNAME', 'profile_journey_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_state_in(cstring) IS 'text input of journey_state';

CREATE FUNCTION @extschema@.journey_state_out(@extschema@.journey_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_journey_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_state_out(@extschema@.journey_state) IS 'text output of journey_state';

CREATE FUNCTION @extschema@.journey_state_recv(internal) RETURNS @extschema@.journey_state
AS 'MODULE_PATHNAME', 'profile_journey_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_state_recv(internal) IS 'binary input of journey_state';

CREATE FUNCTION @extschema@.journey_state_send(@extschema@.journey_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_journey_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_state_send(@extschema@.journey_state) IS 'binary output of journey_state';

CREATE TYPE @extschema@.journey_state (
	INPUT = @extschema@.journey_state_in,
	OUTPUT = @extschema@.journey_state_out,
	RECEIVE = @extschema@.journey_state_recv,
	SEND = @extschema@.journey_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.journey_state IS
'State of journey_agg and journey_append_agg: steps in any order. Reads and writes the text form of journey.';

CREATE FUNCTION @extschema@.journey_accum(@extschema@.journey_state, timestamptz, text, text)
RETURNS @extschema@.journey_state
AS 'MODULE_PATHNAME', 'profile_journey_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_accum(@extschema@.journey_state, timestamptz, text, text) IS 'transition of journey_agg';

CREATE FUNCTION @extschema@.journey_accum(@extschema@.journey_state, timestamptz, text, text, text)
RETURNS @extschema@.journey_state
AS 'MODULE_PATHNAME', 'profile_journey_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_accum(@extschema@.journey_state, timestamptz, text, text, text) IS 'transition of journey_agg';

CREATE FUNCTION @extschema@.journey_accum(@extschema@.journey_state, timestamptz, text, text, text, numeric)
RETURNS @extschema@.journey_state
AS 'MODULE_PATHNAME', 'profile_journey_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_accum(@extschema@.journey_state, timestamptz, text, text, text, numeric) IS 'transition of journey_agg';

CREATE FUNCTION @extschema@.journey_append_accum(@extschema@.journey_state, @extschema@.journey)
RETURNS @extschema@.journey_state
AS 'MODULE_PATHNAME', 'profile_journey_append_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_append_accum(@extschema@.journey_state, @extschema@.journey) IS 'transition of journey_append_agg';

CREATE FUNCTION @extschema@.journey_combine(@extschema@.journey_state, @extschema@.journey_state)
RETURNS @extschema@.journey_state
AS 'MODULE_PATHNAME', 'profile_journey_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_combine(@extschema@.journey_state, @extschema@.journey_state) IS 'combines states of journey_agg';

CREATE FUNCTION @extschema@.journey_final(@extschema@.journey_state) RETURNS @extschema@.journey
AS 'MODULE_PATHNAME', 'profile_journey_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_final(@extschema@.journey_state) IS 'the journey of the steps collected';

CREATE AGGREGATE @extschema@.journey_agg(at timestamptz, channel text, event text) (
	SFUNC = @extschema@.journey_accum, STYPE = @extschema@.journey_state, SSPACE = 512,
	COMBINEFUNC = @extschema@.journey_combine, FINALFUNC = @extschema@.journey_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.journey_agg(timestamptz, text, text) IS
'The journey of the rows, whatever their order; rows without time, channel or event are skipped.';

CREATE AGGREGATE @extschema@.journey_agg(at timestamptz, channel text, event text, label text) (
	SFUNC = @extschema@.journey_accum, STYPE = @extschema@.journey_state, SSPACE = 512,
	COMBINEFUNC = @extschema@.journey_combine, FINALFUNC = @extschema@.journey_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.journey_agg(timestamptz, text, text, text) IS
'The journey of the rows with labels, whatever their order; rows without time, channel or event are skipped.';

CREATE AGGREGATE @extschema@.journey_agg(at timestamptz, channel text, event text, label text, value numeric) (
	SFUNC = @extschema@.journey_accum, STYPE = @extschema@.journey_state, SSPACE = 512,
	COMBINEFUNC = @extschema@.journey_combine, FINALFUNC = @extschema@.journey_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.journey_agg(timestamptz, text, text, text, numeric) IS
'The journey of the rows with labels and values, whatever their order; rows without time, channel or event are skipped.';

CREATE AGGREGATE @extschema@.journey_append_agg(j @extschema@.journey) (
	SFUNC = @extschema@.journey_append_accum, STYPE = @extschema@.journey_state, SSPACE = 1024,
	COMBINEFUNC = @extschema@.journey_combine, FINALFUNC = @extschema@.journey_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.journey_append_agg(@extschema@.journey) IS
'All steps of all journeys in one: the records of a person put together (as UNION ALL).';
