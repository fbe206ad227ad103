/*-------------------------------------------------------------------------
 *
 * email_suggest.c
 *		What was probably meant by an address with a typing error.
 *
 * A suggestion is for a person to confirm: it never becomes a key.  Only domains
 * that everybody knows are suggested, and endings that no registry has; a domain
 * that is known itself is never taken for a wrong one.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/email_judge.h"
#include "identifier/identifier_text.h"

/* Longest text that is looked at, bytes. */
#define SUGGEST_RAW_MAX 320

/* Longest domain that is compared with the known ones. */
#define SUGGEST_DOMAIN_MAX 24

/* Domains that errors are made in; the likelier first. */
static const char *const suggest_known[] = {
	"gmail.com",      "mail.ru",        "yandex.ru",   "icloud.com", "hotmail.com",
	"outlook.com",    "yahoo.com",      "rambler.ru",  "inbox.ru",   "list.ru",
	"googlemail.com", "protonmail.com", "proton.me",   "live.com",   "yandex.com",
	"yandex.by",      "yandex.kz",      "internet.ru", "lenta.ru",   "autorambler.ru",
	"fastmail.com",   "aol.com",        "web.de",      "freenet.de", "t-online.de",
	"ukr.net",        "tut.by",
};

/* Right as they are, though they look like one of the above. */
static const char *const suggest_right[] = {
	"bk.ru",         "ya.ru",       "gmx.com",    "gmx.net",    "gmx.de",
	"gmx.at",        "gmx.ch",      "mail.com",   "email.com",  "email.ru",
	"ymail.com",     "hotmail.fr",  "hotmail.de", "hotmail.it", "hotmail.es",
	"hotmail.co.uk", "outlook.fr",  "outlook.de", "outlook.es", "outlook.it",
	"live.ru",       "live.fr",     "live.nl",    "live.it",    "yahoo.fr",
	"yahoo.de",      "yahoo.it",    "yahoo.es",   "yahoo.in",   "yahoo.ca",
	"mail.ua",       "mail.by",     "mail.kz",    "mail.bg",    "mail.ee",
	"mail.de",       "mail.me",     "mai.ru",     "mail.fr",    "mail.pl",
	"inbox.lv",      "inbox.lt",    "inbox.com",  "list.com",   "line.com",
	"love.com",      "life.com",    "like.com",   "me.com",     "mac.com",
	"msn.com",       "nail.ru",     "qmail.com",  "hmail.com",  "gmail.ru",
	"yandex.ua",     "yandex.kg",   "yandex.uz",  "yandex.tj",  "yandex.az",
	"yandex.tm",     "yandex.md",   "yandex.lv",  "yandex.lt",  "yandex.ee",
	"yandex.fr",     "ro.ru",       "vk.com",     "pm.me",      "proton.ru",
	"rambler.com",   "ramble.ru",   "web.com",    "week.de",    "tele.de",
	"list.org",      "lists.ru",    "mall.ru",    "lent.ru",    "aon.com",
	"fastmail.fm",   "fastmail.us", "i.ua",       "meta.ua",    "online.de",
};

/* Endings that no registry has, or that nobody means, and what was meant. */
static const char *const suggest_endings[][2] = {
	{".co.m", ".com"}, {".com.com", ".com"}, {".comcom", ".com"}, {".coml", ".com"},
	{".ccom", ".com"}, {".comm", ".com"},    {".comn", ".com"},   {".como", ".com"},
	{".comu", ".com"}, {".con", ".com"},     {".conm", ".com"},   {".coom", ".com"},
	{".cmo", ".com"},  {".cmm", ".com"},     {".cim", ".com"},    {".clm", ".com"},
	{".cpm", ".com"},  {".vom", ".com"},     {".xom", ".com"},    {".dom", ".com"},
	{".ocm", ".com"},  {".ry", ".ru"},       {".rru", ".ru"},     {".ruu", ".ru"},
	{".ru.ru", ".ru"}, {".ruru", ".ru"},     {".tu", ".ru"},      {".ru1", ".ru"},
	{".rj", ".ru"},    {".r", ".ru"},        {".ur", ".ru"},      {".ri", ".ru"},
	{".nett", ".net"}, {".ner", ".net"},     {".nte", ".net"},    {".ogr", ".org"},
	{".orgg", ".org"}, {".og", ".org"},
};

