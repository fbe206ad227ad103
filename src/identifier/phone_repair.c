/*-------------------------------------------------------------------------
 *
 * phone_repair.c
 *		Texts that hold more than one telephone number, or other things as well.
 *
 * The text is taken for runs of digits (phone_runs.c).  Those with nothing harder
 * than a slash between them, the first of which may have a plus, are read as one
 * number; failing that each side of a slash; failing that, if there are digits for
 * two numbers at least, they are cut at soft places so that all runs are used and
 * each piece is a valid number.
 *
 *		spreadsheet_float  7.9161234567E+10, 89161234567.0
 *		several_numbers    the first one is taken
 *		extension_word	   a label that libphonenumber does not know
 *		trailing_text, leading_text, unusual_characters
 *
 * and what phone_mend.c assumes.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone_runs.h"

/* Longest digits of one number: national, calling code, prefix. */
#define PHONE_PIECE_MAX (PHONE_NATIONAL_MAX + 5)

/* Runs of one stretch that are cut into numbers; longer stretches are no list. */
#define PHONE_STRETCH_MAX 64

/* One search: what is read, for whom, into what. */
typedef struct PhoneSearch
{
	const PhoneRegion *home;
	PhoneFound *found;
	const PhoneRuns *text;
	const PhoneNumber *failed; /* the faithful reading of the text, or NULL */
	int from;                  /* runs of the first number that was found */
	int to;
} PhoneSearch;

/*
 * Keep a valid number, unless it is nobody's; problem is what was assumed for
 * it.  False: it is no number after all.
 */
static bool
phone_keep(PhoneSearch *search, PhoneNumber *number, const char *problem, int from,
		   int to)
{
	PhoneFound *found = search->found;
	const char *garbage;
	char e164[PHONE_E164_SIZE];

	if (!profile_phone_accept_number(number, &problem))
		return false;
	garbage = profile_phone_garbage(number);
	if (garbage != NULL)
	{
		if (found->count == 0 && found->garbage == NULL)
		{
			found->first = *number;
			found->garbage = garbage;
		}
		return true;
	}
	profile_phone_spell(number, e164);
	for (int i = 0; i < found->count; i++)
	{
		if (strcmp(found->e164[i], e164) == 0)
			return true;
	}
	if (found->count == found->room)
		return true;
	if (found->count == 0)
	{
		found->first = *number;
		found->problem = problem;
		search->from = from;
		search->to = to;
	}
	strcpy(found->e164[found->count++], e164);
	return true;
}

/* Digits of the runs from from to to - 1. */
static int
phone_count(const PhoneRuns *text, int from, int to)
{
	return text->runs[to - 1].first + text->runs[to - 1].count - text->runs[from].first;
}

/*
 * The faithful reading has read these very digits already, and found no valid
 * number.  A text without words holds nothing that it would have left out or
 * moved, unless it counted fewer digits.
 */
static bool
phone_has_failed(const PhoneSearch *search, int from, int to)
{
	const PhoneRuns *text = search->text;
	const PhoneNumber *failed = search->failed;

	return failed != NULL && !failed->valid && from == 0 && to == text->count &&
		   text->last_word < 0 && failed->plus == text->runs[0].plus &&
		   failed->digits == phone_count(text, 0, to);
}

/* Runs as one number, mended if need be. */
static bool
phone_read_runs(PhoneSearch *search, int from, int to, bool mend)
{
	const PhoneRuns *text = search->text;
	const char *digits = text->digits + text->runs[from].first;
	int count = phone_count(text, from, to);
	bool plus = text->runs[from].plus;
	const char *problem = NULL;
	PhoneNumber number;

	if (count < PHONE_PIECE_MIN || count > PHONE_TEXT_MAX)
		return false;
	memset(&number, 0, sizeof(number));
	if (!phone_has_failed(search, from, to))
	{
		profile_phone_parse_digits(plus, digits, count, search->home, &number);
		if (!number.valid && count <= PHONE_NATIONAL_MAX &&
			profile_phone_is_typed(digits, count))
			return false;
	}
	if (!number.valid && mend)
		problem = profile_phone_mend(plus, digits, count, search->home, &number);
	return number.valid && phone_keep(search, &number, problem, from, to);
}

