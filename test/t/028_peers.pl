# What other platforms get wrong about who is who, by their own code and
# documents, each as a test of ours.  (Elsewhere: that every rule declared has an
# effect, and recency is that of the value, in 040; that a conflict is settled by
# rule and not by chance, and the survivor is the senior one, in 020; messages
# delivered again after any time in 063; a chain longer than any bound on
# iterations in 027; a merge that is taken back in 024.)
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use lib "$ENV{TREE}/test/t";
use ProfileTest;

my $node = new_node('peers', conf => ["timezone = 'UTC'"]);
sub sql { my ($sql) = @_; return run_sql($node, 'postgres', $sql); }
sql("CREATE EXTENSION profile; SELECT create_profile_model('cdp')");
sub ingest { sql("SELECT cdp_api.ingest('$_')") for @_; return; }
my $whose = sub {
	my ($condition) = @_;
	return sql("SELECT string_agg(DISTINCT p.golden ->> 'login', ' ' ORDER BY p.golden ->> 'login') FROM cdp.interaction i
		JOIN cdp.record r USING (record_id) JOIN cdp.profile p USING (profile_id) WHERE $condition");
};

# ---- a merge that fails half-way leaves half a person, and says nothing ----

sql(q{INSERT INTO cdp.incoming_record VALUES ('crm', 'a', 'person', '{"phone": "+79160000001", "name": "Ann"}', '2024-01-01'),
	('crm', 'b', 'person', '{"phone": "+79160000002", "name": "Bob"}', '2024-01-01');
	INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id) VALUES ('crm', 'b', 'web', 'visit', '2024-01-02', 'm1')});
my $everything = q{SELECT md5(string_agg(x::text, ' ' ORDER BY x::text)) FROM (SELECT to_jsonb(r) x FROM cdp.record r UNION ALL SELECT to_jsonb(p) FROM cdp.profile p
	UNION ALL SELECT to_jsonb(i) FROM cdp.identity i UNION ALL SELECT to_jsonb(l) FROM cdp.record_identifier l UNION ALL SELECT to_jsonb(o) FROM cdp.match_override o
	UNION ALL SELECT to_jsonb(h) FROM cdp.profile_period h UNION ALL SELECT to_jsonb(c) FROM cdp.profile_change c UNION ALL SELECT to_jsonb(i) FROM cdp.interaction i) t};
my $before = sql($everything);
for my $table (qw(record profile identity profile_period profile_change))
{
	sql("CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''disk on fire'' USING ERRCODE = ''XX999''; END';
		CREATE TRIGGER zz_fail AFTER INSERT OR UPDATE ON cdp.$table FOR EACH ROW EXECUTE FUNCTION fail()");
	is(sqlstate($node, 'postgres', "SELECT cdp_api.merge(1, 2, 'test')"), 'XX999', "a merge that fails at $table says so");
	is(sqlstate($node, 'postgres', q{INSERT INTO cdp.incoming_record VALUES ('crm', 'ab', 'person', '{"phone": ["+79160000001", "+79160000002"]}', '2024-01-03')}),
		'XX999', 'and so does an arrival that merges');
	sql('DROP FUNCTION fail() CASCADE');
	is(sql($everything), $before, 'and nothing has changed');
}
is(sql("BEGIN; SELECT cdp_api.merge(1, 2, 'test') \\g /dev/null\nSELECT count(*) FROM cdp.record WHERE profile_id = 1; ROLLBACK; $everything"), "2\n$before",
	'a merge goes with the transaction that it was made in');

# ---- what was done before the login is never stitched if it is older than a month ----

ingest(
	'{"type": "track", "event": "view", "source": "site", "anonymousId": "old cookie", "timestamp": "2019-05-01T10:00:00Z", "messageId": "old 1"}',
	'{"type": "track", "event": "view", "source": "site", "anonymousId": "old cookie", "timestamp": "2024-05-01T10:00:00Z", "messageId": "old 2"}',
	'{"type": "identify", "source": "site", "userId": "carol", "anonymousId": "old cookie", "timestamp": "2024-05-02T10:00:00Z", "traits": {"login": "carol"}}');
is($whose->(q{i.message_id IN ('old 1', 'old 2')}), 'carol', 'what was done years before the login is stitched to whoever logs in');
is(sql(q{SELECT count(*), min(occurred_at)::date FROM cdp.interaction WHERE message_id LIKE 'old %'}), '2|2019-05-01', 'as it was');

# ---- who logged in last on a device is said to have done all that was ever done on it ----

for my $policy (qw(keep_first last_authenticated ambiguous))
{
	my $device = "tablet of $policy";
	sql("UPDATE cdp.identifier_kind SET on_conflict = '$policy' WHERE kind = 'cookie'");
	ingest(map { my ($user, $day) = @$_; (
		qq({"type": "identify", "source": "site", "userId": "$policy $user", "anonymousId": "$device", "timestamp": "2024-06-0${day}T10:00:00Z", "traits": {"login": "$policy-$user"}}),
		qq({"type": "track", "event": "buy", "source": "site", "userId": "$policy $user", "anonymousId": "$device", "timestamp": "2024-06-0${day}T11:00:00Z", "messageId": "$policy $user $day"})) }
		[ 'dora', 1 ], [ 'dora', 2 ], [ 'emil', 3 ]);
	ingest(qq({"type": "track", "event": "view", "source": "site", "anonymousId": "$device", "timestamp": "2024-06-04T10:00:00Z", "messageId": "$policy anonymous"}));
	is($whose->("i.message_id LIKE '$policy dora %'"), "$policy-dora", "$policy: what the one did on a shared device stays hers");
	is($whose->("i.message_id LIKE '$policy emil %'"), "$policy-emil", "$policy: and what the other did his");
	my $expected = { keep_first => "$policy-dora", last_authenticated => "$policy-emil", ambiguous => '' }->{$policy};
	is($whose->("i.message_id = '$policy anonymous'"), $expected, "$policy: what nobody signed goes " . ($expected ? 'to who it should' : 'to nobody'));
}

# ---- a person is what the real-time data says, only hours later or in another system ----

is(sql(q{BEGIN; SELECT cdp_api.ingest('{"type": "identify", "source": "site", "userId": "fay", "traits": {"login": "fay", "phone": "+79165550000"}}') \g /dev/null
	SELECT i -> 'profile' ->> 'profile_id' IS NOT NULL OR i ->> 'profile_id' IS NOT NULL FROM cdp_api.identify('[{"kind": "phone", "value": "8 916 555-00-00"}]') i; ROLLBACK}), 't',
	'in the transaction that brings a customer the customer is known');
is(inconsistencies($node, 'postgres', 'cdp', 'public'), '', 'the model agrees with itself');
done_testing();
