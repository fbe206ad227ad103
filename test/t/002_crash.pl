# While sessions write, every process of the server is killed, or one of them at
# random.  What was acknowledged is there afterwards, once; the tables agree with
# each other; and when everything is delivered again, nothing comes twice and
# nothing is missing.  CRASHES=10 for more of either kind.
use strict;
use warnings;
use IO::Handle;
use PgWire;
use POSIX ();
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;
use Time::HiRes qw(sleep time);

my $WRITERS = 5;
my $ROUNDS = 2 * ($ENV{CRASHES} // 3);
my $PER_ROUND = 300;    # acknowledged messages before the crash, and up to twice as many
my $directory = $PostgreSQL::Test::Utils::tmp_check;

my $node = new_node('main', conf => [ 'fsync = on', 'checkpoint_timeout = 30s', 'restart_after_crash = on' ]);
run_sql($node, 'postgres', q{
  CREATE EXTENSION profile;
  SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow');
  CREATE TABLE guarded (message_id text);
  CREATE INDEX ON guarded (message_id);
  CREATE TRIGGER deduplicate BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION deduplicate('key=message_id')});
is(query($node, 'postgres', 'SHOW fsync'), 'on', 'the server syncs');

my $first = 0;
for my $round (1 .. $ROUNDS) {
  my @writers = map { start_writer($_, $first) } 1 .. $WRITERS;
  wait_for_lines(($first && count_lines('acknowledged')) + $PER_ROUND + int rand $PER_ROUND);
  if ($round % 2) {
    cmp_ok(kill_everything($node), '>=', $WRITERS, "crash $round: the server and its processes were killed");
    waitpid $_, 0 for @writers;
    $node->start(fail_ok => 1) or BAIL_OUT(join "\n", 'the server does not start', (split /\n/, newest_log($node))[ -20 .. -1 ]);
  } else {
    my $killed = kill_one($node);
    like($killed, qr/^[a-z ]+(backend|er|launcher)$/, "crash $round: one process was killed");
    waitpid $_, 0 for @writers;
  }
  check_acknowledged("crash $round");
  is(inconsistencies($node, 'postgres', 'cdp', 'public'), '', "crash $round: the tables agree with each other");
  $first = 1 + largest_number();
}

is(count_lines('failed'), 0, 'no transaction failed for another reason than the crash') or diag(join "\n", read_lines('failed'));
redeliver();
check_acknowledged('redelivered');
my $all = all_messages();
is(query($node, 'postgres', 'SELECT count(*) FROM cdp.interaction'), scalar keys %$all, 'redelivered: every message is there, none twice');
is(missing(keys %$all), '', 'redelivered: none is missing');
is(inconsistencies($node, 'postgres', 'cdp', 'public'), '', 'redelivered: the tables agree with each other');
is(query($node, 'postgres', 'SELECT count(*) FROM cdp.rejected'), 0, 'redelivered: none was rejected');
is(query($node, 'postgres', 'SELECT count(*), count(DISTINCT message_id) FROM guarded'), join('|', (scalar keys %$all) x 2),
  'redelivered: the table with deduplicate() has each once');
is(query($node, 'postgres', 'SELECT count(DISTINCT profile_id) FROM cdp.record'), expected_profiles(),
  'redelivered: a customer is one profile, with the browsers that ever gave the telephone');
done_testing();

# ---- messages: the n-th of a writer is the same whenever it is made ----

# Every fifth is one that all writers deliver.
sub message {
  my ($writer, $n) = @_;
  my $shared = $n % 5 == 4;
  my $sender = $shared ? 0 : $writer;
  my $customer = ($n * 7 + $sender * 3) % 60;
  my $minute = int($n / 2);    # two may be at the same moment
  my @identifiers = ([ 'cookie', "browser-$sender-$customer" ]);
  push @identifiers, [ 'phone', sprintf '+7916123%04d', $customer ] if $n / 16 % 3;
  return {
    source => $shared ? 'shared' : 'site', id => ($shared ? 's' : "w$writer") . "-$n", customer => $customer, browser => "$sender-$customer", has_phone => @identifiers > 1,
    identifiers => '[' . join(', ', map { qq({"kind": "$_->[0]", "value": "$_->[1]"}) } @identifiers) . ']',
    channel => (qw(web app call))[ $minute % 3 ], event => (qw(page_view purchase question add_to_cart))[ $minute % 4 ],
    at => sprintf('2026-%02d-%02d %02d:%02d:00+00', 1 + $minute / 28000, 1 + $minute / 1440 % 28, $minute / 60 % 24, $minute % 60),
    value => $minute % 4 == 1 ? $minute / 10 : 'NULL',
  };
}

sub insert {
  my ($m) = @_;
  return "INSERT INTO cdp.incoming_interaction (source, identifiers, channel, event, occurred_at, message_id, value)
    VALUES ('$m->{source}', '$m->{identifiers}', '$m->{channel}', '$m->{event}', '$m->{at}', '$m->{id}', $m->{value})";
}

sub document {
  my ($m) = @_;
  my $value = $m->{value} eq 'NULL' ? '' : qq(, "properties": {"value": $m->{value}});
  return qq({"type": "track", "source": "$m->{source}", "identifiers": $m->{identifiers}, "channel": "$m->{channel}", "event": "$m->{event}", "timestamp": "$m->{at}", "messageId": "$m->{id}"$value});
}

# The transaction that delivers message n, to the model and to a table.
sub transaction {
  my ($writer, $n, $first) = @_;
  return 'BEGIN; ' . delivery($writer, $n, $first) . "; INSERT INTO guarded VALUES ('" . message($writer, $n)->{id} . "'); COMMIT";
}

# To the model in one of four ways; some deliver an earlier message again.
sub delivery {
  my ($writer, $n, $first) = @_;
  my $m = message($writer, $n);
  my $earlier = message($writer, $n - 3 > $first ? $n - 3 : $first);
  return insert($m) if $n % 4 == 0;
  return insert($m) . '; ' . insert($m) if $n % 4 == 1;
  return "INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at)
    VALUES ('crm', 'C$m->{customer}', '{\"phone\": \"+7916123" . sprintf('%04d', $m->{customer}) . "\", \"name\": \"Customer $n\"}', '$m->{at}');
    " . insert($m) if $n % 4 == 2;
  return "SELECT cdp_api.ingest('[" . join(', ', map { document($_) } $m, $m, $earlier) . "]')";
}

# ---- writing until the connection breaks ----

sub start_writer {
  my ($writer, $first) = @_;
  my $process = fork();
  die "cannot fork: $!" unless defined $process;
  return $process if $process;
  eval { write_until_lost($writer, $first) };
  note_line('failed', "writer $writer: $@") if $@;
  POSIX::_exit(0);
}

sub write_until_lost {
  my ($writer, $first) = @_;
  my $wire = PgWire->new($node, 'postgres') or return;
  for (my $n = $first; ; $n++) {
    note_line('sent', "$writer $n");
    my $answer = $wire->simple(transaction($writer, $n, $first)) or return;
    my $error = $answer->{error};
    return if $error && $error->{code} =~ /^(?:57|08)/;
    if ($error) { note_line('failed', "writer $writer, $n: $error->{code} $error->{message}") }
    else { note_line('acknowledged', message($writer, $n)->{id}) }
  }
}

# One write() a line, so that lines of several processes do not mix.
sub note_line {
  my ($name, $line) = @_;
  open my $file, '>>', "$directory/$name" or die "cannot write $name: $!";
  syswrite $file, "$line\n";
  close $file;
}

sub read_lines {
  my ($name) = @_;
  return -e "$directory/$name" ? split /\n/, slurp_file("$directory/$name") : ();
}

sub count_lines { return scalar(my @all = read_lines($_[0])) }

sub wait_for_lines {
  my ($wanted) = @_;
  my $until = time + 120;
  sleep 0.02 while count_lines('acknowledged') < $wanted && time < $until;
  ok(count_lines('acknowledged') >= $wanted, "$wanted messages were acknowledged before the crash");
}

# ---- what must be there ----

sub check_acknowledged {
  my ($when) = @_;
  my %acknowledged = map { $_ => 1 } read_lines('acknowledged');
  is(missing(keys %acknowledged), '', "$when: all " . keys(%acknowledged) . ' acknowledged messages are there, each once');
}

# Which of these messages are not there exactly once.
sub missing {
  my (@ids) = @_;
  my $list = join ', ', map { "('$_')" } sort @ids;
  return query($node, 'postgres', "SELECT m.id, count(i.message_id) FROM (VALUES $list) m (id)
    LEFT JOIN cdp.interaction i ON i.message_id = m.id GROUP BY 1
    HAVING count(i.message_id) <> 1 OR (SELECT count(*) FROM guarded g WHERE g.message_id = m.id) <> 1 ORDER BY 1 LIMIT 20");
}

sub largest_number {
  my $largest = 0;
  for (read_lines('sent')) { my (undef, $n) = split / /; $largest = $n if $n > $largest }
  return $largest;
}

sub all_messages {
  return { map { my ($writer, $n) = split / /; my $m = message($writer, $n); ($m->{id} => $m) } read_lines('sent') };
}

# By the rules of the messages: those of a telephone, and browsers without one.
sub expected_profiles {
  my (%telephones, %browsers);
  for (read_lines('sent')) {
    my ($writer, $n) = split / /;
    my $m = message($writer, $n);
    $telephones{ $m->{customer} } = 1 if $m->{has_phone} || $n % 4 == 2;
    $browsers{ $m->{browser} } ||= $m->{has_phone};
  }
  return keys(%telephones) + grep { !$_ } values %browsers;
}

sub redeliver {
  my $wire = PgWire->new($node, 'postgres');
  $wire->simple('SET synchronous_commit = off');
  my @failed;
  for (read_lines('sent')) {
    my ($writer, $n) = split / /;
    my $answer = $wire->simple(transaction($writer, $n, $n));
    push @failed, $answer ? $answer->{error}{message} : 'connection lost' if !$answer || $answer->{error};
  }
  is("@failed", '', 'everything can be delivered again');
}
