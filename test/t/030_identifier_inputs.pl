# Every function of the identifier room, called with whatever a column of text
# may hold, in databases of several encodings: it answers with a value, with
# NULL, or with an error that blames the data; the server never dies.
use strict;
use warnings;
use Identifiers;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use ProfileTest;
use Test::More;

# Bytes of a text: one that is read whole by every kind, those about the limits
# of some, and a document.
my @SIZES = (40, 254, 1025, 4096, 8192);
my $DOCUMENT = 1_000_000;
my %SHORT = map { $_ => 1 } qw(LATIN1 WIN1251 KOI8R EUC_JP MULE_INTERNAL);    # these are tried with fewer
my $REFUSED = qr/^(?:22|54000)/;    # the data is at fault, or more than can be

my $node = new_node('main', init => { extra => [ '--no-locale', '-E', 'UTF8' ] }, conf => [ 'log_error_verbosity = terse', 'log_min_messages = fatal' ]);
run_sql($node, 'postgres', 'CREATE EXTENSION profile');
my $started = query($node, 'postgres', 'SELECT pg_postmaster_start_time()');

my @functions = identifier_functions($node, 'postgres');
my @unknown;
my %calls = hostile_calls(\@functions, \@unknown);
is(join(', ', @unknown), '', 'every function can be called (else teach Identifiers.pm what its arguments are)');
my %called = reverse %calls;
is(join(', ', grep { !$called{$_} && $_ ne 'identifier_recv' } sort map { $_->{name} } @functions), '', 'and is, but for binary input');
cmp_ok(scalar(@functions), '>=', 35, 'there are functions: ' . @functions);

for my $encoding (qw(UTF8 SQL_ASCII LATIN1 WIN1251 KOI8R EUC_JP MULE_INTERNAL)) {
  try_encoding($encoding);
}
is(query($node, 'postgres', 'SELECT pg_postmaster_start_time()'), $started, 'the server was never restarted');
unlike(newest_log($node), qr/terminated by signal|PANIC|TRAP:/, 'no process of it died');
done_testing();

