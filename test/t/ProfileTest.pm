# What the TAP tests share: nodes, a small world of customers in a model, and
# the statements that say whether a model's tables agree with each other.
package ProfileTest;

use strict;
use warnings;
use Exporter 'import';
use IPC::Run ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(sleep time);

our @EXPORT = qw(new_node run_sql query sqlstate make_world load_world desk_work
  fingerprint inconsistencies same_lines newest_log make_evil kill_everything kill_one);

# What ends a test is said where its results are, not only in its own log.
$SIG{__DIE__} = sub { diag(@_) if defined $^S && !$^S };

# A running node.  Its log keeps what the server says, not every statement.
sub new_node {
  my ($name, %options) = @_;
  my $node = PostgreSQL::Test::Cluster->new($name);
  $node->init(%{ $options{init} || {} });
  $node->append_conf('postgresql.conf', join "\n",
    'log_statement = none', 'autovacuum_naptime = 1h', @{ $options{conf} || [] }, '');
  $node->start;
  return $node;
}

# Run statements; any error ends the test.
sub run_sql {
  my ($node, $database, $sql) = @_;
  return $node->safe_psql($database, "SET client_min_messages = warning;\n$sql");
}

sub query {
  my ($node, $database, $sql) = @_;
  return $node->safe_psql($database, $sql);
}

# The SQLSTATE with which a statement is refused, or '' where it succeeds.
sub sqlstate {
  my ($node, $database, $sql) = @_;
  my ($status, $out, $err) = $node->psql($database, "\\set VERBOSITY sqlstate\n$sql");
  return $status == 0 ? '' : $err =~ /ERROR:\s+(\w{5})/ ? $1 : $err;
}

# Files of a made-up retailer; returns their folder.
sub make_world {
  my ($people) = @_;
  my $directory = "$PostgreSQL::Test::Utils::tmp_check/world_$people";
  system_or_bail($^X, "$ENV{TREE}/test/demo/generate.pl", '--people', $people, $directory)
    unless -d $directory;
  return $directory;
}

# Load the world into a model on both roads: every second interaction through
# the view, the others, and those without a readable time, through ingest().  The
# world's clock stands at a fixed day, which may be in the future.
sub load_world {
  my ($node, $database, $world, $model) = @_;
  run_sql($node, $database, <<"SQL");
UPDATE $model.setting SET value = '"100 years"' WHERE name = 'future_tolerance';
INSERT INTO $model.source (name, rank) VALUES ('crm', 10), ('site', 20);
\\copy $model.blocked_identifier (kind, value, reason) FROM '$world/blocked.csv' (FORMAT csv, HEADER)
\\copy $model.incoming_record FROM '$world/records.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE raw (
  n bigint GENERATED ALWAYS AS IDENTITY, source text, source_key text, identifiers jsonb, channel text,
  event text, occurred_at text, message_id text, value numeric, properties jsonb);
\\copy raw (source, source_key, identifiers, channel, event, occurred_at, message_id, value, properties) FROM '$world/interactions.csv' (FORMAT csv, HEADER)
INSERT INTO $model.incoming_interaction
SELECT source, source_key, identifiers, channel, event, occurred_at::timestamptz, message_id, value, properties
FROM raw WHERE n % 2 = 0 AND occurred_at ~ '^[0-9]{4}-' ORDER BY n;
SELECT count(${model}_api.ingest(b.batch)) FROM (
  SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'type', 'track', 'source', source, 'userId', source_key, 'identifiers', identifiers, 'channel', channel,
    'event', event, 'timestamp', occurred_at, 'messageId', message_id,
    'properties', properties || jsonb_strip_nulls(jsonb_build_object('value', value)))) ORDER BY n) AS batch
  FROM raw WHERE n % 2 = 1 OR occurred_at !~ '^[0-9]{4}-' GROUP BY n / 100 ORDER BY n / 100) b;
SQL
}

