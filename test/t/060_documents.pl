# Documents as the published specifications of Segment, RudderStack and CloudEvents have them, whole and
# broken: what becomes of each is written below it in documents/*.txt.  Then ten thousand mutants of them:
# no error escapes, and each is an interaction, a record's news, or in rejected.
#
#   MUTANTS=100000 SEED=7    more of them, or others
use strict;
use warnings;
use JSON::PP;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $mutants = $ENV{MUTANTS} // 10_000;
my $seed = $ENV{SEED} // 20261122;
my $json = JSON::PP->new->canonical->allow_nonref->utf8;

my $node = PostgreSQL::Test::Cluster->new('documents');
$node->init;
$node->start;
$node->safe_psql('postgres', q{
  CREATE EXTENSION profile;
  SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow');
  CREATE FUNCTION outcome(p_document jsonb) RETURNS SETOF text LANGUAGE plpgsql SET timezone = 'UTC' AS $$
  DECLARE
    v_result jsonb := cdp_api.ingest(p_document);
  BEGIN
    RETURN QUERY SELECT concat_ws(' ', i ->> 'status', i ->> 'code') FROM jsonb_array_elements(v_result -> 'items') i;
    RETURN QUERY SELECT format('interaction %s %s %s, %s at %s, value %s, properties %s', s.name, c.name, r.source_key, i.event,
        CASE WHEN i.occurred_at = now() THEN 'now' ELSE to_char(i.occurred_at, 'YYYY-MM-DD HH24:MI:SS.MS') END,
        coalesce(i.value::text, '-'), coalesce(i.properties::text, '-'))
      FROM cdp.interaction i JOIN cdp.source s USING (source_id) JOIN cdp.channel c USING (channel_id) JOIN cdp.record r USING (record_id)
      ORDER BY i.interaction_id;
    RETURN QUERY SELECT format('record %s %s %s %s', s.name, r.source_key, r.kind, r.attributes)
      FROM cdp.record r JOIN cdp.source s USING (source_id) ORDER BY r.record_id;
  END $$;
});

sub quoted {
  my ($text) = @_;
  $text =~ s/'/''/g;
  return "'$text'";
}

# the file: blocks of a title, a document in one line, and the lines of its outcome
my $documents = "$ENV{TREE}/test/t/documents";
my @seeds;
for my $file (sort glob("$documents/*.txt")) {
  my ($kind) = $file =~ m{(\w+)\.txt$};
  for my $block (split /^== /m, slurp_file($file)) {
    my ($title, $document, @expected) = split /\n/, $block;
    next unless defined $document;
    my $got = $node->safe_psql('postgres', 'BEGIN; SELECT outcome(' . quoted($document) . '); ROLLBACK');
    is($got, join("\n", grep { /\S/ } @expected), "$kind: $title");
    push @seeds, $document;
  }
}
cmp_ok(scalar @seeds, '>=', 60, 'documents');

# what a mutation puts in the place of something
my @strange = (undef, JSON::PP::true, 0, -1, 1e308, '', ' ', 'x' x 300, 'NaN', '2026-02-30T25:61:00Z', '2026-03-01T10:00:00Z',
  'Infinity', '+79161234567', 'a@b.c', [], {}, [[]], { a => undef }, [ 1, 'x', undef ], { kind => 'phone', value => '89161234567' },
  '1e400', "tab\there", 'тест', "\x{1F600}", '-infinity', 'epoch', '00000', 'identify', 'group', 'alias');

# every place in a document, as a reference to what holds it and its key
sub places {
  my ($node, @found) = @_;
  for my $key (ref $node eq 'HASH' ? sort keys %$node : ref $node eq 'ARRAY' ? 0 .. $#$node : ()) {
    my $child = ref $node eq 'HASH' ? $node->{$key} : $node->[$key];
    push @found, [ $node, $key ], ref $child ? places($child) : ();
  }
  return @found;
}

