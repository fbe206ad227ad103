#!/bin/sh
# reference.sh: write doc/reference.md anew, into $WORK/keep (see stage.sh).
set -eu
. "$TREE/test/harness/server.sh"
start_server
psql -X -q -c "CREATE EXTENSION profile" -c "SELECT create_profile_model('cdp', 'RU', 'UTC')" >/dev/null
psql -X -q -v ON_ERROR_STOP=1 -o "$WORK/keep/reference.md" -f "$TREE/test/harness/reference.sql"
