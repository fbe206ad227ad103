-- Patterns of every kind over all journeys, without an index.
SET enable_bitmapscan = off;
SELECT bench.measure(pattern, format('SELECT count(*) FROM customer WHERE journey @@ %L', pattern)) FROM unnest(ARRAY[
  'page_view -> product_view -> add_to_cart -> purchase within 7d', 'page_view', 'add_to_cart -> !purchase -> $', 'call:* <-> chat:* <-> call:*',
  'call:*{3} within 7d', '^ -> !page_view -> search', 'page_view ->[1h..2d] search', '(search -> add_to_cart | login+)? -> purchase -> $',
  '(page_view -> search within 1h){2} within 7d', 'account_closed ->[2d] app_crash']) AS pattern \g /dev/null
SELECT bench.measure('journey_match_count: page_view -> search', $$SELECT sum(journey_match_count(journey, 'page_view -> search')) FROM customer$$) \g /dev/null
RESET enable_bitmapscan;
SELECT what AS pattern, round(cpu_ms) AS "CPU ms", answer FROM bench.result ORDER BY n;
