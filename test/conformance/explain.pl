# Senzing's truth set: why any two of its records are one entity to us, or not.
# PROFILE_DATA names the folder that holds people/senzing.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $data = $ENV{PROFILE_DATA};
if (!defined $data || !-d $data)
{
	plan skip_all => 'PROFILE_DATA names no folder of data';
}
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sql(q{CREATE EXTENSION profile; SELECT create_profile_model('cdp', region => 'US', time_zone => 'UTC')});
for my $table (qw(customers reference watchlist))
{
	open my $in, '<:encoding(UTF-8)', "$data/people/senzing/$table.csv" or die "$table: $!";
	my $columns = join ', ', map { qq("$_" text) } split /,/, <$in> =~ s/^\x{feff}|\s+$//gr;
	close $in;
	sql(qq{CREATE TABLE $table ($columns);\n\\copy $table FROM '$data/people/senzing/$table.csv' (FORMAT csv, HEADER)});
}
# documents first, then telephone and e-mail, which families and offices share
sql(q{
INSERT INTO cdp.identifier_kind (kind, priority, is_unique) VALUES
  ('ssn', 1, true), ('lei', 2, true), ('tax_id', 3, true), ('national_id', 4, true), ('passport', 5, true), ('drivers_license', 6, true);
INSERT INTO cdp.attribute (attribute, identifier_kind) SELECT kind, kind FROM cdp.identifier_kind WHERE priority <= 6;
UPDATE cdp.identifier_kind SET generic_threshold = 5 WHERE kind IN ('phone', 'email');
INSERT INTO cdp.incoming_record (source, source_key, kind, attributes, observed_at)
SELECT j ->> 'DATA_SOURCE', j ->> 'RECORD_ID', lower(j ->> 'RECORD_TYPE'), jsonb_strip_nulls(jsonb_build_object(
  'phone', j -> 'PHONE_NUMBER', 'email', j -> 'EMAIL_ADDRESS',
  'ssn', substring(regexp_replace(j ->> 'SSN_NUMBER', '[^0-9]', '', 'g') FROM '^[0-9]{9}$'),
  'lei', j -> 'LEI_NUMBER', 'tax_id', j -> 'TAX_ID_NUMBER', 'national_id', j -> 'NATIONAL_ID_NUMBER',
  'passport', j -> 'PASSPORT_NUMBER', 'drivers_license', j -> 'DRIVERS_LICENSE_NUMBER')), '2024-01-01'
FROM (SELECT to_jsonb(c) FROM customers c UNION ALL SELECT to_jsonb(r) FROM reference r UNION ALL SELECT to_jsonb(w) FROM watchlist w) x (j);
CREATE TABLE pair AS
SELECT a.record_id AS a, b.record_id AS b, a.source_key AS key, b.source_key AS other_key, a.profile_id = b.profile_id AS together, cdp_api.explain(a.record_id, b.record_id) AS e
FROM cdp.record a JOIN cdp.record b ON b.record_id > a.record_id});
is(sql('SELECT count(*) FROM pair'), 159 * 158 / 2, 'every pair of the 159 records');
is(sql(q{SELECT count(*) FROM pair WHERE together AND (e ->> 'reason' <> 'chain' OR jsonb_array_length(e #> '{chain,links}') = 0)}), '0', 'a chain for every pair that is one entity');
is(sql(q{SELECT count(*) FROM pair WHERE NOT together AND coalesce(e ->> 'reason', 'chain') IN ('chain', 'far')}), '0', 'a reason for every pair that is not');
diag(sql(q{SELECT string_agg(format('%s %s', reason, n), ', ' ORDER BY n DESC) FROM (SELECT e ->> 'reason' AS reason, count(*) AS n FROM pair GROUP BY 1) x}));
is(sql(q{SELECT count(*) FROM pair WHERE e ->> 'reason' = 'generic' AND e #>> '{values,0,value}' = 'info@ca-state.gov'}) > 0, 1, 'the mailbox of an office is a reason');
is(sql(q{SELECT count(*) FROM pair WHERE NOT together AND e ->> 'reason' = 'nothing' AND EXISTS (
	SELECT FROM cdp.record_identifier x JOIN cdp.record_identifier y ON y.identifier::text = x.identifier::text WHERE x.record_id = pair.a AND y.record_id = pair.b)}),
	'0', 'whoever shares a value is not told that there is nothing');
# Edward and Mark Kusha, by one mailbox of the family
is(sql(q{SELECT e #>> '{chain,links,0,kind}' FROM pair WHERE '1009' IN (key, other_key) AND '1019' IN (key, other_key) AND e ->> 'reason' = 'chain'}), 'email', 'a family is joined by its mailbox');
$node->stop;
done_testing();
