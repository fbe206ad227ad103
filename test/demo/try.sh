#!/bin/sh
# try.sh: `make try`: psql in a throw-away database with the demo's data, of 500
# people unless PEOPLE says otherwise.  Runs what is on stdin where that is no
# terminal.  All is gone afterwards.
set -eu
. "$TREE/test/harness/server.sh"
. "$TREE/test/demo/load.sh"

people=${PEOPLE:-500}
echo "Loading the demo's data for $people people, some seconds ..." >&2
load_demo "$people" 2>"$WORK/load.log" || {
  cat "$WORK/load.log" >&2
  exit 1
}
unset PGOPTIONS
if [ -t 0 ]; then
  cat "$TREE/test/demo/welcome.txt"
  psql -X -v PROMPT1='try=%# ' -v PROMPT2='try-%# '
else
  psql -X -v ON_ERROR_STOP=1
fi
