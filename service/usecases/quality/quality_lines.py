"""The figures of each group's lead quality, read from what was estimated of all groups together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from model.campaign.counts import raw_quality_rate
from model.campaign.quality.leading import leading_rates, off_by
from model.campaign.quality.posterior import Posterior
from model.campaign.quality.score_bands import UNSCORED
from model.campaign.quality.verdict import Said
from service.store.quality_counts import COUNTED_REASONS, SUMS, Asked
from service.usecases.quality.quality_tables import Key, Table

SCORE_BANDS, RAW = BASES = ("score_bands", "raw")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading:
    """What the second head expects of the `n` leads nobody has judged: a rate and its 95 % interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Of the `n` leads judged since: the rate that was expected at submit, and the real one."""

    predicted: float
    real: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One group of countable leads submitted in the period, as of `now`.

    `value` with its 95 % interval `low`–`high` is over all countable leads; `raw` is qualified ÷ judged.
    `lean` is the probability that the rate is below `target`; `more_needed` judged leads would settle it,
    `more_days` at the pace of its last 28 due days; None where there is no target, or no end to it.
    """

    key: Key
    countable: int
    due: int
    due_judged: int
    judged: int
    qualified: int
    raw: float | None
    value: float
    low: float
    high: float
    verdict: str
    lean: float | None
    more_needed: int | None
    more_days: float | None
    target: float | None
    reasons: Mapping[str, int]
    unverified: int
    overturned: int
    late_changes: int
    leading: Leading | None
    scored_later: Later | None
    basis: str


class Lines:
    """The groups of a table as they are answered."""

    def __init__(
        self,
        table: Table,
        posterior: Posterior,
        said: Sequence[Said],
        targets: Sequence[float | None],
        asked: Asked,
    ) -> None:
        self._table, self._posterior, self._said, self._targets = table, posterior, said, targets
        self._asked = asked
        self._totals = {name: table.total(name) for name in SUMS}
        later = table.expected("later")
        off = off_by(later, self._totals["later_qualified"])
        self._leading = leading_rates(table.expected("waiting"), off)
        self._basis = SCORE_BANDS if table.sums["countable"][:, :UNSCORED].any() else RAW

    def read(self) -> list[Quality]:
        return [self._line(place) for place in range(len(self._table.keys))]

    def _line(self, place: int) -> Quality:
        total = {name: int(values[place]) for name, values in self._totals.items()}
        said, posterior = self._said[place], self._posterior
        counted = ("countable", "due", "due_judged", "judged", "qualified")
        flagged = ("unverified", "overturned", "late_changes")
        return Quality(
            key=self._table.keys[place],
            **{name: total[name] for name in (*counted, *flagged)},
            raw=raw_quality_rate(total["qualified"], total["judged"]),
            value=float(posterior.mean[place]),
            low=float(posterior.low[place]),
            high=float(posterior.high[place]),
            verdict=said.verdict,
            lean=said.lean,
            more_needed=said.more_needed,
            more_days=self._days(place, said.more_needed, total["recent"]),
            target=self._targets[place],
            reasons={word: total[word] for word in COUNTED_REASONS if total[word]},
            leading=self._expected(place, total["waiting"]),
            scored_later=self._later(place, total["later"]),
            basis=self._basis,
        )

    def _days(self, place: int, more: int | None, recent: int) -> float | None:
        """At the pace of the newest due days: 28 of them, fewer where the group is younger."""
        first = self._table.first_at.get(self._table.keys[place])
        if more is None or first is None or not recent:
            return None
        began = max(first, self._asked.recent_since)
        days = max((self._asked.recent_until - began) / timedelta(days=1), 1.0)
        return more * days / recent

    def _expected(self, place: int, leads: int) -> Leading | None:
        if not leads:
            return None
        value, low, high = (float(part[place]) for part in self._leading)
        return Leading(value=value, low=low, high=high, n=leads)

    def _later(self, place: int, leads: int) -> Later | None:
        if not leads:
            return None
        expected, real = self._totals["later_total"][place], self._totals["later_qualified"][place]
        return Later(predicted=float(expected) / leads, real=float(real) / leads, n=leads)
