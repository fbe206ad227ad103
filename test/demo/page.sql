-- page.sql: writes :page, one HTML page with pictures (plain SVG) and tables, all
-- from SQL.  Wants the demo's data, refreshed.  No name can break out: the pictures
-- and psql's tables both write markup in names as text.
\set ECHO none
\pset footer off
\pset null ''
\o :page
\qecho '<!DOCTYPE html>'
\qecho '<html lang="en"><head><meta charset="utf-8"><title>How customers fare</title>'
\qecho '<style>body{font:15px/1.5 sans-serif;color:#222;margin:2em auto;max-width:64em;padding:0 1em}'
\qecho 'h1{font-size:1.6em}h2{font-size:1.15em;margin:2em 0 .3em}p{margin:.2em 0 .8em;color:#555}'
\qecho 'table{border-collapse:collapse;margin:.5em 0}td,th{padding:.2em .8em;border:0;border-bottom:1px solid #ddd}'
\qecho 'th{text-align:left;font-weight:600}td[align=right]{font-variant-numeric:tabular-nums}svg{max-width:100%;height:auto}</style></head><body>'
\qecho '<h1>How customers fare</h1>'
\pset format html
\pset border 0
\qecho '<h2>Key figures</h2>'
SELECT to_char(date_trunc('month', k.event_date), 'YYYY-MM') AS "Month", sum(k.interactions) AS "Interactions", sum(k.new_customers) AS "New customers",
       sum(k.conversions) AS "Orders", round(sum(k.revenue) / 1000) AS "Revenue, thousand", sum(k.contacts) AS "Contacts", sum(k.complaints) AS "Complaints",
       round(100.0 * sum(k.nps_promoters - k.nps_detractors) / nullif(sum(k.nps_answers), 0), 1) AS "NPS"
FROM cdp_bi.kpi_daily AS k GROUP BY 1 HAVING sum(k.interactions) > 0 ORDER BY 1;
\qecho '<h2>Where customers go next</h2><p>From one channel to another; steps that stay in a channel are not drawn.</p>'
\pset format unaligned
\pset tuples_only on
SELECT transitions_svg(transitions_agg(w.journey, 'channel', true))
FROM (SELECT journey_append_agg(j.journey) AS journey FROM cdp.journey AS j JOIN cdp.record AS r USING (record_id) GROUP BY r.profile_id) AS w;
\qecho '<h2>From the product to the purchase</h2><p>Within seven days, across devices and channels.</p>'
SELECT funnel_svg(funnel_agg(w.journey, ARRAY['product_view', 'add_to_cart', 'checkout', 'purchase'], '7 days'))
FROM (SELECT journey_append_agg(j.journey) AS journey FROM cdp.journey AS j JOIN cdp.record AS r USING (record_id) GROUP BY r.profile_id) AS w;
\qecho '<h2>One journey</h2><p>A customer who complained and bought, step by step.</p>'
SELECT journey_svg(w.journey)
FROM (SELECT r.profile_id, journey_append_agg(j.journey) AS journey FROM cdp.journey AS j JOIN cdp.record AS r USING (record_id) GROUP BY r.profile_id) AS w
WHERE w.journey @@ 'complaint & purchase' AND journey_length(w.journey) BETWEEN 12 AND 24
ORDER BY array_length(journey_channels(w.journey), 1) DESC, journey_length(w.journey) DESC, w.profile_id LIMIT 1;
\pset tuples_only off
\pset format html
\qecho '<h2>Service</h2><p>Percent of contacts repeated within 7 days, and of first contacts that settled the matter.</p>'
SELECT to_char(q.event_date, 'YYYY-MM') AS "Month", c.channel_label AS "Channel", q.contacts AS "Contacts", q.repeat_7d_rate AS "Again, %",
       q.first_contact_resolution_rate AS "Settled, %", q.nps AS "NPS"
FROM cdp_bi.service_quality AS q JOIN cdp_bi.dim_channel AS c USING (channel_key)
WHERE q.contacts > 0 OR q.nps_answers > 0 ORDER BY q.event_date, c.channel;
\qecho '<h2>Value</h2>'
SELECT v.value_group AS "Group", count(*) AS "Customers", round(sum(v.revenue) / 1000) AS "LTV to date, thousand",
       round(sum(v.revenue) / sum(v.orders)) AS "Average order", count(*) FILTER (WHERE v.is_churned) AS "Churned"
FROM cdp_bi.customer_value AS v GROUP BY 1 ORDER BY 1;
\qecho '<h2>Channels</h2><p>The last whole month: reach, conversions and revenue owed to the channel, cost, verdict.</p>'
SELECT c.channel_label AS "Channel", s.customers AS "Reach", s.reach_growth_rate AS "Growth, %", s.read_rate AS "Read, %", round(s.linear_conversions, 1) AS "Conversions",
       round(s.linear_revenue / 1000) AS "Revenue, thousand", round(s.cost / 1000, 1) AS "Cost, thousand", s.verdict AS "Verdict"
FROM cdp_bi.channel_scorecard AS s JOIN cdp_bi.dim_channel AS c USING (channel_key)
WHERE s.event_date = (SELECT max(x.event_date) FROM cdp_bi.channel_scorecard AS x WHERE x.is_complete) ORDER BY s.linear_revenue DESC;
\qecho '<h2>Campaigns</h2><p>A comparison with customers who were not exposed, not an experiment.</p>'
SELECT e.campaign AS "Campaign", c.channel_label AS "Channel", e.exposed_customers AS "Exposed", e.conversion_rate AS "Bought, %", e.compared_rate AS "Others, %",
       e.difference_points AS "Difference", CASE WHEN e.is_beyond_chance THEN 'yes' ELSE 'no' END AS "More than chance"
FROM cdp_bi.campaign_effect AS e JOIN cdp_bi.dim_channel AS c USING (channel_key) ORDER BY e.first_date, e.campaign, c.channel;
\qecho '</body></html>'
\o
\pset format wrapped
\pset border 1
