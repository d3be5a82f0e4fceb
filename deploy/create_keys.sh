#!/bin/sh
# Create one API key for each scope and print them as SCOPE=KEY: create_keys.sh "COMMAND OF THE SERVICE"
set -eu
service=$1
for scope in ingest crm marketing call admin; do
    key=$($service keys create --scopes "$scope" --name "make run, $scope")
    echo "$scope=$key"
done
