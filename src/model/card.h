/*-------------------------------------------------------------------------
 *
 * card.h
 *		The card of a customer: what its parts have in common.
 *
 * A card is asked for while a telephone rings.  What nearly every card holds is
 * read here, by key and without a plan (model_table.h), and written into the
 * document as it comes; what is there only sometimes (roles, cases, offers, ...)
 * is said by the model's own functions, which are called when there is something.
 *
 *	card.c				a card by its parts, as whoever asks may see it
 *	card_identify.c		who is calling
 *	card_document.c		the document, of which all is empty at first
 *	card_look.c			tables that are looked into, functions of the model
 *	card_match.c		from identifiers to profiles
 *	card_person.c		records, identifiers, origins: who it is
 *	card_channel.c		channels, by name
 *	card_history.c		what happened: channels, metrics, last steps
 *	card_said.c			what was said lately in a channel
 *	card_consent.c		the consents that hold
 *	card_segment.c		segments, and the route that follows
 *	card_topic.c		what they are likely to want
 *	card_role.c			in which role they call
 *	card_rare.c			what is there only sometimes
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_MODEL_CARD_H
#define PROFILE_MODEL_CARD_H

#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "identifier/identifier.h"
#include "journey/journey_names.h"
#include "model/card_json.h"
#include "model/model_table.h"

/* Members of a card, in jsonb's order of keys. */
typedef enum CardPart
{
	CARD_WHY,
	CARD_KIND,
	CARD_LINE,
	CARD_NAME,
	CARD_CASES,
	CARD_MATCH,
	CARD_ROLES,
	CARD_ROUTE,
	CARD_PEOPLE,
	CARD_SCHEMA,
	CARD_TOPICS,
	CARD_ACTIONS,
	CARD_CHANNEL,
	CARD_METRICS,
	CARD_RECORDS,
	CARD_CHANNELS,
	CARD_CONSENTS,
	CARD_SEGMENTS,
	CARD_COUNTS_AS,
	CARD_HOUSEHOLD,
	CARD_IS_MASKED,
	CARD_ATTRIBUTES,
	CARD_CALLING_AS,
	CARD_CANDIDATES,
	CARD_CREATED_AT,
	CARD_DATA_AS_OF,
	CARD_PROFILE_ID,
	CARD_PROVENANCE,
	CARD_UPDATED_AT,
	CARD_IDENTIFIERS,
	CARD_PREVIOUS_IDS,
	CARD_SATISFACTION,
	CARD_LAST_IN_CHANNEL,
	CARD_LAST_INTERACTIONS,
	CARD_PARTS
} CardPart;

typedef struct CardRecord
{
	int64 id;
	int64 source;
	text *source_key;
	TimestampTz observed_at;
} CardRecord;

typedef struct Card
{
	Oid model; /* the schema */
	TimestampTz now;
	bool is_masked;
	text *channel; /* in which they turn to us; NULL: nobody says */
	JsonbValue parts[CARD_PARTS];

	/* the profile */
	int64 profile;
	bool is_organization;
	bool is_insider; /* no customer: the company itself, or who works there */
	CardRecord *records;
	int nrecords;
	Datum record_ids; /* bigint[], made when it is first asked for; 0: not yet */
	bool has_roles;

	int settings; /* nest level, once the model's functions are called; else 0 */
} Card;

/* --- card.c ------------------------------------------------------------------ */

/* What the settings say of a card. */
typedef struct CardSettings
{
	text *region;    /* that reads telephones; NULL: none */
	bool has_agents; /* there may be somebody from whom contacts are kept */
	bool has_lines;  /* ... or lines of business */
} CardSettings;

/* Through which records and which organisation's identifier they were found. */
typedef struct CardWay
{
	const int64 *records;
	int nrecords;
	const int64 *organization; /* NULL: none */
} CardWay;

extern void profile_card_check_model(FunctionCallInfo fcinfo);
extern void profile_card_read_settings(const Card *card, CardSettings *settings);
extern bool profile_card_is_masked(Card *card, const CardSettings *settings);
extern bool profile_card_make(Card *card, int64 profile, bool resolve,
							  const CardWay *way);
extern Datum profile_card_seen(Card *card, const CardSettings *settings);

/* --- card_document.c --------------------------------------------------------- */

extern void profile_card_start(Card *card, Oid model);
extern void profile_card_write_match(Card *card, const text *by, int candidates,
									 Datum confidence);
extern Jsonb *profile_card_document(Card *card);

/* --- card_look.c ------------------------------------------------------------ */

/* A table of the model and the rows in it by one path. */
typedef struct CardLook
{
	ModelTable table;
	ModelScan scan;
} CardLook;

extern void profile_card_look(CardLook *look, const Card *card, const ModelShape *shape,
							  const ModelPath *path);
extern void profile_card_look_end(CardLook *look);
extern bool profile_card_look_by_records(CardLook *look, const Card *card, int *record);

