# A streaming standby answers whatever reads: the desk's functions and every view
# of BI.  Nothing of that writes, and the answers are those of the primary.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use ApiCalls;
use Test::More;

my $primary = new_node('primary', init => { allows_streaming => 1, extra => [ '--no-locale', '--encoding=UTF8' ] }, conf => [ 'shared_buffers = 64MB', 'max_connections = 30' ]);
run_sql($primary, 'postgres', q{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow')});
my $world = make_world(60);
$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;

# what the standby answers from came to it as WAL
load_world($primary, 'postgres', $world, 'cdp');
desk_work($primary, 'postgres', 'cdp');
is(inconsistencies($primary, 'postgres', 'cdp', 'public'), '', 'the tables agree with each other');
api_world($primary, 'postgres');
run_sql($primary, 'postgres', q{
  CREATE ROLE reader LOGIN;
  GRANT USAGE ON SCHEMA cdp_bi TO reader;
  GRANT SELECT ON ALL TABLES IN SCHEMA cdp_bi TO reader;
  VACUUM ANALYZE});
catch_up();

is(query($standby, 'postgres', 'SELECT pg_is_in_recovery()'), 't', 'the standby is one');
is(sqlstate($standby, 'postgres', q{SELECT cdp_api.ingest('{"type": "track", "event": "x", "userId": "1"}')}), '25006', 'what writes is refused there');
is(sqlstate($standby, 'postgres', q{INSERT INTO cdp.incoming_record (source, source_key) VALUES ('crm', 'x')}), '25006', 'also through a view');
# (a standby's sequences are ahead by what the log reserves)
same_lines(map({ fingerprint($_, 'postgres', 'cdp') =~ s/^.*_(?:seq|position)\|.*\n?//mgr } $standby, $primary), 'every table is as on the primary');
same_lines(map({ inconsistencies($_, 'postgres', 'cdp', 'public') } $standby, $primary), 'and what is to be said of them');

# ---- the desk ----

my $without_clock = q(- '{data_as_of,topics}'::text[]);    # (topics fade with time)
my @identifiers = map { qq([{"kind": "$_->[0]", "value": "$_->[1]"}]) } map { [ split /:/, $_, 2 ] } split /\n/,
  query($primary, 'postgres', q{SELECT DISTINCT ON (identifier_kind(identifier), is_generic) identifier::text FROM cdp.identity
    WHERE profile_id IS NOT NULL ORDER BY identifier_kind(identifier), is_generic, identifier});
cmp_ok(scalar(@identifiers), '>=', 5, 'there are identifiers of several kinds to ask for');
my %CALL = (
  'card() of every profile' => "SELECT profile_id, cdp_api.card(profile_id) $without_clock FROM cdp.profile ORDER BY 1",
  'card() of nobody' => "SELECT cdp_api.card(-1) $without_clock",
  'timeline() of every profile' => 'SELECT p.profile_id, t.* FROM cdp.profile p, cdp_api.timeline(p.profile_id, 20) t ORDER BY 1, t.occurred_at, t.interaction_id',
  'identify() by every kind' => join('; ', map { "SELECT cdp_api.identify('$_', 'web') $without_clock" } @identifiers, '[]', '[{"kind": "phone", "value": "nonsense"}]'),
  'context() of every profile' => "SELECT profile_id, cdp_api.context(profile_id) $without_clock, cdp_api.context(profile_id, 'web') $without_clock FROM cdp.profile ORDER BY 1",
  'find()' => q(SELECT q, f.* FROM unnest('{ivan,anna,+7 9,00,@mail.ru,ivanv petrov}'::text[]) q, cdp_api.find(q, 100) f ORDER BY q, f.score, f.profile_id),
  'verify_profile_model()' => q(SELECT * FROM verify_profile_model('cdp')),
  'journeys' => 'SELECT profile_id, cdp.profile_journey(profile_id)::text FROM cdp.profile ORDER BY 1',
);
for my $what (sort keys %CALL) {
  answers_alike($what, $CALL{$what});
}

# Every function of the API that says it does not write, by the catalogue: it must
# not try to, and must answer as on the primary.  (Scores fade with time.)
for my $function (api_functions($primary, 'postgres')) {
  my @bodies = api_examples($primary, 'postgres', $function);
  if ($function->{writes}) {
    next unless @bodies && !reads_all_the_same($function);
    is(sqlstate($standby, 'postgres', api_call($function, $bodies[0])), '25006', "$function->{name} is refused");
    next;
  }
  ok(scalar(@bodies), "$function->{name} has an example (in ApiCalls.pm)");
  for my $body (@bodies) {
    answers_alike("$function->{name}()", "SELECT regexp_replace(x::text, '\"+(data_as_of|exported_at)\"+: \"+[^\"]*\"+|\"+score\"+: [0-9.]+', '', 'g') FROM ("
        . api_call($function, $body) . ') x');
  }
}

# ---- BI ----

my @views = split /\n/, query($primary, 'postgres', q{SELECT c.oid::regclass FROM pg_class c
  WHERE c.relnamespace = 'cdp_bi'::regnamespace AND c.relkind IN ('v', 'm') ORDER BY 1});
cmp_ok(scalar(@views), '>', 0, 'there are views: ' . @views);
for my $view (@views) {
  # refresh_status tells the time of what it shows, which differs
  my $columns = $view =~ /refresh_status/ ? 'count(*)' : 'count(*), md5(string_agg(v::text, chr(10) ORDER BY v::text COLLATE "C"))';
  answers_alike("view $view", "SELECT $columns FROM $view v", 'reader');
}
is(query($standby, 'postgres', q{SELECT count(*) FROM cdp_bi.dim_profile WHERE profile_key > 0}) > 0, 1, 'the views have rows')
  if grep { $_ eq 'cdp_bi.dim_profile' } @views;

# ---- promoted, it goes on as a primary ----

$standby->promote;
run_sql($standby, 'postgres', q{INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
  VALUES ('crm', 'after promotion', 'web', 'login', '2026-11-01', 'p1'), ('crm', 'after promotion', 'web', 'login', '2026-11-01', 'p1')});
is(query($standby, 'postgres', q{SELECT count(*) FROM cdp.interaction WHERE message_id = 'p1'}), 1, 'promoted, it takes in, each message once');
same_lines(map({ inconsistencies($_, 'postgres', 'cdp', 'public') } $standby, $primary), 'promoted, its tables agree with each other');
done_testing();

sub catch_up {
  $primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
}

# The standby says what the primary says, as the superuser or another role, also
# to a session that has been reset.
sub answers_alike {
  my ($what, $sql, $role) = @_;
  my @options = (extra_params => $role ? [ '-U', $role ] : []);
  my $expected = $primary->safe_psql('postgres', $sql, @options);
  fail("$what: the primary says nothing") if $expected eq '' && $what !~ /^verify/;
  my ($status, $answer, $error) = $standby->psql('postgres', "DISCARD ALL;\n$sql", @options);
  is($error, '', "$what: answered on the standby");
  same_lines($answer, $expected, "$what: as on the primary");
}
