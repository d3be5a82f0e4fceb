"""Bodies that no route takes, sent to every route that takes one: the contract's error, and nothing kept.

The store is shared by all of these tests, since none of them may write to it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
import sqlalchemy as sa

from service.app import create_app
from service.settings import load_settings
from service.store.tables import metadata
from service.usecases.clock import utc_now
from service.usecases.issue_key import issue_key, revoke_key

SCOPES = ("ingest", "crm", "marketing", "call", "export", "admin")
PLAIN = "application/x-www-form-urlencoded"


@dataclass
class Store:
    client: Any
    keys: dict[str, str]
    lead: str
    engine: sa.Engine

    def counted(self) -> dict[str, int]:
        with self.engine.connect() as connection:
            return {
                table.name: connection.scalar(sa.select(sa.func.count()).select_from(table))
                for table in metadata.sorted_tables
            }


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def store_url(request, tmp_path_factory) -> Iterator[str]:
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("bad-bodies") / "leadworth.db"
        path.write_bytes(request.getfixturevalue("migrated_sqlite").read_bytes())
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgresql")
    engine = sa.create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE bad_bodies TEMPLATE template")
        yield server.set(database="bad_bodies").render_as_string(hide_password=False)
        connection.exec_driver_sql("DROP DATABASE bad_bodies WITH (FORCE)")
    engine.dispose()


@pytest.fixture(scope="module")
def store(store_url) -> Iterator[Store]:
    app = create_app(replace(load_settings(), database_url=store_url))
    database = app.extensions["leadworth"].database
    with database.write() as connection:
        keys = {scope: issue_key(connection, scope, scope, utc_now()) for scope in SCOPES}
        keys["revoked"] = issue_key(connection, "crm", "revoked", utc_now())
        revoke_key(connection, keys["revoked"].split("_")[2], utc_now())
    client = app.test_client()
    crm = {"Authorization": f"Bearer {keys['crm']}"}
    lead = client.post("/v1/leads", json={"submitted_at": "2026-11-01T00:00:00Z"}, headers=crm).json["id"]
    client.put("/v1/campaigns/tet", json={}, headers=crm)
    yield Store(client, keys, lead, database.engine)
    database.close()


# Every route that takes a body: its path, and a body that it would take.
MONEY = {"amount": 5, "currency": "VND"}
ROUTES = {
    "POST /v1/leads": {"campaign": "a"},
    "POST /v1/leads/batch": {"leads": [{}]},
    "POST /v1/scores": {"leads": [{}]},
    "POST /v1/leads/{lead}/contact-attempts": {"result": "reached"},
    "POST /v1/leads/{lead}/disposition": {"disposition": "qualified"},
    "POST /v1/leads/{lead}/assignment": {"rep": "Hoa"},
    "POST /v1/leads/{lead}/outcome": {"outcome": "won"},
    "POST /v1/leads/{lead}/payments": {"kind": "deposit", "amount": MONEY},
    "PUT /v1/campaigns/tet": {"name": "Tết"},
    "POST /v1/campaigns/tet/spend": {"days": [{"day": "2026-11-01", "amount": MONEY}]},
    "POST /v1/campaigns/tet/changes": {"kind": "budget"},
}
NOT_JSON = {
    "nothing": b"",
    "half": b'{"a": ',
    "words": b"campaign=a",
    "single quotes": b"{'a': 1}",
    "trailing comma": b'{"a": 1,}',
    "two values": b"{} {}",
    "not UTF-8": b'{"a": "\xff\xfe"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "surrogates in UTF-8": b'{"a": "\xed\xa0\x80"}',
    "NaN": b'{"a": NaN}',
    "Infinity": b'{"a": Infinity}',
    "minus infinity": b'{"a": [-Infinity]}',
    "beyond every float": b'{"a": 1e999}',
    "beyond every integer": b'{"a": ' + b"9" * 5000 + b"}",
    "NUL in a text": b'{"a": "x\\u0000y"}',
    "NUL in a name": b'{"a\\u0000": 1}',
    "NUL itself": b'{"a": "\x00"}',
    "lone surrogate": b'{"a": "\\ud800"}',
    "lone surrogate in a name": b'{"\\udfff": 1}',
    "deep list": b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}",
    "deep object": b'{"a": ' * 100 + b"1" + b"}" * 100,
    "an abyss": b"[" * 200_000,
}
NO_OBJECT = {"list": [], "text": "secret-value", "number": 7, "truth": True, "null": None}


def send(store: Store, route: str, data: bytes, key: str = "crm", **options: Any) -> Any:
    method, path = route.split(" ")
    headers = {"Authorization": f"Bearer {store.keys[key]}"} if key in store.keys else {}
    options = {"content_type": "application/json", "headers": headers} | options
    return store.client.open(path.format(lead=store.lead), method=method, data=data, **options)


def refused(store: Store, before: dict[str, int], answer: Any, *statuses: int) -> dict[str, Any]:
    assert answer.status_code in statuses, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == answer.status_code
    assert answer.json["detail"]
    assert "secret-value" not in answer.text
    assert store.counted() == before
    return answer.json


@pytest.mark.parametrize("route", ROUTES)
def test_what_is_no_json_is_malformed(store, route):
    before = store.counted()
    for name, data in NOT_JSON.items():
        assert refused(store, before, send(store, route, data), 400), name


@pytest.mark.parametrize("route", ROUTES)
def test_json_that_is_no_object_is_refused(store, route):
    before = store.counted()
    for value in NO_OBJECT.values():
        body = refused(store, before, send(store, route, json.dumps(value).encode()), 422)
        assert body["errors"][0]["field"] == ""


@pytest.mark.parametrize("route", ROUTES)
def test_a_field_that_nobody_knows_is_named(store, route):
    before = store.counted()
    data = json.dumps(ROUTES[route] | {"a/b~c": "secret-value"}).encode()
    body = refused(store, before, send(store, route, data), 422)
    assert [error["field"] for error in body["errors"]] == ["/a~1b~0c"]


@pytest.mark.parametrize("route", ROUTES)
def test_thousands_of_unknown_fields_are_not_all_answered(store, route):
    before = store.counted()
    data = json.dumps(dict.fromkeys(map(str, range(5000)), "secret-value")).encode()
    body = refused(store, before, send(store, route, data), 422)
    assert len(body["errors"]) <= 100


@pytest.mark.parametrize("route", ROUTES)
def test_a_value_of_the_wrong_type_names_its_field(store, route):
    before = store.counted()
    for name, right in ROUTES[route].items():
        for wrong in ({"a": "secret-value"}, "secret-value", [], [[]], True, 1.5):
            if type(wrong) is type(right):
                continue
            data = json.dumps(ROUTES[route] | {name: wrong}).encode()
            body = refused(store, before, send(store, route, data), 422)
            assert all(error["field"].startswith(f"/{name}") for error in body["errors"])


@pytest.mark.parametrize("route", [route for route in ROUTES if not route.endswith(("/leads", "/tet"))])
def test_a_missing_field_is_named(store, route):
    before = store.counted()
    body = refused(store, before, send(store, route, b"{}"), 422)
    assert {error["field"] for error in body["errors"]} == {f"/{name}" for name in ROUTES[route]}
    assert {error["code"] for error in body["errors"]} == {"required"}


@pytest.mark.parametrize("route", ROUTES)
def test_a_body_of_10_mb_is_too_large(store, route):
    before = store.counted()
    data = json.dumps({"a": "x" * 10_000_000}).encode()
    refused(store, before, send(store, route, data), 413)


@pytest.mark.parametrize("route", ROUTES)
def test_another_content_type_is_refused(store, route):
    before = store.counted()
    data = json.dumps(ROUTES[route]).encode()
    for kind in (None, "", "text/plain", "text/json", PLAIN, "application/xml", "\xff", "application/"):
        refused(store, before, send(store, route, data, content_type=kind), 415)


@pytest.mark.parametrize("route", ROUTES)
def test_a_key_is_needed_and_a_revoked_or_made_up_one_is_none(store, route):
    before = store.counted()
    data = json.dumps(ROUTES[route]).encode()
    valid = store.keys["crm"]
    made_up = [
        "",
        "Bearer",
        "Bearer ",
        f"Basic {valid}",
        valid,
        "Bearer lw_crm_00_00",
        f"Bearer {valid[:-1]}",
        f"Bearer {valid}0",
        f"Bearer {valid.replace('crm', 'admin')}",
        f"Bearer {valid.upper()}",
        "Bearer lw_crm_\0_0",
        "Bearer " + "_" * 1000,
        "Bearer lw_crm_é_0",
        f"Bearer {store.keys['revoked']}",
    ]
    for header in made_up:
        answer = send(store, route, data, headers={"Authorization": header})
        refused(store, before, answer, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    refused(store, before, send(store, route, data, key="none"), 401)


ALLOWED = {
    "POST /v1/leads": {"crm", "ingest"},
    "PUT /v1/campaigns/tet": {"crm", "admin"},
    "POST /v1/campaigns/tet/spend": {"crm", "admin"},
    "POST /v1/campaigns/tet/changes": {"crm", "admin", "marketing"},
}


@pytest.mark.parametrize("route", ROUTES)
def test_a_key_of_another_scope_is_refused_before_the_body_is_read(store, route):
    before = store.counted()
    for scope in set(SCOPES) - ALLOWED.get(route, {"crm"}):
        refused(store, before, send(store, route, b"no json", key=scope), 403)


@pytest.mark.parametrize("route", [route for route in ROUTES if "{lead}" in route])
def test_a_lead_that_is_not_there_is_not_found(store, route):
    before = store.counted()
    data = json.dumps(ROUTES[route]).encode()
    for lead in ("01a200f7-81ac-7108-a312-066d4dee67fb", "nobody", "%00", "1" * 5000):
        refused(store, before, send(store, route.format(lead=lead), data), 404)


@pytest.mark.parametrize("path", ["/v1/campaigns/a%00b", "/v1/leads?campaign=a%00b", "/v1/leads?a%00=b"])
def test_nul_in_a_path_or_a_query_is_malformed(store, path):
    refused(store, store.counted(), send(store, f"GET {path}", b""), 400)


@pytest.mark.parametrize("path", ["/v1/campaigns/%ff%fe", "/v1/campaigns/%ed%a0%80", "/v1/nothing", "/%"])
def test_a_path_that_leads_nowhere_is_not_found(store, path):
    refused(store, store.counted(), send(store, f"GET {path}", b""), 404)


def test_another_method_is_not_allowed_and_the_allowed_ones_are_said(store):
    answer = send(store, "PATCH /v1/leads", b"{}")
    refused(store, store.counted(), answer, 405)
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
