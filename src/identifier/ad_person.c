/*-------------------------------------------------------------------------
 *
 * ad_person.c
 *		Names, dates and places as advertising platforms want them before they
 *		are hashed.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/ad_hash.h"
#include "identifier/identifier_text.h"
#include "identifier/number_text.h"

#include <unicode/uchar.h>

#define AD_COUNT(a) (sizeof(a) / sizeof(*(a)))

/* What a text loses besides case. */
#define AD_NO_PUNCTUATION 1
#define AD_NO_BLANKS      2

/* Composed, in lower case, without what the flags name; bytes written or 0. */
static int
ad_fold(const char *raw, size_t length, int lose, char *out)
{
	char composed[IDENTIFIER_KEY_MAX];
	char lower[IDENTIFIER_KEY_MAX];
	int n = profile_text_nfc(raw, length, composed, sizeof(composed));
	int written = 0;
	const char *s = out;
	size_t bytes;

	if (n >= 0)
		n = profile_text_lower(composed, (size_t) n, lower, sizeof(lower));
	for (size_t at = 0; n > 0 && at < (size_t) n;)
	{
		size_t from = at;
		int32_t c = profile_text_next(lower, (size_t) n, &at);

		if ((lose & AD_NO_PUNCTUATION) &&
			(u_ispunct(c) || (c < 0x80 && c > 0 && strchr("$+<=>^`|~", c))))
			continue;
		if ((lose & AD_NO_BLANKS) && profile_text_is_blank(c))
			continue;
		memcpy(out + written, lower + from, at - from);
		written += (int) (at - from);
	}
	/* what stood on both sides of a lost character may compose now */
	n = profile_text_nfc(out, (size_t) written, composed, sizeof(composed));
	memcpy(out, composed, n > 0 ? (size_t) n : 0);
	bytes = n > 0 ? (size_t) n : 0;
	profile_text_trim(&s, &bytes);
	memmove(out, s, bytes);
	return (int) bytes;
}

/* The word at the beginning, or the end, is one of the list; a dot may follow. */
static size_t
ad_affix(const char *s, size_t length, bool front, const char *const *words)
{
	for (; *words != NULL; words++)
	{
		size_t n = strlen(*words);
		size_t dot = 0;

		if (length <= n + 1)
			continue;
		if (front && memcmp(s, *words, n) == 0)
		{
			dot = s[n] == '.' ? 1 : 0;
			if (s[n + dot] == ' ')
				return n + dot;
		}
		else if (!front)
		{
			dot = s[length - 1] == '.' ? 1 : 0;
			if (length > n + dot + 1 && memcmp(s + length - n - dot, *words, n) == 0 &&
				(s[length - n - dot - 1] == ' ' || s[length - n - dot - 1] == ','))
				return n + dot + 1;
		}
	}
	return 0;
}

/* Google: without what stands before and behind a name. */
static int
ad_bare_name(char *s, int length)
{
	static const char *const before[] = {"dr", "miss", "mr",  "mrs", "ms",
										 "mx", "prof", "sir", NULL};
	static const char *const behind[] = {"esq", "ii",  "iii", "iv", "jr",
										 "md",  "phd", "sr",  NULL};
	const char *rest = s;
	size_t n = (size_t) length;
	size_t skip;

	while ((skip = ad_affix(rest, n, true, before)) > 0)
	{
		rest += skip;
		n -= skip;
		profile_text_trim(&rest, &n);
	}
	while ((skip = ad_affix(rest, n, false, behind)) > 0)
	{
		n -= skip;
		profile_text_trim(&rest, &n);
		while (n > 0 && rest[n - 1] == ',')
		{
			n--;
			profile_text_trim(&rest, &n);
		}
	}
	memmove(s, rest, n);
	return (int) n;
}

/*
 * profile_ad_name: a first or last name
 *
 * Lower case, letters as they are; Meta wants no punctuation, Google no titles
 * and suffixes.
 */
int
profile_ad_name(AdPlatform platform, const char *raw, size_t length, char *out)
{
	int n = ad_fold(raw, length, platform == AD_META ? AD_NO_PUNCTUATION : 0, out);

	return platform == AD_GOOGLE ? ad_bare_name(out, n) : n;
}

/*
 * Up to three numbers with the same sign between them; returns the sign, or 0.
 */
