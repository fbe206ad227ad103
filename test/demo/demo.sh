#!/bin/sh
# demo.sh: `make demo`: a company's data arrives, then the tour (PEOPLE=5000
# unless told).  Fails where too many profiles are wrong, or a row is lost.
# See stage.sh for what is in the environment.
set -eu
. "$TREE/test/harness/server.sh"
. "$TREE/test/demo/load.sh"

echo "A RETAILER'S DATA ARRIVES"
clock
demo_began=$clock
load_demo "${PEOPLE:-5000}"
show_tour() {
  psql -Xq -v page="$WORK/keep/dashboard.html" -v page_shown=tmp_check/demo/dashboard.html -f "$TREE/test/demo/tour.sql"
}
step "The tour (above)" show_tour || exit 1
took "Altogether, without the build" "$demo_began"
echo "make try opens psql in a database like this one."
