\echo
\echo '8  THE DESK''S DAY'
\echo '   Who matters is a condition, and how they are served follows from it; so does what is offered to them.'
\echo
\set ECHO queries
SELECT cdp_api.define_segment('everywhere', 'channels >= 5 AND purchases > 0', 'Покупают везде',
         '{"queue": "vip", "manager": "Ильина", "priority": 1}', p_activate => true) AS segment;

SELECT cdp_api.define_rule('thank_you', 'segment', '{"segment": "everywhere"}', 'email',
         '{"template": "thank_you", "sku": "KT-2027"}',
         '{"label": "Новый чайник со скидкой", "product_property": "sku", "quiet_from": null, "quiet_to": null}',
         p_activate => true) -> 'is_active' AS rule_is_active;
\set ECHO none
-- Two such customers, and the minute's arrivals, which come as all rows do.
SELECT c.profile_id AS neighbour
FROM customer AS c JOIN cdp.profile AS p USING (profile_id)
WHERE p.kind = 'person' AND c.profile_id <> :person AND p.golden ->> 'name' IS NOT NULL
  AND cardinality(journey_channels(c.journey)) >= 5 AND c.journey @@ 'purchase'
ORDER BY p.golden ->> 'name' COLLATE "C", c.profile_id LIMIT 1
\gset
SELECT count(cdp_api.record_consent(p, 'marketing', 'granted')) AS consents FROM unnest(ARRAY[:person, :neighbour]) AS p
\gset
CREATE TEMP VIEW desk_customer AS
SELECT DISTINCT ON (r.profile_id) r.profile_id, s.name AS source, r.source_key
FROM cdp.record AS r JOIN cdp.source AS s USING (source_id)
WHERE r.source_key NOT LIKE '~%' ORDER BY r.profile_id, s.rank, r.source_key;
INSERT INTO delivery.interaction (source, source_key, channel, event, occurred_at, message_id, value, properties)
SELECT d.source, d.source_key, e.channel, e.event, now() - e.ago, 'desk-' || e.message, e.value, e.properties
FROM (VALUES
  (:person, 'web', 'page_view', interval '6 minutes', 1, NULL::numeric, '{"page": "/orders/N000019"}'::jsonb),
  (:person, 'chat', 'question', '5 minutes', 2, NULL, '{"text": "Где мой заказ?"}'),
  (:person, 'chat', 'bot_answer', '5 minutes', 3, NULL, '{"message": "Уточните номер заказа"}'),
  (:person, 'chat', 'question', '4 minutes', 4, NULL, '{"text": "Позовите человека"}'),
  (:neighbour, 'app', 'app_open', '3 minutes', 5, NULL, '{"platform": "ios"}')) AS e (profile_id, channel, event, ago, message, value, properties)
JOIN desk_customer AS d USING (profile_id);
INSERT INTO cdp.incoming_interaction
SELECT source, source_key, identifiers, channel, event, occurred_at::timestamptz, message_id, value, properties
FROM delivery.interaction WHERE message_id LIKE 'desk-%';
\echo 'What has just arrived is judged (once a minute, by a scheduler), and the card knows:'
\echo
\set ECHO queries
CALL cdp_api.refresh_segments(p_full => false);

SELECT card ->> 'name' AS name, s ->> 'label' AS segment, card #>> '{route,queue}' AS queue, card #>> '{route,manager}' AS manager,
       a ->> 'label' AS may_be_offered
FROM cdp_api.identify(jsonb_build_array(jsonb_build_object('kind', 'phone', 'value', :'noted'))) AS card
LEFT JOIN jsonb_array_elements(card -> 'segments') AS s ON true LEFT JOIN jsonb_array_elements(card -> 'actions') AS a ON true;
\set ECHO none
\echo 'The customer has had enough of the bot. The operator takes over, and nobody has to say it twice:'
\echo
\set ECHO queries
SELECT c ->> 'from_channel' AS came_from, c #>> '{position,page}' AS was_at, s ->> 'event' AS event, s ->> 'text' AS said
FROM cdp_api.context(:person, 'chat') AS c, jsonb_array_elements(c -> 'said') AS s;
\set ECHO none
INSERT INTO delivery.interaction (source, source_key, channel, event, occurred_at, message_id, value, properties)
SELECT d.source, d.source_key, 'store', 'purchase', now(), 'desk-6', 4990, '{"sku": "KT-2027", "product": "Новый чайник"}'
FROM desk_customer AS d WHERE d.profile_id = :person;
INSERT INTO cdp.incoming_interaction
SELECT source, source_key, identifiers, channel, event, occurred_at::timestamptz, message_id, value, properties
FROM delivery.interaction WHERE message_id = 'desk-6';
\echo 'The customer buys the kettle at the store. Then the mailer comes for what it is to send:'
\echo
\set ECHO queries
SELECT n.rule, p.golden ->> 'name' AS is_sent_to
FROM cdp_api.next_actions('mailer-1', 'email') AS n JOIN cdp.profile AS p USING (profile_id);

SELECT p.golden ->> 'name' AS name, a.status, a.reason
FROM cdp.action AS a JOIN cdp.record AS r USING (record_id) JOIN cdp.profile AS p USING (profile_id) ORDER BY a.status;
\set ECHO none
