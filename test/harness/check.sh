#!/bin/sh
# check.sh regress|isolation|tap|conformance|clients ...: run these suites on throw-away servers.
# Ends with the line `N passed, N failed`; the exit status follows.
set -eu
if [ -z "${WORK:-}" ]; then
  KEEP=tmp_check exec "$(dirname "$0")/stage.sh" test/harness/check.sh "$@"
fi

passed=0
failed=0
failures=

# report STATUS NAME: one result
report() {
  if [ "$1" = ok ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    failures="$failures $2"
  fi
}

# The result lines of pg_regress and pg_isolation_regress differ by major:
# `test NAME ... ok 12 ms` until 15, TAP (`ok 1 - NAME 12 ms`) from 16 on.
count_regress() {
  while IFS= read -r line; do
    case $line in
      "ok "*) report ok "${line#*- }" ;;
      "not ok "*) report failed "${line#*- }" ;;
      "test "*" ... ok"*) report ok "$line" ;;
      "test "*" ... FAILED"*) report failed "${line%% ...*}" ;;
      *) continue ;;
    esac
    echo "$line"
  done <"$1"
}

# run_regress PROGRAM INPUTDIR SUITE TESTS...: one temporary instance, one run
run_regress() {
  program=$1 input=$2 suite=$3
  shift 3
  mkdir -p "$WORK/$suite"
  { cat "$TEMP_CONFIG"; echo "fsync = off"; echo "max_wal_size = '2GB'"; } >"$WORK/$suite.conf"
  status=0
  "$PGXSDIR/$program" --bindir="$BINDIR" --inputdir="$input" --outputdir="$WORK/$suite" \
    --temp-instance="$WORK/$suite/instance" --temp-config="$WORK/$suite.conf" \
    --encoding=UTF8 --no-locale --load-extension=profile --dbname=contrib_regression \
    "$@" >"$WORK/$suite.log" 2>&1 || status=$?
  before=$failed
  count_regress "$WORK/$suite.log"
  if [ $status -ne 0 ] && [ "$failed" = "$before" ]; then
    cat "$WORK/$suite.log"
    report failed "$suite"
  fi
  if [ -f "$WORK/$suite/regression.diffs" ]; then
    cat "$WORK/$suite/regression.diffs"
  fi
  rm -rf "$WORK/$suite/instance"
  mv "$WORK/$suite" "$WORK/keep/$suite"
}

# chosen SUFFIX DIRECTORY: the names of the tests to run, all or those of TESTS
chosen() {
  for file in "$2"/*"$1"; do
    [ -f "$file" ] || continue
    name=$(basename "$file" "$1")
    if [ -z "${TESTS:-}" ]; then
      echo "$name"
    else
      for pick in $TESTS; do
        case $name in "$pick"*) echo "$name" ;; esac
      done
    fi
  done
}

suite_regress() {
  set -- $(chosen .sql "$TREE/sql")
  [ $# -eq 0 ] || run_regress src/test/regress/pg_regress "$TREE" regress "$@"
}

suite_isolation() {
  set -- $(chosen .spec "$TREE/test/isolation/specs")
  [ $# -eq 0 ] || run_regress src/test/isolation/pg_isolation_regress \
    "$TREE/test/isolation" isolation "$@"
}

# run_tap DIRECTORY: each TAP file alone, its servers and files in a folder of
# its own; every result line of the file counts
run_tap() {
  mkdir -p "$WORK/keep/tap"
  for name in $(chosen .pl "$1"); do
    log=$WORK/keep/tap/$name.log
    echo "# $name"
    status=0
    (
      mkdir -p "$WORK/tap/$name"
      cd "$WORK/tap/$name"
      PATH="$BINDIR:$PATH" TESTDATADIR="$WORK/tap/$name" TESTLOGDIR="$WORK/tap/$name" \
        TESTDIR="$WORK/tap/$name" PG_REGRESS="$PGXSDIR/src/test/regress/pg_regress" \
        PG_TEST_TIMEOUT_DEFAULT=600 \
        perl -I "$PGXSDIR/src/test/perl" -I "$TREE/test/t" "$1/$name.pl"
    ) >"$log" 2>&1 || status=$?
    before=$failed
    while IFS= read -r line; do
      case $line in
        "ok "*) report ok "$line"; echo "$line" ;;
        "not ok "*) report failed "$name:${line#*- }"; echo "$line" ;;
        "1..0"*) echo "$name: ${line#1..0 # }" ;;
      esac
    done <"$log"
    if [ $status -ne 0 ] && [ "$failed" = "$before" ]; then
      report failed "$name"
    fi
    [ "$failed" = "$before" ] || cat "$log"
    rm -rf "$WORK/tap/$name"
  done
}

suite_tap() {
  run_tap "$TREE/test/t"
}

# Real data with known answers; skips, and says so, where the data is not there.
suite_conformance() {
  run_tap "$TREE/test/conformance"
}

# Real clients; what they come from npm with lies in the stage (clients.sh).
suite_clients() {
  run_tap "$TREE/test/clients"
}

for suite in "$@"; do
  "suite_$suite"
done

[ -z "$failures" ] || echo "failed:$failures"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
