# Whatever was merged or split, by hand or by data, can be taken back: a merge
# that is reverted leaves every table as it was, but for history; so does a split.
# Random worlds of all kinds of rules, random decisions, one within another.
# Where a change cannot be taken back, the refusal says why.
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

sub refused
{
	my ($sql) = @_;
	my ($code, $out, $err) = $node->psql('postgres', $sql);
	return $code ? join(' | ', $err =~ /^(?:psql:\S+ )?(?:ERROR|DETAIL|HINT):\s+(.*)$/mg) : "not refused: $out";
}
sql("CREATE EXTENSION profile; SELECT create_profile_model('cdp', time_zone => 'UTC')");

# ---- worlds ----

my $families = Worlds::families($seed);
my %known = map { ($_ => 1) } qw(email phone cookie);
sql("UPDATE cdp.identifier_kind SET priority = priority + 100000 WHERE class = 'device';\n"
  . Worlds::declaration(grep { !$known{ $_->{name} }++ } map { @$_ } map { @{ $families->{$_} } } sort keys %$families)
  . Worlds::sources(qw(s1 s2 s3 member)));
my %source_id = map { split /\|/ } split /\n/, sql('SELECT name, source_id FROM cdp.source');
my ($id, @scripts) = (0);
for my $family (qw(plain unique limits windows overrides generic versions patches mixed deletes))
{
	push @scripts, Worlds::script(Worlds::replica(Worlds::make($seed, ++$id, $family, $families), 'a'), \%source_id) for 1 .. 10;
}
sql(join '', @scripts);
sql(q{INSERT INTO cdp.interaction (record_id, source_id, channel_id, event, occurred_at, message_id)
      SELECT r.record_id, r.source_id, 1 + n % 5, 'event' || n % 3, '2024-01-01'::timestamptz + n * interval '5 days', r.source_key || n
      FROM cdp.record r, generate_series(1, 4) n});
# is_contested may outlast its cause; decided anew, profiles are contested only where they must be
sql(q{SELECT cdp.resolve('{}', ARRAY[p.profile_id]) FROM cdp.profile p WHERE p.is_contested ORDER BY p.profile_id}) for 1 .. 2;

# Every table of the model, row by row, but for history: changes, periods that
# are over, decisions that are revoked, when a profile last changed, and profiles
# that came into being since and are empty again (their ids may have been seen);
# whether an absorbed profile was contested means nothing.
my $limit = 0;
sub everything
{
	my @tables = split /\n/, sql(q{SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'cdp'::regnamespace AND c.relkind IN ('r', 'p')
		AND NOT c.relispartition AND c.relname NOT IN ('profile_change', 'profile_period', 'match_override', 'profile', 'decision') ORDER BY 1});
	my @parts = map { qq{SELECT '$_', t::text FROM cdp."$_" t} } @tables;
	die 'which tables?' if @parts < 15 || !grep { $_ eq 'record_identifier' } @tables;
	push @parts, 'SELECT \'match_override\', t::text FROM cdp.match_override t WHERE t.revoked_at IS NULL',
	  "SELECT 'profile', (to_jsonb(p) - 'updated_at' - CASE WHEN merged_into IS NOT NULL THEN 'is_contested' ELSE '' END)::text FROM cdp.profile p WHERE profile_id <= $limit OR EXISTS (SELECT FROM cdp.record r WHERE r.profile_id = p.profile_id)",
	  q{SELECT 'profile_period', format('%s %s', h.record_id, h.profile_id) FROM cdp.profile_period h WHERE h.valid_to = 'infinity'};
	return sql(join(' UNION ALL ', @parts) . ' ORDER BY 1, 2');
}

sub difference
{
	my ($before, $after) = @_;
	my %count;
	$count{$_}++ for split /\n/, $before;
	$count{$_}-- for split /\n/, $after;
	return join "\n", map { ($count{$_} > 0 ? '- ' : '+ ') . $_ } sort grep { $count{$_} } keys %count;
}

