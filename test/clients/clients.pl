# Real clients read every view of cdp_bi, as a role that may only SELECT, after
# DISCARD ALL, in a time zone that is not the server's: each must list every view,
# know every type, and deliver what psql does, not a digit, letter or hour less.
# PostGraphile builds its schema over cdp_api and asks it.
#
# A client prints lines, their parts divided by tabs and escaped as COPY does:
#   V view              a view that it lists
#   C view column type  a column, with what it takes its type to be
#   R view value ...    a row, in order of all columns
#   E message           what it did not understand
# The Debian packages and npm's come with `make check-clients`; a client that is
# missing is a failure.  LEFT_OUT=npm says that its registry was not to be had.
use strict;
use warnings;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use ProfileTest;
use BiModel;
use PgWire;

my $folder = "$ENV{TREE}/test/clients";
my $password = 'p#ss w;rd';
my $node = PostgreSQL::Test::Cluster->new('clients');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->append_conf('postgresql.conf', "listen_addresses = '127.0.0.1'\nlog_statement = none\njit = off\nTimeZone = 'Europe/Moscow'\nlc_messages = 'C'");
unlink $node->data_dir . '/pg_hba.conf';
$node->append_conf('pg_hba.conf', "local all all trust\nhost postgres bi_reader,desk_client 127.0.0.1/32 scram-sha-256\n");
$node->start;
my @address = ('127.0.0.1', $node->port);

make_bi_model($node, 40);
run_sql($node, 'postgres', qq{CREATE ROLE desk; CREATE ROLE desk_client LOGIN PASSWORD '$password' IN ROLE desk;
  UPDATE cdp.setting SET value = value || '{"admin": "desk"}' WHERE name = 'roles'; SELECT cdp.grant_roles()});

# a zone with summer time, far from the server's
$ENV{TZ} = 'America/New_York';
$ENV{PYTHONIOENCODING} = $ENV{PGCLIENTENCODING} = 'UTF8';
$ENV{PYTHONDONTWRITEBYTECODE} = 1;

my @views = views($node);
cmp_ok(scalar(@views), '>=', 10, 'there are views: ' . @views);
my %columns = map { $_ => [ columns($node, $_) ] } @views;
my %before = read_all();
ok($before{dim_profile} > 40 && $before{fct_interaction} > 200, 'and rows');
sleep 1;

# ---- clients ----

