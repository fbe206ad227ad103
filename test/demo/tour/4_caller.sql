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
  'channels', jsonb_path_query_array(card, '$.channels[0 to 1]'),
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
