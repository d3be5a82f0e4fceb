"""One plain figure: digits with points, commas and spaces, as Vietnamese and English sheets write them."""

import re
from decimal import Decimal
from typing import Final, Literal

DecimalMark = Literal[".", ","]

_LONGEST: Final = 60
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?P<mark>[.,' ])[0-9]{3}(?:(?P=mark)[0-9]{3})*")
_FIGURE: Final = re.compile(r"[0-9](?:[0-9., ']*[0-9])?")
_NOT_A_DIGIT: Final = re.compile(r"[^0-9]")
_SCIENTIFIC: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]{1,3}")


def read_figure(text: str, decimal: DecimalMark | None = None) -> Decimal | None:
    """A figure ≥ 0 without sign or unit; None where it is not one.

    Two marks: the last is the decimal one. One mark twice or more: it groups thousands. One mark once,
    before exactly three digits, is ambiguous: it is the decimal mark where it is `decimal`, else it groups.

    >>> [str(read_figure(t)) for t in ("1.500.000", "1,500", "1.500", "0.500", "1234.5", "1 500 000")]
    ['1500000', '1500', '1500', '0.500', '1234.5', '1500000']
    >>> [str(read_figure(t, ".")) for t in ("1,234.56", "1.234,56", "1.500", "1,500", "1,5")]
    ['1234.56', '1234.56', '1.500', '1500', '1.5']
    >>> read_figure("1.50.000"), read_figure("1,"), read_figure("12-15"), read_figure("12 34")
    (None, None, None, None)
    """
    if len(text) > _LONGEST or not _FIGURE.fullmatch(text):
        return None
    if text.isdigit():
        return Decimal(text)
    mark = evident_mark(text) or decimal or ("," if "." in text else ".")
    whole, _, fraction = text.partition(mark)
    if not (whole.isdigit() or _GROUPED.fullmatch(whole)) or not (fraction or "0").isdigit():
        return None
    return Decimal(f"{_NOT_A_DIGIT.sub('', whole)}.{fraction}")


def evident_mark(figure: str) -> DecimalMark | None:
    """The decimal mark that a figure gives away; None where it has no mark, or an ambiguous one.

    >>> evident_mark("1.500.000"), evident_mark("1,234.5"), evident_mark("0.125"), evident_mark("1.500")
    (',', '.', '.', None)
    """
    points, commas = figure.count("."), figure.count(",")
    if not points and not commas:
        return None
    if points and commas:
        return "." if figure.rfind(".") > figure.rfind(",") else ","
    if points > 1 or commas > 1:
        return "," if points else "."
    mark: DecimalMark = "." if points else ","
    whole, _, fraction = figure.partition(mark)
    groups = whole.isdigit() and len(whole) <= 3 and not whole.startswith("0") and len(fraction) == 3
    return None if groups else mark


def read_scientific(text: str) -> Decimal | None:
    """A figure with a power of ten, in lower case, as spreadsheets show long numbers.

    >>> str(read_scientific("9.01e+08")), read_scientific("901")
    ('9.01E+8', None)
    """
    return Decimal(text.replace(",", ".")) if len(text) <= _LONGEST and _SCIENTIFIC.fullmatch(text) else None
