"""Few outcomes: what was declared, moved by what happened, and how wide that still is."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

from model.lead import artefact
from model.lead.cold_start import ColdStart
from model.lead.declared_prior import declared_prior
from model.lead.prior_regression import PriorRegression
from model.lead.schema import LeadSchema
from model.lead.scorer import Scorer
from training.cold_start import fitted, is_cold, train_cold
from training.csv_source import open_csv
from training.dataset import Dataset, read_dataset
from training.source import whole

SCHEMA = """
[columns]
outcome = "outcome"
won = ["won"]
value = "price"
channel = "channel"
{expectations}
[[fields]]
name = "course"
type = "category"
known = "submit"
[[fields]]
name = "budget"
type = "number"
known = "submit"
"""
EXPECTATIONS = """
[expectations]
won = 0.08
deal_value = 9000000
[expectations.channel]
facebook = 0.06
google = 0.15
[expectations.fields.course]
ielts = 0.12
"""
ROWS = [
    {},
    {"lead.channel": "Facebook"},
    {"lead.channel": "google"},
    {"course": "IELTS"},
    {"lead.channel": "tiktok", "course": "never heard of", "budget": -1e299},
]
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def made(count: int, seed: int = 0, google: float = 0.7) -> tuple[pd.DataFrame, np.ndarray]:
    """Leads, of which google's have ``google`` more log-odds, and their true log-odds."""
    rng = np.random.default_rng(seed)
    channel = rng.choice(["facebook", "google", "zalo"], count, p=[0.6, 0.2, 0.2])
    course = rng.choice(["IELTS", "TOEIC", "kids"], count)
    odds = logit(0.08) - 0.35 + google * (channel == "google") - 0.3 * (channel == "facebook")
    odds = odds + 0.45 * (course == "IELTS")
    won = rng.random(count) < expit(odds)
    frame = pd.DataFrame(
        {
            "course": course,
            "channel": channel,
            "budget": rng.integers(1, 50, count) * 100_000,
            "outcome": np.where(won, "won", "lost"),
            "price": np.where(won, "5000000", ""),
        }
    )
    return frame, odds


@pytest.fixture
def dataset(tmp_path):
    def read(frame: pd.DataFrame, expectations: str = EXPECTATIONS) -> Dataset:
        frame.to_csv(tmp_path / "leads.csv", index=False)
        source = open_csv(tmp_path / "leads.csv")
        schema = LeadSchema.loads(SCHEMA.format(expectations=expectations))
        return read_dataset(source, whole(source, may_be_empty=True), schema, NOW)

    return read


@pytest.fixture
def fit(command, tmp_path):
    """Fit on the frame; the scorer and the manifest of the artefact, and what was said."""

    def run(frame: pd.DataFrame, expectations: str = EXPECTATIONS) -> tuple[Scorer, dict, list[str]]:
        frame.to_csv(tmp_path / "leads.csv", index=False)
        (tmp_path / "schema.toml").write_text(SCHEMA.format(expectations=expectations), encoding="utf-8")
        told = ["--data", tmp_path / "leads.csv", "--schema", tmp_path / "schema.toml"]
        code, _, errors = command("fit", *told, "--out", tmp_path / "artefact")
        assert code == 0, errors
        manifest = json.loads((tmp_path / "artefact" / "manifest.json").read_text())
        key = b"a key of more than thirty-two characters"
        return artefact.load(*artefact.read(tmp_path / "artefact"), key), manifest, errors

    return run


def test_a_company_without_a_lead_scores_what_it_declared(fit):
    scorer, manifest, errors = fit(made(0)[0])
    scores = scorer.score(ROWS)
    assert [score.probability for score in scores[:4]] == pytest.approx([0.08, 0.06, 0.15, 0.12])
    assert {round(score.deal_value) for score in scores} == {9_000_000}
    assert {score.interval.basis for score in scores} == {"too few outcomes: 0 of 40"}
    assert manifest["training"]["cold_start"] == {"won": 0, "enough": 40}
    assert manifest["metrics"]["n"] == 0
    assert any("too few outcomes: 0 of 40" in line for line in errors)
    best = max(scores, key=lambda score: score.probability)
    assert scorer.grade(best) == "A"
    assert scorer.grade(scores[1]) == "D"


@pytest.mark.parametrize("count", [1, 12, 200])
def test_leads_without_a_win_are_enough_where_expectations_are_declared(fit, count):
    frame = made(count)[0].assign(outcome="lost", price="")
    scorer, manifest, _ = fit(frame)
    assert manifest["metrics"]["auc"] is None
    assert manifest["metrics"]["n"] == count
    for score in scorer.score(ROWS):
        assert 0 < score.interval.low < score.probability < score.interval.high < 1
        assert score.probability < 0.2


def test_a_few_wins_move_the_deal_value_by_what_they_weigh(fit):
    frame = made(200)[0]
    wins = int((frame.outcome == "won").sum())
    scorer, manifest, _ = fit(frame)
    assert scorer.score([{}])[0].deal_value == pytest.approx((5 * 9e6 + wins * 5e6) / (5 + wins))
    assert manifest["training"]["deal_value"]["wins"] == wins


