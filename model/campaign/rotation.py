"""Who gets the next lead: turns by what leads are worth, so that nobody gets all the good ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a rep on duty was given today: `leads`, and their expected revenue in minor units as `worth`.

    `minutes` is her working time of the whole day, more than 0: half a day is worth half as much.
    """

    rep: str
    minutes: float
    leads: int = 0
    worth: float = 0.0


def next_turn(turns: Sequence[Turn], worth: float, but: str | None = None) -> Turn | None:
    """Who would have the least per working minute with this lead; ties by fewer leads, then by name.

    `but` is from whom the lead was taken back: she gets it only where nobody else is on duty. None where
    nobody is.

    >>> full, half = Turn("a", 480, 2, 96.0), Turn("b", 240, 1, 30.0)
    >>> next_turn([full, half], 24).rep  # (96 + 24) / 480 = 0.25, (30 + 24) / 240 = 0.225
    'b'
    >>> next_turn([full, half], 24, but="b").rep, next_turn([half], 24, but="b").rep
    ('a', 'b')
    """
    others = [turn for turn in turns if turn.rep != but] or list(turns)
    if not others:
        return None
    return min(others, key=lambda turn: ((turn.worth + worth) / turn.minutes, turn.leads, turn.rep))


def share_out(
    turns: Iterable[Turn], leads: Sequence[tuple[Key, float | None, str | None]], mean: float
) -> list[tuple[Key, str]]:
    """(lead, rep) for each lead, the most valuable first, which balances best; none where nobody is on duty.

    `leads` are (key, expected revenue or None without a score, rep it was taken back from). One without a
    score counts as `mean`. Equal leads keep their order.

    >>> leads = [("x", 10.0, None), ("y", 90.0, None), ("z", None, None)]
    >>> share_out([Turn("a", 480), Turn("b", 480)], leads, 40.0)
    [('y', 'a'), ('z', 'b'), ('x', 'b')]
    """
    by_rep = {turn.rep: turn for turn in turns}
    given = []
    for key, worth, but in sorted(leads, key=lambda lead: -(mean if lead[1] is None else lead[1])):
        value = mean if worth is None else worth
        turn = next_turn(list(by_rep.values()), value, but)
        if turn is None:
            return []
        by_rep[turn.rep] = replace(turn, leads=turn.leads + 1, worth=turn.worth + value)
        given.append((key, turn.rep))
    return given
