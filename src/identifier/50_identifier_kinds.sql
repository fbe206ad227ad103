-- Identifiers of any kind.

CREATE FUNCTION @extschema@.normalize_identifier(kind text, raw text, region text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'profile_normalize_identifier' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.normalize_identifier(text, text, text) IS
'Canonical form of a raw identifier, or NULL for garbage. Kinds: phone email inn snils login loyalty cookie device; '
'any other word is a namespace whose values are trimmed and NFC-normalised, case kept.';

CREATE FUNCTION @extschema@.examine_identifier(
	kind text,
	raw text,
	region text DEFAULT NULL,
	OUT normalized text,
	OUT key text,
	OUT quality smallint,
	OUT problem text
)
AS 'MODULE_PATHNAME', 'profile_examine_identifier' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.examine_identifier(text, text, text) IS
'Canonical form, comparison key and worth of a raw identifier. quality: 0 sure, 1 read with an assumption, '
'2 garbage or empty (normalized and key are NULL). problem is a stable code. At quality 2: empty too_short too_long '
'bad_format bad_encoding bad_checksum bad_domain bad_number bad_calling_code unknown_region placeholder. '
'At quality 1: assumed_plus assumed_prefix assumed_trunk_prefix missing_trunk_prefix trailing_text (phone), '
'stray_punctuation dotless_domain numeric_domain (email), no_checksum (snils), unknown_format (device).';

CREATE FUNCTION @extschema@.make_identifier(kind text, raw text, region text DEFAULT NULL)
RETURNS @extschema@.identifier
AS 'MODULE_PATHNAME', 'profile_make_identifier' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.make_identifier(text, text, text) IS
'Identifier of a raw value, or NULL for garbage: make_identifier(''phone'', ''8 (916) 123-45-67'', ''RU'') is '
'phone:+79161234567.';
