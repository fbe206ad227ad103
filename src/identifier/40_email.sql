-- E-mail addresses.

CREATE FUNCTION @extschema@.normalize_email(raw text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_normalize_email' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.normalize_email(text) IS
'Address that one would write to: without display name, domain in lower-case A-labels, '
'local part as it was; NULL for what is no address.';

CREATE FUNCTION @extschema@.email_key(raw text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_email_key' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.email_key(text) IS
'Mailbox behind an e-mail address, by the rules of its provider: lower case, without tags and dots where they '
'do not count, one domain for a provider''s aliases; NULL for garbage and placeholders. For comparing, not for writing to.';