sub standing { return split /\n/, sql("SELECT DISTINCT profile_id FROM cdp.record r JOIN cdp.profile p USING (profile_id) WHERE p.kind = 'person' ORDER BY 1"); }
sub merged { my ($keep, $absorb) = @_; return sql("SELECT cdp_api.merge($keep, $absorb, 'test') ->> 'change_id'"); }
sub reverted { my ($change) = @_; return sql("SELECT cdp_api.revert($change) ->> 'change_id'"); }
sub current { my ($profile) = @_; return sql("SELECT cdp.current_profile($profile)"); }

my (@changed, $tries, @seen);
sub same_as
{
	my ($before, $what) = @_;
	my $difference = difference($before, everything());
	push @changed, "$what:\n$difference" if $difference ne '';
	$tries++;
	return;
}

Worlds::seed($seed, 24);
$limit = sql('SELECT max(profile_id) FROM cdp.profile');
my $start = everything();
for (1 .. 40)
{
	my ($a, $b) = (Worlds::shuffled(standing()))[ 0, 1 ];
	reverted(merged($a, $b));
	same_as($start, "merge($a, $b)");
	last if @changed;
}
is("@changed", '', "$tries merges reverted leave everything as it was");

# Merges of merges, taken back in turn: each revert gives back what was before its merge.
(@changed, $tries) = ();
for (1 .. 8)
{
	my @profiles = (Worlds::shuffled(standing()))[ 0 .. 4 ];
	my (@before, @changes);
	for (1 .. 4)
	{
		my ($a, $b) = Worlds::shuffled(@profiles);
		($a, $b) = map { current($_) } $a, $b;
		next if $a == $b;
		push @before, everything();
		push @changes, merged($a, $b);
	}
	for my $change (reverse @changes)
	{
		reverted($change);
		same_as(pop @before, "change $change");
	}
	last if @changed;
}
is("@changed", '', "$tries merges, one upon the other, reverted in turn");

# Taken back in any order, in the end nothing is left of them.
(@changed, $tries) = ();
for (1 .. 6)
{
	my ($keep, @others) = (Worlds::shuffled(standing()))[ 0 .. 3 ];
	my @changes = map { merged($keep, $_) } @others;
	reverted($_) for Worlds::shuffled(@changes);
	same_as($start, "merges into $keep");
}
is("@changed", '', "$tries times three merges, reverted in any order");

# A revert can itself be reverted.
(@changed, $tries) = ();
for (1 .. 8)
{
	my ($a, $b) = (Worlds::shuffled(standing()))[ 0, 1 ];
	my $change = merged($a, $b);
	my $together = everything();
	my $revert = reverted($change);
	my $again = reverted($revert);
	same_as($together, "revert of revert $revert");
	reverted($again);
	same_as($start, "revert of revert of revert $revert");
}
is("@changed", '', "$tries reverts of reverts");

# Splits: what they took apart comes together again.
(@changed, $tries) = ();
for my $profile ((Worlds::shuffled(split /\n/, sql('SELECT profile_id FROM cdp.record GROUP BY 1 HAVING count(*) > 1 ORDER BY 1')))[ 0 .. 24 ])
{
	my @records = Worlds::shuffled(split /\n/, sql("SELECT record_id FROM cdp.record WHERE profile_id = $profile ORDER BY 1"));
	my $leave = join ',', @records[ 0 .. Worlds::random(@records - 1) ];
	$limit = sql('SELECT max(profile_id) FROM cdp.profile');
	my $before = everything();
	my ($change, $stay, $new) = split /\|/, sql("SELECT s ->> 'change_id', s ->> 'profile_id', s ->> 'new_profile_id' FROM cdp_api.split($profile, '{$leave}') s");
	push @changed, "split($profile, $leave) gives one profile" if $stay == $new;
	reverted($change);
	# (a profile that the split founded stays, absorbed)
	same_as($before, "split($profile, $leave)");
	last if @changed;
}
is("@changed", '', "$tries splits reverted leave everything as it was");

