"""Which row of a sheet names its columns: people put titles, dates and totals above it."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final

from model.reading.emails import read_email
from model.reading.phones import read_phones
from model.reading.text import clean_text, fold
from service.integrations.history.draft_words import header_words
from service.integrations.history.encoding import FileRefused

_LOOKED_AT: Final = 20


def find_header(rows: Sequence[Sequence[str]]) -> int:
    """Its number, from 1: the row with the most words of known headers, else the first that is well filled.

    Raises FileRefused where it holds a person instead of names, and where nothing is filled.

    >>> find_header([["Báo cáo tháng 11"], [], ["STT", "Ngày", "SĐT"], ["1", "21/11/2026", "0901234567"]])
    3
    >>> find_header([["a", "b"], ["1", "2"]])
    1
    """
    filled = [[text for cell in row if (text := clean_text(cell))] for row in rows[:_LOOKED_AT]]
    widest = max(map(len, filled), default=0)
    if not widest:
        raise FileRefused("the file is empty; its first row has to name the columns")
    known = [sum(fold(text) in _known_headers() for text in row) for row in filled]
    best = max(known)
    place = known.index(best) if best else next(i for i, row in enumerate(filled) if 2 * len(row) >= widest)
    if any(read_phones(text) or read_email(text) for text in filled[place]):
        raise FileRefused("the first row holds a phone or an e-mail; it has to name the columns")
    return place + 1


def name_columns(cells: Sequence[str]) -> tuple[str, ...]:
    """Names that tell columns apart; "" where a column has none.

    >>> name_columns(["Ngày ", "Ghi chú", "", "Ghi chú"])
    ('Ngày', 'Ghi chú', '', 'Ghi chú (2)')
    """
    names: list[str] = []
    used: set[str] = set()
    times: Counter[str] = Counter()
    for cell in cells:
        name = text = clean_text(cell)
        while name in used:
            times[text] += 1
            name = f"{text} ({times[text] + 1})"
        used |= {name} - {""}
        names.append(name)
    return tuple(names)


@cache
def _known_headers() -> frozenset[str]:
    return frozenset(
        phrase for words in header_words().values() for phrases in words.values() for phrase in phrases
    ) | {"stt"}
