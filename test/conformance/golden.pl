# Golden records of real data whose truth is known: Senzing's truth set (three
# sources, 85 entities) and Febrl's records with typing errors, merged by their
# truth.  Every golden value is one that some row of the entity has, and its
# provenance names that row's source and time; no attribute is lost; the winner
# is the one that its strategy says, and no chimera.
# PROFILE_DATA names the folder that holds people/senzing and people/febrl*.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $data = $ENV{PROFILE_DATA};
if (!defined $data || !-d "$data/people")
{
	plan skip_all => 'PROFILE_DATA names no folder of data';
}
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sql('CREATE EXTENSION profile');

# A CSV file as a table of text columns; Febrl has a blank after each comma.
sub load_csv
{
	my ($table, $file) = @_;
	open my $in, '<:encoding(UTF-8)', $file or die "$file: $!";
	my $header = <$in>;
	close $in;
	$header =~ s/^\x{feff}//;
	$header =~ s/\s+$//;
	my $columns = join ', ', map { qq("$_" text) } split /,\s*/, $header;
	sql(qq{CREATE TABLE $table ($columns);\n\\copy $table FROM '$file' (FORMAT csv, HEADER)});
	return;
}
load_csv($_, "$data/people/senzing/$_.csv") for qw(customers reference watchlist);
load_csv('truth', "$data/people/senzing/actual_truthset_key.csv");
load_csv($_, "$data/people/$_.csv") for qw(febrl1 febrl2 febrl4a febrl4b);

# One table of facts: who, said by whom, when, what.  Times tie on purpose.
sql(q{CREATE TABLE fact (entity text, source text, at timestamptz, attributes jsonb);
INSERT INTO fact
SELECT 'senzing ' || t."CLUSTER_ID", t."DATA_SOURCE", timestamptz '2024-01-01' + t."RECORD_ID"::int % 5 * interval '1 day',
       jsonb_strip_nulls(x.j - '{DATA_SOURCE,RECORD_ID}'::text[])
FROM (SELECT to_jsonb(c) FROM customers c UNION ALL SELECT to_jsonb(r) FROM reference r UNION ALL SELECT to_jsonb(w) FROM watchlist w) x (j)
JOIN truth t ON t."DATA_SOURCE" = x.j ->> 'DATA_SOURCE' AND t."RECORD_ID" = x.j ->> 'RECORD_ID'});
for my $set (qw(febrl1 febrl2 febrl4a febrl4b))
{
	my $name = $set =~ /4/ ? 'febrl4' : $set;
	sql(qq{INSERT INTO fact
SELECT '$name ' || substring(x.j ->> 'rec_id' FROM 'rec-\\d+'), substring(x.j ->> 'rec_id' FROM '(org|dup.*)\$'),
       timestamptz '2024-01-01' + hashtext(x.j ->> 'rec_id') % 7 * interval '1 day',
       (SELECT jsonb_object_agg(e.key, btrim(e.value)) FROM jsonb_each_text(x.j - 'rec_id') e WHERE btrim(e.value) <> '')
FROM (SELECT to_jsonb(f) FROM $set f) x (j)});
}
is(sql(q{SELECT count(*), count(*) FILTER (WHERE entity ~ '^senzing'), count(DISTINCT entity) > 8000 FROM fact}), '16159|159|t',
	'159 records of Senzing, 16 000 of Febrl');
