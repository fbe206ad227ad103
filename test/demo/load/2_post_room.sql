-- Meanwhile the post room fills, and the site's rows become documents as its
-- tracker would send them: identify calls, one for each of a user's browsers,
-- then page and track calls, a thousand in a batch, in two shares by customer.
\copy delivery.record FROM 'demo/records.csv' (FORMAT csv, HEADER)
\copy delivery.interaction (source, source_key, identifiers, channel, event, occurred_at, message_id, value, properties) FROM 'demo/interactions.csv' (FORMAT csv, HEADER)

INSERT INTO delivery.batch
SELECT 'account', 0, place / 1000, jsonb_build_object('batch', jsonb_agg(document ORDER BY place))
FROM (SELECT row_number() OVER (ORDER BY observed_at, source_key, cookie) - 1 AS place,
             jsonb_strip_nulls(jsonb_build_object(
               'type', 'identify', 'source', source, 'userId', source_key, 'anonymousId', cookie,
               'timestamp', observed_at, 'traits', attributes - 'anonymous_id')) AS document
      FROM delivery.record
      LEFT JOIN LATERAL jsonb_array_elements_text(
        CASE jsonb_typeof(attributes -> 'anonymous_id') WHEN 'array' THEN attributes -> 'anonymous_id' END) cookie ON true
      WHERE source = 'site') d
GROUP BY place / 1000;

INSERT INTO delivery.batch
SELECT 'event', share, place / 1000, jsonb_build_object('batch', jsonb_agg(document ORDER BY place))
FROM (SELECT share, row_number() OVER (PARTITION BY share ORDER BY n) - 1 AS place,
             jsonb_strip_nulls(jsonb_build_object(
               'type', CASE event WHEN 'page_view' THEN 'page' ELSE 'track' END,
               'event', CASE WHEN event <> 'page_view' THEN event END,
               'messageId', message_id, 'timestamp', occurred_at,
               'userId', source_key, 'anonymousId', identifiers #>> '{0,value}',
               'context', jsonb_build_object('source', source, 'channel', channel),
               'properties', properties || jsonb_strip_nulls(jsonb_build_object('revenue', value)))) AS document
      FROM (SELECT *, abs(hashtext(coalesce(source_key, identifiers::text, ''))) % 2 AS share
            FROM delivery.interaction WHERE channel IN ('web', 'app')) i) d
GROUP BY share, place / 1000;
ANALYZE delivery.interaction, delivery.batch;
