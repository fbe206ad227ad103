-- What a customer is worth and how far along they are, in a word.

CREATE FUNCTION @extschema@.customer_value_group(revenue_year numeric, floors numeric[]) RETURNS text
AS 'MODULE_PATHNAME', 'profile_customer_value_group' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.customer_value_group(numeric, numeric[]) IS
'The value group of a customer with this revenue of a year: D without any, else C, B or A by the least revenue of groups B and A (NULL: nobody has drawn them).';

CREATE FUNCTION @extschema@.customer_life_cycle(first_purchase timestamptz, last_purchase timestamptz, now timestamptz) RETURNS text
AS 'MODULE_PATHNAME', 'profile_customer_life_cycle' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.customer_life_cycle(timestamptz, timestamptz, timestamptz) IS
'The stage of a customer whose first and last purchase was then: prospect (never bought), new (first bought in the last 30 days), active (last bought in the last 90), cooling (180), lapsed.';
