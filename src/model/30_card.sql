-- The card of a customer.  model is the schema of a model's tables; whoever asks
-- needs SELECT on those that are read and EXECUTE on the model's functions that
-- are called, which the functions of NAME_api have and give nobody else.

CREATE FUNCTION @extschema@.customer_card(model regnamespace, profile_id bigint, masked boolean DEFAULT NULL) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_customer_card' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.customer_card(regnamespace, bigint, boolean) IS
'The card of a profile of a model as one JSON document (schema profile.card/1); an absorbed id gives the card of the profile it is seen under, an unknown one and NULL an empty card. masked: whether contacts are shown in part; NULL: as the acting role sees them. Applications call card() and open_card() of the model.';

CREATE FUNCTION @extschema@.identified_card(model regnamespace, identifiers jsonb, channel text DEFAULT NULL) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_identified_card' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.identified_card(regnamespace, jsonb, text) IS
'The card of whom the identifiers ([{"kind": ..., "value": ...}]) lead to, who turns to us in the channel; where they lead to several alike, masked candidates; where to nobody, an empty card. Applications call identify() of the model.';

CREATE FUNCTION @extschema@.likely_topics(model regnamespace, cases jsonb, recent jsonb, last jsonb) RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_likely_topics' LANGUAGE C STABLE CALLED ON NULL INPUT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.likely_topics(regnamespace, jsonb, jsonb, jsonb) IS
'Likely topics of the next contact, the likeliest first, at most five: of the open cases (as on a card), the contacts of the last thirty days ([{"topic", "at"}]), and what others asked after such last steps ([{"event"}], the newest first). A case weighs by its urgency, a contact halves every three days, a prediction counts by its share.';

CREATE FUNCTION @extschema@.private_caller() RETURNS jsonb
AS 'MODULE_PATHNAME', 'profile_private_caller' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.private_caller() IS
'In which role somebody calls who has none but the private one, as on a card (calling_as).';

CREATE FUNCTION @extschema@.customer_consents(model regnamespace, records bigint[])
RETURNS TABLE (purpose text, channel text, status text, stated_at timestamptz, expires_at timestamptz)
AS 'MODULE_PATHNAME', 'profile_customer_consents' LANGUAGE C STABLE STRICT PARALLEL SAFE ROWS 10;
COMMENT ON FUNCTION @extschema@.customer_consents(regnamespace, bigint[]) IS
'The consents that hold for a customer of a model with these records: per purpose and channel (NULL: all channels) the latest statement; granted, denied, revoked, or expired.';