static char
ad_date_parts(const char *s, size_t length, int *parts, int *digits)
{
	char sign = '\0';
	int part = 0;

	digits[0] = digits[1] = digits[2] = parts[0] = parts[1] = parts[2] = 0;
	for (size_t i = 0; i < length; i++)
	{
		if (identifier_ascii_digit(s[i]) && digits[part] < 4)
		{
			parts[part] = parts[part] * 10 + (s[i] - '0');
			digits[part]++;
		}
		else if (part < 2 && digits[part] > 0 && memchr("-./", s[i], 3) != NULL &&
				 (sign == '\0' || sign == s[i]))
		{
			sign = s[i];
			part++;
		}
		else
			return '\0';
	}
	return part == 2 && digits[2] > 0 ? sign : '\0';
}

/*
 * profile_ad_birth_date: YYYYMMDD
 *
 * Read are 1997-02-16 (with any sign), 19970216, 16.02.1997, and 2/16/1997, whose
 * month comes first in the United States and second elsewhere; where region does
 * not say and both readings are dates, there is none.
 */
int
profile_ad_birth_date(const char *raw, size_t length, const char *region, char *out)
{
	int parts[3];
	int digits[3];
	int year;
	int month;
	int day;
	char sign;

	if (length == 8 && profile_number_all_digits(raw, 8))
	{
		year = profile_number_value(raw, 4);
		month = profile_number_value(raw + 4, 2);
		day = profile_number_value(raw + 6, 2);
	}
	else
	{
		sign = ad_date_parts(raw, length, parts, digits);
		if (sign == '\0' || (digits[0] == 4) == (digits[2] == 4))
			return 0;
		year = digits[0] == 4 ? parts[0] : parts[2];
		month = parts[1];
		day = digits[0] == 4 ? parts[2] : parts[0];
		if (sign == '/' && digits[2] == 4 && parts[0] != parts[1])
		{
			bool american = region != NULL && strcmp(region, "US") == 0;

			if (region == NULL && parts[0] <= 12 && parts[1] <= 12)
				return 0;
			if (american ? parts[0] <= 12 : parts[1] > 12)
			{
				month = parts[0];
				day = parts[1];
			}
		}
	}
	if (year < 1850 || !profile_number_date(year, month, day))
		return 0;
	for (int i = 7; i >= 0; i--)
	{
		int *number = i > 5 ? &day : i > 3 ? &month : &year;

		out[i] = (char) ('0' + *number % 10);
		*number /= 10;
	}
	return 8;
}

/*
 * profile_ad_gender: f or m
 */
int
profile_ad_gender(const char *raw, size_t length, char *out)
{
	static const char *const female[] = {"f",   "female", "w",       "woman",  "ж",
										 "жен", "жен.",   "женский", "женщина"};
	static const char *const male[] = {"m",   "male", "man",     "м",
									   "муж", "муж.", "мужской", "мужчина"};
	char lower[IDENTIFIER_KEY_MAX];
	int n = ad_fold(raw, length, 0, lower);

	for (size_t i = 0; i < AD_COUNT(female); i++)
	{
		if ((int) strlen(female[i]) == n && memcmp(female[i], lower, (size_t) n) == 0)
		{
			out[0] = 'f';
			return 1;
		}
	}
	for (size_t i = 0; i < AD_COUNT(male); i++)
	{
		if ((int) strlen(male[i]) == n && memcmp(male[i], lower, (size_t) n) == 0)
		{
			out[0] = 'm';
			return 1;
		}
	}
	return 0;
}

/*
 * profile_ad_city: lower case, without punctuation and blanks
 */
int
profile_ad_city(const char *raw, size_t length, char *out)
{
	return ad_fold(raw, length, AD_NO_PUNCTUATION | AD_NO_BLANKS, out);
}

/* Name without blanks, and the two letters. */
typedef struct AdCode
{
	const char *name;
	char code[3];
} AdCode;

static const AdCode ad_states[] = {
	{"alabama", "al"},       {"alaska", "ak"},       {"arizona", "az"},
	{"arkansas", "ar"},      {"california", "ca"},   {"colorado", "co"},
	{"connecticut", "ct"},   {"delaware", "de"},     {"districtofcolumbia", "dc"},
	{"florida", "fl"},       {"georgia", "ga"},      {"hawaii", "hi"},
	{"idaho", "id"},         {"illinois", "il"},     {"indiana", "in"},
	{"iowa", "ia"},          {"kansas", "ks"},       {"kentucky", "ky"},
	{"louisiana", "la"},     {"maine", "me"},        {"maryland", "md"},
	{"massachusetts", "ma"}, {"michigan", "mi"},     {"minnesota", "mn"},
	{"mississippi", "ms"},   {"missouri", "mo"},     {"montana", "mt"},
	{"nebraska", "ne"},      {"nevada", "nv"},       {"newhampshire", "nh"},
	{"newjersey", "nj"},     {"newmexico", "nm"},    {"newyork", "ny"},
	{"northcarolina", "nc"}, {"northdakota", "nd"},  {"ohio", "oh"},
	{"oklahoma", "ok"},      {"oregon", "or"},       {"pennsylvania", "pa"},
	{"puertorico", "pr"},    {"rhodeisland", "ri"},  {"southcarolina", "sc"},
	{"southdakota", "sd"},   {"tennessee", "tn"},    {"texas", "tx"},
	{"utah", "ut"},          {"vermont", "vt"},      {"virginia", "va"},
	{"washington", "wa"},    {"westvirginia", "wv"}, {"wisconsin", "wi"},
	{"wyoming", "wy"},
};

