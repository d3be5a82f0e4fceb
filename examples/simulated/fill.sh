#!/bin/sh
# Bring a simulated history into the store: fill.sh "COMMAND OF THE SERVICE" FOLDER
# Each import adds only what is not there yet, so a fill that was cut short can be done again.
set -eu
service=$1
folder=$2
maps=$(dirname "$0")
for kind in campaigns leads assignments attempts dispositions outcomes payments spend changes; do
    $service import "$kind" --file "$folder/$kind.csv" --map "$maps/$kind.toml"
done
# Both teams sign once what figures are held against.
shown=$($service agreement show)
if echo "$shown" | grep -q '"version": 0'; then
    version=$($service agreement propose "$maps/agreement.toml" --by "Head of Marketing")
    $service agreement sign "$version" --side marketing --by "Head of Marketing"
    $service agreement sign "$version" --side sales --by "Head of Sales"
fi
