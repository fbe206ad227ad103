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
'Everything known about a telephone number. type: fixed_line mobile fixed_line_or_mobile toll_free premium_rate '
'shared_cost voip personal_number pager uan voicemail unknown; '
'quality: 0 sure (as libphonenumber reads it), 1 read with an assumption, 2 garbage (e164 is NULL). '
'problem at quality 1: assumed_plus assumed_prefix assumed_trunk_prefix stray_plus old_prefix extension_word '
'several_numbers leading_text trailing_text unusual_characters spreadsheet_float; '
'at quality 2: empty too_short too_long bad_format bad_number bad_calling_code unknown_region placeholder '
'test_number masked lost_digits bad_encoding.';

CREATE FUNCTION @extschema@.phone_candidates(raw text, region text DEFAULT NULL) RETURNS SETOF text
AS 'MODULE_PATHNAME', 'profile_phone_candidates' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION @extschema@.phone_candidates(text, text) IS
'All telephone numbers of a field in E.164, each once, in their order: of "8(495)234-56-71; 8(916)234-56-72 Ivan" both. '
'At most 100.';

CREATE FUNCTION @extschema@.phone_metadata_version() RETURNS text
AS 'MODULE_PATHNAME', 'profile_phone_version' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.phone_metadata_version() IS
'Release of libphonenumber whose metadata the telephone functions know. Numbering plans change: what was read '
'with another release may read otherwise.';
