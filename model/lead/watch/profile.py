"""What leads looked like when a model was trained, kept in its manifest to hold newer leads against."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from model.lead.arrays import Floats
from model.lead.field import Field
from model.lead.table import LeadTable
from model.lead.watch.bins import counts_of, levels_in, spread_of, spread_of_numbers
from model.lead.watch.drift import Drift, drift
from model.lead.watch.known_levels import KnownLevels, known_levels

Profile = dict[str, Any]


def profile_of(
    fields: Sequence[Field], leads: LeadTable, taught: LeadTable, scores: Floats, timezone: str | None
) -> Profile:
    """As JSON values, some kilobytes: ``leads``, and the spread of each of the ``fields`` and of the score.

    ``leads`` are those that arrived, whether they taught or not: Sales works the best first, so those that
    taught are no picture of those that come. What a field has never said is asked of those that ``taught``.
    ``scores`` are the model's probabilities of ``leads``.
    """
    spreads = {}
    for field in fields:
        spread = spread_of(field, leads.column(field.name), timezone)
        if "levels" in spread:
            spread |= known_levels(levels_in(spread, taught.column(field.name)))
        spreads[field.name] = spread
    return {"leads": len(leads), "fields": spreads, "score": spread_of_numbers(scores)}


class Newer:
    """Newer leads, counted piece by piece into the bins of a profile."""

    def __init__(self, profile: Mapping[str, Any]) -> None:
        self._spreads: dict[str, Mapping[str, Any]] = dict(profile["fields"])
        self._score: Mapping[str, Any] = profile["score"]
        self._counts = {name: np.zeros(len(each["counts"])) for name, each in self._spreads.items()}
        self._scores = np.zeros(len(self._score["counts"]))
        self._known = {
            name: KnownLevels(each["known"])
            for name, each in self._spreads.items()
            if each.get("known") is not None
        }
        self._unknown = dict.fromkeys(self._known, 0)
        self.leads = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of a lead row that are looked at."""
        return tuple(self._spreads)

    def add(self, rows: Sequence[Mapping[str, object]], scores: Floats) -> None:
        """Count lead rows, and the scores that some of them were given at the submit."""
        table = LeadTable.from_rows(rows, self.names)
        for name, spread in self._spreads.items():
            values = table.column(name)
            self._counts[name] += counts_of(spread, values)
            if name in self._known:
                self._unknown[name] += self._known[name].unknown_among(levels_in(spread, values))
        self._scores += counts_of(self._score, scores)
        self.leads += len(rows)

    def drifts(self) -> dict[str, Drift]:
        """By field."""
        return {name: drift(_before(self._spreads[name]), now) for name, now in self._counts.items()}

    def score_drift(self) -> Drift:
        """Of the scores."""
        return drift(_before(self._score), self._scores)

    def unknown(self) -> dict[str, tuple[float, float]]:
        """By category field: the share of leads with a value that training never saw, and the usual share."""
        return {
            name: (count / max(1, self.leads), float(self._spreads[name]["usual"]))
            for name, count in self._unknown.items()
        }


def _before(spread: Mapping[str, Any]) -> Floats:
    return np.asarray(spread["counts"], dtype=np.float64)