my ($odbc) = glob '/usr/lib/*/odbc/psqlodbcw.so';
my $ini = PostgreSQL::Test::Utils::tempdir;
append_to_file("$ini/odbcinst.ini", "[psqlodbc]\nDriver = " . ($odbc // 'missing') . "\n");
append_to_file("$ini/odbc.ini", "[profile]\nDriver = psqlodbc\nServername = $address[0]\nPort = $address[1]\nDatabase = postgres\nReadOnly = 1\n");
@ENV{qw(ODBCSYSINI ODBCINI)} = ($ini, "$ini/odbc.ini");
my ($jdk) = grep { -x "$_/javac" } split /:/, $ENV{PATH};    # a JDK's java runs a source
my $java = defined $jdk ? "$jdk/java" : 'java';
my %client = (
  'psqlODBC (pyodbc)' => [ '/usr/bin/python3', "$folder/odbc.py", 'profile', $password ],
  'SQLAlchemy and pandas' => [ '/usr/bin/python3', "$folder/pandas_reflection.py", @address, $password ],
  'JDBC' => [ $java, '-Xshare:auto', '-XX:TieredStopAtLevel=1', '-Duser.timezone=America/New_York', '-Dfile.encoding=UTF-8', '-cp',
    join(':', glob '/usr/share/java/{postgresql,scram-client,scram-common,saslprep,stringprep}.jar'), "$folder/Jdbc.java", @address, $password ],
  'node pg' => [ 'node', "$folder/pg.cjs", @address, $password ],
  'Cube' => [ 'node', "$folder/cube.cjs", @address, $password ],
);
my %answer;
for my $name (sort keys %client) {
  next if $client{$name}[0] eq 'node' && left_out($name);
  $answer{$name} = run_client($name, @{ $client{$name} });
}
$answer{'binary protocol'} = read_binary();
my %after = read_all();

for my $name (sort keys %answer) {
  my $seen = $answer{$name} or next;
  is(join(' ', sort @{ $seen->{views} }), join(' ', sort @views), "$name: lists every view and nothing else");
  is(join("\n", @{ $seen->{problems} }), '', "$name: understands everything");
  for my $view (@views) {
    is(join(' ', map { $_->[0] } @{ $seen->{columns}{$view} || [] }), join(' ', map { $_->[0] } @{ $columns{$view} }), "$name: $view has its columns")
      if $seen->{columns};
    same_values("$name: $view is as psql shows it", $view, $seen->{rows}{$view} || []);
  }
}

# isql prints for people: it lists the views and answers
{
  my ($out, $err) = ('', '');
  my $ok = eval { IPC::Run::run([ 'isql', '-b', '-d|', 'profile', 'bi_reader', $password ], '<', \join('', "help\n", map { qq(SELECT count(*) AS "rows of $_" FROM cdp_bi.$_\n) } @views), '>', \$out, '2>', \$err) };
  ok($ok, 'isql runs') or diag("$@$out$err");
  is(join(' ', sort { $a cmp $b } $out =~ /\|cdp_bi\|(\w+)\|VIEW\|/g), join(' ', sort { $a cmp $b } @views), 'isql: help lists every view');
  is(join(' ', grep { $_ ne '' } $out =~ /^(\d+)\r?$/mg), join(' ', map { scalar @{ $before{$_} } } @views), 'isql: every view has its rows');
}

# ---- PostGraphile ----

if (!left_out('PostGraphile')) {
  my ($profile, $phone) = split /\|/, query($node, 'postgres', q{SELECT min(r.profile_id), identifier_key(l.identifier)
    FROM cdp.record_identifier l JOIN cdp.record r USING (record_id) WHERE identifier_kind(l.identifier) = 'phone'
    GROUP BY l.identifier HAVING count(DISTINCT r.profile_id) = 1 AND bool_and(l.conducts) AND bool_and(r.kind = 'person') AND min(r.profile_id) < 1000 ORDER BY count(*) DESC, 2 LIMIT 1});
  my $identifiers = [ { kind => 'phone', value => $phone } ];
  my $json = JSON::PP->new->canonical;
  my $questions = join '', map { $json->encode($_) . "\n" }
    { source => 'query ($i: JSON!) { identify(pIdentifiers: $i, pChannel: "web") }', variables => { i => $identifiers } },
    { source => 'query ($p: BigInt!) { card(pProfileId: $p) }', variables => { p => "$profile" } },
    { source => 'query ($p: BigInt!) { timeline(pProfileId: $p, pLimit: 5) { nodes { interactionId event } } }', variables => { p => "$profile" } },
    { source => 'mutation ($p: BigInt!) { openCase(input: {pProfileId: $p, pTopic: "delivery"}) { json } }', variables => { p => "$profile" } };
  my ($out, $err) = ('', '');
  my $ok = IPC::Run::run([ 'node', "$folder/postgraphile.cjs", @address, $password ], '<', \$questions, '>', \$out, '2>', \$err);
  ok($ok, 'PostGraphile: the schema builds and the questions are asked') or diag($err);
  my %field = map { /^F\t(\w+)\t(\w+)\t(\S*)\t(\w+)$/ ? ($2 => [ $1, $3, $4 ]) : () } split /\n/, $out;
  # functions that return a table, or a value; what reads is a query, what writes a mutation
  my @functions = map { [ split /\|/, $_, -1 ] } split /\n/, query($node, 'postgres', q{SELECT proname, CASE provolatile WHEN 'v' THEN 'mutation' ELSE 'query' END,
      coalesce((SELECT string_agg(a, ',' ORDER BY n) FROM unnest(proargnames[:pronargs]) WITH ORDINALITY u (a, n)), ''), obj_description(oid, 'pg_proc') IS NOT NULL
    FROM pg_proc WHERE pronamespace = 'cdp_api'::regnamespace AND prokind = 'f' AND prorettype <> 'trigger'::regtype
      AND has_function_privilege('desk_client', oid, 'EXECUTE') ORDER BY 1});
  cmp_ok(scalar(@functions), '>', 20, 'there are functions in cdp_api: ' . @functions);
  for my $f (@functions) {
    my ($name, $kind, $arguments) = @$f;
    my $field = $field{ camel($name) };
    is($field && $field->[0], $kind, "PostGraphile: $name is a $kind");
    next unless $field;
    # a mutation has one argument, input; pages of rows have more
    my %has = map { $_ => 1 } split /,/, $field->[1];
    is(join(' ', grep { !$has{$_} } $kind eq 'mutation' ? 'input' : map { camel($_) } split /,/, $arguments), '', "PostGraphile: $name has its arguments");
    is($field->[2], 'documented', "PostGraphile: $name has its comment");
  }
  my @answers = map { $json->decode($_) } $out =~ /^A\t(.*)$/mg;
  is(scalar(@answers), 4, 'PostGraphile: all questions are answered');
  is($_->{errors} && $json->encode($_->{errors}), undef, 'PostGraphile: an answer without an error') for @answers;
  my $card = $answers[0]{data}{identify};
  is($card->{profile_id}, "$profile", 'PostGraphile: identify() finds the caller') or diag(explain($card));
  is($answers[1]{data}{card}{profile_id}, "$profile", 'PostGraphile: card() shows them');
  is(join(' ', map { $_->{interactionId} } @{ $answers[2]{data}{timeline}{nodes} }),
    query($node, 'postgres', "SELECT string_agg(interaction_id::text, ' ') FROM cdp_api.timeline($profile, 5)"), 'PostGraphile: timeline() lists what happened');
  is(query($node, 'postgres', "SELECT count(*) FROM cdp.service_case c JOIN cdp.record r USING (record_id) WHERE r.profile_id = $profile AND c.topic = 'delivery' AND c.opened_at > now() - interval '1 hour'"), 1,
    'PostGraphile: open_case() opens one');
}

$node->stop;
done_testing();

# ---- what the above uses ----

sub left_out {
  my ($name) = @_;
  return 0 if ($ENV{LEFT_OUT} // '') !~ /\bnpm\b/;
  diag("$name: left out, npm's registry is not to be had");
  return 1;
}

sub camel {
  my ($name) = @_;
  return $name =~ s/_(\w)/\u$1/gr;
}

sub read_all {
  return map { $_ => [ rows_as_text($node, $_) ] } @views;
}

# What a client program prints.
sub run_client {
  my ($name, @command) = @_;
  my ($out, $err) = ('', '');
  my $ok = eval { IPC::Run::run(\@command, '<', \undef, '>', \$out, '2>', \$err) };
  ok($ok, "$name: runs") or diag("$@$err");
  my %seen = (views => [], problems => [], columns => {}, rows => {});
  for (split /\n/, $out) {
    my ($kind, $view, $rest) = split /\t/, $_, 3;
    if ($kind eq 'V') { push @{ $seen{views} }, $view }
    elsif ($kind eq 'E') { push @{ $seen{problems} }, $view }
    elsif ($kind eq 'C') { push @{ $seen{columns}{$view} }, [ split /\t/, $rest ] }
    elsif ($kind eq 'R') { push @{ $seen{rows}{$view} }, $rest }
  }
  return \%seen;
}

# Rows equal what psql read before or after, value by value: a value of the clock
# lies between.  Cube keeps milliseconds.
sub same_values {
  my ($name, $view, $rows) = @_;
  my ($early, $late) = ($before{$view}, $after{$view});
  my @wrong;
  push @wrong, scalar(@$rows) . ' rows instead of ' . @$early if @$rows != @$early;
  for my $n (0 .. $#$rows) {
    last if @wrong > 5 || $n > $#$early;
    my @got = split /\t/, $rows->[$n], -1;
    my @early = split /\t/, $early->[$n], -1;
    my @late = split /\t/, $late->[$n] // '', -1;
    for my $c (0 .. $#early) {
      my ($column, $type) = @{ $columns{$view}[$c] };
      my ($got, $from, $to) = ($got[$c] // 'nothing', $early[$c], $late[$c] // '');
      if ($name =~ /^Cube/ && $type =~ /^timestamp/) { s/(\.\d{3})\d*$/$1/, s/\.?0+$// for grep { /\./ } $from, $to }
      next if $got eq $from || $got eq $to;
      next if $from ne $to && clock_between($type, $from, $got, $to);
      push @wrong, "$column: " . substr($got, 0, 200) . ' instead of ' . substr($from, 0, 200);
    }
  }
  is(join("\n", @wrong), '', $name);
  return;
}

sub clock_between {
  my ($type, $from, $got, $to) = @_;
  return $from le $got && $got le $to if $type =~ /^(?:timestamp|date)/;
  return $got =~ /^-?[\d.]+$/ && $from <= $got && $got <= $to if $type =~ /^(?:numeric|bigint|integer|double)/;
  return 0;
}

# Every view in the binary format, read as a driver that knows the built-in types does.
sub read_binary {
  my %decode = (
    smallint => sub { unpack 's>', $_[0] }, integer => sub { unpack 'l>', $_[0] }, bigint => sub { unpack 'q>', $_[0] },
    boolean => sub { ord $_[0] ? 't' : 'f' }, text => sub { escaped($_[0]) }, 'character varying' => sub { escaped($_[0]) },
    date => sub { date_text(unpack 'l>', $_[0]) }, 'timestamp without time zone' => sub { time_text(unpack 'q>', $_[0]) }, numeric => \&numeric_text);
  my %seen = (views => [@views], problems => [], rows => {});
  my $wire = PgWire->new($node, 'postgres', user => 'bi_reader');
  for my $view (@views) {
    $wire->simple('DISCARD ALL');
    my @columns = @{ $columns{$view} };
    my @decoders = map { $_->[1] =~ /^([a-z ]+)/; $decode{$1} } @columns;
    push @{ $seen{problems} }, map { "$view.$columns[$_][0]: type $columns[$_][1]" } grep { !$decoders[$_] } 0 .. $#columns;
    my $list = join ', ', map { qq("$_->[0]") } @columns;
    $wire->prepare('', qq{SELECT $list FROM cdp_bi."$view" ORDER BY $list});
    my ($answer) = $wire->execute_all('', [1], []);
    push @{ $seen{problems} }, "$view: $answer->{error}{message}" if $answer->{error};
    for my $row (@{ $answer->{rows} }) {
      push @{ $seen{rows}{$view} }, join "\t", map { !defined $row->[$_] ? '\N' : $decoders[$_] ? $decoders[$_]->($row->[$_]) : 'undecoded' } 0 .. $#columns;
    }
  }
  return \%seen;
}

sub escaped {
  my ($text) = @_;
  my %escape = ("\\" => '\\\\', "\t" => '\t', "\n" => '\n', "\r" => '\r', "\b" => '\b', "\f" => '\f', "\x0b" => '\v');
  return $text =~ s/([\\\t\n\r\x08\f\x0b])/$escape{$1}/gr;
}

# Days since 2000-01-01, by the calendar of civil days.
sub date_text {
  my $z = $_[0] + 10957 + 719468;
  my $era = int(($z >= 0 ? $z : $z - 146096) / 146097);
  my $doe = $z - $era * 146097;
  my $yoe = int(($doe - int($doe / 1460) + int($doe / 36524) - int($doe / 146096)) / 365);
  my $doy = $doe - (365 * $yoe + int($yoe / 4) - int($yoe / 100));
  my $mp = int((5 * $doy + 2) / 153);
  my $month = $mp < 10 ? $mp + 3 : $mp - 9;
  return sprintf '%04d-%02d-%02d', $yoe + $era * 400 + ($month <= 2), $month, $doy - int((153 * $mp + 2) / 5) + 1;
}

sub time_text {
  my $us = $_[0] % 86_400_000_000;
  my $text = date_text(($_[0] - $us) / 86_400_000_000) . sprintf ' %02d:%02d:%02d.%06d', int($us / 3_600_000_000), int($us / 60_000_000) % 60, int($us / 1_000_000) % 60, $us % 1_000_000;
  return $text =~ s/\.?0{1,6}$//r if $us % 1_000_000;
  return substr $text, 0, 19;
}

# Groups of four decimal digits, the weight of the first, the sign, the scale.
sub numeric_text {
  my ($count, $weight, $sign, $scale, @groups) = unpack 'n s> n n n*', $_[0];
  my $whole = join '', map { sprintf '%04d', $_ <= $#groups ? $groups[$_] : 0 } 0 .. $weight;
  my $rest = ('0000' x (-1 - $weight > 0 ? -1 - $weight : 0)) . join '', map { sprintf '%04d', $groups[$_] } grep { $_ > $weight } 0 .. $#groups;
  $whole =~ s/^0+(?=.)//;
  my $text = ($sign == 0x4000 ? '-' : '') . ($whole eq '' ? '0' : $whole);
  return $scale ? "$text." . substr($rest . '0' x $scale, 0, $scale) : $text;
}
