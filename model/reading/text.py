"""Characters that look the same to a person made the same: wide digits, odd spaces, invisible marks."""

import re
import unicodedata
from typing import Final

from model.reading.normal_form import normal_form

# Format characters (direction marks of copied phone numbers, zero-width spaces, BOM) carry no meaning.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLANK: Final = frozenset(("", "-", "--", "n/a", "#n/a", "null", "none", "nan", "nat", "?"))
_BETWEEN_KINDS: Final = re.compile(r"(?<=\d)-(?!\d)|(?<!\d)-(?=\d)")
_WHOLE_AS_FLOAT: Final = re.compile(r"(-?[0-9]+)\.0+")


def clean_text(cell: str) -> str:
    """Words a person wrote: NFC, no invisible marks, one space between words, trimmed; case is kept.

    >>> clean_text(" Ha\u0300\u00a0 Nội\u200b ")
    'Hà Nội'
    """
    text = cell if cell.isascii() else _INVISIBLE.sub("", normal_form("NFC", cell))
    return " ".join(text.split())


def folded(name: str) -> str:
    """What two spellings of one name share, whatever its case, its width and the signs between its words.

    Signs count only where they keep two words or two numbers apart: 1-12 is not 11-2. A name of signs alone
    is known by them.

    >>> {folded(name) for name in ("sale-03", "Sale 03 ", "SALE\u201003", "sale_03", "ｓａｌｅ０３")}
    {'sale03'}
    >>> folded("Ha\u0300  My") == folded("hà-my"), folded("Hà") == folded("Ha")
    (True, False)
    >>> folded("1-12"), folded("11-2"), folded(" ?! ")
    ('1-12', '11-2', '?!')
    """
    text = normal_form("NFKC", normal_form("NFKC", clean_text(name)).casefold())
    words = "".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in text).split()
    return _BETWEEN_KINDS.sub("", "-".join(words)) or text


def plain(cell: str) -> str:
    """Figures a person wrote: any script's digits become ASCII ones, dashes become `-` (NFKC before).

    >>> plain("０９０１\u00a0２３４－５６７"), plain("٠١٢٣")
    ('0901 234-567', '0123')
    """
    if cell.isascii():
        return " ".join(cell.split())
    text = normal_form("NFKC", _INVISIBLE.sub("", cell))
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in text)
    return " ".join(re.sub("[\u2010-\u2015\u2212]", "-", digits).split())


def is_blank(cell: str) -> bool:
    """Nothing, or a mark that means nothing. Not for names: "Na" is one, and so is not in the list.

    >>> is_blank(" - "), is_blank("N/A"), is_blank("0"), is_blank("Na")
    (True, True, False, False)
    """
    return plain(cell).lower() in _BLANK


def is_missing(cell: str) -> bool:
    """Blank, or the NA that statistics programs write: for the values of a lead's field.

    >>> is_missing(" NA "), is_missing("-"), is_missing("no")
    (True, True, False)
    """
    word = plain(cell).lower()
    return word in _BLANK or word == "na"


def without_accents(text: str) -> str:
    """Vietnamese as it is typed without marks.

    >>> without_accents("Tình trạng đơn")
    'Tinh trang don'
    """
    bare = "".join(letter for letter in normal_form("NFKD", text) if not unicodedata.combining(letter))
    return bare.replace("đ", "d").replace("Đ", "D")


def fold(cell: str) -> str:
    """A key to compare the words of headers by: no case, no accents, đ as d, letters and digits only.

    >>> fold("Đã  CK"), fold("Số điện thoại"), fold("NO_ANSWER")
    ('da ck', 'so dien thoai', 'no answer')
    """
    return " ".join(re.findall(r"[^\W_]+", without_accents(normal_form("NFKD", cell).casefold())))


def fold_case(cell: str) -> str:
    """A key to compare the values of one column by: no case, `5.0` as `5`.

    Accents and signs stay, unlike in `fold`: in values they tell two answers apart.

    >>> fold_case(" HÀ NỘI "), fold_case("5.0"), fold_case("A+")
    ('hà nội', '5', 'a+')
    """
    folded = clean_text(cell).casefold()
    whole = _WHOLE_AS_FLOAT.fullmatch(folded)
    return whole[1] if whole else folded
