-- journey_tally_state, the state of the aggregates over journeys.

CREATE TYPE @extschema@.journey_tally_state;

CREATE FUNCTION @extschema@.journey_tally_state_in(cstring) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_state_in(cstring) IS 'text input of journey_tally_state';

CREATE FUNCTION @extschema@.journey_tally_state_out(@extschema@.journey_tally_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_state_out(@extschema@.journey_tally_state) IS 'text output of journey_tally_state';

CREATE FUNCTION @extschema@.journey_tally_state_recv(internal) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_state_recv(internal) IS 'binary input of journey_tally_state';

CREATE FUNCTION @extschema@.journey_tally_state_send(@extschema@.journey_tally_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_state_send(@extschema@.journey_tally_state) IS 'binary output of journey_tally_state';

CREATE TYPE @extschema@.journey_tally_state (
	INPUT = @extschema@.journey_tally_state_in,
	OUTPUT = @extschema@.journey_tally_state_out,
	RECEIVE = @extschema@.journey_tally_state_recv,
	SEND = @extschema@.journey_tally_state_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.journey_tally_state IS
'State of the aggregates over journeys: names, and how often what was seen. Also the model of journey_model_agg. Reads and writes hexadecimal.';

CREATE FUNCTION @extschema@.journey_tally_state_combine(@extschema@.journey_tally_state, @extschema@.journey_tally_state) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_tally_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_state_combine(@extschema@.journey_tally_state, @extschema@.journey_tally_state) IS 'combines states of the aggregates over journeys';
