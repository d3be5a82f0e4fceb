"""The parameters of one simulated company."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

LAST_DAY = date(2026, 11, 20)


class WorldError(ValueError):
    """A parameter that no world can have; the message is one line and says what would be right."""


@dataclass(frozen=True, slots=True)
class World:
    """What the company is like. Shares are of all leads and lie in 0–1; money is in VND.

    `drift` lets quality, closing, what people ask for and what a budget says move over the months.
    `quality_spread` 1 spreads the campaigns' true quality over about 0.15–0.70, 0 puts every campaign
    exactly on `quality`. `cheapest_best` makes the cheapest leads the most valuable ones;
    `spend_varies` False keeps every campaign's spend flat from its first day to its last.
    """

    seed: int = 7
    leads: int = 20_000
    months: int = 12
    until: date = LAST_DAY
    drift: bool = False
    campaigns: int = 25
    tiny_campaigns: int = 4
    reps: int = 8
    quality: float = 0.45
    quality_spread: float = 1.0
    won_share: float = 0.095
    worked_share: float = 0.82
    duplicates: float = 0.025
    spam: float = 0.01
    returning: float = 0.015
    untracked: float = 0.008
    missing: float = 1.0
    dirty_phones: float = 0.07
    delay_shape: float = 1.8
    delay_mean_days: float = 16.0
    horizon_days: float = 45.0
    value_noise: float = 0.40
    wild_deal: bool = True
    spend_varies: bool = True
    cheapest_best: bool = False
    gross_margin: float = 0.6

    def __post_init__(self) -> None:
        """Refuses what cannot be simulated. Raises: WorldError."""
        _between("leads", self.leads, 1, 20_000_000)
        _between("months", self.months, 1, 120)
        _between("seed", self.seed, 0, 2**63 - 1)
        _between("reps", self.reps, 1, 90)
        _between("tiny_campaigns", self.tiny_campaigns, 0, 50)
        _between("campaigns", self.campaigns, 5 + self.tiny_campaigns, 500)
        for name in ("quality", "won_share", "worked_share"):
            _between(name, getattr(self, name), 0.001, 0.999)
        for name in ("duplicates", "spam", "returning", "untracked", "dirty_phones"):
            _between(name, getattr(self, name), 0.0, 0.3)
        if not date(2000, 1, 1) <= self.until <= date(2100, 1, 1):
            raise WorldError("until must be a day between 2000-01-01 and 2100-01-01")

    def to_dict(self) -> dict[str, Any]:
        """The parameters as JSON values."""
        return {**asdict(self), "until": self.until.isoformat()}


def _between(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise WorldError(f"{name} must be between {low:,} and {high:,}, not {value:,}")
