-- The picture of a funnel: bars as wide as the counts, names that stay text.

CREATE TABLE jf AS SELECT journey_agg(timestamptz '2026-01-01 08:00Z' + s * interval '90 minutes', 'web', e.name) AS j
FROM generate_series(1, 40) c, unnest(ARRAY['view', 'cart', 'checkout', 'purchase']) WITH ORDINALITY e (name, place), LATERAL (SELECT c * 10 + place) t (s)
WHERE c % e.place = 0 GROUP BY c;
SELECT (SELECT string_agg(m[1] || '@' || m[2], ' ') FROM regexp_matches(svg, '<rect x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)"', 'g') m) AS bars,
       (SELECT string_agg(m[1], ' ') FROM regexp_matches(svg, 'font-weight="bold">([^<]*)<', 'g') m) AS counts,
       (SELECT string_agg(m[1], ' / ') FROM regexp_matches(svg, 'font-size="11">([^<]*)<', 'g') m) AS losses,
       svg ~ '^<svg xmlns="http://www.w3.org/2000/svg" width="[0-9]+" height="[0-9]+" ' AND svg ~ '</svg>\n$' AS framed
FROM (SELECT funnel_svg((SELECT funnel_agg(j, ARRAY['view', 'cart', 'checkout', 'purchase'], '7 days') FROM jf)) AS svg) x;
DROP TABLE jf;
-- names, nothing at all, nobody, no counts, more at a later level, very many levels
SELECT svg ~ '<script|<b>|onload="|&(?!(amp|lt|gt|quot|#39);)|[\x01-\x09]' AS broken, svg ~ '&lt;script&gt;' AS escaped
FROM funnel_svg(ARRAY[ROW(1, E'<script>x</script>"'' onload="y" & <b> \x01', 3, 1, 1, NULL, NULL)::journey_funnel_level]) svg;
SELECT funnel_svg('{}');
SELECT funnel_svg(NULL) IS NULL AS nothing, funnel_svg('{NULL,"(1,a,,,,,)","(1,a,-5,,,,)"}') !~ 'rect x' AS no_counts;
SELECT svg ~ 'NaN|inf' AS broken, svg ~ '>0</text>' AS told FROM funnel_svg('{"(1,a,0,,,,)","(2,,0,,,,)"}') svg;
SELECT svg ~ 'width="340.0"' AS widest, svg ~ '\+100.0 %, median 3.0 d' AS grows FROM funnel_svg('{"(1,a,2,,,,)","(2,b,4,,,\"3 days\",)"}') svg;
SELECT (SELECT count(*) FROM regexp_matches(svg, '<rect x=', 'g')) AS bars, svg ~ 'and 60 more' AS told
FROM funnel_svg(ARRAY(SELECT ROW(n, 'e' || n, 100 - n, NULL, NULL, NULL, NULL)::journey_funnel_level FROM generate_series(1, 100) n)) svg;
SELECT length(funnel_svg(ARRAY[ROW(1, 'a', 9223372036854775807, NULL, NULL, '-178000000 years', NULL)::journey_funnel_level, ROW(2, 'b', 1, NULL, NULL, '178000000 years', NULL)::journey_funnel_level])) > 0 AS far;
