"""How leads are split to judge a model: forward in time where times are known, else stratified."""

from dataclasses import dataclass

import numpy as np
from sklearn.model_selection import StratifiedKFold

from model.lead.arrays import Bools, Column, Floats, Ints

BLOCKS = 5
LEAST_OF_EACH = 5
NEWEST_SHARE = 0.2
Fold = tuple[Ints, Ints]


@dataclass(frozen=True, slots=True)
class Split:
    """Folds as places of the leads that train and of those that judge."""

    folds: tuple[Fold, ...]
    forward: bool

    def blocks(self, leads: int) -> Ints:
        """For each of so many leads the number of the fold that judges it; −1 for none."""
        numbers = np.full(leads, -1)
        for number, (_, test) in enumerate(self.folds):
            numbers[test] = number
        return numbers


def sampled(parts: Split, leads: int, most: int, seed: int) -> Split:
    """The same folds over so many random leads, where there are more: enough to choose and to judge by."""
    if leads <= most:
        return parts
    kept = np.zeros(leads, dtype=bool)
    kept[np.random.default_rng(seed).permutation(leads)[:most]] = True
    return Split(tuple((train[kept[train]], test[kept[test]]) for train, test in parts.folds), parts.forward)


def split(won: Bools, submitted: Column, horizon: float | None, seed: int) -> Split:
    """Forward folds where half of the leads are dated and each fold has wins enough, else stratified.

    A lead trains for a later block only if it was matured when that block began; where that leaves too few
    folds, the embargo is dropped.
    """
    if (~np.isnat(submitted)).mean() >= 0.5:
        for embargo in (horizon or 0.0, 0.0):
            folds = _forward(won, submitted, embargo)
            if len(folds) >= 2:
                return Split(tuple(folds), forward=True)
    count = max(2, min(BLOCKS, int(won.sum()), int((~won).sum())))
    stratified = StratifiedKFold(count, shuffle=True, random_state=seed).split(np.zeros(len(won)), won)
    return Split(tuple((train, test) for train, test in stratified), forward=False)


def newest(submitted: Column) -> Bools:
    """The newest fifth of the dated leads.

    >>> newest(np.array(["2026-01-01", "2026-01-02", "2026-01-03", "NaT", "2026-01-04"], "M8[s]")).tolist()
    [False, False, False, False, True]
    """
    found: Bools = submitted >= _quantiles(submitted, np.array([1 - NEWEST_SHARE]))[0]
    return found


def _forward(won: Bools, submitted: Column, embargo: float) -> list[Fold]:
    """Undated leads are history of unknown age: they train and never judge."""
    edges = _quantiles(submitted, np.arange(1, BLOCKS) / BLOCKS)
    block = np.searchsorted(edges, submitted, side="right")
    undated = np.isnat(submitted)
    gap = np.timedelta64(round(embargo * 86_400), "s")
    folds = []
    for number, edge in enumerate(edges, start=1):
        train = np.flatnonzero(undated | (submitted < edge - gap))
        test = np.flatnonzero(~undated & (block == number))
        if min(won[train].sum(), (~won[train]).sum()) >= LEAST_OF_EACH and won[test].any():
            folds.append((train, test))
    return folds


def _quantiles(submitted: Column, shares: Floats) -> Column:
    dated = np.sort(submitted[~np.isnat(submitted)])
    places = np.minimum((shares * len(dated)).astype(np.int64), len(dated) - 1)
    found: Column = dated[places]
    return found
