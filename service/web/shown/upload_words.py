"""Why a file, or a row of it, was not taken: the importer's own sentences in the language of the page."""

import re
from collections.abc import Mapping
from typing import Any, Final

from model.writing.numbers import Language
from service.usecases.problems import FieldProblem
from service.words import say

_TOPIC: Final = "setup"
# By what the sentence holds; the first that fits.
_FILES: Final = (
    ("is larger than", "file_too_large"),
    ("columns, or one with", "file_too_wide"),
    ("rows$", "file_too_long"),
    ("too large once", "file_unpacks_too_large"),
    ("too long to open", "file_too_slow"),
    ("has no row below", "file_no_rows"),
    ("holds a phone", "file_no_header"),
    ("is empty|has any cell|names no columns", "file_empty"),
    (" is not utf-", "file_wrong_encoding"),
    ("is a web page", "file_web_page"),
    ("damaged", "file_damaged"),
    ("there is no sheet", "file_no_sheet"),
    ("NUL", "file_broken"),
    ("is deleted", "file_deleted"),
    ("^unexpected$", "file_unexpected"),
)
_ROWS: Final = (
    ("cannot be read as a time", "reject_time"),
    ("cannot be read as a day", "reject_day"),
    ("cannot be read as an amount|no amount that can be kept", "reject_amount"),
    ("cannot be read as a whole number", "reject_count"),
    ("cannot be read as a phone", "reject_phone"),
    ("cannot be read as an e-mail", "reject_email"),
    ("is below 0", "reject_below_zero"),
    (r"is longer than (?P<most>\d+) characters", "reject_too_long"),
    ("is empty", "reject_empty"),
    ("a cell is longer", "reject_quote"),
    ("the row ends before", "reject_short_row"),
    ("has more cells after", "reject_long_row"),
    ("NUL", "reject_broken"),
    ("a time that has passed|a day that has begun", "reject_future"),
    ("no lead has this id|its lead is not taken", "reject_no_lead"),
    ("belongs to an outcome that is won", "reject_not_won"),
    ("^needs ", "reject_attribute"),
)


def refusal(message: str, field: str = "") -> FieldProblem:
    """A file that was refused, as pages tell problems.

    >>> refusal("the file has more than 200000 rows", "/leads").code
    'file_too_long'
    """
    code = next((code for pattern, code in _FILES if re.search(pattern, message)), "file_other")
    return FieldProblem(field, code, message)


def reason_words(reason: str, language: Language) -> str:
    """
    >>> reason_words("is longer than 200 characters", "vi")
    'dài hơn 200 ký tự'
    """
    for pattern, key in _ROWS:
        if found := re.search(pattern, reason):
            return say(_TOPIC, language, key, **found.groupdict())
    return say(_TOPIC, language, "reject_other", reason=reason)


def with_words(rejects: list[Mapping[str, Any]], language: Language) -> list[dict[str, Any]]:
    """Each with its reason in words; a column of ours, such as the row's own id, has no name in the file."""
    return [{**each, "reason": reason_words(each["reason"], language)} for each in rejects]
