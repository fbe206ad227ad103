-- survivorship: the rules by which values survive, compiled from JSON.

CREATE TYPE @extschema@.survivorship;
CREATE FUNCTION @extschema@.survivorship_in(cstring) RETURNS @extschema@.survivorship
AS 'MODULE_PATHNAME', 'profile_survivorship_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_in(cstring) IS 'Input of survivorship.';
CREATE FUNCTION @extschema@.survivorship_out(@extschema@.survivorship) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_survivorship_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_out(@extschema@.survivorship) IS 'Output of survivorship.';
CREATE FUNCTION @extschema@.survivorship_recv(internal) RETURNS @extschema@.survivorship
AS 'MODULE_PATHNAME', 'profile_survivorship_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_recv(internal) IS 'Binary input of survivorship.';
CREATE FUNCTION @extschema@.survivorship_send(@extschema@.survivorship) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_survivorship_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_send(@extschema@.survivorship) IS 'Binary output of survivorship.';
CREATE TYPE @extschema@.survivorship (
    INPUT = @extschema@.survivorship_in,
    OUTPUT = @extschema@.survivorship_out,
    RECEIVE = @extschema@.survivorship_recv,
    SEND = @extschema@.survivorship_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended,
    CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.survivorship IS
'Rules of survivorship, written as JSON: {"as_of": TIME, "future": "clamp" or "allow", "sources": [...], "default": RULE, "attributes": {"email": RULE, "address.city": RULE, ...}, "groups": {"address": {"attributes": [...], ...RULE}}} with RULE = {"strategy": NAME or [NAME, ...], "sources": [...], "blanks": "ignore" or "value", ...}. Strategies are latest, oldest, source, trust, most_frequent, min, max, longest, verified, quality, union, same_source_as and pinned; what one leaves undecided goes to the next. doc/golden-record.md tells all.';

CREATE FUNCTION @extschema@.jsonb_to_survivorship(jsonb) RETURNS @extschema@.survivorship
AS 'MODULE_PATHNAME', 'profile_survivorship_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.jsonb_to_survivorship(jsonb) IS
'Rules from JSON. (jsonb has already dropped all but the last of a repeated key; the text form refuses them.)';
CREATE FUNCTION @extschema@.survivorship_to_jsonb(@extschema@.survivorship) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_survivorship_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_to_jsonb(@extschema@.survivorship) IS 'Rules as JSON.';
CREATE CAST (jsonb AS @extschema@.survivorship) WITH FUNCTION @extschema@.jsonb_to_survivorship(jsonb);
CREATE CAST (@extschema@.survivorship AS jsonb) WITH FUNCTION @extschema@.survivorship_to_jsonb(@extschema@.survivorship);
CREATE CAST (@extschema@.survivorship AS text) WITH INOUT;

CREATE FUNCTION @extschema@.survivorship_eq(@extschema@.survivorship, @extschema@.survivorship) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_eq(@extschema@.survivorship, @extschema@.survivorship) IS 'Implementation of the operator =.';
CREATE FUNCTION @extschema@.survivorship_ne(@extschema@.survivorship, @extschema@.survivorship) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_ne(@extschema@.survivorship, @extschema@.survivorship) IS 'Implementation of the operator <>.';
CREATE FUNCTION @extschema@.survivorship_lt(@extschema@.survivorship, @extschema@.survivorship) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_lt(@extschema@.survivorship, @extschema@.survivorship) IS 'Implementation of the operator <.';
CREATE FUNCTION @extschema@.survivorship_le(@extschema@.survivorship, @extschema@.survivorship) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_le(@extschema@.survivorship, @extschema@.survivorship) IS 'Implementation of the operator <=.';
CREATE FUNCTION @extschema@.survivorship_gt(@extschema@.survivorship, @extschema@.survivorship) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_gt(@extschema@.survivorship, @extschema@.survivorship) IS 'Implementation of the operator >.';
CREATE FUNCTION @extschema@.survivorship_ge(@extschema@.survivorship, @extschema@.survivorship) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_bytes_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_ge(@extschema@.survivorship, @extschema@.survivorship) IS 'Implementation of the operator >=.';
CREATE FUNCTION @extschema@.survivorship_cmp(@extschema@.survivorship, @extschema@.survivorship) RETURNS int
AS 'MODULE_PATHNAME', 'profile_bytes_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_cmp(@extschema@.survivorship, @extschema@.survivorship) IS 'Order of the operator class survivorship_ops (btree).';
CREATE FUNCTION @extschema@.survivorship_hash(@extschema@.survivorship) RETURNS int
AS 'MODULE_PATHNAME', 'profile_bytes_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_hash(@extschema@.survivorship) IS 'Hash of the operator class survivorship_ops (hash).';
CREATE FUNCTION @extschema@.survivorship_hash_extended(@extschema@.survivorship, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'profile_bytes_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_hash_extended(@extschema@.survivorship, bigint) IS 'Seeded hash of the operator class survivorship_ops (hash).';
CREATE OPERATOR @extschema@.= (
    LEFTARG = @extschema@.survivorship,
    RIGHTARG = @extschema@.survivorship,
    FUNCTION = @extschema@.survivorship_eq,
    COMMUTATOR = OPERATOR(@extschema@.=),
    NEGATOR = OPERATOR(@extschema@.<>),
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES,
    MERGES
);
COMMENT ON OPERATOR @extschema@.=(@extschema@.survivorship, @extschema@.survivorship) IS 'equal';
CREATE OPERATOR @extschema@.<> (
    LEFTARG = @extschema@.survivorship,
    RIGHTARG = @extschema@.survivorship,
    FUNCTION = @extschema@.survivorship_ne,
    COMMUTATOR = OPERATOR(@extschema@.<>),
    NEGATOR = OPERATOR(@extschema@.=),
    RESTRICT = neqsel,
    JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<>(@extschema@.survivorship, @extschema@.survivorship) IS 'not equal';
CREATE OPERATOR @extschema@.< (
    LEFTARG = @extschema@.survivorship,
    RIGHTARG = @extschema@.survivorship,
    FUNCTION = @extschema@.survivorship_lt,
    COMMUTATOR = OPERATOR(@extschema@.>),
    NEGATOR = OPERATOR(@extschema@.>=),
    RESTRICT = scalarltsel,
    JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.<(@extschema@.survivorship, @extschema@.survivorship) IS 'less';
CREATE OPERATOR @extschema@.<= (
    LEFTARG = @extschema@.survivorship,
    RIGHTARG = @extschema@.survivorship,
    FUNCTION = @extschema@.survivorship_le,
    COMMUTATOR = OPERATOR(@extschema@.>=),
    NEGATOR = OPERATOR(@extschema@.>),
    RESTRICT = scalarlesel,
    JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<=(@extschema@.survivorship, @extschema@.survivorship) IS 'less or equal';
CREATE OPERATOR @extschema@.> (
    LEFTARG = @extschema@.survivorship,
    RIGHTARG = @extschema@.survivorship,
    FUNCTION = @extschema@.survivorship_gt,
    COMMUTATOR = OPERATOR(@extschema@.<),
    NEGATOR = OPERATOR(@extschema@.<=),
    RESTRICT = scalargtsel,
    JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.>(@extschema@.survivorship, @extschema@.survivorship) IS 'greater';
CREATE OPERATOR @extschema@.>= (
    LEFTARG = @extschema@.survivorship,
    RIGHTARG = @extschema@.survivorship,
    FUNCTION = @extschema@.survivorship_ge,
    COMMUTATOR = OPERATOR(@extschema@.<=),
    NEGATOR = OPERATOR(@extschema@.<),
    RESTRICT = scalargesel,
    JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>=(@extschema@.survivorship, @extschema@.survivorship) IS 'greater or equal';
CREATE OPERATOR CLASS @extschema@.survivorship_ops DEFAULT FOR TYPE @extschema@.survivorship USING btree AS
    OPERATOR 1 @extschema@.<,
    OPERATOR 2 @extschema@.<=,
    OPERATOR 3 @extschema@.=,
    OPERATOR 4 @extschema@.>=,
    OPERATOR 5 @extschema@.>,
    FUNCTION 1 @extschema@.survivorship_cmp(@extschema@.survivorship, @extschema@.survivorship);
CREATE OPERATOR CLASS @extschema@.survivorship_ops DEFAULT FOR TYPE @extschema@.survivorship USING hash AS
    OPERATOR 1 @extschema@.=,
    FUNCTION 1 @extschema@.survivorship_hash(@extschema@.survivorship),
    FUNCTION 2 @extschema@.survivorship_hash_extended(@extschema@.survivorship, bigint);

CREATE FUNCTION @extschema@.survivorship_as_of(rules @extschema@.survivorship, as_of timestamptz) RETURNS @extschema@.survivorship
AS 'MODULE_PATHNAME', 'profile_survivorship_as_of' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.survivorship_as_of(@extschema@.survivorship, timestamptz) IS
'The same rules as of another moment: what counts as now for trust that decays, and later than what nothing is observed unless the rules allow the future.';
