-- Type journey: the time-ordered steps of a customer in one value.

CREATE TYPE @extschema@.journey;

CREATE FUNCTION @extschema@.journey_in(cstring) RETURNS @extschema@.journey
AS 'MODULE_PATHNAME', 'profile_journey_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_in(cstring) IS 'text input of journey';

CREATE FUNCTION @extschema@.journey_out(@extschema@.journey) RETURNS cstring
AS 'MODULE_PATHNAME', 'profile_journey_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_out(@extschema@.journey) IS 'text output of journey';

CREATE FUNCTION @extschema@.journey_recv(internal) RETURNS @extschema@.journey
AS 'MODULE_PATHNAME', 'profile_journey_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_recv(internal) IS 'binary input of journey';

CREATE FUNCTION @extschema@.journey_send(@extschema@.journey) RETURNS bytea
AS 'MODULE_PATHNAME', 'profile_journey_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_send(@extschema@.journey) IS 'binary output of journey';

CREATE TYPE @extschema@.journey (
	INPUT = @extschema@.journey_in,
	OUTPUT = @extschema@.journey_out,
	RECEIVE = @extschema@.journey_recv,
	SEND = @extschema@.journey_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = int4,
	STORAGE = extended,
	CATEGORY = 'U'
);
COMMENT ON TYPE @extschema@.journey IS
'Time-ordered steps (time, channel, event, label, value), e.g. {2026-01-02T03:04:05Z web:product_view, 2026-01-02T03:05:00Z shop:purchase "label" =12.50}';

-- ---- comparison

