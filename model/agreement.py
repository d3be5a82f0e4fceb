"""What Marketing and Sales agree on: what every judgement and service level is held against."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, Final

# (first minute, first minute after) of a day, from midnight of the company's time zone.
Shift = tuple[int, int]

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CHECKLIST: Final = ("reached", "right_target", "has_need", "can_pay", "understood_offer")
_MORNING_AND_AFTERNOON: Final[tuple[Shift, ...]] = ((8 * 60, 12 * 60), (13 * 60 + 30, 17 * 60 + 30))
_SIX_DAYS: Final[tuple[tuple[Shift, ...], ...]] = (*(_MORNING_AND_AFTERNOON,) * 6, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One version of the terms; 0 are the defaults, which nobody signed and nothing is refused by.

    Rates are 0 to 1; `gross_margin` is the share of revenue left before advertising. `None` is not agreed.
    `shifts` are seven, Monday first, each the working hours of its day: lunch is the gap between two.
    """

    version: int = 0
    # What a lead must meet to be `qualified`.
    checklist: tuple[str, ...] = CHECKLIST
    # `unreachable` needs so many attempts, on so many days, with so much time between two that count.
    unreachable_attempts: int = 6
    unreachable_days: int = 3
    unreachable_spacing_minutes: int = 120
    # After so many hours a change from `qualified` to a reason is a late one.
    late_change_hours: int = 24
    dispute_days: int = 7
    # Sales' service level, in working minutes; then so many attempts in so many days.
    first_attempt_minutes: int = 15
    retry_attempts: int = 6
    retry_days: int = 5
    take_back_minutes: int | None = None
    rotation: bool = False
    calls_per_rep_day: int = 80
    shifts: tuple[tuple[Shift, ...], ...] = _SIX_DAYS
    holidays: tuple[date, ...] = ()
    # Marketing's service level.
    feedback_days: int = 3
    leads_per_day: tuple[int, int] | None = None
    # What figures are held against.
    quality_target: float | None = None
    quality_targets: Mapping[str, float] = field(default_factory=dict)
    daily_qualified_target: int | None = None
    gross_margin: float | None = None

    @property
    def is_signed(self) -> bool:
        return self.version > 0

    def target_of(self, campaign: str | None) -> float | None:
        """The campaign's own quality target, else the company's.

        >>> Agreement(quality_target=0.4, quality_targets={"tet": 0.3}).target_of("tet")
        0.3
        """
        return self.quality_targets.get(campaign or "", self.quality_target)

    def to_dict(self) -> dict[str, Any]:
        """The terms as JSON has them; the version is kept beside."""
        terms = asdict(self)
        del terms["version"]
        return terms | {
            "checklist": list(self.checklist),
            "shifts": write_shifts(self.shifts),
            "holidays": [day.isoformat() for day in self.holidays],
            "leads_per_day": list(self.leads_per_day) if self.leads_per_day else None,
            "quality_targets": dict(self.quality_targets),
        }

    @classmethod
    def from_dict(cls, terms: Mapping[str, Any], version: int) -> "Agreement":
        """Of terms as `to_dict` wrote them; what they leave out is as the defaults have it.

        >>> Agreement.from_dict(Agreement(holidays=(date(2027, 2, 6),)).to_dict(), 3).holidays
        (datetime.date(2027, 2, 6),)
        """
        said = dict(terms)
        if "shifts" in said:
            said["shifts"] = read_shifts(said["shifts"])
        if "holidays" in said:
            said["holidays"] = tuple(date.fromisoformat(day) for day in said["holidays"])
        if "checklist" in said:
            said["checklist"] = tuple(said["checklist"])
        if said.get("leads_per_day"):
            low, high = said["leads_per_day"]
            said["leads_per_day"] = (low, high)
        return cls(version=version, **said)


def read_shifts(written: Mapping[str, Sequence[Sequence[str]]]) -> tuple[tuple[Shift, ...], ...]:
    """From {"mon": [["08:00", "12:00"]], …}; a day that is not named has none.

    Raises ValueError for a time that is none, a shift that ends before it begins, or two that overlap.

    >>> read_shifts({"tue": [["13:30", "24:00"]]})[:3]
    ((), ((810, 1440),), ())
    """
    if unknown := set(written) - set(WEEKDAYS):
        raise ValueError(f"a day is one of {', '.join(WEEKDAYS)}, not {len(unknown)} others")
    return tuple(_day(written.get(day, ())) for day in WEEKDAYS)


def write_shifts(shifts: Sequence[Sequence[Shift]]) -> dict[str, list[list[str]]]:
    """As `read_shifts` reads them.

    >>> write_shifts([[(480, 720)], [], [], [], [], [], []])["mon"]
    [['08:00', '12:00']]
    """
    return {
        day: [[_clock(start), _clock(end)] for start, end in spans]
        for day, spans in zip(WEEKDAYS, shifts, strict=True)
    }


def _day(spans: Sequence[Sequence[str]]) -> tuple[Shift, ...]:
    read = sorted((_minute(start), _minute(end)) for start, end in spans)
    if any(start >= end for start, end in read):
        raise ValueError("a shift begins before it ends")
    if any(later[0] < earlier[1] for earlier, later in pairwise(read)):
        raise ValueError("two shifts of a day overlap")
    return tuple(read)


def _minute(text: str) -> int:
    hours, colon, minutes = text.partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2 and len(hours) <= 2):
        raise ValueError("a time of day is needed, as 08:00")
    minute = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or minute > 24 * 60:
        raise ValueError("a time of day is needed, as 08:00")
    return minute


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
