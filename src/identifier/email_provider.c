/*-------------------------------------------------------------------------
 *
 * email_provider.c
 *		Which addresses reach one mailbox, provider by provider.
 *
 * A rule is here only where the provider itself delivers all the spellings to
 * one mailbox.  Where it is not known to (mail.ru's domains, Yahoo's dashes,
 * domains of one's own at Google or Microsoft), addresses stay apart: two keys
 * for one person can be joined later, two persons under one key are a leak.
 * So a domain that is not listed keeps its plus as well.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/email.h"
#include "identifier/identifier_text.h"

typedef struct EmailProvider
{
	const char *domain;
	const char *canonical; /* the domain in keys, where it is another one */
	int rules;
} EmailProvider;

/* Sorted by domain, bytewise. */
static const EmailProvider email_providers[] = {
	{"123mail.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"150mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"150ml.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"16mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"2-mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"4email.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"50mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"airpost.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"allmail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"bestmail.us", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"cluemail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"elitemail.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"emailcorner.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"emailengine.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"emailengine.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"emailgroups.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"emailplus.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"emailuser.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"eml.cc", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"f-m.fm", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fast-email.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fast-mail.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastem.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastemail.us", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastemailer.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastest.cc", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastimap.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.ca", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.cn", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.co.uk", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.com.au", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.de", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.es", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.fm", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.fr", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.im", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.in", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.jp", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.mx", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.nl", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.se", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.to", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.tw", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.uk", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmail.us", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmailbox.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fastmessaging.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fea.st", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fmail.co.uk", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fmailbox.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fmgirl.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"fmguy.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"ftml.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"gmail.com", NULL, EMAIL_PLUS | EMAIL_NO_DOTS},
	{"googlemail.com", "gmail.com", EMAIL_PLUS | EMAIL_NO_DOTS},
	{"h-mail.us", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"hailmail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"hotmail.at", NULL, EMAIL_PLUS},
	{"hotmail.be", NULL, EMAIL_PLUS},
	{"hotmail.ca", NULL, EMAIL_PLUS},
	{"hotmail.cl", NULL, EMAIL_PLUS},
	{"hotmail.co.il", NULL, EMAIL_PLUS},
	{"hotmail.co.nz", NULL, EMAIL_PLUS},
	{"hotmail.co.th", NULL, EMAIL_PLUS},
	{"hotmail.co.uk", NULL, EMAIL_PLUS},
	{"hotmail.com", NULL, EMAIL_PLUS},
	{"hotmail.com.ar", NULL, EMAIL_PLUS},
	{"hotmail.com.au", NULL, EMAIL_PLUS},
	{"hotmail.com.br", NULL, EMAIL_PLUS},
	{"hotmail.com.gr", NULL, EMAIL_PLUS},
	{"hotmail.com.mx", NULL, EMAIL_PLUS},
	{"hotmail.com.pe", NULL, EMAIL_PLUS},
	{"hotmail.com.tr", NULL, EMAIL_PLUS},
	{"hotmail.com.vn", NULL, EMAIL_PLUS},
	{"hotmail.cz", NULL, EMAIL_PLUS},
	{"hotmail.de", NULL, EMAIL_PLUS},
	{"hotmail.dk", NULL, EMAIL_PLUS},
	{"hotmail.es", NULL, EMAIL_PLUS},
	{"hotmail.fr", NULL, EMAIL_PLUS},
	{"hotmail.hu", NULL, EMAIL_PLUS},
	{"hotmail.id", NULL, EMAIL_PLUS},
	{"hotmail.ie", NULL, EMAIL_PLUS},
	{"hotmail.in", NULL, EMAIL_PLUS},
	{"hotmail.it", NULL, EMAIL_PLUS},
	{"hotmail.jp", NULL, EMAIL_PLUS},
	{"hotmail.kr", NULL, EMAIL_PLUS},
	{"hotmail.lv", NULL, EMAIL_PLUS},
	{"hotmail.my", NULL, EMAIL_PLUS},
	{"hotmail.nl", NULL, EMAIL_PLUS},
	{"hotmail.ph", NULL, EMAIL_PLUS},
	{"hotmail.pt", NULL, EMAIL_PLUS},
	{"hotmail.ru", NULL, EMAIL_PLUS},
	{"hotmail.sa", NULL, EMAIL_PLUS},
	{"hotmail.se", NULL, EMAIL_PLUS},
	{"hotmail.sg", NULL, EMAIL_PLUS},
	{"hotmail.sk", NULL, EMAIL_PLUS},
	{"icloud.com", NULL, EMAIL_PLUS},
	{"imap-mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"imap.cc", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"imapmail.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"inoutbox.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"internet-e-mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"internet-mail.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"internetemails.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"internetmailing.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"jetemail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"justemail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"letterboxes.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"live.be", NULL, EMAIL_PLUS},
	{"live.ca", NULL, EMAIL_PLUS},
	{"live.cn", NULL, EMAIL_PLUS},
	{"live.co.uk", NULL, EMAIL_PLUS},
	{"live.com", NULL, EMAIL_PLUS},
	{"live.com.ar", NULL, EMAIL_PLUS},
	{"live.com.au", NULL, EMAIL_PLUS},
	{"live.com.mx", NULL, EMAIL_PLUS},
	{"live.com.pt", NULL, EMAIL_PLUS},
	{"live.de", NULL, EMAIL_PLUS},
	{"live.dk", NULL, EMAIL_PLUS},
	{"live.es", NULL, EMAIL_PLUS},
	{"live.eu", NULL, EMAIL_PLUS},
	{"live.fr", NULL, EMAIL_PLUS},
	{"live.ie", NULL, EMAIL_PLUS},
	{"live.in", NULL, EMAIL_PLUS},
	{"live.it", NULL, EMAIL_PLUS},
	{"live.jp", NULL, EMAIL_PLUS},
	{"live.nl", NULL, EMAIL_PLUS},
	{"live.no", NULL, EMAIL_PLUS},
	{"live.ru", NULL, EMAIL_PLUS},
	{"live.se", NULL, EMAIL_PLUS},
	{"mac.com", "icloud.com", EMAIL_PLUS},
	{"mail-central.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mail-page.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailandftp.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailas.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailbolt.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailc.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailcan.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailforce.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailftp.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailhaven.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailingaddress.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailite.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailmight.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailnew.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailsent.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailservice.ms", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailup.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mailworks.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"me.com", "icloud.com", EMAIL_PLUS},
	{"ml1.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mm.st", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"msn.com", NULL, EMAIL_PLUS},
	{"myfastmail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"mymacmail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"narod.ru", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"nospammail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"outlook.at", NULL, EMAIL_PLUS},
	{"outlook.be", NULL, EMAIL_PLUS},
	{"outlook.cl", NULL, EMAIL_PLUS},
	{"outlook.co.il", NULL, EMAIL_PLUS},
	{"outlook.co.nz", NULL, EMAIL_PLUS},
	{"outlook.co.th", NULL, EMAIL_PLUS},
	{"outlook.co.uk", NULL, EMAIL_PLUS},
	{"outlook.com", NULL, EMAIL_PLUS},
	{"outlook.com.ar", NULL, EMAIL_PLUS},
	{"outlook.com.au", NULL, EMAIL_PLUS},
	{"outlook.com.br", NULL, EMAIL_PLUS},
	{"outlook.com.gr", NULL, EMAIL_PLUS},
	{"outlook.com.pe", NULL, EMAIL_PLUS},
	{"outlook.com.tr", NULL, EMAIL_PLUS},
	{"outlook.com.vn", NULL, EMAIL_PLUS},
	{"outlook.cz", NULL, EMAIL_PLUS},
	{"outlook.de", NULL, EMAIL_PLUS},
	{"outlook.dk", NULL, EMAIL_PLUS},
	{"outlook.es", NULL, EMAIL_PLUS},
	{"outlook.fr", NULL, EMAIL_PLUS},
	{"outlook.hu", NULL, EMAIL_PLUS},
	{"outlook.id", NULL, EMAIL_PLUS},
	{"outlook.ie", NULL, EMAIL_PLUS},
	{"outlook.in", NULL, EMAIL_PLUS},
	{"outlook.it", NULL, EMAIL_PLUS},
	{"outlook.jp", NULL, EMAIL_PLUS},
	{"outlook.kr", NULL, EMAIL_PLUS},
	{"outlook.lv", NULL, EMAIL_PLUS},
	{"outlook.my", NULL, EMAIL_PLUS},
	{"outlook.ph", NULL, EMAIL_PLUS},
	{"outlook.pt", NULL, EMAIL_PLUS},
	{"outlook.ru", NULL, EMAIL_PLUS},
	{"outlook.sa", NULL, EMAIL_PLUS},
	{"outlook.sg", NULL, EMAIL_PLUS},
	{"outlook.sk", NULL, EMAIL_PLUS},
	{"ownmail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"passport.com", NULL, EMAIL_PLUS},
	{"petml.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"pm.me", "protonmail.com", EMAIL_PLUS | EMAIL_NO_PUNCTUATION},
	{"postinbox.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"postpro.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"proinbox.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"promessage.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"proton.me", "protonmail.com", EMAIL_PLUS | EMAIL_NO_PUNCTUATION},
	{"protonmail.ch", "protonmail.com", EMAIL_PLUS | EMAIL_NO_PUNCTUATION},
	{"protonmail.com", NULL, EMAIL_PLUS | EMAIL_NO_PUNCTUATION},
	{"realemail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"reallyfast.biz", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"reallyfast.info", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"rushpost.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"sent.as", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"sent.at", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"sent.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"speedpost.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"speedymail.org", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"ssl-mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"swift-mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"the-fastest.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"the-quickest.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"theinternetemail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"veryfast.biz", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"veryspeedy.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"warpmail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"xsmail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"ya.ru", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.az", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.by", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.co.il", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.com", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.com.am", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.com.ge", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.com.tr", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.ee", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.fr", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.kg", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.kz", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.lt", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.lv", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.md", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.ru", NULL, EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.tj", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.tm", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.ua", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yandex.uz", "yandex.ru", EMAIL_PLUS | EMAIL_DOT_IS_DASH},
	{"yepmail.net", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"your-mail.com", NULL, EMAIL_PLUS | EMAIL_USER_DOMAIN},
	{"zoho.com", NULL, EMAIL_PLUS},
	{"zoho.eu", NULL, EMAIL_PLUS},
	{"zoho.in", NULL, EMAIL_PLUS},
	{"zohomail.com", NULL, EMAIL_PLUS},
	{"zohomail.eu", NULL, EMAIL_PLUS},
	{"zohomail.in", NULL, EMAIL_PLUS},
};

#define EMAIL_PROVIDERS (sizeof(email_providers) / sizeof(*email_providers))

/* Binary search for a provider; domain is NUL-terminated. */
static const EmailProvider *
email_provider(const char *domain)
{
	size_t low = 0;
	size_t high = EMAIL_PROVIDERS;

	while (low < high)
	{
		size_t middle = low + (high - low) / 2;
		int order = strcmp(domain, email_providers[middle].domain);

		if (order == 0)
			return &email_providers[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/*
 * profile_email_provider: the rule that is compiled in for a domain
 *
 * An EmailRuleFinder without context.
 */
bool
profile_email_provider(void *context, const char *domain, EmailRule *rule)
{
	const EmailProvider *provider = email_provider(domain);

	(void) context;
	if (provider == NULL)
		return false;
	rule->rules = provider->rules;
	rule->canonical[0] = '\0';
	if (provider->canonical != NULL)
		memcpy(rule->canonical, provider->canonical, strlen(provider->canonical) + 1);
	return true;
}

/* anything@user.fastmail.com: the user is the first label. */
static bool
email_user_domain(EmailAddress *address, EmailRuleFinder find, void *context,
				  EmailRule *rule)
{
	const char *dot = memchr(address->domain, '.', address->domain_length);
	size_t label;

	if (dot == NULL || !find(context, dot + 1, rule) ||
		(rule->rules & EMAIL_USER_DOMAIN) == 0)
		return false;
	label = (size_t) (dot - address->domain);
	memcpy(address->local, address->domain, label);
	address->local_length = label;
	address->quoted = false;
	memmove(address->domain, dot + 1, address->domain_length - label);
	address->domain_length -= label + 1;
	return true;
}

/* The local part by a provider's rules; one that would vanish is left alone. */
static void
email_apply(EmailAddress *address, int rules)
{
	char out[EMAIL_LOCAL_MAX];
	size_t n = 0;

	for (size_t i = 0; i < address->local_length; i++)
	{
		char c = address->local[i];

		if (c == '+' && (rules & EMAIL_PLUS))
			break;
		if (c == '.' && (rules & (EMAIL_NO_DOTS | EMAIL_NO_PUNCTUATION)))
			continue;
		if ((c == '-' || c == '_') && (rules & EMAIL_NO_PUNCTUATION))
			continue;
		out[n++] = c == '.' && (rules & EMAIL_DOT_IS_DASH) ? '-' : c;
	}
	/* A tag cut off behind a dot leaves no dot-string: no such mailbox. */
	if (n == 0 || out[n - 1] == '.')
		return;
	memcpy(address->local, out, n);
	address->local_length = n;
}

/* Lower case that stays what it is when it is read and lowered again. */
static bool
email_lower(EmailAddress *address)
{
	char lower[EMAIL_LOCAL_MAX];
	int n =
		profile_text_lower(address->local, address->local_length, lower, sizeof(lower));

	if (n >= 0)
		n = profile_text_nfc(lower, (size_t) n, address->local, EMAIL_LOCAL_MAX);
	if (n >= 0)
	{
		address->local_length = (size_t) n;
		return true;
	}
	address->quality = IDENTIFIER_GARBAGE;
	address->problem = profile_text_problem(n);
	return false;
}

/*
 * profile_email_mailbox_by: turn an address into its mailbox's, by the rules that
 * find knows
 *
 * The local part in lower case everywhere: no provider in use tells case apart,
 * whatever RFC 5321 allows.  A domain without a rule may have one at "*".
 */
void
profile_email_mailbox_by(EmailAddress *address, EmailRuleFinder find, void *context)
{
	EmailRule rule;

	if (!email_lower(address))
		return;
	if (!find(context, address->domain, &rule) &&
		!email_user_domain(address, find, context, &rule) && !find(context, "*", &rule))
		return;
	/* None of the listed providers gives out addresses beyond ASCII. */
	if (!address->quoted && profile_text_is_ascii(address->local, address->local_length))
		email_apply(address, rule.rules);
	if (rule.canonical[0] != '\0')
	{
		address->domain_length = strlen(rule.canonical);
		memcpy(address->domain, rule.canonical, address->domain_length + 1);
	}
}

/*
 * profile_email_mailbox: turn an address into its mailbox's, by the rules that
 * are compiled in
 *
 * The result is an address again, and its own mailbox.
 */
void
profile_email_mailbox(EmailAddress *address)
{
	profile_email_mailbox_by(address, profile_email_provider, NULL);
}
