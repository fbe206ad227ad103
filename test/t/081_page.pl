# The demo's page in a real browser: pictures and tables are there, and names from
# outside are text.  Skipped where there is no Chromium.
use strict;
use warnings;
use PostgreSQL::Test::Utils;
use Test::More;
use FindBin;
use lib $FindBin::RealBin;
use ProfileTest;

my ($chromium) = grep { -x } map { ("$_/chromium", "$_/chromium-browser") } split /:/, $ENV{PATH};
plan skip_all => 'no chromium' unless defined $chromium;

my $node = new_node('page', init => { extra => [ '--no-locale', '--encoding=UTF8' ] });
$ENV{PGCLIENTENCODING} = 'UTF8';
my $evil = '<script>document.title="broken"</script>"><img src=x onerror=alert(1)>';
run_sql($node, 'postgres', qq{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow');
  INSERT INTO cdp.event_type (event, meaning) VALUES ('question', 'contact'), ('delivery_question', 'contact'), ('complaint', 'complaint'),
    ('purchase', 'conversion'), ('survey_answer', 'survey'), ('email_sent', 'exposure'), ('sms_sent', 'exposure');
  UPDATE cdp.channel SET label = '$evil' WHERE name IN ('call', 'email');
  UPDATE cdp.setting SET value = '"2026-11-01"' WHERE name = 'bi_today'});
load_world($node, 'postgres', make_world(120), 'cdp');
run_sql($node, 'postgres', qq{
  INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, properties)
  SELECT 'crm', r.source_key, '$evil', x.event, timestamptz '2026-10-10 10:00+03', jsonb_build_object('campaign', '$evil')
  FROM cdp.record r JOIN cdp.source s USING (source_id) CROSS JOIN (VALUES ('email_sent'), ('complaint')) x (event) WHERE s.name = 'crm';
  CALL cdp_api.refresh_bi()});
my $page = $node->basedir . '/page.html';
my ($out, $err) = ('', '');
ok(run_log([ 'psql', '-Xq', '-v', 'ON_ERROR_STOP=1', '-v', "page=$page", '-d', $node->connstr('postgres'), '-f', "$ENV{TREE}/test/demo/page.sql" ], '>', \$out, '2>', \$err), 'the page is written') or diag($err);
is($out, '', 'and nothing else');

# The page as it is, and a script of ours that tells what the browser made of it.
my $html = slurp_file($page);
my $probe = q{<p id="r"></p><script>window.onload = function () {
 var over = 0, blank = 0, names = 0, cut = [];
 [].slice.call(document.querySelectorAll('svg')).forEach(function (s) {
  var box = s.getBoundingClientRect();
  if (box.width < 100 || box.height < 20) blank++;
  [].slice.call(s.querySelectorAll('text')).forEach(function (x) { var b = x.getBoundingClientRect();
   if (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1) { over++; cut.push(x.textContent); } }); });
 [].slice.call(document.querySelectorAll('td')).forEach(function (x) { if (x.textContent.indexOf('<script') >= 0) names++; });
 document.getElementById('r').textContent = 'title=' + document.title + ' scripts=' + (document.querySelectorAll('script').length - 1) + ' images=' + document.querySelectorAll('img').length +
  ' pictures=' + document.querySelectorAll('svg').length + ' blank=' + blank + ' outside=' + over + ' bars=' + document.querySelectorAll('svg rect').length + ' circles=' + document.querySelectorAll('svg circle').length +
  ' tables=' + document.querySelectorAll('table').length + ' rows=' + document.querySelectorAll('tr').length + ' names=' + names + '. ' + cut.join(' | '); };</script></body>};
$html =~ s{</body>}{$probe};
open my $file, '>:raw', $node->basedir . '/probe.html' or die $!;
print $file $html;
close $file;
my $dom = '';
run_log([ $chromium, qw(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync),
    '--user-data-dir=' . $node->basedir . '/chromium', '--virtual-time-budget=5000', '--dump-dom', 'file://' . $node->basedir . '/probe.html' ], '>', \$dom, '2>', \$err);
my ($report) = $dom =~ m{<p id="r">(.*?)</p>};
$report //= '';
like($report, qr/^title=How customers fare scripts=0 images=0 /, 'no name is markup') or diag($err);
like($report, qr/ pictures=3 blank=0 outside=0 /, 'three pictures, and no text is cut off') or diag($report);
like($report, qr/ bars=\d{2,} circles=\d{2,} /, 'flows, a funnel and a journey are drawn') or diag($report);
my ($tables, $rows, $names) = $report =~ / tables=(\d+) rows=(\d+) names=(\d+)\. /;
is($tables, 5, 'five tables');
cmp_ok($rows // 0, '>', 25, 'with rows');
cmp_ok($names // 0, '>', 3, 'and the hostile names are shown as they are');
$node->stop;
done_testing();
