-- Contacts kept back from those who need not see them.

CREATE FUNCTION @extschema@.mask_contact(value text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_mask_contact' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mask_contact(text) IS
'A name, e-mail address or number with most of it hidden: enough to ask "is this you?", too little to be told. Of an address the first character and the domain are left, of a number the last two digits (of up to four characters nothing), of words without a digit the first letter of each.';

CREATE FUNCTION @extschema@.mask_contacts(words text) RETURNS text
AS 'MODULE_PATHNAME', 'profile_mask_contacts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mask_contacts(text) IS
'Words with e-mail addresses and numbers of ten digits and more hidden; days are no numbers. Cut after 10000 characters.';

CREATE FUNCTION @extschema@.mask_document(document jsonb, names text[], members text[] DEFAULT NULL) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_mask_document' LANGUAGE C IMMUTABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.mask_document(jsonb, text[], text[]) IS
'A document with contacts hidden: what stands under one of these names (camelCase is read as snake_case) and all below it, the value of an identifier ({"kind", "value"}) of a kind among the names, the source_key of a source that is among them as source:NAME, and what mask_contacts() hides in any words and names of members; numbers of ten digits and more. With members only what stands under these members of an object, each as a document of its own. What nests deeper than 20 is ***.';
