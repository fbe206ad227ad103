/*-------------------------------------------------------------------------
 *
 * address.c
 *		The parts of a postal address, its normalized form and its key.
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

#include <unicode/uchar.h>
#include <unicode/utf8.h>

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

/* Token i stands in the same segment as the one before it. */
static bool
address_goes_on(const AddressScan *scan, int i)
{
	return i > 0 && i < scan->count &&
		   scan->token[i].segment == scan->token[i - 1].segment;
}

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

	while (address_goes_on(scan, i - n) && scan->token[i - n - 1].role == ADDRESS_NONE)
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
	bool names = address_goes_on(scan, i + 1) &&
				 (address_is_name(&token[1]) ||
				  (token[1].number && role == ADDRESS_STREET && !token->word->follows &&
				   address_goes_on(scan, i + 2) && address_is_name(&token[2])));

	if (before > 0 && (token->word->follows || !names))
	{
		for (int k = 1; k <= before; k++)
			scan->token[i - k].role = role;
		token->role = role;
		state->open = ADDRESS_NONE;
		/* Pennsylvania Avenue NW */
		if (token->word->follows && address_goes_on(scan, i + 1) &&
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
			  (scan->latin && state->house && address_has_digits(scan, token, 5))))
	{
		token->role = ADDRESS_POSTCODE;
		state->postcode = true;
	}
	else if (!scan->latin && !state->house && address_goes_on(scan, i + 1) &&
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

		if (!address_goes_on(scan, i))
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
	while (address_goes_on(scan, i) && scan->token[i].role == ADDRESS_NONE);
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

		while (address_goes_on(scan, end) && scan->token[end].role == ADDRESS_REGION &&
			   address_is_name(&scan->token[end]))
			end++;
		address_give(scan, last, end, ADDRESS_CITY);
	}
}

/* A text under way. */
typedef struct AddressWriter
{
	char *out;
	size_t size;
	size_t length;
	bool overflow;
} AddressWriter;

static void
address_put(AddressWriter *writer, const char *s, size_t length)
{
	if (writer->size - writer->length < length)
		writer->overflow = true;
	else
	{
		memcpy(writer->out + writer->length, s, length);
		writer->length += length;
	}
}

static void
address_put_separator(AddressWriter *writer, const char *separator)
{
	if (writer->length > 0)
		address_put(writer, separator, strlen(separator));
}

