-- Who is it?  From a telephone, an address, a login, a card, a device, or
-- several at once, to the card of the customer.

-- employee_among: of candidates of whom one is an organisation, the one person
-- who has a role in it: an employee calls from the company's telephone.
CREATE FUNCTION @model@.employee_among(p_profiles bigint[], p_organizations bigint[], OUT person bigint, OUT organization bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  SELECT min(x.person), min(x.organization) INTO person, organization
  FROM (SELECT r.profile_id AS person, @model@.organization_profile(o.organization_record_id, o.organization) AS organization
        FROM @model@.record r JOIN @model@.role o ON o.record_id = r.record_id
        WHERE r.profile_id = ANY (p_profiles) AND o.valid_from <= now() AND o.valid_to > now()) x
  WHERE x.organization = ANY (p_organizations)
  HAVING count(DISTINCT x.person) = 1;
END;
$$;
COMMENT ON FUNCTION @model@.employee_among(bigint[], bigint[]) IS 'The only one of these profiles with a role in one of these organisations, and which; NULL where it is none or more.';

CREATE FUNCTION @model@.card_candidates(p_profiles bigint[], p_kinds text[]) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (
    SELECT jsonb_agg(jsonb_build_object(
      'profile_id', p.profile_id::text, 'kind', p.kind, 'matched_by', c.kind,
      'name', CASE WHEN p.kind = 'organization' THEN p.golden OPERATOR(@extschema@.->>) 'name'
                   ELSE @extschema@.mask_contact(p.golden OPERATOR(@extschema@.->>) 'name') END,
      'city', @model@.as_seen(jsonb_build_object('city', p.golden OPERATOR(@extschema@.->>) 'city')) -> 'city') ORDER BY c.place)
    FROM unnest(p_profiles[1:10], p_kinds[1:10]) WITH ORDINALITY AS c (profile_id, kind, place)
    JOIN @model@.profile p ON p.profile_id = c.profile_id);
END;
$$;
COMMENT ON FUNCTION @model@.card_candidates(bigint[], text[]) IS 'Who it may be, at most ten, people with masked names.';

CREATE FUNCTION @api@.identify(p_identifiers jsonb, p_channel text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN @extschema@.identified_card('@model@'::regnamespace, p_identifiers, p_channel);
END;
$$;
COMMENT ON FUNCTION @api@.identify(jsonb, text) IS 'Who is this? p_identifiers is [{"kind": "phone", "value": "8 916 ..."}, ...], p_channel the name of the channel in which they turn to us, whose line says something of their role. Returns the card; where several profiles carry the values alike, masked candidates; where nobody does, an empty card. Never NULL, never a write.';
