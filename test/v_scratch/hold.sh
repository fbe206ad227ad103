#!/bin/sh
. "$TREE/test/harness/server.sh"
start_server "jit = off" "autovacuum = off" "max_connections = 20"
chmod 755 "$WORK" "$WORK/server" "$WORK/server/socket"
echo "$WORK" > /tmp/v_work
sleep 6000
