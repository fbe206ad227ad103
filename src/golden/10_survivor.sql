-- Scalar survivorship: the value that survives among those of one column.

CREATE TYPE @extschema@.survivor_state;
CREATE FUNCTION @extschema@.survivor_state_in(cstring) RETURNS @extschema@.survivor_state
AS 'MODULE_PATHNAME', 'profile_survivor_state_in' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivor_state_in(cstring) IS 'Input of survivor_state.';
CREATE FUNCTION @extschema@.survivor_state_out(@extschema@.survivor_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_survivor_state_out' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivor_state_out(@extschema@.survivor_state) IS 'Output of survivor_state.';
CREATE FUNCTION @extschema@.survivor_state_recv(internal) RETURNS @extschema@.survivor_state
AS 'MODULE_PATHNAME', 'profile_survivor_state_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivor_state_recv(internal) IS 'Binary input of survivor_state.';
CREATE FUNCTION @extschema@.survivor_state_send(@extschema@.survivor_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_survivor_state_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivor_state_send(@extschema@.survivor_state) IS 'Binary output of survivor_state.';
CREATE TYPE @extschema@.survivor_state (
    INPUT = @extschema@.survivor_state_in,
    OUTPUT = @extschema@.survivor_state_out,
    RECEIVE = @extschema@.survivor_state_recv,
    SEND = @extschema@.survivor_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.survivor_state IS
'State of the aggregates latest and preferred: the best value so far, of any type. Shipped between servers as text that names the type.';

CREATE FUNCTION @extschema@.latest_accum(@extschema@.survivor_state, anyelement, timestamptz)
RETURNS @extschema@.survivor_state
AS 'MODULE_PATHNAME', 'profile_latest_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.latest_accum(@extschema@.survivor_state, anyelement, timestamptz) IS
'Transition of the aggregate latest.';
CREATE FUNCTION @extschema@.preferred_accum(@extschema@.survivor_state, anyelement, int, timestamptz)
RETURNS @extschema@.survivor_state
AS 'MODULE_PATHNAME', 'profile_preferred_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.preferred_accum(@extschema@.survivor_state, anyelement, int, timestamptz) IS
'Transition of the aggregate preferred.';
CREATE FUNCTION @extschema@.survivor_combine(@extschema@.survivor_state, @extschema@.survivor_state)
RETURNS @extschema@.survivor_state
AS 'MODULE_PATHNAME', 'profile_survivor_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivor_combine(@extschema@.survivor_state, @extschema@.survivor_state) IS
'Combines two partial results of latest, or two of preferred.';
CREATE FUNCTION @extschema@.latest_final(@extschema@.survivor_state, anyelement, timestamptz) RETURNS anyelement
AS 'MODULE_PATHNAME', 'profile_survivor_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.latest_final(@extschema@.survivor_state, anyelement, timestamptz) IS
'Result of the aggregate latest; only the type of the second argument matters.';
CREATE FUNCTION @extschema@.preferred_final(@extschema@.survivor_state, anyelement, int, timestamptz) RETURNS anyelement
AS 'MODULE_PATHNAME', 'profile_survivor_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.preferred_final(@extschema@.survivor_state, anyelement, int, timestamptz) IS
'Result of the aggregate preferred; only the type of the second argument matters.';

CREATE AGGREGATE @extschema@.latest(value anyelement, at timestamptz) (
    SFUNC = @extschema@.latest_accum,
    STYPE = @extschema@.survivor_state,
    SSPACE = 128,
    FINALFUNC = @extschema@.latest_final,
    FINALFUNC_EXTRA,
    COMBINEFUNC = @extschema@.survivor_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.latest(anyelement, timestamptz) IS
'The value with the latest time; NULL values do not count, a NULL time is older than all. Of values of one time the greatest survives by the btree order of its type, text by bytes. Citus: group by the distribution column, since its split of an aggregate over shards refuses polymorphic arguments.';

CREATE AGGREGATE @extschema@.preferred(value anyelement, rank int, at timestamptz) (
    SFUNC = @extschema@.preferred_accum,
    STYPE = @extschema@.survivor_state,
    SSPACE = 128,
    FINALFUNC = @extschema@.preferred_final,
    FINALFUNC_EXTRA,
    COMBINEFUNC = @extschema@.survivor_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.preferred(anyelement, int, timestamptz) IS
'The value with the smallest rank (a NULL rank is the last), of these the latest; NULL values do not count. Of values of one rank and time the greatest survives by the btree order of its type, text by bytes. Citus: group by the distribution column, since its split of an aggregate over shards refuses polymorphic arguments.';
