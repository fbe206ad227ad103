#!/bin/sh
# Install the Debian packages that are missing, and say which; nothing is
# printed and nothing done where all are there.  With PG_CONFIG pointing to an
# installation of its own, PostgreSQL's packages are left alone.
set -eu

PG_CONFIG=${PG_CONFIG:-pg_config}
major=15

wanted="gcc make pkg-config libicu-dev"
if ! "$PG_CONFIG" --pgxs >/dev/null 2>&1 || [ ! -f "$("$PG_CONFIG" --pgxs)" ]; then
  if [ "$PG_CONFIG" != pg_config ]; then
    echo "dependencies: no PGXS behind PG_CONFIG=$PG_CONFIG" >&2
    exit 1
  fi
  wanted="$wanted postgresql-$major postgresql-server-dev-$major"
elif [ ! -x "$("$PG_CONFIG" --bindir)/postgres" ] && [ "$PG_CONFIG" = pg_config ]; then
  wanted="$wanted postgresql-$("$PG_CONFIG" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')"
fi
wanted="$wanted libipc-run-perl"
[ -z "${FORMAT:-}" ] || wanted="$wanted clang-format-14"
if [ -n "${CLIENTS:-}" ]; then
  wanted="$wanted odbc-postgresql unixodbc python3-pyodbc python3-sqlalchemy python3-psycopg2 python3-pandas libpostgresql-jdbc-java"
  # a JDK or npm that somebody has put there otherwise will do
  command -v javac >/dev/null 2>&1 || wanted="$wanted default-jdk-headless"
  command -v npm >/dev/null 2>&1 || wanted="$wanted nodejs npm"
fi
[ -z "${FUZZ:-}" ] || wanted="$wanted clang-14 libclang-rt-14-dev llvm-14"

missing=
for package in $wanted; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 || {
    echo "dependencies: missing$missing; run as root or install sudo" >&2
    exit 1
  }
  as_root=sudo
fi

echo "dependencies: installing$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { $as_root apt-get -q update &&
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q -y --no-install-recommends install $missing; } >"$log" 2>&1; then
  cat "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"
