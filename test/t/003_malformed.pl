# Every type of the extension against broken input, text and binary: nothing
# crashes the server, what is refused is refused as bad data, and what is
# accepted is a value like any other.
#
# PROFILE_SEED repeats a run, PROFILE_MUTATIONS asks for more than the default.
use strict;
use warnings;
use PgWire;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $mutations = $ENV{PROFILE_MUTATIONS} || 20_000;
my $seed = $ENV{PROFILE_SEED} || 20260701;
note("seed $seed, $mutations mutations per type and format");

my $ROW = q('{"a": "x", "phone": "8 (916) 123-45-67", "b": [1, {"c": null}], "d": 1.50, "e": true, "f": ""}');
my $RULES = q('{"default": {"strategy": ["most_frequent", "latest"]}, "sources": ["crm", "site"]}');
my $ALL = q('{"as_of": "2026-01-02T00:00:00Z", "default": {"strategy": "trust", "rivals": 2, "trust": {"other": 5, "sources": {"crm": {"max": 90, "min": 10, "decay": "half-life", "over": "7d"}, "site": 50}}}, "attributes": {"d": {"strategy": ["union", "max"], "compare": "numeric", "top": 3}, "b.c": {"strategy": ["pinned", "verified", "quality", "most_frequent"], "pinned_sources": ["site"], "verified_from": "*_ok", "quality_from": "a", "count": "sources"}, "a": {"strategy": "same_source_as", "same_source_as": "e"}}, "groups": {"g": {"attributes": ["e", "f"], "strategy": ["longest", "oldest"], "blanks": "value"}}}');
my $JOURNEY = q('{2026-01-02T03:05:00Z shop:purchase "label text" =12.50, 2026-01-02T03:04:05.123456Z web:view}'::journey);

