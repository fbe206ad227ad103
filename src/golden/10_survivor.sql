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
'State of the aggregates latest, oldest, preferred and longest: the best value so far, of any type. Shipped between servers as text that names the type.';

CREATE TYPE @extschema@.frequency_state;
CREATE FUNCTION @extschema@.frequency_state_in(cstring) RETURNS @extschema@.frequency_state
AS 'MODULE_PATHNAME', 'profile_frequency_state_in' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.frequency_state_in(cstring) IS 'Input of frequency_state.';
CREATE FUNCTION @extschema@.frequency_state_out(@extschema@.frequency_state) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_frequency_state_out' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.frequency_state_out(@extschema@.frequency_state) IS 'Output of frequency_state.';
CREATE FUNCTION @extschema@.frequency_state_recv(internal) RETURNS @extschema@.frequency_state
AS 'MODULE_PATHNAME', 'profile_frequency_state_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.frequency_state_recv(internal) IS 'Binary input of frequency_state.';
CREATE FUNCTION @extschema@.frequency_state_send(@extschema@.frequency_state) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_frequency_state_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.frequency_state_send(@extschema@.frequency_state) IS 'Binary output of frequency_state.';
CREATE TYPE @extschema@.frequency_state (
    INPUT = @extschema@.frequency_state_in,
    OUTPUT = @extschema@.frequency_state_out,
    RECEIVE = @extschema@.frequency_state_recv,
    SEND = @extschema@.frequency_state_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.frequency_state IS
'State of the aggregate most_frequent: every value met, how often and when last. Shipped between servers as text that names the type.';

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
CREATE FUNCTION @extschema@.oldest_accum(@extschema@.survivor_state, anyelement, timestamptz)
RETURNS @extschema@.survivor_state
AS 'MODULE_PATHNAME', 'profile_oldest_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.oldest_accum(@extschema@.survivor_state, anyelement, timestamptz) IS
'Transition of the aggregate oldest.';
CREATE FUNCTION @extschema@.longest_accum(@extschema@.survivor_state, text, timestamptz)
RETURNS @extschema@.survivor_state
AS 'MODULE_PATHNAME', 'profile_longest_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.longest_accum(@extschema@.survivor_state, text, timestamptz) IS
'Transition of the aggregate longest.';
CREATE FUNCTION @extschema@.most_frequent_accum(@extschema@.frequency_state, anyelement, timestamptz)
RETURNS @extschema@.frequency_state
AS 'MODULE_PATHNAME', 'profile_most_frequent_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.most_frequent_accum(@extschema@.frequency_state, anyelement, timestamptz) IS
'Transition of the aggregate most_frequent.';
CREATE FUNCTION @extschema@.frequency_combine(@extschema@.frequency_state, @extschema@.frequency_state)
RETURNS @extschema@.frequency_state
AS 'MODULE_PATHNAME', 'profile_frequency_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.frequency_combine(@extschema@.frequency_state, @extschema@.frequency_state) IS
'Combines two partial results of most_frequent.';
CREATE FUNCTION @extschema@.survivor_combine(@extschema@.survivor_state, @extschema@.survivor_state)
RETURNS @extschema@.survivor_state
AS 'MODULE_PATHNAME', 'profile_survivor_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivor_combine(@extschema@.survivor_state, @extschema@.survivor_state) IS
'Combines two partial results of one of the aggregates latest, oldest, preferred and longest.';
CREATE FUNCTION @extschema@.latest_final(@extschema@.survivor_state, anyelement, timestamptz) RETURNS anyelement
AS 'MODULE_PATHNAME', 'profile_survivor_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.latest_final(@extschema@.survivor_state, anyelement, timestamptz) IS
'Result of the aggregate latest; only the type of the second argument matters.';
CREATE FUNCTION @extschema@.preferred_final(@extschema@.survivor_state, anyelement, int, timestamptz) RETURNS anyelement
AS 'MODULE_PATHNAME', 'profile_survivor_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.preferred_final(@extschema@.survivor_state, anyelement, int, timestamptz) IS
'Result of the aggregate preferred; only the type of the second argument matters.';
CREATE FUNCTION @extschema@.oldest_final(@extschema@.survivor_state, anyelement, timestamptz) RETURNS anyelement
AS 'MODULE_PATHNAME', 'profile_survivor_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.oldest_final(@extschema@.survivor_state, anyelement, timestamptz) IS
'Result of the aggregate oldest; only the type of the second argument matters.';
CREATE FUNCTION @extschema@.longest_final(@extschema@.survivor_state, text, timestamptz) RETURNS text
AS 'MODULE_PATHNAME', 'profile_survivor_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.longest_final(@extschema@.survivor_state, text, timestamptz) IS
'Result of the aggregate longest; only the type of the second argument matters.';
CREATE FUNCTION @extschema@.most_frequent_final(@extschema@.frequency_state, anyelement, timestamptz) RETURNS anyelement
AS 'MODULE_PATHNAME', 'profile_frequency_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.most_frequent_final(@extschema@.frequency_state, anyelement, timestamptz) IS
'Result of the aggregate most_frequent; only the type of the second argument matters.';

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

CREATE AGGREGATE @extschema@.oldest(value anyelement, at timestamptz) (
    SFUNC = @extschema@.oldest_accum,
    STYPE = @extschema@.survivor_state,
    SSPACE = 128,
    FINALFUNC = @extschema@.oldest_final,
    FINALFUNC_EXTRA,
    COMBINEFUNC = @extschema@.survivor_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.oldest(anyelement, timestamptz) IS
'The value with the earliest time; NULL values do not count, a NULL time loses to every other. Of values of one time the greatest survives by the btree order of its type, text by bytes. Citus: group by the distribution column, since its split of an aggregate over shards refuses polymorphic arguments.';

CREATE AGGREGATE @extschema@.longest(value text, at timestamptz) (
    SFUNC = @extschema@.longest_accum,
    STYPE = @extschema@.survivor_state,
    SSPACE = 128,
    FINALFUNC = @extschema@.longest_final,
    FINALFUNC_EXTRA,
    COMBINEFUNC = @extschema@.survivor_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.longest(text, timestamptz) IS
'The text of most characters, of these the latest (a NULL time is older than all), of these the greatest by bytes; NULL values do not count.';

CREATE AGGREGATE @extschema@.most_frequent(value anyelement, at timestamptz) (
    SFUNC = @extschema@.most_frequent_accum,
    STYPE = @extschema@.frequency_state,
    SSPACE = 512,
    FINALFUNC = @extschema@.most_frequent_final,
    FINALFUNC_EXTRA,
    COMBINEFUNC = @extschema@.frequency_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.most_frequent(anyelement, timestamptz) IS
'The value of most rows, of these the one seen last (a NULL time is older than all), of these the greatest by the btree order of its type, text by bytes; NULL values do not count. A row delivered twice votes twice: most_frequent(DISTINCT value, at) counts the distinct times of a value. Of spellings of one value (numeric 1 and 1.0) the latest is shown. Citus: group by the distribution column, since its split of an aggregate over shards refuses polymorphic arguments.';
