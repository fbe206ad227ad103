/*-------------------------------------------------------------------------
 *
 * email_judge.c
 *		Addresses that are right and yet say little about a person.
 *
 * Five judgements, the gravest first: a relay forwards to somebody from an
 * address made for one site; a disposable mailbox lives for minutes; a placeholder
 * was typed to get past a form; a role is an office, not a person; a reserved
 * domain is an example.  None makes the address unreadable: it keeps its key at
 * quality 1, and whoever matches records decides what such a key is worth.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/email_judge.h"
#include "identifier/identifier_text.h"

/* Services that forward mail; each address is known to one site only. */
static const char *const judge_relays[] = {
	"33mail.com",
	"addy.io",
	"aleeas.com",
	"anonaddy.com",
	"anonaddy.me",
	"cloaked.id",
	"dralias.com",
	"duck.com",
	"erine.email",
	"guest.airbnb.com",
	"guest.booking.com",
	"marketplace.amazon.com",
	"members.ebay.com",
	"mozmail.com",
	"opayq.com",
	"passfwd.com",
	"passinbox.com",
	"passmail.com",
	"passmail.net",
	"privaterelay.appleid.com",
	"relay.firefox.com",
	"silomails.com",
	"simplelogin.co",
	"simplelogin.com",
	"simplelogin.fr",
	"simplelogin.io",
	"slmail.me",
	"slmails.com",
	"users.noreply.github.com",
};

/* Offices and machines, English and Russian. */
static const char *const judge_roles[] = {
	"abuse",       "account",      "accounting",
	"accounts",    "admin",        "administrator",
	"adv",         "ads",          "billing",
	"booking",     "buh",          "buhgalter",
	"buhgalteria", "buhgalteriya", "careers",
	"client",      "clients",      "company",
	"contact",     "contacts",     "contactus",
	"corp",        "customercare", "customerservice",
	"delivery",    "director",     "dostavka",
	"editor",      "email",        "enquiries",
	"events",      "feedback",     "finance",
	"ftp",         "glavbuh",      "hello",
	"help",        "helpdesk",     "hostmaster",
	"hr",          "info",         "information",
	"inbox",       "it",           "jobs",
	"kadry",       "kontakt",      "legal",
	"mail",        "mailbox",      "mailer-daemon",
	"marketing",   "media",        "news",
	"newsletter",  "no-reply",     "no_reply",
	"noreply",     "do-not-reply", "donotreply",
	"office",      "ofis",         "opt",
	"order",       "orders",       "ok",
	"personal",    "partners",     "post",
	"postmaster",  "pr",           "press",
	"priem",       "priemnaya",    "privacy",
	"reception",   "reklama",      "request",
	"reservation", "reservations", "robot",
	"root",        "sale",         "sales",
	"secretar",    "secretary",    "security",
	"sekretar",    "service",      "servis",
	"shop",        "site",         "snab",
	"spam",        "store",        "subscribe",
	"support",     "sysadmin",     "team",
	"tech",        "tender",       "unsubscribe",
	"usenet",      "uucp",         "webmaster",
	"webmail",     "www",          "zakaz",
	"zakupki",     "zayavka",
};

/* What people type where a form wants an address and they do not. */
static const char *const judge_fillers[] = {
	"asd",      "asdasd",   "asdf",       "asdfg",    "asdfgh",     "fake",    "fff",
	"name",     "netu",     "net-pochty", "nemail",   "noemail",    "nomail",  "noname",
	"no-email", "no.email", "no_email",   "nobody",   "none",       "null",    "qqq",
	"qwe",      "qwer",     "qwert",      "qwerty",   "qwertyuiop", "test",    "test1",
	"test123",  "testing",  "tester",     "testtest", "undefined",  "unknown", "xxx",
	"zzz",      "нет",      "тест",
};

/* Registered or reserved for examples: mail to them reaches nobody. */
static const char *const judge_reserved[] = {
	"example", "example.com", "example.net", "example.org", "invalid", "local", "test",
};

#define JUDGE_COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool
judge_is_word(const char *s, size_t length, const char *const *words, size_t count)
{
	if (length == 0)
		return false;
	for (size_t i = 0; i < count; i++)
	{
		/* the first character settles nearly all */
		if (words[i][0] == s[0] && strlen(words[i]) == length &&
			memcmp(words[i], s, length) == 0)
			return true;
	}
	return false;
}

/* The domain or one of its parents is in the list. */
static bool
judge_is_under(const char *domain, const char *const *names, size_t count)
{
	while (domain != NULL)
	{
		if (judge_is_word(domain, strlen(domain), names, count))
			return true;
		domain = strchr(domain, '.');
		domain = domain == NULL ? NULL : domain + 1;
	}
	return false;
}

/* Binary search of one name. */
static bool
judge_disposable_name(const char *name)
{
	int low = 0;
	int high = profile_disposable_count;

	while (low < high)
	{
		int middle = low + (high - low) / 2;
		int order =
			strcmp(name, profile_disposable_names + profile_disposable_offsets[middle]);

		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/*
 * profile_email_is_disposable: the domain, or one above it, gives out mailboxes
 * for minutes
 *
 * domain is NUL-terminated, lower case, A-labels.
 */
bool
profile_email_is_disposable(const char *domain)
{
	for (;;)
	{
		const char *dot = strchr(domain, '.');

		if (dot == NULL)
			return false;
		if (judge_disposable_name(domain))
			return true;
		domain = dot + 1;
	}
}

/* Longest run of one character that a person types to fill a form. */
#define JUDGE_RUN_MAX 16

/* Nothing but one character, four times or more: 1111, aaaaaa. */
static bool
judge_is_one_character(const char *s, size_t length)
{
	for (size_t i = 1; i < length; i++)
	{
		if (s[i] != s[0])
			return false;
	}
	return length >= 4 && length <= JUDGE_RUN_MAX;
}

/*
 * profile_email_judge: why an address is worth less than it looks, or NULL
 *
 * The address is its mailbox's (profile_email_mailbox): lower case, without tags.
 */
const char *
profile_email_judge(const EmailAddress *address)
{
	const char *local = address->local;
	size_t length = address->local_length;

	if (judge_is_under(address->domain, judge_relays, JUDGE_COUNT(judge_relays)))
		return "relay";
	if (profile_email_is_disposable(address->domain))
		return "disposable";
	if (judge_is_word(local, length, judge_fillers, JUDGE_COUNT(judge_fillers)) ||
		judge_is_one_character(local, length))
		return "placeholder";
	if (judge_is_word(local, length, judge_roles, JUDGE_COUNT(judge_roles)))
		return "role";
	if (judge_is_under(address->domain, judge_reserved, JUDGE_COUNT(judge_reserved)))
		return "reserved_domain";
	return NULL;
}