#define SUGGEST_COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool
suggest_is(const char *domain, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		if (strcmp(domain, names[i]) == 0)
			return true;
	}
	return false;
}

/*
 * Two strings differ by one error of typing: a character too many, too few,
 * another one, or two neighbours exchanged (Damerau).
 */
static bool
suggest_one_error(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t head = 0;
	size_t tail = 0;
	size_t shorter = a_length < b_length ? a_length : b_length;

	while (head < shorter && a[head] == b[head])
		head++;
	while (tail < shorter - head && a[a_length - 1 - tail] == b[b_length - 1 - tail])
		tail++;
	a_length -= head + tail;
	b_length -= head + tail;
	a += head;
	b += head;
	if (a_length <= 1 && b_length <= 1)
		return a_length + b_length > 0;
	return a_length == 2 && b_length == 2 && a[0] == b[1] && a[1] == b[0];
}

/* The known domain that was meant, or NULL. */
static const char *
suggest_domain(const char *domain)
{
	size_t n = strlen(domain);
	size_t digits = 0;

	if (n > SUGGEST_DOMAIN_MAX)
		return NULL;
	for (size_t i = 0; i < SUGGEST_COUNT(suggest_known); i++)
	{
		if (suggest_one_error(domain, n, suggest_known[i], strlen(suggest_known[i])))
			return suggest_known[i];
	}
	while (identifier_ascii_digit(domain[digits]))
		digits++;
	for (size_t i = 0; digits > 0 && i < SUGGEST_COUNT(suggest_known); i++)
	{
		/* the end of the name before the @: 10000gmail.com */
		if (strcmp(domain + digits, suggest_known[i]) == 0)
			return suggest_known[i];
	}
	return NULL;
}

/* Put another domain into an address. */
static void
suggest_set(EmailAddress *address, const char *domain)
{
	address->domain_length = strlen(domain);
	memcpy(address->domain, domain, address->domain_length + 1);
}

/* Mend the ending of a domain; what comes out may be known to have an error yet. */
static bool
suggest_ending(EmailAddress *address)
{
	for (size_t i = 0; i < SUGGEST_COUNT(suggest_endings); i++)
	{
		size_t wrong = strlen(suggest_endings[i][0]);
		size_t right = strlen(suggest_endings[i][1]);
		char *at = address->domain + address->domain_length - wrong;

		if (address->domain_length <= wrong ||
			memcmp(at, suggest_endings[i][0], wrong) != 0 ||
			address->domain_length - wrong + right > EMAIL_DOMAIN_MAX)
			continue;
		memcpy(at, suggest_endings[i][1], right + 1);
		address->domain_length += right - wrong;
		return true;
	}
	return false;
}

