/*-------------------------------------------------------------------------
 *
 * address.c
 *		Which tokens of a postal address are which part.
 *
 * A marker gives the words beside it their part: those after it (улица
 * Тверская), or those before it where nothing follows or the marker is of that
 * kind (Московская область, Baker Street).  Numbers are told by their markers;
 * without one the first is the house, the second a flat.  What is left without
 * a part is street, city or region by its place.  The last two are assumptions.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/address.h"

#include "identifier/identifier_text.h"

/* An address under way. */
typedef struct AddressState
{
	AddressScan *scan;
	AddressRole open; /* the part that words go to after a marker */
	bool house;
	bool flat;
	bool postcode;
	int quality;
	const char *problem;
} AddressState;

/* A word that can be part of a name. */
static bool
address_is_name(const AddressToken *token)
{
	return !token->number && (token->word == NULL || token->word->role == ADDRESS_NAME);
}

/* How many of the words just before token i have no part yet. */
static int
address_waiting(const AddressScan *scan, int i)
{
	int n = 0;

	while (profile_address_goes_on(scan, i - n) &&
		   scan->token[i - n - 1].role == ADDRESS_NONE)
		n++;
	return n;
}

/* A marker of region, city or street. */
static void
address_take_name_marker(AddressState *state, int i)
{
	AddressScan *scan = state->scan;
	AddressToken *token = &scan->token[i];
	AddressRole role = token->word->role;
	int before = address_waiting(scan, i);
	bool names = profile_address_goes_on(scan, i + 1) &&
				 (address_is_name(&token[1]) ||
				  (token[1].number && role == ADDRESS_STREET && !token->word->follows &&
				   profile_address_goes_on(scan, i + 2) && address_is_name(&token[2])));

	if (before > 0 && (token->word->follows || !names))
	{
		for (int k = 1; k <= before; k++)
			scan->token[i - k].role = role;
		token->role = role;
		state->open = ADDRESS_NONE;
		/* Pennsylvania Avenue NW */
		if (token->word->follows && profile_address_goes_on(scan, i + 1) &&
			token[1].word != NULL && token[1].word->role == ADDRESS_NAME &&
			token[1].word->rule == ADDRESS_IF_ANY)
			token[1].role = role;
	}
	else if (names || state->open != ADDRESS_NONE)
		token->role = state->open = names ? role : state->open;
}

/* A marker of a number, which follows it. */
static void
address_take_number_marker(AddressState *state, int i)
{
	AddressToken *token = &state->scan->token[i];
	AddressRole role = token->word->role;

	token->role = token[1].role = role;
	token[1].word = NULL;
	state->house = state->house || role == ADDRESS_HOUSE;
	state->flat = state->flat || role == ADDRESS_FLAT;
	state->open = ADDRESS_NONE;
}

/* Digits only. */
static bool
address_has_digits(const AddressScan *scan, const AddressToken *token, size_t count)
{
	for (size_t i = 0; i < token->length; i++)
	{
		if (!identifier_ascii_digit(scan->text[token->at + i]))
			return false;
	}
	return token->length == count;
}

/* A number without a marker. */
static void
address_take_number(AddressState *state, int i)
{
	AddressScan *scan = state->scan;
	AddressToken *token = &scan->token[i];

	if (token->hyphen && i > 0 && token[-1].role == ADDRESS_POSTCODE)
		token->role = ADDRESS_POSTCODE; /* ZIP+4 */
	else if (!state->postcode && !token->hyphen &&
			 (address_has_digits(scan, token, 6) ||
			  (scan->latin && (state->house || state->flat) &&
			   address_has_digits(scan, token, 5))))
	{
		token->role = ADDRESS_POSTCODE;
		state->postcode = true;
	}
	else if (!scan->latin && !state->house && profile_address_goes_on(scan, i + 1) &&
			 address_is_name(&token[1]))
	{
		token->role = state->open; /* улица 8 Марта */
		return;
	}
	else if (!state->house)
	{
		token->role = ADDRESS_HOUSE;
		state->house = true;
	}
	else
	{
		token->role = ADDRESS_FLAT;
		state->flat = true;
		identifier_note(&state->quality, &state->problem, "assumed_flat");
	}
	state->open = ADDRESS_NONE;
}