# ---- merges by data ----

(@changed, $tries) = ();
for my $row (Worlds::shuffled(split /\n/, sql(q{SELECT change_id || '|' || array_to_string(records_moved, ',') FROM cdp.profile_change c
	WHERE change = 'merge' AND cause = 'record' AND 1 = (SELECT count(DISTINCT cdp.current_profile(profile_id)) FROM cdp.record r WHERE r.record_id = ANY (c.records_moved))
	  AND (SELECT array_agg(r.profile_id) FROM cdp.record r WHERE r.record_id = ANY (c.records_moved)) @> ARRAY[cdp.current_profile(c.profile_id)]
	  AND EXISTS (SELECT FROM cdp.record r WHERE r.profile_id = cdp.current_profile(c.profile_id) AND NOT r.record_id = ANY (c.records_moved))
	ORDER BY change_id})))
{
	my ($change, $moved) = split /\|/, $row;
	my ($code, $out, $err) = $node->psql('postgres', "SELECT cdp_api.revert($change)");
	if ($code)
	{
		# an earlier revert has taken the two apart
		push @changed, $err if $err !~ /no longer in force/;
		next;
	}
	push @seen, $moved;
	$tries++;
	last if $tries == 25;
}
is("@changed", '', "$tries merges by data taken back");
my $rejoined = sub {
	return join ' ', grep {
		sql("SELECT count(*) FROM cdp.record a JOIN cdp.match_override o ON a.record_id = ANY (o.records) AND o.records = '{$_}' AND o.kind = 'never' AND o.revoked_at IS NULL
		     JOIN cdp.record b ON b.record_id = ANY (o.other_records) AND b.profile_id = a.profile_id")
	} @seen;
};
is($rejoined->(), '', 'the records are apart');
sql($_) for grep { !/DELETE|match_override/ } @scripts;
is($rejoined->(), '', 'and stay apart when all the data comes again');

# ---- with all that it had absorbed, or only what it was itself ----

sub people
{
	my ($prefix, $count) = @_;
	sql(qq{INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at)
	       SELECT 's1', '$prefix' || n, jsonb_build_object('email', '$prefix' || n || '\@example.org'), '2024-01-01' FROM generate_series(1, $count) n});
	return split /\n/, sql("SELECT profile_id FROM cdp.record WHERE source_key ~ '^$prefix\[0-9]\$' ORDER BY source_key");
}
sub grouping
{
	my ($prefix) = @_;
	return sql("SELECT string_agg(g, ' ' ORDER BY g) FROM (SELECT string_agg(replace(source_key, '$prefix', ''), '' ORDER BY source_key) AS g
	            FROM cdp.record WHERE source_key ~ '^$prefix\[0-9]\$' GROUP BY profile_id) x");
}
my ($k, $a, $b, $c) = people('tree', 4);
merged($a, $b);
merged($k, $c);
my $change = merged($k, $a);
is(grouping('tree'), '1234', 'a profile absorbs one that had absorbed another');
reverted($change);
is(grouping('tree'), '14 23', 'reverted, it leaves with what it had absorbed');
$change = merged($k, $a);
is(sql("SELECT r ->> 'records_moved', r ->> 'other_profile_id' FROM cdp_api.revert($change, p_tree => false) r"), "1|$a", 'or alone');
is(grouping('tree'), '134 2', 'and what it had absorbed stays');
is(current($b), $k, 'the id of what stays leads to whom it stays with');
sql(qq{INSERT INTO cdp.incoming_record VALUES ('s1', 'tree2', 'person', '{"email": "tree2\@example.org", "name": "Ann"}', '2024-01-02')});
is(grouping('tree'), '134 2', 'also when the data comes again');

# ---- refusals ----