sql('CREATE TABLE said AS SELECT f.entity, f.source, f.at, e.key AS attribute, e.value FROM fact f CROSS JOIN jsonb_each(f.attributes) e;
  CREATE INDEX ON said (entity, attribute); ANALYZE said');

# A rule, and what no row of the entity may do that the winner, w, does not:
# the condition under which a row, s, should have won.
my %better = (
	latest => 's.at > w.observed_at',
	source => q{array_position(ARRAY['CUSTOMERS', 'REFERENCE', 'WATCHLIST', 'org'], s.source) < coalesce(array_position(ARRAY['CUSTOMERS', 'REFERENCE', 'WATCHLIST', 'org'], w.source), 9)},
	most_frequent => q{s.votes > (SELECT max(v.votes) FROM vote v WHERE v.entity = w.entity AND v.attribute = w.attribute AND v.value = w.value)});
sql('CREATE TABLE vote AS SELECT entity, attribute, value, count(DISTINCT (source, at)) AS votes, max(at) AS at, min(source) AS source FROM said GROUP BY 1, 2, 3;
  CREATE INDEX ON vote (entity, attribute); ANALYZE vote');
for my $strategy (sort keys %better)
{
	sql(qq{DROP TABLE IF EXISTS winner; CREATE TABLE winner AS
SELECT g.entity, p.* FROM (SELECT entity, golden_record(attributes, source, at,
  '{"default": {"strategy": "$strategy"}, "sources": ["CUSTOMERS", "REFERENCE", "WATCHLIST", "org"]}') AS golden FROM fact GROUP BY entity) g
CROSS JOIN golden_provenance(g.golden) p; CREATE INDEX ON winner (entity, attribute); ANALYZE winner});
	cmp_ok(sql('SELECT count(*) FROM winner'), '>', 80000, "$strategy: golden values");
	is(sql('SELECT count(*) FROM winner w WHERE NOT EXISTS (SELECT FROM said s WHERE s.entity = w.entity AND s.attribute = w.attribute
	  AND s.value = w.value AND s.source = w.source AND s.at = w.observed_at)'), '0', "$strategy: each is what a row of the entity says, at its time");
	is(sql('SELECT count(*) FROM (SELECT DISTINCT entity, attribute FROM said EXCEPT SELECT entity, attribute FROM winner) d'), '0',
		"$strategy: no attribute is lost");
	is(sql('SELECT count(*) FROM winner w JOIN (SELECT entity, attribute, count(DISTINCT value) - 1 AS others FROM said GROUP BY 1, 2) o USING (entity, attribute)
	  WHERE w.rivals <> o.others'), '0', "$strategy: rivals are the other values");
	my $rows = $strategy eq 'most_frequent' ? 'vote' : 'said';
	is(sql("SELECT count(*) FROM winner w JOIN $rows s USING (entity, attribute) WHERE $better{$strategy}"), '0',
		"$strategy: no other value should have won");
}

# The scalar aggregates say the same, column by column, where no tie decides.
is(sql(q{SELECT count(*) FROM (SELECT entity, attribute, latest(value, at) AS value FROM said GROUP BY 1, 2) l
  JOIN winner_latest w USING (entity, attribute) WHERE l.value <> w.value
  AND 1 = (SELECT count(DISTINCT s.value) FROM said s WHERE s.entity = w.entity AND s.attribute = w.attribute AND s.at = w.observed_at)}), '0',
	'latest() agrees with the strategy latest')
  if sql(q{CREATE TABLE winner_latest AS SELECT g.entity, p.* FROM (SELECT entity, golden_record(attributes, source, at, NULL) AS golden FROM fact GROUP BY entity) g
	CROSS JOIN golden_provenance(g.golden) p; SELECT true}) eq 't';

# The same through a model: a profile per entity, values in canonical form.
sql(q{SELECT create_profile_model('m', region => 'US', time_zone => 'UTC');
UPDATE m.attribute SET identifier_kind = NULL WHERE identifier_kind <> 'login';
UPDATE m.attribute SET value_kind = 'phone' WHERE attribute = 'phone';
UPDATE m.attribute SET value_kind = 'email' WHERE attribute = 'email';
INSERT INTO m.incoming_record (source, source_key, kind, attributes, observed_at)
SELECT f.source, f.entity || ' ' || row_number() OVER (), lower(coalesce(f.attributes ->> 'RECORD_TYPE', 'person')),
  jsonb_strip_nulls(jsonb_build_object('login', f.entity, 'city', f.attributes -> 'ADDR_CITY', 'birth_date', f.attributes -> 'DATE_OF_BIRTH',
    'name', coalesce(f.attributes ->> 'PRIMARY_NAME_FULL', f.attributes ->> 'PRIMARY_NAME_ORG',
                     nullif(concat_ws(' ', f.attributes ->> 'PRIMARY_NAME_FIRST', f.attributes ->> 'PRIMARY_NAME_LAST'), ''),
                     nullif(concat_ws(' ', f.attributes ->> 'given_name', f.attributes ->> 'surname'), '')),
    'phone', f.attributes -> 'PHONE_NUMBER', 'email', f.attributes -> 'EMAIL_ADDRESS')), f.at
FROM fact f WHERE f.entity ~ '^(senzing|febrl1)'});
is(sql('SELECT count(DISTINCT r.profile_id) = count(DISTINCT (r.kind, r.attributes -> $$login$$)), count(*) FROM m.record r'), 't|1159', 'a profile per entity');
is(sql(q{SELECT count(*) FROM m.profile p CROSS JOIN golden_provenance(p.golden) g
  WHERE NOT EXISTS (SELECT FROM m.record r JOIN m.source s USING (source_id),
    normalize_attributes(r.attributes, (SELECT value -> CASE r.kind WHEN 'organization' THEN r.kind ELSE 'kinds' END FROM m.setting WHERE name = 'value_kinds'), 'US') a
    WHERE r.profile_id = p.profile_id AND s.name = g.source AND r.observed_at = g.observed_at AND (a.sound || coalesce(a.doubtful, '{}')) -> g.attribute = g.value)}), '0',
	'in the model every golden value is what a record says, in canonical form');
is(sql(q{SELECT count(*) FROM m.profile p WHERE p.golden ->> 'phone' !~ '^\+' AND EXISTS (
  SELECT FROM m.record r WHERE r.profile_id = p.profile_id AND normalize_phone(r.attributes ->> 'phone', 'US') IS NOT NULL)}), '0',
	'a telephone that can be dialled wins over one that cannot');
done_testing();
