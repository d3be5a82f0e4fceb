"""What people read who sent a plain form, and what programs get in the same place."""

import pytest

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGE = "https://www.example.com/khoa-hoc"


@pytest.fixture
def database_url(sqlite_url):
    """Words are the same over every store."""
    return sqlite_url


@pytest.fixture
def send(app, new_key):
    key = new_key("ingest")

    def sent(fields, accept=BROWSER, to=key, **options):
        headers = {"Accept": accept, "Referer": PAGE} | options.pop("headers", {})
        return app.test_client().post(f"/v1/forms/{to}", data=fields, headers=headers, **options)

    return sent


def test_a_phone_that_cannot_be_read_is_named_in_both_languages_with_a_way_back(send):
    answer = send({"phone": "không có", "name": "Lan"})
    assert answer.status_code == 422
    assert answer.mimetype == "text/html"
    for words in (
        "Số điện thoại",
        "chưa đọc được số này",
        "Phone",
        "this number cannot be read",
        f'href="{PAGE}"',
    ):
        assert words in answer.text
    assert "không có" not in answer.text


def test_an_attribute_goes_by_its_label(send, serving):
    answer = send({"phone": "0901 234 567", "budget": "nhiều"})
    assert answer.status_code == 422
    assert "Ngân sách dự kiến" in answer.text
    assert "Budget" in answer.text


@pytest.mark.parametrize("accept", ["application/json", "*/*", "application/json, text/html;q=0.9"])
def test_whoever_prefers_json_gets_json(send, accept):
    refused = send({"phone": "x"}, accept=accept)
    assert refused.mimetype == "application/problem+json"
    assert refused.json["errors"][0]["field"] == "/contact/phone"
    assert list(send({"phone": "0901 234 567"}, accept=accept).json) == ["id"]


def test_a_script_gets_json_whatever_it_accepts(send):
    answer = send('{"contact": {"phone": "x"}}', content_type="text/plain")
    assert answer.mimetype == "application/problem+json"


def test_a_key_that_is_none_is_said_in_words(send):
    answer = send({"phone": "0901 234 567"}, to="lw_ingest_0_0")
    assert answer.status_code == 401
    assert "Vui lòng báo cho chủ trang" in answer.text


def test_a_form_that_is_too_large_is_said_in_words(send, app):
    answer = send({"phone": "0901 234 567", "note": "x" * (app.config["MAX_CONTENT_LENGTH"] + 1)})
    assert answer.status_code == 413
    assert "quá lớn" in answer.text


def test_a_store_that_is_away_is_said_in_words(send, parts, monkeypatch):
    send({"phone": "0901 234 567"})
    monkeypatch.setattr("service.http.forms.keep_one", _away)
    answer = send({"phone": "0901 234 567"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "Hệ thống đang bận" in answer.text


@pytest.mark.parametrize("referrer", ["javascript:alert(1)", "data:text/html,x", ""])
def test_the_way_back_leads_to_pages_only(send, referrer):
    answer = send({"phone": "x"}, headers={"Referer": referrer})
    assert 'id="back"' not in answer.text


def test_what_a_page_calls_itself_stays_text(send):
    answer = send({"phone": "x"}, headers={"Referer": 'https://a.example/"><script>alert(1)</script>'})
    assert "<script>alert" not in answer.text
    answer = send({"phone": "0901 234 567", "<b>budget" + 100 * "x": "1"})
    assert answer.status_code == 422
    assert "&lt;b&gt;budget" in answer.text
    assert "<b>budget" not in answer.text


@pytest.mark.parametrize("fields", [{"phone": "x"}, {"phone": "0901 234 567"}])
def test_scripts_of_any_page_may_read_every_answer(send, fields):
    answer = send(fields, accept="application/json", headers={"Origin": "https://a.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "https://a.example"
    assert answer.headers["Vary"] == "Origin"


def _away(*_args):
    import sqlalchemy as sa

    raise sa.exc.OperationalError("", {}, Exception("database is locked"))