/* Names in English and Russian, and the three letters of ISO 3166. */
static const AdCode ad_countries[] = {
	{"arg", "ar"},
	{"argentina", "ar"},
	{"аргентина", "ar"},
	{"arm", "am"},
	{"armenia", "am"},
	{"армения", "am"},
	{"aus", "au"},
	{"australia", "au"},
	{"австралия", "au"},
	{"aut", "at"},
	{"austria", "at"},
	{"австрия", "at"},
	{"aze", "az"},
	{"azerbaijan", "az"},
	{"азербайджан", "az"},
	{"blr", "by"},
	{"belarus", "by"},
	{"беларусь", "by"},
	{"белоруссия", "by"},
	{"bel", "be"},
	{"belgium", "be"},
	{"бельгия", "be"},
	{"bra", "br"},
	{"brazil", "br"},
	{"бразилия", "br"},
	{"bgr", "bg"},
	{"bulgaria", "bg"},
	{"болгария", "bg"},
	{"can", "ca"},
	{"canada", "ca"},
	{"канада", "ca"},
	{"chl", "cl"},
	{"chile", "cl"},
	{"чили", "cl"},
	{"chn", "cn"},
	{"china", "cn"},
	{"китай", "cn"},
	{"col", "co"},
	{"colombia", "co"},
	{"колумбия", "co"},
	{"hrv", "hr"},
	{"croatia", "hr"},
	{"хорватия", "hr"},
	{"cyp", "cy"},
	{"cyprus", "cy"},
	{"кипр", "cy"},
	{"cze", "cz"},
	{"czechia", "cz"},
	{"czechrepublic", "cz"},
	{"чехия", "cz"},
	{"dnk", "dk"},
	{"denmark", "dk"},
	{"дания", "dk"},
	{"egy", "eg"},
	{"egypt", "eg"},
	{"египет", "eg"},
	{"est", "ee"},
	{"estonia", "ee"},
	{"эстония", "ee"},
	{"fin", "fi"},
	{"finland", "fi"},
	{"финляндия", "fi"},
	{"fra", "fr"},
	{"france", "fr"},
	{"франция", "fr"},
	{"geo", "ge"},
	{"georgia", "ge"},
	{"грузия", "ge"},
	{"deu", "de"},
	{"germany", "de"},
	{"германия", "de"},
	{"grc", "gr"},
	{"greece", "gr"},
	{"греция", "gr"},
	{"hun", "hu"},
	{"hungary", "hu"},
	{"венгрия", "hu"},
	{"ind", "in"},
	{"india", "in"},
	{"индия", "in"},
	{"idn", "id"},
	{"indonesia", "id"},
	{"индонезия", "id"},
	{"irl", "ie"},
	{"ireland", "ie"},
	{"ирландия", "ie"},
	{"isr", "il"},
	{"israel", "il"},
	{"израиль", "il"},
	{"ita", "it"},
	{"italy", "it"},
	{"италия", "it"},
	{"jpn", "jp"},
	{"japan", "jp"},
	{"япония", "jp"},
	{"kaz", "kz"},
	{"kazakhstan", "kz"},
	{"казахстан", "kz"},
	{"kor", "kr"},
	{"southkorea", "kr"},
	{"республикакорея", "kr"},
	{"южнаякорея", "kr"},
	{"kgz", "kg"},
	{"kyrgyzstan", "kg"},
	{"киргизия", "kg"},
	{"кыргызстан", "kg"},
	{"lva", "lv"},
	{"latvia", "lv"},
	{"латвия", "lv"},
	{"ltu", "lt"},
	{"lithuania", "lt"},
	{"литва", "lt"},
	{"lux", "lu"},
	{"luxembourg", "lu"},
	{"люксембург", "lu"},
	{"mlt", "mt"},
	{"malta", "mt"},
	{"мальта", "mt"},
	{"mex", "mx"},
	{"mexico", "mx"},
	{"мексика", "mx"},
	{"mda", "md"},
	{"moldova", "md"},
	{"молдавия", "md"},
	{"молдова", "md"},
	{"mng", "mn"},
	{"mongolia", "mn"},
	{"монголия", "mn"},
	{"nld", "nl"},
	{"netherlands", "nl"},
	{"нидерланды", "nl"},
	{"nzl", "nz"},
	{"newzealand", "nz"},
	{"новаязеландия", "nz"},
	{"nor", "no"},
	{"norway", "no"},
	{"норвегия", "no"},
	{"pol", "pl"},
	{"poland", "pl"},
	{"польша", "pl"},
	{"prt", "pt"},
	{"portugal", "pt"},
	{"португалия", "pt"},
	{"rou", "ro"},
	{"romania", "ro"},
	{"румыния", "ro"},
	{"rus", "ru"},
	{"russia", "ru"},
	{"russianfederation", "ru"},
	{"россия", "ru"},
	{"российскаяфедерация", "ru"},
	{"рф", "ru"},
	{"srb", "rs"},
	{"serbia", "rs"},
	{"сербия", "rs"},
	{"svk", "sk"},
	{"slovakia", "sk"},
	{"словакия", "sk"},
	{"svn", "si"},
	{"slovenia", "si"},
	{"словения", "si"},
	{"esp", "es"},
	{"spain", "es"},
	{"испания", "es"},
	{"swe", "se"},
	{"sweden", "se"},
	{"швеция", "se"},
	{"che", "ch"},
	{"switzerland", "ch"},
	{"швейцария", "ch"},
	{"tjk", "tj"},
	{"tajikistan", "tj"},
	{"таджикистан", "tj"},
	{"tha", "th"},
	{"thailand", "th"},
	{"таиланд", "th"},
	{"tur", "tr"},
	{"turkey", "tr"},
	{"türkiye", "tr"},
	{"турция", "tr"},
	{"tkm", "tm"},
	{"turkmenistan", "tm"},
	{"туркменистан", "tm"},
	{"ukr", "ua"},
	{"ukraine", "ua"},
	{"украина", "ua"},
	{"are", "ae"},
	{"unitedarabemirates", "ae"},
	{"оаэ", "ae"},
	{"gbr", "gb"},
	{"uk", "gb"},
	{"greatbritain", "gb"},
	{"unitedkingdom", "gb"},
	{"великобритания", "gb"},
	{"usa", "us"},
	{"unitedstates", "us"},
	{"unitedstatesofamerica", "us"},
	{"сша", "us"},
	{"uzb", "uz"},
	{"uzbekistan", "uz"},
	{"узбекистан", "uz"},
	{"vnm", "vn"},
	{"vietnam", "vn"},
	{"вьетнам", "vn"},
};

