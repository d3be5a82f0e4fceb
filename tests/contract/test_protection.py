"""The headers that every answer carries, and those of pages."""

import pytest


@pytest.fixture
def database_url(sqlite_url):
    """Headers are the same over every store."""
    return sqlite_url


@pytest.fixture
def get(app):
    return app.test_client().get


@pytest.mark.parametrize("path", ["/", "/docs", "/static/leadworth.js", "/v1/leads", "/nowhere", "/healthz"])
def test_no_browser_guesses_what_an_answer_is(get, path):
    assert get(path).headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_runs_this_servers_scripts_only_and_in_no_frame(get):
    headers = get("/docs").headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_the_page_of_a_refused_form_tells_nobody_its_address(app):
    answer = app.test_client().post("/v1/forms/none", data={"phone": "x"}, headers={"Accept": "text/html"})
    assert answer.mimetype == "text/html"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_a_thank_you_page_learns_where_its_visitor_comes_from(app, new_key):
    key = new_key("ingest", thank_you_urls=["https://www.example.com/thanks"])
    answer = app.test_client().post(f"/v1/forms/{key}", data={"phone": "0901 234 567"})
    assert answer.status_code == 303
    assert "Referrer-Policy" not in answer.headers


def test_nothing_keeps_what_the_api_answers(crm, get):
    assert crm.get("/v1/leads").headers["Cache-Control"] == "no-store"
    assert get("/v1/leads").headers["Cache-Control"] == "no-store"
    assert get("/static/leadworth.js").headers["Cache-Control"] != "no-store"