($k, $a, $b) = people('no', 3);
is(refused('SELECT cdp_api.revert(NULL)'), 'no such change: NULL | Changes are in the table profile_change.', 'no such change');
like(refused("SELECT cdp_api.revert(change_id) FROM cdp.profile_change WHERE change = 'create' LIMIT 1"), qr/it is no merge and no split \| It is of kind 'create'/, 'a creation');
$change = merged($k, $a);
my $revert = reverted($change);
is(refused("SELECT cdp_api.revert($change)"), "change $change is no longer in force: nothing is left to revert | Change $revert moved its records again.", 'twice');
my $second = merged($k, $a);
like(refused("SELECT cdp_api.revert($change)"), qr/superseded by a later decision \| Its records are where they are because of change $second. \| Revert change $second/, 'when the same was decided again');
sql(q{INSERT INTO cdp.incoming_record (source, source_key, attributes) VALUES ('s2', 'no both', '{"phone": "+79160000001"}');
      UPDATE cdp.record SET attributes = attributes || '{"phone": "+79160000001"}' WHERE source_key IN ('no1', 'no2')});
like(refused("SELECT cdp_api.revert($second)"),
	qr/cannot be reverted: data joins the profiles by now \| Without the decision records \d+ and \d+ would still be one customer: phone \+79160000001. \| .*split/,
	'when data joins the two');
is(grouping('no'), '12 3', 'a refusal changes nothing');
sql(q{UPDATE cdp.record SET attributes = attributes - 'phone' WHERE source_key = 'no1'});
reverted($second);
is(grouping('no'), '1 2 3', 'when the data is corrected it can be done');
$change = sql(q{SELECT cdp_api.split(p.profile_id, ARRAY[r.record_id]) ->> 'change_id' FROM cdp.record r JOIN cdp.profile p USING (profile_id) WHERE source_key = 'no both'});
sql(q{UPDATE cdp.record SET attributes = '{}' WHERE source_key = 'no both'});
like(refused("SELECT cdp_api.revert($change)"), qr/nothing joins the profiles any more \| .* would still be apart: \w+. \| .*merge/, 'a split whose link is gone');
$change = merged($k, $b);
sql(q{DELETE FROM cdp.record WHERE source_key = 'no3'});
like(refused("SELECT cdp_api.revert($change)"), qr/the records are gone \| None of the records that it moved/, 'when the records are gone');

# ---- what people decided stands ----

# the record that a merge was written down with is deleted
sql(q{INSERT INTO cdp.incoming_record (source, source_key, attributes) VALUES ('s1', 'heir1', '{"email": "heir@example.org"}'),
      ('s1', 'heir2', '{"email": "heir@example.org"}'), ('s1', 'heir3', '{"loyalty_card": "heir"}');
      SELECT cdp_api.merge(x.profile_id, y.profile_id) FROM cdp.record x, cdp.record y WHERE x.source_key = 'heir1' AND y.source_key = 'heir3'});
is(grouping('heir'), '123', 'merged by hand');
sql(q{DELETE FROM cdp.record WHERE source_key = 'heir1'});
is(grouping('heir'), '23', 'a merge by hand outlasts the record that it was written down with');
# a link disappears: what it joined comes apart, what people joined does not
sql(q{INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at) VALUES
      ('s1', 'gone1', '{"email": "gone@example.org"}', '2024-01-01'), ('s1', 'gone2', '{"email": "gone@example.org"}', '2024-01-01'),
      ('s1', 'gone3', '{"loyalty_card": "gone"}', '2024-01-01');
      SELECT cdp_api.merge(x.profile_id, y.profile_id) FROM cdp.record x, cdp.record y WHERE x.source_key = 'gone1' AND y.source_key = 'gone3'});
is(grouping('gone'), '123', 'two by data, a third by hand');
sql(q{INSERT INTO cdp.incoming_record VALUES ('s1', 'gone2', 'person', '{"email": "other@example.org"}', '2024-02-01')});
is(grouping('gone'), '13 2', 'the source corrects an address: what it joined comes apart, the merge by hand stands');

