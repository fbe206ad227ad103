# The functions of the identifier room, as the catalog knows them, and calls of
# each with a given text: so that a function added later is tried by itself.
#
# Needs nothing of the tests' own modules but a node: something with safe_psql().
#
# A call is an SQL expression in which $1 stands for the text.  Everything in it
# is named in full (EXT stands for the extension's schema), so that it means the
# same in a hostile session.
package Identifiers;

use strict;
use warnings;
use utf8;
use Exporter 'import';

our @EXPORT = qw(identifier_kinds identifier_functions hostile_calls usual_calls working_calls textures messy_lines);

sub slurp {
  my ($path) = @_;
  open my $file, '<', $path or die "$path: $!";
  local $/;
  return <$file>;
}

# Kinds that have a parser, and a namespace.
sub identifier_kinds {
  my $source = slurp("$ENV{TREE}/src/identifier/identifier_reader.c");
  my @kinds = $source =~ /\{"(\w+)", profile_\w+_read\}/g;
  die 'no kinds found' if @kinds < 20;
  return (@kinds, 'club');
}

# One word for each platform and each sort of data of ad_hash().
sub advertising {
  my $source = slurp("$ENV{TREE}/src/identifier/ad_hash.c");
  my @platforms = $source =~ /\[AD_\w+\] = "(\w+)"/g;
  my %word;
  while ($source =~ /\{"(\w+)", (AD_\w+)\}/g) { $word{$2} = $1 }
  die 'no platforms or fields found' if @platforms < 4 || keys %word < 10;
  return (\@platforms, [ sort values %word ]);
}

