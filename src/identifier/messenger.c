/*-------------------------------------------------------------------------
 *
 * messenger.c
 *		Accounts of Telegram and VK.
 *
 * Both have a number that stays and a name that its owner may change or sell.
 * The two cannot be told to belong together without asking the service, so they
 * are different keys; a company that can should store the number.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/web.h"
#include "identifier/identifier_text.h"

/* Longest text that is read, bytes: a link with its parameters. */
#define MESSENGER_RAW_MAX 512

/* Digits of an account's number. */
#define MESSENGER_NUMBER_MAX 19

/* The word is the text in any case. */
static bool
messenger_is(const char *s, size_t length, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i < n && i < length; i++)
	{
		if (identifier_ascii_lower(s[i]) != word[i])
			return false;
	}
	return n == length;
}

static bool
messenger_is_any(const char *s, size_t length, const char *const *words)
{
	for (; *words != NULL; words++)
	{
		if (messenger_is(s, length, *words))
			return true;
	}
	return false;
}

/* Narrow to what stands behind a prefix, if it is there, in any case. */
static bool
messenger_skip(const char **s, size_t *length, const char *prefix)
{
	size_t n = strlen(prefix);

	if (*length < n || !messenger_is(*s, n, prefix))
		return false;
	*s += n;
	*length -= n;
	return true;
}

/*
 * Narrow a link to one of the hosts (a NULL-terminated list) to the path behind
 * it; a bare name is left alone.
 */
static bool
messenger_of_link(const char **s, size_t *length, const char *const *hosts)
{
	const char *p = *s;
	size_t n = *length;
	size_t scheme = profile_url_scheme(p, n);
	size_t end = scheme;

	while (end < n && memchr("/?#", p[end], 3) == NULL)
		end++;
	if (end - scheme > 4 && messenger_is(p + scheme, 4, "www."))
		scheme += 4;
	if (end <= scheme || !messenger_is_any(p + scheme, end - scheme, hosts))
		return false;
	*s = p + end;
	*length = n - end;
	if (*length > 0 && **s == '/')
	{
		(*s)++;
		(*length)--;
	}
	return true;
}

/* Bytes of the first segment of a path. */
static size_t
messenger_segment(const char *s, size_t length)
{
	size_t n = 0;

	while (n < length && memchr("/?#&", s[n], 4) == NULL)
		n++;
	return n;
}

/* Digits only, not too many, the first not zero. */
static bool
messenger_is_number(const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
	{
		if (!identifier_ascii_digit(s[i]))
			return false;
	}
	return length > 0 && length <= MESSENGER_NUMBER_MAX && s[0] != '0';
}

/* All digits the same, or 123456 and so on: somebody made it up. */
static bool
messenger_is_made_up(const char *s, size_t length)
{
	bool same = true;
	bool up = true;

	for (size_t i = 1; i < length; i++)
	{
		same = same && s[i] == s[i - 1];
		up = up && s[i] == s[i - 1] + 1;
	}
	return length > 4 && (same || up);
}

/* Write prefix and name in lower case as both forms. */
static void
messenger_finish(IdentifierReading *reading, const char *prefix, const char *s,
				 size_t length)
{
	size_t n = strlen(prefix);

	memcpy(reading->normalized, prefix, n);
	for (size_t i = 0; i < length; i++)
		reading->normalized[n + i] = identifier_ascii_lower(s[i]);
	memcpy(reading->key, reading->normalized, n + length);
	reading->normalized_length = reading->key_length = n + length;
}

/* Paths of t.me that lead to no account. */
static const char *const telegram_no_account[] = {
	"addemoji", "addlist",     "addstickers",  "addtheme", "bg",
	"boost",    "c",           "confirmphone", "contact",  "giftcode",
	"invoice",  "iv",          "joinchat",     "login",    "m",
	"proxy",    "setlanguage", "share",        "socks",    NULL,
};

static const char *const telegram_hosts[] = {
	"t.me", "telegram.me", "telegram.dog", "telegram.org", "web.telegram.org", NULL,
};

/* Returns NULL or the problem of a name: a letter, then letters, digits and _. */
static const char *
telegram_name_problem(const char *s, size_t length)
{
	if (length > 0 && !identifier_ascii_letter(s[0]))
		return "bad_format";
	for (size_t i = 0; i < length; i++)
	{
		if (!identifier_ascii_letter(s[i]) && !identifier_ascii_digit(s[i]) &&
			s[i] != '_')
			return "bad_format";
	}
	if (length < 4 || length > 32)
		return length < 4 ? "too_short" : "too_long";
	return NULL;
}

/* Narrow to the name or the number; returns NULL or the problem. */
static const char *
telegram_unwrap(const char **s, size_t *length)
{
	bool link = messenger_of_link(s, length, telegram_hosts);

	if (messenger_skip(s, length, "tg://resolve?domain=") ||
		messenger_skip(s, length, "tg://user?id="))
		link = true;
	else if (!link && *length > 5 && messenger_is(*s, 5, "tg://"))
		return "no_account";
	if (link && *length > 1 && (**s == '+' || messenger_is(*s, 2, "s/")))
	{
		if (**s == '+')
			return "no_account"; /* an invitation, or somebody's telephone */
		*s += 2;
		*length -= 2;
	}
	if (link && messenger_is(*s, *length < 2 ? *length : 2, "k/"))
		return "no_account";
	if (link)
		*length = messenger_segment(*s, *length);
	if (link && messenger_is_any(*s, *length, telegram_no_account))
		return "no_account";
	if (!messenger_skip(s, length, "@"))
		messenger_skip(s, length, "＠");
	return NULL;
}

