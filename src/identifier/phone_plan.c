/*-------------------------------------------------------------------------
 *
 * phone_plan.c
 *		The world's numbering plans, as far as lengths and first digits.
 *
 * The table follows ITU-T E.164 and the national plans as libphonenumber's
 * metadata (Apache-2.0) records them.  Rows of one calling code stand together,
 * the main region first.  It is looked up through two small indexes that are
 * built at the first call; both follow from the table, so nothing here can go
 * stale.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/phone.h"

/*
 * region, calling code, trunk prefix, another one still written, international
 * prefix (empty: no calls abroad), lengths of a national number, its first digit
 */
static const PhonePlan phone_plans[] = {
	{"US", 1, "1", "", "011", 0x00400, 0x3fc},
	{"AG", 1, "1", "", "011", 0x00400, 0x3fc},
	{"AI", 1, "1", "", "011", 0x00400, 0x3fc},
	{"AS", 1, "1", "", "011", 0x00400, 0x3fc},
	{"BB", 1, "1", "", "011", 0x00400, 0x3fc},
	{"BM", 1, "1", "", "011", 0x00400, 0x3fc},
	{"BS", 1, "1", "", "011", 0x00400, 0x3fc},
	{"CA", 1, "1", "", "011", 0x00400, 0x3fc},
	{"DM", 1, "1", "", "011", 0x00400, 0x3fc},
	{"DO", 1, "1", "", "011", 0x00400, 0x3fc},
	{"GD", 1, "1", "", "011", 0x00400, 0x3fc},
	{"GU", 1, "1", "", "011", 0x00400, 0x3fc},
	{"JM", 1, "1", "", "011", 0x00400, 0x3fc},
	{"KN", 1, "1", "", "011", 0x00400, 0x3fc},
	{"KY", 1, "1", "", "011", 0x00400, 0x3fc},
	{"LC", 1, "1", "", "011", 0x00400, 0x3fc},
	{"MP", 1, "1", "", "011", 0x00400, 0x3fc},
	{"MS", 1, "1", "", "011", 0x00400, 0x3fc},
	{"PR", 1, "1", "", "011", 0x00400, 0x3fc},
	{"SX", 1, "1", "", "011", 0x00400, 0x3fc},
	{"TC", 1, "1", "", "011", 0x00400, 0x3fc},
	{"TT", 1, "1", "", "011", 0x00400, 0x3fc},
	{"VC", 1, "1", "", "011", 0x00400, 0x3fc},
	{"VG", 1, "1", "", "011", 0x00400, 0x3fc},
	{"VI", 1, "1", "", "011", 0x00400, 0x3fc},
	{"RU", 7, "8", "", "810", 0x00400, 0x318},
	{"KZ", 7, "8", "", "810", 0x00400, 0x080},
	{"EG", 20, "0", "", "00", 0x00700, 0x37e},
	{"ZA", 27, "0", "", "00", 0x007e0, 0x3fe},
	{"GR", 30, "", "", "00", 0x01c00, 0x3e4},
	{"NL", 31, "0", "", "00", 0x00fe0, 0x3fe},
	{"BE", 32, "0", "", "00", 0x00300, 0x3fe},
	{"FR", 33, "0", "", "00", 0x00200, 0x3fe},
	{"ES", 34, "", "", "00", 0x00200, 0x3f0},
	{"HU", 36, "06", "", "00", 0x00300, 0x3fe},
	{"IT", 39, "", "", "00", 0x01fc0, 0x1bb},
	{"VA", 39, "", "", "00", 0x01fc0, 0x12b},
	{"RO", 40, "0", "", "00", 0x00240, 0x38c},
	{"CH", 41, "0", "", "00", 0x01200, 0x3fc},
	{"AT", 43, "0", "", "00", 0x03ff0, 0x3fe},
	{"GB", 44, "0", "", "00", 0x00680, 0x3ae},
	{"GG", 44, "0", "", "00", 0x00680, 0x3aa},
	{"IM", 44, "0", "", "00", 0x00400, 0x3aa},
	{"JE", 44, "0", "", "00", 0x00400, 0x3aa},
	{"DK", 45, "", "", "00", 0x00100, 0x3fc},
	{"SE", 46, "0", "", "00", 0x017c0, 0x3fe},
	{"NO", 47, "", "", "00", 0x00120, 0x3fd},
	{"SJ", 47, "", "", "00", 0x00120, 0x391},
	{"PL", 48, "", "", "00", 0x007c0, 0x3fe},
	{"DE", 49, "0", "", "00", 0x0fff0, 0x3fe},
	{"PE", 51, "0", "", "00", 0x00300, 0x3f2},
	{"MX", 52, "", "01", "00", 0x00400, 0x3fc},
	{"CU", 53, "0", "", "119", 0x005c0, 0x1fc},
	{"AR", 54, "0", "", "00", 0x00c00, 0x34e},
	{"BR", 55, "0", "", "00", 0x00f00, 0x3fe},
	{"CL", 56, "", "", "00", 0x00e00, 0x3fe},
	{"CO", 57, "0", "", "00", 0x00d00, 0x25a},
	{"VE", 58, "0", "", "00", 0x00400, 0x374},
	{"MY", 60, "0", "", "00", 0x00700, 0x3fa},
	{"AU", 61, "0", "", "0011", 0x017e0, 0x19e},
	{"CC", 61, "0", "", "0011", 0x017c0, 0x112},
	{"CX", 61, "0", "", "0011", 0x017c0, 0x112},
	{"ID", 62, "0", "", "00", 0x3ff80, 0x3ff},
	{"PH", 63, "0", "", "00", 0x03f40, 0x3fe},
	{"NZ", 64, "0", "", "00", 0x007e0, 0x3fe},
	{"SG", 65, "", "", "001", 0x00d00, 0x3ca},
	{"TH", 66, "0", "", "001", 0x02700, 0x3ff},
	{"JP", 81, "0", "", "010", 0x3ff00, 0x3ff},
	{"KR", 82, "0", "", "00", 0x07f60, 0x1ff},
	{"VN", 84, "0", "", "00", 0x00780, 0x3ee},
	{"CN", 86, "0", "", "00", 0x01f80, 0x3fe},
	{"TR", 90, "0", "", "00", 0x03480, 0x33c},
	{"IN", 91, "0", "", "00", 0x03f00, 0x3ff},
	{"PK", 92, "0", "", "00", 0x01f00, 0x3fe},
	{"AF", 93, "0", "", "00", 0x00200, 0x0fc},
	{"LK", 94, "0", "", "00", 0x00200, 0x3fe},
	{"MM", 95, "0", "", "00", 0x007c0, 0x3f6},
	{"IR", 98, "0", "", "00", 0x004f0, 0x3fe},
	{"SS", 211, "0", "", "00", 0x00200, 0x202},
	{"MA", 212, "0", "", "00", 0x00200, 0x1e0},
	{"EH", 212, "0", "", "00", 0x00200, 0x1e0},
	{"DZ", 213, "0", "", "00", 0x00300, 0x3fe},
	{"TN", 216, "", "", "00", 0x00100, 0x3bc},
	{"LY", 218, "0", "", "00", 0x00200, 0x3fc},
	{"GM", 220, "", "", "00", 0x00280, 0x3fc},
	{"SN", 221, "", "", "00", 0x00200, 0x388},
	{"MR", 222, "", "", "00", 0x00100, 0x11c},
	{"ML", 223, "", "", "00", 0x00100, 0x3f4},
	{"GN", 224, "", "", "00", 0x00300, 0x0c8},
	{"CI", 225, "", "", "00", 0x00400, 0x005},
	{"BF", 226, "", "", "00", 0x00100, 0x0f5},
	{"NE", 227, "", "", "00", 0x00100, 0x385},
	{"TG", 228, "", "", "00", 0x00100, 0x284},
	{"BJ", 229, "", "", "00", 0x00400, 0x001},
	{"MU", 230, "", "", "00", 0x00580, 0x1fc},
	{"LR", 231, "0", "", "00", 0x00380, 0x1fc},
	{"SL", 232, "0", "", "00", 0x00100, 0x3cc},
	{"GH", 233, "0", "", "00", 0x00300, 0x12c},
	{"NG", 234, "0", "", "009", 0x07c00, 0x384},
	{"TD", 235, "", "", "00", 0x00100, 0x3cc},
	{"CF", 236, "", "", "00", 0x00100, 0x1c4},
	{"CM", 237, "", "", "00", 0x00300, 0x144},
	{"CV", 238, "", "", "00", 0x00080, 0x33c},
	{"ST", 239, "", "", "00", 0x00080, 0x204},
	{"GQ", 240, "", "", "00", 0x00200, 0x32c},
	{"GA", 241, "", "", "00", 0x00180, 0x0ff},
	{"CG", 242, "", "", "00", 0x00200, 0x105},
	{"CD", 243, "0", "", "00", 0x00780, 0x37e},
	{"AO", 244, "", "", "00", 0x00200, 0x204},
	{"GW", 245, "", "", "00", 0x00280, 0x210},
	{"IO", 246, "", "", "00", 0x00080, 0x008},
	{"AC", 247, "", "", "00", 0x00060, 0x3ff},
	{"SC", 248, "", "", "00", 0x00080, 0x354},
	{"SD", 249, "0", "", "00", 0x00200, 0x202},
	{"RW", 250, "0", "", "00", 0x00300, 0x385},
	{"ET", 251, "0", "", "00", 0x00200, 0x3be},
	{"SO", 252, "0", "", "00", 0x003c0, 0x3fe},
	{"DJ", 253, "", "", "00", 0x00100, 0x084},
	{"KE", 254, "0", "", "000", 0x00780, 0x3f6},
	{"TZ", 255, "0", "", "000", 0x00200, 0x3f4},
	{"UG", 256, "0", "", "000", 0x00200, 0x39c},
	{"BI", 257, "", "", "00", 0x00100, 0x0cc},
	{"MZ", 258, "", "", "00", 0x00300, 0x104},
	{"ZM", 260, "0", "", "00", 0x00200, 0x3e4},
	{"MG", 261, "0", "", "00", 0x00200, 0x00c},
	{"RE", 262, "0", "", "00", 0x00200, 0x3c4},
	{"YT", 262, "0", "", "00", 0x00200, 0x3c4},
	{"ZW", 263, "0", "", "00", 0x00680, 0x1ec},
	{"NA", 264, "0", "", "00", 0x00300, 0x140},
	{"MW", 265, "0", "", "00", 0x00280, 0x38e},
	{"LS", 266, "", "", "00", 0x00100, 0x164},
	{"BW", 267, "", "", "00", 0x00580, 0x3fd},
	{"SZ", 268, "", "", "00", 0x00300, 0x28d},
	{"KM", 269, "", "", "00", 0x00080, 0x198},
	{"SH", 290, "", "", "00", 0x00030, 0x364},
	{"TA", 290, "", "", "00", 0x00010, 0x100},
	{"ER", 291, "0", "", "00", 0x00080, 0x182},
	{"AW", 297, "", "", "00", 0x00080, 0x3e4},
	{"FO", 298, "", "", "00", 0x00040, 0x3fc},
	{"GL", 299, "", "", "00", 0x00040, 0x3fe},
	{"GI", 350, "", "", "00", 0x00100, 0x064},
	{"PT", 351, "", "", "00", 0x00200, 0x3ce},
	{"LU", 352, "", "", "00", 0x00ff0, 0x3fc},
	{"IE", 353, "0", "", "00", 0x00780, 0x3f6},
	{"IS", 354, "", "", "00", 0x00280, 0x3f8},
	{"AL", 355, "0", "", "00", 0x003c0, 0x3fc},
	{"MT", 356, "", "", "00", 0x00100, 0x3ac},
	{"CY", 357, "", "", "00", 0x00100, 0x3a4},
	{"FI", 358, "0", "", "00", 0x01fe0, 0x3fe},
	{"AX", 358, "0", "", "00", 0x01fe0, 0x1fe},
	{"BG", 359, "0", "", "00", 0x013c0, 0x3fd},
	{"LT", 370, "0", "8", "00", 0x00100, 0x3f8},
	{"LV", 371, "", "", "00", 0x00100, 0x3c4},
	{"EE", 372, "", "", "00", 0x00580, 0x3f8},
	{"MD", 373, "0", "", "00", 0x00100, 0x3ec},
	{"AM", 374, "0", "", "00", 0x00100, 0x3fe},
	{"BY", 375, "8", "80", "810", 0x00fc0, 0x31e},
	{"AD", 376, "", "", "00", 0x00340, 0x3ea},
	{"MC", 377, "0", "", "00", 0x00300, 0x3d8},
	{"SM", 378, "", "", "00", 0x00500, 0x0e1},
	{"UA", 380, "0", "80", "00", 0x00600, 0x3f8},
	{"RS", 381, "0", "", "00", 0x01fc0, 0x3ce},
	{"ME", 382, "0", "", "00", 0x00300, 0x3fc},
	{"XK", 383, "0", "", "00", 0x01f00, 0x31c},
	{"HR", 385, "0", "", "00", 0x00380, 0x3fe},
	{"SI", 386, "0", "", "00", 0x001e0, 0x3fe},
	{"BA", 387, "0", "", "00", 0x00300, 0x3f8},
	{"MK", 389, "0", "", "00", 0x00100, 0x1bc},
	{"CZ", 420, "", "", "00", 0x01e00, 0x3fc},
	{"SK", 421, "0", "", "00", 0x002c0, 0x37c},
	{"LI", 423, "0", "", "00", 0x00280, 0x3cc},
	{"FK", 500, "", "", "00", 0x00020, 0x0fc},
	{"BZ", 501, "", "", "00", 0x00880, 0x1fd},
	{"GT", 502, "", "", "00", 0x00900, 0x1fe},
	{"SV", 503, "", "", "00", 0x00980, 0x3e4},
	{"HN", 504, "", "", "00", 0x00900, 0x38c},
	{"NI", 505, "", "", "00", 0x00100, 0x1e6},
	{"CR", 506, "", "", "00", 0x00500, 0x3fc},
	{"PA", 507, "", "", "00", 0x00d80, 0x3ff},
	{"PM", 508, "0", "", "00", 0x00240, 0x3fc},
	{"HT", 509, "", "", "00", 0x00100, 0x33c},
	{"GP", 590, "0", "", "00", 0x00200, 0x3e0},
	{"BL", 590, "0", "", "00", 0x00200, 0x3e0},
	{"MF", 590, "0", "", "00", 0x00200, 0x3e0},
	{"BO", 591, "0", "", "00", 0x00300, 0x1fc},
	{"GY", 592, "", "", "001", 0x00080, 0x3fc},
	{"EC", 593, "0", "", "00", 0x00f00, 0x2fe},
	{"GF", 594, "0", "", "00", 0x00200, 0x3e0},
	{"PY", 595, "0", "", "00", 0x00fc0, 0x3fc},
	{"MQ", 596, "0", "", "00", 0x00200, 0x3e0},
	{"SR", 597, "", "", "00", 0x000c0, 0x3fc},
	{"UY", 598, "0", "", "00", 0x03ff0, 0x317},
	{"CW", 599, "", "", "00", 0x00180, 0x2d8},
	{"BQ", 599, "", "", "00", 0x00080, 0x098},
	{"TL", 670, "", "", "00", 0x00180, 0x39c},
	{"NF", 672, "", "", "00", 0x00040, 0x00a},
	{"BN", 673, "", "", "00", 0x00080, 0x1bc},
	{"NR", 674, "", "", "00", 0x00080, 0x3f4},
	{"PG", 675, "", "", "00", 0x00180, 0x3fe},
	{"TO", 676, "", "", "00", 0x000a0, 0x3fd},
	{"SB", 677, "", "", "00", 0x000a0, 0x3fe},
	{"VU", 678, "", "", "00", 0x000a0, 0x3bc},
	{"FJ", 679, "", "", "00", 0x00880, 0x3fd},
	{"PW", 680, "", "", "00", 0x00080, 0x3fc},
	{"WF", 681, "", "", "00", 0x00240, 0x390},
	{"CK", 682, "", "", "00", 0x00020, 0x1bc},
	{"NU", 683, "", "", "00", 0x00090, 0x1f0},
	{"WS", 685, "", "", "00", 0x004e0, 0x1fc},
	{"KI", 686, "0", "", "00", 0x00120, 0x1fc},
	{"NC", 687, "", "", "00", 0x00040, 0x3bd},
	{"TV", 688, "", "", "00", 0x000e0, 0x284},
	{"PF", 689, "", "", "00", 0x00340, 0x110},
	{"TK", 690, "", "", "00", 0x000f0, 0x09c},
	{"FM", 691, "", "", "00", 0x00080, 0x308},
	{"MH", 692, "1", "", "011", 0x00080, 0x07c},
	{"001", 800, "", "", "", 0x00100, 0x3ff},
	{"001", 808, "", "", "", 0x00100, 0x3fe},
	{"KP", 850, "0", "", "00", 0x00500, 0x1fe},
	{"HK", 852, "", "", "00", 0x00be0, 0x3fc},
	{"MO", 853, "", "", "00", 0x00180, 0x145},
	{"KH", 855, "0", "", "001", 0x00700, 0x3fe},
	{"LA", 856, "0", "", "00", 0x00700, 0x1fc},
	{"001", 870, "", "", "", 0x01200, 0x0ec},
	{"001", 878, "", "", "", 0x01000, 0x002},
	{"BD", 880, "0", "", "00", 0x007c0, 0x3fe},
	{"001", 881, "", "", "", 0x00600, 0x3cf},
	{"001", 882, "", "", "", 0x01f80, 0x23e},
	{"001", 883, "", "", "", 0x01f00, 0x03e},
	{"TW", 886, "0", "", "002", 0x00f80, 0x3fc},
	{"001", 888, "", "", "", 0x00800, 0x3ff},
	{"MV", 960, "", "", "00", 0x00480, 0x3d8},
	{"LB", 961, "0", "", "00", 0x00180, 0x3fe},
	{"JO", 962, "0", "", "00", 0x00300, 0x3fc},
	{"SY", 963, "0", "", "00", 0x00300, 0x23e},
	{"IQ", 964, "0", "", "00", 0x00700, 0x0fe},
	{"KW", 965, "", "", "00", 0x00180, 0x276},
	{"SA", 966, "0", "", "00", 0x00600, 0x322},
	{"YE", 967, "0", "", "00", 0x00380, 0x0fe},
	{"OM", 968, "", "", "00", 0x00380, 0x3a6},
	{"PS", 970, "0", "", "00", 0x00700, 0x336},
	{"AE", 971, "0", "", "00", 0x01fe0, 0x3fc},
	{"IL", 972, "0", "", "00", 0x01f80, 0x3be},
	{"BH", 973, "", "", "00", 0x00100, 0x3ca},
	{"QA", 974, "", "", "00", 0x00b80, 0x1fd},
	{"BT", 975, "", "", "00", 0x00180, 0x1fe},
	{"MN", 976, "0", "", "001", 0x00700, 0x3e6},
	{"NP", 977, "0", "", "00", 0x00d00, 0x3fe},
	{"001", 979, "", "", "", 0x00200, 0x22a},
	{"TJ", 992, "", "", "810", 0x00200, 0x3ff},
	{"TM", 993, "8", "", "810", 0x00100, 0x0fe},
	{"AZ", 994, "0", "", "00", 0x00200, 0x3fe},
	{"GE", 995, "0", "", "00", 0x00200, 0x1b8},
	{"KG", 996, "0", "", "00", 0x00600, 0x3ec},
	{"UZ", 998, "", "", "00", 0x00200, 0x3ec},
};

