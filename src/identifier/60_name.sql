-- Names of people, and the version of keys.

CREATE FUNCTION @extschema@.normalize_name(raw text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_normalize_name' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.normalize_name(text) IS
'Name of a person as one prints it, in the script it came in: title case (but McDonald, O''Connor, von Braun, ogly), single blanks, '
'dots after initials, honorifics dropped, suffixes last, "Smith, John" turned; NULL for what is no name.';

CREATE FUNCTION @extschema@.name_key(raw text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_name_key' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.name_key(text) IS
'Key of a name that does not depend on order, case, script (Cyrillic or Latin) and the usual transliterations: '
'''SHCHERBAKOV Petr'' and ''Pyotr Scherbakov'' have one key, which is that of their Cyrillic spelling. Patronymics, initials and generation suffixes are part of it, '
'honorifics and degrees are not; short forms (Sasha) are names of their own. NULL for what is no name. '
'Its version is identifier_key_version().';

CREATE FUNCTION @extschema@.parse_name(
	raw text,
	OUT family text,
	OUT given text,
	OUT patronymic text,
	OUT suffix text,
	OUT gender text,
	OUT quality smallint,
	OUT problem text
)
AS 'MODULE_PATHNAME', 'profile_parse_name' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.parse_name(text) IS
'Parts of a person''s name. gender is m, f or NULL: told by patronymic, else given name, else family name. '
'quality: 0 sure, 1 read with an assumption, 2 no name (all parts are NULL). problem at quality 1: single_word assumed_order '
'assumed_patronymic several_names mixed_script trailing_text stray_word stray_punctuation; at quality 2: empty too_short too_long bad_format bad_encoding '
'placeholder company digits keyboard_run.';

CREATE FUNCTION @extschema@.identifier_key_version() RETURNS integer
AS 'MODULE_PATHNAME', 'profile_identifier_key_version' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identifier_key_version() IS
'Version of the keys that this release makes. It grows when a release computes some key otherwise than the one before.';

-- Not strict: a region may be missing, and so may a raw value that was there once.
CREATE FUNCTION @extschema@.check_identifier_keys(stored @extschema@.identifier, raw text, region text DEFAULT NULL)
RETURNS TABLE (computed @extschema@.identifier)
LANGUAGE sql IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE ROWS 1
BEGIN ATOMIC
	SELECT i FROM @extschema@.make_identifier(@extschema@.identifier_kind(stored), raw, region) i
	WHERE stored IS NOT NULL AND (i IS NULL OR i OPERATOR(@extschema@.<>) stored);
END;
COMMENT ON FUNCTION @extschema@.check_identifier_keys(@extschema@.identifier, text, text) IS
'One row if this release reads the raw value as another identifier than the stored one (NULL: as garbage), none if it is the same: '
'SELECT t.*, c.computed FROM contacts t, check_identifier_keys(t.identifier, t.raw, ''RU'') c lists what to recompute after an upgrade '
'that changed identifier_key_version().';
