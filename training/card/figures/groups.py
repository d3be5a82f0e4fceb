"""Campaigns and channels: what was said of their leads, and what happened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from model.lead.arrays import Bools, Column, Floats
from model.lead.category_columns import MISSING, category_level, levels_of
from training.card.figures.intervals import Interval, ratio_interval

MOST_SHOWN = 15
LEAST_LEADS = 30
LEAST_EXPECTED = 5.0

Verdict = Literal["as_said", "more", "less", "too_few"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Group:
    """``expected`` is Σ p, ``interval`` of won ÷ expected. ``name`` is None for leads without one."""

    name: str | None
    leads: int
    expected: float
    won: int
    interval: Interval

    @property
    def ratio(self) -> float:
        """Observed over expected."""
        return self.won / self.expected

    @property
    def verdict(self) -> Verdict:
        """Whether more or fewer were won than said, beyond chance; too few under 30 leads or 5 expected."""
        if self.leads < LEAST_LEADS or self.expected < LEAST_EXPECTED:
            return "too_few"
        if self.interval.holds(1.0):
            return "as_said"
        return "more" if self.ratio > 1 else "less"


def group_of(name: str | None, probability: Floats, won: Bools) -> Group:
    """One group's figures; it has a lead or more."""
    expected, variance = float(probability.sum()), float((probability * (1 - probability)).sum())
    wins = int(won.sum())
    return Group(name, len(won), expected, wins, ratio_interval(wins, expected, variance))


def groups_of(names: Column, probability: Floats, won: Bools) -> tuple[Group, ...]:
    """By name, in any spelling of case and spaces, the largest first."""
    levels = levels_of(names, category_level)
    shown = _spellings(names.tolist(), levels)
    _, places = np.unique(np.array(levels, dtype=object).astype(str), return_inverse=True)
    order = np.argsort(places, kind="stable")
    rows = np.split(order, np.cumsum(np.bincount(places))[:-1])
    groups = [group_of(shown.get(levels[each[0]]), probability[each], won[each]) for each in rows]
    return tuple(sorted(groups, key=lambda group: (-group.leads, group.name or "")))


def _spellings(names: Iterable[object], levels: Iterable[str]) -> dict[str, str]:
    """For each level the commonest way to write it; none for leads without a name."""
    commonest: dict[str, str] = {}
    for (level, name), _ in Counter(zip(levels, map(str, names), strict=True)).most_common():
        if level != MISSING:
            commonest.setdefault(level, name)
    return commonest
