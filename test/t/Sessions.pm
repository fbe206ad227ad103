# Sessions that write side by side: psql processes, each with statements of its
# own, the next when the last is answered, as clients work that retry what is
# worth it.
package Sessions;

use strict;
use warnings;
use Exporter 'import';
use IO::Select;
use IPC::Open3 ();
use Time::HiRes qw(time);

our @EXPORT = qw(side_by_side);

# Runs the lists of statements, each list in its own session.  A statement is
# ended by a newline; one that fails for a reason in `retry` (deadlocks; under
# serializable serialization failures, too) is run again.  Returns {states: how
# often each SQLSTATE came, rows: how many rows the statements reported,
# messages: what failed and how}.
sub side_by_side {
  my ($node, $isolation, $lists, %options) = @_;
  my $retry = $options{retry} // ($isolation eq 'read committed' ? qr/^40P01$/ : qr/^40(001|P01)$/);
  my $mark = "\\echo === :ROW_COUNT\n";
  my $select = IO::Select->new;
  my %session;
  my $outcome = { states => {}, rows => 0, messages => [] };
  for my $list (@$lists) {
    my $pid = IPC::Open3::open3(my $in, my $out, undef, 'psql', '-XAtq', '-d', $node->connstr($options{database} // 'postgres'));
    $in->autoflush(1);
    # (psql's own SQLSTATE keeps silent about a COPY that failed)
    print $in "\\set VERBOSITY verbose\nSET timezone = 'UTC'; SET default_transaction_isolation = '$isolation';\n$mark";
    $session{ fileno $out } = { in => $in, pid => $pid, list => [@$list], now => undef, text => '' };
    $select->add($out);
  }
  my $until = time + ($options{seconds} // 300);
  while ($select->count && time < $until) {
    for my $out ($select->can_read(1)) {
      my $s = $session{ fileno $out };
      if (!sysread $out, $s->{text}, 65536, length $s->{text}) {
        $select->remove($out);
        waitpid $s->{pid}, 0;
        $outcome->{states}{lost}++ if defined $s->{now};
        next;
      }
      next unless $s->{text} =~ s/\A(.*?)^=== (\d+)\n//ms;
      my ($said, $rows) = ($1, $2);
      my $state = $said =~ /^(?:ERROR|FATAL):\s+(\w{5}):/m ? $1 : '00000';
      if (defined $s->{now}) {
        $outcome->{states}{$state}++;
        $outcome->{rows} += $rows if $state eq '00000';
        push @{ $outcome->{messages} }, "$s->{now}$said" if $state ne '00000' && @{ $outcome->{messages} } < 1000;
        unshift @{ $s->{list} }, $s->{now} if $state =~ $retry;
      }
      $s->{now} = shift @{ $s->{list} };
      print { $s->{in} } defined $s->{now} ? "$s->{now}$mark" : "\\q\n";
    }
  }
  push @{ $outcome->{messages} }, 'sessions did not finish' if $select->count;
  $outcome->{states}{unfinished} = $select->count if $select->count;
  return $outcome;
}

1;
