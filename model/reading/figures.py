"""One plain figure: digits with points, commas and spaces, as Vietnamese and English sheets write them."""

import re
from decimal import Decimal
from typing import Final

_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:(?P<mark>[.,' ])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_FIGURE: Final = re.compile(r"[0-9][0-9., ']*")
_MOST_DIGITS: Final = 18
_LONGEST: Final = 24  # as many, grouped


def read_figure(text: str, decimals: int) -> Decimal | None:
    """A figure ≥ 0 without sign or unit; None where it is not one.

    Two marks: the last is the decimal one. One mark twice or more: it groups thousands. One mark once,
    before exactly three digits, is ambiguous: a comma groups; a point groups where the currency has no
    `decimals`, else it is the decimal point.

    >>> [str(read_figure(t, 0)) for t in ("1.500.000", "1,500", "1.500", "0.500", "1234.5", "1 500 000")]
    ['1500000', '1500', '1500', '0.500', '1234.5', '1500000']
    >>> [str(read_figure(t, 2)) for t in ("1,234.56", "1.234,56", "1.500", "1,500", "1,5")]
    ['1234.56', '1234.56', '1.500', '1500', '1.5']
    >>> read_figure("1.50.000", 0), read_figure("", 0), read_figure("12-15", 0)
    (None, None, None)
    """
    if not _FIGURE.fullmatch(text) or len(text) > _LONGEST:
        return None
    if text.isdigit():
        return Decimal(text) if len(text) <= _MOST_DIGITS else None
    whole, mark, fraction = _split_at_decimal(text, decimals)
    grouped = _GROUPED.fullmatch(whole)
    if not (whole.isdigit() or grouped) or (mark and not fraction.isdigit()):
        return None
    if grouped and mark == grouped["mark"]:
        return None
    return Decimal(re.sub(r"[^0-9]", "", whole) + (f".{fraction}" if fraction else ""))


def _split_at_decimal(text: str, decimals: int) -> tuple[str, str, str]:
    """(before, decimal mark or "", after)."""
    last = max(text.rfind("."), text.rfind(","))
    mark = text[last] if last >= 0 else ""
    if not mark or text.count(mark) > 1:
        return text, "", ""
    before, after = text[:last], text[last + 1 :]
    alone = before.isdigit()
    ambiguous = alone and len(after) == 3 and len(before) <= 3 and not before.startswith("0")
    if ambiguous and (mark == "," or decimals == 0):
        return text, "", ""
    return before, mark, after
