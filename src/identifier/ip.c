/*-------------------------------------------------------------------------
 *
 * ip.c
 *		Internet addresses, versions 4 and 6.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/web.h"
#include "identifier/identifier_text.h"

#define IP_RAW_MAX    80 /* an address, a zone or a port */
#define IP_LIST_MAX   512
#define IP_SITE_BYTES 8 /* a /64: what one connection gets */

/* Four decimal numbers without leading zeros, which some read as octal. */
static bool
ip_parse_v4(const char *s, size_t length, unsigned char *bytes)
{
	size_t at = 0;

	for (int i = 0; i < 4; i++)
	{
		int value = 0;
		size_t from;

		if (i > 0 && (at >= length || s[at++] != '.'))
			return false;
		from = at;
		while (at < length && at - from < 3 && identifier_ascii_digit(s[at]))
			value = value * 10 + (s[at++] - '0');
		if (at == from || value > 255 || (s[from] == '0' && at - from > 1))
			return false;
		bytes[i] = (unsigned char) value;
	}
	return at == length;
}

/* Value of one to four hexadecimal digits, or -1; steps over them. */
static int
ip_group(const char *s, size_t length, size_t *at)
{
	int value = 0;
	size_t from = *at;

	for (; *at < length && *at - from < 4; (*at)++)
	{
		char c = identifier_ascii_lower(s[*at]);

		if (identifier_ascii_digit(c))
			value = value * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			value = value * 16 + (c - 'a' + 10);
		else
			break;
	}
	return *at == from ? -1 : value;
}

/*
 * The groups of RFC 4291, section 2.2, into bytes from the front; *gap is where
 * the "::" stands, in bytes, or -1.  Returns the bytes filled, or -1.
 */
static int
ip_groups(const char *s, size_t length, unsigned char *bytes, int *gap)
{
	size_t at = 0;
	int filled = 0;

	*gap = -1;
	if (length >= 2 && s[0] == ':' && s[1] == ':')
	{
		*gap = 0;
		at = 2;
	}
	while (at < length)
	{
		size_t from = at;
		int group = ip_group(s, length, &at);

		if (at < length && s[at] == '.')
			return filled <= 12 && ip_parse_v4(s + from, length - from, bytes + filled)
					   ? filled + 4
					   : -1;
		if (group < 0 || filled == 16)
			return -1;
		bytes[filled++] = (unsigned char) (group >> 8);
		bytes[filled++] = (unsigned char) (group & 0xFF);
		if (at == length)
			break;
		if (s[at++] != ':' || at == length)
			return -1;
		if (s[at] == ':')
		{
			if (*gap >= 0)
				return -1;
			*gap = filled;
			at++;
		}
	}
	return filled;
}

static bool
ip_parse_v6(const char *s, size_t length, unsigned char *bytes)
{
	int gap;
	int filled = ip_groups(s, length, bytes, &gap);

	if (filled < 0 || (gap < 0 ? filled != 16 : filled > 14))
		return false;
	if (gap >= 0)
	{
		memmove(bytes + 16 - (filled - gap), bytes + gap, (size_t) (filled - gap));
		memset(bytes + gap, 0, (size_t) (16 - filled));
	}
	return true;
}

/*
 * profile_ip_parse: an address and nothing else
 *
 * Version 4 inside version 6 (::ffff:a.b.c.d, 64:ff9b::/96 of RFC 6052) is what
 * it stands for.
 */
bool
profile_ip_parse(const char *s, size_t length, WebAddress *address)
{
	static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
	static const unsigned char translated[12] = {0x00, 0x64, 0xFF, 0x9B};

	memset(address, 0, sizeof(*address));
	if (ip_parse_v4(s, length, address->bytes))
		return true;
	if (!ip_parse_v6(s, length, address->bytes))
		return false;
	if (memcmp(address->bytes, mapped, 12) == 0 ||
		memcmp(address->bytes, translated, 12) == 0)
	{
		memmove(address->bytes, address->bytes + 12, 4);
		memset(address->bytes + 4, 0, 12);
		return true;
	}
	address->v6 = true;
	return true;
}

static char *
ip_spell_number(unsigned value, unsigned base, char *out)
{
	char digits[5];
	int n = 0;

	do
	{
		digits[n++] = "0123456789abcdef"[value % base];
		value /= base;
	} while (value > 0);
	while (n > 0)
		*out++ = digits[--n];
	return out;
}