/* A letter of the known domains that looks like this Cyrillic one, or 0. */
static char
suggest_lookalike(int32_t c)
{
	static const struct
	{
		int32_t cyrillic;
		char latin;
	} pairs[] = {
		{0x430, 'a'}, {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'},
		{0x443, 'y'}, {0x445, 'x'}, {0x456, 'i'}, {0x455, 's'}, {0x458, 'j'},
		{0x410, 'a'}, {0x415, 'e'}, {0x41E, 'o'}, {0x420, 'p'}, {0x421, 'c'},
		{0x423, 'y'}, {0x425, 'x'}, {0x41C, 'm'}, {0x422, 't'}, {0x412, 'b'},
		{0x41A, 'k'}, {0x43A, 'k'}, {0x43C, 'm'}, {0x442, 't'}, {0x41D, 'h'},
	};

	for (size_t i = 0; i < SUGGEST_COUNT(pairs); i++)
	{
		if (pairs[i].cyrillic == c)
			return pairs[i].latin;
	}
	return '\0';
}

/*
 * Step over blanks.  false: they do not stand beside a dot, so that what follows
 * is no part of the domain.
 */
static bool
suggest_over_blanks(const char *raw, size_t length, size_t *at, bool behind_dot)
{
	while (*at < length)
	{
		size_t next = *at;
		int32_t c = profile_text_next(raw, length, &next);

		if (!profile_text_is_blank(c))
			return behind_dot || c == '.';
		*at = next;
	}
	return false;
}

/* Characters between an address and what stands in front of it or behind. */
static bool
suggest_is_end(int32_t c)
{
	return profile_text_is_blank(c) ||
		   (c < 0x80 && strchr(",;:/|\\()<>[]\"", c) != NULL) || c == 0xAB || c == 0xBB ||
		   (c >= 0x2018 && c <= 0x201F);
}

/*
 * The text with what slips in while typing taken out of the part behind the @:
 * commas for dots, doubled dots, blanks beside dots, and Cyrillic letters that
 * look Latin among Latin ones.  Returns its length; 0 if there is no @.
 */
static size_t
suggest_tidy(const char *raw, size_t length, char *out)
{
	const char *sign = memchr(raw, '@', length);
	size_t n = sign == NULL ? 0 : (size_t) (sign - raw) + 1;
	bool latin = false;
	int32_t before = '.';

	for (size_t i = n; i < length; i++)
		latin = latin || identifier_ascii_letter(raw[i]);
	memcpy(out, raw, n);
	for (size_t at = n; n > 0 && at < length;)
	{
		size_t from = at;
		int32_t c = profile_text_next(raw, length, &at);
		char lookalike = latin ? suggest_lookalike(c) : '\0';

		if (profile_text_is_blank(c))
		{
			if (!suggest_over_blanks(raw, length, &at, before == '.'))
				break;
		}
		else if (n > (size_t) (sign - raw) + 1 && suggest_is_end(c) && c != ',' &&
				 c != ';')
			break;
		else if ((c == ',' || c == ';') && memchr(raw + at, '@', length - at) != NULL)
			break; /* another address follows */
		else if (c == ',' || c == ';' || c == '.')
		{
			if (out[n - 1] != '.' && out[n - 1] != '@')
				out[n++] = '.';
			before = c;
		}
		else
		{
			size_t width = lookalike != '\0' ? 1 : at - from;

			memcpy(out + n, lookalike != '\0' ? &lookalike : raw + from, width);
			n += width;
			before = c;
		}
	}
	while (n > 0 && out[n - 1] == '.')
		n--;
	return n;
}

/* What people write for the sign; a blank in front stands for one or more. */
static const char *const suggest_signs[] = {
	"(at)", "[at]", "{at}", "(a)", "[a]", "{a}", "(собака)", " собака ", "%40", "＠",
};

/*
 * What stands in front of an address is something else: a name, a label.  Plain
 * words may be the half of a mailbox that a blank got into.
 */
static bool
suggest_is_apart(const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
	{
		if (s[i] != ' ' &&
			strchr("abcdefghijklmnopqrstuvwxyz0123456789._-", s[i]) == NULL)
			return true;
	}
	return false;
}

/*
 * The text with the sign as it should be: written out, doubled, between blanks.
 * What stands in front of the address is left out.  Returns its length.
 */
static size_t
suggest_sign(const char *raw, size_t length, char *out)
{
	const char *sign = memchr(raw, '@', length);
	size_t at = sign == NULL ? length : (size_t) (sign - raw);
	size_t behind = at + 1;
	size_t from = 0;

	for (size_t i = 0; sign == NULL && i < SUGGEST_COUNT(suggest_signs); i++)
	{
		size_t n = strlen(suggest_signs[i]);

		for (size_t place = 1; at == length && place + n < length; place++)
		{
			if (memcmp(raw + place, suggest_signs[i], n) == 0)
			{
				at = place;
				behind = place + n;
			}
		}
	}
	if (at == length)
		return 0;
	while (at > 0 && raw[at - 1] == ' ')
		at--;
	while (behind < length && (raw[behind] == ' ' || raw[behind] == '@'))
		behind++;
	for (size_t place = 0; place < at;)
	{
		if (suggest_is_end(profile_text_next(raw, at, &place)))
			from = place;
	}
	if (from > 0 && !suggest_is_apart(raw, from))
		return 0;
	memcpy(out, raw + from, at - from);
	out[at - from] = '@';
	memcpy(out + at - from + 1, raw + behind, length - behind);
	return at - from + 1 + length - behind;
}

/* gmailcom, mailru: the dot was left out; gmail, yandex: all behind the name. */
static void
suggest_dot(EmailAddress *address)
{
	char joined[SUGGEST_DOMAIN_MAX + 1];

	if (strchr(address->domain, '.') != NULL)
		return;
	for (size_t i = 0; i < SUGGEST_COUNT(suggest_known); i++)
	{
		const char *dot = strchr(suggest_known[i], '.');
		size_t head = (size_t) (dot - suggest_known[i]);

		memcpy(joined, suggest_known[i], head);
		strcpy(joined + head, dot + 1);
		if (strcmp(joined, address->domain) == 0 ||
			(head == address->domain_length &&
			 memcmp(suggest_known[i], address->domain, head) == 0))
		{
			suggest_set(address, suggest_known[i]);
			return;
		}
	}
}

/*
 * profile_email_suggest: the address that was probably meant
 *
 * raw is trimmed, well-formed UTF-8; out has room for IDENTIFIER_KEY_MAX bytes.
 * Returns the suggestion's length, or 0 where there is nothing to suggest: the
 * address is right as far as one can know, or beyond guessing.
 */
size_t
profile_email_suggest(const char *raw, size_t length, char *out)
{
	EmailAddress given;
	EmailAddress meant;
	char sign[SUGGEST_RAW_MAX + 1];
	char tidy[SUGGEST_RAW_MAX + 1];
	const char *domain = NULL;

	if (length > SUGGEST_RAW_MAX)
		return 0;
	profile_email_parse(raw, length, &given);
	meant = given;
	if (given.quality == IDENTIFIER_GARBAGE)
	{
		length = suggest_sign(raw, length, sign);
		raw = sign;
	}
	if (given.quality == IDENTIFIER_GARBAGE || strchr(given.domain, '.') == NULL ||
		strstr(given.domain, "xn--") != NULL)
	{
		length = suggest_tidy(raw, length, tidy);
		profile_email_parse(tidy, length, &meant);
	}
	if (meant.quality == IDENTIFIER_GARBAGE || meant.domain[0] == '[')
		return 0;
	suggest_dot(&meant);
	/* an ending mended may show another: .com.com.con */
	for (int round = 0; round < EMAIL_DOMAIN_MAX; round++)
	{
		if (suggest_is(meant.domain, suggest_known, SUGGEST_COUNT(suggest_known)) ||
			suggest_is(meant.domain, suggest_right, SUGGEST_COUNT(suggest_right)))
			break;
		domain = suggest_domain(meant.domain);
		if (domain != NULL)
			suggest_set(&meant, domain);
		else if (!suggest_ending(&meant))
			break;
	}
	/* a word of another script, or half of one: not ours to mend */
	if (strchr(meant.domain, '.') == NULL || strstr(meant.domain, "xn--") != NULL ||
		(given.quality != IDENTIFIER_GARBAGE && strcmp(given.domain, meant.domain) == 0))
		return 0;
	return profile_email_spell(&meant, out);
}