/* Give every token that says so itself its part. */
static void
address_take_all(AddressState *state)
{
	AddressScan *scan = state->scan;

	for (int i = 0; i < scan->count; i++)
	{
		AddressToken *token = &scan->token[i];

		if (!profile_address_goes_on(scan, i))
			state->open = ADDRESS_NONE;
		if (token->number)
			address_take_number(state, i);
		else if (address_is_name(token))
			token->role = token->role == ADDRESS_NONE ? state->open : token->role;
		else if (token->word->role == ADDRESS_COUNTRY)
			token->role = ADDRESS_COUNTRY;
		else if (token->word->rule == ADDRESS_IF_NUMBER)
			address_take_number_marker(state, i++);
		else
			address_take_name_marker(state, i);
	}
}

static bool
address_has(const AddressScan *scan, AddressRole role)
{
	for (int i = 0; i < scan->count; i++)
	{
		if (scan->token[i].role == role)
			return true;
	}
	return false;
}

/* The end of the group of words without a part that begins at token i. */
static int
address_group_end(const AddressScan *scan, int i)
{
	do
		i++;
	while (profile_address_goes_on(scan, i) && scan->token[i].role == ADDRESS_NONE);
	return i;
}

static void
address_give(AddressScan *scan, int from, int to, AddressRole role)
{
	for (int i = from; i < to; i++)
		scan->token[i].role = role;
}

/* The first token of the group that is the street, or -1. */
static int
address_find_street(const AddressScan *scan)
{
	int found = -1;
	int groups = 0;
	int house = scan->count;

	for (int i = scan->count - 1; i >= 0; i--)
	{
		if (scan->token[i].role == ADDRESS_HOUSE)
			house = i;
	}
	for (int i = 0; i < scan->count;)
	{
		if (scan->token[i].role != ADDRESS_NONE)
		{
			i++;
			continue;
		}
		groups++;
		if (found < 0 || i < house)
			found = i;
		i = address_group_end(scan, i);
	}
	if (house == scan->count && groups == 1 && !address_has(scan, ADDRESS_CITY))
		return -1; /* a place, nothing more */
	return found;
}

/* Street, city and region among the words that nothing marks. */
static void
address_guess(AddressState *state)
{
	AddressScan *scan = state->scan;
	bool city = address_has(scan, ADDRESS_CITY);
	int last = -1;

	/* Springfield IL 62704 */
	for (int i = 2; i < scan->count && scan->latin; i++)
	{
		if (scan->token[i].role == ADDRESS_POSTCODE && profile_address_goes_on(scan, i) &&
			scan->token[i - 1].role == ADDRESS_NONE && scan->token[i - 1].length == 2)
			scan->token[i - 1].role = ADDRESS_REGION;
	}
	if (!address_has(scan, ADDRESS_STREET))
	{
		int street = address_find_street(scan);

		if (street >= 0)
		{
			address_give(scan, street, address_group_end(scan, street), ADDRESS_STREET);
			identifier_note(&state->quality, &state->problem, "assumed_street");
		}
	}
	for (int i = 0; i < scan->count;)
	{
		int end;

		if (scan->token[i].role != ADDRESS_NONE)
		{
			i++;
			continue;
		}
		end = address_group_end(scan, i);
		/* Cyrillic: region before city; Latin: city before region. */
		address_give(scan, i, end, scan->latin && !city ? ADDRESS_CITY : ADDRESS_REGION);
		city = city || scan->latin;
		last = i;
		i = end;
	}
	if (!city && last >= 0)
	{
		int end = last + 1;

		while (profile_address_goes_on(scan, end) &&
			   scan->token[end].role == ADDRESS_REGION &&
			   address_is_name(&scan->token[end]))
			end++;
		address_give(scan, last, end, ADDRESS_CITY);
	}
}

