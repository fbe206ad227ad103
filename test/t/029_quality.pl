# How good are exact rules on people whose truth is known?  The demo's five thousand,
# whose records have typing errors, shared telephones and mailboxes, recycled numbers
# and placeholders, are loaded by the rules that a new model has; then pairs of records
# are counted.  Of pairs that were joined 998 in a thousand are one person's (precision),
# and of pairs that are one person's 95 in a hundred are joined (recall).
use strict;
use warnings;
use FindBin;
use lib $FindBin::RealBin;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $world = make_world(5000);
my $node = new_node('quality');
run_sql($node, 'postgres', <<"SQL");
CREATE EXTENSION profile;
SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow');
INSERT INTO cdp.source (name, rank) VALUES ('crm', 10), ('site', 20);
\\copy cdp.blocked_identifier (kind, value, reason) FROM '$world/blocked.csv' (FORMAT csv, HEADER)
CREATE TABLE delivered (source text, source_key text, kind text, attributes jsonb, observed_at timestamptz);
\\copy delivered FROM '$world/records.csv' (FORMAT csv, HEADER)
CREATE TABLE truth (source text, source_key text, person text);
\\copy truth FROM '$world/truth.csv' (FORMAT csv, HEADER)
CALL cdp_api.load('delivered');
CREATE VIEW known AS
SELECT t.person, r.profile_id, s.name AS source
FROM truth t LEFT JOIN cdp.source s ON s.name = t.source LEFT JOIN cdp.record r ON r.source_id = s.source_id AND r.source_key = t.source_key;
SQL

is(query($node, 'postgres', 'SELECT count(*) FROM known WHERE profile_id IS NULL'), 0, 'every record of which the truth is known is there');
cmp_ok(query($node, 'postgres', 'SELECT count(DISTINCT person) FROM known'), '>=', 5000, 'of five thousand people and more');
my ($right, $true, $joined) = map { query($node, 'postgres', "SELECT sum(n * (n - 1) / 2)::bigint FROM (SELECT count(*) AS n FROM known GROUP BY $_) x") }
  'person, profile_id', 'person', 'profile_id';
my ($precision, $recall) = ($right / $joined, $right / $true);
note(sprintf 'precision %d/%d = %.4f, recall %d/%d = %.4f', $right, $joined, $precision, $right, $true, $recall);
cmp_ok($true, '>', 10_000, "pairs of one person's records: $true");
cmp_ok($precision, '>=', 0.998, sprintf('precision %.4f', $precision));
cmp_ok($recall, '>=', 0.95, sprintf('recall %.4f', $recall));

# And what tells people apart does: without it precision is not reached.
run_sql($node, 'postgres', 'UPDATE cdp.identifier_kind SET is_unique = false, limit_count = NULL, limit_window = NULL; CALL cdp_api.reevaluate()');
($right, $joined) = map { query($node, 'postgres', "SELECT sum(n * (n - 1) / 2)::bigint FROM (SELECT count(*) AS n FROM known GROUP BY $_) x") } 'person, profile_id', 'profile_id';
cmp_ok($right / $joined, '<', 0.998, sprintf('without unique kinds: precision %.4f', $right / $joined));

$node->stop;
done_testing();
