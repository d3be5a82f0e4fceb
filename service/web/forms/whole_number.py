"""A whole number that was typed into a form."""

from typing import Final

_MOST_DIGITS: Final = 9


def whole(text: str | None) -> int | str | None:
    """What is no such number, or a longer one, stays as it is: the API says what it thinks of it.

    >>> whole("25"), whole("25,5"), whole(None), whole("9" * 5000) == "9" * 5000
    (25, '25,5', None, True)
    """
    is_one = text is not None and text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return int(text or "") if is_one else text
