"""Text as people type it, brought to one form before it is compared or kept."""

import re
import unicodedata

MISSING_WORDS = frozenset({"", "na", "n/a", "#n/a", "nan", "nat", "null", "none", "-", "--"})
_SPACES = re.compile(r"\s+")
_WHOLE_AS_FLOAT = re.compile(r"-?\d+\.0+")


def clean(text: str) -> str:
    """Compose accents (NFC), trim, and collapse runs of white space; case is kept.

    >>> clean("  Ha\\u0300   No\\u0323\\u0302i ")
    'Hà Nội'
    """
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """What two spellings of one category share: cleaned, case-folded, ``5.0`` as ``5``.

    >>> fold(" HÀ NỘI "), fold("5.0")
    ('hà nội', '5')
    """
    folded = clean(text).casefold()
    return folded.split(".", maxsplit=1)[0] if _WHOLE_AS_FLOAT.fullmatch(folded) else folded


def is_missing(text: str) -> bool:
    """Whether the text is one of the ways in which files write "nothing here".

    >>> is_missing(" N/A "), is_missing("no")
    (True, False)
    """
    return clean(text).casefold() in MISSING_WORDS


def without_accents(text: str) -> str:
    """Vietnamese as it is typed without marks.

    >>> without_accents("Tình trạng đơn")
    'Tinh trang don'
    """
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