/* The longest run of two or more zero groups, the first of equals. */
static void
ip_zero_run(const unsigned char *bytes, int *from, int *length)
{
	*from = -1;
	*length = 1;
	for (int i = 0; i < 8;)
	{
		int run = 0;

		while (i + run < 8 && bytes[2 * (i + run)] == 0 && bytes[2 * (i + run) + 1] == 0)
			run++;
		if (run > *length)
		{
			*from = i;
			*length = run;
		}
		i += run > 0 ? run : 1;
	}
}

/*
 * profile_ip_spell: write an address (RFC 5952); returns its length
 *
 * out has room for WEB_ADDRESS_MAX bytes.
 */
size_t
profile_ip_spell(const WebAddress *address, char *out)
{
	char *p = out;
	int from;
	int length;

	if (!address->v6)
	{
		for (int i = 0; i < 4; i++)
		{
			if (i > 0)
				*p++ = '.';
			p = ip_spell_number(address->bytes[i], 10, p);
		}
		return (size_t) (p - out);
	}
	ip_zero_run(address->bytes, &from, &length);
	for (int i = 0; i < 8; i++)
	{
		if (i == from)
		{
			*p++ = ':';
			*p++ = ':';
			i += length - 1;
			continue;
		}
		if (i > 0 && i != from + length)
			*p++ = ':';
		p = ip_spell_number(
			(unsigned) address->bytes[2 * i] << 8 | address->bytes[2 * i + 1], 16, p);
	}
	return (size_t) (p - out);
}

/* A block of addresses, and what is the matter with it. */
typedef struct IpBlock
{
	unsigned char prefix[4];
	int bits; /* of the prefix, at most 32 */
	const char *problem;
} IpBlock;

/* IANA, special-purpose address registries; the first that matches counts. */
static const IpBlock ip_blocks_v4[] = {
	{{0}, 8, "reserved_address"},        {{10}, 8, "private_address"},
	{{100, 64}, 10, "shared_address"}, /* behind a provider's NAT */
	{{127}, 8, "loopback_address"},      {{169, 254}, 16, "link_local_address"},
	{{172, 16}, 12, "private_address"},  {{192, 0, 0}, 24, "reserved_address"},
	{{192, 168}, 16, "private_address"}, {{198, 18}, 15, "reserved_address"},
	{{224}, 4, "multicast_address"},     {{240}, 4, "reserved_address"},
};

static const IpBlock ip_blocks_v6[] = {
	{{0x00}, 8, "reserved_address"}, /* ::1 is told apart before */
	{{0x01, 0x00}, 8, "reserved_address"},    {{0xFC}, 7, "private_address"},
	{{0xFE, 0x80}, 10, "link_local_address"}, {{0xFE, 0xC0}, 10, "private_address"},
	{{0xFF}, 8, "multicast_address"},
};

/* Meant for examples; somebody's data may hold them all the same. */
static const IpBlock ip_examples_v4[] = {
	{{192, 0, 2}, 24, "documentation_address"},
	{{198, 51, 100}, 24, "documentation_address"},
	{{203, 0, 113}, 24, "documentation_address"},
};

static const IpBlock ip_examples_v6[] = {
	{{0x20, 0x01, 0x0D, 0xB8}, 32, "documentation_address"},
};

static const char *
ip_in_blocks(const unsigned char *bytes, const IpBlock *blocks, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		bool inside = true;

		for (int bit = 0; bit < blocks[i].bits && inside; bit++)
			inside =
				((bytes[bit / 8] ^ blocks[i].prefix[bit / 8]) & (0x80 >> (bit % 8))) == 0;
		if (inside)
			return blocks[i].problem;
	}
	return NULL;
}

#define IP_COUNT(a) (sizeof(a) / sizeof(*(a)))

/* Why an address says nothing about who is behind it, or NULL. */
static const char *
ip_problem(const WebAddress *address)
{
	static const unsigned char loopback[16] = {[15] = 1};

	if (!address->v6)
		return ip_in_blocks(address->bytes, ip_blocks_v4, IP_COUNT(ip_blocks_v4));
	if (memcmp(address->bytes, loopback, 16) == 0)
		return "loopback_address";
	return ip_in_blocks(address->bytes, ip_blocks_v6, IP_COUNT(ip_blocks_v6));
}

static bool
ip_is_example(const WebAddress *address)
{
	return address->v6
			   ? ip_in_blocks(address->bytes, ip_examples_v6, IP_COUNT(ip_examples_v6)) !=
					 NULL
			   : ip_in_blocks(address->bytes, ip_examples_v4, IP_COUNT(ip_examples_v4)) !=
					 NULL;
}

