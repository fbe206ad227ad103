-- What somebody did, in one look: for whoever is asked while a telephone rings.

CREATE FUNCTION @extschema@.journey_summary(
  journeys @extschema@.journey[], latest_steps integer DEFAULT 10, since timestamptz DEFAULT NULL, left_out text[] DEFAULT NULL,
  OUT latest jsonb,
  OUT channels text[], OUT channel_steps bigint[], OUT channel_last timestamptz[], OUT channel_event text[],
  OUT events text[], OUT event_steps bigint[], OUT event_first timestamptz[], OUT event_last timestamptz[],
  OUT event_value numeric[], OUT event_value_since numeric[])
AS 'MODULE_PATHNAME', 'profile_journey_summary' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.journey_summary(@extschema@.journey[], integer, timestamptz, text[]) IS
'What the journeys of one customer hold, read once: latest, the latest steps as JSON, the newest first; channels, those of the latest steps first, each with its number of steps, its latest step''s time and event; events by name, each with its number of steps, the times of the first and the latest, the sum of their values and of those at or after since. Steps in channels that are left_out do not count among the events. The arrays stand side by side.';
