# identifier_linear.pl: microseconds of every call that a raw value can reach, for
# texts of 100 and 1000 bytes (which every function reads), 8000 (the last that
# any reads), 10 000 and 1 000 000 (which are refused by their length).
#
# Of each call the worst texture is shown: by time, and by growth.  A call whose
# time grows faster than twice the length is marked with an asterisk.  Each time
# is the mean of the better half of the runs, between two readings of the clock,
# so that a busy machine matters less.  What it takes the server to make a C
# string or JSON of the text, or to fetch a secret, is measured by itself and taken
# off; what is left of a megabyte then is its memory's noise, and not marked.
use strict;
use warnings;
use Identifiers;

my $RUNS = 2 * ($ENV{RUNS} || 3);
my @SIZES = (100, 1000, 8000, 10_000, 1_000_000);

# What Identifiers.pm needs of a node.
package Psql {
  sub safe_psql {
    my ($self, $database, $sql) = @_;
    my $path = "$ENV{WORK}/identifier_linear.sql";
    open my $file, '>', $path or die "$path: $!";
    print $file $sql;
    close $file;
    my $out = `psql -XAtq -v ON_ERROR_STOP=1 -f $path`;
    die "psql failed\n" if $?;
    chomp $out;
    return $out;
  }
}
my $psql = bless {}, 'Psql';

my %textures = textures();
delete $textures{$_} for grep { /^bytes/ } keys %textures;
my $values = join ', ', map { "('$_', '\\x" . unpack('H*', $textures{$_}) . "'::bytea)" } sort keys %textures;
my $sizes = join ', ', map { "($_)" } @SIZES;
$psql->safe_psql('', <<"SQL");
CREATE TABLE sample (texture text, size int, value text);
ALTER TABLE sample ALTER value SET STORAGE EXTERNAL;
INSERT INTO sample SELECT t.name, size, repeat(convert_from(unit, 'UTF8'), size / length(unit))
FROM (VALUES $values) t (name, unit), (VALUES $sizes) s (size);
ANALYZE sample;
CREATE TABLE measured (what text, base text, texture text, size int, us float8);
-- A call that may refuse its text costs a block more.
CREATE PROCEDURE measure(what text, call text, base text, runs int) LANGUAGE plpgsql AS \$\$
DECLARE
  v_call text := replace(call, '\$1', 's.value');
BEGIN
  BEGIN
    EXECUTE format('SELECT count(%s) FROM sample s', v_call);
  EXCEPTION WHEN others THEN
    -- what a platform does not take is not read at all
    IF what ~ '^ad_hash[(]''.*text[)]\$' THEN
      RETURN;
    END IF;
    EXECUTE format('CREATE OR REPLACE FUNCTION pg_temp.refuse(value text) RETURNS text LANGUAGE plpgsql AS %L',
      format('BEGIN RETURN %s; EXCEPTION WHEN data_exception THEN RETURN NULL; END', replace(call, '\$1', 'refuse.value')));
    v_call := 'pg_temp.refuse(s.value)';
    IF base <> 'itself' THEN
      EXECUTE format('CREATE OR REPLACE FUNCTION pg_temp.make(value text) RETURNS text LANGUAGE plpgsql AS %L',
        format('BEGIN PERFORM %s; RETURN NULL; EXCEPTION WHEN data_exception THEN RETURN NULL; END', replace(base, '\$1', 'make.value')));
      base := 'making the argument of ' || what;
      CALL measure(base, 'pg_temp.make(\$1)', 'itself', runs);
    END IF;
  END;
  -- what a row selects is computed from left to right
  EXECUTE format('INSERT INTO measured (what, base, texture, size, us)
    SELECT %L, %L, texture, size, avg(us) + 0 * count(answer) FROM (
      SELECT texture, size, answer, extract(epoch FROM after - before) * 1e6 AS us,
        row_number() OVER (PARTITION BY texture, size ORDER BY after - before) AS place
      FROM (SELECT s.texture, s.size, clock_timestamp() AS before, %s AS answer, clock_timestamp() AS after
            FROM generate_series(1, \$1) run, sample s OFFSET 0) r
    ) m WHERE place <= \$1 / 2 GROUP BY 3, 4', what, base, v_call) USING runs;
END \$\$;
SQL

my @functions = identifier_functions($psql, '');
my %calls = hostile_calls(\@functions, []);
my ($statements, %base) = '';
for my $call (sort keys %calls) {
  # one region will do, and of functions that share a reader the one that shows it all
  next if $call =~ /, NULL\) AS pg_catalog.text\)$/ || $calls{$call} =~ /^(?:normalize|make)_identifier$/ && $call !~ /'club'/;
  next if $call =~ /EXT\.identifier_\w+\(.*make_identifier/ && $calls{$call} ne 'identifier_cmp' || $call =~ /CAST\('(?:address|email|name):/;
  next if $call =~ /ad_hash\('(?:snap|yandex)'/;
  (my $what = $call) =~ s/CAST\((.*) AS pg_catalog\.text\)/$1/;
  $what =~ s/^\(SELECT .* FROM (.*?) r\)$/$1/;
  $what =~ s/EXT\.|pg_catalog\.//g;
  $what =~ s/'(\d{16}|8 \(916\)[^']*|long and random|ivan\+[^']*)'/.../g;
  $what =~ s/\$1/text/g;
  $what =~ s/, 'RU'\)$/)/;
  (my $executable = $call) =~ s/\bEXT\./public./g;
  my ($base) = $call =~ /(pg_catalog\.(?:textout|to_jsonb|jsonb_build_object)\((?:[^()]|(\((?:[^()]|(?2))*\)))*\))/;
  $base = 'pg_catalog.ascii($1)' if $call =~ /card_token\(.*, \$1\)/;
  $base{$base} = 1 if $base;
  $statements .= "CALL measure(\$w\$$what\$w\$, \$w\$$executable\$w\$, " . ($base ? "\$w\$$base\$w\$" : 'NULL') . ", $RUNS);\n";
}
$statements .= "CALL measure(\$w\$$_\$w\$, \$w\$$_\$w\$, 'itself', $RUNS);\n" for sort keys %base;
$psql->safe_psql('', $statements);

