-- What the model does for every record that arrives, in C.  The model is told by
-- its schema; its tables are read by key and written row by row, with the rights
-- of the caller.

CREATE FUNCTION @extschema@.take_in_record(
  model regnamespace, source_id bigint, source_key text, kind text, attributes jsonb, observed_at timestamptz, stamps jsonb
) RETURNS bigint
AS 'MODULE_PATHNAME', 'profile_take_in_record'
LANGUAGE C VOLATILE CALLED ON NULL INPUT PARALLEL UNSAFE COST 1000;
COMMENT ON FUNCTION @extschema@.take_in_record(regnamespace, bigint, text, text, jsonb, timestamptz, jsonb) IS
'For the functions of a model: take in the first version of a record where it is plain to see whose it is, since nobody has met its identifiers or all that are known lead to one profile, and no rule speaks against it. Returns its record_id; with a minus where the record was written but has yet to be resolved; 0 where nothing was done, and the record is to be inserted as any other; NULL where another session has just brought it.';

CREATE FUNCTION @extschema@.golden_of_profile(
  model regnamespace, profile_id bigint, rules @extschema@.survivorship DEFAULT NULL, hidden text[] DEFAULT NULL
) RETURNS @extschema@.golden
AS 'MODULE_PATHNAME', 'profile_golden_of_profile'
LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.golden_of_profile(regnamespace, bigint, @extschema@.survivorship, text[]) IS
'For the functions of a model: the golden record of a profile from its records, by these rules (NULL: the model''s own), without the hidden attributes; NULL where it has no records.';

CREATE FUNCTION @extschema@.identifies_alike(
  model regnamespace, record_id bigint, source_id bigint, source_key text, kind text, attributes jsonb, stamps jsonb,
  observed_at timestamptz, at timestamptz
) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_identifies_alike'
LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.identifies_alike(regnamespace, bigint, bigint, text, text, jsonb, jsonb, timestamptz, timestamptz) IS
'For the functions of a model: whether a record, brought up to date with a version observed at a time, carries the identifiers that its links say, judged alike and none of them seen earlier (observed_at: when its attributes without a stamp were). Returns the problems of attributes that should identify and cannot, an empty object where there are none; NULL where it identifies otherwise.';
