# A client of the frontend/backend protocol, as small as the tests can do with:
# binary parameters, many statements in flight, and a connection whose end is an
# answer rather than the end of the test.
#
#   my $wire = PgWire->new($node, 'postgres');
#   my $answer = $wire->simple('SELECT 1');
#   $wire->prepare('name', 'SELECT $1::int4');
#   my @answers = $wire->execute_all('name', [1, 0], [1, "\0\0\0\1"], [0, '1']);
#
# An answer is {rows => [[...], ...], error => {code, message, ...} or undef};
# undef in place of an answer means that the connection was lost before it came.
package PgWire;

use strict;
use warnings;
use IO::Socket::INET;
use IO::Socket::UNIX;

sub new {
  my ($class, $node, $database, %options) = @_;
  my ($host, $port) = ($node->host, $node->port);
  my $socket = $host =~ m{^/}
    ? IO::Socket::UNIX->new(Peer => "$host/.s.PGSQL.$port")
    : IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port);
  return undef unless $socket;
  my $self = bless { socket => $socket, input => '', output => '' }, $class;
  my $user = $options{user} || $ENV{PGUSER} || getpwuid($<);
  my %settings = (user => $user, database => $database, client_encoding => 'UTF8');
  my $startup = pack('N', 196608) . join('', map { "$_\0$settings{$_}\0" } sort keys %settings) . "\0";
  $self->{output} = pack('N', 4 + length $startup) . $startup;
  my ($answer) = $self->answers(1);
  return undef if !$answer;
  die "cannot connect: $answer->{error}{message}\n" if $answer->{error};
  return $self;
}

# One or several statements as text; the rows are those of the last one.
sub simple {
  my ($self, $sql) = @_;
  $self->message('Q', "$sql\0");
  my ($answer) = $self->answers(1);
  return $answer;
}

sub prepare {
  my ($self, $name, $sql) = @_;
  $self->message('P', "$name\0$sql\0" . pack('n', 0));
  $self->message('S', '');
  my ($answer) = $self->answers(1);
  die "cannot prepare $sql: $answer->{error}{message}\n" if $answer->{error};
  return;
}

# Executes a prepared statement once for each list of parameters, each in its own
# transaction.  $formats are those of the results' columns, 0 text and 1 binary;
# a list of parameters is [format, value, format, value, ...].
sub execute_all {
  my ($self, $name, $formats, @lists) = @_;
  for my $list (@lists) {
    my $count = @$list / 2;
    my $bind = "\0$name\0" . pack('n', $count) . pack('n*', map { $list->[ 2 * $_ ] } 0 .. $count - 1) . pack('n', $count);
    for my $n (0 .. $count - 1) {
      my $value = $list->[ 2 * $n + 1 ];
      $bind .= defined $value ? pack('N', length $value) . $value : pack('N', 0xffffffff);
    }
    $bind .= pack('n', scalar @$formats) . pack('n*', @$formats);
    $self->message('B', $bind);
    $self->message('E', "\0" . pack('N', 0));
    $self->message('S', '');
  }
  return $self->answers(scalar @lists);
}

sub message {
  my ($self, $type, $body) = @_;
  $self->{output} .= $type . pack('N', 4 + length $body) . $body;
  return;
}

# Sends what is waiting while reading, so that neither side waits for the other
# with full buffers; returns when so many answers are complete.
sub answers {
  my ($self, $wanted) = @_;
  my @answers;
  my $answer = { rows => [] };
  while (@answers < $wanted) {
    if (my ($type, $body) = $self->next_message) {
      if ($type eq 'Z') { push @answers, $answer; $answer = { rows => [] } }
      elsif ($type eq 'T') { $answer->{rows} = [] }
      elsif ($type eq 'D') { push @{ $answer->{rows} }, [ unpack_row($body) ] }
      elsif ($type eq 'E') { $answer->{error} ||= unpack_error($body); return (@answers, (undef) x ($wanted - @answers)) if $answer->{error}{severity} eq 'FATAL' }
      next;
    }
    if (!$self->transfer) {
      push @answers, (undef) x ($wanted - @answers);
    }
  }
  return @answers;
}

sub next_message {
  my ($self) = @_;
  return if length $self->{input} < 5;
  my ($type, $length) = unpack 'a N', $self->{input};
  return if length $self->{input} < 1 + $length;
  my $body = substr $self->{input}, 5, $length - 4;
  substr $self->{input}, 0, 1 + $length, '';
  return ($type, $body);
}

# Waits until something can be sent or read; false where the connection is lost.
sub transfer {
  my ($self) = @_;
  my $handle = fileno $self->{socket};
  my ($readable, $writable) = ('', '');
  vec($readable, $handle, 1) = 1;
  vec($writable, $handle, 1) = 1 if length $self->{output};
  select($readable, $writable, undef, undef);
  local $SIG{PIPE} = 'IGNORE';
  if (vec($writable, $handle, 1)) {
    my $sent = syswrite $self->{socket}, $self->{output}, 65536;
    return 0 unless defined $sent;
    substr $self->{output}, 0, $sent, '';
  }
  if (vec($readable, $handle, 1)) {
    my $got = sysread $self->{socket}, $self->{input}, 1 << 20, length $self->{input};
    return 0 unless $got;
  }
  return 1;
}

sub unpack_row {
  my ($body) = @_;
  my $count = unpack 'n', $body;
  my $place = 2;
  my @row;
  for (1 .. $count) {
    my $length = unpack 'N', substr $body, $place, 4;
    $place += 4;
    if ($length == 0xffffffff) { push @row, undef; next }
    push @row, substr $body, $place, $length;
    $place += $length;
  }
  return @row;
}

sub unpack_error {
  my ($body) = @_;
  my %field = map { /^(.)(.*)$/s ? ($1 => $2) : () } split /\0/, $body;
  return { severity => $field{V} || $field{S}, code => $field{C}, message => $field{M}, detail => $field{D} };
}

1;
