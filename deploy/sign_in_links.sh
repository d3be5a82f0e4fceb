#!/bin/sh
# A link for one person of each role, as ROLE=PATH: sign_in_links.sh "COMMAND OF THE SERVICE" REP
# Each signs in once, within a day; whoever has it is that person.
set -eu
service=$1
let_in() { # ROLE NAME [OPTIONS]
    role=$1 name=$2 email=$1@example.com
    shift 2
    path=$($service users link "$email" 2>/dev/null) || {
        $service users invite --role "$role" --email "$email" --name "$name" "$@" >/dev/null
        path=$($service users link "$email")
    }
    echo "$role=$path"
}
let_in marketer "Marketing"
let_in sales_lead "Trưởng nhóm Sale"
let_in rep "$2" --rep "$2"
let_in boss "Quản lý"
let_in admin "Quản trị"
