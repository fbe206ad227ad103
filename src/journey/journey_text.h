/*-------------------------------------------------------------------------
 *
 * journey_text.h
 *		The text form of journeys and what it consists of: moments, names and
 *		decimal values.
 *
 * Pure C: nothing here or in journey_text.c and journey_value.c knows the
 * server, so that the parsers can be fuzzed on their own.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#ifndef PROFILE_JOURNEY_TEXT_H
#define PROFILE_JOURNEY_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The server's range of timestamptz, microseconds since 2000-01-01 UTC. */
#define JOURNEY_TIME_MIN INT64_C(-211813488000000000)
#define JOURNEY_TIME_END INT64_C(9223371331200000000)

/* Limits of a step's parts, in bytes. */
#define JOURNEY_MAX_NAME_LEN  255
#define JOURNEY_MAX_LABEL_LEN 65535

/* The widest moment: -4713-11-24T00:00:00.000000Z and 294276-... need 29. */
#define JOURNEY_TIME_WIDTH 32

/*
 * A decimal value, exactly as numeric prints it.  Up to 18 significant digits
 * with at most 254 decimals are held as mantissa and scale (1.50 is 150, 2);
 * anything longer as its digits.  A value has one representation only.
 */
#define JOURNEY_VALUE_DIGITS 255 /* "scale" that says: held as digits */
#define JOURNEY_VALUE_WIDTH  280 /* room to print mantissa and scale */

typedef struct JourneyValue
{
	uint8_t scale;      /* decimals, or JOURNEY_VALUE_DIGITS */
	int64_t mantissa;   /* unless held as digits */
	const char *digits; /* -?[0-9]+(.[0-9]+)?, not terminated */
	uint32_t len;       /* of digits */
} JourneyValue;

extern bool profile_journey_value_parse(char *text, size_t len, JourneyValue *value);
extern size_t profile_journey_value_print(const JourneyValue *value, char *out);
extern int profile_journey_value_cmp(const JourneyValue *a, const JourneyValue *b);

/* One step as read from text; strings point into the scanner's scratch. */
typedef struct JourneyTextStep
{
	int64_t at;
	const char *channel;
	const char *event;
	const char *label; /* NULL: none */
	uint32_t channel_len;
	uint32_t event_len;
	uint32_t label_len;
	bool has_value;
	JourneyValue value;
} JourneyTextStep;

typedef enum JourneyTextProblem
{
	JOURNEY_TEXT_OK = 0,
	JOURNEY_TEXT_SYNTAX,
	JOURNEY_TEXT_RANGE,   /* a moment outside timestamptz, or not a date */
	JOURNEY_TEXT_TOO_LONG /* a name, label or value beyond its limit */
} JourneyTextProblem;

/*
 * The scanner owns no memory: scratch is given by the caller, as long as the
 * text, and receives unescaped names.
 */
typedef struct JourneyTextScanner
{
	const char *text;
	const char *p;
	const char *end;
	char *scratch;
	bool first;
	JourneyTextProblem problem;
	const char *where; /* the place of the problem */
	const char *what;  /* ... in words */
} JourneyTextScanner;

extern void profile_journey_text_begin(JourneyTextScanner *s, const char *text,
									   size_t len, char *scratch);
extern bool profile_journey_text_next(JourneyTextScanner *s, JourneyTextStep *step);

extern size_t profile_journey_time_print(int64_t at, char *out);

extern bool profile_journey_name_is_plain(const char *name, size_t len);
extern size_t profile_journey_quote(const char *name, size_t len, char *out);

/* Bytes that may stand in a name without quotes. */
static inline bool
journey_plain_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		   c == '_' || c == '.' || c == '/' || c == '-' || c >= 0x80;
}

static inline bool
journey_is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool
journey_is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

#endif /* PROFILE_JOURNEY_TEXT_H */
