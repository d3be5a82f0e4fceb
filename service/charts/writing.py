"""Figures and words on a chart: short where an axis or a bar's end leaves little room."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from model.money import to_major
from model.writing.numbers import SPACE, Language, Numbers
from service.charts.theme import Spec
from service.words import numbers, say

NONE: Final = "–"
Money = Mapping[str, Any]
_UNITS: Final = ((1_000_000_000, "billions"), (1_000_000, "millions"), (1_000, "thousands"))


@dataclass(frozen=True, slots=True)
class Writing:
    """In one language; `currency` is an ISO 4217 code."""

    language: Language
    currency: str = "VND"

    def word(self, key: str, **put_in: object) -> str:
        return say("charts", self.language, key, **put_in)

    def shared(self, key: str, **put_in: object) -> str:
        """A word that pages use too."""
        return say("words", self.language, key, **put_in)

    @property
    def sign(self) -> str:
        return "₫" if (self.language, self.currency) == ("vi", "VND") else self.currency

    def whole(self, money: Money | None) -> float | None:
        """Of an answer's amount, in currency units; None where it is not known."""
        if money is None or money["amount"] is None:
            return None
        return to_major(money["amount"], money["currency"])

    def amount(self, money: Money | None) -> str:
        if money is None or money["amount"] is None:
            return NONE
        return numbers.amount(money["amount"], money["currency"], self.language)

    def change(self, money: Money | None) -> str:
        """The same with its sign, of what is added or taken."""
        if money is None or money["amount"] is None:
            return NONE
        return numbers.signed_amount(money["amount"], money["currency"], self.language)

    def short(self, value: float | None) -> str:
        """Currency units in three figures, without the currency.

        >>> Writing("vi").short(1_280_290_000), Writing("vi").short(109_936), Writing("en").short(0)
        ('1,28\\xa0tỷ', '110k', '0')
        """
        if value is None:
            return NONE
        for unit, name in _UNITS:
            if abs(value) >= 0.9995 * unit:
                return self.word(name, value=self.figures(value / unit)).replace(" ", SPACE)
        return self.figures(value)

    def signed(self, value: float) -> str:
        """The same with its sign.

        >>> Writing("en").signed(-202_738_872), Writing("en").signed(0)
        ('−203M', '0')
        """
        return ("+" if value > 0 else "−" if value < 0 else "") + self.short(abs(value))

    def figures(self, value: float) -> str:
        """Three figures, none after the point that says nothing.

        >>> Writing("vi").figures(12.34), Writing("vi").figures(3.0), Writing("vi").figures(1234.5)
        ('12,3', '3', '1.234')
        """
        digits = 0 if abs(value) >= 99.95 else 1 if abs(value) >= 9.995 else 2
        text = Numbers(self.language).decimal(value, digits)
        point = Numbers(self.language).decimal(0.5, 1)[1]
        return text.rstrip("0").rstrip(point) if digits else text

    def count(self, number: float | None) -> str:
        return NONE if number is None else numbers.count(round(number), self.language)

    def percent(self, share: float | None, digits: int = 0) -> str:
        return NONE if share is None else numbers.percent(share, self.language, digits)

    def times(self, ratio: float | None) -> str:
        return NONE if ratio is None else numbers.times(ratio, self.language)

    def between(self, low: str, high: str) -> str:
        return self.shared("from_to", low=low, high=high)

    def axis_labels(self) -> str:
        """The same short amounts, as an expression that Vega asks for each tick."""
        said = f"format(datum.value, '{_ANY}')"
        for unit, name in reversed(_UNITS):
            before, after = (
                json.dumps(part) for part in self.word(name, value="|").replace(" ", SPACE).split("|")
            )
            scaled = f"{before} + format(datum.value / {unit}, '{_ANY}') + {after}"
            said = f"abs(datum.value) >= {unit} ? {scaled} : ({said})"
        return said


_ANY: Final = ",.3~r"


def number_locale(language: Language) -> Spec:
    """d3's format locale."""
    decimal, thousands = (",", ".") if language == "vi" else (".", ",")
    return {
        "decimal": decimal,
        "thousands": thousands,
        "grouping": [3],
        "currency": ["", ""],
        "percent": f"{SPACE}%",
        "minus": "−",
    }
