# A dump carries a model whole: restored, it holds the same rows, resolves
# nothing anew, and works on.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $node = new_node('main');
my $world = make_world(150);
my $directory = $PostgreSQL::Test::Utils::tmp_check;

# Schemas of the extension, each with its ways of restoring.
for my $ext ('public', 'ext') {
  my $source = "source_$ext";
  make_model($source, $ext);
  my $before = fingerprint($node, $source, 'cdp', $ext);
  my $schema = schema_text($source);
  for my $way ('plain', 'custom') {
    my $target = "${way}_$ext";
    $node->safe_psql('postgres', "CREATE DATABASE $target");
    my $name = "extension in $ext, $way dump";
    restore($way, $source, $target, $name);
    same_lines(fingerprint($node, $target, 'cdp', $ext), $before, "$name: every table and sequence as it was");
    same_lines(schema_text($target), $schema, "$name: the schema is dumped as that of the original");
    check_registry($target, $ext, $name);
    check_dba_changes($target, $name);
    is(inconsistencies($node, $target, 'cdp', $ext), '', "$name: the tables agree with each other");
    check_life($target, $ext, $name);
    check_drop($target, $ext, $name);
  }
}
done_testing();

# A model in use, with what a DBA may have added to it.
sub make_model {
  my ($database, $ext) = @_;
  run_sql($node, 'postgres', "CREATE DATABASE $database");
  run_sql($node, $database, 'CREATE SCHEMA ext') if $ext eq 'ext';
  run_sql($node, $database, "CREATE EXTENSION profile SCHEMA $ext;
    SELECT $ext.create_profile_model('cdp', 'RU', 'Europe/Moscow')");
  load_world($node, $database, $world, 'cdp');
  desk_work($node, $database, 'cdp');
  run_sql($node, $database, <<'SQL');
ALTER TABLE cdp.profile ADD COLUMN manager text;
ALTER TABLE cdp.interaction ADD COLUMN imported_by text DEFAULT 'etl';
CREATE INDEX profile_manager ON cdp.profile (lower(manager));
CREATE INDEX record_attributes ON cdp.record USING gin (attributes);
UPDATE cdp.profile SET manager = 'Manager ' || profile_id % 7 WHERE profile_id % 2 = 0;
SQL
  is(inconsistencies($node, $database, 'cdp', $ext), '', "extension in $ext: the tables agree before the dump");
  is(query($node, $database, "SELECT string_agg(DISTINCT change, ' ' ORDER BY change) FROM cdp.profile_change"),
    'create merge split', "extension in $ext: the model has merged and split");
}

# The schema as pg_dump writes it: tables, functions, triggers, rights, comments.
sub schema_text {
  my ($database) = @_;
  my $file = "$directory/$database.schema";
  system_or_bail('pg_dump', '--schema-only', '-f', $file, $node->connstr($database));
  my $text = slurp_file($file);
  $text =~ s/^\\(?:un)?restrict .*\n//mg;    # a random token of newer minors
  # a body read back from its own print may be printed with other parentheses,
  # and name the columns of a UNION's later arms
  $text =~ tr/()//d;
  $text =~ s/ AS (?:text|identifier)(?=,?$)//mg;
  return $text;
}

sub restore {
  my ($way, $source, $target, $name) = @_;
  my $file = "$directory/$source.$way";
  if ($way eq 'plain') {
    $node->command_ok([ 'pg_dump', '-f', $file, $node->connstr($source) ], "$name: dumped");
    $node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $file, $node->connstr($target) ], "$name: restored");
  } else {
    $node->command_ok([ 'pg_dump', '-Fc', '-f', $file, $node->connstr($source) ], "$name: dumped");
    $node->command_ok([ 'pg_restore', '-j', '2', '--exit-on-error', '-d', $node->connstr($target), $file ], "$name: restored");
  }
}

sub check_registry {
  my ($database, $ext, $name) = @_;
  is(query($node, $database, "SELECT name, region, time_zone, version = $ext.profile_version() FROM $ext.profile_model"),
    'cdp|RU|Europe/Moscow|t', "$name: the registry knows the model");
  is(query($node, $database, "SELECT * FROM $ext.verify_profile_model('cdp')"), '', "$name: nothing is missing");
}