# Per type: values to start from; words that its text form knows; uses of a
# value, $1, that may refuse it as bad data but must not fail otherwise.
my %TYPE = (
  identifier => {
    values => [ map { "'$_'::identifier" } 'phone:+79161234567', 'email:ivan@example.com', 'cookie:aB-9 ;:\\', 'x:тест' ],
    words => [ 'phone:', 'email:', 'inn:', ':', 'loyalty:', "\x{301}", 'name:' ],
    uses => [ 'identifier_kind($1)', 'identifier_key($1)', '$1::jsonb' ],
  },
  survivorship => {
    values => [ (map { "'$_'::survivorship" } '{}', '{"default": {"strategy": "latest"}}',
      '{"default": {"strategy": ["most_frequent", "latest"], "blanks": "value"}, "sources": ["crm", "site", "магазин"]}',
      '{"sources": ["crm"], "attributes": {"a": {"strategy": "source", "sources": ["b", "c"]}, "phone": {"strategy": ["source", "latest"], "blanks": "ignore"}}}' ), "${ALL}::survivorship" ],
    words => [ '"strategy"', '"as_of"', '"future"', '"groups"', '"trust"', '"compare"', '"rivals"', '"top"', '"same_source_as"', '"verified_from"', '"decay"', '"over"', '"90d"', '"union"', '"pinned"', '21', '-1', '1e9', '"max"', '"default"', '"sources"', '"attributes"', '"blanks"', '"latest"', '"source"', '"most_frequent"', '"\\u0000"', '"\\ud800"', '[', '{', '}', ']', ',', ':', '"' ],
    uses => [ '$1::jsonb', '$1::jsonb::survivorship', "golden_record_final(golden_record_accum(NULL, $ROW, 'crm', '2026-01-01', \$1))",
      'survivorship_eq($1, $1::jsonb::survivorship)' ],
  },
  golden => {
    values => [ "golden_record_final(golden_record_accum(NULL, $ROW, 'crm', '2026-01-01', NULL))",
      "golden_record_final(golden_record_accum(golden_record_accum(NULL, $ROW, 'crm', '2026-01-01', $RULES), '{\"a\": 7}', NULL, NULL, $RULES))",
      "golden_record_final(golden_record_accum(NULL, '{}', 'crm', 'infinity', NULL))",
      "golden_record_final(golden_record_accum(golden_record_accum(golden_record_accum(NULL, $ROW, 'crm', '2026-01-01', $ALL), '{\"d\": [\"x\", 2], \"b\": {\"c\": 1, \"q\": \"r\"}, \"e\": 2}', 'site', '2026-01-03', $ALL), '{\"d\": 3, \"b\": {\"c\": 2}}', NULL, NULL, $ALL))" ],
    words => [ '"value"', '"source"', '"observed_at"', '"strategy"', '"rivals"', '"others"', '"nested"', '"a.b"', '[{"value": 1}]', '"latest"', '"union"', '99', '100', 'null', '"2026-01-01T00:00:00+00:00"', '"infinity"', '"\\u0000"', '{', '}', ',', ':', '"' ],
    uses => [ '$1::jsonb', q($1 ->> 'a'), q($1 -> 'b'), q($1 ->> 'нет'), '(SELECT count(p) FROM golden_provenance($1) p)',
      q((SELECT string_agg(p.value::text || p.observed_at::text, ',') FROM golden_provenance($1) p)),
      '(SELECT count(r.value || to_jsonb(r.observed_at)) FROM golden_rivals($1) r)', q((SELECT count(d.before) FROM golden_diff($1, '{"a": {"value": 1, "strategy": "latest"}}') d)), q($1 @> '{"a": "x"}') ],
  },
  golden_state => {
    values => [ "golden_record_accum(NULL, $ROW, 'crm', '2026-01-01', NULL)",
      "golden_record_accum(golden_record_accum(NULL, $ROW, 'crm', '2026-01-01', $RULES), '{\"a\": \"y\", \"g\": 1}', NULL, '2026-02-01', $RULES)",
      "golden_record_accum(golden_record_accum(NULL, '{\"a\": \"x\"}', 'crm', '2026-01-01', NULL), '{\"a\": \"long value\"}', 'site', '2026-02-01', NULL)",
      "golden_record_accum(golden_record_accum(NULL, $ROW, 'crm', '2026-01-01', $ALL), '{\"d\": 7, \"b\": {\"c\": 1}}', NULL, '2026-02-01', $ALL)" ],
    words => [ '00000000', 'ffffffff', '7fffffff', '80000000', '01', '00', '0', 'f', 'g', ' ' ],
    uses => [ 'golden_record_final($1)::jsonb', 'golden_record_final(golden_record_combine($1, $1))', 'golden_record_combine($1, NULL)',
      'golden_record_combine(NULL, $1)', "golden_record_final(golden_record_accum(\$1, $ROW, 'site', '2026-03-01', NULL))",
      "golden_record_final(golden_record_accum(\$1, $ROW, 'site', '2026-03-01', $RULES))", "golden_record_final(golden_record_accum(\$1, $ROW, 'site', '2026-03-01', $ALL))" ],
  },
  survivor_state => {
    values => [ q(latest_accum(NULL, 'abc'::text, '2026-01-01')), q(preferred_accum(NULL, 12.50::numeric, 3, '2026-01-01')),
      q(latest_accum(NULL, 5::int, NULL)), q(latest_accum(NULL, '{"a": [1]}'::jsonb, '2026-01-01')), q(preferred_accum(NULL, ARRAY['a', NULL], NULL, NULL)),
      q(latest_accum(NULL, timestamptz '2026-01-01', '2026-01-01')), q(oldest_accum(NULL, 7::int, '2026-01-01')), q(longest_accum(NULL, 'привет', NULL)) ],
    words => [ 'latest', 'preferred', 'oldest', 'longest', '-', '15:pg_catalog.text', '7:integer', '7:cstring', '8:internal', '6:record', '4:void', '7:trigger', '10:anyelement',
      '8:regclass', '4:oid ', '9:"char" x', '6:text[]', '2:_t', '12:pg_node_tree', '5:point', '14:survivor_state', '9:int4range', '4:name' ],
    uses => [ q(latest_final($1, NULL::text, NULL)), q(preferred_final($1, NULL::numeric, NULL, NULL)), q(latest_final($1, NULL::int, NULL)),
      q(latest_final($1, NULL::jsonb, NULL)), 'survivor_combine($1, $1)', 'survivor_combine($1, NULL)', q(latest_accum($1, 'zzz'::text, '2027-01-01')),
      q(latest_accum($1, 7, '2027-01-01')), q(preferred_accum($1, 7::numeric, 1, '2027-01-01')),
      q(oldest_accum($1, 7, '2020-01-01')), q(longest_accum($1, 'longer than that', NULL)), q(longest_final($1, NULL::text, NULL)) ],
    # names a type, which may not exist, have no order or take no input, and may
    # itself name what does not exist, as regclass does
    refusals => qr/^(?:42|3F000|0A000)/,
  },
  frequency_state => {
    values => [ q(most_frequent_accum(most_frequent_accum(NULL, 'a"b\\c'::text, '2026-01-01'), ''::text, NULL)), q(most_frequent_accum(most_frequent_accum(NULL, 1.0, '2026-01-01'), 1.00, NULL)),
      q((SELECT most_frequent_accum(most_frequent_accum(most_frequent_accum(NULL, v, NULL), v || v, NULL), ARRAY['z'], now()) FROM (VALUES (ARRAY['a', NULL])) t(v))) ],
    words => [ '15:pg_catalog.text', '7:integer', '8:internal', '6:record', '9:"char"', '6:text[]', '5:point', '15:frequency_state', '9:int4range', '1', '-', '"', '\\', '""', '"x"', '9223372036854775807' ],
    uses => [ q(most_frequent_final($1, NULL::text, NULL)), q(most_frequent_final($1, NULL::numeric, NULL)), q(most_frequent_final($1, NULL::text[], NULL)),
      'frequency_combine($1, $1)', 'frequency_combine($1, NULL)', q(most_frequent_accum($1, 'zzz'::text, '2027-01-01')), q(most_frequent_accum($1, 7.0, '2027-01-01')) ],
    refusals => qr/^(?:42|3F000|0A000|22003)/,
  },
  journey => {
    values => [ $JOURNEY, q('{}'::journey), q('{2026-01-02T03:05:00Z w:v =-0.00000000000000000001, 2026-01-02T03:05:00.5Z "q\"uo\\\\te":"new\nline" "", 2027-01-02T03:05:00Z a:b =12345678901234567890.5}'::journey),
      q((SELECT journey_agg(timestamptz '2026-01-01' + n * interval '7 minutes', 'c' || n % 20, 'e' || n % 300, CASE WHEN n % 3 = 0 THEN 'l' || n END, n / 10.0) FROM generate_series(1, 350) n)) ],
    words => [ '2026-01-02T03:05:00Z', 'web:view', '"', '\\', '=1', '=-', '=1e5', '.123456', '-4712-01-01T00:00:00Z', '294276-12-31T23:59:59.999999Z', ',', '{', '}', ':', '+16:00', '999999999999999999999' ],
    uses => [ 'journey_start($1)', 'journey_end($1)', 'journey_length($1)', 'journey_channels($1)', 'journey_last($1, 2)', '$1 -> -1', '$1 -> 1',
      '(SELECT count(s) FROM journey_steps($1) s)', '(SELECT journey_agg(s.at, s.channel, s.event, s.label, s.value) FROM journey_steps($1) s)', '$1::jsonb',
      "\$1 || $JOURNEY", "\$1 @> $JOURNEY", "\$1 <@ $JOURNEY", '$1 || $1', 'journey_append($1, $1)', q($1 @@ 'view -> purchase within 7d'::journey_pattern), '(SELECT count(t) FROM journey_transitions($1) t)' ],
  },
  journey_state => {
    values => [ q(journey_accum(NULL, '2026-01-01', 'web', 'a', 'l', 12.5)),
      q(journey_accum(journey_accum(journey_accum(NULL, '2026-01-01', 'web', 'a'), '2025-01-01 00:00:00.5', 'shop', 'b'), '2026-01-01', 'web', 'a')),
      "journey_append_accum(journey_append_accum(NULL, $JOURNEY), $JOURNEY)",
      "journey_combine(journey_accum(journey_append_accum(NULL, $JOURNEY), '1999-12-31', 'web', 'a'), journey_accum(NULL, '2026-01-01 00:00:00.001', 'web', 'b', NULL, -7))" ],
    words => [ '2026-01-02T03:05:00Z', 'web:view', '"', '\\', '=1', '.123456', ',', '{', '}', ':' ],
    uses => [ 'journey_final($1)', 'journey_final(journey_combine($1, $1))', 'journey_combine($1, NULL)', 'journey_combine(NULL, $1)',
      q(journey_final(journey_accum($1, '2026-01-05', 'chat', 'q'))), "journey_final(journey_append_accum(\$1, $JOURNEY))" ],
  },
  journey_tally_state => {
    values => [ "transitions_accum(NULL, $JOURNEY, 'both', true)", "next_steps_accum(NULL, $JOURNEY, 2)", "variants_accum(NULL, $JOURNEY)", "funnel_accum(NULL, $JOURNEY, ARRAY['view', 'purchase'], '7 days')",
      "retention_accum(NULL, $JOURNEY, 'view', '*', '1 day', 3, '2027-01-01')", "attribution_accum(NULL, $JOURNEY, 'purchase')", "pain_accum(NULL, $JOURNEY, '*', 'view', 'purchase', '2027-01-01')" ],
    words => [ '00000000', 'ffffffff', '7fffffff', '80000000', '01', '00', '0', 'f', 'g', ' ' ],
    uses => [ 'transitions_final($1)', 'next_steps_final($1)', 'variants_final($1)', 'funnel_final($1)', 'retention_final($1)', 'attribution_final($1)', 'pain_final($1)',
      "atypicality($JOURNEY, \$1)", 'journey_tally_state_combine($1, $1)', 'journey_tally_state_combine(NULL, $1)', "transitions_accum(\$1, $JOURNEY, 'both', true)", "variants_accum(\$1, $JOURNEY)" ],
  },
  journey_pattern => {
    values => [ map { "'$_'::journey_pattern" } 'a', 'product_view -> add_to_cart <-> web:checkout -> shop:* within 7d', 'call:* <-> chat:* <-> call:*',
      '. <-> "odd \" name" -> "канал":"событие" within 90s', '^ -> (a* | b -> w*:(c|"d e")[value >= 1.5 and label = "x"]+){2,3} -> !e ->[1h..2d] f <3> g? -> h -> $ within session(30min)',
      '(a -> (b ->[>1h] c within 1d)? -> d within 7d | x{2,}) & !(y -> !z -> $)' ],
    words => [ '->', '<->', 'within', '7d', '30min', '2h', '.', '*', ':', '(', ')', '|', '!', '{2}', '+', '?', '^', '$', '[2d]', '<3>', '"', '&', 'session(1h)', '99999999999w', '[value > 1.50]', '[label = "x"]', '{0,}', '{2,3}', '[>1h]', '[1h..2d]', '(a|b*)', '{4096}' ],
    uses => [ "$JOURNEY @@ \$1", "\$1 @@ $JOURNEY",
      q((SELECT journey_agg(timestamptz '2026-01-01' + n * interval '1 hour', 'web', chr(97 + n % 5), CASE WHEN n % 3 = 0 THEN 'x' END, n / 2.0) FROM generate_series(1, 60) n) @@ $1),
      "journey_match_count($JOURNEY, \$1)", q((SELECT count(m) FROM journey_matches((SELECT journey_agg(timestamptz '2026-01-01' + n * interval '1 hour', 'web', chr(97 + n % 5)) FROM generate_series(1, 30) n), $1) m)),
      q((SELECT count(c) FROM check_pattern($1, '{a,view,purchase}') c)) ],
  },
);

