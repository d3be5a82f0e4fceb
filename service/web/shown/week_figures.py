"""Figures of the weekly review as rows of its table: written in one language, each with what it rests on."""

from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from model.writing.numbers import Language, Numbers
from service.usecases.bridge.period_figures import UNIT_OF
from service.usecases.review.action_figures import AMOUNTS, SHARES
from service.web.frame.page_words import Written
from service.words import say

_PAGE: Final = "reviews_page"
_SHARE_DIGITS: Final = 3
Answer = Mapping[str, Any]


class WeekFigures:
    """Writes what `GET /v1/reviews/{week}` answers of a figure."""

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        self._language, self._written = language, Written(language, zone)

    def rows(self, figures: list[Answer]) -> list[dict[str, Any]]:
        """In the answer's order; texts, but `change` and `since` are numbers whose sign says which way."""
        texts = {figure["name"]: self.value(figure["name"], figure["now"]) for figure in figures}
        return [self._row(figure, texts) for figure in figures]

    def value(self, name: str, value: Answer | None) -> str:
        """A count, a share, a ratio, or an amount in three figures."""
        if value is None:
            return self._written.short(None)
        if value["money"] is not None:
            return self._written.short(value["money"])
        unit = self._unit(name)
        if unit == "share":
            return self._written.percent(value["value"])
        return self._written.count(value["value"]) if unit == "count" else self._written.times(value["value"])

    def _row(self, figure: Answer, texts: Mapping[str, str]) -> dict[str, Any]:
        name = figure["name"]
        moved = self._seen(name, _difference(figure["now"], figure["last"]))
        since = self._seen(name, _number(figure["since_frozen"]))
        return {
            **{part: figure[part] for part in ("name", "low", "high", "target", "verdict", "clock")},
            "label": say("review", self._language, name).partition(" (")[0],
            "is_share": self._unit(name) == "share",
            "share": figure["now"]["value"],
            "now": texts[name],
            "last": self.value(name, figure["last"]),
            "frozen": self.value(name, figure["frozen"]),
            "change": moved,
            "change_text": self._size(name, figure["now"], moved),
            "since": since,
            "since_text": self._size(name, figure["now"], since),
            "why": say(_PAGE, self._language, f"why_{name}", **texts),
        }

    def _seen(self, name: str, change: float | None) -> float | None:
        """A share that moved by less than is written did not move."""
        if change is None or self._unit(name) != "share":
            return change
        return round(change, _SHARE_DIGITS)

    def _size(self, name: str, like: Answer, change: float | None) -> str | None:
        """Of a change, without its sign; shares change by points."""
        if change is None:
            return None
        if self._unit(name) == "share":
            points = Numbers(self._language).decimal(100 * abs(change), 1)
            return say(_PAGE, self._language, "points", value=points)
        if like["money"] is not None:
            return self._written.short({**like["money"], "amount": abs(round(change))})
        return self._written.count(abs(change))

    def _unit(self, name: str) -> str:
        if name in UNIT_OF:
            return UNIT_OF[name]
        return "share" if name in SHARES else "amount" if name in AMOUNTS else "ratio"


def _number(value: Answer | None) -> float | None:
    """Of an amount its minor units."""
    if value is None:
        return None
    number: float | None = value["value"] if value["money"] is None else value["money"]["amount"]
    return number


def _difference(now: Answer, last: Answer) -> float | None:
    one, other = _number(now), _number(last)
    return None if one is None or other is None else one - other
