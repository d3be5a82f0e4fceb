"""Rows that are not taken, each once."""

from collections.abc import Mapping
from typing import Final

from service.integrations.history.rejects import Reject
from service.integrations.history.take_leads import SAID_OTHERWISE

_MOST_SHOWN: Final = 50


class RejectedRows:
    """`first` are those to show. What a row whose lead is missing lacks besides is no news.

    `repeated` counts rows that name a lead which is there already and say something else of it, as sheets do
    that have a row for each call: the lead stays as it was, and what became of it is taken.
    """

    def __init__(self) -> None:
        self.rows: set[int] = set()
        self.first: list[Reject] = []
        self.repeated = 0

    def add(self, reject: Reject) -> None:
        if reject.reason == SAID_OTHERWISE:
            self.repeated += 1
            return
        if reject.row not in self.rows and len(self.first) < _MOST_SHOWN:
            self.first.append(reject)
        self.rows.add(reject.row)

    def missing(self, ids: Mapping[int, str]) -> frozenset[str]:
        """Of the ids by row, those that no row has which is taken."""
        kept = {own for row, own in ids.items() if row not in self.rows}
        return frozenset(own for row in self.rows if (own := ids.get(row, "")) not in kept)
