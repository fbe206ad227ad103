# The pictures in a real browser: they are read as SVG, all that should be there
# is there, and a hostile name is text.  Skipped where there is no Chromium.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($chromium) = grep { -x } map { ("$_/chromium", "$_/chromium-browser") } split /:/, $ENV{PATH};
plan skip_all => 'no chromium' unless defined $chromium;
my $node = PostgreSQL::Test::Cluster->new('main');
$node->init(extra => [ '--no-locale', '--encoding=UTF8' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION profile');

my $folder = PostgreSQL::Test::Utils::tempdir();
my %statement = (
	journey => q{SELECT journey_svg(journey_agg(timestamptz '2026-01-01 08:00Z' + s * s * s * interval '3 minutes', 'channel ' || s % 7, 'event number ' || s % 11) || journey_agg('2026-05-01Z', '<script>document.title="broken"</script>', '"><img src=x onerror=alert(1)>'))
 FROM generate_series(1, 39) s},
	flows => q{SELECT transitions_svg((SELECT transitions_agg(j) FROM (SELECT journey_agg(timestamptz '2026-01-01Z' + s * interval '1 hour', CASE (c * s * 31) % 8 WHEN 0 THEN '<script>x</script>' ELSE 'channel ' || (c * s * 31) % 8 END, 'e') AS j
 FROM generate_series(1, 50) c, generate_series(1, 12) s GROUP BY c) x))},
	funnel => q{SELECT funnel_svg(ARRAY(SELECT ROW(n, CASE n WHEN 3 THEN '<script>document.title="broken"</script>' WHEN 4 THEN '"><img src=x onerror=alert(1)>' ELSE 'a rather long name of a step ' || n END,
 1000000 / n, 1, 1, n * n * interval '3 hours', NULL)::journey_funnel_level FROM generate_series(1, 12) n))});
for my $name (sort keys %statement)
{
	my $svg = $node->safe_psql('postgres', $statement{$name});
	open my $out, '>:raw', "$folder/$name.html" or die;
	# standing alone in an image, and inline in a page
	print $out qq{<!DOCTYPE html><meta charset="utf-8"><img id="i" src="$name.svg"><div id="d">$svg</div><p id="r"></p>
<script>window.onload = function () {
 var d = document.getElementById('d'), s = d.firstElementChild, over = 0, t = [].slice.call(s.querySelectorAll('text'));
 var box = s.getBoundingClientRect();
 t.forEach(function (x) { var b = x.getBoundingClientRect(); if (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1) over++; });
 document.getElementById('r').textContent = 'title=' + document.title + ' image=' + (document.getElementById('i').naturalWidth > 0) + ' scripts=' + d.querySelectorAll('script,img').length +
 ' circles=' + s.querySelectorAll('circle').length + ' paths=' + s.querySelectorAll('path').length + ' outside=' + over + '.'; };</script>};
	close $out;
	open my $picture, '>:raw', "$folder/$name.svg" or die;
	print $picture $svg;
	close $picture;
	my ($dom, $err) = ('', '');
	run_log([ $chromium, qw(--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --allow-file-access-from-files),
			"--user-data-dir=$folder/profile", '--virtual-time-budget=5000', '--dump-dom', "file://$folder/$name.html" ], '>', \$dom, '2>', \$err);
	my ($report) = $dom =~ m{<p id="r">(.*?)</p>};
	like($report // '', qr/^title= image=true scripts=0 /, "$name: is an image, and no name is markup") or diag($err);
	like($report // '', $name eq 'journey' ? qr/ circles=40 / : qr/ paths=[1-9][0-9]+ /, "$name: all is there");
	like($report // '', qr/ outside=0\.$/, "$name: no text is cut off");
}
$node->stop;
done_testing();
