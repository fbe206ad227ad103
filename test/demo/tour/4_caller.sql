\echo
\echo '4  THE TELEPHONE RINGS'
\echo '   A number as somebody noted it down, and the card that the agent sees: one read, no write.'
\echo
SELECT format('тел. 8 (%s) %s–%s %s моб.', substr(k, 3, 3), substr(k, 6, 3), substr(k, 9, 2), substr(k, 11)) AS noted
FROM (SELECT identifier_key(l.identifier) AS k
      FROM cdp.record_identifier AS l JOIN cdp.record AS r USING (record_id)
      WHERE r.profile_id = :person AND identifier_kind(l.identifier) = 'phone' AND l.conducts
      GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) AS p
\gset
\set ECHO queries
SELECT jsonb_pretty(jsonb_build_object(
  'name', card -> 'name', 'match', card -> 'match', 'metrics', card -> 'metrics',
  'channels', jsonb_path_query_array(card, '$.channels[0 to 0]'),
  'last_interactions', jsonb_path_query_array(card, '$.last_interactions[0 to 1]'))) AS card
FROM cdp_api.identify(jsonb_build_array(
       jsonb_build_object('kind', 'phone', 'value', :'noted'))) AS card;
\set ECHO none
-- A family's telephone: one that rules keep apart, with two people behind it.
SELECT identifier_key(l.identifier) AS shared
FROM cdp.record_identifier AS l
JOIN cdp.record AS r USING (record_id)
JOIN cdp.profile AS p USING (profile_id)
WHERE identifier_kind(l.identifier) = 'phone' AND (l.conducts OR l.rule = 'unique') AND p.kind = 'person'
GROUP BY l.identifier
HAVING bool_or(l.rule = 'unique') AND count(DISTINCT p.profile_id) = 2 AND count(DISTINCT p.golden ->> 'name') = 2
ORDER BY l.identifier LIMIT 1
\gset
\echo 'A family shares a number. Nobody is guessed; the agent asks, and gives nothing away:'
\echo
\set ECHO queries
SELECT card -> 'name' AS name, card -> 'match' AS match,
       c ->> 'name' AS candidate, c ->> 'city' AS city
FROM cdp_api.identify(jsonb_build_array(
       jsonb_build_object('kind', 'phone', 'value', :'shared'))) AS card,
     jsonb_array_elements(card -> 'candidates') AS c;
\set ECHO none
-- One human, two roles; what is open; and a bad line.
INSERT INTO cdp.channel (name, label, kind, line) VALUES ('b2b_line', 'Line for business customers', 'voice', 'b2b') ON CONFLICT DO NOTHING;
SELECT profile_id AS company FROM cdp.profile
WHERE kind = 'organization' AND merged_into IS NULL AND golden ->> 'name' IS NOT NULL ORDER BY profile_id LIMIT 1
\gset
SELECT overlay(family placing substr(family, 4, 1) || substr(family, 3, 1) from 3) AS mistyped
FROM (SELECT lower((parse_name(golden ->> 'name')).family) AS family FROM cdp.profile WHERE profile_id = :person) AS p
\gset
\echo 'The same human keeps a company''s books. That is a role, never a merge; the line tells in which they call:'
\echo
\set ECHO queries
SELECT cdp_api.assign_role(:person, 'accountant', :company, p_position => 'главный бухгалтер') ->> 'role_id' AS role_id
\gset
SELECT cdp_api.open_case(:person, 'invoice', 'Нет счёта за март', p_queue => 'b2b', p_role_id => :role_id) ->> 'stage' AS invoice_case;
SELECT line, card #>> '{calling_as,role}' AS calls_as, card #>> '{calling_as,organization}' AS organization,
       card #>> '{calling_as,why}' AS why, card #>> '{topics,0,topic}' AS likely_topic
FROM unnest(ARRAY['call', 'b2b_line']) AS line,
     cdp_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', :'noted')), line) AS card;
\set ECHO none
\echo 'On a bad line the agent catches half a name, wrongly:'
\echo
\set ECHO queries
SELECT profile_id, name, city, score FROM cdp_api.find(:'mistyped', 3);
\set ECHO none
