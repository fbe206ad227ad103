/*-------------------------------------------------------------------------
 *
 * pattern_text.h
 *		The text form of journey_pattern, parsed into a tree, and printed from it.
 *
 * Pure C, as journey_text.h: memory and interrupts come through three functions
 * that the server (pattern_type.c) or a fuzz target defines.
 *
 * The tree is canonical: two texts that are parsed into the same tree print the
 * same.  What is written in two ways is read as one:
 *
 *	- names in a list are sorted and distinct, one with an empty prefix is any;
 *	- a group that adds nothing is dissolved into what it stands in;
 *	- {1} goes, {0,1} is ?, <1> is <->, [0s..d] is [d], 7d is 1w is 168h;
 *	- numbers lose zeros that say nothing.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_PATTERN_TEXT_H
#define PROFILE_JOURNEY_PATTERN_TEXT_H

#include "journey/journey_text.h"

/* Limits; doc/journey.md names them. */
#define PATTERN_MAX_TEXT    100000 /* bytes */
#define PATTERN_MAX_DEPTH   64     /* parentheses and ! within each other */
#define PATTERN_MAX_STEPS   4096   /* steps, quantifiers multiplied out */
#define PATTERN_MAX_COUNT   4096   /* in {n,m} */
#define PATTERN_MAX_FILTERS 64     /* steps with a filter */
#define PATTERN_MAX_LIST    1000   /* names in a list */
#define PATTERN_MAX_NUMBER  1000   /* digits of a number */

#define PATTERN_NONE       INT64_C(-1) /* no such window */
#define PATTERN_FOREVER    INT64_MAX   /* no upper bound */
#define PATTERN_TIME_WIDTH 24          /* room to print a duration */

/* --- the tree --------------------------------------------------------------- */

/* One name of a list; a prefix stands for all names that begin with it. */
typedef struct JourneyPatternName
{
	const char *data;
	uint32_t len;
	bool prefix;
	struct JourneyPatternName *next;
} JourneyPatternName;

typedef enum JourneyPatternCompare
{
	PATTERN_EQ = 1,
	PATTERN_NE,
	PATTERN_LT,
	PATTERN_LE,
	PATTERN_GT,
	PATTERN_GE
} JourneyPatternCompare;

/* One condition of a filter: on the label, or on the value. */
typedef struct JourneyPatternCondition
{
	bool label;
	JourneyPatternCompare compare;
	const char *data; /* the label, or the number's text */
	uint32_t len;
	JourneyValue value; /* of the number, without trailing zeros */
	struct JourneyPatternCondition *next;
} JourneyPatternCondition;

/* A step: NULL lists are any. */
typedef struct JourneyPatternStep
{
	JourneyPatternName *channel;
	JourneyPatternName *event;
	JourneyPatternCondition *filter;
	uint8_t number; /* of its filter, in the pattern */
	uint8_t seen;   /* for pattern_plan.c: kinds of names taken from it */
	uint64_t *bits; /* likewise: where it stands */
} JourneyPatternStep;

typedef enum JourneyPatternArrowKind
{
	PATTERN_FIRST = 0, /* no arrow: the first item */
	PATTERN_LATER,     /* -> */
	PATTERN_NEXT,      /* <-> */
	PATTERN_EXACT      /* <n> */
} JourneyPatternArrowKind;

/* min and max: microseconds since the previous matched step, both inclusive. */
typedef struct JourneyPatternArrow
{
	JourneyPatternArrowKind kind;
	uint32_t distance; /* of PATTERN_EXACT */
	int64_t min;
	int64_t max;
} JourneyPatternArrow;

/* A step that must not be there, between an item and the anchor before it. */
typedef struct JourneyPatternNegation
{
	JourneyPatternArrow arrow;
	JourneyPatternStep *step;
	struct JourneyPatternNegation *next;
} JourneyPatternNegation;

typedef enum JourneyPatternItemKind
{
	PATTERN_STEP,
	PATTERN_GROUP, /* one of several sequences */
	PATTERN_BEGIN, /* ^ */
	PATTERN_END    /* $ */
} JourneyPatternItemKind;

/*
 * An item of a sequence: least to most times, most 0 being any number; joined
 * by ->, or in a run by <->.  Where least is 0 the item may be absent, and then
 * the arrow before it is, too (or the one after it, if it is the first).
 */
typedef struct JourneyPatternItem
{
	JourneyPatternItemKind kind;
	JourneyPatternArrow arrow;
	JourneyPatternNegation *negations;
	JourneyPatternStep *step;         /* of a step */
	struct JourneyPatternNode *group; /* of a group: sequences */
	uint32_t least;
	uint32_t most;
	bool run;
	struct JourneyPatternItem *next;
} JourneyPatternItem;

typedef enum JourneyPatternKind
{
	PATTERN_SEQUENCE,
	PATTERN_OR,
	PATTERN_AND,
	PATTERN_NOT
} JourneyPatternKind;

/*
 * A pattern: a sequence, or what joins patterns.  In a group only sequences are
 * found, chained by next.
 */
