# Calls of every function of cdp_api, the way PostgREST makes them: arguments come
# as one JSON document, are read as the types that the catalogue tells, and are
# passed by name; a function with one unnamed jsonb gets the document itself.
#
# The examples are kept here; the list of functions is the catalogue's, so that one
# without an example is found by the tests that ask for all of them.
package ApiCalls;

use strict;
use warnings;
use Exporter 'import';
use JSON::PP ();
use ProfileTest;

our @EXPORT = qw(api_world api_functions api_examples api_call reads_all_the_same);

my $json = JSON::PP->new->canonical->allow_nonref;

# What reads.  '$name' stands for a value that %VALUE finds in the world.
my $phone = [ { kind => 'phone', value => '$phone' } ];
my %READS = (
  card => [ { p_profile_id => '$person' }, { p_profile_id => '$company' }, { p_profile_id => '-1' } ],
  changes_since => [ {}, { p_position => 0, p_limit => 5 } ],
  context => [ { p_profile_id => '$person' }, { p_profile_id => '$person', p_channel => 'web' } ],
  experience => [ {}, { p_from => '2020-01-01', p_to => '2100-01-01', p_at_least => 1 } ],
  explain => [ { p_record_a => '$record', p_record_b => '$other_record' } ],
  export_profile => [ { p_profile_id => '$person' } ],
  find => [ { p_query => '$name', p_limit => 5 } ],
  find_erasure => [ { p_identifiers => [ { kind => 'email', value => 'gone@example.com' } ] } ],
  golden => [ { p_profile_id => '$person' }, { p_profile_id => '$person', p_audience => 'letters' } ],
  has_consent => [ { p_profile_id => '$person', p_purpose => 'marketing', p_channel => 'email' } ],
  identifier_health => [ { p_days => 30, p_examples => 2 } ],
  identify => [ { p_identifiers => $phone, p_channel => 'call' }, { p_identifiers => [] } ],
  preview_merge => [ { p_keep => '$person', p_absorb => '$another' } ],
  preview_segment => [ { p_condition => 'interactions > 3' } ],
  preview_split => [ { p_profile_id => '$person', p_records => ['$record'] }, { p_profile_id => '$person', p_identifiers => $phone } ],
  profile_of => [ { p_record_id => '$record' }, { p_record_id => '$record', p_at => '2100-01-01' } ],
  segment_attributes => [ {} ],
  segments_of => [ { p_profile_id => '$person' } ],
  timeline => [ { p_profile_id => '$person' },
    { p_profile_id => '$person', p_limit => 3, p_before => '2100-01-01', p_before_id => 1, p_from => '2000-01-01', p_channels => [ 'web', 'app', 'call' ] },
    { p_profile_id => '$person', p_events => [ 'purchase', 'visit' ] } ],
);

