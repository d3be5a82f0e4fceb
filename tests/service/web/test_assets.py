"""The script that draws charts: made once, kept for long by browsers, as small as they take it."""

import gzip

import pytest
from flask import Flask

from service.web.frame import vega_bundle
from service.web.frame.vega_bundle import VERSION, Bundle
from service.web.pages import assets

SCRIPT = b"window.vegaEmbed = 1;" * 50


@pytest.fixture
def made(monkeypatch):
    """How often the wheel was asked."""
    times = []

    def make():
        times.append(1)
        return Bundle(SCRIPT, gzip.compress(SCRIPT, mtime=0), "abc")

    monkeypatch.setattr(vega_bundle, "_made", [])
    monkeypatch.setattr(vega_bundle, "_make", make)
    return times


@pytest.fixture
def client(made):
    app = Flask(__name__)
    app.register_blueprint(assets.routes)
    return app.test_client()


ADDRESS = f"/static/vega-{VERSION}.js"


def test_it_is_made_once_and_kept_for_long(client, made):
    for _ in range(2):
        answer = client.get(ADDRESS)
        assert answer.status_code == 200
        assert answer.data == SCRIPT
    assert made == [1]
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_it_is_zipped_for_who_takes_that(client):
    answer = client.get(ADDRESS, headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == SCRIPT
    assert "Accept-Encoding" in answer.headers["Vary"]
    plain = client.get(ADDRESS, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["ETag"] != answer.headers["ETag"]


def test_who_has_it_is_not_sent_it_again(client):
    etag = client.get(ADDRESS).headers["ETag"]
    answer = client.get(ADDRESS, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_another_version_is_not_at_its_address(client, made):
    assert client.get("/static/vega-0.0.js").status_code == 404
    assert made == []


def test_templates_know_the_address(client):
    app = client.application
    with app.test_request_context():
        assert app.jinja_env.globals["vega_address"]() == ADDRESS