my $node = new_node('fuzzed', init => { extra => [ '--no-locale', '-E', 'UTF8' ] },
  conf => [ 'log_min_messages = log', 'max_connections = 20' ]);
run_sql($node, 'postgres', 'CREATE EXTENSION profile');
my $started = query($node, 'postgres', 'SELECT pg_postmaster_start_time()');

my @types = split /\n/, query($node, 'postgres', q{
  SELECT t.typname FROM pg_depend d
  JOIN pg_extension e ON e.oid = d.refobjid AND e.extname = 'profile' AND d.refclassid = 'pg_extension'::regclass
  JOIN pg_type t ON t.oid = d.objid AND d.classid = 'pg_type'::regclass
  WHERE t.typtype = 'b' AND t.typelem = 0 ORDER BY 1});
is(join(' ', grep { !$TYPE{$_} } @types), '', 'every type of the extension is tried here');

for my $type (grep { $TYPE{$_} } @types) {
  srand($seed);
  my $wire = connect_for($type) or last;
  my @corpus = corpus($wire, $type);
  for my $format (0, 1) {
    my $found = attack($wire, $type, $format, \@corpus);
    judge($type, $format ? 'binary' : 'text', $found);
    $wire = connect_for($type) or last if $found->{lost};
  }
}

is(query($node, 'postgres', 'SELECT 1'), 1, 'the server answers');
is(query($node, 'postgres', 'SELECT pg_postmaster_start_time()'), $started, 'it was never restarted');
unlike(newest_log($node), qr/terminated by signal|PANIC|TRAP:/, 'no process of it died');
done_testing();

