"""Further heads: what they learn, what they may not see, and that the tables say the same."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from scipy.special import expit

from model.lead.compiled.compile_model import compile_model
from model.lead.fit_probability import LinearRecipe
from model.lead.head import fit_head, log_odds_of
from model.lead.lead_model import LeadModel
from model.lead.scorer import Scorer
from model.lead.table import LeadTable

LEADS = 4000


def made(seed=1):
    """Two columns of 0 and 1; both move the log-odds by 1.5."""
    rng = np.random.default_rng(seed)
    X = csr_matrix((rng.random((LEADS, 2)) < 0.5).astype(float))
    return X, rng.random(LEADS) < expit(X @ np.array([1.5, 1.5]) - 1.0)


def taught(X, answers, columns=(True, True), newest=None):
    ages, weights = np.zeros(len(answers)), np.ones(len(answers))
    return fit_head(
        X,
        answers,
        ages,
        weights,
        recipe=LinearRecipe(1.0),
        columns=np.array(columns),
        newest=newest,
        seed=0,
    )


def test_it_finds_what_the_answers_were_made_of():
    head, _ = taught(*made())
    np.testing.assert_allclose(head, [-1.0, 1.5, 1.5], atol=0.2)


def test_a_column_that_may_not_speak_weighs_nothing_and_the_rest_carries_the_mean():
    X, answers = made()
    head, _ = taught(X, answers, columns=(True, False))
    assert head[2] == 0.0
    assert expit(log_odds_of(head, X)).mean() == pytest.approx(answers.mean(), abs=0.01)


def test_held_out_odds_are_of_heads_that_had_not_seen_the_lead():
    """Columns of noise: who has seen the answers thinks to know them, who has not does not."""
    rng = np.random.default_rng(2)
    X, answers = csr_matrix(rng.normal(size=(200, 50))), rng.random(200) < 0.5
    head, odds = taught(X, answers, columns=np.ones(50, dtype=bool))
    seen = np.corrcoef(log_odds_of(head, X), answers)[0, 1]
    unseen = np.corrcoef(odds, answers)[0, 1]
    assert seen > 0.4
    assert abs(unseen) < 0.2


def test_the_newest_leads_set_the_level():
    X, answers = made()
    newest = np.arange(LEADS) >= LEADS - 1000
    answers = np.where(newest, answers & (np.arange(LEADS) % 2 == 0), answers)
    whole, moved = taught(X, answers)[0], taught(X, answers, newest=newest)[0]
    gap = expit(log_odds_of(whole, X[newest])).mean() - answers[newest].mean()
    left = expit(log_odds_of(moved, X[newest])).mean() - answers[newest].mean()
    assert gap > 0.1
    assert abs(left) < 0.25 * gap


@pytest.fixture
def with_heads(lead_model) -> LeadModel:
    width = lead_model.probability.encoder.width_
    quality, without = np.random.default_rng(5).normal(0, 0.5, (2, 1 + width))
    return replace(lead_model, quality=quality, without_campaign=without)


def test_the_tables_say_what_the_heads_say(with_heads, rows, schema):
    scores = Scorer("v", schema, (3.0, 2.0, 1.0), with_heads).score(rows)
    quality, without = with_heads.predict_heads(LeadTable.from_rows(rows, with_heads.columns))
    np.testing.assert_allclose([score.quality_probability for score in scores], quality, rtol=0, atol=1e-12)
    np.testing.assert_allclose(
        [score.probability_without_campaign for score in scores], without, rtol=0, atol=1e-12
    )


def test_heads_change_nothing_of_the_score_itself(with_heads, lead_model, rows):
    ours, theirs = compile_model(with_heads), compile_model(lead_model)
    for own, other in zip(ours.predict(ours.read(rows)), theirs.predict(theirs.read(rows)), strict=True):
        np.testing.assert_array_equal(own, other)


def test_a_model_without_heads_says_none(scorer, rows):
    (score,) = scorer.score(rows[:1])
    assert score.quality_probability is None
    assert score.probability_without_campaign is None


def test_a_file_from_before_there_were_heads_opens_without_them(lead_model, rows):
    older = LeadModel.__new__(LeadModel)
    older.__setstate__(pickle.loads(pickle.dumps(lead_model)).__getstate__()[:4])
    assert (older.quality, older.without_campaign) == (None, None)
    table = LeadTable.from_rows(rows, lead_model.columns)
    np.testing.assert_array_equal(older.predict(table)[0], lead_model.predict(table)[0])


def test_a_file_that_lacks_more_is_refused():
    with pytest.raises(ValueError, match="background"):
        LeadModel.__new__(LeadModel).__setstate__([1, 2])
