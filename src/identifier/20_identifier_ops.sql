-- Order and hash of the type identifier: kind, then key, both bytewise.

CREATE FUNCTION @extschema@.identifier_eq(@extschema@.identifier, @extschema@.identifier) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_identifier_eq' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_eq(@extschema@.identifier, @extschema@.identifier) IS
'Implementation of the operator =.';

CREATE FUNCTION @extschema@.identifier_ne(@extschema@.identifier, @extschema@.identifier) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_identifier_ne' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_ne(@extschema@.identifier, @extschema@.identifier) IS
'Implementation of the operator <>.';

CREATE FUNCTION @extschema@.identifier_lt(@extschema@.identifier, @extschema@.identifier) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_identifier_lt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_lt(@extschema@.identifier, @extschema@.identifier) IS
'Implementation of the operator <.';

CREATE FUNCTION @extschema@.identifier_le(@extschema@.identifier, @extschema@.identifier) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_identifier_le' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_le(@extschema@.identifier, @extschema@.identifier) IS
'Implementation of the operator <=.';

CREATE FUNCTION @extschema@.identifier_gt(@extschema@.identifier, @extschema@.identifier) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_identifier_gt' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_gt(@extschema@.identifier, @extschema@.identifier) IS
'Implementation of the operator >.';

CREATE FUNCTION @extschema@.identifier_ge(@extschema@.identifier, @extschema@.identifier) RETURNS boolean
AS 'MODULE_PATHNAME', 'profile_identifier_ge' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_ge(@extschema@.identifier, @extschema@.identifier) IS
'Implementation of the operator >=.';

CREATE OPERATOR @extschema@.= (
	FUNCTION = @extschema@.identifier_eq,
	LEFTARG = @extschema@.identifier,
	RIGHTARG = @extschema@.identifier,
	COMMUTATOR = OPERATOR(@extschema@.=),
	NEGATOR = OPERATOR(@extschema@.<>),
	RESTRICT = eqsel,
	JOIN = eqjoinsel,
	HASHES,
	MERGES
);
COMMENT ON OPERATOR @extschema@.= (@extschema@.identifier, @extschema@.identifier) IS 'equal';

CREATE OPERATOR @extschema@.<> (
	FUNCTION = @extschema@.identifier_ne,
	LEFTARG = @extschema@.identifier,
	RIGHTARG = @extschema@.identifier,
	COMMUTATOR = OPERATOR(@extschema@.<>),
	NEGATOR = OPERATOR(@extschema@.=),
	RESTRICT = neqsel,
	JOIN = neqjoinsel
);
COMMENT ON OPERATOR @extschema@.<> (@extschema@.identifier, @extschema@.identifier) IS 'not equal';

CREATE OPERATOR @extschema@.< (
	FUNCTION = @extschema@.identifier_lt,
	LEFTARG = @extschema@.identifier,
	RIGHTARG = @extschema@.identifier,
	COMMUTATOR = OPERATOR(@extschema@.>),
	NEGATOR = OPERATOR(@extschema@.>=),
	RESTRICT = scalarltsel,
	JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR @extschema@.< (@extschema@.identifier, @extschema@.identifier) IS 'less than';

CREATE OPERATOR @extschema@.<= (
	FUNCTION = @extschema@.identifier_le,
	LEFTARG = @extschema@.identifier,
	RIGHTARG = @extschema@.identifier,
	COMMUTATOR = OPERATOR(@extschema@.>=),
	NEGATOR = OPERATOR(@extschema@.>),
	RESTRICT = scalarlesel,
	JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR @extschema@.<= (@extschema@.identifier, @extschema@.identifier) IS 'less than or equal';

CREATE OPERATOR @extschema@.> (
	FUNCTION = @extschema@.identifier_gt,
	LEFTARG = @extschema@.identifier,
	RIGHTARG = @extschema@.identifier,
	COMMUTATOR = OPERATOR(@extschema@.<),
	NEGATOR = OPERATOR(@extschema@.<=),
	RESTRICT = scalargtsel,
	JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR @extschema@.> (@extschema@.identifier, @extschema@.identifier) IS 'greater than';

CREATE OPERATOR @extschema@.>= (
	FUNCTION = @extschema@.identifier_ge,
	LEFTARG = @extschema@.identifier,
	RIGHTARG = @extschema@.identifier,
	COMMUTATOR = OPERATOR(@extschema@.<=),
	NEGATOR = OPERATOR(@extschema@.<),
	RESTRICT = scalargesel,
	JOIN = scalargejoinsel
);
COMMENT ON OPERATOR @extschema@.>= (@extschema@.identifier, @extschema@.identifier) IS 'greater than or equal';

CREATE FUNCTION @extschema@.identifier_cmp(@extschema@.identifier, @extschema@.identifier) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_identifier_cmp' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_cmp(@extschema@.identifier, @extschema@.identifier) IS
'Order of two identifiers: -1, 0 or 1; btree support.';

CREATE FUNCTION @extschema@.identifier_hash(@extschema@.identifier) RETURNS integer
AS 'MODULE_PATHNAME', 'profile_identifier_hash' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_hash(@extschema@.identifier) IS 'hash';

CREATE FUNCTION @extschema@.identifier_hash_extended(@extschema@.identifier, bigint) RETURNS bigint
AS 'MODULE_PATHNAME', 'profile_identifier_hash_extended' LANGUAGE C IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_hash_extended(@extschema@.identifier, bigint) IS 'hash with a seed';

CREATE OPERATOR CLASS @extschema@.identifier_ops
DEFAULT FOR TYPE @extschema@.identifier USING btree AS
	OPERATOR 1 @extschema@.<,
	OPERATOR 2 @extschema@.<=,
	OPERATOR 3 @extschema@.=,
	OPERATOR 4 @extschema@.>=,
	OPERATOR 5 @extschema@.>,
	FUNCTION 1 @extschema@.identifier_cmp(@extschema@.identifier, @extschema@.identifier);

CREATE OPERATOR CLASS @extschema@.identifier_ops
DEFAULT FOR TYPE @extschema@.identifier USING hash AS
	OPERATOR 1 @extschema@.=,
	FUNCTION 1 @extschema@.identifier_hash(@extschema@.identifier),
	FUNCTION 2 @extschema@.identifier_hash_extended(@extschema@.identifier, bigint);