# What writes.  Each of them does, in this world.
my %WRITES = (
  activate_rule => [ { p_name => 'greeting', p_active => \0 } ],
  activate_segment => [ { p_name => 'busy', p_active => \0 } ],
  advance_case => [ { p_case_id => '$case', p_stage => 'on its way', p_queue => 'depot', p_priority => 2, p_due_at => '2100-01-01', p_properties => { n => 1 } } ],
  announce_changes => [ { p_how => 'both' } ],
  assign_role => [ { p_profile_id => '$person', p_role => 'employee', p_organization_id => '$company', p_position => 'driver',
      p_valid_from => '2026-01-01', p_valid_to => '2100-01-01', p_reason => 'said so', p_record_id => '$record' },
    { p_profile_id => '$person', p_role => 'contact', p_organization => { name => 'Somewhere else' } } ],
  attach_interactions => [ { p_table => 'own_order', p_source => 'till', p_key => 'id', p_event => '=purchase', p_occurred_at => 'placed_at', p_channel => '=store',
      p_customer => 'customer', p_value => 'total', p_properties => { sku => 'sku' }, p_strict => \0 },
    { p_table => 'own_order', p_source => 'till', p_key => 'id', p_event => '=purchase', p_occurred_at => 'placed_at', p_channel => '=store', p_identifiers => { phone => 'phone' } } ],
  attach_records => [ { p_table => 'own_customer', p_source => 'till', p_key => 'id', p_map => { name => 'name' }, p_observed_at => 'changed_at', p_kind => '=person', p_strict => \1 } ],
  close_case => [ { p_case_id => '$case', p_outcome => 'done', p_closed_at => '2100-01-01' } ],
  complete_action => [ { p_action_id => '$taken', p_outcome => 'delivered', p_lease => '$lease', p_at => '2100-01-01', p_result => { ok => 1 } } ],
  define_rule => [ { p_name => 'other', p_occasion => 'segment', p_details => { segment => 'busy' }, p_channel => 'email', p_payload => {}, p_options => {}, p_activate => \1 } ],
  define_segment => [ { p_name => 'other', p_condition => 'purchases > 1', p_label => 'Other', p_route => { queue => 'x' }, p_activate => \1 } ],
  detach => [ { p_attachment_id => '$attachment' } ],
  erase => [ { p_profile_id => '$person', p_with_events => \1, p_reason => 'request' } ],
  ingest => [ { type => 'track', source => 'site', userId => 'new', event => 'visit', messageId => 'api-1' } ],
  lift_erasure => [ { p_identifiers => [ { kind => 'email', value => 'gone@example.com' } ] } ],
  merge => [ { p_keep => '$person', p_absorb => '$another', p_reason => 'the same' } ],
  next_actions => [ { p_worker => 'w', p_channel => 'email', p_limit => 5, p_lease => '1 minute' } ],
  open_card => [ { p_profile_id => '$person', p_purpose => 'a call' } ],
  open_case => [ { p_profile_id => '$person', p_topic => 'delivery', p_subject => 'Late', p_channel => 'call', p_stage => 'new', p_priority => 1, p_queue => 'q', p_due_at => '2100-01-01',
      p_role_id => '$role', p_properties => {}, p_source => 'bpm', p_case_key => 'B', p_opened_at => '2026-01-01', p_record_id => '$record' } ],
  record_consent => [ { p_profile_id => '$person', p_purpose => 'marketing', p_status => 'denied', p_channel => 'sms', p_expires_at => '2100-01-01', p_proof => {},
      p_stated_at => '2026-01-01', p_source => 'site', p_record_id => '$record' } ],
  record_survey => [ { p_profile_id => '$person', p_metric => 'nps', p_score => 9, p_comment => 'quick', p_survey => 's', p_channel => 'call', p_case_id => '$case',
      p_answered_at => '2026-01-01', p_source => 'site', p_record_id => '$record' } ],
  refresh_households => [ { p_most => 6 } ],
  refresh_topics => [ { p_history => '100 years', p_at_least => 1 } ],
  replay_rejected => [ { p_code => '$code', p_limit => 1 }, { p_rejected_id => '$rejected' } ],
  revert => [ { p_change_id => '$change', p_tree => \0, p_reason => 'a mistake' } ],
  simulate => [ { p_rules => { identifier_kind => { phone => { generic_threshold => 3 } } }, p_limit => 10 } ],
  split => [ { p_profile_id => '$person', p_records => ['$record'], p_reason => 'two people' }, { p_profile_id => '$person', p_identifiers => $phone } ],
  take_action => [ { p_action_id => '$action', p_worker => 'agent', p_lease => '1 minute' } ],
);

# What writes where it can, and answers where it cannot.
my %READS_ALL_THE_SAME = (open_card => 'the log of who saw a card is kept on the primary only');