static inline int64
card_look_id(const CardLook *look, int column)
{
	return DatumGetInt64(profile_model_value(&look->scan, column));
}

extern text *profile_card_look_text(const CardLook *look, int column);
extern TimestampTz profile_card_look_moment(const CardLook *look, int column);

/* An argument of a function of the model. */
typedef struct CardArgument
{
	Oid type;
	Datum value;
	bool is_null;
} CardArgument;

extern Datum profile_card_call(Card *card, const char *function, Oid type,
							   const CardArgument *arguments, int count, bool *is_null);
extern bool profile_card_call_jsonb(Card *card, const char *function,
									const CardArgument *arguments, int count,
									JsonbValue *to);
extern void profile_card_calls_end(Card *card);
extern CardArgument profile_card_ids(const int64 *ids, int count);
extern CardArgument profile_card_record_ids(Card *card);

static inline CardArgument
card_argument(Oid type, Datum value)
{
	return (CardArgument){type, value, false};
}

static inline CardArgument
card_argument_null(Oid type)
{
	return (CardArgument){type, (Datum) 0, true};
}

/* --- card_match.c ----------------------------------------------------------- */

/* A profile that carries some of what was asked. */
typedef struct CardCandidate
{
	int64 profile;
	int identifiers; /* how many of those that were asked */
	int32 priority;  /* of the strongest of them */
	text *kind;      /* of the one that it was found by */
	int32 kind_priority;
	bool kind_conducts;
	bool conducts;
	bool is_device; /* all of them are devices */
	bool is_organization;
} CardCandidate;

/* A record that carries an identifier that was asked. */
typedef struct CardFound
{
	int asked;
	int64 profile;
	int64 record;
	bool conducts;
	bool is_organization;
} CardFound;

typedef struct CardMatch
{
	CardCandidate *candidates; /* the best first */
	int ncandidates;
	CardFound *found;
	int nfound;
	JsonbValue why;
} CardMatch;

extern void profile_card_match(CardMatch *match, Card *card, Jsonb *identifiers,
							   const text *region);

/* --- card_person.c ---------------------------------------------------------- */

extern bool profile_card_person(Card *card, int64 profile, bool resolve);

/* --- card_channel.c --------------------------------------------------------- */

typedef struct CardChannel
{
	JourneyName name;
	bool is_known;
	int64 id;
	text *kind;
	text *line;
} CardChannel;

extern const ModelShape profile_card_channel_shape;
extern const ModelPath profile_card_channel_path;

extern void profile_card_channel(CardChannel *channel, CardLook *look,
								 const JourneyName *name);

static inline bool
card_text_is(const text *value, const char *word)
{
	return value != NULL && VARSIZE_ANY_EXHDR(value) == strlen(word) &&
		   memcmp(VARDATA_ANY(value), word, strlen(word)) == 0;
}

static inline JourneyName
card_name(const text *value)
{
	return (JourneyName){VARDATA_ANY(value), (uint32) VARSIZE_ANY_EXHDR(value)};
}

/* --- card_history.c --------------------------------------------------------- */

/* Contacts and complaints of the last thirty days, each event once. */
typedef struct CardRecent
{
	JourneyName topic;
	TimestampTz at;
} CardRecent;

#define CARD_MEMORY 3 /* last events by which a next topic is known */

typedef struct CardHistory
{
	bool is_there;
	CardRecent *recent;
	int nrecent;
	JourneyName last[CARD_MEMORY]; /* the newest first */
	int nlast;
	bool has_bought;
	TimestampTz last_bought;
} CardHistory;

extern void profile_card_history(Card *card, CardHistory *history);

/* --- card_said.c ------------------------------------------------------------ */

/* When a record's journey began and ended. */
typedef struct CardSpan
{
	int64 record;
	TimestampTz first;
	TimestampTz last;
} CardSpan;

extern void profile_card_said(JsonbValue *to, const Card *card, const CardSpan *spans,
							  int nspans, int64 channel, TimestampTz from,
							  TimestampTz until);

/* --- card_consent.c --------------------------------------------------------- */

extern void profile_card_consents(Card *card);

/* --- card_segment.c --------------------------------------------------------- */

extern void profile_card_segments(Card *card, const int64 *organization,
								  const text *role);

/* --- card_topic.c ----------------------------------------------------------- */

extern void profile_card_topics(Card *card, const CardHistory *history);

/* --- card_role.c ------------------------------------------------------------ */

extern void profile_card_call_as(Card *card, const CardWay *way);
extern text *profile_card_calling_as(const Card *card, const char *name);

/* --- card_rare.c ------------------------------------------------------------ */

extern void profile_card_judge_insider(Card *card);
extern void profile_card_add_rare(Card *card);
extern void profile_card_add_actions(Card *card, const CardHistory *history);

#endif /* PROFILE_MODEL_CARD_H */
