\echo
\echo '9  THE DASHBOARD'
\echo '   Views in plain types that any BI tool reads; one call brings what is stored up to date.'
\echo
\set ECHO queries
\timing on
CALL cdp_api.refresh_bi();
\timing off
\set ECHO none
\echo
\echo 'How customers are served: who comes again within a week, whose matter is settled at once, and'
\echo 'how they rate us. What is not known yet (the last days) is left out of the rates.'
\echo
\set ECHO queries
SELECT to_char(q.event_date, 'YYYY-MM') AS month, c.channel, q.contacts, q.repeat_7d_rate AS "again, %",
       q.first_contact_resolution_rate AS "settled, %", q.nps_answers, q.nps
FROM cdp_bi.service_quality AS q JOIN cdp_bi.dim_channel AS c USING (channel_key)
WHERE q.contacts > 0 OR q.nps_answers > 0 ORDER BY q.event_date, c.channel;
\set ECHO none
\echo
\echo 'Who the buyers are, what they are worth to date, and who is gone (nothing bought for 45 days).'
\echo
\set ECHO queries
SELECT r.rfm_group, count(*) AS customers, sum(v.revenue) AS ltv_to_date,
       round(100 * sum(v.revenue) / sum(sum(v.revenue)) OVER (), 1) AS "% of all",
       round(sum(v.revenue) / sum(v.orders)) AS average_order,
       round(100.0 * count(*) FILTER (WHERE v.is_repeat_customer) / count(*), 1) AS "bought again, %",
       count(*) FILTER (WHERE v.is_churned) AS gone
FROM cdp_bi.customer_value AS v JOIN cdp_bi.rfm AS r USING (profile_key)
GROUP BY r.rfm_group ORDER BY ltv_to_date DESC;
\set ECHO none
\echo
\echo 'Which channel to grow and which to pause: reach, what is owed to it, what it costs, the verdict.'
\echo
\set ECHO queries
SELECT c.channel, s.customers AS reach, s.reach_growth_rate AS "growth, %", s.read_rate AS "read, %",
       round(s.linear_conversions, 1) AS conversions, round(s.linear_revenue) AS revenue, round(s.cost) AS cost,
       round(s.earning_index, 2) AS earns, s.verdict
FROM cdp_bi.channel_scorecard AS s JOIN cdp_bi.dim_channel AS c USING (channel_key)
WHERE s.event_date = '2026-10-01' ORDER BY s.linear_revenue DESC;
\set ECHO none
\echo
\echo 'What followed campaigns, against customers who could have been written to and were not. A'
\echo 'comparison, no experiment: who gets a letter about a cart has one.'
\echo
\set ECHO queries
SELECT e.campaign, c.channel, e.exposed_customers AS exposed, e.conversion_rate AS "bought, %",
       e.compared_rate AS "others, %", e.difference_low AS "at least", e.difference_high AS "at most",
       e.is_beyond_chance AS "more than chance"
FROM cdp_bi.campaign_effect AS e JOIN cdp_bi.dim_channel AS c USING (channel_key)
ORDER BY e.first_date, e.campaign, c.channel;
\set ECHO none
\if :{?page}
  \ir ../page.sql
  \echo
  \echo 'The same with pictures, for a browser:' :page_shown
\endif
