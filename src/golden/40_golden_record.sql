-- golden_record: the golden record of all records of a customer.

CREATE TYPE @extschema@.golden_state;
CREATE FUNCTION @extschema@.golden_state_in(cstring) RETURNS @extschema@.golden_state
AS 'MODULE_PATHNAME', 'profile_golden_state_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_state_in(cstring) IS 'Input of golden_state.';
CREATE FUNCTION @extschema@.golden_state_out(@extschema@.golden_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_golden_state_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_state_out(@extschema@.golden_state) IS 'Output of golden_state.';
CREATE FUNCTION @extschema@.golden_state_recv(internal) RETURNS @extschema@.golden_state
AS 'MODULE_PATHNAME', 'profile_golden_state_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_state_recv(internal) IS 'Binary input of golden_state.';
CREATE FUNCTION @extschema@.golden_state_send(@extschema@.golden_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_golden_state_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_state_send(@extschema@.golden_state) IS 'Binary output of golden_state.';
CREATE TYPE @extschema@.golden_state (
    INPUT = @extschema@.golden_state_in,
    OUTPUT = @extschema@.golden_state_out,
    RECEIVE = @extschema@.golden_state_recv,
    SEND = @extschema@.golden_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.golden_state IS
'State of the aggregate golden_record: per attribute the best value so far, or the records where the rules need all of them. Shipped between servers as text.';

CREATE FUNCTION @extschema@.golden_record_accum(@extschema@.golden_state, jsonb, text, timestamptz, @extschema@.survivorship)
RETURNS @extschema@.golden_state
AS 'MODULE_PATHNAME', 'profile_golden_record_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_record_accum(@extschema@.golden_state, jsonb, text, timestamptz, @extschema@.survivorship) IS
'Transition of the aggregate golden_record.';
CREATE FUNCTION @extschema@.golden_record_combine(@extschema@.golden_state, @extschema@.golden_state)
RETURNS @extschema@.golden_state
AS 'MODULE_PATHNAME', 'profile_golden_record_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_record_combine(@extschema@.golden_state, @extschema@.golden_state) IS
'Combines two partial results of golden_record.';
CREATE FUNCTION @extschema@.golden_record_final(@extschema@.golden_state) RETURNS @extschema@.golden
AS 'MODULE_PATHNAME', 'profile_golden_record_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_record_final(@extschema@.golden_state) IS
'Result of the aggregate golden_record.';

CREATE AGGREGATE @extschema@.golden_record(attributes jsonb, source text, observed_at timestamptz, rules @extschema@.survivorship) (
    SFUNC = @extschema@.golden_record_accum,
    STYPE = @extschema@.golden_state,
    SSPACE = 1536,
    FINALFUNC = @extschema@.golden_record_final,
    COMBINEFUNC = @extschema@.golden_record_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.golden_record(jsonb, text, timestamptz, @extschema@.survivorship) IS
'The golden record of a group of records, whatever their order and however often each is delivered. Attributes compete one by one, whole unless rules look inside; NULL, JSON null and (unless the rules count them) blanks do not. NULL rules: the latest value. What the rules leave undecided goes to the latest record, then to the source that sorts first, then to the greater value. most_frequent: a vote is a distinct record (source, time and attributes), so one delivered twice counts once.';
