-- attribution_agg: which channels conversions are owed to.

CREATE TYPE @extschema@.journey_attribution AS (
	channel text,
	touched bigint,
	first_touch double precision,
	last_touch double precision,
	last_non_direct double precision,
	linear double precision,
	position_based double precision,
	time_decay double precision,
	markov double precision,
	shapley double precision
);
COMMENT ON TYPE @extschema@.journey_attribution IS
'Row of attribution_agg: conversions with a touch in the channel, and how many are owed to it by each model; channel NULL: conversions without a touch.';

CREATE FUNCTION @extschema@.attribution_accum(@extschema@.journey_tally_state, @extschema@.journey, text) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_attribution_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.attribution_accum(@extschema@.journey_tally_state, @extschema@.journey, text) IS 'transition of attribution_agg';

CREATE FUNCTION @extschema@.attribution_accum(@extschema@.journey_tally_state, @extschema@.journey, text, interval) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_attribution_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.attribution_accum(@extschema@.journey_tally_state, @extschema@.journey, text, interval) IS 'transition of attribution_agg';

CREATE FUNCTION @extschema@.attribution_accum(@extschema@.journey_tally_state, @extschema@.journey, text, interval, text, text, interval) RETURNS @extschema@.journey_tally_state
AS 'MODULE_PATHNAME', 'profile_attribution_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.attribution_accum(@extschema@.journey_tally_state, @extschema@.journey, text, interval, text, text, interval) IS 'transition of attribution_agg';

CREATE FUNCTION @extschema@.attribution_final(@extschema@.journey_tally_state) RETURNS @extschema@.journey_attribution[]
AS 'MODULE_PATHNAME', 'profile_attribution_final' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.attribution_final(@extschema@.journey_tally_state) IS 'answer of attribution_agg';

CREATE AGGREGATE @extschema@.attribution_agg(j @extschema@.journey, conversion text) (
	SFUNC = @extschema@.attribution_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 16384,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.attribution_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.attribution_agg(@extschema@.journey, text) IS
'Conversions by channel: first, last, last non-direct, linear, position 40/20/40, time decay, exact Markov removal effect, exact Shapley value, as rows for unnest(). Every step but the conversion is a touch; those of 30 days count.';

CREATE AGGREGATE @extschema@.attribution_agg(j @extschema@.journey, conversion text, lookback interval) (
	SFUNC = @extschema@.attribution_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 16384,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.attribution_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.attribution_agg(@extschema@.journey, text, interval) IS
'Conversions by channel, with touches as far back as told.';

CREATE AGGREGATE @extschema@.attribution_agg(j @extschema@.journey, conversion text, lookback interval, touch text, direct text, half_life interval) (
	SFUNC = @extschema@.attribution_accum, STYPE = @extschema@.journey_tally_state, SSPACE = 16384,
	COMBINEFUNC = @extschema@.journey_tally_state_combine, FINALFUNC = @extschema@.attribution_final, PARALLEL = SAFE
);
COMMENT ON AGGREGATE @extschema@.attribution_agg(@extschema@.journey, text, interval, text, text, interval) IS
'Conversions by channel: what is a touch, which channel is direct, and the half-life of a touch.';
