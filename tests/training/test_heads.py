"""Who teaches the further heads, what they say, and the held-out scores that an artefact brings."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from model.lead.fit_probability import Recipe, fit_probability
from model.lead.held_out_file import HeldOutScore
from model.lead.lead_model import assemble
from model.lead.schema import LeadSchema, SchemaError
from model.lead.table import LeadTable
from training.dataset import read_dataset
from training.heads import HeldOutHeads, with_heads
from training.held_out import HeldOut
from training.held_out_scores import held_out_scores, ids_of
from training.refusal import Refused
from training.source import open_source, whole

from .conftest import SCHEMA, made_frame
from .test_fit import snapshot

NOW = datetime(2024, 12, 1, tzinfo=UTC)
COLUMNS = """\
time = "created"
won_time = "closed"
campaign = "came_by"
disposition = "said"
id = "code"
"""
TOLD = {"strength": 0.1, "half_life_days": None}


def judged_frame(count=400, seed=1) -> pd.DataFrame:
    """`good` campaigns have twice the qualified leads of `bad` ones; a fifth was never judged."""
    frame, rng = made_frame(count, seed), np.random.default_rng(seed)
    campaign = np.where(rng.random(count) < 0.5, "good", "bad")
    qualified = rng.random(count) < np.where(campaign == "good", 0.6, 0.3)
    said = np.where(qualified, "qualified", "no_need")
    said = np.where(rng.random(count) < 0.2, "", said)
    return frame.assign(came_by=campaign, said=said, code=[f"L{place}" for place in range(count)])


@pytest.fixture
def given(tmp_path):
    """Read this frame as `fit` does."""

    def read(frame, columns=COLUMNS):
        frame.to_csv(tmp_path / "given.csv", index=False)
        source = open_source(tmp_path / "given.csv")
        schema = LeadSchema.loads(SCHEMA.format(columns=columns))
        return read_dataset(source, whole(source), schema, NOW)

    return read


def test_a_snapshot_brings_ids_and_dispositions_of_its_own(tmp_path):
    frame = judged_frame()
    submitted = pd.to_datetime(frame.created, utc=True)
    own = {
        "id": [f"L{place}" for place in range(len(frame))],
        "submitted_at": submitted,
        "won": (frame.outcome == "won").astype(object),
        "won_at": pd.to_datetime(frame.closed, utc=True),
        "revenue": pd.to_numeric(frame.price),
        "worked": True,
        "disposition": frame.said.where(frame.said != "", None),
    }
    empty = dict.fromkeys(("lead.campaign", "lead.channel", "lead.ad_set", "lead.ad"))
    own = {f"lead.{name}": values for name, values in own.items()} | empty | {"course": frame.course}
    snapshot(pd.DataFrame(own), tmp_path / "history.parquet")
    source = open_source(tmp_path / "history.parquet")
    data = read_dataset(source, whole(source), LeadSchema.loads(SCHEMA.format(columns=COLUMNS)), NOW)
    assert data.ids.tolist() == [own["lead.id"][place] for place in np.flatnonzero(data.labelled.rows)]
    assert len(data.judged.rows) == ((frame.said != "") | (frame.outcome == "won")).sum()
    assert ids_of(is_snapshot=True) == "lead.id"


def model_of(data):
    probability = fit_probability(data.leads, Recipe())
    return assemble(probability, data.table, data.won, data.value, 0)


def test_judged_leads_teach_once_they_are_matured_or_two_weeks_old(given):
    frame = judged_frame()
    data = given(frame)
    age = (pd.Timestamp(data.as_of) - pd.to_datetime(frame.created)).dt.total_seconds() / 86_400
    won = frame.outcome == "won"
    expected = ((frame.said != "") | won) & (age >= min(14, data.labelled.horizon))
    assert data.judged.rows.tolist() == np.flatnonzero(expected).tolist()
    assert data.judged.qualified.tolist() == ((frame.said == "qualified") | won)[expected].tolist()


def test_duplicates_and_old_customers_are_not_judged_unless_they_bought(given):
    frame = judged_frame()
    frame.loc[:9, "said"] = "duplicate"
    frame.loc[:4, "outcome"], frame.loc[5:9, "outcome"] = "won", "lost"
    data = given(frame)
    assert set(data.judged.rows[data.judged.rows < 10]) == {0, 1, 2, 3, 4}
    assert data.judged.qualified[:5].all()


def test_a_word_of_ones_own_is_refused_with_the_words_that_are_read(given):
    frame = judged_frame()
    frame.loc[3, "said"] = "KNM"
    with pytest.raises(Refused, match=r"column 'said' holds KNM \(1\); columns.disposition reads qualified"):
        given(frame)


def test_what_sales_said_can_be_no_field():
    fields = '[[fields]]\nname = "said"\ntype = "category"\n'
    with pytest.raises(SchemaError, match=r"'said' is columns.disposition"):
        LeadSchema.loads(SCHEMA.format(columns=COLUMNS) + fields)


def test_a_file_without_dispositions_teaches_no_quality_head(given):
    data = given(judged_frame(), COLUMNS.replace('disposition = "said"\n', ""))
    model, told, held_out = with_heads(model_of(data), data, TOLD, 0)
    assert (data.judged, model.quality) == (None, None)
    assert told["heads"].keys() == {"without_campaign"}
    assert np.isnan(held_out.quality).all()


@pytest.mark.parametrize(("qualified", "taught"), [(39, False), (40, True), (-39, False), (-40, True)])
def test_it_takes_40_of_either_kind(given, qualified, taught):
    data = given(judged_frame(200))
    some = np.arange(len(data.judged.rows)) < abs(qualified)
    judged = replace(data.judged, qualified=some if qualified > 0 else ~some)
    model, _, _ = with_heads(model_of(data), replace(data, judged=judged), TOLD, 0)
    assert (model.quality is not None) == taught


def leads(*campaigns):
    return LeadTable.from_rows(
        [{"course": "TOEIC", "budget": 1e6, "lead.campaign": campaign} for campaign in campaigns],
        ["course", "budget", "lead.campaign"],
    )


def test_one_head_tells_campaigns_apart_and_the_other_cannot(given):
    data = given(judged_frame(1200))
    model, told, held_out = with_heads(model_of(data), data, TOLD, 0)
    quality, without = model.predict_heads(leads("good", "bad"))
    assert quality[0] > quality[1] + 0.1
    assert without[0] == without[1]
    judged = data.judged
    assert held_out.quality[judged.rows].mean() == pytest.approx(judged.qualified.mean(), abs=0.05)
    assert np.isfinite(held_out.quality).sum() == len(judged.rows)
    assert told["heads"]["quality"]["held_out"]["n"] == len(judged.rows)
    assert told["strength"] == 0.1


def test_held_out_scores_are_of_leads_that_a_fold_judged_by_the_ids_of_the_file(given):
    frame = judged_frame()
    frame.loc[:19, "code"] = "twice"
    data = given(frame)
    places = np.flatnonzero(data.labelled.rows)
    chance = np.where(places < 100, np.nan, places / 1000)
    heads = HeldOutHeads(np.arange(400) / 2000, np.full(len(places), 0.25))
    scores = held_out_scores(data, HeldOut(chance, np.full(len(places), 5.0)), heads)
    judged = [place for place in places if place >= 100]
    assert scores.ids == [f"L{place}" for place in judged]
    assert scores.of(f"L{judged[7]}") == HeldOutScore(judged[7] / 1000, 5.0, judged[7] / 2000, 0.25)
    everyone = held_out_scores(data, HeldOut(np.full(len(places), 0.5), chance * 0 + 5), heads)
    assert everyone.ids == scores.ids
    assert "twice" not in held_out_scores(data, HeldOut(places * 0.0, places * 0.0), heads).ids


@pytest.mark.parametrize("most", [3, 1])
def test_the_newest_are_kept_where_all_would_be_too_many(given, monkeypatch, most):
    data = given(judged_frame())
    monkeypatch.setattr("training.held_out_scores.MOST_HELD_OUT", most)
    known = HeldOut(np.full(len(data.won), 0.5), np.ones(len(data.won)))
    scores = held_out_scores(data, known, HeldOutHeads(np.zeros(400), np.zeros(len(data.won))))
    newest = np.argsort(data.submitted, kind="stable")[-most:]
    assert scores.ids == data.ids[newest].tolist()


def test_without_a_column_of_ids_there_are_none(given):
    data = given(judged_frame(), COLUMNS.replace('id = "code"\n', ""))
    nothing = np.zeros(len(data.won))
    assert held_out_scores(data, HeldOut(nothing, nothing), HeldOutHeads(np.zeros(400), nothing)) is None


def test_few_outcomes_teach_a_quality_head_and_no_held_out_scores(command, tmp_path):
    frame = judged_frame()
    frame.loc[np.flatnonzero(frame.outcome == "won")[20:], ["outcome", "closed"]] = "lost", ""
    frame.to_csv(tmp_path / "leads.csv", index=False)
    (tmp_path / "schema.toml").write_text(SCHEMA.format(columns=COLUMNS), encoding="utf-8")
    given = ("--data", tmp_path / "leads.csv", "--schema", tmp_path / "schema.toml")
    assert command("fit", *given, "--out", tmp_path / "artefact")[0] == 0
    manifest = json.loads((tmp_path / "artefact" / "manifest.json").read_text())
    assert manifest["training"]["heads"].keys() == {"quality"}
    assert "held_out" not in manifest
    assert not (tmp_path / "artefact" / "held_out.parquet").exists()
