#!/bin/sh
# server.sh: source this inside a staged script ($WORK is set) for a server of
# one's own: start_server [SETTING...], then psql works; it stops at exit.
# The server listens on a private socket only.

start_server() {
  PGDATA=$WORK/server/data
  mkdir -p "$WORK/server/socket"
  "$BINDIR/initdb" -D "$PGDATA" -U postgres -A trust -N --no-locale -E UTF8 >"$WORK/server/initdb.log"
  {
    cat "$TEMP_CONFIG"
    echo "listen_addresses = ''"
    echo "unix_socket_directories = '$WORK/server/socket'"
    echo "fsync = off"
    echo "shared_buffers = '256MB'"
    echo "max_wal_size = '4GB'"
    for setting in "$@"; do echo "$setting"; done
  } >>"$PGDATA/postgresql.conf"
  "$BINDIR/pg_ctl" -D "$PGDATA" -l "$WORK/server/log" -w start >/dev/null || {
    cat "$WORK/server/log" >&2
    exit 1
  }
  trap '"$BINDIR/pg_ctl" -D "$PGDATA" -m immediate stop >/dev/null 2>&1' EXIT
  trap 'exit 130' INT TERM
  export PGDATA PGHOST="$WORK/server/socket" PGUSER=postgres PGDATABASE=postgres
  export PATH="$BINDIR:$PATH"
}
