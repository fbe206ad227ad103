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
  n int GENERATED ALWAYS AS IDENTITY, source text, source_key text, identifiers jsonb, channel text, event text,
  occurred_at text, message_id text, value numeric, properties jsonb);
CREATE TABLE delivery.batch (
  what text, share int, n bigint, document jsonb, PRIMARY KEY (what, share, n));

CREATE SEQUENCE delivery.sent_again;

-- send_batches: what a collector does: batch after batch, each committed on
-- its own, and sent again where the server chose it as the victim of a deadlock
-- (a transaction of a thousand customers may meet another one).  Sending again
-- takes a new transaction: who waits, waits for the end of the whole one.
CREATE PROCEDURE delivery.send_batches(p_what text, p_share int) LANGUAGE plpgsql AS $$
DECLARE
  v_batch record;
  v_sent boolean;
BEGIN
  FOR v_batch IN SELECT n, document FROM delivery.batch WHERE what = p_what AND share = p_share ORDER BY n LOOP
    v_sent := false;
    WHILE NOT v_sent LOOP
      BEGIN
        PERFORM cdp_api.ingest(v_batch.document);
        v_sent := true;
      EXCEPTION WHEN deadlock_detected THEN
        PERFORM nextval('delivery.sent_again');
      END;
      IF v_sent THEN COMMIT; ELSE ROLLBACK; END IF;
    END LOOP;
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

CREATE PROCEDURE delivery.send_interactions(p_source text) LANGUAGE plpgsql AS $$
DECLARE
  v_rows constant int := 250;
  v_first int;
  v_sent boolean;
BEGIN
  FOR v_first IN SELECT generate_series(0, max(n), v_rows) FROM delivery.interaction LOOP
    v_sent := false;
    WHILE NOT v_sent LOOP
      BEGIN
        INSERT INTO cdp.incoming_interaction
        SELECT source, source_key, identifiers, channel, event, t.at, message_id, value,
               CASE WHEN t.at IS NULL THEN properties || jsonb_build_object('occurred_at', occurred_at) ELSE properties END
        FROM delivery.interaction, delivery.try_time(occurred_at) AS t (at)
        WHERE n BETWEEN v_first AND v_first + v_rows - 1 AND source = p_source AND channel NOT IN ('web', 'app');
        v_sent := true;
      EXCEPTION WHEN deadlock_detected THEN
        PERFORM nextval('delivery.sent_again');
      END;
      IF v_sent THEN COMMIT; ELSE ROLLBACK; END IF;
    END LOOP;
  END LOOP;
END;
$$;
