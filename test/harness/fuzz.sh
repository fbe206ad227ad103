#!/bin/sh
# fuzz.sh: build the fuzz targets of test/fuzz and run them, one line a target.
#
#   TARGETS       which (all)
#   FUZZ_RUNS     runs of each (enough to notice, few enough for CI)
#   FUZZ_SEED     seed of the generator; with the same sources, seeds and number
#                 of runs the same inputs are tried
#   FUZZ_MAX_LEN  longest input, bytes (256)
#   FUZZ_KEEP     not empty: go on with the corpus of the last run
#   FUZZ_OPTIONS  more options of libFuzzer
#
# A finding (crash, sanitizer, broken promise, a run of FUZZ_TIMEOUT seconds)
# fails, with the path of the input that reproduces it: fuzz_out/bin/TARGET PATH.
set -eu
cd "$(dirname "$0")/../.."

runs=${FUZZ_RUNS:-25000}
out=fuzz_out
make="${MAKE:-make} --no-print-directory -s -f test/fuzz/fuzz.mk"

# prepare TARGET: corpus and dictionary out of test/fuzz/seeds/TARGET.*
prepare() {
  [ -n "${FUZZ_KEEP:-}" ] || rm -rf "$out/corpus/$1"
  mkdir -p "$out/corpus/$1" "$out/log"
  perl -e '
    my ($target, $out) = @ARGV;
    my $read = sub {
      open my $in, "<", "test/fuzz/seeds/$target.$_[0]" or return ();
      my @lines = grep { length && !/^##/ } map { chomp; $_ } <$in>;
      s/\\x([0-9A-Fa-f]{2})/chr hex $1/ge for @lines;
      return @lines;
    };
    my $write = sub {
      open my $file, ">", "$out/$_[0]" or die "$out/$_[0]: $!\n";
      print $file $_[1];
    };
    my $n = 0;
    $write->(sprintf("corpus/$target/seed-%03d", ++$n), $_) for $read->("txt");
    $write->("log/$target.dict", join "", map {
      "\"" . join("", map { sprintf "\\x%02x", ord } split //, $_) . "\"\n"
    } $read->("words"));
  ' "$1" "$out"
}

# figure NAME: that statistic of the run in $log
figure() {
  sed -n "s/^stat::$1: *//p" "$log" | tail -n 1
}

# run TARGET: false where there is a finding
run() {
  log=$out/log/$1.log
  prepare "$1"
  status=0
  UBSAN_OPTIONS=print_stacktrace=1 "$out/bin/$1" -runs="$runs" -seed="${FUZZ_SEED:-1}" \
    -max_len="${FUZZ_MAX_LEN:-256}" -timeout="${FUZZ_TIMEOUT:-10}" -rss_limit_mb=2048 \
    -print_final_stats=1 ${FUZZ_OPTIONS:-} -artifact_prefix="$out/finding-$1-" -dict="$out/log/$1.dict" \
    "$out/corpus/$1" >"$log" 2>&1 || status=$?
  found=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  if [ $status -ne 0 ] || [ -n "$found" ]; then
    grep -a -E -A 12 'BROKEN PROMISE|ERROR:|runtime error|SUMMARY' "$log" | head -n 40 || tail -n 20 "$log"
    echo "$1: FINDING; again: $out/bin/$1 ${found:-(see $log)}"
    return 1
  fi
  echo "$1: $(figure number_of_executed_units) runs," \
    "coverage $(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)," \
    "slowest $(figure slowest_unit_time_sec) s, no finding"
}

$make -j2
$out/bin/name_tables >"$out/name_tables.log" || {
  cat "$out/name_tables.log"
  exit 1
}
findings=0
for target in ${TARGETS:-$($make list)}; do
  run "$target" || findings=$((findings + 1))
done
[ $findings -eq 0 ]