# The values, and with them the world that they are of.
my $SETUP = <<'SQL';
SELECT cdp_api.announce_changes('outbox');
UPDATE cdp.event_type SET meaning = CASE event WHEN 'purchase' THEN 'conversion' WHEN 'complaint' THEN 'complaint' ELSE 'contact' END
WHERE event IN ('purchase', 'complaint', 'question', 'delivery_question');
CREATE TABLE hero AS
SELECT r.profile_id AS person, min(r.record_id) AS record, max(r.record_id) AS other_record
FROM cdp.record r JOIN cdp.interaction i USING (record_id) JOIN cdp.profile p USING (profile_id)
WHERE p.kind = 'person' AND NOT p.is_contested AND p.golden ->> 'phone' ~ '^[+]79' AND p.golden ->> 'name' <> ''
  AND EXISTS (SELECT 1 FROM cdp.identity n WHERE n.profile_id = p.profile_id AND n.identifier = make_identifier('phone', p.golden ->> 'phone'))
GROUP BY 1 HAVING count(DISTINCT r.record_id) > 1 ORDER BY count(DISTINCT i.channel_id) DESC, 1 LIMIT 1;
INSERT INTO cdp.audience (audience, survivorship) VALUES ('letters', '{"default": {"strategy": "longest"}}');
SELECT cdp_api.assign_role(person, 'director', (SELECT min(profile_id) FROM cdp.profile WHERE kind = 'organization' AND merged_into IS NULL)) FROM hero;
SELECT cdp_api.open_case(person, 'delivery', 'Late', 'call') FROM hero;
SELECT cdp_api.record_consent(person, 'marketing', 'granted') FROM hero;
SELECT cdp_api.record_survey(person, 'nps', 7, p_channel => 'call') FROM hero;
SELECT cdp_api.define_segment('busy', 'interactions > 1', 'Busy', '{"queue": "first", "priority": 1}', true);
SELECT cdp_api.define_rule(n, 'segment', '{"segment": "busy"}', c, '{"template": "hello"}', '{"quiet_from": null, "quiet_to": null}', true) FROM (VALUES ('greeting', 'email'), ('word', 'sms')) v (n, c);
CALL cdp_api.refresh_segments();
CREATE TABLE taken AS SELECT a.* FROM cdp_api.next_actions('worker', 'sms', 1) a;
CREATE TABLE own_customer (id int PRIMARY KEY, name text, changed_at timestamptz);
CREATE TABLE own_order (id int PRIMARY KEY, customer int, phone text, placed_at timestamptz, total numeric, sku text);
CREATE TABLE own_visit (LIKE own_customer INCLUDING ALL);
SELECT cdp_api.attach_records('own_visit', 'door', 'id', '{"name": "name"}');
SELECT cdp_api.ingest('{"type": "identify", "source": "site", "userId": "gone", "traits": {"email": "gone@example.com"}}');
SELECT cdp_api.erase(r.profile_id) FROM cdp.record r WHERE r.source_key = 'gone';
SELECT cdp_api.ingest('[{"type": "nonsense", "source": "site", "userId": "x"}, {"type": "nonsense", "source": "site", "userId": "y"}]');
CALL cdp_api.run_maintenance();
SQL
my $action = 'SELECT min(a.action_id) FROM cdp.action a JOIN cdp.record r USING (record_id) JOIN hero h ON h.person = r.profile_id WHERE a.status = \'waiting\'';
my %VALUE = (
  person => 'SELECT person FROM hero', record => 'SELECT record FROM hero', other_record => 'SELECT other_record FROM hero',
  phone => q{SELECT p.golden ->> 'phone' FROM cdp.profile p JOIN hero ON person = profile_id},
  name => q{SELECT split_part(p.golden ->> 'name', ' ', 1) FROM cdp.profile p JOIN hero ON person = profile_id},
  another => q{SELECT min(p.profile_id) FROM cdp.profile p, hero WHERE p.kind = 'person' AND p.merged_into IS NULL AND p.profile_id > person
    AND p.golden IS NOT NULL AND (p.golden ->> 'inn') IS NULL AND (p.golden ->> 'login') IS NULL AND (p.golden ->> 'loyalty_card') IS NULL},
  company => q{SELECT min(profile_id) FROM cdp.profile WHERE kind = 'organization' AND merged_into IS NULL},
  role => 'SELECT max(role_id) FROM cdp.role JOIN hero h ON true JOIN cdp.record r USING (record_id) WHERE r.profile_id = h.person',
  case => 'SELECT max(case_id) FROM cdp.service_case', action => $action,
  taken => 'SELECT action_id FROM taken', lease => 'SELECT lease FROM taken', attachment => 'SELECT min(attachment_id) FROM cdp.attachment',
  rejected => 'SELECT max(rejected_id) FROM cdp.rejected WHERE replayed_at IS NULL', code => q{SELECT code FROM cdp.rejected WHERE replayed_at IS NULL ORDER BY rejected_id DESC LIMIT 1},
  change => q{SELECT max(c.change_id) FROM cdp.profile_change c WHERE c.change = 'merge' AND c.cause = 'manual'},
);

