-- golden: a golden record, every value with where it comes from.

CREATE TYPE @extschema@.golden;
CREATE FUNCTION @extschema@.golden_in(cstring) RETURNS @extschema@.golden
AS 'MODULE_PATHNAME', 'profile_golden_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_in(cstring) IS 'Input of golden.';
CREATE FUNCTION @extschema@.golden_out(@extschema@.golden) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_golden_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_out(@extschema@.golden) IS 'Output of golden.';
CREATE FUNCTION @extschema@.golden_recv(internal) RETURNS @extschema@.golden
AS 'MODULE_PATHNAME', 'profile_golden_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_recv(internal) IS 'Binary input of golden.';
CREATE FUNCTION @extschema@.golden_send(@extschema@.golden) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_golden_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_send(@extschema@.golden) IS 'Binary output of golden.';
CREATE TYPE @extschema@.golden (
    INPUT = @extschema@.golden_in,
    OUTPUT = @extschema@.golden_out,
    RECEIVE = @extschema@.golden_recv,
    SEND = @extschema@.golden_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.golden IS
'A golden record: per attribute the value that survived, its source, when that saw it, the strategy that decided, and how many other values there were (rivals, up to 99). Text form: {"email": {"value": ..., "source": ..., "observed_at": ..., "strategy": ..., "rivals": ...}, ...}, times in UTC; with "others", the runners-up, where rules ask for them, and "nested" where the dots of the name are levels of objects.';

CREATE FUNCTION @extschema@.golden_value(@extschema@.golden, text) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_golden_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_value(@extschema@.golden, text) IS 'Implementation of the operator ->.';
CREATE FUNCTION @extschema@.golden_value_text(@extschema@.golden, text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_golden_value_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_value_text(@extschema@.golden, text) IS 'Implementation of the operator ->>.';
CREATE OPERATOR @extschema@.-> (
    LEFTARG = @extschema@.golden,
    RIGHTARG = text,
    FUNCTION = @extschema@.golden_value
);
COMMENT ON OPERATOR @extschema@.->(@extschema@.golden, text) IS 'value of an attribute or of the object below a path, NULL if there is none';
CREATE OPERATOR @extschema@.->> (
    LEFTARG = @extschema@.golden,
    RIGHTARG = text,
    FUNCTION = @extschema@.golden_value_text
);
COMMENT ON OPERATOR @extschema@.->>(@extschema@.golden, text) IS 'value of an attribute or of the object below a path as text, NULL if there is none';

CREATE FUNCTION @extschema@.golden_to_jsonb(@extschema@.golden) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_golden_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_to_jsonb(@extschema@.golden) IS 'Attributes and their values, without where they come from.';
CREATE CAST (@extschema@.golden AS jsonb) WITH FUNCTION @extschema@.golden_to_jsonb(@extschema@.golden);
CREATE CAST (@extschema@.golden AS text) WITH INOUT;

CREATE FUNCTION @extschema@.golden_provenance(golden @extschema@.golden)
RETURNS TABLE (attribute text, value jsonb, source text, observed_at timestamptz, strategy text, rivals int)
AS 'MODULE_PATHNAME', 'profile_golden_provenance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION @extschema@.golden_provenance(@extschema@.golden) IS
'Where each value comes from. strategy: the step of the chain at which the last other value fell, latest or tie_break if that was after the chain, the first step if there was no other. rivals: how many other values were seen, 99 for 99 or more.';

CREATE FUNCTION @extschema@.golden_rivals(golden @extschema@.golden)
RETURNS TABLE (attribute text, place int, value jsonb, source text, observed_at timestamptz)
AS 'MODULE_PATHNAME', 'profile_golden_rivals' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 12;
COMMENT ON FUNCTION @extschema@.golden_rivals(@extschema@.golden) IS
'The runners-up that were kept because the rules ask for them ("rivals": n): the value that would win without those before it has place 1.';

CREATE FUNCTION @extschema@.golden_diff(a @extschema@.golden, b @extschema@.golden)
RETURNS TABLE (attribute text, change text, before jsonb, after jsonb, source_before text, source_after text)
AS 'MODULE_PATHNAME', 'profile_golden_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION @extschema@.golden_diff(@extschema@.golden, @extschema@.golden) IS
'What is different in b. change: added, removed, changed, or origin where the value is the same and its source or time is not.';

CREATE FUNCTION @extschema@.golden_contains(@extschema@.golden, jsonb) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_golden_contains' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_contains(@extschema@.golden, jsonb) IS 'Implementation of the operator @>.';
CREATE FUNCTION @extschema@.golden_contained(jsonb, @extschema@.golden) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_golden_contained' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_contained(jsonb, @extschema@.golden) IS 'Implementation of the operator <@.';
CREATE OPERATOR @extschema@.@> (
    LEFTARG = @extschema@.golden,
    RIGHTARG = jsonb,
    FUNCTION = @extschema@.golden_contains,
    COMMUTATOR = OPERATOR(@extschema@.<@),
    RESTRICT = matchingsel,
    JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.@>(@extschema@.golden, jsonb) IS 'values contain';
CREATE OPERATOR @extschema@.<@ (
    LEFTARG = jsonb,
    RIGHTARG = @extschema@.golden,
    FUNCTION = @extschema@.golden_contained,
    COMMUTATOR = OPERATOR(@extschema@.@>),
    RESTRICT = matchingsel,
    JOIN = matchingjoinsel
);
COMMENT ON OPERATOR @extschema@.<@(jsonb, @extschema@.golden) IS 'is contained in the values';

-- The keys are hashes of paths and values, as in jsonb_path_ops, which does all but the extraction from a golden.
CREATE FUNCTION @extschema@.golden_gin_extract(@extschema@.golden, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'profile_golden_gin_extract' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_gin_extract(@extschema@.golden, internal, internal) IS 'Keys of the operator class golden_ops (GIN).';
CREATE FUNCTION @extschema@.golden_gin_extract_query(@extschema@.golden, internal, int2, internal, internal, internal, internal) RETURNS internal
AS 'MODULE_PATHNAME', 'profile_golden_gin_extract_query' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_gin_extract_query(@extschema@.golden, internal, int2, internal, internal, internal, internal) IS 'Keys of a question to the operator class golden_ops (GIN).';
CREATE FUNCTION @extschema@.golden_gin_consistent(internal, int2, @extschema@.golden, int4, internal, internal, internal, internal) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_golden_gin_consistent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_gin_consistent(internal, int2, @extschema@.golden, int4, internal, internal, internal, internal) IS 'Match of the operator class golden_ops (GIN).';
CREATE FUNCTION @extschema@.golden_gin_triconsistent(internal, int2, @extschema@.golden, int4, internal, internal, internal) RETURNS "char"
AS 'MODULE_PATHNAME', 'profile_golden_gin_triconsistent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_gin_triconsistent(internal, int2, @extschema@.golden, int4, internal, internal, internal) IS 'Possible match of the operator class golden_ops (GIN).';
CREATE OPERATOR CLASS @extschema@.golden_ops DEFAULT FOR TYPE @extschema@.golden USING gin AS
    OPERATOR 7 @extschema@.@>(@extschema@.golden, jsonb),
    FUNCTION 1 pg_catalog.btint4cmp(int4, int4),
    FUNCTION 2 @extschema@.golden_gin_extract(@extschema@.golden, internal, internal),
    FUNCTION 3 @extschema@.golden_gin_extract_query(@extschema@.golden, internal, int2, internal, internal, internal, internal),
    FUNCTION 4 @extschema@.golden_gin_consistent(internal, int2, @extschema@.golden, int4, internal, internal, internal, internal),
    FUNCTION 6 @extschema@.golden_gin_triconsistent(internal, int2, @extschema@.golden, int4, internal, internal, internal),
    STORAGE int4;

CREATE FUNCTION @extschema@.golden_eq(@extschema@.golden, @extschema@.golden) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_eq(@extschema@.golden, @extschema@.golden) IS 'Implementation of the operator =.';
CREATE FUNCTION @extschema@.golden_ne(@extschema@.golden, @extschema@.golden) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_ne(@extschema@.golden, @extschema@.golden) IS 'Implementation of the operator <>.';
CREATE FUNCTION @extschema@.golden_lt(@extschema@.golden, @extschema@.golden) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_lt(@extschema@.golden, @extschema@.golden) IS 'Implementation of the operator <.';
CREATE FUNCTION @extschema@.golden_le(@extschema@.golden, @extschema@.golden) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_le(@extschema@.golden, @extschema@.golden) IS 'Implementation of the operator <=.';
CREATE FUNCTION @extschema@.golden_gt(@extschema@.golden, @extschema@.golden) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_gt(@extschema@.golden, @extschema@.golden) IS 'Implementation of the operator >.';
CREATE FUNCTION @extschema@.golden_ge(@extschema@.golden, @extschema@.golden) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_ge(@extschema@.golden, @extschema@.golden) IS 'Implementation of the operator >=.';
CREATE FUNCTION @extschema@.golden_cmp(@extschema@.golden, @extschema@.golden) RETURNS int
AS 'MODULE_PATHNAME', 'profile_bytes_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_cmp(@extschema@.golden, @extschema@.golden) IS 'Order of the operator class golden_ops (btree).';
CREATE FUNCTION @extschema@.golden_hash(@extschema@.golden) RETURNS int
AS 'MODULE_PATHNAME', 'profile_bytes_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_hash(@extschema@.golden) IS 'Hash of the operator class golden_ops (hash).';
CREATE FUNCTION @extschema@.golden_hash_extended(@extschema@.golden, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'profile_bytes_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_hash_extended(@extschema@.golden, bigint) IS 'Seeded hash of the operator class golden_ops (hash).';
CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.golden,
    RIGHTARG = @extschema@.golden,
    FUNCTION = @extschema@.golden_eq,
    COMMUTATOR = OPERATOR(@extschema@.=),
    NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES,
    MERGES
);
COMMENT ON OPERATOR @extschema@.=(@extschema@.golden, @extschema@.golden) IS 'equal';
CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.golden,
    RIGHTARG = @extschema@.golden,
    FUNCTION = @extschema@.golden_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>),
    NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<>(@extschema@.golden, @extschema@.golden) IS 'not equal';
CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.golden,
    RIGHTARG = @extschema@.golden,
    FUNCTION = @extschema@.golden_lt,
    COMMUTATOR = OPERATOR(@extschema@.>),
    NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel,
    JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.<(@extschema@.golden, @extschema@.golden) IS 'less';
CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.golden,
    RIGHTARG = @extschema@.golden,
    FUNCTION = @extschema@.golden_le,
    COMMUTATOR = OPERATOR(@extschema@.>=),
    NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel,
    JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<=(@extschema@.golden, @extschema@.golden) IS 'less or equal';
CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.golden,
    RIGHTARG = @extschema@.golden,
    FUNCTION = @extschema@.golden_gt,
    COMMUTATOR = OPERATOR(@extschema@.<),
    NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel,
    JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.>(@extschema@.golden, @extschema@.golden) IS 'greater';
CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.golden,
    RIGHTARG = @extschema@.golden,
    FUNCTION = @extschema@.golden_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=),
    NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel,
    JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>=(@extschema@.golden, @extschema@.golden) IS 'greater or equal';
CREATE OPERATOR CLASS @extschema@.golden_ops DEFAULT FOR TYPE @extschema@.golden USING btree AS
    OPERATOR 1 @extschema@.<,
    OPERATOR 2 @extschema@.<=,
    OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=,
    OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.golden_cmp(@extschema@.golden, @extschema@.golden);
CREATE OPERATOR CLASS @extschema@.golden_ops DEFAULT FOR TYPE @extschema@.golden USING hash AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.golden_hash(@extschema@.golden),
    FUNCTION 2 @extschema@.golden_hash_extended(@extschema@.golden, bigint);
