/*-------------------------------------------------------------------------
 *
 * journey_text.c
 *		Fuzzing the text form of journeys.
 *
 * Input: the text.  The promises of journey_text.h: what a step consists of lies
 * in the text or the scratch and keeps its limits; a moment and a value that are
 * written are read as the same; a step written in full is read as the same step; a
 * problem has words and a place in the text.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "fuzz.h"

#include "journey/journey_text.h"

#define WHOSE "journey_text"

static char *
fuzz_put(char *out, const char *s, size_t length)
{
	memcpy(out, s, length);
	return out + length;
}

/* Write a value into memory that is to be freed. */
static char *
fuzz_print_value(const JourneyValue *value, size_t *length)
{
	bool digits = value->scale == JOURNEY_VALUE_DIGITS;
	char *out = malloc(digits ? (size_t) value->len + 1 : JOURNEY_VALUE_WIDTH);

	*length = profile_journey_value_print(value, out);
	return out;
}

static bool
fuzz_same_value(const JourneyValue *a, const JourneyValue *b)
{
	if (a->scale != b->scale || profile_journey_value_cmp(a, b) != 0)
		return false;
	return a->scale == JOURNEY_VALUE_DIGITS
			   ? fuzz_equal(a->digits, a->len, b->digits, b->len)
			   : a->mantissa == b->mantissa;
}

static void
fuzz_value(const JourneyValue *value, const char *raw, size_t length)
{
	JourneyValue again;
	size_t n;
	char *printed = fuzz_print_value(value, &n);

	fuzz_check(profile_journey_value_parse(printed, n, &again) &&
				   fuzz_same_value(value, &again),
			   WHOSE, "written value reads otherwise", raw, length);
	free(printed);
}

/* The step as a journey of its own; to be freed. */
static char *
fuzz_print_step(const JourneyTextStep *step, size_t *length)
{
	size_t n = step->has_value && step->value.scale == JOURNEY_VALUE_DIGITS
				   ? step->value.len
				   : JOURNEY_VALUE_WIDTH;
	char *text =
		malloc(JOURNEY_TIME_WIDTH + n + 16 +
			   2 * ((size_t) step->channel_len + step->event_len + step->label_len));
	char *p = text;

	*p++ = '{';
	p += profile_journey_time_print(step->at, p);
	*p++ = ' ';
	p = profile_journey_name_is_plain(step->channel, step->channel_len)
			? fuzz_put(p, step->channel, step->channel_len)
			: p + profile_journey_quote(step->channel, step->channel_len, p);
	*p++ = ':';
	p = profile_journey_name_is_plain(step->event, step->event_len)
			? fuzz_put(p, step->event, step->event_len)
			: p + profile_journey_quote(step->event, step->event_len, p);
	if (step->label != NULL)
	{
		*p++ = ' ';
		p += profile_journey_quote(step->label, step->label_len, p);
	}
	if (step->has_value)
	{
		*p++ = '=';
		p += profile_journey_value_print(&step->value, p);
	}
	*p++ = '}';
	*length = (size_t) (p - text);
	return text;
}

static bool
fuzz_same_step(const JourneyTextStep *a, const JourneyTextStep *b)
{
	return a->at == b->at &&
		   fuzz_equal(a->channel, a->channel_len, b->channel, b->channel_len) &&
		   fuzz_equal(a->event, a->event_len, b->event, b->event_len) &&
		   (a->label == NULL) == (b->label == NULL) && a->label_len == b->label_len &&
		   (a->label_len == 0 || memcmp(a->label, b->label, a->label_len) == 0) &&
		   a->has_value == b->has_value &&
		   (!a->has_value || fuzz_same_value(&a->value, &b->value));
}

static void
fuzz_step(const JourneyTextStep *step, const char *raw, size_t length)
{
	JourneyTextScanner scanner;
	JourneyTextStep again;
	char moment[JOURNEY_TIME_WIDTH];
	size_t n;
	char *text = fuzz_print_step(step, &n);
	char *scratch = malloc(n);

	fuzz_check(step->at >= JOURNEY_TIME_MIN && step->at < JOURNEY_TIME_END &&
				   profile_journey_time_print(step->at, moment) <= JOURNEY_TIME_WIDTH,
			   WHOSE, "moment", raw, length);
	fuzz_check(step->channel_len <= JOURNEY_MAX_NAME_LEN &&
				   step->event_len <= JOURNEY_MAX_NAME_LEN &&
				   step->label_len <= JOURNEY_MAX_LABEL_LEN,
			   WHOSE, "limits", raw, length);
	profile_journey_text_begin(&scanner, text, n, scratch);
	fuzz_check(profile_journey_text_next(&scanner, &again) &&
				   fuzz_same_step(step, &again) &&
				   !profile_journey_text_next(&scanner, &again) &&
				   scanner.problem == JOURNEY_TEXT_OK,
			   WHOSE, "written step reads otherwise", text, n);
	free(scratch);
	free(text);
	if (step->has_value)
		fuzz_value(&step->value, raw, length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	JourneyTextScanner scanner;
	JourneyTextStep step;
	JourneyTextStep before;
	int count = 0;
	size_t length;
	char *text = fuzz_text(data, size, &length);
	char *scratch = malloc(length > 0 ? length : 1);

	profile_journey_text_begin(&scanner, text, length, scratch);
	for (; profile_journey_text_next(&scanner, &step); before = step, count++)
	{
		fuzz_step(&step, text, length);
		/* the names of the step before are still there */
		if (count > 0)
			fuzz_step(&before, text, length);
		if (count > 0 && step.has_value && before.has_value)
			fuzz_check(profile_journey_value_cmp(&step.value, &before.value) ==
						   -profile_journey_value_cmp(&before.value, &step.value),
					   WHOSE, "order of values", text, length);
	}
	fuzz_check(scanner.scratch >= scratch && scanner.scratch <= scratch + length, WHOSE,
			   "scratch", text, length);
	if (scanner.problem != JOURNEY_TEXT_OK)
		fuzz_check(scanner.where >= text && scanner.where <= text + length &&
					   scanner.what != NULL && *scanner.what != '\0',
				   WHOSE, "problem without place or words", text, length);
	free(scratch);
	free(text);
	return 0;
}
