# Sixteen sessions deliver one stream of interactions, shuffled, with three in
# ten delivered again: by single rows, rows in batches, COPY and documents, into
# a model and into a table with deduplicate(), by key and by window.  Each is
# kept once, the others are counted exactly, and clients see no error but those
# that a retry mends.  STREAM=200000 for a long run.
use strict;
use warnings;
use List::Util qw(min shuffle sum0);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Sessions;
use Test::More;
use Time::HiRes qw(time);

my $STREAM = $ENV{STREAM} // 3000;
my $SESSIONS = 16;
my $CUSTOMERS = int($STREAM / 20);
my $SECONDS = 300 + $STREAM / 20;
my $seed = $ENV{WORLDS_SEED} // 2026;
srand $seed;

my $node = new_node('main', init => { extra => [ '--no-locale', '--encoding=UTF8' ] },
  conf => [ 'fsync = off', 'deadlock_timeout = 100ms', "log_min_messages = fatal", 'log_min_error_statement = fatal' ]);
run_sql($node, 'postgres', q{
  CREATE EXTENSION profile;
  CREATE TABLE guarded (source text, message_id text, customer int, event text, at timestamptz);
  CREATE INDEX ON guarded (source, message_id);
  CREATE TABLE dropped (LIKE guarded);
  CREATE TRIGGER deduplicate BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION deduplicate('key=source,message_id', 'dropped_into=dropped');
  CREATE TABLE windowed (LIKE guarded);
  CREATE INDEX ON windowed (customer, at);
  CREATE TRIGGER deduplicate BEFORE INSERT ON windowed FOR EACH ROW
    EXECUTE FUNCTION deduplicate('key=customer,event', 'time=at', 'within=2 seconds')});

# Message n of the stream: of one customer, a minute after that customer's last.
sub message {
  my ($n) = @_;
  my $customer = $n % $CUSTOMERS;
  my $minute = int($n / $CUSTOMERS);
  return { n => $n, id => "m-$n", customer => $customer, source => (qw(site shop app))[ $customer % 3 ], channel => (qw(web app call))[ $n % 3 ],
    event => (qw(page_view purchase question))[ $minute % 3 ], seconds => 60 * $minute,
    identifiers => qq([{"kind": "phone", "value": "+7916@{[ sprintf '%07d', 1000000 + $customer ]}"}, {"kind": "cookie", "value": "browser-$customer-@{[$n % 2]}"}]) };
}

# Lists of messages, one a session: all messages, and three in ten again, of
# these half close to the first delivery, in another session.
sub deliveries {
  my @place = shuffle 0 .. $STREAM - 1;
  my @lists = map { [] } 1 .. $SESSIONS;
  my @again;
  for my $i (0 .. $#place) {
    push @{ $lists[ $i % $SESSIONS ] }, [ $i, $place[$i] ];
    next if $i % 10 >= 3;
    my $at = $i % 2 ? $i + rand($SESSIONS) : rand $STREAM;
    push @{ $lists[ int rand $SESSIONS ] }, [ $at, $place[$i] ];
  }
  return map { [ map { message($_->[1]) } sort { $a->[0] <=> $b->[0] } @$_ ] } @lists;
}

sub at { return sprintf '2026-%02d-%02d %02d:%02d:%02d+00', 3, 1 + int($_[0] / 86400), $_[0] / 3600 % 24, $_[0] / 60 % 60, $_[0] % 60 }

# A list of messages as statements, of one message or up to ten, in turns.
sub statements {
  my ($list, @ways) = @_;
  my @rest = @$list;
  my @statements;
  for (my $turn = int rand 4; @rest; $turn++) {
    my $way = $ways[ $turn % @ways ];
    my @some = splice @rest, 0, $turn % 2 ? 1 : 1 + int rand min(10, scalar @rest);
    push @statements, $way->(@some);
  }
  return \@statements;
}

sub literal { return join ', ', map { defined $_ ? "'$_'" : 'NULL' } @_ }

sub insert_into {
  my ($target, $row) = @_;
  return sub { return "INSERT INTO $target VALUES " . join(', ', map { '(' . literal($row->($_)) . ')' } @_) . ";\n" };
}

