\echo
\echo '6  FROM CHANNEL TO CHANNEL'
\echo '   Where customers go next: rows from, columns to. A view that any BI tool reads.'
\echo
\set ECHO queries
SELECT f.channel AS from_to, t.channel, sum(x.transitions)
FROM cdp_bi.fct_transition AS x
JOIN cdp_bi.dim_channel AS f ON f.channel_key = x.from_channel_key
JOIN cdp_bi.dim_channel AS t ON t.channel_key = x.to_channel_key
GROUP BY f.channel, t.channel ORDER BY f.channel, t.channel
\crosstabview 1 2 3 2
\set ECHO none
