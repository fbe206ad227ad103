#!/bin/sh
# refresh.sh [VERSION]: write ../phone_metadata.c anew from the npm package
# libphonenumber-js (its newest release, or VERSION).
#
# Run by hand when numbering plans have changed; no build needs npm or node.
# Afterwards: make check, and test/conformance/phone.sh for the list of vectors
# that the new metadata reads otherwise.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm pack --silent "libphonenumber-js${1:+@$1}" >/dev/null
tar xzf libphonenumber-js-*.tgz
# The package says in its change log which release of libphonenumber it follows.
version=$(sed -n 's/^\* Updated metadata to version \([0-9.]*[0-9]\).*/\1/p' package/CHANGELOG.md | head -n 1)
[ -n "$version" ] || { echo "refresh.sh: no metadata version in CHANGELOG.md" >&2; exit 1; }
node "$here/generate.mjs" package/metadata.max.json "$version" >phone_metadata.c
mv phone_metadata.c "$here/../phone_metadata.c"
