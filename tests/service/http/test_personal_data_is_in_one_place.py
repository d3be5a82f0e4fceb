"""Nothing of a contact is in clear in a table, a log line, a metric, an error or an aggregate."""

from dataclasses import replace

import sqlalchemy as sa
import structlog

from service.app import create_app
from service.settings import load_settings
from service.store.tables import metadata
from service.usecases.clock import utc_now
from service.usecases.issue_key import issue_key

CONTACT = {"name": "Nguyễn Thị Hoa Mai", "phone": "0901 234 567", "email": "hoamai.n@example.com"}
SECRETS = ("Hoa Mai", "901234567", "901 234 567", "hoamai", "Bông")


def everything_stored(parts):
    """All values of all tables as one text; bytes as what they would read as."""
    found = []
    with parts.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                found += [v.decode("latin-1") if isinstance(v, bytes) else repr(v) for v in row]
    return "\n".join(found)


def live_through_everything(crm, ingest, ago):
    """A lead's life, with every kind of request and with some that fail; the answers' texts."""
    body = {
        "contact": CONTACT,
        "campaign": "tet",
        "external_id": "form-1",
        "submitted_at": ago(days=2),
        "attributes": {"course": "IELTS", "nickname": "Bông"},
        "consent": {"contact": True, "ads": False},
    }
    lead = crm.post("/v1/leads", body, Idempotency_Key="k1").json["id"]
    path = f"/v1/leads/{lead}"
    wrong_phone = {"contact": CONTACT | {"phone": "901234567x"}}
    answers = [
        crm.post("/v1/leads", body, Idempotency_Key="k1"),
        crm.post("/v1/leads", body),
        crm.post("/v1/leads", body | {"campaign": "other"}),
        crm.post("/v1/leads", body, Idempotency_Key="k2"),
        crm.post("/v1/leads", wrong_phone),
        crm.post("/v1/leads", {"contact": CONTACT | {"name": ["Hoa Mai"]}}),
        crm.post("/v1/leads/batch", {"leads": [{"contact": CONTACT}, wrong_phone]}, Idempotency_Key="k3"),
        ingest.post("/v1/leads", {"contact": CONTACT}, Idempotency_Key="k4"),
        crm.post(f"{path}/contact-attempts", {"result": "reached"}),
        crm.post(f"{path}/disposition", {"disposition": "qualified"}),
        crm.post(f"{path}/outcome", {"outcome": "won"}),
        crm.get("/v1/leads"),
        crm.get("/v1/leads", owner="901234567x" * 100),
        crm.get("/v1/campaigns"),
        crm.get("/metrics"),
    ]
    crm._client.get(path, headers=crm.headers | {"Idempotency-Key": "k5"})
    return lead, [answer.text for answer in answers]


def assert_no_secret(text):
    assert not [secret for secret in SECRETS if secret in text]


def test_a_leads_life_leaves_its_contact_in_the_sealed_column_only(crm, client_for, parts, ago, serving):
    with structlog.testing.capture_logs() as logs:
        lead, texts = live_through_everything(crm, client_for("ingest"), ago)
    assert_no_secret("\n".join(texts))
    assert_no_secret(repr(logs))
    assert_no_secret(everything_stored(parts))
    assert crm.get(f"/v1/leads/{lead}").json["contact"]["name"] == CONTACT["name"]


def test_a_sqlite_file_itself_holds_no_contact(sqlite_url, tmp_path):
    app = create_app(replace(load_settings(), database_url=sqlite_url))
    database = app.extensions["leadworth"].database
    with database.write() as connection:
        key = issue_key(connection, "crm", "a key", utc_now())
    headers = {"Authorization": f"Bearer {key}"}
    assert app.test_client().post("/v1/leads", json={"contact": CONTACT}, headers=headers).status_code == 201
    stored = b"".join(each.read_bytes() for each in tmp_path.glob("leadworth.db*"))
    database.close()
    assert_no_secret(stored.decode("latin-1"))
    assert b"api_keys" in stored
    assert key.split("_")[3].encode() not in stored


def test_a_request_that_fails_on_our_side_tells_no_value(crm, parts, problem):
    @sa.event.listens_for(parts.database.engine, "before_cursor_execute")
    def fail(_connection, _cursor, statement, parameters, *_rest):
        if statement.startswith("INSERT INTO contacts"):
            raise RuntimeError(f"cannot keep {CONTACT} {parameters}")

    with structlog.testing.capture_logs() as logs:
        answer = crm.post("/v1/leads", {"contact": CONTACT})
    problem(answer, 500)
    assert_no_secret(answer.text)
    assert_no_secret(repr(logs))
    assert [line["error"] for line in logs] == ["RuntimeError"]
