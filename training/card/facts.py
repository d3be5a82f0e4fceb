"""All that a card says, before it is said in a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from model.lead.arrays import Column, Floats
from model.lead.cold_start import ENOUGH_WON
from model.lead.grade import Cutoffs
from model.lead.lead_model import LeadModel
from model.lead.metrics import Metrics
from training.card.figures.bands import Band, bands_of
from training.card.figures.groups import Group, groups_of
from training.card.figures.lift import share_found
from training.card.figures.matters import Weight, weights_of
from training.card.figures.months import Month, months_of, newest_of
from training.card.figures.reliability import Bin, bins_of, ece_of_perfect
from training.card.figures.revenue import Revenue, revenue_of
from training.card.judged import Judged, judged_leads
from training.dataset import Dataset
from training.held_out import HeldOut

Told = Mapping[str, Any]
LARGE_DEAL = 0.05


@dataclass(frozen=True, slots=True)
class Facts:
    """``about`` and ``told`` are as the manifest has them. What no lead can judge is empty or None."""

    data: Dataset
    judged: Judged
    told: Told
    metrics: Metrics
    about: Told
    weights: tuple[Weight, ...]
    bins: tuple[Bin, ...]
    perfect_ece: float | None
    bands: tuple[Band, ...]
    wins_found: Floats | None
    revenue_found: Mapping[str, Floats] | None
    campaigns: tuple[Group, ...]
    channels: tuple[Group, ...]
    months: tuple[Month, ...]
    newest: Group | None
    revenue: Revenue | None

    @property
    def one_deal(self) -> float | None:
        """The largest deal's share of all won revenue, where it is so large that it makes every curve."""
        revenue = self.judged.revenue
        share = float(revenue.max() / revenue.sum()) if self.judged.valued else 0.0
        return share if share >= LARGE_DEAL else None

    @property
    def judging_wins(self) -> int:
        """Of the held-back leads."""
        return int(self.judged.won.sum())

    @property
    def says_enough(self) -> bool:
        """Whether a message may name a figure: under 40 wins it would be a made-up precision."""
        return self.judging_wins >= ENOUGH_WON


def facts_of(
    model: LeadModel, data: Dataset, held_out: HeldOut, told: Told, metrics: Metrics, about: Told
) -> Facts:
    """What is drawn is drawn under the seed that the manifest tells: the same data gives the same card."""
    judged = judged_leads(data, held_out)
    seed = int(told.get("seed", 0))
    some = len(judged) > 0
    cutoffs: Cutoffs = tuple(about["grade_cutoffs"])
    return Facts(
        data=data,
        judged=judged,
        told=told,
        metrics=metrics,
        about=about,
        weights=weights_of(model, data.table, seed),
        bins=bins_of(judged.probability, judged.won),
        perfect_ece=ece_of_perfect(judged.probability, seed) if some else None,
        bands=bands_of(judged, cutoffs, str(about["grade_by"])),
        wins_found=share_found(judged.probability, judged.won.astype(np.float64))
        if judged.won.any()
        else None,
        revenue_found=_revenue_found(judged),
        campaigns=_groups(judged.campaign, judged),
        channels=_groups(judged.channel, judged),
        months=months_of(judged, data.schema.timezone),
        newest=newest_of(judged),
        revenue=revenue_of(judged, seed),
    )


def _revenue_found(judged: Judged) -> Mapping[str, Floats] | None:
    if not judged.valued:
        return None
    scores = {"expected_revenue": judged.expected_revenue, "probability": judged.probability}
    return {by: share_found(score, judged.revenue) for by, score in scores.items()}


def _groups(names: Column | None, judged: Judged) -> tuple[Group, ...]:
    return () if names is None or not len(judged) else groups_of(names, judged.probability, judged.won)
