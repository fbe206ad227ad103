/*-------------------------------------------------------------------------
 *
 * address_words.c
 *		Abbreviations in Russian and English addresses.
 *
 * One form means several things: д is a дом before a number and a деревня before
 * a word, st is a street after a name and a saint before one.  Each entry says
 * where it holds.  Collected for this extension.
 *
 * Portions Copyright (c) 2026, the profile authors
 *
 *-------------------------------------------------------------------------
 */
#include "identifier/address.h"

/* Sorted by form (bytes), then by rule: the first entry that holds counts. */
static const AddressWord address_words[] = {
	{"#", "apartment", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, true},
	{"alley", "alley", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"aly", "alley", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"apartment", "apartment", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, true},
	{"apt", "apartment", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, true},
	{"av", "avenue", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"ave", "avenue", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"avenue", "avenue", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"bldg", "building", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"blvd", "boulevard", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"boulevard", "boulevard", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"building", "building", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"bulvar", "bulvar", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"cir", "circle", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"circle", "circle", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"close", "close", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"court", "court", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"cres", "crescent", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"crescent", "crescent", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"ct", "court", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"dom", "house", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"dr", "drive", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"drive", "drive", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"e", "east", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"east", "east", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"fl", "floor", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"flat", "apartment", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, true},
	{"floor", "floor", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"highway", "highway", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"house", "house", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"hwy", "highway", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"korp", "korpus", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"korpus", "korpus", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"kv", "apartment", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, true},
	{"kvartira", "apartment", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, true},
	{"lane", "lane", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"ln", "lane", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"mews", "mews", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"n", "north", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"nab", "naberezhnaya", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"naberezhnaya", "naberezhnaya", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"ne", "northeast", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"north", "north", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"northeast", "northeast", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"northwest", "northwest", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"nw", "northwest", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"office", "office", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"ofis", "office", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"parkway", "parkway", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"per", "pereulok", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"pereulok", "pereulok", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"pkwy", "parkway", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"pl", "place", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"place", "place", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"ploshchad", "ploshchad", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"pobox", "po box", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"prosp", "prospekt", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"prospekt", "prospekt", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"rd", "road", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"rm", "room", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"road", "road", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"room", "room", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"russia", "", ADDRESS_COUNTRY, ADDRESS_IF_ANY, false, false},
	{"s", "south", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"se", "southeast", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"shosse", "shosse", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"south", "south", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"southeast", "southeast", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"southwest", "southwest", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"sq", "square", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"square", "square", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"st", "saint", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"st", "street", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"ste", "suite", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"str", "stroenie", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"street", "street", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"stroenie", "stroenie", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"suite", "suite", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"sw", "southwest", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"ter", "terrace", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"terr", "terrace", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"terrace", "terrace", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"trail", "trail", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"trl", "trail", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"uk", "", ADDRESS_COUNTRY, ADDRESS_IF_ANY, false, false},
	{"ul", "ulitsa", ADDRESS_STREET, ADDRESS_IF_ANY, false, true},
	{"ulica", "ulitsa", ADDRESS_STREET, ADDRESS_IF_ANY, false, true},
	{"ulitsa", "ulitsa", ADDRESS_STREET, ADDRESS_IF_ANY, false, true},
	{"unit", "unit", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"usa", "", ADDRESS_COUNTRY, ADDRESS_IF_ANY, false, false},
	{"w", "west", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"way", "way", ADDRESS_STREET, ADDRESS_IF_AFTER, true, false},
	{"west", "west", ADDRESS_NAME, ADDRESS_IF_ANY, false, false},
	{"а-я", "а/я", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"а.о", "ао", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"акад", "академика", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"ал", "аллея", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"алл", "аллея", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"аллея", "аллея", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"ао", "ао", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"аул", "аул", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"б", "большая", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"б-р", "бульвар", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"бол", "большая", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"бр", "бульвар", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"бул", "бульвар", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"бульвар", "бульвар", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"верх", "верхняя", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"вл", "владение", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"владение", "владение", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"влд", "владение", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"г", "город", ADDRESS_CITY, ADDRESS_IF_WORD, false, true},
	{"г", "город", ADDRESS_CITY, ADDRESS_IF_AFTER, true, true},
	{"г.о", "го", ADDRESS_CITY, ADDRESS_IF_ANY, false, true},
	{"ген", "генерала", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"го", "го", ADDRESS_CITY, ADDRESS_IF_ANY, false, true},
	{"гор", "город", ADDRESS_CITY, ADDRESS_IF_WORD, false, true},
	{"гор", "город", ADDRESS_CITY, ADDRESS_IF_AFTER, true, true},
	{"город", "город", ADDRESS_CITY, ADDRESS_IF_ANY, false, true},
	{"гп", "гп", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"д", "дом", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"д", "деревня", ADDRESS_CITY, ADDRESS_IF_WORD, false, false},
	{"дер", "деревня", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"деревня", "деревня", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"днп", "днп", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"днт", "днт", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"дом", "дом", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"домовладение", "владение", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"дор", "дорога", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"дорога", "дорога", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"им", "имени", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"к", "корпус", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"каб", "кабинет", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"кабинет", "кабинет", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"кв", "квартира", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, true},
	{"кв-л", "квартал", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"кварт", "квартал", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"квартал", "квартал", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"квартира", "квартира", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, true},
	{"ком", "комната", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"комн", "комната", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"комната", "комната", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"кор", "корпус", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"корп", "корпус", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"корпус", "корпус", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"край", "край", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"лин", "линия", ADDRESS_STREET, ADDRESS_IF_ANY, true, false},
	{"линия", "линия", ADDRESS_STREET, ADDRESS_IF_ANY, true, false},
	{"лит", "литера", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"литер", "литера", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"литера", "литера", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"м-н", "микрорайон", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"мал", "малая", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"марш", "маршала", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"микрорайон", "микрорайон", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"мк-н", "микрорайон", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"мкр", "микрорайон", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"мкр-н", "микрорайон", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"мкрн", "микрорайон", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"наб", "набережная", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"наб-я", "набережная", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"набережная", "набережная", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"ниж", "нижняя", ADDRESS_NAME, ADDRESS_IF_WORD, false, false},
	{"обл", "область", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"область", "область", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"округ", "округ", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"оф", "офис", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"офис", "офис", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"п", "подъезд", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"п", "поселок", ADDRESS_CITY, ADDRESS_IF_WORD, false, false},
	{"п-к", "переулок", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"пгт", "пгт", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"пер", "переулок", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"переулок", "переулок", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"пл", "площадь", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"пл-дь", "площадь", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"площадь", "площадь", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"под", "подъезд", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"подъезд", "подъезд", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"пом", "помещение", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"помещение", "помещение", ADDRESS_FLAT, ADDRESS_IF_NUMBER, false, false},
	{"пос", "поселок", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"поселок", "поселок", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"пр", "проспект", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"пр-д", "проезд", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"пр-кт", "проспект", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"пр-т", "проспект", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"пркт", "проспект", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"проезд", "проезд", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"просп", "проспект", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"проспект", "проспект", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"р-н", "район", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"р.п", "рп", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"район", "район", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"респ", "республика", ADDRESS_REGION, ADDRESS_IF_ANY, false, false},
	{"республика", "республика", ADDRESS_REGION, ADDRESS_IF_ANY, false, false},
	{"рн", "район", ADDRESS_REGION, ADDRESS_IF_ANY, true, false},
	{"россия", "", ADDRESS_COUNTRY, ADDRESS_IF_ANY, false, false},
	{"рп", "рп", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"рф", "", ADDRESS_COUNTRY, ADDRESS_IF_ANY, false, false},
	{"с", "строение", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"с", "село", ADDRESS_CITY, ADDRESS_IF_WORD, false, false},
	{"село", "село", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"сл", "слобода", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"слобода", "слобода", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"снт", "снт", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"соор", "сооружение", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"сооружение", "сооружение", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"ст-ца", "станица", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"станица", "станица", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"стр", "строение", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"строение", "строение", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"тер", "территория", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"терр", "территория", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"территория", "территория", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"тракт", "тракт", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"туп", "тупик", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"тупик", "тупик", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"ул", "улица", ADDRESS_STREET, ADDRESS_IF_ANY, false, true},
	{"улица", "улица", ADDRESS_STREET, ADDRESS_IF_ANY, false, true},
	{"уч", "участок", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"уч-к", "участок", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"участок", "участок", ADDRESS_HOUSE, ADDRESS_IF_NUMBER, false, false},
	{"х", "хутор", ADDRESS_CITY, ADDRESS_IF_WORD, false, false},
	{"хут", "хутор", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"хутор", "хутор", ADDRESS_CITY, ADDRESS_IF_ANY, false, false},
	{"ш", "шоссе", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"ш-се", "шоссе", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"шоссе", "шоссе", ADDRESS_STREET, ADDRESS_IF_ANY, false, false},
	{"эт", "этаж", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
	{"этаж", "этаж", ADDRESS_BUILDING, ADDRESS_IF_NUMBER, false, false},
};

#define ADDRESS_WORDS ((int) (sizeof(address_words) / sizeof(*address_words)))

static int
address_compare(const AddressWord *word, const char *form, size_t length)
{
	int order = strncmp(word->form, form, length);

	return order != 0 ? order : word->form[length] != '\0';
}

/*
 * profile_address_word: what a folded form means where it stands, or NULL
 */
const AddressWord *
profile_address_word(const char *form, size_t length, bool before_number,
					 bool before_word, bool after_word)
{
	int low = 0;
	int high = ADDRESS_WORDS;

	if (length >= sizeof(address_words[0].form))
		return NULL;
	while (low < high)
	{
		int middle = (low + high) / 2;

		if (address_compare(&address_words[middle], form, length) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < ADDRESS_WORDS && address_compare(&address_words[low], form, length) == 0;
		 low++)
	{
		AddressRule rule = address_words[low].rule;

		if (rule == ADDRESS_IF_ANY || (rule == ADDRESS_IF_NUMBER && before_number) ||
			(rule == ADDRESS_IF_WORD && before_word) ||
			(rule == ADDRESS_IF_AFTER && after_word))
			return &address_words[low];
	}
	return NULL;
}
