-- Three systems deliver files, and COPY takes them; the site sends its accounts
-- as identify calls, one for each of a user's browsers.  The tables are new:
-- ANALYZE tells the planner early what autovacuum would tell it a minute later.
\copy cdp.incoming_record FROM 'demo/crm.csv' (FORMAT csv, HEADER)
ANALYZE;
\copy cdp.incoming_record FROM 'demo/shop.csv' (FORMAT csv, HEADER)
\copy cdp.incoming_record FROM 'demo/call_centre.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE account (source text, source_key text, kind text, attributes jsonb, observed_at text);
ANALYZE;
\copy account FROM 'demo/site.csv' (FORMAT csv, HEADER)
INSERT INTO delivery.batch
SELECT 'account', place / 1000, jsonb_build_object('batch', jsonb_agg(document ORDER BY place))
FROM (SELECT row_number() OVER (ORDER BY observed_at, source_key, cookie) - 1 AS place,
             jsonb_strip_nulls(jsonb_build_object(
               'type', 'identify', 'source', source, 'userId', source_key, 'anonymousId', cookie,
               'timestamp', observed_at, 'traits', attributes - 'anonymous_id')) AS document
      FROM account
      LEFT JOIN LATERAL jsonb_array_elements_text(
        CASE jsonb_typeof(attributes -> 'anonymous_id') WHEN 'array' THEN attributes -> 'anonymous_id' END) cookie ON true) d
GROUP BY place / 1000;
CALL delivery.send_documents('account');