/* Digits to the end, at least one. */
static bool
ip_is_port(const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++)
	{
		if (!identifier_ascii_digit(s[i]))
			return false;
	}
	return length > 0 && length <= 5;
}

/*
 * Narrow to the address what logs write around it: [v6]:port, v4:port, v6%zone,
 * and the /64, /32 and /128 of a single site or machine.
 */
static void
ip_unwrap(const char **s, size_t *length)
{
	const char *p = *s;
	size_t n = *length;
	const char *end;

	if (n > 2 && p[0] == '[' && (end = memchr(p, ']', n)) != NULL)
	{
		size_t rest = n - (size_t) (end - p) - 1;

		if (rest == 0 || (end[1] == ':' && ip_is_port(end + 2, rest - 1)))
		{
			*s = p + 1;
			*length = (size_t) (end - p) - 1;
		}
		return;
	}
	end = memchr(p, '/', n);
	if (end != NULL)
	{
		size_t bits = n - (size_t) (end - p) - 1;

		if ((bits == 2 &&
			 (memcmp(end + 1, "64", 2) == 0 || memcmp(end + 1, "32", 2) == 0)) ||
			(bits == 3 && memcmp(end + 1, "128", 3) == 0))
			*length = n = (size_t) (end - p);
		else
			return;
	}
	end = memchr(p, ':', n);
	if (end != NULL && memchr(p, '.', (size_t) (end - p)) != NULL &&
		ip_is_port(end + 1, n - (size_t) (end - p) - 1))
		*length = (size_t) (end - p);
	end = memchr(p, '%', *length);
	if (end != NULL && memchr(p, ':', (size_t) (end - p)) != NULL)
		*length = (size_t) (end - p);
}

/*
 * A list of addresses, as X-Forwarded-For has it: the visitor first, then each
 * proxy.  Narrow to the first that is somebody's; false if it is no list of
 * addresses.
 */
static bool
ip_take_first(const char **raw, size_t *length)
{
	const char *rest = *raw;
	size_t left = *length;
	const char *found = NULL;
	size_t size = 0;

	if (memchr(rest, ',', left) == NULL)
		return false;
	while (left > 0)
	{
		const char *comma = memchr(rest, ',', left);
		const char *one = rest;
		size_t n = comma == NULL ? left : (size_t) (comma - rest);
		WebAddress address;

		rest += comma == NULL ? n : n + 1;
		left -= comma == NULL ? n : n + 1;
		profile_text_trim(&one, &n);
		ip_unwrap(&one, &n);
		if (!profile_ip_parse(one, n, &address))
			return false;
		if (found == NULL && ip_problem(&address) == NULL)
		{
			found = one;
			size = n;
		}
	}
	if (found == NULL)
		return false;
	*raw = found;
	*length = size;
	return true;
}

/*
 * profile_ip_read: address of a visitor
 *
 * The key of version 6 is its /64, 2001:db8:1:2::/64: the rest is the machine's
 * own and changes by the day.  Addresses that anybody may have (private, shared
 * by a provider's NAT, loopback, link-local, multicast, reserved) are garbage,
 * each by its name.
 */
void
profile_ip_read(const char *raw, size_t length, const char *region,
				IdentifierReading *reading)
{
	WebAddress address;
	const char *problem;

	(void) region;
	identifier_begin(reading);
	if (length <= IP_LIST_MAX && ip_take_first(&raw, &length))
		identifier_note(&reading->quality, &reading->problem, "several_addresses");
	if (length > IP_RAW_MAX)
	{
		identifier_reject(reading, "too_long");
		return;
	}
	ip_unwrap(&raw, &length);
	problem =
		profile_ip_parse(raw, length, &address) ? ip_problem(&address) : "bad_format";
	if (problem != NULL)
	{
		identifier_reject(reading, problem);
		return;
	}
	if (ip_is_example(&address))
		identifier_note(&reading->quality, &reading->problem, "documentation_address");
	reading->normalized_length = profile_ip_spell(&address, reading->normalized);
	if (address.v6)
		memset(address.bytes + IP_SITE_BYTES, 0, sizeof(address.bytes) - IP_SITE_BYTES);
	reading->key_length = profile_ip_spell(&address, reading->key);
	if (address.v6)
	{
		memcpy(reading->key + reading->key_length, "/64", 3);
		reading->key_length += 3;
	}
}