# api_world(NODE, DATABASE): over a loaded world of the model cdp, what the examples need
sub api_world {
  my ($node, $database) = @_;
  run_sql($node, $database, $SETUP);
  return;
}

# api_functions(NODE, DATABASE): the functions, each with its volatility and, by name, the types of its arguments
sub api_functions {
  my ($node, $database) = @_;
  my $rows = JSON::PP->new->latin1->decode(query($node, $database, q{
    SELECT json_agg(json_build_object('name', p.proname, 'writes', p.provolatile = 'v', 'types', (
      SELECT coalesce(json_agg(json_build_array(p.proargnames[a.place], format_type(a.type, NULL)) ORDER BY a.place), '[]')
      FROM unnest(p.proargtypes) WITH ORDINALITY a (type, place))) ORDER BY p.proname)
    FROM pg_proc p WHERE p.pronamespace = 'cdp_api'::regnamespace AND p.prokind = 'f'}));
  return @$rows;
}

# api_examples(NODE, DATABASE, FUNCTION): bodies of requests, with the values of the world
sub api_examples {
  my ($node, $database, $function) = @_;
  my $examples = ($function->{writes} ? \%WRITES : \%READS)->{ $function->{name} } or return;
  return map { filled($node, $database, $_) } @$examples;
}

my %value;

sub filled {
  my ($node, $database, $what) = @_;
  return { map { ($_ => filled($node, $database, $what->{$_})) } keys %$what } if ref $what eq 'HASH';
  return [ map { filled($node, $database, $_) } @$what ] if ref $what eq 'ARRAY';
  return $what if ref $what || !defined $what || $what !~ /^\$(\w+)$/;
  my $name = $1;
  if (!defined $value{$name}) {
    $value{$name} = query($node, $database, $VALUE{$name} // die "no value: $name");
    die "the world has no $name" if $value{$name} eq '';
  }
  return $value{$name};
}

sub reads_all_the_same {
  my ($function) = @_;
  return exists $READS_ALL_THE_SAME{ $function->{name} };
}

# api_call(FUNCTION, BODY): the statement of a request, as bytes
sub api_call {
  my ($function, $body) = @_;
  my $document = $json->encode($body);
  $document =~ s/'/''/g;
  my @types = @{ $function->{types} };
  my @given = grep { exists $body->{ $_->[0] // '' } } @types;
  my $columns = join ', ', map { qq("$_->[0]" $_->[1]) } @given;
  my $arguments = join ', ', map { qq("$_->[0]" => a."$_->[0]") } @given;
  my $sql = @types == 1 && ($types[0][0] // '') eq '' && $types[0][1] eq 'jsonb'
    ? "SELECT r.* FROM cdp_api.$function->{name}('$document'::jsonb) AS r"
    : @given ? "SELECT r.* FROM json_to_record('$document') AS a($columns) CROSS JOIN LATERAL cdp_api.$function->{name}($arguments) AS r"
    : "SELECT r.* FROM cdp_api.$function->{name}() AS r";
  utf8::downgrade($sql);
  return $sql;
}

1;
