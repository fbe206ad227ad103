// phone_oracle.cc: libphonenumber's answers to lines of region, tab, raw text
//
//	c++ -O2 -o oracle test/conformance/phone_oracle.cc -lphonenumber
//	oracle < numbers.tsv > vectors.tsv
//
// Writes what phone.c compares.  With the argument "time" it only reports how
// long parsing, validating and formatting took per number.
#include <cstdio>
#include <ctime>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

// In the order of phone_metadata.h.
static int type_number(PhoneNumberUtil::PhoneNumberType type)
{
	switch (type) {
	case PhoneNumberUtil::PREMIUM_RATE: return 1;
	case PhoneNumberUtil::TOLL_FREE: return 2;
	case PhoneNumberUtil::SHARED_COST: return 3;
	case PhoneNumberUtil::VOIP: return 4;
	case PhoneNumberUtil::PERSONAL_NUMBER: return 5;
	case PhoneNumberUtil::PAGER: return 6;
	case PhoneNumberUtil::UAN: return 7;
	case PhoneNumberUtil::VOICEMAIL: return 8;
	case PhoneNumberUtil::FIXED_LINE: return 9;
	case PhoneNumberUtil::MOBILE: return 10;
	case PhoneNumberUtil::FIXED_LINE_OR_MOBILE: return 11;
	default: return 0;
	}
}

static void answer(const PhoneNumberUtil &util, const std::string &region, const std::string &raw)
{
	PhoneNumber number;
	std::string e164, where;
	int error = util.Parse(raw, region, &number);

	std::cout << region << '\t' << raw << '\t' << error << '\t';
	if (error != 0) {
		std::cout << "\t0\t0\t\t\n";
		return;
	}
	util.Format(number, PhoneNumberUtil::E164, &e164);
	// The library leaves an extension in the script it was written in.
	std::string extension = number.extension();
	util.NormalizeDigitsOnly(&extension);
	util.GetRegionCodeForNumber(number, &where);
	std::cout << e164 << '\t' << util.IsValidNumber(number) << '\t' << type_number(util.GetNumberType(number)) << '\t'
		  << extension << '\t' << where << '\n';
}

int main(int argc, char **argv)
{
	const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
	std::vector<std::pair<std::string, std::string>> lines;
	std::string line;
	long valid = 0;

	while (std::getline(std::cin, line)) {
		size_t tab = line.find('\t');
		size_t end = tab == std::string::npos ? tab : line.find('\t', tab + 1);
		if (tab != std::string::npos && line[0] != '#')
			lines.emplace_back(line.substr(0, tab), line.substr(tab + 1, end == std::string::npos ? end : end - tab - 1));
	}
	if (argc < 2) {
		for (const auto &l : lines)
			answer(util, l.first, l.second);
		return 0;
	}
	std::clock_t start = std::clock();
	for (const auto &l : lines) {
		PhoneNumber number;
		std::string e164;
		if (util.Parse(l.second, l.first, &number) == PhoneNumberUtil::NO_PARSING_ERROR) {
			valid += util.IsValidNumber(number);
			util.Format(number, PhoneNumberUtil::E164, &e164);
		}
	}
	double took = double(std::clock() - start) / CLOCKS_PER_SEC * 1e9;
	std::printf("libphonenumber: %zu numbers, %ld valid, %.0f ns each\n", lines.size(), valid, took / lines.size());
	return 0;
}
