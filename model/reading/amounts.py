"""An amount out of one cell, in currency units: `1.500.000đ`, `12tr`, `1 tỷ 2`, `$1,234.56`, `(500)`."""

import re
from decimal import Decimal
from typing import Final

from model.money import minor_digits
from model.reading.figures import read_scientific
from model.reading.text import plain
from model.reading.units import MONEY_UNITS, add_units, split_sign

_LONGEST_CELL: Final = 60
_TOO_MUCH: Final = 10**18
# A sign may stand for several currencies; one that cannot stand for the company's is not read.
_SIGNS: Final = {
    "đ": ("VND",), "d": ("VND",), "₫": ("VND",), "vnđ": ("VND",), "đồng": ("VND",), "dong": ("VND",),
    "$": ("USD", "AUD", "CAD", "SGD", "NZD", "HKD", "TWD", "MXN"), "us$": ("USD",), "đô": ("USD",),
    "€": ("EUR",), "£": ("GBP", "EGP"), "le": ("EGP",), "¥": ("JPY", "CNY"), "฿": ("THB",), "₩": ("KRW",),
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]*[$€£¥฿₩₫]|[^\W\d_]+")


def read_amount(cell: str, currency: str = "VND") -> Decimal | None:
    """The amount in units of `currency` (ISO 4217); None if the cell has none or is in another currency.

    Unlike `read_number` it knows that money stands there: another currency's mark makes it no amount, more
    words are units, and the currency's decimals say what a lone mark means: `1.500` is 1500 in a currency
    without them and 1.5 in one with them; `1,500` is 1500 in both. A range ("10-12tr") is not an amount.
    Not rounded: the caller rounds once.

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
    sign, text = split_sign(text)
    found = read_scientific(text)
    bare = _without_currency(text, currency) if found is None else None
    if bare is not None:
        found = add_units(bare, "." if minor_digits(currency) else None, MONEY_UNITS)
    return None if found is None or found >= _TOO_MUCH else sign * _tidy(found)


def _without_currency(text: str, currency: str) -> str | None:
    """The text without the currency's own mark; None where it carries another's."""
    kept, end = "", 0
    for word in _WORD.finditer(text):
        if word[0] in MONEY_UNITS:
            continue
        if word[0] != currency.lower() and currency not in _SIGNS.get(word[0], ()):
            return None
        kept, end = f"{kept}{text[end : word.start()]} ", word.end()
    return (kept + text[end:]).strip()


def _tidy(value: Decimal) -> Decimal:
    """Without an exponent: 12000000, not 1.2E+7.

    >>> _tidy(Decimal("1.2E+7")), _tidy(Decimal("1500000.0")), _tidy(Decimal("1.50"))
    (Decimal('12000000'), Decimal('1500000'), Decimal('1.50'))
    """
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
