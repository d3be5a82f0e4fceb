"""Numbers as people write them: ``12.000.000``, ``1,234.5``, ``1.500.000đ``, ``12tr``, ``9.01E+08``."""

import math
import re
from collections.abc import Iterable
from typing import Literal

from model.lead.text import clean

Decimal = Literal[".", ","]

_BLANKS = re.compile(r"[\s_'’]")
_UNITS = {"k": 1e3, "nghìn": 1e3, "ngàn": 1e3, "tr": 1e6, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?:[$€₫])?(?P<digits>[\d.,]*\d[\d.,]*)(?:e(?P<power>[+-]?\d{1,3}))?"
    r"(?:(?P<unit>k|nghìn|ngàn|tr|triệu|tỷ|tỉ)(?P<half>\d?))?(?:đồng|đ|₫|vnđ|vnd|usd|\$|€|%)?"
)


def number_from_text(text: str, decimal: Decimal | None = None) -> float | None:
    """The finite number that a text writes, or None where it writes none.

    ``decimal`` is the column's decimal mark. Without it a lone mark before exactly three digits groups
    thousands, as people in Vietnam write amounts.

    >>> number_from_text("12.000.000"), number_from_text("1,234.5"), number_from_text("1.500.000đ")
    (12000000.0, 1234.5, 1500000.0)
    >>> number_from_text("4.857"), number_from_text("4.857", decimal=".")
    (4857.0, 4.857)
    >>> number_from_text("12tr"), number_from_text("1tr5"), number_from_text("9.01E+08")
    (12000000.0, 1500000.0, 901000000.0)
    >>> number_from_text("21.11.2026") is None
    True
    """
    match = _NUMBER.fullmatch(_BLANKS.sub("", clean(text).casefold()))
    if match is None:
        return None
    if match["power"] is not None:
        decimal = "," if "," in match["digits"] else "."
    plain = _plain(match["digits"], decimal)
    if plain is None:
        return None
    if match["half"]:
        plain += int(match["half"]) / 10
    scale = _UNITS.get(match["unit"] or "", 1.0) * 10.0 ** min(int(match["power"] or 0), 300)
    value = (-1.0 if match["sign"] == "-" else 1.0) * plain * scale
    return value if math.isfinite(value) else None


def decimal_mark(texts: Iterable[str]) -> Decimal | None:
    """The decimal mark that a column's values give away, by majority; None where none does.

    >>> decimal_mark(["93.994", "93.2"]), decimal_mark(["1.500.000", "500.000"])
    ('.', ',')
    >>> decimal_mark(["4.857", "120"]) is None
    True
    """
    votes = {".": 0, ",": 0}
    for text in texts:
        match = _NUMBER.fullmatch(_BLANKS.sub("", clean(text).casefold()))
        mark = _evident_mark(match["digits"], match["power"]) if match else None
        if mark is not None:
            votes[mark] += 1
    if votes["."] == votes[","]:
        return "." if votes["."] else None
    return "." if votes["."] > votes[","] else ","


def _evident_mark(digits: str, power: str | None) -> Decimal | None:
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if dots > 1 or commas > 1:
        return "," if dots else "."
    if dots + commas == 0:
        return None
    mark: Decimal = "." if dots else ","
    whole, _, fraction = digits.partition(mark)
    groups = len(fraction) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    return None if groups and power is None else mark


def _plain(digits: str, decimal: Decimal | None) -> float | None:
    mark = _evident_mark(digits, None)
    if mark is None or (decimal is not None and digits.count(decimal) == 1):
        mark = decimal or _ungrouped(digits)
    group = "," if mark == "." else "."
    whole, _, fraction = digits.partition(mark)
    if group in whole and not re.fullmatch(rf"\d{{1,3}}(\{group}\d{{3}})+", whole):
        return None
    if not re.fullmatch(r"\d*", fraction):
        return None
    return float(f"{whole.replace(group, '') or '0'}.{fraction or '0'}")


def _ungrouped(digits: str) -> Decimal:
    """The mark that is not used, so that the one that is groups thousands."""
    return "," if "." in digits else "."
