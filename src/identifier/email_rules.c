/*-------------------------------------------------------------------------
 *
 * email_rules.c
 *		E-mail keys by a company's own rules, and suggestions.
 *
 * An immutable function cannot read a table of rules: keys stored in indexes
 * would change behind their back.  So the rules are an argument, which a company
 * keeps as a constant of its generated column, or in a setting of its own.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/identifier.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "identifier/email_judge.h"
#include "identifier/identifier_text.h"

PG_FUNCTION_INFO_V1(profile_email_key_by_rules);
PG_FUNCTION_INFO_V1(profile_suggest_email);

#define EMAIL_NAME_SHOWN 64

static const struct
{
	const char *name;
	int rule;
} email_rule_names[] = {
	{"cut_plus", EMAIL_PLUS},
	{"dot_is_dash", EMAIL_DOT_IS_DASH},
	{"ignore_dots", EMAIL_NO_DOTS},
	{"ignore_punctuation", EMAIL_NO_PUNCTUATION},
	{"user_subdomain", EMAIL_USER_DOMAIN},
};

static void
email_rules_error(const char *domain, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("invalid e-mail rules"),
			 errdetail("Rule of \"%s\": %s", domain, detail),
			 errhint("A rule is an object of cut_plus, ignore_dots, dot_is_dash, "
					 "ignore_punctuation and user_subdomain (true or false), and "
					 "canonical_domain (text).")));
}

/* The domain that keys get, checked. */
static void
email_rule_canonical(const char *domain, JsonbValue *value, EmailRule *rule)
{
	EmailAddress address = {0};
	const char *problem;
	RawText raw;

	if (value->type != jbvString)
		email_rules_error(domain, "canonical_domain is no text.");
	profile_raw_bytes(value->val.string.val, (size_t) value->val.string.len, &raw);
	problem = raw.problem != NULL ? raw.problem
								  : profile_email_domain(raw.utf8, raw.length, &address);
	profile_identifier_check(problem);
	if (problem != NULL)
		email_rules_error(domain, "canonical_domain is no domain.");
	memcpy(rule->canonical, address.domain, address.domain_length + 1);
}

/* One member of a rule. */
static void
email_rule_member(const char *domain, const char *name, JsonbValue *value,
				  EmailRule *rule)
{
	if (strcmp(name, "canonical_domain") == 0)
	{
		email_rule_canonical(domain, value, rule);
		return;
	}
	for (size_t i = 0; i < lengthof(email_rule_names); i++)
	{
		if (strcmp(name, email_rule_names[i].name) != 0)
			continue;
		if (value->type != jbvBool)
			email_rules_error(domain, psprintf("%s is neither true nor false.", name));
		if (value->val.boolean)
			rule->rules |= email_rule_names[i].rule;
		return;
	}
	email_rules_error(domain, psprintf("there is no member \"%s\".", name));
}

/* A company's rule for a domain, else the one that is compiled in. */
static bool
email_rule_find(void *context, const char *domain, EmailRule *rule)
{
	Jsonb *rules = context;
	JsonbValue found;
	JsonbValue name;
	JsonbValue value;
	JsonbIterator *members;
	JsonbIteratorToken token;

	if (getKeyJsonValueFromContainer(&rules->root, domain, (int) strlen(domain),
									 &found) == NULL)
		return profile_email_provider(NULL, domain, rule);
	rule->rules = 0;
	rule->canonical[0] = '\0';
	if (found.type == jbvNull)
		return true;
	if (found.type != jbvBinary || !JsonContainerIsObject(found.val.binary.data))
		email_rules_error(domain, "it is neither an object nor null.");
	members = JsonbIteratorInit(found.val.binary.data);
	(void) JsonbIteratorNext(&members, &name, false);
	while ((token = JsonbIteratorNext(&members, &name, false)) == WJB_KEY)
	{
		(void) JsonbIteratorNext(&members, &value, true);
		/* no member's name is as long as what a message shows of it */
		email_rule_member(domain,
						  pnstrdup(name.val.string.val,
								   pg_mbcliplen(name.val.string.val, name.val.string.len,
												EMAIL_NAME_SHOWN)),
						  &value, rule);
	}
	return true;
}

/*
 * profile_email_key_by_rules(raw text, rules jsonb) returns text
 *
 * As email_key(raw), with the company's rules before those compiled in.
 */
Datum
profile_email_key_by_rules(PG_FUNCTION_ARGS)
{
	Jsonb *rules = PG_GETARG_JSONB_P(1);
	RawText raw;
	IdentifierReading reading;
	EmailAddress address;
	char spelled[IDENTIFIER_KEY_MAX];
	text *result;

	if (!JB_ROOT_IS_OBJECT(rules))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("invalid e-mail rules"),
				 errdetail("Rules are a JSON object with a member for each domain.")));
	profile_raw_text(fcinfo, 0, &raw);
	profile_identifier_read("email", 5, &raw, NULL, &reading);
	if (reading.quality == IDENTIFIER_GARBAGE)
		PG_RETURN_NULL();
	profile_email_parse(reading.normalized, reading.normalized_length, &address);
	profile_email_mailbox_by(&address, email_rule_find, rules);
	profile_identifier_check(address.problem);
	if (address.quality == IDENTIFIER_GARBAGE)
		PG_RETURN_NULL();
	result = profile_raw_result(spelled, profile_email_spell(&address, spelled));
	if (result == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(result);
}

/*
 * profile_suggest_email(raw text) returns text
 *
 * The address that was probably meant, or NULL where nothing looks wrong.
 */
Datum
profile_suggest_email(PG_FUNCTION_ARGS)
{
	char spelled[IDENTIFIER_KEY_MAX];
	RawText raw;
	size_t length;
	text *result;

	profile_raw_text(fcinfo, 0, &raw);
	if (raw.problem != NULL)
		PG_RETURN_NULL();
	length = profile_email_suggest(raw.utf8, raw.length, spelled);
	if (length == 0)
		PG_RETURN_NULL();
	result = profile_raw_result(spelled, length);
	if (result == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(result);
}
