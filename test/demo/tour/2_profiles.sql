\echo
\echo '2  RECORDS BECOME PROFILES'
\echo '   In the transaction that writes them, whatever the order. The generator knows who is who: compare.'
\echo
CREATE TEMP TABLE truth (source text, source_key text, person text);
\copy truth FROM 'demo/truth.csv' (FORMAT csv, HEADER)
ANALYZE truth;
\set ECHO queries
SELECT count(*) AS records, count(DISTINCT profile_id) AS profiles,
       count(DISTINCT profile_id)
         FILTER (WHERE source_key NOT LIKE '~%') AS not_only_a_cookie_or_number
FROM cdp.record;

CREATE TEMP TABLE pairs AS
WITH who AS (
  SELECT t.person, r.profile_id, count(*) AS n
  FROM truth AS t JOIN cdp.source AS s ON s.name = t.source
  JOIN cdp.record AS r ON r.source_id = s.source_id AND r.source_key = t.source_key
  GROUP BY t.person, r.profile_id
)
SELECT p.pairs AS one_person, q.pairs AS one_profile,
       (SELECT sum(n * (n - 1) / 2) FROM who) AS right_pairs
FROM (SELECT sum(n * (n - 1) / 2)::int AS pairs
      FROM (SELECT sum(n) AS n FROM who GROUP BY person) AS w) AS p,
     (SELECT sum(n * (n - 1) / 2)::int AS pairs
      FROM (SELECT sum(n) AS n FROM who GROUP BY profile_id) AS w) AS q;

SELECT one_person AS pairs_of_one_person, one_profile AS pairs_in_one_profile, right_pairs,
       round(right_pairs / one_profile, 4) AS precision,
       round(right_pairs / one_person, 4) AS recall
FROM pairs;

SELECT l.rule AS links_kept_apart_by, identifier_kind(l.identifier) AS kind, count(*) AS links
FROM cdp.record_identifier AS l WHERE l.rule IN ('unique', 'limit', 'never', 'cap')
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2;
\set ECHO none
\echo 'unique: a family shares the number, but two tax numbers, logins or cards say two people.'
\echo 'never: a person and an organisation share a number, and stay apart.'
