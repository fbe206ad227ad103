# How people and programs write things down: correctly, differently, wrongly.
package Demo::Mess;

use strict;
use warnings;
use utf8;
use Exporter 'import';
use Demo::Identifiers;
use Demo::Names qw(diminutive transliterate);

our @EXPORT_OK = qw(
  spell_phone switch_phone spell_email spell_number wrong_inn
  full_name account_name spoken_name spell_city spell_birth_date
  JUNK_PHONES JUNK_EMAILS JUNK_NAMES
);

use constant JUNK_PHONES => qw(79999999999 +70000000000 1234567 +7(000)000-00-00);
use constant JUNK_EMAILS => qw(test@test.ru no@mail asdf нет);
use constant JUNK_NAMES => ('тест', '-', 'Не указано', 'ааа');

# A = area or operator code, B C D = the other groups.
my @PHONE_FORMS = (
  20, '+7ABCD', 16, '8 (A) B-C-D', 10, '+7 A B C D', 10, '8ABCD', 9, 'ABCD',
  7, '7ABCD', 6, '+7 (A) B-C-D', 5, '8-A-B-C-D', 5, '7-A-B-C-D', 4, '8 A B C D',
  3, '+7(A)B-C-D', 2, '8(A)BCD', 1, '  +7 A B-C-D ', 1, '(A) B-C-D'
);

my %CITY_FORMS = (
  'Москва' => [ 'г. Москва', 'г.Москва', 'Мск', 'МОСКВА' ],
  'Санкт-Петербург' => [ 'СПб', 'С-Петербург', 'Питер', 'Санкт Петербург', 'г. Санкт-Петербург' ],
  'Екатеринбург' => [ 'Екб', 'Екатеренбург', 'г. Екатеринбург' ],
  'Нижний Новгород' => [ 'Н. Новгород', 'Н.Новгород', 'Нижний новгород' ],
  'Ростов-на-Дону' => [ 'Ростов на Дону', 'Ростов', 'Ростов-на-дону' ],
);

sub spell_phone {
  my ($random, $phone) = @_;
  my %part;
  @part{qw(A B C D)} = unpack 'A3 A3 A2 A2', $phone;
  (my $text = $random->weighted(@PHONE_FORMS)) =~ s/([A-D])/$part{$1}/g;
  $text .= $random->pick(' доб. ', ' доб.') . $random->between(10, 999)
    if $random->chance($phone =~ /^9/ ? 0.004 : 0.25);
  $text =~ tr/ /\x{a0}/ if $random->chance(0.01);
  $text =~ tr/0-9/０-９/ if $random->chance(0.004);
  return $text;
}

# A telephone switch writes digits only, each trunk in its own way.
sub switch_phone {
  my ($random, $phone) = @_;
  return $random->weighted(6, "+7$phone", 5, "7$phone", 4, "8$phone", 2, $phone);
}

sub spell_email {
  my ($random, $email) = @_;
  my ($local, $domain) = split /@/, $email;
  if ($domain eq 'gmail.com') {
    $local =~ tr/.//d if $random->chance(0.25);
    substr($local, $random->between(1, length($local) - 1), 0) = '.'
      if $local !~ /\./ && $random->chance(0.2);
    $local .= '+' . $random->pick(qw(shop sale news promo)) if $random->chance(0.1);
    $domain = 'googlemail.com' if $random->chance(0.06);
  } elsif ($domain eq 'yandex.ru') {
    $local =~ tr/.-/-./ if $random->chance(0.2);
    $local .= '+' . $random->pick(qw(shop sale)) if $random->chance(0.04);
    $domain = $random->weighted(12, 'yandex.ru', 6, 'ya.ru', 3, 'yandex.com');
  }
  my $text = "$local\@$domain";
  $text = $random->pick(uc $text, ucfirst $text) if $random->chance(0.08);
  $text = " $text" if $random->chance(0.015);
  return $text;
}

# Tax, insurance and card numbers: bare digits, or in the customary groups.
sub spell_number {
  my ($random, $kind, $number) = @_;
  return $number unless $random->chance($kind eq 'snils' ? 0.7 : 0.15);
  return join('-', unpack 'A3 A3 A3', $number) . ' ' . substr($number, 9) if $kind eq 'snils';
  return join ' ', unpack '(A4)*', $number;
}

# One digit mistyped, so that the checksum shows it.
sub wrong_inn {
  my ($random, $inn) = @_;
  while (1) {
    my $wrong = $inn;
    substr($wrong, $random->between(2, length($inn) - 1), 1) = $random->between(0, 9);
    return $wrong unless Demo::Identifiers::inn_is_valid($wrong);
  }
}

# A clerk's entry: family, given and father's name.
sub full_name {
  my ($random, $person) = @_;
  my @parts = ($person->{family}, $person->{given});
  push @parts, $person->{patronymic} if $random->chance(0.7);
  return spell_words($random, join ' ', @parts);
}

# What somebody enters about himself.
sub account_name {
  my ($random, $person) = @_;
  my ($family, $given) = @$person{qw(family given)};
  return spell_words($random, $random->weighted(
    10, "$given $family", 5, "$family $given", 3, $given,
    1, transliterate("$given $family"), 1, "$given " . substr($family, 0, 1) . '.'));
}

# What an agent hears.
sub spoken_name {
  my ($random, $person) = @_;
  my ($family, $given, $patronymic) = @$person{qw(family given patronymic)};
  return spell_words($random, $random->weighted(
    6, "$given $patronymic", 5, "$given $family", 3, $given, 2, diminutive($given),
    2, $family, 1, "$family " . substr($given, 0, 1) . '. ' . substr($patronymic, 0, 1) . '.'));
}

sub spell_city {
  my ($random, $city) = @_;
  my $forms = $CITY_FORMS{$city};
  return $random->pick(@$forms) if $forms && $random->chance(0.2);
  return spell_words($random, $city);
}

sub spell_birth_date {
  my ($random, $birth) = @_;
  my ($year, $month, $day) = @$birth;
  return sprintf '%02d.%02d.%04d', $day, $month, $year if $random->chance(0.2);
  return sprintf '%04d-%02d-%02d', $year, $month, $day;
}

# Words as they get typed: ё is mostly е, letters go wrong, case is lost.
sub spell_words {
  my ($random, $text) = @_;
  $text =~ tr/ёЁ/еЕ/ if $random->chance(0.6);
  $text = typing_error($random, $text) if $random->chance(0.04);
  $text = $random->pick(uc $text, lc $text) if $random->chance(0.05);
  $text =~ s/ /  / if $random->chance(0.02);
  return $text;
}

# A letter lost, doubled, or swapped with the next one.
sub typing_error {
  my ($random, $text) = @_;
  return $text if length $text < 4;
  my $at = $random->between(1, length($text) - 2);
  my $two = substr $text, $at, 2;
  substr($text, $at, 2) = $random->pick(
    substr($two, 1), substr($two, 0, 1) . $two, reverse_text($two));
  return $text;
}

sub reverse_text { return scalar reverse $_[0] }

1;
