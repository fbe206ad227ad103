-- Identifiers of any kind.

CREATE FUNCTION @extschema@.normalize_identifier(kind text, raw text, region text DEFAULT NULL) RETURNS text
AS 'MODULE_PATHNAME', 'profile_normalize_identifier' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.normalize_identifier(text, text, text) IS
'Canonical form of a raw identifier, or NULL for garbage. Kinds: phone email; inn snils ogrn kpp passport_ru (Russia); '
'bic (BIK) account_ru (''BIK/account'' is checked, an account alone is an assumption) swift iban card (masked: 220012******1234) '
'vat (EU, Britain; region names the state where its letters are missing) lei; ip domain url telegram vk; login loyalty cookie '
'device; name address; any other word is a namespace whose values are trimmed and NFC-normalised, case kept.';

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
'bad_format bad_encoding bad_checksum bad_domain bad_number bad_calling_code unknown_region unknown_issuer (card) '
'placeholder masked lost_digits test_number no_account (telegram, vk) session_cookie; private_address shared_address loopback_address '
'link_local_address multicast_address reserved_address (ip). '
'At quality 1: those of examine_phone(), parse_name() and parse_address(), '
'stray_punctuation dotless_domain numeric_domain and the judgements relay disposable placeholder role reserved_domain mixed_script '
'(email: the key works, yet a relay is made for one site, a disposable mailbox lives for minutes, a role is an office), '
'lost_zero spreadsheet_float (numbers of Russia), no_checksum (snils), unknown_region (bic, passport_ru), implausible_year (passport_ru), no_bank (account_ru), '
'use_card_token (card: there is no key, see card_token()), unknown_format random_address bad_checksum (device), '
'documentation_address several_addresses (ip), role placeholder mixed_script (login), from_url reserved_domain (domain), assumed_scheme credentials (url), bot maybe_phone (telegram). '
'Keys that are not the normalized form: an IPv6 address''s is its /64, a domain''s and a URL''s have no www., '
'a URL''s no scheme, a SWIFT code''s eleven characters, a SNILS''s and a passport''s are digits only. doc/identifiers.md has a table of all codes.';

CREATE FUNCTION @extschema@.make_identifier(kind text, raw text, region text DEFAULT NULL)
RETURNS @extschema@.identifier
AS 'MODULE_PATHNAME', 'profile_make_identifier' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.make_identifier(text, text, text) IS
'Identifier of a raw value, or NULL for garbage and for payment cards: make_identifier(''phone'', ''8 (916) 123-45-67'', ''RU'') is '
'phone:+79161234567.';

CREATE FUNCTION @extschema@.email_domain_identifier(@extschema@.identifier) RETURNS @extschema@.identifier
AS 'MODULE_PATHNAME', 'profile_email_domain_identifier' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.email_domain_identifier(@extschema@.identifier) IS
'The domain of an e-mail address as an identifier, by which an organisation may be known: domain:example.com of email:anna@example.com; NULL for identifiers of other kinds.';
