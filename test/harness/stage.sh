#!/bin/sh
# stage.sh SCRIPT [ARGUMENTS]: build, stage and run SCRIPT beside a throw-away
# PostgreSQL.
#
# Nothing is written into the system's PostgreSQL: the extension is installed
# under a temporary folder and the server is told to look there.  All that the
# server's user must read (the stage, the tests) is copied into that folder,
# because the clone may lie where that user may not go.  As root, SCRIPT runs
# as the user postgres, since the server refuses root.
#
# SCRIPT finds in its environment
#   WORK         the temporary folder, its own and writable; also its directory
#   TREE         a copy of sql, expected, test and src
#   BINDIR       the installation's programs
#   TEMP_CONFIG  settings that make a server find the staged extension
#   PG_CONFIG    the installation
# KEEP=folder in the clone receives $WORK/keep afterwards.
set -eu

clone=$(cd "$(dirname "$0")/../.." && pwd)
PG_CONFIG=${PG_CONFIG:-pg_config}
script=$1
shift

cd "$clone"
${MAKE:-make} --no-print-directory -s -f build.mk PG_CONFIG="$PG_CONFIG" with_llvm=no all

work=$(mktemp -d "${TMPDIR:-/tmp}/profile.XXXXXX")
cleanup() {
  status=$?
  trap - EXIT INT TERM
  for data in "$work"/*/postmaster.pid "$work"/*/*/postmaster.pid; do
    [ ! -f "$data" ] || kill -QUIT "$(head -n 1 "$data")" 2>/dev/null || true
  done
  if [ -n "${KEEP:-}" ] && [ -d "$work/keep" ]; then
    rm -rf "${clone:?}/$KEEP"
    cp -r "$work/keep" "$clone/$KEEP"
  fi
  rm -rf "$work"
  exit $status
}
trap cleanup EXIT INT TERM

${MAKE:-make} --no-print-directory -s -f build.mk PG_CONFIG="$PG_CONFIG" with_llvm=no \
  install DESTDIR="$work/stage" >"$work/install.log" 2>&1 || {
  cat "$work/install.log" >&2
  exit 1
}
mkdir "$work/tree" "$work/keep"
cp -r sql expected test src profile.control Makefile build.mk "$work/tree/"
[ ! -f README.md ] || cp README.md "$work/tree/"
[ ! -d doc ] || cp -r doc "$work/tree/"
# clients from npm (clients.sh), where node looks for them
case "$script $*" in
  *check.sh*clients*)
    [ ! -f clients_out/complete ] || cp -r clients_out/node_modules "$work/node_modules"
    [ ! -f clients_out/left_out ] || export LEFT_OUT="$(cat clients_out/left_out)"
    ;;
esac
shared=$clone/../shared/data
if [ -d "$shared" ]; then
  cp -r "$shared" "$work/data"
  chmod -R u+w "$work/data"
fi

bindir=$("$PG_CONFIG" --bindir)
sharedir=$("$PG_CONFIG" --sharedir)
libdir=$("$PG_CONFIG" --pkglibdir)
major=$("$PG_CONFIG" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
{
  echo "dynamic_library_path = '$work/stage$libdir:\$libdir'"
  if [ "$major" -ge 18 ]; then
    echo "extension_control_path = '$work/stage$sharedir:\$system'"
  elif "$bindir/postgres" --describe-config 2>/dev/null | grep -q '^extension_destdir'; then
    echo "extension_destdir = '$work/stage'"
  fi
} >"$work/staged.conf"
if [ "$major" -lt 18 ] && ! grep -q extension_destdir "$work/staged.conf"; then
  # A PostgreSQL that cannot be told where extensions are (14 to 17 other than
  # Debian's): run a copy of the whole installation, which is relocatable.
  prefix=$(cd "$bindir/.." && pwd)
  cp -a "$prefix" "$work/postgres"
  cp -r "$work/stage$sharedir/extension/." "$work/postgres/${sharedir#"$prefix"/}/extension/"
  cp -r "$work/stage$libdir/." "$work/postgres/${libdir#"$prefix"/}/"
  bindir=$work/postgres/${bindir#"$prefix"/}
  : >"$work/staged.conf"
fi

export WORK="$work" TREE="$work/tree" BINDIR="$bindir" TEMP_CONFIG="$work/staged.conf" PG_CONFIG
export PGXSDIR="$(dirname "$("$PG_CONFIG" --pgxs)")/../.."
if [ -d "$work/data" ]; then
  export PROFILE_DATA="$work/data"
fi

chmod 755 "$work"
cd "$work"
if [ "$(id -u)" = 0 ]; then
  chown -R postgres: "$work"
  runuser -u postgres -- env HOME="$work" "$work/tree/$script" "$@"
else
  "$work/tree/$script" "$@"
fi
