#!/bin/sh
# clients.sh: fetch the npm packages of test/clients, at the versions of its lock
# file, into clients_out; nothing is done where they are there.  Without npm's
# registry (a company that has no way out) it says so and leaves a note, by which
# the tests leave these clients out; whatever else goes wrong fails.
set -eu
cd "$(dirname "$0")/../.."

out=clients_out
lock=test/clients/package-lock.json
mkdir -p "$out"
rm -f "$out/left_out"
if [ -d "$out/node_modules" ] && cmp -s "$lock" "$out/complete"; then
  exit 0
fi
rm -rf "$out/node_modules" "$out/complete"
cp test/clients/package.json "$lock" "$out/"

echo "clients: fetching the packages of test/clients/package.json from npm"
log=$(mktemp)
if npm ci --prefix "$out" --ignore-scripts --no-audit --no-fund --fetch-retries=3 >"$log" 2>&1; then
  cp "$lock" "$out/complete"
elif grep -q -E 'ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH' "$log"; then
  echo "clients: npm's registry is not to be had, its clients are left out"
  echo npm >"$out/left_out"
else
  cat "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"
