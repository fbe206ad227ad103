/*-------------------------------------------------------------------------
 *
 * svg.c
 *		Writing SVG; see svg.h.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include "mb/pg_wchar.h"

#include "journey/svg.h"

/*
 * profile_svg_open
 *
 * The head of a picture with a white ground.
 */
void
profile_svg_open(StringInfo out, int width, int height)
{
	appendStringInfo(
		out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		"viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
		"<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n",
		width, height, width, height, width, height);
}

/* U+FFFE or U+FFFF, which a UTF-8 database takes and XML does not? */
static bool
svg_is_no_character(const char *data, size_t len)
{
	return len >= 3 && memcmp(data, "\xef\xbf", 2) == 0 && (data[2] & 0xfe) == 0xbe &&
		   GetDatabaseEncoding() == PG_UTF8;
}

/*
 * profile_svg_text
 *
 * Text as character data or attribute value.  Control characters and others that
 * XML does not have become question marks.
 */
void
profile_svg_text(StringInfo out, const char *data, size_t len)
{
	for (size_t i = 0; i < len; i++)
	{
		unsigned char c = (unsigned char) data[i];

		if (c == '&')
			appendStringInfoString(out, "&amp;");
		else if (c == '<')
			appendStringInfoString(out, "&lt;");
		else if (c == '>')
			appendStringInfoString(out, "&gt;");
		else if (c == '"')
			appendStringInfoString(out, "&quot;");
		else if (c == '\'')
			appendStringInfoString(out, "&#39;");
		else if (c < 0x20 || c == 0x7f)
			appendStringInfoChar(out, '?');
		else if (c == 0xef && svg_is_no_character(data + i, len - i))
		{
			appendStringInfoChar(out, '?');
			i += 2;
		}
		else
			appendStringInfoChar(out, (char) c);
	}
}

/* A name, cut to so many characters. */
void
profile_svg_name(StringInfo out, const char *data, size_t len, int most)
{
	int cut = pg_mbcharcliplen(data, (int) len, most);

	if ((size_t) cut == len)
		profile_svg_text(out, data, len);
	else
	{
		profile_svg_text(out, data, (size_t) pg_mbcharcliplen(data, (int) len, most - 2));
		appendStringInfoString(out, "..");
	}
}

/* Colours that differ, also on a printed page. */
const char *
profile_svg_colour(uint32 n)
{
	static const char *const colours[] = {"#4269d0", "#e08f00", "#d64b45", "#3a9c8a",
										  "#a463c2", "#6a8f2f", "#c94f8c", "#8a6d4b",
										  "#5f7d95", "#b0892b"};

	return colours[n % lengthof(colours)];
}
