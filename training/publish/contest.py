"""The retrained recipe, taught without the newest leads, and its rivals, judged on those."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from model.lead.arrays import Floats, Ints
from model.lead.field import Columns
from training.dataset import LEAST_OF_EACH, Dataset
from training.publish.interval import Increase, lead_losses, loss_increase, mean_loss
from training.publish.rivals import Rival
from training.publish.trained_until import cut, judging, trained_until
from training.teach import teach

MOST_JUDGED = 50_000
RETRAINED = "retrained"
SERVING = "the serving model"


@dataclass(frozen=True, slots=True)
class HeldOut:
    """``before`` and ``after`` are places of leads: those that teach the challenger and those that judge.

    ``until`` is the UTC time between them, None where no lead is dated.
    """

    before: Ints
    after: Ints
    until: np.datetime64 | None


@dataclass(frozen=True, slots=True)
class Contest:
    """Mean log losses by version, and the challenger's increase over each rival that counts, by its name."""

    losses: dict[str, float] = field(default_factory=dict)
    increases: dict[str, Increase] = field(default_factory=dict)


def held_out(data: Dataset, rivals: Sequence[Rival]) -> HeldOut:
    """Leads that no rival can have trained on judge; the newest 50,000 of them."""
    known = [moment for rival in rivals if (moment := trained_until(rival.manifest)) is not None]
    until = cut(known, data.submitted)
    judges = judging(data.submitted, until)
    after = np.flatnonzero(judges)
    newest = after[np.argsort(data.submitted[after], kind="stable")][-MOST_JUDGED:]
    return HeldOut(np.flatnonzero(~judges), np.sort(newest), until)


def can_teach(data: Dataset, parts: HeldOut) -> bool:
    """Whether the leads before the cut hold enough of both outcomes."""
    won = data.won[parts.before]
    return min(int(won.sum()), int((~won).sum())) >= LEAST_OF_EACH


def compare(
    data: Dataset, frame: pd.DataFrame, columns: Columns, parts: HeldOut, rivals: Sequence[Rival], seed: int
) -> Contest:
    """Hold the challenger against every rival that opened. ``frame`` has the rows of ``data``'s leads.

    Where several served before, the increase is over the best of them, and that only.
    """
    won, weights = data.won[parts.after], data.weights[parts.after]
    judged = frame.iloc[parts.after]
    challenger = lead_losses(challenger_probabilities(data, parts, seed), won)
    losses = {
        rival: lead_losses(rival.probabilities(judged, columns), won) for rival in rivals if rival.scorer
    }
    means = {rival: mean_loss(each, weights) for rival, each in losses.items()}
    return Contest(
        {RETRAINED: mean_loss(challenger, weights)} | {rival.version: mean for rival, mean in means.items()},
        {
            name: loss_increase(challenger, losses[rival], weights, seed)
            for name, rival in _that_count(means).items()
        },
    )


def challenger_probabilities(data: Dataset, parts: HeldOut, seed: int) -> Floats:
    """What the recipe, taught on the leads before the cut, says of those after it."""
    model = teach(data.take(parts.before), seed)[0]
    return model.predict(data.table.take(parts.after))[0]


def _that_count(means: dict[Rival, float]) -> dict[str, Rival]:
    """The serving model, and the best of those before it."""
    best = sorted(means, key=lambda rival: means[rival])
    serving = [(SERVING, rival) for rival in best if rival.serves]
    before = [(f"{rival.version}, the best of those before it", rival) for rival in best if not rival.serves]
    return dict(serving + before[:1])