#define PHONE_PLANS ((int) (sizeof(phone_plans) / sizeof(*phone_plans)))

/* Row number + 1 by region, and of the main region by calling code; 0: none. */
static uint16_t phone_by_region[26][26];
static uint16_t phone_by_code[1000];
static bool phone_indexed = false;

static void
phone_build_indexes(void)
{
	for (int i = PHONE_PLANS - 1; i >= 0; i--)
	{
		const PhonePlan *plan = &phone_plans[i];

		if (plan->region[0] >= 'A')
			phone_by_region[plan->region[0] - 'A'][plan->region[1] - 'A'] =
				(uint16_t) (i + 1);
		phone_by_code[plan->code] = (uint16_t) (i + 1);
	}
	phone_indexed = true;
}

/*
 * profile_phone_plan: plan of a region, or NULL where there is none
 *
 * region is NULL or two upper-case ASCII letters.
 */
const PhonePlan *
profile_phone_plan(const char *region)
{
	int row;

	if (!phone_indexed)
		phone_build_indexes();
	if (region == NULL)
		return NULL;
	row = phone_by_region[region[0] - 'A'][region[1] - 'A'];
	return row == 0 ? NULL : &phone_plans[row - 1];
}

/*
 * profile_phone_plan_of_code: main plan of the calling code that digits begin with
 *
 * No calling code is the beginning of another one, so at most one fits.
 */