sub copy_into {
  my ($target, $row) = @_;
  return sub { return "COPY $target FROM STDIN;\n" . join('', map { join("\t", map { $_ // '\N' } $row->($_)) . "\n" } @_) . "\\.\n" };
}

sub ingest {
  my $items = join ', ', map {
    my $at = at($_->{seconds}) =~ s/ /T/r;
    qq({"type": "track", "source": "$_->{source}", "channel": "$_->{channel}", "event": "$_->{event}", "userId": "u$_->{customer}", "identifiers": $_->{identifiers}, "timestamp": "$at", "messageId": "$_->{id}"})
  } @_;
  return "SELECT FROM cdp_api.ingest('[$items]');\n";
}

sub deliver {
  my ($what, $isolation, $lists, @ways) = @_;
  my @statements = map { statements($_, @ways) } @$lists;
  my $start = time;
  my $outcome = side_by_side($node, $isolation, \@statements, seconds => $SECONDS);
  my $states = $outcome->{states};
  my $delivered = sum0 map { scalar @$_ } @$lists;
  note(sprintf '%s: %d deliveries in %.1f s, %s', $what, $delivered, time - $start, join ', ', map { "$_: $states->{$_}" } sort keys %$states);
  my $bearable = $isolation eq 'read committed' ? qr/^(40P01|00000)$/ : qr/^(40001|40P01|00000)$/;
  is(join(' ', grep { $_ !~ $bearable } sort keys %$states), '', "$what: no error but those to retry on")
    or diag(@{ $outcome->{messages} }[ 0 .. min($#{ $outcome->{messages} }, 5) ]);
  return ($delivered, $outcome->{rows});
}

for my $isolation ('read committed', 'serializable') {
  # ---- a table with deduplicate(), by key ----
  my @lists = deliveries();
  my $row = sub { my ($m) = @_; return ($m->{source}, $m->{id}, $m->{customer}, $m->{event}, at($m->{seconds})) };
  run_sql($node, 'postgres', 'TRUNCATE guarded, windowed, dropped');
  my ($delivered, $kept) = deliver("table, $isolation", $isolation, \@lists, insert_into('guarded', $row), copy_into('guarded', $row));
  is($delivered, $STREAM + 3 * $STREAM / 10, "table, $isolation: three in ten are delivered again");
  is(query($node, 'postgres', 'SELECT count(*), count(DISTINCT message_id) FROM guarded'), "$STREAM|$STREAM", "table, $isolation: each is there once");
  is($kept, $STREAM, "table, $isolation: clients were told of as many rows");
  is(query($node, 'postgres', 'SELECT count(*) FROM dropped'), $delivered - $STREAM, "table, $isolation: what was dropped is kept beside");

  # ---- the same by window: a redelivery is up to two seconds off, to either side ----
  my $near = sub { my ($m) = @_; return ($m->{source}, $m->{id}, $m->{customer}, $m->{event}, at(10 + $m->{seconds} + int(rand 2))) };
  ($delivered, $kept) = deliver("window, $isolation", $isolation, \@lists, insert_into('windowed', $near), copy_into('windowed', $near));
  is(query($node, 'postgres', 'SELECT count(*), count(DISTINCT message_id) FROM windowed'), "$STREAM|$STREAM", "window, $isolation: each is there once");
  is($kept, $STREAM, "window, $isolation: clients were told of as many rows");

  # ---- a model ----
  run_sql($node, 'postgres', q{SELECT drop_profile_model('cdp', with_data => true) WHERE to_regnamespace('cdp') IS NOT NULL; SELECT create_profile_model('cdp')});
  my $incoming = sub {
    my ($m) = @_;
    return ($m->{source}, "u$m->{customer}", $m->{identifiers}, $m->{channel}, $m->{event}, at($m->{seconds}), $m->{id}, undef, undef);
  };
  @lists = deliveries();
  ($delivered) = deliver("model, $isolation", $isolation, \@lists, insert_into('cdp.incoming_interaction', $incoming), insert_into('cdp.incoming_interaction', $incoming),
    copy_into('cdp.incoming_interaction', $incoming), \&ingest);
  is(query($node, 'postgres', 'SELECT count(*), count(DISTINCT message_id) FROM cdp.interaction'), "$STREAM|$STREAM", "model, $isolation: each is there once");
  is(query($node, 'postgres', 'SELECT count(*), sum(duplicates) FROM cdp.interaction_ledger'), join('|', $STREAM, $delivered - $STREAM),
    "model, $isolation: the others are counted");
  is(query($node, 'postgres', 'SELECT sum(journey_length(journey)) FROM cdp.journey'), $STREAM, "model, $isolation: journeys are as long");
  is(query($node, 'postgres', 'SELECT count(*) FROM cdp.profile WHERE merged_into IS NULL'), $CUSTOMERS, "model, $isolation: a customer is one profile");
  is(query($node, 'postgres', 'SELECT count(*) FROM cdp.rejected'), 0, "model, $isolation: nothing was rejected");
  is(inconsistencies($node, 'postgres', 'cdp', 'public'), '', "model, $isolation: the tables agree with each other");
}
done_testing();
