"""A score that rests on too few outcomes says so, and how wide it is; others say nothing of it."""

import pytest

from model.lead import artefact
from service.usecases.clock import utc_now
from service.usecases.models.serve_model import add_model, promote
from training.fit import fit

SCHEMA = """
[columns]
outcome = "outcome"
won = ["won"]
[expectations]
won = 0.08
deal_value = 9000000
[expectations.fields.course]
IELTS = 0.12
[[fields]]
name = "course"
type = "category"
known = "submit"
"""
SAID = {"basis", "probability_low", "probability_high"}
LEAD = {"attributes": {"course": "ielts"}}


@pytest.fixture
def beginning(parts, tmp_path):
    """A model of a company that begins serves."""
    (tmp_path / "leads.csv").write_text("course,outcome\n")
    (tmp_path / "begins.toml").write_text(SCHEMA)
    fit(tmp_path / "leads.csv", tmp_path / "begins.toml", tmp_path / "artefact", 0, utc_now())
    key = parts.settings.artefact_key
    with parts.database.write() as connection:
        blob, manifest = artefact.read(tmp_path / "artefact")
        version = add_model(connection, parts.company, blob, manifest, key, utc_now())
        promote(connection, version, "a test", key, utc_now())
    parts.serving.look()


def test_it_says_how_few_and_how_wide(crm, beginning):
    kept = crm.post("/v1/leads", LEAD).json
    score = kept["score"]
    assert score["basis"] == "too few outcomes: 0 of 40"
    assert 0 < score["probability_low"] < 0.12 == pytest.approx(score["probability"])
    assert 0.12 < score["probability_high"] < 1
    assert score["deal_value"] == {"amount": 9_000_000, "currency": "VND"}
    assert crm.get(f"/v1/leads/{kept['id']}").json["score"] == score
    assert crm.post("/v1/scores", {"leads": [LEAD]}).json["results"][0]["score"] == score


def test_a_score_of_enough_outcomes_says_nothing_of_it(crm, serving):
    assert not SAID & set(crm.post("/v1/leads", LEAD).json["score"])
