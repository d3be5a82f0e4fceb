"""The further heads of a model: is a judged lead qualified, and is it won, wherever it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import expit

from model.lead.arrays import Bools, Column, Floats
from model.lead.features import LeadEncoder
from model.lead.fit_probability import LinearRecipe
from model.lead.head import LEAST_OF_EACH, Head, fit_head
from model.lead.lead_model import LeadModel
from model.lead.metrics import metrics_of
from training.dataset import Dataset, days_before
from training.judged_leads import JudgedLeads
from training.lead_columns import RESERVED, UTM
from training.split import newest

QUALITY = LinearRecipe(strength=0.1)
ORIGIN = (*RESERVED, *UTM)


@dataclass(frozen=True, slots=True)
class HeldOutHeads:
    """What heads that had not seen a lead said of it, in (0, 1); NaN where none did.

    ``quality`` has an entry for each row of the file, ``without_campaign`` for each lead that teaches.
    """

    quality: Floats
    without_campaign: Floats


def with_heads(
    model: LeadModel, data: Dataset, told: Mapping[str, Any], seed: int
) -> tuple[LeadModel, dict[str, object], HeldOutHeads]:
    """The model with those heads that its leads can teach; ``told`` says how its probability was chosen.

    A model of few outcomes gets no head without campaign: its probability hardly knows campaigns.
    """
    encoder = model.probability.encoder
    held_out = HeldOutHeads(np.full(data.rows, np.nan), np.full(len(data.won), np.nan))
    about: dict[str, object] = {}
    judged = data.judged
    if judged is not None and _enough(judged.qualified):
        quality, odds = _quality(encoder, judged, seed)
        held_out.quality[judged.rows] = expit(odds)
        model = replace(model, quality=quality)
        about["quality"] = _told(expit(odds), judged.qualified, QUALITY)
    columns = np.isin(encoder.field_of_column_, _elsewhere(encoder))
    if model.cold_start is None and columns.any():
        recipe = LinearRecipe(told["strength"], told["half_life_days"])
        without, odds = _without_campaign(encoder, data, columns, recipe, seed)
        held_out.without_campaign[:] = expit(odds)
        model = replace(model, without_campaign=without)
        about["without_campaign"] = _told(expit(odds), data.won, recipe)
    return model, {**told, "heads": about}, held_out


def _enough(answers: Bools) -> bool:
    return min(int(answers.sum()), int((~answers).sum())) >= LEAST_OF_EACH


def _quality(encoder: LeadEncoder, judged: JudgedLeads, seed: int) -> tuple[Head, Floats]:
    return fit_head(
        encoder.transform(judged.table),
        judged.qualified,
        days_before(judged.submitted),
        judged.weights,
        recipe=QUALITY,
        columns=np.ones(encoder.width_, dtype=bool),
        newest=_newest(judged.submitted),
        seed=seed,
    )


def _elsewhere(encoder: LeadEncoder) -> list[int]:
    """Places of the fields that do not say where a lead came from."""
    return [place for place, field in enumerate(encoder.fields) if field.name not in ORIGIN]


def _without_campaign(
    encoder: LeadEncoder, data: Dataset, columns: Bools, recipe: LinearRecipe, seed: int
) -> tuple[Head, Floats]:
    return fit_head(
        encoder.transform(data.table),
        data.won,
        days_before(data.submitted),
        data.weights,
        recipe=recipe,
        columns=columns,
        newest=_newest(data.submitted),
        seed=seed,
    )


def _newest(submitted: Column) -> Bools | None:
    return None if np.isnat(submitted).all() else newest(submitted)


def _told(probability: Floats, answers: Bools, recipe: LinearRecipe) -> dict[str, object]:
    """By heads that had not seen the leads."""
    return {
        "strength": recipe.strength,
        "half_life_days": recipe.half_life,
        "held_out": metrics_of(probability, answers),
    }