/* Both sides of every slash. */
static bool
phone_read_slashed(PhoneSearch *search, int from, int to)
{
	bool read = false;

	for (int start = from; start < to;)
	{
		int end = start + 1;

		while (end < to && search->text->runs[end].gap != PHONE_GAP_SLASH)
			end++;
		if (start == from && end == to)
			return false;
		if (phone_read_runs(search, start, end, true))
			read = true;
		start = end;
	}
	return read;
}

/* The runs are a valid number as they stand. */
static bool
phone_is_piece(const PhoneSearch *search, int from, int to)
{
	const PhoneRuns *text = search->text;
	int count = phone_count(text, from, to);
	PhoneNumber number;

	if (count < PHONE_PIECE_MIN || count > PHONE_PIECE_MAX)
		return false;
	profile_phone_parse_digits(text->runs[from].plus,
							   text->digits + text->runs[from].first, count, search->home,
							   &number);
	return number.valid;
}

/*
 * Cut runs into the fewest valid numbers that use all of them.  As one number
 * they have been tried.
 */
static void
phone_read_list(PhoneSearch *search, int from, int to)
{
	uint8_t pieces[PHONE_STRETCH_MAX + 1]; /* of the runs in front; 255: none */
	uint8_t start[PHONE_STRETCH_MAX + 1];  /* of the last of them */
	uint8_t cuts[PHONE_STRETCH_MAX + 1];
	int runs = to - from;
	int n = 0;

	if (runs < 2 || runs > PHONE_STRETCH_MAX ||
		phone_count(search->text, from, to) < 2 * PHONE_PIECE_MIN)
		return;
	pieces[0] = 0;
	for (int end = 1; end <= runs; end++)
	{
		pieces[end] = 255;
		if (end < runs && phone_count(search->text, from + end, to) < PHONE_PIECE_MIN)
			continue;
		for (int i = end - 1; i >= (end == runs); i--)
		{
			if (phone_count(search->text, from + i, from + end) > PHONE_PIECE_MAX)
				break;
			if (pieces[i] != 255 && pieces[i] + 1 < pieces[end] &&
				phone_is_piece(search, from + i, from + end))
			{
				pieces[end] = (uint8_t) (pieces[i] + 1);
				start[end] = (uint8_t) i;
			}
		}
	}
	if (pieces[runs] == 255)
		return;
	for (int end = runs; end > 0; end = start[end])
		cuts[n++] = (uint8_t) end;
	for (int at = 0; n > 0; at = cuts[n])
		phone_read_runs(search, from + at, from + cuts[--n], false);
}

/* The extension that run at is, for the number just found; false if it is none. */
static bool
phone_take_extension(PhoneSearch *search, int at, bool found)
{
	const PhoneRun *run = &search->text->runs[at];
	PhoneFound *all = search->found;

	if (at >= search->text->count || run->gap != PHONE_GAP_EXTENSION || run->plus ||
		run->count >= 10)
		return false;
	if (found && all->count == 1 && search->to == at)
	{
		memcpy(all->first.extension, search->text->digits + run->first,
			   (size_t) run->count);
		all->first.extension[run->count] = '\0';
		all->first.extension_length = run->count;
		if (all->problem == NULL)
			all->problem = "extension_word";
		search->to = at + 1;
	}
	return true;
}

/* Some digits of the stretch are hidden. */
static bool
phone_is_masked(const PhoneRuns *text, int from, int to)
{
	for (int i = from; i < to; i++)
	{
		if (text->runs[i].masked)
			return true;
	}
	return false;
}

