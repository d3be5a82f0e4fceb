"""Companies whose leads were judged, made by hand, and their cards."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from model.lead.factors import Factor
from model.lead.field import Field
from model.lead.metrics import metrics_of
from model.lead.schema import LeadSchema
from model.lead.table import LeadTable
from training.card import cards
from training.card.facts import Facts, facts_of
from training.dataset import Dataset, Labelled
from training.held_out import HeldOut

START = np.datetime64("2026-01-10T00:00:00", "s")
CAMPAIGNS = ("tet-2026", "he-ielts", "gioi-thieu")
FIELDS = (
    Field("course", "category", label={"vi": "Khóa học", "en": "Course"}),
    Field("lead.campaign", "category"),
    Field("lead.channel", "category"),
    Field("lead.submitted_at", "date"),
)
UNREAD = (
    Field("phone", "category", personal=True, label={"vi": "Số điện thoại", "en": "Phone"}),
    Field("talk_seconds", "number", known="contact", label={"vi": "Số giây đã nói", "en": "Seconds talked"}),
    Field("story", "text", label={"vi": "Lời nhắn", "en": "Message"}),
)


class ExplainingModel:
    """Says of every lead what a fitted model might: its course moved it up, its campaign down."""

    columns = tuple(field.name for field in FIELDS)

    def explain(self, table: LeadTable) -> list[tuple[Factor, ...]]:
        return [(Factor("course", "IELTS", 3.0), Factor("campaign", "tet-2026", -1.0))] * len(table)


def made_dataset(
    count: int = 600, *, times: bool = True, values: bool = True, campaigns: Any = CAMPAIGNS, seed: int = 1
) -> tuple[Dataset, HeldOut]:
    """Leads that are won just as often as said; the first fifth of them was not held out."""
    rng = np.random.default_rng(seed)
    probability = rng.beta(1.2, 6.0, count)
    won = rng.random(count) < probability
    worth = rng.choice([4e6, 8e6, 15e6], count)
    names = rng.choice(np.array(campaigns, dtype=object), count)
    columns = {"course": np.full(count, "IELTS", dtype=object), "lead.campaign": names}
    columns["lead.channel"] = np.full(count, "facebook", dtype=object)
    dated = START + (np.arange(count) * 200 * 86_400 // max(count, 1)).astype("timedelta64[s]")
    submitted = dated if times else np.full(count, np.datetime64("NaT", "s"))
    everyone = np.ones(count, dtype=bool)
    data = Dataset(
        schema=LeadSchema((*FIELDS[:1], *UNREAD), timezone="Asia/Ho_Chi_Minh"),
        fields=FIELDS,
        table=LeadTable(columns, count),
        won=won,
        value=np.where(won, worth, np.nan) if values else np.full(count, np.nan),
        submitted=submitted,
        weights=np.ones(count),
        labelled=Labelled(everyone, won, 60.0 if times else None, count, {"not_worked": 40}, 0),
        as_of=datetime(2026, 11, 21, tzinfo=UTC) if times else None,
        rows=count + 40,
        valued=values,
    )
    early = np.arange(count) < count // 5
    return data, HeldOut(
        np.where(early, np.nan, probability), np.where(early, np.nan, worth if values else 0.0)
    )


@pytest.fixture(scope="session")
def company() -> Callable[..., tuple[Dataset, HeldOut]]:
    return made_dataset


def arguments(data: Dataset, held_out: HeldOut, simulated: bool = False, **told: Any) -> tuple[Any, ...]:
    """What `fit` hands to `cards`."""
    judged = np.isfinite(held_out.probability)
    metrics = metrics_of(held_out.probability[judged], data.won[judged]) if judged.any() else {}
    training = {
        "seed": 0,
        "split": "forward" if data.as_of else "stratified",
        "tree_share": 0.3,
        "candidates": {
            "regression, strength 0.1": 0.31,
            "trees, target-encoded categories, 50 iterations, half-life 65 days": 0.32,
            "30% trees": 0.30,
        },
        "correction": {"intercept": -0.1, "slope": 1.0},
        "deal_value": {"wins": int(np.isfinite(data.value).sum()), "cap": 2e7, "loading": 4e4},
        **told,
    }
    about = {
        "created_at": "2026-11-22T03:00:00+00:00",
        "version": "2026-11-22-0a1b2c3d",
        "grade_cutoffs": [2e6, 1e6, 4e5] if data.valued else [0.3, 0.15, 0.08],
        "grade_by": "expected_revenue" if data.valued else "probability",
        "horizon_days": data.labelled.horizon,
        "data": {"sha256": "ab" * 32, "simulated": simulated},
    }
    return ExplainingModel(), data, held_out, training, metrics, about


@pytest.fixture(scope="session")
def facts() -> Callable[..., Facts]:
    """`facts(data, held_out)`; further names go into what is told of the training."""
    return lambda *company, **told: facts_of(*arguments(*company, **told))


@pytest.fixture(scope="session")
def both() -> Callable[..., dict[str, str]]:
    """`both(data, held_out)["vi"]` is the Vietnamese card."""
    return lambda *company, **told: cards(*arguments(*company, **told))
