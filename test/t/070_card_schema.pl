# The card is what doc/card.schema.json says: of 1 000 profiles of the demo's
# people, with roles, cases, consents, surveys, households, segments, actions and
# employees thrown in at random, by card() and by identify(), seen whole and masked.  And what is on it is true:
# counted once more from the tables.
use strict;
use warnings;
use JSON::PP;
use JsonSchema qw(violations);
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

my $schema = decode_json(slurp_file("$ENV{TREE}/doc/card.schema.json"));
my $json = JSON::PP->new->utf8;
my $seed = $ENV{CARD_SEED} // 70;
note("CARD_SEED=$seed");

my $node = new_node('card');
run_sql($node, 'postgres', q{CREATE EXTENSION profile; SELECT create_profile_model('cdp', 'RU', 'Europe/Moscow')});
load_world($node, 'postgres', make_world($ENV{CARD_PEOPLE} // 500), 'cdp');
run_sql($node, 'postgres', <<"SQL");
SELECT setseed(0.$seed);
UPDATE cdp.event_type SET meaning = CASE event WHEN 'purchase' THEN 'conversion' WHEN 'complaint' THEN 'complaint' ELSE 'contact' END
WHERE event IN ('purchase', 'complaint', 'question', 'delivery_question');
UPDATE cdp.channel SET line = 'b2b' WHERE name = 'email';
CREATE TEMP TABLE person AS SELECT record_id, profile_id, row_number() OVER (ORDER BY random()) AS n FROM cdp.record WHERE kind = 'person';
CREATE TABLE company AS SELECT record_id, profile_id, row_number() OVER (ORDER BY random()) AS n FROM cdp.record WHERE kind = 'organization';
SELECT count(cdp_api.assign_role(p.profile_id, (ARRAY['employee', 'director', 'contact'])[1 + p.n % 3], c.profile_id, p_record_id => p.record_id))
FROM person p JOIN company c ON c.n = 1 + p.n % (SELECT count(*) FROM company) WHERE p.n <= 120;
SELECT count(cdp_api.assign_role(p.profile_id, 'contact', p_organization => '{"name": "Somewhere else"}', p_record_id => p.record_id)) FROM person p WHERE p.n <= 30;
SELECT count(cdp_api.open_case(p.profile_id, (ARRAY['delivery', 'return', 'claim'])[1 + p.n % 3], p_channel => CASE WHEN p.n % 2 = 0 THEN 'web' END,
  p_priority => 1 + (p.n % 5)::integer, p_due_at => now() + (p.n - 100) * interval '1 hour', p_record_id => p.record_id,
  p_role_id => (SELECT min(o.role_id) FROM cdp.role o WHERE o.record_id = p.record_id AND p.n % 4 = 0))) FROM person p WHERE p.n BETWEEN 50 AND 250;
SELECT count(cdp_api.close_case(case_id, 'done')) FROM cdp.service_case WHERE case_id % 3 = 0;
SELECT count(cdp_api.record_consent(p.profile_id, 'marketing', (ARRAY['granted', 'denied', 'revoked'])[1 + (p.n + g) % 3],
  CASE WHEN g > 1 THEN 'sms' END, p_stated_at => '2026-01-01'::timestamptz + g * interval '1 day',
  p_expires_at => CASE WHEN p.n % 7 = 0 THEN '2026-02-01'::timestamptz END, p_record_id => p.record_id)) FROM person p, generate_series(1, 3) g WHERE p.n <= 300;
SELECT count(cdp_api.record_survey(p.profile_id, m, 1 + (p.n % 5)::integer, p_record_id => p.record_id)) FROM person p, unnest('{nps,csat,ces}'::text[]) m WHERE p.n % 3 = 0;
INSERT INTO cdp.household SELECT FROM generate_series(1, 20);
INSERT INTO cdp.household_member (household_id, record_id, evidence) SELECT 1 + p.n % 20, p.record_id, 'manual' FROM person p WHERE p.n <= 60;
SELECT cdp_api.refresh_topics(p_history => '100 years', p_at_least => 1);
INSERT INTO cdp.channel (name, kind, line) VALUES ('intranet', 'digital', 'internal');
SELECT count(cdp_api.record_survey(p.profile_id, 'nps', (p.n % 11)::integer, p_channel => 'intranet', p_record_id => p.record_id)) FROM person p WHERE p.n <= 60;
INSERT INTO cdp.incoming_interaction (source, source_key, channel, event, occurred_at, message_id)
SELECT s.name, r.source_key, 'intranet', 'question', now() - p.n * interval '1 hour', 'i' || p.n
FROM person p JOIN cdp.record r USING (record_id) JOIN cdp.source s USING (source_id) WHERE p.n <= 60;
-- one company is the company itself: who works there is no customer
SELECT count(cdp_api.assign_role(p.profile_id, 'employee', c.profile_id, p_record_id => p.record_id))
FROM person p, company c WHERE c.n = 1 AND p.n BETWEEN 20 AND 45;
INSERT INTO cdp.own_organization SELECT min(l.identifier::text)::identifier FROM cdp.record_identifier l JOIN company c USING (record_id) WHERE c.n = 1 AND l.conducts;
SELECT cdp_api.define_segment('everybody', 'kind = ''person''', p_activate => true);
SELECT cdp_api.define_segment('talkers', 'interactions > 5', 'Who talk much', '{"queue": "patient", "priority": 4}', true);
SELECT cdp_api.define_segment('buyers', 'value_group IN (''A'', ''B'')', 'Best', '{"queue": "vip", "manager": "Best", "priority": 1, "roles": ["private"]}', true);
SELECT cdp_api.define_segment('firms', 'kind = ''organization''', p_route => '{"queue": "b2b", "priority": 3}', p_activate => true);
SELECT cdp_api.define_segment('boards', 'kind = ''organization''', p_route => '{"manager": "Chief", "priority": 2, "roles": ["director"]}', p_activate => true);
SELECT cdp_api.define_rule(s || '_offer', 'segment', jsonb_build_object('segment', s), 'email', '{"template": "x"}', '{"label": "Offer"}', true) FROM unnest('{everybody,talkers,buyers}'::text[]) s;
CALL cdp_api.refresh_segments();
CREATE ROLE agent;
UPDATE cdp.setting SET value = value || '{"agent": "agent"}' WHERE name = 'roles';
SELECT cdp.grant_roles();
ANALYZE;
SQL
desk_work($node, 'postgres', 'cdp');

# cards(WHAT, SQL): each card that the statement returns fits the schema; returns them
sub cards {
  my ($what, $sql) = @_;
  my @cards = map { $json->decode($_) } split /\n/, query($node, 'postgres', "SET client_min_messages = warning; $sql");
  my @wrong;
  for my $card (@cards) {
    push @wrong, map { ($card->{profile_id} // 'nobody') . ": $_" } violations($card, $schema);
  }
  is(scalar @wrong, 0, "$what: " . @cards . ' cards fit the schema') or diag(join "\n", @wrong[ 0 .. ($#wrong < 9 ? $#wrong : 9) ]);
  return @cards;
}

my @cards = cards('card()', q{SELECT cdp_api.card(profile_id)
  FROM (SELECT profile_id FROM cdp.profile WHERE merged_into IS NULL ORDER BY md5(profile_id::text) LIMIT 1200) p});
cmp_ok(scalar @cards, '>=', 1000, 'of a thousand profiles');
my @asked = cards('identify()', q{SELECT cdp_api.identify(
    jsonb_build_array(jsonb_build_object('kind', identifier_kind(identifier), 'value', identifier_key(identifier))),
    (ARRAY['web', 'email', 'nowhere', NULL])[1 + abs(hashtext(identifier::text)) % 4])
  FROM (SELECT identifier FROM cdp.identity ORDER BY md5(identifier::text) LIMIT 500) i});
my @several = cards('identify() by two identifiers', q{SELECT cdp_api.identify(jsonb_agg(
    jsonb_build_object('kind', identifier_kind(identifier), 'value', identifier_key(identifier))), 'call')
  FROM (SELECT identifier, row_number() OVER (ORDER BY md5(identifier::text)) / 2 AS pair FROM cdp.identity) i WHERE pair < 100 GROUP BY pair});
my @masked = cards('what an agent sees', q{SET ROLE agent; SELECT cdp_api.card(profile_id) FROM generate_series(1, 200) profile_id});
cards('nobody', q{SELECT cdp_api.card(-1) UNION ALL SELECT cdp_api.identify('[]') UNION ALL SELECT cdp_api.identify('[{"kind": "phone", "value": "?"}]', 'call')});

# every member that may be empty was not, at least once
for my $member (sort keys %{ $schema->{properties} }) {
  my @full = grep { my $is = $_->{$member}; ref $is eq 'ARRAY' ? @$is : ref $is eq 'HASH' ? %$is : defined $is } @cards, @asked, @several;
  cmp_ok(scalar @full, '>', 0, "$member was seen: " . @full);
}
is(join(' ', sort keys %{ { map { $_->{match}{candidates} > 1 && !defined $_->{profile_id} ? ('ambiguous' => 1) : () } @asked, @several } }), 'ambiguous',
  'some identifiers were ambiguous');
is(join(' ', sort keys %{ { map { ($_->{counts_as} // 'nobody') => 1 } @cards, @several } }), 'company customer employee nobody', 'whoever counts as what was there');
is(scalar(grep { $_->{counts_as} eq 'employee' && (@{ $_->{actions} } || grep { !defined $_->{organization_id} } @{ $_->{segments} }) } grep { defined $_->{counts_as} } @cards, @asked), 0,
  'no employee is in a segment or gets an offer');
cmp_ok(scalar(grep { grep { defined $_->{organization_id} } @{ $_->{segments} } } @asked, @cards), '>', 0, 'some call for an organisation that is in a segment');
is(scalar(grep { !$_->{is_masked} && defined $_->{profile_id} } @masked), 0, 'whatever an agent sees is masked');

# a schema that lets everything pass would be none: break a card in every member
my ($whole) = grep { @{ $_->{cases} } && @{ $_->{roles} } && @{ $_->{channels} } && $_->{route} && @{ $_->{actions} } } @cards;
ok($whole, 'there is a card with cases, roles, channels, a route and actions');
my $text = $json->encode($whole);
for my $member (sort keys %$whole) {
  for my $break (sub { delete $_[0]{$member} }, sub { $_[0]{$member} = { wrong => 1 } }, sub { $_[0]{"$member "} = 1 }) {
    my $broken = $json->decode($text);
    $break->($broken);
    my @found = violations($broken, $schema);
    push @found, 'attributes are free' if $member eq 'attributes' && ref $broken->{attributes} && !@found;
    isnt(scalar @found, 0, "a broken $member is found");
  }
}

# ---- counted once more ----

sub facts {
  my ($sql) = @_;
  return map { my ($id, $value) = split /\|/, $_, 2; ($id => $value) } split /\n/, query($node, 'postgres', $sql);
}
my $staff = q{SELECT r.profile_id FROM cdp.role o JOIN cdp.record r USING (record_id) JOIN cdp.record c ON c.record_id = o.organization_record_id
  WHERE o.role <> 'contact' AND c.profile_id = (SELECT profile_id FROM company WHERE n = 1)};
my $counted = "WHERE (c.line = 'internal') = (r.profile_id IN ($staff) OR r.profile_id = (SELECT profile_id FROM company WHERE n = 1))";
my %truth = (
  interactions => { facts("SELECT r.profile_id, count(*) FROM cdp.interaction i JOIN cdp.record r USING (record_id) JOIN cdp.channel c USING (channel_id) $counted GROUP BY 1") },
  revenue => { facts(qq{SELECT r.profile_id, sum(i.value) FROM cdp.interaction i JOIN cdp.record r USING (record_id) JOIN cdp.channel c USING (channel_id)
    JOIN cdp.event_type e USING (event) $counted AND e.meaning = 'conversion' GROUP BY 1}) },
  segments => { facts('SELECT r.profile_id, count(DISTINCT m.segment_id) FROM cdp.segment_member m JOIN cdp.record r USING (record_id) WHERE m.left_at IS NULL GROUP BY 1') },
  actions => { facts(q{SELECT r.profile_id, count(*) FROM cdp.action a JOIN cdp.record r USING (record_id)
    WHERE a.status = 'waiting' AND cdp_api.has_consent(r.profile_id, 'marketing', 'email') GROUP BY 1}) },
  counts_as => { facts(qq{SELECT p.profile_id, CASE WHEN p.profile_id IN ($staff) THEN 'employee' WHEN p.kind = 'organization' AND o.profile_id IS NOT NULL THEN 'company' ELSE 'customer' END
    FROM cdp.profile p LEFT JOIN company o ON o.n = 1 AND o.profile_id = p.profile_id}) },
  value => { facts("SELECT f.profile_id, f.value_group || f.life_cycle FROM cdp.profile_features(ARRAY(SELECT profile_id FROM cdp.profile), '$cards[0]{data_as_of}') f") },
  cases => { facts('SELECT r.profile_id, count(*) FROM cdp.service_case c JOIN cdp.record r USING (record_id) WHERE c.closed_at IS NULL GROUP BY 1') },
  records => { facts('SELECT profile_id, count(*) FROM cdp.record GROUP BY 1') },
  channels => { facts('SELECT r.profile_id, count(DISTINCT i.channel_id) FROM cdp.interaction i JOIN cdp.record r USING (record_id) GROUP BY 1') },
  roles => { facts('SELECT r.profile_id, count(*) FROM cdp.role o JOIN cdp.record r USING (record_id) WHERE now() BETWEEN o.valid_from AND o.valid_to GROUP BY 1') },
  marketing => { facts(q{SELECT DISTINCT ON (r.profile_id) r.profile_id, CASE WHEN c.status = 'granted' AND c.expires_at < now() THEN 'expired' ELSE c.status END
    FROM cdp.consent c JOIN cdp.record r USING (record_id) WHERE c.purpose = 'marketing' AND c.channel_id IS NULL ORDER BY r.profile_id, c.stated_at DESC, c.status = 'granted', c.consent_id DESC}) },
  last => { facts("SELECT r.profile_id, max(i.occurred_at) AT TIME ZONE 'UTC' FROM cdp.interaction i JOIN cdp.record r USING (record_id) JOIN cdp.channel c USING (channel_id) $counted GROUP BY 1") },
);
my %wrong;
for my $card (@cards) {
  my $id = $card->{profile_id};
  my ($marketing) = grep { $_->{purpose} eq 'marketing' && !defined $_->{channel} } @{ $card->{consents} };
  (my $last = $card->{metrics}{last_at} // '') =~ s/T(.*?)[.]?0*Z/ $1/;
  my %shown = (
    interactions => $card->{metrics}{interactions} // 0, revenue => $card->{metrics}{revenue} // 0,
    cases => scalar @{ $card->{cases} }, records => scalar @{ $card->{records} }, channels => scalar @{ $card->{channels} },
    segments => scalar(grep { !defined $_->{organization_id} } @{ $card->{segments} }), actions => scalar @{ $card->{actions} }, counts_as => $card->{counts_as},
    value => ($card->{metrics}{value_group} // 'D') . ($card->{metrics}{life_cycle} // 'prospect'),
    roles => scalar @{ $card->{roles} }, marketing => $marketing->{status} // '', last => $last);
  for my $what (keys %shown) {
    my $is_text = $what =~ /marketing|last|counts_as|value/;
    my $true = $truth{$what}{$id} // ($what eq 'value' ? 'Dprospect' : $is_text ? '' : 0);
    my $same = $is_text ? $shown{$what} eq $true : $shown{$what} == $true;
    push @{ $wrong{$what} }, "$id: $shown{$what}, not $true" unless $same;
  }
}
# the route, worked out once more from the segments on the card
my %route = (talkers => [ 4, '' ], buyers => [ 1, 'private' ], firms => [ 3, '' ], boards => [ 2, 'director' ]);
$wrong{route} = [];
$truth{route} = {};
for my $card (@cards, @asked, @several) {
  my $role = $card->{calling_as}{role} // '';
  my ($first) = map { $_->{name} }
    sort { defined $b->{organization_id} <=> defined $a->{organization_id} || $route{ $a->{name} }[0] <=> $route{ $b->{name} }[0] }
    grep { my $needed = $route{ $_->{name} } && $route{ $_->{name} }[1]; defined $needed && ($needed eq '' || $needed eq $role) } @{ $card->{segments} };
  push @{ $wrong{route} }, ($card->{profile_id} // 'nobody') . ': ' . ($card->{route}{segment} // 'none') . ', not ' . ($first // 'none')
    if ($card->{route}{segment} // '') ne ($first // '');
}
is(join(', ', @{ $wrong{$_} // [] }), '', "$_ on the cards are those of the tables") for sort keys %truth;

$node->stop;
done_testing();
