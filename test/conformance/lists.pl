# Lists that are kept beside the tree and are no vectors of one function: what of
# each is known, counted and printed; what is known otherwise is named with its
# reason.
#
#   disposable_blocklist-CC0.txt, free-email-domains-MIT.txt   domains
#   role-based-email-addresses-MIT.js                          local parts
#   petrovich-gender-MIT.json, ru_diminutives_seed.tsv         genders of given names
#   address/libpostal-{ru,en}/street_types.txt                 abbreviations
#
# nicknames-en and ru_diminutives are pairs for name_similarity() and are no
# business of keys; petrovich-rules is about declension.
use strict;
use warnings;
use utf8;
use Encode qw(decode encode);
use JSON::PP ();
use PostgreSQL::Test::Cluster;
use Test::More;

my $data = ($ENV{PROFILE_DATA} // '') . '/identifiers';
plan skip_all => 'the lists are not here (PROFILE_DATA)' unless -d $data;

my $node = PostgreSQL::Test::Cluster->new('lists');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION profile');

sub say_bytes { diag(encode('UTF-8', $_)) for @_ }

sub slurp {
  my ($file) = @_;
  open(my $in, '<:encoding(UTF-8)', "$data/$file") or die "$file: $!";
  local $/;
  return scalar <$in>;
}

# answers(expression over a and b, rows of [a, b]): [a, b, answer] of each
sub answers {
  my ($expression, @rows) = @_;
  my $file = $node->basedir . '/rows.sql';
  open(my $out, '>:encoding(UTF-8)', $file) or die $!;
  print $out "SET client_encoding = 'UTF8';\nCREATE TEMP TABLE v (n int GENERATED ALWAYS AS IDENTITY, a text, b text);\nCOPY v (a, b) FROM stdin;\n";
  print $out "$_->[0]\t" . ($_->[1] // '\N') . "\n" for @rows;
  print $out "\\.\nSELECT coalesce(($expression)::text, '-') FROM v ORDER BY n;\n";
  close $out;
  my ($status, $stdout, $stderr) = $node->psql('postgres', "\\i $file");
  die $stderr if $stderr =~ /ERROR|FATAL/;
  my @answers = split /\n/, decode('UTF-8', $stdout);
  die scalar(@answers) . ' answers of ' . scalar(@rows) . "\n" unless @answers == @rows;
  return map { [ $rows[$_][0], $rows[$_][1], $answers[$_] ] } 0 .. $#rows;
}

# Domains.
my $problem = q{(examine_identifier('email', 'ivan.petrov@' || a)).problem};
my @blocked = map { [$_] } grep { length } split /\s+/, slurp('disposable_blocklist-CC0.txt');
my @otherwise = grep { $_->[2] ne 'disposable' } answers($problem, @blocked);
say_bytes('disposable_blocklist-CC0.txt: ' . (@blocked - @otherwise) . ' of ' . @blocked . ' told disposable');
is_deeply([ map { "$_->[0] $_->[2]" } @otherwise ], ['opayq.com relay'],
  'the blocklist is known; opayq.com forwards to somebody: a relay, which is graver');

my %blocked = map { $_->[0] => 1 } @blocked;
my @free = map { [$_] } grep { length && !$blocked{$_} } split /\s+/, slurp('free-email-domains-MIT.txt');
@otherwise = grep { $_->[2] ne '-' } answers($problem, @free);
say_bytes('free-email-domains-MIT.txt: ' . (@free - @otherwise) . ' of ' . @free . ' that no blocklist has are addresses like any other');
is_deeply([ grep { !/ (?:relay|disposable)$/ } map { "$_->[0] $_->[2]" } @otherwise ], [], 'others are relays, or lie below a blocked domain');
is(scalar(grep { my $d = $_->[0]; $_->[2] eq 'disposable' && !grep { $blocked{$_} } parents($d) } @otherwise), 0,
  'none is called disposable that is not below a blocked one');

sub parents {
  my ($domain) = @_;
  my @parents;
  push @parents, $domain while $domain =~ s/^[^.]+\.//;
  return @parents;
}

# Local parts.  The list has the names of programs and departments of all kinds;
# ours has what is no person's name or nickname anywhere.
my @roles = map { [$_] } slurp('role-based-email-addresses-MIT.js') =~ /'([^']+)'/g;
my %told;
$told{ $_->[2] }++ for answers(q{(examine_identifier('email', a || '@company.ru')).problem}, @roles);
say_bytes('role-based-email-addresses-MIT.js: ' . join(', ', map { "$told{$_} $_" } sort keys %told) . ' of ' . @roles);
cmp_ok($told{role} // 0, '>=', 60, 'roles');
is_deeply([ grep { $_->[2] eq 'role' } answers(q{(examine_identifier('email', a || '@company.ru')).problem},
  map { [$_] } qw(ivan anna may mark will olga pat rob grant bill drew guy penny rich)) ], [], 'given names are no roles');

# Genders.
my $gender = q{(parse_name(a)).gender};
my $petrovich = JSON::PP->new->decode(slurp('petrovich-gender-MIT.json'))->{gender}{firstname}{exceptions};
my %letter = (male => 'm', female => 'f', androgynous => '-');
for my $which (sort keys %letter) {
  my @names = grep { $_->[0] =~ /^[\x{400}-\x{45F}]+$/ } map { [ ucfirst $_ ] } @{ $petrovich->{$which} };
  my @got = answers($gender, @names);
  my @wrong = grep { $_->[2] ne $letter{$which} && $_->[2] ne '-' } @got;
  my @unknown = grep { $_->[2] eq '-' } @got;
  say_bytes("petrovich-gender-MIT.json, given names that are $which: " . (@got - @wrong - @unknown) . ' of ' . @got . ' told, '
    . @unknown . ' unknown, otherwise: ' . (join(' ', map { $_->[0] } @wrong) || 'none'));
  is_deeply([ sort map { $_->[0] } @wrong ], [ sort @{ gender_exceptions($which) } ], "$which names told otherwise");
}

# Told otherwise than the list says, and why.
sub gender_exceptions {
  my ($which) = @_;
  my %exceptions = (
    androgynous => ['Валери'],    # a man's name in the dictionary: Valéry
    female => [
      'Ефтений', 'Элнур',                 # are men's names
      'Рузалин', 'Хелин', 'Цеткин',       # alone they are formed like family names of men
    ],
    male => [ 'Агелина', 'Алья', 'Арминэ', 'Свитлана' ],    # are women's names
  );
  return $exceptions{$which};
}

my @canonical = map { [ (split /\t/)[0, 1] ] } grep { !/^#/ && /\t/ } split /\n/, slurp('ru_diminutives_seed.tsv');
@otherwise = grep { $_->[1] ne $_->[2] } answers($gender, @canonical);
say_bytes('ru_diminutives_seed.tsv: ' . (@canonical - @otherwise) . ' of ' . @canonical . ' genders told');
is_deeply([ map { $_->[0] } @otherwise ], [], 'genders of full names');

# Abbreviations of streets, each with its full word in the same address.
for my $which ([ 'ru', 'Москва, %s Герцена, 5' ], [ 'en', '5 Herbert %s, Oxford' ]) {
  my ($language, $address) = @$which;
  my @pairs;
  for (split /\n/, slurp("address/libpostal-$language/street_types.txt")) {
    my ($full, @short) = split /\|/;
    push @pairs, map { [ sprintf($address, $full), sprintf($address, $_) ] } @short if $language eq 'en' || $full =~ /[а-я]/;
  }
  my @same = grep { $_->[2] eq 'true' } answers(q{(examine_identifier('address', a)).key = (examine_identifier('address', b)).key}, @pairs);
  say_bytes("libpostal-$language/street_types.txt: " . @same . ' of ' . @pairs . ' abbreviations have the key of the full word');
  # English: those that stand in nearly every address; the list has a thousand
  cmp_ok(scalar(@same), '>=', $language eq 'ru' ? 12 : 23, "$language: abbreviations");
}

$node->stop;
done_testing();
