-- Pictures: names cannot break out of the text, nothing is missing.

CREATE TABLE js AS SELECT journey_agg(timestamptz '2026-01-01 08:00Z' + s * s * interval '3 minutes', 'c' || s % 8, 'e' || s % 5) AS j FROM generate_series(1, 40) s;
SELECT (SELECT count(*) FROM regexp_matches(svg, '<circle ', 'g')) AS steps, (SELECT count(DISTINCT m) FROM regexp_matches(svg, 'font-weight="bold">([^<]*)</text>', 'g') m) AS lanes,
  svg ~ '^<svg xmlns="http://www.w3.org/2000/svg" width="[0-9]+" height="[0-9]+" ' AND svg ~ '</svg>\n$' AS framed FROM js, journey_svg(j) svg;
SELECT svg ~ '<script|<b>|onload="|&(?!(amp|lt|gt|quot|#39);)' AS broken, svg ~ '&lt;script&gt;x&lt;/..' AS escaped
FROM (SELECT journey_svg(journey_agg('2026-01-01 08:00Z', '<script>x</script>"'' onload="y"', E'a & <b> \x01\n')) AS svg) x;
SELECT strpos(svg, U&'\FFFE') + strpos(svg, U&'\FFFF') AS no_characters, svg ~ 'x\?y:\?z' AS shown FROM journey_svg((SELECT journey_agg('2026-01-01 08:00Z', U&'x\FFFEy', U&'\FFFFz\FFFD'))) svg;
SELECT journey_svg('{}');
SELECT (SELECT count(*) FROM regexp_matches(svg, '<circle ', 'g')) AS steps, svg ~ 'after 200 more steps' AS told
FROM (SELECT journey_svg(journey_agg(timestamptz '2026-01-01 08:00Z' + s * interval '3 minutes', 'c', 'e')) AS svg FROM generate_series(1, 700) s) x;

SELECT (SELECT count(*) FROM regexp_matches(svg, '<path ', 'g')) AS ribbons, cardinality(t) AS transitions, (SELECT count(*) FROM regexp_matches(svg, '<rect ', 'g')) AS ground_and_bars
FROM (SELECT transitions_agg(j) AS t FROM js) x, transitions_svg(t) svg;
SELECT svg ~ '<script|&(?!(amp|lt|gt|quot|#39);)' AS broken, svg ~ '&lt;script&gt;' AS escaped
FROM transitions_svg((SELECT transitions_agg(j) FROM (SELECT journey_agg('2026-01-01 08:00Z', '<script> & ', 'e') AS j) x)) svg;
SELECT transitions_svg('{}');
SELECT transitions_svg('{NULL,"(a,b,,,,)","(a,,3,,,)"}') ~ 'a 3</text>' AS read;
SELECT svg ~ 'and 17 more' AS told FROM transitions_svg(ARRAY(SELECT ROW(NULL, 'c' || c, c, 1, NULL, NULL)::journey_transition FROM generate_series(1, 40) c)) svg;
DROP TABLE js;
