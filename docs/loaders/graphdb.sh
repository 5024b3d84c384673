#!/usr/bin/env bash
# Loads N-Quads that trialkg wrote into a new repository of GraphDB, whose server must not be running.
#
#   docs/loaders/graphdb.sh FOLDER CONFIG
#
# FOLDER holds *.nq or *.nq.gz. CONFIG is the Turtle file that describes the repository. GRAPHDB is the folder
# that GraphDB was unpacked to.
set -euo pipefail

folder=${1:?name the folder of the N-Quads}
config=${2:?name the configuration of the repository}

"${GRAPHDB:?name the folder of GraphDB}/bin/importrdf" preload --force --recursive -c "$config" "$folder"