# Functions of the extension that src/identifier declares: name, schema,
# arguments [name, type], result ('set', 'row' or ''), columns of a row.
sub identifier_functions {
  my ($node, $database) = @_;
  my %declared;
  for my $file (glob "$ENV{TREE}/src/identifier/*.sql") {
    $declared{$_} = 1 for slurp($file) =~ /^CREATE FUNCTION \@extschema\@\.(\w+)/mg;
  }
  my @functions;
  for my $row (split /\n/, $node->safe_psql($database, q{
    SELECT p.oid::regprocedure, p.proname, p.pronamespace::regnamespace, p.proretset, p.prorettype::regtype,
      (SELECT string_agg(coalesce(nullif(p.proargnames[o], ''), '-') || ' ' || format_type(a, NULL), ',' ORDER BY o)
       FROM unnest(p.proargtypes) WITH ORDINALITY u (a, o)),
      (SELECT string_agg(n, ',' ORDER BY o) FROM unnest(p.proargnames, p.proargmodes) WITH ORDINALITY u (n, m, o) WHERE m IN ('o', 't'))
    FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
    JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'profile'
    ORDER BY p.oid::regprocedure::text COLLATE "C"})) {
    my ($signature, $name, $schema, $set, $result, $arguments, $columns) = split /\|/, $row, -1;
    next unless $declared{$name};
    push @functions, { signature => $signature, name => $name, schema => $schema, result => $result, is_set => $set eq 't',
      is_row => $result eq 'record' && $set ne 't',
      arguments => [ map { my ($n, $t) = split / /, $_, 2; [ $n eq '-' ? '' : $n, $t =~ s/.*\.//r ] } split /,/, $arguments ],
      columns => [ split /,/, $columns ] };
  }
  return @functions;
}

sub literal { return "'$_[0]'" }

# What an argument is usually given: by its function and name, its name, its type.
sub usual_values {
  my ($function, $argument) = @_;
  my ($name, $type) = @$argument;
  my ($platforms, $fields) = advertising();
  my %usual = (
    'ad_hash kind' => [ map { literal($_) } @$fields ],
    attributes => [ q('{"*": "8 (916) 123-45-67", "list": ["ivan@example.com", 5]}'::pg_catalog.jsonb) ],
    kind => [ map { literal($_) } identifier_kinds() ],
    kinds => [ map { qq('{"*": "$_", "list": "$_"}'::pg_catalog.jsonb) } qw(phone email) ],
    platform => [ map { literal($_) } @$platforms ],
    'card_token raw' => [ q('4276380012345679') ],
    'email_key raw' => [ q('ivan+tag@example.com') ],
    raw => [ q('8 (916) 123-45-67') ],
    region => [ q('RU'), 'NULL' ],
    rules => [ q('{"*": {"cut_plus": true}, "example.com": {"canonical_domain": "example.org", "ignore_dots": true}}'::pg_catalog.jsonb) ],
    secret => [ q('long and random') ],
    stored => [ map { "CAST('$_:x' AS EXT.identifier)" } qw(phone email name address club) ],
    'type identifier' => [ q(CAST('phone:+79161234567' AS EXT.identifier)) ],
    'type bigint' => [ '7' ],
  );
  return $usual{"$function->{name} $name"} || $usual{$name} || $usual{"type $type"};
}

# The same with the text.
sub text_values {
  my ($type) = @_;
  my %text = (
    text => [ '$1' ],
    identifier => [ q(EXT.make_identifier('club', $1)) ],
    cstring => [ 'pg_catalog.textout($1)', q(pg_catalog.textout(pg_catalog.concat('club:', $1))) ],
    jsonb => [ 'pg_catalog.to_jsonb($1)', 'pg_catalog.jsonb_build_object($1, NULL)', q(pg_catalog.jsonb_build_object('*', $1)),
      map({ "pg_catalog.jsonb_build_object('*', pg_catalog.jsonb_build_object($_))" } '$1, true', q('cut_plus', $1), q('canonical_domain', $1)) ],
    bigint => [ '0' ],
  );
  return $text{$type};
}

sub call {
  my ($function, $values) = @_;
  my $call = "EXT.$function->{name}(" . join(', ', @$values) . ')';
  return "(SELECT pg_catalog.string_agg(CAST(r AS pg_catalog.text), ' ') FROM $call r)" if $function->{is_set};
  return "pg_catalog.textin($call)" if $function->{result} eq 'cstring';
  return "pg_catalog.encode($call, 'hex')" if $function->{result} eq 'bytea';    # its text is the session's choice
  return "CAST($call AS pg_catalog.text)";
}

sub product {
  my ($first, @rest) = @_;
  return [] unless $first;
  return map { my $v = $_; map { [ $v, @$_ ] } product(@rest) } @$first;
}

# Calls in which each argument that can hold a text in turn is the given one,
# beside every combination of what the others usually are.  In $unknown it
# collects what this module does not know how to call.
sub hostile_calls {
  my ($functions, $unknown) = @_;
  my %call;
  for my $function (@$functions) {
    my @arguments = @{ $function->{arguments} };
    # binary input: only the protocol can call it (003_malformed.pl does)
    next if join(' ', map { $_->[1] } @arguments) eq 'internal' && $function->{name} =~ /_recv$/;
    for my $hostile (0 .. $#arguments) {
      next if $arguments[$hostile][1] eq 'bigint';
      my @values = map { $_ == $hostile ? text_values($arguments[$_][1]) : usual_values($function, $arguments[$_]) } 0 .. $#arguments;
      if (grep { !defined } @values) {
        push @$unknown, $function->{signature};
        last;
      }
      # beside a text that is no raw value one usual value of each is enough
      if ($arguments[$hostile][0] ne 'raw') {
        @values = map { $_ == $hostile ? $values[$_] : [ $values[$_][0] ] } 0 .. $#values;
      }
      $call{ call($function, $_) } = $function->{name} for product(@values);
    }
    $call{ call($function, []) } = $function->{name} if !@arguments;
  }
  return %call;
}

# Calls in which raw values, and identifiers made of them, are the given text.
sub usual_calls {
  my ($functions) = @_;
  my %call;
  for my $function (@$functions) {
    my @arguments = @{ $function->{arguments} };
    next if grep { $_->[1] eq 'internal' } @arguments;
    my @values = map {
      my ($name, $type) = @$_;
      $name eq 'raw' ? ['$1']
        : $name eq 'attributes' ? [ q(pg_catalog.jsonb_object(ARRAY['*', $1])) ]
        : $type eq 'cstring' ? [ q(pg_catalog.textout(pg_catalog.concat('club:x', pg_catalog.md5($1)))) ]
        : $type eq 'identifier' && $name eq '' ? [ q(EXT.make_identifier('club', $1)) ]
        : usual_values($function, $_)
    } @arguments;
    $call{ call($function, $_) } = $function->{name} for product(@values);
  }
  return %call;
}

# Those of them that do not refuse their constants (no platform takes everything).
sub working_calls {
  my ($node, $database, $functions, $schema) = @_;
  my %call = usual_calls($functions);
  my @calls = sort keys %call;
  my $list = join ",\n", map { "(\$call\$" . (s/\bEXT\b/$schema/gr =~ s/\$1/'x'::text/gr) . "\$call\$)" } @calls;
  my @works = split /\n/, $node->safe_psql($database, <<"SQL");
CREATE FUNCTION pg_temp.works(call text) RETURNS boolean LANGUAGE plpgsql AS \$\$
BEGIN
  EXECUTE 'SELECT ' || call;
  RETURN true;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN false;
END \$\$;
SELECT pg_temp.works(c) FROM (VALUES $list) v (c);
SQL
  return map { $works[$_] eq 't' ? $calls[$_] : () } 0 .. $#calls;
}

# ---- texts ----

# What a text of any length may be made of: [name, bytes that are repeated].
sub textures {
  my %texture = (
    'a letter' => 'a', 'a capital' => 'Z', 'digits' => '1234567890', 'one digit' => '7', 'zeros' => '0', 'nines' => '9',
    'blanks' => ' ', 'tabs and lines' => "\t\r\n", 'blanks between' => 'a ', 'pluses' => '+', 'at signs' => '@', 'dots' => '.', 'dashes' => '-',
    'slashes' => '/', 'backslashes' => '\\', 'quotes' => '"', 'apostrophes' => "'", 'open round' => '(', 'close round' => ')', 'pairs' => '()',
    'angles' => '<', 'angles closed' => '<>', 'open square' => '[', 'colons' => ':', 'percents' => '%', 'percent codes' => '%D0%AF', 'commas' => ',',
    'semicolons' => ';', 'equals' => '=', 'ampersands' => '&', 'underscores' => '_', 'stars' => '*', 'hashes' => '#', 'controls' => "\x01",
    'exponents' => '1e', 'brackets of digits' => '(1)', 'plus and digit' => '+7', 'escapes' => '\\"', 'quoted words' => '"a" ', 'dotted' => 'a.',
    'at and dot' => 'a@b.', 'comments' => '(a', 'comments closed' => '(a)', 'scheme' => 'https://', 'labels' => 'xn--', 'labels dotted' => 'xn--80ak6aa92e.',
    'Cyrillic' => 'я', 'Cyrillic words' => 'Иванов ', 'Cyrillic initials' => 'И.', 'two scripts' => 'aя', 'words of two scripts' => "Ivanов Иvan ",
    'Arabic digits' => "\x{661}", 'wide digits' => "\x{ff11}", 'wide letters' => "\x{ff21}", 'marks' => "e\x{301}", 'only marks' => "\x{301}",
    'marks in the wrong order' => "\x{301}\x{323}", 'marks of many classes' => "\x{301}\x{323}\x{327}\x{334}\x{5b0}\x{64b}\x{345}", 'marks and joiners' => "\x{301}\x{200d}\x{323}\x{ad}",
    'Tibetan marks' => "\x{f73}", 'marks of Katakana' => "\x{ff9e}\x{301}", 'letters of thirty marks' => 'e' . "\x{301}\x{323}" x 15, 'Hangul letters' => "\x{1112}\x{1161}\x{11ab}",
    'one that becomes many' => "\x{fdfa}", 'one that becomes three' => "\x{390}", 'sharp s' => "\x{df}\x{130}", 'signs of music' => "\x{1d160}",
    'joiners' => "\x{200d}", 'soft hyphens' => "\x{ad}", 'right to left' => "\x{202e}\x{5d0}", 'full stops' => "\x{3002}", 'no-break' => "\x{a0}", 'pictures' => "\x{1f600}",
    'last characters' => "\x{10fffd}\x{fffd}", 'ideographs' => "\x{4e00}\x{9fff}",
    'numbers' => '8 (916) 123-45-67, ', 'numbers without commas' => '89161234567 ', 'numbers with extensions' => '8-495-123-45-67 ext. 12; ', 'almost numbers' => '+7 916 123-45-6; ',
    'addresses of mail' => 'ivan@example.com, ', 'addresses with names' => 'Ivan <ivan@example.com>, ', 'names' => 'Иванов Иван Иванович, ', 'English names' => 'Dr. John Smith Jr., ',
    'particles' => 'von der ', 'Turkic names' => 'Али оглы ', 'postal' => 'г. Москва, ул. Ленина, д. 1, кв. 2, ', 'English postal' => '12 Main St, Apt 4, ', 'streets' => 'ул. ', 'houses' => 'д. 1 ',
    'cards' => '4111 1111 1111 1111 ', 'octets' => '1.', 'groups' => 'ff:', 'links' => 'https://t.me/ivan?a=b&', 'path' => '/../a', 'cookies' => 'GA1.2.123.456; ',
    'floats' => '9.1612345670000000E+10 ', 'vanity' => '1-800-FLOWERS ', 'country codes' => '+7+380+1', 'hexadecimal' => '6D92078A-', 'words and digits' => 'a1', 'x' => 'x1',
    # what is no text in UTF-8
    map({; "bytes $_->[0]" => \$_->[1] }
      [ 'continuation', "\x80" ], [ 'overlong', "\xc0\x80" ], [ 'overlong of three', "\xe0\x80\xaf" ], [ 'truncated', "\xd0" ], [ 'truncated of four', "\xf0\x9f\x98" ],
      [ 'last', "\xff" ], [ 'surrogate', "\xed\xa0\x80" ], [ 'pair of surrogates', "\xed\xa0\xbd\xed\xb8\x80" ], [ 'too high', "\xf4\x90\x80\x80" ],
      [ 'a digit and half a letter', "7\xd1" ], [ 'a word and garbage', "ivan\@exa\xfemple.com " ], [ 'of one byte', "\xc8\xe2\xe0\xed " ], [ 'of two bytes', "\xa4\xa2\xb0\xa1" ]),
  );
  my %bytes;
  while (my ($name, $unit) = each %texture) {
    $bytes{$name} = ref $unit ? $$unit : do { my $copy = $unit; utf8::encode($copy); $copy };
  }
  return %bytes;
}

# Lines as sources send them, the same on every machine: readable values of every
# kind in many spellings, some damaged, some of several things.  Bytes in UTF-8,
# without control characters.
sub messy_lines {
  my ($count) = @_;
  my $state = 20261122;
  my $random = sub { $state = ($state * 1103515245 + 12345) % 2147483648; return int($state / 65536) % $_[0] };
  my $one = sub { return $_[$random->(scalar @_)] };
  my $digits = sub { return join '', map { $random->(10) } 1 .. $_[0] };
  my $luhn = sub {
    my ($body) = @_;
    my ($sum, $double) = (0, 1);
    for my $digit (reverse split //, $body) { my $d = $digit * (1 + $double); $sum += $d > 9 ? $d - 9 : $d; $double = !$double }
    return $body . (10 - $sum % 10) % 10;
  };
  my $weighed = sub { my ($s, @w) = @_; my $sum = 0; $sum += $w[$_] * substr($s, $_, 1) for 0 .. $#w; return $sum % 11 % 10 };
  my @family = qw(Иванов Иванова Щербаков Мюллер O'Connor Smith van-den-Berg Ёлкин Кузнецов-Петров Мамедов Шевченко Žižek Ólafsson Yıldız İnan Straße);
  my @given = qw(Иван Мария Пётр Анна-Мария John Mary Αλέξανδρος Айгүл Іван Öykü Jürgen Саша);
  my @patronymic = ('Иванович', 'Петровна', 'Ильинична', 'оглы', 'Jr.', 'кызы', '');
  my @city = qw(Москва Санкт-Петербург Казань London Нижний-Новгород);
  my @domain = qw(gmail.com googlemail.com ya.ru mail.ru example.com пример.рф bücher.example sub.example.co.uk mailinator.com icloud.com);
  my @make = (
    sub { sprintf $one->('8 (%s) %s-%s-%s', '+7%s%s%s%s', '7-%s-%s %s %s', 'тел. %s %s%s%s доб. 12', '8%s%s%s%s, 8 495 123-45-67', '%s%s%s%s'), '9' . $digits->(2), $digits->(3), $digits->(2), $digits->(2) },
    sub { $one->('+44 20 7', '+1 (212) 55', '+380 67 1', '+49 30 1', '+81 3-1', '001 650 2', '+39 02 1', '+55 11 9') . $digits->($one->(6, 7, 8)) },
    sub { lc($one->('Ivan', 'anna.maria', 'info', 'i.v.a.n', 'user_', 'почта', 'no-reply')) . $one->('', '+tag', $digits->(3)) . $one->('@', '@', ' @ ') . $one->(@domain) },
    sub { join ' ', $one->(@family), $one->(@given), $one->(@patronymic) },
    sub { join ' ', $one->('', 'Dr.', 'г-н'), $one->(@given), $one->('', 'А.', 'von'), $one->(@family) },
    sub { my $n = $digits->(9); $n . $weighed->($n, 2, 4, 10, 3, 5, 9, 4, 6, 8) },
    sub { my $n = $digits->(10); $n .= $weighed->($n, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8); $n . $weighed->($n, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) },
    sub { my $n = '0' . $digits->(8); my $sum = 0; $sum += (9 - $_) * substr($n, $_, 1) for 0 .. 8; sprintf '%s-%s-%s %02d', substr($n, 0, 3), substr($n, 3, 3), substr($n, 6), $sum % 101 % 100 },
    sub { my $n = $one->(1, 5) . '0' . $digits->(2) . '77' . $digits->(6); use integer; $n . ($n % 11 % 10) },
    sub { '77' . $digits->(2) . '01' . $digits->(3) }, sub { '04452' . $digits->(1) . $digits->(3) }, sub { '0445' . $digits->(5) . '/40702810' . $digits->(12) }, sub { '40702810' . $digits->(12) },
    sub { '45' . $one->('04', '10', ' 15') . ' ' . $digits->(6) },
    sub { $one->('DE89 3704 0044 0532 0130 00', 'GB29NWBK60161331926819', 'FR14 2004 1010 0505 0001 3M02 606', 'DE00 3704 0044 0532 0130 00') },
    sub { $luhn->($one->('427638', '220015', '541333') . $digits->(9)) }, sub { $one->('DE129273398', 'ATU13585627', 'FR 40 303 265 045', 'IT00743110157', 'PL' . $digits->(10)) },
    sub { $one->('5493001KJTIIGC8Y1R12', '7LTWFZYICNSX8D621K86', 'HWUPKR0MPOU8FGXBT394') }, sub { $one->('SABRRUMM', 'DEUTDEFF500', 'SWIFT: BNPAFRPPXXX') },
    sub { sprintf '%s-%s-4%s-a%s-%s', map { unpack 'H*', join '', map { chr $random->(256) } 1 .. $_ } 4, 2, 2, 2, 6 } , sub { join ':', map { sprintf '%02X', $random->(256) } 1 .. 6 },
    sub { sprintf 'GA1.%d.%s.%s', 1 + $random->(3), $digits->(9), '16' . $digits->(8) }, sub { 'fb.1.16' . $digits->(11) . '.' . $digits->(10) }, sub { '16' . $digits->(17) },
    sub { join '.', map { $random->(260) } 1 .. 4 }, sub { $one->('2001:db8::', 'fe80::', '2a00:1450:4010:c0f::', '::ffff:1.2.3.') . $digits->(1) },
    sub { $one->('https://', 'http://www.', '', 'HTTP://') . $one->(@domain) . $one->('', '/a/../b?utm_source=x&b=1#f', ':443/', '/Путь') },
    sub { $one->('@', 'https://t.me/', 't.me/', '') . $one->('ivan_petrov', 'Durov', 'profile') . $digits->(3) }, sub { $one->('https://vk.com/id', 'id', 'vk.com/ivan_') . $digits->(6) },
    sub { '29' . $digits->(11) }, sub { $luhn->($digits->(12)) }, sub { $one->('', ' ') . $one->('Ivan_I', 'ИВАН', 'user') . $digits->(2) },
    sub { sprintf '%s, г. %s, ул. %s, д. %d' . $one->('', ' корп. 2', ' стр. 1') . ', кв. %d', '10' . $digits->(4), $one->(@city), $one->('Ленина', 'Большая Садовая', '1-я Тверская-Ямская'), 1 + $random->(99), 1 + $random->(300) },
    sub { sprintf '%d %s %s, Apt %d, %s %s', 1 + $random->(999), $one->('Main', 'N 5th', 'St James'), $one->('St', 'Ave.', 'Road'), 1 + $random->(40), $one->('Springfield IL', 'London SW1A'), $digits->(5) },
    sub { sprintf '%02d.%02d.19%02d', 1 + $random->(28), 1 + $random->(12), $random->(100) }, sub { $one->('m', 'Female', 'муж', 'US', 'Russia', 'CA', '94025', 'SW1A 1AA', 'Menlo Park') },
    sub { $one->('нет', 'N/A', '-', '000', 'test@test.com', 'asdf', '???', "e\x{301}", "\x{fdfa}", "\x{ff21}\x{661}", 'İI', "\x{1f600}", "Lj\x{1c8}", 'null', '1e10', '9.16123E+10') },
  );
  # more or less of each
  my @lines;
  while (@lines < $count) {
    my $line = $make[@lines % @make]->();
    my $what = $random->(12);
    if ($what == 0) { substr $line, $random->(length $line), 1, $one->('', '0', 'я', ' ', '.', "\x{301}", '@', 'I', '-', "\x{a0}") }
    elsif ($what == 1) { $line = uc $line }
    elsif ($what == 2) { $line = "  $line " }
    elsif ($what == 3) { $line .= $one->(',', ' (рабочий)', ';', '.', '?') }
    elsif ($what == 4) { $line = "$line, " . $make[$random->(scalar @make)]->() }
    elsif ($what == 5) { $line =~ tr/ //d }
    utf8::encode($line);
    push @lines, $line;
  }
  return @lines;
}

1;
