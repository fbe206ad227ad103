# Generated columns and expression indexes with every function of the identifier
# room, and columns of type identifier: the planner uses them, and a dump carries
# them whole, whatever schema the extension is in.
use strict;
use warnings;
use Identifiers;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $ROWS = 700;
my $node = new_node('main', init => { extra => [ '--no-locale', '-E', 'UTF8' ] });
my $directory = $PostgreSQL::Test::Utils::tmp_check;

for my $ext ('public', 'ext') {
  my $source = "source_$ext";
  make_database($source, $ext);
  my @columns = expressions($source, $ext);
  make_tables($source, $ext, \@columns);
  my $before = answers($source, $ext, \@columns);
  check_plans($source, $ext, \@columns) if $ext eq 'ext';
  check_identifiers($source, $ext, "extension in $ext");
  for my $way ($ext eq 'ext' ? ('plain', 'custom') : 'custom') {
    my ($target, $name) = ("${way}_$ext", "extension in $ext, $way dump");
    restore($way, $source, $target, $name);
    same_lines(answers($target, $ext, \@columns), $before, "$name: tables and what indexes find are as before");
    is(query($node, $target, q{SELECT count(*) FROM pg_index WHERE NOT indisvalid}), 0, "$name: no index is invalid");
    check_identifiers($target, $ext, $name);
  }
}
check_keys('source_ext');
done_testing();

sub make_database {
  my ($database, $ext) = @_;
  run_sql($node, 'postgres', "CREATE DATABASE $database");
  run_sql($node, $database, 'CREATE SCHEMA ext') if $ext eq 'ext';
  run_sql($node, $database, "CREATE EXTENSION profile SCHEMA $ext");
}

# Every expression over a column x (and i, of type identifier) that a column can
# be made of: [name, expression].  Of a function that returns a row, each of its
# columns; of one that returns a set, nothing, which is PostgreSQL's rule.
sub expressions {
  my ($database, $ext) = @_;
  my (@expressions, @left);
  for my $function (identifier_functions($node, $database)) {
    my @types = map { $_->[1] } @{ $function->{arguments} };
    # sets, support functions of the type, and constants
    if ($function->{is_set} || !@types || grep { $_ eq 'internal' || $_ eq 'cstring' } @types, $function->{result}) {
      push @left, $function->{name};
      next;
    }
    my %call = usual_calls([$function]);
    for my $call (sort keys %call) {
      # one region and one platform's word for it is as good as another
      next if $call =~ /, NULL\)/ || $call =~ /'(?:google|snap|yandex)\w*'/;
      (my $expression = $call) =~ s/^CAST\((.*) AS pg_catalog\.text\)$/$1/;
      $expression =~ s/EXT\.make_identifier\('club', \$1\)/i/;
      $expression =~ s/\$1/x/g;
      $expression =~ s/email_domain_identifier\(i\)/email_domain_identifier(EXT.make_identifier('email', x))/;
      $expression =~ s/\bEXT\b/$ext/g;
      next if !usable($database, $expression);
      push @expressions, $function->{is_row} ? map { "($expression).$_" } @{ $function->{columns} } : $expression;
    }
  }
  is(join(' ', sort @left), 'check_identifier_keys identifier_in identifier_key_version identifier_out identifier_recv identifiers_in phone_candidates phone_metadata_version',
    "extension in $ext: what no column can be made of");
  my $n = 0;
  return map { [ 'c' . $n++, $_ ] } @expressions;
}

# Some platforms take no hash of some data.
sub usable {
  my ($database, $expression) = @_;
  return 1 if $expression !~ /\bad_hash\(/;
  return sqlstate($node, $database, "SELECT $expression FROM (SELECT 'x'::text AS x) t") eq '';
}

# One table of generated columns and one of expression indexes, with messy texts.
sub make_tables {
  my ($database, $ext, $columns) = @_;
  my $file = "$directory/messy.txt";
  my @lines = messy_lines($ROWS);
  append_to_file($file, join '', map { s/\\/\\\\/gr . "\n" } @lines) unless -f $file;
  my $i = "i $ext.identifier GENERATED ALWAYS AS ($ext.make_identifier('club', x)) STORED";
  my %type;
  @type{ map { $_->[0] } @$columns } = split /\|/, query($node, $database,
    'SELECT ' . join(', ', map { "pg_typeof($_->[1])" } @$columns) . " FROM (SELECT NULL::text AS x, NULL::$ext.identifier AS i) t");
  # a generated column cannot be made of another one
  my $generated = join ",\n", map { my ($name, $e) = @$_; $e =~ s/\bi\b(?=[,)])/$ext.make_identifier('club', x)/; "$name $type{$name} GENERATED ALWAYS AS ($e) STORED" } @$columns;
  my $indexes = join ";\n", map { "CREATE INDEX indexed_$_->[0] ON indexed (($_->[1]))" } @$columns;
  run_sql($node, $database, <<"SQL");
CREATE TABLE generated (n int PRIMARY KEY, x text, $i,
$generated);
CREATE TABLE indexed (n int PRIMARY KEY, x text, i $ext.identifier);
$indexes;
CREATE TEMP TABLE line (n int GENERATED ALWAYS AS IDENTITY, x text);
\\copy line (x) FROM '$file'
INSERT INTO generated (n, x) SELECT n, x FROM line;
INSERT INTO indexed SELECT n, x, $ext.make_identifier('club', x) FROM line;
CREATE TABLE contact (identifier $ext.identifier NOT NULL, raw text, PRIMARY KEY (identifier)) PARTITION BY HASH (identifier);
CREATE TABLE contact_0 PARTITION OF contact FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE contact_1 PARTITION OF contact FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE contact_2 PARTITION OF contact FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO contact SELECT i, x FROM line, LATERAL $ext.make_identifier(CASE WHEN x LIKE '%\@%' THEN 'email' ELSE 'club' END, x) i
WHERE i IS NOT NULL ON CONFLICT DO NOTHING;
CREATE INDEX contact_hash ON contact USING hash (identifier);
CREATE INDEX contact_kind ON contact (($ext.identifier_kind(identifier)), ($ext.identifier_key(identifier)));
CREATE TABLE ranged (i $ext.identifier) PARTITION BY RANGE (i);
CREATE TABLE ranged_low PARTITION OF ranged FOR VALUES FROM (MINVALUE) TO ('d:0');
CREATE TABLE ranged_high PARTITION OF ranged FOR VALUES FROM ('d:0') TO (MAXVALUE);
INSERT INTO ranged SELECT identifier FROM contact;
ANALYZE;
SQL
}

