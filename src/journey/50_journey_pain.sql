-- pain_points_agg: what went wrong more often than usual, where and when.

CREATE TYPE @extschema@.journey_pain_point AS (
	rank integer,
	kind text,
	channel text,
	step text,
	other text,
	since date,
	until date,
	first_case date,
	last_case date,
	customers bigint,
	cases bigint,
	excess double precision,
	share double precision,
	before double precision,
	time_lost interval,
	evidence double precision
);
COMMENT ON TYPE @extschema@.journey_pain_point IS
'Row of pain_points_agg: kind of trouble, channel (NULL: all), step, what came instead; days that fit, days of the first and last case; distinct customers, cases, cases beyond the usual; share of cases then and before; time lost beyond the usual; log likelihood ratio.';

CREATE FUNCTION @extschema@.pain_accum(@extschema@.journey_tally_state, @extschema@.journey, contact text, complaint text, goal text, as_of timestamptz)
RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_pain_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.pain_accum(@extschema@.journey_tally_state, @extschema@.journey, text, text, text, timestamptz) IS 'transition of pain_points_agg';

CREATE FUNCTION @extschema@.pain_final(@extschema@.journey_tally_state) RETURNS @extschema@.journey_pain_point[]
AS 'MODULE_PATHNAME', 'profile_pain_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.pain_final(@extschema@.journey_tally_state) IS 'answer of pain_points_agg';

CREATE AGGREGATE @extschema@.pain_points_agg(j @extschema@.journey, contact text, complaint text, goal text, as_of timestamptz) (
	SFUNC = @extschema@.pain_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 65536,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.pain_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.pain_points_agg(@extschema@.journey, text, text, text, timestamptz) IS
'Runs of days in which errors, loops, detours that cost the goal, drop-off, ping-pong between channels, repeat contact or long waits were significantly more frequent than otherwise, the costliest first, as rows for unnest(). contact, complaint and goal name steps; what is younger than its window as of the moment does not count.';
