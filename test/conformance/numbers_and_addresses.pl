# Identifiers against the vectors that are kept beside the tree: every file's
# count of passed rows is printed and asserted, every exception is named here
# with its reason.
use strict;
use warnings;
use utf8;
use Encode qw(decode encode);
use PostgreSQL::Test::Cluster;
use Test::More;

my $data = "$ENV{PROFILE_DATA}/identifiers" if $ENV{PROFILE_DATA};
plan skip_all => 'the vectors are not here (PROFILE_DATA)' unless $data && -d $data;

my $node = PostgreSQL::Test::Cluster->new('numbers');
$node->init(extra => [ '--encoding=UTF8', '--no-locale' ]);
$node->start;
$node->safe_psql('postgres', 'CREATE EXTENSION profile');

# the harness's tied output takes bytes
sub say_bytes {
  diag(encode('UTF-8', $_)) for @_;
}

sub lines {
  my ($file) = @_;
  open(my $in, '<:encoding(UTF-8)', "$data/$file") or die "$file: $!";
  chomp(my @lines = <$in>);
  return @lines;
}

sub literal {
  my ($text) = @_;
  return 'NULL' unless defined $text;
  $text =~ s/'/''/g;
  return "'$text'";
}

# answers($expression, @rows): the expression over rows of (a, b, c), each answer
# as text; NULL is undef
sub answers {
  my ($expression, @rows) = @_;
  my $n = 0;
  my $values = join ",\n", map {
    my @cells = @$_;
    '(' . join(', ', $n++, map { literal($cells[$_]) . '::text' } 0 .. 2) . ')'
  } @rows;
  my $file = $node->basedir . '/rows.sql';
  open(my $out, '>:encoding(UTF-8)', $file) or die $!;
  print $out "SET client_encoding = 'UTF8';\nSELECT coalesce('=' || encode(convert_to(($expression)::text, 'UTF8'), 'hex'), '~') "
    . "FROM (VALUES $values) v(n, a, b, c) ORDER BY n;\n";
  close $out;
  my ($ok, $stdout, $stderr) = $node->psql('postgres', "\\i $file");
  die $stderr if $stderr =~ /ERROR|FATAL/;
  my @answers = map { $_ eq '~' ? undef : decode('UTF-8', pack('H*', substr($_, 1))) } split /\n/, $stdout;
  die scalar(@answers) . ' answers of ' . scalar(@rows) . "\n" unless @answers == @rows;
  return @answers;
}

