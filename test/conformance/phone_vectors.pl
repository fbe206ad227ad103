# Telephone numbers against libphonenumber's answers (vectors of release 9.0.35).
#
# The metadata compiled in is newer, so that some numbers rightly read otherwise:
# test/conformance/phone_differences.txt lists every one of them.  That the reason
# is metadata alone is shown by test/conformance/phone.sh, which compiles the
# tables of 9.0.35 and finds no difference.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $vectors = ($ENV{PROFILE_DATA} // '') . '/identifiers/vectors_libphonenumber_9.0.35.tsv';
plan skip_all => 'no vectors (PROFILE_DATA)' unless -f $vectors;

# 1. The faithful reading, every row and every field.
my $cc = $ENV{CC} // 'cc';
SKIP: {
    skip 'no C compiler', 2 if system("command -v $cc >/dev/null 2>&1") != 0;
    my $src = "$ENV{TREE}/src";
    my $program = "$PostgreSQL::Test::Utils::tmp_check/phone";
    my @files = ("$ENV{TREE}/test/conformance/phone.c", "$src/identifier/identifier_text.c",
        map { "$src/identifier/phone_$_.c" } qw(match metadata parse symbol text));
    command_ok([ $cc, '-O1', "-I$src", '-o', $program, @files, '-licuuc', '-licui18n' ], 'the engine compiles without the server');
    my $differences = "$PostgreSQL::Test::Utils::tmp_check/differences.txt";
    system("'$program' '$vectors' >'$differences'");
    is(`diff "$ENV{TREE}/test/conformance/phone_differences.txt" "$differences"`, '',
        'every row is read as libphonenumber does, or is a listed difference of metadata');
}

# 2. What SQL makes of the numbers that libphonenumber finds valid.
my $node = PostgreSQL::Test::Cluster->new('phone');
$node->init;
$node->start;
$node->safe_psql('postgres', q{
    CREATE EXTENSION profile;
    CREATE TABLE vector (home text, raw text, error int, e164 text, valid int, type int, extension text, region text);
});
$node->safe_psql('postgres',
    "\\copy vector FROM '$vectors' WITH (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\x01', HEADER)");
is($node->safe_psql('postgres', q{
    SELECT count(*), count(*) FILTER (WHERE valid = 1) FROM vector}), '24041|19027', 'vectors are loaded');
my @otherwise = (
    '0|none|3',             # type changed in the metadata since
    '1|trailing_text|1',    # "+43 (671) 4431 (home)": libphonenumber dials 4663
    '2|bad_format|208',     # letters among the digits, outside North America
    '2|bad_number|141',     # no longer valid in the metadata
    '2|placeholder|3',      # 911 23456789, 1111
    '2|too_short|8',        # no longer valid in the metadata
);
is($node->safe_psql('postgres', q{
    SELECT x.quality, coalesce(x.problem, 'none'), count(*)
    FROM vector v, examine_phone(v.raw, v.home) x
    WHERE v.valid = 1 AND (x.e164 IS NULL OR x.e164 <> v.e164 OR x.quality <> 0 OR x.extension IS DISTINCT FROM nullif(v.extension, '')
        OR x.region IS DISTINCT FROM nullif(v.region, 'ZZ')
        OR x.type <> (ARRAY['unknown', 'premium_rate', 'toll_free', 'shared_cost', 'voip', 'personal_number', 'pager', 'uan',
                            'voicemail', 'fixed_line', 'mobile', 'fixed_line_or_mobile'])[v.type + 1])
    GROUP BY 1, 2 ORDER BY 1, 2}), join("\n", @otherwise), 'valid numbers that SQL reads otherwise');
is($node->safe_psql('postgres', q{
    SELECT count(*) FROM vector v, examine_phone(v.raw, v.home) x
    WHERE v.valid = 1 AND x.problem = 'bad_format' AND v.raw !~ '[A-Za-z].*[A-Za-z].*[A-Za-z]'}), '0',
    'what is no format of ours has letters');
is($node->safe_psql('postgres', q{
    SELECT count(*) FROM vector v, normalize_phone(v.raw, v.home) n
    WHERE n IS NOT NULL AND normalize_phone(n) IS DISTINCT FROM n}), '0', 'what is read is itself when read again');
$node->stop;
done_testing();
