"""What the address of a comparison asks for: which days, which lines, in which order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from service.http.schemas.campaigns import AMONG, CLOCKS, GROUPS
from service.store.campaign_figures import WITHOUT_SPEND

SPANS: Final = (7, 28, 90)
USUAL_SPAN: Final = 28
USUAL_SORT: Final = "expected_revenue"
OF_SCORES: Final = frozenset({USUAL_SORT, "revenue_per_lead", "still_to_come"})
_FILTERS: Final = ("since", "until", "channel", "owner", "product", "clock", "among")
NAMES: Final = ("by", "days", *_FILTERS, "sort", "order")
# Lines that know their campaign, and so its channel and owner.
WITH_CAMPAIGN: Final = frozenset({"campaign", "ad_set", "ad"})


@dataclass(frozen=True, slots=True)
class Asked:
    """`args` is the address's query; what cannot be read in it is taken as not asked."""

    args: Mapping[str, str]

    @property
    def by(self) -> str:
        return self._one_of("by", GROUPS)

    @property
    def clock(self) -> str:
        return self._one_of("clock", CLOCKS)

    @property
    def among(self) -> str:
        return self._one_of("among", AMONG)

    @property
    def since(self) -> date | None:
        return _day(self.args.get("since"))

    @property
    def until(self) -> date | None:
        return _day(self.args.get("until"))

    @property
    def span(self) -> int | None:
        """Newest days; None where days of the calendar are asked for."""
        if self.since or self.until:
            return None
        asked = self.args.get("days", "")
        return int(asked) if asked in map(str, SPANS) else USUAL_SPAN

    @property
    def holds_no_day(self) -> bool:
        return bool(self.since and self.until and self.since >= self.until)

    @property
    def channel(self) -> str | None:
        return self.args.get("channel") if self.by in {*WITH_CAMPAIGN, "channel"} else None

    @property
    def owner(self) -> str | None:
        return self.args.get("owner") if self.by in WITH_CAMPAIGN else None

    @property
    def product(self) -> str | None:
        return self.args.get("product") if self.by != "product" else None

    @property
    def is_narrowed(self) -> bool:
        """By more than how many newest days."""
        return any(self.args.get(name) for name in _FILTERS)

    @property
    def has_spend(self) -> bool:
        """Spend has no rep and no product."""
        return self.by not in WITHOUT_SPEND and self.product is None

    def days(self) -> dict[str, str]:
        """The period as `Visit.kept` takes it."""
        if self.span is not None or self.holds_no_day:
            return {"since": f"today-{(self.span or USUAL_SPAN) - 1}", "until": "today+1"}
        named = {"since": self.since, "until": self.until}
        return {name: str(day) for name, day in named.items() if day is not None}

    def query(self, **more: str | None) -> dict[str, Any]:
        """What is asked of the API."""
        said = {"by": self.by, "clock": self.clock, "among": self.among, "product": self.product}
        return {**said, **self.days(), **more}

    def link(self, **changed: Any) -> dict[str, Any]:
        """The query of the same page with something changed; None leaves it out."""
        kept = {name: self.args[name] for name in NAMES if self.args.get(name)}
        return {name: value for name, value in {**kept, **changed}.items() if value is not None}

    def without_scores(self) -> "Asked":
        """The same, by won revenue where it is by what no line here has."""
        if self.args.get("sort", USUAL_SORT) not in OF_SCORES:
            return self
        return Asked({**self.args, "sort": "won_revenue"})

    def link_days(self) -> dict[str, Any]:
        """The period alone, for a link to a page of one campaign."""
        return {name: self.args[name] for name in ("days", "since", "until") if self.args.get(name)}

    def _one_of(self, name: str, words: tuple[str, ...]) -> str:
        asked = self.args.get(name)
        return asked if asked in words else words[0]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
