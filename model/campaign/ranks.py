"""Ranks of campaigns by two figures: by how many leads they bring, and by what those are worth."""

from collections.abc import Sequence


def ranks(values: Sequence[float]) -> list[int]:
    """Competition ranks, largest first: equals share the better rank. Shape (n,) → n ranks from 1.

    >>> ranks([10, 30, 30, 5])
    [3, 1, 1, 4]
    """
    ordered = sorted(values, reverse=True)
    first: dict[float, int] = {}
    for place, value in enumerate(ordered, start=1):
        first.setdefault(value, place)
    return [first[value] for value in values]
