/*-------------------------------------------------------------------------
 *
 * vat.c
 *		VAT identification numbers: which state's, and how long.
 *
 * The 27 states of the European Union, Northern Ireland and Great Britain, which
 * has kept its numbers, by the formats that the Commission publishes for VIES and each state's own check digits, which are
 * in vat_west.c and vat_east.c.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/vat.h"
#include "identifier/identifier_text.h"

typedef struct VatState
{
	char prefix[3];
	uint32_t lengths; /* bit n: n characters behind the prefix */
	VatRule rule;
} VatState;

#define VAT_LENGTH(n) (UINT32_C(1) << (n))

/* Sorted by prefix; Greece is EL in VAT numbers, and GR elsewhere. */
static const VatState vat_states[] = {
	{"AT", VAT_LENGTH(9), profile_vat_at},
	{"BE", VAT_LENGTH(9) | VAT_LENGTH(10), profile_vat_be},
	{"BG", VAT_LENGTH(9) | VAT_LENGTH(10), profile_vat_bg},
	{"CY", VAT_LENGTH(9), profile_vat_cy},
	{"CZ", VAT_LENGTH(8) | VAT_LENGTH(9) | VAT_LENGTH(10), profile_vat_cz},
	{"DE", VAT_LENGTH(9), profile_vat_de},
	{"DK", VAT_LENGTH(8), profile_vat_dk},
	{"EE", VAT_LENGTH(9), profile_vat_ee},
	{"EL", VAT_LENGTH(9), profile_vat_el},
	{"ES", VAT_LENGTH(9), profile_vat_es},
	{"FI", VAT_LENGTH(8), profile_vat_fi},
	{"FR", VAT_LENGTH(11), profile_vat_fr},
	{"GB", VAT_LENGTH(5) | VAT_LENGTH(9) | VAT_LENGTH(12), profile_vat_xi},
	{"HR", VAT_LENGTH(11), profile_vat_hr},
	{"HU", VAT_LENGTH(8), profile_vat_hu},
	{"IE", VAT_LENGTH(8) | VAT_LENGTH(9), profile_vat_ie},
	{"IT", VAT_LENGTH(11), profile_vat_it},
	{"LT", VAT_LENGTH(9) | VAT_LENGTH(12), profile_vat_lt},
	{"LU", VAT_LENGTH(8), profile_vat_lu},
	{"LV", VAT_LENGTH(11), profile_vat_lv},
	{"MT", VAT_LENGTH(8), profile_vat_mt},
	{"NL", VAT_LENGTH(12), profile_vat_nl},
	{"PL", VAT_LENGTH(10), profile_vat_pl},
	{"PT", VAT_LENGTH(9), profile_vat_pt},
	{"RO", 0x7FC | VAT_LENGTH(13), profile_vat_ro}, /* 2 to 10, or 13 */
	{"SE", VAT_LENGTH(12), profile_vat_se},
	{"SI", VAT_LENGTH(8), profile_vat_si},
	{"SK", VAT_LENGTH(9) | VAT_LENGTH(10), profile_vat_sk},
	{"XI", VAT_LENGTH(5) | VAT_LENGTH(9) | VAT_LENGTH(12), profile_vat_xi},
};

/* The state of two letters, or NULL. */
static const VatState *
vat_state(const char *prefix)
{
	if (memcmp(prefix, "GR", 2) == 0)
		prefix = "EL";
	for (size_t i = 0; i < sizeof(vat_states) / sizeof(*vat_states); i++)
	{
		if (memcmp(vat_states[i].prefix, prefix, 2) == 0)
			return &vat_states[i];
	}
	return NULL;
}

/*
 * The state whose number this is, with the prefix taken off.  Without a prefix
 * the region says which; a number's own beginning comes first where the number
 * is right with it.
 */
static const VatState *
vat_take_state(NumberText *number, const char *region)
{
	const VatState *state = NULL;

	if (number->count > 2 && !identifier_ascii_digit(number->text[0]))
		state = vat_state(number->text);
	if (state == NULL && region != NULL)
		return vat_state(region);
	if (state == NULL)
		return NULL;
	/* ES-like beginnings of a bare number: CY of none, but BE of a Spanish one */
	if (region != NULL && vat_state(region) != NULL && vat_state(region) != state &&
		(vat_state(region)->lengths & VAT_LENGTH(number->count % 32)) != 0 &&
		vat_state(region)->rule(number->text, number->count))
		return vat_state(region);
	number->count -= 2;
	memmove(number->text, number->text + 2, (size_t) number->count);
	return state;
}

/* Returns NULL or the problem of a number as the state's. */
static const char *
vat_problem(const VatState *state, NumberText *number)
{
	uint32_t longer;

	if (state == NULL)
		return "unknown_region";
	if (number->count > 13)
		return "too_long";
	longer = state->lengths >> number->count;
	if ((longer & 1) == 0)
		return longer != 0 ? "too_short" : "too_long";
	if (profile_number_is_made_up(number->text, number->count))
		return "placeholder";
	return state->rule(number->text, number->count) ? NULL : "bad_checksum";
}

/*
 * profile_vat_read: VAT identification number of the European Union or Britain
 *
 * With its two letters, or without where region names the state.  Both forms
 * begin with the letters that VIES uses.
 */
void
profile_vat_read(const char *raw, size_t length, const char *region,
				 IdentifierReading *reading)
{
	NumberText number;
	const char *problem = profile_number_letters_digits(raw, length, &number);
	const VatState *state = NULL;
	char text[2 + NUMBER_TEXT_MAX];

	identifier_begin(reading);
	if (problem == NULL)
	{
		state = vat_take_state(&number, region);
		problem = vat_problem(state, &number);
	}
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	memcpy(text, state->prefix, 2);
	/* Belgium's numbers had nine digits until 2008; the first is a zero now. */
	if (state->rule == profile_vat_be && number.count == 9)
	{
		memmove(number.text + 1, number.text, 9);
		number.text[0] = '0';
		number.count = 10;
	}
	memcpy(text + 2, number.text, (size_t) number.count);
	profile_number_finish(text, 2 + number.count, reading);
}
