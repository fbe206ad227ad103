-- Identifiers and canonical forms in the attributes of a record.

CREATE FUNCTION @extschema@.identifiers_in(attributes jsonb, kinds jsonb, region text DEFAULT NULL)
RETURNS TABLE (attribute text, identifier @extschema@.identifier, problem text)
AS 'MODULE_PATHNAME', 'profile_identifiers_in' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE COST 10 ROWS 4;
COMMENT ON FUNCTION @extschema@.identifiers_in(jsonb, jsonb, text) IS
'Identifiers in the attributes of a record. kinds says which attributes identify, and as what: {"phone": "phone", "work_phone": "phone"}; '
'a value may be an array. A row for each different identifier, with the first attribute that has it, and one for each value that identifies nothing, '
'with the code of the problem as examine_identifier() gives it; nothing for nulls and empty strings.';

CREATE FUNCTION @extschema@.normalize_attributes(attributes jsonb, kinds jsonb, region text DEFAULT NULL, OUT sound jsonb, OUT doubtful jsonb)
AS 'MODULE_PATHNAME', 'profile_normalize_attributes' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION @extschema@.normalize_attributes(jsonb, jsonb, text) IS
'Attributes of a record in canonical form, where kinds says what they are: {"phone": "phone", "name": "name"} (e-mail addresses in lower case). '
'sound: all attributes but those that are garbage of their kind; of an array what is sound, each value once, and one alone as a value. '
'doubtful: the garbage, as it came; NULL where there is none. Blanks and attributes without a kind stay as they are.';
