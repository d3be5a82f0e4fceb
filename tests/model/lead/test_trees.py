import numpy as np
import pytest
from scipy.special import expit

from model.lead.codes import CodeEncoder
from model.lead.field import Field
from model.lead.table import LeadTable
from model.lead.tree_features import MANY_LEVELS, TreeFeatures
from model.lead.trees import BaggedTrees, TreeRecipe

FIELDS = (Field("ad", "category"), Field("budget", "number"))


def made(count: int, seed: int = 0) -> tuple[LeadTable, np.ndarray, np.ndarray]:
    """Every third ad sells; a budget between 3 and 6 sells better than one on either side."""
    rng = np.random.default_rng(seed)
    ad, budget = rng.integers(60, size=count), rng.uniform(0, 9, count)
    chance = 0.05 + 0.3 * (ad % 3 == 0) + 0.3 * (np.abs(budget - 4.5) < 1.5)
    table = LeadTable({"ad": np.array([f"ad {x}" for x in ad], dtype=object), "budget": budget}, count)
    return table, rng.random(count) < chance, chance


@pytest.fixture(scope="module", params=["native", "target"])
def trees(request):
    table, won, _ = made(4000)
    coder = CodeEncoder(FIELDS).fit(table)
    recipe = TreeRecipe(request.param, 60)
    return coder, BaggedTrees(recipe, (0, 1)).fit(coder.codes(table), won, coder, np.ones(len(won)))


def test_trees_find_what_sells_on_leads_that_they_did_not_see(trees):
    coder, fitted = trees
    table, _, chance = made(4000, seed=1)
    found = expit(fitted.decision_function(coder.codes(table)))
    assert np.corrcoef(found, chance)[0, 1] > 0.9
    assert abs(found.mean() - chance.mean()) < 0.02


def test_every_feature_is_a_function_of_one_code(trees):
    coder, fitted = trees
    codes = coder.codes(made(50, seed=2)[0])
    features = fitted.features_.transform(codes)
    for place, column in enumerate(fitted.features_.column_of_feature_):
        np.testing.assert_array_equal(features[:, place], fitted.features_.values_[place][codes[:, column]])


def test_a_lead_does_not_teach_its_own_rate():
    """Levels seen twice, of pure noise: a rate that held its own outcome would tell it."""
    rng = np.random.default_rng(3)
    won, levels = rng.random(2000) < 0.5, np.repeat([f"level {x}" for x in range(1000)], 2)
    coder = CodeEncoder(FIELDS[:1]).fit(LeadTable({"ad": levels.astype(object)}, 2000))
    assert coder.sizes_[0] > MANY_LEVELS
    codes = coder.codes(LeadTable({"ad": levels.astype(object)}, 2000))
    rates = TreeFeatures("target").fit_transform(codes, won, coder, seed=0)[:, 0]
    assert abs(np.corrcoef(rates, won)[0, 1]) < 0.1


def test_growing_in_stages_shows_each_stage():
    table, won, _ = made(500)
    coder = CodeEncoder(FIELDS).fit(table)
    trees = BaggedTrees(TreeRecipe("native", 20), (0,))
    codes = coder.codes(table)
    shown = [
        (stage, float(np.abs(trees.decision_function(codes)).mean()))
        for stage in trees.grow(codes, won, coder, np.ones(500), (5, 20))
    ]
    assert [stage for stage, _ in shown] == [5, 20]
    assert shown[0][1] != shown[1][1]


def test_weights_count():
    """Twice the weight on the won leads is as seeing them twice."""
    table, won, chance = made(2000)
    coder = CodeEncoder(FIELDS).fit(table)
    codes = coder.codes(table)
    heavy = BaggedTrees(TreeRecipe("native", 40), (0,)).fit(codes, won, coder, np.where(won, 2.0, 1.0))
    doubled = (2 * chance / (1 + chance)).mean()
    assert expit(heavy.decision_function(codes)).mean() == pytest.approx(doubled, abs=0.03)
