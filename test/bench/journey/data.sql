-- The data of the bench journey: 5.1 million steps of 200 000 customers in 8
-- channels, 43 events.  Heavy-tailed: most journeys have a dozen steps, some have
-- 2000.  Times in milliseconds, in sessions; arithmetic and no random(), so that
-- every version has the same steps.
\pset footer off
-- so that VACUUM may call all rows visible at once
SET synchronous_commit = on;
CREATE TYPE plain_step AS (at timestamptz, channel text, event text);
CREATE FUNCTION bench.dice(n bigint, salt bigint) RETURNS float8 LANGUAGE sql IMMUTABLE
RETURN ((hashint8extended(n, salt) & 9007199254740991) + 0.5) / 9007199254740992.0::float8;
CREATE TABLE step AS
WITH names AS (
  SELECT string_to_array('web app email sms push call chat store', ' ') AS channels,
    string_to_array('page_view product_view search add_to_cart login email_open push_open category_view filter_apply email_click checkout payment purchase '
      'delivery_chosen remove_from_cart wishlist_add chat_opened call_started call_ended price_alert banner_click review_read video_watched '
      'coupon_applied address_changed store_visit store_purchase order_tracked delivery_delayed delivered return_requested refund '
      'complaint agent_reply survey_sent survey_answered password_reset payment_failed subscription_renewed unsubscribe '
      'loyalty_redeemed account_closed app_crash', ' ') AS events),
customer AS (
  SELECT c, least(2000, greatest(1, round(exp(2.44 + 1.265 * sqrt(-2 * ln(bench.dice(c, 1))) * cos(2 * pi() * bench.dice(c, 2))))))::int AS n
  FROM generate_series(1, 200000) c),
placed AS (
  SELECT c, c * 4096::bigint + (s / 3.2 + 0.9 * bench.dice(c * 4096::bigint + s, 3))::int AS session, c * 4096::bigint + s AS id
  FROM customer, generate_series(1, n) s)
SELECT c AS customer,
  timestamptz '2025-01-01Z' + round((365 * 86400000.0 * bench.dice(session, 4) - 120000 * ln(bench.dice(id, 5)))::numeric) * interval '1 millisecond' AS at,
  channels[1 + ((8 * power(bench.dice(c, 6), 1.5))::int + (4 * power(bench.dice(session, 7), 2.5))::int) % 8] AS channel,
  events[1 + floor(43 * power(bench.dice(id, 8), 4.0))::int] AS event
FROM placed, names ORDER BY at;
CREATE TABLE sorted_step AS SELECT * FROM step ORDER BY customer, at, channel, event;
CREATE TABLE customer WITH (fillfactor = 90) AS SELECT customer, journey_agg(at, channel, event) AS journey FROM step GROUP BY customer;
VACUUM ANALYZE step, sorted_step, customer;
SELECT count(*) AS steps, count(DISTINCT customer) AS customers, count(DISTINCT channel) AS channels, count(DISTINCT event) AS events,
  count(*) / count(DISTINCT customer) AS mean_steps FROM step;
