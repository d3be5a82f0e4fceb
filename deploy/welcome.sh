#!/bin/sh
# What `make run` shows once the server answers: welcome.sh PORT KEYS_FILE LINKS_FILE
set -eu
url=http://127.0.0.1:$1
key() { sed -n "s/^$1=//p" "$2"; }

cat <<END

Leadworth is running with a simulated company's year of leads.

Look at it in a browser. Each link signs you in once, as:
  marketer    $url$(key marketer "$3")
  sales lead  $url$(key sales_lead "$3")
  rep         $url$(key rep "$3")
  boss        $url$(key boss "$3")
  admin       $url$(key admin "$3")

  API described   $url/docs
  Is it well      $url/healthz

One key for each scope (they stay in $2):
  ingest     $(key ingest "$2")
  crm        $(key crm "$2")
  marketing  $(key marketing "$2")
  call       $(key call "$2")
  admin      $(key admin "$2")

Score a first lead:

curl -sS $url/v1/leads \\
  -H 'Authorization: Bearer $(key crm "$2")' \\
  -H 'Content-Type: application/json' \\
  -d '{"campaign": "gg-ielts-luyen-thi-cap-toc",
       "contact": {"phone": "0320 900 000"},
       "attributes": {"course": "IELTS", "city": "Hà Nội", "budget": 12000000, "goal": "du học"}}'

See which campaign pays:

curl -sS '$url/v1/campaigns?sort=expected_revenue' -H 'Authorization: Bearer $(key marketing "$2")'

See how good the leads are, as both teams signed, and what to talk about this week:

curl -sS '$url/v1/quality' -H 'Authorization: Bearer $(key marketing "$2")'
curl -sS '$url/v1/overview?lang=vi' -H 'Authorization: Bearer $(key marketing "$2")'

Ctrl-C stops it; make run starts it again with the same data.
END