CREATE FUNCTION @extschema@.journey_eq(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_eq(@extschema@.journey, @extschema@.journey) IS 'the same steps';

CREATE FUNCTION @extschema@.journey_ne(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_ne(@extschema@.journey, @extschema@.journey) IS 'not the same steps';

CREATE FUNCTION @extschema@.journey_lt(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_lt(@extschema@.journey, @extschema@.journey) IS 'less by start, end, length, bytes';

CREATE FUNCTION @extschema@.journey_le(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_le(@extschema@.journey, @extschema@.journey) IS 'less or equal by start, end, length, bytes';

CREATE FUNCTION @extschema@.journey_ge(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_ge(@extschema@.journey, @extschema@.journey) IS 'greater or equal by start, end, length, bytes';

CREATE FUNCTION @extschema@.journey_gt(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_gt(@extschema@.journey, @extschema@.journey) IS 'greater by start, end, length, bytes';

CREATE FUNCTION @extschema@.journey_cmp(@extschema@.journey, @extschema@.journey) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_journey_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_cmp(@extschema@.journey, @extschema@.journey) IS 'compare by start, end, length, bytes';

CREATE FUNCTION @extschema@.journey_hash(@extschema@.journey) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_journey_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_hash(@extschema@.journey) IS 'hash';

CREATE FUNCTION @extschema@.journey_hash_extended(@extschema@.journey, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'profile_journey_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_hash_extended(@extschema@.journey, bigint) IS 'hash with seed';

CREATE OPERATOR @extschema@.= (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_eq,
	COMMUTATOR = OPERATOR(@extschema@.=), NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR @extschema@.=(@extschema@.journey, @extschema@.journey) IS 'the same steps';

CREATE OPERATOR @extschema@.<> (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_ne,
	COMMUTATOR = OPERATOR(@extschema@.<>), NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<>(@extschema@.journey, @extschema@.journey) IS 'not the same steps';

CREATE OPERATOR @extschema@.< (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_lt,
	COMMUTATOR = OPERATOR(@extschema@.>), NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.<(@extschema@.journey, @extschema@.journey) IS 'less by start, end, length, bytes';

CREATE OPERATOR @extschema@.<= (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_le,
	COMMUTATOR = OPERATOR(@extschema@.>=), NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<=(@extschema@.journey, @extschema@.journey) IS 'less or equal by start, end, length, bytes';

CREATE OPERATOR @extschema@.>= (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_ge,
	COMMUTATOR = OPERATOR(@extschema@.<=), NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>=(@extschema@.journey, @extschema@.journey) IS 'greater or equal by start, end, length, bytes';

CREATE OPERATOR @extschema@.> (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_gt,
	COMMUTATOR = OPERATOR(@extschema@.<), NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.>(@extschema@.journey, @extschema@.journey) IS 'greater by start, end, length, bytes';

CREATE OPERATOR CLASS @extschema@.journey_btree_ops DEFAULT FOR TYPE @extschema@.journey USING btree AS
	OPERATOR 1 @extschema@.<,
	OPERATOR 2 @extschema@.<=,
	OPERATOR 3 @extschema@.=,
	OPERATOR 4 @extschema@.>=,
	OPERATOR 5 @extschema@.>,
	FUNCTION 1 @extschema@.journey_cmp(@extschema@.journey, @extschema@.journey);

CREATE OPERATOR CLASS @extschema@.journey_hash_ops DEFAULT FOR TYPE @extschema@.journey USING hash AS
	OPERATOR 1 @extschema@.=,
	FUNCTION 1 @extschema@.journey_hash(@extschema@.journey),
	FUNCTION 2 @extschema@.journey_hash_extended(@extschema@.journey, bigint);

-- ---- reading

CREATE FUNCTION @extschema@.journey_start(j @extschema@.journey) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'profile_journey_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_start(@extschema@.journey) IS 'time of the first step; NULL for the empty journey';

CREATE FUNCTION @extschema@.journey_end(j @extschema@.journey) RETURNS timestamptz
AS 'MODULE_PATHNAME', 'profile_journey_end' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_end(@extschema@.journey) IS 'time of the last step; NULL for the empty journey';

CREATE FUNCTION @extschema@.journey_length(j @extschema@.journey) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_journey_length' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_length(@extschema@.journey) IS 'number of steps';

CREATE FUNCTION @extschema@.journey_channels(j @extschema@.journey) RETURNS text[]
AS 'MODULE_PATHNAME', 'profile_journey_channels' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_channels(@extschema@.journey) IS 'distinct channels in C order';

CREATE FUNCTION @extschema@.journey_steps(j @extschema@.journey)
RETURNS TABLE (step integer, at timestamptz, channel text, event text, label text, value numeric)
AS 'MODULE_PATHNAME', 'profile_journey_steps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 25;
COMMENT ON FUNCTION @extschema@.journey_steps(@extschema@.journey) IS
'The steps in order (at, channel, event, label, value), counted from 1; the inverse of journey_agg.';

CREATE FUNCTION @extschema@.journey_to_jsonb(@extschema@.journey) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_journey_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_to_jsonb(@extschema@.journey) IS
'Array of {"at", "channel", "event", "label", "value"}; label and value only where a step has them.';

CREATE CAST (@extschema@.journey AS text) WITH INOUT;
CREATE CAST (text AS @extschema@.journey) WITH INOUT;
CREATE CAST (@extschema@.journey AS jsonb) WITH FUNCTION @extschema@.journey_to_jsonb(@extschema@.journey);

-- ---- journeys out of journeys

CREATE FUNCTION @extschema@.journey_merge(@extschema@.journey, @extschema@.journey) RETURNS @extschema@.journey
AS 'MODULE_PATHNAME', 'profile_journey_merge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_merge(@extschema@.journey, @extschema@.journey) IS 'implementation of || operator';

CREATE OPERATOR @extschema@.|| (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_merge,
	COMMUTATOR = OPERATOR(@extschema@.||)
);
COMMENT ON OPERATOR @extschema@.||(@extschema@.journey, @extschema@.journey) IS
'The steps of both in time order, equal steps once (as UNION).';

CREATE FUNCTION @extschema@.journey_append(a @extschema@.journey, b @extschema@.journey) RETURNS @extschema@.journey
AS 'MODULE_PATHNAME', 'profile_journey_append' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_append(@extschema@.journey, @extschema@.journey) IS
'All steps of both in time order, equal ones too (as UNION ALL); for maintaining stored journeys.';

CREATE FUNCTION @extschema@.journey_last(j @extschema@.journey, n integer) RETURNS @extschema@.journey
AS 'MODULE_PATHNAME', 'profile_journey_last' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_last(@extschema@.journey, integer) IS
'The last n steps: the context for handing a conversation over.';

CREATE FUNCTION @extschema@.journey_nth(@extschema@.journey, integer) RETURNS @extschema@.journey
AS 'MODULE_PATHNAME', 'profile_journey_nth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_nth(@extschema@.journey, integer) IS 'implementation of -> operator';

CREATE OPERATOR @extschema@.-> (
	LEFTARG = @extschema@.journey, RIGHTARG = integer, FUNCTION = @extschema@.journey_nth
);
COMMENT ON OPERATOR @extschema@.->(@extschema@.journey, integer) IS
'The n-th step as a journey of one step, from 1, negative from the end; NULL where there is none.';

-- ---- journeys within journeys

CREATE FUNCTION @extschema@.journey_contains(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_contains' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_contains(@extschema@.journey, @extschema@.journey) IS 'implementation of @> operator';

CREATE FUNCTION @extschema@.journey_contained(@extschema@.journey, @extschema@.journey) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_journey_contained' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_contained(@extschema@.journey, @extschema@.journey) IS 'implementation of <@ operator';

CREATE OPERATOR @extschema@.@> (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_contains,
	COMMUTATOR = OPERATOR(@extschema@.<@), RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @extschema@.@>(@extschema@.journey, @extschema@.journey) IS
'The left one has every (channel, event) of the right, in any order and at any time.';

CREATE OPERATOR @extschema@.<@ (
	LEFTARG = @extschema@.journey, RIGHTARG = @extschema@.journey, FUNCTION = @extschema@.journey_contained,
	COMMUTATOR = OPERATOR(@extschema@.@>), RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR @extschema@.<@(@extschema@.journey, @extschema@.journey) IS
'The right one has every (channel, event) of the left, in any order and at any time.';
