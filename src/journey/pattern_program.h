/*-------------------------------------------------------------------------
 *
 * pattern_program.h
 *		A sequence of a journey_pattern as an automaton.
 *
 * Pure C.
 *
 * Positions are the steps of the sequence, quantifiers multiplied out: {n,m} is
 * m copies, the last m - n optional; without an upper limit the last copy has a
 * gate back to itself.  A gate is an arrow: positions lead into it, and it leads
 * to positions.  So alternatives and options cost gates and edges, but there are
 * never more gates than positions and no product of the two:
 *
 *		a -> (b | c <-> d)? -> e
 *
 *		a ---> [->] ---> b, c;	c ---> [<->] ---> d;  a, b, d ---> [->] ---> e
 *
 * Windows: a position within a group that has one is in the group's scope.  A
 * run that enters a scope notes the time as the scope's start; when it leaves,
 * the window is looked at.  Since scopes do not nest (see fixed), one start is
 * all that a run has to remember, and of two runs that have come to the same
 * place the one with the later start is never worse ("latest start wins"): so a
 * state is one time, and matching is exact without trying alternatives.
 *
 * Where groups with windows stand in a sequence that has a window itself, that
 * window is not a scope but "fixed": the matcher tries each first step in turn.
 *
 * ^ and $ are neither positions nor gates: they are conditions on the first and
 * on the last step, worked out for every step before the match.
 *
 * The automaton is symmetric: with in and out exchanged it reads backwards.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_PATTERN_PROGRAM_H
#define PROFILE_JOURNEY_PATTERN_PROGRAM_H

#include "journey/pattern_text.h"

#define PATTERN_MAX_EDGES 262144
#define PATTERN_NO_SCOPE  (-1)

typedef struct JourneyList
{
	uint32_t *v;
	uint32_t n;
	uint32_t room;
} JourneyList;

/* A step that closes a gate, or spoils a condition, when it is met. */
typedef struct JourneyForbid
{
	JourneyPatternStep *step;
	uint64_t min; /* microseconds since the anchor before */
	uint64_t max;
	bool ranged; /* not at all times */
	bool on_gate;
	uint32_t owner; /* gate; conditions look for theirs */
} JourneyForbid;

/* How a gate keeps what came to it; cheaper first. */
typedef enum JourneyGateMode
{
	GATE_BEST,  /* -> without bound: the latest start */
	GATE_NEXT,  /* <->: what came at the step before */
	GATE_EXACT, /* <n>: what came at the last n steps */
	GATE_BOUND, /* -> with a bound: a queue and the latest start in reach */
	GATE_RANGED /* negated steps with a bound: all, and the negated steps */
} JourneyGateMode;

typedef struct JourneyGate
{
	JourneyGateMode mode;
	uint32_t distance; /* of GATE_EXACT */
	uint64_t min;
	uint64_t max; /* UINT64_MAX: none */
	uint64_t session;
	int32_t scope;
	uint32_t forbid; /* the first of its forbids */
	uint32_t nforbids;
} JourneyGate;

/* ^ or $ with its arrow and its negated steps. */
typedef struct JourneyCondition
{
	JourneyPatternArrow arrow;
	uint32_t forbid;
	uint32_t nforbids;
} JourneyCondition;

/* Whether a match may begin, or end, at a position: always, or where one holds. */
typedef struct JourneyEnds
{
	bool always;
	JourneyList conditions;
} JourneyEnds;

typedef struct JourneyPosition
{
	JourneyPatternStep *step;
	JourneyList in;  /* gates */
	JourneyList out; /* gates */
	JourneyEnds first;
	JourneyEnds last;
	int32_t scope;
	bool required; /* on every way through */
} JourneyPosition;

/* How it may be matched; faster first. */
typedef enum JourneyProgramKind
{
	PROGRAM_CHAIN, /* -> and <-> one after the other, at most a window */
	PROGRAM_BITS,  /* no times, all in one word */
	PROGRAM_GENERAL
} JourneyProgramKind;

/* The masks of PROGRAM_BITS; bit q is position q, bit npositions + f a forbid. */
typedef struct JourneyBits
{
	uint64_t first;
	uint64_t last;
	uint64_t next[64];   /* positions that may be the very next step after q */
	uint64_t later[64];  /* ... any later step */
	uint64_t guards[64]; /* gates with forbids that q leads into */
	uint32_t nguards;
	uint64_t guard_to[64];
	uint64_t guard_forbid[64];
} JourneyBits;

typedef struct JourneyProgram
{
	JourneyProgramKind kind;
	const JourneyPatternNode *sequence;
	JourneyPosition *positions;
	JourneyGate *gates;
	JourneyForbid *forbids;
	JourneyCondition *begins;
	JourneyCondition *ends;
	uint64_t *windows; /* of scopes */
	uint32_t npositions;
	uint32_t ngates;
	uint32_t nforbids;
	uint32_t nbegins;
	uint32_t nends;
	uint32_t nscopes;
	uint32_t nedges;
	uint64_t fixed;  /* window to be tried from each first step; UINT64_MAX: none */
	bool timed;      /* times are looked at */
	bool positive;   /* not below a ! */
	uint32_t word;   /* where its bits begin in the fits of a step */
	uint32_t nwords; /* positions, then forbids */
	JourneyBits *bits;
} JourneyProgram;

/* Names of a kind: which bits each of them fits. */
typedef struct JourneyAlphabetName
{
	const char *data;
	uint32_t len;
	uint64_t *bits;
} JourneyAlphabetName;

typedef struct JourneyAlphabet
{
	uint64_t *any; /* bits that any name fits */
	JourneyAlphabetName *exact;
	JourneyAlphabetName *prefixes;
	uint32_t nexact;
	uint32_t nprefixes;
} JourneyAlphabet;

/*
 * A pattern, ready to be matched.  Programs are in the order of the sequences in
 * the text.
 */
typedef struct JourneyPlan
{
	const JourneyPatternNode *root;
	JourneyProgram *programs;
	uint32_t nprograms;
	uint32_t words;          /* of all programs */
	JourneyAlphabet kind[2]; /* channels, events */
	uint64_t *required;      /* words: bits of required positions */
	uint64_t *filtered;      /* words: bits of steps with a filter; or NULL */
	uint8_t *filter_of;      /* by bit: the number of its filter */
	const JourneyPatternCondition *filter[PATTERN_MAX_FILTERS];
	uint32_t nfilters;
	bool filters_value;
	bool timed; /* any program is */
} JourneyPlan;

extern bool profile_pattern_program(JourneyProgram *p,
									const JourneyPatternNode *sequence);
extern JourneyPlan *profile_pattern_plan(JourneyPatternNode *root);
extern const JourneyAlphabetName *
profile_pattern_find_name(const JourneyAlphabet *alphabet, const char *data, size_t len);

static inline JourneyPatternStep *
journey_program_step(const JourneyProgram *program, uint32_t bit)
{
	return bit < program->npositions ? program->positions[bit].step
									 : program->forbids[bit - program->npositions].step;
}

#endif /* PROFILE_JOURNEY_PATTERN_PROGRAM_H */
