-- Telephone numbers.

CREATE FUNCTION @extschema@.normalize_phone(raw text, region text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'profile_normalize_phone' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.normalize_phone(text, text) IS
'Telephone number in E.164, or NULL for garbage. region (ISO 3166 alpha-2) reads national forms: '
'normalize_phone(''8 (916) 123-45-67'', ''RU'') is +79161234567.';

CREATE FUNCTION @extschema@.examine_phone(
	raw text,
	region text DEFAULT NULL,
	OUT e164 text,
	OUT valid boolean,
	OUT type text,
	OUT region text,
	OUT country_code integer,
	OUT national_number text,
	OUT extension text,
	OUT quality smallint,
	OUT problem text
)
AS 'MODULE_PATHNAME', 'profile_examine_phone' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.examine_phone(text, text) IS
'Everything known about a telephone number. type: mobile, fixed_line, toll_free or unknown; '
'quality: 0 sure, 1 read with an assumption, 2 garbage (e164 is NULL). '
'problem at quality 1: assumed_plus assumed_prefix assumed_trunk_prefix missing_trunk_prefix trailing_text; '
'at quality 2: empty too_short too_long bad_format bad_number bad_calling_code unknown_region placeholder bad_encoding.';
