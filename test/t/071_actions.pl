# Segments, rules and actions under concurrency: sessions that write interactions,
# merge and revert, judge segments and take actions out, all side by side.  Whatever
# the interleaving, nobody is twice in a segment, an occasion is decided once, an
# action is handed to one worker, a cap is never exceeded, and who withdrew consent
# between decision and delivery is left alone.
#
#   PEOPLE=500 SEED=7     more of them, or others
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Sessions;

my $people = $ENV{PEOPLE} // 80;
my $seed = $ENV{SEED} // 2026;
my $cap = 2;
my $node = PostgreSQL::Test::Cluster->new('actions');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->append_conf('postgresql.conf', "fsync = off\ntimezone = 'UTC'\nmax_connections = 30\n");
$node->start;
sub sql { my ($sql) = @_; return $node->safe_psql('postgres', $sql); }
sub none { my ($query, $name) = @_; is(sql("SELECT * FROM ($query) x LIMIT 5"), '', $name); return; }
srand($seed);

for my $isolation ('read committed', 'serializable')
{
	my $model = $isolation eq 'serializable' ? 'sa' : 'ra';
	sql("CREATE EXTENSION IF NOT EXISTS profile; SELECT create_profile_model('$model', 'RU', 'UTC');
		INSERT INTO $model.event_type (event, meaning) VALUES ('purchase', 'conversion'), ('look', 'activity');
		INSERT INTO $model.incoming_record (source, source_key, attributes, observed_at)
		SELECT 'shop', n::text, jsonb_build_object('name', 'P' || n, 'login', 'l' || n), '2026-01-01' FROM generate_series(1, $people) n;
		SELECT ${model}_api.record_consent(profile_id, 'marketing', 'granted', p_stated_at => '2026-01-01') FROM $model.record;
		DELETE FROM $model.frequency_cap;
		INSERT INTO $model.frequency_cap (purpose, limit_count, limit_window) VALUES ('marketing', $cap, '1 day');
		SELECT ${model}_api.define_segment('lookers', 'interactions > 0', p_activate => true);
		SELECT ${model}_api.define_segment('regulars', 'interactions > 2', p_activate => true);
		SELECT ${model}_api.define_rule(n, 'segment', jsonb_build_object('segment', s), 'email', p_options => '{\"quiet_from\": null, \"quiet_to\": null}', p_activate => true)
		FROM (VALUES ('r1', 'lookers'), ('r2', 'lookers'), ('r3', 'regulars')) v (n, s);
		SELECT ${model}_api.define_rule('steps', 'journey', '{\"pattern\": \"look\"}', 'email', p_options => '{\"quiet_from\": null, \"quiet_to\": null}', p_activate => true);");
	my %profile = map { split /\|/ } split /\n/, sql("SELECT source_key, profile_id FROM $model.record");

	# ---- deciding ----

	my $message = 0;
	my @writers = map {
		[ map { my $p = 1 + int rand $people; $message++;
			"INSERT INTO $model.incoming_interaction (source, source_key, channel, event, occurred_at, message_id) VALUES ('shop', '$p', 'web', 'look', clock_timestamp(), 'm$message');" } 1 .. 60 ]
	} 1 .. 2;
	my @judges = map { [ map { "CALL ${model}_api.refresh_segments(" . ($_ % 4 ? 'false' : 'true') . ', 20);' } 1 .. 12 ] } 1 .. 3;
	# (pairs of neighbours, each merged once)
	my @merger = map { my $n = 2 * $_ - 1; "SELECT ${model}_api.merge($profile{$n}, $profile{ $n + 1 }, 'test');" } 1 .. 15;
	my $outcome = side_by_side($node, $isolation, [ @writers, @judges, \@merger ], retry => qr/^40(001|P01)$/);
	is(join("\n", grep { !/40001|40P01/ } @{ $outcome->{messages} }), '', "$isolation: deciding side by side, nothing fails");
	sql("CALL ${model}_api.refresh_segments()");
	none("SELECT r.profile_id, m.segment_id FROM $model.segment_member m JOIN $model.record r USING (record_id)
		WHERE m.left_at IS NULL GROUP BY 1, 2 HAVING count(*) > 1", "$isolation: nobody is twice in a segment");
	none("SELECT f.profile_id FROM $model.profile_features(ARRAY(SELECT profile_id FROM $model.profile)) f
		WHERE (f.interactions > 0) <> EXISTS (SELECT FROM ${model}_api.segments_of(f.profile_id) s WHERE s.segment = 'lookers')
		   OR (f.interactions > 2) <> EXISTS (SELECT FROM ${model}_api.segments_of(f.profile_id) s WHERE s.segment = 'regulars')",
		"$isolation: the segments hold whom their conditions say");
	none("SELECT r.profile_id, a.rule_id, a.occasion FROM $model.action a JOIN $model.record r USING (record_id)
		GROUP BY 1, 2, 3 HAVING count(*) > 1", "$isolation: an occasion is decided once");
	none("SELECT i.interaction_id FROM $model.interaction i WHERE i.event = 'look' AND NOT EXISTS (SELECT FROM $model.action a
		JOIN $model.rule u USING (rule_id) WHERE u.name = 'steps'
		AND a.occasion = format('step:%s:%s', i.record_id, $model.iso_time(i.occurred_at)))", "$isolation: no occasion is missed");
	none("SELECT m.member_id FROM $model.segment_member m JOIN $model.segment s USING (segment_id)
		WHERE m.left_at IS NULL AND s.name = 'lookers' AND 2 <> (SELECT count(*) FROM $model.action a WHERE a.occasion = 'member:' || m.member_id)",
		"$isolation: each entry is answered by each rule");
	cmp_ok(sql("SELECT count(*) FROM $model.profile WHERE merged_into IS NOT NULL"), '>=', 10, "$isolation: profiles were merged meanwhile");

	# ---- delivering ----

	# every third withdraws; the workers come afterwards
	sql("SELECT ${model}_api.record_consent(profile_id, 'marketing', 'revoked') FROM $model.record WHERE record_id % 3 = 0");
	my @workers = map { my $w = $_;
		[ ("WITH t AS MATERIALIZED (SELECT * FROM ${model}_api.next_actions('w$w', p_limit => 3)) SELECT count(*) FROM t;") x 40 ] } 1 .. 4;
	# one that dies with what it took, again and again
	push @workers, [ ("DO \$\$ BEGIN PERFORM count(*) FROM ${model}_api.next_actions('dies', p_limit => 5); RAISE division_by_zero; END \$\$;") x 20 ];
	# and an agent, whom the customer has called: caps are no matter, consent is
	push @workers, [ ("SELECT count(${model}_api.take_action(x.action_id, 'agent')) FROM (SELECT action_id FROM $model.action WHERE status = 'waiting' ORDER BY random() LIMIT 1) x;") x 30 ];
	my $waiting = sql("SELECT count(*) FROM $model.action WHERE status = 'waiting'");
	$outcome = side_by_side($node, $isolation, \@workers, retry => qr/^40(001|P01)$/);
	is(join("\n", grep { !/40001|40P01|22012|55000/ } @{ $outcome->{messages} }), '', "$isolation: taking side by side, nothing fails but who should");
	none("SELECT action_id FROM $model.action WHERE attempts > 1 OR worker = 'dies'", "$isolation: an action is one worker's");
	none("SELECT r.profile_id FROM $model.action a JOIN $model.record r USING (record_id) WHERE a.status = 'leased' AND a.worker <> 'agent'
		GROUP BY 1 HAVING count(*) > $cap", "$isolation: no cap is exceeded");
	# (consent is the profile's: of merged persons the later statement holds for both)
	none("SELECT a.action_id FROM $model.action a JOIN $model.record r USING (record_id)
		WHERE a.status = 'leased' AND NOT ${model}_api.has_consent(r.profile_id, 'marketing', 'email')", "$isolation: who withdrew consent is left alone");
	cmp_ok(sql("SELECT count(*) FROM $model.action WHERE status = 'suppressed' AND reason = 'no_consent'"), '>', 0, "$isolation: and that is written down");
	cmp_ok(sql("SELECT count(*) FROM $model.action WHERE worker = 'agent'"), '>', 0, "$isolation: the agent got some");
	my $left = sql("SELECT count(*) FROM ${model}_api.next_actions('last', p_limit => 10000)");
	none("SELECT r.profile_id FROM $model.action a JOIN $model.record r USING (record_id) WHERE ${model}_api.has_consent(r.profile_id, 'marketing', 'email')
		GROUP BY 1 HAVING count(*) FILTER (WHERE a.status = 'leased') < least($cap, count(*))", "$isolation: everybody else gets what the cap allows");
	note("$isolation: $waiting waited, $left were left by the workers");
}

$node->stop;
done_testing();
