-- funnel_agg, variants_agg, retention_agg.

CREATE TYPE @extschema@.journey_funnel_level AS (
	level integer,
	step text,
	journeys bigint,
	conversion double precision,
	step_conversion double precision,
	median_gap interval,
	p90_gap interval
);
COMMENT ON TYPE @extschema@.journey_funnel_level IS
'Row of funnel_agg: journeys that came to the level, as a share of the first and of the previous level, and the time since the previous level.';

CREATE FUNCTION @extschema@.funnel_accum(@extschema@.journey_tally_state, @extschema@.journey, text[], interval) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_funnel_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.funnel_accum(@extschema@.journey_tally_state, @extschema@.journey, text[], interval) IS 'transition of funnel_agg';

CREATE FUNCTION @extschema@.funnel_accum(@extschema@.journey_tally_state, @extschema@.journey, text[], interval, text, text) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_funnel_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.funnel_accum(@extschema@.journey_tally_state, @extschema@.journey, text[], interval, text, text) IS 'transition of funnel_agg';

CREATE FUNCTION @extschema@.funnel_final(@extschema@.journey_tally_state) RETURNS @extschema@.journey_funnel_level[]
AS 'MODULE_PATHNAME', 'profile_funnel_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.funnel_final(@extschema@.journey_tally_state) IS 'answer of funnel_agg';

CREATE AGGREGATE @extschema@.funnel_agg(j @extschema@.journey, steps text[], within interval) (
	SFUNC = @extschema@.funnel_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 16384,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.funnel_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.funnel_agg(@extschema@.journey, text[], interval) IS
'How many journeys come how far through the steps, as rows for unnest(); medians and percentiles are exact.';

CREATE AGGREGATE @extschema@.funnel_agg(j @extschema@.journey, steps text[], within interval, ordering text, entry text) (
	SFUNC = @extschema@.funnel_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 16384,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.funnel_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.funnel_agg(@extschema@.journey, text[], interval, text, text) IS
'How many journeys come how far; ordering ordered, strict or any, entry any or first, as funnel().';

CREATE TYPE @extschema@.journey_variant AS (
	path text[],
	journeys bigint,
	share double precision,
	coverage double precision,
	median_duration interval
);
COMMENT ON TYPE @extschema@.journey_variant IS
'Row of variants_agg: a path, how many journeys take it, and what share takes it or one of the more frequent.';

CREATE FUNCTION @extschema@.variants_accum(@extschema@.journey_tally_state, @extschema@.journey) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_variants_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.variants_accum(@extschema@.journey_tally_state, @extschema@.journey) IS 'transition of variants_agg';

CREATE FUNCTION @extschema@.variants_accum(@extschema@.journey_tally_state, @extschema@.journey, text) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_variants_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.variants_accum(@extschema@.journey_tally_state, @extschema@.journey, text) IS 'transition of variants_agg';

CREATE FUNCTION @extschema@.variants_accum(@extschema@.journey_tally_state, @extschema@.journey, text, boolean) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_variants_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.variants_accum(@extschema@.journey_tally_state, @extschema@.journey, text, boolean) IS 'transition of variants_agg';

CREATE FUNCTION @extschema@.variants_accum(@extschema@.journey_tally_state, @extschema@.journey, text, boolean, integer) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_variants_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.variants_accum(@extschema@.journey_tally_state, @extschema@.journey, text, boolean, integer) IS 'transition of variants_agg';

CREATE FUNCTION @extschema@.variants_final(@extschema@.journey_tally_state) RETURNS @extschema@.journey_variant[]
AS 'MODULE_PATHNAME', 'profile_variants_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.variants_final(@extschema@.journey_tally_state) IS 'answer of variants_agg';

CREATE AGGREGATE @extschema@.variants_agg(j @extschema@.journey) (
	SFUNC = @extschema@.variants_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.variants_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.variants_agg(@extschema@.journey) IS
'The paths of journeys by event, the most frequent first, as rows for unnest(). Exact; needs memory for every distinct path and duration, at most 1 GB.';

CREATE AGGREGATE @extschema@.variants_agg(j @extschema@.journey, by text) (
	SFUNC = @extschema@.variants_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.variants_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.variants_agg(@extschema@.journey, text) IS
'The paths of journeys by channel, event or both.';

CREATE AGGREGATE @extschema@.variants_agg(j @extschema@.journey, by text, collapse boolean) (
	SFUNC = @extschema@.variants_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.variants_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.variants_agg(@extschema@.journey, text, boolean) IS
'The paths of journeys by channel, event or both; collapse takes a run of one key as one step.';

CREATE AGGREGATE @extschema@.variants_agg(j @extschema@.journey, by text, collapse boolean, top integer) (
	SFUNC = @extschema@.variants_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.variants_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.variants_agg(@extschema@.journey, text, boolean, integer) IS
'The so many most frequent paths.';

CREATE TYPE @extschema@.journey_retention AS (
	period integer,
	customers bigint,
	returned bigint,
	share double precision
);
COMMENT ON TYPE @extschema@.journey_retention IS
'Row of retention_agg: customers observed through the whole period, and those of them who were back in it.';

CREATE FUNCTION @extschema@.retention_accum(@extschema@.journey_tally_state, @extschema@.journey, text, text, interval, integer, timestamptz) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_retention_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.retention_accum(@extschema@.journey_tally_state, @extschema@.journey, text, text, interval, integer, timestamptz) IS 'transition of retention_agg';

CREATE FUNCTION @extschema@.retention_final(@extschema@.journey_tally_state) RETURNS @extschema@.journey_retention[]
AS 'MODULE_PATHNAME', 'profile_retention_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.retention_final(@extschema@.journey_tally_state) IS 'answer of retention_agg';

CREATE AGGREGATE @extschema@.retention_agg(j @extschema@.journey, first_step text, again text, period interval, periods integer, as_of timestamptz) (
	SFUNC = @extschema@.retention_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 4096,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.retention_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.retention_agg(@extschema@.journey, text, text, interval, integer, timestamptz) IS
'Who is back in which period after the first such step; who has not lived through a period as of the moment does not count in it.';
