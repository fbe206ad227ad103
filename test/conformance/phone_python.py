"""phone_python.py > metadata.json

The metadata of an installed python3-phonenumbers in the form of the npm package
libphonenumber-js, for src/identifier/phone_metadata/generate.mjs: so that the
engine can be compared with a C++ library of the same version.
"""
import json
import re

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

TYPES = ('fixed_line', 'mobile', 'toll_free', 'premium_rate', 'personal_number',
         'voicemail', 'uan', 'pager', 'voip', 'shared_cost')


def description(metadata, name):
    desc = getattr(metadata, name)
    if desc is None or not desc.national_number_pattern or tuple(desc.possible_length) == (-1,):
        return 0
    pattern = desc.national_number_pattern
    if name == 'mobile' and metadata.fixed_line is not None and \
            pattern == metadata.fixed_line.national_number_pattern:
        pattern = ''
    return [pattern, list(desc.possible_length)] if desc.possible_length else [pattern]


def region(metadata):
    rule = metadata.national_prefix_transform_rule
    return [str(metadata.country_code), metadata.international_prefix or 0,
            metadata.general_desc.national_number_pattern, list(metadata.general_desc.possible_length), [],
            metadata.national_prefix or 0, 0, metadata.national_prefix_for_parsing or 0,
            re.sub(r'\\(\d)', r'$\1', rule) if rule else 0, 0, metadata.leading_digits or 0,
            [description(metadata, name) for name in TYPES]]


out = {'country_calling_codes': {}, 'countries': {}, 'nonGeographic': {}}
for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
    if regions == ('001',):
        out['nonGeographic'][code] = region(PhoneMetadata.metadata_for_nongeo_region(code))
        continue
    out['country_calling_codes'][code] = list(regions)
    for name in regions:
        out['countries'][name] = region(PhoneMetadata.metadata_for_region(name))
print(json.dumps(out))