# ---- trying ----

# A session with the statements that one type needs.
sub connect_for {
  my ($type) = @_;
  my $wire = PgWire->new($node, 'postgres') or return;
  $wire->simple("SET statement_timeout = '20s'");
  $wire->prepare('read', "SELECT v, v FROM (SELECT \$1::$type AS v) s");
  my $comparable = query($node, 'postgres', "SELECT count(*) FROM pg_opclass WHERE opcintype = '$type'::regtype");
  $wire->prepare('compare', join ' ', 'SELECT', join(', ',
    map { "\$1 $_ \$1, \$1 $_ \$2, \$2 $_ \$1" } qw(= <> < <= > >=)),
    ", ${type}_cmp(\$1, \$2), ${type}_hash(\$1) = ${type}_hash(\$2), ${type}_hash_extended(\$1, 7) = ${type}_hash_extended(\$2, 7) FROM (SELECT \$1::$type, \$2::$type) s") if $comparable;
  my $number = 0;
  # a use is applied to what a column holds, so that planning does not do it already
  for my $use (@{ $TYPE{$type}{uses} }) {
    (my $on_column = $use) =~ s/\$1/s.v/g;
    $wire->prepare('use' . $number++, "SELECT ($on_column) IS NULL FROM (SELECT \$1::$type AS v OFFSET 0) s");
  }
  $wire->{comparable} = $comparable;
  $wire->{uses} = $number;
  return $wire;
}

