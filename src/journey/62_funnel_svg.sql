CREATE FUNCTION @extschema@.funnel_svg(levels @extschema@.journey_funnel_level[]) RETURNS text
AS 'MODULE_PATHNAME', 'profile_funnel_svg' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION @extschema@.funnel_svg(@extschema@.journey_funnel_level[]) IS
'The levels that funnel_agg has counted as an SVG picture: a bar for each, what is lost between them, and how long it takes; the first 40 levels.';
