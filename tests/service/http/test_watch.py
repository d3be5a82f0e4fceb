"""`/v1/models/watch` and its gauges in `/metrics`."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.jobs.worker import JOBS, Worker
from service.store.lead_states import lead_states
from service.store.leads import leads
from service.store.watches import model_watches
from service.usecases.clock import utc_now


@pytest.fixture
def work(parts):
    """Let the worker do everything that is due."""
    return Worker(parts, JOBS).do_all


@pytest.fixture
def matured(crm, parts):
    """So many worked leads of a matured week, with this score; the first `won` are won."""

    def keep(count, probability, won):
        horizon = timedelta(days=parts.horizon_days)
        at = utc_now() - horizon - timedelta(days=8)
        rows = [{"submitted_at": at.isoformat()} for _ in range(count)]
        answer = crm.post("/v1/leads/batch", {"leads": rows})
        assert answer.status_code == 200, answer.text
        with parts.database.write() as connection:
            ids = list(connection.scalars(sa.select(leads.c.id)))
            connection.execute(sa.update(leads).values(probability=probability))
            connection.execute(sa.update(lead_states).values(attempts=1))
            closed = {"outcome": "won", "closed_at": at + timedelta(days=1)}
            chosen = lead_states.c.lead_id.in_(ids[:won])
            connection.execute(sa.update(lead_states).where(chosen).values(**closed))

    return keep


def metrics(app):
    answer = app.test_client().get("/metrics")
    assert answer.status_code == 200
    return {
        line.rpartition(" ")[0]: float(line.rpartition(" ")[2])
        for line in answer.text.splitlines()
        if line.startswith(("leadworth_model", "leadworth_unworked"))
    }


def test_without_a_model_there_is_nothing(admin, app, work):
    work()
    nothing = {"serving": None, "alert_open": False, "versions": [], "days": []}
    assert admin.get("/v1/models/watch").json == nothing
    assert metrics(app) == {}


def test_before_the_first_look_there_is_nothing_but_the_version(serving, admin):
    answer = admin.get("/v1/models/watch").json
    assert (answer["serving"], answer["alert_open"], answer["versions"]) == (serving, False, [])


def test_a_look_a_day_is_shown(serving, admin, crm, work, parts):
    crm.post("/v1/leads", {"attributes": {"course": "a course that nobody has heard of"}})
    for _ in range(2):
        work()
    answer = admin.get("/v1/models/watch").json
    (seen,), (day,) = answer["versions"], answer["days"]
    assert (seen["version"], day["version"]) == (serving, serving)
    assert seen["day"] == utc_now().astimezone(parts.company.timezone).date().isoformat()
    assert (seen["alert_since"], seen["calibration"]["verdict"]) == (None, "too_few")
    fields = {each["field"]: each for each in seen["drift"]["fields"]}
    assert fields["course"]["unknown_share"] == 1.0
    assert fields["course"]["verdict"] == "too_few"
    assert fields["budget"]["unknown_share"] is None
    with parts.database.read() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(model_watches)) == 1


def test_an_alert_is_shown_and_measured(serving, admin, app, work, matured, parts):
    matured(200, 0.5, 20)
    work()
    answer = admin.get("/v1/models/watch").json
    assert answer["alert_open"]
    found = answer["versions"][0]["calibration"]
    assert (found["observed"], found["verdict"]) == (20, "fewer")
    assert found["expected"] == pytest.approx(100.0)
    assert answer["days"][0]["verdict"] == "fewer"
    told = metrics(app)
    assert told["leadworth_model_calibration_alert"] == 1
    assert told["leadworth_model_calibration_ratio"] == pytest.approx(0.2)
    assert told["leadworth_model_calibration_z"] < -3.09
    assert told["leadworth_unworked_leads_share"] == 0


def test_the_gauges_name_fields_and_nothing_of_a_lead(serving, app, crm, work):
    for number in range(120):
        crm.post("/v1/leads", {"campaign": f"campaign {number % 3}", "attributes": {"course": "quả táo"}})
    work()
    told = metrics(app)
    assert told['leadworth_model_field_unknown_share{field="course"}'] == 1.0
    assert told['leadworth_model_field_psi{field="course"}'] > 0.25
    assert told["leadworth_model_score_psi"] >= 0
    text = app.test_client().get("/metrics").text
    assert "quả táo" not in text
    assert 'campaign 1"' not in text


def test_metrics_are_told_without_a_store(app, parts, monkeypatch):
    monkeypatch.setattr(type(parts.database), "read", lambda _self: 1 / 0)
    assert app.test_client().get("/metrics").status_code == 200


def test_the_watch_is_for_admins(serving, crm, marketing, problem):
    problem(crm.get("/v1/models/watch"), 403)
    problem(marketing.get("/v1/models/watch"), 403)


def test_the_list_of_models_leaves_the_profile_out(serving, admin):
    (version,) = admin.get("/v1/models").json["versions"]
    assert "profile" not in version["manifest"]