# Valid values in both formats: [binary, text].
sub corpus {
  my ($wire, $type) = @_;
  my @corpus;
  for my $value (@{ $TYPE{$type}{values} }) {
    my $text = $wire->simple("SELECT CAST($value AS $type)");
    die "$value: $text->{error}{message}\n" if $text->{error};
    my ($both) = $wire->execute_all('read', [ 1, 0 ], [ 0, $text->{rows}[0][0] ]);
    push @corpus, $both->{rows}[0];
  }
  return @corpus;
}

# Sends mutants of the corpus in batches and follows up those that are accepted.
sub attack {
  my ($wire, $type, $format, $corpus) = @_;
  my @seeds = map { $_->[ $format ? 0 : 1 ] } @$corpus;
  my $other = $corpus->[0][0];
  my %found = (accepted => 0, values => 0, refused => {}, problems => []);
  my (%seen, $done);
  for ($done = 0; $done < $mutations; $done += 250) {
    my @mutants = map { $format ? mutate_bytes(\@seeds) : mutate_text(\@seeds, $TYPE{$type}{words}) } 1 .. 250;
    my @answers = $wire->execute_all('read', [ 1, 0 ], map { [ $format, $_ ] } @mutants);
    my @fresh;
    for my $n (0 .. $#mutants) {
      my $answer = $answers[$n];
      if (!$answer) { lost(\%found, 'reading', $mutants[$n]); return \%found }
      if ($answer->{error}) {
        $found{refused}{ $answer->{error}{code} }++;
        problem(\%found, 'is refused with', $mutants[$n], $answer) unless refusal_is_right($type, $format, $answer);
        next;
      }
      $found{accepted}++;
      push @fresh, [ $mutants[$n], @{ $answer->{rows}[0] } ] unless $seen{ $answer->{rows}[0][0] }++;
    }
    $found{values} += @fresh;
    follow_up($wire, $type, $format, $other, \%found, \@fresh) or return \%found;
    $other = $fresh[ int rand @fresh ][1] if @fresh;
  }
  $found{tried} = $done;
  return \%found;
}

