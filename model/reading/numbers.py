"""A column's numbers: `12.000.000`, `1,234.5`, `1.500.000đ`, `12tr`, `9.01E+08`, `35 %`."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from model.reading.figures import DecimalMark, evident_mark, read_figure, read_scientific
from model.reading.text import plain
from model.reading.units import UNITS, add_units, split_sign

_LONGEST_CELL: Final = 60
_MARKS: Final = re.compile(r"^[$€₫] ?| ?(?:đồng|đ|₫|vnđ|vnd|usd|\$|€|%)$")
_FIRST_FIGURE: Final = re.compile(r"[0-9., ']+")


def read_number(cell: str, decimal: DecimalMark | None = None) -> float | None:
    """The finite number in a cell of a column, of which `decimal` is the decimal mark; None if it has none.

    Unlike `read_amount` it knows nothing of the column's meaning: a currency's mark or a % says nothing,
    no word that may be a unit of something else is read, and it is the column's own cells that say which
    mark is the decimal one (`decimal_mark`). Where none does, a lone mark before three digits groups.

    >>> read_number("12.000.000"), read_number("1,234.5"), read_number("1.500.000đ"), read_number("-.5")
    (12000000.0, 1234.5, 1500000.0, -0.5)
    >>> read_number("4.857"), read_number("4.857", decimal=".")
    (4857.0, 4.857)
    >>> read_number("12tr"), read_number("1tr5"), read_number("9.01E+08"), read_number("12m")
    (12000000.0, 1500000.0, 901000000.0, None)
    >>> read_number("21.11.2026") is None
    True
    """
    sign, text = _bare(cell)
    value = read_figure(text, decimal)
    if value is None:
        value = read_scientific(text)
    if value is None:
        value = add_units(text, decimal, UNITS)
    number = math.inf if value is None else sign * float(value)
    return number if math.isfinite(number) else None


def decimal_mark(texts: Iterable[str]) -> DecimalMark | None:
    """The decimal mark that a column's values give away, by majority; None where none does.

    >>> decimal_mark(["93.994", "93.2"]), decimal_mark(["1.500.000", "500.000"])
    ('.', ',')
    >>> decimal_mark(["4.857", "120", "21.11.2026"]) is None
    True
    """
    votes = Counter(map(_shown_mark, texts))
    if votes["."] == votes[","]:
        return "." if votes["."] else None
    return "." if votes["."] > votes[","] else ","


def _shown_mark(cell: str) -> DecimalMark | None:
    if "." not in cell and "," not in cell:
        return None
    _, text = _bare(cell)
    if read_scientific(text) is not None:
        return "," if "," in text else "." if "." in text else None
    found = _FIRST_FIGURE.match(text) if add_units(text, None, UNITS) is not None else None
    return evident_mark(found[0].strip()) if found else None


def _bare(cell: str) -> tuple[int, str]:
    """Sign and figures, `.5` as `0.5`, without a currency's mark; "" for a cell too long for a number."""
    text = plain(cell).lower()
    if len(text) > _LONGEST_CELL:
        return 1, ""
    sign, text = split_sign(text)
    text = _MARKS.sub("", text)
    return sign, f"0{text}" if text.startswith((".", ",")) else text
