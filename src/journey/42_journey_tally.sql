-- journey_tally, the state of the aggregates over journeys.

CREATE TYPE @extschema@.journey_tally;

CREATE FUNCTION @extschema@.journey_tally_in(cstring) RETURNS @extschema@.journey_tally
AS 'MODULE_PATHNAME', 'profile_tally_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_in(cstring) IS 'text input of journey_tally';

CREATE FUNCTION @extschema@.journey_tally_out(@extschema@.journey_tally) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_tally_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_out(@extschema@.journey_tally) IS 'text output of journey_tally';

CREATE FUNCTION @extschema@.journey_tally_recv(internal) RETURNS @extschema@.journey_tally
AS 'MODULE_PATHNAME', 'profile_tally_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_recv(internal) IS 'binary input of journey_tally';

CREATE FUNCTION @extschema@.journey_tally_send(@extschema@.journey_tally) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_tally_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_send(@extschema@.journey_tally) IS 'binary output of journey_tally';

CREATE TYPE @extschema@.journey_tally (
	INPUT = @extschema@.journey_tally_in,
	OUTPUT = @extschema@.journey_tally_out,
	RECEIVE = @extschema@.journey_tally_recv,
	SEND = @extschema@.journey_tally_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.journey_tally IS
'State of the aggregates over journeys: names, and how often what was seen. Also the model of journey_model_agg. Reads and writes hexadecimal.';

CREATE FUNCTION @extschema@.journey_tally_combine(@extschema@.journey_tally, @extschema@.journey_tally) RETURNS @extschema@.journey_tally
AS 'MODULE_PATHNAME', 'profile_tally_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_tally_combine(@extschema@.journey_tally, @extschema@.journey_tally) IS 'combines states of the aggregates over journeys';