# What was accepted: [mutant, binary, text].  Both forms read back to the same,
# it compares, and it can be used.
sub follow_up {
  my ($wire, $type, $format, $other, $found, $fresh) = @_;
  my @lists = map { ([ 1, $_->[1] ], [ 0, $_->[2] ]) } @$fresh;
  my @answers = $wire->execute_all('read', [ 1, 0 ], @lists);
  for my $n (0 .. $#lists) {
    my ($mutant, $binary, $text) = @{ $fresh->[ int $n / 2 ] };
    my $way = $n % 2 ? 'its text' : 'its binary form';
    my $answer = $answers[$n] or return lost($found, "reading $way of", $mutant);
    if ($answer->{error}) { problem($found, "is accepted, but $way is refused with", $mutant, $answer) }
    elsif ($answer->{rows}[0][0] ne $binary || $answer->{rows}[0][1] ne $text) { problem($found, "is accepted, but $way reads back to another value", $mutant, $answer) }
  }
  if ($wire->{comparable}) {
    @answers = $wire->execute_all('compare', [0], map { [ $format, $_->[0], 1, $other ] } @$fresh);
    for my $n (0 .. $#$fresh) {
      my $answer = $answers[$n] or return lost($found, 'comparing', $fresh->[$n][0]);
      if ($answer->{error}) { problem($found, 'cannot be compared', $fresh->[$n][0], $answer); next }
      problem($found, 'compares inconsistently', $fresh->[$n][0], $answer) unless comparison_is_sound($answer->{rows}[0]);
    }
  }
  for my $use (0 .. $wire->{uses} - 1) {
    @answers = $wire->execute_all("use$use", [0], map { [ $format, $_->[0] ] } @$fresh);
    for my $n (0 .. $#$fresh) {
      my $answer = $answers[$n] or return lost($found, "use $TYPE{$type}{uses}[$use] of", $fresh->[$n][0]);
      next unless $answer->{error};
      $found->{unusable}{ $answer->{error}{code} }++;
      problem($found, "in $TYPE{$type}{uses}[$use] fails with", $fresh->[$n][0], $answer) unless use_refusal_is_right($answer);
    }
  }
  return 1;
}

