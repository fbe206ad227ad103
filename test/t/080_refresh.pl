# The stored datasets of BI.  After days of random work (interactions, late, twice,
# corrected and deleted; merges, splits, erasures; cases, answers, segments; changed
# dictionaries and settings; days that pass) the refreshed tables equal those that are
# made from scratch; whatever is in bi_dataset is tested.  So they do after refreshes
# that were killed, that ran two at once, and beside writers of any isolation level.
# REFRESH_SEED chooses other days, REFRESH_ROUNDS more of them.
use strict;
use warnings;
use IPC::Run qw(start);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Sessions;
use Test::More;
use Time::HiRes qw(sleep time);

my $seed = $ENV{REFRESH_SEED} // 2026;
my $rounds = $ENV{REFRESH_ROUNDS} // 3;
srand $seed;
my $node = new_node('main', conf => [ 'fsync = off', 'restart_after_crash = on', "timezone = 'UTC'" ]);
sub sql { my ($sql) = @_; return run_sql($node, 'postgres', $sql) }

sql(q{
  CREATE EXTENSION profile;
  SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow');
  UPDATE cdp.setting SET value = to_jsonb(current_date::text) WHERE name = 'bi_today';
  -- small batches, so that a kill falls between some
  UPDATE cdp.bi_dataset SET batch_units = CASE grain WHEN 'profile' THEN 40 WHEN 'day' THEN 9 ELSE 1 END;
  INSERT INTO cdp.channel (name, line) VALUES ('intranet', 'internal'), (' Web', 'b2c'), ('partner', 'b2b');
  INSERT INTO cdp.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('question', 'contact'), ('complaint', 'complaint'), ('ad', 'exposure');
  INSERT INTO cdp.funnel (name, steps, within) VALUES ('buy', '{view,add,purchase}', '14 days'), ('help', '{question,complaint}', '30 days');
  SELECT cdp_api.define_segment('buyers', 'purchases > 0', p_activate => true), cdp_api.define_segment('loud', 'contacts_month > 1', p_activate => true)});
my @datasets = split /\n/, sql('SELECT name FROM cdp.bi_dataset ORDER BY 1');
cmp_ok(scalar @datasets, '>=', 7, scalar(@datasets) . ' datasets are stored');
is(sql('SELECT count(*) FROM cdp.bi_watch'), 0, 'nothing is noted before the first refresh');

# ---- what happens ----

my $message = 0;
my @events = ('view', 'view', 'add', 'purchase', 'question', 'complaint', 'ad', 'Purchase ', 'VIEW', ' ', 'odd "name" | (1)');
my @channels = ('web', 'web', ' Web', 'app', 'call', 'store', 'email', 'intranet', 'partner');
sub any { return $_[ rand @_ ] }