static void
address_reject(AddressParts *parts, const char *problem)
{
	parts->quality = IDENTIFIER_GARBAGE;
	parts->problem = problem;
	parts->key_length = 0;
	for (int i = 0; i < ADDRESS_ROLES; i++)
		parts->part[i].length = 0;
}

/* Scan and decide; false: garbage. */
static bool
address_understand(const char *raw, size_t length, AddressScan *scan, AddressParts *parts)
{
	AddressState state = {scan, ADDRESS_NONE, false, false, false, IDENTIFIER_SURE, NULL};

	parts->quality = IDENTIFIER_SURE;
	parts->problem = NULL;
	profile_address_scan(raw, length, scan);
	if (scan->problem == NULL)
	{
		state.postcode = scan->postcode_length > 0;
		address_take_all(&state);
		address_guess(&state);
		if (!state.house)
			identifier_note(&state.quality, &state.problem, "no_house");
		if (!address_has(scan, ADDRESS_CITY) && !address_has(scan, ADDRESS_STREET))
			scan->problem = "bad_format";
	}
	if (scan->problem != NULL)
	{
		address_reject(parts, scan->problem);
		return false;
	}
	parts->quality = state.quality;
	parts->problem = state.problem;
	return true;
}

/* Write parts and key; false: garbage. */
static bool
address_finish(const AddressScan *scan, AddressParts *parts)
{
	const char *problem = profile_address_write(scan, parts);

	if (problem != NULL)
		address_reject(parts, problem);
	return problem == NULL;
}

/*
 * profile_address_parse: the parts of a raw address, and its key
 *
 * raw is trimmed, not empty and well-formed.
 */
void
profile_address_parse(const char *raw, size_t length, AddressParts *parts)
{
	AddressScan scan;

	if (address_understand(raw, length, &scan, parts))
		address_finish(&scan, parts);
}

/* One reading; the normalized form may read otherwise. */
static void
address_read_once(const char *raw, size_t length, IdentifierReading *reading)
{
	AddressScan scan;
	AddressParts parts;

	identifier_begin(reading);
	if (address_understand(raw, length, &scan, &parts) && address_finish(&scan, &parts))
	{
		reading->normalized_length =
			profile_address_spell(&scan, reading->normalized, IDENTIFIER_KEY_MAX);
		if (reading->normalized_length == 0)
			address_reject(&parts, "too_long");
	}
	if (parts.quality == IDENTIFIER_GARBAGE)
	{
		identifier_reject(reading, parts.problem);
		return;
	}
	reading->quality = parts.quality;
	reading->problem = parts.problem;
	memcpy(reading->key, parts.key, parts.key_length);
	reading->key_length = parts.key_length;
}

/* Readings until the normalized form stands still. */
#define ADDRESS_READINGS_MAX 4

/*
 * profile_address_read: the forms of a postal address
 *
 * The normalized form is read again until it reads as itself: what was assumed
 * once is marked there.  An address that never does is none.
 */
void
profile_address_read(const char *raw, size_t length, const char *region,
					 IdentifierReading *reading)
{
	IdentifierReading again;
	int quality;
	const char *problem;

	(void) region;
	address_read_once(raw, length, reading);
	quality = reading->quality;
	problem = reading->problem;
	for (int i = 0; i < ADDRESS_READINGS_MAX && quality != IDENTIFIER_GARBAGE; i++)
	{
		if (profile_text_is_placeholder(reading->normalized,
										reading->normalized_length) ||
			profile_text_is_placeholder(reading->key, reading->key_length))
		{
			identifier_reject(reading, "placeholder");
			return;
		}
		address_read_once(reading->normalized, reading->normalized_length, &again);
		if (again.quality == IDENTIFIER_GARBAGE)
			break;
		if (again.normalized_length == reading->normalized_length &&
			memcmp(again.normalized, reading->normalized, again.normalized_length) == 0 &&
			again.key_length == reading->key_length &&
			memcmp(again.key, reading->key, again.key_length) == 0)
		{
			reading->quality = quality;
			reading->problem = problem;
			return;
		}
		*reading = again;
	}
	if (quality != IDENTIFIER_GARBAGE)
		identifier_reject(reading, "bad_format");
}