# What people at the desk do: merge, split, and take a merge back.
sub desk_work {
  my ($node, $database, $model) = @_;
  my $standing = "SELECT profile_id FROM $model.profile p
    WHERE merged_into IS NULL AND kind = 'person' AND golden IS NOT NULL";
  my ($a, $b, $c, $d) = split /\n/, query($node, $database, "$standing ORDER BY profile_id LIMIT 4");
  my $largest = query($node, $database, "SELECT profile_id FROM $model.record
    WHERE profile_id NOT IN ($a, $b, $c, $d) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1");
  run_sql($node, $database, <<"SQL");
SELECT ${model}_api.merge($a, $b, 'the same customer');
SELECT ${model}_api.merge($c, $d, 'a mistake');
SELECT ${model}_api.split($c, (SELECT array_agg(record_id) FROM $model.record r JOIN $model.profile_period h USING (record_id)
                               WHERE r.profile_id = $c AND h.profile_id = $d));
SELECT ${model}_api.split($largest, ARRAY[(SELECT min(record_id) FROM $model.record WHERE profile_id = $largest)], p_reason => 'two people');
SQL
  return;
}

# One line per table and sequence of these schemas: its name, its rows, and a
# checksum that does not depend on the rows' order.
sub fingerprint {
  my ($node, $database, @schemas) = @_;
  my $list = join ', ', map { "'$_'" } @schemas;
  my $statements = query($node, $database, <<"SQL");
SELECT CASE WHEN c.relkind = 'S'
  THEN format('SELECT %L, last_value::text, is_called::text FROM %s', c.oid::regclass, c.oid::regclass)
  ELSE format('SELECT %L, count(*)::text, md5(string_agg(t::text, chr(10) ORDER BY t::text COLLATE "C")) FROM ONLY %s t',
              c.oid::regclass, c.oid::regclass) END || ';'
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN ($list) AND c.relkind IN ('r', 'S', 'm') ORDER BY c.oid::regclass::text COLLATE "C"
SQL
  return query($node, $database, "SET timezone = 'UTC'; SET datestyle = 'ISO'; SET extra_float_digits = 3;\n$statements");
}

# Where a model's tables contradict each other: one line per contradiction.
# $ext is the schema of the extension.
sub inconsistencies {
  my ($node, $database, $model, $ext) = @_;
  return query($node, $database, <<"SQL");
SELECT 'record without profile', record_id::text FROM $model.record WHERE profile_id IS NULL
UNION ALL
SELECT 'record of an absorbed profile', r.record_id::text
FROM $model.record r JOIN $model.profile p ON p.profile_id = r.profile_id WHERE p.merged_into IS NOT NULL
UNION ALL
SELECT 'identity of an absorbed profile', i.identifier::text
FROM $model.identity i JOIN $model.profile p ON p.profile_id = i.profile_id WHERE p.merged_into IS NOT NULL
UNION ALL
SELECT 'merged into an absorbed profile', p.profile_id::text
FROM $model.profile p JOIN $model.profile q ON q.profile_id = p.merged_into WHERE q.merged_into IS NOT NULL
UNION ALL
SELECT 'conducting link leads elsewhere', l.record_id || ' ' || l.identifier::text
FROM $model.record_identifier l JOIN $model.record r ON r.record_id = l.record_id
JOIN $model.identity i ON i.identifier OPERATOR($ext.=) l.identifier
WHERE l.conducts AND r.profile_id IS DISTINCT FROM i.profile_id
UNION ALL
SELECT 'link neither conducts nor says why', l.record_id || ' ' || l.identifier::text
FROM $model.record_identifier l WHERE l.conducts = (l.rule IS NOT NULL)
UNION ALL
SELECT 'period does not say where the record is', r.record_id::text
FROM $model.record r
WHERE 1 <> (SELECT count(*) FROM $model.profile_period h
            WHERE h.record_id = r.record_id AND h.valid_to = 'infinity' AND h.profile_id = r.profile_id)
   OR 1 <> (SELECT count(*) FROM $model.profile_period h WHERE h.record_id = r.record_id AND h.valid_to = 'infinity')
UNION ALL
SELECT 'profile without a create', p.profile_id::text FROM $model.profile p
WHERE 1 <> (SELECT count(*) FROM $model.profile_change c WHERE c.profile_id = p.profile_id AND c.change = 'create')
UNION ALL
SELECT 'standing profile without records', p.profile_id::text FROM $model.profile p
WHERE p.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM $model.record r WHERE r.profile_id = p.profile_id)
UNION ALL
SELECT 'golden record is not that of the records', p.profile_id::text
FROM $model.profile p
JOIN $model.golden_of((SELECT array_agg(r.profile_id) FROM $model.record r), $model.survivorship_rules()) g ON g.profile_id = p.profile_id
WHERE p.golden IS NULL OR p.golden OPERATOR($ext.<>) g.golden
UNION ALL
SELECT 'message without a ledger entry', i.message_id FROM $model.interaction i
WHERE i.message_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM $model.interaction_ledger l
  WHERE l.source_id = i.source_id AND l.message_key = md5(i.message_id)::uuid)
