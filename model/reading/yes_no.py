"""Yes or no, as forms, spreadsheets and people in Vietnam write it."""

from typing import Final

from model.reading.text import clean_text, fold

_YES: Final = frozenset(("yes", "y", "true", "t", "on", "x", "co", "dong y", "da dong y"))
_NO: Final = frozenset(("no", "n", "false", "f", "off", "khong", "ko", "sai", "khong dong y", "chua"))
# What folding would make of something else: -1 is not 1, and dừng (stop) is not đúng (right).
_EXACTLY: Final = {"1": True, "0": False, "đúng": True}


def read_yes_no(cell: str) -> bool | None:
    """None for what is neither.

    >>> read_yes_no("Có"), read_yes_no("FALSE"), read_yes_no("maybe"), read_yes_no("-1")
    (True, False, None, None)
    """
    word = clean_text(cell).casefold()
    if word in _EXACTLY:
        return _EXACTLY[word]
    word = fold(word)
    return True if word in _YES else False if word in _NO else None
