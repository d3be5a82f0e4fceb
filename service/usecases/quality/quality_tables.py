"""From the store's rows by group and score band to the arrays that rates are estimated from."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from model.campaign.quality.leading import Expected
from model.campaign.quality.rates import Counts
from model.campaign.quality.score_bands import BANDS
from model.lead.arrays import Floats, Ints
from service.store.columns import Row

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`sums` are of shape (groups, BANDS) each, in the order of `keys`; `first_at`, when a group's first
    dated lead came; `channels`, of campaigns only."""

    keys: Sequence[Key]
    channels: Mapping[Key, str | None]
    first_at: Mapping[Key, datetime]
    sums: Mapping[str, Floats]

    def total(self, name: str) -> Floats:
        """Over all bands, shape (groups,)."""
        found: Floats = self.sums[name].sum(axis=1)
        return found

    def counts(self) -> Counts:
        return Counts(
            **{name: self.sums[name] for name in ("countable", "judged", "qualified")},
            due=self.total("due"),
            due_judged=self.total("due_judged"),
        )

    def expected(self, kind: str) -> Expected:
        """Of the leads that are `waiting`, or that were judged `later`."""
        return Expected(*(self.total(name) for name in (kind, f"{kind}_total", f"{kind}_variance")))

    def parents(self, by: str) -> Ints:
        """Which groups shape each other: campaigns those of their channel, ad sets and ads those of their
        campaign, others all of their kind. Leads with no campaign are a group of their own."""
        above = [_parent(by, key, self.channels.get(key)) for key in self.keys]
        numbers = {one: number for number, one in enumerate(dict.fromkeys(above))}
        return np.array([numbers[one] for one in above], dtype=np.int64)


def gathered(
    rows: Sequence[Row], empty: Mapping[Key, str | None], names: Iterable[str], length: int | None = None
) -> Table:
    """A group for each key of the rows, or for its first `length` names, and for each of `empty` (with its
    channel), by key."""
    channels, first_at = dict(empty), dict[Key, datetime]()
    read = [(_key(row)[:length], row) for row in rows]
    for key, row in read:
        channels[key] = row.channel
        if row.first_at is not None:
            first_at[key] = min(row.first_at, first_at.get(key, row.first_at))
    keys = sorted(channels, key=lambda key: tuple(part or "" for part in key))
    places = {key: place for place, key in enumerate(keys)}
    sums = {name: np.zeros((len(keys), BANDS)) for name in names}
    for key, row in read:
        for name, table in sums.items():
            table[places[key], row.band] += float(row._mapping[f"n_{name}"])
    return Table(keys, channels, first_at, sums)


def _key(row: Row) -> Key:
    return tuple(value for name, value in row._mapping.items() if name.startswith("key_"))


def _parent(by: str, key: Key, channel: str | None) -> Hashable:
    if by == "campaign":
        return ("channel", channel) if key[0] is not None else ("no campaign",)
    return key[0] if by in ("ad_set", "ad") else ()
