# What people decide holds, and can be taken back without a trace: a merge that
# is split again leaves every table as it was, but for the logs; what was split
# does not come together when the same data comes again.  And the extremes: one
# long chain, a value that becomes too common and comes back.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Worlds;

my $seed = $ENV{WORLDS_SEED} // 2026;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sql("CREATE EXTENSION profile; SELECT create_profile_model('cdp')");

# ---- worlds of the default kinds, with interactions ----

my $families = { plain => [ (Worlds::families($seed))->{plain}[0] ] };
my %source_id = map { split /\|/ } split /\n/,
  sql("INSERT INTO cdp.source (name) VALUES ('s1'), ('s2'), ('s3') RETURNING name, source_id");
my @scripts;
for my $id (1 .. 40)
{
	my $replica = Worlds::replica(Worlds::make($seed, $id, 'plain', $families), 'a');
	push @scripts, Worlds::script($replica, \%source_id);
}
sql(join '', @scripts);
sql(q{INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at, message_id)
      SELECT r.record_id, r.source_id, 1 + n % 5, 'event' || n % 3, '2024-01-01'::timestamptz + n * interval '5 days', r.source_key || n
      FROM cdp.record r, generate_series(1, 6) n});

# All tables that are not logs, row by row.  An override leaves its mark in
# is_contested: from then on the profile is looked at more closely.
sub everything
{
	return sql(q{
SELECT 'record', to_jsonb(r) - 'problems' FROM cdp.record r UNION ALL
SELECT 'link', to_jsonb(l) FROM cdp.record_identifier l UNION ALL
SELECT 'identity', to_jsonb(i) FROM cdp.identity i UNION ALL
SELECT 'profile', to_jsonb(p) - '{updated_at,is_contested}'::text[] FROM cdp.profile p UNION ALL
SELECT 'provenance', to_jsonb(g) || jsonb_build_object('p', p.profile_id) FROM cdp.profile p, golden_provenance(p.golden) g UNION ALL
SELECT 'interaction', to_jsonb(i) FROM cdp.interaction i UNION ALL
SELECT 'ledger', to_jsonb(l) FROM cdp.interaction_ledger l UNION ALL
SELECT 'journey', to_jsonb(j) FROM cdp.journey j UNION ALL
SELECT 'period', jsonb_build_array(h.record_id, h.profile_id) FROM cdp.profile_period h WHERE h.valid_to = 'infinity'
ORDER BY 1, 2});
}

sub records_of { my ($profile) = @_; return sql("SELECT array_agg(record_id ORDER BY record_id) FROM cdp.record WHERE profile_id = $profile"); }
sub standing { return split /\n/, sql("SELECT DISTINCT profile_id FROM cdp.record r JOIN cdp.profile p USING (profile_id) WHERE p.kind = 'person' ORDER BY 1"); }

# merge(a, b) and its undoing, with whatever comes in between.
sub merged
{
	my ($keep, $absorb, $between) = @_;
	my $records = records_of($absorb);
	my $moved = sql("SELECT cdp_api.merge($keep, $absorb, 'test') ->> 'profile_id'");
	my $together = sql("SELECT count(DISTINCT profile_id), min(profile_id) FROM cdp.record WHERE profile_id = $keep OR record_id = ANY ('$records')");
	push @main::together, "$keep, $absorb: $together" if $together ne "1|$keep" || $moved ne $keep;
	$between->() if $between;
	sql("SELECT cdp_api.split($keep, '$records'::bigint[])");
	return;
}

our @together;
my (@changed, $tries);
Worlds::seed($seed, 23);
for (1 .. 25)
{
	my ($a, $b) = (Worlds::shuffled(standing()))[ 0, 1 ];
	my $before = everything();
	merged($a, $b);
	push @changed, "merge($a, $b)" if everything() ne $before;
	$tries++;
}
is("@changed", '', "$tries merges split again leave everything as it was");
@changed = ();
for (1 .. 8)
{
	my ($a, $b, $c, $d) = (Worlds::shuffled(standing()))[ 0 .. 3 ];
	my $before = everything();
	merged($a, $b, sub { merged($c, $a, sub { merged($d, $c) }) });
	push @changed, "merge($a, $b), merge($c, $a), merge($d, $c)" if everything() ne $before;
}
is("@changed", '', 'merges of merges, split in turn, leave everything as it was');
is("@together", '', 'a merge gives one profile, the one to keep');

# ---- a split outlasts the data ----

my ($shared) = split /\n/, sql(q{SELECT r.profile_id FROM cdp.record r JOIN cdp.record_identifier l USING (record_id)
  WHERE l.conducts GROUP BY r.profile_id, l.identifier HAVING count(*) > 1 ORDER BY count(*) DESC, 1});
my ($first, @rest) = split /,/, records_of($shared) =~ tr/{}//dr;
sql("SELECT cdp_api.split($shared, '{$first}'::bigint[])");
my $apart = "SELECT count(*) FROM cdp.record a, cdp.record b WHERE a.record_id = $first AND b.record_id IN (" . join(', ', @rest)
  . ') AND a.profile_id = b.profile_id';