# Bad data, or beyond a limit.  A binary message may also end too early (08P01,
# the server's own word for it) or be of a later version (0A000).
sub refusal_is_right {
  my ($type, $format, $answer) = @_;
  my $code = $answer->{error}{code};
  return $code =~ /^(?:22|54)/ || ($format && $code =~ /^(?:08P01|0A000)$/)
    || ($TYPE{$type}{refusals} && $code =~ $TYPE{$type}{refusals});
}

# 42804: a state of one type of value where another was asked for.
sub use_refusal_is_right {
  my ($answer) = @_;
  return $answer->{error}{code} =~ /^(?:22|54)|^42804$/;
}

# $1 = $1 $1 = $2 $2 = $1, then <> < <= > >= likewise, cmp, hashes equal
sub comparison_is_sound {
  my ($row) = @_;
  my ($self, $there, $back) = map { my $k = $_; [ map { $row->[ 3 * $_ + $k ] } 0 .. 5 ] } 0 .. 2;
  my $sign = $row->[18] <=> 0;
  my @expected = map { $_ ? 't' : 'f' } $sign == 0, $sign != 0, $sign < 0, $sign <= 0, $sign > 0, $sign >= 0;
  my @mirrored = @expected[ 0, 1, 4, 5, 2, 3 ];
  return "@$self" eq 't f f t f t' && "@$there" eq "@expected" && "@$back" eq "@mirrored"
    && ($sign != 0 || $row->[19] eq 't' && $row->[20] eq 't');
}

sub problem {
  my ($found, $what, $mutant, $answer) = @_;
  my $error = $answer->{error} ? "$answer->{error}{code} $answer->{error}{message}" : '';
  push @{ $found->{problems} }, sprintf '%s %s %s', show($mutant), $what, $error;
  return;
}

sub lost {
  my ($found, $what, $mutant) = @_;
  $found->{lost} = "$what " . show($mutant);
  return 0;
}

sub show {
  my ($mutant) = @_;
  return ($mutant =~ /^[\x20-\x7e]*$/ ? "'$mutant'" : '\\x' . unpack('H*', $mutant)) =~ s/^(.{1000}).*/$1.../sr;
}

sub judge {
  my ($type, $format, $found) = @_;
  my $refused = join ' ', map { "$_: $found->{refused}{$_}" } sort keys %{ $found->{refused} };
  my $unusable = join ' ', map { "$_: $found->{unusable}{$_}" } sort keys %{ $found->{unusable} || {} };
  note("$type, $format: accepted $found->{accepted} ($found->{values} values), refused $refused" . ($unusable && ", of no use $unusable"));
  ok(!$found->{lost}, "$type, $format: the connection holds") or diag("lost at $found->{lost}");
  is(join("\n", grep { defined } @{ $found->{problems} }[ 0 .. 9 ]), '', "$type, $format: refused as bad data, or a value like any other");
  ok($found->{tried} && $found->{accepted} > 0.002 * $found->{tried} && $found->{accepted} < 0.998 * $found->{tried},
    "$type, $format: some mutants were accepted and some refused");
  return;
}

# ---- mutating ----

sub pick { return $_[ int rand @_ ] }

# One to four changes, few being the rule.
sub mutate {
  my ($seeds, $change) = @_;
  my $value = pick(@$seeds);
  do { $value = $change->($value) } while (rand() < 0.35);
  return $value;
}

