"""Phones out of one cell, in E.164."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

import phonenumbers

from model.reading.old_prefixes import modernise
from model.reading.text import plain

_LONGEST_CELL: Final = 200
_MOST_GROUPS: Final = 24
# A spreadsheet's 9.01234567E+08: readable only with all its digits.
_SCIENTIFIC: Final = re.compile(r"(?P<mantissa>[0-9](?:[.,][0-9]+)?)[eE]\+?(?P<exponent>[0-9]{1,2})")
# Digits with letters typed for them, not joined to other letters: "O9O1", not "Zalo".
_DIGITS_AND_LETTERS: Final = re.compile(r"(?<![^\W\d_])[0-9OoIl]*[0-9][0-9OoIl]*(?![^\W\d_])")
_LETTERS: Final = str.maketrans("OoIl", "0011")
_RUN: Final = re.compile(r"\+?[0-9(][0-9 .,()\-]*")


def read_phones(cell: str, region: str = "VN") -> list[str]:
    """The phones in a cell, in their order, each once; [] where none can be read.

    `region` (ISO 3166) is the country of numbers without a +. A number with digits too many or lost is
    not guessed at: a wrong phone makes two people one.

    >>> read_phones("0901234567 / 0912 345 678"), read_phones("0901.234.567 (chị Lan)")
    (['+84901234567', '+84912345678'], ['+84901234567'])
    >>> read_phones("p:+84901234567"), read_phones("O9O1234567"), read_phones("901234567")
    (['+84901234567'], ['+84901234567'], ['+84901234567'])
    >>> read_phones("0168 123 4567"), read_phones("+1 202-555-0123"), read_phones("84901234567")
    (['+84381234567'], ['+12025550123'], ['+84901234567'])
    >>> read_phones("9.01234567E+08"), read_phones("9.01E+08"), read_phones("0901 234 567 8")
    (['+84901234567'], [], [])
    """
    text = plain(cell).removesuffix(".0")  # a number column that was read as decimals
    if len(text) > _LONGEST_CELL:
        return []
    scientific = _SCIENTIFIC.fullmatch(text)
    if scientific:
        return _numbers([_unscientific(scientific)], region)
    text = _DIGITS_AND_LETTERS.sub(lambda found: found[0].translate(_LETTERS), text)
    found = [number for run in _RUN.findall(text) for number in _in_run(run, region)]
    return list(dict.fromkeys(found))


def _unscientific(found: re.Match[str]) -> str:
    """All digits of the number, or "" where the spreadsheet has rounded some away."""
    mantissa = found["mantissa"].replace(",", ".")
    digits = len(mantissa.replace(".", ""))
    exponent = int(found["exponent"])
    return f"{Decimal(f'{mantissa}E{exponent}'):f}" if digits == exponent + 1 else ""


def _in_run(run: str, region: str) -> list[str]:
    """The phones in a run of digits and separators: with all its digits, else the whole groups among them."""
    groups = re.findall(r"\+?[0-9]+", run)
    if not groups or len(groups) > _MOST_GROUPS:
        return []
    return _partition(tuple(groups), region) or _numbers(groups, region)


def _partition(groups: tuple[str, ...], region: str) -> list[str]:
    """The groups joined into the fewest valid numbers that use them all, in order; [] if there is none."""
    if not groups:
        return []
    for size in range(len(groups), 0, -1):
        number = read_number("".join(groups[:size]), region)
        if number is None:
            continue  # before its rest is looked at: else a hostile cell takes exponential time
        rest = _partition(groups[size:], region)
        if rest or size == len(groups):
            return [number, *rest]
    return []


def _numbers(candidates: list[str], region: str) -> list[str]:
    found = (read_number(candidate, region) for candidate in candidates)
    return [number for number in found if number]


@lru_cache(maxsize=4096)
def read_number(digits: str, region: str) -> str | None:
    """One number without separators, in E.164; None if its country has no such number.

    >>> read_number("0901234567", "VN"), read_number("0901", "VN")
    ('+84901234567', None)
    """
    if not re.fullmatch(r"\+?[0-9]{6,18}", digits):
        return None
    try:
        parsed = phonenumbers.parse(modernise(digits) if region == "VN" else digits, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