sub check_dba_changes {
  my ($database, $name) = @_;
  is(query($node, $database, q{SELECT count(manager) > 0 AND count(manager) = count(*) FILTER (WHERE profile_id % 2 = 0)
      AND bool_and(manager = 'Manager ' || profile_id % 7) FROM cdp.profile}), 't', "$name: the DBA's column holds its values");
  is(query($node, $database, q{SELECT count(*) FROM pg_index
      WHERE indexrelid IN ('cdp.profile_manager'::regclass, 'cdp.record_attributes'::regclass) AND indisvalid}),
    2, "$name: the DBA's indexes are there");
}

# The copy takes in, drops what it knows, answers, and has new keys to give.
sub check_life {
  my ($database, $ext, $name) = @_;
  my ($profile, $phone) = split /\|/, query($node, $database, q{
    SELECT r.profile_id, r.attributes ->> 'phone'
    FROM cdp.record r JOIN cdp.record_identifier l ON l.record_id = r.record_id AND l.conducts AND l.identifier::text LIKE 'phone:%'
    JOIN cdp.profile p ON p.profile_id = r.profile_id AND NOT p.is_contested
    WHERE jsonb_typeof(r.attributes -> 'phone') = 'string' AND r.kind = 'person' ORDER BY r.record_id LIMIT 1});
  run_sql($node, $database, qq{INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at)
    VALUES ('after restore', 'new', jsonb_build_object('phone', '$phone', 'nickname', 'Newcomer'), '2026-12-01')});
  is(query($node, $database, qq{SELECT r.profile_id, p.golden OPERATOR($ext.->>) 'nickname' FROM cdp.record r
      JOIN cdp.profile p USING (profile_id) WHERE r.source_key = 'new'}),
    "$profile|Newcomer", "$name: a new record joins its profile and is in the golden record");
  is(query($node, $database, qq{SELECT cdp_api.identify('[{"kind": "phone", "value": "$phone"}]') ->> 'profile_id'}),
    $profile, "$name: identify() finds the profile");

  my $count = query($node, $database, 'SELECT count(*) FROM cdp.interaction');
  run_sql($node, $database, 'INSERT INTO cdp.incoming_interaction SELECT * FROM cdp.incoming_interaction WHERE message_id IS NOT NULL');
  is(query($node, $database, 'SELECT count(*) FROM cdp.interaction'), $count, "$name: redelivered interactions are dropped");
  run_sql($node, $database, q{INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
    SELECT 'after restore', 'new', 'call', 'question', timestamptz '2026-12-02' + n * interval '1 hour', 'm' || n % 3 FROM generate_series(1, 6) n});
  is(query($node, $database, "SELECT count(*) FROM cdp_api.timeline($profile, 1000) WHERE source = 'after restore'"),
    3, "$name: new interactions are taken in, each once");
  is(inconsistencies($node, $database, 'cdp', $ext), '', "$name: the tables still agree");

  # views that are declared must answer; there may be none yet
  my @views = split /\n/, query($node, $database, q{SELECT oid::regclass FROM pg_class
    WHERE relkind IN ('v', 'm') AND relnamespace IN ('cdp'::regnamespace, 'cdp_bi'::regnamespace) ORDER BY 1});
  my @broken = grep { sqlstate($node, $database, "SELECT count(*) FROM $_") ne '' } @views;
  is_deeply(\@broken, [], "$name: all " . @views . ' views answer');
}

sub check_drop {
  my ($database, $ext, $name) = @_;
  is(sqlstate($node, $database, 'DROP EXTENSION profile'), '2BP01', "$name: DROP EXTENSION is refused while a model stands");
  is(sqlstate($node, $database, "SELECT $ext.drop_profile_model('cdp')"), '2BP01', "$name: dropping a model with data is refused");
  run_sql($node, $database, "SELECT $ext.drop_profile_model('cdp', with_data => true); DROP EXTENSION profile");
  is(query($node, $database, "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'cdp%'"), 0, "$name: model and extension are dropped");
}
