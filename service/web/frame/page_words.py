"""What templates write with: a page's words, shared words, and figures as people write them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from model.money import to_major
from model.writing.numbers import SPACE, Language, Numbers
from service.words import numbers, say

SHARED: Final = "words"
_NONE: Final = "–"
_SHOWN: Final = "amount signed short count percent interval times day time paragraphs".split()
_MILLION, _BILLION = 1_000_000, 1_000_000_000
Money = Mapping[str, Any]


def bound(language: Language, topic: str, zone: ZoneInfo) -> dict[str, Callable[..., Any]]:
    """By the names that templates use; `t` is of the page's topic, `w` of what all pages share."""
    written = Written(language, zone)

    def t(key: str, **put_in: object) -> str:
        return say(topic, language, key, **put_in)

    def w(key: str, **put_in: object) -> str:
        return say(SHARED, language, key, **put_in)

    return {"t": t, "w": w, **{name: getattr(written, name) for name in _SHOWN}}


class Written:
    """Figures in one language and time zone; None is a dash."""

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        self._language, self._zone = language, zone

    def amount(self, money: Money | None) -> str:
        """1.500.000 ₫"""
        if money is None or money["amount"] is None:
            return _NONE
        return numbers.amount(money["amount"], money["currency"], self._language)

    def signed(self, money: Money | None) -> str:
        """+1.500.000 ₫"""
        if money is None or money["amount"] is None:
            return _NONE
        return numbers.signed_amount(money["amount"], money["currency"], self._language)

    def short(self, money: Money | None) -> str:
        """12,3 tr ₫: three figures, for tables that are read in seconds."""
        if money is None or money["amount"] is None:
            return _NONE
        whole = to_major(money["amount"], money["currency"])
        if abs(whole) < _MILLION:
            return self.amount(money)
        unit, word = (_BILLION, "billions") if abs(whole) >= _BILLION else (_MILLION, "millions")
        value = whole / unit
        digits = 0 if abs(value) >= 100 else 1
        text = Numbers(self._language).decimal(value, digits)
        sign = "₫" if (self._language, money["currency"]) == ("vi", "VND") else money["currency"]
        return f"{say(SHARED, self._language, word, value=text)}{SPACE}{sign}".replace(" ", SPACE)

    def count(self, number: float | None) -> str:
        """1.500"""
        return _NONE if number is None else numbers.count(round(number), self._language)

    def percent(self, share: float | None, digits: int = 0) -> str:
        """41 %"""
        return _NONE if share is None else numbers.percent(share, self._language, digits)

    def interval(self, low: float | None, high: float | None, digits: int = 0) -> str:
        """từ 37 % đến 45 %"""
        if low is None or high is None:
            return _NONE
        ends = {"low": self.percent(low, digits), "high": self.percent(high, digits)}
        return say(SHARED, self._language, "from_to", **ends)

    def times(self, ratio: float | None) -> str:
        """1,18"""
        return _NONE if ratio is None else numbers.times(ratio, self._language)

    def day(self, when: str | date | None) -> str:
        """21/11/2026, of a day or an instant in the company's time zone."""
        moment = self._moment(when)
        return _NONE if moment is None else numbers.day(moment, self._language)

    def time(self, when: str | datetime | None) -> str:
        """10:02 21/11/2026"""
        moment = self._moment(when)
        if not isinstance(moment, datetime):
            return self.day(when)
        return f"{moment:%H:%M}{SPACE}{numbers.day(moment, self._language)}"

    def paragraphs(self, sentences: Sequence[str]) -> Markup:
        return Markup("").join(Markup("<p>{}</p>").format(each) for each in sentences)

    def _moment(self, when: str | date | None) -> date | None:
        if isinstance(when, str):
            when = datetime.fromisoformat(when) if "T" in when else date.fromisoformat(when)
        if isinstance(when, datetime):
            return when.astimezone(self._zone)
        return when