const PhonePlan *
profile_phone_plan_of_code(const char *digits, int count)
{
	int code = 0;

	if (!phone_indexed)
		phone_build_indexes();
	for (int i = 0; i < count && i < 3; i++)
	{
		code = code * 10 + (digits[i] - '0');
		if (code == 0)
			return NULL;
		if (phone_by_code[code] != 0)
			return &phone_plans[phone_by_code[code] - 1];
	}
	return NULL;
}

/* North American numbers: area code and exchange begin with 2 to 9. */
static bool
phone_nanp_accepts(const char *national)
{
	return national[0] >= '2' && national[3] >= '2';
}

/*
 * profile_phone_plan_accepts: the plan has such national numbers
 */
bool
profile_phone_plan_accepts(const PhonePlan *plan, const char *national, int length)
{
	if (length > PHONE_NATIONAL_MAX || length < 1)
		return false;
	if ((plan->lengths & ((uint32_t) 1 << length)) == 0 ||
		(plan->first_digits & ((uint32_t) 1 << (national[0] - '0'))) == 0)
		return false;
	if (plan->code == 1)
		return phone_nanp_accepts(national);
	/* Russia has no 89: a mobile number that lost a digit behind its trunk 8. */
	return plan->code != 7 || national[0] != '8' || national[1] != '9';
}