/* Replace a name by its code. */
static int
ad_code(const AdCode *codes, size_t count, char *text, int n)
{
	for (size_t i = 0; i < count; i++)
	{
		if ((int) strlen(codes[i].name) == n &&
			memcmp(codes[i].name, text, (size_t) n) == 0)
		{
			memcpy(text, codes[i].code, 2);
			return 2;
		}
	}
	return n;
}

/*
 * profile_ad_state: the two letters of a state of the United States, elsewhere
 * the name as a city's
 */
int
profile_ad_state(const char *raw, size_t length, char *out)
{
	int n = profile_ad_city(raw, length, out);

	return ad_code(ad_states, AD_COUNT(ad_states), out, n);
}

/*
 * profile_ad_postcode: lower case, without blanks and dashes; of the United
 * States' the first five digits
 */
int
profile_ad_postcode(const char *raw, size_t length, const char *region, char *out)
{
	int n = ad_fold(raw, length, AD_NO_PUNCTUATION | AD_NO_BLANKS, out);
	bool extended = length == 10 && raw[5] == '-' && n == 9;

	if (n > 5 && profile_number_all_digits(out, n) &&
		(extended || (region != NULL && strcmp(region, "US") == 0)))
		return 5;
	return n;
}

/*
 * profile_ad_country: the two letters of ISO 3166 in lower case
 *
 * Of two letters they are taken as they are; a name that is not known has none.
 */
int
profile_ad_country(const char *raw, size_t length, char *out)
{
	int n = profile_ad_city(raw, length, out);

	n = ad_code(ad_countries, AD_COUNT(ad_countries), out, n);
	return n == 2 && identifier_ascii_letter(out[0]) && identifier_ascii_letter(out[1])
			   ? n
			   : 0;
}