UNION ALL
SELECT 'ledger entry without a message', l.source_id || ' ' || l.message_key FROM $model.interaction_ledger l
WHERE NOT EXISTS (SELECT 1 FROM $model.interaction i
  WHERE l.source_id = i.source_id AND l.message_key = md5(i.message_id)::uuid)
UNION ALL
SELECT 'message twice', source_id || ' ' || message_id FROM $model.interaction
WHERE message_id IS NOT NULL GROUP BY source_id, message_id HAVING count(*) > 1
UNION ALL
SELECT 'step without an interaction', s.record_id || ' ' || s.at FROM (
  SELECT j.record_id, t.at, t.channel, t.event, t.value FROM $model.journey j CROSS JOIN LATERAL $ext.journey_steps(j.journey) t
  EXCEPT ALL
  SELECT i.record_id, i.occurred_at, c.name, i.event, i.value FROM $model.interaction i JOIN $model.channel c ON c.channel_id = i.channel_id) s
UNION ALL
SELECT 'interaction without a step', s.record_id || ' ' || s.occurred_at FROM (
  SELECT i.record_id, i.occurred_at, c.name, i.event, i.value FROM $model.interaction i JOIN $model.channel c ON c.channel_id = i.channel_id
  EXCEPT ALL
  SELECT j.record_id, t.at, t.channel, t.event, t.value FROM $model.journey j CROSS JOIN LATERAL $ext.journey_steps(j.journey) t) s
UNION ALL
SELECT 'event without a type', event FROM $model.interaction i
WHERE NOT EXISTS (SELECT 1 FROM $model.event_type e WHERE e.event = i.event)
LIMIT 20
SQL
}