# A microsecond is what the clock can tell; below a few of them growth is noise.
print $psql->safe_psql('', <<'SQL'), "\n";
ALTER TABLE measured ADD base_us float8 NOT NULL DEFAULT 0;
UPDATE measured m SET us = greatest(m.us - b.us, 0), base_us = b.us FROM measured b WHERE b.what = m.base AND b.texture = m.texture AND b.size = m.size;
CREATE TABLE grown AS
SELECT a.what, a.texture, a.size AS from_size, b.size AS to_size, b.us, b.us / greatest(a.us, 1) AS growth, b.base_us, b.us > 20 AND (b.base_us = 0 OR b.size < 1000000) AND b.us / greatest(a.us, 1) > 2.0 * b.size / a.size AS bad
FROM measured a JOIN measured b USING (what, texture) WHERE a.base IS DISTINCT FROM 'itself' AND (a.size, b.size) IN ((100, 1000), (1000, 8000), (10000, 1000000));
\echo '| call | µs at 1000 bytes | growth 100 → 1000 | µs at 8000 | growth 1000 → 8000 | µs at 1 MB | growth 10 kB → 1 MB | worst texture |'
\echo '|---|---:|---:|---:|---:|---:|---:|---|'
SELECT format('| `%s` | %s | %s | %s | %s | %s | %s | %s |', what, round(max(us) FILTER (WHERE to_size = 1000)), max(g) FILTER (WHERE to_size = 1000),
  round(max(us) FILTER (WHERE to_size = 8000)), max(g) FILTER (WHERE to_size = 8000), round(max(us) FILTER (WHERE to_size = 1000000)), CASE WHEN bool_or(base_us > 0) THEN '' ELSE max(g) FILTER (WHERE to_size = 1000000) END,
  (SELECT g.texture FROM grown g WHERE g.what = f.what AND g.to_size = 8000 ORDER BY us DESC LIMIT 1))
FROM (SELECT *, lpad(round(growth::numeric, 1)::text, 6) || CASE WHEN bad THEN '*' ELSE '' END AS g FROM grown) f GROUP BY what ORDER BY max(us) FILTER (WHERE to_size = 8000) DESC;
SELECT 'growing faster than twice the length: ' || coalesce(string_agg(format(E'\n  %s, %s: %s µs at %s bytes, %s times those at %s', what, texture, round(us), to_size, round(growth), from_size), '' ORDER BY us DESC), 'none')
FROM grown WHERE bad;
SELECT count(DISTINCT what) || ' calls, ' || count(DISTINCT texture) || ' textures' FROM grown;
SQL
