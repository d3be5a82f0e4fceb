"""Every route needs a key, but those of a short written list."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from model.vocabulary import SCOPES
from service.app import create_app
from service.http.operation import Operation
from service.settings import load_settings
from service.store.database import Database
from service.store.migrations import upgrade
from service.usecases.clock import utc_now
from service.usecases.issue_key import issue_key

# What anybody may ask: whether it lives, what it is, and (by the network) its figures.
WITHOUT_A_KEY = {
    "/",
    "/docs",
    "/docs/<path:name>",
    "/docs/openapi.json",
    "/healthz",
    "/metrics",
    "/openapi.json",
    "/readyz",
    "/static/<path:filename>",
}
KEY_IN_THE_PATH = "/v1/forms/<key>"
LEAD = "01a200f7-81ac-7108-a312-066d4dee67fb"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('routes')}/leadworth.db"
    database = Database(url)
    upgrade(database)
    database.close()
    made = create_app(replace(load_settings(), database_url=url))
    yield made
    made.extensions["leadworth"].database.close()


@pytest.fixture(scope="module")
def keys(app):
    with app.extensions["leadworth"].database.write() as connection:
        return {scope: issue_key(connection, scope, scope, utc_now()) for scope in SCOPES}


def _part(rule, name):
    kinds = {f"<uuid:{name}>": LEAD, f"<int:{name}>": "1"}
    return next((part for kind, part in kinds.items() if kind in rule), quote("x"))


def routes(app, *but):
    """Each rule with an address of it and each of its methods."""
    for rule in app.url_map.iter_rules():
        if rule.rule in but or rule.endpoint.startswith("web_"):  # pages: tests/codebase/test_pages.py
            continue
        address = rule.build({name: _part(rule.rule, name) for name in rule.arguments})[1]
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield rule, method, address


def test_every_route_needs_a_key(app):
    client = app.test_client()
    asked = list(routes(app, *WITHOUT_A_KEY))
    assert len(asked) > 20
    for rule, method, address in asked:
        answer = client.open(address, method=method)
        assert answer.status_code == 401, (rule.rule, method, answer.status_code)
        assert answer.content_type == "application/problem+json"


def test_the_list_of_routes_without_a_key_names_no_route_that_is_gone(app):
    assert {rule.rule for rule in app.url_map.iter_rules()} >= WITHOUT_A_KEY


def test_a_key_of_another_scope_opens_no_route(app, keys):
    client = app.test_client()
    for rule, method, address in routes(app, *WITHOUT_A_KEY, KEY_IN_THE_PATH):
        declared = app.view_functions[rule.endpoint].operation
        assert isinstance(declared, Operation)
        assert declared.scopes <= set(SCOPES)
        for scope in set(SCOPES) - declared.scopes:
            answer = client.open(address, method=method, headers={"Authorization": f"Bearer {keys[scope]}"})
            assert answer.status_code == 403, (rule.rule, method, scope)


def test_a_publishable_key_creates_leads_and_does_nothing_else(app):
    may = {
        (method, rule.rule)
        for rule, method, _ in routes(app, *WITHOUT_A_KEY, KEY_IN_THE_PATH)
        if "ingest" in app.view_functions[rule.endpoint].operation.scopes
    }
    assert may == {("POST", "/v1/leads")}


def test_what_writes_is_no_get_but_for_the_audit_of_who_looked(app):
    reading = {
        rule.rule
        for rule, method, _ in routes(app, *WITHOUT_A_KEY, KEY_IN_THE_PATH)
        if method == "GET" and app.view_functions[rule.endpoint].operation.writes
    }
    assert reading == {
        "/v1/call-samples/<uuid:sample_id>",
        "/v1/desk",
        "/v1/desk/leads/<uuid:lead_id>",
        "/v1/disputes/<uuid:dispute_id>/contact",
        "/v1/leads/<uuid:lead_id>",
    }


def test_every_resource_has_tests_of_its_own(app):
    tests = Path(__file__).resolve().parents[1]
    described_elsewhere = {"openapi": tests / "contract/test_document.py"}
    for name in (each for each in app.blueprints if not each.startswith("web_")):
        own = [*tests.glob(f"service/http/test_{name}*.py"), *tests.glob(f"service/http/test_*_{name}.py")]
        assert own or described_elsewhere[name].is_file(), name
