"""A small model fitted on made-up leads whose truth is known."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from model.lead.field import Field
from model.lead.fit_probability import Leads, Recipe, fit_probability
from model.lead.lead_model import LeadModel, assemble
from model.lead.schema import LeadSchema
from model.lead.scorer import Scorer
from model.lead.table import LeadTable
from model.lead.trees import TreeRecipe

KEY = b"a key of more than thirty-two characters"
FIELDS = (
    Field("course", "category"),
    Field("budget", "number"),
    Field("returning", "boolean"),
    Field("lead.submitted_at", "date"),
    Field("lead.campaign", "category"),
)
START = datetime(2025, 1, 1, tzinfo=UTC)


def made_rows(count: int = 400, seed: int = 3) -> list[dict[str, object]]:
    rng = np.random.default_rng(seed)
    return [
        {
            "course": ("IELTS", "TOEIC", "Giao tiếp", None)[rng.integers(4)],
            "budget": float(rng.lognormal(15, 1)) if rng.random() < 0.9 else None,
            "returning": bool(rng.random() < 0.3),
            "lead.submitted_at": START + timedelta(hours=int(rng.integers(24 * 500))),
            "lead.campaign": ("tet", "he", None)[rng.integers(3)],
        }
        for _ in range(count)
    ]


def made_outcomes(rows: list[dict[str, object]], seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Won with a probability that depends on course and returning; worth half the budget."""
    rng = np.random.default_rng(seed)
    chance = [0.15 + 0.35 * (row["course"] == "IELTS") + 0.2 * bool(row["returning"]) for row in rows]
    won = rng.random(len(rows)) < np.array(chance)
    value = np.array([0.5 * float(row["budget"] or 4e6) for row in rows])
    return won, np.where(won, value, np.nan)


LINEAR = Recipe()
NATIVE = Recipe(trees=TreeRecipe("native", 20), tree_share=1.0)
TARGET = Recipe(trees=TreeRecipe("target", 20), tree_share=0.4)


def fitted(
    rows: list[dict[str, object]],
    seed: int = 0,
    fields: tuple[Field, ...] = FIELDS,
    recipe: Recipe = TARGET,
) -> LeadModel:
    won, value = made_outcomes(rows)
    table = LeadTable.from_rows(rows, [field.name for field in fields])
    leads = Leads(table, won, fields, np.zeros(len(rows)), np.ones(len(rows)), "Asia/Ho_Chi_Minh")
    probability = fit_probability(leads, recipe, seed=seed)
    return assemble(probability, table, won, value, seed)


def about(schema: LeadSchema) -> dict[str, object]:
    return {
        "created_at": "2026-11-22T01:02:03+00:00",
        "schema": schema.to_dict(),
        "data": {"rows": 400},
        "metrics": {"auc": 0.7},
        "horizon_days": 60.0,
        "grade_cutoffs": [3.0, 2.0, 1.0],
        "grade_by": "expected_revenue",
    }


@pytest.fixture(scope="session")
def rows() -> list[dict[str, object]]:
    return made_rows()


@pytest.fixture(scope="session")
def lead_model(rows) -> LeadModel:
    return fitted(rows)


@pytest.fixture(scope="session")
def fit_again():
    return fitted


@pytest.fixture(scope="session")
def fields() -> tuple[Field, ...]:
    return FIELDS


@pytest.fixture(scope="session")
def outcomes(rows) -> tuple[np.ndarray, np.ndarray]:
    return made_outcomes(rows)


@pytest.fixture(scope="session")
def schema() -> LeadSchema:
    return LeadSchema(FIELDS[:3])


@pytest.fixture(scope="session")
def scorer(lead_model, schema) -> Scorer:
    return Scorer("2026-11-22-0000", schema, (3.0, 2.0, 1.0), lead_model)


@pytest.fixture
def artefact_about(schema) -> dict[str, object]:
    return about(schema)


@pytest.fixture
def key() -> bytes:
    return KEY
