# Every pair of records has an explanation, and it is true: of records that
# belong together a shortest chain, whose every link conducts; of records that do
# not, the rule, decision or value that keeps them apart.  Random worlds, judged by
# a search of its own in SQL over all pairs.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worlds;

my $seed = $ENV{WORLDS_SEED} // 2026;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sql("CREATE EXTENSION profile; SELECT create_profile_model('cdp', time_zone => 'UTC')");

my @families = qw(plain unique limits windows overrides generic mixed);
my $families = Worlds::families($seed);
my $setup = "UPDATE cdp.identifier_kind SET priority = priority + 100000 WHERE class = 'device';\n";
my %known = map { ($_ => 1) } qw(email phone cookie);
for my $kind (sort { $a->{priority} <=> $b->{priority} } map { @$_ } map { @{ $families->{$_} } } @families)
{
	next if $known{ $kind->{name} }++;
	$setup .= sprintf "INSERT INTO cdp.identifier_kind (kind, priority, is_unique, limit_count, limit_window, generic_threshold) "
	  . "VALUES ('%s', %d, %s, %s, %s, %s);\n", $kind->{name}, $kind->{priority}, $kind->{unique} ? 'true' : 'false',
	  $kind->{limit} // 'NULL', $kind->{window} ? "'$kind->{window} hours'" : 'NULL', $kind->{threshold} // 'NULL';
	$setup .= "INSERT INTO cdp.attribute (attribute, identifier_kind) VALUES ('$kind->{name}', '$kind->{name}');\n" if !defined $kind->{attribute};
	$setup .= "INSERT INTO cdp.blocked_identifier (kind, value, is_pattern) VALUES ('$kind->{name}', '-00\$', true);\n" if $kind->{blocked};
}
sql($setup . "INSERT INTO cdp.source (name, rank, key_kind) VALUES ('s1', 10, NULL), ('s2', 20, NULL), ('s3', 20, NULL), ('member', 30, 'member')");
my %source_id = map { split /\|/ } split /\n/, sql('SELECT name, source_id FROM cdp.source');
my ($id, @scripts) = (0);
for my $family (@families)
{
	push @scripts, Worlds::script(Worlds::replica(Worlds::make($seed, ++$id, $family, $families), 'a'), \%source_id) for 1 .. 10;
}
sql(join '', @scripts);

# ---- all pairs within a world ----