# ---- absorbed ids, and identity as of a date ----

my $chain = join ' ', people('id', 6);
my @ids = split / /, $chain;
merged($ids[ $_ + 1 ], $ids[$_]) for 0 .. 4;
is(join(' ', map { current($_) } @ids), join(' ', ($ids[5]) x 6), 'a chain of merges: every id leads to the last');
is(sql("SELECT count(*) FROM cdp.profile p JOIN cdp.profile q ON q.profile_id = p.merged_into WHERE q.merged_into IS NOT NULL"), '0', 'in one step');
# also where the absorbed profile's own record, and with it its place in the sets, is gone
my @orphan = people('orphan', 3);
merged($orphan[1], $orphan[0]);
sql(q{DELETE FROM cdp.record WHERE source_key = 'orphan1'});
my $last = merged($orphan[2], $orphan[1]);
is(current($orphan[0]), $orphan[2], 'an absorbed id outlasts its record');
is(sql("SELECT cdp_api.card($orphan[0]) ->> 'profile_id', cdp_api.golden($orphan[0]) ->> 'profile_id'"), "$orphan[2]|$orphan[2]", 'on cards, too');
reverted($last);
is(current($orphan[0]), $orphan[1], 'and goes back with the one that absorbed it');
# a profile that is seen outlives its founder, also where all that is left founded others
sql(q{INSERT INTO cdp.incoming_record (source, source_key, attributes, observed_at) VALUES ('s1', 'seen1', '{"email": "seen1@example.org"}', '2024-01-01'),
      ('s1', 'seen2', '{"email": "seen2@example.org"}', '2024-01-01'), ('s1', 'seen3', '{"email": "seen3@example.org"}', '2024-01-01')});
my @were = split /\n/, sql("SELECT profile_id FROM cdp.record WHERE source_key LIKE 'seen_' ORDER BY source_key");
sql(q{INSERT INTO cdp.incoming_record SELECT 's1', 'seen' || n, 'person', '{"email": ["seen1@example.org", "seen2@example.org", "seen3@example.org"]}', '2024-01-02' FROM generate_series(1, 3) n});
sql(q{DELETE FROM cdp.record WHERE source_key = 'seen1'});
is(sql(q{SELECT string_agg(DISTINCT profile_id::text, ' ') FROM cdp.record WHERE source_key LIKE 'seen_'}) . ' ' . join(' ', map { current($_) } @were), join(' ', ($were[0]) x 4),
	'a profile keeps its id when the record that founded it is deleted');
sql(q{INSERT INTO cdp.incoming_record SELECT 's1', 'seen' || n, 'person', jsonb_build_object('email', 'seen' || n || '@example.org'), '2024-01-03' FROM generate_series(2, 3) n});
is(join(' ', map { current($_) } @were), "$were[0] $were[0] $were[2]", 'what then comes apart has ids that are known');
is(sql(q{SELECT count(*) FROM cdp.record r JOIN cdp.profile p USING (profile_id) WHERE p.merged_into IS NOT NULL}), '0', 'records belong to profiles that are seen');
my ($record) = split /\n/, sql("SELECT record_id FROM cdp.record WHERE source_key = 'id1'");
my @past = split /\n/, sql("SELECT format('%s %s', profile_id, cdp_api.profile_of(record_id, valid_from) = profile_id
	AND coalesce(cdp_api.profile_of(record_id, valid_from - interval '1 microsecond') <> profile_id, true)) FROM cdp.profile_period WHERE record_id = $record ORDER BY valid_from");
is(join(', ', @past), join(', ', map { "$_ t" } @ids), 'identity as of each date');
is(sql("SELECT cdp_api.profile_of($record), cdp_api.profile_of($record, '2000-01-01') IS NULL, cdp_api.profile_of(-1) IS NULL"), "$ids[5]|t|t", 'now; before the record came; of no record');
$node->stop;
done_testing();
