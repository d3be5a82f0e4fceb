"""The three kinds of model as tables, and leads with odd values."""

import numpy as np
import pytest

from bench.odd_leads import odd_rows
from model.lead.compiled.compile_model import compile_model
from model.lead.fit_probability import Recipe
from model.lead.trees import TreeRecipe

RECIPES = {
    "regression": Recipe(),
    "native": Recipe(trees=TreeRecipe("native", 20), tree_share=1.0),
    "target": Recipe(trees=TreeRecipe("target", 20), tree_share=0.4),
}


@pytest.fixture(scope="session", params=RECIPES)
def model(request, rows, fit_again):
    return fit_again(rows, recipe=RECIPES[request.param])


@pytest.fixture(scope="session")
def compiled(model):
    return compile_model(model)


@pytest.fixture(scope="session")
def odd(rows) -> list[dict[str, object]]:
    return odd_rows(rows, 2000, np.random.default_rng(5))