/* A particle inside a name with hyphens: Ростов-на-Дону. */
static bool
address_is_particle(const char *s, size_t length)
{
	static const char *const words[] = {"на-", "де-", "ла-", "и-", "on-", "upon-", "de-"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
	{
		if (length > strlen(words[i]) && memcmp(s, words[i], strlen(words[i])) == 0)
			return true;
	}
	return false;
}

/* A word with its capitals. */
static void
address_put_title(AddressWriter *writer, const char *s, size_t length, bool all)
{
	bool begins = length > 0 && !identifier_ascii_digit(*s);

	for (size_t at = 0; at < length;)
	{
		char bytes[4];
		size_t from = at;
		int32_t n = 0;
		int32_t c = profile_text_next(s, length, &at);

		if (all ||
			(begins && (from == 0 || !address_is_particle(s + from, length - from))))
			c = u_totitle(c);
		U8_APPEND_UNSAFE(bytes, n, c);
		address_put(writer, bytes, (size_t) n);
		begins = c == '-' && !identifier_ascii_digit(*s);
	}
}

/* How a part is written. */
typedef enum AddressStyle
{
	ADDRESS_AS_PART,   /* "7", "корпус 2" */
	ADDRESS_FULL,      /* "дом 7", "корпус 2" */
	ADDRESS_FULL_LATIN /* "7", "Apartment 2" */
} AddressStyle;

/* A marker that goes without saying where the part is told anyway. */
static bool
address_is_implied(const AddressToken *token, AddressStyle style)
{
	AddressRole role = token->word->role;

	if (style == ADDRESS_FULL || role == ADDRESS_BUILDING)
		return false;
	if (role == ADDRESS_HOUSE)
		return style == ADDRESS_FULL_LATIN ||
			   strcmp(token->word->canonical, "дом") == 0 ||
			   strcmp(token->word->canonical, "house") == 0;
	return style == ADDRESS_AS_PART && token->word->silent &&
		   (role == ADDRESS_FLAT || role == ADDRESS_CITY);
}

static void
address_put_token(AddressWriter *writer, const AddressScan *scan,
				  const AddressToken *token, AddressStyle style)
{
	const char *s = scan->text + token->at;

	if (token->word != NULL)
	{
		const char *word = token->word->canonical;

		if (address_is_implied(token, style))
			return;
		address_put_separator(writer, " ");
		address_put_title(writer, word, strlen(word), false);
		if ((unsigned char) *word >= 0x80 && token->word->role != ADDRESS_NAME)
		{
			/* Russian writes them small. */
			writer->length -= strlen(word);
			address_put(writer, word, strlen(word));
		}
		return;
	}
	address_put_separator(writer, token->hyphen && token[-1].role == token->role &&
										  token->role == ADDRESS_POSTCODE
									  ? "-"
									  : " ");
	if (token->number || token->role == ADDRESS_HOUSE || token->role == ADDRESS_FLAT)
		address_put(writer, s, token->length);
	else
		address_put_title(writer, s, token->length,
						  token->role == ADDRESS_REGION && token->length == 2);
}

static bool
address_is_marker_of_name(const AddressToken *token)
{
	return token->word != NULL && token->word->role == token->role &&
		   token->role <= ADDRESS_STREET;
}

/* The end of the run of tokens of one part that begins at token i. */
static int
address_run_end(const AddressScan *scan, int i)
{
	AddressRole role = scan->token[i].role;

	do
		i++;
	while (address_goes_on(scan, i) && scan->token[i].role == role);
	return i;
}

/*
 * The only marker of names in a run that stands on the wrong side of them, or -1:
 * Тверская улица is written улица Тверская.
 */
static int
address_misplaced(const AddressScan *scan, int from, int to)
{
	int found = -1;

	for (int i = from; i < to; i++)
	{
		if (!address_is_marker_of_name(&scan->token[i]))
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	if (found < 0 || to - from < 2)
		return -1;
	if (scan->token[found].word->follows ? found > from : found < to - 1)
		return -1;
	return found;
}

static void
address_put_run(AddressWriter *writer, const AddressScan *scan, int from, int to,
				AddressStyle style)
{
	int misplaced = address_misplaced(scan, from, to);

	if (misplaced >= 0 && misplaced > from)
		address_put_token(writer, scan, &scan->token[misplaced], style);
	for (int i = from; i < to; i++)
	{
		if (i != misplaced)
			address_put_token(writer, scan, &scan->token[i], style);
	}
	if (misplaced >= 0 && misplaced == from)
		address_put_token(writer, scan, &scan->token[misplaced], style);
}

/* One part: its runs, in the order in which they came. */
static void
address_put_part(AddressWriter *writer, const AddressScan *scan, AddressRole role,
				 AddressStyle style)
{
	for (int i = 0; i < scan->count;)
	{
		char text[IDENTIFIER_KEY_MAX];
		AddressWriter run = {text, sizeof(text), 0, false};
		int end = i + 1;

		if (scan->token[i].role == role)
		{
			end = address_run_end(scan, i);
			address_put_run(&run, scan, i, end, style);
			if (run.length > 0)
				address_put_separator(writer, role <= ADDRESS_STREET ? ", " : " ");
			address_put(writer, text, run.length);
			writer->overflow = writer->overflow || run.overflow;
		}
		i = end;
	}
	if (role == ADDRESS_POSTCODE)
		address_put(writer, scan->postcode, scan->postcode_length);
}

/* Bytewise order of two strings. */
static int
address_compare_words(const char *a, size_t a_length, const char *b, size_t b_length)
{
	int order = memcmp(a, b, a_length < b_length ? a_length : b_length);

	return order != 0 ? order : (a_length > b_length) - (a_length < b_length);
}

/* What a token contributes to the key; NULL: nothing. */
static const char *
address_key_word(const AddressScan *scan, int i, size_t *length)
{
	const AddressToken *token = &scan->token[i];

	if (token->role != ADDRESS_CITY && token->role != ADDRESS_STREET)
		return NULL;
	if (token->word == NULL)
	{
		*length = token->length;
		return scan->text + token->at;
	}
	*length = strlen(token->word->canonical);
	return token->word->silent ? NULL : token->word->canonical;
}

/* The words of city and street in order, then house with building, then flat. */
static void
address_put_key(AddressWriter *writer, const AddressScan *scan)
{
	const char *words[ADDRESS_TOKENS_MAX];
	size_t lengths[ADDRESS_TOKENS_MAX];
	int count = 0;

	for (int i = 0; i < scan->count; i++)
	{
		size_t length;
		const char *word = address_key_word(scan, i, &length);
		int at = count;

		if (word == NULL)
			continue;
		for (; at > 0 &&
			   address_compare_words(words[at - 1], lengths[at - 1], word, length) > 0;
			 at--)
		{
			words[at] = words[at - 1];
			lengths[at] = lengths[at - 1];
		}
		words[at] = word;
		lengths[at] = length;
		count++;
	}
	for (int i = 0; i < count; i++)
	{
		address_put_separator(writer, " ");
		address_put(writer, words[i], lengths[i]);
	}
	for (int role = ADDRESS_HOUSE; role <= ADDRESS_FLAT; role++)
	{
		char text[IDENTIFIER_KEY_MAX];
		AddressWriter part = {text, sizeof(text), 0, false};

		address_put_part(&part, scan, (AddressRole) role, ADDRESS_AS_PART);
		if (part.length > 0)
			address_put_separator(writer, role == ADDRESS_BUILDING ? " " : ", ");
		address_put(writer, text, part.length);
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

/* Write the parts and the key; false: too long, or no key. */
static bool
address_write(const AddressScan *scan, AddressParts *parts)
{
	AddressWriter key = {parts->key, sizeof(parts->key), 0, false};
	bool overflow = false;

	for (int role = 0; role < ADDRESS_ROLES; role++)
	{
		AddressPart *part = &parts->part[role];
		AddressWriter writer = {part->text, sizeof(part->text), 0, false};

		address_put_part(&writer, scan, (AddressRole) role, ADDRESS_AS_PART);
		part->length = writer.length;
		overflow = overflow || writer.overflow;
	}
	address_put_key(&key, scan);
	parts->key_length = key.length;
	if (overflow || key.overflow || key.length == 0)
	{
		address_reject(parts, key.length == 0 ? "bad_format" : "too_long");
		return false;
	}
	return true;
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
		address_write(&scan, parts);
}

/* The whole address in the order of its language. */
static void
address_put_all(AddressWriter *writer, const AddressScan *scan)
{
	static const AddressRole russian[] = {
		ADDRESS_POSTCODE, ADDRESS_REGION,   ADDRESS_CITY, ADDRESS_STREET,
		ADDRESS_HOUSE,    ADDRESS_BUILDING, ADDRESS_FLAT};
	static const AddressRole english[] = {
		ADDRESS_HOUSE, ADDRESS_STREET, ADDRESS_BUILDING, ADDRESS_FLAT,
		ADDRESS_CITY,  ADDRESS_REGION, ADDRESS_POSTCODE};
	bool house = false;

	for (int i = 0; i < ADDRESS_ROLES; i++)
	{
		char text[IDENTIFIER_KEY_MAX];
		AddressWriter part = {text, sizeof(text), 0, false};
		AddressRole role = scan->latin ? english[i] : russian[i];

		address_put_part(&part, scan, role,
						 scan->latin ? ADDRESS_FULL_LATIN : ADDRESS_FULL);
		writer->overflow = writer->overflow || part.overflow;
		if (part.length == 0)
			continue;
		address_put_separator(writer, house && role == ADDRESS_STREET ? " " : ", ");
		if (role == ADDRESS_HOUSE && !scan->latin && identifier_ascii_digit(text[0]))
			address_put(writer, "дом ", strlen("дом "));
		if (role == ADDRESS_FLAT && identifier_ascii_digit(text[0]))
			address_put(writer, scan->latin ? "Apartment " : "квартира ",
						scan->latin ? strlen("Apartment ") : strlen("квартира "));
		address_put(writer, text, part.length);
		house = role == ADDRESS_HOUSE;
	}
}

/* One reading; the normalized form may read otherwise. */
static void
address_read_once(const char *raw, size_t length, IdentifierReading *reading)
{
	AddressScan scan;
	AddressParts parts;
	AddressWriter writer = {reading->normalized, IDENTIFIER_KEY_MAX, 0, false};

	identifier_begin(reading);
	if (address_understand(raw, length, &scan, &parts) && address_write(&scan, &parts))
	{
		address_put_all(&writer, &scan);
		if (writer.overflow)
			address_reject(&parts, "too_long");
	}
	if (parts.quality == IDENTIFIER_GARBAGE)
	{
		identifier_reject(reading, parts.problem);
		return;
	}
	reading->quality = parts.quality;
	reading->problem = parts.problem;
	reading->normalized_length = writer.length;
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