/* Area codes of calling code 1 outside the United States. */
static const struct
{
	char area[4];
	char region[3];
} phone_nanp_areas[] = {
	{"204", "CA"}, {"226", "CA"}, {"236", "CA"}, {"242", "BS"}, {"246", "BB"},
	{"249", "CA"}, {"250", "CA"}, {"257", "CA"}, {"263", "CA"}, {"264", "AI"},
	{"268", "AG"}, {"284", "VG"}, {"289", "CA"}, {"306", "CA"}, {"340", "VI"},
	{"343", "CA"}, {"345", "KY"}, {"354", "CA"}, {"365", "CA"}, {"367", "CA"},
	{"368", "CA"}, {"382", "CA"}, {"403", "CA"}, {"416", "CA"}, {"418", "CA"},
	{"428", "CA"}, {"431", "CA"}, {"437", "CA"}, {"438", "CA"}, {"441", "BM"},
	{"450", "CA"}, {"460", "CA"}, {"468", "CA"}, {"473", "GD"}, {"474", "CA"},
	{"506", "CA"}, {"514", "CA"}, {"519", "CA"}, {"548", "CA"}, {"579", "CA"},
	{"581", "CA"}, {"584", "CA"}, {"587", "CA"}, {"604", "CA"}, {"613", "CA"},
	{"639", "CA"}, {"647", "CA"}, {"649", "TC"}, {"658", "JM"}, {"664", "MS"},
	{"670", "MP"}, {"671", "GU"}, {"672", "CA"}, {"683", "CA"}, {"684", "AS"},
	{"705", "CA"}, {"709", "CA"}, {"721", "SX"}, {"742", "CA"}, {"753", "CA"},
	{"758", "LC"}, {"767", "DM"}, {"778", "CA"}, {"780", "CA"}, {"782", "CA"},
	{"784", "VC"}, {"787", "PR"}, {"807", "CA"}, {"809", "DO"}, {"819", "CA"},
	{"825", "CA"}, {"829", "DO"}, {"849", "DO"}, {"867", "CA"}, {"868", "TT"},
	{"869", "KN"}, {"873", "CA"}, {"876", "JM"}, {"879", "CA"}, {"902", "CA"},
	{"905", "CA"}, {"939", "PR"}, {"942", "CA"},
};

