# Names against the pairs of spellings that were given, by key alone; and in
# databases that do not speak UTF-8.
use strict;
use warnings;
use PostgreSQL::Test::Cluster;
use Test::More;
use utf8;
use Encode qw(encode_utf8);

my $node = PostgreSQL::Test::Cluster->new('names');
$node->init;
$node->start;
$node->safe_psql('postgres', q(CREATE DATABASE utf8 ENCODING 'UTF8' TEMPLATE template0));
$node->safe_psql('utf8', 'CREATE EXTENSION profile');

# Decided otherwise, and why.
my %exception = (
  'Müller/Mueller' => 'ue for ü: as a rule it would make Суэтин Сутин and Manuel Manul',
  'Жанна/Janna' => 'J is Й in Julia, Jana and Sergej, and Ж in Janna: one of them',
);

SKIP: {
  my $file = ($ENV{PROFILE_DATA} // '') . '/identifiers/name_equiv_pairs.tsv';
  skip 'no shared data', 3 unless -f $file;
  open(my $in, '<:encoding(UTF-8)', $file) or die "$file: $!";
  my (@pairs, @unexpected, @kept);
  while (<$in>) {
    chomp;
    next if /^#/ or !/\t/;
    push @pairs, [ split /\t/ ];
  }
  my $values = join ', ', map { "($_, " . join(', ', map { (my $s = $_) =~ s/'/''/g; "'$s'" } @{ $pairs[$_] }[ 0, 1 ]) . ')' } 0 .. $#pairs;
  my @same = split /\n/, $node->safe_psql('utf8', encode_utf8(
    "SET client_encoding = 'UTF8'; SELECT coalesce(name_key(a) = name_key(b), false) FROM (VALUES $values) v(n, a, b) ORDER BY n"));
  is(scalar @same, scalar @pairs, 'every pair has an answer');
  my $right = 0;
  for my $i (0 .. $#pairs) {
    my ($a, $b, $expected) = @{ $pairs[$i] };
    if (($same[$i] eq 't') == ($expected == 1)) {
      $right++;
      push @kept, "$a/$b" if $exception{"$a/$b"};
    }
    elsif (!$exception{"$a/$b"}) { push @unexpected, "$a/$b" }
    else { note(encode_utf8("$a/$b: " . $exception{"$a/$b"})) }
  }
  note("$right of " . @pairs . ' pairs decided by key alone');
  cmp_ok($right, '>=', 48, 'pairs decided right by key alone');
  is(encode_utf8("@unexpected @kept"), ' ', 'exceptions are those that are named');
}

my $petrov = encode_utf8('Иванов Пётр|ivanov petr|-');

# What the functions say in other encodings.
my $say = q{SELECT coalesce(normalize_name(x), '-') || '|' || coalesce(name_key(x), '-') || '|' || coalesce((parse_name(x)).problem, '-') FROM (SELECT %s) t(x)};
sub say_in {
  my ($db, $encoding, $value) = @_;
  return $node->safe_psql($db, encode_utf8("SET client_encoding = '$encoding'; " . sprintf($say, $value)));
}

is(say_in('utf8', 'UTF8', "'ИВАНОВ пётр'"), $petrov, 'UTF8');
$node->safe_psql('postgres', q(CREATE DATABASE win1251 ENCODING 'WIN1251' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'));
$node->safe_psql('win1251', 'CREATE EXTENSION profile');
is(say_in('win1251', 'UTF8', "'ИВАНОВ пётр'"), $petrov, 'WIN1251');
is(say_in('win1251', 'UTF8', q(convert_from('\x414298', 'SQL_ASCII'))), '-|-|bad_encoding', 'a byte that WIN1251 does not define');
$node->safe_psql('postgres', q(CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'));
$node->safe_psql('ascii', 'CREATE EXTENSION profile');
is(say_in('ascii', 'SQL_ASCII', "'ИВАНОВ пётр'"), $petrov, 'SQL_ASCII with UTF-8 in it');
is(say_in('ascii', 'SQL_ASCII', q(E'Ivan \xFF')), '-|-|bad_encoding', 'SQL_ASCII with something else in it');
is($node->safe_psql('ascii', q(SELECT (parse_address(E'Ivan \xFF')).problem)), 'bad_encoding', 'addresses as well');

$node->stop;
done_testing();