sub mutant {
  my $document = $json->decode($seeds[ int rand @seeds ]);
  for (0 .. int rand 3) {
    my @places = places($document) or last;
    my ($holder, $key) = @{ $places[ int rand @places ] };
    my $value = $json->decode($json->encode($strange[ int rand @strange ]));
    my $is_hash = ref $holder eq 'HASH';
    my $choice = int rand 4;
    if ($choice == 0) { $is_hash ? delete $holder->{$key} : splice @$holder, $key, 1 }
    elsif ($choice == 1 && $is_hash) { $holder->{ (qw(type userId batch context traits timestamp identifiers properties specversion))[ rand 9 ] } = $value }
    elsif ($choice == 2) {
      my ($other, $at) = @{ $places[ int rand @places ] };
      $value = $json->decode($json->encode(ref $other eq 'HASH' ? $other->{$at} : $other->[$at]));
      $is_hash ? $holder->{$key} = $value : ($holder->[$key] = $value);
    }
    else { $is_hash ? $holder->{$key} = $value : ($holder->[$key] = $value) }
  }
  return $json->encode($document);
}

srand($seed);
my $file = PostgreSQL::Test::Utils::tempdir() . '/mutants';
append_to_file($file, join('', map { mutant() . "\n" } 1 .. $mutants));
my $errors = $node->safe_psql('postgres', qq{
  CREATE TABLE mutant (number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, document jsonb, result jsonb, error text);
  \\copy mutant (document) from '$file' with (format csv, delimiter E'\\x01', quote E'\\x02')
  DO \$\$
  DECLARE m record;
  BEGIN
    FOR m IN SELECT number, document FROM mutant ORDER BY number LOOP
      BEGIN
        UPDATE mutant SET result = cdp_api.ingest(m.document) WHERE number = m.number;
      EXCEPTION WHEN others THEN
        UPDATE mutant SET error = SQLERRM WHERE number = m.number;
      END;
      COMMIT;
    END LOOP;
  END \$\$;
  SELECT error, document FROM mutant WHERE error IS NOT NULL LIMIT 5;
});
is($errors, '', "$mutants mutants (seed $seed): no error escapes");
is($node->safe_psql('postgres', 'SELECT sum((result ->> \'rejected\')::int) - (SELECT count(*) FROM cdp.rejected) FROM mutant'), '0',
  'what is rejected is in rejected');
is($node->safe_psql('postgres', 'SELECT sum((result ->> \'duplicate\')::int) - (SELECT sum(duplicates) FROM cdp.interaction_ledger) FROM mutant'),
  '0', 'duplicates are counted');
my ($accepted, $interactions, $quiet) = split /\|/, $node->safe_psql('postgres', q{
  SELECT sum((result ->> 'accepted')::int), (SELECT count(*) FROM cdp.interaction),
    -- identify and alias are news of a record, no interaction
    (SELECT count(*) FROM mutant m, jsonb_array_elements(m.result -> 'items') i,
            LATERAL (SELECT CASE WHEN jsonb_typeof(m.document) = 'array' THEN m.document -> (i ->> 'ordinal')::int
                                 WHEN jsonb_typeof(m.document -> 'batch') = 'array' THEN m.document -> 'batch' -> (i ->> 'ordinal')::int
                                 ELSE m.document END AS item) d
     WHERE i ->> 'status' = 'accepted' AND NOT d.item ? 'specversion' AND lower(d.item ->> 'type') IN ('identify', 'alias'))
  FROM mutant
});
is($accepted, $interactions + $quiet, "what is accepted ($accepted) is an interaction ($interactions) or a record's news ($quiet)");
is($node->safe_psql('postgres', q{SELECT count(*) FROM cdp.rejected WHERE code LIKE 'error_%'}), '0', 'every rejection has a reason of ours')
  or diag($node->safe_psql('postgres', q{SELECT code, reason, count(*), min(payload::text) FROM cdp.rejected WHERE code LIKE 'error_%' GROUP BY 1, 2}));

$node->stop;
done_testing();
