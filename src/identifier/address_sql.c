/*-------------------------------------------------------------------------
 *
 * address_sql.c
 *		SQL functions for postal addresses.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/builtins.h"

#include "identifier/address.h"

PG_FUNCTION_INFO_V1(profile_parse_address);

/*
 * profile_parse_address(raw text)
 *		returns (postcode text, region text, city text, street text, house text,
 *				 building text, flat text, quality smallint, problem text)
 *
 * Agrees with examine_identifier('address', raw) on what is garbage.
 */
Datum
profile_parse_address(PG_FUNCTION_ARGS)
{
	RawText raw;
	IdentifierReading reading;
	AddressParts parts;
	Datum values[ADDRESS_ROLES + 2] = {0};
	bool nulls[ADDRESS_ROLES + 2];

	memset(nulls, true, sizeof(nulls));
	profile_raw_text(fcinfo, 0, &raw);
	profile_identifier_read("address", 7, &raw, NULL, &reading);
	if (reading.quality != IDENTIFIER_GARBAGE)
	{
		/* The form that key and parts agree on; a raw one may read otherwise. */
		profile_address_parse(reading.normalized, reading.normalized_length, &parts);
		for (int i = 0; i < ADDRESS_ROLES; i++)
		{
			text *value =
				parts.part[i].length == 0
					? NULL
					: profile_raw_result(parts.part[i].text, parts.part[i].length);

			nulls[i] = value == NULL;
			values[i] = PointerGetDatum(value);
		}
	}
	nulls[ADDRESS_ROLES] = false;
	values[ADDRESS_ROLES] = Int16GetDatum((int16) reading.quality);
	nulls[ADDRESS_ROLES + 1] = reading.problem == NULL;
	if (reading.problem != NULL)
		values[ADDRESS_ROLES + 1] = CStringGetTextDatum(reading.problem);
	PG_RETURN_DATUM(HeapTupleGetDatum(
		heap_form_tuple(profile_identifier_row(fcinfo), values, nulls)));
}
