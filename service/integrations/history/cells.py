"""One cell read as one of Leadworth's words wants it: a value, nothing, or why it cannot be read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from model.reading.amounts import read_amount
from model.reading.emails import read_email
from model.reading.figures import read_figure
from model.reading.phones import read_phones
from model.reading.text import clean_text, is_blank, plain
from model.reading.times import read_day, read_time
from model.reading.yes_no import read_yes_no
from service.integrations.history.words import Reading, Word
from service.usecases.campaigns.name_campaign import LONGEST_KEY, campaign_key
from service.usecases.problems import Refused

_TOO_MANY: Final = 10**18


@dataclass(frozen=True, slots=True)
class Manner:
    """How this file writes times, amounts and phones."""

    zone: ZoneInfo
    currency: str
    region: str
    dayfirst: bool = True


class Unreadable(Exception):
    """The cell cannot be read; the message says why. `word` is the value, where it may be shown."""

    def __init__(self, message: str, word: str = "") -> None:
        super().__init__(message)
        self.word = word


def read_cell(cell: str, word: Word, manner: Manner) -> object | None:
    """The word's value, None for a blank cell. Raises Unreadable."""
    if word.reading == "text":
        return _text(cell, word.longest)
    if word.reading == "key":
        return _key(cell)
    if is_blank(cell):
        return None
    value = _READERS[word.reading](cell, manner)
    if value is None or value == ():
        raise Unreadable(f"cannot be read as {_NAMES[word.reading]}")
    if isinstance(value, Decimal) and value < 0 and not word.signed:
        raise Unreadable("is below 0")
    if word.most is not None and isinstance(value, int) and value > word.most:
        raise Unreadable(f"is above {word.most}")
    return value


def _text(cell: str, longest: int) -> str | None:
    text = clean_text(cell)
    if len(text) > longest:
        raise Unreadable(f"is longer than {longest} characters")
    return text or None


def _key(cell: str) -> str | None:
    """As the API reads it: a campaign has one key, whichever door its leads come by."""
    try:
        return campaign_key(cell)
    except Refused as refused:
        raise Unreadable(f"is longer than {LONGEST_KEY} characters") from refused


def read_seconds(cell: str) -> int | None:
    """Seconds, or `3:05` and `1:02:03`.

    >>> read_seconds("185"), read_seconds("3:05"), read_seconds("1:02:03"), read_seconds("3 phút")
    (185, 185, 3723, None)
    """
    clock = re.fullmatch(r"(?:([0-9]{1,2}):)?([0-9]{1,2}):([0-5][0-9])", plain(cell))
    if not clock:
        return read_count(cell)
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    return hours * 3600 + minutes * 60 + seconds


def read_count(cell: str) -> int | None:
    """A whole number.

    >>> read_count("1.500"), read_count("77.0"), read_count("7.5"), read_count("-1")
    (1500, 77, None, None)
    """
    figure = read_figure(plain(cell))
    return int(figure) if figure is not None and figure == int(figure) < _TOO_MANY else None


_READERS: Final[dict[Reading, Callable[[str, Manner], object | None]]] = {
    "time": lambda cell, manner: read_time(cell, manner.zone, manner.dayfirst),
    "day": lambda cell, manner: read_day(cell, manner.zone, manner.dayfirst),
    "amount": lambda cell, manner: read_amount(cell, manner.currency),
    "count": lambda cell, _: read_count(cell),
    "seconds": lambda cell, _: read_seconds(cell),
    "phones": lambda cell, manner: tuple(read_phones(cell, manner.region)),
    "email": lambda cell, _: read_email(cell),
    "yes_no": lambda cell, _: read_yes_no(cell),
}
_NAMES: Final[dict[Reading, str]] = {
    "time": "a time",
    "day": "a day",
    "amount": "an amount in the file's currency",
    "count": "a whole number",
    "seconds": "a number of seconds",
    "phones": "a phone",
    "email": "an e-mail",
    "yes_no": "yes or no",
}
