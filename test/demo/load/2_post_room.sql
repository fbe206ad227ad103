-- The post room: what is delivered, as it comes; what the site's tracker sends
-- becomes documents, a thousand in a batch.
\copy delivery.record FROM 'demo/records.csv' (FORMAT csv, HEADER)
\copy delivery.interaction (source, source_key, identifiers, channel, event, occurred_at, message_id, value, properties) FROM 'demo/interactions.csv' (FORMAT csv, HEADER)
ANALYZE delivery.interaction;

-- page and track calls of browsers that nobody has signed in from yet, and of users
INSERT INTO delivery.batch
SELECT what, place / 1000, jsonb_build_object('batch', jsonb_agg(document ORDER BY place))
FROM (SELECT w.what, row_number() OVER (PARTITION BY w.what ORDER BY n) - 1 AS place,
             jsonb_strip_nulls(jsonb_build_object(
               'type', CASE event WHEN 'page_view' THEN 'page' ELSE 'track' END,
               'event', CASE WHEN event <> 'page_view' THEN event END,
               'messageId', message_id, 'timestamp', occurred_at,
               'userId', source_key, 'anonymousId', identifiers #>> '{0,value}',
               'context', jsonb_build_object('source', source, 'channel', channel),
               'properties', properties || jsonb_strip_nulls(jsonb_build_object('revenue', value)))) AS document
      FROM delivery.interaction,
           LATERAL (SELECT CASE WHEN source_key IS NULL THEN 'anonymous' ELSE 'user' END AS what) w
      WHERE channel IN ('web', 'app')) d
GROUP BY what, place / 1000;
ANALYZE delivery.batch;
