"""Unicode's normal forms, in time that grows with the text and not with its square."""

import unicodedata
from typing import Final, Literal

# Sorting a run of marks takes quadratic time: a cell of 100,000 of them held a worker for 20 seconds.
_MOST_MARKS: Final = 30  # on one letter; UAX #15, stream-safe text
_SHORT: Final = 200  # characters whose marks are quickly sorted, however many they are


def normal_form(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """The text in that form; of the marks on one letter of a long text only the first 30 are kept.

    >>> normal_form("NFC", "Hue\u0302\u0301"), len(normal_form("NFC", "q" + 500 * "\u0323"))
    ('Huế', 31)
    """
    return unicodedata.normalize(form, text if len(text) <= _SHORT else _with_few_marks(text))


def _with_few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)
