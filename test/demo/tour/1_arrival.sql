\echo
\echo '1  WHAT CAME IN, AND WHAT WAS DROPPED OR REFUSED'
\echo '   Every delivered row is new, an update, the same again, or kept aside with the reason.'
\echo
\set ECHO queries
WITH delivered AS (
  SELECT source AS name, count(*) AS n,
         count(DISTINCT (source_key, attributes, observed_at)) AS versions
  FROM delivery.record GROUP BY source
), known AS (
  SELECT s.name, count(*) FILTER (WHERE r.source_key NOT LIKE '~%') AS by_key,
         count(*) FILTER (WHERE r.source_key LIKE '~%') AS by_identifier
  FROM cdp.record AS r JOIN cdp.source AS s USING (source_id) GROUP BY s.name
)
SELECT name AS source, d.n AS records_delivered, k.by_key AS new, d.versions - k.by_key AS updates,
       d.n - d.versions AS same_again, k.by_identifier AS known_by_cookie_phone_or_card
FROM delivered AS d JOIN known AS k USING (name) ORDER BY name;

SELECT s.name AS source,
       (SELECT count(*) FROM delivery.interaction WHERE source = s.name) AS interactions_delivered,
       (SELECT count(*) FROM cdp.interaction WHERE source_id = s.source_id) AS new,
       (SELECT sum(duplicates) FROM cdp.interaction_ledger
        WHERE source_id = s.source_id) AS duplicates,
       (SELECT count(*) FROM cdp.rejected
        WHERE s.name IN (payload ->> 'source', payload #>> '{context,source}')) AS rejected
FROM cdp.source AS s WHERE s.name <> 'desk' ORDER BY s.name;

SELECT code, count(*), min(reason) AS reason,
       left(min(coalesce(payload ->> 'timestamp', payload #>> '{properties,occurred_at}',
                         payload ->> 'occurred_at'))
              FILTER (WHERE code LIKE '%time'), 16) AS for_example
FROM cdp.rejected GROUP BY code ORDER BY code;

SELECT p.key AS identifier, p.value AS problem, count(*) AS records,
       min(r.attributes ->> p.key) AS for_example
FROM cdp.record AS r, jsonb_each_text(r.problems) AS p
GROUP BY p.key, p.value
UNION ALL
SELECT identifier_kind(l.identifier), l.rule, count(*), min(identifier_key(l.identifier))
FROM cdp.record_identifier AS l WHERE l.rule IN ('blocked', 'generic')
GROUP BY 1, l.rule
ORDER BY 1, 3 DESC;
\set ECHO none
