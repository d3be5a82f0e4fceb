"""`/healthz`, `/readyz`, `/metrics`."""

from dataclasses import replace
from ipaddress import ip_network

import pytest

from service.app import create_app
from service.settings import load_settings


@pytest.fixture
def anonymous(app):
    return app.test_client()


@pytest.fixture
def elsewhere(tmp_path):
    """A client of an app over another store: `elsewhere("sqlite:///…")`."""
    opened = []

    def client(url):
        app = create_app(replace(load_settings(), database_url=url))
        opened.append(app.extensions["leadworth"].database)
        return app.test_client()

    yield client
    for database in opened:
        database.close()


def test_a_process_that_answers_is_healthy(anonymous):
    assert anonymous.get("/healthz").json == {"status": "ok"}


def test_a_migrated_store_is_ready_with_and_without_a_model(anonymous, request):
    assert anonymous.get("/readyz").json == {"status": "ready", "model_version": None}
    version = request.getfixturevalue("serving")
    assert anonymous.get("/readyz").json == {"status": "ready", "model_version": version}


def test_a_store_that_is_not_migrated_is_not_ready(elsewhere, tmp_path, problem):
    client = elsewhere(f"sqlite:///{tmp_path}/empty.db")
    answer = client.get("/readyz")
    assert "migrated" in problem(answer, 503)["detail"]
    assert answer.headers["Retry-After"]
    assert client.get("/healthz").status_code == 200


def test_a_store_that_is_away_is_not_ready_and_the_process_is_healthy(elsewhere, problem):
    client = elsewhere("postgresql://nobody@127.0.0.1:1/none")
    answer = client.get("/readyz")
    problem(answer, 503)
    assert answer.headers["Retry-After"]
    assert client.get("/healthz").status_code == 200


def test_metrics_count_requests_by_route_and_leads(crm, keep, anonymous):
    keep(attributes={"never heard of": 1})
    crm.get("/v1/leads/01a200f7-81ac-7108-a312-066d4dee67fb")
    text = anonymous.get("/metrics").text
    assert 'leadworth_requests_total{method="POST",route="/v1/leads",status="201"}' in text
    assert 'route="/v1/leads/<uuid:lead_id>",status="404"' in text
    assert "leadworth_request_seconds_bucket" in text
    assert "leadworth_leads_total" in text
    assert "01a200f7" not in text


def test_what_people_invent_adds_no_line_to_the_metrics(anonymous):
    for method in ("BREW", "X" * 50):
        anonymous.open("/v1/leads", method=method)
        anonymous.open(f"/{method}", method=method)
    text = anonymous.get("/metrics").text
    assert "BREW" not in text
    assert "XXX" not in text
    assert 'method="any",route="unknown"' in text


@pytest.mark.parametrize("address", ["10.1.2.3", "2001:db8::1", "unknown", "127.0.0.1:80", ""])
def test_metrics_are_for_their_networks_only(anonymous, problem, address):
    problem(anonymous.get("/metrics", environ_base={"REMOTE_ADDR": address}), 403)


def test_metrics_networks_are_a_setting(settings, problem):
    app = create_app(replace(settings, metrics_networks=(ip_network("10.0.0.0/8"),)))
    client = app.test_client()
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "10.1.2.3"}).status_code == 200
    problem(client.get("/metrics"), 403)
    app.extensions["leadworth"].database.close()


def test_behind_a_proxy_the_callers_address_is_the_one_it_forwards(settings, problem):
    app = create_app(replace(settings, proxies=1))
    client = app.test_client()
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.9.9.9, 127.0.0.1"}).status_code == 200
    problem(client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1, 10.9.9.9"}), 403)
    app.extensions["leadworth"].database.close()