typedef struct JourneyPatternNode
{
	JourneyPatternKind kind;
	const char *where;                   /* its place in the text */
	struct JourneyPatternNode *children; /* of or, and, not */
	struct JourneyPatternNode *next;
	JourneyPatternItem *items; /* of a sequence */
	int64_t window;            /* microseconds, or PATTERN_NONE */
	int64_t session;           /* likewise */
	uint32_t number;           /* for pattern_plan.c: of its program */
	bool begins;               /* it begins with ^, itself or in its first group */
	bool ends;                 /* it ends with $ */
} JourneyPatternNode;

static inline bool
journey_pattern_once(const JourneyPatternItem *item)
{
	return item->least == 1 && item->most == 1;
}

/* --- parsing and printing --------------------------------------------------- */

typedef enum JourneyPatternProblem
{
	PATTERN_OK = 0,
	PATTERN_SYNTAX,
	PATTERN_LIMIT
} JourneyPatternProblem;

typedef struct JourneyPatternParser
{
	const char *text;
	const char *p;
	const char *end;
	uint32_t depth;
	uint32_t filters;
	JourneyPatternNode *root;
	JourneyPatternProblem problem;
	const char *where; /* the place of the problem within the text */
	const char *what;  /* ... in words */
	const char *hint;  /* how to do better, or NULL */
} JourneyPatternParser;

extern bool profile_pattern_parse(JourneyPatternParser *parser, const char *text,
								  size_t len);
extern char *profile_pattern_print(const JourneyPatternNode *root, size_t *len);
extern bool profile_pattern_name_is_plain(const char *name, size_t len);
extern size_t profile_pattern_duration_print(int64_t duration, char *out);
extern int profile_pattern_name_cmp(const char *a, size_t alen, const char *b,
									size_t blen);

/* --- tokens (pattern_scan.c), for the parser alone --------------------------- */

extern bool profile_pattern_fail(JourneyPatternParser *s, JourneyPatternProblem problem,
								 const char *where, const char *what, const char *hint);
extern void profile_pattern_skip(JourneyPatternParser *s);
extern bool profile_pattern_at(const JourneyPatternParser *s, const char *token);
extern bool profile_pattern_take(JourneyPatternParser *s, const char *token);
extern bool profile_pattern_word(JourneyPatternParser *s, const char *word);
extern bool profile_pattern_number(JourneyPatternParser *s, uint32_t most,
								   uint32_t *number);
extern bool profile_pattern_duration(JourneyPatternParser *s, int64_t *duration);
extern bool profile_pattern_is_list(const JourneyPatternParser *s);
extern bool profile_pattern_names(JourneyPatternParser *s, const char *expected,
								  JourneyPatternName **names);
extern void profile_pattern_name_insert(JourneyPatternName **list,
										JourneyPatternName *name);
extern bool profile_pattern_filter(JourneyPatternParser *s,
								   JourneyPatternCondition **filter);

/* Note what is wrong; returns false, for the caller to return. */
static inline bool
journey_pattern_wrong(JourneyPatternParser *s, const char *where, const char *what,
					  const char *hint)
{
	return profile_pattern_fail(s, PATTERN_SYNTAX, where, what, hint);
}

/* --- parts (pattern_part.c), groups (pattern_group.c), sequences
 *	   (pattern_sequence.c), patterns (pattern_parse.c) and the whole
 *	   (pattern_check.c), likewise ------------------------------------------------ */

extern bool profile_pattern_step(JourneyPatternParser *s, JourneyPatternStep **out);
extern bool profile_pattern_arrow(JourneyPatternParser *s, JourneyPatternArrow *arrow);
extern bool profile_pattern_braces(JourneyPatternParser *s, JourneyPatternItem *item);
extern bool profile_pattern_window(JourneyPatternParser *s, JourneyPatternNode *node);
extern bool profile_pattern_group(JourneyPatternParser *s, JourneyPatternItem *item,
								  JourneyPatternNode *whole, const char *start);
extern bool profile_pattern_is_names(const JourneyPatternNode *node);
extern bool profile_pattern_dissolves(const JourneyPatternItem *item);
extern JourneyPatternNode *profile_pattern_bare(JourneyPatternNode *sequence);
extern JourneyPatternNode *profile_pattern_sequence(JourneyPatternParser *s);
extern JourneyPatternNode *profile_pattern_or(JourneyPatternParser *s);
extern JourneyPatternNode *profile_pattern_node(JourneyPatternKind kind,
												const char *where);
extern bool profile_pattern_deeper(JourneyPatternParser *s);
extern bool profile_pattern_check(JourneyPatternParser *s, JourneyPatternNode *node,
								  uint64_t *size);

/* --- what the surroundings provide ------------------------------------------- */

extern void *profile_pattern_alloc(size_t size); /* zeroed */
extern void profile_pattern_free(void *p);
extern void profile_pattern_interrupt(void); /* does not return where interrupted */

#endif /* PROFILE_JOURNEY_PATTERN_TEXT_H */
