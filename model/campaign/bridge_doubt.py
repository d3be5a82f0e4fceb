"""Whether two periods were judged alike, so that a change of quality may be read as the leads' own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy.stats import binomtest, chi2

from model.lead.arrays import Floats

Kind = Literal["judged_share", "reasons", "disputes", "call_sample"]
KINDS: Final[tuple[Kind, ...]] = ("judged_share", "reasons", "disputes", "call_sample")
# Chance alone raises each kind in at most one of 100 pairs of periods; a move below LEAST_MOVE is too small
# to change what the bridge says, however sure it is.
BY_CHANCE: Final = 0.01
LEAST_MOVE: Final = 0.03


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why the periods were judged differently.

    `chance`: how often equal judging shows as much, 0–1 · `move`: of `judged_share` the change of the share
    that was judged, of `reasons` the part of them that changed its reason, both within campaigns, -1–1; of
    `disputes` and `call_sample` the share of the leads in which the other caller found another word.
    """

    kind: Kind
    chance: float
    move: float


def of_judged_share(strata: Sequence[tuple[int, int, int, int]]) -> list[Doubt]:
    """Of (countable, judged before, countable, judged after) of each campaign; a doubt or none.

    >>> of_judged_share([(1000, 800, 1000, 700)])[0].move
    -0.1
    >>> of_judged_share([(1000, 800, 1000, 790)]), of_judged_share([])
    ([], [])
    """
    tables = [[[n - judged, judged], [m - later, later]] for n, judged, m, later in strata]
    chance, moves = _moved(np.array(tables, dtype=float).reshape(-1, 2, 2))
    return _if_beyond("judged_share", chance, float(moves[1]))


def of_reasons(strata: Sequence[tuple[Mapping[str, int], Mapping[str, int]]]) -> list[Doubt]:
    """Of each campaign's leads by reason before and after; a doubt or none.

    >>> of_reasons([({"no_need": 50, "wrong_number": 50}, {"no_need": 80, "wrong_number": 20})])[0].move
    0.3
    """
    words = sorted({word for pair in strata for counts in pair for word in counts})
    if not words:
        return []
    tables = [[[counts.get(word, 0) for word in words] for counts in pair] for pair in strata]
    chance, moves = _moved(np.array(tables, dtype=float).reshape(-1, 2, len(words)))
    return _if_beyond("reasons", chance, float(np.abs(moves).sum() / 2))


def of_another_word(kind: Kind, against: int, towards: int, looked: int) -> list[Doubt]:
    """Of leads that another person called: where Sales' word was too strict, and where too mild.

    Two people who only differ by chance differ as often one way as the other. Source: McNemar, Note on the
    sampling error of the difference between correlated proportions, Psychometrika 12 (1947), exact.

    >>> of_another_word("disputes", 9, 0, 12)
    [Doubt(kind='disputes', chance=0.00390625, move=0.75)]
    >>> of_another_word("call_sample", 4, 3, 25)
    []
    """
    if not against + towards:
        return []
    chance = float(binomtest(against, against + towards, 0.5).pvalue)
    return _if_beyond(kind, chance, (against + towards) / looked)


def _if_beyond(kind: Kind, chance: float, move: float) -> list[Doubt]:
    move = round(move, 10)
    return [Doubt(kind, chance, move)] if chance < BY_CHANCE and abs(move) >= LEAST_MOVE else []


def _moved(tables: Floats) -> tuple[float, Floats]:
    """The chance of such a move where nothing moved, and how far each share moved; tables (S, 2, K).

    Cochran, Mantel and Haenszel's test of general association: moves are summed within campaigns, so a
    campaign that grows moves nothing. Source: Landis, Heyman and Koch, Average partial association in
    three-way contingency tables, International Statistical Review 46 (1978).
    """
    sizes = tables.sum(axis=2)
    tables, sizes = tables[(sizes > 0).all(axis=1)], sizes[(sizes > 0).all(axis=1)]
    if not len(tables):
        return 1.0, np.zeros(tables.shape[2])
    every = sizes.sum(axis=1)
    shares = tables.sum(axis=1) / every[:, None]
    over = (tables[:, 1] - sizes[:, 1, None] * shares).sum(axis=0)
    pairs = sizes.prod(axis=1)
    weights = (pairs / (every - 1))[:, None]
    spread = np.diag((weights * shares).sum(axis=0)) - (weights * shares).T @ shares
    moves: Floats = over / (pairs / every).sum()
    rank = int(np.linalg.matrix_rank(spread, hermitian=True))
    if not rank:
        return 1.0, moves
    statistic = float(over @ np.linalg.pinv(spread, hermitian=True) @ over)
    return float(chi2.sf(statistic, rank)), moves
