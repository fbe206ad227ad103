-- Postal addresses.

CREATE FUNCTION @extschema@.parse_address(
	raw text,
	OUT postcode text,
	OUT region text,
	OUT city text,
	OUT street text,
	OUT house text,
	OUT building text,
	OUT flat text,
	OUT quality smallint,
	OUT problem text
)
AS 'MODULE_PATHNAME', 'profile_parse_address' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION @extschema@.parse_address(text) IS
'Parts of a Russian or English postal address, abbreviations written out: a light normaliser, not a geocoder. '
'quality: 0 sure, 1 read with an assumption, 2 no address (all parts are NULL). problem at quality 1: no_house assumed_street '
'assumed_flat; at quality 2: empty too_long bad_format bad_encoding placeholder. The key of kind address is the sorted words of '
'city and street, house with building, and flat.';