/* One stretch: as a number (then true), as numbers with slashes between, as a list. */
static bool
phone_read_stretch(PhoneSearch *search, int from, int to)
{
	if (phone_is_masked(search->text, from, to))
		return false;
	if (phone_read_runs(search, from, to, true))
		return true;
	if (!phone_read_slashed(search, from, to))
		phone_read_list(search, from, to);
	return false;
}

/* All numbers of the text, stretch by stretch. */
static void
phone_search(PhoneSearch *search)
{
	const PhoneRuns *text = search->text;

	for (int from = 0; from < text->count && search->found->count < search->found->room;)
	{
		int to = from + 1;
		bool found;

		while (to < text->count && text->runs[to].gap <= PHONE_GAP_SLASH &&
			   !text->runs[to].plus)
			to++;
		found = phone_read_stretch(search, from, to);
		from = phone_take_extension(search, to, found) ? to + 1 : to;
	}
}

/* Why the first number that was found is not what the whole text says. */
static const char *
phone_explain(const PhoneSearch *search)
{
	const PhoneRuns *text = search->text;

	if (search->found->count > 1)
		return "several_numbers";
	if (search->found->problem != NULL)
		return search->found->problem;
	if (search->to < text->count || text->last_word >= search->to)
		return "trailing_text";
	if (search->from > 0 || text->last_word >= 0)
		return "leading_text";
	return "unusual_characters";
}

/* Commas and the like as punctuation of one number. */
static void
phone_search_whole(PhoneSearch *search)
{
	const PhoneRuns *text = search->text;

	bool hard = false;

	for (int i = 1; i < text->count; i++)
	{
		if (text->runs[i].gap > PHONE_GAP_HARD || text->runs[i].plus)
			return;
		hard |= text->runs[i].gap == PHONE_GAP_HARD;
	}
	if (!hard || phone_is_masked(text, 0, text->count))
		return;
	if (phone_count(text, 0, text->count) <= PHONE_PIECE_MAX)
		phone_read_runs(search, 0, text->count, false);
}

/* A spreadsheet's idea of a number; as profile_phone_repair. */
static const char *
phone_repair_float(const char *raw, size_t length, PhoneSearch *search, bool *is_float)
{
	char digits[PHONE_NATIONAL_MAX + 6];
	PhoneNumber number;
	int count;

	while (length > 0 && (raw[0] == '"' || raw[0] == '\'' || raw[0] == '+'))
	{
		raw++;
		length--;
	}
	while (length > 0 && (raw[length - 1] == '"' || raw[length - 1] == '\''))
		length--;
	count = profile_phone_float(raw, length, digits, (int) sizeof(digits));
	*is_float = count != 0;
	if (count <= 0)
		return count < 0 ? "lost_digits" : NULL;
	memset(&number, 0, sizeof(number));
	profile_phone_parse_digits(false, digits, count, search->home, &number);
	if (!number.valid)
		(void) profile_phone_mend(false, digits, count, search->home, &number);
	if (!number.valid)
		return NULL;
	phone_keep(search, &number, "spreadsheet_float", 0, 0);
	return NULL;
}

/*
 * profile_phone_repair: the numbers of a text that is not simply one
 *
 * raw is trimmed, well-formed UTF-8 of at most IDENTIFIER_RAW_MAX bytes; failed is
 * what the faithful reading made of it, or NULL.  found has its room set and is
 * otherwise empty.  Returns NULL, or why the text cannot be read whatever it
 * holds.  Time grows with the length of the text.
 */
const char *
profile_phone_repair(const char *raw, size_t length, const PhoneRegion *home,
					 const PhoneNumber *failed, PhoneFound *found)
{
	PhoneRuns text;
	PhoneSearch search = {home, found, &text, failed, 0, 0};
	const char *problem;
	bool is_float;

	problem = phone_repair_float(raw, length, &search, &is_float);
	if (is_float)
		return problem;
	profile_phone_scan(raw, length, &text);
	phone_search(&search);
	if (found->count == 0)
		phone_search_whole(&search);
	if (found->count > 0)
		found->problem = phone_explain(&search);
	return NULL;
}
