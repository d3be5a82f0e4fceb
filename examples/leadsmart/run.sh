#!/bin/sh
# A property company's ad spend and the statuses of its leads: run.sh PYTHON DATA STORE
# Twice changes nothing: every import adds only what is not there yet.
set -eu
python=$1
data=$2
store=$3
maps=$(dirname "$0")
service="$python -m service"
mkdir -p "$store"

$service migrate
$service import spend --file "$data/insights.csv" --map "$maps/spend.toml"
for kind in leads attempts dispositions outcomes; do
    $service import "$kind" --file "$data/lead_status_changes.csv" --map "$maps/$kind.toml"
done