/*
 * profile_telegram_read: account at Telegram
 *
 * @Name, a link or a number; both forms are the bare name in lower case, or the
 * number.  Invitations are no_account; a name that ends in "bot" is a machine.
 */
void
profile_telegram_read(const char *raw, size_t length, const char *region,
					  IdentifierReading *reading)
{
	const char *problem = length > MESSENGER_RAW_MAX ? "too_long" : NULL;
	bool number = false;

	(void) region;
	identifier_begin(reading);
	if (problem == NULL)
		problem = telegram_unwrap(&raw, &length);
	if (problem == NULL)
		number = messenger_is_number(raw, length);
	if (problem == NULL && number && messenger_is_made_up(raw, length))
		problem = "placeholder";
	else if (problem == NULL && number && length < 4)
		problem = "too_short";
	else if (problem == NULL && !number)
		problem = telegram_name_problem(raw, length);
	if (problem == NULL && messenger_is(raw, length, "username"))
		problem = "placeholder";
	if (problem == NULL && profile_text_is_placeholder(raw, length))
		problem = "placeholder";
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (!number && messenger_is(raw + length - 3, 3, "bot"))
		identifier_note(&reading->quality, &reading->problem, "bot");
	/* Numbers of accounts have ten digits yet. */
	if (number && length > 10)
		identifier_note(&reading->quality, &reading->problem, "maybe_phone");
	messenger_finish(reading, "", raw, length);
}

static const char *const vk_hosts[] = {
	"vk.com", "vk.ru",        "m.vk.com",       "m.vk.ru",
	"vk.me",  "vkontakte.ru", "m.vkontakte.ru", NULL,
};

/* Pages of the service itself. */
static const char *const vk_no_account[] = {
	"al_feed.php", "apps",    "audio",    "away.php",  "clips", "docs",
	"feed",        "friends", "groups",   "im",        "login", "market",
	"search",      "video",   "settings", "share.php", NULL,
};

/* Prefixes that with a number behind them name a community or a thing. */
static const char *const vk_communities[] = {
	"club", "public", "event", "group", "album-", "wall-", "photo-", "topic-", NULL,
};

static bool
vk_is_community(const char *s, size_t length)
{
	for (const char *const *word = vk_communities; *word != NULL; word++)
	{
		const char *rest = s;
		size_t n = length;

		if (messenger_skip(&rest, &n, *word) && messenger_is_number(rest, n))
			return true;
	}
	return false;
}

/* Returns NULL or the problem of a screen name. */
static const char *
vk_name_problem(const char *s, size_t length)
{
	bool letter = false;
	const char *rest = s;
	size_t n = length;

	for (size_t i = 0; i < length; i++)
	{
		if (!identifier_ascii_letter(s[i]) && !identifier_ascii_digit(s[i]) &&
			s[i] != '_' && s[i] != '.')
			return "bad_format";
		letter = letter || identifier_ascii_letter(s[i]);
	}
	if (length < 2 || length > 32)
		return length < 2 ? "too_short" : "too_long";
	/* vk.com/www.vk.com: the service, nobody's name */
	return letter && !messenger_of_link(&rest, &n, vk_hosts) ? NULL : "bad_format";
}

/* Returns NULL or the problem of a number; narrows id123 to 123. */
static const char *
vk_take_number(const char **s, size_t *length, bool *number)
{
	const char *rest = *s;
	size_t n = *length;

	messenger_skip(&rest, &n, "id");
	*number = messenger_is_number(rest, n);
	if (!*number)
	{
		/* id007: no number, and no screen name begins so */
		for (size_t i = 0; i < n; i++)
		{
			if (!identifier_ascii_digit(rest[i]))
				return NULL;
		}
		return n == *length || n == 0 ? NULL : "bad_format";
	}
	*s = rest;
	*length = n;
	return messenger_is_made_up(rest, n) ? "placeholder" : NULL;
}

/*
 * profile_vk_read: account at VK
 *
 * A link, a screen name or a number; both forms are id123 or the screen name in
 * lower case.  Communities are no_account.
 */
void
profile_vk_read(const char *raw, size_t length, const char *region,
				IdentifierReading *reading)
{
	const char *problem = length > MESSENGER_RAW_MAX ? "too_long" : NULL;
	bool number = false;
	bool link;

	(void) region;
	identifier_begin(reading);
	if (problem == NULL)
	{
		link = messenger_of_link(&raw, &length, vk_hosts);
		if (link)
			length = messenger_segment(raw, length);
		messenger_skip(&raw, &length, "@");
		if ((link && messenger_is_any(raw, length, vk_no_account)) ||
			vk_is_community(raw, length))
			problem = "no_account";
	}
	if (problem == NULL)
		problem = vk_take_number(&raw, &length, &number);
	if (problem == NULL && !number)
		problem = vk_name_problem(raw, length);
	if (problem == NULL && !number && profile_text_is_placeholder(raw, length))
		problem = "placeholder";
	if (problem != NULL)
		identifier_reject(reading, problem);
	else
		messenger_finish(reading, number ? "id" : "", raw, length);
}
