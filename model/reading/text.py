"""Characters that look the same to a person made the same: wide digits, odd spaces, invisible marks."""

import re
import unicodedata
from typing import Final

# Format characters (direction marks of copied phone numbers, zero-width spaces, BOM) carry no meaning.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANK: Final = frozenset(("", "-", "--", "–", "—", "n/a", "#n/a", "null", "none", "nan", "nat", "?"))


def clean_text(cell: str) -> str:
    """Words a person wrote: NFC, no invisible marks, one space between words, trimmed.

    >>> clean_text(" Ha\u0300\u00a0 Nội\u200b ")
    'Hà Nội'
    """
    text = cell if cell.isascii() else _INVISIBLE.sub("", unicodedata.normalize("NFC", cell))
    return " ".join(text.split())


def plain(cell: str) -> str:
    """Figures a person wrote: any script's digits become ASCII ones, dashes become `-` (NFKC before).

    >>> plain("０９０１\u00a0２３４－５６７"), plain("٠١٢٣")
    ('0901 234-567', '0123')
    """
    if cell.isascii():
        return " ".join(cell.split())
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", cell))
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    return " ".join(re.sub("[\u2010-\u2015\u2212]", "-", digits).split())


def is_blank(cell: str) -> bool:
    """Nothing, or a mark that means nothing. Not for names: "Na" is one, and so is not in the list.

    >>> is_blank(" - "), is_blank("N/A"), is_blank("0"), is_blank("Na")
    (True, True, False, False)
    """
    return plain(cell).lower() in _BLANK


def fold(cell: str) -> str:
    """A key to compare words by: no case, no accents, đ as d, letters and digits only.

    >>> fold("Đã  CK"), fold("Số điện thoại"), fold("NO_ANSWER")
    ('da ck', 'so dien thoai', 'no answer')
    """
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", cell).casefold())
    bare = "".join(letter for letter in lower if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare.replace("đ", "d")))
