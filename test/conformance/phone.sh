#!/bin/sh
# phone.sh [VECTORS]: show that telephone numbers are read as libphonenumber
# reads them, on the same metadata.  For people; no test runs it.
#
#   1. With VECTORS (made with libphonenumber 9.0.35): the tables of that release
#      are compiled (npm, node), and no row may differ.  Then the rows that differ
#      with the tables compiled in are written to phone_differences.txt.
#   2. Where libphonenumber-dev and python3-phonenumbers of one version are
#      installed (Debian's are): tables are compiled from that metadata and 200 000
#      numbers of all regions compared with the library (SEED chooses others).
set -eu

tree=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$tree"
generate=src/identifier/phone_metadata/generate.mjs

# compile PROGRAM METADATA_C: a comparing program with these tables
compile() {
  cc -O2 -Isrc -o "$1" test/conformance/phone.c src/identifier/phone_match.c \
    src/identifier/phone_parse.c src/identifier/phone_symbol.c src/identifier/phone_text.c \
    src/identifier/identifier_text.c "$2" -licuuc -licui18n
}

if [ $# -gt 0 ]; then
  (cd "$work" && npm pack --silent libphonenumber-js@1.13.9 >/dev/null && tar xzf libphonenumber-js-1.13.9.tgz)
  node $generate "$work/package/metadata.max.json" 9.0.35 >"$work/vectors.c"
  compile "$work/vectors" "$work/vectors.c"
  "$work/vectors" "$1"
  compile "$work/compiled_in" src/identifier/phone_metadata.c
  "$work/compiled_in" "$1" >test/conformance/phone_differences.txt
  tail -n 1 test/conformance/phone_differences.txt
fi

if ! python3 -c 'import phonenumbers' 2>/dev/null || ! c++ -O2 -std=c++17 ${LIBPHONENUMBER_FLAGS:-} \
    -o "$work/oracle" test/conformance/phone_oracle.cc ${LIBPHONENUMBER_LIBS:--lphonenumber} 2>"$work/log"; then
  echo "libphonenumber-dev and python3-phonenumbers are not both there: not compared with the library"
  exit 0
fi
python3 test/conformance/phone_python.py >"$work/metadata.json"
node $generate "$work/metadata.json" "$(python3 -c 'import phonenumbers; print(phonenumbers.__version__)')" >"$work/library.c"
compile "$work/library" "$work/library.c"
cc -O2 -Isrc -o "$work/numbers" test/conformance/phone_numbers.c src/identifier/phone_match.c "$work/library.c"
"$work/numbers" "${COUNT:-200000}" "${SEED:-7}" >"$work/numbers.tsv"
"$work/oracle" <"$work/numbers.tsv" >"$work/answers.tsv"
"$work/library" "$work/answers.tsv"
"$work/oracle" time <"$work/numbers.tsv"
