\echo
\echo '7  THE FUNNEL'
\echo '   From the product to the purchase within seven days, across devices, anonymous visits included.'
\echo
\set ECHO queries
WITH funnel (pattern) AS (VALUES
  (journey_pattern 'product_view'),
  ('product_view -> add_to_cart within 7d'),
  ('product_view -> add_to_cart -> checkout within 7d'),
  ('product_view -> add_to_cart -> checkout -> purchase within 7d'))
SELECT f.pattern, count(*) AS customers,
       round(100.0 * count(*) / lag(count(*)) OVER step, 1) AS "% step",
       round(100.0 * count(*) / first_value(count(*)) OVER step, 1) AS "% all"
FROM customer AS c JOIN funnel AS f ON c.journey @@ f.pattern
GROUP BY f.pattern WINDOW step AS (ORDER BY count(*) DESC) ORDER BY customers DESC;
\set ECHO none