is(sql($apart), '0', 'split apart, though they share a value');
sql($_) for @scripts;
is(sql($apart), '0', 'the same data again does not join them');
sql("INSERT INTO cdp.incoming_record SELECT s.name, r.source_key, r.kind, r.attributes || '{\"city\": \"Tver\"}', r.observed_at + interval '1 year'
     FROM cdp.record r JOIN cdp.source s USING (source_id) WHERE r.record_id IN (" . join(', ', $first, @rest) . ')');
is(sql($apart), '0', 'nor do new versions');
sql("INSERT INTO cdp.incoming_record SELECT 's1', 'both', 'person', jsonb_build_object('phone', jsonb_agg(identifier_key(l.identifier))), now()
     FROM cdp.record_identifier l WHERE l.record_id IN ($first, " . join(', ', @rest) . ") AND identifier_kind(l.identifier) = 'phone'");
is(sql($apart), '0', 'nor does a record that knows both');
# two records without a common value, together by decision only, then apart
sql(q{INSERT INTO cdp.incoming_record VALUES ('s1', 'x', 'person', '{"phone": "+79161111111"}', '2024-01-01'),
      ('s1', 'y', 'person', '{"phone": "+79162222222"}', '2024-01-01');
      SELECT cdp_api.merge(x.profile_id, y.profile_id) FROM cdp.record x, cdp.record y WHERE x.source_key = 'x' AND y.source_key = 'y';
      SELECT cdp_api.split(x.profile_id, ARRAY[y.record_id]) FROM cdp.record x, cdp.record y WHERE x.source_key = 'x' AND y.source_key = 'y'});
sql(qq{INSERT INTO cdp.incoming_record VALUES ('s1', '$_', 'person', '{"phone": "+7916@{[ $_ eq 'x' ? 1111111 : 2222222 ]}", "city": "Tver"}', '2024-01-02')}) for qw(x y);
sql(q{INSERT INTO cdp.incoming_record VALUES ('s1', 'z', 'person', '{"phone": ["+79161111111", "+79162222222"]}', '2024-01-03')});
is(sql(q{SELECT count(DISTINCT profile_id) FROM cdp.record WHERE source_key IN ('x', 'y')}), '2',
	'a decision to keep apart holds where only a later record would join the two');

# ---- extremes ----

my $values = q{jsonb_build_object('device_id', jsonb_build_array('chain' || n, 'chain' || n + 1))};
sql("INSERT INTO cdp.record (source_id, source_key, attributes, observed_at)
     SELECT $source_id{s1}, 'chain' || n, $values, '2024-01-01' FROM generate_series(1, 2000) n ORDER BY md5(n::text)");
is(sql("SELECT count(DISTINCT profile_id), count(*) FROM cdp.record WHERE source_key LIKE 'chain%'"), '1|2000',
	'a chain of 2000 records, shuffled, is one profile');
sql("DELETE FROM cdp.record WHERE source_key = 'chain1000'");
is(sql("SELECT string_agg(c::text, ' ' ORDER BY c) FROM (SELECT count(*) c FROM cdp.record WHERE source_key LIKE 'chain%' GROUP BY profile_id) x"),
	'999 1000', 'without a link in the middle it is two');
sql("INSERT INTO cdp.record (source_id, source_key, attributes, observed_at) SELECT $source_id{s1}, 'chain' || n, $values, '2024-01-01' FROM generate_series(1000, 1000) n");
is(sql("SELECT count(DISTINCT profile_id), count(*) FROM cdp.record WHERE source_key LIKE 'chain%'"), '1|2000', 'and with it one again');

my $profiles = "SELECT count(*), count(DISTINCT profile_id) FROM cdp.record WHERE source_key LIKE 'desk%'";
my $put = sub {
	my ($n, $phone, $day) = @_;
	sql(qq{INSERT INTO cdp.incoming_record VALUES ('s2', 'desk$n', 'person', '{"phone": "$phone"}', '2024-01-0$day')});
};
$put->($_, '+74951234567', 1) for 1 .. 50;
is(sql($profiles), '50|1', 'a telephone of 50 records joins them');
$put->(51, '+74951234567', 1);
is(sql($profiles), '51|51', 'that of 51 is nobody\'s any more');
is(sql(q{SELECT is_generic, profile_id IS NULL FROM cdp.identity WHERE identifier = 'phone:+74951234567'}), 't|t', 'it leads nowhere');
$put->(7, '+74957654321', 2);
is(sql($profiles), '51|2', 'when one takes another number it joins the other 50 again');
$put->(7, '+74951234567', 3);
is(sql($profiles), '51|51', 'and taking it back parts them');
sql("DELETE FROM cdp.record WHERE source_key = 'desk51'");
is(sql($profiles), '50|1', 'a deletion joins them, too');
is(sql(q{SELECT count(*) FROM cdp.profile p JOIN cdp.profile q ON q.profile_id = p.merged_into WHERE q.merged_into IS NOT NULL}), '0',
	'absorbed ids lead to standing profiles in one step');
is(sql(q{SELECT count(*) FROM cdp.record r WHERE 1 <> (SELECT count(*) FROM cdp.profile_period h
         WHERE h.record_id = r.record_id AND h.valid_to = 'infinity' AND h.profile_id = r.profile_id)}), '0', 'every record has one open period');

done_testing();
