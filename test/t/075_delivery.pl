# Who may be addressed, and when: thirty simulated days of an outbox, with
# customers in time zones from Apia to Los Angeles over a change of the clocks,
# rules with quiet hours, consents that come and go between decision and
# delivery, frequency caps, workers that die and workers that fail.  An account
# kept here, in Perl, says of each step which actions may go out; exactly those
# must.
#
#   STEPS=2000 SEED=7     more of them, or others
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $steps = $ENV{STEPS} // 250;
my $seed = $ENV{SEED} // 2026;
srand($seed);
note("SEED=$seed STEPS=$steps");

my $node = PostgreSQL::Test::Cluster->new('delivery');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
my $psql = $node->background_psql('postgres', on_error_stop => 1);
sub ask { my ($sql) = @_; my $answer = $psql->query_safe($sql); $answer =~ s/\s+$//; return $answer; }
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }

# ---- open_time: the first minute that is not quiet, against a look at every minute ----

sql("CREATE EXTENSION profile; SELECT create_profile_model('m', 'RU', 'Europe/Moscow');");
my @zones = qw(Europe/Moscow Asia/Vladivostok America/Los_Angeles Pacific/Apia Australia/Lord_Howe Asia/Kolkata Europe/Berlin America/St_Johns Africa/Casablanca UTC);
my @changes = map { "timestamptz '$_'" } '2026-03-08 10:00Z', '2026-11-01 09:00Z', '2026-03-29 01:00Z', '2026-10-25 01:00Z', '2026-04-04 15:00Z', '2026-10-03 15:30Z', '2026-02-15 03:00Z', '2026-03-22 02:00Z';
sub pick { return $_[ int rand @_ ]; }
my $samples = join ",\n", map {
	my $at = pick(@changes) . ' + interval \'' . (int(rand 2880) - 1440) . ' minutes\'';
	sprintf "(%d, '%s', %s, time '%02d:%02d', time '%02d:%02d')", $_, pick(@zones), $at, int rand 24, pick(0, 15, 30, 59), int rand 24, pick(0, 15, 30, 59)
} 1 .. 1500;
is(sql("WITH sample (n, zone, at, quiet_from, quiet_to) AS (VALUES $samples),
	naive AS (SELECT s.*, (SELECT min(t) FROM generate_series(s.at, s.at + interval '2 days', interval '1 minute') t
	   CROSS JOIN LATERAL (SELECT (t AT TIME ZONE s.zone)::time AS o) l
	   WHERE s.quiet_from = s.quiet_to OR NOT CASE WHEN s.quiet_from < s.quiet_to THEN l.o >= s.quiet_from AND l.o < s.quiet_to
	                                               ELSE l.o >= s.quiet_from OR l.o < s.quiet_to END) AS first FROM sample s)
	SELECT string_agg(format('%s %s quiet %s to %s: %s, not %s', zone, at, quiet_from, quiet_to, first, m.open_time(at, zone, quiet_from, quiet_to)), E'\n')
	FROM naive WHERE m.open_time(at, zone, quiet_from, quiet_to) <> first"), '', 'the first minute that is not quiet, around changes of the clocks');

# ---- the account ----

my $people = 24;
my @zone = map { pick(@zones) } 1 .. $people;
sql("INSERT INTO m.incoming_record (source, source_key, attributes, observed_at) VALUES "
	  . join(', ', map { sprintf "('shop', '%d', '{\"name\": \"P%d\", \"login\": \"l%d\", \"time_zone\": \"%s\"}', '2026-01-01')", $_, $_, $_, $zone[ $_ - 1 ] } 1 .. $people));
my %profile = map { split /\|/ } split /\n/, sql('SELECT source_key, profile_id FROM m.record');
my %person = reverse %profile;
my %rule = (
	night => { quiet => [ '21:00', '09:00' ], purpose => 'marketing', consent => 1 },
	lunch => { quiet => [ '12:30', '14:15' ], purpose => 'marketing', consent => 1 },
	always => { quiet => undef, purpose => 'service', consent => 0 },
);
sql("SELECT m_api.define_segment('all', 'interactions >= 0')");
for my $name (sort keys %rule)
{
	my $q = $rule{$name}{quiet};
	my $options = sprintf '{"quiet_from": %s, "quiet_to": %s, "purpose": "%s", "needs_consent": %s, "max_attempts": 4}',
		$q ? "\"$q->[0]\"" : 'null', $q ? "\"$q->[1]\"" : 'null', $rule{$name}{purpose}, $rule{$name}{consent} ? 'true' : 'false';
	$rule{$name}{id} = sql("SELECT m_api.define_rule('$name', 'segment', '{\"segment\": \"all\"}', 'email', p_options => '$options') IS NULL; SELECT rule_id FROM m.rule WHERE name = '$name'");
	$rule{$name}{id} =~ s/^.*\n//s;
}
my $channel = sql("SELECT channel_id FROM m.channel WHERE name = 'email'");
my %cap = (marketing => [ 2, 36 * 60 ], '' => [ 4, 72 * 60 ]);
sql("DELETE FROM m.frequency_cap; INSERT INTO m.frequency_cap (purpose, limit_count, limit_window) VALUES "
	  . join(', ', map { sprintf "(%s, %d, interval '%d minutes')", $_ eq '' ? 'NULL' : "'$_'", @{ $cap{$_} } } sort keys %cap));

my $start = "timestamptz '2026-10-12 00:00Z'";
my $now = 0;    # minutes since then
my (%consent, %action, %seen);
my ($given, $put_off, %ended, @wrong) = (0, 0);

# local_minutes: the time of day in each zone
sub local_minutes
{
	return map { split /\|/ } split /\n/, ask("SELECT z, extract(hour FROM l) * 60 + extract(minute FROM l) FROM unnest(ARRAY["
		  . join(',', map { "'$_'" } @zones) . "]) z CROSS JOIN LATERAL (SELECT ($start + $now * interval '1 minute') AT TIME ZONE z AS l) x");
}
sub minutes { my ($h, $m) = split /:/, shift; return $h * 60 + $m; }
sub is_quiet
{
	my ($quiet, $at) = @_;
	return 0 unless $quiet;
	my ($from, $to) = map { minutes($_) } @$quiet;
	return $from < $to ? $at >= $from && $at < $to : $at >= $from || $at < $to;
}
# free_at: when the caps let another action of this purpose through to a person, by
# what they have got, or may have: a worker that says nothing may have delivered
sub free_at
{
	my ($act) = @_;
	my $free = $now;
	for my $purpose (keys %cap)
	{
		my ($limit, $window) = @{ $cap{$purpose} };
		next if $purpose ne '' && $act->{purpose} ne $purpose;
		my @got = sort { $b <=> $a } map { $_->{got} }
		  grep { $_ != $act && $_->{person} == $act->{person} && defined $_->{got} && ($purpose eq '' || $_->{purpose} eq $purpose) } values %action;
		my $until = @got >= $limit ? $got[ $limit - 1 ] + $window : $now;
		$free = $until if $until > $free;
	}
	return $free;
}
sub has_consent { my ($act) = @_; return !$rule{ $act->{rule} }{consent} || ($consent{ $act->{person} } // '') eq 'granted'; }
my $clock;    # $now for the server
sub tick { $now += shift; $clock = "($start + interval '$now minutes')"; return; }

for my $step (1 .. $steps)
{
	tick(1 + int rand 170);
	# consents change between decision and delivery
	for (1 .. int rand 3)
	{
		my $p = 1 + int rand $people;
		$consent{$p} = rand() < 0.7 ? 'granted' : 'revoked';
		ask("SELECT m_api.record_consent($profile{$p}, 'marketing', '$consent{$p}') IS NULL");
	}
	for (1 .. int rand 5)
	{
		my ($p, $name) = (1 + int rand $people, pick(sort keys %rule));
		my $expires = $now + pick(300, 1000, 3000);
		my $id = ask("INSERT INTO m.action (rule_id, record_id, occasion, occurred_at, channel_id, purpose, payload, priority, not_before, expires_at)
			SELECT $rule{$name}{id}, r.record_id, 'test:$step:$_', $clock, $channel, '$rule{$name}{purpose}', '{}', 3, $clock, $start + interval '$expires minutes'
			FROM m.record r WHERE r.source_key = '$p' RETURNING action_id");
		$action{$id} = { id => $id, person => $p, rule => $name, purpose => $rule{$name}{purpose}, expires => $expires, attempts => 0, until => 0 };
	}

	# who is handed out, and what the outbox says of the others
	my %local = local_minutes();
	my %out = map { split /\|/ } split /\n/, ask("SELECT action_id, lease FROM m.lease_actions('w', NULL, 100000, '20 minutes', $clock)");
	for my $act (map { $action{$_} } keys %out)
	{
		my $why = $act->{is_over} ? 'is over' : $act->{until} > $now ? 'is leased' : $act->{expires} <= $now ? 'has expired' : $act->{attempts} >= 4 ? 'was tried too often'
		  : !has_consent($act) ? 'has no consent' : is_quiet($rule{ $act->{rule} }{quiet}, $local{ $zone[ $act->{person} - 1 ] }) ? 'disturbs' : undef;
		push @wrong, "step $step: $act->{id} went out and $why" if $why;
	}
	for my $act (map { $action{$_} } keys %out)
	{
		$act->{got} = $now;
		$act->{until} = $now + 20;
		$act->{attempts}++;
	}
	push @wrong, map { "step $step: $_ went out beyond the caps" } grep { free_at($action{$_}) > $now } keys %out;
	for (split /\n/, ask("SELECT action_id, status, coalesce(reason, '') FROM m.action WHERE status NOT IN ('leased', 'delivered')"))
	{
		my ($id, $status, $reason) = split /\|/, $_, -1;
		my $act = $action{$id};
		next if $act->{is_over};
		my $may = has_consent($act) && $act->{expires} > $now && $act->{attempts} < 4 && !is_quiet($rule{ $act->{rule} }{quiet}, $local{ $zone[ $act->{person} - 1 ] });
		my $is_right = $status eq 'expired' ? $act->{expires} <= $now
		  : $status eq 'failed' ? $act->{attempts} >= 4
		  : "$status $reason" eq 'suppressed no_consent' ? !has_consent($act)
		  : "$status $reason" eq 'suppressed frequency_cap' ? free_at($act) >= $act->{expires}
		  : $status eq 'waiting' && (!$may || free_at($act) > $now);
		push @wrong, "step $step: $id is $status $reason" unless $is_right;
		$put_off++ if $status eq 'waiting';
		$ended{"$status $reason"}++ if $status ne 'waiting';
		$act->{is_over} = 1 if $status ne 'waiting';
	}
	last if @wrong;
	$given += keys %out;

	# what the workers say: delivered, failed, or nothing for ever
	for my $act (map { $action{$_} } sort { $a <=> $b } keys %out)
	{
		my $word = pick(qw(delivered delivered failed dies));
		next if $word eq 'dies';
		ask("SELECT m_api.complete_action($act->{id}, '$word', '$out{ $act->{id} }', $clock) IS NULL");
		$act->{is_over} = $word eq 'delivered' || $act->{attempts} >= 4;
		next if $word eq 'delivered';
		delete $act->{got};
		$act->{until} = 0;
		# it is tried again by this clock, and whoever waits behind it is looked at again
		ask("UPDATE m.action a SET not_before = least(not_before, $clock) FROM m.record r WHERE r.record_id = a.record_id AND r.source_key = '$act->{person}' AND a.status = 'waiting'");
	}
}
is(join("\n", @wrong), '', 'exactly those actions go out that may');
cmp_ok($ended{$_} // 0, '>', 0, ($ended{$_} // 0) . " ended as $_") for 'expired ', 'suppressed no_consent', 'suppressed frequency_cap';
cmp_ok($given, '>', $steps / 2, "$given were handed out");
cmp_ok($put_off, '>', $steps / 4, "$put_off times one was put off");
$psql->quit;
$node->stop;
done_testing();
