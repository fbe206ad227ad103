\echo
\echo '3  ONE PERSON: WHAT FOUR SOURCES SAY, AND WHAT IS BELIEVED'
\echo '   The golden record is an aggregate over the records; each value says where it comes from.'
\echo
-- Somebody whom most sources know, whose values differ most, and whom most
-- channels have met; never chosen by an id, since ids follow the order of arrival.
SELECT r.profile_id AS person, min(p.golden ->> 'name') AS person_name
FROM cdp.record AS r
JOIN cdp.source AS s USING (source_id)
JOIN cdp.profile AS p USING (profile_id)
WHERE p.kind = 'person' AND NOT p.is_contested
GROUP BY r.profile_id
HAVING count(*) <= 8 AND bool_or(s.name = 'crm' AND r.source_key NOT LIKE '~%')
ORDER BY count(DISTINCT s.name) FILTER (WHERE r.source_key NOT LIKE '~%') DESC,
         least(coalesce(cardinality(journey_channels(cdp.profile_journey(r.profile_id))), 0), 6) DESC,
         (SELECT sum(g.rivals) FROM cdp.profile AS q, golden_provenance(q.golden) AS g
          WHERE q.profile_id = r.profile_id) DESC,
         min(r.source_key) FILTER (WHERE s.name = 'crm')
LIMIT 1
\gset
\set ECHO queries
SELECT s.name AS source, r.source_key, r.observed_at::date AS observed,
       (SELECT string_agg(a.key || ': ' || a.value, E'\n')
        FROM jsonb_each_text(r.attributes) AS a) AS attributes
FROM cdp.record AS r JOIN cdp.source AS s USING (source_id)
WHERE r.profile_id = :person ORDER BY r.source_key LIKE '~%', s.rank, r.source_key;

SELECT g.attribute, g.value, g.source, g.observed_at::date AS observed, g.strategy, g.rivals
FROM cdp.profile AS p, golden_provenance(p.golden) AS g
WHERE p.profile_id = :person ORDER BY g.rivals DESC, g.attribute;
\set ECHO none
\echo 'strategy: what decided (source: the most trusted one; latest). rivals: other values that lost.'
