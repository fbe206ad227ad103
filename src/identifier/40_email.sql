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

CREATE FUNCTION @extschema@.email_key(raw text, rules jsonb) RETURNS text
AS 'MODULE_PATHNAME', 'profile_email_key_by_rules' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.email_key(text, jsonb) IS
'As email_key(raw), with a company''s own rules before those compiled in: an object with a member for each domain '
'(lower case, A-labels; "*" for domains without any rule), whose value is null (no rule) or an object of cut_plus, '
'ignore_dots, dot_is_dash, ignore_punctuation, user_subdomain (true or false) and canonical_domain. '
'Example: {"corp.example": {"cut_plus": true, "canonical_domain": "corp.com"}}. The rules are an argument because '
'an immutable function cannot read a table: keys made with other rules must be made anew.';

CREATE FUNCTION @extschema@.suggest_email(raw text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_suggest_email' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.suggest_email(text) IS
'Address that was probably meant by one with a typing error in a well-known domain or in its ending '
'(gamil.com, yandex.ry, mail,ru), or the first one of a field that holds other things as well, or NULL where nothing looks wrong. For a person to confirm; no other function applies it.';
