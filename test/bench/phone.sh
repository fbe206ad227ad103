# phone.sh: telephone numbers: in C beside libphonenumber in one process (where
# Debian's libphonenumber-dev is installed), in SQL per row, and the memory of a
# backend that has read millions.  Sourced by run.sh.
#
# The messy mix is the vectors (PROFILE_DATA), or else numbers of all regions in
# many spellings from the seeded generator of test/conformance.

src=$TREE/src/identifier
engine="$src/identifier_text.c $(ls "$src"/phone*.c | grep -v phone_sql)"

# compile_phone: bench/phone, with the library where it is there
compile_phone() {
  cc=${CC:-cc} cxx=${CXX:-c++}
  library=
  if "$cxx" -O2 -c -o bench/library.o "$folder/phone_library.cc" 2>bench/library.log; then
    library='-DLIBRARY bench/library.o -lphonenumber -lstdc++'
  fi
  # shellcheck disable=SC2086
  "$cc" -O2 "-I$TREE/src" -o bench/phone "$folder/phone.c" $engine $library -licuuc -licui18n &&
    "$cc" -O2 "-I$TREE/src" -o bench/numbers "$TREE/test/conformance/phone_numbers.c" \
      "$src/phone_match.c" "$src/phone_metadata.c"
}

# phone_table TITLE FILE: in C
phone_table() {
  echo "phone, $1: nanoseconds of CPU per number in one process"
  [ -n "$library" ] || echo '(libphonenumber-dev is not there: without it)'
  bench/phone "$2" "$RUNS" | awk -F'\t' '
    BEGIN { name["library"] = "libphonenumber: parse, validate, E.164"
      name["faithful"] = "profile: the same work"; name["everything"] = "profile: with repairs and garbage, as normalize_phone"
      printf " %-55s | %10s | %10s | %8s | %6s\n", "what", "numbers", "valid", "ns", "ratio" }
    { printf " %-55s | %10d | %10d | %8d | %6.1f\n", name[$1], $2, $3, $4, $5 }'
}

if ! compile_phone 2>bench/phone.log; then
  echo 'phone, in C: skipped, no compiler or no ICU headers'
else
  mix="${PROFILE_DATA:-/nowhere}/identifiers/vectors_libphonenumber_9.0.35.tsv"
  if [ ! -f "$mix" ]; then
    mix=bench/mix.tsv
    bench/numbers 24000 7 >$mix
  fi
  awk 'BEGIN { for (i = 1; i <= 24000; i++) { n = sprintf("%09d", i * 7919 * 131 % 1000000000)
    printf "RU\t8 (9%s) %s-%s-%s\n", substr(n, 1, 2), substr(n, 3, 3), substr(n, 6, 2), substr(n, 8, 2) } }' >bench/home.tsv
  phone_table 'messy mix of all regions' "$mix"
  phone_table '8 (9xx) xxx-xx-xx' bench/home.tsv
  cut -f 1,2 "$mix" | sed -e '/^#/d' -e '/^region\t/d' -e 's/\\/\\\\/g' >bench/mix.copy
  psql -Xq -v ON_ERROR_STOP=1 <<SQL
CREATE TABLE mix (region text, raw text);
\\copy mix FROM 'bench/mix.copy'
CREATE TABLE number AS SELECT region, raw FROM mix, generate_series(1, 42);
VACUUM ANALYZE number;
CREATE FUNCTION bench.memory() RETURNS text LANGUAGE sql VOLATILE
RETURN (regexp_match(pg_read_file('/proc/self/status'), 'RssAnon:\s+(\d+ kB)'))[1];
SQL
  echo 'phone, in SQL: nanoseconds of CPU per row of the messy mix, above the scan'
  psql -Xq -v ON_ERROR_STOP=1 -v runs="$RUNS" <<'SQL'
\pset footer off
SELECT bench.memory() AS before \gset
SELECT bench.measure('scan', 'SELECT count(raw), count(region) FROM number', :runs) \g /dev/null
SELECT bench.measure('normalize_phone', 'SELECT count(normalize_phone(raw, region)) FROM number', :runs) \g /dev/null
SELECT bench.memory() AS once \gset
SELECT bench.measure('examine_phone', 'SELECT count((examine_phone(raw, region)).e164) FROM number', :runs) \g /dev/null
SELECT bench.measure('make_identifier', 'SELECT count(make_identifier(''phone'', raw, region)) FROM number', :runs) \g /dev/null
SELECT r.what, (SELECT count(*) FROM number) AS rows, r.answer AS read,
       round((r.cpu_ms - s.cpu_ms)::numeric * 1e6 / (SELECT count(*) FROM number)) AS ns
FROM bench.result r, bench.result s WHERE s.what = 'scan' AND r.what <> 'scan' ORDER BY r.n;
\echo memory of the backend: :before at first, :once after normalize_phone over all rows
SELECT bench.memory() || ' after all of this' AS "and";
SQL
fi
