"""Figures with their units of thousands, millions and billions: `12tr`, `1tr5`, `2 tỷ 300 triệu`."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from model.reading.figures import DecimalMark, read_figure

# Words that mean an amount in any column.
UNITS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("k", "nghìn", "nghin", "ngàn", "ngan"), 10**3),
    **dict.fromkeys(("tr", "triệu", "trieu"), 10**6),
    **dict.fromkeys(("tỷ", "tỉ", "ty", "ti"), 10**9),
}
# And those that mean one where money stands; elsewhere `12m` may be months and `5n` days.
MONEY_UNITS: Final[Mapping[str, int]] = {
    **UNITS,
    **dict.fromkeys(("n", "ng"), 10**3),
    **dict.fromkeys(("củ", "m", "mn"), 10**6),
    "bn": 10**9,
}
_PART: Final = re.compile(r"(?P<figure>[0-9][0-9.,' ]*)(?P<word>[^0-9.,'\s]*)\s*")


def split_sign(text: str) -> tuple[int, str]:
    """Minus before, after, or as an accountant's brackets; and the text without it.

    >>> split_sign("-500"), split_sign("500-"), split_sign("(500)"), split_sign("+500")
    ((-1, '500'), (-1, '500'), (-1, '500'), (1, '500'))
    """
    text = text.removeprefix("'")  # a spreadsheet's mark of text
    if text.startswith("(") and text.endswith(")"):
        return -1, text[1:-1].strip()
    if text.startswith("-") or text.endswith("-"):
        return -1, text.removeprefix("-").removesuffix("-").strip()
    return 1, text.removeprefix("+").strip()


def add_units(text: str, decimal: DecimalMark | None, units: Mapping[str, int]) -> Decimal | None:
    """The sum of the parts: each unit below the one before, a last figure without one a fraction of it.

    >>> [str(add_units(t, None, UNITS)) for t in ("1.500", "12tr", "1tr5", "2 tỷ 300 triệu", "500k 2tr")]
    ['1500', '12000000', '1500000', '2300000000', 'None']
    """
    parts = list(_PART.finditer(text))
    if not parts or "".join(part[0] for part in parts) != text:
        return None
    total, above = Decimal(0), 0
    for place, part in enumerate(parts):
        figure, word = part["figure"].strip(), part["word"]
        unit = units.get(word, 1)
        worth = _fraction(figure, above) if above and not word else _worth(figure, word, decimal, units)
        if worth is None or (place and unit >= above):
            return None
        total, above = total + worth, unit
    return total


def _fraction(figure: str, above: int) -> Decimal | None:
    """`1tr5`: five tenths of the unit above."""
    return Decimal(figure) * above / 10 ** len(figure) if re.fullmatch("[0-9]{1,3}", figure) else None


def _worth(figure: str, word: str, decimal: DecimalMark | None, units: Mapping[str, int]) -> Decimal | None:
    value = read_figure(figure, decimal)
    return None if value is None or (word and word not in units) else value * units.get(word, 1)