sub mutate_bytes {
  my ($seeds) = @_;
  return mutate($seeds, sub {
    my ($value) = @_;
    my $length = length $value;
    my $at = int rand($length + 1);
    my $kind = int rand 11;
    if ($kind == 0 && $at < $length) { substr($value, $at, 1) ^= chr(1 << int rand 8) }
    elsif ($kind == 1 && $at < $length) { substr($value, $at, 1) = chr pick(0, 1, 2, 0x7f, 0x80, 0xff, int rand 256, 0x20 + int rand 95) }
    elsif ($kind == 2 && $at + 4 <= $length) { substr($value, $at, 4) = pack 'N', interesting($length) }
    elsif ($kind == 3 && $at + 8 <= $length) { substr($value, $at, 8) = pack 'NN', interesting($length), interesting($length) }
    elsif ($kind == 4 && $at + 2 <= $length) { substr($value, $at, 2) = pack 'n', interesting($length) & 0xffff }
    elsif ($kind == 5 && $at + 4 <= $length) {
      # a small step from what is there: a count or a length that is off by one
      substr($value, $at, 4) = pack 'N', (unpack('N', substr $value, $at, 4) + pick(-2, -1, 1, 2)) & 0xffffffff;
    }
    else { $value = rearrange($value, $at, $seeds, sub { chr(rand() < 0.5 ? 0x20 + int rand 95 : int rand 256) }) }
    return $value;
  });
}

sub interesting {
  my ($length) = @_;
  return pick(0, 1, 2, 0xffffffff, 0xfffffffe, 0x7fffffff, 0x80000000, 0x3fffffff, 0x40000000, 0xffff, 0x10000, 255, 256, $length, $length + 1, int rand 0xffffffff);
}

my @CHARACTERS = (map({ chr } 0x20 .. 0x7e), "\t", "\n", "\x{e9}", "\x{43f}", "\x{20ac}", "\x{1f600}", "\x{202e}", "\x{feff}", "\x{130}", "\x{3000}");

# Characters are changed, or now and then bytes, which the encoding may not allow.
sub mutate_text {
  my ($seeds, $words) = @_;
  return mutate_bytes($seeds) if rand() < 0.1;
  my @decoded = map { my $text = $_; utf8::decode($text); $text } @$seeds;
  my $value = mutate(\@decoded, sub {
    my ($value) = @_;
    my $length = length $value;
    my $at = int rand($length + 1);
    my $kind = int rand 10;
    if ($kind <= 1 && $at < $length) { substr($value, $at, 1) = pick(@CHARACTERS) }
    elsif ($kind == 2 && $at < $length) { substr($value, $at, 1) = chr((ord(substr $value, $at, 1) + pick(-1, 1)) % 0x7f || 0x20) }
    elsif ($kind == 3) { substr($value, $at, 0) = pick(@$words) }
    elsif ($kind == 4) { substr($value, $at, int rand 4) = ' ' . pick(@$words) . ' ' }
    elsif ($kind == 5 && $value =~ /\d/) {
      my @digits;
      push @digits, $-[0] while $value =~ /\d+/g;
      my $place = pick(@digits);
      substr($value, $place) =~ s/^\d+/pick(0, 1, 9, 10, 59, 60, 255, 256, 65535, 65536, 2147483647, 2147483648, '9223372036854775808', '00', '-1', '1.5')/e;
    }
    else { $value = rearrange($value, $at, \@decoded, sub { pick(@CHARACTERS) }) }
    return $value;
  });
  utf8::encode($value);
  return $value;
}

# Pieces are dropped, doubled, moved, cut off, put in, or taken from elsewhere.
sub rearrange {
  my ($value, $at, $seeds, $random) = @_;
  my $kind = int rand 7;
  my $piece = substr $value, $at, 1 + int rand 12;
  if ($kind == 0) { substr($value, $at, length $piece) = '' }
  elsif ($kind == 1) { substr($value, $at, 0) = $piece }
  elsif ($kind == 2) { $value = substr $value, 0, $at }
  elsif ($kind == 3) { substr($value, $at, 0) = join '', map { $random->() } 0 .. int rand 6 }
  elsif ($kind == 4) { my $from = pick(@$seeds); $value = substr($value, 0, $at) . substr($from, int rand(length($from) + 1)) }
  elsif ($kind == 5) { substr($value, $at, length $piece) = ''; substr($value, int rand(length($value) + 1), 0) = $piece }
  else { substr($value, $at, 0) = $piece x (rand() < 0.02 ? 3000 : 1 + int rand 5) }
  return $value;
}