# is() for texts of many lines, which shows the lines that differ.
sub same_lines {
  my ($got, $expected, $name) = @_;
  my $same = ok($got eq $expected, $name);
  if (!$same) {
    my %got = map { $_ => 1 } split /\n/, $got;
    my %expected = map { $_ => 1 } split /\n/, $expected;
    diag("  only got: $_") for grep { !$expected{$_} } sort keys %got;
    diag("  expected: $_") for grep { !$got{$_} } sort keys %expected;
    my @got = split /\n/, $got;
    my @expected = split /\n/, $expected;
    my ($first) = grep { $got[$_] ne ($expected[$_] // '') } 0 .. $#got;
    diag("  first difference in line $first: got $got[$first], expected " . ($expected[$first] // 'nothing')) if defined $first;
  }
  return $same;
}

sub newest_log {
  my ($node) = @_;
  return slurp_file($node->logfile);
}

# Everything that pg_catalog offers, under the same names and signatures, as traps;
# types too.  Only who resolves names by the session's path steps into one.
sub make_evil {
  my ($node, $database) = @_;
  $node->safe_psql($database, <<'SQL');
SET client_min_messages = error;
CREATE SCHEMA evil;
GRANT USAGE ON SCHEMA evil TO PUBLIC;
CREATE FUNCTION evil.spring() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'trap' USING ERRCODE = 'TR000'; END $$;
DO $$
DECLARE f record; made int := 0;
BEGIN
  -- functions and aggregates that a statement may name
  FOR f IN
    SELECT p.proname, p.proargtypes::oid[] AS args, p.prorettype FROM pg_proc p
    WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind IN ('f', 'a') AND NOT p.proretset
      AND NOT p.proargtypes::oid[] && ARRAY['internal'::regtype, 'cstring'::regtype, '"any"'::regtype, 'trigger'::regtype]::oid[]
      AND p.prorettype NOT IN ('internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'event_trigger'::regtype, 'void'::regtype)
      AND p.proname !~ '^(pg_|has_|ri_|_|gin|gist|spg|brin|bt|hash|inet|circle|box|poly|path|line|lseg|ts_|query|xml|table_to|cursor_to|schema_to|database_to)'
  LOOP
    BEGIN
      EXECUTE format('CREATE FUNCTION evil.%I(%s) RETURNS %s LANGUAGE plpgsql AS %L', f.proname,
        (SELECT string_agg(format_type(t, NULL), ', ' ORDER BY o) FROM unnest(f.args) WITH ORDINALITY a (t, o)),
        format_type(f.prorettype, NULL), format('BEGIN RAISE EXCEPTION %L USING ERRCODE = %L; END', 'trap: function ' || f.proname, 'TR000'));
      made := made + 1;
    EXCEPTION WHEN others THEN NULL;  -- polymorphic results without such an argument
    END;
  END LOOP;
  IF made < 1000 THEN RAISE EXCEPTION 'only % traps', made; END IF;
  FOR f IN
    SELECT o.oid, o.oprname, o.oprleft, o.oprright, o.oprresult FROM pg_operator o
    WHERE o.oprnamespace = 'pg_catalog'::regnamespace AND o.oprright <> 0
      AND NOT ARRAY[o.oprleft, o.oprright] && ARRAY['internal'::regtype, 'cstring'::regtype]::oid[]
  LOOP
    BEGIN
      EXECUTE format('CREATE FUNCTION evil.operator_%s(%s) RETURNS %s LANGUAGE plpgsql AS %L', f.oid,
        concat_ws(', ', format_type(nullif(f.oprleft, 0), NULL), format_type(f.oprright, NULL)), format_type(f.oprresult, NULL),
        format('BEGIN RAISE EXCEPTION %L USING ERRCODE = %L; END', 'trap: operator ' || f.oprname, 'TR000'));
      EXECUTE format('CREATE OPERATOR evil.%s (%s RIGHTARG = %s, FUNCTION = evil.operator_%s)', f.oprname,
        CASE WHEN f.oprleft <> 0 THEN format('LEFTARG = %s,', format_type(f.oprleft, NULL)) ELSE '' END, format_type(f.oprright, NULL), f.oid);
      made := made + 1;
    EXCEPTION WHEN others THEN NULL;
    END;
  END LOOP;
  IF made < 1700 THEN RAISE EXCEPTION 'only % traps', made; END IF;
END $$;
CREATE DOMAIN evil.text AS pg_catalog.text CHECK (evil.spring());
CREATE DOMAIN evil.jsonb AS pg_catalog.jsonb CHECK (evil.spring());
CREATE DOMAIN evil.timestamptz AS pg_catalog.timestamptz CHECK (evil.spring());
CREATE DOMAIN evil.date AS pg_catalog.date CHECK (evil.spring());
CREATE DOMAIN evil.uuid AS pg_catalog.uuid CHECK (evil.spring());
CREATE TABLE evil.pg_class AS SELECT 1 AS nothing;
CREATE TABLE evil.pg_namespace AS SELECT 1 AS nothing;
GRANT SELECT ON ALL TABLES IN SCHEMA evil TO PUBLIC;
SQL
  return;
}

# The power fails: every process of the server is killed.  Returns how many
# besides the postmaster.
sub kill_everything {
  my ($node) = @_;
  my $postmaster = $node->{_pid};
  my @children = grep { $_->[1] == $postmaster } processes();
  $node->kill9;
  kill 9, map { $_->[0] } @children, grep { $_->[1] == $postmaster } processes();
  my %killed = map { $_->[0] => 1 } @children;
  $killed{$postmaster} = 1;
  my $until = time + 60;
  sleep 0.05 while time < $until && grep { $killed{ $_->[0] } } processes();
  # where nobody reaps it, a dead postmaster's number looks alive
  unlink $node->data_dir . '/postmaster.pid', $node->host . '/.s.PGSQL.' . $node->port . '.lock';
  return scalar @children;
}

# One process of the server is killed, whichever: mostly a session's.  The server
# ends all others, recovers and takes connections again; it must have been set to
# (restart_after_crash).  Returns what was killed.
sub kill_one {
  my ($node) = @_;
  my $log_from = -s $node->logfile;
  my @backends = split /\n/, query($node, 'postgres', "SELECT pid || ' ' || backend_type FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
  my ($pid, $what) = split / /, $backends[ rand @backends ], 2;
  kill 9, $pid;
  my $until = time + 60;
  sleep 0.05 while time < $until && substr(newest_log($node), $log_from) !~ /all server processes terminated; reinitializing/;
  # (poll_query_until() writes the query to psql, which may be gone by then)
  my @ask = ('psql', '-XAtq', '-d', $node->connstr('postgres'), '-c', 'SELECT 1');
  $until = time + 180;
  while (time < $until) {
    return $what if IPC::Run::run(\@ask, '<', '/dev/null', '>', '/dev/null', '2>', '/dev/null');
    sleep 0.1;
  }
  return 'the server does not come back';
}

# Living processes: [pid, parent].
sub processes {
  return map { /^\s*(\d+)\s+(\d+)\s+[^Z]/ ? [ $1, $2 ] : () } split /\n/, `ps -A -o pid= -o ppid= -o state=` unless -e '/proc/self/stat';
  my @found;
  for my $path (glob '/proc/[0-9]*/stat') {
    open my $file, '<', $path or next;
    my $line = <$file>;
    push @found, [ $1, $3 ] if defined $line && $line =~ /^(\d+) \(.*\) (\S) (\d+)/s && $2 ne 'Z';
  }
  return @found;
}

1;
