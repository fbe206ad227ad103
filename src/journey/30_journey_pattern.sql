-- Type journey_pattern: what to look for in journeys.

CREATE TYPE @extschema@.journey_pattern;

CREATE FUNCTION @extschema@.journey_pattern_in(cstring) RETURNS @extschema@.journey_pattern
AS 'MODULE_PATHNAME', 'profile_pattern_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_in(cstring) IS 'text input of journey_pattern';

CREATE FUNCTION @extschema@.journey_pattern_out(@extschema@.journey_pattern) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_pattern_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_out(@extschema@.journey_pattern) IS 'text output of journey_pattern';

CREATE FUNCTION @extschema@.journey_pattern_recv(internal) RETURNS @extschema@.journey_pattern
AS 'MODULE_PATHNAME', 'profile_pattern_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_recv(internal) IS 'binary input of journey_pattern';

CREATE FUNCTION @extschema@.journey_pattern_send(@extschema@.journey_pattern) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_pattern_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_send(@extschema@.journey_pattern) IS 'binary output of journey_pattern';

CREATE TYPE @extschema@.journey_pattern (
	INPUT = @extschema@.journey_pattern_in,
	OUTPUT = @extschema@.journey_pattern_out,
	RECEIVE = @extschema@.journey_pattern_recv,
	SEND = @extschema@.journey_pattern_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.journey_pattern IS
'Pattern over journeys, e.g. product_view -> add_to_cart <-> web:checkout -> !call:* -> shop:*[value > 100] within 7d; see doc/journey.md';

-- ---- comparison

CREATE FUNCTION @extschema@.journey_pattern_eq(@extschema@.journey_pattern, @extschema@.journey_pattern) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_eq(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'the same pattern';

CREATE FUNCTION @extschema@.journey_pattern_ne(@extschema@.journey_pattern, @extschema@.journey_pattern) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_ne(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'not the same pattern';

CREATE FUNCTION @extschema@.journey_pattern_lt(@extschema@.journey_pattern, @extschema@.journey_pattern) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_lt(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'less, in a fixed order without meaning';

CREATE FUNCTION @extschema@.journey_pattern_le(@extschema@.journey_pattern, @extschema@.journey_pattern) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_le(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'less or equal, in a fixed order without meaning';

CREATE FUNCTION @extschema@.journey_pattern_ge(@extschema@.journey_pattern, @extschema@.journey_pattern) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_ge(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'greater or equal, in a fixed order without meaning';

CREATE FUNCTION @extschema@.journey_pattern_gt(@extschema@.journey_pattern, @extschema@.journey_pattern) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_gt(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'greater, in a fixed order without meaning';

CREATE FUNCTION @extschema@.journey_pattern_cmp(@extschema@.journey_pattern, @extschema@.journey_pattern) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_bytes_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_cmp(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'compare, in a fixed order without meaning';

CREATE FUNCTION @extschema@.journey_pattern_hash(@extschema@.journey_pattern) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_bytes_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_hash(@extschema@.journey_pattern) IS 'hash';

CREATE FUNCTION @extschema@.journey_pattern_hash_extended(@extschema@.journey_pattern, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'profile_bytes_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_hash_extended(@extschema@.journey_pattern, bigint) IS 'hash with seed';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.journey_pattern, RIGHTARG = @extschema@.journey_pattern, FUNCTION = @extschema@.journey_pattern_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.=(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'the same pattern';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.journey_pattern, RIGHTARG = @extschema@.journey_pattern, FUNCTION = @extschema@.journey_pattern_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<>(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'not the same pattern';

CREATE OPERATOR @extschema@.< (
	LEFTARG = @extschema@.journey_pattern, RIGHTARG = @extschema@.journey_pattern, FUNCTION = @extschema@.journey_pattern_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.<(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'less, in a fixed order without meaning';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = @extschema@.journey_pattern, RIGHTARG = @extschema@.journey_pattern, FUNCTION = @extschema@.journey_pattern_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<=(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'less or equal, in a fixed order without meaning';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = @extschema@.journey_pattern, RIGHTARG = @extschema@.journey_pattern, FUNCTION = @extschema@.journey_pattern_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>=(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'greater or equal, in a fixed order without meaning';

CREATE OPERATOR @extschema@.> (
	LEFTARG = @extschema@.journey_pattern, RIGHTARG = @extschema@.journey_pattern, FUNCTION = @extschema@.journey_pattern_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.>(@extschema@.journey_pattern, @extschema@.journey_pattern) IS 'greater, in a fixed order without meaning';

CREATE OPERATOR CLASS @extschema@.journey_pattern_btree_ops DEFAULT FOR TYPE @extschema@.journey_pattern USING btree AS
	OPERATOR 1 @extschema@.<,
	OPERATOR 2 @extschema@.<=,
	OPERATOR 3 @extschema@.=,
	OPERATOR 4 @extschema@.>=,
	OPERATOR 5 @extschema@.>,
	FUNCTION 1 @extschema@.journey_pattern_cmp(@extschema@.journey_pattern, @extschema@.journey_pattern);

CREATE OPERATOR CLASS @extschema@.journey_pattern_hash_ops DEFAULT FOR TYPE @extschema@.journey_pattern USING hash AS
	OPERATOR 1 @extschema@.=,
	FUNCTION 1 @extschema@.journey_pattern_hash(@extschema@.journey_pattern),
	FUNCTION 2 @extschema@.journey_pattern_hash_extended(@extschema@.journey_pattern, bigint);

CREATE CAST (@extschema@.journey_pattern AS text) WITH INOUT;
CREATE CAST (text AS @extschema@.journey_pattern) WITH INOUT;

-- ---- matching

CREATE FUNCTION @extschema@.journey_matches_pattern(@extschema@.journey, @extschema@.journey_pattern) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_matches_pattern' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_matches_pattern(@extschema@.journey, @extschema@.journey_pattern) IS 'implementation of @@ operator';

CREATE FUNCTION @extschema@.journey_pattern_matches(@extschema@.journey_pattern, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_pattern_matches_journey' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_pattern_matches(@extschema@.journey_pattern, @extschema@.journey) IS 'implementation of @@ operator';

CREATE OPERATOR @extschema@.@@ (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey_pattern, FUNCTION = @extschema@.journey_matches_pattern,
	COMMUTATOR = OPERATOR(@extschema@.@@), RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @extschema@.@@(@extschema@.journey, @extschema@.journey_pattern) IS 'the journey matches the pattern';

CREATE OPERATOR @extschema@.@@ (
	LEFTARG = @extschema@.journey_pattern, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_pattern_matches,
	COMMUTATOR = OPERATOR(@extschema@.@@), RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @extschema@.@@(@extschema@.journey_pattern, @extschema@.journey) IS 'the journey matches the pattern';

CREATE FUNCTION @extschema@.journey_matches(j @extschema@.journey, pattern @extschema@.journey_pattern)
RETURNS TABLE (match integer, positions integer[], times timestamptz[])
AS 'MODULE_PATHNAME', 'profile_journey_matches' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 3;
COMMENT ON FUNCTION @extschema@.journey_matches(@extschema@.journey, @extschema@.journey_pattern) IS
'Positions (from 1) and times of the steps that match, match by match: the one that begins first, of those the one that ends first, of those the one with the earliest steps; the next begins after it.';

CREATE FUNCTION @extschema@.journey_match_count(j @extschema@.journey, pattern @extschema@.journey_pattern) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_journey_match_count' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_match_count(@extschema@.journey, @extschema@.journey_pattern) IS
'Number of rows of journey_matches.';

CREATE FUNCTION @extschema@.check_pattern(pattern @extschema@.journey_pattern, events text[]) RETURNS SETOF text
AS 'MODULE_PATHNAME', 'profile_check_pattern' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1;
COMMENT ON FUNCTION @extschema@.check_pattern(@extschema@.journey_pattern, text[]) IS
'A line for each event of the pattern that is none of the given ones, with those that are spelled similarly; a misspelled event after ! would always be absent.';
