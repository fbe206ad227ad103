# Power BI replayed (PowerBi.pm) over the binary protocol, as the role that may only
# SELECT: what its navigator asks shows all views and nothing else, its driver knows
# every type, and each DirectQuery statement answers what plain SQL answers.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use ProfileTest;
use BiModel;
use PgWire;
use PowerBi;

my $node = new_node('powerbi', init => { extra => [ '--encoding=UTF8', '--no-locale' ] }, conf => [ 'jit = off', "TimeZone = 'Europe/Moscow'" ]);
make_bi_model($node, 60);
my $wire = PgWire->new($node, 'postgres', user => 'bi_reader');
my @views = views($node);

# rows of a statement, each as text, after the pool has reset its connection
sub ask {
  my ($sql) = @_;
  $wire->simple('DISCARD ALL');
  my $answer = $wire->simple($sql);
  die "$answer->{error}{message}: $sql\n" if $answer->{error};
  return map { join '|', map { $_ // '' } @$_ } @{ $answer->{rows} };
}
sub value { my ($sql) = @_; my ($v) = ask($sql); return $v; }

# ---- navigator ----

my @types = map { [ split /\|/ ] } ask((metadata($views[0]))[0][1]);
my %known = map { $_->[2] => $_->[1] } @types;
for my $view (@views) {
  my %answer = map { $_->[0] => [ ask($_->[1]) ] } metadata($view);
  # (and the extension's own list of models, of which everybody sees theirs)
  is(join(' ', grep { $_ ne 'public|profile_model|BASE TABLE' } @{ $answer{tables} }), join(' ', map { "cdp_bi|$_|VIEW" } @views), 'the navigator lists the views and nothing else') if $view eq $views[0];
  is(scalar @{ $answer{columns} }, scalar(() = columns($node, $view)), "$view: its columns");
  is(join(' ', grep { !/\|(?:bigint|integer|smallint|numeric|double precision|boolean|text|character varying|date|timestamp without time zone)$/ } @{ $answer{columns} }), '', "$view: of types that it shows");
  is(join(' ', grep { !$known{$_} } split /,/, query($node, 'postgres', "SELECT string_agg(atttypid::text, ',') FROM pg_attribute WHERE attrelid = 'cdp_bi.$view'::regclass AND attnum > 0")), '', "$view: and that the driver has loaded");
  # all in binary, as Npgsql asks
  my $list = join ', ', map { qq("$_->[0]") } columns($node, $view);
  $wire->prepare('', qq{select $list from "cdp_bi"."$view" "\$Table" limit 1000});
  my ($binary) = $wire->execute_all('', [1], []);
  is($binary->{error} && $binary->{error}{message}, undef, "$view: its rows in binary");
}

# ---- DirectQuery ----

my %value = (from => '2026-09-01', to => '2026-10-01', year => 2026,
  city => value(q{SELECT city FROM cdp_bi.fct_interaction_wide WHERE revenue IS NOT NULL AND city IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1}),
  channel => value(q{SELECT channel FROM cdp_bi.fct_interaction_wide WHERE is_complaint GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1}) // 'web',
  event => value(q{SELECT event FROM cdp_bi.fct_interaction WHERE revenue IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1}),
  customer => value(q{SELECT profile_key FROM cdp_bi.fct_interaction GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1}));
ok(!(grep { !defined } values %value), 'there is something to ask for');
my $months = months_read('SELECT count(*) FROM cdp_bi.fct_interaction');
cmp_ok($months, '>', 20, "interactions lie in $months partitions");
my @asked = visuals(%value);
for my $view (@views) {
  push @asked, generic($view, columns($node, $view)) unless $view eq 'refresh_status';
}
my $answered = 0;
for (@asked) {
  my ($name, $sql, $plain, $options) = @$_;
  my @got = ask($sql);
  next unless $plain;
  my @expected = ask($plain);
  same_lines(join("\n", sort @got), join("\n", sort @expected), "$name: " . @expected . ' rows');
  $answered++ if @expected;
  # the month that is asked for, and what has no month
  is(months_read($sql), 2, "$name: prunes") if $options && $options->{prunes};
}
cmp_ok($answered, '>', 30, 'most of them have rows');

$node->stop;
done_testing();

sub months_read {
  my ($sql) = @_;
  my %month = map { $_ => 1 } join("\n", ask("EXPLAIN (COSTS OFF) $sql")) =~ /Scan.* on (interaction_(?:\d+_\d+|default))/g;
  return scalar keys %month;
}