/*
 * profile_phone_plan_of_number: which of the regions that share a calling code
 *
 * Decided for the codes 1 and 7; elsewhere the plan given stands for all.
 */
const PhonePlan *
profile_phone_plan_of_number(const PhonePlan *plan, const char *national, int length)
{
	if (plan->code == 7)
		return profile_phone_plan(length > 0 && national[0] == '7' ? "KZ" : "RU");
	if (plan->code != 1)
		return plan;
	for (size_t i = 0;
		 length > 2 && i < sizeof(phone_nanp_areas) / sizeof(*phone_nanp_areas); i++)
	{
		if (memcmp(phone_nanp_areas[i].area, national, 3) == 0)
			return profile_phone_plan(phone_nanp_areas[i].region);
	}
	return profile_phone_plan("US");
}

/* Kazakhstan's mobile codes: 700 to 708, 747, 771, 775 to 778. */
static PhoneType
phone_type_kz(const char *national)
{
	int area = (national[0] - '0') * 100 + (national[1] - '0') * 10 + (national[2] - '0');

	if ((area >= 700 && area <= 708) || area == 747 || area == 771 ||
		(area >= 775 && area <= 778))
		return PHONE_MOBILE;
	return PHONE_UNKNOWN;
}

/*
 * profile_phone_type: kind of line, where the plan says so for certain
 *
 * The number must be one that the plan accepts.
 */
PhoneType
profile_phone_type(const PhonePlan *plan, const char *national, int length)
{
	if (plan->code != 7 || length != 10)
		return PHONE_UNKNOWN;
	if (national[0] == '7')
		return phone_type_kz(national);
	if (national[0] == '9')
		return PHONE_MOBILE;
	if (national[0] == '8' && national[1] == '0')
		return national[2] == '0' || national[2] == '4' ? PHONE_TOLL_FREE : PHONE_UNKNOWN;
	return PHONE_FIXED_LINE;
}
