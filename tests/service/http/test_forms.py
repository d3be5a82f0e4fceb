"""`POST /v1/forms/{publishable key}`: the landing page's door."""

import json

import pytest

from service.usecases.clock import utc_now
from service.usecases.issue_key import revoke_key

FLAT = {"name": "Lan", "phone": "0901 234 567", "campaign": "tet", "course": "IELTS", "budget": "12.000.000"}
ORIGIN = "https://www.example.com"


@pytest.fixture
def post(app, new_key):
    """Send to a form's door: `post(data, content_type)`."""

    def send(data, content_type="application/x-www-form-urlencoded", key=None, headers=None, **options):
        key = key or new_key("ingest", **options)
        path = f"/v1/forms/{key}"
        return app.test_client().post(path, data=data, content_type=content_type, headers=headers or {})

    return send


@pytest.mark.parametrize(
    "content_type",
    ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain", "application/json"],
)
def test_any_content_type_that_a_page_can_send_keeps_the_same_lead(post, crm, content_type):
    structured = {
        "campaign": "tet",
        "contact": {"name": "Lan", "phone": "0901 234 567"},
        "attributes": {"course": "IELTS", "budget": 12_000_000},
    }
    data = FLAT if "form" in content_type else json.dumps(structured)
    answer = post(data, content_type)
    assert answer.status_code == 201, answer.text
    assert answer.json.keys() == {"id"}
    page = crm.get(f"/v1/leads/{answer.json['id']}").json
    assert page["contact"]["phones"] == ["+84901234567"]
    assert page["attributes"] == {"course": "IELTS", "budget": 12_000_000}
    assert page["campaign"] == "tet"


def test_a_form_that_is_sent_twice_with_its_idempotency_key_is_one_lead(post, new_key, rows):
    key = new_key("ingest")
    first, again = (post(FLAT | {"idempotency_key": "f1"}, key=key) for _ in range(2))
    assert first.json == again.json
    assert again.headers["Idempotency-Replayed"] == "true"
    assert rows()["leads"] == 1


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain"])
def test_what_fills_in_the_hidden_field_is_spam_and_is_told_nothing(post, crm, figures, kind):
    data = FLAT | {"_website": "http://spam.example"}
    if kind == "text/plain":
        data = json.dumps({"campaign": "tet", "_website": "http://spam.example"})
    answer = post(data, kind)
    assert (answer.status_code, answer.json.keys()) == (201, {"id"})
    assert crm.get(f"/v1/leads/{answer.json['id']}").json["spam"] is True
    assert (figures()["tet"]["leads"], figures()["tet"]["spam"], figures()["tet"]["countable"]) == (1, 1, 0)


@pytest.mark.parametrize("scope", ["crm", "marketing", "call", "export", "admin"])
def test_only_a_publishable_key_opens_the_door(post, new_key, problem, scope):
    problem(post(FLAT, key=new_key(scope)), 401)


def test_a_revoked_or_made_up_key_opens_no_door(post, new_key, parts, problem, rows):
    key = new_key("ingest")
    with parts.database.write() as connection:
        revoke_key(connection, key.split("_")[2], utc_now())
    before = rows()
    problem(post(FLAT, key=key), 401)
    for made_up in ("x", "lw_ingest_0_0", "%20", "ü"):
        problem(post(FLAT, key=made_up), 401)
    problem(post(FLAT, key="%00"), 400)
    assert rows() == before


def test_a_page_of_another_origin_is_refused_where_the_key_names_its_own(post, new_key, problem, rows):
    key = new_key("ingest", origins=[ORIGIN])
    problem(post(FLAT, key=key, headers={"Origin": "https://evil.example"}), 403)
    assert rows()["leads"] == 0
    answer = post(FLAT, key=key, headers={"Origin": ORIGIN})
    assert answer.status_code == 201
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert answer.headers["Vary"] == "Origin"


def test_a_plain_form_is_sent_on_to_an_allowed_page_only(post, new_key):
    thanks = [f"{ORIGIN}/thanks", f"{ORIGIN}/cam-on"]
    key = new_key("ingest", thank_you_urls=thanks)
    for wanted, got in ((thanks[1], thanks[1]), ("https://evil.example", thanks[0]), (None, thanks[0])):
        answer = post(FLAT | ({"_next": wanted} if wanted else {}), key=key)
        assert (answer.status_code, answer.headers["Location"]) == (303, got)


def test_a_preflight_needs_neither_key_nor_store(app, parts):
    parts.database.close()
    answer = app.test_client().options("/v1/forms/anything", headers={"Origin": ORIGIN})
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Max-Age"] == "7200"
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN


BAD = {
    "a broken part": ("--x\r\nbroken", "multipart/form-data; boundary=x", 400),
    "no boundary": ("name=Lan", "multipart/form-data", 400),
    "an empty form": ("", "application/x-www-form-urlencoded", 400),
    "NUL": ("name=a%00b", "application/x-www-form-urlencoded", 400),
    "NUL in a name": ("a%00b=1", "application/x-www-form-urlencoded", 400),
    "half JSON": ('{"a":', "text/plain", 400),
    "a list": ("[]", "text/plain", 400),
    "NaN": ('{"attributes": {"budget": NaN}}', "text/plain", 400),
    "XML": ("<a/>", "application/xml", 415),
    "no type": ("name=Lan", None, 415),
    "10 MB": ("name=" + "x" * 10_000_000, "application/x-www-form-urlencoded", 413),
    "10 MB of JSON": ('{"a": "' + "x" * 10_000_000, "text/plain", 413),
    "a phone of letters": ("phone=secret", "application/x-www-form-urlencoded", 422),
    "a long name": ("name=" + "secret" * 2000, "application/x-www-form-urlencoded", 422),
    "a naive time": ("submitted_at=2026-11-01T10:00:00", "application/x-www-form-urlencoded", 422),
    "a number of letters": ("budget=secret", "application/x-www-form-urlencoded", 422),
    "an unknown field of JSON": ('{"secret": 1}', "text/plain", 422),
    "a long idempotency key": ("idempotency_key=" + "x" * 201, "application/x-www-form-urlencoded", 422),
}


def test_what_no_door_takes_is_the_contracts_error_and_keeps_nothing(post, new_key, problem, rows):
    key = new_key("ingest")
    before = rows()
    for name, (data, kind, status) in BAD.items():
        answer = post(data.encode(), kind, key=key)
        body = problem(answer, status)
        assert "secret" not in json.dumps([error["message"] for error in body.get("errors", [])]), name
        assert rows() == before, name