sql(q{
CREATE TABLE pair AS
SELECT a.record_id AS a, b.record_id AS b, a.profile_id AS pa, b.profile_id AS pb, cdp_api.explain(a.record_id, b.record_id) AS e
FROM cdp.record a JOIN cdp.record b ON split_part(a.source_key, '-', 1) = split_part(b.source_key, '-', 1) AND a.record_id <> b.record_id;
-- what conducts, and what might
CREATE TABLE edge AS
SELECT DISTINCT x.record_id AS a, y.record_id AS b, x.conducts AND y.conducts AS conducts, x.identifier::text AS identifier
FROM cdp.record_identifier x JOIN cdp.record_identifier y ON x.identifier::text = y.identifier::text AND x.record_id <> y.record_id
WHERE coalesce(x.rule, '') NOT IN ('retired', 'blocked', 'conflict', 'generic') AND coalesce(y.rule, '') NOT IN ('retired', 'blocked', 'conflict', 'generic')
UNION ALL
SELECT u, w, true, o.override_id::text FROM cdp.match_override o, unnest(o.records) u, unnest(o.records) w
WHERE o.kind = 'always' AND o.revoked_at IS NULL AND u <> w;
CREATE TABLE distance AS
WITH RECURSIVE d (a, b, way, hops) AS (
  SELECT record_id, record_id, c, 0 FROM cdp.record, (VALUES ('conducting'), ('any'), ('own kind')) AS c (c)
  UNION
  SELECT d.a, e.b, d.way, d.hops + 1 FROM d JOIN edge e ON e.a = d.b AND (e.conducts OR d.way <> 'conducting')
    JOIN cdp.record x ON x.record_id = d.b JOIN cdp.record y ON y.record_id = e.b
  WHERE d.hops < 20 AND (x.kind = y.kind OR d.way <> 'own kind'))
SELECT d.a, d.b, min(hops) FILTER (WHERE way = 'conducting') AS hops,
       min(hops) FILTER (WHERE way = CASE WHEN x.kind = y.kind THEN 'own kind' ELSE 'any' END) AS possible
FROM d JOIN cdp.record x ON x.record_id = d.a JOIN cdp.record y ON y.record_id = d.b GROUP BY d.a, d.b;
CREATE TABLE step AS
SELECT p.a, p.b, s.n, (p.e #>> ARRAY['chain', 'records', (s.n - 1)::text, 'record_id'])::bigint AS from_id,
       (p.e #>> ARRAY['chain', 'records', s.n::text, 'record_id'])::bigint AS to_id, s.link,
       coalesce(s.link ->> 'override_id', (s.link ->> 'kind') || ':' || (s.link ->> 'value')) AS identifier
FROM pair p CROSS JOIN LATERAL jsonb_array_elements(p.e #> '{chain,links}') WITH ORDINALITY AS s (link, n)});
is(sql(q{SELECT count(*) > 1000, count(*) FILTER (WHERE pa = pb) > 500 FROM pair}), 't|t', 'pairs of records, many of them of one profile');
is(sql(q{SELECT count(*) FROM pair WHERE (e ->> 'together')::boolean <> (pa = pb) OR e ->> 'profile_id' <> pa::text OR e ->> 'other_profile_id' <> pb::text}), '0', 'together or not: as it is');
is(sql(q{SELECT count(*) FROM pair WHERE pa = pb AND (e ->> 'reason' <> 'chain' OR e -> 'chain' = 'null')}), '0', 'a chain for all that are together');
is(sql(q{SELECT count(*) FROM pair p JOIN distance d USING (a, b) WHERE p.pa = p.pb AND jsonb_array_length(p.e #> '{chain,links}') <> d.hops}), '0', 'of the fewest steps');
is(sql(q{SELECT count(*) FROM pair p JOIN distance d USING (a, b) WHERE p.pa <> p.pb AND jsonb_array_length(p.e #> '{chain,links}') <> d.possible}), '0', 'also through what was refused');
is(sql(q{SELECT count(*) FROM pair p WHERE p.e -> 'chain' <> 'null' AND (p.e #>> '{chain,records,0,record_id}' <> p.a::text OR p.e #>> '{chain,records,-1,record_id}' <> p.b::text
         OR jsonb_array_length(p.e #> '{chain,records}') <> jsonb_array_length(p.e #> '{chain,links}') + 1)}), '0', 'from the one to the other');
is(sql(q{SELECT count(*) FROM step s JOIN pair p USING (a, b)
         WHERE NOT EXISTS (SELECT FROM edge e WHERE e.a = s.from_id AND e.b = s.to_id AND e.identifier = s.identifier AND (e.conducts OR p.pa <> p.pb))}), '0', 'every link is one');
is(sql(q{SELECT count(*) FROM step s WHERE s.link ->> 'by' = 'identifier' AND (s.link -> 'refused' <> 'null') =
         EXISTS (SELECT FROM edge e WHERE e.a = s.from_id AND e.b = s.to_id AND e.identifier = s.identifier AND e.conducts)}), '0', 'and says whether it conducts');
is(sql(q{SELECT count(*) FROM pair p JOIN pair q ON q.a = p.b AND q.b = p.a
         WHERE p.e ->> 'together' <> q.e ->> 'together' OR jsonb_array_length(p.e #> '{chain,links}') <> jsonb_array_length(q.e #> '{chain,links}')}), '0', 'as far one way as the other');
# strong links first: nothing of the first step's kind could have been stronger
is(sql(q{SELECT count(*) FROM step s JOIN pair p USING (a, b) JOIN distance d USING (a, b) JOIN cdp.identifier_kind k ON k.kind = s.link ->> 'kind'
         JOIN edge e ON e.a = s.a AND e.conducts JOIN distance r ON r.a = e.b AND r.b = s.b AND r.hops = d.hops - 1
         JOIN cdp.identifier_kind better ON better.kind = split_part(e.identifier, ':', 1) AND better.priority < k.priority
         WHERE s.n = 1 AND p.pa = p.pb AND d.hops = 1}), '0', 'a stronger link goes before a weaker one');

# ---- those that are apart ----

my %reasons = map { split /\|/ } split /\n/, sql(q{SELECT e ->> 'reason', count(*) FROM pair WHERE pa <> pb GROUP BY 1});
diag(join ', ', map { "$_ $reasons{$_}" } sort keys %reasons);
is(join(' ', grep { !$reasons{$_} } qw(never kind unique limit nothing generic)), '', 'reasons of many kinds');
is(join(' ', grep { !/^(never|kind|unique|limit|cap|generic|blocked|conflict|retired|nothing)$/ } sort keys %reasons), '', 'and no other');
is(sql(q{SELECT count(*) FROM pair JOIN cdp.profile p ON p.profile_id = pa JOIN cdp.profile q ON q.profile_id = pb
         WHERE pa <> pb AND (e ->> 'reason' = 'kind') <> (p.kind <> q.kind AND NOT coalesce(e @? '$.conflicts[*] ? (@.rule == "never")', false))}), '0', 'a person and an organisation');
is(sql(q{SELECT count(*) FROM pair p WHERE p.pa <> p.pb AND (p.e ->> 'reason' = 'never') <> EXISTS (
         SELECT FROM cdp.match_override o JOIN cdp.record x ON x.record_id = ANY (o.records) JOIN cdp.record y ON y.record_id = ANY (o.other_records)
         WHERE o.kind = 'never' AND o.revoked_at IS NULL AND (x.profile_id, y.profile_id) IN ((p.pa, p.pb), (p.pb, p.pa)))
         AND NOT EXISTS (SELECT FROM step s WHERE s.a = p.a AND s.b = p.b AND s.link -> 'refused' @> '["never"]')}), '0', 'decisions to keep apart');
is(sql(q{SELECT count(*) FROM pair p LEFT JOIN distance d USING (a, b) WHERE p.pa <> p.pb AND (p.e -> 'chain' = 'null') <> (d.possible IS NULL)}), '0', 'a chain where one was refused');
is(sql(q{SELECT count(*) FROM pair p WHERE p.e ->> 'reason' IN ('unique', 'limit', 'cap') AND NOT EXISTS (
         SELECT FROM step s WHERE s.a = p.a AND s.b = p.b AND s.link -> 'refused' @> to_jsonb(ARRAY[p.e ->> 'reason']))}), '0', 'whose rule is the reason');
is(sql(q{SELECT count(*) FROM pair p WHERE p.e ->> 'reason' = 'unique' AND NOT p.e @? '$.conflicts[*] ? (@.rule == "unique" || @.rule == "limit")'}), '0', 'with the values that conflict');
is(sql(q{SELECT count(*) FROM pair p WHERE p.pa <> p.pb AND p.e -> 'chain' = 'null' AND p.e ->> 'reason' NOT IN ('never', 'kind')
         AND (p.e ->> 'reason' = 'nothing') = EXISTS (
         SELECT FROM cdp.record x JOIN cdp.record_identifier i USING (record_id) JOIN cdp.record_identifier j ON j.identifier::text = i.identifier::text
         JOIN cdp.record y ON y.record_id = j.record_id WHERE x.profile_id = p.pa AND y.profile_id = p.pb)}), '0', 'nothing in common, or values that identify nobody');

# ---- a long chain, a crowd, no such record ----

sql(qq{INSERT INTO cdp.record (source_id, source_key, attributes, observed_at)
     SELECT $source_id{s1}, 'chain' || n, jsonb_build_object('email', jsonb_build_array('chain' || n || '\@example.org', 'chain' || n + 1 || '\@example.org')), '2024-01-01' FROM generate_series(1, 400) n;
     UPDATE cdp.identifier_kind SET generic_threshold = NULL WHERE kind = 'phone';
     INSERT INTO cdp.record (source_id, source_key, attributes, observed_at)
     SELECT $source_id{s1}, 'crowd' || n, '{"phone": "+79037654321"}', '2024-01-01' FROM generate_series(1, 300) n});
is(sql(q{SELECT jsonb_array_length(cdp_api.explain(a.record_id, b.record_id) #> '{chain,links}') FROM cdp.record a, cdp.record b WHERE a.source_key = 'chain1' AND b.source_key = 'chain400'}), '399', 'a chain of 399 steps');
is(sql(q{SELECT cdp.explanation_text(cdp_api.explain(a.record_id, b.record_id)) FROM cdp.record a, cdp.record b WHERE a.source_key = 'crowd1' AND b.source_key = 'crowd300'}), 'phone +79037654321', 'in a crowd');
is(sql(q{SELECT s.is_cut, s.records IS NULL FROM cdp.record a, cdp.record b, cdp.shortest_chain(a.record_id, b.record_id, true, NULL, 100) s WHERE a.source_key = 'chain1' AND b.source_key = 'chain400'}), 't|t', 'a search ends at its limit');
is(sql(q{SELECT e ->> 'reason', e #>> '{chain,links}' FROM cdp_api.explain(1, 1) e}), 'same|[]', 'a record and itself');
my ($code, $out, $err) = $node->psql('postgres', 'SELECT cdp_api.explain(1, -1)');
like($err, qr/no such record: -1/, 'no such record');
$node->stop;
done_testing();
