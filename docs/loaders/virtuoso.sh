#!/usr/bin/env bash
# Loads N-Quads that trialkg wrote into Virtuoso with its bulk loader, and says what it could not load.
#
#   docs/loaders/virtuoso.sh FOLDER [PROCESSES]
#
# FOLDER holds *.nq or *.nq.gz, is named as the server sees it, and stands under DirsAllowed of virtuoso.ini.
# The server is $VIRTUOSO (localhost:1111), the user dba, the password $VIRTUOSO_PASSWORD (dba); isql is $ISQL.
set -euo pipefail

folder=${1:?name the folder of the N-Quads}
processes=${2:-2}
server=${VIRTUOSO:-localhost:1111}
isql=${ISQL:-$(command -v isql-vt || command -v isql)}

run() {
  "$isql" "$server" dba "${VIRTUOSO_PASSWORD:-dba}" VERBOSE=OFF BANNER=OFF PROMPT=OFF ERRORS=STDOUT "exec=$1"
}

# The graph named here takes what stands in none: the vocabulary.
run "ld_dir('$folder', '*.nq', 'https://w3id.org/trialkg/graph');"
run "ld_dir('$folder', '*.nq.gz', 'https://w3id.org/trialkg/graph');"
for _ in $(seq "$processes"); do
  run "rdf_loader_run();" &
done
wait
# Without a checkpoint, what was loaded is lost when the server stops.
run "checkpoint;"

failed=$(run "SELECT ll_file, ll_error FROM DB.DBA.load_list WHERE ll_file LIKE '$folder%' AND (ll_error IS NOT NULL OR ll_state <> 2);")
if [ -n "${failed//[[:space:]]/}" ]; then
  printf 'Not loaded:\n%s\n' "$failed" >&2
  exit 1
fi
run "SELECT COUNT(*) FROM DB.DBA.load_list WHERE ll_file LIKE '$folder%';" | sed 's/[[:space:]]*$//; s/$/ files loaded/'
