"""What cannot be compiled is refused, and so is scikit-learn where it is no longer as the tables need it."""

from dataclasses import replace

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.ensemble._hist_gradient_boosting.common import PREDICTOR_RECORD_DTYPE

from model.lead.compiled import forest
from model.lead.compiled.compile_model import compile_model
from model.lead.compiled.forest import NODE_PARTS, NotCompilable, read_forest
from model.lead.compiled.masks import PLACE_OF_LEAF, leaf_bits


def test_scikit_learns_nodes_are_as_the_tables_need_them():
    assert set(NODE_PARTS) <= set(PREDICTOR_RECORD_DTYPE.names)


@pytest.mark.parametrize("private", ["_predictors", "_baseline_prediction", "_preprocess_X", "_bin_mapper"])
def test_a_renamed_private_part_is_named_in_the_refusal(lead_model, monkeypatch, private):
    def gone(self):
        raise AttributeError(f"no attribute {private!r}")

    part = lead_model.probability.tree_part
    for booster in part.trees.boosters_:
        monkeypatch.delitem(booster.__dict__, private, raising=False)
    monkeypatch.setattr(HistGradientBoostingClassifier, private, property(gone), raising=False)
    with pytest.raises(NotCompilable, match=private):
        read_forest(part.trees, part.coder.sizes_)


def test_nodes_without_a_part_are_refused(lead_model, monkeypatch):
    monkeypatch.setattr(forest, "NODE_PARTS", (*NODE_PARTS, "colour"))
    with pytest.raises(NotCompilable, match="colour"):
        compile_model(lead_model)


class Shifted(np.ndarray):
    """A baseline that reads as something else than what predictions begin with."""

    def item(self):
        return 2.0 + float(np.asarray(self).ravel()[0])


def test_tables_that_disagree_with_the_pipeline_are_refused(lead_model, monkeypatch):
    booster = lead_model.probability.tree_part.trees.boosters_[0]
    monkeypatch.setattr(booster, "_baseline_prediction", booster._baseline_prediction.view(Shifted))
    with pytest.raises(NotCompilable, match="pipeline"):
        compile_model(lead_model)


def test_a_background_that_is_not_the_typical_lead_is_refused(lead_model):
    moved = replace(lead_model.background, log_odds=lead_model.background.log_odds + 0.1)
    with pytest.raises(NotCompilable, match="typical"):
        compile_model(replace(lead_model, background=moved))


@pytest.mark.parametrize(
    ("sizes", "reason"), [({"max_leaf_nodes": 17}, "17 leaves"), ({"max_depth": 9}, "deep; factors need")]
)
def test_trees_that_are_too_large_are_refused(lead_model, rows, outcomes, sizes, reason):
    part = lead_model.probability.tree_part
    rng = np.random.default_rng(0)
    codes = rng.integers(0, part.coder.sizes_, (3000, len(part.coder.sizes_)))
    won = rng.random(3000) < 0.5 + 0.3 * np.sin(codes.sum(axis=1))
    large = HistGradientBoostingClassifier(
        max_iter=2,
        max_leaf_nodes=15,
        min_samples_leaf=5,
        categorical_features=part.trees.features_.categorical_,
        early_stopping=False,
    )
    large.set_params(**sizes).fit(part.trees.features_.transform(codes), won)
    kept = part.trees.boosters_
    try:
        part.trees.boosters_ = [large]
        with pytest.raises(NotCompilable, match=reason):
            compile_model(lead_model)
    finally:
        part.trees.boosters_ = kept


def test_each_leaf_has_a_place_of_its_own():
    assert sorted(PLACE_OF_LEAF) == list(range(16))


def test_leaves_are_numbered_within_their_tree(lead_model):
    part = lead_model.probability.tree_part
    read = read_forest(part.trees, part.coder.sizes_)
    bits = leaf_bits(read)
    for tree in range(read.trees):
        own = bits[(read.tree == tree) & read.is_leaf]
        assert own.tolist() == list(range(len(own)))
