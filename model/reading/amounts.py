"""An amount out of one cell, in currency units: `1.500.000đ`, `12tr`, `1 tỷ 2`, `$1,234.56`, `(500)`."""

import re
from decimal import Decimal
from typing import Final

from model.money import minor_digits
from model.reading.figures import read_figure
from model.reading.text import plain

_LONGEST_CELL: Final = 60
_UNITS: Final = {
    **dict.fromkeys(("k", "n", "ng", "nghìn", "nghin", "ngàn", "ngan"), 10**3),
    **dict.fromkeys(("tr", "triệu", "trieu", "củ", "m", "mn"), 10**6),
    **dict.fromkeys(("tỷ", "tỉ", "ty", "ti", "bn"), 10**9),
}
# A sign may stand for several currencies; one that cannot stand for the company's is not read.
_SIGNS: Final = {
    "đ": ("VND",), "d": ("VND",), "₫": ("VND",), "vnđ": ("VND",), "đồng": ("VND",), "dong": ("VND",),
    "$": ("USD", "AUD", "CAD", "SGD", "NZD", "HKD", "TWD", "MXN"), "us$": ("USD",), "đô": ("USD",),
    "€": ("EUR",), "£": ("GBP", "EGP"), "le": ("EGP",), "¥": ("JPY", "CNY"), "฿": ("THB",), "₩": ("KRW",),
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]*[$€£¥฿₩₫]|[^\W\d_]+")
_PART: Final = re.compile(r"(?P<figure>[0-9][0-9.,' ]*)(?P<word>[^0-9.,'\s]*)\s*")
_SCIENTIFIC: Final = re.compile(r"[0-9](?:[.,][0-9]+)?e\+?(0?[0-9]|1[0-5])")


def read_amount(cell: str, currency: str = "VND") -> Decimal | None:
    """The amount in units of `currency` (ISO 4217); None if the cell has none or is in another currency.

    Not rounded: the caller rounds once. `1.500` is 1500 in a currency without decimals and 1.5 in one
    with them; `1,500` is 1500 in both. A range ("10-12tr") is not an amount.

    >>> [str(read_amount(t)) for t in ("1.500.000đ", "1,500,000 VND", "12tr", "1tr5", "1 triệu 5", "1tr500")]
    ['1500000', '1500000', '12000000', '1500000', '1500000', '1500000']
    >>> [str(read_amount(t)) for t in ("1,5 triệu", "500k", "500 nghìn", "2 tỷ", "2 tỷ 300 triệu", "(500)")]
    ['1500000', '500000', '500000', '2000000000', '2300000000', '-500']
    >>> [str(read_amount(t, "USD")) for t in ("$1,234.56", "1234.5", "1.500", "-")]
    ['1234.56', '1234.5', '1.500', 'None']
    >>> read_amount("$1,234.56"), read_amount("10-12tr"), read_amount("10%")
    (None, None, None)
    """
    text = plain(cell).lower()
    if len(text) > _LONGEST_CELL:
        return None
    sign, text = _sign(text)
    if _SCIENTIFIC.fullmatch(text):
        return sign * _tidy(Decimal(text.replace(",", ".")))
    bare = _without_currency(text, currency)
    found = None if bare is None else _sum_of_parts(bare, minor_digits(currency))
    return None if found is None else sign * _tidy(found)


def _sign(text: str) -> tuple[int, str]:
    """Minus before, after, or as an accountant's brackets."""
    if re.fullmatch(r"\(.*\)", text):
        return -1, text[1:-1].strip()
    if text.startswith("-") or text.endswith("-"):
        return -1, text.removeprefix("-").removesuffix("-").strip()
    return 1, text.removeprefix("+").strip()


def _without_currency(text: str, currency: str) -> str | None:
    """The text without the currency's own mark; None where it carries another's."""
    kept, end = "", 0
    for word in _WORD.finditer(text):
        if word[0] in _UNITS:
            continue
        if word[0] != currency.lower() and currency not in _SIGNS.get(word[0], ()):
            return None
        kept, end = f"{kept}{text[end : word.start()]} ", word.end()
    return (kept + text[end:]).strip()


def _sum_of_parts(text: str, decimals: int) -> Decimal | None:
    """`2 tỷ 300 triệu` by its parts: each unit below the one before, a last figure without one a fraction."""
    parts = list(_PART.finditer(text))
    if not parts or "".join(part[0] for part in parts) != text:
        return None
    total, unit = Decimal(0), 0
    for place, part in enumerate(parts):
        worth = _worth(part["figure"].strip(), part["word"], unit, decimals)
        next_unit = _UNITS.get(part["word"], 1)
        if worth is None or (place and next_unit >= unit):
            return None
        total, unit = total + worth, next_unit
    return total


def _worth(figure: str, word: str, above: int, decimals: int) -> Decimal | None:
    """One part's worth, given the unit `above` it (0 for the first part)."""
    if above and not word:  # 1tr5: five tenths of the unit above
        return Decimal(figure) * above / 10 ** len(figure) if re.fullmatch("[0-9]{1,3}", figure) else None
    value = read_figure(figure, decimals)
    return None if value is None or (word and word not in _UNITS) else value * _UNITS.get(word, 1)


def _tidy(value: Decimal) -> Decimal:
    """Without an exponent: 12000000, not 1.2E+7.

    >>> _tidy(Decimal("1.2E+7")), _tidy(Decimal("1500000.0")), _tidy(Decimal("1.50"))
    (Decimal('12000000'), Decimal('1500000'), Decimal('1.50'))
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
