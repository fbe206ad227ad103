# The figures of the dashboard against an independent computation: from CDNOW's
# file (a known data set, where it is there) and from the raw interactions of a
# made-up retailer.  Nothing here uses the model's SQL: counting is done by brute
# force, day by day and pair by pair.
use strict;
use warnings;
use List::Util qw(max min sum0);
use POSIX 'strftime';
use Time::Local 'timegm';
use PostgreSQL::Test::Utils;
use Test::More;
use FindBin;
use lib $FindBin::RealBin;
use ProfileTest;

use constant DAY => 86400;

my $node = new_node('metrics', init => { extra => [ '--no-locale', '--encoding=UTF8' ] });

# --- dates are days since 1970 -------------------------------------------------

sub day { my ($y, $m, $d) = $_[0] =~ /(\d{4})-?(\d\d)-?(\d\d)/ or die "no date: $_[0]"; return timegm(0, 0, 0, $d, $m - 1, $y) / DAY }
sub text_of { return strftime('%Y-%m-%d', gmtime($_[0] * DAY)) }
sub month_of { return substr(text_of($_[0]), 0, 7) . '-01' }
sub next_month { my ($y, $m) = $_[0] =~ /(\d+)-(\d+)/; return $m == 12 ? sprintf('%d-01-01', $y + 1) : sprintf('%d-%02d-01', $y, $m + 1) }
sub months { my ($month, $last) = @_; my @months; for (; $month le $last; $month = next_month($month)) { push @months, $month } return @months }
sub money { return sprintf '%.2f', $_[0] + ($_[0] >= 0 ? 1e-9 : -1e-9) }
sub rate { my ($part, $all) = @_; return $all ? money(100 * $part / $all) : '' }
sub median { my @x = sort { $a <=> $b } @_; return @x ? ($x[ (@x - 1) / 2 ] + $x[ @x / 2 ]) / 2 : '' }

