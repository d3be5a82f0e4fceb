"""Every page needs somebody who is signed in and may see it, but those of a short written list."""

import re
from dataclasses import replace

import pytest

from model.vocabulary import ROLES
from service.app import create_app
from service.settings import load_settings
from service.store import reps, users
from service.store.database import Database
from service.store.ids import new_id
from service.store.migrations import upgrade
from service.usecases.accounts.session_of import start_session
from service.usecases.clock import utc_now
from service.web.frame.page import COOKIE
from service.web.frame.roles import HOME, MENU, USUAL_HOME

# Before anybody is signed in, and a file that browsers draw charts with.
WITHOUT_A_SESSION = {"web_sign_in", "web_assets"}
ID = "01a200f7-81ac-7108-a312-066d4dee67fb"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('pages')}/leadworth.db"
    database = Database(url)
    upgrade(database)
    database.close()
    made = create_app(replace(load_settings(), database_url=url))
    yield made
    made.extensions["leadworth"].database.close()


@pytest.fixture(scope="module")
def visitors(app):
    """A client of each role."""
    now, found = utc_now(), {}
    with app.extensions["leadworth"].database.write() as connection:
        rep_id = reps.ids(connection, ["sale-03"], now)["sale-03"]
        for role in ROLES:
            user_id = new_id()
            own = {"name": role, "role": role, "language": "vi", "rep_id": rep_id if role == "rep" else None}
            users.add(connection, id=user_id, email=f"{role}@example.com", created_at=now, **own)
            found[role] = app.test_client()
            found[role].set_cookie(COOKIE, start_session(connection, user_id, now))
    return found


def pages(app):
    """Each page's view, method and an address of it."""
    for rule in app.url_map.iter_rules():
        blueprint = rule.endpoint.partition(".")[0]
        if not blueprint.startswith("web_") or blueprint in WITHOUT_A_SESSION:
            continue
        values = {name: _value(rule.rule, name) for name in rule.arguments}
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield app.view_functions[rule.endpoint], method, rule.build(values)[1]


def _value(rule, name):
    """Something that the rule's converter takes."""
    kind = re.search(rf"<(?:([\w(][^:<]*):)?{name}>", rule)[1] or "string"
    known = {"uuid": ID, "int": 1, "string(length=8)": "2026-W01"}
    return kind[4:].split(",")[0].rstrip(")") if kind.startswith("any(") else known.get(kind, "x")


def test_nobody_sees_a_page_without_signing_in(app):
    client, asked = app.test_client(), list(pages(app))
    assert len(asked) > 3
    for _view, method, address in asked:
        answer = client.open(address, method=method)
        assert answer.status_code == 303, (address, answer.status_code)
        assert answer.headers["Location"].startswith("/sign-in")


def test_a_page_of_another_role_is_refused(app, visitors):
    for view, method, address in pages(app):
        assert view.roles <= set(ROLES), address
        for role in set(ROLES) - view.roles:
            assert visitors[role].open(address, method=method).status_code == 403, (address, role)


def test_no_form_is_taken_without_its_token(app, visitors):
    for view, method, address in pages(app):
        if method == "POST":
            role = min(view.roles)
            assert visitors[role].post(address, data={"csrf": "x"}).status_code == 403, address


def test_every_role_has_a_first_page_and_its_menu_leads_to_pages_it_may_see(app, visitors):
    for role in ROLES:
        assert role in app.view_functions[HOME.get(role, USUAL_HOME)].roles
        assert visitors[role].get("/home").status_code == 303
    for endpoint, _word, roles in MENU:
        assert set(roles) <= app.view_functions[endpoint].roles, endpoint