# compare(file, rows, expected, got, exceptions): counts and asserts
sub compare {
  my ($file, $names, $expected, $got, $exceptions) = @_;
  my ($passed, %seen, @wrong) = (0);
  for my $i (0 .. $#$names) {
    my $same = defined $expected->[$i] ? defined $got->[$i] && $got->[$i] eq $expected->[$i] : !defined $got->[$i];
    if (exists $exceptions->{ $names->[$i] }) {
      $seen{ $names->[$i] }++;
      push @wrong, "$names->[$i]: is no exception any more" if $same;
    } elsif ($same) {
      $passed++;
    } else {
      push @wrong, "$names->[$i]: expected " . ($expected->[$i] // 'NULL') . ', got ' . ($got->[$i] // 'NULL');
    }
  }
  my $total = @$names;
  my $excepted = 0;
  $excepted += $_ for values %seen;
  say_bytes("$file: $passed of $total pass, $excepted exceptions");
  say_bytes("  $_: $exceptions->{$_}") for sort keys %seen;
  say_bytes("  $_") for @wrong[0 .. ($#wrong > 20 ? 20 : $#wrong)];
  is_deeply(\@wrong, [], "$file: every other row passes");
  is(scalar(keys %seen), scalar(keys %$exceptions), "$file: every exception is there");
  return $passed;
}

# --- numbers of Russia
{
  my %kind = (inn => 'inn', ogrn => 'ogrn', ogrnip => 'ogrn', snils => 'snils', kpp => 'kpp', bik => 'bic',
    rs => 'account_ru', ks => 'account_ru');
  my @rows = map { [ split /\t/ ] } grep { !/^#/ && /\S/ } lines('ru_ids.tsv');
  my @got = answers('(normalize_identifier(a, b) IS NOT NULL)::int', map { [ $kind{ $_->[0] }, $_->[1] ] } @rows);
  my $passed = compare('ru_ids.tsv', [ map { "$_->[0] $_->[1]" } @rows ], [ map { $_->[2] } @rows ], \@got, {
      'inn 0000000000' => 'passes the checksum, and is garbage: no region has the code 00',
      'inn 000000000000' => 'passes the checksum, and is garbage: no region has the code 00',
  });
  is($passed, 53, 'ru_ids.tsv: rows passed');
}

# --- IBAN, cards, LEI
{
  my @rows = map { [ split /\t/ ] } grep { !/^#/ && /\S/ } lines('intl_ids.tsv');
  # Luhn's numbers are random: whether they are cards is another question than their check digit
  my @got = answers(q{CASE WHEN a = 'luhn' THEN ((examine_identifier('card', b)).problem IS DISTINCT FROM 'bad_checksum')::int
    ELSE (normalize_identifier(a, b) IS NOT NULL)::int END}, @rows);
  my $passed = compare('intl_ids.tsv', [ map { "$_->[0] $_->[1]" } @rows ], [ map { $_->[2] } @rows ], \@got, {});
  is($passed, 1059, 'intl_ids.tsv: rows passed');
  my @cards = grep { $_->[0] eq 'luhn' && $_->[2] } @rows;
  my %problems;
  $problems{ $_ // 'none' }++ for answers(q{(examine_identifier('card', b)).problem}, @cards);
  say_bytes('  random numbers that pass Luhn: ' . join ', ', map { "$problems{$_} $_" } sort keys %problems);
  is_deeply([ sort keys %problems ], [ 'unknown_issuer', 'use_card_token' ], 'a right check digit is a card where an issuer has such numbers');
}

# --- VAT
{
  my @rows = map { [ split /\t/ ] } grep { !/^#/ && /\S/ } lines('eu_vat.tsv');
  my @got = answers(q{(normalize_identifier('vat', b) IS NOT NULL)::int}, @rows);
  my $passed = compare('eu_vat.tsv', [ map { $_->[1] } @rows ], [ map { $_->[2] } @rows ], \@got, {});
  is($passed, scalar(@rows), 'eu_vat.tsv: rows passed');
  my %states = map { substr($_->[1], 0, 2) => 1 } @rows;
  is(scalar(keys %states), 27, 'eu_vat.tsv: states');
}

# --- e-mail grammar
{
  my (@rows, @names, @expected);
  my $xml = join "\n", lines('isemail-tests.xml');
  while ($xml =~ m{<test id="(\d+)">\s*<address\s*(?:/>|>(.*?)</address>).*?<category>(\w+)</category>\s*<diagnosis>(\w+)</diagnosis>}gs) {
    my ($id, $address, $category, $diagnosis) = ($1, $2 // '', $3, $4);
    $address =~ s/&#x([0-9A-Fa-f]+);/chr(hex $1)/ge;
    $address =~ s/&lt;/</g; $address =~ s/&gt;/>/g; $address =~ s/&quot;/"/g; $address =~ s/&apos;/'/g; $address =~ s/&amp;/&/g;
    # U+2400 on stand for control characters; no text of the server holds a NUL
    next if $address =~ /\x{2400}/;
    $address =~ s/([\x{2401}-\x{241F}\x{2421}])/$1 eq "\x{2421}" ? "\x7F" : chr(ord($1) - 0x2400)/ge;
    push @rows, [ undef, $address ];
    push @names, "$id";
    push @expected, $category =~ /^ISEMAIL_(VALID_CATEGORY|DNSWARN|RFC5321)$/ ? 1 : 0;
  }
  my @got = answers('(normalize_email(b) IS NOT NULL)::int', @rows);
  my $passed = compare('isemail-tests.xml', \@names, \@expected, \@got, isemail_exceptions());
  is(scalar(@names), 162, 'isemail-tests.xml: tests read (two hold a NUL)');
  is($passed, 136, 'isemail-tests.xml: rows passed');
}

sub isemail_exceptions {
  # 88, 89, 144 ... are folding white space (RFC 5322), 99, 127, 128 ... stray ends of line
  my $around = 'blanks and ends of line around an address are taken off, as around every raw value';
  return {
    35 => 'a full stop behind the address is taken off (stray_punctuation)',
    60 => '64 characters once the needless backslash is gone, which is how it is written to', 88 => $around, 89 => $around, 99 => $around,
    127 => $around, 128 => $around, 132 => $around, 141 => $around, 142 => $around, 143 => $around,
    144 => $around, 145 => $around, 146 => $around, 147 => $around, 148 => $around, 149 => $around,
    150 => $around, 151 => $around, 152 => $around, 153 => $around, 154 => $around, 155 => $around,
    156 => $around, 157 => $around, 158 => $around,
  };
}

# --- domains: UTS 46, non-transitional
{
  my (@rows, @names, @expected, @about);
  for my $line (lines('IdnaTestV2-13.0.0.txt')) {
    $line =~ s/#.*//;
    next unless $line =~ /;/;
    my @c = map { s/^[ \t]+//r =~ s/[ \t]+$//r } split /;/, $line, -1;
    s/\\u([0-9A-Fa-f]{4})/chr(hex $1)/ge, s/\\x\{([0-9A-Fa-f]+)\}/chr(hex $1)/ge for @c[0, 1, 3];
    next if $c[0] =~ /[\x{D800}-\x{DFFF}]/;
    my $unicode = $c[1] eq '' ? $c[0] : $c[1];
    my $unicode_status = $c[2];
    my $ascii = $c[3] eq '' ? $unicode : $c[3];
    my $status = $c[4] eq '' ? $unicode_status : $c[4];
    $status =~ s/^\[\]$//;
    push @rows, [ undef, $c[0] ];
    push @names, join ' ', map { sprintf '%04X', ord } split //, $c[0];
    push @expected, $status eq '' ? $ascii : undef;
    push @about, [ $unicode, $status ];
  }
  my @got = answers(q{normalize_identifier('domain', b)}, @rows);
  my (%reason, %which, $passed, @wrong);
  for my $i (0 .. $#rows) {
    my ($want, $is) = ($expected[$i], $got[$i]);
    (defined $want ? defined $is && $is eq $want : !defined $is) and do { $passed++; next };
    my $why = idna_reason($rows[$i][1], @{ $about[$i] }, $want, $is);
    push @{ $which{$why} }, $names[$i] if $why;
    $why ? $reason{$why}++ : push @wrong, "$names[$i]: expected " . ($want // 'an error') . ', got ' . ($is // 'none');
  }
  say_bytes("IdnaTestV2-13.0.0.txt: $passed of " . @rows . ' pass');
  for my $why (sort keys %reason) {
    say_bytes("  $reason{$why} $why:");
    say_bytes("    $_") for @{ $which{$why} };
  }
  say_bytes("  $_") for @wrong[0 .. ($#wrong > 20 ? 20 : $#wrong)];
  is_deeply(\@wrong, [], 'IdnaTestV2-13.0.0.txt: every difference has its reason');
  cmp_ok($passed, '>=', 6000, 'IdnaTestV2-13.0.0.txt: rows passed');
}

# why an answer may differ from the file's, or undef
sub idna_reason {
  my ($source, $unicode, $status, $want, $got) = @_;
  return undef unless defined $got;    # nothing that is right is refused
  return 'a full stop at the end is taken off' if defined $want && $want eq "$got.";
  return 'invisible characters at the ends are taken off' if $source =~ /^[\s\p{Cf}]|[\s\p{Cf}]$/;
  return undef if defined $want;
  return 'hyphens in the third and fourth place are let through: hosts have them (r3---sn-x.googlevideo.com)' if $status eq '[V2]';
  return 'UTS 46 has allowed these signs since 15.1' if $unicode =~ /[\x{2260}\x{226E}\x{226F}]/;
  return undef;
}

# --- mailboxes: our policy, and MaxMind's where it is the same
{
  my @rows = map { [ undef, (split /\t/)[0, 1] ] } grep { !/^#/ && /\S/ } lines('canonical_pairs.tsv');
  my @got = answers('email_key(b)', @rows);
  my $passed = compare('canonical_pairs.tsv', [ map { $_->[1] } @rows ], [ map { $_->[2] } @rows ], \@got, {});
  is($passed, scalar(@rows), 'canonical_pairs.tsv: rows passed');
}
{
  my @rows = map { [ undef, (split /\t/, $_, -1)[0, 1] ] } grep { !/^#/ && length } lines('maxmind_clean_email-Apache-2.0.tsv');
  my @got = answers('email_key(b)', @rows);
  my $typing = 'a typing error is suggested, not put into the key';
  my $yahoo = 'the name before the dash is another mailbox at Yahoo';
  my $plus = 'a plus is cut only where the provider is known to';
  my %exceptions = (
    'Test+007@maxmind.com' => $plus, 'Test+007+008@maxmind.com' => $plus, 'Test+@maxmind.com' => $plus, 'Test+alias@bücher.com' => $plus,
    'Test-foo@yahoo.com' => $yahoo, 'Test-foo-foo2@yahoo.com' => $yahoo, 'foo-bar@ymail.com' => $yahoo, 'test-alias@myyahoo.com' => $yahoo,
    'Test@maxmind.com|abc124472372' => 'no domain holds a bar',
    'gamil.com@gamil.com' => $typing, 'foo@example.com.com' => $typing, 'foo@10000gmail.com' => $typing, 'foo@example.comcom' => $typing,
  );
  my $passed = compare('maxmind_clean_email', [ map { $_->[1] } @rows ], [ map { $_->[2] eq '\N' ? undef : $_->[2] } @rows ], \@got, \%exceptions);
  is($passed, @rows - keys %exceptions, 'maxmind_clean_email: rows passed');
  my @typing = grep { ($exceptions{ $_->[1] } // '') eq $typing } @rows;
  my @suggested = answers('email_key(suggest_email(b))', @typing);
  is_deeply(\@suggested, [ map { $_->[2] } @typing ], 'what MaxMind repairs is suggested');
}

# --- hashes for advertising platforms
{
  my (@rows, @expected);
  my %platform = (meta => 'meta', snap => 'snap', google_data_manager => 'google', yandex_metrica => 'yandex', yandex_audience => 'yandex');
  my %kind = (emails_md5 => 'email', phones_md5 => 'phone', mac_md5_of_bytes => 'mac', phone_sha256 => 'phone');
  my %region = (meta => 'US', google_data_manager => 'US', yandex_metrica => 'RU', yandex_audience => 'RU');
  for (grep { !/^#/ && /\S/ } lines('hash_vectors.tsv')) {
    my ($platform, $field, $input, $spelled, $digest) = split /\t/;
    my $md5 = $digest =~ s/^md5://;
    push @rows, [ $platform{$platform} . ($md5 ? '_md5' : '') . ' ' . ($kind{$field} // $field), $input, $region{$platform} ];
    push @expected, $digest;
  }
  my @got = answers(q{ad_hash(split_part(a, ' ', 1), split_part(a, ' ', 2), b, c)}, @rows);
  my $passed = compare('hash_vectors.tsv', [ map { "$_->[0] $_->[1]" } @rows ], \@expected, \@got, {});
  is($passed, scalar(@rows), 'hash_vectors.tsv: rows passed');
}

$node->stop;
done_testing();
