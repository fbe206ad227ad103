# What a function of the identifier room makes of a text does not depend on where
# it is asked: primary or standby, in one process or in several, under any
# settings and search_path, in a database of any locale and provider.
#
# A checksum of every function's answers to a few thousand messy texts is
# compared; with the vectors (PROFILE_DATA) these are among the texts.
use strict;
use warnings;
use Identifiers;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $directory = $PostgreSQL::Test::Utils::tmp_check;
my %locale = make_locales(qw(en_US ru_RU tr_TR));
my $primary = new_node('primary', init => { allows_streaming => 1, extra => [ '--no-locale', '-E', 'UTF8' ] }, conf => [ 'max_connections = 30', 'shared_buffers = 64MB' ]);
my $lines = messy_file();
make_database('reference', '');
my @functions = identifier_functions($primary, 'reference');
my @calls = working_calls($primary, 'reference', \@functions, 'ext');
my %called = map { /EXT\.(\w+)\(/g ? ($1 => 1) : () } map { my $c = $_; map { "EXT.$_(" } $c =~ /EXT\.(\w+)\(/g } @calls;
is(join(' ', grep { !$called{$_} } map { $_->{name} } @functions), 'identifier_recv', 'every function is asked, but for binary input');

# ---- the reference ----

my $reference = checksums($primary, 'reference', '');
note('texts: ' . query($primary, 'reference', 'SELECT count(*) FROM messy'));
is(scalar(split /\n/, $reference), 1 + @calls, 'there is a checksum of every call: ' . @calls);
my %count;
$count{ (split /\|/, $_)[1] }++ for split /\n/, $reference;
cmp_ok(scalar(keys %count), '>', @calls / 4, 'calls answer differently: ' . scalar(keys %count));
is(checksums($primary, 'reference', '', q((messy.raw || 'x'))) eq $reference, '', 'and a checksum tells texts apart');

# ---- a standby ----

$primary->backup('base');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'base', has_streaming => 1);
$standby->start;
$primary->wait_for_catchup($standby, 'replay', $primary->lsn('insert'));
is(query($standby, 'reference', 'SELECT pg_is_in_recovery()'), 't', 'the standby is one');
same_lines(checksums($standby, 'reference', ''), $reference, 'a standby answers alike');

# ---- several processes ----

my $PARALLEL = 'SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
  SET parallel_leader_participation = off;';
for my $node ($primary, $standby) {
  my @plans = split /^next$/m, query($node, 'reference', join "; SELECT 'next';\n", $PARALLEL, map { "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) $_" } statements());
  is(scalar(grep { !/Finalize Aggregate.*Gather.*Workers Launched: [12].*Partial Aggregate/s } @plans[1 .. $#plans]), 0, $node->name . ": workers compute it all, in $#plans statements");
  same_lines(checksums($node, 'reference', $PARALLEL), $reference, $node->name . ': workers answer alike');
}
is(query($primary, 'reference', q{SELECT string_agg(p.oid::regprocedure::text, ' ') FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
    WHERE p.prosrc LIKE 'profile\_identifier%' AND p.proparallel <> 's'}), '', 'all of them may run in workers');

# ---- settings ----

make_evil($primary, 'reference');
is(sqlstate($primary, 'reference', q(SET search_path = evil, pg_catalog; SELECT lower('A') = 'a')), 'TR000', 'the traps are set');
my %SESSION = (
  'names in front of pg_catalog' => 'SET search_path = evil, pg_catalog;',
  'an empty path' => q(SET search_path = '';),
  'SQL, DMY; sql_standard; bytea in escapes' => q(SET datestyle = 'SQL, DMY'; SET intervalstyle = 'sql_standard'; SET timezone = 'Pacific/Chatham'; SET bytea_output = 'escape';),
  'German; iso_8601; old strings' => q(SET datestyle = 'German'; SET intervalstyle = 'iso_8601'; SET standard_conforming_strings = off; SET escape_string_warning = off;
    SET extra_float_digits = -15; SET transform_null_equals = on;),
  'locales' => join(' ', map({ my $s = $_; map { "SET $s = '$_';" } sort { $b cmp $a } values %locale } qw(lc_messages lc_numeric lc_monetary lc_time)), 'SET extra_float_digits = 3;'),
);
for my $name (sort keys %SESSION) {
  same_lines(checksums($primary, 'reference', $SESSION{$name}), $reference, "$name: the answers are the same");
}

# ---- databases ----

my %DATABASE = ('C.UTF-8' => [ q(LOCALE 'C.UTF-8') ], map { $_ => [ "LOCALE '$locale{$_}'" ] } keys %locale);
my $major = query($primary, 'postgres', 'SHOW server_version_num') / 10000;
%DATABASE = (%DATABASE, map {; "ICU $_" => [ "LOCALE_PROVIDER icu ICU_LOCALE '$_' LOCALE 'C'" ] } qw(und tr)) if $major >= 15;
%DATABASE = (%DATABASE, map {; "builtin $_" => [ "LOCALE_PROVIDER builtin BUILTIN_LOCALE '$_' LOCALE 'C'" ] } 'C', 'C.UTF-8') if $major >= 17;
for my $name (sort keys %DATABASE) {
  (my $database = lc $name) =~ s/\W/_/g;
  make_database($database, "@{ $DATABASE{$name} } TEMPLATE template0");
  same_lines(checksums($primary, $database, ''), $reference, "database in $name: the answers are the same");
}
is(query($primary, 'tr_tr', q(SELECT upper('i'))), "\xc4\xb0", 'where small and capital letters are others') if $locale{tr_TR};
SKIP: {
  skip 'no localedef, or no sources of locales: of libc only C is tried', 1 if !%locale;
  cmp_ok(scalar(keys %locale), '>=', 1, 'locales of libc: ' . join ' ', sort keys %locale);
}
SKIP: {
  skip 'no ICU locales for databases before 15', 1 if $major < 15;
  is(query($primary, 'icu_tr', q(SELECT upper('i'))), "\xc4\xb0", 'also by ICU');
}

# A server that knows no encoding takes UTF-8 for what it is.
make_database('in_sql_ascii', "ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
same_lines(checksums($primary, 'in_sql_ascii', q(SET client_encoding = 'SQL_ASCII';)), $reference, 'database in SQL_ASCII: the answers are the same');
done_testing();

# ---- asking ----

# One aggregate per call, in whatever order the rows come: hashes of the answers,
# each with its row's number.  A function that returns a set stands in FROM, since
# no worker computes a subquery that depends on a row.
sub statements {
  my ($raw) = @_;
  my @made = map { s/\$1/$raw || 'messy.raw'/ger =~ s/\bEXT\b/ext/gr } @calls;
  my $hash = sub { qq{,\n pg_catalog.sum(CAST(pg_catalog.hashtextextended(COALESCE($_[0], 'nothing') COLLATE pg_catalog."C", messy.n) AS pg_catalog.numeric))} };
  return (
    'SELECT pg_catalog.count(*)' . join('', map { $hash->($_) } grep { !/^\(SELECT/ } @made) . "\nFROM public.messy",
    map { /^\(SELECT .*? FROM (.*) r\)$/ ? 'SELECT pg_catalog.count(*)' . $hash->('CAST(r AS pg_catalog.text)') . "\nFROM public.messy, LATERAL $1 r" : () } @made);
}

# A line for each call: the call and its checksum.
sub checksums {
  my ($node, $database, $settings, $raw) = @_;
  my ($scalars, @sets) = split /\n/, query($node, $database, join ";\n", $settings, statements($raw));
  my ($count, @sums) = split /\|/, $scalars;
  return join "\n", "rows|$count", map { my $sum = $_ =~ /^\(SELECT/ ? shift @sets : shift @sums; "$_|$sum" } @calls;
}

sub make_database {
  my ($database, $options) = @_;
  run_sql($primary, 'postgres', "CREATE DATABASE $database $options");
  run_sql($primary, $database, <<"SQL");
SET client_encoding = 'UTF8';
CREATE SCHEMA ext;
CREATE EXTENSION profile SCHEMA ext;
CREATE TABLE messy (n bigint GENERATED ALWAYS AS IDENTITY, raw text) WITH (parallel_workers = 2);
\\copy messy (raw) FROM '$lines' WITH (ENCODING 'UTF8')
INSERT INTO messy (raw) VALUES (NULL), (''), (E' \\t\\n'), (repeat('8 916 123-45-67, ', 400)), (repeat('я', 5000));
ANALYZE messy;
SQL
}

# Generated lines, and of each file of vectors the first columns of some lines.
sub messy_file {
  my $file = "$directory/messy.txt";
  my @lines = messy_lines(500);
  if ($ENV{PROFILE_DATA}) {
    for my $name (glob "$ENV{PROFILE_DATA}/identifiers/*.tsv") {
      my @rows = grep { !/[^\t\x20-\xff]/ } split /\n/, slurp_file($name);
      my $step = 1 + int(@rows / 30);
      for (my $i = 1; $i < @rows; $i += $step) {
        push @lines, (split /\t/, $rows[$i])[0 .. 2];
      }
    }
  }
  append_to_file($file, join '', map { s/\\/\\\\/gr . "\n" } grep { defined && length } @lines);
  return $file;
}

# Locales of libc, in a folder of the test's own; none where there is nothing to
# make them of.
sub make_locales {
  my (@names) = @_;
  my $folder = "$directory/locales";
  mkdir $folder;
  my %made;
  for my $name (@names) {
    system "localedef -i $name -f UTF-8 $folder/$name.UTF-8 >/dev/null 2>&1";
    $made{$name} = "$name.UTF-8" if -f "$folder/$name.UTF-8/LC_CTYPE";
  }
  $ENV{LOCPATH} = $folder if %made;
  return %made;
}