def test_with_forty_won_the_ordinary_recipe_takes_over(fit):
    frame = made(60)[0]
    few = frame.assign(outcome=np.where(np.arange(60) < 39, "won", "lost"))
    scorer, manifest, _ = fit(few)
    assert manifest["training"]["cold_start"] == {"won": 39, "enough": 40}
    assert scorer.score([{}])[0].interval is not None
    enough = frame.assign(outcome=np.where(np.arange(60) < 40, "won", "lost"))
    scorer, manifest, _ = fit(enough)
    assert "cold_start" not in manifest["training"]
    assert scorer.score([{}])[0].interval is None


def test_without_expectations_a_few_outcomes_train_and_say_so(fit):
    scorer, manifest, _ = fit(made(300)[0], expectations="")
    assert manifest["training"]["candidate"] == "observed rate"
    score = scorer.score([{"lead.channel": "facebook"}])[0]
    assert score.interval.basis == f"too few outcomes: {manifest['data']['won']} of 40"
    assert score.interval.low < manifest["data"]["won"] / 300 < score.interval.high


def test_too_few_for_that_are_refused_with_what_to_do(refusal, tmp_path):
    frame = made(100)[0].assign(outcome=np.where(np.arange(100) < 3, "won", "lost"))
    frame.to_csv(tmp_path / "leads.csv", index=False)
    (tmp_path / "schema.toml").write_text(SCHEMA.format(expectations=""), encoding="utf-8")
    told = ["--data", tmp_path / "leads.csv", "--schema", tmp_path / "schema.toml", "--out", tmp_path / "a"]
    said = refusal("fit", *told)
    assert "too few outcomes: 3 of 40" in said
    assert "[expectations]" in said


def test_a_file_without_rows_is_refused_without_expectations(refusal, tmp_path):
    made(0)[0].to_csv(tmp_path / "leads.csv", index=False)
    (tmp_path / "schema.toml").write_text(SCHEMA.format(expectations=""), encoding="utf-8")
    told = ["--data", tmp_path / "leads.csv", "--schema", tmp_path / "schema.toml", "--out", tmp_path / "a"]
    assert "no rows" in refusal("fit", *told)


def test_outcomes_that_all_mean_won_are_refused_though_declared(refusal, tmp_path):
    made(50)[0].assign(outcome="won").to_csv(tmp_path / "leads.csv", index=False)
    (tmp_path / "schema.toml").write_text(SCHEMA.format(expectations=EXPECTATIONS), encoding="utf-8")
    told = ["--data", tmp_path / "leads.csv", "--schema", tmp_path / "schema.toml", "--out", tmp_path / "a"]
    assert "every row is won" in refusal("fit", *told)


def test_a_saved_model_scores_as_the_fitted_one(fit, dataset):
    frame = made(200)[0]
    scorer, _, _ = fit(frame)
    model = train_cold(dataset(frame), seed=0)[0]
    before = replace(scorer, model=model).score(ROWS)
    assert scorer.score(ROWS) == before


def test_the_order_of_rows_does_not_matter(dataset):
    frame = made(200)[0]
    one, other = (fitted(dataset(rows))[-1] for rows in (frame, frame.sample(frac=1, random_state=1)))
    assert other.coef_ == pytest.approx(one.coef_, abs=1e-8)
    assert other.covariance_ == pytest.approx(one.covariance_, abs=1e-8)


def test_wrong_expectations_give_way_to_outcomes(dataset):
    """Google was declared to buy twice as often, and buys a fifth as often."""
    frame, odds = made(6000, google=-2.0)
    data = dataset(frame)
    assert int(data.won.sum()) > 200
    encoder, cold = fitted(data)
    X = encoder.transform(data.table)
    plain = LogisticRegression(C=0.1, max_iter=1000).fit(X, data.won).decision_function(X)
    said = expit(cold.decision_function(X))
    assert np.abs(said - expit(plain)).mean() < 0.01
    assert np.abs(said - expit(odds)).mean() < 0.01


def test_outcomes_that_speak_against_expectations_widen_them(dataset):
    """Half of the leads were declared to buy; of 300 a tenth do."""
    frame, odds = made(300)
    data = dataset(frame, "[expectations]\nwon = 0.5\n")
    encoder, cold = fitted(data)
    X = encoder.transform(data.table)
    narrow = PriorRegression(declared_prior(data.schema.expectations, encoder, X)).fit(X, data.won)
    missed = [np.abs(each.decision_function(X) - odds).mean() for each in (cold, narrow)]
    assert missed[0] < missed[1]
    assert cold.evidence_ > narrow.evidence_ + 1


def covered(dataset, count: int, expectations: str, worlds: int = 12) -> float:
    """The share of leads whose true probability lies in the interval said, over simulated worlds."""
    inside = []
    for world in range(worlds):
        frame, odds = made(count, seed=world)
        data = dataset(frame, expectations)
        assert is_cold(data)
        low, high = ColdStart(0, fitted(data)).interval(data.table)
        inside.append(((low < expit(odds)) & (expit(odds) < high)).mean())
    return float(np.mean(inside))


@pytest.mark.parametrize(("count", "expectations"), [(40, EXPECTATIONS), (250, EXPECTATIONS), (250, "")])
def test_intervals_hold_the_truth(dataset, count, expectations):
    """Where the declared rates are about right, and where nothing was declared."""
    assert covered(dataset, count, expectations) >= 0.95
