"""How much of the outcome one field explains alone."""

import numpy as np
from sklearn.metrics import log_loss
from sklearn.model_selection import StratifiedKFold

from model.lead.arrays import Bools, Floats, Ints

FOLDS = 5
PRIOR_LEADS = 5.0
MOST_LEADS = 50_000
LEAST_OF_A_CLASS = 500
SEED = 0

Folds = list[tuple[Ints, Ints]]


def folds_of(won: Bools) -> Folds:
    """Five stratified folds, the same for every field; none where a class has fewer than five leads."""
    if min(np.sum(won), np.sum(~won)) < FOLDS:
        return []
    return list(StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(np.zeros(len(won)), won))


def gain_alone(levels: Ints, won: Bools, folds: Folds) -> float:
    """1 − log loss ÷ log loss of the base rate, both on folds that the rates were not learnt from; 0 without.

    The more a field's levels tell, the nearer to 1; what only chance ties to the outcome is at or under 0.

    >>> won = np.arange(100) % 2 == 0
    >>> round(gain_alone(won.astype(int), won, folds_of(won)), 2)
    0.92
    >>> gain_alone(np.zeros(100, dtype=int), won, folds_of(won))
    0.0
    """
    if not folds:
        return 0.0
    rates, base = np.empty(len(won)), np.empty(len(won))
    for train, test in folds:
        base[test] = won[train].mean()
        rates[test] = smoothed_rates(levels[train], won[train], int(levels.max()) + 1)[levels[test]]
    return float(1 - log_loss(won, rates) / log_loss(won, base))


def smoothed_rates(levels: Ints, won: Bools, size: int) -> Floats:
    """The win rate of each level, drawn towards the base rate as if by five leads more.

    By hand: 5 of 10 won; level 1 won 4 of 5, so (4 + 5 × 0.5) ÷ 10; level 2 was never seen.

    >>> smoothed_rates(np.array([0] * 5 + [1] * 5), np.array([1, 0, 0, 0, 0, 1, 1, 1, 1, 0]) > 0, 3)
    array([0.35, 0.65, 0.5 ])
    """
    leads = np.bincount(levels, minlength=size)
    wins = np.bincount(levels, weights=won, minlength=size)
    rates: Floats = (wins + PRIOR_LEADS * won.mean()) / (leads + PRIOR_LEADS)
    return rates


def sample(won: Bools) -> Ints:
    """Places of about 50,000 leads at most, the same each time: its share of each class, or 500."""
    rng = np.random.default_rng(SEED)
    share = min(1.0, MOST_LEADS / max(len(won), 1))
    places = [np.flatnonzero(won == sold) for sold in (False, True)]
    counts = [max(round(share * len(found)), min(len(found), LEAST_OF_A_CLASS)) for found in places]
    taken = [rng.choice(found, count, replace=False) for found, count in zip(places, counts, strict=True)]
    return np.sort(np.concatenate(taken))
