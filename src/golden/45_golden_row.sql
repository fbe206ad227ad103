-- golden_row: golden_record for tables with columns.

CREATE FUNCTION @extschema@.golden_row_accum(@extschema@.golden_state, record, text, timestamptz, @extschema@.survivorship)
RETURNS @extschema@.golden_state
AS 'MODULE_PATHNAME', 'profile_golden_row_accum' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.golden_row_accum(@extschema@.golden_state, record, text, timestamptz, @extschema@.survivorship) IS
'Transition of the aggregate golden_row.';

CREATE AGGREGATE @extschema@.golden_row(columns record, source text, observed_at timestamptz, rules @extschema@.survivorship) (
    SFUNC = @extschema@.golden_row_accum,
    STYPE = @extschema@.golden_state,
    SSPACE = 1536,
    FINALFUNC = @extschema@.golden_record_final,
    COMBINEFUNC = @extschema@.golden_record_combine,
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.golden_row(record, text, timestamptz, @extschema@.survivorship) IS
'golden_record of rows: every column of the record is an attribute, as to_jsonb() would write it, without the cost of doing so. golden_row(r, source, at, rules) over (SELECT a, b FROM ...) r, or over a table.';