sub try_encoding {
  my ($encoding) = @_;
  my $database = 'in_' . lc $encoding;
  run_sql($node, 'postgres', "CREATE DATABASE $database ENCODING '$encoding' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
  run_sql($node, $database, 'CREATE EXTENSION profile');
  prepare($database, $encoding);
  my $texts = query($node, $database, 'SELECT count(*) FROM hostile');
  cmp_ok($texts, '>', 200, "$encoding: there are texts: $texts");
  my $statements = join '', map { "SELECT * FROM attempt(\$call\$$calls{$_}\$call\$, \$call\$" . (s/\bEXT\b/public/gr) . "\$call\$);\n" } sort keys %calls;
  my ($status, $found, $error) = $node->psql($database, "SET jit = off;\n$statements");
  is($status == 0 ? '' : $error, '', "$encoding: the session lived through it");
  my @wrong = grep { (split /\|/, $_, 4)[1] !~ $REFUSED } split /\n/, $found;
  is(join("\n", @wrong[0 .. ($#wrong > 9 ? 9 : $#wrong)]), '', "$encoding: what is refused is refused as bad data");
  is(query($node, $database, 'SELECT count(*) = ' . (scalar keys %calls) . ' AND sum(answers) > 10000 FROM attempted'), 't', "$encoding: every call was made, and most answer");
  # what was read is text of this encoding
  is(query($node, $database, 'SELECT count(*) FROM attempted WHERE malformed > 0'), 0, "$encoding: results are text of the database");
  run_sql($node, 'postgres', "DROP DATABASE $database");
}

# The texts, as a table, and the function that makes a call with each.
sub prepare {
  my ($database, $encoding) = @_;
  my %textures = textures();
  my $values = join ",\n", map { "('$_', '\\x" . unpack('H*', $textures{$_}) . "')" } sort keys %textures;
  my $sizes = join ', ', map { "($_)" } $SHORT{$encoding} ? @SIZES[0, 2] : @SIZES;
  run_sql($node, $database, <<"SQL");
CREATE TABLE texture (name text, unit bytea);
INSERT INTO texture VALUES
$values;
CREATE TABLE hostile (name text, size int, value text);
CREATE TABLE attempted (call text, answers bigint, malformed bigint);
-- as UTF-8 where the encoding has such characters, and as the bytes themselves where it takes them
CREATE FUNCTION plant(name text, bytes bytea, size int) RETURNS void LANGUAGE plpgsql AS \$\$
DECLARE
  v_text text;
BEGIN
  FOR i IN 1 .. 2 LOOP
    BEGIN
      v_text := convert_from(bytes, CASE i WHEN 1 THEN 'UTF8' ELSE getdatabaseencoding() END);
      v_text := repeat(v_text, greatest(1, size / octet_length(v_text)));
      INSERT INTO hostile VALUES (name, size, v_text), (name || ', cut', size, left(v_text, -1));
    EXCEPTION WHEN character_not_in_repertoire OR untranslatable_character OR undefined_function THEN NULL;
    END;
  END LOOP;
END \$\$;
INSERT INTO hostile VALUES ('null', 0, NULL), ('empty', 0, ''), ('blank', 1, ' '), ('one letter', 1, 'a'), ('one digit', 1, '1');
SELECT count(plant(name, unit, size)) FROM texture, (VALUES $sizes, ($DOCUMENT)) s (size)
WHERE size < $DOCUMENT OR name IN ('a letter', 'digits', 'blanks', 'pluses', 'at signs', 'dots', 'open round', 'quotes', 'marks', 'Cyrillic', 'bytes last',
  'bytes truncated', 'bytes surrogate', 'two scripts', 'numbers', 'addresses of mail', 'names', 'postal', 'commas', 'escapes');
DELETE FROM hostile h USING hostile o WHERE h.value = o.value AND h.ctid > o.ctid;
ANALYZE hostile;
-- is this text of the database's encoding?
CREATE FUNCTION malformed(value text) RETURNS boolean LANGUAGE plpgsql STRICT AS \$\$
BEGIN
  RETURN convert_from(textsend(value), getdatabaseencoding()) IS NULL;
EXCEPTION WHEN character_not_in_repertoire THEN
  RETURN true;
END \$\$;
-- All texts at once; where that fails, one after the other.  Returns what was
-- refused and how, once per SQLSTATE.
CREATE FUNCTION attempt(function text, call text) RETURNS TABLE (called text, state text, message text, text_name text) LANGUAGE plpgsql AS \$\$
DECLARE
  v_answers bigint;
  v_malformed bigint := 0;
  v_each text := replace(call, '\$1', 'h.value');
  v_answer text;
  h record;
  v_seen text[] := '{}';
BEGIN
  BEGIN
    EXECUTE format('SELECT count(r), count(*) FILTER (WHERE malformed(r)) FROM (SELECT %s AS r FROM hostile h OFFSET 0) c', v_each) INTO v_answers, v_malformed;
  EXCEPTION WHEN others THEN
    v_answers := 0;
    FOR h IN SELECT * FROM hostile LOOP
      BEGIN
        EXECUTE 'SELECT ' || call INTO v_answer USING h.value;
        v_answers := v_answers + (v_answer IS NOT NULL)::int;
        v_malformed := v_malformed + coalesce(malformed(v_answer), false)::int;
      EXCEPTION WHEN others THEN
        IF SQLSTATE <> ALL (v_seen) THEN
          v_seen := v_seen || SQLSTATE::text;
          called := call;
          state := SQLSTATE;
          message := left(SQLERRM, 80);
          text_name := h.name || ' ' || h.size;
          RETURN NEXT;
        END IF;
      END;
    END LOOP;
  END;
  INSERT INTO attempted VALUES (call, v_answers, v_malformed);
END \$\$;
SQL
}