sub restore {
  my ($way, $source, $target, $name) = @_;
  my $file = "$directory/$source.$way";
  $node->safe_psql('postgres', "CREATE DATABASE $target");
  if ($way eq 'plain') {
    $node->command_ok([ 'pg_dump', '-f', $file, $node->connstr($source) ], "$name: dumped");
    $node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', $file, $node->connstr($target) ], "$name: restored");
  } else {
    $node->command_ok([ 'pg_dump', '-Fc', '-f', $file, $node->connstr($source) ], "$name: dumped");
    $node->command_ok([ 'pg_restore', '-j', '2', '--exit-on-error', '-d', $node->connstr($target), $file ], "$name: restored");
  }
  run_sql($node, $target, 'ANALYZE');
}

# The tables, and what every index finds of some values of its column: numbers of
# rows, found through the index, beside those that the column itself holds.
sub answers {
  my ($database, $ext, $columns) = @_;
  my @probes = map { my ($c, $e) = @$_;
    "SELECT '$c', count(*), sum((SELECT count(*) FROM indexed WHERE ($e) OPERATOR(" . operator_schema($e, $ext) . ".=) g.$c)), sum(n)
     FROM (SELECT $c, count(*) AS n FROM generated WHERE $c IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 12) g" } @$columns;
  my @found = split /\n/, query($node, $database, join ";\n", 'SET enable_seqscan = off; SET enable_bitmapscan = off; SET jit = off', @probes);
  is(join(' ', grep { my (undef, $n, $by_index, $by_column) = split /\|/; $by_index ne $by_column } @found), '', "$database: every index finds what its column holds");
  return fingerprint($node, $database, 'public') . "\n" . join "\n", @found;
}

# Where = of the expression's type is.
sub operator_schema {
  my ($expression, $ext) = @_;
  return $expression =~ /(?:make|email_domain)_identifier\((?:[^()]|\([^()]*\))*\)$/ ? $ext : 'pg_catalog';
}

# Asked for a value that few rows have, the planner takes the index by itself;
# for one that many have, it can.
sub check_plans {
  my ($database, $ext, $columns) = @_;
  my $rare = join ";\n", map { my ($c, $e) = @$_;
    "SELECT '$c', v::text, count(*) FROM (SELECT $c AS v FROM generated WHERE $c IS NOT NULL) g GROUP BY v ORDER BY count(*), v LIMIT 1" } @$columns;
  my %value = map { my ($c, $v, $n) = /^(\w+)\|(.*)\|(\d+)$/; ($c => [ $v, $n ]) } split /\n/, query($node, $database, "SET search_path = $ext, public;\n$rare");
  my @empty = map { $_->[1] } grep { !$value{ $_->[0] } } @$columns;
  is(join("\n", @empty), "(ext.examine_identifier('card', x, 'RU')).key\next.make_identifier('card', x, 'RU')", 'the lines have a value for every column but a key of a card, which is none');
  my ($natural, @without) = (0);
  my @asked;
  for my $column (grep { $value{ $_->[0] } } @$columns) {
    my ($c, $e) = @$column;
    my ($v, $n) = @{ $value{$c} };
    (my $quoted = $v) =~ s/'/''/g;
    my $force = $n > $ROWS / 50 ? 'off' : 'on';
    $natural++ if $force eq 'on';
    push @asked, $c, "SET enable_seqscan = $force; SELECT 'explain $c'; EXPLAIN (COSTS OFF) SELECT n FROM indexed WHERE ($e) = '$quoted'";
  }
  my %asked = @asked;
  my $plans = query($node, $database, "SET search_path = $ext, public; SET standard_conforming_strings = on;\n" . join ";\n", map { $asked{$_} } sort keys %asked);
  my %plan = map { /^(\w+)\n(.*)/s ? ($1 => $2) : () } split /^explain /m, $plans;
  is(join("\n", map { "$_->[0] $_->[1]: $plan{$_->[0]}" } grep { $value{ $_->[0] } && $plan{ $_->[0] } !~ /indexed_$_->[0]\b/ } @$columns), '', 'every index is used where its expression is asked for');
  cmp_ok($natural, '>', @$columns / 2, "$natural of " . @$columns . ' without being told to');
}

# Columns of type identifier: keys, hash and btree indexes, partitions.
sub check_identifiers {
  my ($database, $ext, $name) = @_;
  my $path = "SET search_path = $ext, public;";
  is(query($node, $database, "$path SELECT count(*) > 500, count(DISTINCT tableoid) FROM contact"), 't|3', "$name: contacts are in all their partitions");
  my $one = query($node, $database, "$path SELECT identifier FROM contact WHERE identifier_kind(identifier) = 'email' ORDER BY 1 LIMIT 1");
  my $explain = sub { query($node, $database, "$path $_[0]; EXPLAIN (COSTS OFF) $_[1]") };
  my $plan = $explain->('SET enable_seqscan = off; SET enable_bitmapscan = off', "SELECT * FROM contact WHERE identifier = '$one'");
  is(scalar(() = $plan =~ /Scan/g), 1, "$name: one partition is read");
  like($plan, qr/Index Scan/, "$name: through an index");
  like($explain->('SET enable_seqscan = off; SET enable_bitmapscan = off', "SELECT * FROM contact_1 WHERE identifier > '$one' ORDER BY identifier LIMIT 3"), qr/Index.* Scan using contact_1_pkey/, "$name: the btree gives the order");
  like($explain->('SET enable_seqscan = off', "SELECT * FROM contact WHERE identifier_kind(identifier) = 'email' AND identifier_key(identifier) = 'x'"), qr/identifier_kind/, "$name: kind and key are indexed");
  unlike($explain->('', "SELECT * FROM ranged WHERE i = '$one'"), qr/ranged_low/, "$name: ranges are pruned");
  is(sqlstate($node, $database, "$path INSERT INTO contact VALUES ('$one', 'again')"), '23505', "$name: an identifier is there once");
  is(query($node, $database, "$path SET enable_seqscan = off; SET enable_indexonlyscan = off; SELECT count(*) FROM contact c JOIN ranged r ON r.i = c.identifier"),
    query($node, $database, 'SELECT count(*) FROM contact'), "$name: joined, each finds itself");
}

# Stored keys that this release would compute otherwise are listed, and only they.
sub check_keys {
  my ($database) = @_;
  is(query($node, $database, 'SELECT ext.identifier_key_version() > 0'), 't', 'keys have a version');
  run_sql($node, $database, <<'SQL');
SET search_path = public, ext;
CREATE TABLE stored (n int PRIMARY KEY, kind text, raw text, identifier ext.identifier, planted boolean NOT NULL DEFAULT false);
INSERT INTO stored (n, kind, raw) SELECT n, (ARRAY['phone', 'email', 'name', 'address', 'inn', 'url', 'club'])[1 + n % 7], x FROM generated;
UPDATE stored SET identifier = make_identifier(kind, raw, 'RU');
-- keys of another release: spelled otherwise, read from what is garbage now, or of the national form
UPDATE stored SET planted = true, identifier = (kind || ':0' || identifier_key(identifier))::identifier WHERE n % 20 = 3 AND identifier IS NOT NULL AND length(identifier_key(identifier)) < 500;
UPDATE stored SET planted = true, identifier = (kind || ':x')::identifier WHERE n % 20 = 4 AND identifier IS NULL;
UPDATE stored SET planted = true, identifier = ('login:' || identifier_key(identifier))::identifier WHERE n % 10 = 5 AND kind = 'name' AND identifier IS NOT NULL;
SQL
  my $listed = 'SELECT s.n FROM stored s, ext.check_identifier_keys(s.identifier, s.raw, $$RU$$) c';
  my $planted = query($node, $database, 'SELECT n FROM stored WHERE planted ORDER BY n');
  cmp_ok(scalar(split /\n/, $planted), '>', 20, 'stale keys are planted');
  same_lines(query($node, $database, "$listed ORDER BY 1"), $planted, 'exactly the stale keys are listed');
  is(query($node, $database, 'SELECT count(*) FROM stored s, ext.check_identifier_keys(s.identifier, s.raw, $$RU$$) c WHERE c.computed IS NULL') > 0, 1, 'some of them have no key any more');
  run_sql($node, $database, 'UPDATE stored s SET identifier = c.computed FROM stored o, ext.check_identifier_keys(o.identifier, o.raw, $$RU$$) c WHERE o.n = s.n');
  is(query($node, $database, $listed), '', 'and none once they are computed anew');
}
