/*-------------------------------------------------------------------------
 *
 * address_spell.c
 *		Writing a postal address: its parts, its normalized form, its key.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/address.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "identifier/identifier_text.h"

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
	ADDRESS_IN_KEY,    /* the same, without what is inside the house */
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
	return (style == ADDRESS_AS_PART || style == ADDRESS_IN_KEY) && token->word->silent &&
		   (role == ADDRESS_FLAT || role == ADDRESS_CITY);
}

/* Entrance or floor, its number included: one person tells them, another does not. */
static bool
address_is_inside(const AddressToken *token)
{
	static const char *const words[] = {"подъезд", "этаж", "floor"};

	if (token->role != ADDRESS_BUILDING)
		return false;
	if (token->word == NULL)
		token--; /* a number of a building has its marker before it */
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
	{
		if (token->word != NULL && strcmp(token->word->canonical, words[i]) == 0)
			return true;
	}
	return false;
}

static void
address_put_token(AddressWriter *writer, const AddressScan *scan,
				  const AddressToken *token, AddressStyle style)
{
	const char *s = scan->text + token->at;

	if (style == ADDRESS_IN_KEY && address_is_inside(token))
		return;
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
	while (profile_address_goes_on(scan, i) && scan->token[i].role == role);
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

/* Of 8-го, 1-я, 1-ая only the number; of any other word its length. */
static size_t
address_ordinal(const char *s, size_t length)
{
	size_t digits = 0;

	while (digits < length && identifier_ascii_digit(s[digits]))
		digits++;
	return digits > 0 && digits < length && s[digits] == '-' && length - digits <= 7
			   ? digits
			   : length;
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
		*length = address_ordinal(scan->text + token->at, token->length);
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

		address_put_part(&part, scan, (AddressRole) role, ADDRESS_IN_KEY);
		if (part.length > 0)
			address_put_separator(writer, role == ADDRESS_BUILDING ? " " : ", ");
		address_put(writer, text, part.length);
	}
}

/*
 * profile_address_write: the parts and the key of an address whose tokens have
 * their roles
 *
 * Returns the problem or NULL.
 */
const char *
profile_address_write(const AddressScan *scan, AddressParts *parts)
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
	if (key.length == 0)
		return "bad_format";
	return overflow || key.overflow ? "too_long" : NULL;
}

/*
 * profile_address_spell: the whole address in the order of its language
 *
 * Returns bytes, or 0: it does not fit.
 */
size_t
profile_address_spell(const AddressScan *scan, char *out, size_t size)
{
	AddressWriter whole = {out, size, 0, false};
	AddressWriter *writer = &whole;
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
	return whole.overflow ? 0 : whole.length;
}
