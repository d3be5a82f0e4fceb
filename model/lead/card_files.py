"""The files of an artefact that people read."""

import re
from collections.abc import Mapping

MAX_CARD_BYTES = 2**20
Cards = Mapping[str, str]

_NAME = re.compile("card[.][a-z]{2}[.]html")


def card_name(language: str) -> str:
    """The file of a language's card.

    >>> card_name("vi")
    'card.vi.html'
    """
    return f"card.{language}.html"


def is_card(name: str) -> bool:
    """Whether a file of this name is a card.

    >>> is_card("card.vi.html"), is_card("card.html")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None