# A row of incoming_interaction.  Some customers have a telephone that others have, too.
sub interaction {
  my ($days) = @_;
  my $customer = int rand 150;
  my $id = rand() < 0.1 && $message ? int rand $message : $message++;
  my $phone = rand() < 0.05 ? sprintf q{'[{"kind": "phone", "value": "+7916123%04d"}]'}, rand 60 : 'NULL';
  return sprintf q{('%s', 'k%d', %s::jsonb, '%s', '%s', now() - interval '%d minutes', 'm%d', %s, '{"campaign": "c%d"}')}, any(qw(crm site shop)), $customer, $phone,
    any(@channels), any(@events), rand($days * 1440), $id, rand() < 0.5 ? int(rand 100000) / 100 : 'NULL', rand 3;
}
sub arrivals {
  my ($rows, $days) = @_;
  return 'INSERT INTO cdp.incoming_interaction (source, source_key, identifiers, channel, event, occurred_at, message_id, value, properties) VALUES '
    . join(', ', map { interaction($days) } 1 .. $rows) . ';';
}
my $standing = q{SELECT p.profile_id FROM cdp.profile p WHERE p.merged_into IS NULL AND p.kind = 'person' AND EXISTS (SELECT FROM cdp.record r WHERE r.profile_id = p.profile_id) ORDER BY random()};
my $some = q{interaction_id IN (SELECT interaction_id FROM cdp.interaction ORDER BY random() LIMIT };
my %work = (
  arrive => sub { arrivals(1 + rand 3, 2) },
  late => sub { arrivals(1 + rand 3, 120) },
  many => sub { q{INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at, value)
    SELECT r.record_id, r.source_id, 1 + n % 9, (ARRAY['view', 'add', 'purchase'])[1 + n % 3], now() - random() * interval '50 days', n
    FROM generate_series(1, 150) n, LATERAL (SELECT * FROM cdp.record WHERE n > 0 ORDER BY random() LIMIT 1) r;} },
  move => sub { "UPDATE cdp.interaction SET occurred_at = occurred_at - interval '${\ int rand 40} days' WHERE ${some}3);" },
  correct => sub { "UPDATE cdp.interaction SET value = 7, event = '${\ any('purchase', 'view')}', channel_id = 1 + interaction_id % 11 WHERE ${some}3);" },
  delete => sub { "DELETE FROM cdp.interaction WHERE ${some}3);" },
  merge => sub { "SELECT cdp_api.merge(a[1], a[2], 'same') FROM (SELECT ARRAY($standing LIMIT 2) AS a) x;" },
  split => sub { "SELECT cdp_api.split(r.profile_id, ARRAY[min(r.record_id)], p_reason => 'two') FROM (SELECT profile_id FROM cdp.record GROUP BY 1 HAVING count(*) > 1 ORDER BY random() LIMIT 1) o JOIN cdp.record r USING (profile_id) GROUP BY r.profile_id;" },
  revert => sub { "SELECT cdp_api.revert(change_id) FROM (SELECT change_id FROM cdp.profile_change WHERE change = 'merge' ORDER BY random() LIMIT 1) c;" },
  erase => sub { "SELECT cdp_api.erase(profile_id, ${\ any('true', 'false')}, 'request') FROM ($standing LIMIT 1) p;" },
  kind => sub { "INSERT INTO cdp.incoming_record (source, source_key, kind, attributes) VALUES ('${\ any(qw(crm site))}', 'k${\ int rand 150}', '${\ any(qw(person organization))}', '{}');" },
  open => sub { "SELECT cdp_api.open_case(profile_id, 'claim', p_channel => '${\ any(qw(call web intranet))}', p_opened_at => now() - interval '${\ int rand 40} days') FROM ($standing LIMIT 2) p;" },
  close => sub { 'SELECT cdp_api.close_case(case_id) FROM (SELECT case_id FROM cdp.service_case WHERE closed_at IS NULL ORDER BY random() LIMIT 1) c;' },
  survey => sub { "SELECT cdp_api.record_survey(profile_id, '${\ any(qw(nps csat))}', ${\ int 1 + rand 5}, p_channel => '${\ any(qw(call web intranet))}') FROM ($standing LIMIT 2) p;" },
  segments => sub { 'CALL cdp_api.refresh_segments(p_full => false);' },
  meaning => sub { "UPDATE cdp.event_type SET meaning = '${\ any(qw(activity contact conversion complaint))}' WHERE event = '${\ any(qw(view add question))}';" },
  event => sub { "INSERT INTO cdp.event_type (event, meaning) VALUES ('${\ any('Add', 'Question ', 'new')}', '${\ any(qw(conversion contact))}') ON CONFLICT DO NOTHING;" },
  unknown => sub { "DELETE FROM cdp.event_type WHERE event = '${\ any('Add', 'Question ', 'VIEW')}';" },
  line => sub { "UPDATE cdp.channel SET line = '${\ any(qw(internal b2c))}' WHERE name = '${\ any(qw(app email))}';" },
  rename => sub { "UPDATE cdp.channel SET name = name || 's' WHERE name LIKE 'store%' AND length(name) < 9;" },
  gap => sub { "UPDATE cdp.setting SET value = '\"${\ any('3 days', '7 days', '30 minutes')}\"' WHERE name = 'bi_journey_gap';" },
  funnel => sub { "UPDATE cdp.funnel SET within = interval '${\ int 1 + rand 60} days' WHERE name = '${\ any(qw(buy help))}';" },
  day => sub { q{UPDATE cdp.setting SET value = to_jsonb(((value #>> '{}')::date + 1)::text) WHERE name = 'bi_today';} },
  one => sub { "CALL cdp_api.refresh_bi('${\ any(@datasets)}');" },
);
# (dictionaries and settings, which have all done again, come last in a round, if at all:
# otherwise nothing would be left for notes of days and customers to do)
my @daily = qw(arrive late many move correct delete merge split revert erase kind open close survey segments one);
my @rare = qw(meaning event unknown line rename gap funnel day);
my %failed;
sub happens {
  my ($what) = @_;
  my ($status, $out, $err) = $node->psql('postgres', "SET client_min_messages = warning; SELECT setseed(${\ rand});\n" . $work{$what}->());
  if ($status) {
    $failed{ "$what: " . ($err =~ /ERROR:\s+([a-z ]+)/ ? $1 : $err) }++;
    # what may well be refused: a merge that a decision forbids, a change that is gone
    fail("$what: $err") unless $err =~ /ERROR/ && $what =~ /^(merge|split|revert)$/;
  }
}

# ---- what is stored ----

# Each dataset in a line for every row, as text.
sub stored {
  return query($node, 'postgres', "SET timezone = 'UTC'; SET extra_float_digits = 3;\n" . join ";\n",
    map { "SELECT '$_', t::text FROM cdp.bi_$_ t ORDER BY t::text COLLATE \"C\"" } @datasets);
}
sub forget_all {
  sql(join ";\n", 'TRUNCATE cdp.bi_watch, cdp.bi_touch, cdp.bi_todo', (map { "TRUNCATE cdp.bi_$_" } @datasets),
    q{UPDATE cdp.bi_dataset SET state = 'new', as_of = NULL, data_as_of = NULL});
}
sub check_rebuilt {
  my ($when) = @_;
  is(sql('SELECT name, last_error FROM cdp.bi_dataset WHERE last_error IS NOT NULL OR state <> $$kept$$'), '', "$when: every refresh succeeded");
  is(sql('SELECT count(*) FROM cdp.bi_todo'), 0, "$when: nothing is left to do");
  my $was = stored();
  forget_all();
  sql('CALL cdp_api.refresh_bi()');
  same_lines($was, stored(), "$when: equals what is made from scratch, ${\ scalar split /\n/, $was} rows");
  return $was;
}

sql(arrivals(80, 100)) for 1 .. 30;
happens($_) for qw(open open survey survey survey close);
sql('CALL cdp_api.refresh_segments(); CALL cdp_api.refresh_bi()');
is(sql("SELECT string_agg(name, ' ') FROM cdp.bi_dataset WHERE row_count = 0 AND name <> 'pain_point'"), '', 'every dataset has rows');
is(sql(q{SELECT count(*) FROM cdp.bi_fct_journey WHERE channel_path ~ 'intranet|(^| )Web' OR event_path ~ 'Purchase|VIEW'}), 0,
  'internal channels and other spellings are not in journeys');

# ---- random days ----

for my $round (1 .. $rounds) {
  my @steps = map { any(@daily) } 1 .. 40;
  push @steps, map { any(@rare) } 1 .. 3 if $round % 2 == 0;
  push @steps, grep { $_ ne 'one' } @daily if $round == 1;
  push @steps, @rare if $round == 2;
  happens($_) for @steps;
  my $noted = sql('SELECT count(*) FROM cdp.bi_touch');
  sql('CALL cdp_api.refresh_bi()');
  is(sql('SELECT count(*) FROM cdp.bi_touch'), 0, "round $round: $noted notes are gone");
  check_rebuilt("round $round");
}
for my $change (qw(merge split erase)) {
  cmp_ok(sql("SELECT count(*) FROM cdp.profile_change WHERE change = '$change' AND (cause = 'manual' OR change = 'erase')"), '>', 0, "there were changes of the kind $change");
}

# Each kind of change by itself, so that no other one has the same done again.
for my $what (grep { $_ ne 'one' } @daily, @rare) {
  happens($what);
  sql('CALL cdp_api.refresh_bi()');
  check_rebuilt("nothing but $what");
}

# An unchanged customer's journeys are not touched, nor months in which nothing changed.
sql('CALL cdp_api.refresh_bi()');
my $jobs = sql('SELECT max(job_id) FROM cdp.job');
sql(q{UPDATE cdp.interaction SET value = 11 WHERE interaction_id = (SELECT max(interaction_id) FROM cdp.interaction WHERE occurred_on = current_date - 40)});
my $days = sql(q{CALL cdp_api.refresh_bi(); SELECT target, rows_done FROM cdp.job WHERE job_id > } . $jobs . q{ AND target IN ('agg_interaction_daily', 'kpi_daily', 'fct_journey') ORDER BY 1});
is($days, "agg_interaction_daily|1\nfct_journey|1\nkpi_daily|1", 'a corrected interaction has one day and one customer done again');
$jobs = sql('SELECT max(job_id) FROM cdp.job');
sql('CALL cdp_api.refresh_bi()');
is(sql("SELECT count(*) FROM cdp.job WHERE job_id > $jobs"), 0, 'when nothing happened, nothing is done');

# ---- erased customers are gone at once ----

my $erased = sql("SELECT profile_key FROM cdp.bi_fct_journey GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1");
sql("SELECT cdp_api.erase($erased, true, 'request')");
is(sql("SELECT count(*) FROM cdp_bi.fct_journey WHERE profile_key = $erased"), 0, 'of an erased customer no journey is left, before any refresh');
sql('CALL cdp_api.refresh_bi()');
check_rebuilt('after the erasure');

# ---- nobody waits ----

my $batch = $node->background_psql('postgres', on_error_stop => 1);
sql('UPDATE cdp.interaction SET value = value WHERE occurred_on > current_date - 5');
my $rows = sql('SELECT count(*), sum(interactions) FROM cdp_bi.agg_interaction_daily');
$batch->query_safe("BEGIN; SELECT cdp.collect_bi(100000); SELECT cdp.refresh_bi_batch('agg_interaction_daily', now()); SELECT cdp.refresh_bi_batch('fct_journey', now())");
is(sql("SET lock_timeout = '2s'; SELECT count(*), sum(interactions) FROM cdp_bi.agg_interaction_daily"), $rows, 'readers do not wait for a batch, and see the whole of what was');
sql("SET lock_timeout = '5s'; " . arrivals(3, 3) . $work{merge}->() . 'UPDATE cdp.interaction SET value = 3 WHERE occurred_on = current_date - 3');
pass('nor do writers');
# what comes while a unit is being done has it done once more
my $other = $node->background_psql('postgres', on_error_stop => 1);
$other->query_until(qr/began/, "\\echo began\nSELECT cdp.collect_bi(100000);\n");
sleep 0.5;
is(sql(q{SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT cdp.collect_bi%' AND wait_event_type = 'Lock'}), 1, 'only another refresh does');
$batch->query_safe('COMMIT');
$batch->quit;
$other->quit;
sql('CALL cdp_api.refresh_bi()');
check_rebuilt('after an open batch');

# ---- two at once, and beside writers ----

for my $isolation ('read committed', 'repeatable read') {
  forget_all();
  my @lists = map { [ map { arrivals(2, 60) . "\n" } 1 .. 25 ] } 1 .. 3;
  push @{ $lists[0] }, map { my $sql = $work{$_}->() =~ s/\n\s*/ /gr; "$sql\n" } (qw(delete correct move)) x 4;
  # a writer that had begun before anything was noted
  my $early = $node->background_psql('postgres', on_error_stop => 1);
  $early->query_safe("BEGIN ISOLATION LEVEL $isolation; " . arrivals(1, 5) =~ s/'k\d+'/'early'/r);
  my $job = sql('SELECT max(job_id) FROM cdp.job');
  my @refreshes = map { start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-c', 'CALL cdp_api.refresh_bi()' ]) } 1 .. 2;
  $node->poll_query_until('postgres', 'SELECT count(*) > 0 FROM cdp.bi_watch');
  sleep 1.5;
  is(sql("SELECT count(*) FROM cdp.job WHERE job_id > $job"), 0, "$isolation: a first refresh waits for whoever had begun to write");
  $early->query_safe(arrivals(1, 50) . 'COMMIT');
  my $outcome = side_by_side($node, $isolation, \@lists);
  my %bad = map { $_ => $outcome->{states}{$_} } grep { !/^(00000|40001|40P01)$/ } keys %{ $outcome->{states} };
  is_deeply(\%bad, {}, "$isolation: writers beside a first refresh succeed") or diag(join "\n", @{ $outcome->{messages} }[ 0 .. 3 ]);
  $early->quit;
  is(scalar(grep { $_->finish } @refreshes), 2, "$isolation: and two refreshes at once");
  sql('CALL cdp_api.refresh_bi()');
  check_rebuilt("$isolation: beside writers");
}
sql('CALL cdp_api.refresh_bi(NULL, true)');
my $once = stored();
my @both = map { start([ 'psql', '-XAtq', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-c', 'CALL cdp_api.refresh_bi(NULL, true)' ]) } 1 .. 2;
is(scalar(grep { $_->finish } @both), 2, 'two that do everything at once succeed');
same_lines(stored(), $once, 'and nothing is counted twice');

# ---- what retention lets go ----

my $months = sql(q{UPDATE cdp.setting SET value = '"70 days"' WHERE name = 'interaction_retention'; SELECT count(DISTINCT month_start) FROM cdp.bi_journey_path});
cmp_ok(sql('SELECT cdp.drop_old_interactions()'), '>', 0, 'months are dropped');
sql('CALL cdp_api.refresh_bi()');
cmp_ok(sql('SELECT count(DISTINCT month_start) FROM cdp.bi_journey_path'), '<', $months, 'and what was counted of them');
check_rebuilt('after months were dropped');
sql(q{UPDATE cdp.setting SET value = 'null' WHERE name = 'interaction_retention'});

# ---- killed ----

# begins to do everything; waits until some units, or so many seconds, have been done
sub begin_refresh {
  my ($seconds) = @_;
  my $last = sql('SELECT coalesce(max(job_id), 0) FROM cdp.job');
  my $err;
  my $session = start([ 'psql', '-XAtq', '-d', $node->connstr('postgres'), '-c', "SET application_name = 'refresh'", '-c', 'CALL cdp_api.refresh_bi(NULL, true)' ], '2>', \$err);
  my $until = time + 60;
  sleep 0.01 while time < $until && !sql("SELECT count(*) FROM cdp.job WHERE job_id > $last");
  sleep $seconds;
  return $session;
}
my $cut = 0;
for my $kill (1 .. 4) {
  happens($_) for map { any(grep { $_ ne 'one' } @daily) } 1 .. 6;
  my $session = begin_refresh(rand 0.7);
  if ($kill % 2) {
    sql(q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'refresh'});
    eval { $session->finish };
  } else {
    kill_everything($node);
    eval { $session->finish };
    $node->start;
  }
  my $running = sql(q{SELECT target, rows_done, rows_total FROM cdp.job WHERE status = 'running'});
  $cut++ if $running;
  sql('CALL cdp_api.refresh_bi()');
  is(sql(q{SELECT count(*) FROM cdp.job WHERE status = 'running'}), 0, "kill $kill: the next call ends what was begun ($running)");
  check_rebuilt("kill $kill");
}
cmp_ok($cut, '>', 0, "$cut refreshes were cut off in the middle");

# What was done is not done again: the units of a job add up.
sql(q{UPDATE cdp.bi_dataset SET batch_units = 5 WHERE name = 'fct_journey'});
my $session = start([ 'psql', '-XAtq', '-d', $node->connstr('postgres'), '-c', "SET application_name = 'refresh'", '-c', q{CALL cdp_api.refresh_bi('fct_journey', true)} ], '2>', \my $err);
my $until = time + 60;
sleep 0.005 while time < $until && !sql(q{SELECT count(*) FROM cdp.job WHERE target = 'fct_journey' AND status = 'running' AND rows_done > 0});
sql(q{SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'refresh'});
eval { $session->finish };
my ($job, $done, $total) = split /\|/, sql(q{SELECT job_id, rows_done, rows_total FROM cdp.job WHERE target = 'fct_journey' ORDER BY job_id DESC LIMIT 1});
sql('CALL cdp_api.refresh_bi()');
is(sql("SELECT rows_done, status FROM cdp.job WHERE job_id = $job"), "$total|done", "a job that was cut off after $done of $total units ends with $total");

# ---- a dataset that fails harms no other ----

sql(q{INSERT INTO cdp.bi_dataset (name, grain, unit_column, refresh_function, listens) VALUES ('broken', 'day', 'day', 'refresh_bi_broken', '{interaction}');
  CREATE TABLE cdp.bi_broken (day date PRIMARY KEY);
  CREATE VIEW cdp_bi.broken AS SELECT day FROM cdp.bi_broken});
sql(arrivals(2, 2) . 'CALL cdp_api.refresh_bi()');
is(sql("SELECT state, last_error ~ 'refresh_bi_broken' FROM cdp_bi.refresh_status WHERE view_name = 'broken'"), 'failed|t', 'a dataset that fails says why');
is(sql("SELECT count(*) FROM cdp_bi.refresh_status WHERE state NOT IN ('live', 'stored')"), 1, 'and the others are refreshed');
sql(q{CREATE FUNCTION cdp.refresh_bi_broken(p_days date[]) RETURNS void LANGUAGE sql AS 'DELETE FROM cdp.bi_broken WHERE day = ANY (p_days);
  INSERT INTO cdp.bi_broken SELECT DISTINCT occurred_on FROM cdp.interaction WHERE occurred_on = ANY (p_days)';
  CALL cdp_api.refresh_bi()});
is(sql('SELECT (SELECT count(*) FROM cdp_bi.broken) = (SELECT count(DISTINCT occurred_on) FROM cdp.interaction)'), 't', 'once it is mended the next refresh does what was left');
is(sqlstate($node, 'postgres', "CALL cdp_api.refresh_bi('nothing')"), '42704', 'what is not stored cannot be refreshed');

note(join ', ', map { "$_ refused: $failed{$_}" } sort keys %failed) if %failed;
done_testing();
