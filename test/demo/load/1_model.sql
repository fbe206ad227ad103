-- A customer data platform in two statements, then what the company knows of
-- itself: its sources by trust, what its events mean, what identifies nobody.
CREATE EXTENSION profile;
SELECT create_profile_model('cdp', region => 'RU', time_zone => 'Europe/Moscow') \g /dev/null

INSERT INTO cdp.source (name, label, rank) VALUES
  ('crm', 'CRM', 10),
  ('shop', 'Loyalty programme and tills', 20),
  ('site', 'Site and application', 30),
  ('call_centre', 'Call centre', 40);

INSERT INTO cdp.event_type (event, meaning, stage) VALUES
  ('page_view', 'activity', 'interest'), ('app_open', 'activity', 'interest'),
  ('product_view', 'activity', 'interest'), ('login', 'activity', 'interest'),
  ('add_to_cart', 'activity', 'choice'), ('checkout', 'activity', 'choice'),
  ('quote_request', 'contact', 'choice'), ('invoice_sent', 'activity', 'choice'),
  ('purchase', 'conversion', 'purchase'),
  ('shipped', 'activity', 'delivery'), ('delivered', 'activity', 'delivery'),
  ('delivery_failed', 'activity', 'delivery'), ('delivery_question', 'contact', 'delivery'),
  ('question', 'contact', 'service'), ('complaint', 'complaint', 'service'),
  ('return', 'activity', 'service'), ('survey_answer', 'survey', 'service'),
  ('email_sent', 'exposure', 'outreach'), ('sms_sent', 'exposure', 'outreach'),
  ('email_open', 'activity', 'outreach'), ('email_click', 'activity', 'outreach'),
  ('email_bounced', 'activity', 'outreach'), ('unsubscribe', 'activity', 'outreach'),
  ('sms_delivered', 'activity', 'outreach'), ('sms_click', 'activity', 'outreach');

-- What reports need besides: what tells of a message, what channels cost, after
-- how long a customer counts as gone, and the day that is today in this story.
UPDATE cdp.event_type SET receipt = CASE event WHEN 'email_open' THEN 'read' WHEN 'sms_delivered' THEN 'delivered' ELSE 'clicked' END
WHERE event IN ('email_open', 'sms_delivered', 'email_click', 'sms_click');
UPDATE cdp.channel SET contact_cost = c.cost
FROM (VALUES ('call', 150), ('chat', 60), ('sms', 4), ('email', 0.3)) AS c (name, cost) WHERE c.name = channel.name;
UPDATE cdp.setting SET value = '"45 days"' WHERE name = 'churn_after';
UPDATE cdp.setting SET value = '"2026-11-01"' WHERE name = 'bi_today';

\copy cdp.blocked_identifier (kind, value, reason) FROM 'demo/blocked.csv' (FORMAT csv, HEADER)

-- The demo's ninety days end with October 2026, whatever the clock here says.
SELECT cdp.create_interaction_partition(month::date)
FROM generate_series(date '2026-08-01', date '2026-11-01', interval '1 month') AS month \g /dev/null
UPDATE cdp.setting SET value = to_jsonb((timestamptz '2026-11-02 00:00+03' - now())::text)
WHERE name = 'future_tolerance' AND now() < '2026-11-01 00:00+03';

-- The post room: what was delivered, as it came.  Times are text, because some
-- of them are none.
CREATE SCHEMA delivery;
CREATE TABLE delivery.record (
  source text, source_key text, kind text, attributes jsonb, observed_at text);
CREATE TABLE delivery.interaction (
  n int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text, source_key text, identifiers jsonb, channel text,
  event text, occurred_at text, message_id text, value numeric, properties jsonb);
CREATE TABLE delivery.batch (what text, n bigint, document jsonb, PRIMARY KEY (what, n));

-- send_documents: what a collector does: batch after batch, each committed on
-- its own.
CREATE PROCEDURE delivery.send_documents(p_what text) LANGUAGE plpgsql AS $$
DECLARE
  v_document jsonb;
BEGIN
  FOR v_document IN SELECT b.document FROM delivery.batch b WHERE b.what = p_what ORDER BY b.n LOOP
    PERFORM cdp_api.ingest(v_document);
    COMMIT;
  END LOOP;
END;
$$;

-- A loader that reads times; what is none goes in without, and is rejected
-- there, with the source's own words in properties.
CREATE FUNCTION delivery.try_time(p_text text) RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN p_text::timestamptz;
EXCEPTION WHEN invalid_datetime_format OR datetime_field_overflow THEN
  RETURN NULL;
END;
$$;

-- send_interactions: all that is not of the site's tracker, by INSERT.
CREATE PROCEDURE delivery.send_interactions(by_key boolean) LANGUAGE plpgsql AS $$
DECLARE
  v_rows constant int := 5000;
  v_first int;
BEGIN
  FOR v_first IN SELECT generate_series(0, max(n), v_rows) FROM delivery.interaction LOOP
    INSERT INTO cdp.incoming_interaction
    SELECT source, source_key, identifiers, channel, event, t.at, message_id, value,
           CASE WHEN t.at IS NULL THEN properties || jsonb_build_object('occurred_at', occurred_at) ELSE properties END
    FROM delivery.interaction, delivery.try_time(occurred_at) AS t (at)
    WHERE n BETWEEN v_first AND v_first + v_rows - 1 AND channel NOT IN ('web', 'app')
      AND (source_key IS NOT NULL) = by_key;
    COMMIT;
  END LOOP;
END;
$$;