sub same_rows {
  my ($name, $database, $sql, @expected) = @_;
  my $got = query($node, $database, $sql);
  my @got = sort split /\n/, $got;
  @expected = sort @expected;
  cmp_ok(scalar @expected, '>', 0, "$name: there is something to compare: " . @expected);
  my @differ = grep { ($got[$_] // '(none)') ne ($expected[$_] // '(none)') } 0 .. max($#got, $#expected);
  is(scalar @differ, 0, "$name: equal") or diag(map { 'got ' . ($got[$_] // '(none)') . "\nnot " . ($expected[$_] // '(none)') . "\n" } @differ[ 0 .. min(4, $#differ) ]);
}

# --- what follows from orders: [day, revenue] by customer -----------------------

# The values below which a fifth, two, three, four fifths of all lie.
sub fifths { my @x = sort { $a <=> $b } @_; return map { my $n = @x * $_ / 5; $n = $n == int $n ? $n : int($n) + 1; $x[ $n - 1 ] } 1 .. 4 }
sub above { my ($x, @floors) = @_; return scalar grep { $_ < $x } @floors }

sub customer_values {
  my ($today, $churn_after, %orders) = @_;
  my %about;
  for my $customer (keys %orders) {
    my @days = sort { $a <=> $b } map { $_->[0] } @{ $orders{$customer} };
    my @year = grep { $_->[0] > $today - 365 } @{ $orders{$customer} };
    $about{$customer} = { first => $days[0], last => $days[-1], orders => scalar @days, revenue => sum0(map { $_->[1] } @{ $orders{$customer} }),
      orders_year => scalar @year, revenue_year => sum0(map { $_->[1] } @year), days => max($today - $days[-1], 0) };
  }
  my @all = values %about;
  my @recency = fifths(map { $_->{days} } @all);
  my @frequency = fifths(map { $_->{orders_year} } @all);
  my @monetary = fifths(map { money($_->{revenue_year}) } @all);
  # the best customers first, all who brought the same together
  my ($so_far, $total, %group, %brought) = (0, sum0(map { $_->{revenue_year} } @all));
  $brought{ money($_->{revenue_year}) } += $_->{revenue_year} for @all;
  for my $revenue (sort { $b <=> $a } keys %brought) {
    $group{$revenue} = $revenue <= 0 ? 'D' : $so_far < 0.80 * $total ? 'A' : $so_far < 0.95 * $total ? 'B' : 'C';
    $so_far += $brought{$revenue};
  }
  return map {
    my $x = $about{$_};
    my $age = $today - $x->{last};
    join '|', $_, text_of($x->{first}), text_of($x->{last}), $x->{orders}, money($x->{revenue}), money($x->{revenue} / $x->{orders}),
      $x->{orders_year}, money($x->{revenue_year}), $x->{days}, 5 - above($x->{days}, @recency), 1 + above($x->{orders_year}, @frequency),
      1 + above(money($x->{revenue_year}), @monetary), $group{ money($x->{revenue_year}) },
      $today - $x->{first} < 30 ? 'new' : $age < 90 ? 'active' : $age < 180 ? 'cooling' : 'lapsed',
      $x->{last} + $churn_after < $today ? 't' : 'f';
  } keys %about;
}
my $customer_values = q{SELECT CUSTOMER, c.first_order_date, c.last_order_date, c.orders, c.revenue, c.average_order, c.orders_365d, c.revenue_365d,
  c.recency_days, r.recency_score, r.frequency_score, r.monetary_score, c.value_group, c.life_cycle, c.is_churned
  FROM cdp_bi.customer_value c JOIN cdp_bi.rfm r USING (profile_key)};

# Who is active on which day is looked up for each customer and day.
sub churn {
  my ($today, $churn_after, %orders) = @_;
  my $first = min(map { map { $_->[0] } @$_ } values %orders);
  my (%active, %came, %returned, %went);
  for my $customer (keys %orders) {
    my %ordered = map { $_->[0] => 1 } grep { $_->[0] < $today } @{ $orders{$customer} };
    my ($last, $was) = (undef, 0);
    for my $day ($first .. $today - 1) {
      if ($ordered{$day}) {
        $came{ month_of($day) }++ unless defined $last;
        $returned{ month_of($day) }++ if defined $last && !$was;
        $last = $day;
      }
      my $is = defined $last && $day < $last + $churn_after;
      $went{ month_of($day) }++ if $was && !$is;
      $active{$day}++ if $was = $is;
    }
  }
  return map {
    my $start = $active{ day($_) - 1 } || 0;
    my $end = min(day(next_month($_)), $today);
    join '|', $_, $start, $came{$_} || 0, $returned{$_} || 0, $went{$_} || 0, $active{ $end - 1 } || 0, rate($went{$_} || 0, $start), $end == day(next_month($_)) ? 't' : 'f';
  } months(month_of($first), month_of($today - 1));
}
my $churn = 'SELECT event_date, active_at_start, new_customers, won_back, churned, active_at_end, churn_rate, is_complete FROM cdp_bi.churn_monthly';

sub retention {
  my ($today, %orders) = @_;
  my (%size, %active, %count, %revenue);
  for my $customer (keys %orders) {
    my @orders = sort { $a->[0] <=> $b->[0] } @{ $orders{$customer} };
    my $cohort = month_of($orders[0][0]);
    $size{$cohort}++;
    my %months = map { month_of($_->[0]) => 1 } @orders;
    $active{$cohort}{$_}++ for keys %months;
    $count{$cohort}{ month_of($_->[0]) }++, $revenue{$cohort}{ month_of($_->[0]) } += $_->[1] for @orders;
  }
  my @rows;
  for my $cohort (keys %size) {
    my ($n, $sum) = (0, 0);
    for my $month (months($cohort, month_of($today - 1))) {
      $sum += $revenue{$cohort}{$month} || 0;
      push @rows, join '|', $cohort, $n++, $size{$cohort}, $active{$cohort}{$month} || 0, $count{$cohort}{$month} || 0,
        money($revenue{$cohort}{$month} || 0), money($sum), day(next_month($month)) <= $today ? 't' : 'f';
    }
  }
  return @rows;
}
my $retention = 'SELECT cohort_month, months_since, customers, active_customers, orders, revenue, revenue_to_date, is_complete FROM cdp_bi.retention_cohort';

# --- CDNOW ------------------------------------------------------------------------

sub test_cdnow {
  my ($file) = @_;
  my %orders;
  open(my $in, '<', $file) or die "$file: $!";
  open(my $out, '>', $node->basedir . '/orders.csv') or die $!;
  my $n = 0;
  while (<$in>) {
    my (undef, $customer, $date, undef, $amount) = split ' ';
    next unless defined $amount;
    push @{ $orders{$customer} }, [ day($date), $amount ];
    printf $out "shop,%s,web,purchase,%s 12:00:00+00,%s,%s\n", $customer, text_of(day($date)), 'm' . ++$n, $amount;
  }
  close $out;
  run_sql($node, 'postgres', 'CREATE DATABASE cdnow');
  run_sql($node, 'cdnow', qq{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'UTC');
    UPDATE cdp.setting SET value = '"1998-07-01"' WHERE name = 'bi_today';
    INSERT INTO cdp.event_type (event, meaning) VALUES ('purchase', 'conversion');
    \\copy cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id, value) FROM '} . $node->basedir . q{/orders.csv' (FORMAT csv)
    CALL cdp_api.refresh_bi()});
  is(query($node, 'cdnow', q{SELECT string_agg(name, ' ') FROM cdp.bi_dataset WHERE state <> 'kept'}), '', 'CDNOW: all is refreshed');

  my $today = day('1998-07-01');
  (my $by_key = $customer_values) =~ s/CUSTOMER/(SELECT s.source_key FROM cdp.record s WHERE s.profile_id = c.profile_key)/;
  same_rows('CDNOW: RFM, orders, LTV to date', 'cdnow', $by_key, customer_values($today, 180, %orders));
  same_rows('CDNOW: churn after 180 days', 'cdnow', $churn, churn($today, 180, %orders));
  same_rows('CDNOW: retention by cohort', 'cdnow', $retention, retention($today, %orders));

  # published: Fader, Hardie and Lee (2005), repeat purchases by customer in the first 39 weeks
  is(query($node, 'cdnow', q{SELECT string_agg(n::text, ' ' ORDER BY repeats) FROM (
      SELECT least(days - 1, 7) AS repeats, count(*) AS n FROM (
        SELECT profile_key, count(DISTINCT event_date) AS days FROM cdp_bi.fct_order WHERE event_date <= '1997-09-30' GROUP BY 1) c GROUP BY 1) h}),
    '1411 439 214 100 62 38 29 64', 'CDNOW: repeat purchases of 39 weeks are those of the literature');
  is(query($node, 'cdnow', 'SELECT count(*), sum(orders), sum(revenue), count(*) FILTER (WHERE is_repeat_customer) FROM cdp_bi.customer_value'),
    join('|', scalar keys %orders, $n, money(sum0(map { map { $_->[1] } @$_ } values %orders)), scalar grep { @$_ > 1 } values %orders), 'CDNOW: customers, orders, revenue, repeat customers');
}

my $cdnow = ($ENV{PROFILE_DATA} // '') . '/journeys/cdnow_sample.txt';
SKIP: {
  skip 'no CDNOW data here', 1 unless -r $cdnow;
  test_cdnow($cdnow);
}

# --- a retailer -------------------------------------------------------------------

my $today = day('2026-11-01');
my $horizon = $today * DAY - 3 * 3600;    # its first moment in Moscow
run_sql($node, 'postgres', q{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow');
  INSERT INTO cdp.event_type (event, meaning) VALUES ('question', 'contact'), ('delivery_question', 'contact'), ('quote_request', 'contact'),
    ('complaint', 'complaint'), ('purchase', 'conversion'), ('survey_answer', 'survey'), ('email_sent', 'exposure'), ('sms_sent', 'exposure');
  UPDATE cdp.setting SET value = '"40 days"' WHERE name = 'churn_after';
  UPDATE cdp.setting SET value = '"2026-11-01"' WHERE name = 'bi_today'});
load_world($node, 'postgres', make_world(250), 'cdp');
# what the world has not: receipts, costs, employees, cases, answers on the desk, segments
run_sql($node, 'postgres', q{
  UPDATE cdp.event_type SET receipt = CASE WHEN event LIKE '%open' THEN 'read' WHEN event LIKE '%click' THEN 'clicked' END
  WHERE event IN ('email_open', 'email_click', 'sms_click');
  UPDATE cdp.channel SET contact_cost = 150 WHERE name = 'call';
  INSERT INTO cdp.channel (name, line) VALUES ('intranet', 'internal');
  SELECT setseed(0.5);
  CREATE TEMP TABLE pick AS SELECT r.record_id, r.profile_id, r.source_key, row_number() OVER (ORDER BY md5(r.record_id::text)) AS n
  FROM cdp.record r WHERE r.profile_id IS NOT NULL;
  SELECT count(cdp_api.open_case(p.profile_id, (ARRAY['claim', 'return'])[1 + n % 2], p_channel => (ARRAY['call', 'chat', NULL])[1 + n % 3],
    p_opened_at => timestamptz '2026-08-05 10:00+03' + n * interval '5 hours', p_record_id => p.record_id, p_case_key => 'k' || n)) FROM pick p WHERE n <= 300;
  SELECT count(cdp_api.close_case(c.case_id, 'done', c.opened_at + (c.case_id % 40) * interval '11 hours')) FROM cdp.service_case c WHERE c.case_id % 7 <> 0;
  SELECT count(cdp_api.record_survey(p.profile_id, (ARRAY['nps', 'csat', 'ces'])[1 + n % 3], (1 + n * 7 % 5)::integer, p_channel => (ARRAY['call', 'chat', 'intranet', NULL])[1 + n / 3 % 4],
    p_answered_at => timestamptz '2026-08-05 10:00+03' + n * interval '6 hours', p_record_id => p.record_id)) FROM pick p WHERE n <= 300;
  INSERT INTO cdp.segment (name, condition) VALUES ('odd', 'purchases > 0'), ('early', 'purchases > 1');
  INSERT INTO cdp.segment_member (segment_id, record_id, entered_at, left_at)
  SELECT g.segment_id, p.record_id, timestamptz '2026-08-20 00:00+03' + n % 30 * interval '1 day', CASE WHEN n % 2 = 0 THEN timestamptz '2026-10-01 00:00+03' + n % 20 * interval '1 day' END
  FROM pick p JOIN cdp.segment g ON g.name = 'early' OR p.n % 2 = 1 WHERE p.n % 3 <> 0;
  -- employees answer and ask, too: none of it is a customer's
  INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, value)
  SELECT 'crm', p.source_key, 'intranet', (ARRAY['complaint', 'purchase'])[1 + n % 2], timestamptz '2026-09-01 10:00+03' + n * interval '1 hour', 1000
  FROM pick p JOIN cdp.record r USING (record_id) JOIN cdp.source s ON s.source_id = r.source_id AND s.name = 'crm' WHERE n <= 400;
  CALL cdp_api.refresh_bi()});
is(query($node, 'postgres', q{SELECT string_agg(name || ': ' || coalesce(last_error, state), ' ') FROM cdp.bi_dataset WHERE state <> 'kept'}), '', 'all is refreshed');

# Raw rows, in the order of time: of customers only, no internal channel.
my @steps = map { my %x; @x{qw(customer channel event meaning at day value campaign receipt question id)} = split /\|/, $_, -1; \%x } split /\n/, query($node, 'postgres', q{
  SELECT r.profile_id, c.name, i.event, e.meaning, extract(epoch FROM i.occurred_at), (i.occurred_at AT TIME ZONE 'Europe/Moscow')::date - date '1970-01-01', i.value,
         coalesce(i.properties ->> 'campaign', ''), coalesce(e.receipt, CASE e.meaning WHEN 'exposure' THEN 'sent' END), i.properties ->> 'question', i.interaction_id
  FROM cdp.interaction i JOIN cdp.record r USING (record_id) JOIN cdp.channel c USING (channel_id) JOIN cdp.event_type e USING (event)
  WHERE c.line <> 'internal' AND r.profile_id IS NOT NULL ORDER BY i.occurred_at, i.interaction_id});
cmp_ok(scalar @steps, '>', 2000, 'there are interactions: ' . @steps);
my %steps;
push @{ $steps{ $_->{customer} } }, $_ for @steps;

my %orders;
push @{ $orders{ $_->{customer} } }, [ $_->{day}, $_->{value} ] for grep { $_->{meaning} eq 'conversion' } @steps;
(my $by_profile = $customer_values) =~ s/CUSTOMER/c.profile_key/;
same_rows('RFM, orders, LTV to date', 'postgres', $by_profile, customer_values($today, 40, %orders));
my @churn = churn($today, 40, %orders);
same_rows('churn after 40 days', 'postgres', $churn, @churn);
ok((grep { my @x = split /\|/; $x[3] > 0 && $x[4] > 0 } @churn), 'some churn, and some are won back');
same_rows('retention by cohort', 'postgres', $retention, retention($today, %orders));

# --- service ----------------------------------------------------------------------

# A month and channel of one segment, or of all (0).
my (%row, %who, %durations);
my %count = map { $_ => 1 } qw(contacts complaints o1 r1 o7 r7 o30 r30 firsts resolved opened open judged at_first nps promoters detractors csat satisfied ces easy);

my @members = map { [ split /\|/ ] } split /\n/, query($node, 'postgres', q{SELECT s.name, r.profile_id, extract(epoch FROM m.entered_at), coalesce(extract(epoch FROM m.left_at), 1e12)
  FROM cdp.segment_member m JOIN cdp.segment s USING (segment_id) JOIN cdp.record r USING (record_id)});
my %member;
push @{ $member{ $_->[1] } }, $_ for @members;

sub rows_of {
  my ($customer, $channel, $day, $at) = @_;
  my %in = map { $_->[0] => 1 } grep { $_->[2] <= $at && $_->[3] > $at } @{ $member{$customer} || [] };
  return map { $row{"$_|" . month_of($day) . "|$channel"} //= {} } 'all', keys %in;
}
sub tally { my ($where, @what) = @_; for my $row (@$where) { $row->{$_}++ for @what } }

for my $customer (keys %steps) {
  my @contacts = grep { $_->{meaning} =~ /^(contact|complaint)$/ } @{ $steps{$customer} };
  for my $contact (@contacts) {
    my $at = $contact->{at};
    my @rows = rows_of($customer, $contact->{channel}, $contact->{day}, $at);
    my $index = (grep { $contacts[$_] == $contact } 0 .. $#contacts)[0];
    # of two at the same moment the second is the later one
    my $next = $index < $#contacts ? $contacts[ $index + 1 ]{at} : undef;
    my $before = $index > 0 ? $contacts[ $index - 1 ]{at} : undef;
    tally(\@rows, 'contacts', $contact->{meaning} eq 'complaint' ? 'complaints' : ());
    $_->{who}{$customer} = 1 for @rows;
    for my $days (1, 7, 30) {
      next if $at + $days * DAY > $horizon;
      tally(\@rows, "o$days", defined $next && $next - $at <= $days * DAY ? "r$days" : ());
    }
    next if defined $before && $at - $before <= 7 * DAY || $at + 7 * DAY > $horizon;
    tally(\@rows, 'firsts', defined $next && $next - $at <= 7 * DAY ? () : 'resolved');
  }
}

my @cases = map { my %x; @x{qw(id customer channel topic opened closed day)} = split /\|/, $_, -1; \%x } split /\n/, query($node, 'postgres', q{
  SELECT c.case_id, r.profile_id, coalesce(h.name, 'unknown'), c.topic, extract(epoch FROM c.opened_at), extract(epoch FROM c.closed_at), (c.opened_at AT TIME ZONE 'Europe/Moscow')::date - date '1970-01-01'
  FROM cdp.service_case c JOIN cdp.record r USING (record_id) LEFT JOIN cdp.channel h USING (channel_id)});
for my $case (@cases) {
  my @rows = rows_of($case->{customer}, $case->{channel}, $case->{day}, $case->{opened});
  tally(\@rows, 'opened', $case->{closed} eq '' ? 'open' : ());
  push @{ $_->{resolve} }, $case->{closed} eq '' ? 9e99 : $case->{closed} - $case->{opened} for @rows;
  next if $case->{closed} eq '' || $case->{closed} + 7 * DAY > $horizon;
  my ($from, $to) = ($case->{opened}, $case->{closed} + 7 * DAY);
  my $again = grep { $_->{meaning} =~ /^(contact|complaint)$/ && $_->{at} > $from && $_->{at} <= $to } @{ $steps{ $case->{customer} } };
  $again += grep { $_->{customer} eq $case->{customer} && $_->{id} != $case->{id} && $_->{topic} eq $case->{topic} && $_->{opened} > $from && $_->{opened} <= $to } @cases;
  tally(\@rows, 'judged', $again ? () : 'at_first');
}

my @answers = map { [ split /\|/, $_, -1 ] } split /\n/, query($node, 'postgres', q{
  SELECT r.profile_id, coalesce(h.name, 'unknown'), a.metric, a.score, extract(epoch FROM a.answered_at), (a.answered_at AT TIME ZONE 'Europe/Moscow')::date - date '1970-01-01', coalesce(h.line, '')
  FROM cdp.survey_response a JOIN cdp.record r USING (record_id) LEFT JOIN cdp.channel h USING (channel_id)});
push @answers, map { [ @$_{qw(customer channel question value at day)}, 'b2c' ] } grep { $_->{meaning} eq 'survey' } @steps;
my @internal = grep { $_->[6] eq 'internal' } @answers;
for my $answer (grep { $_->[6] ne 'internal' } @answers) {
  my ($customer, $channel, $metric, $score, $at, $day) = @$answer;
  my @rows = rows_of($customer, $channel, $day, $at);
  tally(\@rows, $metric);
  tally(\@rows, $score >= 9 ? 'promoters' : $score <= 6 ? 'detractors' : ()) if $metric eq 'nps';
  tally(\@rows, $score >= 4 ? 'satisfied' : ()) if $metric eq 'csat';
  tally(\@rows, $score >= 5 ? 'easy' : ()) if $metric eq 'ces';
}

# The value that a share of all do not exceed; nothing where that one is not over.
sub quantile {
  my ($share, @x) = @_;
  @x = sort { $a <=> $b } @x;
  return '' unless @x;
  my $n = $share * @x;
  my $value = $x[ ($n == int $n ? $n : int($n) + 1) - 1 ];
  return $value > 9e98 ? '' : money($value);
}
sub service_rows {
  my ($of_all) = @_;
  return map {
    my ($key, $x) = ($_, $row{$_});
    my ($segment, $month, $channel) = split /\|/, $key;
    my %n = map { $_ => $x->{$_} || 0 } keys %count;
    ($of_all xor $segment eq 'all') ? () : join '|', ($of_all ? () : $segment), $month, $channel,
      $n{contacts}, $n{complaints}, scalar(keys %{ $x->{who} || {} }), $n{o1}, $n{r1}, rate($n{r1}, $n{o1}), $n{o7}, $n{r7}, rate($n{r7}, $n{o7}), $n{o30}, $n{r30}, rate($n{r30}, $n{o30}),
      $n{firsts}, $n{resolved}, rate($n{resolved}, $n{firsts}), $n{opened}, $n{open}, $n{judged}, $n{at_first}, rate($n{at_first}, $n{judged}),
      quantile(0.5, @{ $x->{resolve} || [] }), quantile(0.9, @{ $x->{resolve} || [] }),
      $n{nps}, $n{promoters}, $n{detractors}, rate($n{promoters} - $n{detractors}, $n{nps}), $n{csat}, $n{satisfied}, rate($n{satisfied}, $n{csat}), $n{ces}, $n{easy}, rate($n{easy}, $n{ces});
  } keys %row;
}
my $service = q{s.event_date, c.channel, s.contacts, s.complaints, s.contacting_customers, s.repeat_1d_observed, s.repeat_1d_contacts, s.repeat_1d_rate,
  s.repeat_7d_observed, s.repeat_7d_contacts, s.repeat_7d_rate, s.repeat_30d_observed, s.repeat_30d_contacts, s.repeat_30d_rate,
  s.first_contacts_observed, s.first_contacts_resolved, s.first_contact_resolution_rate, s.cases_opened, s.cases_open, s.cases_observed, s.cases_resolved_at_first, s.case_first_resolution_rate,
  s.resolve_median_seconds, s.resolve_p90_seconds, s.nps_answers, s.promoters, s.detractors, s.nps, s.csat_answers, s.satisfied, s.csat, s.ces_answers, s.easy, s.ces};
same_rows('service quality: repeats, first-contact resolution, cases, NPS, CSAT, CES', 'postgres',
  "SELECT $service FROM cdp_bi.service_quality s JOIN cdp_bi.dim_channel c USING (channel_key)", service_rows(1));
same_rows('service quality by segment', 'postgres',
  "SELECT g.name, $service FROM cdp_bi.service_quality_segment s JOIN cdp_bi.dim_channel c USING (channel_key) JOIN cdp.segment g ON g.segment_id = s.segment_key", service_rows(0));

my @of_customers = grep { $_->[6] ne 'internal' } @answers;
for my $metric ([ nps => 9, 7 ], [ csat => 4, 4 ], [ ces => 5, 5 ]) {
  my @scores = map { $_->[3] } grep { $_->[2] eq $metric->[0] } @of_customers;
  my $points = sum0(map { $_ >= $metric->[1] ? 100 : $metric->[0] eq 'nps' && $_ < $metric->[2] ? -100 : 0 } @scores);
  is(query($node, 'postgres', "SELECT avg($metric->[0]_points)::numeric(18,2) FROM cdp_bi.fct_survey"), money($points / @scores), "$metric->[0] of all is the average of its points");
}
is(query($node, 'postgres', 'SELECT sum(nps_answers), sum(nps_promoters - nps_detractors), sum(csat_answers), sum(csat_satisfied) FROM cdp_bi.kpi_daily'),
  query($node, 'postgres', q{SELECT count(nps_points), (sum(nps_points) / 100)::bigint, count(csat_points), (sum(csat_points) / 100)::bigint FROM cdp_bi.fct_survey}), 'the key figures by day are of the same answers');
# employees apart: months with fewer than five answers say nothing
my %eight;
push @{ $eight{ month_of($_->[5]) }{ $_->[2] } }, $_->[3] for @internal;
same_rows('eNPS', 'postgres', q{SELECT event_date, nps_answers, enps, csat_answers, csat, ces_answers, ces FROM cdp_bi.employee_experience},
  map {
    my ($month, $x) = ($_, $eight{$_});
    my ($n, $c, $e) = map { $x->{$_} || [] } qw(nps csat ces);
    join '|', $month, scalar @$n, @$n >= 5 ? rate(scalar(grep { $_ >= 9 } @$n) - grep({ $_ < 7 } @$n), scalar @$n) : '',
      scalar @$c, @$c >= 5 ? rate(scalar(grep { $_ >= 4 } @$c), scalar @$c) : '', scalar @$e, @$e >= 5 ? rate(scalar(grep { $_ >= 5 } @$e), scalar @$e) : ''
  } keys %eight);

# --- channels -----------------------------------------------------------------------

my (%score, %reached);
for my $step (@steps) {
  my $x = $score{ month_of($step->{day}) . "|$step->{channel}" } //= {};
  $x->{who}{ $step->{customer} } = 1;
  $reached{ month_of($step->{day}) }{ $step->{customer} } = 1;
  tally([$x], 'interactions', $step->{meaning} =~ /^(contact|complaint)$/ ? 'contacts' : (), $step->{receipt} ne '' ? $step->{receipt} : (), $step->{meaning} eq 'conversion' ? 'conversions' : ());
}
my @paths;
for my $customer (keys %steps) {
  my ($previous, @own) = (-1e12, @{ $steps{$customer} });
  for my $order (grep { $_->{meaning} eq 'conversion' } @own) {
    my @touches;
    for my $step (grep { $_->{at} >= max($previous, $order->{at} - 30 * DAY) && $_->{at} < $order->{at} && $_->{meaning} ne 'conversion' } @own) {
      push @touches, $step->{channel} unless @touches && $touches[-1] eq $step->{channel};
    }
    push @touches, $order->{channel} unless @touches && $touches[-1] eq $order->{channel};
    my $month = month_of($order->{day});
    $score{"$month|$touches[0]"}{first}++;
    $score{"$month|$touches[-1]"}{last}++;
    $score{"$month|$_"}{linear} += 1 / @touches, $score{"$month|$_"}{revenue} += $order->{value} / @touches for @touches;
    $previous = $order->{at};
    push @paths, [@touches];
  }
}
cmp_ok(scalar(grep { @$_ > 2 } @paths), '>', 10, 'some conversions have three touches or more');
# (rounded alike only to a few digits: the sum of thirds is taken in another order)
same_rows('channels: reach, receipts, conversions by model', 'postgres', q{SELECT s.event_date, c.channel, s.customers, s.reach_rate, s.interactions, s.contacts, s.sent, s.read, s.clicked,
  s.conversions, s.first_touch_conversions, s.last_touch_conversions, round(s.linear_conversions, 2), round(s.linear_revenue), s.cost FROM cdp_bi.channel_scorecard s JOIN cdp_bi.dim_channel c USING (channel_key)},
  map {
    my ($month, $channel) = split /\|/;
    my $x = $score{$_};
    my %n = map { $_ => $x->{$_} || 0 } qw(interactions contacts sent read clicked conversions first last linear revenue);
    my $customers = keys %{ $x->{who} || {} };
    join '|', $month, $channel, $customers, rate($customers, scalar keys %{ $reached{$month} }), @n{qw(interactions contacts sent read clicked conversions first last)}, money($n{linear}),
      sprintf('%.0f', $n{revenue} + 1e-6), $channel eq 'call' ? money(150 * ($n{contacts} + $n{sent})) : ''
  } keys %score);
is(query($node, 'postgres', 'SELECT count(*) FROM (SELECT event_date, abs(sum(shapley_conversions) - sum(conversions)) AS d, abs(sum(linear_revenue) - sum(revenue)) AS r FROM cdp_bi.channel_scorecard GROUP BY 1) x WHERE d > 0.01 OR r > 1'),
  0, 'what channels are owed adds up to all');

# --- campaigns ----------------------------------------------------------------------

my (%exposed, %reachable, %sent);
for my $step (grep { $_->{receipt} eq 'sent' && $_->{campaign} ne '' } @steps) {
  my $x = $exposed{"$step->{campaign}|$step->{channel}"}{ $step->{customer} } //= { at => $step->{at}, day => $step->{day} };
  $reachable{ $step->{customer} } = 1;
  $sent{ $step->{campaign} }{ $step->{customer} } = 1;
}
my @effect = map {
  my ($campaign, $channel) = split /\|/;
  my $about = $exposed{$_};
  my @over = grep { $about->{$_}{day} + 7 < $today } keys %$about;
  my $bought = grep { my $x = $about->{$_}; grep { $_->{meaning} eq 'conversion' && $_->{at} > $x->{at} && $_->{day} <= $x->{day} + 7 } @{ $steps{$_} } } @over;
  my @others = grep { !$sent{$campaign}{$_} } keys %reachable;
  my (%buyers, $expected);
  for my $day (map { $about->{$_}{day} } @over) {
    $buyers{$day} //= grep { grep { $_->[0] >= $day && $_->[0] <= $day + 7 } @{ $orders{$_} || [] } } @others;
    $expected += $buyers{$day} / @others;
  }
  join '|', $campaign, $channel, scalar keys %$about, scalar @over, $bought, rate($bought, scalar @over), scalar @others, @over ? sprintf('%.1f', 100 * $expected / @over) : '';
} keys %exposed;
cmp_ok(scalar(grep { (split /\|/)[4] > 0 } @effect), '>', 5, 'somebody bought after an exposure');
same_rows('campaigns: exposed, bought, and what others did', 'postgres', q{SELECT e.campaign, c.channel, e.exposed_customers, e.observed_customers, e.converted_customers, e.conversion_rate,
  e.compared_customers, round((100 * b.compared_rate)::numeric, 1) FROM cdp_bi.campaign_effect e JOIN cdp.bi_campaign_effect b USING (campaign, channel_key) JOIN cdp_bi.dim_channel c USING (channel_key)}, @effect);

# --- quality of data ------------------------------------------------------------------

same_rows('rejected by code', 'postgres', q{SELECT code, sum(items) FROM cdp_bi.data_quality WHERE measure = 'rejected' GROUP BY 1}, split /\n/, query($node, 'postgres', 'SELECT code, count(*) FROM cdp.rejected GROUP BY 1'));
is(query($node, 'postgres', q{SELECT sum(items) FROM cdp_bi.data_quality WHERE measure = 'accepted'}), query($node, 'postgres', 'SELECT count(*) FROM cdp.interaction'), 'accepted interactions');
is(query($node, 'postgres', q{SELECT sum(items) FROM cdp_bi.data_quality WHERE measure = 'duplicate'}), query($node, 'postgres', 'SELECT sum(duplicates) FROM cdp.interaction_ledger'), 'duplicates');
is(query($node, 'postgres', q{SELECT string_agg(code, ' ' ORDER BY code) FROM cdp_bi.data_quality WHERE measure = 'unregistered' AND subject = 'channel'}),
  query($node, 'postgres', q{SELECT string_agg(name, ' ' ORDER BY name) FROM cdp.channel WHERE NOT is_registered}), 'unregistered names') if query($node, 'postgres', 'SELECT count(*) FROM cdp.channel WHERE NOT is_registered');

# --- people who work for the company are no customers, wherever they buy ----------------

SKIP: {
  skip 'the model knows no company of its own', 1 if query($node, 'postgres', q{SELECT to_regclass('cdp.own_organization')}) eq '';
  my @staff = (sort { @{ $orders{$b} } <=> @{ $orders{$a} } || $a <=> $b } keys %orders)[ 0 .. 9 ];
  my $staff = join ', ', @staff;
  run_sql($node, 'postgres', qq{
    INSERT INTO cdp.own_organization (organization) VALUES (make_identifier('inn', '7707083893'));
    SELECT count(cdp_api.assign_role(p, 'employee', p_organization => '{"kind": "inn", "value": "7707083893"}')), count(cdp_api.record_survey(p, 'nps', 10, p_channel => 'web', p_answered_at => '2026-10-05 12:00+03'))
    FROM unnest(ARRAY[$staff]::bigint[]) p;
    CALL cdp_api.refresh_bi()});
  my %others = %orders;
  delete @others{@staff};
  same_rows('without employees: RFM, orders, LTV to date', 'postgres', $by_profile, customer_values($today, 40, %others));
  same_rows('without employees: churn', 'postgres', $churn, churn($today, 40, %others));
  is(query($node, 'postgres', "SELECT (SELECT count(*) FROM cdp_bi.$_ WHERE profile_key IN ($staff))"), 0, "no employee in $_") for qw(fct_survey fct_contact fct_case fct_order);
  is(query($node, 'postgres', q{SELECT employees, nps_answers, enps FROM cdp_bi.employee_experience e JOIN cdp_bi.dim_channel c USING (channel_key) WHERE c.channel = 'web' AND event_date = '2026-10-01'}), '10|10|100.00', 'their answers are theirs');
  run_sql($node, 'postgres', 'DELETE FROM cdp.own_organization; CALL cdp_api.refresh_bi()');
  same_rows('customers again', 'postgres', $by_profile, customer_values($today, 40, %orders));
}

$node->stop;
done_testing();
