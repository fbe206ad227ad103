// phone_library.cc: the same work done by libphonenumber (Debian's
// libphonenumber-dev), for phone.c.
#include <string>

#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

// Parse, validate and format; 1 if the number is valid.
extern "C" long library_read(const char *raw, size_t length, const char *region)
{
	static const PhoneNumberUtil &util = *PhoneNumberUtil::GetInstance();
	PhoneNumber number;
	std::string e164;

	if (util.Parse(std::string(raw, length), region, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
		return 0;
	util.Format(number, PhoneNumberUtil::E164, &e164);
	return util.IsValidNumber(number) ? 1 : 0;
}
