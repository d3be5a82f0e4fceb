#!/bin/sh
# A software company's leads and offers: import, train, score, compare campaigns: run.sh PYTHON DATA STORE
# Twice changes nothing but the model.
set -eu
python=$1
data=$2
store=$3
maps=$(dirname "$0")
service="$python -m service"
mkdir -p "$store"

$service migrate
$service import leads --file "$data/leads.csv" --map "$maps/leads.toml"
$service import dispositions --file "$data/leads.csv" --map "$maps/dispositions.toml"
$service import dispositions --file "$data/offers.csv" --map "$maps/offers.toml"
$service import outcomes --file "$data/offers.csv" --map "$maps/outcomes.toml"
$service import outcomes --file "$data/offers.csv" --map "$maps/open_offers.toml"

$service snapshot --out "$store/history.parquet"
$python -m training fit --data "$store/history.parquet" --schema "$maps/schema.toml" --out "$store/artefact"
version=$($service models add "$store/artefact")
$service models promote "$version"
$service score

key=$($service keys create --scopes marketing --name "example")
$python "$maps/../ask.py" "$key" "/v1/campaigns?sort=expected_revenue" > "$store/campaigns.json"
$service keys revoke "$(echo "$key" | cut -d_ -f3)"
echo "leadworth: what GET /v1/campaigns answers is in $store/campaigns.json"
